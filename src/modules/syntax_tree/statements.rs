//! Statements, and what only stands in them: parameters, names that are imported, patterns.

use ruff_python_ast::{
    Alias, ExceptHandler, Identifier, MatchCase, Parameter, ParameterWithDefault, Parameters,
    Pattern, Singleton, Stmt, StmtFunctionDef, StmtIf, StmtTry, TypeParam, TypeParams, WithItem,
};
use ruff_text_size::{Ranged, TextRange};

use super::Builder;
use crate::object::{PyResult, Str, Value};

impl Builder<'_> {
    /// The statements of a block.
    pub(super) fn body(&self, body: &[Stmt]) -> PyResult<Value> {
        self.list(body, Self::statement)
    }

    fn names(&self, names: &[Identifier]) -> PyResult<Value> {
        self.list(names, |_, name| Ok(Str::intern(name.as_str()).value()))
    }

    fn statement(&self, statement: &Stmt) -> PyResult<Value> {
        let range = statement.range();
        match statement {
            Stmt::FunctionDef(node) => self.function(node),
            Stmt::ClassDef(node) => {
                let arguments = node.arguments.as_deref();
                let bases = arguments.map_or(&[][..], |arguments| &arguments.args);
                let keywords = arguments.map_or(&[][..], |arguments| &arguments.keywords);
                let fields = [
                    ("name", Self::name(Some(&node.name))),
                    ("bases", self.list(bases, Self::expression)?),
                    ("keywords", self.list(keywords, Self::keyword)?),
                    ("body", self.body(&node.body)?),
                    (
                        "decorator_list",
                        self.list(&node.decorator_list, |this, decorator| {
                            this.expression(&decorator.expression)
                        })?,
                    ),
                    (
                        "type_params",
                        self.type_parameters(node.type_params.as_deref())?,
                    ),
                ];
                let range = self.after_decorators(range, &node.decorator_list);
                self.node("ClassDef", range, &fields)
            }
            Stmt::Return(node) => {
                let value = self.optional(node.value.as_deref(), Self::expression)?;
                self.node("Return", range, &[("value", value)])
            }
            Stmt::Delete(node) => {
                let targets = self.list(&node.targets, Self::expression)?;
                self.node("Delete", range, &[("targets", targets)])
            }
            Stmt::TypeAlias(node) => {
                let fields = [
                    ("name", self.expression(&node.name)?),
                    (
                        "type_params",
                        self.type_parameters(node.type_params.as_deref())?,
                    ),
                    ("value", self.expression(&node.value)?),
                ];
                self.node("TypeAlias", range, &fields)
            }
            Stmt::Assign(node) => {
                let fields = [
                    ("targets", self.list(&node.targets, Self::expression)?),
                    ("value", self.expression(&node.value)?),
                    ("type_comment", Value::NONE),
                ];
                self.node("Assign", range, &fields)
            }
            Stmt::AugAssign(node) => {
                let fields = [
                    ("target", self.expression(&node.target)?),
                    ("op", self.operator(node.op)?),
                    ("value", self.expression(&node.value)?),
                ];
                self.node("AugAssign", range, &fields)
            }
            Stmt::AnnAssign(node) => {
                let fields = [
                    ("target", self.expression(&node.target)?),
                    ("annotation", self.expression(&node.annotation)?),
                    (
                        "value",
                        self.optional(node.value.as_deref(), Self::expression)?,
                    ),
                    ("simple", Value::int(i64::from(node.simple))),
                ];
                self.node("AnnAssign", range, &fields)
            }
            Stmt::For(node) => {
                let fields = [
                    ("target", self.expression(&node.target)?),
                    ("iter", self.expression(&node.iter)?),
                    ("body", self.body(&node.body)?),
                    ("orelse", self.body(&node.orelse)?),
                    ("type_comment", Value::NONE),
                ];
                let kind = if node.is_async { "AsyncFor" } else { "For" };
                self.node(kind, range, &fields)
            }
            Stmt::While(node) => {
                let fields = [
                    ("test", self.expression(&node.test)?),
                    ("body", self.body(&node.body)?),
                    ("orelse", self.body(&node.orelse)?),
                ];
                self.node("While", range, &fields)
            }
            Stmt::If(node) => self.if_statement(node),
            Stmt::With(node) => {
                let fields = [
                    ("items", self.list(&node.items, Self::with_item)?),
                    ("body", self.body(&node.body)?),
                    ("type_comment", Value::NONE),
                ];
                let kind = if node.is_async { "AsyncWith" } else { "With" };
                self.node(kind, range, &fields)
            }
            Stmt::Match(node) => {
                let fields = [
                    ("subject", self.expression(&node.subject)?),
                    ("cases", self.list(&node.cases, Self::case)?),
                ];
                self.node("Match", range, &fields)
            }
            Stmt::Raise(node) => {
                let fields = [
                    ("exc", self.optional(node.exc.as_deref(), Self::expression)?),
                    (
                        "cause",
                        self.optional(node.cause.as_deref(), Self::expression)?,
                    ),
                ];
                self.node("Raise", range, &fields)
            }
            Stmt::Try(node) => self.try_statement(node),
            Stmt::Assert(node) => {
                let fields = [
                    ("test", self.expression(&node.test)?),
                    ("msg", self.optional(node.msg.as_deref(), Self::expression)?),
                ];
                self.node("Assert", range, &fields)
            }
            Stmt::Import(node) => {
                let names = self.list(&node.names, Self::alias)?;
                self.node("Import", range, &[("names", names)])
            }
            Stmt::ImportFrom(node) => {
                let fields = [
                    ("module", Self::name(node.module.as_ref())),
                    ("names", self.list(&node.names, Self::alias)?),
                    ("level", Value::int(i64::from(node.level))),
                ];
                self.node("ImportFrom", range, &fields)
            }
            Stmt::Global(node) => {
                self.node("Global", range, &[("names", self.names(&node.names)?)])
            }
            Stmt::Nonlocal(node) => {
                self.node("Nonlocal", range, &[("names", self.names(&node.names)?)])
            }
            Stmt::Expr(node) => {
                let value = self.expression(&node.value)?;
                self.node("Expr", range, &[("value", value)])
            }
            Stmt::Pass(_) => self.node("Pass", range, &[]),
            Stmt::Break(_) => self.node("Break", range, &[]),
            Stmt::Continue(_) => self.node("Continue", range, &[]),
            Stmt::IpyEscapeCommand(_) => Err(self.vm.value_error("no Python statement")),
        }
    }

    fn function(&self, node: &StmtFunctionDef) -> PyResult<Value> {
        let fields = [
            ("name", Self::name(Some(&node.name))),
            ("args", self.parameters(Some(&node.parameters))?),
            ("body", self.body(&node.body)?),
            (
                "decorator_list",
                self.list(&node.decorator_list, |this, decorator| {
                    this.expression(&decorator.expression)
                })?,
            ),
            (
                "returns",
                self.optional(node.returns.as_deref(), Self::expression)?,
            ),
            ("type_comment", Value::NONE),
            (
                "type_params",
                self.type_parameters(node.type_params.as_deref())?,
            ),
        ];
        let kind = match node.is_async {
            true => "AsyncFunctionDef",
            false => "FunctionDef",
        };
        let range = self.after_decorators(node.range, &node.decorator_list);
        self.node(kind, range, &fields)
    }

    /// An `if`; each `elif` is an `if` in the `else` of the one before, from the last on.
    fn if_statement(&self, node: &StmtIf) -> PyResult<Value> {
        let mut orelse: Value = Vec::new().into();
        for clause in node.elif_else_clauses.iter().rev() {
            let body = self.body(&clause.body)?;
            let Some(test) = &clause.test else {
                orelse = body;
                continue;
            };
            let fields = [
                ("test", self.expression(test)?),
                ("body", body),
                ("orelse", orelse),
            ];
            let range = TextRange::new(clause.range.start(), node.range.end());
            orelse = vec![self.node("If", range, &fields)?].into();
        }
        let fields = [
            ("test", self.expression(&node.test)?),
            ("body", self.body(&node.body)?),
            ("orelse", orelse),
        ];
        self.node("If", node.range, &fields)
    }

    fn try_statement(&self, node: &StmtTry) -> PyResult<Value> {
        let handlers = self.list(&node.handlers, |this, handler| {
            let ExceptHandler::ExceptHandler(handler) = handler;
            let fields = [
                (
                    "type",
                    this.optional(handler.type_.as_deref(), Self::expression)?,
                ),
                ("name", Self::name(handler.name.as_ref())),
                ("body", this.body(&handler.body)?),
            ];
            this.node("ExceptHandler", handler.range, &fields)
        })?;
        let fields = [
            ("body", self.body(&node.body)?),
            ("handlers", handlers),
            ("orelse", self.body(&node.orelse)?),
            ("finalbody", self.body(&node.finalbody)?),
        ];
        let kind = if node.is_star { "TryStar" } else { "Try" };
        self.node(kind, node.range, &fields)
    }

    fn with_item(&self, item: &WithItem) -> PyResult<Value> {
        let fields = [
            ("context_expr", self.expression(&item.context_expr)?),
            (
                "optional_vars",
                self.optional(item.optional_vars.as_deref(), Self::expression)?,
            ),
        ];
        self.make("withitem", &fields)
    }

    fn alias(&self, alias: &Alias) -> PyResult<Value> {
        let fields = [
            ("name", Self::name(Some(&alias.name))),
            ("asname", Self::name(alias.asname.as_ref())),
        ];
        self.node("alias", alias.range, &fields)
    }

    fn type_parameters(&self, parameters: Option<&TypeParams>) -> PyResult<Value> {
        let parameters = parameters.map_or(&[][..], |parameters| &parameters.type_params);
        self.list(parameters, |this, parameter| match parameter {
            TypeParam::TypeVar(node) => {
                let fields = [
                    ("name", Self::name(Some(&node.name))),
                    (
                        "bound",
                        this.optional(node.bound.as_deref(), Self::expression)?,
                    ),
                    (
                        "default_value",
                        this.optional(node.default.as_deref(), Self::expression)?,
                    ),
                ];
                this.node("TypeVar", node.range, &fields)
            }
            TypeParam::ParamSpec(node) => {
                let fields = [
                    ("name", Self::name(Some(&node.name))),
                    (
                        "default_value",
                        this.optional(node.default.as_deref(), Self::expression)?,
                    ),
                ];
                this.node("ParamSpec", node.range, &fields)
            }
            TypeParam::TypeVarTuple(node) => {
                let fields = [
                    ("name", Self::name(Some(&node.name))),
                    (
                        "default_value",
                        this.optional(node.default.as_deref(), Self::expression)?,
                    ),
                ];
                this.node("TypeVarTuple", node.range, &fields)
            }
        })
    }

    /// The parameters of a function or lambda; none at all are an `arguments` of empty lists.
    pub(super) fn parameters(&self, parameters: Option<&Parameters>) -> PyResult<Value> {
        let Some(parameters) = parameters else {
            return self.parameters(Some(&Parameters::default()));
        };
        let plain =
            |this: &Self, parameter: &ParameterWithDefault| this.argument(&parameter.parameter);
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: PyResult<Vec<Value>> = positional
            .filter_map(|parameter| parameter.default.as_deref())
            .map(|default| self.expression(default))
            .collect();
        let keyword_defaults = self.list(&parameters.kwonlyargs, |this, parameter| {
            this.optional(parameter.default.as_deref(), Self::expression)
        })?;
        let fields = [
            ("posonlyargs", self.list(&parameters.posonlyargs, plain)?),
            ("args", self.list(&parameters.args, plain)?),
            (
                "vararg",
                self.optional(parameters.vararg.as_deref(), Self::argument)?,
            ),
            ("kwonlyargs", self.list(&parameters.kwonlyargs, plain)?),
            ("kw_defaults", keyword_defaults),
            (
                "kwarg",
                self.optional(parameters.kwarg.as_deref(), Self::argument)?,
            ),
            ("defaults", defaults?.into()),
        ];
        self.make("arguments", &fields)
    }

    fn argument(&self, parameter: &Parameter) -> PyResult<Value> {
        let fields = [
            ("arg", Self::name(Some(&parameter.name))),
            (
                "annotation",
                self.optional(parameter.annotation.as_deref(), Self::expression)?,
            ),
            ("type_comment", Value::NONE),
        ];
        // Stars in front do not count.
        let range = TextRange::new(parameter.name.start(), parameter.range.end());
        self.node("arg", range, &fields)
    }

    fn case(&self, case: &MatchCase) -> PyResult<Value> {
        let fields = [
            ("pattern", self.pattern(&case.pattern)?),
            (
                "guard",
                self.optional(case.guard.as_deref(), Self::expression)?,
            ),
            ("body", self.body(&case.body)?),
        ];
        self.make("match_case", &fields)
    }

    fn pattern(&self, pattern: &Pattern) -> PyResult<Value> {
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(node) => {
                let value = self.expression(&node.value)?;
                self.node("MatchValue", range, &[("value", value)])
            }
            Pattern::MatchSingleton(node) => {
                let value = match node.value {
                    Singleton::None => Value::NONE,
                    Singleton::True => Value::TRUE,
                    Singleton::False => Value::FALSE,
                };
                self.node("MatchSingleton", range, &[("value", value)])
            }
            Pattern::MatchSequence(node) => {
                let patterns = self.list(&node.patterns, Self::pattern)?;
                self.node("MatchSequence", range, &[("patterns", patterns)])
            }
            Pattern::MatchMapping(node) => {
                let fields = [
                    ("keys", self.list(&node.keys, Self::expression)?),
                    ("patterns", self.list(&node.patterns, Self::pattern)?),
                    ("rest", Self::name(node.rest.as_ref())),
                ];
                self.node("MatchMapping", range, &fields)
            }
            Pattern::MatchClass(node) => {
                let keywords = &node.arguments.keywords;
                let fields = [
                    ("cls", self.expression(&node.cls)?),
                    (
                        "patterns",
                        self.list(&node.arguments.patterns, Self::pattern)?,
                    ),
                    (
                        "kwd_attrs",
                        self.list(keywords, |_, keyword| Ok(Self::name(Some(&keyword.attr))))?,
                    ),
                    (
                        "kwd_patterns",
                        self.list(keywords, |this, keyword| this.pattern(&keyword.pattern))?,
                    ),
                ];
                self.node("MatchClass", range, &fields)
            }
            Pattern::MatchStar(node) => {
                let name = Self::name(node.name.as_ref());
                self.node("MatchStar", range, &[("name", name)])
            }
            Pattern::MatchAs(node) => {
                let fields = [
                    (
                        "pattern",
                        self.optional(node.pattern.as_deref(), Self::pattern)?,
                    ),
                    ("name", Self::name(node.name.as_ref())),
                ];
                self.node("MatchAs", range, &fields)
            }
            Pattern::MatchOr(node) => {
                let patterns = self.list(&node.patterns, Self::pattern)?;
                self.node("MatchOr", range, &[("patterns", patterns)])
            }
        }
    }
}
