//! ExceptionGroup.

use crate::native::ClassDef;

/// The members of BaseExceptionGroup.
pub fn members(def: ClassDef) -> ClassDef {
    def
}
