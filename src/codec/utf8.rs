//! UTF-8.

use super::{Problem, TextBuf};

/// Decodes from `from`; the position up to which it came: the end, or, unless `last`, the start of
/// a character whose end is still to come.
pub(super) fn decode(
    bytes: &[u8],
    from: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Problem> {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let error = match std::str::from_utf8(rest) {
        Ok(text) => {
            out.push_str(text);
            return Ok(bytes.len());
        }
        Err(error) => error,
    };
    let good = error.valid_up_to();
    out.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
    let start = from + good;
    match error.error_len() {
        None if last => Err(Problem::new(start, bytes.len(), "unexpected end of data")),
        None => Ok(start),
        Some(length) => {
            let starts = rest.get(good).is_some_and(|b| (0xc2..=0xf4).contains(b));
            let reason = if starts {
                "invalid continuation byte"
            } else {
                "invalid start byte"
            };
            Err(Problem::new(start, start + length, reason))
        }
    }
}

fn is_surrogate(point: u32) -> bool {
    (0xd800..0xe000).contains(&point)
}

/// Encodes from `from`; the problem spans all surrogates that follow each other.
pub(super) fn encode(text: &[u32], from: usize, out: &mut Vec<u8>) -> Result<(), Problem> {
    let rest = text.get(from..).unwrap_or(&[]);
    for (i, &point) in rest.iter().enumerate() {
        match char::from_u32(point) {
            Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                let run = rest[i..]
                    .iter()
                    .take_while(|&&p| is_surrogate(p))
                    .count()
                    .max(1);
                return Err(Problem::new(
                    from + i,
                    from + i + run,
                    "surrogates not allowed",
                ));
            }
        }
    }
    Ok(())
}
