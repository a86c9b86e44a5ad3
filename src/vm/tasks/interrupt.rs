//! Limits for embedders, and sleeping until something happens.

use std::cell::Cell;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::Task;
use crate::object::{Exc, PyResult};
use crate::vm::Vm;
use crate::vm::run::TICKS;

/// How much a program may do.
#[derive(Default)]
pub(in crate::vm) struct Limits {
    /// Steps left: jumps back and calls.
    steps: Cell<Option<u64>>,
    deadline: Cell<Option<Instant>>,
    /// A limit was reached: exceptions cannot be caught any more.
    pub(in crate::vm) stopping: Cell<bool>,
}

impl Vm {
    // ---- limits -----------------------------------------------------------------------------

    /// End the program after about this many more steps (jumps back and calls), by an exception
    /// that it cannot catch. `None` lifts the limit.
    pub fn set_max_steps(&self, steps: Option<u64>) {
        self.tasks.limits.steps.set(steps);
        self.tasks.limits.stopping.set(false);
    }

    /// End the program after this time, by an exception that it cannot catch; a native that takes
    /// longer is not broken off. `None` lifts the limit.
    pub fn set_time_limit(&self, span: Option<Duration>) {
        self.tasks
            .limits
            .deadline
            .set(span.map(super::wait::deadline_after));
        self.tasks.limits.stopping.set(false);
    }

    #[inline]
    pub(super) fn check_limits(&self) -> PyResult<()> {
        let limits = &self.tasks.limits;
        if let Some(left) = limits.steps.get() {
            let left = left.saturating_sub(u64::from(TICKS));
            limits.steps.set(Some(left));
            if left == 0 {
                return Err(self.limit_reached("the program took more steps than it may"));
            }
        }
        if let Some(end) = limits.deadline.get()
            && Instant::now() >= end
        {
            return Err(self.limit_reached("the program ran for longer than it may"));
        }
        Ok(())
    }

    #[cold]
    fn limit_reached(&self, message: &str) -> Exc {
        self.tasks.limits.stopping.set(true);
        let class = self.exception_type("biji", "Interrupted", &self.types.runtime_error);
        self.exception(&class, message)
    }

    // ---- sleeping ---------------------------------------------------------------------------

    /// Sleep until a deadline passes, a descriptor is ready or an interrupt comes. `false` if
    /// none of the tasks waits for such a thing.
    pub(super) fn sleep_until_event(&self) -> bool {
        let tasks = &self.tasks;
        let first = tasks
            .timers
            .borrow()
            .first_key_value()
            .map(|((when, _), _)| *when);
        let limit = tasks.limits.deadline.get();
        let span = match (first, tasks.polled.borrow().is_empty()) {
            // A signal may still come that the program waits for.
            (None, true) if !self.awaits_signal() => return false,
            (first, _) => {
                let end = first.into_iter().chain(limit).min();
                end.map(|end| end.saturating_duration_since(Instant::now()))
            }
        };
        self.poll_descriptors(span);
        if limit.is_some_and(|end| Instant::now() >= end) {
            let exc = self.limit_reached("the program ran for longer than it may");
            self.break_wait(&tasks.main, exc);
        }
        self.fire_timers(Instant::now());
        true
    }

    /// Whether a signal may end one of the waits.
    fn awaits_signal(&self) -> bool {
        let tasks = &self.tasks;
        let external = |task: &Rc<Task>| task.wait.borrow().as_ref().is_some_and(|w| w.external);
        tasks.interrupts.has_handlers()
            || external(&tasks.main)
            || tasks.live.borrow().values().any(external)
    }

    /// Poll the descriptors that tasks wait for, and wake those tasks.
    pub(super) fn poll_descriptors(&self, span: Option<Duration>) {
        let tasks = &self.tasks;
        let waiting: Vec<(Rc<Task>, Rc<OwnedFd>, PollFlags)> = tasks
            .polled
            .borrow()
            .iter()
            .flat_map(|task| {
                let wait = task.wait.borrow();
                let all = wait.as_ref().map_or(&[][..], |w| &w.descriptors);
                all.iter()
                    .map(|(fd, events)| (task.clone(), fd.clone(), *events))
                    .collect::<Vec<_>>()
            })
            .collect();
        let wake = tasks.interrupts.wake_end();
        let mut entries: Vec<PollFd> = waiting
            .iter()
            .map(|(_, fd, events)| PollFd::new(fd.as_fd(), *events))
            .collect();
        if let Some(read) = &wake {
            entries.push(PollFd::new(read.as_fd(), PollFlags::POLLIN));
        }
        let ready = poll(&mut entries, span);
        for ((task, ..), ready) in waiting.iter().zip(&ready) {
            if *ready {
                tasks.enqueue(task);
            }
        }
        if let Some(read) = &wake
            && ready.last() == Some(&true)
        {
            let mut read = &**read;
            let mut bytes = [0; 64];
            while matches!(read.read(&mut bytes), Ok(n) if n == bytes.len()) {}
        }
    }
}

/// Wait until one of the descriptors is ready; which ones are. An interruption by a signal counts
/// as time passed.
fn poll(entries: &mut [PollFd], span: Option<Duration>) -> Vec<bool> {
    #[cfg(target_os = "linux")]
    let result = nix::poll::ppoll(
        entries,
        span.map(nix::sys::time::TimeSpec::from_duration),
        None,
    );
    #[cfg(not(target_os = "linux"))]
    let result = {
        // Rounded up to whole milliseconds, so that a sleep does not end early.
        let timeout = span.map_or(nix::poll::PollTimeout::NONE, |span| {
            let millis = span.as_nanos().div_ceil(1_000_000);
            i32::try_from(millis)
                .ok()
                .and_then(|ms| nix::poll::PollTimeout::try_from(ms).ok())
                .unwrap_or(nix::poll::PollTimeout::MAX)
        });
        nix::poll::poll(entries, timeout)
    };
    match result {
        Ok(count) if count > 0 => entries
            .iter()
            .map(|e| e.revents().is_some_and(|r| !r.is_empty()))
            .collect(),
        _ => vec![false; entries.len()],
    }
}
