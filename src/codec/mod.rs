//! Encodings: bytes to text and back.
//!
//! For other rooms, in order of what they mostly want:
//!
//! - [`encode`] and [`decode`]: the whole of `str.encode` and `bytes.decode`, by names of encoding
//!   and error handler, with all exceptions;
//! - [`Decoder`] and [`Encoder`]: the same in chunks, for text files. `Decoder::new(vm, "gbk",
//!   "strict")?.feed(vm, bytes, is_last)?` gives the text as far as it is known; bytes of an
//!   unfinished character wait inside. `Encoder::feed` writes a byte order mark once, before the
//!   first text;
//! - [`lookup`]: whether there is an encoding of a name (LookupError), and its own name;
//! - [`decode_lossless`]: for the loader of source files, which has no interpreter at hand.
//!
//! Two layers. The lower one (`utf8`, `utf16`, `single`, `multibyte`, `escape`) knows no
//! interpreter: it converts as far as it can and stops at a [`Problem`]. The upper one (`handler`,
//! `stream`, `registry`) asks the error handler what to put there and where to go on, and raises.
//! Texts are code points in the lower layer when they are encoded, since a str may hold lone
//! surrogates; ASCII and UTF-8 are taken before it comes to that.
//!
//! | file | holds |
//! |---|---|
//! | `names` | encodings and aliases |
//! | `utf8`, `utf16`, `single`, `multibyte`, `escape` | the encodings |
//! | `tables`, `multibyte_tables` | characters of those that `encoding_rs` has not, or has otherwise |
//! | `text_buf` | a growing str |
//! | `handler` | error handlers |
//! | `registry` | what programs register; looking up |
//! | `stream` | [`Decoder`] and [`Encoder`] |
//! | `transform` | hex, base64, rot13 |

use crate::object::{PyResult, Str};
use crate::vm::Vm;

mod escape;
pub mod handler;
mod multibyte;
mod multibyte_tables;
pub mod names;
pub mod registry;
mod single;
pub(crate) mod stream;
mod tables;
mod text_buf;
pub mod transform;
mod utf16;
mod utf8;

pub use names::{Codec, Encoding};
pub use registry::{Found, lookup};
pub use stream::{Decoder, Encoder};
pub use text_buf::TextBuf;
pub use utf16::Order;

/// Why a conversion stopped: at which bytes (or code points, when encoding), and the reason as
/// UnicodeError gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

impl Problem {
    pub(crate) fn new(start: usize, end: usize, reason: &'static str) -> Problem {
        Problem { start, end, reason }
    }
}

/// What a conversion in chunks remembers besides unfinished bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The byte order mark was read (or found missing), or written.
    pub started: bool,
    /// The byte order that the mark gave.
    pub order: Option<Order>,
}

impl Codec {
    /// Decodes from `from` on until a problem; the position up to which it came: the end, or,
    /// unless `last`, the start of a character whose end is still to come.
    pub fn decode_run(
        self,
        bytes: &[u8],
        from: usize,
        last: bool,
        state: &mut State,
        out: &mut TextBuf,
    ) -> Result<usize, Problem> {
        match self {
            Codec::Utf8 => utf8::decode(bytes, from, last, out),
            Codec::Utf8Sig => {
                let Some(skip) = mark_length(bytes, from, last, state, MARK8) else {
                    return Ok(from);
                };
                utf8::decode(bytes, from + skip, last, out)
            }
            Codec::Utf16(order) => {
                let Some((order, at)) = start_utf16(order, bytes, from, last, state) else {
                    return Ok(from);
                };
                utf16::decode16(order, bytes, at, last, out)
            }
            Codec::Utf32(order) => {
                let Some((order, at)) = start_utf32(order, bytes, from, last, state) else {
                    return Ok(from);
                };
                utf16::decode32(order, bytes, at, last, out)
            }
            Codec::Ascii => single::decode_ascii(bytes, from, out).map(|()| bytes.len()),
            Codec::Latin1 => {
                single::decode_latin1(bytes, from, out);
                Ok(bytes.len())
            }
            Codec::Charmap(map) => map.decode(bytes, from, out).map(|()| bytes.len()),
            Codec::Multi(multi) => multi.decode(bytes, from, last, out),
            Codec::UnicodeEscape => escape::decode(bytes, from, last, out),
            Codec::RawUnicodeEscape => escape::decode_raw(bytes, from, last, out),
            // The callers refuse transforms before they come here.
            Codec::Transform(_) => Ok(bytes.len()),
        }
    }

    /// Encodes the code points from `from` on until a problem.
    pub fn encode_run(
        self,
        text: &[u32],
        from: usize,
        state: &mut State,
        out: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let first = !std::mem::replace(&mut state.started, true);
        match self {
            Codec::Utf8 => utf8::encode(text, from, out),
            Codec::Utf8Sig => {
                if first {
                    out.extend_from_slice(MARK8);
                }
                utf8::encode(text, from, out)
            }
            Codec::Utf16(order) => {
                if first && order.is_none() {
                    Order::Little.push16(0xfeff, out);
                }
                let order = order.unwrap_or(Order::Little);
                utf16::encode(text, from, |point, out| order.push16(point, out), out)
            }
            Codec::Utf32(order) => {
                if first && order.is_none() {
                    Order::Little.push32(0xfeff, out);
                }
                let order = order.unwrap_or(Order::Little);
                utf16::encode(text, from, |point, out| order.push32(point, out), out)
            }
            Codec::Ascii => single::encode_ascii(text, from, out),
            Codec::Latin1 => single::encode_latin1(text, from, out),
            Codec::Charmap(map) => map.encode(text, from, out),
            Codec::Multi(multi) => multi.encode(text, from, out),
            Codec::UnicodeEscape => {
                escape::encode(text.get(from..).unwrap_or(&[]), out);
                Ok(())
            }
            Codec::RawUnicodeEscape => {
                escape::encode_raw(text.get(from..).unwrap_or(&[]), out);
                Ok(())
            }
            Codec::Transform(_) => Ok(()),
        }
    }

    /// The name in the messages of a decoding error: with a byte order mark's order in it.
    pub fn decode_name(self, encoding: &'static str, state: &State) -> &'static str {
        match (self, state.order) {
            (Codec::Utf16(None), Some(Order::Big)) => "utf-16-be",
            (Codec::Utf16(None), _) => "utf-16-le",
            (Codec::Utf32(None), Some(Order::Big)) => "utf-32-be",
            (Codec::Utf32(None), _) => "utf-32-le",
            _ => self.error_name(encoding),
        }
    }
}

/// UTF-8's "byte order mark".
const MARK8: &[u8] = b"\xef\xbb\xbf";

/// How many bytes of a mark to skip; `None` while it is not known whether there is one.
fn mark_length(
    bytes: &[u8],
    from: usize,
    last: bool,
    state: &mut State,
    mark: &[u8],
) -> Option<usize> {
    if state.started {
        return Some(0);
    }
    let rest = bytes.get(from..).unwrap_or(&[]);
    if !last && rest.len() < mark.len() && mark.starts_with(rest) {
        return None;
    }
    state.started = true;
    Some(if rest.starts_with(mark) {
        mark.len()
    } else {
        0
    })
}

fn start_utf16(
    order: Option<Order>,
    bytes: &[u8],
    from: usize,
    last: bool,
    state: &mut State,
) -> Option<(Order, usize)> {
    if let Some(order) = order.or(state.order) {
        return Some((order, from));
    }
    let rest = bytes.get(from..).unwrap_or(&[]);
    if rest.len() < 2 && !last {
        return None;
    }
    let mark = utf16::mark16(rest);
    state.started = true;
    state.order = mark.or(Some(Order::Little));
    Some((
        mark.unwrap_or(Order::Little),
        from + if mark.is_some() { 2 } else { 0 },
    ))
}

fn start_utf32(
    order: Option<Order>,
    bytes: &[u8],
    from: usize,
    last: bool,
    state: &mut State,
) -> Option<(Order, usize)> {
    if let Some(order) = order.or(state.order) {
        return Some((order, from));
    }
    let rest = bytes.get(from..).unwrap_or(&[]);
    if rest.len() < 4 && !last {
        return None;
    }
    let mark = utf16::mark32(rest);
    state.started = true;
    state.order = mark.or(Some(Order::Little));
    Some((
        mark.unwrap_or(Order::Little),
        from + if mark.is_some() { 4 } else { 0 },
    ))
}

/// `text.encode(encoding, errors)`
///
/// # Errors
/// LookupError for unknown names (of a handler only when it is needed), UnicodeEncodeError.
pub fn encode(vm: &Vm, text: &Str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    if let Some(utf8) = text.as_str()
        && is_utf8(encoding)
    {
        return Ok(utf8.as_bytes().to_vec());
    }
    match lookup(vm, encoding)? {
        Found::Native(found) => {
            registry::require_text_encoding(vm, found, encoding, "encode")?;
            stream::encode_all(vm, found, text, errors)
        }
        Found::Program(info) => registry::encode_by_program(vm, &info, encoding, text, errors),
    }
}

/// `bytes.decode(encoding, errors)`
///
/// # Errors
/// LookupError for unknown names (of a handler only when it is needed), UnicodeDecodeError.
pub fn decode(vm: &Vm, bytes: &[u8], encoding: &str, errors: &str) -> PyResult<Str> {
    if is_utf8(encoding)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(Str::new(text));
    }
    match lookup(vm, encoding)? {
        Found::Native(found) => {
            registry::require_text_encoding(vm, found, encoding, "decode")?;
            stream::decode_all(vm, found, bytes, errors)
        }
        Found::Program(info) => registry::decode_by_program(vm, &info, encoding, bytes, errors),
    }
}

/// The spellings of UTF-8 that programs mostly use.
fn is_utf8(encoding: &str) -> bool {
    matches!(encoding, "utf-8" | "utf8" | "UTF-8" | "UTF8" | "utf_8")
}

/// Decodes strictly, without an interpreter. `None`: no such encoding; `Some(Err)`: the message of
/// the UnicodeDecodeError.
pub fn decode_lossless(encoding: &str, bytes: &[u8]) -> Option<Result<String, String>> {
    let found = names::find(encoding)?;
    if let Codec::Transform(_) = found.codec {
        return None;
    }
    let (mut state, mut out) = (State::default(), TextBuf::new());
    let run = found.codec.decode_run(bytes, 0, true, &mut state, &mut out);
    let name = found.codec.decode_name(found.name, &state);
    Some(match run {
        Ok(_) => match out.finish().as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(format!("'{name}' text holds surrogates")),
        },
        Err(Problem { start, end, reason }) => Err(match bytes.get(start) {
            Some(byte) if end == start + 1 => format!(
                "'{name}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            ),
            _ => format!(
                "'{name}' codec can't decode bytes in position {start}-{}: {reason}",
                end.saturating_sub(1)
            ),
        }),
    })
}
