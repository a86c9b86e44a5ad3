//! Sums and norms without (or with hardly any) rounding error: fsum, sumprod, hypot, dist, prod.

use crate::compile::op::BinaryOp;
use crate::object::{Kind, PyResult, Value};
use crate::vm::Vm;

/// A sum or product as a float and the error it was rounded by.
#[derive(Clone, Copy)]
struct Exact {
    high: f64,
    low: f64,
}

/// The exact sum of two floats (Knuth, TAOCP volume 2, 4.2.2).
fn two_sum(a: f64, b: f64) -> Exact {
    let high = a + b;
    let part = high - a;
    Exact {
        high,
        low: (a - (high - part)) + (b - part),
    }
}

/// The exact sum of two floats of which the first is not smaller (Dekker 1971).
fn fast_two_sum(a: f64, b: f64) -> Exact {
    let high = a + b;
    Exact {
        high,
        low: (a - high) + b,
    }
}

/// The exact product of two floats.
fn two_product(a: f64, b: f64) -> Exact {
    let high = a * b;
    Exact {
        high,
        low: a.mul_add(b, -high),
    }
}

// ---- fsum ---------------------------------------------------------------------------------------------

/// `math.fsum(seq)`: the sum of floats, rounded once. By Shewchuk's partial sums that do not
/// overlap ("Adaptive precision floating-point arithmetic", 1997).
///
/// Errors: OverflowError of an intermediate sum; ValueError of infinities of both signs.
pub fn fsum(vm: &Vm, seq: Value) -> PyResult<f64> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    vm.iterate(&seq, |item| {
        let start = vm.to_f64(&item)?;
        let mut x = start;
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let Exact { high, low } = fast_two_sum(x, y);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            partials.push(x);
            return Ok(());
        }
        if start.is_finite() {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        if start.is_infinite() {
            infinities += start;
        }
        special += start;
        partials.clear();
        Ok(())
    })?;
    if special != 0.0 {
        if infinities.is_nan() {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(special);
    }
    Ok(round_partials(&partials))
}

/// The sum of partial sums in increasing order, rounded half to even.
fn round_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let Some(mut high) = rest.next() else {
        return 0.0;
    };
    let mut low = 0.0;
    for y in rest.by_ref() {
        let sum = fast_two_sum(high, y);
        (high, low) = (sum.high, sum.low);
        if low != 0.0 {
            break;
        }
    }
    // Half a unit off, and more of the same sign to come: the tie is none.
    if let Some(next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let twice = low * 2.0;
        let up = high + twice;
        if twice == up - high {
            return up;
        }
    }
    high
}

// ---- sumprod -----------------------------------------------------------------------------------------

/// A running sum of products in triple precision (Ogita, Rump, Oishi, "Accurate sum and dot
/// product", 2005).
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Triple {
    /// The sum with `x * y` added.
    fn plus_product(self, x: f64, y: f64) -> Triple {
        let product = two_product(x, y);
        let sum = two_sum(self.high, product.high);
        let first = two_sum(self.low, product.low);
        let second = two_sum(first.high, sum.low);
        Triple {
            high: sum.high,
            low: second.high,
            tiny: self.tiny + first.low + second.low,
        }
    }

    fn total(self) -> f64 {
        self.high + two_sum(self.low, self.tiny).high
    }
}

/// The floats of a pair, of which one is a float and the other a float, an int or a bool.
fn float_pair(p: &Value, q: &Value) -> Option<(f64, f64)> {
    let float = |v: &Value| match v.kind() {
        Kind::Float(x) => Some(x),
        Kind::Int(i) => Some(i as f64),
        Kind::Bool(b) => Some(f64::from(u8::from(b))),
        _ => crate::object::int_ops::int_ref(v)
            .filter(|_| v.is_heap())
            .and_then(|n| n.to_f64()),
    };
    let is_pair = p.as_float().is_some() || q.as_float().is_some();
    if is_pair {
        Some((float(p)?, float(q)?))
    } else {
        None
    }
}

/// `math.sumprod(p, q)`: the sum of the products of the pairs; of ints exact, of floats in
/// extended precision.
///
/// Errors: ValueError for inputs of different lengths; those of the operations.
pub fn sumprod(vm: &Vm, p: Value, q: Value) -> PyResult<Value> {
    let (p, q) = (vm.iter(&p)?, vm.iter(&q)?);
    let mut total = Value::int(0);
    let (mut ints, mut floats) = (Some(0i64), Some(Triple::default()));
    let mut floats_used = false;
    loop {
        let (a, b) = (vm.next(&p)?, vm.next(&q)?);
        if a.is_some() != b.is_some() {
            return Err(vm.value_error("Inputs are not the same length"));
        }
        let pair = a.zip(b);
        if let Some(sum) = ints {
            let next = pair
                .as_ref()
                .and_then(|(a, b)| a.as_small_int()?.checked_mul(b.as_small_int()?))
                .and_then(|product| sum.checked_add(product));
            if next.is_some() {
                ints = next;
                continue;
            }
            ints = None;
            total = vm.add(&total, &Value::int(sum))?;
        }
        if let Some(sum) = floats {
            let next = pair
                .as_ref()
                .and_then(|(a, b)| float_pair(a, b))
                .map(|(x, y)| sum.plus_product(x, y))
                .filter(|sum| sum.high.is_finite());
            if next.is_some() {
                floats = next;
                floats_used = true;
                continue;
            }
            floats = None;
            if floats_used {
                total = vm.add(&total, &Value::float(sum.total()))?;
            }
        }
        let Some((a, b)) = pair else { return Ok(total) };
        let product = vm.binary(BinaryOp::Mul, &a, &b)?;
        total = vm.add(&total, &product)?;
    }
}

// ---- norms --------------------------------------------------------------------------------------------

/// The Euclidean norm of numbers that are not negative, nearly always correctly rounded: the
/// squares are summed with their errors, and the root is corrected by one step of Newton's method
/// (Borges, "An improved algorithm for hypot(a,b)", 2019).
pub fn norm(values: &mut [f64]) -> f64 {
    let max = values.iter().copied().fold(0.0, f64::max);
    if max.is_infinite() {
        return max;
    }
    if values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || values.len() <= 1 {
        return max;
    }
    let (_, exponent) = super::special::frexp(max);
    if exponent < -1023 {
        // The scale would overflow.
        for x in values.iter_mut() {
            *x /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(values);
    }
    let scale = super::special::ldexp(1.0, i64::from(-exponent));
    let (mut sum, mut low_products, mut low_sums) = (1.0, 0.0, 0.0);
    let mut add = |product: Exact| {
        let next = fast_two_sum(sum, product.high);
        sum = next.high;
        low_products += product.low;
        low_sums += next.low;
        sum - 1.0 + (low_products + low_sums)
    };
    let mut square = 0.0;
    for x in values.iter() {
        let x = x * scale;
        square = add(two_product(x, x));
    }
    let root = square.sqrt();
    let error = add(two_product(-root, root));
    (root + error / (2.0 * root)) / scale
}

/// `math.hypot(*coordinates)`
pub fn hypot(vm: &Vm, coordinates: &[Value]) -> PyResult<f64> {
    let mut sizes = Vec::with_capacity(coordinates.len());
    for value in coordinates {
        sizes.push(vm.to_f64(value)?.abs());
    }
    Ok(norm(&mut sizes))
}

/// `math.dist(p, q)`. ValueError for points of different dimensions.
pub fn dist(vm: &Vm, p: &Value, q: &Value) -> PyResult<f64> {
    let (p, q) = (vm.collect(p)?, vm.collect(q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut sizes = Vec::with_capacity(p.len());
    for (a, b) in p.iter().zip(&q) {
        sizes.push((vm.to_f64(a)? - vm.to_f64(b)?).abs());
    }
    Ok(norm(&mut sizes))
}

/// `math.prod(iterable, start)`
pub fn prod(vm: &Vm, iterable: &Value, start: Value) -> PyResult<Value> {
    let mut product = start;
    vm.iterate(iterable, |item| {
        product = vm.binary(BinaryOp::Mul, &product, &item)?;
        Ok(())
    })?;
    Ok(product)
}
