//! Lines for the prompt itself: `%run` and its like, `!command`, `object?`, `?`.

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
    /// `%run FILE ARGUMENTS`: a program, whose names stay.
    Run(&'a str),
    /// `%time CODE`: how long it takes.
    Time(&'a str),
    /// `%edit`, `%edit FILE`: the last entry, or a file, in $EDITOR; then run.
    Edit(&'a str),
    /// `%save FILE`: what was typed, as a program.
    Save(&'a str),
    /// `%undo`: the names as they were before the last entry.
    Undo,
    /// `%reset`: without names, as at the beginning.
    Reset,
    /// `%who`: the names and their types.
    Who,
    /// `!COMMAND`: the system's shell.
    Shell(&'a str),
    /// `?`, `explain()`: more about the last error.
    Explain,
    /// `OBJECT?`: help; `OBJECT??`: its source.
    About(&'a str, bool),
    /// Something else: what to tell the user.
    Unknown(String),
}

/// A notation that the prompt can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    Python,
    Rhai,
}

const NAMES: [&str; 10] = [
    "rhai", "python", "lang", "run", "time", "edit", "save", "undo", "reset", "who",
];

/// The words after `%`.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter()
}

/// Read a line; `None` if it is meant for Python or Rhai.
pub fn parse(line: &str) -> Option<Magic<'_>> {
    let line = line.trim();
    if matches!(line, "?" | "explain()") {
        return Some(Magic::Explain);
    }
    if let Some(command) = line.strip_prefix('!') {
        return Some(Magic::Shell(command.trim()));
    }
    if let Some(object) = line.strip_suffix('?') {
        let (object, source) = match object.strip_suffix('?') {
            Some(object) => (object, true),
            None => (object, false),
        };
        let dotted = object.split('.').all(crate::repl::context::is_name);
        return dotted.then_some(Magic::About(object, source));
    }
    let text = line.strip_prefix('%').or_else(|| {
        // `:rhai` and `:python` are known from other prompts.
        let rest = line.strip_prefix(':')?;
        matches!(rest.split(' ').next(), Some("rhai" | "python")).then_some(rest)
    })?;
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let needs = |what: &str| Magic::Unknown(format!("%{word} needs {what}"));
    Some(match word {
        "rhai" | "python" => {
            let notation = if word == "rhai" {
                Notation::Rhai
            } else {
                Notation::Python
            };
            match rest {
                "" => Magic::Notation(notation),
                _ => Magic::Line(notation, rest),
            }
        }
        "lang" if rest.is_empty() => Magic::Language(None),
        "lang" => match Language::from_code(rest) {
            Some(language) => Magic::Language(Some(language)),
            None => Magic::Unknown(format!("%lang takes en or zh, not '{rest}'")),
        },
        "run" if rest.is_empty() => needs("a file"),
        "time" if rest.is_empty() => needs("code"),
        "save" if rest.is_empty() => needs("a file"),
        "run" => Magic::Run(rest),
        "time" => Magic::Time(rest),
        "save" => Magic::Save(rest),
        "edit" => Magic::Edit(rest),
        "undo" => Magic::Undo,
        "reset" => Magic::Reset,
        "who" => Magic::Who,
        _ => {
            let known = NAMES.map(|n| format!("%{n}")).join(", ");
            Magic::Unknown(format!("'%{word}' is not known; there are {known}"))
        }
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
        assert_eq!(parse("os.path?"), Some(Magic::About("os.path", false)));
        assert_eq!(parse("f??"), Some(Magic::About("f", true)));
        assert_eq!(parse("?"), Some(Magic::Explain));
        assert_eq!(parse("x = 'what?"), None);
        assert_eq!(parse("!ls -l"), Some(Magic::Shell("ls -l")));
        assert!(matches!(parse("%run"), Some(Magic::Unknown(_))));
    }
}
