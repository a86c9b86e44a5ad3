//! Expressions: the dispatch, and those that have no file of their own.
//!
//! [`Unit::value_into`] computes an expression into a given register. It writes that register
//! only once, at the end, unless it is the newest temporary, so that a local variable keeps its
//! old value until the new one is complete. [`Unit::operand`] gives a register to read from: that of
//! a local variable, or a new temporary.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    BoolOp, Expr, ExprAttribute, ExprBoolOp, ExprIf, ExprNamed, ExprSlice, ExprSubscript,
};
use ruff_text_size::{Ranged, TextRange};

use super::constant::Constant;
use super::op::{Op, Reg, TAKE_A, TAKE_B, WHEN_TRUE};
use super::unit::{Operand, Unit};
use super::{Failure, Res};

/// Whether an expression contains `:=` (outside of functions of its own).
pub fn contains_walrus(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Named(_) => self.0 = true,
                Expr::Lambda(_) => {}
                _ if self.0 => {}
                _ => visitor::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

impl<'a> Unit<'a> {
    /// `dst =` a constant
    pub fn load_constant(&mut self, constant: &Constant, dst: Reg, range: TextRange) {
        let op = match constant {
            Constant::None => Op::LoadNone { dst },
            Constant::Bool(value) => Op::LoadBool { dst, value: *value },
            _ => match constant.as_i32() {
                Some(value) => Op::LoadInt { dst, value },
                None => Op::LoadConst {
                    dst,
                    index: self.emit.constant(constant),
                },
            },
        };
        self.emit.emit(op, range);
    }

    /// `dst =` a str
    pub fn load_str(&mut self, text: &str, dst: Reg, range: TextRange) {
        self.load_constant(&Constant::Str(text.to_owned()), dst, range);
    }

    /// A register that holds the value: a local variable's own, unless `copy_locals` (something
    /// evaluated before the use may rebind it), or a new temporary.
    pub fn operand(&mut self, expr: &'a Expr, copy_locals: bool) -> Res<Operand> {
        if let Some(operand) = self.in_place(expr, copy_locals) {
            return Ok(operand);
        }
        if let Expr::Named(node) = expr
            && !copy_locals
        {
            return self.named_operand(node);
        }
        let reg = self.temp()?;
        self.value_into(expr, reg)?;
        Ok(Operand::temp(reg))
    }

    /// [`Unit::operand`], with `slot` as the temporary if there is one that may be used.
    pub fn operand_in(
        &mut self,
        expr: &'a Expr,
        slot: Option<Reg>,
        copy_locals: bool,
    ) -> Res<Operand> {
        let Some(slot) = slot else {
            return self.operand(expr, copy_locals);
        };
        if let Some(operand) = self.in_place(expr, copy_locals) {
            return Ok(operand);
        }
        self.value_into(expr, slot)?;
        Ok(Operand::temp(slot))
    }

    fn in_place(&mut self, expr: &Expr, copy_locals: bool) -> Option<Operand> {
        let Expr::Name(name) = expr else { return None };
        if copy_locals {
            return None;
        }
        self.local_operand(name.id.as_str(), name.range)
            .map(Operand::kept)
    }

    /// `dst`, if intermediate results may be kept there.
    pub fn scratch(&self, dst: Reg) -> Option<Reg> {
        self.is_scratch(dst).then_some(dst)
    }

    /// Evaluate an expression for its effects.
    pub fn effect(&mut self, expr: &'a Expr) -> Res<()> {
        let mark = self.sp;
        if self.fold(expr).is_some() {
            return Ok(());
        }
        match expr {
            Expr::BoolOp(node) => {
                let Some((last, firsts)) = node.values.split_last() else {
                    return Ok(());
                };
                let end = self.emit.label();
                for value in firsts {
                    self.jump_if(value, node.op == BoolOp::Or, end)?;
                }
                self.effect(last)?;
                self.emit.place(end);
            }
            Expr::If(node) => {
                let (orelse, end) = (self.emit.label(), self.emit.label());
                self.jump_if(&node.test, false, orelse)?;
                self.effect(&node.body)?;
                self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
                self.emit.place(orelse);
                self.effect(&node.orelse)?;
                self.emit.place(end);
            }
            _ => {
                let operand = self.operand(expr, false)?;
                // Also of `yield`: what was sent must not stay in the register when the frame ends.
                if operand.temp {
                    self.emit.emit(
                        Op::Clear {
                            first: operand.reg,
                            count: 1,
                        },
                        expr.range(),
                    );
                }
            }
        }
        self.sp = mark;
        Ok(())
    }

    /// `dst = expr`
    pub fn value_into(&mut self, expr: &'a Expr, dst: Reg) -> Res<()> {
        let range = expr.range();
        self.descend(range)?;
        let mark = self.sp;
        match expr {
            Expr::Name(name) if name.id.as_str() != "__debug__" => {
                self.load_name(name.id.as_str(), dst, range);
            }
            Expr::BinOp(_) => self.binary_into(expr, dst)?,
            Expr::UnaryOp(node) => self.unary_into(expr, node, dst)?,
            Expr::Compare(node) => self.compare_into(node, dst)?,
            Expr::BoolOp(node) => self.bool_op_into(node, dst)?,
            Expr::If(node) => self.if_into(node, dst)?,
            Expr::Call(node) => self.call_into(node, dst)?,
            Expr::Attribute(node) => self.attribute_into(node, dst)?,
            Expr::Subscript(node) => self.subscript_into(node, dst)?,
            Expr::Slice(node) => self.slice_into(node, dst)?,
            Expr::Named(node) => self.named_into(node, dst)?,
            Expr::Lambda(node) => self.lambda_into(node, dst)?,
            Expr::Tuple(node) => match self.fold(expr) {
                Some(constant) => self.load_constant(&constant, dst, range),
                None => self.tuple_into(&node.elts, dst, range)?,
            },
            Expr::List(node) => self.list_into(&node.elts, dst, range)?,
            Expr::Set(node) => self.set_into(&node.elts, dst, range)?,
            Expr::Dict(node) => self.dict_into(node, dst)?,
            Expr::ListComp(node) => self.list_comprehension(node, dst)?,
            Expr::SetComp(node) => self.set_comprehension(node, dst)?,
            Expr::DictComp(node) => self.dict_comprehension(node, dst)?,
            Expr::Generator(node) => self.generator_into(node, dst)?,
            Expr::FString(node) => self.fstring_into(node, dst)?,
            Expr::Yield(node) => {
                self.check_yield("'yield'", range)?;
                let src = match &node.value {
                    Some(value) => {
                        let slot = self.scratch(dst);
                        self.operand_in(value, slot, false)?
                    }
                    None => {
                        let reg = self.run_base(dst)?;
                        self.emit.emit(Op::LoadNone { dst: reg }, range);
                        Operand::temp(reg)
                    }
                };
                self.emit.emit(
                    Op::Yield {
                        dst,
                        src: src.reg,
                        flags: src.take(TAKE_A),
                    },
                    range,
                );
            }
            Expr::YieldFrom(node) => {
                self.check_yield("'yield from'", range)?;
                let iter = self.run_base(dst)?;
                let src = self.operand_in(&node.value, Some(iter), false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::GetYieldFromIter {
                        dst: iter,
                        src: src.reg,
                        flags,
                    },
                    range,
                );
                self.drive(iter, dst, range)?;
            }
            Expr::Await(node) => {
                self.check_async("'await'", range)?;
                let iter = self.run_base(dst)?;
                let src = self.operand_in(&node.value, Some(iter), false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::GetAwaitable {
                        dst: iter,
                        src: src.reg,
                        flags,
                    },
                    range,
                );
                self.drive(iter, dst, range)?;
            }
            Expr::Starred(_) => {
                return Err(Failure::new(range, "can't use starred expression here"));
            }
            Expr::TString(_) => {
                return Err(Failure::new(range, "t-strings are not part of Python 3.13"));
            }
            Expr::IpyEscapeCommand(_) => return Err(Failure::new(range, "invalid syntax")),
            _ => match self.fold(expr) {
                Some(constant) => self.load_constant(&constant, dst, range),
                None => return Err(Failure::new(range, "invalid number")),
            },
        }
        self.sp = mark;
        self.ascend();
        Ok(())
    }

    /// Wait for the iterator in `iter` (which is emptied): `dst` = its return value.
    pub fn drive(&mut self, iter: Reg, dst: Reg, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let sent = self.temp()?;
        self.emit.emit(Op::LoadNone { dst: sent }, range);
        self.emit.emit(Op::YieldFrom { dst, iter, sent }, range);
        self.sp = mark;
        Ok(())
    }

    /// `a and b`, `a or b`
    fn bool_op_into(&mut self, node: &'a ExprBoolOp, dst: Reg) -> Res<()> {
        let Some((last, firsts)) = node.values.split_last() else {
            return Ok(());
        };
        let when = if node.op == BoolOp::Or { WHEN_TRUE } else { 0 };
        let end = self.emit.label();
        if let [first] = firsts
            && !self.is_scratch(dst)
            && let Some(local) = self.in_place(first, self.may_rebind([last]))
        {
            // `x = y or z`: `y` is copied only if it is the result.
            let chosen = if local.reg == dst {
                end
            } else {
                self.emit.label()
            };
            let op = Op::JumpIf {
                a: local.reg,
                flags: when,
                offset: 0,
            };
            self.emit.jump(op, chosen, first.range());
            self.value_into(last, dst)?;
            if chosen != end {
                self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
                self.emit.place(chosen);
                self.emit.emit(
                    Op::Copy {
                        dst,
                        src: local.reg,
                    },
                    first.range(),
                );
            }
            self.emit.place(end);
            return Ok(());
        }
        let result = self.run_base(dst)?;
        for value in firsts {
            if let Some(constant) = self.fold(value) {
                if constant.truth() == (node.op == BoolOp::Or) {
                    self.load_constant(&constant, result, value.range());
                    self.emit.jump(Op::Jump { offset: 0 }, end, value.range());
                    break;
                }
                continue;
            }
            self.value_into(value, result)?;
            let op = Op::JumpIf {
                a: result,
                flags: when,
                offset: 0,
            };
            self.emit.jump(op, end, value.range());
        }
        self.value_into(last, result)?;
        self.emit.place(end);
        if result != dst {
            self.emit.emit(Op::Move { dst, src: result }, node.range);
        }
        Ok(())
    }

    /// `a if test else b`
    fn if_into(&mut self, node: &'a ExprIf, dst: Reg) -> Res<()> {
        let (orelse, end) = (self.emit.label(), self.emit.label());
        self.jump_if(&node.test, false, orelse)?;
        self.value_into(&node.body, dst)?;
        self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
        self.emit.place(orelse);
        self.value_into(&node.orelse, dst)?;
        self.emit.place(end);
        Ok(())
    }

    /// `obj.name`
    fn attribute_into(&mut self, node: &'a ExprAttribute, dst: Reg) -> Res<()> {
        let slot = self.scratch(dst);
        let obj = self.operand_in(&node.value, slot, false)?;
        let name = self.mangle(node.attr.as_str());
        let site = self.emit.attr_site(&name);
        let flags = obj.take(TAKE_A);
        let range = self.attribute_range(node, node.range);
        self.emit.emit(
            Op::GetAttr {
                dst,
                obj: obj.reg,
                flags,
                site,
            },
            range,
        );
        Ok(())
    }

    /// `obj[index]`
    fn subscript_into(&mut self, node: &'a ExprSubscript, dst: Reg) -> Res<()> {
        let slot = self.scratch(dst);
        let copy = self.may_rebind([&*node.slice]);
        let obj = self.operand_in(&node.value, slot, copy)?;
        if let Some(value) = self.fold(&node.slice).and_then(|c| c.as_i32()) {
            let flags = obj.take(TAKE_A);
            self.emit.emit(
                Op::GetItemImm {
                    dst,
                    obj: obj.reg,
                    flags,
                    value,
                },
                node.range,
            );
            return Ok(());
        }
        let index = self.operand(&node.slice, false)?;
        let flags = obj.take(TAKE_A) | index.take(TAKE_B);
        self.emit.emit(
            Op::GetItem {
                dst,
                obj: obj.reg,
                index: index.reg,
                flags,
            },
            node.range,
        );
        Ok(())
    }

    /// `lower:upper:step` between brackets
    fn slice_into(&mut self, node: &'a ExprSlice, dst: Reg) -> Res<()> {
        let first = self.run_base(dst)?;
        for (at, part) in [&node.lower, &node.upper, &node.step]
            .into_iter()
            .enumerate()
        {
            let reg = if at == 0 { first } else { self.temp()? };
            match part {
                Some(part) => self.value_into(part, reg)?,
                None => self.emit.emit(Op::LoadNone { dst: reg }, node.range),
            }
        }
        self.emit.emit(Op::BuildSlice { dst, first }, node.range);
        Ok(())
    }

    /// `name := value`
    fn named_into(&mut self, node: &'a ExprNamed, dst: Reg) -> Res<()> {
        let name = Self::named_target(node)?;
        if self.local_target(name).is_some() {
            let local = self.named_operand(node)?;
            if local.reg != dst {
                self.emit.emit(
                    Op::Copy {
                        dst,
                        src: local.reg,
                    },
                    node.range,
                );
            }
            return Ok(());
        }
        self.value_into(&node.value, dst)?;
        self.store_name(name, Operand::kept(dst), node.range);
        Ok(())
    }

    /// `name := value`, the value in the variable's register or a new temporary.
    pub fn named_operand(&mut self, node: &'a ExprNamed) -> Res<Operand> {
        let name = Self::named_target(node)?;
        if let Some(local) = self.local_target(name) {
            self.value_into(&node.value, local)?;
            self.emit.bound.insert(local);
            return Ok(Operand::kept(local));
        }
        let reg = self.temp()?;
        self.value_into(&node.value, reg)?;
        self.store_name(name, Operand::kept(reg), node.range);
        Ok(Operand::temp(reg))
    }

    fn named_target(node: &'a ExprNamed) -> Res<&'a str> {
        match &*node.target {
            Expr::Name(name) => Ok(name.id.as_str()),
            other => Err(Failure::new(
                other.range(),
                "cannot use assignment expressions with this target",
            )),
        }
    }

    /// The values of `exprs` in neighbouring temporaries, the first of them `first`, which is
    /// allocated already.
    pub fn run_from(&mut self, exprs: &'a [Expr], first: Reg) -> Res<()> {
        for (at, expr) in exprs.iter().enumerate() {
            let reg = if at == 0 { first } else { self.temp()? };
            self.value_into(expr, reg)?;
        }
        Ok(())
    }
}
