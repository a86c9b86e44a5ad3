//! Drawing: points, lines, rectangles, and text through a mask. `polygon.rs` and `ellipse.rs` draw
//! with it. Every shape ends in horizontal runs and points. With a blending canvas (mode "RGBA" drawn on
//! RGB) the ink's alpha mixes it with what is there.

use super::picture::{Ink, Picture, mul255};

/// Where is drawn, with what.
pub struct Canvas<'a> {
    pub picture: &'a mut Picture,
    pub ink: Ink,
    pub blend: bool,
    /// A picture of this one's size: runs are drawn only where it is not zero.
    pub mask: Option<&'a Picture>,
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
            let is_open = |mask: &Picture| mask.pixel(x as usize, y as usize) != [0];
            if self.mask.is_none_or(is_open) {
                self.point(x, y);
            }
        }
    }

    /// A line one pixel wide, without its end: the next line begins there.
    pub fn line(&mut self, x0: i64, y0: i64, x1: i64, y1: i64) {
        let limit = 1 << 30;
        if [x0, y0, x1, y1].iter().any(|v| v.abs() > limit) {
            return;
        }
        let (w, h) = (self.picture.width as i64, self.picture.height as i64);
        // Far outside nothing is to be seen: the walk is bounded by where the picture is.
        if x0.max(x1) < 0 || x0.min(x1) >= w || y0.max(y1) < 0 || y0.min(y1) >= h {
            return;
        }
        let (dx, dy) = ((x1 - x0).abs(), (y1 - y0).abs());
        let (sx, sy) = ((x1 - x0).signum(), (y1 - y0).signum());
        let (mut x, mut y) = (x0, y0);
        let is_flat = dx > dy;
        let (long, short) = if is_flat { (dx, dy) } else { (dy, dx) };
        let mut error = 2 * short - long;
        for _ in 0..long {
            self.point(x, y);
            let is_step = short > 0 && error >= 0;
            if is_step {
                error -= 2 * long;
            }
            error += 2 * short;
            x += if is_flat || is_step { sx } else { 0 };
            y += if !is_flat || is_step { sy } else { 0 };
        }
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
        // A border wider than the rectangle goes beyond it.
        let reach = (self.picture.width + self.picture.height) as i64 + (x1 - x0) + (y1 - y0);
        for i in 0..width.max(1).min(reach) {
            self.run(x0, y0 + i, x1);
            self.run(x0, y1 - i, x1);
            self.line(x1 - i, y0 + width, x1 - i, y1 - width + 1);
            self.line(x0 + i, y0 + width, x0 + i, y1 - width + 1);
        }
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
