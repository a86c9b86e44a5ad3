//! `strftime` in the C locale, with the flags, widths and extra directives of glibc.

use super::civil::{Civil, days_from_civil, is_leap};
use super::zone::Zone;

/// How a directive is written: `%`, flags, width, `E` or `O`, letter.
#[derive(Clone, Copy, Default)]
struct Directive {
    /// `-`, `_` or `0`
    pad: Option<char>,
    upper: bool,
    swap: bool,
    width: Option<usize>,
}

/// The longest field that a width may ask for.
const WIDEST: usize = 1 << 16;

impl Directive {
    fn padding(self, usual: char) -> char {
        match self.pad {
            Some('_') => ' ',
            Some('0') => '0',
            _ => usual,
        }
    }

    /// Text, filled up with spaces on the left.
    fn text(self, text: &str, swapped_is_lower: bool) -> String {
        let text = if self.upper || (self.swap && !swapped_is_lower) {
            text.to_uppercase()
        } else if self.swap {
            text.to_lowercase()
        } else {
            text.to_owned()
        };
        self.fill(&text, ' ', 0)
    }

    /// A number with at least so many digits, unless the flag `-` is given.
    fn number(self, n: i64, digits: usize, usual: char) -> String {
        let size = n.unsigned_abs().to_string();
        let sign = if n < 0 { "-" } else { "" };
        if self.pad == Some('-') && self.width.is_none() {
            return format!("{sign}{size}");
        }
        let digits = if self.pad == Some('-') { 0 } else { digits };
        let pad = self.padding(usual);
        let width = self.width.unwrap_or(0).min(WIDEST).max(digits);
        let missing = width.saturating_sub(size.len() + sign.len());
        let fill: String =
            std::iter::repeat_n(if self.pad == Some('-') { ' ' } else { pad }, missing).collect();
        if fill.starts_with(' ') {
            format!("{fill}{sign}{size}")
        } else {
            format!("{sign}{fill}{size}")
        }
    }

    fn fill(self, text: &str, usual: char, least: usize) -> String {
        let width = self.width.unwrap_or(0).min(WIDEST).max(least);
        let missing = width.saturating_sub(text.chars().count());
        let pad = self.padding(usual);
        let mut out: String = std::iter::repeat_n(pad, missing).collect();
        out.push_str(text);
        out
    }
}

/// The year and week of ISO 8601.
fn iso_week(civil: &Civil) -> (i64, i64) {
    let week = (civil.yearday - civil.weekday + 9).div_euclid(7);
    let weeks_in = |year: i64| {
        let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        if first == 3 || (first == 2 && is_leap(year)) {
            53
        } else {
            52
        }
    };
    if week < 1 {
        (civil.year - 1, weeks_in(civil.year - 1))
    } else if week > weeks_in(civil.year) {
        (civil.year + 1, 1)
    } else {
        (civil.year, week)
    }
}

/// A civil time by a format, code points in and out (a format may hold lone surrogates).
pub fn format(civil: &Civil, zone: &Zone, format: &[u32]) -> Vec<u32> {
    let mut out = Vec::with_capacity(format.len() * 2);
    let mut rest = format;
    while let [first, tail @ ..] = rest {
        if *first != u32::from('%') {
            out.push(*first);
            rest = tail;
            continue;
        }
        match directive(civil, zone, tail) {
            Some((text, used)) => {
                out.extend(text.chars().map(u32::from));
                rest = tail.get(used..).unwrap_or(&[]);
            }
            None => {
                // Not known: it stands for itself, up to the next directive.
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

/// What a directive (without its `%`) stands for, and its length.
fn directive(civil: &Civil, zone: &Zone, text: &[u32]) -> Option<(String, usize)> {
    let char_at = |at: usize| text.get(at).copied().and_then(char::from_u32);
    let mut d = Directive::default();
    let mut at = 0;
    while let Some(flag @ ('-' | '_' | '0' | '^' | '#')) = char_at(at) {
        match flag {
            '^' => d.upper = true,
            '#' => d.swap = true,
            pad => d.pad = Some(pad),
        }
        at += 1;
    }
    while let Some(digit) = char_at(at).and_then(|c| c.to_digit(10)) {
        let width = d
            .width
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(digit as usize);
        d.width = Some(width);
        at += 1;
    }
    if let Some('E' | 'O') = char_at(at) {
        at += 1;
    }
    let kind = char_at(at)?;
    Some((expand(civil, zone, d, kind)?, at + 1))
}

fn expand(civil: &Civil, zone: &Zone, d: Directive, kind: char) -> Option<String> {
    let hour12 = (civil.hour + 11).rem_euclid(12) + 1;
    let short = |name: &'static str| name.get(..3).unwrap_or(name);
    let noon = |am: &'static str, pm: &'static str| if civil.hour < 12 { am } else { pm };
    let composed = |format: &str| {
        let points: Vec<u32> = format.chars().map(u32::from).collect();
        let text: String = self::format(civil, zone, &points)
            .into_iter()
            .filter_map(char::from_u32)
            .collect();
        d.fill(&if d.upper { text.to_uppercase() } else { text }, ' ', 0)
    };
    Some(match kind {
        'a' => d.text(short(civil.day_name()), false),
        'A' => d.text(civil.day_name(), false),
        'b' | 'h' => d.text(short(civil.month_name()), false),
        'B' => d.text(civil.month_name(), false),
        'c' => composed("%a %b %e %H:%M:%S %Y"),
        'C' => d.number(civil.year.div_euclid(100), 2, '0'),
        'd' => d.number(civil.day, 2, '0'),
        'D' | 'x' => composed("%m/%d/%y"),
        'e' => d.number(civil.day, 2, ' '),
        'F' => composed("%Y-%m-%d"),
        'g' => d.number(iso_week(civil).0.rem_euclid(100), 2, '0'),
        'G' => d.number(iso_week(civil).0, 1, '0'),
        'H' => d.number(civil.hour, 2, '0'),
        'I' => d.number(hour12, 2, '0'),
        'j' => d.number(civil.yearday, 3, '0'),
        'k' => d.number(civil.hour, 2, ' '),
        'l' => d.number(hour12, 2, ' '),
        'm' => d.number(civil.month, 2, '0'),
        'M' => d.number(civil.minute, 2, '0'),
        'n' => d.fill("\n", ' ', 0),
        'p' => d.text(noon("AM", "PM"), true),
        'P' => d.text(noon("am", "pm"), true),
        'r' => composed("%I:%M:%S %p"),
        'R' => composed("%H:%M"),
        's' => d.number(zone.seconds(civil), 1, '0'),
        'S' => d.number(civil.second, 2, '0'),
        't' => d.fill("\t", ' ', 0),
        'T' | 'X' => composed("%H:%M:%S"),
        'u' => d.number(civil.weekday + 1, 1, '0'),
        'U' => d.number((civil.yearday + 6 - (civil.weekday + 1) % 7) / 7, 2, '0'),
        'V' => d.number(iso_week(civil).1, 2, '0'),
        'w' => d.number((civil.weekday + 1) % 7, 1, '0'),
        'W' => d.number((civil.yearday + 6 - civil.weekday) / 7, 2, '0'),
        'y' => d.number(civil.year.rem_euclid(100), 2, '0'),
        'Y' => d.number(civil.year, 1, '0'),
        // Unknown whether it is summer: the offset is unknown too.
        'z' if civil.isdst < 0 => String::new(),
        'z' => {
            let offset = civil.offset.unwrap_or(0);
            let sign = if offset < 0 { '-' } else { '+' };
            let minutes = offset.abs() / 60;
            let digits = format!("{:02}{:02}", minutes / 60, minutes % 60);
            let width = d.width.unwrap_or(0).min(WIDEST);
            format!("{sign}{digits:0>width$}", width = width.saturating_sub(1))
        }
        'Z' => d.text(civil.zone.as_deref().unwrap_or(""), true),
        '%' => d.fill("%", ' ', 0),
        _ => return None,
    })
}
