//! The virtual machine: an interpreter's state, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | [`Vm`], small state |
//! | `types.rs` | the built-in classes |
//! | `fiber.rs` | registers, frames, and what a frame hands over when it stops |
//! | `run.rs` | the loop: instructions, calls, returns, generators |
//! | `run_calls.rs`, `run_bind.rs` | what a callee is; arguments bound where they stand |
//! | `run_generators.rs` | waking and resting generators |
//! | `run_attributes.rs`, `run_match.rs`, `run_unwind.rs` | items and attributes; patterns; exceptions |
//! | `run_slow.rs` | what the loop does rarely, out of its way |
//! | `run_operators.rs` | operators of a program's classes, run as frames of the loop |
//! | `call.rs` | calling any object from Rust; arguments of Python functions |
//! | `ops.rs`, `protocol.rs`, `attr.rs` | operators; repr, hash, items, iteration; attributes |
//! | `dunder.rs` | dunder methods and slots |
//! | `class_build.rs` | the class statement |
//! | `import.rs` | modules: native ones, embedded ones, files |
//! | `tasks.rs` | threads as tasks, the scheduler, interrupts |
//! | `traceback.rs`, `frames.rs` | tracebacks as text; tracebacks and frames as objects |
//! | `syntax_warnings.rs` | SyntaxWarnings, shown or raised |
//! | `errors.rs` | making exceptions |
//!
//! One interpreter runs on one OS thread; everything it owns is reached through `&Vm`, and what
//! changes stands in cells. Natives get `&Vm` and may call back.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::native::NativeType;
use crate::object::{Class, Dict, Native, Object, Payload, PyResult, Value};

pub mod attr;
mod call;
mod class_bases;
mod class_build;
pub mod dunder;
pub mod errors;
mod fiber;
mod format;
mod frames;
pub mod import;
pub mod ops;
mod percent;
mod protocol;
mod run;
mod run_attributes;
mod run_bind;
mod run_calls;
mod run_generators;
mod run_match;
mod run_operators;
mod run_rare;
mod run_slow;
mod run_unwind;
mod syntax_warnings;
pub mod tasks;
pub mod traceback;
pub mod tracing;
pub mod types;

pub use fiber::{Fiber, Frame};
pub use types::Types;

/// Native frames above each other before RecursionError, where the native stack does not end
/// earlier (see [`crate::stack`]): CPython's own limit.
const NATIVE_DEPTH_LIMIT: usize = 10_000;

/// What is kept for a Rust type: looked up at nearly every call of a native type, so hashed quickly.
type ByType<T> = HashMap<TypeId, T, foldhash::fast::FixedState>;

/// An interpreter.
pub struct Vm {
    pub types: Types,
    pub(crate) names: dunder::Names,
    /// The namespace of the module `builtins`.
    pub builtins: Dict,
    /// `sys.modules`
    pub modules: Dict,
    native_classes: RefCell<ByType<Class>>,
    named_classes: RefCell<HashMap<String, Class>>,
    states: RefCell<ByType<Rc<dyn Any>>>,
    /// What is being handled: the exception of the innermost `except` that runs, or None.
    pub handling: RefCell<Value>,
    /// The value of the StopIteration that ended the last `next`, where it had one.
    stop_value: RefCell<Value>,
    /// Python frames below the running fiber's own.
    frames_below: Cell<usize>,
    native_depth: Cell<usize>,
    /// The lowest address at which another native frame may begin on the present native stack.
    stack_floor: Cell<usize>,
    /// The limit that the loop goes by: 0 while calls are traced.
    recursion_limit: Cell<usize>,
    limit: Cell<usize>,
    tracing: tracing::Tracing,
    /// Stacks at rest, for calls from natives.
    #[allow(
        clippy::vec_box,
        reason = "a stack changes hands at each call from a native: a pointer does, not five vectors"
    )]
    fibers: RefCell<Vec<Box<Fiber>>>,
    /// Frames of callers, for natives that ask for them.
    snapshots: RefCell<Vec<FrameSnapshot>>,
    pub tasks: tasks::Tasks,
    pub import: import::ImportState,
    /// Where output goes and input comes from.
    pub streams: crate::streams::Streams,
    /// Command-line arguments: `sys.argv`.
    pub argv: RefCell<Vec<String>>,
    /// What the program may do to the world outside.
    pub permissions: Cell<crate::permissions::Permissions>,
}

/// What a native may know of the Python frames that called it.
#[derive(Clone)]
pub struct FrameSnapshot {
    /// The caller first.
    pub frames: Vec<FrameInfo>,
    /// The caller's variables, where they were asked for: a function's as a new dict, otherwise the
    /// live namespace, which may be any mapping.
    pub locals: Option<Value>,
}

#[derive(Clone)]
pub struct FrameInfo {
    pub core: Rc<crate::object::function::FunctionCore>,
    pub pc: u32,
    /// The frame's variables, where the native asks for those of all frames.
    pub locals: Option<Dict>,
}

impl Vm {
    /// A new interpreter.
    pub fn new() -> Rc<Vm> {
        let vm = Rc::new(Vm {
            types: Types::new(),
            names: dunder::Names::default(),
            builtins: Dict::new(),
            modules: Dict::new(),
            native_classes: RefCell::default(),
            named_classes: RefCell::default(),
            states: RefCell::default(),
            handling: RefCell::new(Value::NONE),
            stop_value: RefCell::new(Value::NONE),
            frames_below: Cell::new(0),
            native_depth: Cell::new(0),
            stack_floor: Cell::new(crate::stack::floor()),
            recursion_limit: Cell::new(1000),
            limit: Cell::new(1000),
            tracing: tracing::Tracing::default(),
            fibers: RefCell::default(),
            snapshots: RefCell::default(),
            tasks: tasks::Tasks::default(),
            import: import::ImportState::default(),
            streams: crate::streams::Streams::default(),
            argv: RefCell::default(),
            permissions: Cell::default(),
        });
        vm.tasks.belong_to(&vm);
        crate::modules::install_builtins(&vm);
        vm
    }

    // ---- native types ---------------------------------------------------------------------

    /// The class of a native type.
    pub fn class_for<T: NativeType>(&self) -> Class {
        let key = TypeId::of::<T>();
        if let Some(class) = self.native_classes.borrow().get(&key) {
            return class.clone();
        }
        let def = T::class_def(self);
        let class = types::from_def(&self.types.object, None, def);
        self.native_classes.borrow_mut().insert(key, class.clone());
        class
    }

    /// The name of a native type for messages.
    pub fn native_name<T: crate::object::NativeObject>(&self) -> String {
        self.native_classes
            .borrow()
            .get(&TypeId::of::<T>())
            .map_or_else(|| "object".to_owned(), |c| c.display_name().to_string())
    }

    /// A new instance of a native type.
    pub fn wrap<T: NativeType>(&self, state: T) -> Value {
        let class = self.class_for::<T>();
        Value::heap(Object::with_class(class, Payload::Native(Box::new(state))))
    }

    /// A new instance of a native type as a handle.
    pub fn wrap_native<T: NativeType>(&self, state: T) -> Native<T> {
        let value = self.wrap(state);
        match Native::from_value(&value) {
            Some(native) => native,
            None => unreachable!("a wrapped value is of the type it was wrapped as"),
        }
    }

    /// What `__new__` of a native type returns: an instance of `class`, which is the type's own
    /// class or a program's subclass of it.
    pub fn wrap_as<T: NativeType>(&self, class: &Class, state: T) -> Value {
        if class.is_native {
            Value::heap(Object::with_class(
                class.clone(),
                Payload::Native(Box::new(state)),
            ))
        } else {
            class.instance(Some(Payload::Native(Box::new(state))))
        }
    }

    /// What `__new__` of a built-in type returns: the value itself, or an instance of a program's
    /// subclass with the same payload.
    pub fn instance_of(&self, class: &Class, base: &Class, payload: Payload) -> Value {
        if class == base {
            Value::heap(Object::tracked(payload))
        } else {
            class.instance(Some(payload))
        }
    }

    /// An exception class of a module (`json.JSONDecodeError`), made once.
    pub fn exception_type(&self, module: &'static str, name: &'static str, base: &Class) -> Class {
        let key = format!("{module}.{name}");
        if let Some(class) = self.named_classes.borrow().get(&key) {
            return class.clone();
        }
        let mut def = crate::object::exception::subclass_def(name).base(base);
        def.module = module;
        let class = types::from_def(&self.types.object, None, def);
        self.named_classes.borrow_mut().insert(key, class.clone());
        class
    }

    /// A native class that goes by its full name (struct sequences), made once.
    pub fn named_class(
        &self,
        key: &str,
        define: impl FnOnce() -> crate::native::ClassDef,
    ) -> Class {
        if let Some(class) = self.named_classes.borrow().get(key) {
            return class.clone();
        }
        let class = types::from_def(&self.types.object, None, define());
        self.named_classes
            .borrow_mut()
            .insert(key.to_owned(), class.clone());
        class
    }

    /// The state that a module keeps for this interpreter, made on first use.
    pub fn state<T: Default + 'static>(&self) -> Rc<T> {
        let key = TypeId::of::<T>();
        let found = self.states.borrow().get(&key).cloned();
        let any = match found {
            Some(any) => any,
            None => {
                let made: Rc<dyn Any> = Rc::new(T::default());
                self.states.borrow_mut().insert(key, made.clone());
                made
            }
        };
        match any.downcast::<T>() {
            Ok(state) => state,
            Err(_) => unreachable!("states are filed under their type"),
        }
    }

    /// The bytes of a native bytes-like object (memoryview, array); `None` for other types.
    pub fn buffer_of_native(&self, value: &Value) -> Option<Vec<u8>> {
        crate::object::memoryview::bytes_of(self, value)
            .or_else(|| crate::modules::pickle::buffer_bytes(self, value))
            .or_else(|| crate::modules::array::bytes_of(value))
    }

    // ---- depth ---------------------------------------------------------------------------------

    /// Run something that may recurse on the native stack; RecursionError beyond the limit.
    #[inline]
    pub fn nested<R>(&self, run: impl FnOnce() -> PyResult<R>, doing: &str) -> PyResult<R> {
        let depth = self.native_depth.get();
        if depth >= NATIVE_DEPTH_LIMIT || crate::stack::pointer() < self.stack_floor.get() {
            return Err(self.recursion_error(format!("maximum recursion depth exceeded{doing}")));
        }
        self.native_depth.set(depth + 1);
        let result = run();
        self.native_depth.set(depth);
        result
    }

    /// How deep calls are nested, as far as natives can tell.
    pub fn depth(&self) -> usize {
        self.frames_below.get()
    }

    /// Whether so little of the native stack is left that [`Vm::nested`] would refuse: for other
    /// evaluators, whose recursion does not pass there.
    #[inline]
    pub fn is_stack_short(&self) -> bool {
        crate::stack::pointer() < self.stack_floor.get()
    }

    // ---- values that travel beside `next` -----------------------------------------------------

    /// Remember the return value of a generator that has just ended.
    pub fn set_stop_value(&self, value: Value) {
        let old = self.stop_value.replace(value);
        drop(old);
    }

    /// The return value of the generator that has just ended (`None` without one).
    pub fn take_stop_value(&self) -> Value {
        self.stop_value.replace(Value::NONE)
    }

    // ---- frames of callers --------------------------------------------------------------------

    /// The Python frames that called the running native, where the native asked for them (see
    /// [`run_slow`]'s list of such natives); `None` when it was called from Rust.
    pub fn snapshot(&self) -> Option<FrameSnapshot> {
        self.snapshots.borrow().last().cloned()
    }

    /// The Python frames below the running native, the caller first. Where natives that do not
    /// ask for frames have called back in between, the frames that called those are missing.
    pub fn callers(&self) -> Vec<FrameInfo> {
        let snapshots = self.snapshots.borrow();
        let frames = snapshots.iter().rev().flat_map(|s| s.frames.iter());
        frames.cloned().collect()
    }

    /// Run something as if a program's code at the top level of a module had called it: for other
    /// evaluators, which have no frames.
    pub fn as_called_from<R>(
        &self,
        core: Rc<crate::object::function::FunctionCore>,
        locals: Dict,
        run: impl FnOnce() -> R,
    ) -> R {
        let frames = vec![FrameInfo {
            core,
            pc: 0,
            locals: Some(locals.clone()),
        }];
        self.snapshots.borrow_mut().push(FrameSnapshot {
            frames,
            locals: Some(locals.into()),
        });
        let result = run();
        let popped = self.snapshots.borrow_mut().pop();
        drop(popped);
        result
    }

    /// Call the finalisers of objects that have died.
    #[cold]
    pub fn run_finalizers(&self) {
        use crate::object::{FINALIZERS_WAIT, gc, weak};
        // The native that let them die may be about to wait: that is not the finalisers' matter.
        let wait = self.tasks.set_aside();
        // What a finalised object held dies with it, and may have finalisers of its own.
        while FINALIZERS_WAIT.get() {
            for object in gc::take_dying() {
                self.finalize(Value::heap(object));
            }
            for reference in weak::take_calls() {
                crate::modules::weakref::call_back(self, reference);
            }
        }
        self.tasks.take_up(wait);
    }

    fn finalize(&self, value: Value) {
        if let Some(Payload::Generator(_)) = value.payload() {
            if let Err(e) = self.close_generator(&value) {
                self.unraisable(&e, "generator close", &value);
            }
            return;
        }
        match self.special_method(&value, "__del__") {
            Ok(Some(method)) => {
                if let Err(e) = self.call(&method, &mut []) {
                    // CPython shows the function, not the method of an object that is no more.
                    let shown = match method.payload() {
                        Some(Payload::BoundMethod(function, _)) => function.clone(),
                        _ => method.clone(),
                    };
                    self.unraisable(&e, "deallocator", &shown);
                }
            }
            Ok(None) => {}
            Err(e) => self.unraisable(&e, "deallocator", &value),
        }
    }

    /// Report an exception that cannot be raised anywhere: to the program's `sys.unraisablehook`,
    /// where it has set one.
    pub fn unraisable(&self, exc: &crate::object::Exc, _doing: &str, object: &Value) {
        match self.program_hook(exc, object) {
            Some(Ok(())) => return,
            Some(Err(error)) => {
                self.report_ignored(&error, "Exception ignored in sys.unraisablehook");
                return;
            }
            None => {}
        }
        let what = self
            .repr(object)
            .map_or_else(|_| "<object>".to_owned(), |r| r.to_string());
        self.report_ignored(exc, &format!("Exception ignored in: {what}"));
    }

    /// Call what the program has put in the place of `sys.unraisablehook`; `None` if nothing.
    fn program_hook(&self, exc: &crate::object::Exc, object: &Value) -> Option<PyResult<()>> {
        use crate::object::Str;
        let sys = self.modules.get_str(&Str::intern("sys"))?;
        let hook = self.attr_opt(&sys, "unraisablehook").ok()??;
        if let Some(Payload::NativeFunction(_)) = hook.payload() {
            return None;
        }
        let arguments = Dict::new();
        for (name, value) in [
            ("exc_type", self.class_of(&exc.value()).value()),
            ("exc_value", exc.value()),
            ("exc_traceback", self.traceback_object(exc)),
            ("err_msg", Value::NONE),
            ("object", object.clone()),
        ] {
            arguments.set_str(&Str::intern(name), value);
        }
        let namespace = crate::modules::types::make_namespace(self, &arguments);
        Some(self.call(&hook, &mut [namespace]).map(drop))
    }

    /// Report an exception under a headline; the program goes on.
    pub fn report_ignored(&self, exc: &crate::object::Exc, headline: &str) {
        // CPython prints these without the markers under the lines.
        let is_marker = |line: &str| {
            line.starts_with("    ")
                && !line.trim().is_empty()
                && line.chars().all(|c| matches!(c, ' ' | '^' | '~'))
        };
        let text = self.format_exception(exc);
        let text: String = text
            .split_inclusive('\n')
            .filter(|line| !is_marker(line.trim_end_matches('\n')))
            .collect();
        self.streams.write_err(self, &format!("{headline}\n{text}"));
    }
}

impl Vm {
    /// Run a module's code in a new `__main__` namespace.
    pub fn run_main(&self, code: Rc<crate::compile::code::Code>) -> PyResult<Value> {
        use crate::object::Str;
        let globals = Dict::new();
        globals.set_str(&Str::intern("__name__"), Value::str("__main__"));
        let core = crate::object::function::FunctionCore::new(
            code,
            globals,
            self.builtins.clone(),
            Box::default(),
        );
        let result = self.run_code(core, Vec::new())?;
        // Ctrl-C may have come just before the end.
        self.check_interrupt()?;
        Ok(result)
    }
}
