//! time: clocks, sleeping, and civil time.
//!
//! Zones come from the system by jiff (the variable TZ, /etc/localtime); `strftime` and `strptime`
//! are written here, as glibc and CPython do them in the C locale. Left out: `tzset` (the zone is
//! read when the module is imported), `pthread_getcpuclockid`.

use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use nix::time::{ClockId, clock_getres, clock_gettime};

use crate::native::{ModuleDef, StructSequence};
use crate::object::{Dict, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

static STRUCT_TIME: StructSequence = StructSequence {
    module: "time",
    name: "struct_time",
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by \
          asctime(), mktime() and strftime().",
    fields: &[
        ("tm_year", "year, for example, 1993"),
        ("tm_mon", "month of year, range [1, 12]"),
        ("tm_mday", "day of month, range [1, 31]"),
        ("tm_hour", "hours, range [0, 23]"),
        ("tm_min", "minutes, range [0, 59]"),
        ("tm_sec", "seconds, range [0, 61])"),
        ("tm_wday", "day of week, range [0, 6], Monday is 0"),
        ("tm_yday", "day of year, range [1, 366]"),
        (
            "tm_isdst",
            "1 if summer time is in effect, 0 if not, and -1 if unknown",
        ),
        ("tm_zone", "abbreviation of timezone name"),
        ("tm_gmtoff", "offset from UTC in seconds"),
    ],
    visible: 9,
    can_create: true,
};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A civil time as `struct tm` has it, with Monday as day 0 of the week.
#[derive(Clone, Debug, Default)]
pub struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    /// From 1.
    pub yearday: i64,
    pub isdst: i64,
    pub zone: Option<String>,
    pub offset: Option<i64>,
}

/// Days from 1970-01-01 to a civil date. After Howard Hinnant's `days_from_civil`.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// The civil date of a day from 1970-01-01. After Howard Hinnant's `civil_from_days`.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

impl Civil {
    /// The civil time of seconds since 1970 at an offset from UTC.
    pub fn at(seconds: i64, offset: i64) -> Civil {
        let local = seconds + offset;
        let days = local.div_euclid(86_400);
        let rest = local.rem_euclid(86_400);
        let (year, month, day) = civil_from_days(days);
        Civil {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest % 3600 / 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_from_civil(year, 1, 1) + 1,
            isdst: 0,
            zone: None,
            offset: None,
        }
    }

    fn into_value(self, vm: &Vm) -> Value {
        let zone = self.zone.as_deref().map_or(Value::NONE, Value::str);
        let offset = self.offset.map_or(Value::NONE, Value::int);
        vm.struct_sequence(
            &STRUCT_TIME,
            vec![
                Value::int(self.year),
                Value::int(self.month),
                Value::int(self.day),
                Value::int(self.hour),
                Value::int(self.minute),
                Value::int(self.second),
                Value::int(self.weekday),
                Value::int(self.yearday),
                Value::int(self.isdst),
                zone,
                offset,
            ],
        )
    }

    /// The numbers of a struct_time or tuple of nine, as `mktime` and `asctime` take them.
    fn from_value(vm: &Vm, value: &Value, name: &str) -> PyResult<Civil> {
        let Some(items) = Tuple::from_value(value) else {
            return Err(vm.type_error("Tuple or struct_time argument required"));
        };
        if items.len() != 9 {
            return Err(vm.type_error(format!("{name}(): illegal time tuple argument")));
        }
        let mut n = [0; 9];
        for (slot, item) in n.iter_mut().zip(items.iter()) {
            *slot = vm.index(item)?;
        }
        let zone = vm
            .attr_opt(value, "tm_zone")?
            .and_then(|z| Str::from_value(&z));
        let offset = vm
            .attr_opt(value, "tm_gmtoff")?
            .and_then(|o| o.as_small_int());
        Ok(Civil {
            year: n[0],
            month: n[1],
            day: n[2],
            hour: n[3],
            minute: n[4],
            second: n[5],
            weekday: n[6],
            yearday: n[7],
            isdst: n[8],
            zone: zone.map(|z| z.to_string()),
            offset,
        })
    }

    /// Check the ranges as `strftime` and `asctime` do.
    fn check(mut self, vm: &Vm) -> PyResult<Civil> {
        let bad = |what: &str| Err(vm.value_error(format!("{what} out of range")));
        if self.month == 0 {
            self.month = 1;
        }
        if self.day == 0 {
            self.day = 1;
        }
        if self.yearday == 0 {
            self.yearday = 1;
        }
        if !(1..=12).contains(&self.month) {
            return bad("month");
        }
        if !(1..=31).contains(&self.day) {
            return bad("day of month");
        }
        if !(0..24).contains(&self.hour) {
            return bad("hour");
        }
        if !(0..60).contains(&self.minute) {
            return bad("minute");
        }
        if !(0..=61).contains(&self.second) {
            return bad("seconds");
        }
        if self.weekday < -1 {
            return bad("day of week");
        }
        self.weekday = self.weekday.rem_euclid(7);
        if !(1..=366).contains(&self.yearday) {
            return bad("day of year");
        }
        Ok(self)
    }
}

/// The zone of this process.
fn local_zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| TimeZone::try_system().unwrap_or(TimeZone::UTC))
}

/// Offset from UTC in seconds, whether it is summer time, and the zone's abbreviation.
pub fn local_offset(seconds: i64) -> (i64, bool, String) {
    let Ok(at) = Timestamp::from_second(seconds) else {
        return (0, false, "UTC".to_owned());
    };
    let info = local_zone().to_offset_info(at);
    (
        i64::from(info.offset().seconds()),
        info.dst().is_dst(),
        info.abbreviation().to_owned(),
    )
}

/// Seconds since 1970 of a local civil time; fields may be out of range.
pub fn local_seconds(c: &Civil) -> i64 {
    let months = c.month - 1;
    let days =
        days_from_civil(c.year + months.div_euclid(12), months.rem_euclid(12) + 1, 1) + c.day - 1;
    let naive = days * 86_400 + c.hour * 3600 + c.minute * 60 + c.second;
    // Guess with the offset before and after, as the C library does.
    let (first, _, _) = local_offset(naive);
    let (second, dst, _) = local_offset(naive - first);
    if first == second || (c.isdst > 0) == dst {
        return naive - second;
    }
    naive - first
}

fn seconds_argument(vm: &Vm, value: &Value) -> PyResult<i64> {
    if value.is_none() {
        return Ok(now().as_secs() as i64);
    }
    let seconds = match value.as_small_int() {
        Some(i) => i,
        None => {
            if vm.class_of(value).slots.float.get().is_none()
                && vm.class_of(value).slots.index.get().is_none()
            {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.type_name(value)
                )));
            }
            let x = vm.to_f64(value)?;
            if x.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            x.floor() as i64
        }
    };
    if !(-67_768_040_609_740_800..=67_768_036_191_676_799).contains(&seconds) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    Ok(seconds)
}

fn now() -> std::time::Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

fn clock(id: ClockId) -> i64 {
    clock_gettime(id).map_or(0, |t| t.tv_sec() * 1_000_000_000 + t.tv_nsec())
}

/// Nanoseconds of the steady clock, counted from the first look so that floats stay exact.
fn monotonic() -> i64 {
    clock(ClockId::CLOCK_MONOTONIC)
}

fn local(vm: &Vm, seconds: &Value) -> PyResult<Civil> {
    let seconds = seconds_argument(vm, seconds)?;
    let (offset, dst, zone) = local_offset(seconds);
    let mut c = Civil::at(seconds, offset);
    c.isdst = i64::from(dst);
    c.zone = Some(zone);
    c.offset = Some(offset);
    Ok(c)
}

fn utc(vm: &Vm, seconds: &Value) -> PyResult<Civil> {
    let mut c = Civil::at(seconds_argument(vm, seconds)?, 0);
    c.zone = Some("UTC".to_owned());
    c.offset = Some(0);
    Ok(c)
}

fn asctime_text(c: &Civil) -> String {
    format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        &DAYS[c.weekday as usize % 7][..3],
        &MONTHS[(c.month - 1) as usize % 12][..3],
        c.day,
        c.hour,
        c.minute,
        c.second,
        c.year
    )
}

/// ISO 8601 year and week.
fn iso_week(c: &Civil) -> (i64, i64) {
    let week = (c.yearday - c.weekday + 9) / 7;
    let weeks_in = |year: i64| {
        let jan1 = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        let leap = days_from_civil(year + 1, 1, 1) - days_from_civil(year, 1, 1) == 366;
        if jan1 == 3 || (jan1 == 2 && leap) {
            53
        } else {
            52
        }
    };
    if week < 1 {
        (c.year - 1, weeks_in(c.year - 1))
    } else if week > weeks_in(c.year) {
        (c.year + 1, 1)
    } else {
        (c.year, week)
    }
}

/// `strftime` of the C library in the C locale, flags of glibc included.
pub fn format_civil(c: &Civil, format: &str) -> String {
    let mut out = String::new();
    let mut chars = format.chars().peekable();
    let hour12 = if c.hour % 12 == 0 { 12 } else { c.hour % 12 };
    while let Some(ch) = chars.next() {
        if ch != '%' {
            out.push(ch);
            continue;
        }
        let mut flag = None;
        while let Some(&f @ ('-' | '_' | '0' | '^' | '#')) = chars.peek() {
            flag = Some(f);
            chars.next();
        }
        let Some(kind) = chars.next() else {
            out.push('%');
            break;
        };
        let num = |n: i64, width: usize, pad: char| -> String {
            let pad = match flag {
                Some('-') => return n.to_string(),
                Some('_') => ' ',
                Some('0') => '0',
                _ => pad,
            };
            let digits = n.abs().to_string();
            let sign = if n < 0 { "-" } else { "" };
            let fill = width.saturating_sub(digits.len() + sign.len());
            let padding: String = std::iter::repeat_n(pad, fill).collect();
            if pad == ' ' {
                format!("{padding}{sign}{digits}")
            } else {
                format!("{sign}{padding}{digits}")
            }
        };
        let text = match kind {
            'a' => DAYS[c.weekday as usize % 7][..3].to_owned(),
            'A' => DAYS[c.weekday as usize % 7].to_owned(),
            'b' | 'h' => MONTHS[(c.month - 1) as usize % 12][..3].to_owned(),
            'B' => MONTHS[(c.month - 1) as usize % 12].to_owned(),
            'c' => format_civil(c, "%a %b %e %H:%M:%S %Y"),
            'C' => num(c.year.div_euclid(100), 2, '0'),
            'd' => num(c.day, 2, '0'),
            'D' => format_civil(c, "%m/%d/%y"),
            'e' => num(c.day, 2, ' '),
            'F' => format_civil(c, "%Y-%m-%d"),
            'g' => num(iso_week(c).0.rem_euclid(100), 2, '0'),
            'G' => iso_week(c).0.to_string(),
            'H' => num(c.hour, 2, '0'),
            'I' => num(hour12, 2, '0'),
            'j' => num(c.yearday, 3, '0'),
            'k' => num(c.hour, 2, ' '),
            'l' => num(hour12, 2, ' '),
            'm' => num(c.month, 2, '0'),
            'M' => num(c.minute, 2, '0'),
            'n' => "\n".to_owned(),
            'p' => (if c.hour < 12 { "AM" } else { "PM" }).to_owned(),
            'P' => (if c.hour < 12 { "am" } else { "pm" }).to_owned(),
            'r' => format_civil(c, "%I:%M:%S %p"),
            'R' => format_civil(c, "%H:%M"),
            's' => local_seconds(c).to_string(),
            'S' => num(c.second, 2, '0'),
            't' => "\t".to_owned(),
            'T' | 'X' => format_civil(c, "%H:%M:%S"),
            'u' => (if c.weekday == 6 { 7 } else { c.weekday + 1 }).to_string(),
            'U' => num((c.yearday + 6 - (c.weekday + 1) % 7) / 7, 2, '0'),
            'V' => num(iso_week(c).1, 2, '0'),
            'w' => ((c.weekday + 1) % 7).to_string(),
            'W' => num((c.yearday + 6 - c.weekday) / 7, 2, '0'),
            'x' => format_civil(c, "%m/%d/%y"),
            'y' => num(c.year.rem_euclid(100), 2, '0'),
            'Y' => c.year.to_string(),
            'z' => {
                let offset = c.offset.unwrap_or(0);
                let sign = if offset < 0 { '-' } else { '+' };
                format!(
                    "{sign}{:02}{:02}",
                    offset.abs() / 3600,
                    offset.abs() % 3600 / 60
                )
            }
            'Z' => c.zone.clone().unwrap_or_else(|| local_offset(0).2),
            '%' => "%".to_owned(),
            other => format!("%{other}"),
        };
        out.push_str(&match flag {
            Some('^') => text.to_uppercase(),
            Some('#') if matches!(kind, 'p' | 'Z') => text.to_lowercase(),
            Some('#') => text.to_uppercase(),
            _ => text,
        });
    }
    out
}

fn strftime(vm: &Vm, format: Str, t: Option<Value>) -> PyResult<String> {
    let c = match t {
        Some(t) => Civil::from_value(vm, &t, "strftime")?.check(vm)?,
        None => local(vm, &Value::NONE)?,
    };
    Ok(format_civil(&c, vm.utf8(&format)?))
}

/// `strptime`: the parts that a format finds in a text. Fraction in microseconds; offset and zone
/// name where the format asks for them.
pub struct Parsed {
    pub civil: Civil,
    pub microsecond: i64,
}

/// Parse `text` by `format`, with CPython's ValueError where it does not fit.
pub fn parse_civil(vm: &Vm, text: &str, format: &str) -> PyResult<Parsed> {
    let mismatch = || {
        vm.value_error(format!(
            "time data {} does not match format {}",
            crate::text::quote::repr_str(text),
            crate::text::quote::repr_str(format)
        ))
    };
    let mut p = Parser {
        rest: text,
        c: Civil {
            year: 1900,
            month: 1,
            day: 1,
            ..Civil::default()
        },
        ..Parser::new()
    };
    p.run(vm, format)?.then_some(()).ok_or_else(mismatch)?;
    if !p.rest.is_empty() {
        return Err(vm.value_error(format!("unconverted data remains: {}", p.rest)));
    }
    p.finish(vm, text, format)
}

struct Parser<'a> {
    rest: &'a str,
    c: Civil,
    pm: Option<bool>,
    hour12: Option<i64>,
    yearday: Option<i64>,
    weekday: Option<i64>,
    week: Option<(bool, i64)>,
    iso: (Option<i64>, Option<i64>),
    micro: i64,
    has_year: bool,
}

impl<'a> Parser<'a> {
    fn new() -> Parser<'a> {
        Parser {
            rest: "",
            c: Civil::default(),
            pm: None,
            hour12: None,
            yearday: None,
            weekday: None,
            week: None,
            iso: (None, None),
            micro: 0,
            has_year: false,
        }
    }

    /// Up to `width` digits within a range.
    fn number(&mut self, width: usize, low: i64, high: i64) -> Option<i64> {
        let digits = self
            .rest
            .bytes()
            .take(width)
            .take_while(u8::is_ascii_digit)
            .count();
        // The longest run of digits whose number is in range, as the regular expressions have it.
        for n in (1..=digits).rev() {
            let value: i64 = self.rest[..n].parse().ok()?;
            if (low..=high).contains(&value) {
                self.rest = &self.rest[n..];
                return Some(value);
            }
        }
        None
    }

    fn name(&mut self, names: &[&str], short: bool) -> Option<i64> {
        let lower = self.rest.to_lowercase();
        let at = names.iter().position(|n| {
            let n = if short { &n[..3] } else { n };
            lower.starts_with(&n.to_lowercase())
        })?;
        let length = if short { 3 } else { names[at].len() };
        self.rest = self.rest.get(length..)?;
        Some(at as i64)
    }

    fn run(&mut self, vm: &Vm, format: &str) -> PyResult<bool> {
        let mut chars = format.chars().peekable();
        while let Some(ch) = chars.next() {
            if ch.is_whitespace() {
                while chars.peek().is_some_and(|c| c.is_whitespace()) {
                    chars.next();
                }
                let trimmed = self.rest.trim_start();
                if trimmed.len() == self.rest.len() {
                    return Ok(false);
                }
                self.rest = trimmed;
                continue;
            }
            if ch != '%' {
                let next = self.rest.chars().next();
                if next.is_none_or(|c| c.to_lowercase().ne(ch.to_lowercase())) {
                    return Ok(false);
                }
                self.rest = &self.rest[next.map_or(0, char::len_utf8)..];
                continue;
            }
            let Some(kind) = chars.next() else {
                return Err(vm.value_error(format!("stray % in format '{format}'")));
            };
            if self.directive(vm, kind, format)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn directive(&mut self, vm: &Vm, kind: char, format: &str) -> PyResult<Option<()>> {
        let found = (|| {
            match kind {
                'Y' => {
                    if !self.rest.bytes().take(4).all(|b| b.is_ascii_digit()) {
                        return None;
                    }
                    self.c.year = self.rest.get(..4)?.parse().ok()?;
                    self.rest = &self.rest[4..];
                    self.has_year = true;
                }
                'y' => {
                    if !self.rest.bytes().take(2).all(|b| b.is_ascii_digit()) {
                        return None;
                    }
                    let n: i64 = self.rest.get(..2)?.parse().ok()?;
                    self.rest = &self.rest[2..];
                    self.c.year = if n <= 68 { 2000 + n } else { 1900 + n };
                    self.has_year = true;
                }
                'G' => {
                    self.iso.0 = Some(self.rest.get(..4)?.parse().ok()?);
                    self.rest = &self.rest[4..];
                }
                'V' => self.iso.1 = Some(self.number(2, 1, 53)?),
                'm' => self.c.month = self.number(2, 1, 12)?,
                'd' => self.c.day = self.number(2, 1, 31)?,
                'H' => self.c.hour = self.number(2, 0, 23)?,
                'I' => self.hour12 = Some(self.number(2, 1, 12)?),
                'M' => self.c.minute = self.number(2, 0, 59)?,
                'S' => self.c.second = self.number(2, 0, 61)?,
                'j' => self.yearday = Some(self.number(3, 1, 366)?),
                'w' => self.weekday = Some((self.number(1, 0, 6)? + 6) % 7),
                'u' => self.weekday = Some(self.number(1, 1, 7)? - 1),
                'U' => self.week = Some((true, self.number(2, 0, 53)?)),
                'W' => self.week = Some((false, self.number(2, 0, 53)?)),
                'A' => self.weekday = Some(self.name(&DAYS, false)?),
                'a' => self.weekday = Some(self.name(&DAYS, true)?),
                'B' => self.c.month = self.name(&MONTHS, false)? + 1,
                'b' => self.c.month = self.name(&MONTHS, true)? + 1,
                'p' => {
                    let lower = self.rest.get(..2)?.to_lowercase();
                    self.pm = Some(match lower.as_str() {
                        "am" => false,
                        "pm" => true,
                        _ => return None,
                    });
                    self.rest = &self.rest[2..];
                }
                'f' => {
                    let n = self
                        .rest
                        .bytes()
                        .take(6)
                        .take_while(u8::is_ascii_digit)
                        .count();
                    if n == 0 {
                        return None;
                    }
                    self.micro = format!("{:0<6}", &self.rest[..n]).parse().ok()?;
                    self.rest = &self.rest[n..];
                }
                'z' => return self.offset(),
                'Z' => {
                    let lower = self.rest.to_lowercase();
                    let (_, _, own) = local_offset(0);
                    let names = ["utc".to_owned(), "gmt".to_owned(), own.to_lowercase()];
                    let found = names.iter().find(|n| lower.starts_with(n.as_str()))?;
                    self.c.zone = Some(self.rest[..found.len()].to_owned());
                    self.c.isdst = 0;
                    self.rest = &self.rest[found.len()..];
                }
                '%' => {
                    self.rest = self.rest.strip_prefix('%')?;
                }
                _ => return None,
            }
            Some(())
        })();
        if found.is_some() {
            return Ok(found);
        }
        match kind {
            'c' => self
                .run(vm, "%a %b %d %H:%M:%S %Y")
                .map(|ok| ok.then_some(())),
            'x' => self.run(vm, "%m/%d/%y").map(|ok| ok.then_some(())),
            'X' => self.run(vm, "%H:%M:%S").map(|ok| ok.then_some(())),
            _ if "aAbBcdfGHIjmMpSuUVwWxXyYzZ%".contains(kind) => Ok(None),
            _ => Err(vm.value_error(format!("'{kind}' is a bad directive in format '{format}'"))),
        }
    }

    /// `+hh:mm[:ss]`, `+hhmm`, `Z`
    fn offset(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            self.c.offset = Some(0);
            return Some(());
        }
        let sign = match self.rest.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let body = &self.rest[1..];
        let hours: i64 = body.get(..2)?.parse().ok()?;
        let colon = body.as_bytes().get(2) == Some(&b':');
        let at = if colon { 3 } else { 2 };
        let minutes: i64 = body.get(at..at + 2)?.parse().ok()?;
        let mut used = at + 2;
        let mut seconds = 0;
        let tail = body.get(used..).unwrap_or("");
        let after = if colon {
            tail.strip_prefix(':')
        } else {
            Some(tail)
        };
        if let Some(after) = after
            && after.len() >= 2
            && after.bytes().take(2).all(|b| b.is_ascii_digit())
        {
            seconds = after[..2].parse().ok()?;
            used += 2 + usize::from(colon);
        }
        self.rest = &body[used..];
        self.c.offset = Some(sign * (hours * 3600 + minutes * 60 + seconds));
        Some(())
    }

    fn finish(mut self, vm: &Vm, text: &str, format: &str) -> PyResult<Parsed> {
        let _ = (text, format);
        if let Some(h) = self.hour12 {
            self.c.hour = h % 12 + if self.pm == Some(true) { 12 } else { 0 };
        }
        if let (Some(year), Some(week)) = self.iso {
            let Some(weekday) = self.weekday else {
                return Err(vm.value_error(
                    "ISO year directive '%G' must be used with the ISO week directive '%V' and a \
                     weekday directive ('%A', '%a', '%w', or '%u').",
                ));
            };
            let jan4 = days_from_civil(year, 1, 4);
            let monday = jan4 - (jan4 + 3).rem_euclid(7);
            let day = monday + (week - 1) * 7 + weekday;
            (self.c.year, self.c.month, self.c.day) = civil_from_days(day);
        } else if let (Some((sunday, week)), Some(weekday)) = (self.week, self.weekday) {
            let jan1 = days_from_civil(self.c.year, 1, 1);
            let first = (jan1 + 3).rem_euclid(7);
            let (first, weekday) = if sunday {
                ((first + 1) % 7, (weekday + 1) % 7)
            } else {
                (first, weekday)
            };
            let offset = (7 - first) % 7;
            let days = if week == 0 {
                weekday - first
            } else {
                offset + 7 * (week - 1) + weekday
            };
            (self.c.year, self.c.month, self.c.day) = civil_from_days(jan1 + days);
        } else if let Some(yearday) = self.yearday {
            let day = days_from_civil(self.c.year, 1, 1) + yearday - 1;
            (self.c.year, self.c.month, self.c.day) = civil_from_days(day);
        }
        let day = days_from_civil(self.c.year, self.c.month, self.c.day);
        if civil_from_days(day) != (self.c.year, self.c.month, self.c.day)
            && (self.has_year || self.c.month != 2 || self.c.day != 29)
        {
            return Err(vm.value_error("day is out of range for month"));
        }
        self.c.weekday = (day + 3).rem_euclid(7);
        self.c.yearday = day - days_from_civil(self.c.year, 1, 1) + 1;
        if self.c.zone.is_none() {
            self.c.isdst = -1;
        }
        Ok(Parsed {
            civil: self.c,
            microsecond: self.micro,
        })
    }
}

fn clock_info(vm: &Vm, name: Str) -> PyResult<Value> {
    let (id, implementation, monotonic, adjustable) = match name.as_str() {
        Some("time") => (
            ClockId::CLOCK_REALTIME,
            "clock_gettime(CLOCK_REALTIME)",
            false,
            true,
        ),
        Some("monotonic" | "perf_counter") => (
            ClockId::CLOCK_MONOTONIC,
            "clock_gettime(CLOCK_MONOTONIC)",
            true,
            false,
        ),
        Some("process_time") => (
            ClockId::CLOCK_PROCESS_CPUTIME_ID,
            "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
            true,
            false,
        ),
        Some("thread_time") => (
            ClockId::CLOCK_THREAD_CPUTIME_ID,
            "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
            true,
            false,
        ),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let resolution =
        clock_getres(id).map_or(1e-9, |t| t.tv_sec() as f64 + t.tv_nsec() as f64 / 1e9);
    let dict = Dict::new();
    for (key, value) in [
        ("implementation", Value::str(implementation)),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(adjustable)),
        ("resolution", Value::float(resolution)),
    ] {
        dict.set_str(&Str::intern(key), value);
    }
    Ok(super::types::make_namespace(vm, &dict))
}

pub fn module(vm: &Vm) -> ModuleDef {
    let winter = local_offset(1_704_067_200);
    let summer = local_offset(1_719_792_000);
    let (standard, daylight) = if winter.1 {
        (&summer, &winter)
    } else {
        (&winter, &summer)
    };
    let names = [&standard.2, &daylight.2].map(|n| Value::str(n)).to_vec();
    let seconds = |ns: i64| ns as f64 / 1e9;
    ModuleDef::new(
        "time",
        "This module provides various functions to manipulate time values.",
    )
    .value("struct_time", vm.struct_sequence_class(&STRUCT_TIME))
    .int("timezone", -standard.0)
    .int("altzone", -daylight.0)
    .int("daylight", i64::from(daylight.1))
    .value("tzname", Value::tuple(names))
    .int("CLOCK_REALTIME", 0)
    .int("CLOCK_MONOTONIC", 1)
    .int("CLOCK_PROCESS_CPUTIME_ID", 2)
    .int("CLOCK_THREAD_CPUTIME_ID", 3)
    .function(
        "time()",
        "Return the current time in seconds since the Epoch.",
        |_: &Vm| Ok(now().as_secs_f64()),
    )
    .function(
        "time_ns()",
        "Return the current time in nanoseconds since the Epoch.",
        |_: &Vm| Ok(now().as_nanos() as i64),
    )
    .function(
        "monotonic()",
        "Monotonic clock, cannot go backward.",
        move |_: &Vm| Ok(seconds(monotonic())),
    )
    .function(
        "monotonic_ns()",
        "Monotonic clock, cannot go backward, as nanoseconds.",
        |_: &Vm| Ok(monotonic()),
    )
    .function(
        "perf_counter()",
        "Performance counter for benchmarking.",
        move |_: &Vm| Ok(seconds(monotonic())),
    )
    .function(
        "perf_counter_ns()",
        "Performance counter for benchmarking as nanoseconds.",
        |_: &Vm| Ok(monotonic()),
    )
    .function(
        "process_time()",
        "Process time for profiling.",
        move |_: &Vm| Ok(seconds(clock(ClockId::CLOCK_PROCESS_CPUTIME_ID))),
    )
    .function(
        "process_time_ns()",
        "Process time for profiling as nanoseconds.",
        |_: &Vm| Ok(clock(ClockId::CLOCK_PROCESS_CPUTIME_ID)),
    )
    .function(
        "thread_time()",
        "Thread time for profiling.",
        move |_: &Vm| Ok(seconds(clock(ClockId::CLOCK_THREAD_CPUTIME_ID))),
    )
    .function(
        "thread_time_ns()",
        "Thread time for profiling as nanoseconds.",
        |_: &Vm| Ok(clock(ClockId::CLOCK_THREAD_CPUTIME_ID)),
    )
    .function(
        "get_clock_info(name, /)",
        "Get information of the specified clock.",
        clock_info,
    )
    .function(
        "sleep(object, /)",
        "Delay execution for a given number of seconds.",
        |vm: &Vm, delay: Value| {
            if vm.class_of(&delay).slots.float.get().is_none()
                && vm.class_of(&delay).slots.index.get().is_none()
            {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.type_name(&delay)
                )));
            }
            let delay = vm.to_f64(&delay)?;
            if delay.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            if delay < 0.0 {
                return Err(vm.value_error("sleep length must be non-negative"));
            }
            vm.sleep(delay)
        },
    )
    .function(
        "gmtime(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple in UTC.",
        |vm: &Vm, s: Value| Ok(utc(vm, &s)?.into_value(vm)),
    )
    .function(
        "localtime(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple in local time.",
        |vm: &Vm, s: Value| Ok(local(vm, &s)?.into_value(vm)),
    )
    .function(
        "mktime(tuple, /)",
        "Convert a time tuple in local time to seconds since the Epoch.",
        |vm: &Vm, t: Value| Ok(local_seconds(&Civil::from_value(vm, &t, "mktime")?) as f64),
    )
    .function(
        "asctime(tuple=<none>, /)",
        "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
        |vm: &Vm, t: Option<Value>| {
            let c = match t {
                Some(t) => Civil::from_value(vm, &t, "asctime")?.check(vm)?,
                None => local(vm, &Value::NONE)?,
            };
            Ok(asctime_text(&c))
        },
    )
    .function(
        "ctime(seconds=None, /)",
        "Convert a time in seconds since the Epoch to a string in local time.",
        |vm: &Vm, s: Value| Ok(asctime_text(&local(vm, &s)?)),
    )
    .function(
        "strftime(format, tuple=<none>, /)",
        "Convert a time tuple to a string according to a format specification.",
        strftime,
    )
    .function(
        "strptime(string, format='%a %b %d %H:%M:%S %Y', /)",
        "Parse a string to a time tuple according to a format specification.",
        |vm: &Vm, text: Value, format: Str| {
            let Some(text) = Str::from_value(&text) else {
                return Err(vm.type_error(format!(
                    "strptime() argument 0 must be str, not {}",
                    vm.repr(&vm.class_of(&text).value())?
                )));
            };
            let parsed = parse_civil(vm, vm.utf8(&text)?, vm.utf8(&format)?)?;
            Ok(parsed.civil.into_value(vm))
        },
    )
}
