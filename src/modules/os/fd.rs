//! File descriptors: opening, reading, writing, duplicating.

use std::io::{IoSlice, IoSliceMut};
use std::os::fd::{AsFd, AsRawFd, RawFd};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, FdFlag, OFlag};
use nix::unistd::Whence;

use super::support::{self, Checked, dir_fd, mode, retry};
use crate::modules::io::{args, descriptor};
use crate::native::StructSequence;
use crate::native::{Buffer, KwArgs, ModuleDef, VarArgs};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

static TERMINAL_SIZE: StructSequence = StructSequence {
    module: "os",
    name: "terminal_size",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: &[
        ("columns", "width of the terminal window in characters"),
        ("lines", "height of the terminal window in characters"),
    ],
    visible: 2,
    can_create: true,
};

pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    let def = def
        .value("terminal_size", vm.struct_sequence_class(&TERMINAL_SIZE))
        .function(
            "open(path, flags, mode=511, *, dir_fd=None)",
            "Open a file for low level IO.  Returns a file descriptor (integer).",
            open,
        )
        .function(
            "close(fd)",
            "Close a file descriptor.",
            |vm: &Vm, fd: i32| descriptor::close(fd).or_raise(vm),
        )
        .function(
            "closerange(fd_low, fd_high, /)",
            "Closes all file descriptors in a range.",
            {
                |_: &Vm, low: i32, high: i32| {
                    descriptor::close_range(low, high);
                    Ok(())
                }
            },
        )
        .function(
            "def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs)",
            "",
            fdopen,
        );
    devices(vectors(data(def)))
}

fn fd_of(vm: &Vm, fd: RawFd) -> PyResult<descriptor::Descriptor> {
    descriptor::get(fd).or_raise(vm)
}

fn open(vm: &Vm, path: Value, flags: i32, bits: i64, dir: Value) -> PyResult<RawFd> {
    let path = support::path(vm, &path, "open")?;
    let flags = OFlag::from_bits_retain(flags) | OFlag::O_CLOEXEC;
    let fd = match dir.is_none() {
        true => crate::modules::io::fifo::open(vm, &path.path, flags, mode(bits))?,
        false => {
            let dir = dir_fd(vm, &dir)?;
            retry(vm, || {
                nix::fcntl::openat(&dir, &path.path, flags, mode(bits))
            })?
        }
    };
    let fd = fd.or_raise_for(vm, &[&path])?;
    if vm.is_closed_file(&fd) {
        return Err(vm.os_error_number(nix::errno::Errno::EACCES as i32, &[path.given.clone()]));
    }
    Ok(descriptor::register(fd))
}

fn fdopen(
    vm: &Vm,
    fd: Value,
    mode: Value,
    buffering: Value,
    encoding: Value,
    rest: VarArgs,
    keywords: KwArgs,
) -> PyResult<Value> {
    if vm.big_of(&fd).is_none() && fd.as_bool().is_none() {
        return Err(vm.type_error(format!(
            "invalid fd type ({}, expected integer)",
            vm.repr(&vm.class_of(&fd).value())?
        )));
    }
    let open = vm.builtin("open")?;
    let mut values = vec![fd, mode, buffering, encoding];
    values.extend(rest.0);
    let (names, more): (Vec<_>, Vec<_>) = keywords.0.into_iter().unzip();
    values.extend(more);
    vm.call_kw(&open, &mut values, &names)
}

/// Reading, writing, places.
fn data(def: ModuleDef) -> ModuleDef {
    def.function("read(fd, length, /)", "Read from a file descriptor.", {
        |vm: &Vm, fd: i32, length: i64| {
            let mut place = room(vm, length)?;
            let fd = fd_of(vm, fd)?;
            vm.wait_readable(fd.as_fd())?;
            let n = retry(vm, || nix::unistd::read(&fd, &mut place))?.or_raise(vm)?;
            place.truncate(n);
            Ok(place)
        }
    })
    .function(
        "write(fd, data, /)",
        "Write a bytes object to a file descriptor.",
        {
            |vm: &Vm, fd: i32, data: Buffer| {
                let fd = fd_of(vm, fd)?;
                write(vm, &fd, &data)
            }
        },
    )
    .function(
        "pread(fd, length, offset, /)",
        "Read a number of bytes at a position.",
        {
            |vm: &Vm, fd: i32, length: i64, offset: i64| {
                let mut place = room(vm, length)?;
                let fd = fd_of(vm, fd)?;
                let n =
                    retry(vm, || nix::sys::uio::pread(&fd, &mut place, offset))?.or_raise(vm)?;
                place.truncate(n);
                Ok(place)
            }
        },
    )
    .function(
        "pwrite(fd, buffer, offset, /)",
        "Write bytes at a position.",
        {
            |vm: &Vm, fd: i32, data: Buffer, offset: i64| {
                let fd = fd_of(vm, fd)?;
                retry(vm, || nix::sys::uio::pwrite(&fd, &data, offset))?.or_raise(vm)
            }
        },
    )
    .function(
        "lseek(fd, position, whence, /)",
        "Set the position of a file descriptor.",
        {
            |vm: &Vm, fd: i32, position: i64, whence: i64| {
                let whence = match whence {
                    0 => Whence::SeekSet,
                    1 => Whence::SeekCur,
                    2 => Whence::SeekEnd,
                    3 => Whence::SeekData,
                    4 => Whence::SeekHole,
                    _ => return Err(Errno::EINVAL).or_raise(vm),
                };
                nix::unistd::lseek(fd_of(vm, fd)?, position, whence).or_raise(vm)
            }
        },
    )
    .function(
        "ftruncate(fd, length, /)",
        "Truncate a file to a specific length.",
        {
            |vm: &Vm, fd: i32, length: i64| {
                nix::unistd::ftruncate(fd_of(vm, fd)?, length).or_raise(vm)
            }
        },
    )
    .function(
        "fsync(fd)",
        "Force write of fd to disk.",
        |vm: &Vm, fd: Value| nix::unistd::fsync(support::open_fd(vm, &fd)?).or_raise(vm),
    )
    .function(
        "fdatasync(fd)",
        "Force write of fd to disk without forcing metadata.",
        |vm: &Vm, fd: Value| nix::unistd::fdatasync(support::open_fd(vm, &fd)?).or_raise(vm),
    )
    .function("sync()", "Force write of everything to disk.", |_: &Vm| {
        nix::unistd::sync();
        Ok(())
    })
}

/// Write: everything, where the descriptor may block, and as much as goes, where not.
fn write(vm: &Vm, fd: &descriptor::Descriptor, data: &[u8]) -> PyResult<usize> {
    use crate::modules::multiprocessing::{may_block, write_all};
    if may_block(fd) {
        return write_all(vm, fd, data).map(|()| data.len());
    }
    retry(vm, || nix::unistd::write(fd, data))?.or_raise(vm)
}

fn room(vm: &Vm, length: i64) -> PyResult<Vec<u8>> {
    let Ok(length) = usize::try_from(length) else {
        return Err(Errno::EINVAL).or_raise(vm);
    };
    let mut place = Vec::new();
    if place.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error(""));
    }
    place.resize(length, 0);
    Ok(place)
}

/// Several buffers at once, and from file to file.
fn vectors(def: ModuleDef) -> ModuleDef {
    def.function(
        "readv(fd, buffers, /)",
        "Read from a file descriptor into buffers.",
        |vm: &Vm, fd: i32, buffers: Value| read_many(vm, fd, &buffers, None),
    )
    .function(
        "preadv(fd, buffers, offset, flags=0, /)",
        "Read at a position into buffers.",
        {
            |vm: &Vm, fd: i32, buffers: Value, offset: i64, flags: i64| {
                no_flags(vm, "preadv", flags)?;
                read_many(vm, fd, &buffers, Some(offset))
            }
        },
    )
    .function(
        "writev(fd, buffers, /)",
        "Write the contents of buffers to a descriptor.",
        |vm: &Vm, fd: i32, buffers: Value| write_many(vm, fd, &buffers, None),
    )
    .function(
        "pwritev(fd, buffers, offset, flags=0, /)",
        "Write buffers at a position.",
        {
            |vm: &Vm, fd: i32, buffers: Value, offset: i64, flags: i64| {
                no_flags(vm, "pwritev", flags)?;
                write_many(vm, fd, &buffers, Some(offset))
            }
        },
    )
    .function(
        "sendfile(out_fd, in_fd, offset, count)",
        "Copy count bytes from descriptor in_fd to descriptor out_fd.",
        |vm: &Vm, to: i32, from: i32, offset: Value, count: usize| {
            let (to, from) = (fd_of(vm, to)?, fd_of(vm, from)?);
            let mut offset = if offset.is_none() {
                None
            } else {
                Some(vm.index(&offset)?)
            };
            nix::sys::sendfile::sendfile(&to, &from, offset.as_mut(), count).or_raise(vm)
        },
    )
    .function(
        "copy_file_range(src, dst, count, offset_src=None, offset_dst=None)",
        "Copy count bytes from one file descriptor to another.",
        |vm: &Vm, src: i32, dst: i32, count: usize, from: Option<i64>, to: Option<i64>| {
            let (src, dst) = (fd_of(vm, src)?, fd_of(vm, dst)?);
            let (mut from, mut to) = (from, to);
            nix::fcntl::copy_file_range(&src, from.as_mut(), &dst, to.as_mut(), count).or_raise(vm)
        },
    )
}

fn no_flags(vm: &Vm, function: &str, flags: i64) -> PyResult<()> {
    match flags {
        0 => Ok(()),
        _ => Err(vm.not_implemented_error(format!("os.{function}() with flags"))),
    }
}

fn read_many(vm: &Vm, fd: RawFd, buffers: &Value, offset: Option<i64>) -> PyResult<usize> {
    let targets = vm.collect(buffers)?;
    let mut places = Vec::new();
    for target in &targets {
        places.push(vec![0; args::writable_len(vm, target)?]);
    }
    let fd = fd_of(vm, fd)?;
    let mut slices: Vec<IoSliceMut> = places.iter_mut().map(|p| IoSliceMut::new(p)).collect();
    let count = match offset {
        None => nix::sys::uio::readv(&fd, &mut slices).or_raise(vm)?,
        Some(offset) => nix::sys::uio::preadv(&fd, &mut slices, offset).or_raise(vm)?,
    };
    let mut left = count;
    for (target, place) in targets.iter().zip(&places) {
        let n = left.min(place.len());
        args::write_into(vm, target, &place[..n])?;
        left -= n;
    }
    Ok(count)
}

fn write_many(vm: &Vm, fd: RawFd, buffers: &Value, offset: Option<i64>) -> PyResult<usize> {
    let mut data = Vec::new();
    for buffer in vm.collect(buffers)? {
        data.push(Buffer::require(vm, &buffer)?);
    }
    let slices: Vec<IoSlice> = data.iter().map(|b| IoSlice::new(b)).collect();
    let fd = fd_of(vm, fd)?;
    match offset {
        None => nix::sys::uio::writev(&fd, &slices).or_raise(vm),
        Some(offset) => nix::sys::uio::pwritev(&fd, &slices, offset).or_raise(vm),
    }
}

/// Duplicates, pipes, flags and terminals.
fn devices(def: ModuleDef) -> ModuleDef {
    let def = def
        .function("dup(fd, /)", "Return a duplicate of a file descriptor.", {
            |vm: &Vm, fd: i32| {
                let copy = fd_of(vm, fd)?.as_fd().try_clone_to_owned().or_raise(vm)?;
                Ok(descriptor::register(copy))
            }
        })
        .function(
            "dup2(fd, fd2, inheritable=True)",
            "Duplicate file descriptor.",
            dup2,
        )
        .function(
            "pipe()",
            "Create a pipe: the file descriptors to read and to write.",
            {
                |vm: &Vm| {
                    let (r, w) = nix::unistd::pipe2(OFlag::O_CLOEXEC).or_raise(vm)?;
                    Ok((descriptor::register(r), descriptor::register(w)))
                }
            },
        )
        .function(
            "pipe2(flags, /)",
            "Create a pipe with flags set atomically.",
            {
                |vm: &Vm, flags: i32| {
                    let pair = nix::unistd::pipe2(OFlag::from_bits_retain(flags));
                    let (r, w) = pair.or_raise(vm)?;
                    Ok((descriptor::register(r), descriptor::register(w)))
                }
            },
        );
    terminals(flags(def))
}

fn dup2(vm: &Vm, fd: i32, fd2: i32, inheritable: bool) -> PyResult<i32> {
    if fd2 < 0 {
        return Err(Errno::EBADF).or_raise(vm);
    }
    let from = fd_of(vm, fd)?;
    if fd == fd2 {
        return Ok(fd2);
    }
    vm.flush_streams();
    match (fd2, descriptor::release(fd2)) {
        (0, None) => nix::unistd::dup2_stdin(&from).or_raise(vm)?,
        (1, None) => nix::unistd::dup2_stdout(&from).or_raise(vm)?,
        (2, None) => nix::unistd::dup2_stderr(&from).or_raise(vm)?,
        (_, Some(owned)) => match std::rc::Rc::try_unwrap(owned) {
            Ok(mut owned) => {
                let done = nix::unistd::dup2(&from, &mut owned);
                descriptor::register(owned);
                done.or_raise(vm)?;
            }
            Err(_) => return Err(Errno::EBUSY).or_raise(vm),
        },
        (_, None) => {
            // The number is free: the lowest free one from there on is itself. rustix hands it
            // out owned.
            let made = rustix::io::fcntl_dupfd_cloexec(&from, fd2).or_raise(vm)?;
            if made.as_raw_fd() != fd2 {
                return Err(Errno::EBADF).or_raise(vm);
            }
            descriptor::register(made);
        }
    }
    set_cloexec(vm, fd2, !inheritable)?;
    Ok(fd2)
}

fn set_cloexec(vm: &Vm, fd: RawFd, on: bool) -> PyResult<()> {
    let flags = if on {
        FdFlag::FD_CLOEXEC
    } else {
        FdFlag::empty()
    };
    nix::fcntl::fcntl(fd_of(vm, fd)?, FcntlArg::F_SETFD(flags))
        .or_raise(vm)
        .map(drop)
}

fn flags(def: ModuleDef) -> ModuleDef {
    def.function(
        "get_inheritable(fd, /)",
        "Get the close-on-exe flag, inverted.",
        {
            |vm: &Vm, fd: i32| {
                let flags = nix::fcntl::fcntl(fd_of(vm, fd)?, FcntlArg::F_GETFD).or_raise(vm)?;
                Ok(!FdFlag::from_bits_truncate(flags).contains(FdFlag::FD_CLOEXEC))
            }
        },
    )
    .function(
        "set_inheritable(fd, inheritable, /)",
        "Set the inheritable flag.",
        |vm: &Vm, fd: i32, inheritable: bool| set_cloexec(vm, fd, !inheritable),
    )
    .function(
        "get_blocking(fd, /)",
        "Get the blocking mode of the file descriptor.",
        {
            |vm: &Vm, fd: i32| {
                let flags = nix::fcntl::fcntl(fd_of(vm, fd)?, FcntlArg::F_GETFL).or_raise(vm)?;
                Ok(!OFlag::from_bits_retain(flags).contains(OFlag::O_NONBLOCK))
            }
        },
    )
    .function(
        "set_blocking(fd, blocking, /)",
        "Set the blocking mode of a descriptor.",
        {
            |vm: &Vm, fd: i32, blocking: bool| {
                let fd = fd_of(vm, fd)?;
                let flags = nix::fcntl::fcntl(&fd, FcntlArg::F_GETFL).or_raise(vm)?;
                let mut flags = OFlag::from_bits_retain(flags);
                flags.set(OFlag::O_NONBLOCK, !blocking);
                nix::fcntl::fcntl(&fd, FcntlArg::F_SETFL(flags))
                    .or_raise(vm)
                    .map(drop)
            }
        },
    )
    .function(
        "lockf(fd, command, length, /)",
        "Apply, test or remove a lock on a file.",
        lockf,
    )
    .function(
        "posix_fadvise(fd, offset, length, advice, /)",
        "Announce an intention to access data in a specific pattern.",
        |vm: &Vm, fd: i32, offset: i64, length: i64, advice: i32| {
            use nix::fcntl::PosixFadviseAdvice as Advice;
            let advice = match advice {
                0 => Advice::POSIX_FADV_NORMAL,
                1 => Advice::POSIX_FADV_RANDOM,
                2 => Advice::POSIX_FADV_SEQUENTIAL,
                3 => Advice::POSIX_FADV_WILLNEED,
                4 => Advice::POSIX_FADV_DONTNEED,
                5 => Advice::POSIX_FADV_NOREUSE,
                _ => return Err(Errno::EINVAL).or_raise(vm),
            };
            nix::fcntl::posix_fadvise(fd_of(vm, fd)?, offset, length, advice).or_raise(vm)
        },
    )
    .function(
        "posix_fallocate(fd, offset, length, /)",
        "Ensure that disk space is allocated.",
        |vm: &Vm, fd: i32, offset: i64, length: i64| {
            nix::fcntl::posix_fallocate(fd_of(vm, fd)?, offset, length).or_raise(vm)
        },
    )
}

fn lockf(vm: &Vm, fd: i32, command: i32, length: i64) -> PyResult<()> {
    let fd = fd_of(vm, fd)?;
    let mut lock = nix::libc::flock {
        l_type: nix::libc::F_WRLCK as i16,
        l_whence: nix::libc::SEEK_CUR as i16,
        l_start: 0,
        l_len: length,
        l_pid: 0,
    };
    let done = match command {
        nix::libc::F_LOCK => nix::fcntl::fcntl(&fd, FcntlArg::F_SETLKW(&lock)),
        nix::libc::F_TLOCK => nix::fcntl::fcntl(&fd, FcntlArg::F_SETLK(&lock)),
        nix::libc::F_ULOCK => {
            lock.l_type = nix::libc::F_UNLCK as i16;
            nix::fcntl::fcntl(&fd, FcntlArg::F_SETLK(&lock))
        }
        nix::libc::F_TEST => match nix::fcntl::fcntl(&fd, FcntlArg::F_GETLK(&mut lock)) {
            Ok(_) if lock.l_type != nix::libc::F_UNLCK as i16 => Err(Errno::EACCES),
            other => other,
        },
        _ => Err(Errno::EINVAL),
    };
    done.or_raise(vm).map(drop)
}

fn terminals(def: ModuleDef) -> ModuleDef {
    def.function(
        "isatty(fd, /)",
        "Return True if the fd is connected to a terminal.",
        {
            |_: &Vm, fd: i32| {
                Ok(descriptor::get(fd)
                    .and_then(nix::unistd::isatty)
                    .unwrap_or(false))
            }
        },
    )
    .function(
        "ttyname(fd, /)",
        "Return the name of the terminal device.",
        {
            |vm: &Vm, fd: i32| {
                let path = nix::unistd::ttyname(fd_of(vm, fd)?).or_raise(vm)?;
                Ok(super::path_arg::path_value(&path))
            }
        },
    )
    .function(
        "ctermid()",
        "Return the name of the controlling terminal.",
        |_: &Vm| Ok("/dev/tty"),
    )
    .function(
        "get_terminal_size(fd=1, /)",
        "Return the size of the terminal window as (columns, lines).",
        |vm: &Vm, fd: i32| {
            let size = rustix::termios::tcgetwinsize(fd_of(vm, fd)?).or_raise(vm)?;
            Ok(terminal_size(
                vm,
                i64::from(size.ws_col),
                i64::from(size.ws_row),
            ))
        },
    )
    .function(
        "tcgetpgrp(fd, /)",
        "Return the process group of the terminal.",
        {
            |vm: &Vm, fd: i32| {
                Ok(nix::unistd::tcgetpgrp(fd_of(vm, fd)?)
                    .or_raise(vm)?
                    .as_raw())
            }
        },
    )
    .function(
        "tcsetpgrp(fd, pgid, /)",
        "Set the process group of the terminal.",
        {
            |vm: &Vm, fd: i32, pgid: i32| {
                nix::unistd::tcsetpgrp(fd_of(vm, fd)?, nix::unistd::Pid::from_raw(pgid))
                    .or_raise(vm)
            }
        },
    )
    .function(
        "device_encoding(fd)",
        "The encoding of a terminal, None for other files.",
        {
            |_: &Vm, fd: i32| {
                let is_tty = descriptor::get(fd)
                    .and_then(nix::unistd::isatty)
                    .unwrap_or(false);
                Ok(is_tty.then_some("UTF-8"))
            }
        },
    )
}

/// An `os.terminal_size`.
pub fn terminal_size(vm: &Vm, columns: i64, lines: i64) -> Value {
    vm.struct_sequence(&TERMINAL_SIZE, vec![Value::int(columns), Value::int(lines)])
}
