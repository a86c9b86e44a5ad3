//! Error handlers: what to put in place of what cannot be converted.

use std::borrow::Cow;

use super::registry;
use super::utf16::Order;
use super::{Problem, names};
use crate::object::{Exc, PyResult, Str, Tuple, Value};
use crate::text::quote::push_escape;
use crate::vm::Vm;

/// The handlers that Python brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

/// What the conversion goes on with.
pub enum Replacement {
    Text(Vec<u32>),
    Bytes(Vec<u8>),
}

/// What was being converted.
pub enum Input<'a> {
    /// Code points to bytes.
    Encode(Cow<'a, [u32]>),
    /// Bytes to text.
    Decode(Cow<'a, [u8]>),
    /// Text to text, in `str.translate`.
    Translate(Cow<'a, [u32]>),
}

impl Handler {
    pub const ALL: [(&'static str, Handler); 8] = [
        ("strict", Handler::Strict),
        ("ignore", Handler::Ignore),
        ("replace", Handler::Replace),
        ("backslashreplace", Handler::BackslashReplace),
        ("xmlcharrefreplace", Handler::XmlCharRefReplace),
        ("namereplace", Handler::NameReplace),
        ("surrogateescape", Handler::SurrogateEscape),
        ("surrogatepass", Handler::SurrogatePass),
    ];

    pub fn by_name(name: &str) -> Option<Handler> {
        Handler::ALL
            .iter()
            .find(|(n, _)| *n == name)
            .map(|&(_, handler)| handler)
    }

    /// The replacement and the position to go on from; `None` to raise the exception.
    pub fn apply(
        self,
        input: &Input,
        encoding: &str,
        start: usize,
        end: usize,
    ) -> Option<(Replacement, usize)> {
        let text = |points: Vec<u32>| Some((Replacement::Text(points), end));
        match (self, input) {
            (Handler::Strict, _) => None,
            (Handler::Ignore, _) => text(Vec::new()),
            (Handler::Replace, Input::Encode(_)) => text(vec![u32::from('?'); end - start]),
            (Handler::Replace, Input::Decode(_)) => text(vec![0xfffd]),
            (Handler::Replace, Input::Translate(_)) => text(vec![0xfffd; end - start]),
            (Handler::BackslashReplace, Input::Encode(all) | Input::Translate(all)) => {
                text(escape(all.get(start..end)?, push_escape))
            }
            (Handler::BackslashReplace, Input::Decode(bytes)) => {
                let points: Vec<u32> = bytes.get(start..end)?.iter().map(|&b| b.into()).collect();
                text(escape(&points, push_escape))
            }
            (Handler::XmlCharRefReplace, Input::Encode(all)) => {
                text(escape(all.get(start..end)?, |out, point| {
                    out.push_str(&format!("&#{point};"));
                }))
            }
            (Handler::NameReplace, Input::Encode(all)) => {
                text(escape(all.get(start..end)?, push_name))
            }
            (Handler::SurrogateEscape, _) => surrogate_escape(input, start, end),
            (Handler::SurrogatePass, _) => surrogate_pass(input, encoding, start, end),
            _ => None,
        }
    }

    /// Whether the handler makes sense for the direction.
    fn takes(self, input: &Input) -> bool {
        match self {
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                matches!(input, Input::Encode(_))
            }
            Handler::SurrogateEscape | Handler::SurrogatePass => {
                !matches!(input, Input::Translate(_))
            }
            _ => true,
        }
    }
}

fn escape(points: &[u32], push: impl Fn(&mut String, u32)) -> Vec<u32> {
    let mut out = String::new();
    for &point in points {
        push(&mut out, point);
    }
    out.chars().map(u32::from).collect()
}

fn push_name(out: &mut String, point: u32) {
    match crate::text::unicode::name(point) {
        Some(name) => out.push_str(&format!("\\N{{{name}}}")),
        None => push_escape(out, point),
    }
}

/// Bytes above ASCII as U+DC80 to U+DCFF, and back (PEP 383).
fn surrogate_escape(input: &Input, start: usize, end: usize) -> Option<(Replacement, usize)> {
    match input {
        Input::Encode(text) => {
            let run = text.get(start..end)?;
            let bytes: Option<Vec<u8>> = run
                .iter()
                .map(|&p| (0xdc80..=0xdcff).contains(&p).then_some((p & 0xff) as u8))
                .collect();
            Some((Replacement::Bytes(bytes?), end))
        }
        Input::Decode(bytes) => {
            let run = bytes.get(start..end.min(start + 4))?;
            let points: Vec<u32> = run
                .iter()
                .take_while(|b| !b.is_ascii())
                .map(|&b| 0xdc00 + u32::from(b))
                .collect();
            let count = points.len();
            (count > 0).then_some((Replacement::Text(points), start + count))
        }
        Input::Translate(_) => None,
    }
}

/// The Unicode encodings that can be made to carry surrogates.
enum Carrier {
    Utf8,
    Utf16(Order),
    Utf32(Order),
}

impl Carrier {
    fn of(encoding: &str) -> Option<Carrier> {
        let order = |o: Option<Order>| o.unwrap_or(Order::Little);
        match names::find(encoding)?.codec {
            names::Codec::Utf8 | names::Codec::Utf8Sig => Some(Carrier::Utf8),
            names::Codec::Utf16(o) => Some(Carrier::Utf16(order(o))),
            names::Codec::Utf32(o) => Some(Carrier::Utf32(order(o))),
            _ => None,
        }
    }
}

fn surrogate_pass(
    input: &Input,
    encoding: &str,
    start: usize,
    end: usize,
) -> Option<(Replacement, usize)> {
    let carrier = Carrier::of(encoding)?;
    match input {
        Input::Encode(text) => {
            let mut out = Vec::new();
            for &point in text.get(start..end)? {
                if !(0xd800..0xe000).contains(&point) {
                    return None;
                }
                match &carrier {
                    Carrier::Utf8 => out.extend_from_slice(&[
                        0xed,
                        0x80 | (point >> 6 & 0x3f) as u8,
                        0x80 | (point & 0x3f) as u8,
                    ]),
                    Carrier::Utf16(order) => order.push16(point, &mut out),
                    Carrier::Utf32(order) => order.push32(point, &mut out),
                }
            }
            Some((Replacement::Bytes(out), end))
        }
        Input::Decode(bytes) => {
            let rest = bytes.get(start..)?;
            let (point, length) = match carrier {
                Carrier::Utf8 => match rest {
                    &[0xed, b @ 0xa0..=0xbf, c @ 0x80..=0xbf, ..] => {
                        (0xd000 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f), 3)
                    }
                    _ => return None,
                },
                Carrier::Utf16(Order::Little) => {
                    (u32::from(u16::from_le_bytes(*rest.first_chunk()?)), 2)
                }
                Carrier::Utf16(Order::Big) => {
                    (u32::from(u16::from_be_bytes(*rest.first_chunk()?)), 2)
                }
                Carrier::Utf32(Order::Little) => (u32::from_le_bytes(*rest.first_chunk()?), 4),
                Carrier::Utf32(Order::Big) => (u32::from_be_bytes(*rest.first_chunk()?), 4),
            };
            (0xd800..0xe000)
                .contains(&point)
                .then_some((Replacement::Text(vec![point]), start + length))
        }
        Input::Translate(_) => None,
    }
}

/// Makes the exception of a problem.
pub fn exception(vm: &Vm, input: &Input, encoding: &str, problem: &Problem) -> Exc {
    let Problem { start, end, reason } = *problem;
    match input {
        Input::Encode(text) => {
            vm.unicode_encode_error(encoding, &Str::from_code_points(text), start, end, reason)
        }
        Input::Decode(bytes) => vm.unicode_decode_error(encoding, bytes, start, end, reason),
        Input::Translate(text) => {
            let text = Value::from_code_points(text);
            let args = vec![
                text.clone(),
                Value::size(start),
                Value::size(end),
                Value::str(reason),
            ];
            vm.exception_with(&vm.types.unicode_translate_error, args)
                .with_field("object", text)
                .with_field("start", Value::size(start))
                .with_field("end", Value::size(end))
                .with_field("reason", Value::str(reason))
        }
    }
}

/// Asks the handler of a name what to do about a problem: the replacement and where to go on. A
/// program's handler may put another object in the place of the input.
pub fn ask(
    vm: &Vm,
    errors: &str,
    input: &mut Input,
    encoding: &str,
    problem: &Problem,
) -> PyResult<(Replacement, usize)> {
    let mut problem = *problem;
    match Handler::by_name(errors) {
        Some(handler) if handler.takes(input) => {
            // What a surrogate escape can say goes out; the error begins behind it.
            if let (Handler::SurrogateEscape, Input::Encode(text)) = (handler, &*input) {
                let run = text.get(problem.start..problem.end).unwrap_or(&[]);
                let good = run
                    .iter()
                    .take_while(|p| (0xdc80..=0xdcff).contains(*p))
                    .count();
                if good > 0 && good < run.len() {
                    problem.end = problem.start + good;
                }
            }
            handler
                .apply(input, encoding, problem.start, problem.end)
                .ok_or_else(|| exception(vm, input, encoding, &problem))
        }
        Some(_) => {
            let exc = exception(vm, input, encoding, &problem);
            Err(cannot_handle(vm, &exc.value()))
        }
        None => {
            let handler = registry::handler(vm, errors)?;
            ask_program(vm, &handler, input, encoding, &problem)
        }
    }
}

/// The TypeError of a handler that is asked about an exception it knows nothing of.
pub fn cannot_handle(vm: &Vm, exc: &Value) -> Exc {
    let class = vm.type_name(exc);
    vm.type_error(format!(
        "don't know how to handle {class} in error callback"
    ))
}

fn ask_program(
    vm: &Vm,
    handler: &Value,
    input: &mut Input,
    encoding: &str,
    problem: &Problem,
) -> PyResult<(Replacement, usize)> {
    let exc = exception(vm, input, encoding, problem);
    let answer = vm.call(handler, &mut [exc.value()])?;
    let wrong = || {
        vm.type_error(match input {
            Input::Decode(_) => "decoding error handler must return (str, int) tuple",
            Input::Encode(_) => "encoding error handler must return (str/bytes, int) tuple",
            Input::Translate(_) => "translating error handler must return (str, int) tuple",
        })
    };
    let pair = Tuple::from_value(&answer)
        .filter(|t| t.len() == 2)
        .ok_or_else(wrong)?;
    let replacement = match (&pair[0], &*input) {
        (value, Input::Encode(_)) if crate::object::Bytes::from_value(value).is_some() => {
            let bytes = crate::object::Bytes::from_value(value).ok_or_else(wrong)?;
            Replacement::Bytes(bytes.to_vec())
        }
        (value, _) => Replacement::Text(Str::from_value(value).ok_or_else(wrong)?.code_points()),
    };
    let at = match vm.index(&pair[1]) {
        Ok(at) => at,
        Err(e) if vm.is_instance_of(&e, &vm.types.type_error) => return Err(wrong()),
        Err(e) => return Err(e),
    };
    if let (Input::Decode(bytes), Some(object)) = (&mut *input, exc.field("object"))
        && let Some(new) = crate::object::Bytes::from_value(&object)
        && new[..] != bytes[..]
    {
        *bytes = Cow::Owned(new.to_vec());
    }
    let length = match input {
        Input::Encode(text) | Input::Translate(text) => text.len(),
        Input::Decode(bytes) => bytes.len(),
    };
    let position = if at < 0 { at + length as i64 } else { at };
    match usize::try_from(position) {
        Ok(position) if position <= length => Ok((replacement, position)),
        _ => Err(vm.index_error(format!("position {at} from error handler out of bounds"))),
    }
}

/// A handler of Python's own called by a program with an exception: `codecs.replace_errors(exc)`.
pub fn call_builtin(vm: &Vm, handler: Handler, exc: &Value) -> PyResult<Value> {
    let Some(error) = Exc::from_value(exc) else {
        if handler == Handler::Strict {
            return Err(vm.type_error("codec must pass exception instance"));
        }
        return Err(cannot_handle(vm, exc));
    };
    if handler == Handler::Strict {
        return Err(error);
    }
    let field = |name: &str| error.field(name).unwrap_or(Value::NONE);
    let input = match field("object") {
        object if vm.is_instance(exc, &vm.types.unicode_encode_error) => {
            Input::Encode(points(vm, &object)?)
        }
        object if vm.is_instance(exc, &vm.types.unicode_translate_error) => {
            Input::Translate(points(vm, &object)?)
        }
        object if vm.is_instance(exc, &vm.types.unicode_decode_error) => Input::Decode(Cow::Owned(
            crate::native::Buffer::require(vm, &object)?.to_vec(),
        )),
        _ => return Err(cannot_handle(vm, exc)),
    };
    if !handler.takes(&input) {
        return Err(cannot_handle(vm, exc));
    }
    let encoding = Str::from_value(&field("encoding"))
        .map(|e| e.to_string())
        .unwrap_or_default();
    let length = match &input {
        Input::Encode(text) | Input::Translate(text) => text.len(),
        Input::Decode(bytes) => bytes.len(),
    };
    let clip = |n: i64| usize::try_from(n).unwrap_or(0).min(length);
    let start = clip(vm.index(&field("start"))?);
    let end = clip(vm.index(&field("end"))?).max(start);
    match handler.apply(&input, &encoding, start, end) {
        None => Err(error),
        Some((Replacement::Text(text), at)) => Ok(Value::tuple(vec![
            Value::from_code_points(&text),
            Value::size(at),
        ])),
        Some((Replacement::Bytes(bytes), at)) => {
            Ok(Value::tuple(vec![Value::bytes(bytes), Value::size(at)]))
        }
    }
}

fn points(vm: &Vm, object: &Value) -> PyResult<Cow<'static, [u32]>> {
    match Str::from_value(object) {
        Some(text) => Ok(Cow::Owned(text.code_points())),
        None => Err(vm.type_error("object attribute must be str")),
    }
}
