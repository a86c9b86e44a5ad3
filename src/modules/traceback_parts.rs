//! _traceback: what the modules `traceback`, `linecache` and `inspect` need of the machine, which
//! keeps the texts that it has compiled and can mark a part of a line.

use crate::native::{Buffer, ModuleDef};
use crate::object::{Exc, Payload, PyResult, Value};
use crate::source::SourceFile;
use crate::source::excerpt::{frame_excerpt, marked_line};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_traceback", "Parts of tracebacks.")
        .function(
            "excerpt(lines, start, end, /)",
            "Lines of source with carets under the part between two byte columns.",
            excerpt,
        )
        .function(
            "marked_line(text, line, offset, end_line, end_offset, /)",
            "The line of a SyntaxError with its carets.",
            marked,
        )
        .function(
            "suggestion(exception, /)",
            "What the message of an exception is continued with: a similar name.",
            |vm: &Vm, exc: Exc| Ok(vm.suggestion(&exc)),
        )
        .function(
            "code_source(code, /)",
            "The text that a code object was compiled from; None where its lines are not shown.",
            code_source,
        )
        .function(
            "library_source(name, /)",
            "The text of a file of the library, or None.",
            |_: &Vm, name: String| Ok(crate::vm::import::library_text(&name)),
        )
        .function(
            "decode_source(data, name, /)",
            "The text of a source file by its coding cookie.",
            |vm: &Vm, data: Buffer, name: String| {
                vm.source_file(&name, &data)
                    .map(|file| file.text.to_string())
            },
        )
}

/// `lines` is the text of all lines that the part touches; `start` counts in the first, `end` in
/// the last one.
fn excerpt(_: &Vm, lines: String, start: Option<usize>, end: Option<usize>) -> PyResult<String> {
    let file = SourceFile::new("", &lines);
    let last = file.line_range(file.line_count());
    let range = match (start, end) {
        (Some(start), Some(end)) => start..(last.start + end).min(last.end).max(start),
        _ => 0..last.end,
    };
    Ok(frame_excerpt(&file, range))
}

fn marked(
    _: &Vm,
    text: String,
    line: usize,
    offset: Option<i64>,
    end_line: Option<usize>,
    end_offset: Option<i64>,
) -> PyResult<String> {
    let end = (end_line.unwrap_or(line), end_offset.unwrap_or(0) as isize);
    Ok(marked_line(&text, line, offset.map(|o| o as isize), end))
}

fn code_source(vm: &Vm, code: Value) -> PyResult<Value> {
    match code.payload() {
        Some(Payload::Code(code)) if code.file.listed && &*code.file.name != "<stdin>" => {
            Ok(Value::str(&code.file.text))
        }
        Some(Payload::Code(_)) => Ok(Value::NONE),
        _ => Err(vm.type_error("expected a code object")),
    }
}
