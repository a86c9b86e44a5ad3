//! Comparisons, minima and maxima, and operations on digits.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};

use super::number::*;

fn answer(order: Ordering) -> Number {
    Number::small(order as i64)
}

/// -1, 0 or 1; NaN for NaNs.
pub fn compare(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    match nan_of(&[a, b], rules, status) {
        Some(nan) => nan,
        None => answer(order(a, b)),
    }
}

/// The same, for which every NaN is invalid.
pub fn compare_signal(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if a.is_nan() || b.is_nan() {
        *status |= INVALID_OPERATION;
    }
    compare(a, b, rules, status)
}

/// The order of representations, in which NaNs have a place and `1.0` comes before `1`.
pub fn total_order(a: &Number, b: &Number) -> Ordering {
    if a.negative != b.negative {
        return if a.negative {
            Ordering::Less
        } else {
            Ordering::Greater
        };
    }
    let size = if a.is_nan() || b.is_nan() {
        let rank = |n: &Number| match n.kind {
            Kind::Quiet => 2,
            Kind::Signaling => 1,
            _ => 0,
        };
        rank(a).cmp(&rank(b)).then_with(|| a.digits.cmp(&b.digits))
    } else {
        size_order(a, b).then_with(|| a.exp.cmp(&b.exp))
    };
    if a.negative { size.reverse() } else { size }
}

pub fn compare_total(a: &Number, b: &Number, _: &Rules, _: &mut Status) -> Number {
    answer(total_order(a, b))
}

pub fn compare_total_mag(a: &Number, b: &Number, _: &Rules, _: &mut Status) -> Number {
    answer(total_order(&a.with_sign(false), &b.with_sign(false)))
}

/// The greater or lesser of two, by value or by size; a quiet NaN counts less than a number.
fn choose(
    a: &Number,
    b: &Number,
    wanted: Ordering,
    by_size: bool,
    rules: &Rules,
    status: &mut Status,
) -> Number {
    let quiet = |n: &Number| n.kind == Kind::Quiet;
    let number = |n: &Number| !n.is_nan();
    let chosen = if quiet(a) && number(b) {
        b
    } else if quiet(b) && number(a) {
        a
    } else if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    } else {
        let by_value = if by_size {
            size_order(a, b)
        } else {
            Ordering::Equal
        };
        let order = by_value
            .then_with(|| order(a, b))
            .then_with(|| total_order(a, b));
        if order == wanted || order.is_eq() {
            a
        } else {
            b
        }
    };
    finish(chosen.clone(), rules, status)
}

pub fn max(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    choose(a, b, Ordering::Greater, false, rules, status)
}

pub fn min(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    choose(a, b, Ordering::Less, false, rules, status)
}

pub fn max_mag(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    choose(a, b, Ordering::Greater, true, rules, status)
}

pub fn min_mag(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    choose(a, b, Ordering::Less, true, rules, status)
}

/// The digits of a logical operand, the last first; `None` if it is none.
fn bits_of(n: &Number, prec: i64) -> Option<Vec<bool>> {
    if !n.is_finite() || n.negative || n.exp != 0 || n.len() > prec {
        return None;
    }
    let text = n.digits.to_string();
    text.bytes()
        .rev()
        .map(|b| match b {
            b'0' => Some(false),
            b'1' => Some(true),
            _ => None,
        })
        .collect()
}

fn from_bits(bits: &[bool]) -> Number {
    let text: Vec<u8> = bits
        .iter()
        .rev()
        .map(|b| if *b { b'1' } else { b'0' })
        .collect();
    let digits = BigUint::parse_bytes(&text, 10).unwrap_or_default();
    Number::new(false, digits, 0)
}

fn logical(
    a: &Number,
    b: &Number,
    rules: &Rules,
    status: &mut Status,
    combine: fn(bool, bool) -> bool,
) -> Number {
    let (Some(x), Some(y)) = (bits_of(a, rules.prec), bits_of(b, rules.prec)) else {
        return Number::invalid(status, INVALID_OPERATION);
    };
    let bit = |bits: &[bool], at: usize| bits.get(at).copied().unwrap_or(false);
    let all: Vec<bool> = (0..x.len().max(y.len()))
        .map(|at| combine(bit(&x, at), bit(&y, at)))
        .collect();
    from_bits(&all)
}

pub fn logical_and(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    logical(a, b, rules, status, |x, y| x && y)
}

pub fn logical_or(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    logical(a, b, rules, status, |x, y| x || y)
}

pub fn logical_xor(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    logical(a, b, rules, status, |x, y| x != y)
}

pub fn logical_invert(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    let Some(mut bits) = bits_of(a, MOST_DIGITS) else {
        return Number::invalid(status, INVALID_OPERATION);
    };
    if rules.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    bits.resize(rules.prec as usize, false);
    for bit in &mut bits {
        *bit = !*bit;
    }
    from_bits(&bits)
}

/// A whole number within limits, as shifts and scales take it.
fn small_integer(n: &Number, limit: i64) -> Option<i64> {
    if !n.is_finite() || n.exp != 0 {
        return None;
    }
    let size = n.digits.to_i64().filter(|size| *size <= limit)?;
    Some(if n.negative { -size } else { size })
}

/// The digits moved by a count: those that leave come in again at the other end, if `rotating`.
fn moved(a: &Number, b: &Number, rotating: bool, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    let Some(count) = small_integer(b, rules.prec) else {
        return Number::invalid(status, INVALID_OPERATION);
    };
    if a.is_infinite() {
        return a.clone();
    }
    if rules.prec > MOST_DIGITS {
        return Number::invalid(status, TOO_LARGE);
    }
    let digits = &a.digits % pow10(rules.prec);
    let digits = match (rotating, count) {
        (false, 0..) => (digits * pow10(count)) % pow10(rules.prec),
        (false, _) => digits / pow10(-count),
        (true, _) => {
            let left = count.rem_euclid(rules.prec);
            let unit = pow10(rules.prec - left);
            let (head, tail) = (&digits / &unit, &digits % &unit);
            tail * pow10(left) + head
        }
    };
    Number::new(a.negative, digits, a.exp)
}

pub fn rotate(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    moved(a, b, true, rules, status)
}

pub fn shift(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    moved(a, b, false, rules, status)
}

/// `a` with an exponent that is greater by `b`.
pub fn scaleb(a: &Number, b: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], rules, status) {
        return nan;
    }
    let limit = rules.emax.saturating_add(rules.prec).saturating_mul(2);
    let Some(count) = small_integer(b, limit) else {
        return Number::invalid(status, INVALID_OPERATION);
    };
    if a.is_infinite() {
        return a.clone();
    }
    let scaled = Number::new(a.negative, a.digits.clone(), a.exp.saturating_add(count));
    finish(scaled, rules, status)
}

/// The exponent of the first digit, as a number.
pub fn logb(a: &Number, rules: &Rules, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], rules, status) {
        return nan;
    }
    if a.is_infinite() {
        return Number::infinity(false);
    }
    if a.is_zero() {
        *status |= DIVISION_BY_ZERO;
        return Number::infinity(true);
    }
    finish(Number::small(a.adjusted()), rules, status)
}

/// The kind of a number in words.
pub fn class_name(a: &Number, rules: &Rules) -> &'static str {
    match (a.kind, a.negative) {
        (Kind::Quiet, _) => "NaN",
        (Kind::Signaling, _) => "sNaN",
        (Kind::Infinite, false) => "+Infinity",
        (Kind::Infinite, true) => "-Infinity",
        (Kind::Finite, negative) => {
            let is_small = !a.is_zero() && a.adjusted() < rules.emin;
            match (a.is_zero(), is_small, negative) {
                (true, _, false) => "+Zero",
                (true, _, true) => "-Zero",
                (_, true, false) => "+Subnormal",
                (_, true, true) => "-Subnormal",
                (_, _, false) => "+Normal",
                (_, _, true) => "-Normal",
            }
        }
    }
}

/// Whether two numbers have the same exponent, or are both infinite, or both NaN.
pub fn same_quantum(a: &Number, b: &Number) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exp == b.exp,
        _ => (a.is_nan() && b.is_nan()) || (a.is_infinite() && b.is_infinite()),
    }
}

/// Numerator and denominator of a finite number, in lowest terms; `None` where they would be too
/// large.
pub fn ratio(n: &Number) -> Option<(BigUint, BigUint)> {
    if n.digits.is_zero() {
        return Some((BigUint::zero(), BigUint::one()));
    }
    if n.exp.abs() > MOST_DIGITS {
        return None;
    }
    if n.exp >= 0 {
        return Some((&n.digits * pow10(n.exp), BigUint::one()));
    }
    let below = pow10(-n.exp);
    let common = num_integer::gcd(n.digits.clone(), below.clone());
    Some((&n.digits / &common, below / common))
}
