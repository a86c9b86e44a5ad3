//! Values between the notations: Rhai's `Dynamic` and Python's [`Value`].
//!
//! Scalars and strings are copied both ways. Every other Python object reaches Rhai as a handle
//! ([`Object`]), so that both notations see each other's changes; nothing is turned into a Rhai
//! array or map behind the program's back (`to_rhai` does it on demand). Rhai's arrays, maps and
//! blobs are values there, so Python gets a new list, dict or bytes of them. What Python has no
//! word for (Rhai's timestamps, the types of an embedding program) passes through opaquely.

use std::any::TypeId;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use rhai::{Array, Blob, Dynamic, FnPtr, GlobalRuntimeState, ImmutableString, Map, Scope};

use super::callback::RhaiFunction;
use super::errors::{Root, to_exception};
use super::session::Bridge;
use crate::native::{ClassDef, NativeType};
use crate::object::range::RangeData;
use crate::object::{
    Bytes, Dict, Kind, List, Native, NativeObject, Payload, PyResult, Str, Tuple, Value,
};
use crate::vm::Vm;

/// A Python object in Rhai's hands: the type that is registered with engines.
#[derive(Clone)]
pub struct Object(pub Value);

/// How Rhai's `type_of` names a Python object.
pub const OBJECT_NAME: &str = "object";

impl Object {
    /// The type's identity in Rhai's tables.
    pub fn id() -> TypeId {
        TypeId::of::<Object>()
    }
}

/// A Rhai value that Python has no type for: it can be held, given back and, if Rhai can, iterated
/// over.
pub struct Foreign {
    value: Dynamic,
    bridge: Rc<Bridge>,
}

impl NativeObject for Foreign {}

impl NativeType for Foreign {
    const NAME: &'static str = "RhaiValue";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Foreign>("rhai", "A value of Rhai that Python has no type for.")
            .is_final()
            .slots(|s| {
                s.repr.set(Some(|_, this| {
                    let name = Native::<Foreign>::from_value(this)
                        .map_or_else(String::new, |f| f.value.type_name().to_owned());
                    Ok(Str::new(format!("<Rhai value of type {name}>")))
                }));
                s.iter.set(Some(foreign_iter));
            })
    }
}

/// All items at once: Rhai lends its iterators to `for` loops only, so it is one that collects them.
fn foreign_iter(vm: &Vm, this: &Value) -> PyResult<Value> {
    let Some(foreign) = Native::<Foreign>::from_value(this) else {
        return Err(vm.type_error("expected a Rhai value"));
    };
    let runtime = foreign.bridge.runtime(vm);
    let mut scope = Scope::new();
    scope.push_dynamic("source", foreign.value.clone());
    let script = "let items = []; for item in source { items.push(item); } items";
    let items = runtime
        .engine
        .eval_with_scope::<Dynamic>(&mut scope, script)
        .map_err(|error| {
            to_exception(
                &foreign.bridge,
                vm,
                error,
                Root {
                    source: "",
                    function: None,
                },
            )
        })?;
    let global = runtime.engine.new_global_runtime_state();
    let items = ToPython::new(vm, &foreign.bridge, &global).convert(items)?;
    vm.iter(&items)
}

/// The Python object behind a Dynamic, if it is a handle (shared or not).
pub fn object_of(value: &Dynamic) -> Option<Value> {
    value.read_lock::<Object>().map(|object| object.0.clone())
}

// ---- to Rhai --------------------------------------------------------------------------------------

/// A Python value for Rhai.
pub fn to_dynamic(value: Value) -> Dynamic {
    match value.kind() {
        Kind::Unset | Kind::None => Dynamic::UNIT,
        Kind::Bool(b) => b.into(),
        Kind::Int(i) => i.into(),
        Kind::Float(x) => x.into(),
        Kind::NotImplemented | Kind::Ellipsis => Dynamic::from(Object(value)),
        Kind::Heap(obj) => match obj.raw() {
            Payload::Str(s) if s.as_str().is_some() => {
                ImmutableString::from(s.as_str().unwrap_or_default()).into()
            }
            Payload::Native(_) => match obj.native::<Foreign>() {
                Some(foreign) => foreign.value.clone(),
                None => Dynamic::from(Object(value)),
            },
            _ => Dynamic::from(Object(value)),
        },
    }
}

/// [`to_dynamic`], and a Rhai function that belongs to the running script as the function itself.
pub fn to_dynamic_in(value: Value, global: &GlobalRuntimeState) -> Dynamic {
    if let Some(function) = Native::<RhaiFunction>::from_value(&value)
        && let Some(pointer) = function.native_in(global)
    {
        return pointer.into();
    }
    to_dynamic(value)
}

/// What `to_rhai` gives: lists and tuples as arrays, dicts with str keys as maps, bytes as blobs,
/// whatever they contain alike.
pub fn deep_dynamic(vm: &Vm, value: &Value) -> PyResult<Dynamic> {
    let many = |items: Vec<Value>| -> PyResult<Dynamic> {
        let items: PyResult<Array> = items.iter().map(|item| deep_dynamic(vm, item)).collect();
        Ok(items?.into())
    };
    vm.nested(
        || {
            if let Some(list) = List::from_value(value) {
                return many(list.items());
            }
            if let Some(tuple) = Tuple::from_value(value) {
                return many(tuple.to_vec());
            }
            if let Some(bytes) = Bytes::from_value(value) {
                return Ok(Dynamic::from_blob(bytes.to_vec()));
            }
            let Some(dict) = Dict::from_value(value) else {
                return Ok(to_dynamic(value.clone()));
            };
            let mut map = Map::new();
            for (key, item) in dict.pairs() {
                let Some(key) = key.as_str() else {
                    return Ok(to_dynamic(value.clone()));
                };
                map.insert(key.into(), deep_dynamic(vm, &item)?);
            }
            Ok(map.into())
        },
        " while converting to a Rhai value",
    )
}

// ---- to Python ------------------------------------------------------------------------------------

/// Turns Rhai values into Python's, and remembers the lists and dicts that it made on the way.
pub struct ToPython<'a> {
    pub vm: &'a Vm,
    pub bridge: &'a Rc<Bridge>,
    /// The running script, which functions are taken out of.
    pub global: &'a GlobalRuntimeState,
    /// Lists and dicts made of arrays and maps, as far as `remember` asks for them.
    pub made: Vec<Value>,
    pub remember: bool,
}

impl<'a> ToPython<'a> {
    pub fn new(vm: &'a Vm, bridge: &'a Rc<Bridge>, global: &'a GlobalRuntimeState) -> Self {
        ToPython {
            vm,
            bridge,
            global,
            made: Vec::new(),
            remember: false,
        }
    }

    /// The Python value of a Rhai value.
    pub fn convert(&mut self, value: Dynamic) -> PyResult<Value> {
        if value.is_locked() {
            return Err(self.vm.runtime_error(
                "a captured variable cannot be used while one of its methods runs",
            ));
        }
        let value = value.flatten();
        if let Some(object) = object_of(&value) {
            return Ok(object);
        }
        if let Ok(i) = value.as_int() {
            return Ok(Value::int(i));
        }
        if let Ok(text) = value.as_immutable_string_ref() {
            return Ok(Value::str(&text));
        }
        if value.is_unit() {
            return Ok(Value::NONE);
        }
        if let Ok(b) = value.as_bool() {
            return Ok(Value::bool(b));
        }
        if let Ok(x) = value.as_float() {
            return Ok(Value::float(x));
        }
        if let Ok(c) = value.as_char() {
            return Ok(Str::from_code_point(u32::from(c)).into());
        }
        let vm = self.vm;
        vm.nested(
            || self.convert_compound(value),
            " while converting a Rhai value",
        )
    }

    fn convert_compound(&mut self, value: Dynamic) -> PyResult<Value> {
        if value.is_array() {
            let items: PyResult<Vec<Value>> = value
                .cast::<Array>()
                .into_iter()
                .map(|item| self.convert(item))
                .collect();
            return Ok(self.keep(items?.into()));
        }
        if value.is_map() {
            let dict = Dict::new();
            for (key, item) in value.cast::<Map>() {
                let item = self.convert(item)?;
                dict.set_str(&Str::new(key.as_str()), item);
            }
            return Ok(self.keep(dict.into()));
        }
        if value.is_blob() {
            return Ok(Value::bytes(value.cast::<Blob>()));
        }
        if let Some(range) = value.read_lock::<Range<i64>>() {
            return Ok(RangeData::small(range.start, range.end, 1).into_value());
        }
        if let Some(range) = value.read_lock::<RangeInclusive<i64>>() {
            return Ok(
                RangeData::small(*range.start(), range.end().saturating_add(1), 1).into_value(),
            );
        }
        if value.is_fnptr() {
            return Ok(RhaiFunction::find_or_wrap(
                self.vm,
                self.bridge,
                value.cast::<FnPtr>(),
                self.global,
            ));
        }
        Ok(self.vm.wrap(Foreign {
            value,
            bridge: self.bridge.clone(),
        }))
    }

    fn keep(&mut self, container: Value) -> Value {
        if self.remember {
            self.made.push(container.clone());
        }
        container
    }

    /// The Rhai value of something that was converted with `remember` and perhaps changed by
    /// Python since: containers that came from arrays and maps become such again, others stay
    /// handles.
    pub fn back(&self, value: &Value) -> PyResult<Dynamic> {
        if !self.made.iter().any(|made| made.is(value)) {
            return Ok(to_dynamic_in(value.clone(), self.global));
        }
        self.vm.nested(
            || {
                if let Some(list) = List::from_value(value) {
                    let items: PyResult<Array> =
                        list.items().iter().map(|item| self.back(item)).collect();
                    return Ok(items?.into());
                }
                let Some(dict) = Dict::from_value(value) else {
                    return Ok(to_dynamic(value.clone()));
                };
                let mut map = Map::new();
                for (key, item) in dict.pairs() {
                    // A map has room for text keys only: such a dict stays a dict.
                    let Some(key) = key.as_str() else {
                        return Ok(to_dynamic(value.clone()));
                    };
                    map.insert(key.into(), self.back(&item)?);
                }
                Ok(map.into())
            },
            " while converting to a Rhai value",
        )
    }
}

/// The key of an index expression: a range is a slice.
pub fn index_key(to_python: &mut ToPython<'_>, key: Dynamic) -> PyResult<Value> {
    let slice = |start: i64, stop: Option<i64>| -> PyResult<Value> {
        let stop = stop.map_or(Value::NONE, Value::int);
        let class = to_python.vm.builtin("slice")?;
        to_python
            .vm
            .call(&class, &mut [Value::int(start), stop, Value::NONE])
    };
    if let Some(range) = key.read_lock::<Range<i64>>() {
        return slice(range.start, Some(range.end));
    }
    if let Some(range) = key.read_lock::<RangeInclusive<i64>>() {
        // `a..=-1` reaches the last item, which a slice says by leaving the end out.
        let stop = (*range.end() != -1).then(|| range.end().saturating_add(1));
        return slice(*range.start(), stop);
    }
    to_python.convert(key)
}
