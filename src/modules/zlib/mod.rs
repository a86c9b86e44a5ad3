//! zlib: compression, by the zlib library through flate2, and the checksums.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table, checksums, `compress`, `decompress` |
//! | `compressor.rs` | `compressobj` |
//! | `decompressor.rs` | `decompressobj` |
//!
//! Left out, because flate2 gives no way to them: copies of compressors and decompressors, other
//! strategies and memory levels than the default, `Z_BLOCK` and `Z_TREES`. Asking for them raises
//! an error that says so.

use num_traits::ToPrimitive;

use super::binascii::crc32;
use crate::native::{Buffer, ModuleDef};
use crate::object::{Class, Exc, PyResult, Value};
use crate::vm::Vm;

pub mod compressor;
pub mod decompressor;

use decompressor::Inflater;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let constants = [
        ("DEFLATED", 8),
        ("DEF_BUF_SIZE", 16384),
        ("DEF_MEM_LEVEL", 8),
        ("MAX_WBITS", 15),
        ("Z_BEST_COMPRESSION", 9),
        ("Z_BEST_SPEED", 1),
        ("Z_BLOCK", 5),
        ("Z_DEFAULT_COMPRESSION", -1),
        ("Z_DEFAULT_STRATEGY", 0),
        ("Z_FILTERED", 1),
        ("Z_FINISH", 4),
        ("Z_FIXED", 4),
        ("Z_FULL_FLUSH", 3),
        ("Z_HUFFMAN_ONLY", 2),
        ("Z_NO_COMPRESSION", 0),
        ("Z_NO_FLUSH", 0),
        ("Z_PARTIAL_FLUSH", 1),
        ("Z_RLE", 3),
        ("Z_SYNC_FLUSH", 2),
        ("Z_TREES", 6),
    ];
    let def = ModuleDef::new(
        "zlib",
        "Compression and decompression as gzip and zip files have it.",
    )
    .value("error", error_class(vm))
    .value("ZLIB_VERSION", Value::str("1.2.13"))
    .value("ZLIB_RUNTIME_VERSION", Value::str("1.2.13"))
    .value("__version__", Value::str("1.0"));
    let def = constants
        .into_iter()
        .fold(def, |def, (name, n)| def.int(name, n));
    def.function(
        "crc32(data, value=0, /)",
        "Compute a CRC-32 checksum of data.",
        |vm: &Vm, data: Buffer, value: Value| Ok(crc32(&data, low_bits(vm, &value)?)),
    )
    .function(
        "adler32(data, value=1, /)",
        "Compute an Adler-32 checksum of data.",
        |vm: &Vm, data: Buffer, value: Value| Ok(adler32(&data, low_bits(vm, &value)?)),
    )
    .function(
        "compress(data, /, level=-1, wbits=15)",
        "Returns a bytes object containing compressed data.",
        |vm: &Vm, data: Buffer, level: i32, wbits: i32| {
            let mut deflate = compressor::deflate(level, wbits)
                .ok_or_else(|| error(vm, "Bad compression level"))?;
            let mut out = Vec::with_capacity(data.len() / 2 + 64);
            compressor::run(
                vm,
                &mut deflate,
                &data,
                flate2::FlushCompress::Finish,
                &mut out,
            )?;
            Ok(out)
        },
    )
    .function(
        "decompress(data, /, wbits=15, bufsize=16384)",
        "Returns a bytes object containing the uncompressed data.",
        decompress,
    )
    .function(
        "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
        "Return a compressor object.",
        compressor::compressobj,
    )
    .function(
        "decompressobj(wbits=15, zdict=b'')",
        "Return a decompressor object.",
        decompressor::decompressobj,
    )
}

fn decompress(vm: &Vm, data: Buffer, wbits: i32, bufsize: i64) -> PyResult<Vec<u8>> {
    if bufsize < 0 {
        return Err(vm.value_error("bufsize must be non-negative"));
    }
    let Some(mut inflater) = Inflater::new(wbits) else {
        return Err(error(
            vm,
            "Error -2 while preparing to decompress data: inconsistent stream state",
        ));
    };
    let mut out = Vec::new();
    inflater.run(vm, &data, None, &[], &mut out)?;
    if !inflater.is_done() {
        return Err(error(
            vm,
            "Error -5 while decompressing data: incomplete or truncated stream",
        ));
    }
    Ok(out)
}

/// The class `zlib.error`.
pub fn error_class(vm: &Vm) -> Class {
    vm.exception_type("zlib", "error", &vm.types.exception)
}

/// A `zlib.error`.
pub fn error(vm: &Vm, message: &str) -> Exc {
    vm.exception(&error_class(vm), message)
}

fn low_bits(vm: &Vm, value: &Value) -> PyResult<u32> {
    let big = vm.index_big(value)?;
    Ok((big & num_bigint::BigInt::from(u32::MAX))
        .to_u32()
        .unwrap_or(0))
}

/// Adler-32 (RFC 1950), continued from `start`.
fn adler32(data: &[u8], start: u32) -> u32 {
    const MODULUS: u32 = 65521;
    // The most bytes whose sums fit in 32 bits before the modulus is taken, in whole groups.
    const BLOCK: usize = 5536;
    const GROUP: usize = 32;
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    for block in data.chunks(BLOCK) {
        let (groups, rest) = block.as_chunks::<GROUP>();
        for group in groups {
            // What 32 bytes add to the sum of the sums, at once: no byte waits for the one before.
            b += a * GROUP as u32;
            let mut sum = 0;
            let mut weighted = 0;
            for (at, &byte) in group.iter().enumerate() {
                sum += u32::from(byte);
                weighted += u32::from(byte) * (GROUP - at) as u32;
            }
            a += sum;
            b += weighted;
        }
        for &byte in rest {
            a += u32::from(byte);
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    b << 16 | a
}
