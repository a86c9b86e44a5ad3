//! _decimal: decimal arithmetic; `stdlib/decimal.py` adds the exceptions and what is of classes.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table, the signals, the context of each thread |
//! | `number.rs` | numbers, rounding, text |
//! | `arith.rs` | the four operations, remainders, roots |
//! | `transcend.rs` | powers, exponentials, logarithms |
//! | `logic.rs` | comparisons and operations on digits |
//! | `format.rs` | `__format__` |
//! | `context.rs` | `Context` |
//! | `object.rs` | `Decimal`: construction, operators, conversions |
//! | `methods.rs` | the methods that `Decimal` and `Context` share |

use std::cell::RefCell;
use std::collections::HashMap;

use crate::native::{ModuleDef, NativeType};
use crate::object::{Class, List, Native, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

pub mod arith;
pub mod context;
pub mod format;
pub mod logic;
pub mod methods;
pub mod number;
pub mod object;
pub mod transcend;

use context::Context;
use number::*;

/// What the module keeps per interpreter.
#[derive(Default)]
struct State {
    /// The classes of conditions and signals, in the order in which errors name them.
    signals: RefCell<Vec<(Status, Class)>>,
    /// `DecimalTuple` and `SignalDict`.
    classes: RefCell<Option<(Value, Value)>>,
    /// The contexts of threads.
    current: RefCell<HashMap<u64, Native<Context>>>,
    /// `DefaultContext`, `BasicContext`, `ExtendedContext`.
    templates: RefCell<Vec<Native<Context>>>,
}

/// The conditions that are told apart in errors, then the signals in their order.
const ORDER: [Status; 14] = [
    INVALID_OPERATION,
    CONVERSION_SYNTAX,
    DIVISION_IMPOSSIBLE,
    DIVISION_UNDEFINED,
    INVALID_CONTEXT,
    INVALID_OPERATION,
    FLOAT_OPERATION,
    DIVISION_BY_ZERO,
    OVERFLOW,
    UNDERFLOW,
    SUBNORMAL,
    INEXACT,
    ROUNDED,
    CLAMPED,
];
/// Where the signals begin in [`ORDER`].
const SIGNALS: usize = 5;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let state = vm.state::<State>();
    let template = |prec, rounding, traps| {
        let context = Context::new(Rules {
            prec,
            rounding,
            emin: -999_999,
            emax: 999_999,
            clamp: false,
        });
        context.traps.set(traps);
        vm.wrap_native(context)
    };
    let errors = ANY_INVALID | DIVISION_BY_ZERO | OVERFLOW;
    let templates = vec![
        template(28, Rounding::HalfEven, errors),
        template(9, Rounding::HalfUp, errors | UNDERFLOW | CLAMPED),
        template(9, Rounding::HalfEven, 0),
    ];
    let names = ["DefaultContext", "BasicContext", "ExtendedContext"];
    let mut def = ModuleDef::new("_decimal", "Decimal arithmetic.")
        .class::<Number>(vm)
        .class::<Context>(vm)
        .int("MAX_PREC", MAX_PREC)
        .int("MAX_EMAX", MAX_EMAX)
        .int("MIN_EMIN", MIN_EMIN)
        .int("MIN_ETINY", MIN_ETINY)
        .value("HAVE_THREADS", Value::TRUE)
        .value("HAVE_CONTEXTVAR", Value::TRUE);
    for (name, template) in names.into_iter().zip(&templates) {
        def = def.value(name, template.value());
    }
    for (name, _) in Rounding::NAMES {
        def = def.value(name, Value::str(name));
    }
    *state.templates.borrow_mut() = templates;
    def.function(
        "getcontext()",
        "Get the current default context.",
        |vm: &Vm| Ok(current(vm).value()),
    )
    .function(
        "setcontext(context, /)",
        "Set a new default context.",
        |vm: &Vm, value: Value| {
            let Some(context) = Native::<Context>::from_value(&value) else {
                return Err(vm.type_error("argument must be a context"));
            };
            set_current(vm, context);
            Ok(())
        },
    )
    .function(
        "_install(signals, tuple, dict, /)",
        "Make the classes known.",
        install,
    )
    .function(
        "_signals(context, traps, /)",
        "The flags or traps of a context, as bits of the signals in their order.",
        |vm: &Vm, context: Native<Context>, traps: bool| {
            let bits = if traps {
                context.traps.get()
            } else {
                context.flags.get()
            };
            let _ = vm;
            Ok(told(bits))
        },
    )
    .function(
        "_set_signals(context, traps, bits, /)",
        "Set the flags or traps of a context.",
        |_: &Vm, context: Native<Context>, traps: bool, bits: i64| {
            let cell = if traps {
                &context.traps
            } else {
                &context.flags
            };
            cell.set(meant(bits));
            Ok(())
        },
    )
}

/// Bits as programs see them: one per signal.
fn told(status: Status) -> i64 {
    let signals = ORDER.iter().skip(SIGNALS).enumerate();
    signals
        .filter(|(_, s)| status & all_of(**s) != 0)
        .map(|(at, _)| 1 << at)
        .sum()
}

fn meant(bits: i64) -> Status {
    let signals = ORDER.iter().skip(SIGNALS).enumerate();
    signals
        .filter(|(at, _)| bits & (1 << at) != 0)
        .fold(0, |all, (_, s)| all | all_of(*s))
}

/// The conditions that a signal stands for.
fn all_of(signal: Status) -> Status {
    if signal == INVALID_OPERATION {
        ANY_INVALID
    } else {
        signal
    }
}

fn install(vm: &Vm, signals: List, tuple: Value, dict: Value) -> PyResult<()> {
    let state = vm.state::<State>();
    let classes: Vec<Class> = signals
        .borrow()
        .iter()
        .filter_map(Class::from_value)
        .collect();
    *state.signals.borrow_mut() = ORDER.into_iter().zip(classes).collect();
    *state.classes.borrow_mut() = Some((tuple, dict));
    Ok(())
}

/// The context of the running thread.
pub fn current(vm: &Vm) -> Native<Context> {
    let state = vm.state::<State>();
    let thread = vm.tasks.ident();
    if let Some(context) = state.current.borrow().get(&thread) {
        return context.clone();
    }
    let template = state.templates.borrow().first().cloned();
    let copy = match template {
        Some(template) => template.duplicate(),
        None => Context::new(Rules {
            prec: 28,
            emin: -999_999,
            emax: 999_999,
            ..Rules::WIDEST
        }),
    };
    let context = vm.wrap_native(copy);
    state.current.borrow_mut().insert(thread, context.clone());
    context
}

fn set_current(vm: &Vm, context: Native<Context>) {
    let state = vm.state::<State>();
    let is_template = state
        .templates
        .borrow()
        .iter()
        .any(|t| t.value().is(&context.value()));
    let context = if is_template {
        vm.wrap_native(context.duplicate())
    } else {
        context
    };
    let old = state.current.borrow_mut().insert(vm.tasks.ident(), context);
    drop(old);
}

/// Note conditions in a context, and raise the first that it traps.
pub fn signal(vm: &Vm, context: &Context, status: Status) -> PyResult<()> {
    if status & TOO_LARGE != 0 {
        return Err(vm.exception_with(&vm.types.memory_error, vec![]));
    }
    context.flags.set(context.flags.get() | status);
    let trapped = status & context.traps.get();
    if trapped == 0 {
        return Ok(());
    }
    let state = vm.state::<State>();
    let signals = state.signals.borrow();
    let raised = signals
        .iter()
        .skip(SIGNALS)
        .find(|(s, _)| trapped & all_of(*s) != 0);
    let mut list = Vec::new();
    for (at, (bit, class)) in signals.iter().enumerate() {
        // InvalidOperation as a signal is told by its conditions.
        if at != SIGNALS && trapped & bit != 0 {
            list.push(class.value());
        }
    }
    match raised {
        Some((_, class)) => Err(vm.exception_with(class, vec![list.into()])),
        None => Err(vm.arithmetic_error("a decimal signal was raised")),
    }
}

/// The classes of the signals that bits stand for, in the order of a context's repr.
fn signal_classes(vm: &Vm, status: Status) -> Vec<Class> {
    let state = vm.state::<State>();
    let signals = state.signals.borrow();
    let mut found: Vec<&(Status, Class)> = signals
        .iter()
        .skip(SIGNALS)
        .filter(|(s, _)| status & all_of(*s) != 0)
        .collect();
    found.sort_by_key(|(s, _)| {
        if *s == INVALID_OPERATION {
            CONVERSION_SYNTAX
        } else {
            *s
        }
    });
    found.into_iter().map(|(_, class)| class.clone()).collect()
}

/// The bits of a list of signals.
fn signals_from(vm: &Vm, list: &Value) -> PyResult<Status> {
    let invalid = || {
        vm.type_error(
            "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   \
             Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
        )
    };
    let state = vm.state::<State>();
    let mut all = 0;
    for item in vm.collect(list)? {
        let class = Class::from_value(&item).ok_or_else(invalid)?;
        let signals = state.signals.borrow();
        let found = signals.iter().skip(SIGNALS).find(|(_, c)| *c == class);
        all |= all_of(found.ok_or_else(invalid)?.0);
    }
    Ok(all)
}

/// `DecimalTuple(sign, digits, exponent)`
fn make_tuple(vm: &Vm, sign: Value, digits: Value, exponent: Value) -> PyResult<Value> {
    let classes = vm.state::<State>().classes.borrow().clone();
    match classes {
        Some((class, _)) => vm.call(&class, &mut [sign, digits, exponent]),
        None => Ok(Value::tuple(vec![sign, digits, exponent])),
    }
}

/// `SignalDict(context, traps)`
fn make_signal_dict(vm: &Vm, context: &Native<Context>, traps: bool) -> PyResult<Value> {
    let classes = vm.state::<State>().classes.borrow().clone();
    match classes {
        Some((_, class)) => vm.call(&class, &mut [context.value(), Value::bool(traps)]),
        None => Err(vm.system_error("the module decimal has not been imported")),
    }
}

/// A new Decimal.
pub fn wrap(vm: &Vm, number: Number) -> Value {
    vm.wrap(number)
}

/// A number as a Decimal of a class, through the constructor of a program's class.
fn wrap_for(vm: &Vm, class: &Class, number: Number) -> PyResult<Value> {
    if class.is_native {
        return Ok(vm.wrap_as(class, number));
    }
    let plain = wrap(vm, number);
    vm.call(&class.value(), &mut [plain])
}

/// An exact number for an int or a Decimal; `None` for other objects.
pub fn operand(vm: &Vm, value: &Value) -> Option<Number> {
    if let Some(number) = value.as_obj().and_then(|o| o.native::<Number>()) {
        return Some(number.clone());
    }
    if value
        .payload()
        .is_some_and(|p| matches!(p, crate::object::Payload::Native(_)))
    {
        return None;
    }
    let big = vm.big_of(value)?;
    let (sign, digits) = big.into_parts();
    Some(Number::new(sign == num_bigint::Sign::Minus, digits, 0))
}

/// `pow(a, b, c)` where one of them is a Decimal and the others are too, or ints.
pub fn power_modulo(vm: &Vm, operands: [&Value; 3]) -> Option<PyResult<Value>> {
    let is_decimal = |v: &&Value| v.as_obj().is_some_and(|o| o.native::<Number>().is_some());
    operands.iter().find(|v| is_decimal(v))?;
    let [a, b, c] = operands.map(|v| operand(vm, v));
    let (a, b, c) = (a?, b?, c?);
    Some(methods::run(vm, &current(vm), |r, s| {
        transcend::power_modulo(&a, &b, &c, r, s)
    }))
}

/// The same, with a TypeError.
fn required(vm: &Vm, value: &Value) -> PyResult<Number> {
    operand(vm, value).ok_or_else(|| {
        vm.type_error(format!(
            "conversion from {} to Decimal is not supported",
            vm.type_name(value)
        ))
    })
}

/// A text's number, as Decimal() reads it: with spaces around, underscores, digits of any script.
fn from_text(text: &Str) -> Option<Number> {
    let mut plain = String::new();
    for point in text.code_points().iter() {
        let c = char::from_u32(*point)?;
        if c == '_' {
            continue;
        }
        match crate::text::chars::decimal_digit(c) {
            Some(digit) => plain.push(char::from_digit(digit, 10)?),
            None if c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c) => plain.push(' '),
            None if c.is_ascii() => plain.push(c),
            None => return None,
        }
    }
    parse(plain.trim_matches(' '))
}

/// The number of `(sign, digits, exponent)`.
fn from_parts(vm: &Vm, value: &Value) -> PyResult<Number> {
    let items = vm.collect(value)?;
    let [sign, digits, exponent] = &items[..] else {
        return Err(vm.value_error("argument must be a sequence of length 3"));
    };
    let negative = match vm
        .big_of(sign)
        .and_then(|s| num_traits::ToPrimitive::to_i64(&s))
    {
        Some(0) => false,
        Some(1) => true,
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    };
    let wrong_digits = || vm.value_error("coefficient must be a tuple of digits");
    let listed = match Tuple::from_value(digits) {
        Some(tuple) => tuple.to_vec(),
        None => match List::from_value(digits) {
            Some(list) => list.borrow().clone(),
            None => return Err(wrong_digits()),
        },
    };
    let mut text = String::with_capacity(listed.len());
    for digit in &listed {
        let known = vm
            .big_of(digit)
            .and_then(|d| num_traits::ToPrimitive::to_u32(&d));
        text.push(
            known
                .and_then(|d| char::from_digit(d, 10))
                .ok_or_else(wrong_digits)?,
        );
    }
    let sign = if negative { "-" } else { "" };
    let special = |name: &str, payload: &str| {
        parse(&format!("{sign}{name}{payload}")).ok_or_else(wrong_digits)
    };
    if let Some(kind) = Str::from_value(exponent) {
        return match kind.as_str() {
            Some("F") => special("inf", ""),
            Some("n") => special("nan", &text),
            Some("N") => special("snan", &text),
            _ => {
                Err(vm.value_error("string argument in the third position must be 'F', 'n' or 'N'"))
            }
        };
    }
    if vm.big_of(exponent).is_none() {
        return Err(vm.value_error("exponent must be an integer"));
    }
    let exponent = vm.index(exponent)?;
    let body = if text.is_empty() { "0" } else { &text };
    special(body, &format!("E{exponent}"))
}

/// The exact number of a float.
pub fn from_float(x: f64) -> Number {
    if x.is_nan() {
        return Number {
            negative: x.is_sign_negative(),
            ..Number::nan()
        };
    }
    if x.is_infinite() {
        return Number::infinity(x < 0.0);
    }
    let bits = x.to_bits();
    let (field, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (mut mantissa, mut power) = match field {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, field - 1075),
    };
    while mantissa != 0 && mantissa % 2 == 0 && power < 0 {
        mantissa /= 2;
        power += 1;
    }
    let digits = num_bigint::BigUint::from(mantissa);
    let negative = x.is_sign_negative();
    if mantissa == 0 {
        return Number::zero(negative, 0);
    }
    if power >= 0 {
        return Number::new(negative, digits << power as usize, 0);
    }
    let fives = num_bigint::BigUint::from(5u32).pow((-power) as u32);
    Number::new(negative, digits * fives, power)
}

/// A number that has to be kept as it is; what cannot be is an invalid operation.
fn exact(vm: &Vm, context: &Context, number: Option<Number>) -> PyResult<Number> {
    let Some(number) = number else {
        signal(vm, context, CONVERSION_SYNTAX)?;
        return Ok(Number::nan());
    };
    let mut status = 0;
    let kept = finish(number, &Rules::WIDEST, &mut status);
    if status & (INEXACT | ROUNDED | CLAMPED | OVERFLOW | SUBNORMAL) != 0
        && status & (INEXACT | ROUNDED) != 0
    {
        signal(vm, context, INVALID_OPERATION)?;
        return Ok(Number::nan());
    }
    Ok(kept)
}

/// The name of the class for documentation.
pub const DECIMAL: &str = <Number as NativeType>::NAME;
