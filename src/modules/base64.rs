//! base64: bytes as text in bases 16, 32, 64 and 85.
//!
//! The codings are RFC 4648 (16, 32, 64), btoa's and Adobe's Ascii85, git's base 85 and ZeroMQ's
//! Z85. Left out: the command line.

use super::binascii::{
    ascii_of, decode_base64, decode_hex, encode_base64, encode_hex, error, not_ascii,
};
use crate::native::{Buffer, ModuleDef};
use crate::object::{Exc, Payload, PyResult, Value};
use crate::text::quote;
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    let all = [
        "encode",
        "decode",
        "encodebytes",
        "decodebytes",
        "b64encode",
        "b64decode",
        "b32encode",
        "b32decode",
        "b32hexencode",
        "b32hexdecode",
        "b16encode",
        "b16decode",
        "b85encode",
        "b85decode",
        "a85encode",
        "a85decode",
        "z85encode",
        "z85decode",
        "standard_b64encode",
        "standard_b64decode",
        "urlsafe_b64encode",
        "urlsafe_b64decode",
    ];
    let all: Vec<Value> = all.into_iter().map(Value::str).collect();
    let def = ModuleDef::new(
        "base64",
        "Base16, Base32, Base64 (RFC 3548), Base85 and Ascii85 data encodings",
    )
    .value("__all__", all);
    base_85(base_16_and_32(base_64(def)))
}

fn base_64(def: ModuleDef) -> ModuleDef {
    def.function(
        "def b64encode(s, altchars=None)",
        "Encode the bytes-like object s using Base64 and return a bytes object.",
        b64encode,
    )
    .function(
        "def b64decode(s, altchars=None, validate=False)",
        "Decode the Base64 encoded bytes-like object or ASCII string s.",
        b64decode,
    )
    .function(
        "def standard_b64encode(s)",
        "Encode bytes-like object s using the standard Base64 alphabet.",
        |vm: &Vm, s: Value| b64encode(vm, s, Value::NONE),
    )
    .function(
        "def standard_b64decode(s)",
        "Decode bytes encoded with the standard Base64 alphabet.",
        |vm: &Vm, s: Value| b64decode(vm, s, Value::NONE, false),
    )
    .function(
        "def urlsafe_b64encode(s)",
        "Encode bytes using the URL- and filesystem-safe Base64 alphabet.",
        |vm: &Vm, s: Value| b64encode(vm, s, Value::bytes(b"-_".to_vec())),
    )
    .function(
        "def urlsafe_b64decode(s)",
        "Decode bytes using the URL- and filesystem-safe Base64 alphabet.",
        |vm: &Vm, s: Value| b64decode(vm, s, Value::bytes(b"-_".to_vec()), false),
    )
    .function(
        "def encodebytes(s)",
        "Encode a bytestring into a bytes object containing multiple lines of base-64 data.",
        |vm: &Vm, s: Value| {
            let data = line_argument(vm, &s)?;
            Ok(data.chunks(LINE).flat_map(encode_line).collect::<Vec<u8>>())
        },
    )
    .function(
        "def decodebytes(s)",
        "Decode a bytestring of base-64 data into a bytes object.",
        |vm: &Vm, s: Value| {
            let code = line_argument(vm, &s)?;
            decode_base64(&code, false).map_err(|e| error(vm, e))
        },
    )
    .function(
        "def encode(input, output)",
        "Encode a file; input and output are binary files.",
        encode,
    )
    .function(
        "def decode(input, output)",
        "Decode a file; input and output are binary files.",
        decode,
    )
}

fn base_16_and_32(def: ModuleDef) -> ModuleDef {
    def.function(
        "def b32encode(s)",
        "Encode the bytes-like objects using base32 and return a bytes object.",
        |vm: &Vm, s: Value| Ok(encode_base32(&memory(vm, &s)?, BASE_32)),
    )
    .function(
        "def b32decode(s, casefold=False, map01=None)",
        "Decode the base32 encoded bytes-like object or ASCII string s.",
        |vm: &Vm, s: Value, casefold: bool, map01: Value| {
            decode_base32(vm, &s, casefold, &map01, BASE_32)
        },
    )
    .function(
        "def b32hexencode(s)",
        "Encode the bytes-like objects using base32hex and return a bytes object.",
        |vm: &Vm, s: Value| Ok(encode_base32(&memory(vm, &s)?, BASE_32_HEX)),
    )
    .function(
        "def b32hexdecode(s, casefold=False)",
        "Decode the base32hex encoded bytes-like object or ASCII string s.",
        |vm: &Vm, s: Value, casefold: bool| {
            decode_base32(vm, &s, casefold, &Value::NONE, BASE_32_HEX)
        },
    )
    .function(
        "def b16encode(s)",
        "Encode the bytes-like object s using Base16 and return a bytes object.",
        |_: &Vm, s: Buffer| Ok(encode_hex(&s, None).to_ascii_uppercase()),
    )
    .function(
        "def b16decode(s, casefold=False)",
        "Decode the Base16 encoded bytes-like object or ASCII string s.",
        |vm: &Vm, s: Value, casefold: bool| {
            let mut code = code_argument(vm, &s)?;
            if casefold {
                code.make_ascii_uppercase();
            }
            if !code.iter().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')) {
                return Err(error(vm, "Non-base16 digit found"));
            }
            decode_hex(vm, &code)
        },
    )
}

fn base_85(def: ModuleDef) -> ModuleDef {
    def.function(
        "def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False)",
        "Encode bytes-like object b using Ascii85 and return a bytes object.",
        a85encode,
    )
    .function(
        "def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=<spaces>)",
        "Decode the Ascii85 encoded bytes-like object or ASCII string b.",
        a85decode,
    )
    .function(
        "def b85encode(b, pad=False)",
        "Encode bytes-like object b in base85 format and return a bytes object.",
        |vm: &Vm, b: Value, pad: bool| {
            Ok(encode_base85(
                &memory(vm, &b)?,
                BASE_85,
                pad,
                Folds::default(),
            ))
        },
    )
    .function(
        "def b85decode(b)",
        "Decode the base85-encoded bytes-like object or ASCII string b",
        |vm: &Vm, b: Value| decode_base85(vm, &code_argument(vm, &b)?, BASE_85, "base85"),
    )
    .function(
        "def z85encode(s)",
        "Encode bytes-like object b in z85 format and return a bytes object.",
        |vm: &Vm, s: Value| {
            Ok(encode_base85(
                &memory(vm, &s)?,
                Z_85,
                false,
                Folds::default(),
            ))
        },
    )
    .function(
        "def z85decode(s)",
        "Decode the z85-encoded bytes-like object or ASCII string b",
        |vm: &Vm, s: Value| decode_base85(vm, &code_argument(vm, &s)?, Z_85, "z85"),
    )
}

// ---- arguments -----------------------------------------------------------------------------------

/// What is decoded: the bytes of a bytes-like object or of an ASCII str.
fn code_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(Payload::Str(text)) = value.payload() {
        return ascii_of(text.as_str())
            .map(<[u8]>::to_vec)
            .ok_or_else(|| not_ascii(vm));
    }
    match Buffer::from_value(vm, value) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error(format!(
            "argument should be a bytes-like object or ASCII string, not '{}'",
            vm.type_name(value)
        ))),
    }
}

/// What is encoded, where CPython takes a memoryview of it.
fn memory(vm: &Vm, value: &Value) -> PyResult<Buffer> {
    Buffer::from_value(vm, value).ok_or_else(|| {
        vm.type_error(format!(
            "memoryview: a bytes-like object is required, not '{}'",
            vm.type_name(value)
        ))
    })
}

fn line_argument(vm: &Vm, value: &Value) -> PyResult<Buffer> {
    Buffer::from_value(vm, value).ok_or_else(|| {
        vm.type_error(format!(
            "expected bytes-like object, not {}",
            vm.type_name(value)
        ))
    })
}

/// `assert len(value) == count, repr(value)`
#[cold]
fn wrong_length(vm: &Vm, bytes: &[u8]) -> Exc {
    vm.assertion_error(quote::repr_bytes(bytes))
}

// ---- base 64 -------------------------------------------------------------------------------------

/// Bytes on one line of 76 digits.
const LINE: usize = 57;

fn encode_line(data: &[u8]) -> Vec<u8> {
    let mut code = encode_base64(data);
    code.push(b'\n');
    code
}

fn b64encode(vm: &Vm, s: Value, altchars: Value) -> PyResult<Vec<u8>> {
    let data = Buffer::require(vm, &s)?;
    let mut code = encode_base64(&data);
    if !altchars.is_none() {
        if vm.len(&altchars)? != 2 {
            return Err(vm.assertion_error(vm.repr(&altchars)?.to_string()));
        }
        let altchars = Buffer::require(vm, &altchars)?;
        if let [plus, slash] = altchars[..] {
            for byte in &mut code {
                match *byte {
                    b'+' => *byte = plus,
                    b'/' => *byte = slash,
                    _ => {}
                }
            }
        }
    }
    Ok(code)
}

fn b64decode(vm: &Vm, s: Value, altchars: Value, validate: bool) -> PyResult<Vec<u8>> {
    let mut code = code_argument(vm, &s)?;
    if !altchars.is_none() {
        let altchars = code_argument(vm, &altchars)?;
        let [plus, slash] = altchars[..] else {
            return Err(wrong_length(vm, &altchars));
        };
        for byte in &mut code {
            if *byte == plus {
                *byte = b'+';
            } else if *byte == slash {
                *byte = b'/';
            }
        }
    }
    decode_base64(&code, validate).map_err(|e| error(vm, e))
}

/// The bytes that a method of a file returned.
fn read(vm: &Vm, file: &Value, method: &str, args: &mut [Value]) -> PyResult<Vec<u8>> {
    let value = vm.call_method(file, method, args)?;
    Ok(Buffer::require(vm, &value)?.to_vec())
}

fn encode(vm: &Vm, input: Value, output: Value) -> PyResult<()> {
    loop {
        let mut line = read(vm, &input, "read", &mut [Value::size(LINE)])?;
        if line.is_empty() {
            return Ok(());
        }
        while line.len() < LINE {
            let more = read(vm, &input, "read", &mut [Value::size(LINE - line.len())])?;
            if more.is_empty() {
                break;
            }
            line.extend(more);
        }
        vm.call_method(&output, "write", &mut [Value::bytes(encode_line(&line))])?;
    }
}

fn decode(vm: &Vm, input: Value, output: Value) -> PyResult<()> {
    loop {
        let line = read(vm, &input, "readline", &mut [])?;
        if line.is_empty() {
            return Ok(());
        }
        let data = decode_base64(&line, false).map_err(|e| error(vm, e))?;
        vm.call_method(&output, "write", &mut [Value::bytes(data)])?;
    }
}

// ---- base 32 -------------------------------------------------------------------------------------

const BASE_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE_32_HEX: &[u8; 32] = b"0123456789ABCDEFGHIJKLMNOPQRSTUV";

fn encode_base32(data: &[u8], alphabet: &[u8; 32]) -> Vec<u8> {
    let mut code = Vec::with_capacity(data.len().div_ceil(5) * 8);
    for block in data.chunks(5) {
        let mut bits = [0; 8];
        bits[3..3 + block.len()].copy_from_slice(block);
        let bits = u64::from_be_bytes(bits);
        let digits = (block.len() * 8).div_ceil(5);
        for at in 0..8 {
            code.push(match at < digits {
                true => alphabet[(bits >> (35 - 5 * at)) as usize & 31],
                false => b'=',
            });
        }
    }
    code
}

fn decode_base32(
    vm: &Vm,
    s: &Value,
    casefold: bool,
    map01: &Value,
    alphabet: &[u8; 32],
) -> PyResult<Vec<u8>> {
    let mut code = code_argument(vm, s)?;
    if code.len() % 8 != 0 {
        return Err(error(vm, "Incorrect padding"));
    }
    if !map01.is_none() {
        let map01 = code_argument(vm, map01)?;
        let [one] = map01[..] else {
            return Err(wrong_length(vm, &map01));
        };
        for byte in &mut code {
            match *byte {
                b'0' => *byte = b'O',
                b'1' => *byte = one,
                _ => {}
            }
        }
    }
    if casefold {
        code.make_ascii_uppercase();
    }
    let digits = code
        .iter()
        .rposition(|&b| b != b'=')
        .map_or(0, |last| last + 1);
    let padding = code.len() - digits;
    let mut data = Vec::with_capacity(code.len() / 8 * 5);
    for block in code[..digits].chunks(8) {
        let mut bits = 0u64;
        for byte in block {
            match alphabet.iter().position(|b| b == byte) {
                Some(digit) => bits = bits << 5 | digit as u64,
                None => return Err(error(vm, "Non-base32 digit found")),
            }
        }
        bits <<= 5 * (8 - block.len());
        data.extend_from_slice(&bits.to_be_bytes()[3..3 + block.len() * 5 / 8]);
    }
    if !matches!(padding, 0 | 1 | 3 | 4 | 6) {
        return Err(error(vm, "Incorrect padding"));
    }
    Ok(data)
}

// ---- base 85 -------------------------------------------------------------------------------------

const BASE_85: &[u8; 85] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const Z_85: &[u8; 85] =
    b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
/// Ascii85: the characters from `!` to `u`.
const ASCII_85: &[u8; 85] = &{
    let mut digits = [0; 85];
    let mut i = 0;
    while i < 85 {
        digits[i] = b'!' + i as u8;
        i += 1;
    }
    digits
};

/// Words that Ascii85 writes as one character.
#[derive(Clone, Copy, Default)]
struct Folds {
    nuls: bool,
    spaces: bool,
}

fn encode_base85(data: &[u8], alphabet: &[u8; 85], pad: bool, folds: Folds) -> Vec<u8> {
    let mut code = Vec::with_capacity(data.len().div_ceil(4) * 5);
    for block in data.chunks(4) {
        let mut bytes = [0; 4];
        bytes[..block.len()].copy_from_slice(block);
        let mut word = u32::from_be_bytes(bytes);
        let whole = block.len() == 4 || pad;
        if folds.nuls && word == 0 && whole {
            code.push(b'z');
            continue;
        }
        if folds.spaces && word == 0x2020_2020 {
            code.push(b'y');
            continue;
        }
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = alphabet[(word % 85) as usize];
            word /= 85;
        }
        code.extend_from_slice(&digits[..if whole { 5 } else { block.len() + 1 }]);
    }
    code
}

fn decode_base85(vm: &Vm, code: &[u8], alphabet: &[u8; 85], name: &str) -> PyResult<Vec<u8>> {
    let mut data = Vec::with_capacity(code.len().div_ceil(5) * 4);
    for (number, block) in code.chunks(5).enumerate() {
        let start = number * 5;
        let mut word = 0u64;
        for at in 0..5 {
            // Missing digits count as the highest.
            let digit = match block.get(at) {
                None => Some(84),
                Some(byte) => alphabet.iter().position(|b| b == byte),
            };
            let Some(digit) = digit else {
                return Err(
                    vm.value_error(format!("bad {name} character at position {}", start + at))
                );
            };
            word = word * 85 + digit as u64;
        }
        let Ok(word) = u32::try_from(word) else {
            return Err(vm.value_error(format!("{name} overflow in hunk starting at byte {start}")));
        };
        data.extend_from_slice(&word.to_be_bytes()[..block.len() - 1]);
    }
    Ok(data)
}

fn a85encode(
    vm: &Vm,
    b: Value,
    foldspaces: bool,
    wrapcol: i64,
    pad: bool,
    adobe: bool,
) -> PyResult<Vec<u8>> {
    let folds = Folds {
        nuls: true,
        spaces: foldspaces,
    };
    let mut code = encode_base85(&memory(vm, &b)?, ASCII_85, pad, folds);
    if adobe {
        code.splice(0..0, *b"<~");
    }
    if wrapcol != 0 {
        let width = usize::try_from(wrapcol)
            .unwrap_or(0)
            .max(if adobe { 2 } else { 1 });
        let mut lines: Vec<&[u8]> = code.chunks(width).collect();
        if adobe && lines.last().is_none_or(|last| last.len() + 2 > width) {
            lines.push(b"");
        }
        code = lines.join(&b'\n');
    }
    if adobe {
        code.extend_from_slice(b"~>");
    }
    Ok(code)
}

fn a85decode(
    vm: &Vm,
    b: Value,
    foldspaces: bool,
    adobe: bool,
    ignorechars: Option<Value>,
) -> PyResult<Vec<u8>> {
    let code = code_argument(vm, &b)?;
    let mut code = &code[..];
    if adobe {
        code = code
            .strip_suffix(b"~>")
            .ok_or_else(|| vm.value_error("Ascii85 encoded byte sequences must end with b'~>'"))?;
        code = code.strip_prefix(b"<~").unwrap_or(code);
    }
    let ignored = match ignorechars {
        Some(chars) => Buffer::require(vm, &chars)?.to_vec(),
        None => b" \t\n\r\x0b".to_vec(),
    };
    let mut data = Vec::with_capacity(code.len() / 5 * 4 + 4);
    let mut digits: Vec<u8> = Vec::with_capacity(5);
    // Four more digits complete the last word; what they add is cut off again.
    for &byte in code.iter().chain(b"uuuu") {
        match byte {
            b'!'..=b'u' => {
                digits.push(byte - b'!');
                if digits.len() == 5 {
                    let word = digits.iter().fold(0u64, |w, &d| w * 85 + u64::from(d));
                    let word =
                        u32::try_from(word).map_err(|_| vm.value_error("Ascii85 overflow"))?;
                    data.extend(word.to_be_bytes());
                    digits.clear();
                }
            }
            b'z' | b'y' if byte == b'z' || foldspaces => {
                if !digits.is_empty() {
                    return Err(
                        vm.value_error(format!("{} inside Ascii85 5-tuple", char::from(byte)))
                    );
                }
                data.extend([if byte == b'z' { 0 } else { b' ' }; 4]);
            }
            _ if ignored.contains(&byte) => {}
            _ => {
                return Err(
                    vm.value_error(format!("Non-Ascii85 digit found: {}", char::from(byte)))
                );
            }
        }
    }
    let surplus = 4 - digits.len();
    data.truncate(data.len().saturating_sub(surplus));
    Ok(data)
}
