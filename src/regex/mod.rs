//! Python's regular expressions without Python's objects: the `re` module binds these to `Pattern`
//! and `Match`.
//!
//! A pattern is read (`token`, `parse`, `group` into `ast`), its flags are applied (`lower`, with
//! `chars` and `charset`), and it is matched by one of two matchers. `code` and `exec` (over the
//! subjects of `input`) are a backtracking matcher with CPython's semantics for everything the
//! syntax offers; it begins every run, and short ones end there. A run that turns out long is
//! handed to `linear`, the `regex` crate, where the pattern is regular and the crate agrees.
//! Replacement templates are in `template`, byte and character offsets in `offsets`, errors in
//! `error`.
//!
//! Left out: the locale (LOCALE takes the letters to be ASCII's, as in the C locale) and the dump
//! that DEBUG prints. Different from CPython 3.13, on purpose: a group inside a possessive repetition
//! keeps nothing of an abandoned branch, which CPython leaks; a character beyond the basic plane in
//! a set under IGNORECASE is compared as it is outside one; `pos` behind `endpos` never matches.

mod ast;
mod chars;
mod charset;
mod code;
mod error;
mod exec;
mod group;
mod input;
mod linear;
mod lower;
mod offsets;
mod parse;
mod template;
#[cfg(test)]
mod tests;
mod token;

use std::cell::Cell;

use code::Code;
pub use error::{ErrorKind, ReError, Warning};
use exec::{Machine, Rules, Scratch};
use input::{Bytes, Input, Utf8, Wide};
use linear::{Linear, Query};
use lower::Lowered;
pub use offsets::Offsets;
pub use template::{Literal, Piece, escape, escape_bytes, parse_template};

/// `re.IGNORECASE`.
pub const IGNORECASE: u32 = 2;
/// `re.LOCALE`.
pub const LOCALE: u32 = 4;
/// `re.MULTILINE`.
pub const MULTILINE: u32 = 8;
/// `re.DOTALL`.
pub const DOTALL: u32 = 16;
/// `re.UNICODE`.
pub const UNICODE: u32 = 32;
/// `re.VERBOSE`.
pub const VERBOSE: u32 = 64;
/// `re.DEBUG`.
pub const DEBUG: u32 = 128;
/// `re.ASCII`.
pub const ASCII: u32 = 256;
/// `re.NOFLAG`.
pub const NOFLAG: u32 = 0;

/// The flags that say what letters are; at most one holds.
const TYPE_FLAGS: u32 = ASCII | LOCALE | UNICODE;

/// Steps a run of a regular pattern may take before it counts as long.
const FIRST_BUDGET: u64 = 2_000;

/// Finds the character of a Unicode name, for `\N{...}`.
pub type NameLookup<'a> = &'a dyn Fn(&str) -> Option<char>;

/// The source of a pattern or of a template.
#[derive(Clone, Copy, Debug)]
pub enum Pattern<'a> {
    /// A `str` without lone surrogates.
    Str(&'a str),
    /// A `str` as code points.
    Wide(&'a [u32]),
    /// `bytes`.
    Bytes(&'a [u8]),
}

impl Pattern<'_> {
    fn code_points(self) -> Vec<u32> {
        match self {
            Pattern::Str(text) => text.chars().map(u32::from).collect(),
            Pattern::Wide(points) => points.to_vec(),
            Pattern::Bytes(bytes) => bytes.iter().copied().map(u32::from).collect(),
        }
    }
}

/// What is searched. Positions are bytes of `Str`, `Ascii` and `Bytes`, indices of `Wide`.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A `str` without lone surrogates.
    Str(&'a str),
    /// A `str` known to be ASCII, which spares finding out.
    Ascii(&'a str),
    /// A `str` as code points.
    Wide(&'a [u32]),
    /// `bytes`.
    Bytes(&'a [u8]),
}

impl Subject<'_> {
    /// Length in the units of positions.
    pub fn len(&self) -> usize {
        match self {
            Subject::Str(text) | Subject::Ascii(text) => text.len(),
            Subject::Wide(points) => points.len(),
            Subject::Bytes(bytes) => bytes.len(),
        }
    }

    /// Whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `pos`, moved back out of the middle of a character and into the subject.
    fn clamp(&self, pos: usize) -> usize {
        match self {
            Subject::Str(text) => text.floor_char_boundary(pos),
            _ => pos.min(self.len()),
        }
    }
}

/// How a match is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Anywhere from `pos` on.
    Search,
    /// At `pos`.
    Match,
    /// From `pos` to `endpos`.
    Fullmatch,
}

/// What bounds a run.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Steps of the backtracking matcher after which it gives up; a hundred million are about a
    /// second.
    pub steps: u64,
    /// Asked every few thousand steps; true ends the run.
    pub interrupt: Option<&'a dyn Fn() -> bool>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            steps: 250_000_000,
            interrupt: None,
        }
    }
}

/// Why a run ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunError {
    /// More steps or memory than allowed, or a subject of 4 GiB.
    TooLong,
    /// The interrupt said so.
    Interrupted,
    /// A `str` pattern on bytes: "cannot use a string pattern on a bytes-like object".
    TextOnBytes,
    /// A bytes pattern on a `str`: "cannot use a bytes pattern on a string-like object".
    BytesOnText,
}

/// A match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    /// The span of the match, then of each group that has matched.
    pub spans: Vec<Option<(usize, usize)>>,
    /// The group closed last (`Match.lastindex`).
    pub lastindex: Option<usize>,
}

impl Captures {
    /// Beginning and end of the whole match.
    pub fn span(&self) -> (usize, usize) {
        self.spans.first().copied().flatten().unwrap_or_default()
    }
}

/// A compiled pattern.
/// Compiled once, it can be run from several threads.
pub struct Program {
    /// Number of groups, group 0 not counted (`Pattern.groups`).
    pub groups: usize,
    /// Names and numbers of the named groups, in the order of definition (`Pattern.groupindex`).
    pub group_names: Vec<(String, usize)>,
    /// The flags in force, UNICODE among them for `str` (`Pattern.flags`).
    pub flags: u32,
    /// What CPython would warn about when compiling.
    pub warnings: Vec<Warning>,
    lowered: Lowered,
    code: Code,
    linear: Option<Linear>,
}

/// The state of a walk over all matches in a subject, as `findall`, `finditer`, `sub`, `split` and
/// the scanner objects make it.
pub struct Scan {
    pos: usize,
    endpos: usize,
    /// The next match must not be empty if it begins at `pos`.
    advance: bool,
    finished: bool,
    pace: Pace,
    scratch: Scratch,
}

impl Scan {
    /// A walk from `pos` up to `endpos`.
    pub fn new(pos: usize, endpos: usize) -> Self {
        Self {
            pos,
            endpos,
            advance: false,
            finished: false,
            pace: Pace::default(),
            scratch: Scratch::default(),
        }
    }
}

/// What earlier runs over the same subject have taught.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    /// Runs turn out long, one by one or for the little they find.
    long: bool,
    /// Whether the subject is ASCII.
    is_ascii: Option<bool>,
    /// Steps spent so far beyond those that a match or a character is worth.
    excess: u64,
}

impl Pace {
    /// Takes note of a match that took `steps` and ended `distance` after the last one.
    fn note(&mut self, steps: u64, distance: usize) {
        let worth = 8 + distance as u64;
        self.excess = (self.excess + steps).saturating_sub(worth);
        self.long |= self.excess > FIRST_BUDGET;
    }
}

/// Where and how one match is wanted.
#[derive(Clone, Copy)]
struct Task {
    mode: Mode,
    pos: usize,
    endpos: usize,
    advance: bool,
}

/// A task for the backtracking matcher and its bounds.
struct Job<'a> {
    task: Task,
    budget: u64,
    interrupt: Option<&'a dyn Fn() -> bool>,
    /// Steps it has taken, once it is done.
    spent: u64,
}

impl<'a> Job<'a> {
    fn new(task: Task, budget: u64, limits: &Limits<'a>) -> Self {
        Self {
            task,
            budget,
            interrupt: limits.interrupt,
            spent: 0,
        }
    }
}

thread_local! {
    /// The matcher's memory between runs; taken out while one is on.
    static SCRATCH: Cell<Scratch> = Cell::default();
}

/// Checks flags against the kind of pattern and completes them.
fn check_flags(is_text: bool, flags: u32) -> Result<u32, ReError> {
    let has = |flag| flags & flag != 0;
    let msg = if is_text {
        if has(LOCALE) {
            "cannot use LOCALE flag with a str pattern"
        } else if !has(ASCII) {
            return Ok(flags | UNICODE);
        } else if has(UNICODE) {
            "ASCII and UNICODE flags are incompatible"
        } else {
            return Ok(flags);
        }
    } else if has(UNICODE) {
        "cannot use UNICODE flag with a bytes pattern"
    } else if has(LOCALE) && has(ASCII) {
        "ASCII and LOCALE flags are incompatible"
    } else {
        return Ok(flags);
    };
    Err(ReError::plain(ErrorKind::Value, msg))
}

impl Program {
    /// Compiles a pattern; `\N{...}` knows no names.
    ///
    /// # Errors
    /// As [`Program::compile_with`].
    pub fn compile(pattern: Pattern<'_>, flags: u32) -> Result<Self, ReError> {
        Self::compile_with(pattern, flags, &|_| None)
    }

    /// Compiles a pattern, asking `names` for `\N{...}`.
    ///
    /// # Errors
    /// What CPython raises, in its words: see [`ErrorKind`].
    pub fn compile_with(
        pattern: Pattern<'_>,
        flags: u32,
        names: NameLookup<'_>,
    ) -> Result<Self, ReError> {
        let is_text = !matches!(pattern, Pattern::Bytes(_));
        let parsed = parse::parse(pattern.code_points(), is_text, flags, names, check_flags)?;
        let lowered = lower::lower(&parsed.seq, parsed.flags, is_text)?;
        let code = code::compile(&lowered, parsed.groups);
        let linear = Linear::new(&lowered, parsed.groups);
        Ok(Self {
            groups: parsed.groups as usize,
            group_names: parsed
                .names
                .into_iter()
                .map(|(name, group)| (name, group as usize))
                .collect(),
            flags: parsed.flags,
            warnings: parsed.warnings,
            lowered,
            code,
            linear,
        })
    }

    /// One match in `subject[pos:endpos]`; what is before `pos` still counts as before, what is
    /// after `endpos` does not exist. Positions are clamped to the subject.
    ///
    /// # Errors
    /// See [`RunError`].
    pub fn run(
        &self,
        subject: Subject<'_>,
        mode: Mode,
        pos: usize,
        endpos: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<Captures>, RunError> {
        let task = Task {
            mode,
            pos: subject.clamp(pos),
            endpos: subject.clamp(endpos),
            advance: false,
        };
        let mut scratch = SCRATCH.take();
        let mut captures = Captures::default();
        let found = self.find(
            subject,
            task,
            &mut Pace::default(),
            limits,
            &mut scratch,
            &mut captures,
        );
        scratch.trim();
        SCRATCH.set(scratch);
        Ok(found?.then_some(captures))
    }

    /// The next match of a walk over `subject`, which is the same for the whole walk. It begins
    /// where the last one ended, and is not empty there if that one was.
    ///
    /// # Errors
    /// See [`RunError`].
    pub fn advance(
        &self,
        scan: &mut Scan,
        subject: Subject<'_>,
        mode: Mode,
        limits: &Limits<'_>,
    ) -> Result<Option<Captures>, RunError> {
        let mut captures = Captures::default();
        let found = self.advance_into(scan, subject, mode, limits, &mut captures)?;
        Ok(found.then_some(captures))
    }

    /// Like [`Program::advance`], but puts the match into `captures` and says whether there is
    /// one, which spares an allocation for each.
    ///
    /// # Errors
    /// See [`RunError`].
    pub fn advance_into(
        &self,
        scan: &mut Scan,
        subject: Subject<'_>,
        mode: Mode,
        limits: &Limits<'_>,
        captures: &mut Captures,
    ) -> Result<bool, RunError> {
        if scan.finished {
            return Ok(false);
        }
        let task = Task {
            mode,
            pos: subject.clamp(scan.pos),
            endpos: subject.clamp(scan.endpos),
            advance: scan.advance,
        };
        let Scan { pace, scratch, .. } = scan;
        let found = self.find(subject, task, pace, limits, scratch, captures)?;
        if found {
            let (start, end) = captures.span();
            scan.advance = start == end;
            scan.pos = end;
        } else {
            scan.finished = true;
        }
        Ok(found)
    }

    fn find(
        &self,
        subject: Subject<'_>,
        task: Task,
        pace: &mut Pace,
        limits: &Limits<'_>,
        scratch: &mut Scratch,
        captures: &mut Captures,
    ) -> Result<bool, RunError> {
        let is_text = self.lowered.is_text;
        let bytes = match (subject, is_text) {
            (Subject::Bytes(_), true) => return Err(RunError::TextOnBytes),
            (Subject::Bytes(bytes), false) => bytes,
            (_, false) => return Err(RunError::BytesOnText),
            (Subject::Str(text), true) => text.as_bytes(),
            (Subject::Ascii(text), true) => {
                pace.is_ascii = Some(true);
                text.as_bytes()
            }
            (Subject::Wide(points), true) => {
                let mut job = Job::new(task, limits.steps, limits);
                return self.backtrack(Wide(points), &mut job, scratch, captures);
            }
        };
        if task.pos > task.endpos {
            return Ok(false);
        }
        // An empty match that must be passed over is no question for the other matcher.
        let linear = self
            .linear
            .as_ref()
            .filter(|_| !task.advance || self.code.min_width > 0);
        if let Some(linear) = linear {
            if !pace.long {
                let mut job = Job::new(task, limits.steps.min(FIRST_BUDGET), limits);
                match self.on_bytes(bytes, *pace, &mut job, scratch, captures) {
                    Err(RunError::TooLong) => pace.long = true,
                    answer => {
                        pace.note(job.spent, captures.span().1.saturating_sub(task.pos));
                        return answer;
                    }
                }
            }
            let query = Query {
                haystack: bytes.get(..task.endpos).unwrap_or(bytes),
                from: task.pos,
                mode: task.mode,
                is_ascii: *pace.is_ascii.get_or_insert_with(|| bytes.is_ascii()),
            };
            if let Some(answer) = linear.find(&self.lowered, query, captures) {
                return Ok(answer);
            }
        }
        let mut job = Job::new(task, limits.steps, limits);
        self.on_bytes(bytes, *pace, &mut job, scratch, captures)
    }

    fn on_bytes(
        &self,
        bytes: &[u8],
        pace: Pace,
        job: &mut Job<'_>,
        scratch: &mut Scratch,
        captures: &mut Captures,
    ) -> Result<bool, RunError> {
        if !self.lowered.is_text || pace.is_ascii == Some(true) {
            self.backtrack(Bytes(bytes), job, scratch, captures)
        } else {
            self.backtrack(Utf8(bytes), job, scratch, captures)
        }
    }

    fn backtrack<I: Input>(
        &self,
        input: I,
        job: &mut Job<'_>,
        scratch: &mut Scratch,
        captures: &mut Captures,
    ) -> Result<bool, RunError> {
        let task = job.task;
        if task.pos > task.endpos {
            return Ok(false);
        }
        let mut machine = Machine::new(&self.code, &self.lowered.sets, input, scratch, job)?;
        let span = match task.mode {
            Mode::Search => machine.search(task.pos, task.advance)?,
            Mode::Match | Mode::Fullmatch => {
                let rules = Rules {
                    full: task.mode == Mode::Fullmatch,
                    advance: task.advance,
                };
                machine.attempt(task.pos, rules)?.map(|end| (task.pos, end))
            }
        };
        job.spent = machine.spent();
        if span.is_none() {
            return Ok(false);
        }
        captures.spans.clear();
        captures.spans.push(span);
        let groups = 1..=self.code.groups;
        captures
            .spans
            .extend(groups.map(|group| machine.group(group)));
        captures.lastindex = machine.last_group();
        Ok(true)
    }
}
