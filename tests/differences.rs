//! Runs every program of `tests/differences`: what biji does otherwise than CPython on purpose, with
//! the reason in the program's text. The records show what biji prints.

use std::process::ExitCode;

mod support;

fn main() -> ExitCode {
    support::main(&support::Corpus {
        roots: &["differences"],
        extension: "py",
        judge: "biji, on purpose",
    })
}
