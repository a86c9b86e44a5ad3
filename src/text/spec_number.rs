//! A parsed format spec applied to int, float and complex.

use super::arith::int_too_large;
use super::error::{TextError, check_field};
use super::float::{FloatFormat, FloatKind, push_float, push_float_format};
use super::int::{IntRef, SizeDigits, push_int, push_repeated};
use super::spec::{Align, FormatSpec, Grouping, Sign};

/// A number's text in parts; digits are those that grouping counts.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    digits: &'a str,
    /// Point, fraction, exponent, or the whole of `inf` and of a `c` conversion.
    rest: &'a str,
}

impl<'a> Parts<'a> {
    /// Takes apart what `push_float_format` wrote.
    fn of_float(text: &'a str) -> Parts<'a> {
        let unsigned = text.strip_prefix('-');
        let body = unsigned.unwrap_or(text);
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = body.split_at(digits);
        Parts {
            negative: unsigned.is_some(),
            prefix: "",
            digits,
            rest,
        }
    }
}

impl FormatSpec {
    /// Appends an int (or bool) formatted by this spec.
    ///
    /// `type_name` is the object's type for errors; `max_digits` limits decimal digits (0 = none).
    /// A spec that is the empty string means `str(value)`, which for a bool is the caller's.
    /// `c` of a surrogate is refused, since the result could not be a Rust string.
    pub fn push_int(
        &self,
        out: &mut String,
        value: IntRef<'_>,
        type_name: &str,
        max_digits: usize,
    ) -> Result<(), TextError> {
        let kind = self.kind.unwrap_or('d');
        match kind {
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
                let float = value.to_f64().ok_or_else(int_too_large)?;
                return self.push_float(out, float, type_name);
            }
            'b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X' => {}
            _ => return Err(self.unknown_kind(type_name)),
        }
        if self.precision.is_some() {
            return Err(TextError::value(
                "Precision not allowed in integer format specifier",
            ));
        }
        if self.no_negative_zero {
            return Err(TextError::value(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        if kind == 'c' {
            return self.push_character(out, value);
        }
        if kind == 'd' && self.width.is_none() && self.sign.is_none() && self.grouping.is_none() {
            return push_int(out, value, max_digits);
        }
        let (digits, prefix) = SizeDigits::of(value, kind, max_digits)?;
        let parts = Parts {
            negative: value.is_negative(),
            prefix: if self.alternate { prefix } else { "" },
            digits: digits.as_str(),
            rest: "",
        };
        self.push_parts(out, &parts)
    }

    fn push_character(&self, out: &mut String, value: IntRef<'_>) -> Result<(), TextError> {
        if self.sign.is_some() {
            return Err(TextError::value(
                "Sign not allowed with integer format specifier 'c'",
            ));
        }
        if self.alternate {
            return Err(TextError::value(
                "Alternate form (#) not allowed with integer format specifier 'c'",
            ));
        }
        let code = value
            .to_i64()
            .ok_or_else(|| TextError::overflow("Python int too large to convert to C long"))?;
        let c = character(code)?;
        let mut buffer = [0; 4];
        let parts = Parts {
            negative: false,
            prefix: "",
            digits: "",
            rest: c.encode_utf8(&mut buffer),
        };
        self.push_parts(out, &parts)
    }

    /// Appends a float formatted by this spec; the empty spec is `repr`.
    pub fn push_float(
        &self,
        out: &mut String,
        value: f64,
        type_name: &str,
    ) -> Result<(), TextError> {
        let percent = self.kind == Some('%');
        let value = if percent { value * 100.0 } else { value };
        let format = self.float_format(type_name, true)?;
        let plain = self.width.is_none()
            && self.grouping.is_none()
            && !matches!(self.sign, Some(Sign::Plus | Sign::Space));
        if plain {
            if format.kind == FloatKind::Repr && !format.alternate && !format.no_negative_zero {
                push_float(out, value);
            } else {
                push_float_format(out, value, &format);
            }
            if percent {
                out.push('%');
            }
            return Ok(());
        }
        let mut text = String::with_capacity(32);
        push_float_format(&mut text, value, &format);
        if percent {
            text.push('%');
        }
        self.push_parts(out, &Parts::of_float(&text))
    }

    /// The digits this spec asks of a float; `real` admits `%` and forces `.0` without a type.
    fn float_format(&self, type_name: &str, real: bool) -> Result<FloatFormat, TextError> {
        let mut format = match self.kind {
            // CPython marks "no type" with NUL, and so takes NUL for it.
            None | Some('\0') => FloatFormat {
                add_dot_zero: real,
                ..FloatFormat::REPR_BARE
            },
            Some('n') => FloatFormat {
                kind: FloatKind::General,
                precision: 6,
                ..FloatFormat::REPR_BARE
            },
            Some('%') if real => FloatFormat {
                kind: FloatKind::Fixed,
                precision: 6,
                ..FloatFormat::REPR_BARE
            },
            Some(letter) => {
                FloatFormat::of_letter(letter, 6).ok_or_else(|| self.unknown_kind(type_name))?
            }
        };
        if let Some(precision) = self.precision {
            if precision > i32::MAX as usize {
                return Err(TextError::value("precision too big"));
            }
            format.precision = precision;
            if format.kind == FloatKind::Repr {
                format.kind = FloatKind::General;
            }
            if self.alternate || format.kind != FloatKind::General {
                check_field(precision)?;
            }
        }
        format.alternate = self.alternate;
        format.no_negative_zero = self.no_negative_zero;
        Ok(format)
    }

    /// Appends a complex number formatted by this spec; the empty spec is [`repr_complex`].
    pub fn push_complex(
        &self,
        out: &mut String,
        real: f64,
        imaginary: f64,
        type_name: &str,
    ) -> Result<(), TextError> {
        // CPython looks at the type before the padding, and at the precision after it.
        if self
            .kind
            .is_some_and(|kind| !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '\0'))
        {
            return Err(self.unknown_kind(type_name));
        }
        if self.fill_char() == '0' {
            return Err(TextError::value(
                "Zero padding is not allowed in complex format specifier",
            ));
        }
        if self.align == Some(Align::AfterSign) {
            return Err(TextError::value(
                "'=' alignment flag is not allowed in complex format specifier",
            ));
        }
        let format = self.float_format(type_name, false)?;
        let bare = matches!(self.kind, None | Some('\0'));
        let only_imaginary = bare && real == 0.0 && real.is_sign_positive();
        let part = FormatSpec {
            sign: self.sign,
            grouping: self.grouping,
            ..FormatSpec::default()
        };
        let mut text = String::new();
        let mut number = String::new();
        if bare && !only_imaginary {
            text.push('(');
        }
        if !only_imaginary {
            push_float_format(&mut number, real, &format);
            part.push_parts(&mut text, &Parts::of_float(&number))?;
            number.clear();
        }
        push_float_format(&mut number, imaginary, &format);
        let part = FormatSpec {
            sign: if only_imaginary {
                self.sign
            } else {
                Some(Sign::Plus)
            },
            ..part
        };
        part.push_parts(&mut text, &Parts::of_float(&number))?;
        text.push('j');
        if bare && !only_imaginary {
            text.push(')');
        }
        self.push_padded(out, &text, Align::Right)
    }

    /// Lays a number out: padding, sign, prefix, padding, grouped digits, rest, padding.
    fn push_parts(&self, out: &mut String, parts: &Parts<'_>) -> Result<(), TextError> {
        let width = self.width.unwrap_or(0);
        check_field(width)?;
        let sign = match (parts.negative, self.sign) {
            (true, _) => Some('-'),
            (false, Some(Sign::Plus)) => Some('+'),
            (false, Some(Sign::Space)) => Some(' '),
            (false, _) => None,
        };
        let default = if self.zero {
            Align::AfterSign
        } else {
            Align::Right
        };
        let align = self.align.unwrap_or(default);
        let fill = self.fill_char();
        let around = usize::from(sign.is_some()) + parts.prefix.len() + parts.rest.chars().count();
        let zeros_to = if fill == '0' && align == Align::AfterSign {
            width.saturating_sub(around)
        } else {
            0
        };
        let mut grouped = String::new();
        let digits = if parts.digits.is_empty()
            || (self.grouping.is_none() && zeros_to <= parts.digits.len())
        {
            parts.digits
        } else {
            self.push_grouped(&mut grouped, parts.digits, zeros_to);
            grouped.as_str()
        };
        let padding = width.saturating_sub(around + digits.len());
        let (before, between) = match align {
            Align::Left => (0, 0),
            Align::Right => (padding, 0),
            Align::Center => (padding / 2, 0),
            Align::AfterSign => (0, padding),
        };
        push_repeated(out, fill, before);
        out.extend(sign);
        out.push_str(parts.prefix);
        push_repeated(out, fill, between);
        out.push_str(digits);
        out.push_str(parts.rest);
        push_repeated(out, fill, padding - before - between);
        Ok(())
    }

    /// Appends ASCII `digits` with separators, and zeros before them until the field has `least`
    /// characters; it gets one more where a separator would come first.
    fn push_grouped(&self, out: &mut String, digits: &str, least: usize) {
        let size = match (self.grouping, self.kind) {
            (None, _) => {
                push_repeated(out, '0', least.saturating_sub(digits.len()));
                out.push_str(digits);
                return;
            }
            (Some(_), Some('b' | 'o' | 'x' | 'X')) => 4,
            (Some(_), _) => 3,
        };
        let separator = self.grouping.map_or(',', Grouping::separator);
        // n digits take n + (n - 1) / size characters: the smallest n for `least`. Whole groups with
        // their separators, and a first group of at least one digit.
        let enough = match (least / (size + 1), least % (size + 1)) {
            (0, 0) => 0,
            (groups, first) => groups * size + first.max(1),
        };
        let count = enough.max(digits.len());
        let zeros = count - digits.len();
        let zeros_and_digits = std::iter::repeat_n('0', zeros).chain(digits.chars());
        for (i, digit) in zeros_and_digits.enumerate() {
            if i > 0 && (count - i) % size == 0 {
                out.push(separator);
            }
            out.push(digit);
        }
    }
}

/// The character of a code point, with the error of `%c` and of the `c` conversion.
pub(super) fn character(code: i64) -> Result<char, TextError> {
    let code = u32::try_from(code).ok().filter(|&code| code <= 0x10ffff);
    let code = code.ok_or_else(|| TextError::overflow("%c arg not in range(0x110000)"))?;
    char::from_u32(code).ok_or_else(|| {
        TextError::value(format!(
            "surrogate '\\u{code:x}' cannot be formatted with 'c'"
        ))
    })
}

/// `format(value, spec)` of an int; see [`FormatSpec::push_int`].
pub fn format_int(
    value: IntRef<'_>,
    spec: &str,
    type_name: &str,
    max_digits: usize,
) -> Result<String, TextError> {
    let mut out = String::new();
    FormatSpec::parse(spec, type_name)?.push_int(&mut out, value, type_name, max_digits)?;
    Ok(out)
}

/// `format(value, spec)` of a float.
pub fn format_float_spec(value: f64, spec: &str, type_name: &str) -> Result<String, TextError> {
    let mut out = String::new();
    FormatSpec::parse(spec, type_name)?.push_float(&mut out, value, type_name)?;
    Ok(out)
}

/// `format(value, spec)` of a complex number.
pub fn format_complex(
    real: f64,
    imaginary: f64,
    spec: &str,
    type_name: &str,
) -> Result<String, TextError> {
    let mut out = String::new();
    FormatSpec::parse(spec, type_name)?.push_complex(&mut out, real, imaginary, type_name)?;
    Ok(out)
}

/// `repr` of a complex number: `1.5j`, or `(1+2j)` when the real part is not positive zero.
pub fn repr_complex(real: f64, imaginary: f64) -> String {
    let mut out = String::new();
    let only_imaginary = real == 0.0 && real.is_sign_positive();
    if !only_imaginary {
        out.push('(');
        push_float_format(&mut out, real, &FloatFormat::REPR_BARE);
        if imaginary.is_nan() || imaginary.is_sign_positive() {
            out.push('+');
        }
    }
    push_float_format(&mut out, imaginary, &FloatFormat::REPR_BARE);
    out.push_str(if only_imaginary { "j" } else { "j)" });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i64, spec: &str) -> String {
        format_int(IntRef::Small(value), spec, "int", 4300).unwrap_or_else(|e| e.to_string())
    }

    fn float(value: f64, spec: &str) -> String {
        format_float_spec(value, spec, "float").unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn ints_formatted() {
        assert_eq!(int(-255, "#010x"), "-0x00000ff");
        assert_eq!(int(1_234_567, "+,"), "+1,234,567");
        assert_eq!(int(1234, "08,"), "0,001,234");
        assert_eq!(int(0xdead_beef, "_x"), "dead_beef");
        assert_eq!(int(20013, "*^5c"), "**中**");
        assert_eq!(int(5, "%"), "500.000000%");
        assert_eq!(
            int(5, ".2"),
            "ValueError: Precision not allowed in integer format specifier"
        );
        assert_eq!(int(-1, "c"), "OverflowError: %c arg not in range(0x110000)");
        assert_eq!(int(5, ",x"), "ValueError: Cannot specify ',' with 'x'.");
    }

    #[test]
    fn floats_formatted() {
        assert_eq!(float(2.71911, ".2f"), "2.72");
        assert_eq!(float(-0.001, "z.2f"), "0.00");
        assert_eq!(float(1234567.891, "015,.2f"), "0,001,234,567.89");
        assert_eq!(float(1e16, ""), "1e+16");
        assert_eq!(float(f64::INFINITY, "08.2F"), "00000INF");
        assert_eq!(float(2.5, ".0f"), "2");
        assert_eq!(float(1.0, "#.3g"), "1.00");
        assert_eq!(float(123.0, ".1"), "1e+02");
        assert_eq!(
            float(1.0, "d"),
            "ValueError: Unknown format code 'd' for object of type 'float'"
        );
    }

    #[test]
    fn complex_formatted() {
        assert_eq!(repr_complex(-0.0, 2.0), "(-0+2j)");
        assert_eq!(repr_complex(0.0, -1.5), "-1.5j");
        let two = format_complex(1.0, -2.0, "*>14.1f", "complex");
        assert_eq!(two.as_deref(), Ok("******1.0-2.0j"));
    }
}
