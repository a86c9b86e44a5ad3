//! Setting the problem: where CPython places each kind of message.

use super::{Node, NodeKind, Reader};
use crate::source::lines::code_points;
use crate::source::problem::{ProblemKind, SyntaxProblem};
use crate::source::tokens::{Fault, Kind, Token};

/// A line, a column as the message has it, and the same of the end.
type Place = (usize, isize, usize, isize);

/// What an expression was meant to be the target of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Assign,
    Delete,
    For,
}

impl Reader<'_> {
    /// The line of a byte, and the code points before it on that line.
    fn place(&self, offset: usize) -> (usize, isize) {
        let line = self.tokens.lines.line_of(offset);
        let start = self.tokens.lines.start_of(line);
        let column = code_points(&self.tokens.text, start, offset);
        (line, column as isize)
    }

    fn set(&mut self, kind: ProblemKind, message: String, place: Place) {
        if self.problem.is_some() {
            return;
        }
        let (line, column, end_line, mut end_column) = place;
        if end_line > line {
            // CPython counts the end's column within the text of the first line.
            let range = self.tokens.lines.range_of(line);
            let length = code_points(&self.tokens.text, range.start, range.end);
            end_column = end_column.min(length as isize);
        }
        let text = self.tokens.text.get(self.tokens.lines.range_of(line));
        self.problem = Some(SyntaxProblem {
            kind,
            message,
            filename: self.filename.to_owned(),
            line,
            column,
            end_line,
            end_column,
            text: Some(text.unwrap_or("").to_owned()),
            at_compile: false,
        });
    }

    /// About bytes `start..end`.
    fn raise_bytes(&mut self, start: usize, end: usize, message: impl Into<String>) -> Option<()> {
        let (line, column) = self.place(start);
        // A newline ends on its own line.
        let (end_line, end_column) = match end.checked_sub(1) {
            Some(last) if end > start => {
                let (end_line, before) = self.place(last);
                let whole = self.place(end);
                if whole.0 == end_line {
                    whole
                } else {
                    (end_line, before + 1)
                }
            }
            _ => self.place(end),
        };
        let place = (line, column + 1, end_line, end_column + 1);
        self.set(ProblemKind::Syntax, message.into(), place);
        None
    }

    pub(super) fn raise_at(&mut self, node: Node, message: impl Into<String>) -> Option<()> {
        self.raise_bytes(node.start as usize, node.end as usize, message)
    }

    pub(super) fn raise_at_token(&mut self, token: Token, message: &str) -> Option<()> {
        if token.is_placeless() {
            let (line, _) = self.place(token.start as usize);
            let place = (line, 0, line, 0);
            self.set(ProblemKind::Syntax, message.to_owned(), place);
            return None;
        }
        self.raise_bytes(token.start as usize, token.end as usize, message)
    }

    pub(super) fn raise_range(&mut self, a: Node, b: Node, message: &str) -> Option<()> {
        self.raise_bytes(a.start as usize, b.end as usize, message)
    }

    /// From `start` to where the tokenizer stands.
    pub(super) fn raise_from(&mut self, start: u32, message: &str) -> Option<()> {
        let (line, column) = self.place(start as usize);
        let last = self.tokens.list.get(self.reached.saturating_sub(1));
        let end = last.map_or(start, |token| token.end) as usize;
        let (mut end_line, mut end_column) = self.place(end);
        if last.is_some_and(|token| token.kind == Kind::Newline) {
            (end_line, end_column) = self.place(end.saturating_sub(1));
            end_column += 1;
        }
        let place = (line, column + 1, end_line, end_column);
        self.set(ProblemKind::Syntax, message.to_owned(), place);
        None
    }

    /// At the furthest token looked at.
    pub(super) fn raise(&mut self, message: &str) -> Option<()> {
        self.raise_at_index(ProblemKind::Syntax, self.reached.saturating_sub(1), message)
    }

    /// At the token that comes next.
    pub(super) fn raise_next(&mut self, message: &str) -> Option<()> {
        self.raise_at_index(ProblemKind::Syntax, self.at, message)
    }

    pub(super) fn raise_indentation(&mut self, message: &str) -> Option<()> {
        let last = self.reached.saturating_sub(1);
        self.raise_at_index(ProblemKind::Indentation, last, message)
    }

    fn raise_at_index(&mut self, kind: ProblemKind, index: usize, message: &str) -> Option<()> {
        let token = self.tokens.list.get(index).copied();
        let place = match token {
            Some(token) if !token.is_placeless() => {
                let (line, column) = self.place(token.start as usize);
                let (end_line, end_column) = if token.kind == Kind::Newline {
                    let (line, column) = self.place((token.end as usize).saturating_sub(1));
                    (line, column + 1)
                } else {
                    self.place(token.end as usize)
                };
                (line, column + 1, end_line, end_column + 1)
            }
            _ => {
                let cursor = token.map_or(self.tokens.text.len(), |token| token.start as usize);
                let (line, column) = self.place(cursor);
                (line, column, line, -1)
            }
        };
        self.set(kind, message.to_owned(), place);
        None
    }

    /// The message for a text that no rule about mistakes knows. `last` is the
    /// furthest token that the first reading looked at.
    pub(super) fn raise_generic(&mut self, last: usize) {
        let token = self.tokens.list.get(last).copied();
        match token {
            Some(token) if token.kind == Kind::Indent => {
                self.raise_indentation("unexpected indent")
            }
            Some(token) if token.kind == Kind::Dedent => {
                self.raise_indentation("unexpected unindent")
            }
            Some(token) => self.raise_at_token(token, "invalid syntax"),
            None => self.raise("invalid syntax"),
        };
    }

    /// The tokenizer's fault, met while parsing.
    pub(super) fn raise_fault(&mut self) {
        let Some(fault) = self.tokens.fault.clone() else {
            return;
        };
        match fault {
            Fault::Lexical { .. } | Fault::UnclosedString { .. } => self.raise_lexical(fault),
            Fault::EndOfText => {
                if !self.raise_unclosed() {
                    let (line, column) = self.place(self.tokens.text.len());
                    let message = "unexpected EOF while parsing".to_owned();
                    self.set(ProblemKind::Syntax, message, (line, column, line, -1));
                }
            }
            Fault::Dedent { at } => {
                let line = self.tokens.lines.line_of(at);
                let range = self.tokens.lines.range_of(line);
                let column = code_points(&self.tokens.text, range.start, range.end) as isize;
                let message = "unindent does not match any outer indentation level".to_owned();
                self.set(ProblemKind::Indentation, message, (line, column, line, -1));
            }
            Fault::Tabs { at } => {
                let line = self.tokens.lines.line_of(at);
                let message = "inconsistent use of tabs and spaces in indentation".to_owned();
                self.set(ProblemKind::Tab, message, (line, 1, line, 0));
            }
            Fault::TooDeep { at } => {
                let line = self.tokens.lines.line_of(at);
                let message = "too many levels of indentation".to_owned();
                self.set(ProblemKind::Indentation, message, (line, 1, line, 0));
            }
            Fault::Continuation { at } => {
                let (line, column) = self.place(at);
                let message = "unexpected character after line continuation character".to_owned();
                self.set(ProblemKind::Syntax, message, (line, column + 1, line, 0));
            }
        }
    }

    fn raise_lexical(&mut self, fault: Fault) {
        let (message, cursor, columns) = match fault {
            Fault::Lexical {
                message,
                cursor,
                columns,
            } => (message, cursor, columns),
            Fault::UnclosedString { message, start } => (message, start + 1, None),
            _ => return,
        };
        let (line, mut column) = self.place(cursor.saturating_sub(1));
        column += 1;
        let mut end = column;
        if let Some((first, last)) = columns {
            let start = self.tokens.lines.start_of(line);
            let text = &self.tokens.text;
            column = code_points(text, start, start + first) as isize;
            end = code_points(text, start, start + last) as isize;
        }
        self.set(ProblemKind::Syntax, message, (line, column, line, end));
        if let Some(text) = self.problem.as_mut().and_then(|p| p.text.as_mut()) {
            text.truncate(text.trim_end_matches('\n').len());
        }
    }

    fn raise_unclosed(&mut self) -> bool {
        let Some(&(bracket, at)) = self.tokens.open.last() else {
            return false;
        };
        let (line, column) = self.place(at);
        let message = format!("'{}' was never closed", char::from(bracket));
        self.set(ProblemKind::Syntax, message, (line, column + 1, line, 0));
        true
    }

    /// What the tokenizer finds further on outranks what the parser found.
    pub(super) fn prefer_tokenizer_fault(&mut self) {
        if self.at_fault {
            return;
        }
        let Some(fault) = self.tokens.fault.clone() else {
            return;
        };
        if self.tokens.fault_in_fstring {
            return;
        }
        let found = self.problem.take();
        if matches!(fault, Fault::Lexical { .. } | Fault::UnclosedString { .. }) {
            self.raise_lexical(fault);
            return;
        }
        let last = self.tokens.list.get(self.reached.saturating_sub(1));
        let line = last.map_or(0, |token| self.tokens.lines.line_of(token.start as usize));
        let opened = self.tokens.open.last().map(|&(_, at)| at);
        if opened.is_some_and(|at| line > self.tokens.lines.line_of(at)) {
            self.raise_unclosed();
        } else {
            self.problem = found;
        }
    }

    /// Complain if `node` cannot be a target.
    pub(super) fn raise_bad_target(&mut self, node: Node, purpose: Use) -> Option<()> {
        let Some(bad) = self.bad_target(node, purpose) else {
            return Some(());
        };
        let words = bad.kind.words();
        if purpose == Use::Delete {
            self.raise_at(bad, format!("cannot delete {words}"))
        } else {
            self.raise_at(bad, format!("cannot assign to {words}"))
        }
    }

    /// The part of `node` that cannot be a target.
    pub(super) fn bad_target(&self, node: Node, purpose: Use) -> Option<Node> {
        match node.kind {
            NodeKind::Name | NodeKind::Subscript | NodeKind::Attribute => None,
            NodeKind::Starred if purpose == Use::Delete => Some(node),
            NodeKind::Membership if purpose == Use::For => {
                let left = self.parts(node).first().copied()?;
                self.bad_target(left, purpose)
            }
            NodeKind::Comparison if purpose == Use::For => None,
            NodeKind::List | NodeKind::Tuple | NodeKind::Starred => self
                .parts(node)
                .iter()
                .find_map(|&part| self.bad_target(part, purpose)),
            _ => Some(node),
        }
    }
}
