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
//! | `prepare.rs` | the text before parsing: single quotes, calls of variables |
//! | `tokens.rs` | the token hook: reserved words as names, `::` |
//! | `script.rs` | compiling; the table of Python names that a text uses |
//! | `engine.rs` | the engine: operators, items, iteration, hooks |
//! | `names.rs` | variables that the script does not define |
//! | `statements.rs` | `import` and `with` |
//! | `call.rs` | calls into Python, keyword arguments |
//! | `callback.rs` | Rhai functions as Python callables |
//! | `class.rs` | `class(…)` |
//! | `value.rs` | conversions |
//! | `errors.rs` | exceptions both ways, traceback entries |

use std::rc::Rc;

use rhai::Engine;

use crate::object::{Dict, PyResult};
use crate::vm::Vm;

mod call;
mod callback;
mod class;
mod engine;
mod errors;
mod names;
mod prepare;
mod script;
mod session;
mod statements;
mod tokens;
mod value;

pub use session::RhaiSession;
pub use value::Object;

/// Run a Rhai file as the module that Python imports; its functions and variables go to `names`.
///
/// # Errors
/// Those of reading the file, SyntaxError, and whatever it raises.
pub fn run_module(vm: &Vm, path: &std::path::Path, names: &Dict) -> PyResult<()> {
    let Some(vm) = vm.shared() else {
        return Err(vm.runtime_error("the interpreter is shutting down"));
    };
    RhaiSession::of(&vm).run_file_in(path, names)
}

/// Give somebody else's engine the modules and types of biji: modules by name (`json.dumps(x)`),
/// Python objects with their operators, methods and items, the builtins as functions, and `with`.
///
/// The engine's own functions, `print`, limits and module resolver stay as they are; its variable
/// hook, its hook for missing functions and its token hook are set. Where the engine's hooks cannot
/// tell an item from an attribute (`x["name"]`, `x.name`), items come first. Functions that are
/// handed to Python (sort keys, thread targets) run on an engine of biji's.
pub fn install(engine: &mut Engine, vm: &Rc<Vm>) {
    let bridge = session::Bridge::new(vm, true);
    engine::register(engine, &bridge);
    engine::hook_tokens(engine, &bridge, false);
}
