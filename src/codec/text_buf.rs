//! A growing text that may come to hold lone surrogates: what decoders write to.

use crate::object::StrData;

/// UTF-8 while that is possible, code points from the first surrogate on.
#[derive(Default)]
pub struct TextBuf {
    utf8: String,
    wide: Option<Vec<u32>>,
}

impl TextBuf {
    pub fn new() -> TextBuf {
        TextBuf::default()
    }

    /// With room for `bytes` bytes of UTF-8.
    pub fn with_capacity(bytes: usize) -> TextBuf {
        TextBuf {
            utf8: String::with_capacity(bytes),
            wide: None,
        }
    }

    #[inline]
    pub fn push_str(&mut self, text: &str) {
        match &mut self.wide {
            None => self.utf8.push_str(text),
            Some(wide) => wide.extend(text.chars().map(u32::from)),
        }
    }

    #[inline]
    pub fn push(&mut self, c: char) {
        match &mut self.wide {
            None => self.utf8.push(c),
            Some(wide) => wide.push(u32::from(c)),
        }
    }

    /// Appends a code point, a surrogate too.
    #[inline]
    pub fn push_point(&mut self, point: u32) {
        match char::from_u32(point) {
            Some(c) => self.push(c),
            None => self.widen().push(point),
        }
    }

    /// Appends a string of any kind.
    pub fn push_text(&mut self, text: &StrData) {
        match text.as_str() {
            Some(s) => self.push_str(s),
            None => self
                .widen()
                .extend_from_slice(text.as_wide().unwrap_or(&[])),
        }
    }

    /// Appends a code point `count` times.
    pub fn push_repeated(&mut self, point: u32, count: usize) {
        match char::from_u32(point) {
            Some(c) if c.is_ascii() && self.wide.is_none() => {
                self.utf8.extend(std::iter::repeat_n(c, count));
            }
            _ => (0..count).for_each(|_| self.push_point(point)),
        }
    }

    fn widen(&mut self) -> &mut Vec<u32> {
        let utf8 = &mut self.utf8;
        self.wide
            .get_or_insert_with(|| std::mem::take(utf8).chars().map(u32::from).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.utf8.is_empty() && self.wide.as_ref().is_none_or(Vec::is_empty)
    }

    /// The text as UTF-8, or as code points where it holds surrogates.
    pub fn into_parts(self) -> Result<String, Vec<u32>> {
        match self.wide {
            None => Ok(self.utf8),
            Some(wide) => Err(wide),
        }
    }

    pub fn finish(self) -> StrData {
        match self.wide {
            None => StrData::new(self.utf8),
            Some(wide) => StrData::from_code_points(&wide),
        }
    }
}

impl From<String> for TextBuf {
    fn from(utf8: String) -> TextBuf {
        TextBuf { utf8, wide: None }
    }
}
