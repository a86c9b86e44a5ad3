//! The three forms of a subject as the matcher walks it: UTF-8 text, bytes, and code points.

use super::charset::ByteSet;

/// A subject to walk. Positions are indices into the form at hand; those of UTF-8 text stand
/// between characters.
pub(super) trait Input: Copy {
    /// The character at `pos`, which is before the end, and the position after it.
    fn next(self, pos: usize) -> (u32, usize);
    /// The character before `pos`, which is not the beginning, and its position.
    fn prev(self, pos: usize) -> (u32, usize);
    /// Whether a character beginning with one of `bytes` can stand at `pos`, before the end.
    fn begins(self, pos: usize, bytes: &ByteSet) -> bool;
    /// The first position from `from` on where `begins` holds, or `end`.
    fn find(self, from: usize, end: usize, bytes: &ByteSet) -> usize;
    /// The first `byte` (an ASCII one for text) from `from` on, or `end`.
    fn find_byte(self, from: usize, end: usize, byte: u8) -> usize;
    /// The position `n` characters on, if that is no further than `end` and can be told at once.
    fn jump(self, pos: usize, n: usize, end: usize) -> Option<usize>;
}

/// Bytes, or ASCII text.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

/// Text.
#[derive(Clone, Copy)]
pub(super) struct Utf8<'a>(pub &'a [u8]);

/// Code points, lone surrogates among them.
#[derive(Clone, Copy)]
pub(super) struct Wide<'a>(pub &'a [u32]);

fn position<T>(items: &[T], from: usize, end: usize, wanted: impl Fn(&T) -> bool) -> usize {
    items
        .get(from..end)
        .and_then(|window| window.iter().position(wanted))
        .map_or(end, |found| from + found)
}

/// Like `position` for one byte, eight at a time: a word holds the byte exactly where subtracting
/// one from each byte of its difference borrows.
fn position_of_byte(bytes: &[u8], from: usize, end: usize, byte: u8) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let Some(window) = bytes.get(from..end) else {
        return end;
    };
    let (words, rest) = window.as_chunks::<8>();
    let pattern = u64::from(byte) * LOW;
    for (i, word) in words.iter().enumerate() {
        let difference = u64::from_le_bytes(*word) ^ pattern;
        let zeros = difference.wrapping_sub(LOW) & !difference & HIGH;
        if zeros != 0 {
            return from + 8 * i + zeros.trailing_zeros() as usize / 8;
        }
    }
    position(bytes, end - rest.len(), end, |&b| b == byte)
}

impl Input for Bytes<'_> {
    #[inline]
    fn next(self, pos: usize) -> (u32, usize) {
        (u32::from(self.0[pos]), pos + 1)
    }

    #[inline]
    fn prev(self, pos: usize) -> (u32, usize) {
        (u32::from(self.0[pos - 1]), pos - 1)
    }

    #[inline]
    fn begins(self, pos: usize, bytes: &ByteSet) -> bool {
        bytes.contains(self.0[pos])
    }

    fn find(self, from: usize, end: usize, bytes: &ByteSet) -> usize {
        position(self.0, from, end, |&b| bytes.contains(b))
    }

    fn find_byte(self, from: usize, end: usize, byte: u8) -> usize {
        position_of_byte(self.0, from, end, byte)
    }

    #[inline]
    fn jump(self, pos: usize, n: usize, end: usize) -> Option<usize> {
        pos.checked_add(n).filter(|&to| to <= end)
    }
}

impl Utf8<'_> {
    #[inline]
    fn tail(self, pos: usize) -> u32 {
        self.0.get(pos).map_or(0, |&b| u32::from(b & 0x3f))
    }
}

impl Input for Utf8<'_> {
    #[inline]
    fn next(self, pos: usize) -> (u32, usize) {
        let first = self.0[pos];
        let lead = u32::from(first);
        match first {
            0..=0x7f => (lead, pos + 1),
            0x80..=0xdf => ((lead & 0x1f) << 6 | self.tail(pos + 1), pos + 2),
            0xe0..=0xef => (
                (lead & 0xf) << 12 | self.tail(pos + 1) << 6 | self.tail(pos + 2),
                pos + 3,
            ),
            _ => (
                (lead & 7) << 18
                    | self.tail(pos + 1) << 12
                    | self.tail(pos + 2) << 6
                    | self.tail(pos + 3),
                pos + 4,
            ),
        }
    }

    #[inline]
    fn prev(self, pos: usize) -> (u32, usize) {
        let mut at = pos - 1;
        while at > 0 && self.0[at] & 0xc0 == 0x80 {
            at -= 1;
        }
        (self.next(at).0, at)
    }

    #[inline]
    fn begins(self, pos: usize, bytes: &ByteSet) -> bool {
        bytes.contains(self.0[pos])
    }

    fn find(self, from: usize, end: usize, bytes: &ByteSet) -> usize {
        // No such set holds a continuation byte, so whatever is found begins a character.
        position(self.0, from, end, |&b| bytes.contains(b))
    }

    fn find_byte(self, from: usize, end: usize, byte: u8) -> usize {
        position_of_byte(self.0, from, end, byte)
    }

    #[inline]
    fn jump(self, _: usize, _: usize, _: usize) -> Option<usize> {
        None
    }
}

impl Input for Wide<'_> {
    #[inline]
    fn next(self, pos: usize) -> (u32, usize) {
        (self.0[pos], pos + 1)
    }

    #[inline]
    fn prev(self, pos: usize) -> (u32, usize) {
        (self.0[pos - 1], pos - 1)
    }

    #[inline]
    fn begins(self, pos: usize, bytes: &ByteSet) -> bool {
        begins_wide(self.0[pos], bytes)
    }

    fn find(self, from: usize, end: usize, bytes: &ByteSet) -> usize {
        position(self.0, from, end, |&c| begins_wide(c, bytes))
    }

    fn find_byte(self, from: usize, end: usize, byte: u8) -> usize {
        position(self.0, from, end, |&c| c == u32::from(byte))
    }

    #[inline]
    fn jump(self, pos: usize, n: usize, end: usize) -> Option<usize> {
        pos.checked_add(n).filter(|&to| to <= end)
    }
}

/// The sets are of UTF-8 bytes; of characters beyond ASCII they are not asked.
fn begins_wide(c: u32, bytes: &ByteSet) -> bool {
    u8::try_from(c).map_or(true, |byte| !byte.is_ascii() || bytes.contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_walked_both_ways_by_characters() {
        let text = "aé中😀";
        let input = Utf8(text.as_bytes());
        let (mut pos, mut seen) = (0, Vec::new());
        while pos < text.len() {
            let (c, next) = input.next(pos);
            assert_eq!(input.prev(next), (c, pos));
            seen.extend(char::from_u32(c));
            pos = next;
        }
        assert_eq!(seen, text.chars().collect::<Vec<_>>());
    }

    #[test]
    fn byte_is_found_at_every_distance() {
        for distance in 0..40 {
            let mut bytes = vec![0x80; distance];
            bytes.extend([b'\n', b'x', b'\n']);
            let input = Bytes(&bytes);
            assert_eq!(input.find_byte(0, bytes.len(), b'\n'), distance);
            assert_eq!(input.find_byte(0, distance, b'\n'), distance);
        }
    }
}
