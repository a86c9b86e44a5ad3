//! The native half of operator, `_operator`: the operators of Python as functions, and callables that fetch items, attributes and
//! the results of methods.

use crate::compile::op::{BinaryOp, CompareOp, UnaryOp};
use crate::native::{Args, ClassDef, ModuleDef, ModuleEntry, NativeFunction, NativeType, VarArgs};
use crate::object::{Dict, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new(
        "_operator",
        "Operator interface.\n\nThis module exports a set of functions implemented in C \
         corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, \
         y)\nis equivalent to the expression x+y.",
    );
    sequences(in_place(plain(comparisons(def))))
        .value("itemgetter", vm.class_for::<ItemGetter>())
        .value("attrgetter", vm.class_for::<AttrGetter>())
        .value("methodcaller", vm.class_for::<MethodCaller>())
}

/// `operator`: the very same objects, where every function of a method is known by the method's
/// name as well.
pub fn public_module(vm: &Vm) -> ModuleDef {
    let inner = vm
        .import_module("_operator")
        .and_then(|m| vm.attr(&m, "__dict__"));
    let inner = inner.ok().and_then(|d| Dict::from_value(&d));
    let defined = module(vm);
    let mut def = ModuleDef::new("operator", defined.doc);
    let mut names = Vec::new();
    for entry in defined.entries {
        let (name, own) = match entry {
            ModuleEntry::Function(native) => (
                native.name(),
                NativeFunction {
                    def: native,
                    this: Value::UNSET,
                }
                .into_value(),
            ),
            ModuleEntry::Value(name, value) => (name, value),
        };
        let shared = inner.as_ref().and_then(|d| d.get_str(&Str::intern(name)));
        // A program may have shut `_operator` out.
        let object = shared.unwrap_or(own);
        if let Some((_, alias)) = METHODS.iter().find(|(plain, _)| *plain == name) {
            def = def.value(alias, object.clone());
        }
        if !name.starts_with('_') {
            names.push(name);
        }
        def = def.value(name, object);
    }
    names.sort_unstable();
    let names: Vec<Value> = names.into_iter().map(Value::str).collect();
    def.value("__all__", Value::from(names))
}

/// The functions that have a method's name besides their own.
const METHODS: &[(&str, &str)] = &[
    ("lt", "__lt__"),
    ("le", "__le__"),
    ("eq", "__eq__"),
    ("ne", "__ne__"),
    ("ge", "__ge__"),
    ("gt", "__gt__"),
    ("not_", "__not__"),
    ("abs", "__abs__"),
    ("add", "__add__"),
    ("and_", "__and__"),
    ("floordiv", "__floordiv__"),
    ("index", "__index__"),
    ("inv", "__inv__"),
    ("invert", "__invert__"),
    ("lshift", "__lshift__"),
    ("mod", "__mod__"),
    ("mul", "__mul__"),
    ("matmul", "__matmul__"),
    ("neg", "__neg__"),
    ("or_", "__or__"),
    ("pos", "__pos__"),
    ("pow", "__pow__"),
    ("rshift", "__rshift__"),
    ("sub", "__sub__"),
    ("truediv", "__truediv__"),
    ("xor", "__xor__"),
    ("concat", "__concat__"),
    ("contains", "__contains__"),
    ("delitem", "__delitem__"),
    ("getitem", "__getitem__"),
    ("setitem", "__setitem__"),
    ("iadd", "__iadd__"),
    ("iand", "__iand__"),
    ("iconcat", "__iconcat__"),
    ("ifloordiv", "__ifloordiv__"),
    ("ilshift", "__ilshift__"),
    ("imod", "__imod__"),
    ("imul", "__imul__"),
    ("imatmul", "__imatmul__"),
    ("ior", "__ior__"),
    ("ipow", "__ipow__"),
    ("irshift", "__irshift__"),
    ("isub", "__isub__"),
    ("itruediv", "__itruediv__"),
    ("ixor", "__ixor__"),
    ("call", "__call__"),
];

/// The iterator of what is to be searched; the words for what has none are those of `in`.
fn searched(vm: &Vm, container: &Value) -> PyResult<Value> {
    let slots = &vm.class_of(container).slots;
    if slots.iter.get().is_none() && slots.get_item.get().is_none() {
        return Err(vm.type_error(format!(
            "argument of type '{}' is not iterable",
            vm.type_name(container)
        )));
    }
    vm.iter(container)
}

macro_rules! binary {
    ($def:ident: $($text:literal $doc:literal $op:ident;)*) => {
        $def$(.function($text, $doc, |vm: &Vm, a: Value, b: Value| {
            vm.binary(BinaryOp::$op, &a, &b)
        }))*
    };
}

macro_rules! in_place {
    ($def:ident: $($text:literal $doc:literal $op:ident;)*) => {
        $def$(.function($text, $doc, |vm: &Vm, a: Value, b: Value| {
            vm.inplace(BinaryOp::$op, &a, &b)
        }))*
    };
}

macro_rules! compare {
    ($def:ident: $($text:literal $doc:literal $op:ident;)*) => {
        $def$(.function($text, $doc, |vm: &Vm, a: Value, b: Value| {
            vm.compare(CompareOp::$op, &a, &b)
        }))*
    };
}

fn comparisons(def: ModuleDef) -> ModuleDef {
    let def = compare!(def:
        "lt(a, b, /)" "Same as a < b." Lt;
        "le(a, b, /)" "Same as a <= b." Le;
        "eq(a, b, /)" "Same as a == b." Eq;
        "ne(a, b, /)" "Same as a != b." Ne;
        "ge(a, b, /)" "Same as a >= b." Ge;
        "gt(a, b, /)" "Same as a > b." Gt;
    );
    def.function(
        "is_(a, b, /)",
        "Same as a is b.",
        |_: &Vm, a: Value, b: Value| Ok(a.is(&b)),
    )
    .function(
        "is_not(a, b, /)",
        "Same as a is not b.",
        |_: &Vm, a: Value, b: Value| Ok(!a.is(&b)),
    )
    .function("not_(a, /)", "Same as not a.", |vm: &Vm, a: Value| {
        Ok(!vm.is_true(&a)?)
    })
    .function(
        "truth(a, /)",
        "Return True if a is true, False otherwise.",
        |vm: &Vm, a: Value| vm.is_true(&a),
    )
}

fn plain(def: ModuleDef) -> ModuleDef {
    let def = binary!(def:
        "add(a, b, /)" "Same as a + b." Add;
        "sub(a, b, /)" "Same as a - b." Sub;
        "mul(a, b, /)" "Same as a * b." Mul;
        "matmul(a, b, /)" "Same as a @ b." MatMul;
        "truediv(a, b, /)" "Same as a / b." TrueDiv;
        "floordiv(a, b, /)" "Same as a // b." FloorDiv;
        "mod(a, b, /)" "Same as a % b." Mod;
        "pow(a, b, /)" "Same as a ** b." Pow;
        "lshift(a, b, /)" "Same as a << b." LShift;
        "rshift(a, b, /)" "Same as a >> b." RShift;
        "and_(a, b, /)" "Same as a & b." And;
        "or_(a, b, /)" "Same as a | b." Or;
        "xor(a, b, /)" "Same as a ^ b." Xor;
    );
    def.function("neg(a, /)", "Same as -a.", |vm: &Vm, a: Value| {
        vm.unary(UnaryOp::Neg, &a)
    })
    .function("pos(a, /)", "Same as +a.", |vm: &Vm, a: Value| {
        vm.unary(UnaryOp::Pos, &a)
    })
    .function("inv(a, /)", "Same as ~a.", |vm: &Vm, a: Value| {
        vm.unary(UnaryOp::Invert, &a)
    })
    .function("invert(a, /)", "Same as ~a.", |vm: &Vm, a: Value| {
        vm.unary(UnaryOp::Invert, &a)
    })
    .function("abs(a, /)", "Same as abs(a).", |vm: &Vm, a: Value| {
        let abs = vm.builtin("abs")?;
        vm.call(&abs, &mut [a])
    })
    .function(
        "index(a, /)",
        "Same as a.__index__()",
        |vm: &Vm, a: Value| vm.index_value(&a),
    )
    .function(
        "call(obj, /, *args, **kwargs)",
        "Same as obj(*args, **kwargs).",
        |vm: &Vm, obj: Value, args: VarArgs, kwargs: crate::native::KwArgs| {
            let (names, values): (Vec<Str>, Vec<Value>) = kwargs.0.into_iter().unzip();
            let mut all = args.0;
            all.extend(values);
            vm.call_kw(&obj, &mut all, &names)
        },
    )
}

fn in_place(def: ModuleDef) -> ModuleDef {
    in_place!(def:
        "iadd(a, b, /)" "Same as a += b." Add;
        "isub(a, b, /)" "Same as a -= b." Sub;
        "imul(a, b, /)" "Same as a *= b." Mul;
        "imatmul(a, b, /)" "Same as a @= b." MatMul;
        "itruediv(a, b, /)" "Same as a /= b." TrueDiv;
        "ifloordiv(a, b, /)" "Same as a //= b." FloorDiv;
        "imod(a, b, /)" "Same as a %= b." Mod;
        "ipow(a, b, /)" "Same as a **= b." Pow;
        "ilshift(a, b, /)" "Same as a <<= b." LShift;
        "irshift(a, b, /)" "Same as a >>= b." RShift;
        "iand(a, b, /)" "Same as a &= b." And;
        "ior(a, b, /)" "Same as a |= b." Or;
        "ixor(a, b, /)" "Same as a ^= b." Xor;
    )
}

fn sequences(def: ModuleDef) -> ModuleDef {
    def.function(
        "concat(a, b, /)",
        "Same as a + b, for a and b sequences.",
        |vm: &Vm, a: Value, b: Value| {
            is_sequence(vm, &a)?;
            vm.add(&a, &b)
        },
    )
    .function(
        "iconcat(a, b, /)",
        "Same as a += b, for a and b sequences.",
        |vm: &Vm, a: Value, b: Value| {
            is_sequence(vm, &a)?;
            vm.inplace(BinaryOp::Add, &a, &b)
        },
    )
    .function(
        "contains(a, b, /)",
        "Same as b in a (note reversed operands).",
        |vm: &Vm, a: Value, b: Value| vm.contains(&a, &b),
    )
    .function(
        "countOf(a, b, /)",
        "Return the number of items in a which are, or which equal, b.",
        |vm: &Vm, a: Value, b: Value| {
            let iterator = searched(vm, &a)?;
            let mut count = 0;
            while let Some(item) = vm.next(&iterator)? {
                count += i64::from(vm.same_or_equal(&item, &b)?);
            }
            Ok(count)
        },
    )
    .function(
        "indexOf(a, b, /)",
        "Return the first index of b in a.",
        |vm: &Vm, a: Value, b: Value| {
            let iterator = searched(vm, &a)?;
            let mut at = 0;
            while let Some(item) = vm.next(&iterator)? {
                if vm.same_or_equal(&item, &b)? {
                    return Ok(at);
                }
                at += 1;
            }
            Err(vm.value_error("sequence.index(x): x not in sequence"))
        },
    )
    .function(
        "getitem(a, b, /)",
        "Same as a[b].",
        |vm: &Vm, a: Value, b: Value| vm.get_item(&a, &b),
    )
    .function(
        "setitem(a, b, c, /)",
        "Same as a[b] = c.",
        |vm: &Vm, a: Value, b: Value, c: Value| vm.set_item(&a, &b, c),
    )
    .function(
        "delitem(a, b, /)",
        "Same as del a[b].",
        |vm: &Vm, a: Value, b: Value| vm.delete_item(&a, &b),
    )
    .function(
        "length_hint(obj, default=0, /)",
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing \
         containers when building from an iterable.\n\nIf the object supports len(), the result \
         will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.",
        length_hint,
    )
}

fn is_sequence(vm: &Vm, value: &Value) -> PyResult<()> {
    match vm.class_of(value).slots.get_item.get() {
        Some(_) => Ok(()),
        None => Err(vm.type_error(format!(
            "'{}' object can't be concatenated",
            vm.type_name(value)
        ))),
    }
}

fn length_hint(vm: &Vm, object: Value, default: Value) -> PyResult<Value> {
    let default = vm.index_value(&default)?;
    if vm.class_of(&object).slots.len.get().is_some() {
        return Ok(Value::size(vm.len(&object)?));
    }
    let Some(method) = vm.special_method(&object, "__length_hint__")? else {
        return Ok(default);
    };
    let hint = match vm.call(&method, &mut []) {
        Ok(hint) if hint.is_not_implemented() => return Ok(default),
        Ok(hint) => hint,
        Err(e) if vm.is_instance_of(&e, &vm.types.type_error) => return Ok(default),
        Err(e) => return Err(e),
    };
    match vm.big_of(&hint) {
        Some(n) if n.sign() == num_bigint::Sign::Minus => {
            Err(vm.value_error("__length_hint__() should return >= 0"))
        }
        Some(n) => Ok(Value::big(n)),
        None => Err(vm.type_error(format!(
            "__length_hint__ must be an integer, not {}",
            vm.type_name(&hint)
        ))),
    }
}

// ---- fetching callables --------------------------------------------------------------------------

/// The one argument that such a callable is called with.
fn only_argument(vm: &Vm, name: &str, args: Args) -> PyResult<Value> {
    let (mut positional, keywords) = args.into_parts();
    if !keywords.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match positional.len() {
        1 => Ok(positional.swap_remove(0)),
        n => Err(vm.type_error(format!("{name} expected 1 argument, got {n}"))),
    }
}

fn state<'a, T: NativeType>(vm: &Vm, value: &'a Value) -> PyResult<&'a T> {
    crate::modules::builtins::iterators::state::<T>(vm, value)
}

/// `itemgetter(2, …)`
pub struct ItemGetter {
    items: Vec<Value>,
}

impl NativeObject for ItemGetter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(visit);
    }
}

/// One value as it is, several as a tuple.
fn one_or_tuple(mut values: Vec<Value>) -> Value {
    if values.len() == 1 {
        values.swap_remove(0)
    } else {
        Value::tuple(values)
    }
}

/// `module.name(args)` as a constructor would be written.
fn call_text(vm: &Vm, name: &str, args: &[Value]) -> PyResult<Str> {
    let mut parts = Vec::with_capacity(args.len());
    for arg in args {
        parts.push(vm.repr(arg)?.to_string());
    }
    Ok(Str::new(format!("{name}({})", parts.join(", "))))
}

impl NativeType for ItemGetter {
    const NAME: &'static str = "operator.itemgetter";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<ItemGetter>(
            "operator",
            "Return a callable object that fetches the given item(s) from its operand.\nAfter f = \
             itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call \
             g(r) returns (r[2], r[5], r[3])",
        )
        .constant("__text_signature__", Value::str("(item, /, *items)"))
        .slots(|s| {
            s.new.set(Some(|vm, class, args| {
                let (items, keywords) = args.into_parts();
                if !keywords.is_empty() {
                    return Err(vm.type_error("itemgetter() takes no keyword arguments"));
                }
                if items.is_empty() {
                    return Err(vm.type_error("itemgetter expected 1 argument, got 0"));
                }
                Ok(vm.wrap_as(class, ItemGetter { items }))
            }));
            s.init.set(Some(|_, _, _| Ok(())));
            s.call.set(Some(|vm, this, args| {
                let object = only_argument(vm, "itemgetter", args)?;
                let items = &state::<ItemGetter>(vm, this)?.items;
                let found: PyResult<Vec<Value>> = items
                    .iter()
                    .map(|item| vm.get_item(&object, item))
                    .collect();
                Ok(one_or_tuple(found?))
            }));
            s.repr.set(Some(|vm, this| {
                call_text(
                    vm,
                    "operator.itemgetter",
                    &state::<ItemGetter>(vm, this)?.items,
                )
            }));
        })
        .method(
            "__reduce__(self, /)",
            "Return state information for pickling",
            |vm: &Vm, this: Value| {
                let args = Value::tuple(state::<ItemGetter>(vm, &this)?.items.clone());
                Ok((vm.class_of(&this), args))
            },
        )
    }
}

/// `attrgetter("a.b", …)`
pub struct AttrGetter {
    names: Vec<Str>,
}

impl NativeObject for AttrGetter {}

impl NativeType for AttrGetter {
    const NAME: &'static str = "operator.attrgetter";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<AttrGetter>(
            "operator",
            "Return a callable object that fetches the given attribute(s) from its operand.\nAfter \
             f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', \
             'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', \
             'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
        )
        .constant("__text_signature__", Value::str("(attr, /, *attrs)"))
        .slots(|s| {
            s.new.set(Some(|vm, class, args| {
                let (names, keywords) = args.into_parts();
                if !keywords.is_empty() {
                    return Err(vm.type_error("attrgetter() takes no keyword arguments"));
                }
                if names.is_empty() {
                    return Err(vm.type_error("attrgetter expected 1 argument, got 0"));
                }
                let names: Option<Vec<Str>> = names.iter().map(Str::from_value).collect();
                match names {
                    Some(names) => Ok(vm.wrap_as(class, AttrGetter { names })),
                    None => Err(vm.type_error("attribute name must be a string")),
                }
            }));
            s.init.set(Some(|_, _, _| Ok(())));
            s.call.set(Some(|vm, this, args| {
                let object = only_argument(vm, "attrgetter", args)?;
                let names = &state::<AttrGetter>(vm, this)?.names;
                let found: PyResult<Vec<Value>> =
                    names.iter().map(|name| dotted(vm, &object, name)).collect();
                Ok(one_or_tuple(found?))
            }));
            s.repr.set(Some(|vm, this| {
                let names = &state::<AttrGetter>(vm, this)?.names;
                let names: Vec<Value> = names.iter().map(Str::value).collect();
                call_text(vm, "operator.attrgetter", &names)
            }));
        })
        .method(
            "__reduce__(self, /)",
            "Return state information for pickling",
            |vm: &Vm, this: Value| {
                let names = &state::<AttrGetter>(vm, &this)?.names;
                Ok((
                    vm.class_of(&this),
                    Value::tuple(names.iter().map(Str::value).collect()),
                ))
            },
        )
    }
}

/// `object.a.b` for the name "a.b".
fn dotted(vm: &Vm, object: &Value, name: &Str) -> PyResult<Value> {
    match name.as_str() {
        Some(text) if text.contains('.') => text
            .split('.')
            .try_fold(object.clone(), |found, part| vm.attr(&found, part)),
        _ => vm.get_attr(object, name),
    }
}

/// `methodcaller(name, *args, **kwargs)`
pub struct MethodCaller {
    name: Str,
    args: Vec<Value>,
    keywords: Vec<(Str, Value)>,
}

impl NativeObject for MethodCaller {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.args.iter().for_each(&mut *visit);
        self.keywords.iter().for_each(|(_, value)| visit(value));
    }
}

impl NativeType for MethodCaller {
    const NAME: &'static str = "operator.methodcaller";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<MethodCaller>(
            "operator",
            "Return a callable object that calls the given method on its operand.\nAfter f = \
             methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', \
             'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
        )
        .constant(
            "__text_signature__",
            Value::str("(name, /, *args, **kwargs)"),
        )
        .slots(|s| {
            s.new.set(Some(|vm, class, args| {
                let (mut args, keywords) = args.into_parts();
                if args.is_empty() {
                    return Err(
                        vm.type_error("methodcaller needs at least one argument, the method name")
                    );
                }
                match Str::from_value(&args.remove(0)) {
                    Some(name) => Ok(vm.wrap_as(
                        class,
                        MethodCaller {
                            name,
                            args,
                            keywords,
                        },
                    )),
                    None => Err(vm.type_error("method name must be a string")),
                }
            }));
            s.init.set(Some(|_, _, _| Ok(())));
            s.call.set(Some(|vm, this, args| {
                let object = only_argument(vm, "methodcaller", args)?;
                let caller = state::<MethodCaller>(vm, this)?;
                let method = vm.get_attr(&object, &caller.name)?;
                let mut all = caller.args.clone();
                all.extend(caller.keywords.iter().map(|(_, value)| value.clone()));
                let names: Vec<Str> = caller.keywords.iter().map(|(k, _)| k.clone()).collect();
                vm.call_kw(&method, &mut all, &names)
            }));
            s.repr.set(Some(|vm, this| {
                let caller = state::<MethodCaller>(vm, this)?;
                let mut parts = vec![vm.repr(&caller.name.value())?.to_string()];
                for arg in &caller.args {
                    parts.push(vm.repr(arg)?.to_string());
                }
                for (name, value) in &caller.keywords {
                    parts.push(format!("{name}={}", vm.repr(value)?));
                }
                Ok(Str::new(format!(
                    "operator.methodcaller({})",
                    parts.join(", ")
                )))
            }));
        })
        .method(
            "__reduce__(self, /)",
            "Return state information for pickling",
            reduce_caller,
        )
    }
}

fn reduce_caller(vm: &Vm, this: Value) -> PyResult<Value> {
    let caller = state::<MethodCaller>(vm, &this)?;
    let class = vm.class_of(&this).value();
    let mut args = vec![caller.name.value()];
    if caller.keywords.is_empty() {
        args.extend(caller.args.iter().cloned());
        return Ok(Value::tuple(vec![class, Value::tuple(args)]));
    }
    // Keywords travel in a partial of the class.
    let partial = vm.attr(&vm.import_module("functools")?, "partial")?;
    let mut all = vec![class, caller.name.value()];
    all.extend(caller.keywords.iter().map(|(_, value)| value.clone()));
    let names: Vec<Str> = caller.keywords.iter().map(|(k, _)| k.clone()).collect();
    let made = vm.call_kw(&partial, &mut all, &names)?;
    Ok(Value::tuple(vec![made, Value::tuple(caller.args.clone())]))
}
