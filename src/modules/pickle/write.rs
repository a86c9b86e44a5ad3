//! Writing pickles: the opcodes that CPython's C pickler writes, byte for byte.
//!
//! Here are the frame, the memo and the built-in types; what takes itself apart
//! (`__reduce_ex__`) and what is stored by name is in `write_object.rs`.

use num_bigint::BigInt;

use super::memo::Memo;
use super::opcodes as op;
use crate::object::{Exc, Kind, Obj, Payload, PyResult, Str, StrData, Value};
use crate::text;
use crate::vm::Vm;

/// Frames are closed when they have so many bytes; larger byte strings stand outside frames.
const FRAME_TARGET: usize = 64 * 1024;
/// Shorter frames are not worth their header.
const FRAME_MIN: usize = 4;
const FRAME_HEADER: usize = 9;
/// Items of a list, dict or set that one opcode takes.
pub(super) const BATCH: usize = 1000;

/// What a pickler keeps: options, memo, and the bytes not yet written.
pub struct PicklerState {
    pub protocol: u8,
    pub fast: bool,
    pub fix_imports: bool,
    /// The file's `write`; `None` to keep everything in memory.
    pub write: Option<Value>,
    pub buffer_callback: Option<Value>,
    pub memo: Memo,
    pub out: Vec<u8>,
    framing: bool,
    frame_start: Option<usize>,
}

impl PicklerState {
    pub fn new(protocol: u8, fix_imports: bool) -> PicklerState {
        PicklerState {
            protocol,
            fast: false,
            fix_imports: fix_imports && protocol < 3,
            write: None,
            buffer_callback: None,
            memo: Memo::default(),
            out: Vec::new(),
            framing: false,
            frame_start: None,
        }
    }

    pub fn is_binary(&self) -> bool {
        self.protocol > 0
    }

    /// The values held, for the collector.
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.write
            .iter()
            .chain(&self.buffer_callback)
            .for_each(&mut *visit);
        self.memo.pairs().for_each(|(_, value)| visit(value));
    }
}

/// The hooks that a program's pickler overrides.
#[derive(Default)]
pub struct Hooks {
    pub persistent_id: Option<Value>,
    pub reducer_override: Option<Value>,
    pub dispatch_table: Option<Value>,
}

/// One run over an object.
pub struct Writer<'a> {
    pub(super) vm: &'a Vm,
    pub(super) state: &'a mut PicklerState,
    pub(super) hooks: &'a Hooks,
    /// Names that are looked up for each instance, made when the first one comes.
    pub(super) names: std::cell::OnceCell<super::write_object::Names>,
}

/// Write one object, complete with header and end. What is left in `state.out` is for the caller
/// if there is no file.
///
/// # Errors
/// PicklingError, RecursionError, and whatever the program's methods raise.
pub fn dump(vm: &Vm, state: &mut PicklerState, hooks: &Hooks, value: &Value) -> PyResult<()> {
    state.out.clear();
    state.frame_start = None;
    let mut writer = Writer {
        vm,
        state,
        hooks,
        names: Default::default(),
    };
    let protocol = writer.state.protocol;
    if protocol >= 2 {
        writer.put(&[op::PROTO, protocol]);
    }
    writer.state.framing = protocol >= 4;
    let result = writer.save(value);
    if result.is_ok() {
        writer.put(&[op::STOP]);
        writer.close_frame();
    }
    writer.state.framing = false;
    result?;
    writer.flush()
}

impl Writer<'_> {
    #[cold]
    pub(super) fn error(&self, message: impl AsRef<str>) -> Exc {
        let class = super::pickling_error(self.vm);
        self.vm.exception(&class, message)
    }

    pub(super) fn is_binary(&self) -> bool {
        self.state.is_binary()
    }

    pub(super) fn protocol(&self) -> u8 {
        self.state.protocol
    }

    // ---- bytes -------------------------------------------------------------------------------

    #[inline]
    pub(super) fn put(&mut self, bytes: &[u8]) {
        let state = &mut *self.state;
        if state.framing && state.frame_start.is_none() {
            state.frame_start = Some(state.out.len());
            state.out.extend([0; FRAME_HEADER]);
        }
        state.out.extend_from_slice(bytes);
    }

    fn close_frame(&mut self) {
        let state = &mut *self.state;
        let Some(start) = state.frame_start.take() else {
            return;
        };
        let length = state.out.len() - start - FRAME_HEADER;
        if length >= FRAME_MIN {
            state.out[start] = op::FRAME;
            state.out[start + 1..start + FRAME_HEADER]
                .copy_from_slice(&(length as u64).to_le_bytes());
        } else {
            state.out.drain(start..start + FRAME_HEADER);
        }
    }

    /// Between two objects: a full frame is closed and handed on.
    #[inline]
    fn boundary(&mut self) -> PyResult<()> {
        if let Some(start) = self.state.frame_start
            && self.state.out.len() - start - FRAME_HEADER >= FRAME_TARGET
        {
            self.close_frame();
            return self.flush();
        }
        Ok(())
    }

    /// Hand the bytes so far to the file, if there is one.
    fn flush(&mut self) -> PyResult<()> {
        let Some(write) = self.state.write.clone() else {
            return Ok(());
        };
        let bytes = std::mem::take(&mut self.state.out);
        if !bytes.is_empty() {
            self.vm.call(&write, &mut [Value::bytes(bytes)])?;
        }
        Ok(())
    }

    /// A byte string with its header; large ones outside frames.
    pub(super) fn put_bytes(&mut self, header: &[u8], bytes: &[u8]) -> PyResult<()> {
        if bytes.len() < FRAME_TARGET {
            self.put(header);
            self.put(bytes);
            return Ok(());
        }
        self.close_frame();
        let framing = std::mem::replace(&mut self.state.framing, false);
        self.put(header);
        let mut result = Ok(());
        if let Some(write) = self.state.write.clone() {
            result = self.flush();
            if result.is_ok() {
                result = self
                    .vm
                    .call(&write, &mut [Value::bytes(bytes.to_vec())])
                    .map(drop);
            }
        } else {
            self.put(bytes);
        }
        self.state.framing = framing;
        result
    }

    // ---- memo --------------------------------------------------------------------------------

    pub(super) fn memoize(&mut self, value: &Value) {
        if self.state.fast {
            return;
        }
        let number = self.state.memo.len();
        self.state.memo.insert(value, number);
        if self.protocol() >= 4 {
            return self.put(&[op::MEMOIZE]);
        }
        if !self.is_binary() {
            let line = format!("p{number}\n");
            return self.put(line.as_bytes());
        }
        match u8::try_from(number) {
            Ok(short) => self.put(&[op::BINPUT, short]),
            Err(_) => {
                self.put(&[op::LONG_BINPUT]);
                self.put(&(number as u32).to_le_bytes());
            }
        }
    }

    pub(super) fn put_get(&mut self, number: usize) {
        if !self.is_binary() {
            let line = format!("g{number}\n");
            return self.put(line.as_bytes());
        }
        match u8::try_from(number) {
            Ok(short) => self.put(&[op::BINGET, short]),
            Err(_) => {
                self.put(&[op::LONG_BINGET]);
                self.put(&(number as u32).to_le_bytes());
            }
        }
    }

    // ---- values ------------------------------------------------------------------------------

    /// Write an object.
    pub(super) fn save(&mut self, value: &Value) -> PyResult<()> {
        self.boundary()?;
        if let Some(persistent_id) = &self.hooks.persistent_id {
            let id = self.vm.call(persistent_id, &mut [value.clone()])?;
            if !id.is_none() {
                return self.save_persistent(&id);
            }
        }
        self.save_value(value)
    }

    fn save_persistent(&mut self, id: &Value) -> PyResult<()> {
        if self.is_binary() {
            self.boundary()?;
            self.save_value(id)?;
            self.put(&[op::BINPERSID]);
            return Ok(());
        }
        let text = self.vm.str(id)?;
        match text.as_str().filter(|t| t.is_ascii()) {
            Some(text) => {
                let line = format!("P{text}\n");
                self.put(line.as_bytes());
                Ok(())
            }
            None => Err(self.error("persistent IDs in protocol 0 must be ASCII strings")),
        }
    }

    fn save_value(&mut self, value: &Value) -> PyResult<()> {
        let obj = match value.kind() {
            Kind::Heap(obj) => obj,
            Kind::None => {
                self.put(&[op::NONE]);
                return Ok(());
            }
            Kind::Bool(b) => {
                self.save_bool(b);
                return Ok(());
            }
            Kind::Int(i) => {
                self.save_int(i);
                return Ok(());
            }
            Kind::Float(x) => {
                self.save_float(x);
                return Ok(());
            }
            _ => return self.save_seen_or(value, |this| this.save_other(value)),
        };
        match obj.raw() {
            Payload::Int(n) => return self.save_long(&n.clone()),
            Payload::Str(s) => return self.save_seen_or(value, |this| this.save_str(value, s)),
            Payload::Bytes(b) => {
                return self.save_seen_or(value, |this| this.save_bytes(value, b));
            }
            _ => {}
        }
        self.save_seen_or(value, |this| {
            let vm = this.vm;
            vm.nested(
                || this.save_container(value, obj),
                " while pickling an object",
            )
        })
    }

    /// A reference to an object already written, or the object.
    #[inline]
    fn save_seen_or(
        &mut self,
        value: &Value,
        save: impl FnOnce(&mut Self) -> PyResult<()>,
    ) -> PyResult<()> {
        match self.state.memo.get(value) {
            Some(number) => {
                self.put_get(number);
                Ok(())
            }
            None => save(self),
        }
    }

    fn save_container(&mut self, value: &Value, obj: &Obj) -> PyResult<()> {
        match obj.raw() {
            Payload::Dict(_) => self.save_dict(value),
            Payload::Set(_) => self.save_set(value),
            Payload::FrozenSet(_) => self.save_frozenset(value),
            Payload::List(_) => self.save_list(value),
            Payload::Tuple(t) => self.save_tuple(value, t),
            Payload::ByteArray(b) => {
                let bytes = b.borrow().clone();
                self.save_bytearray(value, &bytes)
            }
            _ => self.save_other(value),
        }
    }

    fn save_bool(&mut self, b: bool) {
        let bytes: &[u8] = match (self.protocol() >= 2, b) {
            (true, true) => &[op::NEWTRUE],
            (true, false) => &[op::NEWFALSE],
            (false, true) => b"I01\n",
            (false, false) => b"I00\n",
        };
        self.put(bytes);
    }

    fn save_int(&mut self, i: i64) {
        let Ok(small) = i32::try_from(i) else {
            return self.save_wide(&BigInt::from(i));
        };
        if !self.is_binary() {
            let line = format!("I{small}\n");
            return self.put(line.as_bytes());
        }
        match (u8::try_from(small), u16::try_from(small)) {
            (Ok(byte), _) => self.put(&[op::BININT1, byte]),
            (_, Ok(word)) => {
                let [a, b] = word.to_le_bytes();
                self.put(&[op::BININT2, a, b]);
            }
            _ => {
                let [a, b, c, d] = small.to_le_bytes();
                self.put(&[op::BININT, a, b, c, d]);
            }
        }
    }

    /// An int outside 32 bits in binary form, or as text where the protocol has none.
    fn save_wide(&mut self, n: &BigInt) {
        if self.protocol() >= 2 {
            let bytes = n.to_signed_bytes_le();
            match u8::try_from(bytes.len()) {
                Ok(length) => self.put(&[op::LONG1, length]),
                Err(_) => {
                    self.put(&[op::LONG4]);
                    self.put(&(bytes.len() as u32).to_le_bytes());
                }
            }
            return self.put(&bytes);
        }
        let line = format!("L{n}L\n");
        self.put(line.as_bytes());
    }

    fn save_long(&mut self, n: &BigInt) -> PyResult<()> {
        if self.protocol() < 2 {
            // The digits come from `repr`, which refuses too many.
            let digits = self.vm.repr(&Value::big(n.clone()))?;
            let line = format!("L{digits}L\n");
            self.put(line.as_bytes());
        } else {
            self.save_wide(n);
        }
        Ok(())
    }

    fn save_float(&mut self, x: f64) {
        if self.is_binary() {
            self.put(&[op::BINFLOAT]);
            self.put(&x.to_be_bytes());
        } else {
            let line = format!("F{}\n", text::float::repr_float(x));
            self.put(line.as_bytes());
        }
    }

    fn save_str(&mut self, value: &Value, data: &StrData) -> PyResult<()> {
        if !self.is_binary() {
            let mut line = vec![op::UNICODE];
            push_raw_unicode(&mut line, data);
            line.push(b'\n');
            self.put(&line);
        } else {
            match data.as_str() {
                Some(text) => self.put_text(text.as_bytes())?,
                None => self.put_text(&surrogate_utf8(data))?,
            }
        }
        self.memoize(value);
        Ok(())
    }

    fn put_text(&mut self, text: &[u8]) -> PyResult<()> {
        let length = text.len();
        if self.protocol() >= 4
            && let Ok(short) = u8::try_from(length)
        {
            return self.put_bytes(&[op::SHORT_BINUNICODE, short], text);
        }
        self.put_long_bytes(op::BINUNICODE, op::BINUNICODE8, "str", text)
    }

    /// Bytes with a length of four or eight bytes.
    fn put_long_bytes(&mut self, four: u8, eight: u8, what: &str, bytes: &[u8]) -> PyResult<()> {
        let mut header = Vec::with_capacity(9);
        match u32::try_from(bytes.len()) {
            Ok(length) => {
                header.push(four);
                header.extend(length.to_le_bytes());
            }
            Err(_) if self.protocol() >= 4 => {
                header.push(eight);
                header.extend((bytes.len() as u64).to_le_bytes());
            }
            Err(_) => {
                return Err(self.vm.overflow_error(format!(
                    "serializing a {what} object larger than 4 GiB requires pickle protocol 4 or \
                     higher"
                )));
            }
        }
        self.put_bytes(&header, bytes)
    }

    pub(super) fn save_bytes(&mut self, value: &Value, bytes: &[u8]) -> PyResult<()> {
        if self.protocol() < 3 {
            let reduced = if bytes.is_empty() {
                vec![self.vm.types.bytes.value(), Value::tuple(Vec::new())]
            } else {
                let points: Vec<u32> = bytes.iter().copied().map(u32::from).collect();
                let text = match points[..] {
                    [one] => Str::from_code_point(one),
                    _ => Str::from_code_points(&points),
                };
                let args = vec![text.into(), Str::intern("latin1").into()];
                vec![self.encode_function()?, Value::tuple(args)]
            };
            return self.save_reduce(&reduced, Some(value));
        }
        self.put_byte_string(bytes)?;
        self.memoize(value);
        Ok(())
    }

    fn put_byte_string(&mut self, bytes: &[u8]) -> PyResult<()> {
        match u8::try_from(bytes.len()) {
            Ok(short) => self.put_bytes(&[op::SHORT_BINBYTES, short], bytes),
            Err(_) => self.put_long_bytes(op::BINBYTES, op::BINBYTES8, "bytes", bytes),
        }
    }

    /// `codecs.encode`, which turns text back into bytes.
    fn encode_function(&self) -> PyResult<Value> {
        super::encode_function(self.vm)
    }

    pub(super) fn save_bytearray(&mut self, value: &Value, bytes: &[u8]) -> PyResult<()> {
        if self.protocol() < 5 {
            let args = match bytes.is_empty() {
                true => Vec::new(),
                false => vec![Value::bytes(bytes.to_vec())],
            };
            let class = self.vm.types.bytearray.value();
            return self.save_reduce(&[class, Value::tuple(args)], Some(value));
        }
        let mut header = vec![op::BYTEARRAY8];
        header.extend((bytes.len() as u64).to_le_bytes());
        self.put_bytes(&header, bytes)?;
        self.memoize(value);
        Ok(())
    }

    // ---- containers --------------------------------------------------------------------------

    fn save_tuple(&mut self, value: &Value, items: &[Value]) -> PyResult<()> {
        if items.is_empty() {
            let bytes: &[u8] = if self.is_binary() {
                &[op::EMPTY_TUPLE]
            } else {
                b"(t"
            };
            self.put(bytes);
            return Ok(());
        }
        let short = items.len() <= 3 && self.protocol() >= 2;
        if !short {
            self.put(&[op::MARK]);
        }
        for item in items {
            self.save(item)?;
        }
        // The items may have led back to the tuple, which is then written already.
        if let Some(number) = self.state.memo.get(value) {
            if short {
                self.put(&vec![op::POP; items.len()]);
            } else if self.is_binary() {
                self.put(&[op::POP_MARK]);
            } else {
                self.put(&vec![op::POP; items.len() + 1]);
            }
            self.put_get(number);
            return Ok(());
        }
        self.put(&[match (short, items.len()) {
            (true, 1) => op::TUPLE1,
            (true, 2) => op::TUPLE2,
            (true, _) => op::TUPLE3,
            _ => op::TUPLE,
        }]);
        self.memoize(value);
        Ok(())
    }

    fn save_list(&mut self, value: &Value) -> PyResult<()> {
        let bytes: &[u8] = if self.is_binary() {
            &[op::EMPTY_LIST]
        } else {
            b"(l"
        };
        self.put(bytes);
        self.memoize(value);
        let item = |at: usize| match value.payload() {
            Some(Payload::List(l)) => l.borrow().get(at).cloned(),
            _ => None,
        };
        let length = match value.payload() {
            Some(Payload::List(l)) => l.borrow().len(),
            _ => 0,
        };
        if !self.is_binary() || length == 1 {
            let mut at = 0;
            while let Some(next) = item(at) {
                self.save(&next)?;
                self.put(&[op::APPEND]);
                at += 1;
            }
            return Ok(());
        }
        let mut at = 0;
        while item(at).is_some() {
            self.put(&[op::MARK]);
            let end = at + BATCH;
            while at < end
                && let Some(next) = item(at)
            {
                self.save(&next)?;
                at += 1;
            }
            self.put(&[op::APPENDS]);
        }
        Ok(())
    }

    fn save_dict(&mut self, value: &Value) -> PyResult<()> {
        let bytes: &[u8] = if self.is_binary() {
            &[op::EMPTY_DICT]
        } else {
            b"(d"
        };
        self.put(bytes);
        self.memoize(value);
        let Some(dict) = crate::object::Dict::from_value(value) else {
            return Ok(());
        };
        let pairs = dict.pairs();
        if !self.is_binary() || pairs.len() == 1 {
            for (key, item) in &pairs {
                self.save(key)?;
                self.save(item)?;
                self.put(&[op::SETITEM]);
            }
            return Ok(());
        }
        if pairs.is_empty() {
            return Ok(());
        }
        let mut batches = pairs.chunks(BATCH);
        loop {
            // After a full batch there is always another, perhaps an empty one.
            let batch = batches.next().unwrap_or_default();
            self.put(&[op::MARK]);
            for (key, item) in batch {
                self.save(key)?;
                self.save(item)?;
            }
            self.put(&[op::SETITEMS]);
            if dict.len() != pairs.len() {
                return Err(self
                    .vm
                    .runtime_error("dictionary changed size during iteration"));
            }
            if batch.len() < BATCH {
                return Ok(());
            }
        }
    }

    fn save_set(&mut self, value: &Value) -> PyResult<()> {
        let items = self.vm.collect(value)?;
        if self.protocol() < 4 {
            let class = self.vm.types.set.value();
            let args = Value::tuple(vec![items.into()]);
            return self.save_reduce(&[class, args], Some(value));
        }
        self.put(&[op::EMPTY_SET]);
        self.memoize(value);
        if items.is_empty() {
            return Ok(());
        }
        let mut batches = items.chunks(BATCH);
        loop {
            let batch = batches.next().unwrap_or_default();
            self.put(&[op::MARK]);
            for item in batch {
                self.save(item)?;
            }
            self.put(&[op::ADDITEMS]);
            if self.vm.len(value)? != items.len() {
                return Err(self.vm.runtime_error("set changed size during iteration"));
            }
            if batch.len() < BATCH {
                return Ok(());
            }
        }
    }

    fn save_frozenset(&mut self, value: &Value) -> PyResult<()> {
        let items = self.vm.collect(value)?;
        if self.protocol() < 4 {
            let class = self.vm.types.frozenset.value();
            let args = Value::tuple(vec![items.into()]);
            return self.save_reduce(&[class, args], Some(value));
        }
        self.put(&[op::MARK]);
        for item in &items {
            self.save(item)?;
        }
        if let Some(number) = self.state.memo.get(value) {
            self.put(&[op::POP_MARK]);
            self.put_get(number);
            return Ok(());
        }
        self.put(&[op::FROZENSET]);
        self.memoize(value);
        Ok(())
    }
}

/// The text of protocol 0: Latin-1, the rest and what ends a line as escapes.
fn push_raw_unicode(line: &mut Vec<u8>, data: &StrData) {
    for point in data.code_points() {
        match point {
            0x5c | 0 | 0x0a | 0x0d | 0x1a | 0x100..=0xffff => {
                line.extend(format!("\\u{point:04x}").as_bytes());
            }
            0..=0xff => line.push(point as u8),
            _ => line.extend(format!("\\U{point:08x}").as_bytes()),
        }
    }
}

/// UTF-8 with lone surrogates encoded like other code points.
fn surrogate_utf8(data: &StrData) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() * 3);
    for point in data.code_points() {
        match char::from_u32(point) {
            Some(c) => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => bytes.extend([
                0xe0 | (point >> 12) as u8,
                0x80 | (point >> 6 & 0x3f) as u8,
                0x80 | (point & 0x3f) as u8,
            ]),
        }
    }
    bytes
}
