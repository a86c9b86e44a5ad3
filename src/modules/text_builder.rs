//! Building a str piece by piece, lone surrogates included.

use crate::object::{Str, StrData};

/// Text under construction: UTF-8 until the first lone surrogate, code points from then on.
#[derive(Default)]
pub struct TextBuilder {
    /// The text; empty once `wide` is in use.
    text: String,
    wide: Option<Vec<u32>>,
}

impl TextBuilder {
    pub fn new() -> TextBuilder {
        TextBuilder::default()
    }

    pub fn with_capacity(bytes: usize) -> TextBuilder {
        TextBuilder {
            text: String::with_capacity(bytes),
            wide: None,
        }
    }

    pub fn is_empty(&self) -> bool {
        match &self.wide {
            None => self.text.is_empty(),
            Some(wide) => wide.is_empty(),
        }
    }

    #[inline]
    pub fn push_str(&mut self, text: &str) {
        match &mut self.wide {
            None => self.text.push_str(text),
            Some(wide) => wide.extend(text.chars().map(u32::from)),
        }
    }

    #[inline]
    pub fn push(&mut self, c: char) {
        match &mut self.wide {
            None => self.text.push(c),
            Some(wide) => wide.push(u32::from(c)),
        }
    }

    /// Append a code point, perhaps a surrogate; a low one after a high one stays a lone one.
    pub fn push_code_point(&mut self, point: u32) {
        match char::from_u32(point) {
            Some(c) => self.push(c),
            None => self.widen().push(point),
        }
    }

    /// Append any str.
    pub fn push_data(&mut self, data: &StrData) {
        match data.as_str() {
            Some(text) => self.push_str(text),
            None => {
                let points = data.code_points();
                self.widen().extend(points);
            }
        }
    }

    fn widen(&mut self) -> &mut Vec<u32> {
        let text = std::mem::take(&mut self.text);
        self.wide
            .get_or_insert_with(|| text.chars().map(u32::from).collect())
    }

    /// Append with a function that writes to a `String`.
    #[inline]
    pub fn write(&mut self, write: impl FnOnce(&mut String)) {
        if self.wide.is_none() {
            return write(&mut self.text);
        }
        let mut text = String::new();
        write(&mut text);
        self.push_str(&text);
    }

    /// The text built so far as a str; the builder is empty again.
    pub fn take(&mut self) -> Str {
        let built = std::mem::take(self);
        match built.wide {
            None => Str::new(built.text),
            Some(wide) => Str::from_code_points(&wide),
        }
    }
}
