//! Each file is checked by a process of its own, so that one that hangs, crashes or eats the
//! memory costs only itself, and several run at once. What happens there is written to a file of
//! events, one JSON object a line, which the parent reads when the process is over.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::options::Options;
use super::report::{Failure, Outcome};

/// One example or check, as its process tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub line: usize,
    /// The first line of the code, or the name of a check.
    pub name: String,
    pub outcome: Outcome,
    /// Seconds.
    pub time: f64,
    /// Its expectation was rewritten.
    pub updated: bool,
}

/// Writes events.
pub struct Events {
    file: File,
    last: Instant,
}

impl Events {
    /// # Errors
    /// The file cannot be written.
    pub fn create(path: &Path) -> io::Result<Events> {
        Ok(Events {
            file: File::create(path)?,
            last: Instant::now(),
        })
    }

    /// Write an event; the time is that since the last one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn tell(
        &mut self,
        line: usize,
        name: &str,
        outcome: Outcome,
        updated: bool,
    ) -> io::Result<()> {
        let now = Instant::now();
        let event = Event {
            line,
            name: name.to_owned(),
            outcome,
            time: now.duration_since(self.last).as_secs_f64(),
            updated,
        };
        self.last = now;
        let mut text = serde_json::to_string(&event).map_err(io::Error::other)?;
        text.push('\n');
        self.file.write_all(text.as_bytes())
    }
}

/// A file that is being checked.
pub struct Worker {
    child: Child,
    folder: Folder,
    /// The size of the events when it last grew, and when.
    progress: (u64, Instant),
    patience: Duration,
}

impl Worker {
    /// Begin to check a file.
    ///
    /// # Errors
    /// The process cannot be started.
    pub fn start(options: &Options, path: &Path) -> io::Result<Worker> {
        let folder = Folder::new()?;
        let err = File::create(folder.path().join("stderr"))?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("test")
            .args(options.for_worker())
            .arg("--events")
            .arg(folder.path().join("events"))
            .arg(path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(err);
        if let Some(seed) = options.seed {
            command.env("PYTHONHASHSEED", seed.to_string());
        }
        let child = command.spawn()?;
        Ok(Worker {
            child,
            folder,
            progress: (0, Instant::now()),
            // The process keeps the limit itself, unless a native cannot be broken off.
            patience: options.timeout + Duration::from_secs(10),
        })
    }

    fn events(&self) -> PathBuf {
        self.folder.path().join("events")
    }

    /// Whether it is over; one that makes no progress is ended.
    ///
    /// # Errors
    /// The system's.
    pub fn poll(&mut self) -> io::Result<Option<Ended>> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(Some(Ended::Exit(status)));
        }
        let size = std::fs::metadata(self.events()).map_or(0, |m| m.len());
        if size != self.progress.0 {
            self.progress = (size, Instant::now());
        } else if self.progress.1.elapsed() > self.patience {
            self.end();
            return Ok(Some(Ended::Stuck));
        }
        Ok(None)
    }

    /// End it.
    pub fn end(&mut self) {
        // It may be over already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// What it has told, and a failure where it ended by itself.
    pub fn result(&self, ended: &Ended) -> Vec<Event> {
        let text = std::fs::read_to_string(self.events()).unwrap_or_default();
        // The last line may be cut off.
        let mut events: Vec<Event> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let remark = match ended {
            Ended::Stuck => Some("not over, and could not be broken off".to_owned()),
            Ended::Exit(status) => match status.code() {
                Some(0..=2 | 5) => None,
                Some(code) => Some(format!("the process ended with code {code}")),
                None => Some(format!("the process crashed: {status}")),
            },
        };
        if let Some(remark) = remark {
            let err = std::fs::read(self.folder.path().join("stderr")).unwrap_or_default();
            let got = String::from_utf8_lossy(&err).into_owned();
            let line = events.last().map_or(1, |event| event.line);
            events.push(Event {
                line,
                name: "the run".to_owned(),
                outcome: Outcome::Failed(Failure {
                    example: String::new(),
                    want: got.clone(),
                    got,
                    remark: Some(remark),
                }),
                time: 0.0,
                updated: false,
            });
        }
        events
    }
}

/// How a worker ended.
pub enum Ended {
    Exit(ExitStatus),
    Stuck,
}

/// Check files, some at a time; `done` gets each file's events in the files' order, and says
/// whether to go on.
///
/// # Errors
/// Processes cannot be started.
pub fn check_all(
    options: &Options,
    files: &[PathBuf],
    interrupted: &AtomicBool,
    mut done: impl FnMut(&Path, Vec<Event>) -> bool,
) -> io::Result<()> {
    let mut running: Vec<(usize, Worker)> = Vec::new();
    let mut finished: std::collections::BTreeMap<usize, Vec<Event>> = Default::default();
    let (mut next, mut told) = (0, 0);
    let mut going = true;
    while going && told < files.len() && !interrupted.load(Ordering::Relaxed) {
        while running.len() < options.jobs
            && let Some(file) = files.get(next)
        {
            running.push((next, Worker::start(options, file)?));
            next += 1;
        }
        let mut still = Vec::new();
        for (number, mut worker) in running.drain(..) {
            match worker.poll()? {
                Some(ended) => drop(finished.insert(number, worker.result(&ended))),
                None => still.push((number, worker)),
            }
        }
        running = still;
        let mut quiet = true;
        while going && let Some(events) = finished.remove(&told) {
            if let Some(file) = files.get(told) {
                going = done(file, events);
            }
            told += 1;
            quiet = false;
        }
        if quiet {
            std::thread::sleep(Duration::from_millis(3));
        }
    }
    for (_, worker) in &mut running {
        worker.end();
    }
    Ok(())
}
