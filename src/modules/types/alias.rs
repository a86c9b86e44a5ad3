//! `list[int]`: a generic class with its parameters, which behaves as the class itself.

use super::type_text;
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, List, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// A subscripted generic class.
pub struct GenericAlias {
    pub origin: Value,
    pub args: Tuple,
    /// `*tuple[int]`: to be unpacked where it stands.
    pub starred: bool,
}

impl NativeObject for GenericAlias {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.origin);
        visit(&self.args.value());
    }
}

/// What `origin[item]` is: the item, or the items of a tuple, become the arguments.
pub fn generic_alias(vm: &Vm, origin: Value, item: Value) -> PyResult<Value> {
    let args = Tuple::from_value(&item).unwrap_or_else(|| Tuple::new(vec![item]));
    Ok(vm.wrap(GenericAlias {
        origin,
        args,
        starred: false,
    }))
}

fn alias<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a GenericAlias> {
    value
        .as_obj()
        .and_then(|o| o.native::<GenericAlias>())
        .ok_or_else(|| vm.type_error("expected a generic alias"))
}

/// Attributes of the alias itself; all others are those of the class.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__parameters__",
    "__unpacked__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
    "__instancecheck__",
    "__subclasscheck__",
];

impl NativeType for GenericAlias {
    const NAME: &'static str = "types.GenericAlias";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<GenericAlias>(
            "types",
            "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and \
             t.__args__ is (int,).",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(|_, _, _| Ok(())));
            s.repr.set(Some(|vm, this| repr(vm, alias(vm, this)?)));
            s.call.set(Some(call));
            s.hash.set(Some(|vm, this| {
                let a = alias(vm, this)?;
                Ok(vm.hash(&a.origin)? ^ vm.hash(&a.args.value())?)
            }));
            s.compare.set(Some(compare));
            s.get_item.set(Some(substitute));
            s.iter.set(Some(|vm, this| {
                let a = alias(vm, this)?;
                let (origin, args) = (a.origin.clone(), a.args.clone());
                let starred = vm.wrap(GenericAlias {
                    origin,
                    args,
                    starred: true,
                });
                vm.iter(&Value::tuple(vec![starred]))
            }));
            s.get_attr.set(Some(|vm, this, name| {
                if name.as_str().is_some_and(|n| OWN.contains(&n)) {
                    return vm.generic_get_attr(this, name);
                }
                vm.get_attr(&alias(vm, this)?.origin, name)
            }));
            s.binary[BinaryOp::Or as usize].set(Some(super::union_of));
        });
        members(def)
    }
}

fn members(def: ClassDef) -> ClassDef {
    type This = Native<GenericAlias>;
    def.getter("__origin__", "", |_: &Vm, this: This| {
        Ok(this.origin.clone())
    })
    .getter("__args__", "", |_: &Vm, this: This| Ok(this.args.clone()))
    .getter(
        "__parameters__",
        "Type variables in the GenericAlias.",
        |vm: &Vm, this: This| Ok(Value::tuple(parameters(vm, &this.args)?)),
    )
    .getter("__unpacked__", "", |_: &Vm, this: This| Ok(this.starred))
    .getter(
        "__typing_unpacked_tuple_args__",
        "",
        |vm: &Vm, this: This| {
            let is_tuple = this.origin.is(&vm.types.tuple.value());
            Ok((this.starred && is_tuple).then(|| this.args.value()))
        },
    )
    .method(
        "__mro_entries__(self, bases, /)",
        "",
        |_: &Vm, this: This, _: Value| Ok(Value::tuple(vec![this.origin.clone()])),
    )
    .method(
        "__instancecheck__(self, instance, /)",
        "",
        |vm: &Vm, _: This, _: Value| {
            Err::<(), _>(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        },
    )
    .method(
        "__subclasscheck__(self, cls, /)",
        "",
        |vm: &Vm, _: This, _: Value| {
            Err::<(), _>(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        },
    )
    .method(
        "__reduce__(self, /)",
        "Helper for pickle.",
        |vm: &Vm, this: This| {
            let args = Value::tuple(vec![this.origin.clone(), this.args.value()]);
            Ok((vm.class_for::<GenericAlias>(), args))
        },
    )
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
    }
    let [origin, item] = &positional[..] else {
        return Err(vm.type_error(format!(
            "GenericAlias expected 2 arguments, got {}",
            positional.len()
        )));
    };
    let args = Tuple::from_value(item).unwrap_or_else(|| Tuple::new(vec![item.clone()]));
    Ok(vm.wrap_as(
        class,
        GenericAlias {
            origin: origin.clone(),
            args,
            starred: false,
        },
    ))
}

fn repr(vm: &Vm, this: &GenericAlias) -> PyResult<Str> {
    let origin = type_text(vm, &this.origin)?;
    let mut parts = Vec::with_capacity(this.args.len());
    for arg in this.args.iter() {
        parts.push(vm.nested(
            || argument_text(vm, arg),
            " while getting the repr of an object",
        )?);
    }
    let inside = if parts.is_empty() {
        "()".to_owned()
    } else {
        parts.join(", ")
    };
    let star = if this.starred { "*" } else { "" };
    Ok(Str::new(format!("{star}{origin}[{inside}]")))
}

/// An argument, which may be a list of arguments (of a callable).
fn argument_text(vm: &Vm, arg: &Value) -> PyResult<String> {
    let Some(list) = List::from_value(arg) else {
        return if arg.is_none() {
            Ok("None".to_owned())
        } else {
            type_text(vm, arg)
        };
    };
    let mut parts = Vec::new();
    for item in list.items() {
        parts.push(vm.nested(|| argument_text(vm, &item), "")?);
    }
    Ok(format!("[{}]", parts.join(", ")))
}

/// `list[int](…)`: an instance of the class, which learns what it was made by.
fn call(vm: &Vm, this: &Value, args: Args) -> PyResult<Value> {
    let made = vm.call_args(&alias(vm, this)?.origin, args)?;
    match vm.set_attr(&made, &Str::intern("__orig_class__"), this.clone()) {
        Err(e)
            if !vm.is_instance_of(&e, &vm.types.attribute_error)
                && !vm.is_instance_of(&e, &vm.types.type_error) =>
        {
            Err(e)
        }
        _ => Ok(made),
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, Some(right)) = (alias(vm, a)?, Native::<GenericAlias>::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = left.starred == right.starred
        && vm.equal(&left.origin, &right.origin)?
        && vm.equal(&left.args.value(), &right.args.value())?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

// ---- type variables ----------------------------------------------------------------------------------

/// A method of a type variable; classes have none, whatever their instances have.
fn variable_method(vm: &Vm, value: &Value, name: &str) -> PyResult<Option<Value>> {
    if Class::from_value(value).is_some() || !value.is_heap() {
        return Ok(None);
    }
    vm.attr_opt(value, name)
}

/// The type variables among arguments, each once.
pub(super) fn parameters(vm: &Vm, args: &[Value]) -> PyResult<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    let mut add = |value: Value| {
        if !found.iter().any(|f| f.is(&value)) {
            found.push(value);
        }
    };
    for arg in args {
        if variable_method(vm, arg, "__typing_subst__")?.is_some() {
            add(arg.clone());
        } else if let Some(list) = List::from_value(arg) {
            let items = list.items();
            vm.nested(|| parameters(vm, &items), "")?
                .into_iter()
                .for_each(&mut add);
        } else if let Some(tuple) = Tuple::from_value(arg) {
            vm.nested(|| parameters(vm, &tuple), "")?
                .into_iter()
                .for_each(&mut add);
        } else if let Some(inner) = variable_method(vm, arg, "__parameters__")?
            && let Some(inner) = Tuple::from_value(&inner)
        {
            inner.iter().cloned().for_each(&mut add);
        }
    }
    Ok(found)
}

/// `alias[item]`: the type variables replaced.
fn substitute(vm: &Vm, this: &Value, item: &Value) -> PyResult<Value> {
    let a = alias(vm, this)?;
    let args = substituted(vm, this, &a.args, item)?;
    Ok(vm.wrap(GenericAlias {
        origin: a.origin.clone(),
        args: Tuple::new(args),
        starred: a.starred,
    }))
}

/// The arguments of `this`, type variables replaced by what `item` gives for them. TypeError for
/// the wrong number of them.
pub(super) fn substituted(
    vm: &Vm,
    this: &Value,
    args: &[Value],
    item: &Value,
) -> PyResult<Vec<Value>> {
    let variables = parameters(vm, args)?;
    if variables.is_empty() {
        return Err(vm.type_error(format!("{} is not a generic class", vm.repr(this)?)));
    }
    let mut given = match Tuple::from_value(item) {
        Some(tuple) => tuple.value(),
        None => Value::tuple(vec![item.clone()]),
    };
    given = unpacked_arguments(vm, &given)?;
    for variable in &variables {
        if let Some(prepare) = variable_method(vm, variable, "__typing_prepare_subst__")? {
            given = vm.call(&prepare, &mut [this.clone(), given])?;
        }
    }
    let given = vm.collect(&given)?;
    if given.len() != variables.len() {
        let few = if given.len() < variables.len() {
            "few"
        } else {
            "many"
        };
        return Err(vm.type_error(format!(
            "Too {few} arguments for {}; actual {}, expected {}",
            vm.repr(this)?,
            given.len(),
            variables.len()
        )));
    }
    replaced(vm, args, &variables, &given)
}

/// Arguments with `*tuple[int, str]` among them as int and str.
fn unpacked_arguments(vm: &Vm, given: &Value) -> PyResult<Value> {
    let mut all = Vec::new();
    for arg in vm.collect(given)? {
        let inner = variable_method(vm, &arg, "__typing_unpacked_tuple_args__")?;
        let inner = inner.as_ref().and_then(Tuple::from_value);
        let is_endless = |t: &Tuple| {
            t.last()
                .is_some_and(|v| matches!(v.kind(), crate::object::Kind::Ellipsis))
        };
        match inner.filter(|t| !is_endless(t)) {
            Some(inner) => all.extend(inner.iter().cloned()),
            None => all.push(arg),
        }
    }
    Ok(Value::tuple(all))
}

fn replaced(vm: &Vm, args: &[Value], variables: &[Value], given: &[Value]) -> PyResult<Vec<Value>> {
    let value_of = |variable: &Value| {
        variables
            .iter()
            .position(|v| v.is(variable))
            .map(|at| given[at].clone())
    };
    let mut result = Vec::with_capacity(args.len());
    for arg in args {
        if let Some(subst) = variable_method(vm, arg, "__typing_subst__")? {
            let value = value_of(arg).unwrap_or_else(|| arg.clone());
            result.push(vm.call(&subst, &mut [value])?);
        } else if let Some(list) = List::from_value(arg) {
            let items = list.items();
            result.push(
                vm.nested(|| replaced(vm, &items, variables, given), "")?
                    .into(),
            );
        } else if let Some(inner) = variable_method(vm, arg, "__parameters__")?
            && let Some(inner) = Tuple::from_value(&inner).filter(|t| !t.is_empty())
        {
            let mut values: Vec<Value> = Vec::with_capacity(inner.len());
            for variable in inner.iter() {
                let value = value_of(variable).unwrap_or_else(|| variable.clone());
                // A variable for several types (one that can be iterated over) gives them all.
                let several = vm.class_of(variable).slots.iter.get().is_some();
                match Tuple::from_value(&value).filter(|_| several) {
                    Some(all) => values.extend(all.iter().cloned()),
                    None => values.push(value),
                }
            }
            let made = vm.get_item(arg, &Value::tuple(values))?;
            let unpacked = vm.attr_opt(arg, "__typing_is_unpacked_typevartuple__")?;
            let unpacked = unpacked.is_some_and(|u| u.as_bool() == Some(true));
            match Tuple::from_value(&made).filter(|_| unpacked) {
                Some(all) => result.extend(all.iter().cloned()),
                None => result.push(made),
            }
        } else {
            result.push(arg.clone());
        }
    }
    Ok(result)
}
