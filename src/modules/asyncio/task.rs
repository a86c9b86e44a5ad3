//! `Task`: a coroutine that the loop drives, step by step.

use std::cell::{Cell, RefCell};

use super::event_loop::{self, Entry, current_task, loop_of, set_current_task};
use super::future::{self, Future, Progress, is_exact};
use super::{Shared, ends_the_loop, future_of, running_loop};
use crate::compile::code::CodeKind;
use crate::modules::contextvars;
use crate::native::{Args, ClassDef, ModuleDef, NativeType};
use crate::object::set::SetData;
use crate::object::{Class, Exc, Native, NativeObject, Payload, PyResult, Set, Str, Value};
use crate::vm::Vm;

/// What a task has besides a future's state.
pub struct TaskPart {
    coroutine: RefCell<Value>,
    context: RefCell<Value>,
    name: RefCell<Name>,
    /// What it waits for; None while it does not.
    waiter: RefCell<Value>,
    /// CancelledError is to be raised at the next step.
    must_cancel: Cell<bool>,
    cancel_requests: Cell<i64>,
    pub(super) log_destroy_pending: Cell<bool>,
}

/// A task's name: its number as long as nobody asks.
enum Name {
    Number(u64),
    Text(Value),
}

impl TaskPart {
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for field in [&self.coroutine, &self.context, &self.waiter] {
            if let Ok(value) = field.try_borrow() {
                visit(&value);
            }
        }
    }

    pub(super) fn clear(&self) {
        for field in [&self.coroutine, &self.context, &self.waiter] {
            let value = field.replace(Value::NONE);
            drop(value);
        }
    }

    fn name(&self) -> Value {
        match &*self.name.borrow() {
            Name::Number(number) => Str::new(format!("Task-{number}")).into(),
            Name::Text(text) => text.clone(),
        }
    }
}

fn part_of(value: &Value) -> Option<(&Future, &TaskPart)> {
    let future = future_of(value)?;
    Some((future, future.task.get()?))
}

fn parts<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a Future, &'a TaskPart)> {
    part_of(value).ok_or_else(|| vm.runtime_error("Task object is not initialized"))
}

/// The context that a task's steps run in.
pub fn context_of(task: &Value) -> Value {
    part_of(task).map_or(Value::NONE, |(_, part)| part.context.borrow().clone())
}

/// Whether a function is the one that lets this task go on.
pub fn wakes(function: &Value, task: &Value) -> bool {
    let state = function.as_obj().and_then(|o| o.native::<TaskWakeup>());
    state.is_some_and(|w| w.0.is(task))
}

/// What a step of a coroutine has come to.
enum Step {
    Yielded(Value),
    Returned(Value),
    Raised(Exc),
}

fn advance(vm: &Vm, coroutine: &Value, exc: Option<Exc>) -> Step {
    let outcome = match (coroutine.payload(), exc) {
        (Some(Payload::Generator(_)), None) => vm.resume(coroutine, Value::NONE),
        (Some(Payload::Generator(_)), Some(exc)) => vm.throw(coroutine, exc),
        (_, None) => vm
            .call_method(coroutine, "send", &mut [Value::NONE])
            .map(Some),
        (_, Some(exc)) => vm
            .call_method(coroutine, "throw", &mut [exc.value()])
            .map(Some),
    };
    match outcome {
        Ok(Some(value)) => Step::Yielded(value),
        Ok(None) => Step::Returned(vm.take_stop_value()),
        Err(e)
            if vm.is_instance_of(&e, &vm.types.stop_iteration)
                && !matches!(coroutine.payload(), Some(Payload::Generator(_))) =>
        {
            Step::Returned(e.field("value").unwrap_or(Value::NONE))
        }
        Err(e) => Step::Raised(e),
    }
}

/// One step of a task: until its coroutine waits for something, or ends.
pub fn step(vm: &Vm, task: &Value, error: Value) -> PyResult<()> {
    let (future, part) = parts(vm, task)?;
    if future.is_done() {
        let shown = match error.is_set() {
            true => vm.repr(&error)?.to_string(),
            false => "None".to_owned(),
        };
        let message = format!("__step(): already done: {} {shown}", vm.repr(task)?);
        return Err(future.shared.invalid_state(vm, message));
    }
    let mut exc = Exc::from_value(&error);
    if part.must_cancel.get() {
        let is_cancelling = exc
            .as_ref()
            .is_some_and(|e| future.shared.is_cancelled_error(vm, e));
        if !is_cancelling {
            exc = Some(future.make_cancelled_error(vm)?);
        }
        part.must_cancel.set(false);
    }
    let waited = part.waiter.replace(Value::NONE);
    drop(waited);
    let event_loop = future.event_loop.borrow().clone();
    let before = set_current_task(vm, &event_loop, task.clone());
    let coroutine = part.coroutine.borrow().clone();
    let result = match advance(vm, &coroutine, exc) {
        Step::Yielded(value) => wait_for(vm, task, future, part, value),
        Step::Returned(value) => returned(vm, task, future, part, value),
        Step::Raised(exc) => raised(vm, task, future, exc),
    };
    let own = set_current_task(vm, &event_loop, before);
    drop(own);
    result
}

fn returned(vm: &Vm, task: &Value, future: &Future, part: &TaskPart, value: Value) -> PyResult<()> {
    if part.must_cancel.replace(false) {
        let message = future.cancel_message.borrow().clone();
        return future::cancel(vm, task, future, message).map(drop);
    }
    future::finish(vm, task, future, value)
}

fn raised(vm: &Vm, task: &Value, future: &Future, exc: Exc) -> PyResult<()> {
    if future.shared.is_cancelled_error(vm, &exc) {
        let message = future.cancel_message.borrow().clone();
        future.cancelled_error.replace(exc.value());
        return future::cancel(vm, task, future, message).map(drop);
    }
    future::fail(vm, task, future, &exc)?;
    match ends_the_loop(vm, &exc) {
        true => Err(exc),
        false => Ok(()),
    }
}

/// The coroutine has yielded: mostly a future, which it awaits.
fn wait_for(vm: &Vm, task: &Value, future: &Future, part: &TaskPart, value: Value) -> PyResult<()> {
    let event_loop = future.event_loop.borrow().clone();
    if value.is_none() {
        // A bare yield: the others get their turn.
        return go_on(vm, &event_loop, task, Value::UNSET);
    }
    if value.is(task) {
        let message = format!("Task cannot await on itself: {}", vm.repr(task)?);
        return complain(vm, &event_loop, task, message);
    }
    if let Some(awaited) = future_of(&value)
        && is_exact(&value)
    {
        if !awaited.event_loop.borrow().is(&event_loop) {
            return other_loop(vm, &event_loop, task, &value);
        }
        if !awaited.blocking.replace(false) {
            return no_await(vm, &event_loop, task, &value);
        }
        future::wake_when_done(vm, &value, awaited, task)?;
    } else {
        let blocking = vm.attr_opt(&value, "_asyncio_future_blocking")?;
        let Some(blocking) = blocking.filter(|b| !b.is_none()) else {
            if let Some(Payload::Generator(_)) = value.payload() {
                let message = format!(
                    "yield was used instead of yield from for generator in task {} with {}",
                    vm.repr(task)?,
                    vm.repr(&value)?
                );
                return complain(vm, &event_loop, task, message);
            }
            let message = format!("Task got bad yield: {}", vm.repr(&value)?);
            return complain(vm, &event_loop, task, message);
        };
        if !vm.call_method(&value, "get_loop", &mut [])?.is(&event_loop) {
            return other_loop(vm, &event_loop, task, &value);
        }
        if !vm.is_true(&blocking)? {
            return no_await(vm, &event_loop, task, &value);
        }
        vm.set_attr(
            &value,
            &Str::intern("_asyncio_future_blocking"),
            Value::FALSE,
        )?;
        let add = vm.attr(&value, "add_done_callback")?;
        let wakeup = vm.wrap(TaskWakeup::new(task.clone()));
        let context = part.context.borrow().clone();
        vm.call_kw(&add, &mut [wakeup, context], &[Str::intern("context")])?;
    }
    part.waiter.replace(value.clone());
    if part.must_cancel.get() {
        let message = future.cancel_message.borrow().clone();
        if cancel_any(vm, &value, message)? {
            part.must_cancel.set(false);
        }
    }
    Ok(())
}

fn go_on(vm: &Vm, event_loop: &Value, task: &Value, error: Value) -> PyResult<()> {
    let task = task.clone();
    event_loop::soon(vm, event_loop, Entry::Step { task, error })
}

/// The coroutine has done what it must not: it hears of it at the next step.
fn complain(vm: &Vm, event_loop: &Value, task: &Value, message: String) -> PyResult<()> {
    go_on(vm, event_loop, task, vm.runtime_error(message).value())
}

fn other_loop(vm: &Vm, event_loop: &Value, task: &Value, value: &Value) -> PyResult<()> {
    let (task_text, future_text) = (vm.repr(task)?, vm.repr(value)?);
    let message = format!("Task {task_text} got Future {future_text} attached to a different loop");
    complain(vm, event_loop, task, message)
}

fn no_await(vm: &Vm, event_loop: &Value, task: &Value, value: &Value) -> PyResult<()> {
    let (task_text, future_text) = (vm.repr(task)?, vm.repr(value)?);
    let message =
        format!("yield was used instead of yield from in task {task_text} with {future_text}");
    complain(vm, event_loop, task, message)
}

/// What a task waited for is done.
pub fn wake_up(vm: &Vm, task: &Value, awaited: &Value) -> PyResult<()> {
    let outcome = match future_of(awaited) {
        Some(future) if is_exact(awaited) => future.outcome(vm),
        _ => vm.call_method(awaited, "result", &mut []),
    };
    match outcome {
        Ok(_) => step(vm, task, Value::UNSET),
        Err(e) => step(vm, task, e.value()),
    }
}

/// `awaitable.cancel(msg=…)`, of any kind of future.
fn cancel_any(vm: &Vm, value: &Value, message: Value) -> PyResult<bool> {
    if is_exact(value)
        && let Some(future) = future_of(value)
    {
        return match future.task.get() {
            Some(part) => vm.nested(|| cancel(vm, value, future, part, message), ""),
            None => future::cancel(vm, value, future, message),
        };
    }
    let method = vm.attr(value, "cancel")?;
    let answer = vm.call_kw(&method, &mut [message], &[Str::intern("msg")])?;
    vm.is_true(&answer)
}

fn cancel(
    vm: &Vm,
    _task: &Value,
    future: &Future,
    part: &TaskPart,
    message: Value,
) -> PyResult<bool> {
    future.log_traceback.set(false);
    if future.is_done() {
        return Ok(false);
    }
    part.cancel_requests.set(part.cancel_requests.get() + 1);
    let waiter = part.waiter.borrow().clone();
    if !waiter.is_none() && cancel_any(vm, &waiter, message.clone())? {
        return Ok(true);
    }
    part.must_cancel.set(true);
    let old = future.cancel_message.replace(message);
    drop(old);
    Ok(true)
}

fn is_coroutine(vm: &Vm, value: &Value) -> bool {
    if let Some(Payload::Generator(g)) = value.payload() {
        return g.kind.get() == Some(CodeKind::Coroutine);
    }
    let class = vm.class_of(value);
    let needed = ["__await__", "send", "throw", "close"];
    needed
        .iter()
        .all(|name| class.lookup(&Str::intern(name)).is_some())
}

fn init(
    vm: &Vm,
    this: Native<Future>,
    coroutine: Value,
    event_loop: Value,
    name: Value,
    context: Value,
    eager_start: bool,
) -> PyResult<()> {
    this.set_loop(vm, event_loop)?;
    if !is_coroutine(vm, &coroutine) {
        return Err(vm.type_error(format!(
            "a coroutine was expected, got {}",
            vm.repr(&coroutine)?
        )));
    }
    let context = match context.is_none() {
        true => contextvars::copy_context(vm),
        false => context,
    };
    let name = match name.is_none() {
        true => {
            let number = this.shared.named.get() + 1;
            this.shared.named.set(number);
            Name::Number(number)
        }
        false => Name::Text(vm.str(&name)?.into()),
    };
    let part = TaskPart {
        coroutine: RefCell::new(coroutine),
        context: RefCell::new(context.clone()),
        name: RefCell::new(name),
        waiter: RefCell::new(Value::NONE),
        must_cancel: Cell::new(false),
        cancel_requests: Cell::new(0),
        log_destroy_pending: Cell::new(true),
    };
    if this.task.set(Box::new(part)).is_err() {
        return Err(vm.runtime_error("Task object is initialized already"));
    }
    this.shared.enter(this.obj());
    let (task, event_loop) = (this.value(), this.event_loop.borrow().clone());
    if eager_start && running_loop(vm).is_some_and(|running| running.is(&event_loop)) {
        return contextvars::run_in(vm, &context, || step(vm, &task, Value::UNSET));
    }
    go_on(vm, &event_loop, &task, Value::UNSET)
}

/// The class `Task`; the state is a [`Future`].
pub struct Task;

impl NativeObject for Task {}

/// A getter of a task's field: None for a task whose `__init__` has not run.
fn field(def: ClassDef, name: &'static str, read: fn(&Future, &TaskPart) -> Value) -> ClassDef {
    def.getter(name, "", move |_: &Vm, this: Native<Future>| {
        let part = this.task.get();
        Ok(part.map_or(Value::NONE, |part| read(&this, part)))
    })
}

fn fields(def: ClassDef) -> ClassDef {
    let def = field(def, "_coro", |_, part| part.coroutine.borrow().clone());
    let def = field(def, "_fut_waiter", |_, part| part.waiter.borrow().clone());
    let def = field(def, "_must_cancel", |_, part| {
        Value::bool(part.must_cancel.get())
    });
    let def = field(def, "_num_cancels_requested", |_, part| {
        Value::int(part.cancel_requests.get())
    });
    def.property(
        "_log_destroy_pending",
        "",
        |_: &Vm, this: Native<Future>| {
            Ok(this.task.get().is_some_and(|t| t.log_destroy_pending.get()))
        },
        |vm: &Vm, this: Native<Future>, value: Option<Value>| {
            let value = value.ok_or_else(|| vm.attribute_error_text("cannot delete attribute"))?;
            let value = vm.is_true(&value)?;
            if let Some(part) = this.task.get() {
                part.log_destroy_pending.set(value);
            }
            Ok(())
        },
    )
}

fn uncancel(vm: &Vm, this: Value) -> PyResult<i64> {
    let (_, part) = parts(vm, &this)?;
    let left = part.cancel_requests.get();
    if left > 0 {
        part.cancel_requests.set(left - 1);
        if left == 1 {
            part.must_cancel.set(false);
        }
    }
    Ok(part.cancel_requests.get())
}

/// The frames of the coroutine and of those that it awaits, the oldest first.
fn stack(vm: &Vm, this: Value, limit: Option<i64>) -> PyResult<Vec<Value>> {
    let (_, part) = parts(vm, &this)?;
    let mut frames = Vec::new();
    let frame = vm.attr_opt(&part.coroutine.borrow().clone(), "cr_frame")?;
    frames.extend(frame.filter(|f| !f.is_none()));
    if let Some(limit) = limit {
        let keep = usize::try_from(limit).unwrap_or(0);
        let gone = frames.len().saturating_sub(keep);
        drop(frames.drain(..gone));
    }
    Ok(frames)
}

impl NativeType for Task {
    const NAME: &'static str = "_asyncio.Task";
    fn class_def(vm: &Vm) -> ClassDef {
        let base = vm.class_for::<Future>();
        let mut def =
            ClassDef::native::<Task>("_asyncio", "A coroutine that the loop drives.").base(&base);
        def.layout = base.layout;
        let def = def
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, _: Args| {
                    Ok(vm.wrap_as(class, Future::new(vm)))
                }));
            })
            .init(
                "__init__(self, coro, *, loop=None, name=None, context=None, eager_start=False)",
                "",
                init,
            )
            .method(
                "cancel(self, /, msg=None)",
                "Have CancelledError raised in the coroutine; whether it will be.",
                |vm: &Vm, this: Value, message: Value| {
                    let (future, part) = parts(vm, &this)?;
                    cancel(vm, &this, future, part, message)
                },
            )
            .method(
                "cancelling(self, /)",
                "How often cancel() was called and not taken back.",
                |vm: &Vm, this: Value| Ok(parts(vm, &this)?.1.cancel_requests.get()),
            )
            .method(
                "uncancel(self, /)",
                "Take one cancel() back; how many are left.",
                uncancel,
            )
            .method(
                "get_coro(self, /)",
                "The coroutine.",
                |vm: &Vm, this: Value| Ok(parts(vm, &this)?.1.coroutine.borrow().clone()),
            )
            .method(
                "get_context(self, /)",
                "The context in which the coroutine runs.",
                |vm: &Vm, this: Value| Ok(parts(vm, &this)?.1.context.borrow().clone()),
            )
            .method(
                "get_name(self, /)",
                "The task's name.",
                |vm: &Vm, this: Value| Ok(parts(vm, &this)?.1.name()),
            )
            .method(
                "set_name(self, value, /)",
                "Give the task a name.",
                |vm: &Vm, this: Value, value: Value| {
                    let (_, part) = parts(vm, &this)?;
                    let text = vm.str(&value)?;
                    let old = part.name.replace(Name::Text(text.into()));
                    drop(old);
                    Ok(())
                },
            )
            .method(
                "get_stack(self, /, *, limit=None)",
                "The frames of the coroutine, as far as they are known.",
                stack,
            )
            .method(
                "set_result(self, result, /)",
                "Only the coroutine gives a task its result.",
                |vm: &Vm, _: Value, _result: Value| -> PyResult<()> {
                    Err(vm.runtime_error("Task does not support set_result operation"))
                },
            )
            .method(
                "set_exception(self, exception, /)",
                "Only the coroutine gives a task an exception.",
                |vm: &Vm, _: Value, _exception: Value| -> PyResult<()> {
                    Err(vm.runtime_error("Task does not support set_exception operation"))
                },
            );
        fields(def)
    }
}

/// A step of a task as a function, for loops that are not of this module.
pub struct TaskStep {
    task: Value,
    /// Unset without one.
    error: Value,
}

impl TaskStep {
    pub fn new(task: Value, error: Value) -> TaskStep {
        TaskStep { task, error }
    }
}

impl NativeObject for TaskStep {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.task);
        visit(&self.error);
    }
}

impl NativeType for TaskStep {
    const NAME: &'static str = "TaskStepMethWrapper";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<TaskStep>("builtins", "A step of a task.")
            .is_final()
            .slots(|s| {
                s.call.set(Some(|vm, this, args: Args| {
                    let Some(state) = Native::<TaskStep>::from_value(this) else {
                        return Err(vm.type_error("not a step of a task"));
                    };
                    if !args.values.is_empty() {
                        return Err(vm.type_error("function takes no positional arguments"));
                    }
                    step(vm, &state.task, state.error.clone())?;
                    Ok(Value::NONE)
                }));
            })
            .getter("__self__", "The task.", |_: &Vm, this: Native<TaskStep>| {
                Ok(this.task.clone())
            })
    }
}

/// Awaited, it lets the other tasks have their turn: `sleep(0)`.
#[derive(Default)]
pub struct Pause(Cell<bool>);

impl NativeObject for Pause {}

impl NativeType for Pause {
    const NAME: &'static str = "_Pause";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Pause>(
            "_asyncio",
            "Awaited, it lets the other tasks have their turn.",
        )
        .is_final()
        .slots(|s| {
            s.new.set(Some(|vm: &Vm, _: &Class, _: Args| {
                Ok(vm.wrap(Pause::default()))
            }));
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(|vm, this| {
                let state = this.as_obj().and_then(|o| o.native::<Pause>());
                match state.is_some_and(|p| !p.0.replace(true)) {
                    true => Ok(Some(Value::NONE)),
                    false => {
                        vm.set_stop_value(Value::NONE);
                        Ok(None)
                    }
                }
            }));
        })
        .method("__await__(self, /)", "", |_: &Vm, this: Value| Ok(this))
    }
}

/// What a future calls that a task waits for.
pub struct TaskWakeup(Value);

impl TaskWakeup {
    pub fn new(task: Value) -> TaskWakeup {
        TaskWakeup(task)
    }
}

impl NativeObject for TaskWakeup {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

impl NativeType for TaskWakeup {
    const NAME: &'static str = "TaskWakeup";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<TaskWakeup>("_asyncio", "Lets a task go on.")
            .is_final()
            .slots(|s| {
                s.call.set(Some(|vm, this, args: Args| {
                    let Some(state) = Native::<TaskWakeup>::from_value(this) else {
                        return Err(vm.type_error("not a task's wakeup"));
                    };
                    let (values, _) = args.into_parts();
                    let [future] = values.as_slice() else {
                        return Err(vm.type_error("task_wakeup() takes exactly one argument"));
                    };
                    wake_up(vm, &state.0, future)?;
                    Ok(Value::NONE)
                }));
            })
            .getter(
                "__self__",
                "The task.",
                |_: &Vm, this: Native<TaskWakeup>| Ok(this.0.clone()),
            )
            .getter("__name__", "", |_: &Vm, _: Native<TaskWakeup>| {
                Ok("task_wakeup")
            })
    }
}

/// `current_task(loop=None)`
fn running_task(vm: &Vm, event_loop: Value) -> PyResult<Value> {
    let event_loop = match event_loop.is_none() {
        true => running_loop(vm).ok_or_else(|| vm.runtime_error("no running event loop"))?,
        false => event_loop,
    };
    let task = current_task(vm, &event_loop);
    Ok(if task.is_set() { task } else { Value::NONE })
}

/// `all_tasks(loop=None)`
fn all_tasks(vm: &Vm, event_loop: Value) -> PyResult<Value> {
    let event_loop = match event_loop.is_none() {
        true => running_loop(vm).ok_or_else(|| vm.runtime_error("no running event loop"))?,
        false => event_loop,
    };
    let shared = vm.state::<Shared>();
    let tasks: Vec<Value> = {
        let tasks = shared.tasks.borrow();
        let alive = tasks.iter().filter_map(std::rc::Weak::upgrade);
        alive.map(Value::heap).collect()
    };
    let found = Set::new(SetData::default());
    for task in tasks {
        let pending = future_of(&task).is_some_and(|f| f.progress.get() == Progress::Pending);
        if pending && loop_of(&task).is(&event_loop) {
            found.add(vm, task)?;
        }
    }
    Ok(found.value())
}

/// The functions of the module about tasks.
pub fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "current_task(loop=None)",
        "The task that runs; None outside of tasks.",
        running_task,
    )
    .function(
        "_all_tasks(loop=None)",
        "The tasks of a loop that are not done.",
        all_tasks,
    )
}
