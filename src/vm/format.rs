//! Formatting: `format()`, `ascii()`, `str.format`. The specs and templates are parsed by the text
//! room; here values are fetched and converted. The `%` operator is in `percent`.

use super::Vm;
use crate::object::str_methods::{carry, settle};
use crate::object::{Dict, Kind, Payload, PyResult, Str, Value};
use crate::text::int::{DEFAULT_MAX_DIGITS, IntRef};
use crate::text::quote;
use crate::text::spec::format_str;
use crate::text::spec_number::{format_float_spec, format_int};
use crate::text::template::{self, Accessor, Field, First, Numbering};

impl Vm {
    /// `format(value, spec)`; `None` is the empty spec.
    pub fn format(&self, value: &Value, spec: Option<&Str>) -> PyResult<Str> {
        if let Some(result) = self.format_exact(value, spec) {
            return result;
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

    /// The formats of exactly int, float and str, whose `__format__` need not be looked up.
    fn format_exact(&self, value: &Value, spec: Option<&Str>) -> Option<PyResult<Str>> {
        let spec = match spec {
            Some(spec) if !spec.is_empty() => spec.as_str()?,
            _ => {
                return match value.kind() {
                    Kind::Int(_) | Kind::Float(_) => Some(self.repr(value)),
                    Kind::Heap(o) if matches!(o.raw(), Payload::Str(_)) => Some(self.str(value)),
                    _ => None,
                };
            }
        };
        let formatted = match value.kind() {
            Kind::Int(i) => format_int(IntRef::Small(i), spec, "int", DEFAULT_MAX_DIGITS),
            Kind::Float(x) => format_float_spec(x, spec, "float"),
            Kind::Heap(o) => match o.raw() {
                Payload::Str(s) => format_str(s.as_str()?, spec, "str"),
                _ => return None,
            },
            _ => return None,
        };
        Some(formatted.map(Str::new).map_err(|e| self.text_error(e)))
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

    /// `template.format(*args, **keywords)`
    pub fn format_template(
        &self,
        template: &Str,
        args: &[Value],
        keywords: &Value,
    ) -> PyResult<Str> {
        self.run_template(template, args, keywords, false)
    }

    /// `template.format_map(mapping)`
    pub fn format_map_template(&self, template: &Str, mapping: &Value) -> PyResult<Str> {
        self.run_template(template, &[], mapping, true)
    }

    fn run_template(
        &self,
        template: &Str,
        args: &[Value],
        keywords: &Value,
        is_map: bool,
    ) -> PyResult<Str> {
        let mut run = TemplateRun {
            args,
            keywords,
            is_map,
            numbering: Numbering::default(),
            wide: template.as_wide().is_some(),
        };
        let out = run.expand(self, &carry(template), 1)?;
        Ok(settle(out, run.wide))
    }
}

/// One call of `str.format`. Texts are carried as in the methods of str, lone surrogates and all.
struct TemplateRun<'a> {
    args: &'a [Value],
    keywords: &'a Value,
    is_map: bool,
    numbering: Numbering,
    /// A lone surrogate may be in the result.
    wide: bool,
}

impl TemplateRun<'_> {
    fn expand(&mut self, vm: &Vm, text: &str, depth: usize) -> PyResult<String> {
        if depth > template::MAX_DEPTH {
            return Err(vm.text_error(template::too_deep()));
        }
        let mut out = String::with_capacity(text.len());
        for piece in template::pieces(text) {
            let piece = piece.map_err(|e| vm.text_error(e))?;
            out.push_str(piece.literal);
            let Some(field) = piece.field else { continue };
            let value = self.value(vm, &field)?;
            let expanded;
            let spec = if field.nested {
                expanded = self.expand(vm, field.spec, depth + 1)?;
                &*expanded
            } else {
                field.spec
            };
            let shown = match spec.is_empty() {
                true => vm.format(&value, None)?,
                false => vm.format(&value, Some(&settle(spec, self.wide)))?,
            };
            self.wide |= shown.as_wide().is_some();
            out.push_str(&carry(&shown));
        }
        Ok(out)
    }

    /// The converted value that a field names.
    fn value(&mut self, vm: &Vm, field: &Field) -> PyResult<Value> {
        let fail = |e| vm.text_error(e);
        let mut value = match field.first(&mut self.numbering).map_err(fail)? {
            First::Index(_) if self.is_map => {
                return Err(vm.value_error("Format string contains positional fields"));
            }
            First::Index(i) => self.args.get(i).cloned().ok_or_else(|| {
                vm.index_error(format!(
                    "Replacement index {i} out of range for positional args tuple"
                ))
            })?,
            First::Name(name) => {
                let name = settle(name, self.wide);
                match Dict::exact(self.keywords) {
                    Some(dict) => dict
                        .get_str(&name)
                        .ok_or_else(|| vm.key_error(&name.value()))?,
                    None => vm.get_item(self.keywords, &name.value())?,
                }
            }
        };
        for accessor in field.accessors() {
            value = match accessor.map_err(fail)? {
                Accessor::Attribute(name) => vm.get_attr(&value, &settle(name, self.wide))?,
                Accessor::Index(i) => vm.get_item(&value, &Value::size(i))?,
                Accessor::Key(key) => vm.get_item(&value, &settle(key, self.wide).value())?,
            };
        }
        let Some(c) = field.conversion else {
            return Ok(value);
        };
        Ok(match template::conversion(c).map_err(fail)? {
            template::Conversion::Str => vm.str(&value)?,
            template::Conversion::Repr => vm.repr(&value)?,
            template::Conversion::Ascii => vm.ascii(&value)?,
        }
        .into())
    }
}
