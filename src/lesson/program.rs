//! Programs (`.py`, `.rhai`): each runs as a process of its own, and what it prints is compared
//! with the `.out` file beside it, whose format tests/README.md describes. A program without one
//! has to end with exit code 0.
//!
//! With a record, the program is copied into an empty folder, with the contents of `X.files`
//! beside it; without, it stays where it is, so that it finds its modules. Either way it runs in a
//! temporary folder and leaves nothing behind.

use std::fs::File;
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::Run;
use super::folder::Folder;
use super::report::{Failure, Outcome};

/// How a process ended.
enum Ended {
    Exit(ExitStatus),
    TimedOut,
    Interrupted,
}

/// Run a program and compare; `None` if the user broke it off.
pub fn check(run: &Run, path: &Path) -> io::Result<Option<Outcome>> {
    let record = path.with_extension("out");
    let folder = Folder::new()?;
    let files = path.with_extension("files");
    if files.is_dir() {
        folder.fill_from(&files)?;
    }
    let recorded = record.is_file();
    let program = if recorded {
        let name = path
            .file_name()
            .map_or_else(|| PathBuf::from("program"), PathBuf::from);
        std::fs::copy(path, folder.path().join(&name))?;
        name
    } else {
        path.canonicalize()?
    };
    let outputs = Folder::new()?;
    let (out, err) = (outputs.path().join("out"), outputs.path().join("err"));
    let child = Command::new(std::env::current_exe()?)
        .args(limit_arguments(run))
        .arg(&program)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(File::create(&out)?)
        .stderr(File::create(&err)?)
        .env("LANG", "C.UTF-8")
        .env("PYTHONHASHSEED", run.options.seed.unwrap_or(0).to_string())
        .env_remove("BIJI_LANG")
        .env("NO_COLOR", "1")
        // The time limit ends what the program has started, too.
        .process_group(0)
        .spawn()?;
    let ended = wait(run, child)?;
    let prefix = format!("{}/", folder.path().display());
    let read = |path: &Path| -> io::Result<String> {
        Ok(String::from_utf8_lossy(&std::fs::read(path)?).replace(&prefix, ""))
    };
    let (stdout, stderr) = (read(&out)?, read(&err)?);
    let failure = |want: String, got: String, remark: Option<String>| {
        let example = format!("biji {}", program.display());
        Outcome::Failed(Failure {
            example,
            want,
            got,
            remark,
        })
    };
    let status = match ended {
        Ended::Exit(status) => status,
        Ended::Interrupted => return Ok(None),
        Ended::TimedOut => {
            let seconds = run.options.timeout.as_secs_f64();
            let remark = format!("not over after {seconds} s");
            let printed = format!("{stdout}{stderr}");
            return Ok(Some(failure(printed.clone(), printed, Some(remark))));
        }
    };
    if recorded {
        let got = transcript(&stdout, &stderr, status);
        let want = std::fs::read_to_string(&record)?;
        if want == got {
            return Ok(Some(Outcome::Passed));
        }
        if run.options.update {
            std::fs::write(&record, &got)?;
        }
        return Ok(Some(failure(want, got, limit_remark(&stderr))));
    }
    if status.success() {
        return Ok(Some(Outcome::Passed));
    }
    let printed = format!("{stdout}{stderr}");
    let remark = match limit_remark(&stderr) {
        Some(remark) => remark,
        None => format!("exit code {}", code_of(status)),
    };
    Ok(Some(failure(printed.clone(), printed, Some(remark))))
}

/// The limit that a program says it has reached, with the line where it was.
fn limit_remark(stderr: &str) -> Option<String> {
    let (trace, message) = stderr.rsplit_once("biji.Interrupted: ")?;
    let message = message.lines().next().unwrap_or_default();
    let mut lines = trace.lines().rev();
    let at = lines.by_ref().find(|line| line.starts_with("  File \""));
    let number = at.and_then(|line| line.split(", line ").nth(1)?.split(',').next());
    Some(match number {
        Some(number) => format!("{message}; it was in line {number}"),
        None => message.to_owned(),
    })
}

/// The limits as options of the program's process, which breaks it off itself and tells the line.
fn limit_arguments(run: &Run) -> Vec<String> {
    let mut words = vec![
        "--limit-time".to_owned(),
        run.options.timeout.as_secs_f64().to_string(),
    ];
    for (name, limit) in [
        ("--limit-steps", run.options.max_steps),
        ("--limit-memory", run.options.max_memory),
    ] {
        if let Some(limit) = limit {
            words.extend([name.to_owned(), limit.to_string()]);
        }
    }
    words
}

/// Wait for the end of a process, and end it where it takes too long or the user breaks off.
fn wait(run: &Run, mut child: Child) -> io::Result<Ended> {
    // A little longer than its own limit, by which it tells where it was.
    let end = Instant::now() + run.options.timeout + Duration::from_secs(2);
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ended::Exit(status));
        }
        let reason = if run.is_interrupted() {
            Ended::Interrupted
        } else if Instant::now() >= end {
            Ended::TimedOut
        } else {
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
            continue;
        };
        if let Ok(number) = i32::try_from(child.id()) {
            // It may have ended by itself just now; then there is nothing to end.
            let _ = killpg(Pid::from_raw(number), Signal::SIGKILL);
        }
        child.wait()?;
        return Ok(reason);
    }
}

/// An exit code, or a signal's number negated, as Python's subprocess has it.
fn code_of(status: ExitStatus) -> i32 {
    status
        .code()
        .unwrap_or_else(|| status.signal().map_or(0, |number| -number))
}

/// The text of a record: stdout, then stderr and the exit code where they are not empty and 0.
fn transcript(stdout: &str, stderr: &str, status: ExitStatus) -> String {
    let mut text = stdout.to_owned();
    let mut section = |header: &str, body: &str| {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("\n--- no newline\n");
        }
        text.push_str(header);
        text.push_str(body);
    };
    if !stderr.is_empty() {
        section("--- stderr\n", stderr);
    }
    let code = code_of(status);
    if code != 0 {
        section(&format!("--- exit {code}\n"), "");
    }
    text
}
