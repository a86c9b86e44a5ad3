//! The data of list: a growing row of values. The methods are in `list_methods`.

use std::cell::RefCell;

use super::{Object, Payload, Value, handle};

pub use super::list_methods::class_def;

handle!(
    /// A list.
    List, List, RefCell<Vec<Value>>
);

impl List {
    pub fn new(items: Vec<Value>) -> List {
        List(Object::tracked(Payload::List(RefCell::new(items))))
    }
    pub fn len(&self) -> usize {
        self.borrow().len()
    }
    pub fn is_empty(&self) -> bool {
        self.borrow().is_empty()
    }
    /// The items, copied: for loops in which program code may change the list.
    pub fn items(&self) -> Vec<Value> {
        self.borrow().clone()
    }
    pub fn push(&self, value: Value) {
        self.borrow_mut().push(value);
    }
}

impl From<Vec<Value>> for Value {
    /// A list.
    fn from(items: Vec<Value>) -> Value {
        List::new(items).into()
    }
}
