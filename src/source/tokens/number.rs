//! Numbers, read as CPython's tokenizer reads them, for the messages it gives
//! about malformed ones.

use super::{Fault, Kind, Tokenizer};

impl Tokenizer<'_> {
    /// A number; `at` is at its first digit, or at a point before one.
    pub(super) fn number(&mut self) -> Result<bool, Fault> {
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
            return self.exponent();
        }
        if self.peek() == Some(b'0') {
            match self.peek_at(1).map(|byte| byte.to_ascii_lowercase()) {
                Some(b'x') => return self.radix("hexadecimal", |b| b.is_ascii_hexdigit()),
                Some(b'o') => return self.radix("octal", |b| matches!(b, b'0'..=b'7')),
                Some(b'b') => return self.radix("binary", |b| matches!(b, b'0' | b'1')),
                _ => {}
            }
            return self.leading_zero();
        }
        self.digits()?;
        self.fraction()
    }

    fn radix(&mut self, name: &str, fits: fn(u8) -> bool) -> Result<bool, Fault> {
        self.at += 2;
        loop {
            if self.peek() == Some(b'_') {
                self.at += 1;
            }
            if !self.peek().is_some_and(fits) {
                self.stray_digit(name)?;
                return self.fault(format!("invalid {name} literal"));
            }
            while self.peek().is_some_and(fits) {
                self.at += 1;
            }
            if self.peek() != Some(b'_') {
                break;
            }
        }
        self.stray_digit(name)?;
        self.finish(name)
    }

    fn stray_digit(&mut self, name: &str) -> Result<(), Fault> {
        match self.peek() {
            Some(digit) if digit.is_ascii_digit() => {
                self.at += 1;
                let digit = char::from(digit);
                self.fault(format!("invalid digit '{digit}' in {name} literal"))
            }
            _ => Ok(()),
        }
    }

    fn leading_zero(&mut self) -> Result<bool, Fault> {
        loop {
            if self.peek() == Some(b'_') {
                self.at += 1;
                if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                    return self.fault("invalid decimal literal");
                }
            }
            if self.peek() != Some(b'0') {
                break;
            }
            self.at += 1;
        }
        let mut zeros_end = self.at;
        let nonzero = self.peek().is_some_and(|byte| byte.is_ascii_digit());
        if nonzero {
            zeros_end += 1;
            self.digits()?;
        }
        let next = self.peek().map(|byte| byte.to_ascii_lowercase());
        if !nonzero || matches!(next, Some(b'.' | b'e' | b'j')) {
            return self.fraction();
        }
        let line_start = self.lines.start_of(self.lines.line_of(self.start));
        Err(Fault::Lexical {
            message: "leading zeros in decimal integer literals are not permitted; \
                      use an 0o prefix for octal integers"
                .to_owned(),
            cursor: self.at,
            columns: Some((self.start + 1 - line_start, zeros_end - line_start)),
        })
    }

    /// Digits with single underscores between them.
    fn digits(&mut self) -> Result<(), Fault> {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1;
            }
            if self.peek() != Some(b'_') {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return self.fault("invalid decimal literal");
            }
        }
    }

    fn fraction(&mut self) -> Result<bool, Fault> {
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.digits()?;
            }
        }
        self.exponent()
    }

    fn exponent(&mut self) -> Result<bool, Fault> {
        if matches!(self.peek(), Some(b'e' | b'E')) {
            let sign = matches!(self.peek_at(1), Some(b'+' | b'-'));
            let digit = self.peek_at(1 + usize::from(sign));
            if digit.is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += 1 + usize::from(sign);
                self.digits()?;
            } else if sign {
                self.at += 2;
                return self.fault("invalid decimal literal");
            } else {
                return self.finish("decimal");
            }
        }
        if matches!(self.peek(), Some(b'j' | b'J')) {
            self.at += 1;
            return self.finish("imaginary");
        }
        self.finish("decimal")
    }

    /// A number may be followed directly by a keyword that can stand there, as
    /// in `1if x else y`, but by no other letter.
    fn finish(&mut self, name: &str) -> Result<bool, Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let keywords: [&[u8]; 5] = [b"and", b"else", b"for", b"or", b"not"];
        // CPython looks no further than the second letter of these.
        let short: [&[u8]; 3] = [b"if", b"in", b"is"];
        let letter = rest.first().copied().unwrap_or(b' ');
        let joined = keywords.iter().any(|keyword| {
            let after = rest.strip_prefix(*keyword);
            after.is_some_and(|after| !after.first().is_some_and(|b| super::is_word_byte(*b)))
        });
        let joined = joined || short.iter().any(|keyword| rest.starts_with(keyword));
        if !joined && (letter.is_ascii_alphanumeric() || letter == b'_') {
            return self.fault(format!("invalid {name} literal"));
        }
        self.emit(Kind::Number);
        Ok(true)
    }
}
