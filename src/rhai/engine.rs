//! The engine: what a Python object can do in Rhai, and the hooks that make it so.
//!
//! Operators, items, iteration and text are registered for the one type [`Object`] and go to the
//! interpreter's protocols. Methods, properties and functions are not listed anywhere: they are
//! looked up by name in the tables that Python uses, when a script calls them (`script` registers
//! the names that a text uses; `on_missing_function` serves the rest).

use std::any::TypeId;
use std::rc::Rc;

use rhai::packages::{Package, StandardPackage};
use rhai::{
    Array, Blob, Dynamic, Engine, EvalAltResult, FnPtr, FuncRegistration, ImmutableString, Map,
    Module, NativeCallContext, Position, RhaiFunc,
};

use super::call::{KEYWORDS, Keywords, Site, keywords_as_map};
use super::errors::{Failure, exception_property, throw};
use super::session::Bridge;
use super::tokens::{CALL, plain_member};
use super::value::{OBJECT_NAME, Object, index_key, object_of, to_dynamic};
use super::{class, names, statements};
use crate::compile::op::{BinaryOp, CompareOp, UnaryOp};
use crate::object::{Exc, Str, Value};
use crate::vm::Vm;

/// Nested calls of Rhai functions: Python's own limit.
const CALL_LEVELS: usize = 1000;
/// Nested brackets and operators in a text; the parser recurses.
const EXPRESSION_DEPTH: usize = 200;
/// The operator `is` binds as `==` does.
const IS_PRECEDENCE: u8 = 90;
/// Steps of a script between looks at Ctrl-C, limits and other tasks.
const STEPS_BETWEEN_POLLS: u64 = 1024;
/// Steps between looks at the native stack: no call takes fewer.
const STEPS_BETWEEN_GLANCES: u64 = 8;
/// Arguments of `.call`: what is registered beyond the general hook.
const CALL_ARGUMENTS: usize = 8;

/// The engine of a session, or of the functions that a guest engine handed to Python.
pub fn new_engine(bridge: &Rc<Bridge>) -> Engine {
    let mut engine = plain_engine(bridge);
    hook_variables(&mut engine, bridge);
    engine
}

/// An engine for scripts that use nothing of Python: without the hook that looks at every variable.
pub fn plain_engine(bridge: &Rc<Bridge>) -> Engine {
    let mut engine = Engine::new();
    engine.set_max_call_levels(CALL_LEVELS);
    engine.set_max_expr_depths(EXPRESSION_DEPTH, EXPRESSION_DEPTH);
    register_all(&mut engine, bridge);
    statements::register_import(&mut engine, bridge);
    hook_output(&mut engine, bridge);
    hook_tokens(&mut engine, bridge, true);
    engine
}

/// Everything that does not change what an engine's owner has set up.
pub fn register(engine: &mut Engine, bridge: &Rc<Bridge>) {
    register_all(engine, bridge);
    hook_variables(engine, bridge);
}

#[allow(
    deprecated,
    reason = "rhai marks what may change between versions; the version is pinned"
)]
fn hook_variables(engine: &mut Engine, bridge: &Rc<Bridge>) {
    let own = bridge.clone();
    engine.on_var(move |name, index, context| names::resolve(&own, name, index, &context));
}

#[allow(
    deprecated,
    reason = "rhai marks what may change between versions; the version is pinned"
)]
fn register_all(engine: &mut Engine, bridge: &Rc<Bridge>) {
    engine.register_type_with_name::<Object>(OBJECT_NAME);
    // Refused only if the engine's owner has made an operator of it already.
    let _ = engine.register_custom_operator("is", IS_PRECEDENCE);
    engine.register_global_module(object_module(bridge).into());
    statements::register_with(engine, bridge);
    let own = bridge.clone();
    engine.on_missing_function(move |name, args, is_method, context| {
        missing_function(&own, name, args, is_method, &context)
    });
}

/// Let an engine keep the interpreter behind it.
#[allow(
    deprecated,
    reason = "rhai marks what may change between versions; the version is pinned"
)]
pub fn keep_alive(engine: &mut Engine, bridge: &Rc<Bridge>, vm: Rc<Vm>) {
    // The bridge itself must not: functions that live in the interpreter hold the bridge.
    let own = bridge.clone();
    engine.on_var(move |name, index, context| {
        let _ = &vm;
        names::resolve(&own, name, index, &context)
    });
}

/// Words and strings of Python; `quotes` also for single-quoted strings.
#[allow(
    deprecated,
    reason = "rhai marks what may change between versions; the version is pinned"
)]
pub fn hook_tokens(engine: &mut Engine, bridge: &Rc<Bridge>, quotes: bool) {
    let own = bridge.clone();
    engine.on_parse_token(move |token, _, _| {
        let is_python = |name: &str| statements::is_python_module(&own, name);
        let is_module = |name: &str| names::is_module(&own, name);
        own.tokens.map(token, quotes, &is_python, &is_module)
    });
}

/// `print` goes where Python's print goes; so does `debug`.
fn hook_output(engine: &mut Engine, bridge: &Rc<Bridge>) {
    let print = |bridge: &Rc<Bridge>, text: &str| {
        if bridge.has_printed.take() {
            return;
        }
        let Ok(vm) = bridge.vm() else { return };
        let result = vm
            .builtin("print")
            .and_then(|print| vm.call(&print, &mut [Value::str(text)]));
        if let Err(exc) = result {
            // Rhai's print cannot fail: the exception is raised at the next step.
            bridge.pending.borrow_mut().get_or_insert(exc);
        }
    };
    let own = bridge.clone();
    engine.on_print(move |text| print(&own, text));
    let own = bridge.clone();
    engine.on_debug(move |text, _, _| print(&own, text));
    let own = bridge.clone();
    engine.on_progress(move |steps| own.progress(steps));
}

impl Bridge {
    /// At every step of a script: something to stop it with, or nothing.
    fn progress(&self, steps: u64) -> Option<Dynamic> {
        // Nearly every step ends here: plain Rhai must not pay for what it does not use.
        match steps.is_multiple_of(STEPS_BETWEEN_GLANCES) {
            true => self.glance(steps),
            false => None,
        }
    }

    #[cold]
    fn glance(&self, steps: u64) -> Option<Dynamic> {
        let vm = self.vm().ok()?;
        let exc = if let Some(exc) = self.pending.take() {
            exc
        } else if vm.is_stack_short() {
            vm.recursion_error("maximum recursion depth exceeded")
        } else if steps.is_multiple_of(STEPS_BETWEEN_POLLS) {
            vm.poll().err()?
        } else {
            return None;
        };
        Some(Dynamic::from(Object(exc.value())))
    }
}

// ---- what Rhai itself has -------------------------------------------------------------------------

/// Rhai's standard functions that take three arguments or more, and never fewer.
const LONGER: &[&str] = &["insert", "pad", "splice", "replace", "set_bits"];

/// Rhai's standard functions.
pub struct Standard {
    module: Rc<Module>,
}

impl Standard {
    pub fn new() -> Standard {
        Standard {
            module: StandardPackage::new().as_shared_module(),
        }
    }

    /// Whether there is a function of exactly these types of parameters.
    pub fn has(&self, name: &str, types: &[TypeId]) -> bool {
        // Registering it in a scratch module is the public way to a function's hash.
        let mut scratch = Module::new();
        let function = RhaiFunc::Pure {
            func: Rc::new(|_, _| Ok(Dynamic::UNIT)),
            has_context: false,
            is_pure: true,
            is_volatile: false,
        };
        let made = FuncRegistration::new(name).set_into_module_raw(&mut scratch, types, function);
        self.module.contains_fn(made.hash)
    }

    /// Whether there is a function of that name that takes anything at all for each argument.
    pub fn takes_anything(&self, name: &str, count: usize) -> bool {
        self.has(name, &vec![TypeId::of::<Dynamic>(); count])
    }

    /// Whether there is a function of that name with up to two arguments of Rhai's own types.
    pub fn names_function(&self, name: &str) -> bool {
        if LONGER.contains(&name) {
            return true;
        }
        let types = [
            TypeId::of::<Dynamic>(),
            TypeId::of::<i64>(),
            TypeId::of::<f64>(),
            TypeId::of::<bool>(),
            TypeId::of::<char>(),
            TypeId::of::<ImmutableString>(),
            TypeId::of::<Array>(),
            TypeId::of::<Map>(),
            TypeId::of::<Blob>(),
            TypeId::of::<FnPtr>(),
        ];
        self.has(name, &[])
            || types.iter().any(|first| {
                self.has(name, &[*first])
                    || types
                        .iter()
                        .any(|second| self.has(name, &[*first, *second]))
            })
    }
}

// ---- registering natives --------------------------------------------------------------------------

/// The arguments that Rhai hands to a native.
pub type Arguments<'a, 'b> = &'a mut [&'b mut Dynamic];

/// Register a function that goes to Python; it may be called on constants, which only means that
/// the name is not bound anew.
pub fn native(
    module: &mut Module,
    bridge: &Rc<Bridge>,
    registration: FuncRegistration,
    types: &[TypeId],
    body: impl Fn(Site<'_>, Arguments<'_, '_>) -> Result<Dynamic, Failure> + 'static,
) {
    let bridge = bridge.clone();
    let func = move |context: Option<NativeCallContext>, args: &mut [&mut Dynamic]| {
        let Some(context) = context else {
            return Ok(Dynamic::UNIT);
        };
        let vm = bridge.vm()?;
        let site = Site::new(&bridge, &vm, &context);
        if !bridge.is_guest {
            return body(site, args).map_err(|failure| site.fail(failure));
        }
        let result = site
            .bounded(|| body(site, args))
            .map_err(|failure| site.fail(failure));
        if let Some(text) = bridge.printed(&vm) {
            let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
            drop(context.call_native_fn::<Dynamic>("print", (text,))?);
        }
        result
    };
    let function = RhaiFunc::Method {
        func: Rc::new(func),
        has_context: true,
        is_pure: true,
        is_volatile: true,
    };
    registration
        .in_global_namespace()
        .set_into_module_raw(module, types, function);
}

impl Site<'_> {
    /// Let Python take no more steps than a guest engine's limit of operations has left.
    fn bounded<T>(&self, call: impl FnOnce() -> T) -> T {
        let most = self.engine.max_operations();
        if !self.bridge.is_guest || most == 0 {
            return call();
        }
        let left = most.saturating_sub(self.global.num_operations).max(1);
        self.vm.set_max_steps(Some(left));
        let result = call();
        self.vm.set_max_steps(None);
        result
    }
}

/// The argument's value, moved out unless it is the receiver.
fn take(args: Arguments<'_, '_>, at: usize) -> Dynamic {
    match args.get_mut(at) {
        Some(place) if at > 0 => std::mem::take(*place),
        Some(place) => place.flatten_clone(),
        None => Dynamic::UNIT,
    }
}

/// The Python value of an argument.
fn value(site: &Site<'_>, args: Arguments<'_, '_>, at: usize) -> Result<Value, Failure> {
    Ok(site.value(take(args, at))?)
}

fn object_module(bridge: &Rc<Bridge>) -> Module {
    let mut module = Module::new();
    operators(&mut module, bridge);
    items(&mut module, bridge);
    text(&mut module, bridge);
    calls(&mut module, bridge);
    iteration(&mut module, bridge);
    module
}

const BINARY: &[(&str, BinaryOp)] = &[
    ("+", BinaryOp::Add),
    ("-", BinaryOp::Sub),
    ("*", BinaryOp::Mul),
    ("/", BinaryOp::TrueDiv),
    ("%", BinaryOp::Mod),
    ("**", BinaryOp::Pow),
    ("<<", BinaryOp::LShift),
    (">>", BinaryOp::RShift),
    ("&", BinaryOp::And),
    ("|", BinaryOp::Or),
    ("^", BinaryOp::Xor),
];

const COMPARISONS: &[(&str, CompareOp)] = &[
    ("==", CompareOp::Eq),
    ("!=", CompareOp::Ne),
    ("<", CompareOp::Lt),
    ("<=", CompareOp::Le),
    (">", CompareOp::Gt),
    (">=", CompareOp::Ge),
];

fn operators(module: &mut Module, bridge: &Rc<Bridge>) {
    let any = TypeId::of::<Dynamic>();
    let sides = [[Object::id(), any], [any, Object::id()]];
    for &(sign, op) in BINARY {
        for types in sides {
            native(
                module,
                bridge,
                FuncRegistration::new(sign),
                &types,
                move |site, args| {
                    let (a, b) = (value(&site, args, 0)?, value(&site, args, 1)?);
                    Ok(site.dynamic(site.vm.binary(op, &a, &b)?))
                },
            );
        }
        let assign = FuncRegistration::new(format!("{sign}="));
        native(
            module,
            bridge,
            assign,
            &[Object::id(), any],
            move |site, args| {
                let (a, b) = (value(&site, args, 0)?, value(&site, args, 1)?);
                let result = site.dynamic(site.vm.inplace(op, &a, &b)?);
                if let Some(place) = args.first_mut() {
                    **place = result;
                }
                Ok(Dynamic::UNIT)
            },
        );
    }
    for &(sign, op) in COMPARISONS {
        for types in sides {
            native(
                module,
                bridge,
                FuncRegistration::new(sign),
                &types,
                move |site, args| {
                    let (a, b) = (value(&site, args, 0)?, value(&site, args, 1)?);
                    Ok(site.dynamic(site.vm.compare(op, &a, &b)?))
                },
            );
        }
    }
    for (sign, op) in [("-", UnaryOp::Neg), ("+", UnaryOp::Pos)] {
        native(
            module,
            bridge,
            FuncRegistration::new(sign),
            &[Object::id()],
            move |site, args| {
                let a = value(&site, args, 0)?;
                Ok(site.dynamic(site.vm.unary(op, &a)?))
            },
        );
    }
    native(
        module,
        bridge,
        FuncRegistration::new("!"),
        &[Object::id()],
        |site, args| {
            let a = value(&site, args, 0)?;
            Ok((!site.vm.is_true(&a)?).into())
        },
    );
    // Python's `%` and `*` of texts, which Rhai's strings do not have.
    let text = TypeId::of::<ImmutableString>();
    for (sign, op, left, right) in [
        ("%", BinaryOp::Mod, text, any),
        ("*", BinaryOp::Mul, text, TypeId::of::<i64>()),
        ("*", BinaryOp::Mul, TypeId::of::<i64>(), text),
    ] {
        native(
            module,
            bridge,
            FuncRegistration::new(sign),
            &[left, right],
            move |site, args| {
                let (a, b) = (value(&site, args, 0)?, value(&site, args, 1)?);
                Ok(site.dynamic(site.vm.binary(op, &a, &b)?))
            },
        );
    }
    // `x in object`
    native(
        module,
        bridge,
        FuncRegistration::new("contains"),
        &[Object::id(), any],
        |site, args| {
            let (container, item) = (value(&site, args, 0)?, value(&site, args, 1)?);
            Ok(site.vm.contains(&container, &item)?.into())
        },
    );
    native(
        module,
        bridge,
        FuncRegistration::new("is"),
        &[any, any],
        |site, args| {
            let (a, b) = (value(&site, args, 0)?, value(&site, args, 1)?);
            Ok(a.is(&b).into())
        },
    );
}

fn items(module: &mut Module, bridge: &Rc<Bridge>) {
    let any = TypeId::of::<Dynamic>();
    let get = FuncRegistration::new_index_getter();
    native(module, bridge, get, &[Object::id(), any], |site, args| {
        let object = value(&site, args, 0)?;
        let key = index_key(&mut site.to_python(), take(args, 1))?;
        let item = site.vm.get_item(&object, &key);
        if let Err(error) = &item
            && let Some(name) = Str::from_value(&key)
            && let Some(found) = property_instead(&site, &object, &name, error)?
        {
            return Ok(site.dynamic(found));
        }
        Ok(site.dynamic(item?))
    });
    // Not the registration for setters, which insists on changing its receiver.
    let set = FuncRegistration::new("index$set$");
    native(
        module,
        bridge,
        set,
        &[Object::id(), any, any],
        |site, args| {
            let object = value(&site, args, 0)?;
            let key = index_key(&mut site.to_python(), take(args, 1))?;
            let new = value(&site, args, 2)?;
            if site.vm.class_of(&object).slots.set_item.get().is_none()
                && let Some(name) = Str::from_value(&key)
            {
                site.vm.set_attr(&object, &name, new)?;
                return Ok(Dynamic::UNIT);
            }
            // After `a[i].x = 1` Rhai stores the item again; a tuple would refuse what changes nothing.
            if new.is_heap()
                && site
                    .vm
                    .get_item(&object, &key)
                    .is_ok_and(|old| old.is(&new))
            {
                return Ok(Dynamic::UNIT);
            }
            site.vm.set_item(&object, &key, new)?;
            Ok(Dynamic::UNIT)
        },
    );
}

/// The attribute for a text key that is no item: `object["name"]` of an object without items, and
/// `object.name` in places where Rhai does not tell us which of the two was written.
fn property_instead(
    site: &Site<'_>,
    object: &Value,
    name: &Str,
    error: &Exc,
) -> Result<Option<Value>, Failure> {
    let vm = site.vm;
    let has_items = vm.class_of(object).slots.get_item.get().is_some();
    let missing = vm.is_instance_of(error, &vm.types.key_error)
        || vm.is_instance_of(error, &vm.types.type_error);
    if has_items && !(site.bridge.is_guest && missing) {
        return Ok(None);
    }
    match vm.get_attr(object, name) {
        Ok(found) => Ok(Some(found)),
        Err(e)
            if vm.is_instance_of(&e, &vm.types.attribute_error)
                && let Some(exc) = Exc::from_value(object)
                && let Some(text) = name.as_str()
                && let Some(found) = exception_property(vm, &exc, text) =>
        {
            Ok(Some(site.value(found?)?))
        }
        Err(e) if has_items && vm.is_instance_of(&e, &vm.types.attribute_error) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

fn text(module: &mut Module, bridge: &Rc<Bridge>) {
    for name in ["print", "to_string"] {
        native(
            module,
            bridge,
            FuncRegistration::new(name),
            &[Object::id()],
            |site, args| {
                let object = value(&site, args, 0)?;
                Ok(site.vm.display(&object)?.into())
            },
        );
    }
    // `print(end='')`
    native(
        module,
        bridge,
        FuncRegistration::new("print"),
        &[TypeId::of::<Keywords>()],
        |site, args| Ok(site.call_function("print", args)?.unwrap_or_default()),
    );
    for name in ["debug", "to_debug"] {
        native(
            module,
            bridge,
            FuncRegistration::new(name),
            &[Object::id()],
            |site, args| {
                let object = value(&site, args, 0)?;
                Ok(site.vm.repr(&object)?.to_string().into())
            },
        );
    }
}

fn calls(module: &mut Module, bridge: &Rc<Bridge>) {
    let any = TypeId::of::<Dynamic>();
    let text = TypeId::of::<ImmutableString>();
    for count in 0..=CALL_ARGUMENTS {
        for receiver in [Object::id(), TypeId::of::<FnPtr>()] {
            let mut types = vec![any; count + 1];
            types[0] = receiver;
            native(
                module,
                bridge,
                FuncRegistration::new(CALL),
                &types,
                |site, args| call_anything(&site, args),
            );
        }
    }
    native(
        module,
        bridge,
        FuncRegistration::new(KEYWORDS),
        &[TypeId::of::<Array>()],
        |_, args| {
            let array = take(args, 0).try_cast::<Array>().unwrap_or_default();
            Ok(Dynamic::from(Keywords::of(array)))
        },
    );
    native(
        module,
        bridge,
        FuncRegistration::new(statements::FROM_IMPORT),
        &[text, TypeId::of::<Array>()],
        |site, args| {
            let module = take(args, 0).to_string();
            let names = take(args, 1).try_cast::<Array>().unwrap_or_default();
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            statements::from_import(site.bridge, site.vm, &module, &names)?;
            Ok(Dynamic::UNIT)
        },
    );
    for (name, types) in [("exit", &[][..]), ("exit", &[any]), ("to_rhai", &[any])] {
        native(
            module,
            bridge,
            FuncRegistration::new(name),
            types,
            move |site, args| Ok(site.call_function(name, args)?.unwrap_or_default()),
        );
    }
    let map = TypeId::of::<Map>();
    for types in [&[text, map][..], &[text, map, any][..]] {
        native(
            module,
            bridge,
            FuncRegistration::new("class"),
            types,
            |site, args| {
                let (name, members, bases) = (take(args, 0), take(args, 1), take(args, 2));
                class::make(&site, name, members, bases)
            },
        );
    }
}

/// `f.call(…)` and `f(…)` for a Rhai function or a Python callable.
fn call_anything(site: &Site<'_>, args: Arguments<'_, '_>) -> Result<Dynamic, Failure> {
    let Some((receiver, rest)) = args.split_first_mut() else {
        return Ok(Dynamic::UNIT);
    };
    let mut rest: Vec<Dynamic> = rest.iter_mut().map(|arg| std::mem::take(*arg)).collect();
    if receiver.is_fnptr() {
        keywords_as_map(&mut rest);
    }
    let pointer = receiver.read_lock::<FnPtr>().map(|f| f.clone());
    let (pointer, this, rest) = match (pointer, rest.first()) {
        (Some(pointer), _) => (pointer, None, rest),
        // Rhai's `object.call(f, …)`: the object is `this`.
        (None, Some(first)) if first.is_fnptr() && object_of(receiver).is_none() => {
            let mut rest = rest;
            let pointer = rest.remove(0).cast::<FnPtr>();
            (pointer, Some(&mut **receiver), rest)
        }
        _ => {
            let callable = site.value(receiver.flatten_clone())?;
            return site.object_method(&callable, CALL, rest);
        }
    };
    let context = NativeCallContext::new_with_all_fields(
        site.engine,
        pointer.fn_name(),
        site.global.source(),
        site.global,
        site.position,
    );
    Ok(pointer.call_raw(&context, this, rest)?)
}

// ---- iteration ------------------------------------------------------------------------------------

/// `for x in object`
struct Items {
    bridge: Rc<Bridge>,
    iterator: Result<Value, Exc>,
    done: bool,
}

impl Iterator for Items {
    type Item = Result<Dynamic, Box<EvalAltResult>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let vm = match self.bridge.vm() {
            Ok(vm) => vm,
            Err(error) => return self.end(Some(error)),
        };
        let next = match &self.iterator {
            Ok(iterator) => vm.next(iterator),
            Err(exc) => Err(exc.clone()),
        };
        match next {
            Ok(Some(item)) => Some(Ok(to_dynamic(item))),
            Ok(None) => self.end(None),
            Err(exc) => self.end(Some(throw(&vm, &exc))),
        }
    }
}

impl Items {
    fn end(
        &mut self,
        error: Option<Box<EvalAltResult>>,
    ) -> Option<Result<Dynamic, Box<EvalAltResult>>> {
        self.done = true;
        error.map(Err)
    }
}

fn iteration(module: &mut Module, bridge: &Rc<Bridge>) {
    let bridge = bridge.clone();
    module.set_iter_result(Object::id(), move |value| {
        let iterator = match (bridge.vm(), object_of(&value)) {
            (Ok(vm), Some(object)) => vm.iter(&object),
            (Err(error), _) => return Box::new(std::iter::once(Err(error))),
            (Ok(vm), None) => Err(vm.type_error("not a Python object")),
        };
        Box::new(Items {
            bridge: bridge.clone(),
            iterator,
            done: false,
        })
    });
}

// ---- functions that nobody registered -------------------------------------------------------------

/// Rhai found no function, or the one that it found failed.
fn missing_function(
    bridge: &Rc<Bridge>,
    name: &str,
    args: Arguments<'_, '_>,
    is_method: bool,
    context: &rhai::EvalContext<'_, '_, '_, '_, '_, '_>,
) -> Result<Option<Dynamic>, Box<EvalAltResult>> {
    let is_word = name.starts_with(|c: char| c == '_' || c.is_alphabetic());
    // What a script's own table serves has failed for a reason that Rhai already knows.
    let key = (name.to_owned(), args.len());
    if !is_word || name.contains('$') || bridge.served.borrow().contains(&key) {
        return Ok(None);
    }
    if matches!(name, "class" | "to_rhai" | "exit" | "debug" | "contains")
        || (name == "print" && args.len() == 1)
    {
        return Ok(None);
    }
    // So has a call of what `calls` has registered: it must not be made a second time.
    let is_served_call = |receiver: &Dynamic| {
        let receiver = receiver.type_id();
        args.len() <= CALL_ARGUMENTS + 1
            && (receiver == Object::id() || receiver == TypeId::of::<FnPtr>())
    };
    if name == CALL && args.first().is_some_and(|first| is_served_call(first)) {
        return Ok(None);
    }
    let vm = bridge.vm()?;
    let site = Site {
        bridge,
        vm: &vm,
        engine: context.engine(),
        global: context.global_runtime_state(),
        position: Position::NONE,
    };
    let result = site.bounded(|| {
        if name == CALL && !args.is_empty() {
            call_anything(&site, args).map(Some)
        } else if is_method {
            site.call_method(name, args)
        } else {
            site.call_function(plain_member(name), args)
        }
    });
    let result = result.map_err(|failure| site.fail(failure))?;
    if name == "print"
        && bridge.is_guest
        && let Some(text) = &result
    {
        // The text is for the engine's own `print`.
        let context = NativeCallContext::new_with_all_fields(
            site.engine,
            name,
            site.global.source(),
            site.global,
            site.position,
        );
        drop(context.call_native_fn::<Dynamic>(name, (text.clone(),))?);
        return Ok(Some(Dynamic::UNIT));
    }
    Ok(result)
}
