//! cmath: the functions and constants of complex numbers.
//!
//! The formulas are Kahan's ("Branch cuts for complex elementary functions", 1987), scaled so that
//! large and small numbers neither overflow nor vanish, as in CPython; the values at infinity and
//! NaN are those of Annex G of the C standard.

use std::f64::consts::{E, FRAC_PI_2, LN_2, LN_10, PI, TAU};

use super::math::special::{self, Failure};
use crate::native::{At, FromArg, IntoValue, ModuleDef};
use crate::object::complex::{self, Parts};
use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

/// Beyond this, squares or sums may overflow.
const LARGE: f64 = f64::MAX / 4.0;

type Outcome = Result<Parts, Failure>;

/// Any number as an argument.
struct Complex(Parts);

impl FromArg for Complex {
    fn from_arg(vm: &Vm, value: Value, _: At) -> PyResult<Complex> {
        complex::from_object(vm, &value).map(Complex)
    }
}

impl IntoValue for Complex {
    fn into_value(self, _: &Vm) -> Value {
        Value::complex(self.0.0, self.0.1)
    }
}

fn exception(vm: &Vm, failure: Failure) -> Exc {
    match failure {
        Failure::Domain => vm.value_error("math domain error"),
        Failure::Range => vm.overflow_error("math range error"),
    }
}

/// A table of functions of one complex number.
macro_rules! unary {
    ($def:ident: $($text:literal $doc:literal $function:expr;)*) => {
        $(let $def = $def.function($text, $doc, |vm: &Vm, z: Complex| {
            let function: fn(Parts) -> Outcome = $function;
            function(z.0).map(Complex).map_err(|e| exception(vm, e))
        });)*
    };
}

pub fn module(_: &Vm) -> ModuleDef {
    let def = ModuleDef::new("cmath", "The functions and constants of complex numbers.");
    unary!(def:
        "acos(z, /)" "Inverse cosine." |z| Ok(acos(z));
        "acosh(z, /)" "Inverse hyperbolic cosine." |z| Ok(acosh(z));
        "asin(z, /)" "Inverse sine." |z| Ok(turned(asinh, z));
        "asinh(z, /)" "Inverse hyperbolic sine." |z| Ok(asinh(z));
        "atan(z, /)" "Inverse tangent." |z| atanh((-z.1, z.0)).map(|(re, im)| (im, -re));
        "atanh(z, /)" "Inverse hyperbolic tangent." atanh;
        "cos(z, /)" "Cosine." |(re, im)| cosh((-im, re));
        "cosh(z, /)" "Hyperbolic cosine." cosh;
        "exp(z, /)" "e to the power of z." exp;
        "log10(z, /)" "Logarithm to base 10." |z| {
            log(z).map(|(re, im)| (re / LN_10, im / LN_10))
        };
        "sin(z, /)" "Sine." |z| sinh((-z.1, z.0)).map(|(re, im)| (im, -re));
        "sinh(z, /)" "Hyperbolic sine." sinh;
        "sqrt(z, /)" "Square root." |z| Ok(sqrt(z));
        "tan(z, /)" "Tangent." |z| tanh((-z.1, z.0)).map(|(re, im)| (im, -re));
        "tanh(z, /)" "Hyperbolic tangent." tanh;
    );
    coordinates(def)
        .float("e", E)
        .float("inf", f64::INFINITY)
        .float("nan", f64::NAN)
        .float("pi", PI)
        .float("tau", TAU)
        .value("infj", Value::complex(0.0, f64::INFINITY))
        .value("nanj", Value::complex(0.0, f64::NAN))
}

fn coordinates(def: ModuleDef) -> ModuleDef {
    def.function(
        "log(z, base=<none>, /)",
        "The logarithm to a base, without one the natural logarithm.",
        |vm: &Vm, z: Complex, base: Option<Complex>| {
            let fail = |e| exception(vm, e);
            let numerator = log(z.0).map_err(fail)?;
            let Some(base) = base else {
                return Ok(Complex(numerator));
            };
            let denominator = log(base.0).map_err(fail)?;
            complex::divide(numerator, denominator)
                .map(Complex)
                .ok_or_else(|| exception(vm, Failure::Domain))
        },
    )
    .function(
        "phase(z, /)",
        "The angle of z, from -pi to pi.",
        |_: &Vm, z: Complex| Ok(z.0.1.atan2(z.0.0)),
    )
    .function(
        "polar(z, /)",
        "The pair of distance from zero and angle.",
        |vm: &Vm, z: Complex| {
            let size = z.0.0.hypot(z.0.1);
            if size.is_infinite() && z.0.0.is_finite() && z.0.1.is_finite() {
                return Err(exception(vm, Failure::Range));
            }
            Ok((size, z.0.1.atan2(z.0.0)))
        },
    )
    .function(
        "rect(r, phi, /)",
        "The number at a distance from zero and an angle.",
        |vm: &Vm, r: f64, phi: f64| rect(r, phi).map(Complex).map_err(|e| exception(vm, e)),
    )
    .function(
        "isfinite(z, /)",
        "Whether both parts are finite.",
        |_: &Vm, z: Complex| Ok(is_finite(z.0)),
    )
    .function(
        "isinf(z, /)",
        "Whether a part is infinite.",
        |_: &Vm, z: Complex| Ok(z.0.0.is_infinite() || z.0.1.is_infinite()),
    )
    .function(
        "isnan(z, /)",
        "Whether a part is NaN.",
        |_: &Vm, z: Complex| Ok(z.0.0.is_nan() || z.0.1.is_nan()),
    )
    .function(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Whether two numbers are close: within a part of the larger one, or within a distance.",
        isclose,
    )
}

fn is_finite(z: Parts) -> bool {
    z.0.is_finite() && z.1.is_finite()
}

fn isclose(vm: &Vm, a: Complex, b: Complex, rel_tol: f64, abs_tol: f64) -> PyResult<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let (a, b) = (a.0, b.0);
    if a == b {
        return Ok(true);
    }
    if [a.0, a.1, b.0, b.1].iter().any(|x| x.is_infinite()) {
        return Ok(false);
    }
    let size = |z: Parts| z.0.hypot(z.1);
    let distance = size((a.0 - b.0, a.1 - b.1));
    Ok(distance <= rel_tol * size(b) || distance <= rel_tol * size(a) || distance <= abs_tol)
}

const NAN: Parts = (f64::NAN, f64::NAN);
const INF: f64 = f64::INFINITY;

/// A function of iz, turned back by -i.
fn turned(function: fn(Parts) -> Parts, z: Parts) -> Parts {
    let (re, im) = function((-z.1, z.0));
    (im, -re)
}

/// Whether a part is so large that its square may overflow.
fn is_large(z: Parts) -> bool {
    z.0.abs() > LARGE || z.1.abs() > LARGE
}

/// The logarithm of the size of a large number.
fn log_of_large(z: Parts) -> f64 {
    (z.0 / 2.0).hypot(z.1 / 2.0).ln()
}

// ---- roots and logarithms -----------------------------------------------------------------------

fn sqrt(z: Parts) -> Parts {
    let (re, im) = z;
    if !is_finite(z) {
        return match (re, im) {
            (_, im) if im.is_infinite() => (INF, im),
            (re, _) if re.is_nan() => NAN,
            (re, im) if im.is_nan() && re == -INF => (f64::NAN, INF),
            (re, im) if im.is_nan() && re == INF => (INF, f64::NAN),
            (_, im) if im.is_nan() => NAN,
            (re, im) if re < 0.0 => (0.0, INF.copysign(im)),
            (_, im) => (INF, 0f64.copysign(im)),
        };
    }
    if re == 0.0 && im == 0.0 {
        return (0.0, im);
    }
    let (ax, ay) = (re.abs(), im.abs());
    let s = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        let ax = special::ldexp(ax, 53);
        special::ldexp((ax + ax.hypot(special::ldexp(ay, 53))).sqrt(), -27)
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if re >= 0.0 {
        (s, d.copysign(im))
    } else {
        (d, s.copysign(im))
    }
}

/// The values at infinity and NaN of the logarithm and of the inverse hyperbolic cosine.
fn log_special(z: Parts) -> Parts {
    if z.0.is_infinite() || z.1.is_infinite() {
        return (INF, z.1.atan2(z.0));
    }
    NAN
}

fn log(z: Parts) -> Outcome {
    if !is_finite(z) {
        return Ok(log_special(z));
    }
    let (ax, ay) = (z.0.abs(), z.1.abs());
    let size = if is_large(z) {
        log_of_large(z) + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        if ax == 0.0 && ay == 0.0 {
            return Err(Failure::Domain);
        }
        special::ldexp(ax, 53).hypot(special::ldexp(ay, 53)).ln() - 53.0 * LN_2
    } else {
        let h = ax.hypot(ay);
        if (0.71..=1.73).contains(&h) {
            // Near one the logarithm of the size would lose digits.
            let (more, less) = (ax.max(ay), ax.min(ay));
            ((more - 1.0) * (more + 1.0) + less * less).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Ok((size, z.1.atan2(z.0)))
}

// ---- inverse functions -----------------------------------------------------------------------------

fn acos(z: Parts) -> Parts {
    let (re, im) = z;
    if !is_finite(z) {
        if re.is_nan() {
            return if im.is_infinite() {
                (f64::NAN, -im)
            } else {
                NAN
            };
        }
        if im.is_nan() {
            return match re {
                0.0 => (FRAC_PI_2, f64::NAN),
                re if re.is_infinite() => (f64::NAN, INF),
                _ => NAN,
            };
        }
        return (im.abs().atan2(re), -INF.copysign(im));
    }
    if is_large(z) {
        let size = log_of_large(z) + LN_2 * 2.0;
        let im = if re < 0.0 {
            -size.copysign(im)
        } else {
            size.copysign(-im)
        };
        return (z.1.abs().atan2(re), im);
    }
    let s1 = sqrt((1.0 - re, -im));
    let s2 = sqrt((1.0 + re, im));
    (
        2.0 * s1.0.atan2(s2.0),
        special::asinh(s2.0 * s1.1 - s2.1 * s1.0),
    )
}

fn acosh(z: Parts) -> Parts {
    let (re, im) = z;
    if !is_finite(z) {
        return log_special(z);
    }
    if is_large(z) {
        return (log_of_large(z) + LN_2 * 2.0, im.atan2(re));
    }
    let s1 = sqrt((re - 1.0, im));
    let s2 = sqrt((re + 1.0, im));
    (
        special::asinh(s1.0 * s2.0 + s1.1 * s2.1),
        2.0 * s1.1.atan2(s2.0),
    )
}

fn asinh(z: Parts) -> Parts {
    let (re, im) = z;
    if !is_finite(z) {
        return match (re, im) {
            (re, im) if re.is_nan() && im == 0.0 => (re, im),
            (re, im) if re.is_nan() && im.is_infinite() => (INF, f64::NAN),
            (re, im) if im.is_nan() && re.is_infinite() => (re, f64::NAN),
            (re, im) if re.is_nan() || im.is_nan() => NAN,
            (re, im) => (INF.copysign(re), im.atan2(re.abs())),
        };
    }
    if is_large(z) {
        let size = log_of_large(z) + LN_2 * 2.0;
        let real = if im >= 0.0 {
            size.copysign(re)
        } else {
            -size.copysign(-re)
        };
        return (real, im.atan2(re.abs()));
    }
    let s1 = sqrt((1.0 + im, -re));
    let s2 = sqrt((1.0 - im, re));
    (
        special::asinh(s1.0 * s2.1 - s2.0 * s1.1),
        im.atan2(s1.0 * s2.0 - s1.1 * s2.1),
    )
}

fn atanh(z: Parts) -> Outcome {
    let (re, im) = z;
    if !is_finite(z) {
        return Ok(match (re, im) {
            (re, im) if re.is_nan() && im.is_infinite() => (0.0, FRAC_PI_2.copysign(im)),
            (re, _) if re.is_nan() => NAN,
            (re, im) if im.is_nan() && (re == 0.0 || re.is_infinite()) => {
                (0f64.copysign(re), f64::NAN)
            }
            (_, im) if im.is_nan() => NAN,
            (re, im) => (0f64.copysign(re), FRAC_PI_2.copysign(im)),
        });
    }
    if re.is_sign_negative() {
        return atanh((-re, -im)).map(|(re, im)| (-re, -im));
    }
    let ay = im.abs();
    if re > LARGE.sqrt() || ay > LARGE.sqrt() {
        let h = (re / 2.0).hypot(im / 2.0);
        return Ok((re / 4.0 / h / h, -FRAC_PI_2.copysign(-im)));
    }
    if re == 1.0 && ay < f64::MIN_POSITIVE.sqrt() {
        if ay == 0.0 {
            return Err(Failure::Domain);
        }
        let real = -(ay.sqrt() / ay.hypot(2.0).sqrt()).ln();
        return Ok((real, (2f64.atan2(-ay) / 2.0).copysign(im)));
    }
    let rest = 1.0 - re;
    Ok((
        (4.0 * re / (rest * rest + ay * ay)).ln_1p() / 4.0,
        -(-2.0 * im).atan2(rest * (1.0 + re) - ay * ay) / 2.0,
    ))
}

// ---- exponential and hyperbolic functions ------------------------------------------------------------

/// A result of finite operands: infinite ones have overflowed.
fn in_range(z: Parts) -> Outcome {
    if z.0.is_infinite() || z.1.is_infinite() {
        Err(Failure::Range)
    } else {
        Ok(z)
    }
}

fn exp(z: Parts) -> Outcome {
    let (re, im) = z;
    if !is_finite(z) {
        if re.is_infinite() && im.is_finite() {
            let size = if re > 0.0 { INF } else { 0.0 };
            if im == 0.0 {
                return Ok((size, im));
            }
            return Ok((size.copysign(im.cos()), size.copysign(im.sin())));
        }
        return match (re, im) {
            (re, _) if re == -INF => Ok((0.0, 0.0)),
            (re, im) if im.is_infinite() && !re.is_nan() => Err(Failure::Domain),
            (re, _) if re == INF => Ok((INF, f64::NAN)),
            (re, im) if re.is_nan() && im == 0.0 => Ok((re, im)),
            _ => Ok(NAN),
        };
    }
    if re > LARGE.ln() {
        let size = (re - 1.0).exp();
        return in_range((size * im.cos() * E, size * im.sin() * E));
    }
    let size = re.exp();
    in_range((size * im.cos(), size * im.sin()))
}

/// What cosh and sinh say where a part is not finite: `at_zero` at 0 + NaN i, `on_axis` at NaN + 0i.
fn hyperbolic_special(z: Parts, at_zero: Parts, on_axis: Parts) -> Outcome {
    let (re, im) = z;
    match (re, im) {
        (re, im) if im.is_infinite() && !re.is_nan() => Err(Failure::Domain),
        (re, im) if re.is_infinite() && im.is_nan() => Ok((INF, f64::NAN)),
        (re, im) if re == 0.0 && im.is_nan() => Ok(at_zero),
        (re, im) if re.is_nan() && im == 0.0 => Ok(on_axis),
        _ => Ok(NAN),
    }
}

fn cosh(z: Parts) -> Outcome {
    let (re, im) = z;
    if !is_finite(z) {
        if re.is_infinite() && im.is_finite() {
            let sign = 1f64.copysign(re);
            if im == 0.0 {
                return Ok((INF, sign * im));
            }
            return Ok((INF.copysign(im.cos()), sign * INF.copysign(im.sin())));
        }
        return hyperbolic_special(z, (f64::NAN, 0.0), (f64::NAN, 0.0));
    }
    if re.abs() > LARGE.ln() {
        let less = re - 1f64.copysign(re);
        return in_range((im.cos() * less.cosh() * E, im.sin() * less.sinh() * E));
    }
    in_range((im.cos() * re.cosh(), im.sin() * re.sinh()))
}

fn sinh(z: Parts) -> Outcome {
    let (re, im) = z;
    if !is_finite(z) {
        if re.is_infinite() && im.is_finite() {
            if im == 0.0 {
                return Ok((re, im));
            }
            let sign = 1f64.copysign(re);
            return Ok((sign * INF.copysign(im.cos()), INF.copysign(im.sin())));
        }
        return hyperbolic_special(z, (0.0, f64::NAN), (f64::NAN, im));
    }
    if re.abs() > LARGE.ln() {
        let less = re - 1f64.copysign(re);
        return in_range((im.cos() * less.sinh() * E, im.sin() * less.cosh() * E));
    }
    in_range((im.cos() * re.sinh(), im.sin() * re.cosh()))
}

fn tanh(z: Parts) -> Outcome {
    let (re, im) = z;
    if !is_finite(z) {
        if re.is_infinite() {
            let sign = 1f64.copysign(re);
            return Ok(match im {
                im if !im.is_finite() => (sign, 0.0),
                0.0 => (sign, im),
                im => (sign, 0f64.copysign(2.0 * im.sin() * im.cos())),
            });
        }
        return match (re, im) {
            (re, im) if im.is_infinite() && !re.is_nan() => Err(Failure::Domain),
            (re, im) if re.is_nan() && im == 0.0 => Ok((re, im)),
            _ => Ok(NAN),
        };
    }
    if re.abs() > LARGE.ln() {
        let im = 4.0 * im.sin() * im.cos() * (-2.0 * re.abs()).exp();
        return Ok((1f64.copysign(re), im));
    }
    let (tx, ty) = (re.tanh(), im.tan());
    let cx = 1.0 / re.cosh();
    let product = tx * ty;
    let scale = 1.0 + product * product;
    Ok((tx * (1.0 + ty * ty) / scale, ((ty / scale) * cx) * cx))
}

/// The number at distance `r` and angle `phi`.
fn rect(r: f64, phi: f64) -> Outcome {
    if !r.is_finite() || !phi.is_finite() {
        if r.is_infinite() && phi.is_finite() {
            let sign = 1f64.copysign(r);
            if phi == 0.0 {
                return Ok((r, sign * phi));
            }
            return Ok((
                sign * INF.copysign(phi.cos()),
                sign * INF.copysign(phi.sin()),
            ));
        }
        return match (r, phi) {
            (0.0, _) => Ok((0.0, 0.0)),
            (r, phi) if phi.is_infinite() && !r.is_nan() => Err(Failure::Domain),
            (r, _) if r.is_infinite() => Ok((INF, f64::NAN)),
            (_, 0.0) => Ok((f64::NAN, 0.0)),
            _ => Ok(NAN),
        };
    }
    if phi == 0.0 {
        return Ok((r, r * phi));
    }
    Ok((r * phi.cos(), r * phi.sin()))
}
