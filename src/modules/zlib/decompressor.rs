//! `zlib.decompressobj`.

use std::cell::{Cell, RefCell};

use flate2::{Decompress, FlushDecompress, Status};

use super::error;
use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// A decompressor with what zlib does and flate2 does not: the format told from the first byte.
pub struct Inflater {
    state: State,
    done: bool,
}

enum State {
    /// zlib or gzip: the first byte will tell.
    Either(u8),
    Known(Box<Decompress>),
}

impl Inflater {
    /// For window bits as zlib codes them; `None` for others.
    pub fn new(wbits: i32) -> Option<Inflater> {
        let window = |bits: i32| bits.clamp(9, 15) as u8;
        let known = |d| State::Known(Box::new(d));
        let state = match wbits {
            0 => known(Decompress::new_with_window_bits(true, 15)),
            8..=15 => known(Decompress::new_with_window_bits(true, window(wbits))),
            -15..=-8 => known(Decompress::new_with_window_bits(false, window(-wbits))),
            16 => known(Decompress::new_gzip(15)),
            24..=31 => known(Decompress::new_gzip(window(wbits - 16))),
            32 => State::Either(15),
            40..=47 => State::Either(window(wbits - 32)),
            _ => return None,
        };
        Some(Inflater { state, done: false })
    }

    /// The stream has come to its end.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Decompress until the input or the room (`most` bytes) is used up or the stream ends; how
    /// much of the input was used.
    pub fn run(
        &mut self,
        vm: &Vm,
        input: &[u8],
        most: Option<usize>,
        dictionary: &[u8],
        out: &mut Vec<u8>,
    ) -> PyResult<usize> {
        if let State::Either(window) = self.state {
            let Some(first) = input.first() else {
                return Ok(0);
            };
            self.state = State::Known(Box::new(match first {
                0x1f => Decompress::new_gzip(window),
                _ => Decompress::new_with_window_bits(true, window),
            }));
        }
        let State::Known(inflate) = &mut self.state else {
            return Ok(0);
        };
        let start = inflate.total_in();
        let mut rest = input;
        while !self.done {
            let room = most.map_or(usize::MAX, |most| most.saturating_sub(out.len()));
            if room == 0 {
                break;
            }
            let step = expected(rest.len(), input.len() - rest.len(), out.len()).min(room);
            let (before, length) = (inflate.total_in(), out.len());
            // A vector may have more room than was asked for: a limit goes by a slice.
            let result = if most.is_some() {
                out.resize(length + step, 0);
                let target = out.get_mut(length..).unwrap_or(&mut []);
                let produced = inflate.total_out();
                let result = inflate.decompress(rest, target, FlushDecompress::None);
                out.truncate(length + (inflate.total_out() - produced) as usize);
                result
            } else {
                out.reserve_exact(step);
                inflate.decompress_vec(rest, out, FlushDecompress::None)
            };
            let made = out.len() - length;
            let used = (inflate.total_in() - before) as usize;
            rest = rest.get(used..).unwrap_or(&[]);
            match result {
                Ok(Status::StreamEnd) => self.done = true,
                Ok(_) if used == 0 && made == 0 => break,
                Ok(_) if rest.is_empty() && made < step => break,
                Ok(_) => {}
                Err(e) if e.needs_dictionary().is_some() => {
                    if dictionary.is_empty() {
                        return Err(error(vm, "Error 2 while decompressing data"));
                    }
                    if inflate.set_dictionary(dictionary).is_err() {
                        return Err(error(vm, "Error -3 while setting dictionary"));
                    }
                }
                Err(e) => {
                    let reason = e.message().unwrap_or("invalid input data");
                    return Err(error(
                        vm,
                        &format!("Error -3 while decompressing data: {reason}"),
                    ));
                }
            }
        }
        Ok((inflate.total_in() - start) as usize)
    }
}

/// Room for what is left to decompress: by the ratio so far, so that most results are made in one
/// place, but at most eight times what there is already.
fn expected(left: usize, used: usize, made: usize) -> usize {
    let guess = match used {
        0 => left.saturating_mul(4),
        _ => left
            .saturating_add(left / 16)
            .saturating_mul(made / used + 1),
    };
    guess.clamp(1024, made.saturating_mul(8).max(1 << 16))
}

/// A decompressor in use.
pub struct Decompressor {
    inflater: RefCell<Inflater>,
    dictionary: Vec<u8>,
    /// What follows the end of the stream.
    unused: RefCell<Vec<u8>>,
    /// What was left over because the output was limited.
    tail: RefCell<Vec<u8>>,
    eof: Cell<bool>,
}

impl NativeObject for Decompressor {}

type This = Native<Decompressor>;

impl NativeType for Decompressor {
    const NAME: &'static str = "zlib.Decompress";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Decompressor>("zlib", "What decompressobj() returns.")
            .is_final()
            .member("unused_data", "", |_: &Vm, this: This| {
                Ok(this.unused.borrow().clone())
            })
            .member("unconsumed_tail", "", |_: &Vm, this: This| {
                Ok(this.tail.borrow().clone())
            })
            .member("eof", "", |_: &Vm, this: This| Ok(this.eof.get()))
            .method(
                "decompress(self, data, /, max_length=0)",
                "Return a bytes object containing the decompressed version of the data.",
                |vm: &Vm, this: This, data: Buffer, most: i64| {
                    let Ok(most) = usize::try_from(most) else {
                        return Err(vm.value_error("max_length must be non-negative"));
                    };
                    this.run(vm, &data, (most > 0).then_some(most))
                },
            )
            .method(
                "flush(self, length=16384, /)",
                "Return a bytes object containing any remaining decompressed data.",
                |vm: &Vm, this: This, length: i64| {
                    if length <= 0 {
                        return Err(vm.value_error("length must be greater than zero"));
                    }
                    let rest = this.tail.take();
                    this.run(vm, &rest, None)
                },
            )
            .method(
                "copy(self, /)",
                "Return a copy of the decompression object.",
                no_copy,
            )
            .method("__copy__(self, /)", "The same as copy().", no_copy)
            .method(
                "__deepcopy__(self, memo, /)",
                "The same as copy().",
                |vm: &Vm, this: This, _: Value| no_copy(vm, this),
            )
    }
}

fn no_copy(vm: &Vm, _: This) -> PyResult<Value> {
    Err(vm.not_implemented_error("copies of zlib decompressors are not supported"))
}

impl Decompressor {
    fn run(&self, vm: &Vm, data: &[u8], most: Option<usize>) -> PyResult<Vec<u8>> {
        let mut inflater = self.inflater.borrow_mut();
        let mut out = Vec::new();
        let was_done = inflater.is_done();
        let used = match was_done {
            true => 0,
            false => inflater.run(vm, data, most, &self.dictionary, &mut out)?,
        };
        let rest = data.get(used..).unwrap_or(&[]);
        if inflater.is_done() {
            self.unused.borrow_mut().extend_from_slice(rest);
        }
        *self.tail.borrow_mut() = rest.to_vec();
        self.eof.set(inflater.is_done());
        Ok(out)
    }
}

/// `zlib.decompressobj(…)`
pub fn decompressobj(vm: &Vm, wbits: i32, zdict: Buffer) -> PyResult<Value> {
    let Some(mut inflater) = Inflater::new(wbits) else {
        return Err(vm.value_error("Invalid initialization option"));
    };
    let dictionary = zdict.to_vec();
    // A raw stream does not ask for its dictionary.
    if wbits < 0
        && !dictionary.is_empty()
        && let State::Known(inflate) = &mut inflater.state
        && inflate.set_dictionary(&dictionary).is_err()
    {
        return Err(error(vm, "Error -3 while setting dictionary"));
    }
    Ok(vm.wrap(Decompressor {
        inflater: RefCell::new(inflater),
        dictionary,
        unused: RefCell::default(),
        tail: RefCell::default(),
        eof: Cell::new(false),
    }))
}
