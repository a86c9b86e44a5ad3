//! The data of set and frozenset: open addressing as CPython does it.
//!
//! The table, its probing and its growth follow CPython's `Objects/setobject.c`, so that sets of
//! numbers iterate and print in CPython's order. Keys are compared as in [`super::dict`].

use std::cell::{Cell, RefCell};

use super::dict::{Probe, quick_eq, quick_hash};
use super::{Object, Payload, PyResult, Value, handle};
use crate::vm::Vm;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const MIN_SIZE: usize = 8;

#[derive(Clone, Default)]
struct Slot {
    /// -1 marks a deleted key.
    hash: i64,
    key: Value,
}

#[derive(Clone)]
pub struct SetData {
    table: Vec<Slot>,
    /// Slots that are or were in use.
    fill: usize,
    used: usize,
    /// Where `pop` goes on searching.
    finger: usize,
}

/// A frozenset, with its hash once computed (-1 before).
pub struct FrozenData {
    pub set: SetData,
    pub hash: Cell<i64>,
}

impl Default for SetData {
    fn default() -> SetData {
        SetData {
            table: blank_table(MIN_SIZE),
            fill: 0,
            used: 0,
            finger: 0,
        }
    }
}

impl Slot {
    /// Whether no key has been here, not even one that is gone.
    #[inline]
    fn is_blank(&self) -> bool {
        self.key.is_unset() && self.hash == 0
    }
}

/// A table without keys.
fn blank_table(size: usize) -> Vec<Slot> {
    (0..size).map(|_| Slot::default()).collect()
}

/// The slots that a hash leads to, in probing order, without end.
fn probe_order(hash: i64, mask: usize) -> impl Iterator<Item = usize> {
    let mut perturb = hash as u64 as usize;
    let mut start = perturb & mask;
    let mut step = 0;
    std::iter::from_fn(move || {
        let run = if start + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        let at = start + step;
        if step == run {
            perturb >>= PERTURB_SHIFT;
            start = start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
            step = 0;
        } else {
            step += 1;
        }
        Some(at)
    })
}

impl SetData {
    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Whether the table is blank: no keys, and no traces of deleted ones.
    pub fn is_blank(&self) -> bool {
        self.fill == 0
    }

    /// Slots in the table: positions for [`SetData::next_live`].
    pub fn capacity(&self) -> usize {
        self.table.len()
    }

    /// Look for a key; `rejected` are slots that program code has found to differ.
    #[inline]
    pub fn probe(&self, key: &Value, hash: i64, rejected: &[usize]) -> Probe {
        // Most searches end at the first slot.
        let at = self.home(hash);
        let first = &self.table[at];
        if first.is_blank() {
            return Probe::Absent;
        }
        if first.hash == hash && first.key.is(key) && rejected.is_empty() {
            return Probe::Found(at);
        }
        self.probe_on(key, hash, rejected)
    }

    /// Look for a key whose hash is known without asking anyone: whether it is there. `None` where
    /// its hash is not, or where program code has to compare.
    #[inline]
    pub fn quick_has(&self, key: &Value) -> Option<bool> {
        match self.probe(key, quick_hash(key)?, &[]) {
            Probe::Found(_) => Some(true),
            Probe::Absent => Some(false),
            Probe::Ask(..) => None,
        }
    }

    /// The slot at which the search for a hash begins.
    #[inline]
    fn home(&self, hash: i64) -> usize {
        hash as usize & (self.table.len() - 1)
    }

    fn probe_on(&self, key: &Value, hash: i64, rejected: &[usize]) -> Probe {
        for at in probe_order(hash, self.table.len() - 1) {
            let slot = &self.table[at];
            if slot.key.is_unset() {
                if slot.hash == 0 {
                    return Probe::Absent;
                }
                continue;
            }
            if slot.hash == hash && !rejected.contains(&at) {
                match quick_eq(&slot.key, key) {
                    Some(true) => return Probe::Found(at),
                    Some(false) => {}
                    None => return Probe::Ask(at, slot.key.clone()),
                }
            }
        }
        Probe::Absent
    }

    /// Add a key that is not there.
    pub fn insert_new(&mut self, key: Value, hash: i64) {
        // The place of the last deleted key on the way to the free one is taken, and saves growing.
        let mut deleted = None;
        let home = self.home(hash);
        let is_home_free = self.table[home].is_blank();
        let search = || probe_order(hash, self.table.len() - 1);
        let free = is_home_free.then_some(home).or_else(|| {
            search().find(|&at| {
                let slot = &self.table[at];
                if slot.key.is_unset() && slot.hash != 0 {
                    deleted = Some(at);
                }
                slot.is_blank()
            })
        });
        self.used += 1;
        if let Some(at) = deleted {
            self.table[at] = Slot { hash, key };
            return;
        }
        if let Some(at) = free {
            self.table[at] = Slot { hash, key };
        }
        self.fill += 1;
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            let wanted = if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            };
            self.resize(wanted);
        }
    }

    /// Make room for more than `min_used` keys.
    pub fn resize(&mut self, min_used: usize) {
        let mut size = MIN_SIZE;
        while size <= min_used {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.table, blank_table(size));
        self.fill = self.used;
        for slot in old {
            if slot.key.is_set() {
                self.insert_clean(slot);
            }
        }
    }

    fn insert_clean(&mut self, slot: Slot) {
        let home = self.home(slot.hash);
        let is_home_free = self.table[home].key.is_unset();
        let mut search = probe_order(slot.hash, self.table.len() - 1);
        let free = match is_home_free {
            true => Some(home),
            false => search.find(|&at| self.table[at].key.is_unset()),
        };
        if let Some(at) = free {
            self.table[at] = slot;
        }
    }

    /// Grow ahead of a merge with `other`, as CPython does, which decides the later order.
    pub fn reserve_for(&mut self, other: &SetData) {
        if (self.fill + other.used) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.used + other.used) * 2);
        }
    }

    /// Become a copy of `other`: only for a blank set.
    pub fn copy_into_empty(&mut self, other: &SetData) {
        self.reserve_for(other);
        if self.table.len() == other.table.len() && other.fill == other.used {
            *self = other.clone();
            return;
        }
        for slot in other.table.iter().filter(|s| s.key.is_set()) {
            self.insert_clean(slot.clone());
        }
        self.fill = other.used;
        self.used = other.used;
    }

    /// Remove the key in a slot that [`SetData::probe`] found.
    pub fn remove_at(&mut self, at: usize) -> Value {
        self.used -= 1;
        self.table[at].hash = -1;
        self.table[at].key.take()
    }

    /// Rebuild the table when more than a quarter of it are deleted keys, as CPython does after
    /// `difference_update`.
    pub fn tidy(&mut self) {
        if self.fill - self.used > (self.table.len() - 1) / 4 {
            self.resize(if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            });
        }
    }

    /// Grow ahead of a merge with a dict of `length` keys.
    pub fn reserve_for_dict(&mut self, length: usize) {
        if (self.fill + length) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.used + length) * 2);
        }
    }

    /// Remove some key, the next one in table order after that of the last call.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let start = self.finger & (self.table.len() - 1);
        let at = self.next_live(start).or_else(|| self.next_live(0))?;
        self.finger = at + 1;
        Some(self.remove_at(at))
    }

    /// Keys with their hashes, copied: for loops in which program code may run.
    pub fn snapshot(&self) -> Vec<(Value, i64)> {
        self.iter().map(|(key, hash)| (key.clone(), hash)).collect()
    }

    /// The next slot in use at or after `at`.
    pub fn next_live(&self, at: usize) -> Option<usize> {
        (at..self.table.len()).find(|&i| self.table[i].key.is_set())
    }

    pub fn key_at(&self, at: usize) -> &Value {
        &self.table[at].key
    }

    pub fn hash_at(&self, at: usize) -> i64 {
        self.table[at].hash
    }

    /// Keys with their hashes, in table order.
    pub fn iter(&self) -> impl Iterator<Item = (&Value, i64)> {
        self.table
            .iter()
            .filter(|s| s.key.is_set())
            .map(|s| (&s.key, s.hash))
    }

    /// Take everything out, for dropping without a borrow held.
    pub fn take_all(&mut self) -> SetData {
        std::mem::take(self)
    }

    /// Add a key to a set that only the caller can reach; program code may run for comparisons.
    pub fn add(&mut self, vm: &Vm, key: Value) -> PyResult<bool> {
        let hash = vm.hash(&key)?;
        self.add_hashed(vm, key, hash)
    }

    /// [`SetData::add`] of a key whose hash is known.
    pub fn add_hashed(&mut self, vm: &Vm, key: Value, hash: i64) -> PyResult<bool> {
        match self.find_private(vm, &key, hash)? {
            Some(_) => Ok(false),
            None => {
                self.insert_new(key, hash);
                Ok(true)
            }
        }
    }

    /// Find a key in a set that only the caller can reach.
    pub fn find_private(&self, vm: &Vm, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let mut rejected = Vec::new();
        loop {
            match self.probe(key, hash, &rejected) {
                Probe::Found(at) => return Ok(Some(at)),
                Probe::Absent => return Ok(None),
                Probe::Ask(at, candidate) => {
                    if vm.equal(&candidate, key)? {
                        return Ok(Some(at));
                    }
                    rejected.push(at);
                }
            }
        }
    }
}

handle!(
    /// A set.
    Set, Set, RefCell<SetData>
);
handle!(
    /// A frozenset.
    FrozenSet, FrozenSet, Box<FrozenData>
);

impl Set {
    pub fn new(data: SetData) -> Set {
        Set(Object::tracked(Payload::Set(RefCell::new(data))))
    }

    /// The slot of a key; program code may run for the comparison.
    pub fn find(&self, vm: &Vm, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let mut rejected = Vec::new();
        loop {
            let probe = self.borrow().probe(key, hash, &rejected);
            match probe {
                Probe::Found(at) => return Ok(Some(at)),
                Probe::Absent => return Ok(None),
                Probe::Ask(at, candidate) => {
                    let equal = vm.equal(&candidate, key)?;
                    let data = self.borrow();
                    let still = at < data.capacity() && data.key_at(at).is(&candidate);
                    match (still, equal) {
                        (true, true) => return Ok(Some(at)),
                        (true, false) => rejected.push(at),
                        (false, _) => rejected.clear(),
                    }
                }
            }
        }
    }

    /// Add a key; whether it was new. TypeError for an unhashable key.
    pub fn add(&self, vm: &Vm, key: Value) -> PyResult<bool> {
        let hash = vm.hash(&key)?;
        if self.find(vm, &key, hash)?.is_some() {
            return Ok(false);
        }
        self.borrow_mut().insert_new(key, hash);
        Ok(true)
    }
}

impl FrozenSet {
    pub fn new(set: SetData) -> FrozenSet {
        let data = FrozenData {
            set,
            hash: Cell::new(-1),
        };
        FrozenSet(Object::tracked(Payload::FrozenSet(Box::new(data))))
    }
}
