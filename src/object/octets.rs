//! Byte strings: searching, cutting and changing, as the methods of bytes and bytearray need it.
//!
//! Pure functions over slices. Characters are those of ASCII, as in Python's bytes methods.

use crate::text::search;

/// White space of ASCII, as `bytes.isspace` sees it.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Where a part begins: at its first or its last occurrence.
pub fn find(text: &[u8], part: &[u8], last: bool) -> Option<usize> {
    match (part, last) {
        (&[byte], false) => memchr::memchr(byte, text),
        (&[byte], true) => memchr::memrchr(byte, text),
        (_, false) => search::find(text, part),
        (_, true) => search::rfind(text, part),
    }
}

/// How often a part occurs without overlapping.
pub fn count(text: &[u8], part: &[u8]) -> usize {
    if part.is_empty() {
        text.len() + 1
    } else {
        search::find_iter(text, part).count()
    }
}

/// At most `limit` occurrences replaced. An empty part is found before every byte and at the end.
pub fn replace(text: &[u8], part: &[u8], by: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    if part.is_empty() {
        for (done, &byte) in text.iter().enumerate() {
            if done < limit {
                out.extend_from_slice(by);
            }
            out.push(byte);
        }
        if text.len() < limit {
            out.extend_from_slice(by);
        }
        return out;
    }
    let mut from = 0;
    for at in search::find_iter(text, part).take(limit) {
        out.extend_from_slice(&text[from..at]);
        out.extend_from_slice(by);
        from = at + part.len();
    }
    out.extend_from_slice(&text[from..]);
    out
}

/// The parts between separators, at most `limit` cuts from the left.
pub fn split<'a>(text: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in search::find_iter(text, separator).take(limit) {
        parts.push(&text[from..at]);
        from = at + separator.len();
    }
    parts.push(&text[from..]);
    parts
}

/// The parts between separators, at most `limit` cuts from the right.
pub fn rsplit<'a>(text: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = text;
    while parts.len() < limit
        && let Some(at) = find(rest, separator, true)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    parts
}

fn trim_start(mut text: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = text
        && is_space(*first)
    {
        text = rest;
    }
    text
}

fn trim_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., last] = text
        && is_space(*last)
    {
        text = rest;
    }
    text
}

/// The words, at most `limit` cuts from the left; the last part keeps its inner space.
pub fn split_space(text: &[u8], limit: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_start(text);
    while !rest.is_empty() {
        let end = rest.iter().position(|&b| is_space(b)).unwrap_or(rest.len());
        if parts.len() == limit {
            // CPython cuts the space at the end off only where it splits there.
            parts.push(rest);
            break;
        }
        parts.push(&rest[..end]);
        rest = trim_start(&rest[end..]);
    }
    parts
}

/// The words, at most `limit` cuts from the right.
pub fn rsplit_space(text: &[u8], limit: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_end(text);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let start = rest
            .iter()
            .rposition(|&b| is_space(b))
            .map_or(0, |at| at + 1);
        parts.push(&rest[start..]);
        rest = trim_end(&rest[..start]);
    }
    parts.reverse();
    parts
}

/// The lines: ended by `\n`, `\r` or both.
pub fn split_lines(text: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let ending = match &rest[at..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        lines.push(&rest[..if keep_ends { at + ending } else { at }]);
        rest = &rest[at + ending..];
    }
    lines
}

/// Without the bytes at the ends for which `cut` holds.
pub fn strip(text: &[u8], left: bool, right: bool, cut: impl Fn(u8) -> bool) -> &[u8] {
    let mut text = text;
    if left {
        let start = text.iter().position(|&b| !cut(b)).unwrap_or(text.len());
        text = &text[start..];
    }
    if right {
        let end = text.iter().rposition(|&b| !cut(b)).map_or(0, |at| at + 1);
        text = &text[..end];
    }
    text
}

/// With tabs replaced by spaces up to the next multiple of `size` columns; `None` if too long.
pub fn expand_tabs(text: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' if size == 0 => {}
            b'\t' => {
                let count = size - column % size;
                out.try_reserve(count).ok()?;
                out.extend(std::iter::repeat_n(b' ', count));
                column += count;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    Some(out)
}

/// Every word begun in upper case and gone on in lower case.
pub fn title(text: &[u8]) -> Vec<u8> {
    let mut inside = false;
    text.iter()
        .map(|b| {
            let changed = if inside {
                b.to_ascii_lowercase()
            } else {
                b.to_ascii_uppercase()
            };
            inside = b.is_ascii_alphabetic();
            changed
        })
        .collect()
}

/// The first byte in upper case, the others in lower case.
pub fn capitalize(text: &[u8]) -> Vec<u8> {
    let mut out = text.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// Upper case for lower case and the other way round.
pub fn swap_case(text: &[u8]) -> Vec<u8> {
    let swap = |b: &u8| {
        if b.is_ascii_alphabetic() {
            b ^ 0x20
        } else {
            *b
        }
    };
    text.iter().map(swap).collect()
}

/// Whether every word begins in upper case and goes on in lower case, and there is one.
pub fn is_title(text: &[u8]) -> bool {
    let (mut inside, mut any) = (false, false);
    for b in text {
        if b.is_ascii_uppercase() && inside || b.is_ascii_lowercase() && !inside {
            return false;
        }
        inside = b.is_ascii_alphabetic();
        any |= inside;
    }
    any
}

/// Padded with zeros on the left, behind a sign.
pub fn zero_fill(text: &[u8], zeros: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + zeros);
    let signed = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    out.extend_from_slice(&text[..signed]);
    out.extend(std::iter::repeat_n(b'0', zeros));
    out.extend_from_slice(&text[signed..]);
    out
}

/// Hexadecimal digits, with a separator between groups of `group` bytes, counted from the right
/// if positive, from the left if negative, none if zero.
pub fn hex(bytes: &[u8], separator: Option<char>, group: i64) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(bytes.len() * 2);
    for (at, &byte) in bytes.iter().enumerate() {
        let edge = if group > 0 { bytes.len() - at } else { at };
        if at > 0
            && size > 0
            && edge.is_multiple_of(size)
            && let Some(separator) = separator
        {
            out.push(separator);
        }
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    out
}

/// The bytes of pairs of hexadecimal digits with white space between them; else where it fails.
pub fn from_hex(text: &str) -> Result<Vec<u8>, usize> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars().enumerate();
    // A text with other characters than ASCII's is judged by the first of them.
    if let Some(at) = text.chars().position(|c| !c.is_ascii()) {
        return Err(at);
    }
    let total = || text.chars().count();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii() && is_space(c as u8) {
            continue;
        }
        let high = c.to_digit(16).filter(|_| c.is_ascii()).ok_or(at)?;
        let (at, c) = chars.next().ok_or_else(total)?;
        let low = c.to_digit(16).filter(|_| c.is_ascii()).ok_or(at)?;
        out.push((high << 4 | low) as u8);
    }
    Ok(out)
}
