//! `_multiprocessing`: what `multiprocessing` (in `stdlib/`) needs of the system, on plain
//! descriptors: messages over pipes and sockets, counters that processes share, memory that they
//! share, and the addresses of listeners.
//!
//! All of them wait through the scheduler. A counter is an event descriptor in its semaphore
//! mode: taking is reading, giving is writing, and nothing has to be cleaned up. Shared memory is
//! a file without a name, which is read and written: mapping it is not possible in safe Rust.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::os::fd::{AsFd, OwnedFd, RawFd};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::PollFlags;
use rustix::event::EventfdFlags;
use socket2::{Domain, SockAddr, SockRef, Socket, Type};

use crate::modules::io::descriptor::{self, Descriptor};
use crate::native::{Buffer, ModuleDef};
use crate::object::{Dict, Exc, List, PyResult, Str, Tuple, Value};
use crate::vm::Vm;
use crate::vm::tasks::deadline_after;

/// As much fits into a pipe that takes anything at all.
const PIPE_BUF: usize = 4096;
/// Memory is taken for a message as it comes, in pieces of this size: a length that is claimed
/// need not be true.
const PIECE: usize = 1 << 20;

/// The module `_multiprocessing`.
pub fn module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new(
        "_multiprocessing",
        "Messages, counters and memory between processes.",
    )
    .function(
        "read_message(fd, limit, /)",
        "One message, or None at the end.",
        read_message,
    )
    .function(
        "read_exactly(fd, size, /)",
        "So many bytes; EOFError before them.",
        |vm: &Vm, fd: i32, size: usize| {
            let file = get(vm, fd)?;
            read_exactly(vm, &file, size)
        },
    )
    .function(
        "write_message(fd, data, /)",
        "Write a message.",
        write_message,
    )
    .function(
        "offer_message(fd, data, /)",
        "Write a short message to a pipe, if that needs no waiting; whether it did.",
        |vm: &Vm, fd: i32, data: Buffer| {
            let file = get(vm, fd)?;
            if data.len() + 4 > PIPE_BUF || !is_writable(&file) {
                return Ok(false);
            }
            write_message(vm, fd, data).map(|()| true)
        },
    )
    .function(
        "loads(data, /)",
        "An object that a process of this program has pickled.",
        |vm: &Vm, data: Buffer| crate::modules::pickle::loads_trusted(vm, data.to_vec()),
    )
    .function(
        "read_object(fd, /)",
        "The object of a message.",
        |vm: &Vm, fd: i32| {
            let message = read_message(vm, fd, None)?;
            match crate::object::Bytes::from_value(&message) {
                Some(bytes) => crate::modules::pickle::loads_trusted(vm, bytes.to_vec()),
                None => Err(eof(vm)),
            }
        },
    )
    .function(
        "get(lock, fd, /)",
        "The next message, read while a counter is taken.",
        |vm: &Vm, lock: i32, fd: i32| with_counter(vm, lock, || read_message(vm, fd, None)),
    )
    .function(
        "run_rhai(path, names, /)",
        "Run a Rhai file as the module with these names.",
        |vm: &Vm, path: String, names: Dict| {
            crate::rhai::run_module(vm, std::path::Path::new(&path), &names)
        },
    )
    .function(
        "put(lock, fd, data, /)",
        "Write a message while a counter is taken.",
        |vm: &Vm, lock: i32, fd: i32, data: Buffer| {
            with_counter(vm, lock, || write_message(vm, fd, data))
        },
    )
    .function(
        "write_all(fd, data, /)",
        "Write all of the bytes.",
        |vm: &Vm, fd: i32, data: Buffer| {
            let file = get(vm, fd)?;
            write_all(vm, &file, &data)
        },
    )
    .function(
        "wait_readable(fds, timeout, /)",
        "Those of the descriptors that can be read.",
        wait_readable,
    );
    memory(counters(sockets(def)))
}

fn get(vm: &Vm, fd: RawFd) -> PyResult<Descriptor> {
    descriptor::get(fd).map_err(|e| errno(vm, e))
}

fn errno(vm: &Vm, e: Errno) -> Exc {
    vm.os_error_number(e as i32, &[])
}

// ---- messages ---------------------------------------------------------------------------------

/// Read what there is, at most so much; nothing at the end.
fn read_some(vm: &Vm, file: &Descriptor, place: &mut [u8]) -> PyResult<usize> {
    loop {
        if !is_ready(file, PollFlags::POLLIN) {
            wait_for(vm, file, PollFlags::POLLIN, None)?;
        }
        match nix::unistd::read(file, place) {
            Ok(n) => return Ok(n),
            Err(Errno::EINTR) => vm.check_interrupt()?,
            Err(Errno::EAGAIN) => {
                wait_for(vm, file, PollFlags::POLLIN, None)?;
            }
            Err(e) => return Err(errno(vm, e)),
        }
    }
}

/// Wait until a descriptor is ready, or a deadline passes; whether it is.
fn wait_for(
    vm: &Vm,
    file: &Descriptor,
    events: PollFlags,
    deadline: Option<Instant>,
) -> PyResult<bool> {
    match file {
        Descriptor::Owned(fd) => vm.wait_for_open(fd.clone(), events, deadline),
        other => vm.wait_for_descriptor(other.as_fd(), events, deadline),
    }
}

fn eof(vm: &Vm) -> Exc {
    vm.exception_with(&vm.types.eof_error, Vec::new())
}

fn read_exactly(vm: &Vm, file: &Descriptor, size: usize) -> PyResult<Vec<u8>> {
    let mut bytes: Vec<u8> = Vec::new();
    while bytes.len() < size {
        let from = bytes.len();
        let piece = PIECE.min(size - from);
        if bytes.try_reserve(piece).is_err() {
            return Err(vm.memory_error(""));
        }
        bytes.resize(from + piece, 0);
        let n = read_some(vm, file, &mut bytes[from..])?;
        bytes.truncate(from + n);
        if n == 0 {
            if from == 0 {
                return Err(eof(vm));
            }
            return Err(vm.exception(&vm.types.os_error, "got end of file during message"));
        }
    }
    Ok(bytes)
}

/// A message: its length in 4 bytes (or -1 and 8 more), and its bytes. `None` if it is longer
/// than it may be.
fn read_message(vm: &Vm, fd: i32, limit: Option<usize>) -> PyResult<Value> {
    let file = get(vm, fd)?;
    let head = read_exactly(vm, &file, 4)?;
    let mut length = head
        .iter()
        .fold(0_u32, |n, byte| n << 8 | u32::from(*byte))
        .cast_signed() as i64;
    if length == -1 {
        let head = read_exactly(vm, &file, 8)?;
        let long = head.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
        length = i64::try_from(long).unwrap_or(i64::MAX);
    }
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.exception(&vm.types.os_error, "bad message length"));
    };
    if limit.is_some_and(|limit| length > limit) {
        return Ok(Value::NONE);
    }
    read_exactly(vm, &file, length).map(Value::bytes)
}

/// Write everything, letting others run while the other end is slow.
pub fn write_all(vm: &Vm, file: &Descriptor, mut bytes: &[u8]) -> PyResult<()> {
    while !bytes.is_empty() {
        let n = write_some(vm, file, bytes)?;
        bytes = bytes.get(n..).unwrap_or_default();
    }
    Ok(())
}

/// Write some, without ever stopping the whole process for a full pipe or socket.
pub fn write_some(vm: &Vm, file: &Descriptor, bytes: &[u8]) -> PyResult<usize> {
    use nix::sys::stat::SFlag;
    let kind = nix::sys::stat::fstat(file).map_or(SFlag::S_IFREG, |s| {
        SFlag::from_bits_truncate(s.st_mode) & SFlag::S_IFMT
    });
    loop {
        let result = if kind == SFlag::S_IFSOCK {
            SockRef::from(&file.as_fd())
                .send_with_flags(bytes, nix::libc::MSG_DONTWAIT | nix::libc::MSG_NOSIGNAL)
                .map_err(|e| Errno::from_raw(e.raw_os_error().unwrap_or(0)))
        } else if kind == SFlag::S_IFIFO {
            match is_writable(file) {
                true => nix::unistd::write(file, &bytes[..bytes.len().min(PIPE_BUF)]),
                false => Err(Errno::EAGAIN),
            }
        } else {
            nix::unistd::write(file, bytes)
        };
        match result {
            Ok(n) => return Ok(n),
            Err(Errno::EINTR) => vm.check_interrupt()?,
            Err(Errno::EAGAIN) => {
                wait_for(vm, file, PollFlags::POLLOUT, None)?;
            }
            Err(e) => return Err(errno(vm, e)),
        }
    }
}

/// Whether writing may have to wait: a pipe or a socket, unless it never blocks.
pub fn may_block(file: &Descriptor) -> bool {
    use nix::fcntl::{FcntlArg, OFlag, fcntl};
    use nix::sys::stat::SFlag;
    let kind = nix::sys::stat::fstat(file).map_or(SFlag::S_IFREG, |s| {
        SFlag::from_bits_truncate(s.st_mode) & SFlag::S_IFMT
    });
    (kind == SFlag::S_IFIFO || kind == SFlag::S_IFSOCK)
        && fcntl(file, FcntlArg::F_GETFL)
            .is_ok_and(|flags| !OFlag::from_bits_retain(flags).contains(OFlag::O_NONBLOCK))
}

fn is_writable(file: &Descriptor) -> bool {
    is_ready(file, PollFlags::POLLOUT)
}

fn is_ready(file: &Descriptor, events: PollFlags) -> bool {
    let mut entry = [nix::poll::PollFd::new(file.as_fd(), events)];
    nix::poll::poll(&mut entry, nix::poll::PollTimeout::ZERO).is_ok_and(|n| n > 0)
}

fn write_message(vm: &Vm, fd: i32, data: Buffer) -> PyResult<()> {
    let file = get(vm, fd)?;
    let length = data.len();
    let mut message = match i32::try_from(length) {
        Ok(short) => short.to_be_bytes().to_vec(),
        Err(_) => {
            let mut head = (-1_i32).to_be_bytes().to_vec();
            head.extend((length as u64).to_be_bytes());
            head
        }
    };
    // One write, so that messages of several writers to one pipe do not mix.
    if length <= 16 * PIPE_BUF {
        message.extend_from_slice(&data);
        return write_all(vm, &file, &message);
    }
    write_all(vm, &file, &message)?;
    write_all(vm, &file, &data)
}

fn wait_readable(vm: &Vm, fds: List, timeout: Option<f64>) -> PyResult<Vec<Value>> {
    let numbers: Vec<Value> = fds.borrow().clone();
    let mut files = Vec::new();
    for number in &numbers {
        files.push(get(vm, vm.index(number)? as RawFd)?);
    }
    let deadline = timeout.map(|t| deadline_after(span(t)));
    let ready = vm.wait_for_descriptors(
        &files
            .iter()
            .map(|file| (file.as_fd(), PollFlags::POLLIN))
            .collect::<Vec<_>>(),
        deadline,
    )?;
    Ok(numbers
        .into_iter()
        .zip(ready)
        .filter(|(_, ready)| !ready.is_empty())
        .map(|(number, _)| number)
        .collect())
}

fn span(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX)
}

// ---- counters ---------------------------------------------------------------------------------

fn counters(def: ModuleDef) -> ModuleDef {
    def.function(
        "counter(value, /)",
        "A new counter: its descriptor.",
        |vm: &Vm, value: i32| {
            let flags = EventfdFlags::SEMAPHORE | EventfdFlags::NONBLOCK | EventfdFlags::CLOEXEC;
            let fd = rustix::event::eventfd(value.cast_unsigned(), flags)
                .map_err(|e| vm.os_error(&e.into(), &[]))?;
            Ok(descriptor::register(fd))
        },
    )
    .function(
        "take(fd, block=True, timeout=None, /)",
        "Take one away from a counter; whether it was possible.",
        take,
    )
    .function("give(fd, count=1, /)", "Add to a counter.", give)
    .function("count(fd, /)", "What a counter stands at.", count)
}

fn take(vm: &Vm, fd: i32, block: bool, timeout: Option<f64>) -> PyResult<bool> {
    let file = get(vm, fd)?;
    let deadline = timeout.map(|t| deadline_after(span(t)));
    loop {
        match nix::unistd::read(&file, &mut [0; 8]) {
            Ok(_) => return Ok(true),
            Err(Errno::EAGAIN) if !block => return Ok(false),
            Err(Errno::EAGAIN) => {
                let ready = wait_for(vm, &file, PollFlags::POLLIN, deadline)?;
                if !ready && deadline.is_some_and(|d| Instant::now() >= d) {
                    return Ok(false);
                }
            }
            Err(Errno::EINTR) => vm.check_interrupt()?,
            Err(e) => return Err(errno(vm, e)),
        }
    }
}

fn give(vm: &Vm, fd: i32, count: i64) -> PyResult<()> {
    nix::unistd::write(get(vm, fd)?, &count.to_ne_bytes()).map_err(|e| errno(vm, e))?;
    Ok(())
}

/// Do something while one is taken from a counter: a lock that processes share.
fn with_counter<T>(vm: &Vm, fd: i32, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    take(vm, fd, true, None)?;
    let result = work();
    give(vm, fd, 1)?;
    result
}

fn count(vm: &Vm, fd: i32) -> PyResult<u64> {
    get(vm, fd)?;
    let info = std::fs::read_to_string(format!("/proc/self/fdinfo/{fd}"))
        .map_err(|e| vm.os_error(&e, &[]))?;
    let count = info.lines().find_map(|l| l.strip_prefix("eventfd-count:"));
    // The kernel writes it in hexadecimal.
    Ok(count
        .and_then(|c| u64::from_str_radix(c.trim(), 16).ok())
        .unwrap_or(0))
}

// ---- memory -----------------------------------------------------------------------------------

fn memory(def: ModuleDef) -> ModuleDef {
    def.function(
        "memory(size, /)",
        "Zeroed memory that processes can share: its descriptor.",
        |vm: &Vm, size: usize| {
            let fd = rustix::fs::memfd_create("biji", rustix::fs::MemfdFlags::CLOEXEC)
                .and_then(|fd| rustix::fs::ftruncate(&fd, size as u64).map(|()| fd))
                .map_err(|e| vm.os_error(&e.into(), &[]))?;
            Ok(descriptor::register(fd))
        },
    )
}

// ---- sockets ----------------------------------------------------------------------------------

fn sockets(def: ModuleDef) -> ModuleDef {
    def.function(
        "listen(family, address, backlog, /)",
        "A listening socket: its descriptor and its address.",
        listen,
    )
    .function(
        "accept(fd, /)",
        "A connection to a listening socket: its descriptor and its address.",
        accept,
    )
    .function(
        "connect(family, address, /)",
        "A connection to a listening socket: its descriptor.",
        connect,
    )
    .function(
        "socketpair()",
        "Two sockets that are connected.",
        |vm: &Vm| {
            let (a, b) =
                Socket::pair(Domain::UNIX, Type::STREAM, None).map_err(|e| vm.os_error(&e, &[]))?;
            Ok((
                descriptor::register(a.into()),
                descriptor::register(b.into()),
            ))
        },
    )
}

/// The addresses that a Python address stands for.
fn addresses(vm: &Vm, family: &str, address: &Value) -> PyResult<Vec<SockAddr>> {
    if family == "AF_UNIX" {
        let path = crate::modules::os::path_arg::path(vm, address)?;
        return match SockAddr::unix(&path.path) {
            Ok(address) => Ok(vec![address]),
            Err(_) => Err(vm.exception(&vm.types.os_error, "AF_UNIX path too long")),
        };
    }
    let parts = Tuple::from_value(address)
        .filter(|t| t.len() == 2)
        .ok_or_else(|| vm.type_error("AF_INET address must be a pair (host, port)"))?;
    let Some(host) = Str::from_value(&parts[0]) else {
        return Err(vm.type_error(format!(
            "str, bytes or bytearray expected, not {}",
            vm.type_name(&parts[0])
        )));
    };
    let port = vm.index(&parts[1])?;
    let Ok(port) = u16::try_from(port) else {
        return Err(vm.overflow_error("connect(): port must be 0-65535."));
    };
    let host = host.to_lossy();
    if host.is_empty() {
        let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), port);
        return Ok(vec![any.into()]);
    }
    let found = (host.as_ref(), port).to_socket_addrs();
    let found: Vec<SockAddr> = found
        .map(|all| {
            all.filter(SocketAddr::is_ipv4)
                .map(SockAddr::from)
                .collect()
        })
        .unwrap_or_default();
    if found.is_empty() {
        let class = vm.exception_type("socket", "gaierror", &vm.types.os_error);
        let args = vec![Value::int(-2), Value::str("Name or service not known")];
        return Err(vm.exception_with(&class, args));
    }
    Ok(found)
}

/// An address as programs see it.
fn shown(address: &SockAddr) -> Value {
    if let Some(inet) = address.as_socket() {
        let host = Value::str(&inet.ip().to_string());
        return Value::tuple(vec![host, Value::int(i64::from(inet.port()))]);
    }
    match address.as_pathname() {
        Some(path) => crate::modules::os::path_arg::path_value(path),
        None => Value::str(""),
    }
}

fn listen(vm: &Vm, family: String, address: Value, backlog: i32) -> PyResult<(i32, Value)> {
    let all = addresses(vm, &family, &address)?;
    let Some(first) = all.first() else {
        return Err(errno(vm, Errno::EADDRNOTAVAIL));
    };
    let open = || -> std::io::Result<Socket> {
        let socket = Socket::new(first.domain(), Type::STREAM, None)?;
        if first.is_ipv4() {
            socket.set_reuse_address(true)?;
        }
        socket.bind(first)?;
        socket.listen(backlog)?;
        Ok(socket)
    };
    let socket = open().map_err(|e| vm.os_error(&e, &[]))?;
    let address = socket.local_addr().map_err(|e| vm.os_error(&e, &[]))?;
    Ok((descriptor::register(OwnedFd::from(socket)), shown(&address)))
}

fn accept(vm: &Vm, fd: i32) -> PyResult<(i32, Value)> {
    let file = get(vm, fd)?;
    loop {
        vm.wait_for_descriptor(file.as_fd(), PollFlags::POLLIN, None)?;
        let socket = SockRef::from(&file.as_fd()).accept();
        match socket {
            Ok((socket, address)) => {
                return Ok((descriptor::register(OwnedFd::from(socket)), shown(&address)));
            }
            Err(e) => match e.raw_os_error().map(Errno::from_raw) {
                Some(Errno::EINTR | Errno::EAGAIN | Errno::ECONNABORTED) => vm.check_interrupt()?,
                _ => return Err(vm.os_error(&e, &[])),
            },
        }
    }
}

fn connect(vm: &Vm, family: String, address: Value) -> PyResult<i32> {
    let mut failure = errno(vm, Errno::ECONNREFUSED);
    for address in addresses(vm, &family, &address)? {
        match connect_to(vm, &address) {
            Ok(socket) => return Ok(descriptor::register(OwnedFd::from(socket))),
            Err(exc) => failure = exc,
        }
    }
    Err(failure)
}

/// Connect, waiting in the scheduler: the listener may be a thread of this very program.
fn connect_to(vm: &Vm, address: &SockAddr) -> PyResult<Socket> {
    let failed = |e: std::io::Error| vm.os_error(&e, &[]);
    let socket = Socket::new(address.domain(), Type::STREAM, None).map_err(failed)?;
    socket.set_nonblocking(true).map_err(failed)?;
    match socket.connect(address) {
        Ok(()) => {}
        Err(e) if e.raw_os_error() == Some(Errno::EINPROGRESS as i32) => {
            vm.wait_for_descriptor(socket.as_fd(), PollFlags::POLLOUT, None)?;
            if let Some(e) = socket.take_error().map_err(failed)? {
                return Err(failed(e));
            }
        }
        Err(e) => return Err(failed(e)),
    }
    socket.set_nonblocking(false).map_err(failed)?;
    if address.is_ipv4() {
        socket.set_tcp_nodelay(true).map_err(failed)?;
    }
    Ok(socket)
}
