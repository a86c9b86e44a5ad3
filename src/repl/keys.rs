//! What F1, F2 and F3 do at the prompt, as in CPython 3.13: the help browser, the history to look
//! through, and the paste mode, in which empty lines end nothing.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};

use super::editor::Read;
use super::{Session, help};
use crate::object::Value;
use crate::source::tokens::KEYWORDS;

/// A function key that has a meaning here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// F1
    Help,
    /// F2
    History,
    /// F3
    Paste,
}

/// The key that broke a line off, and what had been typed until then.
pub type Pressed = Arc<Mutex<Option<(Key, String)>>>;

/// What rustyline calls for a key: it leaves the line, and the prompt does the rest.
struct Handler {
    key: Key,
    pressed: Pressed,
}

impl ConditionalEventHandler for Handler {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, at: &EventContext) -> Option<Cmd> {
        let mut pressed = self.pressed.lock().ok()?;
        *pressed = Some((self.key, at.line().to_owned()));
        Some(Cmd::Interrupt)
    }
}

/// The keys and what handles them.
pub fn handlers(pressed: &Pressed) -> impl Iterator<Item = (KeyEvent, EventHandler)> {
    let all = [(1, Key::Help), (2, Key::History), (3, Key::Paste)];
    all.into_iter().map(|(number, key)| {
        let handler = Handler {
            key,
            pressed: pressed.clone(),
        };
        (
            KeyEvent(KeyCode::F(number), Modifiers::NONE),
            EventHandler::Conditional(Box::new(handler)),
        )
    })
}

impl Session {
    /// A key was pressed on the first line of a statement: a whole text, if paste mode made one.
    pub(super) fn pressed(&mut self, key: Key, line: &str) -> Option<String> {
        match key {
            Key::Help => self.help_browser(),
            Key::History => self.show_history(),
            Key::Paste => return self.paste_mode(line),
        }
        None
    }

    /// `help>`: a word a line, until an empty one, `q` or Ctrl-D.
    pub(super) fn help_browser(&mut self) {
        let vm = self.interpreter.vm().clone();
        self.say(match self.is_chinese() {
            true => {
                "输入模块、函数、类型或关键字的名字，例如 json、len、str.split；\
                 modules 列出模块，keywords 列出关键字，q 离开。\n"
            }
            false => {
                "Type the name of a module, function, type or keyword, such as json, len or \
                 str.split;\nmodules and keywords list them, q leaves.\n"
            }
        });
        loop {
            let line = match self.lines.read("help> ", "") {
                Read::Line { text, .. } => text,
                Read::Key(..) => continue,
                Read::Interrupted | Read::End => return,
            };
            let word = line.trim().trim_matches(['\'', '"']);
            let told = match word {
                "" | "q" | "quit" | "exit" => return,
                "keywords" => Ok(columns(KEYWORDS.iter().map(|k| (*k).to_owned()))),
                "modules" => {
                    let names = crate::vm::import::library_names().into_iter();
                    Ok(columns(names.filter(|n| !n.starts_with('_'))))
                }
                _ if KEYWORDS.contains(&word) => Ok(self.about_keyword(word)),
                _ => help::about(&vm, &Value::str(word)),
            };
            match told {
                Ok(text) => self.say(&format!("{}\n", text.trim_end())),
                Err(exc) => {
                    self.interpreter.report(&exc);
                }
            }
        }
    }

    fn about_keyword(&self, word: &str) -> String {
        match self.is_chinese() {
            true => format!("{word} 是 Python 的关键字，不能作名字。"),
            false => format!("{word} is a keyword of Python; it cannot be a name."),
        }
    }

    /// All entries, without prompts, in a pager.
    fn show_history(&mut self) {
        let text = self.lines.history().join("\n") + "\n";
        let named = std::env::var("PAGER").unwrap_or_default();
        let pagers = [named.as_str(), "less", "more"];
        for pager in pagers.into_iter().filter(|p| !p.trim().is_empty()) {
            if page(pager, &text) {
                return;
            }
        }
        self.say(&text);
    }

    /// Lines that run together once F3 is pressed again; `None` after Ctrl-C.
    pub(super) fn paste_mode(&mut self, begun: &str) -> Option<String> {
        self.say(match self.is_chinese() {
            true => "粘贴模式：空行不结束，再按 F3 运行，Ctrl-C 放弃。\n",
            false => "Paste mode: empty lines end nothing; F3 runs it, Ctrl-C gives up.\n",
        });
        let mut text = String::new();
        let mut first = begun.to_owned();
        loop {
            let initial = std::mem::take(&mut first);
            match self.lines.read("(paste) ", &initial) {
                Read::Line { text: line, .. } => {
                    text.push_str(&line);
                    text.push('\n');
                }
                Read::Key(Key::Paste, line) => {
                    text.push_str(&line);
                    break;
                }
                Read::Key(key, line) => {
                    self.pressed(key, "");
                    first = line;
                }
                Read::Interrupted => {
                    self.say("KeyboardInterrupt\n");
                    return None;
                }
                Read::End => break,
            }
        }
        (!text.trim().is_empty()).then(|| text.trim_end().to_owned() + "\n")
    }
}

/// Words in columns, as wide as a narrow terminal.
fn columns(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    let wide = words.iter().map(String::len).max().unwrap_or(0) + 2;
    let rows = words.chunks((76 / wide).max(1));
    let rows = rows.map(|row| {
        let cells = row.iter().map(|word| format!("{word:wide$}"));
        cells.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Show a text in a pager; false where it cannot be started.
fn page(pager: &str, text: &str) -> bool {
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else {
        return false;
    };
    let child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        // Who leaves the pager early has seen enough.
        let _ = input.write_all(text.as_bytes());
    }
    let _ = child.wait();
    true
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn words_stand_in_columns() {
        let words = ["a", "bc", "d"].map(str::to_owned);
        assert_eq!(columns(words.into_iter()), "a   bc  d");
    }
}
