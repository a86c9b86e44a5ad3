//! Text that has been decoded and not yet read, and the ends of its lines.
//!
//! The text is kept as it stands in the file: line ends are translated when lines are handed out.
//! So the place in the file follows from how much of the text is left.

use super::piece::Text;
use crate::object::Str;

/// How line ends are recognised and translated when reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// `newline=None`: all three kinds, read as `'\n'`.
    Translated,
    /// `newline=''`: all three kinds, read as they are.
    Universal,
    Lf,
    Cr,
    CrLf,
}

impl LineEnds {
    pub fn is_universal(self) -> bool {
        matches!(self, LineEnds::Translated | LineEnds::Universal)
    }
}

/// The kinds of line ends seen so far.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub cr: bool,
    pub lf: bool,
    pub crlf: bool,
}

#[derive(Default)]
pub struct Decoded {
    text: Text,
    /// Where the unread text begins, in bytes of narrow text or in code points of wide text.
    at: usize,
    /// Unread text up to here holds no line end.
    scanned: usize,
    /// The text holds `'\r'`.
    has_cr: bool,
    pub seen: Seen,
    /// The last text pushed ended in `'\r'`, which may be half of a line end.
    split: bool,
}

impl Decoded {
    pub fn is_empty(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The unread text, untranslated.
    pub fn rest(&self) -> Text {
        self.text.slice(self.at, self.text.len())
    }

    /// The length in bytes of the unread text in UTF-8; `None` for wide text.
    pub fn rest_bytes(&self) -> Option<usize> {
        match &self.text {
            Text::Narrow(text) => Some(text.len() - self.at),
            Text::Wide(_) => None,
        }
    }

    pub fn clear(&mut self) {
        self.text = Text::default();
        self.at = 0;
        self.scanned = 0;
        self.has_cr = false;
        self.split = false;
    }

    /// Add decoded text behind what is unread.
    pub fn push(&mut self, more: Text, ends: LineEnds) {
        if ends.is_universal() {
            self.look(&more);
        }
        let has_cr = more.has_cr();
        if self.is_empty() {
            self.text = more;
            (self.at, self.scanned, self.has_cr) = (0, 0, has_cr);
            return;
        }
        self.text.drop_front(self.at);
        self.scanned = self.scanned.saturating_sub(self.at);
        self.at = 0;
        self.text.append(more);
        self.has_cr |= has_cr;
    }

    /// Note the kinds of line ends in new text.
    fn look(&mut self, more: &Text) {
        if more.len() == 0 {
            return;
        }
        let mut at = 0;
        if self.split {
            self.split = false;
            if more.unit(0) == u32::from(b'\n') {
                self.seen.crlf = true;
                at = 1;
            } else {
                self.seen.cr = true;
            }
        }
        if !more.has_cr() {
            self.seen.lf = self.seen.lf || more.find(b'\n', at).is_some();
            return;
        }
        while let Some(found) = more.find_either(at) {
            at = found + 1;
            if more.unit(found) == u32::from(b'\n') {
                self.seen.lf = true;
            } else if at == more.len() {
                self.split = true;
            } else if more.unit(at) == u32::from(b'\n') {
                self.seen.crlf = true;
                at += 1;
            } else {
                self.seen.cr = true;
            }
        }
    }

    /// The text has ended.
    pub fn finish(&mut self) {
        if self.split {
            self.seen.cr = true;
            self.split = false;
        }
    }

    /// The next line with its end, if it is here in full; `at_end`: no more text will come, and
    /// what is left is a line, too.
    #[inline]
    pub fn line(&mut self, ends: LineEnds, at_end: bool) -> Option<Str> {
        if let Text::Narrow(text) = &self.text
            && (!self.has_cr || ends == LineEnds::Lf)
            && !matches!(ends, LineEnds::Cr | LineEnds::CrLf)
        {
            let bytes = text.as_bytes();
            return match memchr::memchr(b'\n', &bytes[self.scanned.max(self.at)..]) {
                Some(found) => {
                    let end = self.scanned.max(self.at) + found + 1;
                    let line = Str::new(&text[self.at..end]);
                    self.at = end;
                    Some(line)
                }
                None if at_end && self.at < text.len() => Some(self.take_all(ends)),
                None => {
                    self.scanned = text.len();
                    None
                }
            };
        }
        match self.line_end(ends, at_end) {
            Some((end, body)) => {
                let line = match (ends, body + 1 == end) {
                    // A single line end may have to become '\n', and so may a pair.
                    (LineEnds::Translated, _) if body < end => {
                        let mut line = self.text.slice(self.at, body);
                        line.push('\n');
                        line.into_str()
                    }
                    _ => self.text.slice(self.at, end).into_str(),
                };
                self.at = end;
                Some(line)
            }
            None if at_end && !self.is_empty() => Some(self.take_all(ends)),
            None => None,
        }
    }

    /// Where the next line ends: behind its line end, and before it.
    fn line_end(&mut self, ends: LineEnds, at_end: bool) -> Option<(usize, usize)> {
        let mut from = self.scanned.max(self.at);
        let length = self.text.len();
        loop {
            let found = match ends {
                LineEnds::Lf => self.text.find(b'\n', from),
                LineEnds::Cr => self.text.find(b'\r', from),
                LineEnds::CrLf => self.text.find(b'\r', from),
                _ => self.text.find_either(from),
            };
            let Some(found) = found else {
                self.scanned = length;
                return None;
            };
            let is_cr = self.text.unit(found) == u32::from(b'\r');
            let next_is_lf = found + 1 < length && self.text.unit(found + 1) == u32::from(b'\n');
            let undecided = is_cr && found + 1 == length && !at_end;
            match ends {
                LineEnds::Lf | LineEnds::Cr => return Some((found + 1, found)),
                LineEnds::CrLf if next_is_lf => return Some((found + 2, found)),
                LineEnds::CrLf if undecided => {
                    self.scanned = found;
                    return None;
                }
                LineEnds::CrLf => from = found + 1,
                _ if undecided => {
                    self.scanned = found;
                    return None;
                }
                _ if is_cr && next_is_lf => return Some((found + 2, found)),
                _ => return Some((found + 1, found)),
            }
        }
    }

    /// All that is unread, translated.
    pub fn take_all(&mut self, ends: LineEnds) -> Str {
        let text = std::mem::take(&mut self.text);
        let (at, has_cr) = (self.at, self.has_cr);
        self.at = 0;
        self.scanned = 0;
        self.has_cr = false;
        let rest = if at == 0 {
            text
        } else {
            text.slice(at, text.len())
        };
        if has_cr && ends == LineEnds::Translated {
            rest.translated().into_str()
        } else {
            rest.into_str()
        }
    }

    /// Up to `count` characters, translated, appended to `out`; how many. A `'\r'` at the end
    /// stays back until what follows is known.
    pub fn take(&mut self, count: usize, ends: LineEnds, at_end: bool, out: &mut Text) -> usize {
        let translate = ends == LineEnds::Translated && self.has_cr;
        if !translate && !(ends.is_universal() && self.has_cr) {
            let (end, taken) = self.text.advance(self.at, count);
            out.append(self.text.slice(self.at, end));
            self.at = end;
            return taken;
        }
        let length = self.text.len();
        let mut taken = 0;
        while taken < count && self.at < length {
            let (unit, next) = self.text.char_at(self.at);
            if unit == u32::from(b'\r') {
                if next == length && !at_end {
                    break;
                }
                if translate {
                    let pair = next < length && self.text.unit(next) == u32::from(b'\n');
                    out.push('\n');
                    self.at = next + usize::from(pair);
                    taken += 1;
                    continue;
                }
            }
            out.push_code_point(unit);
            self.at = next;
            taken += 1;
        }
        taken
    }

    /// Up to `limit` characters of the next line, appended to `out`: how many, and whether the
    /// line or the limit has ended.
    pub fn limited_line(
        &mut self,
        limit: usize,
        ends: LineEnds,
        at_end: bool,
        out: &mut Text,
    ) -> (usize, bool) {
        if let Some((end, body)) = self.line_end(ends, at_end) {
            let end_length = if ends == LineEnds::Translated {
                1
            } else {
                end - body
            };
            let length = self.text.slice(self.at, body).count() + end_length;
            if length <= limit {
                let line = self.text.slice(self.at, end);
                out.append(if ends == LineEnds::Translated {
                    line.translated()
                } else {
                    line
                });
                self.at = end;
                return (length, true);
            }
            return (self.take(limit, ends, at_end, out), true);
        }
        let taken = self.take(limit, ends, at_end, out);
        (taken, taken >= limit)
    }
}
