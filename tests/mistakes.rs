//! Mistakes of beginners, and the explanation that each has to get, in both languages.
//!
//! `tests/mistakes/*.md` hold them: a heading, the program, and an `en` and a `zh` block with what
//! stands under the traceback after its arrow; both are empty where nothing may be said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mistake as it stands in its file.
struct Mistake {
    name: String,
    code: String,
    english: String,
    chinese: String,
}

fn mistakes(path: &Path) -> Vec<Mistake> {
    let text = fs::read_to_string(path).unwrap();
    let chapter = path.file_stem().unwrap().to_string_lossy().into_owned();
    let block = |part: &str, language: &str| -> String {
        let (_, rest) = part.split_once(&format!("```{language}\n")).unwrap();
        let (body, _) = rest.split_once("```").unwrap();
        body.to_owned()
    };
    text.split("\n## ")
        .skip(1)
        .map(|part| Mistake {
            name: format!("{chapter}: {}", part.lines().next().unwrap()),
            code: block(part, "python"),
            english: block(part, "en"),
            chinese: block(part, "zh"),
        })
        .collect()
}

fn explanation(folder: &Path, language: &str) -> String {
    // The files that a program makes must not be there already.
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else if path.file_name().is_some_and(|n| n != "program.py") {
            fs::remove_file(path).unwrap();
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["--lang", language, "program.py"])
        .current_dir(folder)
        .env_remove("PYTHONPATH")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    match errors.rsplit_once("\n→ ") {
        Some((_, text)) => text.to_owned(),
        None => String::new(),
    }
}

#[test]
fn each_mistake_gets_its_explanation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut files: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .collect();
    files.sort();
    let name = format!("biji-mistakes-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in &files {
        let list = mistakes(file);
        assert!(list.len() >= 10, "{} has fewer than ten", file.display());
        for mistake in list {
            count += 1;
            fs::write(folder.join("program.py"), &mistake.code).unwrap();
            for (language, want) in [("en", &mistake.english), ("zh", &mistake.chinese)] {
                let got = explanation(&folder, language);
                if got != *want {
                    wrong.push(format!(
                        "{} ({language})\n  want {want}  got  {got}",
                        mistake.name
                    ));
                }
            }
        }
    }
    fs::remove_dir_all(&folder).unwrap();
    assert!(count >= 120, "{count} mistakes");
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong",
        wrong.join("\n"),
        wrong.len()
    );
}

/// The slips that stand in the notes, and the word that each explanation must name.
#[test]
fn slips_of_the_notes_are_explained() {
    let slips = [
        ("f = open('t.txt', 'w'); f.colse()", "close"),
        ("import os\nos.path.join('/User/Tars,'testdir')", "quote"),
        ("import os\nos.path.join('/User/Tars','testdir'", ")"),
        ("import os\nos.oath.join('a', 'b')", "path"),
        ("import jgon", "json"),
        ("import picke", "pickle"),
        ("import hashilb", "hashlib"),
        ("import charder", "chardet"),
        ("import psutiil", "psutil"),
        (
            "import threading\nthreading.Thread(targe=print, name='x')",
            "target",
        ),
        ("class QueueManager(BaseMangers): pass", "BaseManager"),
        (
            "import itertools\nitertools.teakewhile(print, [])",
            "takewhile",
        ),
        ("print（'hi'）", "("),
        ("ａ = 1；b = 2", ";"),
    ];
    for (code, word) in slips {
        let output = Command::new(env!("CARGO_BIN_EXE_biji"))
            .args(["--lang", "en", "-c", code])
            .current_dir(std::env::temp_dir())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let text = errors.rsplit_once("\n→ ").map_or("", |(_, text)| text);
        assert!(text.contains(word), "{code}: {errors}");
    }
}
