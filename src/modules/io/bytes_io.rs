//! `BytesIO`: a file of bytes in memory.
//!
//! The bytes are a bytearray object, so that `getbuffer` can show them as a memoryview.

use std::cell::{Cell, RefCell};

use super::args;
use super::base::{BufferedIoBase, bytes_to_write};
use super::raw::make;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::bytearray::check_size_free;
use crate::object::{ByteArray, Dict, Exc, Native, NativeObject, PyResult, Tuple, Value};
use crate::vm::Vm;

pub struct BytesIo {
    /// `None` when it is closed.
    data: RefCell<Option<ByteArray>>,
    at: Cell<usize>,
}

impl Default for BytesIo {
    fn default() -> BytesIo {
        BytesIo {
            data: RefCell::new(Some(ByteArray::new(Vec::new()))),
            at: Cell::new(0),
        }
    }
}

impl NativeObject for BytesIo {}

fn closed(vm: &Vm) -> Exc {
    super::closed_error(vm)
}

impl BytesIo {
    fn data(&self, vm: &Vm) -> PyResult<ByteArray> {
        self.data.borrow().clone().ok_or_else(|| closed(vm))
    }

    /// Hand out up to `size` bytes (all, if negative).
    fn read(&self, vm: &Vm, size: i64) -> PyResult<Vec<u8>> {
        let data = self.data(vm)?;
        let data = data.borrow();
        let at = self.at.get().min(data.len());
        let end = match usize::try_from(size) {
            Ok(size) => at.saturating_add(size).min(data.len()),
            Err(_) => data.len(),
        };
        if end > at {
            self.at.set(end);
        }
        Ok(data.get(at..end).unwrap_or_default().to_vec())
    }

    fn readline(&self, vm: &Vm, size: i64) -> PyResult<Vec<u8>> {
        let data = self.data(vm)?;
        let data = data.borrow();
        let rest = data.get(self.at.get()..).unwrap_or_default();
        let mut end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        if let Ok(limit) = usize::try_from(size) {
            end = end.min(limit);
        }
        self.at.set(self.at.get() + end);
        Ok(rest.get(..end).unwrap_or_default().to_vec())
    }

    fn write(&self, vm: &Vm, bytes: &[u8]) -> PyResult<usize> {
        let data = self.data(vm)?;
        let at = self.at.get();
        let end = at.checked_add(bytes.len()).ok_or_else(|| too_large(vm))?;
        if bytes.is_empty() {
            return Ok(0);
        }
        self.check_resize(vm, &data, end)?;
        let mut data = data.borrow_mut();
        if end > data.len() {
            let grow = end - data.len();
            if data.try_reserve(grow).is_err() {
                return Err(vm.memory_error(""));
            }
            data.resize(end, 0);
        }
        if let Some(place) = data.get_mut(at..end) {
            place.copy_from_slice(bytes);
        }
        self.at.set(end);
        Ok(bytes.len())
    }

    /// A memoryview of the bytes forbids to change their number.
    fn check_resize(&self, vm: &Vm, data: &ByteArray, end: usize) -> PyResult<()> {
        if end > data.borrow().len() {
            check_size_free(vm, data)?;
        }
        Ok(())
    }

    fn seek(&self, vm: &Vm, pos: i64, whence: i64) -> PyResult<i64> {
        let length = self.data(vm)?.borrow().len() as i64;
        let start = match whence {
            0 if pos < 0 => return Err(vm.value_error(format!("negative seek value {pos}"))),
            0 => 0,
            1 => self.at.get() as i64,
            2 => length,
            _ => {
                return Err(
                    vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))
                );
            }
        };
        let place = start.checked_add(pos).ok_or_else(|| too_large(vm))?.max(0);
        self.at.set(place as usize);
        Ok(place)
    }

    fn truncate(&self, vm: &Vm, size: Value) -> PyResult<i64> {
        let data = self.data(vm)?;
        let size = if size.is_none() {
            self.at.get() as i64
        } else {
            args::size(vm, &size)?
        };
        let Ok(length) = usize::try_from(size) else {
            return Err(vm.value_error(format!("negative size value {size}")));
        };
        if length < data.borrow().len() {
            check_size_free(vm, &data)?;
            data.borrow_mut().truncate(length);
        }
        Ok(size)
    }
}

fn too_large(vm: &Vm) -> Exc {
    vm.overflow_error("new position too large")
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let [initial] = args::parse_row(vm, "BytesIO(initial_bytes=b'')", args)?;
    let Some(file) = Native::<BytesIo>::from_value(this) else {
        return Err(vm.type_error("a BytesIO object is required"));
    };
    let bytes = if initial.is_none() {
        Vec::new()
    } else {
        bytes_to_write(vm, &initial)?.to_vec()
    };
    file.data.replace(Some(ByteArray::new(bytes)));
    file.at.set(0);
    Ok(())
}

impl NativeType for BytesIo {
    const NAME: &'static str = "_io.BytesIO";

    fn class_def(vm: &Vm) -> ClassDef {
        let doc = "Buffered I/O implementation using an in-memory bytes buffer.";
        let def = ClassDef::native::<BytesIo>("_io", doc)
            .base(&vm.class_for::<BufferedIoBase>())
            .slots(|s| {
                s.new
                    .set(Some(|_, class, _| Ok(make(class, BytesIo::default()))));
                s.init.set(Some(init));
                s.iter
                    .set(Some(|vm, this| match Native::<BytesIo>::from_value(this) {
                        Some(file) => file.data(vm).map(|_| this.clone()),
                        None => Err(vm.type_error("a BytesIO object is required")),
                    }));
                s.next.set(Some(|vm, this| {
                    let Some(file) = Native::<BytesIo>::from_value(this) else {
                        return Ok(None);
                    };
                    let line = file.readline(vm, -1)?;
                    Ok((!line.is_empty()).then(|| Value::bytes(line)))
                }));
            });
        state(reading(def))
    }
}

fn reading(def: ClassDef) -> ClassDef {
    def.method(
        "read(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<BytesIo>, size: Value| {
            let size = args::size(vm, &size)?;
            this.read(vm, size)
        },
    )
    .method(
        "read1(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<BytesIo>, size: Value| {
            let size = args::size(vm, &size)?;
            this.read(vm, size)
        },
    )
    .method(
        "readline(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<BytesIo>, size: Value| {
            let size = args::size(vm, &size)?;
            this.readline(vm, size)
        },
    )
    .method("readlines(self, size=None, /)", "", {
        |vm: &Vm, this: Native<BytesIo>, size: Value| {
            let hint = args::size(vm, &size)?;
            let (mut lines, mut total) = (Vec::<Value>::new(), 0);
            loop {
                let line = this.readline(vm, -1)?;
                if line.is_empty() {
                    return Ok(lines);
                }
                total += line.len() as i64;
                lines.push(Value::bytes(line));
                if hint > 0 && total >= hint {
                    return Ok(lines);
                }
            }
        }
    })
    .method(
        "readinto(self, buffer, /)",
        "",
        |vm: &Vm, this: Native<BytesIo>, target: Value| {
            this.data(vm)?;
            let bytes = this.read(vm, args::writable_len(vm, &target)? as i64)?;
            args::write_into(vm, &target, &bytes)?;
            Ok(bytes.len())
        },
    )
    .method("write(self, b, /)", "Write bytes to file.", {
        |vm: &Vm, this: Native<BytesIo>, data: Value| {
            this.data(vm)?;
            let bytes = bytes_to_write(vm, &data)?;
            this.write(vm, &bytes)
        }
    })
    .method("writelines(self, lines, /)", "Write lines to the file.", {
        |vm: &Vm, this: Native<BytesIo>, lines: Value| {
            this.data(vm)?;
            vm.iterate(&lines, |line| {
                let bytes = bytes_to_write(vm, &line)?;
                this.write(vm, &bytes).map(drop)
            })
        }
    })
}

fn state(def: ClassDef) -> ClassDef {
    let mut def = def;
    for text in [
        "readable(self, /)",
        "writable(self, /)",
        "seekable(self, /)",
    ] {
        def = def.method(text, "", |vm: &Vm, this: Native<BytesIo>| {
            this.data(vm).map(|_| true)
        });
    }
    def.method("isatty(self, /)", "", |vm: &Vm, this: Native<BytesIo>| {
        this.data(vm).map(|_| false)
    })
    .method("flush(self, /)", "", |vm: &Vm, this: Native<BytesIo>| {
        this.data(vm).map(|_| ())
    })
    .method("tell(self, /)", "", |vm: &Vm, this: Native<BytesIo>| {
        this.data(vm).map(|_| this.at.get())
    })
    .method("seek(self, pos, whence=0, /)", "Change stream position.", {
        |vm: &Vm, this: Native<BytesIo>, pos: i64, whence: i64| this.seek(vm, pos, whence)
    })
    .method("truncate(self, size=None, /)", "", {
        |vm: &Vm, this: Native<BytesIo>, size: Value| this.truncate(vm, size)
    })
    .method(
        "getvalue(self, /)",
        "Retrieve the entire contents of the BytesIO object.",
        |vm: &Vm, this: Native<BytesIo>| Ok(this.data(vm)?.borrow().clone()),
    )
    .method(
        "getbuffer(self, /)",
        "Get a read-write view over the contents.",
        {
            |vm: &Vm, this: Native<BytesIo>| {
                let data = this.data(vm)?;
                let view = vm.builtin("memoryview")?;
                vm.call(&view, &mut [data.value()])
            }
        },
    )
    .method("close(self, /)", "Disable all I/O operations.", {
        |vm: &Vm, this: Native<BytesIo>| {
            let data = this.data.borrow().clone();
            if let Some(data) = data {
                check_size_free(vm, &data)?;
            }
            this.data.replace(None);
            Ok(())
        }
    })
    .method(
        "__getstate__(self, /)",
        "",
        |vm: &Vm, this: Native<BytesIo>| {
            let bytes = this.data(vm)?.borrow().clone();
            let attributes = vm.dict_of(&this.value()).map_or(Value::NONE, |d| d.value());
            Ok((bytes, this.at.get(), attributes))
        },
    )
    .method("__setstate__(self, state, /)", "", set_state)
    .getter(
        "closed",
        "True if the file is closed.",
        |_: &Vm, this: Native<BytesIo>| Ok(this.data.borrow().is_none()),
    )
}

fn set_state(vm: &Vm, this: Native<BytesIo>, state: Value) -> PyResult<()> {
    let parts = Tuple::from_value(&state).filter(|t| t.len() >= 3);
    let Some(parts) = parts else {
        return Err(vm.type_error(format!(
            "{}.__setstate__ argument should be 3-tuple, got {}",
            vm.type_name(&this.value()),
            vm.type_name(&state)
        )));
    };
    let bytes = bytes_to_write(vm, &parts[0])?.to_vec();
    let at = usize::try_from(vm.index(&parts[1])?)
        .map_err(|_| vm.value_error("position value cannot be negative"))?;
    this.data.replace(Some(ByteArray::new(bytes)));
    this.at.set(at);
    if let Some(attributes) = Dict::from_value(&parts[2]) {
        for (key, value) in attributes.pairs() {
            if let Some(name) = crate::object::Str::from_value(&key) {
                vm.set_attr(&this.value(), &name, value)?;
            }
        }
    }
    Ok(())
}
