//! `class("Student", #{ init: |self, name| … }, Base)`: Python classes made in Rhai.
//!
//! The map's closures become methods, their first parameter being the object; other values become
//! attributes of the class. `init` is short for `__init__`; other special methods go by Python's
//! names (`__str__`, `__len__`, `__add__` …). The third argument is a base class or an array of
//! them.

use rhai::{Dynamic, Map};

use super::call::Site;
use super::errors::Failure;
use crate::object::{Class, Dict, List, Str, Tuple, Value};

/// Make the class.
pub fn make(
    site: &Site<'_>,
    name: Dynamic,
    members: Dynamic,
    bases: Dynamic,
) -> Result<Dynamic, Failure> {
    let vm = site.vm;
    let name = site.value(name)?;
    let namespace = Dict::new();
    namespace.set_str(&Str::intern("__module__"), Value::str("__main__"));
    for (key, member) in members.try_cast::<Map>().unwrap_or_default() {
        let key = if key == "init" { "__init__" } else { key.as_str() };
        namespace.set_str(&Str::intern(key), site.value(member)?);
    }
    let bases = site.value(bases)?;
    let bases = if bases.is_none() {
        Vec::new()
    } else if let Some(list) = List::from_value(&bases) {
        list.items()
    } else if let Some(tuple) = Tuple::from_value(&bases) {
        tuple.to_vec()
    } else {
        vec![bases]
    };
    // The metaclass of the first base decides, as in a class statement.
    let metaclass = match bases.first().and_then(Class::from_value) {
        Some(base) => vm.class_of(&base.value()),
        None => vm.types.type_.clone(),
    };
    let mut args = [name, Value::tuple(bases), namespace.value()];
    Ok(site.dynamic(vm.call(&metaclass.value(), &mut args)?))
}
