//! `zlib.compressobj`.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

use super::error;
use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::{Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// A compressor in use; `None` when it has been finished.
pub struct Compressor(RefCell<Option<Compress>>);

impl NativeObject for Compressor {}

impl NativeType for Compressor {
    const NAME: &'static str = "zlib.Compress";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Compressor>("zlib", "What compressobj() returns.")
            .is_final()
            .method(
                "compress(self, data, /)",
                "Returns a bytes object containing compressed data.",
                |vm: &Vm, this: Native<Compressor>, data: Buffer| {
                    let mut out = Vec::new();
                    match &mut *this.0.borrow_mut() {
                        Some(deflate) => run(vm, deflate, &data, FlushCompress::None, &mut out)?,
                        None => return Err(inconsistent(vm, "compressing data")),
                    }
                    Ok(out)
                },
            )
            .method(
                "flush(self, mode=4, /)",
                "Return a bytes object containing any remaining compressed data.",
                flush,
            )
            .method(
                "copy(self, /)",
                "Return a copy of the compression object.",
                no_copy,
            )
            .method("__copy__(self, /)", "The same as copy().", no_copy)
            .method(
                "__deepcopy__(self, memo, /)",
                "The same as copy().",
                |vm: &Vm, this: Native<Compressor>, _: Value| no_copy(vm, this),
            )
    }
}

fn no_copy(vm: &Vm, _: Native<Compressor>) -> PyResult<Value> {
    Err(vm.not_implemented_error("copies of zlib compressors are not supported"))
}

fn inconsistent(vm: &Vm, doing: &str) -> crate::object::Exc {
    error(
        vm,
        &format!("Error -2 while {doing}: inconsistent stream state"),
    )
}

fn flush(vm: &Vm, this: Native<Compressor>, mode: i64) -> PyResult<Vec<u8>> {
    let flush = match mode {
        0 => return Ok(Vec::new()),
        1 => FlushCompress::Partial,
        2 => FlushCompress::Sync,
        3 => FlushCompress::Full,
        4 => FlushCompress::Finish,
        5 => return Err(vm.not_implemented_error("flush mode Z_BLOCK is not supported")),
        _ => return Err(inconsistent(vm, "flushing")),
    };
    let mut out = Vec::new();
    let mut state = this.0.borrow_mut();
    match &mut *state {
        Some(deflate) => run(vm, deflate, &[], flush, &mut out)?,
        None => return Err(inconsistent(vm, "flushing")),
    }
    if mode == 4 {
        *state = None;
    }
    Ok(out)
}

/// A compressor for a level and window bits, `None` where zlib takes neither.
pub fn deflate(level: i32, wbits: i32) -> Option<Compress> {
    let level = match level {
        -1 => Compression::default(),
        0..=9 => Compression::new(level as u32),
        _ => return None,
    };
    match wbits {
        9..=15 => Some(Compress::new_with_window_bits(level, true, wbits as u8)),
        -15..=-9 => Some(Compress::new_with_window_bits(level, false, -wbits as u8)),
        25..=31 => Some(Compress::new_gzip(level, (wbits - 16) as u8)),
        _ => None,
    }
}

/// Compress all of some input.
pub fn run(
    vm: &Vm,
    deflate: &mut Compress,
    mut input: &[u8],
    flush: FlushCompress,
    out: &mut Vec<u8>,
) -> PyResult<()> {
    loop {
        out.reserve((input.len() / 2).clamp(1024, 1 << 20));
        let before = deflate.total_in();
        let status = deflate
            .compress_vec(input, out, flush)
            .map_err(|_| inconsistent(vm, "compressing data"))?;
        let used = (deflate.total_in() - before) as usize;
        input = input.get(used..).unwrap_or(&[]);
        // Room that is left over means that nothing more waits to be written.
        let has_room = out.len() < out.capacity();
        match status {
            Status::StreamEnd => return Ok(()),
            _ if input.is_empty() && has_room && !matches!(flush, FlushCompress::Finish) => {
                return Ok(());
            }
            Status::BufError if has_room => return Ok(()),
            _ => {}
        }
    }
}

/// `zlib.compressobj(…)`
pub fn compressobj(
    vm: &Vm,
    level: i32,
    method: i32,
    wbits: i32,
    mem_level: i32,
    strategy: i32,
    zdict: Value,
) -> PyResult<Value> {
    let dictionary = if zdict.is_none() {
        None
    } else {
        Some(Buffer::require(vm, &zdict)?)
    };
    let invalid = || vm.value_error("Invalid initialization option");
    if method != 8 || !(1..=9).contains(&mem_level) || !(0..=4).contains(&strategy) {
        return Err(invalid());
    }
    let mut deflate = deflate(level, wbits).ok_or_else(invalid)?;
    if strategy != 0 {
        return Err(vm.not_implemented_error(
            "zlib strategies other than Z_DEFAULT_STRATEGY are not supported",
        ));
    }
    if mem_level != 8 {
        return Err(vm.not_implemented_error("zlib memory levels other than 8 are not supported"));
    }
    if let Some(dictionary) = dictionary
        && deflate.set_dictionary(&dictionary).is_err()
    {
        return Err(vm.value_error("Invalid dictionary"));
    }
    Ok(vm.wrap(Compressor(RefCell::new(Some(deflate)))))
}
