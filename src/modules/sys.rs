//! sys: the interpreter as programs see it.
//!
//! Left out: the audit
//! hooks, and the parts of CPython that biji has no counterpart of (`getobjects`, `mdebug`, …).

use std::time::Duration;

use crate::native::ModuleDef;
use crate::native::StructSequence;
use crate::object::{Dict, Exc, PyResult, Str, Tuple, Value};
use crate::streams::Standard;
use crate::vm::Vm;
use crate::vm::import::library_names;

/// The version of Python whose language and library biji follows.
pub const PYTHON_VERSION: (i64, i64, i64) = (3, 13, 0);

macro_rules! sequence {
    ($static:ident, $name:literal, $doc:literal, [$(($field:literal, $text:literal)),* $(,)?]) => {
        static $static: StructSequence = StructSequence {
            module: "sys",
            name: $name,
            doc: $doc,
            fields: &[$(($field, $text)),*],
            visible: [$($field),*].len(),
            can_create: false,
        };
    };
}

sequence!(
    VERSION_INFO,
    "version_info",
    "Version information as a named tuple.",
    [
        ("major", "Major release number"),
        ("minor", "Minor release number"),
        ("micro", "Patch release number"),
        ("releaselevel", "'alpha', 'beta', 'candidate', or 'final'"),
        ("serial", "Serial release number"),
    ]
);

sequence!(
    FLOAT_INFO,
    "float_info",
    "Information about the floating-point type.",
    [
        ("max", "maximum representable finite float"),
        (
            "max_exp",
            "maximum int e such that radix**(e-1) is representable"
        ),
        (
            "max_10_exp",
            "maximum int e such that 10**e is representable"
        ),
        ("min", "minimum positive normalized float"),
        (
            "min_exp",
            "minimum int e such that radix**(e-1) is a normalized float"
        ),
        (
            "min_10_exp",
            "minimum int e such that 10**e is a normalized float"
        ),
        ("dig", "decimal digits that can be faithfully represented"),
        ("mant_dig", "mantissa digits"),
        (
            "epsilon",
            "difference between 1 and the next representable float"
        ),
        ("radix", "radix of the exponent"),
        ("rounds", "rounding mode"),
    ]
);

sequence!(
    INT_INFO,
    "int_info",
    "Information about ints.",
    [
        ("bits_per_digit", "size of a digit in bits"),
        ("sizeof_digit", "size in bytes of a digit"),
        (
            "default_max_str_digits",
            "maximum string conversion digits limitation"
        ),
        (
            "str_digits_check_threshold",
            "minimum positive value for int_max_str_digits"
        ),
    ]
);

sequence!(
    HASH_INFO,
    "hash_info",
    "Information about hashing.",
    [
        ("width", "width of the type used for hashing, in bits"),
        (
            "modulus",
            "prime number giving the modulus of the hash of numbers"
        ),
        ("inf", "value to be used for hash of a positive infinity"),
        ("nan", "value to be used for hash of a nan"),
        (
            "imag",
            "multiplier used for the imaginary part of a complex number"
        ),
        (
            "algorithm",
            "name of the algorithm for hashing of str, bytes and memoryviews"
        ),
        ("hash_bits", "internal output size of hash algorithm"),
        ("seed_bits", "seed size of hash algorithm"),
        ("cutoff", "small string optimization cutoff"),
    ]
);

sequence!(
    FLAGS,
    "flags",
    "Flags provided through command line arguments.",
    [
        ("debug", "-d"),
        ("inspect", "-i"),
        ("interactive", "-i"),
        ("optimize", "-O or -OO"),
        ("dont_write_bytecode", "-B"),
        ("no_user_site", "-s"),
        ("no_site", "-S"),
        ("ignore_environment", "-E"),
        ("verbose", "-v"),
        ("bytes_warning", "-b"),
        ("quiet", "-q"),
        ("hash_randomization", "-R"),
        ("isolated", "-I"),
        ("dev_mode", "-X dev"),
        ("utf8_mode", "-X utf8"),
        ("warn_default_encoding", "-X warn_default_encoding"),
        ("safe_path", "-P"),
        ("int_max_str_digits", "-X int_max_str_digits"),
    ]
);

sequence!(
    THREAD_INFO,
    "thread_info",
    "Information about the thread implementation.",
    [
        ("name", "name of the thread implementation"),
        ("lock", "name of the lock implementation"),
        ("version", "name and version of the thread library"),
    ]
);

/// The virtual environment that the command was called through: its executable and its folder.
///
/// A link in the folder `bin` beside which there is a `pyvenv.cfg` makes one (see `stdlib/venv`).
pub fn virtual_environment() -> Option<(std::path::PathBuf, std::path::PathBuf)> {
    let called = std::path::PathBuf::from(std::env::args_os().next()?);
    let path = if called.components().count() > 1 {
        std::env::current_dir().ok()?.join(called)
    } else {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders)
            .map(|folder| folder.join(&called))
            .find(|p| p.is_file())?
    };
    let prefix = path.parent()?.parent()?.to_path_buf();
    prefix
        .join("pyvenv.cfg")
        .is_file()
        .then_some((path, prefix))
}

pub fn module(vm: &Vm) -> ModuleDef {
    let version = format!(
        "{}.{}.{} (biji {})",
        PYTHON_VERSION.0,
        PYTHON_VERSION.1,
        PYTHON_VERSION.2,
        env!("CARGO_PKG_VERSION")
    );
    let text = |s: &str| Value::str(s);
    let list = |items: &[String]| -> Value {
        items
            .iter()
            .map(|s| Value::str(s))
            .collect::<Vec<_>>()
            .into()
    };
    let standard = |which: Standard| vm.standard_value(which).unwrap_or(Value::NONE);
    let base = std::env::current_exe()
        .map_or_else(|_| String::new(), |p| p.to_string_lossy().into_owned());
    let base_prefix = std::path::Path::new(&base)
        .parent()
        .and_then(|p| p.parent())
        .map_or_else(|| "/usr".to_owned(), |p| p.to_string_lossy().into_owned());
    let (executable, prefix) = match virtual_environment() {
        Some((executable, prefix)) => (
            executable.to_string_lossy().into_owned(),
            prefix.to_string_lossy().into_owned(),
        ),
        None => (base.clone(), base_prefix.clone()),
    };
    let names = Value::tuple(
        library_names()
            .iter()
            .filter(|n| !n.starts_with('_'))
            .map(|n| Value::str(n))
            .collect(),
    );
    let mut built_in: Vec<String> = crate::modules::MODULES
        .iter()
        .map(|(n, _)| (*n).to_owned())
        .collect();
    built_in.sort();
    let built_in = Value::tuple(built_in.iter().map(|n| Value::str(n)).collect());
    let argv = vm.argv.borrow().clone();
    let settings = vm.state::<crate::interpreter::Settings>();
    let x_options = Dict::new();
    for (name, value) in settings.x_options.borrow().iter() {
        let value = value.as_ref().map_or(Value::TRUE, |v| Value::str(v));
        x_options.set_str(&Str::intern(name), value);
    }
    let orig: Vec<String> = std::env::args_os()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    functions(ModuleDef::new(
        "sys",
        "This module provides access to some objects used or maintained by the\ninterpreter and to \
         functions that interact strongly with the interpreter.",
    ))
    .value("argv", list(&argv))
    .value("orig_argv", list(&orig))
    .value("path", vm.sys_path())
    .value("modules", vm.modules.clone())
    .value("version", text(&version))
    .value("version_info", version_info(vm))
    .value("hexversion", Value::int(0x030d_00f0))
    .value("api_version", Value::int(1013))
    .value("implementation", implementation(vm))
    .value(
        "copyright",
        text("Copyright (c) the authors of biji.\nAll Rights Reserved."),
    )
    .value("platform", text("linux"))
    .value("platlibdir", text("lib"))
    .value("executable", text(&executable))
    .value("_base_executable", text(&base))
    .value("prefix", text(&prefix))
    .value("exec_prefix", text(&prefix))
    .value("base_prefix", text(&base_prefix))
    .value("base_exec_prefix", text(&base_prefix))
    .value(
        "byteorder",
        text(if cfg!(target_endian = "big") {
            "big"
        } else {
            "little"
        }),
    )
    .value("maxsize", Value::int(i64::MAX))
    .value("maxunicode", Value::int(0x10_ffff))
    .value("float_info", float_info(vm))
    .value("float_repr_style", text("short"))
    .value(
        "int_info",
        vm.struct_sequence(&INT_INFO, [30, 4, 4300, 640].map(Value::int).to_vec()),
    )
    .value("hash_info", hash_info(vm))
    .value(
        "thread_info",
        vm.struct_sequence(&THREAD_INFO, vec![text("biji"), text("task"), Value::NONE]),
    )
    .value("flags", flags(vm))
    .value("stdin", standard(Standard::In))
    .value("stdout", standard(Standard::Out))
    .value("stderr", standard(Standard::Err))
    .value("__stdin__", standard(Standard::In))
    .value("__stdout__", standard(Standard::Out))
    .value("__stderr__", standard(Standard::Err))
    .value("builtin_module_names", built_in)
    .value("stdlib_module_names", names)
    .value("warnoptions", list(&settings.warn_options.borrow()))
    .value("_xoptions", x_options)
    .value("meta_path", Vec::<Value>::new())
    .value("path_hooks", Vec::<Value>::new())
    .value("path_importer_cache", Dict::new())
    .value("dont_write_bytecode", Value::TRUE)
    .value("pycache_prefix", Value::NONE)
    .value("abiflags", text(""))
}

fn functions(def: ModuleDef) -> ModuleDef {
    def.function("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).", |vm: &Vm, status: Value| -> PyResult<()> {
        let args = if status.is_none() { vec![] } else {
            match Tuple::exact(&status) {
                Some(t) => t.to_vec(),
                None => vec![status.clone()],
            }
        };
        let exc = vm.call(&vm.types.system_exit.value(), &mut args.clone())?;
        Err(vm.exception_to_raise(&exc)?)
    })
    .function("exc_info()", "Return current exception information: (type, value, traceback).", |vm: &Vm| {
        let current = vm.handling.borrow().clone();
        Ok(Value::tuple(match Exc::from_value(&current) {
            Some(exc) => vec![vm.class_of(&current).value(), current, vm.traceback_object(&exc)],
            None => vec![Value::NONE, Value::NONE, Value::NONE],
        }))
    })
    .function("exception()", "Return the current exception, or None.", |vm: &Vm| Ok(vm.handling.borrow().clone()))
    .function("getrecursionlimit()", "Return the current value of the recursion limit.", |vm: &Vm| Ok(vm.limit()))
    .function("setrecursionlimit(limit, /)", "Set the maximum depth of the interpreter stack.", |vm: &Vm, limit: i64| {
        if limit < 1 {
            return Err(vm.value_error("recursion limit must be greater or equal than 1"));
        }
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let depth = vm.depth();
        if depth >= limit {
            return Err(vm.recursion_error(format!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            )));
        }
        vm.set_limit(limit);
        Ok(())
    })
    .function("getswitchinterval()", "Return the current thread switch interval, in seconds.", |vm: &Vm| Ok(vm.tasks.switch_interval().as_secs_f64()))
    .function("setswitchinterval(interval, /)", "Set the ideal thread switching delay, in seconds.", |vm: &Vm, interval: f64| {
        match Duration::try_from_secs_f64(interval) {
            Ok(d) if !d.is_zero() => {
                vm.tasks.set_switch_interval(d);
                Ok(())
            }
            _ => Err(vm.value_error("switch interval must be strictly positive")),
        }
    })
    .function("getsizeof(object, default=<none>)", "Return the size of object in bytes.", |vm: &Vm, object: Value, default: Option<Value>| {
        match vm.call_method(&object, "__sizeof__", &mut []) {
            Ok(size) => match (vm.big_of(&size), default) {
                // CPython adds its collector's part to what a program's own method says.
                (Some(n), _) if n >= num_bigint::BigInt::ZERO => {
                    let own = if vm.class_of(&object).is_native { 0 } else { 16 };
                    Ok(Value::big(n + own))
                }
                (Some(_), None) => Err(vm.value_error("__sizeof__() should return >= 0")),
                (None, None) => Err(vm.type_error("an integer is required")),
                (_, Some(default)) => Ok(default),
            },
            Err(e) if vm.is_instance_of(&e, &vm.types.type_error) => default.ok_or(e),
            Err(e) => Err(e),
        }
    })
    .function("getrefcount(object, /)", "Return the reference count of object.", |_: &Vm, object: Value| {
        Ok(object.as_obj().map_or(1 << 30, std::rc::Rc::strong_count))
    })
    .function("intern(string, /)", "``Intern'' the given string.", |_: &Vm, string: Str| Ok(string.interned()))
    .function("getdefaultencoding()", "Return the current default encoding used by the Unicode implementation.", |_: &Vm| Ok("utf-8"))
    .function("getfilesystemencoding()", "Return the encoding used to convert Unicode filenames to OS filenames.", |_: &Vm| Ok("utf-8"))
    .function("getfilesystemencodeerrors()", "Return the error mode used for Unicode to OS filename conversion.", |_: &Vm| Ok("surrogateescape"))
    .function("is_finalizing()", "Return True if Python is exiting.", |_: &Vm| Ok(false))
    .function("getallocatedblocks()", "Return the number of memory blocks currently allocated.", |_: &Vm| Ok(0))
    .function("displayhook(object, /)", "Print an object to sys.stdout and also save it in builtins._", displayhook)
    .function("__displayhook__(object, /)", "Print an object to sys.stdout and also save it in builtins._", displayhook)
    .function("excepthook(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.", excepthook)
    .function("__excepthook__(exctype, value, traceback, /)", "Handle an exception by displaying it with a traceback on sys.stderr.", excepthook)
    .function("breakpointhook(*args, **kws)", "This hook function is called by built-in breakpoint().", crate::modules::builtins::breakpoint_hook)
    .function("__breakpointhook__(*args, **kws)", "This hook function is called by built-in breakpoint().", crate::modules::builtins::breakpoint_hook)
    .function("unraisablehook(unraisable, /)", "Handle an unraisable exception.", unraisablehook)
    .function("__unraisablehook__(unraisable, /)", "Handle an unraisable exception.", unraisablehook)
    .function("_getframe(depth=0, /)", "Return a frame object from the call stack.", get_frame)
    .function("_getframemodulename(depth=0)", "Return the name of the module for a calling frame.", frame_module_name)
    .function("get_int_max_str_digits()", "Return the maximum string digits limit for non-binary int<->str conversions.", |vm: &Vm| Ok(crate::object::int::max_str_digits(vm)))
    .function("set_int_max_str_digits(maxdigits)", "Set the maximum string digits limit for non-binary int<->str conversions.", |vm: &Vm, maxdigits: i64| {
        crate::object::int::set_max_str_digits(vm, maxdigits)
    })
    .function("settrace(function, /)", "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual.", |vm: &Vm, f: Value| {
        vm.set_trace_function(f);
        Ok(())
    })
    .function("gettrace()", "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual.", |vm: &Vm| Ok(vm.trace_function()))
    .function("setprofile(function, /)", "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual.", |vm: &Vm, f: Value| {
        vm.set_profile_function(f);
        Ok(())
    })
    .function("getprofile()", "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.", |vm: &Vm| Ok(vm.profile_function()))
}

fn version_info(vm: &Vm) -> Value {
    let (major, minor, micro) = PYTHON_VERSION;
    vm.struct_sequence(
        &VERSION_INFO,
        vec![
            Value::int(major),
            Value::int(minor),
            Value::int(micro),
            Value::str("final"),
            Value::int(0),
        ],
    )
}

fn implementation(vm: &Vm) -> Value {
    let dict = Dict::new();
    for (key, value) in [
        ("name", Value::str("biji")),
        ("cache_tag", Value::NONE),
        ("version", version_info(vm)),
        ("hexversion", Value::int(0x030d_00f0)),
    ] {
        dict.set_str(&Str::intern(key), value);
    }
    crate::modules::types::make_namespace(vm, &dict)
}

fn float_info(vm: &Vm) -> Value {
    vm.struct_sequence(
        &FLOAT_INFO,
        vec![
            Value::float(f64::MAX),
            Value::int(1024),
            Value::int(308),
            Value::float(f64::MIN_POSITIVE),
            Value::int(-1021),
            Value::int(-307),
            Value::int(15),
            Value::int(53),
            Value::float(f64::EPSILON),
            Value::int(2),
            Value::int(1),
        ],
    )
}

fn hash_info(vm: &Vm) -> Value {
    vm.struct_sequence(
        &HASH_INFO,
        vec![
            Value::int(64),
            Value::int((1 << 61) - 1),
            Value::int(314_159),
            Value::int(0),
            Value::int(1_000_003),
            Value::str("foldhash"),
            Value::int(64),
            Value::int(64),
            Value::int(0),
        ],
    )
}

fn flags(vm: &Vm) -> Value {
    let s = vm.state::<crate::interpreter::Settings>();
    let bit = |b: bool| Value::int(i64::from(b));
    vm.struct_sequence(
        &FLAGS,
        vec![
            Value::int(0),
            bit(s.inspect.get()),
            bit(s.interactive.get() || s.inspect.get()),
            Value::int(i64::from(s.optimize.get())),
            bit(s.dont_write_bytecode.get()),
            bit(s.no_user_site.get()),
            bit(s.no_site.get()),
            bit(s.ignore_environment.get()),
            Value::int(i64::from(s.verbose.get())),
            Value::int(i64::from(s.bytes_warning.get())),
            bit(s.quiet.get()),
            Value::int(0),
            bit(s.isolated.get()),
            Value::bool(s.dev_mode.get()),
            Value::int(1),
            Value::int(0),
            Value::bool(s.safe_path.get()),
            Value::size(crate::object::int::max_str_digits(vm)),
        ],
    )
}

fn displayhook(vm: &Vm, object: Value) -> PyResult<()> {
    if object.is_none() {
        return Ok(());
    }
    let underscore = Str::intern("_");
    vm.builtins.set_str(&underscore, Value::NONE);
    let shown = vm.repr(&object)?;
    let line = Str::new(format!("{}\n", shown.to_lossy()));
    match vm.stdout_target()? {
        None => vm.write_out_str(&line)?,
        Some(target) => {
            vm.call_method(&target, "write", &mut [line.into()])?;
        }
    }
    vm.builtins.set_str(&underscore, object);
    Ok(())
}

fn excepthook(vm: &Vm, _class: Value, value: Value, traceback: Value) -> PyResult<()> {
    let Some(exc) = Exc::from_value(&value) else {
        return Err(vm.type_error(format!(
            "print_exception(): Exception expected for value, {} found",
            vm.type_name(&value)
        )));
    };
    if !traceback.is_none() {
        vm.set_traceback(&exc, &traceback)?;
    }
    write_error(vm, &vm.format_exception(&exc))
}

/// Write to `sys.stderr` as it is now.
fn write_error(vm: &Vm, text: &str) -> PyResult<()> {
    let sys = vm.import_module("sys")?;
    match vm.attr_opt(&sys, "stderr")? {
        Some(target) if !target.is_none() => {
            vm.call_method(&target, "write", &mut [Value::str(text)])?;
            vm.call_method(&target, "flush", &mut []).map(drop)
        }
        _ => {
            vm.streams.write_err(vm, text);
            Ok(())
        }
    }
}

fn unraisablehook(vm: &Vm, unraisable: Value) -> PyResult<()> {
    let object = vm.attr(&unraisable, "object")?;
    let value = vm.attr(&unraisable, "exc_value")?;
    let mut text = format!("Exception ignored in: {}\n", vm.repr(&object)?);
    if let Some(exc) = Exc::from_value(&value) {
        text.push_str(&vm.format_exception(&exc));
    }
    write_error(vm, &text)
}

fn get_frame(vm: &Vm, depth: i64) -> PyResult<Value> {
    let entry = |f: crate::vm::FrameInfo| crate::object::exception::TraceEntry {
        core: f.core,
        pc: f.pc,
        locals: f.locals,
        registers: None,
    };
    let mut entries: Vec<_> = vm.callers().into_iter().rev().map(entry).collect();
    let depth = usize::try_from(depth).unwrap_or(0);
    if depth >= entries.len() {
        return Err(vm.value_error("call stack is not deep enough"));
    }
    entries.truncate(entries.len() - depth);
    let at = entries.len() - 1;
    Ok(vm.frame_object(entries.into(), at))
}

fn frame_module_name(vm: &Vm, depth: i64) -> PyResult<Value> {
    let callers = vm.callers();
    let frame = callers.get(usize::try_from(depth).unwrap_or(0));
    Ok(frame
        .and_then(|f| f.core.globals.get_str(&Str::intern("__name__")))
        .unwrap_or(Value::NONE))
}
