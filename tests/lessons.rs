//! The course, `biji test`, `biji check`, `biji grade`, `biji learn`, `biji new-lesson`, `biji
//! trace`: as commands.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A temporary folder.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let base = std::env::temp_dir().canonicalize().unwrap();
        let path = base.join(format!("biji-lessons-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Standard output with standard error, and the exit code.
fn biji(folder: &Path, arguments: &[&str], input: &str) -> (String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LANG", "C.UTF-8")
        .env("XDG_STATE_HOME", folder.join("state"))
        .env_remove("BIJI_LANG")
        .env_remove("EDITOR")
        .env_remove("VISUAL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may be gone before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        String::from_utf8_lossy(&text).into_owned(),
        output.status.code().unwrap_or(-1),
    )
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What runs in a lesson: its blocks without titles and hints.
fn what_runs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some("") if inside => inside = false,
            Some(info) => {
                let kept = info.split(" case").next().unwrap_or(info);
                found.push(format!("{kept}\n"));
                inside = true;
            }
            None if inside => {
                if let Some(block) = found.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            None => {}
        }
    }
    found.retain(|block| !block.starts_with("hint"));
    found
}

#[test]
fn the_course_passes() {
    // A twin in which the same code runs need not run again.
    let mut files = vec!["scripts".to_owned()];
    for (name, [zh, en]) in lessons() {
        files.push(format!("tutorials/{name}.zh.md"));
        if what_runs(&zh) != what_runs(&en) {
            files.push(format!("tutorials/{name}.en.md"));
        }
    }
    let mut arguments = vec!["test", "-j", "2"];
    arguments.extend(files.iter().map(String::as_str));
    let (text, code) = biji(root(), &arguments, "");
    assert_eq!(code, 0, "{text}");
}

/// All lessons: their names (`01-files/01-reading`), and their texts in Chinese and English.
fn lessons() -> Vec<(String, [String; 2])> {
    let mut found = Vec::new();
    for chapter in fs::read_dir(root().join("tutorials")).unwrap().flatten() {
        for file in fs::read_dir(chapter.path()).unwrap().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let Some(stem) = name.strip_suffix(".zh.md") else {
                continue;
            };
            let texts = ["zh", "en"].map(|code| {
                let path = chapter.path().join(format!("{stem}.{code}.md"));
                fs::read_to_string(path).unwrap()
            });
            let chapter = chapter.file_name().to_string_lossy().into_owned();
            found.push((format!("{chapter}/{stem}"), texts));
        }
    }
    found.sort();
    found
}

/// The first lines of a text's fenced blocks that hold code, in order.
fn code_fences(text: &str) -> Vec<&str> {
    let fences = text.lines().filter_map(|line| line.strip_prefix("```"));
    fences
        .filter(|info| info.starts_with("python") || info.starts_with("rhai"))
        .collect()
}

#[test]
fn every_lesson_has_both_languages_and_all_kinds_of_exercises() {
    let lessons = lessons();
    assert!(lessons.len() >= 35, "{} lessons", lessons.len());
    for (name, texts) in &lessons {
        for text in texts {
            let fences = code_fences(text);
            let has = |fits: &dyn Fn(&[&str]) -> bool| {
                let words = fences.iter().map(|f| f.split(' ').collect::<Vec<_>>());
                words.into_iter().any(|words| fits(&words))
            };
            assert!(has(&|w| w == ["python"]), "{name}: no example");
            assert!(has(&|w| w == ["rhai"]), "{name}: no example in Rhai");
            assert!(has(&|w| w.get(1) == Some(&"predict")), "{name}: predict");
            assert!(has(&|w| w.get(3) == Some(&"fill")), "{name}: fill in");
            assert!(has(&|w| w.get(3) == Some(&"fix")), "{name}: fix");
            let write = |w: &[&str]| {
                w.get(1) == Some(&"exercise") && matches!(w.get(3), None | Some(&"write"))
            };
            assert!(has(&write), "{name}: write");
            assert!(has(&|w| w.get(1) == Some(&"wrong")), "{name}: wrong");
        }
        // What is the same in all languages: which blocks there are, and the exercises' names.
        let [zh, en] = texts.each_ref().map(|text| {
            let fences = code_fences(text).into_iter();
            fences
                .map(|f| if f.contains(" case") { "case" } else { f })
                .collect::<Vec<_>>()
        });
        assert_eq!(zh, en, "{name}");
    }
}

/// What the notes speak of, and the lesson that explains it.
const CONCEPTS: &[(&str, &[&str])] = &[
    (
        "files/reading",
        &[
            "open(",
            "read()",
            "read(size)",
            "readline",
            "close()",
            "with",
            "IOError",
            "file-like",
        ],
    ),
    ("files/binary", &["'rb'"]),
    (
        "files/encoding",
        &["gbk", "UnicodeDecodeError", "errors='ignore'"],
    ),
    ("files/writing", &["'w'", "'wb'", "'a'", "encoding="]),
    (
        "files/memory",
        &["StringIO", "BytesIO", "getvalue()", "encode("],
    ),
    (
        "files/folders",
        &[
            "os.environ",
            "abspath",
            "os.path.join",
            "split()",
            "mkdir",
            "rmdir",
            "shutil",
            "listdir",
        ],
    ),
    ("files/pickle", &["dumps()", "dump(", "loads()", "load("]),
    ("files/json", &["dumps()", "loads()", "default=", "lambda"]),
    (
        "processes/multiprocessing",
        &[
            "fork()",
            "Process(",
            "start()",
            "join()",
            "Pool(",
            "apply_async",
            "close()",
            "Queue",
        ],
    ),
    ("processes/subprocess", &["subprocess", "communicate"]),
    (
        "processes/threads",
        &["threading.Thread", "MainThread", "current_thread"],
    ),
    (
        "processes/locks",
        &["threading.Lock", "acquire()", "release()", "finally", "GIL"],
    ),
    ("processes/queues", &["put()", "get()", "queue.Empty"]),
    (
        "processes/distributed",
        &[
            "managers",
            "BaseManager",
            "register",
            "authkey",
            "connect()",
            "shutdown",
        ],
    ),
    (
        "regex/first",
        &["`^`", "`$`", "`.`", "`*`", "`+`", "`?`", "`[ ]`", "{n,m}"],
    ),
    ("regex/groups", &["`( )`", "groups()", "re.compile"]),
    ("regex/replacing", &["re.sub", "re.split", "re.compile"]),
    (
        "modules/datetime",
        &["timestamp()", "fromtimestamp()", "strptime()", "timedelta"],
    ),
    (
        "modules/collections",
        &["namedtuple", "deque", "appendleft"],
    ),
    (
        "modules/dictionaries",
        &["defaultdict", "OrderedDict", "Counter", "lambda"],
    ),
    ("modules/base64", &["b64encode", "urlsafe_b64encode"]),
    ("modules/struct", &["pack", "unpack", "`>`", "BMP"]),
    ("modules/hashlib", &["md5", "sha1", "update()", "salt"]),
    ("modules/hmac", &["hmac.new", "digestmod"]),
    (
        "modules/itertools",
        &[
            "count(",
            "cycle(",
            "repeat(",
            "takewhile",
            "chain()",
            "groupby()",
        ],
    ),
    (
        "modules/contextlib",
        &["@contextmanager", "closing()", "yield"],
    ),
    (
        "modules/urllib",
        &["urlopen", "Request", "User-Agent", "POST"],
    ),
    (
        "modules/xml",
        &["DOM", "SAX", "start_element", "char_data", "end_element"],
    ),
    ("modules/html", &["HTMLParser", "feed()"]),
    ("third-party/pillow", &["Image.open", "thumbnail", "BLUR"]),
    (
        "third-party/drawing",
        &["ImageDraw", "ImageFont", "rndChar"],
    ),
    ("third-party/requests", &["status_code", "`text`", "params"]),
    ("third-party/chardet", &["detect", "confidence"]),
    (
        "third-party/psutil",
        &[
            "cpu_count",
            "cpu_times",
            "virtual_memory",
            "swap_memory",
            "disk_",
            "net_",
            "Process(pid)",
        ],
    ),
    (
        "third-party/venv",
        &["virtualenv", "activate", "site-packages"],
    ),
];

#[test]
fn every_concept_of_the_notes_has_a_lesson() {
    let plain = |id: &str| {
        let parts = id
            .split('/')
            .map(|part| part.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()));
        parts.collect::<Vec<_>>().join("/")
    };
    let lessons = lessons();
    for (lesson, words) in CONCEPTS {
        let Some((_, texts)) = lessons.iter().find(|(name, _)| plain(name) == *lesson) else {
            panic!("there is no lesson {lesson}");
        };
        for text in texts {
            for word in *words {
                assert!(text.contains(word), "{lesson} says nothing of {word}");
            }
        }
    }
    let without = lessons
        .iter()
        .filter(|(name, _)| CONCEPTS.iter().all(|(lesson, _)| plain(name) != *lesson));
    assert_eq!(without.count(), 0, "a lesson on nothing of the notes");
}

#[test]
fn explanations_lead_to_lessons() {
    let text = fs::read_to_string(root().join("src/explain/en.md")).unwrap();
    let mut named: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## ")?.split_once(" → "))
        .map(|(_, lesson)| lesson)
        .collect();
    named.sort_unstable();
    named.dedup();
    let folder = Folder::new();
    for lesson in named {
        let (text, code) = biji(&folder.0, &["learn", "--lang", "en", lesson], "q\n");
        assert_eq!(code, 0, "{lesson}: {text}");
    }
}

#[test]
fn a_new_lesson_passes() {
    let folder = Folder::new();
    let (text, code) = biji(&folder.0, &["new-lesson", "course/first"], "");
    assert_eq!(code, 0, "{text}");
    let (text, code) = biji(&folder.0, &["test", "course"], "");
    assert_eq!(code, 0, "{text}");
    let (text, code) = biji(&folder.0, &["new-lesson", "course/first"], "");
    assert_eq!(code, 1, "{text}");
}

#[test]
fn grading_names_loops_and_keeps_secrets() {
    let folder = Folder::new();
    biji(&folder.0, &["new-lesson", "lesson"], "");
    folder.write(
        "class/ann.py",
        "def smallest(numbers):\n    return min(numbers, default=None)\n",
    );
    folder.write(
        "class/bob/solution.py",
        "def smallest(numbers):\n    return sorted(numbers)[0]\n",
    );
    folder.write(
        "class/eve.py",
        "def smallest(numbers):\n    while True:\n        pass\n",
    );
    folder.write("class/mal.py", "import os\nos._exit(3)\n");
    let exercise = "lesson.en.md#smallest";
    let arguments = [
        "grade",
        "--timeout",
        "0.5",
        "--format",
        "csv",
        exercise,
        "class",
    ];
    let (text, code) = biji(&folder.0, &arguments, "");
    assert_eq!(code, 1, "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[0].starts_with("learner,result,passed,cases,some numbers,hidden 1,generated 1"));
    assert!(lines[1].starts_with("ann,passed,22,22,pass,pass"), "{text}");
    assert!(lines[2].starts_with("bob,failed,21,22,pass,fail"), "{text}");
    assert!(lines[2].contains("Think of an empty list"), "{text}");
    assert!(
        lines[3].starts_with("eve,failed,0,") && lines[3].contains("line 2"),
        "{text}"
    );
    // The exercise is not about processes, so a solution may not end them either.
    assert!(lines[4].starts_with("mal,failed,0,22"), "{text}");
    for format in ["table", "json"] {
        let arguments = [
            "grade",
            "--timeout",
            "0.5",
            "--format",
            format,
            exercise,
            "class",
        ];
        let (text, _) = biji(&folder.0, &arguments, "");
        assert!(!text.contains("smallest([])"), "{text}");
        assert!(text.contains("ann"), "{text}");
    }
    let (text, code) = biji(&folder.0, &["check", exercise, "class/bob/solution.py"], "");
    assert_eq!(code, 1, "{text}");
    assert!(
        text.contains("21 of 22") && !text.contains("None"),
        "{text}"
    );
}

#[test]
fn a_course_is_worked_through() {
    let folder = Folder::new();
    biji(&folder.0, &["new-lesson", "course/01-first"], "");
    let wrong = "w\ndef smallest(numbers):\n    return sorted(numbers)[0]\n.\n";
    let right = "w\ndef smallest(numbers):\n    return min(numbers, default=None)\n.\n";
    let input = format!("1\n\nw\n['a', 'b']\n.\nw\n['a', 'b', 'c']\n.\n{wrong}h\ns\n{right}q\n");
    let (text, code) = biji(&folder.0, &["learn", "--lang", "en", "course"], &input);
    assert_eq!(code, 0, "{text}");
    for part in [
        "Not quite",
        "Right!",
        "Think of an empty list",
        "All 22 cases passed",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !text.contains("min(numbers"),
        "the solution is shown: {text}"
    );
    // It is remembered.
    let (text, _) = biji(&folder.0, &["learn", "--lang", "en", "course"], "q\n");
    assert!(text.contains("[2/2]"), "{text}");
    // A broken file is put aside.
    fs::write(folder.0.join("state/biji/progress.json"), "{").unwrap();
    let (text, _) = biji(&folder.0, &["learn", "--lang", "en", "course"], "q\n");
    assert!(
        text.contains("[0/2]") && text.contains("cannot be read"),
        "{text}"
    );
    assert!(folder.0.join("state/biji/progress.json.broken").exists());
}

#[test]
fn reports_have_their_formats() {
    let folder = Folder::new();
    folder.write(
        "good.py",
        "\"\"\"\n>>> f(2)\n4\n\"\"\"\ndef f(x):\n    return 2 * x\n",
    );
    folder.write("bad.md", "```python\nprint(1)\n```\n```output\n2\n```\n");
    folder.write("loop.py", "def f():\n    while True:\n        pass\nf()\n");
    let (text, code) = biji(
        &folder.0,
        &["test", "--timeout", "1", "--format", "tap", "."],
        "",
    );
    assert_eq!(code, 1, "{text}");
    assert!(
        text.starts_with("TAP version 14\n1..4\n") && text.contains("line 2"),
        "{text}"
    );
    let (text, _) = biji(&folder.0, &["test", "--format", "junit", "good.py"], "");
    assert!(
        text.contains("<testsuites name=\"biji\" tests=\"2\" failures=\"0\""),
        "{text}"
    );
    for format in ["json", "gradescope", "exercism"] {
        let (text, code) = biji(&folder.0, &["test", "--format", format, "bad.md"], "");
        assert_eq!(code, 1);
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
    }
    assert_eq!(biji(&folder.0, &["test", "--format", "xml"], "").1, 4);
    fs::create_dir(folder.0.join("empty")).unwrap();
    assert_eq!(biji(&folder.0, &["test", "empty"], "").1, 5);
    let (text, code) = biji(&folder.0, &["test", "--max-steps", "10000", "loop.py"], "");
    assert!(code == 1 && text.contains("more steps"), "{text}");
}

#[test]
fn a_trace_is_a_page() {
    let folder = Folder::new();
    folder.write(
        "p.py",
        "def f(n):\n    return [n]\na = f(1)\nb = a\nb.append(2)\nprint(a)\n",
    );
    let (text, code) = biji(&folder.0, &["trace", "p.py", "-o", "p.html"], "");
    assert_eq!((text.as_str(), code), ("[1, 2]\n", 0));
    let page = fs::read_to_string(folder.0.join("p.html")).unwrap();
    assert!(
        page.contains("\"steps\": [[1, \"MainThread\"") && !page.contains("RECORD"),
        "{page}"
    );
    folder.write("loop.py", "i = 0\nwhile True:\n    i += 1\n");
    let (text, code) = biji(&folder.0, &["trace", "loop.py", "--max-steps", "100"], "");
    assert_eq!((text.as_str(), code), ("", 0));
}

#[test]
fn orders_work_without_a_terminal() {
    let folder = Folder::new();
    let input = "x = 5\nx?\n1/0\n?\n%who\n%undo\n!echo hello\n%reset\n%who\n";
    let (text, code) = biji(&folder.0, &["-i", "-q", "--lang", "en"], input);
    assert_eq!(code, 0, "{text}");
    for part in ["type int", "divided by zero", "x: int", "hello"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

/// The output blocks of a lesson's exercises in Rhai, by the exercise's name.
fn outputs_in_rhai(lesson: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut exercise: Option<String> = None;
    let mut lines = lesson.lines();
    while let Some(line) = lines.next() {
        let Some(words) = line.strip_prefix("```") else {
            continue;
        };
        let words: Vec<&str> = words.split(' ').collect();
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        match words.as_slice() {
            ["rhai", "exercise", name, ..] => exercise = Some((*name).to_owned()),
            [_, "exercise", ..] => exercise = None,
            ["output", ..] => {
                if let Some(name) = exercise.take() {
                    found.push((name, block.join("\n")));
                }
            }
            _ => {}
        }
    }
    found
}

/// Rhai has no judge of its own: CPython has done each of its exercises in Python
/// (`tests/lessons_in_rhai`), and the lessons say what it printed.
#[test]
fn exercises_in_rhai_expect_what_python_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let record = fs::read_to_string(root.join("tests/lessons_in_rhai/exercises.out")).unwrap();
    let mut left: std::collections::BTreeMap<&str, (&str, usize)> = record
        .split("== ")
        .filter_map(|section| section.split_once('\n'))
        .map(|(name, text)| (name, (text.trim_end(), 0)))
        .collect();
    let chapters = fs::read_dir(root.join("tutorials")).unwrap().flatten();
    let lessons = chapters.flat_map(|chapter| fs::read_dir(chapter.path()).unwrap().flatten());
    for lesson in lessons.map(|entry| entry.path()) {
        if lesson.extension().is_none_or(|e| e != "md") {
            continue;
        }
        for (name, output) in outputs_in_rhai(&fs::read_to_string(&lesson).unwrap()) {
            let (text, seen) = left
                .get_mut(name.as_str())
                .unwrap_or_else(|| panic!("{name} is not in tests/lessons_in_rhai"));
            *seen += 1;
            assert_eq!(output, *text, "{name} in {}", lesson.display());
        }
    }
    // In both languages, each.
    assert!(left.values().all(|(_, seen)| *seen == 2), "{left:?}");
}
