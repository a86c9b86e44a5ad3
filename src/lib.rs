//! biji (笔记): the notes that run.
//!
//! Python 3.13's notation on a virtual machine of its own, [Rhai](https://rhai.rs)'s notation on the
//! `rhai` crate's engine, and one set of native modules for both; no Python is installed. As a
//! library it puts both into a Rust program:
//!
//! ```
//! use biji::{Interpreter, Module, Output, Permissions};
//!
//! // What the host lends to its programs, in both notations.
//! let shop = Module::new("shop", "Prices.")
//!     .function("price(name)", "The price of a thing.", |name: String| name.len() as f64);
//!
//! let interpreter = Interpreter::builder()
//!     .module(shop)
//!     .permissions(Permissions::none())
//!     .max_steps(1_000_000)
//!     .stdout(Output::Captured)
//!     .build()?;
//! interpreter.run("
//! import shop
//! def total(names):
//!     return sum(shop.price(n) for n in names)
//! ")?;
//! interpreter.run_rhai(r#"print(total(["tea", "milk"]));"#)?;
//! assert_eq!(interpreter.take_output(), "7.0\n");
//! assert_eq!(interpreter.call::<f64>("total", (vec!["bread"],))?, 5.0);
//! # Ok::<(), biji::Error>(())
//! ```
//!
//! | to | see |
//! |---|---|
//! | run programs | [`Interpreter`], [`Builder`] |
//! | hold and call Python objects | [`Object`], [`ToPy`], [`FromPy`] |
//! | lend functions and types | [`Module`], [`Class`] |
//! | hold programs in check | [`Permissions`], [`Builder::max_steps`], [`InterruptHandle`] |
//! | give the modules to a Rhai engine of yours | [`rhai::install`], [`rhai::Install`] |
//!
//! A panic of this crate or of a registered function never crosses these calls: it is an [`Error`].
//! `docs/embedding.md` in the repository goes through all of it.
//!
//! # Features
//!
//! All are on by default; a host leaves out what it does not need: `images` (PIL), `network`
//! (sockets and what is built on them), `sqlite`, `markup` (XML parsers) and
//! `program` (what only the program `biji` uses).

#![deny(missing_docs)]

mod host;
mod permissions;
pub mod rhai;

pub use host::{
    Arguments, Builder, Bytes, Class, Context, Error, FromPy, Function, Host, Input, Interpreter,
    InterruptHandle, Items, Maker, Method, Module, Object, Output, ToPy,
};
pub use permissions::Permissions;
pub use stack::with_stack;

// The interpreter's own rooms: the program `biji`, its tests and benchmarks use them; they are no
// part of the library's interface and change without notice.
#[cfg(feature = "program")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod codec;
#[doc(hidden)]
pub mod compile;
#[doc(hidden)]
pub mod ending;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod interpreter;
#[doc(hidden)]
pub mod language;
#[cfg(feature = "program")]
#[doc(hidden)]
pub mod lesson;
#[doc(hidden)]
pub mod modules;
#[doc(hidden)]
pub mod native;
#[doc(hidden)]
pub mod object;
#[doc(hidden)]
pub mod regex;
#[cfg(feature = "program")]
#[doc(hidden)]
pub mod repl;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod stack;
#[doc(hidden)]
pub mod streams;
#[doc(hidden)]
pub mod text;
#[cfg(feature = "program")]
#[doc(hidden)]
pub mod trace;
#[doc(hidden)]
pub mod vm;
