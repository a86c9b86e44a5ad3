//! Ellipses and their parts, run by run, in coordinates of half pixels.
//!
//! A quarter of the curve is walked from the axis up, always to the neighbour nearest to the curve;
//! the parts (arc, chord, pie) cut the runs with half planes.

use super::draw::Canvas;

/// A walk along a quarter of an ellipse.
struct Quarter {
    x: i64,
    y: i64,
    end_x: i64,
    end_y: i64,
    a2: i128,
    b2: i128,
    finished: bool,
}

impl Quarter {
    fn new(a: i64, b: i64) -> Quarter {
        Quarter {
            x: a,
            y: b.rem_euclid(2),
            end_x: a.rem_euclid(2),
            end_y: b,
            a2: i128::from(a) * i128::from(a),
            b2: i128::from(b) * i128::from(b),
            finished: a < 0 || b < 0,
        }
    }

    /// How far a point is from the curve.
    fn error(&self, x: i64, y: i64) -> i128 {
        let (x, y) = (i128::from(x), i128::from(y));
        (self.a2 * y * y + self.b2 * x * x - self.a2 * self.b2).abs()
    }

    fn next(&mut self) -> Option<(i64, i64)> {
        if self.finished {
            return None;
        }
        let here = (self.x, self.y);
        if here == (self.end_x, self.end_y) {
            self.finished = true;
            return Some(here);
        }
        let mut best = (self.x, self.y + 2);
        let mut error = self.error(best.0, best.1);
        if best.0 > 1 {
            for (x, y) in [(self.x - 2, self.y + 2), (self.x - 2, self.y)] {
                let other = self.error(x, y);
                if error > other {
                    (best, error) = ((x, y), other);
                }
            }
        }
        (self.x, self.y) = best;
        Some(here)
    }
}

/// The runs of an ellipse's ring: left, row and right from the centre, in half pixels.
fn ring(a: i64, b: i64, width: i64, mut run: impl FnMut(i64, i64, i64)) {
    let leftmost = a % 2;
    let mut outer = Quarter::new(a, b);
    if width < 1 {
        return;
    }
    let Some((mut right, mut row)) = outer.next() else {
        return;
    };
    let mut inner = Quarter::new(a - 2 * (width - 1), b - 2 * (width - 1));
    let mut left = leftmost;
    let mut finished = false;
    while !finished {
        let (y, r) = (row, right);
        let mut l = left;
        loop {
            match outer.next() {
                Some((_, cy)) if cy <= y => {}
                Some((cx, cy)) => {
                    (right, row) = (cx, cy);
                    break;
                }
                None => {
                    finished = true;
                    break;
                }
            }
        }
        left = loop {
            match inner.next() {
                Some((cx, cy)) if cy <= y => l = cx,
                Some((cx, _)) => break cx,
                None => break leftmost,
            }
        };
        run(-r, -y, -l);
        if l > 0 || l < r {
            run(if l == 0 { 2 } else { l }, -y, r);
        }
        if y > 0 {
            run(-r, y, -l);
            if l > 0 || l < r {
                run(if l == 0 { 2 } else { l }, y, r);
            }
        }
    }
}

/// A region of the plane: half planes and what is made of them.
enum Region {
    All,
    Half(f64, f64, f64),
    Both(Box<Region>, Box<Region>),
    Either(Box<Region>, Box<Region>),
}

impl Region {
    /// The parts of a run that lie inside, in order.
    fn cut(&self, x0: i64, y: i64, x1: i64) -> Vec<(i64, i64)> {
        match self {
            Region::All => vec![(x0, x1)],
            Region::Half(a, b, c) => {
                let (mut x0, mut x1) = (x0, x1);
                let eps = 1e-9;
                let at = b * y as f64 + c;
                if a.abs() < eps {
                    if at < -eps {
                        return Vec::new();
                    }
                } else {
                    let cross = -at / a;
                    if a * x0 as f64 + at < eps {
                        x0 = (x0 as f64).max(cross).round() as i64;
                    }
                    if a * x1 as f64 + at < eps {
                        x1 = (x1 as f64).min(cross).round() as i64;
                    }
                }
                if x0 <= x1 { vec![(x0, x1)] } else { Vec::new() }
            }
            Region::Both(p, q) => {
                let mut out = Vec::new();
                let others = q.cut(x0, y, x1);
                for (a, b) in p.cut(x0, y, x1) {
                    for (c, d) in &others {
                        let (l, r) = (a.max(*c), b.min(*d));
                        if l <= r {
                            out.push((l, r));
                        }
                    }
                }
                out
            }
            Region::Either(p, q) => {
                let mut all = p.cut(x0, y, x1);
                all.extend(q.cut(x0, y, x1));
                all.sort_unstable();
                let mut out: Vec<(i64, i64)> = Vec::new();
                for (l, r) in all {
                    match out.last_mut() {
                        Some(last) if l <= last.1 => last.1 = last.1.max(r),
                        _ => out.push((l, r)),
                    }
                }
                out
            }
        }
    }
}

fn both(a: Region, b: Region) -> Region {
    Region::Both(Box::new(a), Box::new(b))
}

/// Angles in degrees so that 0 ≤ start < 360 and start ≤ end ≤ start + 360.
fn normalize(start: f64, end: f64) -> (f64, f64) {
    if end - start >= 360.0 {
        return (0.0, 360.0);
    }
    let (start, span) = (start.rem_euclid(360.0), (end - start).rem_euclid(360.0));
    (start, start + span)
}

/// A box (left, top, right, bottom) that an ellipse fills.
pub type Bounds = [i64; 4];

/// What of an ellipse is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Arc,
    Chord,
    Pie,
}

fn draw(canvas: &mut Canvas, bounds: Bounds, width: i64, region: &Region) {
    let [x0, y0, x1, y1] = bounds;
    let (a, b) = (x1 - x0, y1 - y0);
    if a < 0 || b < 0 || a.max(b) > 1 << 24 {
        return;
    }
    ring(a, b, width, |left, y, right| {
        for (l, r) in region.cut(left, y, right) {
            canvas.run(
                x0 + (l + a).div_euclid(2),
                y0 + (y + b).div_euclid(2),
                x0 + (r + a).div_euclid(2),
            );
        }
    });
}

/// An ellipse, filled, or a ring of a width.
pub fn ellipse(canvas: &mut Canvas, bounds: Bounds, fill: bool, width: i64) {
    let [x0, y0, x1, y1] = bounds;
    let width = if fill { x1 - x0 + y1 - y0 + 1 } else { width };
    draw(canvas, bounds, width, &Region::All);
}

/// The ends of an arc, cut across the curve.
fn arc_region(a: f64, b: f64, start: f64, end: f64) -> Region {
    let (s, e) = (start.to_radians(), end.to_radians());
    let cap = |angle: f64, sign: f64| {
        Region::Half(
            -a * angle.sin() * sign,
            b * angle.cos() * sign,
            (a * a - b * b) * (2.0 * angle).sin() / 2.0 * sign,
        )
    };
    let (first, last) = (cap(s, 1.0), cap(e, -1.0));
    if end - start < 180.0 {
        both(first, last)
    } else {
        Region::Either(Box::new(first), Box::new(last))
    }
}

/// A part of an ellipse between two angles, in degrees from three o'clock on, clockwise.
pub fn part(
    canvas: &mut Canvas,
    bounds: Bounds,
    angles: (f64, f64),
    what: Part,
    fill: bool,
    width: i64,
) {
    let [x0, y0, x1, y1] = bounds;
    let (a, b) = ((x1 - x0) as f64, (y1 - y0) as f64);
    let everything = x1 - x0 + y1 - y0 + 1;
    let (start, end) = normalize(angles.0, angles.1);
    if start == end {
        return;
    }
    if end - start >= 360.0 {
        let width = if fill { everything } else { width };
        return draw(canvas, bounds, width, &Region::All);
    }
    let (s, e) = (start.to_radians(), end.to_radians());
    let (xl, yl) = (a * s.cos(), b * s.sin());
    let (xr, yr) = (a * e.cos(), b * e.sin());
    let chord = (yr - yl, xl - xr);
    let level = -(chord.0 * xl + chord.1 * yl);
    match (what, fill) {
        (Part::Arc, _) => draw(canvas, bounds, width, &arc_region(a, b, start, end)),
        (Part::Chord, true) => {
            let region = Region::Half(chord.0, chord.1, level);
            draw(canvas, bounds, everything, &region);
        }
        (Part::Chord, false) => {
            draw(canvas, bounds, width, &arc_region(a, b, start, end));
            let wide = 2.0 * width as f64 * chord.0.hypot(chord.1);
            let line = both(
                Region::Half(chord.0, chord.1, level),
                Region::Half(-chord.0, -chord.1, wide - level),
            );
            draw(canvas, bounds, everything, &line);
        }
        (Part::Pie, true) => draw(canvas, bounds, everything, &wedge(a, b, start, end)),
        (Part::Pie, false) => {
            draw(canvas, bounds, width, &arc_region(a, b, start, end));
            for (x, y) in [(xl, yl), (xr, yr)] {
                let wide = width as f64 * x.hypot(y);
                let line = both(
                    both(Region::Half(-y, x, wide), Region::Half(y, -x, wide)),
                    Region::Half(x, y, 0.0),
                );
                draw(canvas, bounds, everything, &line);
            }
            draw_centre(canvas, bounds, width);
        }
    }
}

/// Where the sides of a pie meet.
fn draw_centre(canvas: &mut Canvas, bounds: Bounds, width: i64) {
    let [x0, y0, x1, y1] = bounds;
    let (x, y) = ((x0 + x1).div_euclid(2), (y0 + y1).div_euclid(2));
    let reach = ((width - 1) / 2).min((x1 - x0) / 2).max(0);
    let inner = [x - reach, y - reach, x + reach, y + reach];
    draw(canvas, inner, 4 * reach + 1, &Region::All);
}

fn wedge(a: f64, b: f64, start: f64, end: f64) -> Region {
    let (s, e) = (start.to_radians(), end.to_radians());
    let first = Region::Half(-a * s.sin(), b * s.cos(), 0.0);
    let last = Region::Half(a * e.sin(), -b * e.cos(), 0.0);
    if end - start < 180.0 {
        both(first, last)
    } else {
        Region::Either(Box::new(first), Box::new(last))
    }
}
