//! Signals: noticing them, and calling the program's handlers for them.
//!
//! The handlers of the operating system only set flags and wake the scheduler; the program's own
//! run between two instructions of the main task, or in the middle of its wait, which goes on
//! afterwards. A signal that was never given a handler is left to the system.
//!
//! What safe Rust cannot say to the system is played: a signal set back to its default has its
//! default action carried out by the handler, and one that is ignored is noticed and forgotten.
//! The difference shows in one place: a program that is started later does not inherit it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;

use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

/// The signal of Ctrl-C.
const SIGINT: i32 = signal_hook::consts::SIGINT;

/// What a program wants to happen on a signal.
#[derive(Clone)]
pub enum Disposition {
    Default,
    Ignore,
    /// SIGINT as it is at the start: KeyboardInterrupt.
    Interrupt,
    Call(Value),
}

/// A signal that the system reports to us.
struct Watched {
    arrived: Arc<AtomicBool>,
    /// The system's default action is to happen.
    default: Arc<AtomicBool>,
    wake: SigId,
}

/// What can break in on a program.
#[derive(Default)]
pub(super) struct Interrupts {
    /// One of the signals has come.
    pending: Arc<AtomicBool>,
    /// An [`InterruptHandle`] was used, or `interrupt_main`.
    interrupt: Arc<AtomicBool>,
    /// A byte on this wakes the scheduler when it sleeps: the end to read, and the one to write.
    wake: RefCell<Option<(Arc<UnixStream>, Arc<UnixStream>)>>,
    watched: RefCell<BTreeMap<i32, Watched>>,
    wishes: RefCell<BTreeMap<i32, Disposition>>,
    /// Signals that have to wait.
    blocked: RefCell<BTreeSet<i32>>,
    /// Signals that the program itself has simulated.
    simulated: RefCell<Vec<i32>>,
    /// `set_wakeup_fd`
    wakeup: std::cell::Cell<i32>,
    /// How many handlers have run: `pause` looks at it.
    pub(super) calls: std::cell::Cell<u64>,
}

impl Interrupts {
    #[inline]
    pub(super) fn is_pending(&self) -> bool {
        self.pending.load(Ordering::Relaxed)
    }

    /// The end of the waking pipe that the scheduler reads, if there is one.
    pub(super) fn wake_end(&self) -> Option<Arc<UnixStream>> {
        self.wake.borrow().as_ref().map(|(read, _)| read.clone())
    }

    fn wake(&self) -> io::Result<Arc<UnixStream>> {
        if let Some((_, write)) = &*self.wake.borrow() {
            return Ok(write.clone());
        }
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        let write = Arc::new(write);
        self.wake.replace(Some((Arc::new(read), write.clone())));
        Ok(write)
    }

    /// Whether the program has a handler of its own: then nothing waits for ever.
    pub(super) fn has_handlers(&self) -> bool {
        self.wishes
            .borrow()
            .values()
            .any(|wish| matches!(wish, Disposition::Call(_)))
    }
}

/// Interrupts a program from another OS thread, as Ctrl-C does.
#[derive(Clone)]
pub struct InterruptHandle {
    pending: Arc<AtomicBool>,
    interrupt: Arc<AtomicBool>,
    wake: Arc<UnixStream>,
}

impl InterruptHandle {
    /// Raise KeyboardInterrupt in the program's main thread, soon.
    pub fn interrupt(&self) {
        self.interrupt.store(true, Ordering::SeqCst);
        self.pending.store(true, Ordering::SeqCst);
        // A full pipe wakes as well as one more byte.
        let _ = (&*self.wake).write(&[0]);
    }
}

impl Vm {
    /// Have Ctrl-C (SIGINT) raise KeyboardInterrupt in the main task, also while it waits.
    ///
    /// # Errors
    /// The operating system's.
    pub fn install_interrupt_handler(&self) -> io::Result<()> {
        self.set_disposition(SIGINT, Disposition::Interrupt)
    }

    /// A handle that interrupts this program from another OS thread.
    ///
    /// # Errors
    /// The operating system's.
    pub fn interrupt_handle(&self) -> io::Result<InterruptHandle> {
        let interrupts = &self.tasks.interrupts;
        Ok(InterruptHandle {
            wake: interrupts.wake()?,
            pending: interrupts.pending.clone(),
            interrupt: interrupts.interrupt.clone(),
        })
    }

    /// What happens on a signal; `None` where it is the system's to know.
    pub fn disposition(&self, signal: i32) -> Option<Disposition> {
        self.tasks.interrupts.wishes.borrow().get(&signal).cloned()
    }

    /// Say what is to happen on a signal.
    ///
    /// # Errors
    /// The operating system's; EINVAL for signals whose handlers cannot be set.
    pub fn set_disposition(&self, signal: i32, wish: Disposition) -> io::Result<()> {
        let interrupts = &self.tasks.interrupts;
        let is_default = matches!(wish, Disposition::Default);
        let untouched = !interrupts.watched.borrow().contains_key(&signal);
        // Rust's runtime has ignored SIGPIPE at the start.
        if !untouched || !is_default || signal == nix::libc::SIGPIPE {
            self.watch_signal(signal)?;
        }
        let before = interrupts.wishes.borrow_mut().insert(signal, wish);
        drop(before);
        self.allow_default(signal);
        Ok(())
    }

    /// Have the system's default action happen where it is wanted and the signal not blocked.
    fn allow_default(&self, signal: i32) {
        let interrupts = &self.tasks.interrupts;
        if let Some(watched) = interrupts.watched.borrow().get(&signal) {
            let wish = interrupts.wishes.borrow().get(&signal).cloned();
            let is_default =
                matches!(wish, Some(Disposition::Default)) || (wish.is_none() && signal != SIGINT);
            let blocked = interrupts.blocked.borrow().contains(&signal);
            watched
                .default
                .store(is_default && !blocked, Ordering::SeqCst);
        }
    }

    /// Have the system report a signal.
    fn watch_signal(&self, signal: i32) -> io::Result<()> {
        let interrupts = &self.tasks.interrupts;
        if signal_hook::consts::FORBIDDEN.contains(&signal) {
            return Err(io::Error::from_raw_os_error(nix::libc::EINVAL));
        }
        if !interrupts.watched.borrow().contains_key(&signal) {
            let write = interrupts.wake()?;
            let (arrived, default) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
            // The flags first: who is woken must find them set.
            if signal_hook::low_level::signal_name(signal).is_some() {
                signal_hook::flag::register_conditional_default(signal, default.clone())?;
            }
            signal_hook::flag::register(signal, arrived.clone())?;
            signal_hook::flag::register(signal, interrupts.pending.clone())?;
            let wake = signal_hook::low_level::pipe::register(signal, write.try_clone()?)?;
            interrupts.watched.borrow_mut().insert(
                signal,
                Watched {
                    arrived,
                    default,
                    wake,
                },
            );
        }
        Ok(())
    }

    /// The signals that are blocked: they wait until they are not.
    pub fn blocked_signals(&self) -> BTreeSet<i32> {
        self.tasks.interrupts.blocked.borrow().clone()
    }

    /// Block these signals and no others.
    ///
    /// # Errors
    /// The operating system's.
    pub fn block_signals(&self, set: BTreeSet<i32>) -> io::Result<()> {
        let interrupts = &self.tasks.interrupts;
        for signal in &set {
            // Those that cannot be blocked are passed over, as the system does.
            if !signal_hook::consts::FORBIDDEN.contains(signal) {
                self.watch_signal(*signal)?;
            }
        }
        let before = interrupts.blocked.replace(set.clone());
        for signal in &set {
            self.allow_default(*signal);
        }
        for signal in before.difference(&set) {
            self.allow_default(*signal);
            let arrived = interrupts
                .watched
                .borrow()
                .get(signal)
                .is_some_and(|w| w.arrived.load(Ordering::SeqCst));
            if arrived {
                let wish = self.disposition(*signal);
                if matches!(wish, Some(Disposition::Default))
                    || (wish.is_none() && *signal != SIGINT)
                {
                    signal_hook::low_level::emulate_default_handler(*signal)?;
                }
                interrupts.pending.store(true, Ordering::SeqCst);
            }
        }
        Ok(())
    }

    /// The signals that have come and are blocked.
    pub fn pending_signals(&self) -> BTreeSet<i32> {
        let interrupts = &self.tasks.interrupts;
        let blocked = interrupts.blocked.borrow();
        interrupts
            .watched
            .borrow()
            .iter()
            .filter(|(s, w)| blocked.contains(s) && w.arrived.load(Ordering::SeqCst))
            .map(|(s, _)| *s)
            .collect()
    }

    /// Take one of the signals out of those that have come; it is watched from now on.
    ///
    /// # Errors
    /// The operating system's.
    pub fn take_signal(&self, set: &BTreeSet<i32>) -> io::Result<Option<i32>> {
        for signal in set {
            self.watch_signal(*signal)?;
        }
        let watched = self.tasks.interrupts.watched.borrow();
        let mut all = set.iter().filter(|s| {
            watched
                .get(s)
                .is_some_and(|w| w.arrived.swap(false, Ordering::SeqCst))
        });
        Ok(all.next().copied())
    }

    /// Have a signal's handler run as if the signal had come.
    pub fn simulate_signal(&self, signal: i32) {
        let interrupts = &self.tasks.interrupts;
        interrupts.simulated.borrow_mut().push(signal);
        interrupts.pending.store(true, Ordering::SeqCst);
    }

    /// The descriptor that learns of signals, or -1; the one before.
    pub fn set_wakeup_descriptor(&self, fd: i32) -> i32 {
        // 0 stands for none at the start; descriptors are kept one up.
        self.tasks.interrupts.wakeup.replace(fd + 1) - 1
    }

    /// Whether KeyboardInterrupt is about to be raised in the main task: natives that take long
    /// look here now and then.
    pub fn interrupt_pending(&self) -> bool {
        let interrupts = &self.tasks.interrupts;
        if !interrupts.is_pending() {
            return false;
        }
        let interrupting = matches!(
            self.disposition(SIGINT),
            None | Some(Disposition::Interrupt)
        );
        let arrived = interrupts
            .watched
            .borrow()
            .get(&SIGINT)
            .is_some_and(|w| w.arrived.load(Ordering::SeqCst));
        interrupting && (arrived || interrupts.interrupt.load(Ordering::SeqCst))
    }

    /// `_thread.interrupt_main()`
    pub fn interrupt_main(&self) {
        self.simulate_signal(SIGINT);
    }

    /// The pending interrupt as an exception; it is pending no more.
    pub fn keyboard_interrupt(&self) -> Exc {
        let interrupts = &self.tasks.interrupts;
        interrupts.interrupt.store(false, Ordering::SeqCst);
        if let Some(watched) = interrupts.watched.borrow().get(&SIGINT) {
            watched.arrived.store(false, Ordering::SeqCst);
        }
        self.exception_with(&self.types.keyboard_interrupt, Vec::new())
    }

    /// Call the handlers of the signals that have come, in the main task.
    ///
    /// # Errors
    /// Theirs; KeyboardInterrupt.
    #[cold]
    pub(super) fn run_signal_handlers(&self) -> PyResult<()> {
        let interrupts = &self.tasks.interrupts;
        interrupts.pending.store(false, Ordering::SeqCst);
        let mut came = interrupts.simulated.take();
        came.extend(
            interrupts
                .watched
                .borrow()
                .iter()
                .filter(|(signal, _)| !interrupts.blocked.borrow().contains(signal))
                .filter(|(_, watched)| watched.arrived.swap(false, Ordering::SeqCst))
                .map(|(signal, _)| *signal),
        );
        if interrupts.interrupt.swap(false, Ordering::SeqCst) {
            came.push(SIGINT);
        }
        // Those that wait for signals look again.
        for task in self.tasks.live.borrow().values() {
            if task.wait.borrow().as_ref().is_some_and(|w| w.external) {
                self.tasks.enqueue(task);
            }
        }
        came.sort_unstable();
        let mut came = came.into_iter();
        while let Some(signal) = came.next() {
            interrupts.calls.set(interrupts.calls.get() + 1);
            if let Err(exc) = self.run_signal_handler(signal) {
                // The others have come too: they wait for their turn.
                for signal in came {
                    self.simulate_signal(signal);
                }
                return Err(exc);
            }
        }
        Ok(())
    }

    fn run_signal_handler(&self, signal: i32) -> PyResult<()> {
        let wakeup = self.tasks.interrupts.wakeup.get() - 1;
        if wakeup >= 0
            && let Ok(fd) = crate::modules::io::descriptor::get(wakeup)
        {
            // A full pipe has woken its reader already.
            let _ = nix::unistd::write(fd, &[signal as u8]);
        }
        match self.disposition(signal) {
            Some(Disposition::Call(handler)) => {
                let mut args = [Value::int(i64::from(signal)), Value::NONE];
                self.call(&handler, &mut args).map(drop)
            }
            Some(Disposition::Ignore | Disposition::Default) => Ok(()),
            None if signal != SIGINT => Ok(()),
            _ => Err(self.keyboard_interrupt()),
        }
    }

    /// How many signals have been dealt with.
    pub fn signals_seen(&self) -> u64 {
        self.tasks.interrupts.calls.get()
    }

    /// The child of a fork has signals of its own: a pipe that wakes it and not its parent, and
    /// none that the parent got.
    pub(super) fn renew_interrupts(&self) -> io::Result<()> {
        let interrupts = &self.tasks.interrupts;
        interrupts.pending.store(false, Ordering::SeqCst);
        interrupts.interrupt.store(false, Ordering::SeqCst);
        interrupts.simulated.take();
        let old = interrupts.wake.take();
        if old.is_none() {
            return Ok(());
        }
        let write = interrupts.wake()?;
        for (signal, watched) in &mut *interrupts.watched.borrow_mut() {
            watched.arrived.store(false, Ordering::SeqCst);
            signal_hook::low_level::unregister(watched.wake);
            watched.wake = signal_hook::low_level::pipe::register(*signal, write.try_clone()?)?;
        }
        Ok(())
    }
}
