//! Where the bytes of a pickle come from: memory or a file-like object.
//!
//! Nothing is read from a file beyond the end of the pickle. Lengths that the pickle claims are
//! not believed: memory grows with the bytes that are really there.

use crate::native::Buffer;
use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

/// Bytes asked of a file at once, where it lets us look ahead.
const PEEK: i64 = 128 * 1024;
/// The most bytes asked of a file at once on the word of the pickle.
const STEP: usize = 1 << 20;
/// Bytes of a pickle in memory that are looked at together: no more than caches hold.
const WINDOW: usize = 1 << 16;

/// The methods of a file.
pub struct File {
    pub read: Value,
    pub readline: Value,
    pub peek: Option<Value>,
}

/// Bytes with a position; more come from the file, if there is one.
pub struct Source {
    bytes: Vec<u8>,
    at: usize,
    /// From here on, `bytes` were only looked at: the file's own position is there.
    peeked_from: Option<usize>,
    file: Option<File>,
    /// A pickle in memory, and how much of it has come into `bytes`.
    memory: Option<(Buffer, usize)>,
}

/// Why there are no bytes.
pub enum Fail {
    /// The end came first.
    Ended,
    Raised(Exc),
}

impl From<Exc> for Fail {
    fn from(e: Exc) -> Fail {
        Fail::Raised(e)
    }
}

impl Source {
    pub fn memory(bytes: Vec<u8>) -> Source {
        Source {
            bytes,
            at: 0,
            peeked_from: None,
            file: None,
            memory: None,
        }
    }

    /// The bytes of an object, which are not copied as a whole.
    pub fn buffer(buffer: Buffer) -> Source {
        Source {
            memory: Some((buffer, 0)),
            ..Source::memory(Vec::new())
        }
    }

    pub fn file(file: File) -> Source {
        Source {
            bytes: Vec::new(),
            at: 0,
            peeked_from: None,
            file: Some(file),
            memory: None,
        }
    }

    /// The values held, for the collector.
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(file) = &self.file {
            visit(&file.read);
            visit(&file.readline);
            file.peek.iter().for_each(visit);
        }
    }

    #[inline]
    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self, vm: &Vm) -> Result<u8, Fail> {
        if self.left() == 0 {
            self.fill(vm, 1)?;
        }
        let byte = self.bytes[self.at];
        self.at += 1;
        Ok(byte)
    }

    /// The next `count` bytes.
    #[inline]
    pub fn take(&mut self, vm: &Vm, count: usize) -> Result<&[u8], Fail> {
        if self.left() < count {
            self.fill(vm, count)?;
        }
        self.at += count;
        Ok(&self.bytes[self.at - count..self.at])
    }

    /// Make sure that `count` bytes are there, without taking them.
    pub fn need(&mut self, vm: &Vm, count: usize) -> Result<(), Fail> {
        if self.left() < count {
            self.fill(vm, count)
        } else {
            Ok(())
        }
    }

    /// The next line without its newline.
    pub fn line(&mut self, vm: &Vm) -> Result<Vec<u8>, Fail> {
        let find = |bytes: &[u8]| bytes.iter().position(|&b| b == b'\n');
        loop {
            if let Some(length) = find(&self.bytes[self.at..]) {
                let line = self.bytes[self.at..self.at + length].to_vec();
                self.at += length + 1;
                return Ok(line);
            }
            if !self.widen(WINDOW) {
                break;
            }
        }
        self.settle(vm)?;
        let Some(file) = &self.file else {
            self.at = self.bytes.len();
            return Err(Fail::Ended);
        };
        let rest = vm.call(&file.readline, &mut [])?;
        let mut line = self.bytes.split_off(self.at);
        line.extend_from_slice(&Buffer::require(vm, &rest)?);
        match line.pop() {
            Some(b'\n') => Ok(line),
            _ => Err(Fail::Ended),
        }
    }

    /// Take from the file what has been used of the bytes that were only looked at, and forget
    /// the others.
    pub fn settle(&mut self, vm: &Vm) -> PyResult<()> {
        let Some(from) = self.peeked_from.take() else {
            return Ok(());
        };
        let used = self.at.saturating_sub(from);
        self.bytes.truncate(self.at.max(from));
        if let Some(file) = &self.file
            && used > 0
        {
            vm.call(&file.read, &mut [Value::size(used)])?;
        }
        Ok(())
    }

    /// Take up to `count` more bytes of a pickle in memory; false if there are none.
    fn widen(&mut self, count: usize) -> bool {
        let Some((buffer, taken)) = &mut self.memory else {
            return false;
        };
        let rest = buffer.get(*taken..).unwrap_or(&[]);
        let part = &rest[..rest.len().min(count)];
        *taken += part.len();
        self.bytes.extend_from_slice(part);
        !part.is_empty()
    }

    #[cold]
    fn fill(&mut self, vm: &Vm, count: usize) -> Result<(), Fail> {
        self.settle(vm)?;
        self.bytes.drain(..self.at);
        self.at = 0;
        if let Some((buffer, taken)) = &self.memory {
            // Asked for more than there is, it does not grow.
            if self.bytes.len() + (buffer.len() - taken) >= count {
                self.widen(WINDOW.max(count - self.bytes.len()));
                return Ok(());
            }
            return Err(Fail::Ended);
        }
        let Some(file) = &self.file else {
            return Err(Fail::Ended);
        };
        if let Some(peek) = &file.peek {
            let seen = vm.call(peek, &mut [Value::int(PEEK)])?;
            let seen = Buffer::require(vm, &seen)?;
            if self.bytes.len() + seen.len() >= count {
                self.peeked_from = Some(self.bytes.len());
                self.bytes.extend_from_slice(&seen);
                return Ok(());
            }
        }
        while self.bytes.len() < count {
            let wanted = (count - self.bytes.len()).min(STEP);
            let part = vm.call(&file.read, &mut [Value::size(wanted)])?;
            let part = Buffer::require(vm, &part)?;
            if part.is_empty() {
                return Err(Fail::Ended);
            }
            self.bytes.extend_from_slice(&part);
        }
        Ok(())
    }
}
