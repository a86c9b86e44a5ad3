//! `repr` of str and bytes, and `ascii`: quotes and escapes.
//!
//! Text is given as code points (`u32`), since a Python string may hold lone surrogates.

use super::chars::is_printable;

/// The quote that needs no escape, as Python chooses: double only for text with single ones alone.
fn quote_for(mut has: impl FnMut(u32) -> bool) -> char {
    if has(u32::from('\'')) && !has(u32::from('"')) {
        '"'
    } else {
        '\''
    }
}

/// `repr` of a string given as code points.
pub fn repr_points<I>(points: I) -> String
where
    I: Iterator<Item = u32> + Clone,
{
    let mut out = String::new();
    push_quoted(&mut out, points, is_printable);
    out
}

/// `ascii` of a string given as code points: as `repr`, with everything outside ASCII escaped.
pub fn ascii_points<I>(points: I) -> String
where
    I: Iterator<Item = u32> + Clone,
{
    let mut out = String::new();
    push_quoted(&mut out, points, |code| matches!(code, 0x20..0x7f));
    out
}

/// `repr(text)`.
pub fn repr_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_repr_str(&mut out, text);
    out
}

/// Appends `repr(text)`.
pub fn push_repr_str(out: &mut String, text: &str) {
    let plain = |b: u8| matches!(b, 0x20..0x7f) && b != b'\\' && b != b'\'';
    if text.bytes().all(plain) {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
    } else {
        push_quoted(out, text.chars().map(u32::from), is_printable);
    }
}

/// `ascii(text)`.
pub fn ascii_str(text: &str) -> String {
    ascii_points(text.chars().map(u32::from))
}

fn push_quoted<I>(out: &mut String, points: I, shown: impl Fn(u32) -> bool)
where
    I: Iterator<Item = u32> + Clone,
{
    let quote = quote_for(|wanted| points.clone().any(|code| code == wanted));
    out.push(quote);
    for code in points {
        match char::from_u32(code) {
            Some(c @ ('\\' | '\'' | '"')) => {
                if c == '\\' || c == quote {
                    out.push('\\');
                }
                out.push(c);
            }
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if shown(code) => out.push(c),
            _ => push_escape(out, code),
        }
    }
    out.push(quote);
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that holds the code point.
pub fn push_escape(out: &mut String, code: u32) {
    let (letter, digits) = match code {
        0..=0xff => ('x', 2),
        0x100..=0xffff => ('u', 4),
        _ => ('U', 8),
    };
    out.push('\\');
    out.push(letter);
    push_hex(out, code, digits);
}

fn push_hex(out: &mut String, value: u32, digits: u32) {
    for i in (0..digits).rev() {
        out.push(char::from_digit(value >> (i * 4) & 15, 16).unwrap_or('0'));
    }
}

/// `repr` of bytes, with the `b` before the quote.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(|wanted| bytes.iter().any(|&b| u32::from(b) == wanted));
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote);
    for &b in bytes {
        let c = char::from(b);
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            _ if c == quote => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            _ => push_escape(&mut out, u32::from(b)),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_quoted() {
        assert_eq!(repr_str("abc"), "'abc'");
        assert_eq!(repr_str("it's"), "\"it's\"");
        assert_eq!(repr_str("'\""), "'\\'\"'");
        assert_eq!(repr_str("\t\n\r\\\0\x7f"), "'\\t\\n\\r\\\\\\x00\\x7f'");
        assert_eq!(
            repr_str("中😀\u{a0}\u{200b}\u{e0001}"),
            "'中😀\\xa0\\u200b\\U000e0001'"
        );
        assert_eq!(repr_points([0xd800, 0x61].into_iter()), "'\\ud800a'");
        assert_eq!(ascii_str("é中😀"), "'\\xe9\\u4e2d\\U0001f600'");
    }

    #[test]
    fn bytes_quoted() {
        assert_eq!(repr_bytes(b"a'\x00\xff\n"), "b\"a'\\x00\\xff\\n\"");
        assert_eq!(repr_bytes(b"'\""), "b'\\'\"'");
    }
}
