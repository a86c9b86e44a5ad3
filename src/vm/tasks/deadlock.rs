//! Saying who waits for what, when nothing can go on.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::wait::places;
use super::{Holder, Place, Rest, Task};
use crate::object::{Class, Exc};
use crate::vm::Vm;

impl Vm {
    /// `threading.DeadlockError`, a RuntimeError.
    pub fn deadlock_error_class(&self) -> Class {
        self.exception_type("threading", "DeadlockError", &self.types.runtime_error)
    }

    /// The error of a program whose tasks all wait for each other.
    #[cold]
    pub(super) fn deadlock_error(&self) -> Exc {
        self.tasks.deadlocked.set(true);
        let lines = self.waits_lines(|_| true);
        let head = match lines.len() {
            1 => "the program waits for something that can never happen",
            _ => "all threads wait, and nothing can wake any of them",
        };
        let message = format!("{head}\n  {}", lines.join("\n  "));
        self.exception(&self.deadlock_error_class(), message)
    }

    /// What the tasks wait for that wait for something; nothing if there is one task, and it runs.
    pub(super) fn waiting_lines(&self) -> Vec<String> {
        self.waits_lines(|task| task.wait.borrow().is_some())
    }

    /// A limit or a deadlock has ended the program already: what else it runs into for the same
    /// reason need not be reported.
    pub fn is_doomed(&self) -> bool {
        self.tasks.limits.stopping.get() || self.tasks.deadlocked.get()
    }

    /// Whether an exception is of the kind that limits and deadlocks raise.
    pub fn is_doom(&self, exc: &Exc) -> bool {
        self.tasks.limits.stopping.get() || self.is_instance_of(exc, &self.deadlock_error_class())
    }

    fn waits_lines(&self, wanted: impl Fn(&Task) -> bool) -> Vec<String> {
        let tasks = &self.tasks;
        let live: Vec<Rc<Task>> = tasks.live.borrow().values().cloned().collect();
        let all = || std::iter::once(&tasks.main).chain(&live);
        // What others wait for, by who has it.
        let mut held: BTreeMap<u64, Vec<Option<String>>> = BTreeMap::new();
        for task in all() {
            if let Some(holder) = self.holder_for(task)
                && holder.ident != task.ident
            {
                let things = held.entry(holder.ident).or_default();
                if !things.contains(&holder.what) {
                    things.push(holder.what);
                }
            }
        }
        let wanted = all().filter(|task| wanted(task));
        wanted.map(|task| self.waits_line(task, &held)).collect()
    }

    /// The task that has what this one waits for.
    fn holder_for(&self, task: &Task) -> Option<Holder> {
        task.wait.borrow().as_ref()?.condition.holder(self)
    }

    /// "Thread-1 (work) holds the lock 'b' and waits for the lock 'a', which MainThread holds (line
    /// 12, in work)"
    fn waits_line(&self, task: &Rc<Task>, held: &BTreeMap<u64, Vec<Option<String>>>) -> String {
        let mut text = task.name.borrow().clone();
        if let Some(things) = held.get(&task.ident) {
            let things: Vec<String> = things.iter().map(lock_name).collect();
            text.push_str(&format!(" holds {} and", things.join(" and ")));
        }
        let what = self.awaited(task);
        let stopped: Vec<Place> = match &*task.rest.borrow() {
            Rest::Frames { fiber, frame, .. } => places(fiber, frame),
            _ => task.places.borrow().clone(),
        };
        let Some((core, pc)) = stopped.last() else {
            return format!("{text} waits for {what}");
        };
        let code = &core.code;
        let place = format!("line {}, in {}", code.line_of(*pc as usize), code.qualname);
        // Inside the library, what the program called says more than the lock in its depths.
        match stopped.len().checked_sub(2).and_then(|at| stopped.get(at)) {
            Some((called, _)) => {
                format!(
                    "{text} waits in {}, for {what} ({place})",
                    called.code.qualname
                )
            }
            None => format!("{text} waits for {what} ({place})"),
        }
    }

    /// "the lock 'b', which MainThread holds"
    fn awaited(&self, task: &Rc<Task>) -> String {
        let Some(holder) = self.holder_for(task) else {
            return match task.wait.borrow().as_ref() {
                Some(wait) => wait.condition.describe(self),
                None => "its turn".to_owned(),
            };
        };
        let thing = lock_name(&holder.what);
        let which = match holder.what {
            Some(_) => ", which",
            None => " that",
        };
        match self.tasks.find(holder.ident) {
            Some(owner) if owner.ident == task.ident => format!("{thing}{which} it holds itself"),
            Some(owner) => format!("{thing}{which} {} holds", owner.name.borrow()),
            None => format!("{thing}{which} was taken by a thread that has ended"),
        }
    }
}

/// "the lock 'a'" or "a lock"
fn lock_name(name: &Option<String>) -> String {
    match name {
        Some(name) => format!("the lock '{name}'"),
        None => "a lock".to_owned(),
    }
}
