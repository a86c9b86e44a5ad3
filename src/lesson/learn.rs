//! `biji learn`: the course in the terminal. Lines in, lines out, so that it works in any terminal
//! and in a pipe: a list of chapters, a lesson page by page, a prompt to try things in, exercises
//! in $EDITOR or typed in.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use super::course::{Course, Lesson};
use super::exercise::{Exercise, Kind};
use super::folder::Folder;
use super::grade::{Judging, case_count, told};
use super::judge::{Limits, predicted};
use super::progress::{Progress, state_folder};
use super::render::{Look, render};
use super::{FAILED, NOTHING_FOUND, PASSED, USAGE_ERROR, eprint_line};
use crate::interpreter::Interpreter;
use crate::language::{Chosen, Language};

/// `biji learn`, with the arguments after it; the exit code.
pub fn main(arguments: Vec<OsString>) -> i32 {
    let mut language = Language::from_environment();
    let mut word: Option<OsString> = None;
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match argument.to_str() {
            Some("--lang") => {
                let code = rest.next().unwrap_or_default();
                match code.to_str().and_then(Language::from_code) {
                    Some(chosen) => language = chosen,
                    None => return usage(),
                }
            }
            Some(option) if option.starts_with('-') => return usage(),
            _ if word.is_some() => return usage(),
            _ => word = Some(argument),
        }
    }
    // A folder, a file, or the name of a lesson.
    let path = word.as_ref().map(PathBuf::from).filter(|p| p.is_dir());
    let course = match &path {
        Some(folder) => match Course::read(folder, language) {
            Ok(course) => course,
            Err(error) => {
                eprint_line(&format!("biji learn: {}: {error}", folder.display()));
                return FAILED;
            }
        },
        None => Course::embedded(language),
    };
    if course.lessons().next().is_none() {
        eprint_line("biji learn: there is no lesson");
        return NOTHING_FOUND;
    }
    let wanted = word.filter(|_| path.is_none());
    let wanted = match &wanted {
        Some(word) => match course.find(&word.to_string_lossy()) {
            Some(lesson) => Some(lesson.id.clone()),
            None => {
                eprint_line(&format!(
                    "biji learn: no lesson '{}'",
                    word.to_string_lossy()
                ));
                return FAILED;
            }
        },
        None => None,
    };
    crate::with_stack(move || {
        let progress = Progress::load(&course.name);
        let mut session = Session {
            course,
            progress,
            language,
            look: Look::of_terminal(),
            hints: 0,
        };
        match session.run(wanted) {
            Ok(()) => PASSED,
            Err(error) => {
                eprint_line(&format!("biji learn: {error}"));
                FAILED
            }
        }
    })
}

fn usage() -> i32 {
    eprint_line("usage: biji learn [--lang en|zh] [LESSON | FOLDER]");
    USAGE_ERROR
}

struct Session {
    course: Course,
    progress: Progress,
    language: Language,
    look: Look,
    /// Hints given for the exercise at hand.
    hints: usize,
}

/// Where the learner goes next.
enum Go {
    Next,
    Back,
    List,
    Quit,
}

impl Session {
    /// One of two texts.
    fn say<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn show(&self, text: &str) {
        let mut out = io::stdout().lock();
        // Who closed the pipe does not want to know.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Ask for a line; `None` at the end of the input.
    fn ask(&self, prompt: &str) -> Option<String> {
        self.show(&self.look.paint("1", prompt));
        let mut line = String::new();
        match io::stdin().lock().read_line(&mut line) {
            Ok(n) if n > 0 => Some(line.trim().to_owned()),
            _ => None,
        }
    }

    fn run(&mut self, wanted: Option<String>) -> io::Result<()> {
        if let Some(warning) = self.progress.warning.take() {
            eprint_line(&format!("biji learn: {warning}"));
        }
        let ids: Vec<String> = self.course.lessons().map(|l| l.id.clone()).collect();
        let mut at = wanted.and_then(|id| ids.iter().position(|i| *i == id));
        loop {
            let number = match at.take() {
                Some(number) => number,
                None => match self.choose(&ids) {
                    Some(number) => number,
                    None => return Ok(()),
                },
            };
            let Some(id) = ids.get(number) else {
                continue;
            };
            match self.lesson(id)? {
                Go::Next if number + 1 < ids.len() => at = Some(number + 1),
                Go::Back => at = Some(number.saturating_sub(1)),
                Go::Quit => return Ok(()),
                Go::Next | Go::List => {}
            }
            if let Some(warning) = self.progress.warning.take() {
                eprint_line(&format!("biji learn: {warning}"));
            }
        }
    }

    /// The list of chapters; the lesson chosen.
    fn choose(&self, ids: &[String]) -> Option<usize> {
        let mut out = String::new();
        let mut number = 0;
        let mut first_open = None;
        for chapter in &self.course.chapters {
            out.push_str(&format!("\n{}\n", self.look.paint("1;34", &chapter.title)));
            for lesson in &chapter.lessons {
                number += 1;
                let exercises = lesson.exercises();
                let solved = exercises
                    .iter()
                    .filter(|e| self.progress.is_solved(&lesson.id, &e.name))
                    .count();
                let done = self.progress.is_read(&lesson.id) && solved == exercises.len();
                let mark = if done { "✓" } else { " " };
                if !done && first_open.is_none() {
                    first_open = Some(number);
                }
                out.push_str(&format!(
                    "{mark} {number:>3}  {}  [{solved}/{}]\n",
                    lesson.title,
                    exercises.len()
                ));
            }
        }
        self.show(&out);
        let last = self.progress.last();
        let offered = last
            .and_then(|id| ids.iter().position(|i| i == id))
            .map(|at| at + 1)
            .or(first_open)
            .unwrap_or(1);
        loop {
            let prompt = match self.language {
                Language::Chinese => format!("\n第几课？（回车：{offered}，q：退出）"),
                Language::English => format!("\nWhich lesson? (Enter: {offered}, q: quit) "),
            };
            let answer = self.ask(&prompt)?;
            match answer.as_str() {
                "q" => return None,
                "" => return Some(offered - 1),
                word => match word.parse::<usize>() {
                    Ok(n) if (1..=ids.len()).contains(&n) => return Some(n - 1),
                    _ => {}
                },
            }
        }
    }

    fn lesson(&mut self, id: &str) -> io::Result<Go> {
        self.progress.opened(id);
        let Some(lesson) = self.course.lessons().find(|l| l.id == id) else {
            return Ok(Go::List);
        };
        let lesson = Lesson {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            text: lesson.text.clone(),
        };
        let pages = pages(&lesson.text);
        let exercises = lesson.exercises();
        let mut at = 0;
        while let Some(page) = pages.get(at) {
            self.show(&format!("\n{}", render(page, self.look)));
            let here: Vec<&Exercise> = super::exercise::exercises(page)
                .iter()
                .filter_map(|e| exercises.iter().find(|o| o.name == e.name))
                .collect();
            let mut moved = None;
            for exercise in here {
                if let Some(go) = self.exercise(&lesson, exercise)? {
                    moved = Some(go);
                    break;
                }
            }
            match moved {
                Some(Go::Next) | None => {}
                Some(Go::Back) if at > 0 => {
                    at -= 1;
                    continue;
                }
                Some(go) => return Ok(go),
            }
            let place = format!("[{}/{}]", at + 1, pages.len());
            match self.between(&place) {
                Go::Next => at += 1,
                Go::Back if at > 0 => at -= 1,
                go => return Ok(go),
            }
        }
        self.progress.read(id);
        Ok(Go::Next)
    }

    /// What to do after a page.
    fn between(&self, place: &str) -> Go {
        loop {
            let keys = self.say(
                "回车/n 下一页，b 上一页，t 试一试，l 目录，q 退出 > ",
                "Enter/n next, b back, t try it, l list, q quit > ",
            );
            match self.ask(&format!("{place} {keys}")).as_deref() {
                Some("" | "n") => return Go::Next,
                Some("b") => return Go::Back,
                Some("l") => return Go::List,
                Some("t") => self.try_out(false),
                Some("q") | None => return Go::Quit,
                Some(_) => {}
            }
        }
    }

    /// A prompt to try things in; Ctrl-D comes back.
    fn try_out(&self, rhai: bool) {
        let home = std::env::current_dir();
        // What is tried leaves nothing behind.
        let folder = Folder::new();
        if let Ok(folder) = &folder {
            let _ = std::env::set_current_dir(folder.path());
        }
        let interpreter = Rc::new(Interpreter::builder().path(vec![String::new()]).build());
        crate::modules::site::install(interpreter.vm());
        interpreter.vm().state::<Chosen>().set(self.language, true);
        let _ = interpreter.vm().install_interrupt_handler();
        crate::repl::run(&interpreter, rhai, false);
        interpreter.finish(0);
        if let Ok(home) = home {
            let _ = std::env::set_current_dir(home);
        }
    }

    /// An exercise, until it is solved or left.
    fn exercise(&mut self, lesson: &Lesson, exercise: &Exercise) -> io::Result<Option<Go>> {
        self.hints = 0;
        let solved = self.progress.is_solved(&lesson.id, &exercise.name);
        let state = if solved {
            self.say("已完成", "solved")
        } else {
            self.say("未完成", "open")
        };
        let title = self.say("练习", "exercise");
        self.show(
            &self
                .look
                .paint("1;33", &format!("── {title} {} ({state})\n", exercise.name)),
        );
        loop {
            let keys = match exercise.kind {
                Kind::Predict => self.say(
                    "w 输入答案，h 提示，t 试一试，k 跳过，b 上一页，l 目录，q 退出 > ",
                    "w write the answer, h hint, t try it, k skip, b back, l list, q quit > ",
                ),
                _ => self.say(
                    "e 编辑，w 直接输入，c 检查，h 提示，s 看答案，t 试一试，k 跳过，b 上一页，l 目录，q 退出 > ",
                    "e edit, w type it in, c check, h hint, s solution, t try it, k skip, b back, l list, q quit > ",
                ),
            };
            let answer = self.ask(keys);
            match answer.as_deref() {
                Some("e") if exercise.kind != Kind::Predict => {
                    let path = self.work_file(lesson, exercise)?;
                    self.edit(&path);
                    if self.check(lesson, exercise, &path)? {
                        return Ok(None);
                    }
                }
                Some("c") if exercise.kind != Kind::Predict => {
                    let path = self.work_file(lesson, exercise)?;
                    if self.check(lesson, exercise, &path)? {
                        return Ok(None);
                    }
                }
                Some("w") => {
                    let Some(text) = self.typed() else {
                        return Ok(Some(Go::Quit));
                    };
                    if exercise.kind == Kind::Predict {
                        if self.check_prediction(lesson, exercise, &text) {
                            return Ok(None);
                        }
                        continue;
                    }
                    let path = self.work_file(lesson, exercise)?;
                    std::fs::write(&path, text)?;
                    if self.check(lesson, exercise, &path)? {
                        return Ok(None);
                    }
                }
                Some("h") => self.hint(exercise),
                Some("s") => self.solution(lesson, exercise),
                Some("t") => self.try_out(exercise.rhai),
                Some("k" | "n") => {
                    if !self.progress.is_solved(&lesson.id, &exercise.name) {
                        self.progress.skipped(&lesson.id, &exercise.name);
                    }
                    return Ok(None);
                }
                // Who has solved it may just go on.
                Some("") if self.progress.is_solved(&lesson.id, &exercise.name) => return Ok(None),
                Some("b") => return Ok(Some(Go::Back)),
                Some("l") => return Ok(Some(Go::List)),
                Some("q") | None => return Ok(Some(Go::Quit)),
                Some(_) => {}
            }
        }
    }

    fn hint(&mut self, exercise: &Exercise) {
        let text = match exercise.hints.get(self.hints) {
            Some(hint) => {
                self.hints += 1;
                hint.clone()
            }
            None => self
                .say("没有更多提示了。", "There are no more hints.")
                .to_owned(),
        };
        self.show(&format!("→ {text}\n"));
    }

    fn solution(&self, lesson: &Lesson, exercise: &Exercise) {
        if !self.progress.is_solved(&lesson.id, &exercise.name) {
            let text = self.say(
                "先做出来，再看答案。\n",
                "The solution is shown once you have solved it.\n",
            );
            self.show(text);
            return;
        }
        let code = exercise.solution.as_ref().or(exercise.output.as_ref());
        for line in code.map_or("", String::as_str).lines() {
            self.show(&format!("    {line}\n"));
        }
    }

    /// Lines up to one that holds only a dot.
    fn typed(&self) -> Option<String> {
        let text = self.say(
            "一行一行输入，最后单独一行写一个点（.）：\n",
            "Line by line; end with a line that holds only a dot (.):\n",
        );
        self.show(text);
        let mut text = String::new();
        for line in io::stdin().lock().lines() {
            let line = line.ok()?;
            if line.trim_end() == "." {
                return Some(text);
            }
            text.push_str(&line);
            text.push('\n');
        }
        None
    }

    /// The learner's file for an exercise; a new one holds what to begin with.
    fn work_file(&self, lesson: &Lesson, exercise: &Exercise) -> io::Result<PathBuf> {
        let state = state_folder().unwrap_or_else(std::env::temp_dir);
        let folder = state.join("work").join(lesson.id.replace("..", "_"));
        std::fs::create_dir_all(&folder)?;
        let extension = if exercise.rhai { "rhai" } else { "py" };
        let name = exercise.name.replace(['/', '.'], "_");
        let path = folder.join(format!("{name}.{extension}"));
        if !path.exists() {
            std::fs::write(&path, &exercise.start)?;
        }
        Ok(path)
    }

    /// Open $VISUAL or $EDITOR on a file.
    fn edit(&self, path: &Path) {
        let named = ["VISUAL", "EDITOR"]
            .iter()
            .filter_map(|n| std::env::var(n).ok());
        let editor = named.into_iter().find(|v| !v.trim().is_empty());
        let Some(editor) = editor.filter(|_| io::stdin().is_terminal() || cfg!(test)) else {
            let text = match self.language {
                Language::Chinese => {
                    format!("没有设置 EDITOR：编辑 {}，然后按 c\n", path.display())
                }
                Language::English => {
                    format!("EDITOR is not set: edit {} and press c\n", path.display())
                }
            };
            self.show(&text);
            return;
        };
        let mut words = editor.split_whitespace();
        let Some(program) = words.next() else {
            return;
        };
        let status = std::process::Command::new(program)
            .args(words)
            .arg(path)
            .status();
        if let Err(error) = status {
            self.show(&format!("{program}: {error}\n"));
        }
    }

    fn check_prediction(&mut self, lesson: &Lesson, exercise: &Exercise, text: &str) -> bool {
        if predicted(exercise, text) {
            self.progress.solved(&lesson.id, &exercise.name);
            let good = format!("✓ {}\n", self.say("对了！", "Right!"));
            self.show(&self.look.paint("32", &good));
            return true;
        }
        let text = self.say("✗ 不对，再想想。\n", "✗ Not quite; think again.\n");
        self.show(text);
        false
    }

    /// Judge the learner's file.
    fn check(&mut self, lesson: &Lesson, exercise: &Exercise, path: &Path) -> io::Result<bool> {
        // The process gets the lesson as a file, whatever the course is.
        let folder = Folder::new()?;
        let file = folder.path().join("lesson.md");
        std::fs::write(&file, &lesson.text)?;
        let word = format!("{}#{}", file.display(), exercise.name);
        let limits = Limits {
            time: Duration::from_secs(10),
            steps: None,
            memory: Some(512 << 20),
        };
        let judging = Judging::start(&word, path, limits, self.language, case_count(exercise))?;
        match judging.wait()? {
            Ok(verdict) if verdict.passed() => {
                self.progress.solved(&lesson.id, &exercise.name);
                let count = verdict.cases.len();
                let text = match self.language {
                    Language::Chinese => format!("✓ 通过了全部 {count} 个例子！\n"),
                    Language::English => format!("✓ All {count} cases passed!\n"),
                };
                self.show(&self.look.paint("32", &text));
                Ok(true)
            }
            Ok(verdict) => {
                self.show(&told(&verdict.without_secrets(), self.language));
                Ok(false)
            }
            Err(failure) => {
                self.show(&format!("✗ {failure}\n"));
                Ok(false)
            }
        }
    }
}

/// A lesson in pages: one a heading of the second level.
fn pages(text: &str) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut fence = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            fence = !fence;
        }
        let begins = line.starts_with("## ") && !fence;
        if begins && pages.last().is_some_and(|p| !p.trim().is_empty()) {
            pages.push(String::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push_str(line);
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn pages_begin_at_headings() {
        let text = "# T\n\na\n\n## B\n\n```python\n## no\n```\n\n## C\n";
        let found = pages(text);
        assert_eq!(found.len(), 3);
        assert!(found[1].contains("## no"));
    }
}
