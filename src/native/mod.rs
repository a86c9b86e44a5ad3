//! Natives, defined once: how a Rust function, type or module is declared.
//!
//! A native function is a plain typed Rust function and a line of text, its Python signature:
//!
//! ```text
//! fn isclose(_: &Vm, a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> PyResult<bool> { … }
//!
//! ModuleDef::new("math", "Mathematical functions.").function(
//!     "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
//!     "Whether two numbers are close to each other.",
//!     isclose,
//! )
//! ```
//!
//! The text gives names, kinds and defaults of the parameters; the Rust types give their
//! conversion ([`FromArg`]) and the words of the error when it fails. Python calls, Rhai calls,
//! `help()`, completion and error messages all read this one row. A default written as a name in
//! angle brackets, `default=<none>`, means that the argument may be missing ([`Option<Value>`]).
//! A text that begins with `def` (`"def dumps(obj, *, indent=None)"`) is of a function that CPython
//! has written in Python: its errors are worded like those of a program's functions.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | [`Args`], [`NativeDef`], [`NativeFunction`] |
//! | `signature.rs` | the parser of the signature text |
//! | `bind.rs` | positional and keyword arguments to parameters, with CPython's errors |
//! | `bind_def.rs` | the errors of functions that CPython has written in Python |
//! | `convert.rs` | [`FromArg`] and [`IntoValue`] for Rust types |
//! | `define.rs` | [`ClassDef`], [`ModuleDef`], [`NativeType`] |
//! | `struct_sequence.rs` | [`StructSequence`]: tuples with names for their items |

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use crate::object::{Class, Object, Payload, PyResult, Str, Value};
use crate::vm::Vm;

mod bind;
mod bind_def;
mod convert;
mod define;
pub mod signature;
mod struct_sequence;

pub(crate) use convert::bad_argument;
pub use convert::{Buffer, FromArg, IntoValue, KwArgs, Number, VarArgs};
pub use define::{ClassDef, GetSet, Member, ModuleDef, ModuleEntry, NativeType};
pub use signature::{Param, ParamKind, Signature};
pub use struct_sequence::StructSequence;

/// The arguments of a call: positional ones, then the values of the keywords in `names`.
pub struct Args<'a> {
    pub values: &'a mut [Value],
    pub names: &'a [Str],
}

impl<'a> Args<'a> {
    pub fn positional(values: &'a mut [Value]) -> Args<'a> {
        Args { values, names: &[] }
    }

    /// How many are positional.
    pub fn positional_count(&self) -> usize {
        self.values.len() - self.names.len()
    }

    /// The arguments moved out: positional values and keyword pairs.
    pub fn into_parts(self) -> (Vec<Value>, Vec<(Str, Value)>) {
        let count = self.positional_count();
        let mut values: Vec<Value> = self.values.iter_mut().map(Value::take).collect();
        let keywords = values.split_off(count);
        (values, self.names.iter().cloned().zip(keywords).collect())
    }
}

/// What a native function is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// A function of a module.
    Function,
    /// A method: the first parameter is the instance.
    Method,
    /// The first parameter is the class.
    ClassMethod,
    StaticMethod,
    /// A dunder method made from a slot.
    SlotWrapper,
}

/// The Rust half of a native function: bound arguments in, a value out.
pub type NativeBody = Box<dyn Fn(&Vm, &NativeDef, &mut [Value]) -> PyResult<Value>>;

/// The definition of a native function.
pub struct NativeDef {
    pub kind: NativeKind,
    /// The signature as declared, name included.
    pub text: &'static str,
    pub doc: &'static str,
    /// Class that a method belongs to, or module of a function.
    pub owner: RefCell<Str>,
    /// Number of parameters.
    pub arity: usize,
    /// What it asks to know of its callers.
    pub frames: Frames,
    /// The class that a method or slot wrapper belongs to.
    home: OnceCell<Weak<Object>>,
    /// With how many positional arguments a call needs no binding: [`NOT_EXACT`] where there is no
    /// such number, [`UNKNOWN`] as long as the signature has not been read.
    exact: Cell<u8>,
    /// Where a call without keywords only has to fill in defaults; known when `exact` is.
    fill: OnceCell<Fill>,
    signature: OnceCell<Signature>,
    body: NativeBody,
}

/// The defaults of a function with few parameters.
struct Fill {
    required: usize,
    positional: usize,
    /// One for each parameter, unset for those without.
    defaults: Box<[Value]>,
}

const UNKNOWN: u8 = u8::MAX;
const NOT_EXACT: u8 = u8::MAX - 1;

impl NativeDef {
    pub fn new<A>(
        kind: NativeKind,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> NativeDef {
        NativeDef {
            kind,
            text,
            doc,
            owner: RefCell::new(Str::default()),
            arity: function.arity(),
            frames: match kind {
                NativeKind::Function | NativeKind::ClassMethod => wanted_frames(name_of(text)),
                _ => Frames::Nothing,
            },
            home: OnceCell::new(),
            exact: Cell::new(UNKNOWN),
            fill: OnceCell::new(),
            signature: OnceCell::new(),
            body: function.into_body(),
        }
    }

    pub fn name(&self) -> &'static str {
        name_of(self.text)
    }

    /// Note the class that this is a method of.
    pub fn set_home(&self, class: &Class) {
        // Who shares a definition with another class keeps the first.
        let _ = self.home.set(Rc::downgrade(class.obj()));
    }

    /// The class that this is a method of.
    pub fn home(&self) -> Option<Class> {
        let class = self.home.get()?.upgrade()?;
        Class::from_obj(&class)
    }

    /// A slot's function trusts its operand: what is called by name with another object is refused
    /// here.
    fn check_home(&self, vm: &Vm, args: &Args) -> PyResult<()> {
        if let Some(this) = args.values.first()
            && args.positional_count() > 0
            && let Some(home) = self.home()
            && !vm.is_instance(this, &home)
        {
            return Err(vm.type_error(format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                self.name(),
                home.display_name(),
                vm.type_name(this)
            )));
        }
        Ok(())
    }

    /// The name for messages about a call: of a constructor, its class.
    pub fn call_name(&self) -> String {
        match self.name() {
            "__init__" | "__new__" if !self.owner.borrow().is_empty() => {
                self.owner.borrow().to_string()
            }
            name => name.to_owned(),
        }
    }

    /// CPython has the function written in Python.
    pub fn is_def(&self) -> bool {
        self.text.starts_with("def ")
    }

    pub fn signature(&self) -> &Signature {
        self.signature.get_or_init(|| Signature::parse(self.text))
    }

    /// Bind the arguments and run.
    #[inline]
    pub fn call(&self, vm: &Vm, args: Args) -> PyResult<Value> {
        if args.names.is_empty() && args.values.len() == usize::from(self.exact.get()) {
            return (self.body)(vm, self, args.values);
        }
        self.bind_and_call(vm, args)
    }

    /// Call with the first `given` of the parameters in place, the other slots being free. Returns
    /// `None`, and has done nothing, where arguments have to be bound with more thought.
    #[inline]
    pub fn call_in_place(
        &self,
        vm: &Vm,
        slots: &mut [Value],
        given: usize,
    ) -> Option<PyResult<Value>> {
        if given == usize::from(self.exact.get()) {
            return Some((self.body)(vm, self, &mut slots[..given]));
        }
        let fill = self.fill.get()?;
        if given < fill.required || given > fill.positional {
            return None;
        }
        let slots = slots.get_mut(..self.arity)?;
        for (slot, default) in slots[given..].iter_mut().zip(&fill.defaults[given..]) {
            *slot = default.clone();
        }
        Some((self.body)(vm, self, slots))
    }

    #[inline(never)]
    fn bind_and_call(&self, vm: &Vm, args: Args) -> PyResult<Value> {
        if self.exact.get() == UNKNOWN {
            self.exact.set(match u8::try_from(self.arity) {
                // A slot's wrapper looks at its operand first.
                _ if self.kind == NativeKind::SlotWrapper => NOT_EXACT,
                Ok(arity) if arity < NOT_EXACT && self.signature().all_positional => arity,
                _ => NOT_EXACT,
            });
            self.learn_defaults();
            return self.call(vm, args);
        }
        if self.kind == NativeKind::SlotWrapper {
            self.check_home(vm, &args)?;
        }
        if args.names.is_empty() {
            let given = args.values.len();
            if let Some(fill) = self.fill.get()
                && (fill.required..=fill.positional).contains(&given)
            {
                let mut bound: [Value; signature::FILLABLE] = Default::default();
                for (slot, value) in bound.iter_mut().zip(&mut *args.values) {
                    *slot = value.take();
                }
                for (slot, default) in bound[given..].iter_mut().zip(&fill.defaults[given..]) {
                    *slot = default.clone();
                }
                return (self.body)(vm, self, &mut bound[..self.arity]);
            }
            if let [only] = &self.signature().params[..]
                && only.kind == ParamKind::VarArgs
            {
                let all = args.values.iter_mut().map(Value::take).collect();
                return (self.body)(vm, self, &mut [Value::tuple(all)]);
            }
        }
        bind::bind(vm, self, args, |bound| (self.body)(vm, self, bound))
    }

    /// Note the defaults, where nothing else is to be thought of in a call without keywords.
    fn learn_defaults(&self) {
        let signature = self.signature();
        // A slot's wrapper looks at its operand first.
        if self.kind != NativeKind::SlotWrapper && signature.fillable {
            let defaults = signature.params.iter();
            let defaults = defaults.map(|p| p.default.clone().unwrap_or_default());
            // It is learnt once.
            let _ = self.fill.set(Fill {
                required: signature.required,
                positional: signature.positional,
                defaults: defaults.collect(),
            });
        }
    }

    /// The name as messages show it: `list.append`, `math.sin` or, of a builtin, plain `print`.
    pub fn display_name(&self) -> String {
        let owner = self.owner.borrow();
        match self.kind {
            NativeKind::Function if matches!(owner.as_str(), Some("" | "builtins")) => {
                self.name().to_owned()
            }
            _ => format!("{}.{}", *owner, self.name()),
        }
    }
}

fn name_of(text: &'static str) -> &'static str {
    let name = text.split('(').next().unwrap_or(text);
    name.strip_prefix("def ").unwrap_or(name)
}

/// What a native asks to know of its callers ([`Vm::snapshot`], [`Vm::callers`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frames {
    Nothing,
    /// The caller and its variables.
    Caller,
    /// All frames, so that what it runs can see them too.
    All,
    /// All frames with their variables.
    Variables,
}

fn wanted_frames(name: &str) -> Frames {
    match name {
        "globals" | "locals" | "vars" | "dir" | "super" | "type" => Frames::Caller,
        "eval" | "exec" | "breakpoint" | "__build_class__" | "_getframemodulename"
        | "__import__" | "import_module" | "explain" | "namedtuple" | "NamedTuple" | "NewType"
        | "TypeVar" | "TypedDict" | "TypeAliasType" | "ParamSpec" | "TypeVarTuple" | "warn"
        // These warn of themselves.
        | "strptime" | "utcnow" | "utcfromtimestamp"
        // These change what the frames run.
        | "settrace" | "setprofile" => {
            Frames::All
        }
        "_getframe" | "_current_frames" | "print_stack" => Frames::Variables,
        _ => Frames::Nothing,
    }
}

/// A native function as an object.
pub struct NativeFunction {
    pub def: Rc<NativeDef>,
    /// What it is bound to when it is stored bound: a module for functions, otherwise unset.
    pub this: Value,
}

impl NativeFunction {
    pub fn into_value(self) -> Value {
        Value::heap(Object::new(Payload::NativeFunction(Box::new(self))))
    }
}

/// Rust functions that can be natives: `fn(&Vm, P0, …) -> PyResult<R>` with convertible types.
pub trait NativeImpl<A> {
    fn arity(&self) -> usize;
    fn into_body(self) -> NativeBody;
}

/// Where an argument stands, for error messages.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub def: &'a NativeDef,
    pub index: usize,
}

macro_rules! native_impl {
    ($count:literal $(, $param:ident $index:literal)*) => {
        impl<Func, Ret $(, $param)*> NativeImpl<($($param,)*)> for Func
        where
            Func: Fn(&Vm $(, $param)*) -> PyResult<Ret> + 'static,
            Ret: IntoValue,
            $($param: FromArg,)*
        {
            fn arity(&self) -> usize {
                $count
            }
            fn into_body(self) -> NativeBody {
                Box::new(move |vm, _def, _args| {
                    (self)(vm $(, $param::from_arg(
                        vm,
                        _args[$index].take(),
                        At { def: _def, index: $index },
                    )?)*)
                    .map(|value| value.into_value(vm))
                })
            }
        }
    };
}

native_impl!(0);
native_impl!(1, A 0);
native_impl!(2, A 0, B 1);
native_impl!(3, A 0, B 1, C 2);
native_impl!(4, A 0, B 1, C 2, D 3);
native_impl!(5, A 0, B 1, C 2, D 3, E 4);
native_impl!(6, A 0, B 1, C 2, D 3, E 4, F 5);
native_impl!(7, A 0, B 1, C 2, D 3, E 4, F 5, G 6);
native_impl!(8, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
native_impl!(9, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
native_impl!(10, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
native_impl!(11, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
native_impl!(12, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
native_impl!(13, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12);
native_impl!(14, A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13);
