//! The embedding core: an interpreter with its `__main__`, shared by the command line, the
//! prompt, the lesson runner and other Rust programs.
//!
//! Run everything inside [`crate::stack::with_stack`]: programs recurse natively in places, and
//! on a small stack they get RecursionError early. What happens to an exception that nobody
//! caught, and the end of a program, are in [`crate::ending`]. [`crate::Interpreter`] is what other
//! Rust programs see of it.

use std::cell::{Cell, OnceCell, RefCell};
use std::path::Path;
use std::rc::Rc;

use crate::compile::code::Code;
use crate::compile::{Mode, compile_expression, compile_module};
use crate::object::function::FunctionCore;
use crate::object::{Dict, Module, PyResult, Str, Value};
use crate::rhai::RhaiSession;
use crate::source::{ProblemKind, SourceFile, SyntaxProblem, parse_expression, parse_module};
use crate::vm::Vm;

/// What the command line set, for `sys.flags`, `sys.warnoptions` and others that ask:
/// `vm.state::<Settings>()`.
#[derive(Default)]
pub struct Settings {
    /// `-i`: the prompt after the program.
    pub inspect: Cell<bool>,
    /// The program is typed at a prompt.
    pub interactive: Cell<bool>,
    /// `-q`: no banner.
    pub quiet: Cell<bool>,
    /// `-O`, `-OO`: asserts are left out; docstrings too.
    pub optimize: Cell<u8>,
    /// `-B`, which is how biji always is.
    pub dont_write_bytecode: Cell<bool>,
    /// `-I`
    pub isolated: Cell<bool>,
    /// `-E`, `-I`
    pub ignore_environment: Cell<bool>,
    /// `-s`, `-I`
    pub no_user_site: Cell<bool>,
    /// `-S`: no `exit`, `help` and so on in builtins.
    pub no_site: Cell<bool>,
    /// `-u`: output is not kept back.
    pub unbuffered: Cell<bool>,
    /// `-v`, how often.
    pub verbose: Cell<u8>,
    /// `-b`, how often.
    pub bytes_warning: Cell<u8>,
    /// `-P`: the program's folder is not put on `sys.path`.
    pub safe_path: Cell<bool>,
    /// `-X dev`
    pub dev_mode: Cell<bool>,
    /// The arguments of `-W`, and of PYTHONWARNINGS before them.
    pub warn_options: RefCell<Vec<String>>,
    /// The arguments of `-X`, split at the first `=`.
    pub x_options: RefCell<Vec<(String, Option<String>)>>,
    /// All arguments of the process: `sys.orig_argv`.
    pub orig_argv: RefCell<Vec<String>>,
}

/// An interpreter that is being set up.
#[derive(Default)]
pub struct Builder {
    argv: Vec<String>,
    path: Vec<String>,
    capture: bool,
    input: Option<String>,
}

impl Builder {
    /// `sys.argv`; without it, one empty string.
    pub fn argv(mut self, argv: Vec<String>) -> Builder {
        self.argv = argv;
        self
    }

    /// `sys.path`: where the program's own modules are.
    pub fn path(mut self, folders: Vec<String>) -> Builder {
        self.path = folders;
        self
    }

    /// Keep what is written to `sys.stdout` and `sys.stderr` in memory, for
    /// [`Interpreter::take_output`] and [`Interpreter::take_errors`].
    pub fn capture_output(mut self) -> Builder {
        self.capture = true;
        self
    }

    /// What `sys.stdin` reads; without it, the process's standard input.
    pub fn input(mut self, text: &str) -> Builder {
        self.input = Some(text.to_owned());
        self
    }

    /// The interpreter.
    pub fn build(self) -> Interpreter {
        let vm = Vm::new();
        let argv = if self.argv.is_empty() {
            vec![String::new()]
        } else {
            self.argv
        };
        vm.argv.replace(argv);
        for folder in &self.path {
            vm.sys_path().push(Value::str(folder));
        }
        if self.capture {
            vm.streams.capture_output();
        }
        if let Some(text) = &self.input {
            vm.streams.set_input(text);
        }
        let main = Module::new("__main__", None);
        let set = |name: &str, value: Value| drop(main.dict.set_str(&Str::intern(name), value));
        set("__annotations__", Dict::new().value());
        set(
            "__builtins__",
            vm.import_module("builtins").unwrap_or(Value::NONE),
        );
        vm.modules.set_str(&Str::intern("__main__"), main.value());
        Interpreter {
            vm,
            main,
            rhai: OnceCell::new(),
        }
    }
}

/// An interpreter and the namespace in which its programs run.
pub struct Interpreter {
    vm: Rc<Vm>,
    main: Module,
    rhai: OnceCell<RhaiSession>,
}

impl Default for Interpreter {
    fn default() -> Self {
        Interpreter::new()
    }
}

impl Interpreter {
    /// An interpreter on the process's own streams.
    pub fn new() -> Interpreter {
        Interpreter::builder().build()
    }

    /// Set up an interpreter.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The machine below.
    pub fn vm(&self) -> &Rc<Vm> {
        &self.vm
    }

    /// What the command line set.
    pub fn settings(&self) -> Rc<Settings> {
        self.vm.state::<Settings>()
    }

    /// The names of `__main__`.
    pub fn namespace(&self) -> Dict {
        self.main.dict.clone()
    }

    /// What has been written to standard output since the last call, where it is captured.
    pub fn take_output(&self) -> String {
        String::from_utf8_lossy(&self.vm.streams.take_output()).into_owned()
    }

    /// What has been written to standard error since the last call, where it is captured.
    pub fn take_errors(&self) -> String {
        String::from_utf8_lossy(&self.vm.streams.take_errors()).into_owned()
    }

    /// Run a file as `__main__`. Its folder is not put on `sys.path`; see [`Builder::path`].
    ///
    /// # Errors
    /// OSError for a file that cannot be read, SyntaxError, and whatever the program raises.
    pub fn run_file(&self, path: &Path) -> PyResult<()> {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let shown = full.to_string_lossy().into_owned();
        let bytes = std::fs::read(path).map_err(|e| self.vm.os_error(&e, &[Value::str(&shown)]))?;
        self.set_file(&shown);
        self.run_bytes(&bytes, &shown)
    }

    /// Say where `__main__` comes from.
    pub fn set_file(&self, shown: &str) {
        self.main
            .dict
            .set_str(&Str::intern("__file__"), Value::str(shown));
        self.main
            .dict
            .set_str(&Str::intern("__cached__"), Value::NONE);
    }

    /// Run the bytes of a source file as `__main__`.
    ///
    /// # Errors
    /// SyntaxError, also where they are no text, and whatever the program raises.
    pub fn run_bytes(&self, bytes: &[u8], name: &str) -> PyResult<()> {
        if let Some(at) = bytes.iter().position(|&b| b == 0) {
            return Err(self.vm.syntax_error(&null_byte(bytes, at, name)));
        }
        let file = self.vm.source_file(name, bytes)?;
        self.run_code(self.compile(&file, Mode::Module)?).map(drop)
    }

    /// Say that `__main__` belongs to a package, as with `-m`.
    pub fn set_package(&self, package: &str) {
        self.main
            .dict
            .set_str(&Str::intern("__package__"), Value::str(package));
    }

    /// Run a text that has been read already.
    ///
    /// # Errors
    /// SyntaxError, and whatever the program raises.
    pub fn run_compiled(&self, file: &Rc<SourceFile>, mode: Mode) -> PyResult<()> {
        self.run_code(self.compile(file, mode)?).map(drop)
    }

    /// Run a text in Rhai's notation; its variables are those of `__main__`.
    ///
    /// # Errors
    /// SyntaxError, and whatever the program raises.
    pub fn run_rhai(&self, text: &str, name: &str) -> PyResult<()> {
        self.rhai().run(text, name)
    }

    /// Run a line in Rhai's notation as if typed at the prompt: its value goes to
    /// `sys.displayhook`.
    ///
    /// # Errors
    /// As [`Interpreter::run_rhai`].
    pub fn run_rhai_line(&self, text: &str) -> PyResult<()> {
        match self.rhai().eval_line(text)? {
            Some(value) => self.vm.display_value(value),
            None => Ok(()),
        }
    }

    /// Whether a text in Rhai's notation needs more lines.
    pub fn rhai_is_incomplete(&self, text: &str) -> bool {
        self.rhai().is_incomplete(text)
    }

    /// Rhai on this interpreter: what one notation binds, the other sees.
    pub fn rhai(&self) -> &RhaiSession {
        self.rhai.get_or_init(|| RhaiSession::of(&self.vm))
    }

    /// Run a text as `__main__`; `name` stands for the file in tracebacks.
    ///
    /// # Errors
    /// SyntaxError, and whatever the program raises.
    pub fn run_source(&self, text: &str, name: &str) -> PyResult<()> {
        let file = Rc::new(SourceFile::new(name, text));
        self.run_code(self.compile(&file, Mode::Module)?).map(drop)
    }

    /// Run statements as if typed at the prompt: values of expression statements go to
    /// `sys.displayhook`.
    ///
    /// # Errors
    /// SyntaxError, and whatever the statements raise.
    pub fn run_interactive_block(&self, text: &str, name: &str) -> PyResult<()> {
        let file = Rc::new(SourceFile::new(name, text));
        self.run_code(self.compile(&file, Mode::Interactive)?)
            .map(drop)
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// SyntaxError, and whatever the expression raises.
    pub fn eval(&self, text: &str) -> PyResult<Value> {
        let file = Rc::new(SourceFile::new(
            "<string>",
            text.trim_start_matches([' ', '\t']),
        ));
        let tree = parse_expression(&file).map_err(|p| self.vm.syntax_error(&p))?;
        let code = compile_expression(&tree, file.clone(), false);
        self.run_code(code.map_err(|p| self.vm.syntax_error(&p))?)
    }

    /// Compile a text, with the warnings that it deserves.
    fn compile(&self, file: &Rc<SourceFile>, mode: Mode) -> PyResult<Rc<Code>> {
        let tree = parse_module(file).map_err(|p| self.vm.syntax_error(&p))?;
        self.vm.warn_of_syntax(file, &tree)?;
        compile_module(&tree, file.clone(), mode).map_err(|p| self.vm.syntax_error(&p))
    }

    fn run_code(&self, code: Rc<Code>) -> PyResult<Value> {
        let builtins = self.vm.builtins.clone();
        let core = FunctionCore::new(code, self.namespace(), builtins, Box::default());
        self.vm.run_code(core, Vec::new())
    }
}

/// The SyntaxError of a file with a null byte: it shows the line up to there.
fn null_byte(bytes: &[u8], at: usize, name: &str) -> SyntaxProblem {
    let before = String::from_utf8_lossy(&bytes[..at])
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    SyntaxProblem {
        kind: ProblemKind::Syntax,
        message: "source code cannot contain null bytes".to_owned(),
        filename: name.to_owned(),
        line,
        column: 0,
        end_line: line,
        end_column: 0,
        text: Some(before[start..].to_owned()),
        at_compile: false,
    }
}
