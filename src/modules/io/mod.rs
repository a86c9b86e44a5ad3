//! io: files and streams, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module, `UnsupportedOperation`, small helpers |
//! | `open.rs`, `fifo.rs` | `open`; opening a named pipe |
//! | `base.rs` | the abstract bases, which programs derive from |
//! | `raw.rs` | `FileIO` |
//! | `descriptor.rs` | file descriptors by number |
//! | `buffer_state.rs`, `buffered.rs` | the buffered classes: state and classes |
//! | `text.rs`, `text_class.rs` | `TextIOWrapper`: state and class |
//! | `decoded.rs`, `piece.rs`, `coding.rs` | decoded text, its lines, its encoding |
//! | `newlines.rs` | `IncrementalNewlineDecoder` |
//! | `bytes_io.rs`, `string_io.rs` | files in memory |
//! | `open_files.rs` | what is to be written at the end of a program |
//! | `args.rs` | reading arguments |
//!
//! The layers are those of CPython: text over buffer over raw file, each an object of its own that
//! a program can replace. Where a layer is exactly the native class, the one above uses its state
//! directly. `io.IOBase` and its sisters are the native bases themselves, not classes of their own.

use crate::native::ModuleDef;
use crate::object::{Class, Exc, PyResult, Str, Value};
use crate::vm::Vm;

pub mod args;
pub mod base;
pub mod buffer_state;
pub mod buffered;
pub mod bytes_io;
pub mod coding;
pub mod decoded;
pub mod descriptor;
pub mod fifo;
pub mod newlines;
pub mod open;
pub mod open_files;
pub mod piece;
pub mod raw;
pub mod string_io;
pub mod text;
pub mod text_class;

pub const DEFAULT_BUFFER_SIZE: usize = 8192;

/// `_io`, which is also `io`.
pub fn module(vm: &Vm) -> ModuleDef {
    define(vm, "_io")
}

/// `io`
pub fn public_module(vm: &Vm) -> ModuleDef {
    let def = define(vm, "io");
    let bases: [(&'static str, Class); 4] = [
        ("IOBase", vm.class_for::<base::IoBase>()),
        ("RawIOBase", vm.class_for::<base::RawIoBase>()),
        ("BufferedIOBase", vm.class_for::<base::BufferedIoBase>()),
        ("TextIOBase", vm.class_for::<base::TextIoBase>()),
    ];
    bases
        .into_iter()
        .fold(def, |def, (name, class)| def.value(name, class))
}

fn define(vm: &Vm, name: &'static str) -> ModuleDef {
    let open = vm.builtin("open").unwrap_or(Value::NONE);
    ModuleDef::new(
        name,
        "The io module provides the Python interfaces to stream handling.",
    )
    .value("open", open)
    .int("DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE as i64)
    .int("SEEK_SET", 0)
    .int("SEEK_CUR", 1)
    .int("SEEK_END", 2)
    .value("UnsupportedOperation", unsupported_class(vm))
    .value("BlockingIOError", vm.types.blocking_io_error.clone())
    .value("_IOBase", vm.class_for::<base::IoBase>())
    .value("_RawIOBase", vm.class_for::<base::RawIoBase>())
    .value("_BufferedIOBase", vm.class_for::<base::BufferedIoBase>())
    .value("_TextIOBase", vm.class_for::<base::TextIoBase>())
    .value("FileIO", vm.class_for::<raw::FileIo>())
    .value("BufferedReader", vm.class_for::<buffered::BufferedReader>())
    .value("BufferedWriter", vm.class_for::<buffered::BufferedWriter>())
    .value("BufferedRandom", vm.class_for::<buffered::BufferedRandom>())
    .value("BufferedRWPair", vm.class_for::<buffered::BufferedRwPair>())
    .value("TextIOWrapper", vm.class_for::<text::TextIoWrapper>())
    .value("BytesIO", vm.class_for::<bytes_io::BytesIo>())
    .value("StringIO", vm.class_for::<string_io::StringIo>())
    .value(
        "IncrementalNewlineDecoder",
        vm.class_for::<newlines::NewlineDecoder>(),
    )
    .function(
        "open_code(path)",
        "Open a file of code for reading, as bytes.",
        |vm: &Vm, path: Value| {
            let none = || Value::NONE;
            open::open(
                vm,
                path,
                Value::str("rb"),
                -1,
                none(),
                none(),
                none(),
                true,
                none(),
            )
        },
    )
    .function(
        "text_encoding(encoding, stacklevel=2, /)",
        "A helper function to choose the text encoding.",
        |_: &Vm, encoding: Value, _stacklevel: i64| {
            Ok(if encoding.is_none() {
                Value::str("locale")
            } else {
                encoding
            })
        },
    )
}

/// What the builtins have of io: `open`.
pub fn builtins() -> ModuleDef {
    ModuleDef::new("io", "").function(open::SIGNATURE, open::DOC, open::open)
}

/// `io.UnsupportedOperation`, which is an OSError and a ValueError.
pub fn unsupported_class(vm: &Vm) -> Class {
    let class = vm.exception_type("io", "UnsupportedOperation", &vm.types.os_error);
    if class.bases.borrow().len() == 1 {
        let bases = vec![vm.types.os_error.clone(), vm.types.value_error.clone()];
        if let Ok(ancestors) = crate::object::class::linearize(&bases) {
            class.ancestors.replace(ancestors.into());
            crate::object::class::bump_epoch();
            class.bases.replace(bases);
        }
    }
    class
}

/// An `io.UnsupportedOperation`.
#[cold]
pub fn unsupported(vm: &Vm, message: &str) -> Exc {
    vm.exception(&unsupported_class(vm), message)
}

/// "I/O operation on closed file."
#[cold]
pub fn closed_error(vm: &Vm) -> Exc {
    vm.value_error("I/O operation on closed file.")
}

/// "I/O operation on closed file", as the lowest layer words it.
#[cold]
pub fn closed_error_plain(vm: &Vm) -> Exc {
    vm.value_error("I/O operation on closed file")
}

/// `<_io.BufferedReader name='x'>`, without a name where there is none.
pub fn named_repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let class = vm.class_of(this).qualified_name();
    let name = match vm.attr_opt(this, "name") {
        Ok(name) => name,
        // A detached or uninitialised file has no name either.
        Err(e) if vm.is_instance_of(&e, &vm.types.value_error) => None,
        Err(e) => return Err(e),
    };
    Ok(Str::new(match name {
        Some(name) => format!("<{class} name={}>", vm.repr(&name)?),
        None => format!("<{class}>"),
    }))
}

/// Issue a warning through `warnings.warn`.
pub fn warn(vm: &Vm, category: &Class, message: &str) -> PyResult<()> {
    let warnings = vm.import_module("warnings")?;
    vm.call_method(
        &warnings,
        "warn",
        &mut [Value::str(message), category.value()],
    )
    .map(drop)
}

/// A system call was interrupted by a signal: KeyboardInterrupt, where that was its meaning.
/// Otherwise the call is made again.
pub fn interrupted(vm: &Vm) -> PyResult<()> {
    vm.check_interrupt()
}
