//! Colours of programs as bytes of pixels, and back.

use super::picture::{Ink, Kind, Mode, float_of, int_of, short_bytes, short_of};
use crate::object::{List, PyResult, Tuple, Value};
use crate::vm::Vm;

fn byte(v: i64) -> u8 {
    v.clamp(0, 255) as u8
}

/// The items of a colour given as tuple or list.
fn items(value: &Value) -> Option<Vec<Value>> {
    if let Some(tuple) = Tuple::from_value(value) {
        return Some(tuple.to_vec());
    }
    List::from_value(value).map(|list| list.borrow().clone())
}

/// A colour as the bytes of a pixel.
///
/// # Errors
/// TypeError for what is no colour of the mode.
pub fn ink(vm: &Vm, mode: Mode, value: &Value) -> PyResult<Ink> {
    let parts = items(value);
    let bands = mode.bands();
    if bands == 1 {
        let single = match &parts {
            None => value.clone(),
            Some(list) => match list.as_slice() {
                [one] => one.clone(),
                _ => return Err(vm.type_error("color must be int or single-element tuple")),
            },
        };
        if mode == Mode::F {
            let v = vm.to_f64(&single)? as f32;
            return Ok(v.to_le_bytes());
        }
        if single.as_float().is_some() {
            return Err(vm.type_error("color must be int or single-element tuple"));
        }
        let v = vm
            .index(&single)
            .map_err(|_| vm.type_error("color must be int or single-element tuple"))?;
        return Ok(match mode.kind() {
            Kind::Int => (v as i32).to_le_bytes(),
            Kind::Short => {
                let [a, b] = short_bytes(mode, v.clamp(0, 65535) as u16);
                [a, b, 0, 0]
            }
            _ => [byte(v), 0, 0, 0],
        });
    }
    let mut out = [0_u8; 4];
    match parts {
        None => {
            if value.as_float().is_some() {
                return Err(vm.type_error("color must be int or tuple"));
            }
            let v = vm
                .index(value)
                .map_err(|_| vm.type_error("color must be int or tuple"))?;
            match bands {
                2 => out = [byte(v), 0, 0, 0],
                _ => {
                    let alpha = if bands == 3 { 255 } else { (v >> 24) as u8 };
                    out = [v as u8, (v >> 8) as u8, (v >> 16) as u8, alpha];
                }
            }
        }
        Some(list) => {
            let fits = match bands {
                2 => matches!(list.len(), 1 | 2),
                _ => matches!(list.len(), 1 | 3 | 4),
            };
            if !fits {
                return Err(vm.type_error(match bands {
                    2 => "color must be int, or tuple of one or two elements",
                    _ => "color must be int, or tuple of one, three or four elements",
                }));
            }
            out[3] = 255;
            if bands == 2 {
                out[1] = 255;
            }
            if let [one] = list.as_slice() {
                let v = vm.index(one)?;
                return ink(vm, mode, &Value::int(v));
            }
            for (place, item) in out.iter_mut().zip(&list) {
                *place = byte(vm.index(item)?);
            }
        }
    }
    Ok(out)
}

/// The bytes of a pixel as a program sees them.
pub fn colour(mode: Mode, p: &[u8]) -> Value {
    match mode.kind() {
        Kind::Int => Value::int(i64::from(int_of(p))),
        Kind::Float => Value::float(f64::from(float_of(p))),
        Kind::Short => Value::int(i64::from(short_of(mode, p))),
        Kind::Bytes => match p {
            [v] => Value::int(i64::from(*v)),
            _ => Value::tuple(p.iter().map(|v| Value::int(i64::from(*v))).collect()),
        },
    }
}
