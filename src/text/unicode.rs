//! Characters by their properties: names, categories, values, widths, normal forms. Unicode 15.1,
//! as in CPython 3.13: what the crates in use know beyond that is taken for unassigned.
//!
//! Left out: decompositions one step at a time, which no table at hand has.

use unicode_general_category::{GeneralCategory as G, get_general_category};
use unicode_normalization::UnicodeNormalization;

use super::chars::{decimal_digit, is_newer};
use super::unicode_tables as tables;

/// The edition of the tables.
pub const VERSION: &str = "15.1.0";

/// The name of a code point; `None` where it has none.
pub fn name(point: u32) -> Option<String> {
    let c = char::from_u32(point)?;
    if is_newer(point) {
        return None;
    }
    unicode_names2::name(c).map(|n| n.to_string())
}

/// The character with a name (or alias), in any case of letters.
pub fn character_named(name: &str) -> Option<char> {
    unicode_names2::character(name).filter(|&c| !is_newer(u32::from(c)))
}

fn general(point: u32) -> G {
    match char::from_u32(point) {
        None => G::Surrogate,
        Some(_) if is_newer(point) => G::Unassigned,
        Some(c) => get_general_category(c),
    }
}

/// The general category, such as `Lu`.
pub fn category(point: u32) -> &'static str {
    general(point).abbreviation()
}

/// The value of the run that a point is in.
fn in_runs<T: Copy>(runs: &[(u32, u32, T)], point: u32) -> Option<(u32, T)> {
    let after = runs.partition_point(|&(first, ..)| first <= point);
    let &(first, last, value) = runs.get(after.checked_sub(1)?)?;
    (point <= last).then_some((point - first, value))
}

/// The value of a decimal digit of any script.
pub fn decimal(point: u32) -> Option<u32> {
    decimal_digit(char::from_u32(point)?)
}

/// The value of a digit: of decimals, and of superscripts, circled digits and their like.
pub fn digit(point: u32) -> Option<u32> {
    if point < 0x80 {
        return char::from_u32(point)?.to_digit(10);
    }
    decimal(point)
        .or_else(|| in_runs(tables::DIGIT, point).map(|(distance, value)| value + distance))
}

/// The value of a numeric character as a fraction.
pub fn numeric(point: u32) -> Option<(i64, i64)> {
    if let Some(value) = decimal(point) {
        return Some((i64::from(value), 1));
    }
    let after = tables::NUMERIC.partition_point(|&(first, ..)| first <= point);
    let &(first, last, value, step, divisor) = tables::NUMERIC.get(after.checked_sub(1)?)?;
    (point <= last).then(|| (value + step * i64::from(point - first), divisor))
}

/// `str.isspace`: white space, and the separators of ASCII.
pub fn is_space(c: char) -> bool {
    if c > ' ' && c.is_ascii() {
        return false;
    }
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// `str.isalpha`: any letter.
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // The block of most Chinese characters needs no look-up.
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return true;
    }
    matches!(
        general(u32::from(c)),
        G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
    )
}

/// A letter in the form for titles.
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && get_general_category(c) == G::TitlecaseLetter
}

/// Letters whose compatible forms are no letters: not allowed in names although letters.
fn is_barred_from_names(c: char) -> bool {
    matches!(
        c,
        '\u{37a}' | '\u{2e2f}' | '\u{fc5e}'
            ..='\u{fc63}'
                | '\u{fdfa}'
                | '\u{fdfb}'
                | '\u{fe70}'
                | '\u{fe72}'
                | '\u{fe74}'
                | '\u{fe76}'
                | '\u{fe78}'
                | '\u{fe7a}'
                | '\u{fe7c}'
                | '\u{fe7e}'
    )
}

/// Whether a name can begin with the character: `XID_Start` and the underscore.
pub fn starts_name(c: char) -> bool {
    let is_letter = c == '_' || is_alpha(c) || general(u32::from(c)) == G::LetterNumber;
    let only_inside = matches!(c, '\u{e33}' | '\u{eb3}' | '\u{ff9e}' | '\u{ff9f}');
    let also = matches!(c, '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212e}');
    also || is_letter && !only_inside && !is_barred_from_names(c)
}

/// Whether a name can go on with the character: `XID_Continue`.
pub fn continues_name(c: char) -> bool {
    let also = matches!(
        c,
        '\u{b7}' | '\u{387}' | '\u{1369}'
            ..='\u{1371}'
                | '\u{19da}'
                | '\u{200c}'
                | '\u{200d}'
                | '\u{2118}'
                | '\u{212e}'
                | '\u{30fb}'
                | '\u{ff65}'
    );
    let inside = || {
        matches!(
            general(u32::from(c)),
            G::DecimalNumber
                | G::NonspacingMark
                | G::SpacingMark
                | G::ConnectorPunctuation
                | G::LetterNumber
        )
    };
    also || c == '_' || (is_alpha(c) || inside()) && !is_barred_from_names(c)
}

/// The East Asian width: `W`, `F`, `Na`, `H`, `A` or `N`.
pub fn east_asian_width(point: u32) -> &'static str {
    in_runs(tables::EAST_ASIAN_WIDTH, point).map_or("N", |(_, width)| width)
}

/// The bidirectional class, such as `L`; empty for unassigned code points.
pub fn bidirectional(point: u32) -> &'static str {
    if general(point) == G::Unassigned {
        return "";
    }
    in_runs(tables::BIDIRECTIONAL, point).map_or("L", |(_, class)| class)
}

/// Whether the character is mirrored in right-to-left text.
pub fn is_mirrored(point: u32) -> bool {
    let after = tables::MIRRORED.partition_point(|&(first, _)| first <= point);
    let found = after.checked_sub(1).and_then(|at| tables::MIRRORED.get(at));
    found.is_some_and(|&(_, last)| point <= last)
}

/// The canonical combining class: 0 for characters that do not combine.
pub fn combining(point: u32) -> u8 {
    if is_newer(point) {
        return 0;
    }
    char::from_u32(point).map_or(0, unicode_normalization::char::canonical_combining_class)
}

/// The normal forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfkc,
    Nfd,
    Nfkd,
}

impl Form {
    pub fn by_name(name: &str) -> Option<Form> {
        match name {
            "NFC" => Some(Form::Nfc),
            "NFKC" => Some(Form::Nfkc),
            "NFD" => Some(Form::Nfd),
            "NFKD" => Some(Form::Nfkd),
            _ => None,
        }
    }

    /// The text in the normal form.
    pub fn normalize(self, text: &str) -> String {
        match self {
            Form::Nfc => text.nfc().collect(),
            Form::Nfkc => text.nfkc().collect(),
            Form::Nfd => text.nfd().collect(),
            Form::Nfkd => text.nfkd().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(numeric(0xbd), Some((2, 4)));
        assert_eq!(numeric(u32::from('亿')), Some((100_000_000, 1)));
        assert_eq!(digit(0x2460), Some(1));
        assert_eq!(digit(u32::from('三')), None);
        assert_eq!(decimal(u32::from('٣')), Some(3));
        assert_eq!(east_asian_width(u32::from('中')), "W");
        assert_eq!(bidirectional(u32::from('א')), "R");
        assert_eq!(bidirectional(0x378), "");
        assert!(is_mirrored(u32::from('(')));
        assert_eq!(category(0xd800), "Cs");
        assert!(starts_name('中') && !starts_name('1') && continues_name('1'));
    }
}
