//! Rhai: the second notation.
//!
//! A `.rhai` text runs on the `rhai` crate's engine; every module, type and function of biji is
//! there, through the same tables that Python's `import`, attribute look-up and calls read. Nothing
//! is defined twice: this room only translates. How each thing looks in Rhai is described in
//! `docs/rhai.md`.
//!
//! | file | holds |
//! |---|---|
//! | `session.rs` | [`RhaiSession`]: running texts, the namespace shared with Python |
//! | `prepare.rs`, `pieces.rs`, `writer.rs` | the text before parsing: single quotes, calls of variables |
//! | `python_forms.rs` | `r'…'`, `b'…'`, `key=value`, tuples |
//! | `tokens.rs` | the token hook: reserved words as names, `::` |
//! | `script.rs` | compiling; the table of Python names that a text uses |
//! | `engine.rs` | the engine: operators, items, iteration, hooks |
//! | `names.rs` | variables that the script does not define |
//! | `statements.rs` | `import` and `with` |
//! | `call.rs` | calls into Python, keyword arguments |
//! | `callback.rs` | Rhai functions as Python callables |
//! | `class.rs` | `class(…)` |
//! | `value.rs` | conversions |
//! | `hints.rs` | what to write instead of Python's notation |
//! | `errors.rs` | exceptions both ways, traceback entries |

use std::collections::HashSet;
use std::rc::Rc;

use rhai::{Engine, EvalAltResult};

use crate::host::{Error, Interpreter};
use crate::object::{Dict, Exc, Native, PyResult, Value};
use crate::vm::Vm;

mod call;
mod callback;
mod class;
mod engine;
mod errors;
mod hints;
mod names;
mod pieces;
mod prepare;
mod python_forms;
mod script;
mod session;
mod statements;
mod tokens;
mod value;
mod writer;

#[doc(hidden)]
pub use session::RhaiSession;

/// Run a Rhai file as the module that Python imports; its functions and variables go to `names`.
///
/// # Errors
/// Those of reading the file, SyntaxError, and whatever it raises.
pub(crate) fn run_module(vm: &Vm, path: &std::path::Path, names: &Dict) -> PyResult<()> {
    let Some(vm) = vm.shared() else {
        return Err(vm.runtime_error("the interpreter is shutting down"));
    };
    RhaiSession::of(&vm).run_file_in(path, names)
}

/// Whether an object is a function of a Rhai script.
pub(crate) fn is_function(value: &Value) -> bool {
    Native::<callback::RhaiFunction>::from_value(value).is_some()
}

/// Give a Rhai engine of yours all modules and types of biji: modules by name (`json.dumps(x)`),
/// Python objects with their operators, methods and items, the builtins as functions, and `with`.
/// Behind it is an interpreter of its own, which lives as long as the engine. [`Install`] leaves a
/// choice of modules and of the interpreter.
///
/// The engine's own functions, limits and module resolver stay as they are, and its `on_print` gets
/// what Python prints too.
///
/// ```
/// let mut engine = rhai::Engine::new();
/// biji::rhai::install(&mut engine);
/// let text: String = engine.eval(r#"json.dumps(#{a: [1, 2]})"#)?;
/// assert_eq!(text, "{\"a\": [1, 2]}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn install(engine: &mut Engine) -> Installed {
    Install::new().into(engine)
}

/// What [`install`] does, with a choice of modules and of the interpreter.
///
/// Where the engine's hooks cannot tell an item from an attribute (`x["name"]`, `x.name`), items
/// come first. Functions that are handed to Python (sort keys, thread targets) run on an engine of
/// biji's. The engine's variable hook, its hook for missing functions and its token hook are set.
/// A limit of operations counts for Python's steps too: what is left of it when a script calls
/// Python is what the call may take.
///
/// ```
/// let mut engine = rhai::Engine::new();
/// biji::rhai::Install::new().modules(["math", "json"]).into(&mut engine);
/// assert_eq!(engine.eval::<f64>("math.sqrt(4.0)")?, 2.0);
/// assert!(engine.eval::<()>("os.getcwd()").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Install<'a> {
    interpreter: Option<&'a Interpreter>,
    chosen: Option<HashSet<String>>,
}

impl<'a> Install<'a> {
    /// All modules, on an interpreter of their own.
    ///
    /// ```
    /// let mut engine = rhai::Engine::new();
    /// biji::rhai::Install::new().into(&mut engine);
    /// assert_eq!(engine.eval::<i64>("len(list(range(3)))")?, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new() -> Install<'a> {
        Install::default()
    }

    /// On this interpreter: with its modules, names, streams, permissions and limits. It has to
    /// live as long as scripts run.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.run("def double(x): return 2 * x")?;
    /// let mut engine = rhai::Engine::new();
    /// biji::rhai::Install::new().interpreter(&python).into(&mut engine);
    /// assert_eq!(engine.eval::<i64>("double(21)")?, 42);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn interpreter(mut self, interpreter: &'a Interpreter) -> Install<'a> {
        self.interpreter = Some(interpreter);
        self
    }

    /// These modules only, and none of the builtins that lead to others (`open`, `__import__`,
    /// `exec`, `eval`, `compile`, `input`). Modules keep what they themselves import: what a script
    /// must not reach at all is a matter of [`Permissions`](crate::Permissions).
    ///
    /// ```
    /// let mut engine = rhai::Engine::new();
    /// biji::rhai::Install::new().modules(["re"]).into(&mut engine);
    /// assert!(engine.eval::<()>(r#"open("x")"#).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn modules<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Install<'a> {
        self.chosen = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Set up the engine.
    ///
    /// ```
    /// let mut engine = rhai::Engine::new();
    /// engine.set_max_operations(10_000);
    /// biji::rhai::Install::new().into(&mut engine);
    /// assert!(engine.eval::<()>("loop { math.sqrt(2.0); }").is_err());
    /// assert!(engine.eval::<()>(r#"exec("while True: pass")"#).is_err());
    /// ```
    pub fn into(self, engine: &mut Engine) -> Installed {
        let (vm, owned) = match self.interpreter {
            Some(interpreter) => (interpreter.vm().clone(), false),
            None => {
                let core = crate::interpreter::Interpreter::new();
                core.vm().streams.capture(crate::streams::Standard::Out);
                (core.vm().clone(), true)
            }
        };
        let guest = session::Guest {
            chosen: self.chosen,
            prints: owned,
        };
        let bridge = session::Bridge::new(&vm, Some(guest));
        engine::register(engine, &bridge);
        if owned {
            engine::keep_alive(engine, &bridge, vm);
        }
        engine::hook_tokens(engine, &bridge, false);
        Installed { bridge }
    }
}

/// What an engine has been given: reads its errors. It need not be kept.
///
/// ```
/// let mut engine = rhai::Engine::new();
/// let python = biji::rhai::install(&mut engine);
/// let error = engine.run(r#"int("x")"#).unwrap_err();
/// assert_eq!(python.error(&error).unwrap().kind(), "ValueError");
/// ```
pub struct Installed {
    bridge: Rc<session::Bridge>,
}

impl Installed {
    /// The Python exception that an error of the engine carries; `None` for errors of Rhai's own.
    ///
    /// ```
    /// let mut engine = rhai::Engine::new();
    /// let python = biji::rhai::install(&mut engine);
    /// let error = engine.run(r#"throw "plain""#).unwrap_err();
    /// assert!(python.error(&error).is_none());
    /// let error = engine.run("fn f(d) { d[9] } f(list([1]))").unwrap_err();
    /// assert_eq!(python.error(&error).unwrap().message(), "list index out of range");
    /// ```
    pub fn error(&self, error: &EvalAltResult) -> Option<Error> {
        let carried = match error.unwrap_inner() {
            EvalAltResult::ErrorRuntime(value, _) | EvalAltResult::ErrorTerminated(value, _) => {
                value::object_of(value)?
            }
            _ => return None,
        };
        let vm = self.bridge.vm().ok()?;
        Some(Error::of(&vm, &Exc::from_value(&carried)?))
    }
}
