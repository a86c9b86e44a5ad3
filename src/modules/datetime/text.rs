//! `strftime` of dates, times and datetimes.

use super::clock::TimeOfDay;
use super::date::Stamp;
use super::moment::Moment;
use super::zone;
use crate::modules::time;
use crate::object::{Native, PyResult, Str, Value};
use crate::vm::Vm;

/// `x.strftime(format)`
pub(super) fn strftime(vm: &Vm, this: Value, format: Value) -> PyResult<Value> {
    let format = text_argument(vm, "strftime", &format)?;
    let (stamp, zoned) = match Native::<TimeOfDay>::from_value(&this) {
        Some(time) => {
            let mut stamp = Stamp::date(1900, 1, 1);
            stamp.clock = Some(time.0.clone());
            (stamp, Value::NONE)
        }
        None => match Native::<Stamp>::from_value(&this) {
            Some(stamp) => {
                let is_moment = Moment::from_value(&this).is_some();
                (
                    (*stamp).clone(),
                    if is_moment { this.clone() } else { Value::NONE },
                )
            }
            None => return Err(vm.type_error("strftime() requires a date, time or datetime")),
        },
    };
    let points = format.code_points();
    if points.contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    let points = fill_in(vm, &stamp, &zoned, &points)?;
    let civil = stamp.civil();
    let local = time::zone::local(vm);
    Ok(Value::from_code_points(&time::format::format(
        &civil, &local, &points,
    )))
}

/// `x.__format__(spec)`: `str(x)` for an empty one.
pub(super) fn format(vm: &Vm, this: Value, spec: Value) -> PyResult<Value> {
    let spec = text_argument(vm, "__format__", &spec)?;
    if spec.is_empty() {
        return Ok(vm.str(&this)?.value());
    }
    vm.call_method(&this, "strftime", &mut [spec.value()])
}

fn text_argument(vm: &Vm, function: &str, value: &Value) -> PyResult<Str> {
    Str::from_value(value).ok_or_else(|| {
        let given = if value.is_none() {
            "None".to_owned()
        } else {
            vm.type_name(value).to_string()
        };
        vm.type_error(format!("{function}() argument 1 must be str, not {given}"))
    })
}

/// The format with what only datetime knows written out: `%f`, `%z`, `%:z`, `%Z`.
fn fill_in(vm: &Vm, stamp: &Stamp, zoned: &Value, format: &[u32]) -> PyResult<Vec<u32>> {
    let clock = stamp.clock.clone().unwrap_or_default();
    let offset = |separator: &str| -> PyResult<String> {
        let offset = zone::offset_of(vm, &clock.tz, "utcoffset", zoned)?;
        Ok(offset.map_or(String::new(), |o| zone::offset_text(o, separator)))
    };
    let mut out = Vec::with_capacity(format.len() + 8);
    let mut rest = format;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != u32::from('%') {
            out.push(*first);
            continue;
        }
        let kind = |at: usize| tail.get(at).copied().and_then(char::from_u32);
        let (text, used) = match (kind(0), kind(1)) {
            (Some('f'), _) => (format!("{:06}", clock.micro), 1),
            (Some('z'), _) => (offset("")?, 1),
            (Some(':'), Some('z')) => (offset(":")?, 2),
            (Some('Z'), _) => {
                let name = zone::name_of(vm, &clock.tz, zoned)?;
                let name = Str::from_value(&name).map(|n| n.to_lossy().into_owned());
                (name.unwrap_or_default(), 1)
            }
            (Some(_), _) => {
                // A pair goes over as it is, so that `%%z` is no `%z`.
                out.push(*first);
                out.extend(tail.first());
                rest = tail.get(1..).unwrap_or(&[]);
                continue;
            }
            (None, _) => {
                out.push(*first);
                continue;
            }
        };
        for c in text.chars() {
            out.push(u32::from(c));
            if c == '%' {
                out.push(u32::from('%'));
            }
        }
        rest = tail.get(used..).unwrap_or(&[]);
    }
    Ok(out)
}
