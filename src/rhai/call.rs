//! Calls from Rhai to Python: functions by name, methods, and the rule for keyword arguments.
//!
//! A Rhai map as the last argument holds keyword arguments, where the callee can take them:
//! `timedelta(#{hours: 10})`. It is an ordinary argument (a dict) where the callee needs another
//! positional argument that the map does not name (`json.dumps(#{a: 1})`), or where none of its
//! keys is a parameter of the callee (`print(#{a: 1})`). An empty map at the end always means "no
//! keyword arguments", so `f(#{…}, #{})` passes the first one by position whatever the callee.

use std::rc::Rc;

use rhai::{
    Array, Dynamic, Engine, EvalAltResult, GlobalRuntimeState, ImmutableString, Map,
    NativeCallContext, Position,
};

use super::callback::{RhaiFunction, function_pointer};
use super::errors::{Failure, throw_at};
use super::session::Bridge;
use super::tokens::{CALL, plain_member};
use super::value::{Object, ToPython, deep_dynamic, object_of, to_dynamic_in};
use crate::native::{Frames, ParamKind};
use crate::object::{Class, Exc, Function, Native, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// Names and values of keyword arguments.
type Pairs = Vec<(ImmutableString, Dynamic)>;

/// The function that a call's `key=value` arguments are parsed as.
pub const KEYWORDS: &str = "keywords__";

/// Keyword arguments in the order in which they are written.
#[derive(Clone)]
pub struct Keywords(Pairs);

impl Keywords {
    /// Of an array of names and values in turns.
    pub fn of(array: Array) -> Keywords {
        let mut items = array.into_iter();
        let mut pairs = Vec::new();
        while let (Some(name), Some(value)) = (items.next(), items.next()) {
            pairs.push((name.into_immutable_string().unwrap_or_default(), value));
        }
        Keywords(pairs)
    }
}

/// Keyword arguments at the end of a Rhai function's arguments become the map that it expects.
pub fn keywords_as_map(args: &mut [Dynamic]) {
    if let Some(last) = args.last_mut()
        && let Some(keywords) = last.read_lock::<Keywords>().map(|k| k.clone())
    {
        let pairs = keywords.0.into_iter();
        let map: Map = pairs.map(|(k, v)| (k.as_str().into(), v)).collect();
        *last = map.into();
    }
}

/// A place in a running script from which Python is called.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub bridge: &'a Rc<Bridge>,
    pub vm: &'a Vm,
    pub engine: &'a Engine,
    pub global: &'a GlobalRuntimeState,
    pub position: Position,
}

impl<'a> Site<'a> {
    pub fn new(bridge: &'a Rc<Bridge>, vm: &'a Vm, context: &'a NativeCallContext<'a>) -> Site<'a> {
        Site {
            bridge,
            vm,
            engine: context.engine(),
            global: context.global_runtime_state(),
            position: context.call_position(),
        }
    }

    /// A failure as Rhai's error, with this place in the traceback.
    pub fn fail(&self, failure: Failure) -> Box<EvalAltResult> {
        match failure {
            Failure::Rhai(error) => error,
            Failure::Python(exc) => throw_at(
                self.bridge,
                self.vm,
                &exc,
                self.global.source(),
                self.position,
            ),
        }
    }

    pub fn to_python(&self) -> ToPython<'a> {
        ToPython::new(self.vm, self.bridge, self.global)
    }

    pub fn value(&self, value: Dynamic) -> PyResult<Value> {
        self.to_python().convert(value)
    }

    pub fn dynamic(&self, value: Value) -> Dynamic {
        to_dynamic_in(value, self.global)
    }

    // ---- callables ----------------------------------------------------------------------------

    /// `callable(args)`
    pub fn call_value(&self, callable: &Value, mut args: Vec<Dynamic>) -> Result<Dynamic, Failure> {
        // Between Rhai functions nothing is converted; their keywords are a map.
        if is_rhai(callable) {
            keywords_as_map(&mut args);
        }
        if let Some(function) = Native::<RhaiFunction>::from_value(callable) {
            return Ok(function.call(self.vm, args)?);
        }
        if let Some(Payload::BoundMethod(function, this)) = callable.payload()
            && let Some(function) = Native::<RhaiFunction>::from_value(function)
        {
            args.insert(0, self.dynamic(this.clone()));
            return Ok(function.call(self.vm, args)?);
        }
        let keywords = self.take_keywords(callable, &mut args);
        let mut to_python = self.to_python();
        let mut values = Vec::with_capacity(args.len() + keywords.len());
        for arg in args {
            values.push(to_python.convert(arg)?);
        }
        let mut names = Vec::with_capacity(keywords.len());
        for (name, value) in keywords {
            names.push(Str::intern(&name));
            values.push(to_python.convert(value)?);
        }
        let mut call = || self.vm.call_kw(callable, &mut values, &names);
        let wants_frames = matches!(
            callable.payload(),
            Some(Payload::NativeFunction(f)) if f.def.frames != Frames::Nothing
        );
        let result = match self.bridge.frame(self.vm).filter(|_| wants_frames) {
            Some(frame) => {
                let globals = self.bridge.globals.clone();
                self.vm.as_called_from(frame, globals, call)
            }
            None => call(),
        };
        Ok(self.dynamic(result?))
    }

    /// The keyword arguments, taken off the end of the arguments.
    fn take_keywords(&self, callable: &Value, args: &mut Vec<Dynamic>) -> Pairs {
        let Some(given) = args.len().checked_sub(1) else {
            return Pairs::new();
        };
        if args[given].is::<Keywords>() {
            let last = args.pop().and_then(|last| last.try_cast::<Keywords>());
            return last.map_or(Pairs::new(), |keywords| keywords.0);
        }
        let are_keywords = args[given].read_lock::<Map>().is_some_and(|map| {
            map.is_empty()
                || parameters(self.vm, callable).is_none_or(|p| p.takes_keywords(given, &map))
        });
        if !are_keywords {
            return Pairs::new();
        }
        let map = args.pop().and_then(|map| map.flatten().try_cast::<Map>());
        let pairs = map.unwrap_or_default().into_iter();
        pairs
            .map(|(key, value)| (key.as_str().into(), value))
            .collect()
    }

    // ---- functions by name --------------------------------------------------------------------

    /// `name(args)`, where neither the script nor Rhai has such a function; `None` if nobody has.
    pub fn call_function(
        &self,
        name: &str,
        args: &mut [&mut Dynamic],
    ) -> Result<Option<Dynamic>, Failure> {
        match (name, args.len()) {
            ("to_rhai", 1) => {
                let value = self.value(args[0].flatten_clone())?;
                return Ok(Some(deep_dynamic(self.vm, &value)?));
            }
            ("exit", 0 | 1) => {
                let code = match args.first() {
                    Some(code) => self.value(code.flatten_clone())?,
                    None => Value::NONE,
                };
                return Err(exit(self.vm, code).into());
            }
            _ => {}
        }
        let key = Str::intern(name);
        let found = self
            .bridge
            .globals
            .get_str(&key)
            .or_else(|| {
                let builtin = self.vm.builtins.get_str(&key);
                builtin.filter(|_| self.bridge.has_builtin(name))
            })
            .filter(|value| self.vm.class_of(value).slots.call.get().is_some());
        let Some(callable) = found else {
            return Ok(None);
        };
        // The first argument may be a variable itself, which a call must leave alone.
        let args = args
            .iter_mut()
            .enumerate()
            .map(|(at, arg)| {
                if at == 0 {
                    arg.flatten_clone()
                } else {
                    std::mem::take(*arg)
                }
            })
            .collect();
        if name == "print" {
            return self.print(&callable, args).map(Some);
        }
        self.call_value(&callable, args).map(Some)
    }

    /// `print` with several arguments. Rhai prints what a function of this name returns, so that
    /// is the text in a guest engine, whose owner may have a way of his own to print.
    fn print(&self, print: &Value, mut args: Vec<Dynamic>) -> Result<Dynamic, Failure> {
        if !self.bridge.is_guest {
            drop(self.call_value(print, args)?);
            self.bridge.has_printed.set(true);
            return Ok(Dynamic::from(""));
        }
        let buffer = self
            .vm
            .call_method(&self.vm.import_module("io")?, "StringIO", &mut [])?;
        let mut keywords = self.take_keywords(print, &mut args);
        keywords.retain(|(name, _)| name != "file");
        keywords.push(("file".into(), Dynamic::from(Object(buffer.clone()))));
        args.push(Dynamic::from(Keywords(keywords)));
        drop(self.call_value(print, args)?);
        let text = self.vm.call_method(&buffer, "getvalue", &mut [])?;
        let text = self.vm.display(&text)?;
        Ok(text.strip_suffix('\n').unwrap_or(&text).into())
    }

    // ---- methods ------------------------------------------------------------------------------

    /// `receiver.name(args)`; `None` where the receiver is a Rhai value whose Python counterpart
    /// has no such method.
    pub fn call_method(
        &self,
        name: &str,
        args: &mut [&mut Dynamic],
    ) -> Result<Option<Dynamic>, Failure> {
        let Some((receiver, rest)) = args.split_first_mut() else {
            return Ok(None);
        };
        if let Some(object) = object_of(receiver) {
            let rest = rest.iter_mut().map(|arg| std::mem::take(*arg)).collect();
            return self
                .object_method(&object, plain_member(name), rest)
                .map(Some);
        }
        if plain_member(name) != name {
            // The mark was meant for Python objects: this is the script's own method.
            return self.script_method(plain_member(name), args).map(Some);
        }
        if let Some(result) = self.with_function_pointers(name, args)? {
            return Ok(Some(result));
        }
        self.rhai_value_method(name, args)
    }

    pub fn object_method(
        &self,
        object: &Value,
        name: &str,
        args: Vec<Dynamic>,
    ) -> Result<Dynamic, Failure> {
        let vm = self.vm;
        if name == CALL {
            // Of what cannot be called, `call` is an ordinary method.
            if vm.class_of(object).slots.call.get().is_none()
                && let Some(method) = vm.attr_opt(object, "call")?
            {
                return self.call_value(&method, args);
            }
            return self.call_value(object, args);
        }
        let may_name = |last: &Dynamic| last.is_map() || last.is::<Keywords>();
        if !args.last().is_some_and(may_name) && self.has_native_method(object, name) {
            // The short way, which makes no bound method.
            let mut to_python = self.to_python();
            let mut values = Vec::with_capacity(args.len());
            for arg in args {
                values.push(to_python.convert(arg)?);
            }
            return Ok(self.dynamic(vm.call_method(object, name, &mut values)?));
        }
        match vm.get_attr(object, &Str::intern(name)) {
            Ok(callable) => self.call_value(&callable, args),
            Err(error) if vm.is_instance_of(&error, &vm.types.attribute_error) => {
                // What every object has, unless its class says otherwise.
                match (name, args.len()) {
                    ("len", 0) => Ok(Dynamic::from_int(vm.len(object)? as i64)),
                    ("to_rhai", 0) => Ok(deep_dynamic(vm, object)?),
                    _ => Err(error.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the object's class has a function of that name that is not Rhai's.
    fn has_native_method(&self, object: &Value, name: &str) -> bool {
        !matches!(
            object.payload(),
            Some(Payload::Module(_) | Payload::Type(_))
        ) && self
            .vm
            .class_of(object)
            .lookup(&Str::intern(name))
            .is_some_and(|found| {
                matches!(
                    found.payload(),
                    Some(Payload::NativeFunction(_) | Payload::Function(_))
                )
            })
    }

    /// A function of the script, called with the receiver as `this`.
    fn script_method(&self, name: &str, args: &mut [&mut Dynamic]) -> Result<Dynamic, Failure> {
        let source = self.global.source();
        let context = NativeCallContext::new_with_all_fields(
            self.engine,
            name,
            source,
            self.global,
            self.position,
        );
        Ok(context.call_fn_raw(name, true, true, args)?)
    }

    /// Rhai's own functions take Rhai functions: a Python callable among the arguments becomes one.
    fn with_function_pointers(
        &self,
        name: &str,
        args: &mut [&mut Dynamic],
    ) -> Result<Option<Dynamic>, Failure> {
        let mut changed = false;
        let kinds: Vec<_> = args
            .iter()
            .map(|arg| match object_of(arg) {
                Some(_) => std::any::TypeId::of::<rhai::FnPtr>(),
                None => arg.type_id(),
            })
            .collect();
        if !self.bridge.standard.has(name, &kinds) {
            return Ok(None);
        }
        for arg in args.iter_mut() {
            if let Some(callable) = object_of(arg)
                && let Some(pointer) = function_pointer(self.bridge, callable)
            {
                **arg = pointer.into();
                changed = true;
            }
        }
        if !changed {
            return Ok(None);
        }
        let context = NativeCallContext::new_with_all_fields(
            self.engine,
            name,
            self.global.source(),
            self.global,
            self.position,
        );
        Ok(Some(context.call_native_fn_raw(name, true, args)?))
    }

    /// A Python method of a Rhai value: of the str, list, dict … that it would be in Python. What
    /// the method does to an array or a map happens to the receiver.
    fn rhai_value_method(
        &self,
        name: &str,
        args: &mut [&mut Dynamic],
    ) -> Result<Option<Dynamic>, Failure> {
        let Some((receiver, rest)) = args.split_first_mut() else {
            return Ok(None);
        };
        // A map may hold a Python callable under the name.
        if let Some(callable) = receiver
            .read_lock::<Map>()
            .and_then(|map| map.get(name).and_then(object_of))
        {
            let rest = rest.iter_mut().map(|arg| std::mem::take(*arg)).collect();
            return self.call_value(&callable, rest).map(Some);
        }
        let mut to_python = self.to_python();
        to_python.remember = true;
        let value = to_python.convert(receiver.flatten_clone())?;
        let class = self.vm.class_of(&value);
        if class.lookup(&Str::intern(name)).is_none()
            || Native::<RhaiFunction>::from_value(&value).is_some()
        {
            return Ok(None);
        }
        let rest = rest.iter_mut().map(|arg| std::mem::take(*arg)).collect();
        let method = self.vm.get_attr(&value, &Str::intern(name))?;
        let result = self.call_value(&method, rest)?;
        if (receiver.is_array() || receiver.is_map()) && !receiver.is_read_only() {
            let changed = to_python.back(&value)?;
            if let Some(mut place) = receiver.write_lock::<Dynamic>() {
                *place = changed;
            }
        }
        Ok(Some(result))
    }
}

/// Whether a callable is written in Rhai, bound or not.
fn is_rhai(callable: &Value) -> bool {
    let function = match callable.payload() {
        Some(Payload::BoundMethod(function, _)) => function,
        _ => callable,
    };
    Native::<RhaiFunction>::from_value(function).is_some()
}

/// The exception that ends a program.
fn exit(vm: &Vm, code: Value) -> Exc {
    let args = if code.is_none() {
        vec![]
    } else {
        vec![code.clone()]
    };
    vm.exception_with(&vm.types.system_exit, args)
        .with_field("code", code)
}

// ---- keyword arguments --------------------------------------------------------------------------

/// What a callee takes, from its own table or code.
#[derive(Default)]
struct Parameters {
    /// Name, only by position, needed.
    positional: Vec<(Str, bool, bool)>,
    keyword_only: Vec<Str>,
    var_args: bool,
    var_keywords: bool,
}

impl Parameters {
    /// Whether a map after `given` positional arguments holds keyword arguments.
    fn takes_keywords(&self, given: usize, map: &Map) -> bool {
        let open = self.positional.get(given..).unwrap_or(&[]);
        let named = |name: &Str| map.keys().any(|key| name.as_str() == Some(key.as_str()));
        if open
            .iter()
            .any(|(name, by_position, needed)| *needed && (*by_position || !named(name)))
        {
            return false;
        }
        let known = open
            .iter()
            .any(|(name, by_position, _)| !by_position && named(name))
            || self.keyword_only.iter().any(named);
        // Without room for another argument the map can only be meant as keywords: the callee
        // then names the one that it does not know.
        known || self.var_keywords || (open.is_empty() && !self.var_args)
    }

    fn without_first(mut self) -> Parameters {
        if !self.positional.is_empty() {
            self.positional.remove(0);
        }
        self
    }
}

/// The parameters of a callable, as far as they are known.
fn parameters(vm: &Vm, callable: &Value) -> Option<Parameters> {
    match callable.as_obj()?.raw() {
        Payload::NativeFunction(f) => {
            let mut out = Parameters::default();
            for param in &f.def.signature().params {
                let needed = param.default.is_none();
                match param.kind {
                    ParamKind::PositionalOnly => {
                        out.positional.push((param.name.clone(), true, needed));
                    }
                    ParamKind::PositionalOrKeyword => {
                        out.positional.push((param.name.clone(), false, needed));
                    }
                    ParamKind::KeywordOnly => out.keyword_only.push(param.name.clone()),
                    ParamKind::VarArgs => out.var_args = true,
                    ParamKind::VarKeywords => out.var_keywords = true,
                }
            }
            Some(out)
        }
        Payload::BoundMethod(function, _) => {
            let bound = parameters(vm, function)?;
            Some(bound.without_first())
        }
        Payload::Function(_) => Function::from_value(callable).map(|f| python_parameters(&f)),
        Payload::Type(_) => class_parameters(vm, &Class::from_value(callable)?),
        Payload::Instance(_) | Payload::Extended(_) | Payload::Native(_) => {
            let call = vm.special_method(callable, "__call__").ok()??;
            match call.payload() {
                Some(Payload::BoundMethod(f, _))
                    if matches!(f.payload(), Some(Payload::Function(_))) =>
                {
                    parameters(vm, &call)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn python_parameters(function: &Function) -> Parameters {
    let params = &function.core.code.params;
    let positional = params.positional as usize;
    let named = positional + params.keyword_only as usize;
    let defaults = function.defaults.borrow().as_ref().map_or(0, |d| d.len());
    let needed = positional.saturating_sub(defaults);
    let name = |at: usize| params.names.get(at).cloned().unwrap_or_default();
    Parameters {
        positional: (0..positional)
            .map(|at| (name(at), at < params.positional_only as usize, at < needed))
            .collect(),
        keyword_only: (positional..named).map(name).collect(),
        var_args: params.var_args,
        var_keywords: params.var_keywords,
    }
}

/// The parameters of a class: of the `__init__` or `__new__` that a program defined. Native classes
/// read their arguments themselves; those of the builtins take hardly any keywords.
fn class_parameters(vm: &Vm, class: &Class) -> Option<Parameters> {
    for name in ["__init__", "__new__"] {
        if let Some((owner, value)) = class.lookup_owner(&Str::intern(name))
            && !owner.is_native
        {
            let value = match value.payload() {
                Some(Payload::StaticMethod(inner)) => inner.borrow().clone(),
                _ => value,
            };
            return parameters(vm, &value).map(Parameters::without_first);
        }
    }
    if *class.module.borrow() != Str::intern("builtins") || !class.is_native {
        return None;
    }
    let class_name = class.name.borrow().to_string();
    let keywords: &[&str] = match class_name.as_str() {
        "dict" => return None,
        "str" => &["object", "encoding", "errors"],
        "bytes" | "bytearray" => &["source", "encoding", "errors"],
        "complex" => &["real", "imag"],
        "int" => &["base"],
        "enumerate" => &["iterable", "start"],
        "zip" | "map" => &["strict"],
        "property" => &["fget", "fset", "fdel", "doc"],
        "super" => &[],
        _ => &[],
    };
    Some(Parameters {
        keyword_only: keywords.iter().map(|k| Str::intern(k)).collect(),
        var_args: true,
        ..Parameters::default()
    })
}
