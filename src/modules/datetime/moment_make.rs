//! The ways to make a `datetime`, and the local zone's part in it.

use std::time::{SystemTime, UNIX_EPOCH};

use super::clock::{Clock, TimeOfDay};
use super::date::{EPOCH, LAST_ORDINAL, Stamp};
use super::moment::{Moment, make};
use super::{iso, zone};
use crate::modules::time;
use crate::native::ClassDef;
use crate::object::float::float_ref;
use crate::object::{Class, Native, PyResult, Str, Value};
use crate::vm::Vm;

/// The seconds of a day: more than any fold.
const DAY: i64 = 86_400;

pub(super) fn methods(def: ClassDef) -> ClassDef {
    def.class_method(
        "now(type, /, tz=None)",
        "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone \
         object.\n\nIf no tz is specified, uses local timezone.",
        |vm: &Vm, class: Class, tz: Value| {
            zone::check(vm, &tz)?;
            let (seconds, micro) = now();
            at(vm, &class, seconds, micro, &tz)
        },
    )
    .class_method(
        "utcnow(type, /)",
        "Return a new datetime representing UTC day and time.",
        |vm: &Vm, class: Class| {
            deprecated(vm, "utcnow()", "now(datetime.UTC)")?;
            let (seconds, micro) = now();
            make(vm, &class, civil(vm, seconds, micro, Value::NONE)?)
        },
    )
    .class_method(
        "fromtimestamp(type, /, timestamp, tz=None)",
        "timestamp[, tz] -> tz's local time from POSIX timestamp.",
        |vm: &Vm, class: Class, seconds: Value, tz: Value| {
            zone::check(vm, &tz)?;
            let (seconds, micro) = split_timestamp(vm, &seconds)?;
            at(vm, &class, seconds, micro, &tz)
        },
    )
    .class_method(
        "utcfromtimestamp(type, timestamp, /)",
        "Construct a naive UTC datetime from a POSIX timestamp.",
        |vm: &Vm, class: Class, seconds: Value| {
            deprecated(
                vm,
                "utcfromtimestamp()",
                "fromtimestamp(timestamp, datetime.UTC)",
            )?;
            let (seconds, micro) = split_timestamp(vm, &seconds)?;
            make(vm, &class, civil(vm, seconds, micro, Value::NONE)?)
        },
    )
    .class_method(
        "fromisoformat(type, string, /)",
        "string -> datetime from a string in most ISO 8601 formats",
        |vm: &Vm, class: Class, text: Value| {
            let Some(text) = Str::from_value(&text) else {
                return Err(vm.type_error("fromisoformat: argument must be str"));
            };
            make(vm, &class, iso::moment_of(vm, &text)?)
        },
    )
    .class_method(
        "strptime(type, date_string, format, /)",
        "string, format -> new datetime parsed from a string (like time.strptime()).",
        strptime,
    )
    .class_method(
        "combine(type, /, date, time, tzinfo=<time.tzinfo>)",
        "date, time -> datetime with same date and time fields",
        combine,
    )
}

fn deprecated(vm: &Vm, what: &str, instead: &str) -> PyResult<()> {
    vm.warn(
        &vm.types.deprecation_warning,
        &format!(
            "datetime.datetime.{what} is deprecated and scheduled for removal in a future \
             version. Use timezone-aware objects to represent datetimes in UTC: \
             datetime.datetime.{instead}."
        ),
    )
}

/// The present moment: seconds since 1970 and microseconds.
fn now() -> (i64, u32) {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    (since.as_secs() as i64, since.subsec_micros())
}

/// A timestamp as whole seconds and microseconds, rounded to the nearest (to even in a tie).
pub fn split_timestamp(vm: &Vm, value: &Value) -> PyResult<(i64, u32)> {
    let out_of_range = || vm.overflow_error("timestamp out of range for platform time_t");
    let Some(x) = float_ref(value) else {
        let seconds = vm.index_big(value)?;
        return match num_traits::ToPrimitive::to_i64(&seconds) {
            Some(seconds) => Ok((seconds, 0)),
            None => Err(out_of_range()),
        };
    };
    if x.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if x.trunc().abs() >= 9_223_372_036_854_775_808.0 {
        return Err(out_of_range());
    }
    let mut seconds = x.trunc() as i64;
    let mut micro = (x.fract() * 1e6).round_ties_even();
    if micro >= 1e6 {
        micro -= 1e6;
        seconds += 1;
    } else if micro < 0.0 {
        micro += 1e6;
        seconds -= 1;
    }
    Ok((seconds, micro as u32))
}

/// UTC's civil time of a moment, with a zone that is only put down.
fn civil(vm: &Vm, seconds: i64, micro: u32, tz: Value) -> PyResult<Stamp> {
    let days = seconds.div_euclid(DAY);
    let ordinal = days + EPOCH;
    if !(1..=LAST_ORDINAL).contains(&ordinal) {
        // Beyond the years that `struct tm` can hold there is no year to tell.
        if days.abs() > 784_353_015_833 {
            let overflow = nix::errno::Errno::EOVERFLOW as i32;
            return Err(vm.os_error_number(overflow, &[]));
        }
        let (year, ..) = time::civil::civil_from_days(days);
        return Err(vm.value_error(format!("year {year} is out of range")));
    }
    let mut stamp = Stamp::of_ordinal(ordinal);
    let micros = seconds.rem_euclid(DAY) * 1_000_000 + i64::from(micro);
    stamp.clock = Some(Clock::of_micros(micros, tz));
    Ok(stamp)
}

/// A moment in a zone, local for None.
fn at(vm: &Vm, class: &Class, seconds: i64, micro: u32, tz: &Value) -> PyResult<Value> {
    if tz.is_none() {
        return make(vm, class, local(vm, seconds, micro)?);
    }
    let utc = make(vm, class, civil(vm, seconds, micro, tz.clone())?)?;
    vm.call_method(tz, "fromutc", &mut [utc])
}

/// The local civil time of a moment.
fn local(vm: &Vm, seconds: i64, micro: u32) -> PyResult<Stamp> {
    let zone = time::zone::local(vm);
    let shown = |moment: i64| moment.saturating_add(zone.at(moment).seconds);
    let here = shown(seconds);
    let mut stamp = civil(vm, here, micro, Value::NONE)?;
    // A day ago the clock was ahead by more: perhaps it has shown this time already.
    let change = here - shown(seconds.saturating_sub(DAY)) - DAY;
    if change < 0
        && shown(seconds.saturating_add(change)) == here
        && let Some(clock) = &mut stamp.clock
    {
        clock.fold = true;
    }
    Ok(stamp)
}

/// The moment of a local civil time, both in seconds since 1970.
pub fn local_seconds(vm: &Vm, civil_time: i64, fold: bool) -> PyResult<i64> {
    let zone = time::zone::local(vm);
    let shown = |moment: i64| -> PyResult<i64> {
        let there = moment + zone.at(moment).seconds;
        civil(vm, there, 0, Value::NONE)?;
        Ok(there)
    };
    let first_offset = shown(civil_time)? - civil_time;
    let one = civil_time - first_offset;
    let there = shown(one)?;
    let other_offset = if there == civil_time {
        // It fits; is there another moment on the other side of a change?
        let probe = if fold { one + DAY } else { one - DAY };
        let offset = shown(probe)? - probe;
        if offset == first_offset {
            return Ok(one);
        }
        offset
    } else {
        there - one
    };
    let other = civil_time - other_offset;
    if shown(other)? == civil_time {
        return Ok(other);
    }
    if there == civil_time {
        return Ok(one);
    }
    // A time that the clocks skip.
    Ok(if fold { one.min(other) } else { one.max(other) })
}

/// `datetime.astimezone(tz)`
pub(super) fn as_timezone(vm: &Vm, this: Moment, tz: Value) -> PyResult<Value> {
    zone::check(vm, &tz)?;
    let clock = this.clock();
    if !tz.is_none() && clock.tz.is(&tz) {
        return Ok(this.value());
    }
    let offset = match this.offset(vm)? {
        Some(offset) => offset,
        None => {
            let seconds = local_seconds(vm, this.civil_seconds(), clock.fold)?;
            (this.civil_seconds() - seconds) * 1_000_000
        }
    };
    let mut stamp = this.moved(vm, -i128::from(offset))?;
    let tz = if tz.is_none() {
        local_zone(vm, &stamp)?
    } else {
        tz
    };
    if let Some(clock) = &mut stamp.clock {
        clock.tz = tz.clone();
    }
    let utc = make(vm, &vm.class_of(&this.value()), stamp)?;
    vm.call_method(&tz, "fromutc", &mut [utc])
}

/// The local zone as a fixed offset at a moment of UTC.
fn local_zone(vm: &Vm, utc: &Stamp) -> PyResult<Value> {
    let seconds = utc.micros().div_euclid(1_000_000) - EPOCH * DAY;
    let offset = time::zone::local(vm).at(seconds);
    let name = Str::new(offset.abbreviation);
    zone::fixed(vm, i128::from(offset.seconds) * 1_000_000, Some(name))
}

fn strptime(vm: &Vm, class: Class, text: Str, format: Str) -> PyResult<Value> {
    let parsed = time::parse::parse(vm, &text, &format, &time::zone_names(vm))?;
    let civil = &parsed.civil;
    let mut stamp = Stamp::checked(vm, civil.year, civil.month, civil.day)?;
    let parts = [civil.hour, civil.minute, civil.second, parsed.microsecond];
    let tz = match civil.offset {
        None => Value::NONE,
        Some(offset) => {
            let micros = i128::from(offset) * 1_000_000 + i128::from(parsed.offset_microsecond);
            zone::fixed(vm, micros, civil.zone.as_deref().map(Str::new))?
        }
    };
    stamp.clock = Some(Clock::checked(vm, parts, 0, tz)?);
    make(vm, &class, stamp)
}

fn combine(vm: &Vm, class: Class, date: Value, time: Value, tz: Option<Value>) -> PyResult<Value> {
    let wrong = |at: usize, expected: &str, value: &Value| {
        let given = if value.is_none() {
            "None".to_owned()
        } else {
            vm.type_name(value).to_string()
        };
        vm.type_error(format!(
            "combine() argument {at} must be {expected}, not {given}"
        ))
    };
    let Some(day) = Native::<Stamp>::from_value(&date) else {
        return Err(wrong(1, "datetime.date", &date));
    };
    let Some(clock) = Native::<TimeOfDay>::from_value(&time) else {
        return Err(wrong(2, "datetime.time", &time));
    };
    let mut clock = clock.0.clone();
    if let Some(tz) = tz {
        zone::check(vm, &tz)?;
        clock.tz = tz;
    }
    let stamp = Stamp {
        clock: Some(clock),
        ..(*day).clone()
    };
    make(vm, &class, stamp)
}
