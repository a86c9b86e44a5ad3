//! `biji test`: lessons and programs that are checked, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | finding the files, running them, the exit code |
//! | `options.rs` | the arguments |
//! | `markdown.rs`, `transcript.rs` | what runs in a Markdown file |
//! | `notes.rs` | running a Markdown file |
//! | `program.rs` | running a `.py` or `.rhai` file |
//! | `check.rs` | whether an output is the expected one |
//! | `report.rs` | what the user is told |
//! | `update.rs` | `--update` |
//! | `folder.rs` | temporary folders |
//!
//! Doctests in the docstrings of `.py` files are not run.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

mod check;
mod folder;
mod markdown;
mod notes;
mod options;
mod program;
mod report;
mod transcript;
mod update;

use options::Options;
use report::{Failure, Outcome, Reporter, Tally};

/// Exit codes: pytest's.
const PASSED: i32 = 0;
const FAILED: i32 = 1;
const INTERRUPTED: i32 = 2;
const INTERNAL_ERROR: i32 = 3;
const USAGE_ERROR: i32 = 4;
const NOTHING_FOUND: i32 = 5;

/// A run of `biji test`.
struct Run {
    options: Options,
    interrupted: Arc<AtomicBool>,
}

impl Run {
    /// Whether the user has pressed Ctrl-C.
    fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// `biji test`, with the arguments after it; the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let options = match Options::parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            eprint_line(&format!("biji test: {message}"));
            return USAGE_ERROR;
        }
    };
    if options.help {
        let language = crate::language::Language::from_environment();
        print_text(crate::cli::help(language));
        return PASSED;
    }
    crate::with_stack(move || match run(options) {
        Ok(code) => code,
        Err(error) => {
            eprint_line(&format!("biji test: {error}"));
            INTERNAL_ERROR
        }
    })
}

fn run(options: Options) -> io::Result<i32> {
    let start = Instant::now();
    let paths = match options.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    let mut files = Vec::new();
    for path in &paths {
        if !path.exists() {
            eprint_line(&format!(
                "biji test: no such file or folder: {}",
                path.display()
            ));
            return Ok(USAGE_ERROR);
        }
        if path.is_dir() {
            collect(path, &mut files)?;
        } else if kind_of(path).is_some() {
            files.push(path.clone());
        } else {
            let text = format!(
                "biji test: neither .md nor .py nor .rhai: {}",
                path.display()
            );
            eprint_line(&text);
            return Ok(USAGE_ERROR);
        }
    }
    let interrupted = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGINT, interrupted.clone())?;
    let reporter = Reporter::new(&options);
    let run = Run {
        options,
        interrupted,
    };
    let mut total = Tally::default();
    for file in &files {
        let tally = check_file(&run, &reporter, file);
        reporter.file(&shown(file), tally);
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.skipped += tally.skipped;
        total.updated += tally.updated;
        if run.is_interrupted() || (run.options.exit_first && total.failed > 0) {
            break;
        }
    }
    if run.is_interrupted() {
        reporter.note("interrupted");
    }
    reporter.summary(total, start.elapsed());
    Ok(if run.is_interrupted() {
        INTERRUPTED
    } else if total.failed > 0 {
        FAILED
    } else if total.is_empty() {
        NOTHING_FOUND
    } else {
        PASSED
    })
}

/// Check one file; what cannot be read counts as a failure.
fn check_file(run: &Run, reporter: &Reporter, file: &Path) -> Tally {
    let name = shown(file);
    let mut tally = Tally::default();
    let mut seen = |line: usize, code: &str, outcome: Outcome| {
        let wanted = run
            .options
            .keyword
            .as_ref()
            .is_none_or(|word| name.contains(word.as_str()) || code.contains(word.as_str()));
        if wanted {
            tally.add(&outcome);
            reporter.example(&name, line, &outcome);
        }
        let failed = matches!(outcome, Outcome::Failed(_)) && wanted;
        !(failed && run.options.exit_first)
    };
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let result = match kind_of(file) {
        Some(Kind::Lesson) => notes::check(run, &absolute, &mut seen),
        _ => program::check(run, &absolute).map(|outcome| {
            let rewritten = run.options.update
                && matches!(&outcome, Some(Outcome::Failed(f)) if f.remark.is_none());
            if let Some(outcome) = outcome {
                seen(1, "", outcome);
            }
            usize::from(rewritten)
        }),
    };
    match result {
        Ok(rewritten) => {
            let rewritten = rewritten.min(tally.failed);
            tally.updated = rewritten;
            tally.failed -= rewritten;
        }
        Err(error) => {
            let failure = Failure {
                example: String::new(),
                want: String::new(),
                got: String::new(),
                remark: Some(error.to_string()),
            };
            let outcome = Outcome::Failed(failure);
            tally.add(&outcome);
            reporter.example(&name, 1, &outcome);
        }
    }
    tally
}

/// What a file is.
enum Kind {
    Lesson,
    Program,
}

fn kind_of(path: &Path) -> Option<Kind> {
    match path.extension().and_then(OsStr::to_str)? {
        "md" | "markdown" => Some(Kind::Lesson),
        "py" | "rhai" => Some(Kind::Program),
        _ => None,
    }
}

/// The files below a folder, sorted. Hidden ones, those that belong to a program (`X.files`) and
/// what other tools have built are left out.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            let built = matches!(name, "target" | "node_modules" | "__pycache__");
            if !built && !name.ends_with(".files") {
                collect(&path, files)?;
            }
        } else if kind_of(&path).is_some() {
            files.push(path);
        }
    }
    Ok(())
}

/// A path as the user would write it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

fn print_text(text: &str) {
    use std::io::Write;
    // Who closed the pipe does not want to know.
    let _ = io::stdout().write_all(text.as_bytes());
}

fn eprint_line(text: &str) {
    use std::io::Write;
    // There is nowhere left to say that this failed.
    let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
}
