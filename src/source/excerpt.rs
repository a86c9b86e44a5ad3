//! The source under a traceback entry, with carets, as CPython 3.13 prints it.
//!
//! Carets mark the part of the line that failed; within it, `~` marks the operands
//! and `^` the operator, the subscript's or the call's brackets. Lines in the
//! middle of a long expression are left out. Full-width characters count as two
//! columns. Colours are left to the caller.

use std::collections::BTreeSet;
use std::ops::Range;

use ruff_python_ast::{Expr, Mod, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;
use unicode_width::UnicodeWidthChar;

use super::SourceFile;
use super::depth::check_depth;
use super::lines::{LineIndex, code_points, floor};
use super::problem::SyntaxProblem;
use super::tokens::tokenize;

/// A position in a list of lines: the line's index, and a column in code points.
type Position = (usize, usize);

/// Where the marked part's middle is: from the operator's or bracket's start to
/// its end.
struct Anchors {
    left: Position,
    right: Position,
}

/// The lines of `range`, indented by four, each followed by its carets where
/// CPython shows them. Empty if there is nothing but blank lines.
///
/// Parses the lines again, so call it only to print.
pub fn frame_excerpt(file: &SourceFile, range: Range<usize>) -> String {
    let (first, start_column) = file.line_col(range.start);
    let (last, end_column) = file.line_col(range.end.max(range.start));
    let original: Vec<&str> = (first..=last)
        .map(|l| file.line_text(l).trim_end())
        .collect();
    let lines = dedent(&original);
    if lines.iter().all(|line| line.is_empty()) {
        return String::new();
    }
    let removed = length(original.first().copied().unwrap_or(""))
        - length(lines.first().map_or("", String::as_str));
    let excerpt = Excerpt {
        start: start_column.saturating_sub(removed),
        end: end_column.saturating_sub(removed),
        lines,
    };
    let shown = excerpt.render();
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let mut out = String::new();
    for line in dedent(&shown) {
        out.push_str("    ");
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Lines without their common indentation, and the marked part: columns of the
/// first and of the last line.
struct Excerpt {
    lines: Vec<String>,
    start: usize,
    end: usize,
}

impl Excerpt {
    fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", String::as_str)
    }

    fn last(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    fn render(&self) -> Vec<String> {
        let anchors = anchors(&self.segment());
        let carets = self.shows_carets(anchors.is_some());
        // Anchors count from the marked part's start.
        let anchors = anchors.map(|anchors| {
            let shift = |(line, column): Position| {
                let column = if line == 0 {
                    column + self.start
                } else {
                    column
                };
                (line, self.width(line, column))
            };
            Anchors {
                left: shift(anchors.left),
                right: shift(anchors.right),
            }
        });
        let mut significant = BTreeSet::from([0, self.last()]);
        if let Some(anchors) = &anchors {
            for line in [anchors.left.0, anchors.right.0] {
                significant.extend(line.saturating_sub(1)..=line + 1);
            }
        }
        let mut out = Vec::new();
        let mut previous = None;
        for line in significant.into_iter().filter(|&line| line <= self.last()) {
            match previous.map(|previous: usize| line - previous) {
                Some(2) => self.show(line - 1, carets, anchors.as_ref(), &mut out),
                Some(gap) if gap > 2 => out.push(format!("...<{} lines>...", gap - 1)),
                _ => {}
            }
            self.show(line, carets, anchors.as_ref(), &mut out);
            previous = Some(line);
        }
        out
    }

    /// The marked part itself.
    fn segment(&self) -> String {
        let whole = self.lines.join("\n");
        let after = length(self.line(self.last())).saturating_sub(self.end);
        let total = length(&whole);
        let count = total.saturating_sub(after).saturating_sub(self.start);
        whole.chars().skip(self.start).take(count).collect()
    }

    fn width(&self, line: usize, column: usize) -> usize {
        self.line(line).chars().take(column).map(width).sum()
    }

    /// One line, and its carets.
    fn show(&self, line: usize, carets: bool, anchors: Option<&Anchors>, out: &mut Vec<String>) {
        let text = self.line(line);
        out.push(text.to_owned());
        if !carets {
            return;
        }
        let indent = length(text) - length(text.trim_start());
        let from = if line == 0 {
            self.width(0, self.start)
        } else {
            0
        };
        let to = if line == self.last() {
            self.width(line, self.end)
        } else {
            self.width(line, usize::MAX)
        };
        let mark = |column: usize| {
            if column < indent || column < from {
                return ' ';
            }
            match anchors {
                None => '^',
                Some(anchors) => {
                    let at = (line, column);
                    if anchors.left <= at && at < anchors.right {
                        '^'
                    } else {
                        '~'
                    }
                }
            }
        };
        out.push((0..to).map(mark).collect());
    }

    /// Carets are left out where they would mark whole lines, or the whole call of
    /// `return f(…)` and `x = f(…)`.
    fn shows_carets(&self, anchored: bool) -> bool {
        let text = self.lines.join("\n");
        if let Some(body) = parse(&text) {
            let value = match body.first() {
                None => return false,
                Some(Stmt::Return(statement)) => statement
                    .value
                    .as_deref()
                    .filter(|value| matches!(value, Expr::Call(call) if call.func.is_name_expr())),
                Some(Stmt::Assign(statement)) => match statement.targets.as_slice() {
                    [Expr::Name(_)] => Some(&*statement.value).filter(|v| v.is_call_expr()),
                    _ => None,
                },
                _ => None,
            };
            let whole = value.is_some_and(|value| {
                let index = LineIndex::new(&text);
                let (start, end) = (value.start().to_usize(), value.end().to_usize());
                index.line_of(start) == 1
                    && index.line_of(end) == self.lines.len()
                    && start == self.start
                    && end - index.start_of(self.lines.len()) == self.end
            });
            if whole {
                return false;
            }
        }
        let before = self.line(0).chars().take(self.start);
        let after = self.line(self.last()).chars().skip(self.end);
        anchored || !before.chain(after).all(char::is_whitespace)
    }
}

/// The statements of a text, if it parses.
fn parse(text: &str) -> Option<Vec<Stmt>> {
    let tokens = tokenize(text);
    if tokens.fault.is_some() || check_depth(&tokens, "").is_err() {
        return None;
    }
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    if !parsed.errors().is_empty() {
        return None;
    }
    match parsed.into_syntax() {
        Mod::Module(module) => Some(module.body.into_iter().collect()),
        Mod::Expression(_) => None,
    }
}

/// The anchors of a marked part, if it is an operation, a subscript or a call.
fn anchors(segment: &str) -> Option<Anchors> {
    // Brackets let an expression go on over lines, as it does in the file.
    let body = parse(&format!("(\n{segment}\n)"))?;
    let [Stmt::Expr(statement)] = body.as_slice() else {
        return None;
    };
    let segment = Segment {
        lines: segment
            .split('\n')
            .map(|line| line.chars().collect())
            .collect(),
        index: LineIndex::new(segment),
        text: segment,
    };
    match &*statement.value {
        Expr::BinOp(operation) => {
            let end = segment.valid(segment.position(operation.left.end().to_usize()))?;
            let (line, column) = segment.find(end, |c| !c.is_whitespace() && c != ')')?;
            let right = segment.position(operation.right.start().to_usize());
            let second = segment.at((line, column + 1));
            let two = (right.0 > line || column + 1 < right.1)
                && second.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != '#');
            Some(Anchors {
                left: (line, column),
                right: (line, column + 1 + usize::from(two)),
            })
        }
        Expr::Subscript(subscript) => {
            segment.brackets(&subscript.value, statement.value.end().to_usize(), '[')
        }
        Expr::Call(call) => segment.brackets(&call.func, statement.value.end().to_usize(), '('),
        _ => None,
    }
}

struct Segment<'a> {
    text: &'a str,
    lines: Vec<Vec<char>>,
    index: LineIndex,
}

impl Segment<'_> {
    /// The position of a byte of the bracketed text.
    fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset.saturating_sub("(\n".len()));
        let line = self.index.line_of(offset);
        let start = self.index.start_of(line);
        (line - 1, code_points(self.text, start, offset))
    }

    fn at(&self, (line, column): Position) -> Option<char> {
        self.lines.get(line)?.get(column).copied()
    }

    /// A position, or the next one where a character is.
    fn valid(&self, (mut line, mut column): Position) -> Option<Position> {
        while column >= self.lines.get(line)?.len() {
            (line, column) = (line + 1, 0);
        }
        Some((line, column))
    }

    /// The next character that `fits`, past comments and backslashes.
    fn find(&self, mut at: Position, fits: impl Fn(char) -> bool) -> Option<Position> {
        loop {
            let letter = self.at(at)?;
            if letter == '\\' || letter == '#' {
                at = self.valid((at.0 + 1, 0))?;
            } else if fits(letter) {
                return Some(at);
            } else {
                at = self.valid((at.0, at.1 + 1))?;
            }
        }
    }

    fn brackets(&self, head: &Expr, end: usize, bracket: char) -> Option<Anchors> {
        let from = self.valid(self.position(head.end().to_usize()))?;
        Some(Anchors {
            left: self.find(from, |letter| letter == bracket)?,
            right: self.position(end),
        })
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Columns that a character takes on a terminal, as CPython counts: full-width ones
/// two, all others one.
fn width(letter: char) -> usize {
    if letter.width() == Some(2) { 2 } else { 1 }
}

/// Lines without the blanks that all of them begin with; blank lines become empty.
fn dedent(lines: &[&str]) -> Vec<String> {
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let indent = line.get(..indent).unwrap_or("");
        margin = Some(match margin {
            None => indent,
            Some(margin) => {
                let same = margin.bytes().zip(indent.bytes());
                let same = same.take_while(|(a, b)| a == b).count();
                margin.get(..same).unwrap_or("")
            }
        });
    }
    let margin = margin.unwrap_or("");
    let strip = |line: &&str| {
        if line.trim().is_empty() {
            String::new()
        } else {
            line.strip_prefix(margin).unwrap_or(line).to_owned()
        }
    };
    lines.iter().map(strip).collect()
}

/// What is printed for a `SyntaxError` above its last line: the file and line, the
/// text, the carets. Empty for a problem without a place.
pub fn syntax_excerpt(problem: &SyntaxProblem) -> String {
    if problem.line == 0 {
        return String::new();
    }
    let mut out = format!("  File \"{}\", line {}\n", problem.filename, problem.line);
    if let Some(text) = &problem.text {
        let end = (problem.end_line, problem.end_column);
        out.push_str(&marked_line(text, problem.line, Some(problem.column), end));
    }
    out
}

/// The text line of a `SyntaxError` and its carets, from the attributes of the
/// exception, which a program may have changed: `text`, `lineno`, `offset`, and
/// `end_lineno` with `end_offset` (0 for `None`).
pub fn marked_line(
    text: &str,
    line: usize,
    offset: Option<isize>,
    (end_line, end_offset): (usize, isize),
) -> String {
    let right = text.trim_end_matches('\n');
    let shown = right.trim_start_matches([' ', '\n', '\u{c}']);
    let mut out = format!("    {shown}\n");
    let Some(mut offset) = offset else {
        return out;
    };
    let spaces = (length(right) - length(shown)) as isize;
    let beyond = length(right) as isize + 1;
    let mut end = if end_line != line {
        beyond
    } else if end_offset == 0 {
        offset
    } else {
        end_offset
    };
    let whole = length(text) as isize;
    if whole > 0 && offset > whole {
        offset = beyond;
    }
    if whole > 0 && end > whole {
        end = beyond;
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let Ok(column) = usize::try_from(offset - 1 - spaces) else {
        return out;
    };
    // Blanks other than spaces stay, so that tabs align.
    let lead = shown.chars().take(column);
    let lead: String = lead
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    out.push_str("    ");
    out.push_str(&lead);
    out.push_str(&"^".repeat((end - offset) as usize));
    out.push('\n');
    out
}
