//! The prompt, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the session: from lines to statements, and running them |
//! | `editor.rs` | where lines come from: rustyline, or plain standard input |
//! | `indent.rs` | how far the next line is indented |
//! | `highlight.rs` | colours |
//! | `complete.rs`, `context.rs` | Tab: the candidates; what is being completed |
//! | `pasted.rs` | transcripts pasted with their prompts |
//! | `magic.rs`, `orders.rs` | `%rhai` and its like: reading them, doing them |
//! | `help.rs` | `help(object)` |
//! | `keys.rs` | F1, F2, F3: the help browser, the history, paste mode |
//!
//! A block is read line by line, as CPython's basic prompt does, and ends with an empty line;
//! a block that is pasted whole, or fetched from the history, runs at once.

use std::collections::VecDeque;
use std::io::IsTerminal;
use std::rc::Rc;

use crate::interpreter::Interpreter;
use crate::language::{Chosen, Language};
use crate::object::{Exc, Native, PyResult, Str, Value};
use crate::source::parse::Parsed;
use crate::source::{SourceFile, parse_interactive};

mod complete;
mod context;
mod editor;
pub mod help;
mod highlight;
mod indent;
mod keys;
mod magic;
mod orders;
mod pasted;

use editor::{Lines, Plain, Read, Terminal};
use keys::Key;
use magic::{Magic, Notation};
use pasted::Statement;

/// Read and run statements until the user leaves; the exit code.
pub fn run(interpreter: &Rc<Interpreter>, rhai: bool, banner: bool) -> i32 {
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let lines: Box<dyn Lines> = match terminal.then(|| Terminal::new(interpreter.clone())) {
        Some(Ok(terminal)) => Box::new(terminal),
        Some(Err(_)) | None => Box::new(Plain),
    };
    let notation = if rhai {
        Notation::Rhai
    } else {
        Notation::Python
    };
    let mut session = Session {
        interpreter: interpreter.clone(),
        lines,
        notation,
        waiting: VecDeque::new(),
        compared: (0, 0),
        entries: Vec::new(),
        before: VecDeque::new(),
        in_transcript: false,
        count: 0,
    };
    let settings = interpreter.settings();
    // From here on, exit() leaves even with `-i`.
    settings.inspect.set(false);
    settings.interactive.set(true);
    if banner {
        interpreter.write_error(&greeting());
    }
    session.prepare();
    session.run()
}

fn greeting() -> String {
    format!(
        "biji {} (Python 3.13 notation, Rhai notation) on {}\n\
         help(x) explains x, Tab completes, %rhai changes the notation, Ctrl-D leaves.\n\
         help(x) 解释 x，Tab 补全，%rhai 换成 Rhai 写法，Ctrl-D 退出。\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS
    )
}

/// A session at the prompt.
struct Session {
    interpreter: Rc<Interpreter>,
    lines: Box<dyn Lines>,
    notation: Notation,
    /// Lines that have been read but belong to the next statement.
    waiting: VecDeque<Statement>,
    /// How many statements of a pasted transcript did what it shows, and how many it has.
    compared: (usize, usize),
    /// What was run, for `%save` and `%edit`.
    entries: Vec<String>,
    /// The names before each entry, for `%undo`.
    before: VecDeque<Vec<(Value, Value)>>,
    /// The lines come from a pasted transcript: those without a prompt are output.
    in_transcript: bool,
    /// Statements so far.
    count: usize,
}

/// What reading a line within a statement came to.
enum More {
    Line,
    /// No more lines: what there is must do.
    Enough,
    /// Ctrl-C: forget the statement.
    Never,
}

impl Session {
    /// Set `sys.ps1` and `sys.ps2`, and run the file that $PYTHONSTARTUP names.
    fn prepare(&self) {
        let vm = self.interpreter.vm();
        if let Ok(sys) = vm.import_module("sys") {
            for (name, prompt) in [("ps1", ">>> "), ("ps2", "... ")] {
                if let Ok(None) = vm.attr_opt(&sys, name) {
                    // `sys` is a module: its attributes can be set.
                    let _ = vm.set_attr(&sys, &Str::intern(name), Value::str(prompt));
                }
            }
        }
        if self.interpreter.settings().ignore_environment.get() {
            return;
        }
        let Some(path) = std::env::var_os("PYTHONSTARTUP").filter(|p| !p.is_empty()) else {
            return;
        };
        let shown = path.to_string_lossy().into_owned();
        match std::fs::read(&path) {
            Ok(bytes) => {
                if let Err(exc) = self.interpreter.run_bytes(&bytes, &shown) {
                    self.interpreter.report(&exc);
                }
            }
            Err(_) => {
                self.interpreter
                    .write_error(&format!("Could not open PYTHONSTARTUP: {shown}\n"));
            }
        }
    }

    fn run(&mut self) -> i32 {
        loop {
            let first = match self.waiting.pop_front() {
                Some(statement) => {
                    if let Some(code) = self.waiting_statement(statement) {
                        return code;
                    }
                    continue;
                }
                None => match self.read_first() {
                    Ok(Some(line)) => line,
                    Ok(None) => continue,
                    Err(()) => break,
                },
            };
            if let Some(code) = self.statement(first) {
                return code;
            }
        }
        self.interpreter.write_error("\n");
        0
    }

    /// The first line of a statement; `None` where there is nothing to run, an error at the end.
    fn read_first(&mut self) -> Result<Option<String>, ()> {
        let prompt = self.prompt("ps1", ">>> ", "rhai> ");
        let (text, quick) = match self.lines.read(&prompt, "") {
            Read::Line { text, quick } => (text, quick),
            Read::Interrupted => {
                self.interpreter.write_error("KeyboardInterrupt\n");
                return Ok(None);
            }
            Read::Key(key, line) => match self.pressed(key, &line) {
                Some(text) => (text, true),
                None => {
                    if key != Key::Paste {
                        self.lines.keep(line);
                    }
                    return Ok(None);
                }
            },
            Read::End => return Err(()),
        };
        if let Some(statements) = pasted::statements(&text).filter(|_| text.contains('\n')) {
            let shown = statements.iter().filter(|s| !s.want.is_empty()).count();
            self.compared = (0, shown);
            self.waiting.extend(statements);
            return Ok(None);
        }
        match pasted::strip(&text) {
            Some((_, code)) => {
                self.in_transcript = true;
                Ok(Some(code.to_owned()))
            }
            None if self.in_transcript && quick => Ok(None),
            None => {
                self.in_transcript = false;
                Ok(Some(text))
            }
        }
    }

    /// Run the statement that begins with `first`; an exit code if it left the prompt.
    fn statement(&mut self, first: String) -> Option<i32> {
        if first.trim().is_empty() {
            return None;
        }
        let shell_of_rhai = self.notation == Notation::Rhai && first.starts_with('!');
        if let Some(magic) =
            magic::parse(&first).filter(|_| !first.contains('\n') && !shell_of_rhai)
        {
            self.lines.remember(&first);
            return self.magic(magic);
        }
        match self.notation {
            Notation::Python => self.python(first),
            Notation::Rhai => self.rhai(first),
        }
    }

    fn magic(&mut self, magic: Magic) -> Option<i32> {
        match magic {
            Magic::Notation(notation) => {
                self.notation = notation;
                None
            }
            Magic::Line(Notation::Python, code) => {
                let name = self.next_name();
                let result = self.interpreter.run_interactive_block(code, &name);
                self.finished(result)
            }
            Magic::Line(Notation::Rhai, code) => {
                let result = self.interpreter.run_rhai_line(code);
                self.finished(result)
            }
            Magic::Run(words) => self.run_file(words),
            Magic::Time(code) => self.time(code),
            Magic::Edit(file) => self.edit(file),
            Magic::Save(file) => self.save(file),
            Magic::Undo => self.undo(),
            Magic::Reset => self.reset(),
            Magic::Who => self.who(),
            Magic::Shell(command) => self.shell(command),
            Magic::Explain => self.explain(),
            Magic::About(path, source) => self.about(path, source),
            Magic::Language(chosen) => {
                let state = self.interpreter.vm().state::<Chosen>();
                match chosen {
                    Some(language) => state.set(language, true),
                    None => {
                        let code = match state.get() {
                            Language::English => "en",
                            Language::Chinese => "zh",
                        };
                        self.interpreter.write_error(&format!("%lang {code}\n"));
                    }
                }
                None
            }
            Magic::Unknown(text) => {
                self.interpreter.write_error(&format!("{text}\n"));
                None
            }
        }
    }

    // ---- Python --------------------------------------------------------------------------------

    fn python(&mut self, first: String) -> Option<i32> {
        let name = self.next_name();
        let mut text = first.trim_end_matches('\n').to_owned();
        if text.contains('\n') {
            // A whole block: no empty line is wanted to end it.
            text.push('\n');
        }
        while let Parsed::Incomplete = parse_interactive(&SourceFile::new(&name, &text)) {
            match self.more_python(&mut text) {
                More::Line => {}
                More::Enough => break,
                More::Never => return None,
            }
        }
        self.lines.remember(&text);
        if let Some(code) = self.bare_exit(text.trim()) {
            return Some(code);
        }
        if text.trim() == "help()" && self.lines.is_terminal() {
            self.help_browser();
            return None;
        }
        self.entered(&text);
        let result = self.interpreter.run_interactive_block(&text, &name);
        let went_well = result.is_ok();
        let left = self.finished(result);
        if went_well {
            self.tell_of_named_method(&text);
        }
        left
    }

    /// Add the next line to a statement.
    fn more_python(&mut self, text: &mut String) -> More {
        let open_string = indent::is_inside_string(text);
        let indent = match open_string || self.in_transcript {
            true => String::new(),
            false => indent::next(text),
        };
        let prompt = self.prompt("ps2", "... ", "....> ");
        let line = match self.lines.read(&prompt, &indent) {
            Read::Line { text: line, .. } => line,
            Read::Key(Key::Paste, line) => {
                // What there is of the block goes on in paste mode, where it can be seen whole.
                let begun = format!("{text}\n{line}");
                return match self.paste_mode(&begun) {
                    Some(whole) => {
                        *text = whole;
                        More::Enough
                    }
                    None => More::Never,
                };
            }
            Read::Key(key, line) => {
                self.pressed(key, "");
                self.lines.keep(line);
                return self.more_python(text);
            }
            Read::Interrupted => {
                self.interpreter.write_error("KeyboardInterrupt\n");
                return More::Never;
            }
            Read::End => {
                text.push('\n');
                return More::Enough;
            }
        };
        let line = match pasted::strip(&line) {
            Some((false, code)) if !open_string => code.to_owned(),
            Some((true, code)) if !open_string => {
                // The next example: the block before it has ended.
                self.in_transcript = true;
                self.waiting.push_back(Statement {
                    code: code.to_owned(),
                    want: String::new(),
                });
                text.push('\n');
                return More::Enough;
            }
            _ if line.trim().is_empty() && !open_string => String::new(),
            _ => line,
        };
        text.push('\n');
        text.push_str(&line);
        More::Line
    }

    /// `exit` or `quit` alone leaves, as at CPython's prompt, unless the program uses the name.
    fn bare_exit(&self, text: &str) -> Option<i32> {
        if !matches!(text, "exit" | "quit") {
            return None;
        }
        let name = Str::intern(text);
        if self.interpreter.namespace().get_str(&name).is_some() {
            return None;
        }
        let quitter = self.interpreter.vm().builtins.get_str(&name)?;
        Native::<crate::modules::site::Quitter>::from_value(&quitter).map(|_| 0)
    }

    // ---- Rhai ----------------------------------------------------------------------------------

    fn rhai(&mut self, first: String) -> Option<i32> {
        let mut text = first;
        while self.interpreter.rhai_is_incomplete(&text) {
            let prompt = self.prompt("ps2", "... ", "....> ");
            match self.lines.read(&prompt, "") {
                Read::Line { text: line, .. } => {
                    text.push('\n');
                    text.push_str(&line);
                }
                Read::Key(key, line) => {
                    if key != Key::Paste {
                        self.pressed(key, "");
                    }
                    self.lines.keep(line);
                }
                Read::Interrupted => {
                    self.interpreter.write_error("KeyboardInterrupt\n");
                    return None;
                }
                Read::End => break,
            }
        }
        self.lines.remember(&text);
        self.entered(&text);
        let result = self.interpreter.run_rhai_line(&text);
        self.finished(result)
    }

    // ---- both ----------------------------------------------------------------------------------

    /// Report what a statement raised; an exit code if it was SystemExit.
    fn finished(&mut self, result: PyResult<()>) -> Option<i32> {
        let exc: Exc = match result {
            Ok(()) => {
                self.interpreter.flush();
                return None;
            }
            Err(exc) => exc,
        };
        self.interpreter.flush();
        if let Some(code) = self.interpreter.exit_code(&exc) {
            return Some(code);
        }
        self.interpreter.report(&exc);
        None
    }

    /// What tracebacks call the next statement.
    fn next_name(&mut self) -> String {
        let number = self.count;
        self.count += 1;
        match self.lines.is_terminal() {
            true => format!("<python-input-{number}>"),
            false => "<stdin>".to_owned(),
        }
    }

    /// `str(sys.ps1)` or `str(sys.ps2)`, or the prompt of Rhai.
    fn prompt(&self, name: &str, default: &str, rhai: &str) -> String {
        if self.notation == Notation::Rhai {
            return rhai.to_owned();
        }
        let vm = self.interpreter.vm();
        let Some(sys) = vm.modules.get_str(&Str::intern("sys")) else {
            return default.to_owned();
        };
        match vm.attr_opt(&sys, name) {
            Ok(Some(prompt)) => vm.display(&prompt).unwrap_or_default(),
            _ => default.to_owned(),
        }
    }
}
