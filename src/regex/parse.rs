//! Python's regular expression syntax: alternations, sequences, sets, escapes and repetitions.
//! The constructs that begin with a parenthesis are in `group`.
//!
//! Faults are found in the order in which CPython finds them, since a pattern can hold several and
//! only the first is reported. Recursion goes no deeper than [`MAX_NESTING`] groups.

use std::collections::HashMap;

use super::ast::{At, Greed, INFINITE, Item, Node, Seq, Width};
use super::chars::ClassKind;
use super::error::{ErrorKind, ReError, Warning, repr, text};
use super::token::{Token, Tokenizer};
use super::{NameLookup, VERBOSE};

/// Deepest nesting of groups; CPython's own stack gives out a little below 500.
pub(super) const MAX_NESTING: usize = 400;

/// A parsed pattern.
pub(super) struct Parsed {
    pub seq: Seq,
    /// Flags given and flags set inside, not yet checked against each other.
    pub flags: u32,
    /// Number of capturing groups.
    pub groups: u32,
    /// Names of groups in the order of their definition.
    pub names: Vec<(String, u32)>,
    pub warnings: Vec<Warning>,
}

/// What a parse knows so far.
pub(super) struct Parser<'a> {
    pub source: Tokenizer,
    pub flags: u32,
    /// Width of each closed group; `None` while open. Entry 0 is the pattern itself.
    pub widths: Vec<Option<Width>>,
    pub names: Vec<(String, u32)>,
    pub index_of: HashMap<String, u32>,
    /// Number of groups when the outermost lookbehind began.
    pub lookbehind: Option<u32>,
    /// Conditionals on groups not yet defined: the group, and where it is named.
    pub pending: Vec<(u32, usize)>,
    warnings: Vec<Warning>,
    lookup: NameLookup<'a>,
}

/// A member of a set before it is known whether it begins a range.
enum Member {
    Char(u32),
    Class(ClassKind, bool),
}

/// Parses `chars`, a `str`'s code points or (with `is_text` unset) bytes.
pub(super) fn parse(
    chars: Vec<u32>,
    is_text: bool,
    flags: u32,
    lookup: NameLookup<'_>,
    check_flags: fn(bool, u32) -> Result<u32, ReError>,
) -> Result<Parsed, ReError> {
    let mut parser = Parser {
        source: Tokenizer::new(chars, is_text)?,
        flags,
        widths: vec![None],
        names: Vec::new(),
        index_of: HashMap::new(),
        lookbehind: None,
        pending: Vec::new(),
        warnings: Vec::new(),
        lookup,
    };
    let seq = parser.alternation(flags & VERBOSE != 0, 0)?;
    let flags = check_flags(is_text, parser.flags)?;
    if parser.source.next.is_some() {
        return Err(parser.source.error("unbalanced parenthesis", 0));
    }
    for &(group, pos) in &parser.pending {
        if group >= parser.group_count() {
            let msg = format!("invalid group reference {group}");
            return Err(parser.source.error_at(msg, pos));
        }
    }
    Ok(Parsed {
        seq,
        flags,
        groups: parser.group_count() - 1,
        names: parser.names,
        warnings: parser.warnings,
    })
}

impl Parser<'_> {
    /// Groups opened so far, the whole pattern included.
    pub fn group_count(&self) -> u32 {
        u32::try_from(self.widths.len()).unwrap_or(u32::MAX)
    }

    /// Refuses to go deeper than [`MAX_NESTING`].
    pub fn check_depth(&self, depth: usize) -> Result<(), ReError> {
        if depth <= MAX_NESTING {
            return Ok(());
        }
        let msg = "maximum recursion depth exceeded";
        Err(ReError::plain(ErrorKind::Recursion, msg))
    }

    /// Branches parted by `|`. `depth` counts the groups around them.
    pub fn alternation(&mut self, verbose: bool, depth: usize) -> Result<Seq, ReError> {
        self.check_depth(depth)?;
        let mut verbose = verbose;
        let mut branches = Vec::new();
        loop {
            let first = depth == 0 && branches.is_empty();
            branches.push(self.sequence(verbose, depth, first)?);
            if !self.source.eat('|')? {
                break;
            }
            if depth == 0 {
                // A global (?x) of an earlier branch holds for the later ones.
                verbose = self.flags & VERBOSE != 0;
            }
        }
        Ok(join_branches(branches))
    }

    /// Everything up to `|`, `)` or the end. `first` allows global flags.
    pub fn sequence(&mut self, verbose: bool, depth: usize, first: bool) -> Result<Seq, ReError> {
        let mut verbose = verbose;
        let mut nodes = Vec::new();
        while let Some(token) = self.source.next {
            if token.is('|') || token.is(')') {
                break;
            }
            self.source.get()?;
            if verbose && self.skip_verbose(token)? {
                continue;
            }
            if let Some(escaped) = token.escaped() {
                nodes.push(self.escape(token, escaped)?);
                continue;
            }
            match token.ascii() {
                b'[' => nodes.push(self.set()?),
                b'.' => nodes.push(Node::Any),
                b'^' => nodes.push(Node::At(At::Caret)),
                b'$' => nodes.push(Node::At(At::Dollar)),
                b'*' | b'+' | b'?' | b'{' => self.repeat(token.ascii(), &mut nodes)?,
                b'(' => self.group(&mut nodes, &mut verbose, depth, first)?,
                _ => nodes.extend(token.plain().map(Node::Literal)),
            }
        }
        Ok(Seq::new(flatten(nodes)))
    }

    /// Whether `token` is white space or begins a comment, which is then read to its end.
    fn skip_verbose(&mut self, token: Token) -> Result<bool, ReError> {
        match token.ascii() {
            b' ' | b'\t'..=b'\r' => Ok(true),
            b'#' => {
                while let Some(token) = self.source.get()? {
                    if token.is('\n') {
                        break;
                    }
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// `*`, `+`, `?` or `{` applied to the last of `nodes`; a `{` that begins no repetition is
    /// itself.
    fn repeat(&mut self, sign: u8, nodes: &mut Vec<Node>) -> Result<(), ReError> {
        let here = self.source.tell();
        let (min, max) = match sign {
            b'*' => (0, INFINITE),
            b'+' => (1, INFINITE),
            b'?' => (0, 1),
            _ => match self.braces(here)? {
                Some(bounds) => bounds,
                None => {
                    nodes.push(Node::Literal(u32::from('{')));
                    return Ok(());
                }
            },
        };
        let fault = |this: &Self, msg| Err(this.source.error_at(msg, here - 1));
        let item = match nodes.pop() {
            None | Some(Node::At(_)) => return fault(self, "nothing to repeat"),
            Some(Node::Repeat { .. }) => return fault(self, "multiple repeat"),
            Some(item) => item,
        };
        let body = match item {
            Node::Group {
                index: None,
                add: 0,
                del: 0,
                body,
            } => body,
            item => Seq::new(vec![item]),
        };
        let greed = if self.source.eat('?')? {
            Greed::Lazy
        } else if self.source.eat('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        nodes.push(Node::Repeat {
            greed,
            min,
            max,
            body,
        });
        Ok(())
    }

    /// The bounds after a `{`, or `None` (with nothing read) where these are no bounds.
    fn braces(&mut self, here: usize) -> Result<Option<(u32, u32)>, ReError> {
        if self.source.next_is('}') {
            return Ok(None);
        }
        let low = self.source.get_while(usize::MAX, u8::is_ascii_digit)?;
        let high = if self.source.eat(',')? {
            self.source.get_while(usize::MAX, u8::is_ascii_digit)?
        } else {
            low.clone()
        };
        if !self.source.eat('}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let min = bound(&low, 0)?;
        let max = bound(&high, INFINITE)?;
        if max < min {
            return Err(self
                .source
                .error_at("min repeat greater than max repeat", here));
        }
        Ok(Some((min, max)))
    }

    /// A backslash and the character after it, outside a set.
    fn escape(&mut self, token: Token, escaped: u32) -> Result<Node, ReError> {
        use ClassKind::{Digit, Space, Word};
        let class = |kind, negate| Node::Set {
            negate: false,
            items: vec![Item::Class(kind, negate)],
        };
        Ok(match ascii(escaped) {
            b'A' => Node::At(At::Start),
            b'Z' => Node::At(At::End),
            b'b' => Node::At(At::Boundary),
            b'B' => Node::At(At::NotBoundary),
            b'd' => class(Digit, false),
            b'D' => class(Digit, true),
            b's' => class(Space, false),
            b'S' => class(Space, true),
            b'w' => class(Word, false),
            b'W' => class(Word, true),
            b'0' => {
                let digits = self.source.get_while(2, is_octal)?;
                Node::Literal(octal(&digits))
            }
            digit @ b'1'..=b'9' => self.numeric_escape(digit)?,
            _ => Node::Literal(self.char_escape(token, escaped)?),
        })
    }

    /// `\1` to `\99`: a backreference, unless three octal digits make it a character.
    fn numeric_escape(&mut self, digit: u8) -> Result<Node, ReError> {
        let mut digits = String::from(char::from(digit));
        if self.source.next_ascii().is_ascii_digit() {
            digits += &self.source.get_while(1, u8::is_ascii_digit)?;
            if digits.bytes().all(|b| is_octal(&b)) && is_octal(&self.source.next_ascii()) {
                digits += &self.source.get_while(1, is_octal)?;
                return self.octal_escape(&digits).map(Node::Literal);
            }
        }
        let group = digits.parse::<u32>().unwrap_or(u32::MAX);
        if group >= self.group_count() {
            return Err(self
                .source
                .error(format!("invalid group reference {group}"), digits.len()));
        }
        self.reference(group, digits.len() + 1)
    }

    /// A backreference to `group`, which must be closed; `offset` leads back to where it is named.
    pub fn reference(&self, group: u32, offset: usize) -> Result<Node, ReError> {
        let width = self.widths.get(group as usize).copied().flatten();
        let Some(width) = width else {
            return Err(self.source.error("cannot refer to an open group", offset));
        };
        self.check_lookbehind(group)?;
        Ok(Node::Ref { group, width })
    }

    /// Refuses a reference inside a lookbehind to a group that may not have matched yet.
    pub fn check_lookbehind(&self, group: u32) -> Result<(), ReError> {
        let Some(outside) = self.lookbehind else {
            return Ok(());
        };
        let closed = self.widths.get(group as usize).is_some_and(Option::is_some);
        if !closed {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group >= outside {
            return Err(self.source.error(
                "cannot refer to group defined in the same lookbehind subpattern",
                0,
            ));
        }
        Ok(())
    }

    /// The character of three octal digits.
    fn octal_escape(&self, digits: &str) -> Result<u32, ReError> {
        let value = octal(digits);
        if value > 0o377 {
            return Err(self.source.error(
                format!("octal escape value \\{digits} outside of range 0-0o377"),
                digits.len() + 1,
            ));
        }
        Ok(value)
    }

    /// An escape that stands for one character, inside a set and outside.
    fn char_escape(&mut self, token: Token, escaped: u32) -> Result<u32, ReError> {
        let is_text = self.source.is_text;
        Ok(match ascii(escaped) {
            b'a' => 7,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'v' => 11,
            b'x' => self.hex_escape('x', 2)?,
            b'u' if is_text => self.hex_escape('u', 4)?,
            b'U' if is_text => self.hex_escape('U', 8)?,
            b'N' if is_text => self.named_escape()?,
            letter if letter.is_ascii_alphabetic() => return Err(self.bad_escape(token)),
            _ => escaped,
        })
    }

    fn bad_escape(&self, token: Token) -> ReError {
        self.source
            .error(format!("bad escape {}", token.text()), token.len())
    }

    fn hex_escape(&mut self, letter: char, wanted: usize) -> Result<u32, ReError> {
        let digits = self.source.get_while(wanted, u8::is_ascii_hexdigit)?;
        let fault = |this: &Self, what: &str| {
            this.source.error(
                format!("{what} escape \\{letter}{digits}"),
                digits.len() + 2,
            )
        };
        if digits.len() != wanted {
            return Err(fault(self, "incomplete"));
        }
        u32::from_str_radix(&digits, 16)
            .ok()
            .filter(|&code| code <= u32::from(char::MAX))
            .ok_or_else(|| fault(self, "bad"))
    }

    fn named_escape(&mut self) -> Result<u32, ReError> {
        if !self.source.eat('{')? {
            return Err(self.source.error("missing {", 0));
        }
        let name = self.source.get_until('}', "character name")?;
        (self.lookup)(&text(&name)).map(u32::from).ok_or_else(|| {
            self.source.error(
                format!("undefined character name {}", repr(&name, false)),
                name.len() + r"\N{}".len(),
            )
        })
    }

    /// A backslash and the character after it, inside a set.
    fn set_escape(&mut self, token: Token, escaped: u32) -> Result<Member, ReError> {
        use ClassKind::{Digit, Space, Word};
        Ok(match ascii(escaped) {
            b'd' => Member::Class(Digit, false),
            b'D' => Member::Class(Digit, true),
            b's' => Member::Class(Space, false),
            b'S' => Member::Class(Space, true),
            b'w' => Member::Class(Word, false),
            b'W' => Member::Class(Word, true),
            b'b' => Member::Char(8),
            digit @ b'0'..=b'7' => {
                let digits = format!(
                    "{}{}",
                    char::from(digit),
                    self.source.get_while(2, is_octal)?
                );
                Member::Char(self.octal_escape(&digits)?)
            }
            b'8' | b'9' => return Err(self.bad_escape(token)),
            _ => Member::Char(self.char_escape(token, escaped)?),
        })
    }

    fn warn(&mut self, what: &str, pos: usize) {
        self.warnings.push(Warning {
            message: format!("Possible {what} at position {pos}"),
        });
    }

    /// A set, its opening bracket read.
    fn set(&mut self) -> Result<Node, ReError> {
        let here = self.source.tell() - 1;
        if self.source.next_is('[') {
            self.warn("nested set", self.source.tell());
        }
        let negate = self.source.eat('^')?;
        let mut items = Vec::new();
        let unterminated = |this: &Self| this.source.error_at("unterminated character set", here);
        loop {
            let token = self.source.get()?.ok_or_else(|| unterminated(self))?;
            if token.is(']') && !items.is_empty() {
                break;
            }
            let low = self.set_member(token, !items.is_empty())?;
            if !self.source.eat('-')? {
                items.push(low.item());
                continue;
            }
            let end = self.source.get()?.ok_or_else(|| unterminated(self))?;
            if end.is(']') {
                items.push(low.item());
                items.push(Item::Char(u32::from('-')));
                break;
            }
            if end.is('-') {
                self.warn("set difference", self.source.tell() - 2);
            }
            let high = match end.escaped() {
                Some(escaped) => self.set_escape(end, escaped)?,
                None => Member::Char(end.plain().unwrap_or(0)),
            };
            match (low, high) {
                (Member::Char(low), Member::Char(high)) if low <= high => {
                    items.push(Item::Range(low, high));
                }
                _ => {
                    let (low, high) = (token.text(), end.text());
                    return Err(self.source.error(
                        format!("bad character range {low}-{high}"),
                        token.len() + 1 + end.len(),
                    ));
                }
            }
        }
        let items = unique(items);
        Ok(match (items.as_slice(), negate) {
            ([Item::Char(c)], false) => Node::Literal(*c),
            ([Item::Char(c)], true) => Node::NotLiteral(*c),
            _ => Node::Set { negate, items },
        })
    }

    fn set_member(&mut self, token: Token, later: bool) -> Result<Member, ReError> {
        if let Some(escaped) = token.escaped() {
            return self.set_escape(token, escaped);
        }
        if later && self.source.next == Some(token) {
            let what = match token.ascii() {
                b'-' => "set difference",
                b'&' => "set intersection",
                b'~' => "set symmetric difference",
                b'|' => "set union",
                _ => "",
            };
            if !what.is_empty() {
                self.warn(what, self.source.tell() - 1);
            }
        }
        Ok(Member::Char(token.plain().unwrap_or(0)))
    }
}

impl Member {
    fn item(self) -> Item {
        match self {
            Member::Char(c) => Item::Char(c),
            Member::Class(kind, negate) => Item::Class(kind, negate),
        }
    }
}

/// `c` as ASCII, or 0.
fn ascii(c: u32) -> u8 {
    u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(0)
}

pub(super) fn is_octal(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'7')
}

/// The value of octal digits; none are worth 0.
pub(super) fn octal(digits: &str) -> u32 {
    u32::from_str_radix(digits, 8).unwrap_or(0)
}

fn bound(digits: &str, default: u32) -> Result<u32, ReError> {
    if digits.is_empty() {
        return Ok(default);
    }
    digits
        .parse::<u32>()
        .ok()
        .filter(|&n| n < INFINITE)
        .ok_or_else(|| ReError::plain(ErrorKind::Overflow, "the repetition number is too large"))
}

/// Replaces plain groups by what they hold, so that a sequence shows its members.
fn flatten(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Group {
                index: None,
                add: 0,
                del: 0,
                body,
            } => out.extend(body.nodes),
            node => out.push(node),
        }
    }
    out
}

/// Makes one sequence of the branches of an alternation: a common head is moved out, and branches
/// of single characters become a set. Neither changes what matches, but the set decides how
/// IGNORECASE takes its members.
fn join_branches(mut branches: Vec<Seq>) -> Seq {
    if branches.len() == 1
        && let Some(only) = branches.pop()
    {
        return only;
    }
    let mut common = 0;
    while let Some(head) = branches[0].nodes.get(common)
        && branches[1..].iter().all(|branch| {
            branch
                .nodes
                .get(common)
                .is_some_and(|node| node.same_leaf(head))
        })
    {
        common += 1;
    }
    let mut heads = Vec::new();
    for branch in &mut branches {
        heads = branch.nodes.drain(..common).collect();
        if common > 0 {
            *branch = Seq::new(std::mem::take(&mut branch.nodes));
        }
    }
    let mut nodes = heads;
    nodes.push(match merged_set(&branches) {
        Some(items) => Node::Set {
            negate: false,
            items,
        },
        None => Node::Branch(branches),
    });
    Seq::new(nodes)
}

fn merged_set(branches: &[Seq]) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    for branch in branches {
        match branch.nodes.as_slice() {
            [Node::Literal(c)] => items.push(Item::Char(*c)),
            [
                Node::Set {
                    negate: false,
                    items: more,
                },
            ] => items.extend_from_slice(more),
            _ => return None,
        }
    }
    Some(unique(items))
}

/// Drops repeated members of a set; the order of the rest is kept.
fn unique(items: Vec<Item>) -> Vec<Item> {
    let mut seen = std::collections::HashSet::new();
    let mut out = items;
    out.retain(|item| {
        seen.insert(match *item {
            Item::Char(c) => (0, c, 0),
            Item::Range(low, high) => (1, low, high),
            Item::Class(kind, negate) => (2, kind as u32, u32::from(negate)),
        })
    });
    out
}
