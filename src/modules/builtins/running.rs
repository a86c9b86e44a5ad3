//! Running text: `compile`, `eval`, `exec`, and `__import__`.
//!
//! Text that is run with globals alone is compiled as a module is; with locals of its own, and
//! for `compile()`, whose code may be run either way, names live in a mapping.

use std::rc::Rc;

use super::objects::{caller, globals};
use crate::compile::code::Code;
use crate::compile::{Mode, compile_expression, compile_module};
use crate::native::{KwArgs, ModuleDef, VarArgs};
use crate::object::function::FunctionCore;
use crate::object::{Dict, Exc, Module, Payload, PyResult, Str, Tuple, Value};
use crate::source::{
    Parsed, ProblemKind, SourceFile, SyntaxProblem, parse_expression, parse_interactive,
    parse_module,
};
use crate::vm::Vm;

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "eval(source, /, globals=None, locals=None)",
        "Evaluate the given source in the context of globals and locals.\n\nThe source may be a \
         string representing a Python expression\nor a code object as returned by compile().\nThe \
         globals must be a dictionary and locals can be any mapping,\ndefaulting to the current \
         globals and locals.\nIf only globals is given, locals defaults to it.",
        eval,
    )
    .function(
        "exec(source, /, globals=None, locals=None, *, closure=None)",
        "Execute the given source in the context of globals and locals.\n\nThe source may be a \
         string representing one or more Python statements\nor a code object as returned by \
         compile().\nThe globals must be a dictionary and locals can be any mapping,\ndefaulting to \
         the current globals and locals.\nIf only globals is given, locals defaults to it.\nThe \
         closure must be a tuple of cellvars, and can only be used\nwhen source is a code object \
         requiring exactly that many cellvars.",
        exec,
    )
    .function(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, \
         _feature_version=-1)",
        "Compile source into a code object that can be executed by exec() or eval().\n\nThe source \
         code may represent a Python module, statement or expression.\nThe filename will be used \
         for run-time error messages.\nThe mode must be 'exec' to compile a module, 'single' to \
         compile a\nsingle (interactive) statement, or 'eval' to compile an expression.",
        compile,
    )
    .function(
        "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
        "Import a module.\n\nBecause this function is meant for use by the Python\ninterpreter and \
         not for general use, it is better to use\nimportlib.import_module() to programmatically \
         import a module.",
        import,
    )
    .function(
        "breakpoint(*args, **kws)",
        "Call sys.breakpointhook(*args, **kws).",
        |vm: &Vm, args: VarArgs, keywords: KwArgs| {
            let sys = vm.import_module("sys")?;
            match vm.attr_opt(&sys, "breakpointhook")? {
                Some(hook) => call_with(vm, &hook, args, keywords),
                None => Err(vm.runtime_error("lost sys.breakpointhook")),
            }
        },
    )
}

fn call_with(vm: &Vm, callee: &Value, args: VarArgs, keywords: KwArgs) -> PyResult<Value> {
    let mut all = args.0;
    let (names, values): (Vec<Str>, Vec<Value>) = keywords.0.into_iter().unzip();
    all.extend(values);
    vm.call_kw(callee, &mut all, &names)
}

/// `sys.breakpointhook`: calls what the environment variable PYTHONBREAKPOINT names.
pub fn breakpoint_hook(vm: &Vm, args: VarArgs, keywords: KwArgs) -> PyResult<Value> {
    let environ = vm.attr(&vm.import_module("os")?, "environ")?;
    let chosen = vm.call_method(&environ, "get", &mut [Value::str("PYTHONBREAKPOINT")])?;
    let chosen = Str::from_value(&chosen).map_or_else(String::new, |s| s.to_string());
    let is_default = chosen.is_empty();
    let target = match chosen.as_str() {
        "0" => return Ok(Value::NONE),
        "" => "pdb.set_trace",
        other => other,
    };
    let (module, name) = target.rsplit_once('.').unwrap_or(("builtins", target));
    let hook = match vm.import_module(module) {
        Ok(module) => vm.attr_opt(&module, name)?,
        Err(e) if vm.is_instance_of(&e, &vm.types.import_error) => None,
        Err(e) => return Err(e),
    };
    match hook {
        Some(hook) => call_with(vm, &hook, args, keywords),
        None if is_default => {
            Err(vm.not_implemented_error("breakpoint() needs pdb, which biji does not have"))
        }
        None => {
            let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{target}\"");
            vm.warn(&vm.types.runtime_warning, &message)?;
            Ok(Value::NONE)
        }
    }
}

// ---- where text runs ------------------------------------------------------------------------------

/// Where text is to run.
struct Scope {
    globals: Dict,
    locals: Value,
}

impl Scope {
    /// The scope that arguments of `eval` and `exec` describe; the caller's own without any.
    fn of(vm: &Vm, name: &str, wanted_globals: &Value, locals: Value) -> PyResult<Scope> {
        if !locals.is_none() && vm.class_of(&locals).slots.get_item.get().is_none() {
            return Err(vm.type_error(if name == "exec" {
                format!(
                    "locals must be a mapping or None, not {}",
                    vm.type_name(&locals)
                )
            } else {
                "locals must be a mapping".to_owned()
            }));
        }
        if wanted_globals.is_none() {
            let frame = caller(vm)?;
            let globals = globals(vm, &frame)?;
            let locals = if locals.is_none() {
                frame.locals.unwrap_or_else(|| Dict::new().into())
            } else {
                locals
            };
            return Ok(Scope { globals, locals });
        }
        let Some(globals) = Dict::from_value(wanted_globals) else {
            return Err(vm.type_error(if name == "exec" {
                format!(
                    "exec() globals must be a dict, not {}",
                    vm.type_name(wanted_globals)
                )
            } else {
                "globals must be a dict".to_owned()
            }));
        };
        let locals = if locals.is_none() {
            globals.value()
        } else {
            locals
        };
        Ok(Scope { globals, locals })
    }

    fn is_module_like(&self) -> bool {
        self.locals.is(&self.globals.value()) && Dict::exact(&self.locals).is_some()
    }

    /// Run code here. Code from `compile()` takes the mapping for its names in a register.
    fn run(&self, vm: &Vm, code: Rc<Code>, closure: Box<[Value]>) -> PyResult<Value> {
        let builtins = builtins_of(vm, &self.globals)?;
        let registers = if code.namespace {
            vec![self.locals.clone()]
        } else {
            Vec::new()
        };
        let core = FunctionCore::new(code, self.globals.clone(), builtins, closure);
        vm.run_code(core, registers)
    }
}

/// The builtins that a namespace names, which are put there if it names none.
fn builtins_of(vm: &Vm, globals: &Dict) -> PyResult<Dict> {
    let key = Str::intern("__builtins__");
    match globals.get_str(&key) {
        None => {
            globals.set_str(&key, vm.builtins.value());
            Ok(vm.builtins.clone())
        }
        Some(value) => builtins_from(vm, &value),
    }
}

/// The namespace that a value for `__builtins__` stands for: a module's, a dict, or a read-only
/// view of one.
pub fn builtins_from(vm: &Vm, value: &Value) -> PyResult<Dict> {
    if let Some(module) = Module::from_value(value) {
        return Ok(module.dict.clone());
    }
    let viewed = crate::modules::types::proxied(value);
    Dict::from_value(viewed.as_ref().unwrap_or(value)).ok_or_else(|| {
        if vm.class_of(value).slots.get_item.get().is_some() {
            vm.not_implemented_error(format!(
                "__builtins__ of the type '{}' is not supported by biji",
                vm.type_name(value)
            ))
        } else {
            vm.type_error(format!(
                "'{}' object is not subscriptable",
                vm.type_name(value)
            ))
        }
    })
}

// ---- texts -----------------------------------------------------------------------------------------

/// The text of a str or bytes-like argument as a source file; `None` for other values.
fn source_file(vm: &Vm, source: &Value, filename: &str) -> PyResult<Option<Rc<SourceFile>>> {
    if let Some(text) = Str::from_value(source) {
        let text = vm.utf8(&text)?;
        if text.contains('\0') {
            let problem = SyntaxProblem::placeless(
                ProblemKind::Syntax,
                filename,
                "source code string cannot contain null bytes",
            );
            let error = vm.syntax_error(&problem);
            error.set_field("filename", Value::NONE);
            let old = error
                .args
                .replace(Tuple::new(vec![Value::str(&problem.message)]));
            drop(old);
            return Err(error);
        }
        return Ok(Some(Rc::new(SourceFile::unlisted(filename, text))));
    }
    match crate::native::Buffer::from_value(vm, source) {
        Some(bytes) => vm.source_file(filename, &bytes).map(Some),
        None => Ok(None),
    }
}

fn raise<T>(vm: &Vm, result: Result<T, Box<SyntaxProblem>>) -> PyResult<T> {
    result.map_err(|problem| text_error(vm, problem))
}

/// A bracket that is open over several lines of a text: its line comes without a newline.
fn unclosed_bracket(file: &SourceFile, mut problem: Box<SyntaxProblem>) -> Box<SyntaxProblem> {
    let lines = file.text.trim_end_matches('\n').matches('\n').count() + 1;
    if problem.message.ends_with("was never closed")
        && problem.line < lines.max(file.text.matches('\n').count())
        && let Some(text) = &mut problem.text
        && text.ends_with('\n')
    {
        text.pop();
    }
    problem
}

/// The error of a text. Of what the compile stage finds CPython knows the line only where there is
/// a file of the name that was given.
fn text_error(vm: &Vm, mut problem: Box<SyntaxProblem>) -> Exc {
    if problem.at_compile && !std::path::Path::new(&problem.filename).is_file() {
        problem.text = None;
    }
    vm.syntax_error(&problem)
}

fn code_of(value: &Value) -> Option<Rc<Code>> {
    match value.payload() {
        Some(Payload::Code(code)) => Some(code.clone()),
        _ => None,
    }
}

/// SyntaxWarnings of an expression: it is looked at as a module of one statement.
fn warn_of_expression(vm: &Vm, file: &Rc<SourceFile>) -> PyResult<()> {
    match parse_module(file) {
        Ok(tree) => vm.warn_of_syntax(file, &tree),
        Err(_) => Ok(()),
    }
}

fn eval(vm: &Vm, source: Value, globals: Value, locals: Value) -> PyResult<Value> {
    let scope = Scope::of(vm, "eval", &globals, locals)?;
    if let Some(code) = code_of(&source) {
        if !code.free_names.is_empty() {
            return Err(
                vm.type_error("code object passed to eval() may not contain free variables")
            );
        }
        return scope.run(vm, code, Box::default());
    }
    let stripped = match Str::from_value(&source) {
        Some(text) => match text.as_str() {
            Some(text) => Value::str(text.trim_start_matches([' ', '\t'])),
            None => source,
        },
        None => source,
    };
    let Some(file) = source_file(vm, &stripped, "<string>")? else {
        return Err(vm.type_error("eval() arg 1 must be a string, bytes or code object"));
    };
    let tree =
        parse_expression(&file).map_err(|problem| unclosed_line_error(vm, &file, problem))?;
    warn_of_expression(vm, &file)?;
    let code = raise(vm, compile_expression(&tree, file, !scope.is_module_like()))?;
    scope.run(vm, code, Box::default())
}

/// The error of a text that is not read as a file: its last line gets no newline.
fn unclosed_line_error(vm: &Vm, file: &SourceFile, mut problem: Box<SyntaxProblem>) -> Exc {
    if file.text.is_empty() {
        // Nothing at all has no place.
        problem.column = 0;
        problem.end_column = 0;
        problem.text = Some(String::new());
        let error = vm.syntax_error(&problem);
        error.set_field("lineno", Value::int(0));
        error.set_field("end_lineno", Value::int(0));
        return error;
    }
    if !file.text.ends_with('\n')
        && problem.line == file.text.matches('\n').count() + 1
        && let Some(text) = &mut problem.text
        && text.ends_with('\n')
    {
        text.pop();
        // The end of the text stands nowhere.
        if problem.column > text.chars().count() as isize
            && matches!(problem.kind, ProblemKind::Syntax)
        {
            problem.column = 0;
            problem.end_column = 0;
        }
    }
    text_error(vm, problem)
}

fn exec(vm: &Vm, source: Value, globals: Value, locals: Value, closure: Value) -> PyResult<()> {
    let scope = Scope::of(vm, "exec", &globals, locals)?;
    if let Some(code) = code_of(&source) {
        let cells = closure_cells(vm, &code, &closure)?;
        return scope.run(vm, code, cells).map(drop);
    }
    let Some(file) = source_file(vm, &source, "<string>")? else {
        return Err(vm.type_error("exec() arg 1 must be a string, bytes or code object"));
    };
    if !closure.is_none() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let mode = if scope.is_module_like() {
        Mode::Module
    } else {
        Mode::Namespace
    };
    let tree = raise(vm, parse_module(&file))?;
    vm.warn_of_syntax(&file, &tree)?;
    let code = raise(vm, compile_module(&tree, file, mode))?;
    scope.run(vm, code, Box::default()).map(drop)
}

/// The cells for the free variables of a code object.
fn closure_cells(vm: &Vm, code: &Code, closure: &Value) -> PyResult<Box<[Value]>> {
    let wanted = code.free_names.len();
    if closure.is_none() {
        return match wanted {
            0 => Ok(Box::default()),
            _ => Err(vm.type_error(format!(
                "code object requires a closure of exactly length {wanted}"
            ))),
        };
    }
    if wanted == 0 {
        return Err(vm.type_error("cannot use a closure with this code object"));
    }
    let cells = Tuple::from_value(closure)
        .map(|t| t.to_vec())
        .unwrap_or_default();
    let all_cells = cells
        .iter()
        .all(|c| matches!(c.payload(), Some(Payload::Cell(_))));
    if cells.len() != wanted || !all_cells {
        return Err(vm.type_error(format!(
            "code object requires a closure of exactly length {wanted}"
        )));
    }
    Ok(cells.into_boxed_slice())
}

/// A path given as str, bytes or path object, as text.
fn file_name(vm: &Vm, value: &Value) -> PyResult<String> {
    let wrong = |value: &Value| {
        vm.type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.type_name(value)
        ))
    };
    match value.payload() {
        Some(Payload::Str(s)) => Ok(s.to_lossy().into_owned()),
        Some(Payload::Bytes(b)) => Ok(String::from_utf8_lossy(b).into_owned()),
        _ => match vm.special_method(value, "__fspath__")? {
            Some(method) => {
                let path = vm.call(&method, &mut [])?;
                path.as_str().map(str::to_owned).ok_or_else(|| wrong(&path))
            }
            None => Err(wrong(value)),
        },
    }
}

/// The flag with which CPython's `compile` gives a syntax tree.
const ONLY_AST: i64 = 0x400;
/// The flags that CPython knows: those of `__future__`, and what `ast` names.
const KNOWN_FLAGS: i64 = 0x01fe_f610;

/// The newline that ends the first of several statements that stand on lines of their own.
fn second_line(body: &[ruff_python_ast::Stmt], text: &str) -> Option<usize> {
    use ruff_text_size::Ranged;
    body.windows(2).find_map(|pair| {
        let end = pair[0].range().end().to_usize();
        let between = text.get(end..pair[1].range().start().to_usize())?;
        between.find('\n').map(|at| end + at)
    })
}

/// The text of a syntax tree of the module `ast`; None for anything else.
fn tree_text(vm: &Vm, source: &Value, mode: &str) -> PyResult<Option<Value>> {
    let is_text = matches!(
        source.payload(),
        Some(Payload::Str(_) | Payload::Bytes(_) | Payload::ByteArray(_))
    );
    if is_text || source.as_obj().is_none() {
        return Ok(None);
    }
    let ast = vm.import_module("ast")?;
    if !vm.is_instance_check(source, &vm.attr(&ast, "AST")?)? {
        return Ok(None);
    }
    let make = vm.attr(&ast, "_source_of")?;
    let text = vm.call(&make, &mut [source.clone(), Value::str(mode)])?;
    Ok(Some(text))
}

#[allow(clippy::too_many_arguments, reason = "the parameters of compile()")]
fn compile(
    vm: &Vm,
    source: Value,
    filename: Value,
    mode: Str,
    flags: i64,
    _dont_inherit: bool,
    optimize: i64,
    _feature_version: i64,
) -> PyResult<Value> {
    let filename = file_name(vm, &filename)?;
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    if flags & ONLY_AST != 0 {
        let make = vm.attr(&vm.import_module("ast")?, "_parse")?;
        return vm.call(&make, &mut [source, Value::str(&filename), mode.value()]);
    }
    let mode = match mode.as_str() {
        Some(mode @ ("exec" | "eval" | "single")) => mode,
        _ => {
            return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
        }
    };
    if code_of(&source).is_some() {
        return Ok(source);
    }
    let source = match tree_text(vm, &source, mode)? {
        Some(text) => text,
        None => source,
    };
    let Some(file) = source_file(vm, &source, &filename)? else {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    // Until the code is made; -1 stands for the level of the interpreter.
    let _level = u8::try_from(optimize)
        .ok()
        .map(crate::compile::Optimized::new);
    let code = match mode {
        "eval" => {
            let tree = parse_expression(&file)
                .map_err(|problem| unclosed_line_error(vm, &file, problem))?;
            warn_of_expression(vm, &file)?;
            compile_expression(&tree, file, true)
        }
        "exec" => {
            let tree = raise(
                vm,
                parse_module(&file).map_err(|p| unclosed_bracket(&file, p)),
            )?;
            vm.warn_of_syntax(&file, &tree)?;
            compile_module(&tree, file, Mode::Namespace)
        }
        _ => match parse_interactive(&file) {
            Parsed::Complete(tree) if tree.body.is_empty() => {
                let problem = Box::new(file.problem(0..0, "invalid syntax"));
                return Err(unclosed_line_error(vm, &file, problem));
            }
            Parsed::Complete(tree) => {
                if let Some(at) = second_line(&tree.body, &file.text) {
                    let message = "multiple statements found while compiling a single statement";
                    let problem = Box::new(file.problem(at..at + 1, message));
                    return Err(vm.syntax_error(&problem));
                }
                vm.warn_of_syntax(&file, &tree)?;
                compile_module(&tree, file, Mode::Interactive)
            }
            Parsed::Error(problem) => return Err(unclosed_line_error(vm, &file, problem)),
            Parsed::Incomplete => {
                let end = file.text.len();
                Err(Box::new(
                    file.problem(end..end, "unexpected EOF while parsing"),
                ))
            }
        },
    };
    raise(vm, code).map(Value::code)
}

fn import(
    vm: &Vm,
    name: Value,
    globals: Value,
    _locals: Value,
    fromlist: Value,
    level: i64,
) -> PyResult<Value> {
    let Some(name) = Str::from_value(&name) else {
        return Err(vm.type_error("module name must be a string"));
    };
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    if name.is_empty() && level == 0 {
        return Err(vm.value_error("Empty module name"));
    }
    let globals = Dict::from_value(&globals).unwrap_or_default();
    let fromlist = if fromlist.is_none() {
        Value::tuple(Vec::new())
    } else {
        fromlist
    };
    vm.import_name(&name, &globals, &fromlist, level)
}
