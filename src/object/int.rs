//! To be written.

use super::class::Layout;
use crate::native::ClassDef;

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("int", Layout::Int, "")
}

/// The class bool.
pub fn bool_class_def(int: &super::Class) -> ClassDef {
    let mut def = ClassDef::builtin("bool", Layout::Bool, "").base(int);
    def.is_base = false;
    def
}
