//! The data of dict: a hash table that remembers the order of insertion.
//!
//! Entries stand in a vector in insertion order; above eight of them a table of entry numbers
//! ([`Index`]) finds them by hash, below that a scan over the hashes does. Deleted entries stay as
//! holes until the vector is compacted. Keys are compared without running program code where
//! the types are built in; otherwise the probe stops ([`Probe::Ask`]), the caller compares with no
//! borrow held, and goes on. The methods of dict and of its views are in `dict_methods`.

use std::cell::RefCell;

use super::dict_index::Index;
use super::{Kind, Object, Payload, PyResult, Str, Value, handle};
use crate::vm::Vm;

/// Above so many entries there is a hash table.
const SCAN_LIMIT: usize = 8;

#[derive(Clone)]
pub struct Entry {
    pub hash: i64,
    /// Unset for a hole.
    pub key: Value,
    pub value: Value,
}

#[derive(Default)]
pub struct DictData {
    entries: Vec<Entry>,
    /// What few dicts have, out of the way: an object stays small.
    extra: Option<Box<Extra>>,
    live: u32,
    /// Entries that may still be added before holes are swept out: CPython's count, which decides
    /// what a loop sees that deletes and adds keys of the dict it runs over.
    room: u32,
    /// Grows with every new key: a name that was absent is still absent while it stays the same.
    inserts: u32,
}

#[derive(Default)]
struct Extra {
    /// Where entries stand, once there are more than [`SCAN_LIMIT`].
    index: Option<Index>,
    /// See [`DictData::side`].
    side: Option<Value>,
}

/// The state of a search.
pub enum Probe {
    Found(usize),
    Absent,
    /// Program code must decide whether this entry's key equals the one sought.
    Ask(usize, Value),
}

/// `dict.keys()`, `.values()`, `.items()`.
pub struct DictView {
    pub kind: ViewKind,
    pub dict: Dict,
    /// It is the view of an OrderedDict, which has classes of its own for them.
    pub ordered: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// Equality of two keys where built-in rules decide; `None` where program code must.
#[inline]
pub fn quick_eq(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    match (a.kind(), b.kind()) {
        (Kind::Heap(x), Kind::Heap(y)) => match (x.raw(), y.raw()) {
            (Payload::Str(s), Payload::Str(t)) => Some(s.same_text(t)),
            (Payload::Bytes(s), Payload::Bytes(t)) => Some(s == t),
            (Payload::Int(m), Payload::Int(n)) => Some(m == n),
            (Payload::Tuple(s), Payload::Tuple(t)) => quick_tuple_eq(s, t),
            (Payload::Str(_) | Payload::Bytes(_) | Payload::Int(_), Payload::Type(_))
            | (Payload::Type(_), Payload::Str(_) | Payload::Bytes(_) | Payload::Int(_)) => {
                Some(false)
            }
            _ => None,
        },
        (Kind::Int(m), Kind::Int(n)) => Some(m == n),
        (Kind::Float(m), Kind::Float(n)) => Some(m == n),
        (Kind::Int(m), Kind::Bool(n)) | (Kind::Bool(n), Kind::Int(m)) => Some(m == i64::from(n)),
        (Kind::Int(m), Kind::Float(n)) | (Kind::Float(n), Kind::Int(m)) => {
            Some(m as f64 == n && (m as f64) as i128 == i128::from(m))
        }
        (Kind::Heap(x), _) | (_, Kind::Heap(x)) => match x.raw() {
            Payload::Str(_) | Payload::Bytes(_) | Payload::Tuple(_) => Some(false),
            _ => None,
        },
        (Kind::Bool(m), Kind::Float(n)) | (Kind::Float(n), Kind::Bool(m)) => {
            Some(f64::from(u8::from(m)) == n)
        }
        _ => Some(false),
    }
}

/// Tuples of scalars and strings; `None` for others, which may nest deeply.
fn quick_tuple_eq(a: &[Value], b: &[Value]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    for (x, y) in a.iter().zip(b) {
        let nested = |v: &Value| matches!(v.payload(), Some(Payload::Tuple(_)));
        if nested(x) || nested(y) {
            return None;
        }
        if !quick_eq(x, y)? {
            return Some(false);
        }
    }
    Some(true)
}

/// The hash of the keys that most dicts have, which no program code decides: a str, and an int that
/// is its own hash.
#[inline]
pub fn quick_hash(key: &Value) -> Option<i64> {
    match key.kind() {
        Kind::Int(i) if i.unsigned_abs() < 1 << 60 && i != -1 => Some(i),
        Kind::Heap(o) => match o.raw() {
            Payload::Str(text) => Some(text.text_hash()),
            _ => None,
        },
        _ => None,
    }
}

impl DictData {
    pub fn with_capacity(n: usize) -> DictData {
        let mut data = DictData {
            entries: Vec::with_capacity(n),
            ..DictData::default()
        };
        if n > SCAN_LIMIT {
            data.set_index(Index::with_capacity(n));
        }
        data
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.live as usize
    }

    #[inline]
    fn index(&self) -> Option<&Index> {
        self.extra.as_ref()?.index.as_ref()
    }

    fn set_index(&mut self, index: Index) {
        self.extra.get_or_insert_default().index = Some(index);
    }

    /// What a native subclass keeps beside the entries: the factory of a defaultdict.
    pub fn side(&self) -> Option<&Value> {
        self.extra.as_ref()?.side.as_ref()
    }

    /// Change what is kept beside the entries; what was there is handed back.
    pub fn set_side(&mut self, side: Option<Value>) -> Option<Value> {
        match &mut self.extra {
            None if side.is_none() => None,
            extra => std::mem::replace(&mut extra.get_or_insert_default().side, side),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// All entries in order, holes included.
    #[inline]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    #[inline]
    pub fn inserts(&self) -> u32 {
        self.inserts
    }

    /// The first live entry with that hash of which `is_it` holds.
    #[inline(always)]
    fn search(&self, hash: i64, mut is_it: impl FnMut(usize, &Entry) -> bool) -> Option<usize> {
        let mut check = |at: usize, e: &Entry| e.hash == hash && e.key.is_set() && is_it(at, e);
        match self.index() {
            None => (0..).zip(&self.entries).position(|(at, e)| check(at, e)),
            Some(index) => index.find(hash, |at| {
                self.entries.get(at).is_some_and(|e| check(at, e))
            }),
        }
    }

    /// Look for a key. `rejected` are entries that program code has found to differ.
    #[inline]
    pub fn probe(&self, key: &Value, hash: i64, rejected: &[usize]) -> Probe {
        let mut ask = false;
        let found = self.search(hash, |at, entry| {
            entry.key.is(key)
                || match quick_eq(&entry.key, key) {
                    Some(equal) => equal,
                    None => {
                        ask = !rejected.contains(&at);
                        ask
                    }
                }
        });
        match found {
            None => Probe::Absent,
            Some(at) if ask => Probe::Ask(at, self.entries[at].key.clone()),
            Some(at) => Probe::Found(at),
        }
    }

    /// Look for a key whose hash is known without asking anyone. `None` where it is not, or where
    /// program code has to compare.
    #[inline]
    pub fn quick_find(&self, key: &Value) -> Option<Option<&Entry>> {
        match self.probe(key, quick_hash(key)?, &[]) {
            Probe::Found(at) => Some(Some(&self.entries[at])),
            Probe::Absent => Some(None),
            Probe::Ask(..) => None,
        }
    }

    /// Set a key in the same way: the old value, or back what could not be set.
    #[inline]
    pub fn quick_set(&mut self, key: &Value, value: Value) -> Result<Value, Value> {
        let Some(hash) = quick_hash(key) else {
            return Err(value);
        };
        match self.probe(key, hash, &[]) {
            Probe::Found(at) => Ok(self.replace(at, value)),
            Probe::Absent => {
                self.push(hash, key.clone(), value);
                Ok(Value::UNSET)
            }
            Probe::Ask(..) => Err(value),
        }
    }

    /// Look for a str key: never runs program code unless a key's class overrides `__eq__`, and
    /// such keys do not equal a name here.
    #[inline]
    pub fn find_str(&self, key: &Str) -> Option<usize> {
        self.search(key.text_hash(), |_, entry| match entry.key.as_obj() {
            Some(o) if std::rc::Rc::ptr_eq(o, key.obj()) => true,
            Some(o) => matches!(o.payload(), Payload::Str(s) if s.same_text(key)),
            None => false,
        })
    }

    /// Add a key that is not there.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        if self.room == 0 {
            self.make_room();
        }
        self.room -= 1;
        let at = self.entries.len() as u32;
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.inserts = self.inserts.wrapping_add(1);
        match self.extra.as_mut().and_then(|extra| extra.index.as_mut()) {
            Some(index) if !index.is_full() => index.insert(hash, at),
            None if self.entries.len() <= SCAN_LIMIT => {}
            _ => self.build_index(),
        }
    }

    fn build_index(&mut self) {
        let mut index = Index::with_capacity(self.len());
        for (at, entry) in (0..).zip(&self.entries) {
            if entry.key.is_set() {
                index.insert(entry.hash, at);
            }
        }
        self.set_index(index);
    }

    /// Sweep out the holes and grow, as CPython's `insertion_resize` does: to a power of two of
    /// three times what lives, of which two thirds can be used.
    fn make_room(&mut self) {
        if self.entries.len() > self.live as usize {
            self.entries.retain(|e| e.key.is_set());
            if self.index().is_some() {
                self.build_index();
            }
        }
        let slots = (self.live.saturating_mul(3)).max(8).next_power_of_two();
        self.room = (slots / 3 * 2 + slots % 3 * 2 / 3)
            .saturating_sub(self.live)
            .max(1);
    }

    /// Replace the value of an entry; the old one is handed back.
    #[inline]
    pub fn replace(&mut self, at: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[at].value, value)
    }

    /// Remove an entry; its key and value are handed back.
    pub fn remove_at(&mut self, at: usize) -> (Value, Value) {
        let hash = self.entries[at].hash;
        if let Some(index) = self.extra.as_mut().and_then(|extra| extra.index.as_mut()) {
            index.remove(hash, at as u32);
        }
        let entry = &mut self.entries[at];
        let pair = (entry.key.take(), entry.value.take());
        self.live -= 1;
        pair
    }

    /// Remove the last entry: its key and value.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        let at = self.last_live()?;
        let pair = self.remove_at(at);
        self.entries.truncate(at);
        Some(pair)
    }

    /// Move an entry behind (or before) all others.
    pub fn move_to_end(&mut self, at: usize, last: bool) {
        let moved = self.entries[at].clone();
        if last {
            self.remove_at(at);
            self.push(moved.hash, moved.key, moved.value);
            return;
        }
        let all = self.take_all();
        self.push(moved.hash, moved.key, moved.value);
        for (i, entry) in all.into_iter().enumerate() {
            if i != at && entry.key.is_set() {
                self.push(entry.hash, entry.key, entry.value);
            }
        }
    }

    /// The next live entry at or after `at`.
    #[inline]
    pub fn next_live(&self, mut at: usize) -> Option<usize> {
        while at < self.entries.len() {
            if self.entries[at].key.is_set() {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// The last live entry.
    pub fn last_live(&self) -> Option<usize> {
        self.entries.iter().rposition(|e| e.key.is_set())
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.key.is_set())
    }

    /// Take everything out, for dropping without a borrow held.
    pub fn take_all(&mut self) -> Vec<Entry> {
        if let Some(extra) = &mut self.extra {
            extra.index = None;
        }
        self.live = 0;
        self.room = 0;
        self.inserts = self.inserts.wrapping_add(1);
        std::mem::take(&mut self.entries)
    }

    /// A copy with the same entries.
    pub fn duplicate(&self) -> DictData {
        let mut copy = DictData::with_capacity(self.len());
        for e in self.iter() {
            copy.push(e.hash, e.key.clone(), e.value.clone());
        }
        copy
    }
}

handle!(
    /// A dict.
    Dict, Dict, RefCell<DictData>
);

impl Default for Dict {
    fn default() -> Dict {
        Dict::new()
    }
}

impl Dict {
    pub fn new() -> Dict {
        Dict::from_data(DictData::default())
    }

    pub fn from_data(data: DictData) -> Dict {
        Dict(Object::tracked(Payload::Dict(RefCell::new(data))))
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry of a key; program code may run for the comparison.
    pub fn find(&self, vm: &Vm, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let mut rejected = Vec::new();
        loop {
            let probe = self.borrow().probe(key, hash, &rejected);
            match probe {
                Probe::Found(at) => return Ok(Some(at)),
                Probe::Absent => return Ok(None),
                Probe::Ask(at, candidate) => {
                    let equal = vm.equal(&candidate, key)?;
                    let still = self
                        .borrow()
                        .entries
                        .get(at)
                        .is_some_and(|e| e.key.is(&candidate));
                    match (still, equal) {
                        (true, true) => return Ok(Some(at)),
                        (true, false) => rejected.push(at),
                        // The dict changed under the comparison: search afresh.
                        (false, _) => rejected.clear(),
                    }
                }
            }
        }
    }

    /// The value of a key. TypeError for an unhashable key.
    #[inline]
    pub fn get(&self, vm: &Vm, key: &Value) -> PyResult<Option<Value>> {
        let hash = vm.hash(key)?;
        let data = self.borrow();
        match data.probe(key, hash, &[]) {
            Probe::Found(at) => return Ok(Some(data.entries[at].value.clone())),
            Probe::Absent => return Ok(None),
            Probe::Ask(..) => {}
        }
        drop(data);
        Ok(self
            .find(vm, key, hash)?
            .map(|at| self.borrow().entries[at].value.clone()))
    }

    /// Whether a key is there.
    pub fn contains(&self, vm: &Vm, key: &Value) -> PyResult<bool> {
        let hash = vm.hash(key)?;
        Ok(self.find(vm, key, hash)?.is_some())
    }

    /// Set a key; the old value if there was one.
    #[inline]
    pub fn set(&self, vm: &Vm, key: Value, value: Value) -> PyResult<Option<Value>> {
        let hash = vm.hash(&key)?;
        self.set_hashed(vm, key, hash, value)
    }

    pub fn set_hashed(
        &self,
        vm: &Vm,
        key: Value,
        hash: i64,
        value: Value,
    ) -> PyResult<Option<Value>> {
        let mut data = self.borrow_mut();
        match data.probe(&key, hash, &[]) {
            Probe::Found(at) => return Ok(Some(data.replace(at, value))),
            Probe::Absent => {
                data.push(hash, key, value);
                return Ok(None);
            }
            Probe::Ask(..) => {}
        }
        drop(data);
        match self.find(vm, &key, hash)? {
            Some(at) => Ok(Some(self.borrow_mut().replace(at, value))),
            None => {
                self.borrow_mut().push(hash, key, value);
                Ok(None)
            }
        }
    }

    /// Remove a key; its value if it was there.
    pub fn remove(&self, vm: &Vm, key: &Value) -> PyResult<Option<Value>> {
        let hash = vm.hash(key)?;
        let found = self.find(vm, key, hash)?;
        let removed = found.map(|at| self.borrow_mut().remove_at(at));
        Ok(removed.map(|(_, value)| value))
    }

    pub fn get_str(&self, key: &Str) -> Option<Value> {
        let data = self.borrow();
        data.find_str(key).map(|at| data.entries[at].value.clone())
    }

    /// Set a str key; the old value if there was one.
    pub fn set_str(&self, key: &Str, value: Value) -> Option<Value> {
        let mut data = self.borrow_mut();
        match data.find_str(key) {
            Some(at) => Some(data.replace(at, value)),
            None => {
                data.push(key.text_hash(), key.value(), value);
                None
            }
        }
    }

    pub fn remove_str(&self, key: &Str) -> Option<Value> {
        let at = self.borrow().find_str(key)?;
        let (_, value) = self.borrow_mut().remove_at(at);
        Some(value)
    }

    /// The live pairs, copied.
    pub fn pairs(&self) -> Vec<(Value, Value)> {
        self.borrow()
            .iter()
            .map(|e| (e.key.clone(), e.value.clone()))
            .collect()
    }

    /// A shallow copy as a plain dict.
    pub fn copy(&self) -> Dict {
        let data = self.borrow().duplicate();
        Dict::from_data(data)
    }
}
