//! Ints as text and back: `int(text, base)`, decimal and other radixes.
//!
//! Ints are given as [`IntRef`]: an `i64` or a borrowed `BigInt`. Arithmetic is in `arith`, hashes in
//! `hash`.

use super::chars;
use super::error::TextError;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::ToPrimitive;

/// CPython's default limit on decimal digits, `sys.get_int_max_str_digits()`.
pub const DEFAULT_MAX_DIGITS: usize = 4300;

/// An int: small where it fits 64 bits, otherwise big.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntValue {
    Small(i64),
    Big(BigInt),
}

impl From<BigInt> for IntValue {
    fn from(value: BigInt) -> IntValue {
        match value.to_i64() {
            Some(small) => IntValue::Small(small),
            None => IntValue::Big(value),
        }
    }
}

impl From<i64> for IntValue {
    fn from(value: i64) -> IntValue {
        IntValue::Small(value)
    }
}

impl IntValue {
    /// A borrowed view.
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            IntValue::Small(small) => IntRef::Small(*small),
            IntValue::Big(big) => IntRef::Big(big),
        }
    }
}

/// A borrowed int of any size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a BigInt),
}

impl IntRef<'_> {
    /// Whether the int is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(small) => small < 0,
            IntRef::Big(big) => big.sign() == Sign::Minus,
        }
    }

    /// The int as an `i64`, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(small) => Some(small),
            IntRef::Big(big) => big.to_i64(),
        }
    }

    /// The correctly rounded float, or `None` when too large.
    pub fn to_f64(self) -> Option<f64> {
        match self {
            IntRef::Small(small) => Some(small as f64),
            IntRef::Big(big) => super::arith::bigint_to_f64(big),
        }
    }
}

/// Why `int(text, base)` raises `ValueError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseIntProblem {
    /// The base is neither 0 nor 2 to 36.
    Base,
    /// The text is no literal of this base.
    Literal,
    /// More digits than the limit allows.
    TooLong { digits: usize, limit: usize },
}

impl ParseIntProblem {
    /// The exception; `base` is the argument of `int`, `repr` the repr of the text or bytes.
    pub fn error(self, base: u32, repr: &str) -> TextError {
        match self {
            ParseIntProblem::Base => TextError::value("int() base must be >= 2 and <= 36, or 0"),
            ParseIntProblem::Literal => {
                let shown: String = repr.chars().take(200).collect();
                TextError::value(format!(
                    "invalid literal for int() with base {base}: {shown}"
                ))
            }
            ParseIntProblem::TooLong { digits, limit } => TextError::value(format!(
                "Exceeds the limit ({limit} digits) for integer string conversion: \
                 value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
            )),
        }
    }
}

/// The `ValueError` of writing an int with more decimal digits than `limit`.
pub fn too_long_to_write(limit: usize) -> TextError {
    TextError::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// `int(text, base)`.
///
/// `base` is 2 to 36, or 0 for the base the literal's prefix names. `max_digits` is the limit for
/// bases that are no power of two; 0 means none. Digits of any script count, underscores may stand
/// between digits, white space around.
pub fn parse_int(text: &str, base: u32, max_digits: usize) -> Result<IntValue, ParseIntProblem> {
    if let Some(small) = parse_short_decimal(text.as_bytes(), base) {
        return Ok(IntValue::Small(small));
    }
    if base == 1 || base > 36 {
        return Err(ParseIntProblem::Base);
    }
    let ascii = chars::to_ascii_number(text).ok_or(ParseIntProblem::Literal)?;
    parse_int_bytes(ascii.as_bytes(), base, max_digits)
}

/// Up to 18 plain digits, the usual case.
fn parse_short_decimal(text: &[u8], base: u32) -> Option<i64> {
    if base != 10 || text.is_empty() || text.len() > 18 {
        return None;
    }
    let mut value = 0i64;
    for &b in text {
        if !b.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(b - b'0');
    }
    Some(value)
}

/// `int(bytes, base)`: as [`parse_int`], for ASCII.
pub fn parse_int_bytes(
    text: &[u8],
    base: u32,
    max_digits: usize,
) -> Result<IntValue, ParseIntProblem> {
    if base == 1 || base > 36 {
        return Err(ParseIntProblem::Base);
    }
    let text = chars::trim_ascii_space(text);
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let (radix, digits, prefixed) = strip_prefix(text, base);
    let values = digit_values(digits, radix).ok_or(ParseIntProblem::Literal)?;
    if !radix.is_power_of_two() && max_digits > 0 && values.len() > max_digits {
        return Err(ParseIntProblem::TooLong {
            digits: values.len(),
            limit: max_digits,
        });
    }
    // Base 0 reads a leading zero as C's octal, and refuses it, unless all digits are zeros.
    let octal = base == 0 && !prefixed && values.first() == Some(&0);
    if octal && values.iter().any(|&v| v != 0) {
        return Err(ParseIntProblem::Literal);
    }
    let size = from_digit_values(&values, radix).ok_or(ParseIntProblem::Literal)?;
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    Ok(IntValue::from(BigInt::from_biguint(sign, size)))
}

/// The radix in force, the digits after a prefix such as `0x`, and whether there was one.
fn strip_prefix(text: &[u8], base: u32) -> (u32, &[u8], bool) {
    if let [b'0', letter, rest @ ..] = text {
        let named = match letter.to_ascii_lowercase() {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => 0,
        };
        if named != 0 && (base == named || base == 0) {
            // One underscore may follow the prefix.
            return match rest {
                [b'_', digits @ ..] => (named, digits, true),
                digits => (named, digits, true),
            };
        }
    }
    (if base == 0 { 10 } else { base }, text, false)
}

/// The values of the digits, underscores dropped; `None` for an empty or malformed literal.
fn digit_values(text: &[u8], radix: u32) -> Option<Vec<u8>> {
    let mut values = Vec::with_capacity(text.len());
    let mut after_digit = false;
    for &b in text {
        if b == b'_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
        } else {
            values.push(char::from(b).to_digit(radix)? as u8);
            after_digit = true;
        }
    }
    after_digit.then_some(values)
}

/// Below this many digits the crate's own conversion is faster than splitting.
const SPLIT_DIGITS: usize = 20_000;

/// Digits, most significant first, to a number. Long ones are halved recursively, since the crate
/// converts in quadratic time; each level squares one power of the radix.
fn from_digit_values(values: &[u8], radix: u32) -> Option<BigUint> {
    if values.len() <= SPLIT_DIGITS || radix.is_power_of_two() {
        return BigUint::from_radix_be(values, radix);
    }
    // powers[k] = radix^(SPLIT_DIGITS × 2^k)
    let mut powers = vec![BigUint::from(radix).pow(SPLIT_DIGITS as u32)];
    let mut parts: Vec<BigUint> = values
        .rchunks(SPLIT_DIGITS)
        .map(|chunk| BigUint::from_radix_be(chunk, radix))
        .collect::<Option<_>>()?;
    while parts.len() > 1 {
        let power = powers.last()?.clone();
        let mut next = Vec::with_capacity(parts.len().div_ceil(2));
        let mut pairs = parts.into_iter();
        while let Some(low) = pairs.next() {
            next.push(match pairs.next() {
                Some(high) => high * &power + low,
                None => low,
            });
        }
        if next.len() > 1 {
            powers.push(&power * &power);
        }
        parts = next;
    }
    parts.pop()
}

/// The two digits of each number below 100, in a row.
const PAIRS: [u8; 200] = {
    let mut table = [0u8; 200];
    let mut i = 0;
    while i < 100 {
        table[i * 2] = b'0' + (i / 10) as u8;
        table[i * 2 + 1] = b'0' + (i % 10) as u8;
        i += 1;
    }
    table
};

/// The decimal digits of a `u64`, on the stack.
pub struct Decimal {
    bytes: [u8; 20],
    start: usize,
}

impl Decimal {
    /// Writes `value` in decimal.
    pub fn of(mut value: u64) -> Decimal {
        let mut bytes = [b'0'; 20];
        let mut at = bytes.len();
        while value >= 100 {
            let pair = (value % 100) as usize * 2;
            value /= 100;
            at -= 2;
            bytes[at] = PAIRS[pair];
            bytes[at + 1] = PAIRS[pair + 1];
        }
        if value >= 10 {
            let pair = value as usize * 2;
            at -= 2;
            bytes[at] = PAIRS[pair];
            bytes[at + 1] = PAIRS[pair + 1];
        } else {
            at -= 1;
            bytes[at] = b'0' + value as u8;
        }
        Decimal { bytes, start: at }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        let digits = self.bytes.get(self.start..).unwrap_or(&[]);
        std::str::from_utf8(digits).unwrap_or("")
    }
}

/// Appends `value` in decimal.
pub fn push_u64(out: &mut String, value: u64) {
    out.push_str(Decimal::of(value).as_str());
}

/// Appends `value` in decimal, with zeros before it up to `width` digits.
pub fn push_u64_padded(out: &mut String, value: u64, width: usize) {
    let decimal = Decimal::of(value);
    let digits = decimal.as_str();
    push_repeated(out, '0', width.saturating_sub(digits.len()));
    out.push_str(digits);
}

/// Appends `c` so many times.
pub(super) fn push_repeated(out: &mut String, c: char, count: usize) {
    const SPACES: &str = "                                ";
    const ZEROS: &str = "00000000000000000000000000000000";
    let row = match c {
        ' ' => SPACES,
        '0' => ZEROS,
        _ => "",
    };
    match row.get(..count) {
        Some(few) => out.push_str(few),
        None => out.extend(std::iter::repeat_n(c, count)),
    }
}

/// Appends `value` in decimal: `str(value)`.
pub fn push_i64(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    push_u64(out, value.unsigned_abs());
}

/// Appends an int in decimal; `max_digits` (0 = none) limits the digits of big ones.
pub fn push_int(out: &mut String, value: IntRef<'_>, max_digits: usize) -> Result<(), TextError> {
    match value {
        IntRef::Small(small) => push_i64(out, small),
        IntRef::Big(big) => {
            let digits = big_decimal(big, max_digits)?;
            if value.is_negative() {
                out.push('-');
            }
            out.push_str(&digits);
        }
    }
    Ok(())
}

/// The decimal digits of a big int's size, within the limit.
fn big_decimal(value: &BigInt, max_digits: usize) -> Result<String, TextError> {
    if max_digits > 0 {
        // At least this many digits: log10(2) is a little above 0.30102.
        let least = value.bits().saturating_sub(1).saturating_mul(30_102) / 100_000;
        if least > max_digits as u64 {
            return Err(too_long_to_write(max_digits));
        }
    }
    let digits = value.magnitude().to_str_radix(10);
    if max_digits > 0 && digits.len() > max_digits {
        return Err(too_long_to_write(max_digits));
    }
    Ok(digits)
}

/// The digits of an int's size for one conversion letter.
pub(super) enum SizeDigits {
    Short(Decimal),
    Long(String),
}

impl SizeDigits {
    /// The digits for `b o x X`, or decimal for another letter, and the prefix that `#` adds.
    pub(super) fn of(
        value: IntRef<'_>,
        letter: char,
        max_digits: usize,
    ) -> Result<(SizeDigits, &'static str), TextError> {
        let (radix, prefix) = match letter {
            'b' => (2, "0b"),
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => {
                let digits = match value {
                    IntRef::Small(small) => SizeDigits::Short(Decimal::of(small.unsigned_abs())),
                    IntRef::Big(big) => SizeDigits::Long(big_decimal(big, max_digits)?),
                };
                return Ok((digits, ""));
            }
        };
        let mut digits = String::new();
        push_size_radix(&mut digits, value, radix);
        if letter == 'X' {
            digits.make_ascii_uppercase();
        }
        Ok((SizeDigits::Long(digits), prefix))
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            SizeDigits::Short(digits) => digits.as_str(),
            SizeDigits::Long(digits) => digits,
        }
    }
}

/// `str(value)` of a big int; `max_digits` as in [`push_int`].
pub fn bigint_to_string(value: &BigInt, max_digits: usize) -> Result<String, TextError> {
    let mut out = String::new();
    push_int(&mut out, IntRef::Big(value), max_digits)?;
    Ok(out)
}

/// Appends the size of an int (without sign or prefix) in base 2, 8 or 16, lower case.
pub fn push_size_radix(out: &mut String, value: IntRef<'_>, radix: u32) {
    match value {
        IntRef::Small(small) => {
            let shift = radix.trailing_zeros().max(1);
            let size = small.unsigned_abs();
            let count = (64 - size.leading_zeros()).max(1).div_ceil(shift);
            for i in (0..count).rev() {
                let digit = (size >> (i * shift)) as u32 & (radix - 1);
                out.push(char::from_digit(digit, radix).unwrap_or('0'));
            }
        }
        IntRef::Big(big) => out.push_str(&big.magnitude().to_str_radix(radix)),
    }
}

/// `bin`, `oct` and `hex`: sign, prefix and digits in base 2, 8 or 16.
pub fn int_to_prefixed(value: IntRef<'_>, radix: u32) -> String {
    let mut out = String::from(if value.is_negative() { "-0" } else { "0" });
    out.push(match radix {
        2 => 'b',
        8 => 'o',
        _ => 'x',
    });
    push_size_radix(&mut out, value, radix);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str, base: u32) -> Result<IntValue, ParseIntProblem> {
        parse_int(text, base, DEFAULT_MAX_DIGITS)
    }

    #[test]
    fn literals_read_as_python_reads_them() {
        let small = |v| Ok(IntValue::Small(v));
        assert_eq!(int(" -1_000\n", 10), small(-1000));
        assert_eq!(int("٤٢", 10), small(42));
        assert_eq!(int("0x_ff", 0), small(255));
        assert_eq!(int("00", 0), small(0));
        assert_eq!(int("z", 36), small(35));
        assert_eq!(int("-9223372036854775808", 10), small(i64::MIN));
        let problem = Err(ParseIntProblem::Literal);
        for bad in [
            "", "_1", "1_", "1__0", "1 0", "+-1", "\u{1c}5", "1\0", "01a",
        ] {
            assert_eq!(int(bad, 10), problem, "{bad:?}");
        }
        for bad in ["01", "0x", "0_7", "0b2", "0x__1"] {
            assert_eq!(int(bad, 0), problem, "{bad:?}");
        }
        assert_eq!(int("1", 37), Err(ParseIntProblem::Base));
    }

    #[test]
    fn long_literals_are_limited() {
        let text = "1".repeat(5000);
        let problem = int(&text, 10);
        assert_eq!(
            problem,
            Err(ParseIntProblem::TooLong {
                digits: 5000,
                limit: 4300
            })
        );
        assert!(int(&text, 16).is_ok());
        let Ok(IntValue::Big(big)) = parse_int(&text, 10, 0) else {
            panic!("5000 digits are a big int");
        };
        assert_eq!(bigint_to_string(&big, 0).as_deref(), Ok(text.as_str()));
        assert!(bigint_to_string(&big, 4300).is_err());
    }

    #[test]
    fn split_conversion_agrees_with_the_crate() {
        let digits: Vec<u8> = (0..70_001u32).map(|i| (i * 7 % 10) as u8).collect();
        assert_eq!(
            from_digit_values(&digits, 10),
            BigUint::from_radix_be(&digits, 10)
        );
    }

    #[test]
    fn decimal_and_prefixed() {
        let mut out = String::new();
        push_i64(&mut out, i64::MIN);
        out.push(' ');
        push_i64(&mut out, 0);
        assert_eq!(out, "-9223372036854775808 0");
        assert_eq!(int_to_prefixed(IntRef::Small(-255), 16), "-0xff");
        assert_eq!(int_to_prefixed(IntRef::Small(0), 2), "0b0");
        assert_eq!(int_to_prefixed(IntRef::Small(64), 8), "0o100");
    }
}
