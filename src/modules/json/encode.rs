//! Writing JSON: objects to text.
//!
//! The text is built in one piece. Who wants it in the pieces that `iterencode` yields asks for
//! them ([`Encoder::chunked`]); the cuts are where CPython makes them.

use crate::modules::text_builder::TextBuilder;
use crate::object::{Dict, Exc, Kind, Obj, Payload, PyResult, Str, StrData, Tuple, Value};
use crate::text;
use crate::vm::Vm;

/// How to write: what the arguments of `JSONEncoder` say.
pub struct Options {
    pub skipkeys: bool,
    pub ensure_ascii: bool,
    pub check_circular: bool,
    pub allow_nan: bool,
    pub sort_keys: bool,
    /// The text of one level of indentation; `None` for everything on one line.
    pub indent: Option<Str>,
    pub item_separator: Str,
    pub key_separator: Str,
    /// Turns unknown objects into known ones; unset for none.
    pub default: Value,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            skipkeys: false,
            ensure_ascii: true,
            check_circular: true,
            allow_nan: true,
            sort_keys: false,
            indent: None,
            item_separator: Str::intern(", "),
            key_separator: Str::intern(": "),
            default: Value::UNSET,
        }
    }
}

/// One run of the writer.
pub struct Encoder<'a> {
    vm: &'a Vm,
    options: &'a Options,
    out: TextBuilder,
    /// Containers being written, outermost first, by identity.
    path: Vec<usize>,
    chunks: Option<Vec<Value>>,
}

impl<'a> Encoder<'a> {
    pub fn new(vm: &'a Vm, options: &'a Options) -> Encoder<'a> {
        Encoder {
            vm,
            options,
            out: TextBuilder::new(),
            path: Vec::new(),
            chunks: None,
        }
    }

    /// Keep the pieces apart: [`Encoder::into_chunks`].
    pub fn chunked(mut self) -> Encoder<'a> {
        self.chunks = Some(Vec::new());
        self
    }

    /// Write one value.
    ///
    /// # Errors
    /// TypeError for what JSON has no form for, ValueError for circles and, unless allowed, for
    /// NaN, RecursionError, and whatever `default` raises.
    pub fn encode(&mut self, value: &Value) -> PyResult<()> {
        self.value(value, 0)?;
        self.cut();
        Ok(())
    }

    /// The text, also of a run that failed.
    pub fn into_text(mut self) -> Str {
        self.out.take()
    }

    /// The pieces, also of a run that failed.
    pub fn into_chunks(mut self) -> Vec<Value> {
        self.cut();
        self.chunks.unwrap_or_default()
    }

    /// A piece ends here.
    #[inline]
    fn cut(&mut self) {
        if let Some(chunks) = &mut self.chunks
            && !self.out.is_empty()
        {
            chunks.push(self.out.take().into());
        }
    }

    fn newline(&mut self, level: usize) {
        if let Some(indent) = &self.options.indent {
            self.out.push('\n');
            for _ in 0..level {
                self.out.push_data(indent);
            }
        }
    }

    fn value(&mut self, value: &Value, level: usize) -> PyResult<()> {
        match value.kind() {
            Kind::Heap(obj) => return self.object(value, obj, level),
            _ if self.scalar(value)? => {}
            _ => return self.unknown(value, level),
        }
        self.cut();
        Ok(())
    }

    /// Write a value that is no object; false for those that JSON does not know.
    #[inline]
    fn scalar(&mut self, value: &Value) -> PyResult<bool> {
        match value.kind() {
            Kind::None => self.out.push_str("null"),
            Kind::Bool(b) => self.out.push_str(if b { "true" } else { "false" }),
            Kind::Int(i) => self.out.write(|s| text::int::push_i64(s, i)),
            Kind::Float(x) => self.float(x)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn float(&mut self, x: f64) -> PyResult<()> {
        if x.is_finite() {
            self.out.write(|s| text::float::push_float(s, x));
            return Ok(());
        }
        if !self.options.allow_nan {
            return Err(self.vm.value_error(format!(
                "Out of range float values are not JSON compliant: {}",
                text::float::repr_float(x)
            )));
        }
        self.out.push_str(if x.is_nan() {
            "NaN"
        } else if x > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        });
        Ok(())
    }

    fn object(&mut self, value: &Value, obj: &Obj, level: usize) -> PyResult<()> {
        match obj.payload() {
            Payload::Str(s) => push_quoted(&mut self.out, s, self.options.ensure_ascii),
            Payload::Int(_) => self.big(value)?,
            Payload::Scalar(inner) if !inner.is_heap() => {
                if !self.scalar(inner)? {
                    return self.unknown(value, level);
                }
            }
            Payload::List(_) | Payload::Tuple(_) => return self.row(value, level),
            Payload::Dict(_) => return self.table(value, level),
            _ => return self.unknown(value, level),
        }
        self.cut();
        Ok(())
    }

    fn big(&mut self, value: &Value) -> PyResult<()> {
        let number = self.vm.big_of(value).unwrap_or_default();
        let digits = self.vm.repr(&Value::big(number))?;
        self.out.push_data(&digits);
        Ok(())
    }

    // ---- containers --------------------------------------------------------------------------

    /// Enter a container: ValueError if it is being written already.
    fn enter(&mut self, value: &Value) -> PyResult<()> {
        if self.options.check_circular {
            let id = value.id() as usize;
            if self.path.contains(&id) {
                return Err(self.vm.value_error("Circular reference detected"));
            }
            self.path.push(id);
        }
        Ok(())
    }

    fn leave(&mut self) {
        if self.options.check_circular {
            self.path.pop();
        }
    }

    fn nested(&mut self, write: impl FnOnce(&mut Self) -> PyResult<()>) -> PyResult<()> {
        let vm = self.vm;
        vm.nested(|| write(self), " while encoding a JSON object")
    }

    fn row(&mut self, value: &Value, level: usize) -> PyResult<()> {
        let item = |at: usize| match value.payload() {
            Some(Payload::List(l)) => l.borrow().get(at).cloned(),
            Some(Payload::Tuple(t)) => t.get(at).cloned(),
            _ => None,
        };
        let Some(mut next) = item(0) else {
            self.out.push_str("[]");
            self.cut();
            return Ok(());
        };
        self.enter(value)?;
        self.out.push('[');
        self.newline(level + 1);
        let mut at = 0;
        loop {
            if !self.plain_item(&next)? {
                self.cut();
                self.nested(|this| this.value(&next, level + 1))?;
            }
            at += 1;
            match item(at) {
                Some(following) => next = following,
                None => break,
            }
            self.out.push_data(&self.options.item_separator);
            self.newline(level + 1);
        }
        self.newline(level);
        if self.options.indent.is_some() {
            self.cut();
        }
        self.out.push(']');
        self.leave();
        self.cut();
        Ok(())
    }

    /// Write an item that needs no nesting; false if it does.
    #[inline]
    fn plain_item(&mut self, value: &Value) -> PyResult<bool> {
        let plain = match value.kind() {
            Kind::Heap(obj) => match obj.payload() {
                Payload::Str(s) => {
                    push_quoted(&mut self.out, s, self.options.ensure_ascii);
                    true
                }
                Payload::Int(_) => {
                    self.big(value)?;
                    true
                }
                Payload::Scalar(inner) if !inner.is_heap() => self.scalar(inner)?,
                _ => false,
            },
            _ => self.scalar(value)?,
        };
        if plain {
            self.cut();
        }
        Ok(plain)
    }

    fn table(&mut self, value: &Value, level: usize) -> PyResult<()> {
        let Some(dict) = Dict::from_value(value) else {
            return self.unknown(value, level);
        };
        if dict.is_empty() {
            self.out.push_str("{}");
            self.cut();
            return Ok(());
        }
        self.enter(value)?;
        self.out.push('{');
        self.cut();
        self.newline(level + 1);
        self.cut();
        let mut first = true;
        if self.options.sort_keys || Dict::exact(value).is_none() {
            let mut pairs = self.items(value, &dict)?;
            if self.options.sort_keys {
                pairs = sort_pairs(self.vm, pairs)?;
            }
            for (key, item) in &pairs {
                self.entry(key, item, level, &mut first)?;
            }
        } else {
            // `default` may change the dict: what it adds is left out.
            let end = dict.borrow().entries().len();
            let mut at = 0;
            loop {
                let found = {
                    let data = dict.borrow();
                    data.next_live(at)
                        .filter(|&found| found < end)
                        .map(|found| {
                            at = found + 1;
                            let entry = &data.entries()[found];
                            (entry.key.clone(), entry.value.clone())
                        })
                };
                let Some((key, item)) = found else { break };
                self.entry(&key, &item, level, &mut first)?;
            }
        }
        self.newline(level);
        self.cut();
        self.out.push('}');
        self.leave();
        self.cut();
        Ok(())
    }

    /// The pairs of a dict, by its own `items` where a subclass has one.
    fn items(&self, value: &Value, dict: &Dict) -> PyResult<Vec<(Value, Value)>> {
        let class = self.vm.class_of(value);
        let overridden = class
            .lookup_owner(&Str::intern("items"))
            .is_some_and(|(owner, _)| owner != self.vm.types.dict);
        if Dict::exact(value).is_some() || !overridden {
            return Ok(dict.pairs());
        }
        let items = self.vm.call_method(value, "items", &mut [])?;
        let mut pairs = Vec::new();
        self.vm
            .iterate(&items, |item| match Tuple::from_value(&item).as_deref() {
                Some(pair) if pair.len() == 2 => {
                    pairs.push((pair[0].clone(), pair[1].clone()));
                    Ok(())
                }
                _ => Err(self.vm.value_error("items must return 2-tuples")),
            })?;
        Ok(pairs)
    }

    fn entry(&mut self, key: &Value, item: &Value, level: usize, first: &mut bool) -> PyResult<()> {
        let name = match key.payload() {
            Some(Payload::Str(_)) => None,
            _ => match self.key_text(key)? {
                Some(name) => Some(name),
                None => return Ok(()),
            },
        };
        if *first {
            *first = false;
        } else {
            self.out.push_data(&self.options.item_separator);
            self.newline(level + 1);
            self.cut();
        }
        match (key.payload(), &name) {
            (Some(Payload::Str(s)), None) => {
                push_quoted(&mut self.out, s, self.options.ensure_ascii);
            }
            (_, Some(name)) => push_quoted(&mut self.out, name, self.options.ensure_ascii),
            _ => {}
        }
        self.cut();
        self.out.push_data(&self.options.key_separator);
        self.cut();
        if self.plain_item(item)? {
            return Ok(());
        }
        self.nested(|this| this.value(item, level + 1))
    }

    /// The text of a key that is no str; `None` to skip it.
    fn key_text(&mut self, key: &Value) -> PyResult<Option<Str>> {
        let plain = match key.payload() {
            Some(Payload::Scalar(inner)) => inner,
            _ => key,
        };
        match plain.kind() {
            Kind::None => Ok(Some(Str::intern("null"))),
            Kind::Bool(b) => Ok(Some(Str::intern(if b { "true" } else { "false" }))),
            Kind::Int(_) => self.vm.repr(plain).map(Some),
            Kind::Float(x) => {
                let mut saved = std::mem::take(&mut self.out);
                let result = self.float(x);
                std::mem::swap(&mut saved, &mut self.out);
                result.map(|()| Some(saved.take()))
            }
            Kind::Heap(obj) if matches!(obj.payload(), Payload::Int(_)) => {
                let number = self.vm.big_of(key).unwrap_or_default();
                self.vm.repr(&Value::big(number)).map(Some)
            }
            _ if self.options.skipkeys => Ok(None),
            _ => Err(self.vm.type_error(format!(
                "keys must be str, int, float, bool or None, not {}",
                self.vm.type_name(key)
            ))),
        }
    }

    /// A value that JSON does not know: what `default` makes of it.
    fn unknown(&mut self, value: &Value, level: usize) -> PyResult<()> {
        if self.options.default.is_unset() {
            return Err(not_serializable(self.vm, value));
        }
        self.enter(value)?;
        let known = self.vm.call(&self.options.default, &mut [value.clone()])?;
        self.nested(|this| this.value(&known, level))?;
        self.leave();
        Ok(())
    }
}

/// "Object of type Point is not JSON serializable"
#[cold]
pub fn not_serializable(vm: &Vm, value: &Value) -> Exc {
    vm.type_error(format!(
        "Object of type {} is not JSON serializable",
        vm.type_name(value)
    ))
}

/// Sort pairs by their keys, stably.
fn sort_pairs(vm: &Vm, mut pairs: Vec<(Value, Value)>) -> PyResult<Vec<(Value, Value)>> {
    let is_str = |v: &Value| matches!(v.as_obj().map(|o| o.raw()), Some(Payload::Str(_)));
    if pairs.iter().all(|(k, _)| is_str(k)) {
        pairs.sort_by(|(a, _), (b, _)| match (a.payload(), b.payload()) {
            (Some(Payload::Str(a)), Some(Payload::Str(b))) => a.order(b),
            _ => std::cmp::Ordering::Equal,
        });
        return Ok(pairs);
    }
    merge_sort(vm, pairs)
}

fn merge_sort(vm: &Vm, mut pairs: Vec<(Value, Value)>) -> PyResult<Vec<(Value, Value)>> {
    if pairs.len() < 2 {
        return Ok(pairs);
    }
    let right = merge_sort(vm, pairs.split_off(pairs.len() / 2))?;
    let left = merge_sort(vm, pairs)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some((a, _)), Some((b, _))) = (left.peek(), right.peek()) {
        let from = if vm.less_than(b, a)? {
            &mut right
        } else {
            &mut left
        };
        merged.extend(from.next());
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

// ---- strings ------------------------------------------------------------------------------------

/// Bytes that a quoted text cannot hold as they are; those beyond ASCII are the caller's concern.
#[inline(always)]
fn is_special(b: u8) -> bool {
    b < 0x20 || b == b'"' || b == b'\\'
}

/// The position of the first byte for which `stop` holds. Blocks are tested whole, which the
/// compiler turns into vector instructions.
#[inline(always)]
pub fn find(bytes: &[u8], stop: impl Fn(u8) -> bool) -> usize {
    let mut at = 0;
    while let Some(block) = bytes.get(at..at + 16) {
        if block.iter().fold(false, |bad, &b| bad | stop(b)) {
            break;
        }
        at += 16;
    }
    bytes[at..]
        .iter()
        .position(|&b| stop(b))
        .map_or(bytes.len(), |found| at + found)
}

/// Write a str in quotes.
pub fn push_quoted(out: &mut TextBuilder, data: &StrData, ensure_ascii: bool) {
    out.push('"');
    match data.as_str() {
        Some(text) if ensure_ascii => push_ascii(out, text),
        Some(text) => push_plain(out, text),
        None => {
            for point in data.code_points() {
                match char::from_u32(point) {
                    Some(c) if c.is_ascii() || !ensure_ascii => {
                        push_plain(out, c.encode_utf8(&mut [0; 4]));
                    }
                    Some(c) => push_ascii(out, c.encode_utf8(&mut [0; 4])),
                    None if ensure_ascii => out.write(|s| push_unit(s, point as u16)),
                    None => out.push_code_point(point),
                }
            }
        }
    }
    out.push('"');
}

fn push_plain(out: &mut TextBuilder, mut text: &str) {
    loop {
        let at = find(text.as_bytes(), is_special);
        let (head, tail) = text.split_at(at);
        out.push_str(head);
        let Some(&byte) = tail.as_bytes().first() else {
            return;
        };
        push_escape(out, byte);
        text = &tail[1..];
    }
}

fn push_ascii(out: &mut TextBuilder, mut text: &str) {
    loop {
        let at = find(text.as_bytes(), |b| is_special(b) || b > b'~');
        let (head, tail) = text.split_at(at);
        out.push_str(head);
        let Some(c) = tail.chars().next() else { return };
        if c < '\x7f' {
            push_escape(out, c as u8);
        } else {
            out.write(|s| {
                for &mut unit in c.encode_utf16(&mut [0; 2]) {
                    push_unit(s, unit);
                }
            });
        }
        text = &tail[c.len_utf8()..];
    }
}

fn push_escape(out: &mut TextBuilder, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        0x0c => out.push_str("\\f"),
        0x08 => out.push_str("\\b"),
        _ => out.write(|s| push_unit(s, u16::from(byte))),
    }
}

/// `\uXXXX`
fn push_unit(out: &mut String, unit: u16) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.push(char::from(DIGITS[usize::from(unit >> shift) & 15]));
    }
}
