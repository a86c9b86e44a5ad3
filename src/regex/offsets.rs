//! From bytes of UTF-8 text to characters and back, without counting from the beginning each time.

/// Bytes between two counted places.
const STRIDE: usize = 4096;

/// Converts offsets of one text. Making it reads the text once; a conversion reads one stride of
/// it at most, and nothing if the text is ASCII.
#[derive(Clone, Debug)]
pub struct Offsets {
    /// Characters that begin before each multiple of the stride; none for ASCII text.
    before: Vec<usize>,
}

impl Offsets {
    /// Counts `text`.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                before.push(count);
                count += beginnings(block);
            }
        }
        Self { before }
    }

    /// Whether bytes and characters are the same.
    pub fn is_ascii(&self) -> bool {
        self.before.is_empty()
    }

    /// Characters before the byte offset `pos` of `text`, the text it was made of.
    pub fn to_chars(&self, text: &str, pos: usize) -> usize {
        if self.is_ascii() {
            return pos;
        }
        let pos = pos.min(text.len());
        // The text's end can be a multiple of the stride beyond the last block.
        let block = (pos / STRIDE).min(self.before.len() - 1);
        let within = text.as_bytes().get(block * STRIDE..pos);
        self.before[block] + within.map_or(0, beginnings)
    }

    /// Byte offset of the character `index` of `text`; the text's length if it has no more.
    pub fn to_bytes(&self, text: &str, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(text.len());
        }
        let block = self.before.partition_point(|&count| count <= index) - 1;
        let mut left = index - self.before[block];
        let rest = text.as_bytes().get(block * STRIDE..).unwrap_or_default();
        for (i, &byte) in rest.iter().enumerate() {
            if byte & 0xc0 != 0x80 {
                if left == 0 {
                    return block * STRIDE + i;
                }
                left -= 1;
            }
        }
        text.len()
    }
}

/// Bytes that begin a character.
fn beginnings(bytes: &[u8]) -> usize {
    // Continuation bytes are the ones below -64 as signed numbers; counting by blocks of 255 lets
    // the compiler keep the sums in bytes.
    bytes
        .chunks(255)
        .map(|chunk| {
            let count = chunk
                .iter()
                .fold(0u8, |n, &byte| n + u8::from(byte.cast_signed() >= -64));
            usize::from(count)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_counting_across_blocks() {
        let text = "aé中😀\n".repeat(2000);
        let offsets = Offsets::new(&text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.to_chars(&text, byte), index);
            assert_eq!(offsets.to_bytes(&text, index), byte);
        }
        assert_eq!(offsets.to_chars(&text, text.len()), 10_000);
        assert_eq!(offsets.to_bytes(&text, 10_000), text.len());
        let text = "é".repeat(2048);
        assert_eq!(Offsets::new(&text).to_chars(&text, 4096), 2048);
    }

    #[test]
    fn offsets_of_ascii_are_the_same() {
        let offsets = Offsets::new("abc");
        assert!(offsets.is_ascii());
        assert_eq!(
            (offsets.to_chars("abc", 2), offsets.to_bytes("abc", 9)),
            (2, 3)
        );
    }
}
