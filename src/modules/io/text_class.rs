//! `TextIOWrapper`: the class over the state in `text.rs`.

use super::args;
use super::base::TextIoBase;
use super::decoded::{LineEnds, Seen};
use super::raw::make;
use super::text::{Lower, Settings, TextIoWrapper};
use super::{closed_error, open_files, unsupported};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Exc, Native, PyResult, Str, Value};
use crate::vm::Vm;

impl NativeType for TextIoWrapper {
    const NAME: &'static str = "TextIOWrapper";

    fn class_def(vm: &Vm) -> ClassDef {
        let doc = "Character and line based layer over a BufferedIOBase object, buffer.";
        let def = ClassDef::native::<TextIoWrapper>("_io", doc)
            .base(&vm.class_for::<TextIoBase>())
            .slots(|s| {
                s.new.set(Some(|_, class, _| {
                    Ok(make(class, TextIoWrapper::default()))
                }));
                s.init.set(Some(init));
                s.repr.set(Some(repr));
                s.next.set(Some(next));
            });
        attributes(places(reading(writing(def))))
    }
}

/// The text file behind a value.
fn text_file(vm: &Vm, value: &Value) -> PyResult<Native<TextIoWrapper>> {
    Native::from_value(value).ok_or_else(|| vm.type_error("a TextIOWrapper object is required"))
}

/// What a newline argument means: how lines end, and what `'\n'` is written as. ValueError
/// "illegal newline value: x".
pub fn line_ends(vm: &Vm, newline: Option<&Str>) -> PyResult<(LineEnds, Option<&'static str>)> {
    let Some(newline) = newline else {
        return Ok((LineEnds::Translated, None));
    };
    match newline.as_str() {
        Some("") => Ok((LineEnds::Universal, None)),
        Some("\n") => Ok((LineEnds::Lf, None)),
        Some("\r") => Ok((LineEnds::Cr, Some("\r"))),
        Some("\r\n") => Ok((LineEnds::CrLf, Some("\r\n"))),
        _ => Err(vm.value_error(format!("illegal newline value: {newline}"))),
    }
}

/// The encoding of files whose program names none, as CPython names it in a UTF-8 locale.
pub fn default_encoding() -> Str {
    Str::intern("UTF-8")
}

fn encoding_or_default(encoding: Option<Str>) -> Str {
    match encoding {
        Some(name) if name.as_str() != Some("locale") => name,
        _ => default_encoding(),
    }
}

/// A text file of a class over a file of bytes: what the constructor makes.
pub fn over(
    vm: &Vm,
    class: &Class,
    buffer: &Value,
    encoding: Option<Str>,
    errors: Option<Str>,
    newline: Option<&Str>,
    line_buffering: bool,
) -> PyResult<Value> {
    let (ends, write_end) = line_ends(vm, newline)?;
    let settings = Settings {
        encoding: encoding_or_default(encoding),
        errors: errors.unwrap_or_else(|| Str::intern("strict")),
        ends,
        write_end,
        line_buffering,
        write_through: false,
    };
    let object = make(class, TextIoWrapper::default());
    attach(vm, &object, buffer, settings)?;
    Ok(object)
}

fn attach(vm: &Vm, this: &Value, buffer: &Value, settings: Settings) -> PyResult<()> {
    let file = text_file(vm, this)?;
    file.attach(vm, buffer, settings)?;
    open_files::register(vm, file.obj());
    Ok(())
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, \
                line_buffering=False, write_through=False)";
    let [
        buffer,
        encoding,
        errors,
        newline,
        line_buffering,
        write_through,
    ] = args::parse_row(vm, text, args)?;
    let name = "TextIOWrapper";
    let encoding = args::text_or_none(vm, name, "encoding", &encoding)?;
    let errors = args::text_or_none(vm, name, "errors", &errors)?;
    let newline = args::text_or_none(vm, name, "newline", &newline)?;
    let (ends, write_end) = line_ends(vm, newline.as_ref())?;
    let settings = Settings {
        encoding: encoding_or_default(encoding),
        errors: errors.unwrap_or_else(|| Str::intern("strict")),
        ends,
        write_end,
        line_buffering: vm.is_true(&line_buffering)?,
        write_through: vm.is_true(&write_through)?,
    };
    attach(vm, this, &buffer, settings)
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let file = text_file(vm, this)?;
    let mut out = format!("<{}", vm.class_of(this).qualified_name());
    for attribute in ["name", "mode"] {
        let found = match vm.attr_opt(this, attribute) {
            Ok(found) => found,
            Err(e) if vm.is_instance_of(&e, &vm.types.value_error) => None,
            Err(e) => return Err(e),
        };
        if let Some(value) = found {
            out.push_str(&format!(" {attribute}={}", vm.repr(&value)?));
        }
    }
    let encoding = file.settings.borrow().encoding.value();
    out.push_str(&format!(" encoding={}>", vm.repr(&encoding)?));
    Ok(Str::new(out))
}

fn next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let file = text_file(vm, this)?;
    file.telling.set(false);
    let line = if vm.class_of(this) == vm.class_for::<TextIoWrapper>() {
        file.line(vm)?.map(Value::from)
    } else {
        let line = vm.call_method(this, "readline", &mut [])?;
        if Str::from_value(&line).is_none() {
            let message = format!(
                "readline() should have returned a str object, not '{}'",
                vm.type_name(&line)
            );
            return Err(vm.exception(&vm.types.os_error, message));
        }
        (vm.len(&line)? > 0).then_some(line)
    };
    if line.is_none() {
        file.telling.set(file.seekable.get());
    }
    Ok(line)
}

fn writing(def: ClassDef) -> ClassDef {
    def.method("write(self, text, /)", "", |vm: &Vm, this: Native<TextIoWrapper>, text: Value| {
        let Some(text) = Str::from_value(&text) else {
            this.lower(vm)?;
            return Err(vm.type_error(format!(
                "write() argument must be str, not {}",
                args::type_word(vm, &text)
            )));
        };
        this.write(vm, &text)?;
        Ok(text.len())
    })
    .method("flush(self, /)", "", |vm: &Vm, this: Native<TextIoWrapper>| this.flush(vm))
    .method("close(self, /)", "", close)
    .method("detach(self, /)", "", |vm: &Vm, this: Native<TextIoWrapper>| {
        let lower = this.lower(vm)?;
        vm.call_method(&this.value(), "flush", &mut [])?;
        this.lower.replace(Lower::Detached);
        Ok(lower.value().unwrap_or(Value::NONE))
    })
    .method(
        "reconfigure(self, /, *, encoding=None, errors=None, newline=<none>, line_buffering=None, write_through=None)",
        "Reconfigure the text stream with new parameters.",
        reconfigure,
    )
}

fn close(vm: &Vm, this: Native<TextIoWrapper>) -> PyResult<()> {
    let lower = this.lower(vm)?;
    if lower.is_closed(vm)? {
        return Ok(());
    }
    let flushed = vm.call_method(&this.value(), "flush", &mut []);
    let closed = lower.call(vm, "close", &mut []);
    match (flushed, closed) {
        (Ok(_), Ok(_)) => Ok(()),
        (Ok(_), Err(e)) | (Err(e), Ok(_)) => Err(e),
        (Err(first), Err(second)) => {
            let old = second.context.replace(first.value());
            drop(old);
            Err(second)
        }
    }
}

fn reconfigure(
    vm: &Vm,
    this: Native<TextIoWrapper>,
    encoding: Value,
    errors: Value,
    newline: Option<Value>,
    line_buffering: Value,
    write_through: Value,
) -> PyResult<()> {
    this.lower(vm)?;
    let name = "reconfigure";
    let encoding = args::text_or_none(vm, name, "encoding", &encoding)?;
    let errors = args::text_or_none(vm, name, "errors", &errors)?;
    if this.has_read.get() && (encoding.is_some() || errors.is_some() || newline.is_some()) {
        return Err(unsupported(
            vm,
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    let mut settings = this.settings.borrow().clone();
    if let Some(newline) = newline {
        let newline = args::text_or_none(vm, name, "newline", &newline)?;
        (settings.ends, settings.write_end) = line_ends(vm, newline.as_ref())?;
    }
    // A new encoding comes with strict errors, unless the call says otherwise.
    match (encoding, errors) {
        (Some(encoding), errors) => {
            settings.encoding = encoding_or_default(Some(encoding));
            settings.errors = errors.unwrap_or_else(|| Str::intern("strict"));
        }
        (None, Some(errors)) => settings.errors = errors,
        (None, None) => {}
    }
    if !line_buffering.is_none() {
        settings.line_buffering = vm.is_true(&line_buffering)?;
    }
    if !write_through.is_none() {
        settings.write_through = vm.is_true(&write_through)?;
    }
    this.change(vm, settings)
}

fn reading(def: ClassDef) -> ClassDef {
    def.method(
        "read(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<TextIoWrapper>, size: Value| {
            this.lower(vm)?;
            this.read(vm, args::size(vm, &size)?)
        },
    )
    .method("readline(self, size=-1, /)", "", {
        |vm: &Vm, this: Native<TextIoWrapper>, size: Value| {
            this.lower(vm)?;
            match usize::try_from(vm.index(&size)?) {
                Ok(limit) => this.limited_line(vm, limit),
                Err(_) => Ok(this.line(vm)?.unwrap_or_default()),
            }
        }
    })
}

fn places(def: ClassDef) -> ClassDef {
    def.method(
        "tell(self, /)",
        "Return the stream position as an opaque number.",
        |vm: &Vm, this: Native<TextIoWrapper>| this.tell(vm),
    )
    .method(
        "seek(self, cookie, whence=0, /)",
        "Set the stream position.",
        seek,
    )
    .method("truncate(self, pos=None, /)", "", {
        |vm: &Vm, this: Native<TextIoWrapper>, pos: Value| {
            vm.call_method(&this.value(), "flush", &mut [])?;
            if pos.is_none() {
                let here = Value::int(this.tell(vm)?);
                return this.lower(vm)?.call(vm, "truncate", &mut [here]);
            }
            this.lower(vm)?.call(vm, "truncate", &mut [pos])
        }
    })
}

fn seek(vm: &Vm, this: Native<TextIoWrapper>, cookie: Value, whence: i64) -> PyResult<Value> {
    let lower = this.open_lower(vm)?;
    if !this.seekable.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let zero = vm.same_or_equal(&cookie, &Value::int(0))?;
    let flush = || vm.call_method(&this.value(), "flush", &mut []);
    let cookie = match whence {
        0 => cookie,
        1 if !zero => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => {
            let here = vm.call_method(&this.value(), "tell", &mut [])?;
            flush()?;
            return this.seek_to(vm, here);
        }
        2 if !zero => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => {
            flush()?;
            let end = lower.call(vm, "seek", &mut [Value::int(0), Value::int(2)])?;
            this.forget(&end);
            return Ok(end);
        }
        _ => {
            return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
        }
    };
    if vm.less_than(&cookie, &Value::int(0))? {
        return Err(vm.value_error(format!("negative seek position {}", vm.repr(&cookie)?)));
    }
    flush()?;
    this.seek_to(vm, cookie)
}

fn attributes(def: ClassDef) -> ClassDef {
    let mut def = def;
    macro_rules! forward {
        ($($text:literal $name:literal),*) => {
            $(def = def.method($text, "", |vm: &Vm, this: Native<TextIoWrapper>| {
                this.lower(vm)?.call(vm, $name, &mut [])
            });)*
        };
    }
    forward!(
        "fileno(self, /)" "fileno", "seekable(self, /)" "seekable",
        "readable(self, /)" "readable", "writable(self, /)" "writable",
        "isatty(self, /)" "isatty"
    );
    def.getter("encoding", "", |_: &Vm, this: Native<TextIoWrapper>| {
        Ok(this.settings.borrow().encoding.clone())
    })
    .getter("errors", "", |_: &Vm, this: Native<TextIoWrapper>| {
        Ok(this.settings.borrow().errors.clone())
    })
    .getter(
        "line_buffering",
        "",
        |_: &Vm, this: Native<TextIoWrapper>| Ok(this.settings.borrow().line_buffering),
    )
    .getter(
        "write_through",
        "",
        |_: &Vm, this: Native<TextIoWrapper>| Ok(this.settings.borrow().write_through),
    )
    .getter("newlines", "", |_: &Vm, this: Native<TextIoWrapper>| {
        let seen = this.decoded.borrow().seen;
        Ok(newlines(seen))
    })
    .getter("buffer", "", |vm: &Vm, this: Native<TextIoWrapper>| {
        let lower = this.lower.borrow().clone();
        match lower {
            Lower::Missing => Err(vm.value_error("I/O operation on uninitialized object")),
            lower => Ok(lower.value().unwrap_or(Value::NONE)),
        }
    })
    .getter("closed", "", |vm: &Vm, this: Native<TextIoWrapper>| {
        this.lower(vm)?.is_closed(vm)
    })
    .getter("name", "", |vm: &Vm, this: Native<TextIoWrapper>| {
        vm.attr(&this.lower(vm)?.value().unwrap_or(Value::NONE), "name")
    })
    .property(
        "_CHUNK_SIZE",
        "",
        |_: &Vm, this: Native<TextIoWrapper>| Ok(this.chunk.get()),
        |vm: &Vm, this: Native<TextIoWrapper>, value: Option<Value>| set_chunk(vm, &this, value),
    )
}

fn set_chunk(vm: &Vm, this: &TextIoWrapper, value: Option<Value>) -> PyResult<()> {
    let bad = || -> Exc { vm.value_error("a strictly positive integer is required") };
    let size =
        vm.index(&value.ok_or_else(|| vm.attribute_error_text("cannot delete attribute"))?)?;
    this.chunk.set(
        usize::try_from(size)
            .ok()
            .filter(|n| *n > 0)
            .ok_or_else(bad)?,
    );
    Ok(())
}

/// The attribute `newlines`: None, one str or a tuple.
pub fn newlines(seen: Seen) -> Value {
    let mut kinds = Vec::new();
    for (is_seen, text) in [(seen.cr, "\r"), (seen.lf, "\n"), (seen.crlf, "\r\n")] {
        if is_seen {
            kinds.push(Value::str(text));
        }
    }
    match kinds.len() {
        0 => Value::NONE,
        1 => kinds.swap_remove(0),
        _ => Value::tuple(kinds),
    }
}

/// "I/O operation on closed file." for a closed text file: what the standard streams check.
pub fn check_open(vm: &Vm, file: &TextIoWrapper) -> PyResult<()> {
    match file.lower(vm)?.is_closed(vm)? {
        true => Err(closed_error(vm)),
        false => Ok(()),
    }
}
