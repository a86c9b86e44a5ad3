//! _csv: reading and writing rows; `stdlib/csv.py` adds dictionaries and the sniffer.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table and the registry of dialects |
//! | `dialect.rs` | `Dialect` |
//! | `reader.rs` | `reader` |
//! | `writer.rs` | `writer` |

use std::cell::Cell;

use crate::native::{KwArgs, ModuleDef};
use crate::object::{Class, Dict, Exc, PyResult, Str, Value};
use crate::vm::Vm;

pub mod dialect;
pub mod reader;
pub mod writer;

use dialect::Dialect;

/// What the module keeps per interpreter.
struct State {
    dialects: Dict,
    field_limit: Cell<i64>,
}

impl Default for State {
    fn default() -> State {
        State {
            dialects: Dict::new(),
            field_limit: Cell::new(131_072),
        }
    }
}

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_csv", "CSV parsing and writing.")
        .value("Error", error_class(vm))
        .class::<Dialect>(vm)
        .value("Reader", vm.class_for::<reader::Reader>())
        .value("Writer", vm.class_for::<writer::Writer>())
        .value("_dialects", vm.state::<State>().dialects.value())
        .int("QUOTE_MINIMAL", 0)
        .int("QUOTE_ALL", 1)
        .int("QUOTE_NONNUMERIC", 2)
        .int("QUOTE_NONE", 3)
        .int("QUOTE_STRINGS", 4)
        .int("QUOTE_NOTNULL", 5)
        .function(
            "reader(iterable, dialect=<excel>, /, **fmtparams)",
            "Return a reader object that will process lines from the given iterable.\n\nThe \
             iterable can be any object that returns a line of input for each iteration, such as \
             a file object or a list.",
            reader::reader,
        )
        .function(
            "writer(fileobj, dialect=<excel>, /, **fmtparams)",
            "Return a writer object that will write user data on the given file object.",
            writer::writer,
        )
        .function(
            "register_dialect(name, dialect=<none>, /, **fmtparams)",
            "Create a mapping from a string name to a dialect class.",
            |vm: &Vm, name: Value, dialect: Option<Value>, params: KwArgs| {
                let Some(name) = Str::from_value(&name) else {
                    return Err(vm.type_error("dialect name must be a string"));
                };
                let dialect = dialect::make(vm, dialect, params)?;
                vm.state::<State>().dialects.set_str(&name, dialect);
                Ok(())
            },
        )
        .function(
            "unregister_dialect(name)",
            "Delete the name/dialect mapping associated with a string name.",
            |vm: &Vm, name: Value| {
                let dialects = &vm.state::<State>().dialects;
                match dialects.remove(vm, &name)? {
                    Some(_) => Ok(()),
                    None => Err(error(vm, "unknown dialect")),
                }
            },
        )
        .function(
            "get_dialect(name)",
            "Return the dialect instance associated with name.",
            |vm: &Vm, name: Value| named(vm, &name),
        )
        .function(
            "list_dialects()",
            "Return a list of all known dialect names.",
            |vm: &Vm| {
                let pairs = vm.state::<State>().dialects.pairs();
                Ok(pairs
                    .into_iter()
                    .map(|(name, _)| name)
                    .collect::<Vec<Value>>())
            },
        )
        .function(
            "field_size_limit(new_limit=<same>)",
            "Sets an upper limit on parsed fields; returns the old limit.",
            |vm: &Vm, limit: Option<Value>| {
                let state = vm.state::<State>();
                let old = state.field_limit.get();
                if let Some(limit) = limit {
                    if vm.big_of(&limit).is_none() {
                        return Err(vm.type_error("limit must be an integer"));
                    }
                    state.field_limit.set(vm.index(&limit)?);
                }
                Ok(old)
            },
        )
}

/// The class `_csv.Error`.
pub fn error_class(vm: &Vm) -> Class {
    vm.exception_type("_csv", "Error", &vm.types.exception)
}

fn error(vm: &Vm, message: impl AsRef<str>) -> Exc {
    vm.exception(&error_class(vm), message)
}

/// The registered dialect of a name.
fn named(vm: &Vm, name: &Value) -> PyResult<Value> {
    match vm.state::<State>().dialects.get(vm, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}
