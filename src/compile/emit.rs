//! The instruction buffer of one code object: labels, protected regions, pools.
//!
//! Code after a `return` or `raise` is not emitted: [`Emitter::reachable`] is false there until a
//! label that some jump leads to. The set of surely assigned registers travels with the position:
//! a jump brings its set to the label, where the sets of all jumps meet.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_text_size::TextRange;

use super::code::{AttrSite, GlobalSite, Handler, InnerLocal, Local, Mark};
use super::constant::{ConstKey, Constant};
use super::op::set_offset;
use super::op::{Op, Reg};
use super::registers::RegSet;
use crate::object::{Str, Value};

/// A place in the code, known now or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(usize);

#[derive(Default)]
struct LabelState {
    position: Option<usize>,
    jumps: usize,
    bound: Option<RegSet>,
}

/// A stretch of code whose exceptions go to a handler. It may have gaps: the clean-up code of a
/// `return` that leaves the region lies inside it, but is not protected by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region(usize);

struct RegionState {
    open: Option<usize>,
    segments: Vec<(usize, usize)>,
    target: Label,
    exc: Reg,
    clear_from: Reg,
}

struct PendingHandler {
    start: usize,
    end: usize,
    target: Label,
    exc: Reg,
    clear_from: Reg,
}

/// The instructions of a code object, as they are written.
#[derive(Default)]
pub struct Emitter {
    ops: Vec<Op>,
    spans: Vec<(u32, u32)>,
    labels: Vec<LabelState>,
    jumps: Vec<(usize, Label)>,
    regions: Vec<RegionState>,
    handlers: Vec<PendingHandler>,
    constants: Vec<Value>,
    constant_index: HashMap<ConstKey, u32>,
    names: Vec<Str>,
    name_index: HashMap<Rc<str>, u32>,
    attr_sites: Vec<AttrSite>,
    global_sites: Vec<GlobalSite>,
    global_index: HashMap<Rc<str>, u32>,
    /// Registers that surely hold a value here.
    pub bound: RegSet,
    marks: Vec<Mark>,
    inner_locals: Vec<InnerLocal>,
    /// Whether control can come here.
    pub reachable: bool,
}

/// What [`Emitter::finish`] hands over.
pub struct Finished {
    pub ops: Vec<Op>,
    pub spans: Vec<(u32, u32)>,
    pub handlers: Vec<Handler>,
    pub constants: Vec<Value>,
    pub names: Vec<Str>,
    pub attr_sites: Vec<AttrSite>,
    pub global_sites: Vec<GlobalSite>,
    pub marks: Vec<Mark>,
    pub inner_locals: Vec<InnerLocal>,
}

/// A count of instructions or pool entries as an operand.
fn index_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Emitter {
    pub fn new() -> Emitter {
        Emitter {
            reachable: true,
            ..Emitter::default()
        }
    }

    /// How many instructions there are.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// A variable of a comprehension has been there since the instruction `start`.
    pub fn inner_local(&mut self, start: usize, local: Local) {
        self.inner_locals.push(InnerLocal {
            start: index_of(start),
            end: index_of(self.ops.len()),
            local,
        });
    }

    /// A statement begins here whose line no instruction stands for.
    pub fn mark_line(&mut self, range: TextRange, is_empty: bool) {
        self.marks.push(Mark {
            at: index_of(self.ops.len()),
            place: range.start().into(),
            is_empty,
        });
    }

    /// Append an instruction that stands for `range` of the source.
    pub fn emit(&mut self, op: Op, range: TextRange) {
        if self.reachable {
            self.ops.push(op);
            self.spans
                .push((range.start().to_u32(), range.end().to_u32()));
            // Between reading what threads share and writing it, a switch shows the race.
            if super::pauses()
                && matches!(
                    op,
                    Op::LoadGlobal { .. }
                        | Op::LoadCell { .. }
                        | Op::GetAttr { .. }
                        | Op::GetItem { .. }
                        | Op::GetItemImm { .. }
                )
            {
                self.emit(Op::Pause, range);
            }
        }
    }

    /// Append an instruction after which control does not go on.
    pub fn emit_end(&mut self, op: Op, range: TextRange) {
        self.emit(op, range);
        self.unreachable();
    }

    /// Control does not come here.
    pub fn unreachable(&mut self) {
        self.reachable = false;
        self.bound = RegSet::ALL;
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() - 1)
    }

    /// The label is here: control comes from above and from the jumps so far.
    pub fn place(&mut self, label: Label) {
        let state = &mut self.labels[label.0];
        state.position = Some(self.ops.len());
        if state.jumps > 0 {
            self.reachable = true;
        }
        if let Some(bound) = state.bound {
            self.bound = self.bound.and(bound);
        }
    }

    /// The label is here, reached by exceptions of `region`, with `bound` surely assigned.
    pub fn place_handler(&mut self, label: Label, region: Region, bound: RegSet) {
        let region = &self.regions[region.0];
        self.labels[label.0].position = Some(self.ops.len());
        self.reachable = !region.segments.is_empty();
        self.bound = if self.reachable { bound } else { RegSet::ALL };
    }

    /// Append a jump (its offset is filled in later).
    pub fn jump(&mut self, op: Op, label: Label, range: TextRange) {
        if !self.reachable {
            return;
        }
        self.jumps.push((self.ops.len(), label));
        let bound = self.bound;
        let state = &mut self.labels[label.0];
        state.jumps += 1;
        state.bound = Some(state.bound.map_or(bound, |b| b.and(bound)));
        self.emit(op, range);
        if matches!(op, Op::Jump { .. }) {
            self.unreachable();
        }
    }

    /// Begin a protected region; it is open from here on.
    pub fn open_region(&mut self, target: Label, exc: Reg, clear_from: Reg) -> Region {
        let open = Some(self.ops.len());
        self.regions.push(RegionState {
            open,
            segments: Vec::new(),
            target,
            exc,
            clear_from,
        });
        Region(self.regions.len() - 1)
    }

    /// What follows is not protected.
    pub fn pause_region(&mut self, region: Region) {
        let end = self.ops.len();
        let state = &mut self.regions[region.0];
        if let Some(start) = state.open.take()
            && start < end
        {
            state.segments.push((start, end));
        }
    }

    /// What follows is protected again.
    pub fn resume_region(&mut self, region: Region) {
        self.regions[region.0].open = Some(self.ops.len());
    }

    /// The region is complete. Regions must be finished from the inside out.
    pub fn finish_region(&mut self, region: Region) {
        self.pause_region(region);
        let state = &self.regions[region.0];
        let (target, exc, clear_from) = (state.target, state.exc, state.clear_from);
        let pending = state.segments.iter().map(|&(start, end)| PendingHandler {
            start,
            end,
            target,
            exc,
            clear_from,
        });
        self.handlers.extend(pending);
    }

    /// Index of a constant in the pool.
    pub fn constant(&mut self, constant: &Constant) -> u32 {
        let next = index_of(self.constants.len());
        match self.constant_index.entry(constant.key()) {
            std::collections::hash_map::Entry::Occupied(entry) => *entry.get(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(next);
                self.constants.push(constant.value());
                next
            }
        }
    }

    /// Index of a constant that is not shared.
    pub fn unique_constant(&mut self, value: Value) -> u32 {
        self.constants.push(value);
        index_of(self.constants.len() - 1)
    }

    /// Index of a name.
    pub fn name(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.name_index.get(name) {
            return index;
        }
        let index = index_of(self.names.len());
        self.names.push(Str::intern(name));
        self.name_index.insert(name.into(), index);
        index
    }

    /// A new site for an attribute: each place has its own cache.
    pub fn attr_site(&mut self, name: &str) -> u32 {
        self.attr_sites.push(AttrSite::new(Str::intern(name)));
        index_of(self.attr_sites.len() - 1)
    }

    /// The site of a global: all places of a code object share its cache.
    pub fn global_site(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.global_index.get(name) {
            return index;
        }
        let index = index_of(self.global_sites.len());
        self.global_sites.push(GlobalSite::new(Str::intern(name)));
        self.global_index.insert(name.into(), index);
        index
    }

    /// Put `prologue` in front, fill in the jumps, and hand everything over.
    pub fn finish(mut self, prologue: Vec<Op>) -> Finished {
        let jumps = std::mem::take(&mut self.jumps);
        for &(at, label) in &jumps {
            let target = self.labels[label.0].position.unwrap_or(self.ops.len());
            let target = self.thread(&jumps, target, &self.ops[at]);
            if let (Op::Jump { .. }, Some(&Op::ReturnNone { used })) =
                (&self.ops[at], self.ops.get(target))
            {
                self.ops[at] = Op::ReturnNone { used };
                continue;
            }
            set_offset(&mut self.ops[at], target as i64 - at as i64 - 1);
        }
        let shift = prologue.len();
        let handlers = self
            .handlers
            .iter()
            .map(|h| Handler {
                start: index_of(h.start + shift),
                end: index_of(h.end + shift),
                target: index_of(self.labels[h.target.0].position.unwrap_or(0) + shift),
                exc: h.exc,
                clear_from: h.clear_from,
            })
            .collect();
        for mark in &mut self.marks {
            mark.at += index_of(shift);
        }
        for inner in &mut self.inner_locals {
            inner.start += index_of(shift);
            inner.end += index_of(shift);
        }
        let mut spans = vec![(0, 0); shift];
        spans.append(&mut self.spans);
        let mut ops = prologue;
        ops.append(&mut self.ops);
        Finished {
            ops,
            spans,
            handlers,
            constants: self.constants,
            names: self.names,
            attr_sites: self.attr_sites,
            global_sites: self.global_sites,
            marks: self.marks,
            inner_locals: self.inner_locals,
        }
    }

    /// Where a jump to `target` ends up, if that is a plain jump in turn. Jumps of the loop itself
    /// (the end of an iterator, no match) are left alone: only these may be back edges.
    fn thread(&self, jumps: &[(usize, Label)], target: usize, jump: &Op) -> usize {
        if matches!(
            jump,
            Op::ForIter { .. }
                | Op::JumpUnlessMatch { .. }
                | Op::JumpUnlessSequence { .. }
                | Op::JumpUnlessMapping { .. }
        ) {
            return target;
        }
        let mut at = target;
        for _ in 0..4 {
            let Some(Op::Jump { .. }) = self.ops.get(at) else {
                break;
            };
            let Ok(found) = jumps.binary_search_by_key(&at, |&(from, _)| from) else {
                break;
            };
            let Some(next) = self.labels[jumps[found].1.0].position else {
                break;
            };
            if next == at {
                break;
            }
            at = next;
        }
        at
    }
}
