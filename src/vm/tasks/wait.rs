//! Waiting: what natives that cannot answer at once hand to the scheduler.
//!
//! A native that waits says `return Err(vm.wait(Wait::new(condition)))`; the loop then puts the
//! whole task aside. One that has something to do afterwards calls [`Vm::block_on`], which returns
//! when the wait is over, and for as long keeps the native stack that it runs on. The first way
//! is for functions and methods that programs call; slots (`__next__`, `__init__` …) block.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::{Place, Task};
use crate::object::{Exc, PyResult, Value};
use crate::vm::{Fiber, Frame, Vm};

/// The longest wait: what is longer is as good as for ever, and `Instant` could not hold it.
const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// The occasion on which a condition is asked whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The task is about to wait: the condition enters the wait lists that it wants.
    Parking,
    /// Somebody has woken the task, which is on no wait list now.
    Woken,
    /// The deadline has passed: the condition answers, and leaves its wait lists; or it does not,
    /// and waits on without a deadline.
    TimedOut,
}

/// What a task waits for. It is asked by the scheduler, between tasks: it must not run code of
/// the program.
pub trait Condition {
    /// The result, if the wait is over.
    fn ask(&mut self, vm: &Vm, task: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>>;

    /// What is waited for, as in "waits for *a lock*".
    fn describe(&self, vm: &Vm) -> String;

    /// Which task has what is waited for, if one has it.
    fn holder(&self, _vm: &Vm) -> Option<Holder> {
        None
    }

    /// The wait is broken off, by Ctrl-C or because it could never end.
    fn abandon(&mut self, _vm: &Vm, _task: &Rc<Task>) {}
}

/// A task that has something for which others wait.
pub struct Holder {
    /// The task.
    pub ident: u64,
    /// The name by which the program knows what it has.
    pub what: Option<String>,
}

/// A wait: a condition, and perhaps a deadline or a file descriptor.
pub struct Wait {
    pub(super) condition: Box<dyn Condition>,
    pub(super) deadline: Option<Instant>,
    pub(super) descriptors: Vec<(Rc<OwnedFd>, PollFlags)>,
    /// A signal ends it: it is no part of a deadlock.
    pub(super) external: bool,
}

impl Wait {
    pub fn new(condition: impl Condition + 'static) -> Wait {
        Wait {
            condition: Box::new(condition),
            deadline: None,
            descriptors: Vec::new(),
            external: false,
        }
    }

    /// What is waited for comes with a signal.
    pub fn for_signal(mut self) -> Wait {
        self.external = true;
        self
    }

    /// Wait no longer than this, if it says so.
    pub fn until(mut self, deadline: Option<Instant>) -> Wait {
        self.deadline = deadline;
        self
    }
}

/// The moment after a span of time.
pub fn deadline_after(span: Duration) -> Instant {
    Instant::now() + span.min(LONGEST)
}

/// Tasks that wait for the same thing, in order.
#[derive(Default)]
pub struct WaitList {
    waiters: RefCell<VecDeque<Waiter>>,
}

struct Waiter {
    task: Rc<Task>,
    /// The number of the wait: the entry is void when the task has gone on since.
    wait: u64,
    /// It was woken before, and found that another had been faster.
    in_vain: bool,
}

impl Waiter {
    fn new(task: &Rc<Task>, in_vain: bool) -> Waiter {
        Waiter {
            task: task.clone(),
            wait: task.waits.get(),
            in_vain,
        }
    }

    fn is_valid(&self) -> bool {
        self.task.waits.get() == self.wait && self.task.wait.borrow().is_some()
    }
}

impl WaitList {
    /// Stand at the end.
    pub fn enter(&self, task: &Rc<Task>) {
        self.waiters
            .borrow_mut()
            .push_back(Waiter::new(task, false));
    }

    /// Stand at the head again, having been woken in vain.
    pub fn enter_again(&self, task: &Rc<Task>) {
        self.waiters
            .borrow_mut()
            .push_front(Waiter::new(task, true));
    }

    /// Stand here no more.
    pub fn leave(&self, task: &Rc<Task>) {
        self.waiters
            .borrow_mut()
            .retain(|w| !Rc::ptr_eq(&w.task, task));
    }

    /// Wake the first task, which leaves the list; the task, and whether it had been woken in
    /// vain before.
    pub fn wake_one(&self, vm: &Vm) -> Option<(Rc<Task>, bool)> {
        loop {
            let first = self.waiters.borrow_mut().pop_front()?;
            // The borrow of a wait that is being asked right now is not in the way: that task is
            // awake.
            if first.task.wait.try_borrow().is_ok() && first.is_valid() {
                vm.tasks.enqueue(&first.task);
                return Some((first.task, first.in_vain));
            }
        }
    }

    /// Wake every task.
    pub fn wake_all(&self, vm: &Vm) {
        while self.wake_one(vm).is_some() {}
    }
}

/// Time passes.
struct Sleep;

impl Condition for Sleep {
    fn ask(&mut self, _: &Vm, _: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        (asked == Asked::TimedOut).then_some(Ok(Value::NONE))
    }
    fn describe(&self, _: &Vm) -> String {
        "time to pass".to_owned()
    }
}

/// A file descriptor is ready: True, or False when the deadline passes first.
struct Descriptor(PollFlags);

impl Condition for Descriptor {
    fn ask(&mut self, _: &Vm, _: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        match asked {
            Asked::Parking => None,
            // Only the poll wakes it.
            Asked::Woken => Some(Ok(Value::TRUE)),
            Asked::TimedOut => Some(Ok(Value::FALSE)),
        }
    }
    fn describe(&self, _: &Vm) -> String {
        let (reads, writes) = (PollFlags::POLLIN, PollFlags::POLLOUT);
        let word = match (self.0.intersects(reads), self.0.intersects(writes)) {
            (true, false) => "readable",
            (false, true) => "writable",
            _ => "ready",
        };
        format!("a file descriptor to be {word}")
    }
}

/// A condition made of a closure, for natives with simple wishes.
pub struct Until<F> {
    what: Cow<'static, str>,
    ask: F,
}

impl<F: FnMut(&Vm, &Rc<Task>, Asked) -> Option<PyResult<Value>>> Until<F> {
    /// Waits for `what` until the closure answers.
    pub fn new(what: impl Into<Cow<'static, str>>, ask: F) -> Until<F> {
        Until {
            what: what.into(),
            ask,
        }
    }
}

impl<F: FnMut(&Vm, &Rc<Task>, Asked) -> Option<PyResult<Value>>> Condition for Until<F> {
    fn ask(&mut self, vm: &Vm, task: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        (self.ask)(vm, task, asked)
    }
    fn describe(&self, _: &Vm) -> String {
        self.what.clone().into_owned()
    }
}

impl Vm {
    /// What a native returns as its error in order to wait: its result is then the wait's.
    pub fn wait(&self, wait: Wait) -> Exc {
        let before = self.tasks.pending.replace(Some(wait));
        drop(before);
        self.tasks.waiting.set(true);
        self.tasks
            .marker
            .get_or_init(|| self.system_error("a native waits where it cannot"))
            .clone()
    }

    /// Wait here and now, while other tasks run.
    ///
    /// # Errors
    /// Those of the condition; in the main task also KeyboardInterrupt and DeadlockError.
    pub fn block_on(&self, wait: Wait) -> PyResult<Value> {
        self.block(wait, Vec::new())
    }

    /// See to a wait that a native has asked for, in the native's caller. `frame` is the frame
    /// that called it.
    pub(in crate::vm) fn wait_here(&self, frame: Option<(&Fiber, &Frame)>) -> PyResult<Value> {
        self.tasks.waiting.set(false);
        let wait = self.tasks.pending.take();
        let Some(wait) = wait else {
            return Err(self.system_error("no wait was asked for"));
        };
        // A wait that time or the outside world ends is never part of a deadlock.
        let places = match frame {
            Some((fiber, frame)) if wait.deadline.is_none() && wait.descriptors.is_empty() => {
                places(fiber, frame)
            }
            _ => Vec::new(),
        };
        self.block(wait, places)
    }

    fn block(&self, wait: Wait, places: Vec<Place>) -> PyResult<Value> {
        let task = self.tasks.current();
        if let Some(result) = self.park(&task, wait) {
            return result;
        }
        task.places.replace(places);
        self.suspend();
        task.places.take();
        task.result
            .take()
            .unwrap_or_else(|| Err(self.system_error("a task went on without a result")))
    }

    /// Sleep: the last thing that a native does, since the sleep itself happens when the native has
    /// returned the marker of [`Vm::wait`] that this gives. What is no span of time is none.
    ///
    /// # Errors
    /// The marker.
    pub fn sleep(&self, seconds: f64) -> PyResult<()> {
        let span = Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(LONGEST);
        if span.is_zero() && self.tasks.company() == 0 {
            return Ok(());
        }
        Err(self.wait(Wait::new(Sleep).until(Some(deadline_after(span)))))
    }

    /// Wait until a file descriptor is ready (whether it is: `false` when the deadline has passed
    /// first), while other tasks run and Ctrl-C works.
    ///
    /// # Errors
    /// KeyboardInterrupt, in the main task; OSError for lack of descriptors.
    pub fn wait_for_descriptor(
        &self,
        fd: BorrowedFd,
        events: PollFlags,
        deadline: Option<Instant>,
    ) -> PyResult<bool> {
        // A descriptor of our own stays open whatever other tasks close meanwhile.
        let own = fd
            .try_clone_to_owned()
            .map_err(|e| self.os_error(&e, &[]))?;
        self.wait_for_open(Rc::new(own), events, deadline)
    }

    /// [`Vm::wait_for_descriptor`] of a descriptor that stays open for as long as it is held.
    ///
    /// # Errors
    /// KeyboardInterrupt, in the main task.
    pub fn wait_for_open(
        &self,
        fd: Rc<OwnedFd>,
        events: PollFlags,
        deadline: Option<Instant>,
    ) -> PyResult<bool> {
        let mut wait = Wait::new(Descriptor(events)).until(deadline);
        wait.descriptors.push((fd, events));
        Ok(self.block_on(wait)?.as_bool() == Some(true))
    }

    /// Wait until one of several file descriptors is ready, as [`Vm::wait_for_descriptor`] does
    /// for one: what each is ready for, nothing for all of them when the deadline has passed.
    ///
    /// # Errors
    /// As [`Vm::wait_for_descriptor`].
    pub fn wait_for_descriptors(
        &self,
        fds: &[(BorrowedFd, PollFlags)],
        deadline: Option<Instant>,
    ) -> PyResult<Vec<PollFlags>> {
        let mut entries: Vec<PollFd> = fds.iter().map(|(fd, e)| PollFd::new(*fd, *e)).collect();
        loop {
            let ready = poll(&mut entries, PollTimeout::ZERO);
            let late = deadline.is_some_and(|end| Instant::now() >= end);
            if late || ready.is_ok_and(|n| n > 0) {
                let flags = entries.iter().map(|e| e.revents());
                return Ok(flags.map(|f| f.unwrap_or(PollFlags::empty())).collect());
            }
            let all = fds.iter().fold(PollFlags::empty(), |all, (_, e)| all | *e);
            let mut wait = Wait::new(Descriptor(all)).until(deadline);
            for (fd, events) in fds {
                let own = fd
                    .try_clone_to_owned()
                    .map_err(|e| self.os_error(&e, &[]))?;
                wait.descriptors.push((Rc::new(own), *events));
            }
            // A wait for nothing at all ends with its deadline.
            if wait.descriptors.is_empty() && deadline.is_none() {
                wait.external = true;
            }
            self.block_on(wait)?;
        }
    }

    /// Wait until a read from a file descriptor will not block, while other tasks run and Ctrl-C
    /// works; natives call this before they read. A descriptor that never blocks (`O_NONBLOCK`)
    /// is not waited for.
    ///
    /// # Errors
    /// As [`Vm::wait_for_descriptor`].
    pub fn wait_readable(&self, fd: BorrowedFd) -> PyResult<()> {
        let mut entry = [PollFd::new(fd, PollFlags::POLLIN)];
        if poll(&mut entry, PollTimeout::ZERO) != Ok(0) {
            return Ok(());
        }
        let flags = fcntl(fd, FcntlArg::F_GETFL).map(OFlag::from_bits_retain);
        if flags.is_ok_and(|f| f.contains(OFlag::O_NONBLOCK)) {
            return Ok(());
        }
        self.wait_for_descriptor(fd, PollFlags::POLLIN, None)
            .map(drop)
    }

    /// A system call was interrupted by a signal: KeyboardInterrupt, if that was its meaning and
    /// this is the main task. Otherwise the call is to be made again.
    ///
    /// # Errors
    /// KeyboardInterrupt.
    pub fn check_interrupt(&self) -> PyResult<()> {
        if self.tasks.interrupts.is_pending() && self.tasks.runs_main() {
            return self.run_signal_handlers();
        }
        Ok(())
    }

    /// Let a task wait: the result, if it need not. Otherwise it must stop to run now.
    pub(super) fn park(&self, task: &Rc<Task>, wait: Wait) -> Option<PyResult<Value>> {
        let tasks = &self.tasks;
        task.waits.set(task.waits.get() + 1);
        task.timed_out.set(false);
        let mut wait = wait;
        let at_once = wait.condition.ask(self, task, Asked::Parking);
        if at_once.is_some() {
            return at_once;
        }
        if let Some(deadline) = wait.deadline {
            let number = tasks.last_timer.get() + 1;
            tasks.last_timer.set(number);
            let key = (deadline, number);
            task.timer.set(Some(key));
            tasks.timers.borrow_mut().insert(key, task.clone());
        }
        if !wait.descriptors.is_empty() {
            tasks.polled.borrow_mut().push(task.clone());
        }
        task.wait.replace(Some(wait));
        None
    }

    /// Ask whether a task's wait is over; if so its result stands ready. True also for a task
    /// that does not wait.
    pub(super) fn may_go_on(&self, task: &Rc<Task>) -> bool {
        let asked = if task.timed_out.get() {
            Asked::TimedOut
        } else {
            Asked::Woken
        };
        let answer = match task.wait.borrow_mut().as_mut() {
            Some(wait) => wait.condition.ask(self, task, asked),
            None => return true,
        };
        let answer = match answer {
            Some(answer) => answer,
            None => {
                task.timed_out.set(false);
                return false;
            }
        };
        let wait = self.unpark(task);
        drop(wait);
        let before = task.result.replace(Some(answer));
        drop(before);
        true
    }

    /// Break off a task's wait with an exception.
    pub(super) fn break_wait(&self, task: &Rc<Task>, exc: Exc) {
        if let Some(mut wait) = self.unpark(task) {
            wait.condition.abandon(self, task);
        }
        let before = task.result.replace(Some(Err(exc)));
        drop(before);
        self.tasks.enqueue_first(task);
    }

    pub(super) fn unpark(&self, task: &Rc<Task>) -> Option<Wait> {
        let wait = task.wait.take()?;
        if let Some(key) = task.timer.take() {
            self.tasks.timers.borrow_mut().remove(&key);
        }
        if !wait.descriptors.is_empty() {
            self.tasks
                .polled
                .borrow_mut()
                .retain(|t| !Rc::ptr_eq(t, task));
        }
        Some(wait)
    }
}

/// Where a task stands: the innermost frame first, up to the first one of the program itself.
pub(super) fn places(fiber: &Fiber, frame: &Frame) -> Vec<Place> {
    let mut places = Vec::new();
    for frame in std::iter::once(frame).chain(fiber.frames.iter().rev()) {
        places.push((frame.core.clone(), frame.pc().saturating_sub(1)));
        if !frame.core.code.file.is_library() {
            break;
        }
    }
    places
}
