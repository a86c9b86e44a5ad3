//! How programs end: exceptions that nobody caught, and what happens after the last statement.
//!
//! The order at the end is CPython's: threads are joined, `atexit` functions called, streams
//! flushed, and then the names of `__main__` are forgotten, so that finalisers run.

use crate::interpreter::{Interpreter, Settings};
use crate::object::{Exc, PyResult, Str, Value};
use crate::vm::Vm;

/// The exit code of a program that Ctrl-C ended: 128 and the number of SIGINT.
pub const INTERRUPTED: i32 = 130;

impl Interpreter {
    /// Report an exception that nobody caught, as `sys.excepthook` has it, and tell the exit code
    /// that it asks for. SystemExit reports itself. With `-i` it does not end the program.
    pub fn report(&self, exc: &Exc) -> i32 {
        let vm = self.vm();
        self.flush();
        if let Some(code) = self.exit_code(exc) {
            return code;
        }
        let interrupted = vm.is_instance_of(exc, &vm.types.keyboard_interrupt);
        let code = if interrupted { INTERRUPTED } else { 1 };
        let hooked = self.call_hook(exc);
        if hooked.is_none() {
            self.explain(exc);
        }
        self.flush();
        hooked.unwrap_or(code)
    }

    /// The explanation under a traceback: on a terminal, or where the language was named.
    fn explain(&self, exc: &Exc) {
        let vm = self.vm();
        let chosen = vm.state::<crate::language::Chosen>();
        if !chosen.is_explicit() && !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
            return;
        }
        if let Some(text) = crate::explain::short(vm, exc, chosen.get()) {
            let columns = crate::explain::wrap::width_of(std::io::stderr());
            self.write_error(&crate::explain::wrap::wrap(&text, columns));
        }
    }

    /// The exit code of a SystemExit, its message written; `None` for other exceptions, and with
    /// `-i`, where they are only shown.
    pub fn exit_code(&self, exc: &Exc) -> Option<i32> {
        let vm = self.vm();
        if !vm.is_instance_of(exc, &vm.types.system_exit) || vm.state::<Settings>().inspect.get() {
            return None;
        }
        let code = exc.field("code").unwrap_or(Value::NONE);
        if code.is_none() {
            return Some(0);
        }
        if let Some(number) = vm.big_of(&code) {
            // The system keeps the lowest byte; what is no C long is -1 to CPython.
            return Some(i64::try_from(&number).map_or(255, |n| (n & 0xff) as i32));
        }
        let text = vm.display(&code).unwrap_or_default();
        self.write_error(&format!("{text}\n"));
        Some(1)
    }

    /// Call `sys.excepthook`; an exit code where the hook itself leaves by SystemExit.
    fn call_hook(&self, exc: &Exc) -> Option<i32> {
        let vm = self.vm();
        let Some(sys) = vm.modules.get_str(&Str::intern("sys")) else {
            self.write_error(&vm.format_exception(exc));
            return None;
        };
        let class = vm.class_of(&exc.value()).value();
        let traceback = vm.traceback_object(exc);
        for (name, value) in [
            ("last_exc", exc.value()),
            ("last_type", class.clone()),
            ("last_value", exc.value()),
            ("last_traceback", traceback.clone()),
        ] {
            // `sys` is a module: its attributes can be set.
            let _ = vm.set_attr(&sys, &Str::intern(name), value);
        }
        let hook = vm.attr_opt(&sys, "excepthook").ok().flatten();
        let Some(hook) = hook else {
            self.write_error(&format!(
                "sys.excepthook is missing\n{}",
                vm.format_exception(exc)
            ));
            return None;
        };
        let failure = vm.call(&hook, &mut [class, exc.value(), traceback]).err()?;
        if let Some(code) = self.exit_code(&failure) {
            return Some(code);
        }
        self.write_error(&format!(
            "Error in sys.excepthook:\n{}\nOriginal exception was:\n{}",
            vm.format_exception(&failure),
            vm.format_exception(exc)
        ));
        None
    }

    /// What stands after the program: join threads, call `atexit` functions, flush, forget the
    /// names of `__main__`. The exit code: `code`, unless flushing fails (120), or threads
    /// wait for ever (1).
    pub fn finish(&self, code: i32) -> i32 {
        let vm = self.vm();
        let doomed = vm.is_doomed();
        let mut result = code;
        match call_if_loaded(vm, "threading", "_shutdown") {
            Err(e) if doomed && vm.is_doom(&e) => {}
            // The program's own end, if a late one.
            Err(e) if vm.is_doom(&e) => {
                self.write_error(&vm.format_exception(&e));
                result = result.max(1);
            }
            joined => self.ignore(joined, "on threading shutdown"),
        }
        let called = call_if_loaded(vm, "atexit", "_run_exitfuncs");
        self.ignore(called, "in atexit");
        if !self.flush_all() {
            result = 120;
        }
        self.forget_names();
        if vm.flush_streams() != 0 {
            result = 120;
        }
        result
    }

    /// Let go of what the program's names refer to: those with one underscore in front first.
    fn forget_names(&self) {
        let vm = self.vm();
        let names = self.namespace();
        let forget = |wanted: &dyn Fn(&str) -> bool| {
            for (key, value) in names.pairs() {
                if !key.as_str().is_some_and(wanted) {
                    continue;
                }
                drop(value);
                // A finaliser that runs here may still ask for the name: it finds None.
                if let Ok(old) = names.set(vm, key, Value::NONE) {
                    drop(old);
                }
                if crate::object::FINALIZERS_WAIT.get() {
                    vm.run_finalizers();
                }
            }
        };
        forget(&|name| name.starts_with('_') && !name.starts_with("__"));
        forget(&|name| {
            !name.starts_with('_') || (name.starts_with("__") && name != "__builtins__")
        });
        crate::object::gc::collect();
        if crate::object::FINALIZERS_WAIT.get() {
            vm.run_finalizers();
        }
    }

    /// Write out what `sys.stdout` and `sys.stderr` keep, in the middle of a program.
    pub fn flush(&self) {
        let vm = self.vm();
        if let Ok(Some(target)) = vm.stdout_target() {
            // Whatever stands there need not be able to flush; the report matters more.
            let _ = vm.call_method(&target, "flush", &mut []);
        }
        vm.flush_streams();
    }

    /// The same at the end, where failures are told. Whether it went well.
    fn flush_all(&self) -> bool {
        let vm = self.vm();
        if let Ok(Some(target)) = vm.stdout_target()
            && !target.is_none()
            && let Err(e) = vm.call_method(&target, "flush", &mut [])
        {
            self.ignore(Err(e), "on flushing sys.stdout");
            return false;
        }
        vm.flush_streams() == 0
    }

    fn ignore(&self, result: PyResult<Value>, place: &str) {
        if let Err(e) = result {
            let text = self.vm().format_exception(&e);
            self.write_error(&format!("Exception ignored {place}:\n{text}"));
        }
    }

    /// Write to `sys.stderr`, whatever the program has put there, or else to the real one.
    pub fn write_error(&self, text: &str) {
        let vm = self.vm();
        let target = vm
            .modules
            .get_str(&Str::intern("sys"))
            .and_then(|sys| vm.attr_opt(&sys, "stderr").ok().flatten());
        match target {
            Some(target) if target.is_none() => {}
            Some(target)
                if vm
                    .call_method(&target, "write", &mut [Value::str(text)])
                    .is_ok() =>
            {
                let _ = vm.call_method(&target, "flush", &mut []);
            }
            _ => vm.streams.write_err(vm, text),
        }
    }
}

fn call_if_loaded(vm: &Vm, module: &str, function: &str) -> PyResult<Value> {
    let Some(module) = vm.modules.get_str(&Str::intern(module)) else {
        return Ok(Value::NONE);
    };
    match vm.attr_opt(&module, function)? {
        Some(function) => vm.call(&function, &mut []),
        None => Ok(Value::NONE),
    }
}
