//! Filled polygons, row by row, and the lines that are polygons: those wider than a pixel.
//!
//! Every pixel that a side touches belongs to the polygon. Crossings are kept in single precision,
//! as Pillow keeps them: half pixels round as they do there.

use super::draw::Canvas;

/// Coordinates beyond this are not drawn: sums of them stay exact.
const LIMIT: i64 = 1 << 30;

/// Rounds to the nearest, halves away from zero.
fn round_out(value: f64) -> i64 {
    (value.abs() + 0.5).floor().copysign(value) as i64
}

/// Rounds to the nearest, halves towards zero.
fn round_in(value: f64) -> i64 {
    (value.abs() - 0.5).ceil().copysign(value) as i64
}

/// As [`round_out`], in single precision.
fn start_of(value: f32) -> i64 {
    f64::from((value.abs() + 0.5).floor().copysign(value)) as i64
}

/// As [`round_in`], in single precision.
fn end_of(value: f32) -> i64 {
    f64::from((value.abs() - 0.5).ceil().copysign(value)) as i64
}

/// A side of a polygon.
struct Edge {
    x0: i64,
    y0: i64,
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    slope: f32,
}

impl Edge {
    fn new((x0, y0): (i64, i64), (x1, y1): (i64, i64)) -> Edge {
        let slope = match y1 - y0 {
            0 => 0.0,
            height => (x1 - x0) as f32 / height as f32,
        };
        Edge {
            x0,
            y0,
            left: x0.min(x1),
            right: x0.max(x1),
            top: y0.min(y1),
            bottom: y0.max(y1),
            slope,
        }
    }

    fn is_level(&self) -> bool {
        self.top == self.bottom
    }

    /// Where the side, or its prolongation, crosses a row.
    fn at(&self, y: i64) -> f32 {
        (y - self.y0) as f32 * self.slope + self.x0 as f32
    }

    fn spans(&self, y: i64) -> bool {
        (self.top..=self.bottom).contains(&y)
    }

    fn ends_at(&self, y: i64) -> bool {
        y == self.top || y == self.bottom
    }
}

/// The sides of a closed chain of points; level sides that go on in one direction are one side.
fn edges_of(points: &[(i64, i64)]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::with_capacity(points.len());
    for (at, pair) in points.windows(2).enumerate() {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let before = at.checked_sub(1).and_then(|at| points.get(at));
        if let (Some(&(x, y)), Some(last)) = (before, edges.last_mut())
            && y == y0
            && y0 == y1
        {
            if x1 > x0 && x0 > x {
                last.right = x1;
                continue;
            }
            if x1 < x0 && x0 < x {
                last.left = x1;
                continue;
            }
        }
        edges.push(Edge::new(pair[0], pair[1]));
    }
    if let (Some(&first), Some(&last)) = (points.first(), points.last())
        && first != last
    {
        edges.push(Edge::new(last, first));
    }
    edges
}

/// Fills the polygon with these corners.
pub fn fill(canvas: &mut Canvas, corners: &[(i64, i64)]) {
    let is_far = |&(x, y): &(i64, i64)| x.abs() > LIMIT || y.abs() > LIMIT;
    if !corners.iter().any(is_far) {
        fill_edges(canvas, &edges_of(corners));
    }
}

fn fill_edges(canvas: &mut Canvas, edges: &[Edge]) {
    let height = canvas.picture.height as i64;
    let (Some(top), Some(bottom)) = (
        edges.iter().map(|edge| edge.top).min(),
        edges.iter().map(|edge| edge.bottom).max(),
    ) else {
        return;
    };
    // With an ink that is mixed in, a level side must not be drawn twice.
    if !canvas.blend {
        for edge in edges.iter().filter(|edge| edge.is_level()) {
            canvas.run(edge.left, edge.top, edge.right);
        }
    }
    let last = bottom.min(height);
    let slanted: Vec<&Edge> = edges.iter().filter(|edge| !edge.is_level()).collect();
    let mut crossings = Vec::with_capacity(2 * slanted.len());
    for y in top.max(0)..=last {
        crossings.clear();
        find_crossings(&slanted, y, last, &mut crossings);
        crossings.sort_unstable_by(f32::total_cmp);
        fill_row(canvas, edges, y, &crossings);
    }
}

/// Where a row meets the sides. A side that ends above the last row counts twice there, so that the
/// side that goes on from its end does not make an odd number.
fn find_crossings(edges: &[&Edge], y: i64, last: i64, crossings: &mut Vec<f32>) {
    for (index, edge) in edges.iter().enumerate() {
        if !edge.spans(y) {
            continue;
        }
        let x = edge.at(y);
        crossings.push(x);
        if y == edge.bottom && y < last {
            crossings.push(x);
        } else if edge.ends_at(y) && edge.slope != 0.0 {
            let earlier = edges.get(..index).unwrap_or_default();
            if let Some(moved) = widened_corner(edge, earlier, y, x)
                && let Some(last) = crossings.last_mut()
            {
                *last = moved;
            }
        }
    }
}

/// A pointed corner of two flat sides would stand apart from the row beside it: it is drawn out
/// until it joins.
fn widened_corner(edge: &Edge, earlier: &[&Edge], y: i64, x: f32) -> Option<f32> {
    for other in earlier {
        if !other.ends_at(y) || other.slope == 0.0 || other.at(y).round() != x.round() {
            continue;
        }
        let beside = if y == edge.bottom { y - 1 } else { y + 1 };
        if !other.spans(beside) {
            continue;
        }
        let (a, b) = (edge.at(beside), other.at(beside));
        if x > a + 1.0 && x > b + 1.0 {
            return Some(a.max(b).round() + 1.0);
        }
        if x < a - 1.0 && x < b - 1.0 {
            return Some(a.min(b).round() - 1.0);
        }
        return None;
    }
    None
}

/// Fills a row between its crossings, two by two, no pixel twice.
fn fill_row(canvas: &mut Canvas, edges: &[Edge], y: i64, crossings: &[f32]) {
    let mut free = if crossings.is_empty() { -1 } else { 0 };
    for pair in crossings.chunks_exact(2) {
        let end = end_of(pair[1]);
        if end < free {
            continue;
        }
        let start = start_of(pair[0]);
        if canvas.blend {
            level_runs(canvas, edges, y, &mut free, Some(start));
        }
        let start = start.max(free);
        if end >= start {
            canvas.run(start, y, end);
            free = end + 1;
        }
    }
    if canvas.blend {
        level_runs(canvas, edges, y, &mut free, None);
    }
}

/// The level sides of a row, as far as they are not drawn yet.
fn level_runs(canvas: &mut Canvas, edges: &[Edge], y: i64, free: &mut i64, before: Option<i64>) {
    let _ = before;
    for edge in edges.iter().filter(|edge| edge.is_level() && edge.top == y) {
        if *free != -1 && *free < edge.left {
            continue;
        }
        let left = edge.left.max(*free);
        if left <= edge.right {
            canvas.run(left, y, edge.right);
            *free = edge.right + 1;
        }
    }
}

/// A line of a width: a rectangle, turned.
pub fn wide_line(canvas: &mut Canvas, (x0, y0): (i64, i64), (x1, y1): (i64, i64), width: i64) {
    let (dx, dy) = ((x1 - x0) as f64, (y1 - y0) as f64);
    if dx == 0.0 && dy == 0.0 {
        return canvas.point(x0, y0);
    }
    let length = dx.hypot(dy);
    let half = (width - 1) as f64 / 2.0;
    let (wide, narrow) = (
        round_out(half) as f64 / length,
        round_in(half) as f64 / length,
    );
    let (left, right) = (round_in(narrow * dy), round_in(wide * dy));
    let (up, down) = (round_in(narrow * dx), round_in(wide * dx));
    let corners = [
        (x0 - left, y0 + down),
        (x1 - left, y1 + down),
        (x1 + right, y1 - up),
        (x0 + right, y0 - up),
    ];
    if corners
        .iter()
        .any(|(x, y)| x.abs() > LIMIT || y.abs() > LIMIT)
    {
        return;
    }
    let sides = [0, 1, 2, 3].map(|at| Edge::new(corners[at], corners[(at + 1) % 4]));
    fill_edges(canvas, &sides);
}
