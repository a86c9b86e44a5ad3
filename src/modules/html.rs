//! `_html`: the names of characters in HTML 5, for `html.entities` (`stdlib/html`).

use crate::native::ModuleDef;
use crate::object::{Dict, PyResult, Str, Value};
use crate::vm::Vm;

/// The module `_html`.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_html", "The names of characters in HTML 5.").function(
        "html5()",
        "Names (with their semicolon, and without where HTML allows it) and characters.",
        names,
    )
}

fn names(_: &Vm) -> PyResult<Value> {
    let mut rows: Vec<(&str, &str)> = htmlize::ENTITIES
        .entries()
        .filter_map(|(name, text)| {
            let name = std::str::from_utf8(name).ok()?;
            Some((
                name.strip_prefix('&').unwrap_or(name),
                std::str::from_utf8(text).ok()?,
            ))
        })
        .collect();
    rows.sort_unstable();
    let dict = Dict::new();
    for (name, text) in rows {
        dict.set_str(&Str::intern(name), Value::str(text));
    }
    Ok(dict.into())
}
