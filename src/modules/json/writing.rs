//! `dump`, `dumps` and `JSONEncoder`.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::encode::{self, Encoder, Options};
use crate::native::{ClassDef, KwArgs, NativeType};
use crate::object::class::Layout;
use crate::object::{Class, Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// The class JSONEncoder. Its instances are plain ones: the options are attributes, as programs
/// set them in subclasses.
pub(super) struct JsonEncoder;

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

pub(super) fn quoted(vm: &Vm, text: &Value, ascii: bool) -> PyResult<Str> {
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
pub(super) fn dumps(
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
pub(super) fn dump(
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
