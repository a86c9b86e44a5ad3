//! The stack of a running program: registers, frames, and what a frame hands over when it stops to
//! run. What runs on it is in `run.rs`.

use std::rc::Rc;

use super::Vm;
use super::run_calls::FramesCall;
use crate::compile::op::Reg;
use crate::object::function::FunctionCore;
use crate::object::{Exc, FINALIZERS_WAIT, Value};

/// The registers that a frame can name.
pub(super) type Window = [Value; WINDOW];
pub(super) const WINDOW: usize = 256;

/// A stack of frames with their registers.
#[derive(Default)]
pub struct Fiber {
    pub(super) stack: Vec<Value>,
    /// Callers of the running frame.
    pub(super) frames: Vec<Frame>,
    /// What frames of some kinds carry (see [`FrameKind`]), the running one's last.
    pub(super) extras: Vec<Value>,
    /// What the loop has returned or yielded.
    pub(super) value: Value,
    pub(super) next: Transfer,
    /// Of the running frame.
    pub(super) place: Place,
    /// Back edges and calls until the loop next looks at the clock.
    pub(super) ticks: u32,
}

/// What an instruction that leaves the running frame hands over. It stands in the fiber, not in the
/// loop's own variables: those are carried through every instruction.
#[derive(Default)]
pub(super) struct Transfer {
    pub(super) core: Option<Rc<FunctionCore>>,
    pub(super) at: u32,
    pub(super) dst: Reg,
    pub(super) kind: FrameKind,
    /// A frame's extra, or what is returned, yielded or sent.
    pub(super) value: Value,
    pub(super) generator: Value,
    /// The time slice is over, and the callee has not begun.
    pub(super) preempted: bool,
    /// What is raised.
    pub(super) exc: Option<Exc>,
    /// The native that asks for its callers' frames.
    pub(super) call: Option<Box<FramesCall>>,
}

/// What to do when a frame returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum FrameKind {
    /// Leave the loop.
    Base,
    /// Write the value to `dst` of the caller.
    #[default]
    Call,
    /// `__init__`: the value must be None; write the instance, the frame's extra, to `dst`.
    Init,
    /// The method of an operator: see `run_operators.rs`.
    Operator,
    /// A generator (the extra) that a `for` loop resumed.
    For,
    /// A generator (the extra) that `yield from` resumed.
    Delegate,
    /// A generator (the extra) that Rust code resumed: leave the loop.
    Resumed,
}

impl FrameKind {
    /// Whether a frame of this kind has an entry in [`Fiber`]'s extras.
    pub(super) fn has_extra(self) -> bool {
        !matches!(
            self,
            FrameKind::Base | FrameKind::Call | FrameKind::Operator
        )
    }
}

/// A frame: the running one, or one that waits for its callee.
pub struct Frame {
    pub core: Rc<FunctionCore>,
    pub(super) place: Place,
}

/// The numbers of a frame in one word, so that a frame is passed on in machine registers: from the
/// low end the next instruction (26 bits), the first register on the stack (27), the register of
/// the caller that receives the result (8), and the kind (3). Of the running frame, the loop counts
/// the instruction by itself, and these bits are zero.
#[derive(Clone, Copy, Default)]
pub(super) struct Place(u64);

const PC_MASK: u64 = MAX_OPS as u64 - 1;

impl Place {
    #[inline(always)]
    pub(super) fn new(base: u32, dst: Reg, kind: FrameKind) -> Place {
        Place(u64::from(base) << 26 | u64::from(dst) << 53 | (kind as u64) << 61)
    }

    #[inline(always)]
    pub(super) fn pc(self) -> u32 {
        (self.0 & PC_MASK) as u32
    }

    #[inline(always)]
    pub(super) fn with_pc(self, pc: u32) -> Place {
        Place(self.0 & !PC_MASK | u64::from(pc))
    }

    #[inline(always)]
    pub(super) fn base(self) -> u32 {
        (self.0 >> 26) as u32 & ((1 << 27) - 1)
    }

    #[inline(always)]
    pub(super) fn dst(self) -> Reg {
        (self.0 >> 53) as Reg
    }

    #[inline(always)]
    pub(super) fn kind(self) -> FrameKind {
        match self.0 >> 61 {
            0 => FrameKind::Base,
            1 => FrameKind::Call,
            2 => FrameKind::Init,
            3 => FrameKind::Operator,
            4 => FrameKind::For,
            5 => FrameKind::Delegate,
            _ => FrameKind::Resumed,
        }
    }

    #[inline(always)]
    pub(super) fn is_call(self) -> bool {
        self.0 >> 61 == FrameKind::Call as u64
    }
}

/// Instructions of a code object, at most.
pub(crate) const MAX_OPS: usize = 1 << 26;
/// Registers of all frames together, at most.
pub(super) const MAX_BASE: u32 = (1 << 27) - 2 * WINDOW as u32;

impl Frame {
    #[inline(always)]
    pub(super) fn new(
        core: Rc<FunctionCore>,
        pc: u32,
        base: u32,
        dst: Reg,
        kind: FrameKind,
    ) -> Frame {
        let place = Place::new(base, dst, kind).with_pc(pc);
        Frame { core, place }
    }

    /// The next instruction, while the frame waits.
    #[inline(always)]
    pub(super) fn pc(&self) -> u32 {
        self.place.pc()
    }

    #[inline(always)]
    pub(super) fn base(&self) -> u32 {
        self.place.base()
    }

    #[inline(always)]
    pub(super) fn dst(&self) -> Reg {
        self.place.dst()
    }

    #[inline(always)]
    pub(super) fn kind(&self) -> FrameKind {
        self.place.kind()
    }

    pub(super) fn set_pc(&mut self, pc: u32) {
        self.place = self.place.with_pc(pc);
    }

    /// Go on elsewhere, as a jump does.
    pub(super) fn jump(&mut self, offset: i32) {
        let at = i64::from(self.pc()) + i64::from(offset);
        self.place = self.place.with_pc((at as u64 & PC_MASK) as u32);
    }
}

/// The registers of a frame that begins at `base`, if the stack reaches so far.
#[inline(always)]
pub(super) fn window(stack: &mut [Value], base: usize) -> Option<&mut Window> {
    stack.get_mut(base..base + WINDOW)?.first_chunk_mut()
}

/// Lengthen the stack for a frame that begins at `base`.
#[cold]
pub(super) fn make_room(stack: &mut Vec<Value>, base: usize) {
    let wanted = (base + 2 * WINDOW).max(stack.len() * 2);
    stack.resize(wanted, Value::UNSET);
}

/// Drop a heap value out of the loop's way, and run finalisers that this has set free.
#[inline(never)]
pub(super) fn discard(vm: &Vm, old: Value) {
    drop(old);
    if FINALIZERS_WAIT.get() {
        vm.run_finalizers();
    }
}

/// Write a register. The old object goes first, by a call that does not take the new value along:
/// so the value stays in machine registers, and is written as two words.
#[inline(always)]
pub(super) fn put(vm: &Vm, slot: &mut Value, value: Value) {
    empty(vm, slot);
    // Nothing to drop any more: the old value is a scalar.
    std::mem::forget(std::mem::replace(slot, value));
}

/// Drop the last reference to the object in a register, where it stands.
#[inline(never)]
pub(super) fn vacate(vm: &Vm, slot: &mut Value) {
    *slot = Value::UNSET;
    if FINALIZERS_WAIT.get() {
        vm.run_finalizers();
    }
}

/// Read a register, emptying it if the flag says so.
#[inline(always)]
pub(super) fn read(regs: &mut Window, reg: Reg, take: bool) -> Value {
    if take {
        regs[reg as usize].take()
    } else {
        regs[reg as usize].clone()
    }
}

/// Empty a register.
#[inline(always)]
pub(super) fn empty(vm: &Vm, slot: &mut Value) {
    if let Some(object) = slot.as_obj() {
        if Rc::strong_count(object) == 1 {
            vacate(vm, slot);
        } else {
            // The reference itself, not the value: its drop is a decrement, here and now.
            drop(slot.take_obj());
        }
    }
}

/// Move a run of registers out.
#[inline]
pub(super) fn take_run(regs: &mut Window, first: Reg, count: usize) -> Vec<Value> {
    let first = first as usize;
    regs[first..first + count]
        .iter_mut()
        .map(Value::take)
        .collect()
}
