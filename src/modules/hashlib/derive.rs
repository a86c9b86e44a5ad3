//! Keys from passwords: HMAC (RFC 2104), PBKDF2 (RFC 8018) and scrypt (RFC 7914).

use super::algorithms::{Algorithm, State, find};
use crate::object::PyResult;
use crate::vm::Vm;

/// An HMAC with its key taken in.
#[derive(Clone)]
pub struct Mac {
    inner: State,
    outer: State,
}

impl Mac {
    pub fn new(algorithm: &Algorithm, key: &[u8]) -> Mac {
        let mut block = vec![0; algorithm.block_size];
        let hashed;
        let mut key = key;
        if key.len() > block.len() {
            let mut state = algorithm.start();
            state.update(key);
            hashed = state.finish();
            key = &hashed;
        }
        block[..key.len()].copy_from_slice(key);
        let started = |pad: u8| {
            let padded: Vec<u8> = block.iter().map(|b| b ^ pad).collect();
            let mut state = algorithm.start();
            state.update(&padded);
            state
        };
        Mac {
            inner: started(0x36),
            outer: started(0x5c),
        }
    }

    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    pub fn finish(&self) -> Vec<u8> {
        let mut outer = self.outer.clone();
        outer.update(&self.inner.finish());
        outer.finish()
    }

    /// The HMAC of one message.
    pub fn of(&self, parts: &[&[u8]]) -> Vec<u8> {
        let mut mac = self.clone();
        parts.iter().for_each(|part| mac.update(part));
        mac.finish()
    }
}

/// PBKDF2 with HMAC. Ctrl-C ends it.
pub fn pbkdf2(
    vm: &Vm,
    algorithm: &Algorithm,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
    size: usize,
) -> PyResult<Vec<u8>> {
    let mac = Mac::new(algorithm, password);
    let mut key = Vec::new();
    let mut number = 0u32;
    while key.len() < size {
        number += 1;
        let mut round = mac.of(&[salt, &number.to_be_bytes()]);
        let mut block = round.clone();
        for i in 1..iterations {
            if i % 4096 == 0 && vm.interrupt_pending() {
                return Err(vm.keyboard_interrupt());
            }
            round = mac.of(&[&round]);
            block.iter_mut().zip(&round).for_each(|(b, r)| *b ^= r);
        }
        key.extend(block);
    }
    key.truncate(size);
    Ok(key)
}

/// scrypt; `n` is a power of two, and the memory for `n * r` blocks has been granted.
pub fn scrypt(
    vm: &Vm,
    password: &[u8],
    salt: &[u8],
    (n, r, p): (usize, usize, usize),
    size: usize,
) -> PyResult<Vec<u8>> {
    let Some(sha256) = find("sha256") else {
        return Ok(Vec::new());
    };
    let bytes = pbkdf2(vm, sha256, password, salt, 1, p * 128 * r)?;
    let mut words: Vec<u32> = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|b| u32::from_le_bytes(*b))
        .collect();
    for block in words.chunks_exact_mut(32 * r) {
        mix(vm, block, n)?;
    }
    let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
    pbkdf2(vm, sha256, password, &bytes, 1, size)
}

/// scryptROMix
fn mix(vm: &Vm, block: &mut [u32], n: usize) -> PyResult<()> {
    let length = block.len();
    let mut table = Vec::with_capacity(n * length);
    let mut scratch = vec![0; length];
    let polled = |i: usize| i.is_multiple_of(1024) && vm.interrupt_pending();
    for i in 0..n {
        if polled(i) {
            return Err(vm.keyboard_interrupt());
        }
        table.extend_from_slice(block);
        mix_block(block, &mut scratch);
    }
    for i in 0..n {
        if polled(i) {
            return Err(vm.keyboard_interrupt());
        }
        let at = (block[length - 16] as usize & (n - 1)) * length;
        block
            .iter_mut()
            .zip(&table[at..at + length])
            .for_each(|(b, t)| *b ^= t);
        mix_block(block, &mut scratch);
    }
    Ok(())
}

/// scryptBlockMix
fn mix_block(block: &mut [u32], scratch: &mut [u32]) {
    let pieces = block.len() / 16;
    let mut x = [0; 16];
    x.copy_from_slice(&block[block.len() - 16..]);
    for (i, piece) in block.chunks_exact(16).enumerate() {
        x.iter_mut().zip(piece).for_each(|(x, p)| *x ^= p);
        salsa(&mut x);
        let to = if i % 2 == 0 {
            i / 2
        } else {
            pieces / 2 + i / 2
        };
        scratch[to * 16..to * 16 + 16].copy_from_slice(&x);
    }
    block.copy_from_slice(scratch);
}

/// Salsa20/8
fn salsa(block: &mut [u32; 16]) {
    let mut x = *block;
    let mut quarter = |a: usize, b: usize, c: usize, d: usize| {
        x[b] ^= x[a].wrapping_add(x[d]).rotate_left(7);
        x[c] ^= x[b].wrapping_add(x[a]).rotate_left(9);
        x[d] ^= x[c].wrapping_add(x[b]).rotate_left(13);
        x[a] ^= x[d].wrapping_add(x[c]).rotate_left(18);
    };
    for _ in 0..4 {
        quarter(0, 4, 8, 12);
        quarter(5, 9, 13, 1);
        quarter(10, 14, 2, 6);
        quarter(15, 3, 7, 11);
        quarter(0, 1, 2, 3);
        quarter(5, 6, 7, 4);
        quarter(10, 11, 8, 9);
        quarter(15, 12, 13, 14);
    }
    block
        .iter_mut()
        .zip(x)
        .for_each(|(b, x)| *b = b.wrapping_add(x));
}
