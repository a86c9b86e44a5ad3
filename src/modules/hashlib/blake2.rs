//! BLAKE2b and BLAKE2s with all parameters of the tree mode: RFC 7693 and the BLAKE2 paper of
//! Aumasson, Neves, Wilcox-O'Hearn and Winnerlein (2013).

/// The parameters of a BLAKE2 hash.
#[derive(Clone, Default)]
pub struct Params {
    pub digest_size: u8,
    pub key: Vec<u8>,
    pub salt: Vec<u8>,
    pub person: Vec<u8>,
    pub fanout: u8,
    pub depth: u8,
    pub leaf_size: u32,
    pub node_offset: u64,
    pub node_depth: u8,
    pub inner_size: u8,
    pub last_node: bool,
}

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

macro_rules! blake2 {
    (
        $(#[$doc:meta])* $name:ident, $word:ty, $bytes:literal, $rounds:literal,
        [$r1:literal, $r2:literal, $r3:literal, $r4:literal], $iv:expr, $parameters:expr
    ) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            state: [$word; 8],
            /// Bytes compressed.
            count: u128,
            buffer: [u8; $bytes * 16],
            filled: usize,
            last_node: bool,
            digest_size: usize,
        }

        impl $name {
            const IV: [$word; 8] = $iv;
            /// Bytes of a block.
            pub const BLOCK: usize = $bytes * 16;

            pub fn new(params: &Params) -> $name {
                let block: [u8; $bytes * 8] = $parameters(params);
                let mut state = Self::IV;
                for (word, bytes) in state.iter_mut().zip(block.as_chunks::<$bytes>().0) {
                    *word ^= <$word>::from_le_bytes(*bytes);
                }
                let mut hash = $name {
                    state,
                    count: 0,
                    buffer: [0; $bytes * 16],
                    filled: 0,
                    last_node: params.last_node,
                    digest_size: usize::from(params.digest_size),
                };
                if !params.key.is_empty() {
                    let mut block = [0; $bytes * 16];
                    let length = params.key.len().min($bytes * 8);
                    block[..length].copy_from_slice(&params.key[..length]);
                    hash.update(&block);
                }
                hash
            }

            pub fn update(&mut self, data: &[u8]) {
                let mut data = data;
                while !data.is_empty() {
                    // A full block is compressed only once more follows: the last is special.
                    if self.filled == Self::BLOCK {
                        self.compress(false);
                        self.filled = 0;
                    }
                    let taken = data.len().min(Self::BLOCK - self.filled);
                    let (head, rest) = data.split_at(taken);
                    self.buffer[self.filled..self.filled + taken].copy_from_slice(head);
                    self.filled += taken;
                    data = rest;
                }
            }

            pub fn finish(&self) -> Vec<u8> {
                let mut last = self.clone();
                last.buffer[last.filled..].fill(0);
                last.compress(true);
                let bytes = last.state.iter().flat_map(|word| word.to_le_bytes());
                bytes.take(self.digest_size).collect()
            }

            fn compress(&mut self, last: bool) {
                self.count += self.filled as u128;
                let mut m = [0; 16];
                for (word, bytes) in m.iter_mut().zip(self.buffer.as_chunks::<$bytes>().0) {
                    *word = <$word>::from_le_bytes(*bytes);
                }
                let mut v = [0; 16];
                v[..8].copy_from_slice(&self.state);
                v[8..].copy_from_slice(&Self::IV);
                v[12] ^= self.count as $word;
                v[13] ^= (self.count >> ($bytes * 8)) as $word;
                if last {
                    v[14] = !v[14];
                    if self.last_node {
                        v[15] = !v[15];
                    }
                }
                let mut mix = |a: usize, b: usize, c: usize, d: usize, x: $word, y: $word| {
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                    v[d] = (v[d] ^ v[a]).rotate_right($r1);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right($r2);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                    v[d] = (v[d] ^ v[a]).rotate_right($r3);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right($r4);
                };
                for round in 0..$rounds {
                    let s = &SIGMA[round % 10];
                    mix(0, 4, 8, 12, m[s[0]], m[s[1]]);
                    mix(1, 5, 9, 13, m[s[2]], m[s[3]]);
                    mix(2, 6, 10, 14, m[s[4]], m[s[5]]);
                    mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
                    mix(0, 5, 10, 15, m[s[8]], m[s[9]]);
                    mix(1, 6, 11, 12, m[s[10]], m[s[11]]);
                    mix(2, 7, 8, 13, m[s[12]], m[s[13]]);
                    mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
                }
                for i in 0..8 {
                    self.state[i] ^= v[i] ^ v[i + 8];
                }
            }
        }
    };
}

/// Copy a parameter to its place; what is too long is cut (callers have checked).
fn place(block: &mut [u8], at: usize, room: usize, bytes: &[u8]) {
    let length = bytes.len().min(room);
    block[at..at + length].copy_from_slice(&bytes[..length]);
}

fn parameters_b(p: &Params) -> [u8; 64] {
    let mut block = [0; 64];
    block[..4].copy_from_slice(&[p.digest_size, p.key.len() as u8, p.fanout, p.depth]);
    place(&mut block, 4, 4, &p.leaf_size.to_le_bytes());
    place(&mut block, 8, 8, &p.node_offset.to_le_bytes());
    block[16] = p.node_depth;
    block[17] = p.inner_size;
    place(&mut block, 32, 16, &p.salt);
    place(&mut block, 48, 16, &p.person);
    block
}

fn parameters_s(p: &Params) -> [u8; 32] {
    let mut block = [0; 32];
    block[..4].copy_from_slice(&[p.digest_size, p.key.len() as u8, p.fanout, p.depth]);
    place(&mut block, 4, 4, &p.leaf_size.to_le_bytes());
    place(&mut block, 8, 6, &p.node_offset.to_le_bytes());
    block[14] = p.node_depth;
    block[15] = p.inner_size;
    place(&mut block, 16, 8, &p.salt);
    place(&mut block, 24, 8, &p.person);
    block
}

blake2! {
    /// BLAKE2b: for 64-bit machines, results of up to 64 bytes.
    Blake2b, u64, 8, 12, [32, 24, 16, 63],
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ],
    parameters_b
}

blake2! {
    /// BLAKE2s: for smaller machines, results of up to 32 bytes.
    Blake2s, u32, 4, 10, [16, 12, 8, 7],
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ],
    parameters_s
}
