//! binascii: bytes as ASCII text in base 64, hexadecimal, uu and quoted-printable; checksums.
//!
//! The rows of what is accepted and refused follow CPython's; the codings are RFC 4648 (base 64,
//! hexadecimal), RFC 2045 (quoted-printable) and POSIX `uuencode`.

use std::borrow::Cow;

use num_traits::ToPrimitive;

use crate::native::{Buffer, ModuleDef};
use crate::object::{Class, Exc, Payload, PyResult, Value};
use crate::vm::Vm;

/// `binascii.Error`
pub fn error_class(vm: &Vm) -> Class {
    vm.exception_type("binascii", "Error", &vm.types.value_error)
}

/// An instance of `binascii.Error`.
#[cold]
pub fn error(vm: &Vm, message: impl AsRef<str>) -> Exc {
    vm.exception(&error_class(vm), message)
}

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let incomplete = vm.exception_type("binascii", "Incomplete", &vm.types.exception);
    ModuleDef::new("binascii", "Conversion between binary data and ASCII")
        .value("Error", error_class(vm))
        .value("Incomplete", incomplete)
        .function(
            "a2b_base64(data, /, *, strict_mode=False)",
            "Decode a line of base64 data.",
            |vm: &Vm, data: Value, strict: bool| {
                decode_base64(&ascii_argument(vm, &data)?, strict).map_err(|e| error(vm, e))
            },
        )
        .function(
            "b2a_base64(data, /, *, newline=True)",
            "Base64-code line of data.",
            |_: &Vm, data: Buffer, newline: bool| {
                let mut code = encode_base64(&data);
                if newline {
                    code.push(b'\n');
                }
                Ok(code)
            },
        )
        .function(
            "hexlify(data, sep=<none>, bytes_per_sep=1)",
            "Hexadecimal representation of binary data.",
            hexlify,
        )
        .function(
            "b2a_hex(data, sep=<none>, bytes_per_sep=1)",
            "Hexadecimal representation of binary data.",
            hexlify,
        )
        .function(
            "unhexlify(hexstr, /)",
            "Binary data of hexadecimal representation.",
            unhexlify,
        )
        .function(
            "a2b_hex(hexstr, /)",
            "Binary data of hexadecimal representation.",
            unhexlify,
        )
        .function(
            "crc32(data, crc=0, /)",
            "Compute CRC-32 incrementally.",
            |vm: &Vm, data: Buffer, crc: Value| Ok(crc32(&data, low_bits(vm, &crc)?)),
        )
        .function(
            "crc_hqx(data, crc, /)",
            "Compute CRC-CCITT incrementally.",
            |vm: &Vm, data: Buffer, crc: Value| Ok(crc_hqx(&data, low_bits(vm, &crc)?)),
        )
        .function(
            "a2b_uu(data, /)",
            "Decode a line of uuencoded data.",
            |vm: &Vm, data: Value| decode_uu(&ascii_argument(vm, &data)?).map_err(|e| error(vm, e)),
        )
        .function(
            "b2a_uu(data, /, *, backtick=False)",
            "Uuencode line of data.",
            |vm: &Vm, data: Buffer, backtick: bool| match data.len() {
                0..=45 => Ok(encode_uu(&data, backtick)),
                _ => Err(error(vm, "At most 45 bytes at once")),
            },
        )
        .function(
            "a2b_qp(data, header=False)",
            "Decode a string of qp-encoded data.",
            |vm: &Vm, data: Value, header: bool| {
                Ok(decode_quoted(&ascii_argument(vm, &data)?, header))
            },
        )
        .function(
            "b2a_qp(data, quotetabs=False, istext=True, header=False)",
            "Encode a string using quoted-printable encoding.",
            |_: &Vm, data: Buffer, quotetabs: bool, istext: bool, header: bool| {
                Ok(encode_quoted(&data, quotetabs, istext, header))
            },
        )
}

/// The bytes of a bytes-like object or of an ASCII str.
fn ascii_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(Payload::Str(text)) = value.payload() {
        return ascii_of(text.as_str())
            .map(<[u8]>::to_vec)
            .ok_or_else(|| not_ascii(vm));
    }
    match Buffer::from_value(vm, value) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error(format!(
            "argument should be bytes, buffer or ASCII string, not '{}'",
            vm.type_name(value)
        ))),
    }
}

/// The bytes of a text that is ASCII throughout.
pub fn ascii_of(text: Option<&str>) -> Option<&[u8]> {
    text.filter(|t| t.is_ascii()).map(str::as_bytes)
}

#[cold]
pub fn not_ascii(vm: &Vm) -> Exc {
    vm.value_error("string argument should contain only ASCII characters")
}

/// The low 32 bits of an int of any size.
fn low_bits(vm: &Vm, value: &Value) -> PyResult<u32> {
    let big = vm.index_big(value)?;
    let mask = num_bigint::BigInt::from(u32::MAX);
    Ok((big & mask).to_u32().unwrap_or(0))
}

// ---- base 64 -------------------------------------------------------------------------------------

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each digit; 255 for other bytes.
const DIGITS: [u8; 256] = {
    let mut table = [255; 256];
    let mut i = 0;
    while i < 64 {
        table[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    table
};

/// Base 64 with padding, on one line.
pub fn encode_base64(data: &[u8]) -> Vec<u8> {
    let mut code = Vec::with_capacity(data.len().div_ceil(3) * 4);
    let digit = |bits: u32| ALPHABET[(bits & 63) as usize];
    let mut blocks = data.chunks_exact(3);
    for block in &mut blocks {
        let bits = u32::from(block[0]) << 16 | u32::from(block[1]) << 8 | u32::from(block[2]);
        code.extend([
            digit(bits >> 18),
            digit(bits >> 12),
            digit(bits >> 6),
            digit(bits),
        ]);
    }
    match *blocks.remainder() {
        [a] => {
            let bits = u32::from(a) << 4;
            code.extend([digit(bits >> 6), digit(bits), b'=', b'=']);
        }
        [a, b] => {
            let bits = u32::from(a) << 10 | u32::from(b) << 2;
            code.extend([digit(bits >> 12), digit(bits >> 6), digit(bits), b'=']);
        }
        _ => {}
    }
    code
}

/// Decode base 64. Unless strict, bytes that are no digits are passed over, and whatever follows
/// complete padding.
///
/// # Errors
/// The message of `binascii.Error`.
pub fn decode_base64(code: &[u8], strict: bool) -> Result<Vec<u8>, Cow<'static, str>> {
    let mut data = Vec::with_capacity(code.len() / 4 * 3 + 3);
    if strict && code.first() == Some(&b'=') {
        return Err("Leading padding not allowed".into());
    }
    let (mut filled, mut bits, mut pads) = (0u32, 0u32, 0u32);
    let mut padding = false;
    for (at, &byte) in code.iter().enumerate() {
        if byte == b'=' {
            padding = true;
            if strict && filled == 0 {
                return Err("Excess padding not allowed".into());
            }
            if filled >= 2 {
                pads += 1;
                if filled + pads >= 4 {
                    if strict && at + 1 < code.len() {
                        return Err("Excess data after padding".into());
                    }
                    return Ok(data);
                }
            }
            continue;
        }
        let digit = DIGITS[usize::from(byte)];
        if digit == 255 {
            if strict {
                return Err("Only base64 data is allowed".into());
            }
            continue;
        }
        if strict && padding {
            return Err("Discontinuous padding not allowed".into());
        }
        pads = 0;
        bits = bits << 6 | u32::from(digit);
        filled = (filled + 1) % 4;
        match filled {
            2 => data.push((bits >> 4) as u8),
            3 => data.push((bits >> 2) as u8),
            0 => data.push(bits as u8),
            _ => {}
        }
    }
    match filled {
        0 => Ok(data),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than \
             a multiple of 4",
            data.len() / 3 * 4 + 1
        )
        .into()),
        _ => Err("Incorrect padding".into()),
    }
}

// ---- hexadecimal -----------------------------------------------------------------------------------

fn hexlify(vm: &Vm, data: Buffer, sep: Option<Value>, group: i64) -> PyResult<Vec<u8>> {
    let Some(sep) = sep else {
        return Ok(encode_hex(&data, None));
    };
    if vm.len(&sep)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let byte = match sep.payload() {
        Some(Payload::Str(text)) => u8::try_from(text.code_point(0)).ok(),
        Some(Payload::Bytes(bytes)) => bytes.first().copied(),
        _ => return Err(vm.type_error("sep must be str or bytes.")),
    };
    match byte {
        Some(byte) => Ok(encode_hex(&data, Some((byte, group)))),
        None => Err(vm.value_error("sep must be ASCII.")),
    }
}

/// Hexadecimal digits; a separator after each group of bytes, counted from the right, or from the
/// left for a negative number.
pub fn encode_hex(data: &[u8], separator: Option<(u8, i64)>) -> Vec<u8> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut code = Vec::with_capacity(data.len() * 2);
    let group = separator.map_or(0, |(_, n)| usize::try_from(n.unsigned_abs()).unwrap_or(0));
    let from_left = separator.is_some_and(|(_, n)| n < 0);
    for (at, byte) in data.iter().enumerate() {
        if let Some((separator, _)) = separator
            && at > 0
            && group > 0
            && (if from_left { at } else { data.len() - at }) % group == 0
        {
            code.push(separator);
        }
        code.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
    }
    code
}

fn unhexlify(vm: &Vm, hexstr: Value) -> PyResult<Vec<u8>> {
    decode_hex(vm, &ascii_argument(vm, &hexstr)?)
}

/// The bytes that hexadecimal digits stand for.
pub fn decode_hex(vm: &Vm, code: &[u8]) -> PyResult<Vec<u8>> {
    if code.len() % 2 == 1 {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |b: u8| char::from(b).to_digit(16);
    code.chunks_exact(2)
        .map(|pair| match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => Ok((high << 4 | low) as u8),
            _ => Err(error(vm, "Non-hexadecimal digit found")),
        })
        .collect()
}

// ---- checksums -------------------------------------------------------------------------------------

/// CRC-32 (ISO 3309, as in gzip), continued from `start`.
pub fn crc32(data: &[u8], start: u32) -> u32 {
    let mut crc = crc32fast::Hasher::new_with_initial(start);
    crc.update(data);
    crc.finalize()
}

/// CRC-CCITT (polynomial 0x1021) as BinHex 4 uses it.
fn crc_hqx(data: &[u8], start: u32) -> u32 {
    let mut crc = start & 0xffff;
    for &byte in data {
        crc ^= u32::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 {
                crc << 1 ^ 0x1021
            } else {
                crc << 1
            } & 0xffff;
        }
    }
    crc
}

// ---- uu --------------------------------------------------------------------------------------------

fn encode_uu(data: &[u8], backtick: bool) -> Vec<u8> {
    let digit = |bits: u32| match bits & 63 {
        0 if backtick => b'`',
        bits => bits as u8 + b' ',
    };
    let mut code = vec![digit(data.len() as u32)];
    for block in data.chunks(3) {
        let byte = |at: usize| u32::from(block.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        code.extend([
            digit(bits >> 18),
            digit(bits >> 12),
            digit(bits >> 6),
            digit(bits),
        ]);
    }
    code.push(b'\n');
    code
}

fn decode_uu(code: &[u8]) -> Result<Vec<u8>, &'static str> {
    let (&first, mut rest) = code.split_first().unwrap_or((&b' ', &[]));
    let length = usize::from(first.wrapping_sub(b' ') & 63);
    let mut data = Vec::with_capacity(length);
    let (mut bits, mut filled) = (0u32, 0);
    while data.len() < length {
        let byte = rest.first().copied().unwrap_or(b'\n');
        rest = rest.get(1..).unwrap_or_default();
        // Spaces at the end of a line may have been lost.
        let digit = match byte {
            b'\n' | b'\r' => 0,
            b' '..=b'`' => (byte - b' ') & 63,
            _ => return Err("Illegal char"),
        };
        bits = bits << 6 | u32::from(digit);
        filled += 6;
        if filled >= 8 {
            filled -= 8;
            data.push((bits >> filled) as u8);
        }
    }
    match rest
        .iter()
        .all(|b| matches!(b, b' ' | b'`' | b'\n' | b'\r'))
    {
        true => Ok(data),
        false => Err("Trailing garbage"),
    }
}

// ---- quoted-printable --------------------------------------------------------------------------------

/// Longest line, the `=` of a soft break included.
const LINE: usize = 76;

fn encode_quoted(data: &[u8], quote_tabs: bool, is_text: bool, header: bool) -> Vec<u8> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let first_newline = data.iter().position(|&b| b == b'\n');
    let crlf = first_newline.is_some_and(|at| at > 0 && data[at - 1] == b'\r');
    let end_of_line: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let push_hex = |out: &mut Vec<u8>, b: u8| {
        out.extend([HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]);
    };
    let mut out = Vec::with_capacity(data.len() + data.len() / 8);
    let (mut line, mut at) = (0, 0);
    while at < data.len() {
        let byte = data[at];
        let next = data.get(at + 1).copied();
        let lone_dot = byte == b'.' && line == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0));
        let quoted = byte > 126
            || byte == b'='
            || (header && byte == b'_')
            || lone_dot
            || (!is_text && matches!(byte, b'\r' | b'\n'))
            || (matches!(byte, b'\t' | b' ') && next.is_none())
            || (byte < 33
                && !matches!(byte, b'\r' | b'\n')
                && (quote_tabs || !matches!(byte, b'\t' | b' ')));
        if quoted {
            if line + 3 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end_of_line);
                line = 0;
            }
            out.push(b'=');
            push_hex(&mut out, byte);
            line += 3;
            at += 1;
        } else if is_text && (byte == b'\n' || (byte == b'\r' && next == Some(b'\n'))) {
            line = 0;
            if let Some(&space @ (b' ' | b'\t')) = out.last() {
                out.pop();
                out.push(b'=');
                push_hex(&mut out, space);
            }
            out.extend_from_slice(end_of_line);
            at += if byte == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some_and(|n| n != b'\n') && line + 1 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end_of_line);
                line = 0;
            }
            line += 1;
            out.push(if header && byte == b' ' { b'_' } else { byte });
            at += 1;
        }
    }
    out
}

fn decode_quoted(code: &[u8], header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(code.len());
    let hex = |at: usize| code.get(at).and_then(|&b| char::from(b).to_digit(16));
    let mut at = 0;
    while at < code.len() {
        let byte = code[at];
        at += 1;
        match byte {
            b'=' => match code.get(at) {
                None => break,
                Some(b'\n' | b'\r') => {
                    // A soft break: what stands up to the newline is dropped.
                    let rest = code[at..].iter().position(|&b| b == b'\n');
                    at = rest.map_or(code.len(), |newline| at + newline + 1);
                }
                Some(b'=') => {
                    out.push(b'=');
                    at += 1;
                }
                Some(_) => match (hex(at), hex(at + 1)) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4 | low) as u8);
                        at += 2;
                    }
                    _ => out.push(b'='),
                },
            },
            b'_' if header => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out
}
