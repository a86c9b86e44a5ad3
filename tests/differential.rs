//! One table of expressions in both notations: each half must give what CPython 3.13 gave for the
//! Python half (`tests/differential/record.py`), values and exceptions alike.

use std::fs;
use std::path::Path;

use biji::{Error, Interpreter, Object, Output};

/// Modules that the Python halves use; Rhai has them without an import.
const MODULES: &str = "base64 binascii bisect cmath collections copy errno fnmatch functools \
    hashlib heapq hmac io itertools json keyword math operator os pickle queue random re string \
    struct sys time types unicodedata zlib";

/// A result as a line of the record.
fn line(result: Result<Object, Error>) -> String {
    let shown = match result.and_then(|value| value.repr()) {
        Ok(text) => text,
        Err(error) => format!("{}: {}", error.kind(), error.message()),
    };
    shown.replace('\n', "\\n")
}

#[test]
fn both_notations_give_what_cpython_gives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the table");
    let (table, record) = (read("table.txt"), read("table.out"));
    let wrong = biji::with_stack(|| {
        let interpreter = Interpreter::builder()
            .stdout(Output::Discarded)
            .build()
            .expect("an interpreter");
        for module in MODULES.split_whitespace() {
            let import = format!("import {module}");
            interpreter.run(&import).expect("a module");
        }
        let rows = table
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut wrong = Vec::new();
        for (row, expected) in rows.zip(record.lines()) {
            let (python, rhai) = row.split_once(" ||| ").unwrap_or((row, row));
            let got = [
                ("Python", python, line(interpreter.eval(python))),
                ("Rhai", rhai, line(interpreter.eval_rhai(rhai))),
            ];
            for (notation, text, got) in got {
                if got != expected {
                    wrong.push(format!(
                        "{notation}: {text}\n  CPython: {expected}\n  biji:    {got}"
                    ));
                }
            }
        }
        wrong
    });
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
