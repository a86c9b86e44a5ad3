//! Errors between the notations: Python exceptions travel through Rhai as thrown objects, Rhai's
//! own errors reach Python as `RhaiError`, and both leave traceback entries that name the script's
//! file, line and function, so that a report reads like Python's whoever raised.
//!
//! SystemExit and KeyboardInterrupt travel as a termination, which a script cannot catch.

use std::rc::Rc;

use rhai::{Dynamic, EvalAltResult, Map, ParseError, Position};

use super::hints;
use super::session::Bridge;
use super::value::{Object, ToPython, object_of, to_dynamic};
use crate::compile::code::Code;
use crate::compile::{Mode, compile_module};
use crate::object::exception::TraceEntry;
use crate::object::function::FunctionCore;
use crate::object::{Class, Dict, Exc, PyResult, Str, Value};
use crate::source::{ProblemKind, SourceFile, SyntaxProblem, parse_module};
use crate::vm::Vm;

/// What stops a native that Rhai called: an exception of Python, or an error of Rhai.
pub enum Failure {
    Python(Exc),
    Rhai(Box<EvalAltResult>),
}

impl From<Exc> for Failure {
    fn from(exc: Exc) -> Failure {
        Failure::Python(exc)
    }
}

impl From<Box<EvalAltResult>> for Failure {
    fn from(error: Box<EvalAltResult>) -> Failure {
        Failure::Rhai(error)
    }
}

/// The class of errors that Rhai raised: `rhai.RhaiError`.
pub fn rhai_error_class(vm: &Vm) -> Class {
    vm.exception_type("rhai", "RhaiError", &vm.types.exception)
}

// ---- to Rhai --------------------------------------------------------------------------------------

/// A Python exception on its way through Rhai.
pub fn throw(vm: &Vm, exc: &Exc) -> Box<EvalAltResult> {
    let uncatchable = [&vm.types.system_exit, &vm.types.keyboard_interrupt];
    let token = Dynamic::from(Object(exc.value()));
    if vm.is_stopping()
        || uncatchable
            .iter()
            .any(|class| vm.is_instance_of(exc, class))
    {
        return EvalAltResult::ErrorTerminated(token, Position::NONE).into();
    }
    EvalAltResult::ErrorRuntime(token, Position::NONE).into()
}

/// [`throw`] from a call at a place of a script, which the traceback then names.
pub fn throw_at(
    bridge: &Bridge,
    vm: &Vm,
    exc: &Exc,
    source: Option<&str>,
    position: Position,
) -> Box<EvalAltResult> {
    bridge.add_entry(vm, exc, source.unwrap_or(""), None, position);
    let mut error = throw(vm, exc);
    error.set_position(position);
    error
}

// ---- to Python ------------------------------------------------------------------------------------

/// Where an evaluation began: the script's name, and the function that was called in it.
#[derive(Clone, Copy)]
pub struct Root<'a> {
    pub source: &'a str,
    pub function: Option<&'a str>,
}

/// A Rhai error as a Python exception, with an entry for each function of the script that it
/// passed.
pub fn to_exception(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    error: Box<EvalAltResult>,
    root: Root<'_>,
) -> Exc {
    let mut frames: Vec<(String, Option<String>, Position)> = Vec::new();
    let mut source = root.source.to_owned();
    let mut function = root.function.map(str::to_owned);
    let mut error = error;
    let leaf = loop {
        match *error {
            EvalAltResult::ErrorInFunctionCall(name, from, inner, position) => {
                frames.push((source.clone(), function, position));
                if name == "eval" {
                    // Positions inside are those of a text that nobody has kept.
                    source = "<eval>".to_owned();
                } else if !from.is_empty() {
                    source = from;
                }
                function = Some(name);
                error = inner;
            }
            EvalAltResult::ErrorInModule(name, inner, position) => {
                frames.push((source, function, position));
                source = name;
                function = None;
                error = inner;
            }
            leaf => break leaf,
        }
    };
    let position = leaf.position();
    let exc = exception_of(bridge, vm, leaf, &source);
    if !vm.is_instance_of(&exc, &vm.types.syntax_error) || !frames.is_empty() {
        bridge.add_entry(vm, &exc, &source, function.as_deref(), position);
    }
    for (source, function, position) in frames.into_iter().rev() {
        bridge.add_entry(vm, &exc, &source, function.as_deref(), position);
    }
    exc
}

/// The exception for an error that happened right here.
fn exception_of(bridge: &Rc<Bridge>, vm: &Vm, error: EvalAltResult, source: &str) -> Exc {
    let position = error.position();
    match error {
        EvalAltResult::ErrorRuntime(value, _) | EvalAltResult::ErrorTerminated(value, _) => {
            match object_of(&value).and_then(|object| Exc::from_value(&object)) {
                Some(exc) => exc,
                None => thrown(bridge, vm, value, position),
            }
        }
        EvalAltResult::Exit(value, _) => {
            let code = python_value(bridge, vm, value).unwrap_or(Value::NONE);
            vm.exception_with(&vm.types.system_exit, vec![code.clone()])
                .with_field("code", code)
        }
        EvalAltResult::ErrorStackOverflow(_) => {
            vm.recursion_error("maximum recursion depth exceeded")
        }
        EvalAltResult::ErrorParsing(kind, position) => {
            syntax_error(bridge, vm, &ParseError(Box::new(kind), position), source)
        }
        mut other => {
            other.clear_position();
            let message = other.to_string();
            let hinted = match &other {
                EvalAltResult::ErrorVariableNotFound(name, _) => bridge
                    .script(source)
                    .and_then(|script| hints::for_variable(&script.file.text, name)),
                EvalAltResult::ErrorMismatchDataType(..) | EvalAltResult::ErrorArithmetic(..) => {
                    hints::for_operation(&message)
                }
                _ => None,
            };
            rhai_error(bridge, vm, &hinted.unwrap_or(message), None, position)
        }
    }
}

/// `throw value`, where the value is not an exception.
fn thrown(bridge: &Rc<Bridge>, vm: &Vm, value: Dynamic, position: Position) -> Exc {
    // An exception class alone is raised like its instance; a map from `catch` tells its message.
    if let Some(class) = object_of(&value)
        && Class::from_value(&class).is_some()
        && let Ok(exc) = vm.exception_to_raise(&class)
    {
        return exc;
    }
    let message = value
        .read_lock::<Map>()
        .and_then(|map| map.get("message").map(ToString::to_string))
        .or_else(|| {
            let object = object_of(&value)?;
            vm.display(&object).ok()
        })
        .unwrap_or_else(|| value.to_string());
    let value = python_value(bridge, vm, value).unwrap_or(Value::NONE);
    rhai_error(bridge, vm, &message, Some(value), position)
}

fn python_value(bridge: &Rc<Bridge>, vm: &Vm, value: Dynamic) -> PyResult<Value> {
    let runtime = bridge.runtime(vm);
    let global = runtime.engine.new_global_runtime_state();
    ToPython::new(vm, bridge, &global).convert(value)
}

/// A `RhaiError` with its attributes `message`, `value`, `line` and `position`.
fn rhai_error(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    message: &str,
    value: Option<Value>,
    position: Position,
) -> Exc {
    let _ = bridge;
    let exc = vm.exception(&rhai_error_class(vm), message);
    let dict = exc.dict.get_or_init(Dict::new);
    let number = |n: Option<usize>| n.map_or(Value::NONE, Value::size);
    dict.set_str(&Str::intern("message"), Value::str(message));
    dict.set_str(
        &Str::intern("value"),
        value.unwrap_or_else(|| Value::str(message)),
    );
    dict.set_str(&Str::intern("line"), number(position.line()));
    dict.set_str(&Str::intern("position"), number(position.position()));
    exc
}

/// A text that Rhai's parser rejects, as a SyntaxError.
pub fn syntax_error(bridge: &Bridge, vm: &Vm, error: &ParseError, source: &str) -> Exc {
    let message = error.0.to_string();
    let Some(script) = bridge.script(source) else {
        let problem = SyntaxProblem::placeless(ProblemKind::Syntax, source, message);
        return vm.syntax_error(&problem);
    };
    let range = script.range(error.1).unwrap_or_else(|| {
        let end = script.file.text.trim_end().len();
        end..end
    });
    let message = hints::for_syntax(&script.file.text, range.start, &message).unwrap_or(message);
    vm.syntax_error(&script.file.problem(range, message))
}

// ---- traceback entries ----------------------------------------------------------------------------

/// A script as messages show it.
pub struct Script {
    pub file: Rc<SourceFile>,
    pub prepared: super::prepare::Prepared,
    /// Bodies of the script's functions: first and last position, name.
    pub functions: std::cell::RefCell<Vec<(Position, Position, String)>>,
    /// It uses nothing of Python.
    pub is_plain: std::cell::Cell<bool>,
}

impl Script {
    /// The bytes of the word at a position of the parsed text.
    fn range(&self, position: Position) -> Option<std::ops::Range<usize>> {
        let line = position.line()?;
        let column = self
            .prepared
            .column(line, position.position().unwrap_or(1).max(1));
        let start = self.file.offset_of(line, column - 1);
        let rest = self.file.text.get(start..).unwrap_or("");
        let word = rest
            .find(|c: char| c != '_' && !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let length = word.max(rest.chars().next().map_or(0, char::len_utf8));
        Some(start..start + length)
    }

    /// The innermost function around a position.
    fn function_at(&self, position: Position) -> Option<String> {
        let inside = |(start, end, _): &&(Position, Position, String)| {
            *start <= position && position <= *end
        };
        let functions = self.functions.borrow();
        functions
            .iter()
            .filter(inside)
            .max_by_key(|f| f.0)
            .map(|f| f.2.clone())
    }
}

/// A function's name for people.
pub fn shown_name(name: &str) -> &str {
    if name.starts_with("anon$") {
        "<closure>"
    } else {
        name
    }
}

impl Bridge {
    /// Add a traceback entry for a place of a script, unless the last entry is the same.
    pub fn add_entry(
        &self,
        vm: &Vm,
        exc: &Exc,
        source: &str,
        function: Option<&str>,
        position: Position,
    ) {
        if position.is_none() {
            return;
        }
        let Some(script) = self.script(source) else {
            return;
        };
        let Some(range) = script.range(position) else {
            return;
        };
        let span = (range.start as u32, range.end as u32);
        let same = exc.traceback.borrow().last().is_some_and(|last| {
            Rc::ptr_eq(&last.core.code.file, &script.file)
                && last.core.code.spans.first() == Some(&span)
        });
        if same {
            return;
        }
        let inner = script.function_at(position);
        let name = function.or(inner.as_deref()).map_or("<module>", shown_name);
        if let Some(code) = frame_code(&script.file, name, span) {
            let core = FunctionCore::new(
                code,
                self.globals.clone(),
                vm.builtins.clone(),
                Box::default(),
            );
            exc.traceback.borrow_mut().push(TraceEntry::new(core, 0));
        }
    }
}

impl Bridge {
    /// A frame at the top level of `__main__`, for natives that ask who called them (`exec`,
    /// `globals`).
    pub fn frame(&self, vm: &Vm) -> Option<Rc<FunctionCore>> {
        if let Some(frame) = self.frame.get() {
            return Some(frame.clone());
        }
        let file = Rc::new(SourceFile::new("<rhai>", ""));
        let code = frame_code(&file, "<module>", (0, 0))?;
        let builtins = vm.builtins.clone();
        let core = FunctionCore::new(code, self.globals.clone(), builtins, Box::default());
        Some(self.frame.get_or_init(|| core).clone())
    }
}

/// A code object that stands for one place of a Rhai function: what a traceback entry needs.
fn frame_code(file: &Rc<SourceFile>, name: &str, span: (u32, u32)) -> Option<Rc<Code>> {
    let empty = Rc::new(SourceFile::new(&file.name, ""));
    let tree = parse_module(&empty).ok()?;
    let code = compile_module(&tree, empty, Mode::Module).ok()?;
    let mut code = Rc::into_inner(code)?;
    code.name = Str::new(name);
    code.qualname = code.name.clone();
    code.file = file.clone();
    code.first_line = file.line_of(span.0 as usize) as u32;
    code.spans = vec![span; code.ops.len().max(1)].into();
    Some(Rc::new(code))
}

// ---- what `catch` sees ----------------------------------------------------------------------------

/// `e.type`, `e.message`, `e.traceback` of a caught exception, where its class has no such
/// attribute of its own.
pub fn exception_property(vm: &Vm, exc: &Exc, name: &str) -> Option<PyResult<Dynamic>> {
    match name {
        "type" => Some(Ok(vm.type_name(&exc.value()).to_string().into())),
        "message" => Some(vm.str(&exc.value()).map(|text| to_dynamic(text.value()))),
        "traceback" => Some(Ok(vm.format_exception(exc).into())),
        _ => None,
    }
}
