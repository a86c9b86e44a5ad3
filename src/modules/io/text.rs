//! The state of `TextIOWrapper`: text over a file of bytes.
//!
//! Written text is encoded at once and waits as bytes; read bytes are decoded in chunks and wait
//! as text ([`Decoded`]). The file below is used directly where it is one of the buffered classes
//! exactly, otherwise by its methods. The class with its methods is in `text_class.rs`.

use std::cell::{Cell, RefCell};

use super::buffer_state::BufferState;
use super::buffered::{Buffered, BufferedRandom, BufferedReader, BufferedWriter};
use super::coding::{Snapshot, TextDecoder, TextEncoder};
use super::decoded::{Decoded, LineEnds};
use super::piece::Text;
use super::{closed_error, unsupported};
use crate::object::{Bytes, Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// Bytes that are read and decoded together, and bytes that may wait to be written.
const CHUNK: usize = 8192;

/// The file of bytes below.
#[derive(Clone, Default)]
pub enum Lower {
    #[default]
    Missing,
    Detached,
    Reader(Native<BufferedReader>),
    Writer(Native<BufferedWriter>),
    Random(Native<BufferedRandom>),
    Other(Value),
}

impl Lower {
    fn of(vm: &Vm, buffer: &Value) -> Lower {
        let class = vm.class_of(buffer);
        if class == vm.class_for::<BufferedReader>() {
            Native::from_value(buffer).map(Lower::Reader)
        } else if class == vm.class_for::<BufferedWriter>() {
            Native::from_value(buffer).map(Lower::Writer)
        } else if class == vm.class_for::<BufferedRandom>() {
            Native::from_value(buffer).map(Lower::Random)
        } else {
            None
        }
        .unwrap_or_else(|| Lower::Other(buffer.clone()))
    }

    pub fn value(&self) -> Option<Value> {
        match self {
            Lower::Missing | Lower::Detached => None,
            Lower::Reader(f) => Some(f.value()),
            Lower::Writer(f) => Some(f.value()),
            Lower::Random(f) => Some(f.value()),
            Lower::Other(v) => Some(v.clone()),
        }
    }

    pub fn state(&self) -> Option<&BufferState> {
        match self {
            Lower::Reader(f) => Some(f.state()),
            Lower::Writer(f) => Some(f.state()),
            Lower::Random(f) => Some(f.state()),
            _ => None,
        }
    }

    pub fn call(&self, vm: &Vm, method: &str, args: &mut [Value]) -> PyResult<Value> {
        vm.call_method(&self.value().unwrap_or(Value::NONE), method, args)
    }

    pub fn is_closed(&self, vm: &Vm) -> PyResult<bool> {
        match self.state() {
            Some(state) => state.is_closed(vm),
            None => super::base::is_closed(vm, &self.value().unwrap_or(Value::NONE)),
        }
    }
}

/// How a text file translates: what the constructor and `reconfigure` set.
#[derive(Clone)]
pub struct Settings {
    /// As the program gave it.
    pub encoding: Str,
    pub errors: Str,
    pub ends: LineEnds,
    /// What `'\n'` is written as, where it is something else.
    pub write_end: Option<&'static str>,
    pub line_buffering: bool,
    pub write_through: bool,
}

pub struct TextIoWrapper {
    pub lower: RefCell<Lower>,
    pub settings: RefCell<Settings>,
    encoder: RefCell<Option<TextEncoder>>,
    decoder: RefCell<Option<TextDecoder>>,
    /// Encoded bytes that wait.
    waiting: RefCell<Vec<u8>>,
    pub decoded: RefCell<Decoded>,
    /// What the unread text was decoded from, where it does not tell by itself.
    snapshot: RefCell<Option<Snapshot>>,
    pub has_read1: Cell<bool>,
    pub seekable: Cell<bool>,
    /// `tell` may be called: no loop is going on.
    pub telling: Cell<bool>,
    /// Something has been read and may be left over: the encoding is fixed.
    pub has_read: Cell<bool>,
    pub chunk: Cell<usize>,
    /// What every write needs to know, in one place: text can be appended as UTF-8 without a look
    /// at its lines, unless it holds a line end and `flush_lines`.
    plain: Cell<bool>,
    flush_lines: Cell<bool>,
}

impl Default for TextIoWrapper {
    fn default() -> TextIoWrapper {
        TextIoWrapper {
            lower: RefCell::default(),
            settings: RefCell::new(Settings {
                encoding: Str::default(),
                errors: Str::default(),
                ends: LineEnds::Translated,
                write_end: None,
                line_buffering: false,
                write_through: false,
            }),
            encoder: RefCell::default(),
            decoder: RefCell::default(),
            waiting: RefCell::default(),
            decoded: RefCell::default(),
            snapshot: RefCell::default(),
            has_read1: Cell::new(false),
            seekable: Cell::new(false),
            telling: Cell::new(false),
            has_read: Cell::new(false),
            chunk: Cell::new(CHUNK),
            plain: Cell::new(false),
            flush_lines: Cell::new(false),
        }
    }
}

impl NativeObject for TextIoWrapper {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(lower) = self.lower.try_borrow()
            && let Some(value) = lower.value()
        {
            visit(&value);
        }
    }
}

impl Drop for TextIoWrapper {
    fn drop(&mut self) {
        let waiting = self.waiting.take();
        if let Some(state) = self.lower.get_mut().state() {
            state.push_quietly(waiting);
        }
    }
}

/// "underlying buffer has been detached"
fn detached(vm: &Vm) -> Exc {
    vm.value_error("underlying buffer has been detached")
}

impl TextIoWrapper {
    /// Bind to a file of bytes.
    pub fn attach(&self, vm: &Vm, buffer: &Value, settings: Settings) -> PyResult<()> {
        let able = |name: &str| -> PyResult<bool> {
            let answer = vm.call_method(buffer, name, &mut [])?;
            vm.is_true(&answer)
        };
        let encoding = settings.encoding.to_lossy().into_owned();
        let decoder = TextDecoder::new(vm, &encoding, &settings.errors)?;
        let mut encoder = TextEncoder::new(vm, &encoding, &settings.errors)?;
        let (readable, writable, seekable) =
            (able("readable")?, able("writable")?, able("seekable")?);
        if seekable && writable {
            // Only at the beginning of a file does a byte order mark make sense.
            let place = vm.call_method(buffer, "tell", &mut [])?;
            encoder.set_start(vm.index(&place)? == 0);
        }
        let old = self.lower.replace(Lower::of(vm, buffer));
        drop(old);
        let has_read1 = match self.lower.borrow().state() {
            Some(_) => true,
            None => vm.attr_opt(buffer, "read1")?.is_some(),
        };
        self.has_read1.set(has_read1);
        self.decoder.replace(readable.then_some(decoder));
        self.encoder.replace(writable.then_some(encoder));
        self.seekable.set(seekable);
        self.telling.set(seekable);
        self.has_read.set(false);
        self.waiting.borrow_mut().clear();
        *self.decoded.borrow_mut() = Decoded::default();
        self.apply(settings);
        Ok(())
    }

    /// Take over settings, after their encoder and decoder.
    fn apply(&self, settings: Settings) {
        let utf8 = self
            .encoder
            .borrow()
            .as_ref()
            .is_some_and(TextEncoder::is_plain_utf8);
        self.plain
            .set(utf8 && settings.write_end.is_none() && !settings.write_through);
        self.flush_lines.set(settings.line_buffering);
        self.settings.replace(settings);
    }

    /// Change settings in the middle of a file: what `reconfigure` does after its checks.
    pub fn change(&self, vm: &Vm, settings: Settings) -> PyResult<()> {
        self.flush(vm)?;
        let encoding = settings.encoding.to_lossy().into_owned();
        if self.decoder.borrow().is_some() {
            let decoder = TextDecoder::new(vm, &encoding, &settings.errors)?;
            self.decoder.replace(Some(decoder));
        }
        if self.encoder.borrow().is_some() {
            let mut encoder = TextEncoder::new(vm, &encoding, &settings.errors)?;
            if self.seekable.get() {
                let place = self.lower(vm)?.call(vm, "tell", &mut [])?;
                encoder.set_start(vm.index(&place)? == 0);
            }
            self.encoder.replace(Some(encoder));
        }
        self.apply(settings);
        Ok(())
    }

    /// The file below; ValueError where there is none.
    pub fn lower(&self, vm: &Vm) -> PyResult<Lower> {
        let lower = self.lower.borrow().clone();
        match lower {
            Lower::Missing => Err(vm.value_error("I/O operation on uninitialized object")),
            Lower::Detached => Err(detached(vm)),
            lower => Ok(lower),
        }
    }

    /// The file below, which must be open: ValueError "I/O operation on closed file."
    pub fn open_lower(&self, vm: &Vm) -> PyResult<Lower> {
        let lower = self.lower(vm)?;
        if lower.is_closed(vm)? {
            Err(closed_error(vm))
        } else {
            Ok(lower)
        }
    }

    // ---- writing ----------------------------------------------------------------------------

    /// `write(text)`
    pub fn write(&self, vm: &Vm, text: &Str) -> PyResult<()> {
        if self.plain.get()
            && let Some(plain) = text.as_str()
        {
            return self.write_plain(vm, plain);
        }
        let lower = self.open_lower(vm)?;
        self.start_writing(vm)?;
        let (write_end, write_through) = {
            let settings = self.settings.borrow();
            (settings.write_end, settings.write_through)
        };
        let lines = text.to_lossy();
        let has_lf = lines.contains('\n');
        let has_end = has_lf || lines.contains('\r');
        let translated = match write_end {
            Some(end) if has_lf => match text.as_str() {
                Some(plain) => Str::new(plain.replace('\n', end)),
                None => translate_wide(text, end),
            },
            _ => text.clone(),
        };
        self.encode(vm, &translated)?;
        let flush = self.flush_lines.get() && has_end;
        if flush || write_through || self.waiting.borrow().len() > self.chunk.get() {
            self.push_waiting(vm, &lower)?;
        }
        if flush {
            flush_lower(vm, &lower)
        } else {
            Ok(())
        }
    }

    /// [`TextIoWrapper::write`] of text without lone surrogates.
    #[inline]
    pub fn write_plain(&self, vm: &Vm, text: &str) -> PyResult<()> {
        if !self.plain.get() {
            return self.write(vm, &Str::new(text));
        }
        let lower = self.lower.borrow();
        let open = match &*lower {
            Lower::Writer(file) => !file.state().is_closed(vm)?,
            _ => false,
        };
        if !open {
            drop(lower);
            self.open_lower(vm)?;
            self.start_writing(vm)?;
        }
        let full = {
            let mut waiting = self.waiting.borrow_mut();
            waiting.extend_from_slice(text.as_bytes());
            waiting.len() > self.chunk.get()
        };
        let flush =
            self.flush_lines.get() && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some();
        if full || flush {
            let lower = self.lower(vm)?;
            self.push_waiting(vm, &lower)?;
            if flush {
                return flush_lower(vm, &lower);
            }
        }
        Ok(())
    }

    /// What was read ahead is forgotten: writing goes on where the file below stands.
    fn start_writing(&self, vm: &Vm) -> PyResult<()> {
        if self.encoder.borrow().is_none() {
            return Err(unsupported(vm, "not writable"));
        }
        self.forget_decoded();
        Ok(())
    }

    fn forget_decoded(&self) {
        if let Some(decoder) = &mut *self.decoder.borrow_mut() {
            self.decoded.borrow_mut().clear();
            decoder.reset(false);
        }
    }

    fn encode(&self, vm: &Vm, text: &Str) -> PyResult<()> {
        // An error handler may be a function of the program: nothing is borrowed meanwhile.
        let Some(mut encoder) = self.encoder.take() else {
            return Err(unsupported(vm, "not writable"));
        };
        let result = encoder.encode(vm, text);
        self.encoder.replace(Some(encoder));
        let bytes = result?;
        self.waiting.borrow_mut().extend(bytes);
        Ok(())
    }

    /// Hand waiting bytes to the file below.
    fn push_waiting(&self, vm: &Vm, lower: &Lower) -> PyResult<()> {
        if self.waiting.borrow().is_empty() {
            return Ok(());
        }
        let mut bytes = self.waiting.take();
        if let Some(state) = lower.state() {
            state.write(vm, &bytes)?;
            bytes.clear();
            let later = self.waiting.replace(bytes);
            self.waiting.borrow_mut().extend(later);
            return Ok(());
        }
        lower
            .call(vm, "write", &mut [Value::bytes(bytes)])
            .map(drop)
    }

    /// Hand everything on, through the file below.
    pub fn flush(&self, vm: &Vm) -> PyResult<()> {
        let lower = self.open_lower(vm)?;
        self.telling.set(self.seekable.get());
        self.push_waiting(vm, &lower)?;
        flush_lower(vm, &lower)
    }

    /// Hand what waits to the file below, where that is open: at the end of a program.
    pub fn hand_down(&self, vm: &Vm) -> PyResult<()> {
        if self.waiting.borrow().is_empty() {
            return Ok(());
        }
        let lower = self.open_lower(vm)?;
        self.push_waiting(vm, &lower)
    }

    /// Hand everything on as far as that can be done without a VM.
    pub fn drain_quietly(&self) {
        if let Some(state) = self.lower.borrow().state() {
            state.push_quietly(self.waiting.take());
            state.flush_quietly();
        }
    }

    /// Forget what waits to be written: writing it has failed for good.
    pub fn discard(&self) {
        self.waiting.borrow_mut().clear();
        if let Some(state) = self.lower.borrow().state() {
            state.discard();
        }
    }

    // ---- reading ----------------------------------------------------------------------------

    /// Before reading: the file must be open and readable, and what was written is on its way.
    fn start_reading(&self, vm: &Vm) -> PyResult<Lower> {
        let lower = self.open_lower(vm)?;
        if self.decoder.borrow().is_none() {
            return Err(unsupported(vm, "not readable"));
        }
        self.push_waiting(vm, &lower)?;
        Ok(lower)
    }

    fn decode(&self, vm: &Vm, bytes: Vec<u8>, last: bool) -> PyResult<Text> {
        let Some(mut decoder) = self.decoder.take() else {
            return Err(unsupported(vm, "not readable"));
        };
        self.has_read.set(true);
        let result = decoder.decode(vm, bytes, last);
        self.decoder.replace(Some(decoder));
        result
    }

    /// Decode one more chunk; false at the end of the file.
    fn fill(&self, vm: &Vm, lower: &Lower, ends: LineEnds) -> PyResult<bool> {
        let size = self.chunk.get();
        let bytes = match lower.state() {
            Some(state) => state.read1(vm, size as i64)?,
            None => {
                let method = if self.has_read1.get() {
                    "read1"
                } else {
                    "read"
                };
                let data = lower.call(vm, method, &mut [Value::size(size)])?;
                bytes_read(vm, method, &data)?
            }
        };
        let last = bytes.is_empty();
        self.keep_snapshot(vm, &bytes)?;
        let text = self.decode(vm, bytes, last)?;
        let got = text.len() > 0;
        let mut decoded = self.decoded.borrow_mut();
        decoded.push(text, ends);
        if last {
            decoded.finish();
        }
        Ok(!last || got)
    }

    /// Remember bytes that are about to be decoded, for `tell`.
    fn keep_snapshot(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        let decoder = self.decoder.borrow();
        let Some(decoder) = decoder
            .as_ref()
            .filter(|d| !d.is_exact() && self.seekable.get())
        else {
            return Ok(());
        };
        let mut snapshot = self.snapshot.borrow_mut();
        if self.decoded.borrow().is_empty() || snapshot.is_none() {
            *snapshot = Some(decoder.snapshot(vm)?);
        }
        if let Some(snapshot) = &mut *snapshot {
            snapshot.bytes.extend_from_slice(bytes);
        }
        Ok(())
    }

    /// `read(size)`; everything for a negative size.
    pub fn read(&self, vm: &Vm, size: i64) -> PyResult<Str> {
        let lower = self.start_reading(vm)?;
        let ends = self.settings.borrow().ends;
        let Ok(size) = usize::try_from(size) else {
            return self.read_all(vm, &lower, ends);
        };
        let mut out = Text::default();
        let mut taken = 0;
        let mut at_end = false;
        loop {
            taken += self
                .decoded
                .borrow_mut()
                .take(size - taken, ends, at_end, &mut out);
            if taken >= size || at_end {
                return Ok(out.into_str());
            }
            at_end = !self.fill(vm, &lower, ends)?;
        }
    }

    fn read_all(&self, vm: &Vm, lower: &Lower, ends: LineEnds) -> PyResult<Str> {
        let bytes = match lower.state() {
            Some(state) => state.read(vm, -1)?.unwrap_or_default(),
            None => {
                let data = lower.call(vm, "read", &mut [])?;
                if data.is_none() {
                    Vec::new()
                } else {
                    bytes_read(vm, "read", &data)?
                }
            }
        };
        let text = self.decode(vm, bytes, true)?;
        let mut decoded = self.decoded.borrow_mut();
        decoded.push(text, ends);
        decoded.finish();
        self.has_read.set(false);
        Ok(decoded.take_all(ends))
    }

    /// `readline()`: `None` at the end of the file.
    #[inline]
    pub fn line(&self, vm: &Vm) -> PyResult<Option<Str>> {
        let lower = self.start_reading(vm)?;
        let ends = self.settings.borrow().ends;
        let mut at_end = false;
        loop {
            if let Some(line) = self.decoded.borrow_mut().line(ends, at_end) {
                return Ok(Some(line));
            }
            if at_end {
                self.has_read.set(false);
                return Ok(None);
            }
            at_end = !self.fill(vm, &lower, ends)?;
        }
    }

    /// `readline(limit)`
    pub fn limited_line(&self, vm: &Vm, limit: usize) -> PyResult<Str> {
        let lower = self.start_reading(vm)?;
        let ends = self.settings.borrow().ends;
        let mut out = Text::default();
        let mut taken = 0;
        let mut at_end = false;
        loop {
            let (more, done) =
                self.decoded
                    .borrow_mut()
                    .limited_line(limit - taken, ends, at_end, &mut out);
            taken += more;
            if done || at_end {
                return Ok(out.into_str());
            }
            at_end = !self.fill(vm, &lower, ends)?;
        }
    }

    // ---- places -----------------------------------------------------------------------------

    /// Where reading or writing goes on, as a number for [`TextIoWrapper::seek_to`].
    pub fn tell(&self, vm: &Vm) -> PyResult<i64> {
        let lower = self.open_lower(vm)?;
        if !self.seekable.get() {
            return Err(unsupported(vm, "underlying stream is not seekable"));
        }
        if !self.telling.get() {
            let message = "telling position disabled by next() call";
            return Err(vm.exception(&vm.types.os_error, message));
        }
        self.push_waiting(vm, &lower)?;
        flush_lower(vm, &lower)?;
        let place = lower.call(vm, "tell", &mut [])?;
        let place = vm.index(&place)?;
        let ahead = self.bytes_ahead(vm)?;
        Ok(place - ahead as i64)
    }

    /// How many bytes of the file stand for the text that is decoded and not read.
    fn bytes_ahead(&self, vm: &Vm) -> PyResult<usize> {
        let Some(decoder) = self.decoder.take() else {
            return Ok(0);
        };
        let result = self.count_ahead(vm, &decoder);
        self.decoder.replace(Some(decoder));
        result
    }

    fn count_ahead(&self, vm: &Vm, decoder: &TextDecoder) -> PyResult<usize> {
        let rest = self.decoded.borrow().rest();
        let pending = decoder.pending();
        if rest.len() == 0 {
            return Ok(pending);
        }
        if decoder.is_exact() {
            return Ok(decoder.encoded_len(vm, rest)? + pending);
        }
        let snapshot = self.snapshot.take();
        let found = match &snapshot {
            Some(snapshot) => decoder.bytes_left(vm, snapshot, rest.count()),
            None => Ok(None),
        };
        self.snapshot.replace(snapshot);
        found?.ok_or_else(|| {
            vm.exception(
                &vm.types.os_error,
                "can't reconstruct logical file position",
            )
        })
    }

    /// Go to a place that `tell` gave.
    pub fn seek_to(&self, vm: &Vm, place: Value) -> PyResult<Value> {
        let lower = self.lower(vm)?;
        lower.call(vm, "seek", &mut [place.clone()])?;
        self.forget(&place);
        Ok(place)
    }

    /// The file below stands at a new place.
    pub fn forget(&self, place: &Value) {
        let at_start = place.as_small_int() == Some(0);
        self.has_read.set(false);
        self.decoded.borrow_mut().clear();
        if let Some(decoder) = &mut *self.decoder.borrow_mut() {
            decoder.reset(at_start);
        }
        if let Some(encoder) = &mut *self.encoder.borrow_mut() {
            encoder.set_start(at_start);
        }
    }
}

fn translate_wide(text: &Str, end: &str) -> Str {
    let mut points = Vec::with_capacity(text.len());
    for point in text.code_points() {
        match point {
            10 => points.extend(end.chars().map(u32::from)),
            other => points.push(other),
        }
    }
    Str::from_code_points(&points)
}

fn flush_lower(vm: &Vm, lower: &Lower) -> PyResult<()> {
    match lower {
        Lower::Writer(file) => file.state().flush(vm),
        _ => lower.call(vm, "flush", &mut []).map(drop),
    }
}

fn bytes_read(vm: &Vm, method: &str, data: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = Bytes::from_value(data) {
        return Ok(bytes.to_vec());
    }
    match crate::native::Buffer::from_value(vm, data) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error(format!(
            "underlying {method}() should have returned a bytes-like object, not '{}'",
            vm.type_name(data)
        ))),
    }
}
