//! The data of tuple: a fixed row of values. The methods are in `tuple_methods`.

use super::class::Layout;
use super::{Object, Payload, Value, handle};
use crate::native::ClassDef;

handle!(
    /// A tuple.
    Tuple, Tuple, Box<[Value]>
);

impl Tuple {
    pub fn new(items: Vec<Value>) -> Tuple {
        Tuple(Object::new(Payload::Tuple(items.into_boxed_slice())))
    }
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("tuple", Layout::Tuple, "Built-in immutable sequence.")
}
