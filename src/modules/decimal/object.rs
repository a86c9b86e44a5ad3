//! `Decimal`: construction, operators, conversions.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};

use super::methods::{self, Dec, context_or_current, convert, run, with_rounding};
use super::number::*;
use super::{arith, current, exact, format, from_float, logic, make_tuple, operand, required};
use super::{signal, transcend, wrap, wrap_for};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::modules::datetime::{Params, delta::holds, reduced};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::float::float_ref;
use crate::object::{Class, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

impl NativeObject for Number {}

type Binary = fn(&Number, &Number, &Rules, &mut Status) -> Number;

impl NativeType for Number {
    const NAME: &'static str = "decimal.Decimal";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Number>(
            "decimal",
            "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another \
             Decimal object. If no value is given, return Decimal('0').\nThe context does not \
             affect the conversion and is only passed to determine\nif the InvalidOperation trap \
             is active.",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(|vm, this| {
                let text = to_text(&*state(vm, this)?, false, current(vm).capitals());
                Ok(Str::new(format!("Decimal('{text}')")))
            }));
            s.str.set(Some(|vm, this| {
                Ok(Str::new(to_text(
                    &*state(vm, this)?,
                    false,
                    current(vm).capitals(),
                )))
            }));
            s.hash.set(Some(hash));
            s.compare.set(Some(compare));
            s.truth
                .set(Some(|vm, this| Ok(!state(vm, this)?.is_zero())));
            s.neg.set(Some(|vm, this| unary(vm, this, arith::minus)));
            s.pos.set(Some(|vm, this| unary(vm, this, arith::plus)));
            s.abs.set(Some(|vm, this| unary(vm, this, arith::abs)));
            s.int.set(Some(|vm, this| {
                whole(vm, &*state(vm, this)?, Rounding::Down)
            }));
            s.float.set(Some(|vm, this| {
                Ok(Value::float(to_float(vm, &*state(vm, this)?)?))
            }));
            let set = |op: BinaryOp, f| s.binary[op as usize].set(Some(f));
            set(BinaryOp::Add, |vm, a, b| binary(vm, a, b, arith::add));
            set(BinaryOp::Sub, |vm, a, b| binary(vm, a, b, arith::subtract));
            set(BinaryOp::Mul, |vm, a, b| binary(vm, a, b, arith::multiply));
            set(BinaryOp::TrueDiv, |vm, a, b| {
                binary(vm, a, b, arith::divide)
            });
            set(BinaryOp::FloorDiv, |vm, a, b| {
                binary(vm, a, b, arith::divide_int)
            });
            set(BinaryOp::Mod, |vm, a, b| binary(vm, a, b, arith::remainder));
            set(BinaryOp::Pow, |vm, a, b| binary(vm, a, b, transcend::power));
            set(BinaryOp::DivMod, |vm, a, b| {
                let (Some(x), Some(y)) = (operand(vm, a), operand(vm, b)) else {
                    return Ok(Value::NOT_IMPLEMENTED);
                };
                let context = current(vm);
                let mut status = 0;
                let (q, r) = arith::divmod(&x, &y, &context.rules(), &mut status);
                signal(vm, &context, status)?;
                Ok(Value::tuple(vec![wrap(vm, q), wrap(vm, r)]))
            });
        })
        .getter("real", "", |_: &Vm, this: Dec| Ok(this.value()))
        .getter("imag", "", |vm: &Vm, _: Dec| Ok(wrap(vm, Number::small(0))));
        conversions(rounding(copies(methods::of_decimal(def))))
    }
}

fn state(vm: &Vm, value: &Value) -> PyResult<Dec> {
    Native::from_value(value)
        .ok_or_else(|| vm.type_error("descriptor requires a 'decimal.Decimal' object"))
}

fn unary(
    vm: &Vm,
    this: &Value,
    compute: fn(&Number, &Rules, &mut Status) -> Number,
) -> PyResult<Value> {
    let number = state(vm, this)?;
    run(vm, &current(vm), |r, s| compute(&number, r, s))
}

fn binary(vm: &Vm, a: &Value, b: &Value, compute: Binary) -> PyResult<Value> {
    let (Some(x), Some(y)) = (operand(vm, a), operand(vm, b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    run(vm, &current(vm), |r, s| compute(&x, &y, r, s))
}

const PARAMS: Params = Params {
    function: None,
    names: &["value", "context"],
    required: 0,
    ints: 0,
    positional: 2,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let bound = PARAMS.bind(vm, args)?;
    let context = bound.get(1).cloned().flatten().unwrap_or(Value::NONE);
    let context = context_or_current(vm, &context)?;
    let Some(value) = bound.first().cloned().flatten() else {
        return Ok(vm.wrap_as(class, Number::small(0)));
    };
    if vm.class_of(&value) == *class && class.is_native {
        return Ok(value);
    }
    let number = convert(vm, &context, &value, true)?;
    Ok(vm.wrap_as(class, number))
}

// ---- conversions ---------------------------------------------------------------------------------------

/// The whole number, rounded.
fn whole(vm: &Vm, n: &Number, rounding: Rounding) -> PyResult<Value> {
    if n.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer"));
    }
    if n.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer"));
    }
    let rules = Rules::WIDEST.with_rounding(rounding);
    let rounded = arith::to_integral(n, &rules, false, &mut 0);
    match rounded.truncated() {
        Some(digits) => Ok(Value::big(big(rounded.negative, digits))),
        None => Err(vm.exception_with(&vm.types.memory_error, vec![])),
    }
}

fn big(negative: bool, digits: BigUint) -> BigInt {
    BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, digits)
}

fn to_float(vm: &Vm, n: &Number) -> PyResult<f64> {
    if n.kind == Kind::Signaling {
        return Err(vm.value_error("cannot convert signaling NaN to float"));
    }
    if n.is_nan() {
        return Ok(if n.negative { -f64::NAN } else { f64::NAN });
    }
    Ok(to_text(n, false, true).parse().unwrap_or(f64::NAN))
}

fn conversions(def: ClassDef) -> ClassDef {
    def.method("__complex__(self, /)", "", |vm: &Vm, this: Dec| {
        Ok(Value::complex(to_float(vm, &this)?, 0.0))
    })
    .method(
        "as_tuple(self, /)",
        "Return a tuple representation of the number.",
        |vm: &Vm, this: Dec| {
            let text = this.digits.to_string();
            let digits: Vec<Value> = match this.kind {
                Kind::Infinite => vec![Value::int(0)],
                Kind::Quiet | Kind::Signaling if this.digits.is_zero() => vec![],
                _ => text
                    .bytes()
                    .map(|b| Value::int(i64::from(b - b'0')))
                    .collect(),
            };
            let exponent = match this.kind {
                Kind::Finite => Value::int(this.exp),
                Kind::Infinite => Value::str("F"),
                Kind::Quiet => Value::str("n"),
                Kind::Signaling => Value::str("N"),
            };
            make_tuple(
                vm,
                Value::int(i64::from(this.negative)),
                Value::tuple(digits),
                exponent,
            )
        },
    )
    .method(
        "as_integer_ratio(self, /)",
        "Return a pair of integers whose ratio is exactly equal to the number, in lowest terms.",
        |vm: &Vm, this: Dec| {
            if this.is_nan() {
                return Err(vm.value_error("cannot convert NaN to integer ratio"));
            }
            if this.is_infinite() {
                return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
            }
            match logic::ratio(&this) {
                Some((n, d)) => Ok((big(this.negative, n), BigInt::from(d))),
                None => Err(vm.exception_with(&vm.types.memory_error, vec![])),
            }
        },
    )
    .method(
        "to_eng_string(self, /, context=None)",
        "Convert to an engineering-type string.",
        |vm: &Vm, this: Dec, context: Value| {
            Ok(to_text(
                &this,
                true,
                context_or_current(vm, &context)?.capitals(),
            ))
        },
    )
    .method(
        "__format__(self, format_spec, /)",
        "The text of the number by a format.",
        |vm: &Vm, this: Dec, spec: Value| {
            let Some(spec) = Str::from_value(&spec) else {
                return Err(vm.type_error("format argument must be str"));
            };
            let context = current(vm);
            let rounding = context.rules().rounding;
            let text = format::format(&this, vm.utf8(&spec)?, rounding, context.capitals());
            text.ok_or_else(|| vm.value_error("invalid format string"))
        },
    )
    .method("__reduce__(self, /)", "", |vm: &Vm, this: Dec| {
        let text = to_text(&this, false, true);
        Ok(reduced(vm, &this.value(), vec![Value::str(&text)]))
    })
    .class_method(
        "from_float(type, f, /)",
        "Class method that converts a float to a decimal number, exactly.",
        |vm: &Vm, class: Class, value: Value| match float_ref(&value)
            .map(from_float)
            .or_else(|| vm.big_of(&value).and_then(|_| operand(vm, &value)))
        {
            Some(number) => wrap_for(vm, &class, number),
            None => Err(vm.type_error("argument must be int or float")),
        },
    )
}

/// What changes nothing but the sign, and what tells something.
fn copies(def: ClassDef) -> ClassDef {
    let same = |_: &Vm, this: Dec| Ok(this.value());
    def.method("conjugate(self, /)", "Return self.", same)
        .method(
            "canonical(self, /)",
            "Return the canonical encoding of the argument.",
            same,
        )
        .method("__copy__(self, /)", "", same)
        .method(
            "__deepcopy__(self, memo, /)",
            "",
            |_: &Vm, this: Dec, _: Value| Ok(this.value()),
        )
        .method(
            "radix(self, /)",
            "Return Decimal(10).",
            |vm: &Vm, _: Dec| Ok(wrap(vm, Number::small(10))),
        )
        .method(
            "adjusted(self, /)",
            "Return the adjusted exponent of the number.",
            |_: &Vm, this: Dec| {
                Ok(if this.is_finite() && !this.is_zero() {
                    this.adjusted()
                } else if this.is_zero() {
                    this.exp
                } else {
                    0
                })
            },
        )
        .method(
            "copy_abs(self, /)",
            "Return the absolute value of the argument.",
            |vm: &Vm, this: Dec| Ok(wrap(vm, this.with_sign(false))),
        )
        .method(
            "copy_negate(self, /)",
            "Return the negation of the argument.",
            |vm: &Vm, this: Dec| Ok(wrap(vm, this.negated())),
        )
        .method(
            "copy_sign(self, /, other, context=None)",
            "Return a copy of the first operand with the sign of the second.",
            |vm: &Vm, this: Dec, other: Value, context: Value| {
                context_or_current(vm, &context)?;
                Ok(wrap(vm, this.with_sign(required(vm, &other)?.negative)))
            },
        )
        .method(
            "number_class(self, /, context=None)",
            "Return a string describing the class of the operand.",
            |vm: &Vm, this: Dec, context: Value| {
                Ok(logic::class_name(
                    &this,
                    &context_or_current(vm, &context)?.rules(),
                ))
            },
        )
        .method(
            "same_quantum(self, /, other, context=None)",
            "Test whether self and other have the same exponent.",
            |vm: &Vm, this: Dec, other: Value, context: Value| {
                context_or_current(vm, &context)?;
                Ok(logic::same_quantum(&this, &required(vm, &other)?))
            },
        )
        .method(
            "fma(self, /, other, third, context=None)",
            "Fused multiply-add.  Return self*other+third with no rounding of the intermediate \
             product.",
            |vm: &Vm, this: Dec, other: Value, third: Value, context: Value| {
                let context = context_or_current(vm, &context)?;
                let (other, third) = (required(vm, &other)?, required(vm, &third)?);
                run(vm, &context, |r, s| arith::fma(&this, &other, &third, r, s))
            },
        )
}

/// What rounds.
fn rounding(mut def: ClassDef) -> ClassDef {
    for (text, tell) in [
        ("to_integral(self, /, rounding=None, context=None)", false),
        (
            "to_integral_value(self, /, rounding=None, context=None)",
            false,
        ),
        (
            "to_integral_exact(self, /, rounding=None, context=None)",
            true,
        ),
    ] {
        let doc = "Round to the nearest integer.";
        def = def.method(
            text,
            doc,
            move |vm: &Vm, this: Dec, mode: Value, context: Value| {
                let context = context_or_current(vm, &context)?;
                let rules = with_rounding(vm, &context, &mode)?;
                run(vm, &context, |_, s| {
                    arith::to_integral(&this, &rules, tell, s)
                })
            },
        );
    }
    def.method(
        "quantize(self, /, exp, rounding=None, context=None)",
        "Return a value equal to the first operand after rounding and having the\nexponent of the \
         second operand.",
        |vm: &Vm, this: Dec, exp: Value, mode: Value, context: Value| {
            let context = context_or_current(vm, &context)?;
            let rules = with_rounding(vm, &context, &mode)?;
            let exp = required(vm, &exp)?;
            run(vm, &context, |_, s| arith::quantize(&this, &exp, &rules, s))
        },
    )
    .method(
        "__round__(self, ndigits=<none>, /)",
        "",
        |vm: &Vm, this: Dec, places: Option<Value>| {
            let Some(places) = places else {
                return whole(vm, &this, Rounding::HalfEven);
            };
            if vm.big_of(&places).is_none() {
                return Err(vm.type_error("optional arg must be an integer"));
            }
            let context = current(vm);
            let exp = vm.index(&places)?.saturating_neg();
            let rules = context.rules().with_rounding(Rounding::HalfEven);
            let unit = Number::new(false, one(), exp);
            run(vm, &context, |_, s| {
                arith::quantize(&this, &unit, &rules, s)
            })
        },
    )
    .method("__floor__(self, /)", "", |vm: &Vm, this: Dec| {
        whole(vm, &this, Rounding::Floor)
    })
    .method("__ceil__(self, /)", "", |vm: &Vm, this: Dec| {
        whole(vm, &this, Rounding::Ceiling)
    })
    .method("__trunc__(self, /)", "", |vm: &Vm, this: Dec| {
        whole(vm, &this, Rounding::Down)
    })
}

// ---- equality and order --------------------------------------------------------------------------------

/// The hash that all numbers of a value share.
fn hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    const PRIME: u64 = (1 << 61) - 1;
    let n = state(vm, this)?;
    match n.kind {
        Kind::Signaling => return Err(vm.type_error("Cannot hash a signaling NaN value")),
        Kind::Quiet => return Ok(this.id() >> 4),
        Kind::Infinite => return Ok(if n.negative { -314_159 } else { 314_159 }),
        Kind::Finite => {}
    }
    let prime = BigUint::from(PRIME);
    let base = if n.exp >= 0 {
        BigUint::from(10u32)
    } else {
        // The inverse of ten.
        BigUint::from(10u32).modpow(&BigUint::from(PRIME - 2), &prime)
    };
    let scale = base.modpow(&BigUint::from(n.exp.unsigned_abs()), &prime);
    let value = ((&n.digits * scale) % prime).to_i64().unwrap_or(0);
    Ok(match if n.negative { -value } else { value } {
        -1 => -2,
        value => value,
    })
}

/// The other operand of a comparison as an exact number, and what to multiply the first with.
fn comparable(vm: &Vm, other: &Value, op: CompareOp) -> PyResult<Option<(Number, Option<Number>)>> {
    if let Some(number) = operand(vm, other) {
        return Ok(Some((number, None)));
    }
    let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    let float = match other.payload() {
        Some(Payload::Complex(re, im)) if is_equality && *im == 0.0 => Some(*re),
        _ => float_ref(other),
    };
    if let Some(x) = float {
        let context = current(vm);
        if is_equality {
            context.flags.set(context.flags.get() | FLOAT_OPERATION);
        } else {
            signal(vm, &context, FLOAT_OPERATION)?;
        }
        return Ok(Some((from_float(x), None)));
    }
    // Other rationals, fractions foremost: n / d is compared by multiplying with d.
    let numbers = vm.modules.get_str(&Str::intern("numbers"));
    let Some(numbers) = numbers else {
        return Ok(None);
    };
    let rational = vm.attr(&numbers, "Rational")?;
    if !vm.is_instance_check(other, &rational)? {
        return Ok(None);
    }
    let above = required(vm, &vm.attr(other, "numerator")?)?;
    let below = required(vm, &vm.attr(other, "denominator")?)?;
    Ok(Some((above, Some(below))))
}

fn compare(vm: &Vm, this: &Value, other: &Value, op: CompareOp) -> PyResult<Value> {
    let mut a = (*state(vm, this)?).clone();
    let Some((b, factor)) = comparable(vm, other, op)? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if let Some(factor) = factor {
        a = arith::multiply(&a, &factor, &Rules::WIDEST, &mut 0);
    }
    if a.is_nan() || b.is_nan() {
        let is_equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
        let signals = a.kind == Kind::Signaling || b.kind == Kind::Signaling;
        if !is_equality || signals {
            signal(vm, &current(vm), INVALID_OPERATION)?;
        }
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    Ok(Value::bool(holds(op, order(&a, &b))))
}

/// A Decimal of a text, for natives of other modules.
pub fn decimal_of(vm: &Vm, text: &str) -> PyResult<Value> {
    let context = current(vm);
    Ok(wrap(vm, exact(vm, &context, parse(text))?))
}
