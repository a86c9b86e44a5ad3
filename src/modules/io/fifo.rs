//! Opening a named pipe, which waits until the other end is opened too.
//!
//! The system's call would hold up all threads of the program, one of which may be the other end,
//! and Ctrl-C; so it is made on an OS thread of its own, while the task waits for a socket on which
//! that thread hangs up. A thread whose task has been interrupted stays until the other end comes or
//! the program ends; what it opens then is closed at once.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::libc;
use nix::poll::PollFlags;
use nix::sys::stat::Mode;

use crate::object::PyResult;
use crate::vm::Vm;

type Answer = Result<OwnedFd, Errno>;

/// Whether opening this waits for somebody else.
fn waits(path: &Path, flags: OFlag) -> bool {
    let both = flags & OFlag::O_ACCMODE == OFlag::O_RDWR;
    if both || flags.contains(OFlag::O_NONBLOCK) {
        return false;
    }
    let kind = nix::sys::stat::stat(path).map(|s| s.st_mode & libc::S_IFMT);
    kind == Ok(libc::S_IFIFO)
}

/// Open a path; where that waits, the other tasks run.
///
/// # Errors
/// KeyboardInterrupt, and what else ends a wait; the system's errors are in the value.
pub fn open(vm: &Vm, path: &Path, flags: OFlag, mode: Mode) -> PyResult<Answer> {
    if !waits(path, flags) {
        loop {
            match nix::fcntl::open(path, flags, mode) {
                Err(Errno::EINTR) => super::interrupted(vm)?,
                other => return Ok(other),
            }
        }
    }
    let broken = |e: std::io::Error| vm.os_error(&e, &[]);
    let (wait, done) = UnixStream::pair().map_err(broken)?;
    let place: Arc<Mutex<Option<Answer>>> = Arc::default();
    let (there, path) = (place.clone(), path.to_owned());
    std::thread::Builder::new()
        .name("open".to_owned())
        .spawn(move || {
            let answer = loop {
                match nix::fcntl::open(&path, flags, mode) {
                    Err(Errno::EINTR) => {}
                    other => break other,
                }
            };
            if let Ok(mut place) = there.lock() {
                *place = Some(answer);
            }
            drop(done);
        })
        .map_err(broken)?;
    vm.wait_for_descriptor(wait.as_fd(), PollFlags::POLLIN, None)?;
    let answer = place.lock().ok().and_then(|mut place| place.take());
    Ok(answer.unwrap_or(Err(Errno::EIO)))
}
