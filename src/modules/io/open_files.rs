//! The files that may hold unwritten output, so that it can be written at the end of a program.
//!
//! A file whose last reference goes writes and closes by itself; but at the end of a program some
//! are still referred to, by globals that functions refer to in turn.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::buffer_state::BufferState;
use super::buffered::{Buffered, BufferedRandom, BufferedWriter};
use super::text::TextIoWrapper;
use crate::object::{Native, Obj, Object, Value};
use crate::streams::Standard;
use crate::vm::Vm;

/// Every file opened for writing that may still live.
#[derive(Default)]
pub struct OpenFiles {
    list: RefCell<Vec<Weak<Object>>>,
}

/// Remember a file.
pub fn register(vm: &Vm, object: &Obj) {
    let files = vm.state::<OpenFiles>();
    let mut list = files.list.borrow_mut();
    if list.len() == list.capacity() && list.len() >= 64 {
        list.retain(|w| w.strong_count() > 0);
    }
    list.push(Rc::downgrade(object));
}

/// Write what the files hold, except the standard streams: text files first, since they write into
/// the others. Errors are told on standard error, and what could not be written is forgotten.
pub fn flush_all(vm: &Vm) {
    let files = vm.state::<OpenFiles>();
    let mut living: Vec<Value> = files
        .list
        .borrow()
        .iter()
        .filter_map(Weak::upgrade)
        .map(Value::heap)
        .collect();
    let mut standard = Vec::new();
    for which in [Standard::Out, Standard::Err] {
        if let Some(file) = vm.streams.used(which) {
            standard.extend(file.lower.borrow().value());
            standard.push(file.value());
        }
    }
    living.retain(|value| !standard.iter().any(|s| s.is(value)));
    for value in &living {
        // What a file could not write as it was closed was told then.
        if let Some(text) = Native::<TextIoWrapper>::from_value(value)
            && text
                .lower(vm)
                .and_then(|lower| lower.is_closed(vm))
                .unwrap_or(true)
        {
            text.discard();
        } else if let Some(text) = Native::<TextIoWrapper>::from_value(value)
            && let Err(e) = text.hand_down(vm)
        {
            text.discard();
            vm.unraisable(&e, "flush", value);
        }
    }
    for value in &living {
        let write = |state: &BufferState| {
            if state.is_closed(vm).unwrap_or(true) {
                state.discard();
            }
            state.flush_waiting(vm).inspect_err(|_| state.discard())
        };
        let written = if let Some(file) = Native::<BufferedWriter>::from_value(value) {
            write(file.state())
        } else if let Some(file) = Native::<BufferedRandom>::from_value(value) {
            write(file.state())
        } else {
            Ok(())
        };
        if let Err(e) = written {
            vm.unraisable(&e, "flush", value);
        }
    }
}
