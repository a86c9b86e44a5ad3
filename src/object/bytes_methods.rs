//! The methods that bytes and bytearray have in common. Results are of the type of the object.

use super::bytes::{Octets, byte_of, is_index};
use super::{ByteArray, Bytes, Class, PyResult, Str, Tuple, Value, octets};
use crate::native::{Buffer, ClassDef};
use crate::vm::Vm;

/// A part to look for: bytes-like, or an int that is one byte.
enum Part {
    Buffer(Buffer),
    Byte([u8; 1]),
}

impl Part {
    fn of(vm: &Vm, value: &Value) -> PyResult<Part> {
        if let Some(buffer) = Buffer::from_value(vm, value) {
            return Ok(Part::Buffer(buffer));
        }
        if !is_index(vm, value) {
            return Err(vm.type_error(format!(
                "argument should be integer or bytes-like object, not '{}'",
                vm.type_name(value)
            )));
        }
        Ok(Part::Byte([byte_of(
            vm,
            value,
            "byte must be in range(0, 256)",
        )?]))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Part::Buffer(buffer) => buffer,
            Part::Byte(byte) => byte,
        }
    }
}

/// Optional `start` and `end`, clipped to a length; `None` where the range is before itself.
fn range(vm: &Vm, this: &Octets, start: &Value, end: &Value) -> PyResult<Option<(usize, usize)>> {
    let start = vm.slice_index(start)?.unwrap_or(0);
    let end = vm.slice_index(end)?.unwrap_or(isize::MAX);
    let length = this.len() as isize;
    let fix = |n: isize| {
        if n < 0 {
            n.saturating_add(length).max(0)
        } else {
            n
        }
    };
    let (start, end) = (fix(start), fix(end).min(length));
    Ok((start <= end).then_some((start as usize, end as usize)))
}

fn search(
    vm: &Vm,
    this: &Octets,
    part: &Value,
    start: &Value,
    end: &Value,
    last: bool,
) -> PyResult<Option<usize>> {
    let part = Part::of(vm, part)?;
    let Some((from, to)) = range(vm, this, start, end)? else {
        return Ok(None);
    };
    Ok(this
        .read(|t| octets::find(&t[from..to], part.bytes(), last))
        .map(|at| from + at))
}

fn find(vm: &Vm, this: Octets, part: Value, start: Value, end: Value) -> PyResult<i64> {
    Ok(search(vm, &this, &part, &start, &end, false)?.map_or(-1, |at| at as i64))
}

fn rfind(vm: &Vm, this: Octets, part: Value, start: Value, end: Value) -> PyResult<i64> {
    Ok(search(vm, &this, &part, &start, &end, true)?.map_or(-1, |at| at as i64))
}

fn index(vm: &Vm, this: Octets, part: Value, start: Value, end: Value) -> PyResult<usize> {
    search(vm, &this, &part, &start, &end, false)?
        .ok_or_else(|| vm.value_error("subsection not found"))
}

fn rindex(vm: &Vm, this: Octets, part: Value, start: Value, end: Value) -> PyResult<usize> {
    search(vm, &this, &part, &start, &end, true)?
        .ok_or_else(|| vm.value_error("subsection not found"))
}

fn count(vm: &Vm, this: Octets, part: Value, start: Value, end: Value) -> PyResult<usize> {
    let part = Part::of(vm, &part)?;
    let Some((from, to)) = range(vm, &this, &start, &end)? else {
        return Ok(0);
    };
    Ok(this.read(|t| octets::count(&t[from..to], part.bytes())))
}

fn has_affix(
    vm: &Vm,
    this: &Octets,
    affix: &Value,
    bounds: (&Value, &Value),
    name: &str,
) -> PyResult<bool> {
    let bounds = range(vm, this, bounds.0, bounds.1)?;
    let fits = |affix: &Buffer| match bounds {
        Some((from, to)) => this.read(|t| match name {
            "startswith" => t[from..to].starts_with(affix),
            _ => t[from..to].ends_with(affix),
        }),
        None => false,
    };
    let Some(tuple) = Tuple::from_value(affix) else {
        let affix = Buffer::from_value(vm, affix).ok_or_else(|| {
            vm.type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {}",
                vm.type_name(affix)
            ))
        })?;
        return Ok(fits(&affix));
    };
    // What follows the first one that fits is not looked at.
    for one in tuple.iter() {
        if fits(&Buffer::require(vm, one)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn split(vm: &Vm, this: Octets, separator: Value, limit: i64, right: bool) -> PyResult<Vec<Value>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let collect = |parts: Vec<&[u8]>| parts.into_iter().map(|p| this.make(p.to_vec())).collect();
    if separator.is_none() {
        return Ok(this.read(|t| {
            collect(if right {
                octets::rsplit_space(t, limit)
            } else {
                octets::split_space(t, limit)
            })
        }));
    }
    let separator = Buffer::require(vm, &separator)?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(this.read(|t| {
        collect(if right {
            octets::rsplit(t, &separator, limit)
        } else {
            octets::split(t, &separator, limit)
        })
    }))
}

fn partition(vm: &Vm, this: Octets, separator: Value, last: bool) -> PyResult<Value> {
    let part = Buffer::require(vm, &separator)?;
    if part.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let parts = this.read(|t| {
        octets::find(t, &part, last).map(|at| {
            (
                this.make(t[..at].to_vec()),
                this.make(t[at + part.len()..].to_vec()),
            )
        })
    });
    let empty = || this.make(Vec::new());
    Ok(Value::tuple(match parts {
        Some((before, after)) => {
            let middle = match &this {
                Octets::Bytes(_) => separator,
                Octets::Array(_) => this.make(part.to_vec()),
            };
            vec![before, middle, after]
        }
        None if last => vec![empty(), empty(), this.same()],
        None => vec![this.same(), empty(), empty()],
    }))
}

fn join(vm: &Vm, this: Octets, iterable: Value) -> PyResult<Value> {
    let class = vm.class_of(&iterable);
    if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
        return Err(vm.type_error("can only join an iterable"));
    }
    // A bytearray that separates does not change its size while the items come.
    let held = match &this {
        Octets::Bytes(_) => None,
        Octets::Array(array) => Some(super::bytearray::Held::new(array.clone())),
    };
    let items = vm.collect(&iterable);
    drop(held);
    let items = items?;
    if let (Octets::Bytes(_), [only]) = (&this, &items[..])
        && Bytes::exact(only).is_some()
    {
        return Ok(only.clone());
    }
    let separator = this.to_vec();
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Some(part) = Buffer::from_value(vm, item) else {
            return Err(vm.type_error(format!(
                "sequence item {at}: expected a bytes-like object, {} found",
                vm.type_name(item)
            )));
        };
        if at > 0 {
            out.extend_from_slice(&separator);
        }
        out.extend_from_slice(&part);
    }
    Ok(this.make(out))
}

fn strip(vm: &Vm, this: Octets, bytes: Value, left: bool, right: bool) -> PyResult<Value> {
    let set = match bytes.is_none() {
        true => None,
        false => Some(Buffer::require(vm, &bytes)?),
    };
    let cut = this.read(|t| {
        let kept = octets::strip(t, left, right, |b| match &set {
            Some(set) => set.contains(&b),
            None => octets::is_space(b),
        });
        (kept.len() != t.len()).then(|| kept.to_vec())
    });
    Ok(cut.map_or_else(|| this.same(), |kept| this.make(kept)))
}

fn replace(vm: &Vm, this: Octets, old: Buffer, new: Buffer, limit: i64) -> PyResult<Value> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let growth = new
        .len()
        .saturating_sub(old.len())
        .saturating_mul(this.len() + 1);
    if growth > isize::MAX as usize / 2 {
        return Err(vm.overflow_error("replace bytes is too long"));
    }
    Ok(this.make(this.read(|t| octets::replace(t, &old, &new, limit))))
}

fn translate(vm: &Vm, this: Octets, table: Value, delete: Option<Value>) -> PyResult<Value> {
    let table = match table.is_none() {
        true => None,
        false => Some(Buffer::require(vm, &table)?),
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match delete {
        Some(delete) => Some(Buffer::require(vm, &delete)?),
        None => None,
    };
    let kept = |b: &u8| delete.as_ref().is_none_or(|d| !d.contains(b));
    let map = |b: u8| table.as_ref().map_or(b, |t| t[usize::from(b)]);
    Ok(this.make(this.read(|t| t.iter().copied().filter(kept).map(map).collect())))
}

fn make_trans(vm: &Vm, from: Buffer, to: Buffer) -> PyResult<Value> {
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&a, &b) in from.iter().zip(to.iter()) {
        table[usize::from(a)] = b;
    }
    Ok(Value::bytes(table))
}

/// How a text is put into a width: space on the left, on the right.
fn pad(
    vm: &Vm,
    this: Octets,
    width: i64,
    fill: &Value,
    name: &str,
    left_of: impl Fn(usize, usize) -> usize,
) -> PyResult<Value> {
    let fill = match Octets::of(fill) {
        Some(fill) if fill.len() == 1 => fill.read(|f| f.first().copied().unwrap_or(b' ')),
        _ => {
            return Err(vm.type_error(format!(
                "{name}() argument 2 must be a byte string of length 1, not {}",
                vm.type_name(fill)
            )));
        }
    };
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(this.len());
    if missing == 0 {
        return Ok(this.same());
    }
    let mut out = Vec::new();
    out.try_reserve_exact(width)
        .map_err(|_| vm.memory_error(""))?;
    let left = left_of(missing, width);
    out.resize(left, fill);
    this.read(|t| out.extend_from_slice(t));
    out.resize(width, fill);
    Ok(this.make(out))
}

/// Arguments of `hex`: a separator of one ASCII character and the size of groups.
pub(super) fn hex(vm: &Vm, bytes: &[u8], separator: Option<Value>, group: i64) -> PyResult<String> {
    let separator = match separator {
        None => None,
        Some(value) => {
            if vm.len(&value)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            let c = match (Str::from_value(&value), Octets::of(&value)) {
                (Some(text), _) => char::from_u32(text.code_point(0)),
                (None, Some(bytes)) => bytes.read(|b| b.first().map(|&b| char::from(b))),
                (None, None) => return Err(vm.type_error("sep must be str or bytes.")),
            };
            match c.filter(char::is_ascii) {
                Some(c) => Some(c),
                None => return Err(vm.value_error("sep must be ASCII.")),
            }
        }
    };
    Ok(octets::hex(bytes, separator, group))
}

fn from_hex(vm: &Vm, class: Class, text: Value) -> PyResult<Value> {
    let Some(text) = Str::from_value(&text) else {
        return Err(vm.type_error(format!(
            "fromhex() argument must be str, not {}",
            vm.type_name(&text)
        )));
    };
    let bytes = octets::from_hex(&text.to_lossy()).map_err(|at| {
        vm.value_error(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    })?;
    let is_array = class.is_subclass_of(&vm.types.bytearray);
    let exact = if is_array {
        ByteArray::new(bytes).value()
    } else {
        Value::bytes(bytes)
    };
    if class == vm.types.bytes || class == vm.types.bytearray {
        return Ok(exact);
    }
    vm.call(&class.value(), &mut [exact])
}

fn decode(vm: &Vm, this: Octets, encoding: String, errors: String) -> PyResult<Str> {
    if this.read(<[u8]>::is_empty) {
        // Nothing is decoded the same way by every codec, known or not.
        return Ok(Str::default());
    }
    match &this {
        Octets::Bytes(bytes) => crate::codec::decode(vm, bytes, &encoding, &errors),
        Octets::Array(_) => crate::codec::decode(vm, &this.to_vec(), &encoding, &errors),
    }
}

/// Adds the methods to a class.
pub(super) fn shared(def: ClassDef) -> ClassDef {
    let def = looking(def);
    let def = cutting(def);
    let def = changing(def);
    testing(def)
}

fn looking(def: ClassDef) -> ClassDef {
    def.method(
        "find(self, sub, start=None, end=None, /)",
        "Return the lowest index where the part begins, or -1.",
        find,
    )
    .method(
        "rfind(self, sub, start=None, end=None, /)",
        "Return the highest index where the part begins, or -1.",
        rfind,
    )
    .method(
        "index(self, sub, start=None, end=None, /)",
        "Return the lowest index where the part begins; ValueError if there is none.",
        index,
    )
    .method(
        "rindex(self, sub, start=None, end=None, /)",
        "Return the highest index where the part begins; ValueError if there is none.",
        rindex,
    )
    .method(
        "count(self, sub, start=None, end=None, /)",
        "Return how often the part occurs without overlapping.",
        count,
    )
    .method(
        "startswith(self, prefix, start=None, end=None, /)",
        "Whether the bytes begin with a prefix, or with one of a tuple.",
        |vm: &Vm, this: Octets, affix: Value, start: Value, end: Value| {
            has_affix(vm, &this, &affix, (&start, &end), "startswith")
        },
    )
    .method(
        "endswith(self, suffix, start=None, end=None, /)",
        "Whether the bytes end with a suffix, or with one of a tuple.",
        |vm: &Vm, this: Octets, affix: Value, start: Value, end: Value| {
            has_affix(vm, &this, &affix, (&start, &end), "endswith")
        },
    )
    .method(
        "decode(self, encoding='utf-8', errors='strict')",
        "Decode the bytes using the codec registered for encoding.",
        decode,
    )
    .method(
        "hex(self, sep=<none>, bytes_per_sep=1)",
        "Create a string of hexadecimal numbers from the bytes.",
        |vm: &Vm, this: Octets, separator: Option<Value>, group: i64| {
            hex(vm, &this.to_vec(), separator, group)
        },
    )
    .class_method(
        "fromhex(type, string, /)",
        "Create bytes from a string of hexadecimal numbers.",
        from_hex,
    )
    .static_method(
        "maketrans(frm, to, /)",
        "Return a translation table usable for the translate method.",
        make_trans,
    )
}

fn cutting(def: ClassDef) -> ClassDef {
    def.method(
        "split(self, sep=None, maxsplit=-1)",
        "Return the parts between separators (white space by default).",
        |vm: &Vm, this: Octets, sep: Value, limit: i64| split(vm, this, sep, limit, false),
    )
    .method(
        "rsplit(self, sep=None, maxsplit=-1)",
        "Return the parts between separators, cut from the right.",
        |vm: &Vm, this: Octets, sep: Value, limit: i64| split(vm, this, sep, limit, true),
    )
    .method(
        "splitlines(self, keepends=False)",
        "Return the lines of the bytes.",
        |_: &Vm, this: Octets, keep: bool| {
            let line = |part: &[u8]| this.make(part.to_vec());
            Ok(this.read(|t| {
                octets::split_lines(t, keep)
                    .into_iter()
                    .map(line)
                    .collect::<Vec<_>>()
            }))
        },
    )
    .method(
        "partition(self, sep, /)",
        "Return the parts before, of and after the first separator.",
        |vm: &Vm, this: Octets, sep: Value| partition(vm, this, sep, false),
    )
    .method(
        "rpartition(self, sep, /)",
        "Return the parts before, of and after the last separator.",
        |vm: &Vm, this: Octets, sep: Value| partition(vm, this, sep, true),
    )
    .method(
        "strip(self, bytes=None, /)",
        "Strip white space (or given bytes) from both ends.",
        |vm: &Vm, this: Octets, set: Value| strip(vm, this, set, true, true),
    )
    .method(
        "lstrip(self, bytes=None, /)",
        "Strip white space (or given bytes) from the start.",
        |vm: &Vm, this: Octets, set: Value| strip(vm, this, set, true, false),
    )
    .method(
        "rstrip(self, bytes=None, /)",
        "Strip white space (or given bytes) from the end.",
        |vm: &Vm, this: Octets, set: Value| strip(vm, this, set, false, true),
    )
    .method(
        "removeprefix(self, prefix, /)",
        "Return the bytes without a prefix, if it is there.",
        |_: &Vm, this: Octets, affix: Buffer| {
            let rest = this.read(|t| t.strip_prefix(&*affix).map(<[u8]>::to_vec));
            Ok(rest.map_or_else(|| this.same(), |rest| this.make(rest)))
        },
    )
    .method(
        "removesuffix(self, suffix, /)",
        "Return the bytes without a suffix, if it is there.",
        |_: &Vm, this: Octets, affix: Buffer| {
            let rest = this.read(|t| t.strip_suffix(&*affix).map(<[u8]>::to_vec));
            Ok(rest.map_or_else(|| this.same(), |rest| this.make(rest)))
        },
    )
}

fn changing(def: ClassDef) -> ClassDef {
    let map =
        |change: fn(&[u8]) -> Vec<u8>| move |_: &Vm, this: Octets| Ok(this.make(this.read(change)));
    def.method(
        "join(self, iterable_of_bytes, /)",
        "Concatenate any number of bytes objects.",
        join,
    )
    .method(
        "replace(self, old, new, count=-1, /)",
        "Return a copy with all occurrences of one part replaced by another.",
        replace,
    )
    .method(
        "translate(self, table, /, delete=<none>)",
        "Return a copy with each byte mapped by a table.",
        translate,
    )
    .method(
        "center(self, width, fillchar=b' ', /)",
        "Return a centered copy of a given width.",
        |vm: &Vm, this: Octets, width: i64, fill: Value| {
            pad(vm, this, width, &fill, "center", |n, width| {
                n / 2 + (n & width & 1)
            })
        },
    )
    .method(
        "ljust(self, width, fillchar=b' ', /)",
        "Return a left-justified copy of a given width.",
        |vm: &Vm, this: Octets, width: i64, fill: Value| {
            pad(vm, this, width, &fill, "ljust", |_, _| 0)
        },
    )
    .method(
        "rjust(self, width, fillchar=b' ', /)",
        "Return a right-justified copy of a given width.",
        |vm: &Vm, this: Octets, width: i64, fill: Value| {
            pad(vm, this, width, &fill, "rjust", |n, _| n)
        },
    )
    .method(
        "zfill(self, width, /)",
        "Pad a numeric string with zeros on the left, to fill a field of the given width.",
        |vm: &Vm, this: Octets, width: i64| {
            let zeros = usize::try_from(width)
                .unwrap_or(0)
                .saturating_sub(this.len());
            if zeros > isize::MAX as usize / 2 {
                return Err(vm.memory_error(""));
            }
            Ok(this.make(this.read(|t| octets::zero_fill(t, zeros))))
        },
    )
    .method(
        "expandtabs(self, tabsize=8)",
        "Return a copy where all tab characters are expanded using spaces.",
        |vm: &Vm, this: Octets, size: i64| {
            let size = super::str_transform::tab_size(vm, size)?;
            let expanded = this.read(|t| octets::expand_tabs(t, size));
            expanded
                .map(|out| this.make(out))
                .ok_or_else(|| vm.overflow_error("result too long"))
        },
    )
    .method(
        "upper(self, /)",
        "Return a copy in upper case.",
        map(<[u8]>::to_ascii_uppercase),
    )
    .method(
        "lower(self, /)",
        "Return a copy in lower case.",
        map(<[u8]>::to_ascii_lowercase),
    )
    .method(
        "capitalize(self, /)",
        "Return a capitalised copy.",
        map(octets::capitalize),
    )
    .method(
        "title(self, /)",
        "Return a copy with words capitalised.",
        map(octets::title),
    )
    .method(
        "swapcase(self, /)",
        "Return a copy with cases swapped.",
        map(octets::swap_case),
    )
}

fn testing(def: ClassDef) -> ClassDef {
    let all = |test: fn(u8) -> bool| {
        move |_: &Vm, this: Octets| Ok(this.read(|t| !t.is_empty() && t.iter().all(|&b| test(b))))
    };
    let cased = |wanted: fn(&u8) -> bool| {
        move |_: &Vm, this: Octets| {
            Ok(this.read(|t| {
                let mut letters = t.iter().filter(|b| b.is_ascii_alphabetic()).peekable();
                letters.peek().is_some() && letters.all(wanted)
            }))
        }
    };
    def.method(
        "isalnum(self, /)",
        "All ASCII letters or digits.",
        all(|b| b.is_ascii_alphanumeric()),
    )
    .method(
        "isalpha(self, /)",
        "All ASCII letters.",
        all(|b| b.is_ascii_alphabetic()),
    )
    .method(
        "isdigit(self, /)",
        "All ASCII digits.",
        all(|b| b.is_ascii_digit()),
    )
    .method(
        "isspace(self, /)",
        "All ASCII white space.",
        all(octets::is_space),
    )
    .method("isascii(self, /)", "All ASCII.", |_: &Vm, this: Octets| {
        Ok(this.read(<[u8]>::is_ascii))
    })
    .method(
        "islower(self, /)",
        "All letters in lower case.",
        cased(u8::is_ascii_lowercase),
    )
    .method(
        "isupper(self, /)",
        "All letters in upper case.",
        cased(u8::is_ascii_uppercase),
    )
    .method(
        "istitle(self, /)",
        "All words capitalised.",
        |_: &Vm, this: Octets| Ok(this.read(octets::is_title)),
    )
    .method(
        "__sizeof__(self, /)",
        "Returns the size of the object in memory, in bytes.",
        |_: &Vm, this: Octets| {
            Ok(match this {
                Octets::Bytes(b) => b.len() + 33,
                Octets::Array(b) => b.borrow().capacity() + 56,
            })
        },
    )
}
