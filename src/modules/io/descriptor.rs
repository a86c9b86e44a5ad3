//! The file descriptors of the process by number.
//!
//! Programs speak of descriptors as ints; Rust speaks of owned files. This table joins the two:
//! every descriptor that biji opens is filed here under its number, and a number that is not on
//! file is a bad descriptor, except for the three that every process is born with, and for those
//! that another program has handed down: they lack the mark that everything biji opens has
//! (close-on-exec), and are taken over when a program first uses their number.

use std::cell::RefCell;
use std::io::{Stderr, Stdin, Stdout};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::rc::Rc;

use nix::errno::Errno;

thread_local! {
    static TABLE: RefCell<Vec<Option<Rc<OwnedFd>>>> = const { RefCell::new(Vec::new()) };
}

/// A descriptor that a system call can be made on.
pub enum Descriptor {
    Owned(Rc<OwnedFd>),
    In(Stdin),
    Out(Stdout),
    Err(Stderr),
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Descriptor::Owned(fd) => fd.as_fd(),
            Descriptor::In(s) => s.as_fd(),
            Descriptor::Out(s) => s.as_fd(),
            Descriptor::Err(s) => s.as_fd(),
        }
    }
}

/// File a descriptor; its number.
pub fn register(fd: OwnedFd) -> RawFd {
    let number = fd.as_raw_fd();
    let at = number.max(0) as usize;
    TABLE.with_borrow_mut(|table| {
        if table.len() <= at {
            table.resize(at + 1, None);
        }
        table[at] = Some(Rc::new(fd));
    });
    number
}

/// The descriptor with a number; EBADF for one that is not open.
pub fn get(number: RawFd) -> Result<Descriptor, Errno> {
    let at = usize::try_from(number).map_err(|_| Errno::EBADF)?;
    let owned = TABLE
        .try_with(|t| t.borrow().get(at).cloned().flatten())
        .ok()
        .flatten();
    match (owned, number) {
        (Some(fd), _) => Ok(Descriptor::Owned(fd)),
        (None, 0) => Ok(Descriptor::In(std::io::stdin())),
        (None, 1) => Ok(Descriptor::Out(std::io::stdout())),
        (None, 2) => Ok(Descriptor::Err(std::io::stderr())),
        _ => adopt(number).map(Descriptor::Owned),
    }
}

/// Whether an open descriptor was handed down by the program that started this one.
fn is_inherited(number: RawFd) -> bool {
    let info = std::fs::read_to_string(format!("/proc/self/fdinfo/{number}")).unwrap_or_default();
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|f| i32::from_str_radix(f.trim(), 8).ok());
    flags.is_some_and(|f| f & nix::libc::O_CLOEXEC == 0)
}

/// Take over an inherited descriptor.
fn adopt(number: RawFd) -> Result<Rc<OwnedFd>, Errno> {
    if number < 3 || !is_inherited(number) {
        return Err(Errno::EBADF);
    }
    let failed = |e: rustix::io::Errno| Errno::from_raw(e.raw_os_error());
    let this = rustix::process::pidfd_open(
        rustix::process::getpid(),
        rustix::process::PidfdFlags::empty(),
    );
    let copy = rustix::process::pidfd_getfd(
        this.map_err(failed)?,
        number,
        rustix::process::PidfdGetfdFlags::empty(),
    )
    .map_err(failed)?;
    nix::unistd::close(number)?;
    // The lowest free number from there on is the one that was just given up.
    let again = rustix::io::fcntl_dupfd_cloexec(&copy, number).map_err(failed)?;
    if again.as_raw_fd() != number {
        return Err(Errno::EBADF);
    }
    register(again);
    let filed = TABLE.with_borrow(|table| table.get(number as usize).cloned().flatten());
    filed.ok_or(Errno::EBADF)
}

/// Before another program starts: of the descriptors that it would inherit only the given ones
/// stay so, and those become so. What was changed, for [`restore`].
pub fn share_only(shared: &[RawFd], close_others: bool) -> Result<Vec<(RawFd, bool)>, Errno> {
    let mut changed = Vec::new();
    for number in shared {
        get(*number)?;
    }
    let open: Vec<(RawFd, Rc<OwnedFd>)> = TABLE.with_borrow(|table| {
        let filed = table.iter().enumerate();
        filed
            .filter_map(|(at, fd)| Some((at as RawFd, fd.clone()?)))
            .collect()
    });
    for (number, fd) in open {
        if number < 3 {
            continue;
        }
        let Ok(flags) = rustix::io::fcntl_getfd(&fd) else {
            continue;
        };
        let inherited = !flags.contains(rustix::io::FdFlags::CLOEXEC);
        let wanted = shared.contains(&number) || (inherited && !close_others);
        if wanted != inherited {
            set_inherited(&fd, wanted);
            changed.push((number, inherited));
        }
    }
    Ok(changed)
}

fn set_inherited(fd: &OwnedFd, on: bool) {
    let flags = match on {
        true => rustix::io::FdFlags::empty(),
        false => rustix::io::FdFlags::CLOEXEC,
    };
    // The descriptor is open: this cannot fail.
    let _ = rustix::io::fcntl_setfd(fd, flags);
}

/// Undo what [`share_only`] did.
pub fn restore(changed: Vec<(RawFd, bool)>) {
    for (number, inherited) in changed {
        let filed = TABLE.with_borrow(|table| table.get(number as usize).cloned().flatten());
        if let Some(fd) = filed {
            set_inherited(&fd, inherited);
        }
    }
}

/// Take a descriptor out of the table without closing it.
pub fn release(number: RawFd) -> Option<Rc<OwnedFd>> {
    let at = usize::try_from(number).ok()?;
    TABLE
        .try_with(|t| t.borrow_mut().get_mut(at).and_then(Option::take))
        .ok()
        .flatten()
}

/// Close a descriptor.
pub fn close(number: RawFd) -> Result<(), Errno> {
    match release(number) {
        Some(shared) => match Rc::try_unwrap(shared) {
            Ok(fd) => nix::unistd::close(fd),
            // A system call in progress still holds it, and closes it when it is done.
            Err(_) => Ok(()),
        },
        None if (0..3).contains(&number) => nix::unistd::close(number),
        None if adopt(number).is_ok() => close(number),
        None => Err(Errno::EBADF),
    }
}

/// The numbers of all descriptors on file within a range, closed.
pub fn close_range(low: RawFd, high: RawFd) {
    for number in low..high.min(TABLE.with_borrow(|t| t.len().max(3) as RawFd)) {
        let _ = close(number);
    }
}
