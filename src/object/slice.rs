//! The data of slice, and how slices select from a sequence.

use super::class::Layout;
use super::{Object, Payload, Value};
use crate::native::ClassDef;

pub struct SliceData {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// The items that a slice selects from a sequence: `count` items from `start`, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceRange {
    pub start: isize,
    pub step: isize,
    pub count: usize,
    /// The adjusted `stop`, for insertion at an empty slice and for `slice.indices`.
    pub stop: isize,
}

impl SliceRange {
    /// The selected indices, in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |i| (self.start + self.step * i as isize) as usize)
    }
}

impl SliceData {
    pub fn into_value(self) -> Value {
        Value::heap(Object::new(Payload::Slice(Box::new(self))))
    }
}

/// Clip the three numbers of a slice to a sequence of `length` items. `step` is not zero; absent
/// numbers are `None`.
pub fn clip(
    start: Option<isize>,
    stop: Option<isize>,
    step: isize,
    length: usize,
) -> SliceRange {
    let length = length as isize;
    let (low, high) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let fix = |n: isize| (if n < 0 { n.saturating_add(length) } else { n }).clamp(low, high);
    let start = start.map_or(if step < 0 { high } else { low }, fix);
    let stop = stop.map_or(if step < 0 { low } else { high }, fix);
    let distance = if step > 0 { stop - start } else { start - stop };
    let stride = step.unsigned_abs();
    let count = if distance <= 0 { 0 } else { (distance as usize - 1) / stride + 1 };
    SliceRange { start, step, count, stop }
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("slice", Layout::Final, "")
}
