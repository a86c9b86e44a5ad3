//! Operators of a program's classes, run as frames of the loop.
//!
//! Where `a + b` finds `__add__` as a plain function, nothing is called from Rust: copies of the
//! operands go to the registers behind the running frame's own, and the loop enters the function's
//! frame ([`FrameKind::Operator`](super::fiber::FrameKind)). The operands stay where they are. When
//! the frame returns, [`Vm::finish_operator`] reads the instruction once more: it writes the
//! result, empties the operands that the flags say, jumps where the instruction jumps, and goes on
//! with the right operand where the method answered `NotImplemented`.
//!
//! Left to the slow forms: right operands whose class is derived from the left one's (they come
//! first), methods that are no plain functions, instances of subclasses of built-in types.

use std::rc::Rc;

use super::Vm;
use super::fiber::{Fiber, Frame, WINDOW, Window, empty, put};
use super::run_slow::clear_taken;
use crate::compile::op::*;
use crate::object::function::FunctionCore;
use crate::object::{Class, Payload, PyResult, Str, Value};

/// What a test came to, or the method that decides it.
pub(super) enum Tested {
    Known(bool),
    Enter(Rc<FunctionCore>),
}

/// The class of a plain instance of a program's class.
fn program_class(value: &Value) -> Option<Class> {
    match value.as_obj()?.raw() {
        Payload::Instance(attributes) => Some(attributes.borrow().shape.class.clone()),
        _ => None,
    }
}

/// The code of a function that takes just so many arguments.
fn plain_function(method: &Value, count: u16) -> Option<Rc<FunctionCore>> {
    match method.as_obj()?.raw() {
        Payload::Function(f) if f.core.simple == count => Some(f.core.clone()),
        _ => None,
    }
}

/// Put the arguments of a method behind the frame's registers.
fn lay_out<const N: usize>(vm: &Vm, regs: &mut Window, at: u8, args: [Value; N]) {
    for (slot, value) in regs[at as usize..].iter_mut().zip(args) {
        put(vm, slot, value);
    }
}

impl Vm {
    /// A method of an instance's class that takes the instance and `N` more arguments, ready to
    /// run at register `at`.
    pub(super) fn method_frame<const N: usize>(
        &self,
        regs: &mut Window,
        at: u8,
        this: Reg,
        name: &Str,
        args: [&dyn Fn(&Window) -> Value; N],
    ) -> Option<Rc<FunctionCore>> {
        let method = program_class(&regs[this as usize])?.lookup(name)?;
        let core = plain_function(&method, N as u16 + 1)?;
        if at as usize + N + 1 > WINDOW {
            return None;
        }
        let object = regs[this as usize].clone();
        let args = args.map(|arg| arg(regs));
        put(self, &mut regs[at as usize], object);
        for (slot, value) in regs[at as usize + 1..].iter_mut().zip(args) {
            put(self, slot, value);
        }
        Some(core)
    }

    /// `a op b` by a method of a program's class. `right` is not in a register where it is a
    /// constant.
    pub(super) fn binary_frame(
        &self,
        regs: &mut Window,
        at: u8,
        op: BinaryOp,
        a: Reg,
        right: &Value,
        inplace: bool,
    ) -> Option<Rc<FunctionCore>> {
        if at as usize + 2 > WINDOW {
            return None;
        }
        let left = &regs[a as usize];
        let (core, swapped) = match program_class(left) {
            Some(class) => {
                if overtakes(right, &class) {
                    return None;
                }
                let names = &self.names;
                let method = match inplace.then(|| class.lookup(&names.inplace[op as usize])) {
                    Some(Some(method)) => method,
                    _ => class.lookup(&names.binary[op as usize])?,
                };
                (plain_function(&method, 2)?, false)
            }
            // Numbers know nothing of a program's instances.
            None if left.as_small_int().is_some() || left.as_float().is_some() => {
                let method = program_class(right)?.lookup(&self.names.reflected[op as usize])?;
                (plain_function(&method, 2)?, true)
            }
            None => return None,
        };
        let (left, right) = (left.clone(), right.clone());
        let args = if swapped {
            [right, left]
        } else {
            [left, right]
        };
        lay_out(self, regs, at, args);
        Some(core)
    }

    /// `a op b`, a comparison, by a method of a program's class.
    pub(super) fn compare_frame(
        &self,
        regs: &mut Window,
        at: u8,
        op: CompareOp,
        a: Reg,
        right: &Value,
    ) -> Option<Rc<FunctionCore>> {
        let class = program_class(&regs[a as usize])?;
        if at as usize + 2 > WINDOW || overtakes(right, &class) {
            return None;
        }
        let method = class.lookup(&self.names.compare[op as usize])?;
        let core = plain_function(&method, 2)?;
        let args = [regs[a as usize].clone(), right.clone()];
        lay_out(self, regs, at, args);
        Some(core)
    }

    /// The frame of an operator's method has returned `value`: finish the instruction.
    #[inline(never)]
    pub(super) fn finish_operator(
        &self,
        fiber: &mut Fiber,
        caller: &mut Frame,
        value: Value,
    ) -> PyResult<()> {
        let Some(&op) = caller.core.code.ops.get(caller.pc() as usize - 1) else {
            return Ok(());
        };
        let Some(regs) = fiber.stack[caller.base() as usize..].first_chunk_mut::<WINDOW>() else {
            return Ok(());
        };
        let jump = |caller: &mut Frame, truth: bool, flags: u8, offset: i32| {
            if truth == (flags & WHEN_TRUE != 0) {
                caller.jump(offset);
            }
        };
        macro_rules! binary {
            ($op:ident, $dst:expr, $a:expr, $b:expr, $flags:expr) => {
                self.finish_binary(regs, BinaryOp::$op, $dst, $a, $b, $flags, value)
            };
        }
        macro_rules! binary_imm {
            ($op:ident, $dst:expr, $a:expr, $value:expr, $flags:expr) => {
                self.finish_binary_imm(regs, BinaryOp::$op, $dst, $a, $value, $flags, value)
            };
        }
        macro_rules! jump {
            ($op:ident, $a:expr, $b:expr, $flags:expr, $offset:expr) => {{
                let truth = self.finish_compare(regs, CompareOp::$op, $a, $b, value);
                clear_taken(self, regs, $flags, &[(TAKE_A, $a), (TAKE_B, $b)]);
                jump(caller, truth?, $flags, $offset);
                Ok(())
            }};
        }
        macro_rules! jump_imm {
            ($op:ident, $a:expr, $value:expr, $flags:expr, $offset:expr) => {{
                let right = Value::int(i64::from($value));
                let left = regs[$a as usize].clone();
                let truth = self.truth_of_comparison(CompareOp::$op, &left, &right, value);
                clear_taken(self, regs, $flags, &[(TAKE_A, $a)]);
                jump(caller, truth?, $flags, $offset);
                Ok(())
            }};
        }
        match op {
            Op::Add { dst, a, b, flags } => binary!(Add, dst, a, b, flags),
            Op::Sub { dst, a, b, flags } => binary!(Sub, dst, a, b, flags),
            Op::Mul { dst, a, b, flags } => binary!(Mul, dst, a, b, flags),
            Op::TrueDiv { dst, a, b, flags } => binary!(TrueDiv, dst, a, b, flags),
            Op::FloorDiv { dst, a, b, flags } => binary!(FloorDiv, dst, a, b, flags),
            Op::Mod { dst, a, b, flags } => binary!(Mod, dst, a, b, flags),
            Op::Binary {
                dst,
                a,
                b,
                op,
                flags,
            } => self.finish_binary(regs, op, dst, a, b, flags, value),
            Op::AddImm {
                dst,
                a,
                flags,
                value: right,
            } => binary_imm!(Add, dst, a, right, flags),
            Op::SubImm {
                dst,
                a,
                flags,
                value: right,
            } => binary_imm!(Sub, dst, a, right, flags),
            Op::MulImm {
                dst,
                a,
                flags,
                value: right,
            } => binary_imm!(Mul, dst, a, right, flags),
            Op::FloorDivImm {
                dst,
                a,
                flags,
                value: right,
            } => binary_imm!(FloorDiv, dst, a, right, flags),
            Op::ModImm {
                dst,
                a,
                flags,
                value: right,
            } => binary_imm!(Mod, dst, a, right, flags),
            Op::Unary { dst, a, flags, .. } => {
                self.finish(regs, dst, flags, &[(TAKE_A, a)], Ok(value))
            }
            Op::Compare {
                dst,
                a,
                b,
                op,
                flags,
            } => {
                let result = match value.is_not_implemented() {
                    true => self.compare_rest(op, &regs[a as usize], &regs[b as usize]),
                    false => Ok(value),
                };
                self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
            }
            Op::JumpLt {
                a,
                b,
                flags,
                offset,
            } => jump!(Lt, a, b, flags, offset),
            Op::JumpLe {
                a,
                b,
                flags,
                offset,
            } => jump!(Le, a, b, flags, offset),
            Op::JumpEq {
                a,
                b,
                flags,
                offset,
            } => jump!(Eq, a, b, flags, offset),
            Op::JumpNe {
                a,
                b,
                flags,
                offset,
            } => jump!(Ne, a, b, flags, offset),
            Op::JumpGt {
                a,
                b,
                flags,
                offset,
            } => jump!(Gt, a, b, flags, offset),
            Op::JumpGe {
                a,
                b,
                flags,
                offset,
            } => jump!(Ge, a, b, flags, offset),
            Op::JumpLtImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Lt, a, right, flags, offset),
            Op::JumpLeImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Le, a, right, flags, offset),
            Op::JumpEqImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Eq, a, right, flags, offset),
            Op::JumpNeImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Ne, a, right, flags, offset),
            Op::JumpGtImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Gt, a, right, flags, offset),
            Op::JumpGeImm {
                a,
                value: right,
                flags,
                offset,
            } => jump_imm!(Ge, a, right, flags, offset),
            Op::Contains {
                dst,
                a,
                b,
                negate,
                flags,
            } => {
                let result = self.is_true(&value).map(|t| Value::bool(t != negate));
                self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
            }
            Op::GetItem {
                dst,
                obj,
                index,
                flags,
            } => self.finish(
                regs,
                dst,
                flags,
                &[(TAKE_A, obj), (TAKE_B, index)],
                Ok(value),
            ),
            Op::GetItemImm {
                dst, obj, flags, ..
            } => self.finish(regs, dst, flags, &[(TAKE_A, obj)], Ok(value)),
            Op::SetItem {
                obj,
                index,
                val,
                flags,
            } => {
                let taken = [(TAKE_A, obj), (TAKE_B, index), (TAKE_C, val)];
                clear_taken(self, regs, flags, &taken);
                Ok(())
            }
            Op::SetAttr {
                obj, val, flags, ..
            } => {
                clear_taken(self, regs, flags, &[(TAKE_A, obj), (TAKE_C, val)]);
                Ok(())
            }
            Op::ForIter { dst, .. } => {
                put(self, &mut regs[dst as usize], value);
                Ok(())
            }
            _ => Err(self.system_error("an operator's frame without its instruction")),
        }
    }

    /// The end of a loop whose iterator's `__next__` ran as a frame and raised StopIteration:
    /// whether that is so.
    pub(super) fn ends_loop(&self, fiber: &mut Fiber, caller: &mut Frame) -> bool {
        let Some(Op::ForIter { iter, offset, .. }) =
            caller.core.code.ops.get(caller.pc() as usize - 1).copied()
        else {
            return false;
        };
        let at = caller.base() as usize + iter as usize;
        empty(self, &mut fiber.stack[at]);
        caller.jump(offset);
        true
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    fn finish_binary(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
        value: Value,
    ) -> PyResult<()> {
        let result = match value.is_not_implemented() {
            true => {
                let (left, right) = (&regs[a as usize], &regs[b as usize]);
                self.binary_rest(op, left, right, flags & INPLACE != 0)
            }
            false => Ok(value),
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a), (TAKE_B, b)], result)
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "an instruction's parts, spread out on purpose"
    )]
    fn finish_binary_imm(
        &self,
        regs: &mut Window,
        op: BinaryOp,
        dst: Reg,
        a: Reg,
        right: i32,
        flags: u8,
        value: Value,
    ) -> PyResult<()> {
        let result = match value.is_not_implemented() {
            true => {
                let right = Value::int(i64::from(right));
                self.binary_rest(op, &regs[a as usize], &right, flags & INPLACE != 0)
            }
            false => Ok(value),
        };
        self.finish(regs, dst, flags, &[(TAKE_A, a)], result)
    }

    fn finish_compare(
        &self,
        regs: &Window,
        op: CompareOp,
        a: Reg,
        b: Reg,
        value: Value,
    ) -> PyResult<bool> {
        self.truth_of_comparison(op, &regs[a as usize], &regs[b as usize], value)
    }

    fn truth_of_comparison(
        &self,
        op: CompareOp,
        a: &Value,
        b: &Value,
        value: Value,
    ) -> PyResult<bool> {
        if let Some(truth) = value.as_bool() {
            return Ok(truth);
        }
        if value.is_not_implemented() {
            let result = self.compare_rest(op, a, b)?;
            return self.is_true(&result);
        }
        self.is_true(&value)
    }

    /// What `a op b` is after the method that came first has answered `NotImplemented`.
    fn binary_rest(&self, op: BinaryOp, a: &Value, b: &Value, inplace: bool) -> PyResult<Value> {
        let (left, right) = (self.class_of(a), self.class_of(b));
        let result = if program_class(a).is_none() {
            Value::NOT_IMPLEMENTED
        } else if inplace && left.lookup(&self.names.inplace[op as usize]).is_some() {
            self.binary_slots(op, a, b)?
        } else if left == right {
            Value::NOT_IMPLEMENTED
        } else if program_class(b).is_some() {
            self.try_dunder(b, &self.names.reflected[op as usize], &[a])?
        } else {
            match right.slots.binary[op as usize].get() {
                Some(slot) => slot(self, a, b)?,
                None => Value::NOT_IMPLEMENTED,
            }
        };
        if result.is_not_implemented() {
            return Err(self.unsupported(op, a, b, inplace));
        }
        Ok(result)
    }
}

/// Whether the right operand's class is derived from the left one's, so that it comes first.
fn overtakes(right: &Value, left: &Class) -> bool {
    let class = match right.as_obj().map(|o| o.raw()) {
        Some(Payload::Instance(attributes)) => attributes.borrow().shape.class.clone(),
        Some(Payload::Extended(e)) => e.attributes.borrow().shape.class.clone(),
        _ => return false,
    };
    class != *left && class.is_subclass_of(left)
}
