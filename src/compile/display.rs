//! Displays: tuples, lists, sets, dicts.
//!
//! Short ones are built from a run of registers. Long ones, and those with stars, grow a list (or
//! set, or dict) element by element; long lists and sets of constants are copied from one constant.

use ruff_python_ast::{Expr, ExprDict};
use ruff_text_size::TextRange;

use super::Res;
use super::constant::Constant;
use super::op::{Op, Reg, TAKE_A, TAKE_B, TAKE_C};
use super::unit::Unit;

/// Displays with more elements are built in pieces.
const MAX_RUN: usize = 30;
/// Lists and sets of as many constants are copied from one constant.
const MIN_CONSTANTS: usize = 3;

impl<'a> Unit<'a> {
    fn fits(&self, elts: &[Expr]) -> bool {
        elts.len() <= MAX_RUN.min(self.room()) && !elts.iter().any(Expr::is_starred_expr)
    }

    /// `dst = (a, b, …)`
    pub fn tuple_into(&mut self, elts: &'a [Expr], dst: Reg, range: TextRange) -> Res<()> {
        if self.fits(elts) {
            let first = self.run_base(dst)?;
            self.run_from(elts, first)?;
            let count = u8::try_from(elts.len()).unwrap_or(u8::MAX);
            self.emit.emit(Op::BuildTuple { dst, first, count }, range);
            return Ok(());
        }
        let list = self.run_base(dst)?;
        self.list_in(elts, list, range)?;
        self.emit.emit(Op::ListToTuple { dst, src: list }, range);
        Ok(())
    }

    /// `dst = [a, b, …]`
    pub fn list_into(&mut self, elts: &'a [Expr], dst: Reg, range: TextRange) -> Res<()> {
        let first = self.run_base(dst)?;
        if elts.len() >= MIN_CONSTANTS
            && let Some(items) = elts
                .iter()
                .map(|e| self.fold(e))
                .collect::<Option<Vec<_>>>()
        {
            self.emit.emit(
                Op::BuildList {
                    dst: first,
                    first,
                    count: 0,
                },
                range,
            );
            let src = self.temp()?;
            self.load_constant(&Constant::Tuple(items), src, range);
            self.emit.emit(
                Op::ListExtend {
                    list: first,
                    src,
                    flags: TAKE_A,
                },
                range,
            );
        } else if self.fits(elts) {
            self.run_from(elts, first)?;
            let count = u8::try_from(elts.len()).unwrap_or(u8::MAX);
            self.emit.emit(Op::BuildList { dst, first, count }, range);
            return Ok(());
        } else {
            self.list_in(elts, first, range)?;
        }
        if first != dst {
            self.emit.emit(Op::Move { dst, src: first }, range);
        }
        Ok(())
    }

    /// Build a list in `list`, the newest temporary.
    fn list_in(&mut self, elts: &'a [Expr], list: Reg, range: TextRange) -> Res<()> {
        let plain = elts.iter().take(MAX_RUN.min(self.room()));
        let plain = plain.take_while(|e| !e.is_starred_expr()).count();
        let (run, rest) = elts.split_at(plain);
        let mark = self.sp;
        self.run_from(run, list)?;
        let count = u8::try_from(run.len()).unwrap_or(u8::MAX);
        self.emit.emit(
            Op::BuildList {
                dst: list,
                first: list,
                count,
            },
            range,
        );
        self.sp = mark;
        self.extend_list(rest, list, range)
    }

    /// Append elements, some of which may be starred, to the list in `list`.
    pub fn extend_list(&mut self, elts: &'a [Expr], list: Reg, range: TextRange) -> Res<()> {
        for element in elts {
            let mark = self.sp;
            if let Expr::Starred(starred) = element {
                let src = self.operand(&starred.value, false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::ListExtend {
                        list,
                        src: src.reg,
                        flags,
                    },
                    range,
                );
            } else {
                let src = self.operand(element, false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::ListAppend {
                        list,
                        src: src.reg,
                        flags,
                    },
                    range,
                );
            }
            self.sp = mark;
        }
        Ok(())
    }

    /// A set of constants, in the order in which CPython's would be: whether it is one.
    pub fn constant_set_into(
        &mut self,
        elts: &'a [Expr],
        dst: Reg,
        flags: u8,
        range: TextRange,
    ) -> Res<bool> {
        let folded: Option<Vec<Constant>> = elts.iter().map(|e| self.fold(e)).collect();
        let Some(items) = folded else {
            return Ok(false);
        };
        let mark = self.sp;
        let set = self.run_base(dst)?;
        self.emit.emit(
            Op::BuildSet {
                dst: set,
                first: set,
                count: 0,
            },
            range,
        );
        let src = self.temp()?;
        self.load_constant(&Constant::Tuple(items), src, range);
        let flags = flags | TAKE_A | super::op::CONSTANTS;
        self.emit.emit(Op::SetUpdate { set, src, flags }, range);
        if set != dst {
            self.emit.emit(Op::Move { dst, src: set }, range);
        }
        self.sp = mark;
        Ok(true)
    }

    /// `dst = {a, b, …}`
    pub fn set_into(&mut self, elts: &'a [Expr], dst: Reg, range: TextRange) -> Res<()> {
        if elts.len() >= MIN_CONSTANTS && self.constant_set_into(elts, dst, 0, range)? {
            return Ok(());
        }
        let first = self.run_base(dst)?;
        if self.fits(elts) {
            self.run_from(elts, first)?;
            let count = u8::try_from(elts.len()).unwrap_or(u8::MAX);
            self.emit.emit(Op::BuildSet { dst, first, count }, range);
            return Ok(());
        } else {
            self.emit.emit(
                Op::BuildSet {
                    dst: first,
                    first,
                    count: 0,
                },
                range,
            );
            for element in elts {
                let mark = self.sp;
                if let Expr::Starred(starred) = element {
                    let src = self.operand(&starred.value, false)?;
                    let flags = src.take(TAKE_A);
                    self.emit.emit(
                        Op::SetUpdate {
                            set: first,
                            src: src.reg,
                            flags,
                        },
                        range,
                    );
                } else {
                    let src = self.operand(element, false)?;
                    let flags = src.take(TAKE_A);
                    self.emit.emit(
                        Op::SetAdd {
                            set: first,
                            src: src.reg,
                            flags,
                        },
                        range,
                    );
                }
                self.sp = mark;
            }
        }
        if first != dst {
            self.emit.emit(Op::Move { dst, src: first }, range);
        }
        Ok(())
    }

    /// `dst = {a: b, …}`
    pub fn dict_into(&mut self, node: &'a ExprDict, dst: Reg) -> Res<()> {
        let range = node.range;
        let first = self.run_base(dst)?;
        let items = &node.items;
        if items.len() * 2 <= MAX_RUN.min(self.room()) && items.iter().all(|i| i.key.is_some()) {
            let mut next = first;
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    next = self.temp()?;
                }
                if let Some(key) = &item.key {
                    self.value_into(key, next)?;
                }
                let val = self.temp()?;
                self.value_into(&item.value, val)?;
            }
            let pairs = u8::try_from(items.len()).unwrap_or(u8::MAX);
            self.emit.emit(Op::BuildDict { dst, first, pairs }, range);
            return Ok(());
        }
        let dict = first;
        self.emit.emit(
            Op::BuildDict {
                dst: dict,
                first,
                pairs: 0,
            },
            range,
        );
        for item in items {
            let mark = self.sp;
            match &item.key {
                Some(key) => {
                    let copy = self.may_rebind([&item.value]);
                    let key = self.operand(key, copy)?;
                    let val = self.operand(&item.value, false)?;
                    let flags = key.take(TAKE_B) | val.take(TAKE_C);
                    let op = Op::DictInsert {
                        dict,
                        key: key.reg,
                        val: val.reg,
                        flags,
                    };
                    self.emit.emit(op, range);
                }
                None => {
                    let src = self.operand(&item.value, false)?;
                    let flags = src.take(TAKE_A);
                    self.emit.emit(
                        Op::DictUpdate {
                            dict,
                            src: src.reg,
                            flags,
                        },
                        range,
                    );
                }
            }
            self.sp = mark;
        }
        if dict != dst {
            self.emit.emit(Op::Move { dst, src: dict }, range);
        }
        Ok(())
    }
}
