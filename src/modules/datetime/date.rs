//! `date`, the state that it shares with `datetime`, and `IsoCalendarDate`.

use super::clock::Clock;
use super::delta::{self, Delta, holds};
use super::{Params, int_or, iso, moment, pickled, reduced, text};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::time::civil::{Civil, c_int, civil_from_days, days_from_civil};
use crate::native::{Args, ClassDef, NativeType, StructSequence};
use crate::object::str::hash_bytes;
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// The ordinal of 1970-01-01.
pub const EPOCH: i64 = 719_163;
/// The ordinal of 9999-12-31.
pub const LAST_ORDINAL: i64 = 3_652_059;
/// Microseconds of a day.
const DAY: i64 = delta::DAY as i64;

/// A date; with a time of day it is a datetime.
#[derive(Clone)]
pub struct Stamp {
    pub year: i32,
    pub month: u8,
    pub day: u8,
    pub clock: Option<Clock>,
}

impl NativeObject for Stamp {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(clock) = &self.clock {
            visit(&clock.tz);
        }
    }
}

impl Stamp {
    /// A date whose parts are known to be right.
    pub fn date(year: i32, month: u8, day: u8) -> Stamp {
        Stamp {
            year,
            month,
            day,
            clock: None,
        }
    }

    /// A date, or the ValueError that tells which part is out of range.
    pub fn checked(vm: &Vm, year: i64, month: i64, day: i64) -> PyResult<Stamp> {
        if !(1..=9999).contains(&year) {
            return Err(vm.value_error(format!("year {year} is out of range")));
        }
        if !(1..=12).contains(&month) {
            return Err(vm.value_error("month must be in 1..12"));
        }
        if day < 1 || civil_from_days(days_from_civil(year, month, day)) != (year, month, day) {
            return Err(vm.value_error("day is out of range for month"));
        }
        Ok(Stamp::date(year as i32, month as u8, day as u8))
    }

    /// The date of an ordinal in range.
    pub fn of_ordinal(ordinal: i64) -> Stamp {
        let (year, month, day) = civil_from_days(ordinal - EPOCH);
        Stamp::date(year as i32, month as u8, day as u8)
    }

    /// Days since 0000-12-31.
    pub fn ordinal(&self) -> i64 {
        let (year, month, day) = self.ymd();
        days_from_civil(year, month, day) + EPOCH
    }

    pub fn ymd(&self) -> (i64, i64, i64) {
        (
            i64::from(self.year),
            i64::from(self.month),
            i64::from(self.day),
        )
    }

    /// Monday is 0.
    pub fn weekday(&self) -> i64 {
        (self.ordinal() + 6) % 7
    }

    /// Microseconds since ordinal 0; the zone plays no part.
    pub fn micros(&self) -> i64 {
        self.ordinal() * DAY + self.clock.as_ref().map_or(0, Clock::micros)
    }

    /// Moved by a duration; a date by its whole days.
    pub fn moved(&self, vm: &Vm, micros: i128) -> PyResult<Stamp> {
        let out_of_range = || vm.overflow_error("date value out of range");
        let micros = match self.clock {
            Some(_) => micros,
            None => micros.div_euclid(delta::DAY) * delta::DAY,
        };
        let total =
            i64::try_from(i128::from(self.micros()) + micros).map_err(|_| out_of_range())?;
        let ordinal = total.div_euclid(DAY);
        if !(1..=LAST_ORDINAL).contains(&ordinal) {
            return Err(out_of_range());
        }
        let mut stamp = Stamp::of_ordinal(ordinal);
        if let Some(clock) = &self.clock {
            stamp.clock = Some(Clock::of_micros(total.rem_euclid(DAY), clock.tz.clone()));
        }
        Ok(stamp)
    }

    /// Year, week and weekday of ISO 8601.
    pub fn iso_calendar(&self) -> (i64, i64, i64) {
        let ordinal = self.ordinal();
        let mut year = i64::from(self.year);
        let monday = |year: i64| iso::first_monday(year);
        if ordinal < monday(year) {
            year -= 1;
        } else if ordinal >= monday(year + 1) {
            year += 1;
        }
        let days = ordinal - monday(year);
        (year, days / 7 + 1, days % 7 + 1)
    }

    /// As `time` has it.
    pub fn civil(&self) -> Civil {
        let (year, month, day) = self.ymd();
        let clock = self.clock.as_ref();
        let part = |get: fn(&Clock) -> u8| clock.map_or(0, |c| i64::from(get(c)));
        Civil {
            year,
            month,
            day,
            hour: part(|c| c.hour),
            minute: part(|c| c.minute),
            second: part(|c| c.second),
            weekday: self.weekday(),
            yearday: self.ordinal() - days_from_civil(year, 1, 1) - EPOCH + 1,
            isdst: -1,
            zone: None,
            offset: None,
        }
    }

    /// The four bytes of a pickle.
    pub fn packed(&self) -> Vec<u8> {
        let year = self.year as u16;
        vec![(year >> 8) as u8, year as u8, self.month, self.day]
    }
}

/// A date of a class, through the constructor of a program's class.
pub fn make(vm: &Vm, class: &Class, stamp: Stamp) -> PyResult<Value> {
    if class.is_native {
        return Ok(vm.wrap_as(class, stamp));
    }
    let (year, month, day) = stamp.ymd();
    vm.call(&class.value(), &mut [year, month, day].map(Value::int))
}

pub type This = Native<Stamp>;

static ISO_CALENDAR: StructSequence = StructSequence {
    module: "datetime",
    name: "IsoCalendarDate",
    doc: "The result of date.isocalendar() or datetime.isocalendar()",
    fields: &[
        ("year", "the year, in which the week counts"),
        ("week", "the number of the week"),
        ("weekday", "the day of the week, 1 (Monday) to 7"),
    ],
    visible: 3,
    can_create: false,
};

impl NativeType for Stamp {
    const NAME: &'static str = "datetime.date";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Stamp>("datetime", "date(year, month, day) --> date object")
            .slots(|s| {
                s.new.set(Some(new));
                s.repr.set(Some(|vm, this| {
                    let name = vm.type_name(this).to_lossy().into_owned();
                    let text =
                        of(vm, this).map(|s| format!("{name}({}, {}, {})", s.year, s.month, s.day));
                    text.map(Str::new)
                }));
                s.str.set(Some(|vm, this| text_of(vm, this, "isoformat")));
                s.hash
                    .set(Some(|vm, this| Ok(hash_bytes(&of(vm, this)?.packed()))));
                s.compare.set(Some(compare));
                s.binary[BinaryOp::Add as usize].set(Some(add));
                s.binary[BinaryOp::Sub as usize].set(Some(subtract));
            })
            .getter("year", "", |_: &Vm, this: This| Ok(i64::from(this.year)))
            .getter("month", "", |_: &Vm, this: This| Ok(i64::from(this.month)))
            .getter("day", "", |_: &Vm, this: This| Ok(i64::from(this.day)));
        computed(makers(def))
    }
}

/// What `str()` shows: a method's answer, so that a subclass can replace it.
pub fn text_of(vm: &Vm, this: &Value, method: &str) -> PyResult<Str> {
    let text = vm.call_method(this, method, &mut [])?;
    Str::from_value(&text).ok_or_else(|| vm.type_error("__str__ returned non-string"))
}

fn makers(def: ClassDef) -> ClassDef {
    def.class_method(
        "today(type, /)",
        "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).",
        |vm: &Vm, class: Class| {
            let time = vm.import_module("time")?;
            let now = vm.call_method(&time, "time", &mut [])?;
            vm.call_method(&class.value(), "fromtimestamp", &mut [now])
        },
    )
    .class_method(
        "fromtimestamp(type, timestamp, /)",
        "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via \
         time.time(), that is interpreted\nas local time.",
        |vm: &Vm, class: Class, seconds: Value| {
            let (seconds, _) = super::moment_make::split_timestamp(vm, &seconds)?;
            let civil = crate::modules::time::zone::local(vm).civil(seconds);
            let stamp = Stamp::checked(vm, civil.year, civil.month, civil.day)?;
            make(vm, &class, stamp)
        },
    )
    .class_method(
        "fromordinal(type, ordinal, /)",
        "int -> date corresponding to a proleptic Gregorian ordinal.",
        |vm: &Vm, class: Class, ordinal: Value| {
            let ordinal = c_int(vm, &ordinal)?;
            if ordinal < 1 {
                return Err(vm.value_error("ordinal must be >= 1"));
            }
            let (year, month, day) = civil_from_days(ordinal - EPOCH);
            from_parts(vm, &class, Stamp::checked(vm, year, month, day)?)
        },
    )
    .class_method(
        "fromisoformat(type, string, /)",
        "Construct a date from a string in ISO 8601 format.",
        |vm: &Vm, class: Class, text: Value| {
            let Some(text) = Str::from_value(&text) else {
                return Err(vm.type_error("fromisoformat: argument must be str"));
            };
            make(vm, &class, iso::date_of(vm, &text)?)
        },
    )
    .class_method(
        "fromisocalendar(type, /, year, week, day)",
        "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is \
         the inverse of the function date.isocalendar()",
        |vm: &Vm, class: Class, year: Value, week: Value, day: Value| {
            let (year, week, day) = (c_int(vm, &year)?, c_int(vm, &week)?, c_int(vm, &day)?);
            let problem = match iso::week_date(year, week, day) {
                Ok(stamp) => return from_parts(vm, &class, stamp),
                Err(problem) => problem,
            };
            Err(vm.value_error(problem))
        },
    )
}

/// A date, or midnight of it where the class is one of datetimes.
fn from_parts(vm: &Vm, class: &Class, mut stamp: Stamp) -> PyResult<Value> {
    if class.is_subclass_of(&moment::class(vm)) {
        stamp.clock = Some(Clock::default());
        return moment::make(vm, class, stamp);
    }
    make(vm, class, stamp)
}

fn computed(def: ClassDef) -> ClassDef {
    def.method(
        "ctime(self, /)",
        "Return ctime() style string.",
        |_: &Vm, this: This| Ok(this.civil().to_ascii()),
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
        "isoformat(self, /)",
        "Return string in ISO 8601 format, YYYY-MM-DD.",
        |_: &Vm, this: This| Ok(iso::date_text(&this)),
    )
    .method(
        "isoweekday(self, /)",
        "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7",
        |_: &Vm, this: This| Ok(this.weekday() + 1),
    )
    .method(
        "weekday(self, /)",
        "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6",
        |_: &Vm, this: This| Ok(this.weekday()),
    )
    .method(
        "isocalendar(self, /)",
        "Return a named tuple containing ISO year, week number, and weekday.",
        |vm: &Vm, this: This| {
            let (year, week, day) = this.iso_calendar();
            Ok(vm.struct_sequence(&ISO_CALENDAR, [year, week, day].map(Value::int).to_vec()))
        },
    )
    .method(
        "timetuple(self, /)",
        "Return time tuple, compatible with time.localtime().",
        |vm: &Vm, this: This| Ok(this.civil().into_value(vm)),
    )
    .method(
        "toordinal(self, /)",
        "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
        |_: &Vm, this: This| Ok(this.ordinal()),
    )
    .method(
        "replace(self, /, year=<same>, month=<same>, day=<same>)",
        "Return date with new specified fields.",
        replace,
    )
    .method(
        "__replace__(self, /, year=<same>, month=<same>, day=<same>)",
        "The same as replace().",
        replace,
    )
    .method(
        "__reduce__(self, /)",
        "__reduce__() -> (cls, state)",
        |vm: &Vm, this: This| {
            Ok(reduced(
                vm,
                &this.value(),
                vec![Value::bytes(this.packed())],
            ))
        },
    )
}

fn replace(
    vm: &Vm,
    this: This,
    year: Option<Value>,
    month: Option<Value>,
    day: Option<Value>,
) -> PyResult<Value> {
    let (y, m, d) = this.ymd();
    let (year, month, day) = (
        int_or(vm, &year, y)?,
        int_or(vm, &month, m)?,
        int_or(vm, &day, d)?,
    );
    let class = vm.class_of(&this.value());
    if !class.is_native {
        return vm.call(&class.value(), &mut [year, month, day].map(Value::int));
    }
    make(vm, &class, Stamp::checked(vm, year, month, day)?)
}

/// The state of an operand that is known to be a date.
fn of(vm: &Vm, value: &Value) -> PyResult<This> {
    Native::from_value(value)
        .ok_or_else(|| vm.type_error("descriptor requires a 'datetime.date' object"))
}

/// The date that a value is; `None` for a datetime too.
fn plain(value: &Value) -> Option<This> {
    Native::<Stamp>::from_value(value).filter(|s| s.clock.is_none())
}

const PARAMS: Params = Params {
    function: None,
    names: &["year", "month", "day"],
    required: 3,
    ints: 3,
    positional: 3,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    if let Some((bytes, None)) = pickled(&args, 4)
        && let [high, low, month @ 1..=12, day] = bytes[..]
    {
        let year = i64::from(u16::from_be_bytes([high, low]));
        let stamp = Stamp::checked(vm, year, i64::from(month), i64::from(day))?;
        return Ok(vm.wrap_as(class, stamp));
    }
    let bound = PARAMS.bind(vm, args)?;
    let part = |at: usize| int_or(vm, bound.get(at).unwrap_or(&None), 0);
    let (year, month, day) = (part(0)?, part(1)?, part(2)?);
    Ok(vm.wrap_as(class, Stamp::checked(vm, year, month, day)?))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match (plain(a), plain(b)) {
        (Some(a), Some(b)) => Ok(Value::bool(holds(op, a.ymd().cmp(&b.ymd())))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (date, delta) = match (plain(a), Delta::of(b), plain(b), Delta::of(a)) {
        (Some(date), Some(delta), ..) | (.., Some(date), Some(delta)) => (date, delta),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    make(vm, &vm.class_of(&date.value()), date.moved(vm, delta.0)?)
}

fn subtract(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(date) = plain(a) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if let Some(other) = plain(b) {
        return delta::wrap(
            vm,
            i128::from(date.ordinal() - other.ordinal()) * delta::DAY,
        );
    }
    let Some(delta) = Delta::of(b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    // The days are negated, not the whole: a date minus half a day is the same date.
    let days = delta.0.div_euclid(delta::DAY);
    make(vm, &vm.class_of(a), date.moved(vm, -days * delta::DAY)?)
}
