//! Rust functions and closures as Python functions.
//!
//! The signature text gives names, kinds and defaults of the parameters (see [`crate::native`]);
//! the closure's types say what each is converted to.

use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::context::panic_text;
use super::{Context, Error, FromPy, Object, ToPy};
use crate::native::{NativeBody, NativeDef, NativeImpl};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// Functions and closures of up to eight parameters, which implement [`FromPy`], and a result that
/// implements [`ToPy`] (a `Result` may raise an [`Error`]). It is implemented for them all.
///
/// ```
/// use biji::{Interpreter, Module};
///
/// let greet = Module::new("greet", "Greetings.").function(
///     "hello(name, *, loud=False)",
///     "A greeting.",
///     |name: String, loud: bool| if loud { name.to_uppercase() } else { name },
/// );
/// let python = Interpreter::builder().module(greet).build()?;
/// let text: String = python.eval("__import__('greet').hello('Bob', loud=True)")?;
/// assert_eq!(text, "BOB");
/// # Ok::<(), biji::Error>(())
/// ```
pub trait Function<A>: 'static {
    /// How many parameters it has.
    #[doc(hidden)]
    const COUNT: usize;
    /// Call it.
    #[doc(hidden)]
    fn invoke(&self, arguments: Given<'_>) -> Result<Object, Error>;
}

/// Functions whose first parameter is the state of a [`Class`](super::Class), lent to change, and
/// which have up to seven more. It is implemented for them all.
///
/// ```
/// use biji::Class;
///
/// let counter = Class::new("Counter", "Counts.")
///     .constructor("Counter()", || 0_i64)
///     .method("add(self, n)", "Count on.", |count: &mut i64, n: i64| *count += n);
/// # let _ = counter;
/// ```
pub trait Method<T, A>: 'static {
    /// How many parameters it has besides the state.
    #[doc(hidden)]
    const COUNT: usize;
    /// Call it.
    #[doc(hidden)]
    fn invoke(&self, state: &mut T, arguments: Given<'_>) -> Result<Object, Error>;
}

/// Functions that make the state of a [`Class`](super::Class): a `T`, or a `Result` of one. It is
/// implemented for functions and closures of up to eight parameters.
///
/// ```
/// use biji::{Class, Error};
///
/// let even = Class::new("Even", "Even numbers.").constructor("Even(n)", |n: i64| {
///     if n % 2 == 0 { Ok(n) } else { Err(Error::new("ValueError", "odd")) }
/// });
/// # let _: Class<i64> = even;
/// ```
pub trait Maker<T, A>: 'static {
    /// How many parameters it has.
    #[doc(hidden)]
    const COUNT: usize;
    /// Call it.
    #[doc(hidden)]
    fn make(&self, given: Given<'_>) -> Result<T, Error>;
}

/// What a [`Maker`] gives.
#[doc(hidden)]
pub trait Outcome<T> {
    /// As a result.
    fn outcome(self) -> Result<T, Error>;
}

impl<T> Outcome<T> for T {
    fn outcome(self) -> Result<T, Error> {
        Ok(self)
    }
}

impl<T, E: Into<Error>> Outcome<T> for Result<T, E> {
    fn outcome(self) -> Result<T, Error> {
        self.map_err(Into::into)
    }
}

/// Bound arguments on their way to a Rust function.
#[doc(hidden)]
pub struct Given<'a> {
    pub(crate) context: &'a Context,
    pub(crate) def: &'a NativeDef,
    pub(crate) values: &'a mut [Value],
    /// Parameters before the first of `values`.
    pub(crate) skipped: usize,
}

impl Given<'_> {
    /// The argument at a place.
    fn get<T: FromPy>(&mut self, at: usize) -> Result<T, Error> {
        let value = self.values.get_mut(at).map_or(Value::NONE, Value::take);
        T::from_py(&self.context.object(value)).map_err(|error| self.explain(at, error))
    }

    /// Name the argument that does not fit.
    fn explain(&self, at: usize, error: Error) -> Error {
        let params = &self.def.signature().params;
        let Some(param) = params.get(at + self.skipped) else {
            return error;
        };
        let message = format!(
            "{}() argument '{}': {}",
            self.def.call_name(),
            param.name,
            error.message()
        );
        Error::new(error.kind(), message)
    }
}

macro_rules! functions {
    ($count:literal $($name:ident $at:literal)*) => {
        impl<F, R, $($name),*> Function<($($name,)*)> for F
        where
            F: Fn($($name),*) -> R + 'static,
            R: ToPy,
            $($name: FromPy,)*
        {
            const COUNT: usize = $count;

            fn invoke(&self, #[allow(unused_mut)] mut given: Given<'_>) -> Result<Object, Error> {
                let context = given.context;
                (self)($(given.get::<$name>($at)?),*).to_py(context)
            }
        }

        impl<F, T, R, $($name),*> Maker<T, ($($name,)*)> for F
        where
            F: Fn($($name),*) -> R + 'static,
            R: Outcome<T>,
            $($name: FromPy,)*
        {
            const COUNT: usize = $count;

            fn make(&self, #[allow(unused_mut)] mut given: Given<'_>) -> Result<T, Error> {
                let _ = &mut given;
                (self)($(given.get::<$name>($at)?),*).outcome()
            }
        }

        impl<Func, T, R, $($name),*> Method<T, ($($name,)*)> for Func
        where
            Func: Fn(&mut T $(, $name)*) -> R + 'static,
            R: ToPy,
            $($name: FromPy,)*
        {
            const COUNT: usize = $count;

            fn invoke(
                &self,
                state: &mut T,
                #[allow(unused_mut)] mut given: Given<'_>,
            ) -> Result<Object, Error> {
                let context = given.context;
                (self)(state $(, given.get::<$name>($at)?)*).to_py(context)
            }
        }
    };
}

functions!(0);
functions!(1 A 0);
functions!(2 A 0 B 1);
functions!(3 A 0 B 1 C 2);
functions!(4 A 0 B 1 C 2 D 3);
functions!(5 A 0 B 1 C 2 D 3 E 4);
functions!(6 A 0 B 1 C 2 D 3 E 4 G 5);
functions!(7 A 0 B 1 C 2 D 3 E 4 G 5 H 6);
functions!(8 A 0 B 1 C 2 D 3 E 4 G 5 H 6 I 7);

/// A host's function as the tables of natives want it.
pub(crate) struct Hosted<F, A>(pub F, pub PhantomData<A>);

impl<F: Function<A>, A: 'static> NativeImpl<Hosted<(), A>> for Hosted<F, A> {
    fn arity(&self) -> usize {
        F::COUNT
    }

    fn into_body(self) -> NativeBody {
        Box::new(move |vm, def, values| {
            guarded(vm, |context| {
                self.0.invoke(Given {
                    context,
                    def,
                    values,
                    skipped: 0,
                })
            })
        })
    }
}

/// Run a host's function: its errors and panics become exceptions of the program.
pub(crate) fn guarded(
    vm: &Vm,
    run: impl FnOnce(&Context) -> Result<Object, Error>,
) -> PyResult<Value> {
    let Some(shared) = vm.shared() else {
        return Err(vm.runtime_error("the interpreter is shutting down"));
    };
    let context = Context { vm: shared };
    let result = catch_unwind(AssertUnwindSafe(|| run(&context)));
    match result {
        Ok(Ok(object)) => Ok(object.into_value()),
        Ok(Err(error)) => Err(error.into_exception(vm)),
        Err(panic) => {
            let text = format!("a Rust function panicked: {}", panic_text(&*panic));
            Err(vm.runtime_error(text))
        }
    }
}

/// Whether a signature text has as many parameters as a function.
pub(crate) fn check_count(text: &str, def: &NativeDef) -> Result<(), Error> {
    let named = def.signature().params.len();
    let has = def.arity;
    if named == has {
        return Ok(());
    }
    Err(Error::new(
        "TypeError",
        format!("the signature '{text}' names {named} parameters, the Rust function has {has}"),
    ))
}
