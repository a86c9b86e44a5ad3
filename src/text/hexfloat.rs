//! Hexadecimal floats: `float.hex()` and `float.fromhex(text)`.

use super::chars;
use super::error::TextError;
use super::float::{compose, decompose, parse_inf_or_nan};

/// `x.hex()`: sign, `0x1.`, thirteen hexadecimal digits, binary exponent.
pub fn float_hex(x: f64) -> String {
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_nan() {
        return String::from("nan");
    }
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = decompose(x);
    let fraction = mantissa & ((1 << 52) - 1);
    format!(
        "{sign}0x{}.{fraction:013x}p{:+}",
        mantissa >> 52,
        exponent + 52
    )
}

/// `float.fromhex(text)`: optional `0x`, fraction and binary exponent, rounded half to even.
///
/// Errors: `ValueError` for a malformed text, `OverflowError` for a value beyond the floats.
pub fn from_hex(text: &str) -> Result<f64, TextError> {
    let malformed = || TextError::value("invalid hexadecimal floating-point string");
    let body = chars::trim_ascii_space(text.as_bytes());
    let (negative, body) = match body {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let signed = |size: f64| if negative { -size } else { size };
    if let Some(size) = parse_inf_or_nan(body) {
        return Ok(signed(size));
    }
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        all => all,
    };
    let mut mantissa = 0u64;
    let mut sticky = false;
    let mut shift = 0i64;
    let mut digits = 0usize;
    let mut after_point = false;
    let mut at = 0;
    while let Some(&b) = body.get(at) {
        if let Some(digit) = char::from(b).to_digit(16) {
            digits += 1;
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | u64::from(digit);
                shift -= if after_point { 4 } else { 0 };
            } else {
                sticky |= digit != 0;
                shift += if after_point { 0 } else { 4 };
            }
        } else if b == b'.' && !after_point {
            after_point = true;
        } else {
            break;
        }
        at += 1;
    }
    if digits == 0 {
        return Err(malformed());
    }
    let mut rest = body.get(at..).unwrap_or(&[]);
    let mut exponent = 0i64;
    if let [b'p' | b'P', tail @ ..] = rest {
        let (minus, tail) = match tail {
            [b'-', tail @ ..] => (true, tail),
            [b'+', tail @ ..] => (false, tail),
            all => (false, all),
        };
        let count = tail.iter().take_while(|b| b.is_ascii_digit()).count();
        if count == 0 {
            return Err(malformed());
        }
        for &b in tail.iter().take(count) {
            exponent = exponent
                .saturating_mul(10)
                .saturating_add(i64::from(b - b'0'));
        }
        if minus {
            exponent = -exponent;
        }
        rest = tail.get(count..).unwrap_or(&[]);
    }
    // CPython notices a value that is too large before it looks at what follows.
    let size = compose(mantissa, sticky, exponent.saturating_add(shift));
    if size.is_infinite() {
        return Err(TextError::overflow(
            "hexadecimal value too large to represent as a float",
        ));
    }
    if !rest.is_empty() {
        return Err(malformed());
    }
    Ok(signed(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_of_floats() {
        assert_eq!(float_hex(1.5), "0x1.8000000000000p+0");
        assert_eq!(float_hex(-0.1), "-0x1.999999999999ap-4");
        assert_eq!(float_hex(5e-324), "0x0.0000000000001p-1022");
        assert_eq!(float_hex(-0.0), "-0x0.0p+0");
        assert_eq!(float_hex(f64::NEG_INFINITY), "-inf");
    }

    #[test]
    fn hex_read_back() {
        assert_eq!(from_hex(" 0x1.8p1\n"), Ok(3.0));
        assert_eq!(from_hex("-ff.8"), Ok(-255.5));
        assert_eq!(from_hex("0x1p-1075"), Ok(0.0));
        assert_eq!(from_hex("0x1.0000000000001p-1075"), Ok(5e-324));
        assert_eq!(
            from_hex("0x.p1").map_err(|e| e.to_string()),
            Err(String::from(
                "ValueError: invalid hexadecimal floating-point string"
            ))
        );
        assert_eq!(
            from_hex("0x1p1024").map_err(|e| e.to_string()),
            Err(String::from(
                "OverflowError: hexadecimal value too large to represent as a float"
            ))
        );
    }
}
