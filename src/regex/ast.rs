//! The parsed pattern, before flags are applied, and the width of its parts.

use super::chars::ClassKind;

/// "No upper bound" of a repetition.
pub(super) const INFINITE: u32 = u32::MAX;

/// A position that consumes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `^`
    Caret,
    /// `$`
    Dollar,
    /// `\A`
    Start,
    /// `\Z`
    End,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
}

/// A member of a character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// One character.
    Char(u32),
    /// All from the first to the last, both included.
    Range(u32, u32),
    /// `\d`, or `\D` when the second field is set, and so on.
    Class(ClassKind, bool),
}

/// How a repetition chooses the number of its rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    /// Most first.
    Greedy,
    /// Fewest first.
    Lazy,
    /// Most, and nothing given back.
    Possessive,
}

/// Fewest and most characters a part can consume; `u64::MAX` stands for "unbounded".
pub(super) type Width = (u64, u64);

/// One element of a sequence.
#[derive(Debug)]
pub(super) enum Node {
    Literal(u32),
    NotLiteral(u32),
    Any,
    Set {
        negate: bool,
        items: Vec<Item>,
    },
    At(At),
    Branch(Vec<Seq>),
    /// A group: captured when it has an index, with flags turned on and off inside.
    Group {
        index: Option<u32>,
        add: u32,
        del: u32,
        body: Seq,
    },
    Atomic(Seq),
    Repeat {
        greed: Greed,
        min: u32,
        max: u32,
        body: Seq,
    },
    /// A backreference, with the width its group had when it closed.
    Ref {
        group: u32,
        width: Width,
    },
    Cond {
        group: u32,
        yes: Seq,
        no: Option<Seq>,
    },
    Look {
        behind: bool,
        negate: bool,
        body: Seq,
    },
    /// Never matches: `(?!)`.
    Fail,
}

/// A sequence of nodes and its width, known once it is complete.
#[derive(Debug)]
pub(super) struct Seq {
    pub nodes: Vec<Node>,
    pub width: Width,
}

impl Seq {
    pub fn new(nodes: Vec<Node>) -> Self {
        let width = nodes.iter().map(Node::width).fold((0, 0), add);
        Self { nodes, width }
    }
}

fn add(a: Width, b: Width) -> Width {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

impl Node {
    fn width(&self) -> Width {
        match self {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::Set { .. } => (1, 1),
            Node::At(_) | Node::Look { .. } | Node::Fail => (0, 0),
            Node::Branch(items) => items.iter().fold((u64::MAX, 0), |(lo, hi), item| {
                (lo.min(item.width.0), hi.max(item.width.1))
            }),
            Node::Group { body, .. } | Node::Atomic(body) => body.width,
            Node::Repeat { min, max, body, .. } => {
                let (lo, hi) = body.width;
                let most = if *max == INFINITE && hi > 0 {
                    u64::MAX
                } else {
                    hi.saturating_mul(u64::from(*max))
                };
                (lo.saturating_mul(u64::from(*min)), most)
            }
            Node::Ref { width, .. } => *width,
            Node::Cond { yes, no, .. } => match no {
                Some(no) => (yes.width.0.min(no.width.0), yes.width.1.max(no.width.1)),
                None => (0, yes.width.1),
            },
        }
    }

    /// Whether both are the same element without parts of their own; CPython moves such a common
    /// head out of the branches of an alternation.
    pub fn same_leaf(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Literal(a), Node::Literal(b)) | (Node::NotLiteral(a), Node::NotLiteral(b)) => {
                a == b
            }
            (Node::Any, Node::Any) | (Node::Fail, Node::Fail) => true,
            (Node::At(a), Node::At(b)) => a == b,
            (Node::Ref { group: a, .. }, Node::Ref { group: b, .. }) => a == b,
            (
                Node::Set { negate, items },
                Node::Set {
                    negate: other_negate,
                    items: other_items,
                },
            ) => negate == other_negate && items == other_items,
            _ => false,
        }
    }
}
