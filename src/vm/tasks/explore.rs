//! Schedules that repeat: the switches between threads are drawn from a seed, or given one by one.
//!
//! With a schedule, every jump back, call and pause within a line is a step at which the running
//! thread may be stopped; which steps, and who runs next, the schedule says. The clock has no say
//! but over sleeping. What was switched can be written to a file, for the search that the command
//! line makes (`--schedule=explore:N`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::rc::Rc;

use super::wait::places;
use super::{Fiber, Frame, Task};
use crate::vm::Vm;

/// One of so many steps is a switch, with a seed.
const RARITY: u64 = 8;

/// A file of switches names no more than this many.
const MOST_NOTED: usize = 20_000;

/// Where the switches come from.
enum Source {
    /// The state of a generator of numbers.
    Seed(u64),
    /// For a step: who runs next.
    Steps(BTreeMap<u64, u64>),
}

/// A schedule, and what has been made of it.
pub(super) struct Schedule {
    source: Source,
    step: u64,
    /// Who runs next.
    next: Option<u64>,
    record: Option<PathBuf>,
    noted: Vec<Switch>,
}

/// A switch that the schedule has made.
struct Switch {
    step: u64,
    from: u64,
    to: u64,
    /// Where the stopped thread stood, and its name.
    stopped: String,
    /// The same of the one that ran next.
    resumed: String,
}

/// Numbers from a seed: xorshift, of which nothing but variety is asked.
fn draw(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

impl Vm {
    /// Switch threads as `text` says: a seed (a number), or `at:` and steps with the identities
    /// of those who run next, `12>3,57>2`. The switches are written to `record` at the end.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn set_schedule(&self, text: &str, record: Option<PathBuf>) -> Result<(), String> {
        let source = match text.strip_prefix("at:") {
            None => match text.parse::<u64>() {
                Ok(seed) => {
                    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
                    for _ in 0..8 {
                        draw(&mut state);
                    }
                    Source::Seed(state)
                }
                Err(_) => return Err(format!("a number, explore:N or at:…, not '{text}'")),
            },
            Some(list) => {
                let mut steps = BTreeMap::new();
                for pair in list.split(',').filter(|p| !p.is_empty()) {
                    let known = pair.split_once('>').and_then(|(step, to)| {
                        Some((step.parse::<u64>().ok()?, to.parse::<u64>().ok()?))
                    });
                    let (step, to) =
                        known.ok_or_else(|| format!("at:STEP>THREAD,…, not '{pair}'"))?;
                    steps.insert(step, to);
                }
                Source::Steps(steps)
            }
        };
        self.tasks.grain.set(1);
        self.tasks.schedule.replace(Some(Schedule {
            source,
            step: 0,
            next: None,
            record,
            noted: Vec::new(),
        }));
        Ok(())
    }

    /// A step of the schedule: whether another thread is to run now.
    pub(super) fn scheduled_switch(&self) -> bool {
        let tasks = &self.tasks;
        let current = tasks.ident();
        let ready: Vec<u64> = tasks.ready.borrow().iter().map(|t| t.ident).collect();
        let mut schedule = tasks.schedule.borrow_mut();
        let Some(schedule) = schedule.as_mut() else {
            return false;
        };
        schedule.step += 1;
        let step = schedule.step;
        let to = match &mut schedule.source {
            Source::Seed(state) => {
                if ready.is_empty() || !draw(state).is_multiple_of(RARITY) {
                    return false;
                }
                let at = draw(state) % ready.len() as u64;
                ready[at as usize]
            }
            Source::Steps(steps) => match steps.get(&step) {
                Some(to) if ready.contains(to) => *to,
                _ => return false,
            },
        };
        schedule.next = Some(to);
        if schedule.noted.len() < MOST_NOTED {
            schedule.noted.push(Switch {
                step,
                from: current,
                to,
                stopped: String::new(),
                resumed: String::new(),
            });
        }
        true
    }

    /// The next task to run: the first one, unless the schedule says another.
    pub(super) fn next_ready(&self) -> Option<Rc<Task>> {
        let tasks = &self.tasks;
        let wanted = match tasks.grain.get() {
            1 => tasks
                .schedule
                .borrow_mut()
                .as_mut()
                .and_then(|s| s.next.take()),
            _ => None,
        };
        let mut ready = tasks.ready.borrow_mut();
        let at = wanted.and_then(|ident| ready.iter().position(|t| t.ident == ident));
        match at {
            Some(at) => ready.remove(at),
            None => ready.pop_front(),
        }
    }

    /// Note where a task was stopped by the schedule, and where the one stands that comes next.
    pub(super) fn note_place(&self, task: &Rc<Task>, fiber: &Fiber, frame: &Frame) {
        if self.tasks.grain.get() != 1 {
            return;
        }
        let stopped = place_text(task, &places(fiber, frame));
        let next = {
            let schedule = self.tasks.schedule.borrow();
            schedule.as_ref().and_then(|s| s.noted.last()).map(|s| s.to)
        };
        let resumed = next.and_then(|ident| self.tasks.find(ident)).map(|task| {
            let stood = match &*task.rest.borrow() {
                super::Rest::Frames { fiber, frame, .. } => places(fiber, frame),
                _ => Vec::new(),
            };
            place_text(&task, &stood)
        });
        if let Some(schedule) = self.tasks.schedule.borrow_mut().as_mut()
            && let Some(last) = schedule.noted.last_mut()
            && last.stopped.is_empty()
            && last.from == task.ident
        {
            last.stopped = stopped;
            last.resumed = resumed.unwrap_or_default();
        }
    }

    /// The program is over: write what the schedule has done.
    pub fn finish_schedule(&self) {
        let Some(schedule) = self.tasks.schedule.take() else {
            return;
        };
        let Some(path) = schedule.record else { return };
        let mut text = String::new();
        for switch in &schedule.noted {
            let Switch {
                step,
                to,
                stopped,
                resumed,
                ..
            } = switch;
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{step}>{to}\t{stopped}\t{resumed}");
        }
        if let Err(e) = std::fs::write(&path, text) {
            self.streams
                .write_err(self, &format!("{}: {e}\n", path.display()));
        }
    }
}

/// "Thread-1 (work)\u{1f}12\u{1f}change_it"
fn place_text(task: &Task, places: &[super::Place]) -> String {
    let name = task.name.borrow();
    match places.last() {
        Some((core, pc)) => {
            let code = &core.code;
            let line = code.line_of(*pc as usize);
            format!("{name}\u{1f}{line}\u{1f}{}", code.qualname)
        }
        None => format!("{name}\u{1f}\u{1f}"),
    }
}
