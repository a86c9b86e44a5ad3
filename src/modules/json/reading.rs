//! `load`, `loads`, `JSONDecoder` and the scanner object.

use super::decode::{self, Fail, Hooks};
use super::decode_error;
use crate::native::{Args, ClassDef, KwArgs, NativeType};
use crate::object::class::Layout;
use crate::object::{Class, Dict, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// The class JSONDecoder. Its instances are plain ones; what it does is fixed by the scanner made
/// in `__init__`.
pub(super) struct JsonDecoder;

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
pub(super) struct Scanner {
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

pub(super) fn scanstring(vm: &Vm, text: Value, end: Value, strict: bool) -> PyResult<(Str, usize)> {
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
pub(super) fn load(
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
pub(super) fn loads(
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

pub(super) fn detect(vm: &Vm, b: crate::native::Buffer) -> PyResult<&'static str> {
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
