//! Compiles a pattern to the instructions of the backtracking matcher (`exec`).
//!
//! The matcher's whole state is a program counter, a position and numbered registers: two for the
//! ends of each group, one for the group closed last, then what loops and assertions need. A
//! register never needs to be kept once per nesting level, since no construct can be entered again
//! before it is left; going back undoes changes of registers one by one.
//!
//! Where the text that can follow is known, instructions carry a hint: the bytes of which the next
//! one must be, or the way ahead is known to fail. Inside atomic groups and assertions nothing of
//! what follows outside may be used, as it would change how much they take.

use super::ast::{Greed, INFINITE};
use super::charset::{ByteSet, Fold};
use super::lower::{Ir, Lowered, Place, Unit};

/// Marks an unset register and the absence of a hint.
pub(super) const NONE: u32 = u32::MAX;

/// One instruction. Unless stated otherwise the next one follows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Inst {
    /// Consumes one such character, or fails.
    Unit(Unit),
    /// Fails unless the condition holds here.
    Place(Place),
    /// Stores the position in a register.
    Open(u32),
    /// Stores the position in a register and the group as the one closed last.
    Close { slot: u32, group: u32 },
    /// Goes on, and to `next` should that fail; straight to `next` where the hint forbids.
    Try { next: u32, hint: u32 },
    /// Goes to `next`, and on should that fail.
    Skip { next: u32 },
    /// Goes back to `body`, and on should that fail; straight on where the hint forbids.
    Again { body: u32, hint: u32 },
    /// Goes to an instruction.
    Jump(u32),
    /// Repeats one unit: index of a [`Run`].
    Run(u32),
    /// Begins a counted loop by going to its `Until`: index of a [`Loop`].
    Enter(u32),
    /// Decides whether a counted loop goes on; its tail is two instructions ahead.
    Until(u32),
    /// Begins another round of a lazy counted loop whose tail failed.
    Iterate(u32),
    /// Begins an assertion: index of a [`Look`].
    Look(u32),
    /// The assertion's body has matched.
    LookEnd(u32),
    /// Notes the choices open at the beginning of an atomic group in a register.
    Atomic(u32),
    /// Gives up the choices opened since.
    AtomicEnd(u32),
    /// Consumes what a group holds.
    Ref { group: u32, fold: Fold },
    /// Goes on if the group has matched, else to `next`.
    Cond { group: u32, next: u32 },
    /// Fails.
    Fail,
    /// The pattern has matched.
    Accept,
}

/// A repetition of one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub unit: Unit,
    pub min: u32,
    pub max: u32,
    pub greed: Greed,
    /// Hint on what follows.
    pub follow: u32,
    /// The instruction after it.
    pub next: u32,
}

/// A loop whose rounds are counted, or whose body may be empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loop {
    pub min: u32,
    pub max: u32,
    pub lazy: bool,
    pub body: u32,
    pub until: u32,
    /// Register of the number of rounds begun, less one; unset before the first.
    pub count: u32,
    /// Register of the position where the latest optional round began.
    pub last: u32,
    /// Hint on the beginning of a round.
    pub hint: u32,
}

/// An assertion.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Characters to go back first.
    pub back: u32,
    pub negate: bool,
    /// The instruction after it.
    pub next: u32,
    /// Register of the number of choices open at its beginning.
    pub height: u32,
    /// Register of the position at its beginning.
    pub pos: u32,
}

/// Where a search can find a match.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lead {
    Anywhere,
    /// At the subject's beginning only.
    Start,
    /// At the beginning of a line.
    Line,
    /// Where one of these bytes stands; the second field is the byte if there is just one.
    Bytes(ByteSet, Option<u8>),
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Code {
    pub insts: Vec<Inst>,
    pub runs: Vec<Run>,
    pub loops: Vec<Loop>,
    pub looks: Vec<Look>,
    pub hints: Vec<ByteSet>,
    pub registers: usize,
    pub groups: u32,
    pub lead: Lead,
    /// Fewest characters a match consumes.
    pub min_width: u64,
}

impl Code {
    /// Register of the group closed last.
    pub fn last_group(&self) -> u32 {
        2 * self.groups
    }
}

/// Compiles a pattern of `groups` groups.
pub(super) fn compile(lowered: &Lowered, groups: u32) -> Code {
    let mut compiler = Compiler {
        lowered,
        code: Code {
            insts: Vec::new(),
            runs: Vec::new(),
            loops: Vec::new(),
            looks: Vec::new(),
            hints: Vec::new(),
            registers: 2 * groups as usize + 1,
            groups,
            lead: lead(lowered),
            min_width: lowered.ir.min_width(),
        },
    };
    compiler.emit(&lowered.ir, ByteSet::FULL);
    compiler.push(Inst::Accept);
    compiler.code
}

fn lead(lowered: &Lowered) -> Lead {
    match lowered.ir.leading() {
        Ir::Place(Place::Start) => return Lead::Start,
        Ir::Place(Place::LineStart) => return Lead::Line,
        _ => {}
    }
    match lowered.first_bytes(&lowered.ir, ByteSet::FULL) {
        ByteSet::FULL => Lead::Anywhere,
        bytes => Lead::Bytes(bytes, bytes.single()),
    }
}

struct Compiler<'a> {
    lowered: &'a Lowered,
    code: Code,
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        index(self.code.insts.len())
    }

    fn push(&mut self, inst: Inst) -> usize {
        self.code.insts.push(inst);
        self.code.insts.len() - 1
    }

    fn register(&mut self) -> u32 {
        self.code.registers += 1;
        index(self.code.registers - 1)
    }

    fn hint(&mut self, bytes: ByteSet) -> u32 {
        if bytes == ByteSet::FULL {
            return NONE;
        }
        if self.code.hints.last() != Some(&bytes) {
            self.code.hints.push(bytes);
        }
        index(self.code.hints.len() - 1)
    }

    /// Emits `ir`; what follows it begins with one of `after`.
    fn emit(&mut self, ir: &Ir, after: ByteSet) {
        match ir {
            Ir::Unit(unit) => {
                self.push(Inst::Unit(*unit));
            }
            Ir::Place(place) => {
                self.push(Inst::Place(*place));
            }
            Ir::Seq(parts) => self.sequence(parts, after),
            Ir::Alt(parts) => self.alternation(parts, after),
            Ir::Group(group, body) => {
                let slot = 2 * (group - 1);
                self.push(Inst::Open(slot));
                self.emit(body, after);
                self.push(Inst::Close {
                    slot: slot + 1,
                    group: *group,
                });
            }
            Ir::Repeat {
                greed,
                min,
                max,
                body,
            } => match **body {
                _ if *max == 0 => {}
                Ir::Unit(unit) => self.run(unit, *greed, *min, *max, after),
                _ if *greed == Greed::Possessive => {
                    let register = self.register();
                    self.push(Inst::Atomic(register));
                    self.repeat(body, Greed::Possessive, *min, *max, ByteSet::FULL);
                    self.push(Inst::AtomicEnd(register));
                }
                _ => self.repeat(body, *greed, *min, *max, after),
            },
            Ir::Atomic(body) => self.atomic(body),
            Ir::Look { back, negate, body } => {
                let (height, pos) = (self.register(), self.register());
                let look = self.code.looks.len();
                self.code.looks.push(Look {
                    back: back.unwrap_or(0),
                    negate: *negate,
                    next: 0,
                    height,
                    pos,
                });
                self.push(Inst::Look(index(look)));
                self.emit(body, ByteSet::FULL);
                self.push(Inst::LookEnd(index(look)));
                self.code.looks[look].next = self.here();
            }
            Ir::Ref { group, fold } => {
                self.push(Inst::Ref {
                    group: *group,
                    fold: *fold,
                });
            }
            Ir::Cond { group, yes, no } => {
                let cond = self.push(Inst::Fail);
                self.emit(yes, after);
                let jump = self.push(Inst::Fail);
                self.code.insts[cond] = Inst::Cond {
                    group: *group,
                    next: self.here(),
                };
                self.emit(no, after);
                self.code.insts[jump] = Inst::Jump(self.here());
            }
            Ir::Fail => {
                self.push(Inst::Fail);
            }
        }
    }

    fn sequence(&mut self, parts: &[Ir], after: ByteSet) {
        let mut afters = Vec::with_capacity(parts.len());
        let mut next = after;
        for part in parts.iter().rev() {
            afters.push(next);
            next = self.lowered.first_bytes(part, next);
        }
        for (part, after) in parts.iter().zip(afters.into_iter().rev()) {
            self.emit(part, after);
        }
    }

    fn alternation(&mut self, parts: &[Ir], after: ByteSet) {
        let mut ends = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            if i + 1 == parts.len() {
                self.emit(part, after);
                break;
            }
            let hint = self.hint(self.lowered.first_bytes(part, after));
            let attempt = self.push(Inst::Fail);
            self.emit(part, after);
            ends.push(self.push(Inst::Fail));
            self.code.insts[attempt] = Inst::Try {
                next: self.here(),
                hint,
            };
        }
        for end in ends {
            self.code.insts[end] = Inst::Jump(self.here());
        }
    }

    fn atomic(&mut self, body: &Ir) {
        let register = self.register();
        self.push(Inst::Atomic(register));
        self.emit(body, ByteSet::FULL);
        self.push(Inst::AtomicEnd(register));
    }

    fn run(&mut self, unit: Unit, greed: Greed, min: u32, max: u32, after: ByteSet) {
        let follow = match greed {
            Greed::Possessive => NONE,
            Greed::Greedy | Greed::Lazy => self.hint(after),
        };
        self.code.runs.push(Run {
            unit,
            min,
            max,
            greed,
            follow,
            next: self.here() + 1,
        });
        self.push(Inst::Run(index(self.code.runs.len() - 1)));
    }

    /// The body of a loop; each round of a possessive one is atomic of itself.
    fn round(&mut self, body: &Ir, greed: Greed, after: ByteSet) {
        match greed {
            Greed::Possessive => self.atomic(body),
            Greed::Greedy | Greed::Lazy => self.emit(body, after),
        }
    }

    /// A repetition of more than one unit. Only where a round may be empty, or rounds must be
    /// counted, is a counted loop needed.
    fn repeat(&mut self, body: &Ir, greed: Greed, min: u32, max: u32, after: ByteSet) {
        let first = self.lowered.first_bytes(body, after);
        let lazy = greed == Greed::Lazy;
        let may_be_empty = body.min_width() == 0;
        match (min, max) {
            (1, 1) => self.round(body, greed, after),
            (0, 1) => {
                let attempt = self.push(Inst::Fail);
                self.round(body, greed, after);
                self.attempt(attempt, lazy, first);
            }
            (0, INFINITE) if !may_be_empty => {
                let attempt = self.push(Inst::Fail);
                self.round(body, greed, first.union(after));
                self.push(Inst::Jump(index(attempt)));
                self.attempt(attempt, lazy, first);
            }
            (1, INFINITE) if !may_be_empty => {
                let body_at = self.here();
                self.round(body, greed, first.union(after));
                if lazy {
                    let next = self.here() + 2;
                    self.push(Inst::Skip { next });
                    self.push(Inst::Jump(body_at));
                } else {
                    let hint = self.hint(first);
                    self.push(Inst::Again {
                        body: body_at,
                        hint,
                    });
                }
            }
            _ => {
                let (count, last) = (self.register(), self.register());
                let number = self.code.loops.len();
                let hint = self.hint(first);
                self.code.loops.push(Loop {
                    min,
                    max,
                    lazy,
                    body: self.here() + 1,
                    until: 0,
                    count,
                    last,
                    hint,
                });
                self.push(Inst::Enter(index(number)));
                self.round(body, greed, first.union(after));
                self.code.loops[number].until = self.here();
                self.push(Inst::Until(index(number)));
                self.push(Inst::Iterate(index(number)));
            }
        }
    }

    /// Fills in the instruction at `at`: try what follows it and else come here, or the reverse.
    fn attempt(&mut self, at: usize, lazy: bool, first: ByteSet) {
        let next = self.here();
        self.code.insts[at] = if lazy {
            Inst::Skip { next }
        } else {
            Inst::Try {
                next,
                hint: self.hint(first),
            }
        };
    }
}
