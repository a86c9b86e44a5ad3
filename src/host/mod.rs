//! What Rust programs see of biji: [`Interpreter`], [`Object`], [`Module`], [`install`].
//!
//! | file | holds |
//! |---|---|
//! | `interpreter.rs` | [`Interpreter`] and its [`Builder`] |
//! | `streams.rs` | [`Output`], [`Input`] |
//! | `context.rs` | entering an interpreter: limits, panics |
//! | `object.rs` | [`Object`] |
//! | `convert.rs` | [`ToPy`], [`FromPy`] |
//! | `serialize.rs`, `deserialize.rs` | objects by way of serde |
//! | `function.rs` | Rust functions as Python functions |
//! | `module.rs`, `class.rs` | [`Module`], [`Class`] |
//! | `error.rs` | [`Error`] |

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

mod class;
mod context;
mod convert;
mod deserialize;
mod error;
mod function;
mod interpreter;
mod module;
mod object;
mod serialize;
mod streams;

pub use class::{Class, Host};
pub use context::Context;
pub use convert::{Arguments, Bytes, FromPy, ToPy};
pub use error::Error;
pub use function::{Function, Maker, Method};
pub use interpreter::{Builder, Interpreter, InterruptHandle};
pub use module::Module;
pub use object::{Items, Object};
pub use streams::{Input, Output};

/// A text that lives as long as the process. Equal texts are kept once, so that what is kept is
/// bounded by the signatures that a host writes, not by how often it makes an interpreter.
pub(crate) fn intern_text(text: String) -> &'static str {
    static TEXTS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = texts.get(text.as_str()) {
        return known;
    }
    let kept: &'static str = Box::leak(text.into_boxed_str());
    texts.insert(kept);
    kept
}
