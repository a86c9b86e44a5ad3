//! SimpleNamespace: an object that is nothing but its attributes.

use crate::compile::op::CompareOp;
use crate::modules::text_builder::TextBuilder;
use crate::native::{Args, ClassDef, KwArgs, NativeType};
use crate::object::class::Layout;
use crate::object::dict_methods::update;
use crate::object::{Dict, NativeObject, PyResult, Str, Value, sequence};
use crate::vm::Vm;

/// The type; its instances are plain ones.
pub struct SimpleNamespace;

impl NativeObject for SimpleNamespace {}

impl NativeType for SimpleNamespace {
    const NAME: &'static str = "types.SimpleNamespace";

    fn class_def(_: &Vm) -> ClassDef {
        let mut def = ClassDef::builtin(
            Self::NAME,
            Layout::Object,
            "A simple attribute-based namespace.",
        )
        .with_dict()
        .slots(|s| {
            s.init.set(Some(init));
            s.repr.set(Some(repr));
            s.compare.set(Some(compare));
        })
        .getter("__dict__", "", |vm: &Vm, this: Value| Ok(vm.dict_of(&this)))
        .method(
            "__reduce__(self, /)",
            "Return state information for pickling",
            |vm: &Vm, this: Value| {
                let state = vm.dict_of(&this).map_or(Value::NONE, Value::from);
                Ok((vm.class_of(&this), Value::tuple(vec![]), state))
            },
        )
        .method(
            "__replace__(self, /, **changes)",
            "Return a copy of the namespace object with new values for the specified attributes.",
            |vm: &Vm, this: Value, changes: KwArgs| {
                let copy = vm.call(&vm.class_of(&this).value(), &mut [])?;
                let attributes = vm.dict_of(&this).map_or(Vec::new(), |d| d.pairs());
                for (key, value) in attributes {
                    if let Some(key) = Str::from_value(&key) {
                        vm.set_attr(&copy, &key, value)?;
                    }
                }
                for (key, value) in changes.0 {
                    vm.set_attr(&copy, &key, value)?;
                }
                Ok(copy)
            },
        );
        def.module = "types";
        def
    }
}

/// A namespace with these attributes.
pub fn make_namespace(vm: &Vm, attributes: &Dict) -> Value {
    let made = vm.class_for::<SimpleNamespace>().instance(None);
    if let Some(dict) = vm.dict_of(&made) {
        for (key, value) in attributes.pairs() {
            if let Some(name) = Str::from_value(&key) {
                dict.set_str(&name, value);
            }
        }
    }
    made
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    let given = Dict::new();
    match &positional[..] {
        [] => {}
        [source] => update(vm, &given, source)?,
        more => {
            return Err(vm.type_error(format!(
                "SimpleNamespace expected at most 1 argument, got {}",
                more.len()
            )));
        }
    }
    let mut all = Vec::new();
    for (key, value) in given.pairs() {
        match Str::from_value(&key) {
            Some(key) => all.push((key, value)),
            None => return Err(vm.type_error("keywords must be strings")),
        }
    }
    all.extend(keywords);
    all.into_iter()
        .try_for_each(|(key, value)| vm.set_attr(this, &key.interned(), value))
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let class = vm.class_of(this);
    let name = if class == vm.class_for::<SimpleNamespace>() {
        Str::intern("namespace")
    } else {
        class.display_name()
    };
    sequence::guarded_repr(vm, this, &format!("{name}(...)"), || {
        let mut out = TextBuilder::new();
        out.push_data(&name);
        let mut separator = "(";
        for (key, value) in vm.dict_of(this).map_or(Vec::new(), |d| d.pairs()) {
            let Some(key) = Str::from_value(&key) else {
                continue;
            };
            out.push_str(separator);
            separator = ", ";
            out.push_data(&key);
            out.push_str("=");
            out.push_data(&*vm.repr(&value)?);
        }
        out.push_str(if separator == "(" { "()" } else { ")" });
        Ok(out.take())
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !vm.is_instance(b, &vm.class_for::<SimpleNamespace>()) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (vm.dict_of(a), vm.dict_of(b)) {
        (Some(left), Some(right)) => vm.compare(op, &left.into(), &right.into()),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
