//! Starting, switching and ending tasks.

use std::rc::Rc;
use std::time::{Duration, Instant};

use super::stack::{self, NativeStack};
use super::{Rest, Task, wait};
use crate::native::Args;
use crate::object::{Exc, FINALIZERS_WAIT, Function, Payload, PyResult, Str, Value, gc};
use crate::vm::fiber::{FrameKind, WINDOW};
use crate::vm::run::Outcome;
use crate::vm::{Fiber, Frame, Vm};

/// Runs of nested code between two looks at the clock.
const NESTED_TICKS: u32 = 256;

/// Time between two looks at file descriptors while tasks are busy.
const POLL_INTERVAL: Duration = Duration::from_millis(1);

/// Free native stacks that are kept.
const SPARE_STACKS: usize = 16;

impl Vm {
    // ---- time slices ----------------------------------------------------------------------

    /// Look at signals, limits and the clock; called every so many jumps back and calls. Whether
    /// the running task should stop: where it cannot (`switch` is false), it is switched here.
    ///
    /// # Errors
    /// KeyboardInterrupt in the main task; the end of a limit.
    #[inline(never)]
    pub(in crate::vm) fn tick(&self, switch: bool) -> PyResult<bool> {
        if gc::is_due() {
            crate::modules::gc::collect_due(self);
            if FINALIZERS_WAIT.get() {
                self.run_finalizers();
            }
        }
        let tasks = &self.tasks;
        self.check_limits()?;
        if tasks.interrupts.is_pending() {
            if tasks.runs_main() {
                self.run_signal_handlers()?;
                return Ok(false);
            }
            return self.give_way(switch);
        }
        if tasks.company() == 0 {
            return Ok(false);
        }
        if tasks.grain.get() == 1 {
            self.collect_events();
            return match self.scheduled_switch() {
                true => self.give_way(switch),
                false => Ok(false),
            };
        }
        let now = Instant::now();
        match tasks.slice_end.get() {
            Some(end) if now < end => return Ok(false),
            Some(_) => self.collect_events(),
            // The first look of this slice: from here it counts.
            None => {}
        }
        if tasks.slice_end.get().is_none() || tasks.ready.borrow().is_empty() {
            tasks.slice_end.set(Some(now + tasks.interval.get()));
            return Ok(false);
        }
        self.give_way(switch)
    }

    /// [`Vm::tick`] for other evaluators, which call it every so many of their own steps: other
    /// tasks may run before it returns.
    ///
    /// # Errors
    /// KeyboardInterrupt in the main task; the end of a limit.
    pub fn poll(&self) -> PyResult<()> {
        self.tick(false).map(drop)
    }

    /// [`Vm::tick`] for short runs that natives make (key functions, generators that `sum` draws
    /// from): none of them is long enough to tick itself.
    #[inline]
    pub(in crate::vm) fn nested_tick(&self) -> PyResult<()> {
        match self.tasks.nested.get().checked_sub(1) {
            Some(left) => {
                self.tasks.nested.set(left);
                Ok(())
            }
            None => {
                self.tasks.nested.set(NESTED_TICKS);
                self.tick(false).map(drop)
            }
        }
    }

    fn give_way(&self, switch: bool) -> PyResult<bool> {
        if switch {
            return Ok(true);
        }
        let task = self.tasks.current();
        self.tasks.enqueue(&task);
        self.suspend();
        match task.result.take() {
            Some(Err(exc)) => Err(exc),
            _ if self.tasks.runs_main() && self.tasks.interrupts.is_pending() => {
                self.run_signal_handlers().map(|()| false)
            }
            _ => Ok(false),
        }
    }

    /// Stop the running task where it is, until it is ready again.
    pub(super) fn suspend(&self) {
        if self.tasks.on_main.get() {
            self.run_others();
        } else {
            self.tasks.suspended.set(true);
            stack::leave();
        }
    }

    // ---- the scheduler ----------------------------------------------------------------------

    /// Run the other tasks, from the main task's stack, until the main task can go on.
    fn run_others(&self) {
        let tasks = &self.tasks;
        self.note_stop(&tasks.main);
        loop {
            self.collect_events();
            if tasks.interrupts.is_pending() {
                self.interrupt_main_task();
            }
            let next = self.next_ready();
            match next {
                Some(task) => {
                    task.queued.set(false);
                    if !self.may_go_on(&task) {
                        continue;
                    }
                    if Rc::ptr_eq(&task, &tasks.main) {
                        self.note_start(&task);
                        tasks.slice_end.set(None);
                        return;
                    }
                    self.run_task(&task);
                }
                None if tasks.orphan.get() && tasks.live.borrow().is_empty() => self.leave_fork(0),
                None => {
                    if !self.sleep_until_event() {
                        if tasks.orphan.get() {
                            let exc = self.deadlock_error();
                            let text = self.format_exception(&exc);
                            self.streams.write_err(self, &text);
                            self.leave_fork(1);
                        }
                        let exc = self.deadlock_error();
                        self.break_wait(&tasks.main, exc);
                    }
                }
            }
        }
    }

    /// Run the handlers of signals in the main task, before all others, and have it go on with
    /// its wait.
    fn interrupt_main_task(&self) {
        let main = &self.tasks.main;
        if tasks_orphan(self) {
            return;
        }
        let waits = main.wait.borrow().is_some();
        if waits && let Some(mut wait) = self.unpark(main) {
            wait.condition.abandon(self, main);
            let answer = match self.run_signal_handlers() {
                Ok(()) => self.park(main, wait),
                Err(exc) => Some(Err(exc)),
            };
            if answer.is_some() {
                main.result.replace(answer);
                self.tasks.enqueue_first(main);
            }
        } else {
            // It gave way: it will see the interrupt by itself.
            self.tasks.enqueue_first(main);
        }
    }

    /// Wake the tasks whose time has come, and now and then those whose descriptors are ready.
    fn collect_events(&self) {
        let tasks = &self.tasks;
        if tasks.timers.borrow().is_empty() && tasks.polled.borrow().is_empty() {
            return;
        }
        let now = Instant::now();
        self.fire_timers(now);
        if !tasks.polled.borrow().is_empty()
            && tasks
                .last_poll
                .get()
                .is_none_or(|last| now - last >= POLL_INTERVAL)
        {
            tasks.last_poll.set(Some(now));
            self.poll_descriptors(Some(Duration::ZERO));
        }
    }

    /// Wake the tasks whose deadlines have passed.
    pub(super) fn fire_timers(&self, now: Instant) {
        let tasks = &self.tasks;
        loop {
            let mut timers = tasks.timers.borrow_mut();
            let Some(first) = timers.first_entry() else {
                return;
            };
            if first.key().0 > now {
                return;
            }
            let task = first.remove();
            drop(timers);
            task.timer.set(None);
            task.timed_out.set(true);
            tasks.enqueue(&task);
        }
    }

    /// Run a task, until it stops, on the stack where it stopped or on a free one.
    fn run_task(&self, task: &Rc<Task>) {
        let tasks = &self.tasks;
        let Some(vm) = tasks.vm.get().and_then(std::rc::Weak::upgrade) else {
            return;
        };
        let kept = {
            let mut rest = task.rest.borrow_mut();
            match std::mem::replace(&mut *rest, Rest::Nothing) {
                Rest::Native(stack) => Some(stack),
                other => {
                    *rest = other;
                    None
                }
            }
        };
        let Some(mut stack) = kept.or_else(|| self.free_stack()) else {
            tasks.stackless.borrow_mut().push(task.clone());
            return;
        };
        task.context.borrow_mut().swap(self);
        let main = tasks.current.replace(task.clone());
        tasks.on_main.set(false);
        tasks.slice_end.set(None);
        self.note_start(task);
        stack.resume(vm);
        self.note_stop(task);
        tasks.on_main.set(true);
        tasks.current.replace(main);
        task.context.borrow_mut().swap(self);
        if tasks.suspended.replace(false) {
            task.rest.replace(Rest::Native(stack));
        } else {
            self.give_back(stack);
        }
    }

    fn free_stack(&self) -> Option<NativeStack> {
        let spare = self.tasks.stacks.borrow_mut().pop();
        if spare.is_none() {
            let count = self.tasks.stack_count.get();
            if count >= stack::STACK_LIMIT {
                return None;
            }
            self.tasks.stack_count.set(count + 1);
        }
        Some(spare.unwrap_or_else(NativeStack::new))
    }

    fn give_back(&self, stack: NativeStack) {
        let tasks = &self.tasks;
        if tasks.stacks.borrow().len() < SPARE_STACKS {
            tasks.stacks.borrow_mut().push(stack);
        } else {
            tasks.stack_count.set(tasks.stack_count.get() - 1);
            drop(stack);
        }
        for task in tasks.stackless.take() {
            tasks.enqueue(&task);
        }
    }

    // ---- a task's life ------------------------------------------------------------------------

    /// Start a thread that calls `callable`. With `first` it runs before all others that are
    /// ready.
    pub fn spawn(
        &self,
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        name: String,
        daemon: bool,
        first: bool,
    ) -> Rc<Task> {
        let tasks = &self.tasks;
        let ident = tasks.last_ident.get() + 1;
        tasks.last_ident.set(ident);
        let task = Task::new(
            ident,
            name,
            daemon,
            Rest::Start {
                callable,
                args,
                keywords,
            },
        );
        tasks.live.borrow_mut().insert(ident, task.clone());
        tasks.company.set(tasks.company.get() + 1);
        if first {
            tasks.enqueue_first(&task);
        } else {
            tasks.enqueue(&task);
        }
        task
    }

    /// Run the current task, on a native stack of its own, until it stops.
    pub(super) fn run_current(&self) {
        let task = self.tasks.current();
        let rest = task.rest.replace(Rest::Nothing);
        let (mut fiber, mut frame) = match rest {
            Rest::Start {
                callable,
                args,
                keywords,
            } => {
                task.started.set(true);
                task.watchers.wake_all(self);
                let text = callable.clone();
                match self.first_frame(callable, args, keywords) {
                    Ok(Ok(running)) => running,
                    Ok(Err(value)) => return self.end_task(&task, Ok(value), &text),
                    Err(exc) => return self.end_task(&task, Err(exc), &text),
                }
            }
            Rest::Frames {
                mut fiber,
                frame,
                result,
            } => {
                let answer = task.result.take();
                match (answer, result) {
                    (Some(Ok(value)), Some(reg)) => {
                        let at = frame.base() as usize + reg as usize;
                        crate::vm::fiber::put(self, &mut fiber.stack[at], value);
                        (fiber, frame)
                    }
                    (Some(Err(exc)), _) => match self.unwind(&mut fiber, frame, exc, true) {
                        Ok(frame) => (fiber, frame),
                        Err(exc) => return self.finish_frames(&task, fiber, Err(exc)),
                    },
                    _ => (fiber, frame),
                }
            }
            Rest::Nothing | Rest::Native(_) => return,
        };
        loop {
            match self.run(&mut fiber, frame, true) {
                Outcome::Returned | Outcome::Yielded => {
                    let value = fiber.value.take();
                    return self.finish_frames(&task, fiber, Ok(value));
                }
                Outcome::Raised(exc) => return self.finish_frames(&task, fiber, Err(exc)),
                Outcome::Preempted(frame) => {
                    self.note_place(&task, &fiber, &frame);
                    task.rest.replace(Rest::Frames {
                        fiber,
                        frame: *frame,
                        result: None,
                    });
                    self.tasks.enqueue(&task);
                    return;
                }
                Outcome::Waiting(stopped, reg) => {
                    let stopped = *stopped;
                    self.tasks.waiting.set(false);
                    let Some(wait) = self.tasks.pending.take() else {
                        return;
                    };
                    match self.park(&task, wait) {
                        None => {
                            let rest = Rest::Frames {
                                fiber,
                                frame: stopped,
                                result: Some(reg),
                            };
                            task.rest.replace(rest);
                            return;
                        }
                        Some(Ok(value)) => {
                            let at = stopped.base() as usize + reg as usize;
                            crate::vm::fiber::put(self, &mut fiber.stack[at], value);
                            frame = stopped;
                        }
                        Some(Err(exc)) => match self.unwind(&mut fiber, stopped, exc, true) {
                            Ok(next) => frame = next,
                            Err(exc) => return self.finish_frames(&task, fiber, Err(exc)),
                        },
                    }
                }
            }
        }
    }

    /// The frame that a task begins with; for other callables than Python functions, what their
    /// call has returned.
    fn first_frame(
        &self,
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> PyResult<Result<(Box<Fiber>, Frame), Value>> {
        let (names, values): (Vec<Str>, Vec<Value>) = keywords.into_iter().unzip();
        let (function, this) = match callable.as_obj().map(|o| o.raw()) {
            Some(Payload::BoundMethod(function, this)) => (function.clone(), Some(this.clone())),
            _ => (callable, None),
        };
        let mut all: Vec<Value> = this.into_iter().chain(args).chain(values).collect();
        let args = Args {
            values: &mut all,
            names: &names,
        };
        let python = match function.as_obj().map(|o| o.raw()) {
            Some(Payload::Function(f)) if !f.core.code.is_generator_like() => {
                Function::from_value(&function)
            }
            _ => None,
        };
        let Some(python) = python else {
            return self.call_args(&function, args).map(Err);
        };
        let registers = self.bind_arguments(&python, args)?;
        let mut fiber = self.fibers.borrow_mut().pop().unwrap_or_default();
        if fiber.stack.len() < registers.len().max(WINDOW) {
            fiber.stack.resize(2 * WINDOW, Value::UNSET);
        }
        for (slot, value) in fiber.stack.iter_mut().zip(registers) {
            *slot = value;
        }
        let frame = Frame::new(python.core.clone(), 0, 0, 0, FrameKind::Base);
        Ok(Ok((fiber, frame)))
    }

    fn finish_frames(&self, task: &Rc<Task>, fiber: Box<Fiber>, result: PyResult<Value>) {
        let mut fiber = fiber;
        fiber.frames.clear();
        if self.fibers.borrow().len() < 64 {
            self.fibers.borrow_mut().push(fiber);
        }
        self.end_task(task, result, &Value::NONE);
    }

    /// A task is over. An exception that nobody has caught is reported, but SystemExit only ends
    /// its thread.
    fn end_task(&self, task: &Rc<Task>, result: PyResult<Value>, callable: &Value) {
        if let Err(exc) = result
            && !self.is_instance_of(&exc, &self.types.system_exit)
        {
            self.report_task_error(&exc, callable);
        }
        let locals = task.locals.take();
        drop(locals);
        if FINALIZERS_WAIT.get() {
            self.run_finalizers();
        }
        task.done.set(true);
        task.watchers.wake_all(self);
        if self.tasks.live.borrow_mut().remove(&task.ident).is_some() {
            self.tasks.company.set(self.tasks.company.get() - 1);
        }
    }

    fn report_task_error(&self, exc: &Exc, callable: &Value) {
        let text = self.format_exception(exc);
        let head = if callable.is_none() {
            "Exception ignored in thread:\n".to_owned()
        } else {
            let what = self
                .repr(callable)
                .map_or_else(|_| "<callable>".to_owned(), |r| r.to_string());
            format!("Exception ignored in thread started by: {what}\n")
        };
        self.streams.write_err(self, &format!("{head}{text}"));
    }

    /// Wait for the ends of all threads that are not daemons, as the end of a program does.
    ///
    /// # Errors
    /// KeyboardInterrupt; DeadlockError, unless one has been raised before.
    pub fn wait_for_threads(&self) -> PyResult<()> {
        let main = &self.tasks.main;
        main.done.set(true);
        main.watchers.wake_all(self);
        let doomed = self.is_doomed();
        loop {
            let live: Vec<Rc<Task>> = self.tasks.live.borrow().values().cloned().collect();
            let Some(task) = live.into_iter().find(|t| !t.daemon.get()) else {
                return Ok(());
            };
            if let Err(exc) = self.block_on(wait::Wait::new(Ended(task))) {
                return if doomed && self.is_doom(&exc) {
                    Ok(())
                } else {
                    Err(exc)
                };
            }
        }
    }
}

/// See [`Tasks::runs_main`](super::Tasks::runs_main): the real main task is the parent's.
fn tasks_orphan(vm: &Vm) -> bool {
    vm.tasks.orphan.get()
}

impl Vm {
    /// The thread that forked has ended, and the process with it.
    fn leave_fork(&self, code: i32) -> ! {
        self.flush_streams();
        std::process::exit(code)
    }
}

/// A task has started; the wait's result is the value.
pub struct Started(pub Rc<Task>, pub Value);

impl wait::Condition for Started {
    fn ask(&mut self, _: &Vm, task: &Rc<Task>, asked: wait::Asked) -> Option<PyResult<Value>> {
        if self.0.started.get() {
            return Some(Ok(self.1.clone()));
        }
        if asked == wait::Asked::Parking {
            self.0.watchers.enter(task);
        }
        None
    }
    fn describe(&self, _: &Vm) -> String {
        format!("the start of thread '{}'", self.0.name.borrow())
    }
}

/// A task has ended: True, or False when the deadline passes first.
pub struct Ended(pub Rc<Task>);

impl wait::Condition for Ended {
    fn ask(&mut self, _: &Vm, task: &Rc<Task>, asked: wait::Asked) -> Option<PyResult<Value>> {
        if self.0.done.get() {
            return Some(Ok(Value::TRUE));
        }
        match asked {
            wait::Asked::Parking => self.0.watchers.enter(task),
            wait::Asked::Woken => self.0.watchers.enter_again(task),
            wait::Asked::TimedOut => {
                self.0.watchers.leave(task);
                return Some(Ok(Value::FALSE));
            }
        }
        None
    }
    fn describe(&self, _: &Vm) -> String {
        format!("the end of thread '{}'", self.0.name.borrow())
    }
}
