//! Methods of str that make another text of it, or test its characters.

use unicode_general_category::{GeneralCategory as G, get_general_category};

use super::str_methods::{carry, is_space, settle};
use super::{Dict, Payload, PyResult, Str, Value};
use crate::native::ClassDef;
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

fn is_cased(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase() || get_general_category(c) == G::TitlecaseLetter
}

fn is_decimal(c: char) -> bool {
    get_general_category(c) == G::DecimalNumber
}

/// Digits: decimals, and the superscripts and circled digits that Unicode gives a digit value.
fn is_digit(c: char) -> bool {
    is_decimal(c)
        || matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}'
            | '\u{2080}'..='\u{2089}' | '\u{2460}'..='\u{2468}' | '\u{2474}'..='\u{247c}'
            | '\u{2488}'..='\u{2490}' | '\u{24ea}' | '\u{24f5}'..='\u{24fd}' | '\u{24ff}'
            | '\u{2776}'..='\u{277e}' | '\u{2780}'..='\u{2788}' | '\u{278a}'..='\u{2792}'
            | '\u{1369}'..='\u{1371}' | '\u{19da}' | '\u{1f100}'..='\u{1f10a}')
}

/// Numbers: digits, fractions, Roman numerals, and the Chinese numerals with a numeric value.
fn is_numeric(c: char) -> bool {
    is_digit(c)
        || matches!(get_general_category(c), G::LetterNumber | G::OtherNumber)
        || "一二三四五六七八九十百千万亿億兆零〇两壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬弌弍弎廿卅卌"
            .contains(c)
}

fn is_alpha(c: char) -> bool {
    matches!(
        get_general_category(c),
        G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
    )
}

fn title_char(c: char, out: &mut String) {
    // The digraphs have a form of their own for titles; sharp s becomes "Ss".
    match c {
        'ǆ' | 'Ǆ' | 'ǅ' => out.push('ǅ'),
        'ǉ' | 'Ǉ' | 'ǈ' => out.push('ǈ'),
        'ǌ' | 'Ǌ' | 'ǋ' => out.push('ǋ'),
        'ǳ' | 'Ǳ' | 'ǲ' => out.push('ǲ'),
        'ß' => out.push_str("Ss"),
        'ﬁ' => out.push_str("Fi"),
        'ﬂ' => out.push_str("Fl"),
        'ﬀ' => out.push_str("Ff"),
        _ => out.extend(c.to_uppercase()),
    }
}

fn capitalize(s: &str) -> String {
    let mut chars = s.chars();
    let mut out = String::with_capacity(s.len());
    if let Some(first) = chars.next() {
        title_char(first, &mut out);
        out.push_str(&lower_tail(s, first.len_utf8()));
    }
    out
}

/// The rest of a text in lower case; the whole decides about a final sigma.
fn lower_tail(s: &str, from: usize) -> String {
    let lowered = s.to_lowercase();
    let head = s[..from].to_lowercase();
    lowered
        .get(head.len()..)
        .map_or_else(|| s[from..].to_lowercase(), str::to_owned)
}

fn title(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        out.push_str(&capitalize(word));
        word.clear();
    };
    for c in s.chars() {
        if is_cased(c) {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

fn swap_case(s: &str) -> String {
    let lowered: Vec<char> = s.chars().collect();
    let mut out = String::with_capacity(s.len());
    for c in lowered {
        if c.is_uppercase() {
            out.extend(c.to_lowercase());
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

fn case_fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ς' => out.push('σ'),
            'ſ' => out.push('s'),
            'µ' => out.push('μ'),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬀ' => out.push_str("ff"),
            'ŉ' => out.push_str("ʼn"),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
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
    if left.saturating_add(right) > isize::MAX as usize / 8 {
        return Err(vm.memory_error(""));
    }
    let mut out = String::with_capacity(s.len() + left + right);
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(&carry(s));
    out.extend(std::iter::repeat_n(fill, right));
    Ok(settle(out, s.as_wide().is_some()))
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

fn replace(_: &Vm, s: Str, old: Str, new: Str, count: i64) -> PyResult<Value> {
    let (text, from, to) = (carry(&s), carry(&old), carry(&new));
    let out = match usize::try_from(count) {
        Ok(n) => text.replacen(&*from, &to, n),
        Err(_) => text.replace(&*from, &to),
    };
    Ok(settle(out, s.as_wide().is_some() || new.as_wide().is_some()).into())
}

fn expand_tabs(s: &str, size: i64) -> String {
    let size = usize::try_from(size).unwrap_or(0);
    let mut out = String::with_capacity(s.len());
    let mut column = 0;
    for c in s.chars() {
        match c {
            '\t' => {
                if size > 0 {
                    let n = size - column % size;
                    out.extend(std::iter::repeat_n(' ', n));
                    column += n;
                }
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
    out
}

fn zero_fill(vm: &Vm, s: Str, width: i64) -> PyResult<Str> {
    let n = missing(&s, width);
    let text = carry(&s);
    let (sign, rest) = match text.chars().next() {
        Some(c @ ('+' | '-')) => (c.to_string(), &text[1..]),
        _ => (String::new(), &*text),
    };
    if n > isize::MAX as usize / 8 {
        return Err(vm.memory_error(""));
    }
    Ok(settle(
        format!("{sign}{}{rest}", "0".repeat(n)),
        s.as_wide().is_some(),
    ))
}

fn is_identifier(s: &str) -> bool {
    let start = |c: char| c == '_' || is_alpha(c) || get_general_category(c) == G::LetterNumber;
    let go_on = |c: char| {
        start(c)
            || matches!(
                get_general_category(c),
                G::DecimalNumber | G::NonspacingMark | G::SpacingMark | G::ConnectorPunctuation
            )
            || matches!(c, '\u{b7}' | '\u{387}')
    };
    let mut chars = s.chars();
    chars.next().is_some_and(start) && chars.all(go_on)
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
    for point in s.code_points() {
        let mapped = match vm.get_item(&table, &Value::int(i64::from(point))) {
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
        |_: &Vm, s: Str| Ok(map(&s, capitalize)),
    )
    .method(
        "title(self, /)",
        "Every word capitalised.",
        |_: &Vm, s: Str| Ok(map(&s, title)),
    )
    .method(
        "swapcase(self, /)",
        "Upper case as lower case and the other way round.",
        |_: &Vm, s: Str| Ok(map(&s, swap_case)),
    )
    .method(
        "casefold(self, /)",
        "The text for caseless comparison.",
        |_: &Vm, s: Str| Ok(map(&s, case_fold)),
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
        |_: &Vm, s: Str, size: i64| Ok(map(&s, |t| expand_tabs(t, size))),
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
        |_: &Vm, s: Str| Ok(all(&s, is_alpha)),
    )
    .method(
        "isalnum(self, /)",
        "Whether all characters are letters or numbers.",
        |_: &Vm, s: Str| Ok(all(&s, |c| is_alpha(c) || is_numeric(c))),
    )
    .method(
        "isdecimal(self, /)",
        "Whether all characters are decimal digits.",
        |_: &Vm, s: Str| Ok(all(&s, is_decimal)),
    )
    .method(
        "isdigit(self, /)",
        "Whether all characters are digits.",
        |_: &Vm, s: Str| Ok(all(&s, is_digit)),
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
        |_: &Vm, s: Str| {
            let text = carry(&s);
            Ok(text.chars().any(char::is_lowercase)
                && !text.chars().any(|c| is_cased(c) && !c.is_lowercase()))
        },
    )
    .method(
        "isupper(self, /)",
        "Whether there are letters, all in upper case.",
        |_: &Vm, s: Str| {
            let text = carry(&s);
            Ok(text.chars().any(char::is_uppercase)
                && !text.chars().any(|c| is_cased(c) && !c.is_uppercase()))
        },
    )
    .method(
        "istitle(self, /)",
        "Whether every word begins in upper case and goes on in lower case.",
        |_: &Vm, s: Str| {
            let mut inside = false;
            let mut seen = false;
            for c in carry(&s).chars() {
                let upper = c.is_uppercase() || get_general_category(c) == G::TitlecaseLetter;
                if upper && inside || c.is_lowercase() && !inside {
                    return Ok(false);
                }
                inside = upper || c.is_lowercase();
                seen |= inside;
            }
            Ok(seen)
        },
    )
}
