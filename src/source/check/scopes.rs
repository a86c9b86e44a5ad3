//! Names and scopes: declarations that contradict each other.
//!
//! A first pass visits the tree and notes what each scope does with each name;
//! what `nonlocal` needs is decided in a second pass, when all scopes are known.

use std::collections::{HashMap, HashSet};

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Alias, Comprehension, ExceptHandler, Expr, ExprContext, ExprNamed, Parameters, Pattern, Stmt,
    TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use super::{Finder, range_of};
use crate::source::SourceFile;
use crate::source::problem::SyntaxProblem;

/// What a scope does with a name; several may hold.
#[derive(Clone, Copy, Default)]
struct Uses {
    parameter: bool,
    bound: bool,
    read: bool,
    annotated: bool,
    global: bool,
    nonlocal: bool,
    /// Bound by the `for` of a comprehension.
    iteration: bool,
    type_parameter: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    Class,
    Function,
    /// Named as in "'yield' inside list comprehension".
    Comprehension(&'static str),
    /// Where type hints stand, named as in "cannot be used within a type alias".
    Hint(&'static str),
}

impl Kind {
    /// Whether names bound here are seen by functions inside.
    fn is_function_like(self) -> bool {
        !matches!(self, Kind::Module | Kind::Class)
    }
}

struct Scope<'a> {
    kind: Kind,
    parent: Option<usize>,
    uses: HashMap<&'a str, Uses>,
    /// Names in the order in which they were first met.
    order: Vec<&'a str>,
    /// `global` and `nonlocal` statements.
    directives: Vec<(&'a str, TextRange)>,
    /// Reading the target of a comprehension's `for`.
    in_target: bool,
    /// Inside how many iterables of comprehensions.
    in_iterable: usize,
}

struct Scopes<'a> {
    finder: Finder<'a>,
    list: Vec<Scope<'a>>,
    current: usize,
    future_annotations: bool,
}

/// Check the names of a module.
pub(super) fn check_body(
    file: &SourceFile,
    body: &[Stmt],
    future_annotations: bool,
) -> Result<(), Box<SyntaxProblem>> {
    let mut scopes = Scopes::new(file, future_annotations);
    scopes.visit_body(body);
    scopes.finish()
}

/// Check the names of an expression.
pub(super) fn check_expression(
    file: &SourceFile,
    expression: &Expr,
) -> Result<(), Box<SyntaxProblem>> {
    let mut scopes = Scopes::new(file, false);
    scopes.visit_expr(expression);
    scopes.finish()
}

impl<'a> Scopes<'a> {
    fn new(file: &'a SourceFile, future_annotations: bool) -> Self {
        let mut scopes = Scopes {
            finder: Finder::new(file),
            list: Vec::new(),
            current: 0,
            future_annotations,
        };
        scopes.list.push(Scope::new(Kind::Module, None, 0));
        scopes
    }

    fn finish(mut self) -> Result<(), Box<SyntaxProblem>> {
        if !self.finder.found() {
            self.resolve();
        }
        self.finder.finish()
    }

    fn scope(&mut self) -> &mut Scope<'a> {
        &mut self.list[self.current]
    }

    fn kind(&self) -> Kind {
        self.list[self.current].kind
    }

    fn inside(&mut self, kind: Kind, visit: impl FnOnce(&mut Self)) {
        let outer = self.current;
        let in_iterable = self.list[outer].in_iterable;
        self.current = self.list.len();
        self.list.push(Scope::new(kind, Some(outer), in_iterable));
        visit(self);
        self.current = outer;
    }

    fn uses(&self, name: &str) -> Uses {
        let uses = self.list[self.current].uses.get(name);
        uses.copied().unwrap_or_default()
    }

    fn note(&mut self, name: &'a str, change: impl FnOnce(&mut Uses)) {
        self.scope().note(name, change);
    }

    /// A name is bound at `range`.
    fn bind(&mut self, name: &'a str, range: TextRange) {
        if self.scope().in_target {
            let uses = self.uses(name);
            if uses.global || uses.nonlocal {
                self.finder.report(
                    range,
                    format!(
                        "comprehension inner loop cannot rebind assignment expression target '{name}'"
                    ),
                );
                return;
            }
            self.note(name, |uses| uses.iteration = true);
        }
        self.note(name, |uses| uses.bound = true);
    }

    fn directive(&mut self, statement: &'a Stmt, name: &'a str, global: bool) {
        let uses = self.uses(name);
        let what = if global { "global" } else { "nonlocal" };
        let message = if uses.parameter {
            format!("name '{name}' is parameter and {what}")
        } else if uses.read {
            format!("name '{name}' is used prior to {what} declaration")
        } else if uses.annotated {
            format!("annotated name '{name}' can't be {what}")
        } else if uses.bound {
            format!("name '{name}' is assigned to before {what} declaration")
        } else {
            self.note(name, |uses| {
                if global {
                    uses.global = true;
                } else {
                    uses.nonlocal = true;
                }
            });
            self.scope().directives.push((name, statement.range()));
            return;
        };
        self.finder.report(statement.range(), message);
    }

    fn parameters(&mut self, parameters: &'a Parameters) {
        let plain = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
            .map(|parameter| &parameter.parameter);
        let starred = parameters.vararg.iter().chain(&parameters.kwarg);
        for parameter in plain.chain(starred.map(|parameter| &**parameter)) {
            let name = parameter.name.as_str();
            if self.uses(name).parameter {
                let message = format!("duplicate argument '{name}' in function definition");
                // Without the stars.
                let range = parameter.range().with_start(parameter.name.start());
                self.finder.report(range, message);
            }
            self.note(name, |uses| uses.parameter = true);
        }
    }

    fn defaults(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn hints(&mut self, parameters: &'a Parameters, returns: Option<&'a Expr>) {
        let hints = parameters
            .iter()
            .filter_map(|parameter| parameter.annotation());
        for hint in hints.chain(returns) {
            self.visit_annotation(hint);
        }
    }

    /// What stands in type parameters sees them, as if in a function.
    fn generic(&mut self, parameters: Option<&'a TypeParams>, visit: impl FnOnce(&mut Self)) {
        match parameters {
            Some(parameters) => self.inside(Kind::Hint("the definition of a generic"), |this| {
                this.type_parameters(parameters);
                visit(this);
            }),
            None => visit(self),
        }
    }

    fn type_parameters(&mut self, parameters: &'a TypeParams) {
        let mut defaulted = false;
        for parameter in &parameters.type_params {
            let (name, bound, default, class) = match parameter {
                TypeParam::TypeVar(p) => (&p.name, p.bound.as_deref(), &p.default, "a TypeVar"),
                TypeParam::ParamSpec(p) => (&p.name, None, &p.default, "a ParamSpec"),
                TypeParam::TypeVarTuple(p) => (&p.name, None, &p.default, "a TypeVarTuple"),
            };
            if self.uses(name).type_parameter {
                let message = format!("duplicate type parameter '{}'", name.as_str());
                self.finder.report(parameter.range(), message);
            }
            self.note(name, |uses| {
                uses.type_parameter = true;
                uses.bound = true;
            });
            if let Some(bound) = bound {
                let what = if matches!(bound, Expr::Tuple(_)) {
                    "a TypeVar constraint"
                } else {
                    "a TypeVar bound"
                };
                self.inside(Kind::Hint(what), |this| this.visit_expr(bound));
            }
            if let Some(default) = default {
                defaulted = true;
                let what = match class {
                    "a TypeVar" => "a TypeVar default",
                    "a ParamSpec" => "a ParamSpec default",
                    _ => "a TypeVarTuple default",
                };
                self.inside(Kind::Hint(what), |this| this.visit_expr(default));
            } else if defaulted {
                let message = format!(
                    "non-default type parameter '{}' follows default type parameter",
                    name.as_str()
                );
                self.finder.report(parameter.range(), message);
            }
        }
    }

    /// Complain if a type hint contains `what`.
    fn refuse_in_hint(&mut self, range: TextRange, what: &str) {
        if let Kind::Hint(place) = self.kind() {
            let message = format!("{what} expression cannot be used within {place}");
            self.finder.report(range, message);
        }
    }

    fn comprehension(
        &mut self,
        what: &'static str,
        generators: &'a [Comprehension],
        parts: &[&'a Expr],
    ) {
        let Some((first, others)) = generators.split_first() else {
            return;
        };
        self.iterable(&first.iter);
        self.inside(Kind::Comprehension(what), |this| {
            this.target(&first.target);
            first.ifs.iter().for_each(|test| this.visit_expr(test));
            for generator in others {
                this.target(&generator.target);
                this.iterable(&generator.iter);
                generator.ifs.iter().for_each(|test| this.visit_expr(test));
            }
            parts.iter().for_each(|part| this.visit_expr(part));
        });
    }

    fn iterable(&mut self, iterable: &'a Expr) {
        self.scope().in_iterable += 1;
        self.visit_expr(iterable);
        self.scope().in_iterable -= 1;
    }

    fn target(&mut self, target: &'a Expr) {
        self.scope().in_target = true;
        self.visit_expr(target);
        self.scope().in_target = false;
    }

    fn named(&mut self, named: &'a ExprNamed) {
        self.refuse_in_hint(named.range(), "named");
        if self.scope().in_iterable > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.finder.report(named.range(), message);
        }
        if let (Expr::Name(name), Kind::Comprehension(_)) = (&*named.target, self.kind()) {
            self.bind_beyond_comprehensions(name.id.as_str(), name.range());
        }
        self.visit_expr(&named.value);
        self.visit_expr(&named.target);
    }

    /// `:=` in a comprehension binds in the scope around all comprehensions.
    fn bind_beyond_comprehensions(&mut self, name: &'a str, range: TextRange) {
        let mut at = Some(self.current);
        while let Some(index) = at {
            let scope = &self.list[index];
            match scope.kind {
                Kind::Comprehension(_) => {
                    if scope.uses.get(name).is_some_and(|uses| uses.iteration) {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        self.finder.report(range, message);
                        return;
                    }
                    at = scope.parent;
                }
                Kind::Class => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    self.finder.report(range, message);
                    return;
                }
                Kind::Hint(place) => {
                    let message = format!(
                        "assignment expression within a comprehension cannot be used in {place}"
                    );
                    self.finder.report(range, message);
                    return;
                }
                Kind::Function | Kind::Module => {
                    let global = scope.kind == Kind::Module
                        || scope.uses.get(name).is_some_and(|uses| uses.global);
                    self.note(name, |uses| {
                        uses.global |= global;
                        uses.nonlocal |= !global;
                    });
                    self.list[index].note(name, |uses| uses.bound |= !global);
                    return;
                }
            }
        }
    }

    /// Decide what `nonlocal` refers to, from the outermost scope inwards.
    fn resolve(&mut self) {
        let mut pending = vec![(0, HashSet::new(), HashSet::new())];
        while let Some((index, visible, type_parameters)) = pending.pop() {
            let (mut inner, mut inner_types) = (visible, type_parameters);
            let Some(scope) = self.list.get(index) else {
                continue;
            };
            for &name in &scope.order {
                let Some(&uses) = scope.uses.get(name) else {
                    continue;
                };
                let declared = scope.directives.iter().find(|(other, _)| *other == name);
                if let Some(&(_, range)) = declared {
                    let is_module = scope.parent.is_none();
                    if let Some(message) =
                        nonlocal_problem(name, uses, is_module, &inner, &inner_types)
                    {
                        self.finder.report(range, message);
                        return;
                    }
                }
                if scope.kind.is_function_like() {
                    if uses.type_parameter {
                        inner_types.insert(name);
                    } else if uses.global {
                        inner.remove(name);
                    } else if uses.bound || uses.parameter {
                        inner_types.remove(name);
                    }
                    if (uses.bound || uses.parameter) && !uses.global {
                        inner.insert(name);
                    }
                }
            }
            if scope.kind == Kind::Class {
                inner.insert("__class__");
            }
            let children = self.list.iter().enumerate().rev();
            for (child, _) in children.filter(|(_, child)| child.parent == Some(index)) {
                pending.push((child, inner.clone(), inner_types.clone()));
            }
        }
    }
}

fn nonlocal_problem(
    name: &str,
    uses: Uses,
    is_module: bool,
    visible: &HashSet<&str>,
    type_parameters: &HashSet<&str>,
) -> Option<String> {
    if uses.global {
        return uses
            .nonlocal
            .then(|| format!("name '{name}' is nonlocal and global"));
    }
    if !uses.nonlocal {
        return None;
    }
    if is_module {
        return Some("nonlocal declaration not allowed at module level".to_owned());
    }
    if !visible.contains(name) {
        return Some(format!("no binding for nonlocal '{name}' found"));
    }
    type_parameters
        .contains(name)
        .then(|| format!("nonlocal binding not allowed for type parameter '{name}'"))
}

impl<'a> Scope<'a> {
    fn new(kind: Kind, parent: Option<usize>, in_iterable: usize) -> Self {
        Scope {
            kind,
            parent,
            uses: HashMap::new(),
            order: Vec::new(),
            directives: Vec::new(),
            in_target: false,
            in_iterable,
        }
    }

    fn note(&mut self, name: &'a str, change: impl FnOnce(&mut Uses)) {
        let order = &mut self.order;
        let uses = self.uses.entry(name).or_insert_with(|| {
            order.push(name);
            Uses::default()
        });
        change(uses);
    }
}

impl<'a> Visitor<'a> for Scopes<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if self.finder.found() {
            return;
        }
        match statement {
            Stmt::FunctionDef(def) => {
                self.bind(&def.name, def.name.range());
                self.defaults(&def.parameters);
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.generic(def.type_params.as_deref(), |this| {
                    this.hints(&def.parameters, def.returns.as_deref());
                    this.inside(Kind::Function, |this| {
                        this.parameters(&def.parameters);
                        this.visit_body(&def.body);
                    });
                });
            }
            Stmt::ClassDef(def) => {
                self.bind(&def.name, def.name.range());
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.generic(def.type_params.as_deref(), |this| {
                    if let Some(arguments) = &def.arguments {
                        this.visit_arguments(arguments);
                    }
                    this.inside(Kind::Class, |this| this.visit_body(&def.body));
                });
            }
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.generic(alias.type_params.as_deref(), |this| {
                    this.inside(Kind::Hint("a type alias"), |this| {
                        this.visit_expr(&alias.value);
                    });
                });
            }
            Stmt::AnnAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    let uses = self.uses(&name.id);
                    let declared = uses.global || uses.nonlocal;
                    if declared && self.kind() != Kind::Module && assign.simple {
                        let what = if uses.global { "global" } else { "nonlocal" };
                        let message = format!("annotated name '{}' can't be {what}", name.id);
                        let range = range_of(self.finder.file, statement);
                        self.finder.report_bytes(range, message);
                    }
                    let simple = assign.simple;
                    let valued = assign.value.is_some();
                    self.note(&name.id, |uses| {
                        uses.annotated |= simple;
                        uses.bound |= simple || valued;
                    });
                } else {
                    self.visit_expr(&assign.target);
                }
                self.visit_annotation(&assign.annotation);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    self.directive(statement, name, true);
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    self.directive(statement, name, false);
                }
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_alias(&mut self, alias: &'a Alias) {
        if alias.name.as_str() == "*" {
            if self.kind() != Kind::Module {
                let message = "import * only allowed at module level";
                self.finder.report(alias.range(), message);
            }
            return;
        }
        // CPython does not count an import among the uses that forbid `global`.
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.split('.').next().unwrap_or(""),
        };
        if self.kind().is_function_like() {
            self.note(name, |_| {});
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(handler) = handler;
        if let Some(class) = &handler.type_ {
            self.visit_expr(class);
        }
        if let Some(name) = &handler.name {
            self.bind(name, name.range());
        }
        self.visit_body(&handler.body);
    }

    fn visit_annotation(&mut self, annotation: &'a Expr) {
        if self.future_annotations {
            self.inside(Kind::Hint("an annotation"), |this| {
                this.visit_expr(annotation);
            });
        } else {
            self.visit_expr(annotation);
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => &pattern.name,
            Pattern::MatchStar(pattern) => &pattern.name,
            Pattern::MatchMapping(pattern) => &pattern.rest,
            _ => &None,
        };
        visitor::walk_pattern(self, pattern);
        if let Some(name) = name {
            self.bind(name, name.range());
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if self.finder.found() {
            return;
        }
        match expression {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => self.note(&name.id, |uses| uses.read = true),
                _ => self.bind(&name.id, name.range()),
            },
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(Kind::Function, |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                self.comprehension("list comprehension", &comp.generators, &[&comp.elt]);
            }
            Expr::SetComp(comp) => {
                self.comprehension("set comprehension", &comp.generators, &[&comp.elt]);
            }
            Expr::Generator(comp) => {
                self.comprehension("generator expression", &comp.generators, &[&comp.elt]);
            }
            Expr::DictComp(comp) => {
                let mut parts = vec![&*comp.value];
                parts.extend(comp.key.as_deref());
                self.comprehension("dict comprehension", &comp.generators, &parts);
            }
            Expr::Named(named) => self.named(named),
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.refuse_in_hint(expression.range(), "yield");
                visitor::walk_expr(self, expression);
                if let Kind::Comprehension(what) = self.kind() {
                    let message = format!("'yield' inside {what}");
                    self.finder.report(expression.range(), message);
                }
            }
            Expr::Await(_) => {
                self.refuse_in_hint(expression.range(), "await");
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}
