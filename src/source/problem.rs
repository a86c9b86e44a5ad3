//! What is wrong with a source text: the value every stage of the room reports.
//!
//! Holds the fields that CPython's `SyntaxError` carries, ready to become that
//! exception. Raising it is the interpreter's matter, wording it is `diagnose`
//! and `check`; how it is printed is in `excerpt`.

/// The Python exception class that a problem becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `MemoryError`: the parser would need too deep a stack.
    Memory,
    /// `RecursionError`: the tree is too deep to compile.
    Recursion,
}

impl ProblemKind {
    /// The name of the exception class.
    pub fn class_name(self) -> &'static str {
        match self {
            ProblemKind::Syntax => "SyntaxError",
            ProblemKind::Indentation => "IndentationError",
            ProblemKind::Tab => "TabError",
            ProblemKind::Memory => "MemoryError",
            ProblemKind::Recursion => "RecursionError",
        }
    }

    /// Whether the class is `SyntaxError` or derives from it, and so has a place.
    pub fn is_syntax_error(self) -> bool {
        !matches!(self, ProblemKind::Memory | ProblemKind::Recursion)
    }
}

/// A source text that cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// The exception class.
    pub kind: ProblemKind,
    /// CPython's wording.
    pub message: String,
    /// The file's name as tracebacks show it.
    pub filename: String,
    /// 1-based line; 0 when the problem has no place (CPython's `None`).
    pub line: usize,
    /// 1-based column in code points. As in CPython, some indentation errors
    /// count from 0.
    pub column: isize,
    /// 1-based line of the end.
    pub end_line: usize,
    /// 1-based column after the end, in code points; 0 or −1 where CPython
    /// knows no end.
    pub end_column: isize,
    /// The text of line `line`, with its newline where CPython keeps it.
    pub text: Option<String>,
    /// The compile stage found it: CPython has the line from the file then, not from what it
    /// compiles.
    pub at_compile: bool,
}

impl SyntaxProblem {
    /// A problem that has no place in the text.
    pub fn placeless(kind: ProblemKind, filename: &str, message: impl Into<String>) -> Self {
        SyntaxProblem {
            kind,
            message: message.into(),
            filename: filename.to_owned(),
            line: 0,
            column: 0,
            end_line: 0,
            end_column: 0,
            text: None,
            at_compile: false,
        }
    }
}
