//! What statements and expressions demand of their surroundings: `return` of a
//! function, `break` of a loop, `await` of an async function, a starred target of
//! a list, and the like.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Alias, Arguments, Comprehension, ExceptHandler, Expr, ExprContext, Number, Parameters, Stmt,
    StmtFunctionDef, TypeParam,
};
use ruff_text_size::{Ranged, TextRange};

use super::future::is_future;
use super::{Finder, patterns, range_of};
use crate::source::SourceFile;
use crate::source::problem::SyntaxProblem;

/// Loops, `with`s and `try`s inside each other in one function; CPython's limit.
const MAX_BLOCKS: usize = 21;
/// Digits of a decimal integer; CPython's limit.
const MAX_DIGITS: usize = 4300;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Module,
    Class,
    Function { is_async: bool, yields: bool },
    Comprehension,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Loop,
    Group,
    Other,
}

pub(super) struct Flow<'a> {
    pub(super) finder: Finder<'a>,
    unit: Unit,
    blocks: Vec<Block>,
    /// The byte after the future statements.
    future_end: usize,
}

/// Check a module.
pub(super) fn check_body(
    file: &SourceFile,
    body: &[Stmt],
    future_end: usize,
) -> Result<(), Box<SyntaxProblem>> {
    let mut flow = Flow::new(file, future_end);
    flow.visit_body(body);
    flow.finder.finish()
}

/// Check an expression.
pub(super) fn check_expression(
    file: &SourceFile,
    expression: &Expr,
) -> Result<(), Box<SyntaxProblem>> {
    let mut flow = Flow::new(file, 0);
    flow.visit_expr(expression);
    flow.finder.finish()
}

impl<'a> Flow<'a> {
    fn new(file: &'a SourceFile, future_end: usize) -> Self {
        Flow {
            finder: Finder::new(file),
            unit: Unit::Module,
            blocks: Vec::new(),
            future_end,
        }
    }

    pub(super) fn report(&mut self, range: TextRange, message: impl Into<String>) {
        self.finder.report(range, message);
    }

    fn inside(&mut self, unit: Unit, visit: impl FnOnce(&mut Self)) {
        let unit = std::mem::replace(&mut self.unit, unit);
        let blocks = std::mem::take(&mut self.blocks);
        visit(self);
        self.unit = unit;
        self.blocks = blocks;
    }

    fn block(&mut self, block: Block, range: TextRange, visit: impl FnOnce(&mut Self)) {
        if self.blocks.len() >= MAX_BLOCKS {
            self.report(range, "too many statically nested blocks");
            return;
        }
        self.blocks.push(block);
        visit(self);
        self.blocks.pop();
    }

    fn is_async(&self) -> bool {
        matches!(self.unit, Unit::Function { is_async: true, .. })
    }

    /// `break`, `continue` and `return` unwind the blocks up to a loop, or all.
    /// Whether a loop was found.
    fn unwind(&mut self, range: TextRange, to_loop: bool) -> bool {
        for block in self.blocks.iter().rev() {
            match block {
                Block::Loop if to_loop => return true,
                Block::Group => {
                    let message =
                        "'break', 'continue' and 'return' cannot appear in an except* block";
                    self.report(range, message);
                    return true;
                }
                Block::Loop | Block::Other => {}
            }
        }
        false
    }

    fn refuse_debug(&mut self, name: &str, range: TextRange, context: ExprContext) {
        if name == "__debug__" {
            match context {
                ExprContext::Store => self.report(range, "cannot assign to __debug__"),
                ExprContext::Del => self.report(range, "cannot delete __debug__"),
                ExprContext::Load | ExprContext::Invalid => {}
            }
        }
    }

    /// A definition's name may not be `__debug__`.
    fn refuse_debug_name(&mut self, name: &str, statement: &Stmt) {
        if name == "__debug__" {
            let range = range_of(self.finder.file, statement);
            let message = "cannot assign to __debug__";
            self.finder.report_bytes(range, message);
        }
    }

    fn signature(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter() {
            let parameter = parameter.as_parameter();
            let range = parameter.range().with_start(parameter.name.start());
            self.refuse_debug(&parameter.name, range, ExprContext::Store);
        }
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, def: &'a StmtFunctionDef, statement: &'a Stmt) {
        for decorator in &def.decorator_list {
            self.visit_decorator(decorator);
        }
        if let Some(parameters) = &def.type_params {
            self.visit_type_params(parameters);
        }
        self.refuse_debug_name(&def.name, statement);
        self.signature(&def.parameters);
        for parameter in def.parameters.iter() {
            if let Some(annotation) = parameter.annotation() {
                self.annotation(annotation);
            }
        }
        if let Some(returns) = &def.returns {
            self.annotation(returns);
        }
        let unit = Unit::Function {
            is_async: def.is_async,
            yields: def.is_async && yields(&def.body),
        };
        self.inside(unit, |this| this.visit_body(&def.body));
    }

    /// `*args: *Ts` is the one place for a star in an annotation.
    fn annotation(&mut self, annotation: &'a Expr) {
        match annotation {
            Expr::Starred(starred) => self.visit_expr(&starred.value),
            _ => self.visit_expr(annotation),
        }
    }

    fn try_statement(&mut self, statement: &'a ruff_python_ast::StmtTry) {
        let range = statement.range();
        self.block(Block::Other, range, |this| {
            this.visit_body(&statement.body);
            // CPython compiles `else` before the handlers, unless they are starred.
            if !statement.is_star {
                this.visit_body(&statement.orelse);
            }
            let last = statement.handlers.len().saturating_sub(1);
            for (index, handler) in statement.handlers.iter().enumerate() {
                let ExceptHandler::ExceptHandler(handler) = handler;
                if handler.type_.is_none() && index < last {
                    this.report(handler.range(), "default 'except:' must be last");
                }
                if let Some(class) = &handler.type_ {
                    this.visit_expr(class);
                }
                if let Some(name) = &handler.name {
                    this.refuse_debug(name, handler.range(), ExprContext::Store);
                }
                if statement.is_star {
                    this.block(Block::Group, range, |this| this.visit_body(&handler.body));
                } else {
                    this.visit_body(&handler.body);
                }
            }
            if statement.is_star {
                this.visit_body(&statement.orelse);
            }
        });
        self.visit_body(&statement.finalbody);
    }

    fn comprehension(
        &mut self,
        expression: &'a Expr,
        generators: &'a [Comprehension],
        parts: &[&'a Expr],
    ) {
        let Some(first) = generators.first() else {
            return;
        };
        self.visit_expr(&first.iter);
        if !matches!(expression, Expr::Generator(_))
            && !self.is_async()
            && self.unit != Unit::Comprehension
            && is_async_comprehension(generators, parts)
        {
            let message = "asynchronous comprehension outside of an asynchronous function";
            self.report(expression.range(), message);
        }
        self.inside(Unit::Comprehension, |this| {
            for (index, generator) in generators.iter().enumerate() {
                if index > 0 {
                    this.visit_expr(&generator.iter);
                }
                this.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|test| this.visit_expr(test));
            }
            parts.iter().for_each(|part| this.visit_expr(part));
        });
    }

    /// Items of a display or of arguments, which may be starred.
    fn items(&mut self, items: &'a [Expr]) {
        for item in items {
            match item {
                Expr::Starred(starred) => self.visit_expr(&starred.value),
                _ => self.visit_expr(item),
            }
        }
    }

    fn sequence(&mut self, range: TextRange, items: &'a [Expr], context: ExprContext) {
        let starred = items.iter().filter(|item| item.is_starred_expr()).count();
        if context == ExprContext::Store && starred > 1 {
            self.report(range, "multiple starred expressions in assignment");
        }
        self.items(items);
    }

    fn number(&mut self, expression: &'a Expr) {
        let range = expression.range();
        let text = self.finder.file.text.get(std::ops::Range::from(range));
        let text = text.unwrap_or("");
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let prefixed = text.starts_with('0')
            && text
                .get(1..2)
                .is_some_and(|l| !l.is_empty() && l != "0" && l != "_");
        if digits > MAX_DIGITS && !prefixed {
            self.report(
                range,
                format!(
                    "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: \
                     value has {digits} digits; use sys.set_int_max_str_digits() to increase \
                     the limit - Consider hexadecimal for huge integer literals to avoid \
                     decimal conversion limits."
                ),
            );
            if let Some(problem) = &mut self.finder.problem {
                (problem.column, problem.end_column) = (0, 0);
            }
        }
    }

    fn await_expression(&mut self, range: TextRange) {
        match self.unit {
            Unit::Module | Unit::Class => self.report(range, "'await' outside function"),
            Unit::Function {
                is_async: false, ..
            } => self.report(range, "'await' outside async function"),
            Unit::Function { .. } | Unit::Comprehension => {}
        }
    }
}

impl<'a> Visitor<'a> for Flow<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if self.finder.found() {
            return;
        }
        let range = statement.range();
        match statement {
            Stmt::FunctionDef(def) => self.function(def, statement),
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(parameters) = &def.type_params {
                    self.visit_type_params(parameters);
                }
                self.refuse_debug_name(&def.name, statement);
                if let Some(arguments) = &def.arguments {
                    self.visit_arguments(arguments);
                }
                self.inside(Unit::Class, |this| this.visit_body(&def.body));
            }
            Stmt::Return(value) => {
                match self.unit {
                    Unit::Function { yields, .. } => {
                        if yields && value.value.is_some() {
                            let message = "'return' with value in async generator";
                            self.report(range, message);
                        }
                    }
                    _ => self.report(range, "'return' outside function"),
                }
                visitor::walk_stmt(self, statement);
                self.unwind(range, false);
            }
            Stmt::Break(_) => {
                if !self.unwind(range, true) {
                    self.report(range, "'break' outside loop");
                }
            }
            Stmt::Continue(_) => {
                if !self.unwind(range, true) {
                    self.report(range, "'continue' not properly in loop");
                }
            }
            Stmt::For(loop_) => {
                if loop_.is_async && !self.is_async() {
                    self.report(range, "'async for' outside async function");
                }
                self.block(Block::Loop, range, |this| {
                    this.visit_expr(&loop_.iter);
                    this.visit_expr(&loop_.target);
                    this.visit_body(&loop_.body);
                });
                self.visit_body(&loop_.orelse);
            }
            Stmt::While(loop_) => {
                self.block(Block::Loop, range, |this| {
                    this.visit_expr(&loop_.test);
                    this.visit_body(&loop_.body);
                });
                self.visit_body(&loop_.orelse);
            }
            Stmt::With(with) => {
                if with.is_async && !self.is_async() {
                    self.report(range, "'async with' outside async function");
                }
                let depth = self.blocks.len();
                for item in &with.items {
                    self.visit_expr(&item.context_expr);
                    if self.blocks.len() >= MAX_BLOCKS {
                        let message = "too many statically nested blocks";
                        self.report(item.context_expr.range(), message);
                    }
                    self.blocks.push(Block::Other);
                    if let Some(target) = &item.optional_vars {
                        self.visit_expr(target);
                    }
                }
                self.visit_body(&with.body);
                self.blocks.truncate(depth);
            }
            Stmt::Try(try_) => self.try_statement(try_),
            Stmt::Match(match_) => {
                self.visit_expr(&match_.subject);
                let last = match_.cases.len().saturating_sub(1);
                for (index, case) in match_.cases.iter().enumerate() {
                    let may_be_irrefutable = case.guard.is_some() || index == last;
                    patterns::check(self, &case.pattern, may_be_irrefutable);
                    if let Some(guard) = &case.guard {
                        self.visit_expr(guard);
                    }
                    self.visit_body(&case.body);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                self.visit_expr(&assign.target);
                self.visit_expr(&assign.annotation);
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.import(alias, range);
                }
            }
            Stmt::ImportFrom(import) => {
                if is_future(import) && range.end().to_usize() > self.future_end {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    self.report(range, message);
                }
                for alias in &import.names {
                    self.import(alias, range);
                }
            }
            Stmt::TypeAlias(alias) => {
                if let Some(parameters) = &alias.type_params {
                    self.visit_type_params(parameters);
                }
                self.visit_expr(&alias.name);
                let unit = Unit::Function {
                    is_async: false,
                    yields: false,
                };
                self.inside(unit, |this| this.visit_expr(&alias.value));
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_type_param(&mut self, parameter: &'a TypeParam) {
        let (name, default) = match parameter {
            TypeParam::TypeVar(p) => (&p.name, &p.default),
            TypeParam::ParamSpec(p) => (&p.name, &p.default),
            TypeParam::TypeVarTuple(p) => (&p.name, &p.default),
        };
        self.refuse_debug(name, parameter.range(), ExprContext::Store);
        if let TypeParam::TypeVar(variable) = parameter
            && let Some(bound) = &variable.bound
        {
            self.visit_expr(bound);
        }
        if let Some(default) = default {
            self.annotation(default);
        }
    }

    fn visit_arguments(&mut self, arguments: &'a Arguments) {
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else {
                continue;
            };
            self.refuse_debug(name, keyword.range(), ExprContext::Store);
            let later = arguments.keywords.iter().skip(index + 1);
            let repeated = later
                .filter(|other| other.arg.as_ref().is_some_and(|arg| arg.id == name.id))
                .map(Ranged::range)
                .next();
            if let Some(range) = repeated {
                self.report(
                    range,
                    format!("keyword argument repeated: {}", name.as_str()),
                );
            }
        }
        self.items(&arguments.args);
        for keyword in &arguments.keywords {
            self.visit_expr(&keyword.value);
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if self.finder.found() {
            return;
        }
        let range = expression.range();
        match expression {
            Expr::Name(name) => self.refuse_debug(&name.id, range, name.ctx),
            Expr::Attribute(attribute) => {
                self.visit_expr(&attribute.value);
                self.refuse_debug(&attribute.attr, range, attribute.ctx);
            }
            Expr::Starred(starred) => {
                let message = if starred.ctx == ExprContext::Store {
                    "starred assignment target must be in a list or tuple"
                } else {
                    "can't use starred expression here"
                };
                self.report(range, message);
            }
            Expr::List(list) => self.sequence(range, &list.elts, list.ctx),
            Expr::Tuple(tuple) => self.sequence(range, &tuple.elts, tuple.ctx),
            Expr::Set(set) => self.items(&set.elts),
            Expr::NumberLiteral(number) => {
                if matches!(number.value, Number::Int(_)) {
                    self.number(expression);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.signature(parameters);
                }
                let unit = Unit::Function {
                    is_async: false,
                    yields: false,
                };
                self.inside(unit, |this| this.visit_expr(&lambda.body));
            }
            Expr::ListComp(comp) => self.comprehension(expression, &comp.generators, &[&comp.elt]),
            Expr::SetComp(comp) => self.comprehension(expression, &comp.generators, &[&comp.elt]),
            Expr::Generator(comp) => {
                self.comprehension(expression, &comp.generators, &[&comp.elt]);
            }
            Expr::DictComp(comp) => {
                let mut parts: Vec<&Expr> = comp.key.as_deref().into_iter().collect();
                parts.push(&comp.value);
                self.comprehension(expression, &comp.generators, &parts);
            }
            Expr::Yield(_) => {
                match self.unit {
                    Unit::Function { .. } | Unit::Comprehension => {}
                    _ => self.report(range, "'yield' outside function"),
                }
                visitor::walk_expr(self, expression);
            }
            Expr::YieldFrom(_) => {
                match self.unit {
                    Unit::Function { is_async: true, .. } => {
                        self.report(range, "'yield from' inside async function");
                    }
                    Unit::Function { .. } | Unit::Comprehension => {}
                    _ => self.report(range, "'yield from' outside function"),
                }
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                self.await_expression(range);
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}

impl Flow<'_> {
    fn import(&mut self, alias: &Alias, statement: TextRange) {
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.split('.').next().unwrap_or(""),
        };
        self.refuse_debug(name, statement, ExprContext::Store);
    }
}

/// Looks for `yield` or `await` in the code of one function or comprehension,
/// not in functions inside it.
struct Seeker {
    for_yield: bool,
    found: bool,
}

impl<'a> Visitor<'a> for Seeker {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let nested = matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        if !self.found && !nested {
            visitor::walk_stmt(self, statement);
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if self.found {
            return;
        }
        match expression {
            Expr::Lambda(_) => {}
            Expr::Yield(_) | Expr::YieldFrom(_) if self.for_yield => self.found = true,
            Expr::Await(_) if !self.for_yield => self.found = true,
            Expr::ListComp(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::SetComp(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::DictComp(comp) => {
                let mut parts: Vec<&Expr> = comp.key.as_deref().into_iter().collect();
                parts.push(&comp.value);
                self.comprehension(&comp.generators, &parts);
            }
            Expr::Generator(comp) => {
                if let Some(first) = comp.generators.first() {
                    self.visit_expr(&first.iter);
                }
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}

impl Seeker {
    /// An asynchronous comprehension makes the one around it asynchronous.
    fn comprehension(&mut self, generators: &[Comprehension], parts: &[&Expr]) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        if !self.for_yield && is_async_comprehension(generators, parts) {
            self.found = true;
        }
    }
}

fn yields(body: &[Stmt]) -> bool {
    let mut seeker = Seeker {
        for_yield: true,
        found: false,
    };
    seeker.visit_body(body);
    seeker.found
}

fn is_async_comprehension(generators: &[Comprehension], parts: &[&Expr]) -> bool {
    let mut seeker = Seeker {
        for_yield: false,
        found: generators.iter().any(|generator| generator.is_async),
    };
    for (index, generator) in generators.iter().enumerate() {
        if index > 0 {
            seeker.visit_expr(&generator.iter);
        }
        generator
            .ifs
            .iter()
            .for_each(|test| seeker.visit_expr(test));
    }
    parts.iter().for_each(|part| seeker.visit_expr(part));
    seeker.found
}
