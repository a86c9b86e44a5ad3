//! `sub`, `subn` and `expand`: replacing by text, by a template or by what a function returns.

use std::rc::Rc;

use super::pattern::{Pattern, Walk, source_of};
use super::subject::{Output, Subject};
use crate::native::Buffer;
use crate::object::{Payload, PyResult, Value};
use crate::regex::{self, Captures, Mode, Piece};
use crate::vm::Vm;

/// What takes the place of a match.
enum Replacement {
    /// A str or bytes-like object as it stands, perhaps of the wrong kind.
    Literal(Value),
    Template(Rc<Vec<Piece>>),
    Function(Value),
}

/// `pattern.subn(repl, string, count)`: the new text and the number of replacements.
pub fn run(
    vm: &Vm,
    pattern: &Pattern,
    repl: &Value,
    string: &Value,
    count: i64,
) -> PyResult<(Value, usize)> {
    let replacement = replacement(vm, pattern, repl)?;
    let mut walk = Walk::new(vm, pattern, string, 0, i64::MAX)?;
    let subject = walk.subject.clone();
    let mut out = Output::new(&subject);
    let mut captures = Captures::default();
    let (mut last, mut done, mut pieces) = (0, 0usize, 0usize);
    let mut wrong: Option<(usize, Value)> = None;
    while (count == 0 || i64::try_from(done).is_ok_and(|n| n < count))
        && walk.next(vm, Mode::Search, &mut captures)?
    {
        let (start, end) = captures.span();
        if last < start {
            out.push_slice(&subject, last, start);
            pieces += 1;
        }
        let item = match &replacement {
            Replacement::Literal(text) => text.clone(),
            Replacement::Template(template) => {
                push_template(&mut out, template, &subject, &captures);
                pieces += 1;
                Value::NONE
            }
            Replacement::Function(f) => {
                let object = walk.object(vm, std::mem::take(&mut captures));
                vm.call(f, &mut [object])?
            }
        };
        if !item.is_none() {
            if !out.push_value(vm, &item) && wrong.is_none() {
                wrong = Some((pieces, item));
            }
            pieces += 1;
        }
        last = end;
        done += 1;
    }
    if let Some((at, item)) = wrong {
        let expected = if subject.is_text() {
            "str instance"
        } else {
            "a bytes-like object"
        };
        return Err(vm.type_error(format!(
            "sequence item {at}: expected {expected}, {} found",
            vm.type_name(&item)
        )));
    }
    if done == 0 {
        return Ok((subject.slice(0, subject.raw_len()), 0));
    }
    out.push_slice(&subject, last, subject.raw_len());
    Ok((out.finish(), done))
}

fn replacement(vm: &Vm, pattern: &Pattern, repl: &Value) -> PyResult<Replacement> {
    let has_backslash = match repl.payload() {
        Some(Payload::Str(text)) => text
            .as_str()
            .map_or_else(|| text.code_points().contains(&92), |s| s.contains('\\')),
        Some(Payload::Bytes(bytes)) => bytes.contains(&b'\\'),
        _ => match Buffer::from_value(vm, repl) {
            Some(bytes) => bytes.contains(&b'\\'),
            None if vm.class_of(repl).slots.call.get().is_some() || is_function(repl) => {
                return Ok(Replacement::Function(repl.clone()));
            }
            None => {
                vm.hash(repl)?;
                return Err(not_text(vm, repl));
            }
        },
    };
    if has_backslash {
        return Ok(Replacement::Template(template(vm, pattern, repl)?));
    }
    Ok(Replacement::Literal(repl.clone()))
}

/// A callable that needs no `__call__` slot.
fn is_function(value: &Value) -> bool {
    matches!(
        value.payload(),
        Some(
            Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::BoundMethod(..)
                | Payload::Type(_)
        )
    )
}

#[cold]
pub fn not_text(vm: &Vm, value: &Value) -> crate::object::Exc {
    vm.type_error(format!(
        "decoding to str: need a bytes-like object, {} found",
        vm.type_name(value)
    ))
}

/// The parsed template; the one used last is kept with the pattern.
fn template(vm: &Vm, pattern: &Pattern, source: &Value) -> PyResult<Rc<Vec<Piece>>> {
    if let Some((known, parsed)) = &*pattern.template.borrow()
        && known.is(source)
    {
        return Ok(parsed.clone());
    }
    let copied;
    let text = match source_of(source) {
        Some(text) => text,
        None => {
            copied = Buffer::from_value(vm, source).ok_or_else(|| not_text(vm, source))?;
            regex::Pattern::Bytes(&copied)
        }
    };
    let parsed = regex::parse_template(text, &pattern.program)
        .map_err(|e| super::exception(vm, &e, source))?;
    let parsed = Rc::new(parsed);
    pattern
        .template
        .replace(Some((source.clone(), parsed.clone())));
    Ok(parsed)
}

fn push_template(out: &mut Output, pieces: &[Piece], subject: &Subject, captures: &Captures) {
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => out.push_literal(literal),
            Piece::Group(group) => {
                if let Some((start, end)) = captures.spans.get(*group).copied().flatten() {
                    out.push_slice(subject, start, end);
                }
            }
        }
    }
}

/// `match.expand(template)`
pub fn expand(
    vm: &Vm,
    pattern: &Pattern,
    source: &Value,
    subject: &Subject,
    captures: &Captures,
) -> PyResult<Value> {
    let pieces = template(vm, pattern, source)?;
    let mut out = Output::new(subject);
    push_template(&mut out, &pieces, subject, captures);
    Ok(out.finish())
}
