//! The East Asian encodings of one to four bytes a character.
//!
//! The tables are those of `encoding_rs`, read once per encoding; `multibyte_tables` lists where
//! CPython's older character sets are smaller or differ. Reading them into our own arrays gives
//! what the crate's converters do not: the exact place of an error, and a stop in the middle of a
//! character.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::multibyte_tables::{EXTRA_ENCODE, Patch, keeps, patches};
use super::{Problem, TextBuf};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multi {
    Gbk,
    Gb2312,
    Gb18030,
    Big5,
    Big5Hkscs,
    Cp950,
    ShiftJis,
    Cp932,
    EucJp,
    EucKr,
    Cp949,
}

/// Both directions of an encoding.
struct Table {
    /// By the first two bytes; 0 for none.
    pairs: Vec<u32>,
    /// Bytes from 128 on that are characters alone; 0 for none.
    singles: [u32; 128],
    /// EUC-JP's third byte: by the two bytes after 0x8f.
    triples: Vec<u32>,
    /// GB 18030's four bytes below U+10000, by their linear number.
    quads: Vec<u32>,
    /// Code points below U+10000 to bytes, packed big-endian; 0 for none.
    encode: Vec<u32>,
    encode_astral: HashMap<u32, u32>,
}

/// What the bytes at a place are.
enum Step {
    Point(u32, usize),
    /// A letter with a combining mark, which Unicode has no single code point for.
    Two(u32, u32, usize),
    /// The character may go on in the next chunk.
    TooFew,
    Illegal,
}

const ILLEGAL: &str = "illegal multibyte sequence";
const INCOMPLETE: &str = "incomplete multibyte sequence";

/// Pairs of Big5-HKSCS that stand for two code points.
const COMBINED: [(u32, u32, u32); 4] = [
    (0x8862, 0xca, 0x304),
    (0x8864, 0xca, 0x30c),
    (0x88a3, 0xea, 0x304),
    (0x88a5, 0xea, 0x30c),
];

fn pair(lead: u8, trail: u8) -> usize {
    usize::from(lead) << 8 | usize::from(trail)
}

impl Multi {
    fn whatwg(self) -> &'static encoding_rs::Encoding {
        match self {
            Multi::Gbk | Multi::Gb2312 => encoding_rs::GBK,
            Multi::Gb18030 => encoding_rs::GB18030,
            Multi::Big5 | Multi::Big5Hkscs | Multi::Cp950 => encoding_rs::BIG5,
            Multi::ShiftJis | Multi::Cp932 => encoding_rs::SHIFT_JIS,
            Multi::EucJp => encoding_rs::EUC_JP,
            Multi::EucKr | Multi::Cp949 => encoding_rs::EUC_KR,
        }
    }

    fn table(self) -> &'static Table {
        static TABLES: [OnceLock<Table>; 11] = [const { OnceLock::new() }; 11];
        TABLES[self as usize].get_or_init(|| Table::build(self))
    }

    /// Decodes from `from`; the position up to which it came: the end, or, unless `last`, the
    /// start of a character whose end is still to come.
    pub(super) fn decode(
        self,
        bytes: &[u8],
        from: usize,
        last: bool,
        out: &mut TextBuf,
    ) -> Result<usize, Problem> {
        let table = self.table();
        let mut at = from;
        while let Some(&lead) = bytes.get(at) {
            if lead.is_ascii() {
                out.push(char::from(lead));
                at += 1;
                continue;
            }
            match self.step(table, &bytes[at..]) {
                Step::Point(point, length) => {
                    out.push_point(point);
                    at += length;
                }
                Step::Two(first, second, length) => {
                    out.push_point(first);
                    out.push_point(second);
                    at += length;
                }
                Step::TooFew if last => return Err(Problem::new(at, bytes.len(), INCOMPLETE)),
                Step::TooFew => return Ok(at),
                Step::Illegal => return Err(Problem::new(at, at + 1, ILLEGAL)),
            }
        }
        Ok(at)
    }

    /// The character at the start of `bytes`, which begin with a byte above ASCII.
    fn step(self, table: &Table, bytes: &[u8]) -> Step {
        let Some(&lead) = bytes.first() else {
            return Step::TooFew;
        };
        let single = table.singles[usize::from(lead & 0x7f)];
        if single != 0 {
            return Step::Point(single, 1);
        }
        let never_leads = match self {
            Multi::ShiftJis => matches!(lead, 0x80 | 0xa0 | 0xeb..),
            Multi::Cp932 => matches!(lead, 0x80 | 0xa0 | 0xfd..),
            _ => false,
        };
        if never_leads {
            return Step::Illegal;
        }
        let Some(&trail) = bytes.get(1) else {
            return Step::TooFew;
        };
        match self {
            Multi::Gb18030 if trail.is_ascii_digit() => return four_bytes(table, bytes),
            Multi::EucKr if (lead, trail) == (0xa4, 0xd4) => return composed_hangul(bytes),
            Multi::EucJp if lead == 0x8f => {
                let Some(&third) = bytes.get(2) else {
                    return Step::TooFew;
                };
                return match table.triples.get(pair(trail, third)) {
                    Some(&point) if point != 0 => Step::Point(point, 3),
                    _ => Step::Illegal,
                };
            }
            Multi::Big5Hkscs => {
                let code = u32::from(lead) << 8 | u32::from(trail);
                if let Some(&(_, a, b)) = COMBINED.iter().find(|(c, ..)| *c == code) {
                    return Step::Two(a, b, 2);
                }
            }
            _ => {}
        }
        match table.pairs[pair(lead, trail)] {
            0 => Step::Illegal,
            point => Step::Point(point, 2),
        }
    }

    /// Encodes from `from`.
    pub(super) fn encode(
        self,
        text: &[u32],
        from: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let table = self.table();
        let mut at = from;
        while let Some(&point) = text.get(at) {
            at += 1;
            if self == Multi::Big5Hkscs
                && let Some(&next) = text.get(at)
                && let Some(&(code, ..)) =
                    COMBINED.iter().find(|(_, a, b)| *a == point && *b == next)
            {
                push_code(code, out);
                at += 1;
                continue;
            }
            match self.code_of(table, point) {
                0 if point != 0 => match point {
                    0xac00..0xd7a4 if self == Multi::EucKr => decompose_hangul(point, out),
                    _ => return Err(Problem::new(at - 1, at, ILLEGAL)),
                },
                code => push_code(code, out),
            }
        }
        Ok(())
    }

    /// The bytes of a code point, packed; 0 for none (and for NUL).
    fn code_of(self, table: &Table, point: u32) -> u32 {
        if point < 0x80 {
            return point;
        }
        match table.encode.get(point as usize) {
            Some(&code) => code,
            None if self == Multi::Gb18030 => {
                let linear = point - 0x10000;
                pack_four(linear, 0x90)
            }
            None => table.encode_astral.get(&point).copied().unwrap_or(0),
        }
    }
}

/// Appends a packed code.
fn push_code(code: u32, out: &mut Vec<u8>) {
    let bytes = code.to_be_bytes();
    let skip = bytes.iter().take_while(|&&b| b == 0).count().min(3);
    out.extend_from_slice(&bytes[skip..]);
}

/// GB 18030's four bytes of a linear number, counted from the first byte `lead`.
fn pack_four(linear: u32, lead: u32) -> u32 {
    let bytes = [
        lead + linear / 12600,
        0x30 + linear / 1260 % 10,
        0x81 + linear / 10 % 126,
        0x30 + linear % 10,
    ];
    bytes.iter().fold(0, |code, b| code << 8 | b)
}

fn four_bytes(table: &Table, bytes: &[u8]) -> Step {
    let Some(&[a, b, c, d]) = bytes.first_chunk() else {
        return Step::TooFew;
    };
    if !(0x81..=0xfe).contains(&a) || !(0x81..=0xfe).contains(&c) || !d.is_ascii_digit() {
        return Step::Illegal;
    }
    let linear = |first: u8| {
        ((u32::from(a - first) * 10 + u32::from(b - b'0')) * 126 + u32::from(c - 0x81)) * 10
            + u32::from(d - b'0')
    };
    if a < 0x90 {
        return match table.quads.get(linear(0x81) as usize) {
            Some(&point) => Step::Point(point, 4),
            None => Step::Illegal,
        };
    }
    match char::from_u32(0x10000 + linear(0x90)) {
        Some(c) => Step::Point(u32::from(c), 4),
        None => Step::Illegal,
    }
}

/// The second bytes of the initial consonants in KS X 1001, in Unicode's order.
const INITIALS: [u8; 19] = [
    0xa1, 0xa2, 0xa4, 0xa7, 0xa8, 0xa9, 0xb1, 0xb2, 0xb3, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb,
    0xbc, 0xbd, 0xbe,
];
/// The final consonants, from "none" on.
const FINALS: [u8; 28] = [
    0xd4, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0xb0,
    0xb1, 0xb2, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xba, 0xbb, 0xbc, 0xbd, 0xbe,
];

/// A syllable that KS X 1001 spells as filler, initial, vowel and final of two bytes each.
fn composed_hangul(bytes: &[u8]) -> Step {
    let Some(&[_, _, lead1, initial, lead2, vowel, lead3, last]) = bytes.first_chunk() else {
        return Step::TooFew;
    };
    let initial = INITIALS.iter().position(|&b| b == initial);
    let vowel = usize::from(vowel).checked_sub(0xbf).filter(|&v| v < 21);
    let last = FINALS.iter().position(|&b| b == last);
    match (initial, vowel, last) {
        (Some(i), Some(v), Some(f)) if [lead1, lead2, lead3] == [0xa4; 3] => {
            Step::Point(0xac00 + ((i * 21 + v) * 28 + f) as u32, 8)
        }
        _ => Step::Illegal,
    }
}

fn decompose_hangul(point: u32, out: &mut Vec<u8>) {
    let at = (point - 0xac00) as usize;
    let (initial, vowel, last) = (at / 588, at % 588 / 28, at % 28);
    let vowel = 0xbf + vowel as u8;
    out.extend_from_slice(&[
        0xa4,
        0xd4,
        0xa4,
        INITIALS[initial],
        0xa4,
        vowel,
        0xa4,
        FINALS[last],
    ]);
}

impl Table {
    fn build(multi: Multi) -> Table {
        let mut table = Table {
            pairs: vec![0; 0x10000],
            singles: [0; 128],
            triples: Vec::new(),
            quads: Vec::new(),
            encode: vec![0; 0x10000],
            encode_astral: HashMap::new(),
        };
        table.read(multi);
        for &Patch { code, point, count } in patches(multi) {
            for i in 0..count {
                match code {
                    0..0x100 => table.singles[(code as usize & 0x7f) + i as usize] = point + i,
                    0x10000.. => table.triples[(code & 0xffff) as usize] = point,
                    _ => table.pairs[(code + i) as usize] = point + i,
                }
            }
        }
        table.reverse(multi);
        if multi == Multi::Gb18030 {
            table.number_the_rest();
        }
        table
    }

    /// Reads the crate's table, without what CPython's does not have.
    fn read(&mut self, multi: Multi) {
        let one = |bytes: &[u8]| {
            let text = multi
                .whatwg()
                .decode_without_bom_handling_and_without_replacement(bytes)?;
            let mut chars = text.chars();
            chars
                .next()
                .filter(|_| chars.next().is_none())
                .map(u32::from)
        };
        for lead in 0x80..=0xffu8 {
            if let Some(point) = one(&[lead])
                && keeps(multi, u32::from(lead), point)
            {
                self.singles[usize::from(lead & 0x7f)] = point;
                continue;
            }
            for trail in 0x30..=0xfeu8 {
                if let Some(point) = one(&[lead, trail])
                    && keeps(multi, u32::from(lead) << 8 | u32::from(trail), point)
                {
                    self.pairs[pair(lead, trail)] = point;
                }
            }
        }
        if multi == Multi::EucJp {
            self.triples = vec![0; 0x10000];
            for second in 0xa1..=0xfe {
                for third in 0xa1..=0xfe {
                    if let Some(point) = one(&[0x8f, second, third]) {
                        self.triples[pair(second, third)] = point;
                    }
                }
            }
        }
    }

    /// Fills the other direction. Where several codes have one character, the Big5 family takes
    /// the last, the others the first.
    fn reverse(&mut self, multi: Multi) {
        let take_last = matches!(multi, Multi::Big5 | Multi::Big5Hkscs);
        let is_big5 = take_last || multi == Multi::Cp950;
        let singles = (0x80..).zip(self.singles.iter());
        let pairs = (0..).zip(self.pairs.iter());
        let triples = (0x8f_0000..).zip(self.triples.iter());
        for (code, &point) in singles.chain(pairs).chain(triples) {
            // Two numerals that Big5 has twice are encoded as the ideographs.
            let numeral = is_big5 && matches!(code, 0xa2cc | 0xa2ce);
            if point < 0x80 || numeral {
                continue;
            }
            let slot = match self.encode.get_mut(point as usize) {
                Some(slot) => slot,
                None => self.encode_astral.entry(point).or_insert(0),
            };
            if *slot == 0 || take_last {
                *slot = code;
            }
        }
        for &(of, point, code) in EXTRA_ENCODE {
            if of == multi {
                self.encode[point as usize] = code;
            }
        }
    }

    /// GB 18030 numbers the code points below U+10000 that have no pair in their order.
    fn number_the_rest(&mut self) {
        for point in (0x80..0xd800).chain(0xe000..0x10000) {
            let slot = &mut self.encode[point as usize];
            if *slot == 0 {
                *slot = pack_four(self.quads.len() as u32, 0x81);
                self.quads.push(point);
            }
        }
    }
}
