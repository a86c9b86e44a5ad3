//! The two statements that Rhai gets from Python: `with` and, for Python modules, `import`.
//!
//! `import "name" as alias;` looks for a Rhai file first (`name.rhai` beside the running script, or
//! a path), which is imported as Rhai does it; every other name is a Python module, and the alias
//! becomes a name of `__main__`, so functions see it too.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use rhai::{Dynamic, Engine, EvalAltResult, EvalContext, Expr, Expression, ImmutableString, Scope};

use super::errors::{Failure, Root, throw, to_exception};
use super::script::compile;
use super::session::Bridge;
use super::tokens::plain_member;
use super::value::{ToPython, object_of, to_dynamic};
use crate::object::{Exc, PyResult, Str, Value};
use crate::permissions::Permission;
use crate::vm::Vm;

// ---- import ---------------------------------------------------------------------------------------

/// The function that `from x import y` is parsed as.
pub const FROM_IMPORT: &str = "from_import__";

/// Replace Rhai's `import`.
pub fn register_import(engine: &mut Engine, bridge: &Rc<Bridge>) {
    engine.disable_symbol("import");
    let own = bridge.clone();
    engine.register_custom_syntax_with_state_raw(
        "import",
        |symbols, next, aliases| {
            let last = symbols.last().map_or("", |s| s.as_str());
            let next: Option<ImmutableString> = match (last, next) {
                ("import" | ",", _) => Some("$expr$".into()),
                ("$expr$", "as") => Some("as".into()),
                ("as", _) => Some("$ident$".into()),
                ("$expr$", ",") => Some(",".into()),
                (name, ",") if name != "$expr$" => Some(",".into()),
                _ => None,
            };
            if last == "$expr$" {
                let named = next.as_ref().is_some_and(|n| n == "as");
                append(aliases, if named { NAMED } else { UNNAMED });
            }
            Ok(next)
        },
        false,
        move |context, inputs, aliases| {
            let aliases = aliases.to_string();
            let mut inputs = inputs.iter();
            for mark in aliases.chars() {
                let Some(name) = inputs.next() else { break };
                let alias = match mark {
                    NAMED => inputs.next().and_then(Expression::get_string_value),
                    _ => None,
                };
                import(&own, context, name, alias)?;
            }
            Ok(Dynamic::UNIT)
        },
    );
}

/// `import "name" as alias`, `import name`: a module by its name as a text or as a word.
fn import(
    bridge: &Rc<Bridge>,
    context: &mut EvalContext<'_, '_, '_, '_, '_, '_>,
    name: &Expression<'_>,
    alias: Option<&str>,
) -> Result<(), Box<EvalAltResult>> {
    let position = name.position();
    #[allow(
        deprecated,
        reason = "what replaces it does not tell a word from a text"
    )]
    let word = name
        .get_variable_name()
        .filter(|word| !context.scope().contains(word));
    let path = dotted(name).filter(|path| {
        let first = path.split('.').next().unwrap_or(path);
        path.contains('.') && !context.scope().contains(first)
    });
    let value = match (word, path) {
        (Some(word), _) => word.to_owned().into(),
        (None, Some(path)) => path.into(),
        (None, None) => context.eval_expression_tree(name)?.flatten(),
    };
    let vm = bridge.vm()?;
    let source = context.source().unwrap_or("").to_owned();
    let fail = |exc: Exc| {
        bridge.add_entry(&vm, &exc, &source, None, position);
        let mut error = throw(&vm, &exc);
        error.set_position(position);
        error
    };
    // A variable that holds a module.
    if let Some(module) = object_of(&value) {
        if let Some(alias) = alias {
            bridge.globals.set_str(&Str::intern(alias), module);
        }
        return Ok(());
    }
    let name = value.to_string();
    let folder = Path::new(&source).parent().unwrap_or(Path::new(""));
    let may_read = vm.require(Permission::Read, "import").is_ok();
    if let Some(path) = rhai_file(&name, folder).filter(|_| may_read) {
        let module = load(bridge, &vm, context, &path).map_err(fail)?;
        let alias = alias.or(word).unwrap_or_default();
        context
            .global_runtime_state_mut()
            .push_import(alias, module);
        return Ok(());
    }
    let (bound, module) = match alias {
        Some(alias) => (alias, name.as_str()),
        None => {
            let first = name.split('.').next().unwrap_or(&name);
            vm.import_module(&name).map_err(fail)?;
            (first, first)
        }
    };
    let module = vm.import_module(module).map_err(fail)?;
    bridge.globals.set_str(&Str::intern(bound), module);
    Ok(())
}

/// `a.b.c` as the name of a module.
fn dotted(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Variable(variable, ..) if variable.2.is_empty() => Some(variable.1.to_string()),
        Expr::Property(property, _) => Some(plain_member(&property.2).to_owned()),
        Expr::Dot(parts, ..) => Some(format!("{}.{}", dotted(&parts.lhs)?, dotted(&parts.rhs)?)),
        _ => None,
    }
}

/// `from module import name, …`: the names and what they are called from now on, in turns. They
/// become names of `__main__`, so functions see them too.
pub fn from_import(bridge: &Bridge, vm: &Vm, module: &str, names: &[String]) -> PyResult<()> {
    let loaded = vm.import_module(module)?;
    for pair in names.chunks(2) {
        let [name, alias] = pair else { break };
        let key = Str::intern(name);
        let found = match vm.attr_opt(&loaded, name)? {
            Some(value) => value,
            // A submodule that nobody has imported yet; otherwise the error is the attribute's.
            None => match vm.import_module(&format!("{module}.{name}")) {
                Ok(value) => value,
                Err(error) if !vm.is_instance_of(&error, &vm.types.import_error) => {
                    return Err(error);
                }
                Err(_) => return Err(cannot_import(vm, &loaded, module, &key)),
            },
        };
        bridge.globals.set_str(&Str::intern(alias), found);
    }
    Ok(())
}

fn cannot_import(vm: &Vm, loaded: &Value, module: &str, name: &Str) -> Exc {
    let file = vm.attr_opt(loaded, "__file__").ok().flatten();
    let place = file
        .and_then(|f| vm.display(&f).ok())
        .unwrap_or_else(|| "unknown location".to_owned());
    let text = format!("cannot import name '{name}' from '{module}' ({place})");
    let exc = vm.exception(&vm.types.import_error, &text);
    exc.set_field("name", Value::str(module));
    exc
}

/// The file of a Rhai module; `None` for a Python module.
fn rhai_file(name: &str, folder: &Path) -> Option<PathBuf> {
    let mut path = PathBuf::from(name);
    if path.extension().is_none_or(|e| e != "rhai") {
        path = PathBuf::from(format!("{name}.rhai"));
    }
    let beside = folder.join(&path);
    if path.is_relative() && beside.is_file() {
        return Some(beside);
    }
    path.is_file().then_some(path)
}

/// Whether `import "name"` in the text that is being parsed means a Python module.
pub fn is_python_module(bridge: &Bridge, name: &str) -> bool {
    rhai_file(name, &bridge.folder.borrow()).is_none()
}

/// Run a Rhai file as a module.
fn load(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    context: &EvalContext<'_, '_, '_, '_, '_, '_>,
    path: &Path,
) -> PyResult<rhai::Module> {
    let shown = path.to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).map_err(|e| vm.os_error(&e, &[Value::str(&shown)]))?;
    let engine = context.engine();
    let ast = compile(bridge, vm, engine, None, &text, &shown)?;
    vm.nested(
        || {
            rhai::Module::eval_ast_as_new(Scope::new(), &ast, engine).map_err(|error| {
                to_exception(
                    bridge,
                    vm,
                    error,
                    Root {
                        source: &shown,
                        function: None,
                    },
                )
            })
        },
        "",
    )
}

// ---- with -----------------------------------------------------------------------------------------

/// `with manager as name { … }`, with any number of managers, `as name` being optional.
pub fn register_with(engine: &mut Engine, bridge: &Rc<Bridge>) {
    let (own, names) = (bridge.clone(), bridge.clone());
    engine.register_custom_syntax_with_state_raw(
        "with",
        move |symbols, next, names_follow| {
            let next = with_symbol(symbols, next);
            match symbols {
                [.., word, name] if word == "as" => {
                    names.with_names.borrow_mut().insert(name.to_string());
                    append(names_follow, NAMED);
                }
                [.., head] if head == "$expr$" && next.as_deref() != Some("as") => {
                    append(names_follow, UNNAMED);
                }
                _ => {}
            }
            Ok(next)
        },
        true,
        move |context, inputs, state| with(&own, context, inputs, state),
    );
}

/// For each manager of a `with` statement: whether a name follows it.
const NAMED: char = 'n';
const UNNAMED: char = '-';

/// The syntax's state is the row of those characters.
fn append(state: &mut Dynamic, mark: char) {
    let mut marks = state.to_string();
    marks.push(mark);
    *state = marks.into();
}

/// The next symbol of a `with` statement.
fn with_symbol(symbols: &[ImmutableString], next: &str) -> Option<ImmutableString> {
    let last = symbols.last().map_or("", |s| s.as_str());
    Some(match last {
        "with" | "," => "$expr$".into(),
        "$block$" => return None,
        "$expr$" => match next {
            "as" => "as".into(),
            "," => ",".into(),
            _ => "$block$".into(),
        },
        "as" => "$ident$".into(),
        _ if next == "," => ",".into(),
        _ => "$block$".into(),
    })
}

/// A manager that was entered.
struct Entered {
    manager: Value,
    exit: Value,
}

fn with(
    bridge: &Rc<Bridge>,
    context: &mut EvalContext<'_, '_, '_, '_, '_, '_>,
    inputs: &[Expression<'_>],
    names_follow: &Dynamic,
) -> Result<Dynamic, Box<EvalAltResult>> {
    let Some((block, heads)) = inputs.split_last() else {
        return Ok(Dynamic::UNIT);
    };
    let vm = bridge.vm()?;
    let depth = context.scope().len();
    let mut entered: Vec<Entered> = Vec::new();
    let mut result = enter_all(
        bridge,
        &vm,
        context,
        heads,
        &names_follow.to_string(),
        &mut entered,
    )
    .and_then(|()| context.eval_expression_tree(block));
    while let Some(Entered { manager, exit }) = entered.pop() {
        result = leave(bridge, &vm, context, &exit, result);
        drop(manager);
    }
    context.scope_mut().rewind(depth);
    result
}

/// Enter the managers in order, and bind what they give to the names that follow them.
fn enter_all(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    context: &mut EvalContext<'_, '_, '_, '_, '_, '_>,
    heads: &[Expression<'_>],
    names_follow: &str,
    entered: &mut Vec<Entered>,
) -> Result<(), Box<EvalAltResult>> {
    let mut heads = heads.iter();
    for mark in names_follow.chars() {
        let Some(head) = heads.next() else { break };
        let manager = context.eval_expression_tree(head)?;
        let position = head.position();
        let source = context.source().unwrap_or("").to_owned();
        let fail = |failure: Failure| match failure {
            Failure::Rhai(error) => error,
            Failure::Python(exc) => {
                bridge.add_entry(vm, &exc, &source, None, position);
                let mut error = throw(vm, &exc);
                error.set_position(position);
                error
            }
        };
        let global = context.global_runtime_state();
        let (manager, exit, value) =
            enter(&mut ToPython::new(vm, bridge, global), manager).map_err(fail)?;
        entered.push(Entered { manager, exit });
        if mark == NAMED
            && let Some(name) = heads.next().and_then(Expression::get_string_value)
        {
            context.scope_mut().push_dynamic(name, to_dynamic(value));
        }
    }
    Ok(())
}

fn enter(to_python: &mut ToPython<'_>, manager: Dynamic) -> Result<(Value, Value, Value), Failure> {
    let vm = to_python.vm;
    let manager = to_python.convert(manager)?;
    let method = |name: &str| -> PyResult<Value> {
        vm.special_method(&manager, name)?.ok_or_else(|| {
            vm.type_error(format!(
                "'{}' object does not support the context manager protocol",
                vm.type_name(&manager)
            ))
        })
    };
    let (enter, exit) = (method("__enter__")?, method("__exit__")?);
    let value = vm.call(&enter, &mut [])?;
    Ok((manager, exit, value))
}

/// Call `__exit__` with the exception that ends the block, if one does: `return`, `break` and
/// `continue` are none.
fn leave(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    context: &EvalContext<'_, '_, '_, '_, '_, '_>,
    exit: &Value,
    result: Result<Dynamic, Box<EvalAltResult>>,
) -> Result<Dynamic, Box<EvalAltResult>> {
    let error = match result {
        Err(error) if !error.is_pseudo_error() => error,
        result => {
            let left = vm.call(exit, &mut [Value::NONE, Value::NONE, Value::NONE]);
            return left.map_err(|exc| throw(vm, &exc)).and(result);
        }
    };
    let position = error.position();
    let source = context.source().unwrap_or("").to_owned();
    let exc = to_exception(
        bridge,
        vm,
        error,
        Root {
            source: &source,
            function: None,
        },
    );
    let class = vm.class_of(&exc.value()).value();
    let traceback = vm.traceback_object(&exc);
    let swallowed = vm
        .call(exit, &mut [class, exc.value(), traceback])
        .and_then(|answer| vm.is_true(&answer));
    let exc = match swallowed {
        Ok(true) => return Ok(Dynamic::UNIT),
        Ok(false) => exc,
        Err(other) => other,
    };
    let mut error = throw(vm, &exc);
    error.set_position(position);
    Err(error)
}
