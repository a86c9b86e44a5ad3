//! Operators: arithmetic, signs, comparisons, membership.
//!
//! Chains of left-associative operators are compiled in a loop, since their trees are as deep as
//! the chains are long.

use ruff_python_ast::{CmpOp, Expr, ExprBinOp, ExprCompare, ExprUnaryOp, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::Res;
use super::constant::{Constant, binary};
use super::op::{self, BinaryOp, CompareOp, Op, Reg, TAKE_A, TAKE_B};
use super::unit::{Operand, Unit};

/// The operator of the instruction set for one of the tree.
pub fn binary_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

/// A rich comparison, if `op` is one.
pub fn compare_op(op: CmpOp) -> Option<CompareOp> {
    match op {
        CmpOp::Eq => Some(CompareOp::Eq),
        CmpOp::NotEq => Some(CompareOp::Ne),
        CmpOp::Lt => Some(CompareOp::Lt),
        CmpOp::LtE => Some(CompareOp::Le),
        CmpOp::Gt => Some(CompareOp::Gt),
        CmpOp::GtE => Some(CompareOp::Ge),
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => None,
    }
}

impl<'a> Unit<'a> {
    /// `dst = a op b op c …`
    pub fn binary_into(&mut self, expr: &'a Expr, dst: Reg) -> Res<()> {
        let mut spine: Vec<&'a ExprBinOp> = Vec::new();
        let mut left = expr;
        while let Expr::BinOp(node) = left {
            spine.push(node);
            left = &node.left;
        }
        spine.reverse();
        let mut constant = self.fold(left);
        let mut done = 0;
        while let (Some(value), Some(node)) = (&constant, spine.get(done)) {
            let Some(folded) = self
                .fold(&node.right)
                .and_then(|right| binary(node.op, value, &right))
            else {
                break;
            };
            constant = Some(folded);
            done += 1;
        }
        let rest = &spine[done..];
        let mut result = match constant {
            Some(value) if rest.is_empty() => {
                self.load_constant(&value, dst, expr.range());
                return Ok(());
            }
            Some(value) => {
                let reg = self.run_base(dst)?;
                self.load_constant(&value, reg, left.range());
                Operand::temp(reg)
            }
            None => {
                let slot = self.scratch(dst);
                let copy = self.may_rebind(rest.iter().map(|node| &*node.right));
                self.operand_in(left, slot, copy)?
            }
        };
        for (at, node) in rest.iter().enumerate() {
            let mark = self.sp;
            let operator = binary_op(node.op);
            let right = self.right_operand(operator, &node.right)?;
            self.sp = mark;
            let target = if at + 1 == rest.len() {
                dst
            } else if result.temp {
                result.reg
            } else {
                self.run_base(dst)?
            };
            self.apply(operator, target, result, right, 0, node.range);
            result = Operand::temp(target);
        }
        Ok(())
    }

    /// The right operand of an operator: an immediate value where there is an instruction for it.
    pub fn right_operand(&mut self, operator: BinaryOp, right: &'a Expr) -> Res<Right> {
        let has_immediate = matches!(
            operator,
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::FloorDiv | BinaryOp::Mod
        );
        if has_immediate && let Some(value) = self.fold(right).and_then(|c| c.as_i32()) {
            let divides = matches!(operator, BinaryOp::FloorDiv | BinaryOp::Mod);
            if !(divides && value == 0) {
                return Ok(Right::Immediate(value));
            }
        }
        Ok(Right::Register(self.operand(right, false)?))
    }

    /// `dst = a op right`; `extra` may be [`op::INPLACE`].
    pub fn apply(
        &mut self,
        operator: BinaryOp,
        dst: Reg,
        left: Operand,
        right: Right,
        extra: u8,
        range: TextRange,
    ) {
        let a = left.reg;
        let flags = extra | left.take(TAKE_A);
        let op = match right {
            Right::Immediate(value) => match operator {
                BinaryOp::Add => Op::AddImm {
                    dst,
                    a,
                    flags,
                    value,
                },
                BinaryOp::Sub => Op::SubImm {
                    dst,
                    a,
                    flags,
                    value,
                },
                BinaryOp::Mul => Op::MulImm {
                    dst,
                    a,
                    flags,
                    value,
                },
                BinaryOp::FloorDiv => Op::FloorDivImm {
                    dst,
                    a,
                    flags,
                    value,
                },
                _ => Op::ModImm {
                    dst,
                    a,
                    flags,
                    value,
                },
            },
            Right::Register(right) => {
                let b = right.reg;
                let flags = flags | right.take(TAKE_B);
                match operator {
                    BinaryOp::Add => Op::Add { dst, a, b, flags },
                    BinaryOp::Sub => Op::Sub { dst, a, b, flags },
                    BinaryOp::Mul => Op::Mul { dst, a, b, flags },
                    BinaryOp::TrueDiv => Op::TrueDiv { dst, a, b, flags },
                    BinaryOp::FloorDiv => Op::FloorDiv { dst, a, b, flags },
                    BinaryOp::Mod => Op::Mod { dst, a, b, flags },
                    op => Op::Binary {
                        dst,
                        a,
                        b,
                        op,
                        flags,
                    },
                }
            }
        };
        self.emit.emit(op, range);
    }

    /// `-a`, `+a`, `~a`, `not a`
    pub fn unary_into(&mut self, expr: &'a Expr, node: &'a ExprUnaryOp, dst: Reg) -> Res<()> {
        if let Some(constant) = self.fold(expr) {
            self.load_constant(&constant, dst, node.range);
            return Ok(());
        }
        let op = match node.op {
            UnaryOp::Not => return self.not_into(node, dst),
            UnaryOp::UAdd => op::UnaryOp::Pos,
            UnaryOp::USub => op::UnaryOp::Neg,
            UnaryOp::Invert => op::UnaryOp::Invert,
        };
        let slot = self.scratch(dst);
        let a = self.operand_in(&node.operand, slot, false)?;
        let flags = a.take(TAKE_A);
        self.emit.emit(
            Op::Unary {
                dst,
                a: a.reg,
                op,
                flags,
            },
            node.range,
        );
        Ok(())
    }

    /// `not a`; `not a in b` and `not a is b` negate the comparison, as CPython does.
    fn not_into(&mut self, node: &'a ExprUnaryOp, dst: Reg) -> Res<()> {
        if let Expr::Compare(compare) = &*node.operand
            && let ([op], [right]) = (&*compare.ops, &*compare.comparators)
            && compare_op(*op).is_none()
        {
            let range = compare.range;
            return self.single_comparison(&compare.left, op.negate(), right, dst, range);
        }
        let slot = self.scratch(dst);
        let a = self.operand_in(&node.operand, slot, false)?;
        let flags = a.take(TAKE_A);
        self.emit.emit(
            Op::Not {
                dst,
                a: a.reg,
                flags,
            },
            node.range,
        );
        Ok(())
    }

    /// `dst = left op a op b …`
    pub fn compare_into(&mut self, node: &'a ExprCompare, dst: Reg) -> Res<()> {
        if let ([op], [right]) = (&*node.ops, &*node.comparators) {
            return self.single_comparison(&node.left, *op, right, dst, node.range);
        }
        let result = self.run_base(dst)?;
        let end = self.emit.label();
        let copy = self.may_rebind(&*node.comparators);
        let mut left = self.operand(&node.left, copy)?;
        let count = node.ops.len();
        // Operands that an early end leaves behind, with the jump that leaves them.
        let mut exits = Vec::new();
        for (at, (op, right)) in node.ops.iter().zip(&*node.comparators).enumerate() {
            let copy = self.may_rebind(node.comparators.iter().skip(at + 1));
            if at + 1 == count {
                let right = self.container_operand(*op, right, copy)?;
                self.comparison(*op, result, left, right, node.range);
                break;
            }
            let right = self.operand(right, copy)?;
            let kept = Operand::kept(right.reg);
            self.comparison(*op, result, left, kept, node.range);
            let exit = if right.temp { self.emit.label() } else { end };
            let jump = Op::JumpIf {
                a: result,
                flags: 0,
                offset: 0,
            };
            self.emit.jump(jump, exit, node.range);
            if right.temp {
                exits.push((exit, right.reg));
            }
            left = right;
        }
        if !exits.is_empty() {
            self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
            let last = exits.len() - 1;
            for (at, (exit, reg)) in exits.into_iter().enumerate() {
                self.emit.place(exit);
                self.emit.emit(
                    Op::Clear {
                        first: reg,
                        count: 1,
                    },
                    node.range,
                );
                if at < last {
                    self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
                }
            }
        }
        self.emit.place(end);
        if result != dst {
            self.emit.emit(Op::Move { dst, src: result }, node.range);
        }
        Ok(())
    }

    fn single_comparison(
        &mut self,
        left: &'a Expr,
        op: CmpOp,
        right: &'a Expr,
        dst: Reg,
        range: TextRange,
    ) -> Res<()> {
        let slot = self.scratch(dst);
        let copy = self.may_rebind([right]);
        let a = self.operand_in(left, slot, copy)?;
        let b = self.container_operand(op, right, false)?;
        self.comparison(op, dst, a, b, range);
        Ok(())
    }

    /// The right operand of a comparison. A list of constants that is only searched is a tuple.
    pub fn container_operand(&mut self, op: CmpOp, expr: &'a Expr, copy: bool) -> Res<Operand> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Expr::List(list) = expr
            && let Some(items) = list
                .elts
                .iter()
                .map(|e| self.fold(e))
                .collect::<Option<Vec<_>>>()
        {
            let reg = self.temp()?;
            self.load_constant(&Constant::Tuple(items), reg, list.range);
            return Ok(Operand::temp(reg));
        }
        self.operand(expr, copy)
    }

    /// `dst = a op b` for any comparison operator
    pub fn comparison(&mut self, op: CmpOp, dst: Reg, a: Operand, b: Operand, range: TextRange) {
        let flags = a.take(TAKE_A) | b.take(TAKE_B);
        let (a, b) = (a.reg, b.reg);
        let op = match (compare_op(op), op) {
            (Some(op), _) => Op::Compare {
                dst,
                a,
                b,
                op,
                flags,
            },
            (None, CmpOp::Is | CmpOp::IsNot) => Op::Is {
                dst,
                a,
                b,
                negate: op == CmpOp::IsNot,
                flags,
            },
            (None, _) => Op::Contains {
                dst,
                a,
                b,
                negate: op == CmpOp::NotIn,
                flags,
            },
        };
        self.emit.emit(op, range);
    }
}

/// The right operand of an operator.
#[derive(Clone, Copy, Debug)]
pub enum Right {
    Register(Operand),
    Immediate(i32),
}
