//! Colours through a table of three dimensions, between whose entries they are interpolated.
//!
//! Reckoned in whole numbers with as many bits after the point as Pillow keeps, so that results are
//! equal to the last bit.

use super::picture::{Kind, Mode, Picture};

/// Bits after the point of a place in the table.
const PLACE_BITS: u32 = 18;
/// Bits after the point of the distance from the entry before.
const SHIFT_BITS: u32 = 15;
/// Bits after the point of an entry.
const ENTRY_BITS: u32 = 6;

/// A table of colours: entries of `bands` numbers, the first dimension the fastest.
pub struct Table {
    bands: usize,
    sizes: [usize; 3],
    entries: Vec<i16>,
}

impl Table {
    /// A table of numbers from 0 to 1; `None` if there are not as many as the sizes ask for.
    pub fn new(bands: usize, sizes: [usize; 3], numbers: &[f64]) -> Option<Table> {
        let wanted = sizes
            .iter()
            .try_fold(bands, |n, size| n.checked_mul(*size))?;
        let one = f64::from(255 << ENTRY_BITS);
        let fixed = |number: &f64| {
            // Single precision, as the table of a program is handed over; rounded away from zero.
            let scaled = f64::from(*number as f32) * one;
            (scaled + if scaled < 0.0 { -0.5 } else { 0.5 }) as i16
        };
        (numbers.len() == wanted).then(|| Table {
            bands,
            sizes,
            entries: numbers.iter().map(fixed).collect(),
        })
    }

    /// The colour of a pixel's first three bytes.
    fn colour(&self, pixel: [u8; 3]) -> [i16; 4] {
        let [wide, high, deep] = self.sizes;
        let strides = [1, wide, wide * high];
        let (mut first, mut shifts) = (0, [0; 3]);
        for (n, size) in [wide, high, deep].into_iter().enumerate() {
            let scale = ((size - 1) as f64 / 255.0 * f64::from(1 << PLACE_BITS)) as u32;
            let place = u32::from(pixel[n]) * scale;
            first += (place >> PLACE_BITS) as usize * strides[n];
            shifts[n] = (place & ((1 << PLACE_BITS) - 1)) >> (PLACE_BITS - SHIFT_BITS);
        }
        // At the end of a dimension the distance is nothing, and what stands there does not count.
        let entry = |at: usize| -> [i16; 4] {
            let start = at * self.bands;
            let mut colour = [0; 4];
            for (place, number) in colour.iter_mut().zip(self.entries.iter().skip(start)) {
                *place = *number;
            }
            colour
        };
        let between = |a: [i16; 4], b: [i16; 4], shift: u32| -> [i16; 4] {
            let (shift, rest) = (shift as i32, (1 << SHIFT_BITS) - shift as i32);
            std::array::from_fn(|n| {
                ((i32::from(a[n]) * rest + i32::from(b[n]) * shift) >> SHIFT_BITS) as i16
            })
        };
        let line = |at: usize| between(entry(at), entry(at + 1), shifts[0]);
        let plane = |at: usize| between(line(at), line(at + strides[1]), shifts[1]);
        between(plane(first), plane(first + strides[2]), shifts[2])
    }
}

/// The picture through the table, in another mode. `Ok(None)` if memory does not suffice.
///
/// # Errors
/// If one of the modes does not fit.
pub fn apply(source: &Picture, to: Mode, table: &Table) -> Result<Option<Picture>, ()> {
    let (from, bands) = (source.mode, table.bands);
    let is_fit = from.kind() == Kind::Bytes
        && to.kind() == Kind::Bytes
        && from.bands() >= 3
        && to.bands() >= bands
        // A band that the table does not make comes from the picture.
        && (to.bands() <= bands || to.bands() <= from.bands());
    if !is_fit {
        return Err(());
    }
    let Some(mut out) = Picture::new(to, source.width, source.height) else {
        return Ok(None);
    };
    let pixels = source.data.chunks_exact(source.step());
    for (target, pixel) in out.data.chunks_exact_mut(to.size()).zip(pixels) {
        let [r, g, b] = pixel.first_chunk().copied().unwrap_or_default();
        let colour = table.colour([r, g, b]);
        for (n, place) in target.iter_mut().enumerate() {
            *place = match colour.get(n).filter(|_| n < bands) {
                Some(number) => {
                    let rounded = (i32::from(*number) + (1 << (ENTRY_BITS - 1))) >> ENTRY_BITS;
                    rounded.clamp(0, 255) as u8
                }
                None => pixel.get(n).copied().unwrap_or(255),
            };
        }
    }
    Ok(Some(out))
}
