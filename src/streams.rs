//! The standard streams of an interpreter.

use std::io::Write;

use crate::vm::Vm;

/// Where output goes and input comes from.
#[derive(Default)]
pub struct Streams {}

impl Streams {
    /// Write to the process's standard error.
    pub fn write_err(&self, _vm: &Vm, text: &str) {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}
