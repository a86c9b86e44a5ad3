//! Bodies of string and bytes literals.
//!
//! The parser keeps text as UTF-8, where `'\ud800'` has no place: it becomes
//! U+FFFD. Where [`has_surrogate_escape`] says so, decode the literal again with
//! [`Literal::code_points`]. The same reader finds malformed escapes, with the
//! messages of CPython's codecs, and escapes that mean nothing, which earn a
//! warning.
//!
//! A literal is given as one token: prefix, quotes and body. Several side by side
//! are several tokens. f-strings are not decoded whole: give their literal parts
//! to [`decode_escapes`], after turning `{{` and `}}` into one brace.

use unicode_names2::character;

/// A string or bytes literal as it stands in the source.
#[derive(Clone, Copy, Debug)]
pub struct Literal<'a> {
    body: &'a str,
    /// Bytes before the body.
    before: usize,
    raw: bool,
    bytes: bool,
}

/// An escape that keeps its backslash, or an octal one that is too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEscape {
    /// The byte of its backslash, counted from the start of the token.
    pub offset: usize,
    /// CPython's warning, such as `invalid escape sequence '\d'`.
    pub message: String,
}

impl<'a> Literal<'a> {
    /// Split a token; `None` if it is not a complete literal.
    pub fn of_token(token: &'a str) -> Option<Self> {
        let prefix = token.find(['"', '\''])?;
        let (letters, quoted) = token.split_at(prefix);
        let quotes = ["\"\"\"", "'''"]
            .into_iter()
            .find(|quotes| quoted.starts_with(quotes))
            .or_else(|| quoted.get(..1))?;
        let body = quoted.strip_prefix(quotes)?.strip_suffix(quotes)?;
        Some(Literal {
            body,
            before: prefix + quotes.len(),
            raw: letters.contains(['r', 'R']),
            bytes: letters.contains(['b', 'B']),
        })
    }

    /// Whether it is a bytes literal.
    pub fn is_bytes(&self) -> bool {
        self.bytes
    }

    /// The code points of a string literal, lone surrogates included.
    ///
    /// # Errors
    /// CPython's message for a malformed escape, `(unicode error)` in front.
    pub fn code_points(&self) -> Result<Vec<u32>, String> {
        if self.raw {
            return Ok(self.body.chars().map(u32::from).collect());
        }
        decode_escapes(self.body)
    }

    /// The bytes of a bytes literal.
    ///
    /// # Errors
    /// CPython's message for characters beyond ASCII and malformed escapes.
    pub fn byte_values(&self) -> Result<Vec<u8>, String> {
        if !self.body.is_ascii() {
            return Err("bytes can only contain ASCII literal characters".to_owned());
        }
        if self.raw {
            return Ok(self.body.as_bytes().to_vec());
        }
        decode_bytes(self.body.as_bytes())
    }

    /// Whether it can be decoded.
    ///
    /// # Errors
    /// As [`Literal::code_points`] and [`Literal::byte_values`].
    pub fn check(&self) -> Result<(), String> {
        if self.bytes {
            return self.byte_values().map(drop);
        }
        if self.raw {
            return Ok(());
        }
        check_escapes(self.body)
    }

    /// The first escape that means nothing, if there is one. CPython warns of
    /// one for each token.
    pub fn invalid_escape(&self) -> Option<InvalidEscape> {
        if self.raw {
            return None;
        }
        invalid_escape(self.body, self.bytes).map(|mut escape| {
            escape.offset += self.before;
            escape
        })
    }
}

/// Whether a token may contain the escape of a lone surrogate. A quick test that
/// may say yes in vain.
pub fn has_surrogate_escape(token: &str) -> bool {
    token.match_indices('\\').any(|(at, _)| {
        let digits = match token.as_bytes().get(at + 1) {
            Some(b'u') => token.get(at + 2..at + 6),
            Some(b'U') => token.get(at + 6..at + 10),
            _ => None,
        };
        digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .is_some_and(|code| (0xd800..0xe000).contains(&code))
    })
}

/// Check the escapes of a body that is not raw.
///
/// # Errors
/// As [`decode_escapes`].
pub fn check_escapes(body: &str) -> Result<(), String> {
    if body.contains('\\') {
        decode_escapes(body).map(drop)
    } else {
        Ok(())
    }
}

/// The escape after the backslash at `at` of `body` that Python does not know.
pub(super) fn invalid_escape(body: &str, bytes: bool) -> Option<InvalidEscape> {
    let mut rest = body.char_indices();
    while let Some((at, letter)) = rest.next() {
        if letter != '\\' {
            continue;
        }
        let (_, escaped) = rest.next()?;
        let known = match escaped {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => true,
            '0'..='3' => true,
            '4'..='7' => {
                let octal: String = body.get(at + 1..)?.chars().take(3).collect();
                if octal.len() == 3 && octal.chars().all(|c| matches!(c, '0'..='7')) {
                    return Some(InvalidEscape {
                        offset: at,
                        message: format!("invalid octal escape sequence '\\{octal}'"),
                    });
                }
                true
            }
            'N' | 'u' | 'U' => !bytes,
            _ => false,
        };
        if !known {
            return Some(InvalidEscape {
                offset: at,
                message: format!("invalid escape sequence '\\{escaped}'"),
            });
        }
    }
    None
}

/// Reads a body letter by letter; `position` counts as CPython's codec does.
struct Escapes<'a> {
    rest: std::str::Chars<'a>,
    /// CPython rewrites what is not ASCII as `\Uxxxxxxxx` before it decodes.
    position: usize,
}

impl Escapes<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.rest.next()?;
        self.position += if letter.is_ascii() { 1 } else { 10 };
        Some(letter)
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Up to `count` digits; how many there were, and their value.
    fn digits(&mut self, radix: u32, count: usize) -> (usize, u32) {
        let (mut found, mut value) = (0, 0u32);
        while found < count {
            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(radix)) else {
                break;
            };
            self.next();
            value = value.wrapping_mul(radix).wrapping_add(digit);
            found += 1;
        }
        (found, value)
    }

    fn error<T>(&self, start: usize, reason: &str) -> Result<T, String> {
        let end = self.position;
        let place = if end == start + 1 {
            format!("byte 0x5c in position {start}")
        } else {
            format!("bytes in position {start}-{}", end.saturating_sub(1))
        };
        Err(format!(
            "(unicode error) 'unicodeescape' codec can't decode {place}: {reason}"
        ))
    }
}

/// The code points of a body that is not raw.
///
/// # Errors
/// CPython's message for a malformed escape, `(unicode error)` in front.
pub fn decode_escapes(body: &str) -> Result<Vec<u32>, String> {
    let mut out = Vec::with_capacity(body.len());
    let mut escapes = Escapes {
        rest: body.chars(),
        position: 0,
    };
    loop {
        let start = escapes.position;
        let Some(letter) = escapes.next() else {
            return Ok(out);
        };
        if letter != '\\' {
            out.push(letter.into());
            continue;
        }
        let Some(escaped) = escapes.next() else {
            out.push('\\'.into());
            return Ok(out);
        };
        let code = match escaped {
            '\n' => continue,
            'x' => hexadecimal(&mut escapes, start, 2, "truncated \\xXX escape")?,
            'u' => hexadecimal(&mut escapes, start, 4, "truncated \\uXXXX escape")?,
            'U' => {
                let code = hexadecimal(&mut escapes, start, 8, "truncated \\UXXXXXXXX escape")?;
                if code > 0x0010_ffff {
                    return escapes.error(start, "illegal Unicode character");
                }
                code
            }
            'N' => named(&mut escapes, start)?,
            '0'..='7' => octal(&mut escapes, escaped),
            _ => match simple(escaped) {
                Some(code) => code.into(),
                None => {
                    if !escaped.is_ascii() {
                        // The backslash itself was rewritten, as \u005c.
                        escapes.position += 5;
                    }
                    out.push('\\'.into());
                    escaped.into()
                }
            },
        };
        out.push(code);
    }
}

/// Escapes of one letter.
fn simple(escaped: char) -> Option<u8> {
    Some(match escaped {
        '\\' => b'\\',
        '\'' => b'\'',
        '"' => b'"',
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        _ => return None,
    })
}

fn octal(escapes: &mut Escapes<'_>, first: char) -> u32 {
    let (found, value) = escapes.digits(8, 2);
    let first = first.to_digit(8).unwrap_or(0);
    first * 8u32.pow(found as u32) + value
}

fn hexadecimal(
    escapes: &mut Escapes<'_>,
    start: usize,
    count: usize,
    reason: &str,
) -> Result<u32, String> {
    let (found, value) = escapes.digits(16, count);
    if found < count {
        return escapes.error(start, reason);
    }
    Ok(value)
}

fn named(escapes: &mut Escapes<'_>, start: usize) -> Result<u32, String> {
    const MALFORMED: &str = "malformed \\N character escape";
    if escapes.peek() != Some('{') {
        return escapes.error(start, MALFORMED);
    }
    escapes.next();
    let mut name = String::new();
    loop {
        match escapes.next() {
            None => return escapes.error(start, MALFORMED),
            Some('}') => break,
            Some(letter) => name.push(letter),
        }
    }
    match character(&name) {
        Some(letter) => Ok(letter.into()),
        None if name.is_empty() => escapes.error(start, MALFORMED),
        None => escapes.error(start, "unknown Unicode character name"),
    }
}

fn decode_bytes(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        let start = at;
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&escaped) = body.get(at) else {
            out.push(b'\\');
            break;
        };
        at += 1;
        match escaped {
            b'\n' => {}
            b'x' => {
                let digits = body
                    .get(at..at + 2)
                    .and_then(|d| std::str::from_utf8(d).ok());
                let digits = digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
                match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(value) => out.push(value),
                    None => {
                        return Err(format!(
                            "(value error) invalid \\x escape at position {start}"
                        ));
                    }
                }
                at += 2;
            }
            b'0'..=b'7' => {
                let mut value = u32::from(escaped - b'0');
                for _ in 0..2 {
                    match body.get(at) {
                        Some(&digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    at += 1;
                }
                out.push((value & 0xff) as u8);
            }
            _ => match simple(escaped.into()) {
                Some(value) => out.push(value),
                None => out.extend([b'\\', escaped]),
            },
        }
    }
    Ok(out)
}
