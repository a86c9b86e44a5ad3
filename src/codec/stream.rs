//! Conversions with error handlers: at once, and in chunks.

use std::borrow::Cow;

use super::handler::{self, Input, Replacement};
use super::names::{Codec, Encoding};
use super::registry::{self, Found};
use super::{State, TextBuf, lookup};
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// Decodes all of `bytes`.
pub(super) fn decode_all(
    vm: &Vm,
    encoding: &'static Encoding,
    bytes: &[u8],
    errors: &str,
) -> PyResult<Str> {
    // CPython takes the mark off first, so that positions count from behind it.
    let bytes = match encoding.codec {
        Codec::Utf8Sig => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        _ => bytes,
    };
    let mut state = State {
        started: encoding.codec == Codec::Utf8Sig,
        order: None,
    };
    let (text, _, _) = decode_chunk(vm, encoding, Cow::Borrowed(bytes), errors, true, &mut state)?;
    Ok(Str::from_data(text.finish()))
}

/// Decodes a chunk; the text, how many bytes it took, and the bytes left over.
fn decode_chunk(
    vm: &Vm,
    encoding: &'static Encoding,
    bytes: Cow<[u8]>,
    errors: &str,
    last: bool,
    state: &mut State,
) -> PyResult<(TextBuf, usize, Vec<u8>)> {
    let codec = encoding.codec;
    let mut out = TextBuf::with_capacity(bytes.len());
    let mut input = Input::Decode(bytes);
    let mut at = 0;
    loop {
        let Input::Decode(bytes) = &input else { break };
        match codec.decode_run(bytes, at, last, state, &mut out) {
            Ok(end) => {
                let rest = bytes.get(end..).unwrap_or(&[]).to_vec();
                return Ok((out, end, rest));
            }
            Err(problem) => {
                let name = codec.decode_name(encoding.name, state);
                let (replacement, next) = handler::ask(vm, errors, &mut input, name, &problem)?;
                if let Replacement::Text(points) = replacement {
                    points.into_iter().for_each(|p| out.push_point(p));
                }
                at = next;
            }
        }
    }
    Ok((out, at, Vec::new()))
}

/// Encodes all of `text`.
pub(super) fn encode_all(
    vm: &Vm,
    encoding: &'static Encoding,
    text: &Str,
    errors: &str,
) -> PyResult<Vec<u8>> {
    encode_chunk(vm, encoding, text, errors, &mut State::default())
}

fn encode_chunk(
    vm: &Vm,
    encoding: &'static Encoding,
    text: &Str,
    errors: &str,
    state: &mut State,
) -> PyResult<Vec<u8>> {
    let codec = encoding.codec;
    if let Some(utf8) = text.as_str()
        && (codec == Codec::Utf8 || codec.keeps_ascii() && text.is_ascii())
    {
        return Ok(utf8.as_bytes().to_vec());
    }
    let mut out = Vec::with_capacity(text.len());
    let mut input = Input::Encode(Cow::Owned(text.code_points()));
    let mut at = 0;
    loop {
        let Input::Encode(points) = &input else { break };
        let Err(problem) = codec.encode_run(points, at, state, &mut out) else {
            break;
        };
        let name = codec.error_name(encoding.name);
        let (replacement, next) = handler::ask(vm, errors, &mut input, name, &problem)?;
        match replacement {
            Replacement::Bytes(bytes) => {
                if !fits_unit(codec, bytes.len()) {
                    return Err(handler::exception(vm, &input, name, &problem));
                }
                out.extend_from_slice(&bytes);
            }
            Replacement::Text(points) => {
                if codec.encode_run(&points, 0, state, &mut out).is_err() {
                    return Err(handler::exception(vm, &input, name, &problem));
                }
            }
        }
        at = next;
    }
    Ok(out)
}

/// Whether so many bytes are whole units of the encoding.
fn fits_unit(codec: Codec, length: usize) -> bool {
    match codec {
        Codec::Utf16(_) => length.is_multiple_of(2),
        Codec::Utf32(_) => length.is_multiple_of(4),
        _ => true,
    }
}

enum Engine {
    Native(&'static Encoding),
    /// A program's incremental decoder or encoder.
    Program(Value),
}

/// A decoder in chunks.
pub struct Decoder {
    engine: Engine,
    errors: String,
    /// Bytes of a character that is not complete.
    pending: Vec<u8>,
    state: State,
    /// A program's decoder is to be reset before the next chunk.
    stale: bool,
}

impl Decoder {
    /// # Errors
    /// LookupError for an unknown encoding, or one that is not for text.
    pub fn new(vm: &Vm, encoding: &str, errors: &str) -> PyResult<Decoder> {
        let engine = match lookup(vm, encoding)? {
            Found::Native(found) => {
                registry::require_text_encoding(vm, found, encoding, "decode")?;
                Engine::Native(found)
            }
            Found::Program(info) => {
                let class = vm.attr(&info, "incrementaldecoder")?;
                Engine::Program(vm.call(&class, &mut [Value::str(errors)])?)
            }
        };
        Ok(Decoder::with_engine(engine, errors))
    }

    fn with_engine(engine: Engine, errors: &str) -> Decoder {
        Decoder {
            engine,
            errors: errors.to_owned(),
            pending: Vec::new(),
            state: State::default(),
            stale: false,
        }
    }

    pub fn errors(&self) -> &str {
        &self.errors
    }

    pub fn set_errors(&mut self, errors: &str) {
        self.errors = errors.to_owned();
    }

    /// The text of the next chunk. With `is_last`, what is unfinished is an error.
    ///
    /// # Errors
    /// UnicodeDecodeError, with positions counted from the first byte that was waiting; what the
    /// handler raises; UnicodeError for UTF-16 and UTF-32 without a byte order mark.
    pub fn feed(&mut self, vm: &Vm, chunk: &[u8], is_last: bool) -> PyResult<Str> {
        let text = self.feed_owned(vm, chunk.to_vec(), is_last)?;
        Ok(Str::from_data(text.finish()))
    }

    /// As [`Decoder::feed`], for a chunk that is not needed any more (good UTF-8 is not copied)
    /// and a text that need not be a str.
    pub fn feed_owned(&mut self, vm: &Vm, chunk: Vec<u8>, is_last: bool) -> PyResult<TextBuf> {
        let encoding = match &self.engine {
            Engine::Native(encoding) => encoding,
            Engine::Program(decoder) => {
                if std::mem::take(&mut self.stale) {
                    vm.call_method(decoder, "reset", &mut [])?;
                }
                let args = &mut [Value::bytes(chunk), Value::bool(is_last)];
                let text = vm.call_method(decoder, "decode", args)?;
                let Some(text) = Str::from_value(&text) else {
                    return Err(vm.type_error(format!(
                        "decoder should return a string result, not '{}'",
                        vm.type_name(&text)
                    )));
                };
                let mut out = TextBuf::new();
                out.push_text(&text);
                return Ok(out);
            }
        };
        let mut bytes = chunk;
        if !self.pending.is_empty() {
            bytes.splice(0..0, self.pending.iter().copied());
        } else if encoding.codec == Codec::Utf8 {
            match String::from_utf8(bytes) {
                Ok(text) => return Ok(TextBuf::from(text)),
                Err(error) => bytes = error.into_bytes(),
            }
        }
        let mut state = self.state;
        require_mark(vm, encoding.codec, &bytes, &state)?;
        let (text, _, rest) = decode_chunk(
            vm,
            encoding,
            bytes.into(),
            &self.errors,
            is_last,
            &mut state,
        )?;
        self.pending = rest;
        self.state = state;
        Ok(text)
    }

    /// How many bytes wait for the rest of their character.
    pub fn pending_len(&self) -> usize {
        self.pending.len()
    }

    /// Forget the bytes that wait, but not the byte order.
    pub fn drop_pending(&mut self) {
        self.pending.clear();
    }

    /// Forget everything that was fed.
    pub fn reset(&mut self) {
        self.pending.clear();
        self.state = State::default();
        self.stale = true;
    }

    /// What `getstate()` gives: the waiting bytes and a number.
    pub fn state(&self, vm: &Vm) -> PyResult<(Vec<u8>, i64)> {
        use super::Order;
        match &self.engine {
            Engine::Program(decoder) => {
                let state = vm.call_method(decoder, "getstate", &mut [])?;
                let parts = vm.collect(&state)?;
                match &parts[..] {
                    [bytes, flag] => {
                        let bytes = crate::native::Buffer::require(vm, bytes)?.to_vec();
                        Ok((bytes, vm.index(flag)?))
                    }
                    _ => Err(vm.type_error("illegal decoder state")),
                }
            }
            Engine::Native(encoding) => {
                let flag = match encoding.codec {
                    Codec::Utf16(None) | Codec::Utf32(None) => match self.state.order {
                        None => 2,
                        Some(Order::Little) => 0,
                        Some(Order::Big) => 1,
                    },
                    Codec::Utf8Sig => i64::from(!self.state.started),
                    _ => 0,
                };
                Ok((self.pending.clone(), flag))
            }
        }
    }

    /// Go back to a state that [`Decoder::state`] gave.
    pub fn set_state(&mut self, vm: &Vm, pending: Vec<u8>, flag: i64) -> PyResult<()> {
        use super::Order;
        match &self.engine {
            Engine::Program(decoder) => {
                let state = Value::tuple(vec![Value::bytes(pending), Value::int(flag)]);
                vm.call_method(decoder, "setstate", &mut [state])?;
            }
            Engine::Native(encoding) => {
                self.pending = pending;
                self.state = match (encoding.codec, flag) {
                    (Codec::Utf16(None) | Codec::Utf32(None), 0) => State {
                        started: true,
                        order: Some(Order::Little),
                    },
                    (Codec::Utf16(None) | Codec::Utf32(None), 1) => State {
                        started: true,
                        order: Some(Order::Big),
                    },
                    (Codec::Utf8Sig, 0) => State {
                        started: true,
                        order: None,
                    },
                    _ => State::default(),
                };
            }
        }
        Ok(())
    }
}

/// A stream of UTF-16 or UTF-32 must say its byte order.
fn require_mark(vm: &Vm, codec: Codec, bytes: &[u8], state: &State) -> PyResult<()> {
    if state.started {
        return Ok(());
    }
    let missing = match codec {
        Codec::Utf16(None) if bytes.len() >= 2 && super::utf16::mark16(bytes).is_none() => 16,
        Codec::Utf32(None) if bytes.len() >= 4 && super::utf16::mark32(bytes).is_none() => 32,
        _ => return Ok(()),
    };
    Err(vm.unicode_error(format!("UTF-{missing} stream does not start with BOM")))
}

/// An encoder in chunks.
pub struct Encoder {
    engine: Engine,
    errors: String,
    state: State,
}

impl Encoder {
    /// # Errors
    /// LookupError for an unknown encoding, or one that is not for text.
    pub fn new(vm: &Vm, encoding: &str, errors: &str) -> PyResult<Encoder> {
        let engine = match lookup(vm, encoding)? {
            Found::Native(found) => {
                registry::require_text_encoding(vm, found, encoding, "encode")?;
                Engine::Native(found)
            }
            Found::Program(info) => {
                let class = vm.attr(&info, "incrementalencoder")?;
                Engine::Program(vm.call(&class, &mut [Value::str(errors)])?)
            }
        };
        Ok(Encoder {
            engine,
            errors: errors.to_owned(),
            state: State::default(),
        })
    }

    pub fn errors(&self) -> &str {
        &self.errors
    }

    pub fn set_errors(&mut self, errors: &str) {
        self.errors = errors.to_owned();
    }

    /// The bytes of the next text, with the byte order mark before the first.
    ///
    /// # Errors
    /// UnicodeEncodeError; what the handler raises.
    pub fn feed(&mut self, vm: &Vm, text: &Str, is_last: bool) -> PyResult<Vec<u8>> {
        match &self.engine {
            Engine::Native(encoding) => {
                encode_chunk(vm, encoding, text, &self.errors, &mut self.state)
            }
            Engine::Program(encoder) => {
                let args = &mut [text.value(), Value::bool(is_last)];
                let bytes = vm.call_method(encoder, "encode", args)?;
                Ok(crate::native::Buffer::require(vm, &bytes)?.to_vec())
            }
        }
    }

    /// Forget everything that was fed.
    pub fn reset(&mut self, vm: &Vm) -> PyResult<()> {
        self.state = State::default();
        if let Engine::Program(encoder) = &self.engine {
            vm.call_method(encoder, "reset", &mut [])?;
        }
        Ok(())
    }

    /// Whether a byte order mark goes before the next text: not in files that are appended to.
    pub fn set_start(&mut self, at_start: bool) {
        self.state.started = !at_start;
    }

    /// Whether the bytes are those of UTF-8 and every text without surrogates has some.
    pub fn is_plain_utf8(&self) -> bool {
        matches!(&self.engine, Engine::Native(encoding) if encoding.codec == Codec::Utf8)
    }

    /// What `getstate()` gives.
    pub fn state(&self) -> i64 {
        match &self.engine {
            Engine::Native(encoding) => match encoding.codec {
                Codec::Utf16(None) | Codec::Utf32(None) => 2 * i64::from(!self.state.started),
                Codec::Utf8Sig => i64::from(!self.state.started),
                _ => 0,
            },
            Engine::Program(_) => 0,
        }
    }

    pub fn set_state(&mut self, flag: i64) {
        self.state.started = flag == 0;
    }
}
