//! The error of the text room: which Python exception to raise, and its message.
//!
//! Left out: tracebacks, arguments, chaining; they belong to the VM's exceptions.

use std::borrow::Cow;
use std::fmt;

/// The Python exception class an error stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    Memory,
    Overflow,
    Type,
    Value,
    ZeroDivision,
}

impl ErrorClass {
    /// The class's Python name, such as `ValueError`.
    pub fn name(self) -> &'static str {
        match self {
            ErrorClass::Memory => "MemoryError",
            ErrorClass::Overflow => "OverflowError",
            ErrorClass::Type => "TypeError",
            ErrorClass::Value => "ValueError",
            ErrorClass::ZeroDivision => "ZeroDivisionError",
        }
    }
}

/// An exception to raise, worded as CPython words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    pub class: ErrorClass,
    pub message: Cow<'static, str>,
}

impl TextError {
    /// A `ValueError`.
    pub fn value(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError {
            class: ErrorClass::Value,
            message: message.into(),
        }
    }

    /// A `TypeError`.
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError {
            class: ErrorClass::Type,
            message: message.into(),
        }
    }

    /// An `OverflowError`.
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError {
            class: ErrorClass::Overflow,
            message: message.into(),
        }
    }

    /// A `ZeroDivisionError`.
    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> TextError {
        TextError {
            class: ErrorClass::ZeroDivision,
            message: message.into(),
        }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.message)
    }
}

impl std::error::Error for TextError {}

/// The longest field, in characters, that a width or a precision may ask for.
///
/// CPython tries to allocate whatever is asked; a Rust allocation that fails aborts the process, so
/// beyond this size the answer is a `MemoryError` (which CPython gives with an empty message too).
pub const MAX_FIELD: usize = 1 << 30;

/// Refuses a field longer than [`MAX_FIELD`].
pub fn check_field(length: usize) -> Result<(), TextError> {
    if length <= MAX_FIELD {
        return Ok(());
    }
    Err(TextError {
        class: ErrorClass::Memory,
        message: Cow::Borrowed(""),
    })
}
