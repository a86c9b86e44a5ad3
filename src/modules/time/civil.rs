//! Civil time: the calendar, `struct_time`, and the numbers that the functions of `time` take.

use crate::native::StructSequence;
use crate::object::{Class, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

pub static STRUCT_TIME: StructSequence = StructSequence {
    module: "time",
    name: "struct_time",
    doc: "A civil time as a tuple of nine numbers, which are attributes too.",
    fields: &[
        ("tm_year", "the year, with its century"),
        ("tm_mon", "the month, 1 to 12"),
        ("tm_mday", "the day of the month, 1 to 31"),
        ("tm_hour", "the hour, 0 to 23"),
        ("tm_min", "the minute, 0 to 59"),
        ("tm_sec", "the second, 0 to 61"),
        ("tm_wday", "the day of the week, 0 (Monday) to 6"),
        ("tm_yday", "the day of the year, 1 to 366"),
        (
            "tm_isdst",
            "1 for summer time, 0 for winter time, -1 if unknown",
        ),
        ("tm_zone", "the abbreviation of the time zone"),
        ("tm_gmtoff", "seconds east of UTC"),
    ],
    visible: 9,
    can_create: true,
};

/// The class `time.struct_time`.
pub fn class(vm: &Vm) -> Class {
    vm.struct_sequence_class(&STRUCT_TIME)
}

pub const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub const MONTHS: [&str; 12] = [
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
    /// From 1.
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
    /// Seconds east of UTC.
    pub offset: Option<i64>,
}

/// Whether February has 29 days.
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
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

    /// As a `struct_time`.
    pub fn into_value(self, vm: &Vm) -> Value {
        let numbers = [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.yearday,
            self.isdst,
        ];
        let mut values: Vec<Value> = numbers.into_iter().map(Value::int).collect();
        values.push(self.zone.as_deref().map_or(Value::NONE, Value::str));
        values.push(self.offset.map_or(Value::NONE, Value::int));
        vm.struct_sequence(&STRUCT_TIME, values)
    }

    /// The numbers of a struct_time or tuple of nine, which `name` was given.
    ///
    /// Errors: TypeError for other objects and other lengths; OverflowError beyond 32 bits.
    pub fn from_value(vm: &Vm, value: &Value, name: &str) -> PyResult<Civil> {
        let Some(items) = Tuple::from_value(value) else {
            return Err(vm.type_error("Tuple or struct_time argument required"));
        };
        if items.len() != 9 {
            return Err(vm.type_error(format!("{name}(): illegal time tuple argument")));
        }
        let mut n = [0; 9];
        for (slot, item) in n.iter_mut().zip(items.iter()) {
            *slot = c_int(vm, item)?;
        }
        let mut civil = Civil {
            year: n[0],
            month: n[1],
            day: n[2],
            hour: n[3],
            minute: n[4],
            second: n[5],
            weekday: n[6],
            yearday: n[7],
            isdst: n[8],
            zone: None,
            offset: None,
        };
        if vm.class_of(value) == class(vm) {
            let zone = vm.attr_opt(value, "tm_zone")?;
            civil.zone = zone
                .and_then(|z| Str::from_value(&z))
                .map(|z| z.to_string());
            civil.offset = vm
                .attr_opt(value, "tm_gmtoff")?
                .and_then(|o| o.as_small_int());
        }
        Ok(civil)
    }

    /// The fields within their ranges, as `strftime` and `asctime` demand; zeros stand for the
    /// first month and day. ValueError beyond them.
    pub fn checked(mut self, vm: &Vm) -> PyResult<Civil> {
        for first in [&mut self.month, &mut self.day, &mut self.yearday] {
            if *first == 0 {
                *first = 1;
            }
        }
        self.weekday = if self.weekday < -1 {
            -1
        } else {
            self.weekday.rem_euclid(7)
        };
        let ranges = [
            (self.month, 1, 12, "month"),
            (self.day, 1, 31, "day of month"),
            (self.hour, 0, 23, "hour"),
            (self.minute, 0, 59, "minute"),
            (self.second, 0, 61, "seconds"),
            (self.weekday, 0, 6, "day of week"),
            (self.yearday, 1, 366, "day of year"),
        ];
        for (value, low, high, what) in ranges {
            if !(low..=high).contains(&value) {
                return Err(vm.value_error(format!("{what} out of range")));
            }
        }
        Ok(self)
    }

    /// The name of the weekday.
    pub fn day_name(&self) -> &'static str {
        DAYS.get(self.weekday.rem_euclid(7) as usize)
            .copied()
            .unwrap_or("")
    }

    /// The name of the month.
    pub fn month_name(&self) -> &'static str {
        MONTHS
            .get((self.month - 1).rem_euclid(12) as usize)
            .copied()
            .unwrap_or("")
    }

    /// `Mon Feb  5 07:08:09 2024`
    pub fn to_ascii(&self) -> String {
        let short = |name: &'static str| name.get(..3).unwrap_or(name);
        format!(
            "{} {} {:2} {:02}:{:02}:{:02} {}",
            short(self.day_name()),
            short(self.month_name()),
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.year
        )
    }
}

/// An argument that is an `int` in C.
pub fn c_int(vm: &Vm, value: &Value) -> PyResult<i64> {
    let wide = vm.index_value(value)?;
    let Some(wide) = wide.as_small_int() else {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    };
    if i32::try_from(wide).is_err() {
        let which = if wide < 0 {
            "less than minimum"
        } else {
            "greater than maximum"
        };
        return Err(vm.overflow_error(format!("signed integer is {which}")));
    }
    Ok(wide)
}
