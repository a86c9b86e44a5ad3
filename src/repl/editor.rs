//! Where lines come from: a terminal by way of rustyline, or any other standard input.

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter, HistoryHinter};
use rustyline::history::{FileHistory, History, SearchDirection};
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};

use super::keys::{self, Key, Pressed};
use super::{complete, highlight};
use crate::interpreter::Interpreter;
use crate::object::Str;

/// What came of asking for a line.
pub enum Read {
    /// A line, or several where a text was pasted or fetched from the history. `quick`: it came
    /// faster than anybody types, so it was pasted.
    Line { text: String, quick: bool },
    /// Ctrl-C.
    Interrupted,
    /// F1, F2 or F3, and what stood in the line.
    Key(Key, String),
    /// Ctrl-D, or the end of the input.
    End,
}

/// A source of lines.
pub trait Lines {
    /// Ask for a line; `indent` is typed already.
    fn read(&mut self, prompt: &str, indent: &str) -> Read;

    /// Remember an entry that was typed.
    fn remember(&mut self, entry: &str);

    /// The next line begins with this.
    fn keep(&mut self, line: String);

    /// What was remembered, the oldest first.
    fn history(&self) -> Vec<String>;

    /// Whether a person is typing.
    fn is_terminal(&self) -> bool;
}

/// A line that comes within this time has not been typed.
const QUICK: Duration = Duration::from_millis(8);
/// Entries kept.
const HISTORY_SIZE: usize = 10_000;

/// A terminal.
pub struct Terminal {
    editor: Editor<Assistant, FileHistory>,
    history: Option<PathBuf>,
    colored: bool,
    pressed: Pressed,
    /// What had been typed when a key broke the line off.
    kept: String,
}

impl Terminal {
    /// Take over the terminal; the history is read.
    ///
    /// # Errors
    /// What rustyline says where the terminal cannot be used.
    pub fn new(interpreter: Rc<Interpreter>) -> Result<Terminal, ReadlineError> {
        let colored = is_colored();
        let mode = if colored {
            ColorMode::Enabled
        } else {
            ColorMode::Disabled
        };
        let config = Config::builder()
            .max_history_size(HISTORY_SIZE)?
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .color_mode(mode)
            .tab_stop(4)
            .indent_size(4)
            .build();
        let mut editor = Editor::with_config(config)?;
        editor.set_helper(Some(Assistant {
            interpreter,
            colored,
        }));
        let pressed = Pressed::default();
        for (key, handler) in keys::handlers(&pressed) {
            editor.bind_sequence(key, handler);
        }
        let history = history_file();
        if let Some(path) = &history {
            // The first time there is none; one that cannot be read is as good as none.
            let _ = editor.load_history(path);
        }
        Ok(Terminal {
            editor,
            history,
            colored,
            pressed,
            kept: String::new(),
        })
    }
}

impl Lines for Terminal {
    fn read(&mut self, prompt: &str, indent: &str) -> Read {
        let styled = if self.colored {
            highlight::prompt(prompt)
        } else {
            prompt.to_owned()
        };
        let prompt = (prompt, styled);
        let start = Instant::now();
        let kept = std::mem::take(&mut self.kept);
        let initial = if kept.is_empty() { indent } else { &kept };
        match self.editor.readline_with_initial(&prompt, (initial, "")) {
            Ok(mut text) => {
                let quick = start.elapsed() < QUICK;
                if quick && let Some(rest) = text.strip_prefix(indent) {
                    // What is pasted brings its own indentation.
                    text = rest.to_owned();
                }
                Read::Line { text, quick }
            }
            Err(ReadlineError::Interrupted) => {
                let pressed = self.pressed.lock().ok().and_then(|mut key| key.take());
                match pressed {
                    Some((key, line)) => Read::Key(key, line),
                    None => Read::Interrupted,
                }
            }
            Err(_) => Read::End,
        }
    }

    fn remember(&mut self, entry: &str) {
        if entry.trim().is_empty() {
            return;
        }
        let added = self
            .editor
            .add_history_entry(entry.trim_end())
            .unwrap_or(false);
        let Some(path) = self.history.as_ref().filter(|_| added) else {
            return;
        };
        if let Some(folder) = path.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        // At once, so that nothing is lost with the window. Without a place for it, the history
        // just ends with the session.
        let _ = self.editor.append_history(path);
    }

    fn keep(&mut self, line: String) {
        self.kept = line;
    }

    fn history(&self) -> Vec<String> {
        let history = self.editor.history();
        let entries = (0..history.len()).filter_map(|index| {
            let found = history.get(index, SearchDirection::Forward).ok().flatten();
            found.map(|found| found.entry.into_owned())
        });
        entries.collect()
    }

    fn is_terminal(&self) -> bool {
        true
    }
}

/// The file of the history: $PYTHON_HISTORY, or `biji/history` below $XDG_STATE_HOME, which
/// stands for `~/.local/state`.
fn history_file() -> Option<PathBuf> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    variable("PYTHON_HISTORY").or_else(|| {
        let state = variable("XDG_STATE_HOME")
            .or_else(|| variable("HOME").map(|home| home.join(".local/state")))?;
        Some(state.join("biji/history"))
    })
}

fn is_colored() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

/// Letters of a ghost text, at most.
const GHOST_WIDTH: usize = 100;

/// Pale text behind the cursor.
struct Ghost {
    shown: String,
    /// The right arrow puts it into the line.
    taken: bool,
}

impl Hint for Ghost {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.taken.then_some(self.shown.as_str())
    }
}

/// Colours and candidates for rustyline.
struct Assistant {
    interpreter: Rc<Interpreter>,
    colored: bool,
}

impl Helper for Assistant {}
impl Validator for Assistant {}

impl Hinter for Assistant {
    type Hint = Ghost;

    /// What a call that was just opened takes; otherwise the rest of the last entry that begins so,
    /// which the right arrow takes.
    fn hint(&self, line: &str, position: usize, context: &Context<'_>) -> Option<Ghost> {
        if !self.colored || line.trim().is_empty() || line.contains('\n') {
            return None;
        }
        if line.ends_with('(')
            && position == line.len()
            && let Some(shown) = complete::call_hint(&self.interpreter, line)
        {
            let shown = shown.chars().take(GHOST_WIDTH).collect();
            return Some(Ghost {
                shown,
                taken: false,
            });
        }
        let rest = HistoryHinter::new().hint(line, position, context)?;
        // Only its first line has room.
        let shown = rest.lines().next()?.to_owned();
        (!shown.is_empty()).then_some(Ghost { shown, taken: true })
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colored || line.len() > 10_000 {
            return Cow::Borrowed(line);
        }
        let builtins = &self.interpreter.vm().builtins;
        let is_builtin = |name: &str| builtins.get_str(&Str::new(name.to_owned())).is_some();
        Cow::Owned(highlight::python(line, is_builtin))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[90m{hint}\x1b[0m"))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colored && kind != CmdKind::MoveCursor
    }
}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let found = complete::complete(&self.interpreter, line, position);
        let pairs = found.list.into_iter();
        let pairs = pairs.map(|(display, replacement)| Pair {
            display,
            replacement,
        });
        Ok((found.start, pairs.collect()))
    }
}

/// Standard input that is no terminal: prompts go to standard error, as CPython's do.
pub struct Plain;

impl Lines for Plain {
    fn read(&mut self, prompt: &str, _: &str) -> Read {
        let mut err = std::io::stderr();
        // Nobody may be looking.
        let _ = err.write_all(prompt.as_bytes()).and_then(|()| err.flush());
        let mut line = Vec::new();
        match std::io::BufRead::read_until(&mut std::io::stdin().lock(), b'\n', &mut line) {
            Ok(0) | Err(_) => Read::End,
            Ok(_) => {
                let text = String::from_utf8_lossy(&line);
                let text = text.trim_end_matches(['\n', '\r']).to_owned();
                Read::Line { text, quick: false }
            }
        }
    }

    fn remember(&mut self, _: &str) {}

    fn keep(&mut self, _: String) {}

    fn history(&self) -> Vec<String> {
        Vec::new()
    }

    fn is_terminal(&self) -> bool {
        false
    }
}
