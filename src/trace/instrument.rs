//! A program with a call of the recorder before each statement.

use ruff_python_ast::{ExceptHandler, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::source::{SourceFile, parse_module};

/// The changed program.
pub struct Stepped {
    pub text: String,
    /// For each of its lines (from 1), the line of the original.
    pub lines: Vec<usize>,
}

/// Put calls before the statements; `None` if the program cannot be parsed.
pub fn instrument(name: &str, text: &str) -> Option<Stepped> {
    let file = SourceFile::new(name, text);
    let tree = parse_module(&file).ok()?;
    let mut places = Vec::new();
    body(&tree.body, true, &mut places);
    places.sort_unstable();
    let mut out = String::with_capacity(text.len() * 2);
    let mut lines = Vec::new();
    let mut done = 0;
    for at in places {
        let line = file.line_of(at);
        let start = file.line_range(line).start;
        let indent = file.text.get(start..at)?;
        if indent.chars().all(|c| matches!(c, ' ' | '\t' | '\u{c}')) {
            out.push_str(file.text.get(done..start)?);
            out.push_str(&format!("{indent}__biji_step__({line})\n"));
            done = start;
        } else {
            out.push_str(file.text.get(done..at)?);
            out.push_str(&format!("__biji_step__({line}); "));
            done = at;
        }
    }
    out.push_str(file.text.get(done..)?);
    let mut original = 0;
    for line in out.lines() {
        let added = line.trim_start().strip_prefix("__biji_step__(");
        let whole = added.is_some_and(|rest| rest.ends_with(')') && !rest.contains("; "));
        if !whole {
            original += 1;
        }
        lines.push(if whole { original + 1 } else { original });
    }
    Some(Stepped { text: out, lines })
}

/// The places of statements, in bytes. `documented`: the first may be a docstring, which must
/// stay the first.
fn body(statements: &[Stmt], documented: bool, places: &mut Vec<usize>) {
    for (number, statement) in statements.iter().enumerate() {
        let is_docstring = documented
            && number == 0
            && matches!(statement, Stmt::Expr(e) if matches!(&*e.value, Expr::StringLiteral(_)));
        let is_future = matches!(statement, Stmt::ImportFrom(i)
            if i.module.as_ref().is_some_and(|m| m.as_str() == "__future__"));
        if !is_docstring && !is_future {
            places.push(statement.range().start().to_usize());
        }
        inner(statement, places);
    }
}

fn inner(statement: &Stmt, places: &mut Vec<usize>) {
    match statement {
        Stmt::FunctionDef(node) => body(&node.body, true, places),
        Stmt::ClassDef(node) => body(&node.body, true, places),
        Stmt::If(node) => {
            body(&node.body, false, places);
            for clause in &node.elif_else_clauses {
                body(&clause.body, false, places);
            }
        }
        Stmt::For(node) => {
            body(&node.body, false, places);
            body(&node.orelse, false, places);
        }
        Stmt::While(node) => {
            body(&node.body, false, places);
            body(&node.orelse, false, places);
        }
        Stmt::With(node) => body(&node.body, false, places),
        Stmt::Try(node) => {
            body(&node.body, false, places);
            for ExceptHandler::ExceptHandler(handler) in &node.handlers {
                body(&handler.body, false, places);
            }
            body(&node.orelse, false, places);
            body(&node.finalbody, false, places);
        }
        Stmt::Match(node) => {
            for case in &node.cases {
                body(&case.body, false, places);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::instrument;

    #[test]
    fn calls_stand_before_statements() {
        let text = "\"\"\"doc\"\"\"\nx = 1\nif x: y = 2; z = 3\n";
        let stepped = instrument("a.py", text).unwrap();
        assert_eq!(
            stepped.text,
            "\"\"\"doc\"\"\"\n__biji_step__(2)\nx = 1\n__biji_step__(3)\n\
             if x: __biji_step__(3); y = 2; __biji_step__(3); z = 3\n"
        );
        assert_eq!(stepped.lines, [1, 2, 2, 3, 3]);
        assert!(instrument("a.py", "x = = 1").is_none());
    }
}
