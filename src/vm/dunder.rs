//! Dunder methods and slots: each the other's image.
//!
//! For a native class, every filled slot appears as a method in the namespace (`list.__len__`):
//! `wrappers`. For a program's class, every dunder method found in the MRO fills a slot with a
//! function that calls it: [`Vm::update_slots`].

use std::collections::HashSet;

use super::Vm;
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, KwArgs, NativeDef, NativeKind, VarArgs};
use crate::object::{Class, Object, Payload, PyResult, Slots, Str, Value};

/// The names of the dunder methods that operators look for, made once.
pub struct Names {
    pub binary: [Str; BinaryOp::COUNT],
    pub reflected: [Str; BinaryOp::COUNT],
    pub inplace: [Str; BinaryOp::COUNT],
    pub compare: [Str; 6],
    pub neg: Str,
    pub pos: Str,
    pub invert: Str,
    pub call: Str,
    pub init: Str,
    pub contains: Str,
    pub get_item: Str,
    pub set_item: Str,
    pub next: Str,
}

impl Default for Names {
    fn default() -> Names {
        let named = |prefix: &str| {
            BinaryOp::ALL.map(|op| Str::intern(&format!("__{prefix}{}__", op.name())))
        };
        Names {
            binary: named(""),
            reflected: named("r"),
            inplace: named("i"),
            compare: CompareOp::ALL.map(|op| Str::intern(compare_name(op))),
            neg: Str::intern("__neg__"),
            pos: Str::intern("__pos__"),
            invert: Str::intern("__invert__"),
            call: Str::intern("__call__"),
            init: Str::intern("__init__"),
            contains: Str::intern("__contains__"),
            get_item: Str::intern("__getitem__"),
            set_item: Str::intern("__setitem__"),
            next: Str::intern("__next__"),
        }
    }
}

/// One dunder name: how it fills its slot, and how the slot is copied from a native class.
struct Dunder {
    name: &'static str,
    dispatch: fn(&Slots),
    copy: fn(&Slots, &Slots),
}

/// Shorthand for the common case: one name, one slot.
macro_rules! one {
    ($name:literal, $slot:ident, $function:expr) => {
        Dunder {
            name: $name,
            dispatch: |s| s.$slot.set(Some($function)),
            copy: |to, from| to.$slot.set(from.$slot.get()),
        }
    };
}

macro_rules! binary {
    ($name:literal, $op:ident) => {
        Dunder {
            name: $name,
            dispatch: |s| {
                s.binary[BinaryOp::$op as usize].set(Some(binary::<{ BinaryOp::$op as usize }>))
            },
            copy: |to, from| {
                let i = BinaryOp::$op as usize;
                to.binary[i].set(from.binary[i].get());
            },
        }
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident) => {
        Dunder {
            name: $name,
            dispatch: |s| {
                s.inplace[BinaryOp::$op as usize].set(Some(inplace::<{ BinaryOp::$op as usize }>))
            },
            copy: |to, from| {
                let i = BinaryOp::$op as usize;
                to.inplace[i].set(from.inplace[i].get());
            },
        }
    };
}

static DUNDERS: &[Dunder] = &[
    one!("__new__", new, call_new),
    one!("__init__", init, call_init),
    one!("__call__", call, call_call),
    one!("__repr__", repr, call_repr),
    one!("__str__", str, call_str),
    one!("__hash__", hash, call_hash),
    one!("__lt__", compare, call_compare),
    one!("__le__", compare, call_compare),
    one!("__eq__", compare, call_compare),
    one!("__ne__", compare, call_compare),
    one!("__gt__", compare, call_compare),
    one!("__ge__", compare, call_compare),
    one!("__bool__", truth, call_truth),
    one!("__len__", len, call_len),
    one!("__contains__", contains, call_contains),
    one!("__getitem__", get_item, call_get_item),
    one!("__setitem__", set_item, call_set_item),
    one!("__delitem__", set_item, call_set_item),
    one!("__iter__", iter, call_iter),
    one!("__next__", next, call_next),
    one!("__getattribute__", get_attr, call_get_attr),
    one!("__getattr__", get_attr, call_get_attr),
    one!("__setattr__", set_attr, call_set_attr),
    one!("__delattr__", set_attr, call_set_attr),
    one!("__get__", descr_get, call_descr_get),
    one!("__set__", descr_set, call_descr_set),
    one!("__delete__", descr_set, call_descr_set),
    one!("__neg__", neg, |vm, a| call_unary(vm, a, "__neg__")),
    one!("__pos__", pos, |vm, a| call_unary(vm, a, "__pos__")),
    one!("__invert__", invert, |vm, a| call_unary(
        vm,
        a,
        "__invert__"
    )),
    one!("__abs__", abs, |vm, a| call_unary(vm, a, "__abs__")),
    one!("__int__", int, |vm, a| call_unary(vm, a, "__int__")),
    one!("__float__", float, |vm, a| call_unary(vm, a, "__float__")),
    one!("__index__", index, |vm, a| call_unary(vm, a, "__index__")),
    binary!("__add__", Add),
    binary!("__radd__", Add),
    binary!("__sub__", Sub),
    binary!("__rsub__", Sub),
    binary!("__mul__", Mul),
    binary!("__rmul__", Mul),
    binary!("__matmul__", MatMul),
    binary!("__rmatmul__", MatMul),
    binary!("__truediv__", TrueDiv),
    binary!("__rtruediv__", TrueDiv),
    binary!("__floordiv__", FloorDiv),
    binary!("__rfloordiv__", FloorDiv),
    binary!("__mod__", Mod),
    binary!("__rmod__", Mod),
    binary!("__pow__", Pow),
    binary!("__rpow__", Pow),
    binary!("__lshift__", LShift),
    binary!("__rlshift__", LShift),
    binary!("__rshift__", RShift),
    binary!("__rrshift__", RShift),
    binary!("__and__", And),
    binary!("__rand__", And),
    binary!("__or__", Or),
    binary!("__ror__", Or),
    binary!("__xor__", Xor),
    binary!("__rxor__", Xor),
    binary!("__divmod__", DivMod),
    binary!("__rdivmod__", DivMod),
    inplace!("__iadd__", Add),
    inplace!("__isub__", Sub),
    inplace!("__imul__", Mul),
    inplace!("__imatmul__", MatMul),
    inplace!("__itruediv__", TrueDiv),
    inplace!("__ifloordiv__", FloorDiv),
    inplace!("__imod__", Mod),
    inplace!("__ipow__", Pow),
    inplace!("__ilshift__", LShift),
    inplace!("__irshift__", RShift),
    inplace!("__iand__", And),
    inplace!("__ior__", Or),
    inplace!("__ixor__", Xor),
];

impl Vm {
    /// Fill the slots of a program's class from the dunder methods in its MRO; its subclasses
    /// follow.
    pub fn update_slots(&self, class: &Class) {
        let mut done: HashSet<usize> = HashSet::new();
        let mut waiting = vec![class.clone()];
        while let Some(next) = waiting.pop() {
            if done.insert(next.id()) {
                self.update_own_slots(&next);
                waiting.extend(next.living_subclasses());
            }
        }
    }

    fn update_own_slots(&self, class: &Class) {
        let found: Vec<(&Dunder, Option<(Class, Value)>)> = DUNDERS
            .iter()
            .map(|d| (d, class.lookup_owner(&Str::intern(d.name))))
            .collect();
        // What no class of the MRO defines any more is gone, before anything else shares its slot.
        let none = Slots::default();
        for (dunder, owner) in &found {
            if owner.is_none() {
                (dunder.copy)(&class.slots, &none);
            }
        }
        // Names share slots (`__lt__` and `__eq__`): natives first, so that a method wins.
        for (dunder, owner) in &found {
            if let Some((owner, _)) = owner
                && owner.is_native
            {
                (dunder.copy)(&class.slots, &owner.slots);
            }
        }
        for (dunder, owner) in &found {
            if let Some((owner, _)) = owner
                && !owner.is_native
            {
                (dunder.dispatch)(&class.slots);
            }
        }
        let overridden = |name: &str| {
            class
                .lookup_owner(&Str::intern(name))
                .is_some_and(|(owner, _)| !owner.is_native)
        };
        class
            .plain_get
            .set(!overridden("__getattribute__") && !overridden("__getattr__"));
        class
            .plain_set
            .set(!overridden("__setattr__") && !overridden("__delattr__"));
        class.has_finalizer.set(overridden("__del__"));
    }

    /// Fill the slots of a class that was declared in Rust with its dunder methods given by name
    /// (`.method("__len__(self)", …)`) instead of as slots: an embedder's class.
    pub fn fill_slots_by_name(&self, class: &Class) {
        let is_given = |dunder: &&Dunder| {
            dunder.name != "__new__" && class.own(&Str::intern(dunder.name)).is_some()
        };
        for dunder in DUNDERS.iter().filter(is_given) {
            (dunder.dispatch)(&class.slots);
        }
    }

    /// The method that a slot function stands for, with the object it was found for.
    fn dunder(&self, object: &Value, name: &str) -> PyResult<Value> {
        match self.class_of(object).lookup(&Str::intern(name)) {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, &Str::intern(name))),
        }
    }

    /// Call a dunder method of an object.
    fn call_dunder(&self, object: &Value, name: &str, args: &[&Value]) -> PyResult<Value> {
        let method = self.dunder(object, name)?;
        self.call_found(method, object, args)
    }

    /// Call a value found in the class for an object: functions get it as first argument.
    fn call_found(&self, method: Value, object: &Value, args: &[&Value]) -> PyResult<Value> {
        if matches!(
            method.as_obj().map(|o| o.raw()),
            Some(Payload::Function(_) | Payload::NativeFunction(_))
        ) {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(object.clone());
            all.extend(args.iter().map(|v| (*v).clone()));
            return self.call(&method, &mut all);
        }
        let bound = self.bind(method, Some(object), &self.class_of(object))?;
        let mut all: Vec<Value> = args.iter().map(|v| (*v).clone()).collect();
        self.call(&bound, &mut all)
    }

    /// Call a dunder method; `NotImplemented` where the class has none (or has None).
    pub(super) fn try_dunder(
        &self,
        object: &Value,
        name: &Str,
        args: &[&Value],
    ) -> PyResult<Value> {
        match self.class_of(object).lookup(name) {
            Some(method) if !method.is_none() => self.call_found(method, object, args),
            _ => Ok(Value::NOT_IMPLEMENTED),
        }
    }
}

/// The `new` slot that calls the `__new__` of the class's namespace.
pub(crate) fn call_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let new = Str::intern("__new__");
    let Some(found) = class.lookup(&new) else {
        return Err(vm.no_attribute(&class.value(), &new));
    };
    let function = vm.bind(found, None, class)?;
    let names = args.names;
    let mut all = Vec::with_capacity(args.values.len() + 1);
    all.push(class.value());
    all.extend(args.values.iter_mut().map(Value::take));
    vm.call_kw(&function, &mut all, names)
}

/// The `init` slot that calls the `__init__` of the class's namespace.
pub(crate) fn call_init(vm: &Vm, object: &Value, args: Args) -> PyResult<()> {
    let method = vm.dunder(object, "__init__")?;
    let names = args.names;
    let result = if let Some(Payload::Function(_)) = method.as_obj().map(|o| o.raw()) {
        let mut all = Vec::with_capacity(args.values.len() + 1);
        all.push(object.clone());
        all.extend(args.values.iter_mut().map(Value::take));
        vm.call_kw(&method, &mut all, names)?
    } else {
        let bound = vm.bind(method, Some(object), &vm.class_of(object))?;
        vm.call_kw(&bound, args.values, names)?
    };
    if !result.is_none() {
        return Err(vm.type_error(format!(
            "__init__() should return None, not '{}'",
            vm.type_name(&result)
        )));
    }
    Ok(())
}

fn call_call(vm: &Vm, object: &Value, args: Args) -> PyResult<Value> {
    let method = vm.dunder(object, "__call__")?;
    let bound = vm.bind(method, Some(object), &vm.class_of(object))?;
    vm.call_kw(&bound, args.values, args.names)
}

fn expect_str(vm: &Vm, name: &str, value: &Value) -> PyResult<Str> {
    Str::from_value(value).ok_or_else(|| {
        vm.type_error(format!(
            "{name} returned non-string (type {})",
            vm.type_name(value)
        ))
    })
}

fn call_repr(vm: &Vm, object: &Value) -> PyResult<Str> {
    let result = vm.call_dunder(object, "__repr__", &[])?;
    expect_str(vm, "__repr__", &result)
}

fn call_str(vm: &Vm, object: &Value) -> PyResult<Str> {
    let result = vm.call_dunder(object, "__str__", &[])?;
    expect_str(vm, "__str__", &result)
}

fn call_hash(vm: &Vm, object: &Value) -> PyResult<i64> {
    let method = vm.dunder(object, "__hash__")?;
    if method.is_none() {
        return Err(vm.type_error(format!("unhashable type: '{}'", vm.type_name(object))));
    }
    let result = vm.call_found(method, object, &[])?;
    // What fits is taken as it is: only -1 has no place among hashes.
    match vm.big_of(&result) {
        Some(big) => Ok(match i64::try_from(&big) {
            Ok(-1) => -2,
            Ok(hash) => hash,
            Err(_) => crate::text::hash::hash_bigint(&big),
        }),
        None => Err(vm.type_error("__hash__ method should return an integer")),
    }
}

fn compare_name(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "__lt__",
        CompareOp::Le => "__le__",
        CompareOp::Eq => "__eq__",
        CompareOp::Ne => "__ne__",
        CompareOp::Gt => "__gt__",
        CompareOp::Ge => "__ge__",
    }
}

fn call_compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    vm.try_dunder(a, &vm.names.compare[op as usize], &[b])
}

fn call_truth(vm: &Vm, object: &Value) -> PyResult<bool> {
    let result = vm.call_dunder(object, "__bool__", &[])?;
    result.as_bool().ok_or_else(|| {
        vm.type_error(format!(
            "__bool__ should return bool, returned {}",
            vm.type_name(&result)
        ))
    })
}

fn call_len(vm: &Vm, object: &Value) -> PyResult<usize> {
    let result = vm.call_dunder(object, "__len__", &[])?;
    let Some(big) = vm.big_of(&vm.index_value(&result)?) else {
        return Err(vm.type_error("__len__() should return an int"));
    };
    let length = i64::try_from(&big).or_else(|_| match big.sign() {
        num_bigint::Sign::Minus => Ok(-1),
        _ => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    })?;
    usize::try_from(length).map_err(|_| vm.value_error("__len__() should return >= 0"))
}

fn call_contains(vm: &Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let method = vm.dunder(object, "__contains__")?;
    if method.is_none() {
        return Err(vm.type_error(format!(
            "'{}' object is not a container",
            vm.type_name(object)
        )));
    }
    let result = vm.call_found(method, object, &[item])?;
    vm.is_true(&result)
}

fn call_get_item(vm: &Vm, object: &Value, index: &Value) -> PyResult<Value> {
    vm.call_dunder(object, "__getitem__", &[index])
}

fn call_set_item(vm: &Vm, object: &Value, index: &Value, value: Option<Value>) -> PyResult<()> {
    let class = vm.class_of(object);
    let (name, what) = match value {
        Some(_) => ("__setitem__", "does not support item assignment"),
        None => ("__delitem__", "doesn't support item deletion"),
    };
    let Some(method) = class.lookup(&Str::intern(name)) else {
        return Err(vm.type_error(format!("'{}' object {what}", class.display_name())));
    };
    match &value {
        Some(value) => vm.call_found(method, object, &[index, value]),
        None => vm.call_found(method, object, &[index]),
    }
    .map(drop)
}

fn call_iter(vm: &Vm, object: &Value) -> PyResult<Value> {
    let method = vm.dunder(object, "__iter__")?;
    if method.is_none() {
        return Err(vm.type_error(format!("'{}' object is not iterable", vm.type_name(object))));
    }
    vm.call_found(method, object, &[])
}

fn call_next(vm: &Vm, object: &Value) -> PyResult<Option<Value>> {
    match vm.call_dunder(object, "__next__", &[]) {
        Ok(item) => Ok(Some(item)),
        Err(e) if vm.is_instance_of(&e, &vm.types.stop_iteration) => {
            vm.set_stop_value(e.field("value").unwrap_or(Value::NONE));
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn call_get_attr(vm: &Vm, object: &Value, name: &Str) -> PyResult<Value> {
    let class = vm.class_of(object);
    let direct = match class.lookup_owner(&Str::intern("__getattribute__")) {
        Some((owner, method)) if !owner.is_native => {
            vm.call_found(method, object, &[&name.value()])
        }
        Some((owner, _)) => match owner.slots.get_attr.get() {
            Some(get) => get(vm, object, name),
            None => vm.generic_get_attr(object, name),
        },
        None => vm.generic_get_attr(object, name),
    };
    match direct {
        Err(e) if vm.is_instance_of(&e, &vm.types.attribute_error) => {
            match class.lookup(&Str::intern("__getattr__")) {
                Some(hook) => vm.call_found(hook, object, &[&name.value()]),
                None => Err(e),
            }
        }
        other => other,
    }
}

fn call_set_attr(vm: &Vm, object: &Value, name: &Str, value: Option<Value>) -> PyResult<()> {
    let method_name = if value.is_some() {
        "__setattr__"
    } else {
        "__delattr__"
    };
    let class = vm.class_of(object);
    match class.lookup_owner(&Str::intern(method_name)) {
        Some((owner, method)) if !owner.is_native => match &value {
            Some(value) => vm.call_found(method, object, &[&name.value(), value]),
            None => vm.call_found(method, object, &[&name.value()]),
        }
        .map(drop),
        Some((owner, _)) => match owner.slots.set_attr.get() {
            Some(set) => set(vm, object, name, value),
            None => vm.generic_set_attr(object, name, value),
        },
        None => vm.generic_set_attr(object, name, value),
    }
}

fn call_descr_get(
    vm: &Vm,
    descriptor: &Value,
    object: Option<&Value>,
    class: &Class,
) -> PyResult<Value> {
    let object = object.cloned().unwrap_or(Value::NONE);
    match vm.class_of(descriptor).lookup(&Str::intern("__get__")) {
        Some(method) => vm.call_found(method, descriptor, &[&object, &class.value()]),
        None => Ok(descriptor.clone()),
    }
}

fn call_descr_set(
    vm: &Vm,
    descriptor: &Value,
    object: &Value,
    value: Option<Value>,
) -> PyResult<()> {
    let name = if value.is_some() {
        "__set__"
    } else {
        "__delete__"
    };
    let Some(method) = vm.class_of(descriptor).lookup(&Str::intern(name)) else {
        return Err(vm.attribute_error_text(name));
    };
    match &value {
        Some(value) => vm.call_found(method, descriptor, &[object, value]),
        None => vm.call_found(method, descriptor, &[object]),
    }
    .map(drop)
}

fn call_unary(vm: &Vm, object: &Value, name: &str) -> PyResult<Value> {
    vm.call_dunder(object, name, &[])
}

/// The slot of a program's class for operator `OP`: `__add__` of the left operand, `__radd__` of
/// the right one, the right one first where its class overrides the left's.
fn binary<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let this: crate::object::class::BinaryFn = binary::<OP>;
    let is_mine = |class: &Class| {
        class.slots.binary[OP]
            .get()
            .is_some_and(|slot| std::ptr::fn_addr_eq(slot, this))
    };
    let (left, right) = (vm.class_of(a), vm.class_of(b));
    let reflected = &vm.names.reflected[OP];
    let mut right_pending = left != right && is_mine(&right);
    if is_mine(&left) {
        if right_pending && right.is_subclass_of(&left) {
            let overrides = match (right.lookup(reflected), left.lookup(reflected)) {
                (Some(r), Some(l)) => !r.is(&l),
                (Some(_), None) => true,
                _ => false,
            };
            if overrides {
                let result = vm.try_dunder(b, reflected, &[a])?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                right_pending = false;
            }
        }
        let result = vm.try_dunder(a, &vm.names.binary[OP], &[b])?;
        if !result.is_not_implemented() || left == right {
            return Ok(result);
        }
    }
    if right_pending {
        return vm.try_dunder(b, reflected, &[a]);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn inplace<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let name = &vm.names.inplace[OP];
    if vm.class_of(a).lookup(name).is_some_and(|m| m.is_none()) {
        return Err(vm.not_callable(&Value::NONE));
    }
    vm.try_dunder(a, name, &[b])
}

// ---- native slots as methods --------------------------------------------------------------------

/// A method made from a slot. Names and signatures are those of CPython's slot wrappers.
fn wrapper<A>(
    text: &'static str,
    doc: &'static str,
    function: impl crate::native::NativeImpl<A>,
) -> NativeDef {
    NativeDef::new(NativeKind::SlotWrapper, text, doc, function)
}

/// The dunder methods that a native class's slots appear as.
pub(super) fn wrappers(slots: &Slots) -> Vec<NativeDef> {
    let mut all = Vec::new();
    if let Some(new) = slots.new.get() {
        let function = move |vm: &Vm, class: Value, args: VarArgs, kwargs: KwArgs| {
            let Some(class) = Class::from_value(&class) else {
                return Err(vm.type_error(format!(
                    "object.__new__(X): X is not a type object ({})",
                    vm.type_name(&class)
                )));
            };
            let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
            let mut all = args.0;
            all.extend(values);
            new(
                vm,
                &class,
                Args {
                    values: &mut all,
                    names: &names,
                },
            )
        };
        let text = "__new__(type, /, *args, **kwargs)";
        all.push(NativeDef::new(
            NativeKind::StaticMethod,
            text,
            "Create and return a new object.",
            function,
        ));
    }
    if let Some(init) = slots.init.get() {
        all.push(wrapper(
            "__init__(self, /, *args, **kwargs)",
            "Initialize self.",
            move |vm: &Vm, this: Value, args: VarArgs, kwargs: KwArgs| {
                let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
                let mut all = args.0;
                all.extend(values);
                init(
                    vm,
                    &this,
                    Args {
                        values: &mut all,
                        names: &names,
                    },
                )
            },
        ));
    }
    if let Some(call) = slots.call.get() {
        all.push(wrapper(
            "__call__(self, /, *args, **kwargs)",
            "Call self as a function.",
            move |vm: &Vm, this: Value, args: VarArgs, kwargs: KwArgs| {
                let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
                let mut all = args.0;
                all.extend(values);
                call(
                    vm,
                    &this,
                    Args {
                        values: &mut all,
                        names: &names,
                    },
                )
            },
        ));
    }
    if let Some(repr) = slots.repr.get() {
        all.push(wrapper(
            "__repr__(self, /)",
            "Return repr(self).",
            move |vm: &Vm, this: Value| repr(vm, &this),
        ));
    }
    if let Some(str) = slots.str.get() {
        all.push(wrapper(
            "__str__(self, /)",
            "Return str(self).",
            move |vm: &Vm, this: Value| str(vm, &this),
        ));
    }
    if let Some(hash) = slots.hash.get() {
        all.push(wrapper(
            "__hash__(self, /)",
            "Return hash(self).",
            move |vm: &Vm, this: Value| hash(vm, &this),
        ));
    }
    if let Some(compare) = slots.compare.get() {
        let texts = [
            "__lt__(self, value, /)",
            "__le__(self, value, /)",
            "__eq__(self, value, /)",
            "__ne__(self, value, /)",
            "__gt__(self, value, /)",
            "__ge__(self, value, /)",
        ];
        for (op, text) in CompareOp::ALL.into_iter().zip(texts) {
            all.push(wrapper(
                text,
                "Compare self with value.",
                move |vm: &Vm, this: Value, other: Value| compare(vm, &this, &other, op),
            ));
        }
    }
    if let Some(truth) = slots.truth.get() {
        all.push(wrapper(
            "__bool__(self, /)",
            "True if self else False",
            move |vm: &Vm, this: Value| truth(vm, &this),
        ));
    }
    if let Some(len) = slots.len.get() {
        all.push(wrapper(
            "__len__(self, /)",
            "Return len(self).",
            move |vm: &Vm, this: Value| len(vm, &this),
        ));
    }
    if let Some(contains) = slots.contains.get() {
        all.push(wrapper(
            "__contains__(self, key, /)",
            "Return bool(key in self).",
            move |vm: &Vm, this: Value, key: Value| contains(vm, &this, &key),
        ));
    }
    if let Some(get) = slots.get_item.get() {
        all.push(wrapper(
            "__getitem__(self, key, /)",
            "Return self[key].",
            move |vm: &Vm, this: Value, key: Value| get(vm, &this, &key),
        ));
    }
    if let Some(set) = slots.set_item.get() {
        all.push(wrapper(
            "__setitem__(self, key, value, /)",
            "Set self[key] to value.",
            move |vm: &Vm, this: Value, key: Value, value: Value| set(vm, &this, &key, Some(value)),
        ));
        all.push(wrapper(
            "__delitem__(self, key, /)",
            "Delete self[key].",
            move |vm: &Vm, this: Value, key: Value| set(vm, &this, &key, None),
        ));
    }
    if let Some(iter) = slots.iter.get() {
        all.push(wrapper(
            "__iter__(self, /)",
            "Implement iter(self).",
            move |vm: &Vm, this: Value| iter(vm, &this),
        ));
    }
    if let Some(next) = slots.next.get() {
        all.push(wrapper(
            "__next__(self, /)",
            "Implement next(self).",
            move |vm: &Vm, this: Value| match next(vm, &this)? {
                Some(item) => Ok(item),
                None => Err(vm.stop_iteration(vm.take_stop_value())),
            },
        ));
    }
    if let Some(get) = slots.get_attr.get() {
        all.push(wrapper(
            "__getattribute__(self, name, /)",
            "Return getattr(self, name).",
            move |vm: &Vm, this: Value, name: Str| get(vm, &this, &name),
        ));
    }
    if let Some(set) = slots.set_attr.get() {
        all.push(wrapper(
            "__setattr__(self, name, value, /)",
            "Implement setattr(self, name, value).",
            move |vm: &Vm, this: Value, name: Str, value: Value| set(vm, &this, &name, Some(value)),
        ));
        all.push(wrapper(
            "__delattr__(self, name, /)",
            "Implement delattr(self, name).",
            move |vm: &Vm, this: Value, name: Str| set(vm, &this, &name, None),
        ));
    }
    if let Some(get) = slots.descr_get.get() {
        all.push(wrapper(
            "__get__(self, instance, owner=None, /)",
            "Return an attribute of instance, which is of type owner.",
            move |vm: &Vm, this: Value, instance: Value, owner: Value| {
                if instance.is_none() && owner.is_none() {
                    return Err(vm.type_error("__get__(None, None) is invalid"));
                }
                let class = Class::from_value(&owner).unwrap_or_else(|| vm.class_of(&instance));
                let object = (!instance.is_none()).then_some(&instance);
                get(vm, &this, object, &class)
            },
        ));
    }
    if let Some(set) = slots.descr_set.get() {
        all.push(wrapper(
            "__set__(self, instance, value, /)",
            "Set an attribute of instance to value.",
            move |vm: &Vm, this: Value, instance: Value, value: Value| {
                set(vm, &this, &instance, Some(value))
            },
        ));
        all.push(wrapper(
            "__delete__(self, instance, /)",
            "Delete an attribute of instance.",
            move |vm: &Vm, this: Value, instance: Value| set(vm, &this, &instance, None),
        ));
    }
    let unary = [
        ("__neg__(self, /)", "-self", slots.neg.get()),
        ("__pos__(self, /)", "+self", slots.pos.get()),
        ("__invert__(self, /)", "~self", slots.invert.get()),
        ("__abs__(self, /)", "abs(self)", slots.abs.get()),
        ("__int__(self, /)", "int(self)", slots.int.get()),
        ("__float__(self, /)", "float(self)", slots.float.get()),
        (
            "__index__(self, /)",
            "Return self converted to an integer.",
            slots.index.get(),
        ),
    ];
    for (text, doc, slot) in unary {
        if let Some(slot) = slot {
            all.push(wrapper(text, doc, move |vm: &Vm, this: Value| {
                slot(vm, &this)
            }));
        }
    }
    for (op, (left, right, in_place)) in BinaryOp::ALL.into_iter().zip(OPERATOR_TEXTS) {
        // Sequences have no reflected operators in CPython, but for `*`, which wants an index.
        let sequence = slots.get_item.get().is_some();
        let repeats = sequence && op == BinaryOp::Mul;
        if let Some(slot) = slots.binary[op as usize].get() {
            all.push(wrapper(
                left,
                "Return self op value.",
                move |vm: &Vm, a: Value, b: Value| {
                    if repeats {
                        vm.index_value(&b)?;
                    }
                    slot(vm, &a, &b)
                },
            ));
            if !sequence || op == BinaryOp::Mul || op == BinaryOp::Or {
                all.push(wrapper(
                    right,
                    "Return value op self.",
                    move |vm: &Vm, a: Value, b: Value| {
                        if repeats {
                            vm.index_value(&b)?;
                        }
                        slot(vm, &b, &a)
                    },
                ));
            }
        }
        if let Some(slot) = slots.inplace[op as usize].get() {
            all.push(wrapper(
                in_place,
                "Implement self op= value.",
                move |vm: &Vm, a: Value, b: Value| {
                    if repeats {
                        vm.index_value(&b)?;
                    }
                    slot(vm, &a, &b)
                },
            ));
        }
    }
    all
}

macro_rules! texts {
    ($($name:literal),*) => {
        [$((
            concat!("__", $name, "__(self, value, /)"),
            concat!("__r", $name, "__(self, value, /)"),
            concat!("__i", $name, "__(self, value, /)"),
        )),*]
    };
}

/// In the order of [`BinaryOp`].
const OPERATOR_TEXTS: [(&str, &str, &str); BinaryOp::COUNT] = texts!(
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and",
    "or", "xor", "divmod"
);

/// A plain object: what `object.__new__` makes for a program's class.
pub fn new_instance(class: &Class) -> Value {
    class.instance(None)
}

/// A scalar as the payload of a subclass's instance.
pub fn scalar_payload(value: Value) -> Payload {
    match value.as_obj().map(|o| o.raw()) {
        Some(Payload::Int(n)) => Payload::Int(n.clone()),
        _ => Payload::Scalar(value),
    }
}

/// A plain object without a class of its own, for sentinels.
pub fn bare_object() -> Value {
    Value::heap(Object::new(Payload::Gone))
}
