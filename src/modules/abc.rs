//! The native half of abc, `_abc`: which classes are abstract, and which are virtual subclasses
//! of an abstract class.
//!
//! Each abstract class keeps a record of the classes registered with it, and of the answers given
//! before: those that say no hold only until a class is registered anywhere.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::set::FrozenSet;
use crate::object::{Class, Native, NativeObject, Object, PyResult, SetData, Str, Value};
use crate::vm::Vm;

/// Grows with every registration.
#[derive(Default)]
struct Registrations(Cell<u64>);

/// What an abstract class knows, in its attribute `_abc_impl`.
#[derive(Default)]
pub struct AbcData {
    registry: RefCell<Vec<Weak<Object>>>,
    /// Classes by address; the weak references tell that it is still the same class.
    yes: RefCell<HashMap<usize, Weak<Object>>>,
    no: RefCell<HashMap<usize, Weak<Object>>>,
    /// The count of registrations for which `no` holds.
    version: Cell<u64>,
}

impl NativeObject for AbcData {}

impl NativeType for AbcData {
    const NAME: &'static str = "_abc._abc_data";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<AbcData>("_abc", "Internal state held by ABC machinery.").is_final()
    }
}

impl AbcData {
    fn known(map: &RefCell<HashMap<usize, Weak<Object>>>, class: &Class) -> bool {
        map.borrow()
            .get(&class.id())
            .is_some_and(|w| w.strong_count() > 0)
    }

    fn learn(map: &RefCell<HashMap<usize, Weak<Object>>>, class: &Class) {
        map.borrow_mut()
            .insert(class.id(), Rc::downgrade(class.obj()));
    }

    /// What is known of a class: an instance of a subclass, none, or nothing yet.
    fn answer(&self, vm: &Vm, class: &Class) -> Option<bool> {
        if AbcData::known(&self.yes, class) {
            return Some(true);
        }
        let now = vm.state::<Registrations>().0.get();
        if self.version.get() != now {
            self.no.borrow_mut().clear();
            self.version.set(now);
            return None;
        }
        AbcData::known(&self.no, class).then_some(false)
    }
}

pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new(
        "_abc",
        "Module contains faster C implementation of abc.ABCMeta",
    )
    .function(
        "_abc_init(cls, /)",
        "Internal ABC helper for class set-up.",
        init,
    )
    .function(
        "_abc_register(cls, subclass, /)",
        "Internal ABC helper for subclass registration.",
        register,
    )
    .function(
        "_abc_instancecheck(cls, instance, /)",
        "Internal ABC helper for instance checks.",
        instance_check,
    )
    .function(
        "_abc_subclasscheck(cls, subclass, /)",
        "Internal ABC helper for subclasss checks.",
        subclass_check,
    )
    .function(
        "_compute_abstract(cls, /)",
        "The names that are still abstract in a class.",
        |vm: &Vm, class: Class| abstract_names(vm, &class),
    )
    .function(
        "get_cache_token()",
        "Returns the current ABC cache token.",
        |vm: &Vm| Ok(vm.state::<Registrations>().0.get()),
    )
    .function(
        "_reset_registry(cls, /)",
        "Internal ABC helper to reset registry of a given class.",
        |vm: &Vm, class: Class| {
            data(vm, &class)?.registry.borrow_mut().clear();
            Ok(())
        },
    )
    .function(
        "_reset_caches(cls, /)",
        "Internal ABC helper to reset both caches of a given class.",
        |vm: &Vm, class: Class| {
            let data = data(vm, &class)?;
            data.yes.borrow_mut().clear();
            data.no.borrow_mut().clear();
            Ok(())
        },
    )
}

fn data(vm: &Vm, class: &Class) -> PyResult<Native<AbcData>> {
    class
        .own(&Str::intern("_abc_impl"))
        .and_then(|v| Native::from_value(&v))
        .ok_or_else(|| vm.type_error("_abc_impl is set to a wrong type"))
}

fn is_abstract(vm: &Vm, value: &Value) -> PyResult<bool> {
    match vm.attr_opt(value, "__isabstractmethod__")? {
        Some(flag) => vm.is_true(&flag),
        None => Ok(false),
    }
}

/// The abstract names of a class: its own, and those of its bases that it has not replaced.
fn abstract_names(vm: &Vm, class: &Class) -> PyResult<Value> {
    let mut names = SetData::default();
    let own: Vec<(Value, Value)> = class
        .dict
        .borrow()
        .iter()
        .map(|e| (e.key.clone(), e.value.clone()))
        .collect();
    for (name, value) in own {
        if is_abstract(vm, &value)? {
            names.add(vm, name)?;
        }
    }
    let bases = class.bases.borrow().clone();
    let key = Str::intern("__abstractmethods__");
    for base in bases {
        let Some(inherited) = base.own(&key) else {
            continue;
        };
        for name in vm.collect(&inherited)? {
            let Some(text) = Str::from_value(&name) else {
                continue;
            };
            if let Some(value) = vm.attr_opt(&class.value(), &text.to_lossy())?
                && is_abstract(vm, &value)?
            {
                names.add(vm, name)?;
            }
        }
    }
    Ok(FrozenSet::new(names).into())
}

fn init(vm: &Vm, class: Class) -> PyResult<()> {
    let names = abstract_names(vm, &class)?;
    class.put(&Str::intern("__abstractmethods__"), names);
    class.put(&Str::intern("_abc_impl"), vm.wrap(AbcData::default()));
    Ok(())
}

fn register(vm: &Vm, class: Class, subclass: Value) -> PyResult<Value> {
    let Some(other) = Class::from_value(&subclass) else {
        return Err(vm.type_error("Can only register classes"));
    };
    if vm.is_subclass_check(&subclass, &class.value())? {
        return Ok(subclass);
    }
    if vm.is_subclass_check(&class.value(), &subclass)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    data(vm, &class)?
        .registry
        .borrow_mut()
        .push(Rc::downgrade(other.obj()));
    let count = &vm.state::<Registrations>().0;
    count.set(count.get() + 1);
    Ok(subclass)
}

fn instance_check(vm: &Vm, class: Class, instance: Value) -> PyResult<bool> {
    let real = vm.class_of(&instance);
    let known = data(vm, &class)?.answer(vm, &real);
    // An instance may say that it is of another class than it is.
    let shown = match instance.as_obj().and_then(|o| o.attributes()) {
        Some(_) => vm
            .attr_opt(&instance, "__class__")?
            .and_then(|v| Class::from_value(&v)),
        None => None,
    };
    let shown = shown.filter(|c| *c != real);
    if let (Some(answer), None) = (known, &shown) {
        return Ok(answer);
    }
    let ask = |candidate: &Class| {
        let answer = vm.call_method(
            &class.value(),
            "__subclasscheck__",
            &mut [candidate.value()],
        )?;
        vm.is_true(&answer)
    };
    if let Some(shown) = shown
        && ask(&shown)?
    {
        return Ok(true);
    }
    ask(&real)
}

fn subclass_check(vm: &Vm, class: Class, subclass: Value) -> PyResult<bool> {
    let Some(candidate) = Class::from_value(&subclass) else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let data = data(vm, &class)?;
    if let Some(answer) = data.answer(vm, &candidate) {
        return Ok(answer);
    }
    let answer = vm.nested(
        || decide(vm, &class, &data, &candidate),
        " in __subclasscheck__",
    )?;
    AbcData::learn(if answer { &data.yes } else { &data.no }, &candidate);
    Ok(answer)
}

/// Whether a class is a subclass: by the hook, really, by registration, or by one of those of a
/// subclass.
fn decide(vm: &Vm, class: &Class, data: &AbcData, candidate: &Class) -> PyResult<bool> {
    let hook = vm.call_method(&class.value(), "__subclasshook__", &mut [candidate.value()])?;
    if let Some(answer) = hook.as_bool() {
        return Ok(answer);
    }
    if !hook.is_not_implemented() {
        return Err(vm.assertion_error(
            "__subclasshook__ must return either False, True, or NotImplemented",
        ));
    }
    if candidate.is_subclass_of(class) {
        return Ok(true);
    }
    let registered: Vec<Value> = data
        .registry
        .borrow()
        .iter()
        .filter_map(Weak::upgrade)
        .map(Value::heap)
        .collect();
    for other in registered {
        if vm.is_subclass_check(&candidate.value(), &other)? {
            return Ok(true);
        }
    }
    for subclass in class.living_subclasses() {
        if vm.is_subclass_check(&candidate.value(), &subclass.value())? {
            return Ok(true);
        }
    }
    Ok(false)
}
