//! Threads as tasks.

use super::Vm;
use crate::object::{PyResult, Value};

/// The scheduler's state.
#[derive(Default)]
pub struct Tasks {}

impl Tasks {
    /// A native has asked to wait.
    #[inline]
    pub fn is_waiting(&self) -> bool {
        false
    }
}

impl Vm {
    /// Look at signals, limits and the clock; whether the running task should give way.
    pub(super) fn tick(&self, _switch: bool) -> PyResult<bool> {
        Ok(false)
    }
    pub(super) fn wait_here(&self) -> PyResult<Value> {
        Ok(Value::NONE)
    }
}
