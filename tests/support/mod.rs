//! Runs a corpus of programs by the biji binary and compares what each prints with the record
//! beside it.
//!
//! The format of a record and the conditions of a run stand in `tests/README.md`. A test's name is
//! its path below `tests`. Nothing is recorded here, and no program is skipped: one without a
//! record fails.

use std::env;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use similar::TextDiff;

/// How long a program may run. CPython's limit in `record.py` is lower; this one allows for a debug
/// build on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// A corpus: where its programs are and who judges them.
pub struct Corpus {
    /// Folders of programs, below `tests`.
    pub roots: &'static [&'static str],
    /// How a program's name ends, without the dot.
    pub extension: &'static str,
    /// What the records show the output of.
    pub judge: &'static str,
}

/// Run the programs that the command line asks for.
pub fn main(corpus: &'static Corpus) -> ExitCode {
    let arguments = Arguments::from_args();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut programs = Vec::new();
    for root in corpus.roots {
        let folder = tests.join(root);
        if folder.is_dir()
            && let Err(error) = collect(&folder, corpus.extension, &mut programs)
        {
            eprintln!("tests/{root}: {error}");
            return ExitCode::FAILURE;
        }
    }
    if programs.is_empty() {
        eprintln!("no programs below tests in {}", corpus.roots.join(", "));
        return ExitCode::FAILURE;
    }
    programs.sort();
    let pending = fs::read_to_string(tests.join("pending.txt")).unwrap_or_default();
    let pending: Vec<&str> = pending
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let trials = programs
        .into_iter()
        .map(|program| {
            let name = program.strip_prefix(&tests).unwrap_or(&program);
            let name = name.with_extension("").display().to_string();
            let waits = pending.contains(&name.as_str());
            Trial::test(name, move || check(&program, corpus.judge)).with_ignored_flag(waits)
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Adds the programs below a folder; those in an `X.files` folder belong to another program.
fn collect(folder: &Path, wanted: &str, programs: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            if extension != "files" {
                collect(&path, wanted, programs)?;
            }
        } else if extension == wanted {
            programs.push(path);
        }
    }
    Ok(())
}

/// Runs one program and compares; the failure shows a unified diff.
fn check(program: &Path, judge: &str) -> Result<(), Failed> {
    let record = program.with_extension("out");
    let expected = fs::read_to_string(&record)
        .map_err(|error| format!("{}: {error}; see tests/README.md", record.display()))?;
    let got = run(program)?;
    if got == expected {
        return Ok(());
    }
    let difference = TextDiff::from_lines(&expected, &got);
    let mut unified = difference.unified_diff();
    let unified = unified.context_radius(4).header(judge, "biji");
    Err(unified.to_string().into())
}

/// One run in a fresh folder, as the text of a record.
fn run(program: &Path) -> Result<String, Failed> {
    let name = program.file_name().ok_or("a program without a name")?;
    let place = Place::new()?;
    let folder = place.path.join("work");
    fs::create_dir(&folder)?;
    fs::copy(program, folder.join(name))?;
    let companions = program.with_extension("files");
    if companions.is_dir() {
        copy_contents(&companions, &folder)?;
    }
    // Files rather than pipes: a process that the program left behind cannot keep us waiting.
    let streams = [place.path.join("stdout"), place.path.join("stderr")];
    let [stdout, stderr] = &streams;
    let child = Command::new(env!("CARGO_BIN_EXE_biji"))
        .arg(name)
        .current_dir(&folder)
        .env_clear()
        .envs(env::var_os("PATH").map(|path| ("PATH", path)))
        .env("LANG", "C.UTF-8")
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(File::create(stdout)?)
        .stderr(File::create(stderr)?)
        .process_group(0)
        .spawn()?;
    let status = wait(child)?;
    let prefix = format!("{}/", folder.display());
    let mut texts = Vec::new();
    for stream in &streams {
        let text = String::from_utf8_lossy(&fs::read(stream)?).into_owned();
        texts.push(text.replace(&prefix, ""));
    }
    let [stdout, stderr] = texts.as_slice() else {
        return Err("two streams".into());
    };
    match status {
        Some(status) => Ok(transcript(stdout, stderr, status)),
        None => {
            let seconds = LIMIT.as_secs();
            Err(format!("did not end within {seconds} s; it had printed\n{stdout}{stderr}").into())
        }
    }
}

/// Waits for the end of a process. `None` when it had to be killed at the limit, and with it the
/// processes that it started.
fn wait(mut child: Child) -> io::Result<Option<ExitStatus>> {
    let end = Instant::now() + LIMIT;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            if let Ok(number) = i32::try_from(child.id()) {
                // It may have ended by itself just now; then there is nothing to kill.
                let _ = killpg(Pid::from_raw(number), Signal::SIGKILL);
            }
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// The text of a record: stdout, then stderr and the exit code where they are not empty and 0.
fn transcript(stdout: &str, stderr: &str, status: ExitStatus) -> String {
    let mut text = stdout.to_owned();
    let section = |text: &mut String, header: &str, body: &str| {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("\n--- no newline\n");
        }
        text.push_str(header);
        text.push_str(body);
    };
    if !stderr.is_empty() {
        section(&mut text, "--- stderr\n", stderr);
    }
    // A signal counts as its number negated, as Python's subprocess has it.
    let signal = || status.signal().map_or(0, |number| -number);
    let code = status.code().unwrap_or_else(signal);
    if code != 0 {
        section(&mut text, &format!("--- exit {code}\n"), "");
    }
    text
}

fn copy_contents(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target)?;
            copy_contents(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// A fresh temporary folder, removed at the end of its test.
struct Place {
    path: PathBuf,
}

impl Place {
    fn new() -> io::Result<Place> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("biji-corpus-{}-{number}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir(&path)?;
        // The programs see the real path, so it is the real path that is removed from their output.
        let path = path.canonicalize()?;
        Ok(Place { path })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.path);
    }
}
