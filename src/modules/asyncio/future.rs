//! `Future`: a result that comes later; and `FutureIter`, what `await` waits for.
//!
//! One state serves futures and tasks: a task is a future whose state has a [`TaskPart`].

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use super::event_loop::{self, Entry};
use super::task::TaskPart;
use super::{Shared, core_of, future_of};
use crate::modules::contextvars;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::exception::TraceEntry;
use crate::object::{Class, Dict, Exc, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// How far a future is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Pending,
    Cancelled,
    Finished,
}

impl Progress {
    fn word(self) -> &'static str {
        match self {
            Progress::Pending => "PENDING",
            Progress::Cancelled => "CANCELLED",
            Progress::Finished => "FINISHED",
        }
    }
}

/// What is to be done when a future is done.
#[derive(Clone)]
enum Callback {
    /// Call a function of the program's, in a context.
    Call { function: Value, context: Value },
    /// Let a task go on.
    Wake(Value),
}

/// The state of a future, or of a task.
pub struct Future {
    pub(super) shared: Rc<Shared>,
    pub(super) event_loop: RefCell<Value>,
    pub(super) progress: Cell<Progress>,
    result: RefCell<Value>,
    exception: RefCell<Value>,
    /// The traceback that the exception came with.
    traceback: RefCell<Vec<TraceEntry>>,
    /// The argument of `cancel`; None without one.
    pub(super) cancel_message: RefCell<Value>,
    /// The CancelledError that a task ended with, until somebody asks.
    pub(super) cancelled_error: RefCell<Value>,
    callbacks: RefCell<Vec<Callback>>,
    /// Somebody has begun to await it, and no task has seen it yet.
    pub(super) blocking: Cell<bool>,
    /// It has an exception that nobody has asked for.
    pub(super) log_traceback: Cell<bool>,
    pub(super) task: OnceCell<Box<TaskPart>>,
}

impl NativeObject for Future {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let fields = [
            &self.event_loop,
            &self.result,
            &self.exception,
            &self.cancel_message,
            &self.cancelled_error,
        ];
        for field in fields {
            if let Ok(value) = field.try_borrow() {
                visit(&value);
            }
        }
        if let Ok(callbacks) = self.callbacks.try_borrow() {
            for callback in callbacks.iter() {
                match callback {
                    Callback::Call { function, context } => {
                        visit(function);
                        visit(context);
                    }
                    Callback::Wake(task) => visit(task),
                }
            }
        }
        if let Some(task) = self.task.get() {
            task.traverse(visit);
        }
    }
    fn clear(&self) {
        let callbacks = self.callbacks.take();
        drop(callbacks);
        for field in [
            &self.event_loop,
            &self.result,
            &self.exception,
            &self.cancelled_error,
        ] {
            let value = field.replace(Value::NONE);
            drop(value);
        }
        if let Some(task) = self.task.get() {
            task.clear();
        }
    }
    fn wants_finalizer(&self) -> bool {
        self.log_traceback.get()
            || (self.progress.get() == Progress::Pending
                && self.task.get().is_some_and(|t| t.log_destroy_pending.get()))
    }
    fn set_finalized(&self) {
        // `__del__` has to know: it resets them itself.
    }
}

impl Future {
    pub(super) fn new(vm: &Vm) -> Future {
        Future {
            shared: vm.state::<Shared>(),
            event_loop: RefCell::new(Value::NONE),
            progress: Cell::new(Progress::Pending),
            result: RefCell::new(Value::NONE),
            exception: RefCell::new(Value::NONE),
            traceback: RefCell::default(),
            cancel_message: RefCell::new(Value::NONE),
            cancelled_error: RefCell::default(),
            callbacks: RefCell::default(),
            blocking: Cell::new(false),
            log_traceback: Cell::new(false),
            task: OnceCell::new(),
        }
    }

    /// Whether it has a result, an exception, or was cancelled.
    pub(super) fn is_done(&self) -> bool {
        self.progress.get() != Progress::Pending
    }

    /// Take the loop that was named, or look for one.
    pub(super) fn set_loop(&self, vm: &Vm, event_loop: Value) -> PyResult<()> {
        let found = match event_loop.is_none() {
            true => {
                let find = self.shared.find_loop.borrow().clone();
                vm.call(&find, &mut [])?
            }
            false => event_loop,
        };
        if core_of(&found).is_none() {
            // As CPython does, so that what is no loop is noticed.
            vm.call_method(&found, "get_debug", &mut [])?;
        }
        let old = self.event_loop.replace(found);
        drop(old);
        Ok(())
    }

    /// The CancelledError that who asks for the result gets.
    pub(super) fn make_cancelled_error(&self, vm: &Vm) -> PyResult<Exc> {
        if let Some(exc) = Exc::from_value(&self.cancelled_error.take()) {
            return Ok(exc);
        }
        let message = self.cancel_message.borrow().clone();
        let class = self.shared.cancelled_error(vm)?;
        let args = if message.is_none() {
            Vec::new()
        } else {
            vec![message]
        };
        Ok(vm.exception_with(&class, args))
    }

    /// The result; or the exception, which counts as seen.
    pub(super) fn outcome(&self, vm: &Vm) -> PyResult<Value> {
        match self.progress.get() {
            Progress::Cancelled => Err(self.make_cancelled_error(vm)?),
            Progress::Pending => Err(self.shared.invalid_state(vm, "Result is not set.")),
            Progress::Finished => {
                self.log_traceback.set(false);
                match Exc::from_value(&self.exception.borrow()) {
                    Some(exc) => {
                        let traceback = self.traceback.borrow().clone();
                        exc.traceback.replace(traceback);
                        let old = exc.traceback_object.take();
                        exc.traceback_covered.set(0);
                        drop(old);
                        Err(exc)
                    }
                    None => Ok(self.result.borrow().clone()),
                }
            }
        }
    }
}

/// Have everything called that waits for the future's end.
fn schedule_callbacks(vm: &Vm, this: &Value, future: &Future) -> PyResult<()> {
    let callbacks = future.callbacks.take();
    if callbacks.is_empty() {
        return Ok(());
    }
    let event_loop = future.event_loop.borrow().clone();
    for callback in callbacks {
        event_loop::soon(vm, &event_loop, entry(callback, this))?;
    }
    Ok(())
}

fn entry(callback: Callback, future: &Value) -> Entry {
    let future = future.clone();
    match callback {
        Callback::Call { function, context } => Entry::Done {
            function,
            future,
            context,
        },
        Callback::Wake(task) => Entry::Wake { task, future },
    }
}

fn add(vm: &Vm, this: &Value, future: &Future, callback: Callback) -> PyResult<()> {
    if future.is_done() {
        let event_loop = future.event_loop.borrow().clone();
        return event_loop::soon(vm, &event_loop, entry(callback, this));
    }
    future.callbacks.borrow_mut().push(callback);
    Ok(())
}

/// Have a task go on when the future is done.
pub fn wake_when_done(vm: &Vm, this: &Value, future: &Future, task: &Value) -> PyResult<()> {
    add(vm, this, future, Callback::Wake(task.clone()))
}

/// Whether this is a plain future or task: no subclass has a say.
pub fn is_exact(value: &Value) -> bool {
    value
        .as_obj()
        .is_some_and(|o| matches!(o.raw(), Payload::Native(_)))
        && future_of(value).is_some()
}

/// Give a future its result.
pub fn finish(vm: &Vm, this: &Value, future: &Future, result: Value) -> PyResult<()> {
    if future.is_done() {
        return Err(future.shared.invalid_state(vm, "invalid state"));
    }
    let old = future.result.replace(result);
    future.progress.set(Progress::Finished);
    drop(old);
    schedule_callbacks(vm, this, future)
}

/// Give a future an exception.
pub fn fail(vm: &Vm, this: &Value, future: &Future, exc: &Exc) -> PyResult<()> {
    if future.is_done() {
        return Err(future.shared.invalid_state(vm, "invalid state"));
    }
    future.exception.replace(exc.value());
    future.traceback.replace(exc.traceback.borrow().clone());
    future.progress.set(Progress::Finished);
    future.log_traceback.set(true);
    schedule_callbacks(vm, this, future)
}

/// Cancel a future; whether it was still to be done.
pub fn cancel(vm: &Vm, this: &Value, future: &Future, message: Value) -> PyResult<bool> {
    future.log_traceback.set(false);
    if future.is_done() {
        return Ok(false);
    }
    future.progress.set(Progress::Cancelled);
    let old = future.cancel_message.replace(message);
    drop(old);
    schedule_callbacks(vm, this, future)?;
    Ok(true)
}

fn set_exception(vm: &Vm, this: Native<Future>, given: Value) -> PyResult<()> {
    if this.is_done() {
        return Err(this.shared.invalid_state(vm, "invalid state"));
    }
    let given = match Class::from_value(&given) {
        Some(_) => vm.call(&given, &mut [])?,
        None => given,
    };
    let Some(mut exc) = Exc::from_value(&given) else {
        return Err(vm.type_error("invalid exception object"));
    };
    if vm.is_instance_of(&exc, &vm.types.stop_iteration) {
        let new = vm.runtime_error(
            "StopIteration interacts badly with generators and cannot be raised into a Future",
        );
        new.cause.replace(exc.value());
        new.context.replace(exc.value());
        new.suppress_context.set(true);
        exc = new;
    }
    fail(vm, &this.value(), &this, &exc)
}

fn exception(vm: &Vm, this: Native<Future>) -> PyResult<Value> {
    match this.progress.get() {
        Progress::Cancelled => Err(this.make_cancelled_error(vm)?),
        Progress::Pending => Err(this.shared.invalid_state(vm, "Exception is not set.")),
        Progress::Finished => {
            this.log_traceback.set(false);
            Ok(this.exception.borrow().clone())
        }
    }
}

fn add_done_callback(
    vm: &Vm,
    this: Native<Future>,
    function: Value,
    context: Value,
) -> PyResult<()> {
    let context = match context.is_none() {
        true => contextvars::copy_context(vm),
        false => context,
    };
    // A task's own way of waiting, that comes by this door from a future of another kind.
    add(
        vm,
        &this.value(),
        &this,
        Callback::Call { function, context },
    )
}

fn remove_done_callback(vm: &Vm, this: Native<Future>, function: Value) -> PyResult<usize> {
    let all = this.callbacks.borrow().clone();
    let mut left = Vec::with_capacity(all.len());
    let before = all.len();
    for callback in all {
        let same = match &callback {
            Callback::Call { function: f, .. } => vm.same_or_equal(f, &function)?,
            Callback::Wake(task) => super::task::wakes(&function, task),
        };
        if !same {
            left.push(callback);
        }
    }
    let removed = before - left.len();
    if removed > 0 {
        let old = this.callbacks.replace(left);
        drop(old);
    }
    Ok(removed)
}

/// The callbacks as pairs of function and context; None without any.
fn callbacks(vm: &Vm, this: Native<Future>) -> PyResult<Value> {
    let all = this.callbacks.borrow().clone();
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let pairs: Vec<Value> = all
        .into_iter()
        .map(|callback| match callback {
            Callback::Call { function, context } => Value::tuple(vec![function, context]),
            Callback::Wake(task) => {
                let context = super::task::context_of(&task);
                Value::tuple(vec![vm.wrap(super::TaskWakeup::new(task)), context])
            }
        })
        .collect();
    Ok(pairs.into())
}

/// What `__del__` says: of an exception that nobody asked for, of a task that was not done.
fn report_death(vm: &Vm, this: Native<Future>) -> PyResult<()> {
    let report = Dict::new();
    let put = |name: &str, value: Value| {
        report.set_str(&Str::intern(name), value);
    };
    if let Some(task) = this.task.get()
        && !this.is_done()
        && task.log_destroy_pending.replace(false)
    {
        put("task", this.value());
        put(
            "message",
            Str::new("Task was destroyed but it is pending!").into(),
        );
    } else if this.log_traceback.replace(false) {
        let name = vm.class_of(&this.value()).name.borrow().to_string();
        let name = name.rsplit('.').next().unwrap_or_default();
        put(
            "message",
            Str::new(format!("{name} exception was never retrieved")).into(),
        );
        put("exception", this.exception.borrow().clone());
        put("future", this.value());
    } else {
        return Ok(());
    }
    let event_loop = this.event_loop.borrow().clone();
    vm.call_method(&event_loop, "call_exception_handler", &mut [report.into()])
        .map(drop)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let text = vm.state::<Shared>().describe(vm, this)?;
    Str::from_value(&text).ok_or_else(|| vm.type_error("__repr__ returned non-string"))
}

/// The iterator of `await future`.
fn iterate(vm: &Vm, this: &Value) -> Value {
    vm.wrap(FutureIter(RefCell::new(this.clone())))
}

fn fields(def: ClassDef) -> ClassDef {
    def.getter("_state", "", |_: &Vm, this: Native<Future>| {
        Ok(this.progress.get().word())
    })
    .getter("_result", "", |_: &Vm, this: Native<Future>| {
        Ok(this.result.borrow().clone())
    })
    .getter("_exception", "", |_: &Vm, this: Native<Future>| {
        Ok(this.exception.borrow().clone())
    })
    .getter("_loop", "", |_: &Vm, this: Native<Future>| {
        Ok(this.event_loop.borrow().clone())
    })
    .getter("_callbacks", "", callbacks)
    .getter("_source_traceback", "", |_: &Vm, _: Native<Future>| {
        Ok(Value::NONE)
    })
    .property(
        "_cancel_message",
        "",
        |_: &Vm, this: Native<Future>| Ok(this.cancel_message.borrow().clone()),
        |vm: &Vm, this: Native<Future>, value: Option<Value>| {
            let value = value.ok_or_else(|| vm.attribute_error_text("cannot delete attribute"))?;
            let old = this.cancel_message.replace(value);
            drop(old);
            Ok(())
        },
    )
    .property(
        "_log_traceback",
        "",
        |_: &Vm, this: Native<Future>| Ok(this.log_traceback.get()),
        |vm: &Vm, this: Native<Future>, value: Option<Value>| {
            let value = value.ok_or_else(|| vm.attribute_error_text("cannot delete attribute"))?;
            if vm.is_true(&value)? {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            this.log_traceback.set(false);
            Ok(())
        },
    )
    .property(
        "_asyncio_future_blocking",
        "",
        |_: &Vm, this: Native<Future>| Ok(this.blocking.get()),
        |vm: &Vm, this: Native<Future>, value: Option<Value>| {
            let value = value.ok_or_else(|| vm.attribute_error_text("cannot delete attribute"))?;
            this.blocking.set(vm.is_true(&value)?);
            Ok(())
        },
    )
}

impl NativeType for Future {
    const NAME: &'static str = "_asyncio.Future";
    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Future>("_asyncio", "A result that comes later.")
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, _: Args| {
                    Ok(vm.wrap_as(class, Future::new(vm)))
                }));
                s.repr.set(Some(repr));
                s.iter.set(Some(|vm, this| Ok(iterate(vm, this))));
            })
            .init(
                "__init__(self, *, loop=None)",
                "",
                |vm: &Vm, this: Native<Future>, event_loop: Value| this.set_loop(vm, event_loop),
            )
            .method("__await__(self, /)", "", |vm: &Vm, this: Native<Future>| {
                Ok(iterate(vm, &this.value()))
            })
            .method("__del__(self, /)", "", report_death)
            .method(
                "get_loop(self, /)",
                "The loop.",
                |_: &Vm, this: Native<Future>| Ok(this.event_loop.borrow().clone()),
            )
            .method(
                "cancel(self, /, msg=None)",
                "Cancel the future, if it is not done; whether it was cancelled.",
                |vm: &Vm, this: Native<Future>, message: Value| {
                    cancel(vm, &this.value(), &this, message)
                },
            )
            .method(
                "cancelled(self, /)",
                "Whether the future was cancelled.",
                |_: &Vm, this: Native<Future>| Ok(this.progress.get() == Progress::Cancelled),
            )
            .method(
                "done(self, /)",
                "Whether the future has a result, an exception, or was cancelled.",
                |_: &Vm, this: Native<Future>| Ok(this.is_done()),
            )
            .method(
                "result(self, /)",
                "The result, or the exception raised.",
                |vm: &Vm, this: Native<Future>| this.outcome(vm),
            )
            .method("exception(self, /)", "The exception, or None.", exception)
            .method(
                "add_done_callback(self, fn, /, *, context=None)",
                "Have a function called with the future when it is done.",
                add_done_callback,
            )
            .method(
                "remove_done_callback(self, fn, /)",
                "Do not have a function called; how often it was to be.",
                remove_done_callback,
            )
            .method(
                "set_result(self, result, /)",
                "Give the future its result.",
                |vm: &Vm, this: Native<Future>, result: Value| {
                    finish(vm, &this.value(), &this, result)
                },
            )
            .method(
                "set_exception(self, exception, /)",
                "Give the future an exception.",
                set_exception,
            )
            .method(
                "_make_cancelled_error(self, /)",
                "The CancelledError that who asks for the result gets.",
                |vm: &Vm, this: Native<Future>| Ok(this.make_cancelled_error(vm)?.value()),
            )
            .class_method(
                "__class_getitem__(type, item, /)",
                "Future[int], for annotations.",
                |vm: &Vm, class: Class, item: Value| {
                    crate::modules::types::generic_alias(vm, class.into(), item)
                },
            );
        fields(def)
    }
}

/// What `await` waits for; it holds the future until that is done.
pub struct FutureIter(RefCell<Value>);

impl NativeObject for FutureIter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(future) = self.0.try_borrow() {
            visit(&future);
        }
    }
    fn clear(&self) {
        let future = self.0.take();
        drop(future);
    }
}

fn next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(iter) = this.as_obj().and_then(|o| o.native::<FutureIter>()) else {
        return Err(vm.type_error("not a FutureIter"));
    };
    let value = iter.0.borrow().clone();
    let Some(future) = future_of(&value) else {
        vm.set_stop_value(Value::NONE);
        return Ok(None);
    };
    if !future.is_done() {
        if future.blocking.replace(true) {
            return Err(vm.runtime_error("await wasn't used with future"));
        }
        return Ok(Some(value));
    }
    let held = iter.0.take();
    let result = match is_exact(&value) {
        true => future.outcome(vm),
        false => vm.call_method(&value, "result", &mut []),
    };
    drop(held);
    vm.set_stop_value(result?);
    Ok(None)
}

impl NativeType for FutureIter {
    const NAME: &'static str = "_asyncio.FutureIter";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<FutureIter>("_asyncio", "What `await` waits for.")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next.set(Some(next));
            })
            .method(
                "send(self, value, /)",
                "Go on: the value is of no use to a future.",
                |vm: &Vm, this: Value, _value: Value| match next(vm, &this)? {
                    Some(future) => Ok(future),
                    None => Err(vm.stop_iteration(vm.take_stop_value())),
                },
            )
            .method(
                "throw(self, type, value=<none>, traceback=<none>, /)",
                "Raise an exception in who waits.",
                |vm: &Vm,
                 this: Native<FutureIter>,
                 class: Value,
                 value: Option<Value>,
                 _traceback: Option<Value>|
                 -> PyResult<Value> {
                    let held = this.0.take();
                    drop(held);
                    Err(crate::object::generator::thrown_exception(
                        vm, &class, value,
                    )?)
                },
            )
            .method(
                "close(self, /)",
                "Wait no more.",
                |_: &Vm, this: Native<FutureIter>| {
                    let held = this.0.take();
                    drop(held);
                    Ok(())
                },
            )
    }
}
