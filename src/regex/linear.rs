//! The second matcher: patterns that are regular in the strict sense are handed to the `regex`
//! crate, which takes time in proportion to the subject whatever the pattern.
//!
//! Its search has the same preference order as Python's and the same last-round captures, except
//! where a round of a repetition can be empty; such patterns, and those with backreferences,
//! assertions of either direction, conditionals, atomic groups or possessive repetitions, stay
//! with the backtracking matcher. So does a run where the crate has no equal condition: `$` before
//! a final newline, and `\b` by Unicode's letters unless the subject is ASCII.

use std::fmt::Write as _;
use std::sync::OnceLock;

use ::regex::bytes::{Regex, RegexBuilder};

use super::ast::{Greed, INFINITE};
use super::chars::ClassKind;
use super::charset::CharSet;
use super::lower::{Ir, Lowered, Place, Unit, repeats};
use super::{Captures, Mode};

/// Largest estimated size of a translated pattern, in characters' transitions.
const MAX_COST: u64 = 20_000;
/// Deepest nesting handed over, below what the crate itself allows.
const MAX_DEPTH: usize = 100;
/// What the crate may use for a compiled pattern, in bytes.
const SIZE_LIMIT: usize = 4 << 20;

/// Which alphabet a translation is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    /// ASCII text.
    Ascii,
    /// Any text.
    Utf8,
    /// Bytes.
    Bytes,
}

/// A pattern's translations, each made when first needed.
pub(super) struct Linear {
    /// By mode, for ASCII text (or bytes) and for other text.
    cells: [[OnceLock<Option<Regex>>; 3]; 2],
    facts: Facts,
    /// For each group the place of its closing parenthesis among all of them.
    closing: Vec<usize>,
}

/// What a pattern contains that limits its use here.
#[derive(Default)]
struct Facts {
    /// `$` that means the end only.
    has_end: bool,
    /// A condition that looks at what is before.
    looks_before: bool,
    /// `\b` or `\B` by Unicode's letters.
    unicode_boundary: bool,
    /// Whether it can match nothing.
    may_be_empty: bool,
}

/// What to look for and where.
#[derive(Clone, Copy)]
pub(super) struct Query<'a> {
    /// The subject up to its end.
    pub haystack: &'a [u8],
    pub from: usize,
    pub mode: Mode,
    pub is_ascii: bool,
}

impl Linear {
    /// Prepares a pattern, if it is of the kind that can be handed over at all.
    pub fn new(lowered: &Lowered, groups: u32) -> Option<Self> {
        let mut facts = Facts {
            may_be_empty: lowered.ir.min_width() == 0,
            ..Facts::default()
        };
        let mut closing = vec![0; groups as usize];
        let mut closed = 0;
        let mut survey = Survey {
            facts: &mut facts,
            closing: &mut closing,
            closed: &mut closed,
        };
        if !survey.accepts(&lowered.ir, false, MAX_DEPTH) {
            return None;
        }
        Some(Self {
            cells: Default::default(),
            facts,
            closing,
        })
    }

    /// Answers a query, putting a match into `captures`, or returns `None` where only the other
    /// matcher can.
    pub fn find(
        &self,
        lowered: &Lowered,
        query: Query<'_>,
        captures: &mut Captures,
    ) -> Option<bool> {
        let Query {
            mut haystack,
            mut from,
            mode,
            is_ascii,
        } = query;
        let alphabet = match (lowered.is_text, is_ascii) {
            (false, _) => Alphabet::Bytes,
            (true, true) => Alphabet::Ascii,
            (true, false) => Alphabet::Utf8,
        };
        let facts = &self.facts;
        let beyond = facts.has_end && haystack.last() == Some(&b'\n')
            || alphabet == Alphabet::Utf8 && (facts.unicode_boundary || facts.may_be_empty);
        if beyond || haystack.is_empty() {
            return None;
        }
        let mut offset = 0;
        if mode != Mode::Search && from > 0 {
            if facts.looks_before {
                return None;
            }
            haystack = haystack.get(from..)?;
            offset = std::mem::take(&mut from);
        }
        let row = usize::from(alphabet == Alphabet::Utf8);
        let regex = self.cells[row][mode as usize]
            .get_or_init(|| translate(lowered, alphabet, mode))
            .as_ref()?;
        let shifted = |(start, end): (usize, usize)| (start + offset, end + offset);
        if self.closing.is_empty() {
            let found = regex.find_at(haystack, from);
            if let Some(found) = found {
                captures.spans.clear();
                let span = shifted((found.start(), found.end()));
                captures.spans.push(Some(span));
            }
            captures.lastindex = None;
            return Some(found.is_some());
        }
        let mut locations = regex.capture_locations();
        if regex
            .captures_read_at(&mut locations, haystack, from)
            .is_none()
        {
            return Some(false);
        }
        let groups = 0..=self.closing.len();
        captures.spans.clear();
        captures
            .spans
            .extend(groups.map(|group| locations.get(group).map(shifted)));
        captures.lastindex = self.last_closed(&captures.spans);
        Some(true)
    }

    /// The group closed last: the one that ends last, and of several that end there the one whose
    /// parenthesis stands last.
    fn last_closed(&self, spans: &[Option<(usize, usize)>]) -> Option<usize> {
        (1..spans.len())
            .filter_map(|group| spans[group].map(|(_, end)| (end, self.closing[group - 1], group)))
            .max()
            .map(|(_, _, group)| group)
    }
}

/// A walk over a pattern that finds out whether it can be handed over.
struct Survey<'a> {
    facts: &'a mut Facts,
    closing: &'a mut [usize],
    closed: &'a mut usize,
}

impl Survey<'_> {
    fn accepts(&mut self, ir: &Ir, repeated: bool, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match ir {
            Ir::Unit(_) | Ir::Fail => true,
            Ir::Place(place) => {
                match place {
                    Place::End => self.facts.has_end = true,
                    Place::Start | Place::LineStart => self.facts.looks_before = true,
                    Place::Boundary { unicode, .. } => {
                        self.facts.looks_before = true;
                        self.facts.unicode_boundary |= unicode;
                    }
                    Place::VeryEnd | Place::LineEnd => {}
                }
                true
            }
            Ir::Seq(parts) | Ir::Alt(parts) => {
                parts.iter().all(|part| self.accepts(part, repeated, depth))
            }
            Ir::Group(group, body) => {
                // Of an empty group in a repetition the spans do not tell in which round it closed.
                if repeated && body.min_width() == 0 || !self.accepts(body, repeated, depth) {
                    return false;
                }
                *self.closed += 1;
                if let Some(slot) = self.closing.get_mut(*group as usize - 1) {
                    *slot = *self.closed;
                }
                true
            }
            Ir::Repeat {
                greed, max, body, ..
            } => {
                *greed != Greed::Possessive
                    && (!repeats(*max) || body.min_width() > 0)
                    && self.accepts(body, repeated || repeats(*max), depth)
            }
            Ir::Atomic(_) | Ir::Look { .. } | Ir::Ref { .. } | Ir::Cond { .. } => false,
        }
    }
}

fn translate(lowered: &Lowered, alphabet: Alphabet, mode: Mode) -> Option<Regex> {
    let mut writer = Writer {
        lowered,
        alphabet,
        out: String::new(),
    };
    if writer.cost(&lowered.ir) > MAX_COST {
        return None;
    }
    writer.out.push_str(match mode {
        Mode::Search => "(?:",
        Mode::Match | Mode::Fullmatch => r"\A(?:",
    });
    writer.write(&lowered.ir);
    writer.out.push_str(match mode {
        Mode::Search | Mode::Match => ")",
        Mode::Fullmatch => r")\z",
    });
    RegexBuilder::new(&writer.out)
        .unicode(alphabet == Alphabet::Utf8)
        .size_limit(SIZE_LIMIT)
        .build()
        .ok()
}

/// Writes a pattern in the crate's syntax.
struct Writer<'a> {
    lowered: &'a Lowered,
    alphabet: Alphabet,
    out: String,
}

impl Writer<'_> {
    /// About how large the crate's automaton will be.
    fn cost(&self, ir: &Ir) -> u64 {
        match ir {
            Ir::Unit(Unit::Char(_)) => 1,
            Ir::Unit(Unit::Set(_)) if self.alphabet == Alphabet::Utf8 => 300,
            Ir::Unit(_) => 4,
            Ir::Seq(parts) | Ir::Alt(parts) => parts
                .iter()
                .fold(1, |sum: u64, part| sum.saturating_add(self.cost(part))),
            Ir::Group(_, body) | Ir::Atomic(body) => self.cost(body) + 1,
            Ir::Repeat { min, max, body, .. } => {
                let rounds = if *max == INFINITE {
                    min.saturating_add(1)
                } else {
                    *max
                };
                self.cost(body).saturating_mul(u64::from(rounds))
            }
            _ => 1,
        }
    }

    fn write(&mut self, ir: &Ir) {
        match ir {
            Ir::Unit(unit) => self.unit(*unit),
            Ir::Place(place) => self.out.push_str(match place {
                Place::Start => r"\A",
                // Only used where no newline ends the subject.
                Place::End | Place::VeryEnd => r"\z",
                Place::LineStart => "(?m:^)",
                Place::LineEnd => "(?m:$)",
                Place::Boundary { negate: false, .. } => r"(?-u:\b)",
                Place::Boundary { negate: true, .. } => r"(?-u:\B)",
            }),
            Ir::Seq(parts) => parts.iter().for_each(|part| self.write(part)),
            Ir::Alt(parts) => {
                self.out.push_str("(?:");
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        self.out.push('|');
                    }
                    self.write(part);
                }
                self.out.push(')');
            }
            Ir::Group(_, body) => {
                self.out.push('(');
                self.write(body);
                self.out.push(')');
            }
            Ir::Repeat {
                greed,
                min,
                max,
                body,
            } => {
                self.out.push_str("(?:");
                self.write(body);
                self.out.push(')');
                self.bounds(*min, *max);
                if *greed == Greed::Lazy {
                    self.out.push('?');
                }
            }
            // Of these only the last passes the survey.
            Ir::Atomic(_) | Ir::Look { .. } | Ir::Ref { .. } | Ir::Cond { .. } | Ir::Fail => {
                self.set_of(&[]);
            }
        }
    }

    fn bounds(&mut self, min: u32, max: u32) {
        match (min, max) {
            (0, INFINITE) => self.out.push('*'),
            (1, INFINITE) => self.out.push('+'),
            (0, 1) => self.out.push('?'),
            (min, INFINITE) => _ = write!(self.out, "{{{min},}}"),
            (min, max) => _ = write!(self.out, "{{{min},{max}}}"),
        }
    }

    fn unit(&mut self, unit: Unit) {
        match unit {
            Unit::Char(c) => self.set_of(&[(c, c)]),
            Unit::NotChar(c) => {
                let after = (c + 1, 0x10_ffff);
                match c.checked_sub(1) {
                    Some(before) => self.set_of(&[(0, before), after]),
                    None => self.set_of(&[after]),
                }
            }
            Unit::All => self.set_of(&[(0, 0x10_ffff)]),
            Unit::Set(index) => {
                let lowered = self.lowered;
                match lowered.sets.get(index as usize) {
                    Some(set) if self.alphabet == Alphabet::Utf8 => self.unicode_set(set),
                    Some(set) => {
                        let ranges: Vec<_> = (0..=self.last_char())
                            .filter(|&c| set.contains(c))
                            .map(|c| (c, c))
                            .collect();
                        self.set_of(&ranges);
                    }
                    None => self.set_of(&[]),
                }
            }
        }
    }

    fn last_char(&self) -> u32 {
        match self.alphabet {
            Alphabet::Ascii => 0x7f,
            Alphabet::Bytes => 0xff,
            Alphabet::Utf8 => 0x10_ffff,
        }
    }

    /// A set of ranges, cut to the alphabet; none of them match nothing.
    fn set_of(&mut self, ranges: &[(u32, u32)]) {
        let before = self.out.len();
        self.out.push('[');
        let empty = self.ranges(ranges);
        if empty {
            self.out.truncate(before);
            // An empty set, in the form that every alphabet allows.
            self.out.push_str("[a&&b]");
        } else {
            self.out.push(']');
        }
    }

    /// Writes ranges without brackets; says whether there were none.
    fn ranges(&mut self, ranges: &[(u32, u32)]) -> bool {
        let mut empty = true;
        for &(low, high) in ranges {
            let high = high.min(self.last_char());
            // The crate knows no surrogates, and no text of UTF-8 has them.
            for (from, to) in [(low, high.min(0xd7ff)), (low.max(0xe000), high)] {
                if from <= to {
                    _ = write!(self.out, "\\x{{{from:x}}}-\\x{{{to:x}}}");
                    empty = false;
                }
            }
        }
        empty
    }

    fn unicode_set(&mut self, set: &CharSet) {
        if set.classes.is_empty() && !set.negate {
            self.set_of(&set.ranges);
            return;
        }
        self.out.push_str(if set.negate { "[^" } else { "[" });
        // A negated set needs a member; of two opposite classes the intersection is none.
        let mut empty = self.ranges(&set.ranges);
        for &(kind, negate) in &set.classes {
            self.out.push_str(if negate { "[^" } else { "[" });
            self.out.push_str(match (kind, set.unicode) {
                (ClassKind::Digit, true) => r"\p{Nd}",
                (ClassKind::Digit, false) => "0-9",
                (ClassKind::Space, true) => r"\s\x1c-\x1f",
                (ClassKind::Space, false) => r"\t-\r ",
                (ClassKind::Word, true) => r"\p{L}\p{N}_",
                (ClassKind::Word, false) => "0-9A-Za-z_",
            });
            self.out.push(']');
            empty = false;
        }
        if empty {
            self.out.push_str("[a&&b]");
        }
        self.out.push(']');
    }
}
