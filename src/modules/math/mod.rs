//! math: the functions and constants of real numbers.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table; rounding, logarithms, predicates |
//! | `special.rs` | error and gamma functions, inverse hyperbolic functions, float anatomy |
//! | `sums.rs` | fsum, sumprod, hypot, dist, prod |
//! | `integers.rs` | factorial, comb, perm, gcd, lcm, isqrt |
//!
//! Elementary functions are the machine's own (libm), as in CPython, so results agree bit by bit.

use crate::native::{ModuleDef, VarArgs};
use crate::object::int_ops::int_ref;
use crate::object::{Exc, PyResult, Value, int};
use crate::text::arith;
use crate::text::int::IntRef;
use crate::vm::Vm;

mod integers;
pub mod special;
pub mod sums;

use special::Failure;

/// The exception of a failed function.
fn failure(vm: &Vm, failure: Failure) -> Exc {
    match failure {
        Failure::Domain => domain_error(vm),
        Failure::Range => vm.overflow_error("math range error"),
    }
}

fn domain_error(vm: &Vm) -> Exc {
    vm.value_error("math domain error")
}

/// The result of a function of one float: NaN from a number is a domain error, infinity from a
/// finite number a range error (or a domain error where the function cannot overflow).
fn checked(vm: &Vm, x: f64, result: f64, can_overflow: bool) -> PyResult<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && x.is_finite() {
        return Err(failure(
            vm,
            if can_overflow {
                Failure::Range
            } else {
                Failure::Domain
            },
        ));
    }
    Ok(result)
}

/// A table of functions of one float.
macro_rules! unary {
    ($def:ident: $($text:literal $doc:literal $function:expr, $can_overflow:literal;)*) => {
        $(let $def = $def.function($text, $doc, |vm: &Vm, x: f64| {
            let function: fn(f64) -> f64 = $function;
            checked(vm, x, function(x), $can_overflow)
        });)*
    };
}

pub fn module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new("math", "The functions and constants of real numbers.");
    unary!(def:
        "acos(x, /)" "The angle, in radians, whose cosine is x." f64::acos, false;
        "acosh(x, /)" "Inverse hyperbolic cosine." special::acosh, false;
        "asin(x, /)" "The angle, in radians, whose sine is x." f64::asin, false;
        "asinh(x, /)" "Inverse hyperbolic sine." special::asinh, false;
        "atan(x, /)" "The angle, in radians, whose tangent is x." f64::atan, false;
        "atanh(x, /)" "Inverse hyperbolic tangent." special::atanh, false;
        "cbrt(x, /)" "The cube root." special::cbrt, false;
        "cos(x, /)" "The cosine of an angle in radians." f64::cos, false;
        "cosh(x, /)" "Hyperbolic cosine." f64::cosh, true;
        "degrees(x, /)" "An angle in radians converted to degrees." |x| x * (180.0 / std::f64::consts::PI), true;
        "erf(x, /)" "The error function." special::erf, false;
        "erfc(x, /)" "The complementary error function, 1 - erf(x)." special::erfc, false;
        "exp(x, /)" "e to the power of x." f64::exp, true;
        "exp2(x, /)" "2 to the power of x." f64::exp2, true;
        "expm1(x, /)" "exp(x) - 1, accurate also for small x." f64::exp_m1, true;
        "fabs(x, /)" "The absolute value, as a float." f64::abs, false;
        "log1p(x, /)" "The natural logarithm of 1 + x, accurate also for small x." f64::ln_1p, false;
        "radians(x, /)" "An angle in degrees converted to radians." |x| x * (std::f64::consts::PI / 180.0), false;
        "sin(x, /)" "The sine of an angle in radians." f64::sin, false;
        "sinh(x, /)" "Hyperbolic sine." f64::sinh, true;
        "sqrt(x, /)" "The square root." f64::sqrt, false;
        "tan(x, /)" "The tangent of an angle in radians." f64::tan, false;
        "tanh(x, /)" "Hyperbolic tangent." f64::tanh, false;
    );
    let def = powers_and_rounding(def);
    let def = anatomy(def);
    many(def)
        .float("e", std::f64::consts::E)
        .float("inf", f64::INFINITY)
        .float("nan", f64::NAN)
        .float("pi", std::f64::consts::PI)
        .float("tau", std::f64::consts::TAU)
}

fn powers_and_rounding(def: ModuleDef) -> ModuleDef {
    def.function(
        "atan2(y, x, /)",
        "The angle of the point (x, y), in radians.",
        |_: &Vm, y: f64, x: f64| Ok(y.atan2(x)),
    )
    .function("ceil(x, /)", "The least int that is not less than x.", ceil)
    .function(
        "floor(x, /)",
        "The greatest int that is not greater than x.",
        floor,
    )
    .function("trunc(x, /)", "x cut off to an int (__trunc__).", trunc)
    .function("fma(x, y, z, /)", "x * y + z, rounded once.", fma)
    .function(
        "fmod(x, y, /)",
        "The remainder of x / y with the sign of x, as C computes it.",
        fmod,
    )
    .function(
        "remainder(x, y, /)",
        "The difference of x and the closest multiple of y.",
        |vm: &Vm, x: f64, y: f64| special::remainder(x, y).map_err(|e| failure(vm, e)),
    )
    .function("gamma(x, /)", "The gamma function.", |vm: &Vm, x: f64| {
        special::gamma(x).map_err(|e| failure(vm, e))
    })
    .function(
        "lgamma(x, /)",
        "The natural logarithm of the absolute value of the gamma function.",
        |vm: &Vm, x: f64| special::lgamma(x).map_err(|e| failure(vm, e)),
    )
    .function(
        "log(x, base=<none>, /)",
        "The logarithm to a base, without one the natural logarithm.",
        log,
    )
    .function(
        "log10(x, /)",
        "The logarithm to base 10.",
        |vm: &Vm, x: Value| logarithm(vm, &x, f64::log10),
    )
    .function(
        "log2(x, /)",
        "The logarithm to base 2.",
        |vm: &Vm, x: Value| logarithm(vm, &x, f64::log2),
    )
    .function(
        "pow(x, y, /)",
        "x to the power of y, as floats.",
        |vm: &Vm, x: f64, y: f64| special::pow(x, y).map_err(|e| failure(vm, e)),
    )
}

fn anatomy(def: ModuleDef) -> ModuleDef {
    def.function(
        "copysign(x, y, /)",
        "The size of x with the sign of y.",
        |_: &Vm, x: f64, y: f64| Ok(x.copysign(y)),
    )
    .function(
        "frexp(x, /)",
        "The pair (m, e) of mantissa and exponent: x == m * 2.**e.",
        |_: &Vm, x: f64| Ok(special::frexp(x)),
    )
    .function("ldexp(x, i, /)", "x * 2**i: the inverse of frexp().", ldexp)
    .function(
        "modf(x, /)",
        "The pair of fraction and whole part, both with the sign of x.",
        |_: &Vm, x: f64| {
            if x.is_infinite() {
                return Ok((0f64.copysign(x), x));
            }
            Ok(((x - x.trunc()).copysign(x), x.trunc()))
        },
    )
    .function(
        "nextafter(x, y, /, *, steps=None)",
        "The float that many steps after x in the direction of y.",
        nextafter,
    )
    .function(
        "ulp(x, /)",
        "The value of the last bit of a float.",
        |_: &Vm, x: f64| Ok(special::ulp(x)),
    )
    .function(
        "isfinite(x, /)",
        "Whether x is neither infinite nor NaN.",
        |_: &Vm, x: f64| Ok(x.is_finite()),
    )
    .function("isinf(x, /)", "Whether x is infinite.", |_: &Vm, x: f64| {
        Ok(x.is_infinite())
    })
    .function("isnan(x, /)", "Whether x is NaN.", |_: &Vm, x: f64| {
        Ok(x.is_nan())
    })
    .function(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Whether two numbers are close: within a part of the larger one, or within a distance.",
        isclose,
    )
}

fn many(def: ModuleDef) -> ModuleDef {
    def.function(
        "comb(n, k, /)",
        "The ways to choose k of n things, without order.",
        |vm: &Vm, n: Value, k: Value| integers::comb(vm, &n, &k),
    )
    .function(
        "perm(n, k=None, /)",
        "The ways to choose k of n things, with order.",
        |vm: &Vm, n: Value, k: Value| integers::perm(vm, &n, &k),
    )
    .function(
        "factorial(n, /)",
        "The product of the ints up to n.",
        |vm: &Vm, n: Value| integers::factorial(vm, &n),
    )
    .function(
        "gcd(*integers)",
        "The greatest common divisor.",
        |vm: &Vm, all: VarArgs| integers::gcd(vm, &all.0),
    )
    .function(
        "lcm(*integers)",
        "The least common multiple.",
        |vm: &Vm, all: VarArgs| integers::lcm(vm, &all.0),
    )
    .function(
        "isqrt(n, /)",
        "The square root of an int, cut off.",
        |vm: &Vm, n: Value| integers::isqrt(vm, &n),
    )
    .function(
        "dist(p, q, /)",
        "The distance of two points, each a row of coordinates.",
        |vm: &Vm, p: Value, q: Value| sums::dist(vm, &p, &q),
    )
    .function(
        "hypot(*coordinates)",
        "The distance of a point from the origin.",
        |vm: &Vm, all: VarArgs| sums::hypot(vm, &all.0),
    )
    .function(
        "fsum(seq, /)",
        "The sum of floats, rounded only once.",
        sums::fsum,
    )
    .function(
        "prod(iterable, /, *, start=1)",
        "The start value times all the items.",
        |vm: &Vm, iterable: Value, start: Value| sums::prod(vm, &iterable, start),
    )
    .function(
        "sumprod(p, q, /)",
        "The sum of the products of the pairs.",
        sums::sumprod,
    )
}

// ---- rounding ---------------------------------------------------------------------------------------------

/// A float rounded by `function`, or what the method of that meaning says.
fn rounded(vm: &Vm, x: &Value, method: &str, function: fn(f64) -> f64) -> PyResult<Value> {
    if let Some(x) = x.as_float() {
        return int::from_float(vm, function(x));
    }
    if x.as_small_int().is_some() {
        return Ok(x.clone());
    }
    match vm.special_method(x, method)? {
        Some(method) => vm.call(&method, &mut []),
        None => int::from_float(vm, function(vm.to_f64(x)?)),
    }
}

fn ceil(vm: &Vm, x: Value) -> PyResult<Value> {
    rounded(vm, &x, "__ceil__", f64::ceil)
}

fn floor(vm: &Vm, x: Value) -> PyResult<Value> {
    rounded(vm, &x, "__floor__", f64::floor)
}

fn trunc(vm: &Vm, x: Value) -> PyResult<Value> {
    if let Some(x) = x.as_float() {
        return int::from_float(vm, x);
    }
    match vm.special_method(&x, "__trunc__")? {
        Some(method) => vm.call(&method, &mut []),
        None => Err(vm.type_error(format!(
            "type {} doesn't define __trunc__ method",
            vm.type_name(&x)
        ))),
    }
}

fn fma(vm: &Vm, x: f64, y: f64, z: f64) -> PyResult<f64> {
    let result = x.mul_add(y, z);
    if result.is_finite() {
        return Ok(result);
    }
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(result)
}

fn fmod(vm: &Vm, x: f64, y: f64) -> PyResult<f64> {
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(result)
}

// ---- logarithms ---------------------------------------------------------------------------------------------

/// A logarithm of any number; ints beyond the floats are split into mantissa and exponent.
fn logarithm(vm: &Vm, x: &Value, log: fn(f64) -> f64) -> PyResult<f64> {
    let Some(n) = int_ref(x) else {
        let x = vm.to_f64(x)?;
        if x <= 0.0 {
            return Err(domain_error(vm));
        }
        return Ok(log(x));
    };
    if n.is_negative() || matches!(n, IntRef::Small(0)) {
        return Err(domain_error(vm));
    }
    match (n.to_f64(), n) {
        (Some(x), _) => Ok(log(x)),
        (None, IntRef::Big(n)) => {
            let exponent = n.bits();
            // The mantissa of the int, from 0.5 to 1, rounded once.
            let top = n >> (exponent - 64);
            let sticky = n
                .magnitude()
                .trailing_zeros()
                .is_some_and(|zeros| zeros < exponent - 64);
            let top = top << 1u32 | num_bigint::BigInt::from(u8::from(sticky));
            let (mantissa, _) = special::frexp(arith::bigint_to_f64(&top).unwrap_or(f64::INFINITY));
            Ok(log(mantissa) + log(2.0) * exponent as f64)
        }
        (None, IntRef::Small(n)) => Ok(log(n as f64)),
    }
}

fn log(vm: &Vm, x: Value, base: Option<Value>) -> PyResult<f64> {
    let numerator = logarithm(vm, &x, f64::ln)?;
    let Some(base) = base else {
        return Ok(numerator);
    };
    let denominator = logarithm(vm, &base, f64::ln)?;
    if denominator == 0.0 {
        return Err(vm.zero_division_error("float division by zero"));
    }
    Ok(numerator / denominator)
}

// ---- anatomy -------------------------------------------------------------------------------------------------

fn ldexp(vm: &Vm, x: f64, exponent: Value) -> PyResult<f64> {
    let Some(exponent) = int_ref(&exponent) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let limit = if exponent.is_negative() {
        i64::MIN
    } else {
        i64::MAX
    };
    let result = special::ldexp(x, exponent.to_i64().unwrap_or(limit));
    if result.is_infinite() && x.is_finite() {
        return Err(failure(vm, Failure::Range));
    }
    Ok(result)
}

fn nextafter(vm: &Vm, x: f64, y: f64, steps: Value) -> PyResult<f64> {
    if steps.is_none() {
        return Ok(special::next_after(x, y, 1));
    }
    let steps = vm.index_value(&steps)?;
    match int_ref(&steps) {
        Some(n) if n.is_negative() => Err(vm.value_error("steps must be a non-negative integer")),
        Some(IntRef::Small(n)) => Ok(special::next_after(x, y, n as u64)),
        _ => Ok(special::next_after(x, y, u64::MAX)),
    }
}

/// `math.isclose(a, b)`
fn isclose(vm: &Vm, a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let distance = (b - a).abs();
    Ok(distance <= (rel_tol * b).abs() || distance <= (rel_tol * a).abs() || distance <= abs_tol)
}
