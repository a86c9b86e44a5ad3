//! The numbers of decimal arithmetic, how they are rounded, and their text.
//!
//! The rules are those of the General Decimal Arithmetic specification. Every operation computes
//! exactly, or with a digit that tells the rest, and then calls [`finish`], which rounds and
//! raises conditions as bits of a [`Status`].

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

/// Conditions that have come up, as bits.
pub type Status = u32;

pub const CLAMPED: Status = 0x1;
pub const CONVERSION_SYNTAX: Status = 0x2;
pub const DIVISION_BY_ZERO: Status = 0x4;
pub const DIVISION_IMPOSSIBLE: Status = 0x8;
pub const DIVISION_UNDEFINED: Status = 0x10;
pub const INEXACT: Status = 0x40;
pub const INVALID_CONTEXT: Status = 0x80;
pub const INVALID_OPERATION: Status = 0x100;
/// The result would not fit in memory.
pub const TOO_LARGE: Status = 0x200;
pub const OVERFLOW: Status = 0x800;
pub const ROUNDED: Status = 0x1000;
pub const SUBNORMAL: Status = 0x2000;
pub const UNDERFLOW: Status = 0x4000;
pub const FLOAT_OPERATION: Status = 0x8000;
/// What the signal InvalidOperation stands for.
pub const ANY_INVALID: Status = CONVERSION_SYNTAX
    | DIVISION_IMPOSSIBLE
    | DIVISION_UNDEFINED
    | INVALID_CONTEXT
    | INVALID_OPERATION;

pub const MAX_PREC: i64 = 999_999_999_999_999_999;
pub const MAX_EMAX: i64 = 999_999_999_999_999_999;
pub const MIN_EMIN: i64 = -999_999_999_999_999_999;
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);
/// The most digits that a result may need; beyond it is [`TOO_LARGE`].
pub const MOST_DIGITS: i64 = 20_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

impl Rounding {
    pub const NAMES: [(&'static str, Rounding); 8] = [
        ("ROUND_CEILING", Rounding::Ceiling),
        ("ROUND_FLOOR", Rounding::Floor),
        ("ROUND_UP", Rounding::Up),
        ("ROUND_DOWN", Rounding::Down),
        ("ROUND_HALF_UP", Rounding::HalfUp),
        ("ROUND_HALF_DOWN", Rounding::HalfDown),
        ("ROUND_HALF_EVEN", Rounding::HalfEven),
        ("ROUND_05UP", Rounding::ZeroFiveUp),
    ];

    pub fn name(self) -> &'static str {
        Rounding::NAMES
            .iter()
            .find(|(_, r)| *r == self)
            .map_or("", |(name, _)| name)
    }

    pub fn from_name(name: &str) -> Option<Rounding> {
        Rounding::NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, r)| *r)
    }

    /// Whether a coefficient that had something cut off goes up by one.
    fn goes_up(self, negative: bool, kept: &BigUint, rest: Ordering) -> bool {
        match self {
            Rounding::Up => true,
            Rounding::Down => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::HalfUp => rest.is_ge(),
            Rounding::HalfDown => rest.is_gt(),
            Rounding::HalfEven => rest.is_gt() || (rest.is_eq() && kept.is_odd()),
            Rounding::ZeroFiveUp => (kept % 5u32).is_zero(),
        }
    }
}

/// What results are rounded to.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub prec: i64,
    pub rounding: Rounding,
    pub emin: i64,
    pub emax: i64,
    pub clamp: bool,
}

impl Rules {
    /// Everything that can be represented is taken as it is.
    pub const WIDEST: Rules = Rules {
        prec: MAX_PREC,
        rounding: Rounding::HalfEven,
        emin: MIN_EMIN,
        emax: MAX_EMAX,
        clamp: false,
    };

    /// The exponent of the smallest number.
    pub fn etiny(&self) -> i64 {
        self.emin - self.prec + 1
    }

    /// The greatest exponent of a number with all its digits.
    pub fn etop(&self) -> i64 {
        self.emax - self.prec + 1
    }

    pub fn with_rounding(mut self, rounding: Rounding) -> Rules {
        self.rounding = rounding;
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Finite,
    Infinite,
    Quiet,
    Signaling,
}

/// A decimal number: `(-1)^negative * digits * 10^exp`. A NaN's digits are its payload.
#[derive(Clone, Debug)]
pub struct Number {
    pub negative: bool,
    pub kind: Kind,
    pub digits: BigUint,
    pub exp: i64,
}

/// `10^power`
pub fn pow10(power: i64) -> BigUint {
    let power = u32::try_from(power.max(0)).unwrap_or(u32::MAX);
    match 10u64.checked_pow(power) {
        Some(n) => BigUint::from(n),
        None => BigUint::from(10u32).pow(power),
    }
}

/// How many digits a coefficient has; zero has one.
pub fn length(n: &BigUint) -> i64 {
    if let Some(small) = n.to_u64() {
        return small.checked_ilog10().map_or(1, |log| i64::from(log) + 1);
    }
    let least = ((n.bits() - 1) as f64 * std::f64::consts::LOG10_2) as i64;
    // The estimate may be one short, and by rounding one too high.
    let mut count = least.max(1);
    let mut power = pow10(count);
    while *n >= power {
        power *= 10u32;
        count += 1;
    }
    if *n < &power / 10u32 {
        count - 1
    } else {
        count
    }
}

impl Number {
    pub fn new(negative: bool, digits: BigUint, exp: i64) -> Number {
        Number {
            negative,
            kind: Kind::Finite,
            digits,
            exp,
        }
    }

    pub fn small(n: i64) -> Number {
        Number::new(n < 0, BigUint::from(n.unsigned_abs()), 0)
    }

    pub fn zero(negative: bool, exp: i64) -> Number {
        Number::new(negative, BigUint::zero(), exp)
    }

    pub fn infinity(negative: bool) -> Number {
        Number {
            negative,
            kind: Kind::Infinite,
            digits: BigUint::zero(),
            exp: 0,
        }
    }

    pub fn nan() -> Number {
        Number {
            negative: false,
            kind: Kind::Quiet,
            digits: BigUint::zero(),
            exp: 0,
        }
    }

    /// NaN with a condition.
    pub fn invalid(status: &mut Status, condition: Status) -> Number {
        *status |= condition;
        Number::nan()
    }

    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }

    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.digits.is_zero()
    }

    pub fn len(&self) -> i64 {
        length(&self.digits)
    }

    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exp + self.len() - 1
    }

    pub fn negated(&self) -> Number {
        self.with_sign(!self.negative)
    }

    pub fn with_sign(&self, negative: bool) -> Number {
        Number {
            negative,
            ..self.clone()
        }
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        if !self.is_finite() {
            return false;
        }
        if self.exp >= 0 || self.digits.is_zero() {
            return true;
        }
        -self.exp < self.len() && (&self.digits % pow10(-self.exp)).is_zero()
    }

    /// The whole number without its fraction; `None` where it would be too large.
    pub fn truncated(&self) -> Option<BigUint> {
        if self.exp >= 0 {
            if self.digits.is_zero() {
                return Some(BigUint::zero());
            }
            (self.exp <= MOST_DIGITS).then(|| &self.digits * pow10(self.exp))
        } else if -self.exp >= self.len() + 1 {
            Some(BigUint::zero())
        } else {
            Some(&self.digits / pow10(-self.exp))
        }
    }

    /// A whole number whose last digit is odd.
    pub fn is_odd(&self) -> bool {
        match self.exp {
            0 => self.digits.is_odd(),
            exp if exp > 0 => false,
            _ => self.truncated().is_some_and(|n| n.is_odd()),
        }
    }
}

/// A coefficient without its last `count` digits, rounded, and whether something was lost.
pub fn cut(digits: &BigUint, count: i64, negative: bool, mode: Rounding) -> (BigUint, bool) {
    if count <= 0 {
        return (digits.clone(), false);
    }
    let (kept, rest, order) = if count > length(digits) {
        (BigUint::zero(), digits.clone(), Ordering::Less)
    } else {
        let unit = pow10(count);
        let (kept, rest) = digits.div_rem(&unit);
        let order = (&rest * 2u32).cmp(&unit);
        (kept, rest, order)
    };
    if rest.is_zero() {
        return (kept, false);
    }
    if mode.goes_up(negative, &kept, order) {
        return (kept + 1u32, true);
    }
    (kept, true)
}

/// The largest finite number.
fn largest(rules: &Rules, negative: bool) -> Number {
    if rules.prec > MOST_DIGITS {
        return Number::infinity(negative);
    }
    Number::new(negative, pow10(rules.prec) - 1u32, rules.etop())
}

fn overflow(rules: &Rules, negative: bool, status: &mut Status) -> Number {
    *status |= OVERFLOW | INEXACT | ROUNDED;
    let stays_finite = match rules.rounding {
        Rounding::Down | Rounding::ZeroFiveUp => true,
        Rounding::Ceiling => negative,
        Rounding::Floor => !negative,
        _ => false,
    };
    if stays_finite {
        largest(rules, negative)
    } else {
        Number::infinity(negative)
    }
}

/// Round a result and bring its exponent into range.
pub fn finish(mut n: Number, rules: &Rules, status: &mut Status) -> Number {
    match n.kind {
        Kind::Infinite => return n,
        Kind::Quiet | Kind::Signaling => {
            let most = rules.prec - i64::from(rules.clamp);
            if n.len() > most {
                n.digits = if most <= 0 {
                    BigUint::zero()
                } else {
                    n.digits % pow10(most)
                };
            }
            return n;
        }
        Kind::Finite => {}
    }
    let (etiny, etop) = (rules.etiny(), rules.etop());
    if n.digits.is_zero() {
        let highest = if rules.clamp { etop } else { rules.emax };
        let exp = n.exp.max(etiny).min(highest);
        if exp != n.exp {
            *status |= CLAMPED;
            n.exp = exp;
        }
        return n;
    }
    let size = n.len();
    let mut least = size + n.exp - rules.prec;
    if least > etop {
        return overflow(rules, n.negative, status);
    }
    let is_subnormal = least < etiny;
    if is_subnormal {
        least = etiny;
    }
    if n.exp < least {
        let (mut digits, changed) = cut(&n.digits, least - n.exp, n.negative, rules.rounding);
        let mut exp = least;
        if length(&digits) > rules.prec {
            digits /= 10u32;
            exp += 1;
        }
        let result = if exp > etop {
            overflow(rules, n.negative, status)
        } else {
            Number::new(n.negative, digits, exp)
        };
        if changed && is_subnormal {
            *status |= UNDERFLOW;
        }
        if is_subnormal {
            *status |= SUBNORMAL;
        }
        if changed {
            *status |= INEXACT;
        }
        *status |= ROUNDED;
        if result.is_zero() {
            *status |= CLAMPED;
        }
        return result;
    }
    if is_subnormal {
        *status |= SUBNORMAL;
    }
    if rules.clamp && n.exp > etop {
        *status |= CLAMPED;
        n.digits *= pow10(n.exp - etop);
        n.exp = etop;
    }
    n
}

/// The number that a text tells; `None` if it tells none.
pub fn parse(text: &str) -> Option<Number> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = body.to_ascii_lowercase();
    if lower == "inf" || lower == "infinity" {
        return Some(Number::infinity(negative));
    }
    let nan = match lower.strip_prefix("snan") {
        Some(payload) => Some((Kind::Signaling, payload)),
        None => lower
            .strip_prefix("nan")
            .map(|payload| (Kind::Quiet, payload)),
    };
    if let Some((kind, payload)) = nan {
        if !payload.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let payload = payload.trim_start_matches('0');
        let digits = if payload.is_empty() {
            BigUint::zero()
        } else {
            read(payload)?
        };
        return Some(Number {
            negative,
            kind,
            digits,
            exp: 0,
        });
    }
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (lower.as_str(), None),
    };
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, places].concat();
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Beyond every range, and far from the end of i64.
    const FAR: i64 = 4_000_000_000_000_000_000;
    let exponent = match exponent {
        None => 0,
        Some(text) => {
            let (sign, size) = match text.strip_prefix('-') {
                Some(rest) => (-1, rest),
                None => (1, text.strip_prefix('+').unwrap_or(text)),
            };
            if size.is_empty() || !size.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            sign * size.parse::<i64>().unwrap_or(FAR).min(FAR)
        }
    };
    let digits = read(&all)?;
    Some(Number::new(
        negative,
        digits,
        exponent - places.len() as i64,
    ))
}

fn read(digits: &str) -> Option<BigUint> {
    if digits.len() <= 19 {
        return digits.parse::<u64>().ok().map(BigUint::from);
    }
    BigUint::parse_bytes(digits.as_bytes(), 10)
}

/// The text of a number: scientific, or with an exponent that is a multiple of three.
pub fn to_text(n: &Number, engineering: bool, capitals: bool) -> String {
    let sign = if n.negative { "-" } else { "" };
    let payload = || {
        if n.digits.is_zero() {
            String::new()
        } else {
            n.digits.to_string()
        }
    };
    match n.kind {
        Kind::Infinite => return format!("{sign}Infinity"),
        Kind::Quiet => return format!("{sign}NaN{}", payload()),
        Kind::Signaling => return format!("{sign}sNaN{}", payload()),
        Kind::Finite => {}
    }
    let digits = n.digits.to_string();
    let size = digits.len() as i64;
    let left = n.exp + size;
    // How many digits stand before the point.
    let point = if n.exp <= 0 && left > -6 {
        left
    } else if !engineering {
        1
    } else if n.digits.is_zero() {
        (left + 1).rem_euclid(3) - 1
    } else {
        (left - 1).rem_euclid(3) + 1
    };
    let mut out = String::from(sign);
    if point <= 0 {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', -point as usize));
        out.push_str(&digits);
    } else if point >= size {
        out.push_str(&digits);
        out.extend(std::iter::repeat_n('0', (point - size) as usize));
    } else {
        let (whole, places) = digits.split_at(point as usize);
        out.push_str(whole);
        out.push('.');
        out.push_str(places);
    }
    if left != point {
        out.push(if capitals { 'E' } else { 'e' });
        out += &format!("{:+}", left - point);
    }
    out
}

/// The order of two numbers that are no NaN.
pub fn order(a: &Number, b: &Number) -> Ordering {
    let sign = |n: &Number| match (n.is_zero(), n.negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    let (x, y) = (sign(a), sign(b));
    if x != y || x == 0 {
        return x.cmp(&y);
    }
    let size = size_order(a, b);
    if x < 0 { size.reverse() } else { size }
}

/// The order of the absolute values of two numbers that are no NaN.
pub fn size_order(a: &Number, b: &Number) -> Ordering {
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    match (a.is_zero(), b.is_zero()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Less,
        (false, true) => return Ordering::Greater,
        (false, false) => {}
    }
    let by_place = a.adjusted().cmp(&b.adjusted());
    if by_place.is_ne() {
        return by_place;
    }
    match a.exp.cmp(&b.exp) {
        Ordering::Equal => a.digits.cmp(&b.digits),
        Ordering::Greater => (&a.digits * pow10(a.exp - b.exp)).cmp(&b.digits),
        Ordering::Less => a.digits.cmp(&(&b.digits * pow10(b.exp - a.exp))),
    }
}

/// The NaN that an operation with a NaN gives; `None` if there is none among the operands.
pub fn nan_of(operands: &[&Number], rules: &Rules, status: &mut Status) -> Option<Number> {
    let signaling = operands.iter().find(|n| n.kind == Kind::Signaling);
    if signaling.is_some() {
        *status |= INVALID_OPERATION;
    }
    let found = signaling.or_else(|| operands.iter().find(|n| n.kind == Kind::Quiet))?;
    let quiet = Number {
        kind: Kind::Quiet,
        ..(*found).clone()
    };
    Some(finish(quiet, rules, status))
}

/// One, which is easy to read where it stands.
pub fn one() -> BigUint {
    BigUint::one()
}
