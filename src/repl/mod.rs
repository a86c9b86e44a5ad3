//! The prompt.
pub mod help;
use crate::interpreter::Interpreter;
pub fn run(_: &Interpreter, _: bool, _: bool) -> i32 { 0 }
