//! Filters: kernels, blurs, ranks.
//!
//! Kernels are applied in single precision and blurs in fixed point, as Pillow does, so that
//! results are equal to the last bit.

use super::picture::{Kind, Picture, clip, int_of};

fn clip_float(v: f32) -> u8 {
    if v <= 0.0 {
        0
    } else if v >= 255.0 {
        255
    } else {
        v as u8
    }
}

/// A kernel of 3×3 or 5×5 weights, divided by their divisor already.
pub fn kernel(source: &Picture, side: usize, weights: &[f32], offset: f32) -> Option<Picture> {
    let mut out = source.clone();
    let (step, half) = (source.step(), side / 2);
    if source.width < side || source.height < side {
        return Some(out);
    }
    let (ints, start) = match source.mode.kind() {
        Kind::Int => (true, offset),
        _ => (false, offset + 0.5),
    };
    for y in half..source.height - half {
        for x in half..source.width - half {
            let at = (y * source.width + x) * step;
            for band in 0..if ints { 1 } else { step } {
                let mut sum = start;
                for k in 0..side {
                    // The rows of a kernel stand from the bottom up.
                    let row = source.row(y + half - k);
                    let mut line = 0.0_f32;
                    for (j, w) in weights.iter().skip(k * side).take(side).enumerate() {
                        let place = (x + j - half) * step + band;
                        let v = if ints {
                            int_of(row.get(place..place + 4)?) as f32
                        } else {
                            f32::from(*row.get(place)?)
                        };
                        line = if j == 0 { v * w } else { line + v * w };
                    }
                    sum += line;
                }
                if ints {
                    let rounded = (sum + 0.5).floor() as i32;
                    out.data
                        .get_mut(at..at + 4)?
                        .copy_from_slice(&rounded.to_le_bytes());
                } else {
                    *out.data.get_mut(at + band)? = clip_float(sum);
                }
            }
        }
    }
    Some(out)
}

/// One line of one band, blurred with a box that reaches `radius` to each side.
fn box_line(line: &[u8], out: &mut [u8], radius: f32) {
    let size = line.len();
    let whole = radius as usize;
    let last = size - 1;
    let unit = ((1_u32 << 24) as f32 / (radius * 2.0 + 1.0)) as u32;
    let edge = ((1_u64 << 24).saturating_sub((whole as u64 * 2 + 1) * u64::from(unit)) / 2) as u32;
    let at = |i: i64| u32::from(line[i.clamp(0, last as i64) as usize]);
    let reach = whole as i64;
    let mut sum: u32 = at(0).wrapping_mul(whole as u32 + 1);
    let inner = (whole).min(size);
    for v in line.iter().take(inner) {
        sum = sum.wrapping_add(u32::from(*v));
    }
    if whole > inner {
        sum = sum.wrapping_add(at(last as i64).wrapping_mul((whole - inner) as u32));
    }
    for (x, place) in out.iter_mut().enumerate() {
        let x = x as i64;
        sum = sum
            .wrapping_add(at(x + reach))
            .wrapping_sub(at(x - reach - 1));
        let far = at(x - reach - 1) + at(x + reach + 1);
        let bulk = sum.wrapping_mul(unit).wrapping_add(far.wrapping_mul(edge));
        *place = (bulk.wrapping_add(1 << 23) >> 24) as u8;
    }
}

fn box_rows(picture: &mut Picture, radius: f32, passes: usize) {
    let (step, width) = (picture.step(), picture.width);
    let mut line = vec![0_u8; width];
    let mut out = vec![0_u8; width];
    for y in 0..picture.height {
        let row = picture.row_mut(y);
        for band in 0..step {
            for (v, p) in line.iter_mut().zip(row.chunks_exact(step)) {
                *v = p[band];
            }
            for _ in 0..passes {
                box_line(&line, &mut out, radius);
                std::mem::swap(&mut line, &mut out);
            }
            for (v, p) in line.iter().zip(row.chunks_exact_mut(step)) {
                p[band] = *v;
            }
        }
    }
}

/// Mean over boxes, several times; radii across and down.
pub fn box_blur(source: &Picture, rx: f32, ry: f32, passes: usize) -> Option<Picture> {
    let mut out = source.clone();
    if out.width == 0 || out.height == 0 {
        return Some(out);
    }
    if rx != 0.0 {
        box_rows(&mut out, rx, passes);
    }
    if ry != 0.0 {
        let mut turned = super::transform::transpose(&out, 5)?;
        box_rows(&mut turned, ry, passes);
        out = super::transform::transpose(&turned, 5)?;
    }
    Some(out)
}

/// The radius of boxes that together come near a bell curve.
fn box_radius(radius: f32, passes: i32) -> f32 {
    let sigma2 = radius * radius / passes as f32;
    let length = (12.0 * f64::from(sigma2) + 1.0).sqrt() as f32;
    let l = ((f64::from(length) - 1.0) / 2.0).floor() as f32;
    let mut a = (2.0 * l + 1.0) * (l * (l + 1.0) - 3.0 * sigma2);
    a /= 6.0 * (sigma2 - (l + 1.0) * (l + 1.0));
    l + a
}

/// A bell curve out of three boxes.
pub fn gaussian_blur(source: &Picture, rx: f32, ry: f32, passes: usize) -> Option<Picture> {
    let count = passes as i32;
    box_blur(source, box_radius(rx, count), box_radius(ry, count), passes)
}

/// Differences to a blurred picture made stronger.
pub fn unsharp(source: &Picture, radius: f32, percent: i32, threshold: i32) -> Option<Picture> {
    let blurred = gaussian_blur(source, radius, radius, 3)?;
    let mut out = source.clone();
    for (place, soft) in out.data.iter_mut().zip(&blurred.data) {
        let difference = i32::from(*place) - i32::from(*soft);
        if difference.abs() > threshold {
            *place = clip(i32::from(*place) + difference.saturating_mul(percent) / 100);
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
    let step = source.step();
    if source.width == 0 || source.height == 0 {
        return Some(out);
    }
    for y in 0..out.height {
        let from = y.saturating_sub(ys).min(source.height - 1);
        for x in 0..out.width {
            let sx = x.saturating_sub(xs).min(source.width - 1);
            let at = (y * out.width + x) * step;
            out.data
                .get_mut(at..at + step)?
                .copy_from_slice(source.pixel(sx, from));
        }
    }
    Some(out)
}

/// Of each window of side × side the value of a rank.
pub fn rank(source: &Picture, side: usize, rank: usize) -> Option<Picture> {
    let wide = expand(source, side / 2, side / 2)?;
    let mut out = source.like()?;
    let step = source.step();
    let numbers = source.mode.kind() != Kind::Bytes;
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
