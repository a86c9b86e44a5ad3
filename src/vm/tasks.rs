//! Threads as tasks: the scheduler's state, and the map of this part.
//!
//! | file | holds |
//! |---|---|
//! | `tasks.rs` | [`Task`], [`Tasks`] |
//! | `wait.rs` | waiting: [`Wait`], [`Condition`], [`WaitList`]; sleeping |
//! | `schedule.rs` | starting, switching, ending tasks; time slices |
//! | `stack.rs` | native stacks, for tasks that stop inside a native |
//! | `interrupt.rs` | limits, sleeping until something happens |
//! | `signals.rs` | Ctrl-C and other signals |
//! | `fork.rs` | the child of a fork |
//! | `explore.rs` | schedules that repeat, and their record |
//! | `timeline.rs` | a picture of which thread ran when |
//! | `deadlock.rs` | saying who waits for what |
//!
//! All tasks share the interpreter's one OS thread, so that objects need no locks and a program
//! runs the same way every time. The main program is the first task; it runs on the stack that
//! the interpreter was called on, and whenever it waits or its time is over, the scheduler runs
//! the others from right there, until the main program can go on.
//!
//! The other tasks run on native stacks of the scheduler. Most of the time a task stops in plain
//! Python code: then all there is of it is a [`Fiber`] and its innermost [`Frame`], which are put
//! aside, and the native stack is free for the next task; ten thousand waiting tasks need one. A
//! task that stops while a native has called back into Python (a key function that sleeps, a
//! generator that `sum` draws from) keeps its native stack until it is done with it.
//!
//! A native waits by handing over a [`Condition`]. Who makes it true wakes the task by the
//! [`WaitList`] that the task stands on: nobody polls.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};
use std::time::{Duration, Instant};

use super::{Fiber, Frame, FrameSnapshot, Vm};
use crate::compile::op::Reg;
use crate::object::{Dict, Exc, PyResult, Str, Value};

mod deadlock;
mod explore;
mod fork;
mod interrupt;
mod schedule;
mod signals;
mod stack;
mod timeline;
mod wait;

pub use schedule::{Ended, Started};
pub use signals::{Disposition, InterruptHandle};
pub use stack::STACK_SIZE;
pub use wait::{Asked, Condition, Holder, Until, Wait, WaitList, deadline_after};

/// The identity of the main program's task.
pub const MAIN_IDENT: u64 = 1;

/// How long a task runs while others are ready: CPython's default.
const DEFAULT_INTERVAL: Duration = Duration::from_millis(5);

/// A thread of a program.
pub struct Task {
    /// Unique in the life of the interpreter, never 0.
    pub ident: u64,
    /// For reports; `threading` keeps it up to date.
    pub name: RefCell<String>,
    /// The program ends without waiting for it.
    pub daemon: Cell<bool>,
    started: Cell<bool>,
    done: Cell<bool>,
    /// Tasks that wait for this one to start or to end.
    watchers: WaitList,
    /// It stands in the ready queue.
    queued: Cell<bool>,
    /// How often it has waited: tells a wait from an earlier one of the same task.
    waits: Cell<u64>,
    wait: RefCell<Option<Wait>>,
    timer: Cell<Option<TimerKey>>,
    timed_out: Cell<bool>,
    /// What the wait that is over has brought.
    result: RefCell<Option<PyResult<Value>>>,
    rest: RefCell<Rest>,
    context: RefCell<Context>,
    /// Where it stands, if its frames are on a native stack: the innermost first.
    places: RefCell<Vec<Place>>,
    /// Its attributes of `threading.local` objects, by the object's key.
    locals: RefCell<Vec<(Weak<()>, Dict)>>,
    /// Its context of `contextvars`; unset until it has one.
    pub variables: RefCell<Value>,
    /// The asyncio event loop that it runs; unset without one.
    pub event_loop: RefCell<Value>,
}

/// A deadline, with a number that tells equal ones apart.
type TimerKey = (Instant, u64);

/// What there is of a task that does not run.
enum Rest {
    /// It runs, or it is the main task, or it has ended.
    Nothing,
    /// It has not started: a callable and its arguments.
    Start {
        callable: Value,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    },
    /// It stopped in Python code. Where it waits, a register of the frame receives the result.
    Frames {
        fiber: Box<Fiber>,
        frame: Frame,
        result: Option<Reg>,
    },
    /// It stopped inside a native.
    Native(stack::NativeStack),
}

/// A frame's function and instruction.
type Place = (Rc<crate::object::function::FunctionCore>, u32);

/// The part of the interpreter's state that belongs to the running task.
struct Context {
    handling: Value,
    stop_value: Value,
    frames_below: usize,
    native_depth: usize,
    stack_floor: usize,
    snapshots: Vec<FrameSnapshot>,
}

impl Context {
    fn new() -> Context {
        Context {
            handling: Value::NONE,
            stop_value: Value::NONE,
            frames_below: 0,
            native_depth: 0,
            stack_floor: 0,
            snapshots: Vec::new(),
        }
    }

    /// Exchange with what the interpreter has now.
    fn swap(&mut self, vm: &Vm) {
        std::mem::swap(&mut *vm.handling.borrow_mut(), &mut self.handling);
        std::mem::swap(&mut *vm.stop_value.borrow_mut(), &mut self.stop_value);
        std::mem::swap(&mut *vm.snapshots.borrow_mut(), &mut self.snapshots);
        self.frames_below = vm.frames_below.replace(self.frames_below);
        self.native_depth = vm.native_depth.replace(self.native_depth);
        self.stack_floor = vm.stack_floor.replace(self.stack_floor);
    }
}

impl Task {
    fn new(ident: u64, name: String, daemon: bool, rest: Rest) -> Rc<Task> {
        Rc::new(Task {
            ident,
            name: RefCell::new(name),
            daemon: Cell::new(daemon),
            started: Cell::new(false),
            done: Cell::new(false),
            watchers: WaitList::default(),
            queued: Cell::new(false),
            waits: Cell::new(0),
            wait: RefCell::default(),
            timer: Cell::new(None),
            timed_out: Cell::new(false),
            result: RefCell::default(),
            rest: RefCell::new(rest),
            context: RefCell::new(Context::new()),
            places: RefCell::default(),
            locals: RefCell::default(),
            variables: RefCell::default(),
            event_loop: RefCell::default(),
        })
    }

    /// It runs no more.
    pub fn is_done(&self) -> bool {
        self.done.get()
    }

    /// The dict of a `threading.local` object in this task; `None` if it has none yet.
    pub fn local(&self, key: &Rc<()>) -> Option<Dict> {
        let locals = self.locals.borrow();
        let found = locals.iter().find(|(k, _)| k.as_ptr() == Rc::as_ptr(key));
        found.map(|(_, dict)| dict.clone())
    }

    /// Give this task a dict of its own for a `threading.local` object.
    pub fn set_local(&self, key: &Rc<()>, dict: Dict) {
        // Those of objects that are gone go too.
        let mut gone = Vec::new();
        let mut locals = self.locals.borrow_mut();
        let mut at = 0;
        while at < locals.len() {
            if locals[at].0.strong_count() == 0 {
                gone.push(locals.swap_remove(at));
            } else {
                at += 1;
            }
        }
        locals.push((Rc::downgrade(key), dict));
        drop(locals);
        drop(gone);
    }
}

/// The scheduler's state.
pub struct Tasks {
    vm: OnceCell<Weak<Vm>>,
    main: Rc<Task>,
    current: RefCell<Rc<Task>>,
    /// The main task runs.
    on_main: Cell<bool>,
    /// Tasks that have not ended, by identity; the main task is not among them.
    live: RefCell<BTreeMap<u64, Rc<Task>>>,
    /// How many there are of them.
    company: Cell<usize>,
    last_ident: Cell<u64>,
    ready: RefCell<VecDeque<Rc<Task>>>,
    timers: RefCell<BTreeMap<TimerKey, Rc<Task>>>,
    last_timer: Cell<u64>,
    /// Tasks that wait for a file descriptor.
    polled: RefCell<Vec<Rc<Task>>>,
    last_poll: Cell<Option<Instant>>,
    /// What a native has asked to wait for, until the loop or a caller sees to it.
    pending: RefCell<Option<Wait>>,
    waiting: Cell<bool>,
    /// What natives return while they wait.
    marker: OnceCell<Exc>,
    stacks: RefCell<Vec<stack::NativeStack>>,
    stack_count: Cell<usize>,
    /// Ready tasks for which there was no native stack.
    stackless: RefCell<Vec<Rc<Task>>>,
    /// The running task keeps the native stack that it is on.
    suspended: Cell<bool>,
    slice_end: Cell<Option<Instant>>,
    interval: Cell<Duration>,
    /// Nested runs until the next look at the clock.
    nested: Cell<u32>,
    interrupts: signals::Interrupts,
    /// This is the child of a fork that another task than the main one made.
    orphan: Cell<bool>,
    pub(super) limits: interrupt::Limits,
    /// A deadlock has been reported.
    deadlocked: Cell<bool>,
    /// The schedule is not the clock's, but a given one.
    schedule: RefCell<Option<explore::Schedule>>,
    /// Jumps back and calls between two looks at the clock, or at the schedule.
    grain: Cell<u32>,
    timeline: RefCell<Option<timeline::Timeline>>,
}

impl Default for Tasks {
    fn default() -> Tasks {
        let main = Task::new(MAIN_IDENT, "MainThread".to_owned(), false, Rest::Nothing);
        main.started.set(true);
        Tasks {
            vm: OnceCell::new(),
            current: RefCell::new(main.clone()),
            main,
            on_main: Cell::new(true),
            live: RefCell::default(),
            company: Cell::new(0),
            last_ident: Cell::new(MAIN_IDENT),
            ready: RefCell::default(),
            timers: RefCell::default(),
            last_timer: Cell::new(0),
            polled: RefCell::default(),
            last_poll: Cell::new(None),
            pending: RefCell::default(),
            waiting: Cell::new(false),
            marker: OnceCell::new(),
            stacks: RefCell::default(),
            stack_count: Cell::new(0),
            stackless: RefCell::default(),
            suspended: Cell::new(false),
            slice_end: Cell::new(None),
            interval: Cell::new(DEFAULT_INTERVAL),
            nested: Cell::new(0),
            interrupts: signals::Interrupts::default(),
            orphan: Cell::new(false),
            limits: interrupt::Limits::default(),
            deadlocked: Cell::new(false),
            schedule: RefCell::default(),
            grain: Cell::new(super::run::TICKS),
            timeline: RefCell::default(),
        }
    }
}

impl Tasks {
    /// Tell the scheduler which interpreter it belongs to.
    pub(super) fn belong_to(&self, vm: &Rc<Vm>) {
        let _ = self.vm.set(Rc::downgrade(vm));
    }

    /// Jumps back and calls between two looks at the clock.
    #[inline]
    pub(super) fn grain(&self) -> u32 {
        self.grain.get()
    }

    /// Signals are for the running task.
    fn runs_main(&self) -> bool {
        self.on_main.get() || self.orphan.get()
    }

    /// A native has asked to wait.
    #[inline]
    pub fn is_waiting(&self) -> bool {
        self.waiting.get()
    }

    /// Take the wait that a native has asked for out of the way of code that runs in between.
    pub(super) fn set_aside(&self) -> Option<Wait> {
        self.waiting.set(false);
        self.pending.take()
    }

    /// Put back what [`Tasks::set_aside`] took.
    pub(super) fn take_up(&self, wait: Option<Wait>) {
        self.waiting.set(wait.is_some());
        let none = self.pending.replace(wait);
        drop(none);
    }

    /// The interpreter that the tasks belong to, for what calls it back.
    pub fn interpreter(&self) -> Option<Rc<Vm>> {
        self.vm.get()?.upgrade()
    }

    /// The running task.
    pub fn current(&self) -> Rc<Task> {
        self.current.borrow().clone()
    }

    /// The identity of the running task.
    #[inline]
    pub fn ident(&self) -> u64 {
        self.current.borrow().ident
    }

    /// The task of the main program.
    pub fn main(&self) -> &Rc<Task> {
        &self.main
    }

    /// A live task by its identity.
    pub fn find(&self, ident: u64) -> Option<Rc<Task>> {
        if ident == MAIN_IDENT {
            return Some(self.main.clone());
        }
        self.live.borrow().get(&ident).cloned()
    }

    /// How many tasks besides the main one have not ended.
    pub fn company(&self) -> usize {
        self.company.get()
    }

    /// `sys.getswitchinterval()`
    pub fn switch_interval(&self) -> Duration {
        self.interval.get()
    }

    /// `sys.setswitchinterval(interval)`
    pub fn set_switch_interval(&self, interval: Duration) {
        self.interval.set(interval);
    }

    /// Put a task into the ready queue.
    fn enqueue(&self, task: &Rc<Task>) {
        if !task.queued.replace(true) {
            self.ready.borrow_mut().push_back(task.clone());
        }
    }

    /// Put a task at the head of the ready queue.
    fn enqueue_first(&self, task: &Rc<Task>) {
        let mut ready = self.ready.borrow_mut();
        if task.queued.replace(true) {
            ready.retain(|t| !Rc::ptr_eq(t, task));
        }
        ready.push_front(task.clone());
    }
}

impl Vm {
    /// The interpreter as its owner holds it; `None` while it is being taken down.
    pub fn shared(&self) -> Option<Rc<Vm>> {
        self.tasks.vm.get().and_then(Weak::upgrade)
    }
}
