//! The four operations, remainders, roots, and what is near them.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::Zero;

use super::number::*;

/// `a + b`
pub fn add(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) if a.negative != b.negative => {
            return Number::invalid(status, INVALID_OPERATION);
        }
        (true, _) => return a.clone(),
        (_, true) => return b.clone(),
        _ => {}
    }
    let floor = rules.rounding == Rounding::Floor;
    let exp = a.exp.min(b.exp);
    if a.is_zero() && b.is_zero() {
        let negative = (a.negative && b.negative) || (a.negative != b.negative && floor);
        return finish(Number::zero(negative, exp), rules, status);
    }
    if a.is_zero() || b.is_zero() {
        let other = if a.is_zero() { b } else { a };
        let exp = exp.max(other.exp.saturating_sub(rules.prec).saturating_sub(1));
        let exp = exp.max(other.exp - MOST_DIGITS);
        let mut sum = other.clone();
        if other.exp > exp {
            sum.digits *= pow10(other.exp - exp);
            sum.exp = exp;
        }
        return finish(sum, rules, status);
    }
    let Some((x, y, exp)) = aligned(a, b, rules.prec) else {
        return Number::invalid(status, TOO_LARGE);
    };
    let sum = signed(a.negative, x) + signed(b.negative, y);
    let negative = match sum.sign() {
        Sign::Minus => true,
        Sign::Plus => false,
        Sign::NoSign => a.negative != b.negative && floor || a.negative && b.negative,
    };
    finish(
        Number::new(negative, sum.into_parts().1, exp),
        rules,
        status,
    )
}

/// `a - b`
pub fn subtract(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if b.is_nan() {
        return add(a, b, rules, status);
    }
    add(a, &b.negated(), rules, status)
}

fn signed(negative: bool, digits: BigUint) -> BigInt {
    BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, digits)
}

/// Two coefficients at one exponent. A number too small to matter for so many digits is replaced
/// by one that is just as small, so that the result stays short.
fn aligned(a: &Number, b: &Number, prec: i64) -> Option<(BigUint, BigUint, i64)> {
    let a_is_high = a.exp >= b.exp;
    let (high, low) = if a_is_high { (a, b) } else { (b, a) };
    let edge = high.exp.saturating_add((high.len() - prec - 2).min(-1));
    let (low_digits, low_exp) = if low.adjusted() < edge {
        (one(), edge)
    } else {
        (low.digits.clone(), low.exp)
    };
    if high.exp - low_exp > MOST_DIGITS {
        return None;
    }
    let high_digits = &high.digits * pow10(high.exp - low_exp);
    Some(if a_is_high {
        (high_digits, low_digits, low_exp)
    } else {
        (low_digits, high_digits, low_exp)
    })
}

/// `a * b`
pub fn multiply(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    match product(a, b, rules, status) {
        Ok(product) => finish(product, rules, status),
        Err(special) => special,
    }
}

/// The exact product, or the result where one operand is no finite number.
fn product(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Result<Number, Number> {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return Err(nan);
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() || b.is_infinite() {
        if a.is_zero() || b.is_zero() {
            return Err(Number::invalid(status, INVALID_OPERATION));
        }
        return Err(Number::infinity(negative));
    }
    Ok(Number::new(negative, &a.digits * &b.digits, a.exp + b.exp))
}

/// `a * b + c`, rounded once.
pub fn fma(a: &Number, b: &Number, c: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b, c], rules, status) {
        return nan;
    }
    match product(a, b, rules, status) {
        Ok(product) => add(&product, c, rules, status),
        Err(special) if special.is_nan() => special,
        Err(infinite) => add(&infinite, c, rules, status),
    }
}

/// `a / b`
pub fn divide(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    let negative = a.negative != b.negative;
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Number::invalid(status, INVALID_OPERATION),
        (true, false) => return Number::infinity(negative),
        (false, true) => {
            *status |= CLAMPED;
            return Number::zero(negative, rules.etiny());
        }
        (false, false) => {}
    }
    if b.is_zero() {
        if a.is_zero() {
            return Number::invalid(status, DIVISION_UNDEFINED);
        }
        *status |= DIVISION_BY_ZERO;
        return Number::infinity(negative);
    }
    let ideal = a.exp - b.exp;
    if a.is_zero() {
        return finish(Number::zero(negative, ideal), rules, status);
    }
    if rules.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    let shift = b.len() - a.len() + rules.prec + 1;
    let mut exp = ideal - shift;
    let (mut digits, rest) = if shift >= 0 {
        (&a.digits * pow10(shift)).div_rem(&b.digits)
    } else {
        a.digits.div_rem(&(&b.digits * pow10(-shift)))
    };
    if rest.is_zero() {
        (digits, exp) = stripped(digits, exp, ideal);
    } else if (&digits % 5u32).is_zero() {
        // A digit that tells that something follows.
        digits += 1u32;
    }
    finish(Number::new(negative, digits, exp), rules, status)
}

/// Without zeros at the end, as long as the exponent stays under a limit.
pub fn stripped(mut digits: BigUint, mut exp: i64, limit: i64) -> (BigUint, i64) {
    if digits.is_zero() {
        return (digits, exp);
    }
    // In growing, then in shrinking steps, for coefficients of many zeros.
    let mut step = 1;
    while exp + step <= limit {
        let (quotient, rest) = digits.div_rem(&pow10(step));
        if !rest.is_zero() {
            break;
        }
        digits = quotient;
        exp += step;
        step *= 2;
    }
    while step >= 1 {
        if exp + step <= limit {
            let (quotient, rest) = digits.div_rem(&pow10(step));
            if rest.is_zero() {
                digits = quotient;
                exp += step;
                continue;
            }
        }
        step /= 2;
    }
    (digits, exp)
}

/// The whole quotient and the rest of finite numbers, of which `b` is not zero.
fn quotient_and_rest(
    a: &Number,
    b: &Number,
    rules: &Rules,
    status: &mut Status,
) -> Option<(Number, Number)> {
    let negative = a.negative != b.negative;
    let exp = if b.is_infinite() {
        a.exp
    } else {
        a.exp.min(b.exp)
    };
    let gap = if b.is_infinite() {
        i64::MIN
    } else {
        a.adjusted() - b.adjusted()
    };
    if a.is_zero() || b.is_infinite() || gap <= -2 {
        let mut rest = a.clone();
        if !b.is_infinite() && rest.exp > exp {
            if a.is_zero() {
                rest.exp = exp;
            } else if rest.exp - exp <= MOST_DIGITS {
                rest.digits *= pow10(rest.exp - exp);
                rest.exp = exp;
            }
        }
        return Some((Number::zero(negative, 0), rest));
    }
    if gap <= rules.prec && gap <= MOST_DIGITS {
        let (mut x, mut y) = (a.digits.clone(), b.digits.clone());
        if a.exp >= b.exp {
            x *= pow10(a.exp - b.exp);
        } else {
            y *= pow10(b.exp - a.exp);
        }
        let (quotient, rest) = x.div_rem(&y);
        if length(&quotient) <= rules.prec {
            let rest = Number::new(a.negative, rest, exp);
            return Some((Number::new(negative, quotient, 0), rest));
        }
    }
    *status |= DIVISION_IMPOSSIBLE;
    None
}

/// `a // b`, towards zero.
pub fn divide_int(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() {
        if b.is_infinite() {
            return Number::invalid(status, INVALID_OPERATION);
        }
        return Number::infinity(negative);
    }
    if b.is_zero() {
        if a.is_zero() {
            return Number::invalid(status, DIVISION_UNDEFINED);
        }
        *status |= DIVISION_BY_ZERO;
        return Number::infinity(negative);
    }
    match quotient_and_rest(a, b, rules, status) {
        Some((quotient, _)) => finish(quotient, rules, status),
        None => Number::nan(),
    }
}

/// `a % b`, with the sign of `a`.
pub fn remainder(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    if a.is_infinite() {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if b.is_zero() {
        let condition = if a.is_zero() {
            DIVISION_UNDEFINED
        } else {
            INVALID_OPERATION
        };
        return Number::invalid(status, condition);
    }
    match quotient_and_rest(a, b, rules, status) {
        Some((_, rest)) => finish(rest, rules, status),
        None => Number::nan(),
    }
}

/// `divmod(a, b)`
pub fn divmod(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> (Number, Number) {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return (nan.clone(), nan);
    }
    let negative = a.negative != b.negative;
    if a.is_infinite() {
        let rest = Number::invalid(status, INVALID_OPERATION);
        let quotient = if b.is_infinite() {
            Number::nan()
        } else {
            Number::infinity(negative)
        };
        return (quotient, rest);
    }
    if b.is_zero() {
        if a.is_zero() {
            *status |= DIVISION_UNDEFINED;
            return (Number::nan(), Number::nan());
        }
        *status |= DIVISION_BY_ZERO | INVALID_OPERATION;
        return (Number::infinity(negative), Number::nan());
    }
    match quotient_and_rest(a, b, rules, status) {
        Some((quotient, rest)) => (finish(quotient, rules, status), finish(rest, rules, status)),
        None => (Number::nan(), Number::nan()),
    }
}

/// The rest of a division whose quotient is rounded to the nearest whole number.
pub fn remainder_near(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    if a.is_infinite() {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if b.is_zero() {
        let condition = if a.is_zero() {
            DIVISION_UNDEFINED
        } else {
            INVALID_OPERATION
        };
        return Number::invalid(status, condition);
    }
    if b.is_infinite() {
        return finish(a.clone(), rules, status);
    }
    let exp = a.exp.min(b.exp);
    if a.is_zero() {
        return finish(Number::zero(a.negative, exp), rules, status);
    }
    let gap = a.adjusted() - b.adjusted();
    if gap > rules.prec || gap > MOST_DIGITS {
        return Number::invalid(status, DIVISION_IMPOSSIBLE);
    }
    if gap <= -2 {
        let mut rest = a.clone();
        if rest.exp > exp && rest.exp - exp <= MOST_DIGITS {
            rest.digits *= pow10(rest.exp - exp);
            rest.exp = exp;
        }
        return finish(rest, rules, status);
    }
    let (mut x, mut y) = (a.digits.clone(), b.digits.clone());
    if a.exp >= b.exp {
        x *= pow10(a.exp - b.exp);
    } else {
        y *= pow10(b.exp - a.exp);
    }
    let (mut quotient, mut rest) = x.div_rem(&y);
    let mut negative = a.negative;
    if &rest * 2u32 + u32::from(quotient.is_odd()) > y {
        rest = y - rest;
        negative = !negative;
        quotient += 1u32;
    }
    if length(&quotient) > rules.prec {
        return Number::invalid(status, DIVISION_IMPOSSIBLE);
    }
    finish(Number::new(negative, rest, exp), rules, status)
}

/// The square root, always rounded half to even.
pub fn sqrt(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    let rules = &rules.with_rounding(Rounding::HalfEven);
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    if a.is_zero() {
        return finish(Number::zero(a.negative, a.exp.div_euclid(2)), rules, status);
    }
    if a.negative {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if a.is_infinite() {
        return a.clone();
    }
    if rules.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    let size = a.len();
    let mut exp = a.exp.div_euclid(2);
    let (mut digits, half) = if a.exp.rem_euclid(2) == 1 {
        (&a.digits * 10u32, size / 2 + 1)
    } else {
        (a.digits.clone(), (size + 1) / 2)
    };
    // One digit more than asked for, and whatever it needs to be exact.
    let shift = rules.prec + 2 - half;
    let mut exact = true;
    if shift >= 0 {
        digits *= pow10(2 * shift);
    } else {
        let (kept, rest) = digits.div_rem(&pow10(-2 * shift));
        exact = rest.is_zero();
        digits = kept;
    }
    exp -= shift;
    let mut root = digits.sqrt();
    if exact && &root * &root == digits {
        if shift >= 0 {
            root /= pow10(shift);
        } else {
            root *= pow10(-shift);
        }
        exp += shift;
    } else if (&root % 5u32).is_zero() {
        root += 1u32;
    }
    finish(Number::new(false, root, exp), rules, status)
}

/// `a` with the exponent of `b`.
pub fn quantize(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return a.clone(),
        (false, false) => {}
        _ => return Number::invalid(status, INVALID_OPERATION),
    }
    if b.exp > rules.emax || b.exp < rules.etiny() {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if a.is_zero() {
        return finish(Number::zero(a.negative, b.exp), rules, status);
    }
    if a.adjusted() > rules.emax || a.adjusted() - b.exp + 1 > rules.prec {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if a.exp - b.exp > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    let (digits, changed) = if a.exp >= b.exp {
        (&a.digits * pow10(a.exp - b.exp), false)
    } else {
        cut(&a.digits, b.exp - a.exp, a.negative, rules.rounding)
    };
    let result = Number::new(a.negative, digits, b.exp);
    if result.adjusted() > rules.emax || result.len() > rules.prec {
        return Number::invalid(status, INVALID_OPERATION);
    }
    if b.exp > a.exp {
        *status |= ROUNDED;
        if changed {
            *status |= INEXACT;
        }
    }
    finish(result, rules, status)
}

/// Rounded to a whole number; the conditions of rounding are told if asked for.
pub fn to_integral(a: &Number, rules: &Rules, tell: bool, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    if a.is_infinite() || a.exp >= 0 {
        return a.clone();
    }
    if a.is_zero() {
        return Number::zero(a.negative, 0);
    }
    let (digits, changed) = cut(&a.digits, -a.exp, a.negative, rules.rounding);
    if tell {
        *status |= ROUNDED;
        if changed {
            *status |= INEXACT;
        }
    }
    Number::new(a.negative, digits, 0)
}

/// Without zeros at the end.
pub fn normalize(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    let n = finish(a.clone(), rules, status);
    if !n.is_finite() {
        return n;
    }
    if n.is_zero() {
        return Number::zero(n.negative, 0);
    }
    let highest = if rules.clamp {
        rules.etop()
    } else {
        rules.emax
    };
    let (digits, exp) = stripped(n.digits, n.exp, highest);
    Number::new(n.negative, digits, exp)
}

/// Rounded: `+a`. A zero loses its sign, unless it rounds to the floor.
pub fn plus(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    let negative = a.negative && !(a.is_zero() && rules.rounding != Rounding::Floor);
    finish(a.with_sign(negative), rules, status)
}

/// `-a`
pub fn minus(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    if a.is_zero() {
        return plus(
            &a.with_sign(rules.rounding == Rounding::Floor && !a.negative),
            rules,
            status,
        );
    }
    plus(&a.negated(), rules, status)
}

/// `abs(a)`
pub fn abs(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    finish(a.with_sign(false), rules, status)
}

/// The next number that can be represented, down or up.
pub fn next(a: &Number, up: bool, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    let mut quiet = 0;
    if a.is_infinite() {
        if a.negative != up {
            return a.clone();
        }
        let towards_zero = rules.with_rounding(Rounding::Down);
        let beyond = Number::new(a.negative, one(), rules.emax + 1);
        return finish(beyond, &towards_zero, &mut quiet);
    }
    let rounding = if up {
        Rounding::Ceiling
    } else {
        Rounding::Floor
    };
    let rules = rules.with_rounding(rounding);
    let rounded = finish(a.clone(), &rules, &mut quiet);
    if rounded.is_infinite() || order(&rounded, a).is_ne() {
        return rounded;
    }
    let tiny = Number::new(!up, one(), rules.etiny() - 1);
    add(a, &tiny, &rules, &mut quiet)
}

/// The next number in the direction of another.
pub fn next_toward(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    let result = match order(a, b) {
        Ordering::Equal => return finish(a.with_sign(b.negative), rules, status),
        Ordering::Less => next(a, true, rules, status),
        Ordering::Greater => next(a, false, rules, status),
    };
    if result.is_infinite() {
        *status |= OVERFLOW | INEXACT | ROUNDED;
    } else if result.adjusted() < rules.emin {
        *status |= UNDERFLOW | SUBNORMAL | INEXACT | ROUNDED;
        if result.is_zero() {
            *status |= CLAMPED;
        }
    }
    result
}
