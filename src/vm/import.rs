//! Importing modules.

use super::Vm;
use crate::object::{Dict, PyResult, Str, Value};

/// What importing keeps.
#[derive(Default)]
pub struct ImportState {}

impl Vm {
    pub(super) fn import_name(&self, name: &Str, _globals: &Dict, _fromlist: &Value, _level: i64) -> PyResult<Value> {
        Err(self.exception(&self.types.module_not_found_error, format!("No module named '{name}'")))
    }
    pub(super) fn import_from(&self, module: &Value, name: &Str) -> PyResult<Value> {
        self.get_attr(module, name)
    }
    pub(super) fn import_star(&self, _module: &Value, _target: &Value) -> PyResult<()> {
        Ok(())
    }
}
