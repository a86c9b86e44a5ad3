//! The child of a fork: of all tasks, only the one that called it goes on.

use std::rc::Rc;

use super::MAIN_IDENT;
use crate::vm::Vm;

impl Vm {
    /// Forget the tasks that the parent of a fork goes on with. What they hold stays held, and
    /// nothing of them is taken down: their `finally` blocks are the parent's.
    pub fn tasks_after_fork(&self) {
        let tasks = &self.tasks;
        let current = tasks.current();
        let live = std::mem::take(&mut *tasks.live.borrow_mut());
        let mut left = 0;
        for (ident, task) in live {
            if Rc::ptr_eq(&task, &current) {
                tasks.live.borrow_mut().insert(ident, task);
                left += 1;
                continue;
            }
            task.done.set(true);
            task.timer.set(None);
            std::mem::forget(task);
        }
        tasks.company.set(left);
        std::mem::forget(std::mem::take(&mut *tasks.ready.borrow_mut()));
        std::mem::forget(std::mem::take(&mut *tasks.timers.borrow_mut()));
        std::mem::forget(std::mem::take(&mut *tasks.polled.borrow_mut()));
        std::mem::forget(std::mem::take(&mut *tasks.stackless.borrow_mut()));
        current.queued.set(false);
        // An event loop that the parent runs is not the child's.
        std::mem::forget(current.event_loop.take());
        tasks.slice_end.set(None);
        if current.ident != MAIN_IDENT {
            let main = &tasks.main;
            main.done.set(true);
            main.timer.set(None);
            main.queued.set(false);
            std::mem::forget(main.wait.take());
            tasks.orphan.set(true);
        }
        // Without it, a sleeping child is not woken by signals; they are still seen.
        let _ = self.renew_interrupts();
    }
}
