//! The command line: from the arguments of the process to its exit code.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | running a program: a file, a text, a module, standard input |
//! | `options.rs` | reading the arguments |
//! | `explore.rs` | trying schedules of threads |
//! | `help.rs` | the texts of `--help` |

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use crate::compile::Mode;
use crate::interpreter::Interpreter;
use crate::language::{Chosen, Language};
use crate::object::PyResult;

mod explore;
mod help;
mod options;

pub use help::help;
pub use options::{Options, Program, Tool};

/// Exit code of a wrong command line, and of a file that cannot be opened.
const USAGE_ERROR: i32 = 2;

/// The program `biji`.
pub fn main() -> ExitCode {
    let all: Vec<OsString> = std::env::args_os().collect();
    let code = match Options::parse(all.iter().skip(1).cloned().collect()) {
        Ok(options) => run(options, &all),
        Err(message) => {
            write_stderr(&format!("{message}\n{}", help::USAGE));
            USAGE_ERROR
        }
    };
    ExitCode::from(code as u8)
}

fn run(mut options: Options, all: &[OsString]) -> i32 {
    let language = options.language.unwrap_or_else(Language::from_environment);
    match std::mem::take(&mut options.program) {
        Program::Help => write_stdout(help::help(language)),
        Program::Version(count) => write_stdout(&version(count)),
        Program::Tool(tool, arguments) => run_tool(tool, arguments),
        program => {
            let search = options
                .schedule
                .as_deref()
                .and_then(|s| s.strip_prefix("explore:"));
            if let Some(count) = search {
                let file = match &program {
                    Program::File(path) => Some(Path::new(path)),
                    _ => None,
                };
                return explore::explore(count, all, file);
            }
            options.program = program;
            let orig = all
                .iter()
                .map(|a| a.to_string_lossy().into_owned())
                .collect();
            crate::with_stack(move || {
                let code = Session::new(options, language, orig).run();
                // What the program has left needs no taking down piece by piece.
                std::process::exit(code)
            })
        }
    }
}

fn run_tool(tool: Tool, arguments: Vec<OsString>) -> i32 {
    match tool {
        Tool::Test => crate::lesson::main(arguments),
        Tool::Check => crate::lesson::check_solution(arguments),
        Tool::Grade => crate::lesson::grade(arguments),
        Tool::Learn => crate::lesson::learn(arguments),
        Tool::NewLesson => crate::lesson::new_lesson(arguments),
        Tool::Trace => crate::trace::main(arguments),
    }
}

/// `-V`; twice: with what it was made of.
fn version(count: u8) -> String {
    let version = env!("CARGO_PKG_VERSION");
    if count < 2 {
        return format!("biji {version}\n");
    }
    let system = std::env::consts::OS;
    let machine = std::env::consts::ARCH;
    format!("biji {version} (Python 3.13 notation, Rhai 1.27 notation) on {system} {machine}\n")
}

fn write_stdout(text: &str) -> i32 {
    let mut out = std::io::stdout().lock();
    i32::from(
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .is_err(),
    )
}

fn write_stderr(text: &str) {
    // There is nowhere left to say that this failed.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A program that cannot start: a message and an exit code.
struct Refused(String, i32);

/// One run of an interpreter.
struct Session {
    options: Options,
    interpreter: Rc<Interpreter>,
}

impl Session {
    fn new(options: Options, language: Language, orig: Vec<String>) -> Session {
        let variable = |name: &str| {
            (!options.ignore_environment)
                .then(|| std::env::var(name).ok())
                .flatten()
                .filter(|v| !v.is_empty())
        };
        let mut path = Vec::new();
        if let Some(folders) = variable("PYTHONPATH") {
            path.extend(folders.split(':').map(str::to_owned));
        }
        if let Some((_, prefix)) = crate::modules::sys::virtual_environment() {
            let folder = prefix.join("lib/python3.13/site-packages");
            path.push(folder.to_string_lossy().into_owned());
        }
        let interpreter = Rc::new(Interpreter::builder().path(path).build());
        let settings = interpreter.settings();
        settings
            .inspect
            .set(options.inspect || variable("PYTHONINSPECT").is_some());
        settings.quiet.set(options.quiet);
        settings
            .optimize
            .set(options.optimize.max(level(variable("PYTHONOPTIMIZE"))));
        settings
            .verbose
            .set(options.verbose.max(level(variable("PYTHONVERBOSE"))));
        settings.bytes_warning.set(options.bytes_warning);
        settings
            .dont_write_bytecode
            .set(options.no_bytecode || variable("PYTHONDONTWRITEBYTECODE").is_some());
        settings.isolated.set(options.isolated);
        settings.ignore_environment.set(options.ignore_environment);
        settings
            .no_user_site
            .set(options.no_user_site || variable("PYTHONNOUSERSITE").is_some());
        settings.no_site.set(options.no_site);
        settings
            .safe_path
            .set(options.safe_path || variable("PYTHONSAFEPATH").is_some());
        settings
            .dev_mode
            .set(options.x_options.iter().any(|(name, _)| name == "dev"));
        settings
            .unbuffered
            .set(options.unbuffered || variable("PYTHONUNBUFFERED").is_some());
        interpreter
            .vm()
            .streams
            .unbuffered
            .set(settings.unbuffered.get());
        crate::compile::set_optimize(settings.optimize.get());
        if settings.optimize.get() > 0 {
            let debug = crate::object::Str::intern("__debug__");
            interpreter
                .vm()
                .builtins
                .set_str(&debug, crate::object::Value::FALSE);
        }
        let mut warnings = Vec::new();
        if let Some(from_environment) = variable("PYTHONWARNINGS") {
            warnings.extend(from_environment.split(',').map(str::to_owned));
        }
        warnings.extend(options.warn_options.iter().cloned());
        settings.warn_options.replace(warnings);
        settings.x_options.replace(options.x_options.clone());
        settings.orig_argv.replace(orig);
        let named = options.language.is_some() || variable("BIJI_LANG").is_some();
        interpreter.vm().state::<Chosen>().set(language, named);
        let vm = interpreter.vm();
        vm.set_time_limit(
            options
                .limit_time
                .and_then(|s| std::time::Duration::try_from_secs_f64(s).ok()),
        );
        vm.set_max_steps(options.limit_steps);
        // Where the system does not tell, there is no such limit.
        let _ = vm.set_memory_limit(options.limit_memory);
        // Without the handler, Ctrl-C just ends the process.
        let _ = interpreter.vm().install_interrupt_handler();
        Session {
            options,
            interpreter,
        }
    }

    /// What the command line says of threads and time.
    fn watch(&self) -> Result<(), String> {
        let vm = self.interpreter.vm();
        if let Some(schedule) = &self.options.schedule {
            crate::compile::set_pauses(true);
            vm.set_schedule(schedule, self.options.schedule_record.clone())
                .map_err(|e| format!("--schedule: {e}\n"))?;
        }
        if let Some(path) = &self.options.timeline {
            vm.set_timeline(path.clone());
        }
        if self.options.timeout.is_some() {
            vm.set_time_limit(self.options.timeout);
        }
        Ok(())
    }

    /// Run the program, and the prompt where it is wanted; the exit code.
    fn run(&self) -> i32 {
        if let Err(message) = self.watch() {
            write_stderr(&message);
            return USAGE_ERROR;
        }
        let settings = self.interpreter.settings();
        if !settings.no_site.get() {
            crate::modules::site::install(self.interpreter.vm());
        }
        let mut interrupted = false;
        let mut code = match self.run_program() {
            Ok(Ok(code)) => code,
            Ok(Err(exc)) => {
                let vm = self.interpreter.vm();
                interrupted = vm.is_instance_of(&exc, &vm.types.keyboard_interrupt);
                self.interpreter.report(&exc)
            }
            Err(Refused(message, code)) => {
                write_stderr(&message);
                code
            }
        };
        if settings.inspect.get() && !matches!(self.options.program, Program::Prompt) {
            code = self.prompt(false);
            interrupted = false;
        }
        let code = self.interpreter.finish(code);
        self.interpreter.vm().finish_schedule();
        self.interpreter.vm().finish_timeline();
        if interrupted {
            // Who started the program sees that a signal ended it, as with CPython.
            let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
        }
        code
    }

    fn run_program(&self) -> Result<PyResult<i32>, Refused> {
        match &self.options.program {
            Program::Command(text) => {
                self.set_argv("-c");
                self.add_path("");
                Ok(self.run_text(text, "<string>"))
            }
            Program::Module(name) => self.run_module(name),
            Program::File(path) => self.run_path(Path::new(path)),
            Program::Stdin => {
                self.set_argv("-");
                self.add_path("");
                self.run_stdin()
            }
            _ => {
                self.set_argv("");
                self.add_path("");
                if std::io::stdin().is_terminal() || self.options.inspect {
                    return Ok(Ok(self.prompt(!self.options.quiet)));
                }
                self.run_stdin()
            }
        }
    }

    /// The prompt; the exit code with which the user left it.
    fn prompt(&self, banner: bool) -> i32 {
        crate::repl::run(&self.interpreter, self.options.rhai, banner)
    }

    fn set_argv(&self, first: &str) {
        let mut argv = vec![first.to_owned()];
        argv.extend(self.options.arguments.iter().cloned());
        self.interpreter.vm().argv.replace(argv);
    }

    /// Put a folder in front of `sys.path`.
    fn add_path(&self, folder: &str) {
        if self.interpreter.settings().safe_path.get() {
            return;
        }
        let path = self.interpreter.vm().sys_path();
        path.borrow_mut()
            .insert(0, crate::object::Value::str(folder));
    }

    fn run_text(&self, text: &str, name: &str) -> PyResult<i32> {
        if self.options.rhai {
            return self.run_rhai(text, name);
        }
        self.interpreter.run_source(text, name).map(|()| 0)
    }

    fn run_rhai(&self, text: &str, name: &str) -> PyResult<i32> {
        self.interpreter.run_rhai(text, name).map(|()| 0)
    }

    fn run_stdin(&self) -> Result<PyResult<i32>, Refused> {
        let mut bytes = Vec::new();
        if let Err(e) = std::io::stdin().lock().read_to_end(&mut bytes) {
            return Err(Refused(
                format!("biji: can't read standard input: {e}\n"),
                1,
            ));
        }
        Ok(self.run_bytes(&bytes, "<stdin>", self.options.rhai))
    }

    fn run_bytes(&self, bytes: &[u8], name: &str, rhai: bool) -> PyResult<i32> {
        if rhai {
            let file = self.interpreter.vm().source_file(name, bytes)?;
            return self.run_rhai(&file.text, name);
        }
        self.interpreter.run_bytes(bytes, name).map(|()| 0)
    }

    /// A file, or the `__main__.py` of a folder.
    fn run_path(&self, path: &Path) -> Result<PyResult<i32>, Refused> {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            return self.run_folder(path, &full);
        }
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) => return Err(Refused(cannot_open(&full, &e), USAGE_ERROR)),
        };
        self.set_argv(&path.to_string_lossy());
        let real = path.canonicalize().unwrap_or_else(|_| full.clone());
        self.add_path(&real.parent().unwrap_or(Path::new("")).to_string_lossy());
        Ok(self.run_file(&full, bytes))
    }

    fn run_folder(&self, path: &Path, full: &Path) -> Result<PyResult<i32>, Refused> {
        let file = path.join("__main__.py");
        let Ok(bytes) = std::fs::read(&file) else {
            let message = format!(
                "biji: can't find '__main__' module in '{}'\n",
                full.display()
            );
            return Err(Refused(message, 1));
        };
        self.set_argv(&path.to_string_lossy());
        self.add_path(&path.to_string_lossy());
        Ok(self.run_file(&file, bytes))
    }

    fn run_file(&self, path: &Path, mut bytes: Vec<u8>) -> PyResult<i32> {
        let shown = path.to_string_lossy();
        if self.options.skip_first_line {
            // The newline stays, so that lines keep their numbers.
            let end = bytes
                .iter()
                .position(|&b| b == b'\n')
                .unwrap_or(bytes.len());
            bytes.drain(..end);
        }
        self.interpreter.set_file(&shown);
        let rhai = self.options.rhai || path.extension() == Some(OsStr::new("rhai"));
        self.run_bytes(&bytes, &shown, rhai)
    }

    /// `-m`
    fn run_module(&self, name: &str) -> Result<PyResult<i32>, Refused> {
        use crate::vm::import::MainModule;
        self.set_argv("-m");
        let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        self.add_path(&folder.to_string_lossy());
        let vm = self.interpreter.vm();
        let refused = |message: String| Err(Refused(format!("biji: {message}\n"), 1));
        let (file, package) = match vm.find_main(name) {
            Ok(MainModule::Source(file, package)) => (file, package),
            Ok(MainModule::Refused(why)) => return refused(why),
            Err(e) if vm.is_instance_of(&e, &vm.types.import_error) => {
                let text = vm.format_exception_only(&e);
                return refused(format!(
                    "Error while finding module specification for '{name}' ({})",
                    text.trim_end()
                ));
            }
            Err(e) => return Ok(Err(e)),
        };
        self.set_argv(&file.name);
        self.interpreter.set_file(&file.name);
        self.interpreter.set_package(&package);
        Ok(self
            .interpreter
            .run_compiled(&Rc::new(file), Mode::Module)
            .map(|()| 0))
    }
}

/// The number in a variable such as PYTHONOPTIMIZE; 1 for any other text.
fn level(text: Option<String>) -> u8 {
    text.map_or(0, |t| t.parse().unwrap_or(1))
}

fn cannot_open(path: &Path, error: &std::io::Error) -> String {
    let reason = match error.raw_os_error() {
        Some(number) => {
            let text = nix::errno::Errno::from_raw(number).desc();
            format!("[Errno {number}] {text}")
        }
        None => error.to_string(),
    };
    format!("biji: can't open file '{}': {reason}\n", path.display())
}
