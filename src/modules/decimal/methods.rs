//! The methods that `Decimal` and `Context` share, from one table each kind.

use super::context::{Context, This, rounding_of};
use super::number::*;
use super::{arith, current, exact, from_float, from_text, logic, operand, required, signal};
use super::{transcend, wrap};
use crate::native::ClassDef;
use crate::object::float::float_ref;
use crate::object::{Native, PyResult, Str, Value};
use crate::vm::Vm;

type Unary = fn(&Number, &Rules, &mut Status) -> Number;
type Binary = fn(&Number, &Number, &Rules, &mut Status) -> Number;
type Test = fn(&Number, &Rules) -> bool;
pub type Dec = Native<Number>;

/// Of Decimal and of Context, and the documentation.
#[rustfmt::skip]
const UNARY: &[(&str, &str, &str, Unary)] = &[
    ("exp(self, /, context=None)", "exp(self, x, /)", "Return e**x, correctly rounded.", transcend::exp),
    ("ln(self, /, context=None)", "ln(self, x, /)", "Return the natural (base e) logarithm, correctly rounded.", transcend::ln),
    ("log10(self, /, context=None)", "log10(self, x, /)", "Return the base ten logarithm, correctly rounded.", transcend::log10),
    ("sqrt(self, /, context=None)", "sqrt(self, x, /)", "Return the square root, correctly rounded.", arith::sqrt),
    ("normalize(self, /, context=None)", "normalize(self, x, /)", "Strip the trailing zeros and convert every zero to 0.", arith::normalize),
    ("next_minus(self, /, context=None)", "next_minus(self, x, /)", "Return the largest representable number smaller than the operand.", |a, r, s| arith::next(a, false, r, s)),
    ("next_plus(self, /, context=None)", "next_plus(self, x, /)", "Return the smallest representable number larger than the operand.", |a, r, s| arith::next(a, true, r, s)),
    ("logb(self, /, context=None)", "logb(self, x, /)", "Return the adjusted exponent as a Decimal.", logic::logb),
    ("logical_invert(self, /, context=None)", "logical_invert(self, x, /)", "Invert the digits of a logical operand.", logic::logical_invert),
];

#[rustfmt::skip]
const BINARY: &[(&str, &str, &str, Binary)] = &[
    ("compare(self, /, other, context=None)", "compare(self, x, y, /)", "Compare numerically and return -1, 0, 1 or NaN.", logic::compare),
    ("compare_signal(self, /, other, context=None)", "compare_signal(self, x, y, /)", "The same as compare(), but all NaNs signal.", logic::compare_signal),
    ("compare_total(self, /, other, context=None)", "compare_total(self, x, y, /)", "Compare by the abstract representation.", logic::compare_total),
    ("compare_total_mag(self, /, other, context=None)", "compare_total_mag(self, x, y, /)", "Compare by the abstract representation, ignoring sign.", logic::compare_total_mag),
    ("logical_and(self, /, other, context=None)", "logical_and(self, x, y, /)", "Digit-wise and of two logical operands.", logic::logical_and),
    ("logical_or(self, /, other, context=None)", "logical_or(self, x, y, /)", "Digit-wise or of two logical operands.", logic::logical_or),
    ("logical_xor(self, /, other, context=None)", "logical_xor(self, x, y, /)", "Digit-wise exclusive or of two logical operands.", logic::logical_xor),
    ("max(self, /, other, context=None)", "max(self, x, y, /)", "The greater of two numbers.", logic::max),
    ("max_mag(self, /, other, context=None)", "max_mag(self, x, y, /)", "The number that is greater without its sign.", logic::max_mag),
    ("min(self, /, other, context=None)", "min(self, x, y, /)", "The lesser of two numbers.", logic::min),
    ("min_mag(self, /, other, context=None)", "min_mag(self, x, y, /)", "The number that is lesser without its sign.", logic::min_mag),
    ("next_toward(self, /, other, context=None)", "next_toward(self, x, y, /)", "The next number in the direction of the other.", arith::next_toward),
    ("remainder_near(self, /, other, context=None)", "remainder_near(self, x, y, /)", "The remainder of a division to the nearest whole quotient.", arith::remainder_near),
    ("rotate(self, /, other, context=None)", "rotate(self, x, y, /)", "The digits rotated by a count.", logic::rotate),
    ("scaleb(self, /, other, context=None)", "scaleb(self, x, y, /)", "The exponent adjusted by a count.", logic::scaleb),
    ("shift(self, /, other, context=None)", "shift(self, x, y, /)", "The digits shifted by a count.", logic::shift),
];

/// Operations that a Decimal has as operators and a context as methods.
#[rustfmt::skip]
const CONTEXT_BINARY: &[(&str, &str, Binary)] = &[
    ("add(self, x, y, /)", "Return the sum of x and y.", arith::add),
    ("subtract(self, x, y, /)", "Return the difference between x and y.", arith::subtract),
    ("multiply(self, x, y, /)", "Return the product of x and y.", arith::multiply),
    ("divide(self, x, y, /)", "Return x divided by y.", arith::divide),
    ("divide_int(self, x, y, /)", "Return x divided by y, truncated to an integer.", arith::divide_int),
    ("remainder(self, x, y, /)", "Return the remainder from dividing x by y.", arith::remainder),
    ("quantize(self, x, y, /)", "Return x rounded to the exponent of y.", arith::quantize),
];

#[rustfmt::skip]
const CONTEXT_UNARY: &[(&str, &str, Unary)] = &[
    ("abs(self, x, /)", "Return the absolute value of x.", arith::abs),
    ("minus(self, x, /)", "Minus corresponds to the unary prefix minus operator.", arith::minus),
    ("plus(self, x, /)", "Plus corresponds to the unary prefix plus operator.", arith::plus),
    ("to_integral_exact(self, x, /)", "Round to an integer, and signal Inexact and Rounded.", |a, r, s| arith::to_integral(a, r, true, s)),
    ("to_integral_value(self, x, /)", "Round to an integer.", |a, r, s| arith::to_integral(a, r, false, s)),
    ("to_integral(self, x, /)", "Identical to to_integral_value().", |a, r, s| arith::to_integral(a, r, false, s)),
    ("copy_abs(self, x, /)", "Return a copy of x with the sign set to 0.", |a, _, _| a.with_sign(false)),
    ("copy_negate(self, x, /)", "Return a copy of x with the sign inverted.", |a, _, _| a.negated()),
    ("canonical(self, x, /)", "Return x.", |a, _, _| a.clone()),
];

#[rustfmt::skip]
const TESTS: &[(&str, &str, &str, Test)] = &[
    ("is_canonical(self, /)", "is_canonical(self, x, /)", "Return True.", |_, _| true),
    ("is_finite(self, /)", "is_finite(self, x, /)", "Return True if the argument is a finite number.", |n, _| n.is_finite()),
    ("is_infinite(self, /)", "is_infinite(self, x, /)", "Return True if the argument is infinite.", |n, _| n.is_infinite()),
    ("is_nan(self, /)", "is_nan(self, x, /)", "Return True if the argument is a quiet or signaling NaN.", |n, _| n.is_nan()),
    ("is_qnan(self, /)", "is_qnan(self, x, /)", "Return True if the argument is a quiet NaN.", |n, _| n.kind == Kind::Quiet),
    ("is_snan(self, /)", "is_snan(self, x, /)", "Return True if the argument is a signaling NaN.", |n, _| n.kind == Kind::Signaling),
    ("is_signed(self, /)", "is_signed(self, x, /)", "Return True if the argument has a negative sign.", |n, _| n.negative),
    ("is_zero(self, /)", "is_zero(self, x, /)", "Return True if the argument is a zero.", |n, _| n.is_zero()),
];

#[rustfmt::skip]
const SIZE_TESTS: &[(&str, &str, &str, Test)] = &[
    ("is_normal(self, /, context=None)", "is_normal(self, x, /)", "Return True if the argument is a normal number.",
        |n, r| n.is_finite() && !n.is_zero() && n.adjusted() >= r.emin),
    ("is_subnormal(self, /, context=None)", "is_subnormal(self, x, /)", "Return True if the argument is subnormal.",
        |n, r| n.is_finite() && !n.is_zero() && n.adjusted() < r.emin),
];

/// The context that an argument is; the current one for None.
pub fn context_or_current(vm: &Vm, value: &Value) -> PyResult<Native<Context>> {
    if value.is_none() {
        return Ok(current(vm));
    }
    Native::from_value(value).ok_or_else(|| vm.type_error("optional argument must be a context"))
}

/// Run an operation in a context.
pub fn run(
    vm: &Vm,
    context: &Context,
    compute: impl FnOnce(&Rules, &mut Status) -> Number,
) -> PyResult<Value> {
    let mut status = 0;
    let result = compute(&context.rules(), &mut status);
    signal(vm, context, status)?;
    Ok(wrap(vm, result))
}

/// The shared methods of Decimal.
pub fn of_decimal(mut def: ClassDef) -> ClassDef {
    for &(text, _, doc, compute) in UNARY {
        def = def.method(text, doc, move |vm: &Vm, this: Dec, context: Value| {
            let context = context_or_current(vm, &context)?;
            run(vm, &context, |r, s| compute(&this, r, s))
        });
    }
    for &(text, _, doc, compute) in BINARY {
        def = def.method(
            text,
            doc,
            move |vm: &Vm, this: Dec, other: Value, context: Value| {
                let context = context_or_current(vm, &context)?;
                let other = required(vm, &other)?;
                run(vm, &context, |r, s| compute(&this, &other, r, s))
            },
        );
    }
    for &(text, _, doc, test) in TESTS {
        def = def.method(text, doc, move |_: &Vm, this: Dec| {
            Ok(test(&this, &Rules::WIDEST))
        });
    }
    for &(text, _, doc, test) in SIZE_TESTS {
        def = def.method(text, doc, move |vm: &Vm, this: Dec, context: Value| {
            Ok(test(&this, &context_or_current(vm, &context)?.rules()))
        });
    }
    def
}

/// The arithmetic methods of Context.
pub fn of_context(mut def: ClassDef) -> ClassDef {
    let unary = UNARY.iter().map(|&(_, text, doc, f)| (text, doc, f));
    for (text, doc, compute) in unary.chain(CONTEXT_UNARY.iter().copied()) {
        def = def.method(text, doc, move |vm: &Vm, this: This, x: Value| {
            let x = required(vm, &x)?;
            run(vm, &this, |r, s| compute(&x, r, s))
        });
    }
    let binary = BINARY.iter().map(|&(_, text, doc, f)| (text, doc, f));
    for (text, doc, compute) in binary.chain(CONTEXT_BINARY.iter().copied()) {
        def = def.method(text, doc, move |vm: &Vm, this: This, x: Value, y: Value| {
            let (x, y) = (required(vm, &x)?, required(vm, &y)?);
            run(vm, &this, |r, s| compute(&x, &y, r, s))
        });
    }
    for &(_, text, doc, test) in TESTS.iter().chain(SIZE_TESTS) {
        def = def.method(text, doc, move |vm: &Vm, this: This, x: Value| {
            Ok(test(&required(vm, &x)?, &this.rules()))
        });
    }
    context_only(def)
}

fn context_only(def: ClassDef) -> ClassDef {
    def.method(
        "copy_sign(self, x, y, /)",
        "Copy the sign from y to x.",
        |vm: &Vm, _: This, x: Value, y: Value| {
            let (x, y) = (required(vm, &x)?, required(vm, &y)?);
            Ok(wrap(vm, x.with_sign(y.negative)))
        },
    )
    .method(
        "divmod(self, x, y, /)",
        "Return quotient and remainder of the division x / y.",
        |vm: &Vm, this: This, x: Value, y: Value| {
            let (x, y) = (required(vm, &x)?, required(vm, &y)?);
            let mut status = 0;
            let (q, r) = arith::divmod(&x, &y, &this.rules(), &mut status);
            signal(vm, &this, status)?;
            Ok((wrap(vm, q), wrap(vm, r)))
        },
    )
    .method(
        "fma(self, x, y, z, /)",
        "Return x multiplied by y, plus z.",
        |vm: &Vm, this: This, x: Value, y: Value, z: Value| {
            let (x, y, z) = (required(vm, &x)?, required(vm, &y)?, required(vm, &z)?);
            run(vm, &this, |r, s| arith::fma(&x, &y, &z, r, s))
        },
    )
    .method(
        "power(self, /, a, b, modulo=None)",
        "Compute a**b, or a**b % modulo.",
        |vm: &Vm, this: This, a: Value, b: Value, modulo: Value| {
            let (a, b) = (required(vm, &a)?, required(vm, &b)?);
            if modulo.is_none() {
                return run(vm, &this, |r, s| transcend::power(&a, &b, r, s));
            }
            let modulo = required(vm, &modulo)?;
            run(vm, &this, |r, s| {
                transcend::power_modulo(&a, &b, &modulo, r, s)
            })
        },
    )
    .method(
        "same_quantum(self, x, y, /)",
        "Return True if the two operands have the same exponent.",
        |vm: &Vm, _: This, x: Value, y: Value| {
            Ok(logic::same_quantum(&required(vm, &x)?, &required(vm, &y)?))
        },
    )
    .method(
        "number_class(self, x, /)",
        "Return an indication of the class of x.",
        |vm: &Vm, this: This, x: Value| Ok(logic::class_name(&required(vm, &x)?, &this.rules())),
    )
    .method("radix(self, /)", "Return 10.", |vm: &Vm, _: This| {
        Ok(wrap(vm, Number::small(10)))
    })
    .method(
        "to_sci_string(self, x, /)",
        "Convert a number to a string using scientific notation.",
        |vm: &Vm, this: This, x: Value| Ok(to_text(&required(vm, &x)?, false, this.capitals())),
    )
    .method(
        "to_eng_string(self, x, /)",
        "Convert a number to a string, using engineering notation.",
        |vm: &Vm, this: This, x: Value| Ok(to_text(&required(vm, &x)?, true, this.capitals())),
    )
    .method(
        "create_decimal(self, num='0', /)",
        "Create a new Decimal instance from num, using self as the context.",
        |vm: &Vm, this: This, value: Value| {
            let number = convert(vm, &this, &value, false)?;
            run(vm, &this, |r, s| rounded(number, r, s))
        },
    )
    .method(
        "create_decimal_from_float(self, f, /)",
        "Create a new Decimal instance from float f, rounded.",
        |vm: &Vm, this: This, value: Value| {
            let Some(number) = float_ref(&value)
                .map(from_float)
                .or_else(|| operand(vm, &value))
            else {
                return Err(vm.type_error("argument must be int or float"));
            };
            run(vm, &this, |r, s| finish(number, r, s))
        },
    )
}

/// A number rounded to a context; a NaN whose payload is too long is invalid.
fn rounded(number: Number, rules: &Rules, status: &mut Status) -> Number {
    if number.is_nan()
        && !num_traits::Zero::is_zero(&number.digits)
        && number.len() > rules.prec - i64::from(rules.clamp)
    {
        return Number::invalid(status, CONVERSION_SYNTAX);
    }
    finish(number, rules, status)
}

/// The number of any object that Decimal() takes, kept exactly if asked for.
pub fn convert(vm: &Vm, context: &Context, value: &Value, keep: bool) -> PyResult<Number> {
    if let Some(number) = operand(vm, value) {
        return Ok(number);
    }
    let number = if let Some(text) = Str::from_value(value) {
        from_text(&text)
    } else if let Some(x) = float_ref(value) {
        signal(vm, context, FLOAT_OPERATION)?;
        return Ok(from_float(x));
    } else if crate::object::Tuple::from_value(value).is_some()
        || crate::object::List::from_value(value).is_some()
    {
        Some(super::from_parts(vm, value)?)
    } else {
        return required(vm, value);
    };
    if keep {
        return exact(vm, context, number);
    }
    match number {
        Some(number) => Ok(number),
        None => {
            signal(vm, context, CONVERSION_SYNTAX)?;
            Ok(Number::nan())
        }
    }
}

/// Rules with the rounding that an argument names, or with their own for None.
pub fn with_rounding(vm: &Vm, context: &Context, rounding: &Value) -> PyResult<Rules> {
    let rules = context.rules();
    if rounding.is_none() {
        return Ok(rules);
    }
    Ok(rules.with_rounding(rounding_of(vm, rounding)?))
}
