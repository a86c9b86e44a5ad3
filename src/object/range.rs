//! The data of range: three ints of any size. The methods are in `range_methods`.

use super::class::Layout;
use super::{Object, Payload, Value};
use crate::native::ClassDef;

/// `range(start, stop, step)`; `small` where all three fit in 64 bits and so does every item.
pub struct RangeData {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    /// (start, number of items, step)
    pub small: Option<(i64, i64, i64)>,
}

impl RangeData {
    /// A range of 64-bit ints; `step` is not zero.
    pub fn small(start: i64, stop: i64, step: i64) -> RangeData {
        let distance = i128::from(stop) - i128::from(start);
        let wide = i128::from(step);
        let count = if (distance > 0) == (wide > 0) && distance != 0 {
            (distance.abs() - 1) / wide.abs() + 1
        } else {
            0
        };
        let last = i128::from(start) + wide * count;
        let fits = i64::try_from(count).ok().filter(|_| i64::try_from(last).is_ok());
        RangeData {
            start: Value::int(start),
            stop: Value::int(stop),
            step: Value::int(step),
            small: fits.map(|count| (start, count, step)),
        }
    }

    pub fn into_value(self) -> Value {
        Value::heap(Object::new(Payload::Range(Box::new(self))))
    }
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("range", Layout::Final, "")
}
