//! os.

pub mod path_arg;
