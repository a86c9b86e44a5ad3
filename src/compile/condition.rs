//! Conditions: expressions whose truth decides a jump.
//!
//! Comparisons become compare-and-jump instructions, `and`, `or` and `not` become jumps, constants
//! vanish.

use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprCompare, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::Res;
use super::emit::Label;
use super::op::{CompareOp, Op, Reg, TAKE_A, TAKE_B, WHEN_TRUE};
use super::operators::compare_op;
use super::unit::{Operand, Unit};

/// `a op value` fused with a jump
fn immediate_jump(op: CompareOp, a: Reg, value: i8, flags: u8) -> Op {
    let offset = 0;
    match op {
        CompareOp::Lt => Op::JumpLtImm {
            a,
            value,
            flags,
            offset,
        },
        CompareOp::Le => Op::JumpLeImm {
            a,
            value,
            flags,
            offset,
        },
        CompareOp::Eq => Op::JumpEqImm {
            a,
            value,
            flags,
            offset,
        },
        CompareOp::Ne => Op::JumpNeImm {
            a,
            value,
            flags,
            offset,
        },
        CompareOp::Gt => Op::JumpGtImm {
            a,
            value,
            flags,
            offset,
        },
        CompareOp::Ge => Op::JumpGeImm {
            a,
            value,
            flags,
            offset,
        },
    }
}

/// `a op b` fused with a jump
fn register_jump(op: CompareOp, a: Reg, b: Reg, flags: u8) -> Op {
    let offset = 0;
    match op {
        CompareOp::Lt => Op::JumpLt {
            a,
            b,
            flags,
            offset,
        },
        CompareOp::Le => Op::JumpLe {
            a,
            b,
            flags,
            offset,
        },
        CompareOp::Eq => Op::JumpEq {
            a,
            b,
            flags,
            offset,
        },
        CompareOp::Ne => Op::JumpNe {
            a,
            b,
            flags,
            offset,
        },
        CompareOp::Gt => Op::JumpGt {
            a,
            b,
            flags,
            offset,
        },
        CompareOp::Ge => Op::JumpGe {
            a,
            b,
            flags,
            offset,
        },
    }
}

impl<'a> Unit<'a> {
    /// Jump to `target` if the truth of `expr` is `when`, otherwise go on.
    pub fn jump_if(&mut self, expr: &'a Expr, when: bool, target: Label) -> Res<()> {
        let range = expr.range();
        self.descend(range)?;
        let mark = self.sp;
        self.condition(expr, when, target, range)?;
        self.sp = mark;
        self.ascend();
        Ok(())
    }

    fn condition(
        &mut self,
        expr: &'a Expr,
        when: bool,
        target: Label,
        range: TextRange,
    ) -> Res<()> {
        if let Some(constant) = self.fold(expr) {
            if constant.truth() == when {
                self.emit.jump(Op::Jump { offset: 0 }, target, range);
            }
            return Ok(());
        }
        match expr {
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => {
                return self.jump_if(&node.operand, !when, target);
            }
            Expr::BoolOp(node) => {
                let Some((last, firsts)) = node.values.split_last() else {
                    return Ok(());
                };
                let decides = node.op == BoolOp::Or;
                if decides == when {
                    for value in &node.values {
                        self.jump_if(value, when, target)?;
                    }
                } else {
                    let end = self.emit.label();
                    for value in firsts {
                        self.jump_if(value, decides, end)?;
                    }
                    self.jump_if(last, when, target)?;
                    self.emit.place(end);
                }
                return Ok(());
            }
            Expr::If(node) => {
                let (orelse, end) = (self.emit.label(), self.emit.label());
                self.jump_if(&node.test, false, orelse)?;
                self.jump_if(&node.body, when, target)?;
                self.emit.jump(Op::Jump { offset: 0 }, end, range);
                self.emit.place(orelse);
                self.jump_if(&node.orelse, when, target)?;
                self.emit.place(end);
                return Ok(());
            }
            Expr::Compare(node) => return self.compare_condition(node, when, target),
            _ => {}
        }
        let a = self.operand(expr, false)?;
        let flags = a.take(TAKE_A) | if when { WHEN_TRUE } else { 0 };
        self.emit.jump(
            Op::JumpIf {
                a: a.reg,
                flags,
                offset: 0,
            },
            target,
            range,
        );
        Ok(())
    }

    fn compare_condition(&mut self, node: &'a ExprCompare, when: bool, target: Label) -> Res<()> {
        let range = node.range;
        let copy = self.may_rebind(&*node.comparators);
        let mut left = self.operand(&node.left, copy)?;
        if let ([op], [right]) = (&*node.ops, &*node.comparators) {
            return self.compare_jump(left, *op, right, when, target, range);
        }
        // A chain: the first comparison that fails decides.
        let end = self.emit.label();
        let count = node.ops.len();
        let mut exits = Vec::new();
        for (at, (op, right)) in node.ops.iter().zip(&*node.comparators).enumerate() {
            if at + 1 == count {
                self.compare_jump(left, *op, right, when, target, range)?;
                break;
            }
            let copy = self.may_rebind(node.comparators.iter().skip(at + 1));
            // Only the last operand is for nothing but the search.
            let right = self.operand(right, copy)?;
            let failed = if right.temp {
                let exit = self.emit.label();
                exits.push((exit, right.reg));
                exit
            } else if when {
                end
            } else {
                target
            };
            self.compare_registers(left, *op, Operand::kept(right.reg), false, failed, range)?;
            left = right;
        }
        if !exits.is_empty() {
            self.emit.jump(Op::Jump { offset: 0 }, end, range);
            let failed = if when { end } else { target };
            let last = exits.len() - 1;
            for (at, (exit, reg)) in exits.into_iter().enumerate() {
                self.emit.place(exit);
                self.emit.emit(
                    Op::Clear {
                        first: reg,
                        count: 1,
                    },
                    range,
                );
                if at < last || failed != end {
                    self.emit.jump(Op::Jump { offset: 0 }, failed, range);
                }
            }
        }
        self.emit.place(end);
        Ok(())
    }

    /// Jump if the truth of `left op right` is `when`.
    fn compare_jump(
        &mut self,
        left: Operand,
        op: CmpOp,
        right: &'a Expr,
        when: bool,
        target: Label,
        range: TextRange,
    ) -> Res<()> {
        let truth = if when { WHEN_TRUE } else { 0 };
        if matches!(op, CmpOp::Is | CmpOp::IsNot) && right.is_none_literal_expr() {
            let truth = if when == (op == CmpOp::Is) {
                WHEN_TRUE
            } else {
                0
            };
            let flags = left.take(TAKE_A) | truth;
            self.emit.jump(
                Op::JumpIfNone {
                    a: left.reg,
                    flags,
                    offset: 0,
                },
                target,
                range,
            );
            return Ok(());
        }
        if let Some(op) = compare_op(op)
            && let Some(value) = self.fold(right).and_then(|c| c.as_i32())
            && let Ok(value) = i8::try_from(value)
        {
            let flags = left.take(TAKE_A) | truth;
            self.emit
                .jump(immediate_jump(op, left.reg, value, flags), target, range);
            return Ok(());
        }
        let right = self.container_operand(op, right, false)?;
        self.compare_registers(left, op, right, when, target, range)
    }

    fn compare_registers(
        &mut self,
        left: Operand,
        op: CmpOp,
        right: Operand,
        when: bool,
        target: Label,
        range: TextRange,
    ) -> Res<()> {
        let truth = if when { WHEN_TRUE } else { 0 };
        if let Some(op) = compare_op(op) {
            let flags = left.take(TAKE_A) | right.take(TAKE_B) | truth;
            self.emit
                .jump(register_jump(op, left.reg, right.reg, flags), target, range);
            return Ok(());
        }
        let mark = self.sp;
        let result = self.temp()?;
        self.comparison(op, result, left, right, range);
        let flags = TAKE_A | truth;
        self.emit.jump(
            Op::JumpIf {
                a: result,
                flags,
                offset: 0,
            },
            target,
            range,
        );
        self.sp = mark;
        Ok(())
    }
}
