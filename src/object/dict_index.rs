//! Where the entries of a dict stand: an open-addressed table of entry numbers, sought by hash.
//!
//! The order in which a hash visits the slots is that of CPython's dicts (`dictobject.c`): small
//! ints stand one after the other, and a table of a library that takes its tags from the high bits
//! would have to mix every hash first. The table holds numbers only: whoever searches compares.

/// A slot that no entry has had.
const EMPTY: u32 = u32::MAX;
/// A slot whose entry is gone: a search goes on behind it. No dict has so many entries.
const DELETED: u32 = u32::MAX - 1;

const SMALLEST: usize = 32;

/// A table of entry numbers. At least a third of its slots is empty, so that every search ends.
pub struct Index {
    /// A power of two of them.
    slots: Box<[u32]>,
    /// Empty slots that may still be filled.
    room: usize,
}

impl Index {
    /// A table for `count` entries and some more.
    pub fn with_capacity(count: usize) -> Index {
        let length = (count.saturating_mul(2)).max(SMALLEST).next_power_of_two();
        Index {
            slots: vec![EMPTY; length].into_boxed_slice(),
            room: length / 3 * 2,
        }
    }

    /// Whether a larger table has to take over before the next entry.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.room == 0
    }

    /// The first entry number with that hash of which `is_it` holds. It is also asked of numbers
    /// that came by the way, and of [`DELETED`].
    #[inline(always)]
    pub fn find(&self, hash: i64, mut is_it: impl FnMut(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut slot = perturb as usize;
        loop {
            let at = *self.slots.get(slot & mask)?;
            if at == EMPTY {
                return None;
            }
            if is_it(at as usize) {
                return Some(at as usize);
            }
            perturb >>= 5;
            slot = next(slot, perturb);
        }
    }

    /// Note an entry that is not in the table, which is not full.
    #[inline]
    pub fn insert(&mut self, hash: i64, at: u32) {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut slot = perturb as usize;
        while let Some(place) = self.slots.get_mut(slot & mask) {
            if *place == EMPTY {
                *place = at;
                self.room = self.room.saturating_sub(1);
                return;
            }
            perturb >>= 5;
            slot = next(slot, perturb);
        }
    }

    /// Strike an entry off.
    pub fn remove(&mut self, hash: i64, at: u32) {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut slot = perturb as usize;
        while let Some(place) = self.slots.get_mut(slot & mask) {
            if *place == at {
                *place = DELETED;
                return;
            }
            if *place == EMPTY {
                return;
            }
            perturb >>= 5;
            slot = next(slot, perturb);
        }
    }
}

#[inline(always)]
fn next(slot: usize, perturb: u64) -> usize {
    slot.wrapping_mul(5)
        .wrapping_add(perturb as usize)
        .wrapping_add(1)
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn entries_of_one_hash_are_all_found_and_struck_off() {
        let mut index = Index::with_capacity(12);
        for at in 0..12 {
            assert!(!index.is_full());
            index.insert(7, at);
        }
        for wanted in 0..12 {
            assert_eq!(index.find(7, |at| at == wanted), Some(wanted));
        }
        index.remove(7, 3);
        assert_eq!(index.find(7, |at| at == 3), None);
        assert_eq!(index.find(7, |at| at == 11), Some(11));
        assert_eq!(index.find(-2, |at| at == 11), None);
    }
}
