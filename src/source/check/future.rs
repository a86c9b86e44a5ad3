//! `from __future__ import …`: which features there are, and where they may stand.

use ruff_python_ast::{Expr, Stmt, StmtImportFrom};
use ruff_text_size::Ranged;

use super::Finder;
use crate::source::SourceFile;
use crate::source::problem::SyntaxProblem;

const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// What the future statements of a module ask for.
pub(super) struct Future {
    /// Annotations are not evaluated.
    pub annotations: bool,
    /// The byte after the last such statement.
    pub end: usize,
}

/// Whether a statement is a future import.
pub(super) fn is_future(import: &StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_deref() == Some("__future__")
}

/// Read the future statements at the head of `body`.
pub(super) fn check(file: &SourceFile, body: &[Stmt]) -> Result<Future, Box<SyntaxProblem>> {
    let mut future = Future {
        annotations: false,
        end: 0,
    };
    let mut finder = Finder::new(file);
    for (index, statement) in body.iter().enumerate() {
        match statement {
            Stmt::ImportFrom(import) if is_future(import) => {
                for alias in &import.names {
                    let name = alias.name.as_str();
                    let message = match name {
                        "braces" => "not a chance".to_owned(),
                        "annotations" => {
                            future.annotations = true;
                            continue;
                        }
                        _ if FEATURES.contains(&name) => continue,
                        _ => format!("future feature {name} is not defined"),
                    };
                    finder.report(statement.range(), message);
                    if let Some(problem) = &mut finder.problem {
                        // CPython gives this one no end.
                        problem.end_line = problem.line;
                        problem.end_column = 0;
                    }
                    return finder.finish().map(|()| future);
                }
                future.end = statement.end().to_usize();
            }
            Stmt::Expr(doc) if index == 0 && matches!(*doc.value, Expr::StringLiteral(_)) => {}
            _ => break,
        }
    }
    Ok(future)
}
