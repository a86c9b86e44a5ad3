//! The backtracking matcher. It has CPython's semantics throughout, keeps its choices on a stack
//! of its own, and is bounded by a number of steps and by an interrupt that it asks for.
//!
//! Two stacks make going back cheap: `choices` holds the ways not yet taken, `trail` the former
//! values of registers changed since the oldest of them. Taking a choice undoes the trail to the
//! height it had when the choice was opened; giving choices up, as atomic groups do, leaves the
//! trail alone.

use super::ast::{Greed, INFINITE};
use super::chars;
use super::charset::{CharSet, Fold};
use super::code::{Code, Inst, Lead, NONE, Run};
use super::input::Input;
use super::lower::{Place, Unit};
use super::{Job, RunError};

/// `Choice::aux` of a choice that only says where to go on.
const PLAIN: u32 = u32::MAX;
/// `Choice::aux` of a lazy run without upper bound.
const ENDLESS: u32 = u32::MAX - 1;
/// How many steps pass between two looks at the interrupt and at the memory in use.
const POLL: u64 = 4096;
/// Most entries of either stack, about 300 MB.
const MAX_STACK: usize = 1 << 24;

/// A way not yet taken.
#[derive(Clone, Copy)]
struct Choice {
    /// The instruction to go on at; for the rest of a run, the run's index.
    pc: u32,
    pos: u32,
    /// [`PLAIN`], or what a run can still do: for a greedy one the position it must not go back
    /// behind, for a lazy one the number of units it may still take.
    aux: u32,
    trail: u32,
}

/// The matcher's memory, kept from one match to the next.
#[derive(Default)]
pub(super) struct Scratch {
    pub registers: Vec<u32>,
    choices: Vec<Choice>,
    trail: Vec<(u32, u32)>,
}

impl Scratch {
    /// Gives back what an unusually long match has taken.
    pub fn trim(&mut self) {
        if self.choices.capacity() > 1 << 16 || self.trail.capacity() > 1 << 16 {
            *self = Self::default();
        }
    }
}

/// What a match must fulfil besides the pattern.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// It ends at the end.
    pub full: bool,
    /// It is not empty.
    pub advance: bool,
}

/// One run over one subject.
pub(super) struct Machine<'a, I> {
    code: &'a Code,
    sets: &'a [CharSet],
    input: I,
    end: usize,
    scratch: &'a mut Scratch,
    spent: u64,
    budget: u64,
    next_poll: u64,
    interrupt: Option<&'a dyn Fn() -> bool>,
}

fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

impl<'a, I: Input> Machine<'a, I> {
    /// A matcher for a job on `input`.
    ///
    /// # Errors
    /// Subjects of 4 GiB and more are [`RunError::TooLong`].
    pub fn new(
        code: &'a Code,
        sets: &'a [CharSet],
        input: I,
        scratch: &'a mut Scratch,
        job: &Job<'a>,
    ) -> Result<Self, RunError> {
        let end = job.task.endpos;
        if end >= ENDLESS as usize {
            return Err(RunError::TooLong);
        }
        Ok(Self {
            code,
            sets,
            input,
            end,
            scratch,
            spent: 0,
            budget: job.budget,
            next_poll: job.budget.min(POLL),
            interrupt: job.interrupt,
        })
    }

    /// The first match at or after `from`: its beginning and end. `advance` holds for a match at
    /// `from` only.
    pub fn search(
        &mut self,
        from: usize,
        advance: bool,
    ) -> Result<Option<(usize, usize)>, RunError> {
        let mut pos = from;
        loop {
            let before = pos;
            pos = match self.code.lead {
                Lead::Anywhere => pos,
                Lead::Start if pos > 0 => return Ok(None),
                Lead::Start => pos,
                Lead::Line if pos == 0 => pos,
                Lead::Line => match self.input.find_byte(pos - 1, self.end, b'\n') + 1 {
                    line if line > self.end => return Ok(None),
                    line => line,
                },
                Lead::Bytes(_, Some(byte)) if byte.is_ascii() => {
                    self.input.find_byte(pos, self.end, byte)
                }
                Lead::Bytes(bytes, _) => self.input.find(pos, self.end, &bytes),
            };
            self.tick(1 + (pos - before) as u64 / 64)?;
            if ((self.end - pos) as u64) < self.code.min_width {
                return Ok(None);
            }
            let rules = Rules {
                full: false,
                advance: advance && pos == from,
            };
            if let Some(end) = self.attempt(pos, rules)? {
                return Ok(Some((pos, end)));
            }
            if pos >= self.end {
                return Ok(None);
            }
            pos = self.input.next(pos).1;
        }
    }

    /// Steps taken so far.
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Counts `n` steps.
    #[inline]
    fn tick(&mut self, n: u64) -> Result<(), RunError> {
        self.spent += n;
        if self.spent < self.next_poll {
            return Ok(());
        }
        self.poll()
    }

    #[cold]
    fn poll(&mut self) -> Result<(), RunError> {
        let stacks = self.scratch.choices.len().max(self.scratch.trail.len());
        if self.spent >= self.budget || stacks > MAX_STACK {
            return Err(RunError::TooLong);
        }
        if self.interrupt.is_some_and(|interrupted| interrupted()) {
            return Err(RunError::Interrupted);
        }
        self.next_poll = self.spent.saturating_add(POLL).min(self.budget);
        Ok(())
    }

    fn set(&mut self, register: u32, value: u32) {
        let slot = &mut self.scratch.registers[register as usize];
        if !self.scratch.choices.is_empty() {
            self.scratch.trail.push((register, *slot));
        }
        *slot = value;
    }

    fn get(&self, register: u32) -> u32 {
        self.scratch.registers[register as usize]
    }

    fn open_choice(&mut self, pc: u32, pos: usize, aux: u32) {
        let trail = short(self.scratch.trail.len());
        self.scratch.choices.push(Choice {
            pc,
            pos: short(pos),
            aux,
            trail,
        });
    }

    fn unit_holds(&self, unit: Unit, c: u32) -> bool {
        match unit {
            Unit::Char(wanted) => c == wanted,
            Unit::Set(index) => self.sets[index as usize].contains(c),
            Unit::NotChar(unwanted) => c != unwanted,
            Unit::All => true,
        }
    }

    /// Whether the hint allows going on at `pos`.
    #[inline]
    fn allows(&self, hint: u32, pos: usize) -> bool {
        match self.code.hints.get(hint as usize) {
            None => true,
            Some(bytes) => pos < self.end && self.input.begins(pos, bytes),
        }
    }

    /// Takes up to `most` units; returns where they end and how many they are.
    fn take(&self, unit: Unit, pos: usize, most: u32) -> (usize, u32) {
        match unit {
            Unit::Char(wanted) => self.take_while(pos, most, |c| c == wanted),
            Unit::Set(index) => {
                let set = &self.sets[index as usize];
                self.take_while(pos, most, |c| set.contains(c))
            }
            Unit::NotChar(unwanted) => {
                // The count matters to no one where there is no bound.
                match u8::try_from(unwanted) {
                    Ok(byte) if byte.is_ascii() && most == INFINITE => {
                        (self.input.find_byte(pos, self.end, byte), most)
                    }
                    _ => self.take_while(pos, most, |c| c != unwanted),
                }
            }
            Unit::All => {
                if most == INFINITE {
                    return (self.end, most);
                }
                match self.input.jump(pos, most as usize, self.end) {
                    Some(stop) => (stop, most),
                    None => self.take_while(pos, most, |_| true),
                }
            }
        }
    }

    #[inline]
    fn take_while(&self, pos: usize, most: u32, wanted: impl Fn(u32) -> bool) -> (usize, u32) {
        let (mut pos, mut count) = (pos, 0);
        while count < most && pos < self.end {
            let (c, next) = self.input.next(pos);
            if !wanted(c) {
                break;
            }
            pos = next;
            count += 1;
        }
        (pos, count)
    }

    /// Matches at `start` alone and returns the end. The registers then hold the groups.
    pub fn attempt(&mut self, start: usize, rules: Rules) -> Result<Option<usize>, RunError> {
        let code = self.code;
        self.scratch.registers.clear();
        self.scratch.registers.resize(code.registers, NONE);
        self.scratch.choices.clear();
        self.scratch.trail.clear();
        let (mut pc, mut pos) = (0, start);
        loop {
            // An arm that succeeds continues the loop; one that fails falls out of the match.
            match code.insts[pc] {
                Inst::Unit(unit) => {
                    if pos < self.end {
                        let (c, next) = self.input.next(pos);
                        if self.unit_holds(unit, c) {
                            pos = next;
                            pc += 1;
                            continue;
                        }
                    }
                }
                Inst::Place(place) => {
                    if self.is_at(place, pos) {
                        pc += 1;
                        continue;
                    }
                }
                Inst::Open(slot) => {
                    self.set(slot, short(pos));
                    pc += 1;
                    continue;
                }
                Inst::Close { slot, group } => {
                    self.set(slot, short(pos));
                    self.set(code.last_group(), group);
                    pc += 1;
                    continue;
                }
                Inst::Try { next, hint } => {
                    // Long alternations are worth counting even where no branch is tried.
                    self.tick(1)?;
                    if self.allows(hint, pos) {
                        self.open_choice(next, pos, PLAIN);
                        pc += 1;
                    } else {
                        pc = next as usize;
                    }
                    continue;
                }
                Inst::Skip { next } => {
                    self.tick(1)?;
                    self.open_choice(short(pc + 1), pos, PLAIN);
                    pc = next as usize;
                    continue;
                }
                Inst::Again { body, hint } => {
                    if self.allows(hint, pos) {
                        self.tick(1)?;
                        self.open_choice(short(pc + 1), pos, PLAIN);
                        pc = body as usize;
                    } else {
                        pc += 1;
                    }
                    continue;
                }
                Inst::Jump(to) => {
                    pc = to as usize;
                    continue;
                }
                Inst::Run(index) => {
                    if let Some(stop) = self.start_run(index, pos)? {
                        pos = stop;
                        pc += 1;
                        continue;
                    }
                }
                Inst::Enter(index) => {
                    let it = &code.loops[index as usize];
                    self.set(it.count, NONE);
                    self.set(it.last, NONE);
                    pc = it.until as usize;
                    continue;
                }
                Inst::Until(index) => {
                    pc = self.next_round(index, pc, pos)?;
                    continue;
                }
                Inst::Iterate(index) => {
                    let it = &code.loops[index as usize];
                    if self.allows(it.hint, pos) {
                        self.set(it.count, self.get(it.count).wrapping_add(1));
                        self.set(it.last, short(pos));
                        pc = it.body as usize;
                        continue;
                    }
                }
                Inst::Look(index) => {
                    let look = &code.looks[index as usize];
                    self.tick(1)?;
                    let height = short(self.scratch.choices.len());
                    self.scratch.registers[look.height as usize] = height;
                    self.scratch.registers[look.pos as usize] = short(pos);
                    match self.step_back(pos, look.back) {
                        Some(from) => {
                            if look.negate {
                                self.open_choice(look.next, pos, PLAIN);
                            }
                            pos = from;
                            pc += 1;
                            continue;
                        }
                        None if look.negate => {
                            pc = look.next as usize;
                            continue;
                        }
                        None => {}
                    }
                }
                Inst::LookEnd(index) => {
                    let look = &code.looks[index as usize];
                    let height = self.get(look.height) as usize;
                    if look.negate {
                        // The choice that would have gone on after the assertion goes too; what
                        // its body changed is undone by the next choice, or never looked at.
                        self.scratch.choices.truncate(height);
                    } else {
                        self.scratch.choices.truncate(height);
                        pos = self.get(look.pos) as usize;
                        pc = look.next as usize;
                        continue;
                    }
                }
                Inst::Atomic(register) => {
                    let height = short(self.scratch.choices.len());
                    self.scratch.registers[register as usize] = height;
                    pc += 1;
                    continue;
                }
                Inst::AtomicEnd(register) => {
                    let height = self.get(register) as usize;
                    self.scratch.choices.truncate(height);
                    pc += 1;
                    continue;
                }
                Inst::Ref { group, fold } => {
                    if let Some(stop) = self.same_as_group(group, fold, pos)? {
                        pos = stop;
                        pc += 1;
                        continue;
                    }
                }
                Inst::Cond { group, next } => {
                    pc = if self.group(group).is_some() {
                        pc + 1
                    } else {
                        next as usize
                    };
                    continue;
                }
                Inst::Fail => {}
                Inst::Accept => {
                    if !(rules.full && pos != self.end || rules.advance && pos == start) {
                        return Ok(Some(pos));
                    }
                }
            }
            match self.go_back()? {
                Some(next) => (pc, pos) = next,
                None => return Ok(None),
            }
        }
    }

    /// Takes the latest choice: the instruction and position to go on at.
    fn go_back(&mut self) -> Result<Option<(usize, usize)>, RunError> {
        loop {
            self.tick(1)?;
            let Some(&choice) = self.scratch.choices.last() else {
                return Ok(None);
            };
            while self.scratch.trail.len() > choice.trail as usize {
                if let Some((register, value)) = self.scratch.trail.pop() {
                    self.scratch.registers[register as usize] = value;
                }
            }
            if choice.aux == PLAIN {
                self.scratch.choices.pop();
                return Ok(Some((choice.pc as usize, choice.pos as usize)));
            }
            let run = &self.code.runs[choice.pc as usize];
            let rest = match run.greed {
                Greed::Lazy => self.take_more(run, choice)?,
                Greed::Greedy | Greed::Possessive => self
                    .give_back(run.follow, choice.pos as usize, choice.aux as usize)?
                    .map(|pos| (pos, choice.aux, pos > choice.aux as usize)),
            };
            match rest {
                Some((pos, aux, true)) => {
                    if let Some(choice) = self.scratch.choices.last_mut() {
                        choice.pos = short(pos);
                        choice.aux = aux;
                    }
                    return Ok(Some((run.next as usize, pos)));
                }
                Some((pos, _, false)) => {
                    self.scratch.choices.pop();
                    return Ok(Some((run.next as usize, pos)));
                }
                None => {
                    self.scratch.choices.pop();
                }
            }
        }
    }

    /// The nearest position before `pos`, but not before `floor`, where the hint allows going on.
    fn give_back(
        &mut self,
        follow: u32,
        pos: usize,
        floor: usize,
    ) -> Result<Option<usize>, RunError> {
        let mut at = pos;
        while at > floor {
            at = self.input.prev(at).1;
            if self.allows(follow, at) {
                self.tick((pos - at) as u64 / 16)?;
                return Ok(Some(at));
            }
        }
        self.tick((pos - at) as u64 / 16)?;
        Ok(None)
    }

    /// Takes further units of a lazy run until the hint allows going on: the position, the number
    /// of units left, and whether any are.
    fn take_more(
        &mut self,
        run: &Run,
        choice: Choice,
    ) -> Result<Option<(usize, u32, bool)>, RunError> {
        let (start, mut left) = (choice.pos as usize, choice.aux);
        let mut pos = start;
        while left > 0 && pos < self.end {
            let (c, next) = self.input.next(pos);
            if !self.unit_holds(run.unit, c) {
                break;
            }
            pos = next;
            if left != ENDLESS {
                left -= 1;
            }
            if self.allows(run.follow, pos) {
                self.tick((pos - start) as u64 / 16)?;
                return Ok(Some((pos, left, left > 0)));
            }
        }
        self.tick((pos - start) as u64 / 16)?;
        Ok(None)
    }

    /// Begins a run at `pos`; returns where to go on.
    fn start_run(&mut self, index: u32, pos: usize) -> Result<Option<usize>, RunError> {
        let run = self.code.runs[index as usize];
        let (floor, count) = match run.min {
            0 => (pos, 0),
            min => self.take(run.unit, pos, min),
        };
        if count < run.min {
            self.tick(1 + (floor - pos) as u64 / 16)?;
            return Ok(None);
        }
        let left = match run.max {
            INFINITE => INFINITE,
            max => max - run.min,
        };
        if run.greed == Greed::Lazy {
            self.tick(1)?;
            let aux = if left == INFINITE { ENDLESS } else { left };
            self.open_choice(index, floor, aux);
            if self.allows(run.follow, floor) {
                return Ok(Some(floor));
            }
            return Ok(None);
        }
        let (stop, _) = self.take(run.unit, floor, left);
        self.tick(1 + (stop - pos) as u64 / 16)?;
        if run.greed == Greed::Possessive {
            return Ok(Some(stop));
        }
        let at = if self.allows(run.follow, stop) {
            Some(stop)
        } else {
            self.give_back(run.follow, stop, floor)?
        };
        if let Some(at) = at.filter(|&at| at > floor) {
            self.open_choice(index, at, short(floor));
        }
        Ok(at)
    }

    /// What follows a round of a counted loop: the next one or the tail, as CPython decides. A
    /// round beyond the least number is not begun where the one before it began.
    fn next_round(&mut self, index: u32, pc: usize, pos: usize) -> Result<usize, RunError> {
        let it = &self.code.loops[index as usize];
        let tail = pc + 2;
        let count = self.get(it.count).wrapping_add(1);
        self.tick(1)?;
        if count < it.min {
            self.set(it.count, count);
            return Ok(it.body as usize);
        }
        let may_go_on = (it.max == INFINITE || count < it.max) && self.get(it.last) != short(pos);
        if !may_go_on {
            return Ok(tail);
        }
        if it.lazy {
            self.open_choice(short(pc + 1), pos, PLAIN);
            return Ok(tail);
        }
        if !self.allows(it.hint, pos) {
            return Ok(tail);
        }
        self.open_choice(short(tail), pos, PLAIN);
        self.set(it.count, count);
        self.set(it.last, short(pos));
        Ok(it.body as usize)
    }

    fn step_back(&self, pos: usize, characters: u32) -> Option<usize> {
        let mut at = pos;
        for _ in 0..characters {
            if at == 0 {
                return None;
            }
            at = self.input.prev(at).1;
        }
        Some(at)
    }

    /// The span of a group that has matched.
    pub fn group(&self, group: u32) -> Option<(usize, usize)> {
        let slot = 2 * (group - 1);
        let (start, end) = (self.get(slot), self.get(slot + 1));
        (start != NONE && end != NONE && start <= end).then_some((start as usize, end as usize))
    }

    /// The group closed last.
    pub fn last_group(&self) -> Option<usize> {
        match self.get(self.code.last_group()) {
            NONE => None,
            group => Some(group as usize),
        }
    }

    fn same_as_group(
        &mut self,
        group: u32,
        fold: Fold,
        pos: usize,
    ) -> Result<Option<usize>, RunError> {
        let Some((mut from, to)) = self.group(group) else {
            return Ok(None);
        };
        self.tick((to - from) as u64 / 16)?;
        let mut pos = pos;
        while from < to {
            if pos >= self.end {
                return Ok(None);
            }
            let (wanted, next) = self.input.next(from);
            let (c, after) = self.input.next(pos);
            let same = c == wanted
                || match fold {
                    Fold::Exact => false,
                    Fold::Ascii | Fold::Locale => {
                        chars::lower_ascii(c) == chars::lower_ascii(wanted)
                    }
                    Fold::Unicode => chars::lower(c) == chars::lower(wanted),
                };
            if !same {
                return Ok(None);
            }
            (from, pos) = (next, after);
        }
        Ok(Some(pos))
    }

    fn is_at(&self, place: Place, pos: usize) -> bool {
        let newline = u32::from('\n');
        match place {
            Place::Start => pos == 0,
            Place::VeryEnd => pos == self.end,
            Place::LineStart => pos == 0 || self.input.prev(pos).0 == newline,
            Place::LineEnd => pos == self.end || self.input.next(pos).0 == newline,
            Place::End => {
                pos == self.end || pos + 1 == self.end && self.input.next(pos).0 == newline
            }
            // As of 3.13 the empty subject has neither kind of boundary.
            Place::Boundary { .. } if self.end == 0 => false,
            Place::Boundary { unicode, negate } => {
                let before = pos > 0 && chars::is_word(self.input.prev(pos).0, unicode);
                let after = pos < self.end && chars::is_word(self.input.next(pos).0, unicode);
                (before != after) != negate
            }
        }
    }
}
