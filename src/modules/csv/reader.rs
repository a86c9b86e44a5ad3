//! `_csv.reader`: lines to rows.

use std::cell::Cell;

use super::dialect::{self, *};
use super::{State as Module, error};
use crate::native::{ClassDef, KwArgs, NativeType};
use crate::object::{Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// An iterator of rows.
pub struct Reader {
    lines: Value,
    dialect: Value,
    line_num: Cell<i64>,
}

impl NativeObject for Reader {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.lines);
        visit(&self.dialect);
    }
}

impl NativeType for Reader {
    const NAME: &'static str = "_csv.reader";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Reader>(
            "_csv",
            "CSV reader: an iterator over the rows of a CSV text.",
        )
        .is_final()
        .slots(|s| {
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(next));
        })
        .member("dialect", "", |_: &Vm, this: Native<Reader>| {
            Ok(this.dialect.clone())
        })
        .member("line_num", "", |_: &Vm, this: Native<Reader>| {
            Ok(this.line_num.get())
        })
    }
}

/// `csv.reader(iterable, dialect, **parameters)`
pub fn reader(vm: &Vm, iterable: Value, dialect: Option<Value>, params: KwArgs) -> PyResult<Value> {
    let dialect = dialect::make(vm, dialect, params)?;
    let lines = vm.iter(&iterable)?;
    Ok(vm.wrap(Reader {
        lines,
        dialect,
        line_num: Cell::new(0),
    }))
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Place {
    #[default]
    StartRecord,
    StartField,
    Escaped,
    AfterEscapedLineEnd,
    InField,
    InQuoted,
    EscapedInQuoted,
    QuoteInQuoted,
    LineEnd,
}

/// What is wrong with a text.
enum Problem {
    Text(String),
    Exception(Exc),
}

/// The row so far.
#[derive(Default)]
struct Machine {
    place: Place,
    field: Vec<u32>,
    fields: Vec<Value>,
    is_quoted: bool,
}

const CR: u32 = '\r' as u32;
const LF: u32 = '\n' as u32;

impl Machine {
    fn push(&mut self, point: u32, limit: i64) -> Result<(), Problem> {
        if self.field.len() as i64 >= limit {
            return Err(Problem::Text(format!(
                "field larger than field limit ({limit})"
            )));
        }
        self.field.push(point);
        Ok(())
    }

    fn save(&mut self, vm: &Vm, d: &Dialect) -> Result<(), Problem> {
        let text = std::mem::take(&mut self.field);
        let is_quoted = std::mem::take(&mut self.is_quoted);
        let value = if !is_quoted
            && text.is_empty()
            && matches!(d.quoting, QUOTE_NOTNULL | QUOTE_STRINGS)
        {
            Value::NONE
        } else {
            let value = Value::from_code_points(&text);
            if !is_quoted
                && !text.is_empty()
                && matches!(d.quoting, QUOTE_NONNUMERIC | QUOTE_STRINGS)
            {
                vm.call(&vm.types.float.value(), &mut [value])
                    .map_err(Problem::Exception)?
            } else {
                value
            }
        };
        self.fields.push(value);
        Ok(())
    }

    /// Take one character; `None` is the end of the line.
    fn take(&mut self, vm: &Vm, d: &Dialect, c: Option<u32>, limit: i64) -> Result<(), Problem> {
        let is_line_end = matches!(c, Some(CR | LF));
        // Where a line end leads to.
        let after = if c.is_some() {
            Place::LineEnd
        } else {
            Place::StartRecord
        };
        let is_quote = d.quoting != QUOTE_NONE && c.is_some() && c == d.quotechar;
        let is_escape = c.is_some() && c == d.escapechar;
        if self.place == Place::StartRecord {
            match c {
                None => return Ok(()),
                Some(CR | LF) => {
                    self.place = Place::LineEnd;
                    return Ok(());
                }
                Some(_) => self.place = Place::StartField,
            }
        }
        if self.place == Place::AfterEscapedLineEnd {
            if c.is_none() {
                return Ok(());
            }
            self.place = Place::InField;
        }
        match self.place {
            Place::StartField => match c {
                None | Some(CR | LF) => {
                    self.save(vm, d)?;
                    self.place = after;
                }
                Some(_) if is_quote => {
                    self.is_quoted = true;
                    self.place = Place::InQuoted;
                }
                Some(_) if is_escape => self.place = Place::Escaped,
                Some(c) if c == u32::from(' ') && d.skipinitialspace => {}
                Some(c) if c == d.delimiter => self.save(vm, d)?,
                Some(c) => {
                    self.push(c, limit)?;
                    self.place = Place::InField;
                }
            },
            Place::Escaped => {
                self.push(c.unwrap_or(LF), limit)?;
                self.place = if is_line_end {
                    Place::AfterEscapedLineEnd
                } else {
                    Place::InField
                };
            }
            Place::InField => match c {
                None | Some(CR | LF) => {
                    self.save(vm, d)?;
                    self.place = after;
                }
                Some(_) if is_escape => self.place = Place::Escaped,
                Some(c) if c == d.delimiter => {
                    self.save(vm, d)?;
                    self.place = Place::StartField;
                }
                Some(c) => self.push(c, limit)?,
            },
            Place::InQuoted => match c {
                None => {}
                Some(_) if is_escape => self.place = Place::EscapedInQuoted,
                Some(_) if is_quote => {
                    self.place = if d.doublequote {
                        Place::QuoteInQuoted
                    } else {
                        Place::InField
                    };
                }
                Some(c) => self.push(c, limit)?,
            },
            Place::EscapedInQuoted => {
                self.push(c.unwrap_or(LF), limit)?;
                self.place = Place::InQuoted;
            }
            Place::QuoteInQuoted => match c {
                Some(c) if is_quote => {
                    self.push(c, limit)?;
                    self.place = Place::InQuoted;
                }
                Some(c) if c == d.delimiter => {
                    self.save(vm, d)?;
                    self.place = Place::StartField;
                }
                None | Some(CR | LF) => {
                    self.save(vm, d)?;
                    self.place = after;
                }
                Some(c) if !d.strict => {
                    self.push(c, limit)?;
                    self.place = Place::InField;
                }
                Some(_) => {
                    let shown = |p: Option<u32>| p.and_then(char::from_u32).unwrap_or('\u{fffd}');
                    return Err(Problem::Text(format!(
                        "'{}' expected after '{}'",
                        shown(Some(d.delimiter)),
                        shown(d.quotechar)
                    )));
                }
            },
            Place::LineEnd => match c {
                Some(CR | LF) => {}
                None => self.place = Place::StartRecord,
                Some(_) => {
                    return Err(Problem::Text(
                        "new-line character seen in unquoted field - do you need to open the \
                         file with newline=''?"
                            .to_owned(),
                    ));
                }
            },
            Place::StartRecord | Place::AfterEscapedLineEnd => {}
        }
        Ok(())
    }
}

/// A row that one line holds whole, in a dialect of ASCII that converts nothing, as nearly all are.
/// `None` where the machine has to look at it: quotes within a field, escapes, a quote that goes on
/// in the next line, a field beyond the limit, anything that is an error.
fn plain_row(text: &str, d: &Dialect, limit: i64) -> Option<Vec<Value>> {
    let bytes = text.as_bytes();
    let delimiter = u8::try_from(d.delimiter).ok().filter(u8::is_ascii)?;
    let is_odd = d.skipinitialspace
        || d.escapechar.is_some()
        || matches!(d.quoting, QUOTE_NONNUMERIC | QUOTE_NOTNULL | QUOTE_STRINGS)
        || i64::try_from(bytes.len()).is_ok_and(|length| length > limit);
    if is_odd {
        return None;
    }
    let quote = match d.quotechar {
        Some(quote) if d.quoting != QUOTE_NONE => Some(u8::try_from(quote).ok()?),
        _ => None,
    };
    if quote.is_some_and(|quote| !quote.is_ascii() || quote == delimiter) {
        return None;
    }
    let mut fields = Vec::new();
    let mut at = 0;
    if matches!(bytes.first(), None | Some(b'\r' | b'\n')) {
        return is_line_end(bytes).then_some(fields);
    }
    loop {
        let rest = bytes.get(at..)?;
        let end = if quote.is_some() && rest.first().copied() == quote {
            let (value, length) = quoted_field(text.get(at + 1..)?, quote?, d.doublequote)?;
            fields.push(value);
            at + 1 + length
        } else {
            let end =
                memchr::memchr3(delimiter, b'\r', b'\n', rest).map_or(bytes.len(), |n| at + n);
            fields.push(Value::str(text.get(at..end)?));
            end
        };
        match bytes.get(end) {
            Some(&byte) if byte == delimiter => at = end + 1,
            _ => return is_line_end(bytes.get(end..)?).then_some(fields),
        }
    }
}

fn is_line_end(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
}

/// A field after its opening quote, and its length with the closing one.
fn quoted_field(text: &str, quote: u8, doubled: bool) -> Option<(Value, usize)> {
    let bytes = text.as_bytes();
    let first = memchr::memchr(quote, bytes)?;
    if bytes.get(first + 1) != Some(&quote) {
        return Some((Value::str(text.get(..first)?), first + 1));
    }
    if !doubled {
        return None;
    }
    let mut field = String::new();
    let (mut from, mut end) = (0, first);
    loop {
        if bytes.get(end + 1) != Some(&quote) {
            field.push_str(text.get(from..end)?);
            return Some((Value::str(&field), end + 1));
        }
        field.push_str(text.get(from..=end)?);
        from = end + 2;
        end = from + memchr::memchr(quote, bytes.get(from..)?)?;
    }
}

fn next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(reader) = Native::<Reader>::from_value(this) else {
        return Err(vm.type_error("a reader is required"));
    };
    let Some(dialect) = Native::<Dialect>::from_value(&reader.dialect) else {
        return Err(vm.type_error("a dialect is required"));
    };
    let limit = vm.state::<Module>().field_limit.get();
    let mut machine = Machine::default();
    let raise = |problem: Problem| match problem {
        Problem::Text(text) => error(vm, text),
        Problem::Exception(exception) => exception,
    };
    loop {
        let Some(line) = vm.next(&reader.lines)? else {
            if machine.field.is_empty() && machine.place != Place::InQuoted {
                return Ok(None);
            }
            if dialect.strict {
                return Err(error(vm, "unexpected end of data"));
            }
            machine.save(vm, &dialect).map_err(raise)?;
            break;
        };
        let Some(text) = Str::from_value(&line) else {
            return Err(error(
                vm,
                format!(
                    "iterator should return strings, not {} (the file should be opened in text \
                     mode)",
                    vm.type_name(&line)
                ),
            ));
        };
        reader.line_num.set(reader.line_num.get() + 1);
        if machine.place == Place::StartRecord
            && let Some(fields) = text
                .as_str()
                .and_then(|text| plain_row(text, &dialect, limit))
        {
            return Ok(Some(fields.into()));
        }
        match text.as_str() {
            Some(text) => {
                for c in text.chars() {
                    machine
                        .take(vm, &dialect, Some(u32::from(c)), limit)
                        .map_err(raise)?;
                }
            }
            None => {
                for c in text.code_points() {
                    machine.take(vm, &dialect, Some(c), limit).map_err(raise)?;
                }
            }
        }
        machine.take(vm, &dialect, None, limit).map_err(raise)?;
        if machine.place == Place::StartRecord {
            break;
        }
    }
    Ok(Some(machine.fields.into()))
}
