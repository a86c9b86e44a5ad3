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
//! | `doctest.rs` | transcripts in docstrings |
//! | `worker.rs` | a process a file, several at once |
//! | `formats.rs` | reports for other programs |
//! | `exercise.rs`, `rules.rs` | the exercises of a lesson; what a solution must do |
//! | `judge.rs` | running a solution over its cases |
//! | `grade.rs` | `biji check` and `biji grade` |
//! | `course.rs`, `progress.rs`, `learn.rs`, `render.rs` | `biji learn` |
//! | `begin.rs` | `biji new-lesson` |

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

mod begin;
mod check;
mod course;
mod doctest;
mod exercise;
mod folder;
mod formats;
mod grade;
mod judge;
mod learn;
mod markdown;
mod notes;
mod options;
mod program;
mod progress;
mod render;
mod report;
mod rules;
mod transcript;
mod update;
mod worker;

pub use begin::main as new_lesson;
pub use check::{Flags, expected_exception, matches};
pub use grade::{check_main as check_solution, main as grade};
pub use learn::main as learn;
pub use options::size as parse_size;

use crate::language::Language;
use formats::FileResult;
use judge::Limits;
use options::{Format, Options};
use report::{Failure, Outcome, Reporter, Tally};
use worker::Events;

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

    fn limits(&self) -> Limits {
        Limits {
            time: self.options.timeout,
            steps: self.options.max_steps,
            memory: self.options.max_memory,
        }
    }

    fn language(&self) -> Language {
        self.options
            .language
            .unwrap_or_else(Language::from_environment)
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
        let language = options.language.unwrap_or_else(Language::from_environment);
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
    let files = match files_of(&options)? {
        Ok(files) => files,
        Err(message) => {
            eprint_line(&format!("biji test: {message}"));
            return Ok(USAGE_ERROR);
        }
    };
    let interrupted = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGINT, interrupted.clone())?;
    let run = Run {
        options,
        interrupted,
    };
    if let Some(path) = &run.options.events {
        return work(&run, &files, path);
    }
    if !run.options.watch {
        return once(&run, &files);
    }
    let mut before = stamps(&files);
    let mut code = once(&run, &files)?;
    while !run.is_interrupted() {
        std::thread::sleep(std::time::Duration::from_millis(200));
        let files = files_of(&run.options)?.unwrap_or_default();
        let now = stamps(&files);
        if now != before {
            let changed: Vec<PathBuf> = files
                .iter()
                .zip(&now)
                .filter(|(_, stamp)| !before.contains(stamp))
                .map(|(file, _)| file.clone())
                .collect();
            before = now;
            code = once(&run, &changed)?;
        }
    }
    Ok(if code == NOTHING_FOUND { PASSED } else { code })
}

/// What tells that a file has changed; a program's record is part of it.
fn stamps(files: &[PathBuf]) -> Vec<(PathBuf, Option<std::time::SystemTime>, u64)> {
    let mut list = Vec::new();
    for file in files {
        let record = std::fs::metadata(file.with_extension("out")).ok();
        let own = std::fs::metadata(file).ok();
        let time = |m: &Option<std::fs::Metadata>| m.as_ref().and_then(|m| m.modified().ok());
        let newest = time(&own).max(time(&record));
        list.push((file.clone(), newest, own.map_or(0, |m| m.len())));
    }
    list
}

/// The files to check, or what is wrong with the paths.
fn files_of(options: &Options) -> io::Result<Result<Vec<PathBuf>, String>> {
    let paths = match options.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    let mut files = Vec::new();
    for path in &paths {
        if !path.exists() {
            return Ok(Err(format!("no such file or folder: {}", path.display())));
        }
        if path.is_dir() {
            collect(path, &mut files)?;
        } else if kind_of(path).is_some() {
            files.push(path.clone());
        } else {
            let text = format!("neither .md nor .py nor .rhai: {}", path.display());
            return Ok(Err(text));
        }
    }
    Ok(Ok(files))
}

/// Check all files once, and report.
fn once(run: &Run, files: &[PathBuf]) -> io::Result<i32> {
    let start = Instant::now();
    let reporter = Reporter::new(&run.options);
    let pretty = run.options.format == Format::Pretty;
    let mut total = Tally::default();
    let mut results = Vec::new();
    worker::check_all(&run.options, files, &run.interrupted, |file, events| {
        let name = shown(file);
        let mut tally = Tally::default();
        for event in &events {
            match event.updated {
                true => tally.updated += 1,
                false => tally.add(&event.outcome),
            }
            if pretty && !event.updated {
                reporter.example(&name, event.line, &event.outcome);
            }
        }
        if pretty {
            reporter.file(&name, tally);
        }
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.skipped += tally.skipped;
        total.updated += tally.updated;
        results.push(FileResult { name, events });
        !(run.options.exit_first && total.failed > 0)
    })?;
    let seconds = start.elapsed();
    if pretty {
        if run.is_interrupted() {
            reporter.note("interrupted");
        }
        reporter.summary(total, seconds);
    } else {
        let text = formats::render(run.options.format, &results, seconds.as_secs_f64());
        print_text(&text);
    }
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

/// The part of a worker: check files here, and write what happens.
fn work(run: &Run, files: &[PathBuf], path: &Path) -> io::Result<i32> {
    let path = std::path::absolute(path)?;
    let mut events = Events::create(&path)?;
    let mut failed = false;
    for file in files {
        failed |= check_file(run, &mut events, file)?;
        if run.is_interrupted() {
            return Ok(INTERRUPTED);
        }
    }
    Ok(if failed { FAILED } else { PASSED })
}

/// Check one file; what cannot be read counts as a failure. Whether something failed.
fn check_file(run: &Run, events: &mut Events, file: &Path) -> io::Result<bool> {
    let name = shown(file);
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut failed = false;
    let mut told: io::Result<()> = Ok(());
    let update = run.options.update;
    let mut seen = |line: usize, code: &str, outcome: Outcome| {
        let wanted = run
            .options
            .keyword
            .as_ref()
            .is_none_or(|word| name.contains(word.as_str()) || code.contains(word.as_str()));
        if !wanted {
            return true;
        }
        let title = code
            .lines()
            .find(|l| !l.trim().is_empty())
            .unwrap_or("program");
        let is_failure = matches!(outcome, Outcome::Failed(_));
        failed |= is_failure;
        // Only differences are rewritten, not limits, errors, and what exercises are checked for.
        let updated = update && matches!(&outcome, Outcome::Failed(f) if f.remark.is_none());
        told = events.tell(line, title.trim(), outcome, updated);
        told.is_ok() && !(is_failure && run.options.exit_first)
    };
    let result = match kind_of(file) {
        Some(Kind::Lesson) => notes::check(run, &absolute, &mut seen).map(drop),
        _ => check_program(run, &absolute, &mut seen),
    };
    told?;
    if let Err(error) = result {
        failed = true;
        let failure = Failure {
            example: String::new(),
            want: String::new(),
            got: String::new(),
            remark: Some(error.to_string()),
        };
        events.tell(1, "reading", Outcome::Failed(failure), false)?;
    }
    Ok(failed)
}

fn check_program(
    run: &Run,
    path: &Path,
    seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
) -> io::Result<()> {
    if let Some(outcome) = program::check(run, path)?
        && !seen(1, "", outcome)
    {
        return Ok(());
    }
    if path.extension() == Some(OsStr::new("py")) {
        doctest::check(run, path, seen)?;
    }
    Ok(())
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
