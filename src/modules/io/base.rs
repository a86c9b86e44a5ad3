//! The abstract bases: `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`.
//!
//! Their methods know nothing but the methods of the object itself, so that a program's class
//! gets a whole file from the few methods it defines. Instances are plain objects; native files
//! derive from these classes and replace nearly everything.

use super::{DEFAULT_BUFFER_SIZE, args, closed_error, unsupported};
use crate::native::{Buffer, ClassDef, NativeType, VarArgs};
use crate::object::class::Layout;
use crate::object::{ByteArray, Bytes, Kind, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

macro_rules! abstract_base {
    ($type:ident, $name:literal, $base:ty, $define:ident, $doc:literal) => {
        #[doc = $doc]
        pub struct $type;
        impl NativeObject for $type {}
        impl NativeType for $type {
            const NAME: &'static str = $name;
            fn class_def(vm: &Vm) -> ClassDef {
                $define(abstract_def($name, $doc).base(&vm.class_for::<$base>()))
            }
        }
    };
}

/// The root of all files.
pub struct IoBase;
impl NativeObject for IoBase {}
impl NativeType for IoBase {
    const NAME: &'static str = "_IOBase";
    fn class_def(_: &Vm) -> ClassDef {
        define_base(abstract_def(
            "_IOBase",
            "The abstract base class for all I/O classes.",
        ))
    }
}

abstract_base!(
    RawIoBase,
    "_RawIOBase",
    IoBase,
    define_raw,
    "Base class for raw binary I/O."
);
abstract_base!(
    BufferedIoBase,
    "_BufferedIOBase",
    IoBase,
    define_buffered,
    "Base class for buffered IO objects."
);
abstract_base!(
    TextIoBase,
    "_TextIOBase",
    IoBase,
    define_text,
    "Base class for text I/O."
);

fn abstract_def(name: &'static str, doc: &'static str) -> ClassDef {
    ClassDef {
        module: "_io",
        has_dict: true,
        ..ClassDef::builtin(name, Layout::Object, doc)
    }
}

/// `this.closed`, as a truth.
pub fn is_closed(vm: &Vm, this: &Value) -> PyResult<bool> {
    let closed = vm.attr(this, "closed")?;
    vm.is_true(&closed)
}

/// "I/O operation on closed file."
pub fn check_closed(vm: &Vm, this: &Value) -> PyResult<()> {
    if is_closed(vm, this)? {
        Err(closed_error(vm))
    } else {
        Ok(())
    }
}

fn check_ability(vm: &Vm, this: &Value, ability: &str) -> PyResult<Value> {
    let able = vm.call_method(this, ability, &mut [])?;
    if able.as_bool() == Some(true) {
        return Ok(able);
    }
    Err(unsupported(
        vm,
        &format!("File or stream is not {ability}."),
    ))
}

const CLOSED_MARK: &str = "__IOBase_closed";

fn define_base(def: ClassDef) -> ClassDef {
    lines_of_base(def)
        .method(
            "seek(self, offset, whence=0, /)",
            "Change the stream position to the given byte offset.",
            |vm: &Vm, _this: Value, _offset: Value, _whence: Value| -> PyResult<Value> {
                Err(unsupported(vm, "seek"))
            },
        )
        .method(
            "tell(self, /)",
            "Return current stream position.",
            |vm: &Vm, this: Value| {
                vm.call_method(&this, "seek", &mut [Value::int(0), Value::int(1)])
            },
        )
        .method(
            "truncate(self, size=None, /)",
            "Truncate file to size bytes.",
            |vm: &Vm, _this: Value, _size: Value| -> PyResult<Value> {
                Err(unsupported(vm, "truncate"))
            },
        )
        .method(
            "flush(self, /)",
            "Flush write buffers, if applicable.",
            |vm: &Vm, this: Value| {
                if mark(vm, &this)? {
                    Err(closed_error(vm))
                } else {
                    Ok(())
                }
            },
        )
        .method("close(self, /)", "Flush and close the IO object.", close)
        .method(
            "fileno(self, /)",
            "Return underlying file descriptor if one exists.",
            |vm: &Vm, _this: Value| -> PyResult<Value> { Err(unsupported(vm, "fileno")) },
        )
        .method(
            "isatty(self, /)",
            "Return whether this is an 'interactive' stream.",
            |vm: &Vm, this: Value| check_closed(vm, &this).map(|()| false),
        )
        .method(
            "seekable(self, /)",
            "Return whether object supports random access.",
            no,
        )
        .method(
            "readable(self, /)",
            "Return whether object was opened for reading.",
            no,
        )
        .method(
            "writable(self, /)",
            "Return whether object was opened for writing.",
            no,
        )
        .method("_checkClosed(self, /)", "", |vm: &Vm, this: Value| {
            check_closed(vm, &this)
        })
        .method("_checkSeekable(self, /)", "", |vm: &Vm, this: Value| {
            check_ability(vm, &this, "seekable")
        })
        .method("_checkReadable(self, /)", "", |vm: &Vm, this: Value| {
            check_ability(vm, &this, "readable")
        })
        .method("_checkWritable(self, /)", "", |vm: &Vm, this: Value| {
            check_ability(vm, &this, "writable")
        })
        .method("__enter__(self, /)", "", |vm: &Vm, this: Value| {
            check_closed(vm, &this).map(|()| this)
        })
        .method(
            "__exit__(self, /, *args)",
            "",
            |vm: &Vm, this: Value, _: VarArgs| vm.call_method(&this, "close", &mut []),
        )
        .method("__del__(self, /)", "", |vm: &Vm, this: Value| {
            // What goes wrong here has nobody to go to; CPython keeps silent about it, too.
            if !is_closed(vm, &this).unwrap_or(true) {
                let _ = vm.call_method(&this, "close", &mut []);
            }
            Ok(())
        })
        .getter("closed", "", |vm: &Vm, this: Value| mark(vm, &this))
}

fn no(_: &Vm, _this: Value) -> PyResult<bool> {
    Ok(false)
}

/// Whether `_IOBase.close` has run.
fn mark(vm: &Vm, this: &Value) -> PyResult<bool> {
    Ok(vm.attr_opt(this, CLOSED_MARK)?.is_some())
}

fn close(vm: &Vm, this: Value) -> PyResult<()> {
    if mark(vm, &this)? {
        return Ok(());
    }
    let flushed = vm.call_method(&this, "flush", &mut []);
    vm.set_attr(&this, &Str::intern(CLOSED_MARK), Value::TRUE)?;
    flushed.map(drop)
}

/// The methods about lines.
fn lines_of_base(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.iter.set(Some(|vm, this| {
            check_closed(vm, this).map(|()| this.clone())
        }));
        s.next.set(Some(|vm, this| {
            let line = vm.call_method(this, "readline", &mut [])?;
            Ok(if vm.len(&line)? == 0 {
                None
            } else {
                Some(line)
            })
        }));
    })
    .method(
        "readline(self, size=-1, /)",
        "Read and return a line from the stream.",
        |vm: &Vm, this: Value, size: Value| readline(vm, &this, args::size(vm, &size)?),
    )
    .method(
        "readlines(self, hint=-1, /)",
        "Return a list of lines from the stream.",
        |vm: &Vm, this: Value, hint: Value| readlines(vm, &this, args::size(vm, &hint)?),
    )
    .method(
        "writelines(self, lines, /)",
        "Write a list of lines to stream.",
        {
            |vm: &Vm, this: Value, lines: Value| {
                check_closed(vm, &this)?;
                vm.iterate(&lines, |line| {
                    vm.call_method(&this, "write", &mut [line]).map(drop)
                })
            }
        },
    )
}

fn expect_bytes(vm: &Vm, what: &str, value: &Value) -> PyResult<Bytes> {
    Bytes::from_value(value).ok_or_else(|| {
        vm.exception(
            &vm.types.os_error,
            format!(
                "{what} should have returned a bytes object, not '{}'",
                vm.type_name(value)
            ),
        )
    })
}

fn readline(vm: &Vm, this: &Value, limit: i64) -> PyResult<Vec<u8>> {
    let peek = vm.attr_opt(this, "peek")?;
    let mut line = Vec::new();
    while limit < 0 || (line.len() as i64) < limit {
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = vm.call(peek, &mut [Value::int(1)])?;
            let ahead = expect_bytes(vm, "peek()", &ahead)?;
            if !ahead.is_empty() {
                let end = memchr::memchr(b'\n', &ahead).map_or(ahead.len(), |at| at + 1);
                wanted = if limit < 0 {
                    end
                } else {
                    end.min(limit as usize - line.len())
                };
            }
        }
        let got = vm.call_method(this, "read", &mut [Value::size(wanted)])?;
        let got = expect_bytes(vm, "read()", &got)?;
        if got.is_empty() {
            break;
        }
        line.extend_from_slice(&got);
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(line)
}

/// Lines of an object, until they hold `hint` bytes or characters together (all, if not positive).
pub fn readlines(vm: &Vm, this: &Value, hint: i64) -> PyResult<Vec<Value>> {
    let mut lines = Vec::new();
    let mut total = 0;
    let iterator = vm.iter(this)?;
    while let Some(line) = vm.next(&iterator)? {
        let length = if hint > 0 { vm.len(&line)? as i64 } else { 0 };
        lines.push(line);
        if hint > 0 && length > hint - total {
            break;
        }
        total += length;
    }
    Ok(lines)
}

// ---- raw ------------------------------------------------------------------------------------------

fn define_raw(def: ClassDef) -> ClassDef {
    def.method(
        "read(self, size=-1, /)",
        "",
        |vm: &Vm, this: Value, size: Value| {
            let size = args::size(vm, &size)?;
            if size < 0 {
                return vm.call_method(&this, "readall", &mut []);
            }
            let place = ByteArray::new(vec![0; size as usize]);
            let count = vm.call_method(&this, "readinto", &mut [place.value()])?;
            if count.is_none() {
                return Ok(count);
            }
            let count = vm.index(&count)?;
            let place = place.borrow();
            match usize::try_from(count).ok().and_then(|n| place.get(..n)) {
                Some(read) => Ok(Value::bytes(read.to_vec())),
                None => Err(vm.value_error(format!(
                    "readinto returned {count} outside buffer size {size}"
                ))),
            }
        },
    )
    .method(
        "readall(self, /)",
        "Read until EOF, using multiple read() call.",
        raw_readall,
    )
}

fn raw_readall(vm: &Vm, this: Value) -> PyResult<Value> {
    let mut all: Option<Vec<u8>> = None;
    loop {
        let data = vm.call_method(&this, "read", &mut [Value::size(DEFAULT_BUFFER_SIZE)])?;
        if data.is_none() {
            return Ok(all.map_or(Value::NONE, Value::bytes));
        }
        let Some(data) = Bytes::from_value(&data) else {
            return Err(vm.type_error("read() should return bytes"));
        };
        let all = all.get_or_insert_with(Vec::new);
        if data.is_empty() {
            return Ok(Value::bytes(std::mem::take(all)));
        }
        all.extend_from_slice(&data);
    }
}

// ---- buffered -------------------------------------------------------------------------------------

fn define_buffered(def: ClassDef) -> ClassDef {
    let mut def = def;
    def = def
        .method(
            "detach(self, /)",
            "Disconnect this buffer from its underlying raw stream.",
            |vm: &Vm, _this: Value| -> PyResult<Value> { Err(unsupported(vm, "detach")) },
        )
        .method(
            "read(self, size=-1, /)",
            "Read and return up to n bytes.",
            {
                |vm: &Vm, _this: Value, _size: Value| -> PyResult<Value> {
                    Err(unsupported(vm, "read"))
                }
            },
        )
        .method(
            "read1(self, size=-1, /)",
            "Read and return up to size bytes.",
            {
                |vm: &Vm, _this: Value, _size: Value| -> PyResult<Value> {
                    Err(unsupported(vm, "read1"))
                }
            },
        )
        .method("write(self, b, /)", "Write buffer b to the IO stream.", {
            |vm: &Vm, _this: Value, _b: Value| -> PyResult<Value> { Err(unsupported(vm, "write")) }
        });
    def.method(
        "readinto(self, buffer, /)",
        "",
        |vm: &Vm, this: Value, target: Value| read_by(vm, &this, "read", &target),
    )
    .method(
        "readinto1(self, buffer, /)",
        "",
        |vm: &Vm, this: Value, target: Value| read_by(vm, &this, "read1", &target),
    )
}

fn read_by(vm: &Vm, this: &Value, method: &str, target: &Value) -> PyResult<usize> {
    let room = args::writable_len(vm, target)?;
    let data = vm.call_method(this, method, &mut [Value::size(room)])?;
    let Some(bytes) = Bytes::from_value(&data) else {
        return Err(vm.type_error("read() should return bytes"));
    };
    if bytes.len() > room {
        return Err(vm.value_error(format!(
            "read() returned too much data: {room} bytes requested, {} returned",
            bytes.len()
        )));
    }
    args::write_into(vm, target, &bytes)?;
    Ok(bytes.len())
}

// ---- text -----------------------------------------------------------------------------------------

fn define_text(def: ClassDef) -> ClassDef {
    def.method(
        "detach(self, /)",
        "Separate the underlying buffer from the TextIOBase.",
        |vm: &Vm, _this: Value| -> PyResult<Value> { Err(unsupported(vm, "detach")) },
    )
    .method(
        "read(self, size=-1, /)",
        "Read at most size characters from stream.",
        {
            |vm: &Vm, _this: Value, _size: Value| -> PyResult<Value> {
                Err(unsupported(vm, "read"))
            }
        },
    )
    .method(
        "readline(self, size=-1, /)",
        "Read until newline or EOF.",
        {
            |vm: &Vm, _this: Value, _size: Value| -> PyResult<Value> {
                Err(unsupported(vm, "readline"))
            }
        },
    )
    .method("write(self, s, /)", "Write string s to stream.", {
        |vm: &Vm, _this: Value, _s: Value| -> PyResult<Value> { Err(unsupported(vm, "write")) }
    })
    .getter(
        "encoding",
        "Encoding of the text stream.",
        |_: &Vm, _this: Value| Ok(Value::NONE),
    )
    .getter(
        "newlines",
        "Line endings translated so far.",
        |_: &Vm, _this: Value| Ok(Value::NONE),
    )
    .getter(
        "errors",
        "The error setting of the decoder or encoder.",
        |_: &Vm, _this: Value| Ok(Value::NONE),
    )
}

/// Bytes-like data to write. TypeError "a bytes-like object is required, not 'str'".
pub fn bytes_to_write(vm: &Vm, data: &Value) -> PyResult<Buffer> {
    if let Kind::Heap(_) = data.kind()
        && let Some(buffer) = Buffer::from_value(vm, data)
    {
        return Ok(buffer);
    }
    Buffer::require(vm, data)
}
