//! What a learner has done, kept in `biji/progress.json` of the XDG state folder.
//!
//! Each change is written to a new file that then takes the old one's place, so that a crash
//! leaves either the old state or the new one. Names of lessons and exercises are the keys: a new
//! version of the course keeps what it still knows. A file that cannot be read is put aside, never
//! overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
struct State {
    /// Of the file's form.
    #[serde(default)]
    version: u32,
    #[serde(default)]
    courses: BTreeMap<String, CourseState>,
    /// What newer versions have added.
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Default, Serialize, Deserialize)]
struct CourseState {
    /// The lesson that was open last.
    #[serde(default)]
    last: String,
    /// `lesson#exercise`
    #[serde(default)]
    solved: BTreeSet<String>,
    #[serde(default)]
    skipped: BTreeSet<String>,
    /// Lessons that were read to the end.
    #[serde(default)]
    read: BTreeSet<String>,
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

/// A learner's progress in one course.
pub struct Progress {
    path: Option<PathBuf>,
    course: String,
    state: State,
    /// What the user must know about the file.
    pub warning: Option<String>,
}

/// `$XDG_STATE_HOME/biji`, which stands for `~/.local/state/biji`.
pub fn state_folder() -> Option<PathBuf> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    let state = variable("XDG_STATE_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("biji"))
}

impl Progress {
    /// Read the progress in a course.
    pub fn load(course: &str) -> Progress {
        let path = state_folder().map(|folder| folder.join("progress.json"));
        let mut progress = Progress {
            path: path.clone(),
            course: course.to_owned(),
            state: State::default(),
            warning: None,
        };
        let Some(path) = path else {
            progress.warning = Some("no state folder: HOME is not set".to_owned());
            return progress;
        };
        match std::fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(state) => progress.state = state,
                Err(error) => progress.set_aside(&path, &error),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                progress.warning = Some(format!("{}: {error}", path.display()));
                progress.path = None;
            }
        }
        progress.state.version = 1;
        progress
    }

    fn set_aside(&mut self, path: &Path, error: &serde_json::Error) {
        let mut number = 1;
        let mut aside = path.with_extension("json.broken");
        while aside.exists() && number < 1000 {
            number += 1;
            aside = path.with_extension(format!("json.broken{number}"));
        }
        let shown = path.display();
        self.warning = Some(match std::fs::rename(path, &aside) {
            Ok(()) => format!(
                "{shown} cannot be read ({error}); it is now {}",
                aside.display()
            ),
            Err(_) => {
                self.path = None;
                format!("{shown} cannot be read ({error})")
            }
        });
    }

    fn course(&self) -> Option<&CourseState> {
        self.state.courses.get(&self.course)
    }

    fn change(&mut self, change: impl FnOnce(&mut CourseState)) {
        change(self.state.courses.entry(self.course.clone()).or_default());
        if let Some(path) = self.path.clone()
            && let Err(error) = self.save(&path)
        {
            self.warning = Some(format!("{}: {error}", path.display()));
        }
    }

    fn save(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(&self.state).map_err(io::Error::other)?;
        let new = path.with_extension(format!("json.{}", std::process::id()));
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&new, path)
    }

    /// Whether an exercise has been solved.
    pub fn is_solved(&self, lesson: &str, exercise: &str) -> bool {
        let key = format!("{lesson}#{exercise}");
        self.course().is_some_and(|c| c.solved.contains(&key))
    }

    /// Whether a lesson has been read.
    pub fn is_read(&self, lesson: &str) -> bool {
        self.course().is_some_and(|c| c.read.contains(lesson))
    }

    /// The lesson that was open last.
    pub fn last(&self) -> Option<&str> {
        self.course()
            .map(|c| c.last.as_str())
            .filter(|l| !l.is_empty())
    }

    /// An exercise has been solved.
    pub fn solved(&mut self, lesson: &str, exercise: &str) {
        let key = format!("{lesson}#{exercise}");
        self.change(|c| {
            c.skipped.remove(&key);
            c.solved.insert(key);
        });
    }

    /// An exercise has been left out.
    pub fn skipped(&mut self, lesson: &str, exercise: &str) {
        let key = format!("{lesson}#{exercise}");
        self.change(|c| {
            c.skipped.insert(key);
        });
    }

    /// A lesson has been opened.
    pub fn opened(&mut self, lesson: &str) {
        let lesson = lesson.to_owned();
        self.change(|c| c.last = lesson);
    }

    /// A lesson has been read to the end.
    pub fn read(&mut self, lesson: &str) {
        let lesson = lesson.to_owned();
        self.change(|c| {
            c.read.insert(lesson);
        });
    }
}
