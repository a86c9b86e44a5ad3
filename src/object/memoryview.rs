//! To be written.
use super::Value;
use crate::vm::Vm;

/// The bytes of a native bytes-like object; `None` for other types.
pub fn bytes_of(_vm: &Vm, _value: &Value) -> Option<Vec<u8>> {
    None
}
