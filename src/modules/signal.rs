//! `_signal`: what `signal` is made of, all but its enumerations (`stdlib/signal.py`).
//!
//! Handlers are called with None in the place of the frame. Signals whose handlers no program
//! can return from (SIGSEGV, SIGFPE, SIGILL) have none here; real-time signals cannot be set back
//! to their default. `sigwaitinfo` is missing: who sent a signal is not known.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::time::TimeSpec;
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};
use nix::time::ClockId;

use crate::native::ModuleDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Asked, Disposition, MAIN_IDENT, Until, Wait, deadline_after};

/// Signals are numbered from 1 to 64.
const NSIG: i64 = 65;

/// The module `_signal`.
pub fn module(vm: &Vm) -> ModuleDef {
    let interrupted = vm.exception_type("signal", "itimer_error", &vm.types.os_error);
    let def = ModuleDef::new("_signal", "Signals: what happens when they come, and sending them.")
        .value("ItimerError", interrupted)
        .value("NSIG", Value::int(NSIG))
        .function("signal(signalnum, handler, /)", "Set the action for the given signal.", set)
        .function("getsignal(signalnum, /)", "Return the current action for the given signal.", get)
        .function(
            "default_int_handler(signalnum, frame, /)",
            "The default handler for SIGINT installed by Python.",
            |vm: &Vm, _: Value, _: Value| -> PyResult<()> { Err(vm.keyboard_interrupt()) },
        )
        .function("raise_signal(signalnum, /)", "Send a signal to the executing process.", raise)
        .function("pause()", "Wait until a signal arrives.", pause)
        .function("alarm(seconds, /)", "Arrange for SIGALRM to arrive after the given number of seconds.", alarm)
        .function(
            "setitimer(which, seconds, interval=0.0, /)",
            "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).",
            |vm: &Vm, which: i64, seconds: f64, interval: f64| set_timer(vm, which, seconds, interval),
        )
        .function("getitimer(which, /)", "Returns current value of given itimer.", |vm: &Vm, which: i64| {
            timer(vm, which, |t| Ok(remaining(t)))
        })
        .function(
            "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)",
            "Sets the fd to be written to (with the signal number) when a signal comes in.",
            set_wakeup_fd,
        )
        .function("siginterrupt(signalnum, flag, /)", "Change system call restart behaviour.", |vm: &Vm, signal: i64, flag: i64| {
            number(vm, signal)?;
            match flag {
                0 => Ok(()),
                _ => Err(vm.not_implemented_error("siginterrupt() with a true flag is not supported: system calls go on after signals")),
            }
        })
        .function("strsignal(signalnum, /)", "Return the system description of the given signal.", strsignal)
        .function("valid_signals()", "Return a set of valid signal numbers on this platform.", |vm: &Vm| {
            let all = (1..NSIG).filter(|n| !(32..34).contains(n)).map(Value::int).collect::<Vec<_>>();
            set_of(vm, all)
        });
    masks(def)
}

fn set_of(vm: &Vm, numbers: Vec<Value>) -> PyResult<Value> {
    let set = vm.builtin("set")?;
    vm.call(&set, &mut [numbers.into()])
}

fn number(vm: &Vm, signal: i64) -> PyResult<i32> {
    match i32::try_from(signal) {
        Ok(number) if (1..NSIG).contains(&signal) => Ok(number),
        _ => Err(vm.value_error("signal number out of range")),
    }
}

/// SIGINT's handler at the start, as programs see it.
fn default_int_handler(vm: &Vm) -> PyResult<Value> {
    let module = vm.import_module("_signal")?;
    vm.attr(&module, "default_int_handler")
}

fn set(vm: &Vm, signal: Value, handler: Value) -> PyResult<Value> {
    if vm.tasks.ident() != MAIN_IDENT {
        return Err(vm.value_error("signal only works in main thread of the main interpreter"));
    }
    let signal = vm.index(&signal)?;
    let wish = match vm.big_of(&handler).and_then(|n| i64::try_from(&n).ok()) {
        Some(0) => Disposition::Default,
        Some(1) => Disposition::Ignore,
        _ => {
            let callable = vm.builtin("callable")?;
            if vm.call(&callable, &mut [handler.clone()])?.as_bool() != Some(true) {
                return Err(vm.type_error(
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
                ));
            }
            match handler.is(&default_int_handler(vm)?) {
                true => Disposition::Interrupt,
                false => Disposition::Call(handler),
            }
        }
    };
    let signal = number(vm, signal)?;
    let before = get(vm, i64::from(signal))?;
    let wish = match wish {
        // For other signals it is a handler like others.
        Disposition::Interrupt if signal != 2 => Disposition::Call(default_int_handler(vm)?),
        other => other,
    };
    if matches!(
        signal,
        nix::libc::SIGSEGV | nix::libc::SIGFPE | nix::libc::SIGILL
    ) && !matches!(wish, Disposition::Default)
    {
        return Err(vm.not_implemented_error(format!(
            "signal {signal} can have no handler: no program can go on after it"
        )));
    }
    vm.set_disposition(signal, wish)
        .map_err(|e| vm.os_error(&e, &[]))?;
    Ok(before)
}

fn get(vm: &Vm, signal: i64) -> PyResult<Value> {
    let signal = number(vm, signal)?;
    Ok(match vm.disposition(signal) {
        Some(Disposition::Default) => Value::int(0),
        Some(Disposition::Ignore) => Value::int(1),
        Some(Disposition::Call(handler)) => handler,
        Some(Disposition::Interrupt) => default_int_handler(vm)?,
        None => match signal {
            nix::libc::SIGPIPE => Value::int(1),
            nix::libc::SIGINT => default_int_handler(vm)?,
            _ => Value::int(0),
        },
    })
}

fn raise(vm: &Vm, signal: i64) -> PyResult<()> {
    let Ok(signal) = i32::try_from(signal) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    signal_hook::low_level::raise(signal).map_err(|e| vm.os_error(&e, &[]))?;
    vm.check_interrupt()
}

fn pause(vm: &Vm) -> PyResult<()> {
    let before = vm.signals_seen();
    let seen = Until::new("a signal", move |vm: &Vm, _: &_, _| {
        (vm.signals_seen() != before).then_some(Ok(Value::NONE))
    });
    vm.block_on(Wait::new(seen).for_signal()).map(drop)
}

// ---- timers -----------------------------------------------------------------------------------

/// The timers of the process: one of each kind.
#[derive(Default)]
struct Timers {
    all: RefCell<BTreeMap<i64, Timer>>,
    /// The process that made them: they are not a child's.
    owner: Cell<u32>,
}

fn span(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

fn seconds(time: TimeSpec) -> f64 {
    time.tv_sec() as f64 + time.tv_nsec() as f64 * 1e-9
}

/// What is left, and the interval.
fn remaining(timer: &Timer) -> (f64, f64) {
    match timer.get() {
        Ok(Some(Expiration::OneShot(left))) => (seconds(left), 0.0),
        Ok(Some(Expiration::IntervalDelayed(left, every))) => (seconds(left), seconds(every)),
        Ok(Some(Expiration::Interval(every))) => (seconds(every), seconds(every)),
        _ => (0.0, 0.0),
    }
}

fn itimer_error(vm: &Vm, errno: Errno) -> crate::object::Exc {
    let class = vm.exception_type("signal", "itimer_error", &vm.types.os_error);
    let text = crate::vm::errors::error_text(errno as i32);
    let (number, text) = (Value::int(errno as i64), Value::str(&text));
    vm.exception_with(&class, vec![number.clone(), text.clone()])
        .with_field("errno", number)
        .with_field("strerror", text)
}

fn timer<R>(vm: &Vm, which: i64, act: impl FnOnce(&mut Timer) -> Result<R, Errno>) -> PyResult<R> {
    use nix::sys::signal::{SigEvent, SigevNotify, Signal};
    let (clock, signal) = match which {
        0 => (ClockId::CLOCK_MONOTONIC, Signal::SIGALRM),
        // The system's own count only what runs outside of the kernel for the first of these.
        1 => (ClockId::CLOCK_PROCESS_CPUTIME_ID, Signal::SIGVTALRM),
        2 => (ClockId::CLOCK_PROCESS_CPUTIME_ID, Signal::SIGPROF),
        _ => return Err(itimer_error(vm, Errno::EINVAL)),
    };
    let timers = vm.state::<Timers>();
    let own = std::process::id();
    if timers.owner.replace(own) != own {
        std::mem::forget(timers.all.take());
    }
    let mut all = timers.all.borrow_mut();
    let timer = match all.entry(which) {
        std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
        std::collections::btree_map::Entry::Vacant(entry) => {
            let event = SigEvent::new(SigevNotify::SigevSignal {
                signal,
                si_value: 0,
            });
            entry.insert(Timer::new(clock, event).map_err(|e| itimer_error(vm, e))?)
        }
    };
    act(timer).map_err(|e| itimer_error(vm, e))
}

fn set_timer(vm: &Vm, which: i64, after: f64, interval: f64) -> PyResult<(f64, f64)> {
    let (Some(after), Some(interval)) = (span(after), span(interval)) else {
        return Err(itimer_error(vm, Errno::EINVAL));
    };
    timer(vm, which, |timer| {
        let before = remaining(timer);
        let first = TimeSpec::from_duration(after);
        let expiration = match interval.is_zero() || after.is_zero() {
            true => Expiration::OneShot(first),
            false => Expiration::IntervalDelayed(first, TimeSpec::from_duration(interval)),
        };
        timer.set(expiration, TimerSetTimeFlags::empty())?;
        Ok(before)
    })
}

fn alarm(vm: &Vm, after: i64) -> PyResult<i64> {
    let Ok(after) = u32::try_from(after) else {
        return Err(vm.overflow_error("signed integer is greater than maximum"));
    };
    let (left, _) = set_timer(vm, 0, f64::from(after), 0.0)?;
    // A started second counts.
    Ok(left.ceil() as i64)
}

fn set_wakeup_fd(vm: &Vm, fd: i32, _warn_on_full_buffer: bool) -> PyResult<i32> {
    if vm.tasks.ident() != MAIN_IDENT {
        return Err(
            vm.value_error("set_wakeup_fd only works in main thread of the main interpreter")
        );
    }
    if fd >= 0 {
        use nix::fcntl::{FcntlArg, OFlag, fcntl};
        let file = crate::modules::io::descriptor::get(fd)
            .map_err(|e| vm.os_error_number(e as i32, &[]))?;
        let flags = fcntl(&file, FcntlArg::F_GETFL).map(OFlag::from_bits_retain);
        if !flags.is_ok_and(|f| f.contains(OFlag::O_NONBLOCK)) {
            return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode")));
        }
    }
    Ok(vm.set_wakeup_descriptor(fd.max(-1)))
}

/// The texts of the C library.
fn strsignal(vm: &Vm, signal: i64) -> PyResult<Option<String>> {
    const TEXTS: [&str; 31] = [
        "Hangup",
        "Interrupt",
        "Quit",
        "Illegal instruction",
        "Trace/breakpoint trap",
        "Aborted",
        "Bus error",
        "Floating point exception",
        "Killed",
        "User defined signal 1",
        "Segmentation fault",
        "User defined signal 2",
        "Broken pipe",
        "Alarm clock",
        "Terminated",
        "Stack fault",
        "Child exited",
        "Continued",
        "Stopped (signal)",
        "Stopped",
        "Stopped (tty input)",
        "Stopped (tty output)",
        "Urgent I/O condition",
        "CPU time limit exceeded",
        "File size limit exceeded",
        "Virtual timer expired",
        "Profiling timer expired",
        "Window changed",
        "I/O possible",
        "Power failure",
        "Bad system call",
    ];
    let number = number(vm, signal)?;
    Ok(match TEXTS.get(number as usize - 1) {
        Some(text) => Some((*text).to_owned()),
        None if number >= 34 => Some(format!("Real-time signal {}", number - 34)),
        None => None,
    })
}

// ---- masks ------------------------------------------------------------------------------------

fn masks(def: ModuleDef) -> ModuleDef {
    def.function(
        "pthread_sigmask(how, mask, /)",
        "Fetch and/or change the signal mask of the calling thread.",
        |vm: &Vm, how: i64, mask: Value| {
            let mask = signals(vm, &mask)?;
            let before = vm.blocked_signals();
            let after: BTreeSet<i32> = match how {
                0 => before.union(&mask).copied().collect(),
                1 => before.difference(&mask).copied().collect(),
                2 => mask,
                _ => return Err(vm.os_error_number(Errno::EINVAL as i32, &[])),
            };
            vm.block_signals(after).map_err(|e| vm.os_error(&e, &[]))?;
            vm.check_interrupt()?;
            values(vm, before)
        },
    )
    .function("sigpending()", "Examine pending signals.", |vm: &Vm| {
        values(vm, vm.pending_signals())
    })
    .function(
        "sigwait(sigset, /)",
        "Wait for a signal.",
        |vm: &Vm, set: Value| {
            let set = signals(vm, &set)?;
            wait_for(vm, set, None)
        },
    )
    .function(
        "_sigtimedwait(sigset, timeout, /)",
        "Wait for a signal for some time; its number, or None.",
        |vm: &Vm, set: Value, timeout: f64| {
            let set = signals(vm, &set)?;
            let Some(span) = span(timeout) else {
                return Err(vm.value_error("timeout must be non-negative"));
            };
            wait_for(vm, set, Some(span))
        },
    )
    .function(
        "pthread_kill(thread_id, signalnum, /)",
        "Send a signal to a thread.",
        |vm: &Vm, thread: i64, signal: i64| {
            if vm.tasks.find(thread.cast_unsigned()).is_none() {
                return Err(vm.os_error_number(Errno::ESRCH as i32, &[]));
            }
            match signal {
                0 => Ok(()),
                _ => raise(vm, signal),
            }
        },
    )
}

fn signals(vm: &Vm, set: &Value) -> PyResult<BTreeSet<i32>> {
    let mut numbers = BTreeSet::new();
    for item in vm.collect(set)? {
        let signal = vm.index(&item)?;
        match i32::try_from(signal) {
            Ok(n) if (1..NSIG).contains(&signal) => numbers.insert(n),
            _ => {
                return Err(vm.value_error(format!(
                    "signal number {signal} out of range [1; {}]",
                    NSIG - 1
                )));
            }
        };
    }
    Ok(numbers)
}

fn values(vm: &Vm, signals: BTreeSet<i32>) -> PyResult<Value> {
    let numbers = signals
        .into_iter()
        .map(|s| Value::int(i64::from(s)))
        .collect();
    set_of(vm, numbers)
}

fn wait_for(vm: &Vm, set: BTreeSet<i32>, span: Option<Duration>) -> PyResult<Value> {
    let came = Until::new("a signal", move |vm: &Vm, _: &_, asked| {
        match vm.take_signal(&set) {
            Ok(Some(signal)) => Some(Ok(Value::int(i64::from(signal)))),
            Ok(None) if asked == Asked::TimedOut => Some(Ok(Value::NONE)),
            Ok(None) => None,
            Err(e) => Some(Err(vm.os_error(&e, &[]))),
        }
    });
    let wait = Wait::new(came).for_signal().until(span.map(deadline_after));
    vm.block_on(wait)
}
