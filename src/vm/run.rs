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
use crate::compile::code::{AttrHit, Code, GlobalSite};
use crate::compile::op::*;
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
        // The running frame, taken apart for the same reason as `Exit`.
        let mut resume_at = frame.pc();
        let mut place = frame.place.with_pc(0);
        let mut core = frame.core;
        let mut ticks = self.tasks.grain();
        'frames: loop {
            let base = place.base() as usize;
            let Some(regs) = window(&mut fiber.stack, base) else {
                make_room(&mut fiber.stack, base);
                continue 'frames;
            };
            let code: &Code = &core.code;
            let ops = &code.ops[..];
            let mut pc = resume_at as usize;

            macro_rules! r {
                ($reg:expr) => {
                    regs[$reg as usize]
                };
            }
            macro_rules! raise {
                ($exc:expr) => {{
                    fiber.next.exc = Some($exc);
                    break Exit::Raise;
                }};
            }
            macro_rules! reraise {
                ($exc:expr) => {{
                    fiber.next.exc = Some($exc);
                    break Exit::Reraise;
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
                        ticks -= 1;
                        if ticks == 0 {
                            ticks = self.tasks.grain();
                            match self.tick(switch) {
                                Ok(false) => {}
                                Ok(true) => {
                                    pc = (pc as i64 + i64::from($offset)) as usize;
                                    break Exit::Preempt;
                                }
                                Err(exc) => raise!(exc),
                            }
                        }
                    }
                    pc = (pc as i64 + i64::from($offset)) as usize;
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
                        operate!(self.slow_binary(regs, BinaryOp::$op, $dst, $a, $b, $flags, code.registers));
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
                        operate!(self.slow_binary_imm(regs, BinaryOp::$op, $dst, $a, $flags, $value, code.registers));
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
                            code.registers
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
                            code.registers
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
                    ticks -= 1;
                    if ticks == 0 {
                        ticks = self.tasks.grain();
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
                    if ticks > 1
                        && fiber.frames.len() + self.frames_below.get() < self.recursion_limit.get()
                        && place.base() + next <= MAX_BASE
                    {
                        ticks -= 1;
                        let caller = std::mem::replace(&mut core, core_of_callee);
                        let base = place.base() + next;
                        fiber.frames.push(Frame {
                            core: caller,
                            place: place.with_pc(pc as u32),
                        });
                        resume_at = 0;
                        place = Place::new(base, $dst, FrameKind::Call);
                        continue 'frames;
                    }
                    enter!(core_of_callee, next, $dst, FrameKind::Call, Value::UNSET);
                }};
            }
            // Return from a plain call at once. Registers from `used` on hold no objects.
            macro_rules! return_now {
                ($value:expr, $used:expr) => {
                    if place.is_call()
                        && let Some(caller) = fiber.frames.pop()
                    {
                        let value: Value = $value;
                        for slot in &mut regs[..$used as usize] {
                            empty(self, slot);
                        }
                        let dst = caller.base() as usize + place.dst() as usize;
                        put(self, &mut fiber.stack[dst], value);
                        resume_at = caller.pc();
                        place = caller.place.with_pc(0);
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
                let Some(op) = ops.get(pc) else {
                    fiber.next.value = Value::NONE;
                    break Exit::Return;
                };
                pc += 1;
                match *op {
                    // ---- loads and moves ----
                    Op::LoadConst { dst, index } => {
                        let value = code.constants[index as usize].clone();
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
                            raise!(self.unbound_local(&code.names[name as usize]));
                        }
                    }
                    Op::DeleteLocal { reg, name } => {
                        let old = r!(reg).take();
                        if old.is_unset() {
                            raise!(self.unbound_local(&code.names[name as usize]));
                        }
                        discard(self, old);
                    }

                    // ---- globals, namespaces, cells ----
                    Op::LoadGlobal { dst, site } => {
                        let site = &code.global_sites[site as usize];
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
                        let site = &code.global_sites[site as usize];
                        let old = self.store_global(&core.globals, site, value);
                        if old.is_heap() {
                            discard(self, old);
                        }
                    }
                    Op::DeleteGlobal { site } => {
                        let name = &code.global_sites[site as usize].name;
                        match core.globals.remove_str(name) {
                            Some(old) => discard(self, old),
                            None => raise!(self.name_error(name)),
                        }
                    }
                    Op::LoadName { dst, site } => {
                        let site = &code.global_sites[site as usize];
                        match self.slow_load_name(&regs[0], &core, site) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::StoreName { src, flags, site } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let name = &code.global_sites[site as usize].name;
                        slow!(self.store_name(&regs[0], name, value));
                    }
                    Op::DeleteName { site } => {
                        let name = &code.global_sites[site as usize].name;
                        slow!(self.delete_name(&regs[0], name));
                    }
                    Op::LoadClassCell { dst, cell, name } => {
                        let name = &code.names[name as usize];
                        match self.load_class_cell(&regs[0], &r!(cell), name) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::MakeCell { reg } => {
                        let content = r!(reg).take();
                        r!(reg) = super::run_slow::new_cell(content);
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
                            let name = &code.names[name as usize];
                            raise!(self.unbound_cell(code, cell, name));
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
                    Op::DeleteCell { cell, name } => {
                        let old = match r!(cell).as_obj().map(|o| o.raw()) {
                            Some(Payload::Cell(content)) => content.replace(Value::UNSET),
                            _ => Value::UNSET,
                        };
                        if old.is_unset() {
                            let name = &code.names[name as usize];
                            raise!(self.unbound_cell(code, cell, name));
                        }
                        discard(self, old);
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
                                code.registers
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
                                code.registers
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
                                code.registers
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
                                code.registers
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
                            code.registers
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
                                code.registers
                            ))
                        }
                    },
                    Op::Unary { dst, a, op, flags } => {
                        operate!(self.slow_unary(regs, op, dst, a, flags, code.registers));
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
                                code.registers
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
                            code.registers
                        ));
                    }

                    // ---- jumps ----
                    Op::Pause => {
                        ticks -= 1;
                        if ticks == 0 {
                            ticks = self.tasks.grain();
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
                                    fiber.next.generator = r!(iter).clone();
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
                                if !test!(self.slow_for_iter(regs, dst, iter, code.registers)) {
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
                    Op::BuildSet { dst, first, count } => {
                        let items = take_run(regs, first, count as usize);
                        match self.build_set(items) {
                            Ok(set) => put(self, &mut r!(dst), set),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::BuildDict { dst, first, pairs } => {
                        let items = take_run(regs, first, pairs as usize * 2);
                        match self.build_dict(items) {
                            Ok(dict) => put(self, &mut r!(dst), dict),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::BuildSlice { dst, first } => {
                        let (start, stop, step) = (
                            r!(first).take(),
                            regs[first as usize + 1].take(),
                            regs[first as usize + 2].take(),
                        );
                        let slice = crate::object::slice::SliceData { start, stop, step };
                        put(self, &mut r!(dst), slice.into_value());
                    }
                    Op::BuildString { dst, first, count } => {
                        let parts = take_run(regs, first, count as usize);
                        let joined = super::run_slow::join_strings(&parts);
                        put(self, &mut r!(dst), joined);
                    }
                    Op::Format {
                        dst,
                        src,
                        spec,
                        conversion,
                        flags,
                    } => {
                        slow!(self.slow_format(regs, dst, src, spec, conversion, flags));
                    }
                    Op::ListAppend { list, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        if let Some(Payload::List(items)) = r!(list).payload() {
                            items.borrow_mut().push(value);
                        }
                    }
                    Op::ListExtend { list, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let target = r!(list).clone();
                        slow!(self.list_extend(&target, &value));
                    }
                    Op::SetAdd { set, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let target = r!(set).clone();
                        slow!(self.set_add(&target, value));
                    }
                    Op::SetUpdate { set, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let target = r!(set).clone();
                        slow!(self.set_update(&target, &value, flags));
                    }
                    Op::DictInsert {
                        dict,
                        key,
                        val,
                        flags,
                    } => {
                        let key = read(regs, key, flags & TAKE_B != 0);
                        let value = read(regs, val, flags & TAKE_C != 0);
                        let target = r!(dict).clone();
                        slow!(self.dict_insert(&target, key, value));
                    }
                    Op::DictUpdate { dict, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let target = r!(dict).clone();
                        slow!(self.dict_update(&target, &value));
                    }
                    Op::DictMerge {
                        dict,
                        src,
                        func,
                        flags,
                    } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        let target = r!(dict).clone();
                        let function = r!(func).clone();
                        slow!(self.dict_merge(&target, &value, &function));
                    }
                    Op::ListToTuple { dst, src } => {
                        let list = r!(src).take();
                        put(self, &mut r!(dst), super::run_slow::list_to_tuple(list));
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
                    Op::UnpackMany {
                        dst,
                        src,
                        flags,
                        shape,
                    } => slow!(self.unpack_many(regs, dst, src, flags, shape)),
                    Op::UnpackStarred {
                        src,
                        first,
                        before,
                        after,
                        flags,
                    } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        slow!(self.unpack_starred(regs, value, first, before, after));
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
                                code.registers
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
                                code.registers
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
                                code.registers
                            ));
                        }
                    }
                    Op::DeleteItem { obj, index, flags } => {
                        let container = read(regs, obj, flags & TAKE_A != 0);
                        let index = read(regs, index, flags & TAKE_B != 0);
                        slow!(self.delete_item(&container, &index));
                        discard(self, container);
                    }
                    Op::GetAttr {
                        dst,
                        obj,
                        flags,
                        site,
                    } => {
                        let site = &code.attr_sites[site as usize];
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
                            let at = code.registers;
                            transfer!(self.enter_getter(regs, site, this, at), dst);
                        } else if turn(&r!(obj), site) {
                            pc -= 1;
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
                        let site = &code.attr_sites[site as usize];
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
                            pc -= 1;
                        } else {
                            operate!(self.slow_set_attr(
                                regs,
                                obj,
                                val,
                                flags,
                                site,
                                code.registers
                            ));
                        }
                    }
                    Op::DeleteAttr { obj, flags, site } => {
                        let name = &code.attr_sites[site as usize].name;
                        let object = read(regs, obj, flags & TAKE_A != 0);
                        slow!(self.delete_attr(&object, name));
                        discard(self, object);
                    }

                    // ---- calls ----
                    Op::LoadMethod {
                        base,
                        obj,
                        flags,
                        site,
                    } => {
                        let site = &code.attr_sites[site as usize];
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
                        } else if turn(&r!(obj), site) {
                            pc -= 1;
                        } else {
                            slow!(self.slow_load_method(regs, base, obj, flags, site));
                        }
                    }
                    Op::LoadSpecial {
                        base,
                        obj,
                        special,
                        flags,
                    } => {
                        slow!(self.slow_load_special(regs, base, obj, special, flags));
                    }
                    Op::Call { dst, base, argc } => match r!(base).as_obj().map(|o| o.raw()) {
                        Some(Payload::Function(f)) if f.core.simple == u16::from(argc) => {
                            enter_now!(base, f.core.clone(), dst);
                        }
                        Some(Payload::NativeFunction(f)) if f.def.frames == Frames::Nothing => {
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
                        let names = &code.keywords[names as usize];
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
                        let names = &code.keywords[names as usize];
                        transfer!(self.prepare_call(regs, at, count, names), dst);
                    }
                    Op::CallSpread { dst, base, kwargs } => {
                        let at = base as usize;
                        transfer!(self.prepare_spread(regs, at, kwargs), dst);
                    }
                    Op::Return { src, flags, used } => {
                        debug_assert!(self.is_empty_from(regs, used, src, code));
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
                        debug_assert!(self.is_empty_from(regs, used, 0, code));
                        return_now!(Value::NONE, used);
                        fiber.next.value = Value::NONE;
                        break Exit::Return;
                    }
                    Op::Yield { src, flags, .. } => {
                        fiber.next.value = read(regs, src, flags & TAKE_A != 0);
                        break Exit::Yield;
                    }
                    Op::GetYieldFromIter { dst, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        match self.yield_from_iter(value) {
                            Ok(iterator) => put(self, &mut r!(dst), iterator),
                            Err(exc) => raise!(exc),
                        }
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
                                pc -= 1;
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
                    Op::GetAwaitable { dst, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        match self.get_awaitable(value) {
                            Ok(iterator) => put(self, &mut r!(dst), iterator),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::GetAsyncIter { dst, src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        match self.get_async_iter(&value) {
                            Ok(iterator) => put(self, &mut r!(dst), iterator),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::GetAsyncNext { dst, iter } => {
                        let value = r!(iter).clone();
                        match self.get_async_next(&value) {
                            Ok(iterator) => put(self, &mut r!(dst), iterator),
                            Err(exc) => raise!(exc),
                        }
                    }

                    // ---- functions, classes, imports ----
                    Op::MakeFunction {
                        dst,
                        first,
                        parts,
                        code: index,
                    } => {
                        let made = self.make_function(
                            regs,
                            &core,
                            &code.constants[index as usize],
                            first,
                            parts,
                        );
                        put(self, &mut r!(dst), made);
                    }
                    Op::LoadBuildClass { dst } => match self.load_build_class(&core) {
                        Ok(value) => put(self, &mut r!(dst), value),
                        Err(exc) => raise!(exc),
                    },
                    Op::LoadAssertionError { dst } => {
                        put(self, &mut r!(dst), self.types.assertion_error.value());
                    }
                    Op::ImportName {
                        dst,
                        fromlist,
                        level,
                        name,
                    } => {
                        let fromlist = r!(fromlist).clone();
                        let name = &code.names[name as usize];
                        let callers = &fiber.frames;
                        let level = i64::from(level);
                        match self.import_with_frames(callers, &core, pc, name, &fromlist, level, &r!(0)) {
                            Ok(module) => put(self, &mut r!(dst), module),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::ImportFrom { dst, module, name } => {
                        let module = r!(module).clone();
                        match self.import_from(&module, &code.names[name as usize]) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::ImportStar {
                        module,
                        namespace,
                        flags,
                    } => {
                        let module = read(regs, module, flags & TAKE_A != 0);
                        let target = if namespace {
                            regs[0].clone()
                        } else {
                            core.globals.value()
                        };
                        slow!(self.import_star(&module, &target));
                    }

                    // ---- exceptions ----
                    Op::Raise { exc, flags } => {
                        let value = read(regs, exc, flags & TAKE_A != 0);
                        match self.exception_to_raise(&value) {
                            Ok(exc) | Err(exc) => raise!(exc),
                        }
                    }
                    Op::RaiseFrom { exc, cause, flags } => {
                        let value = read(regs, exc, flags & TAKE_A != 0);
                        let cause = read(regs, cause, flags & TAKE_B != 0);
                        match self.raise_from(&value, &cause) {
                            Ok(exc) | Err(exc) => raise!(exc),
                        }
                    }
                    Op::RaiseCurrent => {
                        let handling = self.handling.borrow().clone();
                        match Exc::from_value(&handling) {
                            Some(exc) => reraise!(exc),
                            None => raise!(self.runtime_error("No active exception to reraise")),
                        }
                    }
                    Op::Reraise { exc } => {
                        let value = r!(exc).take();
                        if let Some(exc) = Exc::from_value(&value) {
                            reraise!(exc);
                        }
                        raise!(self.system_error("no exception to raise again"));
                    }
                    Op::PushHandling { save, exc } => {
                        let value = r!(exc).clone();
                        let mut before = self.handling.replace(value);
                        if code.is_generator_like() {
                            self.forget_callers(fiber.extras.last(), &mut before);
                        }
                        put(self, &mut r!(save), before);
                    }
                    Op::PopHandling { save } => {
                        let mut before = r!(save).take();
                        if before.is_unset() {
                            before = self.callers_handling(fiber.extras.last());
                        }
                        let old = self.handling.replace(before);
                        discard(self, old);
                    }
                    Op::JumpUnlessMatch {
                        exc,
                        class,
                        flags,
                        offset,
                    } => {
                        let value = r!(exc).clone();
                        let class = read(regs, class, flags & TAKE_B != 0);
                        match self.exception_matches(&value, &class) {
                            Ok(true) => {}
                            Ok(false) => {
                                back_edge!(offset);
                            }
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::ExitArguments { dst, exc } => {
                        let value = r!(exc).clone();
                        self.exit_arguments(regs, dst, value);
                    }
                    Op::SplitGroup { dst, exc, class } => {
                        let value = r!(exc).clone();
                        let class = r!(class).clone();
                        match self.split_group(&value, &class) {
                            Ok(pair) => self.put_pair(regs, dst, pair),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::JoinGroups { exc, whole, raised } => {
                        let (whole, raised) = (r!(whole).take(), r!(raised).take());
                        match self.join_groups(&r!(exc).clone(), &whole, &raised) {
                            Ok(value) => put(self, &mut r!(exc), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::EndAsyncFor { exc, iter } => {
                        let value = r!(exc).take();
                        if self.ends_async_for(&value) {
                            empty(self, &mut r!(iter));
                            discard(self, value);
                        } else if let Some(exc) = Exc::from_value(&value) {
                            reraise!(exc);
                        }
                    }

                    // ---- pattern matching ----
                    Op::JumpUnlessSequence { src, offset } => {
                        match self.is_match_sequence(&r!(src).clone()) {
                            Ok(true) => {}
                            Ok(false) => {
                                back_edge!(offset);
                            }
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::JumpUnlessMapping { src, offset } => {
                        match self.is_match_mapping(&r!(src).clone()) {
                            Ok(true) => {}
                            Ok(false) => {
                                back_edge!(offset);
                            }
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::Length { dst, src } => match self.len(&r!(src).clone()) {
                        Ok(length) => put(self, &mut r!(dst), Value::size(length)),
                        Err(exc) => raise!(exc),
                    },
                    Op::MatchKeys { dst, src, keys } => {
                        match self.match_keys(&r!(src).clone(), &r!(keys).clone()) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::MappingRest { dst, src, keys } => {
                        match self.mapping_rest(&r!(src).clone(), &r!(keys).clone()) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }
                    Op::MatchClass {
                        dst,
                        first,
                        positional,
                        names,
                    } => {
                        let subject = r!(first).take();
                        let class = regs[first as usize + 1].take();
                        let names = &code.constants[names as usize];
                        match self.match_class(&subject, &class, positional as usize, names) {
                            Ok(value) => put(self, &mut r!(dst), value),
                            Err(exc) => raise!(exc),
                        }
                    }

                    // ---- modules and the prompt ----
                    Op::Display { src, flags } => {
                        let value = read(regs, src, flags & TAKE_A != 0);
                        slow!(self.display_value(value));
                    }
                    Op::SetupAnnotations => {
                        let target = if code.namespace {
                            regs[0].clone()
                        } else {
                            core.globals.value()
                        };
                        slow!(self.setup_annotations(&target));
                    }
                }
            };

            // The running frame put together, and a frame to go on with taken apart.
            macro_rules! frame {
                () => {
                    Frame {
                        core,
                        place: place.with_pc(pc as u32),
                    }
                };
            }
            macro_rules! adopt {
                ($frame:expr) => {{
                    let frame: Frame = $frame;
                    resume_at = frame.pc();
                    place = frame.place.with_pc(0);
                    core = frame.core;
                }};
            }
            macro_rules! unwind {
                ($exc:expr, $fresh:expr) => {
                    match self.unwind(fiber, frame!(), $exc, $fresh) {
                        Ok(frame) => adopt!(frame),
                        Err(exc) => return Outcome::Raised(exc),
                    }
                };
            }
            macro_rules! give_back {
                ($value:expr) => {{
                    // Registers are emptied here and now, so that objects die as they should.
                    let count = code.registers as usize;
                    for slot in &mut regs[..count] {
                        empty(self, slot);
                    }
                    if place.is_call()
                        && let Some(caller) = fiber.frames.pop()
                    {
                        let dst = caller.base() as usize + place.dst() as usize;
                        put(self, &mut fiber.stack[dst], $value);
                        adopt!(caller);
                        continue 'frames;
                    }
                    put(self, &mut fiber.value, $value);
                    if place.kind() == FrameKind::Base {
                        return Outcome::Returned;
                    }
                    match self.return_from(fiber, frame!()) {
                        Ok(frame) => adopt!(frame),
                        Err(outcome) => return outcome,
                    }
                }};
            }
            let exit = match exit {
                Exit::Operator => {
                    fiber.next.at = u32::from(code.registers);
                    fiber.next.kind = FrameKind::Operator;
                    ticks -= 1;
                    if ticks == 0 {
                        ticks = self.tasks.grain();
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
                    let Some(callee) = fiber.next.core.take() else {
                        return Outcome::Raised(self.system_error("a call without a callee"));
                    };
                    if fiber.frames.len() + self.frames_below.get() >= self.recursion_limit.get()
                        || place.base() + fiber.next.at > MAX_BASE
                    {
                        // The callee never ran: its arguments die, it leaves no trace.
                        fiber.next.value.take();
                        let at = (place.base() + fiber.next.at) as usize;
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
                        place: place.with_pc(pc as u32),
                    });
                    resume_at = 0;
                    place = Place::new(
                        place.base() + fiber.next.at,
                        fiber.next.dst,
                        fiber.next.kind,
                    );
                    if fiber.next.kind.has_extra() {
                        fiber.extras.push(fiber.next.value.take());
                    }
                    if std::mem::take(&mut fiber.next.preempted) {
                        return Outcome::Preempted(Box::new(Frame { core, place }));
                    }
                }
                Exit::Return => give_back!(fiber.next.value.take()),
                Exit::Yield => {
                    put(self, &mut fiber.value, fiber.next.value.take());
                    match self.yield_from_frame(fiber, frame!()) {
                        Ok(frame) => adopt!(frame),
                        Err(outcome) => return outcome,
                    }
                }
                Exit::Resume => {
                    let at = place.base() + u32::from(code.registers);
                    let woken = if fiber.frames.len() + self.frames_below.get()
                        >= self.recursion_limit.get()
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
                            fiber.frames.push(frame!());
                            adopt!(next);
                        }
                        Err(exc) => unwind!(exc, true),
                    }
                }
                Exit::WithFrames => {
                    let (below, above) = fiber.stack.split_at_mut(place.base() as usize);
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
                            let at = place.base() as usize + fiber.next.dst as usize;
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
                    let at = place.base() as usize + fiber.next.dst as usize;
                    let frame = frame!();
                    let result = self.wait_here(Some((fiber, &frame)));
                    adopt!(frame);
                    match result {
                        Ok(value) => put(self, &mut fiber.stack[at], value),
                        Err(exc) => match self.unwind(
                            fiber,
                            Frame {
                                core,
                                place: place.with_pc(resume_at),
                            },
                            exc,
                            true,
                        ) {
                            Ok(frame) => adopt!(frame),
                            Err(exc) => return Outcome::Raised(exc),
                        },
                    }
                }
            }
        }
    }
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

    /// Call the native in register `base` with the arguments behind it.
    #[inline(never)]
    fn call_native_here(
        &self,
        regs: &mut Window,
        base: usize,
        count: usize,
        dst: Reg,
    ) -> crate::object::PyResult<()> {
        let (callee, slots) = regs.split_at_mut(base + 1);
        let Some(Payload::NativeFunction(f)) = callee[base].as_obj().map(|o| o.raw()) else {
            return Err(self.system_error("not a native"));
        };
        let result = match f.def.call_in_place(self, slots, count) {
            Some(result) => result,
            None => f.def.call(self, Args::positional(&mut slots[..count])),
        };
        // What the native did not take, and the native itself.
        let used = count.max(f.def.arity).min(slots.len());
        for slot in &mut slots[..used] {
            empty(self, slot);
        }
        empty(self, &mut regs[base]);
        if FINALIZERS_WAIT.get() {
            self.run_finalizers();
        }
        put(self, &mut regs[dst as usize], result?);
        Ok(())
    }
}

/// The arguments of a native in a window, and what stays of them afterwards dropped.
#[inline]
pub(super) fn call_native(
    vm: &Vm,
    def: &crate::native::NativeDef,
    regs: &mut Window,
    first: usize,
    count: usize,
    names: &[Str],
) -> crate::object::PyResult<Value> {
    let args = &mut regs[first..first + count];
    let result = def.call(
        vm,
        Args {
            values: args,
            names,
        },
    );
    for slot in &mut regs[first..first + count] {
        if slot.is_heap() {
            drop(slot.take());
        }
    }
    if FINALIZERS_WAIT.get() {
        vm.run_finalizers();
    }
    result
}

const _: () = assert!(NOT_SIMPLE > u8::MAX as u16);
