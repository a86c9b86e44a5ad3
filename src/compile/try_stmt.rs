//! `try`, `except`, `except*`, `finally`.
//!
//! A `finally` body is compiled once for each way out: at the normal end, after an exception, and
//! before each `return`, `break` or `continue` that leaves the statement.
//!
//! A handler runs between `PushHandling` and `PopHandling`. An exception raised inside it goes to a
//! small handler that restores what was being handled before, and raises it again.

use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Stmt, StmtTry};
use ruff_text_size::{Ranged, TextRange};

use super::emit::Label;
use super::op::{Op, Reg, TAKE_A, TAKE_B, WHEN_TRUE};
use super::registers::RegSet;
use super::unit::{Block, Operand, Unit};
use super::{Failure, Res};

impl<'a> Unit<'a> {
    /// `try: …`
    pub fn try_statement(&mut self, node: &'a StmtTry) -> Res<()> {
        if node.finalbody.is_empty() {
            return self.try_except(node);
        }
        let range = node.range;
        let (handler, end) = (self.emit.label(), self.emit.label());
        let save = self.temps(2)?;
        let exc = save + 1;
        self.sp = save;
        let bound = self.bound_for_handlers();
        let region = self.emit.open_region(handler, exc, save);
        self.blocks.push(Block::Finally {
            region,
            body: &node.finalbody,
        });
        if node.handlers.is_empty() {
            self.body(&node.body)?;
        } else {
            self.try_except(node)?;
        }
        self.blocks.pop();
        self.emit.finish_region(region);
        self.body(&node.finalbody)?;
        self.emit.jump(Op::Jump { offset: 0 }, end, range);

        self.emit.place_handler(handler, region, bound);
        self.sp = save + 2;
        self.handling(save, exc, range, |unit| {
            unit.in_handler(save, Some(exc), None, range, |unit| {
                unit.body(&node.finalbody)
            })
        })?;
        self.sp = save;
        self.emit.place(end);
        Ok(())
    }

    /// What is surely bound where an exception of the statement that begins here arrives.
    pub fn bound_for_handlers(&self) -> RegSet {
        self.emit.bound.without(self.deletable)
    }

    /// The exception in `exc` is being handled by `body`; if that falls through, or raises, the
    /// exception goes on. The code after it is not reached from here.
    pub fn handling(
        &mut self,
        save: Reg,
        exc: Reg,
        range: TextRange,
        body: impl FnOnce(&mut Self) -> Res<()>,
    ) -> Res<()> {
        self.emit.emit(Op::PushHandling { save, exc }, range);
        let cleanup = self.emit.label();
        let bound = self.bound_for_handlers();
        let region = self.emit.open_region(cleanup, exc, exc);
        self.blocks.push(Block::Protected { region });
        body(self)?;
        self.blocks.pop();
        self.emit.finish_region(region);
        // Falling through, `exc` still holds the exception; otherwise it holds the new one.
        let fell_through = self.emit.reachable;
        let bound_here = self.emit.bound;
        self.emit.place_handler(cleanup, region, bound);
        if fell_through {
            self.emit.bound = if self.emit.reachable {
                bound.and(bound_here)
            } else {
                bound_here
            };
            self.emit.reachable = true;
        }
        self.emit.emit(Op::PopHandling { save }, range);
        self.emit.emit_end(Op::Reraise { exc }, range);
        Ok(())
    }

    /// Statements that run while an exception is handled: leaving them restores what was handled
    /// before. `exc` is a register to empty then, `name` the variable of `except … as name`.
    fn in_handler(
        &mut self,
        save: Reg,
        exc: Option<Reg>,
        name: Option<&'a str>,
        range: TextRange,
        body: impl FnOnce(&mut Self) -> Res<()>,
    ) -> Res<()> {
        // The region of the surrounding `handling` must not cover the code that leaves.
        let Some(Block::Protected { region }) = self.blocks.pop() else {
            return Err(Failure::new(
                range,
                "a handler outside of an exception's handling",
            ));
        };
        self.blocks.push(Block::Handling {
            region,
            save,
            exc,
            name,
            range,
        });
        body(self)?;
        self.blocks.pop();
        self.blocks.push(Block::Protected { region });
        Ok(())
    }

    /// `try` with `except` clauses and `else`, without `finally`.
    fn try_except(&mut self, node: &'a StmtTry) -> Res<()> {
        let range = node.range;
        let (handler, end) = (self.emit.label(), self.emit.label());
        let save = self.temps(2)?;
        let exc = save + 1;
        self.sp = save;
        let bound = self.bound_for_handlers();
        let region = self.emit.open_region(handler, exc, save);
        self.blocks.push(Block::Protected { region });
        self.body(&node.body)?;
        self.blocks.pop();
        self.emit.finish_region(region);
        self.body(&node.orelse)?;
        self.emit.jump(Op::Jump { offset: 0 }, end, range);

        self.emit.place_handler(handler, region, bound);
        self.sp = save + 2;
        self.handling(save, exc, range, |unit| {
            if node.is_star {
                return unit.star_clauses(&node.handlers, save, exc, end, range);
            }
            for handler in &node.handlers {
                let ExceptHandler::ExceptHandler(clause) = handler;
                unit.except_clause(clause, save, exc, end)?;
            }
            Ok(())
        })?;
        self.sp = save;
        self.emit.place(end);
        Ok(())
    }

    fn except_clause(
        &mut self,
        clause: &'a ExceptHandlerExceptHandler,
        save: Reg,
        exc: Reg,
        end: Label,
    ) -> Res<()> {
        let range = clause.range;
        let next = self.emit.label();
        if let Some(class) = &clause.type_ {
            let mark = self.sp;
            let class_range = class.range();
            let class = self.operand(class, false)?;
            let flags = class.take(TAKE_B);
            let op = Op::JumpUnlessMatch {
                exc,
                class: class.reg,
                flags,
                offset: 0,
            };
            self.emit.jump(op, next, class_range);
            self.sp = mark;
        }
        match &clause.name {
            Some(name) => {
                self.store_name(name.as_str(), Operand::temp(exc), name.range);
                self.named_handler_body(&clause.body, name.as_str(), save, exc, range)?;
                self.forget_name_if_reachable(name.as_str(), range)?;
            }
            None => {
                self.emit.emit(
                    Op::Clear {
                        first: exc,
                        count: 1,
                    },
                    range,
                );
                self.in_handler(save, None, None, range, |unit| unit.body(&clause.body))?;
            }
        }
        self.leave_handling(save, end, range);
        self.emit.place(next);
        Ok(())
    }

    /// The normal end of a handler. It is not protected: an interrupt that comes with the jump
    /// finds the handling over.
    fn leave_handling(&mut self, save: Reg, end: Label, range: TextRange) {
        let region = self.blocks.last().and_then(Block::region);
        if let Some(region) = region {
            self.emit.pause_region(region);
        }
        self.emit.emit(Op::PopHandling { save }, range);
        self.emit.jump(Op::Jump { offset: 0 }, end, range);
        if let Some(region) = region {
            self.emit.resume_region(region);
        }
    }

    fn forget_name_if_reachable(&mut self, name: &str, range: TextRange) -> Res<()> {
        if self.emit.reachable {
            self.forget_name(name, range)
        } else {
            Ok(())
        }
    }

    /// The body of `except … as name`: an exception raised in it unbinds the name, too.
    fn named_handler_body(
        &mut self,
        body: &'a [Stmt],
        name: &'a str,
        save: Reg,
        exc: Reg,
        range: TextRange,
    ) -> Res<()> {
        // The exceptions of the body go to a clean-up of its own, which lies behind the body.
        let Some(&Block::Protected { region: outer }) = self.blocks.last() else {
            return Err(Failure::new(
                range,
                "a handler outside of an exception's handling",
            ));
        };
        let cleanup = self.emit.label();
        let after = self.emit.label();
        let bound = self.bound_for_handlers();
        self.emit.pause_region(outer);
        let region = self.emit.open_region(cleanup, exc, exc);
        self.blocks.pop();
        self.blocks.push(Block::Handling {
            region,
            save,
            exc: None,
            name: Some(name),
            range,
        });
        self.body(body)?;
        self.blocks.pop();
        self.blocks.push(Block::Protected { region: outer });
        self.emit.finish_region(region);
        self.emit.jump(Op::Jump { offset: 0 }, after, range);
        self.emit.place_handler(cleanup, region, bound);
        self.forget_name_if_reachable(name, range)?;
        self.emit.emit(Op::PopHandling { save }, range);
        self.emit.emit_end(Op::Reraise { exc }, range);
        self.emit.place(after);
        self.emit.resume_region(outer);
        Ok(())
    }

    /// The clauses of `except*`: each takes its part of the group, what they raise is collected,
    /// and what is left goes on.
    fn star_clauses(
        &mut self,
        handlers: &'a [ExceptHandler],
        save: Reg,
        exc: Reg,
        end: Label,
        range: TextRange,
    ) -> Res<()> {
        // `exc` is what is still unhandled; `raised` collects what the clauses raise; `part` and
        // the register above it receive the two halves of a split.
        let raised = self.temp()?;
        let whole = self.temp()?;
        let part = self.temps(2)?;
        let rest = part + 1;
        self.emit.emit(
            Op::BuildList {
                dst: raised,
                first: raised,
                count: 0,
            },
            range,
        );
        self.emit.emit(
            Op::Copy {
                dst: whole,
                src: exc,
            },
            range,
        );
        for handler in handlers {
            let ExceptHandler::ExceptHandler(clause) = handler;
            let clause_range = clause.range;
            let next = self.emit.label();
            let Some(class) = &clause.type_ else {
                return Err(Failure::new(
                    clause_range,
                    "expected one or more exception types",
                ));
            };
            let mark = self.sp;
            let class_operand = self.operand(class, false)?;
            let op = Op::SplitGroup {
                dst: part,
                exc,
                class: class_operand.reg,
            };
            self.emit.emit(op, class.range());
            if class_operand.temp {
                let first = class_operand.reg;
                self.emit.emit(Op::Clear { first, count: 1 }, class.range());
            }
            self.sp = mark;
            self.emit.emit(
                Op::Move {
                    dst: exc,
                    src: rest,
                },
                clause_range,
            );
            let op = Op::JumpIfNone {
                a: part,
                flags: WHEN_TRUE,
                offset: 0,
            };
            self.emit.jump(op, next, clause_range);
            // The clause handles its part; `inner` keeps what was handled around it.
            let inner = self.temp()?;
            let caught = self.temp()?;
            let cleanup = self.emit.label();
            let bound = self.bound_for_handlers();
            let Some(&Block::Protected { region: outer }) = self.blocks.last() else {
                return Err(Failure::new(
                    range,
                    "a handler outside of an exception's handling",
                ));
            };
            self.emit.emit(
                Op::PushHandling {
                    save: inner,
                    exc: part,
                },
                clause_range,
            );
            let name = clause.name.as_ref();
            if let Some(name) = name {
                self.store_name(name.as_str(), Operand::temp(part), name.range);
            } else {
                self.emit.emit(
                    Op::Clear {
                        first: part,
                        count: 1,
                    },
                    clause_range,
                );
            }
            self.emit.pause_region(outer);
            let region = self.emit.open_region(cleanup, caught, caught);
            self.blocks.push(Block::Handling {
                region,
                save: inner,
                exc: None,
                name: name.map(|n| n.as_str()),
                range: clause_range,
            });
            self.body(&clause.body)?;
            self.blocks.pop();
            self.emit.finish_region(region);
            if let Some(name) = name {
                self.forget_name_if_reachable(name.as_str(), clause_range)?;
            }
            self.emit
                .emit(Op::PopHandling { save: inner }, clause_range);
            self.emit.jump(Op::Jump { offset: 0 }, next, clause_range);
            self.emit.place_handler(cleanup, region, bound);
            if let Some(name) = name {
                self.forget_name_if_reachable(name.as_str(), clause_range)?;
            }
            self.emit
                .emit(Op::PopHandling { save: inner }, clause_range);
            let op = Op::ListAppend {
                list: raised,
                src: caught,
                flags: TAKE_A,
            };
            self.emit.emit(op, clause_range);
            self.emit.place(next);
            self.emit.resume_region(outer);
            self.sp = mark;
        }
        let op = Op::JoinGroups { exc, whole, raised };
        self.emit.emit(op, range);
        self.emit.emit(
            Op::Clear {
                first: part,
                count: 1,
            },
            range,
        );
        let unhandled = self.emit.label();
        self.emit.jump(
            Op::JumpIfNone {
                a: exc,
                flags: 0,
                offset: 0,
            },
            unhandled,
            range,
        );
        self.leave_handling(save, end, range);
        self.emit.place(unhandled);
        Ok(())
    }
}
