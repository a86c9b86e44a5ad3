//! MD5 (RFC 1321), for checksums: nobody should rely on it for security.
//!
//! Each of the 64 steps waits for the one before it, so the time is that of the longest chain of
//! operations in a step. What does not depend on the step before is added first; the compiler
//! would undo that for constants, which it moves to the end of a sum, so the table of constants is
//! hidden from it.

use std::hint::black_box;

/// The first 32 bits of the fraction of |sin(n)|, n from 1.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

const BLOCK: usize = 64;

/// A hash being computed.
#[derive(Clone)]
pub struct Md5 {
    state: [u32; 4],
    /// Bytes of a block that is not full yet, the last `length % 64`.
    rest: [u8; BLOCK],
    /// Bytes so far.
    length: u64,
}

impl Md5 {
    /// The hash of nothing yet.
    pub fn new() -> Md5 {
        Md5 {
            state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476],
            rest: [0; BLOCK],
            length: 0,
        }
    }

    /// Take more data.
    pub fn update(&mut self, mut data: &[u8]) {
        let held = (self.length % BLOCK as u64) as usize;
        self.length = self.length.wrapping_add(data.len() as u64);
        if held > 0 {
            let (_, free) = self.rest.split_at_mut(held);
            let taken = free.len().min(data.len());
            let (now, later) = data.split_at(taken);
            for (place, byte) in free.iter_mut().zip(now) {
                *place = *byte;
            }
            if taken < BLOCK - held {
                return;
            }
            compress(&mut self.state, &[self.rest]);
            data = later;
        }
        let (blocks, rest) = data.as_chunks::<BLOCK>();
        compress(&mut self.state, blocks);
        for (place, byte) in self.rest.iter_mut().zip(rest) {
            *place = *byte;
        }
    }

    /// The hash of the data so far.
    pub fn finish(&self) -> Vec<u8> {
        let mut last = self.clone();
        let bits = self.length.wrapping_mul(8);
        // One bit, then zeros up to the length, which ends a block.
        let held = (self.length % BLOCK as u64) as usize;
        let zeros = if held < 56 { 55 - held } else { 119 - held };
        last.update(&[0x80]);
        last.update(&[0; BLOCK][..zeros]);
        last.update(&bits.to_le_bytes());
        last.state
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect()
    }
}

fn compress(state: &mut [u32; 4], blocks: &[[u8; BLOCK]]) {
    let sines = black_box(&SINES);
    let [mut a, mut b, mut c, mut d] = *state;
    for block in blocks {
        let mut words = [0u32; 16];
        for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        let before = [a, b, c, d];
        // Sixteen steps with one function, the words taken `stride` apart.
        macro_rules! round {
            ($mix:expr, $first:literal, $stride:literal, $offset:literal, $turns:expr) => {
                let turns: [u32; 4] = $turns;
                let step = |w: u32, x: u32, y: u32, z: u32, n: usize, turn: u32| {
                    w.wrapping_add(sines[$first + n])
                        .wrapping_add(words[($stride * n + $offset) % 16])
                        .wrapping_add($mix(x, y, z))
                        .rotate_left(turn)
                        .wrapping_add(x)
                };
                let mut n = 0;
                while n < 16 {
                    a = step(a, b, c, d, n, turns[0]);
                    d = step(d, a, b, c, n + 1, turns[1]);
                    c = step(c, d, a, b, n + 2, turns[2]);
                    b = step(b, c, d, a, n + 3, turns[3]);
                    n += 4;
                }
            };
        }
        round!(
            |x: u32, y: u32, z: u32| (x & y) | (!x & z),
            0,
            1,
            0,
            [7, 12, 17, 22]
        );
        // The two terms have no bit in common: a sum needs no order.
        let second = |x: u32, y: u32, z: u32| (x & z).wrapping_add(y & !z);
        round!(second, 16, 5, 1, [5, 9, 14, 20]);
        round!(
            |x: u32, y: u32, z: u32| x ^ y ^ z,
            32,
            3,
            5,
            [4, 11, 16, 23]
        );
        round!(
            |x: u32, y: u32, z: u32| y ^ (x | !z),
            48,
            7,
            0,
            [6, 10, 15, 21]
        );
        a = a.wrapping_add(before[0]);
        b = b.wrapping_add(before[1]);
        c = c.wrapping_add(before[2]);
        d = d.wrapping_add(before[3]);
    }
    *state = [a, b, c, d];
}
