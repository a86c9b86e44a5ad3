//! Times programs of plain Rhai under biji and on the `rhai` crate's own engine, in turns.
//!
//! ```text
//! cargo bench --bench rhai
//! ```
//!
//! Both run in this process and parse each time; of each the smallest of several rounds counts.
//! The ratio that may not be exceeded is 1.05.

use std::hint::black_box;
use std::time::{Duration, Instant};

use biji::{Interpreter, Output};
use rhai::Engine;

const ROUNDS: usize = 9;

const PROGRAMS: &[(&str, &str)] = &[
    (
        "fib",
        "fn fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } } fib(22)",
    ),
    (
        "loop",
        "let sum = 0; for i in 0..300_000 { if i % 3 == 0 { sum += i; } } sum",
    ),
    (
        "sieve",
        "let n = 60_000; let s = []; s.pad(n + 1, true); let i = 2;
         while i * i <= n { if s[i] { let m = i * i; while m <= n { s[m] = false; m += i; } } i += 1; }
         let c = 0; for p in s { if p { c += 1; } } c",
    ),
    (
        "closures",
        "let k = 3; let f = |x| x * k; let a = []; for i in 0..30_000 { a.push(f.call(i)); }
         a.map(|x| x + 1).filter(|x| x % 2 == 0).len()",
    ),
    (
        "strings",
        "let m = #{}; for i in 0..40_000 { let key = `k${i % 97}`; m[key] = (m[key] ?? 0) + 1; }
         let t = \"\"; for k in m.keys() { t += k; } t.len",
    ),
];

fn main() {
    let results = biji::with_stack(|| {
        PROGRAMS
            .iter()
            .map(|(name, text)| (*name, compare(text)))
            .collect::<Vec<_>>()
    });
    println!(
        "{:10} {:>10} {:>10} {:>6}",
        "program", "rhai", "biji", "ratio"
    );
    for (name, (plain, ours)) in results {
        let ratio = ours.as_secs_f64() / plain.as_secs_f64();
        println!("{name:10} {plain:>10.1?} {ours:>10.1?} {ratio:>6.2}");
    }
}

/// The best times of the plain engine and of biji.
fn compare(text: &str) -> (Duration, Duration) {
    let mut engine = Engine::new();
    // What an engine of a debug build allows is not enough.
    engine.set_max_call_levels(64);
    let interpreter = Interpreter::builder()
        .stdout(Output::Discarded)
        .build()
        .expect("an interpreter");
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(engine.eval::<i64>(text).expect("plain"));
        best.0 = best.0.min(start.elapsed());
        let start = Instant::now();
        black_box(interpreter.eval_rhai::<i64>(text).expect("biji"));
        best.1 = best.1.min(start.elapsed());
    }
    best
}
