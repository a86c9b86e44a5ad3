//! Control flow: `if`, loops, `return`, `break`, `continue`, and what these run on their way out.

use ruff_python_ast::{Expr, StmtFor, StmtIf, StmtReturn, StmtWhile};
use ruff_text_size::{Ranged, TextRange};

use super::code::CodeKind;
use super::constant::Constant;
use super::op::{Op, TAKE_A};
use super::unit::{Block, Unit};
use super::{Failure, Res};

impl<'a> Unit<'a> {
    /// `if … elif … else`
    pub fn if_statement(&mut self, node: &'a StmtIf) -> Res<()> {
        let end = self.emit.label();
        let mut clauses = node.elif_else_clauses.iter();
        let mut test = Some(&*node.test);
        let mut body = &node.body;
        loop {
            let next = self.emit.label();
            if let Some(test) = test {
                self.jump_if(test, false, next)?;
            }
            self.body(body)?;
            let Some(clause) = clauses.next() else {
                self.emit.place(next);
                break;
            };
            self.emit.jump(Op::Jump { offset: 0 }, end, node.range);
            self.emit.place(next);
            test = clause.test.as_ref();
            body = &clause.body;
        }
        self.emit.place(end);
        Ok(())
    }

    /// `while test: … else: …`; tested at the top once, then at the bottom.
    pub fn while_statement(&mut self, node: &'a StmtWhile) -> Res<()> {
        let [head, again, orelse, end] = std::array::from_fn(|_| self.emit.label());
        let endless = self.fold(&node.test).is_some_and(|c| c.truth());
        self.jump_if(&node.test, false, orelse)?;
        if self.emit.reachable {
            self.emit.bound = self.emit.bound.without(self.deletable);
        }
        self.emit.place(head);
        let target = if endless { head } else { again };
        self.blocks.push(Block::Loop {
            on_break: end,
            on_continue: target,
            iter: None,
        });
        self.body(&node.body)?;
        self.blocks.pop();
        if endless {
            self.emit.jump(Op::Jump { offset: 0 }, head, node.range);
        } else {
            self.emit.place(again);
            self.jump_if(&node.test, true, head)?;
        }
        self.emit.place(orelse);
        self.body(&node.orelse)?;
        self.emit.place(end);
        Ok(())
    }

    /// `for target in iter: … else: …`
    pub fn for_statement(&mut self, node: &'a StmtFor) -> Res<()> {
        if node.is_async {
            self.check_async("'async for'", node.range)?;
        }
        let range = node.iter.range();
        let iter = self.temp()?;
        self.iterate(&node.iter, node.is_async, iter)?;
        let [head, exit, end] = std::array::from_fn(|_| self.emit.label());
        let round = self.begin_round(node.is_async, head)?;
        self.next_item(round, iter, &node.target, exit, range)?;
        self.blocks.push(Block::Loop {
            on_break: end,
            on_continue: head,
            iter: Some(iter),
        });
        self.body(&node.body)?;
        self.blocks.pop();
        self.emit.jump(Op::Jump { offset: 0 }, head, range);
        self.end_round(round, iter, exit, range);
        self.sp = iter;
        self.body(&node.orelse)?;
        self.emit.place(end);
        Ok(())
    }

    /// An error unless the function is asynchronous.
    pub fn check_async(&self, what: &str, range: TextRange) -> Res<()> {
        match self.kind {
            CodeKind::Coroutine | CodeKind::AsyncGenerator => Ok(()),
            CodeKind::Module | CodeKind::Class => {
                Err(Failure::new(range, format!("{what} outside function")))
            }
            _ => Err(Failure::new(
                range,
                format!("{what} outside async function"),
            )),
        }
    }

    /// An error unless the code is a function's; `yield from` must not be an asynchronous one's.
    pub fn check_yield(&self, what: &str, range: TextRange) -> Res<()> {
        match self.kind {
            CodeKind::Module | CodeKind::Class => {
                Err(Failure::new(range, format!("{what} outside function")))
            }
            CodeKind::Coroutine | CodeKind::AsyncGenerator if what == "'yield from'" => {
                Err(Failure::new(range, "'yield from' inside async function"))
            }
            _ => Ok(()),
        }
    }

    /// `return value`
    pub fn return_statement(&mut self, node: &'a StmtReturn) -> Res<()> {
        if matches!(self.kind, CodeKind::Module | CodeKind::Class) {
            return Err(Failure::new(node.range, "'return' outside function"));
        }
        match &node.value {
            Some(value) => self.return_value(value, node.range),
            None => self.unwind_to(0, |unit| {
                unit.emit
                    .emit_end(Op::ReturnNone { used: unit.sp }, node.range);
                Ok(())
            }),
        }
    }

    /// Return the value of an expression.
    pub fn return_value(&mut self, value: &'a Expr, range: TextRange) -> Res<()> {
        let used = self.sp;
        let cleans_up = self
            .blocks
            .iter()
            .any(|block| !matches!(block, Block::Loop { .. } | Block::Protected { .. }));
        if let Expr::If(node) = value
            && !cleans_up
        {
            let orelse = self.emit.label();
            self.jump_if(&node.test, false, orelse)?;
            self.return_value(&node.body, range)?;
            self.emit.place(orelse);
            return self.return_value(&node.orelse, range);
        }
        if let Some(constant) = self.fold(value) {
            return self.unwind_to(0, |unit| {
                if constant == Constant::None {
                    unit.emit.emit_end(Op::ReturnNone { used }, range);
                    return Ok(());
                }
                let reg = unit.temp()?;
                unit.load_constant(&constant, reg, range);
                unit.emit.emit_end(
                    Op::Return {
                        src: reg,
                        flags: TAKE_A,
                        used,
                    },
                    range,
                );
                Ok(())
            });
        }
        // A local variable is moved out, as the frame ends; unless code still runs that sees it.
        let result = self.operand(value, cleans_up)?;
        self.unwind_to(0, |unit| {
            unit.emit.emit_end(
                Op::Return {
                    src: result.reg,
                    flags: TAKE_A,
                    used,
                },
                range,
            );
            Ok(())
        })
    }

    /// `break` and `continue`
    pub fn leave_loop(&mut self, is_break: bool, range: TextRange) -> Res<()> {
        let found = self
            .blocks
            .iter()
            .rposition(|block| matches!(block, Block::Loop { .. }));
        let Some(depth) = found else {
            let message = if is_break {
                "'break' outside loop"
            } else {
                "'continue' not properly in loop"
            };
            return Err(Failure::new(range, message));
        };
        let Some(&Block::Loop {
            on_break,
            on_continue,
            iter,
        }) = self.blocks.get(depth)
        else {
            return Ok(());
        };
        self.unwind_to(depth + 1, |unit| {
            if is_break {
                if let Some(iter) = iter {
                    unit.emit.emit(
                        Op::Clear {
                            first: iter,
                            count: 1,
                        },
                        range,
                    );
                }
                unit.emit.jump(Op::Jump { offset: 0 }, on_break, range);
            } else {
                unit.emit.jump(Op::Jump { offset: 0 }, on_continue, range);
            }
            Ok(())
        })
    }

    /// Run what the blocks above `depth` owe, from the inside out, then `leave`. The code of each
    /// block's clean-up is not protected by the block itself.
    fn unwind_to(&mut self, depth: usize, leave: impl FnOnce(&mut Self) -> Res<()>) -> Res<()> {
        let mut left = Vec::new();
        while self.blocks.len() > depth {
            let Some(block) = self.blocks.pop() else {
                break;
            };
            if let Some(region) = block.region() {
                self.emit.pause_region(region);
            }
            self.clean_up(&block)?;
            left.push(block);
        }
        if self.emit.reachable {
            leave(self)?;
        }
        for block in left.into_iter().rev() {
            if let Some(region) = block.region() {
                self.emit.resume_region(region);
            }
            self.blocks.push(block);
        }
        Ok(())
    }

    fn clean_up(&mut self, block: &Block<'a>) -> Res<()> {
        if !self.emit.reachable {
            return Ok(());
        }
        match *block {
            Block::Loop { .. } | Block::Protected { .. } => Ok(()),
            Block::Finally { body, .. } => self.body(body),
            Block::Handling {
                save,
                exc,
                name,
                range,
                ..
            } => {
                if let Some(name) = name {
                    self.forget_name(name, range)?;
                }
                self.emit.emit(Op::PopHandling { save }, range);
                if let Some(exc) = exc {
                    self.emit.emit(
                        Op::Clear {
                            first: exc,
                            count: 1,
                        },
                        range,
                    );
                }
                Ok(())
            }
            Block::With {
                exit,
                is_async,
                range,
                ..
            } => self.call_exit(exit, is_async, range),
        }
    }
}
