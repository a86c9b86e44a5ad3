//! Loading, storing and deleting names.
//!
//! A read of a local variable that may be unbound is preceded by a check; once it has passed, the
//! variable counts as bound.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::op::{Op, Reg, TAKE_A};
use super::scope::{GLOBAL, NONLOCAL, ScopeKind};
use super::unit::{Operand, Slot, SlotKind, Unit};
use super::{Failure, Mode, Res};

/// How a name is reached.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// A register.
    Local(Reg),
    /// A cell in a register.
    Cell(Reg),
    /// A free variable read in a class body: the namespace first.
    ClassCell(Reg),
    Global,
    /// The mapping in register 0.
    Namespace,
    /// A cell in the list in a register.
    Far(Reg, u16),
}

impl Unit<'_> {
    /// How `name` (mangled) is reached from here.
    pub fn access(&self, name: &str) -> Access {
        for scope in self.inlined.iter().rev() {
            if let Some(slot) = scope.slots.get(name) {
                return Self::slot_access(*slot);
            }
        }
        let scope = self.shared.scopes.get(self.scope);
        let flags = scope.flags(name);
        let slot = self.slots.get(name).copied();
        match scope.kind {
            ScopeKind::Module if flags & GLOBAL == 0 && self.shared.mode == Mode::Namespace => {
                Access::Namespace
            }
            ScopeKind::Module => Access::Global,
            ScopeKind::Class if self.inlined.iter().any(|scope| !scope.type_params) => {
                slot.map_or(Access::Global, Self::slot_access)
            }
            ScopeKind::Class if flags & GLOBAL != 0 => Access::Global,
            ScopeKind::Class if scope.binds(name) => Access::Namespace,
            ScopeKind::Class => match slot {
                Some(slot) if flags & NONLOCAL != 0 => Access::Cell(slot.reg),
                Some(slot) if slot.kind == SlotKind::Free => Access::ClassCell(slot.reg),
                _ => Access::Namespace,
            },
            _ if flags & GLOBAL != 0 => Access::Global,
            _ => slot.map_or(Access::Global, Self::slot_access),
        }
    }

    fn slot_access(slot: Slot) -> Access {
        match slot.kind {
            SlotKind::Plain => Access::Local(slot.reg),
            SlotKind::Cell | SlotKind::Free => Access::Cell(slot.reg),
            SlotKind::Far(at) => Access::Far(slot.reg, at),
        }
    }

    /// The register of the cell that a function defined here captures as `name`.
    pub fn cell_for_closure(&self, name: &str) -> Res<Reg> {
        for scope in self.inlined.iter().rev() {
            if let Some(slot) = scope.slots.get(name) {
                return Ok(slot.reg);
            }
        }
        match self.slots.get(name) {
            Some(slot) if slot.kind != SlotKind::Plain => Ok(slot.reg),
            _ => Err(Failure::new(
                TextRange::default(),
                format!("the captured variable '{name}' has no cell"),
            )),
        }
    }

    /// Make sure that the local in `reg` is bound.
    pub fn check_bound(&mut self, reg: Reg, name: &str, range: TextRange) {
        if !self.emit.bound.contains(reg) {
            let name = self.emit.name(name);
            self.emit.emit(Op::CheckBound { reg, name }, range);
            self.emit.bound.insert(reg);
            self.doubtful.insert(reg);
        }
    }

    /// The register of a local variable, checked; `None` for other names.
    pub fn local_operand(&mut self, name: &str, range: TextRange) -> Option<Reg> {
        let name = self.mangle(name);
        match self.access(&name) {
            Access::Local(reg) => {
                self.check_bound(reg, &name, range);
                Some(reg)
            }
            _ => None,
        }
    }

    /// The register that an assignment to `name` may build its value in.
    pub fn local_target(&self, name: &str) -> Option<Reg> {
        match self.access(&self.mangle(name)) {
            Access::Local(reg) => Some(reg),
            _ => None,
        }
    }

    /// `dst = name`
    pub fn load_name(&mut self, name: &str, dst: Reg, range: TextRange) {
        let name = self.mangle(name);
        match self.access(&name) {
            Access::Local(src) => {
                self.check_bound(src, &name, range);
                if src != dst {
                    self.emit.emit(Op::Copy { dst, src }, range);
                }
            }
            Access::Cell(cell) => {
                let name = self.emit.name(&name);
                self.emit.emit(Op::LoadCell { dst, cell, name }, range);
            }
            Access::ClassCell(cell) => {
                let name = self.emit.name(&name);
                self.emit.emit(Op::LoadClassCell { dst, cell, name }, range);
            }
            Access::Global => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::LoadGlobal { dst, site }, range);
            }
            Access::Namespace => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::LoadName { dst, site }, range);
            }
            Access::Far(list, at) => {
                let cell = self.far_cell(list, at, range);
                let name = self.emit.name(&name);
                self.emit.emit(Op::LoadCell { dst, cell, name }, range);
            }
        }
    }

    /// `name = value`
    pub fn store_name(&mut self, name: &str, value: Operand, range: TextRange) {
        let name = self.mangle(name);
        let src = value.reg;
        let flags = value.take(TAKE_A);
        match self.access(&name) {
            Access::Local(dst) => {
                if dst != src {
                    let op = if value.temp {
                        Op::Move { dst, src }
                    } else {
                        Op::Copy { dst, src }
                    };
                    self.emit.emit(op, range);
                }
                self.emit.bound.insert(dst);
            }
            Access::Cell(cell) | Access::ClassCell(cell) => {
                self.emit.emit(Op::StoreCell { src, cell, flags }, range);
            }
            Access::Global => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::StoreGlobal { src, flags, site }, range);
            }
            Access::Namespace => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::StoreName { src, flags, site }, range);
            }
            Access::Far(list, at) => {
                let cell = self.far_cell(list, at, range);
                self.emit.emit(Op::StoreCell { src, cell, flags }, range);
            }
        }
    }

    /// `del name`
    pub fn delete_name(&mut self, name: &str, range: TextRange) {
        let name = self.mangle(name);
        match self.access(&name) {
            Access::Local(reg) => {
                if self.emit.bound.contains(reg) {
                    self.emit.emit(
                        Op::Clear {
                            first: reg,
                            count: 1,
                        },
                        range,
                    );
                } else {
                    self.doubtful.insert(reg);
                    let name = self.emit.name(&name);
                    self.emit.emit(Op::DeleteLocal { reg, name }, range);
                }
                self.unbind(reg);
            }
            Access::Cell(cell) | Access::ClassCell(cell) => {
                let name = self.emit.name(&name);
                self.emit.emit(Op::DeleteCell { cell, name }, range);
            }
            Access::Global => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::DeleteGlobal { site }, range);
            }
            Access::Namespace => {
                let site = self.emit.global_site(&name);
                self.emit.emit(Op::DeleteName { site }, range);
            }
            Access::Far(list, at) => {
                let cell = self.far_cell(list, at, range);
                let name = self.emit.name(&name);
                self.emit.emit(Op::DeleteCell { cell, name }, range);
            }
        }
    }

    /// The name of an exception at the end of its handler: unbound, without complaint if the
    /// handler has deleted it.
    pub fn forget_name(&mut self, name: &str, range: TextRange) -> Res<()> {
        let mangled = self.mangle(name);
        if let Access::Local(reg) = self.access(&mangled) {
            self.emit.emit(
                Op::Clear {
                    first: reg,
                    count: 1,
                },
                range,
            );
            self.unbind(reg);
            return Ok(());
        }
        let mark = self.sp;
        let none = self.temp()?;
        self.emit.emit(Op::LoadNone { dst: none }, range);
        self.store_name(name, Operand::temp(none), range);
        self.sp = mark;
        self.delete_name(name, range);
        Ok(())
    }

    fn unbind(&mut self, reg: Reg) {
        if self.emit.reachable {
            self.emit.bound.remove(reg);
        }
    }

    /// New registers for the variables of a scope that runs in this frame.
    pub fn inlined_slots(
        &mut self,
        scope: super::scope::ScopeId,
    ) -> Res<std::collections::HashMap<Rc<str>, Slot>> {
        let shared = self.shared;
        let mut slots = std::collections::HashMap::new();
        let scope = shared.scopes.get(scope);
        for symbol in scope.symbols.iter().filter(|s| scope.binds(&s.name)) {
            let reg = self.temp()?;
            let is_cell = symbol.flags & super::scope::CELL != 0;
            let kind = if is_cell {
                SlotKind::Cell
            } else {
                SlotKind::Plain
            };
            slots.insert(symbol.name.clone(), Slot { reg, kind });
            if self.emit.reachable {
                self.emit.bound.remove(reg);
            }
        }
        Ok(slots)
    }
}
