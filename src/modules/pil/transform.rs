//! Places moved: mirrorings and quarter turns, and geometric transforms with three filters.

use super::picture::{Kind, Mode, Picture, float_of, int_of, short_bytes, short_of};

/// Mirrorings and quarter turns, by Pillow's numbers.
pub fn transpose(source: &Picture, method: i64) -> Option<Picture> {
    let (w, h) = (source.width, source.height);
    let turned = matches!(method, 2 | 4 | 5 | 6);
    let (width, height) = if turned { (h, w) } else { (w, h) };
    let mut out = Picture::new(source.mode, width, height)?;
    let step = source.step();
    for y in 0..height {
        let target = out.row_mut(y);
        for (x, q) in target.chunks_exact_mut(step).enumerate() {
            let (sx, sy) = match method {
                0 => (w - 1 - x, y),
                1 => (x, h - 1 - y),
                2 => (w - 1 - y, x),
                3 => (w - 1 - x, h - 1 - y),
                4 => (y, h - 1 - x),
                5 => (y, x),
                6 => (w - 1 - y, h - 1 - x),
                _ => return None,
            };
            q.copy_from_slice(source.pixel(sx, sy));
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

fn read(source: &Picture, x: i64, y: i64, band: usize) -> f64 {
    let x = x.clamp(0, source.width as i64 - 1) as usize;
    let y = y.clamp(0, source.height as i64 - 1) as usize;
    let p = source.pixel(x, y);
    match source.mode.kind() {
        Kind::Bytes => p.get(band).map_or(0.0, |v| f64::from(*v)),
        Kind::Int => f64::from(int_of(p)),
        Kind::Float => f64::from(float_of(p)),
        Kind::Short => f64::from(short_of(source.mode, p)),
    }
}

fn write(mode: Mode, q: &mut [u8], band: usize, v: f64, cubic: bool) {
    match mode.kind() {
        Kind::Bytes => {
            if let Some(place) = q.get_mut(band) {
                *place = if v <= 0.0 {
                    0
                } else if v >= 255.0 {
                    255
                } else {
                    v as u8
                };
            }
        }
        Kind::Int => q.copy_from_slice(&(v as i32).to_le_bytes()),
        Kind::Float => q.copy_from_slice(&(v as f32).to_le_bytes()),
        Kind::Short => {
            let v = if cubic { v.clamp(0.0, 65535.0) } else { v };
            q.copy_from_slice(&short_bytes(mode, v as u16));
        }
    }
}

fn bilinear(source: &Picture, x: f64, y: f64, band: usize) -> f64 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (ix, iy) = (x.floor(), y.floor());
    let (dx, dy) = (x - ix, y - iy);
    let (ix, iy) = (ix as i64, iy as i64);
    let line = |row: i64| {
        let a = read(source, ix, row, band);
        let b = read(source, ix + 1, row, band);
        a + (b - a) * dx
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

fn bicubic(source: &Picture, x: f64, y: f64, band: usize) -> f64 {
    let (x, y) = (x - 0.5, y - 0.5);
    let (ix, iy) = (x.floor(), y.floor());
    let (dx, dy) = (x - ix, y - iy);
    let (ix, iy) = (ix as i64 - 1, iy as i64 - 1);
    let line = |row: i64| {
        let at = |k| read(source, ix + k, row, band);
        cubic([at(0), at(1), at(2), at(3)], dx)
    };
    let inside = |row: i64| (0..source.height as i64).contains(&row);
    let v1 = line(iy.clamp(0, source.height as i64 - 1));
    let v2 = if inside(iy + 1) { line(iy + 1) } else { v1 };
    let v3 = if inside(iy + 2) { line(iy + 2) } else { v2 };
    let v4 = if inside(iy + 3) { line(iy + 3) } else { v3 };
    cubic([v1, v2, v3, v4], dy)
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
    let [x0, y0, x1, y1] = region;
    let (x0, y0) = (x0.max(0), y0.max(0));
    let (x1, y1) = (x1.min(out.width as i64), y1.min(out.height as i64));
    let step = source.step();
    let width = out.width;
    let fixed = match map {
        Map::Affine(a) if filter == 0 => fixed_point(a, x1 - x0, y1 - y0),
        _ => None,
    };
    for y in y0..y1 {
        for x in x0..x1 {
            let at = (y as usize * width + x as usize) * step;
            let Some(q) = out.data.get_mut(at..at + step) else {
                continue;
            };
            let (rx, ry) = (x - x0, y - y0);
            let (sx, sy) = match &fixed {
                Some(f) => f.at(rx, ry),
                None => map.at(rx, ry),
            };
            if !inside(source, sx, sy) {
                if fill {
                    q.fill(0);
                }
                continue;
            }
            match filter {
                0 => q.copy_from_slice(source.pixel(sx as usize, sy as usize)),
                _ => {
                    for band in 0..source.mode.bands() {
                        let v = match filter {
                            2 => bilinear(source, sx, sy, band),
                            _ => bicubic(source, sx, sy, band),
                        };
                        write(source.mode, q, band, v, filter != 2);
                    }
                }
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
