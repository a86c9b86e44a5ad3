//! The functions of `math` about ints: factorial, comb, perm, gcd, lcm, isqrt.

use num_bigint::{BigInt, BigUint};
use num_integer::{Integer, Roots};
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::object::int_ops::{int_ref, to_big};
use crate::object::{PyResult, Value};
use crate::text::int::IntRef;
use crate::vm::Vm;

/// The product of the ints from `low` up to (not including) `high`, by halving: factors of equal
/// length multiply fastest.
fn product_range(low: u64, high: u64) -> BigUint {
    if high.saturating_sub(low) <= 16 {
        let mut product = BigUint::one();
        let mut word = 1u64;
        for i in low..high {
            match word.checked_mul(i) {
                Some(next) => word = next,
                None => {
                    product *= word;
                    word = i;
                }
            }
        }
        return product * word;
    }
    let middle = low + (high - low) / 2;
    product_range(low, middle) * product_range(middle, high)
}

/// The product of `count` ints down from `n`.
fn falling_product(n: &BigInt, count: u64) -> BigInt {
    if let Some(n) = n.to_u64()
        && let Some(high) = n.checked_add(1)
    {
        return product_range(high.saturating_sub(count), high).into();
    }
    match count {
        0 => BigInt::one(),
        1 => n.clone(),
        _ => {
            let half = count / 2;
            falling_product(n, half) * falling_product(&(n - half), count - half)
        }
    }
}

/// `math.factorial(n)`
///
/// Errors: ValueError for a negative int; OverflowError beyond 64 bits.
pub fn factorial(vm: &Vm, n: &Value) -> PyResult<Value> {
    let n = vm.index_value(n)?;
    let n = int_ref(&n).unwrap_or(IntRef::Small(0));
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match n {
        IntRef::Small(n @ 0..=20) => Ok(Value::int((2..=n).product())),
        IntRef::Small(n) => {
            // Odd parts and powers of two apart, level by level: n! = 2^(n - ones) × the product
            // of the odd ints in (n/2^(k+1), n/2^k] taken k + 1 times.
            let n = n as u64;
            let mut inner = BigUint::one();
            let mut outer = BigUint::one();
            for k in (0..64 - n.leading_zeros()).rev() {
                let (low, high) = (n >> (k + 1), n >> k);
                inner *= odd_product(low + 1 | 1, high);
                outer *= &inner;
            }
            Ok(Value::big(BigInt::from(
                outer << (n - u64::from(n.count_ones())),
            )))
        }
        IntRef::Big(_) => Err(vm.overflow_error(format!(
            "factorial() argument should not exceed {}",
            i64::MAX
        ))),
    }
}

/// The product of the odd ints from `low`, which is odd, up to `high`.
fn odd_product(low: u64, high: u64) -> BigUint {
    if low > high {
        return BigUint::one();
    }
    let count = (high - low) / 2 + 1;
    if count <= 16 {
        let mut product = BigUint::one();
        let mut word = 1u64;
        for i in 0..count {
            match word.checked_mul(low + 2 * i) {
                Some(next) => word = next,
                None => {
                    product *= word;
                    word = low + 2 * i;
                }
            }
        }
        return product * word;
    }
    let middle = low + count / 2 * 2;
    odd_product(low, middle - 2) * odd_product(middle, high)
}

/// The counts of comb and perm, refused where negative.
fn counts(vm: &Vm, n: &Value, k: &Value) -> PyResult<(BigInt, BigInt)> {
    let (n, k) = (vm.index_big(n)?, vm.index_big(k)?);
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((n, k))
}

/// `math.comb(n, k)`: the ways to choose k of n things without order.
pub fn comb(vm: &Vm, n: &Value, k: &Value) -> PyResult<BigInt> {
    let (n, k) = counts(vm, n, k)?;
    if k > n {
        return Ok(BigInt::zero());
    }
    let few = (&n - &k).min(k);
    let Some(few) = few.to_i64() else {
        return Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    Ok(choose(&n, few as u64))
}

/// Binomial coefficients by halving k: C(n, k) = C(n, j) C(n - j, k - j) / C(k, j).
fn choose(n: &BigInt, k: u64) -> BigInt {
    if k == 0 {
        return BigInt::one();
    }
    if k <= 64 {
        return falling_product(n, k) / BigInt::from(product_range(2, k + 1));
    }
    let half = k / 2;
    choose(n, half) * choose(&(n - half), k - half) / choose(&BigInt::from(k), half)
}

/// `math.perm(n, k)`: the ways to choose k of n things with order; all of them for None.
pub fn perm(vm: &Vm, n: &Value, k: &Value) -> PyResult<Value> {
    if k.is_none() {
        return factorial(vm, n);
    }
    let (n, k) = counts(vm, n, k)?;
    if k > n {
        return Ok(Value::int(0));
    }
    match k.to_i64() {
        Some(k) => Ok(Value::big(falling_product(&n, k as u64))),
        None => Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX))),
    }
}

/// `math.gcd(*integers)`
pub fn gcd(vm: &Vm, integers: &[Value]) -> PyResult<Value> {
    let mut result = Value::int(0);
    for value in integers {
        let value = vm.index_value(value)?;
        result = match (result.as_small_int(), value.as_small_int()) {
            (Some(a), Some(b)) => Value::uint(a.unsigned_abs().gcd(&b.unsigned_abs())),
            _ => Value::big(big(&result).gcd(&big(&value))),
        };
    }
    Ok(result)
}

/// `math.lcm(*integers)`
pub fn lcm(vm: &Vm, integers: &[Value]) -> PyResult<Value> {
    let mut result = BigInt::one();
    for value in integers {
        let value = vm.index_big(value)?;
        result = if result.is_zero() {
            result
        } else {
            result.lcm(&value)
        };
    }
    Ok(Value::big(result))
}

fn big(value: &Value) -> BigInt {
    int_ref(value).map_or_else(BigInt::zero, to_big)
}

/// `math.isqrt(n)`: the root, cut off. ValueError for a negative int.
pub fn isqrt(vm: &Vm, n: &Value) -> PyResult<Value> {
    let n = vm.index_value(n)?;
    let n = int_ref(&n).unwrap_or(IntRef::Small(0));
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        IntRef::Small(n) => Value::int(n.sqrt()),
        IntRef::Big(n) => Value::big(n.sqrt()),
    })
}
