//! The first pass over a tree: what each block does with its names.
//!
//! Reported here are the errors that need this knowledge and nothing else (a `global` after a use,
//! a name that is parameter and global). Annotations that are never evaluated are not visited.

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, ExprContext, Identifier, ModModule, Parameters, Pattern,
    Stmt, TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{
    ANNOTATED, BOUND, DELETED, GLOBAL, NONLOCAL, PARAM, ScopeId, ScopeKind, Scopes, TYPE_PARAMS,
    USED, WALRUS, mangled, node_key,
};
use super::{Failure, MAX_DEPTH, Res};

/// Scopes of a module.
pub fn scopes_of_module(module: &ModModule, future_annotations: bool) -> Res<Scopes> {
    let mut builder = Builder::new(future_annotations);
    builder.visit_body(&module.body);
    builder.finish()
}

/// Scopes of an expression that stands alone.
pub fn scopes_of_expression(expression: &Expr) -> Res<Scopes> {
    let mut builder = Builder::new(false);
    builder.visit_expr(expression);
    builder.finish()
}

/// Whether the module says `from __future__ import annotations`.
pub fn has_future_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| {
        let Stmt::ImportFrom(import) = stmt else {
            return false;
        };
        import
            .module
            .as_ref()
            .is_some_and(|m| m.as_str() == "__future__")
            && import
                .names
                .iter()
                .any(|alias| alias.name.as_str() == "annotations")
    })
}

struct Builder {
    scopes: Scopes,
    current: ScopeId,
    future_annotations: bool,
    failure: Option<Box<Failure>>,
    depth: usize,
}

impl Builder {
    fn new(future_annotations: bool) -> Builder {
        let mut scopes = Scopes::default();
        let current = scopes.open(ScopeKind::Module, None);
        Builder {
            scopes,
            current,
            future_annotations,
            failure: None,
            depth: 0,
        }
    }

    fn finish(mut self) -> Res<Scopes> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.scopes.resolve()?;
        Ok(self.scopes)
    }

    fn fail(&mut self, range: TextRange, message: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(Failure::new(range, message));
        }
    }

    /// Add `flags` to `name` in the current scope.
    fn mark(&mut self, name: &str, flags: u16) {
        let scope = &mut self.scopes.list[self.current];
        match mangled(scope.private.as_deref(), name) {
            Some(private) => scope.mark(&private, flags),
            None => scope.mark(name, flags),
        }
    }

    fn is_function_like(kind: ScopeKind) -> bool {
        !matches!(kind, ScopeKind::Module | ScopeKind::Class)
    }

    fn kind(&self) -> ScopeKind {
        self.scopes.list[self.current].kind
    }

    /// Visit a part of the tree inside a new scope that `key` opens.
    fn inside(&mut self, kind: ScopeKind, key: usize, visit: impl FnOnce(&mut Self)) {
        let outer = self.current;
        self.current = self.scopes.open(kind, Some(outer));
        self.scopes.by_node.insert(key, self.current);
        visit(self);
        self.current = outer;
    }

    fn read_name(&mut self, name: &str) {
        self.mark(name, USED);
        let frame = self.scopes.list[self.current].frame;
        if name == "super" && Self::is_function_like(self.kind()) {
            self.mark("__class__", USED);
        }
        if matches!(name, "locals" | "vars" | "dir" | "eval" | "exec" | "super") {
            self.scopes.list[frame].inspects = true;
        }
    }

    /// The variables that parameters make, in the scope that is current.
    fn declare_parameters(&mut self, parameters: &Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let all = positional
            .chain(&parameters.kwonlyargs)
            .map(|p| &p.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        for parameter in all {
            let name = parameter.name.as_str();
            let private = self.scopes.list[self.current].private.clone();
            let name = mangled(private.as_deref(), name).unwrap_or_else(|| name.to_owned());
            if self.scopes.list[self.current].flags(&name) & PARAM != 0 {
                let message = format!("duplicate argument '{name}' in function definition");
                self.fail(parameter.range, message);
            }
            self.scopes.list[self.current].mark(&name, PARAM);
        }
    }

    /// Defaults belong to the scope around.
    fn visit_defaults(&mut self, parameters: &Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    /// So do annotations, where they are evaluated.
    fn visit_annotations(&mut self, parameters: &Parameters, returns: Option<&Expr>) {
        if self.future_annotations {
            return;
        }
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let all = positional
            .chain(&parameters.kwonlyargs)
            .map(|p| &p.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        let annotations = all.filter_map(|p| p.annotation.as_deref());
        for annotation in annotations.chain(returns) {
            self.visit_expr(annotation);
        }
    }

    /// An expression that is only evaluated when it is asked for: the body of a function.
    fn thunk(&mut self, key: usize, expr: &Expr) {
        self.inside(ScopeKind::Lambda, key, |this| this.visit_expr(expr));
    }

    /// Visit what type parameters belong to, in a scope where they are bound.
    fn inside_type_params(
        &mut self,
        type_params: Option<&TypeParams>,
        visit: impl FnOnce(&mut Self),
    ) {
        let Some(type_params) = type_params else {
            return visit(self);
        };
        self.inside(ScopeKind::TypeParams, node_key(type_params), |this| {
            this.mark(TYPE_PARAMS, BOUND);
            for param in &type_params.type_params {
                let private = this.scopes.list[this.current].private.clone();
                let name = param.name().as_str();
                let text = mangled(private.as_deref(), name).unwrap_or_else(|| name.to_owned());
                if this.scopes.list[this.current].flags(&text) & BOUND != 0 {
                    this.fail(param.range(), format!("duplicate type parameter '{text}'"));
                }
                this.mark(name, BOUND);
            }
            for param in &type_params.type_params {
                let (bound, default) = match param {
                    TypeParam::TypeVar(p) => (Some(&p.bound), &p.default),
                    TypeParam::TypeVarTuple(p) => (None, &p.default),
                    TypeParam::ParamSpec(p) => (None, &p.default),
                };
                for part in bound.into_iter().chain([default]) {
                    if let Some(expr) = part {
                        this.thunk(node_key(part), expr);
                    }
                }
            }
            visit(this);
        });
    }

    /// `elements` are what the comprehension makes of each round.
    fn comprehension(
        &mut self,
        kind: ScopeKind,
        key: usize,
        elements: &[&Expr],
        generators: &[Comprehension],
    ) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        self.inside(kind, key, |this| {
            if kind == ScopeKind::Generator {
                this.mark(".0", PARAM);
            }
            for (at, generator) in generators.iter().enumerate() {
                if generator.is_async {
                    this.note_await();
                }
                this.visit_expr(&generator.target);
                if at > 0 {
                    this.visit_expr(&generator.iter);
                }
                for condition in &generator.ifs {
                    this.visit_expr(condition);
                }
            }
            for element in elements {
                this.visit_expr(element);
            }
        });
    }

    fn note_await(&mut self) {
        let frame = self.scopes.list[self.current].frame;
        self.scopes.list[frame].awaits = true;
    }

    fn note_yield(&mut self) {
        let frame = self.scopes.list[self.current].frame;
        self.scopes.list[frame].yields = true;
    }

    /// `name := …` binds in the function around all comprehensions.
    fn walrus(&mut self, name: &str, range: TextRange) {
        let mut home = self.current;
        let mut between = Vec::new();
        while matches!(
            self.scopes.list[home].kind,
            ScopeKind::Comprehension | ScopeKind::Generator | ScopeKind::TypeParams
        ) {
            let scope = &self.scopes.list[home];
            if scope.binds(name) {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{name}'"
                );
                return self.fail(range, message);
            }
            between.push(home);
            match scope.parent {
                Some(parent) => home = parent,
                None => break,
            }
        }
        let frame = self.scopes.list[self.current].frame;
        self.scopes.list[frame].walrus = true;
        let home_frame = self.scopes.list[home].frame;
        self.scopes.list[home_frame].walrus = true;
        let home_kind = self.scopes.list[home].kind;
        if home_kind == ScopeKind::Class && !between.is_empty() {
            let message =
                "assignment expression within a comprehension cannot be used in a class body";
            return self.fail(range, message);
        }
        let private = self.scopes.list[home].private.clone();
        let name = mangled(private.as_deref(), name).unwrap_or_else(|| name.to_owned());
        let declared_global = self.scopes.list[home].flags(&name) & GLOBAL != 0;
        self.scopes.list[home].mark(&name, BOUND | WALRUS);
        for id in between {
            let flags = match self.scopes.list[id].kind {
                ScopeKind::Generator if declared_global || home_kind == ScopeKind::Module => GLOBAL,
                ScopeKind::Generator => NONLOCAL,
                _ => USED,
            };
            self.scopes.list[id].mark_at(&name, flags, range);
        }
    }

    fn declare(&mut self, names: &[Identifier], flag: u16, word: &str) {
        if flag == NONLOCAL && self.kind() == ScopeKind::Module {
            let range = names.first().map_or_else(TextRange::default, Ranged::range);
            return self.fail(range, "nonlocal declaration not allowed at module level");
        }
        for name in names {
            let private = self.scopes.list[self.current].private.clone();
            let text = mangled(private.as_deref(), name.as_str())
                .unwrap_or_else(|| name.as_str().to_owned());
            let flags = self.scopes.list[self.current].flags(&text);
            let other = if flag == GLOBAL { NONLOCAL } else { GLOBAL };
            let message = if flags & PARAM != 0 {
                Some(format!("name '{text}' is parameter and {word}"))
            } else if flags & other != 0 {
                Some(format!("name '{text}' is nonlocal and global"))
            } else if flags & USED != 0 {
                Some(format!("name '{text}' is used prior to {word} declaration"))
            } else if flags & ANNOTATED != 0 {
                Some(format!("annotated name '{text}' can't be {word}"))
            } else if flags & BOUND != 0 && flags & flag == 0 {
                Some(format!(
                    "name '{text}' is assigned to before {word} declaration"
                ))
            } else {
                None
            };
            if let Some(message) = message {
                self.fail(name.range, message);
            }
            self.scopes.list[self.current].mark_at(&text, flag, name.range);
            if flag == GLOBAL {
                // The name is global at the top level of the text as well: there it matters where
                // `exec` runs the text with locals of its own.
                self.scopes.list[0].mark(&text, flag);
            }
        }
    }

    /// `self.name = …` in a method: known to `__static_attributes__`.
    fn static_attribute(&mut self, name: &str) {
        let mut at = self.scopes.list[self.current].parent;
        while let Some(id) = at {
            let scope = &mut self.scopes.list[id];
            if scope.kind == ScopeKind::Class {
                if !scope.static_attributes.iter().any(|n| &**n == name) {
                    scope.static_attributes.push(name.into());
                }
                return;
            }
            at = scope.parent;
        }
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.mark(def.name.as_str(), BOUND);
                self.visit_defaults(&def.parameters);
                self.inside_type_params(def.type_params.as_deref(), |this| {
                    this.visit_annotations(&def.parameters, def.returns.as_deref());
                    this.inside(ScopeKind::Function, node_key(def), |this| {
                        this.declare_parameters(&def.parameters);
                        this.visit_body(&def.body);
                    });
                });
            }
            Stmt::ClassDef(def) => {
                for decorator in &def.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.mark(def.name.as_str(), BOUND);
                let generic = def.type_params.is_some();
                self.inside_type_params(def.type_params.as_deref(), |this| {
                    if let Some(arguments) = &def.arguments {
                        this.visit_arguments(arguments);
                    }
                    this.inside(ScopeKind::Class, node_key(def), |this| {
                        let private: Rc<str> = def.name.as_str().into();
                        this.scopes.list[this.current].private = Some(private);
                        if generic {
                            this.mark(TYPE_PARAMS, USED);
                        }
                        this.visit_body(&def.body);
                    });
                });
            }
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.inside_type_params(alias.type_params.as_deref(), |this| {
                    this.thunk(node_key(&alias.value), &alias.value);
                });
            }
            Stmt::AnnAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    let private = self.scopes.list[self.current].private.clone();
                    let text = mangled(private.as_deref(), name.id.as_str())
                        .unwrap_or_else(|| name.id.as_str().to_owned());
                    let flags = self.scopes.list[self.current].flags(&text);
                    if assign.simple
                        && self.kind() != ScopeKind::Module
                        && flags & (GLOBAL | NONLOCAL) != 0
                    {
                        let word = if flags & GLOBAL != 0 {
                            "global"
                        } else {
                            "nonlocal"
                        };
                        let message = format!("annotated name '{text}' can't be {word}");
                        self.fail(assign.range, message);
                    }
                    let annotated = if assign.simple { ANNOTATED } else { 0 };
                    if assign.simple || assign.value.is_some() {
                        self.mark(name.id.as_str(), BOUND | annotated);
                    }
                } else {
                    self.visit_expr(&assign.target);
                }
                let in_function = Self::is_function_like(self.kind());
                if !in_function {
                    self.scopes.list[self.current].annotated = true;
                    if !self.future_annotations {
                        self.visit_expr(&assign.annotation);
                    }
                }
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.mark(name.id.as_str(), BOUND);
                    // The read of `x += 1` is no use before a declaration, but needs the cell.
                } else {
                    self.visit_expr(&assign.target);
                }
                self.visit_expr(&assign.value);
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = match &alias.asname {
                        Some(name) => name.as_str(),
                        None => alias.name.as_str().split('.').next().unwrap_or(""),
                    };
                    self.mark(name, BOUND);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    if name.as_str() != "*" {
                        self.mark(name.as_str(), BOUND);
                    }
                }
            }
            Stmt::Global(global) => self.declare(&global.names, GLOBAL, "global"),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, NONLOCAL, "nonlocal"),
            Stmt::For(statement) => {
                if statement.is_async {
                    self.note_await();
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::With(statement) => {
                if statement.is_async {
                    self.note_await();
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(name) = &clause.name {
            self.mark(name.as_str(), BOUND | DELETED);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.mark(name.as_str(), BOUND);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.failure.is_some() {
            return;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fail(expr.range(), "too many nested expressions");
            self.depth -= 1;
            return;
        }
        match expr {
            Expr::Name(name) => {
                let text = name.id.as_str();
                match name.ctx {
                    ExprContext::Store => self.mark(text, BOUND),
                    ExprContext::Del => self.mark(text, BOUND | DELETED),
                    ExprContext::Load | ExprContext::Invalid => self.read_name(text),
                }
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.walrus(name.id.as_str(), name.range);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_defaults(parameters);
                }
                self.inside(ScopeKind::Lambda, node_key(lambda), |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.declare_parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(c) => {
                let key = node_key(c);
                self.comprehension(ScopeKind::Comprehension, key, &[&c.elt], &c.generators);
            }
            Expr::SetComp(c) => {
                let key = node_key(c);
                self.comprehension(ScopeKind::Comprehension, key, &[&c.elt], &c.generators);
            }
            Expr::DictComp(c) => {
                let mut elements: Vec<&Expr> = c.key.as_deref().into_iter().collect();
                elements.push(&c.value);
                let key = node_key(c);
                self.comprehension(ScopeKind::Comprehension, key, &elements, &c.generators);
            }
            Expr::Generator(c) => {
                let key = node_key(c);
                self.comprehension(ScopeKind::Generator, key, &[&c.elt], &c.generators);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.note_yield();
                visitor::walk_expr(self, expr);
            }
            Expr::Await(_) => {
                self.note_await();
                visitor::walk_expr(self, expr);
            }
            Expr::Attribute(attribute) => {
                if attribute.ctx == ExprContext::Store
                    && matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == "self")
                    && Self::is_function_like(self.kind())
                {
                    self.static_attribute(attribute.attr.as_str());
                }
                visitor::walk_expr(self, expr);
            }
            Expr::BinOp(_) => {
                // A long sum is a tree as deep as it has terms, all on the left.
                let mut rights = Vec::new();
                let mut left = expr;
                while let Expr::BinOp(binary) = left {
                    rights.push(&*binary.right);
                    left = &binary.left;
                }
                self.visit_expr(left);
                for right in rights.into_iter().rev() {
                    self.visit_expr(right);
                }
            }
            _ => visitor::walk_expr(self, expr),
        }
        self.depth -= 1;
    }
}
