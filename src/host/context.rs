//! Entering an interpreter from Rust: limits begin anew, exceptions become [`Error`]s, and panics
//! stay inside.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use super::{Error, Object};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// The interpreter that values belong to: what conversions get.
///
/// ```
/// use biji::{Context, Error, Interpreter, Object, ToPy};
///
/// struct Point(i64, i64);
/// impl ToPy for Point {
///     fn to_py(self, context: &Context) -> Result<Object, Error> {
///         (self.0, self.1).to_py(context)
///     }
/// }
/// let python = Interpreter::new();
/// python.set("p", Point(1, 2))?;
/// assert_eq!(python.eval::<String>("repr(p)")?, "(1, 2)");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct Context {
    pub(crate) vm: Rc<Vm>,
}

/// What one entry from the host may take, and whether a program is running.
#[derive(Default)]
pub(crate) struct Entries {
    pub max_steps: Cell<Option<u64>>,
    pub max_time: Cell<Option<Duration>>,
    pub max_memory: Cell<Option<u64>>,
    depth: Cell<usize>,
    /// A panic has left the interpreter in a state that nobody knows.
    broken: Cell<bool>,
}

impl Context {
    /// Python's None.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert!(python.context().none().is_none());
    /// ```
    pub fn none(&self) -> Object {
        self.object(Value::NONE)
    }

    /// Import a module.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let math = python.context().import("math")?;
    /// assert_eq!(math.call_method::<f64>("sqrt", (16.0,))?, 4.0);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn import(&self, name: &str) -> Result<Object, Error> {
        let module = self.enter(|vm| vm.import_module(name))?;
        Ok(self.object(module))
    }

    /// A Python object made of what serde can serialize: structs become dicts.
    ///
    /// ```
    /// #[derive(serde::Serialize)]
    /// struct Point { x: i64, y: i64 }
    ///
    /// let python = biji::Interpreter::new();
    /// let point = python.context().serialize(&Point { x: 1, y: 2 })?;
    /// assert_eq!(point.repr()?, "{'x': 1, 'y': 2}");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn serialize<T: serde::Serialize + ?Sized>(&self, value: &T) -> Result<Object, Error> {
        let value = value.serialize(super::serialize::Serializer {
            vm: &self.vm,
            depth: 0,
        })?;
        Ok(self.object(value))
    }

    pub(crate) fn object(&self, value: Value) -> Object {
        Object::new(self.vm.clone(), value)
    }

    /// Do something that may run the program.
    pub(crate) fn enter<R>(&self, run: impl FnOnce(&Vm) -> PyResult<R>) -> Result<R, Error> {
        let vm = &*self.vm;
        let entries = vm.state::<Entries>();
        if entries.broken.get() {
            return Err(Error::internal(
                "an earlier one has broken this interpreter",
            ));
        }
        let depth = entries.depth.get();
        if depth == 0 {
            begin(vm, &entries)?;
        }
        entries.depth.set(depth + 1);
        let result = catch_unwind(AssertUnwindSafe(|| {
            run(vm).map_err(|exc| Error::of(vm, &exc))
        }));
        entries.depth.set(depth);
        if depth == 0 {
            lift(vm, &entries);
        }
        result.unwrap_or_else(|panic| {
            entries.broken.set(true);
            Err(Error::internal(panic_text(&*panic)))
        })
    }
}

/// The limits hold for each entry from the host.
fn begin(vm: &Vm, entries: &Entries) -> Result<(), Error> {
    if let Some(steps) = entries.max_steps.get() {
        vm.set_max_steps(Some(steps));
    }
    if let Some(span) = entries.max_time.get() {
        vm.set_time_limit(Some(span));
    }
    if let Some(bytes) = entries.max_memory.get() {
        vm.set_memory_limit(Some(bytes))?;
    }
    Ok(())
}

fn lift(vm: &Vm, entries: &Entries) {
    if entries.max_steps.get().is_some() {
        vm.set_max_steps(None);
    }
    if entries.max_time.get().is_some() {
        vm.set_time_limit(None);
    }
    if entries.max_memory.get().is_some() {
        // Lifting asks nothing of the system.
        let _ = vm.set_memory_limit(None);
    }
}

/// The message of a panic.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic")
}
