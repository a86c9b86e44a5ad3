//! `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `BufferedRWPair`: the classes over
//! [`BufferState`].

use std::cell::RefCell;

use super::base::{BufferedIoBase, bytes_to_write};
use super::buffer_state::{BufferState, Raw};
use super::raw::{FileIo, make};
use super::{DEFAULT_BUFFER_SIZE, args, open_files, unsupported};
use crate::native::{Args, ClassDef, NativeType, VarArgs};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A file class over a [`BufferState`].
pub trait Buffered: NativeType {
    fn state(&self) -> &BufferState;
    fn make() -> Self;
}

macro_rules! buffered_class {
    ($(#[$doc:meta])* $type:ident, $name:literal, $readable:literal, $writable:literal, $define:expr, $text:literal) => {
        $(#[$doc])*
        pub struct $type(BufferState);

        impl Buffered for $type {
            fn state(&self) -> &BufferState {
                &self.0
            }
            fn make() -> Self {
                $type(BufferState::new($readable, $writable))
            }
        }

        impl NativeObject for $type {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                self.0.traverse(visit);
            }
        }

        impl Drop for $type {
            fn drop(&mut self) {
                self.0.flush_quietly();
            }
        }

        impl NativeType for $type {
            const NAME: &'static str = $name;
            fn class_def(vm: &Vm) -> ClassDef {
                let def = ClassDef::native::<$type>("_io", $text).base(&vm.class_for::<BufferedIoBase>());
                ($define)(common::<$type>(def))
            }
        }
    };
}

buffered_class!(
    /// A buffered file to read from.
    BufferedReader, "BufferedReader", true, false, reading::<BufferedReader>,
    "Create a new buffered reader using the given readable raw IO object."
);
buffered_class!(
    /// A buffered file to write to.
    BufferedWriter, "BufferedWriter", false, true, writing::<BufferedWriter>,
    "A buffer for a writeable sequential RawIO object."
);
buffered_class!(
    /// A buffered file to read from and write to.
    BufferedRandom, "BufferedRandom", true, true, both,
    "A buffered interface to random access streams."
);

fn both(def: ClassDef) -> ClassDef {
    writing::<BufferedRandom>(reading::<BufferedRandom>(def))
}

/// A file object of a class over a raw file: what the constructor makes.
pub fn over<T: Buffered>(vm: &Vm, class: &Class, raw: &Value, size: i64) -> PyResult<Value> {
    let object = make(class, T::make());
    attach::<T>(vm, &object, raw, size)?;
    Ok(object)
}

fn attach<T: Buffered>(vm: &Vm, this: &Value, raw: &Value, size: i64) -> PyResult<()> {
    let native = native_of::<T>(vm, this)?;
    let state = native.state();
    let checks = [
        (state.readable && state.writable, "seekable"),
        (state.readable, "readable"),
        (state.writable, "writable"),
    ];
    for (wanted, ability) in checks {
        if wanted {
            let answer = vm.call_method(raw, ability, &mut [])?;
            if !vm.is_true(&answer)? {
                return Err(unsupported(
                    vm,
                    &format!("File or stream is not {ability}."),
                ));
            }
        }
    }
    state.attach(vm, raw, size)?;
    if state.writable {
        open_files::register(vm, native.obj());
    }
    Ok(())
}

fn native_of<T: Buffered>(vm: &Vm, value: &Value) -> PyResult<Native<T>> {
    Native::from_value(value)
        .ok_or_else(|| vm.type_error(format!("a {} object is required", T::NAME)))
}

fn init<T: Buffered>(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = match T::NAME {
        "BufferedReader" => "BufferedReader(raw, buffer_size=8192)",
        "BufferedWriter" => "BufferedWriter(raw, buffer_size=8192)",
        _ => "BufferedRandom(raw, buffer_size=8192)",
    };
    let [raw, size] = args::parse_row(vm, text, args)?;
    attach::<T>(vm, this, &raw, vm.index(&size)?)
}

fn repr<T: Buffered>(vm: &Vm, this: &Value) -> PyResult<Str> {
    super::named_repr(vm, this)
}

/// What all buffered files can do.
fn common<T: Buffered>(def: ClassDef) -> ClassDef {
    let def = def.slots(|s| {
        s.new.set(Some(|_, class, _| Ok(make(class, T::make()))));
        s.init.set(Some(init::<T>));
        s.repr.set(Some(repr::<T>));
    });
    forwards::<T>(def)
        .method("flush(self, /)", "", |vm: &Vm, this: Native<T>| {
            let state = this.state();
            state.flush(vm)?;
            if state.writable {
                return Ok(());
            }
            vm.call_method(&state.raw_value(vm)?, "flush", &mut [])
                .map(drop)
        })
        .method("close(self, /)", "", |vm: &Vm, this: Native<T>| {
            close(vm, this)
        })
        .method("detach(self, /)", "", |vm: &Vm, this: Native<T>| {
            this.state().raw(vm)?;
            vm.call_method(&this.value(), "flush", &mut [])?;
            this.state().detach(vm)
        })
        .method("seek(self, target, whence=0, /)", "", {
            |vm: &Vm, this: Native<T>, target: Value, whence: i64| {
                this.state().raw(vm)?;
                let target = vm.index(&target)?;
                this.state().seek(vm, target, whence)
            }
        })
        .method("tell(self, /)", "", |vm: &Vm, this: Native<T>| {
            this.state().tell(vm)
        })
        .method(
            "truncate(self, pos=None, /)",
            "",
            |vm: &Vm, this: Native<T>, pos: Value| truncate(vm, this.state(), pos),
        )
}

fn close<T: Buffered>(vm: &Vm, this: Native<T>) -> PyResult<()> {
    let state = this.state();
    if state.is_closed(vm)? {
        return Ok(());
    }
    let flushed = vm.call_method(&this.value(), "flush", &mut []);
    let closed = vm.call_method(&state.raw_value(vm)?, "close", &mut []);
    match (flushed, closed) {
        (Ok(_), Ok(_)) => Ok(()),
        (Ok(_), Err(e)) | (Err(e), Ok(_)) => Err(e),
        (Err(first), Err(second)) => {
            let old = second.context.replace(first.value());
            drop(old);
            Err(second)
        }
    }
}

fn truncate(vm: &Vm, state: &BufferState, pos: Value) -> PyResult<Value> {
    state.open_raw(vm, "truncate")?;
    if !state.writable {
        return Err(unsupported(vm, "truncate"));
    }
    state.flush(vm)?;
    let raw = state.raw_value(vm)?;
    let pos = if pos.is_none() {
        Value::int(state.tell(vm)?)
    } else {
        pos
    };
    vm.call_method(&raw, "truncate", &mut [pos])
}

/// Methods and attributes of the raw file.
fn forwards<T: Buffered>(def: ClassDef) -> ClassDef {
    def.method("seekable(self, /)", "", |vm: &Vm, this: Native<T>| {
        forward(vm, &*this, "seekable")
    })
    .method("readable(self, /)", "", |vm: &Vm, this: Native<T>| {
        let answer = forward(vm, &*this, "readable")?;
        Ok(if this.state().readable {
            answer
        } else {
            Value::FALSE
        })
    })
    .method("writable(self, /)", "", |vm: &Vm, this: Native<T>| {
        let answer = forward(vm, &*this, "writable")?;
        Ok(if this.state().writable {
            answer
        } else {
            Value::FALSE
        })
    })
    .method("fileno(self, /)", "", |vm: &Vm, this: Native<T>| {
        forward(vm, &*this, "fileno")
    })
    .method("isatty(self, /)", "", |vm: &Vm, this: Native<T>| {
        forward(vm, &*this, "isatty")
    })
    .method(
        "_dealloc_warn(self, source, /)",
        "",
        |_: &Vm, _: Native<T>, _source: Value| Ok(()),
    )
    .getter("raw", "", |_: &Vm, this: Native<T>| {
        Ok(this.state().raw_or_none())
    })
    .getter("closed", "", |vm: &Vm, this: Native<T>| {
        this.state().is_closed(vm)
    })
    .getter("name", "", |vm: &Vm, this: Native<T>| {
        attribute(vm, &*this, "name")
    })
    .getter("mode", "", |vm: &Vm, this: Native<T>| {
        attribute(vm, &*this, "mode")
    })
}

fn forward<T: Buffered>(vm: &Vm, this: &T, name: &str) -> PyResult<Value> {
    vm.call_method(&this.state().raw_value(vm)?, name, &mut [])
}

fn attribute<T: Buffered>(vm: &Vm, this: &T, name: &str) -> PyResult<Value> {
    vm.attr(&this.state().raw_value(vm)?, name)
}

fn reading<T: Buffered>(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.next.set(Some(|vm, this| {
            let native = native_of::<T>(vm, this)?;
            if vm.class_of(this) == vm.class_for::<T>() {
                let line = native.state().readline(vm, -1)?;
                return Ok((!line.is_empty()).then(|| Value::bytes(line)));
            }
            let line = vm.call_method(this, "readline", &mut [])?;
            Ok(if vm.len(&line)? == 0 {
                None
            } else {
                Some(line)
            })
        }));
    })
    .method(
        "read(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<T>, size: Value| {
            Ok(this
                .state()
                .read(vm, args::size(vm, &size)?)?
                .map_or(Value::NONE, Value::bytes))
        },
    )
    .method(
        "read1(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<T>, size: Value| this.state().read1(vm, vm.index(&size)?),
    )
    .method(
        "readinto(self, buffer, /)",
        "",
        |vm: &Vm, this: Native<T>, target: Value| this.state().read_into(vm, &target, false),
    )
    .method(
        "readinto1(self, buffer, /)",
        "",
        |vm: &Vm, this: Native<T>, target: Value| this.state().read_into(vm, &target, true),
    )
    .method(
        "readline(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<T>, size: Value| this.state().readline(vm, args::size(vm, &size)?),
    )
    .method(
        "peek(self, size=0, /)",
        "",
        |vm: &Vm, this: Native<T>, size: Value| {
            vm.index(&size)?;
            this.state().peek(vm)
        },
    )
}

fn writing<T: Buffered>(def: ClassDef) -> ClassDef {
    def.method(
        "write(self, buffer, /)",
        "",
        |vm: &Vm, this: Native<T>, data: Value| {
            let bytes = bytes_to_write(vm, &data)?;
            this.state().write(vm, &bytes)?;
            Ok(bytes.len())
        },
    )
}

// ---- pair -----------------------------------------------------------------------------------------

/// A reader and a writer under one roof: the two ends of a connection.
#[derive(Default)]
pub struct BufferedRwPair {
    reader: RefCell<Value>,
    writer: RefCell<Value>,
}

impl NativeObject for BufferedRwPair {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for side in [&self.reader, &self.writer] {
            if let Ok(value) = side.try_borrow() {
                visit(&value);
            }
        }
    }
}

impl BufferedRwPair {
    fn reader(&self, vm: &Vm) -> PyResult<Value> {
        side(vm, &self.reader)
    }
    fn writer(&self, vm: &Vm) -> PyResult<Value> {
        side(vm, &self.writer)
    }
}

fn side(vm: &Vm, side: &RefCell<Value>) -> PyResult<Value> {
    let value = side.borrow().clone();
    match value.is_set() {
        true => Ok(value),
        false => Err(vm.value_error("I/O operation on uninitialized object")),
    }
}

fn pair_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = "BufferedRWPair(reader, writer, buffer_size=8192, /)";
    let [reader, writer, size] = args::parse_row(vm, text, args)?;
    let Some(pair) = Native::<BufferedRwPair>::from_value(this) else {
        return Err(vm.type_error("a BufferedRWPair object is required"));
    };
    let size = vm.index(&size)?;
    let (read_class, write_class) = (
        vm.class_for::<BufferedReader>(),
        vm.class_for::<BufferedWriter>(),
    );
    pair.reader
        .replace(over::<BufferedReader>(vm, &read_class, &reader, size)?);
    pair.writer
        .replace(over::<BufferedWriter>(vm, &write_class, &writer, size)?);
    Ok(())
}

macro_rules! pair_methods {
    ($def:expr, $($side:ident: $($text:literal $name:literal),*;)*) => {{
        let mut def = $def;
        $($(
            def = def.method($text, "", |vm: &Vm, this: Native<BufferedRwPair>, rest: VarArgs| {
                let mut rest = rest;
                vm.call_method(&this.$side(vm)?, $name, &mut rest.0)
            });
        )*)*
        def
    }};
}

impl NativeType for BufferedRwPair {
    const NAME: &'static str = "BufferedRWPair";

    fn class_def(vm: &Vm) -> ClassDef {
        let doc = "A buffered reader and writer object together.";
        let def = ClassDef::native::<BufferedRwPair>("_io", doc)
            .base(&vm.class_for::<BufferedIoBase>())
            .slots(|s| {
                s.new.set(Some(|_, class, _| {
                    Ok(make(class, BufferedRwPair::default()))
                }));
                s.init.set(Some(pair_init));
            });
        pair_methods!(def,
            reader: "read(self, /, *args)" "read", "read1(self, /, *args)" "read1",
                "readinto(self, /, *args)" "readinto", "readinto1(self, /, *args)" "readinto1",
                "peek(self, /, *args)" "peek", "readable(self, /, *args)" "readable";
            writer: "write(self, /, *args)" "write", "flush(self, /, *args)" "flush",
                "writable(self, /, *args)" "writable";
        )
        .method(
            "close(self, /)",
            "",
            |vm: &Vm, this: Native<BufferedRwPair>| {
                let first = vm.call_method(&this.writer(vm)?, "close", &mut []);
                vm.call_method(&this.reader(vm)?, "close", &mut [])?;
                first.map(drop)
            },
        )
        .method(
            "isatty(self, /)",
            "",
            |vm: &Vm, this: Native<BufferedRwPair>| {
                let writer = vm.call_method(&this.writer(vm)?, "isatty", &mut [])?;
                if vm.is_true(&writer)? {
                    return Ok(writer);
                }
                vm.call_method(&this.reader(vm)?, "isatty", &mut [])
            },
        )
        .getter("closed", "", |vm: &Vm, this: Native<BufferedRwPair>| {
            vm.attr(&this.writer(vm)?, "closed")
        })
    }
}

/// The `FileIO` directly below a buffered file, where there is one.
pub fn raw_file(state: &BufferState, vm: &Vm) -> Option<Native<FileIo>> {
    match state.raw(vm) {
        Ok(Raw::File(file)) => Some(file),
        _ => None,
    }
}

/// The buffer size for a file: what `open` uses by default.
pub const fn default_size() -> i64 {
    DEFAULT_BUFFER_SIZE as i64
}
