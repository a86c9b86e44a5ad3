//! [`Error`]: what a program's exception is to the host, and what the host's errors are to a
//! program.
//!
//! It is text, so it can be sent to other threads and outlives its interpreter.

use std::fmt;

use crate::object::{Class, Exc, Str, Value};
use crate::vm::Vm;

/// An exception that a program raised, or that a Rust function raises in a program.
///
/// ```
/// let python = biji::Interpreter::new();
/// let error = python.run("int('x')").unwrap_err();
/// assert_eq!(error.kind(), "ValueError");
/// assert!(error.is("Exception"));
/// assert_eq!(error.message(), "invalid literal for int() with base 10: 'x'");
/// assert!(error.traceback().contains("line 1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Names of the class and of its bases, the class first.
    kinds: Vec<String>,
    message: String,
    traceback: String,
    exit_code: Option<i32>,
}

impl Error {
    /// An exception to raise from a Rust function. `kind` is the name of a built-in exception
    /// class; any other name makes a subclass of `Exception` of that name.
    ///
    /// ```
    /// use biji::{Error, Interpreter, Module};
    ///
    /// let python = Interpreter::builder()
    ///     .module(Module::new("shop", "Buying.").function(
    ///         "buy(name)",
    ///         "Buy a thing.",
    ///         |name: String| -> Result<(), Error> {
    ///             Err(Error::new("LookupError", format!("no {name} left")))
    ///         },
    ///     ))
    ///     .build()?;
    /// python.run("
    /// import shop
    /// try: shop.buy('tea')
    /// except LookupError as e: text = str(e)
    /// ")?;
    /// assert_eq!(python.get::<String>("text")?, "no tea left");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn new(kind: impl Into<String>, message: impl Into<String>) -> Error {
        Error {
            kinds: vec![kind.into()],
            message: message.into(),
            traceback: String::new(),
            exit_code: None,
        }
    }

    /// The name of the exception's class.
    ///
    /// ```
    /// assert_eq!(biji::Error::new("KeyError", "x").kind(), "KeyError");
    /// ```
    pub fn kind(&self) -> &str {
        self.kinds.first().map_or("Exception", String::as_str)
    }

    /// Whether the class has this name, or is derived from a class that has.
    ///
    /// ```
    /// let error = biji::Interpreter::new().run("{}['k']").unwrap_err();
    /// assert!(error.is("KeyError") && error.is("LookupError"));
    /// ```
    pub fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|k| k == kind)
    }

    /// The text of the exception, without its class.
    ///
    /// ```
    /// assert_eq!(biji::Error::new("ValueError", "too big").message(), "too big");
    /// ```
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The report that Python prints, with the lines of the program; empty for an error that was
    /// not raised in a program.
    ///
    /// ```
    /// let error = biji::Interpreter::new().run("x = 1\nx.y").unwrap_err();
    /// assert!(error.traceback().starts_with("Traceback (most recent call last):"));
    /// ```
    pub fn traceback(&self) -> &str {
        &self.traceback
    }

    /// The exit code that the program asked for, where it ended itself (`sys.exit`).
    ///
    /// ```
    /// let error = biji::Interpreter::new().run("import sys; sys.exit(3)").unwrap_err();
    /// assert_eq!(error.exit_code(), Some(3));
    /// ```
    pub fn exit_code(&self) -> Option<i32> {
        self.exit_code
    }

    /// Whether a limit of steps, time or memory ended the program.
    ///
    /// ```
    /// let python = biji::Interpreter::builder().max_steps(10_000).build()?;
    /// let error = python.run("while True: pass").unwrap_err();
    /// assert!(error.is_limit());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn is_limit(&self) -> bool {
        self.kind() == "Interrupted"
    }

    /// What an exception is to the host.
    pub(crate) fn of(vm: &Vm, exc: &Exc) -> Error {
        let value = exc.value();
        let class = vm.class_of(&value);
        let kinds = class
            .mro()
            .iter()
            .map(|c| {
                let name = c.display_name().to_string();
                name.rsplit('.').next().unwrap_or_default().to_owned()
            })
            .collect();
        let is_exit = vm.is_instance_of(exc, &vm.types.system_exit);
        let exit_code = is_exit.then(|| match exc.field("code") {
            Some(code) if code.is_none() => 0,
            Some(code) => code.as_small_int().map_or(1, |n| n as i32),
            None => 0,
        });
        Error {
            kinds,
            message: vm.display(&value).unwrap_or_default(),
            traceback: vm.format_exception(exc),
            exit_code,
        }
    }

    /// What this error is to a program.
    pub(crate) fn into_exception(self, vm: &Vm) -> Exc {
        let class = exception_class(vm, self.kind());
        vm.exception(&class, &self.message)
    }

    /// An error of the interpreter itself.
    pub(crate) fn internal(what: &str) -> Error {
        Error::new("SystemError", format!("internal error: {what}"))
    }
}

/// The class of a built-in exception; another name is a new class, made once.
fn exception_class(vm: &Vm, name: &str) -> Class {
    let builtin = vm
        .builtins
        .get_str(&Str::intern(name))
        .and_then(|value| Class::from_value(&value))
        .filter(|class| class.mro().contains(&vm.types.base_exception));
    if let Some(class) = builtin {
        return class;
    }
    let name = super::intern_text(name.to_owned());
    vm.exception_type("biji", name, &vm.types.exception)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            return f.write_str(self.kind());
        }
        write!(f, "{}: {}", self.kind(), self.message)
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::new("OSError", error.to_string())
    }
}

impl From<String> for Error {
    fn from(message: String) -> Error {
        Error::new("RuntimeError", message)
    }
}

impl From<&str> for Error {
    fn from(message: &str) -> Error {
        Error::new("RuntimeError", message)
    }
}

/// A value that holds nothing that runs: for messages.
pub(crate) fn type_error(vm: &Vm, expected: &str, got: &Value) -> Error {
    Error::new(
        "TypeError",
        format!("expected {expected}, got {}", vm.type_name(got)),
    )
}
