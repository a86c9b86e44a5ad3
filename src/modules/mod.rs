//! The native modules: one list of them.

use std::rc::Rc;

use crate::native::{ModuleDef, ModuleEntry, NativeFunction};
use crate::object::{Dict, Str, Value};
use crate::vm::Vm;

pub mod abc;
pub mod base64;
pub mod binascii;
pub mod bisect;
pub mod builtins;
pub mod builtins_numbers;
pub mod collections;
pub mod copyreg;
pub mod errno;
pub mod exception_group;
pub mod functools;
pub mod hashlib;
pub mod heapq;
pub mod hmac;
pub mod io;
pub mod itertools;
pub mod json;
pub mod math;
pub mod operator;
pub mod os;
pub mod random;
pub mod re;
pub mod secrets;
pub mod site;
pub mod stat;
pub mod sys;
pub mod text_builder;
pub mod thread;
pub mod time;
pub mod types;
pub mod zlib;

/// Makes the definition of a module.
pub type Define = fn(&Vm) -> ModuleDef;

/// Every native module by name.
#[rustfmt::skip]
pub const MODULES: &[(&str, Define)] = &[
    ("_io", io::module),
    ("_stat", stat::module),
    ("errno", errno::module),
    ("_thread", thread::module),
    ("base64", base64::module),
    ("binascii", binascii::module),
    ("builtins", builtins::module),
    ("_abc", abc::module),
    ("_heapq", heapq::module),
    ("bisect", bisect::module),
    ("_collections", collections::module),
    ("_functools", functools::module),
    ("hashlib", hashlib::module),
    ("hmac", hmac::module),
    ("_types", types::module),
    ("itertools", itertools::module),
    ("operator", operator::module),
    ("io", io::public_module),
    ("os", os::module),
    ("posix", os::posix_module),
    ("posixpath", os::path_module),
    ("stat", stat::module),
    ("json", json::module),
    ("math", math::module),
    ("random", random::module),
    ("re", re::module),
    ("secrets", secrets::module),
    ("zlib", zlib::module),
    ("sys", sys::module),
    ("time", time::module),
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
