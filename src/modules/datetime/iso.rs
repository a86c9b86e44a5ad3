//! ISO 8601: reading and writing.
//!
//! What `fromisoformat` takes: dates as `2015-06-01`, `20150601`, `2015-W23-1`, `2015W231` and weeks
//! without a day; times as `10`, `10:11`, `10:11:12`, with a fraction, and the same without colons;
//! offsets as `Z` and like times; any one character between date and time.

use super::clock::Clock;
use super::date::{EPOCH, Stamp};
use super::zone;
use crate::modules::time::civil::days_from_civil;
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// The ordinal of the Monday of a year's first week.
pub fn first_monday(year: i64) -> i64 {
    let first = days_from_civil(year, 1, 1) + EPOCH;
    let weekday = (first + 6) % 7;
    let monday = first - weekday;
    if weekday > 3 { monday + 7 } else { monday }
}

/// The date of a year, week and weekday; the error's text otherwise.
pub fn week_date(year: i64, week: i64, day: i64) -> Result<Stamp, String> {
    if !(1..=9999).contains(&year) {
        return Err(format!("Year is out of range: {year}"));
    }
    let weeks = (first_monday(year + 1) - first_monday(year)) / 7;
    if !(1..=weeks).contains(&week) {
        return Err(format!("Invalid week: {week}"));
    }
    if !(1..=7).contains(&day) {
        return Err(format!("Invalid day: {day} (range is [1, 7])"));
    }
    let ordinal = first_monday(year) + (week - 1) * 7 + day - 1;
    if !(1..=super::date::LAST_ORDINAL).contains(&ordinal) {
        return Err(format!(
            "year {} is out of range",
            if ordinal < 1 { 0 } else { 10000 }
        ));
    }
    Ok(Stamp::of_ordinal(ordinal))
}

/// `2015-06-01`
pub fn date_text(stamp: &Stamp) -> String {
    format!("{:04}-{:02}-{:02}", stamp.year, stamp.month, stamp.day)
}

/// A time of day without its offset, as exact as `timespec` says.
pub fn time_text(vm: &Vm, clock: &Clock, spec: &Str) -> PyResult<String> {
    let Clock {
        hour,
        minute,
        second,
        micro,
        ..
    } = *clock;
    let spec = match spec.as_str() {
        Some("auto") if micro == 0 => "seconds",
        Some("auto") => "microseconds",
        Some(other) => other,
        None => "",
    };
    Ok(match spec {
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", micro / 1000),
        "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{micro:06}"),
        _ => return Err(vm.value_error("Unknown timespec value")),
    })
}

/// Why a text could not be read.
enum Problem {
    /// It is no such text at all.
    Shape,
    Value(crate::object::Exc),
}

fn finish<T>(vm: &Vm, text: &Str, result: Result<T, Problem>) -> PyResult<T> {
    match result {
        Ok(value) => Ok(value),
        Err(Problem::Value(error)) => Err(error),
        Err(Problem::Shape) => {
            let shown = vm.repr(&text.value())?;
            let mut points: Vec<u32> = "Invalid isoformat string: "
                .chars()
                .map(u32::from)
                .collect();
            points.extend(shown.code_points());
            let message = Value::from_code_points(&points);
            Err(vm.exception_with(&vm.types.value_error, vec![message]))
        }
    }
}

/// `date.fromisoformat`
pub fn date_of(vm: &Vm, text: &Str) -> PyResult<Stamp> {
    let points = text.code_points();
    let result = match points.len() {
        7 | 8 | 10 => date(vm, &points),
        _ => Err(Problem::Shape),
    };
    finish(vm, text, result)
}

/// `time.fromisoformat`
pub fn time_of(vm: &Vm, text: &Str) -> PyResult<Clock> {
    let points = text.code_points();
    let rest = match &points[..] {
        [first, rest @ ..] if *first == u32::from('T') => rest,
        all => all,
    };
    finish(vm, text, clock(vm, rest))
}

/// `datetime.fromisoformat`
pub fn moment_of(vm: &Vm, text: &Str) -> PyResult<Stamp> {
    let points = text.code_points();
    let read = || -> Result<Stamp, Problem> {
        if points.len() < 7 {
            return Err(Problem::Shape);
        }
        let end = separator(&points).ok_or(Problem::Shape)?;
        let mut stamp = date(vm, points.get(..end).ok_or(Problem::Shape)?)?;
        stamp.clock = Some(match points.get(end + 1..) {
            Some(rest) if points.len() > end => clock(vm, rest)?,
            _ => Clock::default(),
        });
        Ok(stamp)
    };
    finish(vm, text, read())
}

fn is_digit(point: Option<&u32>) -> bool {
    point
        .and_then(|p| char::from_u32(*p))
        .is_some_and(|c| c.is_ascii_digit())
}

/// Where the date ends. A week without its day is told from one with it by what follows.
fn separator(points: &[u32]) -> Option<usize> {
    let at = |i: usize| points.get(i).copied().and_then(char::from_u32);
    let size = points.len();
    if size == 7 {
        return Some(7);
    }
    if at(4) == Some('-') {
        if at(5) != Some('W') {
            return Some(10);
        }
        if size < 8 {
            return None;
        }
        if size > 8 && at(8) == Some('-') {
            return match size {
                9 => None,
                _ if size > 10 && is_digit(points.get(10)) => Some(8),
                _ => Some(10),
            };
        }
        return Some(8);
    }
    if at(4) != Some('W') {
        return Some(8);
    }
    let digits = points
        .iter()
        .skip(7)
        .take_while(|p| is_digit(Some(p)))
        .count();
    Some(match 7 + digits {
        end if end < 9 => end,
        end if end % 2 == 0 => 7,
        _ => 8,
    })
}

/// So many ASCII digits at a place.
fn digits(points: &[u32], at: usize, count: usize) -> Result<i64, Problem> {
    let slice = points.get(at..at + count).ok_or(Problem::Shape)?;
    slice.iter().try_fold(0, |n, p| {
        let digit = char::from_u32(*p)
            .and_then(|c| c.to_digit(10))
            .ok_or(Problem::Shape)?;
        Ok(n * 10 + i64::from(digit))
    })
}

fn date(vm: &Vm, points: &[u32]) -> Result<Stamp, Problem> {
    let is = |i: usize, c: char| points.get(i) == Some(&u32::from(c));
    let year = digits(points, 0, 4)?;
    let dashed = is(4, '-');
    let mut at = if dashed { 5 } else { 4 };
    if is(at, 'W') {
        let week = digits(points, at + 1, 2)?;
        at += 3;
        let mut day = 1;
        if at < points.len() {
            if dashed {
                if !is(at, '-') {
                    return Err(Problem::Shape);
                }
                at += 1;
            }
            day = digits(points, at, 1)?;
            at += 1;
        }
        if at != points.len() {
            return Err(Problem::Shape);
        }
        return match week_date(year, week, day) {
            Ok(stamp) => Ok(stamp),
            Err(text) if text.starts_with('y') => Err(Problem::Value(vm.value_error(text))),
            Err(_) => Err(Problem::Shape),
        };
    }
    let month = digits(points, at, 2)?;
    at += 2;
    if dashed {
        if !is(at, '-') {
            return Err(Problem::Shape);
        }
        at += 1;
    }
    let day = digits(points, at, 2)?;
    if at + 2 != points.len() {
        return Err(Problem::Shape);
    }
    Stamp::checked(vm, year, month, day).map_err(Problem::Value)
}

/// Hours, minutes, seconds, microseconds.
fn hours(points: &[u32]) -> Result<[i64; 4], Problem> {
    let mut parts = [0; 4];
    let colon = u32::from(':');
    let mut at = 0;
    let mut has_colons = false;
    for index in 0..3 {
        parts[index] = digits(points, at, 2)?;
        at += 2;
        let Some(next) = points.get(at) else {
            return Ok(parts);
        };
        if index == 0 {
            has_colons = *next == colon;
        }
        let is_fraction = *next == u32::from('.') || *next == u32::from(',');
        if is_fraction {
            if index != 2 {
                return Err(Problem::Shape);
            }
            at += 1;
            break;
        }
        if has_colons {
            if *next != colon || index == 2 {
                return Err(Problem::Shape);
            }
            at += 1;
        } else if index == 2 {
            return Err(Problem::Shape);
        }
    }
    let fraction = points.get(at..).unwrap_or(&[]);
    if fraction.is_empty() || !fraction.iter().all(|p| is_digit(Some(p))) {
        return Err(Problem::Shape);
    }
    let known = fraction.len().min(6);
    parts[3] = digits(points, at, known)? * 10i64.pow(6 - known as u32);
    Ok(parts)
}

fn clock(vm: &Vm, points: &[u32]) -> Result<Clock, Problem> {
    let sign_at = points
        .iter()
        .position(|p| ['+', '-', 'Z'].map(u32::from).contains(p));
    let (time, tail) = points.split_at(sign_at.unwrap_or(points.len()));
    let parts = hours(time)?;
    let tz = match tail {
        [] => Value::NONE,
        [z] if *z == u32::from('Z') => zone::fixed(vm, 0, None).map_err(Problem::Value)?,
        [sign, rest @ ..] if *sign != u32::from('Z') => {
            let [hour, minute, second, micro] = hours(rest)?;
            let size = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro;
            let sign = if *sign == u32::from('-') { -1 } else { 1 };
            zone::fixed(vm, i128::from(sign * size), None).map_err(Problem::Value)?
        }
        _ => return Err(Problem::Shape),
    };
    Clock::checked(vm, parts, 0, tz).map_err(Problem::Value)
}
