//! Finds the CPython, and the Pillow, to compare with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs whose names begin so need Pillow under CPython.
const NEEDS_PILLOW: &str = "pil_";

/// A CPython of the wanted version.
pub struct Python {
    pub path: PathBuf,
    version: String,
    pillow: Option<String>,
}

impl Python {
    /// The versions, as the report names them.
    pub fn versions(&self) -> String {
        match &self.pillow {
            Some(pillow) => format!("CPython {}, Pillow {pillow}", self.version),
            None => format!("CPython {}", self.version),
        }
    }

    /// Whether this CPython can run a program.
    pub fn can_run(&self, program: &str) -> bool {
        self.pillow.is_some() || !program.starts_with(NEEDS_PILLOW)
    }
}

/// The CPython to compare with, if the machine has one.
///
/// # Errors
/// When `BIJI_PYTHON` names something that is no CPython 3.13.
pub fn find() -> Result<Option<Python>, String> {
    if let Some(chosen) = env::var_os("BIJI_PYTHON") {
        let path = PathBuf::from(chosen);
        let python = ask_version(path).ok_or("BIJI_PYTHON does not name a CPython 3.13")?;
        return Ok(Some(python));
    }
    let paths = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&paths).map(|folder| folder.join("python3.13"));
    let found = on_path.chain(pyenv_pythons()).find_map(ask_version);
    Ok(found)
}

/// The interpreters that pyenv has built below the home folder.
fn pyenv_pythons() -> Vec<PathBuf> {
    let Some(home) = env::var_os("HOME") else {
        return Vec::new();
    };
    let versions = Path::new(&home).join(".pyenv/versions");
    let entries = fs::read_dir(versions).into_iter().flatten().flatten();
    let matching = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("3.13"));
    matching
        .map(|entry| entry.path().join("bin/python3.13"))
        .collect()
}

/// Asks a program whether it is CPython 3.13: a version manager's stand-in may only say it is not
/// installed.
fn ask_version(path: PathBuf) -> Option<Python> {
    if path.is_absolute() && !path.is_file() {
        return None;
    }
    let question = "import sys; print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3])";
    let answer = ask(&path, question)?;
    let version = answer.strip_prefix("cpython ")?.to_owned();
    if !version.starts_with("3.13.") {
        return None;
    }
    let pillow = ask(&path, "import PIL; print(PIL.__version__)").filter(|text| !text.is_empty());
    Some(Python {
        path,
        version,
        pillow,
    })
}

/// What an interpreter prints for a line of source.
fn ask(path: &Path, question: &str) -> Option<String> {
    let output = Command::new(path).args(["-c", question]).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    Some(answer.trim().to_owned())
}
