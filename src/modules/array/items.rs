//! The items of an array: which type codes there are, and how values become bytes and back.

use num_bigint::BigInt;
use num_traits::Signed;

use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// The type codes, as `array.typecodes` shows them.
pub const CODES: &str = "bBuwhHiIlLqQfd";

/// The bytes of one item, as on 64-bit Unix.
pub fn size(code: u8) -> usize {
    match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        _ => 8,
    }
}

/// Whether the items are characters.
pub fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

/// The value of an item, whose bytes are as many as [`size`] says.
///
/// # Errors
/// ValueError for a number that is no character.
pub fn unpack(vm: &Vm, code: u8, bytes: &[u8]) -> PyResult<Value> {
    let mut word = [0; 8];
    for (slot, &byte) in word.iter_mut().zip(bytes) {
        *slot = byte;
    }
    let bits = u64::from_le_bytes(word);
    Ok(match code {
        b'u' | b'w' => {
            check_character(vm, bits as u32)?;
            Value::from_code_points(&[bits as u32])
        }
        b'f' => Value::float(f64::from(f32::from_bits(bits as u32))),
        b'd' => Value::float(f64::from_bits(bits)),
        b'b' | b'h' | b'i' | b'l' | b'q' => {
            let unused = 64 - 8 * size(code) as u32;
            Value::int(((bits << unused) as i64) >> unused)
        }
        _ => Value::uint(bits),
    })
}

/// ValueError for a number beyond the characters.
pub fn check_character(vm: &Vm, number: u32) -> PyResult<()> {
    if number <= 0x10_ffff {
        return Ok(());
    }
    Err(vm.value_error(format!(
        "character U+{number:x} is not in range [U+0000; U+10ffff]"
    )))
}

/// The bytes of a value, appended to `to`.
///
/// # Errors
/// TypeError for values of the wrong type, OverflowError for numbers out of range.
pub fn pack(vm: &Vm, code: u8, value: &Value, to: &mut Vec<u8>) -> PyResult<()> {
    let word = match code {
        b'u' | b'w' => match Str::from_value(value).filter(|s| s.len() == 1) {
            Some(text) => u64::from(text.code_point(0)),
            None => return Err(vm.type_error("array item must be unicode character")),
        },
        b'f' => u64::from((vm.to_f64(value)? as f32).to_bits()),
        b'd' => vm.to_f64(value)?.to_bits(),
        _ => integer(vm, code, value)?,
    };
    let bytes = word.to_le_bytes();
    to.extend_from_slice(&bytes[..size(code)]);
    Ok(())
}

/// A whole number as the word of which an item has the lowest bytes.
fn integer(vm: &Vm, code: u8, value: &Value) -> PyResult<u64> {
    let number = vm.index_big(value)?;
    match code {
        b'I' | b'L' | b'Q' => unsigned(vm, code, &number),
        b'q' => match i64::try_from(&number) {
            Ok(n) => Ok(n as u64),
            Err(_) => Err(vm.overflow_error("int too big to convert")),
        },
        _ => {
            let Ok(n) = i64::try_from(&number) else {
                return Err(vm.overflow_error("Python int too large to convert to C long"));
            };
            signed(vm, code, n)?;
            Ok(n as u64)
        }
    }
}

/// Check the range of the small types; their words name the C type that is tried first.
fn signed(vm: &Vm, code: u8, n: i64) -> PyResult<()> {
    const SHORT: (i64, i64, &str) = (i16::MIN as i64, i16::MAX as i64, "signed short integer is");
    const INT: (i64, i64, &str) = (i32::MIN as i64, i32::MAX as i64, "signed integer is");
    let checks: &[(i64, i64, &str)] = match code {
        b'b' => &[SHORT, (i8::MIN as i64, i8::MAX as i64, "signed char is")],
        b'B' => &[SHORT, (0, u8::MAX as i64, "unsigned byte integer is")],
        b'h' => &[SHORT],
        b'H' => &[INT, (0, u16::MAX as i64, "unsigned short is")],
        b'i' => &[INT],
        _ => &[],
    };
    for (low, high, what) in checks {
        if n < *low {
            return Err(vm.overflow_error(format!("{what} less than minimum")));
        }
        if n > *high {
            return Err(vm.overflow_error(format!("{what} greater than maximum")));
        }
    }
    Ok(())
}

fn unsigned(vm: &Vm, code: u8, number: &BigInt) -> PyResult<u64> {
    if number.is_negative() {
        return Err(vm.overflow_error(if code == b'Q' {
            "can't convert negative int to unsigned"
        } else {
            "can't convert negative value to unsigned int"
        }));
    }
    let Ok(n) = u64::try_from(number) else {
        return Err(vm.overflow_error(if code == b'Q' {
            "int too big to convert"
        } else {
            "Python int too large to convert to C unsigned long"
        }));
    };
    if code == b'I' && n > u64::from(u32::MAX) {
        return Err(vm.overflow_error("unsigned int is greater than maximum"));
    }
    Ok(n)
}
