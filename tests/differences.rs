//! Runs every program of `tests/differences`: what biji does otherwise than CPython on purpose, with
//! the reason in the program's text. The records show what biji is to print; CPython's own stand
//! beside them, and have to differ (`tests/differences/README.md`).

use std::path::Path;
use std::process::ExitCode;

mod support;

/// How many lines of a text another one does not have.
fn lines_missing(text: &str, other: &str) -> usize {
    let mut left: Vec<&str> = other.lines().collect();
    let missing = |line: &&str| match left.iter().position(|l| l == line) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    };
    text.lines().filter(missing).count()
}

/// Records that do not differ from CPython's, or in more than the few lines that are meant.
fn stale(folder: &Path) -> Vec<String> {
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let entries = std::fs::read_dir(folder).expect("the folder of differences");
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let (ours, theirs) = (
            read(&path.with_extension("out")),
            read(&path.with_extension("cpython")),
        );
        let (more, fewer) = (lines_missing(&ours, &theirs), lines_missing(&theirs, &ours));
        if theirs.is_empty() || !(1..=2).contains(&more) || fewer > 1 {
            found.push(format!(
                "{}: {more} lines of biji's own, {fewer} of CPython's",
                path.display()
            ));
        }
    }
    found
}

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differences");
    let stale = stale(&folder);
    if !stale.is_empty() {
        eprintln!("differences that are not as meant:\n{}", stale.join("\n"));
        return ExitCode::FAILURE;
    }
    support::main(&support::Corpus {
        roots: &["differences"],
        extension: "py",
        judge: "biji, on purpose",
    })
}
