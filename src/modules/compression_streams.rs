//! `_compression_streams`: what `bz2` and `lzma` (in `stdlib/`) are made of: encoders that are fed
//! piece by piece, and decoders whose output can be limited.
//!
//! Filters in front of LZMA1, and in front of LZMA2 outside of an .xz file, are left out: the crate
//! has them inside of .xz only. A decoder that wants more than two gigabytes is refused.

use std::cell::{Cell, RefCell};
use std::io::Write;

use bzip2::{Compress, Compression, Decompress};
use lzma_rust2::{
    CheckType, EncodeMode, FilterType, Lzma2Options, Lzma2Stream, Lzma2Writer, LzmaOptions,
    LzmaStream, LzmaWriter, MfType, XzOptions, XzStream, XzWriter,
};

use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Dict, Exc, List, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// The most memory that a decoder may take, in kilobytes.
const MEMORY_LIMIT: u32 = 2 << 20;
/// Bytes that a decoder is given room for at once.
const STEP: usize = 64 * 1024;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new(
        "_compression_streams",
        "Encoders and decoders of bz2 and lzma.",
    )
    .value("Decoder", vm.class_for::<Decoder>())
    .value("Encoder", vm.class_for::<Encoder>())
    .function("bz2_decoder()", "A decoder of bzip2.", |vm: &Vm| {
        decoder(vm, Decoding::Bzip2(Decompress::new(false)))
    })
    .function(
        "bz2_encoder(level, /)",
        "An encoder of bzip2.",
        |vm: &Vm, level: i64| {
            let level = Compression::new(level.clamp(1, 9) as u32);
            encoder(vm, Encoding::Bzip2(Compress::new(level, 0)))
        },
    )
    .function(
        "xz_decoder(memory, /)",
        "A decoder of .xz.",
        |vm: &Vm, memory: i64| {
            decoder(
                vm,
                Decoding::Xz(XzStream::new_mem_limit(false, limit(memory))),
            )
        },
    )
    .function(
        "alone_decoder(memory, /)",
        "A decoder of .lzma.",
        |vm: &Vm, memory: i64| {
            decoder(
                vm,
                Decoding::Lzma(LzmaStream::new_mem_limit(limit(memory), None)),
            )
        },
    )
    .function(
        "raw_decoder(filter, /)",
        "A decoder of a bare stream.",
        raw_decoder,
    )
    .function(
        "lzma_encoder(format, check, filters, /)",
        "An encoder of .xz (1), .lzma (2) or a bare stream (3).",
        lzma_encoder,
    )
}

/// A limit in bytes, -1 for none of the program's, as kilobytes.
fn limit(bytes: i64) -> u32 {
    let kilobytes = u64::try_from(bytes).map_or(u64::MAX, |bytes| bytes / 1024);
    u32::try_from(kilobytes)
        .unwrap_or(u32::MAX)
        .min(MEMORY_LIMIT)
}

enum Decoding {
    Bzip2(Decompress),
    Xz(XzStream),
    Lzma(LzmaStream),
    Lzma2(Lzma2Stream),
}

/// What a step of a decoder did: bytes taken, bytes made, whether the stream is at its end.
type Step = Result<(usize, usize, bool), &'static str>;

impl Decoding {
    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        let action = lzma_rust2::Action::Run;
        let result = match self {
            Decoding::Bzip2(stream) => {
                let before = (stream.total_in(), stream.total_out());
                let status = stream.decompress(input, output).map_err(|_| "corrupt")?;
                let taken = (stream.total_in() - before.0) as usize;
                let made = (stream.total_out() - before.1) as usize;
                return Ok((taken, made, status == bzip2::Status::StreamEnd));
            }
            Decoding::Xz(stream) => stream.process(input, output, action),
            Decoding::Lzma(stream) => stream.process(input, output, action),
            Decoding::Lzma2(stream) => stream.process(input, output, action),
        };
        match result {
            Ok(done) => {
                let is_end = done.status == lzma_rust2::Status::StreamEnd;
                Ok((done.bytes_consumed, done.bytes_produced, is_end))
            }
            Err(error) => Err(match error.kind() {
                std::io::ErrorKind::OutOfMemory => "memory",
                std::io::ErrorKind::Unsupported => "options",
                _ if error.to_string().contains("magic") => "format",
                _ => "corrupt",
            }),
        }
    }

    /// Bytes that were taken and turned out to belong to what follows.
    fn given_back(&self) -> &[u8] {
        match self {
            Decoding::Lzma(stream) => stream.unused_input(),
            _ => &[],
        }
    }
}

/// A decoder as an object.
pub struct Decoder {
    decoding: RefCell<Decoding>,
    pending: RefCell<Vec<u8>>,
    unused: RefCell<Vec<u8>>,
    eof: Cell<bool>,
    needs_input: Cell<bool>,
    failed: Cell<bool>,
}

impl NativeObject for Decoder {}

impl NativeType for Decoder {
    const NAME: &'static str = "Decoder";
    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<Decoder>;
        ClassDef::native::<Decoder>("_compression_streams", "A decoder.")
            .getter(
                "eof",
                "Whether the stream has ended.",
                |_: &Vm, this: This| Ok(this.eof.get()),
            )
            .getter(
                "needs_input",
                "Whether it waits for more.",
                |_: &Vm, this: This| Ok(this.needs_input.get()),
            )
            .getter(
                "unused_data",
                "What follows the stream.",
                |_: &Vm, this: This| Ok(this.unused.borrow().clone()),
            )
            .method(
                "run(self, data, most, /)",
                "Decode more; -1 is no limit.",
                |vm: &Vm, this: This, data: Buffer, most: i64| this.run(vm, &data, most),
            )
    }
}

fn decoder(vm: &Vm, decoding: Decoding) -> PyResult<Value> {
    Ok(vm.wrap(Decoder {
        decoding: RefCell::new(decoding),
        pending: RefCell::default(),
        unused: RefCell::default(),
        eof: Cell::new(false),
        needs_input: Cell::new(true),
        failed: Cell::new(false),
    }))
}

impl Decoder {
    fn run(&self, vm: &Vm, data: &[u8], most: i64) -> PyResult<Vec<u8>> {
        if self.failed.get() {
            return Err(vm.value_error("corrupt"));
        }
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let mut pending = self.pending.borrow_mut();
        pending.extend_from_slice(data);
        let mut decoding = self.decoding.borrow_mut();
        let (mut out, mut at) = (Vec::new(), 0);
        while !self.eof.get() && out.len() < most {
            let length = out.len();
            out.resize(length + STEP.min(most - length), 0);
            let input = pending.get(at..).unwrap_or_default();
            let (taken, made, is_end) =
                match decoding.step(input, out.get_mut(length..).unwrap_or_default()) {
                    Ok(step) => step,
                    Err(why) => {
                        self.failed.set(true);
                        return Err(vm.value_error(why));
                    }
                };
            out.truncate(length + made);
            at += taken;
            self.eof.set(is_end);
            if taken == 0 && made == 0 {
                break;
            }
            if vm.interrupt_pending() {
                return Err(vm.keyboard_interrupt());
            }
        }
        let at = at.min(pending.len());
        pending.drain(..at);
        if self.eof.get() {
            let mut unused = self.unused.borrow_mut();
            unused.extend_from_slice(decoding.given_back());
            unused.append(&mut pending);
        }
        // With the room used up there may be more inside.
        self.needs_input
            .set(!self.eof.get() && pending.is_empty() && out.len() < most);
        Ok(out)
    }
}

enum Encoding {
    Bzip2(Compress),
    Xz(Box<XzWriter<Vec<u8>>>),
    Lzma(Box<LzmaWriter<Vec<u8>>>),
    Lzma2(Box<Lzma2Writer<Vec<u8>>>),
}

/// An encoder as an object; `None` when it has been finished.
pub struct Encoder(RefCell<Option<Encoding>>);

impl NativeObject for Encoder {}

impl NativeType for Encoder {
    const NAME: &'static str = "Encoder";
    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<Encoder>;
        ClassDef::native::<Encoder>("_compression_streams", "An encoder.")
            .method(
                "compress(self, data, /)",
                "Encode more.",
                |vm: &Vm, this: This, data: Buffer| match &mut *this.0.borrow_mut() {
                    Some(encoding) => encoding.feed(vm, &data),
                    None => Err(vm.value_error("Compressor has been flushed")),
                },
            )
            .method(
                "finish(self, /)",
                "End the stream.",
                |vm: &Vm, this: This| match this.0.take() {
                    Some(encoding) => encoding.finish(vm),
                    None => Err(vm.value_error("Repeated call to flush()")),
                },
            )
    }
}

fn encoder(vm: &Vm, encoding: Encoding) -> PyResult<Value> {
    Ok(vm.wrap(Encoder(RefCell::new(Some(encoding)))))
}

impl Encoding {
    fn feed(&mut self, vm: &Vm, data: &[u8]) -> PyResult<Vec<u8>> {
        let (result, out) = match self {
            Encoding::Bzip2(stream) => {
                return bzip2_run(vm, stream, data, bzip2::Action::Run);
            }
            Encoding::Xz(writer) => (writer.write_all(data), writer.inner_mut()),
            Encoding::Lzma(writer) => (writer.write_all(data), writer.inner_mut()),
            Encoding::Lzma2(writer) => (writer.write_all(data), writer.inner_mut()),
        };
        result.map_err(|error| vm.value_error(error.to_string()))?;
        Ok(std::mem::take(out))
    }

    fn finish(self, vm: &Vm) -> PyResult<Vec<u8>> {
        let result = match self {
            Encoding::Bzip2(mut stream) => {
                return bzip2_run(vm, &mut stream, &[], bzip2::Action::Finish);
            }
            Encoding::Xz(writer) => writer.finish(),
            Encoding::Lzma(writer) => writer.finish(),
            Encoding::Lzma2(writer) => writer.finish(),
        };
        result.map_err(|error| vm.value_error(error.to_string()))
    }
}

fn bzip2_run(
    vm: &Vm,
    stream: &mut Compress,
    mut input: &[u8],
    action: bzip2::Action,
) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    let finishes = action == bzip2::Action::Finish;
    while finishes || !input.is_empty() {
        let (before, length) = (stream.total_in(), out.len());
        out.resize(length + STEP, 0);
        let produced = stream.total_out();
        let target = out.get_mut(length..).unwrap_or_default();
        let status = stream.compress(input, target, action);
        out.truncate(length + (stream.total_out() - produced) as usize);
        let status = status.map_err(|_| vm.value_error("corrupt"))?;
        let taken = (stream.total_in() - before) as usize;
        input = input.get(taken..).unwrap_or_default();
        if status == bzip2::Status::StreamEnd {
            break;
        }
    }
    Ok(out)
}

/// A filter that a program described: its number, and its other entries.
struct Filter {
    id: u64,
    entries: Dict,
}

impl Filter {
    fn new(vm: &Vm, value: &Value) -> PyResult<Filter> {
        let pair = Tuple::from_value(value);
        let parts = pair.as_ref().map(|pair| &pair[..]);
        if let Some([id, entries]) = parts
            && let Some(entries) = Dict::from_value(entries)
        {
            let id = vm.index(id)?.unsigned_abs();
            return Ok(Filter { id, entries });
        }
        Err(vm.type_error("Filter specifier must be a dict or dict-like object"))
    }

    fn number(&self, vm: &Vm, name: &str, missing: u32) -> PyResult<u32> {
        let Some(value) = self.entries.get_str(&Str::intern(name)) else {
            return Ok(missing);
        };
        u32::try_from(vm.index(&value)?)
            .map_err(|_| vm.overflow_error("Value too large for uint32_t type"))
    }

    /// The settings of LZMA1 and LZMA2.
    fn options(&self, vm: &Vm) -> PyResult<LzmaOptions> {
        let preset = self.number(vm, "preset", 6)?;
        if preset & 31 > 9 {
            return Err(vm.value_error(format!("Invalid compression preset: {preset}")));
        }
        let mut options = LzmaOptions::with_preset(preset & 31);
        if preset >> 31 == 1 {
            // Extreme: look as long as there is something to find.
            options.mode = EncodeMode::Normal;
            options.mf = MfType::Bt4;
            options.nice_len = 273;
            options.depth_limit = 512;
        }
        options.dict_size = self.number(vm, "dict_size", options.dict_size)?;
        options.lc = self.number(vm, "lc", options.lc)?;
        options.lp = self.number(vm, "lp", options.lp)?;
        options.pb = self.number(vm, "pb", options.pb)?;
        options.nice_len = self.number(vm, "nice_len", options.nice_len)?;
        let depth = self.number(vm, "depth", options.depth_limit.unsigned_abs())?;
        options.depth_limit = i32::try_from(depth).unwrap_or(i32::MAX);
        match self.number(vm, "mode", 0)? {
            0 => {}
            1 => options.mode = EncodeMode::Fast,
            2 => options.mode = EncodeMode::Normal,
            _ => return Err(wrong_options(vm)),
        }
        match self.number(vm, "mf", 0)? {
            0 => {}
            3 | 4 => options.mf = MfType::Hc4,
            0x12..=0x14 => options.mf = MfType::Bt4,
            _ => return Err(wrong_options(vm)),
        }
        let fits = (4096..=(3 << 29)).contains(&options.dict_size)
            && options.lc + options.lp <= 4
            && options.pb <= 4
            && (2..=273).contains(&options.nice_len);
        options.nice_len = options.nice_len.max(8);
        if fits {
            Ok(options)
        } else {
            Err(wrong_options(vm))
        }
    }
}

fn wrong_options(vm: &Vm) -> Exc {
    vm.value_error("options")
}

const LZMA1: u64 = 0x4000_0000_0000_0001;
const LZMA2: u64 = 0x21;

fn raw_decoder(vm: &Vm, filter: Value) -> PyResult<Value> {
    let filter = Filter::new(vm, &filter)?;
    let options = filter.options(vm)?;
    let wrong = |_| wrong_options(vm);
    match filter.id {
        LZMA1 => {
            let (lc, lp, pb) = (options.lc, options.lp, options.pb);
            let size = u64::MAX;
            let stream = LzmaStream::new(size, lc, lp, pb, options.dict_size, None);
            decoder(vm, Decoding::Lzma(stream.map_err(wrong)?))
        }
        LZMA2 => decoder(vm, Decoding::Lzma2(Lzma2Stream::new(options.dict_size))),
        _ => Err(wrong_options(vm)),
    }
}

fn lzma_encoder(vm: &Vm, format: i64, check: i64, filters: List) -> PyResult<Value> {
    let filters = filters.borrow().clone();
    let filters: PyResult<Vec<Filter>> = filters.iter().map(|f| Filter::new(vm, f)).collect();
    let mut filters = filters?;
    let last = filters.pop().ok_or_else(|| wrong_options(vm))?;
    let options = last.options(vm)?;
    let failed = |error: std::io::Error| vm.value_error(error.to_string());
    let encoding = match (format, last.id) {
        (1, LZMA2) => {
            let mut xz = XzOptions {
                lzma_options: options,
                check_type: match check {
                    0 => CheckType::None,
                    1 => CheckType::Crc32,
                    10 => CheckType::Sha256,
                    _ => CheckType::Crc64,
                },
                ..XzOptions::default()
            };
            for filter in filters.iter().rev() {
                let kind = FilterType::try_from(filter.id).map_err(|()| wrong_options(vm))?;
                let property = match kind {
                    FilterType::Delta => filter.number(vm, "dist", 1)?,
                    FilterType::Lzma2 => return Err(wrong_options(vm)),
                    _ => filter.number(vm, "start_offset", 0)?,
                };
                xz.prepend_pre_filter(kind, property);
            }
            Encoding::Xz(Box::new(XzWriter::new(Vec::new(), xz).map_err(failed)?))
        }
        (2, LZMA1) if filters.is_empty() => {
            let writer = LzmaWriter::new_use_header(Vec::new(), &options, None);
            Encoding::Lzma(Box::new(writer.map_err(failed)?))
        }
        (3, LZMA1) if filters.is_empty() => {
            let writer = LzmaWriter::new_no_header(Vec::new(), &options, true);
            Encoding::Lzma(Box::new(writer.map_err(failed)?))
        }
        (3, LZMA2) if filters.is_empty() => {
            let options = Lzma2Options {
                lzma_options: options,
                ..Lzma2Options::default()
            };
            Encoding::Lzma2(Box::new(Lzma2Writer::new(Vec::new(), options)))
        }
        _ => return Err(wrong_options(vm)),
    };
    encoder(vm, encoding)
}
