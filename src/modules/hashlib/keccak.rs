//! The sponge of SHA-3 and SHAKE: FIPS 202, after its own description.

const ROUNDS: [u64; 24] = {
    // The round constants come from a shift register over GF(2) (FIPS 202, algorithm 5).
    let mut constants = [0u64; 24];
    let mut register = 1u32;
    let mut round = 0;
    while round < 24 {
        let mut j = 0;
        while j < 7 {
            if register & 1 == 1 {
                constants[round] |= 1 << ((1u32 << j) - 1);
            }
            register <<= 1;
            if register & 0x100 != 0 {
                register ^= 0x171;
            }
            j += 1;
        }
        round += 1;
    }
    constants
};

/// Rotations of step rho and the places of step pi, in the order in which pi visits the lanes.
const LANES: [(usize, u32); 24] = {
    let mut lanes = [(0, 0); 24];
    let (mut x, mut y) = (1, 0);
    let mut t = 0;
    while t < 24 {
        (x, y) = (y, (2 * x + 3 * y) % 5);
        lanes[t] = (x + 5 * y, ((t + 1) * (t + 2) / 2 % 64) as u32);
        t += 1;
    }
    lanes
};

fn permute(a: &mut [u64; 25]) {
    for constant in ROUNDS {
        let mut c = [0; 5];
        for x in 0..5 {
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }
        for x in 0..5 {
            let d = c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
            for y in 0..5 {
                a[x + 5 * y] ^= d;
            }
        }
        let mut moving = a[1];
        for (place, rotation) in LANES {
            moving = std::mem::replace(&mut a[place], moving.rotate_left(rotation));
        }
        for row in a.chunks_exact_mut(5) {
            let old = [row[0], row[1], row[2], row[3], row[4]];
            for x in 0..5 {
                row[x] = old[x] ^ (!old[(x + 1) % 5] & old[(x + 2) % 5]);
            }
        }
        a[0] ^= constant;
    }
}

/// A sponge that takes in data.
#[derive(Clone)]
pub struct Sponge {
    lanes: [u64; 25],
    /// Bytes taken in between two permutations.
    rate: usize,
    filled: usize,
    /// The bits that tell SHA-3 from SHAKE, and the first bit of the padding.
    suffix: u8,
}

impl Sponge {
    /// SHA-3 with a result of `size` bytes.
    pub fn sha3(size: usize) -> Sponge {
        Sponge {
            lanes: [0; 25],
            rate: 200 - 2 * size,
            filled: 0,
            suffix: 0x06,
        }
    }

    /// SHAKE with a strength of `bits`.
    pub fn shake(bits: usize) -> Sponge {
        Sponge {
            lanes: [0; 25],
            rate: 200 - bits / 4,
            filled: 0,
            suffix: 0x1f,
        }
    }

    pub fn update(&mut self, data: &[u8]) {
        let mut data = data;
        // Whole words at once where the sponge stands at a word.
        while !data.is_empty() {
            if self.filled.is_multiple_of(8)
                && let Some((word, rest)) = data.split_first_chunk::<8>()
            {
                self.lanes[self.filled / 8] ^= u64::from_le_bytes(*word);
                self.filled += 8;
                data = rest;
            } else if let Some((&byte, rest)) = data.split_first() {
                self.xor(self.filled, byte);
                self.filled += 1;
                data = rest;
            }
            if self.filled == self.rate {
                permute(&mut self.lanes);
                self.filled = 0;
            }
        }
    }

    fn xor(&mut self, at: usize, byte: u8) {
        self.lanes[at / 8] ^= u64::from(byte) << (at % 8 * 8);
    }

    /// The first `size` bytes of the result.
    pub fn finish(&self, size: usize) -> Vec<u8> {
        let mut sponge = self.clone();
        sponge.xor(sponge.filled, sponge.suffix);
        sponge.xor(sponge.rate - 1, 0x80);
        let mut out = Vec::with_capacity(size);
        while out.len() < size {
            permute(&mut sponge.lanes);
            let bytes = sponge.lanes.iter().flat_map(|lane| lane.to_le_bytes());
            out.extend(bytes.take(sponge.rate.min(size - out.len())));
        }
        out
    }
}
