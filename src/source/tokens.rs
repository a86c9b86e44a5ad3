//! The tokenizer as CPython has it.
//!
//! Ruff's lexer feeds the real parser; this one exists because limits must be
//! checked before that parser runs (`depth`), and because CPython's error
//! messages follow from its tokens: where they begin and end, how deep in
//! brackets they lie, and what the tokenizer refuses by itself. Tokens carry no
//! values. Comments, and the newlines inside brackets, are dropped.
//!
//! Numbers are in `tokens/number.rs`, f-string bodies in `tokens/interpolated.rs`.

mod interpolated;
mod number;

use unicode_general_category::{GeneralCategory, get_general_category};

use super::lines::LineIndex;

/// Brackets open at once; CPython's limit.
pub const MAX_BRACKETS: usize = 200;
/// Indentation levels, the outermost included; CPython's limit.
pub const MAX_INDENTS: usize = 100;
/// f-strings inside each other; CPython's limit.
const MAX_FSTRINGS: usize = 150;

/// What a token is. Operators and keywords are told apart by their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, soft keywords included.
    Name,
    /// A reserved word.
    Keyword,
    /// A number.
    Number,
    /// A string or bytes literal without interpolation.
    Str,
    /// `f"` and its like.
    FStringStart,
    /// Literal text inside an f-string; may be empty.
    FStringMiddle,
    /// The closing quotes of an f-string.
    FStringEnd,
    /// An operator or delimiter, or a character that Python gives no meaning.
    Op,
    /// The end of a logical line.
    Newline,
    /// One level deeper.
    Indent,
    /// One level back.
    Dedent,
    /// The end of the text.
    EndMarker,
}

/// A token: bytes `start..end` of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Brackets open after it.
    pub level: u8,
    /// The first byte. For tokens without text: where the reading stood.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Token {
    /// Whether the token is made of no text, so that CPython gives it no column.
    pub fn is_placeless(&self) -> bool {
        matches!(self.kind, Kind::Indent | Kind::Dedent | Kind::EndMarker)
    }
}

/// Why tokenizing stopped before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A message about the characters before byte `cursor`, with the columns
    /// `columns` of that line if CPython names a range. It outranks what the
    /// parser finds.
    Lexical {
        /// CPython's wording.
        message: String,
        /// The byte after the offending one.
        cursor: usize,
        /// 1-based byte columns, start and end, where they are not the cursor's.
        columns: Option<(usize, usize)>,
    },
    /// The text ends inside a string that began at `start`: a triple-quoted one, or
    /// one whose last line ends with a backslash.
    UnclosedString {
        /// CPython's wording.
        message: String,
        /// The first byte of the string.
        start: usize,
    },
    /// The text ends inside brackets, or after a backslash.
    EndOfText,
    /// A line is indented less than its block but as much as no outer one.
    Dedent {
        /// A byte of that line.
        at: usize,
    },
    /// Tabs and spaces cannot be compared.
    Tabs {
        /// A byte of that line.
        at: usize,
    },
    /// More than [`MAX_INDENTS`] levels.
    TooDeep {
        /// A byte of that line.
        at: usize,
    },
    /// Something follows a backslash on its line.
    Continuation {
        /// The byte that follows.
        at: usize,
    },
}

/// All tokens of a text, up to its end or the first fault.
pub struct Tokens {
    /// The text with a final newline.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
    /// The tokens; without a fault the last one is [`Kind::EndMarker`].
    pub list: Vec<Token>,
    /// What stopped the tokenizer.
    pub fault: Option<Fault>,
    /// Whether that was inside an f-string.
    pub fault_in_fstring: bool,
    /// Brackets open at the end: the character and its byte.
    pub open: Vec<(u8, usize)>,
}

/// The reserved words of Python 3.13.
pub const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Tokenize `text`.
pub fn tokenize(text: &str) -> Tokens {
    let mut text = text.to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let lines = LineIndex::new(&text);
    let mut tokenizer = Tokenizer {
        text: &text,
        bytes: text.as_bytes(),
        lines: &lines,
        at: 0,
        start: 0,
        list: Vec::with_capacity(text.len() / 4),
        open: Vec::new(),
        indents: vec![(0, 0)],
        at_line_start: true,
        blank_line: false,
        interpolations: Vec::new(),
    };
    let fault = loop {
        match tokenizer.step() {
            Ok(true) => {}
            Ok(false) => break None,
            Err(fault) => break Some(fault),
        }
    };
    let fault_in_fstring = !tokenizer.interpolations.is_empty();
    let (list, open) = (tokenizer.list, tokenizer.open);
    Tokens {
        fault_in_fstring,
        list,
        open,
        fault,
        lines,
        text,
    }
}

/// An f-string being read.
struct Interpolation {
    /// Reading its literal text, not an expression.
    in_text: bool,
    quote: u8,
    quotes: usize,
    raw: bool,
    /// The first byte of its prefix.
    start: usize,
    /// Brackets open inside it.
    depth: i32,
    /// The value of `depth` outside the innermost replacement field; −1 for none.
    field_depth: i32,
    in_format: bool,
}

struct Tokenizer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lines: &'a LineIndex,
    /// The next byte.
    at: usize,
    /// Where the current token began.
    start: usize,
    list: Vec<Token>,
    open: Vec<(u8, usize)>,
    /// Columns of the open blocks, with tabs to eight and with tabs to one.
    indents: Vec<(usize, usize)>,
    at_line_start: bool,
    blank_line: bool,
    interpolations: Vec<Interpolation>,
}

impl Tokenizer<'_> {
    /// Read what comes next; `false` once the text is done.
    fn step(&mut self) -> Result<bool, Fault> {
        if self.interpolations.last().is_some_and(|i| i.in_text) {
            return self.interpolated_text();
        }
        if self.at_line_start && self.indentation()? {
            return Ok(true);
        }
        self.token()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn emit(&mut self, kind: Kind) {
        self.list.push(Token {
            kind,
            level: self.open.len() as u8,
            start: self.start as u32,
            end: self.at as u32,
        });
    }

    /// A fault about what was read so far.
    fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        self.fault_at(self.at, message)
    }

    fn fault_at<T>(&self, cursor: usize, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault::Lexical {
            message: message.into(),
            cursor,
            columns: None,
        })
    }

    /// Measure the indentation of a line; `true` if tokens came of it.
    fn indentation(&mut self) -> Result<bool, Fault> {
        self.at_line_start = false;
        let (mut column, mut narrow) = (0, 0);
        // The indentation of a line that begins with a continued one counts.
        let mut continued = None;
        loop {
            match self.peek() {
                Some(b' ') => (column, narrow) = (column + 1, narrow + 1),
                Some(b'\t') => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                Some(0x0c) => (column, narrow) = (0, 0),
                Some(b'\\') => {
                    continued = continued.or(Some((column, narrow)));
                    self.at += 1;
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        self.blank_line = matches!(self.peek(), Some(b'#' | b'\n'));
        if self.blank_line || !self.open.is_empty() {
            return Ok(false);
        }
        if self.peek().is_none() {
            (column, narrow) = (0, 0);
        }
        if let Some(first) = continued {
            (column, narrow) = first;
        }
        let at = self.at;
        let before = self.list.len();
        self.start = at;
        let (last, last_narrow) = self.indents.last().copied().unwrap_or_default();
        if column > last {
            if self.indents.len() >= MAX_INDENTS {
                return Err(Fault::TooDeep { at });
            }
            if narrow <= last_narrow {
                return Err(Fault::Tabs { at });
            }
            self.indents.push((column, narrow));
            self.emit(Kind::Indent);
            return Ok(true);
        }
        while self.indents.len() > 1 && self.indents.last().is_some_and(|i| column < i.0) {
            self.indents.pop();
            self.emit(Kind::Dedent);
        }
        let (last, last_narrow) = self.indents.last().copied().unwrap_or_default();
        if column != last || narrow != last_narrow {
            // The fault is found before any of these tokens is handed out.
            self.list.truncate(before);
            return Err(if column != last {
                Fault::Dedent { at }
            } else {
                Fault::Tabs { at }
            });
        }
        Ok(self.list.len() > before)
    }

    /// After a backslash: step over the newline that must follow.
    fn continuation(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'\n') => self.at += 1,
            _ => return Err(Fault::Continuation { at: self.at }),
        }
        match self.peek() {
            None => Err(Fault::EndOfText),
            Some(_) => Ok(()),
        }
    }

    fn token(&mut self) -> Result<bool, Fault> {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | 0x0c)) {
                self.at += 1;
            }
            self.start = self.at;
            if self.peek() == Some(b'#') {
                // A newline that follows counts from the comment's start.
                while self.peek().is_some_and(|byte| byte != b'\n') {
                    self.at += 1;
                }
            }
            let Some(byte) = self.peek() else {
                if !self.open.is_empty() {
                    return Err(Fault::EndOfText);
                }
                self.emit(Kind::EndMarker);
                return Ok(false);
            };
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.. => return self.word(),
                b'\n' => {
                    self.at += 1;
                    self.at_line_start = true;
                    if !self.blank_line && self.open.is_empty() {
                        self.emit(Kind::Newline);
                    }
                    return Ok(true);
                }
                b'0'..=b'9' => return self.number(),
                b'.' if self.peek_at(1).is_some_and(|next| next.is_ascii_digit()) => {
                    return self.number();
                }
                b'"' | b'\'' => return self.string(),
                b'\\' => {
                    self.at += 1;
                    self.continuation()?;
                }
                _ => return self.operator(byte),
            }
        }
    }

    /// A name, a keyword, or a string with a prefix.
    fn word(&mut self) -> Result<bool, Fault> {
        let (mut bytes, mut unicode, mut raw, mut format) = (false, false, false, false);
        while let Some(byte) = self.peek() {
            match byte.to_ascii_lowercase() {
                b'b' if !(bytes || unicode || format) => bytes = true,
                b'u' if !(bytes || unicode || raw || format) => unicode = true,
                b'r' if !(raw || unicode) => raw = true,
                b'f' if !(format || bytes || unicode) => format = true,
                _ => break,
            }
            self.at += 1;
            if matches!(self.peek(), Some(b'"' | b'\'')) {
                return if format {
                    self.interpolated_start(raw)
                } else {
                    self.string()
                };
            }
        }
        while self.peek().is_some_and(is_word_byte) {
            self.at += 1;
        }
        let word = self.text.get(self.start..self.at).unwrap_or("");
        if !word.is_ascii() {
            self.check_identifier(word)?;
        }
        let kind = if KEYWORDS.binary_search(&word).is_ok() {
            Kind::Keyword
        } else {
            Kind::Name
        };
        self.emit(kind);
        Ok(true)
    }

    fn check_identifier(&self, word: &str) -> Result<(), Fault> {
        for (at, letter) in word.char_indices() {
            let fits = if at == 0 {
                starts_identifier(letter)
            } else {
                continues_identifier(letter)
            };
            if !fits {
                let cursor = self.start + at + letter.len_utf8();
                return self.fault_at(cursor, bad_character(letter));
            }
        }
        Ok(())
    }

    /// A string or bytes literal; `at` is at its first quote.
    fn string(&mut self) -> Result<bool, Fault> {
        let Some(quote) = self.peek() else {
            return Ok(true);
        };
        let mut quotes = 1;
        self.at += 1;
        if self.peek() == Some(quote) {
            if self.peek_at(1) != Some(quote) {
                self.at += 1;
                self.emit(Kind::Str);
                return Ok(true);
            }
            quotes = 3;
            self.at += 2;
        }
        let mut closing = 0;
        let mut escaped_quote = false;
        while closing < quotes {
            match self.peek() {
                None => return self.unclosed_string(quote, quotes, escaped_quote),
                Some(b'\n') if quotes == 1 => {
                    return self.unclosed_string(quote, quotes, escaped_quote);
                }
                Some(byte) if byte == quote => closing += 1,
                Some(byte) => {
                    closing = 0;
                    if byte == b'\\' {
                        self.at += 1;
                        escaped_quote |= self.peek() == Some(quote);
                    }
                }
            }
            self.at += 1;
        }
        self.emit(Kind::Str);
        Ok(true)
    }

    fn unclosed_string(&self, quote: u8, quotes: usize, escaped: bool) -> Result<bool, Fault> {
        let cursor = self.start + 1;
        if let Some(outer) = self.interpolations.last()
            && outer.quote == quote
            && outer.quotes == quotes
        {
            return self.fault_at(cursor, "f-string: expecting '}'");
        }
        let line = self.lines.line_of(self.at);
        let hint = if escaped && quotes == 1 {
            "; perhaps you escaped the end quote?"
        } else {
            ""
        };
        let what = if quotes == 3 { "triple-quoted " } else { "" };
        let message = format!("unterminated {what}string literal (detected at line {line}){hint}");
        if self.peek().is_some() {
            return self.fault_at(cursor, message);
        }
        Err(Fault::UnclosedString {
            message,
            start: self.start,
        })
    }

    fn operator(&mut self, byte: u8) -> Result<bool, Fault> {
        if let Some(inside) = self.interpolations.last_mut()
            && byte == b':'
            && inside.field_depth >= 0
            && inside.depth - 1 == inside.field_depth
        {
            inside.in_text = true;
            inside.in_format = true;
            self.at += 1;
            self.emit(Kind::Op);
            return Ok(true);
        }
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = operator_length(rest);
        if length == 1 {
            match byte {
                b'(' | b'[' | b'{' => return self.open_bracket(byte),
                b')' | b']' | b'}' => return self.close_bracket(byte),
                _ => {}
            }
            if byte < b' ' || byte == 127 {
                self.at += 1;
                return self.fault(bad_character(byte.into()));
            }
        }
        self.at += length;
        self.emit(Kind::Op);
        Ok(true)
    }

    fn open_bracket(&mut self, byte: u8) -> Result<bool, Fault> {
        self.at += 1;
        if self.open.len() >= MAX_BRACKETS {
            return self.fault("too many nested parentheses");
        }
        self.open.push((byte, self.start));
        if let Some(inside) = self.interpolations.last_mut() {
            inside.depth += 1;
        }
        self.emit(Kind::Op);
        Ok(true)
    }

    fn close_bracket(&mut self, byte: u8) -> Result<bool, Fault> {
        self.at += 1;
        let closing = char::from(byte);
        if byte == b'}' && self.interpolations.last().is_some_and(|i| i.depth == 0) {
            return self.fault("f-string: single '}' is not allowed");
        }
        let Some((opening, opened_at)) = self.open.pop() else {
            return self.fault(format!("unmatched '{closing}'"));
        };
        if !matches!((opening, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            if let Some(inside) = self.interpolations.last()
                && opening == b'{'
                && inside.depth - 1 == inside.field_depth
            {
                return self.fault(format!("f-string: unmatched '{closing}'"));
            }
            let opening = char::from(opening);
            let line = self.lines.line_of(opened_at);
            let place = if line == self.lines.line_of(self.start) {
                String::new()
            } else {
                format!(" on line {line}")
            };
            return self.fault(format!(
                "closing parenthesis '{closing}' does not match opening parenthesis '{opening}'{place}"
            ));
        }
        if let Some(inside) = self.interpolations.last_mut() {
            inside.depth -= 1;
            if inside.depth < 0 {
                return self.fault(format!("f-string: unmatched '{closing}'"));
            }
            if byte == b'}' && inside.depth == inside.field_depth {
                inside.field_depth -= 1;
                inside.in_text = true;
                inside.in_format = inside.field_depth >= 0;
            }
        }
        self.emit(Kind::Op);
        Ok(true)
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128
}

/// How many of the bytes form one operator.
fn operator_length(bytes: &[u8]) -> usize {
    const THREE: [&[u8; 3]; 5] = [b"**=", b"//=", b"<<=", b">>=", b"..."];
    const TWO: [&[u8; 2]; 20] = [
        b"!=", b"%=", b"&=", b"**", b"*=", b"+=", b"-=", b"->", b"//", b"/=", b":=", b"<<", b"<=",
        b"<>", b"==", b">=", b">>", b"@=", b"^=", b"|=",
    ];
    if THREE.iter().any(|operator| bytes.starts_with(*operator)) {
        3
    } else if TWO.iter().any(|operator| bytes.starts_with(*operator)) {
        2
    } else {
        1
    }
}

/// CPython's words for a character that cannot be there.
fn bad_character(letter: char) -> String {
    let code = u32::from(letter);
    if is_printable(letter) {
        format!("invalid character '{letter}' (U+{code:04X})")
    } else {
        format!("invalid non-printable character U+{code:04X}")
    }
}

fn is_printable(letter: char) -> bool {
    use GeneralCategory as G;
    letter == ' '
        || !matches!(
            get_general_category(letter),
            G::Control
                | G::Format
                | G::Surrogate
                | G::PrivateUse
                | G::Unassigned
                | G::LineSeparator
                | G::ParagraphSeparator
                | G::SpaceSeparator
        )
}

/// Whether a name may begin with `letter`: XID_Start, by general category and
/// the few characters that Unicode lists beside it.
pub fn starts_identifier(letter: char) -> bool {
    use GeneralCategory as G;
    if matches!(letter, '\u{37a}' | '\u{e33}' | '\u{eb3}') {
        return false;
    }
    letter == '_'
        || matches!(
            get_general_category(letter),
            G::UppercaseLetter
                | G::LowercaseLetter
                | G::TitlecaseLetter
                | G::ModifierLetter
                | G::OtherLetter
                | G::LetterNumber
        )
        || matches!(letter, '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212e}')
}

/// Whether a name may go on with `letter`: XID_Continue.
pub fn continues_identifier(letter: char) -> bool {
    use GeneralCategory as G;
    starts_identifier(letter)
        || matches!(
            get_general_category(letter),
            G::NonspacingMark | G::SpacingMark | G::DecimalNumber | G::ConnectorPunctuation
        )
        || matches!(letter, '\u{b7}' | '\u{387}' | '\u{e33}' | '\u{eb3}')
        || matches!(letter, '\u{1369}'..='\u{1371}' | '\u{19da}')
}
