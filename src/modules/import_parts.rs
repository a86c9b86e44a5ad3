//! _import_parts: where the machine would find a module, for `importlib`.

use crate::native::ModuleDef;
use crate::object::Value;
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_import_parts", "Questions to the import system.").function(
        "place(name, path=None, /)",
        "Kind, file and folder of a module: (str, str or None, str); None where there is none.",
        |vm: &Vm, name: String, path: Value| {
            let path = (!path.is_none()).then_some(path);
            vm.place_of(&name, path.as_ref())
        },
    )
}
