//! Functions of the program and native ones, methods, cells and code objects; the data of property
//! and super.
//!
//! `staticmethod`, `classmethod`, bound methods and cells have no data beyond one or two values:
//! see [`super::Payload`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::class::Layout;
use super::{Class, Dict, Object, Payload, PyResult, Str, Tuple, Value, handle};
use crate::compile::code::Code;
use crate::compile::op::CompareOp;
use crate::native::{ClassDef, NativeFunction, NativeKind};
use crate::vm::Vm;
use crate::vm::tracing::Activation;

/// What a running frame needs of its function.
pub struct FunctionCore {
    pub code: Rc<Code>,
    pub globals: Dict,
    pub builtins: Dict,
    /// Cells of the variables of enclosing functions.
    pub closure: Box<[Value]>,
    /// The number of arguments with which a call needs no binding and just runs;
    /// [`NOT_SIMPLE`] where there is none.
    pub simple: u16,
    /// The run of the function that alone has this core, where it is told apart from others.
    pub activation: Option<Rc<Activation>>,
}

/// See [`FunctionCore::simple`].
pub const NOT_SIMPLE: u16 = u16::MAX;

impl FunctionCore {
    pub fn new(code: Rc<Code>, globals: Dict, builtins: Dict, closure: Box<[Value]>) -> Rc<Self> {
        let simple = if code.params.is_simple() && !code.is_generator_like() {
            code.params.positional
        } else {
            NOT_SIMPLE
        };
        Rc::new(FunctionCore {
            code,
            globals,
            builtins,
            closure,
            simple,
            activation: None,
        })
    }

    /// A core for one run of the function.
    pub fn with_activation(&self, code: Rc<Code>, activation: Rc<Activation>) -> Rc<Self> {
        Rc::new(FunctionCore {
            code,
            globals: self.globals.clone(),
            builtins: self.builtins.clone(),
            closure: self.closure.clone(),
            simple: self.simple,
            activation: Some(activation),
        })
    }

    /// The instruction of [`FunctionCore::plain_code`] that comes next where `pc` does here.
    pub fn plain_pc(&self, pc: usize) -> usize {
        match self.code.origin {
            Some(_) => self.code.places.partition_point(|at| (*at as usize) < pc),
            None => pc,
        }
    }

    /// The code as programs know it, without trace instructions.
    pub fn plain_code(&self) -> &Rc<Code> {
        self.code.origin.as_ref().unwrap_or(&self.code)
    }
}

pub struct FunctionData {
    pub core: Rc<FunctionCore>,
    /// Defaults of the last positional parameters.
    pub defaults: RefCell<Option<Tuple>>,
    pub kw_defaults: RefCell<Option<Dict>>,
    pub annotations: RefCell<Option<Dict>>,
    pub type_params: RefCell<Option<Tuple>>,
    /// `__name__`, `__qualname__`, `__doc__` and `__module__`, once they differ from the code's.
    pub name: RefCell<Option<Str>>,
    pub qualname: RefCell<Option<Str>>,
    pub doc: RefCell<Value>,
    pub module: RefCell<Value>,
    pub dict: RefCell<Option<Dict>>,
}

impl FunctionData {
    /// The function's attributes, in a dict that is made now if there was none.
    pub fn make_dict(&self) -> Dict {
        self.dict.borrow_mut().get_or_insert_with(Dict::new).clone()
    }
}

handle!(
    /// A function of the program.
    Function, Function, Box<FunctionData>
);

impl Function {
    pub fn new(core: Rc<FunctionCore>) -> Function {
        let doc = core.code.doc.as_ref().map_or(Value::NONE, Str::value);
        let module = core
            .globals
            .get_str(&Str::intern("__name__"))
            .unwrap_or(Value::NONE);
        Function(Object::tracked(Payload::Function(Box::new(FunctionData {
            core,
            defaults: RefCell::default(),
            kw_defaults: RefCell::default(),
            annotations: RefCell::default(),
            type_params: RefCell::default(),
            name: RefCell::default(),
            qualname: RefCell::default(),
            doc: RefCell::new(doc),
            module: RefCell::new(module),
            dict: RefCell::default(),
        }))))
    }

    pub fn name(&self) -> Str {
        self.name
            .borrow()
            .clone()
            .unwrap_or_else(|| self.core.code.name.clone())
    }

    pub fn qualname(&self) -> Str {
        self.qualname
            .borrow()
            .clone()
            .unwrap_or_else(|| self.core.code.qualname.clone())
    }
}

pub struct PropertyData {
    /// Getter, setter, deleter: `None` where there is none.
    pub get: RefCell<Value>,
    pub set: RefCell<Value>,
    pub delete: RefCell<Value>,
    pub doc: RefCell<Value>,
    pub name: RefCell<Value>,
    /// The text is the getter's own.
    pub doc_of_getter: Cell<bool>,
}

/// `super(class, object)`.
pub struct SuperData {
    /// The class after which the search starts.
    pub class: Class,
    /// The instance or class that methods are bound to; `None` for an unbound super.
    pub object: Value,
    /// The class whose MRO is searched.
    pub object_class: Class,
}

impl SuperData {
    /// The value that the MRO has for a name behind the starting class.
    pub fn lookup(&self, name: &Str) -> Option<Value> {
        self.object_class.behind(&self.class, name)
    }
}

// ---- the classes ------------------------------------------------------------------------------------

/// What to set a text attribute to; TypeError for other values.
fn text_value(vm: &Vm, name: &str, value: Option<Value>) -> PyResult<Str> {
    value
        .as_ref()
        .and_then(Str::from_value)
        .ok_or_else(|| vm.type_error(format!("{name} must be set to a string object")))
}

pub fn class_def() -> ClassDef {
    ClassDef::builtin("function", Layout::Final, "Create a function object.")
        .slots(|s| {
            s.repr
                .set(Some(|vm, this| match Function::from_value(this) {
                    Some(f) => Ok(Str::new(format!(
                        "<function {} at {:#x}>",
                        f.qualname(),
                        this.id()
                    ))),
                    None => super::object_type::repr(vm, this),
                }));
            s.call.set(Some(|vm, this, args| vm.call_args(this, args)));
            s.descr_get.set(Some(|vm, this, object, class| {
                vm.bind(this.clone(), object, class)
            }));
        })
        .constructor(
            "__new__(type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            "Create a function object.",
            new_function,
        )
        .property(
            "__name__",
            "",
            |_: &Vm, f: Function| Ok(f.name()),
            |vm: &Vm, f: Function, v: Option<Value>| {
                f.name.replace(Some(text_value(vm, "__name__", v)?));
                Ok(())
            },
        )
        .property(
            "__qualname__",
            "",
            |_: &Vm, f: Function| Ok(f.qualname()),
            |vm: &Vm, f: Function, v: Option<Value>| {
                f.qualname.replace(Some(text_value(vm, "__qualname__", v)?));
                Ok(())
            },
        )
        .property(
            "__doc__",
            "",
            |_: &Vm, f: Function| Ok(f.doc.borrow().clone()),
            |_: &Vm, f: Function, v: Option<Value>| {
                f.doc.replace(v.unwrap_or(Value::NONE));
                Ok(())
            },
        )
        .property(
            "__module__",
            "",
            |_: &Vm, f: Function| Ok(f.module.borrow().clone()),
            |_: &Vm, f: Function, v: Option<Value>| {
                f.module.replace(v.unwrap_or(Value::NONE));
                Ok(())
            },
        )
        .property(
            "__defaults__",
            "",
            |_: &Vm, f: Function| Ok(f.defaults.borrow().clone()),
            |vm: &Vm, f: Function, v: Option<Value>| {
                let v = v.unwrap_or(Value::NONE);
                if !v.is_none() && Tuple::from_value(&v).is_none() {
                    return Err(vm.type_error("__defaults__ must be set to a tuple object"));
                }
                f.defaults.replace(Tuple::from_value(&v));
                Ok(())
            },
        )
        .property(
            "__kwdefaults__",
            "",
            |_: &Vm, f: Function| Ok(f.kw_defaults.borrow().clone()),
            |vm: &Vm, f: Function, v: Option<Value>| {
                let v = v.unwrap_or(Value::NONE);
                if !v.is_none() && Dict::from_value(&v).is_none() {
                    return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
                }
                f.kw_defaults.replace(Dict::from_value(&v));
                Ok(())
            },
        )
        .property(
            "__annotations__",
            "",
            |_: &Vm, f: Function| {
                Ok(f.annotations
                    .borrow_mut()
                    .get_or_insert_with(Dict::new)
                    .clone())
            },
            |vm: &Vm, f: Function, v: Option<Value>| {
                let v = v.unwrap_or(Value::NONE);
                if !v.is_none() && Dict::from_value(&v).is_none() {
                    return Err(vm.type_error("__annotations__ must be set to a dict object"));
                }
                f.annotations.replace(Dict::from_value(&v));
                Ok(())
            },
        )
        .member("__globals__", "", |_: &Vm, f: Function| {
            Ok(f.core.globals.clone())
        })
        .member("__builtins__", "", |_: &Vm, f: Function| {
            Ok(f.core.builtins.clone())
        })
        .property(
            "__code__",
            "",
            |_: &Vm, f: Function| Ok(Value::code(f.core.code.clone())),
            |vm: &Vm, _: Function, v: Option<Value>| match v.as_ref().and_then(Value::payload) {
                Some(Payload::Code(_)) => {
                    Err(vm.not_implemented_error("biji does not exchange the code of a function"))
                }
                _ => Err(vm.type_error("__code__ must be set to a code object")),
            },
        )
        .member("__closure__", "", |_: &Vm, f: Function| {
            Ok(match f.core.closure.len() {
                0 => Value::NONE,
                _ => Value::tuple(f.core.closure.to_vec()),
            })
        })
        .property(
            "__type_params__",
            "",
            |_: &Vm, f: Function| {
                let params = f.type_params.borrow().clone();
                Ok(params.unwrap_or_else(|| Tuple::new(vec![])))
            },
            |vm: &Vm, f: Function, v: Option<Value>| {
                let Some(params) = v.as_ref().and_then(Tuple::from_value) else {
                    return Err(vm.type_error("__type_params__ must be set to a tuple"));
                };
                f.type_params.replace(Some(params));
                Ok(())
            },
        )
        .property(
            "__dict__",
            "",
            |_: &Vm, f: Function| Ok(f.make_dict()),
            |vm: &Vm, f: Function, v: Option<Value>| {
                let Some(value) = v else {
                    return Err(vm.type_error("cannot delete __dict__"));
                };
                let Some(new) = Dict::from_value(&value) else {
                    return Err(vm.type_error(format!(
                        "__dict__ must be set to a dictionary, not a '{}'",
                        vm.type_name(&value)
                    )));
                };
                let old = f.dict.replace(Some(new));
                drop(old);
                Ok(())
            },
        )
}

/// `FunctionType(code, globals, …)`: a function of a code object that exists.
#[allow(clippy::too_many_arguments, reason = "the parameters that Python sees")]
fn new_function(
    vm: &Vm,
    _: Class,
    code: Value,
    globals: Dict,
    name: Option<Str>,
    defaults: Option<Tuple>,
    closure: Value,
    kw_defaults: Option<Dict>,
) -> PyResult<Function> {
    let Some(Payload::Code(code)) = code.payload() else {
        return Err(vm.type_error(format!(
            "function() argument 'code' must be code, not {}",
            vm.type_name(&code)
        )));
    };
    let wanted = code.free_names.len();
    let cells = match Tuple::from_value(&closure) {
        Some(cells) => cells.to_vec(),
        None if closure.is_none() && wanted == 0 => Vec::new(),
        None if closure.is_none() => {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        None => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
    };
    if cells.len() != wanted {
        return Err(vm.value_error(format!(
            "{} requires closure of length {wanted}, not {}",
            code.name,
            cells.len()
        )));
    }
    for cell in &cells {
        if !matches!(cell.payload(), Some(Payload::Cell(_))) {
            return Err(vm.type_error(format!(
                "arg 5 (closure) expected cell, found {}",
                vm.type_name(cell)
            )));
        }
    }
    // A namespace that names no builtins runs with those of the caller.
    let key = Str::intern("__builtins__");
    let builtins = match globals.get_str(&key) {
        Some(named) => crate::modules::builtins::builtins_from(vm, &named)?,
        None => vm
            .snapshot()
            .and_then(|s| s.frames.first().map(|f| f.core.builtins.clone()))
            .unwrap_or_else(|| vm.builtins.clone()),
    };
    let core = FunctionCore::new(code.clone(), globals, builtins, cells.into_boxed_slice());
    let made = Function::new(core);
    made.name.replace(name);
    made.defaults.replace(defaults);
    made.kw_defaults.replace(kw_defaults);
    Ok(made)
}

/// The native function behind a value, bound or not.
fn native_of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a NativeFunction> {
    match value.payload() {
        Some(Payload::NativeFunction(f)) => Ok(f),
        Some(Payload::BoundMethod(f, _)) => native_of(vm, f),
        _ => Err(vm.type_error("expected a built-in function")),
    }
}

/// Attributes that all native callables share.
fn native_members(def: ClassDef) -> ClassDef {
    def.slots(|s| {
        s.call.set(Some(|vm, this, args| vm.call_args(this, args)));
        s.repr.set(Some(native_repr));
        s.hash.set(Some(method_hash));
        s.compare.set(Some(method_compare));
    })
    .getter("__name__", "", |vm: &Vm, f: Value| {
        Ok(native_of(vm, &f)?.def.name())
    })
    .getter("__qualname__", "", |vm: &Vm, f: Value| {
        let f = native_of(vm, &f)?;
        Ok(match f.def.kind {
            NativeKind::Function => f.def.name().to_owned(),
            _ => f.def.display_name(),
        })
    })
    .getter("__doc__", "", |vm: &Vm, f: Value| {
        Ok(native_of(vm, &f)?.def.doc)
    })
    .getter("__text_signature__", "", |vm: &Vm, f: Value| {
        Ok(native_of(vm, &f)?.def.signature().to_string())
    })
    .getter("__self__", "", |vm: &Vm, f: Value| match f.payload() {
        Some(Payload::BoundMethod(_, this)) => Ok(this.clone()),
        _ => Ok(native_of(vm, &f)?.this.clone())
            .map(|v: Value| v.into_option().unwrap_or(Value::NONE)),
    })
    .getter("__module__", "", |vm: &Vm, f: Value| {
        let f = native_of(vm, &f)?;
        Ok(match f.def.kind {
            NativeKind::Function => f.def.owner.borrow().value(),
            _ => Value::NONE,
        })
    })
}

fn native_repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    Ok(Str::new(match value.payload() {
        Some(Payload::NativeFunction(f)) => match f.def.kind {
            NativeKind::Function | NativeKind::StaticMethod => {
                format!("<built-in function {}>", f.def.name())
            }
            NativeKind::SlotWrapper => format!(
                "<slot wrapper '{}' of '{}' objects>",
                f.def.name(),
                f.def.owner.borrow()
            ),
            NativeKind::Method | NativeKind::ClassMethod => {
                format!(
                    "<method '{}' of '{}' objects>",
                    f.def.name(),
                    f.def.owner.borrow()
                )
            }
        },
        Some(Payload::BoundMethod(f, this)) => {
            let f = native_of(vm, f)?;
            match (f.def.kind, Class::from_value(this)) {
                (NativeKind::SlotWrapper, _) => format!(
                    "<method-wrapper '{}' of {} object at {:#x}>",
                    f.def.name(),
                    vm.type_name(this),
                    this.id()
                ),
                (_, Some(class)) => format!(
                    "<built-in method {} of type object at {:#x}>",
                    f.def.name(),
                    class.value().id()
                ),
                _ => format!(
                    "<built-in method {} of {} object at {:#x}>",
                    f.def.name(),
                    vm.type_name(this),
                    this.id()
                ),
            }
        }
        _ => return super::object_type::repr(vm, value),
    }))
}

/// Bound methods are equal when function and object are the same.
fn method_compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let equal = match (a.payload(), b.payload()) {
        (Some(Payload::BoundMethod(f, x)), Some(Payload::BoundMethod(g, y))) => f.is(g) && x.is(y),
        _ => a.is(b),
    };
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NOT_IMPLEMENTED,
    })
}

fn method_hash(_: &Vm, value: &Value) -> PyResult<i64> {
    Ok(match value.payload() {
        Some(Payload::BoundMethod(f, this)) => {
            super::object_type::identity_hash(f) ^ super::object_type::identity_hash(this)
        }
        _ => super::object_type::identity_hash(value),
    })
}

pub fn builtin_class_def() -> ClassDef {
    native_members(ClassDef::builtin(
        "builtin_function_or_method",
        Layout::Final,
        "",
    ))
}

/// `__objclass__` of a method that stands in a class's namespace.
fn with_home(def: ClassDef) -> ClassDef {
    def.member("__objclass__", "", |vm: &Vm, f: Value| {
        native_of(vm, &f)?
            .def
            .home()
            .ok_or_else(|| vm.no_attribute(&f, &Str::intern("__objclass__")))
    })
}

pub fn method_wrapper_class_def() -> ClassDef {
    with_home(native_members(ClassDef::builtin(
        "method-wrapper",
        Layout::Final,
        "",
    )))
}

pub fn method_descriptor_class_def() -> ClassDef {
    with_home(native_members(ClassDef::builtin(
        "method_descriptor",
        Layout::Final,
        "",
    )))
    .slots(|s| {
        s.descr_get.set(Some(|vm, this, object, class| {
            vm.bind(this.clone(), object, class)
        }));
    })
}

pub fn wrapper_class_def() -> ClassDef {
    with_home(native_members(ClassDef::builtin(
        "wrapper_descriptor",
        Layout::Final,
        "",
    )))
    .slots(|s| {
        s.descr_get.set(Some(|vm, this, object, class| {
            vm.bind(this.clone(), object, class)
        }));
    })
}

fn method_parts<'a>(vm: &Vm, value: &'a Value) -> PyResult<(&'a Value, &'a Value)> {
    match value.payload() {
        Some(Payload::BoundMethod(f, this)) => Ok((f, this)),
        _ => Err(vm.type_error("expected a method")),
    }
}

pub fn method_class_def() -> ClassDef {
    ClassDef::builtin(
        "method",
        Layout::Final,
        "Create a bound instance method object.",
    )
    .slots(|s| {
        s.new.set(Some(|vm, _, args| {
            let (positional, _) = args.into_parts();
            match &positional[..] {
                [f, this] if vm.class_of(f).slots.call.get().is_some() => {
                    if this.is_none() {
                        return Err(vm.type_error("instance must not be None"));
                    }
                    Ok(crate::vm::attr::bound_method(f.clone(), this.clone()))
                }
                [_, _] => Err(vm.type_error("first argument must be callable")),
                _ => Err(vm.type_error(format!(
                    "method expected 2 arguments, got {}",
                    positional.len()
                ))),
            }
        }));
        s.call.set(Some(|vm, this, args| vm.call_args(this, args)));
        // What is bound already stays bound to it.
        s.descr_get.set(Some(|_, this, _, _| Ok(this.clone())));
        s.compare.set(Some(method_compare));
        s.hash.set(Some(method_hash));
        s.repr.set(Some(|vm, value| {
            let (f, this) = method_parts(vm, value)?;
            let mut name = vm.attr_opt(f, "__qualname__")?;
            if name.is_none() {
                name = vm.attr_opt(f, "__name__")?;
            }
            let name = match name.filter(|n| Str::from_value(n).is_some()) {
                Some(n) => vm.display(&n)?,
                None => "?".to_owned(),
            };
            Ok(Str::new(format!(
                "<bound method {name} of {}>",
                vm.repr(this)?
            )))
        }));
        s.get_attr.set(Some(|vm, value, name| {
            let class = vm.class_of(value);
            match class.lookup(name) {
                Some(_) => vm.generic_get_attr(value, name),
                None => {
                    let (f, _) = method_parts(vm, value)?;
                    match vm.get_attr(f, name) {
                        Ok(found) => Ok(found),
                        Err(_) => Err(vm.no_attribute(value, name)),
                    }
                }
            }
        }));
    })
    .getter("__func__", "", |vm: &Vm, m: Value| {
        Ok(method_parts(vm, &m)?.0.clone())
    })
    .getter("__self__", "", |vm: &Vm, m: Value| {
        Ok(method_parts(vm, &m)?.1.clone())
    })
    .getter("__doc__", "", |vm: &Vm, m: Value| {
        vm.attr(method_parts(vm, &m)?.0, "__doc__")
    })
}

/// Cells compare as their contents; an empty one is less than any other.
fn compare_cells(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(Payload::Cell(x)), Some(Payload::Cell(y))) = (a.payload(), b.payload()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.borrow().clone(), y.borrow().clone());
    if x.is_set() && y.is_set() {
        return vm.compare(op, &x, &y);
    }
    let order = |cell: &Value| Value::int(i64::from(cell.is_set()));
    vm.compare(op, &order(&x), &order(&y))
}

pub fn cell_class_def() -> ClassDef {
    ClassDef::builtin("cell", Layout::Final, "Create a new cell object.")
        .slots(|s| {
            s.compare.set(Some(compare_cells));
            s.new.set(Some(|vm, _, args| {
                let (mut given, keywords) = args.into_parts();
                if !keywords.is_empty() {
                    return Err(vm.type_error("cell() takes no keyword arguments"));
                }
                if given.len() > 1 {
                    return Err(vm.type_error(format!(
                        "cell expected at most 1 argument, got {}",
                        given.len()
                    )));
                }
                let content = given.pop().unwrap_or_default();
                Ok(Value::heap(Object::tracked(Payload::Cell(RefCell::new(
                    content,
                )))))
            }));
            s.repr.set(Some(|vm, this| {
                let content = match this.payload() {
                    Some(Payload::Cell(c)) => c.borrow().clone(),
                    _ => Value::UNSET,
                };
                Ok(Str::new(if content.is_unset() {
                    format!("<cell at {:#x}: empty>", this.id())
                } else {
                    format!(
                        "<cell at {:#x}: {} object at {:#x}>",
                        this.id(),
                        vm.type_name(&content),
                        content.id()
                    )
                }))
            }));
        })
        .property(
            "cell_contents",
            "",
            |vm: &Vm, this: Value| match this.payload() {
                Some(Payload::Cell(c)) if c.borrow().is_set() => Ok(c.borrow().clone()),
                _ => Err(vm.value_error("Cell is empty")),
            },
            |_: &Vm, this: Value, value: Option<Value>| {
                if let Some(Payload::Cell(c)) = this.payload() {
                    let old = c.replace(value.unwrap_or_default());
                    drop(old);
                }
                Ok(())
            },
        )
}
