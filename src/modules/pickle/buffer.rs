//! `pickle.PickleBuffer`: memory that may travel outside the pickle.

use std::cell::RefCell;

use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// The state of a PickleBuffer: a memoryview of the object, `None` once released.
pub struct PickleBuffer {
    view: RefCell<Option<Value>>,
}

impl NativeObject for PickleBuffer {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.view.borrow().iter().for_each(visit);
    }
}

impl NativeType for PickleBuffer {
    const NAME: &'static str = "PickleBuffer";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<PickleBuffer>("pickle", "Wrapper for potentially out-of-band buffers")
            .constructor(
                "__new__(type, object, /)",
                "Create and return a new object.",
                |vm: &Vm, class: Class, object: Value| new(vm, &class, &object),
            )
            .method(
                "raw(self, /)",
                "Return a memoryview of the raw memory underlying this buffer.",
                |vm: &Vm, this: Native<PickleBuffer>| {
                    let view = this.view(vm)?;
                    vm.call_method(&view, "cast", &mut [Value::str("B")])
                },
            )
            .method(
                "release(self, /)",
                "Release the underlying buffer exposed by the PickleBuffer object.",
                |_: &Vm, this: Native<PickleBuffer>| {
                    let old = this.view.take();
                    drop(old);
                    Ok(())
                },
            )
    }
}

fn new(vm: &Vm, class: &Class, object: &Value) -> PyResult<Value> {
    Buffer::require(vm, object)?;
    let memoryview = vm.builtin("memoryview")?;
    let view = vm.call(&memoryview, &mut [object.clone()])?;
    Ok(vm.wrap_as(
        class,
        PickleBuffer {
            view: RefCell::new(Some(view)),
        },
    ))
}

impl PickleBuffer {
    fn view(&self, vm: &Vm) -> PyResult<Value> {
        self.view
            .borrow()
            .clone()
            .ok_or_else(|| vm.value_error("operation forbidden on released PickleBuffer object"))
    }

    /// The memory, copied.
    pub fn bytes(&self, vm: &Vm) -> PyResult<Vec<u8>> {
        Ok(Buffer::require(vm, &self.view(vm)?)?.to_vec())
    }

    /// The memory, copied; `None` for a released buffer and for other objects.
    pub fn bytes_of(vm: &Vm, value: &Value) -> Option<Vec<u8>> {
        Native::<PickleBuffer>::from_value(value)?.bytes(vm).ok()
    }

    /// Whether the memory cannot be written.
    pub fn is_readonly(&self, vm: &Vm) -> PyResult<bool> {
        let readonly = vm.attr(&self.view(vm)?, "readonly")?;
        vm.is_true(&readonly)
    }
}
