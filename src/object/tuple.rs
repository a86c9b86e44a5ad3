//! The data of tuple: a fixed row of values. The methods are in `tuple_methods`.

use super::{Object, Payload, Value, handle};

pub use super::tuple_methods::class_def;

handle!(
    /// A tuple.
    Tuple, Tuple, Box<[Value]>
);

thread_local! {
    /// There is one empty tuple, as in CPython: programs see it by `is`.
    static EMPTY: Tuple = Tuple(Object::new(Payload::Tuple(Box::default())));
}

impl Tuple {
    pub fn new(items: Vec<Value>) -> Tuple {
        if items.is_empty()
            && let Ok(empty) = EMPTY.try_with(Tuple::clone)
        {
            return empty;
        }
        Tuple(Object::new(Payload::Tuple(items.into_boxed_slice())))
    }
}
