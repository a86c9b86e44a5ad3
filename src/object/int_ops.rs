//! Arithmetic of ints of any size: what the slots of int (and of bool) do.
//!
//! Operands come as [`IntRef`], so that no big int is copied before it has to be. The VM's loop
//! and `vm/ops.rs` add, multiply, divide and compare 64-bit ints themselves; here they matter for
//! results that leave 64 bits, for long shifts and for powers.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use super::{Kind, Payload, PyResult, Value};
use crate::compile::op::BinaryOp;
use crate::text::arith;
use crate::text::error::MAX_FIELD;
use crate::text::int::IntRef;
use crate::vm::Vm;

/// The number of an int, a bool or an instance of a subclass.
#[inline]
pub fn int_ref(value: &Value) -> Option<IntRef<'_>> {
    match value.kind() {
        Kind::Int(i) => Some(IntRef::Small(i)),
        Kind::Bool(b) => Some(IntRef::Small(i64::from(b))),
        Kind::Heap(obj) => match obj.payload() {
            Payload::Int(n) => Some(IntRef::Big(n)),
            Payload::Scalar(inner) => match inner.kind() {
                Kind::Int(i) => Some(IntRef::Small(i)),
                Kind::Bool(b) => Some(IntRef::Small(i64::from(b))),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The same number as an object of exactly the type int; a big one is not copied if it already is.
pub fn plain_int(value: &Value) -> Option<Value> {
    match value.kind() {
        Kind::Int(_) => return Some(value.clone()),
        Kind::Heap(obj) if matches!(obj.raw(), Payload::Int(_)) => return Some(value.clone()),
        _ => {}
    }
    int_ref(value).map(to_value)
}

/// A new object for a number.
pub fn to_value(n: IntRef<'_>) -> Value {
    match n {
        IntRef::Small(i) => Value::int(i),
        IntRef::Big(n) => Value::big(n.clone()),
    }
}

/// The number as a big int, copied.
pub fn to_big(n: IntRef<'_>) -> BigInt {
    match n {
        IntRef::Small(i) => BigInt::from(i),
        IntRef::Big(n) => n.clone(),
    }
}

/// Runs `f` on two numbers as big ints; only small ones are made anew.
fn with_big<R>(x: IntRef<'_>, y: IntRef<'_>, f: impl FnOnce(&BigInt, &BigInt) -> R) -> R {
    match (x, y) {
        (IntRef::Big(x), IntRef::Big(y)) => f(x, y),
        (IntRef::Big(x), IntRef::Small(y)) => f(x, &BigInt::from(y)),
        (IntRef::Small(x), IntRef::Big(y)) => f(&BigInt::from(x), y),
        (IntRef::Small(x), IntRef::Small(y)) => f(&BigInt::from(x), &BigInt::from(y)),
    }
}

/// Numbers in order. Big ones are outside 64 bits, so their sign decides against a small one.
pub fn order(x: IntRef<'_>, y: IntRef<'_>) -> std::cmp::Ordering {
    use std::cmp::Ordering::{Greater, Less};
    match (x, y) {
        (IntRef::Small(x), IntRef::Small(y)) => x.cmp(&y),
        (IntRef::Big(x), IntRef::Big(y)) => x.cmp(y),
        (IntRef::Big(x), IntRef::Small(_)) => {
            if x.is_negative() {
                Less
            } else {
                Greater
            }
        }
        (IntRef::Small(_), IntRef::Big(y)) => {
            if y.is_negative() {
                Greater
            } else {
                Less
            }
        }
    }
}

/// The slot of int for operator `OP`.
pub fn slot<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    match (int_ref(a), int_ref(b)) {
        (Some(x), Some(y)) => binary(vm, BinaryOp::ALL[OP], x, y),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `x op y`
///
/// Errors: ZeroDivisionError; ValueError "negative shift count"; OverflowError of a quotient beyond
/// the floats; MemoryError of a result beyond [`MAX_FIELD`] bytes, which CPython would try to make.
pub fn binary(vm: &Vm, op: BinaryOp, x: IntRef<'_>, y: IntRef<'_>) -> PyResult<Value> {
    if let (IntRef::Small(x), IntRef::Small(y)) = (x, y)
        && let Some(result) = vm.int_op(op, x, y)
    {
        return result;
    }
    match op {
        BinaryOp::Add => Ok(Value::big(match (x, y) {
            (IntRef::Big(x), IntRef::Big(y)) => x + y,
            (IntRef::Big(big), IntRef::Small(small)) | (IntRef::Small(small), IntRef::Big(big)) => {
                big + small
            }
            (IntRef::Small(x), IntRef::Small(y)) => BigInt::from(x) + y,
        })),
        BinaryOp::Sub => Ok(Value::big(match (x, y) {
            (IntRef::Big(x), IntRef::Big(y)) => x - y,
            (IntRef::Big(x), IntRef::Small(y)) => x - y,
            (IntRef::Small(x), IntRef::Big(y)) => x - y,
            (IntRef::Small(x), IntRef::Small(y)) => BigInt::from(x) - y,
        })),
        BinaryOp::Mul => Ok(Value::big(match (x, y) {
            (IntRef::Big(x), IntRef::Big(y)) => x * y,
            (IntRef::Big(big), IntRef::Small(small)) | (IntRef::Small(small), IntRef::Big(big)) => {
                big * small
            }
            (IntRef::Small(x), IntRef::Small(y)) => BigInt::from(x) * y,
        })),
        BinaryOp::TrueDiv => with_big(x, y, arith::true_divide)
            .map(Value::float)
            .map_err(|e| vm.text_error(e)),
        BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod => divide(vm, op, x, y),
        BinaryOp::And => Ok(Value::big(with_big(x, y, |x, y| x & y))),
        BinaryOp::Or => Ok(Value::big(with_big(x, y, |x, y| x | y))),
        BinaryOp::Xor => Ok(Value::big(with_big(x, y, |x, y| x ^ y))),
        BinaryOp::LShift => shift_left(vm, x, y),
        BinaryOp::RShift => shift_right(vm, x, y),
        BinaryOp::Pow => power(vm, x, y),
        BinaryOp::MatMul => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn divide(vm: &Vm, op: BinaryOp, x: IntRef<'_>, y: IntRef<'_>) -> PyResult<Value> {
    if matches!(y, IntRef::Small(0)) {
        return Err(vm.zero_division_error(if op == BinaryOp::Mod {
            "integer modulo by zero"
        } else {
            "integer division or modulo by zero"
        }));
    }
    Ok(with_big(x, y, |x, y| match op {
        BinaryOp::FloorDiv => Value::big(x.div_floor(y)),
        BinaryOp::Mod => Value::big(x.mod_floor(y)),
        _ => {
            let (quotient, rest) = x.div_mod_floor(y);
            Value::tuple(vec![Value::big(quotient), Value::big(rest)])
        }
    }))
}

/// The most bits that a result may have.
const MAX_BITS: u64 = MAX_FIELD as u64 * 8;

fn too_large(vm: &Vm) -> super::Exc {
    vm.exception_with(&vm.types.memory_error, Vec::new())
}

fn shift_left(vm: &Vm, x: IntRef<'_>, count: IntRef<'_>) -> PyResult<Value> {
    if count.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if matches!(x, IntRef::Small(0)) {
        return Ok(Value::int(0));
    }
    match count.to_i64() {
        Some(count) if (count as u64) < MAX_BITS => Ok(Value::big(match x {
            IntRef::Small(x) => BigInt::from(x) << count,
            IntRef::Big(x) => x << count,
        })),
        _ => Err(too_large(vm)),
    }
}

fn shift_right(vm: &Vm, x: IntRef<'_>, count: IntRef<'_>) -> PyResult<Value> {
    if count.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    let all_gone = Value::int(if x.is_negative() { -1 } else { 0 });
    Ok(match (x, count.to_i64()) {
        (_, None) => all_gone,
        (IntRef::Small(x), Some(count)) => Value::int(x >> count.min(63)),
        (IntRef::Big(x), Some(count)) if count as u64 > x.bits() => all_gone,
        (IntRef::Big(x), Some(count)) => Value::big(x >> count),
    })
}

/// `base ** exponent`: an int, or a float for a negative exponent.
///
/// Errors: ZeroDivisionError of zero to a negative power; MemoryError as in [`binary`].
pub fn power(vm: &Vm, base: IntRef<'_>, exponent: IntRef<'_>) -> PyResult<Value> {
    if exponent.is_negative() {
        let overflow = || vm.text_error(arith::int_too_large());
        let x = base.to_f64().ok_or_else(overflow)?;
        let y = exponent.to_f64().ok_or_else(overflow)?;
        return super::float::power(vm, x, y);
    }
    let is_odd = match exponent {
        IntRef::Small(e) => e & 1 == 1,
        IntRef::Big(e) => e.is_odd(),
    };
    match (base, exponent) {
        (_, IntRef::Small(0)) => return Ok(Value::int(1)),
        (IntRef::Small(x @ (0 | 1)), _) => return Ok(Value::int(x)),
        (IntRef::Small(-1), _) => return Ok(Value::int(if is_odd { -1 } else { 1 })),
        _ => {}
    }
    let base = to_big(base);
    let bits = base.bits();
    let Some(exponent) = exponent.to_i64().and_then(|e| u32::try_from(e).ok()) else {
        return Err(too_large(vm));
    };
    if (bits - 1).saturating_mul(u64::from(exponent)) >= MAX_BITS {
        return Err(too_large(vm));
    }
    // A power of two is a shift.
    if base.magnitude().trailing_zeros() == Some(bits - 1) {
        let size = BigInt::from(1) << ((bits - 1) * u64::from(exponent));
        let negative = base.sign() == Sign::Minus && is_odd;
        return Ok(Value::big(if negative { -size } else { size }));
    }
    Ok(Value::big(base.pow(exponent)))
}

/// `pow(base, exponent, modulus)` of ints; errors as in [`arith::pow_mod`].
pub fn power_modulo(
    vm: &Vm,
    base: IntRef<'_>,
    exponent: IntRef<'_>,
    modulus: IntRef<'_>,
) -> PyResult<Value> {
    if let (IntRef::Small(x), IntRef::Small(e), IntRef::Small(m)) = (base, exponent, modulus)
        && e >= 0
        && m > 0
        && m <= i64::from(u32::MAX)
    {
        return Ok(Value::int(small_power_modulo(x, e as u64, m as u64)));
    }
    arith::pow_mod(&to_big(base), &to_big(exponent), &to_big(modulus))
        .map(Value::big)
        .map_err(|e| vm.text_error(e))
}

/// By repeated squaring; products fit since the modulus has at most 32 bits.
fn small_power_modulo(base: i64, mut exponent: u64, modulus: u64) -> i64 {
    let mut result = 1 % modulus;
    let mut square = base.rem_euclid(modulus as i64) as u64;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * square % modulus;
        }
        square = square * square % modulus;
        exponent >>= 1;
    }
    result as i64
}

/// `-x`
pub fn negate(x: IntRef<'_>) -> Value {
    match x {
        IntRef::Small(x) => x
            .checked_neg()
            .map_or_else(|| Value::big(-BigInt::from(x)), Value::int),
        IntRef::Big(x) => Value::big(-x),
    }
}

/// `~x`
pub fn invert(x: IntRef<'_>) -> Value {
    match x {
        IntRef::Small(x) => Value::int(!x),
        IntRef::Big(x) => Value::big(!x),
    }
}

/// `round(x, places)`: for negative places to a multiple of a power of ten, ties to even.
pub fn round(x: IntRef<'_>, places: &BigInt) -> Value {
    if !places.is_negative() || matches!(x, IntRef::Small(0)) {
        return to_value(x);
    }
    match (-places).to_u32() {
        Some(places) => Value::big(arith::round_int(&to_big(x), places)),
        None => Value::int(0),
    }
}

/// `x.to_bytes(length)`, most significant first; `None` where it does not fit.
pub fn to_bytes(x: IntRef<'_>, length: usize, signed: bool) -> Option<Vec<u8>> {
    let big = to_big(x);
    let (bytes, fill) = if signed {
        (
            big.to_signed_bytes_be(),
            if big.is_negative() { 0xff } else { 0 },
        )
    } else {
        (big.to_bytes_be().1, 0)
    };
    // No bytes at all hold zero, and minus one, which is nothing but its sign.
    let needed: &[u8] = match &bytes[..] {
        [0] => &[],
        [0xff] if signed && length == 0 => &[],
        all => all,
    };
    let missing = length.checked_sub(needed.len())?;
    let mut out = vec![fill; missing];
    out.extend_from_slice(needed);
    Some(out)
}

/// The int of bytes, most significant first.
pub fn from_bytes(bytes: &[u8], signed: bool) -> BigInt {
    if bytes.is_empty() {
        return BigInt::zero();
    }
    if signed {
        BigInt::from_signed_bytes_be(bytes)
    } else {
        BigInt::from_bytes_be(Sign::Plus, bytes)
    }
}
