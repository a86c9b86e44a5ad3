//! Drawing: lines, polygons, ellipses and their parts.
//!
//! Every shape ends in horizontal runs and points. With a blending canvas (mode "RGBA" drawn on
//! RGB) the ink's alpha mixes it with what is there.

use super::picture::{Ink, Picture, mul255};

/// Where is drawn, with what.
pub struct Canvas<'a> {
    pub picture: &'a mut Picture,
    pub ink: Ink,
    pub blend: bool,
}

impl Canvas<'_> {
    /// A point.
    pub fn point(&mut self, x: i64, y: i64) {
        if !self.blend {
            return self.picture.put(x, y, &self.ink);
        }
        let (w, h) = (self.picture.width as i64, self.picture.height as i64);
        if x < 0 || y < 0 || x >= w || y >= h {
            return;
        }
        let step = self.picture.step();
        let at = (y * w + x) as usize * step;
        let alpha = self.ink[3];
        if let Some(p) = self.picture.data.get_mut(at..at + step) {
            for (o, n) in p.iter_mut().zip(self.ink).take(3) {
                let t =
                    u32::from(*o) * u32::from(255 - alpha) + u32::from(n) * u32::from(alpha) + 128;
                *o = (((t >> 8) + t) >> 8) as u8;
            }
        }
    }

    /// A horizontal run, both ends included.
    pub fn run(&mut self, x0: i64, y: i64, x1: i64) {
        if y < 0 || y >= self.picture.height as i64 {
            return;
        }
        for x in x0.max(0)..=x1.min(self.picture.width as i64 - 1) {
            self.point(x, y);
        }
    }

    /// A line one pixel wide.
    pub fn line(&mut self, x0: i64, y0: i64, x1: i64, y1: i64) {
        let limit = 1 << 30;
        if [x0, y0, x1, y1].iter().any(|v| v.abs() > limit) {
            return;
        }
        let (dx, dy) = ((x1 - x0).abs(), (y1 - y0).abs());
        let (sx, sy) = ((x1 - x0).signum(), (y1 - y0).signum());
        let (w, h) = (self.picture.width as i64, self.picture.height as i64);
        if dy == 0 {
            return self.run(x0.min(x1), y0, x0.max(x1));
        }
        // Far outside nothing is to be seen: the walk is bounded by where the picture is.
        if x0.max(x1) < 0 || x0.min(x1) >= w || y0.max(y1) < 0 || y0.min(y1) >= h {
            return;
        }
        let (mut x, mut y) = (x0, y0);
        if dx == 0 {
            for y in y0.min(y1).max(0)..=y0.max(y1).min(h - 1) {
                self.point(x, y);
            }
        } else if dx > dy {
            let mut e = 2 * dy - dx;
            for _ in 0..=dx {
                self.point(x, y);
                if e >= 0 {
                    y += sy;
                    e -= 2 * dx;
                }
                e += 2 * dy;
                x += sx;
            }
        } else {
            let mut e = 2 * dx - dy;
            for _ in 0..=dy {
                self.point(x, y);
                if e >= 0 {
                    x += sx;
                    e -= 2 * dy;
                }
                e += 2 * dx;
                y += sy;
            }
        }
    }

    /// A line of a width: a rectangle turned, filled.
    pub fn wide_line(&mut self, x0: i64, y0: i64, x1: i64, y1: i64, width: i64) {
        let (dx, dy) = ((x1 - x0) as f64, (y1 - y0) as f64);
        if dx == 0.0 && dy == 0.0 {
            return self.point(x0, y0);
        }
        let long = dx.hypot(dy);
        let small = (width - 1) as f64 / 2.0;
        let up = |v: f64| if v >= 0.0 { (v + 0.5).floor() } else { -(v.abs() + 0.5).floor() } as i64;
        let down = |v: f64| if v >= 0.0 { (v - 0.5).ceil() } else { -(v.abs() - 0.5).ceil() } as i64;
        let (max, min) = (up(small), down(small));
        let ratio_x = |k: i64| (k as f64 * dy / long, k as f64 * dx / long);
        let (max_x, max_y) = ratio_x(max);
        let (min_x, min_y) = ratio_x(min);
        let (xmin, xmax) = if dx > 0.0 {
            (min_x, max_x)
        } else {
            (max_x, min_x)
        };
        let (ymin, ymax) = if dy > 0.0 {
            (min_y, max_y)
        } else {
            (max_y, min_y)
        };
        let corners = [
            (x0 - down(xmin), y0 + up(ymax)),
            (x1 - down(xmin), y1 + up(ymax)),
            (x1 + up(xmax), y1 - down(ymin)),
            (x0 + up(xmax), y0 - down(ymin)),
        ];
        self.polygon(&corners);
    }

    /// A rectangle, filled, or its border.
    pub fn rectangle(&mut self, x0: i64, y0: i64, x1: i64, y1: i64, fill: bool, width: i64) {
        let (top, bottom) = (y0.max(0), y1.min(self.picture.height as i64 - 1));
        if fill {
            for y in top..=bottom {
                self.run(x0, y, x1);
            }
            return;
        }
        for i in 0..width.max(1).min((x1 - x0).max(y1 - y0) + 1) {
            self.run(x0, y0 + i, x1);
            self.run(x0, y1 - i, x1);
            for y in (y0 + width.max(1)).max(0)..=(y1 - width.max(1)).min(bottom) {
                self.point(x1 - i, y);
                self.point(x0 + i, y);
            }
        }
    }

    /// A polygon, filled, its border included.
    pub fn polygon(&mut self, points: &[(i64, i64)]) {
        let limit = 1 << 30;
        if points
            .iter()
            .any(|(x, y)| x.abs() > limit || y.abs() > limit)
        {
            return;
        }
        let mut edges: Vec<Edge> = Vec::new();
        let count = points.len();
        for i in 0..count {
            let (a, b) = (points[i], points[(i + 1) % count]);
            if i + 1 == count && a == b && count > 1 {
                continue;
            }
            edges.push(Edge::new(a, b));
        }
        let top = edges.iter().map(|e| e.top).min().unwrap_or(0).max(0);
        let bottom = edges.iter().map(|e| e.bottom).max().unwrap_or(-1);
        let bottom = bottom.min(self.picture.height as i64 - 1);
        for edge in edges.iter().filter(|e| e.top == e.bottom) {
            self.run(edge.left, edge.top, edge.right);
        }
        let slanted: Vec<&Edge> = edges.iter().filter(|e| e.top != e.bottom).collect();
        for y in top..=bottom {
            self.polygon_row(&slanted, y);
        }
    }

    /// What a row has of a polygon: between crossings, two by two, plus what edges touch.
    fn polygon_row(&mut self, edges: &[&Edge], y: i64) {
        let mut crossings: Vec<f64> = Vec::new();
        let row = y as f64;
        for edge in edges {
            if y < edge.top || y > edge.bottom {
                continue;
            }
            crossings.push(edge.at(row));
            // The end of one edge that is the beginning of the next counts once.
            let ends = y == edge.bottom && y < edges.iter().map(|e| e.bottom).max().unwrap_or(y);
            if ends {
                let mate = edges
                    .iter()
                    .any(|o| o.top == y && o.at(row) == edge.at(row));
                if mate {
                    crossings.pop();
                }
            }
        }
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks(2) {
            let (left, right) = (pair[0], *pair.last().unwrap_or(&pair[0]));
            let start = (left - 0.5).ceil() as i64;
            let end = (right + 0.5).floor() as i64;
            self.run(start, y, end.max(start));
        }
        for edge in edges.iter().filter(|e| y >= e.top && y <= e.bottom) {
            if let Some((a, b)) = edge.touched(row) {
                self.run(a, y, b);
            }
        }
    }
}

/// A side of a polygon.
struct Edge {
    x0: f64,
    y0: f64,
    slope: f64,
    top: i64,
    bottom: i64,
    left: i64,
    right: i64,
}

impl Edge {
    fn new(a: (i64, i64), b: (i64, i64)) -> Edge {
        let slope = match b.1 - a.1 {
            0 => 0.0,
            dy => (b.0 - a.0) as f64 / dy as f64,
        };
        Edge {
            x0: a.0 as f64,
            y0: a.1 as f64,
            slope,
            top: a.1.min(b.1),
            bottom: a.1.max(b.1),
            left: a.0.min(b.0),
            right: a.0.max(b.0),
        }
    }

    fn at(&self, y: f64) -> f64 {
        (y - self.y0) * self.slope + self.x0
    }

    /// The columns that a flat edge passes within a row.
    fn touched(&self, y: f64) -> Option<(i64, i64)> {
        if self.slope.abs() <= 1.0 {
            return None;
        }
        let half = self.slope.abs() / 2.0;
        let middle = self.at(y);
        let left = (middle - half).max(self.left as f64);
        let right = (middle + half).min(self.right as f64);
        Some(((left + 0.5).floor() as i64, (right - 0.5).ceil() as i64))
    }
}

/// Mix a colour into a picture through the grey levels of a mask: for text.
pub fn bitmap(canvas: &mut Canvas, mask: &Picture, x0: i64, y0: i64) {
    let (w, h) = (canvas.picture.width as i64, canvas.picture.height as i64);
    let step = canvas.picture.step();
    let alpha_ink = canvas.blend.then_some(canvas.ink[3]);
    for my in 0..mask.height {
        for (mx, m) in mask.row(my).iter().enumerate() {
            let (x, y) = (x0 + mx as i64, y0 + my as i64);
            if *m == 0 || x < 0 || y < 0 || x >= w || y >= h {
                continue;
            }
            let m = alpha_ink.map_or(*m, |a| mul255(*m, a));
            let at = (y * w + x) as usize * step;
            if let Some(p) = canvas.picture.data.get_mut(at..at + step) {
                for (o, n) in p.iter_mut().zip(canvas.ink) {
                    let t = u32::from(*o) * u32::from(255 - m) + u32::from(n) * u32::from(m) + 128;
                    *o = (((t >> 8) + t) >> 8) as u8;
                }
            }
        }
    }
}
