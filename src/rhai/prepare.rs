//! What happens to a Rhai text before Rhai's parser sees it.
//!
//! Three things that Python programmers write and Rhai's parser has no hook for are rewritten in
//! the text, outside comments and strings:
//!
//! - `'single quoted'` strings of any length become `"double quoted"` ones;
//! - `f(x)`, where `f` is a variable and no function has that name, becomes `f.call(x)`, so that
//!   closures and Python callables are called like functions; so do `f(x)(y)` and `f[i](x)`;
//! - `.name(` becomes `.name__method(` where the script defines a function `name`: Rhai would call
//!   that function before it looks at the object's own method.
//!
//! Columns shift where the length changes; [`Prepared::column`] leads back, so that every message
//! shows the text as it was written. What Rhai's token hook can do is done there: see `tokens`.

use std::collections::HashSet;

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

/// Where columns shift; lines and columns from 1.
struct Shift {
    line: usize,
    /// The column in the parsed text from which on it holds.
    new: usize,
    /// The column of the original there.
    old: usize,
    /// It is inserted text: all of it stands for the one column.
    inserted: bool,
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

/// Prepare a text. `is_function` tells whether a function of that name exists without the script.
pub fn prepare(source: &str, is_function: &dyn Fn(&str) -> bool) -> Prepared {
    let chars: Vec<char> = source.chars().collect();
    let names = survey(&chars);
    let callable = |name: &str| {
        names.variables.contains(name)
            && !names.functions.contains(name)
            && !KEYWORDS.contains(&name)
            && !is_function(name)
    };
    let mut out = Writer::default();
    let mut at = 0;
    let mut before = Before::Other;
    let mut pieces = Pieces::new(&chars);
    while let Some(piece) = pieces.next() {
        let text = &chars[at..pieces.at];
        match piece {
            Piece::Quoted => out.single_quoted(text),
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
            }
            Piece::Sign('(') if before == Before::Closed => {
                out.insert(".call", 1);
                out.copy(text);
            }
            Piece::Space | Piece::Opaque | Piece::Sign(_) => out.copy(text),
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
}

fn survey(chars: &[char]) -> Names {
    let mut names = Names::default();
    let mut pieces = Pieces::new(chars);
    let (mut at, mut before) = (0, Before::Other);
    while let Some(piece) = pieces.next() {
        let text = &chars[at..pieces.at];
        if piece == Piece::Word {
            let word: String = text.iter().collect();
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
            // `::` leads to a member too; a lone `:` does not.
            Piece::Sign('.') => Before::Dot,
            Piece::Sign(':') if text.len() == 2 => Before::Dot,
            Piece::Word if text == ['f', 'n'] => Before::Fn,
            _ => Before::Other,
        }
    }
}

// ---- pieces ---------------------------------------------------------------------------------------

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Word,
    /// A string in single quotes.
    Quoted,
    /// Spaces and comments.
    Space,
    /// Strings, numbers.
    Opaque,
    /// Any other character; `::`, `..` and `..=` are one.
    Sign(char),
}

/// Cuts a text into pieces; `at` is the end of the last one.
struct Pieces<'a> {
    chars: &'a [char],
    at: usize,
    /// For each interpolation around: how many braces are open in it.
    interpolations: Vec<usize>,
    unterminated: bool,
}

fn is_word_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

impl<'a> Pieces<'a> {
    fn new(chars: &'a [char]) -> Pieces<'a> {
        Pieces {
            chars,
            at: 0,
            interpolations: Vec::new(),
            unterminated: false,
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Whether the next thing but spaces is an opening parenthesis.
    fn calls(&self) -> bool {
        self.chars[self.at..]
            .iter()
            .find(|c| !matches!(c, ' ' | '\t'))
            == Some(&'(')
    }

    /// Whether the next thing but spaces is a single colon: the key of a map.
    fn is_key(&self) -> bool {
        let mut rest = self.chars[self.at..]
            .iter()
            .filter(|c| !matches!(c, ' ' | '\t'));
        rest.next() == Some(&':') && rest.next() != Some(&':')
    }

    fn next(&mut self) -> Option<Piece> {
        let c = self.peek(0)?;
        Some(match c {
            '/' if self.peek(1) == Some('/') => {
                self.skip_while(|c| c != '\n');
                Piece::Space
            }
            '/' if self.peek(1) == Some('*') => self.block_comment(),
            _ if c.is_whitespace() => {
                self.skip_while(char::is_whitespace);
                Piece::Space
            }
            _ if is_word_start(c) => {
                self.skip_while(is_word);
                Piece::Word
            }
            _ if c.is_ascii_digit() => {
                // `1..5` is a range: the dot belongs to a number only before a digit.
                self.skip_while(is_word);
                if self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
                    self.at += 1;
                    self.skip_while(is_word);
                }
                Piece::Opaque
            }
            '"' => self.string('"', 1),
            '\'' => self.single_quoted(),
            '`' => {
                self.at += 1;
                self.template()
            }
            '#' => self.raw_string().unwrap_or_else(|| self.sign('#')),
            '}' if self.interpolations.last() == Some(&0) => {
                self.interpolations.pop();
                self.at += 1;
                self.template()
            }
            _ => self.sign(c),
        })
    }

    fn sign(&mut self, c: char) -> Piece {
        let length = match (c, self.peek(1), self.peek(2)) {
            ('.', Some('.'), Some('=')) => 3,
            ('.', Some('.'), _) | (':', Some(':'), _) => 2,
            _ => 1,
        };
        self.at += length;
        if let Some(open) = self.interpolations.last_mut() {
            match c {
                '{' => *open += 1,
                '}' => *open = open.saturating_sub(1),
                _ => {}
            }
        }
        // Only a single dot leads to a member.
        if c == '.' && length > 1 {
            Piece::Sign('=')
        } else {
            Piece::Sign(c)
        }
    }

    fn skip_while(&mut self, test: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&test) {
            self.at += 1;
        }
    }

    fn block_comment(&mut self) -> Piece {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => (depth, self.at) = (depth + 1, self.at + 2),
                ('*', Some('/')) => (depth, self.at) = (depth - 1, self.at + 2),
                _ => self.at += 1,
            }
            if depth == 0 {
                return Piece::Space;
            }
        }
        self.unterminated = true;
        Piece::Space
    }

    /// A string with escapes, which begins here with `skip` characters.
    fn string(&mut self, quote: char, skip: usize) -> Piece {
        self.at += skip;
        while let Some(c) = self.peek(0) {
            self.at += if c == '\\' { 2 } else { 1 };
            if c == quote {
                return Piece::Opaque;
            }
        }
        self.at = self.chars.len();
        self.unterminated = true;
        Piece::Opaque
    }

    /// A string in single quotes ends on its line; otherwise it is left to the parser.
    fn single_quoted(&mut self) -> Piece {
        let mut end = self.at + 1;
        while let Some(&c) = self.chars.get(end) {
            match c {
                '\n' => break,
                '\\' => end += 2,
                '\'' => {
                    self.at = end + 1;
                    return Piece::Quoted;
                }
                _ => end += 1,
            }
        }
        self.at += 1;
        Piece::Opaque
    }

    /// The text of a back-quoted string up to its end or to an interpolation.
    fn template(&mut self) -> Piece {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('`', Some('`')) => self.at += 2,
                ('`', _) => {
                    self.at += 1;
                    return Piece::Opaque;
                }
                ('$', Some('{')) => {
                    self.at += 2;
                    self.interpolations.push(0);
                    return Piece::Opaque;
                }
                _ => self.at += 1,
            }
        }
        self.unterminated = true;
        Piece::Opaque
    }

    /// `#"…"#`, with as many `#` at the end as at the beginning.
    fn raw_string(&mut self) -> Option<Piece> {
        let hashes = self.chars[self.at..]
            .iter()
            .take_while(|c| **c == '#')
            .count();
        if self.peek(hashes) != Some('"') {
            return None;
        }
        let mut end = self.at + hashes + 1;
        while end < self.chars.len() {
            let tail = &self.chars[end..];
            let closes = tail[0] == '"' && tail[1..].iter().take(hashes).all(|c| *c == '#');
            end += 1;
            if closes && tail.len() > hashes {
                self.at = end + hashes;
                return Some(Piece::Opaque);
            }
        }
        self.at = self.chars.len();
        self.unterminated = true;
        Some(Piece::Opaque)
    }
}

// ---- writing --------------------------------------------------------------------------------------

/// The text for the parser as it grows.
struct Writer {
    text: String,
    /// Line, column in the text, column in the original: of the next character, from 1.
    place: (usize, usize, usize),
    shifts: Vec<Shift>,
}

impl Default for Writer {
    fn default() -> Writer {
        Writer {
            text: String::new(),
            place: (1, 1, 1),
            shifts: Vec::new(),
        }
    }
}

impl Writer {
    fn copy(&mut self, text: &[char]) {
        for &c in text {
            self.text.push(c);
            if c == '\n' {
                self.place = (self.place.0 + 1, 1, 1);
            } else {
                self.place.1 += 1;
                self.place.2 += 1;
            }
        }
    }

    /// Text that the original does not have; messages about it are about what stands `back`
    /// columns before.
    fn insert(&mut self, text: &str, back: usize) {
        let (line, new, old) = self.place;
        self.shifts.push(Shift {
            line,
            new,
            old: old.saturating_sub(back),
            inserted: true,
        });
        self.text.push_str(text);
        self.place.1 += text.chars().count();
        self.shift();
    }

    /// A character of the original that is left out.
    fn omit(&mut self) {
        self.place.2 += 1;
        self.shift();
    }

    fn shift(&mut self) {
        let (line, new, old) = self.place;
        self.shifts.push(Shift {
            line,
            new,
            old,
            inserted: false,
        });
    }

    /// `'it\'s "so"'` as `"it's \"so\""`.
    fn single_quoted(&mut self, text: &[char]) {
        let body = text.get(1..text.len().saturating_sub(1)).unwrap_or(&[]);
        self.copy(&['"']);
        let mut rest = body.iter();
        while let Some(&c) = rest.next() {
            match c {
                '"' => {
                    self.insert("\\", 0);
                    self.copy(&[c]);
                }
                '\\' => match rest.next() {
                    Some('\'') => {
                        self.omit();
                        self.copy(&['\'']);
                    }
                    Some(&other) => self.copy(&[c, other]),
                    None => self.copy(&[c]),
                },
                _ => self.copy(&[c]),
            }
        }
        self.copy(&['"']);
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
