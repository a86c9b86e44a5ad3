//! zlib: the checksums. Compression is left out.

use num_traits::ToPrimitive;

use super::binascii::crc32;
use crate::native::{Buffer, ModuleDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("zlib", "The checksums of zlib.")
        .function(
            "crc32(data, value=0, /)",
            "Compute a CRC-32 checksum of data.",
            |vm: &Vm, data: Buffer, value: Value| Ok(crc32(&data, low_bits(vm, &value)?)),
        )
        .function(
            "adler32(data, value=1, /)",
            "Compute an Adler-32 checksum of data.",
            |vm: &Vm, data: Buffer, value: Value| Ok(adler32(&data, low_bits(vm, &value)?)),
        )
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
    // The most bytes whose sums fit in 32 bits before the modulus is taken.
    const BLOCK: usize = 5552;
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    for block in data.chunks(BLOCK) {
        for &byte in block {
            a += u32::from(byte);
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    b << 16 | a
}
