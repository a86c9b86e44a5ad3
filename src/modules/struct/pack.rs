//! Values to bytes and back.

use num_traits::ToPrimitive;

use super::layout::{Layout, Run, error};
use crate::modules::math::special::{frexp, ldexp};
use crate::object::int_ops::int_ref;
use crate::object::{Bytes, Payload, PyResult, Value};
use crate::vm::Vm;

/// The bytes of the values, whose number the caller has checked.
///
/// Errors: `struct.error` for values of the wrong type or out of range; OverflowError for floats
/// that are too large.
pub fn pack(vm: &Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    crate::text::error::check_field(layout.size).map_err(|e| vm.text_error(e))?;
    let mut out = vec![0; layout.size];
    let mut values = values.iter();
    for run in &layout.runs {
        for (i, value) in (0..run.count).zip(values.by_ref()) {
            let start = run.offset + i * run.size;
            if let Some(field) = out.get_mut(start..start + run.size) {
                pack_field(vm, layout, *run, value, field)?;
            }
        }
    }
    Ok(out)
}

fn pack_field(vm: &Vm, layout: &Layout, run: Run, value: &Value, field: &mut [u8]) -> PyResult<()> {
    let mut put = |bytes: &[u8]| {
        // Given least significant byte first.
        for (to, from) in field.iter_mut().zip(bytes) {
            *to = *from;
        }
        if layout.big_endian {
            field.reverse();
        }
    };
    match run.letter {
        b'c' => match Bytes::from_value(value) {
            Some(bytes) if bytes.len() == 1 => put(&bytes),
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b's' | b'p' => return pack_bytes(vm, run, value, field),
        b'?' => put(&[u8::from(vm.is_true(value)?)]),
        b'e' => {
            let x = float(vm, value)?;
            put(&half_bits(x)
                .ok_or_else(|| too_large(vm, value, "e"))?
                .to_le_bytes());
        }
        b'f' => {
            let x = float(vm, value)?;
            let single = x as f32;
            if single.is_infinite() && x.is_finite() && !layout.native {
                return Err(too_large(vm, value, "f"));
            }
            put(&single.to_le_bytes());
        }
        b'd' => put(&float(vm, value)?.to_le_bytes()),
        _ => put(&integer(vm, run, value)?.to_le_bytes()),
    }
    Ok(())
}

/// The bits of an int field; the range of unsigned fields is that of their bits.
fn integer(vm: &Vm, run: Run, value: &Value) -> PyResult<u64> {
    let number = match value.as_small_int() {
        Some(n) => Some(i128::from(n)),
        None => {
            if int_ref(value).is_none() && vm.class_of(value).slots.index.get().is_none() {
                return Err(error(vm, "required argument is not an integer"));
            }
            vm.index_big(value)?.to_i128()
        }
    };
    let bits = 8 * run.size as u32;
    let (low, high) = match run.letter {
        b'P' => (-(1i128 << 63), (1i128 << 64) - 1),
        letter if letter.is_ascii_uppercase() => (0, (1i128 << bits) - 1),
        _ => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
    };
    match number {
        Some(n) if (low..=high).contains(&n) => Ok(n as u64),
        _ if run.letter == b'P' => Err(error(vm, "int too large to convert")),
        _ => {
            let letter = char::from(run.letter);
            Err(error(
                vm,
                format!("'{letter}' format requires {low} <= number <= {high}"),
            ))
        }
    }
}

fn float(vm: &Vm, value: &Value) -> PyResult<f64> {
    match value.as_float() {
        Some(x) => Ok(x),
        None => vm
            .to_f64(value)
            .map_err(|_| error(vm, "required argument is not a float")),
    }
}

/// A number beyond the floats of a field: an int is reported in other words.
#[cold]
fn too_large(vm: &Vm, value: &Value, letter: &str) -> crate::object::Exc {
    if int_ref(value).is_some() {
        return error(vm, "int too large to convert");
    }
    vm.overflow_error(format!("float too large to pack with {letter} format"))
}

/// `s`: cut or filled with zeros. `p`: after a byte that counts them.
fn pack_bytes(vm: &Vm, run: Run, value: &Value, field: &mut [u8]) -> PyResult<()> {
    let bytes: Vec<u8> = match value.payload() {
        Some(Payload::Bytes(b)) => b.to_vec(),
        Some(Payload::ByteArray(b)) => b.borrow().clone(),
        _ => {
            let letter = char::from(run.letter);
            return Err(error(
                vm,
                format!("argument for '{letter}' must be a bytes object"),
            ));
        }
    };
    let body = match (run.letter, field) {
        (b'p', [count, body @ ..]) => {
            *count = bytes.len().min(body.len()).min(255) as u8;
            body
        }
        (_, field) => field,
    };
    for (to, from) in body.iter_mut().zip(&bytes) {
        *to = *from;
    }
    Ok(())
}

/// The values in `bytes`, which has the layout's size.
pub fn unpack(layout: &Layout, bytes: &[u8]) -> Vec<Value> {
    let mut values = Vec::with_capacity(layout.items.min(bytes.len().max(16)));
    for run in &layout.runs {
        for i in 0..run.count {
            let start = run.offset + i * run.size;
            let field = bytes.get(start..start + run.size).unwrap_or(&[]);
            values.push(unpack_field(layout, *run, field));
        }
    }
    values
}

fn unpack_field(layout: &Layout, run: Run, field: &[u8]) -> Value {
    match (run.letter, field) {
        (b'c' | b's', _) => return Value::bytes(field.to_vec()),
        (b'p', [count, body @ ..]) => {
            let count = usize::from(*count).min(body.len());
            return Value::bytes(body.get(..count).unwrap_or(&[]).to_vec());
        }
        (b'p', []) => return Value::bytes(Vec::new()),
        _ => {}
    }
    let mut bits = 0u64;
    let join = |bits: u64, byte: &u8| bits << 8 | u64::from(*byte);
    bits = if layout.big_endian {
        field.iter().fold(bits, join)
    } else {
        field.iter().rev().fold(bits, join)
    };
    match run.letter {
        b'?' => Value::bool(bits != 0),
        b'e' => Value::float(half(bits as u16)),
        b'f' => Value::float(f64::from(f32::from_bits(bits as u32))),
        b'd' => Value::float(f64::from_bits(bits)),
        letter if letter.is_ascii_uppercase() => Value::uint(bits),
        _ => {
            let unused = 64 - 8 * run.size as u32;
            Value::int((bits << unused) as i64 >> unused)
        }
    }
}

// ---- half precision -----------------------------------------------------------------------------------

/// The 16 bits of a float, rounded half to even; `None` where it is too large.
fn half_bits(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if x.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let (mantissa, exponent) = frexp(x.abs());
    if mantissa == 0.0 {
        return Some(sign);
    }
    // As a multiple of the last bit, whose place is bounded below.
    let exponent = exponent - 1;
    let last = exponent.max(-14) - 10;
    let scaled = ldexp(mantissa, i64::from(exponent + 1 - last)).round_ties_even();
    // A carry into the exponent comes out right by itself.
    let biased = (exponent.max(-14) + 14) as u32;
    let bits = (biased << 10) + scaled as u32;
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// The float of 16 bits.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let size = match bits >> 10 & 0x1f {
        0 => ldexp(fraction, -24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => ldexp(fraction + 1024.0, i64::from(exponent) - 25),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for bits in (0..0x7c00u16).chain(0x8000..0xfc00) {
            assert_eq!(half_bits(half(bits)), Some(bits));
        }
        assert_eq!(half_bits(65519.99), Some(0x7bff));
        assert_eq!(half_bits(65520.0), None);
        assert_eq!(half_bits(1e300), None);
        assert_eq!(half_bits(2.9802322387695312e-08), Some(0));
        let above = f64::from_bits(2.9802322387695312e-08_f64.to_bits() + 1);
        assert_eq!(half_bits(above), Some(1));
        assert_eq!(half_bits(f64::NAN.copysign(1.0)), Some(0x7e00));
    }
}
