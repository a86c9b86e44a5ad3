//! Which objects a pickler has written already, and under which numbers.

use crate::object::{Payload, Value};

/// What tells objects apart. CPython has one object for the empty str, for each one-character
/// str of Latin-1 and for the shortest bytes: those go by content.
/// Addresses are multiples of 16, so that the lowest bits tell the kinds apart.
type Key = u64;

/// Objects already written, by number: a table of open addressing into rows, which is smaller than a
/// map that holds the objects itself, and needs no more than to be read through when it grows.
#[derive(Default)]
pub struct Memo {
    /// Of each place the row, counted from 1; 0 if it is free. A power of two, half of them free.
    places: Vec<u32>,
    entries: Vec<(Key, Value)>,
    /// Of each row the number: their order, unless the program says otherwise.
    numbers: Vec<u32>,
}

impl Memo {
    fn key(value: &Value) -> Key {
        match value.as_obj().map(|o| o.raw()) {
            Some(Payload::Str(s)) if s.is_empty() => 1,
            Some(Payload::Str(s)) if s.as_str().is_some_and(|t| t.len() <= 2) && s.len() == 1 => {
                match s.code_point(0) {
                    point @ 0..=0xff => (u64::from(point) + 1) << 4 | 1,
                    _ => value.id() as u64,
                }
            }
            Some(Payload::Bytes(b)) if b.is_empty() => 2,
            Some(Payload::Bytes(b)) if b.len() == 1 => (u64::from(b[0]) + 1) << 4 | 2,
            _ => value.id() as u64,
        }
    }

    /// Where a key is, or belongs. Keys are addresses, of which the lowest bits are mostly alike.
    fn place(&self, key: Key) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        let product = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (product ^ (product >> 32)) as usize & mask;
        loop {
            match self.places.get(place) {
                Some(0) | None => return place,
                Some(&row) => match self.entries.get(row as usize - 1) {
                    Some((known, _)) if *known != key => place = (place + 1) & mask,
                    _ => return place,
                },
            }
        }
    }

    /// The row of a key.
    fn row(&self, key: Key) -> Option<usize> {
        let row = *self.places.get(self.place(key))?;
        (row as usize).checked_sub(1)
    }

    pub fn get(&self, value: &Value) -> Option<usize> {
        let number = self.numbers.get(self.row(Self::key(value))?)?;
        Some(*number as usize)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn insert(&mut self, value: &Value, number: usize) {
        // Memory is full long before the numbers are.
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let key = Self::key(value);
        if let Some(row) = self.row(key) {
            if let Some(place) = self.numbers.get_mut(row) {
                *place = number;
            }
            return;
        }
        self.entries.push((key, value.clone()));
        self.numbers.push(number);
        if self.entries.len() * 2 > self.places.len() {
            let size = (self.entries.len() * 4).next_power_of_two().max(16);
            self.places.clear();
            self.places.resize(size, 0);
            for row in 0..self.entries.len() {
                self.enter(row);
            }
        } else {
            self.enter(self.entries.len() - 1);
        }
    }

    /// Put a row into the table.
    fn enter(&mut self, row: usize) {
        if let Some((key, _)) = self.entries.get(row) {
            let place = self.place(*key);
            if let Some(place) = self.places.get_mut(place) {
                *place = u32::try_from(row + 1).unwrap_or(u32::MAX);
            }
        }
    }

    pub fn clear(&mut self) {
        let old = std::mem::take(self);
        drop(old);
    }

    /// Numbers and objects.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, &Value)> {
        let values = self.entries.iter().map(|(_, value)| value);
        let numbers = self.numbers.iter().map(|number| *number as usize);
        numbers.zip(values)
    }
}
