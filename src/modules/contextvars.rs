//! `_contextvars`: variables whose values belong to a context, of a thread or of an asyncio task.
//!
//! A context's values stand in a list that its copies share until one of them changes its own:
//! copying, which happens for every callback of an event loop, costs one counter. The list is
//! searched from end to end: programs have few such variables. The running thread's context stands
//! with its task ([`crate::vm::tasks::Task`]).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::compile::op::CompareOp;
use crate::native::{Args, ClassDef, KwArgs, ModuleDef, NativeType, VarArgs};
use crate::object::{Class, Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// Variables and their values.
type Values = Rc<Vec<(Value, Value)>>;

/// `contextvars.Context`
#[derive(Default)]
pub struct Context {
    values: RefCell<Values>,
    entered: Cell<bool>,
}

impl NativeObject for Context {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        // A list that several contexts share is not any one's: the collector leaves it alone.
        if let Ok(values) = self.values.try_borrow()
            && Rc::strong_count(&values) == 1
        {
            for (variable, value) in values.iter() {
                visit(variable);
                visit(value);
            }
        }
    }
    fn clear(&self) {
        let values = self.values.take();
        drop(values);
    }
}

impl Context {
    fn get(&self, variable: &Value) -> Option<Value> {
        let values = self.values.borrow();
        let found = values.iter().find(|(k, _)| k.is(variable));
        found.map(|(_, v)| v.clone())
    }

    /// Set a variable, or forget it; the old value.
    fn put(&self, variable: &Value, value: Option<Value>) -> Option<Value> {
        let mut values = self.values.borrow_mut();
        let values = Rc::make_mut(&mut *values);
        let at = values.iter().position(|(k, _)| k.is(variable));
        match (at, value) {
            (Some(at), Some(value)) => {
                let slot = values.get_mut(at)?;
                Some(std::mem::replace(&mut slot.1, value))
            }
            (Some(at), None) => Some(values.remove(at).1),
            (None, Some(value)) => {
                values.push((variable.clone(), value));
                None
            }
            (None, None) => None,
        }
    }

    fn copy(&self) -> Context {
        Context {
            values: RefCell::new(self.values.borrow().clone()),
            entered: Cell::new(false),
        }
    }

    fn items(&self) -> Values {
        self.values.borrow().clone()
    }
}

/// The context of the running thread, made when it is first asked for.
fn current(vm: &Vm) -> Native<Context> {
    let task = vm.tasks.current();
    if let Some(context) = Native::from_value(&task.variables.borrow()) {
        return context;
    }
    let context = vm.wrap_native(Context::default());
    task.variables.replace(context.value());
    context
}

/// `copy_context()`
pub fn copy_context(vm: &Vm) -> Value {
    let task = vm.tasks.current();
    let copy = match task
        .variables
        .borrow()
        .as_obj()
        .and_then(|o| o.native::<Context>())
    {
        Some(context) => context.copy(),
        None => Context::default(),
    };
    vm.wrap(copy)
}

/// Run something in a context. What is no `Context` has a method `run` in CPython, and is refused
/// here.
///
/// # Errors
/// A TypeError for what is no context, a RuntimeError for one that somebody runs in, and what
/// `work` raises.
pub fn run_in<T>(vm: &Vm, context: &Value, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    let Some(state) = context.as_obj().and_then(|o| o.native::<Context>()) else {
        return Err(vm.type_error(format!("a Context was expected, got {}", vm.repr(context)?)));
    };
    if state.entered.replace(true) {
        return Err(vm.runtime_error(format!(
            "cannot enter context: {} is already entered",
            vm.repr(context)?
        )));
    }
    let task = vm.tasks.current();
    let before = task.variables.replace(context.clone());
    let result = work();
    task.variables.replace(before);
    state.entered.set(false);
    result
}

fn variable_of(vm: &Vm, value: &Value) -> PyResult<()> {
    if Native::<ContextVar>::from_value(value).is_some() {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "a ContextVar key was expected, got {}",
        vm.repr(value)?
    )))
}

fn equal_contexts(vm: &Vm, a: &Context, b: &Context) -> PyResult<bool> {
    let (a, b) = (a.items(), b.items());
    if a.len() != b.len() {
        return Ok(false);
    }
    for (variable, value) in a.iter() {
        let other = b.iter().find(|(k, _)| k.is(variable));
        match other {
            Some((_, other)) if vm.same_or_equal(value, other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn list_iterator(vm: &Vm, items: Vec<Value>) -> PyResult<Value> {
    let list: Value = items.into();
    vm.iter(&list)
}

fn keys(vm: &Vm, context: &Context) -> PyResult<Value> {
    list_iterator(vm, context.items().iter().map(|(k, _)| k.clone()).collect())
}

impl NativeType for Context {
    const NAME: &'static str = "_contextvars.Context";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Context>("_contextvars", "The values of variables.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, _: &Class, args: Args| {
                    match args.values.is_empty() {
                        true => Ok(vm.wrap(Context::default())),
                        false => Err(vm.type_error("Context() does not accept any arguments")),
                    }
                }));
                s.hash.set(Some(|vm: &Vm, _: &Value| {
                    Err(vm.type_error("unhashable type: '_contextvars.Context'"))
                }));
                s.compare.set(Some(|vm, this, other, op| {
                    let (Some(a), Some(b)) = (
                        Native::<Context>::from_value(this),
                        Native::<Context>::from_value(other),
                    ) else {
                        return Ok(Value::NOT_IMPLEMENTED);
                    };
                    match op {
                        CompareOp::Eq => equal_contexts(vm, &a, &b).map(Value::bool),
                        CompareOp::Ne => equal_contexts(vm, &a, &b).map(|e| Value::bool(!e)),
                        _ => Ok(Value::NOT_IMPLEMENTED),
                    }
                }));
                s.len.set(Some(|_, this| {
                    Ok(Native::<Context>::from_value(this).map_or(0, |c| c.items().len()))
                }));
                s.iter
                    .set(Some(|vm, this| match Native::<Context>::from_value(this) {
                        Some(context) => keys(vm, &context),
                        None => Err(vm.type_error("not a Context")),
                    }));
                s.contains.set(Some(|vm, this, variable| {
                    variable_of(vm, variable)?;
                    let context = Native::<Context>::from_value(this);
                    Ok(context.is_some_and(|c| c.get(variable).is_some()))
                }));
                s.get_item.set(Some(|vm, this, variable| {
                    variable_of(vm, variable)?;
                    let context = Native::<Context>::from_value(this);
                    let found = context.and_then(|c| c.get(variable));
                    found.ok_or_else(|| vm.key_error(variable))
                }));
            })
            .method(
                "run(self, callable, /, *args, **kwargs)",
                "Call a function in this context.",
                |vm: &Vm, this: Value, function: Value, args: VarArgs, keywords: KwArgs| {
                    let VarArgs(mut values) = args;
                    let (names, extra): (Vec<Str>, Vec<Value>) = keywords.0.into_iter().unzip();
                    values.extend(extra);
                    run_in(vm, &this, || vm.call_kw(&function, &mut values, &names))
                },
            )
            .method(
                "copy(self, /)",
                "Another context with the same values.",
                |vm: &Vm, this: Native<Context>| Ok(vm.wrap(this.copy())),
            )
            .method(
                "get(self, key, default=None, /)",
                "The value of a variable, or a default.",
                |vm: &Vm, this: Native<Context>, key: Value, default: Value| -> PyResult<Value> {
                    variable_of(vm, &key)?;
                    Ok(this.get(&key).unwrap_or(default))
                },
            )
            .method(
                "keys(self, /)",
                "The variables that have values.",
                |vm: &Vm, this: Native<Context>| keys(vm, &this),
            )
            .method(
                "values(self, /)",
                "The values.",
                |vm: &Vm, this: Native<Context>| {
                    list_iterator(vm, this.items().iter().map(|(_, v)| v.clone()).collect())
                },
            )
            .method(
                "items(self, /)",
                "The variables and their values.",
                |vm: &Vm, this: Native<Context>| {
                    let items = this.items();
                    let pairs = items
                        .iter()
                        .map(|(k, v)| Value::tuple(vec![k.clone(), v.clone()]));
                    list_iterator(vm, pairs.collect())
                },
            )
    }
}

/// `contextvars.ContextVar`
pub struct ContextVar {
    name: Str,
    /// Unset without a default.
    default: Value,
}

impl NativeObject for ContextVar {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.default);
    }
}

fn new_variable(vm: &Vm, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut given = positional.into_iter();
    let mut name = given.next();
    if let more @ 1.. = given.len() {
        return Err(vm.type_error(format!(
            "ContextVar() takes exactly 1 positional argument ({} given)",
            more + 1
        )));
    }
    let mut default = Value::UNSET;
    for (key, value) in keywords {
        match key.as_str() {
            Some("default") => default = value,
            Some("name") if name.is_none() => name = Some(value),
            _ => {
                return Err(vm.type_error(format!(
                    "ContextVar() got an unexpected keyword argument '{key}'"
                )));
            }
        }
    }
    let Some(name) = name else {
        return Err(vm.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
    };
    match Str::from_value(&name) {
        Some(name) => Ok(vm.wrap(ContextVar { name, default })),
        None => Err(vm.type_error("context variable name must be a str")),
    }
}

fn get(vm: &Vm, this: Native<ContextVar>, default: Option<Value>) -> PyResult<Value> {
    let variable = this.value();
    let task = vm.tasks.current();
    let found = task
        .variables
        .borrow()
        .as_obj()
        .and_then(|o| o.native::<Context>())
        .and_then(|c| c.get(&variable));
    match found.or(default) {
        Some(value) => Ok(value),
        None if this.default.is_set() => Ok(this.default.clone()),
        None => Err(vm.exception_with(&vm.types.lookup_error, vec![variable])),
    }
}

fn set(vm: &Vm, this: Native<ContextVar>, value: Value) -> PyResult<Value> {
    let context = current(vm);
    let variable = this.value();
    let old = context.get(&variable);
    let dropped = context.put(&variable, Some(value));
    drop(dropped);
    Ok(vm.wrap(Token {
        variable,
        context: context.value(),
        old: old.unwrap_or_default(),
        used: Cell::new(false),
    }))
}

fn reset(vm: &Vm, this: Native<ContextVar>, token: Value) -> PyResult<()> {
    let Some(state) = Native::<Token>::from_value(&token) else {
        return Err(vm.type_error(format!(
            "expected an instance of Token, got {}",
            vm.repr(&token)?
        )));
    };
    let problem = |vm: &Vm, class: &Class, words: &str| -> PyResult<Exc> {
        Ok(vm.exception(class, format!("{} {words}", vm.repr(&token)?)))
    };
    if state.used.get() {
        return Err(problem(
            vm,
            &vm.types.runtime_error,
            "has already been used once",
        )?);
    }
    if !state.variable.is(&this.value()) {
        let words = "was created by a different ContextVar";
        return Err(problem(vm, &vm.types.value_error, words)?);
    }
    let context = current(vm);
    if !state.context.is(&context.value()) {
        let words = "was created in a different Context";
        return Err(problem(vm, &vm.types.value_error, words)?);
    }
    state.used.set(true);
    let old = state.old.is_set().then(|| state.old.clone());
    let dropped = context.put(&state.variable, old);
    drop(dropped);
    Ok(())
}

impl NativeType for ContextVar {
    const NAME: &'static str = "_contextvars.ContextVar";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<ContextVar>("_contextvars", "A variable with a value in each context.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, _: &Class, args: Args| {
                    new_variable(vm, args)
                }));
                s.repr.set(Some(|vm, this| {
                    let Some(state) = Native::<ContextVar>::from_value(this) else {
                        return Err(vm.type_error("not a ContextVar"));
                    };
                    let name: Value = state.name.clone().into();
                    let name = vm.repr(&name)?;
                    let default = match state.default.is_set() {
                        true => format!(
                            " default={}",
                            vm.nested(
                                || vm.repr(&state.default),
                                " while getting the repr of an object"
                            )?
                        ),
                        false => String::new(),
                    };
                    Ok(Str::new(format!(
                        "<ContextVar name={name}{default} at {:#x}>",
                        this.id()
                    )))
                }));
            })
            .getter(
                "name",
                "The variable's name.",
                |_: &Vm, this: Native<ContextVar>| Ok(this.name.clone()),
            )
            .method(
                "get(self, default=<none>, /)",
                "The value in the current context; else the default; else LookupError.",
                get,
            )
            .method(
                "set(self, value, /)",
                "Set the value in the current context; a token that undoes it.",
                set,
            )
            .method("reset(self, token, /)", "Undo a set().", reset)
            .class_method(
                "__class_getitem__(type, item, /)",
                "ContextVar[int], for annotations.",
                |vm: &Vm, class: Class, item: Value| {
                    super::types::generic_alias(vm, class.into(), item)
                },
            )
    }
}

/// `contextvars.Token`: what undoes a `set()`.
pub struct Token {
    variable: Value,
    context: Value,
    /// The value before; unset where there was none.
    old: Value,
    used: Cell<bool>,
}

impl NativeObject for Token {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.variable);
        visit(&self.context);
        visit(&self.old);
    }
}

/// The one `Token.MISSING`.
#[derive(Default)]
struct MissingValue(RefCell<Value>);

/// Its type.
struct Missing;

impl NativeObject for Missing {}

impl NativeType for Missing {
    const NAME: &'static str = "Token.MISSING";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Missing>("_contextvars", "The value of a variable that has none.")
            .is_final()
            .slots(|s| {
                s.repr.set(Some(|_, _| Ok(Str::new("<Token.MISSING>"))));
            })
    }
}

fn missing(vm: &Vm) -> Value {
    let state = vm.state::<MissingValue>();
    let found = state.0.borrow().clone();
    if found.is_set() {
        return found;
    }
    let made = vm.wrap(Missing);
    state.0.replace(made.clone());
    made
}

impl NativeType for Token {
    const NAME: &'static str = "_contextvars.Token";
    fn class_def(vm: &Vm) -> ClassDef {
        ClassDef::native::<Token>("_contextvars", "What undoes a set().")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm: &Vm, _: &Class, _: Args| {
                    Err(vm.runtime_error("Tokens can only be created by ContextVars"))
                }));
                s.repr.set(Some(|vm, this| {
                    let Some(state) = Native::<Token>::from_value(this) else {
                        return Err(vm.type_error("not a Token"));
                    };
                    let used = if state.used.get() { " used" } else { "" };
                    Ok(Str::new(format!(
                        "<Token{used} var={} at {:#x}>",
                        vm.repr(&state.variable)?,
                        this.id()
                    )))
                }));
            })
            .getter("var", "The variable.", |_: &Vm, this: Native<Token>| {
                Ok(this.variable.clone())
            })
            .getter(
                "old_value",
                "What the variable was before; Token.MISSING if it was not set.",
                |vm: &Vm, this: Native<Token>| match this.old.is_set() {
                    true => Ok(this.old.clone()),
                    false => Ok(missing(vm)),
                },
            )
            .constant("MISSING", missing(vm))
            .class_method(
                "__class_getitem__(type, item, /)",
                "Token[int], for annotations.",
                |vm: &Vm, class: Class, item: Value| {
                    super::types::generic_alias(vm, class.into(), item)
                },
            )
    }
}

/// The module `_contextvars`.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_contextvars", "Context variables.")
        .class::<Context>(vm)
        .class::<ContextVar>(vm)
        .class::<Token>(vm)
        .function(
            "copy_context()",
            "A copy of the current context.",
            |vm: &Vm| Ok(copy_context(vm)),
        )
}
