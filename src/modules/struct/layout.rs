//! Formats: byte order, sizes, alignment; and the errors of bad ones.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::native::Buffer;
use crate::object::{Exc, PyResult, Str, Value};
use crate::vm::Vm;

/// A run of equal fields, or one field of bytes (`s`, `p`), or padding (`x`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub letter: u8,
    /// Bytes of one field.
    pub size: usize,
    /// Fields in the run.
    pub count: usize,
    /// Where it begins.
    pub offset: usize,
}

/// A compiled format.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    pub text: String,
    pub runs: Vec<Run>,
    /// Bytes in all.
    pub size: usize,
    /// Values in all.
    pub items: usize,
    pub big_endian: bool,
    /// Sizes and alignment are the machine's.
    pub native: bool,
}

/// The largest size of a format.
const LIMIT: usize = isize::MAX as usize;

/// What is wrong with a format.
enum Problem {
    BadChar,
    NoLetter,
    TooLong,
    Null,
}

impl Problem {
    fn message(&self) -> &'static str {
        match self {
            Problem::BadChar => "bad char in struct format",
            Problem::NoLetter => "repeat count given without format specifier",
            Problem::TooLong => "total struct size too long",
            Problem::Null => "embedded null character",
        }
    }
}

/// `struct.error`
#[cold]
pub fn error(vm: &Vm, message: impl AsRef<str>) -> Exc {
    vm.exception(
        &vm.exception_type("struct", "error", &vm.types.exception),
        message,
    )
}

/// The bytes of a field: native sizes are those of 64-bit Unix.
fn field_size(letter: u8, native: bool) -> Option<usize> {
    Some(match letter {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

fn parse(text: &[u8]) -> Result<Layout, Problem> {
    if text.contains(&0) {
        return Err(Problem::Null);
    }
    let big_machine = cfg!(target_endian = "big");
    let (native, big_endian, body) = match text {
        [b'@', body @ ..] => (true, big_machine, body),
        [b'=', body @ ..] => (false, big_machine, body),
        [b'<', body @ ..] => (false, false, body),
        [b'>' | b'!', body @ ..] => (false, true, body),
        body => (true, big_machine, body),
    };
    let mut layout = Layout {
        text: String::from_utf8_lossy(text).into_owned(),
        runs: Vec::new(),
        size: 0,
        items: 0,
        big_endian,
        native,
    };
    let mut bytes = body.iter().copied();
    while let Some(first) = bytes.next() {
        if first.is_ascii_whitespace() || first == 0x0b {
            continue;
        }
        let (mut letter, mut count) = (first, 1usize);
        if letter.is_ascii_digit() {
            count = 0;
            while letter.is_ascii_digit() {
                let digit = usize::from(letter - b'0');
                count = count
                    .checked_mul(10)
                    .and_then(|n| n.checked_add(digit))
                    .ok_or(Problem::TooLong)?;
                letter = bytes.next().ok_or(Problem::NoLetter)?;
            }
            if count > LIMIT {
                return Err(Problem::TooLong);
            }
        }
        layout.add(letter, count)?;
    }
    Ok(layout)
}

impl Layout {
    fn add(&mut self, letter: u8, count: usize) -> Result<(), Problem> {
        let unit = field_size(letter, self.native).ok_or(Problem::BadChar)?;
        let is_bytes = matches!(letter, b's' | b'p');
        let start = if self.native {
            self.size.next_multiple_of(unit)
        } else {
            self.size
        };
        let length = unit.checked_mul(count).ok_or(Problem::TooLong)?;
        let end = start
            .checked_add(length)
            .filter(|end| *end <= LIMIT)
            .ok_or(Problem::TooLong)?;
        self.size = end;
        let run = Run {
            letter,
            size: if is_bytes { count } else { unit },
            count: if is_bytes { 1 } else { count },
            offset: start,
        };
        if letter != b'x' && run.count > 0 {
            self.items += run.count;
            self.runs.push(run);
        }
        Ok(())
    }
}

/// Layouts by format.
#[derive(Default)]
struct Cache(RefCell<HashMap<Vec<u8>, Rc<Layout>>>);

/// Formats kept before the cache starts anew, as in CPython.
const CACHE_SIZE: usize = 100;

/// The layout of a format, a str or bytes.
///
/// Errors: `struct.error` for a bad format; TypeError for other objects; UnicodeEncodeError beyond
/// ASCII.
pub fn layout(vm: &Vm, format: &Value) -> PyResult<Rc<Layout>> {
    let bytes = format_bytes(vm, format)?;
    let cache = vm.state::<Cache>();
    if let Some(layout) = cache.0.borrow().get(&bytes) {
        return Ok(layout.clone());
    }
    let layout = Rc::new(parse(&bytes).map_err(|problem| error(vm, problem.message()))?);
    let mut kept = cache.0.borrow_mut();
    if kept.len() >= CACHE_SIZE {
        kept.clear();
    }
    kept.insert(bytes, layout.clone());
    Ok(layout)
}

fn format_bytes(vm: &Vm, format: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = Str::from_value(format) {
        if text.is_ascii() {
            return Ok(text.to_lossy().into_owned().into_bytes());
        }
        let points = text.code_points();
        let start = points.iter().position(|p| *p > 127).unwrap_or(0);
        let run = points.iter().skip(start).take_while(|p| **p > 127).count();
        let reason = "ordinal not in range(128)";
        return Err(vm.unicode_encode_error("ascii", &text, start, start + run, reason));
    }
    match crate::object::Bytes::from_value(format) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error(format!(
            "Struct() argument 1 must be a str or bytes object, not {}",
            vm.type_name(format)
        ))),
    }
}

/// Reads and checks the buffer argument of the unpacking functions.
pub fn buffer(vm: &Vm, value: &Value) -> PyResult<Buffer> {
    Buffer::require(vm, value)
}
