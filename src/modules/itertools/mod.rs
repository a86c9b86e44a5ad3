//! itertools: building blocks of iterators, all of them native.
//!
//! | file | holds |
//! |---|---|
//! | `endless.rs` | count, cycle, repeat |
//! | `choose.rs` | product, permutations, combinations, combinations_with_replacement |
//! | `select.rs` | islice, takewhile, dropwhile, filterfalse, compress |
//! | `join.rs` | chain, zip_longest, accumulate, starmap, batched, pairwise |
//! | `group.rs` | groupby, tee |
//!
//! Left out: copying and pickling of the iterators, which CPython 3.13 has deprecated and 3.14 does
//! not have any more.

use crate::modules::builtins::iterators::positional_only;
use crate::native::{Args, ClassDef, ModuleDef, NativeType};
use crate::object::{Class, PyResult, Value};
use crate::vm::Vm;

mod choose;
mod endless;
mod group;
mod join;
mod select;

pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new(
        "itertools",
        "Functional tools for creating and using iterators.",
    )
    .value("count", vm.class_for::<endless::Count>())
    .value("cycle", vm.class_for::<endless::Cycle>())
    .value("repeat", vm.class_for::<endless::Repeat>())
    .value("product", vm.class_for::<choose::Product>())
    .value("permutations", vm.class_for::<choose::Permutations>())
    .value("combinations", vm.class_for::<choose::Combinations>())
    .value(
        "combinations_with_replacement",
        vm.class_for::<choose::Multisets>(),
    )
    .value("islice", vm.class_for::<select::ISlice>())
    .value("takewhile", vm.class_for::<select::TakeWhile>())
    .value("dropwhile", vm.class_for::<select::DropWhile>())
    .value("filterfalse", vm.class_for::<select::FilterFalse>())
    .value("compress", vm.class_for::<select::Compress>())
    .value("chain", vm.class_for::<join::Chain>())
    .value("zip_longest", vm.class_for::<join::ZipLongest>())
    .value("accumulate", vm.class_for::<join::Accumulate>())
    .value("starmap", vm.class_for::<join::StarMap>())
    .value("batched", vm.class_for::<join::Batched>())
    .value("pairwise", vm.class_for::<join::Pairwise>())
    .value("groupby", vm.class_for::<group::GroupBy>())
    .value("_tee", vm.class_for::<group::Tee>())
    .function(
        "tee(iterable, n=2, /)",
        "Returns a tuple of n independent iterators.",
        group::tee,
    )
}

/// The definition of an iterator class of this module.
fn iterator_class<T: NativeType>(
    doc: &'static str,
    new: crate::object::class::NewFn,
    next: crate::object::class::NextFn,
) -> ClassDef {
    let def = ClassDef::native::<T>("itertools", doc).slots(|s| s.new.set(Some(new)));
    crate::modules::builtins::iterators::iterator_def(def, next)
}

/// Bind the arguments of a constructor with named parameters, of which the first `positional` can
/// be given by position and the first `required` must be given.
fn bind<const N: usize>(
    vm: &Vm,
    name: &str,
    names: [&str; N],
    positional: usize,
    required: usize,
    args: Args,
) -> PyResult<[Option<Value>; N]> {
    let (values, keywords) = args.into_parts();
    if values.len() > positional {
        let kind = if positional < N { "positional " } else { "" };
        let plural = if positional == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{name}() takes at most {positional} {kind}argument{plural} ({} given)",
            values.len() + keywords.len()
        )));
    }
    let mut bound: [Option<Value>; N] = std::array::from_fn(|_| None);
    for (slot, value) in bound.iter_mut().zip(values) {
        *slot = Some(value);
    }
    for (key, value) in keywords {
        match names.iter().position(|n| key.as_str() == Some(n)) {
            Some(at) if bound[at].is_none() => bound[at] = Some(value),
            Some(at) => {
                return Err(vm.type_error(format!(
                    "argument for {name}() given by name ('{key}') and position ({})",
                    at + 1
                )));
            }
            None => {
                return Err(vm.type_error(format!(
                    "{name}() got an unexpected keyword argument '{key}'"
                )));
            }
        }
    }
    for at in 0..required {
        if bound[at].is_none() {
            return Err(vm.type_error(format!(
                "{name}() missing required argument '{}' (pos {})",
                names[at],
                at + 1
            )));
        }
    }
    Ok(bound)
}

/// Exactly `N` arguments, by position only.
fn exactly<T: NativeType, const N: usize>(
    vm: &Vm,
    class: &Class,
    args: Args,
) -> PyResult<[Value; N]> {
    let name = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
    let values = positional_only::<T>(vm, class, args)?;
    let given = values.len();
    let plural = if N == 1 { "" } else { "s" };
    <[Value; N]>::try_from(values)
        .map_err(|_| vm.type_error(format!("{name} expected {N} argument{plural}, got {given}")))
}
