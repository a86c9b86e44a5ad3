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
    let (ia, ib, ic) = (i16::from(a), i16::from(b), i16::from(c));
    let (to_b, to_a) = (ia - ic, ib - ic);
    let (pa, pb, pc) = (to_a.abs(), to_b.abs(), (to_a + to_b).abs());
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
    match kind {
        0 => {}
        1 => guess_each(row, above, step, |left, _, _| left),
        2 => {
            for (byte, up) in row.iter_mut().zip(above) {
                *byte = byte.wrapping_add(*up);
            }
        }
        3 => guess_each(row, above, step, mean),
        4 => guess_each(row, above, step, paeth),
        _ => return None,
    }
    Some(())
}

fn mean(left: u8, up: u8, _: u8) -> u8 {
    ((u16::from(left) + u16::from(up)) / 2) as u8
}

/// Adds to each byte what is guessed from the bytes left of, above, and left above it.
fn guess_each(row: &mut [u8], above: &[u8], step: usize, guess: impl Fn(u8, u8, u8) -> u8 + Copy) {
    match step {
        1 => guess_pixels::<1>(row, above, guess),
        2 => guess_pixels::<2>(row, above, guess),
        3 => guess_pixels::<3>(row, above, guess),
        4 => guess_pixels::<4>(row, above, guess),
        6 => guess_pixels::<6>(row, above, guess),
        _ => guess_pixels::<8>(row, above, guess),
    }
}

fn guess_pixels<const N: usize>(row: &mut [u8], above: &[u8], guess: impl Fn(u8, u8, u8) -> u8) {
    let (mut left, mut corner) = ([0; N], [0; N]);
    for (pixel, up) in row
        .as_chunks_mut::<N>()
        .0
        .iter_mut()
        .zip(above.as_chunks::<N>().0)
    {
        for k in 0..N {
            pixel[k] = pixel[k].wrapping_add(guess(left[k], up[k], corner[k]));
        }
        (left, corner) = (*pixel, *up);
    }
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
            if depth >= 8 && !interlaced {
                out.get_mut(y * size..(y + 1) * size)?
                    .copy_from_slice(&line);
                above = line;
                continue;
            }
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
    // Room in front stands for what is left of the first pixel.
    let mut above = vec![0_u8; step + stride];
    let mut here = above.clone();
    let mut line = vec![0_u8; stride];
    let mut best = line.clone();
    for row in data.chunks_exact(stride.max(1)) {
        if plain {
            out.push(0);
            out.extend_from_slice(row);
            continue;
        }
        here[step..].copy_from_slice(row);
        let mut least = (u64::MAX, 0);
        for kind in 0..5_u8 {
            let places = line.iter_mut().zip(row);
            let lefts = here.iter().zip(&above[step..]).zip(&above);
            let places = places.zip(lefts);
            match kind {
                0 => places.for_each(|((to, byte), _)| *to = *byte),
                1 => places.for_each(|((to, byte), ((a, _), _))| *to = byte.wrapping_sub(*a)),
                2 => places.for_each(|((to, byte), ((_, b), _))| *to = byte.wrapping_sub(*b)),
                3 => places.for_each(|((to, byte), ((a, b), c))| {
                    *to = byte.wrapping_sub(mean(*a, *b, *c));
                }),
                _ => places.for_each(|((to, byte), ((a, b), c))| {
                    *to = byte.wrapping_sub(paeth(*a, *b, *c));
                }),
            }
            let cost = line
                .chunks(256)
                .map(|part| {
                    let sizes = part.iter().map(|v| u16::from((*v as i8).unsigned_abs()));
                    u64::from(sizes.sum::<u16>())
                })
                .sum();
            if cost < least.0 {
                least = (cost, kind);
                best.copy_from_slice(&line);
            }
        }
        out.push(least.1);
        out.extend_from_slice(&best);
        above.copy_from_slice(&here);
    }
    out
}
