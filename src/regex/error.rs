//! What a pattern or a template can be refused for, in CPython's words, and Python's `repr` of a
//! name as those words need it. Turning the kinds into exception objects is the caller's part.

use std::fmt;

use super::chars;

/// Which Python exception a [`ReError`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `re.PatternError` (alias `re.error`).
    Pattern,
    /// `ValueError`: flags that contradict each other or the kind of pattern.
    Value,
    /// `OverflowError`: a repetition number of 2**32-1 or more.
    Overflow,
    /// `IndexError`: a template names a group the pattern does not have.
    Index,
    /// `RecursionError`: groups nested deeper than the parser allows.
    Recursion,
}

/// A refused pattern or template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReError {
    /// Which exception to raise.
    pub kind: ErrorKind,
    /// The bare message (`PatternError.msg`).
    pub msg: String,
    /// Index of the offending code point or byte; `None` also means `PatternError.pattern` is None.
    pub pos: Option<usize>,
    /// 1-based line of `pos`.
    pub lineno: Option<usize>,
    /// 1-based column of `pos`.
    pub colno: Option<usize>,
    /// Whether the pattern holds a newline, so that the text shows line and column.
    multiline: bool,
}

impl ReError {
    /// An error without a position.
    pub(super) fn plain(kind: ErrorKind, msg: impl Into<String>) -> Self {
        Self {
            kind,
            msg: msg.into(),
            pos: None,
            lineno: None,
            colno: None,
            multiline: false,
        }
    }

    /// A pattern error at `pos` of `source`.
    pub(super) fn at(msg: impl Into<String>, source: &[u32], pos: usize) -> Self {
        let newline = u32::from('\n');
        let before = &source[..pos.min(source.len())];
        let line_start = before.iter().rposition(|&c| c == newline);
        Self {
            kind: ErrorKind::Pattern,
            msg: msg.into(),
            pos: Some(pos),
            lineno: Some(before.iter().filter(|&&c| c == newline).count() + 1),
            colno: Some(line_start.map_or(pos + 1, |start| pos - start)),
            multiline: source.contains(&newline),
        }
    }
}

impl fmt::Display for ReError {
    /// The text of `str(exception)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.msg)?;
        if let Some(pos) = self.pos {
            write!(f, " at position {pos}")?;
        }
        if let (true, Some(line), Some(column)) = (self.multiline, self.lineno, self.colno) {
            write!(f, " (line {line}, column {column})")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReError {}

/// A `FutureWarning` about a pattern whose meaning may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The warning's text.
    pub message: String,
}

/// Code points as text; a lone surrogate, which Rust's text cannot hold, becomes U+FFFD.
pub(super) fn text(chars: &[u32]) -> String {
    chars
        .iter()
        .map(|&c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Python's `repr` of a `str` given as code points, or its `ascii` when `ascii` is set.
pub(super) fn repr(name: &[u32], ascii: bool) -> String {
    let has = |quote: char| name.contains(&u32::from(quote));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for &code in name {
        match char::from_u32(code) {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c == '\\' || c == quote => out.extend(['\\', c]),
            Some(c) if chars::is_printable(c) && (c.is_ascii() || !ascii) => out.push(c),
            _ => push_escape(&mut out, code),
        }
    }
    out.push(quote);
    out
}

/// `text` with every character beyond ASCII written as an escape, as messages about bytes are.
pub(super) fn backslash_replace(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(&mut out, u32::from(c));
        }
    }
    out
}

fn push_escape(out: &mut String, code: u32) {
    let escape = match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    out.push_str(&escape);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Vec<u32> {
        text.chars().map(u32::from).collect()
    }

    #[test]
    fn repr_of_a_name_quotes_and_escapes() {
        assert_eq!(repr(&points("a'b"), false), "\"a'b\"");
        assert_eq!(repr(&points("é\n\u{200b}"), false), "'é\\n\\u200b'");
        assert_eq!(repr(&points("é"), true), "'\\xe9'");
        assert_eq!(repr(&[0xd800], false), "'\\ud800'");
    }

    #[test]
    fn position_in_a_pattern_of_lines_names_line_and_column() {
        let error = ReError::at("nothing to repeat", &points("a\n*"), 2);
        assert_eq!(
            error.to_string(),
            "nothing to repeat at position 2 (line 2, column 1)"
        );
    }
}
