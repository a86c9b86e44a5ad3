//! Choosing from a pool: product, permutations, combinations, combinations_with_replacement.
//!
//! Each keeps the indices of the row that it gave last, and steps them as one steps the digits of a
//! number: the rightmost that can grow does, and those after it start over.

use std::cell::RefCell;

use super::{bind, iterator_class};
use crate::modules::builtins::iterators::state;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// Where an iterator is.
enum Step {
    Start,
    Running(Vec<usize>),
    Done,
}

/// Advance: the first row, or the one after the last given, which `next` makes from its indices
/// (false at the end).
fn advance(
    step: &RefCell<Step>,
    first: impl FnOnce() -> Option<Vec<usize>>,
    next: impl FnOnce(&mut [usize]) -> bool,
    row: impl FnOnce(&[usize]) -> Value,
) -> Option<Value> {
    let mut step = step.borrow_mut();
    match &mut *step {
        Step::Done => return None,
        Step::Start => *step = first().map_or(Step::Done, Step::Running),
        Step::Running(indices) => {
            if !next(indices) {
                *step = Step::Done;
            }
        }
    }
    match &*step {
        Step::Running(indices) => Some(row(indices)),
        _ => None,
    }
}

fn pick(pool: &[Value], indices: &[usize]) -> Value {
    Value::tuple(indices.iter().map(|&i| pool[i].clone()).collect())
}

/// The number of items to choose; ValueError for a negative one, MemoryError for a huge one.
fn row_length(vm: &Vm, r: i64) -> PyResult<usize> {
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    usize::try_from(r)
        .ok()
        .filter(|&n| n < 1 << 40)
        .ok_or_else(|| vm.memory_error(""))
}

// ---- product ------------------------------------------------------------------------------------------

/// `product(*iterables, repeat=1)`
pub struct Product {
    pools: Vec<Vec<Value>>,
    step: RefCell<Step>,
}

impl NativeObject for Product {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.pools.iter().flatten().for_each(visit);
    }
}

impl NativeType for Product {
    const NAME: &'static str = "itertools.product";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Product>(
            "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, \
             product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nThe leftmost \
             iterators are in the outermost for-loop, so the output tuples\ncycle in a manner \
             similar to an odometer (with the rightmost element changing\non every \
             iteration).\n\nTo compute the product of an iterable with itself, specify the number\nof \
             repetitions with the optional repeat keyword argument. For example,\nproduct(A, \
             repeat=4) means the same as product(A, A, A, A).",
            product_new,
            |vm, this| {
                let p = state::<Product>(vm, this)?;
                Ok(advance(
                    &p.step,
                    || {
                        let any_empty = p.pools.iter().any(Vec::is_empty);
                        (!any_empty).then(|| vec![0; p.pools.len()])
                    },
                    |indices| {
                        for (i, pool) in indices.iter_mut().zip(&p.pools).rev() {
                            *i += 1;
                            if *i < pool.len() {
                                return true;
                            }
                            *i = 0;
                        }
                        false
                    },
                    |indices| {
                        let row = indices
                            .iter()
                            .zip(&p.pools)
                            .map(|(&i, pool)| pool[i].clone());
                        Value::tuple(row.collect())
                    },
                ))
            },
        )
    }
}

fn product_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut repeat = 1;
    for (name, value) in keywords {
        if name.as_str() != Some("repeat") {
            return Err(vm.type_error(format!(
                "product() got an unexpected keyword argument '{name}'"
            )));
        }
        repeat = vm.index(&value)?;
    }
    if repeat < 0 {
        return Err(vm.value_error("repeat argument cannot be negative"));
    }
    let once = positional
        .iter()
        .map(|v| vm.collect(v))
        .collect::<PyResult<Vec<_>>>()?;
    let total = once
        .len()
        .checked_mul(repeat as usize)
        .filter(|&n| n <= isize::MAX as usize / 8);
    match total {
        None => return Err(vm.overflow_error("repeat argument too large")),
        Some(n) if n >= 1 << 32 => return Err(vm.memory_error("")),
        Some(_) => {}
    }
    let pools = (0..repeat).flat_map(|_| once.iter().cloned()).collect();
    Ok(vm.wrap_as(
        class,
        Product {
            pools,
            step: RefCell::new(Step::Start),
        },
    ))
}

// ---- permutations ---------------------------------------------------------------------------------------

/// `permutations(iterable, r)`
pub struct Permutations {
    pool: Vec<Value>,
    length: usize,
    /// All positions, of which the first `length` are given, then how far each of those has to go.
    step: RefCell<Step>,
}

impl NativeObject for Permutations {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.pool.iter().for_each(visit);
    }
}

impl NativeType for Permutations {
    const NAME: &'static str = "itertools.permutations";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Permutations>(
            "Return successive r-length permutations of elements in the \
             iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
            |vm, class, args| {
                let [iterable, r] = bind(vm, "permutations", ["iterable", "r"], 2, 1, args)?;
                let pool = vm.collect(&iterable.unwrap_or(Value::NONE))?;
                let length = match r.filter(|r| !r.is_none()) {
                    None => pool.len(),
                    Some(r) => match vm.big_of(&r) {
                        Some(_) => row_length(vm, vm.index(&r)?)?,
                        None => return Err(vm.type_error("Expected int as r")),
                    },
                };
                let step = RefCell::new(Step::Start);
                Ok(vm.wrap_as(class, Permutations { pool, length, step }))
            },
            |vm, this| {
                let p = state::<Permutations>(vm, this)?;
                let (n, r) = (p.pool.len(), p.length);
                Ok(advance(
                    &p.step,
                    || (r <= n).then(|| (0..n).chain((0..r).map(|i| n - i)).collect()),
                    |state| {
                        let (indices, cycles) = state.split_at_mut(n);
                        next_permutation(indices, cycles)
                    },
                    |state| pick(&p.pool, &state[..r]),
                ))
            },
        )
    }
}

/// The next permutation of the first `cycles.len()` positions; false after the last one.
fn next_permutation(indices: &mut [usize], cycles: &mut [usize]) -> bool {
    let n = indices.len();
    for i in (0..cycles.len()).rev() {
        cycles[i] -= 1;
        if cycles[i] == 0 {
            indices[i..].rotate_left(1);
            cycles[i] = n - i;
        } else {
            indices.swap(i, n - cycles[i]);
            return true;
        }
    }
    false
}

// ---- combinations -----------------------------------------------------------------------------------------

/// `combinations(iterable, r)`
pub struct Combinations {
    pool: Vec<Value>,
    length: usize,
    step: RefCell<Step>,
}

impl NativeObject for Combinations {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.pool.iter().for_each(visit);
    }
}

/// The pool and the row length of both kinds of combinations.
fn pool_and_length(vm: &Vm, name: &str, args: Args) -> PyResult<(Vec<Value>, usize)> {
    let [iterable, r] = bind(vm, name, ["iterable", "r"], 2, 2, args)?;
    let r = vm.index(&r.unwrap_or(Value::NONE))?;
    let pool = vm.collect(&iterable.unwrap_or(Value::NONE))?;
    Ok((pool, row_length(vm, r)?))
}

impl NativeType for Combinations {
    const NAME: &'static str = "itertools.combinations";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Combinations>(
            "Return successive r-length combinations of elements in the \
             iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
            |vm, class, args| {
                let (pool, length) = pool_and_length(vm, "combinations", args)?;
                let step = RefCell::new(Step::Start);
                Ok(vm.wrap_as(class, Combinations { pool, length, step }))
            },
            |vm, this| {
                let c = state::<Combinations>(vm, this)?;
                let (n, r) = (c.pool.len(), c.length);
                Ok(advance(
                    &c.step,
                    || (r <= n).then(|| (0..r).collect()),
                    |indices| {
                        let Some(i) = (0..r).rev().find(|&i| indices[i] != i + n - r) else {
                            return false;
                        };
                        let start = indices[i] + 1;
                        indices[i..]
                            .iter_mut()
                            .zip(start..)
                            .for_each(|(slot, v)| *slot = v);
                        true
                    },
                    |indices| pick(&c.pool, indices),
                ))
            },
        )
    }
}

/// `combinations_with_replacement(iterable, r)`
pub struct Multisets {
    pool: Vec<Value>,
    length: usize,
    step: RefCell<Step>,
}

impl NativeObject for Multisets {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.pool.iter().for_each(visit);
    }
}

impl NativeType for Multisets {
    const NAME: &'static str = "itertools.combinations_with_replacement";

    fn class_def(_: &Vm) -> ClassDef {
        iterator_class::<Multisets>(
            "Return successive r-length combinations of elements in the iterable allowing \
             individual elements to have successive \
             repeats.\n\ncombinations_with_replacement('ABC', 2) --> \
             ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
            |vm, class, args| {
                let (pool, length) = pool_and_length(vm, "combinations_with_replacement", args)?;
                let step = RefCell::new(Step::Start);
                Ok(vm.wrap_as(class, Multisets { pool, length, step }))
            },
            |vm, this| {
                let c = state::<Multisets>(vm, this)?;
                let (n, r) = (c.pool.len(), c.length);
                Ok(advance(
                    &c.step,
                    || (n > 0 || r == 0).then(|| vec![0; r]),
                    |indices| {
                        let Some(i) = (0..r).rev().find(|&i| indices[i] + 1 != n) else {
                            return false;
                        };
                        let value = indices[i] + 1;
                        indices[i..].fill(value);
                        true
                    },
                    |indices| pick(&c.pool, indices),
                ))
            },
        )
    }
}
