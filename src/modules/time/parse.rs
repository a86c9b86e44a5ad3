//! `strptime` in the C locale: a format becomes a regular expression, as in CPython, so that what
//! matches and what does not is the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::civil::{Civil, DAYS, MONTHS, civil_from_days, days_from_civil, is_leap};
use crate::modules::re;
use crate::object::{PyResult, Str, Value};
use crate::regex::{IGNORECASE, Limits, Mode, Pattern, Program, Subject};
use crate::text::quote::repr_str;
use crate::vm::Vm;

/// What a text has told. Fractions count microseconds; the offset is in [`Civil::offset`].
pub struct Parsed {
    pub civil: Civil,
    pub microsecond: i64,
    /// The part of the offset that is less than a second.
    pub offset_microsecond: i64,
}

/// The names of zones that `%Z` knows: of winter time (UTC and GMT among them), of summer time.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ZoneNames {
    pub standard: String,
    pub daylight: String,
}

/// Patterns by format and zone names.
#[derive(Default)]
struct Cache(RefCell<HashMap<(String, ZoneNames), Rc<Program>>>);

/// Patterns kept before the cache starts anew.
const CACHE_SIZE: usize = 16;

/// Names as alternatives, the longest first, so that none hides a longer one.
fn alternatives(letter: char, names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.filter(|n| !n.is_empty()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    names.dedup();
    let escaped: Vec<String> = names.iter().map(|n| crate::regex::escape(n)).collect();
    format!("(?P<{letter}>{})", escaped.join("|"))
}

fn first_letters(name: &str) -> String {
    name.chars().take(3).collect::<String>().to_lowercase()
}

/// The pattern of a directive.
fn directive(letter: char, zones: &ZoneNames) -> Option<String> {
    let fixed = match letter {
        'd' => r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
        'f' => r"(?P<f>[0-9]{1,6})",
        'G' => r"(?P<G>\d\d\d\d)",
        'H' => r"(?P<H>2[0-3]|[0-1]\d|\d)",
        'I' => r"(?P<I>1[0-2]|0[1-9]|[1-9])",
        'j' => r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
        'm' => r"(?P<m>1[0-2]|0[1-9]|[1-9])",
        'M' => r"(?P<M>[0-5]\d|\d)",
        'p' => r"(?P<p>am|pm)",
        'S' => r"(?P<S>6[0-1]|[0-5]\d|\d)",
        'u' => r"(?P<u>[1-7])",
        'U' => r"(?P<U>5[0-3]|[0-4]\d|\d)",
        'V' => r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
        'w' => r"(?P<w>[0-6])",
        'W' => r"(?P<W>5[0-3]|[0-4]\d|\d)",
        'y' => r"(?P<y>\d\d)",
        'Y' => r"(?P<Y>\d\d\d\d)",
        'z' => r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
        '%' => "%",
        'a' => return Some(alternatives('a', DAYS.iter().map(|n| first_letters(n)))),
        'A' => return Some(alternatives('A', DAYS.iter().map(|n| n.to_lowercase()))),
        'b' => return Some(alternatives('b', MONTHS.iter().map(|n| first_letters(n)))),
        'B' => return Some(alternatives('B', MONTHS.iter().map(|n| n.to_lowercase()))),
        'Z' => {
            let names = ["utc", "gmt"].map(str::to_owned).into_iter();
            let own = [&zones.standard, &zones.daylight].map(|n| n.to_lowercase());
            return Some(alternatives('Z', names.chain(own)));
        }
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// The regular expression of a format, or the ValueError of a format with a bad directive.
fn expression(vm: &Vm, format: &str, zones: &ZoneNames) -> PyResult<String> {
    let mut pattern = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            pattern.push_str(r"\s+");
        } else if c != '%' {
            if r"\.^$*+?(){}[]|".contains(c) {
                pattern.push('\\');
            }
            pattern.push(c);
        } else {
            let Some(letter) = chars.next() else {
                return Err(vm.value_error(format!("stray % in format '{format}'")));
            };
            let whole = match letter {
                'c' => Some("%a %b %d %H:%M:%S %Y"),
                'x' => Some("%m/%d/%y"),
                'X' => Some("%H:%M:%S"),
                _ => None,
            };
            match (whole, directive(letter, zones)) {
                (Some(whole), _) => pattern.push_str(&expression(vm, whole, zones)?),
                (None, Some(part)) => pattern.push_str(&part),
                (None, None) => {
                    return Err(vm.value_error(format!(
                        "'{letter}' is a bad directive in format '{format}'"
                    )));
                }
            }
        }
    }
    Ok(pattern)
}

fn program(vm: &Vm, format: &str, zones: &ZoneNames) -> PyResult<Rc<Program>> {
    let cache = vm.state::<Cache>();
    let key = (format.to_owned(), zones.clone());
    if let Some(program) = cache.0.borrow().get(&key) {
        return Ok(program.clone());
    }
    let pattern = expression(vm, format, zones)?;
    warn_of_days_without_year(vm, format)?;
    let program = Program::compile(Pattern::Str(&pattern), IGNORECASE)
        .map_err(|e| re::exception(vm, &e, &Value::str(&pattern)))?;
    let program = Rc::new(program);
    let mut kept = cache.0.borrow_mut();
    if kept.len() >= CACHE_SIZE {
        kept.clear();
    }
    kept.insert(key, program.clone());
    Ok(program)
}

/// A day of the month without a year: 29 February would be read in a year that has none.
fn warn_of_days_without_year(vm: &Vm, format: &str) -> PyResult<()> {
    let mut chars = format.chars();
    let (mut has_day, mut has_year) = (false, false);
    while let Some(c) = chars.next() {
        if c == '%' {
            match chars.next() {
                Some('d') => has_day = true,
                Some('Y' | 'y' | 'G') => has_year = true,
                _ => {}
            }
        }
    }
    if !has_day || has_year {
        return Ok(());
    }
    vm.warn(
        &vm.types.deprecation_warning,
        "Parsing dates involving a day of month without a year specified is ambiguious\nand fails \
         to parse leap day. The default behavior will change in Python 3.15\nto either always \
         raise an exception or to use a different default year (TBD).\nTo avoid trouble, add a \
         specific year to the input & format.\nSee \
         https://github.com/python/cpython/issues/70647.",
    )
}

/// The fields that a text has for a format.
struct Fields<'a> {
    text: &'a str,
    spans: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Fields<'a> {
    fn text(&self, name: &str) -> Option<&'a str> {
        let (start, end) = *self.spans.get(name)?;
        self.text.get(start..end)
    }

    /// A number, in digits of any script.
    fn number(&self, name: &str) -> Option<i64> {
        let digits = self.text(name)?.trim().chars();
        Some(digits.fold(0, |n, c| {
            n * 10 + i64::from(crate::text::chars::decimal_digit(c).unwrap_or(0))
        }))
    }

    /// The index of a name in a list.
    fn name(&self, group: &str, names: &[&str], short: bool) -> Option<i64> {
        let found = self.text(group)?.to_lowercase();
        let at = names.iter().position(|name| {
            if short {
                first_letters(name) == found
            } else {
                name.to_lowercase() == found
            }
        })?;
        Some(at as i64)
    }
}

/// Read a text by a format.
///
/// Errors: ValueError for a text that does not fit, for numbers that are no date, and for a bad
/// format.
pub fn parse(vm: &Vm, text: &Str, format: &Str, zones: &ZoneNames) -> PyResult<Parsed> {
    let (text, format) = (vm.utf8(text)?, vm.utf8(format)?);
    let program = program(vm, format, zones)?;
    let limits = Limits::default();
    let found = program.run(Subject::Str(text), Mode::Match, 0, text.len(), &limits);
    let Ok(Some(captures)) = found else {
        return Err(vm.value_error(format!(
            "time data {} does not match format {}",
            repr_str(text),
            repr_str(format)
        )));
    };
    let (_, end) = captures.span();
    if end != text.len() {
        let rest = text.get(end..).unwrap_or("");
        return Err(vm.value_error(format!("unconverted data remains: {rest}")));
    }
    let spans = program
        .group_names
        .iter()
        .filter_map(|(name, at)| Some((name.as_str(), captures.spans.get(*at).copied()??)))
        .collect();
    Reader {
        fields: Fields { text, spans },
        zones,
    }
    .read(vm)
}

struct Reader<'a> {
    fields: Fields<'a>,
    zones: &'a ZoneNames,
}

impl Reader<'_> {
    fn read(&self, vm: &Vm) -> PyResult<Parsed> {
        let f = &self.fields;
        let mut civil = Civil {
            month: 1,
            day: 1,
            ..Civil::default()
        };
        let month = f.number("m").or_else(|| {
            let name = f
                .name("B", &MONTHS, false)
                .or_else(|| f.name("b", &MONTHS, true));
            name.map(|at| at + 1)
        });
        civil.month = month.unwrap_or(1);
        civil.day = f.number("d").unwrap_or(1);
        civil.hour = f.number("H").unwrap_or(0);
        if let Some(hour) = f.number("I") {
            let afternoon = f.text("p").is_some_and(|p| p.eq_ignore_ascii_case("pm"));
            civil.hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        civil.minute = f.number("M").unwrap_or(0);
        civil.second = f.number("S").unwrap_or(0);
        let microsecond = f
            .text("f")
            .map_or(0, |digits| format!("{digits:0<6}").parse().unwrap_or(0));
        self.set_date(vm, &mut civil)?;
        let offset_microsecond = self.set_zone(vm, &mut civil)?;
        Ok(Parsed {
            civil,
            microsecond,
            offset_microsecond,
        })
    }

    fn weekday(&self) -> Option<i64> {
        let f = &self.fields;
        let by_name = f
            .name("A", &DAYS, false)
            .or_else(|| f.name("a", &DAYS, true));
        by_name
            .or_else(|| f.number("w").map(|day| (day + 6) % 7))
            .or_else(|| f.number("u").map(|day| day - 1))
    }

    /// Year, month, day, weekday and day of the year from whatever was given of them.
    fn set_date(&self, vm: &Vm, civil: &mut Civil) -> PyResult<()> {
        let f = &self.fields;
        let year = f.number("Y").or_else(|| {
            f.number("y").map(|short| {
                if short <= 68 {
                    2000 + short
                } else {
                    1900 + short
                }
            })
        });
        let weekday = self.weekday();
        let mut yearday = f.number("j");
        let iso = (f.number("G"), f.number("V"));
        check_iso(vm, iso, year, weekday, yearday)?;
        // A 29 February without a year is read in a leap year.
        let stands_alone = year.is_none() && civil.month == 2 && civil.day == 29;
        civil.year = year.unwrap_or(if stands_alone { 1904 } else { 1900 });
        if yearday.is_none()
            && let Some(weekday) = weekday
        {
            if let Some(week) = f.number("U") {
                yearday = Some(yearday_of_week(civil.year, week, weekday, true));
            } else if let Some(week) = f.number("W") {
                yearday = Some(yearday_of_week(civil.year, week, weekday, false));
            } else if let (Some(year), Some(week)) = iso {
                let day = iso_day(vm, year, week, weekday)?;
                (civil.year, civil.month, civil.day) = civil_from_days(day);
            }
        }
        if let Some(day) = yearday.filter(|day| *day <= 0) {
            civil.year -= 1;
            yearday = Some(day + if is_leap(civil.year) { 366 } else { 365 });
        }
        if civil.year < 1 {
            return Err(vm.value_error(format!("year {} is out of range", civil.year)));
        }
        let first = days_from_civil(civil.year, 1, 1);
        let day = match yearday {
            Some(yearday) => {
                let day = first + yearday - 1;
                (civil.year, civil.month, civil.day) = civil_from_days(day);
                day
            }
            None => {
                let day = days_from_civil(civil.year, civil.month, civil.day);
                if civil_from_days(day) != (civil.year, civil.month, civil.day) {
                    return Err(vm.value_error("day is out of range for month"));
                }
                day
            }
        };
        civil.yearday = yearday.unwrap_or(day - first + 1);
        civil.weekday = weekday.unwrap_or((day + 3).rem_euclid(7));
        if stands_alone {
            civil.year = 1900;
        }
        Ok(())
    }

    /// Zone name, summer time and offset; the offset's microseconds.
    fn set_zone(&self, vm: &Vm, civil: &mut Civil) -> PyResult<i64> {
        civil.isdst = -1;
        if let Some(name) = self.fields.text("Z") {
            let lower = name.to_lowercase();
            let is_utc = matches!(lower.as_str(), "utc" | "gmt");
            let names = [&self.zones.standard, &self.zones.daylight].map(|n| n.to_lowercase());
            if is_utc || lower == names[0] {
                civil.isdst = 0;
            } else if lower == names[1] {
                civil.isdst = 1;
            }
            civil.zone = Some(name.to_owned());
        }
        let Some(offset) = self.fields.text("z") else {
            return Ok(0);
        };
        if offset == "Z" {
            civil.offset = Some(0);
            return Ok(0);
        }
        let inconsistent = || vm.value_error(format!("Inconsistent use of : in {offset}"));
        let body: Vec<char> = offset.chars().skip(1).collect();
        let has_colon = body.get(2) == Some(&':');
        let digits: Vec<char> = body.iter().copied().filter(|c| *c != ':').collect();
        let colons = body.len() - digits.len();
        let expected = match (has_colon, digits.len() > 4) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 2,
        };
        if colons != expected {
            return Err(inconsistent());
        }
        let number = |range: std::ops::Range<usize>| {
            digits.get(range).unwrap_or(&[]).iter().fold(0, |n, c| {
                n * 10 + i64::from(crate::text::chars::decimal_digit(*c).unwrap_or(0))
            })
        };
        let seconds = number(0..2) * 3600 + number(2..4) * 60 + number(4..digits.len().min(6));
        let fraction: String = digits.get(7..).unwrap_or(&[]).iter().collect();
        let micro: i64 = format!("{fraction:0<6}").parse().unwrap_or(0);
        let sign = if offset.starts_with('-') { -1 } else { 1 };
        civil.offset = Some(sign * seconds);
        Ok(sign * micro)
    }
}

/// The directives of ISO 8601 go with each other only.
fn check_iso(
    vm: &Vm,
    iso: (Option<i64>, Option<i64>),
    year: Option<i64>,
    weekday: Option<i64>,
    yearday: Option<i64>,
) -> PyResult<()> {
    let message = match iso {
        (Some(_), _) if yearday.is_some() => {
            "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' \
             instead."
        }
        (Some(_), week) if week.is_none() || weekday.is_none() => {
            "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday \
             directive ('%A', '%a', '%w', or '%u')."
        }
        (None, Some(_)) if year.is_none() || weekday.is_none() => {
            "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday \
             directive ('%A', '%a', '%w', or '%u')."
        }
        (None, Some(_)) => {
            "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year \
             '%G' instead."
        }
        _ => return Ok(()),
    };
    Err(vm.value_error(message))
}

/// The day of the year of a weekday in a week that is counted from the first Sunday or Monday.
fn yearday_of_week(year: i64, week: i64, weekday: i64, from_sunday: bool) -> i64 {
    let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
    let shift = i64::from(from_sunday);
    let (first, weekday) = ((first + shift) % 7, (weekday + shift) % 7);
    if week == 0 {
        return 1 + weekday - first;
    }
    1 + (7 - first) % 7 + 7 * (week - 1) + weekday
}

/// The day, counted from 1970, of a weekday in an ISO week.
fn iso_day(vm: &Vm, year: i64, week: i64, weekday: i64) -> PyResult<i64> {
    let monday_of_first = |year: i64| {
        let fourth = days_from_civil(year, 1, 4);
        fourth - (fourth + 3).rem_euclid(7)
    };
    let monday = monday_of_first(year) + (week - 1) * 7;
    if week < 1 || monday >= monday_of_first(year + 1) {
        return Err(vm.value_error(format!("Invalid week: {week}")));
    }
    Ok(monday + weekday)
}
