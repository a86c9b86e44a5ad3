//! What a pickle may name.
//!
//! A pickle is a program: it calls what it names. CPython trusts every pickle; biji, which runs
//! the pickles of beginners, loads only names that cannot do harm unless the program says
//! otherwise by overriding `Unpickler.find_class`: the data types, exceptions and harmless
//! functions of the builtins, the classes and functions of the program itself, and the data types
//! of the library.

use super::write_object::deep_attribute;
use crate::native::{NativeDef, NativeFunction, NativeKind};
use crate::object::{Class, Exc, Function, Module, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// Builtins that reach beyond data.
const DENIED_BUILTINS: &[&str] = &[
    "__build_class__",
    "__import__",
    "breakpoint",
    "compile",
    "copyright",
    "credits",
    "delattr",
    "dir",
    "eval",
    "exec",
    "exit",
    "globals",
    "help",
    "input",
    "license",
    "locals",
    "open",
    "quit",
    "setattr",
    "vars",
];

/// Names of the library that stand for data or pure functions.
const ALLOWED: &[(&str, &[&str])] = &[
    ("_codecs", &["encode"]),
    ("_collections", &["OrderedDict", "deque", "defaultdict"]),
    ("_random", &["Random"]),
    ("_struct", &["Struct"]),
    ("array", &["array", "_array_reconstructor"]),
    (
        "collections",
        &[
            "ChainMap",
            "Counter",
            "OrderedDict",
            "UserDict",
            "UserList",
            "UserString",
            "defaultdict",
            "deque",
        ],
    ),
    (
        "copyreg",
        &["__newobj__", "__newobj_ex__", "_reconstructor"],
    ),
    (
        "datetime",
        &["date", "datetime", "time", "timedelta", "timezone"],
    ),
    (
        "_datetime",
        &["date", "datetime", "time", "timedelta", "timezone"],
    ),
    ("decimal", &["Context", "Decimal"]),
    ("_decimal", &["Context", "Decimal"]),
    ("dataclasses", &["MISSING", "_MISSING_TYPE"]),
    (
        "enum",
        &["Enum", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto"],
    ),
    ("fractions", &["Fraction"]),
    ("functools", &["partial", "reduce"]),
    ("_functools", &["partial", "reduce"]),
    (
        "ipaddress",
        &[
            "IPv4Address",
            "IPv4Interface",
            "IPv4Network",
            "IPv6Address",
            "IPv6Interface",
            "IPv6Network",
        ],
    ),
    ("json", &["JSONDecodeError"]),
    ("json.decoder", &["JSONDecodeError", "JSONDecoder"]),
    ("json.encoder", &["JSONEncoder"]),
    ("_operator", &["getitem"]),
    ("operator", &["getitem", "itemgetter"]),
    (
        "pathlib",
        &[
            "Path",
            "PosixPath",
            "PurePath",
            "PurePosixPath",
            "PureWindowsPath",
            "WindowsPath",
        ],
    ),
    (
        "pathlib._local",
        &[
            "Path",
            "PosixPath",
            "PurePath",
            "PurePosixPath",
            "PureWindowsPath",
            "WindowsPath",
        ],
    ),
    ("random", &["Random", "SystemRandom"]),
    ("re", &["RegexFlag", "_compile"]),
    ("string", &["Template"]),
    ("struct", &["Struct"]),
    ("time", &["struct_time"]),
    ("types", &["GenericAlias", "SimpleNamespace", "UnionType"]),
    ("uuid", &["SafeUUID", "UUID"]),
    ("zoneinfo", &["ZoneInfo", "ZoneInfo._unpickle"]),
];

/// Modules all of whose functions compute and nothing else.
const PURE: &[&str] = &["cmath", "itertools", "math", "statistics"];

/// The object that a pickle names, if it may.
///
/// # Errors
/// UnpicklingError for what is refused; otherwise as the import and the look-up raise.
pub fn find(vm: &Vm, module_name: &str, name: &str) -> PyResult<Value> {
    let path: Vec<&str> = name.split('.').collect();
    // `f.__globals__` would lead anywhere.
    if path
        .iter()
        .any(|part| part.starts_with("__") && *part != "__new__")
        && !is_allowed(module_name, name)
    {
        return Err(refusal(vm, module_name, name));
    }
    if module_name == "builtins" {
        if DENIED_BUILTINS.contains(&path[0]) {
            return Err(refusal(vm, module_name, name));
        }
        if name == "getattr" {
            return Ok(guarded_getattr(vm));
        }
        return look_up(vm, module_name, &path);
    }
    let top = module_name.split('.').next().unwrap_or(module_name);
    let loaded = vm.modules.get_str(&Str::intern(module_name));
    let is_own = match &loaded {
        Some(module) => is_program_module(module),
        None => !crate::vm::import::is_library(top),
    };
    let allowed = is_allowed(module_name, name) || PURE.contains(&module_name);
    if !is_own && !allowed && loaded.is_none() {
        return Err(refusal(vm, module_name, name));
    }
    let found = look_up(vm, module_name, &path)?;
    if allowed || is_harmless(vm, &found, is_own) {
        return Ok(found);
    }
    Err(refusal(vm, module_name, name))
}

/// The object of a name without restrictions.
pub fn look_up(vm: &Vm, module_name: &str, path: &[&str]) -> PyResult<Value> {
    let module = vm.import_module(module_name)?;
    match deep_attribute(vm, &module, path)? {
        Some(found) => Ok(found),
        None => {
            let name = path.join(".");
            let message = format!("Can't get attribute '{name}' on {}", vm.repr(&module)?);
            Err(vm.attribute_error(message, &module, &Str::new(name)))
        }
    }
}

fn is_allowed(module: &str, name: &str) -> bool {
    ALLOWED
        .iter()
        .any(|(m, names)| *m == module && names.contains(&name))
}

/// Whether a module is the program's: its main module, or one from a file.
fn is_program_module(module: &Value) -> bool {
    let Some(module) = Module::from_value(module) else {
        return false;
    };
    if module.name().as_str() == Some("__main__") {
        return true;
    }
    let file = module.dict.get_str(&Str::intern("__file__"));
    file.and_then(|f| Str::from_value(&f))
        .is_some_and(|f| !f.to_lossy().starts_with('<'))
}

fn is_program_module_name(vm: &Vm, name: &Str) -> bool {
    vm.modules
        .get_str(name)
        .is_some_and(|module| is_program_module(&module))
}

/// Whether an object found under a name does no harm: `own` if the name is of the program.
fn is_harmless(vm: &Vm, found: &Value, own: bool) -> bool {
    if let Some(class) = Class::from_value(found) {
        if class.is_subclass_of(&vm.types.base_exception) {
            return true;
        }
        let module = class.module.borrow().to_string();
        let name = class.qualname.borrow().to_string();
        return match class.is_native {
            true => module == "builtins" || is_allowed(&module, &name),
            false => {
                is_program_module_name(vm, &class.module.borrow().clone())
                    || is_allowed(&module, &name)
            }
        };
    }
    match found.payload() {
        Some(Payload::Function(_)) => {
            let globals = Function::from_value(found).map(|f| f.core.globals.clone());
            let name = globals
                .and_then(|g| g.get_str(&Str::intern("__name__")))
                .and_then(|n| Str::from_value(&n));
            name.is_some_and(|n| is_program_module_name(vm, &n))
        }
        // A class method or a method of an object of the program. A built-in method of one of its
        // containers would hand out what that holds.
        Some(Payload::BoundMethod(function, _)) => {
            matches!(function.payload(), Some(Payload::Function(_)))
                && is_harmless(vm, function, own)
        }
        Some(Payload::NativeFunction(native)) => {
            let module = native.def.owner.borrow().to_string();
            let name = native.def.name();
            native.def.kind != NativeKind::Function
                || PURE.contains(&module.as_str())
                || is_allowed(&module, name)
                || (module == "builtins" && !DENIED_BUILTINS.contains(&name))
        }
        // An object of the program that is stored by its name; its containers are not, they may
        // hold anything.
        None | Some(Payload::Instance(_) | Payload::Scalar(_)) => own,
        // A function of a Rhai script is the program's as a Python function is.
        Some(Payload::Native(_)) if crate::rhai::is_function(found) => own,
        Some(_) => own && found.as_obj().is_some_and(|o| o.attributes().is_some()),
    }
}

#[cold]
fn refusal(vm: &Vm, module: &str, name: &str) -> Exc {
    let class = super::unpickling_error(vm);
    vm.exception(
        &class,
        format!(
            "'{module}.{name}' is not loaded from a pickle: it is no data type and nothing of \
             this program (to allow it, make a subclass of pickle.Unpickler that overrides \
             find_class)"
        ),
    )
}

/// Attributes that lead from values to the variables of the program.
const FRAME_ATTRIBUTES: &[&str] = &[
    "ag_frame",
    "cr_frame",
    "f_back",
    "f_builtins",
    "f_globals",
    "f_locals",
    "gi_frame",
    "tb_frame",
];

/// Whether `getattr` may give a pickle this: a method, a nested class, a member of an enumeration.
fn is_harmless_attribute(vm: &Vm, object: &Value, found: &Value) -> bool {
    match found.payload() {
        Some(Payload::BoundMethod(_, this)) => !matches!(this.payload(), Some(Payload::Module(_))),
        Some(Payload::Function(_) | Payload::NativeFunction(_) | Payload::Type(_)) => {
            is_harmless(vm, found, true)
        }
        _ => Class::from_value(object)
            .is_some_and(|class| !class.is_native && vm.is_instance(found, &class)),
    }
}

/// `getattr` as a pickle gets it: only for what objects that are taken apart need.
fn guarded_getattr(vm: &Vm) -> Value {
    #[derive(Default)]
    struct Guarded(std::cell::OnceCell<Value>);
    let state = vm.state::<Guarded>();
    let make = || {
        let text = "getattr(object, name, /)";
        let body = |vm: &Vm, object: Value, name: Str| {
            let text = name.to_lossy();
            let refused = || {
                let owner = match Class::from_value(&object) {
                    Some(class) => class.qualified_name(),
                    None => vm.type_name(&object).to_string(),
                };
                refusal(vm, &owner, &text)
            };
            let private = (text.starts_with('_') && text != "__new__")
                || FRAME_ATTRIBUTES.contains(&text.as_ref())
                || matches!(object.payload(), Some(Payload::Module(_)));
            let listed = Class::from_value(&object).is_some_and(|class| {
                let (module, owner) = (class.module.borrow(), class.qualname.borrow());
                is_allowed(&module.to_lossy(), &format!("{owner}.{text}"))
            });
            if private && !listed {
                return Err(refused());
            }
            let found = vm.get_attr(&object, &name)?;
            if !listed && !is_harmless_attribute(vm, &object, &found) {
                return Err(refused());
            }
            Ok(found)
        };
        let def = NativeDef::new(NativeKind::Function, text, "Get a named attribute.", body);
        def.owner.replace(Str::intern("builtins"));
        NativeFunction {
            def: std::rc::Rc::new(def),
            this: Value::UNSET,
        }
        .into_value()
    };
    state.0.get_or_init(make).clone()
}

/// Whether the state of a pickle may be put into an object: not into what the program consists of.
pub fn may_build(value: &Value) -> bool {
    !matches!(
        value.payload(),
        Some(
            Payload::Module(_)
                | Payload::Type(_)
                | Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::Code(_)
        )
    )
}
