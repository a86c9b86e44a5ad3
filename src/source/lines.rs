//! Lines and columns of a text.
//!
//! A line ends with `\n`; decoding has turned `\r\n` and `\r` into it already
//! (see `decode`). Lines count from 1 and columns from 0 here, in code points,
//! as Python counts; callers add one where a message counts from 1.

use std::ops::Range;

/// Where each line of a text begins. Nothing counts as a line after a final
/// newline, so that the end of the text belongs to the last line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    length: usize,
}

impl LineIndex {
    /// Index `text`.
    pub fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let mut starts = vec![0];
        starts.extend(newlines.map(|(at, _)| at + 1).filter(|&at| at < text.len()));
        LineIndex {
            starts,
            length: text.len(),
        }
    }

    /// How many lines there are; at least one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The 1-based line that holds byte `offset`; the last one beyond the end.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The byte at which 1-based `line` begins; the text's end if there is no such line.
    pub fn start_of(&self, line: usize) -> usize {
        let index = line.saturating_sub(1);
        self.starts.get(index).copied().unwrap_or(self.length)
    }

    /// The bytes of 1-based `line`, its newline included.
    pub fn range_of(&self, line: usize) -> Range<usize> {
        self.start_of(line)..self.start_of(line + 1)
    }
}

/// The code points of `text` between two bytes. Offsets inside a character or
/// beyond the end are moved back to the nearest boundary; what lies beyond the
/// end counts one column a byte (a newline that the text lacks).
pub fn code_points(text: &str, from: usize, to: usize) -> usize {
    let beyond = to.saturating_sub(text.len().max(from));
    let (from, to) = (floor(text, from), floor(text, to));
    match text.get(from..to) {
        Some(part) => part.chars().count() + beyond,
        None => beyond,
    }
}

/// `offset`, or the character boundary before it.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The byte at which the `column`-th code point of `line` begins; its end if it is shorter.
pub fn byte_of_column(line: &str, column: usize) -> usize {
    line.char_indices()
        .nth(column)
        .map_or(line.len(), |(at, _)| at)
}
