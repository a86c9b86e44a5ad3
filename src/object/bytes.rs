//! To be written.

use super::class::Layout;
use crate::native::ClassDef;

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin("bytes", Layout::Bytes, "")
}

/// The class.
pub fn bytearray_class_def() -> ClassDef {
    ClassDef::builtin("bytearray", Layout::ByteArray, "")
}
