//! Looking for a part in a text.
//!
//! `memmem` is the fastest where there is much to look through, but it first studies the needle,
//! which costs more than a short search takes: those look for the first byte and compare.

use memchr::{memchr, memmem, memrchr};

/// Up to so many bytes are looked through without studying the needle.
const SHORT: usize = 256;

/// Where a part first occurs.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    if text.len() > SHORT {
        return memmem::find(text, part);
    }
    next(text, part, 0)
}

/// Where a part last occurs.
pub fn rfind(text: &[u8], part: &[u8]) -> Option<usize> {
    if text.len() > SHORT {
        return memmem::rfind(text, part);
    }
    let Some(&first) = part.first() else {
        return Some(text.len());
    };
    let mut end = (text.len() + 1).checked_sub(part.len())?;
    while let Some(at) = memrchr(first, &text[..end]) {
        if text[at..].starts_with(part) {
            return Some(at);
        }
        end = at;
    }
    None
}

/// Where a part occurs from `from` on.
fn next(text: &[u8], part: &[u8], from: usize) -> Option<usize> {
    let Some(&first) = part.first() else {
        return (from <= text.len()).then_some(from);
    };
    let mut at = from;
    loop {
        at += memchr(first, text.get(at..)?)?;
        if text[at..].starts_with(part) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where a part occurs, without overlaps.
pub fn find_iter<'a>(text: &'a [u8], part: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut long = (text.len() > SHORT).then(|| memmem::find_iter(text, part));
    let mut from = 0;
    std::iter::from_fn(move || match &mut long {
        Some(places) => places.next(),
        None => {
            let at = next(text, part, from)?;
            from = at + part.len().max(1);
            Some(at)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Short and long searches find the same.
    #[test]
    fn short_and_long_agree() {
        let texts: [&[u8]; 6] = [b"", b"a", b"aa", b"abcabcab", b"aaaaab", b"xyz abc xyz abc"];
        let parts: [&[u8]; 7] = [b"", b"a", b"ab", b"abc", b"aab", b"c", b"zz"];
        for text in texts {
            for part in parts {
                assert_eq!(
                    find(text, part),
                    memmem::find(text, part),
                    "{text:?} {part:?}"
                );
                assert_eq!(
                    rfind(text, part),
                    memmem::rfind(text, part),
                    "{text:?} {part:?}"
                );
                let all: Vec<usize> = find_iter(text, part).collect();
                let wanted: Vec<usize> = memmem::find_iter(text, part).collect();
                assert_eq!(all, wanted, "{text:?} {part:?}");
            }
        }
    }
}
