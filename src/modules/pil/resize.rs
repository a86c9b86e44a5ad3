//! Other sizes: resampling with windowed filters, nearest neighbours, whole-number reduction.
//!
//! Weights are computed in double precision and applied with 22 bits, as Pillow does, so that
//! results are equal to the last bit.

use super::picture::{Kind, Mode, Picture, by_size, float_of, int_of, short_bytes, short_of};

/// The window of a resampling: how far it reaches, and its weight at a distance.
#[derive(Clone, Copy)]
pub enum Window {
    Box,
    Bilinear,
    Hamming,
    Bicubic,
    Lanczos,
    /// Magic Kernel Sharp of 2013.
    Sharp2013,
    /// Magic Kernel Sharp of 2021.
    Sharp2021,
}

impl Window {
    /// The window of Pillow's number for it.
    pub fn of(number: i64) -> Option<Window> {
        Some(match number {
            1 => Window::Lanczos,
            2 => Window::Bilinear,
            3 => Window::Bicubic,
            4 => Window::Box,
            5 => Window::Hamming,
            6 => Window::Sharp2013,
            7 => Window::Sharp2021,
            _ => return None,
        })
    }

    fn support(self) -> f64 {
        match self {
            Window::Box => 0.5,
            Window::Bilinear | Window::Hamming => 1.0,
            Window::Bicubic => 2.0,
            Window::Lanczos => 3.0,
            Window::Sharp2013 => 2.5,
            Window::Sharp2021 => 4.5,
        }
    }

    fn weight(self, x: f64) -> f64 {
        let pi = std::f64::consts::PI;
        let sinc = |x: f64| {
            if x == 0.0 {
                1.0
            } else {
                let x = x * pi;
                x.sin() / x
            }
        };
        match self {
            Window::Box => f64::from(u8::from(x > -0.5 && x <= 0.5)),
            Window::Bilinear => (1.0 - x.abs()).max(0.0),
            Window::Hamming => {
                let x = x.abs();
                if x == 0.0 {
                    1.0
                } else if x >= 1.0 {
                    0.0
                } else {
                    let x = x * pi;
                    // Pillow has these two in single precision.
                    x.sin() / x * (f64::from(0.54_f32) + f64::from(0.46_f32) * x.cos())
                }
            }
            Window::Bicubic => {
                let a = -0.5;
                let x = x.abs();
                if x < 1.0 {
                    ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0
                } else if x < 2.0 {
                    (((x - 5.0) * x + 8.0) * x - 4.0) * a
                } else {
                    0.0
                }
            }
            Window::Sharp2013 => match x.abs() {
                x if x <= 0.5 => 17.0 / 16.0 - 7.0 / 4.0 * x * x,
                x if x <= 1.5 => (1.0 - x) * (7.0 / 4.0 - x),
                x if x <= 2.5 => -1.0 / 8.0 * (x - 2.5) * (x - 2.5),
                _ => 0.0,
            },
            Window::Sharp2021 => match x.abs() {
                x if x <= 0.5 => 577.0 / 576.0 - 239.0 / 144.0 * x * x,
                x if x <= 1.5 => 35.0 / 36.0 * (x - 1.0) * (x - 239.0 / 140.0),
                x if x <= 2.5 => 1.0 / 6.0 * (x - 2.0) * (65.0 / 24.0 - x),
                x if x <= 3.5 => 1.0 / 36.0 * (x - 3.0) * (x - 3.75),
                x if x <= 4.5 => -1.0 / 288.0 * (x - 4.5) * (x - 4.5),
                _ => 0.0,
            },
            Window::Lanczos => {
                if (-3.0..3.0).contains(&x) {
                    sinc(x) * sinc(x / 3.0)
                } else {
                    0.0
                }
            }
        }
    }
}

/// For each place of a line: where its sources begin, and their weights.
type Weights = Vec<(usize, Vec<f64>)>;

/// Weights for a line of `input` places of which `from..to` becomes `output` places.
fn weights(input: usize, from: f64, to: f64, output: usize, window: Window) -> Weights {
    // Pillow takes a box in single precision.
    let from32 = from as f32;
    let (from, scale) = (
        f64::from(from32),
        f64::from(to as f32 - from32) / output as f64,
    );
    let filter_scale = scale.max(1.0);
    let support = window.support() * filter_scale;
    let narrow = 1.0 / filter_scale;
    (0..output)
        .map(|i| {
            let center = from + (i as f64 + 0.5) * scale;
            let first = ((center - support + 0.5) as i64).max(0) as usize;
            let last = (((center + support + 0.5) as i64).max(0) as usize).min(input);
            let mut line: Vec<f64> = (first..last.max(first))
                .map(|x| window.weight((x as f64 - center + 0.5) * narrow))
                .collect();
            let sum: f64 = line.iter().fold(0.0, |sum, w| sum + w);
            if sum != 0.0 {
                line.iter_mut().for_each(|w| *w /= sum);
            }
            (first, line)
        })
        .collect()
}

const BITS: u32 = 32 - 8 - 2;

/// Weights in whole numbers of 22 bits after the point.
fn whole(weights: &Weights) -> Vec<(usize, Vec<i32>)> {
    let one = f64::from(1_u32 << BITS);
    let round = |w: &f64| {
        if *w < 0.0 {
            (-0.5 + w * one) as i32
        } else {
            (0.5 + w * one) as i32
        }
    };
    weights
        .iter()
        .map(|(first, line)| (*first, line.iter().map(round).collect()))
        .collect()
}

fn clip_sum(sum: i32) -> u8 {
    (sum >> BITS).clamp(0, 255) as u8
}

fn number(picture: &Picture, bytes: &[u8]) -> f64 {
    match picture.mode.kind() {
        Kind::Int => f64::from(int_of(bytes)),
        Kind::Float => f64::from(float_of(bytes)),
        _ => f64::from(short_of(picture.mode, bytes)),
    }
}

fn write_number(mode: Mode, to: &mut [u8], sum: f64) {
    let rounded = if sum >= 0.0 {
        (sum + 0.5).floor()
    } else {
        -(sum.abs() + 0.5).floor()
    };
    match mode.kind() {
        Kind::Int => to.copy_from_slice(&(rounded as i32).to_le_bytes()),
        Kind::Float => to.copy_from_slice(&(sum as f32).to_le_bytes()),
        _ => {
            let value = rounded.clamp(0.0, 65535.0) as u16;
            to.copy_from_slice(&short_bytes(mode, value));
        }
    }
}

fn horizontal(
    source: &Picture,
    from: f64,
    to: f64,
    width: usize,
    window: Window,
) -> Option<Picture> {
    let mut out = Picture::new(source.mode, width, source.height)?;
    let table = weights(source.width, from, to, width, window);
    let step = source.step();
    if source.mode.kind() != Kind::Bytes {
        for y in 0..source.height {
            let row = source.row(y);
            let target = out.row_mut(y);
            for ((first, line), q) in table.iter().zip(target.chunks_exact_mut(step)) {
                let pixels = row.chunks_exact(step).skip(*first);
                let sum = pixels
                    .zip(line)
                    .fold(0.0, |sum, (p, w)| sum + number(source, p) * w);
                write_number(source.mode, q, sum);
            }
        }
        return Some(out);
    }
    by_size!(step, N => mix_across::<N>(source, &mut out, &whole(&table)));
    Some(out)
}

fn mix_across<const N: usize>(source: &Picture, out: &mut Picture, table: &[(usize, Vec<i32>)]) {
    for y in 0..source.height {
        let row = source.pixels::<N>(y);
        for ((first, line), target) in table.iter().zip(out.pixels_mut::<N>(y)) {
            let mut sums = [1_i32 << (BITS - 1); N];
            for (pixel, weight) in row.get(*first..).unwrap_or_default().iter().zip(line) {
                for band in 0..N {
                    let part = i32::from(pixel[band]).wrapping_mul(*weight);
                    sums[band] = sums[band].wrapping_add(part);
                }
            }
            *target = sums.map(clip_sum);
        }
    }
}

fn vertical(
    source: &Picture,
    from: f64,
    to: f64,
    height: usize,
    window: Window,
) -> Option<Picture> {
    let mut out = Picture::new(source.mode, source.width, height)?;
    let table = weights(source.height, from, to, height, window);
    let step = source.step();
    if source.mode.kind() != Kind::Bytes {
        for (y, (first, line)) in table.iter().enumerate() {
            let target = out.row_mut(y);
            for (x, q) in target.chunks_exact_mut(step).enumerate() {
                let sum = line.iter().enumerate().fold(0.0, |sum, (k, w)| {
                    sum + number(source, source.pixel(x, first + k)) * w
                });
                write_number(source.mode, q, sum);
            }
        }
        return Some(out);
    }
    let mut sums = vec![0_i32; source.stride()];
    for (y, (first, line)) in whole(&table).iter().enumerate() {
        sums.fill(1 << (BITS - 1));
        for (k, w) in line.iter().enumerate() {
            for (sum, v) in sums.iter_mut().zip(source.row(first + k)) {
                *sum = sum.wrapping_add(i32::from(*v).wrapping_mul(*w));
            }
        }
        for (place, sum) in out.row_mut(y).iter_mut().zip(&sums) {
            *place = clip_sum(*sum);
        }
    }
    Some(out)
}

/// The part `region` (left, top, right, bottom) in another size.
pub fn resample(
    source: &Picture,
    width: usize,
    height: usize,
    window: Window,
    region: [f64; 4],
) -> Option<Picture> {
    let [x0, y0, x1, y1] = region;
    let across = width != source.width || x0 != 0.0 || x1 != width as f64;
    let down = height != source.height || y0 != 0.0 || y1 != height as f64;
    let mut out = None;
    if across && down && width > source.width && height < source.height {
        // Wider and lower: what the first pass leaves is smaller the other way round.
        let low = vertical(source, y0, y1, height, window)?;
        return horizontal(&low, x0, x1, width, window);
    }
    if across {
        out = Some(horizontal(source, x0, x1, width, window)?);
    }
    if down {
        out = Some(vertical(
            out.as_ref().unwrap_or(source),
            y0,
            y1,
            height,
            window,
        )?);
    }
    Some(out.unwrap_or_else(|| source.clone()))
}

/// The part `region` in another size, without mixing pixels.
pub fn nearest(source: &Picture, width: usize, height: usize, region: [f64; 4]) -> Option<Picture> {
    let [x0, y0, x1, y1] = region;
    let mut out = Picture::new(source.mode, width, height)?;
    let places = |from: f64, to: f64, count: usize, limit: usize| -> Vec<Option<usize>> {
        let scale = (to - from) / count as f64;
        let mut at = from + scale * 0.5;
        (0..count)
            .map(|_| {
                let here = at;
                at += scale;
                (here >= 0.0 && (here as usize) < limit).then_some(here as usize)
            })
            .collect()
    };
    let columns = places(x0, x1, width, source.width);
    let rows = places(y0, y1, height, source.height);
    by_size!(source.step(), N => pick::<N>(source, &mut out, &columns, &rows));
    Some(out)
}

/// Copies the pixels of some columns and rows; rows that repeat are copied whole.
fn pick<const N: usize>(
    source: &Picture,
    out: &mut Picture,
    columns: &[Option<usize>],
    rows: &[Option<usize>],
) {
    let stride = out.stride();
    let mut before = None;
    for (y, row) in rows.iter().enumerate() {
        if y > 0 && before == *row {
            out.data
                .copy_within((y - 1) * stride..y * stride, y * stride);
            continue;
        }
        before = *row;
        let Some(row) = row else { continue };
        let pixels = source.pixels::<N>(*row);
        for (target, column) in out.pixels_mut::<N>(y).iter_mut().zip(columns) {
            if let Some(pixel) = column.and_then(|column| pixels.get(column)) {
                *target = *pixel;
            }
        }
    }
}

/// Blocks of `fx` × `fy` pixels as their mean, within a region of whole pixels.
pub fn reduce(source: &Picture, fx: usize, fy: usize, region: [usize; 4]) -> Option<Picture> {
    let [x0, y0, x1, y1] = region;
    let (width, height) = ((x1 - x0).div_ceil(fx), (y1 - y0).div_ceil(fy));
    let mut out = Picture::new(source.mode, width, height)?;
    let step = source.step();
    for oy in 0..height {
        for ox in 0..width {
            let xs = x0 + ox * fx..(x0 + (ox + 1) * fx).min(x1);
            let ys = y0 + oy * fy..(y0 + (oy + 1) * fy).min(y1);
            let count = xs.len() * ys.len();
            let at = (oy * width + ox) * step;
            let place = out.data.get_mut(at..at + step)?;
            if source.mode.kind() != Kind::Bytes {
                let mut sum = 0.0;
                for y in ys {
                    for x in xs.clone() {
                        sum += number(source, source.pixel(x, y));
                    }
                }
                write_number(source.mode, place, sum * (1.0 / count as f64));
                continue;
            }
            let mut sums = [(count / 2) as u64; 4];
            for y in ys {
                for x in xs.clone() {
                    for (sum, v) in sums.iter_mut().zip(source.pixel(x, y)) {
                        *sum += u64::from(*v);
                    }
                }
            }
            let multiplier = (1_u64 << 32) / (256 * count.max(1) as u64);
            for (p, sum) in place.iter_mut().zip(sums) {
                *p = ((sum * multiplier) >> 24).min(255) as u8;
            }
        }
    }
    Some(out)
}
