//! pickle: objects as bytes and back.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's functions and constants |
//! | `classes.rs` | `Pickler`, `Unpickler`, the memo proxies |
//! | `write.rs`, `write_object.rs` | writing: built-in values; objects and names |
//! | `read.rs`, `read_object.rs` | reading: the machine; objects and names |
//! | `memo.rs` | which objects are written already |
//! | `source.rs` | where the bytes come from |
//! | `policy.rs` | what a pickle may name |
//! | `compat.rs` | names of Python 2 |
//! | `buffer.rs` | `PickleBuffer` |
//!
//! The bytes are those that CPython's C pickler writes, in protocols 0 to 5. Reading is safe
//! unless the program decides otherwise: see `policy.rs`. Left out: the pure Python twins
//! (`_Pickler`, `_dumps`), and `pickletools`.

use crate::native::{Buffer, ModuleDef};
use crate::object::{Class, PyResult, Str, Value};
use crate::vm::Vm;

mod buffer;
mod classes;
mod compat;
mod memo;
mod opcodes;
mod policy;
mod read;
mod read_object;
mod source;
mod write;
mod write_object;

use classes::{Pickler, Unpickler, options, reading, set_reading};
use read::UnpicklerState;
use source::Source;
use write::PicklerState;

pub(super) const HIGHEST_PROTOCOL: u8 = 5;
const DEFAULT_PROTOCOL: i64 = 4;

const NO_PERSISTENT_LOAD: &str = "A load persistent id instruction was encountered, but no \
                                  persistent_load function was specified.";

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"];
    let formats: Vec<Value> = formats.into_iter().map(Value::str).collect();
    let mut all: Vec<Value> = [
        "PickleError",
        "PicklingError",
        "UnpicklingError",
        "Pickler",
        "Unpickler",
        "dump",
        "dumps",
        "load",
        "loads",
        "PickleBuffer",
        "HIGHEST_PROTOCOL",
        "DEFAULT_PROTOCOL",
    ]
    .into_iter()
    .map(Value::str)
    .collect();
    let mut def = ModuleDef::new(
        "pickle",
        "Create portable serialized representations of Python \
                                           objects.",
    )
    .value("PickleError", pickle_error(vm))
    .value("PicklingError", pickling_error(vm))
    .value("UnpicklingError", unpickling_error(vm))
    .value("Pickler", vm.class_for::<Pickler>())
    .value("Unpickler", vm.class_for::<Unpickler>())
    .class::<buffer::PickleBuffer>(vm)
    .int("HIGHEST_PROTOCOL", i64::from(HIGHEST_PROTOCOL))
    .int("DEFAULT_PROTOCOL", DEFAULT_PROTOCOL)
    .value("format_version", "4.0")
    .value("compatible_formats", formats);
    for (name, code) in opcodes::NAMES {
        def = def.value(name, Value::bytes(vec![*code]));
        all.push(Value::str(name));
    }
    functions(def.value("__all__", all))
}

/// Load a pickle that comes from a process of the same program, or from one that has proved that
/// it knows the program's key: it may name anything.
///
/// # Errors
/// As `loads`.
pub fn loads_trusted(vm: &Vm, data: Vec<u8>) -> PyResult<Value> {
    let mut state = UnpicklerState::new(Source::memory(data));
    let hooks = read::Hooks {
        trusted: true,
        ..read::Hooks::default()
    };
    read::load(vm, &mut state, &hooks)
}

fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
        "Write a pickled representation of obj to the open file object file.",
        |vm: &Vm, obj: Value, file: Value, protocol: Value, fix: bool, callback: Value| {
            let mut state = options(vm, &protocol, fix, &callback)?;
            state.write = Some(classes::write_method(vm, &file)?);
            write::dump(vm, &mut state, &write::Hooks::default(), &obj)
        },
    )
    .function(
        "dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
        "Return the pickled representation of the object as a bytes object.",
        |vm: &Vm, obj: Value, protocol: Value, fix: bool, callback: Value| {
            let mut state: PicklerState = options(vm, &protocol, fix, &callback)?;
            write::dump(vm, &mut state, &write::Hooks::default(), &obj)?;
            Ok(std::mem::take(&mut state.out))
        },
    )
    .function(
        "load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        "Read and return an object from the pickle data stored in a file.",
        |vm: &Vm, file: Value, fix: bool, encoding: Str, errors: Str, buffers: Value| {
            let mut state = reading(vm, &file)?;
            set_reading(vm, &mut state, fix, encoding, errors, &buffers)?;
            read::load(vm, &mut state, &read::Hooks::default())
        },
    )
    .function(
        "loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        "Read and return an object from the given pickle data.",
        |vm: &Vm, data: Buffer, fix: bool, encoding: Str, errors: Str, buffers: Value| {
            let mut state = UnpicklerState::new(Source::buffer(data));
            set_reading(vm, &mut state, fix, encoding, errors, &buffers)?;
            read::load(vm, &mut state, &read::Hooks::default())
        },
    )
    .value("TRUE", Value::bytes(b"I01\n".to_vec()))
    .value("FALSE", Value::bytes(b"I00\n".to_vec()))
    .function(
        "def whichmodule(obj, name)",
        "Find the module an object belong to.",
        |vm: &Vm, obj: Value, name: Str| {
            let text = name.to_string();
            let path: Vec<&str> = text.split('.').collect();
            write_object::which_module(vm, &obj, &path)
        },
    )
    .function(
        "def encode_long(x)",
        "Encode a long to a two's complement little-endian binary string.",
        |vm: &Vm, x: Value| {
            let number = vm.index_big(&x)?;
            let zero = number == num_bigint::BigInt::ZERO;
            Ok(if zero {
                Vec::new()
            } else {
                number.to_signed_bytes_le()
            })
        },
    )
    .function(
        "def decode_long(data)",
        "Decode a long from a two's complement little-endian binary string.",
        |_: &Vm, data: Buffer| Ok(num_bigint::BigInt::from_signed_bytes_le(&data)),
    )
}

// ---- what several parts need ---------------------------------------------------------------------

fn pickle_error(vm: &Vm) -> Class {
    vm.exception_type("_pickle", "PickleError", &vm.types.exception)
}

fn pickling_error(vm: &Vm) -> Class {
    vm.exception_type("_pickle", "PicklingError", &pickle_error(vm))
}

fn unpickling_error(vm: &Vm) -> Class {
    vm.exception_type("_pickle", "UnpicklingError", &pickle_error(vm))
}

/// The bytes of a PickleBuffer; `None` for other values.
pub fn buffer_bytes(vm: &Vm, value: &Value) -> Option<Vec<u8>> {
    buffer::PickleBuffer::bytes_of(vm, value)
}

/// `_codecs.encode`
fn encode_function(vm: &Vm) -> PyResult<Value> {
    vm.attr(&vm.import_module("_codecs")?, "encode")
}
