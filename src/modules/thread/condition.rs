//! `_Waiters`: the threads that wait for a `threading.Condition` to be notified.
//!
//! The condition itself is in Python notation, and works with any lock that a program gives it.
//! With a lock of this module the whole of `wait()` is one wait of the scheduler's: the lock is
//! given up when the task is put aside, and taken again before the task goes on. With another one
//! `enter()` gives a ticket, which is waited for between the lock's own methods.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use super::lock::{Mutex, mutex_of};
use super::seconds;
use crate::compile::op::CompareOp;
use crate::native::{ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Asked, Condition, Holder, Task, Wait, WaitList, deadline_after};

/// A place in the queue of those that wait.
struct Ticket {
    notified: Cell<bool>,
    /// The one task that waits for it.
    list: WaitList,
}

/// Those that wait, the first one first.
#[derive(Default)]
struct Queue {
    tickets: RefCell<VecDeque<Rc<Ticket>>>,
    /// What they wait for, in words.
    what: RefCell<String>,
}

impl Queue {
    fn enter(&self) -> Rc<Ticket> {
        let ticket = Rc::new(Ticket {
            notified: Cell::new(false),
            list: WaitList::default(),
        });
        self.tickets.borrow_mut().push_back(ticket.clone());
        ticket
    }

    fn leave(&self, ticket: &Rc<Ticket>) {
        if !ticket.notified.get() {
            self.tickets.borrow_mut().retain(|t| !Rc::ptr_eq(t, ticket));
        }
    }

    fn notify(&self, vm: &Vm, count: usize) {
        for _ in 0..count {
            let first = self.tickets.borrow_mut().pop_front();
            let Some(ticket) = first else { return };
            ticket.notified.set(true);
            ticket.list.wake_all(vm);
        }
    }
}

/// `_thread._Waiters`
#[derive(Default)]
pub struct Waiters(Rc<Queue>);

impl NativeObject for Waiters {}

impl Waiters {
    /// Notify the first ones.
    pub(super) fn notify(&self, vm: &Vm, count: usize) {
        self.0.notify(vm, count);
    }
}

/// Waiting for a ticket's number to come up, and then for the lock.
struct Notified {
    queue: Rc<Queue>,
    ticket: Rc<Ticket>,
    /// The lock that is given up meanwhile, and how often it was taken.
    lock: Option<Rc<Mutex>>,
    depth: u64,
    /// The lock has been given up.
    given_up: bool,
    /// The wait is for the lock by now; the result when it is there.
    outcome: Option<bool>,
}

impl Notified {
    /// The wait for the notification is over, the lock is what is left.
    fn take_back(
        &mut self,
        task: &Rc<Task>,
        asked: Asked,
        outcome: bool,
    ) -> Option<PyResult<Value>> {
        let first = self.outcome.is_none();
        self.outcome = Some(self.outcome.unwrap_or(outcome));
        let result = Value::bool(self.outcome == Some(true));
        let Some(lock) = self.lock.as_ref().filter(|_| self.given_up) else {
            return Some(Ok(result));
        };
        if lock.take(task.ident, self.depth) {
            lock.settle(task.ident);
            self.given_up = false;
            return Some(Ok(result));
        }
        match asked {
            // It stands among those that wait for the lock already.
            Asked::TimedOut if !first => {}
            Asked::Woken if !first => lock.waiters.enter_again(task),
            _ => lock.waiters.enter(task),
        }
        None
    }
}

impl Condition for Notified {
    fn ask(&mut self, vm: &Vm, task: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        if self.outcome.is_some() || self.ticket.notified.get() {
            return self.take_back(task, asked, true);
        }
        match asked {
            Asked::TimedOut => {
                self.ticket.list.leave(task);
                self.queue.leave(&self.ticket);
                self.take_back(task, asked, false)
            }
            Asked::Parking | Asked::Woken => {
                self.ticket.list.enter(task);
                if let Some(lock) = self.lock.as_ref().filter(|_| !self.given_up) {
                    self.depth = lock.depth();
                    lock.free(vm);
                    self.given_up = true;
                }
                None
            }
        }
    }

    fn describe(&self, _: &Vm) -> String {
        match (&self.lock, self.outcome) {
            (Some(_), Some(_)) => "a lock".to_owned(),
            _ => self.queue.what.borrow().clone(),
        }
    }

    fn holder(&self, vm: &Vm) -> Option<Holder> {
        let lock = self.lock.as_ref().filter(|_| self.outcome.is_some())?;
        lock.holder(vm)
    }

    fn abandon(&mut self, vm: &Vm, task: &Rc<Task>) {
        // The ticket stays: the wait may be taken up again when a signal's handler has run.
        self.ticket.list.leave(task);
        if let Some(lock) = self.lock.as_ref().filter(|_| self.given_up) {
            if self.outcome.is_some() {
                lock.abandon(vm, task);
            }
            lock.owe(task.ident, self.depth);
        }
    }
}

impl Drop for Notified {
    fn drop(&mut self) {
        self.queue.leave(&self.ticket);
    }
}

/// The moment at which a timeout passes: what is not above 0 passes at once.
fn deadline(vm: &Vm, timeout: &Value) -> PyResult<Option<std::time::Instant>> {
    if timeout.is_none() {
        return Ok(None);
    }
    let seconds = seconds(vm, timeout)?.max(0.0);
    Ok(Some(deadline_after(Duration::from_secs_f64(seconds))))
}

fn wait(vm: &Vm, this: Native<Waiters>, lock: Value, timeout: Value) -> PyResult<bool> {
    let until = deadline(vm, &timeout)?;
    let Some(lock) = mutex_of(&lock) else {
        return Err(vm.type_error("_Waiters.wait() needs a lock of this module"));
    };
    let condition = Notified {
        queue: this.0.clone(),
        ticket: this.0.enter(),
        lock: Some(lock),
        depth: 1,
        given_up: false,
        outcome: None,
    };
    Err(vm.wait(Wait::new(condition).until(until)))
}

fn notify(vm: &Vm, this: Native<Waiters>, count: Value) -> PyResult<()> {
    if this.0.tickets.borrow().is_empty() {
        return Ok(());
    }
    let count = match (count.as_small_int(), count.as_float()) {
        (Some(count), _) => usize::try_from(count).unwrap_or(0),
        // As many as a loop would make that takes one off each time.
        (None, Some(count)) => count.ceil().max(0.0) as usize,
        // The operator tells what is no number.
        (None, None) if vm.compare_bool(&count, &Value::int(0), CompareOp::Gt)? => usize::MAX,
        (None, None) => 0,
    };
    this.0.notify(vm, count);
    Ok(())
}

impl NativeType for Waiters {
    const NAME: &'static str = "_thread._Waiters";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Waiters>("_thread", "Those that wait for a Condition.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, class, args| {
                    let what = args.values.first().and_then(Str::from_value);
                    let waiters = Waiters::default();
                    waiters.0.what.replace(match what {
                        Some(what) => what.to_string(),
                        None => "a notify() of the Condition".to_owned(),
                    });
                    Ok(vm.wrap_as(class, waiters))
                }));
                s.len.set(Some(|_, this| {
                    let waiters = Native::<Waiters>::from_value(this);
                    Ok(waiters.map_or(0, |w| w.0.tickets.borrow().len()))
                }));
            })
            .method(
                "wait(self, lock, timeout, /)",
                "Give the lock up, wait to be notified, and take it again; whether it was in time.",
                wait,
            )
            .method(
                "enter(self, /)",
                "A ticket: its wait() waits to be notified.",
                |vm: &Vm, this: Native<Waiters>| {
                    Ok(vm.wrap(Place {
                        ticket: this.0.enter(),
                        queue: this.0.clone(),
                    }))
                },
            )
            .method(
                "notify(self, n, /)",
                "Notify so many, the first ones.",
                notify,
            )
    }
}

/// What `enter()` gives.
struct Place {
    queue: Rc<Queue>,
    ticket: Rc<Ticket>,
}

impl NativeObject for Place {}

impl Drop for Place {
    fn drop(&mut self) {
        self.queue.leave(&self.ticket);
    }
}

impl NativeType for Place {
    const NAME: &'static str = "_thread._Ticket";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Place>("_thread", "A place among those that wait for a Condition.")
            .is_final()
            .method(
                "wait(self, timeout, /)",
                "Wait to be notified; whether it was in time.",
                |vm: &Vm, this: Native<Place>, timeout: Value| -> PyResult<bool> {
                    let until = deadline(vm, &timeout)?;
                    let condition = Notified {
                        queue: this.queue.clone(),
                        ticket: this.ticket.clone(),
                        lock: None,
                        depth: 0,
                        given_up: false,
                        outcome: None,
                    };
                    Err(vm.wait(Wait::new(condition).until(until)))
                },
            )
    }
}
