//! The constructs that begin with a parenthesis: groups plain, named and atomic, assertions,
//! conditionals, comments, and flags.

use super::ast::{Node, Seq};
use super::chars;
use super::error::{ReError, repr};
use super::parse::Parser;
use super::token::{Token, group_number, is_number};
use super::{ASCII, DOTALL, IGNORECASE, LOCALE, MULTILINE, TYPE_FLAGS, UNICODE, VERBOSE};

/// How the parts of a group that is about to be read are to be wrapped.
enum Kind {
    Capture(Option<String>),
    Plain,
    Atomic,
    /// Flags turned on and off inside.
    Scoped {
        add: u32,
        del: u32,
    },
    /// Flags for the whole pattern; no group at all.
    Global(u32),
}

impl Parser<'_> {
    /// A construct whose opening parenthesis has been read; what it makes is appended to `nodes`.
    /// Global flags change `verbose`, and are allowed where `first` is set and `nodes` is empty.
    pub fn group(
        &mut self,
        nodes: &mut Vec<Node>,
        verbose: &mut bool,
        depth: usize,
        first: bool,
    ) -> Result<(), ReError> {
        let start = self.source.tell() - 1;
        let kind = if self.source.eat('?')? {
            let Some(token) = self.source.get()? else {
                return Err(self.source.error("unexpected end of pattern", 0));
            };
            match token.ascii() {
                b'P' => {
                    if self.source.eat('<')? {
                        let name = self.source.get_until('>', "group name")?;
                        Kind::Capture(Some(self.source.check_group_name(&name, 1)?))
                    } else if self.source.eat('=')? {
                        nodes.push(self.named_reference()?);
                        return Ok(());
                    } else {
                        return Err(self.unknown_extension("P")?);
                    }
                }
                b':' => Kind::Plain,
                b'>' => Kind::Atomic,
                b'#' => return self.comment(start),
                b'=' => return self.look(nodes, false, false, *verbose, depth, start),
                b'!' => return self.look(nodes, false, true, *verbose, depth, start),
                b'<' => {
                    let negate = self.source.next_is('!');
                    if !negate && !self.source.next_is('=') {
                        return Err(self.unknown_extension("<")?);
                    }
                    self.source.get()?;
                    return self.look(nodes, true, negate, *verbose, depth, start);
                }
                b'(' => {
                    nodes.push(self.conditional(*verbose, depth, start)?);
                    return Ok(());
                }
                b'-' => self.flags(token)?,
                _ if flag_of(token).is_some() => self.flags(token)?,
                _ => {
                    return Err(self.source.error(
                        format!("unknown extension ?{}", token.text()),
                        token.len() + 1,
                    ));
                }
            }
        } else {
            Kind::Capture(None)
        };
        if let Kind::Global(add) = kind {
            self.flags |= add;
            if !first || !nodes.is_empty() {
                let msg = "global flags not at the start of the expression";
                return Err(self.source.error_at(msg, start));
            }
            *verbose = self.flags & VERBOSE != 0;
            return Ok(());
        }
        nodes.push(self.body(kind, *verbose, depth, start)?);
        Ok(())
    }

    /// The fault of a construct `(?` + `lead` + anything; takes the next token.
    fn unknown_extension(&mut self, lead: &str) -> Result<ReError, ReError> {
        Ok(match self.source.get()? {
            None => self.source.error("unexpected end of pattern", 0),
            Some(token) => self.source.error(
                format!("unknown extension ?{lead}{}", token.text()),
                token.len() + 2,
            ),
        })
    }

    /// Reads the contents of a group and its closing parenthesis.
    fn body(
        &mut self,
        kind: Kind,
        verbose: bool,
        depth: usize,
        start: usize,
    ) -> Result<Node, ReError> {
        let (mut index, mut inside) = (None, verbose);
        match &kind {
            Kind::Capture(name) => index = Some(self.open_group(name.as_deref())?),
            Kind::Scoped { add, del } => {
                inside = (verbose || add & VERBOSE != 0) && del & VERBOSE == 0;
            }
            Kind::Plain | Kind::Atomic | Kind::Global(_) => {}
        }
        let body = self.alternation(inside, depth + 1)?;
        self.close(start)?;
        if let Some(slot) = index.and_then(|index| self.widths.get_mut(index as usize)) {
            *slot = Some(body.width);
        }
        Ok(match kind {
            Kind::Atomic => Node::Atomic(body),
            Kind::Scoped { add, del } => Node::Group {
                index,
                add,
                del,
                body,
            },
            Kind::Capture(_) | Kind::Plain | Kind::Global(_) => Node::Group {
                index,
                add: 0,
                del: 0,
                body,
            },
        })
    }

    fn close(&mut self, start: usize) -> Result<(), ReError> {
        if self.source.eat(')')? {
            return Ok(());
        }
        Err(self
            .source
            .error_at("missing ), unterminated subpattern", start))
    }

    fn open_group(&mut self, name: Option<&str>) -> Result<u32, ReError> {
        let index = self.group_count();
        self.widths.push(None);
        if let Some(name) = name {
            if let Some(former) = self.index_of.get(name) {
                let points: Vec<u32> = name.chars().map(u32::from).collect();
                return Err(self.source.error(
                    format!(
                        "redefinition of group name {} as group {index}; was group {former}",
                        repr(&points, false)
                    ),
                    points.len() + 1,
                ));
            }
            self.names.push((name.to_owned(), index));
            self.index_of.insert(name.to_owned(), index);
        }
        Ok(index)
    }

    /// `(?P=name)`, read up to the equals sign.
    fn named_reference(&mut self) -> Result<Node, ReError> {
        let name = self.source.get_until(')', "group name")?;
        let group = self.named_group(&name)?;
        self.reference(group, name.len() + 1)
    }

    fn named_group(&self, name: &[u32]) -> Result<u32, ReError> {
        let known = self.source.check_group_name(name, 1)?;
        self.index_of.get(&known).copied().ok_or_else(|| {
            self.source.error(
                format!("unknown group name {}", repr(name, false)),
                name.len() + 1,
            )
        })
    }

    fn comment(&mut self, start: usize) -> Result<(), ReError> {
        loop {
            match self.source.get()? {
                None => {
                    return Err(self
                        .source
                        .error_at("missing ), unterminated comment", start));
                }
                Some(token) if token.is(')') => return Ok(()),
                Some(_) => {}
            }
        }
    }

    fn look(
        &mut self,
        nodes: &mut Vec<Node>,
        behind: bool,
        negate: bool,
        verbose: bool,
        depth: usize,
        start: usize,
    ) -> Result<(), ReError> {
        let outermost = behind && self.lookbehind.is_none();
        if outermost {
            self.lookbehind = Some(self.group_count());
        }
        let body = self.alternation(verbose, depth + 1)?;
        if outermost {
            self.lookbehind = None;
        }
        self.close(start)?;
        nodes.push(if negate && body.nodes.is_empty() {
            Node::Fail
        } else {
            Node::Look {
                behind,
                negate,
                body,
            }
        });
        Ok(())
    }

    /// `(?(group)yes|no)`, read up to the second parenthesis.
    fn conditional(&mut self, verbose: bool, depth: usize, start: usize) -> Result<Node, ReError> {
        let name = self.source.get_until(')', "group name")?;
        let offset = name.len() + 1;
        let group = if is_number(&name) {
            let group = group_number(&name).map_err(|digits| {
                self.source
                    .error(format!("invalid group reference {digits}"), offset)
            })?;
            if group == 0 {
                return Err(self.source.error("bad group number", offset));
            }
            let known = group < self.group_count();
            if !known && !self.pending.iter().any(|&(other, _)| other == group) {
                self.pending.push((group, self.source.tell() - offset));
            }
            group
        } else {
            self.named_group(&name)?
        };
        self.check_lookbehind(group)?;
        let yes = self.branch(verbose, depth)?;
        let mut no = None;
        if self.source.eat('|')? {
            no = Some(self.branch(verbose, depth)?);
            if self.source.next_is('|') {
                let msg = "conditional backref with more than two branches";
                return Err(self.source.error(msg, 0));
            }
        }
        self.close(start)?;
        Ok(Node::Cond { group, yes, no })
    }

    fn branch(&mut self, verbose: bool, depth: usize) -> Result<Seq, ReError> {
        self.check_depth(depth + 1)?;
        self.sequence(verbose, depth + 1, false)
    }

    /// Flags from `token` on, up to the colon or the closing parenthesis.
    fn flags(&mut self, token: Token) -> Result<Kind, ReError> {
        let (mut add, mut del) = (0, 0);
        let mut token = token;
        if !token.is('-') {
            loop {
                let flag = flag_of(token).unwrap_or(0);
                self.check_type_flag(flag)?;
                add |= flag;
                if flag & TYPE_FLAGS != 0 && add & TYPE_FLAGS != flag {
                    let msg = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return Err(self.source.error(msg, 0));
                }
                token = self.flag_token("missing -, : or )")?;
                if token.is(')') || token.is('-') || token.is(':') {
                    break;
                }
                self.check_flag(token, "missing -, : or )")?;
            }
        }
        if token.is(')') {
            return Ok(Kind::Global(add));
        }
        if token.is('-') {
            token = self.flag_token("missing flag")?;
            self.check_flag(token, "missing flag")?;
            loop {
                let flag = flag_of(token).unwrap_or(0);
                if flag & TYPE_FLAGS != 0 {
                    let msg = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(msg, 0));
                }
                del |= flag;
                token = self.flag_token("missing :")?;
                if token.is(':') {
                    break;
                }
                self.check_flag(token, "missing :")?;
            }
        }
        if add & del != 0 {
            let msg = "bad inline flags: flag turned on and off";
            return Err(self.source.error(msg, 1));
        }
        Ok(Kind::Scoped { add, del })
    }

    fn flag_token(&mut self, missing: &str) -> Result<Token, ReError> {
        match self.source.get()? {
            Some(token) => Ok(token),
            None => Err(self.source.error(missing, 0)),
        }
    }

    fn check_flag(&self, token: Token, missing: &str) -> Result<(), ReError> {
        if flag_of(token).is_some() {
            return Ok(());
        }
        let is_alpha = token
            .plain()
            .and_then(char::from_u32)
            .is_some_and(chars::is_alpha);
        let msg = if is_alpha { "unknown flag" } else { missing };
        Err(self.source.error(msg, token.len()))
    }

    fn check_type_flag(&self, flag: u32) -> Result<(), ReError> {
        let msg = match (flag, self.source.is_text) {
            (LOCALE, true) => "bad inline flags: cannot use 'L' flag with a str pattern",
            (UNICODE, false) => "bad inline flags: cannot use 'u' flag with a bytes pattern",
            _ => return Ok(()),
        };
        Err(self.source.error(msg, 0))
    }
}

fn flag_of(token: Token) -> Option<u32> {
    Some(match token.ascii() {
        b'i' => IGNORECASE,
        b'L' => LOCALE,
        b'm' => MULTILINE,
        b's' => DOTALL,
        b'x' => VERBOSE,
        b'a' => ASCII,
        b'u' => UNICODE,
        _ => return None,
    })
}
