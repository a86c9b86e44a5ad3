//! `IncrementalNewlineDecoder`: line ends of decoded text, told and translated piece by piece.

use std::cell::{Cell, RefCell};

use super::args;
use crate::native::{Args, ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

const LF: u8 = 1;
const CR: u8 = 2;
const CRLF: u8 = 4;

/// The decoder.
#[derive(Default)]
pub struct NewlineDecoder {
    /// What makes text of bytes; None where text comes in.
    decoder: RefCell<Option<Value>>,
    translate: Cell<bool>,
    /// The last piece ended with "\r", which may be half of a line end.
    is_pending: Cell<bool>,
    /// The line ends so far.
    seen: Cell<u8>,
}

impl NativeObject for NewlineDecoder {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(decoder) = self.decoder.try_borrow() {
            decoder.iter().for_each(visit);
        }
    }
}

type This = Native<NewlineDecoder>;

impl NativeType for NewlineDecoder {
    const NAME: &'static str = "_io.IncrementalNewlineDecoder";

    fn class_def(_: &Vm) -> ClassDef {
        let doc = "Codec used when reading a file in universal newlines mode.";
        ClassDef::native::<NewlineDecoder>("_io", doc)
            .slots(|s| {
                s.new.set(Some(new));
                s.init.set(Some(init));
            })
            .method(
                "decode(self, input, final=False)",
                "Text of the input, with its line ends translated if that is wanted.",
                decode,
            )
            .method(
                "getstate(self, /)",
                "What waits to be decoded, and a number for the rest of the state.",
                |vm: &Vm, this: This| {
                    let (bytes, flags) = match this.inner() {
                        Some(decoder) => state_of(vm, &decoder)?,
                        None => (Value::bytes(Vec::new()), 0),
                    };
                    Ok((bytes, flags << 1 | i64::from(this.is_pending.get())))
                },
            )
            .method(
                "setstate(self, state, /)",
                "Go back to what getstate() gave.",
                |vm: &Vm, this: This, state: Value| {
                    let (bytes, flags) = pair(vm, &state)
                        .ok_or_else(|| vm.type_error("state argument must be a tuple"))?;
                    this.is_pending.set(flags & 1 == 1);
                    if let Some(decoder) = this.inner() {
                        let inner = Value::tuple(vec![bytes, Value::int(flags >> 1)]);
                        vm.call_method(&decoder, "setstate", &mut [inner])?;
                    }
                    Ok(())
                },
            )
            .method(
                "reset(self, /)",
                "Forget what was decoded.",
                |vm: &Vm, this: This| {
                    this.seen.set(0);
                    this.is_pending.set(false);
                    if let Some(decoder) = this.inner() {
                        vm.call_method(&decoder, "reset", &mut [])?;
                    }
                    Ok(())
                },
            )
            .getter("newlines", "The line ends so far.", |_: &Vm, this: This| {
                let ends = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")];
                let seen: Vec<Value> = ends
                    .iter()
                    .filter(|(end, _)| this.seen.get() & end != 0)
                    .map(|(_, text)| Value::str(text))
                    .collect();
                Ok(match <[Value; 1]>::try_from(seen) {
                    Ok([one]) => one,
                    Err(none) if none.is_empty() => Value::NONE,
                    Err(several) => Value::tuple(several),
                })
            })
    }
}

impl NewlineDecoder {
    fn inner(&self) -> Option<Value> {
        self.decoder.borrow().clone()
    }
}

fn new(vm: &Vm, class: &Class, _: Args) -> PyResult<Value> {
    Ok(vm.wrap_as(class, NewlineDecoder::default()))
}

fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let text = "IncrementalNewlineDecoder(decoder, translate, errors='strict')";
    let [decoder, translate, _errors] = args::parse_row(vm, text, args)?;
    let this = This::from_value(this)
        .ok_or_else(|| vm.type_error("an IncrementalNewlineDecoder object is required"))?;
    this.translate.set(vm.is_true(&translate)?);
    let old = this
        .decoder
        .replace((!decoder.is_none()).then_some(decoder));
    drop(old);
    this.seen.set(0);
    this.is_pending.set(false);
    Ok(())
}

/// Bytes and flags of a state.
fn pair(vm: &Vm, state: &Value) -> Option<(Value, i64)> {
    let state = Tuple::from_value(state)?;
    match &state[..] {
        [bytes, flags] => Some((bytes.clone(), vm.index(flags).ok()?)),
        _ => None,
    }
}

fn state_of(vm: &Vm, decoder: &Value) -> PyResult<(Value, i64)> {
    let state = vm.call_method(decoder, "getstate", &mut [])?;
    pair(vm, &state).ok_or_else(|| vm.type_error("illegal decoder state"))
}

fn decode(vm: &Vm, this: This, input: Value, is_final: bool) -> PyResult<Value> {
    let decoded = match this.inner() {
        Some(decoder) => {
            let mut args = [input, Value::bool(is_final)];
            vm.call_method(&decoder, "decode", &mut args)?
        }
        None => input,
    };
    let Some(text) = Str::from_value(&decoded) else {
        return Err(vm.type_error(format!(
            "decoder should return a string result, not '{}'",
            vm.type_name(&decoded)
        )));
    };
    let mut points = text.code_points().to_vec();
    let (cr, lf) = (u32::from('\r'), u32::from('\n'));
    if this.is_pending.get() && (!points.is_empty() || is_final) {
        points.insert(0, cr);
        this.is_pending.set(false);
    }
    if points.last() == Some(&cr) && !is_final {
        points.pop();
        this.is_pending.set(true);
    }
    let mut out = Vec::with_capacity(points.len());
    let mut rest = &points[..];
    let translate = this.translate.get();
    while let [first, after @ ..] = rest {
        let (end, shown) = match (*first, after) {
            (point, [next, ..]) if point == cr && *next == lf => (CRLF, 2),
            (point, _) if point == cr => (CR, 1),
            (point, _) if point == lf => (LF, 1),
            _ => (0, 1),
        };
        let (taken, left) = rest.split_at(shown);
        match end {
            CR | CRLF if translate => out.push(lf),
            _ => out.extend_from_slice(taken),
        }
        this.seen.set(this.seen.get() | end);
        rest = left;
    }
    Ok(Value::from_code_points(&out))
}
