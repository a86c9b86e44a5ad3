//! Values and damage that nobody chose: the programs in `tests/fuzz`, each with several seeds.
//!
//! They run with the limits below on each test run; `BIJI_FUZZ_ROUNDS` and `BIJI_FUZZ_SEED` make it
//! longer, or another. Under CPython they pass too: `seed` and `rounds` are all that they need.

use std::env;

use biji::Interpreter;

/// Runs a program with each seed. An exception, or a panic, is a failure.
fn run(program: &str, seeds: i64, rounds: i64) {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let rounds = number("BIJI_FUZZ_ROUNDS").unwrap_or(rounds);
    let first = number("BIJI_FUZZ_SEED").unwrap_or(1);
    for seed in first..first + seeds {
        let python = Interpreter::new();
        python.set("seed", seed).expect("an int");
        python.set("rounds", rounds).expect("an int");
        if let Err(problem) = python.run(program) {
            panic!("seed {seed}: {problem}");
        }
    }
}

/// 2 × 25 damaged inputs for each of 26 decoders and parsers.
#[test]
fn damaged_input_ends_in_the_documented_exceptions() {
    run(include_str!("fuzz/hostile.py"), 2, 25);
}

/// 2 × 150 damaged pictures.
#[cfg(feature = "images")]
#[test]
fn damaged_pictures_end_in_the_documented_exceptions() {
    run(include_str!("fuzz/pictures.py"), 2, 150);
}

/// 2 × 8 rounds of some 80 pairs.
#[test]
fn what_one_writes_the_other_reads() {
    run(include_str!("fuzz/inverses.py"), 2, 8);
}
