//! Comprehensions, inlined in the frame around them, and generator expressions, which are
//! functions.
//!
//! The targets of an inlined comprehension are registers of its own; the first iterable is computed
//! before they exist. A captured target is one cell for the whole run of the comprehension.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, Expr, ExprDictComp, ExprGenerator, ExprListComp, ExprSetComp,
};
use ruff_text_size::{Ranged, TextRange};

use super::code::{CodeKind, Parameters};
use super::emit::{Label, Region};
use super::op::{Op, Reg, TAKE_A, TAKE_B, TAKE_C};
use super::registers::RegSet;
use super::scope::ScopeId;
use super::unit::{Inlined, Operand, Slot, SlotKind, Unit};
use super::{Failure, Res};
use crate::object::Str;

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(Reg, &'a Expr),
    Set(Reg, &'a Expr),
    Dict(Reg, &'a Expr, &'a Expr),
    Yield(&'a Expr),
}

/// Whether `expr` reads one of the names of `scope`.
fn mentions(expr: &Expr, names: &dyn Fn(&str) -> bool) -> bool {
    struct Finder<'n>(&'n dyn Fn(&str) -> bool, bool);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Name(name) => self.1 |= (self.0)(name.id.as_str()),
                _ if self.1 => {}
                _ => visitor::walk_expr(self, expr),
            }
        }
    }
    let mut finder = Finder(names, false);
    finder.visit_expr(expr);
    finder.1
}

impl<'a> Unit<'a> {
    /// `dst = [elt for …]`
    pub fn list_comprehension(&mut self, node: &'a ExprListComp, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(node)?;
        let list = self.run_base(dst)?;
        let build = Op::BuildList {
            dst: list,
            first: list,
            count: 0,
        };
        let element = Element::List(list, &node.elt);
        self.inlined(scope, &node.generators, build, element, node.range)?;
        self.deliver(list, dst, node.range);
        Ok(())
    }

    /// `dst = {elt for …}`
    pub fn set_comprehension(&mut self, node: &'a ExprSetComp, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(node)?;
        let set = self.run_base(dst)?;
        let build = Op::BuildSet {
            dst: set,
            first: set,
            count: 0,
        };
        let element = Element::Set(set, &node.elt);
        self.inlined(scope, &node.generators, build, element, node.range)?;
        self.deliver(set, dst, node.range);
        Ok(())
    }

    /// `dst = {key: value for …}`
    pub fn dict_comprehension(&mut self, node: &'a ExprDictComp, dst: Reg) -> Res<()> {
        let Some(key) = &node.key else {
            let message = "dict unpacking cannot be used in dict comprehension";
            return Err(Failure::new(node.range, message));
        };
        let scope = self.shared.scopes.of_node(node)?;
        let dict = self.run_base(dst)?;
        let build = Op::BuildDict {
            dst: dict,
            first: dict,
            pairs: 0,
        };
        let element = Element::Dict(dict, key, &node.value);
        self.inlined(scope, &node.generators, build, element, node.range)?;
        self.deliver(dict, dst, node.range);
        Ok(())
    }

    fn deliver(&mut self, src: Reg, dst: Reg, range: TextRange) {
        if src != dst {
            self.emit.emit(Op::Move { dst, src }, range);
        }
    }

    /// Run a comprehension in this frame; `build` makes what it fills.
    fn inlined(
        &mut self,
        scope: ScopeId,
        generators: &'a [Comprehension],
        build: Op,
        element: Element<'a>,
        range: TextRange,
    ) -> Res<()> {
        let Some(first) = generators.first() else {
            return Ok(());
        };
        let is_async = matches!(self.kind, CodeKind::Coroutine | CodeKind::AsyncGenerator);
        if !is_async && generators.iter().any(|g| g.is_async) {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return Err(Failure::new(range, message));
        }
        let mark = self.sp;
        let iter = self.temp()?;
        self.iterate(&first.iter, first.is_async, iter)?;
        self.emit.emit(build, range);
        let targets = self.sp;
        let slots = self.inlined_slots(scope)?;
        let count = self.sp - targets;
        if count > 0 && self.reads_early(scope, generators) {
            self.emit.emit(
                Op::Clear {
                    first: targets,
                    count,
                },
                range,
            );
        }
        self.make_cells(&slots, range);
        self.inlined.push(Inlined {
            type_params: false,
            slots,
        });
        let start = self.emit.len();
        self.rounds(generators, iter, element)?;
        if let Some(inlined) = self.inlined.pop() {
            let mut own: Vec<(Rc<str>, Slot)> = inlined.slots.into_iter().collect();
            own.sort_by_key(|(_, slot)| slot.reg);
            for (name, slot) in own {
                let local = super::code::Local {
                    name: Str::intern(&name),
                    reg: slot.reg,
                    cell: slot.kind == SlotKind::Cell,
                    free: false,
                    far: None,
                };
                self.emit.inner_local(start, local);
            }
        }
        if count > 0 {
            self.emit.emit(
                Op::Clear {
                    first: targets,
                    count,
                },
                range,
            );
        }
        self.sp = mark;
        Ok(())
    }

    /// Turn the registers of captured variables of an inlined scope into cells.
    pub fn make_cells(&mut self, slots: &HashMap<Rc<str>, Slot>, range: TextRange) {
        let cells = slots.values().filter(|slot| slot.kind == SlotKind::Cell);
        let mut cells: Vec<Reg> = cells.map(|slot| slot.reg).collect();
        cells.sort_unstable();
        for reg in cells {
            self.emit.emit(
                Op::Clear {
                    first: reg,
                    count: 1,
                },
                range,
            );
            self.emit.emit(Op::MakeCell { reg }, range);
        }
    }

    /// Whether an inner iterable or a condition may read a target that is assigned only later.
    fn reads_early(&self, scope: ScopeId, generators: &[Comprehension]) -> bool {
        if generators.len() < 2 {
            return false;
        }
        let shared = self.shared;
        let scope = shared.scopes.get(scope);
        let assigned_later = |from: usize, name: &str| {
            scope.binds(name)
                && generators
                    .iter()
                    .skip(from)
                    .any(|g| mentions(&g.target, &|target| target == name))
        };
        generators.iter().enumerate().any(|(at, generator)| {
            let in_iter = at > 0 && mentions(&generator.iter, &|name| assigned_later(at, name));
            let in_conditions = generator
                .ifs
                .iter()
                .any(|c| mentions(c, &|name| assigned_later(at + 1, name)));
            in_iter || in_conditions
        })
    }

    /// `iter =` an iterator over `expr`
    pub fn iterate(&mut self, expr: &'a Expr, is_async: bool, iter: Reg) -> Res<()> {
        let src = match expr {
            // A set of constants that nothing else can see.
            Expr::Set(set)
                if self.is_scratch(iter)
                    && self.constant_set_into(
                        &set.elts,
                        iter,
                        super::op::ITERATED,
                        expr.range(),
                    )? =>
            {
                Operand::temp(iter)
            }
            _ => self.operand_in(expr, self.scratch(iter), false)?,
        };
        let flags = src.take(TAKE_A);
        let op = if is_async {
            Op::GetAsyncIter {
                dst: iter,
                src: src.reg,
                flags,
            }
        } else {
            Op::GetIter {
                dst: iter,
                src: src.reg,
                flags,
            }
        };
        self.emit.emit(op, expr.range());
        Ok(())
    }

    /// The loops of a comprehension, the outermost over `iter`.
    fn rounds(
        &mut self,
        generators: &'a [Comprehension],
        iter: Reg,
        element: Element<'a>,
    ) -> Res<()> {
        let Some((generator, inner)) = generators.split_first() else {
            return Ok(());
        };
        let (head, exit) = (self.emit.label(), self.emit.label());
        let next = self.begin_round(generator.is_async, head)?;
        self.next_item(next, iter, &generator.target, exit, generator.iter.range())?;
        for condition in &generator.ifs {
            self.jump_if(condition, false, head)?;
        }
        let mark = self.sp;
        match inner.first() {
            Some(inner_generator) => {
                let inner_iter = self.temp()?;
                self.iterate(&inner_generator.iter, inner_generator.is_async, inner_iter)?;
                self.rounds(inner, inner_iter, element)?;
            }
            None => self.element(element)?,
        }
        self.sp = mark;
        self.emit
            .jump(Op::Jump { offset: 0 }, head, generator.range);
        self.end_round(next, iter, exit, generator.iter.range());
        Ok(())
    }

    /// Deal with one element.
    fn element(&mut self, element: Element<'a>) -> Res<()> {
        match element {
            Element::List(list, elt) => {
                let src = self.operand(elt, false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::ListAppend {
                        list,
                        src: src.reg,
                        flags,
                    },
                    elt.range(),
                );
            }
            Element::Set(set, elt) => {
                let src = self.operand(elt, false)?;
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::SetAdd {
                        set,
                        src: src.reg,
                        flags,
                    },
                    elt.range(),
                );
            }
            Element::Dict(dict, key, value) => {
                let copy = self.may_rebind([value]);
                let key_operand = self.operand(key, copy)?;
                let val = self.operand(value, false)?;
                let flags = key_operand.take(TAKE_B) | val.take(TAKE_C);
                let range = TextRange::new(key.range().start(), value.range().end());
                let op = Op::DictInsert {
                    dict,
                    key: key_operand.reg,
                    val: val.reg,
                    flags,
                };
                self.emit.emit(op, range);
            }
            Element::Yield(elt) => {
                let src = self.operand(elt, false)?;
                let dst = if src.temp { src.reg } else { self.temp()? };
                let flags = src.take(TAKE_A);
                self.emit.emit(
                    Op::Yield {
                        dst,
                        src: src.reg,
                        flags,
                    },
                    elt.range(),
                );
                // What was sent goes nowhere.
                let op = Op::Clear {
                    first: dst,
                    count: 1,
                };
                self.emit.emit(op, elt.range());
            }
        }
        Ok(())
    }

    /// `dst = (elt for …)`
    pub fn generator_into(&mut self, node: &'a ExprGenerator, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(node)?;
        let Some(first) = node.generators.first() else {
            return Ok(());
        };
        let kind = if self.shared.scopes.get(scope).awaits {
            CodeKind::AsyncGenerator
        } else {
            CodeKind::Generator
        };
        let mut unit = Unit::bare(self.shared, scope, kind, self.qualname_of("<genexpr>"));
        unit.first_line = self.line_of(node.range);
        unit.lay_out(Parameters {
            names: vec![Str::intern(".0")],
            positional: 1,
            positional_only: 0,
            ..Parameters::default()
        })?;
        unit.rounds(&node.generators, 0, Element::Yield(&node.elt))?;
        let code = unit.finish("<genexpr>")?;
        let base = self.run_base(dst)?;
        self.make_function(code, scope, base, base, 0, node.range)?;
        let argument = self.temp()?;
        self.iterate(&first.iter, first.is_async, argument)?;
        self.call_one(base, dst, node.range);
        Ok(())
    }

    /// The head of a loop; what it returns goes to [`Unit::next_item`] and [`Unit::end_round`].
    pub fn begin_round(&mut self, is_async: bool, head: Label) -> Res<Option<AsyncRound>> {
        if self.emit.reachable {
            self.emit.bound = self.emit.bound.without(self.deletable);
        }
        self.emit.place(head);
        if !is_async {
            return Ok(None);
        }
        // The end of an asynchronous iterator is an exception.
        let bound = self.emit.bound;
        let handler = self.emit.label();
        let exc = self.temp()?;
        self.sp = exc;
        let region = self.emit.open_region(handler, exc, exc);
        Ok(Some(AsyncRound {
            region,
            handler,
            exc,
            bound,
        }))
    }

    /// Fetch the next item into `target`, or leave the loop.
    pub fn next_item(
        &mut self,
        round: Option<AsyncRound>,
        iter: Reg,
        target: &'a Expr,
        exit: Label,
        range: TextRange,
    ) -> Res<()> {
        let mark = self.sp;
        let local = match target {
            Expr::Name(name) => self.local_target(name.id.as_str()),
            _ => None,
        };
        let Some(round) = round else {
            let dst = match local {
                Some(local) => local,
                None => self.temp()?,
            };
            self.emit.jump(
                Op::ForIter {
                    dst,
                    iter,
                    offset: 0,
                },
                exit,
                range,
            );
            match local {
                Some(local) => self.emit.bound.insert(local),
                None => self.store_target(target, Operand::temp(dst))?,
            }
            self.sp = mark;
            return Ok(());
        };
        let next = self.temp()?;
        self.emit.emit(Op::GetAsyncNext { dst: next, iter }, range);
        self.drive(next, next, range)?;
        self.emit.pause_region(round.region);
        self.store_target(target, Operand::temp(next))?;
        self.sp = mark;
        Ok(())
    }

    /// The end of a loop: where it goes when its iterator is exhausted.
    pub fn end_round(
        &mut self,
        round: Option<AsyncRound>,
        iter: Reg,
        exit: Label,
        range: TextRange,
    ) {
        if let Some(round) = round {
            self.emit.finish_region(round.region);
            self.emit
                .place_handler(round.handler, round.region, round.bound);
            self.emit.emit(
                Op::EndAsyncFor {
                    exc: round.exc,
                    iter,
                },
                range,
            );
        }
        self.emit.place(exit);
    }
}

/// The protected part of an `async for`.
#[derive(Clone, Copy)]
pub struct AsyncRound {
    region: Region,
    handler: Label,
    exc: Reg,
    bound: RegSet,
}
