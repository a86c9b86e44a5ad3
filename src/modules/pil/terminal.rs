//! A picture as sixels: what terminals that descend from DEC's draw.
//!
//! A sixel is a column of six pixels; each of a picture's colours paints over a band of six rows.
//! Kitty's protocol needs no code here: it takes PNG.

use super::convert::Palette;
use super::picture::Picture;

/// The sequence that draws a picture of palette indexes, of which there are `count`.
pub fn sixel(source: &Picture, palette: &Palette, count: usize) -> String {
    let mut out = format!("\x1bPq\"1;1;{};{}", source.width, source.height);
    for (number, colour) in palette.iter().take(count).enumerate() {
        let [r, g, b] = [0, 1, 2].map(|band| (u32::from(colour[band]) * 100 + 127) / 255);
        out.push_str(&format!("#{number};2;{r};{g};{b}"));
    }
    for top in (0..source.height).step_by(6) {
        band(source, top, count, &mut out);
        out.push('-');
    }
    out.push_str("\x1b\\");
    out
}

/// Six rows: a line of sixels for each colour that stands in them.
fn band(source: &Picture, top: usize, count: usize, out: &mut String) {
    let rows: Vec<&[u8]> = (top..(top + 6).min(source.height))
        .map(|y| source.row(y))
        .collect();
    let mut is_used = [false; 256];
    for index in rows.iter().flat_map(|row| row.iter()) {
        is_used[usize::from(*index)] = true;
    }
    for (number, _) in is_used
        .iter()
        .enumerate()
        .take(count)
        .filter(|(_, used)| **used)
    {
        out.push_str(&format!("#{number}"));
        let (mut before, mut length) = (0, 0);
        for x in 0..source.width {
            let lit = rows.iter().enumerate().fold(0_u8, |lit, (bit, row)| {
                let is_lit = row
                    .get(x)
                    .is_some_and(|index| usize::from(*index) == number);
                lit | u8::from(is_lit) << bit
            });
            if lit != before && length > 0 {
                run(before, length, out);
                length = 0;
            }
            before = lit;
            length += 1;
        }
        // What is empty at the end needs no sixels.
        if before != 0 {
            run(before, length, out);
        }
        out.push('$');
    }
}

/// The same sixel several times.
fn run(lit: u8, length: usize, out: &mut String) {
    let letter = char::from(b'?' + lit);
    if length > 3 {
        out.push_str(&format!("!{length}{letter}"));
    } else {
        out.extend(std::iter::repeat_n(letter, length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::pil::picture::Mode;

    /// Draws sixels as a terminal does: the colours by place, none where nothing was painted.
    fn painted(text: &str, width: usize, height: usize) -> Vec<Option<usize>> {
        let body = text
            .strip_prefix("\x1bPq")
            .and_then(|text| text.strip_suffix("\x1b\\"));
        let body = body.expect("a sequence has its frame");
        let mut pixels = vec![None; width * height];
        let (mut x, mut top, mut colour, mut repeat) = (0, 0, 0, 1);
        let mut letters = body.chars().peekable();
        while let Some(letter) = letters.next() {
            let mut numbers = || -> Vec<usize> {
                let mut text = String::new();
                while let Some(next) = letters.next_if(|c| c.is_ascii_digit() || *c == ';') {
                    text.push(next);
                }
                text.split(';')
                    .filter_map(|part| part.parse().ok())
                    .collect()
            };
            match letter {
                '"' => assert_eq!(numbers(), [1, 1, width, height]),
                '#' => match numbers()[..] {
                    [number] => colour = number,
                    [_, 2, r, g, b] => assert!(r.max(g).max(b) <= 100),
                    ref other => panic!("colour {other:?}"),
                },
                '!' => repeat = numbers()[0],
                '$' => x = 0,
                '-' => (x, top) = (0, top + 6),
                '?'..='~' => {
                    let lit = letter as usize - 0x3f;
                    for column in x..x + repeat {
                        for row in (0..6).filter(|row| lit >> row & 1 == 1) {
                            pixels[(top + row) * width + column] = Some(colour);
                        }
                    }
                    x += repeat;
                    repeat = 1;
                }
                other => panic!("unexpected {other:?}"),
            }
        }
        pixels
    }

    #[test]
    fn sixels_paint_every_pixel_in_its_colour() {
        for (width, height) in [(1, 1), (7, 6), (9, 13), (40, 5)] {
            let mut picture = Picture::new(Mode::P, width, height).expect("memory");
            for (at, index) in picture.data.iter_mut().enumerate() {
                *index = (at * at / 3 % 5) as u8;
            }
            let text = sixel(&picture, &[[200, 100, 0, 255]; 256], 5);
            let wanted: Vec<_> = picture.data.iter().map(|&i| Some(usize::from(i))).collect();
            assert_eq!(painted(&text, width, height), wanted);
        }
    }
}
