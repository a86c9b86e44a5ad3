//! `int | str`: a union of types.

use super::alias::{GenericAlias, parameters, substituted};
use super::type_text;
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, SetData, Str, Value};
use crate::vm::Vm;

/// A union of at least two types.
pub struct UnionType {
    pub args: Vec<Value>,
}

impl NativeObject for UnionType {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.args.iter().for_each(visit);
    }
}

fn union<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a UnionType> {
    value
        .as_obj()
        .and_then(|o| o.native::<UnionType>())
        .ok_or_else(|| vm.type_error("expected a union"))
}

/// The types that an operand of `|` stands for; `None` for what is no type.
fn members(vm: &Vm, value: &Value) -> Option<Vec<Value>> {
    if value.is_none() {
        return Some(vec![vm.types.none_type.value()]);
    }
    if let Some(union) = Native::<UnionType>::from_value(value) {
        return Some(union.args.clone());
    }
    let is_type = Class::from_value(value).is_some()
        || Native::<GenericAlias>::from_value(value).is_some()
        || vm.class_of(value).qualified_name() == "typing.TypeAliasType";
    is_type.then(|| vec![value.clone()])
}

/// `a | b` of types: the union of both, each type once.
pub fn union_of(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(left), Some(right)) = (members(vm, a), members(vm, b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let mut all: Vec<Value> = Vec::with_capacity(left.len() + right.len());
    for candidate in left.into_iter().chain(right) {
        if !contains(vm, &all, &candidate)? {
            all.push(candidate);
        }
    }
    Ok(match &all[..] {
        [one] => one.clone(),
        _ => vm.wrap(UnionType { args: all }),
    })
}

fn contains(vm: &Vm, types: &[Value], wanted: &Value) -> PyResult<bool> {
    for candidate in types {
        if vm.same_or_equal(candidate, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl NativeType for UnionType {
    const NAME: &'static str = "types.UnionType";

    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<UnionType>;
        let mut def =
            ClassDef::native::<UnionType>("types", "Represent a union type\n\nE.g. for int | str")
                .slots(|s| {
                    // object's constructor is not for this type.
                    s.new.set(Some(|vm, class, _| {
                        Err(vm.type_error(format!(
                            "cannot create '{}' instances",
                            class.qualified_name()
                        )))
                    }));
                    s.repr.set(Some(|vm, this| {
                        let mut parts = Vec::new();
                        for member in &union(vm, this)?.args {
                            parts.push(type_text(vm, member)?);
                        }
                        Ok(Str::new(parts.join(" | ")))
                    }));
                    s.hash.set(Some(|vm, this| {
                        let mut set = SetData::default();
                        for member in &union(vm, this)?.args {
                            set.add(vm, member.clone())?;
                        }
                        vm.hash(&crate::object::set::FrozenSet::new(set).into())
                    }));
                    s.compare.set(Some(compare));
                    s.get_item.set(Some(|vm, this, item| {
                        let args = substituted(vm, this, &union(vm, this)?.args, item)?;
                        let mut parts = args.into_iter();
                        let first = parts.next().unwrap_or(Value::NONE);
                        parts.try_fold(first, |all, next| vm.binary(BinaryOp::Or, &all, &next))
                    }));
                    s.binary[BinaryOp::Or as usize].set(Some(union_of));
                })
                .getter("__args__", "", |_: &Vm, this: This| {
                    Ok(Value::tuple(this.args.clone()))
                })
                .getter(
                    "__parameters__",
                    "Type variables in the types.UnionType.",
                    |vm: &Vm, this: This| Ok(Value::tuple(parameters(vm, &this.args)?)),
                )
                .method(
                    "__instancecheck__(self, instance, /)",
                    "",
                    |vm: &Vm, this: This, object: Value| {
                        for member in &this.args {
                            if vm.is_instance_check(&object, member)? {
                                return Ok(true);
                            }
                        }
                        Ok(false)
                    },
                )
                .method(
                    "__subclasscheck__(self, cls, /)",
                    "",
                    |vm: &Vm, this: This, class: Value| {
                        for member in &this.args {
                            if vm.is_subclass_check(&class, member)? {
                                return Ok(true);
                            }
                        }
                        Ok(false)
                    },
                )
                .method(
                    "__reduce__(self, /)",
                    "Helper for pickle.",
                    |vm: &Vm, this: This| {
                        let or = vm.attr(&vm.import_module("operator")?, "or_")?;
                        let reduce = vm.attr(&vm.import_module("functools")?, "reduce")?;
                        let args = Value::tuple(vec![or, Value::tuple(this.args.clone())]);
                        Ok((reduce, args))
                    },
                );
        def.is_base = false;
        def
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, Some(right)) = (union(vm, a)?, Native::<UnionType>::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let mut equal = left.args.len() == right.args.len();
    for member in &left.args {
        equal = equal && contains(vm, &right.args, member)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}
