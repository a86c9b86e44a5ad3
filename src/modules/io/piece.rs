//! A piece of decoded text that need not be a str of a program yet.

use crate::object::Str;

/// Decoded text: UTF-8, or code points where it holds a lone surrogate (which only some error
/// handlers make).
pub enum Text {
    Narrow(String),
    Wide(Vec<u32>),
}

impl Default for Text {
    fn default() -> Text {
        Text::Narrow(String::new())
    }
}

/// Positions are bytes of narrow text and code points of wide text.
impl Text {
    pub fn len(&self) -> usize {
        match self {
            Text::Narrow(s) => s.len(),
            Text::Wide(w) => w.len(),
        }
    }

    /// Length in characters.
    pub fn count(&self) -> usize {
        match self {
            Text::Narrow(s) => s.chars().count(),
            Text::Wide(w) => w.len(),
        }
    }

    /// The byte or code point at a position.
    pub fn unit(&self, at: usize) -> u32 {
        match self {
            Text::Narrow(s) => s.as_bytes().get(at).map_or(0, |b| u32::from(*b)),
            Text::Wide(w) => w.get(at).copied().unwrap_or(0),
        }
    }

    /// The character at a position, and the position behind it.
    pub fn char_at(&self, at: usize) -> (u32, usize) {
        match self {
            Text::Narrow(s) => match s.get(at..).and_then(|s| s.chars().next()) {
                Some(c) => (u32::from(c), at + c.len_utf8()),
                None => (0, at + 1),
            },
            Text::Wide(w) => (w.get(at).copied().unwrap_or(0), at + 1),
        }
    }

    /// The position `count` characters further (at most the end), and how many it were.
    pub fn advance(&self, at: usize, count: usize) -> (usize, usize) {
        match self {
            Text::Narrow(s) => {
                let rest = s.get(at..).unwrap_or_default();
                if let Some(head) = rest.as_bytes().get(..count)
                    && head.is_ascii()
                {
                    return (at + count, count);
                }
                let mut taken = 0;
                for (offset, _) in rest.char_indices() {
                    if taken == count {
                        return (at + offset, taken);
                    }
                    taken += 1;
                }
                (s.len(), taken)
            }
            Text::Wide(w) => {
                let end = at.saturating_add(count).min(w.len());
                (end, end - at)
            }
        }
    }

    pub fn slice(&self, from: usize, to: usize) -> Text {
        match self {
            Text::Narrow(s) => Text::Narrow(s.get(from..to).unwrap_or_default().to_owned()),
            Text::Wide(w) => Text::Wide(w.get(from..to).unwrap_or_default().to_vec()),
        }
    }

    pub fn drop_front(&mut self, count: usize) {
        match self {
            Text::Narrow(s) => drop(s.drain(..count)),
            Text::Wide(w) => drop(w.drain(..count.min(w.len()))),
        }
    }

    pub fn find(&self, unit: u8, from: usize) -> Option<usize> {
        match self {
            Text::Narrow(s) => memchr::memchr(unit, s.as_bytes().get(from..)?).map(|at| from + at),
            Text::Wide(w) => w
                .get(from..)?
                .iter()
                .position(|u| *u == u32::from(unit))
                .map(|at| from + at),
        }
    }

    /// The next `'\n'` or `'\r'`.
    pub fn find_either(&self, from: usize) -> Option<usize> {
        match self {
            Text::Narrow(s) => {
                memchr::memchr2(b'\n', b'\r', s.as_bytes().get(from..)?).map(|at| from + at)
            }
            Text::Wide(w) => w
                .get(from..)?
                .iter()
                .position(|u| matches!(u, 10 | 13))
                .map(|at| from + at),
        }
    }

    pub fn has_cr(&self) -> bool {
        self.find(b'\r', 0).is_some()
    }

    pub fn push(&mut self, c: char) {
        match self {
            Text::Narrow(s) => s.push(c),
            Text::Wide(w) => w.push(u32::from(c)),
        }
    }

    pub fn push_code_point(&mut self, point: u32) {
        match char::from_u32(point) {
            Some(c) => self.push(c),
            None => self.widen().push(point),
        }
    }

    fn widen(&mut self) -> &mut Vec<u32> {
        if let Text::Narrow(s) = self {
            *self = Text::Wide(s.chars().map(u32::from).collect());
        }
        match self {
            Text::Wide(w) => w,
            Text::Narrow(_) => unreachable!("the text has just been widened"),
        }
    }

    pub fn append(&mut self, more: Text) {
        match (&mut *self, more) {
            (Text::Narrow(s), Text::Narrow(more)) if s.is_empty() => *s = more,
            (Text::Narrow(s), Text::Narrow(more)) => s.push_str(&more),
            (_, Text::Narrow(more)) => self.widen().extend(more.chars().map(u32::from)),
            (_, Text::Wide(more)) => self.widen().extend(more),
        }
    }

    /// With every line end as `'\n'`.
    pub fn translated(self) -> Text {
        match self {
            Text::Narrow(s) => {
                let mut out = String::with_capacity(s.len());
                let mut rest = s.as_str();
                while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
                    out.push_str(&rest[..at]);
                    out.push('\n');
                    rest = &rest[at + 1..];
                    rest = rest.strip_prefix('\n').unwrap_or(rest);
                }
                out.push_str(rest);
                Text::Narrow(out)
            }
            Text::Wide(w) => {
                let mut out = Vec::with_capacity(w.len());
                let mut after_cr = false;
                for unit in w {
                    match unit {
                        13 => out.push(10),
                        10 if after_cr => {}
                        other => out.push(other),
                    }
                    after_cr = unit == 13;
                }
                Text::Wide(out)
            }
        }
    }

    pub fn into_str(self) -> Str {
        match self {
            Text::Narrow(s) => Str::new(s),
            Text::Wide(w) => Str::from_code_points(&w),
        }
    }
}
