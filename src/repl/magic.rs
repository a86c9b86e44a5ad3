//! Lines that begin with `%`: what the prompt itself is asked for.

use crate::language::Language;

/// What such a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Magic<'a> {
    /// `%rhai`, `%python`: the notation from now on.
    Notation(Notation),
    /// `%rhai CODE`, `%python CODE`: one line in it.
    Line(Notation, &'a str),
    /// `%lang`, `%lang zh`
    Language(Option<Language>),
    /// Something else: what to tell the user.
    Unknown(String),
}

/// A notation that the prompt can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    Python,
    Rhai,
}

const NAMES: [&str; 3] = ["rhai", "python", "lang"];

/// The words after `%`.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter()
}

/// Read a line; `None` if it does not begin with `%`.
pub fn parse(line: &str) -> Option<Magic<'_>> {
    let text = line.trim().strip_prefix('%')?;
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let notation = match word {
        "rhai" => Notation::Rhai,
        "python" => Notation::Python,
        "lang" if rest.is_empty() => return Some(Magic::Language(None)),
        "lang" => {
            return Some(match Language::from_code(rest) {
                Some(language) => Magic::Language(Some(language)),
                None => Magic::Unknown(format!("%lang takes en or zh, not '{rest}'")),
            });
        }
        _ => {
            let known = NAMES.map(|n| format!("%{n}")).join(", ");
            return Some(Magic::Unknown(format!(
                "'%{word}' is not known; there are {known}"
            )));
        }
    };
    Some(if rest.is_empty() {
        Magic::Notation(notation)
    } else {
        Magic::Line(notation, rest)
    })
}

#[cfg(test)]
mod tests {
    use super::{Magic, Notation, parse};

    #[test]
    fn lines_are_read() {
        assert_eq!(parse("x % 2"), None);
        assert_eq!(parse("%rhai"), Some(Magic::Notation(Notation::Rhai)));
        let line = Magic::Line(Notation::Rhai, "let x = 1;");
        assert_eq!(parse("%rhai let x = 1;"), Some(line));
        assert!(matches!(parse("%nope"), Some(Magic::Unknown(_))));
        assert!(matches!(parse("%lang tlh"), Some(Magic::Unknown(_))));
    }
}
