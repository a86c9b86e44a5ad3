//! `collections.defaultdict`: a dict that makes the values it is asked for.
//!
//! It is an instance of a subclass of dict; the factory is kept beside the entries.

use std::cell::RefCell;

use crate::compile::op::BinaryOp;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::class::Layout;
use crate::object::dict_methods::update;
use crate::object::{Class, Dict, NativeObject, Payload, PyResult, Str, Value, sequence};
use crate::vm::Vm;

/// The type; the state of its instances is that of a dict.
pub struct DefaultDict;

impl NativeObject for DefaultDict {}

impl NativeType for DefaultDict {
    const NAME: &'static str = "collections.defaultdict";

    fn class_def(vm: &Vm) -> ClassDef {
        let mut def = ClassDef::builtin(
            Self::NAME,
            Layout::Dict,
            "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe \
             default factory is called without arguments to produce\na new value when a key is not \
             present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same \
             items.\nAll remaining arguments are treated the same as if they were\npassed to the \
             dict constructor, including keyword arguments.",
        )
        .base(&vm.types.dict)
        .slots(|s| {
            s.new.set(Some(|_, class, _| {
                Ok(class.instance(Some(Payload::Dict(RefCell::default()))))
            }));
            s.init.set(Some(init));
            s.repr.set(Some(repr));
            s.binary[BinaryOp::Or as usize].set(Some(union));
        })
        .property(
            "default_factory",
            "Factory for default value called by __missing__().",
            |_: &Vm, this: Dict| Ok(factory(&this)),
            |_: &Vm, this: Dict, value: Option<Value>| {
                set_factory(&this, value.unwrap_or(Value::NONE));
                Ok(())
            },
        );
        def.module = "collections";
        methods(def)
    }
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "__missing__(self, key, /)",
        "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if \
         self.default_factory is None: raise KeyError((key,))\n  self[key] = value = \
         self.default_factory()\n  return value",
        |vm: &Vm, this: Dict, key: Value| {
            let factory = factory(&this);
            if factory.is_none() {
                return Err(vm.key_error(&key));
            }
            let value = vm.call(&factory, &mut [])?;
            vm.set_item(&this.value(), &key, value.clone())?;
            Ok(value)
        },
    )
    .method(
        "copy(self, /)",
        "D.copy() -> a shallow copy of D.",
        |vm: &Vm, this: Dict| copy(vm, &this),
    )
    .method(
        "__copy__(self, /)",
        "D.copy() -> a shallow copy of D.",
        |vm: &Vm, this: Dict| copy(vm, &this),
    )
    .method(
        "__reduce__(self, /)",
        "Return state information for pickling.",
        |vm: &Vm, this: Dict| {
            let factory = factory(&this);
            let args = if factory.is_none() {
                vec![]
            } else {
                vec![factory]
            };
            let items = vm.call_method(&this.value(), "items", &mut [])?;
            Ok(Value::tuple(vec![
                vm.class_of(&this.value()).value(),
                Value::tuple(args),
                Value::NONE,
                Value::NONE,
                vm.iter(&items)?,
            ]))
        },
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
}

/// None where there is none.
fn factory(dict: &Dict) -> Value {
    dict.borrow().side().cloned().unwrap_or(Value::NONE)
}

fn set_factory(dict: &Dict, factory: Value) {
    let old = dict.borrow_mut().set_side(Some(factory));
    drop(old);
}

fn dict_of(vm: &Vm, value: &Value) -> PyResult<Dict> {
    Dict::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "defaultdict", value))
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let dict = dict_of(vm, this)?;
    let (mut positional, keywords) = args.into_parts();
    let factory = if positional.is_empty() {
        Value::NONE
    } else {
        positional.remove(0)
    };
    if !factory.is_none() && vm.class_of(&factory).slots.call.get().is_none() {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    set_factory(&dict, factory);
    let (names, values): (Vec<Str>, Vec<Value>) = keywords.into_iter().unzip();
    positional.extend(values);
    match vm.types.dict.slots.init.get() {
        Some(init) => init(
            vm,
            this,
            Args {
                values: &mut positional,
                names: &names,
            },
        ),
        None => Ok(()),
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let dict = dict_of(vm, this)?;
    let inner = match vm.types.dict.slots.repr.get() {
        Some(repr) => repr(vm, this)?,
        None => Str::default(),
    };
    let factory = factory(&dict);
    let shown = match factory.payload() {
        // A factory that refers to the dict.
        Some(Payload::BoundMethod(_, owner)) if owner.is(this) => Str::new("..."),
        _ => vm.repr(&factory)?,
    };
    let name = vm.class_of(this).qualname.borrow().clone();
    Ok(Str::new(format!("{name}({shown}, {inner})")))
}

fn copy(vm: &Vm, this: &Dict) -> PyResult<Value> {
    let class = vm.class_of(&this.value()).value();
    vm.call(&class, &mut [factory(this), this.value()])
}

fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(left), Some(right)) = (Dict::from_value(a), Dict::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let own = vm.class_for::<DefaultDict>();
    let result = if vm.is_instance(a, &own) {
        copy(vm, &left)?
    } else {
        let class = vm.class_of(b).value();
        vm.call(&class, &mut [factory(&right), a.clone()])?
    };
    update(vm, &dict_of(vm, &result)?, b)?;
    Ok(result)
}
