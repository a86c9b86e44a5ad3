//! To be written.

use super::class::Layout;
use crate::native::ClassDef;

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("set", Layout::Set, "")
}

/// The class.
pub fn frozenset_class_def() -> ClassDef {
    ClassDef::builtin("frozenset", Layout::FrozenSet, "")
}
