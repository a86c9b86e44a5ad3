//! Bytes to text and back, piece by piece, for text files.

use super::piece::Text;
use crate::object::{PyResult, Str};
use crate::vm::Vm;

/// An encoding as far as this file knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Utf8,
    Ascii,
    Latin1,
}

fn known(name: &str) -> Option<Known> {
    let flat: String = name
        .chars()
        .filter(|c| !matches!(c, '-' | '_' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match flat.as_str() {
        "utf8" | "u8" => Some(Known::Utf8),
        "ascii" | "usascii" => Some(Known::Ascii),
        "latin1" | "iso88591" | "l1" => Some(Known::Latin1),
        _ => None,
    }
}

/// Bytes to text.
pub struct TextDecoder {
    known: Known,
    /// The beginning of a character that is not complete yet.
    tail: Vec<u8>,
}

impl TextDecoder {
    /// LookupError "unknown encoding: x".
    pub fn new(vm: &Vm, encoding: &str, _errors: &Str) -> PyResult<TextDecoder> {
        match known(encoding) {
            Some(known) => Ok(TextDecoder { known, tail: Vec::new() }),
            None => Err(vm.lookup_error(format!("unknown encoding: {encoding}"))),
        }
    }

    /// Forget what was begun, `fully` also what has been learnt of the byte order.
    pub fn reset(&mut self, _fully: bool) {
        self.tail.clear();
    }

    /// Bytes taken and not decoded yet.
    pub fn pending(&self) -> usize {
        self.tail.len()
    }

    /// How many bytes of the file the text was decoded from.
    pub fn encoded_len(&self, _vm: &Vm, text: Text) -> PyResult<usize> {
        Ok(match (self.known, text) {
            (Known::Utf8, Text::Narrow(text)) => text.len(),
            (_, text) => text.count(),
        })
    }

    pub fn decode(&mut self, vm: &Vm, input: Vec<u8>, last: bool) -> PyResult<Text> {
        let input = if self.tail.is_empty() {
            input
        } else {
            let mut all = std::mem::take(&mut self.tail);
            all.extend(input);
            all
        };
        match self.known {
            Known::Latin1 => {
                return Ok(Text::Narrow(input.into_iter().map(char::from).collect()));
            }
            Known::Ascii if !input.is_ascii() => {
                let at = input.iter().position(|b| !b.is_ascii()).unwrap_or(0);
                let reason = "ordinal not in range(128)";
                return Err(vm.unicode_decode_error("ascii", &input, at, at + 1, reason));
            }
            _ => {}
        }
        let error = match String::from_utf8(input) {
            Ok(text) => return Ok(Text::Narrow(text)),
            Err(error) => error,
        };
        let (at, length) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len());
        let mut input = error.into_bytes();
        if let (None, false) = (length, last) {
            self.tail = input.split_off(at);
            return Ok(Text::Narrow(String::from_utf8(input).unwrap_or_default()));
        }
        let (reason, end) = match length {
            None => ("unexpected end of data", input.len()),
            Some(n) => match input.get(at) {
                Some(0xc2..=0xf4) => ("invalid continuation byte", at + n),
                _ => ("invalid start byte", at + n),
            },
        };
        Err(vm.unicode_decode_error("utf-8", &input, at, end, reason))
    }
}

/// Text to bytes.
pub struct TextEncoder {
    known: Known,
}

impl TextEncoder {
    pub fn new(vm: &Vm, encoding: &str, _errors: &Str) -> PyResult<TextEncoder> {
        match known(encoding) {
            Some(known) => Ok(TextEncoder { known }),
            None => Err(vm.lookup_error(format!("unknown encoding: {encoding}"))),
        }
    }

    /// The next text stands at the beginning of a file (and may need a byte order mark), or not.
    pub fn set_start(&mut self, _at_start: bool) {}

    /// Whether the bytes are those of the str.
    pub fn is_plain_utf8(&self) -> bool {
        self.known == Known::Utf8
    }

    pub fn encode(&mut self, vm: &Vm, text: &Str, out: &mut Vec<u8>) -> PyResult<()> {
        let plain = vm.utf8(text)?;
        let limit = match self.known {
            Known::Utf8 => {
                out.extend_from_slice(plain.as_bytes());
                return Ok(());
            }
            Known::Ascii => 128,
            Known::Latin1 => 256,
        };
        for (at, c) in plain.chars().enumerate() {
            let point = u32::from(c);
            if point >= limit {
                let name = if limit == 128 { "ascii" } else { "latin-1" };
                let reason = format!("ordinal not in range({limit})");
                return Err(vm.unicode_encode_error(name, text, at, at + 1, &reason));
            }
            out.push(point as u8);
        }
        Ok(())
    }
}
