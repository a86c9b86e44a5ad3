//! `SyntaxWarning`s: text that compiles but hardly means what was wanted.

use std::ops::Range;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    CmpOp, Expr, FString, InterpolatedStringElement, InterpolatedStringElements, ModModule, Number,
    Stmt,
};
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
/// gives them.
pub fn warnings(file: &SourceFile, module: &ModModule) -> Vec<SyntaxWarning> {
    let mut placed = Vec::new();
    literals(file, &mut placed);
    if file.text.contains('\\') {
        let mut parts = Parts {
            file,
            found: &mut placed,
        };
        parts.visit_body(&module.body);
    }
    placed.sort_by_key(|(place, _)| *place);
    let found = placed.into_iter().map(|(_, warning)| warning).collect();
    let mut seeker = Seeker { file, found };
    seeker.visit_body(&module.body);
    seeker.found
}

/// Looks at the escapes in the literal parts of f-strings.
struct Parts<'a> {
    file: &'a SourceFile,
    /// With the place of each.
    found: &'a mut Vec<(usize, SyntaxWarning)>,
}

impl Parts<'_> {
    /// `end` is the line of the quotes that end the f-string, where CPython sees what it decodes
    /// then; a part of a format specification is decoded where it stands.
    fn part(&mut self, range: Range<usize>, end: Option<usize>) {
        let text = self.file.text.get(range.clone()).unwrap_or("");
        let mut from = 0;
        // Doubled braces part what CPython decodes.
        while from < text.len() {
            let rest = &text[from..];
            let len = brace_pair(rest).map_or(rest.len(), |at| at + 1);
            let piece = &rest[..len];
            let at = range.start + from;
            if let Some(escape) = super::literal::invalid_escape(piece, false)
                && !escape.message.ends_with("\\{'")
                && !escape.message.ends_with("\\}'")
            {
                let line = end.unwrap_or_else(|| self.file.line_of(at));
                let message = escape.message;
                self.found
                    .push((at + escape.offset, SyntaxWarning { message, line }));
            }
            from += len;
            // The second brace.
            if len < rest.len() {
                from += 1;
            }
        }
    }

    /// Backslashes before a brace, which no escape begins with: CPython's tokenizer sees them.
    fn braces(&mut self, range: Range<usize>) {
        let text = self.file.text.get(range.start..range.end + 1).unwrap_or("");
        let mut letters = text.char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter != '\\' {
                continue;
            }
            match letters.next() {
                Some((_, 'N')) => {
                    // A character's name, in braces.
                    for (_, letter) in letters.by_ref() {
                        if letter == '}' {
                            break;
                        }
                    }
                }
                Some((_, brace @ ('{' | '}'))) => {
                    let at = range.start + at;
                    let message = format!("invalid escape sequence '\\{brace}'");
                    let line = self.file.line_of(at);
                    self.found.push((at, SyntaxWarning { message, line }));
                }
                _ => {}
            }
        }
    }

    fn elements(&mut self, elements: &InterpolatedStringElements, end: Option<usize>) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let range: Range<usize> = literal.range.into();
                    if end.is_some() {
                        self.braces(range.clone());
                    }
                    self.part(range, end);
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(spec) = &field.format_spec {
                        self.elements(&spec.elements, None);
                    }
                }
            }
        }
    }
}

/// Where two braces stand for one.
fn brace_pair(text: &str) -> Option<usize> {
    [text.find("{{"), text.find("}}")]
        .into_iter()
        .flatten()
        .min()
}

impl<'a> Visitor<'a> for Parts<'_> {
    fn visit_f_string(&mut self, fstring: &'a FString) {
        if !fstring.flags.prefix().is_raw() {
            let end = fstring.range.end().to_usize().saturating_sub(1);
            self.elements(&fstring.elements, Some(self.file.line_of(end)));
        }
        visitor::walk_f_string(self, fstring);
    }
}

fn literals(file: &SourceFile, found: &mut Vec<(usize, SyntaxWarning)>) {
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
            found.push((range.start, SyntaxWarning { message, line }));
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
