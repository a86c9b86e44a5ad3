//! What CPython's matcher asks about one character: the classes `\d \s \w`, simple case mapping,
//! and the lowercase letters that share an uppercase one. Code points are `u32`, as a subject may
//! hold lone surrogates, which belong to no class and have no case.
//!
//! Classes and case follow the Unicode version of the crates in use, which is newer than that of
//! CPython 3.13; letters assigned since then are word characters here and not there.

use std::sync::OnceLock;

use unicode_general_category::{GeneralCategory, get_general_category};

/// One of the three escape classes; its negation is kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClassKind {
    /// `\d`
    Digit,
    /// `\s`
    Space,
    /// `\w`
    Word,
}

/// Whether `c` belongs to `kind`, by Unicode's tables or by ASCII's alone.
pub(super) fn in_class(kind: ClassKind, c: u32, unicode: bool) -> bool {
    let Some(ch) = char::from_u32(c) else {
        return false;
    };
    if ch.is_ascii() {
        return match kind {
            ClassKind::Digit => ch.is_ascii_digit(),
            // The file, group, record and unit separators are space to str.isspace alone.
            ClassKind::Space => {
                matches!(ch, '\t'..='\r' | ' ') || (unicode && matches!(ch, '\x1c'..='\x1f'))
            }
            ClassKind::Word => ch.is_ascii_alphanumeric() || ch == '_',
        };
    }
    unicode
        && match kind {
            ClassKind::Digit => get_general_category(ch) == GeneralCategory::DecimalNumber,
            ClassKind::Space => ch.is_whitespace(),
            ClassKind::Word => is_alphanumeric(ch),
        }
}

/// `\w`, the class the matcher asks for most.
pub(super) fn is_word(c: u32, unicode: bool) -> bool {
    in_class(ClassKind::Word, c, unicode)
}

fn is_alphanumeric(ch: char) -> bool {
    use GeneralCategory::{DecimalNumber, LetterNumber, OtherNumber};
    is_alpha(ch)
        || matches!(
            get_general_category(ch),
            DecimalNumber | LetterNumber | OtherNumber
        )
}

/// `str.isalpha` of one character: a letter of any of the five letter categories.
pub(super) fn is_alpha(ch: char) -> bool {
    use GeneralCategory::{
        LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter,
    };
    matches!(
        get_general_category(ch),
        LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter
    )
}

/// `str.isprintable` of one character.
pub(super) fn is_printable(ch: char) -> bool {
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Surrogate,
        Unassigned,
    };
    ch == ' '
        || !matches!(
            get_general_category(ch),
            Control
                | Format
                | LineSeparator
                | ParagraphSeparator
                | PrivateUse
                | SpaceSeparator
                | Surrogate
                | Unassigned
        )
}

/// Lowercase of `c`; of a mapping to several characters the first, as CPython takes it.
pub(super) fn lower(c: u32) -> u32 {
    mapped(c, |ch| ch.to_lowercase().next())
}

/// Uppercase of `c`; of a mapping to several characters the first.
pub(super) fn upper(c: u32) -> u32 {
    mapped(c, |ch| ch.to_uppercase().next())
}

fn mapped(c: u32, map: impl Fn(char) -> Option<char>) -> u32 {
    char::from_u32(c).and_then(map).map_or(c, u32::from)
}

/// ASCII lowercase.
pub(super) fn lower_ascii(c: u32) -> u32 {
    if is_ascii_cased(c) { c | 0x20 } else { c }
}

/// Whether `c` is an ASCII letter.
pub(super) fn is_ascii_cased(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|b| b.is_ascii_alphabetic())
}

/// Whether `c` has another case.
pub(super) fn is_cased(c: u32) -> bool {
    lower(c) != c || upper(c) != c
}

/// Lowercase characters that have the same uppercase, so that IGNORECASE takes them as equal.
const TWINS: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];

/// The sets of twins.
pub(super) fn twins() -> &'static [&'static [u32]] {
    TWINS
}

/// Every character that has another case, with that case.
pub(super) struct CaseTable {
    /// `(c, lower(c))` for each `c` that is not its own lowercase, ascending.
    pub lower: Vec<(u32, u32)>,
    /// `(c, upper(c))` for each `c` that is not its own uppercase, ascending.
    pub upper: Vec<(u32, u32)>,
}

/// Stretches of the code space that hold every cased character; scanning only these keeps the
/// table's making under a millisecond.
const CASED_STRETCHES: &[(u32, u32)] = &[
    (0x41, 0x590),
    (0x10a0, 0x1100),
    (0x13a0, 0x1400),
    (0x1c80, 0x1cc0),
    (0x1d00, 0x2200),
    (0x2460, 0x2500),
    (0x2c00, 0x2d30),
    (0xa640, 0xabc0),
    (0xfb00, 0xfb18),
    (0xff20, 0xff60),
    (0x1_0400, 0x1_0600),
    (0x1_0c80, 0x1_0d90),
    (0x1_18a0, 0x1_18e0),
    (0x1_6e40, 0x1_6ee0),
    (0x1_e900, 0x1_e950),
];

/// The case table, made on first use.
pub(super) fn case_table() -> &'static CaseTable {
    static TABLE: OnceLock<CaseTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let all = || CASED_STRETCHES.iter().flat_map(|&(lo, hi)| lo..hi);
        let pairs = |map: fn(u32) -> u32| {
            all()
                .map(|c| (c, map(c)))
                .filter(|&(c, other)| c != other)
                .collect()
        };
        CaseTable {
            lower: pairs(lower),
            upper: pairs(upper),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_table_misses_no_cased_character() {
        let cased = (0..=0x10_ffff).filter(|&c| lower(c) != c).count();
        assert_eq!(case_table().lower.len(), cased);
        let cased = (0..=0x10_ffff).filter(|&c| upper(c) != c).count();
        assert_eq!(case_table().upper.len(), cased);
    }

    #[test]
    fn classes_follow_str_methods() {
        assert!(in_class(ClassKind::Digit, 0x0663, true)); // Arabic-Indic three
        assert!(!in_class(ClassKind::Digit, 0x00b2, true)); // superscript two
        assert!(is_word(0x00b2, true));
        assert!(is_word(0x4e2d, true) && !is_word(0x4e2d, false));
        assert!(!is_word(0x0301, true)); // a combining mark is no letter
        assert!(in_class(ClassKind::Space, 0x1c, true) && !in_class(ClassKind::Space, 0x1c, false));
        assert!(!is_word(0xd800, true));
    }

    #[test]
    fn case_of_sharp_s_and_dotted_i_is_the_first_character_of_the_mapping() {
        assert_eq!(upper(0xdf), u32::from('S'));
        assert_eq!(lower(0x130), u32::from('i'));
        assert!(is_cased(0xdf));
    }
}
