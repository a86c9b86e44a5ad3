//! The `%` operator: rendering one value into its field.
//!
//! The caller converts objects first (`__index__`, `__float__`, `str`, `repr`, `ascii`) and words
//! what it cannot convert with the errors below. Results for bytes are ASCII, except `push_bytes`.

use super::error::{TextError, check_field};
use super::float::{FloatFormat, push_float_format};
use super::int::{IntRef, SizeDigits, push_i64, push_repeated};
use super::percent::{Conversion, Count, Flags};
use super::spec::first_chars;
use super::spec_number::character;

/// A conversion whose `*` have their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub flags: Flags,
    pub width: usize,
    pub precision: Option<usize>,
    pub kind: char,
}

impl<T: ?Sized> Conversion<'_, T> {
    /// Puts in the arguments fetched for `*` (0 where there was no `*`).
    ///
    /// A negative width aligns left, a negative precision is zero, as in CPython.
    pub fn field(&self, width: isize, precision: i32) -> Field {
        let mut flags = self.flags;
        let width = match self.width {
            Count::Absent => 0,
            Count::Given(count) => count,
            Count::Argument => {
                flags.left |= width < 0;
                usize::try_from(width.wrapping_abs()).unwrap_or(0)
            }
        };
        let precision = match self.precision {
            Count::Absent => None,
            Count::Given(count) => Some(count),
            Count::Argument => Some(usize::try_from(precision).unwrap_or(0)),
        };
        Field {
            flags,
            width,
            precision,
            kind: self.kind,
        }
    }
}

impl Field {
    /// Appends an int for `d i u o x X`; `max_digits` limits decimal digits (0 = none).
    pub fn push_int(
        &self,
        out: &mut String,
        value: IntRef<'_>,
        max_digits: usize,
    ) -> Result<(), TextError> {
        let decimal = matches!(self.kind, 'd' | 'i' | 'u');
        if let IntRef::Small(small) = value
            && decimal
            && self.width == 0
            && self.precision.is_none()
            && !self.flags.plus
            && !self.flags.space
        {
            push_i64(out, small);
            return Ok(());
        }
        if self.precision.is_some_and(|p| p > i32::MAX as usize - 3) {
            return Err(TextError::overflow("precision too large"));
        }
        let (digits, prefix) = SizeDigits::of(value, self.kind, max_digits)?;
        let digits = digits.as_str();
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        check_field(zeros)?;
        let prefix = if self.flags.alternate { prefix } else { "" };
        self.push_number(out, value.is_negative(), prefix, zeros, digits)
    }

    /// Appends a float for `e E f F g G`.
    pub fn push_float(&self, out: &mut String, value: f64) -> Result<(), TextError> {
        let precision = self.precision.unwrap_or(6);
        if self.flags.alternate || !matches!(self.kind, 'g' | 'G') {
            check_field(precision)?;
        }
        let format = FloatFormat {
            alternate: self.flags.alternate,
            ..FloatFormat::of_letter(self.kind, precision).unwrap_or(FloatFormat::REPR_BARE)
        };
        if self.width == 0 && !self.flags.plus && !self.flags.space {
            push_float_format(out, value, &format);
            return Ok(());
        }
        let mut text = String::with_capacity(32);
        push_float_format(&mut text, value, &format);
        let size = text.strip_prefix('-');
        self.push_number(out, size.is_some(), "", 0, size.unwrap_or(&text))
    }

    /// Appends text for `s r a`: cut to the precision, padded with spaces.
    pub fn push_str(&self, out: &mut String, text: &str) -> Result<(), TextError> {
        let shown = match self.precision {
            Some(count) => first_chars(text, count),
            None => text,
        };
        if self.width == 0 {
            out.push_str(shown);
            return Ok(());
        }
        self.pad(out, shown)
    }

    /// Appends a character for `c`, which ignores the precision.
    pub fn push_char(&self, out: &mut String, c: char) -> Result<(), TextError> {
        self.pad(out, c.encode_utf8(&mut [0; 4]))
    }

    /// Appends bytes for `s b c` of a bytes format, and for what the other methods made; `c` ignores
    /// the precision.
    pub fn push_bytes(&self, out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), TextError> {
        check_field(self.width)?;
        let shown = match self.precision {
            Some(count) if self.kind != 'c' => bytes.get(..count).unwrap_or(bytes),
            _ => bytes,
        };
        let padding = self.width.saturating_sub(shown.len());
        let spaces = std::iter::repeat_n(b' ', padding);
        if self.flags.left {
            out.extend_from_slice(shown);
            out.extend(spaces);
        } else {
            out.extend(spaces);
            out.extend_from_slice(shown);
        }
        Ok(())
    }

    fn pad(&self, out: &mut String, text: &str) -> Result<(), TextError> {
        check_field(self.width)?;
        let padding = self.width.saturating_sub(text.chars().count());
        if !self.flags.left {
            push_repeated(out, ' ', padding);
        }
        out.push_str(text);
        if self.flags.left {
            push_repeated(out, ' ', padding);
        }
        Ok(())
    }

    /// Sign, prefix, zeros of the precision, digits (ASCII), and the padding where the flags put it.
    fn push_number(
        &self,
        out: &mut String,
        negative: bool,
        prefix: &str,
        zeros: usize,
        digits: &str,
    ) -> Result<(), TextError> {
        check_field(self.width)?;
        let sign = match (negative, self.flags.plus, self.flags.space) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            (false, false, false) => "",
        };
        let length = sign.len() + prefix.len() + zeros + digits.len();
        let padding = self.width.saturating_sub(length);
        let (before, between) = match (self.flags.left, self.flags.zero) {
            (true, _) => (0, 0),
            (false, true) => (0, padding),
            (false, false) => (padding, 0),
        };
        push_repeated(out, ' ', before);
        out.push_str(sign);
        out.push_str(prefix);
        push_repeated(out, '0', between + zeros);
        out.push_str(digits);
        push_repeated(out, ' ', padding - before - between);
        Ok(())
    }
}

/// The character of an int for `%c` in a `str` format; `OverflowError` outside Unicode (also for
/// ints beyond 64 bits, given as `None`).
pub fn char_of_int(code: Option<i64>) -> Result<char, TextError> {
    character(code.unwrap_or(-1))
}

/// The byte of an int for `%c` in a `bytes` format; `OverflowError` outside 0 to 255.
pub fn byte_of_int(code: Option<i64>) -> Result<u8, TextError> {
    code.and_then(|code| u8::try_from(code).ok())
        .ok_or_else(|| TextError::overflow("%c arg not in range(256)"))
}

/// The `TypeError` for a value that is no number, in `%d %i %u`, or no int, in `%o %x %X`.
pub fn number_required(kind: char, type_name: &str, is_bytes: bool) -> TextError {
    // CPython's bytes version renames the letter.
    let kind = match kind {
        'i' if is_bytes => 'd',
        other => other,
    };
    let wanted = match kind {
        'o' | 'x' | 'X' => "an integer",
        _ => "a real number",
    };
    TextError::type_error(format!(
        "%{kind} format: {wanted} is required, not {type_name}"
    ))
}

/// The `TypeError` for a value that is no number, in `%e %f %g`.
pub fn float_required(type_name: &str, is_bytes: bool) -> TextError {
    TextError::type_error(if is_bytes {
        format!("float argument required, not {type_name}")
    } else {
        format!("must be real number, not {type_name}")
    })
}

/// The `TypeError` for `%c` of anything but a character or an int.
pub fn char_required(is_bytes: bool) -> TextError {
    TextError::type_error(if is_bytes {
        "%c requires an integer in range(256) or a single byte"
    } else {
        "%c requires int or char"
    })
}

/// The `TypeError` for `*` with an argument that is no int.
pub fn star_wants_int() -> TextError {
    TextError::type_error("* wants int")
}

/// The `TypeError` for a key when the argument is no mapping.
pub fn mapping_required() -> TextError {
    TextError::type_error("format requires a mapping")
}

/// The `TypeError` for a conversion without argument.
pub fn not_enough_arguments() -> TextError {
    TextError::type_error("not enough arguments for format string")
}

/// The `TypeError` for arguments left over.
pub fn not_all_converted(is_bytes: bool) -> TextError {
    TextError::type_error(if is_bytes {
        "not all arguments converted during bytes formatting"
    } else {
        "not all arguments converted during string formatting"
    })
}

#[cfg(test)]
mod tests {
    use super::super::percent::{Piece, pieces};
    use super::*;

    fn field(text: &str) -> Field {
        match pieces(text).next() {
            Some(Piece::Conversion(conversion)) => conversion.field(0, 0),
            other => panic!("{other:?}"),
        }
    }

    fn int(format: &str, value: i64) -> String {
        let mut out = String::new();
        match field(format).push_int(&mut out, IntRef::Small(value), 0) {
            Ok(()) => out,
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn ints_rendered() {
        assert_eq!(int("%5d", 42), "   42");
        assert_eq!(int("%-5d", 42), "42   ");
        assert_eq!(int("%+05d", 42), "+0042");
        assert_eq!(int("%.5d", -3), "-00003");
        assert_eq!(int("%08.3d", 5), "00000005");
        assert_eq!(int("%#010x", -255), "-0x00000ff");
        assert_eq!(int("%#.5x", 255), "0x000ff");
        assert_eq!(int("%#X", 255), "0XFF");
        assert_eq!(int("% d", 7), " 7");
        assert_eq!(
            int("%.2147483647d", 1),
            "OverflowError: precision too large"
        );
    }

    #[test]
    fn floats_and_text_rendered() {
        let mut out = String::new();
        assert_eq!(field("%010f").push_float(&mut out, f64::INFINITY), Ok(()));
        assert_eq!(field("%#.0f").push_float(&mut out, 1.0), Ok(()));
        assert_eq!(field("%5.2s").push_str(&mut out, "中文字"), Ok(()));
        assert_eq!(field("%05c").push_char(&mut out, 'a'), Ok(()));
        assert_eq!(out, "0000000inf1.   中文    a");
    }
}
