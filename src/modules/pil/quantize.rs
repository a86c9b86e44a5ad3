//! Palettes chosen for a picture: median cut and octree.
//!
//! Median cut halves the box with the longest side at its median; maximum coverage takes the same
//! way. Which of several equally good palettes results may differ from Pillow's.

use std::collections::HashMap;

use super::picture::{Mode, Picture};

type Colour = [u8; 4];

/// A set of colours with their counts.
struct Bucket {
    colours: Vec<(Colour, u64)>,
}

impl Bucket {
    fn count(&self) -> u64 {
        self.colours.iter().map(|c| c.1).sum()
    }

    /// The band with the widest range, and that range.
    fn widest(&self) -> (usize, u8) {
        // Eyes see green better than red, and red better than blue.
        let weights = [0.5, 1.0, 0.25, 1.0];
        let mut best = (0, 0, 0.0);
        for (band, weight) in weights.into_iter().enumerate() {
            let low = self.colours.iter().map(|c| c.0[band]).min().unwrap_or(0);
            let high = self.colours.iter().map(|c| c.0[band]).max().unwrap_or(0);
            let weighted = f64::from(high - low) * weight;
            if weighted > best.2 {
                best = (band, high - low, weighted);
            }
        }
        (best.0, best.1)
    }

    fn mean(&self) -> Colour {
        let total = self.count().max(1);
        let mut out = [0; 4];
        for (band, place) in out.iter_mut().enumerate() {
            let sum: u64 = self
                .colours
                .iter()
                .map(|c| u64::from(c.0[band]) * c.1)
                .sum();
            *place = ((sum * 2 + total) / (total * 2)) as u8;
        }
        out
    }

    fn split(mut self) -> (Bucket, Bucket) {
        let (band, _) = self.widest();
        self.colours.sort_unstable_by_key(|c| (c.0[band], c.0));
        let half = self.count() / 2;
        let mut seen = 0;
        let mut at = 1;
        for (i, colour) in self.colours.iter().enumerate() {
            seen += colour.1;
            if seen >= half {
                at = i + 1;
                break;
            }
        }
        let at = at.clamp(1, self.colours.len() - 1);
        let rest = self.colours.split_off(at);
        (self, Bucket { colours: rest })
    }
}

fn rgba(mode: Mode, p: &[u8]) -> Colour {
    match (mode, p) {
        (_, [r, g, b, a]) if mode == Mode::Rgba => [*r, *g, *b, *a],
        (_, [r, g, b, ..]) => [*r, *g, *b, 255],
        (_, [v, ..]) => [*v, *v, *v, 255],
        _ => [0, 0, 0, 255],
    }
}

fn median_cut(counts: Vec<(Colour, u64)>, colors: usize) -> Vec<Colour> {
    let mut buckets = vec![Bucket { colours: counts }];
    while buckets.len() < colors {
        let next = buckets
            .iter()
            .enumerate()
            .filter(|(_, b)| b.colours.len() > 1)
            .max_by_key(|(i, b)| (b.count(), usize::MAX - i))
            .map(|(i, _)| i);
        let Some(next) = next else { break };
        let (a, b) = buckets.swap_remove(next).split();
        buckets.push(a);
        buckets.push(b);
    }
    buckets.sort_by_key(|b| std::cmp::Reverse(b.count()));
    buckets.iter().map(Bucket::mean).collect()
}

/// Cells of a colour cube, the fullest first.
fn octree(counts: &[(Colour, u64)], colors: usize) -> Vec<Colour> {
    let mut shift = 4;
    let mut cells: Vec<Bucket> = Vec::new();
    for bits in [5, 4, 3, 2, 1] {
        shift = 8 - bits;
        let mut map: HashMap<Colour, Vec<(Colour, u64)>> = HashMap::new();
        for (c, n) in counts {
            let key = c.map(|v| v >> shift);
            map.entry(key).or_default().push((*c, *n));
        }
        let mut keyed: Vec<_> = map.into_iter().collect();
        keyed.sort_by_key(|(key, list)| {
            (
                std::cmp::Reverse(list.iter().map(|c| c.1).sum::<u64>()),
                *key,
            )
        });
        cells = keyed
            .into_iter()
            .map(|(_, colours)| Bucket { colours })
            .collect();
        if cells.len() <= colors {
            break;
        }
    }
    let _ = shift;
    cells.truncate(colors);
    cells.iter().map(Bucket::mean).collect()
}

fn distance(a: Colour, b: Colour) -> i32 {
    (0..4)
        .map(|k| (i32::from(a[k]) - i32::from(b[k])).pow(2))
        .sum()
}

fn nearest(palette: &[Colour], c: Colour) -> u8 {
    let best = palette
        .iter()
        .enumerate()
        .min_by_key(|(_, p)| distance(**p, c));
    best.map_or(0, |(i, _)| i as u8)
}

/// Means of what is nearest to each entry, again and again.
fn refine(palette: &mut [Colour], counts: &[(Colour, u64)], rounds: usize) {
    for _ in 0..rounds {
        let mut sums = vec![([0_u64; 4], 0_u64); palette.len()];
        for (c, n) in counts {
            if let Some((sum, total)) = sums.get_mut(usize::from(nearest(palette, *c))) {
                for (s, v) in sum.iter_mut().zip(c) {
                    *s += u64::from(*v) * n;
                }
                *total += n;
            }
        }
        let before = palette.to_vec();
        for (entry, (sum, total)) in palette.iter_mut().zip(sums) {
            if total > 0 {
                *entry = sum.map(|s| ((s * 2 + total) / (total * 2)) as u8);
            }
        }
        if before == palette {
            return;
        }
    }
}

/// Palette indexes and the palette they mean. Methods by Pillow's numbers: 0 median cut,
/// 1 maximum coverage, 2 octree.
pub fn quantize(
    source: &Picture,
    colors: usize,
    method: i64,
    kmeans: usize,
) -> Option<(Picture, Vec<Colour>)> {
    let mut counts: HashMap<Colour, u64> = HashMap::new();
    let step = source.step();
    for p in source.data.chunks_exact(step) {
        *counts.entry(rgba(source.mode, p)).or_default() += 1;
    }
    let mut counts: Vec<(Colour, u64)> = counts.into_iter().collect();
    counts.sort_unstable();
    let colors = colors.clamp(1, 256);
    let mut palette = if counts.is_empty() {
        vec![[0, 0, 0, 255]]
    } else if method == 2 {
        octree(&counts, colors)
    } else {
        median_cut(counts.clone(), colors)
    };
    refine(&mut palette, &counts, kmeans);
    let index: HashMap<Colour, u8> = counts
        .iter()
        .map(|(c, _)| (*c, nearest(&palette, *c)))
        .collect();
    let mut out = Picture::new(Mode::P, source.width, source.height)?;
    for (q, p) in out.data.iter_mut().zip(source.data.chunks_exact(step)) {
        *q = index.get(&rgba(source.mode, p)).copied().unwrap_or(0);
    }
    Some((out, palette))
}
