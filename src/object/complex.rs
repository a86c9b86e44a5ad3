//! The class complex: constructor, methods, slots, and the arithmetic that `cmath` shares.
//!
//! Writing complex numbers is in `crate::text::spec_number`.

use super::class::Layout;
use super::float::{float_ref, order_int_float, real_operand};
use super::int::{check_subtype, wrong_self};
use super::int_ops::int_ref;
use super::{Class, Payload, PyResult, Str, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, At, ClassDef, FromArg};
use crate::text::{self, chars};
use crate::vm::Vm;

/// Real and imaginary part.
pub type Parts = (f64, f64);

/// The number of a complex or of an instance of a subclass; no conversion.
#[inline]
pub fn complex_ref(value: &Value) -> Option<Parts> {
    match value.payload() {
        Some(Payload::Complex(re, im)) => Some((*re, *im)),
        _ => None,
    }
}

/// A complex, float or int as an operand. OverflowError for ints beyond the floats.
fn operand(vm: &Vm, value: &Value) -> PyResult<Option<Parts>> {
    match complex_ref(value) {
        Some(z) => Ok(Some(z)),
        None => Ok(real_operand(vm, value)?.map(|x| (x, 0.0))),
    }
}

/// A complex or instance of a subclass, as the `self` of a method.
pub struct Complex(Value);

impl Complex {
    pub fn get(&self) -> Parts {
        complex_ref(&self.0).unwrap_or((0.0, 0.0))
    }
}

impl FromArg for Complex {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Complex> {
        match complex_ref(&value) {
            Some(_) => Ok(Complex(value)),
            None => Err(crate::native::bad_argument(vm, at, "complex", &value)),
        }
    }
}

/// The number of any object that stands for one: `__complex__`, `__float__`, `__index__`; what the
/// functions of `cmath` take. TypeError "must be real number, not str" for others.
pub fn from_object(vm: &Vm, value: &Value) -> PyResult<Parts> {
    match complex_ref(value) {
        Some(z) => Ok(z),
        None => match by_method(vm, value)? {
            Some(z) => Ok(z),
            None => Ok((vm.to_f64(value)?, 0.0)),
        },
    }
}

/// What `__complex__` says, where the class has it.
fn by_method(vm: &Vm, value: &Value) -> PyResult<Option<Parts>> {
    if !value.is_heap() {
        return Ok(None);
    }
    let Some(method) = vm.special_method(value, "__complex__")? else {
        return Ok(None);
    };
    let result = vm.call(&method, &mut [])?;
    match complex_ref(&result) {
        Some(z) => {
            if vm.class_of(&result) != vm.types.complex {
                vm.warn_of_subclass("__complex__", "complex", &result)?;
            }
            Ok(Some(z))
        }
        None => Err(vm.type_error(format!(
            "__complex__ returned non-complex (type {})",
            vm.type_name(&result)
        ))),
    }
}

// ---- arithmetic -------------------------------------------------------------------------------------

pub fn multiply(a: Parts, b: Parts) -> Parts {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b`, scaled by the larger part of `b` so that squares do not overflow (Smith, "Algorithm
/// 116: Complex division", 1962); `None` for a division by zero.
pub fn divide(a: Parts, b: Parts) -> Option<Parts> {
    if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale))
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `a ** n` for a small int, by repeated squaring; `None` for zero to a negative power.
fn whole_power(a: Parts, n: i32) -> Option<Parts> {
    let mut result = (1.0, 0.0);
    let mut square = a;
    let mut rest = n.unsigned_abs();
    while rest > 0 {
        if rest & 1 == 1 {
            result = multiply(result, square);
        }
        square = multiply(square, square);
        rest >>= 1;
    }
    if n > 0 {
        Some(result)
    } else {
        divide((1.0, 0.0), result)
    }
}

/// `a ** b` in polar form; `None` for zero to a negative or complex power.
fn polar_power(a: Parts, b: Parts) -> Option<Parts> {
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return if b.1 != 0.0 || b.0 < 0.0 {
            None
        } else {
            Some((0.0, 0.0))
        };
    }
    let size = a.0.hypot(a.1);
    let angle = a.1.atan2(a.0);
    let mut length = size.powf(b.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length /= (angle * b.1).exp();
        phase += b.1 * size.ln();
    }
    Some((length * phase.cos(), length * phase.sin()))
}

/// Whether the angle of `a ** b` has no sine.
fn has_infinite_angle(a: Parts, b: Parts) -> bool {
    let angle = a.1.atan2(a.0) * b.0 + b.1 * a.0.hypot(a.1).ln();
    angle.is_infinite()
}

/// `a ** b`
///
/// Errors: ZeroDivisionError of zero to a negative or complex power; OverflowError.
pub fn power(vm: &Vm, a: Parts, b: Parts) -> PyResult<Parts> {
    let whole = b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0;
    let result = if whole {
        whole_power(a, b.0 as i32)
    } else {
        polar_power(a, b)
    };
    match result {
        // The sine of an infinite angle is a domain error, which CPython words like this.
        Some(p) if !whole && p.0.is_nan() && p.1.is_nan() && has_infinite_angle(a, b) => {
            Err(vm.zero_division_error("0.0 to a negative or complex power"))
        }
        None => Err(vm.zero_division_error("0.0 to a negative or complex power")),
        Some((re, im)) if re.is_infinite() || im.is_infinite() => {
            Err(vm.overflow_error("complex exponentiation"))
        }
        Some(z) => Ok(z),
    }
}

fn slot<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (operand(vm, a)?, operand(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (re, im) = match BinaryOp::ALL[OP] {
        BinaryOp::Add => (a.0 + b.0, a.1 + b.1),
        BinaryOp::Sub => (a.0 - b.0, a.1 - b.1),
        BinaryOp::Mul => multiply(a, b),
        BinaryOp::TrueDiv => {
            divide(a, b).ok_or_else(|| vm.zero_division_error("complex division by zero"))?
        }
        BinaryOp::Pow => power(vm, a, b)?,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::complex(re, im))
}

/// `z.__pow__(exponent, modulus)` and `__rpow__`; there is no modular power.
fn pow_method(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (operand(vm, base)?, operand(vm, exponent)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !modulus.is_none() {
        return Err(vm.value_error("complex modulo"));
    }
    let (re, im) = power(vm, a, b)?;
    Ok(Value::complex(re, im))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (z, other) = match (complex_ref(a), complex_ref(b)) {
        (Some(z), _) => (z, b),
        (None, Some(z)) => (z, a),
        (None, None) => return Ok(Value::NOT_IMPLEMENTED),
    };
    let equal = if let Some(w) = complex_ref(other) {
        z == w
    } else if let Some(x) = float_ref(other) {
        z == (x, 0.0)
    } else if let Some(n) = int_ref(other) {
        z.1 == 0.0 && order_int_float(n, z.0).is_some_and(std::cmp::Ordering::is_eq)
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn parts(vm: &Vm, name: &str, value: &Value) -> PyResult<Parts> {
    complex_ref(value).ok_or_else(|| wrong_self(vm, name, &vm.types.complex, value))
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let (re, im) = parts(vm, "__hash__", value)?;
    let part = |x: f64| {
        if x.is_nan() {
            super::object_type::identity_hash(value)
        } else {
            text::hash::hash_f64(x)
        }
    };
    let sum = part(re).wrapping_add(part(im).wrapping_mul(1_000_003));
    Ok(if sum == -1 { -2 } else { sum })
}

fn absolute(vm: &Vm, value: &Value) -> PyResult<Value> {
    let (re, im) = parts(vm, "__abs__", value)?;
    let size = re.hypot(im);
    if size.is_infinite() && re.is_finite() && im.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(Value::float(size))
}

// ---- construction -------------------------------------------------------------------------------------

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    check_subtype(vm, class, &vm.types.complex)?;
    let (mut re, mut im) = (None, None);
    let (positional, keywords) = args.into_parts();
    let given = positional.len() + keywords.len();
    if given > 2 {
        return Err(vm.type_error(format!(
            "complex() takes at most 2 arguments ({given} given)"
        )));
    }
    let count = positional.len();
    for (slot, value) in [&mut re, &mut im].into_iter().zip(positional) {
        *slot = Some(value);
    }
    for (name, value) in keywords {
        let (slot, position) = match name.as_str() {
            Some("real") => (&mut re, 1),
            Some("imag") => (&mut im, 2),
            _ => {
                return Err(vm.type_error(format!(
                    "complex() got an unexpected keyword argument '{name}'"
                )));
            }
        };
        if count >= position {
            return Err(vm.type_error(format!(
                "argument for complex() given by name ('{name}') and position ({position})"
            )));
        }
        *slot = Some(value);
    }
    // An exact complex alone is itself.
    if let (Some(z), None) = (&re, &im)
        && *class == vm.types.complex
        && matches!(z.as_obj().map(|o| o.raw()), Some(Payload::Complex(..)))
    {
        return Ok(z.clone());
    }
    let (re, im) = from_arguments(vm, re.as_ref(), im.as_ref())?;
    Ok(vm.instance_of(class, &vm.types.complex, Payload::Complex(re, im)))
}

fn from_arguments(vm: &Vm, re: Option<&Value>, im: Option<&Value>) -> PyResult<Parts> {
    if let Some(value) = re
        && let Some(text) = Str::from_value(value)
    {
        if im.is_some() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        return parse(vm, &text);
    }
    if im.is_some_and(|v| Str::from_value(v).is_some()) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let first = match re {
        None => (0.0, 0.0),
        Some(value) => match complex_ref(value) {
            Some(z) if vm.class_of(value) == vm.types.complex => z,
            _ => match by_method(vm, value)? {
                Some(z) => z,
                None => (
                    real_argument(vm, value, "first argument must be a string or a number")?,
                    0.0,
                ),
            },
        },
    };
    let Some(im) = im else { return Ok(first) };
    // real + imag * 1j, where either may be complex.
    let second = match complex_ref(im) {
        Some(z) => z,
        None => (
            real_argument(vm, im, "second argument must be a number")?,
            0.0,
        ),
    };
    let is_complex = |v: &Value| complex_ref(v).is_some();
    let re_part = if is_complex(im) {
        first.0 - second.1
    } else {
        first.0
    };
    let carries = first.1 != 0.0 || re.is_some_and(is_complex);
    let im_part = if carries {
        second.0 + first.1
    } else {
        second.0
    };
    Ok((re_part, im_part))
}

fn real_argument(vm: &Vm, value: &Value, expected: &str) -> PyResult<f64> {
    let slots = &vm.class_of(value).slots;
    if slots.float.get().is_none() && slots.index.get().is_none() {
        return Err(vm.type_error(format!(
            "complex() {expected}, not '{}'",
            vm.type_name(value)
        )));
    }
    vm.to_f64(value)
}

/// `complex(text)`: `1+2j`, either part alone, white space and one pair of parentheses around.
fn parse(vm: &Vm, text: &Str) -> PyResult<Parts> {
    let malformed = || vm.value_error("complex() arg is a malformed string");
    let ascii = text
        .as_str()
        .and_then(chars::to_ascii_number)
        .ok_or_else(malformed)?;
    let mut bytes = ascii.as_bytes().to_vec();
    if bytes.contains(&b'_') {
        let is_digit = |at: Option<usize>| {
            at.and_then(|i| bytes.get(i))
                .is_some_and(u8::is_ascii_digit)
        };
        let misplaced = (0..bytes.len())
            .any(|i| bytes[i] == b'_' && !(is_digit(i.checked_sub(1)) && is_digit(Some(i + 1))));
        if misplaced {
            let shown = vm.repr(&text.value())?;
            return Err(vm.value_error(format!("could not convert string to complex: {shown}")));
        }
        bytes.retain(|b| *b != b'_');
    }
    let mut body = chars::trim_ascii_space(&bytes);
    if let [b'(', inside @ .., b')'] = body {
        body = chars::trim_ascii_space(inside);
    }
    parse_body(body).ok_or_else(malformed)
}

fn parse_body(body: &[u8]) -> Option<Parts> {
    let is_unit = |rest: &[u8]| matches!(rest, [b'j' | b'J']);
    let sign_of = |b: u8| if b == b'-' { -1.0 } else { 1.0 };
    let first = float_prefix(body);
    let Some((x, length)) = first else {
        return match body {
            [sign @ (b'+' | b'-'), rest @ ..] if is_unit(rest) => Some((0.0, sign_of(*sign))),
            rest if is_unit(rest) => Some((0.0, 1.0)),
            _ => None,
        };
    };
    let rest = body.get(length..)?;
    match rest {
        [] => Some((x, 0.0)),
        rest if is_unit(rest) => Some((0.0, x)),
        [sign @ (b'+' | b'-'), unit @ ..] if is_unit(unit) => Some((x, sign_of(*sign))),
        [b'+' | b'-', ..] => {
            let (y, length) = float_prefix(rest)?;
            is_unit(rest.get(length..)?).then_some((x, y))
        }
        _ => None,
    }
}

/// The longest float at the start, with its length.
fn float_prefix(text: &[u8]) -> Option<(f64, usize)> {
    let digits = |from: usize| {
        text.get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let word = text.get(start..)?;
    for name in ["infinity", "inf", "nan"] {
        if word
            .get(..name.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()))
        {
            let end = start + name.len();
            return Some((text::float::parse_float_bytes(text.get(..end)?)?, end));
        }
    }
    let whole = digits(start);
    let mut end = start + whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let count = digits(end + 1 + signed);
        if count > 0 {
            end += 1 + signed + count;
        }
    }
    Some((text::float::parse_float_bytes(text.get(..end)?)?, end))
}

// ---- the class ------------------------------------------------------------------------------------------

macro_rules! operators {
    ($slots:ident: $($op:ident),*) => {
        $($slots.binary[BinaryOp::$op as usize].set(Some(slot::<{ BinaryOp::$op as usize }>));)*
    };
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "complex",
        Layout::Complex,
        "complex(real=0, imag=0)\n\nA complex number, from its parts or from text such as '1+2j'.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(|vm, v| {
            let (re, im) = parts(vm, "__repr__", v)?;
            Ok(Str::new(text::spec_number::repr_complex(re, im)))
        }));
        s.hash.set(Some(hash));
        s.compare.set(Some(compare));
        s.truth
            .set(Some(|vm, v| Ok(parts(vm, "__bool__", v)? != (0.0, 0.0))));
        s.neg.set(Some(|vm, v| {
            let (re, im) = parts(vm, "__neg__", v)?;
            Ok(Value::complex(-re, -im))
        }));
        s.pos.set(Some(|vm, v| {
            let (re, im) = parts(vm, "__pos__", v)?;
            Ok(Value::complex(re, im))
        }));
        s.abs.set(Some(absolute));
        operators!(s: Add, Sub, Mul, TrueDiv, Pow);
    })
    .method(
        "__pow__(self, value, mod=None, /)",
        "Return pow(self, value, mod).",
        |vm: &Vm, x: Complex, e: Value, m: Value| pow_method(vm, &x.0, &e, &m),
    )
    .method(
        "__rpow__(self, value, mod=None, /)",
        "Return pow(value, self, mod).",
        |vm: &Vm, e: Complex, x: Value, m: Value| pow_method(vm, &x, &e.0, &m),
    )
    .member(
        "real",
        "the real part of a complex number",
        |_: &Vm, z: Complex| Ok(z.get().0),
    )
    .member(
        "imag",
        "the imaginary part of a complex number",
        |_: &Vm, z: Complex| Ok(z.get().1),
    )
    .method(
        "conjugate(self, /)",
        "The number with the opposite imaginary part.",
        |_: &Vm, z: Complex| {
            let (re, im) = z.get();
            Ok(Value::complex(re, -im))
        },
    )
    .method(
        "__complex__(self, /)",
        "The number as an exact complex.",
        |_: &Vm, z: Complex| {
            let (re, im) = z.get();
            Ok(Value::complex(re, im))
        },
    )
    .method(
        "__format__(self, format_spec, /)",
        "Format by a format spec.",
        format,
    )
    .method("__getnewargs__(self, /)", "", |_: &Vm, z: Complex| {
        Ok(z.get())
    })
}

fn format(vm: &Vm, z: Complex, spec: Str) -> PyResult<Str> {
    if spec.is_empty() {
        return vm.str(&z.0);
    }
    let (re, im) = z.get();
    let name = vm.type_name(&z.0);
    text::spec_number::format_complex(re, im, vm.utf8(&spec)?, &name.to_lossy())
        .map(Str::new)
        .map_err(|e| vm.text_error(e))
}
