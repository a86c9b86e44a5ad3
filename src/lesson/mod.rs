//! Lessons.
pub fn main(_: Vec<std::ffi::OsString>) -> i32 { 0 }
