//! To be written.

use super::class::Layout;
use crate::native::ClassDef;

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("str", Layout::Str, "")
}
