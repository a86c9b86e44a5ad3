//! Floats as text and back: `repr`, the conversions `e f g`, `float(text)`, `round(x, n)`, ratios.
//!
//! Shortest digits come from `zmij`; digits at a given precision from an exact 128-bit scaling where
//! that fits, otherwise from the standard library, whose `{:.N}` and `{:.Ne}` round the exact binary
//! value half to even. The layout is our own. Hexadecimal floats are in `hexfloat`.

use super::chars;
use super::error::TextError;
use super::int::{push_repeated, push_u64, push_u64_padded};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt::Write;

/// How a float's digits are chosen and laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FloatKind {
    /// `e`: one digit, point, `precision` digits, exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits, fixed or with exponent by size.
    General,
    /// The fewest digits that read back as the same float; `precision` is not used.
    Repr,
}

/// A complete description of a float's text, without sign policy, width and grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatFormat {
    pub kind: FloatKind,
    pub precision: usize,
    /// `E`, `INF`, `NAN` instead of lower case.
    pub upper: bool,
    /// `#`: keep the point, and in `General` the trailing zeros.
    pub alternate: bool,
    /// Add `.0` to what would look like an integer, as `repr` does.
    pub add_dot_zero: bool,
    /// `z`: write a result that rounds to zero without its minus sign.
    pub no_negative_zero: bool,
}

impl FloatFormat {
    /// The format of a conversion letter (`e E f F g G`), or `None` for another letter.
    pub fn of_letter(letter: char, precision: usize) -> Option<FloatFormat> {
        let kind = match letter {
            'e' | 'E' => FloatKind::Exponent,
            'f' | 'F' => FloatKind::Fixed,
            'g' | 'G' => FloatKind::General,
            _ => return None,
        };
        Some(FloatFormat {
            kind,
            precision,
            upper: letter.is_ascii_uppercase(),
            ..FloatFormat::REPR_BARE
        })
    }

    /// The shortest digits without a forced `.0`: the parts of a complex number.
    pub const REPR_BARE: FloatFormat = FloatFormat {
        kind: FloatKind::Repr,
        precision: 0,
        upper: false,
        alternate: false,
        add_dot_zero: false,
        no_negative_zero: false,
    };
}

/// `repr(x)`: the shortest digits that read back as `x`.
pub fn repr_float(x: f64) -> String {
    let mut out = String::with_capacity(24);
    push_float(&mut out, x);
    out
}

/// Appends `repr(x)`.
pub fn push_float(out: &mut String, x: f64) {
    let size = x.abs();
    // Here the crate's layout and Python's agree.
    if (1e-4..1e16).contains(&size) || x == 0.0 {
        out.push_str(zmij::Buffer::new().format_finite(x));
    } else {
        let format = FloatFormat {
            add_dot_zero: true,
            ..FloatFormat::REPR_BARE
        };
        push_float_format(out, x, &format);
    }
}

/// `x` in a conversion `e E f F g G %`; `None` for another letter.
///
/// `precision` counts digits as in C; the caller bounds it (see `error::check_field`). `%` multiplies
/// by 100 and appends the sign.
pub fn format_float(x: f64, letter: char, precision: usize, alternate: bool) -> Option<String> {
    let (letter, x, percent) = match letter {
        '%' => ('f', x * 100.0, true),
        other => (other, x, false),
    };
    let format = FloatFormat {
        alternate,
        ..FloatFormat::of_letter(letter, precision)?
    };
    let mut out = String::with_capacity(24);
    push_float_format(&mut out, x, &format);
    if percent {
        out.push('%');
    }
    Some(out)
}

/// Appends `x` in the given format, with a minus sign where it is negative (also `-0.0`).
///
/// The caller bounds the precision (see `error::check_field`): zeros are written as asked.
pub fn push_float_format(out: &mut String, x: f64, format: &FloatFormat) {
    if !x.is_finite() {
        out.push_str(match (x.is_nan(), x < 0.0, format.upper) {
            (true, _, false) => "nan",
            (true, _, true) => "NAN",
            (_, false, false) => "inf",
            (_, false, true) => "INF",
            (_, true, false) => "-inf",
            (_, true, true) => "-INF",
        });
        return;
    }
    let start = out.len();
    if x.is_sign_negative() {
        out.push('-');
    }
    let size = x.abs();
    match format.kind {
        FloatKind::Fixed => push_fixed(out, size, format.precision, format.alternate),
        FloatKind::Exponent => {
            let digits = Digits::significant(size, format.precision);
            push_digits(
                out,
                &digits,
                format,
                true,
                format.precision.saturating_add(1),
            );
        }
        FloatKind::General => {
            let precision = format.precision.max(1);
            let mut digits = Digits::significant(size, precision - 1);
            digits.trim();
            let bound = precision as i64 - i64::from(format.add_dot_zero);
            let exponent = digits.point <= -4 || i64::from(digits.point) > bound;
            let end = if format.alternate {
                precision
            } else {
                digits.text.len()
            };
            push_digits(out, &digits, format, exponent, end);
        }
        FloatKind::Repr => {
            let digits = Digits::shortest(size);
            let exponent = digits.point <= -4 || digits.point > 16;
            push_digits(out, &digits, format, exponent, digits.text.len());
        }
    }
    if format.no_negative_zero && x.is_sign_negative() {
        drop_minus_of_zero(out, start);
    }
}

/// Removes the sign at `start` when no digit but zero follows (before an exponent).
fn drop_minus_of_zero(out: &mut String, start: usize) {
    let zero = out
        .bytes()
        .skip(start + 1)
        .take_while(|b| !b.eq_ignore_ascii_case(&b'e'))
        .all(|b| b == b'0' || b == b'.');
    if zero {
        out.remove(start);
    }
}

/// Decimal digits `d1 d2 d3 …` standing for `0.d1d2d3… × 10^point`.
struct Digits {
    text: String,
    point: i32,
}

/// No double has more significant decimal digits than 767; further ones are zeros.
const MAX_SIGNIFICANT: usize = 770;
/// No double has more digits after the point than 1074; further ones are zeros.
const MAX_DECIMALS: usize = 1080;

impl Digits {
    /// The shortest digits of a finite `size` ≥ 0.
    fn shortest(size: f64) -> Digits {
        let mut buffer = zmij::Buffer::new();
        Digits::read(buffer.format_finite(size))
    }

    /// `after + 1` significant digits of a finite `size` ≥ 0, correctly rounded.
    fn significant(size: f64, after: usize) -> Digits {
        let mut text = String::with_capacity(after.min(MAX_SIGNIFICANT) + 8);
        let _ = write!(text, "{:.*e}", after.min(MAX_SIGNIFICANT), size);
        let mut digits = Digits::read(&text);
        if size == 0.0 {
            digits.text.clear();
            digits.text.push('0');
        }
        digits
    }

    /// Reads `123.45e6` as another printer wrote it.
    fn read(written: &str) -> Digits {
        let (mantissa, exponent) = written.split_once('e').unwrap_or((written, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let mut text = String::with_capacity(mantissa.len());
        text.push_str(whole);
        text.push_str(fraction);
        let leading = text.len() - text.trim_start_matches('0').len();
        let mut digits = if leading == text.len() {
            Digits {
                text: String::from("0"),
                point: 1,
            }
        } else {
            text.drain(..leading);
            Digits {
                text,
                point: whole.len() as i32 - leading as i32 + exponent,
            }
        };
        if !written.contains('e') {
            digits.trim();
        }
        digits
    }

    /// Drops trailing zeros, keeping one digit.
    fn trim(&mut self) {
        let kept = self.text.trim_end_matches('0').len().max(1);
        self.text.truncate(kept);
    }
}

/// Lays digits out; `end` is how many digit places (from the first digit) are written at least.
fn push_digits(
    out: &mut String,
    digits: &Digits,
    format: &FloatFormat,
    exponent: bool,
    end: usize,
) {
    let text = digits.text.as_str();
    let point = if exponent { 1 } else { digits.point };
    let whole = usize::try_from(point).unwrap_or(0);
    if whole == 0 {
        out.push('0');
    } else {
        let have = whole.min(text.len());
        out.push_str(&text[..have]);
        push_repeated(out, '0', whole - have);
    }
    // Places after the point: those before the first digit, the digits, zeros up to `end`.
    let leading = usize::try_from(-i64::from(point)).unwrap_or(0);
    let mut places = end.saturating_sub(whole) + leading;
    if places == 0 && format.add_dot_zero && !exponent {
        places = 1;
    }
    if places > 0 || format.alternate {
        out.push('.');
    }
    if places > 0 {
        push_repeated(out, '0', leading);
        let rest = text.get(whole..).unwrap_or("");
        let shown = rest.len().min(places - leading);
        out.push_str(&rest[..shown]);
        push_repeated(out, '0', places - leading - shown);
    }
    if exponent {
        let value = digits.point - 1;
        out.push(if format.upper { 'E' } else { 'e' });
        out.push(if value < 0 { '-' } else { '+' });
        push_u64_padded(out, u64::from(value.unsigned_abs()), 2);
    }
}

/// Appends a finite `size` ≥ 0 with `precision` decimals.
fn push_fixed(out: &mut String, size: f64, precision: usize, alternate: bool) {
    if let Some(scaled) = scaled_decimal(size, precision) {
        // precision ≤ 19 here.
        let unit = POWERS_OF_TEN[precision];
        let (whole, fraction) = match u64::try_from(scaled) {
            Ok(small) => (small / unit, small % unit),
            Err(_) => (
                (scaled / u128::from(unit)) as u64,
                (scaled % u128::from(unit)) as u64,
            ),
        };
        push_u64(out, whole);
        if precision > 0 {
            out.push('.');
            push_u64_padded(out, fraction, precision);
        }
    } else {
        let exact = precision.min(MAX_DECIMALS);
        let _ = write!(out, "{size:.exact$}");
        push_repeated(out, '0', precision - exact);
    }
    if precision == 0 && alternate {
        out.push('.');
    }
}

const POWERS_OF_TEN: [u64; 20] = {
    let mut table = [1u64; 20];
    let mut i = 1;
    while i < 20 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

/// `size × 10^places` rounded half to even, where 128 bits hold it exactly: up to 19 places and a
/// size below 2^63.
fn scaled_decimal(size: f64, places: usize) -> Option<u128> {
    let power = *POWERS_OF_TEN.get(places)?;
    if size >= 9_223_372_036_854_775_808.0 {
        return None;
    }
    let (mantissa, exponent) = decompose(size);
    let product = u128::from(mantissa) * u128::from(power);
    if exponent >= 0 {
        return Some(product << exponent);
    }
    let shift = exponent.unsigned_abs();
    if shift >= 128 {
        // The product is below 2^117, less than half of 2^shift.
        return Some(0);
    }
    let quotient = product >> shift;
    let remainder = product - (quotient << shift);
    let half = 1u128 << (shift - 1);
    let up = remainder > half || (remainder == half && quotient & 1 == 1);
    Some(quotient + u128::from(up))
}

/// A finite float's size as `mantissa × 2^exponent`, both integers; the sign is dropped.
pub fn decompose(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let field = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if field == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, field - 1075)
    }
}

/// `mantissa × 2^exponent` rounded half to even to a float ≥ 0, infinite when too large.
///
/// `sticky` says that the true value is a little above the mantissa (bits were cut off).
pub fn compose(mantissa: u64, sticky: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa << zeros;
    // The value is 1.xxx × 2^top.
    let top = exponent.saturating_sub(i64::from(zeros)).saturating_add(63);
    if top > 1023 {
        return f64::INFINITY;
    }
    if top < -1076 {
        return 0.0;
    }
    let subnormal = top < -1022;
    let cut = if subnormal {
        (11 - 1022 - top) as u32
    } else {
        11
    };
    let kept = mantissa.checked_shr(cut).unwrap_or(0);
    let tail = if cut >= 64 {
        mantissa
    } else {
        mantissa & ((1 << cut) - 1)
    };
    let order = if cut > 64 {
        Ordering::Less
    } else {
        tail.cmp(&(1 << (cut - 1)))
    };
    let up = match order {
        Ordering::Greater => true,
        Ordering::Equal => sticky || kept & 1 == 1,
        Ordering::Less => false,
    };
    let rounded = kept + u64::from(up);
    // A carry runs into the exponent field by itself, up to infinity.
    let bits = if subnormal {
        rounded
    } else {
        (((top + 1022) as u64) << 52) + rounded
    };
    f64::from_bits(bits)
}

/// `float(text)`: decimal literals with underscores between digits, `inf`, `infinity`, `nan`,
/// Unicode decimal digits, surrounding white space. `None` where Python raises `ValueError`.
pub fn parse_float(text: &str) -> Option<f64> {
    let ascii = chars::to_ascii_number(text)?;
    parse_float_bytes(ascii.as_bytes())
}

/// `float(bytes)`: as [`parse_float`], for ASCII.
pub fn parse_float_bytes(text: &[u8]) -> Option<f64> {
    let text = chars::trim_ascii_space(text);
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    if is_decimal_literal(unsigned) {
        return std::str::from_utf8(text).ok()?.parse().ok();
    }
    let size = parse_inf_or_nan(unsigned).or_else(|| {
        let plain = without_underscores(unsigned)?;
        if is_decimal_literal(plain.as_bytes()) {
            plain.parse().ok()
        } else {
            None
        }
    })?;
    Some(if text.first() == Some(&b'-') {
        -size
    } else {
        size
    })
}

/// The `ValueError` for text that [`parse_float`] refuses; `repr` is the argument's repr.
pub fn parse_float_error(repr: &str) -> TextError {
    TextError::value(format!("could not convert string to float: {repr}"))
}

/// `inf`, `infinity` or `nan` in any case, without sign.
pub(super) fn parse_inf_or_nan(text: &[u8]) -> Option<f64> {
    if text.eq_ignore_ascii_case(b"inf") || text.eq_ignore_ascii_case(b"infinity") {
        Some(f64::INFINITY)
    } else if text.eq_ignore_ascii_case(b"nan") {
        Some(f64::NAN)
    } else {
        None
    }
}

/// Whether `text` is digits with an optional point and exponent, without sign.
fn is_decimal_literal(text: &[u8]) -> bool {
    let (whole, rest) = split_digits(text);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => split_digits(rest),
        _ => (0, rest),
    };
    if whole + fraction == 0 {
        return false;
    }
    match rest {
        [] => true,
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => {
            let (count, rest) = split_digits(rest);
            count > 0 && rest.is_empty()
        }
        _ => false,
    }
}

fn split_digits(text: &[u8]) -> (usize, &[u8]) {
    let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
    (count, text.get(count..).unwrap_or(&[]))
}

/// The text without its underscores, if each stands between two digits.
fn without_underscores(text: &[u8]) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut before = 0u8;
    for (i, &b) in text.iter().enumerate() {
        if b == b'_' {
            let after = text.get(i + 1).copied().unwrap_or(0);
            if !before.is_ascii_digit() || !after.is_ascii_digit() {
                return None;
            }
        } else {
            plain.push(char::from(b));
        }
        before = b;
    }
    Some(plain)
}

/// `round(x, ndigits)`: correctly rounded in decimal, ties to even.
///
/// `None` means the result is too large: `OverflowError`, see [`round_overflow`].
pub fn round_half_even(x: f64, ndigits: i64) -> Option<f64> {
    // Beyond these bounds nothing changes, or nothing is left.
    if !x.is_finite() || x == 0.0 || ndigits > 323 {
        return Some(x);
    }
    if ndigits < -308 {
        return Some(0.0f64.copysign(x));
    }
    let size = x.abs();
    let rounded = if let Ok(places) = usize::try_from(ndigits) {
        round_decimals(size, places)?
    } else {
        round_tens(size, ndigits.unsigned_abs() as u32)?
    };
    rounded.is_finite().then(|| rounded.copysign(x))
}

fn round_decimals(size: f64, places: usize) -> Option<f64> {
    if size >= 4_503_599_627_370_496.0 {
        // From 2^52 on every float is an integer.
        return Some(size);
    }
    match scaled_decimal(size, places) {
        // Both operands are exact, so that the division rounds once.
        Some(scaled) if scaled < 1 << 53 => Some(scaled as f64 / POWERS_OF_TEN[places] as f64),
        _ => format!("{size:.places$}").parse().ok(),
    }
}

fn round_tens(size: f64, places: u32) -> Option<f64> {
    let (mantissa, exponent) = decompose(size);
    let mut numerator = BigUint::from(mantissa);
    let mut unit = BigUint::from(10u32).pow(places);
    if exponent >= 0 {
        numerator <<= exponent.unsigned_abs();
    } else {
        unit <<= exponent.unsigned_abs();
    }
    let (mut quotient, remainder) = numerator.div_rem(&unit);
    let up = match (remainder << 1u32).cmp(&unit) {
        Ordering::Greater => true,
        Ordering::Equal => quotient.is_odd(),
        Ordering::Less => false,
    };
    if up {
        quotient += 1u32;
    }
    if quotient.is_zero() {
        return Some(0.0);
    }
    format!("{quotient}e{places}").parse().ok()
}

/// The `OverflowError` of `round` on a float.
pub fn round_overflow() -> TextError {
    TextError::overflow("rounded value too large to represent")
}

/// `x.as_integer_ratio()`: numerator and positive denominator in lowest terms.
pub fn float_as_integer_ratio(x: f64) -> Result<(BigInt, BigInt), TextError> {
    if x.is_nan() {
        return Err(TextError::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(TextError::overflow(
            "cannot convert Infinity to integer ratio",
        ));
    }
    let (mantissa, exponent) = decompose(x);
    if mantissa == 0 {
        return Ok((BigInt::zero(), BigInt::one()));
    }
    let even = mantissa.trailing_zeros();
    let exponent = exponent + even.to_i32().unwrap_or(0);
    let mut numerator = BigInt::from(mantissa >> even);
    let mut denominator = BigInt::one();
    if exponent >= 0 {
        numerator <<= exponent.unsigned_abs();
    } else {
        denominator <<= exponent.unsigned_abs();
    }
    Ok((if x < 0.0 { -numerator } else { numerator }, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_as_in_cpython() {
        for (x, text) in [
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (100.0, "100.0"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e-5, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (0.0001, "0.0001"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(repr_float(x), text);
        }
    }

    #[test]
    fn conversions_as_in_cpython() {
        for (x, letter, precision, alternate, text) in [
            (2.675, 'f', 2, false, "2.67"),
            (0.5, 'f', 0, false, "0"),
            (1.5, 'f', 0, true, "2."),
            (1e22, 'f', 1, false, "10000000000000000000000.0"),
            (0.1, 'f', 20, false, "0.10000000000000000555"),
            (12345.678, 'e', 3, false, "1.235e+04"),
            (0.0, 'E', 2, false, "0.00E+00"),
            (1e-5, 'g', 6, false, "1e-05"),
            (123456789.0, 'g', 6, false, "1.23457e+08"),
            (1.0, 'g', 6, true, "1.00000"),
            (0.125, '%', 1, false, "12.5%"),
            (f64::INFINITY, 'F', 2, false, "INF"),
        ] {
            let got = format_float(x, letter, precision, alternate);
            assert_eq!(got.as_deref(), Some(text));
        }
        assert_eq!(format_float(1.0, 'd', 0, false), None);
    }

    #[test]
    fn texts_read_as_in_cpython() {
        assert_eq!(parse_float(" 1_0.5e-1_0\n"), Some(10.5e-10));
        assert_eq!(parse_float("١٢.٥"), Some(12.5));
        assert_eq!(parse_float("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(parse_float("1e400"), Some(f64::INFINITY));
        assert!(parse_float("-nan").is_some_and(f64::is_nan));
        for bad in [
            "", ".", "1_", "_1", "1__0", "1_.5", "e5", "1e", "0x1", "infin", "1\0", "1 2",
        ] {
            assert_eq!(parse_float(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn rounding_is_decimal() {
        assert_eq!(round_half_even(2.675, 2), Some(2.67));
        assert_eq!(round_half_even(0.5, 0), Some(0.0));
        assert_eq!(round_half_even(1250.0, -2), Some(1200.0));
        assert_eq!(round_half_even(5e-324, 323), Some(0.0));
        assert_eq!(round_half_even(1.7e308, -308), None);
        assert_eq!(round_half_even(1e22, 5), Some(1e22));
    }

    #[test]
    fn ratios_in_lowest_terms() {
        let ratio = |x| float_as_integer_ratio(x).map(|(n, d)| format!("{n}/{d}"));
        assert_eq!(ratio(-0.75), Ok(String::from("-3/4")));
        assert_eq!(ratio(0.0), Ok(String::from("0/1")));
        assert!(ratio(f64::NAN).is_err());
    }
}
