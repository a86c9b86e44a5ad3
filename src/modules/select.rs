//! select: waiting for several descriptors at once: `select`, `poll` and `epoll`.
//!
//! The wait itself is the scheduler's, which knows one descriptor per task: several of them are
//! put into an epoll instance, whose own descriptor stands for all. Left out: epoll outside Linux.

use std::cell::{Cell, RefCell};
use std::os::fd::{AsFd, RawFd};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout};
use rustix::event::epoll as ep;

use super::io::descriptor::{self, Descriptor};
use super::os::support::fd_number;
use crate::native::{ClassDef, ModuleDef, NativeType, VarArgs};
use crate::object::{Class, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;
use crate::vm::tasks::deadline_after;

const POLL_NAMES: &[(&str, i64)] = &[
    ("IN", 1),
    ("PRI", 2),
    ("OUT", 4),
    ("ERR", 8),
    ("HUP", 16),
    ("NVAL", 32),
    ("RDNORM", 64),
    ("RDBAND", 128),
    ("WRNORM", 256),
    ("WRBAND", 512),
    ("MSG", 1024),
    ("RDHUP", 8192),
];

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let mut def = ModuleDef::new("select", "Waiting for I/O on several descriptors at once.")
        .function(
            "select(rlist, wlist, xlist, timeout=None, /)",
            "Wait until one or more descriptors are ready for some kind of I/O.",
            select,
        )
        .function("poll()", "A polling object.", |vm: &Vm| {
            Ok(vm.wrap(Poll::default()))
        })
        .class::<Epoll>(vm)
        .value("error", vm.types.os_error.clone())
        .int("PIPE_BUF", 4096)
        .int("EPOLLET", 1 << 31)
        .int("EPOLLONESHOT", 1 << 30)
        .int("EPOLLEXCLUSIVE", 1 << 28)
        .int("EPOLL_CLOEXEC", 0o2_000_000);
    const NAMES: [(&str, &str); 12] = [
        ("POLLIN", "EPOLLIN"),
        ("POLLPRI", "EPOLLPRI"),
        ("POLLOUT", "EPOLLOUT"),
        ("POLLERR", "EPOLLERR"),
        ("POLLHUP", "EPOLLHUP"),
        ("POLLNVAL", ""),
        ("POLLRDNORM", "EPOLLRDNORM"),
        ("POLLRDBAND", "EPOLLRDBAND"),
        ("POLLWRNORM", "EPOLLWRNORM"),
        ("POLLWRBAND", "EPOLLWRBAND"),
        ("POLLMSG", "EPOLLMSG"),
        ("POLLRDHUP", "EPOLLRDHUP"),
    ];
    for ((_, value), (poll, epoll)) in POLL_NAMES.iter().zip(NAMES) {
        def = def.int(poll, *value);
        if !epoll.is_empty() {
            def = def.int(epoll, *value);
        }
    }
    def
}

/// A descriptor that is watched, and what for.
struct Watch {
    fd: Descriptor,
    events: PollFlags,
}

/// Wait until one of the descriptors is ready or time is over; what each is ready for.
fn wait_any(vm: &Vm, watches: &[Watch], deadline: Option<Instant>) -> PyResult<Vec<i32>> {
    let mut all = None;
    loop {
        let mut entries: Vec<PollFd> = watches
            .iter()
            .map(|w| PollFd::new(w.fd.as_fd(), w.events))
            .collect();
        match nix::poll::poll(&mut entries, PollTimeout::ZERO) {
            Ok(0) => {}
            Ok(_) => return Ok(entries.iter().map(found).collect()),
            Err(nix::errno::Errno::EINTR) => {
                vm.check_interrupt()?;
                continue;
            }
            Err(e) => return Err(vm.os_error_number(e as i32, &[])),
        }
        if deadline.is_some_and(|end| Instant::now() >= end) {
            // Others run even where this task polls in a loop.
            vm.poll()?;
            return Ok(vec![0; watches.len()]);
        }
        let all = match &all {
            Some(all) => all,
            None => all.insert(together(vm, watches)?),
        };
        vm.wait_for_descriptor(all.as_fd(), PollFlags::POLLIN, deadline)?;
    }
}

fn found(entry: &PollFd) -> i32 {
    i32::from(entry.revents().unwrap_or(PollFlags::empty()).bits())
}

/// An epoll instance with all of the descriptors.
fn together(vm: &Vm, watches: &[Watch]) -> PyResult<std::os::fd::OwnedFd> {
    let check = |r: rustix::io::Result<()>| match r {
        // The same descriptor twice: the events of both.
        Ok(()) | Err(rustix::io::Errno::EXIST) => Ok(()),
        Err(e) => Err(vm.os_error_number(e.raw_os_error(), &[])),
    };
    let all = ep::create(ep::CreateFlags::CLOEXEC)
        .map_err(|e| vm.os_error_number(e.raw_os_error(), &[]))?;
    for (at, watch) in watches.iter().enumerate() {
        let flags = ep::EventFlags::from_bits_retain(watch.events.bits() as u32);
        let data = ep::EventData::new_u64(at as u64);
        match ep::add(&all, &watch.fd, data, flags) {
            Err(rustix::io::Errno::EXIST) => {
                let number = std::os::fd::AsRawFd::as_raw_fd(&watch.fd.as_fd());
                let both = watches
                    .iter()
                    .filter(|w| std::os::fd::AsRawFd::as_raw_fd(&w.fd.as_fd()) == number)
                    .fold(PollFlags::empty(), |sum, w| sum | w.events);
                let flags = ep::EventFlags::from_bits_retain(both.bits() as u32);
                check(ep::modify(&all, &watch.fd, data, flags))?;
            }
            other => check(other)?,
        }
    }
    Ok(all)
}

/// The deadline of a number of seconds, or of none.
fn deadline(vm: &Vm, timeout: &Value) -> PyResult<Option<Instant>> {
    if timeout.is_none() {
        return Ok(None);
    }
    let seconds = match timeout.as_float() {
        Some(x) => x,
        None if vm.big_of(timeout).is_some() => vm.to_f64(timeout)?,
        None => match vm.special_method(timeout, "__index__")? {
            Some(_) => vm.index(timeout)? as f64,
            None => return Err(vm.type_error("timeout must be a float or None")),
        },
    };
    if seconds < 0.0 {
        return Err(vm.value_error("timeout must be non-negative"));
    }
    let span = Duration::try_from_secs_f64(seconds)
        .map_err(|_| vm.overflow_error("timestamp too large to convert to C PyTime_t"))?;
    Ok(Some(deadline_after(span)))
}

fn select(
    vm: &Vm,
    readers: Value,
    writers: Value,
    others: Value,
    timeout: Value,
) -> PyResult<(Value, Value, Value)> {
    let deadline = deadline(vm, &timeout)?;
    let sorts = [
        (readers, PollFlags::POLLIN),
        (writers, PollFlags::POLLOUT),
        (others, PollFlags::POLLPRI),
    ];
    let (mut watches, mut owners) = (Vec::new(), Vec::new());
    for (at, (list, events)) in sorts.iter().enumerate() {
        if vm.special_method(list, "__iter__")?.is_none() {
            return Err(vm.type_error("arguments 1-3 must be sequences"));
        }
        for object in vm.collect(list)? {
            let number = fd_number(vm, &object)?;
            if number < 0 {
                return Err(vm.value_error(format!(
                    "file descriptor cannot be a negative integer ({number})"
                )));
            }
            let fd = open(vm, number)?;
            watches.push(Watch {
                fd,
                events: *events,
            });
            owners.push((at, object));
        }
    }
    let ready = wait_any(vm, &watches, deadline)?;
    let mut lists: [Vec<Value>; 3] = Default::default();
    for ((at, object), events) in owners.into_iter().zip(ready) {
        // Errors and hang-ups make a descriptor readable and writable, but not exceptional.
        let counts = match at {
            0 => 1 | 8 | 16,
            1 => 4 | 8,
            _ => 2,
        };
        if events & counts != 0
            && let Some(list) = lists.get_mut(at)
        {
            list.push(object);
        }
    }
    let [a, b, c] = lists.map(Value::from);
    Ok((a, b, c))
}

fn open(vm: &Vm, number: RawFd) -> PyResult<Descriptor> {
    descriptor::get(number).map_err(|e| vm.os_error_number(e as i32, &[]))
}

fn number_of(vm: &Vm, object: &Value) -> PyResult<RawFd> {
    let number = fd_number(vm, object)?;
    if number < 0 {
        return Err(vm.value_error(format!(
            "file descriptor cannot be a negative integer ({number})"
        )));
    }
    Ok(number)
}

/// A polling object: descriptors and events, in order.
#[derive(Default)]
struct Poll {
    watched: RefCell<Vec<(RawFd, i16)>>,
    busy: Cell<bool>,
}

impl NativeObject for Poll {}

fn mask(vm: &Vm, value: i64) -> PyResult<i16> {
    if value < 0 {
        return Err(vm.value_error("value must be positive"));
    }
    u16::try_from(value)
        .map(|bits| bits as i16)
        .map_err(|_| vm.overflow_error("Python int too large for C unsigned short"))
}

impl NativeType for Poll {
    const NAME: &'static str = "poll";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Poll>("select", "Watches descriptors.")
            .method(
                "register(self, fd, eventmask=7, /)",
                "Watch a descriptor.",
                {
                    |vm: &Vm, this: Native<Poll>, fd: Value, events: i64| {
                        let (fd, events) = (number_of(vm, &fd)?, mask(vm, events)?);
                        let mut watched = this.watched.borrow_mut();
                        match watched.iter_mut().find(|(n, _)| *n == fd) {
                            Some(entry) => entry.1 = events,
                            None => watched.push((fd, events)),
                        }
                        Ok(())
                    }
                },
            )
            .method(
                "modify(self, fd, eventmask, /)",
                "Watch for other events.",
                {
                    |vm: &Vm, this: Native<Poll>, fd: Value, events: i64| {
                        let (fd, events) = (number_of(vm, &fd)?, mask(vm, events)?);
                        match this.watched.borrow_mut().iter_mut().find(|(n, _)| *n == fd) {
                            Some(entry) => {
                                entry.1 = events;
                                Ok(())
                            }
                            None => Err(vm.os_error_number(nix::libc::ENOENT, &[])),
                        }
                    }
                },
            )
            .method("unregister(self, fd, /)", "Watch a descriptor no more.", {
                |vm: &Vm, this: Native<Poll>, fd: Value| {
                    let number = number_of(vm, &fd)?;
                    let mut watched = this.watched.borrow_mut();
                    match watched.iter().position(|(n, _)| *n == number) {
                        Some(at) => {
                            watched.remove(at);
                            Ok(())
                        }
                        None => Err(vm.key_error(&Value::int(i64::from(number)))),
                    }
                }
            })
            .method(
                "poll(self, timeout=None, /)",
                "Wait, at most so many milliseconds: a list of (fd, events).",
                poll,
            )
    }
}

fn poll(vm: &Vm, this: Native<Poll>, timeout: Value) -> PyResult<Vec<Value>> {
    let end = if timeout.is_none() {
        None
    } else {
        let millis = match timeout.as_float() {
            Some(x) => x,
            None => vm.index(&timeout)? as f64,
        };
        // What is negative waits for ever.
        (millis >= 0.0).then(|| {
            let span = Duration::try_from_secs_f64(millis / 1e3).unwrap_or(Duration::MAX);
            deadline_after(span)
        })
    };
    if this.busy.replace(true) {
        return Err(vm.runtime_error("concurrent poll() invocation"));
    }
    let result = poll_once(vm, &this, end);
    this.busy.set(false);
    result
}

fn poll_once(vm: &Vm, this: &Poll, end: Option<Instant>) -> PyResult<Vec<Value>> {
    let pair = |fd: RawFd, events: i32| {
        Value::tuple(vec![
            Value::int(i64::from(fd)),
            Value::int(i64::from(events)),
        ])
    };
    let watched = this.watched.borrow().clone();
    let (mut watches, mut numbers, mut list) = (Vec::new(), Vec::new(), Vec::new());
    for (number, events) in watched {
        match descriptor::get(number) {
            Ok(fd) => {
                let events = PollFlags::from_bits_retain(events);
                watches.push(Watch { fd, events });
                numbers.push(number);
            }
            Err(_) => list.push(pair(number, 32)),
        }
    }
    let end = if list.is_empty() {
        end
    } else {
        Some(Instant::now())
    };
    let ready = wait_any(vm, &watches, end)?;
    let found = numbers
        .into_iter()
        .zip(ready)
        .filter(|(_, events)| *events != 0);
    list.extend(found.map(|(fd, events)| pair(fd, events)));
    Ok(list)
}

/// An epoll object.
struct Epoll {
    fd: Cell<RawFd>,
}

impl NativeObject for Epoll {}

impl Drop for Epoll {
    fn drop(&mut self) {
        if self.fd.get() >= 0 {
            let _ = descriptor::close(self.fd.get());
        }
    }
}

impl Epoll {
    fn open(&self, vm: &Vm) -> PyResult<Descriptor> {
        if self.fd.get() < 0 {
            return Err(vm.value_error("I/O operation on closed epoll object"));
        }
        open(vm, self.fd.get())
    }
}

impl NativeType for Epoll {
    const NAME: &'static str = "epoll";
    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Epoll>("select", "Watches descriptors, in the kernel.")
            .constructor(
                "__new__(cls, sizehint=-1, flags=0)",
                "Open an epoll instance.",
                |vm: &Vm, class: Class, hint: i64, flags: i64| {
                    if hint == 0 || hint < -1 {
                        return Err(vm.value_error("negative sizehint"));
                    }
                    if flags & !0o2_000_000 != 0 {
                        return Err(vm.os_error_number(nix::libc::EINVAL, &[]));
                    }
                    let made = ep::create(ep::CreateFlags::CLOEXEC)
                        .map_err(|e| vm.os_error_number(e.raw_os_error(), &[]))?;
                    let fd = Cell::new(descriptor::register(made));
                    Ok(vm.wrap_as(&class, Epoll { fd }))
                },
            )
            .method(
                "close(self, /)",
                "Close the instance.",
                |_: &Vm, this: Native<Epoll>| {
                    let fd = this.fd.replace(-1);
                    if fd >= 0 {
                        let _ = descriptor::close(fd);
                    }
                    Ok(())
                },
            )
            .getter(
                "closed",
                "Whether it is closed.",
                |_: &Vm, this: Native<Epoll>| Ok(this.fd.get() < 0),
            )
            .method(
                "fileno(self, /)",
                "Its own descriptor.",
                |vm: &Vm, this: Native<Epoll>| {
                    this.open(vm)?;
                    Ok(this.fd.get())
                },
            )
            .method("__enter__(self, /)", "", |vm: &Vm, this: Native<Epoll>| {
                this.open(vm)?;
                Ok(this)
            })
            .method(
                "__exit__(self, /, *args)",
                "",
                |vm: &Vm, this: Value, _: VarArgs| {
                    vm.call_method(&this, "close", &mut []).map(drop)
                },
            );
        watching(def)
    }
}

const DEFAULT_EVENTS: &str = "register(self, fd, eventmask=7)";

fn watching(def: ClassDef) -> ClassDef {
    let raise = |vm: &Vm, e: rustix::io::Errno| vm.os_error_number(e.raw_os_error(), &[]);
    def.method(
        DEFAULT_EVENTS,
        "Watch a descriptor.",
        move |vm: &Vm, this: Native<Epoll>, fd: Value, events: i64| {
            let own = this.open(vm)?;
            let number = number_of(vm, &fd)?;
            let (data, flags) = entry(number, events);
            ep::add(&own, &open(vm, number)?, data, flags).map_err(|e| raise(vm, e))
        },
    )
    .method(
        "modify(self, fd, eventmask)",
        "Watch for other events.",
        move |vm: &Vm, this: Native<Epoll>, fd: Value, events: i64| {
            let own = this.open(vm)?;
            let number = number_of(vm, &fd)?;
            let (data, flags) = entry(number, events);
            ep::modify(&own, &open(vm, number)?, data, flags).map_err(|e| raise(vm, e))
        },
    )
    .method(
        "unregister(self, fd)",
        "Watch a descriptor no more.",
        move |vm: &Vm, this: Native<Epoll>, fd: Value| {
            let own = this.open(vm)?;
            let number = number_of(vm, &fd)?;
            ep::delete(&own, &open(vm, number)?).map_err(|e| raise(vm, e))
        },
    )
    .method(
        "poll(self, timeout=None, maxevents=-1)",
        "Wait, at most so many seconds: a list of (fd, events).",
        move |vm: &Vm, this: Native<Epoll>, timeout: Value, most: i64| {
            let own = this.open(vm)?;
            let end = match timeout
                .as_float()
                .or_else(|| timeout.as_small_int().map(|i| i as f64))
            {
                Some(seconds) if seconds < 0.0 => None,
                _ => deadline(vm, &timeout)?,
            };
            if most == 0 || most < -1 {
                return Err(vm.value_error(format!("maxevents must be greater than 0, got {most}")));
            }
            let most = if most < 0 {
                1023
            } else {
                most.min(65536) as usize
            };
            loop {
                let mut events: Vec<ep::Event> = Vec::with_capacity(most);
                let none = rustix::event::Timespec {
                    tv_sec: 0,
                    tv_nsec: 0,
                };
                let place = rustix::buffer::spare_capacity(&mut events);
                ep::wait(&own, place, Some(&none)).map_err(|e| raise(vm, e))?;
                if !events.is_empty() || end.is_some_and(|end| Instant::now() >= end) {
                    let list = events.iter().map(|event| {
                        // Fields of a packed struct are copied first.
                        let (data, flags) = (event.data, event.flags);
                        Value::tuple(vec![
                            Value::int(data.u64() as i64),
                            Value::int(i64::from(flags.bits())),
                        ])
                    });
                    return Ok(list.collect::<Vec<Value>>());
                }
                vm.wait_for_descriptor(own.as_fd(), PollFlags::POLLIN, end)?;
            }
        },
    )
}

fn entry(number: RawFd, events: i64) -> (ep::EventData, ep::EventFlags) {
    (
        ep::EventData::new_u64(number as u64),
        ep::EventFlags::from_bits_retain(events as u32),
    )
}
