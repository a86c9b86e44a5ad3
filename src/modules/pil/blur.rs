//! Blurs: means over boxes, and bell curves out of several of them.
//!
//! Sums go in fixed point, as Pillow's do, so that results are equal to the last bit.

use super::picture::{Picture, by_size, clip};

/// A box that reaches `radius` pixels to each side, the outermost of them in part.
#[derive(Clone, Copy)]
struct Reach {
    whole: usize,
    /// The weight of a pixel, and that of an outermost one, times 2²⁴.
    unit: u32,
    edge: u32,
}

impl Reach {
    fn new(radius: f32) -> Reach {
        // No picture has a side that comes near.
        let whole = (radius as usize).min(1 << 30);
        let unit = ((1_u32 << 24) as f32 / (radius * 2.0 + 1.0)) as u32;
        let inner = (whole as u64 * 2 + 1) * u64::from(unit);
        Reach {
            whole,
            unit,
            edge: ((1_u64 << 24).saturating_sub(inner) / 2) as u32,
        }
    }

    /// The mean out of the sum of the whole pixels and of the two outermost ones.
    #[inline]
    fn mean(self, sum: u32, far: u32) -> u8 {
        let bulk = sum.wrapping_mul(self.unit);
        let bulk = bulk.wrapping_add(far.wrapping_mul(self.edge));
        (bulk.wrapping_add(1 << 23) >> 24) as u8
    }
}

/// The sum before the first step over a line: what reaches beyond its begin counts as the first
/// place, what reaches beyond its end as the last.
fn first_sum(size: usize, whole: usize, at: impl Fn(usize) -> u32) -> u32 {
    let inner = whole.min(size);
    let sum = at(0).wrapping_mul(whole as u32 + 1);
    let sum = (0..inner).fold(sum, |sum, i| sum.wrapping_add(at(i)));
    sum.wrapping_add(at(size - 1).wrapping_mul((whole - inner) as u32))
}

/// One line, blurred.
fn blur_line<const N: usize>(line: &[[u8; N]], out: &mut [[u8; N]], reach: Reach) {
    let (size, whole) = (line.len(), reach.whole);
    let mut sums: [u32; N] =
        std::array::from_fn(|band| first_sum(size, whole, |i| u32::from(line[i][band])));
    let mut step = |target: &mut [u8; N], next: &[u8; N], last: &[u8; N], far: &[u8; N]| {
        for band in 0..N {
            let (next, last, far) = (next[band], last[band], far[band]);
            let sum = sums[band].wrapping_add(u32::from(next));
            sums[band] = sum.wrapping_sub(u32::from(last));
            target[band] = reach.mean(sums[band], u32::from(last) + u32::from(far));
        }
    };
    if whole >= size {
        // Both sides reach beyond the ends everywhere.
        let (first, last) = (line[0], line[size - 1]);
        out.iter_mut()
            .for_each(|target| step(target, &last, &first, &last));
        return;
    }
    // Continued on both sides by its ends, the line needs no further look at them.
    let mut long = Vec::with_capacity(size + 2 * whole + 2);
    long.resize(whole + 1, line[0]);
    long.extend_from_slice(line);
    long.resize(size + 2 * whole + 2, line[size - 1]);
    let (next, far) = (&long[2 * whole + 1..], &long[2 * whole + 2..]);
    for (((target, next), last), far) in out.iter_mut().zip(next).zip(&long).zip(far) {
        step(target, next, last, far);
    }
}

fn blur_across<const N: usize>(picture: &mut Picture, reach: Reach, passes: usize) {
    let mut out = vec![[0; N]; picture.width];
    for y in 0..picture.height {
        for _ in 0..passes {
            let row = picture.pixels_mut::<N>(y);
            blur_line(row, &mut out, reach);
            row.copy_from_slice(&out);
        }
    }
}

/// Blurs down, all columns side by side: one pass.
fn blur_down(source: &Picture, out: &mut Picture, reach: Reach) {
    let last = source.height - 1;
    let row = |y: usize| source.row(y.min(last));
    let mut sums: Vec<u32> = (0..source.stride())
        .map(|x| {
            let at = |y: usize| row(y).get(x).map_or(0, |v| u32::from(*v));
            first_sum(source.height, reach.whole, at)
        })
        .collect();
    for y in 0..source.height {
        let next = row(y.saturating_add(reach.whole));
        let gone = row(y.saturating_sub(reach.whole + 1));
        let far = row(y.saturating_add(reach.whole + 1));
        let places = out.row_mut(y).iter_mut().zip(&mut sums);
        for (((target, sum), next), (gone, far)) in places.zip(next).zip(gone.iter().zip(far)) {
            *sum = sum
                .wrapping_add(u32::from(*next))
                .wrapping_sub(u32::from(*gone));
            *target = reach.mean(*sum, u32::from(*gone) + u32::from(*far));
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
        by_size!(out.step(), N => blur_across::<N>(&mut out, Reach::new(rx), passes));
    }
    if ry != 0.0 {
        let mut other = out.like()?;
        for _ in 0..passes {
            blur_down(&out, &mut other, Reach::new(ry));
            std::mem::swap(&mut out, &mut other);
        }
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
    // A difference of two bytes can only be one of these.
    let mut changes = [0_i32; 511];
    for (change, difference) in changes.iter_mut().zip(-255_i32..) {
        if difference.abs() > threshold {
            *change = difference.saturating_mul(percent) / 100;
        }
    }
    for (place, soft) in out.data.iter_mut().zip(&blurred.data) {
        let difference = usize::from(*place) + 255 - usize::from(*soft);
        *place = clip(i32::from(*place).saturating_add(changes[difference]));
    }
    Some(out)
}
