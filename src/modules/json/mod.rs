//! json: the module, its classes and its submodules.
//!
//! `encode.rs` writes text and `decode.rs` reads it; `writing.rs` and `reading.rs` hold the functions
//! and classes of programs over them. Here stand the tables, and `JSONDecodeError`. Left out: the pure Python twins of the
//! fast functions (`py_scanstring` and others), `json.tool`'s command line.

use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::{Dict, Exc, Module, NativeObject, PyResult, Str, Value, exception};
use crate::vm::Vm;

mod decode;
mod encode;
mod reading;
mod writing;

use reading::{JsonDecoder, Scanner, detect, load, loads, scanstring};
use writing::{JsonEncoder, dump, dumps, quoted};

/// The definition of `json`; `json.encoder`, `json.decoder` and `json.scanner` are put beside it.
pub fn module(vm: &Vm) -> ModuleDef {
    let encoder = ModuleDef::new("json.encoder", "Implementation of JSONEncoder")
        .value("JSONEncoder", vm.class_for::<JsonEncoder>())
        .function(
            "encode_basestring(string, /)",
            "Return a JSON representation of a Python string",
            |vm: &Vm, text: Value| quoted(vm, &text, false),
        )
        .function(
            "encode_basestring_ascii(string, /)",
            "Return an ASCII-only JSON representation of a Python string",
            |vm: &Vm, text: Value| quoted(vm, &text, true),
        )
        .float("INFINITY", f64::INFINITY);
    let decoder = ModuleDef::new("json.decoder", "Implementation of JSONDecoder")
        .value("JSONDecoder", vm.class_for::<JsonDecoder>())
        .value("JSONDecodeError", vm.class_for::<JsonDecodeError>())
        .function(
            "scanstring(string, end, strict=True, /)",
            "Scan the string s for a JSON string.",
            scanstring,
        )
        .float("NaN", f64::NAN)
        .float("PosInf", f64::INFINITY)
        .float("NegInf", f64::NEG_INFINITY);
    let scanner = ModuleDef::new("json.scanner", "JSON token scanner")
        .value("make_scanner", vm.class_for::<Scanner>())
        .value("c_make_scanner", vm.class_for::<Scanner>());
    let all = [
        "dump",
        "dumps",
        "load",
        "loads",
        "JSONDecoder",
        "JSONDecodeError",
        "JSONEncoder",
    ];
    let all: Vec<Value> = all.into_iter().map(Value::str).collect();
    ModuleDef::new("json", "JSON encoder and decoder.")
        .value("encoder", submodule(vm, encoder))
        .value("decoder", submodule(vm, decoder))
        .value("scanner", submodule(vm, scanner))
        .value("JSONEncoder", vm.class_for::<JsonEncoder>())
        .value("JSONDecoder", vm.class_for::<JsonDecoder>())
        .value("JSONDecodeError", vm.class_for::<JsonDecodeError>())
        .value("__all__", Value::from(all))
        .function(
            "def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, \
             allow_nan=True, cls=None, indent=None, separators=None, default=None, \
             sort_keys=False, **kw)",
            "Serialize obj as a JSON formatted stream to fp.",
            dump,
        )
        .function(
            "def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, \
             allow_nan=True, cls=None, indent=None, separators=None, default=None, \
             sort_keys=False, **kw)",
            "Serialize obj to a JSON formatted str.",
            dumps,
        )
        .function(
            "def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, \
             parse_constant=None, object_pairs_hook=None, **kw)",
            "Deserialize fp (a file-like object containing a JSON document) to a Python object.",
            load,
        )
        .function(
            "def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, \
             parse_constant=None, object_pairs_hook=None, **kw)",
            "Deserialize s (a str, bytes or bytearray containing a JSON document) to a Python \
             object.",
            loads,
        )
        .function(
            "def detect_encoding(b)",
            "The Unicode encoding of JSON bytes.",
            detect,
        )
}

/// A module of a native package, filled and entered in `sys.modules`.
fn submodule(vm: &Vm, def: ModuleDef) -> Value {
    let module = Module::new(def.name, Some(def.doc));
    vm.modules.set_str(&Str::intern(def.name), module.value());
    crate::modules::fill(&module.dict, def);
    module.into()
}

// ---- errors --------------------------------------------------------------------------------------

/// The class JSONDecodeError.
struct JsonDecodeError;

impl NativeObject for JsonDecodeError {}
impl NativeType for JsonDecodeError {
    const NAME: &'static str = "JSONDecodeError";
    fn class_def(vm: &Vm) -> ClassDef {
        let mut def = exception::subclass_def(Self::NAME).base(&vm.types.value_error);
        def.module = "json.decoder";
        def.doc = "Subclass of ValueError with the properties msg, doc, pos, lineno and colno.";
        def.init(
            "def __init__(self, msg, doc, pos)",
            "Initialize self.",
            init_error,
        )
        .method(
            "def __reduce__(self)",
            "Helper for pickle.",
            |vm: &Vm, this: Exc| {
                let part = |name| vm.attr(&this.value(), name);
                let args = Value::tuple(vec![part("msg")?, part("doc")?, part("pos")?]);
                Ok((vm.class_of(&this.value()), args))
            },
        )
    }
}

fn init_error(vm: &Vm, this: Exc, msg: Value, doc: Value, pos: Value) -> PyResult<()> {
    let Some(text) = Str::from_value(&doc) else {
        return Err(vm.type_error(format!(
            "JSONDecodeError() argument 'doc' must be str, not {}",
            vm.type_name(&doc)
        )));
    };
    let at = usize::try_from(vm.index(&pos)?).unwrap_or(0);
    let points = text.slice(0, at.min(text.len()));
    let before = points.to_lossy();
    let line = before.matches('\n').count() + 1;
    let column = at
        - before
            .rfind('\n')
            .map_or(0, |nl| before[..=nl].chars().count())
        + 1;
    let shown = format!(
        "{}: line {line} column {column} (char {at})",
        vm.display(&msg)?
    );
    let old = this
        .args
        .replace(crate::object::Tuple::new(vec![Value::str(&shown)]));
    drop(old);
    let dict = this.dict.get_or_init(Dict::new);
    for (name, value) in [
        ("msg", msg),
        ("doc", doc),
        ("pos", pos),
        ("lineno", Value::size(line)),
        ("colno", Value::size(column)),
    ] {
        dict.set_str(&Str::intern(name), value);
    }
    Ok(())
}

/// The JSONDecodeError at code point `at` of a text.
#[cold]
fn decode_error(vm: &Vm, message: &str, doc: &Str, at: usize) -> Exc {
    let exc = Exc::new(vm.class_for::<JsonDecodeError>(), Vec::new());
    match init_error(
        vm,
        exc.clone(),
        Value::str(message),
        doc.value(),
        Value::size(at),
    ) {
        Ok(()) => exc,
        Err(other) => other,
    }
}
