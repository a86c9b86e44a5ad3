//! Filters: kernels and ranks.
//!
//! Kernels are applied in single precision, as Pillow does, so that results are equal to the last
//! bit. Bytes go in groups, which the compiler makes vectors of.

use super::picture::{Kind, Picture, by_size, int_of, short_bytes, short_of};

/// Bytes that are filtered together.
const GROUP: usize = 16;

/// A kernel of 3×3 or 5×5 weights, divided by their divisor already.
pub fn kernel(source: &Picture, side: usize, weights: &[f32], offset: f32) -> Option<Picture> {
    if source.width < side || source.height < side {
        return Some(source.clone());
    }
    match (source.mode.kind(), side) {
        (Kind::Int, _) => kernel_numbers::<4>(
            source,
            side,
            weights,
            offset,
            |pixel| int_of(pixel) as f32,
            |sum| (sum.max(0.0) as i32).to_le_bytes(),
        ),
        (Kind::Short, _) => kernel_numbers::<2>(
            source,
            side,
            weights,
            offset,
            |pixel| f32::from(short_of(source.mode, pixel)),
            |sum| short_bytes(source.mode, sum.clamp(0.0, 65535.0) as u16),
        ),
        (_, 3) => kernel_bytes::<3>(source, weights, offset),
        _ => kernel_bytes::<5>(source, weights, offset),
    }
}

fn kernel_bytes<const SIDE: usize>(
    source: &Picture,
    weights: &[f32],
    offset: f32,
) -> Option<Picture> {
    let mut out = source.clone();
    let (step, half) = (source.step(), SIDE / 2);
    let weights: [[f32; SIDE]; SIDE] =
        std::array::from_fn(|k| std::array::from_fn(|j| weights[k * SIDE + j]));
    let length = source.stride() - 2 * half * step;
    let start = offset + 0.5;
    for y in half..source.height - half {
        // The rows of a kernel stand from the bottom up.
        let rows: [&[u8]; SIDE] = std::array::from_fn(|k| source.row(y + half - k));
        let target = out.row_mut(y).get_mut(half * step..half * step + length)?;
        let (groups, rest) = target.as_chunks_mut::<GROUP>();
        for (n, group) in groups.iter_mut().enumerate() {
            *group = weigh(&rows, n * GROUP, step, &weights, start)?;
        }
        let done = length - rest.len();
        for (n, place) in rest.iter_mut().enumerate() {
            [*place] = weigh(&rows, done + n, step, &weights, start)?;
        }
    }
    Some(out)
}

/// The kernel at `COUNT` bytes of a row, `at` counted from the left end of the kernel.
#[inline]
fn weigh<const SIDE: usize, const COUNT: usize>(
    rows: &[&[u8]; SIDE],
    at: usize,
    step: usize,
    weights: &[[f32; SIDE]; SIDE],
    start: f32,
) -> Option<[u8; COUNT]> {
    let mut sums = [start; COUNT];
    for (row, weights) in rows.iter().zip(weights) {
        let mut line = [0.0; COUNT];
        for (j, weight) in weights.iter().enumerate() {
            let bytes: &[u8; COUNT] = row.get(at + j * step..)?.first_chunk()?;
            for (sum, byte) in line.iter_mut().zip(bytes) {
                let part = f32::from(*byte) * weight;
                *sum = if j == 0 { part } else { *sum + part };
            }
        }
        for (sum, part) in sums.iter_mut().zip(line) {
            *sum += part;
        }
    }
    Some(sums.map(|sum| sum.clamp(0.0, 255.0) as i32 as u8))
}

/// The kernel on modes whose pixels are numbers, read and written by functions.
fn kernel_numbers<const SIZE: usize>(
    source: &Picture,
    side: usize,
    weights: &[f32],
    offset: f32,
    read: impl Fn(&[u8]) -> f32,
    write: impl Fn(f32) -> [u8; SIZE],
) -> Option<Picture> {
    let mut out = source.clone();
    let half = side / 2;
    let start = offset + 0.5;
    for y in half..source.height - half {
        for x in half..source.width - half {
            let mut sum = start;
            for k in 0..side {
                let mut line = 0.0_f32;
                for (j, w) in weights.iter().skip(k * side).take(side).enumerate() {
                    let v = read(source.pixel(x + j - half, y + half - k));
                    line = if j == 0 { v * w } else { line + v * w };
                }
                sum += line;
            }
            *out.pixels_mut::<SIZE>(y).get_mut(x)? = write(sum);
        }
    }
    Some(out)
}

/// A border of copies of the edge.
pub fn expand(source: &Picture, xs: usize, ys: usize) -> Option<Picture> {
    let mut out = Picture::new(
        source.mode,
        source.width.checked_add(xs.checked_mul(2)?)?,
        source.height.checked_add(ys.checked_mul(2)?)?,
    )?;
    if source.width == 0 || source.height == 0 {
        return Some(out);
    }
    by_size!(source.step(), N => for y in 0..out.height {
        let row = source.pixels::<N>(y.saturating_sub(ys).min(source.height - 1));
        let target = out.pixels_mut::<N>(y);
        let (left, rest) = target.split_at_mut(xs);
        let (middle, right) = rest.split_at_mut(row.len());
        left.fill(*row.first()?);
        middle.copy_from_slice(row);
        right.fill(*row.last()?);
    });
    Some(out)
}

/// Of each window of side × side the value of a rank.
pub fn rank(source: &Picture, side: usize, rank: usize) -> Option<Picture> {
    let wide = expand(source, side / 2, side / 2)?;
    let mut out = source.like()?;
    let step = source.step();
    let numbers = source.mode.kind() != Kind::Bytes;
    if !numbers {
        match (side, rank) {
            (_, 0) => return extreme(&wide, out, side, |a, b| a.min(b)),
            _ if rank == side * side - 1 => return extreme(&wide, out, side, |a, b| a.max(b)),
            (3, 4) => return median_of_nine(&wide, out),
            _ => {}
        }
    }
    let mut window: Vec<u8> = Vec::new();
    let mut values: Vec<f64> = Vec::new();
    for y in 0..source.height {
        for x in 0..source.width {
            let at = (y * source.width + x) * step;
            if numbers {
                values.clear();
                for k in 0..side * side {
                    let p = wide.pixel(x + k % side, y + k / side);
                    values.push(match source.mode.kind() {
                        Kind::Int => f64::from(int_of(p)),
                        _ => f64::from(super::picture::float_of(p)),
                    });
                }
                values.sort_by(f64::total_cmp);
                let v = *values.get(rank)?;
                let bytes = match source.mode.kind() {
                    Kind::Int => (v as i32).to_le_bytes(),
                    _ => (v as f32).to_le_bytes(),
                };
                out.data.get_mut(at..at + 4)?.copy_from_slice(&bytes);
                continue;
            }
            for band in 0..step {
                window.clear();
                for k in 0..side {
                    let row = wide.row(y + k);
                    window.extend((0..side).filter_map(|j| row.get((x + j) * step + band)));
                }
                let (_, v, _) = window.select_nth_unstable(rank);
                *out.data.get_mut(at + band)? = *v;
            }
        }
    }
    Some(out)
}

/// Of each window the smallest or largest byte: first of each column, then of those.
fn extreme(
    wide: &Picture,
    mut out: Picture,
    side: usize,
    fold: impl Fn(u8, u8) -> u8,
) -> Option<Picture> {
    let step = wide.step();
    let mut columns = Vec::new();
    for y in 0..out.height {
        columns.clear();
        columns.extend_from_slice(wide.row(y));
        for k in 1..side {
            for (best, byte) in columns.iter_mut().zip(wide.row(y + k)) {
                *best = fold(*best, *byte);
            }
        }
        let target = out.row_mut(y);
        target.copy_from_slice(columns.get(..target.len())?);
        for j in 1..side {
            for (best, byte) in target.iter_mut().zip(columns.get(j * step..)?) {
                *best = fold(*best, *byte);
            }
        }
    }
    Some(out)
}

/// Which of nine values are exchanged, if they are not in order, until the fifth is the median.
const NINE: [(usize, usize); 19] = [
    (1, 2),
    (4, 5),
    (7, 8),
    (0, 1),
    (3, 4),
    (6, 7),
    (1, 2),
    (4, 5),
    (7, 8),
    (0, 3),
    (5, 8),
    (4, 7),
    (3, 6),
    (1, 4),
    (2, 5),
    (4, 7),
    (4, 2),
    (6, 4),
    (4, 2),
];

fn median_of_nine(wide: &Picture, mut out: Picture) -> Option<Picture> {
    fn group<const COUNT: usize>(rows: &[&[u8]; 3], at: usize, step: usize) -> Option<[u8; COUNT]> {
        let mut values = [[0; COUNT]; 9];
        for (n, place) in values.iter_mut().enumerate() {
            *place = *rows[n / 3].get(at + n % 3 * step..)?.first_chunk()?;
        }
        for (low, high) in NINE {
            let (a, b) = (values[low], values[high]);
            values[low] = std::array::from_fn(|i| a[i].min(b[i]));
            values[high] = std::array::from_fn(|i| a[i].max(b[i]));
        }
        Some(values[4])
    }
    let step = wide.step();
    for y in 0..out.height {
        let rows = [wide.row(y), wide.row(y + 1), wide.row(y + 2)];
        let target = out.row_mut(y);
        let length = target.len();
        let (groups, rest) = target.as_chunks_mut::<GROUP>();
        for (n, place) in groups.iter_mut().enumerate() {
            *place = group(&rows, n * GROUP, step)?;
        }
        let done = length - rest.len();
        for (n, place) in rest.iter_mut().enumerate() {
            [*place] = group(&rows, done + n, step)?;
        }
    }
    Some(out)
}

/// Of each window the value that stands there most often, if more than twice.
pub fn most_common(source: &Picture, side: usize) -> Option<Picture> {
    let mut out = source.clone();
    let half = side / 2;
    let step = source.step();
    for y in 0..source.height {
        for x in 0..source.width {
            for band in 0..step {
                let mut counts = [0_u32; 256];
                for sy in y.saturating_sub(half)..=(y + half).min(source.height - 1) {
                    let row = source.row(sy);
                    for sx in x.saturating_sub(half)..=(x + half).min(source.width - 1) {
                        counts[usize::from(*row.get(sx * step + band)?)] += 1;
                    }
                }
                let (mut best, mut count) = (0, counts[0]);
                for (v, c) in counts.iter().enumerate().skip(1) {
                    if *c > count {
                        (best, count) = (v, *c);
                    }
                }
                if count > 2 {
                    *out.data.get_mut((y * source.width + x) * step + band)? = best as u8;
                }
            }
        }
    }
    Some(out)
}
