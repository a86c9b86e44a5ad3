//! The class str: constructor, slots and methods that look into a text or cut it up. Methods that
//! make another text of it are in `str_transform`.
//!
//! Texts with lone surrogates cannot be UTF-8. For the methods they are carried through as private
//! characters (`carry`, `settle`): each surrogate stands as one character of the last private
//! plane, and becomes a surrogate again in what comes out.

use std::borrow::Cow;

use compact_str::CompactString;

use super::class::Layout;
use super::sequence::{self, Subscript};
use super::{Class, Dict, Payload, PyResult, Str, StrData, Tuple, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, Buffer, ClassDef, KwArgs, VarArgs};
use crate::text::unicode::is_space;
use crate::text::{quote, search};
use crate::vm::Vm;

/// Where surrogates are carried: U+D800 becomes U+10D800.
const CARRIED: u32 = 0x10_0000;

/// The text of a str for Rust's string functions.
pub(crate) fn carry(text: &StrData) -> Cow<'_, str> {
    match text.as_str() {
        Some(s) => Cow::Borrowed(s),
        None => Cow::Owned(
            text.code_points()
                .into_iter()
                .filter_map(|p| char::from_u32(if is_surrogate(p) { CARRIED + p } else { p }))
                .collect(),
        ),
    }
}

fn is_surrogate(point: u32) -> bool {
    (0xd800..0xe000).contains(&point)
}

/// A str of what a method made from carried text; `wide` if any of its operands was wide.
pub(crate) fn settle(text: impl Into<CompactString>, wide: bool) -> Str {
    let text = text.into();
    if !wide {
        return Str::new(text);
    }
    let points: Vec<u32> = text
        .chars()
        .map(u32::from)
        .map(|p| {
            if is_surrogate(p.wrapping_sub(CARRIED)) {
                p - CARRIED
            } else {
                p
            }
        })
        .collect();
    Str::from_code_points(&points)
}

pub fn class_def() -> ClassDef {
    let def = ClassDef::builtin(
        "str",
        Layout::Str,
        "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a \
         string from an object, or from bytes by an encoding.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(|vm, v| {
            let text = this(vm, v)?;
            Ok(match text.as_str() {
                Some(s) => Str::new(quote::repr_str(s)),
                None => Str::new(quote::repr_points(text.code_points().into_iter())),
            })
        }));
        s.str.set(Some(|vm, v| {
            let text = this(vm, v)?;
            Ok(match Str::exact(v) {
                Some(exact) => exact,
                None => Str::from_data(text.slice(0, text.len())),
            })
        }));
        s.hash.set(Some(|vm, v| Ok(this(vm, v)?.text_hash())));
        s.compare.set(Some(compare));
        s.len.set(Some(|vm, v| Ok(this(vm, v)?.len())));
        s.contains.set(Some(|vm, v, item| {
            let text = this(vm, v)?;
            match Str::from_value(item) {
                Some(part) => {
                    Ok(search::find(carry(&text).as_bytes(), carry(&part).as_bytes()).is_some())
                }
                None => Err(vm.type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    vm.type_name(item)
                ))),
            }
        }));
        s.get_item.set(Some(get_item));
        s.iter.set(Some(|vm, v| {
            let text = this(vm, v)?;
            Ok(super::iterator::IteratorData::Str { text, at: 0 }.into_value())
        }));
        s.binary[BinaryOp::Add as usize].set(Some(add));
        s.binary[BinaryOp::Mul as usize].set(Some(multiply));
        s.binary[BinaryOp::Mod as usize].set(Some(|vm, a, b| match Str::from_value(a) {
            Some(format) => vm.percent_format(&format, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }));
    })
    .method(
        "find(self, sub, start=None, end=None, /)",
        "Lowest index at which a part begins, or -1.",
        |vm: &Vm, s: Str, sub: Str, a: Value, b: Value| {
            Ok(search(vm, &s, &sub, &a, &b, false)?.map_or(-1, |i| i as i64))
        },
    )
    .method(
        "rfind(self, sub, start=None, end=None, /)",
        "Highest index at which a part begins, or -1.",
        |vm: &Vm, s: Str, sub: Str, a: Value, b: Value| {
            Ok(search(vm, &s, &sub, &a, &b, true)?.map_or(-1, |i| i as i64))
        },
    )
    .method(
        "index(self, sub, start=None, end=None, /)",
        "As find, but ValueError where the part is missing.",
        |vm: &Vm, s: Str, sub: Str, a: Value, b: Value| {
            search(vm, &s, &sub, &a, &b, false)?
                .ok_or_else(|| vm.value_error("substring not found"))
        },
    )
    .method(
        "rindex(self, sub, start=None, end=None, /)",
        "As rfind, but ValueError where the part is missing.",
        |vm: &Vm, s: Str, sub: Str, a: Value, b: Value| {
            search(vm, &s, &sub, &a, &b, true)?.ok_or_else(|| vm.value_error("substring not found"))
        },
    )
    .method(
        "count(self, sub, start=None, end=None, /)",
        "How often a part occurs without overlapping.",
        |vm: &Vm, s: Str, sub: Str, a: Value, b: Value| {
            let (from, to) = bounds(vm, &a, &b, s.len())?;
            if from > to {
                return Ok(0);
            }
            if sub.is_empty() {
                return Ok(to - from + 1);
            }
            let part = s.slice(from, to);
            Ok(search::find_iter(carry(&part).as_bytes(), carry(&sub).as_bytes()).count())
        },
    )
    .method(
        "startswith(self, prefix, start=None, end=None, /)",
        "Whether the string begins with a prefix, or one of a tuple.",
        |vm: &Vm, s: Str, p: Value, a: Value, b: Value| {
            affix(vm, &s, &p, &a, &b, "startswith", |text, p| {
                text.starts_with(p)
            })
        },
    )
    .method(
        "endswith(self, suffix, start=None, end=None, /)",
        "Whether the string ends with a suffix, or one of a tuple.",
        |vm: &Vm, s: Str, p: Value, a: Value, b: Value| {
            affix(vm, &s, &p, &a, &b, "endswith", |text, p| text.ends_with(p))
        },
    )
    .method(
        "split(self, sep=None, maxsplit=-1)",
        "The parts between separators (white space by default).",
        |vm: &Vm, s: Str, sep: Value, max: i64| split(vm, &s, &sep, max, false),
    )
    .method(
        "rsplit(self, sep=None, maxsplit=-1)",
        "The parts between separators, split from the right.",
        |vm: &Vm, s: Str, sep: Value, max: i64| split(vm, &s, &sep, max, true),
    )
    .method(
        "splitlines(self, keepends=False)",
        "The lines of the string.",
        |_: &Vm, s: Str, keep: bool| Ok(split_lines(&s, keep)),
    )
    .method(
        "partition(self, sep, /)",
        "The parts before, of and after the first separator.",
        |vm: &Vm, s: Str, sep: Value| partition(vm, &s, &sep, false),
    )
    .method(
        "rpartition(self, sep, /)",
        "The parts before, of and after the last separator.",
        |vm: &Vm, s: Str, sep: Value| partition(vm, &s, &sep, true),
    )
    .method(
        "join(self, iterable, /)",
        "The strings of an iterable with this one between them.",
        join,
    )
    .method(
        "encode(self, encoding='utf-8', errors='strict')",
        "The bytes of the string in an encoding.",
        |vm: &Vm, s: Str, encoding: String, errors: String| {
            crate::codec::encode(vm, &s, &encoding, &errors)
        },
    )
    .method(
        "format(self, /, *args, **kwargs)",
        "The string with its {fields} replaced by arguments.",
        |vm: &Vm, s: Str, args: VarArgs, kwargs: KwArgs| {
            let dict = Dict::new();
            for (k, v) in kwargs.0 {
                dict.set_str(&k, v);
            }
            vm.format_template(&s, &args.0, &dict.value())
        },
    )
    .method(
        "format_map(self, mapping, /)",
        "The string with its {fields} replaced from a mapping.",
        |vm: &Vm, s: Str, mapping: Value| vm.format_map_template(&s, &mapping),
    )
    .method(
        "__format__(self, format_spec, /)",
        "Format by a format spec.",
        |vm: &Vm, s: Str, spec: Str| {
            if spec.is_empty() {
                return vm.str(&s.value());
            }
            let type_name = vm.type_name(&s.value());
            let out =
                crate::text::spec::format_str(&carry(&s), &spec.to_lossy(), &type_name.to_lossy())
                    .map_err(|e| vm.text_error(e))?;
            Ok(settle(out, s.as_wide().is_some()))
        },
    )
    .method("__getnewargs__(self, /)", "", |_: &Vm, s: Str| {
        Ok(Value::tuple(vec![
            Str::from_data(s.slice(0, s.len())).into(),
        ]))
    })
    .method(
        "__sizeof__(self, /)",
        "Size in memory, in bytes.",
        |_: &Vm, s: Str| Ok(s.len() + 41),
    );
    super::str_transform::methods(def)
}

fn this(vm: &Vm, value: &Value) -> PyResult<Str> {
    Str::from_value(value)
        .ok_or_else(|| vm.type_error(format!("expected a str, not {}", vm.type_name(value))))
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    if positional.len() > 3 {
        return Err(vm.type_error(format!(
            "str expected at most 3 arguments, got {}",
            positional.len()
        )));
    }
    let mut parts = [Value::UNSET, Value::UNSET, Value::UNSET];
    for (slot, value) in parts.iter_mut().zip(positional) {
        *slot = value;
    }
    for (name, value) in keywords {
        let at = match name.as_str() {
            Some("object") => 0,
            Some("encoding") => 1,
            Some("errors") => 2,
            _ => {
                return Err(
                    vm.type_error(format!("str() got an unexpected keyword argument '{name}'"))
                );
            }
        };
        if parts[at].is_set() {
            return Err(vm.type_error(format!(
                "argument for str() given by name ('{name}') and position ({})",
                at + 1
            )));
        }
        parts[at] = value;
    }
    let [object, encoding, errors] = parts;
    let text = if encoding.is_unset() && errors.is_unset() {
        if object.is_unset() {
            Str::default()
        } else {
            vm.str(&object)?
        }
    } else {
        let option = |value: Value, name: &str, default: &str| -> PyResult<String> {
            match Str::from_value(&value) {
                Some(s) => Ok(vm.utf8(&s)?.to_owned()),
                None if value.is_unset() => Ok(default.to_owned()),
                None => Err(vm.type_error(format!(
                    "str() argument '{name}' must be str, not {}",
                    vm.type_name(&value)
                ))),
            }
        };
        let encoding = option(encoding, "encoding", "utf-8")?;
        let errors = option(errors, "errors", "strict")?;
        if Str::from_value(&object).is_some() {
            return Err(vm.type_error("decoding str is not supported"));
        }
        if object.is_unset() {
            Str::default()
        } else {
            let Some(bytes) = Buffer::from_value(vm, &object) else {
                return Err(vm.type_error(format!(
                    "decoding to str: need a bytes-like object, {} found",
                    vm.type_name(&object)
                )));
            };
            crate::codec::decode(vm, &bytes, &encoding, &errors)?
        }
    };
    if *class == vm.types.str_ {
        return Ok(text.into());
    }
    Ok(class.instance(Some(Payload::Str(text.slice(0, text.len())))))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (Str::from_value(a), Str::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(match op {
        CompareOp::Eq => x.equals(&y),
        CompareOp::Ne => !x.equals(&y),
        _ => op.holds(x.order(&y)),
    }))
}

fn get_item(vm: &Vm, value: &Value, index: &Value) -> PyResult<Value> {
    let text = this(vm, value)?;
    let length = text.len();
    if vm.class_of(index).slots.index.get().is_none()
        && !matches!(index.payload(), Some(Payload::Slice(_)))
    {
        return Err(vm.type_error(format!(
            "string indices must be integers, not '{}'",
            vm.type_name(index)
        )));
    }
    match Subscript::of(vm, index, "string")? {
        Subscript::Index(i) => match sequence::position(i, length) {
            Some(at) => Ok(Str::from_code_point(text.code_point(at)).into()),
            None => Err(vm.index_error("string index out of range")),
        },
        Subscript::Slice(bounds) => {
            let range = bounds.on(length);
            if range.step == 1 {
                let start = range.start as usize;
                if start == 0 && range.count == length && Str::exact(value).is_some() {
                    return Ok(value.clone());
                }
                return Ok(Str::from_data(text.slice(start, start + range.count)).into());
            }
            let points = text.code_points();
            let picked: Vec<u32> = range.indices().map(|i| points[i]).collect();
            Ok(Value::from_code_points(&picked))
        }
    }
}

fn add(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    match (Str::from_value(a), Str::from_value(b)) {
        (Some(x), Some(y)) => Ok(match (x.as_str(), y.as_str()) {
            (Some(s), Some(t)) => {
                let mut out = String::with_capacity(s.len() + t.len());
                out.push_str(s);
                out.push_str(t);
                out.into()
            }
            _ => {
                let mut points = x.code_points();
                points.extend(y.code_points());
                Value::from_code_points(&points)
            }
        }),
        (Some(_), None) => sequence::cannot_concatenate(vm, add, "str", a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn multiply(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let left = Str::from_value(a);
    let Some(text) = left.clone().or_else(|| Str::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let times = match sequence::repeat_count(vm, multiply, a, b, left.is_some())? {
        sequence::Repeat::Times(n) => n,
        sequence::Repeat::Result(result) => return Ok(result),
    };
    let s = carry(&text);
    let mut out = String::new();
    match s
        .len()
        .checked_mul(times)
        .filter(|&n| n <= isize::MAX as usize)
    {
        Some(total) => room(vm, &mut out, total)?,
        None => return Err(vm.overflow_error("repeated string is too long")),
    }
    (0..times).for_each(|_| out.push_str(&s));
    Ok(settle(out, text.as_wide().is_some()).into())
}

/// Makes room in a text that a method is going to write; MemoryError if there is none.
pub(super) fn room(vm: &Vm, out: &mut String, bytes: usize) -> PyResult<()> {
    vm.claim(bytes)?;
    out.try_reserve_exact(bytes)
        .map_err(|_| vm.memory_error(""))
}

/// `start` and `end` of a search, clipped.
fn bounds(vm: &Vm, start: &Value, end: &Value, length: usize) -> PyResult<(usize, usize)> {
    let from = vm.slice_index(start)?.unwrap_or(0);
    let to = vm.slice_index(end)?.unwrap_or(isize::MAX);
    let fix = |n: isize| if n < 0 { n.saturating_add(length as isize).max(0) } else { n } as usize;
    Ok((fix(from), fix(to).min(length)))
}

fn search(
    vm: &Vm,
    text: &Str,
    sub: &Str,
    start: &Value,
    end: &Value,
    last: bool,
) -> PyResult<Option<usize>> {
    let (from, to) = bounds(vm, start, end, text.len())?;
    if from > to {
        return Ok(None);
    }
    if text.as_str().is_some() && sub.as_str().is_some() {
        let s = carry(text);
        let (a, b) = (text.byte_offset(from), text.byte_offset(to));
        let part = &s[a..b];
        let needle = carry(sub);
        let found = match last {
            true => search::rfind(part.as_bytes(), needle.as_bytes()),
            false => search::find(part.as_bytes(), needle.as_bytes()),
        };
        return Ok(found.map(|at| text.index_of_byte(a + at)));
    }
    let (points, needle) = (text.code_points(), sub.code_points());
    let part = &points[from..to];
    if needle.is_empty() {
        return Ok(Some(if last { to } else { from }));
    }
    let mut windows = part.windows(needle.len());
    let found = if last {
        windows.rposition(|w| w == needle)
    } else {
        windows.position(|w| w == needle)
    };
    Ok(found.map(|at| from + at))
}

fn affix(
    vm: &Vm,
    text: &Str,
    affix: &Value,
    start: &Value,
    end: &Value,
    name: &str,
    test: fn(&str, &str) -> bool,
) -> PyResult<bool> {
    if start.is_none()
        && end.is_none()
        && let (Some(text), Some(Payload::Str(affix))) = (text.as_str(), affix.payload())
        && let Some(affix) = affix.as_str()
    {
        return Ok(test(text, affix));
    }
    let (from, to) = bounds(vm, start, end, text.len())?;
    let whole = from == 0 && to == text.len();
    let part;
    let data: &StrData = if whole {
        text
    } else if from > to {
        return Ok(false);
    } else {
        part = text.slice(from, to);
        &part
    };
    let carried = carry(data);
    let wrong = |v: &Value, where_: &str| {
        vm.type_error(format!("{name} {where_}, not {}", vm.type_name(v)))
    };
    if let Some(one) = Str::from_value(affix) {
        return Ok(test(&carried, &carry(&one)));
    }
    let Some(tuple) = Tuple::from_value(affix) else {
        return Err(wrong(affix, "first arg must be str or a tuple of str"));
    };
    for item in tuple.iter() {
        match Str::from_value(item) {
            Some(one) => {
                if test(&carried, &carry(&one)) {
                    return Ok(true);
                }
            }
            None => {
                return Err(vm.type_error(format!(
                    "tuple for {name} must only contain str, not {}",
                    vm.type_name(item)
                )));
            }
        }
    }
    Ok(false)
}

fn split(vm: &Vm, text: &Str, sep: &Value, max: i64, right: bool) -> PyResult<Vec<Value>> {
    let s = carry(text);
    let wide = text.as_wide().is_some();
    let make = |part: &str| -> Value { settle(part, wide).into() };
    let most = usize::try_from(max).unwrap_or(usize::MAX - 1);
    let mut parts: Vec<Value> = Vec::new();
    if sep.is_none() {
        let mut rest = if right {
            s.trim_end_matches(is_space)
        } else {
            s.trim_start_matches(is_space)
        };
        while !rest.is_empty() {
            if parts.len() == most {
                let last = if right {
                    rest.trim_end_matches(is_space)
                } else {
                    rest
                };
                parts.push(make(last));
                break;
            }
            let (part, next) = if right {
                match rest.char_indices().rfind(|(_, c)| is_space(*c)) {
                    Some((at, c)) => (
                        &rest[at + c.len_utf8()..],
                        rest[..at].trim_end_matches(is_space),
                    ),
                    None => (rest, ""),
                }
            } else {
                match rest.find(is_space) {
                    Some(at) => (&rest[..at], rest[at..].trim_start_matches(is_space)),
                    None => (rest, ""),
                }
            };
            parts.push(make(part));
            rest = next;
        }
    } else {
        let Some(sep) = Str::from_value(sep) else {
            return Err(vm.type_error(format!("must be str or None, not {}", vm.type_name(sep))));
        };
        if sep.is_empty() {
            return Err(vm.value_error("empty separator"));
        }
        let sep = carry(&sep);
        if right {
            parts.extend(s.rsplitn(most + 1, &*sep).map(make));
        } else {
            let mut from = 0;
            for at in search::find_iter(s.as_bytes(), sep.as_bytes()).take(most) {
                parts.push(make(&s[from..at]));
                from = at + sep.len();
            }
            parts.push(make(&s[from..]));
        }
    }
    if right {
        parts.reverse();
    }
    Ok(parts)
}

/// Ends of lines as `splitlines` sees them.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r'
            | '\x0b'
            | '\x0c'
            | '\x1c'
            | '\x1d'
            | '\x1e'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn split_lines(text: &Str, keep: bool) -> Vec<Value> {
    let s = carry(text);
    let wide = text.as_wide().is_some();
    let mut lines = Vec::new();
    let mut rest = &*s;
    while !rest.is_empty() {
        let (line, end) = match rest.find(is_line_end) {
            Some(at) => {
                let tail = &rest[at..];
                let len = if tail.starts_with("\r\n") {
                    2
                } else {
                    tail.chars().next().map_or(0, char::len_utf8)
                };
                (at, at + len)
            }
            None => (rest.len(), rest.len()),
        };
        lines.push(settle(&rest[..if keep { end } else { line }], wide).into());
        rest = &rest[end..];
    }
    lines
}

fn partition(vm: &Vm, text: &Str, sep: &Value, right: bool) -> PyResult<Value> {
    let sep = &Str::from_value(sep)
        .ok_or_else(|| vm.type_error(format!("must be str, not {}", vm.type_name(sep))))?;
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let wide = text.as_wide().is_some();
    let (s, p) = (carry(text), carry(sep));
    let found = if right {
        s.rsplit_once(&*p)
    } else {
        s.split_once(&*p)
    };
    Ok(Value::tuple(match found {
        Some((before, after)) => {
            vec![
                settle(before, wide).into(),
                sep.value(),
                settle(after, wide).into(),
            ]
        }
        None if right => vec![Value::str(""), Value::str(""), text.value()],
        None => vec![text.value(), Value::str(""), Value::str("")],
    }))
}

fn join(vm: &Vm, sep: Str, iterable: Value) -> PyResult<Value> {
    let class = vm.class_of(&iterable);
    if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
        return Err(vm.type_error("can only join an iterable"));
    }
    // Nothing below runs program code: the items can stay where they are.
    match iterable.as_obj().map(|o| o.raw()) {
        Some(Payload::List(items)) => join_items(vm, &sep, &items.borrow()),
        Some(Payload::Tuple(items)) => join_items(vm, &sep, items),
        _ => join_items(vm, &sep, &vm.collect(&iterable)?),
    }
}

fn join_items(vm: &Vm, sep: &Str, items: &[Value]) -> PyResult<Value> {
    let mut wide = sep.as_wide().is_some();
    let mut size = 0;
    for (at, item) in items.iter().enumerate() {
        match item.payload() {
            Some(Payload::Str(s)) => {
                wide |= s.as_wide().is_some();
                size += s.as_str().map_or(0, str::len);
            }
            _ => {
                return Err(vm.type_error(format!(
                    "sequence item {at}: expected str instance, {} found",
                    vm.type_name(item)
                )));
            }
        }
    }
    if let [one] = items
        && let Some(exact) = Str::exact(one)
    {
        return Ok(exact.into());
    }
    let between = carry(sep);
    let mut out = String::with_capacity(size + between.len() * items.len());
    if !wide {
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(&between);
            }
            out.push_str(item.as_str().unwrap_or_default());
        }
        return Ok(Str::new(out).into());
    }
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&between);
        }
        if let Some(Payload::Str(s)) = item.payload() {
            out.push_str(&carry(s));
        }
    }
    Ok(settle(out, wide).into())
}
