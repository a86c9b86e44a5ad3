//! `StringIO`: a text file in memory.
//!
//! As long as text is only appended, or is ASCII, it is UTF-8; other uses, which count code points
//! in the middle of the text, turn it into a row of code points.

use std::cell::{Cell, RefCell};

use super::args;
use super::base::TextIoBase;
use super::decoded::{LineEnds, Seen};
use super::piece::Text;
use super::raw::make;
use super::text_class::{line_ends, newlines};
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Dict, Exc, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

pub struct StringIo {
    /// `None` when it is closed.
    text: RefCell<Option<Contents>>,
    /// In code points.
    at: Cell<usize>,
    ends: Cell<LineEnds>,
    write_end: Cell<Option<&'static str>>,
    seen: Cell<Seen>,
}

enum Contents {
    /// The text, and its length in code points.
    Narrow(String, usize),
    Wide(Vec<u32>),
}

impl Contents {
    fn len(&self) -> usize {
        match self {
            Contents::Narrow(_, length) => *length,
            Contents::Wide(w) => w.len(),
        }
    }

    /// Positions are places in this row of units: bytes of ASCII text or code points.
    fn indexed(&mut self) -> &Contents {
        if let Contents::Narrow(text, length) = self
            && text.len() != *length
        {
            *self = Contents::Wide(text.chars().map(u32::from).collect());
        }
        self
    }

    fn slice(&mut self, from: usize, to: usize) -> Str {
        if from == 0
            && to == self.len()
            && let Contents::Narrow(text, _) = self
        {
            return Str::new(text.as_str());
        }
        match self.indexed() {
            Contents::Narrow(text, _) => Str::new(text.get(from..to).unwrap_or_default()),
            Contents::Wide(w) => Str::from_code_points(w.get(from..to).unwrap_or_default()),
        }
    }

    /// Where a line that begins at `at` ends.
    fn line_end(&mut self, at: usize, ends: LineEnds) -> usize {
        let text = match self.indexed() {
            Contents::Narrow(text, _) => {
                let bytes = text.as_bytes();
                return line_end(at, bytes.len(), ends, |i| bytes[i]);
            }
            Contents::Wide(w) => w,
        };
        line_end(at, text.len(), ends, |i| {
            u8::try_from(text[i]).unwrap_or(b' ')
        })
    }

    fn write(&mut self, at: usize, text: &Str) {
        let count = text.len();
        if let (Contents::Narrow(own, length), Some(new)) = (&mut *self, text.as_str())
            && at == *length
        {
            own.push_str(new);
            *length += count;
            return;
        }
        if let (Contents::Narrow(own, length), Some(new)) = (&mut *self, text.as_str())
            && own.len() == *length
            && new.len() == count
            && at <= *length
        {
            let end = (at + count).min(*length);
            own.replace_range(at..end, new);
            *length = own.len();
            return;
        }
        let wide = self.widen();
        if wide.len() < at {
            wide.resize(at, 0);
        }
        let end = (at + count).min(wide.len());
        wide.splice(at..end, text.code_points());
    }

    fn widen(&mut self) -> &mut Vec<u32> {
        if let Contents::Narrow(text, _) = self {
            *self = Contents::Wide(text.chars().map(u32::from).collect());
        }
        match self {
            Contents::Wide(w) => w,
            Contents::Narrow(..) => unreachable!("the text has just been widened"),
        }
    }

    fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        self.indexed();
        match self {
            Contents::Narrow(text, count) => {
                text.truncate(length);
                *count = length;
            }
            Contents::Wide(w) => w.truncate(length),
        }
    }
}

fn line_end(at: usize, length: usize, ends: LineEnds, unit: impl Fn(usize) -> u8) -> usize {
    let mut i = at;
    while i < length {
        let c = unit(i);
        let next_is_lf = i + 1 < length && unit(i + 1) == b'\n';
        i += 1;
        match (ends, c) {
            (LineEnds::Lf | LineEnds::Translated | LineEnds::Universal, b'\n') => return i,
            (LineEnds::Cr, b'\r') => return i,
            (LineEnds::CrLf, b'\r') if next_is_lf => return i + 1,
            (LineEnds::Universal, b'\r') => return if next_is_lf { i + 1 } else { i },
            _ => {}
        }
    }
    length
}

impl Default for StringIo {
    fn default() -> StringIo {
        StringIo {
            text: RefCell::new(Some(Contents::Narrow(String::new(), 0))),
            at: Cell::new(0),
            ends: Cell::new(LineEnds::Lf),
            write_end: Cell::new(None),
            seen: Cell::default(),
        }
    }
}

impl NativeObject for StringIo {}

fn closed(vm: &Vm) -> Exc {
    super::closed_error_plain(vm)
}

impl StringIo {
    /// Use the text of an open file.
    fn with<R>(&self, vm: &Vm, f: impl FnOnce(&mut Contents) -> R) -> PyResult<R> {
        match &mut *self.text.borrow_mut() {
            Some(contents) => Ok(f(contents)),
            None => Err(closed(vm)),
        }
    }

    pub fn write(&self, vm: &Vm, text: &Str) -> PyResult<()> {
        let translated = match self.ends.get() {
            LineEnds::Translated => self.read_translated(text),
            LineEnds::Universal => {
                self.look(text);
                None
            }
            _ => None,
        };
        let text = translated.as_ref().unwrap_or(text);
        let written = match (self.write_end.get(), text.as_str()) {
            (Some(end), Some(plain)) if plain.contains('\n') => Str::new(plain.replace('\n', end)),
            _ => text.clone(),
        };
        let at = self.at.get();
        if written.is_empty() {
            return self.with(vm, |_| ());
        }
        self.with(vm, |contents| contents.write(at, &written))?;
        self.at.set(at + written.len());
        Ok(())
    }

    /// The text with its line ends as `'\n'`, where it has others.
    fn read_translated(&self, text: &Str) -> Option<Str> {
        self.look(text);
        if !text.to_lossy().contains('\r') {
            return None;
        }
        let piece = match text.as_str() {
            Some(plain) => Text::Narrow(plain.to_owned()),
            None => Text::Wide(text.code_points()),
        };
        Some(piece.translated().into_str())
    }

    fn look(&self, text: &Str) {
        let mut seen = self.seen.get();
        let plain = text.to_lossy();
        let mut units = plain.bytes().peekable();
        while let Some(unit) = units.next() {
            match unit {
                b'\n' => seen.lf = true,
                b'\r' if units.peek() == Some(&b'\n') => {
                    units.next();
                    seen.crlf = true;
                }
                b'\r' => seen.cr = true,
                _ => {}
            }
        }
        self.seen.set(seen);
    }

    fn read(&self, vm: &Vm, size: i64) -> PyResult<Str> {
        let at = self.at.get();
        let (text, end) = self.with(vm, |contents| {
            let length = contents.len();
            let end = match usize::try_from(size) {
                Ok(size) => at.saturating_add(size).min(length),
                Err(_) => length,
            };
            (contents.slice(at.min(end), end), end)
        })?;
        self.at.set(end.max(at));
        Ok(text)
    }

    fn readline(&self, vm: &Vm, size: i64) -> PyResult<Str> {
        let at = self.at.get();
        let ends = self.ends.get();
        let (line, end) = self.with(vm, |contents| {
            let length = contents.len();
            if at >= length {
                return (Str::default(), at);
            }
            let mut end = contents.line_end(at, ends);
            if let Ok(limit) = usize::try_from(size) {
                end = end.min(at.saturating_add(limit));
            }
            (contents.slice(at, end), end)
        })?;
        self.at.set(end);
        Ok(line)
    }

    fn seek(&self, vm: &Vm, pos: i64, whence: i64) -> PyResult<i64> {
        let length = self.with(vm, |contents| contents.len())? as i64;
        let place = match whence {
            0 if pos < 0 => return Err(vm.value_error(format!("Negative seek position {pos}"))),
            0 => pos,
            1 | 2 if pos != 0 => {
                return Err(vm.exception(&vm.types.os_error, "Can't do nonzero cur-relative seeks"));
            }
            1 => self.at.get() as i64,
            2 => length,
            _ => {
                return Err(
                    vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))
                );
            }
        };
        self.at.set(place as usize);
        Ok(place)
    }

    fn set_up(&self, vm: &Vm, initial: &Value, newline: &Value) -> PyResult<()> {
        let newline = args::text_or_none(vm, "StringIO", "newline", newline).map_err(|_| {
            vm.type_error(format!(
                "newline must be str or None, not {}",
                vm.type_name(newline)
            ))
        })?;
        let (ends, write_end) = line_ends(vm, newline.as_ref()).map_err(|e| {
            match newline.as_ref().map(|n| vm.repr(&n.value())) {
                Some(Ok(shown)) => vm.value_error(format!("illegal newline value: {shown}")),
                _ => e,
            }
        })?;
        let initial = match Str::from_value(initial) {
            Some(text) => Some(text),
            None if initial.is_none() => None,
            None => {
                return Err(vm.type_error(format!(
                    "initial_value must be str or None, not {}",
                    vm.type_name(initial)
                )));
            }
        };
        self.text.replace(Some(Contents::Narrow(String::new(), 0)));
        self.ends.set(ends);
        self.write_end.set(write_end);
        self.seen.set(Seen::default());
        self.at.set(0);
        if let Some(text) = initial {
            self.write(vm, &text)?;
        }
        self.at.set(0);
        Ok(())
    }
}

fn string_io(vm: &Vm, value: &Value) -> PyResult<Native<StringIo>> {
    Native::from_value(value).ok_or_else(|| vm.type_error("a StringIO object is required"))
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = "StringIO(initial_value='', newline='\\n')";
    let [initial, newline] = args::parse_row(vm, text, args)?;
    string_io(vm, this)?.set_up(vm, &initial, &newline)
}

fn next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    if vm.class_of(this) == vm.class_for::<StringIo>() {
        let line = string_io(vm, this)?.readline(vm, -1)?;
        return Ok((!line.is_empty()).then(|| line.into()));
    }
    let line = vm.call_method(this, "readline", &mut [])?;
    if Str::from_value(&line).is_none() {
        let message = format!(
            "readline() should have returned a str object, not '{}'",
            vm.type_name(&line)
        );
        return Err(vm.exception(&vm.types.os_error, message));
    }
    Ok((vm.len(&line)? > 0).then_some(line))
}

impl NativeType for StringIo {
    const NAME: &'static str = "StringIO";

    fn class_def(vm: &Vm) -> ClassDef {
        let doc = "Text I/O implementation using an in-memory buffer.";
        let def = ClassDef::native::<StringIo>("_io", doc)
            .base(&vm.class_for::<TextIoBase>())
            .slots(|s| {
                s.new
                    .set(Some(|_, class, _| Ok(make(class, StringIo::default()))));
                s.init.set(Some(init));
                s.next.set(Some(next));
            });
        state(methods(def))
    }
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "read(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<StringIo>, size: Value| {
            let size = args::size(vm, &size)?;
            this.read(vm, size)
        },
    )
    .method(
        "readline(self, size=-1, /)",
        "",
        |vm: &Vm, this: Native<StringIo>, size: Value| {
            let size = args::size(vm, &size)?;
            this.readline(vm, size)
        },
    )
    .method("write(self, s, /)", "Write string to file.", {
        |vm: &Vm, this: Native<StringIo>, text: Value| {
            let Some(text) = Str::from_value(&text) else {
                return Err(vm.type_error(format!(
                    "string argument expected, got '{}'",
                    vm.type_name(&text)
                )));
            };
            this.write(vm, &text)?;
            Ok(text.len())
        }
    })
    .method("tell(self, /)", "Tell the current file position.", {
        |vm: &Vm, this: Native<StringIo>| this.with(vm, |_| this.at.get())
    })
    .method("seek(self, pos, whence=0, /)", "Change stream position.", {
        |vm: &Vm, this: Native<StringIo>, pos: i64, whence: i64| this.seek(vm, pos, whence)
    })
    .method("truncate(self, pos=None, /)", "Truncate size to pos.", {
        |vm: &Vm, this: Native<StringIo>, pos: Value| {
            this.with(vm, |_| ())?;
            let size = if pos.is_none() {
                this.at.get() as i64
            } else {
                args::size(vm, &pos)?
            };
            let Ok(length) = usize::try_from(size) else {
                return Err(vm.value_error(format!("Negative size value {size}")));
            };
            this.with(vm, |contents| contents.truncate(length))?;
            Ok(size)
        }
    })
    .method(
        "getvalue(self, /)",
        "Retrieve the entire contents of the object.",
        {
            |vm: &Vm, this: Native<StringIo>| {
                this.with(vm, |contents| {
                    let length = contents.len();
                    contents.slice(0, length)
                })
            }
        },
    )
    .method(
        "close(self, /)",
        "Close the IO object.",
        |_: &Vm, this: Native<StringIo>| {
            this.text.replace(None);
            Ok(())
        },
    )
}

fn state(def: ClassDef) -> ClassDef {
    let mut def = def;
    for text in [
        "readable(self, /)",
        "writable(self, /)",
        "seekable(self, /)",
    ] {
        def = def.method(text, "", |vm: &Vm, this: Native<StringIo>| {
            this.with(vm, |_| true)
        });
    }
    def.method(
        "__getstate__(self, /)",
        "",
        |vm: &Vm, this: Native<StringIo>| {
            let text = this.with(vm, |contents| {
                let length = contents.len();
                contents.slice(0, length)
            })?;
            let newline = match this.ends.get() {
                LineEnds::Translated => Value::NONE,
                LineEnds::Universal => Value::str(""),
                LineEnds::Lf => Value::str("\n"),
                LineEnds::Cr => Value::str("\r"),
                LineEnds::CrLf => Value::str("\r\n"),
            };
            let attributes = match vm.dict_of(&this.value()) {
                Some(dict) if !dict.is_empty() => dict.copy().value(),
                _ => Value::NONE,
            };
            Ok(Value::tuple(vec![
                text.into(),
                newline,
                Value::size(this.at.get()),
                attributes,
            ]))
        },
    )
    .method("__setstate__(self, state, /)", "", set_state)
    .getter("closed", "", |_: &Vm, this: Native<StringIo>| {
        Ok(this.text.borrow().is_none())
    })
    .getter("newlines", "", |vm: &Vm, this: Native<StringIo>| {
        this.with(vm, |_| newlines(this.seen.get()))
    })
    .getter("line_buffering", "", |vm: &Vm, this: Native<StringIo>| {
        this.with(vm, |_| false)
    })
}

fn set_state(vm: &Vm, this: Native<StringIo>, state: Value) -> PyResult<()> {
    let parts = Tuple::from_value(&state).filter(|t| t.len() >= 4);
    let Some(parts) = parts else {
        return Err(vm.type_error(format!(
            "{}.__setstate__ argument should be 4-tuple, got {}",
            vm.type_name(&this.value()),
            vm.type_name(&state)
        )));
    };
    this.set_up(vm, &Value::NONE, &parts[1])?;
    if let Some(text) = Str::from_value(&parts[0]) {
        // The text is what was written already: it is not translated again.
        let contents = match text.as_str() {
            Some(plain) => Contents::Narrow(plain.to_owned(), text.len()),
            None => Contents::Wide(text.code_points()),
        };
        this.text.replace(Some(contents));
    }
    let at = usize::try_from(vm.index(&parts[2])?)
        .map_err(|_| vm.value_error("position value cannot be negative"))?;
    this.at.set(at);
    if let Some(attributes) = Dict::from_value(&parts[3]) {
        for (key, value) in attributes.pairs() {
            if let Some(name) = Str::from_value(&key) {
                vm.set_attr(&this.value(), &name, value)?;
            }
        }
    }
    Ok(())
}
