//! What CPython's `site` adds to builtins: exit, quit, copyright, credits, license and help.
//!
//! `help` is biji's own, short one: see [`crate::repl::help`].

#![cfg(feature = "program")]

use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// Add the names to builtins.
pub fn install(vm: &Vm) {
    let add = |name: &str, value: Value| drop(vm.builtins.set_str(&Str::intern(name), value));
    for name in ["quit", "exit"] {
        add(name, vm.wrap(Quitter { name }));
    }
    for (name, text) in TEXTS {
        add(name, vm.wrap(Printer { name, text }));
    }
    add("help", vm.wrap(Helper));
}

const TEXTS: [(&str, &str); 3] = [
    (
        "copyright",
        "biji is free software under the MIT or the Apache-2.0 licence, by its authors.\n\
         It contains code of the Rust packages that its Cargo.lock names.",
    ),
    (
        "credits",
        "biji stands on the work of the authors of CPython, whose language and documentation it \
         follows,\nof Rhai, Ruff's parser, and the other Rust packages that it is made of.",
    ),
    (
        "license",
        "biji is licensed under either of the MIT licence and the Apache License 2.0, at your \
         option.",
    ),
];

/// `exit` and `quit`
pub struct Quitter {
    name: &'static str,
}

impl NativeObject for Quitter {}

impl NativeType for Quitter {
    const NAME: &'static str = "Quitter";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Quitter>("_sitebuiltins", "Leaves the interpreter.")
            .slots(|s| {
                s.repr.set(Some(|_, this| {
                    let name = Native::<Quitter>::from_value(this).map_or("exit", |q| q.name);
                    Ok(Str::new(format!(
                        "Use {name}() or Ctrl-D (i.e. EOF) to exit"
                    )))
                }));
                s.call.set(Some(leave));
            })
            .getter("name", "", |_: &Vm, this: Native<Quitter>| Ok(this.name))
            .getter("eof", "", |_: &Vm, _: Native<Quitter>| {
                Ok("Ctrl-D (i.e. EOF)")
            })
    }
}

fn leave(vm: &Vm, _: &Value, args: Args) -> PyResult<Value> {
    let (mut positional, keywords) = args.into_parts();
    let mut code = positional.pop();
    if !positional.is_empty() {
        let given = positional.len() + 2;
        return Err(vm.type_error(format!(
            "Quitter.__call__() takes from 1 to 2 positional arguments but {given} were given"
        )));
    }
    for (key, value) in keywords {
        if key.as_str() != Some("code") || code.is_some() {
            let problem = if code.is_some() && key.as_str() == Some("code") {
                "multiple values for argument"
            } else {
                "an unexpected keyword argument"
            };
            return Err(vm.type_error(format!("Quitter.__call__() got {problem} '{key}'")));
        }
        code = Some(value);
    }
    let code = code.unwrap_or(Value::NONE);
    let exc = vm.exception_with(&vm.types.system_exit, vec![code.clone()]);
    Err(exc.with_field("code", code))
}

/// `copyright`, `credits` and `license`
pub struct Printer {
    name: &'static str,
    text: &'static str,
}

impl NativeObject for Printer {}

impl NativeType for Printer {
    const NAME: &'static str = "_Printer";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Printer>("_sitebuiltins", "Prints a text when it is called.").slots(
            |s| {
                s.repr.set(Some(|_, this| {
                    Ok(Str::new(match Native::<Printer>::from_value(this) {
                        Some(p) if p.text.lines().count() <= 23 => p.text.to_owned(),
                        Some(p) => format!("Type {}() to see the full {} text", p.name, p.name),
                        None => String::new(),
                    }))
                }));
                s.call.set(Some(|vm, this, _| {
                    let text = Native::<Printer>::from_value(this).map_or("", |p| p.text);
                    print(vm, text)?;
                    Ok(Value::NONE)
                }));
            },
        )
    }
}

/// `help`
pub struct Helper;

impl NativeObject for Helper {}

impl NativeType for Helper {
    const NAME: &'static str = "_Helper";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Helper>("_sitebuiltins", "Tells what an object is for.").slots(|s| {
            s.repr.set(Some(|_, _| {
                Ok(Str::new(
                    "Type help() for interactive help, or help(object) for help about object."
                        .to_owned(),
                ))
            }));
            s.call.set(Some(|vm, _, args| {
                let (positional, keywords) = args.into_parts();
                if let Some((name, _)) = keywords.first() {
                    return Err(vm.type_error(format!(
                        "Helper.help() got an unexpected keyword argument '{name}'"
                    )));
                }
                let text = match positional.first() {
                    Some(object) => crate::repl::help::about(vm, object)?,
                    None => crate::repl::help::overview(vm),
                };
                print(vm, text.trim_end())?;
                Ok(Value::NONE)
            }));
        })
    }
}

/// `print(text)`
fn print(vm: &Vm, text: &str) -> PyResult<()> {
    match vm.builtins.get_str(&Str::intern("print")) {
        Some(print) => vm.call(&print, &mut [Value::str(text)]).map(drop),
        None => vm.write_out(&format!("{text}\n")),
    }
}
