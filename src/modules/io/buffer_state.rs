//! The state behind `BufferedReader`, `BufferedWriter` and `BufferedRandom`: bytes read ahead,
//! bytes waiting to be written, and the raw file below.
//!
//! A raw file that is exactly a `FileIO` is used directly; any other object by its methods. No
//! borrow is held while such a method runs.

use std::cell::{Cell, RefCell};

use super::raw::FileIo;
use super::{DEFAULT_BUFFER_SIZE, args, unsupported};
use crate::object::{ByteArray, Bytes, Exc, Native, PyResult, Value};
use crate::vm::Vm;

/// The raw file.
#[derive(Clone, Default)]
pub enum Raw {
    /// `__init__` has not run.
    #[default]
    Missing,
    Detached,
    File(Native<FileIo>),
    Other(Value),
}

pub struct BufferState {
    raw: RefCell<Raw>,
    /// Bytes read ahead; those before `at` have been handed out.
    ahead: RefCell<Vec<u8>>,
    at: Cell<usize>,
    /// Bytes that wait to be written. Never together with bytes read ahead.
    waiting: RefCell<Vec<u8>>,
    pub size: Cell<usize>,
    pub readable: bool,
    pub writable: bool,
}

impl BufferState {
    pub fn new(readable: bool, writable: bool) -> BufferState {
        BufferState {
            raw: RefCell::default(),
            ahead: RefCell::default(),
            at: Cell::new(0),
            waiting: RefCell::default(),
            size: Cell::new(DEFAULT_BUFFER_SIZE),
            readable,
            writable,
        }
    }

    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(raw) = self.raw.try_borrow()
            && let Some(value) = raw.value()
        {
            visit(&value);
        }
    }

    /// Bind to a raw file.
    pub fn attach(&self, vm: &Vm, raw: &Value, size: i64) -> PyResult<()> {
        let Some(size) = usize::try_from(size).ok().filter(|n| *n > 0) else {
            return Err(vm.value_error("buffer size must be strictly positive"));
        };
        let exact = vm.class_of(raw) == vm.class_for::<FileIo>();
        let new = match Native::from_value(raw) {
            Some(file) if exact => Raw::File(file),
            _ => Raw::Other(raw.clone()),
        };
        self.size.set(size);
        self.reset();
        let old = self.raw.replace(new);
        drop(old);
        Ok(())
    }

    fn reset(&self) {
        self.ahead.borrow_mut().clear();
        self.at.set(0);
        self.waiting.borrow_mut().clear();
    }

    /// The raw file; ValueError where there is none.
    pub fn raw(&self, vm: &Vm) -> PyResult<Raw> {
        let raw = self.raw.borrow().clone();
        match raw {
            Raw::Missing => Err(vm.value_error("I/O operation on uninitialized object")),
            Raw::Detached => Err(vm.value_error("raw stream has been detached")),
            raw => Ok(raw),
        }
    }

    /// The raw file's object; ValueError where there is none.
    pub fn raw_value(&self, vm: &Vm) -> PyResult<Value> {
        Ok(self.raw(vm)?.value().unwrap_or(Value::NONE))
    }

    /// The object of `raw`, None where there is none.
    pub fn raw_or_none(&self) -> Value {
        self.raw.borrow().value().unwrap_or(Value::NONE)
    }

    pub fn is_closed(&self, vm: &Vm) -> PyResult<bool> {
        match self.raw(vm)? {
            Raw::File(file) => Ok(file.is_closed()),
            raw => super::base::is_closed(vm, &raw.value().unwrap_or(Value::NONE)),
        }
    }

    /// The raw file of an open buffer; ValueError "read of closed file".
    pub fn open_raw(&self, vm: &Vm, doing: &str) -> PyResult<Raw> {
        let raw = self.raw(vm)?;
        let closed = match &raw {
            Raw::File(file) => file.is_closed(),
            _ => self.is_closed(vm)?,
        };
        if closed {
            Err(vm.value_error(format!("{doing} of closed file")))
        } else {
            Ok(raw)
        }
    }

    pub fn detach(&self, vm: &Vm) -> PyResult<Value> {
        let raw = self.raw_value(vm)?;
        self.raw.replace(Raw::Detached);
        Ok(raw)
    }

    // ---- reading ----------------------------------------------------------------------------

    /// Bytes read ahead and not yet handed out.
    pub fn ahead_len(&self) -> usize {
        self.ahead.borrow().len() - self.at.get()
    }

    /// Hand out up to `count` of the bytes read ahead.
    fn take(&self, count: usize) -> Vec<u8> {
        let ahead = self.ahead.borrow();
        let at = self.at.get();
        let end = (at + count).min(ahead.len());
        self.at.set(end);
        ahead.get(at..end).unwrap_or_default().to_vec()
    }

    /// Give `f` the bytes read ahead; it says how many of them it has used up.
    pub fn consume<R>(&self, f: impl FnOnce(&[u8]) -> (usize, R)) -> R {
        let ahead = self.ahead.borrow();
        let at = self.at.get();
        let (used, result) = f(ahead.get(at..).unwrap_or_default());
        self.at.set((at + used).min(ahead.len()));
        result
    }

    /// Read ahead once, when nothing is ahead. The number of bytes (0 at the end), `None` where
    /// the raw file has none yet.
    pub fn fill(&self, vm: &Vm, raw: &Raw) -> PyResult<Option<usize>> {
        let mut buffer = self.ahead.take();
        buffer.clear();
        self.at.set(0);
        let result = raw.read(vm, &mut buffer, self.size.get());
        // Another task may have read ahead in the meantime: its bytes stand first.
        let theirs = self.consume(|ahead| (ahead.len(), ahead.to_vec()));
        if !theirs.is_empty() {
            buffer.splice(0..0, theirs);
        }
        self.at.set(0);
        self.ahead.replace(buffer);
        result
    }

    /// `read(size)`, everything for a negative size; `None` where the raw file has none yet.
    pub fn read(&self, vm: &Vm, size: i64) -> PyResult<Option<Vec<u8>>> {
        if size < -1 {
            return Err(vm.value_error("read length must be non-negative or -1"));
        }
        let raw = self.open_raw(vm, "read")?;
        let Ok(size) = usize::try_from(size) else {
            return self.read_all(vm, &raw);
        };
        if size <= self.ahead_len() {
            return Ok(Some(self.take(size)));
        }
        self.flush_waiting(vm)?;
        let mut data = self.take(usize::MAX - self.at.get());
        if data.try_reserve(size - data.len()).is_err() {
            return Err(vm.memory_error(""));
        }
        while data.len() < size {
            let missing = size - data.len();
            let whole = missing - missing % self.size.get();
            let got = if whole > 0 {
                raw.read(vm, &mut data, whole)?
            } else {
                let got = self.fill(vm, &raw)?;
                data.extend(self.take(missing));
                got
            };
            match got {
                Some(0) => break,
                Some(_) => {}
                None if data.is_empty() => return Ok(None),
                None => break,
            }
        }
        Ok(Some(data))
    }

    fn read_all(&self, vm: &Vm, raw: &Raw) -> PyResult<Option<Vec<u8>>> {
        self.flush_waiting(vm)?;
        let mut data = self.take(usize::MAX - self.at.get());
        let rest = match raw {
            Raw::File(file) => file.read_all(vm)?,
            _ => self.read_all_of_other(vm, raw)?,
        };
        match rest {
            Some(rest) if data.is_empty() => Ok(Some(rest)),
            Some(rest) => {
                data.extend(rest);
                Ok(Some(data))
            }
            None => Ok((!data.is_empty()).then_some(data)),
        }
    }

    fn read_all_of_other(&self, vm: &Vm, raw: &Raw) -> PyResult<Option<Vec<u8>>> {
        let object = raw.value().unwrap_or(Value::NONE);
        if let Some(readall) = vm.attr_opt(&object, "readall")? {
            let rest = vm.call(&readall, &mut [])?;
            return match Bytes::from_value(&rest) {
                Some(bytes) => Ok(Some(bytes.to_vec())),
                None if rest.is_none() => Ok(None),
                None => Err(vm.type_error("readall() should return bytes")),
            };
        }
        let mut data = Vec::new();
        loop {
            let part = vm.call_method(&object, "read", &mut [])?;
            match Bytes::from_value(&part) {
                Some(bytes) if bytes.is_empty() => return Ok(Some(data)),
                Some(bytes) => data.extend_from_slice(&bytes),
                None if part.is_none() => return Ok((!data.is_empty()).then_some(data)),
                None => return Err(vm.type_error("read() should return bytes")),
            }
        }
    }

    /// `read1(size)`: at most one call of the raw file.
    pub fn read1(&self, vm: &Vm, size: i64) -> PyResult<Vec<u8>> {
        let raw = self.open_raw(vm, "read")?;
        let size = usize::try_from(size).unwrap_or(self.size.get());
        if size == 0 {
            return Ok(Vec::new());
        }
        if self.ahead_len() > 0 {
            return Ok(self.take(size));
        }
        self.flush_waiting(vm)?;
        let mut data = Vec::new();
        raw.read(vm, &mut data, size)?;
        Ok(data)
    }

    /// `readinto(target)`, with `once` `readinto1`.
    pub fn read_into(&self, vm: &Vm, target: &Value, once: bool) -> PyResult<Option<usize>> {
        self.open_raw(vm, if once { "readinto1" } else { "readinto" })?;
        let room = args::writable_len(vm, target)?;
        let data = if once {
            Some(self.read1(vm, room as i64)?)
        } else {
            self.read(vm, room as i64)?
        };
        let Some(data) = data else { return Ok(None) };
        args::write_into(vm, target, &data)?;
        Ok(Some(data.len()))
    }

    /// `peek()`: the bytes read ahead, after reading ahead where there are none.
    pub fn peek(&self, vm: &Vm) -> PyResult<Vec<u8>> {
        let raw = self.open_raw(vm, "peek")?;
        self.flush_waiting(vm)?;
        if self.ahead_len() == 0 {
            self.fill(vm, &raw)?;
        }
        Ok(self.consume(|ahead| (0, ahead.to_vec())))
    }

    /// `readline(limit)`
    pub fn readline(&self, vm: &Vm, limit: i64) -> PyResult<Vec<u8>> {
        let raw = self.open_raw(vm, "readline")?;
        self.flush_waiting(vm)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut line = Vec::new();
        let mut is_too_long = false;
        loop {
            let ended = self.consume(|ahead| {
                let end = memchr::memchr(b'\n', ahead).map_or(ahead.len(), |at| at + 1);
                let part = ahead.get(..end.min(limit - line.len())).unwrap_or_default();
                is_too_long = line.try_reserve(part.len()).is_err();
                if is_too_long {
                    return (0, true);
                }
                line.extend_from_slice(part);
                (
                    part.len(),
                    line.last() == Some(&b'\n') || line.len() == limit,
                )
            });
            if is_too_long {
                return Err(vm.memory_error(""));
            }
            if ended || matches!(self.fill(vm, &raw)?, Some(0) | None) {
                return Ok(line);
            }
        }
    }

    // ---- writing ----------------------------------------------------------------------------

    /// `write(bytes)`
    pub fn write(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        let raw = self.raw(vm)?;
        let closed = match &raw {
            Raw::File(file) => file.is_closed(),
            _ => self.is_closed(vm)?,
        };
        if closed {
            return Err(vm.value_error("write to closed file"));
        }
        self.forget_ahead(vm, &raw)?;
        let size = self.size.get();
        {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.len() + bytes.len() <= size {
                waiting.extend_from_slice(bytes);
                return Ok(());
            }
        }
        self.flush_waiting(vm)?;
        let mut rest = bytes;
        while rest.len() > size {
            match raw.write(vm, rest)? {
                Some(n) => rest = rest.get(n..).unwrap_or_default(),
                None => {
                    let kept = rest.len().min(size);
                    self.waiting.borrow_mut().extend_from_slice(&rest[..kept]);
                    return Err(blocked(vm, bytes.len() - rest.len() + kept));
                }
            }
        }
        self.waiting.borrow_mut().extend_from_slice(rest);
        Ok(())
    }

    /// Write what waits.
    pub fn flush_waiting(&self, vm: &Vm) -> PyResult<()> {
        if self.waiting.borrow().is_empty() {
            return Ok(());
        }
        let raw = self.raw(vm)?;
        let bytes = self.waiting.take();
        let mut done = 0;
        let result = loop {
            match raw.write(vm, bytes.get(done..).unwrap_or_default()) {
                Ok(Some(n)) => done += n,
                Ok(None) => break Err(blocked(vm, 0)),
                Err(e) => break Err(e),
            }
            if done >= bytes.len() {
                break Ok(());
            }
        };
        // What was not written waits on; the vector is kept for its memory otherwise.
        let mut bytes = bytes;
        bytes.drain(..done.min(bytes.len()));
        let later = self.waiting.replace(bytes);
        self.waiting.borrow_mut().extend(later);
        result
    }

    /// Before writing: the raw file stands behind the bytes read ahead, and must go back.
    fn forget_ahead(&self, vm: &Vm, raw: &Raw) -> PyResult<()> {
        let ahead = self.ahead_len();
        if ahead > 0 {
            raw.seek(vm, -(ahead as i64), 1)?;
        }
        if self.readable {
            self.ahead.borrow_mut().clear();
            self.at.set(0);
        }
        Ok(())
    }

    /// What waits when the object dies goes to the raw file, if that can be done without a VM.
    pub fn flush_quietly(&self) {
        let waiting = self.waiting.take();
        if !waiting.is_empty()
            && let Ok(raw) = self.raw.try_borrow()
            && let Raw::File(file) = &*raw
        {
            file.write_all_quietly(&waiting);
        }
    }

    /// Forget what waits.
    pub fn discard(&self) {
        self.waiting.borrow_mut().clear();
    }

    /// Take over bytes of a text file that dies; they are written when this buffer is.
    pub fn push_quietly(&self, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let closed = match self.raw.try_borrow().as_deref() {
            Ok(Raw::File(file)) => file.is_closed(),
            _ => true,
        };
        if !closed && let Ok(mut waiting) = self.waiting.try_borrow_mut() {
            waiting.extend(bytes);
        }
    }

    // ---- places -----------------------------------------------------------------------------

    /// `flush()`: what waits is written; a file open for both goes back to where it seems to be.
    pub fn flush(&self, vm: &Vm) -> PyResult<()> {
        let raw = self.open_raw(vm, "flush")?;
        self.flush_waiting(vm)?;
        if self.readable && self.writable {
            self.forget_ahead(vm, &raw)?;
        }
        Ok(())
    }

    pub fn tell(&self, vm: &Vm) -> PyResult<i64> {
        let raw = self.raw(vm)?;
        let place = raw.tell(vm)?;
        Ok(place - self.ahead_len() as i64 + self.waiting.borrow().len() as i64)
    }

    pub fn seek(&self, vm: &Vm, target: i64, whence: i64) -> PyResult<i64> {
        if !(0..=4).contains(&whence) {
            return Err(vm.value_error(format!("whence value {whence} unsupported")));
        }
        let raw = self.open_raw(vm, "seek")?;
        if !raw.ability(vm, "seekable")? {
            return Err(unsupported(vm, "File or stream is not seekable."));
        }
        self.flush_waiting(vm)?;
        let ahead = self.ahead_len() as i64;
        if self.readable && whence < 2 && ahead > 0 {
            let here = raw.tell(vm)? - ahead;
            let offset = if whence == 0 { target - here } else { target };
            if -(self.at.get() as i64) <= offset && offset <= ahead {
                self.at.set((self.at.get() as i64 + offset) as usize);
                return Ok(here + offset);
            }
        }
        let target = if whence == 1 { target - ahead } else { target };
        let place = raw.seek(vm, target, whence)?;
        self.ahead.borrow_mut().clear();
        self.at.set(0);
        Ok(place)
    }
}

fn blocked(vm: &Vm, written: usize) -> Exc {
    let text = "write could not complete without blocking";
    let errno = Value::int(i64::from(nix::errno::Errno::EAGAIN as i32));
    let args = vec![errno.clone(), Value::str(text), Value::size(written)];
    vm.exception_with(&vm.types.blocking_io_error, args)
        .with_field("errno", errno)
        .with_field("strerror", Value::str(text))
        .with_field("characters_written", Value::size(written))
}

impl Raw {
    pub fn value(&self) -> Option<Value> {
        match self {
            Raw::File(file) => Some(file.value()),
            Raw::Other(value) => Some(value.clone()),
            Raw::Missing | Raw::Detached => None,
        }
    }

    fn method(&self, vm: &Vm, name: &str, args: &mut [Value]) -> PyResult<Value> {
        vm.call_method(&self.value().unwrap_or(Value::NONE), name, args)
    }

    /// Read up to `max` bytes behind those in the buffer.
    pub fn read(&self, vm: &Vm, buffer: &mut Vec<u8>, max: usize) -> PyResult<Option<usize>> {
        let start = buffer.len();
        if let Raw::File(file) = self {
            buffer.resize(start + max, 0);
            let result = file.read_into(vm, &mut buffer[start..]);
            let got = result.as_ref().map_or(0, |n| n.unwrap_or(0));
            buffer.truncate(start + got);
            return result;
        }
        let place = ByteArray::new(vec![0; max]);
        let count = self.method(vm, "readinto", &mut [place.value()])?;
        if count.is_none() {
            return Ok(None);
        }
        let count = vm.index(&count)?;
        let place = place.borrow();
        match usize::try_from(count)
            .ok()
            .and_then(|n| place.get(..n))
            .filter(|p| p.len() <= max)
        {
            Some(bytes) => {
                buffer.extend_from_slice(bytes);
                Ok(Some(bytes.len()))
            }
            None => Err(invalid_length(vm, "readinto", count, max)),
        }
    }

    /// Write some bytes; how many.
    fn write(&self, vm: &Vm, bytes: &[u8]) -> PyResult<Option<usize>> {
        if let Raw::File(file) = self {
            return file.write(vm, bytes);
        }
        let count = self.method(vm, "write", &mut [Value::bytes(bytes.to_vec())])?;
        if count.is_none() {
            return Ok(None);
        }
        let count = vm.index(&count)?;
        match usize::try_from(count).ok().filter(|n| *n <= bytes.len()) {
            Some(n) => Ok(Some(n)),
            None => Err(invalid_length(vm, "write", count, bytes.len())),
        }
    }

    fn seek(&self, vm: &Vm, offset: i64, whence: i64) -> PyResult<i64> {
        if let Raw::File(file) = self {
            return file.seek(vm, offset, whence);
        }
        let place = self.method(vm, "seek", &mut [Value::int(offset), Value::int(whence)])?;
        valid_place(vm, &place)
    }

    fn tell(&self, vm: &Vm) -> PyResult<i64> {
        if let Raw::File(file) = self {
            return file.seek(vm, 0, 1);
        }
        let place = self.method(vm, "tell", &mut [])?;
        valid_place(vm, &place)
    }

    /// `readable()`, `writable()` or `seekable()` of the raw file.
    pub fn ability(&self, vm: &Vm, name: &str) -> PyResult<bool> {
        let answer = self.method(vm, name, &mut [])?;
        vm.is_true(&answer)
    }
}

fn valid_place(vm: &Vm, place: &Value) -> PyResult<i64> {
    let place = vm.index(place)?;
    if place < 0 {
        let message = format!("Raw stream returned invalid position {place}");
        return Err(vm.exception(&vm.types.os_error, message));
    }
    Ok(place)
}

fn invalid_length(vm: &Vm, method: &str, count: i64, max: usize) -> Exc {
    let message = format!(
        "raw {method}() returned invalid length {count} (should have been between 0 and {max})"
    );
    vm.exception(&vm.types.os_error, message)
}
