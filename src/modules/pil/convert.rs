//! Pixels of one mode as those of another.
//!
//! Weights and roundings are those of ITU-R 601 and JFIF as Pillow applies them, so that results
//! are equal to the last bit. LAB is left out: it needs colour profiles.

use super::picture::{
    Mode, Picture, by_size, clip, float_of, int_of, mul255, short_bytes, short_of,
};

/// A palette: red, green, blue and alpha of up to 256 entries.
pub type Palette = [[u8; 4]; 256];

/// The grey of a colour, times 65536.
fn grey(r: u8, g: u8, b: u8) -> u32 {
    u32::from(r) * 19595 + u32::from(g) * 38470 + u32::from(b) * 7471 + 0x8000
}

/// The grey of a colour.
pub fn luma(pixel: &[u8]) -> u8 {
    match pixel {
        [r, g, b, ..] => (grey(*r, *g, *b) >> 16) as u8,
        [v, ..] => *v,
        [] => 0,
    }
}

/// White for a colour from the middle on, its bands weighed in thousandths.
fn black_or_white(pixel: &[u8]) -> u8 {
    let level = match pixel {
        [r, g, b, ..] => u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114,
        [v, ..] => u32::from(*v) * 1000,
        [] => 0,
    };
    if level >= 128_000 { 255 } else { 0 }
}

/// The grey of a colour as a fraction, for mode F.
fn luma_float(p: &[u8]) -> f32 {
    match p {
        [r, g, b, ..] => {
            (i32::from(*r) * 299 + i32::from(*g) * 587 + i32::from(*b) * 114) as f32 / 1000.0
        }
        [v, ..] => f32::from(*v),
        [] => 0.0,
    }
}

const SCALE: i32 = 6;

fn part(weight: f64, value: u8) -> i32 {
    let exact = weight * f64::from(value) * 64.0;
    (exact + 0.5) as i32
}

/// RGB as luminance and two colour differences.
pub fn to_ycbcr(p: &[u8]) -> [u8; 3] {
    let (r, g, b) = (p[0], p[1], p[2]);
    let y = part(0.299, r) + part(0.587, g) + part(0.114, b);
    let cb = part(-0.168_74, r) + part(-0.331_26, g) + part(0.5, b);
    let cr = part(0.5, r) + part(-0.418_69, g) + part(-0.081_31, b);
    [
        (y >> SCALE) as u8,
        clip((cb >> SCALE) + 128),
        clip((cr >> SCALE) + 128),
    ]
}

fn difference_part(weight: f64, value: u8) -> i32 {
    let exact = weight * f64::from(i32::from(value) - 128) * 64.0;
    (exact + 0.5) as i32
}

/// The way back of [`to_ycbcr`].
pub fn from_ycbcr(p: &[u8]) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(p[0]), p[1], p[2]);
    let r = difference_part(1.402, cr) >> SCALE;
    let g = (difference_part(-0.344_14, cb) + difference_part(-0.714_14, cr)) >> SCALE;
    let b = difference_part(1.772, cb) >> SCALE;
    [clip(y + r), clip(y + g), clip(y + b)]
}

/// RGB as hue, saturation and value.
pub fn to_hsv(p: &[u8]) -> [u8; 3] {
    let (r, g, b) = (p[0], p[1], p[2]);
    let max = r.max(g).max(b);
    let min = r.min(g).min(b);
    if max == min {
        return [0, 0, max];
    }
    let range = f32::from(max - min);
    let saturation = range / f32::from(max);
    let rc = f32::from(max - r) / range;
    let gc = f32::from(max - g) / range;
    let bc = f32::from(max - b) / range;
    let hue = if r == max {
        f64::from(bc - gc) as f32
    } else if g == max {
        (2.0 + f64::from(rc) - f64::from(bc)) as f32
    } else {
        (4.0 + f64::from(gc) - f64::from(rc)) as f32
    };
    let hue = f64::from(hue) / 6.0 + 1.0;
    let hue = (hue - hue.floor()) as f32;
    [
        clip((f64::from(hue) * 255.0) as i32),
        clip((f64::from(saturation) * 255.0) as i32),
        max,
    ]
}

/// The way back of [`to_hsv`].
pub fn from_hsv(p: &[u8]) -> [u8; 3] {
    let (h, s, v) = (p[0], p[1], p[2]);
    if s == 0 {
        return [v, v, v];
    }
    let sector = f32::from(h) * 6.0 / 255.0;
    let i = sector.floor();
    let f = sector - i;
    let fs = f32::from(s) / 255.0;
    let round = |x: f32| clip((f64::from(x) + 0.5).floor() as i32);
    let value = f32::from(v);
    let low = round((f64::from(value) * (1.0 - f64::from(fs))) as f32);
    let down = round((f64::from(value) * (1.0 - f64::from(fs) * f64::from(f))) as f32);
    let up = round((f64::from(value) * (1.0 - f64::from(fs) * (1.0 - f64::from(f)))) as f32);
    match i as i32 % 6 {
        0 => [v, up, low],
        1 => [down, v, low],
        2 => [low, v, up],
        3 => [low, down, v],
        4 => [up, low, v],
        _ => [v, low, down],
    }
}

fn from_cmyk(p: &[u8]) -> [u8; 3] {
    let white = 255 - p[3];
    let ink = |c: u8| clip(i32::from(white) - i32::from(mul255(c, white)));
    [ink(p[0]), ink(p[1]), ink(p[2])]
}

fn unmultiply(value: u8, alpha: u8) -> u8 {
    match alpha {
        0 | 255 => value,
        a => clip(255 * i32::from(value) / i32::from(a)),
    }
}

/// Every pixel through a function from bytes to bytes.
fn each(source: &Picture, mode: Mode, make: impl Fn(&[u8], &mut [u8])) -> Option<Picture> {
    let mut out = Picture::new(mode, source.width, source.height)?;
    by_size!(source.step(), FROM => by_size!(mode.size(), TO => {
        let pixels = source.data.as_chunks::<FROM>().0;
        for (p, q) in pixels.iter().zip(out.data.as_chunks_mut::<TO>().0) {
            make(p, q);
        }
    }));
    Some(out)
}

/// Why a conversion gave nothing.
pub enum Refused {
    /// There is no way from the one mode to the other.
    NoWay,
    Memory,
}

/// The pixels of a byte mode as red, green, blue and alpha.
fn rgba_of(mode: Mode, p: &[u8]) -> Option<[u8; 4]> {
    let opaque = |c: [u8; 3]| [c[0], c[1], c[2], 255];
    Some(match (mode, p) {
        (Mode::One | Mode::L, [v]) => [*v, *v, *v, 255],
        (Mode::La, [v, a]) => [*v, *v, *v, *a],
        (Mode::LaPre, [v, a]) => {
            let v = unmultiply(*v, *a);
            [v, v, v, *a]
        }
        (Mode::Rgb, [r, g, b]) | (Mode::Rgbx, [r, g, b, _]) => [*r, *g, *b, 255],
        (Mode::Rgba, [r, g, b, a]) => [*r, *g, *b, *a],
        (Mode::RgbaPre, [r, g, b, a]) => [
            unmultiply(*r, *a),
            unmultiply(*g, *a),
            unmultiply(*b, *a),
            *a,
        ],
        (Mode::Cmyk, [_, _, _, _]) => opaque(from_cmyk(p)),
        (Mode::YCbCr, [_, _, _]) => opaque(from_ycbcr(p)),
        (Mode::Hsv, [_, _, _]) => opaque(from_hsv(p)),
        _ => return None,
    })
}

/// Convert, without a palette.
///
/// # Errors
/// [`Refused`]
pub fn convert(source: &Picture, to: Mode, dither: bool) -> Result<Picture, Refused> {
    if source.mode == to {
        return Ok(source.clone());
    }
    if !allowed(source.mode, to) {
        return Err(Refused::NoWay);
    }
    if source.mode == Mode::One && source.data.iter().any(|v| !matches!(v, 0 | 255)) {
        // A program may set pixels to any number: all but 0 are white.
        let mut white = source.clone();
        for value in white.data.iter_mut().filter(|value| **value != 0) {
            *value = 255;
        }
        return convert(&white, to, dither);
    }
    if to == Mode::One {
        return match (dither, source.mode) {
            (true, Mode::L | Mode::Rgb | Mode::Rgba | Mode::Rgbx) => dither_one(source),
            _ => each(source, to, |p, q| q[0] = black_or_white(p)),
        }
        .ok_or(Refused::Memory);
    }
    from_numbers(source, to)
        .or_else(|| to_numbers(source, to))
        .unwrap_or_else(|| bytes_to_bytes(source, to))
        .ok_or(Refused::Memory)
}

/// Whether Pillow knows the step from one mode to the other.
fn allowed(from: Mode, to: Mode) -> bool {
    use Mode::*;
    match from {
        One => matches!(
            to,
            L | La | I | F | Rgb | Rgba | Rgbx | Cmyk | YCbCr | Hsv | Lab
        ),
        L => matches!(
            to,
            One | La | I | F | Rgb | Rgba | Rgbx | Cmyk | YCbCr | Hsv | I16 | I16B
        ),
        La => matches!(to, L | LaPre | Rgb | Rgba | Rgbx | Cmyk | YCbCr | Hsv),
        LaPre => matches!(to, La),
        I => matches!(to, L | F | Rgb | Hsv | I16 | I16B),
        F => matches!(to, L | I),
        Rgb => matches!(
            to,
            One | L | La | LaPre | I | F | I16 | I16B | Rgba | RgbaPre | Rgbx | Cmyk | YCbCr | Hsv
        ),
        Rgba => matches!(
            to,
            One | L | La | I | F | Rgb | RgbaPre | Rgbx | Cmyk | YCbCr | Hsv
        ),
        RgbaPre => matches!(to, Rgba | Rgb),
        Rgbx => matches!(to, One | L | La | I | F | Rgb | Cmyk | YCbCr | Hsv),
        Cmyk => matches!(to, Rgb | Rgbx | Hsv),
        YCbCr => matches!(to, L | La | Rgb),
        Hsv => matches!(to, Rgb),
        I16 | I16B => matches!(to, L | I | F | Rgb | I16 | I16B),
        P | Pa | Lab => false,
    }
}

/// From I, F and the sixteen-bit modes.
fn from_numbers(source: &Picture, to: Mode) -> Option<Option<Picture>> {
    let mode = source.mode;
    let byte = move |p: &[u8]| -> u8 {
        match mode {
            Mode::I => clip(int_of(p)),
            Mode::F => {
                let v = float_of(p);
                if v <= 0.0 {
                    0
                } else if v >= 255.0 {
                    255
                } else {
                    v as u8
                }
            }
            _ => u8::try_from(short_of(mode, p)).unwrap_or(255),
        }
    };
    let number = move |p: &[u8]| -> f64 {
        match mode {
            Mode::I => f64::from(int_of(p)),
            Mode::F => f64::from(float_of(p)),
            _ => f64::from(short_of(mode, p)),
        }
    };
    if !matches!(mode, Mode::I | Mode::F | Mode::I16 | Mode::I16B) {
        return None;
    }
    Some(match to {
        Mode::I => each(source, to, |p, q| {
            q.copy_from_slice(&(number(p) as i32).to_le_bytes());
        }),
        Mode::F => each(source, to, |p, q| {
            q.copy_from_slice(&(number(p) as f32).to_le_bytes());
        }),
        Mode::I16 | Mode::I16B => each(source, to, |p, q| {
            let v = number(p).clamp(0.0, 65535.0) as u16;
            q.copy_from_slice(&short_bytes(to, v));
        }),
        Mode::L => each(source, to, |p, q| q[0] = byte(p)),
        Mode::Hsv => each(source, to, |p, q| q.copy_from_slice(&[0, 0, byte(p)])),
        _ => each(source, to, |p, q| q.fill(byte(p))),
    })
}

/// To I, F and the sixteen-bit modes.
fn to_numbers(source: &Picture, to: Mode) -> Option<Option<Picture>> {
    Some(match to {
        Mode::I => each(source, to, |p, q| {
            q.copy_from_slice(&i32::from(luma(p)).to_le_bytes());
        }),
        Mode::F => each(source, to, |p, q| {
            q.copy_from_slice(&luma_float(p).to_le_bytes());
        }),
        Mode::I16 | Mode::I16B => each(source, to, |p, q| {
            q.copy_from_slice(&short_bytes(to, u16::from(luma(p))));
        }),
        _ => return None,
    })
}

/// Between modes with a byte per band.
fn bytes_to_bytes(source: &Picture, to: Mode) -> Option<Picture> {
    let mode = source.mode;
    match (mode, to) {
        (Mode::Rgb | Mode::Rgbx | Mode::Rgba, Mode::L) => {
            return each(source, to, |p, q| q[0] = luma(p));
        }
        (Mode::YCbCr, Mode::L) | (Mode::La, Mode::L) => {
            return each(source, to, |p, q| q[0] = p[0]);
        }
        (Mode::YCbCr, Mode::La) => {
            return each(source, to, |p, q| q.copy_from_slice(&[p[0], 255]));
        }
        (Mode::One | Mode::L, Mode::YCbCr) | (Mode::La, Mode::YCbCr) => {
            return each(source, to, |p, q| q.copy_from_slice(&[p[0], 128, 128]));
        }
        (Mode::One | Mode::L | Mode::La, Mode::Cmyk) => {
            return each(source, to, |p, q| q.copy_from_slice(&[0, 0, 0, 255 - p[0]]));
        }
        (Mode::La, Mode::LaPre) => {
            return each(source, to, |p, q| {
                q.copy_from_slice(&[mul255(p[0], p[1]), p[1]]);
            });
        }
        _ => {}
    }
    each(source, to, |p, q| {
        let c = rgba_of(mode, p).unwrap_or_default();
        match to {
            Mode::L => q[0] = luma(&c),
            Mode::La | Mode::LaPre => {
                q.copy_from_slice(&[if mode == Mode::LaPre { c[0] } else { luma(&c) }, c[3]])
            }
            Mode::Rgb => q.copy_from_slice(&c[..3]),
            Mode::Rgba => q.copy_from_slice(&c),
            // Grey with alpha keeps it in the band that is not used.
            Mode::Rgbx if mode == Mode::La => q.copy_from_slice(&c),
            Mode::Rgbx => q.copy_from_slice(&[c[0], c[1], c[2], 255]),
            Mode::RgbaPre => q.copy_from_slice(&[
                mul255(c[0], c[3]),
                mul255(c[1], c[3]),
                mul255(c[2], c[3]),
                c[3],
            ]),
            Mode::Cmyk => q.copy_from_slice(&[255 - c[0], 255 - c[1], 255 - c[2], 0]),
            Mode::YCbCr => q.copy_from_slice(&to_ycbcr(&c)),
            Mode::Hsv => q.copy_from_slice(&to_hsv(&c)),
            _ => {}
        }
    })
}

/// Floyd and Steinberg's error diffusion to black and white.
fn dither_one(source: &Picture) -> Option<Picture> {
    let mut out = Picture::new(Mode::One, source.width, source.height)?;
    let step = source.step();
    // Colours are weighed in thousandths here, unlike in plain conversions to grey.
    let level = |p: &[u8]| match p {
        [r, g, b, ..] => (i32::from(*r) * 299 + i32::from(*g) * 587 + i32::from(*b) * 114) / 1000,
        [v, ..] => i32::from(*v),
        [] => 0,
    };
    let mut errors = vec![0_i32; source.width + 1];
    for y in 0..source.height {
        let (mut l, mut l0, mut l1) = (0_i32, 0_i32, 0_i32);
        let row = source.row(y);
        let target = out.row_mut(y);
        for (x, (p, q)) in row.chunks_exact(step).zip(target).enumerate() {
            l = i32::from(clip(
                level(p) + (l + errors.get(x + 1).copied().unwrap_or(0)) / 16,
            ));
            *q = if l > 128 { 255 } else { 0 };
            l -= i32::from(*q);
            let l2 = l;
            let d2 = l + l;
            l += d2;
            if let Some(e) = errors.get_mut(x) {
                *e = l + l0;
            }
            l += d2;
            l0 = l + l1;
            l1 = l2;
            l += d2;
        }
        if let Some(e) = errors.get_mut(source.width) {
            *e = l0;
        }
    }
    Some(out)
}

/// A picture of palette indexes in another mode.
pub fn from_palette(source: &Picture, palette: &Palette, to: Mode) -> Result<Picture, Refused> {
    let colour = |p: &[u8]| palette[usize::from(p[0])];
    let with_alpha = source.mode == Mode::Pa;
    let out = match to {
        Mode::One => each(source, to, |p, q| q[0] = black_or_white(&colour(p))),
        Mode::L | Mode::I | Mode::F => {
            let grey =
                each(source, Mode::L, |p, q| q[0] = luma(&colour(p))).ok_or(Refused::Memory)?;
            if to == Mode::F {
                return each(source, to, |p, q| {
                    q.copy_from_slice(&luma_float(&colour(p)).to_le_bytes());
                })
                .ok_or(Refused::Memory);
            }
            return convert(&grey, to, false);
        }
        Mode::La => each(source, to, |p, q| {
            let c = colour(p);
            q.copy_from_slice(&[luma(&c), if with_alpha { p[1] } else { c[3] }]);
        }),
        Mode::Pa => each(source, to, |p, q| {
            q.copy_from_slice(&[p[0], if with_alpha { p[1] } else { colour(p)[3] }]);
        }),
        Mode::P => each(source, to, |p, q| q[0] = p[0]),
        Mode::Rgb => each(source, to, |p, q| q.copy_from_slice(&colour(p)[..3])),
        Mode::Rgbx | Mode::Rgba => each(source, to, |p, q| {
            let c = colour(p);
            q.copy_from_slice(&[c[0], c[1], c[2], if with_alpha { p[1] } else { c[3] }]);
        }),
        Mode::Cmyk | Mode::YCbCr | Mode::Hsv => {
            let rgb = from_palette(source, palette, Mode::Rgb)?;
            return convert(&rgb, to, false);
        }
        _ => return Err(Refused::NoWay),
    };
    out.ok_or(Refused::Memory)
}

/// The entry nearest to a colour.
pub fn nearest(palette: &Palette, count: usize, c: [u8; 3]) -> u8 {
    let mut best = (i32::MAX, 0);
    for (i, entry) in palette.iter().take(count).enumerate() {
        let distance: i32 = (0..3)
            .map(|k| (i32::from(entry[k]) - i32::from(c[k])).pow(2))
            .sum();
        if distance < best.0 {
            best = (distance, i);
        }
    }
    best.1 as u8
}

/// An RGB picture in the colours of a palette.
pub fn to_palette(
    source: &Picture,
    palette: &Palette,
    count: usize,
    dither: bool,
) -> Option<Picture> {
    let mut out = Picture::new(Mode::P, source.width, source.height)?;
    let step = source.step();
    let mut cache: Vec<u16> = vec![u16::MAX; 64 * 64 * 64];
    let mut find = |c: [u8; 3]| -> u8 {
        let key =
            usize::from(c[0] >> 2) << 12 | usize::from(c[1] >> 2) << 6 | usize::from(c[2] >> 2);
        match cache.get(key) {
            Some(&known) if known != u16::MAX => known as u8,
            _ => {
                // A cell of four steps goes by its darkest corner.
                let i = nearest(palette, count, c.map(|v| v & 0xfc));
                if let Some(place) = cache.get_mut(key) {
                    *place = u16::from(i);
                }
                i
            }
        }
    };
    let mut errors = vec![[0_i32; 3]; source.width + 1];
    for y in 0..source.height {
        let (mut d, mut d0, mut d1) = ([0_i32; 3], [0_i32; 3], [0_i32; 3]);
        let row = source.row(y);
        let target = out.row_mut(y);
        for (x, (p, q)) in row.chunks_exact(step).zip(target).enumerate() {
            let rgb = [p[0], *p.get(1).unwrap_or(&p[0]), *p.get(2).unwrap_or(&p[0])];
            if !dither {
                *q = find(rgb);
                continue;
            }
            let mut wanted = [0_u8; 3];
            for k in 0..3 {
                let e = errors.get(x + 1).map_or(0, |e| e[k]);
                wanted[k] = clip(i32::from(rgb[k]) + (d[k] + e) / 16);
            }
            *q = find(wanted);
            let got = palette[usize::from(*q)];
            for k in 0..3 {
                let mut e = i32::from(wanted[k]) - i32::from(got[k]);
                let e2 = e;
                let double = e + e;
                e += double;
                if let Some(place) = errors.get_mut(x) {
                    place[k] = e + d0[k];
                }
                e += double;
                d0[k] = e + d1[k];
                d1[k] = e2;
                e += double;
                d[k] = e;
            }
        }
        if let Some(place) = errors.get_mut(source.width) {
            // What Pillow leaves beyond the end is of the blue band alone.
            *place = [d0[2], d1[2], d1[2]];
        }
    }
    Some(out)
}

/// RGB or L through a matrix of four or twelve numbers.
pub fn matrix(source: &Picture, to: Mode, m: &[f32]) -> Option<Picture> {
    let round = |v: f32| -> u8 {
        if v <= 0.0 {
            0
        } else if v >= 255.0 {
            255
        } else {
            v as u8
        }
    };
    each(source, to, |p, q| {
        let channel = |p: &[u8]| [f32::from(p[0]), f32::from(p[1]), f32::from(p[2])];
        let c = channel(p);
        for (k, place) in q.iter_mut().enumerate() {
            if let Some([a, b, d, e]) = m.get(k * 4..k * 4 + 4) {
                *place = round(a * c[0] + b * c[1] + d * c[2] + e + 0.5);
            }
        }
    })
}
