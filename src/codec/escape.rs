//! `unicode_escape` and `raw_unicode_escape`: text as it stands in a string literal.

use super::{Problem, TextBuf};
use crate::text::quote::push_escape;

/// The bytes after a backslash, read one by one.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// An escape that could not be read: the reason, and whether more input could mend it.
struct Bad {
    reason: &'static str,
    incomplete: bool,
}

impl Bad {
    fn wrong(reason: &'static str) -> Bad {
        Bad {
            reason,
            incomplete: false,
        }
    }
    fn incomplete(reason: &'static str) -> Bad {
        Bad {
            reason,
            incomplete: true,
        }
    }
}

impl Cursor<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    /// A number of exactly `count` hexadecimal digits.
    fn hex(&mut self, count: usize, reason: &'static str) -> Result<u32, Bad> {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.at).ok_or(Bad::incomplete(reason))?;
            let digit = char::from(*byte).to_digit(16).ok_or(Bad::wrong(reason))?;
            value = value << 4 | digit;
            self.at += 1;
        }
        Ok(value)
    }

    /// The character of `\N{…}`, from behind the N.
    fn named(&mut self) -> Result<u32, Bad> {
        const MALFORMED: &str = "malformed \\N character escape";
        match self.bytes.get(self.at) {
            None => return Err(Bad::incomplete(MALFORMED)),
            Some(b'{') => self.at += 1,
            Some(_) => return Err(Bad::wrong(MALFORMED)),
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|&b| b != b'}') {
            self.at += 1;
        }
        let Some(name) = self.bytes.get(start..self.at) else {
            return Err(Bad::wrong(MALFORMED));
        };
        if self.at >= self.bytes.len() {
            return Err(Bad::incomplete(MALFORMED));
        }
        if name.is_empty() {
            return Err(Bad::wrong(MALFORMED));
        }
        self.at += 1;
        std::str::from_utf8(name)
            .ok()
            .and_then(crate::text::unicode::character_named)
            .map(u32::from)
            .ok_or(Bad::wrong("unknown Unicode character name"))
    }

    /// The character of an escape, from behind its backslash; `None` for an escaped line end.
    fn escape(&mut self, out: &mut TextBuf) -> Result<(), Bad> {
        let Some(letter) = self.next() else {
            return Err(Bad::incomplete("\\ at end of string"));
        };
        let point = match letter {
            b'\n' => return Ok(()),
            b'\\' | b'\'' | b'"' => u32::from(letter),
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..=b'7' => {
                let mut value = u32::from(letter - b'0');
                for _ in 0..2 {
                    match self.bytes.get(self.at) {
                        Some(digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                value
            }
            b'x' => self.hex(2, "truncated \\xXX escape")?,
            b'u' => self.hex(4, "truncated \\uXXXX escape")?,
            b'U' => self.hex(8, "truncated \\UXXXXXXXX escape")?,
            b'N' => self.named()?,
            other => {
                out.push('\\');
                u32::from(other)
            }
        };
        if point > 0x10ffff {
            return Err(Bad::wrong("illegal Unicode character"));
        }
        out.push_point(point);
        Ok(())
    }
}

/// Decodes `unicode_escape` from `from`; as in `utf8`, the position up to which it came. Bytes
/// above ASCII are Latin-1.
pub(super) fn decode(
    bytes: &[u8],
    from: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Problem> {
    let mut cursor = Cursor { bytes, at: from };
    loop {
        let start = cursor.at;
        match cursor.next() {
            None => return Ok(start),
            Some(b'\\') => match cursor.escape(out) {
                Ok(()) => {}
                Err(bad) if bad.incomplete && !last => return Ok(start),
                Err(bad) => return Err(Problem::new(start, cursor.at, bad.reason)),
            },
            Some(byte) => out.push(char::from(byte)),
        }
    }
}

/// Encodes as `unicode_escape`; every text can be.
pub(super) fn encode(text: &[u32], out: &mut Vec<u8>) {
    for &point in text {
        match point {
            0x5c => out.extend_from_slice(b"\\\\"),
            9 => out.extend_from_slice(b"\\t"),
            10 => out.extend_from_slice(b"\\n"),
            13 => out.extend_from_slice(b"\\r"),
            0x20..0x7f => out.push(point as u8),
            _ => {
                let mut escape = String::new();
                push_escape(&mut escape, point);
                out.extend_from_slice(escape.as_bytes());
            }
        }
    }
}

/// Decodes `raw_unicode_escape`, which knows `\u` and `\U` only.
pub(super) fn decode_raw(
    bytes: &[u8],
    from: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Problem> {
    let mut cursor = Cursor { bytes, at: from };
    loop {
        let start = cursor.at;
        let Some(byte) = cursor.next() else {
            return Ok(start);
        };
        if byte != b'\\' {
            out.push(char::from(byte));
            continue;
        }
        let point = match cursor.next() {
            Some(b'u') => cursor.hex(4, "truncated \\uXXXX escape"),
            Some(b'U') => cursor.hex(8, "truncated \\UXXXXXXXX escape"),
            Some(other) => {
                out.push('\\');
                out.push(char::from(other));
                continue;
            }
            None if last => {
                out.push('\\');
                return Ok(cursor.at);
            }
            None => return Ok(start),
        };
        match point {
            Ok(point) if point <= 0x10ffff => out.push_point(point),
            Ok(_) => return Err(Problem::new(start, cursor.at, "\\Uxxxxxxxx out of range")),
            Err(bad) if bad.incomplete && !last => return Ok(start),
            Err(bad) => return Err(Problem::new(start, cursor.at, bad.reason)),
        }
    }
}

/// Encodes as `raw_unicode_escape`: Latin-1 as it is, the rest escaped.
pub(super) fn encode_raw(text: &[u32], out: &mut Vec<u8>) {
    for &point in text {
        match u8::try_from(point) {
            Ok(byte) => out.push(byte),
            Err(_) => {
                let mut escape = String::new();
                push_escape(&mut escape, point);
                out.extend_from_slice(escape.as_bytes());
            }
        }
    }
}
