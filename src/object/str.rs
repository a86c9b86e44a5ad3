//! The data of str: text, its length and hash. The methods are in `str_methods`.
//!
//! A string is UTF-8 with its length in code points counted on demand; while both lengths agree
//! it is ASCII, and indexing is direct. Longer non-ASCII strings get a table of the byte offset of
//! every 64th code point on the first indexing. Strings that hold a lone surrogate (which UTF-8
//! cannot) are kept as code points: [`StrData::as_str`] is `None` for them, and whoever needs
//! UTF-8 raises UnicodeEncodeError, as CPython does.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

use compact_str::CompactString;

use super::{Object, Payload, Value, handle};

pub struct StrData {
    repr: Repr,
    /// -1 until computed; never -1 afterwards.
    hash: Cell<i64>,
    /// Code points; `usize::MAX` until counted.
    length: Cell<usize>,
    /// Byte offsets of code points 64, 128, ….
    crumbs: OnceCell<Box<[u32]>>,
}

enum Repr {
    /// Short texts stand in the object itself.
    Utf8(CompactString),
    /// Code points, at least one of them a surrogate.
    Wide(Box<[u32]>),
}

const CRUMB: usize = 64;

impl StrData {
    pub fn new(text: impl Into<CompactString>) -> StrData {
        StrData {
            repr: Repr::Utf8(text.into()),
            hash: Cell::new(-1),
            length: Cell::new(usize::MAX),
            crumbs: OnceCell::new(),
        }
    }

    pub fn from_code_points(points: &[u32]) -> StrData {
        let text: Option<CompactString> = points.iter().map(|&p| char::from_u32(p)).collect();
        match text {
            Some(text) => StrData::new(text),
            None => StrData {
                repr: Repr::Wide(points.into()),
                hash: Cell::new(-1),
                length: Cell::new(points.len()),
                crumbs: OnceCell::new(),
            },
        }
    }

    /// The text, unless it holds a lone surrogate.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match &self.repr {
            Repr::Utf8(s) => Some(s),
            Repr::Wide(_) => None,
        }
    }

    /// The text with lone surrogates replaced, for messages and look-ups.
    pub fn to_lossy(&self) -> Cow<'_, str> {
        match &self.repr {
            Repr::Utf8(s) => Cow::Borrowed(s.as_str()),
            Repr::Wide(w) => Cow::Owned(
                w.iter()
                    .map(|&p| char::from_u32(p).unwrap_or('\u{fffd}'))
                    .collect(),
            ),
        }
    }

    /// The code points, if the string holds a lone surrogate.
    pub fn as_wide(&self) -> Option<&[u32]> {
        match &self.repr {
            Repr::Utf8(_) => None,
            Repr::Wide(w) => Some(w),
        }
    }

    /// All code points.
    pub fn code_points(&self) -> Vec<u32> {
        match &self.repr {
            Repr::Utf8(s) => s.chars().map(u32::from).collect(),
            Repr::Wide(w) => w.to_vec(),
        }
    }

    /// Length in code points: what `len()` gives.
    #[inline]
    pub fn len(&self) -> usize {
        let length = self.length.get();
        if length != usize::MAX {
            return length;
        }
        let length = match &self.repr {
            Repr::Utf8(s) if s.is_ascii() => s.len(),
            Repr::Utf8(s) => s.chars().count(),
            Repr::Wide(w) => w.len(),
        };
        self.length.set(length);
        length
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        match &self.repr {
            Repr::Utf8(s) => s.is_empty(),
            Repr::Wide(w) => w.is_empty(),
        }
    }

    /// Whether code points and bytes are the same.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        match &self.repr {
            Repr::Utf8(s) => self.len() == s.len(),
            Repr::Wide(_) => false,
        }
    }

    /// The byte offset of code point `index` (at most `len()`) in the UTF-8 text.
    pub fn byte_offset(&self, index: usize) -> usize {
        let Repr::Utf8(s) = &self.repr else {
            return index;
        };
        if self.is_ascii() {
            return index.min(s.len());
        }
        let crumbs = self.crumbs.get_or_init(|| {
            s.char_indices()
                .step_by(CRUMB)
                .skip(1)
                .map(|(at, _)| at as u32)
                .collect()
        });
        let crumb = (index / CRUMB).min(crumbs.len());
        let start = if crumb == 0 {
            0
        } else {
            crumbs[crumb - 1] as usize
        };
        let rest = &s[start..];
        rest.char_indices()
            .nth(index - crumb * CRUMB)
            .map_or(s.len(), |(at, _)| start + at)
    }

    /// The number of code points before byte offset `offset` of the UTF-8 text.
    pub fn index_of_byte(&self, offset: usize) -> usize {
        let Repr::Utf8(s) = &self.repr else {
            return offset;
        };
        if self.is_ascii() {
            return offset;
        }
        self.byte_offset(0);
        let crumbs = self.crumbs.get().map_or(&[][..], |c| c);
        let crumb = crumbs.partition_point(|&at| at as usize <= offset);
        let start = if crumb == 0 {
            0
        } else {
            crumbs[crumb - 1] as usize
        };
        crumb * CRUMB + s[start..offset].chars().count()
    }

    /// The code point at `index`, which must be below `len()`.
    pub fn code_point(&self, index: usize) -> u32 {
        match &self.repr {
            Repr::Utf8(s) => {
                if self.is_ascii() {
                    u32::from(s.as_bytes()[index])
                } else {
                    s[self.byte_offset(index)..]
                        .chars()
                        .next()
                        .map_or(0, u32::from)
                }
            }
            Repr::Wide(w) => w[index],
        }
    }

    /// The string from code point `start` to `end` (both at most `len()`).
    pub fn slice(&self, start: usize, end: usize) -> StrData {
        if start >= end {
            return StrData::new("");
        }
        match &self.repr {
            Repr::Utf8(s) => StrData::new(&s[self.byte_offset(start)..self.byte_offset(end)]),
            Repr::Wide(w) => StrData::from_code_points(&w[start..end]),
        }
    }

    /// The hash: equal for equal strings, the same in every run.
    #[inline]
    pub fn text_hash(&self) -> i64 {
        let hash = self.hash.get();
        if hash != -1 {
            hash
        } else {
            self.compute_hash()
        }
    }

    #[cold]
    fn compute_hash(&self) -> i64 {
        let hash = match &self.repr {
            Repr::Utf8(s) => hash_bytes(s.as_bytes()),
            Repr::Wide(w) => {
                let mut hasher = hasher();
                w.hash(&mut hasher);
                fix_hash(hasher.finish())
            }
        };
        self.hash.set(hash);
        hash
    }

    #[inline]
    pub fn same_text(&self, other: &StrData) -> bool {
        match (&self.repr, &other.repr) {
            (Repr::Utf8(a), Repr::Utf8(b)) => a == b,
            (Repr::Wide(a), Repr::Wide(b)) => a == b,
            _ => false,
        }
    }

    /// Order by code points.
    pub fn order(&self, other: &StrData) -> std::cmp::Ordering {
        match (&self.repr, &other.repr) {
            (Repr::Utf8(a), Repr::Utf8(b)) => a.as_bytes().cmp(b.as_bytes()),
            _ => self.code_points().cmp(&other.code_points()),
        }
    }

    /// Append in place: only for a string that nobody else refers to.
    pub fn push(&mut self, tail: &StrData) {
        match (&mut self.repr, &tail.repr) {
            (Repr::Utf8(a), Repr::Utf8(b)) => {
                let (before, added) = (self.length.get(), tail.length.get());
                a.push_str(b);
                self.length
                    .set(if before == usize::MAX || added == usize::MAX {
                        usize::MAX
                    } else {
                        before + added
                    });
                self.hash.set(-1);
                self.crumbs = OnceCell::new();
            }
            _ => {
                let mut points = self.code_points();
                points.extend(tail.code_points());
                *self = StrData::from_code_points(&points);
            }
        }
    }
}

fn hasher() -> impl Hasher {
    // A fixed seed: the order of a set of strings is the same in every run, which lessons need.
    hashbrown_seed().build_hasher()
}

fn hashbrown_seed() -> impl BuildHasher {
    foldhash::fast::FixedState::with_seed(0x62_69_6a_69)
}

fn fix_hash(hash: u64) -> i64 {
    if hash as i64 == -1 { -2 } else { hash as i64 }
}

/// The hash of a bytes object, and of the UTF-8 bytes of a string.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hasher = hasher();
    hasher.write(bytes);
    fix_hash(hasher.finish())
}

handle!(
    /// A str.
    Str, Str, StrData
);

thread_local! {
    /// Names of variables and attributes, each once, so that most comparisons are of pointers.
    static INTERNED: RefCell<HashMap<Box<str>, Str, foldhash::fast::RandomState>> =
        RefCell::new(HashMap::default());
    /// One-character strings of Latin-1, made once.
    static CHARS: [OnceCell<Str>; 256] = const { [const { OnceCell::new() }; 256] };
}

impl Str {
    pub fn new(text: impl Into<CompactString>) -> Str {
        Str(Object::new(Payload::Str(StrData::new(text))))
    }

    pub fn from_data(data: StrData) -> Str {
        Str(Object::new(Payload::Str(data)))
    }

    /// A string that may hold lone surrogates.
    pub fn from_code_points(points: &[u32]) -> Str {
        Str::from_data(StrData::from_code_points(points))
    }

    /// The one string with this text that names use.
    pub fn intern(text: &str) -> Str {
        INTERNED.with_borrow_mut(|table| {
            if let Some(found) = table.get(text) {
                return found.clone();
            }
            let made = Str::new(text);
            made.text_hash();
            table.insert(text.into(), made.clone());
            made
        })
    }

    /// The interned string with the text of this one (itself, where it cannot be interned).
    pub fn interned(&self) -> Str {
        match self.as_str() {
            Some(text) => INTERNED.with_borrow_mut(|table| {
                if let Some(found) = table.get(text) {
                    return found.clone();
                }
                table.insert(text.into(), self.clone());
                self.clone()
            }),
            None => self.clone(),
        }
    }

    /// The string of one code point; shared for Latin-1.
    pub fn from_code_point(point: u32) -> Str {
        let make = || Str::from_code_points(&[point]);
        CHARS.with(|chars| match chars.get(point as usize) {
            Some(known) => known.get_or_init(make).clone(),
            None => make(),
        })
    }

    /// Equal text, the same object or not.
    #[inline]
    pub fn equals(&self, other: &Str) -> bool {
        self.is(other) || self.same_text(other)
    }
}

impl Default for Str {
    fn default() -> Str {
        Str::intern("")
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Str) -> bool {
        self.equals(other)
    }
}
impl Eq for Str {}

impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_i64(self.text_hash());
    }
}

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_lossy())
    }
}

impl std::fmt::Debug for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.to_lossy())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::str(text)
    }
}
impl From<String> for Value {
    fn from(text: String) -> Value {
        Str::new(text).into()
    }
}
