//! Reading pickles: the stack machine that all protocols are programs of.
//!
//! The machine does not recurse, its memory is bounded by the input, and a wrong program ends in
//! an exception with CPython's words. What builds objects is in `read_object.rs`.

use std::collections::HashMap;

use num_bigint::BigInt;

use super::opcodes as op;
use super::source::{Fail, Source};
use crate::modules::text_builder::TextBuilder;
use crate::object::{Dict, Exc, List, PyResult, Str, Tuple, Value};
use crate::text;
use crate::vm::Vm;

/// Objects by number: a row for the usual numbers, a map for strange ones.
#[derive(Default)]
pub struct Memo {
    row: Vec<Value>,
    strays: HashMap<i64, Value>,
}

impl Memo {
    pub fn get(&self, number: i64) -> Option<&Value> {
        let in_row = usize::try_from(number).ok().and_then(|n| self.row.get(n));
        in_row.or_else(|| self.strays.get(&number))
    }

    pub fn set(&mut self, number: i64, value: Value) {
        match usize::try_from(number) {
            Ok(n) if n < self.row.len() => self.row[n] = value,
            Ok(n) if n == self.row.len() => self.row.push(value),
            _ => drop(self.strays.insert(number, value)),
        }
    }

    /// How many objects there are: the number of the next one.
    pub fn len(&self) -> usize {
        self.row.len() + self.strays.len()
    }

    pub fn clear(&mut self) {
        self.row.clear();
        self.strays.clear();
    }

    /// Numbers and objects.
    pub fn pairs(&self) -> impl Iterator<Item = (i64, &Value)> {
        let row = self.row.iter().enumerate().map(|(n, v)| (n as i64, v));
        row.chain(self.strays.iter().map(|(n, v)| (*n, v)))
    }
}

/// How names and persistent objects are found.
#[derive(Default)]
pub struct Hooks {
    /// The program's `find_class`, where it overrides it.
    pub find_class: Option<Value>,
    pub persistent_load: Option<Value>,
    /// The pickle is one of this program's own processes: it may name anything.
    pub trusted: bool,
}

/// What an unpickler keeps.
pub struct UnpicklerState {
    pub source: Source,
    pub memo: Memo,
    pub fix_imports: bool,
    pub encoding: Str,
    pub errors: Str,
    /// An iterator over out-of-band buffers.
    pub buffers: Option<Value>,
    pub protocol: u8,
}

impl UnpicklerState {
    pub fn new(source: Source) -> UnpicklerState {
        UnpicklerState {
            source,
            memo: Memo::default(),
            fix_imports: true,
            encoding: Str::intern("ASCII"),
            errors: Str::intern("strict"),
            buffers: None,
            protocol: 0,
        }
    }

    /// The values held, for the collector.
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.source.traverse(visit);
        self.buffers.iter().for_each(&mut *visit);
        self.memo.pairs().for_each(|(_, value)| visit(value));
    }
}

/// One run.
pub struct Reader<'a> {
    pub(super) vm: &'a Vm,
    pub(super) state: &'a mut UnpicklerState,
    pub(super) hooks: &'a Hooks,
    pub(super) stack: Vec<Value>,
    /// Heights of the stack at open marks.
    pub(super) marks: Vec<usize>,
}

/// Read one object.
///
/// # Errors
/// EOFError at the end of the input, UnpicklingError, and what building objects raises.
pub fn load(vm: &Vm, state: &mut UnpicklerState, hooks: &Hooks) -> PyResult<Value> {
    state.protocol = 0;
    let mut reader = Reader {
        vm,
        state,
        hooks,
        stack: Vec::new(),
        marks: Vec::new(),
    };
    let result = reader.run();
    let settled = reader.state.source.settle(vm);
    let value = result?;
    settled?;
    Ok(value)
}

impl Reader<'_> {
    #[cold]
    pub(super) fn error(&self, message: impl AsRef<str>) -> Exc {
        let class = super::unpickling_error(self.vm);
        self.vm.exception(&class, message)
    }

    #[cold]
    fn truncated(&self, fail: Fail) -> Exc {
        match fail {
            Fail::Ended => self.error("pickle data was truncated"),
            Fail::Raised(e) => e,
        }
    }

    // ---- input -------------------------------------------------------------------------------

    fn take(&mut self, count: usize) -> PyResult<Vec<u8>> {
        match self.state.source.take(self.vm, count) {
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(fail) => Err(self.truncated(fail)),
        }
    }

    fn fixed<const N: usize>(&mut self) -> PyResult<[u8; N]> {
        match self.state.source.take(self.vm, N) {
            Ok(bytes) => Ok(bytes.first_chunk().copied().unwrap_or([0; N])),
            Err(fail) => Err(self.truncated(fail)),
        }
    }

    fn u8(&mut self) -> PyResult<usize> {
        self.fixed::<1>().map(|[b]| usize::from(b))
    }

    fn u32(&mut self) -> PyResult<u32> {
        self.fixed().map(u32::from_le_bytes)
    }

    /// A length of four bytes.
    fn length4(&mut self) -> PyResult<usize> {
        self.u32().map(|n| n as usize)
    }

    /// A length of eight bytes.
    fn length8(&mut self, what: &str) -> PyResult<usize> {
        let length = u64::from_le_bytes(self.fixed()?);
        match i64::try_from(length) {
            Ok(length) => Ok(usize::try_from(length).unwrap_or(usize::MAX)),
            Err(_) => Err(self.vm.overflow_error(format!(
                "{what} exceeds system's maximum size of {} bytes",
                i64::MAX
            ))),
        }
    }

    /// A line without its newline; most opcodes do not take an empty one.
    pub(super) fn line(&mut self, may_be_empty: bool) -> PyResult<Vec<u8>> {
        match self.state.source.line(self.vm) {
            Ok(line) if line.is_empty() && !may_be_empty => Err(self.truncated(Fail::Ended)),
            Ok(line) => Ok(line),
            Err(fail) => Err(self.truncated(fail)),
        }
    }

    // ---- stack -------------------------------------------------------------------------------

    /// The height below which opcodes may not reach.
    pub(super) fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    #[cold]
    pub(super) fn underflow(&self) -> Exc {
        self.error(if self.marks.is_empty() {
            "unpickling stack underflow"
        } else {
            "unexpected MARK found"
        })
    }

    pub(super) fn pop(&mut self) -> PyResult<Value> {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow());
        }
        self.stack.pop().ok_or_else(|| self.underflow())
    }

    fn top(&self) -> PyResult<&Value> {
        match self.stack.last() {
            Some(top) if self.stack.len() > self.fence() => Ok(top),
            _ => Err(self.underflow()),
        }
    }

    /// Close the innermost mark: the height of the stack at it.
    pub(super) fn mark(&mut self) -> PyResult<usize> {
        self.marks
            .pop()
            .ok_or_else(|| self.error("could not find MARK"))
    }

    /// The items above the innermost mark, which is closed.
    pub(super) fn pop_mark(&mut self) -> PyResult<Vec<Value>> {
        let at = self.mark()?;
        Ok(self.stack.split_off(at.min(self.stack.len())))
    }

    fn push(&mut self, value: impl Into<Value>) {
        self.stack.push(value.into());
    }

    // ---- the machine -------------------------------------------------------------------------

    fn run(&mut self) -> PyResult<Value> {
        let mut steps = 0u32;
        loop {
            let code = match self.state.source.byte(self.vm) {
                Ok(code) => code,
                Err(Fail::Ended) => return Err(self.vm.eof_error("Ran out of input")),
                Err(Fail::Raised(e)) => return Err(e),
            };
            if code == op::STOP {
                return self.pop();
            }
            self.step(code)?;
            steps = steps.wrapping_add(1);
            if steps.is_multiple_of(65_536) && self.vm.interrupt_pending() {
                return Err(self.vm.keyboard_interrupt());
            }
        }
    }

    fn step(&mut self, code: u8) -> PyResult<()> {
        match code {
            op::NONE => self.push(Value::NONE),
            op::NEWTRUE => self.push(Value::TRUE),
            op::NEWFALSE => self.push(Value::FALSE),
            op::BININT1 => {
                let [n] = self.fixed()?;
                self.push(Value::int(i64::from(n)));
            }
            op::BININT2 => {
                let n = u16::from_le_bytes(self.fixed()?);
                self.push(Value::int(i64::from(n)));
            }
            op::BININT => {
                let n = i32::from_le_bytes(self.fixed()?);
                self.push(Value::int(i64::from(n)));
            }
            op::INT => self.load_int()?,
            op::LONG => self.load_long()?,
            op::LONG1 => {
                let length = self.u8()?;
                self.load_signed(length)?;
            }
            op::LONG4 => match usize::try_from(self.u32()?.cast_signed()) {
                Ok(length) => self.load_signed(length)?,
                Err(_) => return Err(self.error("LONG pickle has negative byte count")),
            },
            op::FLOAT => self.load_float()?,
            op::BINFLOAT => {
                let x = f64::from_be_bytes(self.fixed()?);
                self.push(Value::float(x));
            }
            op::SHORT_BINUNICODE => {
                let length = self.u8()?;
                self.load_text(length)?;
            }
            op::BINUNICODE => {
                let length = self.length4()?;
                self.load_text(length)?;
            }
            op::BINUNICODE8 => {
                let length = self.length8("BINUNICODE")?;
                self.load_text(length)?;
            }
            op::UNICODE => {
                let line = self.line(true)?;
                let text = self.raw_unicode(&line)?;
                self.push(text);
            }
            op::SHORT_BINBYTES => {
                let length = self.u8()?;
                self.load_bytes(length)?;
            }
            op::BINBYTES => {
                let length = self.length4()?;
                self.load_bytes(length)?;
            }
            op::BINBYTES8 => {
                let length = self.length8("BINBYTES")?;
                self.load_bytes(length)?;
            }
            op::BYTEARRAY8 => {
                let length = self.length8("BYTEARRAY8")?;
                let bytes = self.take(length)?;
                self.push(crate::object::ByteArray::new(bytes));
            }
            op::SHORT_BINSTRING => {
                let length = self.u8()?;
                let bytes = self.take(length)?;
                self.push_string(bytes)?;
            }
            op::BINSTRING => {
                let length = self.length4()?;
                let bytes = self.take(length)?;
                self.push_string(bytes)?;
            }
            op::STRING => self.load_string()?,
            _ => return self.step_stack(code),
        }
        Ok(())
    }

    /// The opcodes that move and collect what is on the stack.
    fn step_stack(&mut self, code: u8) -> PyResult<()> {
        match code {
            op::MARK => self.marks.push(self.stack.len()),
            op::POP => self.load_pop()?,
            op::POP_MARK => drop(self.pop_mark()?),
            op::DUP => {
                let top = self.top()?.clone();
                self.push(top);
            }
            op::EMPTY_TUPLE => self.push(Tuple::new(Vec::new())),
            op::TUPLE1 => self.load_tuple(1)?,
            op::TUPLE2 => self.load_tuple(2)?,
            op::TUPLE3 => self.load_tuple(3)?,
            op::TUPLE => {
                let items = self.pop_mark()?;
                self.push(Value::tuple(items));
            }
            op::EMPTY_LIST => self.push(List::new(Vec::new())),
            op::LIST => {
                let items = self.pop_mark()?;
                self.push(List::new(items));
            }
            op::EMPTY_DICT => self.push(Dict::new()),
            op::DICT => self.load_dict()?,
            op::EMPTY_SET => {
                let set = self.vm.call(&self.vm.types.set.value(), &mut [])?;
                self.push(set);
            }
            op::FROZENSET => {
                let items: Value = self.pop_mark()?.into();
                let set = self
                    .vm
                    .call(&self.vm.types.frozenset.value(), &mut [items])?;
                self.push(set);
            }
            op::GET => {
                let number = self.line_number()?;
                self.load_get(number)?;
            }
            op::BINGET => {
                let number = self.u8()?;
                self.load_get(number as i64)?;
            }
            op::LONG_BINGET => {
                let number = self.u32()?;
                self.load_get(i64::from(number))?;
            }
            op::PUT => {
                let number = self.line_number()?;
                self.load_put(number)?;
            }
            op::BINPUT => {
                let number = self.u8()?;
                self.load_put(number as i64)?;
            }
            op::LONG_BINPUT => {
                let number = self.u32()?;
                self.load_put(i64::from(number))?;
            }
            op::MEMOIZE => {
                let number = self.state.memo.len();
                self.load_put(number as i64)?;
            }
            op::PROTO => {
                let [protocol] = self.fixed()?;
                if protocol > super::HIGHEST_PROTOCOL {
                    return Err(self
                        .vm
                        .value_error(format!("unsupported pickle protocol: {protocol}")));
                }
                self.state.protocol = protocol;
            }
            op::FRAME => self.load_frame()?,
            _ => return self.step_object(code),
        }
        Ok(())
    }

    /// An unknown opcode.
    #[cold]
    pub(super) fn invalid(&self, code: u8) -> Exc {
        self.error(match code {
            b'\'' | b'\\' | 0..=0x1f | 0x7f.. => {
                format!("invalid load key, '\\x{code:02x}'.")
            }
            _ => format!("invalid load key, '{}'.", char::from(code)),
        })
    }

    // ---- numbers -----------------------------------------------------------------------------

    /// The int that a line holds, in Python's notation.
    fn parse_int(&self, line: &[u8], base: i64) -> PyResult<Value> {
        let text = Value::str(&String::from_utf8_lossy(line));
        self.vm
            .call(&self.vm.types.int.value(), &mut [text, Value::int(base)])
    }

    #[cold]
    fn no_int(&self, line: &[u8]) -> Exc {
        let mut whole = String::from_utf8_lossy(line).into_owned();
        whole.push('\n');
        let shown = text::quote::repr_str(&whole);
        self.vm
            .value_error(format!("invalid literal for int() with base 10: {shown}"))
    }

    fn line_number(&mut self) -> PyResult<i64> {
        let line = self.line(false)?;
        let value = self.parse_int(&line, 10).map_err(|_| self.no_int(&line))?;
        self.vm.index(&value)
    }

    fn load_int(&mut self) -> PyResult<()> {
        let line = self.line(false)?;
        // Before protocol 2, bools are these two ints.
        let value = match &line[..] {
            b"01" => Value::TRUE,
            b"00" => Value::FALSE,
            _ => self
                .parse_int(&line, 0)
                .map_err(|_| self.vm.value_error("could not convert string to int"))?,
        };
        self.push(value);
        Ok(())
    }

    fn load_long(&mut self) -> PyResult<()> {
        let line = self.line(false)?;
        let digits = line.strip_suffix(b"L").unwrap_or(&line);
        let value = self.parse_int(digits, 0).map_err(|_| self.no_int(&line))?;
        self.push(value);
        Ok(())
    }

    fn load_signed(&mut self, length: usize) -> PyResult<()> {
        let bytes = self.take(length)?;
        self.push(Value::big(BigInt::from_signed_bytes_le(&bytes)));
        Ok(())
    }

    fn load_float(&mut self) -> PyResult<()> {
        let line = self.line(false)?;
        match text::float::parse_float_bytes(&line) {
            Some(x) => self.push(Value::float(x)),
            None => {
                return Err(self.vm.value_error(format!(
                    "could not convert string to float: '{}\n'",
                    String::from_utf8_lossy(&line)
                )));
            }
        }
        Ok(())
    }

    // ---- text --------------------------------------------------------------------------------

    fn load_text(&mut self, length: usize) -> PyResult<()> {
        let text = match self.state.source.take(self.vm, length) {
            Ok(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => match text.as_bytes() {
                    [] => Ok(Str::default()),
                    [one] => Ok(Str::from_code_point(u32::from(*one))),
                    _ => Ok(Str::new(text)),
                },
                Err(_) => Err(bytes.to_vec()),
            },
            Err(fail) => return Err(self.truncated(fail)),
        };
        let value = match text {
            Ok(text) => text.into(),
            Err(bytes) => self.decode(bytes, "utf-8", "surrogatepass")?,
        };
        self.push(value);
        Ok(())
    }

    pub(super) fn decode(&self, bytes: Vec<u8>, encoding: &str, errors: &str) -> PyResult<Value> {
        let mut args = [Value::str(encoding), Value::str(errors)];
        self.vm
            .call_method(&Value::bytes(bytes), "decode", &mut args)
    }

    fn load_bytes(&mut self, length: usize) -> PyResult<()> {
        let bytes = self.take(length)?;
        self.push(Value::bytes(bytes));
        Ok(())
    }

    /// A str of Python 2: text in the encoding that the caller named, or bytes.
    fn push_string(&mut self, bytes: Vec<u8>) -> PyResult<()> {
        let encoding = self.state.encoding.to_string();
        let value = match encoding.as_str() {
            "bytes" => Value::bytes(bytes),
            _ => self.decode(bytes, &encoding, &self.state.errors.to_string())?,
        };
        self.push(value);
        Ok(())
    }

    fn load_string(&mut self) -> PyResult<()> {
        let line = self.line(true)?;
        let inside = match &line[..] {
            [b'\'', inside @ .., b'\''] | [b'"', inside @ .., b'"'] => inside,
            _ => return Err(self.error("the STRING opcode argument must be quoted")),
        };
        let bytes = self.unescape(inside)?;
        self.push_string(bytes)
    }

    /// The escapes of a bytes literal.
    fn unescape(&self, text: &[u8]) -> PyResult<Vec<u8>> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            at += 1;
            if byte != b'\\' {
                out.push(byte);
                continue;
            }
            let Some(&kind) = text.get(at) else {
                return Err(self.vm.value_error("Trailing \\ in string"));
            };
            at += 1;
            match kind {
                b'\n' => {}
                b'\\' | b'\'' | b'"' => out.push(kind),
                b'b' => out.push(8),
                b'f' => out.push(12),
                b't' => out.push(b'\t'),
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b'v' => out.push(11),
                b'a' => out.push(7),
                b'0'..=b'7' => {
                    let mut value = u32::from(kind - b'0');
                    for _ in 0..2 {
                        let Some(digit @ b'0'..=b'7') = text.get(at) else {
                            break;
                        };
                        value = value * 8 + u32::from(digit - b'0');
                        at += 1;
                    }
                    out.push(value as u8);
                }
                b'x' => {
                    let hex = |at: usize| text.get(at).and_then(|&b| char::from(b).to_digit(16));
                    let (Some(high), Some(low)) = (hex(at), hex(at + 1)) else {
                        return Err(self
                            .vm
                            .value_error(format!("invalid \\x escape at position {}", at - 2)));
                    };
                    out.push((high << 4 | low) as u8);
                    at += 2;
                }
                _ => out.extend([b'\\', kind]),
            }
        }
        Ok(out)
    }

    /// Latin-1 with `\u` and `\U` escapes.
    fn raw_unicode(&self, line: &[u8]) -> PyResult<Str> {
        let mut out = TextBuilder::with_capacity(line.len());
        let mut at = 0;
        while let Some(&byte) = line.get(at) {
            let kind = line.get(at + 1).copied();
            let digits = match (byte, kind) {
                (b'\\', Some(b'u')) => 4,
                (b'\\', Some(b'U')) => 8,
                (b'\\', Some(other)) => {
                    out.push('\\');
                    out.push(char::from(other));
                    at += 2;
                    continue;
                }
                _ => {
                    out.push(char::from(byte));
                    at += 1;
                    continue;
                }
            };
            let start = at;
            at += 2;
            let mut point = 0u32;
            let found = line[at..]
                .iter()
                .take(digits)
                .map_while(|&b| char::from(b).to_digit(16))
                .inspect(|digit| point = point.wrapping_mul(16) + digit)
                .count();
            at += found;
            let reason = if found < digits {
                if digits == 4 {
                    "truncated \\uXXXX escape"
                } else {
                    "truncated \\UXXXXXXXX escape"
                }
            } else if point > 0x10ffff {
                "\\Uxxxxxxxx out of range"
            } else {
                out.push_code_point(point);
                continue;
            };
            return Err(self
                .vm
                .unicode_decode_error("rawunicodeescape", line, start, at, reason));
        }
        Ok(out.take())
    }

    // ---- collecting --------------------------------------------------------------------------

    fn load_pop(&mut self) -> PyResult<()> {
        if self.marks.last() == Some(&self.stack.len()) {
            self.marks.pop();
            return Ok(());
        }
        self.pop().map(drop)
    }

    fn load_tuple(&mut self, count: usize) -> PyResult<()> {
        if self.stack.len() < self.fence() + count {
            return Err(self.underflow());
        }
        let items = self.stack.split_off(self.stack.len() - count);
        self.push(Value::tuple(items));
        Ok(())
    }

    fn load_dict(&mut self) -> PyResult<()> {
        let items = self.pop_mark()?;
        if items.len() % 2 == 1 {
            return Err(self.error("odd number of items for DICT"));
        }
        let dict = Dict::new();
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            let old = dict.set(self.vm, key, value)?;
            drop(old);
        }
        self.push(dict);
        Ok(())
    }

    fn load_get(&mut self, number: i64) -> PyResult<()> {
        match self.state.memo.get(number).cloned() {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => Err(self.error(format!("Memo value not found at index {number}"))),
        }
    }

    fn load_put(&mut self, number: i64) -> PyResult<()> {
        let value = self.top()?.clone();
        if number < 0 {
            return Err(self.vm.value_error("negative PUT argument"));
        }
        self.state.memo.set(number, value);
        Ok(())
    }

    fn load_frame(&mut self) -> PyResult<()> {
        let length = u64::from_le_bytes(self.fixed()?);
        let Ok(length) = i64::try_from(length) else {
            return Err(self.vm.overflow_error(format!(
                "FRAME length exceeds system's maximum of {} bytes",
                i64::MAX
            )));
        };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        match self.state.source.need(self.vm, length) {
            Ok(()) => Ok(()),
            Err(fail) => Err(self.truncated(fail)),
        }
    }
}
