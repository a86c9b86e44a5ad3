//! The distributions of `random`, drawn in the order in which CPython draws, so that a seed gives
//! the same numbers.

use std::f64::consts::{E, PI, TAU};

use super::source::{Draw, Random};
use crate::compile::op::BinaryOp;
use crate::modules::math::special::lgamma;
use crate::object::{Native, PyResult, Value};
use crate::vm::Vm;

/// 4 e^(-1/2) / sqrt(2)
pub fn nv_magic_const() -> f64 {
    4.0 * (-0.5f64).exp() / 2f64.sqrt()
}

/// ln 4
pub fn log4() -> f64 {
    4f64.ln()
}

/// 1 + ln 4.5
pub fn sg_magic_const() -> f64 {
    1.0 + 4.5f64.ln()
}

type This = Native<Random>;

fn divide(vm: &Vm, x: f64, y: f64) -> PyResult<f64> {
    if y == 0.0 {
        return Err(vm.zero_division_error("float division by zero"));
    }
    Ok(x / y)
}

/// `a + (b - a) * random()`, of any numbers.
pub fn uniform(vm: &Vm, this: This, a: Value, b: Value) -> PyResult<Value> {
    let draw = Draw::new(vm, &this);
    if let (Some(a), Some(b)) = (a.as_float(), b.as_float()) {
        return Ok(Value::float(a + (b - a) * draw.random()?));
    }
    let width = vm.binary(BinaryOp::Sub, &b, &a)?;
    let offset = vm.binary(BinaryOp::Mul, &width, &Value::float(draw.random()?))?;
    vm.add(&a, &offset)
}

/// A triangle between low and high with its tip at mode (the middle for None).
pub fn triangular(vm: &Vm, this: This, low: Value, high: Value, mode: Value) -> PyResult<Value> {
    let mut u = Draw::new(vm, &this).random()?;
    let (mut low_x, mut high_x) = (vm.to_f64(&low)?, vm.to_f64(&high)?);
    let mut c = 0.5;
    if !mode.is_none() {
        let mode = vm.to_f64(&mode)?;
        if high_x == low_x {
            return Ok(low);
        }
        c = (mode - low_x) / (high_x - low_x);
    }
    if u > c {
        u = 1.0 - u;
        c = 1.0 - c;
        std::mem::swap(&mut low_x, &mut high_x);
    }
    let root = u * c;
    if root < 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(Value::float(low_x + (high_x - low_x) * root.sqrt()))
}

/// By the ratio of uniform variables (Kinderman and Monahan 1977).
pub fn normal(draw: &Draw, mu: f64, sigma: f64) -> PyResult<f64> {
    loop {
        let u1 = draw.random()?;
        let u2 = 1.0 - draw.random()?;
        let z = nv_magic_const() * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return Ok(mu + z * sigma);
        }
    }
}

pub fn normalvariate(vm: &Vm, this: This, mu: f64, sigma: f64) -> PyResult<f64> {
    normal(&Draw::new(vm, &this), mu, sigma)
}

/// Pairs by Box and Muller's method; the second of a pair is kept for the next call.
pub fn gauss(vm: &Vm, this: This, mu: f64, sigma: f64) -> PyResult<f64> {
    let z = match this.gauss_next.take() {
        Some(z) => z,
        None => {
            let draw = Draw::new(vm, &this);
            let angle = draw.random()? * TAU;
            let radius = (-2.0 * (1.0 - draw.random()?).ln()).sqrt();
            this.gauss_next.set(Some(angle.sin() * radius));
            angle.cos() * radius
        }
    };
    Ok(mu + z * sigma)
}

pub fn lognormvariate(vm: &Vm, this: This, mu: f64, sigma: f64) -> PyResult<f64> {
    let exponent = normal(&Draw::new(vm, &this), mu, sigma)?;
    let result = exponent.exp();
    if result.is_infinite() && exponent.is_finite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(result)
}

pub fn expovariate(vm: &Vm, this: This, lambd: f64) -> PyResult<f64> {
    let u = Draw::new(vm, &this).random()?;
    divide(vm, -(1.0 - u).ln(), lambd)
}

/// Circular data, by Fisher's "Statistical analysis of circular data" (1993).
pub fn vonmisesvariate(vm: &Vm, this: This, mu: f64, kappa: f64) -> PyResult<f64> {
    let draw = Draw::new(vm, &this);
    if kappa <= 1e-6 {
        return Ok(TAU * draw.random()?);
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * draw.random()?).cos();
        let d = z / (r + z);
        let u = draw.random()?;
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let f = (q + z) / (1.0 + q * z);
    let theta = if draw.random()? > 0.5 {
        mu + f.acos()
    } else {
        mu - f.acos()
    };
    Ok(crate::vm::ops::float_divmod(theta, TAU).1)
}

/// By Cheng's method (1977) for alpha above 1, and algorithm GS of Ahrens and Dieter (1974) below.
fn gamma(draw: &Draw, alpha: f64, beta: f64) -> PyResult<f64> {
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(draw
            .vm
            .value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    if alpha > 1.0 {
        let ainv = (2.0 * alpha - 1.0).sqrt();
        let bbb = alpha - log4();
        let ccc = alpha + ainv;
        loop {
            let u1 = draw.random()?;
            if !(1e-7 < u1 && u1 < 0.9999999) {
                continue;
            }
            let u2 = 1.0 - draw.random()?;
            let v = (u1 / (1.0 - u1)).ln() / ainv;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = bbb + ccc * v - x;
            if r + sg_magic_const() - 4.5 * z >= 0.0 || r >= z.ln() {
                return Ok(x * beta);
            }
        }
    }
    if alpha == 1.0 {
        return Ok(-(1.0 - draw.random()?).ln() * beta);
    }
    loop {
        let u = draw.random()?;
        let b = (E + alpha) / E;
        let p = b * u;
        let x = if p <= 1.0 {
            p.powf(1.0 / alpha)
        } else {
            -((b - p) / alpha).ln()
        };
        let u1 = draw.random()?;
        let accepted = if p > 1.0 {
            u1 <= x.powf(alpha - 1.0)
        } else {
            u1 <= (-x).exp()
        };
        if accepted {
            return Ok(x * beta);
        }
    }
}

pub fn gammavariate(vm: &Vm, this: This, alpha: f64, beta: f64) -> PyResult<f64> {
    gamma(&Draw::new(vm, &this), alpha, beta)
}

pub fn betavariate(vm: &Vm, this: This, alpha: f64, beta: f64) -> PyResult<f64> {
    let draw = Draw::new(vm, &this);
    let y = gamma(&draw, alpha, 1.0)?;
    if y == 0.0 {
        return Ok(0.0);
    }
    Ok(y / (y + gamma(&draw, beta, 1.0)?))
}

pub fn paretovariate(vm: &Vm, this: This, alpha: f64) -> PyResult<f64> {
    let u = 1.0 - Draw::new(vm, &this).random()?;
    Ok(u.powf(divide(vm, -1.0, alpha)?))
}

pub fn weibullvariate(vm: &Vm, this: This, alpha: f64, beta: f64) -> PyResult<f64> {
    let u = 1.0 - Draw::new(vm, &this).random()?;
    Ok(alpha * (-u.ln()).powf(divide(vm, 1.0, beta)?))
}

/// The successes of `n` trials; `n` may be any number.
pub fn binomialvariate(vm: &Vm, this: This, n: Value, p: f64) -> PyResult<Value> {
    let trials = vm.to_f64(&n)?;
    if trials < 0.0 {
        return Err(vm.value_error("n must be non-negative"));
    }
    if p <= 0.0 || p >= 1.0 {
        return match p {
            0.0 => Ok(Value::int(0)),
            1.0 => Ok(n),
            _ => Err(vm.value_error("p must be in the range 0.0 <= p <= 1.0")),
        };
    }
    let draw = Draw::new(vm, &this);
    if trials == 1.0 {
        return Ok(Value::int(i64::from(draw.random()? < p)));
    }
    if p > 0.5 {
        let failures = binomial(&draw, trials, 1.0 - p)?;
        return vm.binary(BinaryOp::Sub, &n, &Value::int(failures));
    }
    binomial(&draw, trials, p).map(Value::int)
}

/// For p up to one half: Devroye's geometric method for few expected successes, otherwise
/// Hörmann's transformed rejection with squeeze ("The generation of binomial random variates",
/// 1993).
fn binomial(draw: &Draw, trials: f64, p: f64) -> PyResult<i64> {
    if trials * p < 10.0 {
        let c = (1.0 - p).log2();
        let (mut successes, mut tried) = (0i64, 0i64);
        if c == 0.0 {
            return Ok(0);
        }
        loop {
            tried = tried
                .saturating_add((draw.random()?.log2() / c).floor() as i64)
                .saturating_add(1);
            if tried as f64 > trials {
                return Ok(successes);
            }
            successes += 1;
        }
    }
    let spread = (trials * p * (1.0 - p)).sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let c = trials * p + 0.5;
    let vr = 0.92 - 4.2 / b;
    let ln_gamma = |x: f64| lgamma(x).unwrap_or(f64::INFINITY);
    let alpha = (2.83 + 5.1 / b) * spread;
    let odds = (p / (1.0 - p)).ln();
    let mode = ((trials + 1.0) * p).floor();
    let h = ln_gamma(mode + 1.0) + ln_gamma(trials - mode + 1.0);
    loop {
        let u = draw.random()? - 0.5;
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + c).floor();
        if !(0.0..=trials).contains(&k) {
            continue;
        }
        let v = draw.random()?;
        if us >= 0.07 && v <= vr {
            return Ok(k as i64);
        }
        let v = v * alpha / (a / (us * us) + b);
        if v.ln() <= h - ln_gamma(k + 1.0) - ln_gamma(trials - k + 1.0) + (k - mode) * odds {
            return Ok(k as i64);
        }
    }
}
