//! random: pseudorandom numbers, in CPython's sequences.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the classes Random and SystemRandom, the module's table |
//! | `source.rs` | the generator's state, seeding, drawing |
//! | `choose.rs` | ranges, choices, samples, shuffling |
//! | `distributions.rs` | the distributions |
//!
//! The functions of the module are the methods of one hidden instance, as in CPython. Left out:
//! the self-test that `python -m random` runs.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use crate::native::{Args, ClassDef, ModuleDef};
use crate::object::{Class, Native, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

mod choose;
mod distributions;
mod source;

pub use source::{Random, system_bytes};

/// The methods that are also functions of the module.
const FUNCTIONS: [&str; 24] = [
    "betavariate",
    "binomialvariate",
    "choice",
    "choices",
    "expovariate",
    "gammavariate",
    "gauss",
    "getrandbits",
    "getstate",
    "lognormvariate",
    "normalvariate",
    "paretovariate",
    "randbytes",
    "randint",
    "random",
    "randrange",
    "sample",
    "seed",
    "setstate",
    "shuffle",
    "triangular",
    "uniform",
    "vonmisesvariate",
    "weibullvariate",
];

pub fn module(vm: &Vm) -> ModuleDef {
    let hidden = vm.wrap(Random::new());
    let mut names = vec!["Random", "SystemRandom"];
    let mut def = ModuleDef::new("random", "Random variable generators.")
        .class::<Random>(vm)
        .value("SystemRandom", system_class(vm))
        .value("_inst", hidden.clone())
        .float("NV_MAGICCONST", distributions::nv_magic_const())
        .float("LOG4", distributions::log4())
        .float("SG_MAGICCONST", distributions::sg_magic_const())
        .float("TWOPI", std::f64::consts::TAU)
        .int("BPF", 53)
        .float("RECIP_BPF", 1.0 / (1u64 << 53) as f64);
    for name in FUNCTIONS {
        // The class has them all.
        if let Ok(method) = vm.get_attr(&hidden, &Str::intern(name)) {
            def = def.value(name, method);
            names.push(name);
        }
    }
    def.value(
        "__all__",
        names.into_iter().map(Value::str).collect::<Vec<_>>(),
    )
}

/// The definition of the class Random.
fn class_def(_: &Vm) -> ClassDef {
    let def = ClassDef::native::<Random>(
        "random",
        "A generator of pseudorandom numbers (Mersenne Twister).",
    )
    .slots(|s| s.new.set(Some(new)))
    .constant("VERSION", Value::int(source::VERSION))
    .init(
        "def __init__(self, x=None)",
        "Seed the generator.",
        |vm: &Vm, this: Native<Random>, x: Value| {
            vm.call_method(&this.value(), "seed", &mut [x])?;
            this.gauss_next.set(None);
            Ok(())
        },
    );
    distribution_methods(choosing_methods(state_methods(def)))
}

fn new(vm: &Vm, class: &Class, _: Args) -> PyResult<Value> {
    let state = if class.is_subclass_of(&system_class(vm)) {
        Random::system()
    } else {
        Random::new()
    };
    Ok(vm.wrap_as(class, state))
}

fn state_methods(def: ClassDef) -> ClassDef {
    def.method(
        "random(self, /)",
        "A float in [0, 1).",
        |vm: &Vm, this: Native<Random>| this.random(vm),
    )
    .method(
        "getrandbits(self, k, /)",
        "An int of k random bits.",
        getrandbits,
    )
    .method(
        "def randbytes(self, n)",
        "That many random bytes.",
        randbytes,
    )
    .method(
        "def seed(self, a=None, version=2)",
        "Seed from an int, a float, a str, bytes or, for None, from the operating system.",
        |vm: &Vm, this: Native<Random>, a: Value, version: Value| {
            source::seed(vm, &this, &a, version.as_small_int().unwrap_or(0))
        },
    )
    .method(
        "def getstate(self)",
        "The state, for setstate().",
        get_state,
    )
    .method(
        "def setstate(self, state)",
        "Go back to a saved state.",
        set_state,
    )
    .method("def __getstate__(self)", "", get_state)
    .method("def __setstate__(self, state)", "", set_state)
    .method(
        "def __reduce__(self)",
        "",
        |vm: &Vm, this: Native<Random>| {
            let state = vm.call_method(&this.value(), "getstate", &mut [])?;
            Ok((vm.class_of(&this.value()), Value::tuple(Vec::new()), state))
        },
    )
    .property(
        "gauss_next",
        "",
        |_: &Vm, this: Native<Random>| Ok(this.gauss_next.get()),
        |vm: &Vm, this: Native<Random>, value: Option<Value>| {
            this.gauss_next.set(match value {
                Some(value) if !value.is_none() => Some(vm.to_f64(&value)?),
                _ => None,
            });
            Ok(())
        },
    )
}

fn choosing_methods(def: ClassDef) -> ClassDef {
    def.method(
        "def _randbelow(self, n)",
        "An int in [0, n).",
        choose::randbelow,
    )
    .method(
        "def randrange(self, start, stop=None, step=1)",
        "An item of range(start, stop, step).",
        choose::randrange,
    )
    .method(
        "def randint(self, a, b)",
        "An int from a to b, both included.",
        choose::randint,
    )
    .method(
        "def choice(self, seq)",
        "An item of a sequence that is not empty.",
        choose::choice,
    )
    .method(
        "def choices(self, population, weights=None, *, cum_weights=None, k=1)",
        "k items of a population, with replacement.",
        choose::choices,
    )
    .method(
        "def sample(self, population, k, *, counts=None)",
        "k different items of a population.",
        choose::sample,
    )
    .method(
        "def shuffle(self, x)",
        "Bring a list into a random order, in place.",
        choose::shuffle,
    )
}

fn distribution_methods(def: ClassDef) -> ClassDef {
    def.method(
        "def uniform(self, a, b)",
        "A float between a and b.",
        distributions::uniform,
    )
    .method(
        "def triangular(self, low=0.0, high=1.0, mode=None)",
        "Triangular distribution.",
        distributions::triangular,
    )
    .method(
        "def normalvariate(self, mu=0.0, sigma=1.0)",
        "Normal distribution: mean mu, standard deviation sigma.",
        distributions::normalvariate,
    )
    .method(
        "def gauss(self, mu=0.0, sigma=1.0)",
        "Normal distribution, faster than normalvariate().",
        distributions::gauss,
    )
    .method(
        "def lognormvariate(self, mu, sigma)",
        "Log normal distribution: the logarithm is normally distributed.",
        distributions::lognormvariate,
    )
    .method(
        "def expovariate(self, lambd=1.0)",
        "Exponential distribution: 1 / lambd is the mean.",
        distributions::expovariate,
    )
    .method(
        "def vonmisesvariate(self, mu, kappa)",
        "Circular data: mean angle mu, concentration kappa.",
        distributions::vonmisesvariate,
    )
    .method(
        "def gammavariate(self, alpha, beta)",
        "Gamma distribution.",
        distributions::gammavariate,
    )
    .method(
        "def betavariate(self, alpha, beta)",
        "Beta distribution.",
        distributions::betavariate,
    )
    .method(
        "def paretovariate(self, alpha)",
        "Pareto distribution.",
        distributions::paretovariate,
    )
    .method(
        "def weibullvariate(self, alpha, beta)",
        "Weibull distribution: scale alpha, shape beta.",
        distributions::weibullvariate,
    )
    .method(
        "def binomialvariate(self, n=1, p=0.5)",
        "The number of successes in n trials, each with probability p.",
        distributions::binomialvariate,
    )
}

/// The class SystemRandom, which has Random's state with another source.
fn system_class(vm: &Vm) -> Class {
    let random = vm.class_for::<Random>();
    vm.named_class("random.SystemRandom", || {
        let mut def = ClassDef::native::<Random>(
            "random",
            "A generator whose numbers come from the operating system.",
        )
        .base(&random);
        def.name = "SystemRandom";
        def
    })
}

fn getrandbits(vm: &Vm, this: Native<Random>, k: BigInt) -> PyResult<Value> {
    if k.is_negative() {
        return Err(vm.value_error("number of bits must be non-negative"));
    }
    match k.to_i32() {
        Some(bits) => this.bits(vm, bits as usize),
        None => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn randbytes(vm: &Vm, this: Native<Random>, n: Value) -> PyResult<Value> {
    let count = vm.index(&n)?;
    if this.is_system() {
        return match usize::try_from(count) {
            Ok(count) => Ok(Value::bytes(system_bytes(vm, count)?)),
            Err(_) => Err(vm.value_error("negative argument not allowed")),
        };
    }
    let bits = vm.call_method(
        &this.value(),
        "getrandbits",
        &mut [Value::int(count.saturating_mul(8))],
    )?;
    vm.call_method(&bits, "to_bytes", &mut [n, Value::str("little")])
}

fn no_state(vm: &Vm) -> crate::object::Exc {
    vm.not_implemented_error("System entropy source does not have state.")
}

fn get_state(vm: &Vm, this: Native<Random>) -> PyResult<Value> {
    if this.is_system() {
        return Err(no_state(vm));
    }
    let words = this
        .words(vm)?
        .into_iter()
        .map(|w| Value::int(i64::from(w)))
        .collect();
    Ok(Value::tuple(vec![
        Value::int(source::VERSION),
        Value::tuple(words),
        this.gauss_next.get().map_or(Value::NONE, Value::float),
    ]))
}

fn set_state(vm: &Vm, this: Native<Random>, state: Value) -> PyResult<()> {
    if this.is_system() {
        return Err(no_state(vm));
    }
    let version = vm.get_item(&state, &Value::int(0))?;
    match version.as_small_int() {
        Some(2 | 3) => {}
        _ => {
            return Err(vm.value_error(format!(
                "state with version {} passed to Random.setstate() of version {}",
                vm.str(&version)?,
                source::VERSION
            )));
        }
    }
    let fields = choose::saved_fields(vm, &state)?;
    let (words, gauss) = (&fields[1], &fields[2]);
    let Some(words) = Tuple::from_value(words) else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    let twister = source::from_saved(vm, &words)?;
    let gauss = if gauss.is_none() {
        None
    } else {
        Some(vm.to_f64(gauss)?)
    };
    this.set(twister);
    this.gauss_next.set(gauss);
    Ok(())
}
