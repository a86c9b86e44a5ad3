//! Expressions.

use ruff_python_ast::{
    BoolOp, CmpOp, Comprehension, ConversionFlag, Expr, ExprCall, ExprContext, ExprFString,
    FStringPart, InterpolatedElement, InterpolatedStringElement, InterpolatedStringElements,
    Keyword, Operator, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Builder;
use crate::compile::constant::{Constant, fold, fstring_text, join_strings, string_part};
use crate::object::{PyResult, Str, Value};

/// A part of an f-string: text with its place, or a field.
enum Part<'a> {
    Text(Constant, TextRange),
    Field(&'a InterpolatedElement),
}

impl Builder<'_> {
    fn expressions(&self, expressions: &[Expr]) -> PyResult<Value> {
        self.list(expressions, Self::expression)
    }

    fn context(&self, context: ExprContext) -> PyResult<Value> {
        self.named(match context {
            ExprContext::Store => "Store",
            ExprContext::Del => "Del",
            ExprContext::Load | ExprContext::Invalid => "Load",
        })
    }

    pub(super) fn operator(&self, operator: Operator) -> PyResult<Value> {
        self.named(match operator {
            Operator::Add => "Add",
            Operator::Sub => "Sub",
            Operator::Mult => "Mult",
            Operator::MatMult => "MatMult",
            Operator::Div => "Div",
            Operator::Mod => "Mod",
            Operator::Pow => "Pow",
            Operator::LShift => "LShift",
            Operator::RShift => "RShift",
            Operator::BitOr => "BitOr",
            Operator::BitXor => "BitXor",
            Operator::BitAnd => "BitAnd",
            Operator::FloorDiv => "FloorDiv",
        })
    }

    fn comparison(&self, operator: &CmpOp) -> PyResult<Value> {
        self.named(match operator {
            CmpOp::Eq => "Eq",
            CmpOp::NotEq => "NotEq",
            CmpOp::Lt => "Lt",
            CmpOp::LtE => "LtE",
            CmpOp::Gt => "Gt",
            CmpOp::GtE => "GtE",
            CmpOp::Is => "Is",
            CmpOp::IsNot => "IsNot",
            CmpOp::In => "In",
            CmpOp::NotIn => "NotIn",
        })
    }

    pub(super) fn keyword(&self, keyword: &Keyword) -> PyResult<Value> {
        let fields = [
            ("arg", Self::name(keyword.arg.as_ref())),
            ("value", self.expression(&keyword.value)?),
        ];
        self.node("keyword", keyword.range, &fields)
    }

    fn generators(&self, generators: &[Comprehension]) -> PyResult<Value> {
        self.list(generators, |this, part| {
            let fields = [
                ("target", this.expression(&part.target)?),
                ("iter", this.expression(&part.iter)?),
                ("ifs", this.expressions(&part.ifs)?),
                ("is_async", Value::int(i64::from(part.is_async))),
            ];
            this.make("comprehension", &fields)
        })
    }

    fn constant(&self, value: Value, range: TextRange) -> PyResult<Value> {
        // `u` in front of a str is the only prefix that a tree remembers.
        let is_marked = value.as_str().is_some() && self.text(range).starts_with(['u', 'U']);
        let kind = if is_marked {
            Value::str("u")
        } else {
            Value::NONE
        };
        self.node("Constant", range, &[("value", value), ("kind", kind)])
    }

    /// An expression.
    pub(super) fn expression(&self, expression: &Expr) -> PyResult<Value> {
        let range = expression.range();
        match expression {
            Expr::BoolOp(node) => {
                let operator = match node.op {
                    BoolOp::And => "And",
                    BoolOp::Or => "Or",
                };
                let fields = [
                    ("op", self.named(operator)?),
                    ("values", self.expressions(&node.values)?),
                ];
                self.node("BoolOp", range, &fields)
            }
            Expr::Named(node) => {
                let fields = [
                    ("target", self.expression(&node.target)?),
                    ("value", self.expression(&node.value)?),
                ];
                self.node("NamedExpr", range, &fields)
            }
            Expr::BinOp(_) => self.binary(expression),
            Expr::UnaryOp(node) => {
                let operator = match node.op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::UAdd => "UAdd",
                    UnaryOp::USub => "USub",
                };
                let fields = [
                    ("op", self.named(operator)?),
                    ("operand", self.expression(&node.operand)?),
                ];
                self.node("UnaryOp", range, &fields)
            }
            Expr::Lambda(node) => {
                let fields = [
                    ("args", self.parameters(node.parameters.as_deref())?),
                    ("body", self.expression(&node.body)?),
                ];
                self.node("Lambda", range, &fields)
            }
            Expr::If(node) => {
                let fields = [
                    ("test", self.expression(&node.test)?),
                    ("body", self.expression(&node.body)?),
                    ("orelse", self.expression(&node.orelse)?),
                ];
                self.node("IfExp", range, &fields)
            }
            Expr::Dict(node) => {
                let keys = self.list(&node.items, |this, item| {
                    this.optional(item.key.as_ref(), Self::expression)
                })?;
                let values = self.list(&node.items, |this, item| this.expression(&item.value))?;
                self.node("Dict", range, &[("keys", keys), ("values", values)])
            }
            Expr::Set(node) => {
                let elements = self.expressions(&node.elts)?;
                self.node("Set", range, &[("elts", elements)])
            }
            Expr::ListComp(node) => {
                self.comprehension("ListComp", range, &node.elt, &node.generators)
            }
            Expr::SetComp(node) => {
                self.comprehension("SetComp", range, &node.elt, &node.generators)
            }
            Expr::Generator(node) => {
                self.comprehension("GeneratorExp", range, &node.elt, &node.generators)
            }
            Expr::DictComp(node) => {
                let fields = [
                    ("key", self.optional(node.key.as_deref(), Self::expression)?),
                    ("value", self.expression(&node.value)?),
                    ("generators", self.generators(&node.generators)?),
                ];
                self.node("DictComp", range, &fields)
            }
            Expr::Await(node) => {
                let value = self.expression(&node.value)?;
                self.node("Await", range, &[("value", value)])
            }
            Expr::Yield(node) => {
                let value = self.optional(node.value.as_deref(), Self::expression)?;
                self.node("Yield", range, &[("value", value)])
            }
            Expr::YieldFrom(node) => {
                let value = self.expression(&node.value)?;
                self.node("YieldFrom", range, &[("value", value)])
            }
            Expr::Compare(node) => {
                let fields = [
                    ("left", self.expression(&node.left)?),
                    ("ops", self.list(&node.ops, Self::comparison)?),
                    ("comparators", self.expressions(&node.comparators)?),
                ];
                self.node("Compare", range, &fields)
            }
            Expr::Call(node) => self.call(node),
            Expr::FString(node) => self.fstring(node),
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                Err(self.vm.value_error("no Python expression"))
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {
                let value = fold(expression, &self.file.text).map(|value| value.value());
                let value = value.ok_or_else(|| self.vm.value_error("a literal without value"))?;
                self.constant(value, range)
            }
            Expr::Attribute(node) => {
                let fields = [
                    ("value", self.expression(&node.value)?),
                    ("attr", Self::name(Some(&node.attr))),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("Attribute", range, &fields)
            }
            Expr::Subscript(node) => {
                let fields = [
                    ("value", self.expression(&node.value)?),
                    ("slice", self.expression(&node.slice)?),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("Subscript", range, &fields)
            }
            Expr::Starred(node) => {
                let fields = [
                    ("value", self.expression(&node.value)?),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("Starred", range, &fields)
            }
            Expr::Name(node) => {
                let fields = [
                    ("id", Str::intern(node.id.as_str()).value()),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("Name", range, &fields)
            }
            Expr::List(node) => {
                let fields = [
                    ("elts", self.expressions(&node.elts)?),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("List", range, &fields)
            }
            Expr::Tuple(node) => {
                let fields = [
                    ("elts", self.expressions(&node.elts)?),
                    ("ctx", self.context(node.ctx)?),
                ];
                self.node("Tuple", range, &fields)
            }
            Expr::Slice(node) => {
                let fields = [
                    (
                        "lower",
                        self.optional(node.lower.as_deref(), Self::expression)?,
                    ),
                    (
                        "upper",
                        self.optional(node.upper.as_deref(), Self::expression)?,
                    ),
                    (
                        "step",
                        self.optional(node.step.as_deref(), Self::expression)?,
                    ),
                ];
                self.node("Slice", range, &fields)
            }
        }
    }

    /// A chain of operators; long ones lean to the left, so that their length must cost no stack.
    fn binary(&self, expression: &Expr) -> PyResult<Value> {
        let mut spine = Vec::new();
        let mut left = expression;
        while let Expr::BinOp(node) = left {
            spine.push(node);
            left = &node.left;
        }
        let mut value = self.expression(left)?;
        for node in spine.into_iter().rev() {
            let fields = [
                ("left", value),
                ("op", self.operator(node.op)?),
                ("right", self.expression(&node.right)?),
            ];
            value = self.node("BinOp", node.range, &fields)?;
        }
        Ok(value)
    }

    fn comprehension(
        &self,
        kind: &str,
        range: TextRange,
        element: &Expr,
        generators: &[Comprehension],
    ) -> PyResult<Value> {
        let fields = [
            ("elt", self.expression(element)?),
            ("generators", self.generators(generators)?),
        ];
        self.node(kind, range, &fields)
    }

    fn call(&self, node: &ExprCall) -> PyResult<Value> {
        let arguments = &node.arguments;
        let positional = match &*arguments.args {
            // A generator alone has the call's parentheses for its own.
            [Expr::Generator(only)] if !only.parenthesized => {
                let range = arguments.range;
                vec![self.comprehension("GeneratorExp", range, &only.elt, &only.generators)?].into()
            }
            all => self.expressions(all)?,
        };
        let fields = [
            ("func", self.expression(&node.func)?),
            ("args", positional),
            ("keywords", self.list(&arguments.keywords, Self::keyword)?),
        ];
        self.node("Call", node.range(), &fields)
    }

    fn fstring(&self, node: &ExprFString) -> PyResult<Value> {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                FStringPart::Literal(literal) => {
                    let text = string_part(literal, &self.file.text);
                    parts.push(Part::Text(text, literal.range));
                }
                FStringPart::FString(fstring) => {
                    let is_raw = fstring.flags.prefix().is_raw();
                    self.string_parts(&fstring.elements, is_raw, &mut parts);
                }
            }
        }
        self.joined(parts, node.range)
    }

    fn string_parts<'n>(
        &self,
        elements: &'n InterpolatedStringElements,
        is_raw: bool,
        parts: &mut Vec<Part<'n>>,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    let source = self.text(literal.range);
                    let text = fstring_text(&literal.value, source, is_raw);
                    parts.push(Part::Text(text, literal.range));
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        let text = debug.as_str().to_owned();
                        let start = field.range.start() + TextSize::from(1);
                        let length = TextSize::try_from(text.len()).unwrap_or_default();
                        let range = TextRange::at(start, length);
                        parts.push(Part::Text(Constant::Str(text), range));
                    }
                    parts.push(Part::Field(field));
                }
            }
        }
    }

    /// The node of an f-string or format: texts side by side are one.
    fn joined(&self, parts: Vec<Part>, range: TextRange) -> PyResult<Value> {
        let mut values = Vec::new();
        let mut pending: Option<(Vec<Constant>, TextRange)> = None;
        for part in parts {
            match part {
                Part::Text(text, place) => match &mut pending {
                    Some((texts, range)) => {
                        texts.push(text);
                        *range = range.cover(place);
                    }
                    None => pending = Some((vec![text], place)),
                },
                Part::Field(field) => {
                    self.flush(&mut pending, &mut values)?;
                    values.push(self.field(field)?);
                }
            }
        }
        self.flush(&mut pending, &mut values)?;
        self.node("JoinedStr", range, &[("values", values.into())])
    }

    fn flush(
        &self,
        pending: &mut Option<(Vec<Constant>, TextRange)>,
        values: &mut Vec<Value>,
    ) -> PyResult<()> {
        let Some((texts, range)) = pending.take() else {
            return Ok(());
        };
        let text = join_strings(texts.into_iter());
        if text.truth() {
            values.push(self.constant(text.value(), range)?);
        }
        Ok(())
    }

    fn field(&self, field: &InterpolatedElement) -> PyResult<Value> {
        let conversion = match field.conversion {
            ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => {
                ConversionFlag::Repr
            }
            other => other,
        };
        let spec = self.optional(field.format_spec.as_deref(), |this, spec| {
            let mut parts = Vec::new();
            this.string_parts(&spec.elements, false, &mut parts);
            // The colon belongs to the node.
            let start = spec.range.start().checked_sub(TextSize::from(1));
            let range = TextRange::new(start.unwrap_or_default(), spec.range.end());
            this.joined(parts, range)
        })?;
        let fields = [
            ("value", self.expression(&field.expression)?),
            ("conversion", Value::int(conversion as i64)),
            ("format_spec", spec),
        ];
        self.node("FormattedValue", field.range, &fields)
    }
}
