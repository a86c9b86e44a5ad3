//! `print` and `input`.

use crate::modules::text_builder::TextBuilder;
use crate::native::{ModuleDef, VarArgs};
use crate::object::{PyResult, Str, Value};
use crate::vm::Vm;

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        "Prints the values to a stream, or to sys.stdout by default.\n\nsep\n  string inserted \
         between values, default a space.\nend\n  string appended after the last value, default a \
         newline.\nfile\n  a file-like object (stream); defaults to the current \
         sys.stdout.\nflush\n  whether to forcibly flush the stream.",
        print,
    )
    .function(
        "input(prompt=<none>, /)",
        "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt \
         string, if given, is printed to standard output without a\ntrailing newline before \
         reading input.\n\nIf the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise \
         EOFError.",
        input,
    )
}

/// `sep` or `end`: a str, or None for the default.
fn separator(vm: &Vm, name: &str, value: &Value, default: &str) -> PyResult<Str> {
    if value.is_none() {
        return Ok(Str::intern(default));
    }
    Str::from_value(value).ok_or_else(|| {
        vm.type_error(format!(
            "{name} must be None or a string, not {}",
            vm.type_name(value)
        ))
    })
}

fn print(vm: &Vm, args: VarArgs, sep: Value, end: Value, file: Value, flush: bool) -> PyResult<()> {
    let target = if file.is_none() {
        vm.stdout_target()?
    } else {
        Some(file)
    };
    let sep = separator(vm, "sep", &sep, " ")?;
    let end = separator(vm, "end", &end, "\n")?;
    let Some(target) = target else {
        return print_directly(vm, &args.0, &sep, &end, flush);
    };
    if target.is_none() {
        return Ok(());
    }
    let write = vm.attr(&target, "write")?;
    for (at, value) in args.0.iter().enumerate() {
        if at > 0 {
            vm.call(&write, &mut [sep.value()])?;
        }
        let text = vm.str(value)?;
        vm.call(&write, &mut [text.into()])?;
    }
    vm.call(&write, &mut [end.into()])?;
    if flush {
        vm.call_method(&target, "flush", &mut [])?;
    }
    Ok(())
}

/// `print` to the interpreter's own output, in one piece.
fn print_directly(vm: &Vm, values: &[Value], sep: &Str, end: &Str, flush: bool) -> PyResult<()> {
    let text = match values {
        [one] => {
            let text = vm.str(one)?;
            vm.write_out(vm.utf8(&text)?)?;
            end.clone()
        }
        _ => {
            let mut out = TextBuilder::new();
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    out.push_data(sep);
                }
                out.push_data(&*vm.str(value)?);
            }
            out.push_data(end);
            out.take()
        }
    };
    vm.write_out(vm.utf8(&text)?)?;
    if flush {
        vm.flush_streams();
    }
    Ok(())
}

/// A stream of the module sys; RuntimeError "input(): lost sys.stdin" where it is gone.
fn stream(vm: &Vm, name: &str) -> PyResult<Value> {
    let sys = vm.import_module("sys")?;
    match vm.attr_opt(&sys, name)?.filter(|s| !s.is_none()) {
        Some(stream) => Ok(stream),
        None => Err(vm.runtime_error(format!("input(): lost sys.{name}"))),
    }
}

fn input(vm: &Vm, prompt: Option<Value>) -> PyResult<Str> {
    let stdin = stream(vm, "stdin")?;
    let stdout = stream(vm, "stdout")?;
    if let Some(prompt) = prompt {
        let text = vm.str(&prompt)?;
        vm.call_method(&stdout, "write", &mut [text.into()])?;
    }
    // As in CPython, what goes wrong here is no matter.
    drop(vm.call_method(&stdout, "flush", &mut []));
    let line = vm.call_method(&stdin, "readline", &mut [])?;
    let Some(line) = Str::from_value(&line) else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    if line.is_empty() {
        return Err(vm.eof_error("EOF when reading a line"));
    }
    let ends = line.code_point(line.len() - 1) == u32::from('\n');
    Ok(if ends {
        Str::from_data(line.slice(0, line.len() - 1))
    } else {
        line
    })
}
