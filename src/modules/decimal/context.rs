//! `Context`: precision, rounding, limits, flags and traps.

use std::cell::Cell;

use super::number::*;
use super::{make_signal_dict, methods, signal_classes, signals_from};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, List, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A context.
pub struct Context {
    rules: Cell<Rules>,
    capitals: Cell<bool>,
    pub flags: Cell<Status>,
    pub traps: Cell<Status>,
}

impl NativeObject for Context {}

impl Context {
    pub fn new(rules: Rules) -> Context {
        Context {
            rules: Cell::new(rules),
            capitals: Cell::new(true),
            flags: Cell::new(0),
            traps: Cell::new(0),
        }
    }

    pub fn rules(&self) -> Rules {
        self.rules.get()
    }

    pub fn capitals(&self) -> bool {
        self.capitals.get()
    }

    /// Another context with the same settings and flags.
    pub fn duplicate(&self) -> Context {
        Context {
            rules: self.rules.clone(),
            capitals: self.capitals.clone(),
            flags: self.flags.clone(),
            traps: self.traps.clone(),
        }
    }

    fn change(&self, change: impl FnOnce(&mut Rules)) {
        let mut rules = self.rules.get();
        change(&mut rules);
        self.rules.set(rules);
    }
}

pub type This = Native<Context>;

/// The rounding mode that a value names.
pub fn rounding_of(vm: &Vm, value: &Value) -> PyResult<Rounding> {
    let name = Str::from_value(value);
    let found = name
        .as_ref()
        .and_then(|n| n.as_str())
        .and_then(Rounding::from_name);
    found.ok_or_else(|| {
        vm.type_error(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, \
             ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
        )
    })
}

/// A whole number within limits, which a setting must be.
fn number(vm: &Vm, value: &Value, low: i64, high: i64, message: &str) -> PyResult<i64> {
    let Some(big) = vm.big_of(value) else {
        return Err(vm.type_error("an integer is required"));
    };
    match num_traits::ToPrimitive::to_i64(&big) {
        Some(n) if (low..=high).contains(&n) => Ok(n),
        Some(_) => Err(vm.value_error(message)),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

impl Context {
    /// Set an attribute, after a check.
    fn set(&self, vm: &Vm, name: &str, value: &Value) -> PyResult<()> {
        match name {
            "prec" => {
                let n = number(
                    vm,
                    value,
                    1,
                    MAX_PREC,
                    "valid range for prec is [1, MAX_PREC]",
                )?;
                self.change(|r| r.prec = n);
            }
            "rounding" => {
                let rounding = rounding_of(vm, value)?;
                self.change(|r| r.rounding = rounding);
            }
            "Emin" => {
                let n = number(
                    vm,
                    value,
                    MIN_EMIN,
                    0,
                    "valid range for Emin is [MIN_EMIN, 0]",
                )?;
                self.change(|r| r.emin = n);
            }
            "Emax" => {
                let n = number(
                    vm,
                    value,
                    0,
                    MAX_EMAX,
                    "valid range for Emax is [0, MAX_EMAX]",
                )?;
                self.change(|r| r.emax = n);
            }
            "capitals" => {
                let n = number(vm, value, 0, 1, "valid values for capitals are 0 or 1")?;
                self.capitals.set(n == 1);
            }
            "clamp" => {
                let n = number(vm, value, 0, 1, "valid values for clamp are 0 or 1")?;
                self.change(|r| r.clamp = n == 1);
            }
            _ => {
                let bits = if List::from_value(value).is_some() {
                    signals_from(vm, value)?
                } else {
                    signal_bits(vm, value)?
                };
                let cell = if name == "flags" {
                    &self.flags
                } else {
                    &self.traps
                };
                cell.set(bits);
            }
        }
        Ok(())
    }

    fn get(&self, name: &str) -> Value {
        let rules = self.rules.get();
        match name {
            "prec" => Value::int(rules.prec),
            "rounding" => Value::str(rules.rounding.name()),
            "Emin" => Value::int(rules.emin),
            "Emax" => Value::int(rules.emax),
            "capitals" => Value::int(i64::from(self.capitals.get())),
            _ => Value::int(i64::from(rules.clamp)),
        }
    }
}

/// The bits of a dict of signals: a SignalDict, or a plain dict with every signal.
fn signal_bits(vm: &Vm, value: &Value) -> PyResult<Status> {
    let is_dict = crate::object::Dict::from_value(value).is_some();
    if !is_dict && vm.attr_opt(value, "_decimal_signals")?.is_none() {
        return Err(vm.type_error("argument must be a signal dict"));
    }
    let pairs = vm.mapping_pairs(value)?;
    if pairs.len() != 9 {
        let key = Value::str("invalid signal dict");
        return Err(vm.key_error(&key));
    }
    let mut chosen = Vec::new();
    for (class, is_set) in pairs {
        if vm.is_true(&is_set)? {
            chosen.push(class);
        }
    }
    signals_from(vm, &chosen.into())
}

/// The settings, in the order of the constructor.
const NAMES: [&str; 8] = [
    "prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps",
];

impl NativeType for Context {
    const NAME: &'static str = "decimal.Context";

    fn class_def(_: &Vm) -> ClassDef {
        let mut def = ClassDef::native::<Context>(
            "decimal",
            "The context affects almost all operations and controls rounding,\nOver/Underflow, \
             raising of exceptions and much more.",
        )
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(repr));
        });
        for name in NAMES.into_iter().take(6) {
            def = def.property(
                name,
                "",
                move |_: &Vm, this: This| Ok(this.get(name)),
                move |vm: &Vm, this: This, value: Option<Value>| set(vm, &this, name, value),
            );
        }
        for (name, traps) in [("flags", false), ("traps", true)] {
            def = def.property(
                name,
                "",
                move |vm: &Vm, this: This| make_signal_dict(vm, &this, traps),
                move |vm: &Vm, this: This, value: Option<Value>| set(vm, &this, name, value),
            );
        }
        methods::of_context(own_methods(def))
    }
}

fn set(vm: &Vm, this: &This, name: &str, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) => this.set(vm, name, &value),
        None => Err(vm.attribute_error_text("context attributes cannot be deleted")),
    }
}

fn own_methods(def: ClassDef) -> ClassDef {
    let copy = |vm: &Vm, this: This| Ok(vm.wrap(this.duplicate()));
    let copy_again = copy;
    def.method("copy(self, /)", "Return a duplicate of the context.", copy)
        .method(
            "__copy__(self, /)",
            "Return a duplicate of the context.",
            copy_again,
        )
        .method(
            "Etiny(self, /)",
            "Return Emin - prec + 1.",
            |_: &Vm, this: This| Ok(this.rules().etiny()),
        )
        .method(
            "Etop(self, /)",
            "Return Emax - prec + 1.",
            |_: &Vm, this: This| Ok(this.rules().etop()),
        )
        .method(
            "clear_flags(self, /)",
            "Reset all flags to False.",
            |_: &Vm, this: This| {
                this.flags.set(0);
                Ok(())
            },
        )
        .method(
            "clear_traps(self, /)",
            "Set all traps to False.",
            |_: &Vm, this: This| {
                this.traps.set(0);
                Ok(())
            },
        )
        .method("__reduce__(self, /)", "", |vm: &Vm, this: This| {
            let mut args: Vec<Value> = NAMES.iter().take(6).map(|name| this.get(name)).collect();
            for bits in [this.flags.get(), this.traps.get()] {
                let classes: Vec<Value> =
                    signal_classes(vm, bits).iter().map(Class::value).collect();
                args.push(classes.into());
            }
            Ok(super::super::datetime::reduced(vm, &this.value(), args))
        })
}

const PARAMS: super::super::datetime::Params = super::super::datetime::Params {
    function: None,
    names: &NAMES,
    required: 0,
    ints: 0,
    positional: 8,
};

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let bound = PARAMS.bind(vm, args)?;
    let defaults = super::State::default_of(vm);
    let context = defaults.duplicate();
    context.flags.set(0);
    for (name, value) in NAMES.into_iter().zip(bound) {
        if let Some(value) = value.filter(|v| !v.is_none()) {
            context.set(vm, name, &value)?;
        }
    }
    Ok(vm.wrap_as(class, context))
}

impl super::State {
    /// `DefaultContext`
    fn default_of(vm: &Vm) -> Native<Context> {
        let first = vm
            .state::<super::State>()
            .templates
            .borrow()
            .first()
            .cloned();
        first.unwrap_or_else(|| super::current(vm))
    }
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let Some(context) = Native::<Context>::from_value(this) else {
        return Ok(Str::default());
    };
    let names = |bits| -> String {
        let classes = signal_classes(vm, bits);
        let names: Vec<String> = classes
            .iter()
            .map(|c| c.name.borrow().to_string())
            .collect();
        names.join(", ")
    };
    let r = context.rules();
    Ok(Str::new(format!(
        "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags=[{}], \
         traps=[{}])",
        r.prec,
        r.rounding.name(),
        r.emin,
        r.emax,
        i64::from(context.capitals()),
        i64::from(r.clamp),
        names(context.flags.get()),
        names(context.traps.get()),
    )))
}
