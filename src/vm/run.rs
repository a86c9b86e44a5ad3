//! The loop: instructions, calls, returns, generators.
//!
//! A [`Fiber`] is a stack of registers and the frames on it. The running frame is held outside
//! the stack of frames; its registers are a window of 256 values, so that a register number needs
//! no bounds check. What happens rarely is out of the loop, in `run_slow.rs`, so that the loop
//! keeps its state in machine registers.

use std::cell::RefCell;
use std::rc::Rc;

use super::Vm;
use super::fiber::{
    Fiber, Frame, FrameKind, MAX_BASE, Place, Window, discard, empty, make_room, put, read,
    take_run, window,
};
use super::ops::{floor_div, floor_mod};
use super::run_attributes::turn;
use super::run_calls::Prepared;
use super::run_generators::Next;
use super::run_operators::Tested;
use super::run_rare::Flow;
use crate::compile::code::{AttrHit, Code, GlobalSite};
use crate::compile::op::*;
use crate::modules::builtins::iterators::next_pair;
use crate::native::{Args, Frames};
use crate::object::function::{FunctionCore, NOT_SIMPLE};
use crate::object::generator::GeneratorState;
use crate::object::iterator::IteratorData;
use crate::object::{Dict, DictData, Exc, FINALIZERS_WAIT, Obj, Payload, Str, Value, class};

/// Back edges and calls between two looks at the clock and at signals.
pub(super) const TICKS: u32 = 1000;

/// Why the loop ended. Values returned and yielded stand in the fiber ([`Fiber::value`]): a small
/// outcome passes through the callers in machine registers.
pub(super) enum Outcome {
    Returned,
    Yielded,
    Raised(Exc),
    /// The time slice is over; the frame can go on later.
    Preempted(Box<Frame>),
    /// A native waits for something; its result goes to the register.
    Waiting(Box<Frame>, Reg),
}

/// Why the running frame stops to run. What belongs to it stands in [`Transfer`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exit {
    Call,
    /// Enter the method of an operator.
    Operator,
    /// Return the value handed over.
    Return,
    Yield,
    Raise,
    /// Raise again, without a new traceback entry.
    Reraise,
    /// Resume a generator and have its next value in `dst`.
    Resume,
    /// Call a native that asks for its callers' frames.
    WithFrames,
    Preempt,
    Wait,
}

impl Vm {
    /// Run `frame` on the fiber until it returns, raises, or (where `switch` allows it) its time
    /// is over.
    pub(super) fn run(&self, fiber: &mut Fiber, frame: Frame, switch: bool) -> Outcome {
        // The running frame, taken apart: what the instructions seldom look at is in the fiber, so
        // that it does not pass through each of them.
        let mut resume_at = frame.pc();
        let mut core = frame.core;
        fiber.place = frame.place.with_pc(0);
        fiber.ticks = self.tasks.grain();
        'frames: loop {
            let base = fiber.place.base() as usize;
            let Some(regs) = window(&mut fiber.stack, base) else {
                make_room(&mut fiber.stack, base);
                continue 'frames;
            };
            // The instructions that are left, in two machine registers; see `pc!`.
            let mut rest = from(&core.code, resume_at as usize);

            macro_rules! r {
                ($reg:expr) => {
                    regs[$reg as usize]
                };
            }
            // The next instruction's number.
            macro_rules! pc {
                () => {
                    core.code.ops.len() - rest.len()
                };
            }
            macro_rules! go_to {
                ($target:expr) => {
                    rest = from(&core.code, $target)
                };
            }
            macro_rules! raise {
                ($exc:expr) => {{
                    fiber.next.exc = Some($exc);
                    break Exit::Raise;
                }};
            }
            // The slow form of an instruction: it writes its result itself.
            macro_rules! slow {
                ($call:expr) => {
                    if let Err(exc) = $call {
                        raise!(exc);
                    }
                };
            }
            // The same, where a method of a program's class may have to run.
            macro_rules! operate {
                ($call:expr) => {
                    match $call {
                        Ok(None) => {}
                        Ok(entered) => {
                            fiber.next.core = entered;
                            break Exit::Operator;
                        }
                        Err(exc) => raise!(exc),
                    }
                };
            }
            macro_rules! test {
                ($call:expr) => {
                    match $call {
                        Ok(Tested::Known(truth)) => truth,
                        Ok(Tested::Enter(core)) => {
                            fiber.next.core = Some(core);
                            break Exit::Operator;
                        }
                        Err(exc) => raise!(exc),
                    }
                };
            }
            macro_rules! back_edge {
                ($offset:expr) => {
                    if $offset < 0 {
                        let target = (pc!() as i64 + i64::from($offset)) as usize;
                        fiber.ticks -= 1;
                        if fiber.ticks == 0 {
                            fiber.ticks = self.tasks.grain();
                            match self.tick(switch) {
                                Ok(false) => {}
                                Ok(true) => {
                                    go_to!(target);
                                    break Exit::Preempt;
                                }
                                Err(exc) => raise!(exc),
                            }
                        }
                        go_to!(target);
                    } else if $offset > 0 {
                        // The iterator skips one fewer and passes over the last.
                        rest.nth($offset as usize - 1);
                    }
                };
            }
            // Operands are asked for one type after the other, not matched as `Kind`s: a match makes
            // a jump table per operand.
            macro_rules! ints {
                ($a:expr, $b:expr) => {
                    (r!($a).as_small_int(), r!($b).as_small_int())
                };
            }
            macro_rules! floats {
                ($a:expr, $b:expr) => {
                    (r!($a).as_float(), r!($b).as_float())
                };
            }
            macro_rules! arith {
                ($dst:expr, $a:expr, $b:expr, $flags:expr, $op:ident, $checked:ident, $float:tt) => {
                    if let (Some(x), Some(y)) = ints!($a, $b)
                        && let Some(z) = x.$checked(y)
                    {
                        put(self, &mut r!($dst), Value::int(z));
                    } else if let (Some(x), Some(y)) = floats!($a, $b) {
                        put(self, &mut r!($dst), Value::float(x $float y));
                    } else {
                        operate!(self.slow_binary(regs, BinaryOp::$op, $dst, $a, $b, $flags, core.code.registers));
                    }
                };
            }
            macro_rules! arith_imm {
                ($dst:expr, $a:expr, $flags:expr, $value:expr, $op:ident, $checked:ident, $float:tt) => {
                    if let Some(x) = r!($a).as_small_int()
                        && let Some(z) = x.$checked(i64::from($value))
                    {
                        put(self, &mut r!($dst), Value::int(z));
                    } else if let Some(x) = r!($a).as_float() {
                        put(self, &mut r!($dst), Value::float(x $float f64::from($value)));
                    } else {
                        operate!(self.slow_binary_imm(regs, BinaryOp::$op, $dst, $a, $flags, $value, core.code.registers));
                    }
                };
            }
            macro_rules! compare_jump {
                ($a:expr, $b:expr, $flags:expr, $offset:expr, $op:ident, $int:tt) => {{
                    let truth = if let (Some(x), Some(y)) = ints!($a, $b) {
                        x $int y
                    } else if let (Some(x), Some(y)) = floats!($a, $b) {
                        x $int y
                    } else {
                        test!(self.slow_compare(
                            regs,
                            CompareOp::$op,
                            $a,
                            $b,
                            $flags,
                            core.code.registers
                        ))
                    };
                    if truth == ($flags & WHEN_TRUE != 0) {
                        back_edge!($offset);
                    }
                }};
            }
            macro_rules! compare_jump_imm {
                ($a:expr, $value:expr, $flags:expr, $offset:expr, $op:ident, $int:tt) => {{
                    let truth = if let Some(x) = r!($a).as_small_int() {
                        x $int i64::from($value)
                    } else if let Some(x) = r!($a).as_float() {
                        x $int f64::from($value)
                    } else {
                        test!(self.slow_compare_imm(
                            regs,
                            CompareOp::$op,
                            $a,
                            $value,
                            $flags,
                            core.code.registers
                        ))
                    };
                    if truth == ($flags & WHEN_TRUE != 0) {
                        back_edge!($offset);
                    }
                }};
            }
            // Leave for the frame of a call.
            macro_rules! enter {
                ($core:expr, $at:expr, $dst:expr, $kind:expr, $extra:expr) => {{
                    fiber.ticks -= 1;
                    if fiber.ticks == 0 {
                        fiber.ticks = self.tasks.grain();
                        match self.tick(switch) {
                            Ok(give_way) => fiber.next.preempted = give_way,
                            Err(exc) => raise!(exc),
                        }
                    }
                    fiber.next.core = Some($core);
                    fiber.next.at = $at;
                    fiber.next.dst = $dst;
                    fiber.next.kind = $kind;
                    fiber.next.value = $extra;
                    break Exit::Call;
                }};
            }
            // Enter the frame of a plain call at once, where nothing else is to be thought of.
            macro_rules! enter_now {
                ($base:expr, $core:expr, $dst:expr) => {{
                    let core_of_callee: Rc<FunctionCore> = $core;
                    put(self, &mut r!($base), Value::UNSET);
                    let next = u32::from($base) + 1;
                    if fiber.ticks > 1
                        && fiber.frames.len() + self.frames_below.get() < self.recursion_limit.get()
                        && fiber.place.base() + next <= MAX_BASE
                    {
                        fiber.ticks -= 1;
                        let place = fiber.place.with_pc(pc!() as u32);
                        let caller = std::mem::replace(&mut core, core_of_callee);
                        let base = fiber.place.base() + next;
                        fiber.frames.push(Frame {
                            core: caller,
                            place,
                        });
                        resume_at = 0;
                        fiber.place = Place::new(base, $dst, FrameKind::Call);
                        continue 'frames;
                    }
                    enter!(core_of_callee, next, $dst, FrameKind::Call, Value::UNSET);
                }};
            }
            // Return from a plain call at once. Registers from `used` on hold no objects.
            macro_rules! return_now {
                ($value:expr, $used:expr) => {
                    if fiber.place.is_call()
                        && let Some(caller) = fiber.frames.pop()
                    {
                        let value: Value = $value;
                        for slot in &mut regs[..$used as usize] {
                            empty(self, slot);
                        }
                        let dst = caller.base() as usize + fiber.place.dst() as usize;
                        put(self, &mut fiber.stack[dst], value);
                        resume_at = caller.pc();
                        fiber.place = caller.place.with_pc(0);
                        core = caller.core;
                        continue 'frames;
                    }
                };
            }
            // Call a native whose arguments stand behind it.
            macro_rules! call_native_now {
                ($base:expr, $count:expr, $dst:expr) => {
                    if let Err(exc) = self.call_native_here(regs, $base, $count, $dst) {
                        if self.tasks.is_waiting() {
                            fiber.next.dst = $dst;
                            break Exit::Wait;
                        }
                        raise!(exc);
                    }
                };
            }
            // Go on as a call was prepared.
            macro_rules! transfer {
                ($prepared:expr, $dst:expr) => {
                    match $prepared {
                        Ok(Prepared::Done(value)) => put(self, &mut r!($dst), value),
                        Ok(Prepared::Enter(core, at, kind, extra)) => {
                            enter!(core, at, $dst, kind, extra);
                        }
                        Ok(Prepared::Frames(call)) => {
                            fiber.next.dst = $dst;
                            fiber.next.call = Some(call);
                            break Exit::WithFrames;
                        }
                        Err(exc) => {
                            if self.tasks.is_waiting() {
                                fiber.next.dst = $dst;
                                break Exit::Wait;
                            }
                            raise!(exc);
                        }
                    }
                };
            }

            let exit = loop {
                let Some(op) = rest.next() else {
                    fiber.next.value = Value::NONE;
                    break Exit::Return;
                };
                match *op {
                    // ---- loads and moves ----
                    Op::LoadConst { dst, index } => {
                        let value = core.code.constants[index as usize].clone();
                        put(self, &mut r!(dst), value);
                    }
                    Op::LoadNone { dst } => put(self, &mut r!(dst), Value::NONE),
                    Op::LoadBool { dst, value } => put(self, &mut r!(dst), Value::bool(value)),
                    Op::LoadInt { dst, value } => {
                        put(self, &mut r!(dst), Value::int(i64::from(value)));
                    }
                    Op::Copy { dst, src } => {
                        let value = r!(src).clone();
                        put(self, &mut r!(dst), value);
                    }
                    Op::Move { dst, src } => {
                        let value = r!(src).take();
                        put(self, &mut r!(dst), value);
                    }
                    Op::Clear { first, count } => {
                        for reg in first..first.saturating_add(count) {
                            let slot = &mut r!(reg);
                            let old = slot.take();
                            if old.is_heap() {
                                discard(self, old);
                            }
                        }
                    }
                    Op::CheckBound { reg, name } => {
                        if r!(reg).is_unset() {
                            raise!(self.unbound_local(&core.code.names[name as usize]));
                        }
                    }

                    // ---- globals, namespaces, cells ----
                    Op::LoadGlobal { dst, site } => {
                        let site = &core.code.global_sites[site as usize];
                        match quick_global(&core, site) {
                            Some(value) => put(self, &mut r!(dst), value),
                            None => match self.slow_load_global(&core, site) {
                                Ok(value) => put(self, &mut r!(dst), value),
                                Err(exc) => raise!(exc),
                            },
                        }
                    }
                    Op::StoreGlobal { src, flags, site } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let site = &core.code.global_sites[site as usize];
                        let old = self.store_global(&core.globals, site, value);
                        if old.is_heap() {
                            discard(self, old);
                        }
                    }
                    Op::LoadClosure { dst, index } => {
                        let cell = core.closure[index as usize].clone();
                        put(self, &mut r!(dst), cell);
                    }
                    Op::LoadCell { dst, cell, name } => {
                        let value = match r!(cell).as_obj().map(|o| o.raw()) {
                            Some(Payload::Cell(content)) => content.borrow().clone(),
                            _ => Value::UNSET,
                        };
                        if value.is_unset() {
                            let name = &core.code.names[name as usize];
                            raise!(self.unbound_cell(&core.code, cell, name));
                        }
                        put(self, &mut r!(dst), value);
                    }
                    Op::StoreCell { src, cell, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let old = match r!(cell).as_obj().map(|o| o.raw()) {
                            Some(Payload::Cell(content)) => content.replace(value),
                            _ => value,
                        };
                        if old.is_heap() {
                            discard(self, old);
                        }
                    }

                    // ---- operators ----
                    Op::Add { dst, a, b, flags } => {
                        arith!(dst, a, b, flags, Add, checked_add, +);
                    }
                    Op::Sub { dst, a, b, flags } => {
                        arith!(dst, a, b, flags, Sub, checked_sub, -);
                    }
                    Op::Mul { dst, a, b, flags } => {
                        arith!(dst, a, b, flags, Mul, checked_mul, *);
                    }
                    Op::TrueDiv { dst, a, b, flags } => {
                        if let (Some(x), Some(y)) = floats!(a, b)
                            && y != 0.0
                        {
                            put(self, &mut r!(dst), Value::float(x / y));
                        } else {
                            operate!(self.slow_binary(
                                regs,
                                BinaryOp::TrueDiv,
                                dst,
                                a,
                                b,
                                flags,
                                core.code.registers
                            ));
                        }
                    }
                    Op::FloorDiv { dst, a, b, flags } => {
                        if let (Some(x), Some(y)) = ints!(a, b)
                            && y > 0
                        {
                            put(self, &mut r!(dst), Value::int(floor_div(x, y)));
                        } else {
                            operate!(self.slow_binary(
                                regs,
                                BinaryOp::FloorDiv,
                                dst,
                                a,
                                b,
                                flags,
                                core.code.registers
                            ));
                        }
                    }
                    Op::Mod { dst, a, b, flags } => {
                        if let (Some(x), Some(y)) = ints!(a, b)
                            && y > 0
                        {
                            put(self, &mut r!(dst), Value::int(floor_mod(x, y)));
                        } else {
                            operate!(self.slow_binary(
                                regs,
                                BinaryOp::Mod,
                                dst,
                                a,
                                b,
                                flags,
                                core.code.registers
                            ));
                        }
                    }
                    Op::Binary {
                        dst,
                        a,
                        b,
                        op,
                        flags,
                    } => {
                        let known = match ints!(a, b) {
                            (Some(x), Some(y)) => match op {
                                BinaryOp::And => Some(x & y),
                                BinaryOp::Or => Some(x | y),
                                BinaryOp::Xor => Some(x ^ y),
                                BinaryOp::RShift if (0..64).contains(&y) => Some(x >> y),
                                _ => None,
                            },
                            _ => None,
                        };
                        match known {
                            Some(z) => put(self, &mut r!(dst), Value::int(z)),
                            None => operate!(self.slow_binary(
                                regs,
                                op,
                                dst,
                                a,
                                b,
                                flags,
                                core.code.registers
                            )),
                        }
                    }
                    Op::AddImm {
                        dst,
                        a,
                        flags,
                        value,
                    } => {
                        arith_imm!(dst, a, flags, value, Add, checked_add, +);
                    }
                    Op::SubImm {
                        dst,
                        a,
                        flags,
                        value,
                    } => {
                        arith_imm!(dst, a, flags, value, Sub, checked_sub, -);
                    }
                    Op::MulImm {
                        dst,
                        a,
                        flags,
                        value,
                    } => {
                        arith_imm!(dst, a, flags, value, Mul, checked_mul, *);
                    }
                    Op::FloorDivImm {
                        dst,
                        a,
                        flags,
                        value,
                    } => match r!(a).as_small_int() {
                        Some(x) if value > 0 => {
                            put(
                                self,
                                &mut r!(dst),
                                Value::int(floor_div(x, i64::from(value))),
                            );
                        }
                        _ => operate!(self.slow_binary_imm(
                            regs,
                            BinaryOp::FloorDiv,
                            dst,
                            a,
                            flags,
                            value,
                            core.code.registers
                        )),
                    },
                    Op::ModImm {
                        dst,
                        a,
                        flags,
                        value,
                    } => match r!(a).as_small_int() {
                        Some(x) if value > 0 => {
                            put(
                                self,
                                &mut r!(dst),
                                Value::int(floor_mod(x, i64::from(value))),
                            );
                        }
                        _ => {
                            operate!(self.slow_binary_imm(
                                regs,
                                BinaryOp::Mod,
                                dst,
                                a,
                                flags,
                                value,
                                core.code.registers
                            ))
                        }
                    },
                    Op::Unary { dst, a, op, flags } => {
                        operate!(self.slow_unary(regs, op, dst, a, flags, core.code.registers));
                    }
                    Op::Not { dst, a, flags } => {
                        let truth = match r!(a).quick_truth() {
                            Some(truth) => truth,
                            None => match self.slow_truth(regs, a, flags) {
                                Ok(truth) => truth,
                                Err(exc) => raise!(exc),
                            },
                        };
                        put(self, &mut r!(dst), Value::bool(!truth));
                    }
                    Op::Compare {
                        dst,
                        a,
                        b,
                        op,
                        flags,
                    } => {
                        if let (Some(x), Some(y)) = ints!(a, b) {
                            put(self, &mut r!(dst), Value::bool(op.holds(x.cmp(&y))));
                        } else {
                            operate!(self.slow_compare_value(
                                regs,
                                op,
                                dst,
                                a,
                                b,
                                flags,
                                core.code.registers
                            ));
                        }
                    }
                    Op::Is {
                        dst,
                        a,
                        b,
                        negate,
                        flags,
                    } => {
                        let same = r!(a).is(&r!(b));
                        if flags & TAKE_A != 0 {
                            empty(self, &mut r!(a));
                        }
                        if flags & TAKE_B != 0 {
                            empty(self, &mut r!(b));
                        }
                        put(self, &mut r!(dst), Value::bool(same != negate));
                    }
                    Op::Contains {
                        dst,
                        a,
                        b,
                        negate,
                        flags,
                    } => {
                        operate!(self.slow_contains(
                            regs,
                            dst,
                            a,
                            b,
                            negate,
                            flags,
                            core.code.registers
                        ));
                    }

                    // ---- jumps ----
                    Op::Pause => {
                        fiber.ticks -= 1;
                        if fiber.ticks == 0 {
                            fiber.ticks = self.tasks.grain();
                            match self.tick(switch) {
                                Ok(false) => {}
                                Ok(true) => break Exit::Preempt,
                                Err(exc) => raise!(exc),
                            }
                        }
                    }
                    Op::Jump { offset } => {
                        back_edge!(offset);
                    }
                    Op::JumpIf { a, flags, offset } => {
                        let truth = match r!(a).quick_truth() {
                            Some(truth) => truth,
                            None => match self.slow_truth(regs, a, flags) {
                                Ok(truth) => truth,
                                Err(exc) => raise!(exc),
                            },
                        };
                        if truth == (flags & WHEN_TRUE != 0) {
                            back_edge!(offset);
                        }
                    }
                    Op::JumpIfNone { a, flags, offset } => {
                        let none = r!(a).is_none();
                        if flags & TAKE_A != 0 {
                            empty(self, &mut r!(a));
                        }
                        if none == (flags & WHEN_TRUE != 0) {
                            back_edge!(offset);
                        }
                    }
                    Op::JumpLt {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Lt, <);
                    }
                    Op::JumpLe {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Le, <=);
                    }
                    Op::JumpEq {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Eq, ==);
                    }
                    Op::JumpNe {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Ne, !=);
                    }
                    Op::JumpGt {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Gt, >);
                    }
                    Op::JumpGe {
                        a,
                        b,
                        flags,
                        offset,
                    } => {
                        compare_jump!(a, b, flags, offset, Ge, >=);
                    }
                    Op::JumpLtImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Lt, <);
                    }
                    Op::JumpLeImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Le, <=);
                    }
                    Op::JumpEqImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Eq, ==);
                    }
                    Op::JumpNeImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Ne, !=);
                    }
                    Op::JumpGtImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Gt, >);
                    }
                    Op::JumpGeImm {
                        a,
                        value,
                        flags,
                        offset,
                    } => {
                        compare_jump_imm!(a, value, flags, offset, Ge, >=);
                    }

                    // ---- iteration ----
                    Op::GetIter { dst, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        match self.iter(&value) {
                            Ok(iterator) => put(self, &mut r!(dst), iterator),
                            Err(exc) => raise!(exc),
                        }
                        if value.is_heap() {
                            discard(self, value);
                        }
                    }
                    Op::ForIter { dst, iter, offset } => {
                        let mut known = None;
                        if let Some(obj) = r!(iter).as_obj() {
                            match obj.raw() {
                                Payload::Iterator(state) => match &mut *state.borrow_mut() {
                                    IteratorData::Range {
                                        next,
                                        step,
                                        remaining,
                                    } if *remaining > 0 => {
                                        *remaining -= 1;
                                        let value = *next;
                                        *next = next.wrapping_add(*step);
                                        known = Some(Value::int(value));
                                    }
                                    IteratorData::List { list, at } => {
                                        known = list.borrow().get(*at).cloned();
                                        *at += 1;
                                    }
                                    _ => {}
                                },
                                Payload::Generator(g)
                                    if g.state.get() == GeneratorState::Suspended
                                        || g.state.get() == GeneratorState::Created =>
                                {
                                    let generator = r!(iter).clone();
                                    let at = fiber.place.base() + u32::from(core.code.registers);
                                    if fiber.frames.len() + self.frames_below.get()
                                        < self.recursion_limit.get()
                                        && let Some(woken) = self.wake_at_yield(
                                            fiber,
                                            &generator,
                                            at,
                                            dst,
                                            FrameKind::For,
                                        )
                                    {
                                        let place = fiber.place.with_pc(pc!() as u32);
                                        resume_at = woken.pc();
                                        fiber.place = woken.place.with_pc(0);
                                        let core = std::mem::replace(&mut core, woken.core);
                                        fiber.frames.push(Frame { core, place });
                                        continue 'frames;
                                    }
                                    fiber.next.generator = generator;
                                    fiber.next.dst = dst;
                                    fiber.next.kind = FrameKind::For;
                                    fiber.next.value = Value::NONE;
                                    break Exit::Resume;
                                }
                                _ => {}
                            }
                        }
                        match known {
                            Some(value) => put(self, &mut r!(dst), value),
                            None => {
                                if let Some(&Op::UnpackSequence {
                                    src,
                                    first,
                                    count: 2,
                                    flags,
                                }) = rest.as_slice().first()
                                    && src == dst
                                    && flags & TAKE_A != 0
                                    && let Some(next) = next_pair(self, &r!(iter))
                                {
                                    // The pair goes where the next instruction would put it.
                                    match next {
                                        Ok(Some((a, b))) => {
                                            put(self, &mut r!(first), a);
                                            put(self, &mut regs[first as usize + 1], b);
                                            rest.next();
                                        }
                                        Ok(None) => {
                                            empty(self, &mut r!(iter));
                                            back_edge!(offset);
                                        }
                                        Err(exc) => raise!(exc),
                                    }
                                } else if !test!(self.slow_for_iter(
                                    regs,
                                    dst,
                                    iter,
                                    core.code.registers
                                )) {
                                    back_edge!(offset);
                                }
                            }
                        }
                    }

                    // ---- building and taking apart ----
                    Op::BuildTuple { dst, first, count } => {
                        let items = take_run(regs, first, count as usize);
                        put(self, &mut r!(dst), Value::tuple(items));
                    }
                    Op::BuildList { dst, first, count } => {
                        let items = take_run(regs, first, count as usize);
                        put(self, &mut r!(dst), items.into());
                    }
                    Op::ListAppend { list, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        if let Some(Payload::List(items)) = r!(list).payload() {
                            items.borrow_mut().push(value);
                        }
                    }
                    Op::UnpackSequence {
                        src,
                        first,
                        count,
                        flags,
                    } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        slow!(self.unpack_sequence(regs, value, first, count as usize));
                    }

                    // ---- items and attributes ----
                    Op::GetItem {
                        dst,
                        obj,
                        index,
                        flags,
                    } => {
                        let known = match (r!(obj).as_obj(), r!(index).as_small_int()) {
                            (Some(o), Some(i)) => match o.raw() {
                                Payload::List(l) => {
                                    let l = l.borrow();
                                    let at = if i < 0 { i + l.len() as i64 } else { i };
                                    l.get(at as usize).cloned()
                                }
                                Payload::Tuple(t) => {
                                    let at = if i < 0 { i + t.len() as i64 } else { i };
                                    t.get(at as usize).cloned()
                                }
                                _ => None,
                            },
                            _ => None,
                        };
                        match known {
                            Some(value) => {
                                if flags & TAKE_A != 0 {
                                    empty(self, &mut r!(obj));
                                }
                                put(self, &mut r!(dst), value);
                            }
                            None => operate!(self.slow_get_item(
                                regs,
                                dst,
                                obj,
                                index,
                                flags,
                                core.code.registers
                            )),
                        }
                    }
                    Op::GetItemImm {
                        dst,
                        obj,
                        flags,
                        value,
                    } => {
                        let known = match r!(obj).as_obj().map(|o| o.raw()) {
                            Some(Payload::List(l)) => {
                                let l = l.borrow();
                                let i = i64::from(value);
                                let at = if i < 0 { i + l.len() as i64 } else { i };
                                l.get(at as usize).cloned()
                            }
                            Some(Payload::Tuple(t)) => {
                                let i = i64::from(value);
                                let at = if i < 0 { i + t.len() as i64 } else { i };
                                t.get(at as usize).cloned()
                            }
                            _ => None,
                        };
                        match known {
                            Some(item) => {
                                if flags & TAKE_A != 0 {
                                    empty(self, &mut r!(obj));
                                }
                                put(self, &mut r!(dst), item);
                            }
                            None => operate!(self.slow_get_item_imm(
                                regs,
                                dst,
                                obj,
                                value,
                                flags,
                                core.code.registers
                            )),
                        }
                    }
                    Op::SetItem {
                        obj,
                        index,
                        val,
                        flags,
                    } => {
                        let mut stored = false;
                        let mut old = Value::UNSET;
                        if let Some(i) = r!(index).as_small_int()
                            && let Some(Payload::List(l)) = r!(obj).as_obj().map(|o| o.raw())
                        {
                            let mut l = l.borrow_mut();
                            let at = if i < 0 { i + l.len() as i64 } else { i };
                            if let Some(slot) = l.get_mut(at as usize) {
                                let value = regs[val as usize].clone();
                                old = std::mem::replace(slot, value);
                                stored = true;
                            }
                        }
                        if stored {
                            if old.is_heap() {
                                discard(self, old);
                            }
                            if flags & TAKE_C != 0 {
                                empty(self, &mut r!(val));
                            }
                            if flags & TAKE_A != 0 {
                                empty(self, &mut r!(obj));
                            }
                        } else {
                            operate!(self.slow_set_item(
                                regs,
                                obj,
                                index,
                                val,
                                flags,
                                core.code.registers
                            ));
                        }
                    }
                    Op::GetAttr {
                        dst,
                        obj,
                        flags,
                        site,
                    } => {
                        let site = &core.code.attr_sites[site as usize];
                        let mut known = Value::UNSET;
                        let mut getter = false;
                        if let Some(Payload::Instance(attributes)) =
                            r!(obj).as_obj().map(|o| o.raw())
                        {
                            let attributes = attributes.borrow();
                            if Rc::as_ptr(&attributes.shape) as usize == site.shape_id.get() {
                                match site.hit.get() {
                                    AttrHit::Slot(slot) => {
                                        if let Some(value) = attributes.values.get(slot as usize) {
                                            known = value.clone();
                                        }
                                    }
                                    AttrHit::Getter if site.epoch.get() == class::epoch() => {
                                        getter = true;
                                    }
                                    _ => {}
                                }
                            }
                        }
                        if known.is_set() {
                            if flags & TAKE_A != 0 {
                                empty(self, &mut r!(obj));
                            }
                            put(self, &mut r!(dst), known);
                        } else if getter {
                            let this = read(regs, obj, flags & TAKE_A != 0);
                            let at = core.code.registers;
                            transfer!(self.enter_getter(regs, site, this, at), dst);
                        } else if turn(&r!(obj), site) {
                            go_to!(pc!() - 1);
                        } else {
                            slow!(self.slow_get_attr(regs, dst, obj, flags, site));
                        }
                    }
                    Op::SetAttr {
                        obj,
                        val,
                        flags,
                        site,
                    } => {
                        let site = &core.code.attr_sites[site as usize];
                        let mut stored = false;
                        let mut old = Value::UNSET;
                        if let Some(Payload::Instance(attributes)) =
                            r!(obj).as_obj().map(|o| o.raw())
                        {
                            let mut attributes = attributes.borrow_mut();
                            if Rc::as_ptr(&attributes.shape) as usize == site.shape_id.get() {
                                match site.hit.get() {
                                    AttrHit::Slot(slot) => {
                                        if let Some(place) =
                                            attributes.values.get_mut(slot as usize)
                                        {
                                            old = std::mem::replace(place, r!(val).clone());
                                            stored = true;
                                        }
                                    }
                                    AttrHit::Transition(slot)
                                        if attributes.values.len() == slot as usize
                                            && site.epoch.get() == class::epoch() =>
                                    {
                                        if let Some(next) = &*site.next_shape.borrow() {
                                            if slot == 0 {
                                                let width = next.class.width.get();
                                                attributes.values.reserve_exact(width);
                                            }
                                            attributes.values.push(r!(val).clone());
                                            attributes.shape = next.clone();
                                            stored = true;
                                        }
                                    }
                                    _ => {}
                                }
                            }
                        }
                        if stored {
                            if old.is_heap() {
                                discard(self, old);
                            }
                            if flags & TAKE_C != 0 {
                                empty(self, &mut r!(val));
                            }
                            if flags & TAKE_A != 0 {
                                empty(self, &mut r!(obj));
                            }
                        } else if turn(&r!(obj), site) {
                            go_to!(pc!() - 1);
                        } else {
                            operate!(self.slow_set_attr(
                                regs,
                                obj,
                                val,
                                flags,
                                site,
                                core.code.registers
                            ));
                        }
                    }

                    // ---- calls ----
                    Op::LoadMethod {
                        base,
                        obj,
                        flags,
                        site,
                    } => {
                        let site = &core.code.attr_sites[site as usize];
                        let hit = match r!(obj).as_obj() {
                            Some(o) => match (o.raw(), site.hit.get()) {
                                (Payload::Instance(attributes), AttrHit::Method) => {
                                    Rc::as_ptr(&attributes.borrow().shape) as usize
                                        == site.shape_id.get()
                                        && site.epoch.get() == class::epoch()
                                }
                                (payload, AttrHit::BuiltinMethod) => {
                                    o.own_class().is_none()
                                        && site.kind.get() == Some(std::mem::discriminant(payload))
                                }
                                (Payload::Native(_), AttrHit::NativeMethod) => {
                                    o.own_class().is_some_and(|c| c.id() == site.shape_id.get())
                                }
                                _ => false,
                            },
                            None => false,
                        };
                        if hit {
                            let this = read(regs, obj, flags & TAKE_A != 0);
                            let method = site.value.borrow().clone();
                            put(self, &mut r!(base), method);
                            put(self, &mut regs[base as usize + 1], this);
                        } else if site.other.borrow().is_some() && turn(&r!(obj), site) {
                            go_to!(pc!() - 1);
                        } else {
                            slow!(self.slow_load_method(regs, base, obj, flags, site));
                        }
                    }
                    Op::LoadSuper { base, site } => {
                        let name = &core.code.attr_sites[site as usize];
                        slow!(self.load_super(regs, base, name));
                    }
                    Op::Call { dst, base, argc } => match r!(base).as_obj().map(|o| o.raw()) {
                        Some(Payload::Function(f)) if f.core.simple == u16::from(argc) => {
                            enter_now!(base, f.core.clone(), dst);
                        }
                        Some(Payload::NativeFunction(f)) if f.def.frames == Frames::Nothing => {
                            call_native_now!(base as usize, argc as usize, dst);
                        }
                        Some(Payload::BoundMethod(function, _)) if is_plain_native(function) => {
                            call_native_now!(base as usize, argc as usize, dst);
                        }
                        _ => {
                            let (at, count) = (base as usize, argc as usize);
                            transfer!(self.prepare_call(regs, at, count, &[]), dst);
                        }
                    },
                    Op::CallMethod { dst, base, argc } => {
                        let bound = regs[base as usize + 1].is_set();
                        let count = argc as usize + usize::from(bound);
                        match r!(base).as_obj().map(|o| o.raw()) {
                            Some(Payload::Function(f))
                                if bound && f.core.simple as usize == count =>
                            {
                                enter_now!(base, f.core.clone(), dst);
                            }
                            Some(Payload::NativeFunction(f))
                                if bound && f.def.frames == Frames::Nothing =>
                            {
                                call_native_now!(base as usize, count, dst);
                            }
                            _ => {
                                let at = self.settle_method(regs, base as usize, bound);
                                transfer!(self.prepare_call(regs, at, count, &[]), dst);
                            }
                        }
                    }
                    Op::CallKw {
                        dst,
                        base,
                        argc,
                        names,
                    } => {
                        let names = &core.code.keywords[names as usize];
                        transfer!(
                            self.prepare_call(regs, base as usize, argc as usize, names),
                            dst
                        );
                    }
                    Op::CallMethodKw {
                        dst,
                        base,
                        argc,
                        names,
                    } => {
                        let bound = regs[base as usize + 1].is_set();
                        let count = argc as usize + usize::from(bound);
                        let at = self.settle_method(regs, base as usize, bound);
                        let names = &core.code.keywords[names as usize];
                        transfer!(self.prepare_call(regs, at, count, names), dst);
                    }
                    Op::CallSpread { dst, base, kwargs } => {
                        let at = base as usize;
                        transfer!(self.prepare_spread(regs, at, kwargs), dst);
                    }
                    Op::Return { src, flags, used } => {
                        debug_assert!(self.is_empty_from(regs, used, src, &core.code));
                        if let Some(i) = r!(src).as_small_int() {
                            return_now!(Value::int(i), used);
                            fiber.next.value = Value::int(i);
                            break Exit::Return;
                        }
                        return_now!(read(regs, src, flags & TAKE_A != 0), used);
                        fiber.next.value = read(regs, src, flags & TAKE_A != 0);
                        break Exit::Return;
                    }
                    Op::ReturnNone { used } => {
                        debug_assert!(self.is_empty_from(regs, used, 0, &core.code));
                        return_now!(Value::NONE, used);
                        fiber.next.value = Value::NONE;
                        break Exit::Return;
                    }
                    Op::Yield { src, flags, .. } => {
                        fiber.next.value = read(regs, src, flags & TAKE_A != 0);
                        break Exit::Yield;
                    }
                    Op::YieldFrom { dst, iter, sent } => {
                        let value = r!(sent).take();
                        if let Some(Payload::Generator(g)) = r!(iter).as_obj().map(|o| o.raw())
                            && matches!(
                                g.state.get(),
                                GeneratorState::Suspended | GeneratorState::Created
                            )
                        {
                            fiber.next.generator = r!(iter).clone();
                            fiber.next.dst = dst;
                            fiber.next.kind = FrameKind::Delegate;
                            fiber.next.value = value;
                            break Exit::Resume;
                        }
                        match self.delegate(&r!(iter).clone(), value) {
                            Ok(Next::Yielded(value)) => {
                                go_to!(pc!() - 1);
                                fiber.next.value = value;
                                break Exit::Yield;
                            }
                            Ok(Next::Finished(value)) => {
                                empty(self, &mut r!(iter));
                                put(self, &mut r!(dst), value);
                            }
                            Err(exc) => raise!(exc),
                        }
                    }

                    ref rare => match self.rare(
                        regs,
                        &core,
                        &fiber.frames,
                        fiber.extras.last(),
                        pc!(),
                        rare,
                    ) {
                        Ok(Flow::Next) => {}
                        Ok(Flow::Jump(offset)) => {
                            back_edge!(offset);
                        }
                        Ok(Flow::Again(exc)) => {
                            fiber.next.exc = Some(exc);
                            break Exit::Reraise;
                        }
                        Err(exc) => raise!(exc),
                    },
                }
            };

            let pc = pc!();
            // The running frame put together, and a frame to go on with taken apart.
            macro_rules! frame {
                () => {
                    Frame {
                        core,
                        place: fiber.place.with_pc(pc as u32),
                    }
                };
            }
            macro_rules! adopt {
                ($frame:expr) => {{
                    let frame: Frame = $frame;
                    resume_at = frame.pc();
                    fiber.place = frame.place.with_pc(0);
                    core = frame.core;
                }};
            }
            macro_rules! unwind {
                ($exc:expr, $fresh:expr) => {{
                    let frame = frame!();
                    match self.unwind(fiber, frame, $exc, $fresh) {
                        Ok(frame) => adopt!(frame),
                        Err(exc) => return Outcome::Raised(exc),
                    }
                }};
            }
            macro_rules! give_back {
                ($value:expr) => {{
                    // Registers are emptied here and now, so that objects die as they should.
                    let count = core.code.registers as usize;
                    for slot in &mut fiber.stack[base..base + count] {
                        empty(self, slot);
                    }
                    if fiber.place.is_call()
                        && let Some(caller) = fiber.frames.pop()
                    {
                        let dst = caller.base() as usize + fiber.place.dst() as usize;
                        put(self, &mut fiber.stack[dst], $value);
                        adopt!(caller);
                        continue 'frames;
                    }
                    put(self, &mut fiber.value, $value);
                    if fiber.place.kind() == FrameKind::Base {
                        return Outcome::Returned;
                    }
                    let frame = frame!();
                    match self.return_from(fiber, frame) {
                        Ok(frame) => adopt!(frame),
                        Err(outcome) => return outcome,
                    }
                }};
            }
            let exit = match exit {
                Exit::Operator => {
                    fiber.next.at = u32::from(core.code.registers);
                    fiber.next.kind = FrameKind::Operator;
                    fiber.ticks -= 1;
                    if fiber.ticks == 0 {
                        fiber.ticks = self.tasks.grain();
                        match self.tick(switch) {
                            Ok(give_way) => {
                                fiber.next.preempted = give_way;
                                Exit::Call
                            }
                            Err(exc) => {
                                fiber.next.exc = Some(exc);
                                Exit::Raise
                            }
                        }
                    } else {
                        Exit::Call
                    }
                }
                exit => exit,
            };
            match exit {
                Exit::Operator => {}
                Exit::Call => {
                    let Some(mut callee) = fiber.next.core.take() else {
                        return Outcome::Raised(self.system_error("a call without a callee"));
                    };
                    let depth = fiber.frames.len() + self.frames_below.get();
                    let is_slow = depth >= self.recursion_limit.get();
                    if is_slow {
                        callee = self.traced_core(callee);
                    }
                    if is_slow && self.is_too_deep(depth)
                        || fiber.place.base() + fiber.next.at > MAX_BASE
                    {
                        // The callee never ran: its arguments die, it leaves no trace.
                        fiber.next.value.take();
                        let at = (fiber.place.base() + fiber.next.at) as usize;
                        let registers = callee.code.params.registers();
                        for slot in &mut fiber.stack[at..at + registers] {
                            empty(self, slot);
                        }
                        let exc = self.recursion_error("maximum recursion depth exceeded");
                        unwind!(exc, true);
                        continue 'frames;
                    }
                    fiber.frames.push(Frame {
                        core: std::mem::replace(&mut core, callee),
                        place: fiber.place.with_pc(pc as u32),
                    });
                    resume_at = 0;
                    fiber.place = Place::new(
                        fiber.place.base() + fiber.next.at,
                        fiber.next.dst,
                        fiber.next.kind,
                    );
                    if fiber.next.kind.has_extra() {
                        fiber.extras.push(fiber.next.value.take());
                    }
                    if std::mem::take(&mut fiber.next.preempted) {
                        let place = fiber.place;
                        return Outcome::Preempted(Box::new(Frame { core, place }));
                    }
                }
                Exit::Return => give_back!(fiber.next.value.take()),
                Exit::Yield => {
                    put(self, &mut fiber.value, fiber.next.value.take());
                    let frame = frame!();
                    match self.yield_from_frame(fiber, frame) {
                        Ok(frame) => adopt!(frame),
                        Err(outcome) => return outcome,
                    }
                }
                Exit::Resume => {
                    let at = fiber.place.base() + u32::from(core.code.registers);
                    let depth = fiber.frames.len() + self.frames_below.get();
                    let woken = if depth >= self.recursion_limit.get() && self.is_too_deep(depth)
                        || at > MAX_BASE
                    {
                        Err(self.recursion_error("maximum recursion depth exceeded"))
                    } else {
                        let generator = fiber.next.generator.take();
                        let mut sent = fiber.next.value.take();
                        let (dst, kind) = (fiber.next.dst, fiber.next.kind);
                        self.wake_generator(fiber, generator, at, dst, kind, &mut sent)
                    };
                    match woken {
                        Ok(next) => {
                            let frame = frame!();
                            fiber.frames.push(frame);
                            adopt!(next);
                        }
                        Err(exc) => unwind!(exc, true),
                    }
                }
                Exit::WithFrames => {
                    if fiber
                        .next
                        .call
                        .as_ref()
                        .is_some_and(|call| call.wants_variables())
                    {
                        self.own_cores(&mut fiber.frames, &mut core);
                    }
                    let (below, above) = fiber.stack.split_at_mut(fiber.place.base() as usize);
                    let called = match (above.first_chunk_mut(), fiber.next.call.take()) {
                        (Some(regs), Some(call)) => {
                            let callers = &fiber.frames;
                            self.call_with_frames(regs, below, callers, &core, pc, *call)
                        }
                        _ => Err(self.memory_error("")),
                    };
                    match called {
                        Ok(value) => {
                            resume_at = pc as u32;
                            if self.tracing.retrace.get() {
                                resume_at = self.retrace(&mut fiber.frames, &mut core, pc) as u32;
                            }
                            let at = fiber.place.base() as usize + fiber.next.dst as usize;
                            put(self, &mut fiber.stack[at], value);
                        }
                        Err(exc) => unwind!(exc, true),
                    }
                }
                Exit::Raise | Exit::Reraise => {
                    let missing = || self.system_error("an error without an exception");
                    let exc = fiber.next.exc.take().unwrap_or_else(missing);
                    unwind!(exc, exit == Exit::Raise);
                }
                Exit::Preempt => return Outcome::Preempted(Box::new(frame!())),
                Exit::Wait => {
                    if switch {
                        return Outcome::Waiting(Box::new(frame!()), fiber.next.dst);
                    }
                    let at = fiber.place.base() as usize + fiber.next.dst as usize;
                    let frame = frame!();
                    let result = self.wait_here(Some((fiber, &frame)));
                    adopt!(frame);
                    match result {
                        Ok(value) => put(self, &mut fiber.stack[at], value),
                        Err(exc) => unwind!(exc, true),
                    }
                }
            }
        }
    }
}

/// The instructions of `code` from number `pc` on.
#[inline(always)]
fn from(code: &Code, pc: usize) -> std::slice::Iter<'_, Op> {
    code.ops[pc.min(code.ops.len())..].iter()
}

/// A native that asks nothing of its callers.
#[inline(always)]
fn is_plain_native(function: &Value) -> bool {
    matches!(
        function.as_obj().map(|o| o.raw()),
        Some(Payload::NativeFunction(f)) if f.def.frames == Frames::Nothing
    )
}

/// The data of a namespace that is no instance of a subclass of dict.
#[inline(always)]
fn plain(dict: &Dict) -> Option<&RefCell<DictData>> {
    match dict.obj().raw() {
        Payload::Dict(data) => Some(data),
        _ => None,
    }
}

/// A global or builtin where it was found the last time.
#[inline(always)]
pub(super) fn quick_global(core: &FunctionCore, site: &GlobalSite) -> Option<Value> {
    let globals = plain(&core.globals)?.borrow();
    let mut found = globals.entries().get(site.index.get() as usize);
    let builtins;
    if found.is_none()
        && site.absent_inserts.get() == globals.inserts()
        && site.absent_from.get() == Rc::as_ptr(core.globals.obj())
    {
        builtins = plain(&core.builtins)?.borrow();
        found = builtins.entries().get(site.builtin_index.get() as usize);
    }
    let is_it = |key: &Obj| Rc::ptr_eq(key, site.name.obj());
    found
        .filter(|e| e.key.as_obj().is_some_and(is_it))
        .map(|e| e.value.clone())
}

impl Vm {
    /// Whether no register from `used` on holds an object, other than what is returned: what the
    /// compiler promises by [`Op::Return`].
    fn is_empty_from(&self, regs: &Window, used: u8, src: Reg, code: &Code) -> bool {
        (used..code.registers).all(|reg| reg == src || !regs[reg as usize].is_heap())
    }

    /// Call the native in register `base`, or the one bound there to an object, with the arguments
    /// behind it.
    #[inline(never)]
    fn call_native_here(
        &self,
        regs: &mut Window,
        base: usize,
        count: usize,
        dst: Reg,
    ) -> crate::object::PyResult<()> {
        let mut callee = regs[base].take();
        let mut count = count;
        let (first, native) = match callee.as_obj().map(|o| o.raw()) {
            Some(Payload::BoundMethod(function, this)) => {
                // The object takes the callee's register, right before the arguments.
                regs[base] = this.clone();
                count += 1;
                (base, function)
            }
            _ => (base + 1, &callee),
        };
        let Some(Payload::NativeFunction(f)) = native.as_obj().map(|o| o.raw()) else {
            return Err(self.system_error("not a native"));
        };
        let result = call_native(self, &f.def, regs, first, count, &[]);
        empty(self, &mut callee);
        put(self, &mut regs[dst as usize], result?);
        Ok(())
    }
}

/// The arguments of a native in a window, and what stays of them afterwards dropped.
#[inline(always)]
pub(super) fn call_native(
    vm: &Vm,
    def: &crate::native::NativeDef,
    regs: &mut Window,
    first: usize,
    count: usize,
    names: &[Str],
) -> crate::object::PyResult<Value> {
    let at_once = match names.is_empty() {
        true => def.call_in_place(vm, &mut regs[first..], count),
        false => None,
    };
    // Defaults may stand behind what was given.
    let mut used = count;
    let result = match at_once {
        Some(result) => {
            used = count.max(def.arity).min(regs.len() - first);
            result
        }
        None => def.call(
            vm,
            Args {
                values: &mut regs[first..first + count],
                names,
            },
        ),
    };
    for slot in &mut regs[first..first + used] {
        empty(vm, slot);
    }
    if FINALIZERS_WAIT.get() {
        vm.run_finalizers();
    }
    result
}

const _: () = assert!(NOT_SIMPLE > u8::MAX as u16);
