//! The files that may hold unwritten output, so that it can be written at the end of a program.
//!
//! A file whose last reference goes writes and closes by itself; but at the end of a program some
//! are still referred to, by globals that functions refer to in turn.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::buffered::{Buffered, BufferedRandom, BufferedWriter};
use super::text::TextIoWrapper;
use crate::object::{Native, Obj, Object, Value};
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

/// Write what the files hold: text files first, since they write into the others. Errors are
/// passed over, as they are for files that die.
pub fn flush_all(vm: &Vm) {
    let files = vm.state::<OpenFiles>();
    let living: Vec<Value> =
        files.list.borrow().iter().filter_map(Weak::upgrade).map(Value::heap).collect();
    for value in &living {
        if let Some(text) = Native::<TextIoWrapper>::from_value(value) {
            let _ = text.flush(vm);
        }
    }
    for value in &living {
        if let Some(file) = Native::<BufferedWriter>::from_value(value) {
            let _ = file.state().flush_waiting(vm);
        } else if let Some(file) = Native::<BufferedRandom>::from_value(value) {
            let _ = file.state().flush_waiting(vm);
        }
    }
}
