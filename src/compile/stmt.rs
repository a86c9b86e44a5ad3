//! Statements: the dispatch, bodies, and the small ones.

use ruff_python_ast::{Stmt, StmtAssert, StmtExpr, StmtRaise};
use ruff_text_size::{Ranged, TextRange};

use super::code::CodeKind;
use super::op::{Op, TAKE_A, TAKE_B};
use super::unit::{Operand, Unit};
use super::{Failure, Mode, Res};

impl<'a> Unit<'a> {
    /// The statements of a module.
    pub fn module_body(&mut self, body: &'a [Stmt]) -> Res<()> {
        if self.shared.scopes.get(self.scope).annotated {
            self.emit.emit(Op::SetupAnnotations, TextRange::default());
        }
        if self.shared.mode != Mode::Interactive
            && let Some(doc) = self.docstring(body)
        {
            let range = body.first().map_or_else(TextRange::default, Ranged::range);
            let index = self.emit.unique_constant(doc.value());
            let reg = self.temp()?;
            self.emit.emit(Op::LoadConst { dst: reg, index }, range);
            self.store_name("__doc__", Operand::temp(reg), range);
            self.sp = reg;
            self.doc = Some(doc);
        }
        self.body(body)
    }

    /// Statements one after the other; those that control cannot reach leave no code.
    pub fn body(&mut self, body: &'a [Stmt]) -> Res<()> {
        for stmt in body {
            if !self.emit.reachable {
                break;
            }
            self.statement(stmt)?;
        }
        Ok(())
    }

    fn statement(&mut self, stmt: &'a Stmt) -> Res<()> {
        self.descend(stmt.range())?;
        let mark = self.sp;
        let at = self.emit.len();
        if let Stmt::Try(_) = stmt {
            self.emit.mark_line(stmt.range(), false);
        }
        self.statement_code(stmt)
            .map_err(|failure| failure.or_at(stmt.range()))?;
        let has_line = match stmt {
            Stmt::Pass(_) => true,
            Stmt::Expr(node) => !node.value.is_string_literal_expr(),
            _ => false,
        };
        if has_line && self.emit.len() == at {
            self.emit.mark_line(stmt.range(), true);
        }
        self.sp = mark;
        self.ascend();
        Ok(())
    }

    fn statement_code(&mut self, stmt: &'a Stmt) -> Res<()> {
        match stmt {
            Stmt::Expr(node) => self.expression_statement(node)?,
            Stmt::Assign(node) => self.assign(node)?,
            Stmt::AugAssign(node) => self.augmented(node)?,
            Stmt::AnnAssign(node) => self.annotated(node)?,
            Stmt::Return(node) => self.return_statement(node)?,
            Stmt::If(node) => self.if_statement(node)?,
            Stmt::While(node) => self.while_statement(node)?,
            Stmt::For(node) => self.for_statement(node)?,
            Stmt::Break(node) => self.leave_loop(true, node.range)?,
            Stmt::Continue(node) => self.leave_loop(false, node.range)?,
            Stmt::Try(node) => self.try_statement(node)?,
            Stmt::With(node) => self.with_statement(node)?,
            Stmt::Match(node) => self.match_statement(node)?,
            Stmt::FunctionDef(node) => self.function_def(node)?,
            Stmt::ClassDef(node) => self.class_def(node)?,
            Stmt::Import(node) => self.import_statement(node)?,
            Stmt::ImportFrom(node) => self.import_from(node)?,
            Stmt::Raise(node) => self.raise_statement(node)?,
            Stmt::Assert(_) if super::optimize() > 0 => {}
            Stmt::Assert(node) => self.assert_statement(node)?,
            Stmt::Delete(node) => {
                for target in &node.targets {
                    self.delete_target(target)?;
                }
            }
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::TypeAlias(node) => self.type_alias(node)?,
            Stmt::IpyEscapeCommand(node) => return Err(Failure::new(node.range, "invalid syntax")),
        }
        Ok(())
    }

    fn expression_statement(&mut self, node: &'a StmtExpr) -> Res<()> {
        if self.shared.mode == Mode::Interactive && self.kind == CodeKind::Module {
            let src = self.operand(&node.value, false)?;
            let flags = src.take(TAKE_A);
            self.emit.emit(
                Op::Display {
                    src: src.reg,
                    flags,
                },
                node.range,
            );
            return Ok(());
        }
        self.effect(&node.value)
    }

    fn raise_statement(&mut self, node: &'a StmtRaise) -> Res<()> {
        let Some(exc) = &node.exc else {
            self.emit.emit_end(Op::RaiseCurrent, node.range);
            return Ok(());
        };
        let copy = self.may_rebind(node.cause.as_deref());
        let exc = self.operand(exc, copy)?;
        let Some(cause) = &node.cause else {
            let flags = exc.take(TAKE_A);
            self.emit.emit_end(
                Op::Raise {
                    exc: exc.reg,
                    flags,
                },
                node.range,
            );
            return Ok(());
        };
        let cause = self.operand(cause, false)?;
        let flags = exc.take(TAKE_A) | cause.take(TAKE_B);
        let op = Op::RaiseFrom {
            exc: exc.reg,
            cause: cause.reg,
            flags,
        };
        self.emit.emit_end(op, node.range);
        Ok(())
    }

    fn assert_statement(&mut self, node: &'a StmtAssert) -> Res<()> {
        let passed = self.emit.label();
        self.jump_if(&node.test, true, passed)?;
        let base = self.temp()?;
        let range = node.range;
        self.emit.emit(Op::LoadAssertionError { dst: base }, range);
        if let Some(message) = &node.msg {
            let argument = self.temp()?;
            self.value_into(message, argument)?;
            self.call_one(base, base, range);
        }
        // Tracebacks underline the condition.
        self.emit.emit_end(
            Op::Raise {
                exc: base,
                flags: TAKE_A,
            },
            node.test.range(),
        );
        self.emit.place(passed);
        Ok(())
    }
}
