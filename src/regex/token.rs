//! The reader that patterns and templates share: one character or one backslash pair at a time,
//! with one token read ahead, since that decides which of two faults is reported first.

use std::sync::OnceLock;

use super::error::{ReError, backslash_replace, repr, text};

/// One character, or a backslash and the character after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    first: u32,
    second: Option<u32>,
}

impl Token {
    /// Length in characters.
    pub fn len(self) -> usize {
        1 + usize::from(self.second.is_some())
    }

    /// Whether this is the unescaped `c`.
    pub fn is(self, c: char) -> bool {
        self.plain() == Some(u32::from(c))
    }

    /// The character, unless it is escaped.
    pub fn plain(self) -> Option<u32> {
        self.second.is_none().then_some(self.first)
    }

    /// The unescaped character as ASCII; 0 for any other token.
    pub fn ascii(self) -> u8 {
        self.plain()
            .and_then(|c| u8::try_from(c).ok())
            .filter(u8::is_ascii)
            .unwrap_or(0)
    }

    /// The character after a backslash.
    pub fn escaped(self) -> Option<u32> {
        self.second
    }

    /// The token as written.
    pub fn text(self) -> String {
        let mut chars = vec![self.first];
        chars.extend(self.second);
        text(&chars)
    }

    fn append_to(self, out: &mut Vec<u32>) {
        out.push(self.first);
        out.extend(self.second);
    }
}

/// Reads tokens from a pattern or template.
pub(super) struct Tokenizer {
    chars: Vec<u32>,
    /// Whether the source is `str`, not bytes.
    pub is_text: bool,
    index: usize,
    /// The token read ahead.
    pub next: Option<Token>,
}

impl Tokenizer {
    pub fn new(chars: Vec<u32>, is_text: bool) -> Result<Self, ReError> {
        let mut this = Self {
            chars,
            is_text,
            index: 0,
            next: None,
        };
        this.advance()?;
        Ok(this)
    }

    fn advance(&mut self) -> Result<(), ReError> {
        self.next = None;
        let Some(&first) = self.chars.get(self.index) else {
            return Ok(());
        };
        let mut second = None;
        if first == u32::from('\\') {
            second = self.chars.get(self.index + 1).copied();
            if second.is_none() {
                let last = self.chars.len() - 1;
                return Err(ReError::at(
                    "bad escape (end of pattern)",
                    &self.chars,
                    last,
                ));
            }
        }
        let token = Token { first, second };
        self.index += token.len();
        self.next = Some(token);
        Ok(())
    }

    /// Takes the next token; `None` at the end.
    pub fn get(&mut self) -> Result<Option<Token>, ReError> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the next token if it is the unescaped `c`.
    pub fn eat(&mut self, c: char) -> Result<bool, ReError> {
        let found = self.next_is(c);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Whether the next token is the unescaped `c`.
    pub fn next_is(&self, c: char) -> bool {
        self.next.is_some_and(|token| token.is(c))
    }

    /// The next token as ASCII; 0 for anything else and at the end.
    pub fn next_ascii(&self) -> u8 {
        self.next.map_or(0, Token::ascii)
    }

    /// Takes up to `most` characters that `wanted` accepts.
    pub fn get_while(&mut self, most: usize, wanted: fn(&u8) -> bool) -> Result<String, ReError> {
        let mut out = String::new();
        while out.len() < most && wanted(&self.next_ascii()) {
            out.push(char::from(self.next_ascii()));
            self.advance()?;
        }
        Ok(out)
    }

    /// Takes a name (called `what` in messages) up to `terminator`, which is consumed too.
    pub fn get_until(&mut self, terminator: char, what: &str) -> Result<Vec<u32>, ReError> {
        let mut name = Vec::new();
        loop {
            let Some(token) = self.get()? else {
                return Err(if name.is_empty() {
                    self.error(format!("missing {what}"), 0)
                } else {
                    self.error(
                        format!("missing {terminator}, unterminated name"),
                        name.len(),
                    )
                });
            };
            if token.is(terminator) {
                if name.is_empty() {
                    return Err(self.error(format!("missing {what}"), 1));
                }
                return Ok(name);
            }
            token.append_to(&mut name);
        }
    }

    /// Index of the next token.
    pub fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    /// Goes back to `index`.
    pub fn seek(&mut self, index: usize) -> Result<(), ReError> {
        self.index = index;
        self.advance()
    }

    /// A pattern error `offset` characters before the next token.
    pub fn error(&self, msg: impl Into<String>, offset: usize) -> ReError {
        self.error_at(msg, self.tell().saturating_sub(offset))
    }

    /// A pattern error at `pos`.
    pub fn error_at(&self, msg: impl Into<String>, pos: usize) -> ReError {
        let msg = msg.into();
        let msg = if self.is_text {
            msg
        } else {
            backslash_replace(&msg)
        };
        ReError::at(msg, &self.chars, pos)
    }

    /// Checks that `name` can name a group; `offset` characters follow it.
    pub fn check_group_name(&self, name: &[u32], offset: usize) -> Result<String, ReError> {
        let ascii = name.iter().all(|&c| c < 0x80);
        let known: Option<String> = name.iter().map(|&c| char::from_u32(c)).collect();
        match known {
            Some(name) if (ascii || self.is_text) && is_identifier(&name) => Ok(name),
            _ => Err(self.error(
                format!(
                    "bad character in group name {}",
                    repr(name, !self.is_text && !ascii)
                ),
                name.len() + offset,
            )),
        }
    }
}

/// `str.isidentifier`.
fn is_identifier(name: &str) -> bool {
    if name.is_ascii() {
        let mut bytes = name.bytes();
        return bytes
            .next()
            .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
            && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_');
    }
    static IDENTIFIER: OnceLock<Option<::regex::Regex>> = OnceLock::new();
    IDENTIFIER
        .get_or_init(|| ::regex::Regex::new(r"\A[\p{XID_Start}_]\p{XID_Continue}*\z").ok())
        .as_ref()
        .is_some_and(|regex| regex.is_match(name))
}

/// Whether `name` is written in ASCII digits only, so that it is a number.
pub(super) fn is_number(name: &[u32]) -> bool {
    name.iter()
        .all(|&c| u8::try_from(c).is_ok_and(|b| b.is_ascii_digit()))
}

/// The number written by `name`, or its digits without leading zeros when it is no usable group
/// number.
pub(super) fn group_number(name: &[u32]) -> Result<u32, String> {
    /// CPython's MAXGROUPS on a 64-bit machine.
    const MAX_GROUPS: u32 = 1 << 30;
    let digits = text(name);
    digits
        .parse::<u32>()
        .ok()
        .filter(|&n| n < MAX_GROUPS - 1)
        .ok_or_else(|| digits.trim_start_matches('0').to_owned())
}
