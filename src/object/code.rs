//! Code objects as programs see them. Their instructions are the machine's own, so `co_code` and
//! the tables of CPython's bytecode are left out.

use std::rc::Rc;

use super::class::Layout;
use super::{Payload, PyResult, Str, Value};
use crate::compile::code::{Code, CodeKind};
use crate::compile::op::CompareOp;
use crate::native::{ClassDef, KwArgs};
use crate::vm::Vm;

fn code_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Rc<Code>> {
    match value.payload() {
        Some(Payload::Code(code)) => Ok(code),
        _ => Err(vm.type_error("expected a code object")),
    }
}

fn names_tuple<'a>(names: impl Iterator<Item = &'a Str>) -> Value {
    Value::tuple(names.map(Str::value).collect())
}

pub fn class_def() -> ClassDef {
    ClassDef::builtin("code", Layout::Final, "Create a code object.")
        .slots(|s| {
            s.compare.set(Some(compare));
            s.hash.set(Some(hash));
            s.repr.set(Some(|vm, this| {
                let code = code_of(vm, this)?;
                Ok(Str::new(format!(
                    "<code object {} at {:#x}, file \"{}\", line {}>",
                    code.name,
                    this.id(),
                    code.file.name,
                    code.first_line
                )))
            }));
        })
        .getter("co_name", "", |vm: &Vm, c: Value| {
            Ok(code_of(vm, &c)?.name.clone())
        })
        .getter("co_qualname", "", |vm: &Vm, c: Value| {
            Ok(code_of(vm, &c)?.qualname.clone())
        })
        .getter("co_filename", "", |vm: &Vm, c: Value| {
            Ok(code_of(vm, &c)?.file.name.clone())
        })
        .getter("co_firstlineno", "", |vm: &Vm, c: Value| {
            Ok(code_of(vm, &c)?.first_line)
        })
        .getter("co_argcount", "", |vm: &Vm, c: Value| {
            Ok(i64::from(code_of(vm, &c)?.params.positional))
        })
        .getter("co_posonlyargcount", "", |vm: &Vm, c: Value| {
            Ok(i64::from(code_of(vm, &c)?.params.positional_only))
        })
        .getter("co_kwonlyargcount", "", |vm: &Vm, c: Value| {
            Ok(i64::from(code_of(vm, &c)?.params.keyword_only))
        })
        .getter("co_stacksize", "", |vm: &Vm, c: Value| {
            Ok(i64::from(code_of(vm, &c)?.registers))
        })
        .getter("co_nlocals", "", |vm: &Vm, c: Value| {
            Ok(code_of(vm, &c)?.locals.iter().filter(|l| !l.free).count())
        })
        .getter("co_varnames", "", |vm: &Vm, c: Value| {
            Ok(names_tuple(
                code_of(vm, &c)?
                    .locals
                    .iter()
                    .filter(|l| !l.free)
                    .map(|l| &l.name),
            ))
        })
        .getter("co_freevars", "", |vm: &Vm, c: Value| {
            Ok(names_tuple(code_of(vm, &c)?.free_names.iter()))
        })
        .getter("co_cellvars", "", |vm: &Vm, c: Value| {
            let code = code_of(vm, &c)?;
            Ok(names_tuple(
                code.locals
                    .iter()
                    .filter(|l| l.cell && !l.free)
                    .map(|l| &l.name),
            ))
        })
        .getter("co_names", "", |vm: &Vm, c: Value| {
            let code = code_of(vm, &c)?;
            let all = code
                .global_sites
                .iter()
                .map(|s| &s.name)
                .chain(code.attr_sites.iter().map(|s| &s.name));
            let mut seen: Vec<Str> = Vec::new();
            for name in all {
                if !seen.contains(name) {
                    seen.push(name.clone());
                }
            }
            Ok(names_tuple(seen.iter()))
        })
        .getter("co_consts", "", |vm: &Vm, c: Value| {
            Ok(Value::tuple(code_of(vm, &c)?.constants.to_vec()))
        })
        .getter("co_flags", "", |vm: &Vm, c: Value| {
            let code = code_of(vm, &c)?;
            let mut flags = 0x3;
            if code.params.var_args {
                flags |= 0x4;
            }
            if code.params.var_keywords {
                flags |= 0x8;
            }
            match code.kind {
                CodeKind::Generator => flags |= 0x20,
                CodeKind::Coroutine => flags |= 0x80,
                CodeKind::AsyncGenerator => flags |= 0x200,
                _ => {}
            }
            Ok(i64::from(flags))
        })
        .method(
            "co_positions(self, /)",
            "Lines and columns in the source of each instruction.",
            |vm: &Vm, c: Value| {
                let code = code_of(vm, &c)?;
                let list: Value = code
                    .spans
                    .iter()
                    .map(|s| position(code, *s))
                    .collect::<Vec<_>>()
                    .into();
                vm.iter(&list)
            },
        )
        .method(
            "co_lines(self, /)",
            "Runs of instructions that belong to a line: start, end, line.",
            |vm: &Vm, c: Value| vm.iter(&lines(code_of(vm, &c)?).into()),
        )
        .method(
            "replace(self, /, **changes)",
            "Return a copy of the code object with new values for the specified fields.",
            replace,
        )
}

/// Line, end line, and columns in bytes; four times None for what no text stands for.
fn position(code: &Code, (start, end): (u32, u32)) -> Value {
    if (start, end) == (0, 0) {
        return Value::tuple(vec![Value::NONE; 4]);
    }
    let place = |offset: u32| {
        let offset = offset as usize;
        let line = code.file.line_of(offset);
        (
            line,
            offset.saturating_sub(code.file.line_range(line).start),
        )
    };
    let ((line, column), (end_line, end_column)) = (place(start), place(end));
    Value::tuple(
        [line, end_line, column, end_column]
            .map(Value::size)
            .to_vec(),
    )
}

fn lines(code: &Code) -> Vec<Value> {
    let mut runs: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (at, span) in code.spans.iter().enumerate() {
        let line = (*span != (0, 0)).then(|| code.file.line_of(span.0 as usize));
        match runs.last_mut() {
            Some(run) if run.2 == line => run.1 = at + 1,
            _ => runs.push((at, at + 1, line)),
        }
    }
    let triple = |(from, to, line): (usize, usize, Option<usize>)| {
        let line = line.map_or(Value::NONE, Value::size);
        Value::tuple(vec![Value::size(2 * from), Value::size(2 * to), line])
    };
    runs.into_iter().map(triple).collect()
}

/// `code.replace(co_name=…)`: names, the file's name and the first line can be replaced; what the
/// machine runs cannot.
fn replace(vm: &Vm, c: Value, changes: KwArgs) -> PyResult<Value> {
    let code = code_of(vm, &c)?;
    let mut copy = code.duplicate();
    for (name, value) in changes.0 {
        let text = || {
            Str::from_value(&value).ok_or_else(|| {
                vm.type_error(format!(
                    "replace() argument '{name}' must be str, not {}",
                    vm.type_name(&value)
                ))
            })
        };
        match name.as_str() {
            Some("co_name") => copy.name = text()?,
            Some("co_qualname") => copy.qualname = text()?,
            Some("co_filename") => {
                let mut file = (*copy.file).clone();
                file.name = text()?.to_string().into();
                copy.file = Rc::new(file);
            }
            Some("co_firstlineno") => {
                copy.first_line = u32::try_from(vm.index(&value)?).unwrap_or(0);
            }
            Some(name) if name.starts_with("co_") => {
                return Err(vm.not_implemented_error(format!(
                    "code.replace({name}=...) is not supported by biji"
                )));
            }
            _ => {
                return Err(vm.type_error(format!(
                    "replace() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    Ok(Value::code(Rc::new(copy)))
}

/// Equal code objects: the same code, or code compiled from the same text alike.
fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(Payload::Code(x)), Some(Payload::Code(y))) = (a.payload(), b.payload()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = Rc::ptr_eq(x, y)
        || x.name.equals(&y.name)
            && x.first_line == y.first_line
            && x.spans == y.spans
            && x.file.text == y.file.text;
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NOT_IMPLEMENTED,
    })
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let code = code_of(vm, value)?;
    Ok(code.name.text_hash() ^ i64::from(code.first_line))
}
