//! Replacement templates (`\1`, `\g<name>`, octal and other escapes) and `re.escape`.

use super::error::{ErrorKind, ReError, repr, text};
use super::parse::{is_octal, octal};
use super::token::{Tokenizer, group_number, is_number};
use super::{Pattern, Program};

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text to insert as it stands.
    Literal(Literal),
    /// The number of a group whose text is to be inserted; empty if it has not matched.
    Group(usize),
}

/// Text of the template's own kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A `str` without lone surrogates.
    Str(String),
    /// A `str` with some.
    Wide(Vec<u32>),
    /// `bytes`.
    Bytes(Vec<u8>),
}

/// Parses a replacement template for `program`. Adjacent literals are joined and empty ones left
/// out, so that a template without backslashes is at most one piece.
///
/// # Errors
/// [`ErrorKind::Pattern`] in CPython's words, or [`ErrorKind::Index`] for an unknown name.
pub fn parse_template(template: Pattern<'_>, program: &Program) -> Result<Vec<Piece>, ReError> {
    let is_text = !matches!(template, Pattern::Bytes(_));
    let mut parser = TemplateParser {
        source: Tokenizer::new(template.code_points(), is_text)?,
        program,
        pieces: Vec::new(),
        literal: Vec::new(),
    };
    parser.parse()?;
    parser.flush();
    Ok(parser.pieces)
}

struct TemplateParser<'a> {
    source: Tokenizer,
    program: &'a Program,
    pieces: Vec<Piece>,
    literal: Vec<u32>,
}

impl TemplateParser<'_> {
    fn flush(&mut self) {
        let chars = std::mem::take(&mut self.literal);
        if chars.is_empty() {
            return;
        }
        let literal = if !self.source.is_text {
            let bytes = chars.iter().map(|&c| u8::try_from(c).unwrap_or(b'?'));
            Literal::Bytes(bytes.collect())
        } else if chars.iter().all(|&c| char::from_u32(c).is_some()) {
            Literal::Str(text(&chars))
        } else {
            Literal::Wide(chars)
        };
        self.pieces.push(Piece::Literal(literal));
    }

    fn parse(&mut self) -> Result<(), ReError> {
        while let Some(token) = self.source.get()? {
            let Some(escaped) = token.escaped() else {
                self.literal.extend(token.plain());
                continue;
            };
            let letter = u8::try_from(escaped).unwrap_or(0);
            let plain = match letter {
                b'g' => {
                    self.group_by_name()?;
                    continue;
                }
                b'0' => {
                    let digits = self.source.get_while(2, is_octal)?;
                    self.literal.push(octal(&digits) & 0xff);
                    continue;
                }
                b'1'..=b'9' => {
                    self.number(letter)?;
                    continue;
                }
                b'a' => 7,
                b'b' => 8,
                b'f' => 12,
                b'n' => 10,
                b'r' => 13,
                b't' => 9,
                b'v' => 11,
                b'\\' => 0x5c,
                letter if letter.is_ascii_alphabetic() => {
                    let msg = format!("bad escape {}", token.text());
                    return Err(self.source.error(msg, token.len()));
                }
                _ => {
                    self.literal.extend([u32::from('\\'), escaped]);
                    continue;
                }
            };
            self.literal.push(plain);
        }
        Ok(())
    }

    /// Digits after a backslash: three octal ones are a character, else one or two are a group.
    fn number(&mut self, digit: u8) -> Result<(), ReError> {
        let mut digits = String::from(char::from(digit));
        if self.source.next_ascii().is_ascii_digit() {
            digits += &self.source.get_while(1, u8::is_ascii_digit)?;
            if digits.bytes().all(|b| is_octal(&b)) && is_octal(&self.source.next_ascii()) {
                digits += &self.source.get_while(1, is_octal)?;
                let value = octal(&digits);
                if value > 0o377 {
                    return Err(self.source.error(
                        format!("octal escape value \\{digits} outside of range 0-0o377"),
                        digits.len() + 1,
                    ));
                }
                self.literal.push(value);
                return Ok(());
            }
        }
        let group = digits.parse::<u32>().unwrap_or(u32::MAX);
        self.group(group, digits.len())
    }

    fn group_by_name(&mut self) -> Result<(), ReError> {
        if !self.source.eat('<')? {
            return Err(self.source.error("missing <", 0));
        }
        let name = self.source.get_until('>', "group name")?;
        let offset = name.len() + 1;
        let group = if is_number(&name) {
            group_number(&name).map_err(|digits| {
                self.source
                    .error(format!("invalid group reference {digits}"), offset)
            })?
        } else {
            let known = self.source.check_group_name(&name, 1)?;
            let group = self.program.group_names.iter().find(|(n, _)| *n == known);
            match group {
                Some(&(_, group)) => u32::try_from(group).unwrap_or(u32::MAX),
                None => {
                    let msg = format!("unknown group name {}", repr(&name, false));
                    return Err(ReError::plain(ErrorKind::Index, msg));
                }
            }
        };
        self.group(group, offset)
    }

    fn group(&mut self, group: u32, offset: usize) -> Result<(), ReError> {
        if group as usize > self.program.groups {
            let msg = format!("invalid group reference {group}");
            return Err(self.source.error(msg, offset));
        }
        self.flush();
        self.pieces.push(Piece::Group(group as usize));
        Ok(())
    }
}

/// `re.escape` of text: a backslash before every character that can mean something in a pattern.
pub fn escape(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    for c in pattern.chars() {
        if u8::try_from(c).is_ok_and(is_special) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `re.escape` of bytes.
pub fn escape_bytes(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len() + 8);
    for &byte in pattern {
        if is_special(byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}

fn is_special(byte: u8) -> bool {
    b"()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(&byte)
}
