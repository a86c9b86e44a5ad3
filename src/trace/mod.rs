//! `biji trace PROGRAM.py -o PAGE.html`: a page that steps forwards and backwards through a
//! program, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the command |
//! | `instrument.rs` | a call of the recorder before each statement |
//! | `recorder.py` | what is recorded at each step |
//! | `page.html` | the page, into which the record is put |
//!
//! The program's text is changed, not the machine: tracing costs nothing where it is not used.
//! Only the program's own file is stepped through, not the modules that it imports. Programs in
//! Rhai's notation are refused.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lexopt::prelude::*;

use crate::interpreter::Interpreter;
use crate::object::{Str, Value};

mod instrument;

const RECORDER: &str = include_str!("recorder.py");
const PAGE: &str = include_str!("page.html");

/// What stands in the page for the record.
const MARK: &str = "/*RECORD*/null";

/// Steps recorded, unless `--max-steps` says otherwise.
const MOST_STEPS: u64 = 10_000;
/// Seconds that the program may take.
const MOST_TIME: Duration = Duration::from_secs(120);

struct Options {
    program: PathBuf,
    output: PathBuf,
    arguments: Vec<String>,
    steps: u64,
}

fn parse(arguments: Vec<OsString>) -> Result<Options, String> {
    let usage = || "usage: biji trace PROGRAM.py [-o PAGE.html] [--max-steps N] [ARGUMENT ...]";
    let mut program: Option<PathBuf> = None;
    let mut output: Option<PathBuf> = None;
    let mut steps = MOST_STEPS;
    let mut rest = Vec::new();
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
        match argument {
            Short('o') | Long("output") => {
                output = Some(parser.value().map_err(|e| e.to_string())?.into());
            }
            Long("max-steps") => {
                let text = parser.value().map_err(|e| e.to_string())?;
                let number = text.to_str().and_then(|t| t.parse().ok());
                steps = number.ok_or("--max-steps takes a number")?;
            }
            Value(word) if program.is_none() => program = Some(word.into()),
            Value(word) => rest.push(word.to_string_lossy().into_owned()),
            other => return Err(format!("{}\n{}", other.unexpected(), usage())),
        }
    }
    let program = program.ok_or_else(|| usage().to_owned())?;
    if program.extension().is_some_and(|e| e == "rhai") {
        return Err("programs in Rhai's notation cannot be traced".to_owned());
    }
    let output = output.unwrap_or_else(|| program.with_extension("html"));
    Ok(Options {
        program,
        output,
        arguments: rest,
        steps,
    })
}

/// `biji trace`, with the arguments after it; the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let options = match parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            say(&format!("biji trace: {message}"));
            return 2;
        }
    };
    crate::with_stack(move || match run(&options) {
        Ok(code) => code,
        Err(message) => {
            say(&format!("biji trace: {message}"));
            1
        }
    })
}

/// Run the program and write the page; 1 if the program failed.
fn run(options: &Options) -> Result<i32, String> {
    let shown = options.program.display().to_string();
    let bytes = std::fs::read(&options.program).map_err(|e| format!("{shown}: {e}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{shown}: not UTF-8"))?;
    let folder = options.program.parent().unwrap_or(Path::new(""));
    let mut argv = vec![shown.clone()];
    argv.extend(options.arguments.iter().cloned());
    let interpreter = Interpreter::builder()
        .argv(argv)
        .path(vec![folder.to_string_lossy().into_owned()])
        .build();
    crate::modules::site::install(interpreter.vm());
    let vm = interpreter.vm();
    let report = |exc| {
        interpreter.report(&exc);
        1
    };
    // A program that cannot be parsed is reported as when it is run.
    let Some(stepped) = instrument::instrument(&shown, &text) else {
        return Ok(interpreter
            .run_source(&text, &shown)
            .map_or_else(report, |()| 0));
    };
    let set = |name: &str, value: Value| {
        drop(interpreter.namespace().set_str(&Str::intern(name), value));
    };
    set("__biji_file__", Value::str(&shown));
    set("__biji_most__", Value::uint(options.steps));
    let lines: Vec<Value> = stepped.lines.iter().map(|n| Value::size(*n)).collect();
    set("__biji_lines__", lines.into());
    let failed = |exc| vm.format_exception(&exc);
    interpreter
        .run_source(RECORDER, "<recorder>")
        .map_err(failed)?;
    vm.set_time_limit(Some(MOST_TIME));
    let result = interpreter.run_source(&stepped.text, &shown);
    vm.set_time_limit(None);
    let mut code = 0;
    let mut ending = String::new();
    if let Err(exc) = &result {
        let said = vm.format_exception_only(exc);
        let last = said
            .lines()
            .rfind(|l| !l.starts_with(' '))
            .unwrap_or_default();
        let stopped = last.contains("_BijiStop");
        if vm.is_instance_of(exc, &vm.types.system_exit) {
            code = interpreter.exit_code(exc).unwrap_or(0);
        } else if !stopped {
            code = 1;
            ending = last.to_owned();
            say(last);
        } else {
            ending = format!("… {} steps", options.steps);
        }
    }
    interpreter.flush();
    let record = interpreter
        .eval("__import__('builtins').__biji_recorder__.result()")
        .map_err(failed)?;
    let record = Str::from_value(&record)
        .ok_or("the recorder gave no text")?
        .to_lossy()
        .into_owned();
    let whole = serde_json::json!({
        "file": shown,
        "source": text,
        "ending": ending,
    });
    let whole = whole.to_string();
    // One object of both.
    let joined = format!(
        "{},{}",
        whole.trim_end_matches('}'),
        record.trim_start_matches('{')
    );
    let safe = joined.replace("</", "<\\/").replace("<!--", "<\\!--");
    let page = PAGE.replacen(MARK, &safe, 1);
    std::fs::write(&options.output, page)
        .map_err(|e| format!("{}: {e}", options.output.display()))?;
    interpreter.finish(code);
    Ok(code)
}

fn say(text: &str) {
    use std::io::Write;
    // There is nowhere left to say that this failed.
    let _ = writeln!(std::io::stderr(), "{text}");
}
