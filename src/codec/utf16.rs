//! UTF-16 and UTF-32, of both byte orders.

use super::{Problem, TextBuf};

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

impl Order {
    fn unit16(self, bytes: &[u8]) -> Option<u32> {
        let &[a, b] = bytes.first_chunk()?;
        Some(u32::from(match self {
            Order::Little => u16::from_le_bytes([a, b]),
            Order::Big => u16::from_be_bytes([a, b]),
        }))
    }

    fn unit32(self, bytes: &[u8]) -> Option<u32> {
        let &unit = bytes.first_chunk::<4>()?;
        Some(match self {
            Order::Little => u32::from_le_bytes(unit),
            Order::Big => u32::from_be_bytes(unit),
        })
    }

    /// Appends a code point (a surrogate as it is) in UTF-16.
    pub(super) fn push16(self, point: u32, out: &mut Vec<u8>) {
        let mut push = |unit: u16| {
            out.extend_from_slice(&match self {
                Order::Little => unit.to_le_bytes(),
                Order::Big => unit.to_be_bytes(),
            });
        };
        match char::from_u32(point) {
            Some(c) => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|&unit| push(unit)),
            None => push(point as u16),
        }
    }

    /// Appends a code point (a surrogate as it is) in UTF-32.
    pub(super) fn push32(self, point: u32, out: &mut Vec<u8>) {
        out.extend_from_slice(&match self {
            Order::Little => point.to_le_bytes(),
            Order::Big => point.to_be_bytes(),
        });
    }
}

/// The byte order mark of UTF-16 at the start: the order, if there is one.
pub(super) fn mark16(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xff, 0xfe, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] => Some(Order::Big),
        _ => None,
    }
}

/// The byte order mark of UTF-32 at the start: the order, if there is one.
pub(super) fn mark32(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(Order::Little),
        [0, 0, 0xfe, 0xff, ..] => Some(Order::Big),
        _ => None,
    }
}

/// Decodes UTF-16 from `from`; as in `utf8`, the position up to which it came.
pub(super) fn decode16(
    order: Order,
    bytes: &[u8],
    from: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Problem> {
    let mut at = from;
    let end = bytes.len();
    loop {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let Some(unit) = order.unit16(rest) else {
            return match rest {
                [] => Ok(at),
                _ if last => Err(Problem::new(at, end, "truncated data")),
                _ => Ok(at),
            };
        };
        match unit {
            0xd800..0xdc00 => match order.unit16(&rest[2..]) {
                None if last => return Err(Problem::new(at, end, "unexpected end of data")),
                None => return Ok(at),
                Some(low @ 0xdc00..0xe000) => {
                    out.push_point(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
                    at += 4;
                }
                Some(_) => return Err(Problem::new(at, at + 2, "illegal UTF-16 surrogate")),
            },
            0xdc00..0xe000 => return Err(Problem::new(at, at + 2, "illegal encoding")),
            _ => {
                out.push_point(unit);
                at += 2;
            }
        }
    }
}

/// Decodes UTF-32 from `from`.
pub(super) fn decode32(
    order: Order,
    bytes: &[u8],
    from: usize,
    last: bool,
    out: &mut TextBuf,
) -> Result<usize, Problem> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let Some(point) = order.unit32(rest) else {
            return match rest {
                [] => Ok(at),
                _ if last => Err(Problem::new(at, bytes.len(), "truncated data")),
                _ => Ok(at),
            };
        };
        match char::from_u32(point) {
            Some(c) => out.push(c),
            None => {
                let reason = if point > 0x10ffff {
                    "code point not in range(0x110000)"
                } else {
                    "code point in surrogate code point range(0xd800, 0xe000)"
                };
                return Err(Problem::new(at, at + 4, reason));
            }
        }
        at += 4;
    }
}

/// Encodes from `from` with `push`, one of the `push` functions above.
pub(super) fn encode(
    text: &[u32],
    from: usize,
    push: impl Fn(u32, &mut Vec<u8>),
    out: &mut Vec<u8>,
) -> Result<(), Problem> {
    for (at, &point) in text.iter().enumerate().skip(from) {
        if char::from_u32(point).is_none() {
            return Err(Problem::new(at, at + 1, "surrogates not allowed"));
        }
        push(point, out);
    }
    Ok(())
}
