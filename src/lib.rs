//! biji (笔记): the notes that run.

pub mod codec;
pub mod compile;
pub mod modules;
pub mod native;
pub mod object;
pub mod regex;
pub mod source;
pub mod streams;
pub mod text;
pub mod vm;
