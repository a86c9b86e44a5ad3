//! Binding the arguments of a call to a native's parameters.
//!
//! The words of the errors follow CPython, which words them by how a C function takes its
//! arguments: none, exactly one, a row of positional ones, or with keywords.

use super::{Args, NativeDef, NativeKind, ParamKind, Signature, bind_def};
use crate::object::{Dict, Exc, PyResult, Str, Value};
use crate::vm::Vm;

/// Put the arguments in the order of the parameters, fill in defaults, and run.
pub(super) fn bind(
    vm: &Vm,
    def: &NativeDef,
    args: Args,
    run: impl FnOnce(&mut [Value]) -> PyResult<Value>,
) -> PyResult<Value> {
    let signature = def.signature();
    let mut few: [Value; 12] = Default::default();
    let mut many;
    let bound: &mut [Value] = if signature.params.len() <= few.len() {
        &mut few[..signature.params.len()]
    } else {
        many = vec![Value::UNSET; signature.params.len()];
        &mut many
    };
    let given = args.positional_count();
    let names = args.names;
    let (positional, keyword_values) = args.values.split_at_mut(given);
    let taken = given.min(signature.positional);
    for (slot, value) in bound.iter_mut().zip(&mut positional[..taken]) {
        *slot = value.take();
    }
    let extra = &mut positional[taken..];
    let var_args = signature
        .params
        .iter()
        .position(|p| p.kind == ParamKind::VarArgs);
    match var_args {
        Some(at) => bound[at] = Value::tuple(extra.iter_mut().map(Value::take).collect()),
        None if !extra.is_empty() && def.is_def() => {
            return Err(bind_def::error(vm, def, signature, given, names));
        }
        None if !extra.is_empty() => return Err(too_many(vm, def, signature, given)),
        None => {}
    }
    let mut var_keywords = signature
        .params
        .iter()
        .position(|p| p.kind == ParamKind::VarKeywords)
        .map(|at| (at, Dict::new()));
    let mut unknown = None;
    for (name, value) in args.names.iter().zip(keyword_values) {
        let found = signature.params.iter().position(|p| {
            matches!(
                p.kind,
                ParamKind::PositionalOrKeyword | ParamKind::KeywordOnly
            ) && p.name.equals(name)
        });
        match (found, &mut var_keywords) {
            (Some(at), _) => {
                if bound[at].is_set() && def.is_def() {
                    return Err(bind_def::error(vm, def, signature, given, names));
                }
                if bound[at].is_set() {
                    return Err(vm.type_error(format!(
                        "argument for {}() given by name ('{name}') and position ({})",
                        def.call_name(),
                        at + 1 - usize::from(def.kind == NativeKind::Method)
                    )));
                }
                bound[at] = value.take();
            }
            (None, Some((_, dict))) => {
                dict.set_str(name, value.take());
            }
            (None, None) if def.is_def() => {
                return Err(bind_def::error(vm, def, signature, given, names));
            }
            // What is missing is reported first.
            (None, None) => unknown = unknown.or(Some(name)),
        }
    }
    if let Some((at, dict)) = var_keywords {
        bound[at] = dict.into();
    }
    for (i, (slot, param)) in bound.iter_mut().zip(&signature.params).enumerate() {
        if slot.is_unset() {
            match &param.default {
                Some(default) => slot.clone_from(default),
                None if def.is_def() => {
                    return Err(bind_def::error(vm, def, signature, given, names));
                }
                None => {
                    // A function without any keywords refuses them before it counts arguments.
                    let no_keywords = signature
                        .params
                        .iter()
                        .all(|p| p.kind == ParamKind::PositionalOnly);
                    return Err(match unknown {
                        Some(name) if no_keywords => unexpected(vm, def, signature, name),
                        _ => missing(vm, def, signature, i, given),
                    });
                }
            }
        }
    }
    match unknown {
        // These two count their arguments before they look at keywords.
        Some(_) if given == 0 && matches!(def.name(), "min" | "max") => Err(vm.type_error(
            format!("{} expected at least 1 argument, got 0", def.name()),
        )),
        Some(name) => Err(unexpected(vm, def, signature, name)),
        None => run(bound),
    }
}

/// Parameters before the first that messages count: `self`.
fn hidden(def: &NativeDef) -> usize {
    match def.kind {
        NativeKind::Function | NativeKind::StaticMethod => 0,
        NativeKind::Method | NativeKind::ClassMethod | NativeKind::SlotWrapper => 1,
    }
}

fn only_positional(signature: &Signature) -> bool {
    signature
        .params
        .iter()
        .all(|p| p.kind == ParamKind::PositionalOnly)
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// The words of a slot's wrapper, which counts its arguments itself.
fn wrapper_count_error(vm: &Vm, signature: &Signature, given: usize) -> Exc {
    let (least, most) = (
        signature.required.saturating_sub(1),
        signature.positional - 1,
    );
    // Where several are taken they are unpacked by a function without a name.
    let lead = if most > 1 { " " } else { "" };
    let (bound, n) = match () {
        () if least == most => ("", most),
        () if given < least => ("at least ", least),
        () => ("at most ", most),
    };
    vm.type_error(format!(
        "{lead}expected {bound}{n} argument{}, got {given}",
        plural(n)
    ))
}

fn count_error(vm: &Vm, def: &NativeDef, signature: &Signature, given: usize) -> Exc {
    let skip = hidden(def);
    if skip > given && def.kind == NativeKind::SlotWrapper {
        return vm.type_error(format!(
            "descriptor '{}' of '{}' object needs an argument",
            def.name(),
            def.owner.borrow()
        ));
    }
    if def.kind == NativeKind::SlotWrapper {
        return wrapper_count_error(vm, signature, given - skip);
    }
    if skip > given {
        return vm.type_error(format!(
            "unbound method {}() needs an argument",
            def.display_name()
        ));
    }
    let given = given - skip;
    let most = signature.positional - skip;
    let least = signature.required.saturating_sub(skip);
    let name = def.call_name();
    if !only_positional(signature) {
        let only = |p: &&super::Param| p.kind == ParamKind::PositionalOnly && p.default.is_none();
        let needed = signature
            .params
            .iter()
            .filter(only)
            .count()
            .saturating_sub(skip);
        if given == 0 && def.name() == "__new__" {
            return vm.type_error(format!("{}(): not enough arguments", def.display_name()));
        }
        if given < needed {
            let bound = if needed < most { "at least" } else { "exactly" };
            return vm.type_error(format!(
                "{name}() takes {bound} {needed} positional argument{} ({given} given)",
                plural(needed)
            ));
        }
        let has_keywords = signature.params.len() > signature.positional;
        let total = signature.params.len() - skip;
        if given > most {
            if name == "sorted" {
                return too_few(vm, def, signature, given + skip);
            }
            return vm.type_error(if most == 0 {
                format!("{name}() takes no positional arguments")
            } else if has_keywords || most > least {
                let bound = if least == most { "exactly" } else { "at most" };
                let (n, word) = if has_keywords {
                    (most, "positional ")
                } else {
                    (total, "")
                };
                format!(
                    "{name}() takes {bound} {n} {word}argument{} ({given} given)",
                    plural(n)
                )
            } else {
                format!(
                    "{name}() takes exactly {most} argument{} ({given} given)",
                    plural(most)
                )
            });
        }
    }
    vm.type_error(match (least, most) {
        (0, 0) => format!(
            "{}() takes no arguments ({given} given)",
            def.display_name()
        ),
        (1, 1) => {
            format!(
                "{}() takes exactly one argument ({given} given)",
                def.display_name()
            )
        }
        _ if least == most => {
            format!(
                "{name} expected {most} argument{}, got {given}",
                plural(most)
            )
        }
        _ if given > most => {
            format!(
                "{name} expected at most {most} argument{}, got {given}",
                plural(most)
            )
        }
        _ => format!(
            "{name} expected at least {least} argument{}, got {given}",
            plural(least)
        ),
    })
}

fn too_many(vm: &Vm, def: &NativeDef, signature: &Signature, given: usize) -> Exc {
    count_error(vm, def, signature, given)
}

fn missing(vm: &Vm, def: &NativeDef, signature: &Signature, at: usize, given: usize) -> Exc {
    let param = &signature.params[at];
    if given == 0 && def.name() == "__new__" && def.kind == NativeKind::StaticMethod {
        return vm.type_error(format!("{}(): not enough arguments", def.display_name()));
    }
    if at < hidden(def) || only_positional(signature) {
        return count_error(vm, def, signature, given);
    }
    match param.kind {
        ParamKind::KeywordOnly => vm.type_error(format!(
            "{}() missing required keyword-only argument: '{}'",
            def.call_name(),
            param.name
        )),
        ParamKind::PositionalOnly => too_few(vm, def, signature, given),
        _ => vm.type_error(format!(
            "{}() missing required argument '{}' (pos {})",
            def.call_name(),
            param.name,
            at + 1 - hidden(def)
        )),
    }
}

/// Positional-only arguments are missing from a native that also takes keywords.
fn too_few(vm: &Vm, def: &NativeDef, signature: &Signature, given: usize) -> Exc {
    let skip = hidden(def);
    let (given, name) = (given.saturating_sub(skip), def.call_name());
    let named = |p: &&super::Param| p.kind == ParamKind::PositionalOnly && p.default.is_none();
    let least = signature
        .params
        .iter()
        .filter(named)
        .count()
        .saturating_sub(skip);
    let most = signature.positional - skip;
    // `sorted` looks at its one argument before it hands the others to `list.sort`.
    if name == "sorted" {
        return vm.type_error(format!("sorted expected 1 argument, got {given}"));
    }
    let bound = if least == most { "exactly" } else { "at least" };
    vm.type_error(format!(
        "{name}() takes {bound} {least} positional argument{} ({given} given)",
        plural(least)
    ))
}

fn unexpected(vm: &Vm, def: &NativeDef, signature: &Signature, name: &Str) -> Exc {
    let named = |p: &&super::Param| {
        matches!(
            p.kind,
            ParamKind::PositionalOrKeyword | ParamKind::KeywordOnly
        )
    };
    if signature.params.iter().filter(named).count() == 0 {
        return vm.type_error(format!(
            "{}() takes no keyword arguments",
            def.display_name()
        ));
    }
    let candidates: Vec<String> = signature
        .params
        .iter()
        .filter(named)
        .map(|p| p.name.to_string())
        .collect();
    let wrong = name.to_string();
    let hint = crate::source::suggest::suggest(&wrong, candidates.iter().map(String::as_str))
        .map_or(String::new(), |near| format!(". Did you mean '{near}'?"));
    // `sorted` hands its keywords to `list.sort`.
    let function = if def.name() == "sorted" {
        "sort".to_owned()
    } else {
        def.call_name()
    };
    vm.type_error(format!(
        "{function}() got an unexpected keyword argument '{name}'{hint}"
    ))
}
