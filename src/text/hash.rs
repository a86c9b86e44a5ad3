//! Hashes of numbers, equal for numbers that compare equal: CPython's on 64-bit machines.
//!
//! A number is reduced modulo the Mersenne prime 2^61 - 1. NaN has no such hash (CPython uses the
//! object's identity) and is the caller's.

use super::float::decompose;
use num_bigint::{BigInt, Sign};

/// The modulus, `sys.hash_info.modulus`.
pub const MODULUS: u64 = (1 << 61) - 1;
/// The hash of positive infinity, `sys.hash_info.inf`.
pub const HASH_INF: i64 = 314_159;

/// `hash(value)` of an int that fits 64 bits.
pub fn hash_i64(value: i64) -> i64 {
    signed(value.unsigned_abs() % MODULUS, value < 0)
}

/// `hash(value)` of an int of any size.
pub fn hash_bigint(value: &BigInt) -> i64 {
    let modulus = u128::from(MODULUS);
    let mut rest = 0u64;
    for digit in value.iter_u64_digits().rev() {
        let wide = u128::from(rest) << 64 | u128::from(digit);
        rest = (wide % modulus) as u64;
    }
    signed(rest, value.sign() == Sign::Minus)
}

/// `hash(value)` of a float; 0 for NaN, which the caller hashes by identity.
pub fn hash_f64(value: f64) -> i64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { HASH_INF } else { -HASH_INF };
    }
    let (mantissa, exponent) = decompose(value);
    // 2^61 is 1 here, so that a power of two rotates the 61 bits.
    let turn = exponent.rem_euclid(61).unsigned_abs();
    let mantissa = u128::from(mantissa) << turn;
    let folded = (mantissa & u128::from(MODULUS)) + (mantissa >> 61);
    signed((folded % u128::from(MODULUS)) as u64, value < 0.0)
}

/// Gives a reduced size its sign; -1 is an error mark inside CPython, and becomes -2.
fn signed(rest: u64, negative: bool) -> i64 {
    let size = rest as i64;
    match (negative, size) {
        (true, 1) => -2,
        (true, _) => -size,
        (false, _) => size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_agree_with_cpython() {
        assert_eq!(hash_i64(-1), -2);
        assert_eq!(hash_i64(i64::MIN), -4);
        assert_eq!(hash_i64((1 << 61) - 1), 0);
        assert_eq!(hash_f64(0.5), 1_152_921_504_606_846_976);
        assert_eq!(hash_f64(-1.0), -2);
        assert_eq!(hash_f64(f64::NEG_INFINITY), -314_159);
        assert_eq!(
            hash_f64(1e300),
            hash_bigint(&super::super::arith::f64_to_bigint(1e300).unwrap_or_default())
        );
    }
}
