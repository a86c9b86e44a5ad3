//! Reading JSON: text to objects.
//!
//! The scanner works on the bytes of the text (UTF-8; lone surrogates as three bytes likewise) and
//! counts code points only for errors. Keys that come again are the same str object.

use std::borrow::Cow;
use std::collections::HashMap;

use super::encode::find;
use crate::modules::text_builder::TextBuilder;
use crate::object::{Dict, DictData, Exc, PyResult, Str, Value};
use crate::text;
use crate::vm::Vm;

/// What the arguments of `JSONDecoder` say; `None` for the usual way.
#[derive(Clone)]
pub struct Hooks {
    pub strict: bool,
    pub object_hook: Option<Value>,
    pub object_pairs_hook: Option<Value>,
    pub parse_float: Option<Value>,
    pub parse_int: Option<Value>,
    pub parse_constant: Option<Value>,
}

impl Default for Hooks {
    fn default() -> Hooks {
        Hooks {
            strict: true,
            object_hook: None,
            object_pairs_hook: None,
            parse_float: None,
            parse_int: None,
            parse_constant: None,
        }
    }
}

impl Hooks {
    /// The values held, for the collector.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        [
            &self.object_hook,
            &self.object_pairs_hook,
            &self.parse_float,
            &self.parse_int,
            &self.parse_constant,
        ]
        .into_iter()
        .flatten()
    }
}

/// Why there is no value.
pub enum Fail {
    /// No value begins at this code point.
    NoValue(usize),
    Raised(Exc),
}

impl From<Exc> for Fail {
    fn from(e: Exc) -> Fail {
        Fail::Raised(e)
    }
}

impl Fail {
    /// As an exception; "Expecting value" where none begins.
    pub fn into_exception(self, vm: &Vm, doc: &Str) -> Exc {
        match self {
            Fail::NoValue(at) => super::decode_error(vm, "Expecting value", doc, at),
            Fail::Raised(e) => e,
        }
    }
}

type Scanned<T> = Result<T, Fail>;

/// The bytes of a text: UTF-8, and the like for lone surrogates.
fn bytes_of(doc: &Str) -> Cow<'_, [u8]> {
    if let Some(text) = doc.as_str() {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut bytes = Vec::with_capacity(doc.len());
    for point in doc.code_points() {
        match char::from_u32(point) {
            Some(c) => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => bytes.extend([
                0xe0 | (point >> 12) as u8,
                0x80 | (point >> 6 & 0x3f) as u8,
                0x80 | (point & 0x3f) as u8,
            ]),
        }
    }
    Cow::Owned(bytes)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

/// The value that begins at code point `start`, and the code point after it.
pub fn scan_once(vm: &Vm, hooks: &Hooks, doc: &Str, start: usize) -> Scanned<(Value, usize)> {
    let bytes = bytes_of(doc);
    let mut scanner = Scanner::new(vm, hooks, doc, &bytes);
    scanner.pos = scanner.byte_of(start);
    if start > doc.len() {
        return Err(Fail::NoValue(start));
    }
    let value = scanner.value()?;
    Ok((value, scanner.point_of(scanner.pos)))
}

/// The value of a whole text, spaces around it allowed.
pub fn decode(vm: &Vm, hooks: &Hooks, doc: &Str) -> PyResult<Value> {
    let bytes = bytes_of(doc);
    let mut scanner = Scanner::new(vm, hooks, doc, &bytes);
    scanner.skip_space();
    let value = scanner
        .value()
        .map_err(|fail| fail.into_exception(vm, doc))?;
    scanner.skip_space();
    if scanner.pos < bytes.len() {
        let at = scanner.point_of(scanner.pos);
        return Err(super::decode_error(vm, "Extra data", doc, at));
    }
    Ok(value)
}

/// The string whose first character is at code point `start`, after the quote, and the code point
/// after its closing quote.
pub fn scan_string(vm: &Vm, doc: &Str, start: usize, strict: bool) -> PyResult<(Str, usize)> {
    let bytes = bytes_of(doc);
    let hooks = Hooks {
        strict,
        ..Hooks::default()
    };
    let mut scanner = Scanner::new(vm, &hooks, doc, &bytes);
    scanner.pos = scanner.byte_of(start);
    let text = scanner
        .string()
        .map_err(|fail| fail.into_exception(vm, doc))?;
    Ok((text, scanner.point_of(scanner.pos)))
}

struct Scanner<'a> {
    vm: &'a Vm,
    hooks: &'a Hooks,
    doc: &'a Str,
    bytes: &'a [u8],
    pos: usize,
    /// Keys seen, by their bytes.
    keys: HashMap<&'a [u8], Str, foldhash::fast::FixedState>,
}

impl<'a> Scanner<'a> {
    fn new(vm: &'a Vm, hooks: &'a Hooks, doc: &'a Str, bytes: &'a [u8]) -> Scanner<'a> {
        let state = foldhash::fast::FixedState::with_seed(1);
        Scanner {
            vm,
            hooks,
            doc,
            bytes,
            pos: 0,
            keys: HashMap::with_hasher(state),
        }
    }

    /// The number of code points before a byte.
    fn point_of(&self, byte: usize) -> usize {
        match self.doc.as_str() {
            Some(_) => self.doc.index_of_byte(byte),
            None => self.bytes[..byte]
                .iter()
                .filter(|&&b| b & 0xc0 != 0x80)
                .count(),
        }
    }

    fn byte_of(&self, point: usize) -> usize {
        if self.doc.as_str().is_some() {
            return self.doc.byte_offset(point.min(self.doc.len()));
        }
        let starts = self
            .bytes
            .iter()
            .enumerate()
            .filter(|(_, b)| **b & 0xc0 != 0x80);
        starts
            .map(|(at, _)| at)
            .nth(point)
            .unwrap_or(self.bytes.len())
    }

    #[cold]
    fn error(&self, message: &str, byte: usize) -> Fail {
        let at = self.point_of(byte);
        Fail::Raised(super::decode_error(self.vm, message, self.doc, at))
    }

    #[cold]
    fn no_value(&self, byte: usize) -> Fail {
        Fail::NoValue(self.point_of(byte))
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.pos += 1;
        }
    }

    fn value(&mut self) -> Scanned<Value> {
        match self.peek() {
            Some(b'"') => {
                self.pos += 1;
                self.string().map(Value::from)
            }
            Some(b'{') => {
                self.pos += 1;
                self.nested(Self::object, "object")
            }
            Some(b'[') => {
                self.pos += 1;
                self.nested(Self::array, "array")
            }
            Some(b'n') if self.take("null") => Ok(Value::NONE),
            Some(b't') if self.take("true") => Ok(Value::TRUE),
            Some(b'f') if self.take("false") => Ok(Value::FALSE),
            Some(b'N') if self.take("NaN") => self.constant("NaN", f64::NAN),
            Some(b'I') if self.take("Infinity") => self.constant("Infinity", f64::INFINITY),
            Some(b'-') if self.take("-Infinity") => self.constant("-Infinity", f64::NEG_INFINITY),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.no_value(self.pos)),
        }
    }

    fn nested(
        &mut self,
        scan: impl FnOnce(&mut Self) -> Scanned<Value>,
        what: &str,
    ) -> Scanned<Value> {
        let vm = self.vm;
        let doing = match what {
            "array" => " while decoding a JSON array from a unicode string",
            _ => " while decoding a JSON object from a unicode string",
        };
        vm.nested(|| Ok(scan(self)), doing)?
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.bytes[self.pos..].starts_with(word.as_bytes());
        if found {
            self.pos += word.len();
        }
        found
    }

    fn constant(&mut self, name: &str, number: f64) -> Scanned<Value> {
        match &self.hooks.parse_constant {
            None => Ok(Value::float(number)),
            Some(parse) => Ok(self.vm.call(parse, &mut [Value::str(name)])?),
        }
    }

    // ---- containers --------------------------------------------------------------------------

    fn array(&mut self) -> Scanned<Value> {
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.pos += 1;
            return Ok(items.into());
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.pos += 1;
                    return Ok(items.into());
                }
                Some(b',') => self.comma(b']', "Illegal trailing comma before end of array")?,
                _ => return Err(self.error("Expecting ',' delimiter", self.pos)),
            }
        }
    }

    /// Go behind a comma and spaces; what follows must not be the end.
    fn comma(&mut self, end: u8, message: &str) -> Scanned<()> {
        let comma = self.pos;
        self.pos += 1;
        self.skip_space();
        if self.peek() == Some(end) {
            return Err(self.error(message, comma));
        }
        Ok(())
    }

    fn object(&mut self) -> Scanned<Value> {
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.pos += 1;
            return self.finish_pairs(DictData::default(), Vec::new());
        }
        let wants_pairs = self.hooks.object_pairs_hook.is_some();
        let mut data = DictData::default();
        let mut pairs = Vec::new();
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error(
                    "Expecting property name enclosed in double quotes",
                    self.pos,
                ));
            }
            self.pos += 1;
            let key = self.key()?;
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.error("Expecting ':' delimiter", self.pos));
            }
            self.pos += 1;
            self.skip_space();
            let value = self.value()?;
            if wants_pairs {
                pairs.push(Value::tuple(vec![key.into(), value]));
            } else {
                match data.find_str(&key) {
                    Some(at) => drop(data.replace(at, value)),
                    None => data.push(key.text_hash(), key.into(), value),
                }
            }
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.pos += 1;
                    return self.finish_pairs(data, pairs);
                }
                Some(b',') => self.comma(b'}', "Illegal trailing comma before end of object")?,
                _ => return Err(self.error("Expecting ',' delimiter", self.pos)),
            }
        }
    }

    fn finish_pairs(&mut self, data: DictData, pairs: Vec<Value>) -> Scanned<Value> {
        if let Some(hook) = &self.hooks.object_pairs_hook {
            return Ok(self.vm.call(hook, &mut [pairs.into()])?);
        }
        let dict = Dict::from_data(data).into();
        match &self.hooks.object_hook {
            Some(hook) => Ok(self.vm.call(hook, &mut [dict])?),
            None => Ok(dict),
        }
    }

    // ---- strings ------------------------------------------------------------------------------

    /// A key: the same object each time it comes.
    fn key(&mut self) -> Scanned<Str> {
        let start = self.pos;
        let end = start
            + find(&self.bytes[start..], |b| {
                b == b'"' || b == b'\\' || b < 0x20
            });
        if self.bytes.get(end) != Some(&b'"') {
            return self.string();
        }
        let bytes: &'a [u8] = &self.bytes[start..end];
        if let Some(known) = self.keys.get(bytes) {
            self.pos = end + 1;
            return Ok(known.clone());
        }
        let key = self.string()?;
        self.keys.insert(bytes, key.clone());
        Ok(key)
    }

    /// The rest of a string after its opening quote.
    fn string(&mut self) -> Scanned<Str> {
        let begin = self.pos;
        let end = begin
            + find(&self.bytes[begin..], |b| {
                b == b'"' || b == b'\\' || b < 0x20
            });
        if self.bytes.get(end) == Some(&b'"') {
            self.pos = end + 1;
            return Ok(self.plain(begin, end));
        }
        let mut out = TextBuilder::with_capacity(end - begin + 16);
        let mut from = begin;
        let mut at = end;
        loop {
            self.push_plain(&mut out, from, at);
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.pos = at + 1;
                    return Ok(out.take());
                }
                Some(b'\\') => {
                    self.pos = at + 1;
                    self.escape(&mut out, begin)?;
                    from = self.pos;
                }
                Some(_) if self.hooks.strict => {
                    return Err(self.error("Invalid control character at", at));
                }
                Some(&control) => {
                    out.push(char::from(control));
                    from = at + 1;
                }
                None => return Err(self.error("Unterminated string starting at", begin - 1)),
            }
            at = from + find(&self.bytes[from..], |b| b == b'"' || b == b'\\' || b < 0x20);
        }
    }

    /// The text between two bytes as a str.
    #[inline]
    fn plain(&self, start: usize, end: usize) -> Str {
        if let Some(text) = self.doc.as_str().and_then(|t| t.get(start..end)) {
            return match text.as_bytes() {
                [] => Str::default(),
                [one] => Str::from_code_point(u32::from(*one)),
                _ => Str::new(text),
            };
        }
        let mut out = TextBuilder::new();
        self.push_plain(&mut out, start, end);
        out.take()
    }

    fn push_plain(&self, out: &mut TextBuilder, start: usize, end: usize) {
        if let Some(text) = self.doc.as_str().and_then(|t| t.get(start..end)) {
            out.push_str(text);
            return;
        }
        let mut rest = &self.bytes[start..end];
        while let Some(at) = rest.windows(3).position(|w| w[0] == 0xed && w[1] >= 0xa0) {
            out.push_str(std::str::from_utf8(&rest[..at]).unwrap_or_default());
            let low = u32::from(rest[at + 1] & 0x3f) << 6 | u32::from(rest[at + 2] & 0x3f);
            out.push_code_point(0xd000 | low);
            rest = &rest[at + 3..];
        }
        out.push_str(std::str::from_utf8(rest).unwrap_or_default());
    }

    /// An escape whose backslash has been read; `begin` is where the string began.
    fn escape(&mut self, out: &mut TextBuilder, begin: usize) -> Scanned<()> {
        let Some(kind) = self.peek() else {
            return Err(self.error("Unterminated string starting at", begin - 1));
        };
        self.pos += 1;
        out.push(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(out),
            _ => return Err(self.error("Invalid \\escape", self.pos - 2)),
        });
        Ok(())
    }

    fn unicode_escape(&mut self, out: &mut TextBuilder) -> Scanned<()> {
        let high = self.unit()?;
        if (0xd800..0xdc00).contains(&high)
            && self.bytes[self.pos..].starts_with(b"\\u")
            && self.bytes.len() > self.pos + 6
        {
            let back = self.pos;
            self.pos += 2;
            let low = self.unit()?;
            if (0xdc00..0xe000).contains(&low) {
                out.push_code_point(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                return Ok(());
            }
            self.pos = back;
        }
        out.push_code_point(high);
        Ok(())
    }

    /// Four hexadecimal digits, after which the text must go on.
    fn unit(&mut self) -> Scanned<u32> {
        let start = self.pos;
        let digits = self
            .bytes
            .get(start..start + 4)
            .filter(|_| self.bytes.len() > start + 4);
        let mut unit = 0;
        for &digit in digits.unwrap_or(b"?") {
            match char::from(digit).to_digit(16) {
                Some(value) => unit = unit << 4 | value,
                None => return Err(self.error("Invalid \\uXXXX escape", start - 1)),
            }
        }
        self.pos = start + 4;
        Ok(unit)
    }

    // ---- numbers ------------------------------------------------------------------------------

    fn number(&mut self) -> Scanned<Value> {
        let start = self.pos;
        let digits = |at: usize| {
            self.bytes[at.min(self.bytes.len())..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let mut at = start + usize::from(self.bytes[start] == b'-');
        let whole = digits(at);
        match self.bytes.get(at) {
            Some(b'0') => at += 1,
            _ if whole > 0 => at += whole,
            _ => return Err(self.no_value(start)),
        }
        let whole_end = at;
        if self.bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
            at += 1 + digits(at + 1);
        }
        if matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            let exponent = digits(at + 1 + sign);
            if exponent > 0 {
                at += 1 + sign + exponent;
            }
        }
        self.pos = at;
        let is_float = at > whole_end;
        let literal = std::str::from_utf8(&self.bytes[start..at]).unwrap_or_default();
        let parse = if is_float {
            &self.hooks.parse_float
        } else {
            &self.hooks.parse_int
        };
        if let Some(parse) = parse {
            return Ok(self.vm.call(parse, &mut [Value::str(literal)])?);
        }
        if is_float {
            return Ok(Value::float(
                text::float::parse_float(literal).unwrap_or(f64::NAN),
            ));
        }
        self.int(literal)
    }

    fn int(&self, literal: &str) -> Scanned<Value> {
        if literal.len() <= 18 {
            let (negative, digits) = match literal.strip_prefix('-') {
                Some(digits) => (true, digits),
                None => (false, literal),
            };
            let value = digits
                .bytes()
                .fold(0i64, |n, b| n * 10 + i64::from(b - b'0'));
            return Ok(Value::int(if negative { -value } else { value }));
        }
        let int = self.vm.types.int.value();
        Ok(self.vm.call(&int, &mut [Value::str(literal)])?)
    }
}
