//! Source texts: reading, parsing, and saying what is wrong with them.
//!
//! The map of the room:
//!
//! - `lines`: lines and columns of a text
//! - `decode`: bytes of a file to text, with coding cookies and newlines
//! - `problem`: a syntax error as a value
//! - `parse`: the entry points; a module, an expression, a line of the prompt
//! - `depth`: limits on nesting, so that no text can overflow the stack
//! - `tokens`: the tokenizer as CPython has it, for limits and diagnosis
//! - `diagnose`: the reference grammar with its error rules, run when a parse fails
//! - `messages`: words for the parser's own errors, where `diagnose` has none
//! - `check`: errors of the compile stage (scopes, `return` outside a function …)
//! - `warnings`: `SyntaxWarning`s
//! - `literal`: bodies of string literals, lone surrogates and bad escapes
//! - `excerpt`: the source line and carets under a traceback entry
//! - `suggest`: "Did you mean"
//!
//! Nothing here knows the rest of the interpreter. Texts are parsed by ruff's
//! parser, which is fast but words its errors its own way; a text that it (or
//! `check`) rejects is read again by `diagnose` to find CPython's wording.

pub mod check;
pub mod decode;
pub mod depth;
pub mod diagnose;
pub mod excerpt;
pub mod lines;
pub mod literal;
pub mod messages;
pub mod parse;
pub mod problem;
pub mod suggest;
pub mod tokens;
pub mod warnings;

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

pub use decode::decode_source;
pub use excerpt::{frame_excerpt, syntax_excerpt};
pub use lines::LineIndex;
pub use parse::{
    Parsed, expression_tree, module_tree, parse_expression, parse_interactive, parse_module,
};
pub use problem::{ProblemKind, SyntaxProblem};
pub use suggest::suggest;
pub use warnings::{SyntaxWarning, warnings};

/// A text with its name, able to turn byte offsets into lines and columns.
/// Cloning is cheap: the text is shared.
#[derive(Clone)]
pub struct SourceFile {
    /// The name that tracebacks show, such as `lesson.py` or `<stdin>`.
    pub name: Rc<str>,
    /// The decoded text, newlines being `\n`.
    pub text: Rc<str>,
    lines: Rc<LineIndex>,
    /// Whether tracebacks show its lines: not those of text that a program runs by `exec`.
    pub listed: bool,
}

impl SourceFile {
    /// A source file of `text`. `\r\n` and `\r` become `\n`.
    pub fn new(name: &str, text: &str) -> Self {
        let text: Rc<str> = decode::unify_newlines(text).into();
        SourceFile {
            name: name.into(),
            lines: Rc::new(LineIndex::new(&text)),
            text,
            listed: true,
        }
    }

    /// A source file whose lines tracebacks do not show.
    pub fn unlisted(name: &str, text: &str) -> Self {
        SourceFile {
            listed: false,
            ..SourceFile::new(name, text)
        }
    }

    /// Whether it is a module of the library, embedded in the interpreter.
    pub fn is_library(&self) -> bool {
        self.name.starts_with("<biji>/")
    }

    /// How many lines there are; at least one.
    pub fn line_count(&self) -> usize {
        self.lines.line_count()
    }

    /// The 1-based line of byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(offset)
    }

    /// The 1-based line of byte `offset`, and its 0-based column in code points.
    pub fn line_col(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.line_of(offset);
        let start = self.lines.start_of(line);
        (line, lines::code_points(&self.text, start, offset))
    }

    /// The text of 1-based `line`, without its newline; empty if there is none.
    pub fn line_text(&self, line: usize) -> &str {
        let range = self.line_range(line);
        self.text.get(range).unwrap_or("")
    }

    /// The bytes of 1-based `line`, without its newline.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let mut range = self.lines.range_of(line);
        if range.end > range.start && self.text.as_bytes().get(range.end - 1) == Some(&b'\n') {
            range.end -= 1;
        }
        range
    }

    /// The byte offset of a 1-based line and a 0-based column in code points.
    pub fn offset_of(&self, line: usize, column: usize) -> usize {
        let range = self.line_range(line);
        range.start + lines::byte_of_column(self.line_text(line), column)
    }

    /// A `SyntaxError` about the bytes of `range`, as the compile stage reports it.
    pub fn problem(&self, range: Range<usize>, message: impl Into<String>) -> SyntaxProblem {
        let (line, column) = self.line_col(range.start);
        let (end_line, end_column) = self.line_col(range.end);
        SyntaxProblem {
            kind: ProblemKind::Syntax,
            message: message.into(),
            filename: self.name.to_string(),
            line,
            column: column as isize + 1,
            end_line,
            end_column: end_column as isize + 1,
            text: Some(format!("{}\n", self.line_text(line))),
            at_compile: true,
        }
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile")
            .field("name", &self.name)
            .field("lines", &self.line_count())
            .finish()
    }
}
