//! Characters as numbers see them: white space, decimal digits of any script, printability.
//!
//! The digit table and the printable test follow Unicode 15.1, CPython 3.13's version; the category
//! tables in use are those of 16.0, so the characters 16.0 added are listed here and refused.

use std::borrow::Cow;
use unicode_general_category::{GeneralCategory, get_general_category};

/// The first code point of each run of decimal digits 0 to 9 outside ASCII, in order.
const ZEROS: [u32; 67] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950,
    0x1fbf0,
];

/// Characters assigned in Unicode 16.0, as first and last code point.
const SINCE_UNICODE_16: &[(u32, u32)] = &[
    (0x897, 0x897),
    (0x1b4e, 0x1b4f),
    (0x1b7f, 0x1b7f),
    (0x1c89, 0x1c8a),
    (0x2427, 0x2429),
    (0x31e4, 0x31e5),
    (0xa7cb, 0xa7cd),
    (0xa7da, 0xa7dc),
    (0x105c0, 0x105f3),
    (0x10d40, 0x10d65),
    (0x10d69, 0x10d85),
    (0x10d8e, 0x10d8f),
    (0x10ec2, 0x10ec4),
    (0x10efc, 0x10efc),
    (0x11380, 0x11389),
    (0x1138b, 0x1138b),
    (0x1138e, 0x1138e),
    (0x11390, 0x113b5),
    (0x113b7, 0x113c0),
    (0x113c2, 0x113c2),
    (0x113c5, 0x113c5),
    (0x113c7, 0x113ca),
    (0x113cc, 0x113d5),
    (0x113d7, 0x113d8),
    (0x113e1, 0x113e2),
    (0x116d0, 0x116e3),
    (0x11bc0, 0x11be1),
    (0x11bf0, 0x11bf9),
    (0x11f5a, 0x11f5a),
    (0x13460, 0x143fa),
    (0x16100, 0x16139),
    (0x16d40, 0x16d79),
    (0x18cff, 0x18cff),
    (0x1cc00, 0x1ccf9),
    (0x1cd00, 0x1ceb3),
    (0x1e5d0, 0x1e5fa),
    (0x1e5ff, 0x1e5ff),
    (0x1f8b2, 0x1f8bb),
    (0x1f8c0, 0x1f8c1),
    (0x1fa89, 0x1fa89),
    (0x1fa8f, 0x1fa8f),
    (0x1fabe, 0x1fabe),
    (0x1fac6, 0x1fac6),
    (0x1fadc, 0x1fadc),
    (0x1fadf, 0x1fadf),
    (0x1fae9, 0x1fae9),
    (0x1fbcb, 0x1fbef),
];

/// The value of a decimal digit in any script (`str.isdecimal`), else `None`.
pub fn decimal_digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    let after = ZEROS.partition_point(|&zero| zero <= code);
    let zero = *ZEROS.get(after.checked_sub(1)?)?;
    (code - zero < 10).then_some(code - zero)
}

/// Whether C's `isspace` holds: space, tab, newline, vertical tab, form feed, carriage return.
pub fn is_ascii_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// The text without C white space at both ends.
pub fn trim_ascii_space(text: &[u8]) -> &[u8] {
    let mut text = text;
    while let [first, rest @ ..] = text
        && is_ascii_space(*first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && is_ascii_space(*last)
    {
        text = rest;
    }
    text
}

/// Rewrites a number for the ASCII parsers: other scripts' digits become `0` to `9`, other white
/// space a space. `None` when it holds any other character outside ASCII.
pub fn to_ascii_number(text: &str) -> Option<Cow<'_, str>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text));
    }
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else if c.is_whitespace() {
            ascii.push(' ');
        } else {
            ascii.push(char::from_digit(decimal_digit(c)?, 10)?);
        }
    }
    Some(Cow::Owned(ascii))
}

/// Whether `repr` shows the code point as it is (`str.isprintable`): not a control, format,
/// surrogate, private or unassigned one, and no separator but the space.
pub fn is_printable(code: u32) -> bool {
    if code < 0x7f {
        return code >= 0x20;
    }
    // The block of most Chinese characters needs no look-up.
    if (0x4e00..=0x9fff).contains(&code) {
        return true;
    }
    let Some(c) = char::from_u32(code) else {
        return false;
    };
    let shown = !matches!(
        get_general_category(c),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Surrogate
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::SpaceSeparator
    );
    shown && !is_newer(code)
}

/// Whether a code point was assigned after Unicode 15.1.
pub fn is_newer(code: u32) -> bool {
    let after = SINCE_UNICODE_16.partition_point(|&(first, _)| first <= code);
    after
        .checked_sub(1)
        .and_then(|i| SINCE_UNICODE_16.get(i))
        .is_some_and(|&(_, last)| code <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts() {
        assert_eq!(decimal_digit('7'), Some(7));
        assert_eq!(decimal_digit('٣'), Some(3));
        assert_eq!(decimal_digit('９'), Some(9));
        assert_eq!(decimal_digit('𝟡'), Some(9));
        assert_eq!(decimal_digit('三'), None);
        assert_eq!(decimal_digit('²'), None);
    }

    #[test]
    fn printable_as_in_unicode_15_1() {
        assert!(is_printable(u32::from('中')));
        assert!(is_printable(u32::from('😀')));
        assert!(!is_printable(0xa0));
        assert!(!is_printable(0xad));
        assert!(!is_printable(0xd800));
        assert!(!is_printable(0x1c89));
        assert!(!is_printable(0x110000));
    }
}
