//! f-strings: their start, literal text and end as tokens of their own. What
//! stands in braces is read by the ordinary rules.

use super::{Fault, Interpolation, Kind, MAX_FSTRINGS, Tokenizer};

/// Replacement fields inside the format of another; CPython's limit.
const MAX_FIELDS: i32 = 3;

impl Tokenizer<'_> {
    /// The prefix and opening quotes; `at` is at the first quote.
    pub(super) fn interpolated_start(&mut self, raw: bool) -> Result<bool, Fault> {
        let Some(quote) = self.peek() else {
            return Ok(true);
        };
        let triple = self.peek_at(1) == Some(quote) && self.peek_at(2) == Some(quote);
        let quotes = if triple { 3 } else { 1 };
        self.at += quotes;
        if self.interpolations.len() + 1 >= MAX_FSTRINGS {
            return self.fault("too many nested f-strings");
        }
        self.interpolations.push(Interpolation {
            in_text: true,
            quote,
            quotes,
            raw,
            start: self.start,
            depth: 0,
            field_depth: -1,
            in_format: false,
        });
        self.emit(Kind::FStringStart);
        Ok(true)
    }

    /// What follows inside the quotes: text, a field's opening brace, or the end.
    pub(super) fn interpolated_text(&mut self) -> Result<bool, Fault> {
        self.start = self.at;
        let Some(inside) = self.interpolations.last() else {
            return Ok(true);
        };
        let (quote, quotes, raw) = (inside.quote, inside.quotes, inside.raw);
        let in_format = inside.in_format && inside.field_depth >= 0;
        if self.peek() == Some(b'{') && self.peek_at(1) != Some(b'{') {
            self.enter_field()?;
            return self.open_bracket(b'{');
        }
        if (0..quotes).all(|ahead| self.peek_at(ahead) == Some(quote)) {
            self.at += quotes;
            self.interpolations.pop();
            self.emit(Kind::FStringEnd);
            return Ok(true);
        }
        let mut closing = 0;
        // Inside the braces of \N{...}.
        let mut named_escape = false;
        while closing < quotes {
            let byte = self.peek();
            if byte.is_none() || (quotes == 1 && byte == Some(b'\n')) {
                if in_format && byte.is_some() {
                    self.leave_text();
                    self.emit(Kind::FStringMiddle);
                    return Ok(true);
                }
                return self.unclosed_interpolation();
            }
            self.at += 1;
            if byte == Some(quote) {
                closing += 1;
                continue;
            }
            closing = 0;
            match byte {
                Some(b'{') => {
                    if self.peek() == Some(b'{') && !in_format {
                        return self.doubled_brace();
                    }
                    self.at -= 1;
                    self.enter_field()?;
                    self.emit(Kind::FStringMiddle);
                    return Ok(true);
                }
                Some(b'}') if named_escape => {
                    self.emit(Kind::FStringMiddle);
                    return Ok(true);
                }
                Some(b'}') => {
                    let depth = self.interpolations.last().map_or(0, |i| i.depth);
                    if self.peek() == Some(b'}') && !in_format && depth == 0 {
                        return self.doubled_brace();
                    }
                    self.at -= 1;
                    self.leave_text();
                    self.emit(Kind::FStringMiddle);
                    return Ok(true);
                }
                Some(b'\\') => match self.peek() {
                    // The brace keeps its meaning; the backslash is text.
                    Some(b'{' | b'}') | None => {}
                    Some(escaped) => {
                        self.at += 1;
                        if escaped == b'N' && !raw && self.peek() == Some(b'{') {
                            self.at += 1;
                            named_escape = true;
                        }
                    }
                },
                _ => {}
            }
        }
        self.at -= quotes;
        self.emit(Kind::FStringMiddle);
        Ok(true)
    }

    /// `{{` or `}}`: the text token ends after the first, the second is skipped.
    fn doubled_brace(&mut self) -> Result<bool, Fault> {
        self.emit(Kind::FStringMiddle);
        self.at += 1;
        Ok(true)
    }

    fn enter_field(&mut self) -> Result<(), Fault> {
        if let Some(inside) = self.interpolations.last_mut() {
            inside.field_depth += 1;
            inside.in_text = false;
            if inside.field_depth >= MAX_FIELDS {
                return self.fault("f-string: expressions nested too deeply");
            }
        }
        Ok(())
    }

    fn leave_text(&mut self) {
        if let Some(inside) = self.interpolations.last_mut() {
            inside.in_text = false;
            inside.in_format = false;
        }
    }

    fn unclosed_interpolation(&self) -> Result<bool, Fault> {
        let (start, quotes) = self
            .interpolations
            .last()
            .map_or((self.start, 1), |inside| (inside.start, inside.quotes));
        let line = self.lines.line_of(self.at);
        if quotes == 3 {
            return Err(Fault::UnclosedString {
                message: format!(
                    "unterminated triple-quoted f-string literal (detected at line {line})"
                ),
                start,
            });
        }
        self.fault_at(
            start + 1,
            format!("unterminated f-string literal (detected at line {line})"),
        )
    }
}
