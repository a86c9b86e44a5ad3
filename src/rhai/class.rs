//! `class("Student", #{ init: |self, name| … }, Base)`: Python classes made in Rhai.
//!
//! The map's closures become methods, their first parameter being the object; other values become
//! attributes of the class. `init` is short for `__init__`; other special methods go by Python's
//! names (`__str__`, `__len__`, `__add__` …). The third argument is a base class or an array of
//! them. At the top level of a script the class is also bound to its name in `__main__`, as by
//! Python's class statement: that is how functions, which see no variables, reach it.

use rhai::{Dynamic, Map};

use super::call::Site;
use super::callback::RhaiFunction;
use super::errors::Failure;
use crate::object::{Class, Dict, List, Native, Str, Tuple, Value};

/// How deep a call from a script's top level is, the call of `class` itself included.
const TOP_LEVEL: usize = 1;

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
        let key = if key == "init" {
            "__init__"
        } else {
            key.as_str()
        };
        let member = site.value(member)?;
        if let Some(function) = Native::<RhaiFunction>::from_value(&member) {
            function.set_title(&vm.display(&name)?, key);
        }
        namespace.set_str(&Str::intern(key), member);
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
    let key = Str::from_value(&name);
    let mut args = [name, Value::tuple(bases), namespace.value()];
    let class = vm.call(&metaclass.value(), &mut args)?;
    if site.global.level <= TOP_LEVEL
        && let Some(key) = key
    {
        site.bridge.globals.set_str(&key, class.clone());
    }
    Ok(site.dynamic(class))
}
