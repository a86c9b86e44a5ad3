//! Runs every script of `tests/rhai` and compares what it prints with the record beside it.
//!
//! No reference implementation runs these scripts: their records were derived by hand, from what
//! the same program prints in Python. `cargo test --test rhai with` runs those with a word in their
//! name; see `tests/README.md`.

use std::process::ExitCode;

mod support;

fn main() -> ExitCode {
    support::main(&support::Corpus {
        roots: &["rhai"],
        extension: "rhai",
        judge: "derived from CPython 3.13",
    })
}
