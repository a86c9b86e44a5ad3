//! Constants, and the arithmetic on them that is done at compile time.
//!
//! Folded is what CPython folds: signs, arithmetic on numbers, concatenation and repetition of
//! strings, tuples of constants. Left out are operations that could raise or whose result would be
//! large (the limits are CPython's: 128 bits, 4096 characters), and float operations other than
//! `+ - * /`, so that compile time and run time cannot disagree.

use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Num, Signed, ToPrimitive, Zero};
use ruff_python_ast::{Expr, ExprStringLiteral, Number, Operator, StringLiteral, UnaryOp};

use crate::object::{Str, Value};
use crate::source::literal::{Literal, decode_escapes, has_surrogate_escape};

/// A value known at compile time.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    /// A str with lone surrogates.
    Wide(Vec<u32>),
    Bytes(Vec<u8>),
    Tuple(Vec<Constant>),
}

/// Identity of a constant in the pool: `1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConstKey {
    None,
    Bool(bool),
    Ellipsis,
    Int(BigInt),
    Float(u64),
    Complex(u64, u64),
    Str(String),
    Wide(Vec<u32>),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstKey>),
}

/// Results with more bits than this are computed at run time.
const MAX_BITS: u64 = 128;
/// Strings longer than this are built at run time.
const MAX_CHARACTERS: usize = 4096;

impl Constant {
    pub fn key(&self) -> ConstKey {
        match self {
            Constant::None => ConstKey::None,
            Constant::Bool(b) => ConstKey::Bool(*b),
            Constant::Ellipsis => ConstKey::Ellipsis,
            Constant::Int(i) => ConstKey::Int(i.clone()),
            Constant::Float(x) => ConstKey::Float(x.to_bits()),
            Constant::Complex(re, im) => ConstKey::Complex(re.to_bits(), im.to_bits()),
            Constant::Str(s) => ConstKey::Str(s.clone()),
            Constant::Wide(w) => ConstKey::Wide(w.clone()),
            Constant::Bytes(b) => ConstKey::Bytes(b.clone()),
            Constant::Tuple(items) => ConstKey::Tuple(items.iter().map(Constant::key).collect()),
        }
    }

    /// The object that the running program sees.
    pub fn value(&self) -> Value {
        match self {
            Constant::None => Value::none(),
            Constant::Bool(b) => Value::bool(*b),
            Constant::Ellipsis => Value::ellipsis(),
            Constant::Int(i) => match i.to_i64() {
                Some(small) => Value::int(small),
                None => Value::big(i.clone()),
            },
            Constant::Float(x) => Value::float(*x),
            Constant::Complex(re, im) => Value::complex(*re, *im),
            // Such strings are mostly keys and names of attributes: comparing is cheap then.
            Constant::Str(s) if is_name_like(s) => Str::intern(s).value(),
            Constant::Str(s) => Value::str(s),
            Constant::Wide(w) => Value::from_code_points(w),
            Constant::Bytes(b) => Value::bytes(b.clone()),
            Constant::Tuple(items) => Value::tuple(items.iter().map(Constant::value).collect()),
        }
    }

    pub fn int(i: i64) -> Constant {
        Constant::Int(BigInt::from(i))
    }

    /// An int (no bool) that fits an immediate operand.
    pub fn as_i32(&self) -> Option<i32> {
        match self {
            Constant::Int(i) => i.to_i32(),
            _ => None,
        }
    }

    pub fn truth(&self) -> bool {
        match self {
            Constant::None => false,
            Constant::Bool(b) => *b,
            Constant::Ellipsis => true,
            Constant::Int(i) => !i.is_zero(),
            Constant::Float(x) => *x != 0.0,
            Constant::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Constant::Str(s) => !s.is_empty(),
            Constant::Wide(w) => !w.is_empty(),
            Constant::Bytes(b) => !b.is_empty(),
            Constant::Tuple(items) => !items.is_empty(),
        }
    }

    /// Ints and bools as an int.
    fn as_int(&self) -> Option<BigInt> {
        match self {
            Constant::Int(i) => Some(i.clone()),
            Constant::Bool(b) => Some(BigInt::from(u8::from(*b))),
            _ => None,
        }
    }

    /// Real numbers as a float, if that loses nothing.
    fn as_float(&self) -> Option<f64> {
        match self {
            Constant::Float(x) => Some(*x),
            _ => {
                let int = self.as_int()?.to_i64()?;
                (int.unsigned_abs() <= 1 << 53).then_some(int as f64)
            }
        }
    }

    fn as_complex(&self) -> Option<(f64, f64)> {
        match self {
            Constant::Complex(re, im) => Some((*re, *im)),
            _ => self.as_float().map(|x| (x, 0.0)),
        }
    }
}

fn is_name_like(s: &str) -> bool {
    s.len() <= 64 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The constant that an expression of `text` stands for, if it does.
pub fn fold(expr: &Expr, text: &str) -> Option<Constant> {
    match expr {
        Expr::NoneLiteral(_) => Some(Constant::None),
        Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
        Expr::EllipsisLiteral(_) => Some(Constant::Ellipsis),
        Expr::NumberLiteral(literal) => number(&literal.value),
        Expr::StringLiteral(literal) => Some(string(literal, text)),
        Expr::BytesLiteral(literal) => Some(Constant::Bytes(literal.value.bytes().collect())),
        Expr::Name(name) if name.id.as_str() == "__debug__" => {
            Some(Constant::Bool(super::optimize() == 0))
        }
        Expr::UnaryOp(unary_op) => unary(unary_op.op, &fold(&unary_op.operand, text)?),
        Expr::BinOp(_) => {
            let mut spine = Vec::new();
            let mut left = expr;
            while let Expr::BinOp(node) = left {
                spine.push(node);
                left = &node.left;
            }
            let mut value = fold(left, text)?;
            for node in spine.into_iter().rev() {
                value = binary(node.op, &value, &fold(&node.right, text)?)?;
            }
            Some(value)
        }
        Expr::Tuple(tuple) => {
            let items = tuple.elts.iter().map(|item| fold(item, text));
            items.collect::<Option<_>>().map(Constant::Tuple)
        }
        _ => None,
    }
}

fn number(value: &Number) -> Option<Constant> {
    match value {
        Number::Int(int) => match int.as_i64() {
            Some(small) => Some(Constant::int(small)),
            None => big_int(&int.to_string()).map(Constant::Int),
        },
        Number::Float(x) => Some(Constant::Float(*x)),
        Number::Complex { real, imag } => Some(Constant::Complex(*real, *imag)),
    }
}

/// An int literal of any length as it stands in the source.
fn big_int(token: &str) -> Option<BigInt> {
    let token = token.replace('_', "");
    let radix = match token.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => return BigInt::from_str(&token).ok(),
    };
    BigInt::from_str_radix(token.get(2..)?, radix).ok()
}

/// A string literal of `text`, its parts joined.
pub fn string(literal: &ExprStringLiteral, text: &str) -> Constant {
    join_strings(literal.value.iter().map(|part| string_part(part, text)))
}

/// One of the literals that stand side by side. The parser has no lone surrogates: where it put
/// U+FFFD, the literal is decoded again.
pub fn string_part(part: &StringLiteral, text: &str) -> Constant {
    let token = text.get(part.range.start().to_usize()..part.range.end().to_usize());
    if part.as_str().contains(char::REPLACEMENT_CHARACTER)
        && let Some(token) = token.filter(|token| has_surrogate_escape(token))
        && let Some(literal) = Literal::of_token(token)
        && let Ok(points) = literal.code_points()
    {
        return Constant::Wide(points);
    }
    Constant::Str(part.as_str().to_owned())
}

/// The text of a literal part of an f-string, which stands in the source as `source`.
pub fn fstring_text(value: &str, source: &str, raw: bool) -> Constant {
    if !raw
        && value.contains(char::REPLACEMENT_CHARACTER)
        && has_surrogate_escape(source)
        && let Ok(points) = decode_escapes(&source.replace("{{", "{").replace("}}", "}"))
    {
        return Constant::Wide(points);
    }
    Constant::Str(value.to_owned())
}

/// The concatenation of str constants.
pub fn join_strings(parts: impl Iterator<Item = Constant>) -> Constant {
    let mut text = String::new();
    let mut wide: Option<Vec<u32>> = None;
    for part in parts {
        match (part, &mut wide) {
            (Constant::Str(s), None) => text.push_str(&s),
            (Constant::Str(s), Some(wide)) => wide.extend(s.chars().map(u32::from)),
            (Constant::Wide(w), None) => {
                let mut points: Vec<u32> = text.chars().map(u32::from).collect();
                points.extend(w);
                wide = Some(points);
            }
            (Constant::Wide(w), Some(wide)) => wide.extend(w),
            _ => {}
        }
    }
    wide.map_or(Constant::Str(text), Constant::Wide)
}

/// The value of an operator with one operand.
pub fn unary(op: UnaryOp, operand: &Constant) -> Option<Constant> {
    match (op, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!operand.truth())),
        (UnaryOp::USub, Constant::Float(x)) => Some(Constant::Float(-x)),
        (UnaryOp::USub, Constant::Complex(re, im)) => Some(Constant::Complex(-re, -im)),
        (UnaryOp::UAdd, Constant::Float(_) | Constant::Complex(..)) => Some(operand.clone()),
        (UnaryOp::USub, _) => operand.as_int().map(|i| Constant::Int(-i)),
        (UnaryOp::UAdd, _) => operand.as_int().map(Constant::Int),
        // `~True` warns at run time.
        (UnaryOp::Invert, Constant::Int(i)) => Some(Constant::Int(!i)),
        (UnaryOp::Invert, _) => None,
    }
}

/// The value of an operator with two operands, if it is worth having at compile time.
pub fn binary(op: Operator, a: &Constant, b: &Constant) -> Option<Constant> {
    match (a, b) {
        (Constant::Str(x), Constant::Str(y)) if op == Operator::Add => {
            (x.len() + y.len() <= MAX_CHARACTERS).then(|| Constant::Str(format!("{x}{y}")))
        }
        (Constant::Bytes(x), Constant::Bytes(y)) if op == Operator::Add => (x.len() + y.len()
            <= MAX_CHARACTERS)
            .then(|| Constant::Bytes([x.as_slice(), y.as_slice()].concat())),
        (Constant::Str(s), count) | (count, Constant::Str(s)) if op == Operator::Mult => {
            let count = repetitions(count, s.len())?;
            Some(Constant::Str(s.repeat(count)))
        }
        (Constant::Bytes(s), count) | (count, Constant::Bytes(s)) if op == Operator::Mult => {
            let count = repetitions(count, s.len())?;
            Some(Constant::Bytes(s.repeat(count)))
        }
        (Constant::Complex(..), _) | (_, Constant::Complex(..)) => {
            let ((a, b), (c, d)) = (a.as_complex()?, b.as_complex()?);
            match op {
                Operator::Add => Some(Constant::Complex(a + c, b + d)),
                Operator::Sub => Some(Constant::Complex(a - c, b - d)),
                _ => None,
            }
        }
        (Constant::Float(_), _) | (_, Constant::Float(_)) => {
            let (x, y) = (a.as_float()?, b.as_float()?);
            match op {
                Operator::Add => Some(Constant::Float(x + y)),
                Operator::Sub => Some(Constant::Float(x - y)),
                Operator::Mult => Some(Constant::Float(x * y)),
                Operator::Div if y != 0.0 => Some(Constant::Float(x / y)),
                _ => None,
            }
        }
        (Constant::Bool(x), Constant::Bool(y)) => match op {
            Operator::BitAnd => Some(Constant::Bool(x & y)),
            Operator::BitOr => Some(Constant::Bool(x | y)),
            Operator::BitXor => Some(Constant::Bool(x ^ y)),
            _ => int_binary(op, &a.as_int()?, &b.as_int()?),
        },
        _ => int_binary(op, &a.as_int()?, &b.as_int()?),
    }
}

/// How often to repeat a string of `length`, if the result is short.
fn repetitions(count: &Constant, length: usize) -> Option<usize> {
    let count = count.as_int()?;
    let count = if count.is_negative() {
        0
    } else {
        count.to_usize()?
    };
    (count.checked_mul(length)? <= MAX_CHARACTERS).then_some(count)
}

fn int_binary(op: Operator, a: &BigInt, b: &BigInt) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= MAX_BITS => a * b,
        Operator::FloorDiv if !b.is_zero() => a.div_floor(b),
        Operator::Mod if !b.is_zero() => a.mod_floor(b),
        Operator::Div if !b.is_zero() => {
            let (x, y) = (
                Constant::Int(a.clone()).as_float()?,
                Constant::Int(b.clone()).as_float()?,
            );
            return Some(Constant::Float(x / y));
        }
        Operator::Pow if !b.is_negative() => {
            let exponent = b.to_u32()?;
            if a.bits().checked_mul(u64::from(exponent))? > MAX_BITS {
                return None;
            }
            a.pow(exponent)
        }
        Operator::LShift if !b.is_negative() => {
            let shift = b.to_u64()?;
            if a.bits().checked_add(shift)? > MAX_BITS {
                return None;
            }
            a << shift
        }
        Operator::RShift if !b.is_negative() => a >> b.to_u64()?,
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    };
    Some(Constant::Int(value))
}
