//! What the methods of async generators return: awaitables that run the generator one step.
//!
//! `__anext__()` and `asend()` run it to its next `yield`, `athrow()` and `aclose()` throw an
//! exception in first. Whatever the generator awaits on the way is passed on to who awaits the
//! step, so an event loop sees it. `anext(iterator, default)` is here as well.
//!
//! Left out: the hooks of `sys.set_asyncgen_hooks`, by which an event loop hears of generators that
//! are dropped before their end.

use std::cell::{Cell, RefCell};

use super::generator::{GeneratorData, GeneratorState, item_or_stop, thrown_exception};
use super::{Exc, Native, NativeObject, Payload, PyResult, Value};
use crate::compile::op::Op;
use crate::native::{ClassDef, NativeType};
use crate::vm::Vm;

/// What a step does to the generator when it begins.
enum Start {
    Send(Value),
    Throw(Exc),
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Begun,
    Done,
}

/// One step of an async generator.
struct Step {
    generator: Value,
    /// How it begins; `None` once it has begun.
    start: RefCell<Option<Start>>,
    state: Cell<State>,
    closes: bool,
    /// The methods that made it, for messages.
    made_by: &'static str,
}

impl Step {
    fn new(generator: Value, start: Start) -> Step {
        let (closes, made_by) = match start {
            Start::Send(_) => (false, "__anext__()/asend()"),
            Start::Throw(_) => (false, "aclose()/athrow()"),
            Start::Close => (true, "aclose()/athrow()"),
        };
        Step {
            generator,
            start: RefCell::new(Some(start)),
            state: Cell::new(State::New),
            closes,
            made_by,
        }
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.generator);
        match &*self.start.borrow() {
            Some(Start::Send(value)) => visit(value),
            Some(Start::Throw(exc)) => visit(&exc.value()),
            _ => {}
        }
    }

    fn data(&self, vm: &Vm) -> PyResult<&GeneratorData> {
        match self.generator.payload() {
            Some(Payload::Generator(g)) => Ok(g),
            _ => Err(vm.type_error("expected an async generator")),
        }
    }

    /// Run on: what the generator awaits, or `None` when the step is over (the item it yielded is
    /// then the stop value).
    fn advance(&self, vm: &Vm, sent: Value) -> PyResult<Option<Value>> {
        if self.state.get() == State::Done {
            return Err(self.reused(vm));
        }
        let start = self.start.borrow_mut().take();
        let outcome = match start {
            None => vm.resume(&self.generator, sent),
            Some(start) => {
                if !sent.is_none() && matches!(start, Start::Throw(_) | Start::Close) {
                    self.state.set(State::Done);
                    return Err(
                        vm.runtime_error("can't send non-None value to a just-started coroutine")
                    );
                }
                self.begin(vm)?;
                match start {
                    // A value sent to a step that has not begun takes the place of its own.
                    Start::Send(value) => {
                        vm.resume(&self.generator, if sent.is_none() { value } else { sent })
                    }
                    Start::Throw(exc) => self.throw_first(vm, exc),
                    Start::Close => {
                        let exit = vm.exception_with(&vm.types.generator_exit, vec![]);
                        self.throw_first(vm, exit)
                    }
                }
            }
        };
        self.finish(vm, outcome)
    }

    fn begin(&self, vm: &Vm) -> PyResult<()> {
        let data = self.data(vm)?;
        if data.stepping.get() {
            self.state.set(State::Done);
            let method = match (self.made_by, self.closes) {
                ("__anext__()/asend()", _) => "anext",
                (_, true) => "aclose",
                _ => "athrow",
            };
            return Err(vm.runtime_error(format!(
                "{method}(): asynchronous generator is already running"
            )));
        }
        data.stepping.set(true);
        self.state.set(State::Begun);
        Ok(())
    }

    /// The exception with which the step begins; one that has not started or is over just ends.
    fn throw_first(&self, vm: &Vm, exc: Exc) -> PyResult<Option<Value>> {
        if self.data(vm)?.state.get() == GeneratorState::Finished {
            return if self.closes {
                vm.set_stop_value(Value::NONE);
                Ok(None)
            } else {
                Err(vm.stop_iteration(Value::NONE))
            };
        }
        vm.throw(&self.generator, exc)
    }

    /// Throw an exception into a step that may have begun.
    fn throw(&self, vm: &Vm, exc: Exc) -> PyResult<Option<Value>> {
        match self.state.get() {
            State::Done => return Err(self.reused(vm)),
            State::New => {
                self.start.borrow_mut().take();
                self.begin(vm)?;
            }
            State::Begun => {}
        }
        let outcome = vm.throw(&self.generator, exc);
        self.finish(vm, outcome)
    }

    fn reused(&self, vm: &Vm) -> Exc {
        vm.runtime_error(format!("cannot reuse already awaited {}", self.made_by))
    }

    /// What an outcome of the generator means for the step.
    fn finish(&self, vm: &Vm, outcome: PyResult<Option<Value>>) -> PyResult<Option<Value>> {
        let data = self.data(vm)?;
        let over = || {
            self.state.set(State::Done);
            data.stepping.set(false);
        };
        match outcome {
            Ok(Some(value)) if awaits(data) => Ok(Some(value)),
            Ok(Some(_)) if self.closes => {
                over();
                Err(vm.runtime_error("async generator ignored GeneratorExit"))
            }
            Ok(Some(item)) => {
                over();
                vm.set_stop_value(item);
                Ok(None)
            }
            Ok(None) => {
                over();
                vm.set_stop_value(Value::NONE);
                if self.closes {
                    return Ok(None);
                }
                Err(vm.exception_with(&vm.types.stop_async_iteration, vec![]))
            }
            Err(e) => {
                over();
                let ends = vm.is_instance_of(&e, &vm.types.generator_exit)
                    || vm.is_instance_of(&e, &vm.types.stop_async_iteration);
                if self.closes && ends {
                    vm.set_stop_value(Value::NONE);
                    return Ok(None);
                }
                Err(e)
            }
        }
    }

    fn close(&self, vm: &Vm) -> PyResult<()> {
        if self.state.get() != State::Begun {
            self.state.set(State::Done);
            return Ok(());
        }
        let exit = vm.exception_with(&vm.types.generator_exit, vec![]);
        match self.throw(vm, exit) {
            Ok(Some(_)) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
            Ok(None) => Ok(()),
            Err(e)
                if vm.is_instance_of(&e, &vm.types.generator_exit)
                    || vm.is_instance_of(&e, &vm.types.stop_iteration)
                    || vm.is_instance_of(&e, &vm.types.stop_async_iteration) =>
            {
                Ok(())
            }
            Err(e) => Err(e),
        }
    }
}

/// Whether a suspended generator waits at an `await` rather than at a `yield`.
fn awaits(data: &GeneratorData) -> bool {
    let frame = data.frame.borrow();
    frame.as_ref().is_some_and(|f| {
        matches!(
            f.core.code.ops.get(f.pc as usize),
            Some(Op::YieldFrom { .. })
        )
    })
}

/// The awaitable of `__anext__()` and `asend()`.
pub struct AsyncSend(Step);

/// The awaitable of `athrow()` and `aclose()`.
pub struct AsyncThrow(Step);

impl NativeObject for AsyncSend {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

impl NativeObject for AsyncThrow {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

fn step<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Step> {
    let native = value.as_obj().and_then(|o| {
        let send = o.native::<AsyncSend>().map(|s| &s.0);
        send.or_else(|| o.native::<AsyncThrow>().map(|s| &s.0))
    });
    native.ok_or_else(|| vm.type_error("expected a step of an async generator"))
}

impl NativeType for AsyncSend {
    const NAME: &'static str = "async_generator_asend";

    fn class_def(_: &Vm) -> ClassDef {
        awaitable(ClassDef::native::<AsyncSend>("builtins", ""))
    }
}

impl NativeType for AsyncThrow {
    const NAME: &'static str = "async_generator_athrow";

    fn class_def(_: &Vm) -> ClassDef {
        awaitable(ClassDef::native::<AsyncThrow>("builtins", ""))
    }
}

fn awaitable(def: ClassDef) -> ClassDef {
    def.is_final()
        .slots(|s| {
            s.new.set(Some(|vm, class, _| {
                Err(vm.type_error(format!(
                    "cannot create '{}' instances",
                    class.qualified_name()
                )))
            }));
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next
                .set(Some(|vm, this| step(vm, this)?.advance(vm, Value::NONE)));
        })
        .method("__await__(self, /)", "", |_: &Vm, this: Value| Ok(this))
        .method(
            "send(self, value, /)",
            "",
            |vm: &Vm, this: Value, value: Value| {
                let outcome = step(vm, &this)?.advance(vm, value)?;
                item_or_stop(vm, outcome)
            },
        )
        .method(
            "throw(self, type, value=<none>, traceback=<none>, /)",
            "",
            |vm: &Vm, this: Value, class: Value, value: Option<Value>, _tb: Option<Value>| {
                let exc = thrown_exception(vm, &class, value)?;
                let outcome = step(vm, &this)?.throw(vm, exc)?;
                item_or_stop(vm, outcome)
            },
        )
        .method("close(self, /)", "", |vm: &Vm, this: Value| {
            step(vm, &this)?.close(vm)
        })
}

/// The methods of async generators that make steps.
pub fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "__anext__(self, /)",
        "Return a value or raise StopAsyncIteration.",
        |vm: &Vm, this: Value| Ok(vm.wrap(AsyncSend(Step::new(this, Start::Send(Value::NONE))))),
    )
    .method(
        "asend(self, value, /)",
        "An awaitable that sends a value and gives the next one yielded.",
        |vm: &Vm, this: Value, value: Value| {
            Ok(vm.wrap(AsyncSend(Step::new(this, Start::Send(value)))))
        },
    )
    .method(
        "athrow(self, type, value=<none>, traceback=<none>, /)",
        "An awaitable that raises an exception inside and gives the next value yielded.",
        |vm: &Vm, this: Value, class: Value, value: Option<Value>, _tb: Option<Value>| {
            let exc = thrown_exception(vm, &class, value)?;
            Ok(vm.wrap(AsyncThrow(Step::new(this, Start::Throw(exc)))))
        },
    )
    .method(
        "aclose(self, /)",
        "An awaitable that raises GeneratorExit inside.",
        |vm: &Vm, this: Value| Ok(vm.wrap(AsyncThrow(Step::new(this, Start::Close)))),
    )
}

/// `anext(iterator, default)`: an awaitable that gives the default at the end.
pub struct NextOrDefault {
    /// The iterator of the awaitable that `__anext__` gave.
    inner: Value,
    default: Value,
}

impl NativeObject for NextOrDefault {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.inner);
        visit(&self.default);
    }
}

impl NextOrDefault {
    /// `awaitable` is what `__anext__` gave.
    pub fn make(vm: &Vm, awaitable: Value, default: Value) -> PyResult<Value> {
        let inner = vm.get_awaitable(awaitable)?;
        Ok(vm.wrap(NextOrDefault { inner, default }))
    }

    fn or_default<T>(&self, vm: &Vm, outcome: PyResult<T>) -> PyResult<T> {
        outcome.map_err(|e| {
            if vm.is_instance_of(&e, &vm.types.stop_async_iteration) {
                vm.stop_iteration(self.default.clone())
            } else {
                e
            }
        })
    }
}

impl NativeType for NextOrDefault {
    const NAME: &'static str = "anext_awaitable";

    fn class_def(_: &Vm) -> ClassDef {
        type This = Native<NextOrDefault>;
        ClassDef::native::<NextOrDefault>("builtins", "")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next.set(Some(|vm, this| {
                    let this = This::from_value(this)
                        .ok_or_else(|| vm.type_error("expected an anext_awaitable"))?;
                    match vm.next(&this.inner) {
                        Err(e) if vm.is_instance_of(&e, &vm.types.stop_async_iteration) => {
                            vm.set_stop_value(this.default.clone());
                            Ok(None)
                        }
                        other => other,
                    }
                }));
            })
            .method("__await__(self, /)", "", |_: &Vm, this: Value| Ok(this))
            .method(
                "send(self, value, /)",
                "",
                |vm: &Vm, this: This, value: Value| {
                    let outcome = vm.call_method(&this.inner, "send", &mut [value]);
                    this.or_default(vm, outcome)
                },
            )
            .method(
                "throw(self, type, value=None, traceback=None, /)",
                "",
                |vm: &Vm, this: This, class: Value, _: Value, _: Value| {
                    let outcome = vm.call_method(&this.inner, "throw", &mut [class]);
                    this.or_default(vm, outcome)
                },
            )
            .method("close(self, /)", "", |vm: &Vm, this: This| {
                vm.call_method(&this.inner, "close", &mut [])
            })
    }
}
