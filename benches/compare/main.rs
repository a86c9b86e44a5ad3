//! Times the programs in `benches/programs` under biji and under CPython 3.13, side by side; with
//! `--modules` those in `benches/modules`, which are about the library.
//!
//! ```text
//! cargo bench --bench compare -- [--modules] [--rounds N] [--cold-build] [NAME ...]
//! ```
//!
//! Every claim is a ratio measured in one run: the two interpreters take turns, and of each the
//! smallest user plus system time counts, because a machine's other work can only add to it. A
//! program counts only when both interpreters print the same. A run of the whole set writes
//! `docs/benchmarks.md` or `docs/benchmarks-modules.md`; a run of some programs (names that contain
//! a NAME) only prints.
//!
//! CPython is `$BIJI_PYTHON`, else the first `python3.13` on the PATH that answers 3.13, else one
//! of pyenv's. Without one, biji's own times are printed and no ratio is claimed; likewise for
//! programs about pictures where that CPython has no Pillow.
//!
//! Left out: wall time (the machines are shared), statistics beyond the minimum (five rounds do not
//! carry them), and comparison with earlier runs (their machine may have been another).

mod machine;
mod python;

use std::env;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeValLike;

use machine::{cores, cpu_model, today};

const BIJI: &str = env!("CARGO_BIN_EXE_biji");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first argument that makes this program the wrapper around one measured child.
const WRAP: &str = "--wrap";

/// Rounds of each program unless `--rounds` says otherwise.
const ROUNDS: usize = 5;

/// A start-up takes milliseconds, so it is repeated this many times as often as a program.
const STARTUP_FACTOR: usize = 8;

/// Seconds of CPU time after which the kernel ends a measured program.
const CPU_LIMIT: u64 = 120;

/// What is timed by `-c`, beside the programs: label and source.
const STARTUPS: [(&str, &str); 2] = [
    ("start-up", "pass"),
    ("start-up, 4 imports", "import json, pickle, random, re"),
];

type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let result = match arguments.split_first() {
        Some((first, command)) if first == WRAP => wrap(command),
        _ => Options::parse(&arguments).and_then(|options| match options {
            Some(options) => compare(&options),
            None => {
                println!("benchmarks run by `cargo bench`; nothing to do here");
                Ok(ExitCode::SUCCESS)
            }
        }),
    };
    result.unwrap_or_else(|message| {
        eprintln!("compare: {message}");
        ExitCode::from(2)
    })
}

/// The command line.
struct Options {
    rounds: usize,
    modules: bool,
    cold_build: bool,
    names: Vec<String>,
}

impl Options {
    /// Reads the arguments. `None` where Cargo's `--bench` is missing: then it is `cargo test` that
    /// runs this target, and a benchmark has no part in it.
    fn parse(arguments: &[OsString]) -> Outcome<Option<Options>> {
        let mut options = Options {
            rounds: ROUNDS,
            modules: false,
            cold_build: false,
            names: Vec::new(),
        };
        let mut is_bench = false;
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.to_str() {
                Some("--bench") => is_bench = true,
                Some("--modules") => options.modules = true,
                Some("--cold-build") => options.cold_build = true,
                Some("--rounds") => {
                    let number = rest.next().and_then(|text| text.to_str()?.parse().ok());
                    options.rounds = number
                        .filter(|&rounds| rounds > 0)
                        .ok_or("--rounds needs a number above 0")?;
                }
                Some(name) if !name.starts_with('-') => options.names.push(name.to_owned()),
                _ => return Err(format!("unknown option {}", argument.display())),
            }
        }
        Ok(is_bench.then_some(options))
    }

    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|part| name.contains(part))
    }

    /// The folder of the programs.
    fn programs(&self) -> &'static str {
        match self.modules {
            true => "benches/modules",
            false => "benches/programs",
        }
    }

    /// The document that a whole run writes, and its title.
    fn document(&self) -> (&'static str, &'static str) {
        match self.modules {
            true => ("docs/benchmarks-modules.md", "Benchmarks of the modules"),
            false => ("docs/benchmarks.md", "Benchmarks"),
        }
    }

    /// The command that repeats this run.
    fn command(&self) -> String {
        let mut words = Vec::new();
        if self.modules {
            words.push("--modules".to_owned());
        }
        if self.rounds != ROUNDS {
            words.push(format!("--rounds {}", self.rounds));
        }
        if self.cold_build {
            words.push("--cold-build".to_owned());
        }
        words.extend(self.names.iter().cloned());
        let command = "cargo bench --bench compare";
        if words.is_empty() {
            command.to_owned()
        } else {
            format!("{command} -- {}", words.join(" "))
        }
    }
}

/// One thing to time: its label, what it is about, and the interpreter's arguments.
struct Task {
    name: String,
    subject: String,
    arguments: Vec<OsString>,
    rounds: usize,
}

/// The smallest time and the largest memory of an interpreter's runs of one task.
#[derive(Clone, Copy)]
struct Figures {
    cpu: Duration,
    peak_bytes: u64,
}

impl Figures {
    fn milliseconds(self) -> f64 {
        self.cpu.as_secs_f64() * 1000.0
    }

    fn megabytes(self) -> f64 {
        mebibytes(self.peak_bytes)
    }
}

/// One line of the report.
struct Row {
    name: String,
    subject: String,
    result: Outcome<Pair>,
}

/// biji's figures and, where there is a CPython, its figures.
struct Pair {
    biji: Figures,
    python: Option<Figures>,
}

impl Pair {
    /// biji's time over CPython's: below 1, biji is the faster.
    fn ratio(&self) -> Option<f64> {
        let python = self.python?;
        Some(self.biji.cpu.as_secs_f64() / python.cpu.as_secs_f64())
    }
}

/// All that a run found out.
struct Report {
    programs: Vec<Row>,
    startups: Vec<Row>,
    python_versions: Option<String>,
    binary_bytes: u64,
    cold_build: Option<Duration>,
    rounds: usize,
    command: String,
}

fn compare(options: &Options) -> Outcome<ExitCode> {
    let python = python::find()?;
    match &python {
        Some(python) => println!("biji beside {}", python.versions()),
        None => println!(
            "no CPython 3.13 on this machine (set BIJI_PYTHON): biji's times alone, nothing is compared"
        ),
    }
    let folder = Folder::new()?;
    let cold_build = match options.cold_build {
        true => Some(cold_build(&folder.path)?),
        false => None,
    };
    println!("{}", heading());
    let measure_all = |tasks: Vec<Task>| -> Vec<Row> {
        let wanted = tasks.into_iter().filter(|task| options.wants(&task.name));
        wanted
            .map(|task| {
                let python = python.as_ref().filter(|python| python.can_run(&task.name));
                let result = time(&task, python, &folder.path);
                let (name, subject) = (task.name, task.subject);
                let row = Row {
                    name,
                    subject,
                    result,
                };
                println!("{}", row.line());
                row
            })
            .collect()
    };
    let programs = measure_all(program_tasks(options.programs(), options.rounds)?);
    let startups = match options.modules {
        true => Vec::new(),
        false => measure_all(startup_tasks(options.rounds)),
    };
    if programs.is_empty() && startups.is_empty() {
        return Err(format!("no program is named {}", options.names.join(", ")));
    }
    let report = Report {
        programs,
        startups,
        python_versions: python.map(|python| python.versions()),
        binary_bytes: file_size(Path::new(BIJI))?,
        cold_build,
        rounds: options.rounds,
        command: options.command(),
    };
    println!("\n{}", report.summary());
    if let (true, Some(versions)) = (options.names.is_empty(), &report.python_versions) {
        let (name, title) = options.document();
        let target = Path::new(ROOT).join(name);
        fs::create_dir_all(target.with_file_name(""))
            .and_then(|()| fs::write(&target, report.markdown(title, versions)))
            .map_err(|error| format!("{name}: {error}"))?;
        println!("written: {name}");
    }
    Ok(match report.failures() {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Every program of a folder, by name.
fn program_tasks(name: &str, rounds: usize) -> Outcome<Vec<Task>> {
    let folder = Path::new(ROOT).join(name);
    let failed = |error: io::Error| format!("{name}: {error}");
    let mut tasks = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let source = fs::read_to_string(&path).map_err(failed)?;
        let first = source.lines().next().unwrap_or_default();
        tasks.push(Task {
            name: name.to_owned(),
            subject: first.trim_matches('"').to_owned(),
            arguments: vec![path.clone().into()],
            rounds,
        });
    }
    tasks.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(tasks)
}

fn startup_tasks(rounds: usize) -> Vec<Task> {
    let task = |(name, source): (&str, &str)| Task {
        name: name.to_owned(),
        subject: format!("`-c \"{source}\"`"),
        arguments: vec!["-c".into(), source.into()],
        rounds: rounds * STARTUP_FACTOR,
    };
    STARTUPS.map(task).into()
}

/// Runs a task under the two interpreters in turn, and compares what they print.
fn time(task: &Task, python: Option<&python::Python>, folder: &Path) -> Outcome<Pair> {
    let mut biji = Best::default();
    let mut cpython = Best::default();
    let mut expected: Option<String> = None;
    for _ in 0..task.rounds {
        let run = measure(Path::new(BIJI), task, folder).map_err(|why| format!("biji {why}"))?;
        biji.add(&run);
        if let Some(python) = python {
            let model =
                measure(&python.path, task, folder).map_err(|why| format!("CPython {why}"))?;
            cpython.add(&model);
            expected = Some(model.stdout);
        }
        let expected = expected.get_or_insert_with(|| run.stdout.clone());
        if *expected != run.stdout {
            let (wanted, got) = (expected.trim_end(), run.stdout.trim_end());
            return Err(format!("prints {got:?}, expected {wanted:?}"));
        }
    }
    Ok(Pair {
        biji: biji.figures.ok_or("no rounds")?,
        python: cpython.figures,
    })
}

/// Gathers the figures of repeated runs.
#[derive(Default)]
struct Best {
    figures: Option<Figures>,
}

impl Best {
    fn add(&mut self, run: &Run) {
        let new = run.figures;
        self.figures = Some(self.figures.map_or(new, |old| Figures {
            cpu: old.cpu.min(new.cpu),
            peak_bytes: old.peak_bytes.max(new.peak_bytes),
        }));
    }
}

/// One finished run.
struct Run {
    figures: Figures,
    stdout: String,
}

/// Runs a task once, in `folder`, through the wrapper.
fn measure(interpreter: &Path, task: &Task, folder: &Path) -> Outcome<Run> {
    let own = env::current_exe().map_err(|error| format!("finds no wrapper: {error}"))?;
    let output = Command::new(own)
        .arg(WRAP)
        .arg(interpreter)
        .args(&task.arguments)
        .current_dir(folder)
        .env("LANG", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("PYTHONHASHSEED", "0")
        .env_remove("PYTHONPATH")
        .env_remove("BIJI_LANG")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("does not start: {error}"))?;
    let complaint = || {
        let text = String::from_utf8_lossy(&output.stderr);
        text.lines().last().unwrap_or_default().trim().to_owned()
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let (header, stdout) = text.split_once('\n').ok_or_else(complaint)?;
    let numbers: Vec<i64> = header.split(' ').flat_map(str::parse).collect();
    let &[code, microseconds, peak_bytes] = numbers.as_slice() else {
        return Err(complaint());
    };
    match code {
        0 => Ok(Run {
            figures: Figures {
                cpu: Duration::from_micros(microseconds.unsigned_abs()),
                peak_bytes: peak_bytes.unsigned_abs(),
            },
            stdout: stdout.to_owned(),
        }),
        1.. => Err(format!("ends with exit code {code}: {}", complaint())),
        _ => Err(format!("ends by signal {}: {}", -code, complaint())),
    }
}

/// The wrapper: runs one command, then prints a line with its exit code (a signal negated), its
/// user plus system time in microseconds and its peak memory in bytes, then its stdout.
///
/// A process of its own is needed because `RUSAGE_CHILDREN` sums the time, and keeps the largest
/// memory, of all children so far. The wrapper's own 2 or 3 MB are the least that it can report: a
/// child begins its life in its parent's memory.
fn wrap(command: &[OsString]) -> Outcome<ExitCode> {
    let (program, arguments) = command.split_first().ok_or("no command to wrap")?;
    setrlimit(Resource::RLIMIT_CPU, CPU_LIMIT, CPU_LIMIT).map_err(|error| error.to_string())?;
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let microseconds =
        usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // macOS counts bytes here, other systems kilobytes.
    let unit = if cfg!(target_vendor = "apple") {
        1
    } else {
        1024
    };
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "{} {} {}",
        exit_number(output.status),
        microseconds,
        usage.max_rss() * unit
    )
    .and_then(|()| stdout.write_all(&output.stdout))
    .map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// The exit code, or the number of the signal that ended the process, negated.
fn exit_number(status: ExitStatus) -> i32 {
    let signal = || status.signal().map_or(1, |number| -number);
    status.code().unwrap_or_else(signal)
}

/// The time on the clock of a release build into an empty folder, crates already downloaded.
fn cold_build(folder: &Path) -> Outcome<Duration> {
    println!("cold build: cargo build --release into an empty folder ...");
    let target = folder.join("cold-target");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let began = Instant::now();
    // A wrapper around rustc may be a cache, and a cached build is not a cold one.
    let status = Command::new(cargo)
        .args(["build", "--release", "--bin", "biji", "--target-dir"])
        .arg(&target)
        .current_dir(ROOT)
        .env_remove("RUSTC_WRAPPER")
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    let duration = began.elapsed();
    match status.success() {
        true => Ok(duration),
        false => Err("the cold build failed".to_owned()),
    }
}

fn file_size(path: &Path) -> Outcome<u64> {
    let metadata = fs::metadata(path).map_err(|error| format!("the binary: {error}"))?;
    Ok(metadata.len())
}

fn heading() -> String {
    let line = format!(
        "{:<20} {:>9} {:>10} {:>7} {:>8} {:>8}",
        "program", "biji ms", "CPython ms", "ratio", "biji MB", "CPy MB"
    );
    format!("{line}\n{}", "-".repeat(line.len()))
}

impl Row {
    fn cells(&self) -> Option<[String; 5]> {
        let pair = self.result.as_ref().ok()?;
        let number = |value: Option<f64>, digits: usize| match value {
            Some(value) => format!("{value:.digits$}"),
            None => "-".to_owned(),
        };
        Some([
            number(Some(pair.biji.milliseconds()), 1),
            number(pair.python.map(Figures::milliseconds), 1),
            number(pair.ratio(), 2),
            number(Some(pair.biji.megabytes()), 1),
            number(pair.python.map(Figures::megabytes), 1),
        ])
    }

    /// The row as it appears in the terminal.
    fn line(&self) -> String {
        match (self.cells(), &self.result) {
            (Some([biji, python, ratio, biji_peak, python_peak]), _) => format!(
                "{:<20} {biji:>9} {python:>10} {ratio:>7} {biji_peak:>8} {python_peak:>8}",
                self.name
            ),
            (None, Err(why)) => format!("{:<20} FAIL: {why}", self.name),
            (None, Ok(_)) => self.name.clone(),
        }
    }

    /// The row as it appears in the document.
    fn markdown(&self) -> String {
        let cells = self
            .cells()
            .map_or_else(|| "FAIL | | | | ".to_owned(), |cells| cells.join(" | "));
        format!("| {} | {} | {cells} |", self.name, self.subject)
    }

    fn ratio(&self) -> Option<f64> {
        self.result.as_ref().ok()?.ratio()
    }

    fn peaks(&self) -> Option<(f64, f64)> {
        let pair = self.result.as_ref().ok()?;
        Some((pair.biji.megabytes(), pair.python?.megabytes()))
    }
}

impl Report {
    fn failures(&self) -> usize {
        let rows = self.programs.iter().chain(&self.startups);
        rows.filter(|row| row.result.is_err()).count()
    }

    fn build_facts(&self) -> [String; 2] {
        let binary = format!("Binary: {:.1} MB.", mebibytes(self.binary_bytes));
        let build = match self.cold_build {
            Some(duration) => format!(
                "Cold release build: {:.0} s on {} cores.",
                duration.as_secs_f64(),
                cores()
            ),
            None => "Cold release build: not measured in this run (--cold-build).".to_owned(),
        };
        [binary, build]
    }

    fn rounds_taken(&self) -> String {
        let programs = format!("{} of each program", self.rounds);
        match self.startups.is_empty() {
            true => programs,
            false => format!(
                "{programs}, {} of each start-up",
                self.rounds * STARTUP_FACTOR
            ),
        }
    }

    /// The result in a few sentences, one a line, true of this run alone.
    fn summary(&self) -> String {
        let mut lines = Vec::new();
        let ratios: Vec<f64> = self.programs.iter().filter_map(Row::ratio).collect();
        if let Some(mean) = geometric_mean(&ratios) {
            let faster = ratios.iter().filter(|&&ratio| ratio < 1.0).count();
            lines.push(format!(
                "Geometric mean of {} programs, CPython = 1: {mean:.3} (start-up not counted; {faster} faster than CPython).",
                ratios.len()
            ));
        }
        let rated = self
            .programs
            .iter()
            .filter_map(|row| Some((row, row.ratio()?)));
        if let Some((row, ratio)) = rated.max_by(|a, b| a.1.total_cmp(&b.1)) {
            lines.push(format!("Worst program: {} at {ratio:.2}.", row.name));
        }
        let peaks: Vec<f64> = self
            .programs
            .iter()
            .filter_map(Row::peaks)
            .map(|(a, b)| a / b)
            .collect();
        if let Some(mean) = geometric_mean(&peaks) {
            lines.push(format!(
                "Peak memory, geometric mean of the ratios: {mean:.2}."
            ));
        }
        for row in &self.startups {
            if let Some([biji, python, ratio, ..]) = row.cells() {
                lines.push(format!(
                    "{}: {biji} ms, CPython {python} ms, ratio {ratio}.",
                    capitalised(&row.name)
                ));
            }
        }
        if !self.startups.is_empty() {
            lines.extend(self.build_facts());
        }
        if self.failures() > 0 {
            lines.push(format!("FAIL: {} programs.", self.failures()));
        }
        lines.join("\n")
    }

    /// The text of the document.
    fn markdown(&self, title: &str, python_versions: &str) -> String {
        let mut text = format!(
            "# {title}\n\nWritten by the command below; do not edit. biji and CPython took turns in one run on one\n\
             machine, so only the ratios carry over to another. Times are the smallest user plus system time of\n\
             all rounds, start-up included; memory is the largest resident set. 1 MB is 1024 × 1024 bytes.\n\n",
        );
        let facts = [
            ("Date", today()),
            (
                "Machine",
                format!("{}, {} cores, {}", cpu_model(), cores(), env::consts::OS),
            ),
            (
                "Versions",
                format!("biji {}, {python_versions}", env!("CARGO_PKG_VERSION")),
            ),
            ("Command", format!("`{}`", self.command)),
            ("Rounds", self.rounds_taken()),
        ];
        for (label, fact) in facts {
            let _ = writeln!(text, "- {label}: {fact}");
        }
        text.push('\n');
        for line in self.summary().lines() {
            let _ = writeln!(text, "- {line}");
        }
        text.push_str(
            "\n| Program | What it does | biji ms | CPython ms | ratio | biji peak MB | CPython peak MB |\n\
             | --- | --- | --: | --: | --: | --: | --: |\n",
        );
        for row in self.programs.iter().chain(&self.startups) {
            let _ = writeln!(text, "{}", row.markdown());
        }
        text
    }
}

fn geometric_mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let logarithms: f64 = values.iter().map(|value| value.ln()).sum();
    Some((logarithms / values.len() as f64).exp())
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// An empty folder for the programs to run in, removed at the end.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> Outcome<Folder> {
        let path = env::temp_dir().join(format!("biji-compare-{}", std::process::id()));
        fs::create_dir(&path).map_err(|error| format!("temporary folder: {error}"))?;
        Ok(Folder { path })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.path);
    }
}
