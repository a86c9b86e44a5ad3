//! Forms of Python's notation that are syntax errors in Rhai, and so can be had there too:
//!
//! | written | parsed |
//! |---|---|
//! | `r'\d+'` | `"\\d+"` |
//! | `b'\x00a'` | `bytes("\x00a", "latin-1")` |
//! | `f(x, key=1, end='')` | `f(x, keywords__(["key", 1, "end", ""]))` |
//! | `own(x, key=1)`, a function of the script | `own(x, #{key: 1})` |
//! | `import a.b as c` | `import "a.b" as c` |
//! | `from a.b import c, d as e` | `from_import__("a.b", ["c", "c", "d", "e"])` |
//! | `(640, 360)`, `(5,)` | `tuple([640, 360])`, `tuple([5,])` |
//!
//! Keyword arguments of a call to Python keep their order that way, which a map would not.

use std::collections::HashSet;

use super::call::KEYWORDS;
use super::pieces::{Piece, Pieces};
use super::statements::FROM_IMPORT;
use super::writer::Writer;

/// Words before a parenthesis that is not a call.
const NOT_CALLS: &[&str] = &[
    "if", "else", "while", "until", "in", "switch", "return", "throw", "with", "is", "as", "do",
    "loop", "try", "let", "const", "import", "export", "break", "continue",
];

// ---- strings ----------------------------------------------------------------------------------------

/// The Rhai text of a string with a prefix.
pub fn literal(text: &[char]) -> String {
    let prefix = text.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let is_raw = text[..prefix].iter().any(|c| matches!(c, 'r' | 'R'));
    let is_bytes = text[..prefix].iter().any(|c| matches!(c, 'b' | 'B'));
    let end = text.len().saturating_sub(1).max(prefix + 1);
    let body = text.get(prefix + 1..end).unwrap_or(&[]);
    let plain = if is_raw {
        body.to_vec()
    } else {
        unescaped(body)
    };
    let mut out = String::from("\"");
    for c in plain {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            '\0'..='\u{ff}' => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
    if is_bytes {
        return format!("bytes({out}, \"latin-1\")");
    }
    out
}

/// What the escapes of a bytes literal stand for; unknown ones stay as they are.
fn unescaped(body: &[char]) -> Vec<char> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&c) = body.get(at) {
        at += 1;
        if c != '\\' {
            out.push(c);
            continue;
        }
        let Some(&escape) = body.get(at) else {
            out.push(c);
            break;
        };
        at += 1;
        match escape {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'a' => out.push('\x07'),
            'b' => out.push('\x08'),
            'f' => out.push('\x0c'),
            'v' => out.push('\x0b'),
            '\\' | '\'' | '"' => out.push(escape),
            'x' => {
                let digits: String = body[at..].iter().take(2).collect();
                match u8::from_str_radix(&digits, 16) {
                    Ok(byte) if digits.len() == 2 => {
                        out.push(char::from(byte));
                        at += 2;
                    }
                    _ => out.extend(['\\', 'x']),
                }
            }
            '0'..='7' => {
                let digits: String = body[at - 1..]
                    .iter()
                    .take(3)
                    .take_while(|c| matches!(c, '0'..='7'))
                    .collect();
                let value = u32::from_str_radix(&digits, 8).unwrap_or(0) & 0xff;
                out.extend(char::from_u32(value));
                at += digits.len() - 1;
            }
            other => out.extend(['\\', other]),
        }
    }
    out
}

// ---- imports ----------------------------------------------------------------------------------------

/// `from a.b import c, d as e` at a place of the text: its end, and what it is parsed as. It ends
/// at a semicolon or with its line.
pub fn from_import(chars: &[char], at: usize) -> Option<(usize, String)> {
    let mut words = Words { chars, at };
    words.expect("from")?;
    let module = words.dotted()?;
    words.expect("import")?;
    let mut names = String::new();
    loop {
        let name = words.word()?;
        let alias = match words.expect("as") {
            Some(()) => words.word()?,
            None => name.clone(),
        };
        names.push_str(&format!("\"{name}\", \"{alias}\", "));
        if !words.sign(',') {
            break;
        }
    }
    match words.next_sign() {
        None | Some(';' | '\n' | '\r' | '/') => {}
        Some(_) => return None,
    }
    let names = names.trim_end_matches(", ");
    Some((words.at, format!("{FROM_IMPORT}(\"{module}\", [{names}])")))
}

/// `import a.b as c, d` at a place of the text, where a name has dots: its end, and what it is parsed
/// as. With the name as a text the module itself is imported, not an attribute looked up that is
/// only there once somebody has imported it.
pub fn dotted_import(chars: &[char], at: usize) -> Option<(usize, String)> {
    let mut words = Words { chars, at };
    words.expect("import")?;
    let mut text = "import ".to_owned();
    let mut end;
    let mut dots = false;
    loop {
        let name = words.dotted()?;
        if name.contains('.') {
            dots = true;
            text.push_str(&format!("\"{name}\""));
        } else {
            text.push_str(&name);
        }
        end = words.at;
        if words.expect("as").is_some() {
            text.push_str(&format!(" as {}", words.word()?));
            end = words.at;
        }
        if !words.sign(',') {
            break;
        }
        text.push_str(", ");
    }
    let ended = matches!(
        words.next_sign(),
        None | Some(';' | '\n' | '\r' | '/' | '}')
    );
    (dots && ended).then_some((end, text))
}

/// Reads words on one line.
struct Words<'a> {
    chars: &'a [char],
    at: usize,
}

impl Words<'_> {
    fn next_sign(&mut self) -> Option<char> {
        while matches!(self.chars.get(self.at), Some(' ' | '\t')) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn sign(&mut self, wanted: char) -> bool {
        let there = self.next_sign() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn word(&mut self) -> Option<String> {
        let first = self.next_sign()?;
        if first != '_' && !first.is_alphabetic() {
            return None;
        }
        let rest = self.chars.get(self.at..)?.iter();
        let word: String = rest
            .take_while(|c| **c == '_' || c.is_alphanumeric())
            .collect();
        self.at += word.chars().count();
        Some(word)
    }

    fn expect(&mut self, wanted: &str) -> Option<()> {
        let start = self.at;
        if self.word().as_deref() == Some(wanted) {
            return Some(());
        }
        self.at = start;
        None
    }

    fn dotted(&mut self) -> Option<String> {
        let mut name = self.word()?;
        while self.sign('.') {
            name.push('.');
            name.push_str(&self.word()?);
        }
        Some(name)
    }
}

// ---- tuples -----------------------------------------------------------------------------------------

/// Where the parentheses are that would hold a tuple, were they no call: those with a comma of
/// their own. Commas between the bars of a closure are not.
pub fn tuples(chars: &[char]) -> HashSet<usize> {
    let mut found = HashSet::new();
    // Of each open bracket: its place, and for `(` whether a comma was seen.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let (mut at, mut operand, mut in_bars) = (0, false, false);
    let mut pieces = Pieces::new(chars);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Sign('(' | '[' | '{') => open.push((at, false)),
            Piece::Sign(')' | ']' | '}') => {
                if let Some((place, true)) = open.pop()
                    && chars.get(place) == Some(&'(')
                {
                    found.insert(place);
                }
            }
            Piece::Sign('|') if in_bars => in_bars = false,
            Piece::Sign('|') if !operand => in_bars = true,
            Piece::Sign(',') if !in_bars => {
                if let Some(last) = open.last_mut() {
                    last.1 = true;
                }
            }
            _ => {}
        }
        operand = match piece {
            Piece::Space => operand,
            Piece::Word => {
                let word: String = chars[at..pieces.at].iter().collect();
                !NOT_CALLS.contains(&word.as_str())
            }
            Piece::Sign(')' | ']' | '}') | Piece::Opaque | Piece::Quoted | Piece::Prefixed => true,
            Piece::Sign(_) => false,
        };
        at = pieces.at;
    }
    found
}

// ---- brackets ---------------------------------------------------------------------------------------

/// The brackets that are open at a place of the text.
#[derive(Default)]
pub struct Brackets {
    open: Vec<Bracket>,
    /// What stands before the place, if it can be called.
    callee: Option<Callee>,
    /// The next `(` begins the pattern of a `for`, or the parameters of a function.
    is_pattern: bool,
    /// The word before is `fn`.
    after_fn: bool,
    /// An argument can begin here.
    starts: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Callee {
    /// A function of the script: keyword arguments are a map.
    Own,
    Other,
}

#[derive(Clone, Copy)]
struct Bracket {
    form: Form,
    keywords: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Call(Callee),
    Tuple,
    Other,
}

impl Brackets {
    /// After a word outside keyword arguments.
    pub fn word(&mut self, word: &str, own: bool) {
        self.starts = false;
        // `for (x, i) in`, `fn name(`.
        self.is_pattern = matches!(word, "for" | "fn") || (self.is_pattern && self.after_fn);
        self.after_fn = word == "fn";
        self.callee = match word {
            "for" | "fn" => None,
            _ if NOT_CALLS.contains(&word) => None,
            _ if own => Some(Callee::Own),
            _ => Some(Callee::Other),
        };
    }

    /// Before a `(` is written.
    pub fn open(&mut self, out: &mut Writer, is_tuple: bool, is_result: bool) {
        let form = match self.callee {
            _ if self.is_pattern => Form::Other,
            Some(callee) => Form::Call(callee),
            None if is_result => Form::Call(Callee::Other),
            None if is_tuple => Form::Tuple,
            None => Form::Other,
        };
        if form == Form::Tuple {
            out.insert("tuple", 0);
        }
        self.open.push(Bracket {
            form,
            keywords: false,
        });
        self.callee = None;
        self.is_pattern = false;
        self.starts = true;
    }

    /// After a `(` was written.
    pub fn opened(&mut self, out: &mut Writer) {
        if self.open.last().is_some_and(|b| b.form == Form::Tuple) {
            out.insert("[", 1);
        }
    }

    /// Before a `)` is written.
    pub fn close(&mut self, out: &mut Writer) {
        if let Some(bracket) = self.open.pop() {
            match bracket.form {
                Form::Tuple => out.insert("]", 0),
                Form::Call(Callee::Own) if bracket.keywords => out.insert("}", 0),
                Form::Call(Callee::Other) if bracket.keywords => out.insert("])", 0),
                _ => {}
            }
        }
        self.callee = None;
        self.is_pattern = false;
        self.starts = false;
    }

    /// After anything else.
    pub fn other(&mut self, piece: Piece) {
        match piece {
            Piece::Space => return,
            Piece::Sign('[' | '{') => self.open.push(Bracket {
                form: Form::Other,
                keywords: false,
            }),
            Piece::Sign(']' | '}') => {
                self.open.pop();
            }
            _ => {}
        }
        self.starts = piece == Piece::Sign(',');
        self.callee = None;
        self.is_pattern = false;
    }

    /// Whether the word that has just been read names a keyword argument.
    pub fn is_keyword(&self, pieces: &Pieces<'_>) -> bool {
        let in_call = matches!(
            self.open.last(),
            Some(Bracket {
                form: Form::Call(_),
                ..
            })
        );
        in_call && self.starts && pieces.is_assigned()
    }

    /// Write the name of a keyword argument, and skip the `=` behind it.
    pub fn keyword(&mut self, out: &mut Writer, pieces: &mut Pieces<'_>, name: &[char]) {
        let Some(bracket) = self.open.last_mut() else {
            return out.copy(name);
        };
        let is_own = bracket.form == Form::Call(Callee::Own);
        let is_first = !std::mem::replace(&mut bracket.keywords, true);
        match (is_own, is_first) {
            (true, true) => out.insert("#{", 0),
            (true, false) => {}
            (false, true) => out.insert(&format!("{KEYWORDS}([\""), 0),
            (false, false) => out.insert("\"", 0),
        }
        out.copy(name);
        out.insert(if is_own { ":" } else { "\"," }, 0);
        for _ in 0..pieces.skip_assignment() {
            out.omit();
        }
        self.starts = false;
        self.callee = None;
    }
}
