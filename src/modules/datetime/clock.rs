//! `time`, and the part of a day that it shares with `datetime`.

use super::delta::{self, Delta, hash_micros, holds};
use super::{Params, int_or, iso, pickled, reduced, text, zone};
use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::str::hash_bytes;
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A time of day with its zone.
#[derive(Clone)]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub micro: u32,
    /// The second of two times that the clocks show twice.
    pub fold: bool,
    /// A tzinfo or None.
    pub tz: Value,
}

impl Default for Clock {
    fn default() -> Clock {
        Clock {
            hour: 0,
            minute: 0,
            second: 0,
            micro: 0,
            fold: false,
            tz: Value::NONE,
        }
    }
}

impl Clock {
    /// The last microsecond of a day.
    pub fn last() -> Clock {
        Clock {
            hour: 23,
            minute: 59,
            second: 59,
            micro: 999_999,
            ..Clock::default()
        }
    }

    /// A time of day, or the ValueError that tells which part is out of range.
    pub fn checked(vm: &Vm, parts: [i64; 4], fold: i64, tz: Value) -> PyResult<Clock> {
        let [hour, minute, second, micro] = parts;
        let limits = [
            (hour, 23, "hour"),
            (minute, 59, "minute"),
            (second, 59, "second"),
            (micro, 999_999, "microsecond"),
        ];
        for (value, most, name) in limits {
            if !(0..=most).contains(&value) {
                return Err(vm.value_error(format!("{name} must be in 0..{most}")));
            }
        }
        if !(0..=1).contains(&fold) {
            return Err(vm.value_error("fold must be either 0 or 1"));
        }
        zone::check(vm, &tz)?;
        Ok(Clock {
            hour: hour as u8,
            minute: minute as u8,
            second: second as u8,
            micro: micro as u32,
            fold: fold == 1,
            tz,
        })
    }

    /// Microseconds since midnight.
    pub fn micros(&self) -> i64 {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        (minutes * 60 + i64::from(self.second)) * 1_000_000 + i64::from(self.micro)
    }

    /// The time of so many microseconds, less than a day, after midnight.
    pub fn of_micros(micros: i64, tz: Value) -> Clock {
        let seconds = micros / 1_000_000;
        Clock {
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            micro: (micros % 1_000_000) as u32,
            fold: false,
            tz,
        }
    }

    /// Hour, minute, second and microsecond.
    pub fn parts(&self) -> [i64; 4] {
        let [hour, minute, second] = [self.hour, self.minute, self.second].map(i64::from);
        [hour, minute, second, i64::from(self.micro)]
    }

    /// The six bytes of a pickle; the fold stands in the first bit.
    pub fn packed(&self) -> [u8; 6] {
        let m = self.micro;
        [
            self.hour,
            self.minute,
            self.second,
            (m >> 16) as u8,
            (m >> 8) as u8,
            m as u8,
        ]
    }

    /// The time that [`Clock::packed`] has written.
    pub fn unpacked(vm: &Vm, bytes: &[u8], fold: bool, tz: Value) -> PyResult<Clock> {
        let [hour, minute, second, a, b, c] = *bytes else {
            return Err(vm.value_error("a time has six bytes"));
        };
        let micro = i64::from(u32::from_be_bytes([0, a, b, c]));
        let [hour, minute, second] = [hour, minute, second].map(i64::from);
        Clock::checked(vm, [hour, minute, second, micro], i64::from(fold), tz)
    }

    /// The end of a repr: fold and zone.
    pub fn repr_tail(&self, vm: &Vm) -> PyResult<String> {
        let mut out = String::new();
        if self.fold {
            out += ", fold=1";
        }
        if !self.tz.is_none() {
            out += &format!(", tzinfo={}", vm.repr(&self.tz)?.to_lossy());
        }
        Ok(out)
    }
}

/// A time of day as an object.
#[derive(Clone)]
pub struct TimeOfDay(pub Clock);

impl NativeObject for TimeOfDay {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0.tz);
    }
}

type This = Native<TimeOfDay>;

/// A time of a class, through the constructor of a program's class.
pub fn make(vm: &Vm, class: &Class, clock: Clock) -> PyResult<Value> {
    if class.is_native {
        return Ok(vm.wrap_as(class, TimeOfDay(clock)));
    }
    let mut args: Vec<Value> = clock.parts().map(Value::int).to_vec();
    args.push(clock.tz.clone());
    let mut names = Vec::new();
    if clock.fold {
        args.push(Value::int(1));
        names.push(Str::intern("fold"));
    }
    vm.call_kw(&class.value(), &mut args, &names)
}

impl NativeType for TimeOfDay {
    const NAME: &'static str = "datetime.time";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<TimeOfDay>(
            "datetime",
            "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll \
             arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The \
             remaining arguments may be ints.",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(repr));
            s.str
                .set(Some(|vm, this| super::date::text_of(vm, this, "isoformat")));
            s.hash.set(Some(hash));
            s.compare.set(Some(compare));
        })
        .getter("hour", "", |_: &Vm, this: This| Ok(i64::from(this.0.hour)))
        .getter("minute", "", |_: &Vm, this: This| {
            Ok(i64::from(this.0.minute))
        })
        .getter("second", "", |_: &Vm, this: This| {
            Ok(i64::from(this.0.second))
        })
        .getter("microsecond", "", |_: &Vm, this: This| {
            Ok(i64::from(this.0.micro))
        })
        .getter("tzinfo", "", |_: &Vm, this: This| Ok(this.0.tz.clone()))
        .getter("fold", "", |_: &Vm, this: This| Ok(i64::from(this.0.fold)))
        .class_method(
            "fromisoformat(type, string, /)",
            "Construct a time from a string in ISO 8601 format.",
            |vm: &Vm, class: Class, text: Value| {
                let Some(text) = Str::from_value(&text) else {
                    return Err(vm.type_error("fromisoformat: argument must be str"));
                };
                make(vm, &class, iso::time_of(vm, &text)?)
            },
        );
        methods(zone_methods(def))
    }
}

/// An offset as a timedelta or None.
pub fn delta_or_none(vm: &Vm, micros: Option<i64>) -> Value {
    micros.map_or(Value::NONE, |m| vm.wrap(Delta(i128::from(m))))
}

fn zone_methods(def: ClassDef) -> ClassDef {
    def.method(
        "utcoffset(self, /)",
        "Return self.tzinfo.utcoffset(self).",
        |vm: &Vm, this: This| {
            let offset = zone::offset_of(vm, &this.0.tz, "utcoffset", &Value::NONE)?;
            Ok(delta_or_none(vm, offset))
        },
    )
    .method(
        "dst(self, /)",
        "Return self.tzinfo.dst(self).",
        |vm: &Vm, this: This| {
            Ok(delta_or_none(
                vm,
                zone::offset_of(vm, &this.0.tz, "dst", &Value::NONE)?,
            ))
        },
    )
    .method(
        "tzname(self, /)",
        "Return self.tzinfo.tzname(self).",
        |vm: &Vm, this: This| zone::name_of(vm, &this.0.tz, &Value::NONE),
    )
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "isoformat(self, /, timespec='auto')",
        "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional \
         argument timespec specifies the number of additional terms\nof the time to include. Valid \
         options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.",
        |vm: &Vm, this: This, spec: Str| {
            let mut out = iso::time_text(vm, &this.0, &spec)?;
            if let Some(offset) = zone::offset_of(vm, &this.0.tz, "utcoffset", &Value::NONE)? {
                out += &zone::offset_text(offset, ":");
            }
            Ok(out)
        },
    )
    .method(
        "strftime(self, /, format)",
        "format -> strftime() style string.",
        text::strftime,
    )
    .method(
        "__format__(self, format_spec, /)",
        "Formats self with strftime.",
        text::format,
    )
    .method(
        "replace(self, /, hour=<same>, minute=<same>, second=<same>, microsecond=<same>, \
         tzinfo=<same>, *, fold=<same>)",
        "Return time with new specified fields.",
        replace,
    )
    .method(
        "__replace__(self, /, hour=<same>, minute=<same>, second=<same>, microsecond=<same>, \
         tzinfo=<same>, *, fold=<same>)",
        "The same as replace().",
        replace,
    )
    .method(
        "__reduce_ex__(self, proto, /)",
        "__reduce_ex__(proto) -> (cls, state)",
        |vm: &Vm, this: This, protocol: i64| Ok(reduce(vm, &this, protocol)),
    )
    .method(
        "__reduce__(self, /)",
        "__reduce__() -> (cls, state)",
        |vm: &Vm, this: This| Ok(reduce(vm, &this, 2)),
    )
}

fn reduce(vm: &Vm, this: &This, protocol: i64) -> Value {
    let mut bytes = this.0.packed().to_vec();
    if protocol > 3
        && this.0.fold
        && let Some(first) = bytes.first_mut()
    {
        *first |= 0x80;
    }
    let mut args = vec![Value::bytes(bytes)];
    if !this.0.tz.is_none() {
        args.push(this.0.tz.clone());
    }
    reduced(vm, &this.value(), args)
}

#[allow(clippy::too_many_arguments)]
fn replace(
    vm: &Vm,
    this: This,
    hour: Option<Value>,
    minute: Option<Value>,
    second: Option<Value>,
    micro: Option<Value>,
    tz: Option<Value>,
    fold: Option<Value>,
) -> PyResult<Value> {
    let [h, m, s, u] = this.0.parts();
    let parts = [
        int_or(vm, &hour, h)?,
        int_or(vm, &minute, m)?,
        int_or(vm, &second, s)?,
        int_or(vm, &micro, u)?,
    ];
    let fold = int_or(vm, &fold, i64::from(this.0.fold))?;
    let clock = Clock::checked(vm, parts, fold, tz.unwrap_or_else(|| this.0.tz.clone()))?;
    make(vm, &vm.class_of(&this.value()), clock)
}

const PARAMS: Params = Params {
    function: None,
    names: &["hour", "minute", "second", "microsecond", "tzinfo", "fold"],
    required: 0,
    ints: 0,
    positional: 5,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if let Some((mut bytes, tz)) = pickled(&args, 6)
        && let Some(first) = bytes.first_mut()
        && *first & 0x7f < 24
    {
        let fold = *first & 0x80 != 0;
        *first &= 0x7f;
        if tz.as_ref().is_some_and(|tz| zone::check(vm, tz).is_err()) {
            return Err(vm.type_error("bad tzinfo state arg"));
        }
        let clock = Clock::unpacked(vm, &bytes, fold, tz.unwrap_or(Value::NONE))?;
        return Ok(vm.wrap_as(class, TimeOfDay(clock)));
    }
    let bound = PARAMS.bind(vm, args)?;
    let part = |at: usize| int_or(vm, bound.get(at).unwrap_or(&None), 0);
    let parts = [part(0)?, part(1)?, part(2)?, part(3)?];
    let tz = bound.get(4).cloned().flatten().unwrap_or(Value::NONE);
    Ok(vm.wrap_as(class, TimeOfDay(Clock::checked(vm, parts, part(5)?, tz)?)))
}

fn state(vm: &Vm, value: &Value) -> PyResult<This> {
    Native::from_value(value)
        .ok_or_else(|| vm.type_error("descriptor requires a 'datetime.time' object"))
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let clock = &state(vm, this)?.0;
    let mut out = format!("{}({}, {}", vm.type_name(this), clock.hour, clock.minute);
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
    let clock = &state(vm, this)?.0;
    match zone::offset_of(vm, &clock.tz, "utcoffset", &Value::NONE)? {
        None => Ok(hash_bytes(&clock.packed())),
        Some(offset) => hash_micros(vm, i128::from(clock.micros() - offset)),
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (
        Native::<TimeOfDay>::from_value(a),
        Native::<TimeOfDay>::from_value(b),
    ) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (&x.0, &y.0);
    if x.tz.is(&y.tz) {
        return Ok(Value::bool(holds(op, x.micros().cmp(&y.micros()))));
    }
    let one = zone::offset_of(vm, &x.tz, "utcoffset", &Value::NONE)?;
    let other = zone::offset_of(vm, &y.tz, "utcoffset", &Value::NONE)?;
    match (one, other, op) {
        (Some(one), Some(other), _) => {
            let order = (x.micros() - one).cmp(&(y.micros() - other));
            Ok(Value::bool(holds(op, order)))
        }
        (None, None, _) => Ok(Value::bool(holds(op, x.micros().cmp(&y.micros())))),
        (_, _, CompareOp::Eq) => Ok(Value::FALSE),
        (_, _, CompareOp::Ne) => Ok(Value::TRUE),
        _ => Err(vm.type_error("can't compare offset-naive and offset-aware times")),
    }
}

/// Microseconds of a day.
pub const DAY: i64 = delta::DAY as i64;
