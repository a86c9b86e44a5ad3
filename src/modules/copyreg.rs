//! copyreg: how objects take themselves apart for pickle and copy.
//!
//! Here is the protocol itself, `object.__reduce_ex__`, and the registries of programs that add
//! to it. A result is a function, its arguments, and perhaps a state, items and pairs to put in.

use std::cell::OnceCell;

use crate::native::{ModuleDef, NativeDef, NativeFunction, NativeKind, VarArgs};
use crate::object::dict::ViewKind;
use crate::object::iterator::IteratorData;
use crate::object::{Class, Dict, List, Payload, PyResult, SetData, Str, Tuple, Value};
use crate::vm::Vm;

/// The registries of an interpreter, and the functions that results name.
#[derive(Default)]
pub struct Registry {
    /// Reduction functions by class.
    pub dispatch: Dict,
    /// `(module, name)` to code, code to `(module, name)`, and code to object.
    pub extensions: Dict,
    pub inverted: Dict,
    pub cache: Dict,
    newobj: OnceCell<Value>,
    newobj_ex: OnceCell<Value>,
    reconstructor: OnceCell<Value>,
}

/// The registries.
pub fn registry(vm: &Vm) -> std::rc::Rc<Registry> {
    let registry = vm.state::<Registry>();
    if registry.newobj.get().is_none() {
        let complex = function("pickle_complex(c, /)", |vm: &Vm, c: Value| {
            let parts = vec![vm.attr(&c, "real")?, vm.attr(&c, "imag")?];
            Ok((vm.types.complex.clone(), Value::tuple(parts)))
        });
        let _ = registry.dispatch.set(vm, vm.types.complex.value(), complex);
        registry.newobj.get_or_init(|| {
            function(
                "__newobj__(cls, /, *args)",
                |vm: &Vm, cls: Value, args: VarArgs| new_object(vm, &cls, args.0, &[]),
            )
        });
        registry.newobj_ex.get_or_init(|| {
            let text = "__newobj_ex__(cls, args, kwargs, /)";
            function(text, |vm: &Vm, cls: Value, args: Tuple, kwargs: Dict| {
                new_object(vm, &cls, args.to_vec(), &kwargs.pairs())
            })
        });
        registry
            .reconstructor
            .get_or_init(|| function("_reconstructor(cls, base, state, /)", reconstruct));
    }
    registry
}

impl Registry {
    /// `copyreg.__newobj__`
    pub fn newobj(&self) -> Value {
        self.newobj.get().cloned().unwrap_or_default()
    }
    /// `copyreg.__newobj_ex__`
    pub fn newobj_ex(&self) -> Value {
        self.newobj_ex.get().cloned().unwrap_or_default()
    }
    /// `copyreg._reconstructor`
    pub fn reconstructor(&self) -> Value {
        self.reconstructor.get().cloned().unwrap_or_default()
    }
}

fn function<A>(text: &'static str, body: impl crate::native::NativeImpl<A>) -> Value {
    let def = NativeDef::new(NativeKind::Function, text, "", body);
    def.owner.replace(Str::intern("copyreg"));
    NativeFunction {
        def: std::rc::Rc::new(def),
        this: Value::UNSET,
    }
    .into_value()
}

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let registry = registry(vm);
    let all = [
        "pickle",
        "constructor",
        "add_extension",
        "remove_extension",
        "clear_extension_cache",
    ];
    let all: Vec<Value> = all.into_iter().map(Value::str).collect();
    ModuleDef::new("copyreg", "Helper to provide extensibility for pickle.")
        .value("__all__", all)
        .value("dispatch_table", registry.dispatch.clone())
        .value("_extension_registry", registry.extensions.clone())
        .value("_inverted_registry", registry.inverted.clone())
        .value("_extension_cache", registry.cache.clone())
        .value("__newobj__", registry.newobj())
        .value("__newobj_ex__", registry.newobj_ex())
        .value("_reconstructor", registry.reconstructor())
        .function(
            "def _reduce_ex(self, proto)",
            "",
            |vm: &Vm, this: Value, proto: i64| reduce_ex(vm, &this, proto),
        )
        .function("def _slotnames(cls)", "", |vm: &Vm, cls: Class| {
            let names = slot_names(vm, &cls)?;
            Ok(List::new(names.into_iter().map(Value::from).collect()))
        })
        .function(
            "def pickle(ob_type, pickle_function, constructor_ob=None)",
            "Make a function the reduction function of a type.",
            |vm: &Vm, class: Value, function: Value, maker: Value| {
                if !is_callable(vm, &function) {
                    return Err(vm.type_error("reduction functions must be callable"));
                }
                if !maker.is_none() {
                    constructor(vm, maker)?;
                }
                let old = self::registry(vm).dispatch.set(vm, class, function)?;
                drop(old);
                Ok(())
            },
        )
        .function(
            "def constructor(object)",
            "Check that an object can make objects.",
            constructor,
        )
        .function(
            "def add_extension(module, name, code)",
            "Register an extension code.",
            add_extension,
        )
        .function(
            "def remove_extension(module, name, code)",
            "Unregister an extension code.  For testing only.",
            remove_extension,
        )
        .function("def clear_extension_cache()", "", |vm: &Vm| {
            let old = self::registry(vm).cache.borrow_mut().take_all();
            drop(old);
            Ok(())
        })
}

/// Whether a value can be called.
pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    matches!(
        value.payload(),
        Some(
            Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::BoundMethod(..)
                | Payload::Type(_)
        )
    ) || vm.class_of(value).slots.call.get().is_some()
}

fn constructor(vm: &Vm, object: Value) -> PyResult<()> {
    match is_callable(vm, &object) {
        true => Ok(()),
        false => Err(vm.type_error("constructors must be callable")),
    }
}

fn add_extension(vm: &Vm, module: Value, name: Value, code: i64) -> PyResult<()> {
    if !(1..=0x7fff_ffff).contains(&code) {
        return Err(vm.value_error("code out of range"));
    }
    let registry = registry(vm);
    let (key, code) = (Value::tuple(vec![module, name]), Value::int(code));
    let known = registry.extensions.get(vm, &key)?;
    let taken = registry.inverted.get(vm, &code)?;
    if let (Some(known), Some(taken)) = (&known, &taken)
        && vm.equal(known, &code)?
        && vm.equal(taken, &key)?
    {
        return Ok(());
    }
    let shown = vm.repr(&key)?;
    if let Some(known) = known {
        return Err(vm.value_error(format!(
            "key {shown} is already registered with code {}",
            vm.display(&known)?
        )));
    }
    if let Some(taken) = taken {
        return Err(vm.value_error(format!(
            "code {} is already in use for key {}",
            vm.display(&code)?,
            vm.repr(&taken)?
        )));
    }
    registry.extensions.set(vm, key.clone(), code.clone())?;
    registry.inverted.set(vm, code, key)?;
    Ok(())
}

fn remove_extension(vm: &Vm, module: Value, name: Value, code: Value) -> PyResult<()> {
    let registry = registry(vm);
    let key = Value::tuple(vec![module, name]);
    let known = match registry.extensions.get(vm, &key)? {
        Some(known) => vm.equal(&known, &code)?,
        None => false,
    };
    if !known {
        return Err(vm.value_error(format!(
            "key {} is not registered with code {}",
            vm.repr(&key)?,
            vm.display(&code)?
        )));
    }
    registry.extensions.remove(vm, &key)?;
    registry.inverted.remove(vm, &code)?;
    registry.cache.remove(vm, &code)?;
    Ok(())
}

// ---- making objects ------------------------------------------------------------------------------

/// `cls.__new__(cls, *args, **kwargs)`
pub fn new_object(
    vm: &Vm,
    cls: &Value,
    args: Vec<Value>,
    kwargs: &[(Value, Value)],
) -> PyResult<Value> {
    let new = vm.attr(cls, "__new__")?;
    let mut names = Vec::with_capacity(kwargs.len());
    let mut all = vec![cls.clone()];
    all.extend(args);
    for (name, value) in kwargs {
        let Some(name) = Str::from_value(name) else {
            return Err(vm.type_error("keywords must be strings"));
        };
        names.push(name);
        all.push(value.clone());
    }
    vm.call_kw(&new, &mut all, &names)
}

fn reconstruct(vm: &Vm, cls: Value, base: Value, state: Value) -> PyResult<Value> {
    let object = vm.types.object.value();
    if base.is(&object) {
        let new = vm.attr(&object, "__new__")?;
        return vm.call(&new, &mut [cls]);
    }
    let new = vm.attr(&base, "__new__")?;
    let made = vm.call(&new, &mut [cls, state.clone()])?;
    let init = vm.attr(&base, "__init__")?;
    if !init.is(&vm.attr(&object, "__init__")?) {
        vm.call(&init, &mut [made.clone(), state])?;
    }
    Ok(made)
}

// ---- taking objects apart ------------------------------------------------------------------------

#[cold]
fn cannot_pickle(vm: &Vm, this: &Value) -> crate::object::Exc {
    let name = vm.type_name(this);
    let class = vm.class_of(this);
    if class.is_native && class.module.borrow().as_str() == Some("_io") {
        return vm.type_error(format!("cannot pickle '{}' instances", class.short_name()));
    }
    if name.as_str() == Some("memoryview") {
        return vm.type_error("cannot pickle memoryview objects");
    }
    vm.type_error(format!("cannot pickle '{name}' object"))
}

/// `object.__reduce_ex__(protocol)`
///
/// # Errors
/// TypeError for objects that cannot be taken apart, and what the program's methods raise.
pub fn reduce_ex(vm: &Vm, this: &Value, protocol: i64) -> PyResult<Value> {
    if let Some(known) = reduce_builtin(vm, this)? {
        return Ok(known);
    }
    if protocol >= 2 {
        reduce_new(vm, this)
    } else {
        reduce_old(vm, this)
    }
}

/// `(iter, (container,), position)` and the like. Runs no program code while the iterator is
/// looked at.
fn reduce_iterator(vm: &Vm, data: &IteratorData) -> PyResult<Value> {
    let iter = vm.builtin("iter")?;
    let with = |container: Value, at: Value| {
        Value::tuple(vec![iter.clone(), Value::tuple(vec![container]), at])
    };
    let reversed = |object: Value, at: usize| {
        let last = i64::try_from(at).unwrap_or(0) - 1;
        Value::tuple(vec![
            vm.types.reversed.value(),
            Value::tuple(vec![object]),
            Value::int(last),
        ])
    };
    let range = |args: [Value; 3]| vm.call(&vm.types.range.value(), &mut { args });
    Ok(match data {
        IteratorData::List { list, at } => with(list.value(), Value::size(*at)),
        IteratorData::Tuple { tuple: object, at } | IteratorData::Bytes { bytes: object, at } => {
            with(Value::heap(object.clone()), Value::size(*at))
        }
        IteratorData::Str { text, at } => with(text.value(), Value::size(text.index_of_byte(*at))),
        IteratorData::Sequence { object, at } => with(object.clone(), Value::size(*at)),
        IteratorData::Range {
            next,
            step,
            remaining,
        } => {
            let stop = next + step * remaining;
            with(range([*next, stop, *step].map(Value::int))?, Value::NONE)
        }
        IteratorData::BigRange(r) => with(
            range([r.next.clone(), r.stop.clone(), r.step.clone()])?,
            Value::NONE,
        ),
        IteratorData::ListReversed { list, at } => reversed(list.value(), *at),
        IteratorData::SequenceReversed { object, at } => reversed(object.clone(), *at),
        IteratorData::Call { callable, sentinel } => Value::tuple(vec![
            iter,
            Value::tuple(vec![callable.clone(), sentinel.clone()]),
        ]),
        // Of dicts and sets, what is left.
        _ => Value::tuple(vec![iter, Value::tuple(vec![left(data).into()])]),
    })
}

/// What an iterator over a dict or set has left.
fn left(data: &IteratorData) -> Vec<Value> {
    let entry = |view: ViewKind, key: &Value, value: &Value| match view {
        ViewKind::Keys => key.clone(),
        ViewKind::Values => value.clone(),
        ViewKind::Items => Value::tuple(vec![key.clone(), value.clone()]),
    };
    match data {
        IteratorData::Dict { dict, view, at, .. } => {
            let data = dict.borrow();
            let rest = data.entries().get(*at..).unwrap_or_default();
            let live = rest.iter().filter(|e| e.key.is_set());
            live.map(|e| entry(*view, &e.key, &e.value)).collect()
        }
        IteratorData::DictReversed { dict, view, at, .. } => {
            let data = dict.borrow();
            let rest = data.entries().get(..*at).unwrap_or_default();
            let live = rest.iter().rev().filter(|e| e.key.is_set());
            live.map(|e| entry(*view, &e.key, &e.value)).collect()
        }
        IteratorData::Set { set, at, .. } => {
            let rest = |data: &SetData| {
                let mut items = Vec::new();
                let mut next = *at;
                while let Some(found) = data.next_live(next) {
                    items.push(data.key_at(found).clone());
                    next = found + 1;
                }
                items
            };
            match set.payload() {
                Payload::Set(s) => rest(&s.borrow()),
                Payload::FrozenSet(s) => rest(&s.set),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The built-in objects that have no `__reduce__` of their own in biji.
fn reduce_builtin(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    if this.is_not_implemented() {
        return Ok(Some(Value::str("NotImplemented")));
    }
    if this.is(&Value::ellipsis()) {
        return Ok(Some(Value::str("Ellipsis")));
    }
    let get = |object: Value, name: &str| -> PyResult<Option<Value>> {
        let getattr = vm.builtin("getattr")?;
        let args = Value::tuple(vec![object, Value::str(name)]);
        Ok(Some(Value::tuple(vec![getattr, args])))
    };
    match this.payload() {
        Some(Payload::Iterator(data)) => reduce_iterator(vm, &data.borrow()).map(Some),
        Some(Payload::BoundMethod(function, object)) => {
            let name = vm.display(&vm.attr(function, "__name__")?)?;
            get(object.clone(), &name)
        }
        Some(Payload::NativeFunction(native)) => {
            let name = native.def.name();
            let owner = native.def.owner.borrow().to_string();
            match native.def.kind {
                NativeKind::Function => Ok(Some(Value::str(name))),
                _ => match vm.builtins.get_str(&Str::intern(&owner)) {
                    Some(class) => get(class, name),
                    None => Err(cannot_pickle(vm, this)),
                },
            }
        }
        _ => Ok(None),
    }
}

/// Whether an object is a container that is filled after it is made.
fn is_filled_later(this: &Value) -> bool {
    matches!(this.payload(), Some(Payload::List(_) | Payload::Dict(_)))
}

/// Protocol 2 and later: `__newobj__`.
fn reduce_new(vm: &Vm, this: &Value) -> PyResult<Value> {
    let class = vm.class_of(this);
    let registry = registry(vm);
    let (args, kwargs) = new_arguments(vm, this)?;
    let state = get_state(vm, this, args.is_none() && !is_filled_later(this))?;
    let (function, args) = match kwargs {
        Some(kwargs) if !kwargs.is_empty() => {
            let args = Value::tuple(args.unwrap_or_default());
            (
                registry.newobj_ex(),
                vec![class.value(), args, kwargs.value()],
            )
        }
        _ => {
            let mut all = vec![class.value()];
            all.extend(args.unwrap_or_default());
            (registry.newobj(), all)
        }
    };
    let items = match this.payload() {
        Some(Payload::List(_)) => vm.iter(this)?,
        _ => Value::NONE,
    };
    let pairs = match this.payload() {
        Some(Payload::Dict(_)) => {
            let items = vm.call_method(this, "items", &mut [])?;
            vm.iter(&items)?
        }
        _ => Value::NONE,
    };
    Ok(Value::tuple(vec![
        function,
        Value::tuple(args),
        state,
        items,
        pairs,
    ]))
}

/// What `__getnewargs_ex__` or `__getnewargs__` want `__new__` to get; `None` without either.
#[allow(clippy::type_complexity)]
fn new_arguments(vm: &Vm, this: &Value) -> PyResult<(Option<Vec<Value>>, Option<Dict>)> {
    if let Some(method) = vm.special_method(this, "__getnewargs_ex__")? {
        let result = vm.call(&method, &mut [])?;
        let Some(pair) = Tuple::from_value(&result) else {
            return Err(vm.type_error(format!(
                "__getnewargs_ex__ should return a tuple, not '{}'",
                vm.type_name(&result)
            )));
        };
        let [args, kwargs] = &pair[..] else {
            return Err(vm.value_error(format!(
                "__getnewargs_ex__ should return a tuple of length 2, not {}",
                pair.len()
            )));
        };
        let Some(args) = Tuple::from_value(args) else {
            return Err(vm.type_error(format!(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                vm.type_name(args)
            )));
        };
        let Some(kwargs) = Dict::from_value(kwargs) else {
            return Err(vm.type_error(format!(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                vm.type_name(kwargs)
            )));
        };
        return Ok((Some(args.to_vec()), Some(kwargs)));
    }
    let Some(method) = vm.special_method(this, "__getnewargs__")? else {
        return Ok((None, None));
    };
    let result = vm.call(&method, &mut [])?;
    match Tuple::from_value(&result) {
        Some(args) => Ok((Some(args.to_vec()), None)),
        None => Err(vm.type_error(format!(
            "__getnewargs__ should return a tuple, not '{}'",
            vm.type_name(&result)
        ))),
    }
}

/// Protocols 0 and 1: `_reconstructor`.
fn reduce_old(vm: &Vm, this: &Value) -> PyResult<Value> {
    let class = vm.class_of(this);
    let native = class.mro().into_iter().find(|c| c.is_native);
    let base = native.unwrap_or_else(|| vm.types.object.clone());
    let state = if base == vm.types.object {
        Value::NONE
    } else if base == class {
        return Err(cannot_pickle(vm, this));
    } else {
        vm.call(&base.value(), &mut [this.clone()])?
    };
    let args = Value::tuple(vec![class.value(), base.value(), state]);
    let own_method = class
        .lookup_owner(&Str::intern("__getstate__"))
        .is_some_and(|(owner, _)| owner != vm.types.object);
    if !own_method
        && let Some(slots) = vm.attr_opt(this, "__slots__")?
        && vm.is_true(&slots)?
    {
        return Err(vm.type_error(
            "a class that defines __slots__ without defining __getstate__ cannot be pickled",
        ));
    }
    let state = get_state(vm, this, false)?;
    let mut parts = vec![registry(vm).reconstructor(), args];
    if vm.is_true(&state)? {
        parts.push(state);
    }
    Ok(Value::tuple(parts))
}

/// The state by the object's own `__getstate__`. Where the default one is `required` to tell
/// everything, objects with more than attributes are refused.
fn get_state(vm: &Vm, this: &Value, required: bool) -> PyResult<Value> {
    let own_method = vm
        .class_of(this)
        .lookup_owner(&Str::intern("__getstate__"))
        .is_some_and(|(owner, _)| owner != vm.types.object);
    if !own_method && required {
        let plain = match this.as_obj() {
            None => true,
            Some(obj) => match obj.raw() {
                Payload::Instance(_) | Payload::Gone => true,
                Payload::Extended(_) => is_filled_later(this),
                _ => false,
            },
        };
        if !plain {
            return Err(cannot_pickle(vm, this));
        }
    }
    vm.call_method(this, "__getstate__", &mut [])
}

/// `object.__getstate__()`: the attributes, and those in slots apart from the others.
pub fn default_state(vm: &Vm, this: &Value) -> PyResult<Value> {
    let Some(attributes) = this.as_obj().and_then(|o| o.attributes()) else {
        return Ok(match vm.dict_of(this).filter(|d| !d.is_empty()) {
            Some(dict) => dict.copy().into(),
            None => Value::NONE,
        });
    };
    let class = attributes.borrow().shape.class.clone();
    let slots = slot_names(vm, &class)?;
    let (plain, slotted) = (Dict::new(), Dict::new());
    {
        let attributes = attributes.borrow();
        let put = |name: &Str, value: &Value| {
            let target = if slots.contains(name) {
                &slotted
            } else {
                &plain
            };
            target.set_str(name, value.clone());
        };
        match attributes.as_dict() {
            Some(dict) => {
                for (key, value) in dict.pairs() {
                    match Str::from_value(&key) {
                        Some(name) => put(&name, &value),
                        None => drop(plain.set(vm, key, value)?),
                    }
                }
            }
            None => {
                let pairs = attributes.shape.keys().iter().zip(&attributes.values);
                pairs
                    .filter(|(_, v)| v.is_set())
                    .for_each(|(k, v)| put(k, v));
            }
        }
    }
    let plain = if plain.is_empty() {
        Value::NONE
    } else {
        plain.into()
    };
    if slotted.is_empty() {
        return Ok(plain);
    }
    Ok(Value::tuple(vec![plain, slotted.into()]))
}

/// The names of `__slots__` of a class and its bases, mangled.
fn slot_names(vm: &Vm, class: &Class) -> PyResult<Vec<Str>> {
    if let Some(known) = class.own(&Str::intern("__slotnames__"))
        && let Some(list) = List::from_value(&known)
    {
        return Ok(list.borrow().iter().filter_map(Str::from_value).collect());
    }
    let mut names = Vec::new();
    for class in class.mro() {
        let Some(slots) = class.own(&Str::intern("__slots__")) else {
            continue;
        };
        let slots = match Str::from_value(&slots) {
            Some(one) => vec![one.into()],
            None => vm.collect(&slots)?,
        };
        for slot in slots.iter().filter_map(Str::from_value) {
            let text = slot.to_string();
            if text == "__dict__" || text == "__weakref__" {
                continue;
            }
            let short = class.short_name().to_string();
            let owner = short.trim_start_matches('_');
            if text.starts_with("__") && !text.ends_with("__") && !owner.is_empty() {
                names.push(Str::intern(&format!("_{owner}{text}")));
            } else {
                names.push(slot.interned());
            }
        }
    }
    Ok(names)
}

/// Whether a value is a built-in iterator, for its `__setstate__`.
pub fn set_iterator_position(value: &Value, state: &Value) -> bool {
    let Some(Payload::Iterator(cell)) = value.payload() else {
        return false;
    };
    let Some(position) = state.as_small_int() else {
        return state.is_none();
    };
    let at = usize::try_from(position).unwrap_or(0);
    match &mut *cell.borrow_mut() {
        IteratorData::List { at: place, .. }
        | IteratorData::Tuple { at: place, .. }
        | IteratorData::Bytes { at: place, .. }
        | IteratorData::Sequence { at: place, .. } => *place = at,
        IteratorData::Str { text, at: place } => {
            *place = text.byte_offset(at.min(text.len()));
        }
        IteratorData::ListReversed { at: place, .. }
        | IteratorData::SequenceReversed { at: place, .. } => {
            *place = usize::try_from(position + 1).unwrap_or(0).min(*place);
        }
        _ => return false,
    }
    true
}

/// `object.__dict__.update(state)`, without making a dict where there is none.
pub fn update_attributes(vm: &Vm, object: &Value, state: &Dict) -> PyResult<()> {
    if let Some(attributes) = object.as_obj().and_then(|o| o.attributes()) {
        let direct = {
            let attributes = attributes.borrow();
            attributes.shape.class.has_dict && attributes.as_dict().is_none()
        };
        let pairs = state.pairs();
        if direct && pairs.iter().all(|(k, _)| Str::exact(k).is_some()) {
            for (name, value) in pairs {
                if let Some(name) = Str::exact(&name) {
                    let old = attributes.borrow_mut().set(&name.interned(), value);
                    drop(old);
                }
            }
            return Ok(());
        }
    }
    let dict = match vm.dict_of(object) {
        Some(dict) => dict.into(),
        None => vm.attr(object, "__dict__")?,
    };
    for (key, value) in state.pairs() {
        let key = Str::exact(&key).map_or(key, |name| name.interned().into());
        vm.set_item(&dict, &key, value)?;
    }
    Ok(())
}
