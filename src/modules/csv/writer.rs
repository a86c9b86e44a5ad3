//! `_csv.writer`: rows to lines.

use super::dialect::{self, *};
use super::error;
use crate::modules::text_builder::TextBuilder;
use crate::native::{ClassDef, KwArgs, NativeType};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A writer of rows.
pub struct Writer {
    write: Value,
    dialect: Value,
}

impl NativeObject for Writer {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.write);
        visit(&self.dialect);
    }
}

type This = Native<Writer>;

impl NativeType for Writer {
    const NAME: &'static str = "_csv.writer";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Writer>("_csv", "CSV writer: writes rows to a file.")
            .is_final()
            .member("dialect", "", |_: &Vm, this: This| Ok(this.dialect.clone()))
            .method(
                "writerow(self, row, /)",
                "Construct and write a CSV record from an iterable of fields. Non-string elements \
                 will be converted to string.",
                |vm: &Vm, this: This, row: Value| write_row(vm, &this, &row),
            )
            .method(
                "writerows(self, rows, /)",
                "Construct and write a series of iterables to a csv file. Non-string elements \
                 will be converted to string.",
                |vm: &Vm, this: This, rows: Value| {
                    vm.iterate(&rows, |row| write_row(vm, &this, &row).map(|_| ()))
                },
            )
    }
}

/// `csv.writer(file, dialect, **parameters)`
pub fn writer(vm: &Vm, file: Value, dialect: Option<Value>, params: KwArgs) -> PyResult<Value> {
    let dialect = dialect::make(vm, dialect, params)?;
    let write = vm.attr_opt(&file, "write")?;
    let callable = write.filter(|w| vm.class_of(w).slots.call.get().is_some());
    match callable {
        Some(write) => Ok(vm.wrap(Writer { write, dialect })),
        None => Err(vm.type_error("argument 1 must have a \"write\" method")),
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = &vm.class_of(value).slots;
    slots.int.get().is_some()
        || slots.float.get().is_some()
        || slots.index.get().is_some()
        || vm.is_instance(value, &vm.types.complex)
}

fn write_row(vm: &Vm, this: &This, row: &Value) -> PyResult<Value> {
    let Some(d) = Native::<Dialect>::from_value(&this.dialect) else {
        return Err(vm.type_error("a dialect is required"));
    };
    let fields = match vm.iter(row) {
        Ok(fields) => fields,
        Err(e) if vm.is_instance_of(&e, &vm.types.type_error) => {
            return Err(error(
                vm,
                format!("iterable expected, not {}", vm.type_name(row)),
            ));
        }
        Err(e) => return Err(e),
    };
    let mut line = TextBuilder::new();
    let (mut count, mut is_null) = (0usize, false);
    while let Some(field) = vm.next(&fields)? {
        is_null = field.is_none();
        let is_quoted = match d.quoting {
            QUOTE_ALL => true,
            QUOTE_NONNUMERIC => !is_number(vm, &field),
            QUOTE_STRINGS => Str::from_value(&field).is_some(),
            QUOTE_NOTNULL => !is_null,
            _ => false,
        };
        if count > 0 {
            line.push_code_point(d.delimiter);
        }
        count += 1;
        let text = match Str::from_value(&field) {
            _ if is_null => Str::default(),
            Some(text) => text,
            None => vm.str(&field)?,
        };
        if let Some(text) = text.as_str()
            && d.is_plain(text)
        {
            let quote = d.quotechar.filter(|_| is_quoted);
            quote
                .into_iter()
                .for_each(|point| line.push_code_point(point));
            line.push_str(text);
            quote
                .into_iter()
                .for_each(|point| line.push_code_point(point));
            continue;
        }
        append(vm, &d, &mut line, &text, is_quoted, is_null)?;
    }
    if count > 0 && line.is_empty() {
        if never_quoted(&d, is_null) {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        append(vm, &d, &mut line, &Str::default(), true, false)?;
    }
    line.push_data(&d.lineterminator);
    vm.call(&this.write, &mut [line.take().value()])
}

/// An empty field cannot be written as a pair of quotes.
fn never_quoted(d: &Dialect, is_null: bool) -> bool {
    d.quoting == QUOTE_NONE || (is_null && matches!(d.quoting, QUOTE_STRINGS | QUOTE_NOTNULL))
}

fn append(
    vm: &Vm,
    d: &Dialect,
    line: &mut TextBuilder,
    text: &Str,
    mut is_quoted: bool,
    is_null: bool,
) -> PyResult<()> {
    let terminator = d.lineterminator.code_points();
    let points = text.code_points();
    let mut field = Vec::with_capacity(points.len());
    for &c in points.iter() {
        let is_special = c == d.delimiter
            || Some(c) == d.escapechar
            || Some(c) == d.quotechar
            || c == u32::from('\n')
            || c == u32::from('\r')
            || terminator.contains(&c);
        if is_special {
            let mut escape = d.quoting == QUOTE_NONE;
            if !escape {
                if Some(c) == d.quotechar {
                    if d.doublequote {
                        field.push(c);
                    } else {
                        escape = true;
                    }
                } else if Some(c) == d.escapechar {
                    escape = true;
                }
                if !escape {
                    is_quoted = true;
                }
            }
            if escape {
                match d.escapechar {
                    Some(escape) => field.push(escape),
                    None => return Err(error(vm, "need to escape, but no escapechar set")),
                }
            }
        }
        field.push(c);
    }
    if points.is_empty() && d.delimiter == u32::from(' ') && d.skipinitialspace {
        if never_quoted(d, is_null) {
            return Err(error(
                vm,
                "empty field must be quoted if delimiter is a space and skipinitialspace is true",
            ));
        }
        is_quoted = true;
    }
    let quote = d.quotechar.filter(|_| is_quoted);
    for point in quote.into_iter().chain(field).chain(quote) {
        line.push_code_point(point);
    }
    Ok(())
}
