//! Ellipses and their parts, run by run, in coordinates of half pixels.
//!
//! A quarter of the curve is walked from the axis up, always to the neighbour nearest to the curve;
//! the parts (arc, chord, pie) cut the runs with half planes.

use std::f64::consts::PI;

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
    /// The region mirrored at the diagonal.
    fn transposed(self) -> Region {
        match self {
            Region::All => Region::All,
            Region::Half(a, b, c) => Region::Half(b, a, c),
            Region::Both(p, q) => both(p.transposed(), q.transposed()),
            Region::Either(p, q) => either(p.transposed(), q.transposed()),
        }
    }

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

fn either(a: Region, b: Region) -> Region {
    Region::Either(Box::new(a), Box::new(b))
}

/// What two regions share, or what both have together.
fn joined(is_shared: bool, a: Region, b: Region) -> Region {
    if is_shared { both(a, b) } else { either(a, b) }
}

/// Angles in degrees so that 0 ≤ start < 360 and start ≤ end ≤ start + 360; in single precision, as
/// Pillow takes them.
fn normalize(start: f32, end: f32) -> (f64, f64) {
    if end - start >= 360.0 {
        return (0.0, 360.0);
    }
    let turned = |angle: f32| match angle < 0.0 {
        true => 360.0 - (-angle % 360.0),
        false => angle,
    };
    let start_in = turned(start) % 360.0;
    let end_in = start_in + turned(end - start) % 360.0;
    (f64::from(start_in), f64::from(end_in))
}

/// Rounded after each step, as Pillow does it, so that borders fall on the same pixels.
fn radians(angle: f64) -> f64 {
    angle * PI / 180.0
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
    let width = if fill { x1 - x0 + y1 - y0 } else { width };
    draw(canvas, bounds, width, &Region::All);
}

/// The part of an arc's ring between two angles, cut across the curve at its ends: with normals to
/// the ellipse, which leave a half plane for each end, and where those meet on the wrong side, with
/// half planes of the axis.
fn arc_region(a: f64, b: f64, start: f64, end: f64) -> Region {
    if a < b {
        // The other way round the rule is the same.
        return arc_region(b, a, 90.0 - end, 90.0 - start).transposed();
    }
    let (start, end) = normalize(start as f32, end as f32);
    if end == start + 360.0 {
        return Region::All;
    }
    let cap = |angle: f64, sign: f64| {
        Region::Half(
            -a * radians(angle).sin() * sign,
            b * radians(angle).cos() * sign,
            (a * a - b * b) * (angle * PI / 90.0).sin() / 2.0 * sign,
        )
    };
    let below = |is_below: bool| Region::Half(0.0, if is_below { 1.0 } else { -1.0 }, 0.0);
    let (first, last) = (cap(start, 1.0), cap(end, -1.0));
    let halves = |angle: f64| (angle / 180.0) as i64;
    let is_short = end - start < 180.0;
    if start % 180.0 == 0.0 || end % 180.0 == 0.0 {
        joined(is_short, first, last)
    } else if (halves(start) + halves(end)) % 2 == 1 {
        either(
            both(first, below(halves(start) % 2 == 0)),
            both(last, below(halves(end) % 2 == 0)),
        )
    } else {
        let side = below(!(180.0..=540.0).contains(&end));
        joined(is_short, joined(is_short, first, last), side)
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
    let (start, end) = normalize(angles.0 as f32, angles.1 as f32);
    if start + 360.0 == end {
        return ellipse(canvas, bounds, fill && what != Part::Arc, width);
    }
    if start == end {
        return;
    }
    let width = if fill { everything } else { width };
    let at = |angle: f64| (a * radians(angle).cos(), b * radians(angle).sin());
    match what {
        Part::Arc => draw(canvas, bounds, width, &arc_region(a, b, start, end)),
        Part::Chord => {
            let ((xl, yl), (xr, yr)) = (at(start), at(end));
            let (p, q) = (yr - yl, xl - xr);
            let level = -(p * xl + q * yl);
            if !fill {
                let wide = 2.0 * width as f64 * (p * p + q * q).sqrt() - level;
                let line = both(Region::Half(p, q, level), Region::Half(-p, -q, wide));
                draw(canvas, bounds, everything, &line);
            }
            draw(canvas, bounds, width, &Region::Half(p, q, level));
        }
        Part::Pie => {
            let ends = [at(start), at(end)];
            if !fill {
                pie_sides(canvas, bounds, ends, width);
            }
            draw(canvas, bounds, width, &wedge(ends, end - start));
        }
    }
}

/// The straight sides of a pie, and a disc where they meet.
fn pie_sides(canvas: &mut Canvas, bounds: Bounds, ends: [(f64, f64); 2], width: i64) {
    let [x0, y0, x1, y1] = bounds;
    for (x, y) in ends {
        let wide = width as f64 * (x * x + y * y).sqrt();
        let line = both(
            both(Region::Half(-y, x, wide), Region::Half(y, -x, wide)),
            Region::Half(x, y, 0.0),
        );
        draw(canvas, bounds, x1 - x0 + y1 - y0 + 1, &line);
    }
    let left = ((x0 + x1 - width) as f64 / 2.0).round() as i64;
    let top = ((y0 + y1 - width) as f64 / 2.0).round() as i64;
    let disc = [left, top, left + width - 1, top + width - 1];
    ellipse(canvas, disc, true, 0);
}

/// Between two lines from the centre. A narrow one ends at the centre: pixels beyond it, which both
/// lines touch, are no part.
fn wedge([(xl, yl), (xr, yr)]: [(f64, f64); 2], span: f64) -> Region {
    let sides = joined(
        span < 180.0,
        Region::Half(-yl, xl, 0.0),
        Region::Half(yr, -xr, 0.0),
    );
    match span < 90.0 {
        true => both(sides, Region::Half((xl + xr) / 2.0, (yl + yr) / 2.0, 0.0)),
        false => sides,
    }
}
