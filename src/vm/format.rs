//! Formatting: `format()`, `ascii()`, `str.format`. The specs and templates are parsed by the text
//! room; here values are fetched and converted. The `%` operator is in `percent`.

use super::Vm;
use crate::object::{Dict, Kind, Payload, PyResult, Str, Value};
use crate::text::quote;
use crate::text::template::{self, Accessor, First, Numbering};

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
