//! Patterns of `match`: names bound twice, keys given twice, cases that can never
//! be reached.

use std::collections::HashSet;

use ruff_python_ast::{Expr, Pattern, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::flow::Flow;

/// Names bound so far by the alternatives being read.
type Bound<'a> = HashSet<&'a str>;

/// Check the pattern of a case; only one that may match everything can be
/// irrefutable.
pub(super) fn check(flow: &mut Flow<'_>, pattern: &Pattern, may_be_irrefutable: bool) {
    let mut bound = Bound::new();
    visit(flow, pattern, may_be_irrefutable, &mut bound);
}

fn bind<'a>(flow: &mut Flow<'_>, name: &'a str, range: TextRange, bound: &mut Bound<'a>) {
    if name == "__debug__" {
        flow.report(range, "cannot assign to __debug__");
    }
    if !bound.insert(name) {
        let message = format!("multiple assignments to name '{name}' in pattern");
        flow.report(range, message);
    }
}

fn visit<'a>(
    flow: &mut Flow<'_>,
    pattern: &'a Pattern,
    may_be_irrefutable: bool,
    bound: &mut Bound<'a>,
) {
    let range = pattern.range();
    match pattern {
        Pattern::MatchValue(value) => {
            if !is_value(&value.value) {
                let message = "patterns may only match literals and attribute lookups";
                flow.report(range, message);
            }
        }
        Pattern::MatchSingleton(_) => {}
        Pattern::MatchStar(star) => {
            if let Some(name) = &star.name {
                bind(flow, name, range, bound);
            }
        }
        Pattern::MatchSequence(sequence) => {
            let stars = sequence.patterns.iter().filter(|p| p.is_match_star());
            if stars.count() > 1 {
                flow.report(range, "multiple starred names in sequence pattern");
            }
            for pattern in &sequence.patterns {
                visit(flow, pattern, true, bound);
            }
        }
        Pattern::MatchMapping(mapping) => {
            check_keys(flow, range, &mapping.keys);
            for pattern in &mapping.patterns {
                visit(flow, pattern, true, bound);
            }
            if let Some(rest) = &mapping.rest {
                bind(flow, rest, range, bound);
            }
        }
        Pattern::MatchClass(class) => {
            let keywords = &class.arguments.keywords;
            for (index, keyword) in keywords.iter().enumerate() {
                let mut later = keywords.iter().skip(index + 1);
                if let Some(other) = later.find(|other| other.attr.id == keyword.attr.id) {
                    let message = format!(
                        "attribute name repeated in class pattern: {}",
                        keyword.attr.as_str()
                    );
                    flow.report(other.pattern.range(), message);
                }
            }
            for pattern in &class.arguments.patterns {
                visit(flow, pattern, true, bound);
            }
            for keyword in keywords {
                visit(flow, &keyword.pattern, true, bound);
            }
        }
        Pattern::MatchAs(capture) => {
            match &capture.pattern {
                Some(pattern) => visit(flow, pattern, may_be_irrefutable, bound),
                None if may_be_irrefutable => {}
                None => {
                    let what = match &capture.name {
                        Some(name) => format!("name capture '{}'", name.as_str()),
                        None => "wildcard".to_owned(),
                    };
                    flow.report(
                        range,
                        format!("{what} makes remaining patterns unreachable"),
                    );
                }
            }
            if let Some(name) = &capture.name {
                bind(flow, name, range, bound);
            }
        }
        Pattern::MatchOr(alternatives) => {
            let last = alternatives.patterns.len().saturating_sub(1);
            let mut first: Option<Bound<'a>> = None;
            for (index, pattern) in alternatives.patterns.iter().enumerate() {
                let mut own = Bound::new();
                visit(flow, pattern, may_be_irrefutable && index == last, &mut own);
                if first.get_or_insert_with(|| own.clone()) != &own {
                    flow.report(range, "alternative patterns bind different names");
                }
            }
            for name in first.unwrap_or_default() {
                bind(flow, name, range, bound);
            }
        }
    }
}

fn check_keys(flow: &mut Flow<'_>, range: TextRange, keys: &[Expr]) {
    let mut seen = Vec::new();
    for key in keys {
        if !is_value(key) {
            let message = "mapping pattern keys may only match literals and attribute lookups";
            flow.report(range, message);
        }
        let Some(value) = Key::of(key) else {
            continue;
        };
        if seen.contains(&value) {
            let text = flow
                .finder
                .file
                .text
                .get(std::ops::Range::from(key.range()));
            let shown = text.unwrap_or("");
            let message = format!("mapping pattern checks duplicate key ({shown})");
            flow.report(range, message);
        }
        seen.push(value);
    }
}

/// A constant key, equal as Python compares it.
#[derive(PartialEq)]
enum Key {
    Number(f64),
    BigNumber(String),
    Text(String),
    Bytes(Vec<u8>),
    None,
}

impl Key {
    fn of(expression: &Expr) -> Option<Key> {
        use ruff_python_ast::Number;
        Some(match expression {
            Expr::NumberLiteral(number) => match &number.value {
                Number::Int(value) => match value.as_i64() {
                    // Exact as a float: below 2 to the 53rd.
                    Some(small) if small.unsigned_abs() < 1 << 53 => Key::Number(small as f64),
                    _ => Key::BigNumber(value.to_string()),
                },
                Number::Float(value) => Key::Number(*value),
                Number::Complex { .. } => return None,
            },
            Expr::UnaryOp(negated) if negated.op == UnaryOp::USub => {
                match Key::of(&negated.operand)? {
                    Key::Number(value) => Key::Number(-value),
                    Key::BigNumber(value) => Key::BigNumber(format!("-{value}")),
                    _ => return None,
                }
            }
            Expr::BooleanLiteral(literal) => Key::Number(f64::from(u8::from(literal.value))),
            Expr::StringLiteral(literal) => Key::Text(literal.value.to_str().to_owned()),
            Expr::BytesLiteral(literal) => Key::Bytes(literal.value.bytes().collect()),
            Expr::NoneLiteral(_) => Key::None,
            _ => return None,
        })
    }
}

/// Whether an expression is a literal or a dotted name.
fn is_value(expression: &Expr) -> bool {
    match expression {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::Attribute(_) => true,
        Expr::UnaryOp(negated) => {
            negated.op == UnaryOp::USub && negated.operand.is_number_literal_expr()
        }
        Expr::BinOp(sum) => is_value(&sum.left) && is_value(&sum.right),
        _ => false,
    }
}
