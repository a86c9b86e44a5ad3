//! Tracebacks.

use super::Vm;
use crate::object::{Exc, List, PyResult, Value};

impl Vm {
    /// The traceback and message of an exception, as CPython prints them.
    pub fn format_exception(&self, exc: &Exc) -> String {
        let mut out = String::from("Traceback (most recent call last):\n");
        for e in exc.traceback.borrow().iter().rev() {
            out.push_str(&format!("  File \"{}\", line {}, in {}\n", e.code.file.name, e.code.line_of(e.pc as usize), e.code.name));
        }
        out.push_str(&format!("{}: {}\n", self.type_name(&exc.value()), self.display(&exc.value()).unwrap_or_default()));
        out
    }
    /// `exc.__traceback__`
    pub fn traceback_object(&self, _exc: &Exc) -> Value {
        Value::NONE
    }
    /// Set `exc.__traceback__`.
    pub fn set_traceback(&self, _exc: &Exc, _value: &Value) -> PyResult<()> {
        Ok(())
    }
    /// `exc.add_note(note)`
    pub fn add_note(&self, exc: &Exc, note: &str) {
        let mut notes = exc.notes.borrow_mut();
        if notes.is_unset() {
            *notes = List::new(vec![]).into();
        }
        if let Some(list) = List::from_value(&notes) {
            list.push(Value::str(note));
        }
    }
}
