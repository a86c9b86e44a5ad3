//! Sorting lists: `list.sort` and `sorted`.
//!
//! Keys that are all ints, all floats without NaN or all str are sorted by Rust's stable sort,
//! which no program code can disturb. Other keys go through `<`, which may raise, may answer
//! nonsense and may look at the list: a stable merge sort of positions, in runs that are already
//! there (after Tim Peters' observation that real data come in runs), which stays a permutation
//! whatever `<` does.

use std::cmp::Ordering;

use super::{List, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// Runs shorter than this are extended by insertion.
const MIN_RUN: usize = 24;

/// `list.sort(key=key, reverse=reverse)`. While it works the list is empty; ValueError "list
/// modified during sort" if somebody fills it.
pub fn sort(vm: &Vm, list: &List, key: Option<Value>, reverse: bool) -> PyResult<()> {
    let mut items = list.take();
    let result = sort_values(vm, &mut items, key.as_ref(), reverse);
    let touched = {
        let now = list.borrow();
        now.capacity() != 0 || !now.is_empty()
    };
    let other = list.replace(items);
    drop(other);
    result?;
    if touched {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(())
}

/// Sort values in place, stably. After an error they are in some order.
pub fn sort_values(
    vm: &Vm,
    items: &mut Vec<Value>,
    key: Option<&Value>,
    reverse: bool,
) -> PyResult<()> {
    if let Some(key) = key {
        let mut keys = Vec::with_capacity(items.len());
        for item in items.iter() {
            keys.push(vm.call(key, &mut [item.clone()])?);
        }
        let order = match quick_order(&keys, reverse) {
            Some(order) => order,
            None => {
                let mut order = Vec::new();
                let result = merge_sort(vm, &keys, &mut order, reverse);
                permute(items, &order);
                return result;
            }
        };
        permute(items, &order);
        return Ok(());
    }
    if sort_numbers(items, reverse) {
        return Ok(());
    }
    if items.iter().all(|v| exact_str(v).is_some()) {
        items.sort_by(|a, b| directed(text_order(a, b), reverse));
        return Ok(());
    }
    let mut order = Vec::new();
    let result = merge_sort(vm, items, &mut order, reverse);
    permute(items, &order);
    result
}

fn exact_str(value: &Value) -> Option<&super::StrData> {
    match value.as_obj().map(|o| o.raw()) {
        Some(Payload::Str(s)) => Some(s),
        _ => None,
    }
}

fn text_order(a: &Value, b: &Value) -> Ordering {
    match (exact_str(a), exact_str(b)) {
        (Some(a), Some(b)) => a.order(b),
        _ => Ordering::Equal,
    }
}

fn directed(ordering: Ordering, reverse: bool) -> Ordering {
    if reverse {
        ordering.reverse()
    } else {
        ordering
    }
}

/// Sort plain numbers by value; false if there are others among them. Equal ints cannot be told
/// apart, so that they need no stable sort.
fn sort_numbers(items: &mut [Value], reverse: bool) -> bool {
    let ints: Option<Vec<i64>> = items.iter().map(Value::as_small_int).collect();
    if let Some(mut ints) = ints {
        ints.sort_unstable();
        if reverse {
            ints.reverse();
        }
        items
            .iter_mut()
            .zip(ints)
            .for_each(|(slot, i)| *slot = Value::int(i));
        return true;
    }
    let floats: Option<Vec<f64>> = items
        .iter()
        .map(|v| v.as_float().filter(|x| !x.is_nan()))
        .collect();
    let Some(mut floats) = floats else {
        return false;
    };
    floats.sort_by(|a, b| directed(a.partial_cmp(b).unwrap_or(Ordering::Equal), reverse));
    items
        .iter_mut()
        .zip(floats)
        .for_each(|(slot, x)| *slot = Value::float(x));
    true
}

/// The order of keys that need no program code to compare.
fn quick_order(keys: &[Value], reverse: bool) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    if let Some(ints) = keys
        .iter()
        .map(Value::as_small_int)
        .collect::<Option<Vec<i64>>>()
    {
        order.sort_by(|&a, &b| directed(ints[a].cmp(&ints[b]), reverse));
        return Some(order);
    }
    let float = |v: &Value| v.as_float().filter(|x| !x.is_nan());
    if let Some(floats) = keys.iter().map(float).collect::<Option<Vec<f64>>>() {
        order.sort_by(|&a, &b| {
            directed(
                floats[a].partial_cmp(&floats[b]).unwrap_or(Ordering::Equal),
                reverse,
            )
        });
        return Some(order);
    }
    if keys.iter().all(|v| exact_str(v).is_some()) {
        order.sort_by(|&a, &b| directed(text_order(&keys[a], &keys[b]), reverse));
        return Some(order);
    }
    None
}

/// Put the values in the order of the positions given.
fn permute(items: &mut Vec<Value>, order: &[usize]) {
    let mut sorted = Vec::with_capacity(items.len());
    for &at in order {
        sorted.push(items[at].take());
    }
    *items = sorted;
}

/// The order of `keys` by `<`. `order` is a permutation of all positions even after an error.
fn merge_sort(vm: &Vm, keys: &[Value], order: &mut Vec<usize>, reverse: bool) -> PyResult<()> {
    *order = (0..keys.len()).collect();
    // Sorting backwards what was turned around, and turning it around again, keeps equal items
    // in their first order, and asks `<` only.
    if reverse {
        order.reverse();
    }
    let tuples = Fast::of(keys);
    let result = merge_runs(order, &mut |a, b| match &tuples {
        Some(fast) => fast.less(vm, keys, a, b),
        None => vm.less_than(&keys[a], &keys[b]),
    });
    if reverse {
        order.reverse();
    }
    result
}

/// Keys that are tuples with a first item of one plain kind each: most comparisons end there.
enum Fast {
    Ints(Vec<i64>),
    Strs(Vec<Str>),
}

impl Fast {
    fn of(keys: &[Value]) -> Option<Fast> {
        let first = |v: &Value| match v.as_obj().map(|o| o.raw()) {
            Some(Payload::Tuple(t)) => t.first().cloned(),
            _ => None,
        };
        match first(keys.first()?)? {
            v if v.as_small_int().is_some() => {
                let ints = keys
                    .iter()
                    .map(|k| first(k)?.as_small_int())
                    .collect::<Option<_>>();
                ints.map(Fast::Ints)
            }
            v if Str::exact(&v).is_some() => {
                let strs = keys
                    .iter()
                    .map(|k| Str::exact(&first(k)?))
                    .collect::<Option<_>>();
                strs.map(Fast::Strs)
            }
            _ => None,
        }
    }

    fn less(&self, vm: &Vm, keys: &[Value], a: usize, b: usize) -> PyResult<bool> {
        let ordering = match self {
            Fast::Ints(ints) => ints[a].cmp(&ints[b]),
            Fast::Strs(strs) => strs[a].order(&strs[b]),
        };
        match ordering {
            Ordering::Less => Ok(true),
            Ordering::Greater => Ok(false),
            Ordering::Equal => vm.less_than(&keys[a], &keys[b]),
        }
    }
}

/// Sort positions: find or make runs, merge neighbours of similar length.
fn merge_runs(
    order: &mut [usize],
    less: &mut impl FnMut(usize, usize) -> PyResult<bool>,
) -> PyResult<()> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let length = next_run(&mut order[start..], less)?;
        runs.push((start, length));
        start += length;
        // Runs on the stack get shorter by half at least, so that merges stay balanced.
        while let [.., (a, m), (_, n)] = runs[..]
            && m <= 2 * n
        {
            merge(&mut order[a..a + m + n], m, less)?;
            runs.pop();
            if let Some(last) = runs.last_mut() {
                last.1 = m + n;
            }
        }
    }
    while let [.., (a, m), (_, n)] = runs[..] {
        merge(&mut order[a..a + m + n], m, less)?;
        runs.pop();
        if let Some(last) = runs.last_mut() {
            last.1 = m + n;
        }
    }
    Ok(())
}

/// The length of the sorted run at the front of `part`, made at least [`MIN_RUN`] long.
fn next_run(
    part: &mut [usize],
    less: &mut impl FnMut(usize, usize) -> PyResult<bool>,
) -> PyResult<usize> {
    if part.len() < 2 {
        return Ok(part.len());
    }
    let mut length = 2;
    if less(part[1], part[0])? {
        while length < part.len() && less(part[length], part[length - 1])? {
            length += 1;
        }
        part[..length].reverse();
    } else {
        while length < part.len() && !less(part[length], part[length - 1])? {
            length += 1;
        }
    }
    let wanted = MIN_RUN.min(part.len());
    while length < wanted {
        let pivot = part[length];
        let (mut low, mut high) = (0, length);
        while low < high {
            let middle = (low + high) / 2;
            if less(pivot, part[middle])? {
                high = middle
            } else {
                low = middle + 1
            }
        }
        part[low..=length].rotate_right(1);
        length += 1;
    }
    Ok(length)
}

/// Merge the sorted parts before and after `middle`. Where `<` raises, what is left of the copied
/// part fills the gap, so that no position is lost.
fn merge(
    part: &mut [usize],
    middle: usize,
    less: &mut impl FnMut(usize, usize) -> PyResult<bool>,
) -> PyResult<()> {
    if middle == 0 || middle == part.len() || !less(part[middle], part[middle - 1])? {
        return Ok(());
    }
    let left = part[..middle].to_vec();
    let (mut i, mut j, mut to) = (0, middle, 0);
    while i < left.len() && j < part.len() {
        match less(part[j], left[i]) {
            Ok(true) => {
                part[to] = part[j];
                j += 1;
            }
            Ok(false) => {
                part[to] = left[i];
                i += 1;
            }
            Err(e) => {
                part[to..j].copy_from_slice(&left[i..]);
                return Err(e);
            }
        }
        to += 1;
    }
    part[to..to + left.len() - i].copy_from_slice(&left[i..]);
    Ok(())
}
