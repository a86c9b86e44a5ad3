//! Where CPython's East Asian character sets differ from those of the WHATWG standard, which are
//! supersets of them: found by comparing the two, code by code.
//!
//! Big5-HKSCS is kept at the standard's edition (2008; CPython has that of 2004).

use super::multibyte::Multi;

/// `count` codes from `code` on stand for the code points from `point` on.
pub(super) struct Patch {
    pub code: u32,
    pub point: u32,
    pub count: u32,
}

const fn run(code: u32, point: u32, count: u32) -> Patch {
    Patch { code, point, count }
}
const fn one(code: u32, point: u32) -> Patch {
    run(code, point, 1)
}

const GB2312: &[Patch] = &[one(0xa1a4, 0x30fb), one(0xa1aa, 0x2015)];

/// The edition of 2000: characters that were not yet in Unicode are in the private use area.
const GB18030: &[Patch] = &[
    one(0xa3a0, 0xe5e5),
    run(0xa6d9, 0xe78d, 7),
    run(0xa6ec, 0xe794, 2),
    one(0xa6f3, 0xe796),
    one(0xa8bc, 0xe7c7),
    one(0xfe59, 0xe81e),
    one(0xfe61, 0xe826),
    run(0xfe66, 0xe82b, 2),
    one(0xfe6d, 0xe832),
    one(0xfe7e, 0xe843),
    one(0xfe90, 0xe854),
    one(0xfea0, 0xe864),
];

/// The signs of the first rows of Big5.
const BIG5_HKSCS: &[Patch] = &[
    one(0xa145, 0x2022),
    one(0xa14e, 0xff64),
    one(0xa1c2, 0x203e),
    one(0xa1e3, 0x223c),
    one(0xa1f2, 0x2641),
    one(0xa1f3, 0x2609),
    one(0xa241, 0xff0f),
    one(0xa242, 0xff3c),
    one(0xa244, 0xa5),
    run(0xa246, 0xa2, 2),
];

/// Kana, Cyrillic and numbers in rows C6 and C7, which HKSCS uses otherwise; with the signs.
const BIG5: &[Patch] = &[
    one(0xa145, 0x2022),
    one(0xa14e, 0xff64),
    one(0xa1c2, 0x203e),
    one(0xa1e3, 0x223c),
    one(0xa1f2, 0x2641),
    one(0xa1f3, 0x2609),
    one(0xa241, 0xff0f),
    one(0xa242, 0xff3c),
    one(0xa244, 0xa5),
    run(0xa246, 0xa2, 2),
    one(0xc6a1, 0x30fe),
    run(0xc6a2, 0x309d, 2),
    one(0xc6a4, 0x3005),
    run(0xc6a5, 0x3041, 83),
    run(0xc6f8, 0x30a1, 7),
    run(0xc740, 0x30a8, 63),
    run(0xc7a1, 0x30e7, 16),
    run(0xc7b1, 0x414, 2),
    one(0xc7b3, 0x401),
    run(0xc7b4, 0x416, 7),
    run(0xc7bb, 0x423, 19),
    one(0xc7ce, 0x451),
    run(0xc7cf, 0x436, 26),
    run(0xc7e9, 0x2460, 10),
    run(0xc7f3, 0x2474, 10),
];

const CP950: &[Patch] = &[
    one(0xc6a1, 0x30fe),
    run(0xc6a2, 0x309d, 2),
    one(0xc6a4, 0x3005),
    run(0xc6a5, 0x3041, 83),
    run(0xc6f8, 0x30a1, 7),
    run(0xc740, 0x30a8, 63),
    run(0xc7a1, 0x30e7, 16),
    run(0xc7b1, 0x414, 2),
    one(0xc7b3, 0x401),
    run(0xc7b4, 0x416, 7),
    run(0xc7bb, 0x423, 19),
    one(0xc7ce, 0x451),
    run(0xc7cf, 0x436, 26),
    run(0xc7e9, 0x2460, 10),
    run(0xc7f3, 0x2474, 10),
    one(0xf9fe, 0x2593),
];

const SHIFT_JIS: &[Patch] = &[
    one(0x8160, 0x301c),
    one(0x8161, 0x2016),
    one(0x817c, 0x2212),
    run(0x8191, 0xa2, 2),
    one(0x81ca, 0xac),
];

const CP932: &[Patch] = &[one(0xa0, 0xf8f0), run(0xfd, 0xf8f1, 3)];

const EUC_JP: &[Patch] = &[
    one(0xa1c1, 0x301c),
    one(0xa1c2, 0x2016),
    one(0xa1dd, 0x2212),
    run(0xa1f1, 0xa2, 2),
    one(0xa2cc, 0xac),
    one(0x8f_a2b7, 0x7e),
];

/// Codes that stand for other characters than in the WHATWG standard.
pub(super) fn patches(multi: Multi) -> &'static [Patch] {
    match multi {
        Multi::Gb2312 => GB2312,
        Multi::Gb18030 => GB18030,
        Multi::Big5 => BIG5,
        Multi::Big5Hkscs => BIG5_HKSCS,
        Multi::Cp950 => CP950,
        Multi::ShiftJis => SHIFT_JIS,
        Multi::Cp932 => CP932,
        Multi::EucJp => EUC_JP,
        Multi::Gbk | Multi::EucKr | Multi::Cp949 => &[],
    }
}

/// Characters that are encoded as a code which decodes to another one.
pub(super) const EXTRA_ENCODE: &[(Multi, u32, u32)] = &[
    (Multi::Cp950, 0xa2, 0xa246),
    (Multi::Cp950, 0xa3, 0xa247),
    (Multi::Cp950, 0xa5, 0xa244),
    (Multi::Cp950, 0x2022, 0xa145),
    (Multi::Cp950, 0x203e, 0xa1c2),
    (Multi::Cp950, 0x223c, 0xa1e3),
    (Multi::Cp950, 0x2609, 0xa1f3),
    (Multi::Cp950, 0x2641, 0xa1f2),
    (Multi::Cp950, 0xff64, 0xa14e),
    (Multi::ShiftJis, 0xa5, 0x5c),
    (Multi::ShiftJis, 0x203e, 0x7e),
    (Multi::Cp932, 0xa2, 0x8191),
    (Multi::Cp932, 0xa3, 0x8192),
    (Multi::Cp932, 0xac, 0x81ca),
    (Multi::Cp932, 0x2016, 0x8161),
    (Multi::Cp932, 0x2212, 0x817c),
    (Multi::Cp932, 0x301c, 0x8160),
    (Multi::EucJp, 0xa5, 0x5c),
    (Multi::EucJp, 0x203e, 0x7e),
    (Multi::EucKr, 0x3164, 0xa4d4),
];

/// Rows of GB 2312 that are not full, as first code and count.
const GB2312_PARTS: &[(u32, u32)] = &[
    (0xa2b1, 50),
    (0xa2e5, 10),
    (0xa2f1, 12),
    (0xa4a1, 83),
    (0xa5a1, 86),
    (0xa6a1, 24),
    (0xa6c1, 24),
    (0xa7a1, 33),
    (0xa7d1, 33),
    (0xa8a1, 26),
    (0xa8c5, 37),
    (0xa9a4, 76),
    (0xd7a1, 89),
];

/// Rows of KS X 1001 that are not full.
const KS_X_1001_PARTS: &[(u32, u32)] = &[
    (0xa2a1, 71),
    (0xa4a1, 51),
    (0xa4d5, 42),
    (0xa5a1, 10),
    (0xa5b0, 10),
    (0xa5c1, 24),
    (0xa5e1, 24),
    (0xa6a1, 68),
    (0xa7a1, 79),
    (0xa8a1, 4),
    (0xa8a6, 1),
    (0xa8a8, 8),
    (0xa8b1, 78),
    (0xaaa1, 83),
    (0xaba1, 86),
    (0xaca1, 33),
    (0xacd1, 33),
];

/// Whether a code is in a part; full rows are not listed.
fn in_parts(parts: &[(u32, u32)], code: u32) -> bool {
    let mut listed = parts
        .iter()
        .filter(|(first, _)| first >> 8 == code >> 8)
        .peekable();
    listed.peek().is_none() || listed.any(|&(first, count)| (first..first + count).contains(&code))
}

/// Whether CPython's table has a code of the WHATWG standard.
pub(super) fn keeps(multi: Multi, code: u32, point: u32) -> bool {
    let (lead, trail) = (code >> 8, code & 0xff);
    match multi {
        Multi::Gbk => {
            let later = matches!(
                code,
                0x80 | 0xa2e3 | 0xa3a0 | 0xa6d9..=0xa6df | 0xa6ec..=0xa6ed | 0xa6f3 | 0xa8bc
                    | 0xa8bf | 0xa989..=0xa995 | 0xfe50..=0xfea0
            );
            !later && !(0xe000..=0xf8ff).contains(&point)
        }
        Multi::Gb2312 => {
            let rows = matches!(lead, 0xa1..=0xa9 | 0xb0..=0xf7);
            rows && trail >= 0xa1 && in_parts(GB2312_PARTS, code)
        }
        Multi::Gb18030 => code != 0x80,
        Multi::Big5 | Multi::Cp950 => match lead {
            0xa3 => trail <= 0xbf || multi == Multi::Cp950 && trail == 0xe1,
            0xc7 => trail <= 0xfc,
            0xc8 => false,
            0xf9 => trail <= 0xd5 || multi == Multi::Cp950,
            _ => (0xa1..=0xf9).contains(&lead),
        },
        Multi::ShiftJis => code != 0x80 && lead != 0x87 && !(0xed..=0xfc).contains(&lead),
        Multi::EucJp => lead != 0xad && !(0xf9..=0xfc).contains(&lead),
        Multi::EucKr => {
            let rows = matches!(lead, 0xa1..=0xac | 0xb0..=0xc8 | 0xca..=0xfd);
            rows && trail >= 0xa1 && in_parts(KS_X_1001_PARTS, code)
        }
        Multi::Big5Hkscs | Multi::Cp932 | Multi::Cp949 => true,
    }
}
