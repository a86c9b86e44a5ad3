//! Fonts: text as grey levels, through the crate ab_glyph.
//!
//! Outlines are not hinted, so that glyphs are a little softer than FreeType's; advances are rounded
//! to whole pixels as hinted ones are. Vertical writing and OpenType features are left out.

use ab_glyph::{Font as _, FontVec, PxScale, ScaleFont as _, point};

use super::picture::{Mode, Picture};

/// A font of a size.
pub struct Font {
    font: FontVec,
    size: f32,
    name: (String, String),
}

/// A text laid out.
pub struct Layout {
    glyphs: Vec<(ab_glyph::GlyphId, f32)>,
    /// The advance of the whole.
    pub width: f32,
}

impl Font {
    /// A font out of a file's bytes; `None` if they are none.
    pub fn new(data: Vec<u8>, index: u32, size: f32) -> Option<Font> {
        let name = names(&data);
        let font = FontVec::try_from_vec_and_index(data, index).ok()?;
        Some(Font { font, size, name })
    }

    fn scale(&self) -> PxScale {
        // A size is that of the em square; the crate's is that of ascent minus descent.
        let units = self.font.units_per_em().unwrap_or(1000.0);
        PxScale::from(self.size * self.font.height_unscaled() / units)
    }

    /// Family and style.
    pub fn name(&self) -> (String, String) {
        self.name.clone()
    }

    /// Ascent and descent in whole pixels, both positive.
    pub fn metrics(&self) -> (i64, i64) {
        let font = self.font.as_scaled(self.scale());
        (font.ascent().ceil() as i64, (-font.descent()).ceil() as i64)
    }

    /// Where the glyphs of a line stand.
    pub fn layout(&self, text: &str) -> Layout {
        let font = self.font.as_scaled(self.scale());
        let mut x = 0.0;
        let mut glyphs = Vec::new();
        let mut last = None;
        for c in text.chars() {
            let id = font.glyph_id(c);
            if let Some(last) = last {
                x += font.kern(last, id).round();
            }
            glyphs.push((id, x));
            x += font.h_advance(id).round();
            last = Some(id);
        }
        Layout { glyphs, width: x }
    }

    /// A line as grey levels: the picture, and where its corner is, from the beginning of the
    /// line and from the top of the ascent.
    pub fn render(&self, text: &str, stroke: f32, hard: bool) -> Option<(Picture, i64, i64)> {
        let layout = self.layout(text);
        let (ascent, _) = self.metrics();
        let mut outlines = Vec::new();
        let mut bounds: Option<[f32; 4]> = None;
        for (id, x) in layout.glyphs {
            let glyph = id.with_scale_and_position(self.scale(), point(x, ascent as f32));
            let Some(outline) = self.font.outline_glyph(glyph) else {
                continue;
            };
            let b = outline.px_bounds();
            let all = bounds.get_or_insert([b.min.x, b.min.y, b.max.x, b.max.y]);
            *all = [
                all[0].min(b.min.x),
                all[1].min(b.min.y),
                all[2].max(b.max.x),
                all[3].max(b.max.y),
            ];
            outlines.push((outline, b.min.x, b.min.y));
        }
        let Some([x0, y0, x1, y1]) = bounds else {
            return Some((Picture::new(Mode::L, 0, 0)?, 0, ascent));
        };
        let margin = stroke.ceil() as i64;
        let (left, top) = (x0.floor() as i64 - margin, y0.floor() as i64 - margin);
        let width = usize::try_from(x1.ceil() as i64 + margin - left).ok()?;
        let height = usize::try_from(y1.ceil() as i64 + margin - top).ok()?;
        let mut out = Picture::new(Mode::L, width, height)?;
        for (outline, gx, gy) in outlines {
            let (dx, dy) = (gx as i64 - left, gy as i64 - top);
            outline.draw(|x, y, cover| {
                let (x, y) = (dx + i64::from(x), dy + i64::from(y));
                let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
                    return;
                };
                if x >= width {
                    return;
                }
                if let Some(place) = out.data.get_mut(y * width + x) {
                    let level = (cover * 255.0).round().clamp(0.0, 255.0) as u8;
                    *place = place.saturating_add(level);
                }
            });
        }
        if stroke > 0.0 {
            out = widen(&out, stroke)?;
        }
        if hard {
            out.data
                .iter_mut()
                .for_each(|v| *v = if *v >= 128 { 255 } else { 0 });
        }
        Some((out, left, top))
    }
}

/// Every place takes the largest level within a distance.
fn widen(source: &Picture, radius: f32) -> Option<Picture> {
    let mut out = source.like()?;
    let reach = radius.ceil() as i64;
    for y in 0..source.height as i64 {
        for x in 0..source.width as i64 {
            let mut most = 0_f32;
            for dy in -reach..=reach {
                for dx in -reach..=reach {
                    let far = ((dx * dx + dy * dy) as f32).sqrt();
                    let near = (radius + 0.5 - far).clamp(0.0, 1.0);
                    if near > 0.0 && x + dx >= 0 && y + dy >= 0 {
                        let p = source.pixel((x + dx) as usize, (y + dy) as usize);
                        let v = p.first().map_or(0.0, |v| f32::from(*v));
                        most = most.max(v * near);
                    }
                }
            }
            *out.data.get_mut((y * source.width as i64 + x) as usize)? = most as u8;
        }
    }
    Some(out)
}

fn u16_at(data: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(
        data.get(at..at + 2)?.try_into().ok()?,
    )))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// Family and style, from the table `name`.
fn names(data: &[u8]) -> (String, String) {
    let read = |wanted: usize| -> Option<String> {
        let tables = u16_at(data, 4)?;
        let record = (0..tables)
            .map(|i| 12 + i * 16)
            .find(|at| data.get(*at..*at + 4) == Some(b"name"))?;
        let base = u32_at(data, record + 8)?;
        let strings = base + u16_at(data, base + 4)?;
        for i in 0..u16_at(data, base + 2)? {
            let at = base + 6 + i * 12;
            let (platform, id) = (u16_at(data, at)?, u16_at(data, at + 6)?);
            if id != wanted {
                continue;
            }
            let from = strings + u16_at(data, at + 10)?;
            let bytes = data.get(from..from + u16_at(data, at + 8)?)?;
            if platform == 1 {
                return Some(bytes.iter().map(|b| char::from(*b)).collect());
            }
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|p| u16::from_be_bytes([p[0], p[1]]))
                .collect();
            return Some(String::from_utf16_lossy(&units));
        }
        None
    };
    (read(1).unwrap_or_default(), read(2).unwrap_or_default())
}
