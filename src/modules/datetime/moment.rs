//! `datetime`: its table and what it computes.

use std::any::TypeId;

use super::clock::{Clock, TimeOfDay, delta_or_none};
use super::date::{EPOCH, Stamp};
use super::delta::{self, Delta, hash_micros, holds};
use super::{Params, int_or, iso, moment_make, pickled, reduced, zone};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, At, ClassDef, FromArg};
use crate::object::class::Layout;
use crate::object::str::hash_bytes;
use crate::object::{Class, Native, PyResult, Str, Value};
use crate::vm::Vm;

/// A handle to a datetime: a [`Stamp`] that is known to have a time of day.
#[derive(Clone)]
pub struct Moment(Native<Stamp>);

impl std::ops::Deref for Moment {
    type Target = Stamp;
    fn deref(&self) -> &Stamp {
        &self.0
    }
}

impl Moment {
    pub fn from_value(value: &Value) -> Option<Moment> {
        Native::<Stamp>::from_value(value)
            .filter(|s| s.clock.is_some())
            .map(Moment)
    }

    pub fn value(&self) -> Value {
        self.0.value()
    }

    pub fn clock(&self) -> &Clock {
        match &self.0.clock {
            Some(clock) => clock,
            // `from_value` alone makes moments, of stamps with a clock, and nothing in a stamp can be
            // changed once it is an object.
            None => unreachable!("a moment is made of stamps with a clock only"),
        }
    }

    /// The offset that the zone tells, in microseconds.
    pub fn offset(&self, vm: &Vm) -> PyResult<Option<i64>> {
        zone::offset_of(vm, &self.clock().tz, "utcoffset", &self.value())
    }

    /// The offset that the zone tells for the same time with the other fold.
    fn offset_of_other_fold(&self, vm: &Vm) -> PyResult<Option<i64>> {
        let mut stamp = (**self).clone();
        if let Some(clock) = &mut stamp.clock {
            clock.fold = !clock.fold;
        }
        let other = vm.wrap_as(&class(vm), stamp);
        zone::offset_of(vm, &self.clock().tz, "utcoffset", &other)
    }

    /// Seconds since 1970 as if the civil time were UTC.
    pub fn civil_seconds(&self) -> i64 {
        (self.micros() - EPOCH * super::clock::DAY).div_euclid(1_000_000)
    }
}

impl FromArg for Moment {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Moment> {
        Moment::from_value(&value)
            .ok_or_else(|| crate::native::bad_argument(vm, at, "datetime.datetime", &value))
    }
}

/// The class `datetime`.
pub fn class(vm: &Vm) -> Class {
    vm.named_class("datetime.datetime", || define(vm))
}

/// A datetime of a class, through the constructor of a program's class.
pub fn make(vm: &Vm, class: &Class, stamp: Stamp) -> PyResult<Value> {
    if class.is_native {
        return Ok(vm.wrap_as(class, stamp));
    }
    let (year, month, day) = stamp.ymd();
    let clock = stamp.clock.unwrap_or_default();
    let mut args: Vec<Value> = [year, month, day].map(Value::int).to_vec();
    args.extend(clock.parts().map(Value::int));
    args.push(clock.tz.clone());
    let mut names = Vec::new();
    if clock.fold {
        args.push(Value::int(1));
        names.push(Str::intern("fold"));
    }
    vm.call_kw(&class.value(), &mut args, &names)
}

fn define(vm: &Vm) -> ClassDef {
    let mut def = ClassDef::builtin(
        "datetime.datetime",
        Layout::Native(TypeId::of::<Stamp>()),
        "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe \
         year, month and day arguments are required. tzinfo may be None, or an\ninstance of a \
         tzinfo subclass. The remaining arguments may be ints.",
    )
    .base(&vm.class_for::<Stamp>())
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(repr));
        s.str.set(Some(|vm, this| {
            let text = vm.call_method(this, "isoformat", &mut [Value::str(" ")])?;
            Str::from_value(&text).ok_or_else(|| vm.type_error("__str__ returned non-string"))
        }));
        s.hash.set(Some(hash));
        s.compare.set(Some(compare));
        s.binary[BinaryOp::Add as usize].set(Some(add));
        s.binary[BinaryOp::Sub as usize].set(Some(subtract));
    })
    .getter("hour", "", |_: &Vm, this: Moment| {
        Ok(i64::from(this.clock().hour))
    })
    .getter("minute", "", |_: &Vm, this: Moment| {
        Ok(i64::from(this.clock().minute))
    })
    .getter("second", "", |_: &Vm, this: Moment| {
        Ok(i64::from(this.clock().second))
    })
    .getter("microsecond", "", |_: &Vm, this: Moment| {
        Ok(i64::from(this.clock().micro))
    })
    .getter("tzinfo", "", |_: &Vm, this: Moment| {
        Ok(this.clock().tz.clone())
    })
    .getter("fold", "", |_: &Vm, this: Moment| {
        Ok(i64::from(this.clock().fold))
    });
    def.module = "datetime";
    pickling(zone_methods(parts(moment_make::methods(def))))
}

/// The parts of a datetime, and datetimes with other parts.
fn parts(def: ClassDef) -> ClassDef {
    const REPLACE: &str = "replace(self, /, year=<same>, month=<same>, day=<same>, hour=<same>, \
                           minute=<same>, second=<same>, microsecond=<same>, tzinfo=<same>, *, \
                           fold=<same>)";
    const DUNDER: &str = "__replace__(self, /, year=<same>, month=<same>, day=<same>, \
                          hour=<same>, minute=<same>, second=<same>, microsecond=<same>, \
                          tzinfo=<same>, *, fold=<same>)";
    def.method(
        "date(self, /)",
        "Return date object with same year, month and day.",
        |vm: &Vm, this: Moment| Ok(vm.wrap(Stamp::date(this.year, this.month, this.day))),
    )
    .method(
        "time(self, /)",
        "Return time object with same time but with tzinfo=None.",
        |vm: &Vm, this: Moment| {
            let clock = Clock {
                tz: Value::NONE,
                ..this.clock().clone()
            };
            Ok(vm.wrap(TimeOfDay(clock)))
        },
    )
    .method(
        "timetz(self, /)",
        "Return time object with same time and tzinfo.",
        |vm: &Vm, this: Moment| Ok(vm.wrap(TimeOfDay(this.clock().clone()))),
    )
    .method(
        "isoformat(self, /, sep='T', timespec='auto')",
        "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is \
         used to separate the year from the time, and defaults to 'T'.\nThe optional argument \
         timespec specifies the number of additional terms\nof the time to include. Valid options \
         are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.",
        isoformat,
    )
    .method(
        REPLACE,
        "Return datetime with new specified fields.",
        replace,
    )
    .method(DUNDER, "The same as replace().", replace)
}

fn isoformat(vm: &Vm, this: Moment, separator: Value, spec: Str) -> PyResult<Value> {
    let single = Str::from_value(&separator).filter(|s| s.len() == 1);
    let Some(single) = single else {
        return Err(vm.type_error(format!(
            "isoformat() argument 1 must be a unicode character, not {}",
            vm.type_name(&separator)
        )));
    };
    let mut tail = iso::time_text(vm, this.clock(), &spec)?;
    if let Some(offset) = this.offset(vm)? {
        tail += &zone::offset_text(offset, ":");
    }
    let mut points: Vec<u32> = iso::date_text(&this).chars().map(u32::from).collect();
    points.extend(single.code_points());
    points.extend(tail.chars().map(u32::from));
    Ok(Value::from_code_points(&points))
}

#[allow(clippy::too_many_arguments)]
fn replace(
    vm: &Vm,
    this: Moment,
    year: Option<Value>,
    month: Option<Value>,
    day: Option<Value>,
    hour: Option<Value>,
    minute: Option<Value>,
    second: Option<Value>,
    micro: Option<Value>,
    tz: Option<Value>,
    fold: Option<Value>,
) -> PyResult<Value> {
    let (y, m, d) = this.ymd();
    let (year, month, day) = (
        int_or(vm, &year, y)?,
        int_or(vm, &month, m)?,
        int_or(vm, &day, d)?,
    );
    let [h, min, s, u] = this.clock().parts();
    let parts = [
        int_or(vm, &hour, h)?,
        int_or(vm, &minute, min)?,
        int_or(vm, &second, s)?,
        int_or(vm, &micro, u)?,
    ];
    let fold = int_or(vm, &fold, i64::from(this.clock().fold))?;
    let tz = tz.unwrap_or_else(|| this.clock().tz.clone());
    let mut stamp = Stamp::checked(vm, year, month, day)?;
    stamp.clock = Some(Clock::checked(vm, parts, fold, tz)?);
    make(vm, &vm.class_of(&this.value()), stamp)
}

/// What needs the zone.
fn zone_methods(def: ClassDef) -> ClassDef {
    def.method(
        "utcoffset(self, /)",
        "Return self.tzinfo.utcoffset(self).",
        |vm: &Vm, this: Moment| Ok(delta_or_none(vm, this.offset(vm)?)),
    )
    .method(
        "dst(self, /)",
        "Return self.tzinfo.dst(self).",
        |vm: &Vm, this: Moment| {
            Ok(delta_or_none(
                vm,
                zone::offset_of(vm, &this.clock().tz, "dst", &this.value())?,
            ))
        },
    )
    .method(
        "tzname(self, /)",
        "Return self.tzinfo.tzname(self).",
        |vm: &Vm, this: Moment| zone::name_of(vm, &this.clock().tz, &this.value()),
    )
    .method(
        "timetuple(self, /)",
        "Return time tuple, compatible with time.localtime().",
        |vm: &Vm, this: Moment| {
            let dst = zone::offset_of(vm, &this.clock().tz, "dst", &this.value())?;
            let mut civil = this.civil();
            civil.isdst = dst.map_or(-1, |d| i64::from(d != 0));
            Ok(civil.into_value(vm))
        },
    )
    .method(
        "utctimetuple(self, /)",
        "Return UTC time tuple, compatible with time.localtime().",
        |vm: &Vm, this: Moment| {
            let offset = this.offset(vm)?.unwrap_or(0);
            let mut civil = this.moved(vm, -i128::from(offset))?.civil();
            civil.isdst = 0;
            Ok(civil.into_value(vm))
        },
    )
    .method(
        "timestamp(self, /)",
        "Return POSIX timestamp as float.",
        |vm: &Vm, this: Moment| match this.offset(vm)? {
            None => {
                let fold = this.clock().fold;
                let seconds = moment_make::local_seconds(vm, this.civil_seconds(), fold)?;
                Ok(seconds as f64 + f64::from(this.clock().micro) / 1e6)
            }
            Some(offset) => {
                let micros = this.micros() - EPOCH * super::clock::DAY - offset;
                let exact = num_bigint::BigInt::from(micros);
                let million = Value::int(1_000_000);
                let seconds = vm.binary(BinaryOp::TrueDiv, &Value::big(exact), &million)?;
                vm.to_f64(&seconds)
            }
        },
    )
    .method(
        "astimezone(self, /, tz=None)",
        "tz -> convert to local time in new timezone tz",
        moment_make::as_timezone,
    )
}

fn pickling(def: ClassDef) -> ClassDef {
    def.method(
        "__reduce_ex__(self, proto, /)",
        "__reduce_ex__(proto) -> (cls, state)",
        |vm: &Vm, this: Moment, protocol: i64| Ok(reduce(vm, &this, protocol)),
    )
    .method(
        "__reduce__(self, /)",
        "__reduce__() -> (cls, state)",
        |vm: &Vm, this: Moment| Ok(reduce(vm, &this, 2)),
    )
}

fn packed(this: &Stamp) -> Vec<u8> {
    let mut bytes = this.packed();
    if let Some(clock) = &this.clock {
        bytes.extend(clock.packed());
    }
    bytes
}

fn reduce(vm: &Vm, this: &Moment, protocol: i64) -> Value {
    let mut bytes = packed(this);
    if protocol > 3
        && this.clock().fold
        && let Some(month) = bytes.get_mut(2)
    {
        *month |= 0x80;
    }
    let mut args = vec![Value::bytes(bytes)];
    if !this.clock().tz.is_none() {
        args.push(this.clock().tz.clone());
    }
    reduced(vm, &this.value(), args)
}

const PARAMS: Params = Params {
    function: None,
    names: &[
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "microsecond",
        "tzinfo",
        "fold",
    ],
    required: 3,
    ints: 3,
    positional: 8,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if let Some((mut bytes, tz)) = pickled(&args, 10)
        && let Some(month) = bytes.get_mut(2)
        && matches!(*month & 0x7f, 1..=12)
    {
        let fold = *month & 0x80 != 0;
        *month &= 0x7f;
        if tz.as_ref().is_some_and(|tz| zone::check(vm, tz).is_err()) {
            return Err(vm.type_error("bad tzinfo state arg"));
        }
        if let [high, low, month, day, clock @ ..] = &bytes[..] {
            let year = i64::from(u16::from_be_bytes([*high, *low]));
            let mut stamp = Stamp::checked(vm, year, i64::from(*month), i64::from(*day))?;
            stamp.clock = Some(Clock::unpacked(vm, clock, fold, tz.unwrap_or(Value::NONE))?);
            return Ok(vm.wrap_as(class, stamp));
        }
    }
    let bound = PARAMS.bind(vm, args)?;
    let part = |at: usize| int_or(vm, bound.get(at).unwrap_or(&None), 0);
    let (year, month, day) = (part(0)?, part(1)?, part(2)?);
    let parts = [part(3)?, part(4)?, part(5)?, part(6)?];
    let tz = bound.get(7).cloned().flatten().unwrap_or(Value::NONE);
    let fold = part(8)?;
    let mut stamp = Stamp::checked(vm, year, month, day)?;
    stamp.clock = Some(Clock::checked(vm, parts, fold, tz)?);
    Ok(vm.wrap_as(class, stamp))
}

fn state(vm: &Vm, value: &Value) -> PyResult<Moment> {
    Moment::from_value(value)
        .ok_or_else(|| vm.type_error("descriptor requires a 'datetime.datetime' object"))
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let moment = state(vm, this)?;
    let clock = moment.clock();
    let (year, month, day) = moment.ymd();
    let name = vm.type_name(this);
    let mut out = format!(
        "{name}({year}, {month}, {day}, {}, {}",
        clock.hour, clock.minute
    );
    if clock.micro != 0 {
        out += &format!(", {}, {}", clock.second, clock.micro);
    } else if clock.second != 0 {
        out += &format!(", {}", clock.second);
    }
    out += &clock.repr_tail(vm)?;
    out.push(')');
    Ok(Str::new(out))
}

fn hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    let moment = state(vm, this)?;
    // The fold does not count: two moments that are equal have one hash.
    let offset = match moment.clock().fold {
        true => {
            let mut stamp = (*moment).clone();
            if let Some(clock) = &mut stamp.clock {
                clock.fold = false;
            }
            let first = vm.wrap_as(&class(vm), stamp);
            zone::offset_of(vm, &moment.clock().tz, "utcoffset", &first)?
        }
        false => moment.offset(vm)?,
    };
    match offset {
        None => Ok(hash_bytes(&packed(&moment))),
        Some(offset) => hash_micros(vm, i128::from(moment.micros() - offset)),
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (Moment::from_value(a), Moment::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let plain = || Ok(Value::bool(holds(op, x.micros().cmp(&y.micros()))));
    if x.clock().tz.is(&y.clock().tz) {
        return plain();
    }
    let (one, other) = (x.offset(vm)?, y.offset(vm)?);
    let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    match (one, other) {
        (Some(one), Some(other)) => {
            // A time that one of the zones skips or shows twice equals nothing in another zone.
            if is_equality
                && (x.offset_of_other_fold(vm)? != Some(one)
                    || y.offset_of_other_fold(vm)? != Some(other))
            {
                return Ok(Value::bool(op == CompareOp::Ne));
            }
            let order = (x.micros() - one).cmp(&(y.micros() - other));
            Ok(Value::bool(holds(op, order)))
        }
        (None, None) => plain(),
        _ if is_equality => Ok(Value::bool(op == CompareOp::Ne)),
        _ => Err(vm.type_error("can't compare offset-naive and offset-aware datetimes")),
    }
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (moment, delta) = match (
        Moment::from_value(a),
        Delta::of(b),
        Moment::from_value(b),
        Delta::of(a),
    ) {
        (Some(moment), Some(delta), ..) | (.., Some(moment), Some(delta)) => (moment, delta),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    make(
        vm,
        &vm.class_of(&moment.value()),
        moment.moved(vm, delta.0)?,
    )
}

fn subtract(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(x) = Moment::from_value(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if let Some(delta) = Delta::of(b) {
        return make(vm, &vm.class_of(a), x.moved(vm, -delta.0)?);
    }
    let Some(y) = Moment::from_value(b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let mut difference = x.micros() - y.micros();
    if !x.clock().tz.is(&y.clock().tz) {
        match (x.offset(vm)?, y.offset(vm)?) {
            (Some(one), Some(other)) => difference -= one - other,
            (None, None) => {}
            _ => {
                return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes"));
            }
        }
    }
    delta::wrap(vm, i128::from(difference))
}
