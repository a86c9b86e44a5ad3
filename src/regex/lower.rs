//! Applies the flags to the parsed pattern: what is left says exactly which characters match, and
//! is read by both matchers.

use super::ast::{At, Greed, INFINITE, Item, Node, Seq};
use super::chars;
use super::charset::{ByteSet, CharSet, Fold, first_byte};
use super::error::{ErrorKind, ReError};
use super::{ASCII, DOTALL, IGNORECASE, LOCALE, MULTILINE, TYPE_FLAGS, UNICODE};

/// What one character must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// This very character.
    Char(u32),
    /// A member of the set of that index.
    Set(u32),
    /// Any character but this.
    NotChar(u32),
    /// Anything.
    All,
}

/// A condition on a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The subject's beginning.
    Start,
    /// The end, or before a newline that ends the subject.
    End,
    /// The very end.
    VeryEnd,
    /// The beginning of a line.
    LineStart,
    /// The end of a line.
    LineEnd,
    /// Between a word character and another; `negate` for anywhere else.
    Boundary { unicode: bool, negate: bool },
}

/// A pattern with its flags applied.
#[derive(Debug)]
pub(super) enum Ir {
    Unit(Unit),
    Place(Place),
    Seq(Vec<Ir>),
    Alt(Vec<Ir>),
    Group(u32, Box<Ir>),
    Repeat {
        greed: Greed,
        min: u32,
        max: u32,
        body: Box<Ir>,
    },
    Atomic(Box<Ir>),
    /// An assertion; `back` is the number of characters a lookbehind goes back.
    Look {
        back: Option<u32>,
        negate: bool,
        body: Box<Ir>,
    },
    Ref {
        group: u32,
        fold: Fold,
    },
    Cond {
        group: u32,
        yes: Box<Ir>,
        no: Box<Ir>,
    },
    Fail,
}

/// A pattern ready for the matchers.
#[derive(Debug)]
pub(super) struct Lowered {
    pub ir: Ir,
    pub sets: Vec<CharSet>,
    pub is_text: bool,
}

/// Applies `flags` to `seq`.
pub(super) fn lower(seq: &Seq, flags: u32, is_text: bool) -> Result<Lowered, ReError> {
    let mut lowering = Lowering { sets: Vec::new() };
    let ir = lowering.seq(seq, flags)?;
    Ok(Lowered {
        ir,
        sets: lowering.sets,
        is_text,
    })
}

struct Lowering {
    sets: Vec<CharSet>,
}

fn fold_of(flags: u32) -> Fold {
    match (flags & IGNORECASE != 0, flags & UNICODE != 0) {
        (false, _) => Fold::Exact,
        (true, true) => Fold::Unicode,
        (true, false) if flags & LOCALE != 0 => Fold::Locale,
        (true, false) => Fold::Ascii,
    }
}

impl Lowering {
    fn seq(&mut self, seq: &Seq, flags: u32) -> Result<Ir, ReError> {
        let mut parts = seq
            .nodes
            .iter()
            .map(|node| self.node(node, flags))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                Ir::Seq(parts)
            }
        })
    }

    fn boxed(&mut self, seq: &Seq, flags: u32) -> Result<Box<Ir>, ReError> {
        self.seq(seq, flags).map(Box::new)
    }

    fn node(&mut self, node: &Node, flags: u32) -> Result<Ir, ReError> {
        Ok(match node {
            Node::Literal(c) => Ir::Unit(self.literal(*c, false, flags)),
            Node::NotLiteral(c) => Ir::Unit(self.literal(*c, true, flags)),
            Node::Any if flags & DOTALL != 0 => Ir::Unit(Unit::All),
            Node::Any => Ir::Unit(Unit::NotChar(u32::from('\n'))),
            Node::Set { negate, items } => {
                Ir::Unit(self.set(items, *negate, fold_of(flags), flags))
            }
            Node::At(at) => Ir::Place(place(*at, flags)),
            Node::Branch(branches) => Ir::Alt(
                branches
                    .iter()
                    .map(|branch| self.seq(branch, flags))
                    .collect::<Result<_, _>>()?,
            ),
            Node::Group {
                index,
                add,
                del,
                body,
            } => {
                let kept = if add & TYPE_FLAGS != 0 {
                    flags & !TYPE_FLAGS
                } else {
                    flags
                };
                let body = self.seq(body, (kept | add) & !del)?;
                match index {
                    Some(index) => Ir::Group(*index, Box::new(body)),
                    None => body,
                }
            }
            Node::Atomic(body) => Ir::Atomic(self.boxed(body, flags)?),
            Node::Repeat {
                greed,
                min,
                max,
                body,
            } => Ir::Repeat {
                greed: *greed,
                min: *min,
                max: *max,
                body: self.boxed(body, flags)?,
            },
            Node::Ref { group, .. } => Ir::Ref {
                group: *group,
                fold: fold_of(flags),
            },
            Node::Cond { group, yes, no } => Ir::Cond {
                group: *group,
                yes: self.boxed(yes, flags)?,
                no: match no {
                    Some(no) => self.boxed(no, flags)?,
                    None => Box::new(Ir::Seq(Vec::new())),
                },
            },
            Node::Look {
                behind,
                negate,
                body,
            } => Ir::Look {
                back: behind.then(|| fixed_width(body)).transpose()?,
                negate: *negate,
                body: self.boxed(body, flags)?,
            },
            Node::Fail => Ir::Fail,
        })
    }

    fn literal(&mut self, c: u32, negate: bool, flags: u32) -> Unit {
        let fold = match fold_of(flags) {
            Fold::Unicode if !chars::is_cased(c) => Fold::Exact,
            Fold::Ascii | Fold::Locale if !chars::is_ascii_cased(c) => Fold::Exact,
            // A single character is compared properly under LOCALE.
            Fold::Locale => Fold::Ascii,
            fold => fold,
        };
        if fold == Fold::Exact && !negate {
            return Unit::Char(c);
        }
        self.set(&[Item::Char(c)], negate, fold, flags)
    }

    fn set(&mut self, items: &[Item], negate: bool, fold: Fold, flags: u32) -> Unit {
        let set = CharSet::new(items, negate, fold, flags & UNICODE != 0);
        match set.single() {
            Some((c, false)) => return Unit::Char(c),
            Some((c, true)) => return Unit::NotChar(c),
            None => {}
        }
        // Patterns repeat few sets often; a look at the latest is enough to share most of them.
        let from = self.sets.len().saturating_sub(8);
        let index = match self.sets[from..].iter().position(|other| *other == set) {
            Some(index) => from + index,
            None => {
                self.sets.push(set);
                self.sets.len() - 1
            }
        };
        Unit::Set(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

fn fixed_width(body: &Seq) -> Result<u32, ReError> {
    let (low, high) = body.width;
    let fault = |msg| Err(ReError::plain(ErrorKind::Pattern, msg));
    match u32::try_from(low) {
        Err(_) => fault("looks too much behind"),
        Ok(_) if low != high => fault("look-behind requires fixed-width pattern"),
        Ok(width) => Ok(width),
    }
}

fn place(at: At, flags: u32) -> Place {
    let lines = flags & MULTILINE != 0;
    let unicode = flags & UNICODE != 0 && flags & ASCII == 0;
    match at {
        At::Caret if lines => Place::LineStart,
        At::Caret | At::Start => Place::Start,
        At::Dollar if lines => Place::LineEnd,
        At::Dollar => Place::End,
        At::End => Place::VeryEnd,
        At::Boundary | At::NotBoundary => Place::Boundary {
            unicode,
            negate: at == At::NotBoundary,
        },
    }
}

impl Ir {
    /// Fewest characters a match consumes.
    pub fn min_width(&self) -> u64 {
        match self {
            Ir::Unit(_) => 1,
            Ir::Place(_) | Ir::Look { .. } | Ir::Ref { .. } | Ir::Fail => 0,
            Ir::Seq(parts) => parts
                .iter()
                .fold(0, |sum: u64, part| sum.saturating_add(part.min_width())),
            Ir::Alt(parts) => parts.iter().map(Ir::min_width).min().unwrap_or(0),
            Ir::Group(_, body) | Ir::Atomic(body) => body.min_width(),
            Ir::Repeat { min, body, .. } => body.min_width().saturating_mul(u64::from(*min)),
            Ir::Cond { yes, no, .. } => yes.min_width().min(no.min_width()),
        }
    }

    /// What the element begins with, before any part that may be empty is looked through.
    pub fn leading(&self) -> &Ir {
        match self {
            Ir::Seq(parts) => parts.first().map_or(self, Ir::leading),
            Ir::Group(_, body) | Ir::Atomic(body) => body.leading(),
            _ => self,
        }
    }
}

impl Lowered {
    /// The bytes that can come first where `ir` is followed by something beginning with one of
    /// `after`.
    pub fn first_bytes(&self, ir: &Ir, after: ByteSet) -> ByteSet {
        match ir {
            Ir::Unit(unit) => self.unit_bytes(*unit),
            Ir::Place(_) | Ir::Look { .. } => after,
            Ir::Seq(parts) => parts
                .iter()
                .rev()
                .fold(after, |after, part| self.first_bytes(part, after)),
            Ir::Alt(parts) => parts.iter().fold(ByteSet::EMPTY, |all, part| {
                all.union(self.first_bytes(part, after))
            }),
            Ir::Group(_, body) | Ir::Atomic(body) => self.first_bytes(body, after),
            Ir::Repeat { max: 0, .. } => after,
            Ir::Repeat { min: 0, body, .. } => self.first_bytes(body, after).union(after),
            // A body that may be empty can pass its place on to the next round or to the tail.
            Ir::Repeat { body, .. } => self.first_bytes(body, after),
            Ir::Ref { .. } => ByteSet::FULL,
            Ir::Cond { yes, no, .. } => self
                .first_bytes(yes, after)
                .union(self.first_bytes(no, after)),
            Ir::Fail => ByteSet::EMPTY,
        }
    }

    fn unit_bytes(&self, unit: Unit) -> ByteSet {
        match unit {
            Unit::Char(c) => {
                let mut out = ByteSet::EMPTY;
                out.insert(match u8::try_from(c) {
                    Ok(byte) if !self.is_text => byte,
                    _ => first_byte(c),
                });
                out
            }
            Unit::Set(index) => self
                .sets
                .get(index as usize)
                .map_or(ByteSet::FULL, |set| set.first_bytes(self.is_text)),
            Unit::NotChar(c) => {
                let all = ByteSet::beginnings(self.is_text);
                match u8::try_from(c) {
                    Ok(byte) if byte.is_ascii() || !self.is_text => all.without(byte),
                    _ => all,
                }
            }
            Unit::All => ByteSet::beginnings(self.is_text),
        }
    }
}

/// Whether `max` allows more than one round.
pub(super) fn repeats(max: u32) -> bool {
    max == INFINITE || max > 1
}
