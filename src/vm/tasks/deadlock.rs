//! Saying who waits for what, when nothing can go on.

use std::rc::Rc;

use super::wait::places;
use super::{Place, Rest, Task};
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
        let tasks = &self.tasks;
        tasks.deadlocked.set(true);
        let mut lines = vec![self.waits_line(&tasks.main)];
        lines.extend(
            tasks
                .live
                .borrow()
                .values()
                .map(|task| self.waits_line(task)),
        );
        let head = match lines.len() {
            1 => "the program waits for something that can never happen",
            _ => "all threads wait, and nothing can wake any of them",
        };
        let message = format!("{head}\n  {}", lines.join("\n  "));
        self.exception(&self.deadlock_error_class(), message)
    }

    /// What the tasks wait for that wait for something; nothing if there is one task, and it runs.
    pub(super) fn waiting_lines(&self) -> Vec<String> {
        let tasks = &self.tasks;
        let live: Vec<Rc<Task>> = tasks.live.borrow().values().cloned().collect();
        std::iter::once(&tasks.main)
            .chain(&live)
            .filter(|task| task.wait.borrow().is_some())
            .map(|task| self.waits_line(task))
            .collect()
    }

    /// "Thread-1 (work) waits for a lock that MainThread holds (line 12, in work)"
    fn waits_line(&self, task: &Rc<Task>) -> String {
        let what = match task.wait.borrow().as_ref() {
            Some(wait) => wait.condition.describe(self),
            None => "its turn".to_owned(),
        };
        let stopped: Vec<Place> = match &*task.rest.borrow() {
            Rest::Frames { fiber, frame, .. } => places(fiber, frame),
            _ => task.places.borrow().clone(),
        };
        let name = task.name.borrow();
        let Some((core, pc)) = stopped.last() else {
            return format!("{name} waits for {what}");
        };
        let code = &core.code;
        let place = format!("line {}, in {}", code.line_of(*pc as usize), code.qualname);
        // Inside the library, what the program called says more than the lock in its depths.
        match stopped.len().checked_sub(2).and_then(|at| stopped.get(at)) {
            Some((called, _)) => {
                format!(
                    "{name} waits in {}, for {what} ({place})",
                    called.code.qualname
                )
            }
            None => format!("{name} waits for {what} ({place})"),
        }
    }
}
