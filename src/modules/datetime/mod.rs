//! datetime: dates, times of day, moments, durations, time zones.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table, arguments, what all classes share |
//! | `delta.rs` | `timedelta` |
//! | `date.rs` | `date` and the state that it shares with `datetime`; `IsoCalendarDate` |
//! | `moment.rs` | `datetime`: its table and what it computes |
//! | `moment_make.rs` | the ways to make a `datetime`, and the local zone's part in it |
//! | `clock.rs` | `time` and the part of a day that it shares with `datetime` |
//! | `zone.rs` | `tzinfo` and `timezone` |
//! | `iso.rs` | ISO 8601: reading and writing |
//! | `text.rs` | `strftime` |
//!
//! Left out: `datetime_CAPI`, which is of use to C only.

use crate::native::{Args, ModuleDef};
use crate::object::{Class, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

pub mod clock;
pub mod date;
pub mod delta;
pub mod iso;
pub mod moment;
pub mod moment_make;
pub mod text;
pub mod zone;

use clock::{Clock, TimeOfDay};
use date::Stamp;
use delta::Delta;
use zone::{TzInfo, Zone};

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let names = [
        "date",
        "datetime",
        "time",
        "timedelta",
        "timezone",
        "tzinfo",
        "MINYEAR",
        "MAXYEAR",
        "UTC",
    ];
    limits(vm);
    let zones = vm.class_for::<Zone>();
    let utc = zones.own(&Str::intern("utc")).unwrap_or(Value::NONE);
    ModuleDef::new("datetime", "Dates, times of day, durations and time zones.")
        .class::<Delta>(vm)
        .class::<Stamp>(vm)
        .class::<TimeOfDay>(vm)
        .class::<TzInfo>(vm)
        .class::<Zone>(vm)
        .value("datetime", moment::class(vm))
        .value("UTC", utc)
        .int("MINYEAR", 1)
        .int("MAXYEAR", 9999)
        .value(
            "__all__",
            Value::tuple(names.into_iter().map(Value::str).collect()),
        )
}

/// The constants `min`, `max` and `resolution` (and `utc`), which are instances of their classes.
fn limits(vm: &Vm) {
    let put = |class: &Class, name: &str, value: Value| {
        class.put(&Str::intern(name), value);
    };
    let delta = vm.class_for::<Delta>();
    put(&delta, "min", vm.wrap(Delta(delta::LEAST)));
    put(&delta, "max", vm.wrap(Delta(delta::MOST)));
    put(&delta, "resolution", vm.wrap(Delta(1)));
    let days = vm.class_for::<Stamp>();
    put(&days, "min", vm.wrap(Stamp::date(1, 1, 1)));
    put(&days, "max", vm.wrap(Stamp::date(9999, 12, 31)));
    put(&days, "resolution", vm.wrap(Delta(delta::DAY)));
    let moments = moment::class(vm);
    let moment = |year, month, day, clock| {
        let stamp = Stamp {
            clock: Some(clock),
            ..Stamp::date(year, month, day)
        };
        vm.wrap_as(&moments, stamp)
    };
    put(&moments, "min", moment(1, 1, 1, Clock::default()));
    put(&moments, "max", moment(9999, 12, 31, Clock::last()));
    put(&moments, "resolution", vm.wrap(Delta(1)));
    let times = vm.class_for::<TimeOfDay>();
    put(&times, "min", vm.wrap(TimeOfDay(Clock::default())));
    put(&times, "max", vm.wrap(TimeOfDay(Clock::last())));
    put(&times, "resolution", vm.wrap(Delta(1)));
    let zones = vm.class_for::<Zone>();
    let minute = 60_000_000;
    let zone = |offset| vm.wrap(Zone { offset, name: None });
    put(&zones, "utc", zone(0));
    put(&zones, "min", zone(-1439 * minute));
    put(&zones, "max", zone(1439 * minute));
}

/// How the parameters of a constructor are called.
pub struct Params {
    /// Of messages; a constructor that has none is "function".
    pub function: Option<&'static str>,
    pub names: &'static [&'static str],
    pub required: usize,
    /// How many of the first are `int`s in C: one that is not is noticed before others are missed.
    pub ints: usize,
    /// How many can be given by position.
    pub positional: usize,
}

impl Params {
    /// The argument of each parameter, with CPython's errors of calls.
    pub fn bind(&self, vm: &Vm, args: Args) -> PyResult<Vec<Option<Value>>> {
        let title = self
            .function
            .map_or("function".to_owned(), |name| format!("{name}()"));
        let (positional, keywords) = args.into_parts();
        let (given, total) = (positional.len(), positional.len() + keywords.len());
        if total > self.names.len() {
            return Err(vm.type_error(format!(
                "{title} takes at most {} arguments ({total} given)",
                self.names.len()
            )));
        }
        if given > self.positional {
            return Err(vm.type_error(format!(
                "{title} takes at most {} positional arguments ({given} given)",
                self.positional
            )));
        }
        let mut bound: Vec<Option<Value>> = positional.into_iter().map(Some).collect();
        bound.resize(self.names.len(), None);
        let mut unknown = None;
        for (key, value) in keywords {
            let at = self.names.iter().position(|n| key.as_str() == Some(n));
            let Some(at) = at else {
                unknown = unknown.or(Some(key));
                continue;
            };
            if at < given {
                return Err(vm.type_error(format!(
                    "argument for {title} given by name ('{}') and position ({})",
                    self.names[at],
                    at + 1
                )));
            }
            bound[at] = Some(value);
        }
        for (at, name) in self.names.iter().enumerate().take(self.required) {
            if let Some(value) = &bound[at] {
                if at < self.ints {
                    super::time::civil::c_int(vm, value)?;
                }
            } else {
                return Err(vm.type_error(format!(
                    "{title} missing required argument '{name}' (pos {})",
                    at + 1
                )));
            }
        }
        match unknown {
            None => Ok(bound),
            Some(key) => {
                let title = self.function.map_or("this function".to_owned(), |_| title);
                Err(vm.type_error(format!(
                    "{title} got an unexpected keyword argument '{}'",
                    key.to_lossy()
                )))
            }
        }
    }
}

/// An argument that is an `int` in C, or what holds without it.
pub fn int_or(vm: &Vm, value: &Option<Value>, missing: i64) -> PyResult<i64> {
    match value {
        Some(value) => super::time::civil::c_int(vm, value),
        None => Ok(missing),
    }
}

/// `(class, arguments)` for pickles.
pub fn reduced(vm: &Vm, this: &Value, args: Vec<Value>) -> Value {
    Value::tuple(vec![vm.class_of(this).value(), Value::tuple(args)])
}

/// The bytes that the constructor is given by a pickle: bytes, or text in pickles of Python 2.
pub fn pickled(args: &Args, size: usize) -> Option<(Vec<u8>, Option<Value>)> {
    if !args.names.is_empty() || !(1..=2).contains(&args.values.len()) {
        return None;
    }
    let first = args.values.first()?;
    let bytes = match crate::object::Bytes::from_value(first) {
        Some(bytes) => bytes.to_vec(),
        None => {
            let text = Str::from_value(first)?;
            let points = text.code_points();
            let bytes: Result<Vec<u8>, _> = points.iter().map(|p| u8::try_from(*p)).collect();
            bytes.ok()?
        }
    };
    (bytes.len() == size).then(|| (bytes, args.values.get(1).cloned()))
}

/// The hash of a tuple of ints.
pub fn hash_of(vm: &Vm, numbers: &[i64]) -> PyResult<i64> {
    let items = numbers.iter().map(|n| Value::int(*n)).collect();
    let tuple: Tuple = match Tuple::from_value(&Value::tuple(items)) {
        Some(tuple) => tuple,
        None => return Ok(0),
    };
    vm.hash(&tuple.value())
}
