//! BaseExceptionGroup and ExceptionGroup: several exceptions raised together.

use std::cell::OnceCell;

use crate::native::{Args, ClassDef};
use crate::object::class::{Layout, NewClass, linearize};
use crate::object::{Class, DictData, Exc, List, PyResult, Slots, Str, Tuple, Value};
use crate::vm::Vm;

/// The class ExceptionGroup, which has two bases and so is not in the table of types.
#[derive(Default)]
struct Groups(OnceCell<Class>);

/// The class `ExceptionGroup`, made once per interpreter.
pub fn class(vm: &Vm) -> Class {
    let groups = vm.state::<Groups>();
    groups
        .0
        .get_or_init(|| {
            let bases = vec![
                vm.types.base_exception_group.clone(),
                vm.types.exception.clone(),
            ];
            let class = Class::new(NewClass {
                name: Str::intern("ExceptionGroup"),
                qualname: Str::intern("ExceptionGroup"),
                module: Str::intern("builtins"),
                ancestors: linearize(&bases).unwrap_or_default(),
                bases,
                dict: DictData::default(),
                layout: Layout::Exception,
                is_native: true,
                is_base: true,
                has_dict: true,
                slot_names: Vec::new(),
                slots: Slots::default(),
                metaclass: None,
            });
            class.put(&Str::intern("__doc__"), Value::NONE);
            class.slots.inherit(&vm.types.base_exception_group.slots);
            class
        })
        .clone()
}

/// The members of BaseExceptionGroup.
pub fn members(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.new.set(Some(new));
        s.str.set(Some(|vm, this| {
            let count = exceptions(vm, this)?.len();
            let plural = if count == 1 { "" } else { "s" };
            let message = vm.display(&message(this))?;
            Ok(Str::new(format!(
                "{message} ({count} sub-exception{plural})"
            )))
        }));
    })
    .method(
        "derive(self, excs, /)",
        "A group with the same message and other exceptions; subclasses override this.",
        |vm: &Vm, this: Exc, excs: Value| {
            let class = vm.types.base_exception_group.value();
            vm.call(&class, &mut [message(&this.value()), excs])
        },
    )
    .method(
        "split(self, matcher_value, /)",
        "The group divided in two: the exceptions that match, and the others.",
        |vm: &Vm, this: Exc, matcher: Value| {
            let matcher = Matcher::of(vm, matcher)?;
            let (matching, rest) = split(vm, &this, &matcher, true)?;
            Ok((matching, rest))
        },
    )
    .method(
        "subgroup(self, matcher_value, /)",
        "A group of those exceptions that match; None if none does.",
        |vm: &Vm, this: Exc, matcher: Value| {
            let matcher = Matcher::of(vm, matcher)?;
            Ok(split(vm, &this, &matcher, false)?.0)
        },
    )
    .class_method(
        "__class_getitem__(type, object, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| super::types::generic_alias(vm, class.value(), item),
    )
}

fn message(group: &Value) -> Value {
    Exc::from_value(group)
        .and_then(|e| e.field("message"))
        .unwrap_or(Value::NONE)
}

fn exceptions(vm: &Vm, group: &Value) -> PyResult<Tuple> {
    Exc::from_value(group)
        .and_then(|e| e.field("exceptions"))
        .and_then(|members| Tuple::from_value(&members))
        .ok_or_else(|| vm.type_error("expected an exception group"))
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, _) = args.into_parts();
    let [message, given] = &positional[..] else {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            positional.len()
        )));
    };
    if Str::from_value(message).is_none() {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            vm.type_name(message)
        )));
    }
    if vm.class_of(given).slots.get_item.get().is_none()
        || crate::object::Dict::from_value(given).is_some()
    {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = vm.collect(given)?;
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_ordinary = true;
    for (at, member) in members.iter().enumerate() {
        if Exc::from_value(member).is_none() {
            return Err(vm.value_error(format!(
                "Item {at} of second argument (exceptions) is not an exception"
            )));
        }
        all_ordinary &= vm.is_instance(member, &vm.types.exception);
    }
    let class = kind_of_group(vm, class, all_ordinary)?;
    let data = crate::object::ExceptionData::new(positional.clone());
    let payload = crate::object::Payload::Exception(Box::new(data));
    let made = if class.is_native {
        Value::heap(crate::object::Object::with_class(class, payload))
    } else {
        class.instance(Some(payload))
    };
    if let Some(exc) = Exc::from_value(&made) {
        exc.set_field("message", message.clone());
        exc.set_field("exceptions", Value::tuple(members));
    }
    Ok(made)
}

/// A base group of ordinary exceptions is an ExceptionGroup, which can hold no others.
fn kind_of_group(vm: &Vm, wanted: &Class, all_ordinary: bool) -> PyResult<Class> {
    let ordinary = class(vm);
    if *wanted == vm.types.base_exception_group {
        return Ok(if all_ordinary {
            ordinary
        } else {
            wanted.clone()
        });
    }
    if !all_ordinary {
        if *wanted == ordinary {
            return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        if wanted.is_subclass_of(&vm.types.exception) {
            return Err(vm.type_error(format!(
                "Cannot nest BaseExceptions in '{}'",
                wanted.display_name()
            )));
        }
    }
    Ok(wanted.clone())
}

/// What `split` and `subgroup` choose by.
enum Matcher {
    /// A class or tuple of classes.
    Classes(Value),
    Function(Value),
    /// Exactly these exceptions.
    These(Vec<Value>),
}

impl Matcher {
    fn of(vm: &Vm, value: Value) -> PyResult<Matcher> {
        let is_exception_class = |v: &Value| {
            Class::from_value(v).is_some_and(|c| c.is_subclass_of(&vm.types.base_exception))
        };
        if is_exception_class(&value) {
            return Ok(Matcher::Classes(value));
        }
        if let Some(tuple) = Tuple::from_value(&value)
            && tuple.iter().all(is_exception_class)
        {
            return Ok(Matcher::Classes(value));
        }
        if Class::from_value(&value).is_none() && vm.class_of(&value).slots.call.get().is_some() {
            return Ok(Matcher::Function(value));
        }
        Err(vm.type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)"))
    }

    fn matches(&self, vm: &Vm, exc: &Value) -> PyResult<bool> {
        match self {
            Matcher::Classes(classes) => vm.exception_matches(exc, classes),
            Matcher::Function(function) => {
                let answer = vm.call(function, &mut [exc.clone()])?;
                vm.is_true(&answer)
            }
            Matcher::These(leaves) => Ok(leaves.iter().any(|leaf| leaf.is(exc))),
        }
    }
}

/// The part of a group that matches and the rest, nesting kept; None for an empty part.
fn split(vm: &Vm, group: &Exc, matcher: &Matcher, want_rest: bool) -> PyResult<(Value, Value)> {
    let this = group.value();
    if matcher.matches(vm, &this)? {
        return Ok((this, Value::NONE));
    }
    let (mut matching, mut rest) = (Vec::new(), Vec::new());
    for member in exceptions(vm, &this)?.iter() {
        let inner = Exc::from_value(member)
            .filter(|_| vm.is_instance(member, &vm.types.base_exception_group));
        let (yes, no) = match inner {
            Some(inner) => vm.nested(
                || split(vm, &inner, matcher, want_rest),
                " in exceptiongroup_split_recursive",
            )?,
            None if matcher.matches(vm, member)? => (member.clone(), Value::NONE),
            None => (Value::NONE, member.clone()),
        };
        if !yes.is_none() {
            matching.push(yes);
        }
        if !no.is_none() {
            rest.push(no);
        }
    }
    let rest = if want_rest {
        derived(vm, group, rest)?
    } else {
        Value::NONE
    };
    Ok((derived(vm, group, matching)?, rest))
}

/// The part of a group that consists of the exceptions in `parts`, which are groups split from it;
/// None where there are none.
pub fn part_of(vm: &Vm, group: &Exc, parts: &[Value]) -> PyResult<Value> {
    let mut leaves = Vec::new();
    let mut waiting: Vec<Value> = parts.to_vec();
    while let Some(next) = waiting.pop() {
        if vm.is_instance(&next, &vm.types.base_exception_group) {
            waiting.extend(exceptions(vm, &next)?.iter().cloned());
        } else {
            leaves.push(next);
        }
    }
    if leaves.is_empty() {
        return Ok(Value::NONE);
    }
    Ok(split(vm, group, &Matcher::These(leaves), false)?.0)
}

/// A group like another one with part of its exceptions: `derive`, with what belongs to the raise.
fn derived(vm: &Vm, group: &Exc, members: Vec<Value>) -> PyResult<Value> {
    if members.is_empty() {
        return Ok(Value::NONE);
    }
    let made = vm.call_method(&group.value(), "derive", &mut [members.into()])?;
    let Some(new) =
        Exc::from_value(&made).filter(|_| vm.is_instance(&made, &vm.types.base_exception_group))
    else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    let traceback = vm.traceback_object(group);
    vm.set_traceback(&new, &traceback)?;
    new.context.replace(group.context.borrow().clone());
    new.cause.replace(group.cause.borrow().clone());
    new.suppress_context.set(group.suppress_context.get());
    if let Some(notes) = List::from_value(&group.notes()) {
        new.set_notes(notes.items().into());
    }
    Ok(made)
}
