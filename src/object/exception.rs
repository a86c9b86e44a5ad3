//! Exceptions: their data, the error type of everything that can raise, and the classes.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use super::class::Layout;
use super::function::FunctionCore;
use super::{Class, Dict, List, Object, Payload, Str, Tuple, Value, handle};
use crate::native::{Args, ClassDef};
use crate::vm::Vm;

/// The result of whatever can raise.
pub type PyResult<T> = Result<T, Exc>;

/// A frame that an exception passed through.
#[derive(Clone)]
pub struct TraceEntry {
    pub core: Rc<FunctionCore>,
    /// The instruction that was running.
    pub pc: u32,
    /// The variables of the frame at that moment, where somebody may look at them.
    pub locals: Option<Dict>,
    /// The registers of the variables of a frame that the exception has left: as long as the
    /// traceback lives, they live.
    pub registers: Option<Rc<[Value]>>,
}

impl TraceEntry {
    /// An entry without variables.
    pub fn new(core: Rc<FunctionCore>, pc: u32) -> TraceEntry {
        TraceEntry {
            core,
            pc,
            locals: None,
            registers: None,
        }
    }
}

pub struct ExceptionData {
    pub args: RefCell<Tuple>,
    /// `__cause__`; `None` without one.
    pub cause: RefCell<Value>,
    /// `__context__`; `None` without one.
    pub context: RefCell<Value>,
    pub suppress_context: Cell<bool>,
    /// Frames passed, the innermost first.
    pub traceback: RefCell<Vec<TraceEntry>>,
    /// The traceback as an object, once a program has asked for it.
    pub traceback_object: RefCell<Value>,
    /// How many entries, from the innermost, that object stands for: the program may have changed
    /// its links, and then it is right and they are not.
    pub traceback_covered: Cell<usize>,
    /// Members that the class defines (`errno`, `filename`, `value`, `name`, `obj`, …).
    pub fields: RefCell<Vec<(Str, Value)>>,
    /// Attributes that the program set.
    pub dict: OnceCell<Dict>,
}

impl ExceptionData {
    /// `__notes__`, which stands in the `__dict__`: a list, unset without any.
    pub fn notes(&self) -> Value {
        let notes = self
            .dict
            .get()
            .and_then(|d| d.get_str(&Str::intern("__notes__")));
        notes.unwrap_or_default()
    }

    /// Set `__notes__`, or remove it with an unset value; the old ones.
    pub fn set_notes(&self, notes: Value) -> Value {
        let name = Str::intern("__notes__");
        let dict = self.dict.get_or_init(Dict::new);
        let old = match notes.is_set() {
            true => dict.set_str(&name, notes),
            false => dict.remove_str(&name),
        };
        old.unwrap_or_default()
    }
}

handle!(
    /// An exception instance; the error type of the interpreter.
    Exc, Exception, Box<ExceptionData>
);

impl std::fmt::Debug for Exc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exception with {:?}", self.args.borrow().value())
    }
}

impl ExceptionData {
    pub fn new(args: Vec<Value>) -> ExceptionData {
        ExceptionData {
            args: RefCell::new(Tuple::new(args)),
            cause: RefCell::new(Value::NONE),
            context: RefCell::new(Value::NONE),
            suppress_context: Cell::new(false),
            traceback: RefCell::default(),
            traceback_object: RefCell::default(),
            traceback_covered: Cell::new(0),
            fields: RefCell::default(),
            dict: OnceCell::new(),
        }
    }

    /// A member that the class defines.
    pub fn field(&self, name: &str) -> Option<Value> {
        let fields = self.fields.borrow();
        fields
            .iter()
            .find(|(k, _)| k.as_str() == Some(name))
            .map(|(_, v)| v.clone())
    }

    pub fn set_field(&self, name: &str, value: Value) {
        let old = {
            let mut fields = self.fields.borrow_mut();
            match fields.iter_mut().find(|(k, _)| k.as_str() == Some(name)) {
                Some((_, slot)) => std::mem::replace(slot, value),
                None => {
                    fields.push((Str::intern(name), value));
                    Value::UNSET
                }
            }
        };
        drop(old);
    }
}

impl Exc {
    /// An instance of an exception class, made without running program code.
    pub fn new(class: Class, args: Vec<Value>) -> Exc {
        Exc(Object::with_class(
            class,
            Payload::Exception(Box::new(ExceptionData::new(args))),
        ))
    }

    /// Give a member a value and hand the exception on.
    pub fn with_field(self, name: &str, value: Value) -> Exc {
        self.set_field(name, value);
        self
    }
}

// ---- the classes ----------------------------------------------------------------------------------

pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "BaseException",
        Layout::Exception,
        "Common base class for all exceptions.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.init.set(Some(init));
        s.repr.set(Some(repr));
        s.str.set(Some(str));
    })
    .property(
        "args",
        "",
        |_: &Vm, e: Exc| Ok(e.args.borrow().clone()),
        |vm: &Vm, e: Exc, value: Option<Value>| {
            let Some(value) = value else {
                return Err(vm.type_error("args may not be deleted"));
            };
            let items = vm.collect(&value)?;
            let old = e.args.replace(Tuple::new(items));
            drop(old);
            Ok(())
        },
    )
    .property(
        "__cause__",
        "exception cause",
        |_: &Vm, e: Exc| Ok(e.cause.borrow().clone()),
        |vm: &Vm, e: Exc, value: Option<Value>| {
            let value = exception_or_none(vm, "cause", value)?;
            e.suppress_context.set(true);
            let old = e.cause.replace(value);
            drop(old);
            Ok(())
        },
    )
    .property(
        "__context__",
        "exception context",
        |_: &Vm, e: Exc| Ok(e.context.borrow().clone()),
        |vm: &Vm, e: Exc, value: Option<Value>| {
            let old = e.context.replace(exception_or_none(vm, "context", value)?);
            drop(old);
            Ok(())
        },
    )
    .property(
        "__suppress_context__",
        "",
        |_: &Vm, e: Exc| Ok(e.suppress_context.get()),
        |vm: &Vm, e: Exc, value: Option<Value>| {
            let Some(value) = value else {
                return Err(vm.type_error("can't delete numeric/char attribute"));
            };
            let Some(suppresses) = value.as_bool() else {
                return Err(vm.type_error("attribute value type must be bool"));
            };
            e.suppress_context.set(suppresses);
            Ok(())
        },
    )
    .property(
        "__traceback__",
        "",
        |vm: &Vm, e: Exc| Ok(vm.traceback_object(&e)),
        |vm: &Vm, e: Exc, value: Option<Value>| match value {
            Some(value) => vm.set_traceback(&e, &value),
            None => Err(vm.type_error("__traceback__ may not be deleted")),
        },
    )
    .property(
        "__notes__",
        "",
        |vm: &Vm, e: Exc| {
            let notes = e.notes();
            match notes.is_set() {
                true => Ok(notes),
                false => Err(vm.no_attribute(&e.value(), &Str::intern("__notes__"))),
            }
        },
        |vm: &Vm, e: Exc, value: Option<Value>| {
            let is_deletion = value.is_none();
            let old = e.set_notes(value.unwrap_or_default());
            if is_deletion && !old.is_set() {
                return Err(vm.no_attribute(&e.value(), &Str::intern("__notes__")));
            }
            Ok(())
        },
    )
    .property(
        "__dict__",
        "",
        // An instance of a program's class has its attributes where all such instances have them.
        |vm: &Vm, e: Exc| Ok(vm.dict_of(&e.value())),
        |vm: &Vm, e: Exc, value: Option<Value>| {
            if e.obj().attributes().is_some() {
                return super::descriptor::set_dict(vm, &e.value(), value);
            }
            let Some(new) = value.as_ref().and_then(Dict::from_value) else {
                return Err(vm.type_error("__dict__ must be set to a dictionary"));
            };
            let dict = e.dict.get_or_init(Dict::new);
            for (k, v) in new.pairs() {
                dict.set(vm, k, v)?;
            }
            Ok(())
        },
    )
    .method(
        "add_note(self, note, /)",
        "Exception.add_note(note) -- add a note to the exception",
        |vm: &Vm, e: Exc, note: Value| {
            let Some(note) = Str::from_value(&note) else {
                return Err(
                    vm.type_error(format!("note must be a str, not '{}'", vm.type_name(&note)))
                );
            };
            let notes = e.notes();
            if notes.is_set() && List::from_value(&notes).is_none() {
                return Err(vm.type_error("Cannot add note: __notes__ is not a list"));
            }
            vm.add_note(&e, &note.to_lossy());
            Ok(())
        },
    )
    .method(
        "with_traceback(self, tb, /)",
        "Exception.with_traceback(tb) -- set self.__traceback__ to tb and return self.",
        |vm: &Vm, e: Exc, tb: Value| {
            vm.set_traceback(&e, &tb)?;
            Ok(e)
        },
    )
    .method(
        "__setstate__(self, state, /)",
        "Helper for pickle.",
        |vm: &Vm, e: Exc, state: Value| {
            if let Some(dict) = Dict::from_value(&state) {
                for (key, value) in dict.pairs() {
                    if let Some(name) = Str::from_value(&key) {
                        vm.set_attr(&e.value(), &name, value)?;
                    }
                }
            } else if !state.is_none() {
                return Err(vm.type_error("state is not a dictionary"));
            }
            Ok(())
        },
    )
    .method("__reduce__(self, /)", "Helper for pickle.", reduce)
}

/// `__reduce__`: the class, the arguments, and what else the exception knows.
fn reduce(vm: &Vm, e: Exc) -> PyResult<Value> {
    let value = e.value();
    let present = |name: &str| e.field(name).filter(|v| !v.is_none());
    let mut args = e.args.borrow().to_vec();
    let state = match e.dict.get() {
        Some(dict) => dict.copy(),
        None => Dict::new(),
    };
    if vm.is_instance(&value, &vm.types.os_error) {
        if args.len() == 2
            && let Some(filename) = present("filename")
        {
            args.push(filename);
            if let Some(second) = present("filename2") {
                args.extend([Value::NONE, second]);
            }
        }
    } else if vm.is_instance(&value, &vm.types.import_error) {
        for name in ["name", "path", "name_from"] {
            if let Some(member) = present(name) {
                state.set_str(&Str::intern(name), member);
            }
        }
    } else if vm.is_instance(&value, &vm.types.attribute_error) {
        if let Some(name) = present("name") {
            state.set_str(&Str::intern("name"), name);
        }
        state.set_str(&Str::intern("args"), Value::tuple(args.clone()));
    }
    let mut parts = vec![vm.class_of(&value).value(), Value::tuple(args)];
    if !state.is_empty() {
        parts.push(state.into());
    }
    Ok(Value::tuple(parts))
}

fn exception_or_none(vm: &Vm, what: &str, value: Option<Value>) -> PyResult<Value> {
    match value {
        None => Err(vm.type_error(format!("__{what}__ may not be deleted"))),
        Some(v) if v.is_none() || Exc::from_value(&v).is_some() => Ok(v),
        Some(_) => Err(vm.type_error(format!(
            "exception {what} must be None or derive from BaseException"
        ))),
    }
}

/// The names of the members that each class adds, in the order of its arguments.
fn members_of(name: &str) -> &'static [&'static str] {
    match name {
        "StopIteration" => &["value"],
        "SystemExit" => &["code"],
        "OSError" => &[
            "errno",
            "strerror",
            "filename",
            "filename2",
            "characters_written",
        ],
        "ImportError" => &["msg", "name", "path", "name_from"],
        "NameError" => &["name"],
        "AttributeError" => &["name", "obj"],
        "SyntaxError" => &[
            "msg",
            "filename",
            "lineno",
            "offset",
            "text",
            "end_lineno",
            "end_offset",
            "print_file_and_line",
        ],
        "UnicodeEncodeError" | "UnicodeDecodeError" => {
            &["encoding", "object", "start", "end", "reason"]
        }
        "UnicodeTranslateError" => &["encoding", "object", "start", "end", "reason"],
        "BaseExceptionGroup" => &["message", "exceptions"],
        _ => &[],
    }
}

/// The definition of an exception class by its name.
pub fn subclass_def(name: &'static str) -> ClassDef {
    let mut def = ClassDef::builtin(name, Layout::Exception, exception_doc(name));
    for member in members_of(name) {
        def = def.property(
            member,
            "",
            |_: &Vm, e: Exc| Ok(e.field(member).unwrap_or(Value::NONE)),
            |_: &Vm, e: Exc, value: Option<Value>| {
                e.set_field(member, value.unwrap_or(Value::NONE));
                Ok(())
            },
        );
    }
    match name {
        "OSError" => def.slots(|s| {
            s.new.set(Some(os_error_new));
            s.init.set(Some(os_error_init));
            s.str.set(Some(os_error_str));
        }),
        "KeyError" => def.slots(|s| s.str.set(Some(key_error_str))),
        "SyntaxError" => def.slots(|s| {
            s.init.set(Some(syntax_error_init));
            s.str.set(Some(syntax_error_str));
        }),
        "UnicodeEncodeError" | "UnicodeDecodeError" | "UnicodeTranslateError" => def.slots(|s| {
            s.init.set(Some(unicode_error_init));
            s.str.set(Some(unicode_error_str));
        }),
        "ImportError" => def.slots(|s| {
            s.init.set(Some(import_error_init));
            s.str
                .set(Some(|vm, this| match fields(vm, this)?.field("msg") {
                    Some(msg) if Str::from_value(&msg).is_some() => vm.str(&msg),
                    _ => str(vm, this),
                }));
        }),
        "NameError" | "AttributeError" => def.slots(|s| s.init.set(Some(named_init))),
        "StopIteration" | "SystemExit" => def.slots(|s| s.init.set(Some(value_init))),
        "BaseExceptionGroup" => crate::modules::exception_group::members(def),
        _ => def,
    }
}

/// The first line of help for each class.
fn exception_doc(name: &str) -> &'static str {
    match name {
        "Exception" => "Common base class for all non-exit exceptions.",
        "SystemExit" => "Request to exit from the interpreter.",
        "KeyboardInterrupt" => "Program interrupted by user.",
        "StopIteration" => "Signal the end from iterator.__next__().",
        "ZeroDivisionError" => "Second argument to a division or modulo operation was zero.",
        "OverflowError" => "Result too large to be represented.",
        "AttributeError" => "Attribute not found.",
        "ImportError" => "Import can't find module, or can't find name in module.",
        "ModuleNotFoundError" => "Module not found.",
        "IndexError" => "Sequence index out of range.",
        "KeyError" => "Mapping key not found.",
        "NameError" => "Name not found globally.",
        "UnboundLocalError" => "Local name referenced but not bound to a value.",
        "OSError" => "Base class for I/O related errors.",
        "FileNotFoundError" => "File not found.",
        "FileExistsError" => "File already exists.",
        "IsADirectoryError" => "Operation doesn't work on directories.",
        "NotADirectoryError" => "Operation only works on directories.",
        "PermissionError" => "Not enough permissions.",
        "TimeoutError" => "Timeout expired.",
        "RuntimeError" => "Unspecified run-time error.",
        "RecursionError" => "Recursion limit exceeded.",
        "NotImplementedError" => "Method or function hasn't been implemented yet.",
        "SyntaxError" => "Invalid syntax.",
        "IndentationError" => "Improper indentation.",
        "TabError" => "Improper mixture of spaces and tabs.",
        "TypeError" => "Inappropriate argument type.",
        "ValueError" => "Inappropriate argument value (of correct type).",
        "UnicodeDecodeError" => "Unicode decoding error.",
        "UnicodeEncodeError" => "Unicode encoding error.",
        "AssertionError" => "Assertion failed.",
        "EOFError" => "Read beyond end of file.",
        "MemoryError" => "Out of memory.",
        "Warning" => "Base class for warning categories.",
        _ => "",
    }
}

fn fields(vm: &Vm, value: &Value) -> PyResult<Exc> {
    Exc::from_value(value).ok_or_else(|| vm.type_error("expected an exception"))
}

fn make(vm: &Vm, class: &Class, args: Vec<Value>) -> Value {
    let _ = vm;
    let data = Payload::Exception(Box::new(ExceptionData::new(args)));
    if class.is_native {
        Value::heap(Object::with_class(class.clone(), data))
    } else {
        class.instance(Some(data))
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let count = args.positional_count();
    Ok(make(vm, class, args.values[..count].to_vec()))
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error(format!(
            "{}() takes no keyword arguments",
            vm.type_name(this)
        )));
    }
    let old = fields(vm, this)?.args.replace(Tuple::new(positional));
    drop(old);
    Ok(())
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let args = fields(vm, this)?.args.borrow().clone();
    let name = vm.type_name(this);
    Ok(Str::new(match &args[..] {
        [one] => format!("{name}({})", vm.repr(one)?),
        _ => format!("{name}{}", vm.repr(&args.value())?),
    }))
}

fn str(vm: &Vm, this: &Value) -> PyResult<Str> {
    let args = fields(vm, this)?.args.borrow().clone();
    match &args[..] {
        [] => Ok(Str::default()),
        [one] => vm.str(one),
        _ => vm.repr(&args.value()),
    }
}

fn key_error_str(vm: &Vm, this: &Value) -> PyResult<Str> {
    let args = fields(vm, this)?.args.borrow().clone();
    match &args[..] {
        [one] => vm.repr(one),
        _ => str(vm, this),
    }
}

/// `value` and `code`: the one argument, or all of them.
fn value_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    init(vm, this, args)?;
    let exc = fields(vm, this)?;
    let args = exc.args.borrow().clone();
    let is_exit = vm.is_instance(this, &vm.types.system_exit);
    let value = match &args[..] {
        [] => Value::NONE,
        [one] => one.clone(),
        [first, ..] if !is_exit => first.clone(),
        _ => args.value(),
    };
    exc.set_field(if is_exit { "code" } else { "value" }, value);
    Ok(())
}

/// `NameError(…, name=…)` and `AttributeError(…, name=…, obj=…)`
fn named_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (mut positional, keywords) = args.into_parts();
    init(vm, this, Args::positional(&mut positional))?;
    let exc = fields(vm, this)?;
    let attribute = vm.is_instance(this, &vm.types.attribute_error);
    for (name, value) in keywords {
        match name.as_str() {
            Some("name") => exc.set_field("name", value),
            Some("obj") if attribute => exc.set_field("obj", value),
            _ => {
                // A subclass has the function, and the words, of its base.
                let base = if attribute {
                    "AttributeError"
                } else {
                    "NameError"
                };
                return Err(vm.type_error(format!(
                    "{base}() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    Ok(())
}

fn import_error_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (mut positional, keywords) = args.into_parts();
    let msg = match &positional[..] {
        [one] => one.clone(),
        _ => Value::NONE,
    };
    init(vm, this, Args::positional(&mut positional))?;
    let exc = fields(vm, this)?;
    exc.set_field("msg", msg);
    for name in ["name", "path", "name_from"] {
        exc.set_field(name, Value::NONE);
    }
    for (name, value) in keywords {
        match name.as_str() {
            Some(key @ ("name" | "path" | "name_from")) => exc.set_field(key, value),
            _ => {
                return Err(vm.type_error(format!(
                    "ImportError() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    Ok(())
}

/// `OSError(errno, text, …)` makes the subclass that the number stands for.
fn os_error_new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let count = args.positional_count();
    let values = args.values[..count].to_vec();
    let mut class = class.clone();
    if class == vm.types.os_error
        && count >= 2
        && let Some(errno) = vm.big_of(&values[0])
        && let Ok(errno) = i32::try_from(&errno)
    {
        class = vm.os_error_class(errno);
    }
    let made = make(vm, &class, values.clone());
    // A class that has its own `__init__` says there what the number and the text are.
    let name = Str::intern("__init__");
    let own = class.lookup(&name);
    let inherited = vm.types.os_error.lookup(&name);
    if let (Some(own), Some(inherited)) = (own, inherited)
        && !own.is(&inherited)
    {
        return Ok(made);
    }
    fill_os_error(vm, &made, values)?;
    Ok(made)
}

fn os_error_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let (positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error(format!(
            "{}() takes no keyword arguments",
            vm.type_name(this)
        )));
    }
    fill_os_error(vm, this, positional)
}

fn fill_os_error(vm: &Vm, this: &Value, values: Vec<Value>) -> PyResult<()> {
    let exc = fields(vm, this)?;
    let mut args = values.clone();
    if (2..=5).contains(&values.len()) {
        exc.set_field("errno", values[0].clone());
        exc.set_field("strerror", values[1].clone());
        for (at, name) in [(2, "filename"), (4, "filename2")] {
            if let Some(path) = values.get(at)
                && !path.is_none()
            {
                exc.set_field(name, path.clone());
            }
        }
        if values.get(2).is_some_and(|path| !path.is_none()) {
            args.truncate(2);
        }
    }
    let old = exc.args.replace(Tuple::new(args));
    drop(old);
    Ok(())
}

fn os_error_str(vm: &Vm, this: &Value) -> PyResult<Str> {
    let exc = fields(vm, this)?;
    let part = |name: &str| exc.field(name).unwrap_or(Value::NONE);
    let (errno, text) = (part("errno"), part("strerror"));
    if errno.is_none() && text.is_none() {
        return str(vm, this);
    }
    let mut out = format!("[Errno {}] {}", vm.display(&errno)?, vm.display(&text)?);
    let (first, second) = (part("filename"), part("filename2"));
    if !first.is_none() {
        out.push_str(&format!(": {}", vm.repr(&first)?));
        if !second.is_none() {
            out.push_str(&format!(" -> {}", vm.repr(&second)?));
        }
    }
    Ok(Str::new(out))
}

fn syntax_error_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    init(vm, this, args)?;
    let exc = fields(vm, this)?;
    let args = exc.args.borrow().clone();
    if let Some(message) = args.first() {
        exc.set_field("msg", message.clone());
    }
    if let [_, details] = &args[..] {
        let details = vm.collect(details)?;
        let names = [
            "filename",
            "lineno",
            "offset",
            "text",
            "end_lineno",
            "end_offset",
        ];
        if details.len() < 4 || details.len() > 6 {
            return Err(vm.type_error(format!(
                "function takes {} arguments ({} given)",
                if details.len() < 4 {
                    "at least 4"
                } else {
                    "at most 6"
                },
                details.len()
            )));
        }
        if details.len() == 5 {
            return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
        }
        for (name, value) in names.into_iter().zip(details) {
            exc.set_field(name, value);
        }
    }
    Ok(())
}

fn syntax_error_str(vm: &Vm, this: &Value) -> PyResult<Str> {
    let exc = fields(vm, this)?;
    let message = match exc.field("msg") {
        Some(m) => vm.display(&m)?,
        None => "None".to_owned(),
    };
    let file = exc
        .field("filename")
        .and_then(|f| Str::from_value(&f))
        .map(|f| {
            let f = f.to_string();
            f.rsplit('/').next().unwrap_or(&f).to_owned()
        });
    let line = exc.field("lineno").and_then(|l| l.as_small_int());
    Ok(Str::new(match (file, line) {
        (Some(f), Some(l)) => format!("{message} ({f}, line {l})"),
        (Some(f), None) => format!("{message} ({f})"),
        (None, Some(l)) => format!("{message} (line {l})"),
        (None, None) => message,
    }))
}

fn unicode_error_init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    init(vm, this, args)?;
    let exc = fields(vm, this)?;
    let args = exc.args.borrow().clone();
    let names: &[&str] = if vm.is_instance(this, &vm.types.unicode_translate_error) {
        &["object", "start", "end", "reason"]
    } else {
        &["encoding", "object", "start", "end", "reason"]
    };
    if args.len() != names.len() {
        return Err(vm.type_error(format!(
            "function takes exactly {} arguments ({} given)",
            names.len(),
            args.len()
        )));
    }
    for (name, value) in names.iter().zip(args.iter()) {
        exc.set_field(name, value.clone());
    }
    Ok(())
}

fn unicode_error_str(vm: &Vm, this: &Value) -> PyResult<Str> {
    let exc = fields(vm, this)?;
    let part = |name: &str| exc.field(name).unwrap_or(Value::NONE);
    let encoding = vm.display(&part("encoding"))?;
    let reason = vm.display(&part("reason"))?;
    let object = part("object");
    if object.is_none() {
        return Ok(Str::default());
    }
    let start = part("start").as_small_int().unwrap_or(0);
    let end = part("end").as_small_int().unwrap_or(0);
    let one = end == start + 1;
    let decode = vm.is_instance(this, &vm.types.unicode_decode_error);
    let translate = vm.is_instance(this, &vm.types.unicode_translate_error);
    let what = if translate {
        "can't translate".to_owned()
    } else if decode {
        format!("'{encoding}' codec can't decode")
    } else {
        format!("'{encoding}' codec can't encode")
    };
    let unit = match object.payload() {
        Some(Payload::Bytes(b)) => b
            .get(start as usize)
            .map(|b| ("byte", "bytes", format!("{b:#04x}"))),
        Some(Payload::Str(s)) if (start as usize) < s.len() => {
            let point = s.code_point(start as usize);
            let escaped = match point {
                0..=0xff => format!("\\x{point:02x}"),
                0x100..=0xffff => format!("\\u{point:04x}"),
                _ => format!("\\U{point:08x}"),
            };
            Some(("character", "characters", format!("'{escaped}'")))
        }
        _ => None,
    };
    let plural = if decode { "bytes" } else { "characters" };
    Ok(Str::new(match unit {
        Some((word, _, shown)) if one => {
            format!("{what} {word} {shown} in position {start}: {reason}")
        }
        _ => format!("{what} {plural} in position {start}-{}: {reason}", end - 1),
    }))
}
