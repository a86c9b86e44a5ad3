//! _zones: the time zones of the IANA database, of which a copy is built in; `stdlib/zoneinfo`
//! makes ZoneInfo of it.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::zone::{Offset, Zone};
use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Native, NativeObject, Value};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_zones", "The time zones of the IANA database.")
        .class::<Handle>(vm)
        .function("names()", "The names of all zones.", |_: &Vm| {
            let names = TimeZoneDatabase::bundled();
            let all: Vec<Value> = names
                .available()
                .map(|name| Value::str(name.as_str()))
                .collect();
            Ok(all)
        })
        .function(
            "find(key, /)",
            "A zone by its name, None if there is none.",
            |vm: &Vm, key: String| {
                // The database does not mind capitals, the files of a system do.
                let zone = TimeZoneDatabase::bundled().get(&key).ok();
                let zone = zone.filter(|zone| zone.iana_name() == Some(&key));
                Ok(zone.map_or(Value::NONE, |zone| vm.wrap(Handle::new(zone))))
            },
        )
        .function(
            "from_bytes(data, /)",
            "The zone of a file's bytes.",
            |vm: &Vm, data: Buffer| match TimeZone::tzif("", &data) {
                Ok(zone) => Ok(vm.wrap(Handle::new(zone))),
                Err(problem) => Err(vm.value_error(problem.to_string())),
            },
        )
}

/// A zone.
pub struct Handle {
    rules: TimeZone,
    zone: Zone,
}

impl NativeObject for Handle {}

impl NativeType for Handle {
    const NAME: &'static str = "_zones.Handle";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Handle>("_zones", "A time zone.")
            .is_final()
            .method(
                "at(self, seconds, /)",
                "Offset, summer time and name at a moment of UTC.",
                |vm: &Vm, this: Native<Handle>, seconds: i64| {
                    Ok(this.told(vm, seconds, this.zone.at(seconds)))
                },
            )
            .method(
                "local(self, seconds, fold, /)",
                "The same at a local time, given as if it were of UTC.",
                |vm: &Vm, this: Native<Handle>, seconds: i64, fold: bool| {
                    let (moment, offset) = this.resolve(seconds, fold);
                    Ok(this.told(vm, moment, offset))
                },
            )
            .getter("is_fixed", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.rules.to_fixed_offset().is_ok())
            })
    }
}

/// More than any change of a clock takes.
const DAY: i64 = 86_400;

impl Handle {
    fn new(rules: TimeZone) -> Handle {
        Handle {
            zone: Zone::from_rules(rules.clone()),
            rules,
        }
    }

    /// The moment of a local time, and what holds then. `fold` chooses among two; a time that the
    /// clocks skip is read with the offset before the gap, or after it with `fold`.
    fn resolve(&self, local: i64, fold: bool) -> (i64, Offset) {
        let before = self.zone.at(local - DAY);
        let after = self.zone.at(local + DAY);
        let fits = |offset: &Offset| {
            let there = self.zone.at(local - offset.seconds);
            (there.seconds == offset.seconds).then_some((local - offset.seconds, there))
        };
        match (fits(&before), fits(&after)) {
            (Some(first), Some(second)) => {
                if fold {
                    second
                } else {
                    first
                }
            }
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => {
                let offset = if fold { after } else { before };
                (local - offset.seconds, offset)
            }
        }
    }

    /// How much summer time adds at a moment: against the nearest standard time before it, or
    /// after it.
    fn saving(&self, seconds: i64, offset: &Offset) -> i64 {
        const HOUR: i64 = 3600;
        if !offset.is_dst {
            return 0;
        }
        let Ok(moment) = Timestamp::from_second(seconds) else {
            return HOUR;
        };
        let standard = self
            .rules
            .preceding(moment)
            .take(50)
            .find(|t| !t.dst().is_dst())
            .or_else(|| {
                self.rules
                    .following(moment)
                    .take(50)
                    .find(|t| !t.dst().is_dst())
            });
        match standard.map(|t| offset.seconds - i64::from(t.offset().seconds())) {
            Some(saving) if saving != 0 => saving,
            _ => HOUR,
        }
    }

    fn told(&self, _: &Vm, seconds: i64, offset: Offset) -> (i64, i64, String) {
        let saving = self.saving(seconds, &offset);
        (offset.seconds, saving, offset.abbreviation)
    }
}
