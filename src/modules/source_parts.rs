//! _source: what `ast` and `codeop` need of the parser.
//!
//! `literal_eval` checks that an expression is made of literals only, and then compiles and runs
//! it as any expression: nothing else can be in it.

use std::rc::Rc;

use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

use crate::compile::compile_expression;
use crate::native::ModuleDef;
use crate::object::function::FunctionCore;
use crate::object::{Dict, Payload, PyResult, Str, Value};
use crate::source::{Parsed, SourceFile, parse_expression, parse_interactive};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_source", "Questions to the parser.")
        .function(
            "is_incomplete(source, /)",
            "Whether more lines have to follow at a prompt.",
            |vm: &Vm, source: Str| {
                let file = SourceFile::new("<input>", vm.utf8(&source)?);
                Ok(matches!(parse_interactive(&file), Parsed::Incomplete))
            },
        )
        .function(
            "disassemble(code, /)",
            "The instructions of a code object as text.",
            |vm: &Vm, code: Value| match code.payload() {
                Some(Payload::Code(code)) => Ok(crate::compile::disassemble::disassemble(code)),
                _ => Err(vm.type_error("expected a code object")),
            },
        )
        .function(
            "literal_eval(source, /)",
            "The value of an expression that is made of literals only.",
            literal_eval,
        )
}

fn literal_eval(vm: &Vm, source: Str) -> PyResult<Value> {
    let text = vm.utf8(&source)?;
    let text = text.trim_start_matches([' ', '\t']);
    if text.contains('\0') {
        return Err(vm.syntax_error(&crate::source::SyntaxProblem::placeless(
            crate::source::ProblemKind::Syntax,
            "<unknown>",
            "source code string cannot contain null bytes",
        )));
    }
    let file = Rc::new(SourceFile::unlisted("<unknown>", text));
    let tree = parse_expression(&file).map_err(|mut problem| {
        if file.text.is_empty() {
            // Nothing at all has no place.
            problem.column = 0;
        }
        let error = vm.syntax_error(&problem);
        if file.text.is_empty() {
            error.set_field("lineno", Value::int(0));
        }
        error
    })?;
    if let Err(kind) = check(&tree.body) {
        if kind.0.is_empty() {
            // `**` in a dict has no key.
            return Err(vm.value_error("malformed node or string: None"));
        }
        let line = file.line_of(kind.1);
        let at = std::ptr::from_ref(&tree).addr();
        return Err(vm.value_error(format!(
            "malformed node or string on line {line}: <ast.{} object at {at:#x}>",
            kind.0
        )));
    }
    let code = compile_expression(&tree, file, false).map_err(|p| vm.syntax_error(&p))?;
    let core = FunctionCore::new(code, Dict::new(), vm.builtins.clone(), Box::default());
    vm.run_code(core, Vec::new())
}

/// The kind and place of the first part that is no literal.
type Wrong = (&'static str, usize);

fn check(expression: &Expr) -> Result<(), Wrong> {
    use ruff_text_size::Ranged;
    let wrong = |kind| Err((kind, expression.range().start().to_usize()));
    match expression {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => Ok(()),
        Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(check),
        Expr::List(list) => list.elts.iter().try_for_each(check),
        Expr::Set(set) => set.elts.iter().try_for_each(check),
        Expr::Dict(dict) => dict.items.iter().try_for_each(|item| {
            match &item.key {
                Some(key) => check(key)?,
                None => return wrong(""),
            }
            check(&item.value)
        }),
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) if name.id.as_str() == "set" && call.arguments.is_empty() => Ok(()),
            _ => wrong("Call"),
        },
        Expr::UnaryOp(operation) => match operation.op {
            UnaryOp::UAdd | UnaryOp::USub if is_number(&operation.operand) => Ok(()),
            UnaryOp::UAdd | UnaryOp::USub if operation.operand.is_literal_expr() => {
                wrong("Constant")
            }
            _ => wrong("UnaryOp"),
        },
        Expr::BinOp(operation) => {
            let signed = match &*operation.left {
                Expr::UnaryOp(u) => {
                    matches!(u.op, UnaryOp::UAdd | UnaryOp::USub) && is_number(&u.operand)
                }
                left => is_number(left),
            };
            let imaginary = matches!(&*operation.right, Expr::NumberLiteral(n)
                if matches!(n.value, Number::Complex { .. }));
            match operation.op {
                Operator::Add | Operator::Sub if signed && imaginary => Ok(()),
                _ => wrong("BinOp"),
            }
        }
        other => wrong(kind_of(other)),
    }
}

fn is_number(expression: &Expr) -> bool {
    expression.is_number_literal_expr()
}

/// CPython's name of a kind of node.
fn kind_of(expression: &Expr) -> &'static str {
    match expression {
        Expr::BoolOp(_) => "BoolOp",
        Expr::Named(_) => "NamedExpr",
        Expr::Lambda(_) => "Lambda",
        Expr::If(_) => "IfExp",
        Expr::ListComp(_) => "ListComp",
        Expr::SetComp(_) => "SetComp",
        Expr::DictComp(_) => "DictComp",
        Expr::Generator(_) => "GeneratorExp",
        Expr::Await(_) => "Await",
        Expr::Yield(_) => "Yield",
        Expr::YieldFrom(_) => "YieldFrom",
        Expr::Compare(_) => "Compare",
        Expr::FString(_) => "JoinedStr",
        Expr::Attribute(_) => "Attribute",
        Expr::Subscript(_) => "Subscript",
        Expr::Starred(_) => "Starred",
        Expr::Name(_) => "Name",
        Expr::Slice(_) => "Slice",
        _ => "expr",
    }
}
