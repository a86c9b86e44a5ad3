//! Places moved: mirrorings and quarter turns, and geometric transforms with three filters.

use super::picture::{Kind, Mode, Picture, by_size, float_of, int_of};

/// Mirrorings and quarter turns, by Pillow's numbers.
pub fn transpose(source: &Picture, method: i64) -> Option<Picture> {
    by_size!(source.step(), N => transpose_pixels::<N>(source, method))
}

/// The side of the squares that quarter turns go in, so that rows and columns stay in the cache.
const TILE: usize = 32;

fn transpose_pixels<const N: usize>(source: &Picture, method: i64) -> Option<Picture> {
    let (w, h) = (source.width, source.height);
    if matches!(method, 0 | 1 | 3) {
        let mut out = source.like()?;
        for y in 0..h {
            let from = source.pixels::<N>(if method == 0 { y } else { h - 1 - y });
            let to = out.pixels_mut::<N>(y);
            to.copy_from_slice(from);
            if method != 1 {
                to.reverse();
            }
        }
        return Some(out);
    }
    let (flip_x, flip_y) = match method {
        2 => (true, false),
        4 => (false, true),
        5 => (false, false),
        6 => (true, true),
        _ => return None,
    };
    let mut out = Picture::new(source.mode, h, w)?;
    let pixels = source.data.as_chunks::<N>().0;
    let targets = out.data.as_chunks_mut::<N>().0;
    for top in (0..w).step_by(TILE) {
        for left in (0..h).step_by(TILE) {
            for y in top..(top + TILE).min(w) {
                let sx = if flip_x { w - 1 - y } else { y };
                for x in left..(left + TILE).min(h) {
                    let sy = if flip_y { h - 1 - x } else { x };
                    *targets.get_mut(y * h + x)? = *pixels.get(sy * w + sx)?;
                }
            }
        }
    }
    Some(out)
}

/// Where the source of a place lies.
#[derive(Clone, Copy)]
pub enum Map {
    Affine([f64; 6]),
    Perspective([f64; 8]),
    Quad([f64; 8]),
}

impl Map {
    fn at(&self, x: i64, y: i64) -> (f64, f64) {
        let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
        match self {
            Map::Affine(a) => (a[0] * x + a[1] * y + a[2], a[3] * x + a[4] * y + a[5]),
            Map::Perspective(a) => {
                let d = a[6] * x + a[7] * y + 1.0;
                (
                    (a[0] * x + a[1] * y + a[2]) / d,
                    (a[3] * x + a[4] * y + a[5]) / d,
                )
            }
            Map::Quad(a) => (
                a[0] + a[1] * x + a[2] * y + a[3] * x * y,
                a[4] + a[5] * x + a[6] * y + a[7] * x * y,
            ),
        }
    }
}

fn inside(source: &Picture, x: f64, y: f64) -> bool {
    x >= 0.0 && x < source.width as f64 && y >= 0.0 && y < source.height as f64
}

/// A number of a mode whose pixels are not bytes; beyond the ends that at the end.
fn read(source: &Picture, x: i64, y: i64) -> f64 {
    let x = x.clamp(0, source.width as i64 - 1) as usize;
    let y = y.clamp(0, source.height as i64 - 1) as usize;
    let p = source.pixel(x, y);
    match source.mode.kind() {
        Kind::Float => f64::from(float_of(p)),
        _ => f64::from(int_of(p)),
    }
}

fn write(mode: Mode, target: &mut [u8], value: f64) {
    match mode.kind() {
        Kind::Float => target.copy_from_slice(&(value as f32).to_le_bytes()),
        _ => target.copy_from_slice(&(value as i32).to_le_bytes()),
    }
}

fn bilinear(source: &Picture, x: f64, y: f64) -> f64 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (ix, iy) = (x.floor(), y.floor());
    let (dx, dy) = (x - ix, y - iy);
    let (ix, iy) = (ix as i64, iy as i64);
    let line = |row: i64| {
        let (a, b) = (read(source, ix, row), read(source, ix + 1, row));
        let difference = match source.mode.kind() {
            Kind::Float => f64::from(b as f32 - a as f32),
            _ => b - a,
        };
        a + difference * dx
    };
    let first = line(iy.clamp(0, source.height as i64 - 1));
    let second = if (0..source.height as i64).contains(&(iy + 1)) {
        line(iy + 1)
    } else {
        first
    };
    first + (second - first) * dy
}

fn cubic(v: [f64; 4], d: f64) -> f64 {
    let p1 = v[1];
    let p2 = -v[0] + v[2];
    let p3 = 2.0 * (v[0] - v[1]) + v[2] - v[3];
    let p4 = -v[0] + v[1] - v[2] + v[3];
    p1 + d * (p2 + d * (p3 + d * p4))
}

fn bicubic(source: &Picture, x: f64, y: f64) -> f64 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (ix, iy) = (x.floor(), y.floor());
    let (dx, dy) = (x - ix, y - iy);
    let (ix, iy) = (ix as i64 - 1, iy as i64 - 1);
    let line = |row: i64| {
        let values = [0, 1, 2, 3].map(|k| read(source, ix + k, row));
        match source.mode.kind() {
            Kind::Float => cubic_single(values.map(|v| v as f32), dx),
            _ => cubic(values, dx),
        }
    };
    let inside = |row: i64| (0..source.height as i64).contains(&row);
    let v1 = line(iy.clamp(0, source.height as i64 - 1));
    let v2 = if inside(iy + 1) { line(iy + 1) } else { v1 };
    let v3 = if inside(iy + 2) { line(iy + 2) } else { v2 };
    let v4 = if inside(iy + 3) { line(iy + 3) } else { v3 };
    cubic([v1, v2, v3, v4], dy)
}

/// As [`cubic`], the coefficients in single precision, in which mode F has its numbers.
fn cubic_single(v: [f32; 4], d: f64) -> f64 {
    let p1 = f64::from(v[1]);
    let p2 = f64::from(-v[0] + v[2]);
    let p3 = f64::from(2.0 * (v[0] - v[1]) + v[2] - v[3]);
    let p4 = f64::from(-v[0] + v[1] - v[2] + v[3]);
    p1 + d * (p2 + d * (p3 + d * p4))
}

/// A place between pixels: the first of those that are mixed, and how far it lies behind it.
struct Between {
    x: i64,
    y: i64,
    dx: f64,
    dy: f64,
}

impl Between {
    /// `before`: how many pixels left of and above the place's own are mixed in.
    fn new(x: f64, y: f64, before: i64) -> Between {
        let (x, y) = (x - 0.5, y - 0.5);
        Between {
            x: x.floor() as i64 - before,
            y: y.floor() as i64 - before,
            dx: x - x.floor(),
            dy: y - y.floor(),
        }
    }

    /// The pixel so many columns on; beyond the ends those at the ends.
    fn pixel<const N: usize>(&self, row: &[[u8; N]], on: i64) -> [f64; N] {
        let last = row.len().saturating_sub(1);
        let at = usize::try_from(self.x + on).unwrap_or(0).min(last);
        row.get(at).map_or([0.0; N], |pixel| pixel.map(f64::from))
    }

    /// The row so many lines on. `None` beyond the last: there the line before counts again.
    fn row<'a, const N: usize>(&self, source: &'a Picture, on: i64) -> Option<&'a [[u8; N]]> {
        let y = self.y + on;
        if on > 0 && !(0..source.height as i64).contains(&y) {
            return None;
        }
        let y = y.clamp(0, (source.height as i64 - 1).max(0));
        Some(source.pixels(y as usize))
    }
}

fn byte(value: f64) -> u8 {
    // Out of range it is the nearest, not a number is zero.
    value as u8
}

fn bilinear_pixel<const N: usize>(source: &Picture, x: f64, y: f64) -> [u8; N] {
    let place = Between::new(x, y, 0);
    let line = |row: &[[u8; N]]| -> [f64; N] {
        let (a, b) = (place.pixel(row, 0), place.pixel(row, 1));
        std::array::from_fn(|band| a[band] + (b[band] - a[band]) * place.dx)
    };
    let first = place.row(source, 0).map_or([0.0; N], line);
    let second = place.row(source, 1).map_or(first, line);
    std::array::from_fn(|band| byte(first[band] + (second[band] - first[band]) * place.dy))
}

fn bicubic_pixel<const N: usize>(source: &Picture, x: f64, y: f64) -> [u8; N] {
    let place = Between::new(x, y, 1);
    let line = |row: &[[u8; N]]| -> [f64; N] {
        let [a, b, c, d] = [0, 1, 2, 3].map(|on| place.pixel(row, on));
        std::array::from_fn(|band| cubic([a[band], b[band], c[band], d[band]], place.dx))
    };
    let v1 = place.row(source, 0).map_or([0.0; N], line);
    let v2 = place.row(source, 1).map_or(v1, line);
    let v3 = place.row(source, 2).map_or(v2, line);
    let v4 = place.row(source, 3).map_or(v3, line);
    std::array::from_fn(|band| byte(cubic([v1[band], v2[band], v3[band], v4[band]], place.dy)))
}

/// Fill the region of `out` (left, top, right, bottom) with what `map` fetches from `source`.
/// What lies outside of the source becomes zero if `fill`, else stays.
pub fn transform(
    out: &mut Picture,
    source: &Picture,
    region: [i64; 4],
    map: Map,
    filter: i64,
    fill: bool,
) {
    let is_bytes = source.mode.kind() == Kind::Bytes;
    if source.mode.kind() == Kind::Short && filter != 0 {
        return transform_shorts(out, source, region, map, filter, fill);
    }
    by_size!(source.step(), N => match (filter, is_bytes) {
        (0, _) => {
            let picked = |x: f64, y: f64, target: &mut [u8; N]| {
                if let Some(pixel) = source.pixels::<N>(y as usize).get(x as usize) {
                    *target = *pixel;
                }
            };
            fetch::<N>(out, source, region, map, filter, fill, picked);
        }
        (2, true) => fetch::<N>(out, source, region, map, filter, fill, |x, y, target| {
            *target = bilinear_pixel(source, x, y);
        }),
        (_, true) => fetch::<N>(out, source, region, map, filter, fill, |x, y, target| {
            *target = bicubic_pixel(source, x, y);
        }),
        (2, false) => fetch::<N>(out, source, region, map, filter, fill, |x, y, target| {
            write(source.mode, target, bilinear(source, x, y));
        }),
        (_, false) => fetch::<N>(out, source, region, map, filter, fill, |x, y, target| {
            write(source.mode, target, bicubic(source, x, y));
        }),
    });
}

/// What Pillow makes of the sixteen-bit modes between pixels: it reads the first bytes of a row as
/// the pixels, and writes the first byte of each.
fn transform_shorts(
    out: &mut Picture,
    source: &Picture,
    region: [i64; 4],
    map: Map,
    filter: i64,
    fill: bool,
) {
    let Some(mut thin) = Picture::new(Mode::L, source.width, source.height) else {
        return;
    };
    for y in 0..source.height {
        for (to, from) in thin.row_mut(y).iter_mut().zip(source.row(y)) {
            *to = *from;
        }
    }
    fetch::<2>(out, source, region, map, filter, fill, |x, y, target| {
        let [byte] = match filter {
            2 => bilinear_pixel(&thin, x, y),
            _ => bicubic_pixel(&thin, x, y),
        };
        target[0] = byte;
    });
}

/// Calls `sample` for every place of the region that has a source.
fn fetch<const N: usize>(
    out: &mut Picture,
    source: &Picture,
    region: [i64; 4],
    map: Map,
    filter: i64,
    fill: bool,
    sample: impl Fn(f64, f64, &mut [u8; N]),
) {
    let [x0, y0, x1, y1] = region;
    let (x0, y0) = (x0.max(0), y0.max(0));
    let (x1, y1) = (x1.min(out.width as i64), y1.min(out.height as i64));
    if x0 >= x1 {
        return;
    }
    let fixed = match map {
        Map::Affine(a) if filter == 0 && source.mode.kind() != Kind::Short => {
            fixed_point(a, x1 - x0, y1 - y0)
        }
        _ => None,
    };
    for y in y0..y1 {
        let row = out.pixels_mut::<N>(y as usize);
        let targets = row.get_mut(x0 as usize..x1 as usize).unwrap_or_default();
        for (x, target) in targets.iter_mut().enumerate() {
            let (rx, ry) = (x as i64, y - y0);
            let (sx, sy) = match &fixed {
                Some(f) => f.at(rx, ry),
                None => map.at(rx, ry),
            };
            if inside(source, sx, sy) {
                sample(sx, sy, target);
            } else if fill {
                target.fill(0);
            }
        }
    }
}

/// An affine map in whole numbers with 16 bits after the point.
struct Fixed([i64; 6]);

impl Fixed {
    fn at(&self, x: i64, y: i64) -> (f64, f64) {
        let a = &self.0;
        let sx = a[2] + a[0] * x + a[1] * y;
        let sy = a[5] + a[3] * x + a[4] * y;
        ((sx >> 16) as f64, (sy >> 16) as f64)
    }
}

/// Nearest neighbours go in fixed point where all corners fit.
fn fixed_point(a: [f64; 6], width: i64, height: i64) -> Option<Fixed> {
    if a[1] == 0.0 && a[3] == 0.0 {
        return None;
    }
    let map = Map::Affine(a);
    let fits = [(0, 0), (width, height), (0, height), (width, 0)]
        .iter()
        .all(|(x, y)| {
            let (sx, sy) = map.at(*x, *y);
            sx.abs() < 32768.0 && sy.abs() < 32768.0
        });
    if !fits {
        return None;
    }
    let fix = |v: f64| (v * 65536.0 + 0.5).floor() as i64;
    Some(Fixed([
        fix(a[0]),
        fix(a[1]),
        fix(a[2] + a[0] * 0.5 + a[1] * 0.5),
        fix(a[3]),
        fix(a[4]),
        fix(a[5] + a[3] * 0.5 + a[4] * 0.5),
    ]))
}
