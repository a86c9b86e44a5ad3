//! Encodings of one byte a character: ASCII, Latin-1, and those given by a table.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Problem, TextBuf};

/// Where a table comes from.
#[derive(Clone, Copy)]
pub enum Source {
    /// As `encoding_rs` has it.
    Whatwg(&'static encoding_rs::Encoding),
    /// As `encoding_rs` has it, except that bytes which the WHATWG standard gives the control
    /// character of their number are undefined, as in the original Windows tables.
    Windows(&'static encoding_rs::Encoding),
    /// The characters of the bytes from 128 on.
    Half(&'static str),
    /// The characters of all bytes.
    Full(&'static str),
}

/// A table; its two directions are built on first use.
pub struct Charmap {
    source: Source,
    built: OnceLock<Built>,
}

struct Built {
    decode: [char; 256],
    encode: HashMap<u32, u8>,
}

/// A byte without character.
const UNDEFINED: char = '\u{fffe}';
const UNDEFINED_REASON: &str = "character maps to <undefined>";

impl Charmap {
    pub const fn new(source: Source) -> Charmap {
        Charmap {
            source,
            built: OnceLock::new(),
        }
    }

    /// Whether the lower half is ASCII.
    pub fn keeps_ascii(&self) -> bool {
        !matches!(self.source, Source::Full(_))
    }

    fn built(&self) -> &Built {
        self.built.get_or_init(|| {
            let mut decode = ['\0'; 256];
            for (byte, slot) in (0..=255u8).zip(&mut decode) {
                *slot = self.source.character(byte);
            }
            let mut encode = HashMap::new();
            for (byte, &c) in (0..=255u8).zip(&decode) {
                // Where two bytes have one character, CPython encodes it as the later one.
                if c != UNDEFINED {
                    encode.insert(u32::from(c), byte);
                }
            }
            Built { decode, encode }
        })
    }

    pub(super) fn decode(
        &self,
        bytes: &[u8],
        from: usize,
        out: &mut TextBuf,
    ) -> Result<(), Problem> {
        let table = &self.built().decode;
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            match table[usize::from(byte)] {
                UNDEFINED => return Err(Problem::new(at, at + 1, UNDEFINED_REASON)),
                c => out.push(c),
            }
        }
        Ok(())
    }

    pub(super) fn encode(
        &self,
        text: &[u32],
        from: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let table = &self.built().encode;
        encode_run(
            text,
            from,
            UNDEFINED_REASON,
            |point| table.get(&point).copied(),
            out,
        )
    }
}

impl Source {
    fn character(self, byte: u8) -> char {
        let by_whatwg = |encoding: &'static encoding_rs::Encoding| {
            encoding
                .decode_without_bom_handling_and_without_replacement(&[byte])
                .and_then(|text| text.chars().next())
                .unwrap_or(UNDEFINED)
        };
        match self {
            Source::Whatwg(encoding) => by_whatwg(encoding),
            // A letter that WHATWG added to windows-1255.
            Source::Windows(encoding) => match by_whatwg(encoding) {
                '\u{5ba}' => UNDEFINED,
                // windows-1256 has no holes, so a control character is always a hole.
                c if !c.is_ascii() && u32::from(c) < 0xa0 => UNDEFINED,
                c => c,
            },
            Source::Half(_) if byte.is_ascii() => char::from(byte),
            Source::Half(text) => text
                .chars()
                .nth(usize::from(byte) - 128)
                .unwrap_or(UNDEFINED),
            Source::Full(text) => text.chars().nth(usize::from(byte)).unwrap_or(UNDEFINED),
        }
    }
}

/// Encodes until a character that `byte_of` has no byte for; the problem spans all such
/// characters that follow each other.
fn encode_run(
    text: &[u32],
    from: usize,
    reason: &'static str,
    byte_of: impl Fn(u32) -> Option<u8>,
    out: &mut Vec<u8>,
) -> Result<(), Problem> {
    let rest = text.get(from..).unwrap_or(&[]);
    for (i, &point) in rest.iter().enumerate() {
        match byte_of(point) {
            Some(byte) => out.push(byte),
            None => {
                let run = rest[i..]
                    .iter()
                    .take_while(|&&p| byte_of(p).is_none())
                    .count();
                return Err(Problem::new(from + i, from + i + run, reason));
            }
        }
    }
    Ok(())
}

pub(super) fn decode_ascii(bytes: &[u8], from: usize, out: &mut TextBuf) -> Result<(), Problem> {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let good = rest
        .iter()
        .position(|b| !b.is_ascii())
        .unwrap_or(rest.len());
    out.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
    if good == rest.len() {
        return Ok(());
    }
    Err(Problem::new(
        from + good,
        from + good + 1,
        "ordinal not in range(128)",
    ))
}

pub(super) fn encode_ascii(text: &[u32], from: usize, out: &mut Vec<u8>) -> Result<(), Problem> {
    let byte = |p: u32| u8::try_from(p).ok().filter(u8::is_ascii);
    encode_run(text, from, "ordinal not in range(128)", byte, out)
}

pub(super) fn decode_latin1(bytes: &[u8], from: usize, out: &mut TextBuf) {
    for &byte in bytes.get(from..).unwrap_or(&[]) {
        out.push(char::from(byte));
    }
}

pub(super) fn encode_latin1(text: &[u32], from: usize, out: &mut Vec<u8>) -> Result<(), Problem> {
    encode_run(
        text,
        from,
        "ordinal not in range(256)",
        |p| u8::try_from(p).ok(),
        out,
    )
}
