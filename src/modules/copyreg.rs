//! copyreg: how objects take themselves apart for pickle and copy.

use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// `object.__reduce_ex__(protocol)`
pub fn reduce_ex(vm: &Vm, this: &Value, _protocol: i64) -> PyResult<Value> {
    Err(vm.type_error(format!("cannot pickle '{}' object", vm.type_name(this))))
}

/// `object.__getstate__()`
pub fn default_state(_vm: &Vm, _this: &Value) -> PyResult<Value> {
    Ok(Value::NONE)
}
