//! The format-spec mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
//!
//! Here: parsing, the rules for `str`, padding. Numbers are in `spec_number`. Widths count code
//! points, as in CPython, not columns. Left out: locales other than C (`n` is `d` or `g`).

use super::chars::decimal_digit;
use super::error::{TextError, check_field};
use super::int::push_repeated;

/// Where the padding of a field goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// `<`: after the text.
    Left,
    /// `>`: before the text.
    Right,
    /// `^`: on both sides, the odd one after.
    Center,
    /// `=`: between sign (and prefix) and digits.
    AfterSign,
}

impl Align {
    fn of(c: char) -> Option<Align> {
        match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// What a number that is not negative begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `-`: nothing.
    Minus,
    /// `+`: a plus sign.
    Plus,
    /// A space.
    Space,
}

/// The separator between groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    Comma,
    Underscore,
}

impl Grouping {
    /// The separator itself.
    pub fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        }
    }
}

/// A parsed spec. It does not depend on the formatted object's type, so that the spec of an f-string
/// can be parsed once and kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormatSpec {
    pub fill: Option<char>,
    pub align: Option<Align>,
    pub sign: Option<Sign>,
    /// `z`: no minus sign for a float that rounds to zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// `0` before the width.
    pub zero: bool,
    pub width: Option<usize>,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    /// The presentation type, any character.
    pub kind: Option<char>,
}

/// A reader over the characters of a spec.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    fn eat(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A decimal number, in any script's digits; `None` when there is none.
    fn number(&mut self) -> Result<Option<usize>, TextError> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(decimal_digit) {
            self.take();
            let next = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|v| v.checked_add(digit as usize))
                .filter(|&v| v <= isize::MAX as usize);
            value = Some(next.ok_or_else(too_many_digits)?);
        }
        Ok(value)
    }
}

/// The `ValueError` of a number too large for an index, in specs and in replacement fields.
pub(super) fn too_many_digits() -> TextError {
    TextError::value("Too many decimal digits in format string")
}

impl FormatSpec {
    /// Parses a spec; `type_name` names the object's type in the error for a malformed one.
    pub fn parse(text: &str, type_name: &str) -> Result<FormatSpec, TextError> {
        let mut spec = FormatSpec::default();
        let mut reader = Reader { rest: text };
        let mut ahead = text.chars();
        let (first, second) = (ahead.next(), ahead.next());
        if let Some(align) = second.and_then(Align::of) {
            spec.fill = first;
            spec.align = Some(align);
            reader.take();
            reader.take();
        } else if let Some(align) = first.and_then(Align::of) {
            spec.align = Some(align);
            reader.take();
        }
        spec.sign = match reader.peek() {
            Some('+') => Some(Sign::Plus),
            Some('-') => Some(Sign::Minus),
            Some(' ') => Some(Sign::Space),
            _ => None,
        };
        if spec.sign.is_some() {
            reader.take();
        }
        spec.no_negative_zero = reader.eat('z');
        spec.alternate = reader.eat('#');
        spec.zero = spec.fill.is_none() && reader.eat('0');
        spec.width = reader.number()?;
        if reader.eat(',') {
            spec.grouping = Some(Grouping::Comma);
        }
        let both = || TextError::value("Cannot specify both ',' and '_'.");
        if reader.eat('_') {
            if spec.grouping.is_some() {
                return Err(both());
            }
            spec.grouping = Some(Grouping::Underscore);
            if reader.peek() == Some(',') {
                return Err(both());
            }
        }
        if reader.eat('.') {
            spec.precision = reader.number()?;
            if spec.precision.is_none() {
                return Err(TextError::value("Format specifier missing precision"));
            }
        }
        spec.kind = reader.take();
        if !reader.rest.is_empty() {
            return Err(TextError::value(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            )));
        }
        if let Some(kind) = spec.kind {
            spec.check_grouping(kind)?;
        }
        Ok(spec)
    }

    /// Refuses a separator that the presentation type does not take.
    fn check_grouping(&self, kind: char) -> Result<(), TextError> {
        let Some(grouping) = self.grouping else {
            return Ok(());
        };
        match kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%' | '\0' => Ok(()),
            'b' | 'o' | 'x' | 'X' if grouping == Grouping::Underscore => Ok(()),
            _ => Err(TextError::value(format!(
                "Cannot specify '{}' with '{}'.",
                grouping.separator(),
                shown_kind(kind)
            ))),
        }
    }

    /// The padding character.
    pub(super) fn fill_char(&self) -> char {
        self.fill.unwrap_or(if self.zero { '0' } else { ' ' })
    }

    /// The `ValueError` for a presentation type that objects of this type do not have.
    pub fn unknown_kind(&self, type_name: &str) -> TextError {
        let kind = self.kind.map(shown_kind).unwrap_or_default();
        TextError::value(format!(
            "Unknown format code '{kind}' for object of type '{type_name}'"
        ))
    }

    /// Appends `text` padded to the width; `default` is the type's own alignment.
    pub(super) fn push_padded(
        &self,
        out: &mut String,
        text: &str,
        default: Align,
    ) -> Result<(), TextError> {
        let length = match self.width {
            None => {
                out.push_str(text);
                return Ok(());
            }
            Some(_) => text.chars().count(),
        };
        let width = self.width.unwrap_or(0);
        check_field(width)?;
        let padding = width.saturating_sub(length);
        let before = match self.align.unwrap_or(default) {
            Align::Left => 0,
            Align::Center => padding / 2,
            Align::Right | Align::AfterSign => padding,
        };
        let fill = self.fill_char();
        push_repeated(out, fill, before);
        out.push_str(text);
        push_repeated(out, fill, padding - before);
        Ok(())
    }

    /// Appends a `str` formatted by this spec; `type_name` is `str` or the subclass's name.
    pub fn push_str(&self, out: &mut String, text: &str, type_name: &str) -> Result<(), TextError> {
        if self.kind.is_none() {
            self.check_grouping('s')?;
        } else if self.kind != Some('s') {
            return Err(self.unknown_kind(type_name));
        }
        let refused = match self.sign {
            Some(Sign::Space) => Some("Space not allowed in string format specifier"),
            Some(_) => Some("Sign not allowed in string format specifier"),
            None if self.no_negative_zero => {
                Some("Negative zero coercion (z) not allowed in string format specifier")
            }
            None if self.alternate => {
                Some("Alternate form (#) not allowed in string format specifier")
            }
            None if self.align == Some(Align::AfterSign) => {
                Some("'=' alignment not allowed in string format specifier")
            }
            None => None,
        };
        if let Some(message) = refused {
            return Err(TextError::value(message));
        }
        let shown = match self.precision {
            Some(count) => first_chars(text, count),
            None => text,
        };
        self.push_padded(out, shown, Align::Left)
    }
}

/// `format(text, spec)` of a `str`.
pub fn format_str(text: &str, spec: &str, type_name: &str) -> Result<String, TextError> {
    let mut out = String::with_capacity(text.len());
    FormatSpec::parse(spec, type_name)?.push_str(&mut out, text, type_name)?;
    Ok(out)
}

/// The first `count` code points.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    if count >= text.len() {
        return text;
    }
    match text.char_indices().nth(count) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A presentation type as errors show it: outside printable ASCII by its code.
fn shown_kind(kind: char) -> String {
    if matches!(kind, '!'..='\x7f') {
        String::from(kind)
    } else {
        format!("\\x{:x}", u32::from(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str, spec: &str) -> String {
        format_str(value, spec, "str").unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn strings_padded() {
        assert_eq!(text("ab", ">5"), "   ab");
        assert_eq!(text("ab", "中^5"), "中ab中中");
        assert_eq!(text("ab", "05"), "ab000");
        assert_eq!(text("中文字", ".2"), "中文");
        assert_eq!(text("ab", "١٠s"), "ab        ");
        assert_eq!(text("ab", "{<4"), "ab{{");
    }

    #[test]
    fn strings_refused() {
        for (spec, message) in [
            ("d", "Unknown format code 'd' for object of type 'str'"),
            ("é", "Unknown format code '\\xe9' for object of type 'str'"),
            (
                "xx",
                "Invalid format specifier 'xx' for object of type 'str'",
            ),
            (",", "Cannot specify ',' with 's'."),
            (",_", "Cannot specify both ',' and '_'."),
            ("_,", "Cannot specify both ',' and '_'."),
            ("+", "Sign not allowed in string format specifier"),
            (" ", "Space not allowed in string format specifier"),
            ("=5", "'=' alignment not allowed in string format specifier"),
            (
                "#",
                "Alternate form (#) not allowed in string format specifier",
            ),
            (".", "Format specifier missing precision"),
            (
                "99999999999999999999",
                "Too many decimal digits in format string",
            ),
        ] {
            assert_eq!(text("ab", spec), format!("ValueError: {message}"));
        }
    }
}
