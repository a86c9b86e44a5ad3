//! What is being completed: what the text before the cursor says about the word at it.

use crate::source::tokens::{continues_identifier, starts_identifier};

/// The word at the cursor. `start` is the byte at which what is replaced begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Context<'a> {
    /// Nothing but spaces on the line: Tab indents.
    Blank {
        start: usize,
    },
    /// `%wo`
    Magic {
        start: usize,
        word: &'a str,
    },
    /// `import pa.th`, `from pa.th`
    Module {
        start: usize,
        path: &'a str,
    },
    /// `from module import wo`
    FromModule {
        start: usize,
        module: &'a str,
        word: &'a str,
    },
    /// `object.wo`
    Attribute {
        start: usize,
        object: &'a str,
        word: &'a str,
    },
    /// `wo`, perhaps among the arguments of a call of `callee`.
    Name {
        start: usize,
        word: &'a str,
        callee: Option<&'a str>,
    },
    /// `object['wo`
    Key {
        start: usize,
        object: &'a str,
        quote: char,
        word: &'a str,
    },
    /// `'wo` elsewhere: may be a file.
    Path {
        start: usize,
        word: &'a str,
    },
    Nothing,
}

/// Read the text before the cursor.
pub fn context(before: &str) -> Context<'_> {
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = &before[line_start..];
    if line.trim().is_empty() {
        return Context::Blank {
            start: before.len(),
        };
    }
    if let Some(word) = before.strip_prefix('%') {
        let known = !word.contains(char::is_whitespace);
        return if known {
            Context::Magic { start: 1, word }
        } else {
            Context::Nothing
        };
    }
    let state = scan(before);
    match state.string {
        Some(Open::Comment) => return Context::Nothing,
        Some(Open::Str { at, quote, single }) => {
            return in_string(before, at, quote, single);
        }
        None => {}
    }
    if let Some(found) = imported(line, line_start) {
        return found;
    }
    let word_start = name_start(before, before.len());
    let word = &before[word_start..];
    if let Some(object_end) = before[..word_start].strip_suffix('.').map(str::len) {
        let object_start = path_start(before, object_end);
        let object = &before[object_start..object_end];
        if object.is_empty() {
            return Context::Nothing;
        }
        return Context::Attribute {
            start: word_start,
            object,
            word,
        };
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Context::Nothing;
    }
    let callee = state
        .brackets
        .last()
        .filter(|(open, _)| *open == '(')
        .and_then(|&(_, at)| {
            let start = path_start(before, at);
            Some(&before[start..at]).filter(|path| !path.is_empty())
        });
    Context::Name {
        start: word_start,
        word,
        callee,
    }
}

/// Whether a text is one identifier.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(starts_identifier) && letters.all(continues_identifier)
}

/// What is open at the cursor besides brackets.
enum Open {
    Comment,
    /// A string whose content begins at byte `at`; `single`: not triple-quoted.
    Str {
        at: usize,
        quote: char,
        single: bool,
    },
}

struct Scan {
    string: Option<Open>,
    /// Open brackets and where they are.
    brackets: Vec<(char, usize)>,
}

/// Strings, comments and brackets that are open at the end of a text.
fn scan(text: &str) -> Scan {
    let mut brackets: Vec<(char, usize)> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        match letter {
            '#' if !rest.by_ref().any(|(_, c)| c == '\n') => {
                return Scan {
                    string: Some(Open::Comment),
                    brackets,
                };
            }
            '\'' | '"' => {
                let triple = text[at..].starts_with(&letter.to_string().repeat(3));
                let width = if triple { 3 } else { 1 };
                for _ in 1..width {
                    rest.next();
                }
                let content = at + width;
                let closing = letter.to_string().repeat(width);
                let mut closed = false;
                while let Some((at, inner)) = rest.next() {
                    if inner == '\\' {
                        rest.next();
                    } else if text[at..].starts_with(&closing) {
                        for _ in 1..width {
                            rest.next();
                        }
                        closed = true;
                        break;
                    } else if inner == '\n' && !triple {
                        closed = true;
                        break;
                    }
                }
                if !closed {
                    let open = Open::Str {
                        at: content,
                        quote: letter,
                        single: !triple,
                    };
                    return Scan {
                        string: Some(open),
                        brackets,
                    };
                }
            }
            '(' | '[' | '{' => brackets.push((letter, at)),
            ')' | ']' | '}' => drop(brackets.pop()),
            _ => {}
        }
    }
    Scan {
        string: None,
        brackets,
    }
}

fn in_string(before: &str, at: usize, quote: char, single: bool) -> Context<'_> {
    let word = &before[at..];
    if !single || word.contains('\\') {
        return Context::Nothing;
    }
    let opening = &before[..at - 1];
    let prefix = opening.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if let Some(bracket) = opening.strip_suffix('[') {
        let start = path_start(before, bracket.len());
        let object = &before[start..bracket.len()];
        if !object.is_empty() {
            return Context::Key {
                start: at,
                object,
                quote,
                word,
            };
        }
    }
    // A word right before the quote that is no prefix of a literal: wrong code, no path.
    if opening.len() - prefix.len() > 2 {
        return Context::Nothing;
    }
    Context::Path { start: at, word }
}

/// The context on a line that begins with `import` or `from`.
fn imported(line: &str, line_start: usize) -> Option<Context<'_>> {
    let statement_start = line.rfind(';').map_or(0, |n| n + 1);
    let indent = line[statement_start..].len() - line[statement_start..].trim_start().len();
    let statement_start = statement_start + indent;
    let statement = &line[statement_start..];
    let end = line_start + line.len();
    if let Some(rest) = statement.strip_prefix("from ") {
        return Some(match rest.split_once(" import ") {
            Some((module, names)) => {
                let names = names.trim_start_matches(['(', ' ']);
                let word = names.rsplit(',').next().unwrap_or(names).trim_start();
                if !word.chars().all(continues_identifier) {
                    return Some(Context::Nothing);
                }
                Context::FromModule {
                    start: end - word.len(),
                    module: module.trim(),
                    word,
                }
            }
            None => match rest.trim_start() {
                path if path.chars().all(is_path) => module_at(path, end),
                _ => return None,
            },
        });
    }
    let names = statement.strip_prefix("import ")?;
    let path = names.rsplit(',').next().unwrap_or(names).trim_start();
    Some(if path.chars().all(is_path) {
        module_at(path, end)
    } else {
        Context::Nothing
    })
}

fn module_at(path: &str, end: usize) -> Context<'_> {
    let word = path.rsplit('.').next().unwrap_or(path);
    Context::Module {
        start: end - word.len(),
        path,
    }
}

fn is_path(letter: char) -> bool {
    letter == '.' || continues_identifier(letter)
}

/// Where the identifier that ends at byte `end` begins.
fn name_start(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(continues_identifier).len()
}

/// Where the dotted path of names, or the string literal, that ends at byte `end` begins.
fn path_start(text: &str, end: usize) -> usize {
    if let Some(quote) = text[..end]
        .chars()
        .next_back()
        .filter(|c| matches!(c, '\'' | '"'))
    {
        let inside = &text[..end - 1];
        let open = inside.rfind(quote).unwrap_or(end - 1);
        let letters = text[..open]
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .len();
        return letters;
    }
    let start = text[..end].trim_end_matches(is_path).len();
    // A number's dot is no attribute, and a path does not hang on a bracket's.
    let path = &text[start..end];
    if path.starts_with(|c: char| c == '.' || c.is_ascii_digit()) {
        end
    } else {
        start
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, context};

    #[test]
    fn names_and_attributes() {
        let name = |start, word| Context::Name {
            start,
            word,
            callee: None,
        };
        assert_eq!(context("x = pri"), name(4, "pri"));
        let attribute = Context::Attribute {
            start: 4,
            object: "a.b",
            word: "c",
        };
        assert_eq!(context("a.b.c"), attribute);
        let literal = Context::Attribute {
            start: 9,
            object: "'x y'",
            word: "up",
        };
        assert_eq!(
            context("print 'x y'.up".strip_prefix("pri").unwrap()),
            literal
        );
        assert_eq!(context("f(x)."), Context::Nothing);
        assert_eq!(context("1.5"), Context::Nothing);
        assert_eq!(context("  "), Context::Blank { start: 2 });
        assert_eq!(context("# co"), Context::Nothing);
    }

    #[test]
    fn calls_name_their_callee() {
        let inside = Context::Name {
            start: 10,
            word: "enc",
            callee: Some("open"),
        };
        assert_eq!(context("open('x', enc"), inside);
        let list = Context::Name {
            start: 3,
            word: "a",
            callee: None,
        };
        assert_eq!(context("f([a"), list);
    }

    #[test]
    fn imports() {
        assert_eq!(
            context("import os, ja"),
            Context::Module {
                start: 11,
                path: "ja"
            }
        );
        assert_eq!(
            context("from os.pa"),
            Context::Module {
                start: 8,
                path: "os.pa"
            }
        );
        let from = Context::FromModule {
            start: 18,
            module: "os",
            word: "li",
        };
        assert_eq!(context("from os import a, li"), from);
        assert_eq!(context("import os as o"), Context::Nothing);
    }

    #[test]
    fn strings() {
        let key = Context::Key {
            start: 3,
            object: "d",
            quote: '"',
            word: "na",
        };
        assert_eq!(context("d[\"na"), key);
        assert_eq!(
            context("open('a/b"),
            Context::Path {
                start: 6,
                word: "a/b"
            }
        );
        assert_eq!(context("x = '''a"), Context::Nothing);
        let name = Context::Name {
            start: 4,
            word: "y",
            callee: None,
        };
        assert_eq!(context("'a' y"), name);
    }

    #[test]
    fn wide_letters_are_letters() {
        let name = Context::Name {
            start: 0,
            word: "变量",
            callee: None,
        };
        assert_eq!(context("变量"), name);
    }
}
