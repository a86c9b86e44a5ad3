//! json: the module, its classes and its submodules.
//!
//! `encode.rs` writes and `decode.rs` reads; here stand the functions, `JSONEncoder`,
//! `JSONDecoder`, `JSONDecodeError` and the scanner object. Left out: the pure Python twins of the
//! fast functions (`py_scanstring` and others), `json.tool`'s command line.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::native::{Args, ClassDef, KwArgs, ModuleDef, NativeType};
use crate::object::class::Layout;
use crate::object::{
    Class, Dict, Exc, Module, Native, NativeObject, Payload, PyResult, Str, Value, exception,
};
use crate::vm::Vm;

mod decode;
mod encode;

use decode::{Fail, Hooks};
use encode::{Encoder, Options};

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

// ---- writing -------------------------------------------------------------------------------------

/// The class JSONEncoder. Its instances are plain ones: the options are attributes, as programs
/// set them in subclasses.
struct JsonEncoder;

impl NativeObject for JsonEncoder {}
impl NativeType for JsonEncoder {
    const NAME: &'static str = "JSONEncoder";
    fn class_def(_: &Vm) -> ClassDef {
        let mut def = ClassDef::builtin(
            Self::NAME,
            Layout::Object,
            "Extensible JSON encoder for Python data structures.",
        )
        .with_dict();
        def.module = "json.encoder";
        def.constant("item_separator", Value::str(", "))
            .constant("key_separator", Value::str(": "))
            .init(
                "def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, \
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)",
                "Constructor for JSONEncoder, with sensible defaults.",
                init_encoder,
            )
            .method(
                "def default(self, o)",
                "Return a serializable object for o, or raise a TypeError.",
                |vm: &Vm, _: Value, o: Value| -> PyResult<Value> {
                    Err(encode::not_serializable(vm, &o))
                },
            )
            .method(
                "def encode(self, o)",
                "Return a JSON string representation of a Python data structure.",
                encode_method,
            )
            .method(
                "def iterencode(self, o, _one_shot=False)",
                "Encode the given object and yield each string representation as available.",
                iterencode,
            )
    }
}

#[allow(clippy::too_many_arguments)]
fn init_encoder(
    vm: &Vm,
    this: Value,
    skipkeys: Value,
    ensure_ascii: Value,
    check_circular: Value,
    allow_nan: Value,
    sort_keys: Value,
    indent: Value,
    separators: Value,
    default: Value,
) -> PyResult<()> {
    let set = |name: &str, value: Value| vm.set_attr(&this, &Str::intern(name), value);
    set("skipkeys", skipkeys)?;
    set("ensure_ascii", ensure_ascii)?;
    set("check_circular", check_circular)?;
    set("allow_nan", allow_nan)?;
    set("sort_keys", sort_keys)?;
    set("indent", indent.clone())?;
    if !separators.is_none() {
        let (item, key) = split_separators(vm, &separators)?;
        set("item_separator", item)?;
        set("key_separator", key)?;
    } else if !indent.is_none() {
        set("item_separator", Value::str(","))?;
    }
    if !default.is_none() {
        set("default", default)?;
    }
    Ok(())
}

/// `item, key = separators`
fn split_separators(vm: &Vm, separators: &Value) -> PyResult<(Value, Value)> {
    let mut parts = vm.collect(separators)?;
    match (parts.pop(), parts.pop(), parts.len()) {
        (Some(key), Some(item), 0) => Ok((item, key)),
        (Some(_), Some(_), _) => Err(vm.value_error("too many values to unpack (expected 2)")),
        (last, _, _) => Err(vm.value_error(format!(
            "not enough values to unpack (expected 2, got {})",
            usize::from(last.is_some())
        ))),
    }
}

/// The text of one level: spaces for a number.
fn indent_text(vm: &Vm, indent: &Value) -> PyResult<Option<Str>> {
    if indent.is_none() {
        return Ok(None);
    }
    if let Some(text) = Str::from_value(indent) {
        return Ok(Some(text));
    }
    match vm.index(indent) {
        Ok(n) => Ok(Some(Str::new(
            " ".repeat(usize::try_from(n).unwrap_or(0).min(1 << 16)),
        ))),
        Err(_) => Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(indent)
        ))),
    }
}

fn separator(vm: &Vm, value: &Value, position: usize) -> PyResult<Str> {
    Str::from_value(value).ok_or_else(|| {
        vm.type_error(format!(
            "make_encoder() argument {position} must be str, not {}",
            vm.type_name(value)
        ))
    })
}

/// The options of an encoder object.
fn options_of(vm: &Vm, this: &Value) -> PyResult<Options> {
    let flag = |name: &str| vm.is_true(&vm.attr(this, name)?);
    Ok(Options {
        skipkeys: flag("skipkeys")?,
        ensure_ascii: flag("ensure_ascii")?,
        check_circular: flag("check_circular")?,
        allow_nan: flag("allow_nan")?,
        sort_keys: flag("sort_keys")?,
        indent: indent_text(vm, &vm.attr(this, "indent")?)?,
        item_separator: separator(vm, &vm.attr(this, "item_separator")?, 6)?,
        key_separator: separator(vm, &vm.attr(this, "key_separator")?, 5)?,
        default: vm.attr(this, "default")?,
    })
}

fn run(vm: &Vm, options: &Options, value: &Value) -> PyResult<Str> {
    let mut encoder = Encoder::new(vm, options);
    encoder.encode(value)?;
    Ok(encoder.into_text())
}

fn quoted(vm: &Vm, text: &Value, ascii: bool) -> PyResult<Str> {
    let Some(text) = Str::from_value(text) else {
        return Err(vm.type_error(format!(
            "first argument must be a string, not {}",
            vm.type_name(text)
        )));
    };
    let mut out = crate::modules::text_builder::TextBuilder::new();
    encode::push_quoted(&mut out, &text, ascii);
    Ok(out.take())
}

fn encode_method(vm: &Vm, this: Value, o: Value) -> PyResult<Value> {
    if Str::from_value(&o).is_some() {
        let ascii = vm.is_true(&vm.attr(&this, "ensure_ascii")?)?;
        return quoted(vm, &o, ascii).map(Value::from);
    }
    let class = vm.class_of(&this);
    let overridden = class
        .lookup_owner(&Str::intern("iterencode"))
        .is_some_and(|(owner, _)| !owner.is_native);
    if !overridden {
        return run(vm, &options_of(vm, &this)?, &o).map(Value::from);
    }
    let method = vm.attr(&this, "iterencode")?;
    let chunks = vm.call_kw(&method, &mut [o, Value::TRUE], &[Str::intern("_one_shot")])?;
    let chunks: Value = vm.collect(&chunks)?.into();
    vm.call_method(&Value::str(""), "join", &mut [chunks])
}

fn iterencode(vm: &Vm, this: Value, o: Value, _one_shot: bool) -> PyResult<Value> {
    let options = options_of(vm, &this)?;
    let mut encoder = Encoder::new(vm, &options).chunked();
    let error = encoder.encode(&o).err();
    let chunks = RefCell::new(encoder.into_chunks().into());
    Ok(vm.wrap(Chunks {
        chunks,
        error: RefCell::new(error),
    }))
}

/// What `iterencode` returns: the pieces, then the error that ended the run, if one did.
struct Chunks {
    chunks: RefCell<VecDeque<Value>>,
    error: RefCell<Option<Exc>>,
}

impl NativeObject for Chunks {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.error.borrow().iter().for_each(|e| visit(&e.value()));
    }
    fn clear(&self) {
        self.error.take();
    }
}
impl NativeType for Chunks {
    const NAME: &'static str = "json_chunks";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Chunks>("json.encoder", "The pieces of a JSON text.")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next.set(Some(|_, this| {
                    let Some(this) = Native::<Chunks>::from_value(this) else {
                        return Ok(None);
                    };
                    let next = this.chunks.borrow_mut().pop_front();
                    match next {
                        Some(chunk) => Ok(Some(chunk)),
                        None => this.error.take().map_or(Ok(None), Err),
                    }
                }));
            })
    }
}

/// The keyword arguments of `dump` and `dumps`.
struct Wish {
    skipkeys: Value,
    ensure_ascii: Value,
    check_circular: Value,
    allow_nan: Value,
    cls: Value,
    indent: Value,
    separators: Value,
    default: Value,
    sort_keys: Value,
    more: Vec<(Str, Value)>,
}

impl Wish {
    /// The options, where no class of the program takes part.
    fn options(&self, vm: &Vm) -> PyResult<Options> {
        let mut options = Options {
            skipkeys: vm.is_true(&self.skipkeys)?,
            ensure_ascii: vm.is_true(&self.ensure_ascii)?,
            check_circular: vm.is_true(&self.check_circular)?,
            allow_nan: vm.is_true(&self.allow_nan)?,
            sort_keys: vm.is_true(&self.sort_keys)?,
            indent: indent_text(vm, &self.indent)?,
            ..Options::default()
        };
        if !self.separators.is_none() {
            let (item, key) = split_separators(vm, &self.separators)?;
            options.item_separator = separator(vm, &item, 6)?;
            options.key_separator = separator(vm, &key, 5)?;
        } else if options.indent.is_some() {
            options.item_separator = Str::intern(",");
        }
        if !self.default.is_none() {
            options.default = self.default.clone();
        }
        Ok(options)
    }

    fn is_plain(&self, vm: &Vm) -> bool {
        self.more.is_empty()
            && (self.cls.is_none()
                || Class::from_value(&self.cls).is_some_and(|c| c == vm.class_for::<JsonEncoder>()))
    }

    /// `cls(**options)`
    fn encoder(self, vm: &Vm) -> PyResult<Value> {
        let cls = match self.cls.is_none() {
            true => vm.class_for::<JsonEncoder>().value(),
            false => self.cls,
        };
        let mut names: Vec<Str> = [
            "skipkeys",
            "ensure_ascii",
            "check_circular",
            "allow_nan",
            "indent",
            "separators",
            "default",
            "sort_keys",
        ]
        .into_iter()
        .map(Str::intern)
        .collect();
        let mut values = vec![
            self.skipkeys,
            self.ensure_ascii,
            self.check_circular,
            self.allow_nan,
            self.indent,
            self.separators,
            self.default,
            self.sort_keys,
        ];
        for (name, value) in self.more {
            names.push(name);
            values.push(value);
        }
        vm.call_kw(&cls, &mut values, &names)
    }
}

#[allow(clippy::too_many_arguments)]
fn dumps(
    vm: &Vm,
    obj: Value,
    skipkeys: Value,
    ensure_ascii: Value,
    check_circular: Value,
    allow_nan: Value,
    cls: Value,
    indent: Value,
    separators: Value,
    default: Value,
    sort_keys: Value,
    more: KwArgs,
) -> PyResult<Value> {
    let wish = Wish {
        skipkeys,
        ensure_ascii,
        check_circular,
        allow_nan,
        cls,
        indent,
        separators,
        default,
        sort_keys,
        more: more.0,
    };
    if wish.is_plain(vm) {
        return run(vm, &wish.options(vm)?, &obj).map(Value::from);
    }
    let encoder = wish.encoder(vm)?;
    vm.call_method(&encoder, "encode", &mut [obj])
}

#[allow(clippy::too_many_arguments)]
fn dump(
    vm: &Vm,
    obj: Value,
    fp: Value,
    skipkeys: Value,
    ensure_ascii: Value,
    check_circular: Value,
    allow_nan: Value,
    cls: Value,
    indent: Value,
    separators: Value,
    default: Value,
    sort_keys: Value,
    more: KwArgs,
) -> PyResult<()> {
    let wish = Wish {
        skipkeys,
        ensure_ascii,
        check_circular,
        allow_nan,
        cls,
        indent,
        separators,
        default,
        sort_keys,
        more: more.0,
    };
    if wish.is_plain(vm) {
        // One write: what was written before an error reaches the file, as in CPython.
        let options = wish.options(vm)?;
        let mut encoder = Encoder::new(vm, &options);
        let result = encoder.encode(&obj);
        let text = encoder.into_text();
        if !text.is_empty() {
            vm.call_method(&fp, "write", &mut [text.into()])?;
        }
        return result;
    }
    let encoder = wish.encoder(vm)?;
    let chunks = vm.call_method(&encoder, "iterencode", &mut [obj])?;
    vm.iterate(&chunks, |chunk| {
        vm.call_method(&fp, "write", &mut [chunk]).map(drop)
    })
}

// ---- reading -------------------------------------------------------------------------------------

/// The class JSONDecoder. Its instances are plain ones; what it does is fixed by the scanner made
/// in `__init__`.
struct JsonDecoder;

impl NativeObject for JsonDecoder {}
impl NativeType for JsonDecoder {
    const NAME: &'static str = "JSONDecoder";
    fn class_def(_: &Vm) -> ClassDef {
        let mut def =
            ClassDef::builtin(Self::NAME, Layout::Object, "Simple JSON decoder.").with_dict();
        def.module = "json.decoder";
        def.init(
            "def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, \
             parse_constant=None, strict=True, object_pairs_hook=None)",
            "Initialize self.",
            init_decoder,
        )
        .method(
            "def decode(self, s)",
            "Return the Python representation of s (a str instance containing a JSON document).",
            decode_method,
        )
        .method(
            "def raw_decode(self, s, idx=0)",
            "Decode a JSON document from s and return it with the index where it ended.",
            raw_decode,
        )
    }
}

#[allow(clippy::too_many_arguments)]
fn init_decoder(
    vm: &Vm,
    this: Value,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    strict: Value,
    object_pairs_hook: Value,
) -> PyResult<()> {
    let set = |name: &str, value: Value| vm.set_attr(&this, &Str::intern(name), value);
    let or = |value: Value, class: &Class| -> PyResult<Value> {
        Ok(if vm.is_true(&value)? {
            value
        } else {
            class.value()
        })
    };
    set("object_hook", object_hook)?;
    set("parse_float", or(parse_float, &vm.types.float)?)?;
    set("parse_int", or(parse_int, &vm.types.int)?)?;
    set("parse_constant", parse_constant)?;
    set("strict", strict)?;
    set("object_pairs_hook", object_pairs_hook)?;
    set("memo", Dict::new().into())?;
    let scanner = vm.wrap(Scanner {
        hooks: hooks_of(vm, &this)?,
    });
    set("scan_once", scanner)
}

/// The hooks that a decoder object's attributes name.
fn hooks_of(vm: &Vm, this: &Value) -> PyResult<Hooks> {
    let hook = |name: &str| vm.attr(this, name).map(|v| (!v.is_none()).then_some(v));
    let parser = |name: &str, usual: &Class| {
        hook(name).map(|v| v.filter(|v| Class::from_value(v).is_none_or(|c| c != *usual)))
    };
    Ok(Hooks {
        strict: vm.is_true(&vm.attr(this, "strict")?)?,
        object_hook: hook("object_hook")?,
        object_pairs_hook: hook("object_pairs_hook")?,
        parse_float: parser("parse_float", &vm.types.float)?,
        parse_int: parser("parse_int", &vm.types.int)?,
        parse_constant: hook("parse_constant")?,
    })
}

/// `scan_once` of a decoder: called with a text and an index, gives a value and the index after it.
struct Scanner {
    hooks: Hooks,
}

impl NativeObject for Scanner {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.hooks.values().for_each(visit);
    }
}
impl NativeType for Scanner {
    const NAME: &'static str = "Scanner";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Scanner>("_json", "JSON scanner object")
            .constructor(
                "__new__(type, context, /)",
                "Create and return a new object.",
                |vm: &Vm, class: Class, context: Value| {
                    Ok(vm.wrap_as(
                        &class,
                        Scanner {
                            hooks: hooks_of(vm, &context)?,
                        },
                    ))
                },
            )
            .slots(|s| s.call.set(Some(call_scanner)))
    }
}

fn call_scanner(vm: &Vm, this: &Value, args: Args) -> PyResult<Value> {
    let (positional, _) = args.into_parts();
    let (Some(scanner), [text, index]) = (Native::<Scanner>::from_value(this), &positional[..])
    else {
        return Err(vm.type_error("scan_once() takes a string and an index"));
    };
    let Some(text) = Str::from_value(text) else {
        return Err(vm.type_error(format!(
            "first argument must be a string, not {}",
            vm.type_name(text)
        )));
    };
    let Ok(start) = usize::try_from(vm.index(index)?) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    match decode::scan_once(vm, &scanner.hooks, &text, start) {
        Ok((value, end)) => Ok(Value::tuple(vec![value, Value::size(end)])),
        Err(Fail::NoValue(at)) => Err(vm.stop_iteration(Value::size(at))),
        Err(Fail::Raised(e)) => Err(e),
    }
}

fn required_text(vm: &Vm, s: &Value) -> PyResult<Str> {
    Str::from_value(s).ok_or_else(|| {
        vm.type_error(format!(
            "expected string or bytes-like object, got '{}'",
            vm.type_name(s)
        ))
    })
}

fn decode_method(vm: &Vm, this: Value, s: Value) -> PyResult<Value> {
    let text = required_text(vm, &s)?;
    if vm.class_of(&this) == vm.class_for::<JsonDecoder>()
        && let Some(scanner) = Native::<Scanner>::from_value(&vm.attr(&this, "scan_once")?)
    {
        return decode::decode(vm, &scanner.hooks, &text);
    }
    let space = |from: usize| {
        let mut at = from;
        while at < text.len() && matches!(text.code_point(at), 9 | 10 | 13 | 32) {
            at += 1;
        }
        at
    };
    let method = vm.attr(&this, "raw_decode")?;
    let mut args = [s.clone(), Value::size(space(0))];
    let found = vm.call_kw(&method, &mut args, &[Str::intern("idx")])?;
    let (value, end) = match &vm.collect(&found)?[..] {
        [value, end] => (value.clone(), vm.index(end)?),
        _ => return Err(vm.value_error("raw_decode must return a value and an index")),
    };
    let end = space(usize::try_from(end).unwrap_or(0));
    if end != text.len() {
        return Err(decode_error(vm, "Extra data", &text, end));
    }
    Ok(value)
}

fn raw_decode(vm: &Vm, this: Value, s: Value, idx: Value) -> PyResult<Value> {
    let scan = vm.attr(&this, "scan_once")?;
    match vm.call(&scan, &mut [s.clone(), idx]) {
        Err(e) if vm.is_instance_of(&e, &vm.types.stop_iteration) => {
            let at = e.field("value").and_then(|v| v.as_small_int()).unwrap_or(0);
            let text = required_text(vm, &s)?;
            Err(decode_error(
                vm,
                "Expecting value",
                &text,
                usize::try_from(at).unwrap_or(0),
            ))
        }
        other => other,
    }
}

fn scanstring(vm: &Vm, text: Value, end: Value, strict: bool) -> PyResult<(Str, usize)> {
    let Some(doc) = Str::from_value(&text) else {
        return Err(vm.type_error(format!(
            "first argument must be a string, not {}",
            vm.type_name(&text)
        )));
    };
    match usize::try_from(vm.index(&end)?) {
        Ok(start) if start >= 1 && start <= doc.len() => {
            decode::scan_string(vm, &doc, start, strict)
        }
        _ => Err(vm.value_error("end is out of bounds")),
    }
}

#[allow(clippy::too_many_arguments)]
fn load(
    vm: &Vm,
    fp: Value,
    cls: Value,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    object_pairs_hook: Value,
    more: KwArgs,
) -> PyResult<Value> {
    let text = vm.call_method(&fp, "read", &mut [])?;
    loads(
        vm,
        text,
        cls,
        object_hook,
        parse_float,
        parse_int,
        parse_constant,
        object_pairs_hook,
        more,
    )
}

#[allow(clippy::too_many_arguments)]
fn loads(
    vm: &Vm,
    s: Value,
    cls: Value,
    object_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    object_pairs_hook: Value,
    more: KwArgs,
) -> PyResult<Value> {
    let text = document(vm, &s)?;
    let given = [
        ("object_hook", object_hook),
        ("object_pairs_hook", object_pairs_hook),
        ("parse_float", parse_float),
        ("parse_int", parse_int),
        ("parse_constant", parse_constant),
    ];
    if cls.is_none() && more.0.is_empty() {
        let [
            object_hook,
            object_pairs_hook,
            parse_float,
            parse_int,
            parse_constant,
        ] = given.map(|(_, v)| (!v.is_none()).then_some(v));
        let other = |v: Option<Value>, class: &Class| {
            v.filter(|v| Class::from_value(v).is_none_or(|c| c != *class))
        };
        let hooks = Hooks {
            strict: true,
            object_hook,
            object_pairs_hook,
            parse_float: other(parse_float, &vm.types.float),
            parse_int: other(parse_int, &vm.types.int),
            parse_constant,
        };
        return decode::decode(vm, &hooks, &text);
    }
    let cls = match cls.is_none() {
        true => vm.class_for::<JsonDecoder>().value(),
        false => cls,
    };
    let (mut names, mut values): (Vec<Str>, Vec<Value>) = more.0.into_iter().unzip();
    for (name, value) in given {
        if !value.is_none() {
            names.push(Str::intern(name));
            values.push(value);
        }
    }
    let decoder = vm.call_kw(&cls, &mut values, &names)?;
    vm.call_method(&decoder, "decode", &mut [text.into()])
}

/// The text to read: a str, or bytes decoded.
fn document(vm: &Vm, s: &Value) -> PyResult<Str> {
    let encoding = match s.payload() {
        Some(Payload::Str(data)) => {
            let Some(text) = Str::from_value(s) else {
                return Ok(Str::default());
            };
            if data.as_str().is_some_and(|t| t.starts_with('\u{feff}')) {
                let message = "Unexpected UTF-8 BOM (decode using utf-8-sig)";
                return Err(decode_error(vm, message, &text, 0));
            }
            return Ok(text);
        }
        Some(Payload::Bytes(bytes)) => {
            let encoding = detect_encoding(bytes);
            if encoding == "utf-8"
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                return Ok(Str::new(text));
            }
            encoding
        }
        Some(Payload::ByteArray(bytes)) => detect_encoding(&bytes.borrow()),
        _ => {
            return Err(vm.type_error(format!(
                "the JSON object must be str, bytes or bytearray, not {}",
                vm.type_name(s)
            )));
        }
    };
    let mut args = [Value::str(encoding), Value::str("surrogatepass")];
    let text = vm.call_method(s, "decode", &mut args)?;
    required_text(vm, &text)
}

fn detect(vm: &Vm, b: crate::native::Buffer) -> PyResult<&'static str> {
    let _ = vm;
    Ok(detect_encoding(&b))
}

/// The encoding that the first bytes tell: by a byte order mark, otherwise by which of them are
/// zero, since JSON begins with ASCII (RFC 4627, section 3).
fn detect_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0, 0, 0xfe, 0xff]) || bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return "utf-32";
    }
    if bytes.starts_with(&[0xfe, 0xff]) || bytes.starts_with(&[0xff, 0xfe]) {
        return "utf-16";
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        return "utf-8-sig";
    }
    match *bytes {
        [0, 0, _, _, ..] => "utf-32-be",
        [0, _, _, _, ..] | [0, _] => "utf-16-be",
        [_, 0, 0, 0, ..] => "utf-32-le",
        [_, 0, _, _, ..] | [_, 0] => "utf-16-le",
        _ => "utf-8",
    }
}
