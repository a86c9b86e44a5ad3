//! The `%` operator of str and bytes: fetching and converting the values. Parsing the format and
//! rendering one value are in the text room.

use super::Vm;
use crate::native::Buffer;
use crate::object::str_methods::{carry, settle};
use crate::object::{Bytes, Payload, PyResult, Str, Tuple, Value};
use crate::text::int::{DEFAULT_MAX_DIGITS, IntRef};
use crate::text::percent::{self, Count, Format, Piece};
use crate::text::percent_field::{self, Field};

/// Where the result goes: text or bytes.
trait Target<T: ?Sized> {
    fn literal(&mut self, text: &T);
    /// A mapping key as a value.
    fn key(text: &T) -> Value;
    fn push(&mut self, vm: &Vm, field: &Field, value: &Value) -> PyResult<()>;
}

/// Text, with surrogates carried as in the methods of str.
struct TextTarget {
    out: String,
    wide: bool,
}

struct BytesTarget {
    out: Vec<u8>,
}

/// The values on the right of the operator.
struct Arguments<'a> {
    all: &'a Value,
    tuple: Option<Tuple>,
    next: usize,
    used_key: bool,
    /// Keys can be looked up in what stands on the right.
    is_mapping: bool,
}

impl Arguments<'_> {
    fn fetch(&mut self, vm: &Vm) -> PyResult<Value> {
        let value = match &self.tuple {
            Some(items) => items.get(self.next).cloned(),
            None if self.next == 0 && !self.used_key => Some(self.all.clone()),
            None => None,
        };
        self.next += 1;
        value.ok_or_else(|| vm.text_error(percent_field::not_enough_arguments()))
    }

    /// The int for a `*`.
    fn count(&mut self, vm: &Vm, wanted: Count, too_big: &str) -> PyResult<i64> {
        if wanted != Count::Argument {
            return Ok(0);
        }
        let value = self.fetch(vm)?;
        let Some(int) = vm.big_of(&value) else {
            return Err(vm.text_error(percent_field::star_wants_int()));
        };
        i64::try_from(&int).map_err(|_| vm.overflow_error(too_big))
    }

    /// Whether every value was used.
    fn is_complete(&self) -> bool {
        match &self.tuple {
            Some(items) => self.next >= items.len(),
            None => self.next > 0 || self.used_key || self.is_mapping,
        }
    }
}

/// What `%(key)s` can look in: anything with items but a tuple or a text.
fn is_mapping(vm: &Vm, value: &Value) -> bool {
    let excluded = matches!(
        value.payload(),
        Some(Payload::Tuple(_) | Payload::Str(_)) | None
    );
    !excluded && vm.class_of(value).slots.get_item.get().is_some()
}

/// Whether bytes formats may look in it: there texts of bytes are excluded too.
fn is_bytes_mapping(vm: &Vm, value: &Value) -> bool {
    is_mapping(vm, value)
        && !matches!(
            value.payload(),
            Some(Payload::Bytes(_) | Payload::ByteArray(_))
        )
}

impl Vm {
    /// `format % args` for a str.
    pub fn percent_format(&self, format: &Str, args: &Value) -> PyResult<Value> {
        let text = carry(format);
        let mut target = TextTarget {
            out: String::with_capacity(text.len() + 16),
            wide: format.as_wide().is_some(),
        };
        self.percent::<str, _>(&text, args, &mut target)?;
        Ok(settle(target.out, target.wide).into())
    }

    /// `format % args` for bytes.
    pub fn percent_format_bytes(&self, format: &[u8], args: &Value) -> PyResult<Vec<u8>> {
        let mut target = BytesTarget {
            out: Vec::with_capacity(format.len() + 16),
        };
        self.percent::<[u8], _>(format, args, &mut target)?;
        Ok(target.out)
    }

    fn percent<T, S>(&self, format: &T, args: &Value, target: &mut S) -> PyResult<()>
    where
        T: Format + ?Sized,
        S: Target<T>,
    {
        let mut arguments = Arguments {
            all: args,
            tuple: Tuple::from_value(args),
            next: 0,
            used_key: false,
            is_mapping: match T::IS_BYTES {
                true => is_bytes_mapping(self, args),
                false => is_mapping(self, args),
            },
        };
        let fail = |e| self.text_error(e);
        for piece in percent::pieces(format) {
            let conversion = match piece {
                Piece::Literal(literal) => {
                    target.literal(literal);
                    continue;
                }
                Piece::Conversion(conversion) => conversion,
            };
            let mut keyed = None;
            if let Some(key) = &conversion.key {
                if !arguments.is_mapping {
                    return Err(fail(percent_field::mapping_required()));
                }
                let key = key.clone().map_err(fail)?;
                arguments.used_key = true;
                keyed = Some(self.get_item(args, &S::key(key))?);
            }
            let width = arguments.count(self, conversion.width, "width too big")?;
            let precision = arguments.count(self, conversion.precision, "precision too big")?;
            if let Some(problem) = conversion.problem {
                return Err(fail(problem));
            }
            let value = match keyed {
                Some(value) => value,
                None => arguments.fetch(self)?,
            };
            conversion.check_kind().map_err(fail)?;
            let precision = i32::try_from(precision)
                .map_err(|_| self.overflow_error("Python int too large to convert to C int"))?;
            target.push(self, &conversion.field(width as isize, precision), &value)?;
        }
        if !arguments.is_complete() {
            return Err(fail(percent_field::not_all_converted(T::IS_BYTES)));
        }
        Ok(())
    }

    /// Renders a number; the result is ASCII.
    fn percent_number(
        &self,
        out: &mut String,
        field: &Field,
        value: &Value,
        is_bytes: bool,
    ) -> PyResult<()> {
        let fail = |e| self.text_error(e);
        if !matches!(field.kind, 'd' | 'i' | 'u' | 'o' | 'x' | 'X') {
            let number = match value.as_float() {
                Some(x) => x,
                None => self.to_f64(value).map_err(|e| {
                    if is_bytes && self.is_instance_of(&e, &self.types.type_error) {
                        let name = self.type_name(value);
                        return fail(percent_field::float_required(&name.to_lossy(), true));
                    }
                    e
                })?,
            };
            return field.push_float(out, number).map_err(fail);
        }
        if let Some(i) = value.as_small_int() {
            return field
                .push_int(out, IntRef::Small(i), DEFAULT_MAX_DIGITS)
                .map_err(fail);
        }
        let int = self.percent_int(field.kind, value, is_bytes)?;
        match (int.as_small_int(), self.big_of(&int)) {
            (Some(i), _) => field.push_int(out, IntRef::Small(i), DEFAULT_MAX_DIGITS),
            (None, Some(big)) => field.push_int(out, IntRef::Big(&big), DEFAULT_MAX_DIGITS),
            (None, None) => Err(percent_field::number_required(
                field.kind,
                &self.type_name(value).to_lossy(),
                is_bytes,
            )),
        }
        .map_err(fail)
    }

    /// The int that `%d` or `%x` shows: `%d` truncates real numbers, `%x` wants integers.
    fn percent_int(&self, kind: char, value: &Value, is_bytes: bool) -> PyResult<Value> {
        let class = self.class_of(value);
        if class.slots.index.get().is_some() {
            return self.index_value(value);
        }
        if matches!(kind, 'd' | 'i' | 'u')
            && let Some(int) = class.slots.int.get()
        {
            return int(self, value);
        }
        let name = class.display_name();
        Err(self.text_error(percent_field::number_required(
            kind,
            &name.to_lossy(),
            is_bytes,
        )))
    }
}

impl Target<str> for TextTarget {
    fn literal(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn key(text: &str) -> Value {
        settle(text, true).into()
    }

    fn push(&mut self, vm: &Vm, field: &Field, value: &Value) -> PyResult<()> {
        let fail = |e| vm.text_error(e);
        match field.kind {
            's' | 'r' | 'a' => {
                let text = match field.kind {
                    's' => vm.str(value)?,
                    'r' => vm.repr(value)?,
                    _ => vm.ascii(value)?,
                };
                self.wide |= text.as_wide().is_some();
                field.push_str(&mut self.out, &carry(&text)).map_err(fail)
            }
            'c' => {
                let c = match value.payload() {
                    Some(Payload::Str(s)) if s.len() == 1 => {
                        self.wide |= s.as_wide().is_some();
                        carry(s).chars().next().unwrap_or('\u{fffd}')
                    }
                    _ if vm.class_of(value).slots.index.get().is_some() => {
                        let code = i64::try_from(&vm.index_big(value)?).ok();
                        match code {
                            // A surrogate travels as in every text.
                            Some(0xd800..0xe000) => {
                                self.wide = true;
                                let one = [code.unwrap_or(0) as u32];
                                let text = crate::object::StrData::from_code_points(&one);
                                carry(&text).chars().next().unwrap_or('\u{fffd}')
                            }
                            code => percent_field::char_of_int(code).map_err(fail)?,
                        }
                    }
                    _ => return Err(fail(percent_field::char_required(false))),
                };
                field.push_char(&mut self.out, c).map_err(fail)
            }
            _ => vm.percent_number(&mut self.out, field, value, false),
        }
    }
}

impl Target<[u8]> for BytesTarget {
    fn literal(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    fn key(text: &[u8]) -> Value {
        Value::bytes(text.to_vec())
    }

    fn push(&mut self, vm: &Vm, field: &Field, value: &Value) -> PyResult<()> {
        let fail = |e| vm.text_error(e);
        match field.kind {
            's' | 'b' => {
                let bytes = bytes_for(vm, value)?;
                field.push_bytes(&mut self.out, &bytes).map_err(fail)
            }
            'r' | 'a' => {
                let text = vm.ascii(value)?;
                let ascii = text.as_str().unwrap_or_default().as_bytes();
                field.push_bytes(&mut self.out, ascii).map_err(fail)
            }
            'c' => {
                let byte = match value.payload() {
                    Some(Payload::Bytes(b)) if b.len() == 1 => b[0],
                    Some(Payload::ByteArray(b)) if b.borrow().len() == 1 => b.borrow()[0],
                    _ if vm.class_of(value).slots.index.get().is_some() => {
                        let code = i64::try_from(&vm.index_big(value)?).ok();
                        percent_field::byte_of_int(code).map_err(fail)?
                    }
                    _ => return Err(fail(percent_field::char_required(true))),
                };
                field.push_bytes(&mut self.out, &[byte]).map_err(fail)
            }
            _ => {
                let mut shown = String::new();
                vm.percent_number(&mut shown, field, value, true)?;
                self.out.extend_from_slice(shown.as_bytes());
                Ok(())
            }
        }
    }
}

/// The bytes for `%s` and `%b`: of a bytes-like object, or of `__bytes__`.
fn bytes_for(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(buffer) = Buffer::from_value(vm, value) {
        return Ok(buffer.to_vec());
    }
    if let Some(method) = vm.special_method(value, "__bytes__")? {
        let result = vm.call(&method, &mut [])?;
        return match Bytes::from_value(&result) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(vm.type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                vm.type_name(&result)
            ))),
        };
    }
    Err(vm.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        vm.type_name(value)
    )))
}
