//! The native stack: a thread with a big one, and how much of it is left.
//!
//! The virtual machine keeps Python frames on its own stacks; but natives that call back
//! (`sorted(key=…)`, `__init__`, `repr` of nested lists), the parser and the drop of its trees
//! recurse natively. How much one level takes differs by build and by path, so the limit is not
//! a count but an address: below [`floor`], the interpreter raises RecursionError.

use std::cell::Cell;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Stack, in bytes, of the thread that [`with_stack`] makes; less where it cannot be had.
pub const STACK_SIZE: usize = 512 << 20;
/// The smallest that is tried.
const LEAST: usize = 8 << 20;
/// On a thread that was not made here, as much is taken to be free below the first look.
const UNKNOWN: usize = 1 << 20;

thread_local! {
    /// The lowest address in use, and the lowest that the interpreter may reach; 0: not known yet.
    static BOUNDS: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// Run `work` on a thread with a big stack, wait for it and hand on its result; a panic too.
///
/// Where the system refuses [`STACK_SIZE`] bytes, half as much is tried, and so on; the depth
/// at which programs get RecursionError goes down with it. Without any new thread, `work` runs
/// right here.
pub fn with_stack<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let slot = Mutex::new(Some(work));
    let take = &|| slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let mut size = STACK_SIZE;
        while size >= LEAST {
            let body = move || {
                mark(size);
                take().map(|work| work())
            };
            match thread::Builder::new()
                .name("biji".into())
                .stack_size(size)
                .spawn_scoped(scope, body)
            {
                Ok(handle) => match handle.join() {
                    Ok(result) => return result,
                    Err(panic) => std::panic::resume_unwind(panic),
                },
                Err(_) => size /= 2,
            }
        }
        take().map(|work| work())
    })
    .unwrap_or_else(|| unreachable!("the work is taken once, by whoever runs it"))
}

/// An address in the caller's frame, near enough to its stack pointer.
#[inline(always)]
pub fn pointer() -> usize {
    let here = 0u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}

/// Note that `size` bytes of stack lie below this frame.
fn mark(size: usize) {
    enter(Bounds::below(size));
}

/// How far a stack reaches down.
#[derive(Clone, Copy)]
pub struct Bounds(usize, usize);

impl Bounds {
    /// Those of a stack of which `size` bytes lie below this frame.
    pub fn below(size: usize) -> Bounds {
        let end = pointer().saturating_sub(size.saturating_sub(64 << 10));
        // What stays free serves natives that do not recurse far, and the parser.
        Bounds(end, end + size / 16)
    }

    /// Those of the stack that this OS thread runs on now.
    pub fn current() -> Bounds {
        let (end, floor) = bounds();
        Bounds(end, floor)
    }

    /// The lowest address at which the interpreter may go deeper.
    pub fn floor(self) -> usize {
        self.1
    }
}

/// This OS thread goes over to another stack: see [`crate::vm::tasks`].
pub fn enter(bounds: Bounds) {
    BOUNDS.set((bounds.0, bounds.1));
}

/// The lowest stack address of this thread at which the interpreter may still go deeper.
pub fn floor() -> usize {
    bounds().1
}

/// Bytes of stack left to this thread, the reserve below [`floor`] included.
pub fn remaining() -> usize {
    pointer().saturating_sub(bounds().0)
}

fn bounds() -> (usize, usize) {
    let bounds = BOUNDS.get();
    if bounds != (0, 0) {
        return bounds;
    }
    let end = pointer().saturating_sub(UNKNOWN);
    BOUNDS.set((end, end + UNKNOWN / 4));
    BOUNDS.get()
}
