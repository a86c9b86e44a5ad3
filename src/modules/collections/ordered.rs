//! `collections.OrderedDict`: a dict whose order counts and can be changed.

use std::cell::RefCell;

use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef, KwArgs, NativeType, VarArgs};
use crate::object::class::Layout;
use crate::object::dict::ViewKind;
use crate::object::dict_methods::{ordered_view, update};
use crate::object::{Class, Dict, NativeObject, Payload, PyResult, Str, Value, sequence};
use crate::vm::Vm;

/// The type; the state of its instances is that of a dict.
pub struct OrderedDict;

impl NativeObject for OrderedDict {}

impl NativeType for OrderedDict {
    const NAME: &'static str = "collections.OrderedDict";

    fn class_def(vm: &Vm) -> ClassDef {
        let mut def = ClassDef::builtin(
            Self::NAME,
            Layout::Dict,
            "Dictionary that remembers insertion order",
        )
        .base(&vm.types.dict)
        .with_dict()
        .slots(|s| {
            s.new.set(Some(|_, class, _| {
                Ok(class.instance(Some(Payload::Dict(RefCell::default()))))
            }));
            s.init.set(Some(|vm, this, args| {
                dict_of(vm, this)?;
                update_from(vm, this, args)
            }));
            s.repr.set(Some(repr));
            s.compare.set(Some(compare));
            s.binary[BinaryOp::Or as usize].set(Some(union));
            s.inplace[BinaryOp::Or as usize].set(Some(|vm, this, other| {
                update_from(vm, this, Args::positional(&mut [other.clone()]))?;
                Ok(this.clone())
            }));
        })
        .getter("__dict__", "", |vm: &Vm, this: Value| Ok(vm.dict_of(&this)));
        def.module = "collections";
        views(methods(def))
    }
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "move_to_end(self, /, key, last=True)",
        "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if \
         the element does not exist.",
        |vm: &Vm, this: Dict, key: Value, last: bool| {
            let hash = vm.hash(&key)?;
            match this.find(vm, &key, hash)? {
                Some(at) => {
                    this.borrow_mut().move_to_end(at, last);
                    Ok(())
                }
                None => Err(vm.key_error(&key)),
            }
        },
    )
    .method(
        "popitem(self, /, last=True)",
        "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO \
         order if last is true or FIFO order if false.",
        |vm: &Vm, this: Dict, last: bool| {
            let mut data = this.borrow_mut();
            let popped = if last {
                data.pop_last()
            } else {
                data.next_live(0).map(|at| data.remove_at(at))
            };
            drop(data);
            popped.ok_or_else(|| vm.key_error(&Value::str("dictionary is empty")))
        },
    )
    .method(
        "update(self, /, *args, **kwargs)",
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.",
        |vm: &Vm, this: Value, args: VarArgs, kwargs: KwArgs| {
            let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
            let mut all = args.0;
            all.extend(values);
            update_from(
                vm,
                &this,
                Args {
                    values: &mut all,
                    names: &names,
                },
            )
        },
    )
    .method(
        "copy(self, /)",
        "od.copy() -> a shallow copy of od",
        |vm: &Vm, this: Value| copy(vm, &this),
    )
    .method(
        "pop(self, /, key, default=<none>)",
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding \
         value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a \
         KeyError.",
        |vm: &Vm, this: Value, key: Value, default: Option<Value>| pop(vm, &this, key, default),
    )
    .method(
        "setdefault(self, /, key, default=None)",
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value \
         for key if key is in the dictionary, else default.",
        |vm: &Vm, this: Value, key: Value, default: Value| {
            if vm.contains(&this, &key)? {
                return vm.get_item(&this, &key);
            }
            vm.set_item(&this, &key, default.clone())?;
            Ok(default)
        },
    )
    .class_method(
        "fromkeys(type, /, iterable, value=None)",
        "Create a new ordered dictionary with keys from iterable and values set to value.",
        |vm: &Vm, class: Class, iterable: Value, value: Value| {
            let made = vm.call(&class.value(), &mut [])?;
            vm.iterate(&iterable, |key| vm.set_item(&made, &key, value.clone()))?;
            Ok(made)
        },
    )
    .method(
        "__reduce__(self, /)",
        "Return state information for pickling",
        |vm: &Vm, this: Value| {
            let state = vm.dict_of(&this).filter(|d| !d.is_empty());
            let items = vm.call_method(&this, "items", &mut [])?;
            Ok(Value::tuple(vec![
                vm.class_of(&this).value(),
                Value::tuple(vec![]),
                state.map_or(Value::NONE, Value::from),
                Value::NONE,
                vm.iter(&items)?,
            ]))
        },
    )
}

fn views(def: ClassDef) -> ClassDef {
    def.method("keys(self, /)", "", |_: &Vm, this: Dict| {
        Ok(ordered_view(this, ViewKind::Keys))
    })
    .method("values(self, /)", "", |_: &Vm, this: Dict| {
        Ok(ordered_view(this, ViewKind::Values))
    })
    .method("items(self, /)", "", |_: &Vm, this: Dict| {
        Ok(ordered_view(this, ViewKind::Items))
    })
}

/// Remove a key and give its value. A subclass's `__missing__` is asked, and its `__getitem__` and
/// `__delitem__` are used.
fn pop(vm: &Vm, this: &Value, key: Value, default: Option<Value>) -> PyResult<Value> {
    let dict = dict_of(vm, this)?;
    if vm.class_of(this) == vm.class_for::<OrderedDict>() {
        if let Some(value) = dict.remove(vm, &key)? {
            return Ok(value);
        }
    } else if vm.contains(this, &key)? {
        let value = vm.get_item(this, &key)?;
        vm.delete_item(this, &key)?;
        return Ok(value);
    }
    default.ok_or_else(|| vm.key_error(&key))
}

fn dict_of(vm: &Vm, value: &Value) -> PyResult<Dict> {
    Dict::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "OrderedDict", value))
}

/// Update from the arguments of `update()`; a subclass's `__setitem__` is asked.
fn update_from(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let dict = dict_of(vm, this)?;
    let (positional, keywords) = args.into_parts();
    if positional.len() > 1 {
        return Err(vm.type_error(format!(
            "expected at most 1 arguments, got {}",
            positional.len()
        )));
    }
    let plain = vm
        .class_of(this)
        .lookup_owner(&Str::intern("__setitem__"))
        .is_some_and(|(owner, _)| owner.is_native);
    if plain {
        if let [source] = &positional[..] {
            update(vm, &dict, source)?;
        }
        for (key, value) in keywords {
            let old = dict.set_str(&key, value);
            drop(old);
        }
        return Ok(());
    }
    let given = Dict::new();
    if let [source] = &positional[..] {
        update(vm, &given, source)?;
    }
    for (key, value) in given.pairs() {
        vm.set_item(this, &key, value)?;
    }
    keywords
        .into_iter()
        .try_for_each(|(key, value)| vm.set_item(this, &key.value(), value))
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let dict = dict_of(vm, this)?;
    let name = vm.class_of(this).short_name();
    if dict.is_empty() {
        return Ok(Str::new(format!("{name}()")));
    }
    let shown = Dict::from_data(dict.borrow().duplicate());
    sequence::guarded_repr(vm, this, "...", || {
        Ok(Str::new(format!("{name}({})", vm.repr(&shown.value())?)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let Some(dict_compare) = vm.types.dict.slots.compare.get() else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = dict_compare(vm, a, b, op)?;
    let own = vm.class_for::<OrderedDict>();
    let equal = result.as_bool() == Some(op == CompareOp::Eq);
    if !equal || !vm.is_instance(b, &own) {
        return Ok(result);
    }
    // The same pairs: the order of the keys decides.
    let keys = |v: &Value| -> PyResult<Vec<Value>> {
        Ok(dict_of(vm, v)?
            .pairs()
            .into_iter()
            .map(|(key, _)| key)
            .collect())
    };
    for (x, y) in keys(a)?.iter().zip(&keys(b)?) {
        if !vm.same_or_equal(x, y)? {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
    }
    Ok(result)
}

fn copy(vm: &Vm, this: &Value) -> PyResult<Value> {
    let class = vm.class_of(this).value();
    let made = vm.call(&class, &mut [])?;
    for (key, value) in dict_of(vm, this)?.pairs() {
        vm.set_item(&made, &key, value)?;
    }
    Ok(made)
}

fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    if Dict::from_value(a).is_none() || Dict::from_value(b).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let own = vm.class_for::<OrderedDict>();
    let class = if vm.is_instance(a, &own) {
        vm.class_of(a)
    } else {
        vm.class_of(b)
    };
    let result = vm.call(&class.value(), &mut [a.clone()])?;
    update_from(vm, &result, Args::positional(&mut [b.clone()]))?;
    Ok(result)
}
