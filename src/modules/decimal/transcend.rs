//! Powers, exponentials and logarithms.
//!
//! They are computed as large ints that stand for fractions with so many digits, with some digits
//! more than asked for, until what is left uncertain makes no difference to the rounding.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::arith;
use super::number::*;

/// The uncertainty of a result in units of its last digit.
const DOUBT: u32 = 8;

fn unit(places: i64) -> BigInt {
    BigInt::from(pow10(places))
}

/// `ln(value)` with so many places; `value` is a fraction with as many places and between 0.1
/// and 10.
fn ln_near_one(value: &BigInt, places: i64) -> BigInt {
    let roots = 4 + ((places as f64).sqrt() as i64).min(200);
    let work = places + roots + 10;
    let one = unit(work);
    let mut z = value * unit(work - places);
    for _ in 0..roots {
        z = (z * &one).sqrt();
    }
    // ln z = 2 (y + y^3/3 + y^5/5 + …) with y = (z - 1) / (z + 1)
    let y = ((&z - &one) * &one) / (&z + &one);
    let square = (&y * &y) / &one;
    let (mut term, mut sum, mut n) = (y.clone(), y, 1u32);
    loop {
        term = (&term * &square) / &one;
        if term.is_zero() {
            break;
        }
        n += 2;
        sum += &term / n;
    }
    (sum << (roots as usize + 1)) / unit(work - places)
}

/// `ln 10` with so many places.
fn ln_ten(places: i64) -> BigInt {
    // 10 = 2^3 * 1.25 and 2 = 1.024^(1/10) * 1000^(1/10) would be faster; this is plain.
    let guard = places + 10;
    let root = (unit(2 * guard) * BigInt::from(10)).sqrt();
    (ln_near_one(&root, guard) * 2) / unit(10)
}

/// `ln(digits * 10^exp)` with so many places.
fn ln_of(digits: &BigUint, exp: i64, places: i64) -> BigInt {
    let size = length(digits);
    let mut power = exp + size - 1;
    let guard = places + 5 + BigUint::from(power.unsigned_abs()).to_string().len() as i64;
    // A value between 0.316 and 3.16.
    let scaled = BigInt::from(digits.clone());
    let mut value = if guard >= size - 1 {
        scaled * unit(guard - size + 1)
    } else {
        scaled / unit(size - 1 - guard)
    };
    if value > unit(guard) * 3 {
        value /= 10;
        power += 1;
    }
    let mut sum = ln_near_one(&value, guard);
    if power != 0 {
        sum += ln_ten(guard) * power;
    }
    sum / unit(guard - places)
}

/// `e^value` with so many places, for a fraction between -3 and 3.
fn exp_small(value: &BigInt, places: i64) -> BigInt {
    let halvings = 4 + ((places as f64).sqrt() as i64).min(200);
    let work = places + halvings + 10;
    let one = unit(work);
    let x: BigInt = (value * unit(work - places)) >> (halvings as usize);
    let (mut term, mut sum, mut n) = (one.clone(), one.clone(), 0u32);
    loop {
        n += 1;
        term = (&term * &x) / &one / n;
        if term.is_zero() {
            break;
        }
        sum += &term;
    }
    for _ in 0..halvings {
        sum = (&sum * &sum) / &one;
    }
    sum / unit(work - places)
}

/// `e^value` for a fraction of any size: the digits (with about as many places) and the exponent.
fn exp_of(value: &BigInt, places: i64) -> (BigUint, i64) {
    let size = value.magnitude().to_string().len() as i64;
    let guard = places.max(size) + 5;
    let ten = ln_ten(guard);
    let x = value * unit(guard - places);
    let power = x.div_floor(&ten);
    let rest = (&x - &power * &ten) / unit(guard - places);
    let digits = exp_small(&rest, places).into_parts().1;
    (digits, power.to_i64().unwrap_or(0) - places)
}

/// Round digits that are uncertain in the last place; `None` if that makes a difference.
fn settled(
    negative: bool,
    digits: &BigUint,
    exp: i64,
    rules: &Rules,
    status: &mut Status,
) -> Option<Number> {
    let doubt = BigUint::from(DOUBT);
    if *digits <= doubt {
        return None;
    }
    let (mut low_status, mut high_status) = (0, 0);
    let low = finish(
        Number::new(negative, digits - &doubt, exp),
        rules,
        &mut low_status,
    );
    let high = finish(
        Number::new(negative, digits + &doubt, exp),
        rules,
        &mut high_status,
    );
    let is_same = low.kind == high.kind && low.digits == high.digits && low.exp == high.exp;
    if !is_same || low_status != high_status {
        return None;
    }
    *status |= low_status | INEXACT | ROUNDED;
    Some(low)
}

/// Try with more and more digits; what stays uncertain is a tie, which the last try decides.
fn search(
    rules: &Rules,
    status: &mut Status,
    compute: impl Fn(i64) -> (bool, BigUint, i64),
) -> Number {
    if rules.prec > 100_000 {
        return Number::invalid(status, TOO_LARGE);
    }
    let mut extra = 4;
    loop {
        let (negative, digits, exp) = compute(rules.prec + extra);
        let enough = length(&digits) > rules.prec + 2;
        if enough && let Some(result) = settled(negative, &digits, exp, rules, status) {
            return result;
        }
        if extra > rules.prec * 2 + 60 && enough {
            *status |= INEXACT | ROUNDED;
            let keep = length(&digits) - rules.prec - 2;
            let (digits, _) = cut(&digits, keep, false, Rounding::HalfEven);
            return finish(Number::new(negative, digits, exp + keep), rules, status);
        }
        extra = extra * 2 + (rules.prec - length(&digits)).max(0);
    }
}

/// A result that is far beyond the range: an overflow, or an underflow to zero.
fn beyond(negative: bool, is_large: bool, rules: &Rules, status: &mut Status) -> Number {
    let exp = if is_large {
        rules.emax + 1
    } else {
        rules.etiny() - 2
    };
    *status |= INEXACT | ROUNDED;
    finish(Number::new(negative, one(), exp), rules, status)
}

/// One, with something after its last digit on the side of `sign`.
fn nearly_one(negative: bool, below: bool, rules: &Rules, status: &mut Status) -> Number {
    let mut digits = pow10(rules.prec + 2);
    if below {
        digits -= 1u32;
    } else {
        digits += 1u32;
    }
    finish(
        Number::new(negative, digits, -(rules.prec + 2)),
        rules,
        status,
    )
}

/// `e^a`, rounded half to even.
pub fn exp(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    let rules = &rules.with_rounding(Rounding::HalfEven);
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    if a.is_infinite() {
        return if a.negative {
            Number::zero(false, 0)
        } else {
            a.clone()
        };
    }
    if a.is_zero() {
        return Number::small(1);
    }
    let place = a.adjusted();
    if place > 20 {
        return beyond(false, !a.negative, rules, status);
    }
    if place < -rules.prec - 2 {
        return nearly_one(false, a.negative, rules, status);
    }
    let rough = to_f64(a) * std::f64::consts::LOG10_E;
    if rough > rules.emax as f64 + 2.0 || rough < rules.etiny() as f64 - 3.0 {
        return beyond(false, !a.negative, rules, status);
    }
    search(rules, status, |places| {
        let (digits, exp) = exp_of(&fraction(a, places), places);
        (false, digits, exp)
    })
}

/// A number as a fraction with so many places.
fn fraction(a: &Number, places: i64) -> BigInt {
    let shift = a.exp + places;
    let digits = if shift >= 0 {
        &a.digits * pow10(shift)
    } else {
        cut(&a.digits, -shift, false, Rounding::HalfEven).0
    };
    BigInt::from_biguint(if a.negative { Sign::Minus } else { Sign::Plus }, digits)
}

/// A number as a float, roughly.
fn to_f64(a: &Number) -> f64 {
    let text = to_text(a, false, true);
    text.parse().unwrap_or(f64::NAN)
}

/// The digits of a signed fraction.
fn told(value: BigInt, places: i64) -> (bool, BigUint, i64) {
    (value.is_negative(), value.into_parts().1, -places)
}

/// The natural logarithm, rounded half to even.
pub fn ln(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    let rules = &rules.with_rounding(Rounding::HalfEven);
    match log_special(a, rules, status) {
        Some(special) => special,
        None if order(a, &Number::small(1)).is_eq() => Number::zero(false, 0),
        None => search(rules, status, |places| {
            told(ln_of(&a.digits, a.exp, places), places)
        }),
    }
}

/// The logarithm to base ten, rounded half to even.
pub fn log10(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    let rules = &rules.with_rounding(Rounding::HalfEven);
    if let Some(special) = log_special(a, rules, status) {
        return special;
    }
    if arith::stripped(a.digits.clone(), 0, i64::MAX / 2)
        .0
        .is_one()
    {
        return finish(Number::small(a.adjusted()), rules, status);
    }
    search(rules, status, |places| {
        let guard = places + 5;
        let quotient = ln_of(&a.digits, a.exp, guard) * unit(places) / ln_ten(guard);
        told(quotient, places)
    })
}

fn log_special(a: &Number, rules: &Rules, status: &mut Status) -> Option<Number> {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return Some(nan);
    }
    if a.is_zero() {
        return Some(Number::infinity(true));
    }
    if a.negative {
        return Some(Number::invalid(status, INVALID_OPERATION));
    }
    a.is_infinite().then(|| a.clone())
}

/// `a ** b`
pub fn power(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    if b.is_zero() {
        if a.is_zero() {
            return Number::invalid(status, INVALID_OPERATION);
        }
        return Number::small(1);
    }
    let is_integer = b.is_integer();
    let negative = a.negative && is_integer && b.is_odd();
    if a.is_zero() {
        return match b.negative {
            true => Number::infinity(negative),
            false => Number::zero(negative, 0),
        };
    }
    if a.negative && !is_integer {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if a.is_infinite() {
        return match b.negative {
            true => Number::zero(negative, 0),
            false => Number::infinity(negative),
        };
    }
    let size = size_order(a, &Number::small(1));
    if b.is_infinite() {
        return match size {
            std::cmp::Ordering::Equal => exact_one(rules, status),
            order if order.is_gt() != b.negative => Number::infinity(false),
            _ => Number::zero(false, 0),
        };
    }
    if size.is_eq() && !is_integer {
        return exact_one(rules, status);
    }
    if size.is_ne() {
        let log = log10_rough(a) * to_f64(b);
        if log > rules.emax as f64 + 2.0 + log.abs() * 1e-12 {
            return beyond(negative, true, rules, status);
        }
        if log < rules.etiny() as f64 - 3.0 - log.abs() * 1e-12 {
            // Near the limit squaring comes to zero on the way, whatever the rounding; far from it
            // nothing is squared.
            let zeta = log10_rough(a).abs().log10().floor() as i64;
            let is_far =
                zeta + b.adjusted() > i64::from(rules.etiny().unsigned_abs().max(1).ilog10()) + 1;
            let squares = is_integer && !is_far;
            let rounding = if squares {
                Rounding::HalfEven
            } else {
                rules.rounding
            };
            return beyond(negative, false, &rules.with_rounding(rounding), status);
        }
    }
    if is_integer && a.exp == 0 && a.digits.is_one() {
        return Number::small(1).with_sign(negative);
    }
    if is_integer {
        integer_power(a, b, rules, status)
    } else {
        real_power(a, b, rules, status)
    }
}

/// One with all its digits, as powers that are not computed exactly give it.
fn exact_one(rules: &Rules, status: &mut Status) -> Number {
    *status |= INEXACT | ROUNDED;
    if rules.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    Number::new(false, pow10(rules.prec - 1), 1 - rules.prec)
}

/// `log10(abs(a))`, roughly.
fn log10_rough(a: &Number) -> f64 {
    let place = a.adjusted();
    let mantissa = Number::new(false, a.digits.clone(), a.exp - place);
    let log = to_f64(&mantissa).log10();
    // Near one the float has too few digits.
    if place == 0 && log.abs() < 1e-6 {
        return to_f64(&Number {
            negative: false,
            ..difference_from_one(&mantissa)
        }) * std::f64::consts::LOG10_E;
    }
    place as f64 + log
}

fn difference_from_one(a: &Number) -> Number {
    let mut quiet = 0;
    let rules = Rules {
        prec: a.len() + 5,
        ..Rules::WIDEST
    };
    arith::subtract(a, &Number::small(1), &rules, &mut quiet)
}

/// A whole power, by squaring with a few digits more than asked for.
fn integer_power(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    let Some(count) = b.truncated() else {
        // So large a power stays in range only for one.
        return if a.exp == 0 && a.digits.is_one() {
            a.with_sign(false)
        } else {
            exact_one(rules, status)
        };
    };
    let mut work = Rules {
        prec: rules.prec + b.len() + b.exp + 2,
        rounding: Rounding::HalfEven,
        clamp: false,
        ..*rules
    };
    if work.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    let mut base = a.clone();
    if b.negative {
        work.prec += 1;
        base = arith::divide(&Number::small(1), a, &work, status);
    }
    let mut result = base.clone();
    let bits = count.bits();
    for at in (0..bits.saturating_sub(1)).rev() {
        result = arith::multiply(&result, &result, &work, status);
        if count.bit(at) {
            result = arith::multiply(&result, &base, &work, status);
        }
        if !result.is_finite() || result.is_zero() {
            break;
        }
    }
    if result.is_infinite() {
        return beyond(result.negative, true, rules, status);
    }
    finish(result, rules, status)
}

/// `e^(b ln a)` for a positive `a`.
fn real_power(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    // The places that the whole part of the exponent takes.
    let whole = ((log10_rough(a) * to_f64(b)).abs() + 1.0).log10().ceil() as i64 + 2;
    search(rules, status, |places| {
        let guard = places + whole + b.adjusted().max(0) + 5;
        let log = ln_of(&a.digits, a.exp, guard);
        let factor = BigInt::from(b.digits.clone());
        let mut exponent = log * if b.negative { -factor } else { factor };
        if b.exp >= 0 {
            exponent *= unit(b.exp);
        } else {
            exponent = exponent.div_floor(&unit(-b.exp));
        }
        let exponent = exponent.div_floor(&unit(guard - places));
        let (digits, exp) = exp_of(&exponent, places);
        (false, digits, exp)
    })
}

/// `a ** b % c`
pub fn power_modulo(
    a: &Number,
    b: &Number,
    c: &Number,
    rules: &Rules,
    status: &mut Status,
) -> Number {
    if let Some(nan) = nan_of(&[a, b, c], rules, status) {
        return nan;
    }
    let are_whole = a.is_integer() && b.is_integer() && c.is_integer();
    if !are_whole || b.negative || c.is_zero() || (a.is_zero() && b.is_zero()) {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if c.adjusted() >= rules.prec {
        return Number::invalid(status, INVALID_OPERATION);
    }
    let (Some(base), Some(count), Some(modulus)) = (a.truncated(), b.truncated(), c.truncated())
    else {
        return Number::invalid(status, TOO_LARGE);
    };
    let negative = a.negative && count.is_odd();
    let rest = base.modpow(&count, &modulus);
    // The result has fewer digits than the modulus: it is never rounded.
    Number::new(negative, rest, 0)
}
