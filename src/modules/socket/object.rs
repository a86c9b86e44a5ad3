//! The socket object.

use std::cell::Cell;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd, RawFd};
use std::time::{Duration, Instant};

use nix::libc;
use nix::poll::PollFlags;
use rustix::io::Errno;
use rustix::net::{
    self, AddressFamily, Protocol, Shutdown, SocketAddrAny, SocketFlags, SocketType, sockopt,
};

use super::{address, check, options, transfer};
use crate::modules::io::descriptor::{self, Descriptor};
use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::{Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Asked, Until, Wait, deadline_after};

/// The state of a socket object.
pub struct Sock {
    fd: Cell<RawFd>,
    family: Cell<i32>,
    kind: Cell<i32>,
    protocol: Cell<i32>,
    /// Seconds that a call may take; none for ever.
    timeout: Cell<Option<f64>>,
}

/// The timeout of new sockets.
#[derive(Default)]
struct DefaultTimeout(Cell<Option<f64>>);

impl NativeObject for Sock {}

impl Drop for Sock {
    fn drop(&mut self) {
        if self.fd.get() >= 0 {
            // Nobody is left to be told of an error.
            let _ = descriptor::close(self.fd.get());
        }
    }
}

impl Sock {
    fn closed() -> Sock {
        Sock {
            fd: Cell::new(-1),
            family: Cell::new(-1),
            kind: Cell::new(-1),
            protocol: Cell::new(-1),
            timeout: Cell::new(None),
        }
    }

    pub(super) fn family(&self) -> i32 {
        self.family.get()
    }

    /// The open descriptor, or EBADF.
    pub(super) fn descriptor(&self, vm: &Vm) -> PyResult<Descriptor> {
        descriptor::get(self.fd.get()).map_err(|e| vm.os_error_number(e as i32, &[]))
    }

    /// When a call that starts now must be done.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.timeout
            .get()
            .map(|s| deadline_after(Duration::try_from_secs_f64(s).unwrap_or(Duration::MAX)))
    }

    fn never_waits(&self) -> bool {
        self.timeout.get() == Some(0.0)
    }

    /// Make a system call that does not block, as often as it takes.
    pub(super) fn operate<T>(
        &self,
        vm: &Vm,
        events: PollFlags,
        deadline: Option<Instant>,
        mut call: impl FnMut(BorrowedFd) -> Result<T, Errno>,
    ) -> PyResult<T> {
        loop {
            let fd = self.descriptor(vm)?;
            match call(fd.as_fd()) {
                Err(Errno::INTR) => vm.check_interrupt()?,
                Err(Errno::AGAIN) if !self.never_waits() => {
                    if !vm.wait_for_descriptor(fd.as_fd(), events, deadline)? {
                        return Err(timed_out(vm));
                    }
                }
                result => return check(vm, result),
            }
        }
    }

    /// A descriptor blocks exactly if calls wait for ever, as in CPython.
    fn apply_timeout(&self, vm: &Vm, timeout: Option<f64>) -> PyResult<()> {
        let fd = self.descriptor(vm)?;
        check(vm, rustix::io::ioctl_fionbio(&fd, timeout.is_some()))?;
        self.timeout.set(timeout);
        Ok(())
    }
}

fn timed_out(vm: &Vm) -> Exc {
    vm.exception(&vm.types.timeout_error, "timed out")
}

impl NativeType for Sock {
    const NAME: &'static str = "socket";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Sock>("_socket", "A network connection end point.")
            .slots(|s| {
                s.new
                    .set(Some(|vm, class, _| Ok(vm.wrap_as(class, Sock::closed()))));
                s.repr.set(Some(repr));
            })
            .init(
                "__init__(self, family=-1, type=-1, proto=-1, fileno=None)",
                "Open a socket, or take over a descriptor.",
                init,
            )
            .getter("family", "the socket family", |_: &Vm, s: Native<Sock>| {
                Ok(s.family.get())
            })
            .getter("type", "the socket type", |_: &Vm, s: Native<Sock>| {
                Ok(s.kind.get())
            })
            .getter("proto", "the socket protocol", |_: &Vm, s: Native<Sock>| {
                Ok(s.protocol.get())
            })
            .getter(
                "timeout",
                "the socket timeout",
                |_: &Vm, s: Native<Sock>| Ok(s.timeout.get()),
            );
        options::methods(transfer::methods(times(connections(life(def)))))
    }
}

fn repr(_: &Vm, this: &Value) -> PyResult<Str> {
    let Some(s) = Native::<Sock>::from_value(this) else {
        return Ok(Str::new("<socket object>"));
    };
    Ok(Str::new(format!(
        "<socket object, fd={}, family={}, type={}, proto={}>",
        s.fd.get(),
        s.family.get(),
        s.kind.get(),
        s.protocol.get()
    )))
}

fn init(
    vm: &Vm,
    this: Native<Sock>,
    family: i32,
    kind: i32,
    protocol: i32,
    fileno: Value,
) -> PyResult<()> {
    if this.fd.get() >= 0 {
        let _ = descriptor::close(this.fd.replace(-1));
    }
    let (mut family, mut kind, mut protocol) = (family, kind, protocol);
    let fd = if fileno.is_none() {
        family = if family == -1 { libc::AF_INET } else { family };
        kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
        protocol = protocol.max(0);
        descriptor::register(check(vm, open(family, kind, protocol))?)
    } else {
        let number = vm.index(&fileno)?;
        if number < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let fd = descriptor::get(number).map_err(|e| vm.os_error_number(e as i32, &[]))?;
        let own = check(vm, net::getsockname(&fd))?;
        if family == -1 {
            family = i32::from(own.address_family().as_raw());
        }
        if kind == -1 {
            kind = check(vm, sockopt::socket_type(&fd))?.as_raw() as i32;
        }
        if protocol == -1 {
            let found = check(vm, sockopt::socket_protocol(&fd))?;
            protocol = found.map_or(0, |p| p.as_raw().get() as i32);
        }
        number
    };
    this.fd.set(fd);
    this.family.set(family);
    this.kind
        .set(kind & !(libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK));
    this.protocol.set(protocol);
    if kind & libc::SOCK_NONBLOCK != 0 {
        return this.apply_timeout(vm, Some(0.0));
    }
    match vm.state::<DefaultTimeout>().0.get() {
        Some(default) => this.apply_timeout(vm, Some(default)),
        None => {
            this.timeout.set(None);
            Ok(())
        }
    }
}

fn protocol_of(number: i32) -> Option<Protocol> {
    let number = std::num::NonZeroU32::new(u32::try_from(number).ok()?)?;
    Some(Protocol::from_raw(number))
}

fn flags_of(kind: i32) -> SocketFlags {
    SocketFlags::from_bits_retain((kind & libc::SOCK_NONBLOCK) as u32) | SocketFlags::CLOEXEC
}

fn kind_of(kind: i32) -> SocketType {
    SocketType::from_raw((kind & !(libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK)) as u32)
}

fn family_of(family: i32) -> Result<AddressFamily, Errno> {
    u16::try_from(family)
        .map(AddressFamily::from_raw)
        .map_err(|_| Errno::AFNOSUPPORT)
}

fn open(family: i32, kind: i32, protocol: i32) -> Result<OwnedFd, Errno> {
    net::socket_with(
        family_of(family)?,
        kind_of(kind),
        flags_of(kind),
        protocol_of(protocol),
    )
}

/// Closing and its kin.
fn life(def: ClassDef) -> ClassDef {
    def.method(
        "close(self, /)",
        "Close the socket.",
        |vm: &Vm, this: Native<Sock>| {
            let fd = this.fd.replace(-1);
            match (fd >= 0).then(|| descriptor::close(fd)) {
                // The peer has cut the connection before; the descriptor is closed all the same.
                Some(Err(e)) if e != nix::errno::Errno::ECONNRESET => {
                    Err(vm.os_error_number(e as i32, &[]))
                }
                _ => Ok(()),
            }
        },
    )
    .method(
        "detach(self, /)",
        "Close the socket object without closing the descriptor, which is returned.",
        |_: &Vm, this: Native<Sock>| Ok(this.fd.replace(-1)),
    )
    .method(
        "fileno(self, /)",
        "The descriptor's number.",
        |_: &Vm, this: Native<Sock>| Ok(this.fd.get()),
    )
    .method(
        "shutdown(self, how, /)",
        "Shut down the reading side, the writing side or both.",
        |vm: &Vm, this: Native<Sock>, how: i32| {
            let fd = this.descriptor(vm)?;
            let how = match how {
                libc::SHUT_RD => Shutdown::Read,
                libc::SHUT_WR => Shutdown::Write,
                libc::SHUT_RDWR => Shutdown::Both,
                _ => return Err(vm.os_error_number(libc::EINVAL, &[])),
            };
            check(vm, net::shutdown(&fd, how))
        },
    )
}

/// Timeouts.
fn times(def: ClassDef) -> ClassDef {
    def.method(
        "setblocking(self, flag, /)",
        "Whether calls wait until they can be done.",
        |vm: &Vm, this: Native<Sock>, flag: bool| {
            this.apply_timeout(vm, if flag { None } else { Some(0.0) })
        },
    )
    .method(
        "getblocking(self, /)",
        "Whether calls wait.",
        |_: &Vm, this: Native<Sock>| Ok(!this.never_waits()),
    )
    .method(
        "settimeout(self, timeout, /)",
        "How many seconds a call may take; None for ever.",
        |vm: &Vm, this: Native<Sock>, timeout: Value| {
            let timeout = seconds(vm, &timeout)?;
            this.apply_timeout(vm, timeout)
        },
    )
    .method(
        "gettimeout(self, /)",
        "The timeout in seconds.",
        |_: &Vm, this: Native<Sock>| Ok(this.timeout.get()),
    )
}

fn seconds(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if value.is_none() {
        return Ok(None);
    }
    let seconds = match value.as_float() {
        Some(x) => x,
        None => vm.index(value)? as f64,
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("Timeout value out of range"));
    }
    if seconds > 9e9 {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    }
    Ok(Some(seconds))
}

/// Binding, connecting, listening, accepting.
fn connections(def: ClassDef) -> ClassDef {
    def.method("bind(self, address, /)", "Bind to a local address.", {
        |vm: &Vm, this: Native<Sock>, address: Value| {
            let address = address::from_program(vm, this.family(), &address, "bind")?;
            check(vm, net::bind(&this.descriptor(vm)?, &address))
        }
    })
    .method(
        "connect(self, address, /)",
        "Connect to a remote address.",
        {
            |vm: &Vm, this: Native<Sock>, address: Value| {
                let address = address::from_program(vm, this.family(), &address, "connect")?;
                match connect(vm, &this, &address)? {
                    Connected::Done => Ok(()),
                    Connected::Failed(e) => check(vm, Err(e)),
                    Connected::TimedOut => Err(timed_out(vm)),
                }
            }
        },
    )
    .method(
        "connect_ex(self, address, /)",
        "Connect; an error is returned as its number.",
        {
            |vm: &Vm, this: Native<Sock>, address: Value| {
                let address = address::from_program(vm, this.family(), &address, "connect_ex")?;
                Ok(match connect(vm, &this, &address)? {
                    Connected::Done => 0,
                    Connected::Failed(e) => e.raw_os_error(),
                    Connected::TimedOut => libc::EAGAIN,
                })
            }
        },
    )
    .method("listen(self, backlog=128, /)", "Take connections.", {
        |vm: &Vm, this: Native<Sock>, backlog: i32| {
            check(vm, net::listen(&this.descriptor(vm)?, backlog.max(0)))
        }
    })
    .method(
        "_accept(self, /)",
        "Wait for a connection: its descriptor and the peer's address.",
        {
            |vm: &Vm, this: Native<Sock>| {
                let (fd, peer) = accept(vm, &this)?;
                let peer = address::to_program(vm, peer)?;
                Ok((descriptor::register(fd), peer))
            }
        },
    )
    .method(
        "getsockname(self, /)",
        "The own address.",
        |vm: &Vm, this: Native<Sock>| {
            let own = check(vm, net::getsockname(&this.descriptor(vm)?))?;
            address::to_program(vm, Some(own))
        },
    )
    .method(
        "getpeername(self, /)",
        "The peer's address.",
        |vm: &Vm, this: Native<Sock>| {
            let peer = check(vm, net::getpeername(&this.descriptor(vm)?))?;
            match peer {
                Some(peer) => address::to_program(vm, Some(peer)),
                None => Ok(Value::str("")),
            }
        },
    )
}

/// How an attempt to connect ends.
enum Connected {
    Done,
    Failed(Errno),
    TimedOut,
}

fn connect(vm: &Vm, this: &Sock, to: &SocketAddrAny) -> PyResult<Connected> {
    let fd = this.descriptor(vm)?;
    let deadline = this.deadline();
    let blocks = this.timeout.get().is_none();
    if blocks {
        check(vm, rustix::io::ioctl_fionbio(&fd, true))?;
    }
    let result = connect_waiting(vm, this, &fd, to, deadline);
    if blocks {
        // The descriptor may have been closed meanwhile, which the result tells better.
        let _ = rustix::io::ioctl_fionbio(&fd, false);
    }
    result
}

fn connect_waiting(
    vm: &Vm,
    this: &Sock,
    fd: &Descriptor,
    to: &SocketAddrAny,
    deadline: Option<Instant>,
) -> PyResult<Connected> {
    loop {
        match net::connect(fd, to) {
            Ok(()) => return Ok(Connected::Done),
            Err(e) if this.never_waits() => return Ok(Connected::Failed(e)),
            // A queue of connections that is full (AF_UNIX): there is no event to wait for.
            Err(Errno::AGAIN) => {
                if deadline.is_some_and(|end| Instant::now() >= end) {
                    return Ok(Connected::TimedOut);
                }
                pause(vm)?;
            }
            Err(Errno::INPROGRESS | Errno::INTR) => break,
            Err(e) => return Ok(Connected::Failed(e)),
        }
    }
    loop {
        if !vm.wait_for_descriptor(fd.as_fd(), PollFlags::POLLOUT, deadline)? {
            return Ok(Connected::TimedOut);
        }
        // Asking again tells the outcome, and leaves the socket fit for another attempt.
        match net::connect(fd, to) {
            Ok(()) | Err(Errno::ISCONN) => return Ok(Connected::Done),
            Err(Errno::ALREADY | Errno::INPROGRESS | Errno::INTR) => {}
            Err(e) => return Ok(Connected::Failed(e)),
        }
    }
}

fn pause(vm: &Vm) -> PyResult<()> {
    let moment = Until::new("a free place", |_, _, asked| {
        (asked == Asked::TimedOut).then_some(Ok(Value::NONE))
    });
    let soon = deadline_after(Duration::from_millis(5));
    vm.block_on(Wait::new(moment).until(Some(soon))).map(drop)
}

fn accept(vm: &Vm, this: &Sock) -> PyResult<(OwnedFd, Option<SocketAddrAny>)> {
    let blocks = this.timeout.get().is_none();
    this.operate(vm, PollFlags::POLLIN, this.deadline(), |fd| {
        if blocks && !transfer::is_ready(fd, PollFlags::POLLIN) {
            return Err(Errno::AGAIN);
        }
        net::acceptfrom_with(fd, SocketFlags::CLOEXEC)
    })
}

/// The functions about sockets as such.
pub fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "getdefaulttimeout()",
        "The timeout of new sockets in seconds.",
        |vm: &Vm| Ok(vm.state::<DefaultTimeout>().0.get()),
    )
    .function(
        "setdefaulttimeout(timeout, /)",
        "Set the timeout of new sockets.",
        {
            |vm: &Vm, timeout: Value| {
                let timeout = seconds(vm, &timeout)?;
                vm.state::<DefaultTimeout>().0.set(timeout);
                Ok(())
            }
        },
    )
    .function("close(fd, /)", "Close a descriptor.", |vm: &Vm, fd: i32| {
        descriptor::close(fd).map_err(|e| vm.os_error_number(e as i32, &[]))
    })
    .function(
        "dup(fd, /)",
        "A new descriptor for the same socket.",
        |vm: &Vm, fd: i32| {
            let old = descriptor::get(fd).map_err(|e| vm.os_error_number(e as i32, &[]))?;
            Ok(descriptor::register(check(
                vm,
                rustix::io::fcntl_dupfd_cloexec(&old, 0),
            )?))
        },
    )
    .function(
        "socketpair(family=1, type=1, proto=0, /)",
        "Two sockets that are connected to each other.",
        |vm: &Vm, family: i32, kind: i32, protocol: i32| {
            let family_raw = check(vm, family_of(family))?;
            let pair = net::socketpair(
                family_raw,
                kind_of(kind),
                flags_of(kind),
                protocol_of(protocol),
            );
            let (a, b) = check(vm, pair)?;
            let wrap = |fd: OwnedFd| {
                let state = Sock::closed();
                state.fd.set(descriptor::register(fd));
                state.family.set(family);
                state
                    .kind
                    .set(kind & !(libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK));
                state.protocol.set(protocol);
                state.timeout.set(vm.state::<DefaultTimeout>().0.get());
                vm.wrap(state)
            };
            Ok((wrap(a), wrap(b)))
        },
    )
}
