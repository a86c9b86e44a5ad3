//! Assignment: targets, unpacking, augmented and annotated assignment, `del`.

use ruff_python_ast::{
    Expr, ExprAttribute, ExprSubscript, StmtAnnAssign, StmtAssign, StmtAugAssign,
};
use ruff_text_size::{Ranged, TextRange};

use super::constant::Constant;
use super::op::{INPLACE, Op, Reg, TAKE_A, TAKE_B, TAKE_C};
use super::operators::binary_op;
use super::scope::ScopeKind;
use super::unit::{Operand, Unit};
use super::{Failure, Res};

impl<'a> Unit<'a> {
    /// `a = b = value`
    pub fn assign(&mut self, node: &'a StmtAssign) -> Res<()> {
        if let [target] = node.targets.as_slice() {
            if let Some(local) = self.plain_target(target) {
                self.value_into(&node.value, local)?;
                self.emit.bound.insert(local);
                return Ok(());
            }
            if self.assign_in_parallel(target, &node.value)? {
                return Ok(());
            }
        }
        let copy = self.may_rebind(&node.targets);
        let mut value = self.operand(&node.value, copy)?;
        if let Expr::Name(_) = &*node.value
            && !value.temp
            && node.targets.len() > 1
            && !node
                .targets
                .iter()
                .all(|t| t.is_attribute_expr() || t.is_subscript_expr())
        {
            // `x = y = x` and the like: a target may be the variable that is read.
            let reg = self.temp()?;
            self.emit.emit(
                Op::Copy {
                    dst: reg,
                    src: value.reg,
                },
                node.value.range(),
            );
            value = Operand::temp(reg);
        }
        let Some((last, firsts)) = node.targets.split_last() else {
            return Ok(());
        };
        for target in firsts {
            self.store_target(target, Operand::kept(value.reg))?;
        }
        self.store_target(last, value)
    }

    /// The register of a target that is a local variable.
    fn plain_target(&self, target: &Expr) -> Option<Reg> {
        match target {
            Expr::Name(name) => self.local_target(name.id.as_str()),
            _ => None,
        }
    }

    /// `a, b = c, d` with local variables as targets: no tuple is made.
    fn assign_in_parallel(&mut self, target: &'a Expr, value: &'a Expr) -> Res<bool> {
        let (Expr::Tuple(targets), Expr::Tuple(values)) = (target, value) else {
            return Ok(false);
        };
        let count = targets.elts.len();
        if values.elts.len() != count
            || count == 0
            || count > 8
            || self.walrus
            || values.elts.iter().any(Expr::is_starred_expr)
        {
            return Ok(false);
        }
        let mut registers = Vec::new();
        for target in &targets.elts {
            match self.plain_target(target) {
                Some(reg) if !registers.contains(&reg) => registers.push(reg),
                _ => return Ok(false),
            }
        }
        let mark = self.sp;
        let mut waiting = Vec::new();
        for (at, (value, &reg)) in values.elts.iter().zip(&registers).enumerate() {
            let later = &values.elts[at + 1..];
            if later.iter().all(|later| self.cannot_notice(later, reg)) {
                self.value_into(value, reg)?;
            } else {
                let temp = self.temp()?;
                self.value_into(value, temp)?;
                waiting.push((reg, temp));
            }
        }
        for (dst, src) in waiting {
            self.emit.emit(Op::Move { dst, src }, target.range());
        }
        for reg in registers {
            self.emit.bound.insert(reg);
        }
        self.sp = mark;
        Ok(true)
    }

    /// Whether evaluating `expr` can neither fail nor see that `reg` has a new value.
    fn cannot_notice(&self, expr: &Expr, reg: Reg) -> bool {
        match expr {
            Expr::Name(_) => self
                .plain_target(expr)
                .is_some_and(|read| read != reg && self.emit.bound.contains(read)),
            _ => self.fold(expr).is_some(),
        }
    }

    /// `target = value`
    pub fn store_target(&mut self, target: &'a Expr, value: Operand) -> Res<()> {
        let range = target.range();
        self.descend(range)?;
        let mark = self.sp;
        match target {
            Expr::Name(name) => self.store_name(name.id.as_str(), value, range),
            Expr::Attribute(node) => {
                let obj = self.operand(&node.value, false)?;
                self.store_attribute(node, obj, value);
            }
            Expr::Subscript(node) => {
                let copy = self.may_rebind([&*node.slice]);
                let obj = self.operand(&node.value, copy)?;
                let index = self.operand(&node.slice, false)?;
                self.store_item(node, obj, index, value);
            }
            Expr::Tuple(node) => self.unpack(&node.elts, value, range)?,
            Expr::List(node) => self.unpack(&node.elts, value, range)?,
            Expr::Starred(node) => {
                let message = "starred assignment target must be in a list or tuple";
                return Err(Failure::new(node.range, message));
            }
            _ => return Err(Failure::new(range, "cannot assign to this expression")),
        }
        self.sp = mark;
        self.ascend();
        Ok(())
    }

    fn store_attribute(&mut self, node: &'a ExprAttribute, obj: Operand, value: Operand) {
        let name = self.mangle(node.attr.as_str());
        let site = self.emit.attr_site(&name);
        let flags = obj.take(TAKE_A) | value.take(TAKE_C);
        let op = Op::SetAttr {
            obj: obj.reg,
            val: value.reg,
            flags,
            site,
        };
        let range = self.attribute_range(node, node.range);
        self.emit.emit(op, range);
    }

    fn store_item(
        &mut self,
        node: &'a ExprSubscript,
        obj: Operand,
        index: Operand,
        value: Operand,
    ) {
        let flags = obj.take(TAKE_A) | index.take(TAKE_B) | value.take(TAKE_C);
        let op = Op::SetItem {
            obj: obj.reg,
            index: index.reg,
            val: value.reg,
            flags,
        };
        self.emit.emit(op, node.range);
    }

    /// `a, *b, c = value`
    fn unpack(&mut self, targets: &'a [Expr], value: Operand, range: TextRange) -> Res<()> {
        let flags = value.take(TAKE_A);
        let src = value.reg;
        let star = targets.iter().position(Expr::is_starred_expr);
        if star.is_some_and(|at| at > usize::from(u8::MAX)) {
            let message = "too many expressions in star-unpacking assignment";
            return Err(Failure::new(range, message));
        }
        let count = match u8::try_from(targets.len()) {
            Ok(count) if targets.len() <= self.room() => count,
            _ => return self.unpack_many(targets, star, value, range),
        };
        if star.is_none()
            && let Some(first) = self.neighbouring_locals(targets)
            && (value.temp || !(first..first + count).contains(&src))
        {
            self.emit.emit(
                Op::UnpackSequence {
                    src,
                    first,
                    count,
                    flags,
                },
                range,
            );
            for reg in first..first + count {
                self.emit.bound.insert(reg);
            }
            return Ok(());
        }
        let first = self.temps(targets.len())?;
        let op = match star {
            None => Op::UnpackSequence {
                src,
                first,
                count,
                flags,
            },
            Some(at) => {
                let before = u8::try_from(at).unwrap_or(u8::MAX);
                let after = count - before - 1;
                if targets.iter().skip(at + 1).any(Expr::is_starred_expr) {
                    let message = "multiple starred expressions in assignment";
                    return Err(Failure::new(range, message));
                }
                Op::UnpackStarred {
                    src,
                    first,
                    before,
                    after,
                    flags,
                }
            }
        };
        self.emit.emit(op, range);
        for (reg, target) in (first..first + count).zip(targets) {
            let target = match target {
                Expr::Starred(starred) => &*starred.value,
                other => other,
            };
            self.store_target(target, Operand::temp(reg))?;
        }
        Ok(())
    }

    /// The same for more targets than there are registers: through a list.
    fn unpack_many(
        &mut self,
        targets: &'a [Expr],
        star: Option<usize>,
        value: Operand,
        range: TextRange,
    ) -> Res<()> {
        if targets.len() > super::op::MANY {
            return Err(Failure::new(range, "too many expressions in assignment"));
        }
        let list = self.temp()?;
        let op = Op::UnpackMany {
            dst: list,
            src: value.reg,
            flags: value.take(TAKE_A),
            shape: targets.len() as u32 | (star.map_or(0, |at| at as u32 + 1) << 22),
        };
        self.emit.emit(op, range);
        for (at, target) in targets.iter().enumerate() {
            let target = match target {
                Expr::Starred(starred) => &*starred.value,
                other => other,
            };
            let mark = self.sp;
            let item = self.temp()?;
            let op = Op::GetItemImm {
                dst: item,
                obj: list,
                flags: 0,
                value: at as i32,
            };
            self.emit.emit(op, target.range());
            self.store_target(target, Operand::temp(item))?;
            self.sp = mark;
        }
        let op = Op::Clear {
            first: list,
            count: 1,
        };
        self.emit.emit(op, range);
        Ok(())
    }

    /// The first of the registers, if the targets are local variables side by side.
    fn neighbouring_locals(&self, targets: &[Expr]) -> Option<Reg> {
        let first = self.plain_target(targets.first()?)?;
        let side_by_side = targets.iter().enumerate().all(|(at, target)| {
            self.plain_target(target)
                .is_some_and(|reg| usize::from(reg) == usize::from(first) + at)
        });
        side_by_side.then_some(first)
    }

    /// `target += value`
    pub fn augmented(&mut self, node: &'a StmtAugAssign) -> Res<()> {
        let operator = binary_op(node.op);
        let range = node.range;
        let copy = self.may_rebind([&*node.value]);
        match &*node.target {
            Expr::Name(name) => {
                let id = name.id.as_str();
                if let Some(local) = self.local_operand(id, name.range) {
                    let mut left = Operand::kept(local);
                    if copy {
                        left = Operand::temp(self.temp()?);
                        self.emit.emit(
                            Op::Copy {
                                dst: left.reg,
                                src: local,
                            },
                            name.range,
                        );
                    }
                    let right = self.right_operand(operator, &node.value)?;
                    self.apply(operator, local, left, right, INPLACE, range);
                    return Ok(());
                }
                let value = self.temp()?;
                self.load_name(id, value, name.range);
                let right = self.right_operand(operator, &node.value)?;
                self.apply(operator, value, Operand::temp(value), right, INPLACE, range);
                self.store_name(id, Operand::temp(value), name.range);
            }
            Expr::Attribute(target) => {
                let obj = self.operand(&target.value, copy)?;
                let value = self.temp()?;
                let name = self.mangle(target.attr.as_str());
                let site = self.emit.attr_site(&name);
                let attribute_range = self.attribute_range(target, target.range);
                let load = Op::GetAttr {
                    dst: value,
                    obj: obj.reg,
                    flags: 0,
                    site,
                };
                self.emit.emit(load, attribute_range);
                let right = self.right_operand(operator, &node.value)?;
                self.apply(operator, value, Operand::temp(value), right, INPLACE, range);
                self.store_attribute(target, obj, Operand::temp(value));
            }
            Expr::Subscript(target) => {
                let copy_obj = copy || self.may_rebind([&*target.slice]);
                let obj = self.operand(&target.value, copy_obj)?;
                let index = self.operand(&target.slice, copy)?;
                let value = self.temp()?;
                let load = Op::GetItem {
                    dst: value,
                    obj: obj.reg,
                    index: index.reg,
                    flags: 0,
                };
                self.emit.emit(load, target.range);
                let right = self.right_operand(operator, &node.value)?;
                self.apply(operator, value, Operand::temp(value), right, INPLACE, range);
                self.store_item(target, obj, index, Operand::temp(value));
            }
            other => {
                let message = "illegal expression for augmented assignment";
                return Err(Failure::new(other.range(), message));
            }
        }
        Ok(())
    }

    /// `target: annotation = value`
    pub fn annotated(&mut self, node: &'a StmtAnnAssign) -> Res<()> {
        if let Some(value) = &node.value {
            match self.plain_target(&node.target) {
                Some(local) => {
                    self.value_into(value, local)?;
                    self.emit.bound.insert(local);
                }
                None => {
                    let copy = self.may_rebind([&*node.target]);
                    let value = self.operand(value, copy)?;
                    self.store_target(&node.target, value)?;
                }
            }
        }
        let kind = self.shared.scopes.get(self.scope).kind;
        let evaluated = matches!(kind, ScopeKind::Module | ScopeKind::Class);
        match &*node.target {
            Expr::Name(name) if node.simple && evaluated => {
                let val = self.temp()?;
                self.annotation_into(&node.annotation, val)?;
                let annotations = self.temp()?;
                self.load_name("__annotations__", annotations, node.range);
                let key = self.temp()?;
                let text = self.mangle(name.id.as_str()).into_owned();
                self.load_constant(&Constant::Str(text), key, node.range);
                let flags = TAKE_A | TAKE_B | TAKE_C;
                let op = Op::SetItem {
                    obj: annotations,
                    index: key,
                    val,
                    flags,
                };
                self.emit.emit(op, node.range);
            }
            Expr::Name(_) => {}
            target => {
                if node.value.is_none() {
                    match target {
                        Expr::Attribute(target) => self.effect(&target.value)?,
                        Expr::Subscript(target) => {
                            self.effect(&target.value)?;
                            self.effect(&target.slice)?;
                        }
                        _ => {}
                    }
                }
                if evaluated && !self.shared.future_annotations {
                    self.effect(&node.annotation)?;
                }
            }
        }
        Ok(())
    }

    /// `del target`
    pub fn delete_target(&mut self, target: &'a Expr) -> Res<()> {
        let range = target.range();
        self.descend(range)?;
        let mark = self.sp;
        match target {
            Expr::Name(name) => self.delete_name(name.id.as_str(), range),
            Expr::Attribute(node) => {
                let obj = self.operand(&node.value, false)?;
                let name = self.mangle(node.attr.as_str());
                let site = self.emit.attr_site(&name);
                let flags = obj.take(TAKE_A);
                let range = self.attribute_range(node, range);
                self.emit.emit(
                    Op::DeleteAttr {
                        obj: obj.reg,
                        flags,
                        site,
                    },
                    range,
                );
            }
            Expr::Subscript(node) => {
                let copy = self.may_rebind([&*node.slice]);
                let obj = self.operand(&node.value, copy)?;
                let index = self.operand(&node.slice, false)?;
                let flags = obj.take(TAKE_A) | index.take(TAKE_B);
                let op = Op::DeleteItem {
                    obj: obj.reg,
                    index: index.reg,
                    flags,
                };
                self.emit.emit(op, range);
            }
            Expr::Tuple(node) => {
                for target in &node.elts {
                    self.delete_target(target)?;
                }
            }
            Expr::List(node) => {
                for target in &node.elts {
                    self.delete_target(target)?;
                }
            }
            _ => return Err(Failure::new(range, "cannot delete this expression")),
        }
        self.sp = mark;
        self.ascend();
        Ok(())
    }
}
