//! Limits for embedders, and sleeping until something happens.

use std::cell::Cell;
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags};

use super::Task;
use crate::object::{Exc, PyResult};
use crate::vm::Vm;

/// How much memory a program may take.
#[derive(Clone, Copy)]
struct Memory {
    /// Bytes of the whole process at which the program is ended.
    most: u64,
    /// When to look again.
    next_look: Instant,
}

/// Time between two looks at the memory of the process.
const MEMORY_INTERVAL: Duration = Duration::from_millis(1);

/// How much a program may do.
#[derive(Default)]
pub(in crate::vm) struct Limits {
    /// Steps left: jumps back and calls.
    steps: Cell<Option<u64>>,
    deadline: Cell<Option<Instant>>,
    memory: Cell<Option<Memory>>,
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

    /// End the program once the process has grown by more than so many bytes from now on, by an
    /// exception that it cannot catch. A single object that would be as big raises MemoryError.
    /// `None` lifts the limit.
    ///
    /// # Errors
    /// The operating system's, where it does not tell how much memory a process takes.
    pub fn set_memory_limit(&self, bytes: Option<u64>) -> io::Result<()> {
        let memory = match bytes {
            Some(bytes) => Some(Memory {
                most: resident_bytes()?.saturating_add(bytes),
                next_look: Instant::now(),
            }),
            None => None,
        };
        self.tasks.limits.memory.set(memory);
        self.tasks.limits.stopping.set(false);
        Ok(())
    }

    /// MemoryError where a limit of memory leaves no room for so many bytes: asked before big
    /// objects are made.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn claim(&self, bytes: usize) -> PyResult<()> {
        if bytes < CLAIM_FROM || self.tasks.limits.memory.get().is_none() {
            return Ok(());
        }
        self.claim_big(bytes)
    }

    #[cold]
    fn claim_big(&self, bytes: usize) -> PyResult<()> {
        let most = self.tasks.limits.memory.get().map_or(u64::MAX, |m| m.most);
        let used = resident_bytes().unwrap_or(u64::MAX);
        if used.saturating_add(bytes as u64) > most {
            return Err(self.memory_error(""));
        }
        Ok(())
    }

    /// A limit was reached: the program is being ended, whatever it catches.
    pub fn is_stopping(&self) -> bool {
        self.tasks.limits.stopping.get()
    }

    /// For natives that run long without running program code: looks at limits and Ctrl-C, and
    /// changes to no other task.
    ///
    /// # Errors
    /// KeyboardInterrupt in the main task; the end of a limit.
    #[cold]
    pub(in crate::vm) fn glance(&self) -> PyResult<()> {
        self.check_limits()?;
        if self.tasks.interrupts.is_pending() && self.tasks.on_main.get() {
            return Err(self.keyboard_interrupt());
        }
        Ok(())
    }

    #[inline]
    pub(super) fn check_limits(&self) -> PyResult<()> {
        let limits = &self.tasks.limits;
        if let Some(left) = limits.steps.get() {
            let left = left.saturating_sub(u64::from(self.tasks.grain()));
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
        if let Some(memory) = limits.memory.get() {
            let now = Instant::now();
            if now >= memory.next_look {
                let next_look = now + MEMORY_INTERVAL;
                limits.memory.set(Some(Memory {
                    next_look,
                    ..memory
                }));
                if resident_bytes().is_ok_and(|used| used > memory.most) {
                    return Err(self.limit_reached("the program used more memory than it may"));
                }
            }
        }
        Ok(())
    }

    #[cold]
    fn limit_reached(&self, message: &str) -> Exc {
        self.tasks.limits.stopping.set(true);
        let class = self.exception_type("biji", "Interrupted", &self.types.runtime_error);
        let mut text = message.to_owned();
        for line in self.waiting_lines() {
            text.push_str("\n  ");
            text.push_str(&line);
        }
        self.exception(&class, text)
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

/// Objects smaller than this are found by looking at the process now and then.
const CLAIM_FROM: usize = 1 << 20;

/// How much memory the process takes.
#[cfg(target_os = "linux")]
fn resident_bytes() -> io::Result<u64> {
    let text = std::fs::read_to_string("/proc/self/statm")?;
    let pages = text.split(' ').nth(1).and_then(|n| n.parse::<u64>().ok());
    let pages = pages.ok_or_else(|| io::Error::other("/proc/self/statm cannot be read"))?;
    let size = nix::unistd::sysconf(nix::unistd::SysconfVar::PAGE_SIZE)?;
    let size = size
        .and_then(|size| u64::try_from(size).ok())
        .unwrap_or(4096);
    Ok(pages.saturating_mul(size))
}

/// Other systems tell it by calls that safe Rust does not have.
#[cfg(not(target_os = "linux"))]
fn resident_bytes() -> io::Result<u64> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "a limit of memory is not supported on this system",
    ))
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
