//! To be written.

use super::class::Layout;
use crate::native::ClassDef;

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("dict", Layout::Dict, "")
}

/// The class.
pub fn keys_class_def() -> ClassDef {
    ClassDef::builtin("dict_keys", Layout::Final, "")
}

/// The class.
pub fn values_class_def() -> ClassDef {
    ClassDef::builtin("dict_values", Layout::Final, "")
}

/// The class.
pub fn items_class_def() -> ClassDef {
    ClassDef::builtin("dict_items", Layout::Final, "")
}
