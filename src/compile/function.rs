//! Functions and lambdas: their code, defaults, annotations, closures and decorators.

use std::rc::Rc;

use ruff_python_ast::{
    Decorator, Expr, ExprLambda, ParameterWithDefault, Parameters as Tree, Stmt, StmtFunctionDef,
};
use ruff_text_size::{Ranged, TextRange};

use super::code::{Code, CodeKind, Parameters};
use super::constant::{self, Constant};
use super::op::{
    MAKE_ANNOTATIONS, MAKE_CLOSURE, MAKE_DEFAULTS, MAKE_KWDEFAULTS, Op, Reg, TAKE_A, TAKE_B, TAKE_C,
};
use super::scope::ScopeId;
use super::unit::{Operand, Unit};
use super::{Failure, Res};
use crate::object::Str;

/// The positional parameters in order.
fn positional(parameters: &Tree) -> impl Iterator<Item = &ParameterWithDefault> {
    parameters.posonlyargs.iter().chain(&parameters.args)
}

impl<'a> Unit<'a> {
    /// `def name(…): …`
    pub fn function_def(&mut self, def: &'a StmtFunctionDef) -> Res<()> {
        let name = def.name.as_str();
        self.decorated(
            &def.decorator_list,
            name,
            def.range,
            def.name.range,
            |unit, dst| unit.function_into(def, dst),
        )
    }

    /// Define `name` by `make`, through decorators.
    pub fn decorated(
        &mut self,
        decorators: &'a [Decorator],
        name: &'a str,
        range: TextRange,
        name_range: TextRange,
        make: impl FnOnce(&mut Self, Reg) -> Res<()>,
    ) -> Res<()> {
        let mark = self.sp;
        let local = self.local_target(name);
        let mut callees = Vec::new();
        for decorator in decorators {
            let reg = self.temp()?;
            self.value_into(&decorator.expression, reg)?;
            callees.push((reg, decorator.expression.range()));
        }
        let dst = match local {
            Some(local) if callees.is_empty() => local,
            _ => self.temp()?,
        };
        make(self, dst)?;
        let mut result = dst;
        while let Some((base, range)) = callees.pop() {
            result = match local {
                Some(local) if callees.is_empty() => local,
                _ => base,
            };
            self.call_one(base, result, range);
        }
        let value = Operand {
            reg: result,
            temp: local != Some(result),
        };
        self.store_name(
            name,
            value,
            if local.is_some() { range } else { name_range },
        );
        self.sp = mark;
        Ok(())
    }

    /// The line that `co_firstlineno` names: that of the first decorator, if there is one.
    pub fn definition_line(&self, decorators: &[Decorator], range: TextRange) -> u32 {
        let first = decorators.first().map_or(range, |d| d.range);
        self.line_of(first)
    }

    fn function_into(&mut self, def: &'a StmtFunctionDef, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(def)?;
        let type_params = def.type_params.as_deref();
        // The variables of type parameters lie below the run of the function's parts.
        let opened = self.open_type_params(type_params)?;
        let first = if opened.is_some() {
            self.temp()?
        } else {
            self.run_base(dst)?
        };
        let mut parts = self.default_parts(&def.parameters, first, def.range)?;
        self.make_type_params(type_params, opened.as_ref())?;
        if self.annotation_part(
            &def.parameters,
            def.returns.as_deref(),
            first,
            parts,
            def.range,
        )? {
            parts |= MAKE_ANNOTATIONS;
        }
        let name = def.name.as_str();
        let mut unit = self.function_unit(name, scope, Some(&def.parameters), def.is_async)?;
        unit.first_line = self.definition_line(&def.decorator_list, def.range);
        unit.doc = unit.docstring(&def.body);
        unit.body(&def.body)?;
        let code = unit.finish(name)?;
        let Some(opened) = opened else {
            return self.make_function(code, scope, dst, first, parts, def.range);
        };
        self.make_function(code, scope, first, first, parts, def.range)?;
        self.sp = first + 1;
        self.store_type_params(first, def.range)?;
        self.close_type_params(&opened, def.range);
        self.emit.emit(Op::Move { dst, src: first }, def.range);
        Ok(())
    }

    /// `dst = lambda …: …`
    pub fn lambda_into(&mut self, node: &'a ExprLambda, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(node)?;
        let first = self.run_base(dst)?;
        let mut parts = 0;
        if let Some(parameters) = &node.parameters {
            parts = self.default_parts(parameters, first, node.range)?;
        }
        let mut unit = self.function_unit("<lambda>", scope, node.parameters.as_deref(), false)?;
        unit.first_line = self.line_of(node.range);
        unit.return_value(&node.body, node.body.range())?;
        let code = unit.finish("<lambda>")?;
        self.make_function(code, scope, dst, first, parts, node.range)
    }

    /// A unit for the function of `scope`.
    pub fn function_unit(
        &self,
        name: &str,
        scope: ScopeId,
        parameters: Option<&Tree>,
        is_async: bool,
    ) -> Res<Unit<'a>> {
        let kind = match (is_async, self.shared.scopes.get(scope).yields) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Coroutine,
            (false, true) => CodeKind::Generator,
            (false, false) => CodeKind::Function,
        };
        let mut unit = Unit::bare(self.shared, scope, kind, self.qualname_of(name));
        let params = match parameters {
            Some(parameters) => self.parameters(parameters)?,
            None => Parameters::default(),
        };
        unit.lay_out(params)?;
        Ok(unit)
    }

    fn parameters(&self, tree: &Tree) -> Res<Parameters> {
        let count = |n: usize| {
            u16::try_from(n).map_err(|_| Failure::new(tree.range, "more than 65535 parameters"))
        };
        let all = positional(tree)
            .chain(&tree.kwonlyargs)
            .map(|p| &p.parameter)
            .chain(tree.vararg.as_deref())
            .chain(tree.kwarg.as_deref());
        let names: Vec<Str> = all
            .map(|p| Str::intern(&self.mangle(p.name.as_str())))
            .collect();
        Ok(Parameters {
            packed: names.len() > super::unit::NEAR,
            names,
            positional: count(tree.posonlyargs.len() + tree.args.len())?,
            positional_only: count(tree.posonlyargs.len())?,
            keyword_only: count(tree.kwonlyargs.len())?,
            var_args: tree.vararg.is_some(),
            var_keywords: tree.kwarg.is_some(),
        })
    }

    /// The defaults, in a run that begins at `first` (allocated already).
    fn default_parts(&mut self, tree: &'a Tree, first: Reg, range: TextRange) -> Res<u8> {
        let mut parts = 0;
        let defaults: Vec<&'a Expr> = positional(tree)
            .filter_map(|p| p.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            let constants: Option<Vec<_>> = defaults.iter().map(|e| self.fold(e)).collect();
            match constants {
                Some(items) => self.load_constant(&Constant::Tuple(items), first, range),
                None => {
                    for (at, default) in defaults.iter().enumerate() {
                        let reg = if at == 0 { first } else { self.temp()? };
                        self.value_into(default, reg)?;
                    }
                    let count = u8::try_from(defaults.len()).unwrap_or(u8::MAX);
                    self.emit.emit(
                        Op::BuildTuple {
                            dst: first,
                            first,
                            count,
                        },
                        range,
                    );
                    self.sp = first + 1;
                }
            }
            parts |= MAKE_DEFAULTS;
        }
        let keyword_defaults: Vec<(String, &'a Expr)> = tree
            .kwonlyargs
            .iter()
            .filter_map(|p| {
                let name = self.mangle(p.parameter.name.as_str()).into_owned();
                p.default.as_deref().map(|default| (name, default))
            })
            .collect();
        if !keyword_defaults.is_empty() {
            let dict = self.part_register(first, parts)?;
            self.emit.emit(
                Op::BuildDict {
                    dst: dict,
                    first: dict,
                    pairs: 0,
                },
                range,
            );
            for (name, default) in keyword_defaults {
                let mark = self.sp;
                let key = self.temp()?;
                self.load_str(&name, key, range);
                let val = self.operand(default, false)?;
                let flags = TAKE_B | val.take(TAKE_C);
                self.emit.emit(
                    Op::DictInsert {
                        dict,
                        key,
                        val: val.reg,
                        flags,
                    },
                    range,
                );
                self.sp = mark;
            }
            parts |= MAKE_KWDEFAULTS;
        }
        Ok(parts)
    }

    /// The register of the next part of a run that begins at `first`.
    fn part_register(&mut self, first: Reg, parts: u8) -> Res<Reg> {
        if parts == 0 { Ok(first) } else { self.temp() }
    }

    /// The dict of annotations, if there are any.
    fn annotation_part(
        &mut self,
        tree: &'a Tree,
        returns: Option<&'a Expr>,
        first: Reg,
        parts: u8,
        range: TextRange,
    ) -> Res<bool> {
        // The order in which CPython evaluates them.
        let all = tree
            .args
            .iter()
            .chain(&tree.posonlyargs)
            .map(|p| &p.parameter)
            .chain(tree.vararg.as_deref())
            .chain(tree.kwonlyargs.iter().map(|p| &p.parameter))
            .chain(tree.kwarg.as_deref());
        let mut annotations: Vec<(String, &'a Expr)> = all
            .filter_map(|p| {
                let name = self.mangle(p.name.as_str()).into_owned();
                p.annotation.as_deref().map(|annotation| (name, annotation))
            })
            .collect();
        annotations.extend(returns.map(|returns| ("return".to_owned(), returns)));
        if annotations.is_empty() {
            return Ok(false);
        }
        let dict = self.part_register(first, parts)?;
        self.emit.emit(
            Op::BuildDict {
                dst: dict,
                first: dict,
                pairs: 0,
            },
            range,
        );
        for (name, annotation) in annotations {
            let mark = self.sp;
            let key = self.temp()?;
            self.load_str(&name, key, range);
            let val = self.temp()?;
            self.annotation_into(annotation, val)?;
            let op = Op::DictInsert {
                dict,
                key,
                val,
                flags: TAKE_B | TAKE_C,
            };
            self.emit.emit(op, annotation.range());
            self.sp = mark;
        }
        Ok(true)
    }

    /// The value of an annotation; its text under `from __future__ import annotations`.
    pub fn annotation_into(&mut self, annotation: &'a Expr, dst: Reg) -> Res<()> {
        let range = annotation.range();
        if self.shared.future_annotations {
            let text = self.source_text(range);
            self.load_str(text, dst, range);
            return Ok(());
        }
        match annotation {
            // `*args: *Ts`
            Expr::Starred(starred) => {
                let mark = self.sp;
                let src = self.operand(&starred.value, false)?;
                let flags = src.take(TAKE_A);
                let op = Op::UnpackSequence {
                    src: src.reg,
                    first: dst,
                    count: 1,
                    flags,
                };
                self.emit.emit(op, range);
                self.sp = mark;
                Ok(())
            }
            _ => self.value_into(annotation, dst),
        }
    }

    /// `dst =` a function of `code`, whose scope is `scope`. The run at `first` holds `parts`
    /// already; the closure is added to it.
    pub fn make_function(
        &mut self,
        code: Rc<Code>,
        scope: ScopeId,
        dst: Reg,
        first: Reg,
        mut parts: u8,
        range: TextRange,
    ) -> Res<()> {
        let mark = self.sp;
        let free = &self.shared.scopes.get(scope).free;
        if !free.is_empty() {
            let tuple = self.part_register(first, parts)?;
            for (at, name) in free.iter().enumerate() {
                let src = self.cell_for_closure(name)?;
                let reg = if at == 0 { tuple } else { self.temp()? };
                self.emit.emit(Op::Copy { dst: reg, src }, range);
            }
            let count = u8::try_from(free.len()).unwrap_or(u8::MAX);
            self.emit.emit(
                Op::BuildTuple {
                    dst: tuple,
                    first: tuple,
                    count,
                },
                range,
            );
            parts |= MAKE_CLOSURE;
        }
        let code = self.emit.unique_constant(crate::object::Value::code(code));
        self.emit.emit(
            Op::MakeFunction {
                dst,
                first,
                parts,
                code,
            },
            range,
        );
        self.sp = mark;
        Ok(())
    }

    /// The docstring of a body, its indentation removed.
    pub fn docstring(&self, body: &[Stmt]) -> Option<Str> {
        if super::optimize() > 1 {
            return None;
        }
        let Stmt::Expr(statement) = body.first()? else {
            return None;
        };
        let Expr::StringLiteral(literal) = &*statement.value else {
            return None;
        };
        match constant::string(literal, &self.shared.file.text) {
            Constant::Str(text) => Some(Str::new(clean_docstring(&text))),
            Constant::Wide(points) => Some(Str::from_code_points(&points)),
            _ => None,
        }
    }
}

/// A docstring as Python 3.13 stores it: tabs expanded, the first line without leading spaces, the
/// others without the indentation that they have in common.
fn clean_docstring(text: &str) -> String {
    let mut expanded = String::new();
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let spaces = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ');
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let rest: Vec<&str> = lines.collect();
    let filled = rest
        .iter()
        .filter(|line| !line.trim_start_matches(' ').is_empty());
    let margin = filled.map(|line| indent(line)).min().unwrap_or(0);
    let mut cleaned = first.to_owned();
    for line in rest {
        cleaned.push('\n');
        cleaned.push_str(line.get(margin.min(indent(line))..).unwrap_or(""));
    }
    cleaned
}
