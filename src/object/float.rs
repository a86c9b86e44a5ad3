//! The class float: constructor, methods, slots.
//!
//! Reading, writing and rounding floats is in `crate::text::float`; `+ - * / // %` of exact floats
//! are done by `vm/ops.rs`, which the slots here call for subclasses and mixed operands.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::class::Layout;
use super::int::{self, check_subtype, scalar_instance, wrong_self};
use super::int_ops::int_ref;
use super::{Bytes, Class, Kind, Payload, PyResult, Str, Value, complex};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, At, Buffer, ClassDef, FromArg};
use crate::text::int::IntRef;
use crate::text::{self, arith};
use crate::vm::Vm;

/// The number of a float or of an instance of a subclass; no conversion.
#[inline]
pub fn float_ref(value: &Value) -> Option<f64> {
    match value.kind() {
        Kind::Float(x) => Some(x),
        Kind::Heap(obj) => match obj.payload() {
            Payload::Scalar(inner) => inner.as_float(),
            _ => None,
        },
        _ => None,
    }
}

/// A float, or an int as a float: an operand of float's operators. OverflowError for ints beyond
/// the floats.
pub fn real_operand(vm: &Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(x) = float_ref(value) {
        return Ok(Some(x));
    }
    match int_ref(value) {
        Some(n) => match n.to_f64() {
            Some(x) => Ok(Some(x)),
            None => Err(vm.text_error(arith::int_too_large())),
        },
        None => Ok(None),
    }
}

/// A float or instance of a subclass, as the `self` of a method.
pub struct Float(Value);

impl Float {
    pub fn get(&self) -> f64 {
        float_ref(&self.0).unwrap_or(0.0)
    }
}

impl FromArg for Float {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Float> {
        match float_ref(&value) {
            Some(_) => Ok(Float(value)),
            None => Err(crate::native::bad_argument(vm, at, "float", &value)),
        }
    }
}

// ---- construction -----------------------------------------------------------------------------------

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    check_subtype(vm, class, &vm.types.float)?;
    if !args.names.is_empty() {
        return Err(vm.type_error("float() takes no keyword arguments"));
    }
    let value = match &*args.values {
        [] => Value::float(0.0),
        [x] => Value::float(from_object(vm, x)?),
        all => {
            return Err(vm.type_error(format!(
                "float expected at most 1 argument, got {}",
                all.len()
            )));
        }
    };
    Ok(scalar_instance(class, &vm.types.float, value))
}

/// `float(x)`
///
/// Errors: TypeError for objects that are neither numbers nor text; ValueError for malformed text.
pub fn from_object(vm: &Vm, x: &Value) -> PyResult<f64> {
    if let Some(x) = x.as_float() {
        return Ok(x);
    }
    if let Some(s) = Str::from_value(x) {
        return match s.as_str().and_then(text::float::parse_float) {
            Some(x) => Ok(x),
            None => {
                let shown = vm.repr(x)?.to_string();
                Err(vm.text_error(text::float::parse_float_error(&shown)))
            }
        };
    }
    let slots = &vm.class_of(x).slots;
    if slots.float.get().is_some() || slots.index.get().is_some() {
        return vm.to_f64(x);
    }
    if let Some(bytes) = Buffer::from_value(vm, x) {
        return text::float::parse_float_bytes(&bytes).ok_or_else(|| {
            let shown = match Bytes::from_value(x) {
                Some(_) => text::quote::repr_bytes(&bytes),
                None => vm.repr(x).map_or_else(|_| String::new(), |r| r.to_string()),
            };
            vm.text_error(text::float::parse_float_error(&shown))
        });
    }
    Err(vm.type_error(format!(
        "float() argument must be a string or a real number, not '{}'",
        vm.type_name(x)
    )))
}

// ---- slots --------------------------------------------------------------------------------------------

fn operand(vm: &Vm, slot: &str, value: &Value) -> PyResult<f64> {
    float_ref(value).ok_or_else(|| wrong_self(vm, slot, &vm.types.float, value))
}

fn slot<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(x), Some(y)) = (real_operand(vm, a)?, real_operand(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    vm.float_op(BinaryOp::ALL[OP], x, y)
        .unwrap_or(Ok(Value::NOT_IMPLEMENTED))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let ordering = match (float_ref(a), float_ref(b), int_ref(a), int_ref(b)) {
        (Some(x), Some(y), ..) => x.partial_cmp(&y),
        (Some(x), _, _, Some(n)) => order_int_float(n, x).map(std::cmp::Ordering::reverse),
        (_, Some(x), Some(n), _) => order_int_float(n, x),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(
        ordering.map_or(op == CompareOp::Ne, |o| op.holds(o)),
    ))
}

/// An int against a float, exactly; `None` for NaN.
pub fn order_int_float(n: IntRef<'_>, x: f64) -> Option<std::cmp::Ordering> {
    match n {
        IntRef::Small(n) => arith::cmp_i64_f64(n, x),
        IntRef::Big(n) => arith::cmp_bigint_f64(n, x),
    }
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    let x = operand(vm, "__hash__", value)?;
    Ok(if x.is_nan() {
        super::object_type::identity_hash(value)
    } else {
        text::hash::hash_f64(x)
    })
}

/// `x ** y` of floats: complex for a negative base and a fractional exponent.
///
/// Errors: ZeroDivisionError of zero to a negative power; OverflowError of a result beyond the
/// floats.
pub fn power(vm: &Vm, x: f64, y: f64) -> PyResult<Value> {
    if y == 0.0 || x == 1.0 {
        return Ok(Value::float(1.0));
    }
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(f64::NAN));
    }
    if x == 0.0 && y < 0.0 {
        return Err(vm.zero_division_error("0.0 cannot be raised to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        let (re, im) = complex::power(vm, (x, 0.0), (y, 0.0))?;
        return Ok(Value::complex(re, im));
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(vm));
    }
    Ok(Value::float(result))
}

/// The OverflowError that C's ERANGE becomes.
fn range_error(vm: &Vm) -> super::Exc {
    let message = Value::str("Numerical result out of range");
    vm.exception_with(&vm.types.overflow_error, vec![Value::int(34), message])
}

/// `x.__pow__(exponent, modulus)` and `__rpow__`; there is no modular power of floats.
fn pow_method(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult<Value> {
    let (Some(x), Some(y)) = (real_operand(vm, base)?, real_operand(vm, exponent)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !modulus.is_none() {
        return Err(no_modulus(vm));
    }
    power(vm, x, y)
}

/// The TypeError of a third argument to `pow` that is not all ints.
pub fn no_modulus(vm: &Vm) -> super::Exc {
    vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
}

macro_rules! operators {
    ($slots:ident: $($op:ident),*) => {
        $($slots.binary[BinaryOp::$op as usize].set(Some(slot::<{ BinaryOp::$op as usize }>));)*
    };
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "float",
        Layout::Float,
        "float(x=0, /)\n\nA floating-point number of 64 bits, from a number or from text.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(|vm, v| {
            Ok(Str::new(text::float::repr_float(operand(
                vm, "__repr__", v,
            )?)))
        }));
        s.hash.set(Some(hash));
        s.compare.set(Some(compare));
        s.truth
            .set(Some(|vm, v| Ok(operand(vm, "__bool__", v)? != 0.0)));
        s.neg
            .set(Some(|vm, v| Ok(Value::float(-operand(vm, "__neg__", v)?))));
        s.pos
            .set(Some(|vm, v| Ok(Value::float(operand(vm, "__pos__", v)?))));
        s.abs.set(Some(|vm, v| {
            Ok(Value::float(operand(vm, "__abs__", v)?.abs()))
        }));
        s.int.set(Some(|vm, v| {
            int::from_float(vm, operand(vm, "__int__", v)?)
        }));
        s.float
            .set(Some(|vm, v| Ok(Value::float(operand(vm, "__float__", v)?))));
        operators!(s: Add, Sub, Mul, TrueDiv, FloorDiv, Mod, DivMod, Pow);
    })
    .method(
        "__pow__(self, value, mod=None, /)",
        "Return pow(self, value, mod).",
        |vm: &Vm, x: Float, e: Value, m: Value| pow_method(vm, &x.0, &e, &m),
    )
    .method(
        "__rpow__(self, value, mod=None, /)",
        "Return pow(value, self, mod).",
        |vm: &Vm, e: Float, x: Value, m: Value| pow_method(vm, &x, &e.0, &m),
    )
    .getter(
        "real",
        "the real part of a complex number",
        |_: &Vm, x: Float| Ok(x.get()),
    )
    .getter(
        "imag",
        "the imaginary part of a complex number",
        |_: &Vm, _: Float| Ok(0.0),
    )
    .method(
        "conjugate(self, /)",
        "The complex conjugate: the float itself.",
        |_: &Vm, x: Float| Ok(x.get()),
    )
    .method(
        "is_integer(self, /)",
        "Whether the float is a whole number.",
        |_: &Vm, x: Float| Ok(x.get().is_finite() && x.get() == x.get().floor()),
    )
    .method(
        "as_integer_ratio(self, /)",
        "The float as a pair of ints in lowest terms, the second of which is positive.",
        |vm: &Vm, x: Float| {
            text::float::float_as_integer_ratio(x.get()).map_err(|e| vm.text_error(e))
        },
    )
    .method(
        "hex(self, /)",
        "The float as a hexadecimal literal.",
        |_: &Vm, x: Float| Ok(text::hexfloat::float_hex(x.get())),
    )
    .class_method(
        "fromhex(type, string, /)",
        "The float that a hexadecimal literal stands for.",
        from_hex,
    )
    .class_method(
        "__getformat__(type, typestr, /)",
        "How the machine stores 'double' or 'float'.",
        get_format,
    )
    .method(
        "__trunc__(self, /)",
        "Cut off the fraction.",
        |vm: &Vm, x: Float| int::from_float(vm, x.get()),
    )
    .method(
        "__floor__(self, /)",
        "The greatest int that is not greater.",
        |vm: &Vm, x: Float| int::from_float(vm, x.get().floor()),
    )
    .method(
        "__ceil__(self, /)",
        "The least int that is not less.",
        |vm: &Vm, x: Float| int::from_float(vm, x.get().ceil()),
    )
    .method(
        "__round__(self, ndigits=None, /)",
        "Round half to even: to an int, or to a float with that many decimal places.",
        |vm: &Vm, x: Float, places: Value| round(vm, x.get(), &places),
    )
    .method(
        "__format__(self, format_spec, /)",
        "Format by a format spec.",
        format,
    )
    .method("__getnewargs__(self, /)", "", |_: &Vm, x: Float| {
        Ok(Value::tuple(vec![Value::float(x.get())]))
    })
    .method(
        "__sizeof__(self, /)",
        "Size in memory, in bytes, as CPython counts it.",
        |_: &Vm, _: Float| Ok(24i64),
    )
}

/// `round(x)` and `round(x, places)`, where None stands for no places.
pub fn round(vm: &Vm, x: f64, places: &Value) -> PyResult<Value> {
    if places.is_none() {
        return int::from_float(vm, x.round_ties_even());
    }
    let places: BigInt = vm.index_big(places)?;
    let limit = if places.is_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    match text::float::round_half_even(x, places.to_i64().unwrap_or(limit)) {
        Some(rounded) => Ok(Value::float(rounded)),
        None => Err(vm.text_error(text::float::round_overflow())),
    }
}

fn from_hex(vm: &Vm, class: Class, string: Value) -> PyResult<Value> {
    let Some(string) = Str::from_value(&string) else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let x = text::hexfloat::from_hex(vm.utf8(&string)?).map_err(|e| vm.text_error(e))?;
    if class == vm.types.float {
        return Ok(Value::float(x));
    }
    vm.call(&class.value(), &mut [Value::float(x)])
}

fn get_format(vm: &Vm, _: Class, kind: Str) -> PyResult<&'static str> {
    match kind.as_str() {
        Some("double" | "float") if cfg!(target_endian = "little") => Ok("IEEE, little-endian"),
        Some("double" | "float") => Ok("IEEE, big-endian"),
        _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

fn format(vm: &Vm, x: Float, spec: Str) -> PyResult<Str> {
    if spec.is_empty() {
        return vm.str(&x.0);
    }
    let name = vm.type_name(&x.0);
    text::spec_number::format_float_spec(x.get(), vm.utf8(&spec)?, &name.to_lossy())
        .map(Str::new)
        .map_err(|e| vm.text_error(e))
}
