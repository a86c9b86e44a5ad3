//! `os.path` as far as it only looks at the text of paths: joining, splitting, normalising.
//!
//! Paths are worked on as bytes, whichever type they have: '/' and '.' are single bytes in every
//! text. A str with lone surrogates is put into bytes as if surrogates were characters (WTF-8), so
//! that every path comes back as it was.

use super::path_arg;
use crate::native::{ModuleDef, VarArgs};
use crate::object::{Bytes, List, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// A path as bytes.
#[derive(Clone)]
pub struct PathText {
    pub bytes: Vec<u8>,
    pub is_bytes: bool,
}

impl PathText {
    /// `os.fspath(value)` as bytes.
    pub fn of(vm: &Vm, value: &Value) -> PyResult<PathText> {
        let plain = path_arg::fspath(vm, value)?;
        Ok(match (Str::from_value(&plain), Bytes::from_value(&plain)) {
            (Some(text), _) => PathText {
                bytes: loose_bytes(&text),
                is_bytes: false,
            },
            (None, Some(bytes)) => PathText {
                bytes: bytes.to_vec(),
                is_bytes: true,
            },
            (None, None) => PathText {
                bytes: Vec::new(),
                is_bytes: false,
            },
        })
    }

    /// Bytes as a value of the type of this path.
    pub fn value(&self, bytes: &[u8]) -> Value {
        if self.is_bytes {
            Value::bytes(bytes.to_vec())
        } else {
            loose_str(bytes)
        }
    }
}

fn loose_bytes(text: &Str) -> Vec<u8> {
    match text.as_str() {
        Some(plain) => plain.as_bytes().to_vec(),
        None => {
            let mut out = Vec::new();
            for point in text.code_points() {
                match char::from_u32(point) {
                    Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    None => out.extend([
                        0xe0 | (point >> 12) as u8,
                        0x80 | (point >> 6 & 0x3f) as u8,
                        0x80 | (point & 0x3f) as u8,
                    ]),
                }
            }
            out
        }
    }
}

fn loose_str(bytes: &[u8]) -> Value {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Value::str(text);
    }
    let mut points = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        match (byte, rest) {
            (0xed, [_, b @ 0xa0..=0xbf, c, ..]) => {
                points.push(0xd000 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f));
                at += 3;
            }
            _ => {
                let valid = rest.utf8_chunks().next().map_or("", |c| c.valid());
                points.extend(valid.chars().map(u32::from));
                at += valid.len().max(1);
            }
        }
    }
    Value::from_code_points(&points)
}

pub fn functions(def: ModuleDef) -> ModuleDef {
    let def = def
        .function(
            "def normcase(s)",
            "Normalize case of pathname.  Has no effect under Posix",
            |vm: &Vm, s: Value| path_arg::fspath(vm, &s),
        )
        .function(
            "def isabs(s)",
            "Test whether a path is absolute",
            |vm: &Vm, s: Value| Ok(PathText::of(vm, &s)?.bytes.first() == Some(&b'/')),
        )
        .function(
            "def join(a, *p)",
            "Join two or more pathname components.",
            join,
        )
        .function(
            "def split(p)",
            "Split a pathname into head and tail.",
            |vm: &Vm, p: Value| {
                let path = PathText::of(vm, &p)?;
                let (head, tail) = split(&path.bytes);
                Ok((path.value(head), path.value(tail)))
            },
        )
        .function(
            "def basename(p)",
            "Returns the final component of a pathname",
            {
                |vm: &Vm, p: Value| {
                    let path = PathText::of(vm, &p)?;
                    Ok(path.value(split(&path.bytes).1))
                }
            },
        )
        .function(
            "def dirname(p)",
            "Returns the directory component of a pathname",
            {
                |vm: &Vm, p: Value| {
                    let path = PathText::of(vm, &p)?;
                    Ok(path.value(split(&path.bytes).0))
                }
            },
        );
    parts(def)
}

fn parts(def: ModuleDef) -> ModuleDef {
    def.function(
        "def splitext(p)",
        "Split the extension from a pathname.",
        |vm: &Vm, p: Value| {
            let path = PathText::of(vm, &p)?;
            let (root, extension) = path.bytes.split_at(extension_at(&path.bytes));
            Ok((path.value(root), path.value(extension)))
        },
    )
    .function(
        "def splitdrive(p)",
        "Split a pathname into drive and path; the drive is empty.",
        {
            |vm: &Vm, p: Value| {
                let plain = path_arg::fspath(vm, &p)?;
                let path = PathText::of(vm, &plain)?;
                Ok((path.value(b""), plain))
            }
        },
    )
    .function(
        "splitroot(path)",
        "Split a pathname into drive, root and tail.",
        {
            |vm: &Vm, p: Value| {
                let path = super::support::path(vm, &p, "_path_splitroot_ex")
                    .and_then(|_| PathText::of(vm, &p));
                let path = match path {
                    Ok(path) => path,
                    // A null is no reason to refuse a text.
                    Err(e) if vm.is_instance_of(&e, &vm.types.value_error) => PathText::of(vm, &p)?,
                    Err(e) => return Err(e),
                };
                let slashes = path.bytes.iter().take_while(|b| **b == b'/').count();
                let root = match slashes {
                    0 => 0,
                    2 => 2,
                    _ => 1,
                };
                let (root, tail) = path.bytes.split_at(root);
                Ok((path.value(b""), path.value(root), path.value(tail)))
            }
        },
    )
    .function(
        "normpath(path)",
        "Normalize path, eliminating double slashes, etc.",
        {
            |vm: &Vm, p: Value| {
                let known = Str::from_value(&p).is_some() || Bytes::from_value(&p).is_some();
                if !known {
                    super::support::path(vm, &p, "_path_normpath")?;
                }
                let path = PathText::of(vm, &p)?;
                Ok(path.value(&normalized(&path.bytes)))
            }
        },
    )
    .function(
        "def commonprefix(m)",
        "Return the longest common leading component.",
        common_prefix,
    )
    .function(
        "def commonpath(paths)",
        "Return the longest common sub-path.",
        common_path,
    )
}

/// Head and tail, as `os.path.split` has them.
pub fn split(path: &[u8]) -> (&[u8], &[u8]) {
    let at = path.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at(at);
    let trimmed = head
        .iter()
        .rposition(|b| *b != b'/')
        .map_or(head, |last| &head[..=last]);
    (trimmed, tail)
}

/// Where the extension begins: at the last dot of the last part, unless only dots stand before it.
fn extension_at(path: &[u8]) -> usize {
    let start = path.iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    let name = &path[start..];
    match name.iter().rposition(|b| *b == b'.') {
        Some(dot) if name[..dot].iter().any(|b| *b != b'.') => start + dot,
        _ => path.len(),
    }
}

/// TypeErrors about arguments that cannot be put together.
fn check_types(vm: &Vm, function: &str, values: &[Value]) -> PyResult<()> {
    let (mut text, mut bytes) = (false, false);
    for value in values {
        if Str::from_value(value).is_some() {
            text = true;
        } else if Bytes::from_value(value).is_some() {
            bytes = true;
        } else {
            let name = vm.class_of(value).name.borrow().clone();
            return Err(vm.type_error(format!(
                "{function}() argument must be str, bytes, or os.PathLike object, not {}",
                vm.repr(&name.value())?
            )));
        }
    }
    if text && bytes {
        return Err(vm.type_error("Can't mix strings and bytes in path components"));
    }
    Ok(())
}

fn join(vm: &Vm, first: Value, rest: VarArgs) -> PyResult<Value> {
    let first_plain = path_arg::fspath(vm, &first)?;
    let first = PathText::of(vm, &first_plain)?;
    let mut path = first.bytes.clone();
    for part in &rest.0 {
        let next = PathText::of(vm, part);
        let next = match next {
            Ok(next) if next.is_bytes == first.is_bytes => next,
            other => {
                let mut all = vec![first_plain.clone()];
                all.extend(rest.0.iter().cloned());
                check_types(vm, "join", &all)?;
                return Err(other.err().unwrap_or_else(|| {
                    vm.type_error("Can't mix strings and bytes in path components")
                }));
            }
        };
        append(&mut path, &next.bytes);
    }
    Ok(first.value(&path))
}

/// Add a part to a path, as `os.path.join` does.
pub fn append(path: &mut Vec<u8>, next: &[u8]) {
    if next.first() == Some(&b'/') || path.is_empty() {
        path.clear();
    } else if path.last() != Some(&b'/') {
        path.push(b'/');
    }
    path.extend_from_slice(next);
}

/// `os.path.normpath`
pub fn normalized(path: &[u8]) -> Vec<u8> {
    if path.is_empty() {
        return b".".to_vec();
    }
    let slashes = path.iter().take_while(|b| **b == b'/').count();
    // Two leading slashes mean something of their own to POSIX, three do not.
    let root = if slashes == 2 { 2 } else { slashes.min(1) };
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|b| *b == b'/') {
        match part {
            b"" | b"." => {}
            b".." if root == 0 && parts.last().is_none_or(|p| *p == b"..") => parts.push(part),
            b".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let mut out = vec![b'/'; root];
    out.extend(parts.join(&b'/'));
    if out.is_empty() { b".".to_vec() } else { out }
}

/// `os.path.commonprefix(m)`: of paths, or of any sequences that can be compared.
fn common_prefix(vm: &Vm, paths: Value) -> PyResult<Value> {
    if !vm.is_true(&paths)? {
        return Ok(Value::str(""));
    }
    let first = vm.get_item(&paths, &Value::int(0))?;
    let sequences = List::from_value(&first).is_some() || Tuple::from_value(&first).is_some();
    let mut items = vm.collect(&paths)?;
    if !sequences {
        for item in &mut items {
            *item = path_arg::fspath(vm, item)?;
        }
    }
    let (Some(mut low), Some(mut high)) = (items.first().cloned(), items.first().cloned()) else {
        return Ok(Value::str(""));
    };
    for item in items.iter().skip(1) {
        if vm.less_than(item, &low)? {
            low = item.clone();
        }
        if vm.less_than(&high, item)? {
            high = item.clone();
        }
    }
    let length = vm.len(&low)?.min(vm.len(&high)?);
    let mut common = 0;
    while common < length {
        let at = Value::size(common);
        if !vm.equal(&vm.get_item(&low, &at)?, &vm.get_item(&high, &at)?)? {
            break;
        }
        common += 1;
    }
    if common == vm.len(&low)? {
        return Ok(low);
    }
    Ok(match low.payload() {
        Some(Payload::Str(s)) => Str::from_data(s.slice(0, common)).into(),
        Some(Payload::Bytes(b)) => Value::bytes(b.get(..common).unwrap_or_default().to_vec()),
        _ => {
            let items = vm.collect(&low)?;
            items.into_iter().take(common).collect::<Vec<_>>().into()
        }
    })
}

fn common_path(vm: &Vm, paths: Value) -> PyResult<Value> {
    let items = vm.collect(&paths)?;
    if items.is_empty() {
        return Err(vm.value_error("commonpath() arg is an empty sequence"));
    }
    let mut texts = Vec::new();
    let mut plain = Vec::new();
    for item in &items {
        texts.push(PathText::of(vm, item)?);
        plain.push(path_arg::fspath(vm, item)?);
    }
    check_types(vm, "commonpath", &plain)?;
    let is_absolute = |t: &PathText| t.bytes.first() == Some(&b'/');
    let absolute = is_absolute(&texts[0]);
    if texts.iter().any(|t| is_absolute(t) != absolute) {
        return Err(vm.value_error("Can't mix absolute and relative paths"));
    }
    let split: Vec<Vec<&[u8]>> = texts
        .iter()
        .map(|t| {
            t.bytes
                .split(|b| *b == b'/')
                .filter(|p| !p.is_empty() && *p != b".")
                .collect()
        })
        .collect();
    let shortest = split.iter().map(Vec::len).min().unwrap_or(0);
    let common = (0..shortest)
        .take_while(|i| split.iter().all(|parts| parts[*i] == split[0][*i]))
        .count();
    let mut out = if absolute { vec![b'/'] } else { Vec::new() };
    out.extend(split[0][..common].join(&b'/'));
    Ok(texts[0].value(&out))
}
