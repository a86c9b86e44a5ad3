//! The standard streams of an interpreter.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write};

use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// How much output is kept before it is handed to the system.
const CHUNK: usize = 8192;

/// Where output goes and input comes from.
#[derive(Default)]
pub struct Streams {
    pending: RefCell<Vec<u8>>,
    is_tty: Cell<Option<bool>>,
    captured: Cell<bool>,
    errors: RefCell<Vec<u8>>,
    input: RefCell<Option<String>>,
}

impl Streams {
    /// Write to the process's standard error.
    pub fn write_err(&self, _vm: &Vm, text: &str) {
        if self.captured.get() {
            self.errors.borrow_mut().extend_from_slice(text.as_bytes());
            return;
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
    }

    /// Keep output in memory from now on.
    pub fn capture_output(&self) {
        self.captured.set(true);
    }

    /// What was written to standard output since the last call.
    pub fn take_output(&self) -> Vec<u8> {
        self.pending.take()
    }

    /// What was written to standard error since the last call.
    pub fn take_errors(&self) -> Vec<u8> {
        self.errors.take()
    }

    /// What standard input reads from now on.
    pub fn set_input(&self, text: &str) {
        self.input.replace(Some(text.to_owned()));
    }

    fn flush_out(&self, vm: &Vm) -> PyResult<()> {
        if self.captured.get() {
            return Ok(());
        }
        let bytes = self.pending.take();
        let mut out = std::io::stdout().lock();
        out.write_all(&bytes).and_then(|()| out.flush()).map_err(|e| vm.os_error(&e, &[]))
    }

    fn is_tty(&self) -> bool {
        self.is_tty.get().unwrap_or_else(|| {
            let is = std::io::stdout().is_terminal();
            self.is_tty.set(Some(is));
            is
        })
    }
}

impl Drop for Streams {
    fn drop(&mut self) {
        if !self.captured.get() {
            let _ = std::io::stdout().write_all(&self.pending.take());
        }
    }
}

impl Vm {
    /// Write text to the interpreter's own standard output: what `print` does while `sys.stdout`
    /// has not been replaced ([`Vm::stdout_target`]).
    #[inline]
    pub fn write_out(&self, text: &str) -> PyResult<()> {
        let full = {
            let mut pending = self.streams.pending.borrow_mut();
            pending.extend_from_slice(text.as_bytes());
            pending.len() >= CHUNK
        };
        if full || self.streams.is_tty() && text.contains('\n') {
            return self.streams.flush_out(self);
        }
        Ok(())
    }

    /// The object that the program has put in the place of `sys.stdout`: its `write` is to be
    /// called; `None` while the stream is the original one and [`Vm::write_out`] serves.
    /// RuntimeError "lost sys.stdout" where the program has deleted it.
    pub fn stdout_target(&self) -> PyResult<Option<Value>> {
        let Some(sys) = self.modules.get_str(&Str::intern("sys")) else { return Ok(None) };
        match self.attr_opt(&sys, "stdout")? {
            Some(value) => Ok(Some(value)),
            None => Err(self.runtime_error("lost sys.stdout")),
        }
    }

    /// Write out what is buffered, as at the end of a program. The exit code that the failure of
    /// it asks for (120), or 0.
    pub fn flush_streams(&self) -> i32 {
        match self.streams.flush_out(self) {
            Ok(()) => 0,
            Err(_) => 120,
        }
    }
}
