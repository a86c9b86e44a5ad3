//! The environment: `os.environ`, `os.environb`, `getenv`, `putenv`.
//!
//! Rust cannot change the environment of a running process safely, so it is kept here: it is read
//! once, and child processes are given what has become of it ([`child_environment`]). The class is
//! a mapping written in Rust; CPython derives it from `collections.abc.MutableMapping`.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use nix::errno::Errno;

use super::path_arg;
use super::support::Checked;
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{ClassDef, ModuleDef, NativeType};
use crate::object::{Bytes, Dict, Exc, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// What child processes get, and the mapping that programs see.
#[derive(Default)]
pub struct Environment {
    variables: RefCell<Option<BTreeMap<Vec<u8>, Vec<u8>>>>,
    /// str to str.
    mapping: OnceCell<Dict>,
}

impl Environment {
    fn with<R>(&self, f: impl FnOnce(&mut BTreeMap<Vec<u8>, Vec<u8>>) -> R) -> R {
        let mut variables = self.variables.borrow_mut();
        let read = || {
            std::env::vars_os()
                .map(|(k, v)| (k.into_vec(), v.into_vec()))
                .collect()
        };
        f(variables.get_or_insert_with(read))
    }

    fn mapping(&self) -> Dict {
        let make = || {
            let dict = Dict::new();
            // In the order of the process's environment.
            for (key, value) in std::env::vars_os() {
                let key = path_arg::decode_str(key.as_bytes());
                dict.set_str(&key, path_arg::decode(value.as_bytes()));
            }
            dict
        };
        self.mapping.get_or_init(make).clone()
    }
}

/// The environment for a child process.
pub fn child_environment(vm: &Vm) -> Vec<(OsString, OsString)> {
    vm.state::<Environment>().with(|variables| {
        let own = |bytes: &Vec<u8>| OsString::from_vec(bytes.clone());
        variables.iter().map(|(k, v)| (own(k), own(v))).collect()
    })
}

/// A variable as the program sees it: `os.environ.get(name)`.
pub fn variable(vm: &Vm, name: &str) -> Option<Str> {
    let value = vm
        .state::<Environment>()
        .mapping()
        .get_str(&Str::new(name))?;
    Str::from_value(&value)
}

pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    let mapping = vm.state::<Environment>().mapping();
    let environ = vm.wrap(Environ {
        data: mapping.clone(),
        bytes: false,
    });
    let environb = vm.wrap(Environ {
        data: mapping,
        bytes: true,
    });
    def.value("environ", environ)
        .value("environb", environb)
        .value("_Environ", vm.class_for::<Environ>())
        .value("supports_bytes_environ", Value::TRUE)
        .function(
            "def getenv(key, default=None)",
            "Get an environment variable.",
            |vm: &Vm, key: Value, default: Value| get(vm, false, &key, default),
        )
        .function(
            "def getenvb(key, default=None)",
            "Get an environment variable as bytes.",
            |vm: &Vm, key: Value, default: Value| get(vm, true, &key, default),
        )
        .function(
            "putenv(name, value, /)",
            "Change or add an environment variable.",
            {
                |vm: &Vm, name: Value, value: Value| {
                    put(vm, path_arg::path(vm, &name)?, path_arg::path(vm, &value)?)
                }
            },
        )
        .function(
            "unsetenv(name, /)",
            "Delete an environment variable.",
            |vm: &Vm, name: Value| {
                let name = path_arg::path(vm, &name)?.path.into_os_string().into_vec();
                unset(vm, &name)
            },
        )
}

fn get(vm: &Vm, bytes: bool, key: &Value, default: Value) -> PyResult<Value> {
    let data = vm.state::<Environment>().mapping();
    let environ = Environ { data, bytes };
    let key = environ.key(vm, key)?;
    match environ.data.get_str(&key) {
        Some(value) => environ.shown(vm, &value),
        None => Ok(default),
    }
}

fn put(vm: &Vm, name: path_arg::PathArg, value: path_arg::PathArg) -> PyResult<()> {
    let name = name.path.into_os_string().into_vec();
    if name.contains(&b'=') {
        return Err(vm.value_error("illegal environment variable name"));
    }
    if name.is_empty() {
        return Err(Errno::EINVAL).or_raise(vm);
    }
    let value = value.path.into_os_string().into_vec();
    vm.state::<Environment>()
        .with(|variables| variables.insert(name, value));
    Ok(())
}

fn unset(vm: &Vm, name: &[u8]) -> PyResult<()> {
    if name.is_empty() || name.contains(&b'=') {
        return Err(Errno::EINVAL).or_raise(vm);
    }
    vm.state::<Environment>()
        .with(|variables| variables.remove(name));
    Ok(())
}

/// `os.environ` and `os.environb`: two views of one dict of str.
pub struct Environ {
    data: Dict,
    bytes: bool,
}

impl NativeObject for Environ {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.data.value());
    }
}

impl Environ {
    /// A key or value of the program as it is kept. TypeError "str expected, not int".
    fn key(&self, vm: &Vm, value: &Value) -> PyResult<Str> {
        if self.bytes {
            return match Bytes::from_value(value) {
                Some(bytes) => Ok(path_arg::decode_str(&bytes)),
                None => Err(expected(vm, "bytes", value)),
            };
        }
        Str::from_value(value).ok_or_else(|| expected(vm, "str", value))
    }

    /// What is kept as the program sees it.
    fn shown(&self, vm: &Vm, value: &Value) -> PyResult<Value> {
        match Str::from_value(value) {
            Some(text) if self.bytes => Ok(Value::bytes(path_arg::encode(vm, &text)?)),
            _ => Ok(value.clone()),
        }
    }

    fn get(&self, vm: &Vm, key: &Value) -> PyResult<Value> {
        let kept = self.key(vm, key)?;
        match self.data.get_str(&kept) {
            Some(value) => self.shown(vm, &value),
            None => Err(vm.key_error(key)),
        }
    }

    fn set(&self, vm: &Vm, key: &Value, value: &Value) -> PyResult<()> {
        let (key, value) = (self.key(vm, key)?, self.key(vm, value)?);
        put(
            vm,
            path_arg::path(vm, &key.value())?,
            path_arg::path(vm, &value.value())?,
        )?;
        self.data.set_str(&key, value.into());
        Ok(())
    }

    fn delete(&self, vm: &Vm, key: &Value) -> PyResult<()> {
        let kept = self.key(vm, key)?;
        unset(vm, &path_arg::encode(vm, &kept)?)?;
        match self.data.remove_str(&kept) {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key)),
        }
    }

    /// A plain dict with the same contents.
    fn copy(&self, vm: &Vm) -> PyResult<Dict> {
        if !self.bytes {
            return Ok(self.data.copy());
        }
        let copy = Dict::new();
        for (key, value) in self.data.pairs() {
            copy.set(vm, self.shown(vm, &key)?, self.shown(vm, &value)?)?;
        }
        Ok(copy)
    }

    fn update(&self, vm: &Vm, other: &Value) -> PyResult<()> {
        // Pairs will do as well as a mapping: let dict read them.
        let class = vm.builtin("dict")?;
        let read = vm.call(&class, &mut [other.clone()])?;
        for (key, value) in vm.mapping_pairs(&read)? {
            self.set(vm, &key, &value)?;
        }
        Ok(())
    }

    /// The dict that views are made of.
    fn viewed(&self, vm: &Vm) -> PyResult<Value> {
        Ok(if self.bytes {
            self.copy(vm)?.value()
        } else {
            self.data.value()
        })
    }
}

fn expected(vm: &Vm, kind: &str, value: &Value) -> Exc {
    vm.type_error(format!("{kind} expected, not {}", vm.type_name(value)))
}

fn environ_of(vm: &Vm, value: &Value) -> PyResult<Native<Environ>> {
    Native::from_value(value).ok_or_else(|| vm.type_error("os.environ is required"))
}

impl NativeType for Environ {
    const NAME: &'static str = "_Environ";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Environ>("os", "The environment as a mapping.")
            .is_final()
            .slots(|s| {
                s.len
                    .set(Some(|vm, this| Ok(environ_of(vm, this)?.data.len())));
                s.contains.set(Some(|vm, this, key| {
                    let this = environ_of(vm, this)?;
                    let key = this.key(vm, key)?;
                    Ok(this.data.get_str(&key).is_some())
                }));
                s.get_item
                    .set(Some(|vm, this, key| environ_of(vm, this)?.get(vm, key)));
                s.set_item.set(Some(|vm, this, key, value| {
                    let this = environ_of(vm, this)?;
                    match value {
                        Some(value) => this.set(vm, key, &value),
                        None => this.delete(vm, key),
                    }
                }));
                s.iter.set(Some(|vm, this| {
                    // A row of the present names: the loop may change the environment.
                    let this = environ_of(vm, this)?;
                    let keys = vm.collect(&this.viewed(vm)?)?;
                    vm.iter(&keys.into())
                }));
                s.repr.set(Some(|vm, this| {
                    let dict = environ_of(vm, this)?.copy(vm)?;
                    Ok(Str::new(format!("environ({})", vm.repr(&dict.value())?)))
                }));
                s.compare.set(Some(compare));
                s.binary[BinaryOp::Or as usize].set(Some(join));
                s.inplace[BinaryOp::Or as usize].set(Some(|vm, this, other| {
                    environ_of(vm, this)?.update(vm, other)?;
                    Ok(this.clone())
                }));
            });
        methods(def)
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let as_dict = |v: &Value| -> PyResult<Option<Value>> {
        Ok(match Native::<Environ>::from_value(v) {
            Some(environ) => Some(environ.copy(vm)?.value()),
            None => Dict::from_value(v).map(|d| d.value()),
        })
    };
    match (as_dict(a)?, as_dict(b)?) {
        (Some(a), Some(b)) => vm.compare(op, &a, &b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn join(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    let (a_environ, b_environ) = (
        Native::<Environ>::from_value(a),
        Native::<Environ>::from_value(b),
    );
    let dict = match (&a_environ, Dict::from_value(a)) {
        (Some(environ), _) => environ.copy(vm)?,
        (None, Some(dict)) => dict.copy(),
        (None, None) => return Ok(Value::NOT_IMPLEMENTED),
    };
    if b_environ.is_none() && Dict::from_value(b).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    for (key, value) in vm.mapping_pairs(b)? {
        dict.set(vm, key, value)?;
    }
    Ok(dict.value())
}

fn methods(def: ClassDef) -> ClassDef {
    let mut def = def;
    macro_rules! views {
        ($($text:literal $name:literal),*) => {
            $(def = def.method($text, "", |vm: &Vm, this: Native<Environ>| {
                vm.call_method(&this.viewed(vm)?, $name, &mut [])
            });)*
        };
    }
    views!("keys(self, /)" "keys", "values(self, /)" "values", "items(self, /)" "items");
    def.method("def get(self, key, default=None)", "", {
        |vm: &Vm, this: Native<Environ>, key: Value, default: Value| {
            let kept = this.key(vm, &key)?;
            match this.data.get_str(&kept) {
                Some(value) => this.shown(vm, &value),
                None => Ok(default),
            }
        }
    })
    .method("def pop(self, key, default=<none>)", "", {
        |vm: &Vm, this: Native<Environ>, key: Value, default: Option<Value>| match (
            this.get(vm, &key),
            default,
        ) {
            (Ok(value), _) => this.delete(vm, &key).map(|()| value),
            (Err(e), Some(default)) if vm.is_instance_of(&e, &vm.types.key_error) => Ok(default),
            (Err(e), _) => Err(e),
        }
    })
    .method("def popitem(self)", "", |vm: &Vm, this: Native<Environ>| {
        let Some((key, _)) = this.data.pairs().into_iter().next() else {
            return Err(vm.exception_with(&vm.types.key_error, Vec::new()));
        };
        let key = this.shown(vm, &key)?;
        let value = this.get(vm, &key)?;
        this.delete(vm, &key)?;
        Ok((key, value))
    })
    .method("def setdefault(self, key, value)", "", {
        |vm: &Vm, this: Native<Environ>, key: Value, value: Value| {
            let kept = this.key(vm, &key)?;
            if this.data.get_str(&kept).is_none() {
                this.set(vm, &key, &value)?;
            }
            this.get(vm, &key)
        }
    })
    .method("def update(self, other=(), /, **kwds)", "", {
        |vm: &Vm, this: Native<Environ>, other: Value, kwds: crate::native::KwArgs| {
            this.update(vm, &other)?;
            for (key, value) in kwds.0 {
                this.set(vm, &key.into(), &value)?;
            }
            Ok(())
        }
    })
    .method("def clear(self)", "", |vm: &Vm, this: Native<Environ>| {
        for (key, _) in this.data.pairs() {
            let key = this.shown(vm, &key)?;
            this.delete(vm, &key)?;
        }
        Ok(())
    })
    .method("def copy(self)", "", |vm: &Vm, this: Native<Environ>| {
        this.copy(vm)
    })
}
