//! Methods of str that make another text of it, or test its characters.

use super::str_methods::{carry, room, settle};
use super::{Dict, Payload, PyResult, Str, Value};
use crate::native::ClassDef;
use crate::text::case;
use crate::text::search;
use crate::text::unicode::{self, is_space};
use crate::vm::Vm;

/// A method that maps the whole text.
fn map(s: &Str, change: impl Fn(&str) -> String) -> Str {
    settle(change(&carry(s)), s.as_wide().is_some())
}

/// Whether the text is not empty and every character passes.
fn all(s: &Str, test: impl Fn(char) -> bool) -> bool {
    let text = carry(s);
    !text.is_empty() && text.chars().all(test)
}

fn is_numeric(c: char) -> bool {
    unicode::numeric(c.into()).is_some()
}

/// One character for padding; TypeError otherwise.
fn fill_char(vm: &Vm, fill: &Value) -> PyResult<char> {
    match Str::from_value(fill) {
        Some(s) if s.len() == 1 => Ok(carry(&s).chars().next().unwrap_or(' ')),
        Some(_) => Err(vm.type_error("The fill character must be exactly one character long")),
        None => Err(vm.type_error(format!(
            "The fill character must be a unicode character, not {}",
            vm.type_name(fill)
        ))),
    }
}

fn pad(vm: &Vm, s: &Str, left: usize, right: usize, fill: char) -> PyResult<Str> {
    let text = carry(s);
    let mut out = String::new();
    let padding = left.saturating_add(right).saturating_mul(fill.len_utf8());
    room(vm, &mut out, text.len().saturating_add(padding))?;
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, right));
    // A fill character may be a carried surrogate.
    Ok(settle(out, s.as_wide().is_some() || !fill.is_ascii()))
}

fn missing(s: &Str, width: i64) -> usize {
    usize::try_from(width).unwrap_or(0).saturating_sub(s.len())
}

/// Which ends a strip works on.
#[derive(Clone, Copy)]
enum Ends {
    Left,
    Right,
    Both,
}

fn strip(vm: &Vm, s: &Str, chars: &Value, ends: Ends, name: &str) -> PyResult<Value> {
    let text = carry(s);
    let set = match Str::from_value(chars) {
        Some(set) => Some(carry(&set).chars().collect::<Vec<char>>()),
        None if chars.is_none() => None,
        None => {
            return Err(vm.type_error(format!("{name} arg must be None or str")));
        }
    };
    let test = |c: char| match &set {
        Some(set) => set.contains(&c),
        None => is_space(c),
    };
    let cut = match ends {
        Ends::Left => text.trim_start_matches(test),
        Ends::Right => text.trim_end_matches(test),
        Ends::Both => text.trim_matches(test),
    };
    if cut.len() == text.len() && Str::exact(&s.value()).is_some() {
        return Ok(s.value());
    }
    Ok(settle(cut, s.as_wide().is_some()).into())
}

fn replace(vm: &Vm, s: Str, old: Str, new: Str, count: i64) -> PyResult<Value> {
    let (text, from, to) = (carry(&s), carry(&old), carry(&new));
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let wide = s.as_wide().is_some() || new.as_wide().is_some();
    let mut out = String::new();
    if from.is_empty() {
        let places = (s.len() + 1).min(limit);
        room(
            vm,
            &mut out,
            text.len().saturating_add(to.len().saturating_mul(places)),
        )?;
        out.push_str(&text.replacen(&*from, &to, limit));
        return Ok(settle(out, wide).into());
    }
    let places: Vec<usize> = search::find_iter(text.as_bytes(), from.as_bytes())
        .take(limit)
        .collect();
    if places.is_empty() {
        return Ok(match Str::exact(&s.value()) {
            Some(same) => same.into(),
            None => settle(text, wide).into(),
        });
    }
    let added = to
        .len()
        .saturating_sub(from.len())
        .saturating_mul(places.len());
    room(vm, &mut out, text.len().saturating_add(added))?;
    let mut done = 0;
    for at in places {
        out.push_str(&text[done..at]);
        out.push_str(&to);
        done = at + from.len();
    }
    out.push_str(&text[done..]);
    Ok(settle(out, wide).into())
}

/// The distance of tabs as a C int.
pub(super) fn tab_size(vm: &Vm, size: i64) -> PyResult<usize> {
    if i32::try_from(size).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    Ok(usize::try_from(size).unwrap_or(0))
}

fn expand_tabs(vm: &Vm, s: Str, size: i64) -> PyResult<Str> {
    let size = tab_size(vm, size)?;
    let text = carry(&s);
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size == 0 => {}
            '\t' => {
                let count = size - column % size;
                out.try_reserve(count)
                    .map_err(|_| vm.overflow_error("new string is too long"))?;
                out.extend(std::iter::repeat_n(' ', count));
                column += count;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(settle(out, s.as_wide().is_some()))
}

fn zero_fill(vm: &Vm, s: Str, width: i64) -> PyResult<Str> {
    let n = missing(&s, width);
    let text = carry(&s);
    let (sign, rest) = match text.chars().next() {
        Some(c @ ('+' | '-')) => (c.to_string(), &text[1..]),
        _ => (String::new(), &*text),
    };
    let mut out = String::new();
    room(vm, &mut out, text.len().saturating_add(n))?;
    out.push_str(&sign);
    out.extend(std::iter::repeat_n('0', n));
    out.push_str(rest);
    Ok(settle(out, s.as_wide().is_some()))
}

/// Whether a text is a name.
pub(crate) fn is_identifier(s: &str) -> bool {
    let mut chars = s.chars();
    chars.next().is_some_and(unicode::starts_name) && chars.all(unicode::continues_name)
}

/// `str.maketrans`
fn make_trans(vm: &Vm, x: Value, y: Option<Str>, z: Option<Str>) -> PyResult<Dict> {
    let table = Dict::new();
    let Some(y) = y else {
        let Some(dict) = Dict::from_value(&x) else {
            return Err(
                vm.type_error("if you give only one argument to maketrans it must be a dict")
            );
        };
        for (key, value) in dict.pairs() {
            let key = match Str::from_value(&key) {
                Some(s) if s.len() == 1 => Value::int(i64::from(s.code_point(0))),
                Some(_) => {
                    return Err(
                        vm.value_error("string keys in translate table must be of length 1")
                    );
                }
                None if vm.big_of(&key).is_some() => key,
                None => {
                    return Err(
                        vm.type_error("keys in translate table must be strings or integers")
                    );
                }
            };
            table.set(vm, key, value)?;
        }
        return Ok(table);
    };
    let Some(x) = Str::from_value(&x) else {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    if x.len() != y.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (a, b) in x.code_points().into_iter().zip(y.code_points()) {
        table.set(vm, Value::int(i64::from(a)), Value::int(i64::from(b)))?;
    }
    for c in z.iter().flat_map(|z| z.code_points()) {
        table.set(vm, Value::int(i64::from(c)), Value::NONE)?;
    }
    Ok(table)
}

fn translate(vm: &Vm, s: Str, table: Value) -> PyResult<Value> {
    let mut out: Vec<u32> = Vec::with_capacity(s.len());
    // A plain dict can say "not there" without an exception.
    let dict = Dict::exact(&table);
    for point in s.code_points() {
        let key = Value::int(i64::from(point));
        let found = match &dict {
            Some(dict) => dict.get(vm, &key).map(|value| value.unwrap_or_default()),
            None => vm.get_item(&table, &key),
        };
        let mapped = match found {
            Ok(value) if value.is_unset() => {
                out.push(point);
                continue;
            }
            Ok(value) => value,
            Err(e) if vm.is_instance_of(&e, &vm.types.lookup_error) => {
                out.push(point);
                continue;
            }
            Err(e) => return Err(e),
        };
        if mapped.is_none() {
            continue;
        }
        match mapped.payload() {
            Some(Payload::Str(text)) => out.extend(text.code_points()),
            _ => match mapped.as_small_int() {
                Some(i) if (0..0x11_0000).contains(&i) => out.push(i as u32),
                Some(_) => {
                    return Err(vm.value_error("character mapping must be in range(0x110000)"));
                }
                None => {
                    return Err(vm.type_error("character mapping must return integer, None or str"));
                }
            },
        }
    }
    Ok(Value::from_code_points(&out))
}

/// Adds the methods of this file to the class.
pub(super) fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "upper(self, /)",
        "The text in upper case.",
        |_: &Vm, s: Str| Ok(map(&s, str::to_uppercase)),
    )
    .method(
        "lower(self, /)",
        "The text in lower case.",
        |_: &Vm, s: Str| Ok(map(&s, str::to_lowercase)),
    )
    .method(
        "capitalize(self, /)",
        "The first character in upper case, the rest in lower case.",
        |_: &Vm, s: Str| Ok(map(&s, case::capitalize)),
    )
    .method(
        "title(self, /)",
        "Every word capitalised.",
        |_: &Vm, s: Str| Ok(map(&s, case::title)),
    )
    .method(
        "swapcase(self, /)",
        "Upper case as lower case and the other way round.",
        |_: &Vm, s: Str| Ok(map(&s, case::swap)),
    )
    .method(
        "casefold(self, /)",
        "The text for caseless comparison.",
        |_: &Vm, s: Str| Ok(map(&s, case::fold)),
    )
    .method(
        "center(self, width, fillchar=' ', /)",
        "The text in the middle of a width.",
        |vm: &Vm, s: Str, width: i64, fill: Value| {
            let fill = fill_char(vm, &fill)?;
            let n = missing(&s, width);
            let left = n / 2 + (n & usize::try_from(width).unwrap_or(0) & 1);
            pad(vm, &s, left, n - left, fill)
        },
    )
    .method(
        "ljust(self, width, fillchar=' ', /)",
        "The text at the left of a width.",
        |vm: &Vm, s: Str, width: i64, fill: Value| {
            let fill = fill_char(vm, &fill)?;
            pad(vm, &s, 0, missing(&s, width), fill)
        },
    )
    .method(
        "rjust(self, width, fillchar=' ', /)",
        "The text at the right of a width.",
        |vm: &Vm, s: Str, width: i64, fill: Value| {
            let fill = fill_char(vm, &fill)?;
            pad(vm, &s, missing(&s, width), 0, fill)
        },
    )
    .method(
        "zfill(self, width, /)",
        "Padded with zeros on the left, behind a sign.",
        zero_fill,
    )
    .method(
        "strip(self, chars=None, /)",
        "Without white space (or given characters) at both ends.",
        |vm: &Vm, s: Str, c: Value| strip(vm, &s, &c, Ends::Both, "strip"),
    )
    .method(
        "lstrip(self, chars=None, /)",
        "Without white space (or given characters) at the start.",
        |vm: &Vm, s: Str, c: Value| strip(vm, &s, &c, Ends::Left, "lstrip"),
    )
    .method(
        "rstrip(self, chars=None, /)",
        "Without white space (or given characters) at the end.",
        |vm: &Vm, s: Str, c: Value| strip(vm, &s, &c, Ends::Right, "rstrip"),
    )
    .method(
        "removeprefix(self, prefix, /)",
        "Without a prefix, if it is there.",
        |_: &Vm, s: Str, p: Str| {
            Ok(map(&s, |t| {
                t.strip_prefix(&*carry(&p)).unwrap_or(t).to_owned()
            }))
        },
    )
    .method(
        "removesuffix(self, suffix, /)",
        "Without a suffix, if it is there.",
        |_: &Vm, s: Str, p: Str| {
            Ok(map(&s, |t| {
                t.strip_suffix(&*carry(&p)).unwrap_or(t).to_owned()
            }))
        },
    )
    .method(
        "replace(self, old, new, /, count=-1)",
        "With occurrences of one part replaced by another.",
        replace,
    )
    .method(
        "expandtabs(self, tabsize=8)",
        "With tabs replaced by spaces.",
        expand_tabs,
    )
    .static_method(
        "maketrans(x, y=<none>, z=<none>, /)",
        "A table for translate().",
        |vm: &Vm, x: Value, y: Option<Str>, z: Option<Str>| make_trans(vm, x, y, z),
    )
    .method(
        "translate(self, table, /)",
        "With characters mapped by a table.",
        translate,
    )
    .method(
        "isalpha(self, /)",
        "Whether all characters are letters.",
        |_: &Vm, s: Str| Ok(all(&s, unicode::is_alpha)),
    )
    .method(
        "isalnum(self, /)",
        "Whether all characters are letters or numbers.",
        |_: &Vm, s: Str| Ok(all(&s, |c| unicode::is_alpha(c) || is_numeric(c))),
    )
    .method(
        "isdecimal(self, /)",
        "Whether all characters are decimal digits.",
        |_: &Vm, s: Str| Ok(all(&s, |c| unicode::decimal(c.into()).is_some())),
    )
    .method(
        "isdigit(self, /)",
        "Whether all characters are digits.",
        |_: &Vm, s: Str| Ok(all(&s, |c| unicode::digit(c.into()).is_some())),
    )
    .method(
        "isnumeric(self, /)",
        "Whether all characters are numbers.",
        |_: &Vm, s: Str| Ok(all(&s, is_numeric)),
    )
    .method(
        "isspace(self, /)",
        "Whether all characters are white space.",
        |_: &Vm, s: Str| Ok(all(&s, is_space)),
    )
    .method(
        "isascii(self, /)",
        "Whether all characters are ASCII.",
        |_: &Vm, s: Str| Ok(carry(&s).is_ascii()),
    )
    .method(
        "isprintable(self, /)",
        "Whether all characters can be shown.",
        |_: &Vm, s: Str| {
            Ok(s.code_points()
                .into_iter()
                .all(crate::text::chars::is_printable))
        },
    )
    .method(
        "isidentifier(self, /)",
        "Whether the text can be a name.",
        |_: &Vm, s: Str| Ok(is_identifier(&carry(&s))),
    )
    .method(
        "islower(self, /)",
        "Whether there are letters, all in lower case.",
        |_: &Vm, s: Str| Ok(case::all_cased(&carry(&s), char::is_lowercase)),
    )
    .method(
        "isupper(self, /)",
        "Whether there are letters, all in upper case.",
        |_: &Vm, s: Str| Ok(case::all_cased(&carry(&s), char::is_uppercase)),
    )
    .method(
        "istitle(self, /)",
        "Whether every word begins in upper case and goes on in lower case.",
        |_: &Vm, s: Str| Ok(case::is_titled(&carry(&s))),
    )
}
