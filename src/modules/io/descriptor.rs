//! The file descriptors of the process by number.
//!
//! Programs speak of descriptors as ints; Rust speaks of owned files. This table joins the two:
//! every descriptor that biji opens is filed here under its number, and a number that is not on
//! file is a bad descriptor, except for the three that every process is born with. Descriptors
//! that were inherited beyond these three are therefore out of reach: taking over a foreign number
//! is not possible in safe Rust.

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
        _ => Err(Errno::EBADF),
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
        None => Err(Errno::EBADF),
    }
}

/// The numbers of all descriptors on file within a range, closed.
pub fn close_range(low: RawFd, high: RawFd) {
    for number in low..high.min(TABLE.with_borrow(|t| t.len().max(3) as RawFd)) {
        let _ = close(number);
    }
}
