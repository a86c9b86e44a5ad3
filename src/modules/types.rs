//! types: names for the types of the interpreter.

use crate::object::{Dict, PyResult, Value};
use crate::vm::Vm;

/// `int | str`
pub fn union_of(_vm: &Vm, _a: &Value, _b: &Value) -> PyResult<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}

/// A read-only view of a dict.
pub fn mapping_proxy(_vm: &Vm, dict: Dict) -> Value {
    dict.into()
}

/// `list[int]`
pub fn generic_alias(_vm: &Vm, origin: Value, _args: Value) -> PyResult<Value> {
    Ok(origin)
}
