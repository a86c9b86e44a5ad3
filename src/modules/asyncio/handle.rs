//! Calls that a loop is to make, as programs get hold of them.

use std::cell::{Cell, RefCell};

use super::{Shared, core_of};
use crate::compile::op::CompareOp;
use crate::modules::contextvars;
use crate::native::{ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// `asyncio.Handle`, and with a time `asyncio.TimerHandle`.
pub struct Handle {
    callback: RefCell<Value>,
    args: RefCell<Value>,
    pub(super) context: RefCell<Value>,
    pub(super) event_loop: RefCell<Value>,
    pub(super) cancelled: Cell<bool>,
    /// The time as the program gave it; unset for a call without one.
    when: RefCell<Value>,
    /// It stands among the loop's timers.
    pub(super) scheduled: Cell<bool>,
}

impl NativeObject for Handle {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for field in [
            &self.callback,
            &self.args,
            &self.context,
            &self.event_loop,
            &self.when,
        ] {
            if let Ok(value) = field.try_borrow() {
                visit(&value);
            }
        }
    }
    fn clear(&self) {
        for field in [&self.callback, &self.args, &self.context, &self.event_loop] {
            let value = field.replace(Value::NONE);
            drop(value);
        }
    }
}

impl Handle {
    /// A call in a context; in a copy of the current one if that is None.
    pub(super) fn new(
        vm: &Vm,
        callback: Value,
        args: Value,
        event_loop: Value,
        context: Value,
        when: Value,
    ) -> Handle {
        let context = match context.is_none() || context.is_unset() {
            true => contextvars::copy_context(vm),
            false => context,
        };
        Handle {
            callback: RefCell::new(callback),
            args: RefCell::new(args),
            context: RefCell::new(context),
            event_loop: RefCell::new(event_loop),
            cancelled: Cell::new(false),
            when: RefCell::new(when),
            scheduled: Cell::new(false),
        }
    }

    fn cancel(&self) {
        if self.cancelled.replace(true) {
            return;
        }
        if self.scheduled.get()
            && let Some(core) = core_of(&self.event_loop.borrow())
        {
            core.timer_cancelled();
        }
        let callback = self.callback.replace(Value::NONE);
        let args = self.args.replace(Value::NONE);
        drop((callback, args));
    }

    /// Make the call, in its context.
    pub(super) fn call(&self, vm: &Vm) -> PyResult<()> {
        let callback = self.callback.borrow().clone();
        let args = self.args.borrow().clone();
        let context = self.context.borrow().clone();
        contextvars::run_in(vm, &context, || {
            let mut args = Tuple::from_value(&args).map_or_else(Vec::new, |t| t.to_vec());
            vm.call(&callback, &mut args).map(drop)
        })
    }
}

/// The arguments of `Handle(…)` after the time, as CPython's constructors take them.
fn construct(
    vm: &Vm,
    class: &Class,
    when: Value,
    callback: Value,
    args: Value,
    event_loop: Value,
    context: Value,
) -> PyResult<Value> {
    let args: Value = Tuple::new(vm.collect(&args)?).into();
    let state = Handle::new(vm, callback, args, event_loop, context, when);
    Ok(vm.wrap_as(class, state))
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let text = vm.state::<Shared>().describe(vm, this)?;
    Str::from_value(&text).ok_or_else(|| vm.type_error("__repr__ returned non-string"))
}

impl NativeType for Handle {
    const NAME: &'static str = "Handle";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Handle>("asyncio.events", "A call that a loop is to make.")
            .slots(|s| s.repr.set(Some(repr)))
            .constructor(
                "def __new__(type, callback, args, loop, context=None)",
                "",
                |vm: &Vm, class: Class, callback: Value, args: Value, of: Value, context: Value| {
                    construct(vm, &class, Value::UNSET, callback, args, of, context)
                },
            )
            .getter("_callback", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.callback.borrow().clone())
            })
            .getter("_args", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.args.borrow().clone())
            })
            .getter("_loop", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.event_loop.borrow().clone())
            })
            .getter("_context", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.context.borrow().clone())
            })
            .getter("_cancelled", "", |_: &Vm, this: Native<Handle>| {
                Ok(this.cancelled.get())
            })
            .method(
                "def get_context(self)",
                "The context in which the call is made.",
                |_: &Vm, this: Native<Handle>| Ok(this.context.borrow().clone()),
            )
            .method(
                "def cancel(self)",
                "Do not make the call.",
                |_: &Vm, this: Native<Handle>| {
                    this.cancel();
                    Ok(())
                },
            )
            .method(
                "def cancelled(self)",
                "Whether the call was cancelled.",
                |_: &Vm, this: Native<Handle>| Ok(this.cancelled.get()),
            )
            .method(
                "def _run(self)",
                "Make the call; what it raises is reported to the loop.",
                |vm: &Vm, this: Native<Handle>| {
                    let event_loop = this.event_loop.borrow().clone();
                    match this.call(vm) {
                        Ok(()) => Ok(()),
                        Err(e) => super::event_loop::report(vm, &event_loop, e, &this.value()),
                    }
                },
            )
    }
}

/// The class `TimerHandle`; the state is a [`Handle`].
pub struct TimerHandle;

impl NativeObject for TimerHandle {}

fn compare(vm: &Vm, this: &Value, other: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(a), Some(b)) = (
        Native::<Handle>::from_value(this),
        Native::<Handle>::from_value(other),
    ) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (when, other_when) = (a.when.borrow().clone(), b.when.borrow().clone());
    if other_when.is_unset() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = |vm: &Vm| -> PyResult<bool> {
        let (callback, args) = (a.callback.borrow().clone(), a.args.borrow().clone());
        let (others, other_args) = (b.callback.borrow().clone(), b.args.borrow().clone());
        Ok(vm.equal(&when, &other_when)?
            && vm.same_or_equal(&callback, &others)?
            && vm.same_or_equal(&args, &other_args)?
            && a.cancelled.get() == b.cancelled.get())
    };
    match op {
        CompareOp::Eq => same(vm).map(Value::bool),
        CompareOp::Ne => same(vm).map(|s| Value::bool(!s)),
        _ => vm.compare(op, &when, &other_when),
    }
}

impl NativeType for TimerHandle {
    const NAME: &'static str = "TimerHandle";
    fn class_def(vm: &Vm) -> ClassDef {
        let base = vm.class_for::<Handle>();
        let mut def =
            ClassDef::native::<TimerHandle>("asyncio.events", "A call to make at a certain time.")
                .base(&base);
        def.layout = base.layout;
        def.slots(|s| {
            s.repr.set(Some(repr));
            s.compare.set(Some(compare));
            s.hash
                .set(Some(|vm, this| match Native::<Handle>::from_value(this) {
                    Some(handle) => {
                        let when = handle.when.borrow().clone();
                        vm.hash(&when)
                    }
                    None => Err(vm.type_error("not a TimerHandle")),
                }));
        })
        .constructor(
            "def __new__(type, when, callback, args, loop, context=None)",
            "",
            |vm: &Vm,
             class: Class,
             when: Value,
             callback: Value,
             args: Value,
             of: Value,
             context: Value| {
                construct(vm, &class, when, callback, args, of, context)
            },
        )
        .getter("_when", "", |_: &Vm, this: Native<Handle>| {
            Ok(this.when.borrow().clone())
        })
        .getter("_scheduled", "", |_: &Vm, this: Native<Handle>| {
            Ok(this.scheduled.get())
        })
        .method(
            "def when(self)",
            "The time of the call, on the loop's clock.",
            |_: &Vm, this: Native<Handle>| Ok(this.when.borrow().clone()),
        )
    }
}
