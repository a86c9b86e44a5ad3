//! Runs every program of `tests/python` and `tests/library` and compares what it prints with the
//! record beside it, which `tests/record.py` took from CPython 3.13.
//!
//! `cargo test --test python classes/` runs one area; see `tests/README.md`.

use std::process::ExitCode;

mod support;

fn main() -> ExitCode {
    support::main(&support::Corpus {
        roots: &["python", "library"],
        extension: "py",
        judge: "CPython 3.13",
    })
}
