//! The items of a memoryview: native single-character formats of struct.

use num_bigint::BigInt;

use super::{Bytes, PyResult, Value};
use crate::vm::Vm;

/// A format: its letter, and whether it was written with the `@` of native formats.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    letter: u8,
    marked: bool,
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.letter == other.letter
    }
}

impl Format {
    pub const UNSIGNED_BYTE: Format = Format {
        letter: b'B',
        marked: false,
    };

    /// The format of a text such as `B` or `@I`.
    pub fn of(text: &str) -> Option<Format> {
        let (marked, rest) = match text.strip_prefix('@') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        match rest.as_bytes() {
            &[letter] if b"cbB?hHiIlLqQnNPfde".contains(&letter) => Some(Format { letter, marked }),
            _ => None,
        }
    }

    pub fn name(self) -> String {
        let mark = if self.marked { "@" } else { "" };
        format!("{mark}{}", char::from(self.letter))
    }

    /// Bytes of one item, as on 64-bit Unix.
    pub fn size(self) -> usize {
        match self.letter {
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'P' | b'd' => 8,
            _ => 1,
        }
    }

    pub fn is_byte(self) -> bool {
        matches!(self.letter, b'B' | b'b' | b'c')
    }

    pub fn is_float(self) -> bool {
        matches!(self.letter, b'e' | b'f' | b'd')
    }

    fn is_signed(self) -> bool {
        self.letter.is_ascii_lowercase()
    }

    /// The value of an item; its bytes are as many as [`Format::size`] says.
    pub fn unpack(self, bytes: &[u8]) -> Value {
        let mut word = [0; 8];
        for (slot, &byte) in word.iter_mut().zip(bytes) {
            *slot = byte;
        }
        let bits = u64::from_le_bytes(word);
        match self.letter {
            b'c' => Value::bytes(bytes.to_vec()),
            b'?' => Value::bool(bits != 0),
            b'd' => Value::float(f64::from_bits(bits)),
            b'f' => Value::float(f64::from(f32::from_bits(bits as u32))),
            b'e' => Value::float(half_to_f64(bits as u16)),
            _ if self.is_signed() => {
                let unused = 64 - 8 * self.size() as u32;
                Value::int(((bits << unused) as i64) >> unused)
            }
            _ => Value::uint(bits),
        }
    }

    /// The bytes of a value.
    ///
    /// # Errors
    /// TypeError "memoryview: invalid type for format 'B'"; ValueError for numbers out of range.
    pub fn pack(self, vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
        let name = self.name();
        let wrong_type = || vm.type_error(format!("memoryview: invalid type for format '{name}'"));
        let wrong_value =
            || vm.value_error(format!("memoryview: invalid value for format '{name}'"));
        match self.letter {
            b'c' => match Bytes::from_value(value) {
                Some(bytes) if bytes.len() == 1 => Ok(bytes.to_vec()),
                Some(_) => Err(wrong_value()),
                None => Err(wrong_type()),
            },
            b'?' => Ok(vec![u8::from(vm.is_true(value)?)]),
            b'd' | b'f' | b'e' => {
                let number = vm.to_f64(value).map_err(|e| {
                    if vm.is_instance_of(&e, &vm.types.type_error) {
                        wrong_type()
                    } else {
                        e
                    }
                })?;
                match self.letter {
                    b'd' => Ok(number.to_le_bytes().to_vec()),
                    b'f' if number.is_finite() && (number as f32).is_infinite() => {
                        Err(vm.overflow_error("float too large to pack with f format"))
                    }
                    b'f' => Ok((number as f32).to_le_bytes().to_vec()),
                    _ => match f64_to_half(number) {
                        Some(bits) => Ok(bits.to_le_bytes().to_vec()),
                        None => Err(vm.overflow_error("float too large to pack with e format")),
                    },
                }
            }
            _ => {
                if vm.class_of(value).slots.index.get().is_none() {
                    return Err(wrong_type());
                }
                self.pack_int(&vm.index_big(value)?).ok_or_else(wrong_value)
            }
        }
    }

    fn pack_int(self, int: &BigInt) -> Option<Vec<u8>> {
        let bits = 8 * self.size() as u32;
        let word = if self.is_signed() {
            let number = i64::try_from(int).ok()?;
            let unused = 64 - bits;
            if (number << unused) >> unused != number {
                return None;
            }
            number as u64
        } else {
            u64::try_from(int)
                .ok()
                .filter(|n| bits == 64 || n >> bits == 0)?
        };
        Some(word.to_le_bytes()[..self.size()].to_vec())
    }
}

/// A number of IEEE 754 half precision.
fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

/// The nearest half, ties to even; `None` if it is too large.
fn f64_to_half(x: f64) -> Option<u16> {
    let sign = u16::from(x.is_sign_negative()) << 15;
    let size = x.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place: 2^-24 for the smallest, otherwise a 2^10-th of the power of 2.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (size * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = if exponent == -14 {
        units
    } else {
        units + ((exponent + 14) as u32) * 1024
    };
    // The exponent of normal numbers begins at 1, which the leading bit of `units` has added.
    (bits < 0x7c00).then_some(sign | bits as u16)
}
