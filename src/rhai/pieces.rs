//! A Rhai text, cut into pieces as far as preparing it needs: words, strings, signs.
//!
//! The parser proper is Rhai's; this only tells code from strings and comments, and knows the
//! strings that Python programmers write.

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    Word,
    /// A string in single quotes.
    Quoted,
    /// A string with one of Python's prefixes: `r'\d'`, `b"…"`.
    Prefixed,
    /// Spaces and comments.
    Space,
    /// Strings, numbers.
    Opaque,
    /// Any other character; `::`, `..` and `..=` are one.
    Sign(char),
}

/// Cuts a text into pieces; `at` is the end of the last one.
pub struct Pieces<'a> {
    chars: &'a [char],
    pub at: usize,
    /// For each interpolation around: how many braces are open in it.
    interpolations: Vec<usize>,
    pub unterminated: bool,
}

fn is_word_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

impl<'a> Pieces<'a> {
    pub fn new(chars: &'a [char]) -> Pieces<'a> {
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
    pub fn calls(&self) -> bool {
        self.chars[self.at..]
            .iter()
            .find(|c| !matches!(c, ' ' | '\t'))
            == Some(&'(')
    }

    /// Whether the next thing but spaces is a single `=`: a keyword argument, inside a call.
    pub fn is_assigned(&self) -> bool {
        let rest = &self.chars[self.at..];
        let mut rest = rest.iter().skip_while(|c| matches!(c, ' ' | '\t'));
        rest.next() == Some(&'=') && !matches!(rest.next(), Some('=' | '>'))
    }

    /// Skip spaces and the `=` that [`Pieces::is_assigned`] has seen; how many characters.
    pub fn skip_assignment(&mut self) -> usize {
        let start = self.at;
        self.skip_while(|c| matches!(c, ' ' | '\t'));
        if self.peek(0) == Some('=') {
            self.at += 1;
        }
        self.at - start
    }

    /// The end of a string that begins here with a prefix; it ends on its line.
    fn prefixed(&self) -> Option<usize> {
        let rest = &self.chars[self.at..];
        let prefix = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let letters: String = rest[..prefix.min(3)].iter().collect();
        if !matches!(
            letters.to_ascii_lowercase().as_str(),
            "r" | "b" | "rb" | "br"
        ) {
            return None;
        }
        let quote = *rest.get(prefix).filter(|c| matches!(c, '"' | '\''))?;
        let mut end = prefix + 1;
        while let Some(&c) = rest.get(end) {
            match c {
                '\n' => return None,
                '\\' => end += 2,
                _ if c == quote => return Some(self.at + end + 1),
                _ => end += 1,
            }
        }
        None
    }

    /// Whether the next thing but spaces is a single colon: the key of a map.
    pub fn is_key(&self) -> bool {
        let mut rest = self.chars[self.at..]
            .iter()
            .filter(|c| !matches!(c, ' ' | '\t'));
        rest.next() == Some(&':') && rest.next() != Some(&':')
    }

    pub fn next(&mut self) -> Option<Piece> {
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
            _ if is_word_start(c) => match self.prefixed() {
                Some(end) => {
                    self.at = end;
                    Piece::Prefixed
                }
                None => {
                    self.skip_while(is_word);
                    Piece::Word
                }
            },
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
