//! Errors that CPython finds after parsing, when it compiles.
//!
//! The order is CPython's, since only the first error is reported: `future`
//! statements, then the names of every scope (`scopes`), then what statements and
//! expressions demand of their surroundings (`flow`, with `patterns` for `match`).
//!
//! Places are in code points, where CPython counts UTF-8 bytes in these errors:
//! carets then stand under the right characters of a Chinese line.

mod flow;
mod future;
mod patterns;
mod scopes;

use std::ops::Range;

use ruff_python_ast::{ModExpression, ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::SourceFile;
use super::problem::SyntaxProblem;

/// Check a module that parsed.
///
/// # Errors
/// The first error that CPython would raise.
pub fn check_module(file: &SourceFile, module: &ModModule) -> Result<(), Box<SyntaxProblem>> {
    let future = future::check(file, &module.body)?;
    scopes::check_body(file, &module.body, future.annotations)?;
    flow::check_body(file, &module.body, future.end)
}

/// Check an expression that parsed.
///
/// # Errors
/// The first error that CPython would raise.
pub fn check_expression(
    file: &SourceFile,
    expression: &ModExpression,
) -> Result<(), Box<SyntaxProblem>> {
    scopes::check_expression(file, &expression.body)?;
    flow::check_expression(file, &expression.body)
}

/// The bytes of a statement as CPython counts them: without its decorators.
fn range_of(file: &SourceFile, statement: &Stmt) -> Range<usize> {
    let (decorators, name, keyword, is_async) = match statement {
        Stmt::FunctionDef(def) => (&def.decorator_list, &def.name, "def", def.is_async),
        Stmt::ClassDef(def) => (&def.decorator_list, &def.name, "class", false),
        _ => return statement.range().into(),
    };
    let range: Range<usize> = statement.range().into();
    let Some(decorator) = decorators.last() else {
        return range;
    };
    let after = decorator.end().to_usize();
    let between = file.text.get(after..name.start().to_usize()).unwrap_or("");
    let at = between.rfind(keyword).unwrap_or(0);
    let before = between.get(..at).unwrap_or("");
    let at = if is_async {
        before.rfind("async").unwrap_or(at)
    } else {
        at
    };
    after + at..range.end
}

/// The first problem that a visitor finds.
struct Finder<'a> {
    file: &'a SourceFile,
    problem: Option<Box<SyntaxProblem>>,
}

impl<'a> Finder<'a> {
    fn new(file: &'a SourceFile) -> Self {
        Finder {
            file,
            problem: None,
        }
    }

    fn found(&self) -> bool {
        self.problem.is_some()
    }

    fn report(&mut self, range: TextRange, message: impl Into<String>) {
        self.report_bytes(range.into(), message);
    }

    fn report_bytes(&mut self, range: Range<usize>, message: impl Into<String>) {
        if self.problem.is_none() {
            self.problem = Some(Box::new(self.file.problem(range, message)));
        }
    }

    fn finish(self) -> Result<(), Box<SyntaxProblem>> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(()),
        }
    }
}
