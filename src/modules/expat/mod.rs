//! `_expat`: XML cut into events, for `xml.parsers.expat` (`stdlib/xml/parsers/expat.py`).
//!
//! The scanner takes UTF-8 in pieces and gives a list of events; handlers are called in Python
//! notation. Errors have the numbers and the places that expat gives them. External entities are
//! never fetched, and what entities expand to is bounded.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module and its object |
//! | `scan.rs`, `scan/elements.rs` | the prolog and content; tags and attributes |
//! | `doctype.rs` | declarations of the internal subset |
//! | `chars.rs` | which characters stand where |

#![cfg(feature = "markup")]

mod chars;
mod doctype;
mod scan;

use std::cell::RefCell;

use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

use scan::{Event, Part, Scanner};

/// A scanner as an object.
pub struct ScannerObject(RefCell<Scanner>);

impl NativeObject for ScannerObject {}

fn value_of(part: Part) -> Value {
    match part {
        Part::Text(text) => Value::str(&text),
        Part::Number(n) => Value::int(n),
        Part::Nothing => Value::NONE,
        Part::List(items) => items.into_iter().map(value_of).collect::<Vec<_>>().into(),
    }
}

fn tuple_of(event: Event) -> Value {
    let mut items = vec![
        Value::str(event.kind),
        Value::size(event.line),
        Value::size(event.column),
        Value::size(event.offset),
    ];
    items.extend(event.parts.into_iter().map(value_of));
    Value::tuple(items)
}

impl NativeType for ScannerObject {
    const NAME: &'static str = "Scanner";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<ScannerObject>("_expat", "Cuts XML into events.")
            .constructor(
                "__new__(type, namespaces=False, /)",
                "A scanner at the beginning of a document.",
                |vm: &Vm, class: crate::object::Class, namespaces: bool| {
                    Ok(vm.wrap_as(
                        &class,
                        ScannerObject(RefCell::new(Scanner::new(namespaces))),
                    ))
                },
            )
            .method(
                "feed(self, data, final, /)",
                "The events of a piece of UTF-8; an error is the last of them.",
                |_: &Vm,
                 this: Native<ScannerObject>,
                 data: Buffer,
                 last: bool|
                 -> PyResult<Vec<Value>> {
                    let events = this.0.borrow_mut().feed(&data, last);
                    Ok(events.into_iter().map(tuple_of).collect())
                },
            )
            .getter(
                "position",
                "Line, column and offset.",
                |_: &Vm, this: Native<ScannerObject>| Ok(this.0.borrow().place()),
            )
    }
}

/// The module `_expat`.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_expat", "XML cut into events.")
        .value("Scanner", vm.class_for::<ScannerObject>())
}
