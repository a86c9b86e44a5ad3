//! `str.format`: the parser of replacement fields.
//!
//! Lazy at every level, as CPython is: [`Pieces`] reports an error when it gets there, [`Field::first`]
//! and [`Accessors`] when the name is looked at. The caller looks up arguments, attributes and items,
//! converts (`!r`), expands the spec when it is `nested` (with the same [`Numbering`], at most
//! [`MAX_DEPTH`] levels) and formats.

use super::chars::decimal_digit;
use super::error::TextError;
use super::spec::too_many_digits;

/// How deep templates nest: the format string and the specs inside it.
pub const MAX_DEPTH: usize = 2;

/// The `ValueError` of nesting deeper than [`MAX_DEPTH`].
pub fn too_deep() -> TextError {
    TextError::value("Max string recursion exceeded")
}

/// Literal text, and the field after it if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Text to copy; a doubled brace has become a single one.
    pub literal: &'a str,
    pub field: Option<Field<'a>>,
}

/// A replacement field `{name!conversion:spec}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// Everything before `!` or `:`.
    pub name: &'a str,
    /// The character after `!`, not yet checked: see [`conversion`].
    pub conversion: Option<char>,
    pub spec: &'a str,
    /// Whether the spec is itself a template.
    pub nested: bool,
}

/// The pieces of a format string.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
}

/// The pieces of a format string; see the file's comment.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, TextError>;

    fn next(&mut self) -> Option<Result<Piece<'a>, TextError>> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}

impl<'a> Pieces<'a> {
    fn piece(&mut self) -> Result<Piece<'a>, TextError> {
        let text = self.rest;
        let Some(brace) = text.find(['{', '}']) else {
            self.rest = "";
            return Ok(Piece {
                literal: text,
                field: None,
            });
        };
        let (literal, after) = text.split_at(brace);
        let opening = after.starts_with('{');
        let after = &after[1..];
        let doubled = after.starts_with(if opening { '{' } else { '}' });
        if doubled {
            self.rest = &after[1..];
            return Ok(Piece {
                literal: &text[..=brace],
                field: None,
            });
        }
        if !opening {
            return Err(TextError::value("Single '}' encountered in format string"));
        }
        if after.is_empty() {
            return Err(TextError::value("Single '{' encountered in format string"));
        }
        let (field, rest) = split_field(after)?;
        self.rest = rest;
        Ok(Piece {
            literal,
            field: Some(field),
        })
    }
}

/// Reads a field from behind its opening brace, and returns what follows the closing one.
fn split_field(text: &str) -> Result<(Field<'_>, &str), TextError> {
    let (end, stop) = end_of_name(text)?;
    let name = &text[..end];
    let rest = &text[end + stop.len_utf8()..];
    let bare = Field {
        name,
        conversion: None,
        spec: "",
        nested: false,
    };
    let (conversion, rest) = match stop {
        '}' => return Ok((bare, rest)),
        '!' => {
            let mut chars = rest.chars();
            let conversion = chars.next().ok_or_else(|| {
                TextError::value("end of string while looking for conversion specifier")
            })?;
            match chars.next() {
                Some('}') => {
                    let field = Field {
                        conversion: Some(conversion),
                        ..bare
                    };
                    return Ok((field, chars.as_str()));
                }
                Some(':') => {}
                Some(_) => {
                    return Err(TextError::value("expected ':' after conversion specifier"));
                }
                None => {}
            }
            (Some(conversion), chars.as_str())
        }
        _ => (None, rest),
    };
    let mut depth = 1usize;
    let mut nested = false;
    for (i, b) in rest.bytes().enumerate() {
        match b {
            b'{' => {
                nested = true;
                depth += 1;
            }
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let field = Field {
                name,
                conversion,
                spec: &rest[..i],
                nested,
            };
            return Ok((field, &rest[i + 1..]));
        }
    }
    Err(TextError::value("unmatched '{' in format spec"))
}

/// Where a field's name ends, and at which character; brackets hide all but `]`.
fn end_of_name(text: &str) -> Result<(usize, char), TextError> {
    let mut in_brackets = false;
    for (i, c) in text.char_indices() {
        match c {
            ']' => in_brackets = false,
            _ if in_brackets => {}
            '[' => in_brackets = true,
            '{' => return Err(TextError::value("unexpected '{' in field name")),
            '}' | ':' | '!' => return Ok((i, c)),
            _ => {}
        }
    }
    Err(TextError::value("expected '}' before end of string"))
}

/// What a field's name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First<'a> {
    /// A positional argument.
    Index(usize),
    /// A keyword argument; empty only from [`split_field_name`], for automatic numbering.
    Name(&'a str),
}

/// The numbering of one `str.format` call: automatic or manual, not both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbering {
    state: NumberingState,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum NumberingState {
    #[default]
    Open,
    Manual,
    /// Automatic, with the next index.
    Automatic(usize),
}

impl Numbering {
    fn next(&mut self) -> Result<usize, TextError> {
        let index = match self.state {
            NumberingState::Open => 0,
            NumberingState::Automatic(index) => index,
            NumberingState::Manual => {
                return Err(TextError::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        self.state = NumberingState::Automatic(index + 1);
        Ok(index)
    }

    fn manual(&mut self) -> Result<(), TextError> {
        if let NumberingState::Automatic(_) = self.state {
            return Err(TextError::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        self.state = NumberingState::Manual;
        Ok(())
    }
}

impl<'a> Field<'a> {
    /// The argument the field begins with, numbered where the name is empty.
    pub fn first(&self, numbering: &mut Numbering) -> Result<First<'a>, TextError> {
        let (first, _) = split_field_name(self.name)?;
        match first {
            First::Name("") => numbering.next().map(First::Index),
            First::Index(_) => numbering.manual().map(|()| first),
            First::Name(_) => Ok(first),
        }
    }

    /// The attributes and items after the first part.
    pub fn accessors(&self) -> Accessors<'a> {
        let (_, rest) = cut_first(self.name);
        Accessors { rest }
    }
}

fn cut_first(name: &str) -> (&str, &str) {
    name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
}

/// A field's name as `_string.formatter_field_name_split` gives it, without numbering.
pub fn split_field_name(name: &str) -> Result<(First<'_>, Accessors<'_>), TextError> {
    let (first, rest) = cut_first(name);
    let first = match index(first)? {
        Some(index) => First::Index(index),
        None => First::Name(first),
    };
    Ok((first, Accessors { rest }))
}

/// A name made of decimal digits only, as an index.
fn index(name: &str) -> Result<Option<usize>, TextError> {
    let mut value = None;
    for c in name.chars() {
        let Some(digit) = decimal_digit(c) else {
            return Ok(None);
        };
        let next = value
            .unwrap_or(0usize)
            .checked_mul(10)
            .and_then(|v| v.checked_add(digit as usize))
            .filter(|&v| v <= isize::MAX as usize);
        value = Some(next.ok_or_else(too_many_digits)?);
    }
    Ok(value)
}

/// One step from an object to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accessor<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[7]`
    Index(usize),
    /// `[key]`, any text
    Key(&'a str),
}

/// The accessors of a field's name.
#[derive(Debug, Clone)]
pub struct Accessors<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>, TextError>;

    fn next(&mut self) -> Option<Result<Accessor<'a>, TextError>> {
        if self.rest.is_empty() {
            return None;
        }
        let accessor = self.accessor();
        if accessor.is_err() {
            self.rest = "";
        }
        Some(accessor)
    }
}

impl<'a> Accessors<'a> {
    fn accessor(&mut self) -> Result<Accessor<'a>, TextError> {
        let empty = || TextError::value("Empty attribute in format string");
        if let Some(rest) = self.rest.strip_prefix('.') {
            let (name, rest) = cut_first(rest);
            self.rest = rest;
            return if name.is_empty() {
                Err(empty())
            } else {
                Ok(Accessor::Attribute(name))
            };
        }
        let Some(rest) = self.rest.strip_prefix('[') else {
            return Err(TextError::value(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        };
        let Some((key, rest)) = rest.split_once(']') else {
            return Err(TextError::value("Missing ']' in format string"));
        };
        self.rest = rest;
        if key.is_empty() {
            return Err(empty());
        }
        Ok(index(key)?.map_or(Accessor::Key(key), Accessor::Index))
    }
}

/// The conversion a field asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// Checks a field's conversion; to be called once the value was found.
pub fn conversion(c: char) -> Result<Conversion, TextError> {
    match c {
        's' => Ok(Conversion::Str),
        'r' => Ok(Conversion::Repr),
        'a' => Ok(Conversion::Ascii),
        '!'..='~' => Err(TextError::value(format!(
            "Unknown conversion specifier {c}"
        ))),
        _ => Err(TextError::value(format!(
            "Unknown conversion specifier \\x{:x}",
            u32::from(c)
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let found = pieces(text).find_map(Result::err);
        found.map_or_else(String::new, |e| e.message.into_owned())
    }

    #[test]
    fn pieces_and_fields() {
        let all: Vec<_> = pieces("a{{b}}c{x.y[0][k]!r:>{w}}d")
            .filter_map(Result::ok)
            .collect();
        let literals: Vec<_> = all.iter().map(|piece| piece.literal).collect();
        assert_eq!(literals, ["a{", "b}", "c", "d"]);
        let field = all.iter().find_map(|piece| piece.field);
        let Some(field) = field else {
            panic!("one field");
        };
        assert_eq!(
            (field.conversion, field.spec, field.nested),
            (Some('r'), ">{w}", true)
        );
        assert_eq!(field.first(&mut Numbering::default()), Ok(First::Name("x")));
        let steps: Vec<_> = field.accessors().filter_map(Result::ok).collect();
        assert_eq!(
            steps,
            [
                Accessor::Attribute("y"),
                Accessor::Index(0),
                Accessor::Key("k")
            ]
        );
    }

    #[test]
    fn errors_worded_as_in_cpython() {
        assert_eq!(error("a}"), "Single '}' encountered in format string");
        assert_eq!(error("a{"), "Single '{' encountered in format string");
        assert_eq!(error("{0"), "expected '}' before end of string");
        assert_eq!(error("{0[}"), "expected '}' before end of string");
        assert_eq!(error("{a{"), "unexpected '{' in field name");
        assert_eq!(error("{0:{"), "unmatched '{' in format spec");
        assert_eq!(error("{0!}"), "unmatched '{' in format spec");
        assert_eq!(
            error("{0!"),
            "end of string while looking for conversion specifier"
        );
        assert_eq!(error("{0!rs}"), "expected ':' after conversion specifier");
        let step = |name| {
            let found = split_field_name(name).map(|(_, steps)| steps.last());
            match found {
                Ok(Some(Err(e))) => e.message.into_owned(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(step("a."), "Empty attribute in format string");
        assert_eq!(step("a[]"), "Empty attribute in format string");
        assert_eq!(step("a[0"), "Missing ']' in format string");
        assert_eq!(
            step("a[0]b"),
            "Only '.' or '[' may follow ']' in format field specifier"
        );
    }

    #[test]
    fn numbering_is_not_mixed() {
        let mut numbering = Numbering::default();
        let field = |name| Field {
            name,
            conversion: None,
            spec: "",
            nested: false,
        };
        assert_eq!(field("").first(&mut numbering), Ok(First::Index(0)));
        assert_eq!(field(".x").first(&mut numbering), Ok(First::Index(1)));
        assert_eq!(field("x").first(&mut numbering), Ok(First::Name("x")));
        assert!(field("0").first(&mut numbering).is_err());
    }
}
