//! The native modules: one list of them.

use std::rc::Rc;

use crate::native::{ModuleDef, ModuleEntry, NativeFunction};
use crate::object::{Dict, Str, Value};
use crate::vm::Vm;

pub mod abc;
pub mod array;
pub mod asyncio;
pub mod atexit;
pub mod base64;
pub mod binascii;
pub mod bisect;
pub mod builtins;
pub mod builtins_numbers;
pub mod chardet;
pub mod cmath;
pub mod codecs;
pub mod collections;
pub mod compression_streams;
pub mod contextvars;
pub mod copy;
pub mod copyreg;
pub mod csv;
pub mod datetime;
pub mod decimal;
pub mod errno;
pub mod exception_group;
pub mod expat;
pub mod functools;
pub mod gc;
pub mod hashlib;
pub mod heapq;
pub mod hmac;
pub mod html;
pub mod import_parts;
pub mod io;
pub mod itertools;
pub mod json;
pub mod math;
pub mod multiprocessing;
pub mod operator;
pub mod os;
pub mod pickle;
pub mod pil;
pub mod queue;
pub mod random;
pub mod re;
pub mod resource;
pub mod secrets;
pub mod select;
pub mod signal;
pub mod site;
pub mod socket;
pub mod source_parts;
pub mod sqlite;
pub mod ssl;
pub mod stat;
pub mod string_parts;
pub mod r#struct;
pub mod syntax_tree;
pub mod sys;
pub mod text_builder;
pub mod thread;
pub mod time;
pub mod traceback_parts;
pub mod types;
pub mod unicodedata;
pub mod weakref;
pub mod zlib;

/// Makes the definition of a module.
pub type Define = fn(&Vm) -> ModuleDef;

/// Every native module by name. Those that a feature brings have it on their line, and at the head
/// of their file.
#[rustfmt::skip]
pub const MODULES: &[(&str, Define)] = &[
    ("_abc", abc::module),
    ("_asyncio", asyncio::module),
    ("_bisect", bisect::module),
    ("_chardet", chardet::module),
    ("_codec_handlers", codecs::handlers_module),
    ("_codecs", codecs::module),
    ("_collections", collections::module),
    ("_compression_streams", compression_streams::module),
    ("_contextvars", contextvars::module),
    ("_csv", csv::module),
    ("_datetime", datetime::module),
    ("_decimal", decimal::module),
    #[cfg(feature = "markup")] ("_expat", expat::module),
    ("_functools", functools::module),
    ("_heapq", heapq::module),
    #[cfg(feature = "markup")] ("_html", html::module),
    ("_import_parts", import_parts::module),
    ("_io", io::module),
    ("_multiprocessing", multiprocessing::module),
    ("_operator", operator::module),
    #[cfg(feature = "images")] ("_pil", pil::module),
    ("_queue", queue::module),
    ("_signal", signal::module),
    #[cfg(feature = "network")] ("_socket", socket::module),
    ("_source", source_parts::module),
    #[cfg(feature = "sqlite")] ("_sqlite", sqlite::module),
    #[cfg(feature = "network")] ("_ssl", ssl::module),
    ("_stat", stat::module),
    ("_string", string_parts::module),
    ("_struct", r#struct::module),
    ("_syntax_tree", syntax_tree::module),
    ("_thread", thread::module),
    ("_traceback", traceback_parts::module),
    ("_types", types::module),
    ("_weakref", weakref::module),
    ("_zones", time::zones::module),
    ("array", array::module),
    ("atexit", atexit::module),
    ("base64", base64::module),
    ("binascii", binascii::module),
    ("builtins", builtins::module),
    ("cmath", cmath::module),
    ("copy", copy::module),
    ("copyreg", copyreg::module),
    ("datetime", datetime::module),
    ("errno", errno::module),
    ("gc", gc::module),
    ("hashlib", hashlib::module),
    ("hmac", hmac::module),
    ("io", io::public_module),
    ("itertools", itertools::module),
    ("json", json::module),
    ("math", math::module),
    ("operator", operator::public_module),
    ("os", os::module),
    ("pickle", pickle::module),
    ("posix", os::posix_module),
    ("posixpath", os::path_module),
    ("random", random::module),
    ("re", re::module),
    ("resource", resource::module),
    ("secrets", secrets::module),
    #[cfg(feature = "network")] ("select", select::module),
    ("stat", stat::module),
    ("struct", r#struct::public_module),
    ("sys", sys::module),
    ("time", time::module),
    ("unicodedata", unicodedata::module),
    ("zlib", zlib::module),
];

/// Write a definition's entries to a namespace.
pub fn fill(dict: &Dict, def: ModuleDef) {
    let owner = Str::intern(def.name);
    for entry in def.entries {
        match entry {
            ModuleEntry::Function(native) => {
                native.owner.replace(owner.clone());
                let key = Str::intern(native.name());
                let value = NativeFunction {
                    def: native,
                    this: Value::UNSET,
                }
                .into_value();
                dict.set_str(&key, value);
            }
            ModuleEntry::Value(name, value) => {
                dict.set_str(&Str::intern(name), value);
            }
        }
    }
}

/// Fill the namespace of builtins.
pub fn install_builtins(vm: &Rc<Vm>) {
    fill(&vm.builtins, builtins::module(vm));
    fill(&vm.builtins, builtins_numbers::builtins(vm));
    fill(&vm.builtins, io::builtins());
}
