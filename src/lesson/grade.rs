//! `biji check EXERCISE FILE` judges one solution; `biji grade EXERCISE FOLDER` a class.
//!
//! Each submission is judged by a process of its own (`biji check --verdict`), so that one that
//! hangs or crashes costs only itself. What hidden cases hold is in no report.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lexopt::prelude::*;
use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

use super::course::Course;
use super::exercise::{Exercise, Kind, exercises};
use super::folder::Folder;
use super::judge::{CaseResult, Limits, Verdict, judge, predicted};
use super::options::size;
use super::{FAILED, INTERNAL_ERROR, NOTHING_FOUND, PASSED, USAGE_ERROR, eprint_line, print_text};
use crate::language::Language;

/// The arguments of both commands.
struct Arguments {
    words: Vec<OsString>,
    format: String,
    output: Option<PathBuf>,
    /// `check`: where to write the verdict, for `grade` and `learn`.
    verdict: Option<PathBuf>,
    limits: Limits,
    jobs: usize,
    language: Language,
}

impl Arguments {
    fn parse(arguments: Vec<OsString>) -> Result<Arguments, String> {
        let mut read = Arguments {
            words: Vec::new(),
            format: "table".to_owned(),
            output: None,
            verdict: None,
            limits: Limits {
                time: Duration::from_secs(10),
                steps: None,
                memory: Some(512 << 20),
            },
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            language: Language::from_environment(),
        };
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
            let option = match argument {
                Value(word) => {
                    read.words.push(word);
                    continue;
                }
                Long(name) => format!("--{name}"),
                Short(letter) => format!("-{letter}"),
            };
            let mut text = || -> Result<String, String> {
                let value = parser.value().map_err(|e| e.to_string())?;
                Ok(value.to_string_lossy().into_owned())
            };
            match option.as_str() {
                "--format" => read.format = text()?,
                "-o" | "--output" => read.output = Some(text()?.into()),
                "--verdict" => read.verdict = Some(text()?.into()),
                "--timeout" => {
                    let word = text()?;
                    let seconds = word.parse().ok().filter(|s: &f64| *s > 0.0);
                    let span = seconds.and_then(|s| Duration::try_from_secs_f64(s).ok());
                    let wrong = || format!("--timeout takes seconds, not '{word}'");
                    read.limits.time = span.ok_or_else(wrong)?;
                }
                "--max-steps" => {
                    let word = text()?;
                    let wrong = |_| format!("--max-steps takes a number, not '{word}'");
                    read.limits.steps = Some(word.parse().map_err(wrong)?);
                }
                "--max-memory" => read.limits.memory = Some(size(&text()?)?),
                "-j" | "--jobs" => {
                    let word = text()?;
                    let count = word.parse().ok().filter(|n: &usize| (1..=256).contains(n));
                    read.jobs = count.ok_or_else(|| format!("--jobs: not '{word}'"))?;
                }
                "--lang" => {
                    let code = text()?;
                    let wrong = || format!("--lang: en or zh, not '{code}'");
                    read.language = Language::from_code(&code).ok_or_else(wrong)?;
                }
                other => return Err(format!("unknown option {other}")),
            }
        }
        Ok(read)
    }
}

/// The exercise that a word names: `LESSON.md#NAME`, `LESSON.md` where it has only one, or
/// `LESSON#NAME` of the course of the notes.
pub fn find_exercise(word: &str, language: Language) -> Result<Exercise, String> {
    let (place, name) = match word.rsplit_once('#') {
        Some((place, name)) => (place, Some(name)),
        None => (word, None),
    };
    let text = if place.ends_with(".md") || Path::new(place).is_file() {
        std::fs::read_to_string(place).map_err(|e| format!("{place}: {e}"))?
    } else {
        let course = Course::embedded(language);
        let lesson = course.find(place);
        lesson
            .ok_or_else(|| format!("there is no lesson '{place}'"))?
            .text
            .clone()
    };
    let mut found = exercises(&text);
    if Path::new(place).is_file() {
        for exercise in &mut found {
            exercise.source = std::fs::canonicalize(place).ok();
        }
    }
    let names: Vec<String> = found.iter().map(|e| e.name.clone()).collect();
    let listed = names.join(", ");
    match name {
        Some(name) => {
            let at = names.iter().position(|n| n == name);
            let at =
                at.ok_or_else(|| format!("{place} has no exercise '{name}'; it has {listed}"))?;
            Ok(found.swap_remove(at))
        }
        None if found.len() == 1 => Ok(found.swap_remove(0)),
        None => Err(format!("say which exercise: {place}#NAME, of {listed}")),
    }
}

/// `biji check`, with the arguments after it; the exit code.
pub fn check_main(arguments: Vec<OsString>) -> i32 {
    let read = match Arguments::parse(arguments) {
        Ok(read) if read.words.len() == 2 => read,
        Ok(_) => return usage("check", "usage: biji check LESSON.md#EXERCISE FILE"),
        Err(message) => return usage("check", &message),
    };
    let (word, file) = match read.words.as_slice() {
        [word, file] => (word.to_string_lossy().into_owned(), PathBuf::from(file)),
        _ => return USAGE_ERROR,
    };
    let exercise = match find_exercise(&word, read.language) {
        Ok(exercise) => exercise,
        Err(message) => return usage("check", &message),
    };
    // What `grade` gives to prove that a verdict is ours: the submission never sees it.
    let mut seal = String::new();
    if read.verdict.is_some() && io::stdin().read_line(&mut seal).is_err() {
        return usage("check", "--verdict is for biji grade");
    }
    let code = match std::fs::read(&file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => return usage("check", &format!("{}: {error}", file.display())),
    };
    let result = if exercise.kind == Kind::Predict {
        Ok(prediction(&exercise, &code))
    } else {
        let (limits, language) = (read.limits, read.language);
        crate::with_stack(move || judge(&exercise, &code, limits, language))
    };
    let verdict = match result {
        Ok(verdict) => verdict,
        Err(error) => {
            eprint_line(&format!("biji check: {error}"));
            return INTERNAL_ERROR;
        }
    };
    let passed = verdict.passed();
    if let Some(path) = &read.verdict {
        let sealed = Sealed {
            seal: seal.trim().to_owned(),
            verdict,
        };
        let text = serde_json::to_string(&sealed).unwrap_or_default();
        if let Err(error) = std::fs::write(path, text) {
            eprint_line(&format!("biji check: {error}"));
            return INTERNAL_ERROR;
        }
    } else {
        print_text(&told(&verdict.without_secrets(), read.language));
    }
    if passed { PASSED } else { FAILED }
}

fn prediction(exercise: &Exercise, answer: &str) -> Verdict {
    let want = exercise.output.clone().unwrap_or_default();
    Verdict {
        cases: vec![CaseResult {
            name: "prediction".to_owned(),
            hidden: true,
            passed: predicted(exercise, answer),
            input: exercise.start.clone(),
            want,
            got: answer.to_owned(),
            remark: None,
        }],
        ..Verdict::default()
    }
}

fn usage(command: &str, message: &str) -> i32 {
    eprint_line(&format!("biji {command}: {message}"));
    USAGE_ERROR
}

/// A verdict for the learner: the rules broken, the first failing case, the hint.
pub fn told(verdict: &Verdict, language: Language) -> String {
    let english = language == Language::English;
    let total = verdict.cases.len();
    let good = verdict.cases.iter().filter(|case| case.passed).count();
    let mut out = match english {
        true => format!("{good} of {total} cases passed\n"),
        false => format!("{total} 个例子中通过了 {good} 个\n"),
    };
    for rule in &verdict.broken {
        out.push_str(&format!("✗ {rule}\n"));
    }
    if let Some(case) = verdict.first_failure() {
        out.push_str(&format!("✗ {}\n", case.name));
        let labels = match english {
            true => ["input", "expected", "got"],
            false => ["输入", "应当得到", "实际得到"],
        };
        if !case.hidden {
            for (label, text) in labels.iter().zip([&case.input, &case.want, &case.got]) {
                if text.is_empty() && *label == labels[0] {
                    continue;
                }
                out.push_str(&format!("  {label}:\n"));
                for line in text.lines() {
                    out.push_str(&format!("    {line}\n"));
                }
            }
        }
        if let Some(remark) = &case.remark {
            out.push_str(&format!("  {remark}\n"));
        }
    }
    if let Some(hint) = &verdict.hint {
        out.push_str(&format!("→ {hint}\n"));
    }
    out
}

/// A verdict as it is handed over. A submission that ends its process after it has written a verdict
/// of its own does not know the seal.
#[derive(Serialize, Deserialize)]
struct Sealed {
    seal: String,
    verdict: Verdict,
}

/// A solution that is judged by another process.
pub struct Judging {
    child: Child,
    seal: String,
    folder: Folder,
    deadline: Instant,
}

impl Judging {
    /// Begin to judge a file.
    ///
    /// # Errors
    /// The process cannot be started.
    pub fn start(
        exercise: &str,
        file: &Path,
        limits: Limits,
        language: Language,
        cases: usize,
    ) -> io::Result<Judging> {
        let folder = Folder::new()?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["check", "--verdict"])
            .arg(folder.path().join("verdict"))
            .arg("--timeout")
            .arg(limits.time.as_secs_f64().to_string())
            .arg("--lang")
            .arg(match language {
                Language::English => "en",
                Language::Chinese => "zh",
            })
            .arg("--max-memory")
            .arg(limits.memory.unwrap_or(512 << 20).to_string());
        if let Some(steps) = limits.steps {
            command.arg("--max-steps").arg(steps.to_string());
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no random numbers"))?;
        let seal: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut child = command
            .arg(exercise)
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            writeln!(input, "{seal}")?;
        }
        // Each case may take its time, also with every known wrong solution.
        let factor = u32::try_from(cases + 2).unwrap_or(100).min(100);
        Ok(Judging {
            child,
            seal,
            folder,
            deadline: Instant::now() + limits.time.saturating_mul(factor) + Duration::from_secs(5),
        })
    }

    /// The verdict, when it is there; an error says how the process ended without one.
    ///
    /// # Errors
    /// The system's.
    pub fn poll(&mut self) -> io::Result<Option<Result<Verdict, String>>> {
        let Some(status) = self.child.try_wait()? else {
            if Instant::now() > self.deadline {
                self.end();
                return Ok(Some(
                    Err("not over, and could not be broken off".to_owned()),
                ));
            }
            return Ok(None);
        };
        let text = std::fs::read_to_string(self.folder.path().join("verdict"));
        let sealed: Option<Sealed> = text.ok().and_then(|text| serde_json::from_str(&text).ok());
        let ours = sealed.filter(|sealed| sealed.seal == self.seal);
        let verdict = ours.map(|sealed| sealed.verdict);
        Ok(Some(verdict.ok_or_else(|| match status.code() {
            Some(code) => format!("the program ended the run with code {code}"),
            None => format!("the program crashed: {status}"),
        })))
    }

    /// Wait for the verdict.
    ///
    /// # Errors
    /// The system's.
    pub fn wait(mut self) -> io::Result<Result<Verdict, String>> {
        loop {
            if let Some(verdict) = self.poll()? {
                return Ok(verdict);
            }
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// End it.
    pub fn end(&mut self) {
        // It may be over already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How many cases an exercise has.
pub fn case_count(exercise: &Exercise) -> usize {
    let generated: usize = exercise.generators.iter().map(|g| g.count as usize).sum();
    exercise.cases.len() + generated
}

/// One learner's result.
struct Graded {
    learner: String,
    verdict: Verdict,
    /// There is no verdict, and why.
    failure: Option<String>,
}

/// `biji grade`, with the arguments after it; the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let read = match Arguments::parse(arguments) {
        Ok(read) if read.words.len() == 2 => read,
        Ok(_) => {
            return usage(
                "grade",
                "usage: biji grade LESSON.md#EXERCISE SUBMISSIONS_FOLDER",
            );
        }
        Err(message) => return usage("grade", &message),
    };
    if !matches!(read.format.as_str(), "table" | "csv" | "json") {
        let text = format!("--format takes table, csv or json, not '{}'", read.format);
        return usage("grade", &text);
    }
    let (word, folder) = match read.words.as_slice() {
        [word, folder] => (word.to_string_lossy().into_owned(), PathBuf::from(folder)),
        _ => return USAGE_ERROR,
    };
    let exercise = match find_exercise(&word, read.language) {
        Ok(exercise) => exercise,
        Err(message) => return usage("grade", &message),
    };
    let submissions = match submissions(&folder, &exercise) {
        Ok(list) => list,
        Err(error) => return usage("grade", &format!("{}: {error}", folder.display())),
    };
    if submissions.is_empty() {
        return NOTHING_FOUND;
    }
    let graded = match grade_all(&read, &word, &exercise, &submissions) {
        Ok(graded) => graded,
        Err(error) => {
            eprint_line(&format!("biji grade: {error}"));
            return INTERNAL_ERROR;
        }
    };
    let text = match read.format.as_str() {
        "csv" => csv(&exercise, &graded),
        "json" => json(&exercise, &graded),
        _ => table(&exercise, &graded, read.language),
    };
    match &read.output {
        Some(path) => {
            if let Err(error) = std::fs::write(path, text) {
                return usage("grade", &format!("{}: {error}", path.display()));
            }
        }
        None => print_text(&text),
    }
    let all = graded
        .iter()
        .all(|g| g.failure.is_none() && g.verdict.passed());
    if all { PASSED } else { FAILED }
}

/// The learners and their files: `NAME.py`, or one file in a folder `NAME`, of several the one
/// called as the exercise, `solution` or `main`.
fn submissions(folder: &Path, exercise: &Exercise) -> io::Result<Vec<(String, PathBuf)>> {
    let extension = if exercise.rhai { "rhai" } else { "py" };
    let fits = |path: &Path| path.extension().is_some_and(|e| e == extension);
    let listed = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?;
        let mut paths = entries
            .map(|e| e.map(|e| e.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    let mut found = Vec::new();
    for path in listed(folder)? {
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            let files: Vec<PathBuf> = listed(&path)?.into_iter().filter(|p| fits(p)).collect();
            let named = |name: &str| {
                files
                    .iter()
                    .find(|p| p.file_stem().is_some_and(|s| s == name))
            };
            let chosen = named(&exercise.name)
                .or_else(|| named("solution"))
                .or_else(|| named("main"))
                .or_else(|| files.first());
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if let Some(chosen) = chosen {
                found.push((name, chosen.clone()));
            }
        } else if fits(&path) {
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            found.push((name, path));
        }
    }
    Ok(found)
}

fn grade_all(
    read: &Arguments,
    word: &str,
    exercise: &Exercise,
    submissions: &[(String, PathBuf)],
) -> io::Result<Vec<Graded>> {
    let cases = case_count(exercise);
    let mut graded: Vec<Option<Graded>> = submissions.iter().map(|_| None).collect();
    let mut running: Vec<(usize, Judging)> = Vec::new();
    let mut next = 0;
    while next < submissions.len() || !running.is_empty() {
        while running.len() < read.jobs
            && let Some((_, file)) = submissions.get(next)
        {
            let judging = Judging::start(word, file, read.limits, read.language, cases)?;
            running.push((next, judging));
            next += 1;
        }
        let mut still = Vec::new();
        for (number, mut judging) in running {
            let Some(result) = judging.poll()? else {
                still.push((number, judging));
                continue;
            };
            let learner = submissions
                .get(number)
                .map_or_else(String::new, |s| s.0.clone());
            let (verdict, failure) = match result {
                Ok(verdict) => (verdict.without_secrets(), None),
                Err(failure) => (Verdict::default(), Some(failure)),
            };
            if let Some(slot) = graded.get_mut(number) {
                *slot = Some(Graded {
                    learner,
                    verdict,
                    failure,
                });
            }
        }
        running = still;
        std::thread::sleep(Duration::from_millis(3));
    }
    Ok(graded.into_iter().flatten().collect())
}

/// The names of all cases, as reports show them.
fn case_names(exercise: &Exercise) -> Vec<String> {
    let mut names = Vec::new();
    let mut hidden = 0;
    let mut add = |secret: bool, name: String| {
        if secret {
            hidden += 1;
            names.push(format!("hidden {hidden}"));
        } else {
            names.push(name);
        }
    };
    for case in &exercise.cases {
        let name = match case.title.as_str() {
            "" => format!("case on line {}", case.line),
            title => title.to_owned(),
        };
        add(case.hidden, name);
    }
    for generator in &exercise.generators {
        for number in 1..=generator.count {
            add(generator.hidden, format!("generated {number}"));
        }
    }
    names
}

/// The word for a case of a learner's.
fn word_of(graded: &Graded, at: usize) -> &'static str {
    match graded.verdict.cases.get(at) {
        Some(case) if case.passed => "pass",
        Some(case) if case.remark.is_some() => "limit",
        Some(_) => "fail",
        None => "none",
    }
}

fn remark_of(graded: &Graded) -> String {
    if let Some(failure) = &graded.failure {
        return failure.clone();
    }
    let mut parts = graded.verdict.broken.clone();
    if let Some(remark) = graded.verdict.cases.iter().find_map(|c| c.remark.clone()) {
        parts.push(remark);
    }
    parts.extend(graded.verdict.hint.clone());
    parts.join("; ")
}

fn good_of(graded: &Graded) -> usize {
    graded
        .verdict
        .cases
        .iter()
        .filter(|case| case.passed)
        .count()
}

fn csv(exercise: &Exercise, graded: &[Graded]) -> String {
    let quoted = |text: &str| match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    };
    let names = case_names(exercise);
    let mut head = vec![
        "learner".to_owned(),
        "result".to_owned(),
        "passed".to_owned(),
        "cases".to_owned(),
    ];
    head.extend(names.iter().map(|name| quoted(name)));
    head.push("remark".to_owned());
    let mut out = head.join(",") + "\r\n";
    for one in graded {
        let passed = one.failure.is_none() && one.verdict.passed();
        let mut row = vec![
            quoted(&one.learner),
            if passed { "passed" } else { "failed" }.to_owned(),
            good_of(one).to_string(),
            names.len().to_string(),
        ];
        row.extend((0..names.len()).map(|at| word_of(one, at).to_owned()));
        row.push(quoted(&remark_of(one)));
        out.push_str(&(row.join(",") + "\r\n"));
    }
    out
}

fn json(exercise: &Exercise, graded: &[Graded]) -> String {
    let rows: Vec<serde_json::Value> = graded
        .iter()
        .map(|one| {
            serde_json::json!({
                "learner": one.learner,
                "passed": one.failure.is_none() && one.verdict.passed(),
                "cases": one.verdict.cases,
                "broken": one.verdict.broken,
                "hint": one.verdict.hint,
                "failure": one.failure,
            })
        })
        .collect();
    let whole = serde_json::json!({
        "exercise": exercise.name, "cases": case_names(exercise), "submissions": rows,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// A row a learner, a column a case; generated cases are counted in one column.
fn table(exercise: &Exercise, graded: &[Graded], language: Language) -> String {
    let english = language == Language::English;
    let fixed = exercise.cases.len();
    let names = case_names(exercise);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut head = vec![if english { "learner" } else { "学生" }.to_owned()];
    head.extend(names.iter().take(fixed).cloned());
    let generated = names.len() - fixed;
    if generated > 0 {
        head.push(if english { "generated" } else { "生成的" }.to_owned());
    }
    head.push(if english { "total" } else { "总计" }.to_owned());
    head.push(if english { "remark" } else { "说明" }.to_owned());
    rows.push(head);
    for one in graded {
        let mut row = vec![one.learner.clone()];
        row.extend((0..fixed).map(|at| {
            match word_of(one, at) {
                "pass" => "✓",
                "fail" => "✗",
                "limit" => "⏱",
                _ => "–",
            }
            .to_owned()
        }));
        if generated > 0 {
            let good = one
                .verdict
                .cases
                .iter()
                .skip(fixed)
                .filter(|c| c.passed)
                .count();
            row.push(format!("{good}/{generated}"));
        }
        row.push(format!("{}/{}", good_of(one), names.len()));
        row.push(remark_of(one));
        rows.push(row);
    }
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|c| c.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
