//! `SyntaxWarning`s: text that compiles but hardly means what was wanted.

use std::ops::Range;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{CmpOp, Expr, ModModule, Number, Stmt};
use ruff_text_size::Ranged;

use super::SourceFile;
use super::literal::Literal;
use super::tokens::{Kind, tokenize};

/// A warning about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// CPython's wording.
    pub message: String,
    /// 1-based line.
    pub line: usize,
}

/// All warnings about a module that parsed, those of literals first, as CPython
/// gives them. Escapes in the literal parts of f-strings are not looked at.
pub fn warnings(file: &SourceFile, module: &ModModule) -> Vec<SyntaxWarning> {
    let mut found = Vec::new();
    literals(file, &mut found);
    let mut seeker = Seeker { file, found };
    seeker.visit_body(&module.body);
    seeker.found
}

fn literals(file: &SourceFile, found: &mut Vec<SyntaxWarning>) {
    let tokens = tokenize(&file.text);
    for (index, token) in tokens.list.iter().enumerate() {
        let range = token.start as usize..token.end as usize;
        let text = file.text.get(range.clone()).unwrap_or("");
        let message = match token.kind {
            Kind::Str if text.contains('\\') => Literal::of_token(text)
                .and_then(|literal| literal.invalid_escape())
                .map(|e| e.message),
            Kind::Number => {
                let next = tokens.list.get(index + 1);
                next.filter(|next| next.start == token.end && next.kind == Kind::Keyword)
                    .map(|_| format!("invalid {} literal", number_kind(text)))
            }
            _ => None,
        };
        if let Some(message) = message {
            let line = file.line_of(range.start);
            found.push(SyntaxWarning { message, line });
        }
    }
}

fn number_kind(text: &str) -> &'static str {
    let lower = text.to_ascii_lowercase();
    match lower.get(..2) {
        Some("0x") => "hexadecimal",
        Some("0o") => "octal",
        Some("0b") => "binary",
        _ if lower.ends_with('j') => "imaginary",
        _ => "decimal",
    }
}

struct Seeker<'a> {
    file: &'a SourceFile,
    found: Vec<SyntaxWarning>,
}

impl Seeker<'_> {
    fn warn(&mut self, range: Range<usize>, message: String) {
        let line = self.file.line_of(range.start);
        self.found.push(SyntaxWarning { message, line });
    }

    fn compare(&mut self, expression: &Expr) {
        let Expr::Compare(compare) = expression else {
            return;
        };
        let mut left = &*compare.left;
        for (operator, right) in compare.ops.iter().zip(&compare.comparators) {
            let words = match operator {
                CmpOp::Is => Some(("is", "==")),
                CmpOp::IsNot => Some(("is not", "!=")),
                _ => None,
            };
            let literal = literal_type(left).or_else(|| literal_type(right));
            if let (Some((word, better)), Some(class)) = (words, literal) {
                let message =
                    format!("\"{word}\" with '{class}' literal. Did you mean \"{better}\"?");
                self.warn(expression.range().into(), message);
                return;
            }
            left = right;
        }
    }

    fn call(&mut self, expression: &Expr) {
        let Expr::Call(call) = expression else {
            return;
        };
        let called = match &*call.func {
            Expr::Lambda(_) => None,
            func => known_type(func),
        };
        if let Some(class) = called {
            let message = format!("'{class}' object is not callable; perhaps you missed a comma?");
            self.warn(expression.range().into(), message);
        }
    }

    fn subscript(&mut self, expression: &Expr) {
        let Expr::Subscript(subscript) = expression else {
            return;
        };
        let Some(class) = known_type(&subscript.value) else {
            return;
        };
        let message = match class {
            "NoneType" | "ellipsis" | "int" | "float" | "complex" | "bool" | "set"
            | "generator" | "function" => {
                format!("'{class}' object is not subscriptable; perhaps you missed a comma?")
            }
            "str" | "bytes" | "tuple" | "list" => match known_type(&subscript.slice) {
                None | Some("int" | "bool") => return,
                Some(index) => format!(
                    "{class} indices must be integers or slices, not {index}; \
                     perhaps you missed a comma?"
                ),
            },
            _ => return,
        };
        self.warn(expression.range().into(), message);
    }
}

impl<'a> Visitor<'a> for Seeker<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::Assert(assert) = statement
            && matches!(&*assert.test, Expr::Tuple(tuple) if !tuple.elts.is_empty())
        {
            let message = "assertion is always true, perhaps remove parentheses?";
            self.warn(statement.range().into(), message.to_owned());
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        self.compare(expression);
        self.call(expression);
        self.subscript(expression);
        visitor::walk_expr(self, expression);
    }
}

/// The class of a literal whose identity means nothing.
fn literal_type(expression: &Expr) -> Option<&'static str> {
    match expression {
        Expr::Tuple(tuple) if tuple.elts.iter().all(is_constant) => Some("tuple"),
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => {
            known_type(expression)
        }
        Expr::UnaryOp(negated) if negated.op == ruff_python_ast::UnaryOp::USub => {
            literal_type(&negated.operand)
                .filter(|class| matches!(*class, "int" | "float" | "complex"))
        }
        _ => None,
    }
}

fn is_constant(expression: &Expr) -> bool {
    expression.is_literal_expr() || literal_type(expression).is_some()
}

/// The class of an expression, where its form tells.
fn known_type(expression: &Expr) -> Option<&'static str> {
    Some(match expression {
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}
