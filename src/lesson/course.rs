//! A course: a folder with a folder a chapter, and in it a Markdown file a lesson. The course of
//! the notes is embedded in the binary; `biji learn PATH` reads any other folder.
//!
//! `NAME.zh.md` and `NAME.en.md` are one lesson in two languages; `NAME.md` is a lesson in one.
//! The title of a lesson is its first heading; that of a chapter stands in `chapter.json`
//! (`{"zh": "…", "en": "…"}`), without which the folder's name is taken.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::exercise::{Exercise, exercises};
use crate::language::Language;

static TUTORIALS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tutorials");

/// A course in one language.
pub struct Course {
    /// What its progress is kept under.
    pub name: String,
    pub chapters: Vec<Chapter>,
}

/// A chapter.
pub struct Chapter {
    pub title: String,
    pub lessons: Vec<Lesson>,
}

/// A lesson.
pub struct Lesson {
    /// `01-files/01-reading`; the same in all languages and versions.
    pub id: String,
    pub title: String,
    pub text: String,
}

impl Lesson {
    /// Its exercises.
    pub fn exercises(&self) -> Vec<Exercise> {
        exercises(&self.text)
    }
}

impl Course {
    /// The course of the notes.
    pub fn embedded(language: Language) -> Course {
        let mut files = BTreeMap::new();
        gather(&TUTORIALS, &mut files);
        Course::of("notes", &files, language)
    }

    /// The lessons of a folder.
    ///
    /// # Errors
    /// It cannot be read, or a file in it is no text.
    pub fn read(folder: &Path, language: Language) -> io::Result<Course> {
        let mut files = BTreeMap::new();
        read_folder(folder, "", &mut files)?;
        let name = folder.canonicalize()?.to_string_lossy().into_owned();
        Ok(Course::of(&name, &files, language))
    }

    fn of(name: &str, files: &BTreeMap<String, String>, language: Language) -> Course {
        let own = code_of(language);
        // Lessons by name, with the best text for the language.
        let mut lessons: BTreeMap<&str, (u8, &str)> = BTreeMap::new();
        for (path, text) in files {
            let Some(stem) = path.strip_suffix(".md") else {
                continue;
            };
            let (id, rank) = match stem.rsplit_once('.') {
                Some((id, code)) if code == own => (id, 2),
                Some((id, "zh" | "en")) => (id, 0),
                _ => (stem, 1),
            };
            let better = lessons.get(id).is_none_or(|(old, _)| rank > *old);
            if better {
                lessons.insert(id, (rank, text));
            }
        }
        let mut chapters: BTreeMap<&str, Chapter> = BTreeMap::new();
        for (id, (_, text)) in lessons {
            let (folder, last) = id.rsplit_once('/').unwrap_or(("", id));
            if last.eq_ignore_ascii_case("readme") {
                continue;
            }
            let chapter = chapters.entry(folder).or_insert_with(|| Chapter {
                title: chapter_title(files, folder, own),
                lessons: Vec::new(),
            });
            chapter.lessons.push(Lesson {
                id: id.to_owned(),
                title: title_of(text).unwrap_or(last).to_owned(),
                text: text.to_owned(),
            });
        }
        Course {
            name: name.to_owned(),
            chapters: chapters.into_values().collect(),
        }
    }

    /// All lessons in order.
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.chapters.iter().flat_map(|chapter| &chapter.lessons)
    }

    /// The lesson that a word means: its whole name, a part of it, or a part of its title.
    pub fn find(&self, word: &str) -> Option<&Lesson> {
        let by = |fits: &dyn Fn(&Lesson) -> bool| self.lessons().find(|lesson| fits(lesson));
        by(&|l| l.id == word)
            .or_else(|| by(&|l| plain(&l.id) == plain(word)))
            .or_else(|| by(&|l| plain(&l.id).ends_with(&format!("/{}", plain(word)))))
            .or_else(|| by(&|l| l.title.contains(word)))
    }
}

/// A name without the numbers that order it: `01-files/02-encoding` is `files/encoding`.
pub fn plain(id: &str) -> String {
    let parts = id.split('/').map(|part| match part.split_once('-') {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn code_of(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

fn chapter_title(files: &BTreeMap<String, String>, folder: &str, code: &str) -> String {
    let path = format!("{folder}/chapter.json");
    let text = files.get(path.trim_start_matches('/'));
    let table = text.and_then(|t| serde_json::from_str::<serde_json::Value>(t).ok());
    let found = table.as_ref().and_then(|table| {
        let table = table.as_object()?;
        let title = table.get(code).or_else(|| table.values().next())?;
        title.as_str().map(str::to_owned)
    });
    found.unwrap_or_else(|| folder.to_owned())
}

/// The first heading.
fn title_of(text: &str) -> Option<&str> {
    text.lines()
        .find_map(|line| line.strip_prefix("# "))
        .map(str::trim)
}

fn gather(folder: &Dir, files: &mut BTreeMap<String, String>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(file.path().to_string_lossy().into_owned(), text.to_owned());
        }
    }
    for inner in folder.dirs() {
        gather(inner, files);
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, String>,
) -> io::Result<()> {
    // Deep enough for any course, and an end to links that go round.
    if prefix.matches('/').count() > 4 {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".md") || name == "chapter.json" {
            files.insert(format!("{prefix}{name}"), std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
