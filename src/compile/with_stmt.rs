//! `with` and `async with`.
//!
//! The exit method stands in two registers for as long as the body runs. It is called with three
//! times None at the normal end and before each `return`, `break` and `continue` that leaves the
//! body, and with the exception after one; if it then returns a true value, the exception is
//! forgotten.

use ruff_python_ast::{Expr, Stmt, StmtWith, WithItem};
use ruff_text_size::{Ranged, TextRange};

use super::Res;
use super::op::{Op, Reg, Special, TAKE_A, WHEN_TRUE};
use super::unit::{Block, Operand, Unit};

impl<'a> Unit<'a> {
    /// `with a as b, c as d: …`
    pub fn with_statement(&mut self, node: &'a StmtWith) -> Res<()> {
        if node.is_async {
            self.check_async("'async with'", node.range)?;
        }
        self.with_items(&node.items, &node.body, node.is_async)
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Res<()> {
        let Some((item, inner)) = items.split_first() else {
            return self.body(body);
        };
        let range = item.context_expr.range();
        self.descend(range)?;
        let mark = self.sp;
        let exit = self.temps(2)?;
        let stored = self.enter(item, exit, is_async)?;
        let (handler, end) = (self.emit.label(), self.emit.label());
        let save = self.temps(2)?;
        let exc = save + 1;
        self.sp = save;
        let bound = self.bound_for_handlers();
        let region = self.emit.open_region(handler, exc, save);
        self.blocks.push(Block::With {
            region,
            exit,
            is_async,
            range,
        });
        if let Some(target) = &item.optional_vars
            && !stored
        {
            let value = self.temp()?;
            self.store_target(target, Operand::temp(value))?;
            self.sp = value;
        }
        self.with_items(inner, body, is_async)?;
        self.blocks.pop();
        self.emit.finish_region(region);
        if self.emit.reachable {
            self.call_exit(exit, is_async, range)?;
        }
        self.emit.jump(Op::Jump { offset: 0 }, end, range);

        self.emit.place_handler(handler, region, bound);
        self.sp = save + 2;
        let suppressed = self.emit.label();
        self.handling(save, exc, range, |unit| {
            let mark = unit.sp;
            let base = unit.temps(5)?;
            unit.emit.emit(
                Op::Move {
                    dst: base,
                    src: exit,
                },
                range,
            );
            unit.emit.emit(
                Op::Move {
                    dst: base + 1,
                    src: exit + 1,
                },
                range,
            );
            unit.emit
                .emit(Op::ExitArguments { dst: base + 2, exc }, range);
            unit.emit.emit(
                Op::CallMethod {
                    dst: base,
                    base,
                    argc: 3,
                },
                range,
            );
            unit.sp = base + 1;
            if is_async {
                unit.await_in_place(base, range)?;
            }
            let flags = TAKE_A | WHEN_TRUE;
            unit.emit.jump(
                Op::JumpIf {
                    a: base,
                    flags,
                    offset: 0,
                },
                suppressed,
                range,
            );
            unit.sp = mark;
            Ok(())
        })?;
        self.emit.place(suppressed);
        self.emit.emit(Op::PopHandling { save }, range);
        self.emit.emit(
            Op::Clear {
                first: exc,
                count: 1,
            },
            range,
        );
        self.emit.place(end);
        self.sp = mark;
        self.ascend();
        Ok(())
    }

    /// The local variable that `as` names, if it is one.
    fn entered_local(&self, item: &'a WithItem) -> Option<Reg> {
        match item.optional_vars.as_deref() {
            Some(Expr::Name(name)) => self.local_target(name.id.as_str()),
            _ => None,
        }
    }

    /// Enter the context of an item: its exit method goes to `exit`, `exit + 1`, the newest
    /// temporaries; the value to the local variable after `as` (then true is returned), or to the
    /// register above.
    fn enter(&mut self, item: &'a WithItem, exit: Reg, is_async: bool) -> Res<bool> {
        let range: TextRange = item.context_expr.range();
        let (enter_method, exit_method) = if is_async {
            (Special::AsyncEnter, Special::AsyncExit)
        } else {
            (Special::Enter, Special::Exit)
        };
        let mark = self.sp;
        let base = self.temps(2)?;
        let obj = self.operand(&item.context_expr, false)?;
        // A missing `__enter__` is complained about first.
        let load = Op::LoadSpecial {
            base,
            obj: obj.reg,
            special: enter_method,
            flags: 0,
        };
        self.emit.emit(load, range);
        let flags = obj.take(TAKE_A);
        let load = Op::LoadSpecial {
            base: exit,
            obj: obj.reg,
            special: exit_method,
            flags,
        };
        self.emit.emit(load, range);
        self.sp = base + 2;
        let local = if is_async {
            None
        } else {
            self.entered_local(item)
        };
        let dst = local.unwrap_or(base);
        self.emit.emit(Op::CallMethod { dst, base, argc: 0 }, range);
        self.sp = base + 1;
        if is_async {
            self.await_in_place(base, range)?;
        }
        match (local, &item.optional_vars) {
            (Some(local), _) => self.emit.bound.insert(local),
            (None, None) => {
                self.emit.emit(
                    Op::Clear {
                        first: base,
                        count: 1,
                    },
                    range,
                );
            }
            (None, Some(_)) => {}
        }
        self.sp = mark;
        Ok(local.is_some())
    }
}
