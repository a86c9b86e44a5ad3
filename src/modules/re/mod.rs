//! re: the binding of [`crate::regex`] to Python objects.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the functions of the module, the cache, `PatternError` |
//! | `flags.rs` | `RegexFlag` |
//! | `pattern.rs` | `Pattern`, walks over matches |
//! | `match_object.rs` | `Match` |
//! | `substitute.rs` | `sub`, templates |
//! | `subject.rs` | the text searched and the text built |
//! | `scanner.rs` | `re.Scanner` |
//!
//! Left out: what DEBUG prints, and the FutureWarnings of patterns whose meaning may change.
//! A run that backtracks for too long ends with a RuntimeError instead of never.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::native::{Buffer, ClassDef, ModuleDef, NativeType, VarArgs};
use crate::object::{Dict, Exc, NativeObject, Payload, PyResult, Str, Tuple, Value, exception};
use crate::regex::{self, ErrorKind, Mode, Program, ReError};
use crate::vm::Vm;

mod flags;
mod match_object;
mod pattern;
mod scanner;
mod subject;
mod substitute;

use pattern::{Pattern, PatternObject};

/// Patterns kept compiled.
const CACHE_SIZE: usize = 512;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let error = vm.class_for::<PatternError>();
    let (flag_class, members) = flags::class_and_members(vm);
    let mut def = ModuleDef::new("re", "Support for regular expressions (RE).")
        .value("Pattern", vm.class_for::<PatternObject>())
        .value("Match", vm.class_for::<match_object::MatchObject>())
        .value("RegexFlag", flag_class)
        .value("PatternError", error.clone())
        .value("error", error)
        .value("__version__", "2.2.1")
        .class::<scanner::Scanner>(vm);
    for (name, member) in members {
        def = def.value(name, member);
    }
    let all = [
        "match",
        "fullmatch",
        "search",
        "sub",
        "subn",
        "split",
        "findall",
        "finditer",
        "compile",
        "purge",
        "escape",
        "error",
        "Pattern",
        "Match",
        "A",
        "I",
        "L",
        "M",
        "S",
        "X",
        "U",
        "ASCII",
        "IGNORECASE",
        "LOCALE",
        "MULTILINE",
        "DOTALL",
        "VERBOSE",
        "UNICODE",
        "NOFLAG",
        "RegexFlag",
        "PatternError",
    ];
    let all: Vec<Value> = all.into_iter().map(Value::str).collect();
    functions(def.value("__all__", all))
}

fn functions(def: ModuleDef) -> ModuleDef {
    def.function(
        "def compile(pattern, flags=0)",
        "Compile a regular expression pattern, returning a Pattern object.",
        |vm: &Vm, p: Value, flags: Value| compile(vm, &p, &flags),
    )
    .function(
        "_compile(pattern, flags, /)",
        "",
        |vm: &Vm, p: Value, flags: Value| compile(vm, &p, &flags),
    )
    .function(
        "def match(pattern, string, flags=0)",
        "Try to apply the pattern at the start of the string, returning a Match object, or None \
         if no match was found.",
        |vm: &Vm, p: Value, s: Value, flags: Value| run(vm, &p, &s, &flags, Mode::Match),
    )
    .function(
        "def fullmatch(pattern, string, flags=0)",
        "Try to apply the pattern to all of the string, returning a Match object, or None if no \
         match was found.",
        |vm: &Vm, p: Value, s: Value, flags: Value| run(vm, &p, &s, &flags, Mode::Fullmatch),
    )
    .function(
        "def search(pattern, string, flags=0)",
        "Scan through string looking for a match to the pattern, returning a Match object, or \
         None if no match was found.",
        |vm: &Vm, p: Value, s: Value, flags: Value| run(vm, &p, &s, &flags, Mode::Search),
    )
    .function(
        "def findall(pattern, string, flags=0)",
        "Return a list of all non-overlapping matches in the string.",
        |vm: &Vm, p: Value, s: Value, flags: Value| {
            pattern::findall(vm, &compile(vm, &p, &flags)?, &s, 0, i64::MAX)
        },
    )
    .function(
        "def finditer(pattern, string, flags=0)",
        "Return an iterator over all non-overlapping matches in the string.",
        |vm: &Vm, p: Value, s: Value, flags: Value| {
            pattern::finditer(vm, &compile(vm, &p, &flags)?, &s, 0, i64::MAX)
        },
    )
    .function(
        "def sub(pattern, repl, string, *args, count=<none>, flags=<none>)",
        "Return the string obtained by replacing the leftmost non-overlapping occurrences of the \
         pattern in string by the replacement repl.",
        |vm: &Vm, p: Value, r: Value, s: Value, args: VarArgs, n: Value, flags: Value| {
            Ok(subn(vm, "sub", p, r, s, args, n, flags)?.0)
        },
    )
    .function(
        "def subn(pattern, repl, string, *args, count=<none>, flags=<none>)",
        "Return a 2-tuple containing (new_string, number).",
        |vm: &Vm, p: Value, r: Value, s: Value, args: VarArgs, n: Value, flags: Value| {
            subn(vm, "subn", p, r, s, args, n, flags)
        },
    )
    .function(
        "def split(pattern, string, *args, maxsplit=<none>, flags=<none>)",
        "Split the source string by the occurrences of the pattern, returning a list containing \
         the resulting substrings.",
        |vm: &Vm, p: Value, s: Value, args: VarArgs, n: Value, flags: Value| {
            let (n, flags) = late_arguments(vm, "split", "maxsplit", 2, args, n, flags)?;
            let p = compile(vm, &p, &flags)?;
            pattern::split(vm, &p, &s, vm.index(&n)?)
        },
    )
    .function(
        "def escape(pattern)",
        "Escape special characters in a string.",
        escape,
    )
    .function(
        "def purge()",
        "Clear the regular expression caches",
        |vm: &Vm| {
            let cache = vm.state::<Cache>();
            let old = (cache.texts.take(), cache.bytes.take());
            drop(old);
            Ok(())
        },
    )
}

fn run(vm: &Vm, p: &Value, string: &Value, flags: &Value, mode: Mode) -> PyResult<Value> {
    pattern::run(vm, &compile(vm, p, flags)?, string, mode, 0, i64::MAX)
}

/// The count and the flags of `sub`, `subn` and `split`, which may also come by position.
fn late_arguments(
    vm: &Vm,
    function: &str,
    count_name: &str,
    fixed: usize,
    args: VarArgs,
    count: Value,
    flags: Value,
) -> PyResult<(Value, Value)> {
    let given = args.0.len();
    let twice = |name: &str| {
        vm.type_error(format!(
            "{function}() got multiple values for argument '{name}'"
        ))
    };
    let mut rest = args.0.into_iter();
    let mut choose = |name: &str, named: Value| match rest.next() {
        Some(_) if named.is_set() => Err(twice(name)),
        Some(value) => Ok(value),
        None if named.is_set() => Ok(named),
        None => Ok(Value::int(0)),
    };
    let count = choose(count_name, count)?;
    let flags = choose("flags", flags)?;
    if given > 2 {
        return Err(vm.type_error(format!(
            "{function}() takes from {fixed} to {} positional arguments but {} were given",
            fixed + 2,
            fixed + given
        )));
    }
    Ok((count, flags))
}

#[allow(clippy::too_many_arguments)]
fn subn(
    vm: &Vm,
    name: &str,
    p: Value,
    repl: Value,
    string: Value,
    args: VarArgs,
    count: Value,
    flags: Value,
) -> PyResult<(Value, usize)> {
    let (count, flags) = late_arguments(vm, name, "count", 3, args, count, flags)?;
    let p = compile(vm, &p, &flags)?;
    substitute::run(vm, &p, &repl, &string, vm.index(&count)?)
}

fn escape(vm: &Vm, value: Value) -> PyResult<Value> {
    if let Some(Payload::Str(text)) = value.payload() {
        if let Some(s) = text.as_str() {
            return Ok(regex::escape(s).into());
        }
        // Only ASCII is escaped: the other code points stay.
        let mut points = Vec::new();
        for point in text.code_points() {
            match char::from_u32(point).filter(char::is_ascii) {
                Some(c) => points.extend(regex::escape(&c.to_string()).chars().map(u32::from)),
                None => points.push(point),
            }
        }
        return Ok(Value::from_code_points(&points));
    }
    match Buffer::from_value(vm, &value) {
        Some(bytes) => Ok(Value::bytes(regex::escape_bytes(&bytes))),
        None => Err(substitute::not_text(vm, &value)),
    }
}

// ---- compiling -----------------------------------------------------------------------------------

/// Compiled patterns by source and flags.
#[derive(Default)]
struct Cache {
    texts: RefCell<HashMap<(Str, u32), Pattern>>,
    bytes: RefCell<HashMap<(Box<[u8]>, u32), Pattern>>,
}

/// The number of flags given as int or RegexFlag.
fn flags_number(vm: &Vm, flags: &Value) -> PyResult<u32> {
    if !vm.is_instance(flags, &vm.types.int) {
        return Err(vm.type_error(format!(
            "unsupported operand type(s) for &: '{}' and 'int'",
            vm.type_name(flags)
        )));
    }
    let number = vm.index(flags).ok().and_then(|n| i32::try_from(n).ok());
    number
        .map(i32::cast_unsigned)
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

/// `re.compile(pattern, flags)`
fn compile(vm: &Vm, source: &Value, flags: &Value) -> PyResult<Pattern> {
    if let Some(compiled) = Pattern::from_value(source) {
        if vm.is_true(flags)? {
            return Err(vm.value_error("cannot process flags argument with a compiled pattern"));
        }
        return Ok(compiled);
    }
    let Some(text) = pattern::source_of(source) else {
        vm.hash(source)?;
        return Err(vm.type_error("first argument must be string or compiled pattern"));
    };
    let flags = match flags.as_small_int() {
        Some(0) => 0,
        _ => flags_number(vm, flags)?,
    };
    let cache = vm.state::<Cache>();
    let known = match (text, Str::exact(source)) {
        (regex::Pattern::Bytes(bytes), _) => cache
            .bytes
            .borrow()
            .get(&(Box::from(bytes), flags))
            .cloned(),
        (_, Some(s)) => cache.texts.borrow().get(&(s, flags)).cloned(),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(known);
    }
    let names = |name: &str| unicode_names2::character(name);
    let program =
        Program::compile_with(text, flags, &names).map_err(|e| exception(vm, &e, source))?;
    let made = vm.wrap_native(PatternObject {
        program,
        source: source.clone(),
        is_text: !matches!(text, regex::Pattern::Bytes(_)),
        template: RefCell::default(),
    });
    match text {
        regex::Pattern::Bytes(bytes) => {
            keep(&cache.bytes, (Box::from(bytes), flags), made.clone());
        }
        _ => {
            if let Some(s) = Str::exact(source) {
                keep(&cache.texts, (s, flags), made.clone());
            }
        }
    }
    Ok(made)
}

fn keep<K: std::hash::Hash + Eq>(cache: &RefCell<HashMap<K, Pattern>>, key: K, pattern: Pattern) {
    let mut cache = cache.borrow_mut();
    if cache.len() >= CACHE_SIZE {
        cache.clear();
    }
    cache.insert(key, pattern);
}

/// The number of groups of a pattern, for `re.Scanner`.
fn program_groups(vm: &Vm, source: &Value, flags: &Value) -> PyResult<usize> {
    Ok(compile(vm, source, flags)?.program.groups)
}

// ---- errors --------------------------------------------------------------------------------------

/// The class PatternError.
struct PatternError;

impl NativeObject for PatternError {}
impl NativeType for PatternError {
    const NAME: &'static str = "PatternError";
    fn class_def(vm: &Vm) -> ClassDef {
        let mut def = exception::subclass_def(Self::NAME).base(&vm.types.exception);
        def.module = "re";
        def.doc = "Exception raised for invalid regular expressions.";
        def.init(
            "def __init__(self, msg, pattern=None, pos=None)",
            "Initialize self.",
            |vm: &Vm, this: Exc, msg: Value, pattern: Value, pos: Value| {
                init_error(vm, &this, msg, pattern, pos)
            },
        )
    }
}

fn init_error(vm: &Vm, this: &Exc, msg: Value, pattern: Value, pos: Value) -> PyResult<()> {
    let mut text = vm.display(&msg)?;
    let (mut line, mut column) = (Value::NONE, Value::NONE);
    if !pattern.is_none() && !pos.is_none() {
        let at = usize::try_from(vm.index(&pos)?).unwrap_or(0);
        let points: Vec<u32> = match pattern.payload() {
            Some(Payload::Str(s)) => s.code_points(),
            Some(Payload::Bytes(b)) => b.iter().copied().map(u32::from).collect(),
            _ => Vec::new(),
        };
        let before = &points[..at.min(points.len())];
        let number = before.iter().filter(|&&c| c == 10).count() + 1;
        let start = before.iter().rposition(|&c| c == 10).map_or(0, |nl| nl + 1);
        text = format!("{text} at position {at}");
        if points.contains(&10) {
            text = format!("{text} (line {number}, column {})", at - start + 1);
        }
        (line, column) = (Value::size(number), Value::size(at - start + 1));
    }
    let old = this.args.replace(Tuple::new(vec![Value::str(&text)]));
    drop(old);
    let dict = this.dict.get_or_init(Dict::new);
    for (name, value) in [
        ("msg", msg),
        ("pattern", pattern),
        ("pos", pos),
        ("lineno", line),
        ("colno", column),
    ] {
        dict.set_str(&Str::intern(name), value);
    }
    Ok(())
}

/// The exception that a refused pattern or template stands for.
#[cold]
fn exception(vm: &Vm, error: &ReError, source: &Value) -> Exc {
    match error.kind {
        ErrorKind::Value => vm.value_error(&error.msg),
        ErrorKind::Overflow => vm.overflow_error(&error.msg),
        ErrorKind::Index => vm.index_error(&error.msg),
        ErrorKind::Recursion => vm.recursion_error(&error.msg),
        ErrorKind::Pattern => {
            let exc = Exc::new(vm.class_for::<PatternError>(), Vec::new());
            let (pattern, pos) = match error.pos {
                Some(pos) => (source.clone(), Value::size(pos)),
                None => (Value::NONE, Value::NONE),
            };
            match init_error(vm, &exc, Value::str(&error.msg), pattern, pos) {
                Ok(()) => exc,
                Err(other) => other,
            }
        }
    }
}
