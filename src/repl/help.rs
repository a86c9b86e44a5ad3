//! `help(object)`: what an object is, from the tables that everything native is declared in and
//! from the docstrings of the program. Short, and without a pager.

use crate::language::{Chosen, Language};
use crate::native::NativeFunction;
use crate::object::{Class, Function, Module, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// `help()`
pub fn overview(vm: &Vm) -> String {
    match vm.state::<Chosen>().get() {
        Language::English => "\
help(len)         what a function does, and its arguments
help(str)         the methods of a type
help('json')      what a module has; so does help(json) after import json
dir(x)            the names of an object; Tab after x. lists them too
exit() or Ctrl-D  leave"
            .to_owned(),
        Language::Chinese => "\
help(len)         函数做什么、有哪些参数
help(str)         一个类型的方法
help('json')      一个模块里有什么；import json 之后 help(json) 也行
dir(x)            对象的名字；在 x. 后按 Tab 也会列出
exit() 或 Ctrl-D  退出"
            .to_owned(),
    }
}

/// `help(object)`; a str names a module, or anything that can be reached by dots from one or from
/// the builtins.
///
/// # Errors
/// What importing the module raises.
pub fn about(vm: &Vm, object: &Value) -> PyResult<String> {
    if let Some(name) = Str::exact(object) {
        let name = name.to_string();
        return match named(vm, &name)? {
            Some(found) => about_object(vm, &found),
            None => Ok(format!(
                "No Python documentation found for '{name}'.\n\
                 Use help(str) for help on the str class."
            )),
        };
    }
    about_object(vm, object)
}

/// What a dotted name means: a module, or a member of one or of the builtins.
fn named(vm: &Vm, name: &str) -> PyResult<Option<Value>> {
    match vm.import_module(name) {
        Ok(module) => return Ok(Some(module)),
        Err(e) if vm.is_instance_of(&e, &vm.types.import_error) => {}
        Err(e) => return Err(e),
    }
    let (mut found, rest) = match name.split_once('.') {
        Some((first, rest)) => match vm.builtins.get_str(&Str::intern(first)) {
            Some(value) => (value, rest),
            None => match vm.import_module(first) {
                Ok(module) => (module, rest),
                Err(e) if vm.is_instance_of(&e, &vm.types.import_error) => return Ok(None),
                Err(e) => return Err(e),
            },
        },
        None => return Ok(vm.builtins.get_str(&Str::intern(name))),
    };
    for part in rest.split('.') {
        match vm.attr_opt(&found, part)? {
            Some(next) => found = next,
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

fn about_object(vm: &Vm, object: &Value) -> PyResult<String> {
    if let Some(module) = Module::from_value(object) {
        return about_module(vm, &module);
    }
    if let Some(class) = Class::from_value(object) {
        return about_class(vm, &class);
    }
    if let Some(line) = signature(vm, object) {
        let mut out = format!("{line}\n");
        out.push_str(&indented(&doc_of(vm, object)?));
        return Ok(out);
    }
    let class = vm.class_of(object);
    Ok(format!(
        "An object of type {}:\n\n{}",
        class.display_name(),
        about_class(vm, &class)?
    ))
}

/// `name(parameters)` of whatever can be called and knows its parameters.
fn signature(vm: &Vm, callable: &Value) -> Option<String> {
    match callable.payload()? {
        Payload::NativeFunction(native) => Some(native_signature(native)),
        Payload::Function(_) => Function::from_value(callable).map(|f| function_signature(vm, &f)),
        Payload::BoundMethod(function, _) => signature(vm, function),
        _ => None,
    }
}

/// What to show behind an opened `(`: the parameters that are still to come, and the first line of
/// the docstring.
pub fn call_hint(vm: &Vm, callable: &Value) -> Option<String> {
    let doc = doc_of(vm, callable).ok()?;
    let doc = doc.lines().next().unwrap_or_default();
    let Some(form) = signature(vm, callable) else {
        return (!doc.is_empty()).then(|| format!(")  {doc}"));
    };
    let (_, inside) = form.split_once('(')?;
    let inside = match inside.strip_prefix("self") {
        Some(rest) => rest.trim_start_matches(", ").trim_start_matches("/, "),
        None => inside,
    };
    Some(format!("{inside}  {doc}").trim_end().to_owned())
}

fn native_signature(native: &NativeFunction) -> String {
    native.def.text.to_owned()
}

fn function_signature(vm: &Vm, function: &Function) -> String {
    let params = &function.core.code.params;
    let positional = params.positional as usize;
    let defaults = function.defaults.borrow().clone();
    let defaults = defaults.as_ref().map_or(&[][..], |d| &d[..]);
    let first_default = positional.saturating_sub(defaults.len());
    let shown = |v: &Value| {
        vm.repr(v)
            .map_or_else(|_| "...".to_owned(), |r| r.to_string())
    };
    let mut parts: Vec<String> = Vec::new();
    let named = positional + params.keyword_only as usize;
    let mut rest = params.names.iter().skip(named).map(Str::to_string);
    for (at, name) in params.names.iter().take(positional).enumerate() {
        let default = at.checked_sub(first_default).and_then(|i| defaults.get(i));
        parts.push(default.map_or(name.to_string(), |d| format!("{name}={}", shown(d))));
        if at + 1 == params.positional_only as usize {
            parts.push("/".to_owned());
        }
    }
    if params.var_args {
        parts.push(format!("*{}", rest.next().unwrap_or_default()));
    } else if params.keyword_only > 0 {
        parts.push("*".to_owned());
    }
    let kw_defaults = function.kw_defaults.borrow().clone();
    for name in params
        .names
        .iter()
        .skip(positional)
        .take(params.keyword_only as usize)
    {
        let default = kw_defaults.as_ref().and_then(|d| d.get_str(name));
        parts.push(default.map_or(name.to_string(), |d| format!("{name}={}", shown(&d))));
    }
    if params.var_keywords {
        parts.push(format!("**{}", rest.next().unwrap_or_default()));
    }
    format!("{}({})", function.core.code.name, parts.join(", "))
}

fn about_class(vm: &Vm, class: &Class) -> PyResult<String> {
    let mut out = format!("class {}\n", class.display_name());
    out.push_str(&indented(&doc_of(vm, &class.value())?));
    let mut names: Vec<String> = vm.dir_names(&class.value());
    names.retain(|n| !n.starts_with('_'));
    names.sort();
    if !names.is_empty() {
        out.push('\n');
    }
    for name in names {
        let Some((member, _)) = class.lookup_owner(&Str::intern(&name)).map(|(o, v)| (v, o)) else {
            continue;
        };
        out.push_str(&member_line(vm, &name, &member)?);
    }
    Ok(out)
}

fn about_module(vm: &Vm, module: &Module) -> PyResult<String> {
    let mut out = format!("module {}\n", module.name());
    out.push_str(&indented(&doc_of(vm, &module.value())?));
    out.push('\n');
    let mut pairs = module.dict.pairs();
    pairs.retain(|(k, v)| {
        k.as_str().is_some_and(|s| !s.starts_with('_')) && Module::from_value(v).is_none()
    });
    for (key, value) in pairs {
        let name = key.as_str().unwrap_or_default().to_owned();
        out.push_str(&member_line(vm, &name, &value)?);
    }
    Ok(out)
}

/// A member of a class or module in one line: its form, and the first line of its docstring.
fn member_line(vm: &Vm, name: &str, member: &Value) -> PyResult<String> {
    let form = signature(vm, member).unwrap_or_else(|| name.to_owned());
    let doc = doc_of(vm, member)?;
    let first = match member.payload() {
        Some(_) if !form.is_empty() => doc.lines().next().unwrap_or_default(),
        _ => "",
    };
    Ok(if first.is_empty() {
        format!("    {form}\n")
    } else {
        format!("    {form}  -- {first}\n")
    })
}

/// `object.__doc__`, if it is the object's own.
fn doc_of(vm: &Vm, object: &Value) -> PyResult<String> {
    let own = match object.payload() {
        Some(
            Payload::NativeFunction(_)
            | Payload::Function(_)
            | Payload::BoundMethod(..)
            | Payload::Type(_)
            | Payload::Module(_),
        ) => vm.attr_opt(object, "__doc__")?,
        _ => None,
    };
    Ok(own
        .and_then(|d| Str::from_value(&d))
        .map_or(String::new(), |d| d.to_string()))
}

fn indented(text: &str) -> String {
    text.trim()
        .lines()
        .map(|line| format!("    {}\n", line.trim()))
        .collect()
}
