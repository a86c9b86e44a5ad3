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
    /// Let the running task sleep.
    pub fn sleep(&self, seconds: f64) -> PyResult<()> {
        if let Ok(duration) = std::time::Duration::try_from_secs_f64(seconds) {
            std::thread::sleep(duration);
        }
        Ok(())
    }
    pub(super) fn wait_here(&self) -> PyResult<Value> {
        Ok(Value::NONE)
    }
}
