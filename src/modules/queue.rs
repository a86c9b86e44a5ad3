//! `_queue`: SimpleQueue, a queue between threads that never fills up.
//!
//! The queues with a size, joining and shutting down are in Python notation (`stdlib/queue.py`),
//! as programs make subclasses of them. What such a queue does most of the time, when nobody has to
//! wait and no subclass has a say, is one step of [`Tally`]: no other thread can come in between, so
//! the lock need not be taken, only be free.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use super::collections::Deque;
use crate::native::{Args, ClassDef, ModuleDef, NativeType};
use crate::object::{Class, Exc, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;
use crate::vm::tasks::{Asked, Condition, Task, Wait, WaitList, deadline_after};

/// The state of a SimpleQueue.
#[derive(Default)]
pub struct SimpleQueue {
    items: RefCell<VecDeque<Value>>,
    waiters: WaitList,
}

impl NativeObject for SimpleQueue {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Ok(items) = self.items.try_borrow() {
            items.iter().for_each(visit);
        }
    }
    fn clear(&self) {
        let items = self.items.take();
        drop(items);
    }
}

/// Waiting for an item.
struct Get(Native<SimpleQueue>);

impl Condition for Get {
    fn ask(&mut self, vm: &Vm, task: &Rc<Task>, asked: Asked) -> Option<PyResult<Value>> {
        let item = self.0.items.borrow_mut().pop_front();
        if let Some(item) = item {
            return Some(Ok(item));
        }
        match asked {
            Asked::Parking => self.0.waiters.enter(task),
            Asked::Woken => self.0.waiters.enter_again(task),
            Asked::TimedOut => {
                self.0.waiters.leave(task);
                return Some(Err(empty(vm)));
            }
        }
        None
    }

    fn describe(&self, _: &Vm) -> String {
        "an item in a SimpleQueue".to_owned()
    }

    fn abandon(&mut self, vm: &Vm, task: &Rc<Task>) {
        self.0.waiters.leave(task);
        if !self.0.items.borrow().is_empty() {
            // The waking that was meant for this task goes on to the next.
            self.0.waiters.wake_one(vm);
        }
    }
}

fn empty_class(vm: &Vm) -> Class {
    vm.exception_type("_queue", "Empty", &vm.types.exception)
}

fn empty(vm: &Vm) -> Exc {
    vm.exception_with(&empty_class(vm), Vec::new())
}

fn put(
    vm: &Vm,
    this: Native<SimpleQueue>,
    item: Value,
    _block: bool,
    _timeout: Value,
) -> PyResult<()> {
    this.items.borrow_mut().push_back(item);
    this.waiters.wake_one(vm);
    Ok(())
}

fn get(vm: &Vm, this: Native<SimpleQueue>, block: bool, timeout: Value) -> PyResult<Value> {
    let span = match block && !timeout.is_none() {
        true => Some(super::thread::seconds(vm, &timeout)?),
        false => None,
    };
    if span.is_some_and(|s| s < 0.0) {
        return Err(vm.value_error("'timeout' must be a non-negative number"));
    }
    let item = this.items.borrow_mut().pop_front();
    if let Some(item) = item {
        return Ok(item);
    }
    if !block {
        return Err(empty(vm));
    }
    let deadline = span.map(|s| deadline_after(Duration::from_secs_f64(s)));
    Err(vm.wait(Wait::new(Get(this)).until(deadline)))
}

impl NativeType for SimpleQueue {
    const NAME: &'static str = "_queue.SimpleQueue";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<SimpleQueue>("_queue", "A first-in, first-out queue without a limit.")
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, args: Args| {
                    match (args.values.len(), args.names.len()) {
                        (0, _) => Ok(vm.wrap_as(class, SimpleQueue::default())),
                        (_, 0) => Err(vm.type_error(format!(
                            "SimpleQueue expected 0 arguments, got {}",
                            args.values.len()
                        ))),
                        _ => Err(vm.type_error("SimpleQueue() takes no keyword arguments")),
                    }
                }));
            })
            .method(
                "put(self, item, block=True, timeout=None)",
                "Add an item; this never waits, and the other parameters are for likeness only.",
                put,
            )
            .method(
                "put_nowait(self, item)",
                "Add an item.",
                |vm: &Vm, this: Native<SimpleQueue>, item: Value| {
                    put(vm, this, item, false, Value::NONE)
                },
            )
            .method(
                "get(self, block=True, timeout=None)",
                "Take the oldest item, waiting for one; Empty when the timeout passes first.",
                get,
            )
            .method(
                "get_nowait(self)",
                "Take the oldest item; Empty if there is none.",
                |vm: &Vm, this: Native<SimpleQueue>| get(vm, this, false, Value::NONE),
            )
            .method(
                "empty(self)",
                "Whether there is no item.",
                |_: &Vm, this: Native<SimpleQueue>| Ok(this.items.borrow().is_empty()),
            )
            .method(
                "qsize(self)",
                "How many items there are.",
                |_: &Vm, this: Native<SimpleQueue>| Ok(this.items.borrow().len()),
            )
            .class_method(
                "__class_getitem__(type, item, /)",
                "SimpleQueue[int], for annotations.",
                |vm: &Vm, class: Class, item: Value| {
                    super::types::generic_alias(vm, class.into(), item)
                },
            )
    }
}

/// How many items of a queue have not been dealt with, and the short ways in and out.
#[derive(Default)]
pub struct Tally(Cell<i64>);

impl NativeObject for Tally {}

/// The queue's deque, if its lock is free.
fn free_deque(mutex: &Value, queue: &Value) -> Option<Native<Deque>> {
    let free = super::thread::is_free(mutex);
    free.then(|| Native::<Deque>::from_value(queue)).flatten()
}

impl NativeType for Tally {
    const NAME: &'static str = "_queue._Tally";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Tally>("_queue", "The short ways into a queue and out of it.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, class: &Class, _: Args| {
                    Ok(vm.wrap_as(class, Tally::default()))
                }));
            })
            .property(
                "unfinished",
                "How many items have not been dealt with.",
                |_: &Vm, this: Native<Tally>| Ok(this.0.get()),
                |vm: &Vm, this: Native<Tally>, count: Option<Value>| {
                    this.0.set(vm.index(&count.unwrap_or(Value::NONE))?);
                    Ok(())
                },
            )
            .method(
                "put(self, mutex, queue, getters, maxsize, item, /)",
                "Put an item in, if the lock is free and there is room; whether it was.",
                |vm: &Vm,
                 this: Native<Tally>,
                 mutex: Value,
                 queue: Value,
                 getters: Value,
                 maxsize: Value,
                 item: Value| {
                    let room = match maxsize.as_small_int() {
                        Some(size) if size > 0 => usize::try_from(size).unwrap_or(usize::MAX),
                        Some(_) => usize::MAX,
                        // The long way knows what to make of it.
                        None => 0,
                    };
                    let deque = free_deque(&mutex, &queue);
                    if !deque.is_some_and(|deque| deque.offer(item, room)) {
                        return Ok(false);
                    }
                    this.0.set(this.0.get().saturating_add(1));
                    super::thread::notify_one(vm, &getters);
                    Ok(true)
                },
            )
            .method(
                "get(self, mutex, queue, putters, nothing, /)",
                "Take an item out, if the lock is free and there is one; else `nothing`.",
                |vm: &Vm,
                 _: Native<Tally>,
                 mutex: Value,
                 queue: Value,
                 putters: Value,
                 nothing: Value| {
                    let deque = free_deque(&mutex, &queue);
                    let Some(item) = deque.and_then(|deque| deque.take_first()) else {
                        return Ok(nothing);
                    };
                    super::thread::notify_one(vm, &putters);
                    Ok(item)
                },
            )
    }
}

/// The module `_queue`.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_queue", "A simple queue between threads.")
        .value("_Tally", vm.class_for::<Tally>())
        .value("SimpleQueue", vm.class_for::<SimpleQueue>())
        .value("Empty", empty_class(vm))
}
