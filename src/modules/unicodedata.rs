//! unicodedata: names and properties of characters.
//!
//! Left out: `decomposition`, for want of a table (it says so), and the old database `ucd_3_2_0`.

use crate::native::ModuleDef;
use crate::object::{Exc, PyResult, Str, Value};
use crate::text::unicode::{self, Form};
use crate::vm::Vm;

pub fn module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new(
        "unicodedata",
        "This module provides access to the Unicode Character Database which defines character \
         properties for all Unicode characters.",
    )
    .value("unidata_version", Value::str(unicode::VERSION))
    .function(
        "name(chr, default=<none>, /)",
        "Returns the name assigned to the character.",
        name,
    )
    .function("lookup(name, /)", "Look up character by name.", lookup)
    .function(
        "normalize(form, unistr, /)",
        "Return the normal form 'form' for the Unicode string unistr.",
        normalize,
    )
    .function(
        "is_normalized(form, unistr, /)",
        "Return whether the Unicode string unistr is in the normal form 'form'.",
        |vm: &Vm, form: String, text: Str| {
            let normal = normalize(vm, form, text.clone())?;
            Ok(normal.equals(&text))
        },
    );
    numbers(properties(def))
}

fn properties(def: ModuleDef) -> ModuleDef {
    def.function(
        "category(chr, /)",
        "Returns the general category assigned to the character as string.",
        |vm: &Vm, chr: Value| Ok(unicode::category(point(vm, "category", "", &chr)?)),
    )
    .function(
        "bidirectional(chr, /)",
        "Returns the bidirectional class assigned to the character as string.",
        |vm: &Vm, chr: Value| {
            Ok(unicode::bidirectional(point(
                vm,
                "bidirectional",
                "",
                &chr,
            )?))
        },
    )
    .function(
        "combining(chr, /)",
        "Returns the canonical combining class assigned to the character as integer.",
        |vm: &Vm, chr: Value| {
            Ok(i64::from(unicode::combining(point(
                vm,
                "combining",
                "",
                &chr,
            )?)))
        },
    )
    .function(
        "mirrored(chr, /)",
        "Returns the mirrored property assigned to the character as integer.",
        |vm: &Vm, chr: Value| {
            Ok(i64::from(unicode::is_mirrored(point(
                vm, "mirrored", "", &chr,
            )?)))
        },
    )
    .function(
        "east_asian_width(chr, /)",
        "Returns the east asian width assigned to the character as string.",
        |vm: &Vm, chr: Value| {
            Ok(unicode::east_asian_width(point(
                vm,
                "east_asian_width",
                "",
                &chr,
            )?))
        },
    )
    .function(
        "decomposition(chr, /)",
        "Returns the character decomposition mapping assigned to the character as string.",
        |vm: &Vm, _chr: Value| -> PyResult<()> {
            Err(vm.not_implemented_error("unicodedata.decomposition is not supported"))
        },
    )
}

fn numbers(def: ModuleDef) -> ModuleDef {
    def.function(
        "decimal(chr, default=<none>, /)",
        "Converts a Unicode character into its equivalent decimal value.",
        |vm: &Vm, chr: Value, default: Option<Value>| {
            let value = unicode::decimal(point(vm, "decimal", " 1", &chr)?);
            or_default(
                vm,
                value.map(|v| Value::int(v.into())),
                default,
                "not a decimal",
            )
        },
    )
    .function(
        "digit(chr, default=<none>, /)",
        "Converts a Unicode character into its equivalent digit value.",
        |vm: &Vm, chr: Value, default: Option<Value>| {
            let value = unicode::digit(point(vm, "digit", " 1", &chr)?);
            or_default(
                vm,
                value.map(|v| Value::int(v.into())),
                default,
                "not a digit",
            )
        },
    )
    .function(
        "numeric(chr, default=<none>, /)",
        "Converts a Unicode character into its equivalent numeric value.",
        |vm: &Vm, chr: Value, default: Option<Value>| {
            let value = unicode::numeric(point(vm, "numeric", " 1", &chr)?);
            let value = value.map(|(above, below)| Value::float(above as f64 / below as f64));
            or_default(vm, value, default, "not a numeric character")
        },
    )
}

fn or_default(
    vm: &Vm,
    value: Option<Value>,
    default: Option<Value>,
    missing: &str,
) -> PyResult<Value> {
    value.or(default).ok_or_else(|| vm.value_error(missing))
}

/// The code point of a character; `place` is which argument it is, where the message says so.
fn point(vm: &Vm, function: &str, place: &str, chr: &Value) -> PyResult<u32> {
    match Str::from_value(chr) {
        Some(text) if text.len() == 1 => Ok(text.code_point(0)),
        _ => Err(vm.type_error(format!(
            "{function}() argument{place} must be a unicode character, not {}",
            vm.type_name(chr)
        ))),
    }
}

fn name(vm: &Vm, chr: Value, default: Option<Value>) -> PyResult<Value> {
    let name = unicode::name(point(vm, "name", " 1", &chr)?);
    or_default(vm, name.map(Value::from), default, "no such name")
}

fn lookup(vm: &Vm, name: Str) -> PyResult<Value> {
    match unicode::character_named(&name.to_lossy()) {
        Some(c) => Ok(Str::from_code_point(u32::from(c)).into()),
        None => Err(missing(vm, &name)),
    }
}

fn missing(vm: &Vm, name: &Str) -> Exc {
    vm.key_error(&Value::str(&format!("undefined character name '{name}'")))
}

/// The parts between lone surrogates are normalised each for itself.
fn normalize(vm: &Vm, form: String, text: Str) -> PyResult<Str> {
    let form = Form::by_name(&form).ok_or_else(|| vm.value_error("invalid normalization form"))?;
    let Some(wide) = text.as_wide() else {
        let plain = vm.utf8(&text)?;
        let normal = form.normalize(plain);
        return Ok(if normal == plain {
            text.clone()
        } else {
            Str::new(normal)
        });
    };
    let mut out: Vec<u32> = Vec::with_capacity(wide.len());
    let mut part = String::new();
    for &point in wide.iter().chain([&0xd800]) {
        match char::from_u32(point) {
            Some(c) => part.push(c),
            None => {
                out.extend(form.normalize(&part).chars().map(u32::from));
                part.clear();
                out.push(point);
            }
        }
    }
    out.pop();
    Ok(Str::from_code_points(&out))
}
