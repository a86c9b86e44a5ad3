//! PNG: all colour types and depths, interlaced or not.
//!
//! Chunks are cut apart and put together in `stdlib/PIL/PngImagePlugin.py`; here is what needs
//! speed: rows unfiltered and unpacked, and rows filtered for writing.

/// The bytes of a row of `width` pixels of `bits` bits.
fn row_bytes(width: usize, bits: usize) -> Option<usize> {
    Some(width.checked_mul(bits)?.div_ceil(8))
}

/// The passes of an interlaced picture: first column and row, steps.
const PASSES: [(usize, usize, usize, usize); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let (ia, ib, ic) = (i32::from(a), i32::from(b), i32::from(c));
    let p = ia + ib - ic;
    let (pa, pb, pc) = ((p - ia).abs(), (p - ib).abs(), (p - ic).abs());
    if pa <= pb && pa <= pc {
        a
    } else if pb <= pc {
        b
    } else {
        c
    }
}

/// Undo the filter of a row. `None` for a filter that does not exist.
fn unfilter(kind: u8, row: &mut [u8], above: &[u8], step: usize) -> Option<()> {
    for i in 0..row.len() {
        let left = if i >= step { row[i - step] } else { 0 };
        let up = above.get(i).copied().unwrap_or(0);
        let corner = if i >= step {
            above.get(i - step).copied().unwrap_or(0)
        } else {
            0
        };
        let guess = match kind {
            0 => return Some(()),
            1 => left,
            2 => up,
            3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
            4 => paeth(left, up, corner),
            _ => return None,
        };
        row[i] = row[i].wrapping_add(guess);
    }
    Some(())
}

/// The samples of a picture out of its inflated data: one byte per sample for depths up to eight
/// (as they stand in the file, not scaled), two bytes, high byte first, for sixteen. Second: how
/// many rows were whole, which is fewer than the height if the data ends early.
pub fn unpack(
    data: &[u8],
    width: usize,
    height: usize,
    depth: usize,
    samples: usize,
    interlaced: bool,
) -> Option<(Vec<u8>, bool)> {
    let out_step = samples * if depth == 16 { 2 } else { 1 };
    let total = width.checked_mul(height)?.checked_mul(out_step)?;
    let mut out = Vec::new();
    out.try_reserve_exact(total).ok()?;
    out.resize(total, 0);
    let bits = depth * samples;
    let filter_step = (bits / 8).max(1);
    let one = [(0, 0, 1, 1)];
    let passes: &[(usize, usize, usize, usize)] = if interlaced { &PASSES } else { &one };
    let mut at = 0;
    for (x0, y0, dx, dy) in passes {
        let columns = width.saturating_sub(*x0).div_ceil(*dx);
        let rows = height.saturating_sub(*y0).div_ceil(*dy);
        if columns == 0 {
            continue;
        }
        let size = row_bytes(columns, bits)?;
        let mut above = vec![0_u8; size];
        for row in 0..rows {
            let Some(packed) = data.get(at + 1..at + 1 + size) else {
                return Some((out, false));
            };
            let mut line = packed.to_vec();
            unfilter(*data.get(at)?, &mut line, &above, filter_step)?;
            at += 1 + size;
            let y = y0 + row * dy;
            for column in 0..columns {
                let to = (y * width + x0 + column * dx) * out_step;
                let place = out.get_mut(to..to + out_step)?;
                match depth {
                    8 | 16 => {
                        let from = column * out_step;
                        place.copy_from_slice(line.get(from..from + out_step)?);
                    }
                    _ => {
                        let bit = column * depth;
                        let byte = line.get(bit / 8)?;
                        let shift = 8 - depth - bit % 8;
                        place[0] = (byte >> shift) & ((1 << depth) - 1) as u8;
                    }
                }
            }
            above = line;
        }
    }
    Some((out, true))
}

/// Rows with the filter that leaves the smallest sum of differences.
pub fn filter(data: &[u8], stride: usize, step: usize, plain: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + data.len() / stride.max(1) + 1);
    let mut above = vec![0_u8; stride];
    for row in data.chunks(stride.max(1)) {
        if plain {
            out.push(0);
            out.extend_from_slice(row);
            continue;
        }
        let mut best: Option<(u64, u8, Vec<u8>)> = None;
        for kind in 0..5_u8 {
            let line: Vec<u8> = (0..row.len())
                .map(|i| {
                    let left = if i >= step { row[i - step] } else { 0 };
                    let up = above[i];
                    let corner = if i >= step { above[i - step] } else { 0 };
                    let guess = match kind {
                        0 => 0,
                        1 => left,
                        2 => up,
                        3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                        _ => paeth(left, up, corner),
                    };
                    row[i].wrapping_sub(guess)
                })
                .collect();
            let cost = line
                .iter()
                .map(|v| u64::from((*v as i8).unsigned_abs()))
                .sum();
            if best.as_ref().is_none_or(|b| cost < b.0) {
                best = Some((cost, kind, line));
            }
        }
        if let Some((_, kind, line)) = best {
            out.push(kind);
            out.extend(line);
        }
        above[..row.len()].copy_from_slice(row);
    }
    out
}
