//! What the lines of `magic.rs` do, and running pasted transcripts.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::pasted::Statement;
use super::{Notation, Session, help};
use crate::language::Language;
use crate::lesson::{Flags, expected_exception, matches};
use crate::object::{Exc, Function, Str, Value};

/// Entries that can be undone.
const UNDO_DEPTH: usize = 100;

impl Session {
    pub(super) fn say(&self, text: &str) {
        self.interpreter.write_error(text);
    }

    /// Say something whose lines are to fit the terminal.
    fn say_wrapped(&self, text: &str) {
        let columns = crate::explain::wrap::width_of(std::io::stderr());
        self.say(&crate::explain::wrap::wrap(text, columns));
    }

    pub(super) fn is_chinese(&self) -> bool {
        crate::explain::language(self.interpreter.vm()) == Language::Chinese
    }

    /// An entry is about to run.
    pub(super) fn entered(&mut self, text: &str) {
        if self.before.len() == UNDO_DEPTH {
            self.before.pop_front();
        }
        self.before.push_back(self.interpreter.namespace().pairs());
        self.entries.push(text.trim_end().to_owned());
        let typed = self.interpreter.vm().state::<crate::explain::Typed>();
        typed.0.borrow_mut().push(text.trim_end().to_owned());
    }

    /// `f.close` alone, where `f.close()` is meant: no error, and nothing closed.
    pub(super) fn tell_of_named_method(&self, text: &str) {
        let vm = self.interpreter.vm();
        let wanted =
            self.lines.is_terminal() || vm.state::<crate::language::Chosen>().is_explicit();
        let text = text.trim();
        let Some((path, name)) = text.rsplit_once('.').filter(|_| wanted) else {
            return;
        };
        if !text.split('.').all(super::context::is_name) {
            return;
        }
        let mut parts = path.split('.');
        let first = Str::new(parts.next().unwrap_or_default().to_owned());
        let root = self.interpreter.namespace().get_str(&first);
        let object = root.and_then(|root| {
            parts.try_fold(root, |object, name| {
                vm.attr_opt(&object, name).ok().flatten()
            })
        });
        let Some(object) = object else {
            return;
        };
        // The functions of a module and of a class are often named on purpose.
        if crate::object::Module::from_value(&object).is_some()
            || crate::object::Class::from_value(&object).is_some()
        {
            return;
        }
        let value = vm.attr_opt(&object, name).ok().flatten();
        let is_method = value.is_some_and(|value| {
            let kind = vm.type_name(&value).to_string();
            matches!(kind.as_str(), "method" | "builtin_function_or_method")
        });
        if is_method && let Some(told) = crate::explain::named_method(vm, text) {
            self.say_wrapped(&told);
        }
    }

    // ---- transcripts ---------------------------------------------------------------------------

    /// Run a statement of a pasted transcript and compare what it prints.
    pub(super) fn waiting_statement(&mut self, statement: Statement) -> Option<i32> {
        let last = self.waiting.is_empty();
        self.say(&format!(
            ">>> {}\n",
            statement.code.trim_end().replace('\n', "\n... ")
        ));
        let code = if statement.want.is_empty() || self.notation == Notation::Rhai {
            self.statement(statement.code)
        } else {
            self.compare(statement)
        };
        if code.is_none() && last && self.compared.1 > 0 {
            let (good, all) = std::mem::take(&mut self.compared);
            let text = match self.is_chinese() {
                true => format!("{all} 个结果中有 {good} 个和笔记一样\n"),
                false => format!("{good} of {all} as in the notes\n"),
            };
            self.say(&text);
        }
        code
    }

    fn compare(&mut self, statement: Statement) -> Option<i32> {
        let vm = self.interpreter.vm().clone();
        let name = self.next_name();
        self.lines.remember(&statement.code);
        self.entered(&statement.code);
        let Some((sys, kept, memory)) = self.catch_output() else {
            let result = self
                .interpreter
                .run_interactive_block(&statement.code, &name);
            return self.finished(result);
        };
        let result = self
            .interpreter
            .run_interactive_block(&statement.code, &name);
        // `sys` is a module: its attributes can be set.
        let _ = vm.set_attr(&sys, &Str::intern("stdout"), kept);
        let printed = vm
            .call_method(&memory, "getvalue", &mut [])
            .ok()
            .and_then(|v| Str::from_value(&v))
            .map_or_else(String::new, |s| s.to_lossy().into_owned());
        // Who closed the output does not want to know.
        let _ = vm.write_out(&printed);
        if self.as_shown(&statement.want, &printed, result.as_ref().err()) {
            self.compared.0 += 1;
        } else {
            let label = if self.is_chinese() {
                "笔记里是"
            } else {
                "in the notes"
            };
            self.say(&format!("≠ {label}:\n{}", statement.want));
        }
        self.finished(result)
    }

    /// Put a StringIO in the place of `sys.stdout`: `sys`, what stood there, the StringIO.
    fn catch_output(&self) -> Option<(Value, Value, Value)> {
        let vm = self.interpreter.vm();
        let sys = vm.import_module("sys").ok()?;
        let kept = vm.attr_opt(&sys, "stdout").ok()??;
        let class = vm
            .attr_opt(&vm.import_module("io").ok()?, "StringIO")
            .ok()??;
        let memory = vm.call(&class, &mut []).ok()?;
        vm.set_attr(&sys, &Str::intern("stdout"), memory.clone())
            .ok()?;
        Some((sys, kept, memory))
    }

    fn as_shown(&self, want: &str, printed: &str, raised: Option<&Exc>) -> bool {
        let flags = Flags {
            ellipsis: true,
            ..Flags::default()
        };
        let Some(exc) = raised else {
            return matches(want, printed, flags);
        };
        let Some((before, expected)) = expected_exception(want) else {
            return false;
        };
        let shown = self.interpreter.vm().format_exception_only(exc);
        matches(before, printed, flags) && matches(expected, &shown, flags)
    }

    // ---- orders --------------------------------------------------------------------------------

    /// `%run FILE ARGUMENTS`
    pub(super) fn run_file(&mut self, words: &str) -> Option<i32> {
        let mut words = words.split_whitespace().map(str::to_owned);
        let path = words.next().unwrap_or_default();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.say(&format!("%run: {path}: {error}\n"));
                return None;
            }
        };
        self.entered(&format!("# %run {path}"));
        let vm = self.interpreter.vm();
        let mut argv = vec![path.clone()];
        argv.extend(words);
        let kept = vm.argv.replace(argv);
        let result = if Path::new(&path).extension().is_some_and(|e| e == "rhai") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.interpreter.run_rhai(&text, &path)
        } else {
            self.interpreter.run_bytes(&bytes, &path)
        };
        self.interpreter.vm().argv.replace(kept);
        self.finished(result)
    }

    /// `%time CODE`
    pub(super) fn time(&mut self, code: &str) -> Option<i32> {
        self.entered(code);
        let name = self.next_name();
        let start = Instant::now();
        let result = match self.notation {
            Notation::Python => self.interpreter.run_interactive_block(code, &name),
            Notation::Rhai => self.interpreter.run_rhai_line(code),
        };
        let seconds = start.elapsed().as_secs_f64();
        let left = self.finished(result);
        let shown = match seconds {
            s if s < 1e-3 => format!("{:.0} µs", s * 1e6),
            s if s < 1.0 => format!("{:.1} ms", s * 1e3),
            s => format!("{s:.2} s"),
        };
        self.say(&format!("{shown}\n"));
        left
    }

    /// `%edit`, `%edit FILE`
    pub(super) fn edit(&mut self, file: &str) -> Option<i32> {
        let named = ["VISUAL", "EDITOR"]
            .iter()
            .filter_map(|n| std::env::var(n).ok());
        let Some(editor) = named.into_iter().find(|v| !v.trim().is_empty()) else {
            self.say("%edit: EDITOR is not set\n");
            return None;
        };
        let own = std::env::temp_dir().join(format!("biji-edit-{}.py", std::process::id()));
        let path = if file.is_empty() {
            own.as_path()
        } else {
            Path::new(file)
        };
        if file.is_empty() {
            let last = self.entries.last().cloned().unwrap_or_default();
            if let Err(error) = std::fs::write(path, last + "\n") {
                self.say(&format!("%edit: {error}\n"));
                return None;
            }
        }
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or_default();
        let status = Command::new(program).args(words).arg(path).status();
        let text = match status {
            Ok(status) if status.success() => std::fs::read_to_string(path),
            Ok(status) => Err(std::io::Error::other(format!("{program}: {status}"))),
            Err(error) => Err(error),
        };
        if file.is_empty() {
            // It has been read, or was never written.
            let _ = std::fs::remove_file(path);
        }
        match text {
            Ok(text) if !text.trim().is_empty() => {
                self.lines.remember(&text);
                self.entered(&text);
                let name = self.next_name();
                let result = self.interpreter.run_interactive_block(&text, &name);
                self.finished(result)
            }
            Ok(_) => None,
            Err(error) => {
                self.say(&format!("%edit: {error}\n"));
                None
            }
        }
    }

    /// `%save FILE`
    pub(super) fn save(&self, file: &str) -> Option<i32> {
        if Path::new(file).exists() {
            self.say(&format!("%save: {file} is there already\n"));
            return None;
        }
        let text = self.entries.join("\n") + "\n";
        let lines = text.lines().count();
        match std::fs::write(file, text) {
            Ok(()) => self.say(&format!("{file}: {lines}\n")),
            Err(error) => self.say(&format!("%save: {file}: {error}\n")),
        }
        None
    }

    /// `%undo`: names get back what they meant; what an object holds stays changed.
    pub(super) fn undo(&mut self) -> Option<i32> {
        let Some(kept) = self.before.pop_back() else {
            let text = if self.is_chinese() {
                "没有可以撤销的\n"
            } else {
                "nothing to undo\n"
            };
            self.say(text);
            return None;
        };
        self.restore(kept);
        if let Some(entry) = self.entries.pop() {
            let first = entry.lines().next().unwrap_or_default().to_owned();
            self.say(&format!("↶ {first}\n"));
        }
        None
    }

    fn restore(&self, kept: Vec<(Value, Value)>) {
        let names = self.interpreter.namespace();
        for (key, _) in names.pairs() {
            let stays = kept.iter().any(|(k, _)| k.as_str() == key.as_str());
            if let Some(key) = Str::from_value(&key).filter(|_| !stays) {
                drop(names.remove_str(&key));
            }
        }
        for (key, value) in kept {
            if let Some(key) = Str::from_value(&key) {
                drop(names.set_str(&key, value));
            }
        }
    }

    /// `%reset`
    pub(super) fn reset(&mut self) -> Option<i32> {
        let pairs = self.interpreter.namespace().pairs();
        let hidden = |name: &str| name.starts_with("__") && name.ends_with("__");
        let kept = pairs
            .into_iter()
            .filter(|(key, _)| key.as_str().is_some_and(hidden));
        let kept = kept.collect();
        self.entries.clear();
        self.before.clear();
        self.restore(kept);
        None
    }

    /// `%who`
    pub(super) fn who(&self) -> Option<i32> {
        let vm = self.interpreter.vm();
        let mut rows: Vec<(String, String)> = Vec::new();
        for (key, value) in self.interpreter.namespace().pairs() {
            if let Some(name) = key.as_str().filter(|n| !n.starts_with('_')) {
                rows.push((name.to_owned(), vm.type_name(&value).to_string()));
            }
        }
        rows.sort();
        for (name, kind) in rows {
            self.say(&format!("{name}: {kind}\n"));
        }
        None
    }

    /// `!COMMAND`
    pub(super) fn shell(&self, command: &str) -> Option<i32> {
        self.interpreter.flush();
        match Command::new("sh").arg("-c").arg(command).status() {
            Ok(status) if status.success() => {}
            Ok(status) => self.say(&format!("{status}\n")),
            Err(error) => self.say(&format!("sh: {error}\n")),
        }
        None
    }

    /// `?`, `explain()`
    pub(super) fn explain(&self) -> Option<i32> {
        let vm = self.interpreter.vm();
        let last = vm
            .import_module("sys")
            .ok()
            .and_then(|sys| vm.attr_opt(&sys, "last_exc").ok().flatten())
            .and_then(|value| Exc::from_value(&value));
        match last {
            Some(exc) => self.say_wrapped(&crate::explain::long(
                vm,
                &exc,
                crate::explain::language(vm),
            )),
            None => self.say(match self.is_chinese() {
                true => "还没有出过错。help() 说明怎样查帮助。\n",
                false => "There was no error yet. help() tells how to find help.\n",
            }),
        }
        None
    }

    /// `OBJECT?`, `OBJECT??`
    pub(super) fn about(&self, path: &str, source: bool) -> Option<i32> {
        let vm = self.interpreter.vm();
        let mut parts = path.split('.');
        let first = Str::new(parts.next().unwrap_or_default().to_owned());
        let root = self
            .interpreter
            .namespace()
            .get_str(&first)
            .or_else(|| vm.builtins.get_str(&first));
        let found = root.and_then(|root| {
            parts.try_fold(root, |object, name| {
                vm.attr_opt(&object, name).ok().flatten()
            })
        });
        let Some(object) = found else {
            let text = match self.is_chinese() {
                true => format!("没有 {path}\n"),
                false => format!("there is no {path}\n"),
            };
            self.say(&text);
            return None;
        };
        if source && let Some(text) = source_of(&object) {
            self.say(&text);
            return None;
        }
        match help::about(vm, &object) {
            Ok(text) => self.say(&format!("{}\n", text.trim_end())),
            Err(exc) => drop(self.interpreter.report(&exc)),
        }
        None
    }
}

/// The lines of a function of the program's.
fn source_of(object: &Value) -> Option<String> {
    let function = match object.payload() {
        Some(crate::object::Payload::BoundMethod(function, _)) => Function::from_value(function)?,
        _ => Function::from_value(object)?,
    };
    let code = &function.core.code;
    let file = &code.file;
    let first = code.first_line as usize;
    let head = file.line_text(first);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut out = format!("{}\n", head.trim_end());
    let mut blank = 0;
    for number in first + 1..=file.line_count() {
        let line = file.line_text(number).trim_end();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if indent(line) <= indent(head) && !line.trim_start().starts_with(')') {
            break;
        }
        out.push_str(&"\n".repeat(std::mem::take(&mut blank)));
        out.push_str(line);
        out.push('\n');
    }
    Some(out)
}
