//! What patterns are matched against: a str or the bytes of a bytes-like object.

use crate::native::Buffer;
use crate::object::{Bytes, Payload, PyResult, Str, Value};
use crate::regex;
use crate::vm::Vm;

/// A subject. Positions of the matcher ("raw") are bytes of UTF-8 for most str objects, indices for
/// those with lone surrogates and for bytes; programs see indices.
pub enum Subject {
    Text(Str),
    Bytes {
        /// The object searched.
        value: Value,
        bytes: Buffer,
    },
}

impl Subject {
    /// The subject that a value is.
    ///
    /// # Errors
    /// TypeError "expected string or bytes-like object, got 'int'".
    pub fn new(vm: &Vm, value: &Value) -> PyResult<Subject> {
        if let Some(text) = Str::from_value(value) {
            return Ok(Subject::Text(text));
        }
        match Buffer::from_value(vm, value) {
            Some(bytes) => Ok(Subject::Bytes {
                value: value.clone(),
                bytes,
            }),
            None => Err(vm.type_error(format!(
                "expected string or bytes-like object, got '{}'",
                vm.type_name(value)
            ))),
        }
    }

    /// For the matcher.
    pub fn view(&self) -> regex::Subject<'_> {
        match self {
            Subject::Bytes { bytes, .. } => regex::Subject::Bytes(bytes),
            Subject::Text(text) => match (text.as_str(), text.as_wide()) {
                (Some(s), _) if text.is_ascii() => regex::Subject::Ascii(s),
                (Some(s), _) => regex::Subject::Str(s),
                (None, wide) => regex::Subject::Wide(wide.unwrap_or_default()),
            },
        }
    }

    /// The object searched.
    pub fn value(&self) -> Value {
        match self {
            Subject::Text(text) => text.value(),
            Subject::Bytes { value, .. } => value.clone(),
        }
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Subject::Text(_))
    }

    /// Length in indices.
    pub fn len(&self) -> usize {
        match self {
            Subject::Text(text) => text.len(),
            Subject::Bytes { bytes, .. } => bytes.len(),
        }
    }

    /// Length in raw positions.
    pub fn raw_len(&self) -> usize {
        self.view().len()
    }

    /// An index that a program gave, brought inside.
    pub fn clamp(&self, index: i64) -> usize {
        usize::try_from(index).unwrap_or(0).min(self.len())
    }

    /// The raw position of an index inside.
    pub fn raw(&self, index: usize) -> usize {
        match self {
            Subject::Text(text) => text.byte_offset(index),
            Subject::Bytes { .. } => index,
        }
    }

    /// The index of a raw position.
    pub fn index(&self, raw: usize) -> usize {
        match self {
            Subject::Text(text) => text.index_of_byte(raw),
            Subject::Bytes { .. } => raw,
        }
    }

    /// The part between two raw positions: the object itself where that is all of it.
    pub fn slice(&self, start: usize, end: usize) -> Value {
        match self {
            Subject::Text(text) => {
                let Some(s) = text.as_str() else {
                    return text_slice(text, start, end).into();
                };
                if start == 0 && end == s.len() && Str::exact(&text.value()).is_some() {
                    return text.value();
                }
                match s.get(start..end).unwrap_or_default() {
                    "" => Str::default().into(),
                    one if one.len() == 1 => {
                        Str::from_code_point(u32::from(one.as_bytes()[0])).into()
                    }
                    part => Str::new(part).into(),
                }
            }
            Subject::Bytes { value, bytes } => {
                if start == 0 && end == bytes.len() && Bytes::exact(value).is_some() {
                    return value.clone();
                }
                Value::bytes(bytes.get(start..end).unwrap_or_default().to_vec())
            }
        }
    }

    /// An empty str or bytes.
    pub fn empty(&self) -> Value {
        self.slice(0, 0)
    }
}

fn text_slice(text: &Str, start: usize, end: usize) -> Str {
    Str::from_data(text.slice(start, end.min(text.len())))
}

/// The result of a substitution under construction.
pub enum Output {
    Text(crate::modules::text_builder::TextBuilder),
    Bytes(Vec<u8>),
}

impl Output {
    pub fn new(subject: &Subject) -> Output {
        match subject {
            Subject::Text(_) => Output::Text(Default::default()),
            Subject::Bytes { .. } => Output::Bytes(Vec::new()),
        }
    }

    /// Append a part of the subject.
    pub fn push_slice(&mut self, subject: &Subject, start: usize, end: usize) {
        match (self, subject) {
            (Output::Text(out), Subject::Text(text)) => match text.as_str() {
                Some(s) => out.push_str(s.get(start..end).unwrap_or_default()),
                None => out.push_data(&text.slice(start, end)),
            },
            (Output::Bytes(out), Subject::Bytes { bytes, .. }) => {
                out.extend_from_slice(bytes.get(start..end).unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Append a str or bytes-like object; false if it is of the wrong kind.
    pub fn push_value(&mut self, vm: &Vm, value: &Value) -> bool {
        match (self, value.payload()) {
            (Output::Text(out), Some(Payload::Str(text))) => out.push_data(text),
            (Output::Bytes(out), Some(Payload::Bytes(bytes))) => out.extend_from_slice(bytes),
            (Output::Bytes(out), Some(_)) => match Buffer::from_value(vm, value) {
                Some(bytes) => out.extend_from_slice(&bytes),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    pub fn push_literal(&mut self, literal: &regex::Literal) {
        match (self, literal) {
            (Output::Text(out), regex::Literal::Str(text)) => out.push_str(text),
            (Output::Text(out), regex::Literal::Wide(points)) => {
                points.iter().for_each(|&p| out.push_code_point(p));
            }
            (Output::Bytes(out), regex::Literal::Bytes(bytes)) => out.extend_from_slice(bytes),
            _ => {}
        }
    }

    pub fn finish(self) -> Value {
        match self {
            Output::Text(mut out) => out.take().into(),
            Output::Bytes(bytes) => Value::bytes(bytes),
        }
    }
}
