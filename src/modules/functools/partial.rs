//! `functools.partial`: a function with some of its arguments.

use std::cell::RefCell;

use crate::native::{Args, ClassDef, NativeType};
use crate::object::{
    Class, Dict, Native, NativeObject, Payload, PyResult, Str, Tuple, Value, sequence,
};
use crate::vm::Vm;

/// What a partial holds.
#[derive(Clone)]
struct Parts {
    function: Value,
    args: Tuple,
    keywords: Dict,
}

/// A partial; only `__setstate__` changes its parts.
pub struct Partial(RefCell<Parts>);

impl Partial {
    fn parts(&self) -> Parts {
        self.0.borrow().clone()
    }
}

impl NativeObject for Partial {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(parts) = self.0.try_borrow() {
            visit(&parts.function);
            visit(&parts.args.value());
            visit(&parts.keywords.value());
        }
    }
}

fn partial<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Partial> {
    crate::modules::builtins::iterators::state::<Partial>(vm, value)
}

impl NativeType for Partial {
    const NAME: &'static str = "functools.partial";

    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<Partial>;
        ClassDef::native::<Partial>(
            "functools",
            "Create a new function with partial application of the given arguments\nand keywords.",
        )
        .with_dict()
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(|_, _, _| Ok(())));
            s.call.set(Some(call));
            s.repr.set(Some(repr));
            s.descr_get.set(Some(|vm, this, object, _| {
                if object.is_some_and(|o| !o.is_none()) {
                    vm.warn(
                        &vm.types.future_warning,
                        "functools.partial will be a method descriptor in future Python versions; \
                         wrap it in staticmethod() if you want to preserve the old behavior",
                    )?;
                }
                Ok(this.clone())
            }));
        })
        .member(
            "func",
            "function object to use in future partial calls",
            |_: &Vm, this: This| Ok(this.parts().function),
        )
        .member(
            "args",
            "tuple of arguments to future partial calls",
            |_: &Vm, this: This| Ok(this.parts().args),
        )
        .member(
            "keywords",
            "dictionary of keyword arguments to future partial calls",
            |_: &Vm, this: This| Ok(this.parts().keywords),
        )
        .getter("__dict__", "", |vm: &Vm, this: Value| Ok(vm.dict_of(&this)))
        .method(
            "__reduce__(self, /)",
            "Helper for pickle.",
            |vm: &Vm, this: Value| {
                let p = partial(vm, &this)?.parts();
                let dict = vm.dict_of(&this).filter(|d| !d.is_empty());
                let state = Value::tuple(vec![
                    p.function.clone(),
                    p.args.value(),
                    p.keywords.value(),
                    dict.map_or(Value::NONE, Value::from),
                ]);
                Ok(Value::tuple(vec![
                    vm.class_of(&this).value(),
                    Value::tuple(vec![p.function]),
                    state,
                ]))
            },
        )
        .method(
            "__setstate__(self, state, /)",
            "Helper for pickle.",
            set_state,
        )
        .class_method(
            "__class_getitem__(type, object, /)",
            "See PEP 585",
            |vm: &Vm, class: Class, item: Value| {
                crate::modules::types::generic_alias(vm, class.value(), item)
            },
        )
    }
}

fn set_state(vm: &Vm, this: Value, state: Value) -> PyResult<()> {
    let invalid = || vm.type_error("invalid partial state");
    let state = Tuple::from_value(&state).ok_or_else(invalid)?;
    let [function, args, keywords, attributes] = &state[..] else {
        return Err(invalid());
    };
    // Instances of subclasses are copied to plain ones.
    let args = match (Tuple::exact(args), Tuple::from_value(args)) {
        (Some(plain), _) => plain,
        (None, Some(other)) => Tuple::new(other.to_vec()),
        (None, None) => return Err(invalid()),
    };
    let keywords = match Dict::from_value(keywords) {
        Some(plain) if Dict::exact(keywords).is_some() => plain,
        Some(keywords) => keywords.copy(),
        None if keywords.is_none() => Dict::new(),
        None => return Err(invalid()),
    };
    if vm.class_of(function).slots.call.get().is_none() {
        return Err(invalid());
    }
    let parts = Parts {
        function: function.clone(),
        args,
        keywords,
    };
    let old = partial(vm, &this)?.0.replace(parts);
    drop(old);
    if let Some(own) = vm.dict_of(&this) {
        let old = own.borrow_mut().take_all();
        drop(old);
        let attributes = Dict::from_value(attributes).unwrap_or_else(Dict::new);
        for (key, value) in attributes.pairs() {
            own.set(vm, key, value)?;
        }
    }
    Ok(())
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (mut positional, keywords) = args.into_parts();
    if positional.is_empty() {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    }
    let mut function = positional.remove(0);
    if vm.class_of(&function).slots.call.get().is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let all_keywords = Dict::new();
    // A partial of a plain partial is one with the arguments of both.
    let plain = vm.class_of(&function) == vm.class_for::<Partial>()
        && function
            .as_obj()
            .and_then(|o| o.attributes())
            .is_none_or(|a| a.borrow().values.is_empty());
    if plain && let Some(inner) = Native::<Partial>::from_value(&function) {
        let inner = inner.parts();
        positional = inner.args.iter().cloned().chain(positional).collect();
        for (key, value) in inner.keywords.pairs() {
            all_keywords.set(vm, key, value)?;
        }
        function = inner.function;
    }
    for (key, value) in keywords {
        all_keywords.set_str(&key, value);
    }
    let state = Partial(RefCell::new(Parts {
        function,
        args: Tuple::new(positional),
        keywords: all_keywords,
    }));
    Ok(class.instance(Some(Payload::Native(Box::new(state)))))
}

fn call(vm: &Vm, this: &Value, args: Args) -> PyResult<Value> {
    let p = partial(vm, this)?.parts();
    let (positional, given) = args.into_parts();
    let mut all: Vec<Value> = p.args.iter().cloned().chain(positional).collect();
    if p.keywords.is_empty() && given.is_empty() {
        return vm.call(&p.function, &mut all);
    }
    let merged = p.keywords.copy();
    for (key, value) in given {
        merged.set_str(&key, value);
    }
    let mut names = Vec::with_capacity(merged.len());
    for (key, value) in merged.pairs() {
        match Str::from_value(&key) {
            Some(name) => names.push(name),
            None => return Err(vm.type_error("keywords must be strings")),
        }
        all.push(value);
    }
    vm.call_kw(&p.function, &mut all, &names)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let p = partial(vm, this)?.parts();
    sequence::guarded_repr(vm, this, "...", || {
        let mut parts = vec![vm.repr(&p.function)?.to_string()];
        for arg in p.args.iter() {
            parts.push(vm.repr(arg)?.to_string());
        }
        for (key, value) in p.keywords.pairs() {
            parts.push(format!("{}={}", vm.display(&key)?, vm.repr(&value)?));
        }
        let name = vm.class_of(this).qualified_name();
        Ok(Str::new(format!("{name}({})", parts.join(", "))))
    })
}
