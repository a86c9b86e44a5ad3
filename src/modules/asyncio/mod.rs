//! `_asyncio`: the parts of asyncio that run once for every step of every task.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | what all share, the running loop of a thread, the module |
//! | `future.rs` | `Future`, and waiting for one |
//! | `task.rs` | `Task`: driving a coroutine |
//! | `handle.rs` | `Handle` and `TimerHandle`: calls to come |
//! | `event_loop.rs` | `_LoopCore`: the calls that are due, and the round that makes them |
//!
//! The rest is in Python notation (`stdlib/asyncio`), and so are the reprs of futures, tasks and
//! handles. A step of a task becomes no Python object on its way through the queue. A loop of the
//! program's own, or one whose class overrides `call_soon`, is asked by that method.
//! A `call_soon` that a program puts into an instance of a loop is not seen by tasks and futures.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::native::ModuleDef;
use crate::object::{Class, Exc, Obj, Object, PyResult, Value};
use crate::vm::Vm;

mod event_loop;
mod future;
mod handle;
mod task;

use event_loop::LoopCore;
use future::{Future, FutureIter};
use handle::{Handle, TimerHandle};
use task::{Pause, Task, TaskStep, TaskWakeup};

/// What the parts in Python notation have told the native ones, and what all futures share.
#[derive(Default)]
struct Shared {
    cancelled_error: RefCell<Option<Class>>,
    invalid_state_error: RefCell<Option<Class>>,
    /// `describe(object)`: the repr of a future, a task or a handle.
    describe: RefCell<Value>,
    /// `find_loop()`: the loop of a future that is made without naming one.
    find_loop: RefCell<Value>,
    /// All tasks that may be alive.
    tasks: RefCell<Vec<Weak<Object>>>,
    /// How many there may be until those that are gone are looked for.
    tidy_at: Cell<usize>,
    /// How many tasks have been given a name by their number.
    named: Cell<u64>,
    /// The current tasks of loops that are not of `LoopCore`.
    elsewhere: RefCell<Vec<(Value, Value)>>,
}

impl Shared {
    fn class(vm: &Vm, class: &RefCell<Option<Class>>) -> PyResult<Class> {
        let found = class.borrow().clone();
        found.ok_or_else(|| vm.runtime_error("the module asyncio has not been imported"))
    }

    fn cancelled_error(&self, vm: &Vm) -> PyResult<Class> {
        Shared::class(vm, &self.cancelled_error)
    }

    fn invalid_state(&self, vm: &Vm, message: impl AsRef<str>) -> Exc {
        match Shared::class(vm, &self.invalid_state_error) {
            Ok(class) => vm.exception(&class, message),
            Err(e) => e,
        }
    }

    fn is_cancelled_error(&self, vm: &Vm, exc: &Exc) -> bool {
        let class = self.cancelled_error.borrow().clone();
        class.is_some_and(|c| vm.is_instance_of(exc, &c))
    }

    fn describe(&self, vm: &Vm, object: &Value) -> PyResult<Value> {
        let describe = self.describe.borrow().clone();
        vm.call(&describe, &mut [object.clone()])
    }

    /// Note a task that has been made.
    fn enter(&self, task: &Obj) {
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() >= self.tidy_at.get() {
            tasks.retain(|t| t.strong_count() > 0);
            self.tidy_at.set((tasks.len() * 2).max(64));
        }
        tasks.push(Rc::downgrade(task));
    }
}

/// The state behind a value.
fn core_of(event_loop: &Value) -> Option<&LoopCore> {
    event_loop.as_obj()?.native::<LoopCore>()
}

fn future_of(value: &Value) -> Option<&Future> {
    value.as_obj()?.native::<Future>()
}

/// Whether an exception ends the loop rather than being reported.
fn ends_the_loop(vm: &Vm, exc: &Exc) -> bool {
    vm.is_instance_of(exc, &vm.types.keyboard_interrupt)
        || vm.is_instance_of(exc, &vm.types.system_exit)
}

fn running_loop(vm: &Vm) -> Option<Value> {
    let task = vm.tasks.current();
    let found = task.event_loop.borrow().clone();
    found.is_set().then_some(found)
}

/// The module `_asyncio`.
pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new(
        "_asyncio",
        "Futures, tasks, and the calls that a loop makes.",
    )
    .class::<Future>(vm)
    .class::<FutureIter>(vm)
    .class::<Handle>(vm)
    .class::<LoopCore>(vm)
    .class::<Pause>(vm)
    .class::<Task>(vm)
    .class::<TaskStep>(vm)
    .class::<TaskWakeup>(vm)
    .class::<TimerHandle>(vm)
    .function(
        "_introduce(cancelled_error, invalid_state_error, describe, find_loop, /)",
        "Tell this module what the rest of asyncio defines.",
        |vm: &Vm, cancelled: Class, invalid: Class, describe: Value, find_loop: Value| {
            let shared = vm.state::<Shared>();
            shared.cancelled_error.replace(Some(cancelled));
            shared.invalid_state_error.replace(Some(invalid));
            shared.describe.replace(describe);
            shared.find_loop.replace(find_loop);
            Ok(())
        },
    )
    .function(
        "_get_running_loop()",
        "The loop that runs in this thread, or None.",
        |vm: &Vm| Ok(running_loop(vm).unwrap_or(Value::NONE)),
    )
    .function(
        "_set_running_loop(loop, /)",
        "Say which loop runs in this thread.",
        |vm: &Vm, event_loop: Value| {
            let value = match event_loop.is_none() {
                true => Value::UNSET,
                false => event_loop,
            };
            let old = vm.tasks.current().event_loop.replace(value);
            drop(old);
            Ok(())
        },
    )
    .function(
        "get_running_loop()",
        "The loop that runs in this thread; RuntimeError if none does.",
        |vm: &Vm| running_loop(vm).ok_or_else(|| vm.runtime_error("no running event loop")),
    );
    task::functions(def)
}
