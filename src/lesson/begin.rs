//! `biji new-lesson PATH`: a lesson to begin with, in both languages, that passes `biji test`.

use std::ffi::OsString;
use std::path::PathBuf;

use super::{FAILED, PASSED, USAGE_ERROR, eprint_line, print_text};

/// `biji new-lesson`, with the arguments after it; the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let [path] = arguments.as_slice() else {
        eprint_line("usage: biji new-lesson FOLDER/NAME");
        return USAGE_ERROR;
    };
    if path.to_string_lossy().starts_with('-') {
        eprint_line("usage: biji new-lesson FOLDER/NAME");
        return USAGE_ERROR;
    }
    let base = PathBuf::from(path);
    let name = base
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let stem = name.strip_suffix(".md").unwrap_or(&name);
    let stem = stem
        .strip_suffix(".zh")
        .or_else(|| stem.strip_suffix(".en"))
        .unwrap_or(stem);
    let files = [
        (base.with_file_name(format!("{stem}.zh.md")), CHINESE),
        (base.with_file_name(format!("{stem}.en.md")), ENGLISH),
    ];
    for (file, _) in &files {
        if file.exists() {
            eprint_line(&format!(
                "biji new-lesson: {} is there already",
                file.display()
            ));
            return FAILED;
        }
    }
    if let Some(folder) = base.parent()
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        eprint_line(&format!("biji new-lesson: {}: {error}", folder.display()));
        return FAILED;
    }
    for (file, text) in &files {
        if let Err(error) = std::fs::write(file, text) {
            eprint_line(&format!("biji new-lesson: {}: {error}", file.display()));
            return FAILED;
        }
        print_text(&format!("{}\n", file.display()));
    }
    PASSED
}

const ENGLISH: &str = include_str!("begin.en.md");
const CHINESE: &str = include_str!("begin.zh.md");
