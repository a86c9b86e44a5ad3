//! [`Interpreter`] and its [`Builder`]: what a Rust program does with biji.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::context::Entries;
use super::{Arguments, Context, Error, FromPy, Input, Module, Object, Output, ToPy};
use crate::interpreter::Interpreter as Core;
use crate::object::Str;
use crate::permissions::Permissions;
use crate::streams::Standard;

/// An interpreter: the namespace `__main__`, in which programs of both notations run, and all
/// modules.
///
/// An interpreter stays on its thread; several may live side by side. Programs that recurse deeply
/// in Rust code (sorting by a key function that sorts …) get RecursionError on small stacks: run it
/// inside [`with_stack`](crate::with_stack) where that matters.
///
/// ```
/// let python = biji::Interpreter::new();
/// python.run("
/// def area(w, h):
///     return w * h
/// ")?;
/// assert_eq!(python.call::<i64>("area", (3, 4))?, 12);
/// assert_eq!(python.eval::<String>("'-'.join('abc')")?, "a-b-c");
/// # Ok::<(), biji::Error>(())
/// ```
pub struct Interpreter {
    core: Core,
    context: Context,
}

impl Default for Interpreter {
    fn default() -> Interpreter {
        Interpreter::new()
    }
}

impl Interpreter {
    /// An interpreter that may do everything, on the streams of the process.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert_eq!(python.eval::<i64>("2 ** 10")?, 1024);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn new() -> Interpreter {
        Interpreter::over(Core::new())
    }

    /// Set up an interpreter: permissions, limits, streams, arguments, modules.
    ///
    /// ```
    /// let python = biji::Interpreter::builder().arguments(["prog", "-v"]).build()?;
    /// assert_eq!(python.eval::<String>("__import__('sys').argv[1]")?, "-v");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }

    fn over(core: Core) -> Interpreter {
        let context = Context {
            vm: core.vm().clone(),
        };
        Interpreter { core, context }
    }

    /// What conversions need.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert!(python.context().none().is_none());
    /// ```
    pub fn context(&self) -> &Context {
        &self.context
    }

    // ---- running ------------------------------------------------------------------------------

    /// Run a program in Python's notation.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.run("x = 6 * 7")?;
    /// assert_eq!(python.get::<i64>("x")?, 42);
    /// assert_eq!(python.run("x =").unwrap_err().kind(), "SyntaxError");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn run(&self, source: &str) -> Result<(), Error> {
        self.context
            .enter(|_| self.core.run_source(source, "<host>"))
    }

    /// Run a program in Rhai's notation. What either notation binds, the other sees.
    ///
    /// ```
    /// let interpreter = biji::Interpreter::new();
    /// interpreter.run_rhai("let text = json.dumps(#{a: [1, 2]});")?;
    /// assert_eq!(interpreter.eval::<String>("text.upper()")?, "{\"A\": [1, 2]}");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn run_rhai(&self, source: &str) -> Result<(), Error> {
        self.context.enter(|_| self.core.run_rhai(source, "<host>"))
    }

    /// Run a file: in Rhai's notation if its name ends in `.rhai`, otherwise in Python's.
    ///
    /// ```
    /// let folder = std::env::temp_dir().join(format!("biji-doc-{}", std::process::id()));
    /// std::fs::create_dir_all(&folder)?;
    /// let path = folder.join("answer.py");
    /// std::fs::write(&path, "answer = 42")?;
    /// let python = biji::Interpreter::new();
    /// python.run_file(&path)?;
    /// assert_eq!(python.get::<i64>("answer")?, 42);
    /// # std::fs::remove_dir_all(&folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_file(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        self.context.enter(|_| match path.extension() {
            Some(extension) if extension == "rhai" => self.core.rhai().run_file(path),
            _ => self.core.run_file(path),
        })
    }

    /// The value of an expression in Python's notation.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert_eq!(python.eval::<Vec<i64>>("sorted([3, 1, 2])")?, [1, 2, 3]);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn eval<T: FromPy>(&self, expression: &str) -> Result<T, Error> {
        let value = self.context.enter(|_| self.core.eval(expression))?;
        self.context.object(value).to()
    }

    /// The value of a text in Rhai's notation: of its last expression.
    ///
    /// ```
    /// let interpreter = biji::Interpreter::new();
    /// assert_eq!(interpreter.eval_rhai::<f64>("let x = 9.0; math.sqrt(x)")?, 3.0);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn eval_rhai<T: FromPy>(&self, text: &str) -> Result<T, Error> {
        let value = self
            .context
            .enter(|_| self.core.rhai().evaluate(text, "<host>"))?;
        self.context.object(value).to()
    }

    /// Call a function that a program has defined, or a builtin.
    ///
    /// ```
    /// let interpreter = biji::Interpreter::new();
    /// interpreter.run_rhai("fn double(x) { x * 2 }")?;
    /// assert_eq!(interpreter.call::<i64>("double", (21,))?, 42);
    /// assert_eq!(interpreter.call::<i64>("abs", (-3,))?, 3);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn call<T: FromPy>(&self, name: &str, arguments: impl Arguments) -> Result<T, Error> {
        self.find(name)?.call(arguments)
    }

    // ---- names --------------------------------------------------------------------------------

    /// The value of a name of the program, or of a builtin.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.run("point = (1, 2)")?;
    /// assert_eq!(python.get::<(i64, i64)>("point")?, (1, 2));
    /// assert_eq!(python.get::<i64>("nothing").unwrap_err().kind(), "NameError");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn get<T: FromPy>(&self, name: &str) -> Result<T, Error> {
        self.find(name)?.to()
    }

    fn find(&self, name: &str) -> Result<Object, Error> {
        let key = Str::intern(name);
        let found = self
            .core
            .namespace()
            .get_str(&key)
            .or_else(|| self.context.vm.builtins.get_str(&key));
        let missing = || Error::new("NameError", format!("name '{name}' is not defined"));
        found
            .map(|value| self.context.object(value))
            .ok_or_else(missing)
    }

    /// Bind a name.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.set("prices", vec![1.5, 2.0])?;
    /// assert_eq!(python.eval::<f64>("sum(prices)")?, 3.5);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn set(&self, name: &str, value: impl ToPy) -> Result<(), Error> {
        let value = value.to_py(&self.context)?.into_value();
        let old = self.core.namespace().set_str(&Str::intern(name), value);
        drop(old);
        Ok(())
    }

    /// The value of a name, by way of serde.
    ///
    /// ```
    /// #[derive(serde::Deserialize)]
    /// struct Student { name: String, age: u8 }
    ///
    /// let python = biji::Interpreter::new();
    /// python.run("s = {'name': 'Bob', 'age': 20}")?;
    /// let student: Student = python.get_serde("s")?;
    /// assert_eq!((student.name.as_str(), student.age), ("Bob", 20));
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn get_serde<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        self.find(name)?.deserialize()
    }

    /// Bind a name, by way of serde: structs become dicts.
    ///
    /// ```
    /// #[derive(serde::Serialize)]
    /// struct Student { name: String, age: u8 }
    ///
    /// let python = biji::Interpreter::new();
    /// python.set_serde("s", &Student { name: "Bob".into(), age: 20 })?;
    /// assert_eq!(python.eval::<i64>("s['age'] + 1")?, 21);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn set_serde<T: serde::Serialize + ?Sized>(
        &self,
        name: &str,
        value: &T,
    ) -> Result<(), Error> {
        self.set(name, self.context.serialize(value)?)
    }

    /// Register a module of the host, for both notations.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.register(biji::Module::new("host", "").value("NAME", "example"))?;
    /// assert_eq!(python.eval::<String>("__import__('host').NAME")?, "example");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn register(&self, module: Module) -> Result<(), Error> {
        module.install(&self.context)
    }

    // ---- output -------------------------------------------------------------------------------

    /// What has been written to `sys.stdout` so far, where it is captured; it is kept.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let python = Interpreter::builder().stdout(Output::Captured).build()?;
    /// python.run("print(1)")?;
    /// assert_eq!((python.output(), python.output()), ("1\n".into(), "1\n".into()));
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn output(&self) -> String {
        let bytes = self.context.vm.streams.captured_so_far(Standard::Out);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What has been written to `sys.stderr` so far, where it is captured; it is kept.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let python = Interpreter::builder().stderr(Output::Captured).build()?;
    /// python.run("import sys; print('oh', file=sys.stderr)")?;
    /// assert_eq!(python.errors(), "oh\n");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn errors(&self) -> String {
        let bytes = self.context.vm.streams.captured_so_far(Standard::Err);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What has been written to `sys.stdout` since the last call, where it is captured.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let python = Interpreter::builder().stdout(Output::Captured).build()?;
    /// python.run("print(1)")?;
    /// assert_eq!((python.take_output(), python.take_output()), ("1\n".into(), "".into()));
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn take_output(&self) -> String {
        self.core.take_output()
    }

    /// What has been written to `sys.stderr` since the last call, where it is captured.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let python = Interpreter::builder().stderr(Output::Captured).build()?;
    /// python.run("import sys; sys.stderr.write('oh')")?;
    /// assert_eq!(python.take_errors(), "oh");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn take_errors(&self) -> String {
        self.core.take_errors()
    }

    // ---- control ------------------------------------------------------------------------------

    /// Something that other threads can interrupt the running program with.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let python = biji::Interpreter::new();
    /// let handle = python.interrupt_handle()?;
    /// std::thread::spawn(move || {
    ///     std::thread::sleep(Duration::from_millis(20));
    ///     handle.interrupt();
    /// });
    /// let error = python.run("while True: pass").unwrap_err();
    /// assert_eq!(error.kind(), "KeyboardInterrupt");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn interrupt_handle(&self) -> Result<InterruptHandle, Error> {
        Ok(InterruptHandle {
            inner: self.context.vm.interrupt_handle()?,
        })
    }

    /// End the program as the command line would: threads are joined, `atexit` functions called,
    /// streams flushed, names forgotten. Dropping an interpreter does none of this.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let python = Interpreter::builder().stdout(Output::Captured).build()?;
    /// python.run("
    /// class Loud:
    ///     def __del__(self): print('bye')
    /// loud = Loud()
    /// ")?;
    /// python.finish()?;
    /// assert_eq!(python.take_output(), "bye\n");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn finish(&self) -> Result<(), Error> {
        self.context.enter(|_| {
            self.core.finish(0);
            Ok(())
        })
    }

    /// The modules that Rhai scripts of an own engine get: see [`install`](crate::install).
    pub(crate) fn vm(&self) -> &Rc<crate::vm::Vm> {
        &self.context.vm
    }
}

/// Interrupts a running program from any thread: KeyboardInterrupt is raised in it, as by Ctrl-C.
/// See [`Interpreter::interrupt_handle`].
///
/// ```
/// fn is_shareable<T: Send + Sync + Clone>() {}
/// is_shareable::<biji::InterruptHandle>();
/// ```
#[derive(Clone)]
pub struct InterruptHandle {
    inner: crate::vm::tasks::InterruptHandle,
}

impl InterruptHandle {
    /// Interrupt the program, also while it waits. Where none is running, the next one gets it.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.interrupt_handle()?.interrupt();
    /// assert!(python.run("while True: pass").is_err());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn interrupt(&self) {
        self.inner.interrupt();
    }
}

/// An interpreter that is being set up: see [`Interpreter::builder`].
///
/// ```
/// use std::time::Duration;
/// use biji::{Input, Interpreter, Output, Permissions};
///
/// let python = Interpreter::builder()
///     .permissions(Permissions::none())
///     .max_steps(1_000_000)
///     .max_time(Duration::from_secs(5))
///     .stdout(Output::Captured)
///     .stdin(Input::Empty)
///     .build()?;
/// python.run("print(sum(range(101)))")?;
/// assert_eq!(python.take_output(), "5050\n");
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Default)]
pub struct Builder {
    arguments: Vec<String>,
    path: Vec<String>,
    permissions: Permissions,
    max_steps: Option<u64>,
    max_time: Option<Duration>,
    max_memory: Option<u64>,
    stdout: Output,
    stderr: Output,
    stdin: Input,
    modules: Vec<Module>,
}

impl Builder {
    /// `sys.argv`: the program's name first.
    ///
    /// ```
    /// let python = biji::Interpreter::builder().arguments(["prog"]).build()?;
    /// assert_eq!(python.eval::<Vec<String>>("__import__('sys').argv")?, ["prog"]);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn arguments<S: Into<String>>(mut self, arguments: impl IntoIterator<Item = S>) -> Builder {
        self.arguments = arguments.into_iter().map(Into::into).collect();
        self
    }

    /// Add a folder in which programs find their own modules: to `sys.path`, which is empty
    /// otherwise.
    ///
    /// ```
    /// let python = biji::Interpreter::builder().path("lib").build()?;
    /// assert_eq!(python.eval::<Vec<String>>("__import__('sys').path")?, ["lib"]);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn path(mut self, folder: impl AsRef<Path>) -> Builder {
        self.path
            .push(folder.as_ref().to_string_lossy().into_owned());
        self
    }

    /// What programs may do to the world outside; everything by default.
    ///
    /// ```
    /// use biji::{Interpreter, Permissions};
    ///
    /// let python = Interpreter::builder().permissions(Permissions::none()).build()?;
    /// assert!(python.run("open('x', 'w')").unwrap_err().is("PermissionError"));
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn permissions(mut self, permissions: Permissions) -> Builder {
        self.permissions = permissions;
        self
    }

    /// How many steps (jumps back and calls, about) each run, eval or call may take. A program
    /// cannot catch the end of it.
    ///
    /// ```
    /// let python = biji::Interpreter::builder().max_steps(50_000).build()?;
    /// let error = python.run("
    /// while True:
    ///     try:
    ///         while True: pass
    ///     except BaseException: pass
    /// ").unwrap_err();
    /// assert!(error.is_limit());
    /// python.run("x = 1")?;
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn max_steps(mut self, steps: u64) -> Builder {
        self.max_steps = Some(steps);
        self
    }

    /// How long each run, eval or call may take. A native function that takes long by itself is not
    /// broken off, but sleeping and waiting are.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let limit = Duration::from_millis(20);
    /// let python = biji::Interpreter::builder().max_time(limit).build()?;
    /// assert!(python.run("import time; time.sleep(60)").unwrap_err().is_limit());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn max_time(mut self, span: Duration) -> Builder {
        self.max_time = Some(span);
        self
    }

    /// By how many bytes the process may grow during each run, eval or call. It is looked at every
    /// millisecond, and before a single big object is made (which is a MemoryError). Linux only:
    /// elsewhere running is an OSError then.
    ///
    /// ```
    /// # if cfg!(target_os = "linux") {
    /// let python = biji::Interpreter::builder().max_memory(64 << 20).build()?;
    /// let error = python.run("x = 'a' * 10**9").unwrap_err();
    /// assert_eq!(error.kind(), "MemoryError");
    /// let error = python.run("x = []\nwhile True: x.append(['a'] * 100)").unwrap_err();
    /// assert!(error.is_limit());
    /// # }
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn max_memory(mut self, bytes: u64) -> Builder {
        self.max_memory = Some(bytes);
        self
    }

    /// Where `sys.stdout` goes.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let quiet = Interpreter::builder().stdout(Output::Discarded).build()?;
    /// quiet.run("print('nobody sees this')")?;
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn stdout(mut self, output: Output) -> Builder {
        self.stdout = output;
        self
    }

    /// Where `sys.stderr` goes.
    ///
    /// ```
    /// use biji::{Interpreter, Output};
    ///
    /// let quiet = Interpreter::builder().stderr(Output::Discarded).build()?;
    /// quiet.run("import sys; sys.stderr.write('nobody sees this')")?;
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn stderr(mut self, output: Output) -> Builder {
        self.stderr = output;
        self
    }

    /// Where `sys.stdin` comes from.
    ///
    /// ```
    /// use biji::{Input, Interpreter};
    ///
    /// let python = Interpreter::builder().stdin(Input::Empty).build()?;
    /// assert_eq!(python.run("input()").unwrap_err().kind(), "EOFError");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn stdin(mut self, input: Input) -> Builder {
        self.stdin = input;
        self
    }

    /// Register a module of the host.
    ///
    /// ```
    /// use biji::{Interpreter, Module};
    ///
    /// let python = Interpreter::builder()
    ///     .module(Module::new("host", "").function("twice(n)", "", |n: i64| n * 2))
    ///     .build()?;
    /// assert_eq!(python.eval::<i64>("__import__('host').twice(4)")?, 8);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn module(mut self, module: Module) -> Builder {
        self.modules.push(module);
        self
    }

    /// The interpreter. It fails where a module's signature does not fit its function.
    ///
    /// ```
    /// use biji::{Interpreter, Module};
    ///
    /// let wrong = Module::new("m", "").function("f(a, b)", "", |a: i64| a);
    /// assert!(Interpreter::builder().module(wrong).build().is_err());
    /// ```
    pub fn build(self) -> Result<Interpreter, Error> {
        let core = Core::builder().argv(self.arguments).path(self.path).build();
        let vm = core.vm().clone();
        let outputs = [(Standard::Out, self.stdout), (Standard::Err, self.stderr)];
        for (which, output) in outputs {
            if matches!(output, Output::Captured) {
                vm.streams.capture(which);
            } else if let Some(device) = output.device() {
                vm.streams.set_device(which, device);
            }
        }
        if let Some(device) = self.stdin.device() {
            vm.streams.set_device(Standard::In, device);
        }
        let entries = vm.state::<Entries>();
        entries.max_steps.set(self.max_steps);
        entries.max_time.set(self.max_time);
        entries.max_memory.set(self.max_memory);
        vm.permissions.set(self.permissions);
        let interpreter = Interpreter::over(core);
        for module in self.modules {
            interpreter.register(module)?;
        }
        Ok(interpreter)
    }
}
