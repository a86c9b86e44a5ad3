//! Sessions at the prompt, through a pseudo-terminal.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use rexpect::process::WaitStatus;
use rexpect::session::{Options, PtySession, spawn_with_options};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// The name of a file that is not there yet.
fn fresh_history() -> PathBuf {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("biji-history-{}-{number}", std::process::id());
    std::env::temp_dir().join(name).join("history")
}

/// A person at a terminal.
struct Person {
    session: PtySession,
}

impl Person {
    fn with_history(history: &std::path::Path) -> Person {
        Person::with(history, &[])
    }

    fn with(history: &std::path::Path, variables: &[(&str, &str)]) -> Person {
        let mut command = Command::new(env!("CARGO_BIN_EXE_biji"));
        command
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("PYTHON_HISTORY", history)
            .env("LANG", "C.UTF-8")
            .env("PAGER", "cat")
            .env_remove("PYTHONSTARTUP")
            .envs(variables.iter().copied());
        let options = Options::new()
            .timeout_ms(Some(30_000))
            .strip_ansi_escape_codes(true);
        let session = spawn_with_options(command, options).unwrap();
        let mut person = Person { session };
        person.sees("Ctrl-D");
        person.sees(">>> ");
        person
    }

    fn new() -> Person {
        Person::with_history(&fresh_history())
    }

    /// Type keys, as slowly as a person would begin to.
    fn types(&mut self, keys: &str) {
        sleep(Duration::from_millis(40));
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
    }

    fn enters(&mut self, line: &str) {
        self.types(&format!("{line}\r"));
    }

    fn presses_control(&mut self, letter: char) {
        sleep(Duration::from_millis(40));
        self.session.send_control(letter).unwrap();
    }

    fn sees(&mut self, text: &str) -> String {
        // The session gives each byte as a character.
        let bytes: String = text.bytes().map(char::from).collect();
        match self.session.exp_string(&bytes) {
            Ok(before) => before,
            Err(error) => panic!("waiting for {text:?}: {error}"),
        }
    }

    fn leaves(mut self) {
        self.presses_control('d');
        self.session.exp_eof().unwrap();
        assert!(matches!(
            self.session.process().wait().unwrap(),
            WaitStatus::Exited(_, 0)
        ));
    }
}

#[test]
fn values_are_shown_and_kept() {
    let mut person = Person::new();
    person.enters("x = 20");
    person.sees(">>> ");
    person.enters("x + 1");
    person.sees("\n21\r\n");
    person.enters("_ * 2");
    person.sees("\n42\r\n");
    person.enters("变量 = '中' + '文'");
    person.enters("变量");
    person.sees("\n'中文'\r\n");
    person.enters("1/0");
    person.sees("File \"<python-input-5>\", line 1, in <module>");
    person.sees("ZeroDivisionError: division by zero");
    person.sees("Test the divisor first.");
    person.sees(">>> ");
    person.leaves();
}

#[test]
fn blocks_are_indented_and_end_with_an_empty_line() {
    let mut person = Person::new();
    person.enters("for i in range(3):");
    person.sees("... ");
    person.enters("if i != 1:");
    person.sees("... ");
    person.enters("print('n', i * 7)");
    person.sees("... ");
    person.enters("");
    person.sees("\nn 0\r\nn 14\r\n");
    person.enters("print(1 +");
    person.sees("... ");
    person.enters("2)");
    person.sees("\n3\r\n");
    person.leaves();
}

#[test]
fn tab_completes_from_live_objects() {
    let mut person = Person::new();
    person.enters("some_long_name = {'first key': 77}");
    person.sees(">>> ");
    person.types("some_lo\t['fi\t\r");
    person.sees("\n77\r\n");
    person.types("'abc'.upp\t)\r");
    person.sees("\n'ABC'\r\n");
    person.types("import base6\t\r");
    person.sees("import base64");
    person.enters("class P:");
    person.sees("... ");
    person.enters("@property");
    person.sees("... ");
    person.enters("def wide_property(self): print('ran')");
    person.sees("... ");
    person.enters("");
    person.sees(">>> ");
    person.enters("p = P()");
    person.sees(">>> ");
    person.types("p.wide_pr\t\r");
    let before = person.sees("ran");
    assert!(before.contains("p.wide_property"), "{before}");
    person.leaves();
}

#[test]
fn pasted_transcripts_lose_their_prompts() {
    let mut person = Person::new();
    person.types(
        "\x1b[200~>>> a = 3\n>>> for i in range(2):\n...     a += 1\n...\n>>> a\n5\n\x1b[201~",
    );
    person.enters("");
    person.sees("\n5\r\n");
    person.enters("a * 100");
    person.sees("\n500\r\n");
    // The same from a terminal that does not mark what is pasted.
    person.types(">>> b = 40\r>>> b * 6\r240\r>>> b * 7\r");
    person.sees("\n240\r\n");
    person.sees("\n280\r\n");
    person.leaves();
}

#[test]
fn pasted_blocks_run_whole() {
    let mut person = Person::new();
    person.types("\x1b[200~def f(x):\n    y = x * 2\n\n    return y\n\nf(4)\n\x1b[201~");
    person.enters("");
    person.sees("\n8\r\n");
    person.leaves();
}

#[test]
fn control_c_breaks_off() {
    let mut person = Person::new();
    person.types("abc");
    person.presses_control('c');
    person.sees("KeyboardInterrupt");
    person.sees(">>> ");
    person.enters("while True: pass");
    person.sees("... ");
    person.enters("");
    sleep(Duration::from_millis(300));
    person.presses_control('c');
    person.sees("KeyboardInterrupt");
    person.sees(">>> ");
    person.enters("def f():");
    person.sees("... ");
    person.presses_control('c');
    person.sees("KeyboardInterrupt");
    person.enters("40 + 2");
    person.sees("\n42\r\n");
    person.leaves();
}

#[test]
fn history_outlives_the_session() {
    let history = fresh_history();
    let mut person = Person::with_history(&history);
    person.enters("print('first' + '!')");
    person.sees("\nfirst!\r\n");
    person.enters("if 1:");
    person.sees("... ");
    person.enters("print('blo' + 'ck')");
    person.sees("... ");
    person.enters("");
    person.sees("\nblock\r\n");
    person.leaves();
    let mut person = Person::with_history(&history);
    // A block comes back whole, and runs at once.
    person.types("\x1b[A\r");
    person.sees("\nblock\r\n");
    person.types("\x1b[A\x1b[A\x1b[A\r");
    person.sees("\nfirst!\r\n");
    person.leaves();
    let _ = std::fs::remove_dir_all(history.parent().unwrap());
}

#[test]
fn the_notation_can_be_changed() {
    let mut person = Person::new();
    person.enters("x = 5");
    person.sees(">>> ");
    person.enters("%rhai x * 3");
    person.sees("\n15\r\n");
    person.enters("%rhai");
    person.sees("rhai> ");
    person.enters("let y = x + 100;");
    person.sees("rhai> ");
    person.enters("%python");
    person.sees(">>> ");
    person.enters("y");
    person.sees("\n105\r\n");
    person.leaves();
}

#[test]
fn exit_leaves() {
    for (line, code) in [("exit", 0), ("quit()", 0), ("exit(3)", 3)] {
        let mut person = Person::new();
        person.enters(line);
        person.session.exp_eof().unwrap();
        match person.session.process().wait().unwrap() {
            WaitStatus::Exited(_, status) => assert_eq!(status, code, "{line}"),
            other => panic!("{line}: {other:?}"),
        }
    }
}

#[test]
fn a_transcript_is_compared_and_errors_are_explained() {
    let mut person = Person::new();
    let pasted = ">>> x = 6\n>>> x * 7\n42\n>>> x + 1\n8\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n";
    // As terminals send what is pasted.
    person.types(&format!(
        "\x1b[200~{}\x1b[201~\r",
        pasted.replace('\n', "\r")
    ));
    person.sees("in the notes");
    person.sees("2 of 3 as in the notes");
    person.enters("import jgon");
    person.sees("ModuleNotFoundError: No module named 'jgon'");
    person.sees("Is json meant?");
    person.enters("%lang zh");
    person.enters("?");
    person.sees("是想写 json 吗？");
    person.enters("len?");
    person.sees("len(obj, /)");
    person.enters("'abc'.upper");
    person.enters("word = 'abc'");
    person.enters("word.upper");
    person.sees("word.upper()");
    person.leaves();
}

#[test]
fn orders_of_the_prompt_are_carried_out() {
    let mut person = Person::new();
    person.enters("kept = 1");
    person.sees(">>> ");
    person.enters("kept = 2");
    person.sees(">>> ");
    person.enters("%undo");
    person.sees("kept = 2");
    person.enters("kept + 10");
    person.sees("\n11\r\n");
    person.enters("%time sum(range(10))");
    person.sees("\n45\r\n");
    person.sees("s");
    person.enters("!echo $((6 * 7))");
    person.sees("\n42\r\n");
    person.enters("%who");
    person.sees("kept: int");
    person.enters("%reset");
    person.sees(">>> ");
    person.enters("kept");
    person.sees("NameError");
    person.leaves();
}

#[test]
fn function_keys_help_show_the_history_and_paste() {
    let mut person = Person::new();
    person.enters("kept = 6");
    person.sees(">>> ");
    // F1 in the middle of a line, which is there again afterwards.
    person.types("kept * 7");
    person.types("\x1bOP");
    person.sees("help> ");
    person.enters("str.split");
    person.sees("split(");
    person.sees("help> ");
    person.enters("keywords");
    person.sees("nonlocal");
    person.sees("help> ");
    person.enters("q");
    person.sees("kept * 7");
    person.enters("");
    person.sees("\n42\r\n");
    // F2: the entries without their prompts; $PAGER is cat here.
    person.types("\x1bOQ");
    person.sees("kept = 6\r\nkept * 7\r\n");
    person.sees(">>> ");
    // F3: an empty line ends nothing.
    person.types("\x1bOR");
    person.sees("(paste) ");
    person.enters("def twice(x):");
    person.sees("(paste) ");
    person.enters("    y = x * 2");
    person.sees("(paste) ");
    person.enters("");
    person.sees("(paste) ");
    person.enters("    return y");
    person.sees("(paste) ");
    person.types("twice(21)");
    person.types("\x1bOR");
    person.sees("\n42\r\n");
    person.leaves();
}

#[test]
fn an_entry_is_mended_in_the_editor() {
    let folder = fresh_history().with_extension("editor");
    std::fs::create_dir_all(&folder).unwrap();
    let script = folder.join("editor.sh");
    std::fs::write(&script, "sed -i 's/6/7/' \"$1\"\n").unwrap();
    let editor = format!("sh {}", script.display());
    let mut person = Person::with(&fresh_history(), &[("EDITOR", &editor)]);
    person.enters("6 * 6");
    person.sees("\n36\r\n");
    person.enters("%edit");
    person.sees("\n42\r\n");
    person.leaves();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn dumb_and_narrow_terminals_will_do() {
    let mut person = Person::with(&fresh_history(), &[("TERM", "dumb")]);
    person.enters("name = '小明'");
    person.sees(">>> ");
    person.enters("name * 2");
    person.sees("'小明小明'");
    person.leaves();
    // 40 columns: a long line wraps, and Chinese characters count twice.
    let mut person = Person::new();
    person.enters("import os; print(os.system('stty cols 40'))");
    person.sees("\n0\r\n");
    person.types(&format!("len('{}')", "中".repeat(30)));
    person.enters("");
    person.sees("\n30\r\n");
    person.leaves();
}

#[test]
fn tab_knows_keys_files_and_parameters() {
    let mut person = Person::new();
    person.enters("ages = {'zhao': 1, 'zhou': 2, 'qian': 3}");
    person.sees(">>> ");
    person.types("ages['q\t");
    person.sees("qian']");
    person.enters("");
    person.sees("\n3\r\n");
    person.enters("open('tab-me.txt', 'w').close()");
    person.sees(">>> ");
    person.types("open('tab-m\t");
    person.sees("tab-me.txt");
    person.enters("').name");
    person.sees("\n'tab-me.txt'\r\n");
    person.enters("import os; os.remove('tab-me.txt')");
    person.sees(">>> ");
    person.types("sorted([10, 9], ke\t");
    person.sees("key=");
    person.enters("str)");
    person.sees("\n[10, 9]\r\n");
    person.leaves();
}

#[test]
fn an_opened_call_shows_what_it_takes() {
    let mut person = Person::with(&fresh_history(), &[("NO_COLOR", "")]);
    person.enters("def share(sum, people=2): 'Divide fairly.'; return sum / people");
    person.enters("");
    person.sees(">>> ");
    person.types("share(");
    person.sees("sum, people=2)  Divide fairly.");
    person.enters("9, 3)");
    person.sees("\n3.0\r\n");
    person.types("[].append(");
    person.enters("1)");
    person.sees(">>> ");
    person.leaves();
}

#[test]
fn a_course_is_begun_and_an_exercise_solved() {
    let folder = fresh_history().with_extension("course");
    std::fs::create_dir_all(&folder).unwrap();
    let biji = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_biji"));
        command
            .current_dir(&folder)
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("LANG", "C.UTF-8")
            .env("XDG_STATE_HOME", folder.join("state"));
        command
    };
    let made = biji().args(["new-lesson", "course/01-first"]).output();
    assert!(made.unwrap().status.success());
    let mut command = biji();
    command.args(["learn", "--lang", "en", "course"]);
    let options = Options::new()
        .timeout_ms(Some(30_000))
        .strip_ansi_escape_codes(true);
    let session = spawn_with_options(command, options).unwrap();
    let mut person = Person { session };
    person.sees("[0/2]");
    person.sees("q: quit) ");
    person.enters("1");
    person.sees("q quit > ");
    person.enters("");
    person.sees("exercise order (open)");
    person.sees("q quit > ");
    // Wrong at first, then right.
    for (answer, judgement) in [("['a', 'b']", "Not quite"), ("['a', 'b', 'c']", "Right!")] {
        person.enters("w");
        person.sees("(.):");
        person.enters(answer);
        person.enters(".");
        person.sees(judgement);
        person.sees("q quit > ");
    }
    for (answer, judgement) in [
        ("return sorted(numbers)[0]", "21 of 22 cases passed"),
        ("return min(numbers, default=None)", "All 22 cases passed"),
    ] {
        person.enters("w");
        person.sees("(.):");
        person.enters("def smallest(numbers):");
        person.enters(&format!("    {answer}"));
        person.enters(".");
        person.sees(judgement);
        person.sees("q quit > ");
    }
    person.enters("q");
    person.session.exp_eof().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_watch_runs_again_when_a_file_changes() {
    let folder = fresh_history().with_extension("watch");
    std::fs::create_dir_all(&folder).unwrap();
    let lesson = folder.join("lesson.md");
    std::fs::write(&lesson, "```python\nprint(1)\n```\n\n```output\n2\n```\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_biji"));
    command
        .args(["test", "--watch"])
        .arg(&lesson)
        .env("NO_COLOR", "1")
        .env("LANG", "C.UTF-8");
    let options = Options::new()
        .timeout_ms(Some(30_000))
        .strip_ansi_escape_codes(true);
    let mut session = spawn_with_options(command, options).unwrap();
    session.exp_string("0 passed, 1 failed").unwrap();
    std::fs::write(&lesson, "```python\nprint(1)\n```\n\n```output\n1\n```\n").unwrap();
    session.exp_string("1 passed, 0 failed").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}
