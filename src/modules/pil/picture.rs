//! A picture in memory: its mode, its size, and its pixels in one run of bytes.
//!
//! Pixels stand row by row, without gaps; the bands of a pixel stand side by side. `I` and `F`
//! take four bytes (little-endian) per pixel, `I;16` two, all others one byte per band.

/// The modes of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Black and white: one byte per pixel, 0 or 255.
    One,
    L,
    La,
    /// L with a premultiplied alpha band.
    LaPre,
    P,
    Pa,
    Rgb,
    Rgbx,
    Rgba,
    /// RGB with a premultiplied alpha band.
    RgbaPre,
    Cmyk,
    YCbCr,
    Lab,
    Hsv,
    I,
    F,
    I16,
    /// Sixteen bits, the high byte first.
    I16B,
}

/// How the bytes of a pixel are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bytes,
    Int,
    Float,
    Short,
}

/// Names of the modes.
pub const MODES: &[(&str, Mode)] = &[
    ("1", Mode::One),
    ("L", Mode::L),
    ("LA", Mode::La),
    ("La", Mode::LaPre),
    ("P", Mode::P),
    ("PA", Mode::Pa),
    ("RGB", Mode::Rgb),
    ("RGBX", Mode::Rgbx),
    ("RGBA", Mode::Rgba),
    ("RGBa", Mode::RgbaPre),
    ("CMYK", Mode::Cmyk),
    ("YCbCr", Mode::YCbCr),
    ("LAB", Mode::Lab),
    ("HSV", Mode::Hsv),
    ("I", Mode::I),
    ("F", Mode::F),
    ("I;16", Mode::I16),
    ("I;16B", Mode::I16B),
];

impl Mode {
    /// The mode of a name.
    pub fn of(name: &str) -> Option<Mode> {
        MODES.iter().find(|(n, _)| *n == name).map(|(_, m)| *m)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        MODES
            .iter()
            .find(|(_, m)| *m == self)
            .map_or("", |(name, _)| name)
    }

    /// Number of bands.
    pub fn bands(self) -> usize {
        match self {
            Mode::One | Mode::L | Mode::P | Mode::I | Mode::F | Mode::I16 | Mode::I16B => 1,
            Mode::La | Mode::LaPre | Mode::Pa => 2,
            Mode::Rgb | Mode::YCbCr | Mode::Lab | Mode::Hsv => 3,
            Mode::Rgbx | Mode::Rgba | Mode::RgbaPre | Mode::Cmyk => 4,
        }
    }

    /// Bytes per pixel.
    pub fn size(self) -> usize {
        match self {
            Mode::I | Mode::F => 4,
            Mode::I16 | Mode::I16B => 2,
            other => other.bands(),
        }
    }

    /// Whether pixels are numbers of colours.
    pub fn has_palette(self) -> bool {
        matches!(self, Mode::P | Mode::Pa)
    }

    /// Whether pixels of this mode can be averaged, as blurs do.
    pub fn can_blur(self) -> bool {
        use Mode::*;
        matches!(self, L | La | LaPre | Rgb | Rgbx | Rgba | RgbaPre | Cmyk)
    }

    /// How a pixel is read.
    pub fn kind(self) -> Kind {
        match self {
            Mode::I => Kind::Int,
            Mode::F => Kind::Float,
            Mode::I16 | Mode::I16B => Kind::Short,
            _ => Kind::Bytes,
        }
    }
}

/// Evaluates an expression with the size of a pixel, 1 to 4 bytes, as a constant, so that loops over
/// a pixel's bytes are unrolled.
macro_rules! by_size {
    ($step:expr, $size:ident => $body:expr) => {
        match $step {
            1 => {
                const $size: usize = 1;
                $body
            }
            2 => {
                const $size: usize = 2;
                $body
            }
            3 => {
                const $size: usize = 3;
                $body
            }
            _ => {
                const $size: usize = 4;
                $body
            }
        }
    };
}
pub(super) use by_size;

/// A picture's data.
#[derive(Clone, Debug)]
pub struct Picture {
    pub mode: Mode,
    pub width: usize,
    pub height: usize,
    pub data: Vec<u8>,
}

/// A pixel's bytes, and how many of them count.
pub type Ink = [u8; 4];

impl Picture {
    /// A picture of zeros; `None` if memory does not suffice.
    pub fn new(mode: Mode, width: usize, height: usize) -> Option<Picture> {
        let total = width.checked_mul(height)?.checked_mul(mode.size())?;
        if total > 1 << 32 {
            return None;
        }
        let mut data = Vec::new();
        data.try_reserve_exact(total).ok()?;
        data.resize(total, 0);
        Some(Picture {
            mode,
            width,
            height,
            data,
        })
    }

    /// A picture of the same mode and size.
    pub fn like(&self) -> Option<Picture> {
        Picture::new(self.mode, self.width, self.height)
    }

    /// Bytes per pixel.
    pub fn step(&self) -> usize {
        self.mode.size()
    }

    /// Bytes per row.
    pub fn stride(&self) -> usize {
        self.width * self.mode.size()
    }

    /// The bytes of a row; empty outside.
    pub fn row(&self, y: usize) -> &[u8] {
        let stride = self.stride();
        self.data.get(y * stride..(y + 1) * stride).unwrap_or(&[])
    }

    /// The bytes of a row, to change; empty outside.
    pub fn row_mut(&mut self, y: usize) -> &mut [u8] {
        let stride = self.stride();
        self.data
            .get_mut(y * stride..(y + 1) * stride)
            .unwrap_or_default()
    }

    /// The pixels of a row, each of `N` bytes, which must be the mode's size; empty outside.
    pub fn pixels<const N: usize>(&self, y: usize) -> &[[u8; N]] {
        self.row(y).as_chunks().0
    }

    /// As [`Picture::pixels`], to change.
    pub fn pixels_mut<const N: usize>(&mut self, y: usize) -> &mut [[u8; N]] {
        self.row_mut(y).as_chunks_mut().0
    }

    /// The bytes of a pixel; empty outside.
    pub fn pixel(&self, x: usize, y: usize) -> &[u8] {
        if x >= self.width || y >= self.height {
            return &[];
        }
        let step = self.step();
        let at = (y * self.width + x) * step;
        self.data.get(at..at + step).unwrap_or(&[])
    }

    /// Write a pixel; nothing happens outside.
    pub fn put(&mut self, x: i64, y: i64, ink: &Ink) {
        if x < 0 || y < 0 || x >= self.width as i64 || y >= self.height as i64 {
            return;
        }
        let step = self.step();
        let at = (y as usize * self.width + x as usize) * step;
        if let Some(place) = self.data.get_mut(at..at + step) {
            place.copy_from_slice(&ink[..step]);
        }
    }

    /// Fill everything.
    pub fn fill(&mut self, ink: &Ink) {
        by_size!(self.step(), N => {
            let pixel: [u8; N] = std::array::from_fn(|band| ink[band]);
            self.data.as_chunks_mut().0.fill(pixel);
        });
    }

    /// A part of the picture; what lies outside is zero.
    pub fn crop(&self, x0: i64, y0: i64, x1: i64, y1: i64) -> Option<Picture> {
        let width = usize::try_from((x1 - x0).max(0)).ok()?;
        let height = usize::try_from((y1 - y0).max(0)).ok()?;
        let mut out = Picture::new(self.mode, width, height)?;
        let step = self.step();
        let left = x0.max(0);
        let right = x1.min(self.width as i64);
        if left >= right {
            return Some(out);
        }
        for y in y0.max(0)..y1.min(self.height as i64) {
            let from = &self.row(y as usize)[left as usize * step..right as usize * step];
            let at = (left - x0) as usize * step;
            if let Some(to) = out.row_mut((y - y0) as usize).get_mut(at..at + from.len()) {
                to.copy_from_slice(from);
            }
        }
        Some(out)
    }

    /// One band as a picture of mode L.
    pub fn band(&self, band: usize) -> Option<Picture> {
        if self.mode.bands() == 1 {
            return Some(self.clone());
        }
        let mut out = Picture::new(Mode::L, self.width, self.height)?;
        by_size!(self.step(), N => {
            for (to, from) in out.data.iter_mut().zip(self.data.as_chunks::<N>().0) {
                *to = *from.get(band)?;
            }
        });
        Some(out)
    }

    /// Write a picture of mode L to one band.
    pub fn put_band(&mut self, source: &Picture, band: usize) {
        by_size!(self.step(), N => {
            for (to, from) in self.data.as_chunks_mut::<N>().0.iter_mut().zip(&source.data) {
                if let Some(place) = to.get_mut(band) {
                    *place = *from;
                }
            }
        });
    }
}

/// A number of `I` or `F` out of a pixel's bytes.
pub fn int_of(bytes: &[u8]) -> i32 {
    bytes.try_into().map_or(0, i32::from_le_bytes)
}

/// A number of `F` out of a pixel's bytes.
pub fn float_of(bytes: &[u8]) -> f32 {
    bytes.try_into().map_or(0.0, f32::from_le_bytes)
}

/// A number of `I;16` or `I;16B` out of a pixel's bytes.
pub fn short_of(mode: Mode, bytes: &[u8]) -> u16 {
    let pair = bytes.try_into().unwrap_or([0, 0]);
    match mode {
        Mode::I16B => u16::from_be_bytes(pair),
        _ => u16::from_le_bytes(pair),
    }
}

/// The bytes of a number in `I;16` or `I;16B`.
pub fn short_bytes(mode: Mode, value: u16) -> [u8; 2] {
    match mode {
        Mode::I16B => value.to_be_bytes(),
        _ => value.to_le_bytes(),
    }
}

/// Within 0 to 255.
pub fn clip(value: i32) -> u8 {
    value.clamp(0, 255) as u8
}

/// a * b / 255, rounded.
pub fn mul255(a: u8, b: u8) -> u8 {
    let t = u32::from(a) * u32::from(b) + 128;
    (((t >> 8) + t) >> 8) as u8
}
