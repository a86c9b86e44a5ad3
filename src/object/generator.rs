//! The data of generators, coroutines and async generators: a frame at rest.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::class::Layout;
use super::exception::TraceEntry;
use super::function::FunctionCore;
use super::{Object, Payload, PyResult, Str, Value};
use crate::compile::code::{Code, CodeKind};
use crate::native::ClassDef;
use crate::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    /// Not started.
    Created,
    Suspended,
    Running,
    Finished,
}

/// A frame that is not on any stack.
pub struct RestingFrame {
    pub core: Rc<FunctionCore>,
    /// The next instruction.
    pub pc: u32,
    pub registers: Vec<Value>,
    /// What the generator itself was handling when it yielded; unset for what its caller handles.
    pub handling: Value,
    /// What the caller was handling when it resumed the generator.
    pub caller_handling: Value,
}

pub struct GeneratorData {
    pub state: Cell<GeneratorState>,
    /// Generator, coroutine or async generator: known also when the frame is gone.
    pub kind: Cell<Option<CodeKind>>,
    pub code: Rc<Code>,
    pub frame: RefCell<Option<RestingFrame>>,
    /// The generator in whose place this one runs, at the end of a chain of `yield from`.
    pub root: RefCell<Value>,
    /// How many handlers of exceptions it is in.
    pub handlers: Cell<u32>,
    /// An async generator is in the middle of a step: see `async_generator.rs`.
    pub stepping: Cell<bool>,
    /// The innermost generator of the chain, as last found: see `vm/run_generators.rs`.
    pub leaf: RefCell<Weak<Object>>,
    /// The generator that waits for this one in `yield from`, as last found.
    pub waiting: RefCell<Weak<Object>>,
    pub name: RefCell<Str>,
    pub qualname: RefCell<Str>,
}

impl GeneratorData {
    /// A generator that has not started, its parameters in place.
    pub fn make(
        core: Rc<FunctionCore>,
        name: Str,
        qualname: Str,
        mut registers: Vec<Value>,
    ) -> Value {
        registers.resize(core.code.registers as usize, Value::UNSET);
        let kind = core.code.kind;
        let code = core.code.clone();
        let frame = RestingFrame {
            core,
            pc: 0,
            registers,
            handling: Value::UNSET,
            caller_handling: Value::UNSET,
        };
        Value::heap(Object::tracked(Payload::Generator(Box::new(
            GeneratorData {
                state: Cell::new(GeneratorState::Created),
                kind: Cell::new(Some(kind)),
                code,
                frame: RefCell::new(Some(frame)),
                root: RefCell::default(),
                handlers: Cell::new(0),
                stepping: Cell::new(false),
                leaf: RefCell::new(Weak::new()),
                waiting: RefCell::new(Weak::new()),
                name: RefCell::new(name),
                qualname: RefCell::new(qualname),
            },
        ))))
    }

    /// A generator that waits inside `try` or `with` must be closed when it dies.
    pub fn must_close(&self) -> bool {
        self.state.get() == GeneratorState::Suspended
            && self.frame.try_borrow().is_ok_and(|frame| {
                frame.as_ref().is_some_and(|f| {
                    // `pc` is the instruction after the yield.
                    let at = f.pc.saturating_sub(1);
                    f.core
                        .code
                        .handlers
                        .iter()
                        .any(|h| h.start <= at && at < h.end)
                })
            })
    }
}

/// The state behind a value that the binder has checked.
fn data_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a GeneratorData> {
    match value.payload() {
        Some(Payload::Generator(g)) => Ok(g),
        _ => Err(vm.type_error(format!("expected a generator, not {}", vm.type_name(value)))),
    }
}

/// What `send`, `throw` and `__next__` return for an outcome of a resumption.
pub(super) fn item_or_stop(vm: &Vm, outcome: Option<Value>) -> PyResult<Value> {
    match outcome {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(vm.take_stop_value())),
    }
}

/// The exception of `throw(value)` or the older `throw(class, value, traceback)`.
pub(crate) fn thrown_exception(
    vm: &Vm,
    class: &Value,
    value: Option<Value>,
) -> PyResult<super::Exc> {
    match value {
        Some(value) if !value.is_none() => {
            if super::Exc::from_value(class).is_some() {
                return Err(vm.type_error("instance exception may not have a separate value"));
            }
            if let Some(exc) = super::Exc::from_value(&value)
                && super::Class::from_value(class).is_some_and(|c| vm.is_instance(&value, &c))
            {
                return Ok(exc);
            }
            let made = vm.call(class, &mut [value])?;
            vm.exception_to_raise(&made)
        }
        _ => vm.exception_to_raise(class).map_err(|e| {
            if super::Exc::from_value(class).is_none()
                && super::Class::from_value(class)
                    .is_none_or(|c| !c.is_subclass_of(&vm.types.base_exception))
                && vm.is_instance_of(&e, &vm.types.type_error)
            {
                return vm.type_error(format!(
                    "exceptions must be classes or instances deriving from BaseException, not {}",
                    vm.type_name(class)
                ));
            }
            e
        }),
    }
}

/// What all kinds have; async generators have no `send`, `throw` and `close`.
fn members(def: ClassDef, is_async_generator: bool) -> ClassDef {
    let def = def
        .slots(|s| {
            s.repr.set(Some(|vm, this| {
                let g = data_of(vm, this)?;
                let word = match g.kind.get() {
                    Some(CodeKind::Coroutine) => "coroutine",
                    Some(CodeKind::AsyncGenerator) => "async_generator",
                    _ => "generator",
                };
                Ok(Str::new(format!(
                    "<{word} object {} at {:#x}>",
                    g.qualname.borrow(),
                    this.id()
                )))
            }));
        })
        .property(
            "__name__",
            "name of the generator",
            |vm: &Vm, this: Value| Ok(data_of(vm, &this)?.name.borrow().clone()),
            |vm: &Vm, this: Value, value: Option<Value>| {
                let name = value.as_ref().and_then(Str::from_value);
                let name =
                    name.ok_or_else(|| vm.type_error("__name__ must be set to a string object"))?;
                data_of(vm, &this)?.name.replace(name);
                Ok(())
            },
        )
        .property(
            "__qualname__",
            "qualified name of the generator",
            |vm: &Vm, this: Value| Ok(data_of(vm, &this)?.qualname.borrow().clone()),
            |vm: &Vm, this: Value, value: Option<Value>| {
                let name = value.as_ref().and_then(Str::from_value);
                let name = name
                    .ok_or_else(|| vm.type_error("__qualname__ must be set to a string object"))?;
                data_of(vm, &this)?.qualname.replace(name);
                Ok(())
            },
        );
    if is_async_generator {
        return def;
    }
    def.method(
        "send(self, value, /)",
        "Resumes with a value: it becomes the value of the yield that waits.",
        |vm: &Vm, this: Value, value: Value| {
            let outcome = vm.resume(&this, value)?;
            item_or_stop(vm, outcome)
        },
    )
    .method(
        "throw(self, type, value=<none>, traceback=<none>, /)",
        "Raise an exception inside, at the yield that waits.",
        |vm: &Vm, this: Value, class: Value, value: Option<Value>, tb: Option<Value>| {
            if value.is_some() || tb.is_some() {
                vm.warn(
                    &vm.types.deprecation_warning,
                    "the (type, exc, tb) signature of throw() is deprecated, use the single-arg \
                     signature instead.",
                )?;
            }
            if let Some(tb) = &tb
                && !tb.is_none()
                && !vm.is_traceback(tb)
            {
                return Err(vm.type_error("throw() third argument must be a traceback object"));
            }
            let is_class = super::Class::from_value(&class)
                .is_some_and(|c| c.is_subclass_of(&vm.types.base_exception));
            let exc = match thrown_exception(vm, &class, value) {
                Ok(exc) => exc,
                // A class that makes no exception raises inside, too.
                Err(e) if is_class => e,
                Err(e) => return Err(e),
            };
            let outcome = vm.throw(&this, exc)?;
            item_or_stop(vm, outcome)
        },
    )
    .method(
        "close(self, /)",
        "Raise GeneratorExit inside.",
        |vm: &Vm, this: Value| {
            vm.close_generator(&this)?;
            Ok(vm.take_stop_value())
        },
    )
}

fn is_running(vm: &Vm, this: Value) -> PyResult<bool> {
    Ok(vm.is_running(data_of(vm, &this)?))
}

fn is_suspended(vm: &Vm, this: Value) -> PyResult<bool> {
    let g = data_of(vm, &this)?;
    Ok(g.state.get() == GeneratorState::Suspended && !vm.is_running(g))
}

fn code(vm: &Vm, this: Value) -> PyResult<Value> {
    Ok(Value::code(data_of(vm, &this)?.code.clone()))
}

/// The frame at rest; `None` for one that runs or has ended.
fn frame(vm: &Vm, this: Value) -> PyResult<Value> {
    let g = data_of(vm, &this)?;
    let Ok(mut frame) = g.frame.try_borrow_mut() else {
        return Ok(Value::NONE);
    };
    let Some(frame) = &mut *frame else {
        return Ok(Value::NONE);
    };
    crate::vm::tracing::own_core(&mut frame.core);
    // `pc` is the next instruction; one that has not started stands before the first.
    let mut entry = TraceEntry::new(frame.core.clone(), frame.pc.saturating_sub(1));
    entry.registers = Some(frame.registers.clone().into());
    Ok(vm.frame_object([entry].into(), 0))
}

fn delegate(vm: &Vm, this: Value) -> PyResult<Value> {
    let g = data_of(vm, &this)?;
    let waits_for = vm.delegate_of(g).filter(|_| !vm.is_running(g));
    Ok(waits_for.unwrap_or(Value::NONE))
}

/// The class generator.
pub fn class_def() -> ClassDef {
    members(ClassDef::builtin("generator", Layout::Final, ""), false)
        .slots(|s| {
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(|vm, this| vm.resume(this, Value::NONE)));
        })
        .getter("gi_running", "", is_running)
        .getter("gi_suspended", "", is_suspended)
        .getter("gi_code", "", code)
        .getter("gi_frame", "", frame)
        .getter(
            "gi_yieldfrom",
            "object being iterated by yield from, or None",
            delegate,
        )
}

/// The class coroutine.
pub fn coroutine_class_def() -> ClassDef {
    members(ClassDef::builtin("coroutine", Layout::Final, ""), false)
        .getter("cr_running", "", is_running)
        .getter("cr_suspended", "", is_suspended)
        .getter("cr_code", "", code)
        .getter("cr_frame", "", frame)
        .getter("cr_origin", "", |_: &Vm, _: Value| Ok(Value::NONE))
        .getter("cr_await", "object being awaited on, or None", delegate)
        .method(
            "__await__(self, /)",
            "Return an iterator to be used in await expression.",
            |_: &Vm, this: Value| Ok(this),
        )
}

/// The class async_generator.
pub fn async_generator_class_def() -> ClassDef {
    let def = members(
        ClassDef::builtin("async_generator", Layout::Final, ""),
        true,
    )
    .getter("ag_running", "", |vm: &Vm, this: Value| {
        Ok(data_of(vm, &this)?.stepping.get() || is_running(vm, this.clone())?)
    })
    .getter("ag_suspended", "", is_suspended)
    .getter("ag_code", "", code)
    .getter("ag_frame", "", frame)
    .getter("ag_suspended", "", is_suspended)
    .getter("ag_await", "object being awaited on, or None", delegate)
    .method(
        "__aiter__(self, /)",
        "Return an awaitable iterator.",
        |_: &Vm, this: Value| Ok(this),
    );
    super::async_generator::methods(def)
}
