//! The Mersenne Twister MT19937, seeded and read out as Python's `random` does it.
//!
//! After Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
//! pseudorandom number generator" (1998), with their 2002 initialisation by array. Left out: seeds
//! that are text or bytes (the caller hashes them to an int) and the distributions.

use super::error::{TextError, check_field};
use num_bigint::{BigInt, Sign};

const LENGTH: usize = 624;
const MIDDLE: usize = 397;

/// The generator: 624 words, and how many of them were used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mt19937 {
    words: [u32; LENGTH],
    used: usize,
}

impl Mt19937 {
    /// Seeded by one word (`init_genrand`).
    pub fn from_word(seed: u32) -> Mt19937 {
        let mut words = [0; LENGTH];
        let mut previous = seed;
        for (i, word) in (0u32..).zip(words.iter_mut()) {
            if i > 0 {
                previous = (previous ^ previous >> 30)
                    .wrapping_mul(1_812_433_253)
                    .wrapping_add(i);
            }
            *word = previous;
        }
        Mt19937 {
            words,
            used: LENGTH,
        }
    }

    /// Seeded by an array (`init_by_array`); an empty one counts as `[0]`.
    pub fn from_words(key: &[u32]) -> Mt19937 {
        let key = if key.is_empty() { &[0] } else { key };
        let mut state = Mt19937::from_word(19_650_218);
        let mut i = 1;
        let mix = |words: &[u32; LENGTH], i: usize, factor: u32| {
            let before = words[i - 1];
            words[i] ^ (before ^ before >> 30).wrapping_mul(factor)
        };
        let advance = |words: &mut [u32; LENGTH], i: usize| {
            if i + 1 < LENGTH {
                return i + 1;
            }
            words[0] = words[LENGTH - 1];
            1
        };
        let numbered = (0u32..).zip(key.iter()).cycle();
        for (j, word) in numbered.take(LENGTH.max(key.len())) {
            state.words[i] = mix(&state.words, i, 1_664_525)
                .wrapping_add(*word)
                .wrapping_add(j);
            i = advance(&mut state.words, i);
        }
        for _ in 1..LENGTH {
            state.words[i] = mix(&state.words, i, 1_566_083_941).wrapping_sub(i as u32);
            i = advance(&mut state.words, i);
        }
        state.words[0] = 0x8000_0000;
        state
    }

    /// Seeded as `random.seed(value)`: by the size of the int, its sign ignored.
    pub fn from_int(value: &BigInt) -> Mt19937 {
        Mt19937::from_words(&value.iter_u32_digits().collect::<Vec<_>>())
    }

    /// Seeded as `random.seed(value)` for a small int.
    pub fn from_i64(value: i64) -> Mt19937 {
        let size = value.unsigned_abs();
        let words = [size as u32, (size >> 32) as u32];
        let count = if size >> 32 == 0 { 1 } else { 2 };
        Mt19937::from_words(&words[..count])
    }

    /// Recomputes all words.
    fn refill(&mut self) {
        let words = &mut self.words;
        for i in 0..LENGTH {
            let joined = words[i] & 0x8000_0000 | words[(i + 1) % LENGTH] & 0x7fff_ffff;
            let twist = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            words[i] = words[(i + MIDDLE) % LENGTH] ^ joined >> 1 ^ twist;
        }
        self.used = 0;
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.used >= LENGTH {
            self.refill();
        }
        let mut y = self.words[self.used];
        self.used += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// `random()`: a float in [0, 1) with 53 random bits.
    pub fn random(&mut self) -> f64 {
        let high = u64::from(self.next_u32() >> 5);
        let low = u64::from(self.next_u32() >> 6);
        (high << 26 | low) as f64 / (1u64 << 53) as f64
    }

    /// `getrandbits(bits)` for at most 64 bits (more are taken as 64).
    pub fn bits_u64(&mut self, bits: u32) -> u64 {
        match bits {
            0 => 0,
            1..=32 => u64::from(self.next_u32() >> (32 - bits)),
            _ => {
                let low = u64::from(self.next_u32());
                let high = u64::from(self.next_u32() >> (64 - bits.min(64)));
                high << 32 | low
            }
        }
    }

    /// `getrandbits(bits)` of any size; `MemoryError` beyond `error::MAX_FIELD` bytes.
    pub fn bits_big(&mut self, bits: usize) -> Result<BigInt, TextError> {
        check_field(bits / 8)?;
        let count = bits.div_ceil(32);
        let mut words = Vec::with_capacity(count);
        let mut left = bits;
        for _ in 0..count {
            let word = self.next_u32();
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        Ok(BigInt::new(Sign::Plus, words))
    }

    /// A number in [0, `bound`) as `random._randbelow` draws it; 0 for a bound of 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let bits = 64 - bound.leading_zeros();
        loop {
            let drawn = self.bits_u64(bits);
            if drawn < bound {
                return drawn;
            }
        }
    }

    /// The internal part of `getstate()`: 624 words and the number of used ones.
    pub fn state(&self) -> [u32; LENGTH + 1] {
        let mut state = [0; LENGTH + 1];
        for (to, from) in state.iter_mut().zip(&self.words) {
            *to = *from;
        }
        state[LENGTH] = self.used as u32;
        state
    }

    /// The generator of a `setstate` call; `ValueError` for a wrong length or count.
    pub fn from_state(state: &[u32]) -> Result<Mt19937, TextError> {
        let Some((&used, words)) = state.split_last() else {
            return Err(TextError::value("state vector is the wrong size"));
        };
        let words = <[u32; LENGTH]>::try_from(words)
            .map_err(|_| TextError::value("state vector is the wrong size"))?;
        let used = used as usize;
        if used > LENGTH {
            return Err(TextError::value("invalid state"));
        }
        Ok(Mt19937 { words, used })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_as_in_cpython() {
        let mut random = Mt19937::from_i64(42);
        assert_eq!(random.random(), 0.6394267984578837);
        assert_eq!(random.bits_u64(32), 107420369);
        let mut random = Mt19937::from_i64(-1);
        assert_eq!(random.random(), 0.13436424411240122);
        let saved = Mt19937::from_state(&random.state());
        assert_eq!(saved, Ok(random));
        assert!(Mt19937::from_state(&[0; 624]).is_err());
        assert!(Mt19937::from_state(&[625; 625]).is_err());
    }
}
