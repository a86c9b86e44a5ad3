//! Sets of registers, and the definite-assignment state that the compiler carries along.

use super::op::Reg;

/// A set of registers of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegSet([u64; 4]);

impl RegSet {
    /// Every register: the state at a point that is never reached.
    pub const ALL: RegSet = RegSet([u64::MAX; 4]);

    pub fn insert(&mut self, reg: Reg) {
        self.0[usize::from(reg >> 6)] |= 1 << (reg & 63);
    }

    pub fn remove(&mut self, reg: Reg) {
        self.0[usize::from(reg >> 6)] &= !(1 << (reg & 63));
    }

    pub fn contains(self, reg: Reg) -> bool {
        self.0[usize::from(reg >> 6)] & (1 << (reg & 63)) != 0
    }

    /// Members of both.
    pub fn and(self, other: RegSet) -> RegSet {
        RegSet(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }

    /// Members of `self` that are not in `other`.
    pub fn without(self, other: RegSet) -> RegSet {
        RegSet(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }

    /// Runs of neighbouring members below `limit`: first register and length.
    pub fn runs(self, limit: Reg) -> Vec<(Reg, u8)> {
        let mut runs: Vec<(Reg, u8)> = Vec::new();
        for reg in 0..limit {
            if !self.contains(reg) {
                continue;
            }
            match runs.last_mut() {
                Some((first, count)) if *first + *count == reg => *count += 1,
                _ => runs.push((reg, 1)),
            }
        }
        runs
    }
}
