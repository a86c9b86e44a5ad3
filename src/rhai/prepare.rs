//! What happens to a Rhai text before Rhai's parser sees it.
//!
//! What Python programmers write and Rhai's parser has no hook for is rewritten in the text,
//! outside comments and strings; in plain Rhai most of it is a syntax error:
//!
//! - `'single quoted'` strings of any length become `"double quoted"` ones;
//! - `f(x)`, where `f` is a variable and no function has that name, becomes `f.call(x)`, so that
//!   closures and Python callables are called like functions; so do `f(x)(y)` and `f[i](x)`;
//! - `r'\d'`, `b'\x00'`, `f(x, key=1)`, `(1, 2)`, `from x import y`: see `python_forms`;
//! - `.name(` becomes `.name__method(` where the script defines a function `name`: Rhai would call
//!   that function before it looks at the object's own method.
//!
//! Columns shift where the length changes; [`Prepared::column`] leads back, so that every message
//! shows the text as it was written. What Rhai's token hook can do is done there: see `tokens`.

use std::collections::HashSet;

use super::pieces::{Piece, Pieces};
use super::python_forms::{Brackets, dotted_import, from_import, literal, tuples};
use super::writer::{Shift, Writer};

/// Ends a member's name that must not be mistaken for a function of the script or a keyword.
pub const MEMBER_MARK: &str = "__method";

/// A text for the parser, and the way back to the original.
pub struct Prepared {
    pub text: String,
    /// Names of the functions that the text defines.
    pub functions: HashSet<String>,
    /// In the order of the text.
    shifts: Vec<Shift>,
}

impl Prepared {
    /// The column of the original text for a column of the parsed text; both from 1.
    pub fn column(&self, line: usize, column: usize) -> usize {
        let holds = |shift: &&Shift| shift.line == line && shift.new <= column;
        match self.shifts.iter().rev().find(holds) {
            Some(shift) if shift.inserted => shift.old,
            Some(shift) => shift.old + (column - shift.new),
            None => column,
        }
    }
}

/// Words that stand before a parenthesis without being called.
const KEYWORDS: &[&str] = &[
    "if", "else", "while", "until", "loop", "for", "in", "switch", "return", "throw", "catch",
    "try", "do", "let", "const", "fn", "private", "import", "export", "as", "with", "is", "true",
    "false", "this", "break", "continue", "call", "Fn", "eval",
];

const FROM: [char; 4] = ['f', 'r', 'o', 'm'];
const IMPORT: [char; 6] = ['i', 'm', 'p', 'o', 'r', 't'];

/// Prepare a text. `is_function` tells whether a function of that name exists without the script.
pub fn prepare(source: &str, is_function: &dyn Fn(&str) -> bool) -> Prepared {
    let chars: Vec<char> = source.chars().collect();
    let names = survey(&chars);
    let callable = |name: &str| {
        names.classes.contains(name)
            || (names.variables.contains(name)
                && !names.functions.contains(name)
                && !KEYWORDS.contains(&name)
                && !is_function(name))
    };
    let tuples = tuples(&chars);
    let mut out = Writer::default();
    let mut at = 0;
    let mut before = Before::Other;
    let mut pieces = Pieces::new(&chars);
    let mut brackets = Brackets::default();
    while let Some(piece) = pieces.next() {
        let text = &chars[at..pieces.at];
        match piece {
            Piece::Quoted => out.single_quoted(text),
            Piece::Prefixed => out.replace(text, &literal(text)),
            Piece::Word
                if text == FROM
                    && before == Before::Other
                    && let Some((end, call)) = from_import(&chars, at) =>
            {
                out.replace(&chars[at..end], &call);
                pieces.at = end;
            }
            Piece::Word
                if text == IMPORT
                    && before == Before::Other
                    && let Some((end, statement)) = dotted_import(&chars, at) =>
            {
                out.replace(&chars[at..end], &statement);
                pieces.at = end;
            }
            Piece::Word if brackets.is_keyword(&pieces) => {
                brackets.keyword(&mut out, &mut pieces, text);
            }
            Piece::Word => {
                out.copy(text);
                let word: String = text.iter().collect();
                if pieces.calls() {
                    match before {
                        Before::Dot if names.functions.contains(&word) => {
                            out.insert(MEMBER_MARK, text.len())
                        }
                        Before::Other | Before::Closed if callable(&word) => {
                            out.insert(".call", text.len());
                        }
                        _ => {}
                    }
                }
                let own = before != Before::Dot && names.functions.contains(&word);
                brackets.word(&word, own);
            }
            Piece::Sign('(') => {
                if before == Before::Closed {
                    out.insert(".call", 1);
                }
                let is_tuple = before != Before::Closed && tuples.contains(&at);
                brackets.open(&mut out, is_tuple, before == Before::Closed);
                out.copy(text);
                brackets.opened(&mut out);
            }
            Piece::Sign(')') => {
                brackets.close(&mut out);
                out.copy(text);
            }
            Piece::Space | Piece::Opaque | Piece::Sign(_) => {
                brackets.other(piece);
                out.copy(text);
            }
        }
        before = before.after(piece, text);
        at = pieces.at;
    }
    Prepared {
        text: out.text,
        functions: names.functions,
        shifts: out.shifts,
    }
}

/// Whether a text breaks off inside a string, a comment or a bracket.
pub fn is_incomplete(source: &str) -> bool {
    let chars: Vec<char> = source.chars().collect();
    let mut pieces = Pieces::new(&chars);
    let mut depth = 0i64;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Sign('(' | '[' | '{') => depth += 1,
            Piece::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    depth > 0 || pieces.unterminated
}

// ---- names ----------------------------------------------------------------------------------------

#[derive(Default)]
struct Names {
    functions: HashSet<String>,
    /// Words that stand somewhere without a call: variables and parameters among them.
    variables: HashSet<String>,
    /// Classes that `class("Name", …)` makes.
    classes: HashSet<String>,
}

/// `("Name"` at a place of the text.
fn class_name(chars: &[char]) -> Option<String> {
    let mut rest = chars.iter().skip_while(|c| c.is_whitespace());
    if rest.next() != Some(&'(') {
        return None;
    }
    let mut rest = rest.skip_while(|c| c.is_whitespace());
    let quote = rest.next().filter(|c| matches!(c, '"' | '\''))?;
    let name: String = rest.take_while(|c| *c != quote).collect();
    let is_name = name.chars().all(|c| c == '_' || c.is_alphanumeric());
    (is_name && !name.is_empty()).then_some(name)
}

fn survey(chars: &[char]) -> Names {
    let mut names = Names::default();
    let mut pieces = Pieces::new(chars);
    let (mut at, mut before) = (0, Before::Other);
    while let Some(piece) = pieces.next() {
        let text = &chars[at..pieces.at];
        if piece == Piece::Word {
            let word: String = text.iter().collect();
            if word == "class" && before == Before::Other {
                names.classes.extend(class_name(&chars[pieces.at..]));
            }
            match before {
                Before::Fn => {
                    names.functions.insert(word);
                }
                Before::Other | Before::Closed if !pieces.calls() && !pieces.is_key() => {
                    names.variables.insert(word);
                }
                _ => {}
            }
        }
        before = before.after(piece, text);
        at = pieces.at;
    }
    names
}

/// What stands before a word, as far as it matters.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Dot,
    Fn,
    /// The end of a call or an index, with no space behind it.
    Closed,
    Other,
}

impl Before {
    fn after(self, piece: Piece, text: &[char]) -> Before {
        match piece {
            Piece::Space if self == Before::Closed => Before::Other,
            Piece::Space => self,
            Piece::Sign(')' | ']') => Before::Closed,
            Piece::Prefixed => Before::Other,
            // `::` leads to a member too; a lone `:` does not.
            Piece::Sign('.') => Before::Dot,
            Piece::Sign(':') if text.len() == 2 => Before::Dot,
            Piece::Word if text == ['f', 'n'] => Before::Fn,
            _ => Before::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_incomplete, prepare};

    fn prepared(source: &str) -> String {
        prepare(source, &|name| matches!(name, "max" | "print")).text
    }

    #[test]
    fn single_quotes_become_double_ones() {
        assert_eq!(prepared("let s = 'abc' + '';"), "let s = \"abc\" + \"\";");
        assert_eq!(prepared(r#"'say "hi"'"#), r#""say \"hi\"""#);
        assert_eq!(prepared(r"'it\'s'"), "\"it's\"");
        assert_eq!(
            prepared("\"don't\" // it's\n/* it's */ `it's ${x['k']}`"),
            "\"don't\" // it's\n/* it's */ `it's ${x[\"k\"]}`"
        );
    }

    #[test]
    fn variables_are_called() {
        assert_eq!(prepared("let f = |x| x; f(1)"), "let f = |x| x; f.call(1)");
        assert_eq!(prepared("let max = max(1, 2);"), "let max = max(1, 2);");
        assert_eq!(
            prepared("fn f(x) { x } f(1); let g = f;"),
            "fn f(x) { x } f(1); let g = f;"
        );
        assert_eq!(
            prepared("let a = 1; x.a(2); #{b: 1}; b(2)"),
            "let a = 1; x.a(2); #{b: 1}; b(2)"
        );
        assert_eq!(
            prepared("for i in 0..5 { if (i) { } }"),
            "for i in 0..5 { if (i) { } }"
        );
    }

    #[test]
    fn results_are_called() {
        assert_eq!(prepared("g(1)(2); t[0](3)"), "g(1).call(2); t[0].call(3)");
        assert_eq!(prepared("if (a) (b)"), "if (a) (b)");
    }

    #[test]
    fn members_named_like_functions_are_marked() {
        assert_eq!(
            prepared("fn dumps(d) { json.dumps(d) }"),
            "fn dumps(d) { json.dumps__method(d) }"
        );
    }

    #[test]
    fn columns_lead_back() {
        let p = prepare("let f = 1; f(2) + x", &|_| false);
        assert_eq!(p.text, "let f = 1; f.call(2) + x");
        assert_eq!(p.column(1, 12), 12);
        assert_eq!(p.column(1, 14), 12);
        assert_eq!(p.column(1, 18), 13);
        assert_eq!(p.column(1, 24), 19);
    }

    #[test]
    fn incomplete_texts() {
        assert!(is_incomplete("fn f() {"));
        assert!(is_incomplete("print(`a ${b"));
        assert!(!is_incomplete("let a = [1, 2];"));
        assert!(!is_incomplete("print(\"{\")"));
    }
}
