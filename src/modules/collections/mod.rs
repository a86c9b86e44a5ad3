//! The native half of collections, `_collections`: deque, defaultdict, OrderedDict, the field
//! getter of namedtuples, and counting. The rest is in `stdlib/collections/`.

use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::{Dict, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

mod defaultdict;
mod deque;
mod deque_iter;
mod ordered;

pub use ordered::OrderedDict;

pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_collections", "High performance data structures.")
        .value("deque", vm.class_for::<deque::Deque>())
        .value(
            "_deque_iterator",
            vm.class_for::<deque_iter::DequeIterator>(),
        )
        .value(
            "_deque_reverse_iterator",
            vm.class_for::<deque_iter::DequeReverseIterator>(),
        )
        .value("defaultdict", vm.class_for::<defaultdict::DefaultDict>())
        .value("OrderedDict", vm.class_for::<ordered::OrderedDict>())
        .value("_tuplegetter", vm.class_for::<TupleGetter>())
        .function(
            "_count_elements(mapping, iterable, /)",
            "Count elements in the iterable, updating the mapping",
            count_elements,
        )
}

/// Add one for every item of an iterable. A mapping that is a plain counter is changed directly.
fn count_elements(vm: &Vm, mapping: Value, iterable: Value) -> PyResult<()> {
    let class = vm.class_of(&mapping);
    let overridden = |name: &str, own: &crate::object::Class| {
        class
            .lookup_owner(&Str::intern(name))
            .is_some_and(|(owner, _)| owner != *own)
    };
    let plain = Dict::from_value(&mapping).filter(|_| {
        !overridden("get", &vm.types.dict) && !overridden("__setitem__", &vm.types.dict)
    });
    let one = Value::int(1);
    match plain {
        Some(dict) => vm.iterate(&iterable, |item| {
            let hash = vm.hash(&item)?;
            let found = dict.find(vm, &item, hash)?;
            let Some(at) = found else {
                return dict.set_hashed(vm, item, hash, one.clone()).map(drop);
            };
            let count = dict
                .borrow()
                .entries()
                .get(at)
                .map(|entry| entry.value.clone());
            let count = count.unwrap_or_else(|| Value::int(0));
            // A small int is added to without a call, so that its place is still the same.
            if let Some(next) = count.as_small_int().and_then(|count| count.checked_add(1)) {
                let old = dict.borrow_mut().replace(at, Value::int(next));
                drop(old);
                return Ok(());
            }
            let count = vm.add(&count, &one)?;
            dict.set_hashed(vm, item, hash, count).map(drop)
        }),
        None => vm.iterate(&iterable, |item| {
            let count = vm.call_method(&mapping, "get", &mut [item.clone(), Value::int(0)])?;
            let count = vm.add(&count, &one)?;
            vm.set_item(&mapping, &item, count)
        }),
    }
}

/// The descriptor of a namedtuple's field.
pub struct TupleGetter {
    index: usize,
    doc: std::cell::RefCell<Value>,
}

impl NativeObject for TupleGetter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.doc.borrow());
    }
}

impl NativeType for TupleGetter {
    const NAME: &'static str = "collections._tuplegetter";

    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<TupleGetter>;
        ClassDef::native::<TupleGetter>("collections", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, args| {
                    let (positional, _) = args.into_parts();
                    let [index, doc] = &positional[..] else {
                        return Err(vm.type_error(format!(
                            "_tuplegetter expected 2 arguments, got {}",
                            positional.len()
                        )));
                    };
                    let index = usize::try_from(vm.index(index)?)
                        .map_err(|_| vm.value_error("index must be non-negative"))?;
                    let doc = std::cell::RefCell::new(doc.clone());
                    Ok(vm.wrap_as(class, TupleGetter { index, doc }))
                }));
                s.init.set(Some(|_, _, _| Ok(())));
                s.descr_get.set(Some(get_field));
                s.descr_set.set(Some(|vm, _, _, value| {
                    let what = if value.is_some() { "set" } else { "delete" };
                    Err(vm.attribute_error_text(format!("can't {what} attribute")))
                }));
                s.repr.set(Some(|vm, this| {
                    let getter = getter_of(vm, this)?;
                    let doc = vm.repr(&getter.doc.borrow().clone())?;
                    Ok(Str::new(format!("_tuplegetter({}, {doc})", getter.index)))
                }));
            })
            .property(
                "__doc__",
                "",
                |_: &Vm, this: This| Ok(this.doc.borrow().clone()),
                |_: &Vm, this: This, doc: Option<Value>| {
                    let old = this.doc.replace(doc.unwrap_or(Value::NONE));
                    drop(old);
                    Ok(())
                },
            )
            .method("__reduce__(self, /)", "", |vm: &Vm, this: This| {
                let args = vec![Value::size(this.index), this.doc.borrow().clone()];
                Ok((vm.class_for::<TupleGetter>(), Value::tuple(args)))
            })
    }
}

fn getter_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a TupleGetter> {
    crate::modules::builtins::iterators::state::<TupleGetter>(vm, value)
}

fn get_field(
    vm: &Vm,
    this: &Value,
    object: Option<&Value>,
    _: &crate::object::Class,
) -> PyResult<Value> {
    let Some(object) = object else {
        return Ok(this.clone());
    };
    let index = getter_of(vm, this)?.index;
    match Tuple::from_value(object) {
        Some(tuple) => tuple
            .get(index)
            .cloned()
            .ok_or_else(|| vm.index_error("tuple index out of range")),
        None => Err(vm.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
            vm.type_name(object)
        ))),
    }
}
