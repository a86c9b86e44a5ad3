//! biji (笔记): the notes that run.

pub mod cli;
pub mod codec;
pub mod compile;
pub mod ending;
pub mod explain;
pub mod interpreter;
pub mod language;
pub mod lesson;
pub mod modules;
pub mod native;
pub mod object;
pub mod regex;
pub mod repl;
pub mod rhai;
pub mod source;
pub mod stack;
pub mod streams;
pub mod text;
pub mod vm;

pub use interpreter::Interpreter;
pub use stack::with_stack;
