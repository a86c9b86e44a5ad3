//! Character sets with the flags applied: which characters of the subject, as they stand there,
//! belong to a set written under IGNORECASE, ASCII or LOCALE.

use super::ast::Item;
use super::chars::{self, ClassKind};

/// How letters of different case are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// Not at all: each is only itself.
    Exact,
    /// The ASCII letters are equal to their other case.
    Ascii,
    /// The same under LOCALE, where a set is asked for both cases of a character.
    Locale,
    /// By Unicode's simple case mapping.
    Unicode,
}

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub const EMPTY: Self = Self([0; 4]);
    pub const FULL: Self = Self([u64::MAX; 4]);

    pub fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    pub fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    /// What any character can begin with: any byte in a pattern of bytes, else any that begins a
    /// character in UTF-8.
    pub fn beginnings(is_text: bool) -> Self {
        if !is_text {
            return Self::FULL;
        }
        let mut out = Self::EMPTY;
        for byte in (0..0x80).chain(0xc2..=0xf4) {
            out.insert(byte);
        }
        out
    }

    pub fn without(mut self, byte: u8) -> Self {
        self.0[usize::from(byte >> 6)] &= !(1 << (byte & 63));
        self
    }

    pub fn union(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    /// The only member, where there is just one.
    pub fn single(&self) -> Option<u8> {
        let mut members = (0..=u8::MAX).filter(|&byte| self.contains(byte));
        let first = members.next();
        if members.next().is_some() {
            None
        } else {
            first
        }
    }
}

/// Ascending ranges of code points that do not touch, both ends included.
type Ranges = Vec<(u32, u32)>;

/// A set of characters, resolved.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CharSet {
    /// Membership of the code points below 256, negation applied.
    low: ByteSet,
    /// The listed characters.
    pub ranges: Ranges,
    /// Classes, each with its negation.
    pub classes: Vec<(ClassKind, bool)>,
    /// Whether everything else is meant.
    pub negate: bool,
    /// Whether the classes are Unicode's.
    pub unicode: bool,
}

impl CharSet {
    /// The set of `items` under `fold`; `unicode` decides what the classes hold.
    pub fn new(items: &[Item], negate: bool, fold: Fold, unicode: bool) -> Self {
        let mut ranges = Ranges::new();
        let mut classes = Vec::new();
        for item in items {
            match *item {
                Item::Char(c) => ranges.push((c, c)),
                Item::Range(low, high) => ranges.push((low, high)),
                Item::Class(kind, negate) => classes.push((kind, negate)),
            }
        }
        let ranges = match fold {
            Fold::Exact | Fold::Locale => normalized(ranges),
            Fold::Ascii => fold_ascii(ranges),
            Fold::Unicode => fold_unicode(ranges),
        };
        let mut this = Self {
            low: ByteSet::EMPTY,
            ranges,
            classes,
            negate,
            unicode,
        };
        for byte in 0..=u8::MAX {
            if this.looked_up(u32::from(byte)) {
                this.low.insert(byte);
            }
        }
        if fold == Fold::Locale {
            // A negated set holds a letter if it lacks either case: CPython does no better.
            for byte in (0..=u8::MAX).filter(u8::is_ascii_alphabetic) {
                if this.looked_up(u32::from(byte ^ 0x20)) {
                    this.low.insert(byte);
                }
            }
        }
        this
    }

    /// Whether `c` belongs to the set.
    #[inline]
    pub fn contains(&self, c: u32) -> bool {
        match u8::try_from(c) {
            Ok(byte) => self.low.contains(byte),
            Err(_) => self.looked_up(c),
        }
    }

    fn looked_up(&self, c: u32) -> bool {
        let listed = holds(&self.ranges, c)
            || self
                .classes
                .iter()
                .any(|&(kind, negate)| chars::in_class(kind, c, self.unicode) != negate);
        listed != self.negate
    }

    /// The only character listed, and whether all others are meant instead.
    pub fn single(&self) -> Option<(u32, bool)> {
        match self.ranges.as_slice() {
            &[(low, high)] if low == high && self.classes.is_empty() => Some((low, self.negate)),
            _ => None,
        }
    }

    /// Bytes a member can begin with: its own value in a pattern of bytes, else its first byte in
    /// UTF-8 (possibly with some too many).
    pub fn first_bytes(&self, is_text: bool) -> ByteSet {
        if !is_text {
            return self.low;
        }
        let mut out = ByteSet::EMPTY;
        for byte in 0..0x80 {
            if self.low.contains(byte) {
                out.insert(byte);
            }
        }
        let beyond: &[(u32, u32)] = if self.negate || !self.classes.is_empty() {
            &[(0x80, 0x10_ffff)]
        } else {
            &self.ranges
        };
        for &(low, high) in beyond {
            if high >= 0x80 {
                for byte in first_byte(low.max(0x80))..=first_byte(high) {
                    out.insert(byte);
                }
            }
        }
        out
    }
}

/// The first byte of `c` in UTF-8.
pub(super) fn first_byte(c: u32) -> u8 {
    let byte = match c {
        0..=0x7f => c,
        0x80..=0x7ff => 0xc0 | c >> 6,
        0x800..=0xffff => 0xe0 | c >> 12,
        _ => 0xf0 | c >> 18,
    };
    u8::try_from(byte).unwrap_or(u8::MAX)
}

fn holds(ranges: &[(u32, u32)], c: u32) -> bool {
    let index = ranges.partition_point(|&(_, high)| high < c);
    ranges.get(index).is_some_and(|&(low, _)| low <= c)
}

fn normalized(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut out = Ranges::with_capacity(ranges.len());
    for (low, high) in ranges {
        match out.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => out.push((low, high)),
        }
    }
    out
}

fn fold_ascii(mut ranges: Ranges) -> Ranges {
    for index in 0..ranges.len() {
        let (low, high) = ranges[index];
        for (first, last) in [(0x41, 0x5a), (0x61, 0x7a)] {
            let (from, to) = (low.max(first), high.min(last));
            if from <= to {
                ranges.push((from ^ 0x20, to ^ 0x20));
            }
        }
    }
    normalized(ranges)
}

/// Non-ASCII characters that IGNORECASE takes as equal to an ASCII letter: the dotless and the
/// dotted i, the Kelvin sign, the long s.
const ASCII_TWINS: [(u32, u32); 4] = [(0x69, 0x131), (0x69, 0x130), (0x6b, 0x212a), (0x73, 0x17f)];

/// CPython lowers the members of a set, adds the twins of each, and asks whether the lowered
/// character of the subject is among them; this finds all characters for which that holds.
fn fold_unicode(ranges: Ranges) -> Ranges {
    let ranges = normalized(ranges);
    if ranges.last().is_none_or(|&(_, high)| high < 0x80) {
        let mut ranges = fold_ascii(ranges);
        let twins = ASCII_TWINS
            .iter()
            .filter(|&&(letter, _)| holds(&ranges, letter))
            .map(|&(_, twin)| (twin, twin))
            .collect::<Ranges>();
        ranges.extend(twins);
        return normalized(ranges);
    }
    let table = chars::case_table();
    let beyond_bmp = ranges.last().is_some_and(|&(_, high)| high > 0xffff);
    let cased = |pairs: &[(u32, u32)]| {
        ranges.iter().any(|&(low, high)| {
            let index = pairs.partition_point(|&(c, _)| c < low);
            pairs.get(index).is_some_and(|&(c, _)| c <= high)
        })
    };
    if !beyond_bmp && !cased(&table.lower) && !cased(&table.upper) {
        return ranges;
    }
    let in_ranges: Vec<_> = table
        .lower
        .iter()
        .filter(|&&(c, _)| holds(&ranges, c))
        .collect();
    // A range that leaves the basic plane also holds what its upper case puts there.
    let wide: Ranges = ranges
        .iter()
        .copied()
        .filter(|&(low, high)| high > 0xffff && low != high)
        .collect();
    let mut lowered = without(&ranges, in_ranges.iter().map(|&&(c, _)| c));
    lowered.extend(in_ranges.iter().map(|&&(_, low)| (low, low)));
    lowered.extend(
        table
            .upper
            .iter()
            .filter(|&&(_, upper)| holds(&wide, upper))
            .map(|&(c, _)| (c, c)),
    );
    let mut lowered = normalized(lowered);
    let twins: Ranges = chars::twins()
        .iter()
        .filter(|twins| twins.iter().any(|&c| holds(&lowered, c)))
        .flat_map(|twins| twins.iter().map(|&c| (c, c)))
        .collect();
    lowered.extend(twins);
    let lowered = normalized(lowered);
    let mut all = without(
        &lowered,
        table
            .lower
            .iter()
            .filter(|&&(_, low)| !holds(&lowered, low))
            .map(|&(c, _)| c),
    );
    all.extend(
        table
            .lower
            .iter()
            .filter(|&&(_, low)| holds(&lowered, low))
            .map(|&(c, _)| (c, c)),
    );
    normalized(all)
}

/// `ranges` without `removed`, which ascends.
fn without(ranges: &[(u32, u32)], removed: impl Iterator<Item = u32>) -> Ranges {
    let mut removed = removed.peekable();
    let mut out = Ranges::with_capacity(ranges.len());
    for &(low, high) in ranges {
        let mut from = low;
        while let Some(&c) = removed.peek() {
            if c > high {
                break;
            }
            removed.next();
            if c < from {
                continue;
            }
            if c > from {
                out.push((from, c - 1));
            }
            from = c + 1;
        }
        if from <= high {
            out.push((from, high));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(items: &[Item]) -> CharSet {
        CharSet::new(items, false, Fold::Unicode, true)
    }

    #[test]
    fn ascii_letters_under_ignorecase_have_their_four_odd_twins() {
        let set = folded(&[Item::Range(u32::from('a'), u32::from('z'))]);
        for c in ['A', 'z', 'ı', 'İ', '\u{212a}', 'ſ'] {
            assert!(set.contains(u32::from(c)), "{c}");
        }
        assert!(!set.contains(u32::from('é')));
    }

    #[test]
    fn folding_equals_its_definition_for_every_character() {
        let items = [
            Item::Range(0xe0, 0x3c9),
            Item::Char(0x1c80),
            Item::Range(0x42, 0x45),
        ];
        let set = folded(&items);
        let plain = CharSet::new(&items, false, Fold::Exact, true);
        let mut lowered = std::collections::HashSet::new();
        for c in (0..=0xffff).filter(|&c| plain.contains(c)) {
            lowered.insert(chars::lower(c));
        }
        for twins in chars::twins() {
            if twins.iter().any(|c| lowered.contains(c)) {
                lowered.extend(twins.iter());
            }
        }
        for c in 0..=0x1_ffff {
            assert_eq!(set.contains(c), lowered.contains(&chars::lower(c)), "{c:x}");
        }
    }

    #[test]
    fn set_without_cased_characters_is_compared_as_it_stands() {
        let set = folded(&[Item::Range(0x4e00, 0x4e10)]);
        assert_eq!(set.ranges, [(0x4e00, 0x4e10)]);
    }

    #[test]
    fn first_bytes_cover_the_ranges_of_utf8() {
        let set = CharSet::new(&[Item::Range(0x61, 0x800)], false, Fold::Exact, true);
        let bytes = set.first_bytes(true);
        assert!(bytes.contains(b'a') && bytes.contains(0xc2) && bytes.contains(0xe0));
        assert!(!bytes.contains(b'A') && !bytes.contains(0xe1));
    }
}
