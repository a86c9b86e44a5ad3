//! Choosing: ints from a range, items from a sequence, orders of a sequence.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::source::{Draw, Random};
use crate::object::{Kind, Native, Payload, PyResult, Str, Value};
use crate::vm::Vm;

type This = Native<Random>;

/// `randrange(start, stop, step)`
///
/// Errors: ValueError for an empty range or a zero step; TypeError for a step without stop.
pub fn randrange(vm: &Vm, this: This, start: Value, stop: Value, step: Value) -> PyResult<Value> {
    let draw = Draw::new(vm, &this);
    let first = vm.index_value(&start)?;
    if stop.is_none() {
        if step.as_small_int() != Some(1) {
            return Err(vm.type_error("Missing a non-None stop argument"));
        }
        if !vm.less_than(&Value::int(0), &first)? {
            return Err(vm.value_error("empty range for randrange()"));
        }
        return draw.below(&first);
    }
    let last = vm.index_value(&stop)?;
    let stride = vm.index_value(&step)?;
    if let (Some(a), Some(b), Some(1)) = (
        first.as_small_int(),
        last.as_small_int(),
        stride.as_small_int(),
    ) && let Some(width) = b.checked_sub(a)
    {
        if width <= 0 {
            return Err(vm.value_error(format!(
                "empty range in randrange({}, {})",
                vm.str(&start)?,
                vm.str(&stop)?
            )));
        }
        return vm.add(&first, &draw.below(&Value::int(width))?);
    }
    in_wide_range(&draw, [&start, &stop, &step], [&first, &last, &stride])
}

fn in_wide_range(draw: &Draw, given: [&Value; 3], ints: [&Value; 3]) -> PyResult<Value> {
    let vm = draw.vm;
    let [first, last, step] = [
        vm.index_big(ints[0])?,
        vm.index_big(ints[1])?,
        vm.index_big(ints[2])?,
    ];
    let width: BigInt = &last - &first;
    let count = if step.is_one() {
        width
    } else if step.is_positive() {
        (width + &step - 1i64).div_floor(&step)
    } else if step.is_negative() {
        (width + &step + 1i64).div_floor(&step)
    } else {
        return Err(vm.value_error("zero step for randrange()"));
    };
    if !count.is_positive() {
        let mut text = format!("{}, {}", vm.str(given[0])?, vm.str(given[1])?);
        if !step.is_one() {
            text.push_str(&format!(", {}", vm.str(given[2])?));
        }
        return Err(vm.value_error(format!("empty range in randrange({text})")));
    }
    let drawn = vm.index_big(&draw.below(&Value::big(count))?)?;
    Ok(Value::big(first + step * drawn))
}

/// `randint(a, b)`: both ends included.
pub fn randint(vm: &Vm, this: This, a: Value, b: Value) -> PyResult<Value> {
    let stop = vm.add(&b, &Value::int(1))?;
    randrange(vm, this, a, stop, Value::int(1))
}

/// `choice(seq)`. IndexError for an empty sequence.
pub fn choice(vm: &Vm, this: This, seq: Value) -> PyResult<Value> {
    let count = vm.len(&seq)?;
    if count == 0 {
        return Err(vm.index_error("Cannot choose from an empty sequence"));
    }
    let at = Draw::new(vm, &this).index(count)?;
    vm.get_item(&seq, &Value::size(at))
}

/// `shuffle(x)`: in place, by Fisher and Yates' method.
pub fn shuffle(vm: &Vm, this: This, x: Value) -> PyResult<()> {
    let draw = Draw::new(vm, &this);
    let count = vm.len(&x)?;
    for i in (1..count).rev() {
        let j = draw.index(i + 1)?;
        if let Some(Payload::List(items)) = x.as_obj().map(|o| o.raw()) {
            let mut items = items.borrow_mut();
            if i < items.len() && j < items.len() {
                items.swap(i, j);
                continue;
            }
        }
        let (i, j) = (Value::size(i), Value::size(j));
        let (a, b) = (vm.get_item(&x, &j)?, vm.get_item(&x, &i)?);
        vm.set_item(&x, &i, a)?;
        vm.set_item(&x, &j, b)?;
    }
    Ok(())
}

/// The running sums of an iterable.
fn running_sums(vm: &Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    let mut sums: Vec<Value> = Vec::new();
    vm.iterate(iterable, |item| {
        let next = match sums.last() {
            Some(sum) => vm.add(sum, &item)?,
            None => item,
        };
        sums.push(next);
        Ok(())
    })?;
    Ok(sums)
}

/// The first index from `0` to `high` whose item is greater than `x`, found by halving.
fn bisect(vm: &Vm, items: &[Value], x: &Value, mut high: usize) -> PyResult<usize> {
    let mut low = 0;
    while low < high {
        let middle = (low + high) / 2;
        let less = match items.get(middle) {
            Some(item) => vm.less_than(x, item)?,
            None => true,
        };
        if less {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

/// `choices(population, weights, cum_weights=, k=)`: with replacement.
///
/// Errors: ValueError for weights that do not fit; TypeError for both kinds of weights.
pub fn choices(
    vm: &Vm,
    this: This,
    population: Value,
    weights: Value,
    cum_weights: Value,
    k: Value,
) -> PyResult<Vec<Value>> {
    let draw = Draw::new(vm, &this);
    let count = vm.len(&population)?;
    if weights.is_none() && cum_weights.is_none() {
        let times = vm.index(&k)?;
        let mut chosen = Vec::new();
        for _ in 0..times {
            let at = (draw.random()? * count as f64).floor();
            chosen.push(vm.get_item(&population, &Value::int(at as i64))?);
        }
        return Ok(chosen);
    }
    let sums = cumulated(vm, &weights, &cum_weights)?;
    if sums.len() != count {
        return Err(vm.value_error("The number of weights does not match the population"));
    }
    let last = sums
        .last()
        .ok_or_else(|| vm.index_error("list index out of range"))?;
    let total = vm.add(last, &Value::float(0.0))?;
    if !vm.less_than(&Value::float(0.0), &total)? && !total.as_float().is_some_and(f64::is_nan) {
        return Err(vm.value_error("Total of weights must be greater than zero"));
    }
    let total = vm.to_f64(&total)?;
    if !total.is_finite() {
        return Err(vm.value_error("Total of weights must be finite"));
    }
    let times = vm.index(&k)?;
    let mut chosen = Vec::new();
    for _ in 0..times {
        let x = Value::float(draw.random()? * total);
        let at = bisect(vm, &sums, &x, count - 1)?;
        chosen.push(vm.get_item(&population, &Value::size(at))?);
    }
    Ok(chosen)
}

fn cumulated(vm: &Vm, weights: &Value, cum_weights: &Value) -> PyResult<Vec<Value>> {
    if !cum_weights.is_none() {
        if !weights.is_none() {
            return Err(vm.type_error("Cannot specify both weights and cumulative weights"));
        }
        return vm.collect(cum_weights);
    }
    if matches!(weights.kind(), Kind::Int(_) | Kind::Bool(_)) {
        return Err(vm.type_error(format!(
            "The number of choices must be a keyword argument: k={}",
            vm.repr(weights)?
        )));
    }
    running_sums(vm, weights)
}

/// Whether a value is a sequence: a built-in one, or of a class that says so to `collections.abc`.
fn is_sequence(vm: &Vm, value: &Value) -> PyResult<bool> {
    let built_in = matches!(
        value.payload(),
        Some(
            Payload::List(_)
                | Payload::Tuple(_)
                | Payload::Str(_)
                | Payload::Bytes(_)
                | Payload::ByteArray(_)
                | Payload::Range(_)
        )
    );
    if built_in {
        return Ok(true);
    }
    // Only a module that has been imported can have been told.
    for name in ["collections.abc", "_collections_abc"] {
        if let Some(module) = vm.modules.get_str(&Str::intern(name))
            && let Some(class) = vm.attr_opt(&module, "Sequence")?
        {
            return vm.is_instance_check(value, &class);
        }
    }
    Ok(
        value.is_heap() && matches!(value.payload(), Some(Payload::Native(_))) && {
            let slots = &vm.class_of(value).slots;
            slots.len.get().is_some() && slots.get_item.get().is_some()
        },
    )
}

/// `sample(population, k, counts=)`: without replacement.
///
/// Errors: TypeError for what is no sequence; ValueError for a sample that is too large.
pub fn sample(
    vm: &Vm,
    this: This,
    population: Value,
    k: Value,
    counts: Value,
) -> PyResult<Vec<Value>> {
    if !is_sequence(vm, &population)? {
        return Err(
            vm.type_error("Population must be a sequence.  For dicts or sets, use sorted(d).")
        );
    }
    let count = vm.len(&population)?;
    let draw = Draw::new(vm, &this);
    if counts.is_none() {
        let size = sample_size(vm, &k, &Value::size(count))?;
        let indices = sample_indices(&draw, count, size)?;
        return indices
            .into_iter()
            .map(|i| vm.get_item(&population, &Value::size(i)))
            .collect();
    }
    let mut sums = running_sums(vm, &counts)?;
    if sums.len() != count {
        return Err(vm.value_error("The number of counts does not match the population"));
    }
    let total = sums.pop().unwrap_or(Value::int(0));
    if crate::object::int_ops::int_ref(&total).is_none() {
        return Err(vm.type_error("Counts must be integers"));
    }
    if vm.less_than(&total, &Value::int(0))? {
        return Err(vm.value_error("Counts must be non-negative"));
    }
    let total = usize::try_from(vm.index_big(&total)?)
        .ok()
        .filter(|n| *n <= isize::MAX as usize)
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))?;
    let size = sample_size(vm, &k, &Value::size(total))?;
    let mut chosen = Vec::with_capacity(size);
    for selected in sample_indices(&draw, total, size)? {
        let at = bisect(vm, &sums, &Value::size(selected), sums.len())?;
        chosen.push(vm.get_item(&population, &Value::size(at))?);
    }
    Ok(chosen)
}

/// The size of a sample from `count` items.
fn sample_size(vm: &Vm, k: &Value, count: &Value) -> PyResult<usize> {
    use crate::compile::op::CompareOp::Le;
    if !(vm.compare_bool(&Value::int(0), k, Le)? && vm.compare_bool(k, count, Le)?) {
        return Err(vm.value_error("Sample larger than population or is negative"));
    }
    if crate::object::int_ops::int_ref(k).is_none() && vm.class_of(k).slots.index.get().is_none() {
        return Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(k)
        )));
    }
    Ok(vm.index(k)?.max(0) as usize)
}

/// Different indices below `count`: from a pool where the sample is large, by drawing again where
/// it is small, as CPython decides (the draws, and so the results, depend on it).
fn sample_indices(draw: &Draw, count: usize, size: usize) -> PyResult<Vec<usize>> {
    let mut set_size = 21.0;
    if size > 5 {
        set_size += 4f64.powf(((size as f64 * 3.0).ln() / 4f64.ln()).ceil());
    }
    let mut chosen = Vec::with_capacity(size);
    if count as f64 <= set_size {
        let mut pool: Vec<usize> = (0..count).collect();
        for i in 0..size {
            let left = count - i;
            let j = draw.index(left)?.min(left - 1);
            chosen.push(pool[j]);
            pool[j] = pool[left - 1];
        }
        return Ok(chosen);
    }
    let mut selected = std::collections::HashSet::new();
    while chosen.len() < size {
        let j = draw.index(count)?;
        if selected.insert(j) {
            chosen.push(j);
        }
    }
    Ok(chosen)
}

/// `_randbelow(n)`: zero for zero.
pub fn randbelow(vm: &Vm, this: This, n: Value) -> PyResult<Value> {
    let n = vm.index_big(&n)?;
    if n.is_zero() {
        return Ok(Value::int(0));
    }
    if n.is_negative() {
        return Err(vm.value_error("the bound must not be negative"));
    }
    Draw::new(vm, &this).below(&Value::big(n))
}

/// The fields of a saved state.
pub fn saved_fields(vm: &Vm, state: &Value) -> PyResult<Vec<Value>> {
    let items = vm.collect(state)?;
    match items.len() {
        3 => Ok(items),
        n if n < 3 => {
            Err(vm.value_error(format!("not enough values to unpack (expected 3, got {n})")))
        }
        _ => Err(vm.value_error("too many values to unpack (expected 3)")),
    }
}
