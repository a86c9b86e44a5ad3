//! Native stacks for tasks.
//!
//! A task that must stop while a native stands between its Python frames (a key function that
//! sleeps inside `sorted`) cannot be put aside as data: its native stack is put aside as it is.
//! The stacks are those of the crate `generator`; each serves one task after the other.

use std::rc::Rc;

use generator::{Generator, Gn};
use nix::sys::resource::{Resource, getrlimit};

use crate::stack::{Bounds, enter};
use crate::vm::Vm;

/// Bytes of address space of a stack; memory is taken as it is used.
pub const STACK_SIZE: usize = 128 << 20;

/// Stacks at a time. Each takes two of the 65,530 mappings that Linux allows a process.
pub(super) const STACK_LIMIT: usize = 16_000;

/// The size of stacks: as much as wanted, unless the system's limit on stacks forbids it.
fn stack_size() -> usize {
    match getrlimit(Resource::RLIMIT_STACK) {
        Ok((_, hard)) => usize::try_from(hard).map_or(STACK_SIZE, |hard| hard.min(STACK_SIZE)),
        Err(_) => STACK_SIZE,
    }
}

/// A native stack, free or with a task on it.
pub(super) struct NativeStack(Generator<'static, Rc<Vm>, ()>);

impl NativeStack {
    pub(super) fn new() -> NativeStack {
        // The crate counts in words, and watches stacks of an odd size word by word.
        let words = stack_size() / size_of::<usize>() / 2 * 2;
        NativeStack(Gn::<Rc<Vm>>::new_opt(words, serve))
    }

    /// Run the interpreter's current task on this stack until it ends, or is put aside, or stops
    /// where it is.
    pub(super) fn resume(&mut self, vm: Rc<Vm>) {
        let here = Bounds::current();
        self.0.raw_send(Some(vm));
        enter(here);
    }
}

impl Drop for NativeStack {
    fn drop(&mut self) {
        // Let the free stack's function return. One with a task on it never comes here: the task
        // keeps the interpreter alive, and the interpreter the task.
        self.0.raw_send(None);
    }
}

/// What runs on a stack: one task after the other.
#[expect(
    deprecated,
    reason = "the newer form lends the way out to one function; natives deep \
                               below it need it"
)]
fn serve() {
    let bounds = Bounds::below(stack_size());
    let mut vm = generator::get_yield::<Rc<Vm>>();
    while let Some(given) = vm.take() {
        enter(bounds);
        given.stack_floor.set(bounds.floor());
        given.run_current();
        drop(given);
        vm = generator::yield_::<Rc<Vm>, ()>(());
    }
}

/// Stop here, deep in whatever runs; returns when the stack is resumed.
#[expect(deprecated, reason = "see `serve`")]
pub(super) fn leave() {
    let here = Bounds::current();
    let vm = generator::yield_::<Rc<Vm>, ()>(());
    drop(vm);
    enter(here);
}
