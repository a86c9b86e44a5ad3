//! `_string`: the parts of format strings, for `string.Formatter`.

use crate::native::ModuleDef;
use crate::object::str_methods::{carry, settle};
use crate::object::{PyResult, Str, Value};
use crate::text::template::{self, Accessor, First};
use crate::vm::Vm;

pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_string", "string helper module")
        .function(
            "formatter_parser(format_string, /)",
            "parse the argument as a format string",
            parse,
        )
        .function(
            "formatter_field_name_split(field_name, /)",
            "split the argument as a field name",
            split_field_name,
        )
}

/// An iterator of `(literal, field name, spec, conversion)`. CPython's finds errors on its way;
/// here the whole is read first, and the error raised at once.
fn parse(vm: &Vm, text: Str) -> PyResult<Value> {
    let wide = text.as_wide().is_some();
    let make = |part: &str| -> Value { settle(part, wide).into() };
    let mut parts = Vec::new();
    for piece in template::pieces(&carry(&text)) {
        let piece = piece.map_err(|e| vm.text_error(e))?;
        let literal = make(piece.literal);
        parts.push(Value::tuple(match piece.field {
            None => vec![literal, Value::NONE, Value::NONE, Value::NONE],
            Some(field) => vec![
                literal,
                make(field.name),
                make(field.spec),
                field
                    .conversion
                    .map_or(Value::NONE, |c| make(c.encode_utf8(&mut [0; 4]))),
            ],
        }));
    }
    vm.iter(&parts.into())
}

/// The first part of a field's name, and an iterator of `(is attribute, name or index)`.
fn split_field_name(vm: &Vm, text: Str) -> PyResult<(Value, Value)> {
    let wide = text.as_wide().is_some();
    let make = |part: &str| -> Value { settle(part, wide).into() };
    let carried = carry(&text);
    let (first, accessors) = template::split_field_name(&carried).map_err(|e| vm.text_error(e))?;
    let first = match first {
        First::Index(index) => Value::size(index),
        First::Name(name) => make(name),
    };
    let mut rest = Vec::new();
    for accessor in accessors {
        let (is_attribute, name) = match accessor.map_err(|e| vm.text_error(e))? {
            Accessor::Attribute(name) => (true, make(name)),
            Accessor::Index(index) => (false, Value::size(index)),
            Accessor::Key(key) => (false, make(key)),
        };
        rest.push(Value::tuple(vec![Value::bool(is_attribute), name]));
    }
    Ok((first, vm.iter(&rest.into())?))
}
