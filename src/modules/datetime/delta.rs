//! `timedelta`: a number of microseconds.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::{Params, hash_of, reduced};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::float::float_ref;
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// Microseconds of a day.
pub const DAY: i128 = 86_400_000_000;
/// The shortest and the longest duration.
pub const LEAST: i128 = -999_999_999 * DAY;
pub const MOST: i128 = 1_000_000_000 * DAY - 1;
const SECOND: i128 = 1_000_000;

/// A duration in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delta(pub i128);

impl NativeObject for Delta {}

type This = Native<Delta>;

impl Delta {
    /// Within the range of a timedelta, or the OverflowError that names the days.
    pub fn checked(vm: &Vm, micros: i128) -> PyResult<Delta> {
        if (LEAST..=MOST).contains(&micros) {
            return Ok(Delta(micros));
        }
        Err(match i32::try_from(micros.div_euclid(DAY)) {
            Ok(days) => vm.overflow_error(format!("days={days}; must have magnitude <= 999999999")),
            Err(_) => vm.overflow_error("Python int too large to convert to C int"),
        })
    }

    /// The duration that a value is.
    pub fn of(value: &Value) -> Option<Delta> {
        value.as_obj()?.native::<Delta>().copied()
    }

    pub fn days(self) -> i64 {
        self.0.div_euclid(DAY) as i64
    }

    pub fn seconds(self) -> i64 {
        (self.0.rem_euclid(DAY) / SECOND) as i64
    }

    pub fn microseconds(self) -> i64 {
        self.0.rem_euclid(SECOND) as i64
    }

    fn repr(self, name: &str) -> String {
        let parts: Vec<String> = [
            ("days", self.days()),
            ("seconds", self.seconds()),
            ("microseconds", self.microseconds()),
        ]
        .into_iter()
        .filter(|(_, n)| *n != 0)
        .map(|(name, n)| format!("{name}={n}"))
        .collect();
        if parts.is_empty() {
            return format!("{name}(0)");
        }
        format!("{name}({})", parts.join(", "))
    }

    fn text(self) -> String {
        let (days, seconds) = (self.days(), self.seconds());
        let mut out = String::new();
        if days != 0 {
            let plural = if days.abs() == 1 { "" } else { "s" };
            out = format!("{days} day{plural}, ");
        }
        out += &format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
        if self.microseconds() != 0 {
            out += &format!(".{:06}", self.microseconds());
        }
        out
    }
}

impl NativeType for Delta {
    const NAME: &'static str = "datetime.timedelta";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Delta>(
            "datetime",
            "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, \
             microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are \
             optional and default to 0.\nArguments may be integers or floats, and may be positive \
             or negative.",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(|vm, this| {
                let name = vm.type_name(this);
                Ok(Str::new(of(this).repr(&name.to_lossy())))
            }));
            s.str.set(Some(|_, this| Ok(Str::new(of(this).text()))));
            s.hash.set(Some(|vm, this| {
                let d = of(this);
                hash_of(vm, &[d.days(), d.seconds(), d.microseconds()])
            }));
            s.compare.set(Some(compare));
            s.truth.set(Some(|_, this| Ok(of(this).0 != 0)));
            s.neg.set(Some(|vm, this| wrap(vm, -of(this).0)));
            s.pos.set(Some(|vm, this| wrap(vm, of(this).0)));
            s.abs.set(Some(|vm, this| wrap(vm, of(this).0.abs())));
            let set = |op: BinaryOp, f| s.binary[op as usize].set(Some(f));
            set(BinaryOp::Add, add);
            set(BinaryOp::Sub, subtract);
            set(BinaryOp::Mul, multiply);
            set(BinaryOp::TrueDiv, true_divide);
            set(BinaryOp::FloorDiv, floor_divide);
            set(BinaryOp::Mod, |vm, a, b| {
                Ok(divmod(vm, a, b)?.map_or(Value::NOT_IMPLEMENTED, |r| r.1))
            });
            set(BinaryOp::DivMod, |vm, a, b| {
                Ok(divmod(vm, a, b)?
                    .map_or(Value::NOT_IMPLEMENTED, |(q, r)| Value::tuple(vec![q, r])))
            });
        })
        .member("days", "Number of days.", |_: &Vm, this: This| {
            Ok(this.days())
        })
        .member(
            "seconds",
            "Number of seconds (>= 0 and less than 1 day).",
            |_: &Vm, this: This| Ok(this.seconds()),
        )
        .member(
            "microseconds",
            "Number of microseconds (>= 0 and less than 1 second).",
            |_: &Vm, this: This| Ok(this.microseconds()),
        )
        .method(
            "total_seconds(self, /)",
            "Total seconds in the duration.",
            |vm: &Vm, this: This| {
                let million = Value::int(SECOND as i64);
                vm.binary(
                    BinaryOp::TrueDiv,
                    &Value::big(BigInt::from(this.0)),
                    &million,
                )
            },
        )
        .method(
            "__reduce__(self, /)",
            "__reduce__() -> (cls, state)",
            |vm: &Vm, this: This| {
                let parts = [this.days(), this.seconds(), this.microseconds()];
                Ok(reduced(vm, &this.value(), parts.map(Value::int).to_vec()))
            },
        )
    }
}

/// The duration of an operand that is known to be one.
fn of(value: &Value) -> Delta {
    Delta::of(value).unwrap_or(Delta(0))
}

/// A new timedelta.
pub fn wrap(vm: &Vm, micros: i128) -> PyResult<Value> {
    Ok(vm.wrap(Delta::checked(vm, micros)?))
}

const PARAMS: Params = Params {
    function: Some("__new__"),
    names: &[
        "days",
        "seconds",
        "microseconds",
        "milliseconds",
        "minutes",
        "hours",
        "weeks",
    ],
    required: 0,
    ints: 0,
    positional: 7,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let bound = PARAMS.bind(vm, args)?;
    // The sum is exact but for the fractions of microseconds, which are added up as floats in
    // this order and rounded together.
    const UNITS: [(usize, i128); 7] = [
        (2, 1),
        (3, 1000),
        (1, SECOND),
        (4, 60 * SECOND),
        (5, 3600 * SECOND),
        (0, DAY),
        (6, 7 * DAY),
    ];
    let (mut sum, mut leftover) = (0i128, 0.0f64);
    for (at, unit) in UNITS {
        let Some(value) = bound.get(at).and_then(Option::as_ref) else {
            continue;
        };
        sum += component(vm, PARAMS.names[at], value, unit, &mut leftover)?;
    }
    if leftover != 0.0 {
        let whole = leftover.round();
        let rounded = if (whole - leftover).abs() == 0.5 {
            // A tie goes to the even sum.
            let odd = if sum.rem_euclid(2) == 1 { 1.0 } else { 0.0 };
            2.0 * ((leftover + odd) * 0.5).round() - odd
        } else {
            whole
        };
        sum += rounded as i128;
    }
    Ok(vm.wrap_as(class, Delta::checked(vm, sum)?))
}

/// The microseconds of one argument; fractions are added to `leftover`.
fn component(vm: &Vm, name: &str, value: &Value, unit: i128, leftover: &mut f64) -> PyResult<i128> {
    // Far beyond the range of durations, and far from the end of i128.
    const FAR: i128 = 1 << 80;
    let whole = |x: f64| -> PyResult<i128> {
        if x.is_nan() {
            return Err(vm.value_error("cannot convert float NaN to integer"));
        }
        if x.is_infinite() {
            return Err(vm.overflow_error("cannot convert float infinity to integer"));
        }
        Ok((x as i128).clamp(-FAR, FAR))
    };
    if let Some(x) = float_ref(value) {
        let mut sum = whole(x)?.saturating_mul(unit);
        if x.fract() != 0.0 {
            let part = x.fract() * unit as f64;
            sum += whole(part)?;
            *leftover += part.fract();
        }
        return Ok(sum);
    }
    match vm.big_of(value) {
        Some(n) => {
            let far = if n.is_negative() { -FAR } else { FAR };
            Ok(n.to_i128().unwrap_or(far).clamp(-FAR, FAR) * unit)
        }
        None => Err(vm.type_error(format!(
            "unsupported type for timedelta {name} component: {}",
            vm.type_name(value)
        ))),
    }
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match (Delta::of(a), Delta::of(b)) {
        (Some(a), Some(b)) => Ok(Value::bool(holds(op, a.cmp(&b)))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// Whether an ordering answers a comparison.
pub fn holds(op: CompareOp, order: Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    }
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    match (Delta::of(a), Delta::of(b)) {
        (Some(a), Some(b)) => wrap(vm, a.0 + b.0),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    match (Delta::of(a), Delta::of(b)) {
        (Some(a), Some(b)) => wrap(vm, a.0 - b.0),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The nearest int to a quotient; a tie goes to the even one.
pub fn divide_nearest(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut quotient, rest) = a.div_mod_floor(b);
    let twice = rest * 2;
    let order = if b.sign() == Sign::Minus {
        b.cmp(&twice)
    } else {
        twice.cmp(b)
    };
    if order.is_gt() || (order.is_eq() && quotient.is_odd()) {
        quotient += 1;
    }
    quotient
}

fn wrap_big(vm: &Vm, micros: &BigInt) -> PyResult<Value> {
    match micros.to_i128() {
        Some(micros) => wrap(vm, micros),
        None => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// Numerator and denominator of a float.
fn ratio(vm: &Vm, value: &Value) -> PyResult<(BigInt, BigInt)> {
    let pair = vm.call_method(value, "as_integer_ratio", &mut [])?;
    let parts = vm.collect(&pair)?;
    match &parts[..] {
        [n, d] => Ok((vm.index_big(n)?, vm.index_big(d)?)),
        _ => Err(vm.type_error("as_integer_ratio() must return a pair")),
    }
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (delta, factor) = match (Delta::of(a), Delta::of(b)) {
        (Some(delta), None) => (delta, b),
        (None, Some(delta)) => (delta, a),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let micros = BigInt::from(delta.0);
    if let Some(n) = vm.big_of(factor) {
        return wrap_big(vm, &(micros * n));
    }
    if float_ref(factor).is_some() {
        let (n, d) = ratio(vm, factor)?;
        return wrap_big(vm, &divide_nearest(&(micros * n), &d));
    }
    Ok(Value::NOT_IMPLEMENTED)
}

fn by_zero(vm: &Vm) -> crate::object::Exc {
    vm.zero_division_error("integer division or modulo by zero")
}

fn true_divide(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(delta) = Delta::of(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let micros = BigInt::from(delta.0);
    if let Some(other) = Delta::of(b) {
        let other = Value::big(BigInt::from(other.0));
        return vm.binary(BinaryOp::TrueDiv, &Value::big(micros), &other);
    }
    let (n, d) = if let Some(n) = vm.big_of(b) {
        (n, BigInt::from(1))
    } else if float_ref(b).is_some() {
        ratio(vm, b)?
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if n.is_zero() {
        return Err(by_zero(vm));
    }
    wrap_big(vm, &divide_nearest(&(micros * d), &n))
}

fn floor_divide(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(delta) = Delta::of(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let micros = BigInt::from(delta.0);
    let (other, is_delta) = match (Delta::of(b), vm.big_of(b)) {
        (Some(other), _) => (BigInt::from(other.0), true),
        (None, Some(n)) => (n, false),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    if other.is_zero() {
        return Err(by_zero(vm));
    }
    let quotient = micros.div_floor(&other);
    if is_delta {
        Ok(Value::big(quotient))
    } else {
        wrap_big(vm, &quotient)
    }
}

fn divmod(vm: &Vm, a: &Value, b: &Value) -> PyResult<Option<(Value, Value)>> {
    let (Some(a), Some(b)) = (Delta::of(a), Delta::of(b)) else {
        return Ok(None);
    };
    if b.0 == 0 {
        return Err(vm.zero_division_error("integer modulo by zero"));
    }
    let quotient = Integer::div_floor(&a.0, &b.0);
    let rest = a.0 - quotient * b.0;
    Ok(Some((Value::big(BigInt::from(quotient)), wrap(vm, rest)?)))
}

/// The hash of so many microseconds, which an aware time shares with others of the same moment.
pub fn hash_micros(vm: &Vm, micros: i128) -> PyResult<i64> {
    let d = Delta(micros);
    hash_of(vm, &[d.days(), d.seconds(), d.microseconds()])
}
