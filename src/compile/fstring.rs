//! f-strings: literal parts and formatted fields, joined.

use ruff_python_ast::{
    ConversionFlag, ExprFString, FString, FStringPart, InterpolatedElement,
    InterpolatedStringElement, InterpolatedStringElements,
};
use ruff_text_size::TextRange;

use super::Res;
use super::constant::{self, Constant};
use super::op::{Conversion, Op, Reg, TAKE_A, TAKE_B};
use super::unit::Unit;

/// The `spec` operand of a field without format specification.
const NO_SPEC: Reg = Reg::MAX;
/// More parts than this are joined in steps.
const MAX_PARTS: usize = 30;

/// A part of an f-string.
enum Part<'a> {
    Text(Constant),
    Field(&'a InterpolatedElement),
}

/// The text of a field as `=` shows it: comments are left out.
fn without_comments(text: &str) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                shown.push(letter);
                shown.extend(letters.next());
                continue;
            }
            '"' | '\'' if quote.is_none() => quote = Some(letter),
            _ if quote == Some(letter) => quote = None,
            '#' if quote.is_none() => {
                if letters.any(|letter| letter == '\n') {
                    shown.push('\n');
                }
                continue;
            }
            _ => {}
        }
        shown.push(letter);
    }
    shown
}

impl<'a> Unit<'a> {
    /// `dst =` the text of an f-string
    pub fn fstring_into(&mut self, node: &'a ExprFString, dst: Reg) -> Res<()> {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                FStringPart::Literal(literal) => {
                    let text = constant::string_part(literal, &self.shared.file.text);
                    parts.push(Part::Text(text));
                }
                FStringPart::FString(fstring) => self.fstring_parts(fstring, &mut parts),
            }
        }
        self.join_parts(parts, dst, node.range)
    }

    fn fstring_parts(&self, fstring: &'a FString, parts: &mut Vec<Part<'a>>) {
        let raw = fstring.flags.prefix().is_raw();
        self.element_parts(&fstring.elements, raw, parts);
    }

    fn element_parts(
        &self,
        elements: &'a InterpolatedStringElements,
        raw: bool,
        parts: &mut Vec<Part<'a>>,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    parts.push(Part::Text(self.literal_text(
                        &literal.value,
                        literal.range,
                        raw,
                    )));
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        parts.push(Part::Text(Constant::Str(without_comments(debug.as_str()))));
                    }
                    parts.push(Part::Field(field));
                }
            }
        }
    }

    /// The text of a literal part; the parser has no lone surrogates.
    fn literal_text(&self, value: &str, range: TextRange, raw: bool) -> Constant {
        constant::fstring_text(value, self.source_text(range), raw)
    }

    /// `dst =` the concatenation of parts
    fn join_parts(&mut self, parts: Vec<Part<'a>>, dst: Reg, range: TextRange) -> Res<()> {
        let mut joined: Vec<Part<'a>> = Vec::new();
        for part in parts {
            match (part, joined.last_mut()) {
                (Part::Text(text), Some(Part::Text(before))) => {
                    *before = constant::join_strings([before.clone(), text].into_iter());
                }
                (part, _) => joined.push(part),
            }
        }
        joined.retain(|part| !matches!(part, Part::Text(text) if !text.truth()));
        match joined.as_slice() {
            [] => {
                self.load_str("", dst, range);
                return Ok(());
            }
            [only] => return self.part_into(only, dst, range),
            _ => {}
        }
        let first = self.run_base(dst)?;
        let mut count = 0u8;
        let limit = MAX_PARTS.min(self.room()).max(2);
        let last = joined.len() - 1;
        for (at, part) in joined.iter().enumerate() {
            let reg = if count == 0 { first } else { self.temp()? };
            self.part_into(part, reg, range)?;
            count += 1;
            if at == last {
                self.emit.emit(Op::BuildString { dst, first, count }, range);
            } else if usize::from(count) >= limit {
                self.emit.emit(
                    Op::BuildString {
                        dst: first,
                        first,
                        count,
                    },
                    range,
                );
                self.sp = first + 1;
                count = 1;
            }
        }
        Ok(())
    }

    fn part_into(&mut self, part: &Part<'a>, dst: Reg, range: TextRange) -> Res<()> {
        match part {
            Part::Text(text) => {
                self.load_constant(text, dst, range);
                Ok(())
            }
            Part::Field(field) => self.field_into(field, dst),
        }
    }

    /// `dst =` a formatted field
    fn field_into(&mut self, field: &'a InterpolatedElement, dst: Reg) -> Res<()> {
        let range = field.range;
        self.descend(range)?;
        let mark = self.sp;
        let conversion = match field.conversion {
            ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => {
                Conversion::Repr
            }
            ConversionFlag::None => Conversion::None,
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Repr => Conversion::Repr,
            ConversionFlag::Ascii => Conversion::Ascii,
        };
        let slot = self.scratch(dst);
        let src = self.operand_in(&field.expression, slot, false)?;
        let mut flags = src.take(TAKE_A);
        let mut spec = NO_SPEC;
        if let Some(format_spec) = &field.format_spec {
            spec = self.temp()?;
            let mut parts = Vec::new();
            self.element_parts(&format_spec.elements, false, &mut parts);
            self.join_parts(parts, spec, format_spec.range)?;
            self.sp = spec + 1;
            flags |= TAKE_B;
        }
        self.emit.emit(
            Op::Format {
                dst,
                src: src.reg,
                spec,
                conversion,
                flags,
            },
            range,
        );
        self.sp = mark;
        self.ascend();
        Ok(())
    }
}
