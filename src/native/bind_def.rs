//! Errors of binding for natives that CPython has written in Python (`json.dumps`): they read like
//! those of any `def`, not like those of C functions.

use super::{NativeDef, NativeKind, ParamKind, Signature};
use crate::object::{Exc, Str};
use crate::vm::Vm;

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// What is wrong with a call of `given` positional arguments and the keywords `names`, which is
/// known not to fit. The order of the checks is that of calls of Python functions.
#[cold]
pub(super) fn error(
    vm: &Vm,
    def: &NativeDef,
    signature: &Signature,
    given: usize,
    names: &[Str],
) -> Exc {
    let name = match def.kind {
        NativeKind::Function => def.name().to_owned(),
        _ => def.display_name(),
    };
    let params = &signature.params;
    let by_name = |wanted: &Str| {
        params.iter().position(|p| {
            matches!(
                p.kind,
                ParamKind::PositionalOrKeyword | ParamKind::KeywordOnly
            ) && p.name.equals(wanted)
        })
    };
    for keyword in names {
        match by_name(keyword) {
            Some(at) if at < given.min(signature.positional) => {
                return vm.type_error(format!(
                    "{name}() got multiple values for argument '{keyword}'"
                ));
            }
            Some(_) => {}
            None if signature.has(ParamKind::VarKeywords) => {}
            None => return unexpected(vm, &name, signature, keyword),
        }
    }
    if given > signature.positional && !signature.has(ParamKind::VarArgs) {
        return too_many(
            vm,
            &name,
            signature,
            given,
            names.iter().filter_map(by_name),
        );
    }
    let is_missing = |at: usize, kind_matches: bool| {
        let p = &params[at];
        kind_matches
            && p.default.is_none()
            && (at >= given || p.kind == ParamKind::KeywordOnly)
            && !names.iter().any(|n| by_name(n) == Some(at))
    };
    for (word, keyword_only) in [("positional", false), ("keyword-only", true)] {
        let missing: Vec<String> = (0..params.len())
            .filter(|&at| {
                is_missing(
                    at,
                    (params[at].kind == ParamKind::KeywordOnly) == keyword_only,
                )
            })
            .map(|at| format!("'{}'", params[at].name))
            .collect();
        let list = match missing.as_slice() {
            [] => continue,
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
        };
        let count = missing.len();
        return vm.type_error(format!(
            "{name}() missing {count} required {word} argument{}: {list}",
            plural(count)
        ));
    }
    vm.type_error(format!("{name}() got arguments that do not fit"))
}

fn unexpected(vm: &Vm, name: &str, signature: &Signature, keyword: &Str) -> Exc {
    let is_positional_only =
        |p: &&super::Param| p.kind == ParamKind::PositionalOnly && p.name.equals(keyword);
    if signature.params.iter().any(|p| is_positional_only(&p)) {
        return vm.type_error(format!(
            "{name}() got some positional-only arguments passed as keyword arguments: '{keyword}'"
        ));
    }
    let candidates: Vec<String> = signature
        .params
        .iter()
        .filter(|p| {
            matches!(
                p.kind,
                ParamKind::PositionalOrKeyword | ParamKind::KeywordOnly
            )
        })
        .map(|p| p.name.to_string())
        .collect();
    let wrong = keyword.to_string();
    let near = crate::source::suggest::suggest(&wrong, candidates.iter().map(String::as_str));
    let hint = near.map_or(String::new(), |n| format!(". Did you mean '{n}'?"));
    vm.type_error(format!(
        "{name}() got an unexpected keyword argument '{keyword}'{hint}"
    ))
}

fn too_many(
    vm: &Vm,
    name: &str,
    signature: &Signature,
    given: usize,
    named: impl Iterator<Item = usize>,
) -> Exc {
    let (least, most) = (signature.required, signature.positional);
    let takes = if least < most {
        format!("from {least} to {most} positional arguments")
    } else {
        format!("{most} positional argument{}", plural(most))
    };
    let keyword_only = named
        .filter(|&at| signature.params[at].kind == ParamKind::KeywordOnly)
        .count();
    let given_text = if keyword_only > 0 {
        format!(
            "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were",
            plural(given),
            plural(keyword_only)
        )
    } else {
        format!("{given} {}", if given == 1 { "was" } else { "were" })
    };
    vm.type_error(format!("{name}() takes {takes} but {given_text} given"))
}
