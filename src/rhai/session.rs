//! A Rhai session: an engine, the namespace that it shares with Python's `__main__`, and how texts
//! and lines of the prompt are run.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::{Rc, Weak};

use rhai::{AST, Dynamic, Engine, EvalAltResult, FnPtr, Scope};

use super::callback::RhaiFunction;
use super::engine::{Standard, new_engine, plain_engine};
use super::errors::{Root, Script, to_exception};
use super::prepare;
use super::script::{compile, mentioned_names, script_functions};
use super::tokens::TokenHook;
use super::value::{ToPython, deep_dynamic, to_dynamic_in};
use crate::object::function::FunctionCore;
use crate::object::{Dict, Exc, List, Module, Native, PyResult, Str, Value};
use crate::vm::Vm;

/// What the engine's functions share: the interpreter, the common namespace, the scripts read.
pub struct Bridge {
    vm: Weak<Vm>,
    /// The namespace of `__main__`.
    pub globals: Dict,
    runtime: RefCell<Weak<Runtime>>,
    pub tokens: TokenHook,
    scripts: RefCell<HashMap<String, Rc<Script>>>,
    /// Names of functions that scripts define.
    pub functions: RefCell<HashSet<String>>,
    /// Variables that closures capture, and variables that are assigned to after their definition.
    pub captured: RefCell<HashSet<String>>,
    pub assigned: RefCell<HashSet<String>>,
    /// The folder of the script that was compiled last: where `import` looks for Rhai files.
    pub folder: RefCell<PathBuf>,
    /// Names that `with … as name` binds.
    pub with_names: RefCell<HashSet<String>>,
    /// Names of classes that scripts make.
    pub class_names: RefCell<HashSet<String>>,
    /// Functions and methods that the scripts' own tables answer for: name and number of arguments.
    pub served: RefCell<HashSet<(String, usize)>>,
    /// An exception that a place without a way to raise has met (`print` to a closed stream).
    pub pending: RefCell<Option<Exc>>,
    /// `print` with several arguments has printed by itself.
    pub has_printed: Cell<bool>,
    pub standard: Standard,
    /// The engine belongs to somebody else: there properties and items cannot be told apart.
    pub is_guest: bool,
    guest: Guest,
    /// The namespaces in which scripts' functions stand.
    published: RefCell<Vec<(Rc<rhai::Module>, Dict)>>,
    /// Stands for the scripts where a native asks for its caller's frame.
    pub frame: OnceCell<Rc<FunctionCore>>,
}

/// What the owner of an engine that is not biji's has decided.
#[derive(Default)]
pub struct Guest {
    /// The modules that scripts get; `None`: all.
    pub chosen: Option<HashSet<String>>,
    /// What Python prints goes to the engine's `on_print`.
    pub prints: bool,
}

/// Builtins that lead to other modules and to files.
const WAYS_OUT: &[&str] = &[
    "open",
    "__import__",
    "exec",
    "eval",
    "compile",
    "input",
    "breakpoint",
];

/// Where an interpreter keeps its engine.
#[derive(Default)]
struct Home(RefCell<Option<Rc<Runtime>>>);

/// An engine with its bridge; kept alive by the functions that were made in it.
pub struct Runtime {
    pub engine: Engine,
    /// For scripts that use nothing of Python, made when there is one.
    plain: OnceCell<Engine>,
    pub bridge: Rc<Bridge>,
}

impl Runtime {
    /// The engine for plain scripts.
    pub fn plain(&self) -> &Engine {
        self.plain.get_or_init(|| plain_engine(&self.bridge))
    }
}

impl Bridge {
    pub fn new(vm: &Rc<Vm>, guest: Option<Guest>) -> Rc<Bridge> {
        Rc::new(Bridge {
            vm: Rc::downgrade(vm),
            globals: main_namespace(vm),
            runtime: RefCell::default(),
            tokens: TokenHook::default(),
            scripts: RefCell::default(),
            functions: RefCell::default(),
            captured: RefCell::default(),
            assigned: RefCell::default(),
            folder: RefCell::default(),
            with_names: RefCell::default(),
            class_names: RefCell::default(),
            served: RefCell::default(),
            pending: RefCell::default(),
            has_printed: Cell::new(false),
            standard: Standard::new(),
            is_guest: guest.is_some(),
            guest: guest.unwrap_or_default(),
            published: RefCell::default(),
            frame: OnceCell::new(),
        })
    }

    /// The interpreter; an error once it has ended.
    pub fn vm(&self) -> Result<Rc<Vm>, Box<EvalAltResult>> {
        self.vm
            .upgrade()
            .ok_or_else(|| "the interpreter has ended".into())
    }

    /// Whether scripts may name this module.
    pub fn has_module(&self, name: &str) -> bool {
        let chosen = self.guest.chosen.as_ref();
        chosen.is_none_or(|chosen| chosen.contains(name))
    }

    /// Whether scripts may name this builtin.
    pub fn has_builtin(&self, name: &str) -> bool {
        self.guest.chosen.is_none() || !WAYS_OUT.contains(&name)
    }

    /// What Python has printed since the last call, where that goes to the engine.
    pub fn printed(&self, vm: &Vm) -> Option<String> {
        if !self.guest.prints {
            return None;
        }
        let bytes = vm.streams.take_output();
        (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The engine that runs functions of scripts: the session's, or for a guest one of its own.
    pub fn runtime(self: &Rc<Self>, _: &Vm) -> Rc<Runtime> {
        if let Some(runtime) = self.runtime.borrow().upgrade() {
            return runtime;
        }
        let runtime = Rc::new(Runtime {
            engine: new_engine(self),
            plain: OnceCell::new(),
            bridge: self.clone(),
        });
        self.runtime.replace(Rc::downgrade(&runtime));
        runtime
    }

    /// A script's function as it stands in the script's namespace, if it still does.
    pub fn published_function(&self, lib: &Rc<rhai::Module>, name: &str) -> Option<Value> {
        let published = self.published.borrow();
        let (_, names) = published.iter().rfind(|(own, _)| Rc::ptr_eq(own, lib))?;
        let value = names.get_str(&Str::intern(name))?;
        let function = Native::<RhaiFunction>::from_value(&value)?;
        function.is_of(lib, name).then_some(value)
    }

    pub fn script(&self, name: &str) -> Option<Rc<Script>> {
        self.scripts.borrow().get(name).cloned()
    }

    pub fn add_script(&self, name: &str, script: Script) -> Rc<Script> {
        let script = Rc::new(script);
        self.scripts
            .borrow_mut()
            .insert(name.to_owned(), script.clone());
        script
    }
}

/// The namespace of the module `__main__`, made if there is none yet.
fn main_namespace(vm: &Vm) -> Dict {
    let name = Str::intern("__main__");
    if let Some(module) = vm
        .modules
        .get_str(&name)
        .and_then(|m| Module::from_value(&m))
    {
        return module.dict.clone();
    }
    let module = Module::new("__main__", None);
    module
        .dict
        .set_str(&Str::intern("__builtins__"), vm.builtins.value());
    vm.modules.set_str(&name, module.value());
    module.dict.clone()
}

/// Rhai on an interpreter. Everything that a text binds at its top level stands in `__main__`
/// afterwards, where Python finds it, and the other way round.
pub struct RhaiSession {
    vm: Rc<Vm>,
    runtime: Rc<Runtime>,
    /// Variables that hold arrays and maps, and the list or dict that stands for each in
    /// `__main__`: as long as it stands there, Rhai gets an array or map again.
    containers: RefCell<HashMap<String, Value>>,
    lines: Cell<usize>,
}

impl RhaiSession {
    /// A session on an interpreter.
    pub fn new(vm: &Rc<Vm>) -> RhaiSession {
        let bridge = Bridge::new(vm, None);
        RhaiSession {
            vm: vm.clone(),
            runtime: bridge.runtime(vm),
            containers: RefCell::default(),
            lines: Cell::new(0),
        }
    }

    /// The interpreter's own session: one for all who run Rhai on it.
    pub fn of(vm: &Rc<Vm>) -> RhaiSession {
        let home = vm.state::<Home>();
        let kept = home.0.borrow().clone();
        let runtime = match kept {
            Some(runtime) => runtime,
            None => {
                let runtime = Bridge::new(vm, None).runtime(vm);
                home.0.replace(Some(runtime.clone()));
                runtime
            }
        };
        RhaiSession {
            vm: vm.clone(),
            runtime,
            containers: RefCell::default(),
            lines: Cell::new(0),
        }
    }

    /// The engine that runs this session's texts.
    pub fn engine(&self) -> &Engine {
        &self.runtime.engine
    }

    /// Run a file. Errors of reading it are OSError and UnicodeDecodeError.
    pub fn run_file(&self, path: &Path) -> PyResult<()> {
        let shown = path.to_string_lossy();
        let source = self.read(path)?;
        self.run(&source, &shown)
    }

    /// Run a file as a module: its functions and variables go to `names`.
    pub fn run_file_in(&self, path: &Path, names: &Dict) -> PyResult<()> {
        let shown = path.to_string_lossy();
        let source = self.read(path)?;
        self.evaluate_in(&source, &shown, names).map(drop)
    }

    fn read(&self, path: &Path) -> PyResult<String> {
        let shown = path.to_string_lossy();
        let bytes = std::fs::read(path).map_err(|e| self.vm.os_error(&e, &[Value::str(&shown)]))?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(error) => {
                let start = error.valid_up_to();
                let end = start + error.error_len().unwrap_or(bytes.len() - start);
                let reason = "invalid utf-8";
                Err(self
                    .vm
                    .unicode_decode_error("utf-8", &bytes, start, end, reason))
            }
        }
    }

    /// Run a text; `name` is what tracebacks call it.
    pub fn run(&self, source: &str, name: &str) -> PyResult<()> {
        self.evaluate(source, name).map(drop)
    }

    /// Run a line (or several) of the prompt: the value of its last expression, if it has one.
    pub fn eval_line(&self, source: &str) -> PyResult<Option<Value>> {
        let number = self.lines.get();
        self.lines.set(number + 1);
        let name = format!("<rhai-{number}>");
        let value = self.evaluate(source, &name)?;
        Ok((!value.is_none()).then_some(value))
    }

    /// Whether a text needs more lines: it ends inside brackets, a string or a comment.
    pub fn is_incomplete(&self, source: &str) -> bool {
        prepare::is_incomplete(source)
    }

    /// The value of a text: of its last expression.
    pub fn evaluate(&self, source: &str, name: &str) -> PyResult<Value> {
        let names = self.runtime.bridge.globals.clone();
        self.evaluate_in(source, name, &names)
    }

    fn evaluate_in(&self, source: &str, name: &str, names: &Dict) -> PyResult<Value> {
        let (vm, bridge) = (&*self.vm, &self.runtime.bridge);
        let plain = || self.runtime.plain();
        let ast = compile(bridge, vm, &self.runtime.engine, Some(&plain), source, name)?;
        self.publish_functions(&ast, names);
        let mut scope = Scope::new();
        self.fill_scope(&mut scope, &ast, names)?;
        let is_plain = bridge.script(name).is_some_and(|s| s.is_plain.get());
        let engine = match is_plain {
            true => self.runtime.plain(),
            false => &self.runtime.engine,
        };
        let result = engine.eval_ast_with_scope::<Dynamic>(&mut scope, &ast);
        let mut global = self.runtime.engine.new_global_runtime_state();
        global.lib.push(ast.shared_lib().clone());
        // What was bound before an error stays bound, as in Python.
        self.publish_variables(&scope, &global, names)?;
        let value = result.map_err(|error| {
            to_exception(
                bridge,
                vm,
                error,
                Root {
                    source: name,
                    function: None,
                },
            )
        })?;
        if let Some(exc) = bridge.pending.take() {
            return Err(exc);
        }
        ToPython::new(vm, bridge, &global).convert(value)
    }

    /// The script's functions as values of a namespace.
    fn publish_functions(&self, ast: &AST, names: &Dict) {
        let mut global = self.runtime.engine.new_global_runtime_state();
        global.lib.push(ast.shared_lib().clone());
        let functions = script_functions(ast);
        if functions.is_empty() {
            return;
        }
        let bridge = &self.runtime.bridge;
        let module = names.get_str(&Str::intern("__name__"));
        let module = module.and_then(|name| Str::from_value(&name));
        for name in functions {
            if let Ok(pointer) = FnPtr::new(name.as_str()) {
                let function = RhaiFunction::wrap(&self.vm, bridge, pointer, &global);
                if let (Some(module), Some(function)) =
                    (&module, Native::<RhaiFunction>::from_value(&function))
                {
                    function.set_module(module.to_string());
                }
                names.set_str(&Str::intern(&name), function);
            }
        }
        let mut published = bridge.published.borrow_mut();
        published.push((ast.shared_lib().clone(), names.clone()));
    }

    /// Variables of the namespace that the text mentions, so that it can assign to them.
    fn fill_scope(&self, scope: &mut Scope, ast: &AST, names: &Dict) -> PyResult<()> {
        let global = self.runtime.engine.new_global_runtime_state();
        let functions = script_functions(ast);
        for name in mentioned_names(ast) {
            if functions.contains(&name) {
                continue;
            }
            let Some(value) = names.get_str(&Str::intern(&name)) else {
                continue;
            };
            let kept = self
                .containers
                .borrow()
                .get(&name)
                .is_some_and(|kept| kept.is(&value));
            let value = match kept {
                true => deep_dynamic(&self.vm, &value)?,
                false => to_dynamic_in(value, &global),
            };
            scope.push_dynamic(name, value);
        }
        Ok(())
    }

    /// The variables of a scope as values of a namespace.
    fn publish_variables(
        &self,
        scope: &Scope,
        global: &rhai::GlobalRuntimeState,
        names: &Dict,
    ) -> PyResult<()> {
        let bridge = &self.runtime.bridge;
        for (name, _, value) in scope.iter_raw() {
            let value = value.flatten_clone();
            let is_container = value.is_array() || value.is_map();
            let value = ToPython::new(&self.vm, bridge, global).convert(value)?;
            let name_str = Str::intern(name);
            let old = self.containers.borrow().get(name).cloned();
            let current = names.get_str(&name_str);
            if is_container
                && let (Some(old), Some(current)) = (old, current)
                && old.is(&current)
                && self.update_in_place(&old, &value)
            {
                continue;
            }
            if is_container {
                self.containers
                    .borrow_mut()
                    .insert(name.to_owned(), value.clone());
            } else {
                self.containers.borrow_mut().remove(name);
            }
            names.set_str(&name_str, value);
        }
        Ok(())
    }

    /// Give a list or dict that Python may hold elsewhere too the contents of a new one.
    fn update_in_place(&self, old: &Value, new: &Value) -> bool {
        if let (Some(old), Some(new)) = (List::from_value(old), List::from_value(new)) {
            let replaced = old.replace(new.items());
            drop(replaced);
            return true;
        }
        if let (Some(old), Some(new)) = (Dict::from_value(old), Dict::from_value(new)) {
            let replaced = old.borrow_mut().take_all();
            drop(replaced);
            for (key, value) in new.pairs() {
                if let Some(key) = Str::from_value(&key) {
                    old.set_str(&key, value);
                }
            }
            return true;
        }
        false
    }
}
