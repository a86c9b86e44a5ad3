//! The data of tuple: a fixed row of values. The methods are in `tuple_methods`.

use super::{Object, Payload, Value, handle};

pub use super::tuple_methods::class_def;

handle!(
    /// A tuple.
    Tuple, Tuple, Box<[Value]>
);

impl Tuple {
    pub fn new(items: Vec<Value>) -> Tuple {
        Tuple(Object::new(Payload::Tuple(items.into_boxed_slice())))
    }
}
