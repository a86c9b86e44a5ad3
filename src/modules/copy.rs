//! copy: shallow and deep copies, by the protocol of pickle (`copyreg.rs`).

use crate::modules::copyreg;
use crate::native::{KwArgs, ModuleDef};
use crate::object::{Class, Dict, Exc, Kind, List, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let error = error_class(vm);
    let all: Vec<Value> = ["Error", "copy", "deepcopy", "replace"]
        .into_iter()
        .map(Value::str)
        .collect();
    ModuleDef::new("copy", "Generic (shallow and deep) copying operations.")
        .value("__all__", all)
        .value("Error", error.clone())
        .value("error", error)
        .function(
            "def copy(x)",
            "Shallow copy operation on arbitrary Python objects.",
            |vm: &Vm, x: Value| copy(vm, &x),
        )
        .function(
            "def deepcopy(x, memo=None, _nil=[])",
            "Deep copy operation on arbitrary Python objects.",
            |vm: &Vm, x: Value, memo: Value, _: Value| {
                let memo = match memo.is_none() {
                    true => Dict::new().into(),
                    false => memo,
                };
                deep(vm, &x, &memo)
            },
        )
        .function(
            "def replace(obj, /, **changes)",
            "Return a new object replacing specified fields with new values.",
            replace,
        )
}

fn error_class(vm: &Vm) -> Class {
    vm.exception_type("copy", "Error", &vm.types.exception)
}

#[cold]
fn uncopyable(vm: &Vm, x: &Value) -> PyResult<Exc> {
    let class = vm.repr(&vm.class_of(x).value())?;
    Ok(vm.exception(
        &error_class(vm),
        format!("un(deep)copyable object of type {class}"),
    ))
}

fn replace(vm: &Vm, obj: Value, changes: KwArgs) -> PyResult<Value> {
    let class = vm.class_of(&obj);
    let Some(method) = vm.attr_opt(&class.value(), "__replace__")? else {
        return Err(vm.type_error(format!(
            "replace() does not support {} objects",
            class.short_name()
        )));
    };
    let (names, values): (Vec<Str>, Vec<Value>) = changes.0.into_iter().unzip();
    let mut all = vec![obj];
    all.extend(values);
    vm.call_kw(&method, &mut all, &names)
}

/// Whether an object is its own copy: it cannot change, or is what it is by identity.
fn is_atomic(x: &Value, deep: bool) -> bool {
    let Kind::Heap(obj) = x.kind() else {
        return true;
    };
    match obj.raw() {
        Payload::Str(_)
        | Payload::Bytes(_)
        | Payload::Int(_)
        | Payload::Complex(..)
        | Payload::Range(_)
        | Payload::Function(_)
        | Payload::NativeFunction(_)
        | Payload::Code(_)
        | Payload::Property(_)
        | Payload::Type(_) => true,
        Payload::Tuple(_) | Payload::FrozenSet(_) | Payload::Slice(_) | Payload::Cell(_) => !deep,
        // What a built-in method is bound to stays the same object.
        Payload::BoundMethod(function, _) => {
            !deep || matches!(function.payload(), Some(Payload::NativeFunction(_)))
        }
        Payload::Native(_) => crate::modules::weakref::is_reference(x),
        _ => false,
    }
}

/// `copy.copy(x)`
///
/// # Errors
/// `copy.Error`, TypeError, and what the program's methods raise.
pub fn copy(vm: &Vm, x: &Value) -> PyResult<Value> {
    if is_atomic(x, false) {
        return Ok(x.clone());
    }
    match x.as_obj().map(|o| o.raw()) {
        Some(Payload::List(l)) => return Ok(List::new(l.borrow().clone()).into()),
        Some(Payload::Dict(_) | Payload::Set(_) | Payload::ByteArray(_)) => {
            return vm.call_method(x, "copy", &mut []);
        }
        _ => {}
    }
    let class = vm.class_of(x);
    if class.is_subclass_of(&vm.types.type_) {
        return Ok(x.clone());
    }
    if let Some(method) = vm.special_method(x, "__copy__")? {
        return vm.call(&method, &mut []);
    }
    match reduce(vm, x, &class)? {
        None => Ok(x.clone()),
        Some(parts) => reconstruct(vm, x, None, &parts),
    }
}

/// What the object takes itself apart to; `None` where it is its own copy.
fn reduce(vm: &Vm, x: &Value, class: &Class) -> PyResult<Option<Tuple>> {
    let registered = copyreg::registry(vm).dispatch.get(vm, &class.value())?;
    let result = match registered {
        Some(function) => vm.call(&function, &mut [x.clone()])?,
        None => match vm.attr_opt(x, "__reduce_ex__")? {
            Some(method) => vm.call(&method, &mut [Value::int(4)])?,
            None => match vm.attr_opt(x, "__reduce__")? {
                Some(method) => vm.call(&method, &mut [])?,
                None => return Err(uncopyable(vm, x)?),
            },
        },
    };
    if Str::from_value(&result).is_some() {
        return Ok(None);
    }
    match Tuple::from_value(&result) {
        Some(parts) if (2..=5).contains(&parts.len()) => Ok(Some(parts)),
        _ => Err(vm.type_error("__reduce_ex__ must return a string or a tuple of 2 to 5 items")),
    }
}

/// Put an object together again; deeply with a memo.
fn reconstruct(vm: &Vm, x: &Value, memo: Option<&Value>, parts: &[Value]) -> PyResult<Value> {
    let part = |at: usize| parts.get(at).filter(|p| !p.is_none());
    let again = |value: &Value| match memo {
        Some(memo) => deep(vm, value, memo),
        None => Ok(value.clone()),
    };
    let args = vm.collect(&parts[1])?;
    let mut args = args.iter().map(again).collect::<PyResult<Vec<Value>>>()?;
    let y = vm.call(&parts[0], &mut args)?;
    if let Some(memo) = memo {
        vm.set_item(memo, &Value::int(x.id()), y.clone())?;
    }
    if let Some(state) = part(2) {
        set_state(vm, &y, again(state)?)?;
    }
    if let Some(items) = part(3) {
        vm.iterate(items, |item| {
            vm.call_method(&y, "append", &mut [again(&item)?]).map(drop)
        })?;
    }
    if let Some(pairs) = part(4) {
        vm.iterate(pairs, |pair| match &vm.collect(&pair)?[..] {
            [key, value] => vm.set_item(&y, &again(key)?, again(value)?),
            _ => Err(vm.value_error("dict items iterator must return 2-tuples")),
        })?;
    }
    Ok(y)
}

fn set_state(vm: &Vm, y: &Value, state: Value) -> PyResult<()> {
    if copyreg::set_iterator_position(y, &state) {
        return Ok(());
    }
    if let Some(method) = vm.attr_opt(y, "__setstate__")? {
        return vm.call(&method, &mut [state]).map(drop);
    }
    let (plain, slots) = match Tuple::from_value(&state).as_deref().map(|t| &t[..]) {
        Some([plain, slots]) => (plain.clone(), slots.clone()),
        _ => (state, Value::NONE),
    };
    if !plain.is_none() {
        match Dict::from_value(&plain) {
            Some(plain) => copyreg::update_attributes(vm, y, &plain)?,
            None => {
                let dict = vm.attr(y, "__dict__")?;
                vm.call_method(&dict, "update", &mut [plain])?;
            }
        }
    }
    if !slots.is_none() {
        for (name, value) in vm.mapping_pairs(&slots)? {
            let Some(name) = Str::from_value(&name) else {
                return Err(vm.type_error("attribute name must be string"));
            };
            vm.set_attr(y, &name, value)?;
        }
    }
    Ok(())
}

/// `copy.deepcopy(x, memo)`; the memo holds copies by the `id` of their originals.
pub fn deep(vm: &Vm, x: &Value, memo: &Value) -> PyResult<Value> {
    if is_atomic(x, true) {
        return Ok(x.clone());
    }
    vm.nested(|| deep_object(vm, x, memo), "")
}

fn known(vm: &Vm, memo: &Value, key: &Value) -> PyResult<Option<Value>> {
    match Dict::exact(memo) {
        Some(dict) => dict.get(vm, key),
        None => {
            let found = vm.call_method(memo, "get", &mut [key.clone()])?;
            Ok((!found.is_none()).then_some(found))
        }
    }
}

fn deep_object(vm: &Vm, x: &Value, memo: &Value) -> PyResult<Value> {
    let key = Value::int(x.id());
    if let Some(copy) = known(vm, memo, &key)? {
        return Ok(copy);
    }
    let y = deep_copy(vm, x, memo, &key)?;
    // The original must live as long as the memo: its id must not be used again.
    if !y.is(x) {
        vm.set_item(memo, &key, y.clone())?;
        let keep = Value::int(memo.id());
        match known(vm, memo, &keep)?.and_then(|v| List::from_value(&v)) {
            Some(list) => list.push(x.clone()),
            None => vm.set_item(memo, &keep, vec![x.clone()].into())?,
        }
    }
    Ok(y)
}

fn deep_copy(vm: &Vm, x: &Value, memo: &Value, key: &Value) -> PyResult<Value> {
    match x.as_obj().map(|o| o.raw()) {
        Some(Payload::List(_)) => return deep_list(vm, x, memo, key),
        Some(Payload::Tuple(items)) => return deep_tuple(vm, x, items, memo, key),
        Some(Payload::Dict(_)) => return deep_dict(vm, x, memo, key),
        Some(Payload::BoundMethod(function, this)) => {
            let this = deep(vm, this, memo)?;
            return Ok(crate::vm::attr::bound_method(function.clone(), this));
        }
        _ => {}
    }
    let class = vm.class_of(x);
    if class.is_subclass_of(&vm.types.type_) {
        return Ok(x.clone());
    }
    if let Some(method) = vm.attr_opt(x, "__deepcopy__")? {
        return vm.call(&method, &mut [memo.clone()]);
    }
    match reduce(vm, x, &class)? {
        None => Ok(x.clone()),
        Some(parts) => reconstruct(vm, x, Some(memo), &parts),
    }
}

fn deep_list(vm: &Vm, x: &Value, memo: &Value, key: &Value) -> PyResult<Value> {
    let copy = List::new(Vec::new());
    vm.set_item(memo, key, copy.value())?;
    let item = |at: usize| match x.payload() {
        Some(Payload::List(l)) => l.borrow().get(at).cloned(),
        _ => None,
    };
    let mut at = 0;
    while let Some(next) = item(at) {
        let next = deep(vm, &next, memo)?;
        copy.push(next);
        at += 1;
    }
    Ok(copy.into())
}

fn deep_tuple(vm: &Vm, x: &Value, items: &[Value], memo: &Value, key: &Value) -> PyResult<Value> {
    let copies = items
        .iter()
        .map(|item| deep(vm, item, memo))
        .collect::<PyResult<Vec<Value>>>()?;
    // The items may have led back to the tuple.
    if let Some(copy) = known(vm, memo, key)? {
        return Ok(copy);
    }
    if items.iter().zip(&copies).all(|(a, b)| a.is(b)) {
        return Ok(x.clone());
    }
    Ok(Value::tuple(copies))
}

fn deep_dict(vm: &Vm, x: &Value, memo: &Value, key: &Value) -> PyResult<Value> {
    let copy = Dict::new();
    vm.set_item(memo, key, copy.value())?;
    let pairs = Dict::from_value(x).map_or(Vec::new(), |d| d.pairs());
    for (key, value) in pairs {
        let (key, value) = (deep(vm, &key, memo)?, deep(vm, &value, memo)?);
        let old = copy.set(vm, key, value)?;
        drop(old);
    }
    Ok(copy.into())
}
