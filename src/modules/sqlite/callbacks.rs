//! Functions, aggregates, collations and hooks that are written in a program.
//!
//! SQLite may keep what it calls in any thread, so rusqlite wants it to be able to move between
//! threads, which objects are not. What it is given is therefore a number; the objects stand in a
//! table of the thread that runs the interpreter.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use rusqlite::functions::{Aggregate, Context, WindowAggregate};
use rusqlite::types::Value as Sql;

use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

thread_local! {
    static TABLE: RefCell<HashMap<u64, (Weak<Vm>, Value)>> = RefCell::default();
    static LAST: Cell<u64> = const { Cell::new(0) };
    /// What a callback has raised, for the statement that runs.
    static RAISED: RefCell<Option<Exc>> = const { RefCell::new(None) };
}

/// Put an object into the table.
pub fn keep(vm: &Vm, value: Value) -> Option<u64> {
    let vm = vm.tasks.interpreter()?;
    let number = LAST.get() + 1;
    LAST.set(number);
    TABLE.with_borrow_mut(|table| table.insert(number, (Rc::downgrade(&vm), value)));
    Some(number)
}

/// Take an object out of the table.
pub fn forget(number: u64) -> Option<Value> {
    TABLE
        .with_borrow_mut(|table| table.remove(&number))
        .map(|(_, value)| value)
}

fn find(number: u64) -> Option<(Rc<Vm>, Value)> {
    TABLE.with_borrow(|table| {
        let (vm, value) = table.get(&number)?;
        Some((vm.upgrade()?, value.clone()))
    })
}

/// What a callback has raised since it was last asked for.
pub fn take_raised() -> Option<Exc> {
    RAISED.take()
}

/// A failure, as SQLite shows it.
#[derive(Debug)]
struct Failure(&'static str);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Failure {}

fn failure(message: &'static str) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(Box::new(Failure(message)))
}

/// Run something of the program; what it raises is kept and becomes a message.
fn guarded<T>(
    number: u64,
    message: &'static str,
    run: impl FnOnce(&Vm, Value) -> PyResult<T>,
) -> rusqlite::Result<T> {
    let Some((vm, value)) = find(number) else {
        return Err(failure(message));
    };
    run(&vm, value).map_err(|exception| {
        // Only what ends the program goes on as it is; other exceptions become the message.
        if !vm.is_instance_of(&exception, &vm.types.exception) {
            RAISED.set(Some(exception));
        }
        failure(message)
    })
}

fn arguments(vm: &Vm, context: &Context<'_>) -> Vec<Value> {
    (0..context.len())
        .map(|at| super::from_sql(vm, context.get_raw(at)))
        .collect()
}

fn result(vm: &Vm, value: &Value) -> PyResult<Sql> {
    match super::to_sql(vm, value)? {
        Some(sql) => Ok(sql),
        None => Err(vm.type_error("the result of the function cannot be stored")),
    }
}

/// A function of SQL.
pub fn function(
    number: u64,
) -> impl Fn(&mut Context<'_>) -> rusqlite::Result<Sql> + Send + 'static {
    move |context| {
        guarded(
            number,
            "user-defined function raised exception",
            |vm, function| {
                let value = vm.call(&function, &mut arguments(vm, context))?;
                result(vm, &value)
            },
        )
    }
}

/// A class whose instances collect rows: `step` and `finalize`, and for windows `value` and
/// `inverse`.
pub struct Collector(pub u64);

/// An instance at work.
pub struct Instance(u64);

impl Drop for Instance {
    fn drop(&mut self) {
        let gone = forget(self.0);
        drop(gone);
    }
}

const STEP: &str = "user-defined aggregate's 'step' method raised error";
const FINALIZE: &str = "user-defined aggregate's 'finalize' method raised error";

impl Collector {
    fn start(&self) -> rusqlite::Result<Instance> {
        let message = "user-defined aggregate's '__init__' method raised error";
        guarded(self.0, message, |vm, class| {
            let instance = vm.call(&class, &mut [])?;
            keep(vm, instance)
                .map(Instance)
                .ok_or_else(|| vm.runtime_error("the interpreter is gone"))
        })
    }
}

impl Aggregate<Instance, Sql> for Collector {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Instance> {
        self.start()
    }

    fn step(&self, context: &mut Context<'_>, instance: &mut Instance) -> rusqlite::Result<()> {
        guarded(instance.0, STEP, |vm, object| {
            vm.call_method(&object, "step", &mut arguments(vm, context))
                .map(|_| ())
        })
    }

    fn finalize(&self, _: &mut Context<'_>, instance: Option<Instance>) -> rusqlite::Result<Sql> {
        // Without rows there is no instance, and no value.
        let Some(instance) = instance else {
            return Ok(Sql::Null);
        };
        guarded(instance.0, FINALIZE, |vm, object| {
            let value = vm.call_method(&object, "finalize", &mut [])?;
            result(vm, &value)
        })
    }
}

impl WindowAggregate<Instance, Sql> for Collector {
    fn value(&self, instance: Option<&mut Instance>) -> rusqlite::Result<Sql> {
        let Some(instance) = instance else {
            return Ok(Sql::Null);
        };
        guarded(
            instance.0,
            "user-defined aggregate's 'value' method raised error",
            |vm, object| {
                let value = vm.call_method(&object, "value", &mut [])?;
                result(vm, &value)
            },
        )
    }

    fn inverse(&self, context: &mut Context<'_>, instance: &mut Instance) -> rusqlite::Result<()> {
        let message = "user-defined aggregate's 'inverse' method raised error";
        guarded(instance.0, message, |vm, object| {
            vm.call_method(&object, "inverse", &mut arguments(vm, context))
                .map(|_| ())
        })
    }
}

/// An order of texts.
pub fn collation(number: u64) -> impl Fn(&str, &str) -> Ordering + Send + 'static {
    move |a, b| {
        let order = guarded(number, "", |vm, function| {
            let value = vm.call(&function, &mut [Value::str(a), Value::str(b)])?;
            vm.index(&value)
        });
        order.map_or(Ordering::Equal, |n| n.cmp(&0))
    }
}

/// Called from time to time while a statement runs; a true answer ends it.
pub fn progress(number: u64) -> impl FnMut() -> bool + Send + 'static {
    move || {
        let stop = guarded(number, "", |vm, function| {
            let answer = vm.call(&function, &mut [])?;
            vm.is_true(&answer)
        });
        stop.unwrap_or(true)
    }
}

/// Called with the text of each statement.
pub fn traced(number: u64, text: &str) {
    let _: rusqlite::Result<()> = guarded(number, "", |vm, function| {
        vm.call(&function, &mut [Value::str(text)]).map(|_| ())
    });
}
