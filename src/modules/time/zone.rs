//! The local time zone: which one it is, its offsets, and local civil time as seconds.
//!
//! The zone is that of the variable `TZ`, read as glibc reads it (a name, a path, a POSIX rule), or
//! of `/etc/localtime`. jiff reads the files and knows the rules. It is read once, and again by
//! `time.tzset()`.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::civil::{Civil, days_from_civil};
use crate::vm::Vm;

/// Where the files of zones may be.
const FOLDERS: [&str; 3] = [
    "/usr/share/zoneinfo",
    "/usr/lib/zoneinfo",
    "/usr/share/lib/zoneinfo",
];

/// The rule of zones with summer time but no rule of their own.
const DEFAULT_RULE: &str = ",M3.2.0,M11.1.0";

/// 400 years, after which the calendar repeats.
const CYCLE: i64 = 146_097 * 86_400;

/// The zone of an interpreter.
#[derive(Default)]
struct Local(RefCell<Option<Rc<Zone>>>);

/// A time zone.
pub struct Zone {
    rules: TimeZone,
    /// The name of a zone that is nothing but UTC with a name of its own.
    name: Option<String>,
}

/// What holds at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// East of UTC.
    pub seconds: i64,
    pub is_dst: bool,
    pub abbreviation: String,
}

/// The local zone.
pub fn local(vm: &Vm) -> Rc<Zone> {
    let state = vm.state::<Local>();
    let known = state.0.borrow().clone();
    known.unwrap_or_else(|| {
        let zone = Rc::new(Zone::from_environment(vm));
        state.0.replace(Some(zone.clone()));
        zone
    })
}

/// Read the zone anew: `time.tzset()`.
pub fn reset(vm: &Vm) {
    vm.state::<Local>().0.replace(None);
}

impl Zone {
    fn from_environment(vm: &Vm) -> Zone {
        match crate::modules::os::environ::variable(vm, "TZ") {
            Some(text) => Zone::from_text(&text.to_lossy()),
            None => Zone::from_file(Path::new("/etc/localtime")).unwrap_or_else(Zone::utc),
        }
    }

    /// A zone of known rules.
    pub fn from_rules(rules: TimeZone) -> Zone {
        Zone { rules, name: None }
    }

    fn utc() -> Zone {
        Zone {
            rules: TimeZone::UTC,
            name: None,
        }
    }

    /// The zone that a value of `TZ` names. What cannot be read is UTC, under the letters that
    /// it begins with, if they are three.
    fn from_text(text: &str) -> Zone {
        let text = text.strip_prefix(':').unwrap_or(text);
        if text.is_empty() {
            return Zone::utc();
        }
        let file = if text.starts_with('/') {
            Zone::from_file(Path::new(text))
        } else if text.split('/').any(|part| part == "..") {
            None
        } else {
            FOLDERS
                .iter()
                .find_map(|folder| Zone::from_file(&Path::new(folder).join(text)))
        };
        if let Some(zone) = file {
            return zone;
        }
        let rule =
            TimeZone::posix(text).or_else(|_| TimeZone::posix(&format!("{text}{DEFAULT_RULE}")));
        if let Ok(rules) = rule {
            return Zone { rules, name: None };
        }
        let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
        let name = text.get(..letters).filter(|name| name.len() >= 3);
        Zone {
            rules: TimeZone::UTC,
            name: Some(name.unwrap_or("UTC").to_owned()),
        }
    }

    fn from_file(path: &Path) -> Option<Zone> {
        if !path.is_file() {
            return None;
        }
        let data = std::fs::read(path).ok()?;
        let rules = TimeZone::tzif(&path.to_string_lossy(), &data).ok()?;
        Some(Zone { rules, name: None })
    }

    /// What holds at a moment, given in seconds since 1970.
    pub fn at(&self, seconds: i64) -> Offset {
        let (low, high) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        // Beyond jiff's years the rules go on as in the last (or first) 400.
        let known = if seconds > high {
            high - CYCLE + (seconds - high).rem_euclid(CYCLE)
        } else {
            seconds.max(low)
        };
        let Ok(moment) = Timestamp::from_second(known) else {
            return Offset {
                seconds: 0,
                is_dst: false,
                abbreviation: "UTC".to_owned(),
            };
        };
        let info = self.rules.to_offset_info(moment);
        Offset {
            seconds: i64::from(info.offset().seconds()),
            is_dst: info.dst().is_dst(),
            abbreviation: self
                .name
                .clone()
                .unwrap_or_else(|| info.abbreviation().to_owned()),
        }
    }

    /// The civil time of a moment.
    pub fn civil(&self, seconds: i64) -> Civil {
        let offset = self.at(seconds);
        let mut civil = Civil::at(seconds, offset.seconds);
        civil.isdst = i64::from(offset.is_dst);
        civil.zone = Some(offset.abbreviation);
        civil.offset = Some(offset.seconds);
        civil
    }

    /// The moment of a civil time, whose fields may be out of range: `mktime`.
    ///
    /// Of two moments with the same civil time the one that fits `isdst` is taken, the later one
    /// where it says nothing; a time that was skipped is read with the offset before the gap. A
    /// civil time that contradicts `isdst` is read with the offset of the other season. All this is
    /// what glibc does.
    pub fn seconds(&self, civil: &Civil) -> i64 {
        let months = civil.month - 1;
        let year = civil.year + months.div_euclid(12);
        let days = days_from_civil(year, months.rem_euclid(12) + 1, 1) + civil.day - 1;
        let naive = days * 86_400 + civil.hour * 3600 + civil.minute * 60 + civil.second;
        let (before, after) = (self.at(naive - 86_400), self.at(naive + 86_400));
        let mut fitting: Vec<(i64, Offset)> = Vec::new();
        for offset in [&before, &after] {
            let moment = naive - offset.seconds;
            let there = self.at(moment);
            if there.seconds == offset.seconds && !fitting.iter().any(|(m, _)| *m == moment) {
                fitting.push((moment, there));
            }
        }
        fitting.sort_by_key(|(moment, _)| *moment);
        let wanted = (civil.isdst >= 0).then_some(civil.isdst > 0);
        let agrees = |is_dst: bool| wanted.is_none_or(|w| w == is_dst);
        if let Some((moment, _)) = fitting.iter().rev().find(|(_, o)| agrees(o.is_dst)) {
            return *moment;
        }
        let plain = fitting
            .last()
            .map_or(naive - before.seconds, |(moment, _)| *moment);
        let Some(wanted) = wanted else { return plain };
        let other = [&before, &after].into_iter().find(|o| o.is_dst == wanted);
        match other.cloned().or_else(|| self.nearest(plain, wanted)) {
            Some(offset) => naive - offset.seconds,
            // Never heard of: glibc takes summer time to be an hour.
            None if wanted => plain - 3600,
            None => plain + 3600,
        }
    }

    /// The offset of the nearest season with (or without) summer time, looked for over the
    /// distance that glibc goes: some eight years each way, in steps of a week.
    fn nearest(&self, moment: i64, is_dst: bool) -> Option<Offset> {
        const STEP: i64 = 601_200;
        const FAR: i64 = 536_454_000 / 2 + STEP;
        (STEP..FAR)
            .step_by(STEP as usize)
            .flat_map(|distance| [moment - distance, moment + distance])
            .map(|moment| self.at(moment))
            .find(|offset| offset.is_dst == is_dst)
    }

    /// The name of the zone in winter or in summer; a zone that is made up has none in summer.
    pub fn season_name(&self, now: i64, is_dst: bool) -> String {
        let (winter, summer) = self.seasons(now);
        match &self.name {
            Some(_) if is_dst => String::new(),
            _ if is_dst => summer.abbreviation,
            _ => winter.abbreviation,
        }
    }

    /// The offsets of winter and of summer time, as `time.timezone` and `time.altzone` show them:
    /// those of January and July of the year, the lesser offset first.
    pub fn seasons(&self, now: i64) -> (Offset, Offset) {
        const YEAR: i64 = (365 * 24 + 6) * 3600;
        let start = now.div_euclid(YEAR) * YEAR;
        let (january, july) = (self.at(start), self.at(start + YEAR / 2));
        if january.seconds > july.seconds {
            (july, january)
        } else {
            (january, july)
        }
    }
}
