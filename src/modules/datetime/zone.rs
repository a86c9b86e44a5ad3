//! `tzinfo`, the base of time zones, and `timezone`, a fixed offset from UTC.

use super::date::Stamp;
use super::delta::{self, Delta};
use super::moment;
use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// The state of a plain `tzinfo`: nothing.
pub struct TzInfo;

impl NativeObject for TzInfo {}

/// A fixed offset.
pub struct Zone {
    /// Microseconds east of UTC.
    pub offset: i64,
    pub name: Option<Str>,
}

impl NativeObject for Zone {}

/// Microseconds of a day.
const DAY: i64 = delta::DAY as i64;

/// How an offset must be, for messages.
const STRICTLY: &str =
    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)";

impl NativeType for TzInfo {
    const NAME: &'static str = "datetime.tzinfo";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<TzInfo>(
            "datetime",
            "Abstract base class for time zone info objects.",
        )
        .slots(|s| {
            s.new
                .set(Some(|vm, class, _| Ok(vm.wrap_as(class, TzInfo))))
        })
        .method(
            "tzname(self, dt, /)",
            "datetime -> string name of time zone.",
            |vm: &Vm, _: Value, _: Value| missing(vm, "tzname()"),
        )
        .method(
            "utcoffset(self, dt, /)",
            "datetime -> timedelta showing offset from UTC, negative values indicating West \
                 of UTC",
            |vm: &Vm, _: Value, _: Value| missing(vm, "utcoffset()"),
        )
        .method(
            "dst(self, dt, /)",
            "datetime -> DST offset as timedelta positive east of UTC.",
            |vm: &Vm, _: Value, _: Value| missing(vm, "dst()"),
        )
        .method(
            "fromutc(self, dt, /)",
            "datetime in UTC -> datetime in local time.",
            from_utc,
        )
        .method("__reduce__(self, /)", "-> (cls, state)", reduce)
    }
}

fn missing(vm: &Vm, method: &str) -> PyResult<Value> {
    Err(vm.not_implemented_error(format!("a tzinfo subclass must implement {method}")))
}

/// `(class, arguments, state)`, the arguments from `__getinitargs__`.
fn reduce(vm: &Vm, this: Value) -> PyResult<Value> {
    let args = match vm.attr_opt(&this, "__getinitargs__")? {
        Some(get) => vm.call(&get, &mut [])?,
        None => Value::tuple(vec![]),
    };
    let state = match vm.attr_opt(&this, "__getstate__")? {
        Some(get) => vm.call(&get, &mut [])?,
        None => Value::NONE,
    };
    let args = Value::tuple(vm.collect(&args)?);
    Ok(Value::tuple(vec![vm.class_of(&this).value(), args, state]))
}

/// `tzinfo.fromutc`: by the zone's own utcoffset() and dst().
fn from_utc(vm: &Vm, this: Value, dt: Value) -> PyResult<Value> {
    let stamp = in_zone(vm, &this, &dt)?;
    let need = |offset: Option<i64>, what: &str| {
        offset.ok_or_else(|| vm.value_error(format!("fromutc: non-None {what}() result required")))
    };
    let offset = need(offset_of(vm, &this, "utcoffset", &dt)?, "utcoffset")?;
    let dst = need(offset_of(vm, &this, "dst", &dt)?, "dst")?;
    let standard = shift(vm, &stamp, offset - dst)?;
    let Some(dst) = offset_of(vm, &this, "dst", &standard)? else {
        return Err(vm.value_error("fromutc: tz.dst() gave inconsistent results; cannot convert"));
    };
    if dst == 0 {
        return Ok(standard);
    }
    match Native::<Stamp>::from_value(&standard) {
        Some(stamp) => shift(vm, &stamp, dst),
        None => Ok(standard),
    }
}

fn shift(vm: &Vm, stamp: &Native<Stamp>, micros: i64) -> PyResult<Value> {
    let moved = stamp.moved(vm, i128::from(micros))?;
    moment::make(vm, &vm.class_of(&stamp.value()), moved)
}

/// The datetime that fromutc() was given, which must be in the zone.
fn in_zone(vm: &Vm, this: &Value, dt: &Value) -> PyResult<Native<Stamp>> {
    match Native::<Stamp>::from_value(dt) {
        Some(stamp) => match &stamp.clock {
            Some(clock) if clock.tz.is(this) => Ok(stamp),
            Some(_) => Err(vm.value_error("fromutc: dt.tzinfo is not self")),
            None => Err(vm.type_error("fromutc: argument must be a datetime")),
        },
        None => Err(vm.type_error("fromutc: argument must be a datetime")),
    }
}

/// What a zone says with `utcoffset` or `dst`, in microseconds.
pub fn offset_of(vm: &Vm, tz: &Value, method: &str, dt: &Value) -> PyResult<Option<i64>> {
    if tz.is_none() {
        return Ok(None);
    }
    if let Some(zone) = tz.as_obj().and_then(|o| o.native::<Zone>()) {
        return Ok((method == "utcoffset").then_some(zone.offset));
    }
    let answer = vm.call_method(tz, method, &mut [dt.clone()])?;
    if answer.is_none() {
        return Ok(None);
    }
    let Some(delta) = Delta::of(&answer) else {
        return Err(vm.type_error(format!(
            "tzinfo.{method}() must return None or timedelta, not '{}'",
            vm.type_name(&answer)
        )));
    };
    match i64::try_from(delta.0) {
        Ok(micros) if micros > -DAY && micros < DAY => Ok(Some(micros)),
        _ => Err(vm.value_error(format!("{STRICTLY}."))),
    }
}

/// What a zone says with `tzname`.
pub fn name_of(vm: &Vm, tz: &Value, dt: &Value) -> PyResult<Value> {
    if tz.is_none() {
        return Ok(Value::NONE);
    }
    let answer = vm.call_method(tz, "tzname", &mut [dt.clone()])?;
    if answer.is_none() || Str::from_value(&answer).is_some() {
        return Ok(answer);
    }
    Err(vm.type_error(format!(
        "tzinfo.tzname() must return None or a string, not '{}'",
        vm.type_name(&answer)
    )))
}

/// An argument that is a zone or None.
pub fn check(vm: &Vm, tz: &Value) -> PyResult<()> {
    if tz.is_none() || vm.is_instance(tz, &vm.class_for::<TzInfo>()) {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
        vm.type_name(tz)
    )))
}

/// A duration as an offset: `+08:00`, with seconds and microseconds where there are some.
pub fn offset_text(micros: i64, separator: &str) -> String {
    let sign = if micros < 0 { '-' } else { '+' };
    let size = micros.abs();
    let (seconds, micro) = (size / 1_000_000, size % 1_000_000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let mut out = format!("{sign}{hours:02}{separator}{minutes:02}");
    if seconds % 60 != 0 || micro != 0 {
        out += &format!("{separator}{:02}", seconds % 60);
    }
    if micro != 0 {
        out += &format!(".{micro:06}");
    }
    out
}

impl Zone {
    fn name(&self) -> Str {
        match &self.name {
            Some(name) => name.clone(),
            None if self.offset == 0 => Str::new("UTC"),
            None => Str::new(format!("UTC{}", offset_text(self.offset, ":"))),
        }
    }
}

/// The timezone of an offset; UTC is one object.
pub fn fixed(vm: &Vm, offset: i128, name: Option<Str>) -> PyResult<Value> {
    let within = i64::try_from(offset).ok().filter(|o| *o > -DAY && *o < DAY);
    let Some(offset) = within else {
        let shown = vm.repr(&vm.wrap(Delta(offset)))?;
        return Err(vm.value_error(format!("{STRICTLY}, not {}.", shown.to_lossy())));
    };
    let class = vm.class_for::<Zone>();
    if offset == 0
        && name.is_none()
        && let Some(utc) = class.own(&Str::intern("utc"))
    {
        return Ok(utc);
    }
    Ok(vm.wrap(Zone { offset, name }))
}

type This = Native<Zone>;

impl NativeType for Zone {
    const NAME: &'static str = "datetime.timezone";

    fn class_def(vm: &Vm) -> ClassDef {
        ClassDef::native::<Zone>(
            "datetime",
            "Fixed offset from UTC implementation of tzinfo.",
        )
        .is_final()
        .base(&vm.class_for::<TzInfo>())
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(repr));
            s.str.set(Some(|_, this| {
                Ok(state(this).map_or(Str::default(), Zone::name))
            }));
            s.hash.set(Some(|vm, this| {
                let offset = state(this).map_or(0, |z| z.offset);
                vm.hash(&vm.wrap(Delta(i128::from(offset))))
            }));
            s.compare.set(Some(compare));
        })
        .method(
            "tzname(self, dt, /)",
            "If name is specified when timezone is created, returns the name.  Otherwise \
                 returns offset as 'UTC(+|-)HH:MM'.",
            |vm: &Vm, this: This, dt: Value| {
                argument(vm, "tzname", &dt)?;
                Ok(this.name())
            },
        )
        .method(
            "utcoffset(self, dt, /)",
            "Return fixed offset.",
            |vm: &Vm, this: This, dt: Value| {
                argument(vm, "utcoffset", &dt)?;
                Ok(vm.wrap(Delta(i128::from(this.offset))))
            },
        )
        .method(
            "dst(self, dt, /)",
            "Return None.",
            |vm: &Vm, _: This, dt: Value| argument(vm, "dst", &dt),
        )
        .method(
            "fromutc(self, dt, /)",
            "datetime in UTC -> datetime in local time.",
            |vm: &Vm, this: This, dt: Value| {
                let stamp = in_zone(vm, &this.value(), &dt)?;
                shift(vm, &stamp, this.offset)
            },
        )
        .method(
            "__getinitargs__(self, /)",
            "pickle support",
            |vm: &Vm, this: This| {
                let mut args = vec![vm.wrap(Delta(i128::from(this.offset)))];
                args.extend(this.name.as_ref().map(Str::value));
                Ok(Value::tuple(args))
            },
        )
    }
}

fn state(value: &Value) -> Option<&Zone> {
    value.as_obj().and_then(|o| o.native::<Zone>())
}

fn argument(vm: &Vm, method: &str, dt: &Value) -> PyResult<()> {
    let is_moment = Native::<Stamp>::from_value(dt).is_some_and(|s| s.clock.is_some());
    if dt.is_none() || is_moment {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "{method}(dt) argument must be a datetime instance or None, not {}",
        vm.type_name(dt)
    )))
}

const PARAMS: super::Params = super::Params {
    function: Some("timezone"),
    names: &["offset", "name"],
    ints: 0,
    required: 1,
    positional: 2,
};

fn new(vm: &Vm, _: &Class, args: Args) -> PyResult<Value> {
    let bound = PARAMS.bind(vm, args)?;
    let offset = bound.first().cloned().flatten().unwrap_or(Value::NONE);
    let wrong = |at: usize, expected: &str, value: &Value| {
        let given = if value.is_none() {
            "None".to_owned()
        } else {
            vm.type_name(value).to_string()
        };
        vm.type_error(format!(
            "timezone() argument {at} must be {expected}, not {given}"
        ))
    };
    let Some(delta) = Delta::of(&offset) else {
        return Err(wrong(1, "datetime.timedelta", &offset));
    };
    let name = match bound.get(1).cloned().flatten() {
        None => None,
        Some(name) => match Str::from_value(&name) {
            Some(name) => Some(name),
            None => return Err(wrong(2, "str", &name)),
        },
    };
    fixed(vm, delta.0, name)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let Some(zone) = state(this) else {
        return Ok(Str::default());
    };
    if zone.offset == 0 && zone.name.is_none() {
        return Ok(Str::new("datetime.timezone.utc"));
    }
    let offset = vm.repr(&vm.wrap(Delta(i128::from(zone.offset))))?;
    Ok(Str::new(match &zone.name {
        None => format!("datetime.timezone({offset})"),
        Some(name) => format!("datetime.timezone({offset}, {})", vm.repr(&name.value())?),
    }))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match (state(a), state(b), op) {
        (Some(a), Some(b), CompareOp::Eq) => Ok(Value::bool(a.offset == b.offset)),
        (Some(a), Some(b), CompareOp::Ne) => Ok(Value::bool(a.offset != b.offset)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}
