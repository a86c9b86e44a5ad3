//! Pictures put together: pasting, blending, and arithmetic pixel by pixel.

use super::picture::{Ink, Kind, Mode, Picture, by_size, clip, float_of, int_of, mul255};

/// in * (255 - mask) + new * mask, by 255, rounded.
fn mix(mask: u8, old: u8, new: u8) -> u8 {
    let m = u16::from(mask);
    let t = u16::from(old) * (255 - m) + u16::from(new) * m + 128;
    (((t >> 8) + t) >> 8) as u8
}

/// What is pasted: another picture, or one colour.
pub enum Source<'a> {
    Picture(&'a Picture),
    Colour(&'a Ink),
}

/// Paste at a place, through a mask (modes 1, L, LA, RGBA, RGBa) if there is one.
pub fn paste(out: &mut Picture, source: &Source, mask: Option<&Picture>, place: [i64; 4]) {
    by_size!(out.step(), N => paste_pixels::<N>(out, source, mask, place));
}

fn paste_pixels<const N: usize>(
    out: &mut Picture,
    source: &Source,
    mask: Option<&Picture>,
    [x0, y0, x1, y1]: [i64; 4],
) {
    let (left, right) = (x0.max(0), x1.min(out.width as i64));
    if left >= right {
        return;
    }
    let (left, right, skipped) = (left as usize, right as usize, (left - x0) as usize);
    let colour: Vec<[u8; N]> = match source {
        Source::Picture(_) => Vec::new(),
        Source::Colour(ink) => vec![std::array::from_fn(|band| ink[band]); right - left],
    };
    for y in y0.max(0)..y1.min(out.height as i64) {
        let row = (y - y0) as usize;
        let new = match source {
            Source::Picture(picture) => picture.pixels::<N>(row).get(skipped..).unwrap_or_default(),
            Source::Colour(_) => &colour,
        };
        let Some(old) = out.pixels_mut::<N>(y as usize).get_mut(left..right) else {
            continue;
        };
        let Some(mask) = mask else {
            old.iter_mut().zip(new).for_each(|(old, new)| *old = *new);
            continue;
        };
        let size = mask.step();
        let alphas = mask.row(row).get(skipped * size..).unwrap_or_default();
        let alphas = alphas.chunks_exact(size).map(|pixel| pixel[size - 1]);
        let places = old.iter_mut().zip(new).zip(alphas);
        match mask.mode {
            Mode::One => places.for_each(|((old, new), alpha)| {
                if alpha != 0 {
                    *old = *new;
                }
            }),
            Mode::RgbaPre => places.for_each(|((old, new), alpha)| {
                for band in 0..N {
                    let kept = i32::from(mul255(old[band], 255 - alpha));
                    old[band] = clip(kept + i32::from(new[band]));
                }
            }),
            _ => places.for_each(|((old, new), alpha)| {
                for band in 0..N {
                    old[band] = mix(alpha, old[band], new[band]);
                }
            }),
        }
    }
}

/// `over` over `under`, both with alpha.
pub fn alpha_composite(under: &Picture, over: &Picture) -> Option<Picture> {
    let mut out = under.like()?;
    let step = under.step();
    let colours = step - 1;
    for ((o, d), s) in out
        .data
        .chunks_exact_mut(step)
        .zip(under.data.chunks_exact(step))
        .zip(over.data.chunks_exact(step))
    {
        let sa = u32::from(s[colours]);
        if sa == 0 {
            o.copy_from_slice(d);
            continue;
        }
        let blend = u32::from(d[colours]) * (255 - sa);
        let out_alpha = sa * 255 + blend;
        let coefficient = sa * 255 * 255 * (1 << 7) / out_alpha;
        let rest = 255 * (1 << 7) - coefficient;
        for k in 0..colours {
            let t = u32::from(s[k]) * coefficient + u32::from(d[k]) * rest + (0x80 << 7);
            o[k] = (((t >> 8) + t) >> 8 >> 7) as u8;
        }
        let t = out_alpha + 0x80;
        o[colours] = (((t >> 8) + t) >> 8) as u8;
    }
    Some(out)
}

/// Between two pictures, or beyond.
pub fn blend(a: &Picture, b: &Picture, alpha: f32) -> Option<Picture> {
    if alpha == 0.0 {
        return Some(a.clone());
    }
    if alpha == 1.0 {
        return Some(b.clone());
    }
    let mut out = a.like()?;
    let between = (0.0..=1.0).contains(&alpha);
    if between {
        for ((o, x), y) in out.data.iter_mut().zip(&a.data).zip(&b.data) {
            let (x, y) = (i32::from(*x), i32::from(*y));
            *o = (x as f32 + alpha * (y - x) as f32) as i32 as u8;
        }
        return Some(out);
    }
    for ((o, x), y) in out.data.iter_mut().zip(&a.data).zip(&b.data) {
        let (x, y) = (i32::from(*x), i32::from(*y));
        let v = x as f32 + alpha * (y - x) as f32;
        *o = if v > 0.0 && v < 255.0 {
            v as u8
        } else if v <= 0.0 {
            0
        } else {
            255
        };
    }
    Some(out)
}

/// Arithmetic of two pictures, by name; `None` if the name is unknown or memory is short.
pub fn arithmetic(
    name: &str,
    a: &Picture,
    b: &Picture,
    scale: f32,
    offset: i32,
) -> Option<Picture> {
    let hard = |x: i32, y: i32| match y < 128 {
        true => x * y / 127,
        false => 255 - (255 - y) * (255 - x) / 127,
    };
    match name {
        "lighter" => each_pair(a, b, |x, y| x.max(y)),
        "darker" => each_pair(a, b, |x, y| x.min(y)),
        "difference" => each_pair(a, b, |x, y| x.abs_diff(y)),
        "multiply" => each_number(a, b, |x, y| x * y / 255),
        "screen" => each_number(a, b, |x, y| 255 - (255 - x) * (255 - y) / 255),
        "soft_light" => each_number(a, b, |x, y| {
            ((255 - x) * (x * y) / 65536) + (x * (255 - ((255 - x) * (255 - y) / 255))) / 255
        }),
        "hard_light" => each_number(a, b, hard),
        "overlay" => each_number(a, b, |x, y| hard(y, x)),
        "add" if scale == 1.0 => each_number(a, b, |x, y| (x + y).saturating_add(offset)),
        "subtract" if scale == 1.0 => each_number(a, b, |x, y| (x - y).saturating_add(offset)),
        "add" => each_number(a, b, |x, y| ((x + y) as f32 / scale + offset as f32) as i32),
        "subtract" => each_number(a, b, |x, y| ((x - y) as f32 / scale + offset as f32) as i32),
        "add_modulo" => each_pair(a, b, u8::wrapping_add),
        "subtract_modulo" => each_pair(a, b, u8::wrapping_sub),
        "and" => each_pair(a, b, |x, y| if x != 0 && y != 0 { 255 } else { 0 }),
        "or" => each_pair(a, b, |x, y| if x != 0 || y != 0 { 255 } else { 0 }),
        "xor" => each_pair(a, b, |x, y| if (x != 0) != (y != 0) { 255 } else { 0 }),
        _ => None,
    }
}

/// Every byte of two pictures through an operation, as far as both reach.
fn each_pair(a: &Picture, b: &Picture, operation: impl Fn(u8, u8) -> u8) -> Option<Picture> {
    let (width, height) = (a.width.min(b.width), a.height.min(b.height));
    let mut out = Picture::new(a.mode, width, height)?;
    for y in 0..height {
        for ((o, x), y) in out.row_mut(y).iter_mut().zip(a.row(y)).zip(b.row(y)) {
            *o = operation(*x, *y);
        }
    }
    Some(out)
}

/// As [`each_pair`], with numbers that are cut to 0 to 255.
fn each_number(a: &Picture, b: &Picture, operation: impl Fn(i32, i32) -> i32) -> Option<Picture> {
    each_pair(a, b, |x, y| clip(operation(i32::from(x), i32::from(y))))
}

/// Black for white.
pub fn invert(source: &Picture) -> Picture {
    let mut out = source.clone();
    out.data.iter_mut().for_each(|v| *v = !*v);
    out
}

/// Rolled around by a distance.
pub fn offset(source: &Picture, dx: i64, dy: i64) -> Option<Picture> {
    let mut out = source.like()?;
    let step = source.step();
    let (w, h) = (source.width as i64, source.height as i64);
    for y in 0..h {
        for x in 0..w {
            let from = source.pixel(
                (x - dx).rem_euclid(w) as usize,
                (y - dy).rem_euclid(h) as usize,
            );
            let at = (y * w + x) as usize * step;
            out.data.get_mut(at..at + step)?.copy_from_slice(from);
        }
    }
    Some(out)
}

/// Each band through a table of 256 entries.
pub fn look_up(source: &Picture, to: Mode, table: &[i64]) -> Option<Picture> {
    let mut out = Picture::new(to, source.width, source.height)?;
    let bands = source.mode.bands();
    let short = source.mode.kind() == Kind::Int || source.mode == Mode::I16;
    if short {
        for (o, p) in out
            .data
            .iter_mut()
            .zip(source.data.chunks_exact(source.step()))
        {
            let v = if source.mode == Mode::I {
                int_of(p)
            } else {
                i32::from(u16::from_le_bytes([p[0], p[1]]))
            };
            *o = *table.get(v.clamp(0, 65535) as usize)? as u8;
        }
        return Some(out);
    }
    if to.kind() != Kind::Bytes {
        for (o, v) in out.data.chunks_exact_mut(to.size()).zip(&source.data) {
            let value = *table.get(usize::from(*v))?;
            match to {
                Mode::F => o.copy_from_slice(&(value as f32).to_le_bytes()),
                Mode::I => o.copy_from_slice(&(value as i32).to_le_bytes()),
                _ => o.copy_from_slice(&(value as u16).to_le_bytes()),
            }
        }
        return Some(out);
    }
    if table.len() < 256 * bands {
        return None;
    }
    let table: Vec<u8> = table.iter().map(|v| *v as u8).collect();
    by_size!(bands, N => {
        let tables: [&[u8]; N] = std::array::from_fn(|band| &table[band * 256..(band + 1) * 256]);
        let pixels = source.data.as_chunks::<N>().0;
        for (o, p) in out.data.as_chunks_mut::<N>().0.iter_mut().zip(pixels) {
            *o = std::array::from_fn(|band| tables[band][usize::from(p[band])]);
        }
    });
    Some(out)
}

/// Numbers times a scale plus an offset, for I, F and I;16.
pub fn scale(source: &Picture, scale: f64, offset: f64) -> Option<Picture> {
    let mut out = source.like()?;
    let step = source.step();
    for (o, p) in out
        .data
        .chunks_exact_mut(step)
        .zip(source.data.chunks_exact(step))
    {
        match source.mode {
            Mode::I => {
                let v = f64::from(int_of(p)) * scale + offset;
                o.copy_from_slice(&(v as i32).to_le_bytes());
            }
            Mode::F => {
                let v = f64::from(float_of(p)) * scale + offset;
                o.copy_from_slice(&(v as f32).to_le_bytes());
            }
            _ => {
                let v = f64::from(super::picture::short_of(source.mode, p)) * scale + offset;
                o.copy_from_slice(&super::picture::short_bytes(source.mode, v as u16));
            }
        }
    }
    Some(out)
}

/// Left, top, right and bottom of what is not zero in the bands asked for.
pub fn bounding_box(source: &Picture, alpha_only: bool) -> Option<[usize; 4]> {
    let step = source.step();
    let alpha = alpha_only
        && matches!(
            source.mode,
            Mode::Rgba | Mode::RgbaPre | Mode::La | Mode::LaPre | Mode::Pa
        );
    let lit = |p: &[u8]| {
        if alpha {
            p.last() != Some(&0)
        } else {
            p.iter().any(|v| *v != 0)
        }
    };
    let mut found: Option<[usize; 4]> = None;
    for y in 0..source.height {
        let mut pixels = source.row(y).chunks_exact(step);
        let Some(first) = pixels.position(lit) else {
            continue;
        };
        let [left, top, right, _] = found.unwrap_or([first, y, first + 1, y + 1]);
        // Only what may widen the box is looked at.
        let mut last = source.row(y).chunks_exact(step).skip(right);
        let right = last.rposition(lit).map_or(right, |n| right + n + 1);
        found = Some([left.min(first), top, right.max(first + 1), y + 1]);
    }
    found
}

/// How often each value stands in each band, where the mask lets it count.
pub fn histogram(
    source: &Picture,
    mask: Option<&Picture>,
    extrema: Option<(f64, f64)>,
) -> Vec<i64> {
    let step = source.step();
    let bands = source.mode.bands();
    let mut counts = vec![0_i64; 256 * bands];
    for (i, p) in source.data.chunks_exact(step).enumerate() {
        if mask.is_some_and(|m| m.data.get(i).is_none_or(|v| *v == 0)) {
            continue;
        }
        if source.mode.kind() == Kind::Bytes {
            for (band, v) in p.iter().enumerate() {
                counts[band * 256 + usize::from(*v)] += 1;
            }
            continue;
        }
        let v = match source.mode.kind() {
            Kind::Int => f64::from(int_of(p)),
            Kind::Float => f64::from(float_of(p)),
            _ => f64::from(super::picture::short_of(source.mode, p)),
        };
        let (low, high) = extrema.unwrap_or((0.0, 255.0));
        if low < high {
            let index = ((v - low) * 255.0 / (high - low)) as i64;
            if let Some(count) = usize::try_from(index).ok().and_then(|i| counts.get_mut(i)) {
                *count += 1;
            }
        }
    }
    counts
}

/// Smallest and largest value of each band.
pub fn extrema(source: &Picture) -> Vec<(f64, f64)> {
    let step = source.step();
    let mut found = vec![(f64::INFINITY, f64::NEG_INFINITY); source.mode.bands()];
    for p in source.data.chunks_exact(step) {
        for (band, range) in found.iter_mut().enumerate() {
            let v = match source.mode.kind() {
                Kind::Bytes => f64::from(p[band]),
                Kind::Int => f64::from(int_of(p)),
                Kind::Float => f64::from(float_of(p)),
                Kind::Short => f64::from(super::picture::short_of(source.mode, p)),
            };
            *range = (range.0.min(v), range.1.max(v));
        }
    }
    found
}
