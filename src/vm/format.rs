//! Formatting: `format()`, `%` on strings, `str.format`. The specs and templates are parsed by the
//! text room; here values are fetched and converted.

use super::Vm;
use crate::object::{Dict, Kind, Payload, PyResult, Str, Tuple, Value};
use crate::text::int::{DEFAULT_MAX_DIGITS, IntRef};
use crate::text::percent::{self, Count, Piece};
use crate::text::template::{self, Accessor, First, Numbering};
use crate::text::{percent_field, quote};

impl Vm {
    /// `format(value, spec)`; `None` is the empty spec.
    pub fn format(&self, value: &Value, spec: Option<&Str>) -> PyResult<Str> {
        if spec.is_none_or(|s| s.is_empty()) {
            match value.kind() {
                Kind::Int(_) | Kind::Float(_) => return self.repr(value),
                Kind::Heap(o) if matches!(o.raw(), Payload::Str(_)) => return self.str(value),
                _ => {}
            }
        }
        let Some(method) = self.special_method(value, "__format__")? else {
            return self.str(value);
        };
        let spec = spec.cloned().unwrap_or_default();
        let result = self.call(&method, &mut [spec.into()])?;
        Str::from_value(&result).ok_or_else(|| {
            self.type_error(format!(
                "__format__ must return a str, not {}",
                self.type_name(&result)
            ))
        })
    }

    /// `ascii(value)`
    pub fn ascii(&self, value: &Value) -> PyResult<Str> {
        let shown = self.repr(value)?;
        if shown.is_ascii() {
            return Ok(shown);
        }
        let mut out = String::new();
        for point in shown.code_points() {
            match char::from_u32(point) {
                Some(c) if c.is_ascii() => out.push(c),
                _ => quote::push_escape(&mut out, point),
            }
        }
        Ok(Str::new(out))
    }

    /// `format % args` for a str.
    pub fn percent_format(&self, format: &Str, args: &Value) -> PyResult<Value> {
        let text = format.to_lossy();
        let tuple = Tuple::from_value(args);
        let mut next = 0;
        let mut used_key = false;
        let mut out = String::with_capacity(text.len() + 16);
        let fetch = |next: &mut usize| -> PyResult<Value> {
            let value = match &tuple {
                Some(items) => items.get(*next).cloned(),
                None if *next == 0 => Some(args.clone()),
                None => None,
            };
            *next += 1;
            value.ok_or_else(|| self.text_error(percent_field::not_enough_arguments()))
        };
        for piece in percent::pieces(&*text) {
            let conversion = match piece {
                Piece::Literal(literal) => {
                    out.push_str(literal);
                    continue;
                }
                Piece::Conversion(conversion) => conversion,
            };
            let keyed = match &conversion.key {
                None => None,
                Some(key) => {
                    if tuple.is_some() || !self.is_percent_mapping(args) {
                        return Err(self.text_error(percent_field::mapping_required()));
                    }
                    let key = key.clone().map_err(|e| self.text_error(e))?;
                    used_key = true;
                    Some(self.get_item(args, &Value::str(key))?)
                }
            };
            let mut count = |wanted: Count, next: &mut usize| -> PyResult<i64> {
                match wanted {
                    Count::Argument => {
                        let value = fetch(next)?;
                        self.big_of(&value)
                            .and_then(|_| value.as_small_int().or_else(|| self.index(&value).ok()))
                            .ok_or_else(|| self.text_error(percent_field::star_wants_int()))
                    }
                    _ => Ok(0),
                }
            };
            let width = count(conversion.width, &mut next)?;
            let precision = count(conversion.precision, &mut next)?;
            if let Some(problem) = conversion.problem {
                return Err(self.text_error(problem));
            }
            let value = match keyed {
                Some(value) => value,
                None => fetch(&mut next)?,
            };
            conversion.check_kind().map_err(|e| self.text_error(e))?;
            let precision = i32::try_from(precision).map_err(|_| {
                self.value_error("precision too big")
            })?;
            let field = conversion.field(width as isize, precision);
            self.push_percent(&mut out, &field, conversion.kind, &value)?;
        }
        let complete = match &tuple {
            Some(items) => next >= items.len(),
            None => next > 0 || used_key || self.is_percent_mapping(args),
        };
        if !complete {
            return Err(self.text_error(percent_field::not_all_converted(false)));
        }
        Ok(out.into())
    }

    /// What `%(key)s` can look in: not a tuple or str, but anything else with items.
    fn is_percent_mapping(&self, args: &Value) -> bool {
        !matches!(args.payload(), Some(Payload::Tuple(_) | Payload::Str(_)) | None)
            && self.class_of(args).slots.get_item.get().is_some()
    }

    fn push_percent(
        &self,
        out: &mut String,
        field: &percent_field::Field,
        kind: char,
        value: &Value,
    ) -> PyResult<()> {
        let fail = |e| self.text_error(e);
        match kind {
            's' | 'r' | 'a' => {
                let text = match kind {
                    's' => self.str(value)?,
                    'r' => self.repr(value)?,
                    _ => self.ascii(value)?,
                };
                field.push_str(out, &text.to_lossy()).map_err(fail)
            }
            'c' => {
                let c = match value.payload() {
                    Some(Payload::Str(s)) if s.len() == 1 => {
                        char::from_u32(s.code_point(0)).unwrap_or('\u{fffd}')
                    }
                    Some(Payload::Str(_)) => {
                        return Err(self.type_error(format!(
                            "%c requires an int or a unicode character, not a string of length {}",
                            self.len(value)?
                        )));
                    }
                    _ if self.class_of(value).slots.index.get().is_some() => {
                        percent_field::char_of_int(self.index(value).ok()).map_err(fail)?
                    }
                    _ => {
                        return Err(self.type_error(format!(
                            "%c requires an int or a unicode character, not {}",
                            self.type_name(value)
                        )));
                    }
                };
                field.push_char(out, c).map_err(fail)
            }
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                if let Some(i) = value.as_small_int() {
                    return field.push_int(out, IntRef::Small(i), DEFAULT_MAX_DIGITS).map_err(fail);
                }
                let int = self.percent_int(kind, value)?;
                match self.big_of(&int) {
                    Some(big) => match int.as_small_int() {
                        Some(i) => field.push_int(out, IntRef::Small(i), DEFAULT_MAX_DIGITS),
                        None => field.push_int(out, IntRef::Big(&big), DEFAULT_MAX_DIGITS),
                    }
                    .map_err(fail),
                    None => Err(fail(percent_field::number_required(
                        kind,
                        &self.type_name(value).to_lossy(),
                        false,
                    ))),
                }
            }
            _ => {
                let number = match value.as_float() {
                    Some(x) => x,
                    None => self.to_f64(value)?,
                };
                field.push_float(out, number).map_err(fail)
            }
        }
    }

    /// The int that `%d` or `%x` shows: `%d` truncates real numbers, `%x` wants integers.
    fn percent_int(&self, kind: char, value: &Value) -> PyResult<Value> {
        let class = self.class_of(value);
        let wanted = || {
            self.text_error(percent_field::number_required(
                kind,
                &class.display_name().to_lossy(),
                false,
            ))
        };
        if class.slots.index.get().is_some() {
            return self.index_value(value);
        }
        if matches!(kind, 'd' | 'i' | 'u')
            && !matches!(value.payload(), Some(Payload::Str(_) | Payload::Bytes(_)))
            && let Some(int) = class.slots.int.get()
        {
            return int(self, value);
        }
        Err(wanted())
    }

    /// `template.format(*args, **keywords)`; `mapping` for `format_map`.
    pub fn format_template(
        &self,
        text: &str,
        args: &[Value],
        keywords: &Value,
        is_map: bool,
    ) -> PyResult<String> {
        let mut numbering = Numbering::default();
        self.expand_template(text, args, keywords, is_map, &mut numbering, 1)
    }

    fn expand_template(
        &self,
        text: &str,
        args: &[Value],
        keywords: &Value,
        is_map: bool,
        numbering: &mut Numbering,
        depth: usize,
    ) -> PyResult<String> {
        if depth > template::MAX_DEPTH {
            return Err(self.text_error(template::too_deep()));
        }
        let mut out = String::new();
        for piece in template::pieces(text) {
            let piece = piece.map_err(|e| self.text_error(e))?;
            out.push_str(piece.literal);
            let Some(field) = piece.field else { continue };
            let mut value = match field.first(numbering).map_err(|e| self.text_error(e))? {
                First::Index(i) => {
                    if is_map {
                        return Err(self.value_error("Format string contains positional fields"));
                    }
                    args.get(i).cloned().ok_or_else(|| {
                        self.index_error(format!(
                            "Replacement index {i} out of range for positional args tuple"
                        ))
                    })?
                }
                First::Name(name) => match Dict::exact(keywords) {
                    Some(dict) => match dict.get_str(&Str::new(name)) {
                        Some(value) => value,
                        None => return Err(self.key_error(&Value::str(name))),
                    },
                    None => self.get_item(keywords, &Value::str(name))?,
                },
            };
            for accessor in field.accessors() {
                value = match accessor.map_err(|e| self.text_error(e))? {
                    Accessor::Attribute(name) => self.get_attr(&value, &Str::intern(name))?,
                    Accessor::Index(i) => self.get_item(&value, &Value::size(i))?,
                    Accessor::Key(key) => self.get_item(&value, &Value::str(key))?,
                };
            }
            if let Some(c) = field.conversion {
                value = match template::conversion(c).map_err(|e| self.text_error(e))? {
                    template::Conversion::Str => self.str(&value)?,
                    template::Conversion::Repr => self.repr(&value)?,
                    template::Conversion::Ascii => self.ascii(&value)?,
                }
                .into();
            }
            let spec = if field.nested {
                self.expand_template(field.spec, args, keywords, is_map, numbering, depth + 1)?
            } else {
                field.spec.to_owned()
            };
            let shown = self.format(&value, Some(&Str::new(spec)))?;
            out.push_str(&shown.to_lossy());
        }
        Ok(out)
    }
}
