//! Transforms that `codecs.encode` and `codecs.decode` know besides encodings: hex, base64, rot13.
//!
//! Left out: those that compress (zlib, bz2), quoted-printable and uuencode.

use data_encoding::{BASE64_MIME, Encoding, HEXLOWER_PERMISSIVE, Specification};

use super::names::Transform;
use crate::native::Buffer;
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

/// Applies a transform in one direction. rot13 takes and gives str, the others bytes.
///
/// # Errors
/// TypeError for another type, ValueError for what cannot be decoded.
pub fn apply(vm: &Vm, transform: Transform, value: &Value, encode: bool) -> PyResult<Value> {
    if transform == Transform::Rot13 {
        let text = Str::from_value(value)
            .ok_or_else(|| vm.type_error(format!("expected str, got '{}'", vm.type_name(value))))?;
        let points: Vec<u32> = text.code_points().into_iter().map(rot13).collect();
        return Ok(Value::from_code_points(&points));
    }
    let bytes = Buffer::require(vm, value)?;
    match (transform, encode) {
        (Transform::Hex, true) => Ok(Value::bytes(
            data_encoding::HEXLOWER.encode(&bytes).into_bytes(),
        )),
        (Transform::Hex, false) => decode(
            vm,
            &HEXLOWER_PERMISSIVE,
            &bytes,
            "Non-hexadecimal digit found",
        ),
        (_, true) => {
            // One line of 76 characters after the other.
            let encoding = mime_lines().unwrap_or(BASE64_MIME);
            Ok(Value::bytes(encoding.encode(&bytes).into_bytes()))
        }
        (_, false) => {
            let kept: Vec<u8> = bytes
                .iter()
                .copied()
                .filter(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
                .collect();
            decode(vm, &data_encoding::BASE64, &kept, "Incorrect padding")
        }
    }
}

fn mime_lines() -> Option<Encoding> {
    let mut spec = Specification::new();
    spec.symbols
        .push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    spec.padding = Some('=');
    spec.wrap.width = 76;
    spec.wrap.separator.push('\n');
    spec.encoding().ok()
}

fn decode(vm: &Vm, encoding: &Encoding, bytes: &[u8], wrong: &str) -> PyResult<Value> {
    match encoding.decode(bytes) {
        Ok(decoded) => Ok(Value::bytes(decoded)),
        Err(_) if bytes.len() % 2 == 1 && wrong.starts_with("Non") => {
            Err(vm.value_error("Odd-length string"))
        }
        Err(_) => Err(vm.value_error(wrong)),
    }
}

fn rot13(point: u32) -> u32 {
    let turn = |base: u32| base + (point - base + 13) % 26;
    match point {
        0x41..=0x5a => turn(0x41),
        0x61..=0x7a => turn(0x61),
        _ => point,
    }
}
