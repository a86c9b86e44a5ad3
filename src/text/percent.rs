//! The `%` operator of `str` and `bytes`: the parser of format strings.
//!
//! [`Pieces`] is lazy, as CPython's loop is: an error in a later conversion must not come before an
//! argument that is missing for an earlier one. The caller fetches and converts values, in this order
//! for each [`Conversion`]: the mapping `key` (first `format requires a mapping`), an argument for
//! `*` in the width, one for `*` in the precision, then `problem`, then the value, then
//! [`Conversion::check_kind`]. Rendering one value is in `percent_field`.

use super::error::TextError;

/// What a format string is made of: `str`, or `[u8]` for bytes.
pub trait Format {
    /// The units; every character of the syntax is one ASCII byte.
    fn bytes(&self) -> &[u8];
    /// A part between two syntax characters.
    fn part(&self, from: usize, to: usize) -> &Self;
    /// The character at a byte position, and its length in bytes.
    fn character(&self, at: usize) -> Option<(char, usize)>;
    /// The position as Python counts it.
    fn index(&self, at: usize) -> usize;
    /// Whether this is bytes, whose error for a type above ASCII differs.
    const IS_BYTES: bool;
}

impl Format for str {
    const IS_BYTES: bool = false;

    fn bytes(&self) -> &[u8] {
        self.as_bytes()
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.get(from..to).unwrap_or("")
    }

    fn character(&self, at: usize) -> Option<(char, usize)> {
        let c = self.get(at..)?.chars().next()?;
        Some((c, c.len_utf8()))
    }

    fn index(&self, at: usize) -> usize {
        self.part(0, at).chars().count()
    }
}

impl Format for [u8] {
    const IS_BYTES: bool = true;

    fn bytes(&self) -> &[u8] {
        self
    }

    fn part(&self, from: usize, to: usize) -> &[u8] {
        self.get(from..to).unwrap_or(&[])
    }

    fn character(&self, at: usize) -> Option<(char, usize)> {
        self.get(at).map(|&b| (char::from(b), 1))
    }

    fn index(&self, at: usize) -> usize {
        at
    }
}

/// One piece of a format string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a, T: ?Sized> {
    /// Text to copy; `%%` gives a literal `%`.
    Literal(&'a T),
    Conversion(Conversion<'a, T>),
}

/// A width or a precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Absent,
    Given(usize),
    /// `*`: the next argument, which must be an int (`* wants int`).
    Argument,
}

/// The flags between `%` and the width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// A parsed conversion such as `%(name)-8.3f`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion<'a, T: ?Sized> {
    /// The mapping key, or the error of one without closing parenthesis, which comes after the check
    /// that the argument is a mapping.
    pub key: Option<Result<&'a T, TextError>>,
    pub flags: Flags,
    pub width: Count,
    pub precision: Count,
    /// The conversion type, of any character; NUL when `problem` is set.
    pub kind: char,
    /// Where `kind` stands, in characters (bytes: in bytes).
    pub index: usize,
    /// An error of the syntax, to be raised once the key and the `*` arguments were fetched.
    pub problem: Option<TextError>,
    is_bytes: bool,
}

impl<T: ?Sized> Conversion<'_, T> {
    /// Refuses a type that does not exist; to be called once the value was fetched.
    ///
    /// For a byte above ASCII CPython raises `OverflowError` instead where C's `char` is signed and no
    /// digit stands before it; that accident is not repeated.
    pub fn check_kind(&self) -> Result<(), TextError> {
        let known = match self.kind {
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' | 's'
            | 'r' | 'a' => true,
            'b' => self.is_bytes,
            _ => false,
        };
        if known {
            return Ok(());
        }
        let shown = if self.is_bytes || matches!(self.kind, '\x1f'..='~') {
            self.kind
        } else {
            '?'
        };
        Err(TextError::value(format!(
            "unsupported format character '{shown}' (0x{:x}) at index {}",
            u32::from(self.kind),
            self.index
        )))
    }
}

/// The pieces of a format string, in order.
#[derive(Debug, Clone)]
pub struct Pieces<'a, T: ?Sized> {
    text: &'a T,
    at: usize,
}

/// The pieces of a `str` or `bytes` format string; see the file's comment on order.
pub fn pieces<T: Format + ?Sized>(text: &T) -> Pieces<'_, T> {
    Pieces { text, at: 0 }
}

impl<'a, T: Format + ?Sized> Iterator for Pieces<'a, T> {
    type Item = Piece<'a, T>;

    fn next(&mut self) -> Option<Piece<'a, T>> {
        let bytes = self.text.bytes();
        let rest = bytes.get(self.at..)?;
        let start = self.at;
        match rest.iter().position(|&b| b == b'%') {
            None if rest.is_empty() => None,
            None => {
                self.at = bytes.len();
                Some(Piece::Literal(self.text.part(start, self.at)))
            }
            Some(0) if rest.get(1) == Some(&b'%') => {
                self.at += 2;
                Some(Piece::Literal(self.text.part(start, start + 1)))
            }
            Some(0) => {
                self.at += 1;
                Some(Piece::Conversion(self.conversion()))
            }
            Some(length) => {
                self.at += length;
                Some(Piece::Literal(self.text.part(start, self.at)))
            }
        }
    }
}

impl<'a, T: Format + ?Sized> Pieces<'a, T> {
    fn peek(&self) -> Option<u8> {
        self.text.bytes().get(self.at).copied()
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Reads a conversion, from behind its `%`.
    fn conversion(&mut self) -> Conversion<'a, T> {
        let mut conversion = Conversion {
            key: None,
            flags: Flags::default(),
            width: Count::Absent,
            precision: Count::Absent,
            kind: '\0',
            index: 0,
            problem: None,
            is_bytes: T::IS_BYTES,
        };
        if self.eat(b'(') {
            conversion.key = Some(self.key());
        }
        if let Err(problem) = self.body(&mut conversion) {
            conversion.problem = Some(problem);
            // An error ends the formatting.
            self.at = self.text.bytes().len();
        }
        conversion
    }

    /// A key up to its balanced closing parenthesis.
    fn key(&mut self) -> Result<&'a T, TextError> {
        let start = self.at;
        let mut depth = 1usize;
        while let Some(b) = self.peek() {
            self.at += 1;
            match b {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(self.text.part(start, self.at - 1));
            }
        }
        Err(TextError::value("incomplete format key"))
    }

    fn body(&mut self, conversion: &mut Conversion<'a, T>) -> Result<(), TextError> {
        let flags = &mut conversion.flags;
        while let Some(b) = self.peek() {
            match b {
                b'-' => flags.left = true,
                b'+' => flags.plus = true,
                b' ' => flags.space = true,
                b'#' => flags.alternate = true,
                b'0' => flags.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        conversion.width = self.count(isize::MAX as usize, "width too big")?;
        if self.eat(b'.') {
            let too_big = if T::IS_BYTES {
                "prec too big"
            } else {
                "precision too big"
            };
            conversion.precision = match self.count(i32::MAX as usize, too_big)? {
                Count::Absent => Count::Given(0),
                given => given,
            };
        }
        // C's length letters mean nothing here.
        let _ = self.eat(b'h') || self.eat(b'l') || self.eat(b'L');
        let (kind, length) = self
            .text
            .character(self.at)
            .ok_or_else(|| TextError::value("incomplete format"))?;
        conversion.kind = kind;
        conversion.index = self.text.index(self.at);
        self.at += length;
        Ok(())
    }

    fn count(&mut self, limit: usize, too_big: &'static str) -> Result<Count, TextError> {
        if self.eat(b'*') {
            return Ok(Count::Argument);
        }
        let mut value = None;
        while let Some(b @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            let next = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|v| v.checked_add(usize::from(b - b'0')))
                .filter(|&v| v <= limit);
            value = Some(next.ok_or_else(|| TextError::value(too_big))?);
        }
        Ok(value.map_or(Count::Absent, Count::Given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Conversion<'_, str> {
        match pieces(text).last() {
            Some(Piece::Conversion(conversion)) => conversion,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn pieces_in_order() {
        let all: Vec<_> = pieces("a%%b%s").collect();
        assert_eq!(all.len(), 4);
        assert_eq!(all.get(1), Some(&Piece::Literal("%")));
        let conversion = only("%(a(b)c)-+ #08.3ld");
        assert_eq!(conversion.key, Some(Ok("a(b)c")));
        assert_eq!(conversion.width, Count::Given(8));
        assert_eq!(conversion.precision, Count::Given(3));
        assert_eq!(conversion.kind, 'd');
        assert!(conversion.flags.left && conversion.flags.zero && conversion.flags.space);
        assert_eq!(only("%*.*f").width, Count::Argument);
        assert_eq!(only("%.f").precision, Count::Given(0));
    }

    #[test]
    fn problems_worded_as_in_cpython() {
        let problem = |text| only(text).problem.map(|e| e.message.into_owned());
        for text in ["%", "%5", "%.", "%l", "%(a)", "%*"] {
            assert_eq!(
                problem(text).as_deref(),
                Some("incomplete format"),
                "{text}"
            );
        }
        assert_eq!(
            problem("%99999999999999999999d").as_deref(),
            Some("width too big")
        );
        assert_eq!(
            problem("%.2147483648f").as_deref(),
            Some("precision too big")
        );
        assert!(matches!(only("%(a").key, Some(Err(_))));
        let kind = |text| only(text).check_kind().map_err(|e| e.message.into_owned());
        assert_eq!(
            kind("é%y"),
            Err(String::from(
                "unsupported format character 'y' (0x79) at index 2"
            ))
        );
        assert_eq!(
            kind("%中"),
            Err(String::from(
                "unsupported format character '?' (0x4e2d) at index 1"
            ))
        );
        assert!(kind("%5%").is_err());
    }
}
