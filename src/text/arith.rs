//! Exact arithmetic between ints and floats: conversions, comparison, division, powers, roots.
//!
//! What `num-bigint` already does as Python does it (add, multiply, shift) is not repeated here.

use super::error::TextError;
use super::float::{compose, decompose};
use super::int::IntValue;
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// The float nearest to `value`, ties to even; `None` when too large ([`int_too_large`]).
pub fn bigint_to_f64(value: &BigInt) -> Option<f64> {
    let size = value.magnitude();
    let cut = size.bits().saturating_sub(64);
    if cut > 1024 {
        return None;
    }
    let top = (size >> cut).to_u64()?;
    let sticky = cut > 0 && size.trailing_zeros().unwrap_or(0) < cut;
    let rounded = compose(top, sticky, cut as i64);
    if rounded.is_infinite() {
        return None;
    }
    Some(if value.is_negative() {
        -rounded
    } else {
        rounded
    })
}

/// The `OverflowError` of an int beyond the floats.
pub fn int_too_large() -> TextError {
    TextError::overflow("int too large to convert to float")
}

/// A float without its fraction, as an int; `None` for infinities and NaN.
pub fn f64_to_bigint(x: f64) -> Option<BigInt> {
    if !x.is_finite() {
        return None;
    }
    let (mantissa, exponent) = decompose(x);
    let size = if exponent >= 0 {
        BigInt::from(mantissa) << exponent.unsigned_abs()
    } else {
        BigInt::from(mantissa.checked_shr(exponent.unsigned_abs()).unwrap_or(0))
    };
    Some(if x < 0.0 { -size } else { size })
}

/// `int(x)` of a float, with the errors for infinity and NaN.
pub fn float_to_int(x: f64) -> Result<IntValue, TextError> {
    // Exactly the floats whose truncation fits.
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x) {
        return Ok(IntValue::Small(x as i64));
    }
    match f64_to_bigint(x) {
        Some(big) => Ok(IntValue::from(big)),
        None if x.is_nan() => Err(TextError::value("cannot convert float NaN to integer")),
        None => Err(TextError::overflow(
            "cannot convert float infinity to integer",
        )),
    }
}

/// `a / b` of ints, correctly rounded.
///
/// Errors: `ZeroDivisionError`; `OverflowError` when the quotient is beyond the floats.
pub fn true_divide(a: &BigInt, b: &BigInt) -> Result<f64, TextError> {
    if b.is_zero() {
        return Err(TextError::zero_division("division by zero"));
    }
    let negative = a.is_negative() != b.is_negative();
    let signed = |size: f64| if negative { -size } else { size };
    if a.is_zero() {
        return Ok(signed(0.0));
    }
    // Shifted so that the quotient has 63 or 64 bits; what remains only breaks ties.
    let shift = 63 + b.bits() as i64 - a.bits() as i64;
    if shift > 63 + 1100 {
        return Ok(signed(0.0));
    }
    let (quotient, remainder) = match shift {
        0.. => (a.magnitude() << shift).div_rem(b.magnitude()),
        _ if shift < -1100 => return Err(quotient_too_large()),
        _ => a.magnitude().div_rem(&(b.magnitude() << -shift)),
    };
    let size = compose(
        quotient.to_u64().unwrap_or(u64::MAX),
        !remainder.is_zero(),
        -shift,
    );
    if size.is_infinite() {
        return Err(quotient_too_large());
    }
    Ok(signed(size))
}

fn quotient_too_large() -> TextError {
    TextError::overflow("integer division result too large for a float")
}

/// `a / b` of small ints, correctly rounded; `ZeroDivisionError` for `b == 0`.
pub fn true_divide_i64(a: i64, b: i64) -> Result<f64, TextError> {
    const EXACT: u64 = 1 << 53;
    if b != 0 && a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        // Python's zero takes the divisor's sign, and so does the machine's.
        return Ok(a as f64 / b as f64);
    }
    true_divide(&BigInt::from(a), &BigInt::from(b))
}

/// `divmod(a, b)`: floor division and the remainder with the divisor's sign; `None` for `b == 0`.
pub fn floor_div_mod(a: &BigInt, b: &BigInt) -> Option<(BigInt, BigInt)> {
    (!b.is_zero()).then(|| a.div_mod_floor(b))
}

/// `a // b`; `None` for `b == 0`.
pub fn floor_div(a: &BigInt, b: &BigInt) -> Option<BigInt> {
    (!b.is_zero()).then(|| a.div_floor(b))
}

/// `a % b` with the divisor's sign; `None` for `b == 0`.
pub fn floor_mod(a: &BigInt, b: &BigInt) -> Option<BigInt> {
    (!b.is_zero()).then(|| a.mod_floor(b))
}

/// `pow(base, exponent, modulus)`; a negative exponent takes the inverse of `base`.
///
/// Errors: `ValueError` for a zero modulus, or a base without inverse.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt, TextError> {
    if modulus.is_zero() {
        return Err(TextError::value("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    if size.is_one() {
        return Ok(BigInt::zero());
    }
    let mut base = base.mod_floor(&size);
    if exponent.is_negative() {
        base = base
            .modinv(&size)
            .ok_or_else(|| TextError::value("base is not invertible for the given modulus"))?;
    }
    let power = base.modpow(&exponent.abs(), &size);
    Ok(power.mod_floor(modulus))
}

/// `math.isqrt(value)`; `None` for a negative one.
pub fn isqrt(value: &BigInt) -> Option<BigInt> {
    (!value.is_negative()).then(|| value.sqrt())
}

/// `value.bit_length()`.
pub fn bit_length(value: &BigInt) -> u64 {
    value.bits()
}

/// `value.bit_length()` of a small int.
pub fn bit_length_i64(value: i64) -> u64 {
    u64::from(64 - value.unsigned_abs().leading_zeros())
}

/// `round(value, -places)`: to a multiple of `10^places`, ties to even.
pub fn round_int(value: &BigInt, places: u32) -> BigInt {
    // The power would have more digits than twice the value: nothing is left.
    if u64::from(places) > value.bits() {
        return BigInt::zero();
    }
    let unit = BigUint::from(10u32).pow(places);
    let (mut quotient, remainder) = value.magnitude().div_rem(&unit);
    let up = match (remainder << 1u32).cmp(&unit) {
        Ordering::Greater => true,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Less => false,
    };
    if up {
        quotient += 1u32;
    }
    BigInt::from_biguint(value.sign(), quotient * unit)
}

/// Compares exactly; `None` for NaN.
pub fn cmp_i64_f64(a: i64, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        None
    } else if b >= 9_223_372_036_854_775_808.0 {
        Some(Ordering::Less)
    } else if b < -9_223_372_036_854_775_808.0 {
        Some(Ordering::Greater)
    } else {
        let whole = b.trunc();
        a.cmp(&(whole as i64))
            .then(0.0.partial_cmp(&(b - whole))?)
            .into()
    }
}

/// Compares exactly; `None` for NaN.
pub fn cmp_bigint_f64(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    let Some(whole) = f64_to_bigint(b) else {
        return 0.0.partial_cmp(&b);
    };
    Some(a.cmp(&whole).then(0.0.partial_cmp(&b.fract())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> BigInt {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn ints_to_floats_round_half_even() {
        assert_eq!(
            bigint_to_f64(&big("9007199254740993")),
            Some(9007199254740992.0)
        );
        assert_eq!(
            bigint_to_f64(&big("9007199254740995")),
            Some(9007199254740996.0)
        );
        assert_eq!(bigint_to_f64(&(BigInt::one() << 1024u32)), None);
        let halfway = (BigInt::one() << 1024u32) - (BigInt::one() << 970u32);
        assert_eq!(bigint_to_f64(&halfway), None);
        assert_eq!(bigint_to_f64(&(halfway - 1)), Some(f64::MAX));
    }

    #[test]
    fn division_as_python_divides() {
        assert_eq!(true_divide(&big("-7"), &big("2")), Ok(-3.5));
        let tiny = true_divide(&BigInt::one(), &(BigInt::one() << 1074u32));
        assert_eq!(tiny, Ok(5e-324));
        let huge = true_divide(&(BigInt::one() << 1025u32), &BigInt::one());
        assert!(huge.is_err());
        assert!(true_divide_i64(0, -5).is_ok_and(|x| x == 0.0 && x.is_sign_negative()));
        assert_eq!(
            floor_div_mod(&big("-7"), &big("2")),
            Some((big("-4"), big("1")))
        );
        assert_eq!(floor_mod(&big("7"), &big("-2")), Some(big("-1")));
        assert_eq!(floor_div(&big("7"), &big("0")), None);
    }

    #[test]
    fn powers_modulo() {
        assert_eq!(pow_mod(&big("3"), &big("-2"), &big("-7")), Ok(big("-3")));
        assert_eq!(pow_mod(&big("0"), &big("-1"), &big("1")), Ok(big("0")));
        assert!(pow_mod(&big("2"), &big("-1"), &big("4")).is_err());
        assert!(pow_mod(&big("2"), &big("1"), &big("0")).is_err());
    }

    #[test]
    fn comparison_is_exact() {
        assert_eq!(
            cmp_i64_f64(9007199254740993, 9007199254740992.0),
            Some(Ordering::Greater)
        );
        assert_eq!(
            cmp_i64_f64(i64::MAX, 9_223_372_036_854_775_808.0),
            Some(Ordering::Less)
        );
        assert_eq!(cmp_i64_f64(-1, -1.5), Some(Ordering::Greater));
        assert_eq!(cmp_i64_f64(0, f64::NAN), None);
        assert_eq!(
            cmp_bigint_f64(&big("5"), f64::NEG_INFINITY),
            Some(Ordering::Greater)
        );
        assert_eq!(round_int(&big("-25"), 1), big("-20"));
    }
}
