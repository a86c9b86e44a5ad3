//! `_local`: an object whose attributes each thread sees its own set of.
//!
//! The attributes stand with the task, so that they go when the thread ends. A subclass's
//! `__init__` runs once in each thread that uses the object, with the arguments it was made with.

use std::cell::RefCell;
use std::rc::Rc;

use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Dict, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// The state of a `threading.local`.
pub struct Local {
    /// What tasks file the attributes under.
    key: Rc<()>,
    /// The arguments for `__init__`.
    args: RefCell<Vec<Value>>,
    names: Vec<Str>,
}

impl NativeObject for Local {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(args) = self.args.try_borrow() {
            args.iter().for_each(visit);
        }
    }
    fn clear(&self) {
        self.args.take();
    }
}

impl NativeType for Local {
    const NAME: &'static str = "_local";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Local>("_thread", "Data of which each thread has its own.").slots(|s| {
            s.new.set(Some(new));
            s.get_attr.set(Some(get_attr));
            s.set_attr.set(Some(set_attr));
        })
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if class.slots.init.get().is_none() && !args.values.is_empty() {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let names = args.names.to_vec();
    let key = Rc::new(());
    let state = Local {
        key: key.clone(),
        args: RefCell::new(args.values.to_vec()),
        names,
    };
    // In this thread the class's call runs `__init__`.
    vm.tasks.current().set_local(&key, Dict::new());
    Ok(vm.wrap_as(class, state))
}

/// The running thread's attributes; a thread that is new to the object runs `__init__` first.
fn own_dict(vm: &Vm, this: &Value) -> PyResult<Dict> {
    let Some(local) = Native::<Local>::from_value(this) else {
        return Err(vm.type_error("not a _thread._local object"));
    };
    let task = vm.tasks.current();
    if let Some(dict) = task.local(&local.key) {
        return Ok(dict);
    }
    let dict = Dict::new();
    task.set_local(&local.key, dict.clone());
    if let Some(init) = vm.class_of(this).slots.init.get() {
        let mut values = local.args.borrow().clone();
        init(
            vm,
            this,
            Args {
                values: &mut values,
                names: &local.names,
            },
        )?;
    }
    Ok(dict)
}

/// Whether the class itself handles an attribute: a property, or a descriptor that can be set.
fn is_data_descriptor(vm: &Vm, found: &Value) -> bool {
    match found.as_obj().map(|o| o.raw()) {
        Some(Payload::Property(_)) => true,
        Some(Payload::Native(_) | Payload::Instance(_) | Payload::Extended(_)) => {
            vm.class_of(found).slots.descr_set.get().is_some()
        }
        _ => false,
    }
}

fn get_attr(vm: &Vm, this: &Value, name: &Str) -> PyResult<Value> {
    let dict = own_dict(vm, this)?;
    if name.as_str() == Some("__dict__") {
        return Ok(dict.into());
    }
    let found = vm.class_of(this).lookup(name);
    if !found.is_some_and(|f| is_data_descriptor(vm, &f))
        && let Some(value) = dict.get_str(name)
    {
        return Ok(value);
    }
    vm.generic_get_attr(this, name)
}

fn set_attr(vm: &Vm, this: &Value, name: &Str, value: Option<Value>) -> PyResult<()> {
    if name.as_str() == Some("__dict__") {
        let message = format!(
            "'{}' object attribute '__dict__' is read-only",
            vm.class_of(this).qualified_name()
        );
        return Err(vm.attribute_error(message, this, name));
    }
    let dict = own_dict(vm, this)?;
    if vm
        .class_of(this)
        .lookup(name)
        .is_some_and(|f| is_data_descriptor(vm, &f))
    {
        return vm.generic_set_attr(this, name, value);
    }
    match value {
        Some(value) => drop(dict.set_str(&name.interned(), value)),
        None => match dict.remove_str(name) {
            Some(old) => drop(old),
            None => return Err(vm.no_attribute(this, name)),
        },
    }
    Ok(())
}
