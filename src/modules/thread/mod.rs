//! `_thread`: starting threads, and what they are told apart by.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | starting, joining, ending; the module |
//! | `lock.rs` | `lock` and `RLock` |
//! | `condition.rs` | waiting for a Condition |
//! | `local.rs` | `_local`: attributes of which each thread has its own |
//!
//! Threads are the scheduler's tasks ([`crate::vm::tasks`]). `threading` is written in Python
//! notation on top of this (`stdlib/threading.py`). Names that begin with an underscore serve
//! that module, and are not CPython's.

use std::rc::Rc;
use std::time::Duration;

use num_traits::ToPrimitive;

use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::{Dict, Exc, Native, NativeObject, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Ended, MAIN_IDENT, Started, Task, Wait, deadline_after};

mod condition;
mod local;
mod lock;

use condition::Waiters;
use local::Local;
use lock::{Lock, RLock};

/// The longest timeout, in seconds: as many as nanoseconds fit into 64 bits.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// The smallest stack that a program may ask for, in bytes.
const LEAST_STACK: i64 = 32 << 10;

/// What `start_joinable_thread` of CPython gives: a started thread.
struct ThreadHandle(Rc<Task>);

impl NativeObject for ThreadHandle {}

impl NativeType for ThreadHandle {
    const NAME: &'static str = "_thread._ThreadHandle";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<ThreadHandle>("_thread", "A started thread.")
            .is_final()
            .getter(
                "ident",
                "The thread's identity.",
                |_: &Vm, this: Native<ThreadHandle>| Ok(this.0.ident),
            )
            .method(
                "is_done(self, /)",
                "Whether the thread has ended.",
                |_: &Vm, this: Native<ThreadHandle>| Ok(this.0.is_done()),
            )
            .method(
                "join(self, timeout=None, /)",
                "Wait for the thread's end; whether it has come.",
                |vm: &Vm, this: Native<ThreadHandle>, timeout: Value| -> PyResult<bool> {
                    let timeout = match timeout.is_none() {
                        true => None,
                        false => Some(seconds(vm, &timeout)?.max(0.0)),
                    };
                    let deadline = timeout.map(|t| deadline_after(Duration::from_secs_f64(t)));
                    Err(vm.wait(Wait::new(Ended(this.0.clone())).until(deadline)))
                },
            )
            .method(
                "set_name(self, name, /)",
                "The name that reports show.",
                |_: &Vm, this: Native<ThreadHandle>, name: String| {
                    this.0.name.replace(name);
                    Ok(())
                },
            )
    }
}

/// Whether an object is a lock of this module that nobody has.
pub(super) fn is_free(lock: &Value) -> bool {
    lock::mutex_of(lock).is_some_and(|mutex| mutex.is_free())
}

/// Notify the first of those that wait, if the object is a `_Waiters`.
pub(super) fn notify_one(vm: &Vm, waiters: &Value) {
    if let Some(waiters) = Native::<Waiters>::from_value(waiters) {
        waiters.notify(vm, 1);
    }
}

/// A timeout in seconds, at most [`TIMEOUT_MAX`].
pub(super) fn seconds(vm: &Vm, timeout: &Value) -> PyResult<f64> {
    let seconds = match timeout.as_float() {
        Some(seconds) => seconds,
        None => vm.index_big(timeout)?.to_f64().unwrap_or(f64::INFINITY),
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() * 1e9 >= i64::MAX as f64 {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    if seconds.abs() > TIMEOUT_MAX {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(seconds)
}

fn check_start(vm: &Vm, function: &Value) -> PyResult<()> {
    let callable = match function.as_obj().map(|o| o.raw()) {
        Some(Payload::Function(_) | Payload::NativeFunction(_) | Payload::BoundMethod(..)) => true,
        _ => vm.class_of(function).slots.call.get().is_some(),
    };
    if callable {
        Ok(())
    } else {
        Err(vm.type_error("first arg must be callable"))
    }
}

/// The name of a thread that has none: what it runs.
fn name_for(vm: &Vm, function: &Value) -> String {
    let name = vm.attr_opt(function, "__name__").ok().flatten();
    let name = name.and_then(|n| Str::from_value(&n));
    name.map_or_else(|| "thread".to_owned(), |n| format!("thread {n}"))
}

fn start_new_thread(vm: &Vm, function: Value, args: Value, kwargs: Option<Value>) -> PyResult<u64> {
    check_start(vm, &function)?;
    let Some(args) = Tuple::from_value(&args) else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let mut keywords = Vec::new();
    if let Some(kwargs) = kwargs {
        let Some(kwargs) = Dict::from_value(&kwargs) else {
            return Err(vm.type_error("optional 3rd arg must be a dictionary"));
        };
        for (key, value) in kwargs.pairs() {
            let Some(key) = Str::from_value(&key) else {
                return Err(vm.type_error("keywords must be strings"));
            };
            keywords.push((key, value));
        }
    }
    let name = name_for(vm, &function);
    Ok(vm
        .spawn(function, args.to_vec(), keywords, name, true, false)
        .ident)
}

/// Start a thread and let it run first, as happens in CPython, where the starter waits until the
/// new thread has begun and the new thread then has the interpreter.
fn start(vm: &Vm, function: Value, name: String, daemon: bool) -> PyResult<Value> {
    check_start(vm, &function)?;
    let task = vm.spawn(function, Vec::new(), Vec::new(), name, daemon, true);
    let handle = vm.wrap(ThreadHandle(task.clone()));
    Err(vm.wait(Wait::new(Started(task, handle))))
}

/// The process's number for the main thread, and numbers after it for the others, as Linux gives
/// them out: the operating system knows of one thread only.
fn get_native_id(vm: &Vm) -> PyResult<u64> {
    Ok(u64::from(std::process::id()) + vm.tasks.ident() - MAIN_IDENT)
}

fn interrupt_main(vm: &Vm, signum: i64) -> PyResult<()> {
    match i32::try_from(signum) {
        Ok(signal @ 1..=64) => {
            vm.simulate_signal(signal);
            Ok(())
        }
        _ => Err(vm.value_error("signal number out of range")),
    }
}

fn stack_size(vm: &Vm, size: i64) -> PyResult<i64> {
    if size != 0 && size < LEAST_STACK {
        return Err(vm.value_error(format!("size not valid: {size} bytes")));
    }
    // Stacks here grow as they are used, up to more than programs ask for: 0 is "the default".
    if size > crate::vm::tasks::STACK_SIZE as i64 {
        return Err(vm.value_error(format!("size not valid: {size} bytes")));
    }
    let state = vm.state::<StackSize>();
    Ok(state.0.replace(size))
}

/// What the program last asked for.
#[derive(Default)]
struct StackSize(std::cell::Cell<i64>);

/// The report of an exception, without the frames of the library that it passed through last.
fn format_exception(vm: &Vm, exc: Exc) -> PyResult<String> {
    let mut entries = exc.traceback.borrow_mut();
    let inner = entries.iter().rposition(|e| !e.core.code.file.is_library());
    if let Some(inner) = inner {
        entries.truncate(inner + 1);
    }
    drop(entries);
    Ok(vm.format_exception(&exc))
}

/// The module `_thread`.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new(
        "_thread",
        "Threads: starting them, locks, data of their own.",
    )
    .value("lock", vm.class_for::<Lock>())
    .value("LockType", vm.class_for::<Lock>())
    .value("RLock", vm.class_for::<RLock>())
    .value("_Waiters", vm.class_for::<Waiters>())
    .value("_local", vm.class_for::<Local>())
    .value("_ThreadHandle", vm.class_for::<ThreadHandle>())
    .value("error", vm.types.runtime_error.clone())
    .value("DeadlockError", vm.deadlock_error_class())
    .float("TIMEOUT_MAX", TIMEOUT_MAX)
    .function(
        "start_new_thread(function, args, kwargs=<none>, /)",
        "Start a thread that calls the function, and return the thread's identity.",
        start_new_thread,
    )
    .function(
        "start_new(function, args, kwargs=<none>, /)",
        "An old name of start_new_thread().",
        start_new_thread,
    )
    .function("allocate_lock()", "A new lock.", |vm: &Vm| {
        Ok(vm.wrap(Lock::default()))
    })
    .function(
        "allocate()",
        "An old name of allocate_lock().",
        |vm: &Vm| Ok(vm.wrap(Lock::default())),
    )
    .function(
        "exit()",
        "End this thread, by SystemExit.",
        |vm: &Vm| -> PyResult<()> { Err(vm.exception_with(&vm.types.system_exit, Vec::new())) },
    )
    .function(
        "exit_thread()",
        "An old name of exit().",
        |vm: &Vm| -> PyResult<()> { Err(vm.exception_with(&vm.types.system_exit, Vec::new())) },
    )
    .function(
        "get_ident()",
        "The identity of this thread: a number, not 0.",
        |vm: &Vm| Ok(vm.tasks.ident()),
    )
    .function(
        "get_native_id()",
        "The system's number of this thread.",
        get_native_id,
    )
    .function(
        "interrupt_main(signum=2, /)",
        "Raise KeyboardInterrupt in the main thread, as Ctrl-C does.",
        interrupt_main,
    )
    .function(
        "stack_size(size=0, /)",
        "Set the stack size that new threads have at least, and return the old one.",
        stack_size,
    )
    .function(
        "_count()",
        "How many threads run besides the main one.",
        |vm: &Vm| Ok(vm.tasks.company()),
    )
    .function(
        "_get_main_thread_ident()",
        "The main thread's identity.",
        |_: &Vm| Ok(MAIN_IDENT),
    )
    .function(
        "_start(function, name, daemon, /)",
        "Start a thread; its handle.",
        start,
    )
    .function("_main_handle()", "The main thread's handle.", |vm: &Vm| {
        Ok(vm.wrap(ThreadHandle(vm.tasks.main().clone())))
    })
    .function("_this_handle()", "This thread's handle.", |vm: &Vm| {
        Ok(vm.wrap(ThreadHandle(vm.tasks.current())))
    })
    .function(
        "_format_exception(exc, /)",
        "An exception's report, from the program's own frames on.",
        format_exception,
    )
    .function(
        "_shutdown()",
        "The main program is over: wait for the threads that are not daemons.",
        |vm: &Vm| vm.wait_for_threads(),
    )
}
