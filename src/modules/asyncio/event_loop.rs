//! `_LoopCore`: the calls that are due, the timers, and the round that makes the calls.
//!
//! The base of `asyncio.BaseEventLoop`, which adds descriptors, signals and all that takes its time
//! anyway.

use std::cell::{Cell, RefCell};
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

use nix::time::{ClockId, clock_gettime};

use super::handle::Handle;
use super::task::{self, TaskStep, TaskWakeup};
use super::{Shared, core_of, ends_the_loop, future_of};
use crate::modules::contextvars;
use crate::native::{Args, ClassDef, NativeType, VarArgs};
use crate::object::{Class, Dict, Exc, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// What is due within this time is due now.
const RESOLUTION: f64 = 1e-9;

/// Cancelled timers are looked for when there are more of them than this, and they are the most.
const MANY_CANCELLED: usize = 100;

/// A call that is due.
pub enum Entry {
    /// A handle's.
    Handle(Value),
    /// A task goes on; with an exception if there is one.
    Step { task: Value, error: Value },
    /// A task goes on with what a future has brought.
    Wake { task: Value, future: Value },
    /// A function of the program's is called with a future that is done.
    Done {
        function: Value,
        future: Value,
        context: Value,
    },
}

impl Entry {
    fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        match self {
            Entry::Handle(handle) => visit(handle),
            Entry::Step { task, error: other }
            | Entry::Wake {
                task,
                future: other,
            } => {
                visit(task);
                visit(other);
            }
            Entry::Done {
                function,
                future,
                context,
            } => {
                visit(function);
                visit(future);
                visit(context);
            }
        }
    }

    /// The function, its argument if there is one, and the context, for loops that want them.
    fn into_call(self, vm: &Vm) -> (Value, Option<Value>, Value) {
        match self {
            Entry::Handle(handle) => (handle, None, Value::NONE),
            Entry::Step { task, error } => {
                let context = task::context_of(&task);
                (vm.wrap(TaskStep::new(task, error)), None, context)
            }
            Entry::Wake { task, future } => {
                let context = task::context_of(&task);
                (vm.wrap(TaskWakeup::new(task)), Some(future), context)
            }
            Entry::Done {
                function,
                future,
                context,
            } => (function, Some(future), context),
        }
    }

    fn into_handle(self, vm: &Vm, event_loop: &Value) -> Value {
        if let Entry::Handle(handle) = self {
            return handle;
        }
        let (function, arg, context) = self.into_call(vm);
        let args: Value = Tuple::new(arg.into_iter().collect()).into();
        let of = event_loop.clone();
        vm.wrap(Handle::new(vm, function, args, of, context, Value::UNSET))
    }

    fn run(&self, vm: &Vm) -> PyResult<()> {
        match self {
            Entry::Handle(handle) => {
                let state = handle.as_obj().and_then(|o| o.native::<Handle>());
                match state {
                    Some(state) if !state.cancelled.get() => state.call(vm),
                    _ => Ok(()),
                }
            }
            Entry::Step { task, error } => contextvars::run_in(vm, &task::context_of(task), || {
                task::step(vm, task, error.clone())
            }),
            Entry::Wake { task, future } => {
                contextvars::run_in(vm, &task::context_of(task), || {
                    task::wake_up(vm, task, future)
                })
            }
            Entry::Done {
                function,
                future,
                context,
            } => contextvars::run_in(vm, context, || {
                vm.call(function, &mut [future.clone()]).map(drop)
            }),
        }
    }
}

/// A handle among the timers: the earliest first, and of equal times the one that came first.
struct Timer {
    when: f64,
    number: u64,
    handle: Value,
}

impl Timer {
    fn is_cancelled(&self) -> bool {
        let state = self.handle.as_obj().and_then(|o| o.native::<Handle>());
        state.is_none_or(|h| h.cancelled.get())
    }

    /// It is among the timers no more.
    fn leave(self) -> Value {
        if let Some(state) = self.handle.as_obj().and_then(|o| o.native::<Handle>()) {
            state.scheduled.set(false);
        }
        self.handle
    }
}

impl Ord for Timer {
    fn cmp(&self, other: &Timer) -> Ordering {
        let by_time = self.when.total_cmp(&other.when);
        by_time.then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Timer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Timer {
    fn eq(&self, other: &Timer) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Timer {}

/// The state of a loop.
pub struct LoopCore {
    ready: RefCell<VecDeque<Entry>>,
    timers: RefCell<BinaryHeap<Reverse<Timer>>>,
    cancelled_timers: Cell<usize>,
    last_number: Cell<u64>,
    closed: Cell<bool>,
    stopping: Cell<bool>,
    /// Descriptors are watched: each round has to look at them.
    watching: Cell<bool>,
    /// The task that runs; unset between tasks.
    pub(super) current: RefCell<Value>,
    /// The class has not overridden `call_soon`.
    pub(super) is_plain: bool,
    /// The class has not overridden `time`.
    own_time: bool,
}

impl NativeObject for LoopCore {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(ready) = self.ready.try_borrow() {
            ready.iter().for_each(|entry| entry.visit(visit));
        }
        if let Ok(timers) = self.timers.try_borrow() {
            timers.iter().for_each(|timer| visit(&timer.0.handle));
        }
        if let Ok(current) = self.current.try_borrow() {
            visit(&current);
        }
    }
    fn clear(&self) {
        self.forget();
        let current = self.current.take();
        drop(current);
    }
}

impl LoopCore {
    /// Forget all calls.
    fn forget(&self) {
        let ready = self.ready.take();
        let timers = self.timers.take();
        drop((ready, timers));
    }

    fn check_open(&self, vm: &Vm) -> PyResult<()> {
        match self.closed.get() {
            true => Err(vm.runtime_error("Event loop is closed")),
            false => Ok(()),
        }
    }

    /// A timer has been cancelled: when there are many, they go.
    pub(super) fn timer_cancelled(&self) {
        let count = self.cancelled_timers.get() + 1;
        self.cancelled_timers.set(count);
        let Ok(mut timers) = self.timers.try_borrow_mut() else {
            return;
        };
        if count <= MANY_CANCELLED || count * 2 <= timers.len() {
            return;
        }
        let all = std::mem::take(&mut *timers).into_vec();
        let (gone, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|t| t.0.is_cancelled());
        *timers = left.into();
        drop(timers);
        self.cancelled_timers.set(0);
        drop(gone);
    }

    /// The first timer, those that were cancelled having been removed.
    fn first_timer(&self) -> Option<f64> {
        loop {
            let gone = {
                let mut timers = self.timers.borrow_mut();
                match timers.peek() {
                    Some(Reverse(timer)) if timer.is_cancelled() => timers.pop(),
                    Some(Reverse(timer)) => return Some(timer.when),
                    None => return None,
                }
            };
            self.cancelled_timers
                .set(self.cancelled_timers.get().saturating_sub(1));
            drop(gone.map(|t| t.0.leave()));
        }
    }

    /// Timers whose time has come become calls that are due.
    fn move_due(&self, now: f64) {
        while let Some(when) = self.first_timer()
            && when <= now + RESOLUTION
        {
            let timer = self.timers.borrow_mut().pop();
            if let Some(Reverse(timer)) = timer {
                self.ready
                    .borrow_mut()
                    .push_back(Entry::Handle(timer.leave()));
            }
        }
    }
}

/// The clock of loops.
fn monotonic(vm: &Vm) -> PyResult<f64> {
    match clock_gettime(ClockId::CLOCK_MONOTONIC) {
        Ok(time) => Ok(time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9),
        Err(e) => Err(vm.os_error_number(e as i32, &[])),
    }
}

/// The time of a loop's clock.
fn time_of(vm: &Vm, this: &Native<LoopCore>) -> PyResult<f64> {
    match this.own_time {
        true => monotonic(vm),
        false => {
            let time = vm.call_method(&this.value(), "time", &mut [])?;
            vm.to_f64(&time)
        }
    }
}

/// Have a loop make a call in its next round.
pub fn soon(vm: &Vm, event_loop: &Value, entry: Entry) -> PyResult<()> {
    if let Some(core) = core_of(event_loop)
        && core.is_plain
    {
        core.check_open(vm)?;
        core.ready.borrow_mut().push_back(entry);
        return Ok(());
    }
    let (function, arg, context) = entry.into_call(vm);
    let mut all = vec![function];
    all.extend(arg);
    all.push(context);
    let call_soon = vm.attr(event_loop, "call_soon")?;
    vm.call_kw(&call_soon, &mut all, &[Str::intern("context")])
        .map(drop)
}

/// What a call has raised: SystemExit and KeyboardInterrupt leave the loop, the rest is reported.
pub fn report(vm: &Vm, event_loop: &Value, exc: Exc, handle: &Value) -> PyResult<()> {
    if ends_the_loop(vm, &exc) {
        return Err(exc);
    }
    let callback = match handle.as_obj().and_then(|o| o.native::<Handle>()) {
        Some(_) => vm.attr(handle, "_callback")?,
        None => handle.clone(),
    };
    let text = vm
        .state::<Shared>()
        .describe(vm, &Value::tuple(vec![callback]))?;
    let report = Dict::new();
    let message = Str::new(format!("Exception in callback {}", vm.display(&text)?));
    for (name, value) in [
        ("message", message.into()),
        ("exception", exc.value()),
        ("handle", handle.clone()),
    ] {
        report.set_str(&Str::intern(name), value);
    }
    vm.call_method(event_loop, "call_exception_handler", &mut [report.into()])
        .map(drop)
}

/// Make the calls that are due, round after round, until there are none, the loop is stopped, or
/// descriptors have to be looked at.
fn run_ready(vm: &Vm, this: Native<LoopCore>) -> PyResult<()> {
    let event_loop = this.value();
    loop {
        if !this.timers.borrow().is_empty() {
            this.move_due(time_of(vm, &this)?);
        }
        let count = this.ready.borrow().len();
        for _ in 0..count {
            let entry = this.ready.borrow_mut().pop_front();
            let Some(entry) = entry else { break };
            if let Err(e) = entry.run(vm) {
                if ends_the_loop(vm, &e) {
                    return Err(e);
                }
                let handle = entry.into_handle(vm, &event_loop);
                report(vm, &event_loop, e, &handle)?;
            }
        }
        if this.watching.get() || this.stopping.get() || this.ready.borrow().is_empty() {
            return Ok(());
        }
    }
}

fn call_soon(
    vm: &Vm,
    this: Native<LoopCore>,
    callback: Value,
    args: VarArgs,
    context: Value,
) -> PyResult<Value> {
    this.check_open(vm)?;
    let args: Value = Tuple::new(args.0).into();
    let handle = Handle::new(vm, callback, args, this.value(), context, Value::UNSET);
    let handle = vm.wrap(handle);
    this.ready
        .borrow_mut()
        .push_back(Entry::Handle(handle.clone()));
    Ok(handle)
}

fn schedule(
    vm: &Vm,
    this: &Native<LoopCore>,
    when: Value,
    callback: Value,
    args: VarArgs,
    context: Value,
) -> PyResult<Value> {
    this.check_open(vm)?;
    let time = vm.to_f64(&when)?;
    let args: Value = Tuple::new(args.0).into();
    let state = Handle::new(vm, callback, args, this.value(), context, when);
    state.scheduled.set(true);
    let class = vm.class_for::<super::TimerHandle>();
    let handle = vm.wrap_as(&class, state);
    let number = this.last_number.get() + 1;
    this.last_number.set(number);
    this.timers.borrow_mut().push(Reverse(Timer {
        when: time,
        number,
        handle: handle.clone(),
    }));
    Ok(handle)
}

fn call_at(
    vm: &Vm,
    this: Native<LoopCore>,
    when: Value,
    callback: Value,
    args: VarArgs,
    context: Value,
) -> PyResult<Value> {
    if when.is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    schedule(vm, &this, when, callback, args, context)
}

fn call_later(
    vm: &Vm,
    this: Native<LoopCore>,
    delay: Value,
    callback: Value,
    args: VarArgs,
    context: Value,
) -> PyResult<Value> {
    if delay.is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let now = Value::float(time_of(vm, &this)?);
    let when = vm.binary(crate::compile::op::BinaryOp::Add, &now, &delay)?;
    schedule(vm, &this, when, callback, args, context)
}

/// How long the loop may sleep: 0 if a call is due, None if there is none to come.
fn timeout(vm: &Vm, this: Native<LoopCore>) -> PyResult<Value> {
    if this.stopping.get() || !this.ready.borrow().is_empty() {
        return Ok(Value::int(0));
    }
    match this.first_timer() {
        None => Ok(Value::NONE),
        Some(when) => {
            let span = when - time_of(vm, &this)?;
            match span > 0.0 {
                // A day at most, so that no wait overflows.
                true => Ok(Value::float(span.min(86_400.0))),
                false => Ok(Value::int(0)),
            }
        }
    }
}

fn truth(vm: &Vm, value: Option<Value>) -> PyResult<bool> {
    value.map_or(Ok(false), |v| vm.is_true(&v))
}

fn new(vm: &Vm, class: &Class, _: Args) -> PyResult<Value> {
    let own = vm.class_for::<LoopCore>();
    let is_own = |name: &str| {
        let name = Str::intern(name);
        match (class.lookup(&name), own.lookup(&name)) {
            (Some(a), Some(b)) => a.is(&b),
            _ => false,
        }
    };
    let state = LoopCore {
        ready: RefCell::default(),
        timers: RefCell::default(),
        cancelled_timers: Cell::new(0),
        last_number: Cell::new(0),
        closed: Cell::new(false),
        stopping: Cell::new(false),
        watching: Cell::new(false),
        current: RefCell::default(),
        is_plain: is_own("call_soon"),
        own_time: is_own("time"),
    };
    Ok(vm.wrap_as(class, state))
}

impl NativeType for LoopCore {
    const NAME: &'static str = "_LoopCore";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<LoopCore>("_asyncio", "The calls that a loop is to make.")
            .slots(|s| s.new.set(Some(new)))
            .method(
                "def time(self)",
                "The loop's clock, in seconds.",
                |vm: &Vm, _: Native<LoopCore>| monotonic(vm),
            )
            .method(
                "def call_soon(self, callback, *args, context=None)",
                "Have a function called in the next round.",
                call_soon,
            )
            .method(
                "def call_later(self, delay, callback, *args, context=None)",
                "Have a function called so many seconds later.",
                call_later,
            )
            .method(
                "def call_at(self, when, callback, *args, context=None)",
                "Have a function called at a time of the loop's clock.",
                call_at,
            )
            .method(
                "def is_closed(self)",
                "Whether the loop is closed.",
                |_: &Vm, this: Native<LoopCore>| Ok(this.closed.get()),
            )
            .method(
                "def _check_closed(self)",
                "RuntimeError for a closed loop.",
                |vm: &Vm, this: Native<LoopCore>| this.check_open(vm),
            )
            .method(
                "def stop(self)",
                "Stop after the present round.",
                |_: &Vm, this: Native<LoopCore>| {
                    this.stopping.set(true);
                    Ok(())
                },
            )
            .property(
                "_stopping",
                "The loop stops after this round.",
                |_: &Vm, this: Native<LoopCore>| Ok(this.stopping.get()),
                |vm: &Vm, this: Native<LoopCore>, value: Option<Value>| {
                    this.stopping.set(truth(vm, value)?);
                    Ok(())
                },
            )
            .property(
                "_watching",
                "Each round has to look at descriptors.",
                |_: &Vm, this: Native<LoopCore>| Ok(this.watching.get()),
                |vm: &Vm, this: Native<LoopCore>, value: Option<Value>| {
                    this.watching.set(truth(vm, value)?);
                    Ok(())
                },
            )
            .method(
                "_add_handle(self, handle, /)",
                "A handle's call is due.",
                |_: &Vm, this: Native<LoopCore>, handle: Native<Handle>| {
                    this.ready
                        .borrow_mut()
                        .push_back(Entry::Handle(handle.value()));
                    Ok(())
                },
            )
            .method(
                "_end(self, /)",
                "Be closed, and forget all calls.",
                |_: &Vm, this: Native<LoopCore>| {
                    this.closed.set(true);
                    this.forget();
                    Ok(())
                },
            )
            .method(
                "_timeout(self, /)",
                "How long the loop may sleep: 0 if a call is due, None if none is to come.",
                timeout,
            )
            .method(
                "_run_ready(self, /)",
                "Make the calls that are due.",
                run_ready,
            )
    }
}

/// The task that runs in a loop; unset if none does.
pub fn current_task(vm: &Vm, event_loop: &Value) -> Value {
    if let Some(core) = core_of(event_loop) {
        return core.current.borrow().clone();
    }
    let shared = vm.state::<Shared>();
    let elsewhere = shared.elsewhere.borrow();
    let found = elsewhere.iter().find(|(l, _)| l.is(event_loop));
    found.map(|(_, task)| task.clone()).unwrap_or_default()
}

/// Say which task runs in a loop, unset for none; the one before.
pub fn set_current_task(vm: &Vm, event_loop: &Value, task: Value) -> Value {
    if let Some(core) = core_of(event_loop) {
        return core.current.replace(task);
    }
    let shared = vm.state::<Shared>();
    let mut elsewhere = shared.elsewhere.borrow_mut();
    let at = elsewhere.iter().position(|(l, _)| l.is(event_loop));
    let old = at.map(|at| elsewhere.swap_remove(at));
    if task.is_set() {
        elsewhere.push((event_loop.clone(), task));
    }
    drop(elsewhere);
    old.map(|(_, task)| task).unwrap_or_default()
}

/// The loop of a future.
pub fn loop_of(future: &Value) -> Value {
    future_of(future).map_or(Value::NONE, |f| f.event_loop.borrow().clone())
}
