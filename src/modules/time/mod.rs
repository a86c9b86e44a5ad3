//! time: clocks, sleeping, and civil time.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table, clocks, sleeping |
//! | `civil.rs` | the calendar and `struct_time` |
//! | `zone.rs` | the local time zone |
//! | `zones.rs` | `_zones`: the zones of the IANA database, for zoneinfo |
//! | `format.rs` | `strftime` |
//! | `parse.rs` | `strptime` |
//!
//! Left out: setting clocks and `pthread_getcpuclockid`, which need the system's privileges or
//! threads of its own.

use std::time::{SystemTime, UNIX_EPOCH};

use nix::errno::Errno;
use nix::time::{ClockId, clock_getres, clock_gettime};
use num_traits::ToPrimitive;

use crate::native::{ModuleDef, VarArgs};
use crate::object::float::float_ref;
use crate::object::int_ops::int_ref;
use crate::object::{Dict, Module, PyResult, Str, Value};
use crate::vm::Vm;

pub mod civil;
pub mod format;
pub mod parse;
pub mod zone;
pub mod zones;

use civil::Civil;

pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new("time", "Clocks, sleeping, and civil time.")
        .value("struct_time", civil::class(vm))
        .int("_STRUCT_TM_ITEMS", 11)
        .int("CLOCK_REALTIME", 0)
        .int("CLOCK_MONOTONIC", 1)
        .int("CLOCK_PROCESS_CPUTIME_ID", 2)
        .int("CLOCK_THREAD_CPUTIME_ID", 3)
        .int("CLOCK_MONOTONIC_RAW", 4)
        .int("CLOCK_BOOTTIME", 7)
        .int("CLOCK_TAI", 11);
    let zones = zone_values(vm);
    let def = zones
        .into_iter()
        .fold(def, |def, (name, value)| def.value(name, value));
    conversions(clocks(def))
}

// ---- clocks -------------------------------------------------------------------------------------------

/// A clock's functions, in seconds and in nanoseconds.
macro_rules! clock {
    ($def:ident, $name:literal, $doc:literal, $id:expr) => {
        let $def = $def
            .function(concat!($name, "()"), $doc, |vm: &Vm| {
                Ok(nanoseconds(vm, $id)? as f64 / 1e9)
            })
            .function(
                concat!($name, "_ns()"),
                concat!($doc, " In nanoseconds."),
                |vm: &Vm| nanoseconds(vm, $id),
            );
    };
}

fn clocks(def: ModuleDef) -> ModuleDef {
    clock!(
        def,
        "time",
        "The time in seconds since 1970-01-01 UTC.",
        ClockId::CLOCK_REALTIME
    );
    clock!(
        def,
        "monotonic",
        "A clock that never goes back.",
        ClockId::CLOCK_MONOTONIC
    );
    clock!(
        def,
        "perf_counter",
        "A clock for measuring durations.",
        ClockId::CLOCK_MONOTONIC
    );
    clock!(
        def,
        "process_time",
        "The time that the process has computed.",
        ClockId::CLOCK_PROCESS_CPUTIME_ID
    );
    clock!(
        def,
        "thread_time",
        "The time that the thread has computed.",
        ClockId::CLOCK_THREAD_CPUTIME_ID
    );
    def.function(
        "clock_gettime(clk_id, /)",
        "The time of a clock of the system.",
        |vm: &Vm, id: Value| {
            let id = clock_id(vm, &id)?;
            Ok(nanoseconds(vm, id)? as f64 / 1e9)
        },
    )
    .function(
        "clock_gettime_ns(clk_id, /)",
        "The time of a clock of the system in nanoseconds.",
        |vm: &Vm, id: Value| {
            let id = clock_id(vm, &id)?;
            nanoseconds(vm, id)
        },
    )
    .function(
        "clock_getres(clk_id, /)",
        "The resolution of a clock of the system.",
        |vm: &Vm, id: Value| {
            let id = clock_id(vm, &id)?;
            match clock_getres(id) {
                Ok(t) => Ok(t.tv_sec() as f64 + t.tv_nsec() as f64 / 1e9),
                Err(e) => Err(vm.os_error_number(e as i32, &[])),
            }
        },
    )
    .function("get_clock_info(name, /)", "How a clock works.", clock_info)
    .function("sleep(seconds, /)", "Wait for a number of seconds.", sleep)
}

fn nanoseconds(vm: &Vm, id: ClockId) -> PyResult<i64> {
    match clock_gettime(id) {
        Ok(t) => Ok(t
            .tv_sec()
            .saturating_mul(1_000_000_000)
            .saturating_add(t.tv_nsec())),
        Err(e) => Err(vm.os_error_number(e as i32, &[])),
    }
}

fn clock_id(vm: &Vm, id: &Value) -> PyResult<ClockId> {
    if int_ref(id).is_none() {
        return Err(vm.type_error(format!(
            "clk_id should be integer, not {}",
            vm.type_name(id)
        )));
    }
    match i32::try_from(vm.index(id)?) {
        Ok(id) => Ok(ClockId::from_raw(id)),
        Err(_) => Err(vm.overflow_error("signed integer is greater than maximum")),
    }
}

fn clock_info(vm: &Vm, name: Str) -> PyResult<Value> {
    let (id, implementation) = match name.as_str() {
        Some("time") => (ClockId::CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)"),
        Some("monotonic" | "perf_counter") => {
            (ClockId::CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)")
        }
        Some("process_time") => (
            ClockId::CLOCK_PROCESS_CPUTIME_ID,
            "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
        ),
        Some("thread_time") => (
            ClockId::CLOCK_THREAD_CPUTIME_ID,
            "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
        ),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let is_wall = id == ClockId::CLOCK_REALTIME;
    let resolution =
        clock_getres(id).map_or(1e-9, |t| t.tv_sec() as f64 + t.tv_nsec() as f64 / 1e9);
    let dict = Dict::new();
    for (key, value) in [
        ("implementation", Value::str(implementation)),
        ("monotonic", Value::bool(!is_wall)),
        ("adjustable", Value::bool(is_wall)),
        ("resolution", Value::float(resolution)),
    ] {
        dict.set_str(&Str::intern(key), value);
    }
    Ok(super::types::make_namespace(vm, &dict))
}

/// `time.sleep(seconds)`
///
/// Errors: ValueError for a negative time or NaN; OverflowError beyond 292 years.
fn sleep(vm: &Vm, seconds: Value) -> PyResult<()> {
    const MOST: f64 = 9_223_372_036.854_775;
    let out_of_range = || vm.overflow_error("timestamp out of range for platform time_t");
    let seconds = match float_ref(&seconds) {
        Some(x) if x.is_nan() => return Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(x) if x.abs() > MOST => return Err(out_of_range()),
        Some(x) => x,
        None => {
            let seconds = vm.index_big(&seconds)?.to_f64().unwrap_or(f64::INFINITY);
            if seconds.abs() > MOST {
                return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
            }
            seconds
        }
    };
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    vm.sleep(seconds)
}

// ---- civil time -------------------------------------------------------------------------------------------

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |d| d.as_secs() as i64)
}

/// The years that fit `struct tm`.
const MOMENTS: std::ops::RangeInclusive<i64> = -67_768_040_609_740_800..=67_768_036_191_676_799;

/// The moment that an argument means: now for None.
fn moment(vm: &Vm, seconds: &Value) -> PyResult<i64> {
    if seconds.is_none() {
        return Ok(now());
    }
    let out_of_range = || vm.overflow_error("timestamp out of range for platform time_t");
    let moment = match float_ref(seconds) {
        Some(x) if x.is_nan() => return Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(x) if x.floor().abs() < 9_223_372_036_854_775_808.0 => x.floor() as i64,
        Some(_) => return Err(out_of_range()),
        None => {
            let n = vm.index_value(seconds)?;
            int_ref(&n)
                .and_then(|n| n.to_i64())
                .ok_or_else(out_of_range)?
        }
    };
    if !MOMENTS.contains(&moment) {
        return Err(vm.os_error_number(Errno::EOVERFLOW as i32, &[]));
    }
    Ok(moment)
}

/// `time.localtime(seconds)`
pub fn local_civil(vm: &Vm, seconds: &Value) -> PyResult<Civil> {
    let moment = moment(vm, seconds)?;
    Ok(zone::local(vm).civil(moment))
}

fn gmtime(vm: &Vm, seconds: Value) -> PyResult<Value> {
    let mut civil = Civil::at(moment(vm, &seconds)?, 0);
    civil.zone = Some("GMT".to_owned());
    civil.offset = Some(0);
    Ok(civil.into_value(vm))
}

/// The values of `timezone`, `altzone`, `daylight` and `tzname`.
fn zone_values(vm: &Vm) -> [(&'static str, Value); 4] {
    let (winter, summer) = zone::local(vm).seasons(now());
    let names = vec![
        Value::str(&winter.abbreviation),
        Value::str(&summer.abbreviation),
    ];
    [
        ("timezone", Value::int(-winter.seconds)),
        ("altzone", Value::int(-summer.seconds)),
        (
            "daylight",
            Value::int(i64::from(winter.seconds != summer.seconds)),
        ),
        ("tzname", Value::tuple(names)),
    ]
}

/// `time.tzset()`: read the zone anew from the variable TZ.
fn tzset(vm: &Vm) -> PyResult<()> {
    zone::reset(vm);
    let module = vm.modules.get_str(&Str::intern("time"));
    if let Some(module) = module.as_ref().and_then(Module::from_value) {
        for (name, value) in zone_values(vm) {
            module.dict.set_str(&Str::intern(name), value);
        }
    }
    Ok(())
}

fn conversions(def: ModuleDef) -> ModuleDef {
    def.function(
        "gmtime(seconds=None, /)",
        "A moment as civil time in UTC; now for None.",
        gmtime,
    )
    .function(
        "localtime(seconds=None, /)",
        "A moment as local civil time; now for None.",
        |vm: &Vm, seconds: Value| Ok(local_civil(vm, &seconds)?.into_value(vm)),
    )
    .function(
        "mktime(time_tuple, /)",
        "The moment of a local civil time, in seconds since 1970.",
        mktime,
    )
    .function(
        "asctime(time_tuple=<none>, /)",
        "A civil time as text such as 'Mon Feb  5 07:08:09 2024'; now if left out.",
        asctime,
    )
    .function(
        "ctime(seconds=None, /)",
        "A moment as text such as 'Mon Feb  5 07:08:09 2024'; now for None.",
        |vm: &Vm, seconds: Value| Ok(local_civil(vm, &seconds)?.to_ascii()),
    )
    .function(
        "strftime(*args)",
        "strftime(format[, time_tuple])\n\nA civil time as text, by a format; now if left out.",
        strftime,
    )
    .function(
        "def strptime(data_string, format='%a %b %d %H:%M:%S %Y')",
        "The civil time that a text tells, by a format.",
        strptime,
    )
    .function(
        "tzset()",
        "Read the local time zone anew from the variable TZ.",
        tzset,
    )
}

fn mktime(vm: &Vm, tuple: Value) -> PyResult<f64> {
    Ok(zone::local(vm).seconds(&Civil::from_value(vm, &tuple, "mktime")?) as f64)
}

fn asctime(vm: &Vm, tuple: Option<Value>) -> PyResult<String> {
    let civil = match tuple {
        Some(tuple) => Civil::from_value(vm, &tuple, "asctime")?.checked(vm)?,
        None => local_civil(vm, &Value::NONE)?,
    };
    Ok(civil.to_ascii())
}

fn strftime(vm: &Vm, args: VarArgs) -> PyResult<Value> {
    let (text, tuple) = match &args.0[..] {
        [text] => (text, None),
        [text, tuple] => (text, Some(tuple)),
        [] => return Err(vm.type_error("strftime() takes at least 1 argument (0 given)")),
        all => {
            return Err(vm.type_error(format!(
                "strftime() takes at most 2 arguments ({} given)",
                all.len()
            )));
        }
    };
    let Some(text) = Str::from_value(text) else {
        return Err(vm.type_error(format!(
            "strftime() argument 1 must be str, not {}",
            if text.is_none() {
                "None".to_owned()
            } else {
                vm.type_name(text).to_string()
            }
        )));
    };
    let zone = zone::local(vm);
    let civil = match tuple {
        None => local_civil(vm, &Value::NONE)?,
        Some(tuple) => {
            let mut civil = Civil::from_value(vm, tuple, "strftime")?.checked(vm)?;
            if civil.zone.is_none() && civil.isdst >= 0 {
                civil.zone = Some(zone.season_name(now(), civil.isdst > 0));
            }
            civil
        }
    };
    let points = text.code_points();
    if points.contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(Value::from_code_points(&format::format(
        &civil, &zone, &points,
    )))
}

fn strptime(vm: &Vm, text: Value, format: Value) -> PyResult<Value> {
    let string = |at: usize, value: &Value| match Str::from_value(value) {
        Some(text) => Ok(text),
        None => Err(vm.type_error(format!(
            "strptime() argument {at} must be str, not {}",
            vm.repr(&vm.class_of(value).value())?
        ))),
    };
    let (text, format) = (string(0, &text)?, string(1, &format)?);
    Ok(parse::parse(vm, &text, &format, &zone_names(vm))?
        .civil
        .into_value(vm))
}

/// The names of the local zone, for `%Z`.
pub fn zone_names(vm: &Vm) -> parse::ZoneNames {
    let (winter, summer) = zone::local(vm).seasons(now());
    parse::ZoneNames {
        standard: winter.abbreviation,
        daylight: summer.abbreviation,
    }
}
