//! The builtins about numbers: abs, bin, divmod, hex, oct, pow, round, sum, and the classes of
//! this matter that stand in builtins.

use num_bigint::BigInt;

use crate::compile::op::BinaryOp;
use crate::native::ModuleDef;
use crate::object::float::no_modulus;
use crate::object::int_ops::{self, int_ref};
use crate::object::{ByteArray, Bytes, Kind, Payload, PyResult, Str, Value};
use crate::text::int::{IntRef, int_to_prefixed};
use crate::vm::Vm;

/// The names that this file adds to builtins.
pub fn builtins(vm: &Vm) -> ModuleDef {
    ModuleDef::new("builtins", "")
        .function("abs(x, /)", "The absolute value.", abs)
        .function("bin(number, /)", "The int in binary, as text.", bin)
        .function("divmod(x, y, /)", "The tuple (x // y, x % y).", divmod)
        .function("hex(number, /)", "The int in hexadecimal, as text.", hex)
        .function("oct(number, /)", "The int in octal, as text.", oct)
        .function(
            "pow(base, exp, mod=None)",
            "base ** exp, or base ** exp % mod, which ints compute without the long way.",
            pow,
        )
        .function(
            "round(number, ndigits=None)",
            "Round half to even: to an int, or to that many decimal places.",
            round,
        )
        .function(
            "sum(iterable, /, start=0)",
            "The start value plus all the items. Sums of floats carry their rounding errors along.",
            sum,
        )
        .value("complex", vm.types.complex.value())
        .value("range", vm.types.range.value())
        .value("slice", vm.types.slice.value())
}

/// `abs(x)`
pub fn abs(vm: &Vm, x: Value) -> PyResult<Value> {
    match x.kind() {
        Kind::Float(f) => return Ok(Value::float(f.abs())),
        Kind::Int(i) if i >= 0 => return Ok(x),
        _ => {}
    }
    match vm.class_of(&x).slots.abs.get() {
        Some(slot) => slot(vm, &x),
        None => Err(vm.type_error(format!(
            "bad operand type for abs(): '{}'",
            vm.type_name(&x)
        ))),
    }
}

/// `divmod(x, y)`
pub fn divmod(vm: &Vm, x: Value, y: Value) -> PyResult<Value> {
    vm.binary(BinaryOp::DivMod, &x, &y)
}

fn in_radix(vm: &Vm, number: &Value, radix: u32) -> PyResult<String> {
    let number = vm.index_value(number)?;
    Ok(int_to_prefixed(
        int_ref(&number).unwrap_or(IntRef::Small(0)),
        radix,
    ))
}

/// `bin(number)`
pub fn bin(vm: &Vm, number: Value) -> PyResult<String> {
    in_radix(vm, &number, 2)
}

/// `oct(number)`
pub fn oct(vm: &Vm, number: Value) -> PyResult<String> {
    in_radix(vm, &number, 8)
}

/// `hex(number)`
pub fn hex(vm: &Vm, number: Value) -> PyResult<String> {
    in_radix(vm, &number, 16)
}

/// `pow(base, exp, mod)`
///
/// Errors: TypeError where the operands have no such power; those of the power itself.
pub fn pow(vm: &Vm, base: Value, exp: Value, modulus: Value) -> PyResult<Value> {
    if modulus.is_none() {
        return vm.binary(BinaryOp::Pow, &base, &exp);
    }
    // Only the class of the base is asked where the program defines the power.
    let own = Str::intern("__pow__");
    if vm
        .class_of(&base)
        .lookup_owner(&own)
        .is_some_and(|(owner, _)| !owner.is_native)
        && let Some(method) = vm.special_method(&base, "__pow__")?
    {
        let result = vm.call(&method, &mut [exp.clone(), modulus.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(result) = super::decimal::power_modulo(vm, [&base, &exp, &modulus]) {
        return result;
    }
    if let (Some(x), Some(e), Some(m)) = (int_ref(&base), int_ref(&exp), int_ref(&modulus)) {
        return int_ops::power_modulo(vm, x, e, m);
    }
    let is_complex = |v: &Value| matches!(v.payload(), Some(Payload::Complex(..)));
    let is_number = |v: &Value| {
        is_complex(v) || int_ref(v).is_some() || crate::object::float::float_ref(v).is_some()
    };
    if is_number(&base) && is_number(&exp) {
        if is_complex(&base) || is_complex(&exp) {
            return Err(vm.value_error("complex modulo"));
        }
        return Err(no_modulus(vm));
    }
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.type_name(&base),
        vm.type_name(&exp),
        vm.type_name(&modulus)
    )))
}

/// `round(number, ndigits)`
pub fn round(vm: &Vm, number: Value, ndigits: Value) -> PyResult<Value> {
    match number.kind() {
        Kind::Float(x) => return crate::object::float::round(vm, x, &ndigits),
        Kind::Int(_) if ndigits.is_none() => return Ok(number),
        _ => {}
    }
    let Some(method) = vm.special_method(&number, "__round__")? else {
        return Err(vm.type_error(format!(
            "type {} doesn't define __round__ method",
            vm.type_name(&number)
        )));
    };
    if ndigits.is_none() {
        return vm.call(&method, &mut []);
    }
    vm.call(&method, &mut [ndigits])
}

/// A sum of floats that carries along what rounding cut off (Neumaier, "Rundungsfehleranalyse
/// einiger Verfahren zur Summation endlicher Summen", 1974).
#[derive(Clone, Copy)]
struct CarriedSum {
    high: f64,
    carry: f64,
}

impl CarriedSum {
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        if self.high.abs() >= x.abs() {
            self.carry += (self.high - total) + x;
        } else {
            self.carry += (x - total) + self.high;
        }
        self.high = total;
    }

    fn total(self) -> f64 {
        if self.carry != 0.0 && self.carry.is_finite() {
            self.high + self.carry
        } else {
            self.high
        }
    }
}

/// `sum(iterable, start)`
///
/// Errors: TypeError for a start of str, bytes or bytearray; those of the additions.
pub fn sum(vm: &Vm, iterable: Value, start: Value) -> PyResult<Value> {
    let iterator = vm.iter(&iterable)?;
    let refused = if Str::from_value(&start).is_some() {
        Some("strings [use ''.join(seq) instead]")
    } else if Bytes::from_value(&start).is_some() {
        Some("bytes [use b''.join(seq) instead]")
    } else if ByteArray::from_value(&start).is_some() {
        Some("bytearray [use b''.join(seq) instead]")
    } else {
        None
    };
    if let Some(what) = refused {
        return Err(vm.type_error(format!("sum() can't sum {what}")));
    }
    let (mut total, mut pending) = (start, None);
    if total.as_small_int().is_some() {
        (total, pending) = sum_ints(vm, &iterator, total)?;
    }
    if total.as_float().is_some() {
        (total, pending) = sum_floats(vm, &iterator, total, pending)?;
    }
    if let Some(item) = pending {
        total = vm.add(&total, &item)?;
    }
    while let Some(item) = vm.next(&iterator)? {
        total = vm.add(&total, &item)?;
    }
    Ok(total)
}

/// Adds ints while they come; the sum and the first item that is something else, if it cannot be
/// added by itself (a float turns the sum into one).
fn sum_ints(vm: &Vm, iterator: &Value, start: Value) -> PyResult<(Value, Option<Value>)> {
    let mut small = start.as_small_int().unwrap_or(0);
    let mut big: Option<BigInt> = None;
    let result = |small: i64, big: Option<BigInt>| match big {
        Some(big) => Value::big(big + small),
        None => Value::int(small),
    };
    while let Some(item) = vm.next(iterator)? {
        let n = match item.kind() {
            Kind::Int(i) => i,
            Kind::Bool(b) => i64::from(b),
            Kind::Heap(obj) if let Payload::Int(n) = obj.raw() => {
                *big.get_or_insert_default() += n;
                continue;
            }
            Kind::Float(x) => {
                // The float joins the int as the slots would do it, and starts the sum of floats.
                let total = vm.add(&result(small, big), &Value::float(x))?;
                return Ok((total, None));
            }
            _ => return Ok((result(small, big), Some(item))),
        };
        match small.checked_add(n) {
            Some(sum) => small = sum,
            None => {
                *big.get_or_insert_default() += small;
                small = n;
            }
        }
    }
    Ok((result(small, big), None))
}

/// Adds floats and small ints while they come; the sum and the first item that is something else.
fn sum_floats(
    vm: &Vm,
    iterator: &Value,
    start: Value,
    pending: Option<Value>,
) -> PyResult<(Value, Option<Value>)> {
    let mut sum = CarriedSum {
        high: start.as_float().unwrap_or(0.0),
        carry: 0.0,
    };
    if pending.is_some() {
        return Ok((start, pending));
    }
    while let Some(item) = vm.next(iterator)? {
        match item.kind() {
            Kind::Float(x) => sum.add(x),
            // As CPython: ints are added without their rounding error.
            Kind::Int(i) => sum.high += i as f64,
            Kind::Bool(b) => sum.high += f64::from(u8::from(b)),
            _ => return Ok((Value::float(sum.total()), Some(item))),
        }
    }
    Ok((Value::float(sum.total()), None))
}
