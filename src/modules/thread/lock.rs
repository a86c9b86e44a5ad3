//! Locks: `lock`, which any thread may release, and `RLock`, which its owner may take again.
//!
//! A released lock is free for whoever comes first, as in CPython: the thread that runs usually
//! takes it again without any switch. But a thread that was woken and found the lock taken again
//! is handed it over the next time, so that nobody waits for ever.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::seconds;
use crate::native::{Args, ClassDef, NativeType, VarArgs};
use crate::object::{Class, Module, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Asked, Condition, Holder, Task, Wait, WaitList, deadline_after};

/// The state of a lock.
#[derive(Default)]
pub(super) struct Mutex {
    /// Identity of the thread that has it; 0: it is free.
    owner: Cell<u64>,
    /// How often the owner has taken it.
    depth: Cell<u64>,
    /// It was handed over to the owner, who does not know yet.
    handed: Cell<bool>,
    pub(super) waiters: WaitList,
    /// Threads whose wait for a Condition was broken off while they did not have the lock, and how
    /// often each had taken it.
    owed: RefCell<Vec<(u64, u64)>>,
}

impl Mutex {
    /// Nobody has it.
    pub(super) fn is_free(&self) -> bool {
        self.owner.get() == 0
    }

    /// How often the owner has taken it.
    pub(super) fn depth(&self) -> u64 {
        self.depth.get()
    }

    /// Who has it.
    pub(super) fn holder(self: &Rc<Mutex>, vm: &Vm) -> Option<Holder> {
        match self.owner.get() {
            0 => None,
            ident => Some(Holder {
                ident,
                what: name_of(vm, self),
            }),
        }
    }

    /// A task that waited for it waits no more.
    pub(super) fn abandon(&self, vm: &Vm, task: &Rc<Task>) {
        self.waiters.leave(task);
        let handed = self.handed.get() && self.owner.get() == task.ident;
        if handed || self.owner.get() == 0 {
            // The waking that was meant for this task goes on to the next.
            self.free(vm);
        }
    }

    /// A task goes on without the lock that it had; `_take_back` puts that right.
    pub(super) fn owe(&self, ident: u64, depth: u64) {
        self.settle(ident);
        self.owed.borrow_mut().push((ident, depth));
    }

    /// The task has the lock again; how often it had taken it.
    pub(super) fn settle(&self, ident: u64) -> Option<u64> {
        let mut owed = self.owed.borrow_mut();
        let at = owed.iter().position(|(i, _)| *i == ident)?;
        Some(owed.swap_remove(at).1)
    }

    /// Take the lock for a task if it is free or was handed over to it.
    pub(super) fn take(&self, ident: u64, depth: u64) -> bool {
        let handed = self.handed.get() && self.owner.get() == ident;
        if self.owner.get() != 0 && !handed {
            return false;
        }
        self.owner.set(ident);
        self.depth.set(depth);
        self.handed.set(false);
        true
    }

    /// Make it free and wake who waits first.
    pub(super) fn free(&self, vm: &Vm) {
        self.owner.set(0);
        self.depth.set(0);
        self.handed.set(false);
        if let Some((task, in_vain)) = self.waiters.wake_one(vm)
            && in_vain
        {
            self.owner.set(task.ident);
            self.handed.set(true);
        }
    }

    fn word(&self) -> &'static str {
        if self.owner.get() == 0 {
            "unlocked"
        } else {
            "locked"
        }
    }
}

/// Waiting for a lock, to be taken `depth` times.
struct Acquire {
    mutex: Rc<Mutex>,
    depth: u64,
    /// The result in place of True.
    result: Value,
}

impl Condition for Acquire {
    fn ask(&mut self, _: &Vm, task: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        if self.mutex.take(task.ident, self.depth) {
            return Some(Ok(self.result.clone()));
        }
        match asked {
            Asked::Parking => self.mutex.waiters.enter(task),
            Asked::Woken => self.mutex.waiters.enter_again(task),
            Asked::TimedOut => {
                self.mutex.waiters.leave(task);
                return Some(Ok(Value::FALSE));
            }
        }
        None
    }

    fn describe(&self, _: &Vm) -> String {
        "a lock".to_owned()
    }

    fn holder(&self, vm: &Vm) -> Option<Holder> {
        self.mutex.holder(vm)
    }

    fn abandon(&mut self, vm: &Vm, task: &Rc<Task>) {
        self.mutex.abandon(vm, task);
    }
}

/// The state of a lock of this module; `None` for a subclass's, which may do as it likes.
pub(super) fn mutex_of(lock: &Value) -> Option<Rc<Mutex>> {
    let lock = match Native::<Lock>::from_value(lock) {
        Some(lock) => lock.0.clone(),
        None => Native::<RLock>::from_value(lock)?.0.clone(),
    };
    Some(lock)
}

/// The name by which the main program knows a lock.
fn name_of(vm: &Vm, mutex: &Rc<Mutex>) -> Option<String> {
    let main = vm.modules.get_str(&Str::intern("__main__"))?;
    let names = Module::from_value(&main)?.dict.pairs();
    let (name, _) = names
        .iter()
        .find(|(_, value)| mutex_of(value).is_some_and(|m| Rc::ptr_eq(&m, mutex)))?;
    Str::from_value(name)?.as_str().map(str::to_owned)
}

/// Take a lock again after a wait for a Condition that was broken off while it was given up.
fn take_back(vm: &Vm, mutex: &Rc<Mutex>) -> PyResult<Value> {
    let Some(depth) = mutex.settle(vm.tasks.ident()) else {
        return Ok(Value::NONE);
    };
    acquire_again(vm, mutex, depth)
}

/// Take a lock so many times, waiting for it.
fn acquire_again(vm: &Vm, mutex: &Rc<Mutex>, depth: u64) -> PyResult<Value> {
    if mutex.take(vm.tasks.ident(), depth) {
        return Ok(Value::NONE);
    }
    let condition = Acquire {
        mutex: mutex.clone(),
        depth,
        result: Value::NONE,
    };
    Err(vm.wait(Wait::new(condition)))
}

/// The arguments of `acquire`: whether to wait, and for how long (`None`: without end).
fn acquire_arguments(
    vm: &Vm,
    blocking: bool,
    timeout: &Value,
) -> PyResult<(bool, Option<Duration>)> {
    let seconds = seconds(vm, timeout)?;
    if !blocking && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    let span = (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds));
    Ok((blocking, span))
}

/// Take a lock that is not free, or fail to.
fn acquire(
    vm: &Vm,
    mutex: &Rc<Mutex>,
    (blocking, span): (bool, Option<Duration>),
    result: Value,
) -> PyResult<Value> {
    if !blocking || span.is_some_and(|s| s.is_zero()) {
        return Ok(Value::FALSE);
    }
    let condition = Acquire {
        mutex: mutex.clone(),
        depth: 1,
        result,
    };
    Err(vm.wait(Wait::new(condition).until(span.map(deadline_after))))
}

fn no_arguments(vm: &Vm, name: &str, args: &Args) -> PyResult<()> {
    match args.values.len() {
        0 => Ok(()),
        _ if !args.names.is_empty() => {
            Err(vm.type_error(format!("{name}() takes no keyword arguments")))
        }
        n => Err(vm.type_error(format!("{name} expected 0 arguments, got {n}"))),
    }
}

/// A lock that any thread may release.
#[derive(Default)]
pub struct Lock(Rc<Mutex>);

impl NativeObject for Lock {}

fn lock_acquire(vm: &Vm, this: Native<Lock>, blocking: bool, timeout: Value) -> PyResult<Value> {
    let how = acquire_arguments(vm, blocking, &timeout)?;
    if this.0.take(vm.tasks.ident(), 1) {
        return Ok(Value::TRUE);
    }
    acquire(vm, &this.0, how, Value::TRUE)
}

fn lock_enter(vm: &Vm, this: Native<Lock>) -> PyResult<Value> {
    if this.0.take(vm.tasks.ident(), 1) {
        return Ok(Value::TRUE);
    }
    acquire(vm, &this.0, (true, None), Value::TRUE)
}

fn lock_release(vm: &Vm, this: Native<Lock>) -> PyResult<()> {
    if this.0.owner.get() == 0 {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    this.0.free(vm);
    Ok(())
}

fn lock_locked(_: &Vm, this: Native<Lock>) -> PyResult<bool> {
    Ok(this.0.owner.get() != 0)
}

impl NativeType for Lock {
    const NAME: &'static str = "_thread.lock";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Lock>("_thread", "A lock: one thread at a time has it.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, args: Args| {
                    no_arguments(vm, "lock", &args)?;
                    Ok(vm.wrap_as(class, Lock::default()))
                }));
                s.repr.set(Some(|vm: &Vm, this: &Value| {
                    let word = Native::<Lock>::from_value(this).map_or("", |l| l.0.word());
                    let name = vm.class_of(this).qualified_name();
                    Ok(Str::new(format!(
                        "<{word} {name} object at {:#x}>",
                        this.id()
                    )))
                }));
            })
            .method(
                "acquire(self, blocking=True, timeout=-1)",
                "Take the lock, waiting until it is free; whether it was taken.",
                lock_acquire,
            )
            .method(
                "acquire_lock(self, blocking=True, timeout=-1)",
                "An old name of acquire().",
                lock_acquire,
            )
            .method(
                "release(self, /)",
                "Make the lock free, whoever has it; a waiting thread goes on.",
                lock_release,
            )
            .method(
                "release_lock(self, /)",
                "An old name of release().",
                lock_release,
            )
            .method("locked(self, /)", "Whether the lock is taken.", lock_locked)
            .method(
                "locked_lock(self, /)",
                "An old name of locked().",
                lock_locked,
            )
            .method("__enter__(self, /)", "Take the lock.", lock_enter)
            .method(
                "__exit__(self, /, *exc_info)",
                "Release the lock.",
                |vm: &Vm, this: Native<Lock>, _exc_info: VarArgs| lock_release(vm, this),
            )
            .method(
                "_take_back(self, /)",
                "Take the lock again, if a wait for a Condition has lost it.",
                |vm: &Vm, this: Native<Lock>| take_back(vm, &this.0),
            )
            .method(
                "_at_fork_reinit(self, /)",
                "Make the lock free without waking anybody.",
                |_: &Vm, this: Native<Lock>| {
                    this.0.owner.set(0);
                    this.0.handed.set(false);
                    Ok(())
                },
            )
    }
}

/// A lock that its owner may take again, and must release as often.
#[derive(Default)]
pub struct RLock(Rc<Mutex>);

impl NativeObject for RLock {}

impl RLock {
    /// Whether the running thread has it, and knows.
    fn is_owned(&self, vm: &Vm) -> bool {
        self.0.owner.get() == vm.tasks.ident() && !self.0.handed.get()
    }

    fn take(&self, vm: &Vm) -> bool {
        if self.is_owned(vm) {
            self.0.depth.set(self.0.depth.get() + 1);
            return true;
        }
        self.0.take(vm.tasks.ident(), 1)
    }
}

fn rlock_acquire(vm: &Vm, this: Native<RLock>, blocking: bool, timeout: Value) -> PyResult<Value> {
    let how = acquire_arguments(vm, blocking, &timeout)?;
    if this.take(vm) {
        return Ok(Value::TRUE);
    }
    acquire(vm, &this.0, how, Value::TRUE)
}

fn rlock_enter(vm: &Vm, this: Native<RLock>) -> PyResult<Value> {
    if this.take(vm) {
        return Ok(Value::TRUE);
    }
    acquire(vm, &this.0, (true, None), Value::TRUE)
}

fn rlock_release(vm: &Vm, this: Native<RLock>) -> PyResult<()> {
    if !this.is_owned(vm) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    match this.0.depth.get() {
        depth if depth > 1 => this.0.depth.set(depth - 1),
        _ => this.0.free(vm),
    }
    Ok(())
}

/// Release however often it was taken; what `_acquire_restore` needs to take it again.
fn rlock_release_save(vm: &Vm, this: Native<RLock>) -> PyResult<(u64, u64)> {
    if !this.is_owned(vm) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    let saved = (this.0.depth.get(), this.0.owner.get());
    this.0.free(vm);
    Ok(saved)
}

fn rlock_acquire_restore(vm: &Vm, this: Native<RLock>, state: Tuple) -> PyResult<Value> {
    let depth = state
        .first()
        .and_then(Value::as_small_int)
        .and_then(|d| u64::try_from(d).ok());
    let Some(depth) = depth else {
        return Err(vm.type_error("_acquire_restore() needs what _release_save() has returned"));
    };
    acquire_again(vm, &this.0, depth)
}

impl NativeType for RLock {
    const NAME: &'static str = "_thread.RLock";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<RLock>("_thread", "A lock that its owner may take again.")
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, args: Args| {
                    if class.is_native {
                        no_arguments(vm, "RLock", &args)?;
                    }
                    Ok(vm.wrap_as(class, RLock::default()))
                }));
                s.repr.set(Some(|vm: &Vm, this: &Value| {
                    let Some(lock) = Native::<RLock>::from_value(this) else {
                        return Ok(Str::default());
                    };
                    Ok(Str::new(format!(
                        "<{} {} object owner={} count={} at {:#x}>",
                        lock.0.word(),
                        vm.class_of(this).qualified_name(),
                        lock.0.owner.get(),
                        lock.0.depth.get(),
                        this.id()
                    )))
                }));
            })
            .method(
                "acquire(self, blocking=True, timeout=-1)",
                "Take the lock, waiting while another thread has it; whether it was taken.",
                rlock_acquire,
            )
            .method(
                "release(self, /)",
                "Undo one acquire(); the last one makes the lock free.",
                rlock_release,
            )
            .method("__enter__(self, /)", "Take the lock.", rlock_enter)
            .method(
                "__exit__(self, /, *exc_info)",
                "Release the lock.",
                |vm: &Vm, this: Native<RLock>, _exc_info: VarArgs| rlock_release(vm, this),
            )
            .method(
                "_is_owned(self, /)",
                "Whether this thread has the lock.",
                |vm: &Vm, this: Native<RLock>| Ok(this.is_owned(vm)),
            )
            .method(
                "_recursion_count(self, /)",
                "How often this thread has taken the lock.",
                |vm: &Vm, this: Native<RLock>| {
                    Ok(if this.is_owned(vm) {
                        this.0.depth.get()
                    } else {
                        0
                    })
                },
            )
            .method(
                "_release_save(self, /)",
                "Make the lock free, however often it was taken.",
                rlock_release_save,
            )
            .method(
                "_acquire_restore(self, state, /)",
                "Take the lock as often as before _release_save().",
                rlock_acquire_restore,
            )
            .method(
                "_take_back(self, /)",
                "Take the lock again, if a wait for a Condition has lost it.",
                |vm: &Vm, this: Native<RLock>| take_back(vm, &this.0),
            )
            .method(
                "_at_fork_reinit(self, /)",
                "Make the lock free without waking anybody.",
                |_: &Vm, this: Native<RLock>| {
                    this.0.owner.set(0);
                    this.0.depth.set(0);
                    this.0.handed.set(false);
                    Ok(())
                },
            )
    }
}
