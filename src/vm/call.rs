//! Calling objects from Rust, and the arguments of Python functions.

use std::cell::RefCell;
use std::rc::Rc;

use super::Vm;
use crate::native::Args;
use crate::object::function::FunctionCore;
use crate::object::{Class, Dict, Exc, Function, Object, Payload, PyResult, Str, Value};

impl Vm {
    /// `callable(*args)`; the arguments are moved out of the slice.
    pub fn call(&self, callable: &Value, args: &mut [Value]) -> PyResult<Value> {
        self.call_args(callable, Args::positional(args))
    }

    /// `callable(*args, **keywords)`: the values of the keywords stand last.
    pub fn call_kw(&self, callable: &Value, args: &mut [Value], names: &[Str]) -> PyResult<Value> {
        self.call_args(
            callable,
            Args {
                values: args,
                names,
            },
        )
    }

    pub fn call_args(&self, callable: &Value, args: Args) -> PyResult<Value> {
        let Some(obj) = callable.as_obj() else {
            return Err(self.not_callable(callable));
        };
        match obj.raw() {
            Payload::NativeFunction(f) => {
                let result = self.nested(|| f.def.call(self, args), "");
                if result.is_err() && self.tasks.is_waiting() {
                    return self.wait_here(None);
                }
                result
            }
            Payload::Function(f) => self.call_function(f, obj, args),
            Payload::BoundMethod(function, this) => {
                let mut all = Vec::with_capacity(args.values.len() + 1);
                all.push(this.clone());
                all.extend(args.values.iter_mut().map(Value::take));
                self.call_args(
                    function,
                    Args {
                        values: &mut all,
                        names: args.names,
                    },
                )
            }
            Payload::Type(_) => match Class::from_obj(obj) {
                Some(class) => self.nested(|| self.call_class(&class, args), ""),
                None => Err(self.not_callable(callable)),
            },
            _ => match self.class_of(callable).slots.call.get() {
                Some(call) => self.nested(|| call(self, callable, args), ""),
                None => Err(self.not_callable(callable)),
            },
        }
    }

    #[cold]
    pub(super) fn not_callable(&self, value: &Value) -> Exc {
        self.type_error(format!(
            "'{}' object is not callable",
            self.type_name(value)
        ))
        .with_field("callee", value.clone())
    }

    /// `class(*args)`: the metaclass's `__call__`, or `__new__` and `__init__`.
    pub(super) fn call_class(&self, class: &Class, args: Args) -> PyResult<Value> {
        let meta = self.class_of(&class.value());
        if meta != self.types.type_
            && let Some((owner, _)) = meta.lookup_owner(&Str::intern("__call__"))
            && !owner.is_native
            && let Some(call) = meta.slots.call.get()
        {
            return call(self, &class.value(), args);
        }
        self.instantiate(class, args)
    }

    /// `type.__call__(class, *args)`
    pub fn instantiate(&self, class: &Class, args: Args) -> PyResult<Value> {
        let Some(new) = class.slots.new.get() else {
            return Err(self.type_error(format!(
                "cannot create '{}' instances",
                class.qualified_name()
            )));
        };
        let init = class.slots.init.get();
        let Some(init) = init else {
            return new(self, class, args);
        };
        // Built-in types without an `__init__` of their own: `object`'s has nothing to say.
        let from_object = self.types.object.slots.init.get();
        if class.is_native
            && *class != self.types.object
            && from_object.is_some_and(|o| std::ptr::fn_addr_eq(o, init))
        {
            return new(self, class, args);
        }
        let names = args.names;
        let mut copy: Vec<Value> = args.values.to_vec();
        let object = new(
            self,
            class,
            Args {
                values: args.values,
                names,
            },
        )?;
        if self.class_of(&object).is_subclass_of(class) {
            // The object's own class decides, which may be a subclass's `__init__`.
            let init = self.class_of(&object).slots.init.get().unwrap_or(init);
            init(
                self,
                &object,
                Args {
                    values: &mut copy,
                    names,
                },
            )?;
        }
        Ok(object)
    }

    fn call_function(
        &self,
        f: &crate::object::FunctionData,
        obj: &crate::object::Obj,
        args: Args,
    ) -> PyResult<Value> {
        let core = f.core.clone();
        if args.names.is_empty() && core.simple as usize == args.values.len() {
            return self.run_simple(core, args.values);
        }
        let registers = match simple_count(&core) {
            Some(count) if args.names.is_empty() && args.values.len() == count => {
                args.values.iter_mut().map(Value::take).collect()
            }
            _ => match Function::from_obj(obj) {
                Some(function) => self.bind_arguments(&function, args)?,
                None => return Err(self.not_callable(&Value::heap(obj.clone()))),
            },
        };
        self.run_code(core, registers)
    }

    /// The parameter registers of a call that is not simply a full row of positional arguments.
    pub(super) fn bind_arguments(&self, function: &Function, args: Args) -> PyResult<Vec<Value>> {
        let code = &function.core.code;
        let params = &code.params;
        let positional = params.positional as usize;
        let named = positional + params.keyword_only as usize;
        let mut slots = vec![Value::UNSET; params.count()];
        let given = args.positional_count();
        let (values, keyword_values) = args.values.split_at_mut(given);
        let taken = given.min(positional);
        for (slot, value) in slots.iter_mut().zip(&mut values[..taken]) {
            *slot = value.take();
        }
        let mut surplus = 0;
        if params.var_args {
            slots[named] = Value::tuple(values[taken..].iter_mut().map(Value::take).collect());
        } else {
            surplus = given - taken;
        }
        let extra = params.var_keywords.then(Dict::new);
        let mut positional_only_names: Vec<String> = Vec::new();
        for (name, value) in args.names.iter().zip(keyword_values) {
            let known = &params.names[..named];
            let found = known.iter().position(|p| p.is(name));
            let found = found.or_else(|| known.iter().position(|p| p.equals(name)));
            match found {
                Some(at) if at >= params.positional_only as usize => {
                    if slots[at].is_set() {
                        return Err(self.type_error(format!(
                            "{}() got multiple values for argument '{name}'",
                            function.qualname()
                        )));
                    }
                    slots[at] = value.take();
                }
                found => match &extra {
                    Some(dict) => {
                        dict.set_str(name, value.take());
                    }
                    None if found.is_some() => positional_only_names.push(name.to_string()),
                    None => return Err(self.unexpected_keyword(function, name)),
                },
            }
        }
        if !positional_only_names.is_empty() {
            return Err(self.type_error(format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                function.qualname(),
                positional_only_names.join(", ")
            )));
        }
        if surplus > 0 {
            return Err(self.too_many_positional(function, given, &slots));
        }
        if let Some(dict) = extra {
            let last = slots.len() - 1;
            slots[last] = dict.into();
        }
        let defaults = function.defaults.borrow().clone();
        let defaults = defaults.as_ref().map_or(&[][..], |d| &d[..]);
        let first_default = positional.saturating_sub(defaults.len());
        let mut missing: Vec<Str> = Vec::new();
        for (at, slot) in slots.iter_mut().enumerate().take(positional) {
            if slot.is_unset() {
                match at.checked_sub(first_default).and_then(|i| defaults.get(i)) {
                    Some(default) => *slot = default.clone(),
                    None => missing.push(params.names[at].clone()),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "positional", &missing));
        }
        if params.keyword_only > 0 {
            let kw_defaults = function.kw_defaults.borrow().clone();
            for (at, slot) in slots.iter_mut().enumerate().take(named).skip(positional) {
                if slot.is_unset() {
                    match kw_defaults
                        .as_ref()
                        .and_then(|d| d.get_str(&params.names[at]))
                    {
                        Some(default) => *slot = default,
                        None => missing.push(params.names[at].clone()),
                    }
                }
            }
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, "keyword-only", &missing));
            }
        }
        if params.packed {
            let cell = |value| Value::heap(Object::tracked(Payload::Cell(RefCell::new(value))));
            let cells: Vec<Value> = slots.into_iter().map(cell).collect();
            return Ok(vec![cells.into()]);
        }
        Ok(slots)
    }

    #[cold]
    fn unexpected_keyword(&self, function: &Function, name: &Str) -> Exc {
        let params = &function.core.code.params;
        let named = params.positional as usize + params.keyword_only as usize;
        let candidates: Vec<String> = params.names[params.positional_only as usize..named]
            .iter()
            .map(Str::to_string)
            .collect();
        let wrong = name.to_string();
        let near = crate::source::suggest::suggest(&wrong, candidates.iter().map(String::as_str));
        let hint = near.map_or(String::new(), |n| format!(". Did you mean '{n}'?"));
        self.type_error(format!(
            "{}() got an unexpected keyword argument '{name}'{hint}",
            function.qualname()
        ))
    }

    #[cold]
    fn too_many_positional(&self, function: &Function, given: usize, slots: &[Value]) -> Exc {
        let params = &function.core.code.params;
        let most = params.positional as usize;
        let defaults = function.defaults.borrow().as_ref().map_or(0, |d| d.len());
        let least = most - defaults.min(most);
        let kw_given = slots[most..most + params.keyword_only as usize]
            .iter()
            .filter(|v| v.is_set())
            .count();
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let takes = if defaults > 0 {
            format!("from {least} to {most} positional arguments")
        } else {
            format!("{most} positional argument{}", plural(most))
        };
        let given_text = if kw_given > 0 {
            format!(
                "{given} positional argument{} (and {kw_given} keyword-only argument{}) were",
                plural(given),
                plural(kw_given)
            )
        } else {
            format!("{given} {}", if given == 1 { "was" } else { "were" })
        };
        self.type_error(format!(
            "{}() takes {takes} but {given_text} given",
            function.qualname()
        ))
    }

    #[cold]
    fn missing_arguments(&self, function: &Function, kind: &str, missing: &[Str]) -> Exc {
        let names: Vec<String> = missing.iter().map(|n| format!("'{n}'")).collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if missing.len() == 1 { "" } else { "s" };
        self.type_error(format!(
            "{}() missing {} required {kind} argument{plural}: {list}",
            function.qualname(),
            missing.len()
        ))
    }
}

/// The number of arguments with which a call needs no binding and just runs.
#[inline]
pub(super) fn simple_count(core: &Rc<FunctionCore>) -> Option<usize> {
    let params = &core.code.params;
    params.is_simple().then_some(params.positional as usize)
}
