//! os, posix and posixpath, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the modules |
//! | `path_arg.rs`, `support.rs` | arguments and errors of all functions here |
//! | `files.rs`, `folders.rs`, `scan.rs`, `stat.rs` | the file system |
//! | `fd.rs` | file descriptors |
//! | `environ.rs` | the environment |
//! | `process.rs` | the process and the machine |
//! | `children.rs` | other processes: fork, wait, exec |
//! | `path_text.rs`, `path_files.rs` | os.path |
//! | `constants.rs` | constants |
//!
//! What is a generator or an abstract class in CPython (`walk`, `fwalk`, `popen`, `PathLike`) is
//! written in Python notation: `stdlib/_os_library.py`, imported when one of its names is first
//! asked for. Not here: `posix_spawn`, `wait3`, extended attributes, event and timer
//! descriptors, namespaces, pseudo-terminals.

use crate::native::{ModuleDef, ModuleEntry};
use crate::object::{List, PyResult, Str, Value};
use crate::vm::Vm;

mod children;
mod constants;
pub mod environ;
mod fd;
mod files;
mod folders;
pub mod path_arg;
mod path_files;
mod path_text;
mod process;
mod scan;
pub mod stat;
pub(crate) mod support;

pub use fd::terminal_size;

/// Names that `stdlib/_os_library.py` defines.
const LIBRARY: &[&str] = &[
    "PathLike",
    "walk",
    "fwalk",
    "popen",
    "execl",
    "execle",
    "execlp",
    "execlpe",
    "execvp",
    "execvpe",
    "spawnl",
    "spawnle",
    "spawnlp",
    "spawnlpe",
    "spawnv",
    "spawnve",
    "spawnvp",
    "spawnvpe",
    "get_exec_path",
    "supports_dir_fd",
    "supports_effective_ids",
    "supports_fd",
    "supports_follow_symlinks",
];

/// `posix`
pub fn posix_module(vm: &Vm) -> ModuleDef {
    define(vm, "posix")
}

/// `os`
pub fn module(vm: &Vm) -> ModuleDef {
    let path = vm.import_module("posixpath").unwrap_or(Value::NONE);
    // `import os.path` finds it as a module of its own, too.
    vm.modules.set_str(&Str::intern("os.path"), path.clone());
    let def = constants::texts(define(vm, "os"))
        .value("path", path)
        .value("name", Value::str("posix"))
        .value("linesep", Value::str("\n"))
        .function(
            "def fsencode(filename)",
            "Encode filename to the filesystem encoding.",
            {
                |vm: &Vm, filename: Value| {
                    let plain = path_arg::fspath(vm, &filename)?;
                    match Str::from_value(&plain) {
                        Some(text) => Ok(Value::bytes(path_arg::encode(vm, &text)?)),
                        None => Ok(plain),
                    }
                }
            },
        )
        .function(
            "def fsdecode(filename)",
            "Decode filename from the filesystem encoding.",
            {
                |vm: &Vm, filename: Value| {
                    let plain = path_arg::fspath(vm, &filename)?;
                    Ok(match crate::object::Bytes::from_value(&plain) {
                        Some(bytes) => path_arg::decode(&bytes),
                        None => plain,
                    })
                }
            },
        )
        .function("__getattr__(name, /)", "", library_name)
        .function("__dir__()", "", all_names);
    let public = def.entries.iter().map(|entry| match entry {
        ModuleEntry::Value(name, _) => (*name).to_owned(),
        ModuleEntry::Function(function) => function.name().to_owned(),
    });
    let library = LIBRARY.iter().map(|name| (*name).to_owned());
    let mut all: Vec<String> = public.chain(library).collect();
    all.retain(|name| !name.starts_with('_') || name == "_exit");
    all.sort();
    let all: Vec<Value> = all.iter().map(|name| Value::str(name)).collect();
    def.value("__all__", List::new(all))
}

/// What `dir(os)` shows: the names that come with the library, too.
fn all_names(vm: &Vm) -> PyResult<Vec<Value>> {
    let os = vm.import_module("os")?;
    let Some(dict) = vm.dict_of(&os) else {
        return Ok(Vec::new());
    };
    let own = dict.pairs().into_iter().map(|(name, _)| name);
    let library = LIBRARY.iter().map(|name| Value::str(name));
    Ok(own.chain(library).collect())
}

/// A name that the module has not yet.
fn library_name(vm: &Vm, name: Str) -> PyResult<Value> {
    let os = vm.import_module("os")?;
    if !LIBRARY.iter().any(|known| name.as_str() == Some(known)) {
        let message = format!("module 'os' has no attribute '{name}'");
        return Err(vm.attribute_error(message, &os, &name));
    }
    let library = vm.import_module("_os_library")?;
    let value = vm.get_attr(&library, &name)?;
    vm.set_attr(&os, &name, value.clone())?;
    Ok(value)
}

fn define(vm: &Vm, name: &'static str) -> ModuleDef {
    let def = ModuleDef::new(name, "OS routines for the posix system.")
        .value("error", vm.types.os_error.clone())
        .function(
            "fspath(path)",
            "Return the file system path representation of the object.",
            |vm: &Vm, path: Value| path_arg::fspath(vm, &path),
        );
    let def = constants::numbers(def);
    let def = folders::functions(files::functions(def));
    let def = scan::functions(vm, stat::functions(vm, def));
    let def = fd::functions(vm, def);
    children::functions(process::functions(vm, environ::functions(vm, def)))
}

/// `posixpath`
pub fn path_module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new("posixpath", "Common operations on Posix pathnames.")
        .value("supports_unicode_filenames", Value::FALSE);
    path_files::functions(path_text::functions(constants::texts(def)))
}
