//! `Pickler` and `Unpickler`, made to be derived from.

use std::cell::RefCell;

use super::policy;
use super::read::{self, UnpicklerState};
use super::source::{File, Source};
use super::write::{self, PicklerState};
use super::{DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, NO_PERSISTENT_LOAD};
use crate::native::{ClassDef, NativeType};
use crate::object::{Class, Dict, Exc, Native, NativeObject, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

// ---- options -------------------------------------------------------------------------------------

/// The state of a pickler that is not writing yet.
pub fn options(
    vm: &Vm,
    protocol: &Value,
    fix_imports: bool,
    buffer_callback: &Value,
) -> PyResult<PicklerState> {
    let number = match protocol.is_none() {
        true => DEFAULT_PROTOCOL,
        false => vm.index(protocol)?,
    };
    let protocol = match u8::try_from(number) {
        Err(_) if number < 0 => HIGHEST_PROTOCOL,
        Ok(protocol) if protocol <= HIGHEST_PROTOCOL => protocol,
        _ => {
            return Err(vm.value_error(format!("pickle protocol must be <= {HIGHEST_PROTOCOL}")));
        }
    };
    let mut state = PicklerState::new(protocol, fix_imports);
    if !buffer_callback.is_none() {
        if protocol < 5 {
            return Err(vm.value_error("buffer_callback needs protocol >= 5"));
        }
        state.buffer_callback = Some(buffer_callback.clone());
    }
    Ok(state)
}

/// The `write` of a file.
pub fn write_method(vm: &Vm, file: &Value) -> PyResult<Value> {
    vm.attr_opt(file, "write")?
        .ok_or_else(|| vm.type_error("file must have a 'write' attribute"))
}

/// The state of an unpickler on a file.
pub fn reading(vm: &Vm, file: &Value) -> PyResult<UnpicklerState> {
    let peek = vm.attr_opt(file, "peek")?;
    match (vm.attr_opt(file, "read")?, vm.attr_opt(file, "readline")?) {
        (Some(read), Some(readline)) => Ok(UnpicklerState::new(Source::file(File {
            read,
            readline,
            peek,
        }))),
        _ => Err(vm.type_error("file must have 'read' and 'readline' attributes")),
    }
}

/// The options that all ways of reading have.
pub fn set_reading(
    vm: &Vm,
    state: &mut UnpicklerState,
    fix_imports: bool,
    encoding: Str,
    errors: Str,
    buffers: &Value,
) -> PyResult<()> {
    state.fix_imports = fix_imports;
    state.encoding = encoding;
    state.errors = errors;
    let nothing = buffers.is_none() || Tuple::exact(buffers).is_some_and(|t| t.is_empty());
    state.buffers = if nothing {
        None
    } else {
        Some(vm.iter(buffers)?)
    };
    Ok(())
}

/// A method of an object, if the program defines it: not the class's own native one.
fn own_hook(vm: &Vm, this: &Value, name: &str) -> PyResult<Option<Value>> {
    let native = vm
        .class_of(this)
        .lookup_owner(&Str::intern(name))
        .is_some_and(|(owner, _)| owner.is_native);
    let set_on_instance = this
        .as_obj()
        .and_then(|o| o.attributes())
        .is_some_and(|a| a.borrow().get(&Str::intern(name)).is_some());
    match native && !set_on_instance {
        true => Ok(None),
        false => vm.attr_opt(this, name),
    }
}

// ---- Pickler ---------------------------------------------------------------------------------------

/// The state of a Pickler object: `None` before `__init__` and while it writes.
pub struct Pickler {
    state: RefCell<Option<PicklerState>>,
    dispatch_table: RefCell<Option<Value>>,
    /// `__init__` has been called.
    ready: std::cell::Cell<bool>,
}

impl NativeObject for Pickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(state) = &*self.state.borrow() {
            state.traverse(visit);
        }
        self.dispatch_table.borrow().iter().for_each(visit);
    }
    fn clear(&self) {
        drop((self.state.take(), self.dispatch_table.take()));
    }
}

impl NativeType for Pickler {
    const NAME: &'static str = "_pickle.Pickler";
    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Pickler>(
            "_pickle",
            "This takes a binary file for writing a pickle data stream.",
        )
        .slots(|s| {
            s.new.set(Some(|vm, class, _| {
                let empty = Pickler {
                    state: RefCell::default(),
                    dispatch_table: RefCell::default(),
                    ready: std::cell::Cell::new(false),
                };
                Ok(vm.wrap_as(class, empty))
            }));
        })
        .init(
            "__init__(self, /, file, protocol=None, fix_imports=True, buffer_callback=None)",
            "Initialize self.",
            |vm: &Vm,
             this: Native<Pickler>,
             file: Value,
             protocol: Value,
             fix: bool,
             callback: Value| {
                let mut state = options(vm, &protocol, fix, &callback)?;
                state.write = Some(write_method(vm, &file)?);
                let old = this.state.replace(Some(state));
                drop(old);
                this.ready.set(true);
                Ok(())
            },
        )
        .method(
            "dump(self, obj, /)",
            "Write a pickled representation of the given object to the open file.",
            dump,
        )
        .method(
            "clear_memo(self, /)",
            "Clears the pickler's \"memo\".",
            |vm: &Vm, this: Native<Pickler>| with_pickler(vm, &this, |state| state.memo.clear()),
        )
        .method(
            "persistent_id(self, obj, /)",
            "Whether an object is stored outside, and under which id.",
            |_: &Vm, _: Native<Pickler>, _: Value| Ok(Value::NONE),
        );
        pickler_attributes(def)
    }
}

fn pickler_attributes(def: ClassDef) -> ClassDef {
    def.property(
        "memo",
        "",
        |vm: &Vm, this: Native<Pickler>| Ok(vm.wrap(PicklerMemo(this))),
        |vm: &Vm, this: Native<Pickler>, value: Option<Value>| {
            let Some(value) = value else {
                return Err(vm.type_error("attribute deletion is not supported"));
            };
            let pairs = pickler_memo_of(vm, &value)?;
            with_pickler(vm, &this, |state| {
                state.memo.clear();
                for (number, object) in &pairs {
                    state.memo.insert(object, *number);
                }
            })
        },
    )
    .property(
        "dispatch_table",
        "",
        |vm: &Vm, this: Native<Pickler>| {
            this.dispatch_table.borrow().clone().ok_or_else(|| {
                let name = Str::intern("dispatch_table");
                vm.no_attribute(&this.value(), &name)
            })
        },
        |_: &Vm, this: Native<Pickler>, value: Option<Value>| {
            let old = this.dispatch_table.replace(value);
            drop(old);
            Ok(())
        },
    )
    .property(
        "fast",
        "",
        |vm: &Vm, this: Native<Pickler>| with_pickler(vm, &this, |state| i64::from(state.fast)),
        |vm: &Vm, this: Native<Pickler>, value: Option<Value>| {
            let fast = match value {
                Some(value) => vm.is_true(&value)?,
                None => false,
            };
            with_pickler(vm, &this, |state| state.fast = fast)
        },
    )
    .property(
        "bin",
        "",
        |vm: &Vm, this: Native<Pickler>| {
            with_pickler(vm, &this, |state| i64::from(state.is_binary()))
        },
        |vm: &Vm, _: Native<Pickler>, _: Option<Value>| {
            Err(vm.attribute_error_text("biji keeps 'bin' of a Pickler as the protocol says"))
        },
    )
}

#[cold]
fn not_ready(vm: &Vm, this: &Value, class: &Class, what: &str) -> Exc {
    let name = vm.class_of(this).short_name();
    vm.exception(
        class,
        format!("{what}.__init__() was not called by {name}.__init__()"),
    )
}

/// Work on the state of a pickler that is not writing.
fn with_pickler<R>(
    vm: &Vm,
    this: &Native<Pickler>,
    work: impl FnOnce(&mut PicklerState) -> R,
) -> PyResult<R> {
    match &mut *this.state.borrow_mut() {
        Some(state) => Ok(work(state)),
        None if this.ready.get() => Err(vm.runtime_error("the pickler is writing an object")),
        None => Err(not_ready(
            vm,
            &this.value(),
            &super::pickling_error(vm),
            "Pickler",
        )),
    }
}

fn dump(vm: &Vm, this: Native<Pickler>, obj: Value) -> PyResult<()> {
    let value = this.value();
    let hooks = write::Hooks {
        persistent_id: own_hook(vm, &value, "persistent_id")?,
        reducer_override: vm.attr_opt(&value, "reducer_override")?,
        dispatch_table: vm.attr_opt(&value, "dispatch_table")?,
    };
    // The program's hooks may look at the pickler: its state is out of its hands meanwhile.
    with_pickler(vm, &this, |_| ())?;
    let Some(mut state) = this.state.take() else {
        return Ok(());
    };
    let result = write::dump(vm, &mut state, &hooks, &obj);
    let old = this.state.replace(Some(state));
    drop(old);
    result
}

/// `pickler.memo`
pub struct PicklerMemo(Native<Pickler>);

impl NativeObject for PicklerMemo {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0.value());
    }
}
impl NativeType for PicklerMemo {
    const NAME: &'static str = "_pickle.PicklerMemoProxy";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<PicklerMemo>("_pickle", "")
            .is_final()
            .method(
                "clear(self, /)",
                "Remove all items from memo.",
                |vm: &Vm, this: Native<PicklerMemo>| {
                    with_pickler(vm, &this.0, |state| state.memo.clear())
                },
            )
            .method(
                "copy(self, /)",
                "Copy the memo to a new object.",
                |vm: &Vm, this: Native<PicklerMemo>| {
                    let dict = Dict::new();
                    let pairs = with_pickler(vm, &this.0, |state| {
                        state
                            .memo
                            .pairs()
                            .map(|(n, v)| (n, v.clone()))
                            .collect::<Vec<_>>()
                    })?;
                    for (number, object) in pairs {
                        let key = Value::int(object.id());
                        let entry = Value::tuple(vec![Value::size(number), object]);
                        dict.set(vm, key, entry)?;
                    }
                    Ok(dict)
                },
            )
    }
}

/// The numbers and objects of a memo proxy or of a dict as its `copy` returns it.
fn pickler_memo_of(vm: &Vm, value: &Value) -> PyResult<Vec<(usize, Value)>> {
    if let Some(proxy) = Native::<PicklerMemo>::from_value(value) {
        return with_pickler(vm, &proxy.0, |state| {
            state.memo.pairs().map(|(n, v)| (n, v.clone())).collect()
        });
    }
    let Some(dict) = Dict::from_value(value) else {
        return Err(vm.type_error(format!(
            "'memo' attribute must be a PicklerMemoProxy object or dict, not {}",
            vm.type_name(value)
        )));
    };
    dict.pairs()
        .into_iter()
        .map(
            |(_, entry)| match Tuple::from_value(&entry).as_deref().map(|t| &t[..]) {
                Some([number, object]) => {
                    let number = usize::try_from(vm.index(number)?).unwrap_or(0);
                    Ok((number, object.clone()))
                }
                _ => Err(vm.type_error("'memo' values must be 2-item tuples")),
            },
        )
        .collect()
}

// ---- Unpickler -------------------------------------------------------------------------------------

/// The state of an Unpickler object: `None` before `__init__` and while it reads.
pub struct Unpickler {
    state: RefCell<Option<UnpicklerState>>,
    /// For `find_class`, also while the object reads.
    fix_imports: std::cell::Cell<bool>,
    ready: std::cell::Cell<bool>,
}

impl NativeObject for Unpickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(state) = &*self.state.borrow() {
            state.traverse(visit);
        }
    }
    fn clear(&self) {
        drop(self.state.take());
    }
}

impl NativeType for Unpickler {
    const NAME: &'static str = "_pickle.Unpickler";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Unpickler>(
            "_pickle",
            "This takes a binary file for reading a pickle data stream.",
        )
        .slots(|s| {
            s.new.set(Some(|vm, class, _| {
                let empty = Unpickler {
                    state: RefCell::default(),
                    fix_imports: std::cell::Cell::new(true),
                    ready: std::cell::Cell::new(false),
                };
                Ok(vm.wrap_as(class, empty))
            }));
        })
        .init(
            "__init__(self, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', \
             buffers=())",
            "Initialize self.",
            |vm: &Vm,
             this: Native<Unpickler>,
             file: Value,
             fix: bool,
             encoding: Str,
             errors: Str,
             buffers: Value| {
                let mut state = reading(vm, &file)?;
                set_reading(vm, &mut state, fix, encoding, errors, &buffers)?;
                let old = this.state.replace(Some(state));
                drop(old);
                this.fix_imports.set(fix);
                this.ready.set(true);
                Ok(())
            },
        )
        .method("load(self, /)", "Load a pickle.", load)
        .method(
            "find_class(self, module_name, global_name, /)",
            "Return an object from a specified module.",
            find_class,
        )
        .method(
            "persistent_load(self, pid, /)",
            "The object stored outside under an id.",
            |vm: &Vm, _: Native<Unpickler>, _: Value| -> PyResult<Value> {
                Err(vm.exception(&super::unpickling_error(vm), NO_PERSISTENT_LOAD))
            },
        )
        .property(
            "memo",
            "",
            |vm: &Vm, this: Native<Unpickler>| Ok(vm.wrap(UnpicklerMemo(this))),
            |vm: &Vm, this: Native<Unpickler>, value: Option<Value>| {
                let Some(value) = value else {
                    return Err(vm.type_error("attribute deletion is not supported"));
                };
                let pairs = unpickler_memo_of(vm, &value)?;
                with_unpickler(vm, &this, |state| {
                    state.memo.clear();
                    for (number, object) in pairs {
                        state.memo.set(number, object);
                    }
                })
            },
        )
    }
}

fn with_unpickler<R>(
    vm: &Vm,
    this: &Native<Unpickler>,
    work: impl FnOnce(&mut UnpicklerState) -> R,
) -> PyResult<R> {
    match &mut *this.state.borrow_mut() {
        Some(state) => Ok(work(state)),
        None if this.ready.get() => Err(vm.runtime_error("the unpickler is reading an object")),
        None => Err(not_ready(
            vm,
            &this.value(),
            &super::unpickling_error(vm),
            "Unpickler",
        )),
    }
}

/// Whether the program decides itself what a pickle may name.
fn overrides_find_class(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    own_hook(vm, this, "find_class")
}

fn load(vm: &Vm, this: Native<Unpickler>) -> PyResult<Value> {
    let value = this.value();
    let hooks = read::Hooks {
        trusted: false,
        find_class: overrides_find_class(vm, &value)?,
        persistent_load: own_hook(vm, &value, "persistent_load")?,
    };
    with_unpickler(vm, &this, |_| ())?;
    let Some(mut state) = this.state.take() else {
        return Ok(Value::NONE);
    };
    let result = read::load(vm, &mut state, &hooks);
    let old = this.state.replace(Some(state));
    drop(old);
    result
}

/// `Unpickler.find_class`: with the rules of `policy.rs`, unless the program's class overrides it
/// and so has decided before it calls this one.
fn find_class(vm: &Vm, this: Native<Unpickler>, module: Str, name: Str) -> PyResult<Value> {
    let (mut module, mut name) = (module.to_string(), name.to_string());
    let protocol = this.state.borrow().as_ref().map_or(0, |s| s.protocol);
    if this.fix_imports.get() && protocol < 3 {
        (module, name) = super::compat::to_new(&module, &name);
    }
    if overrides_find_class(vm, &this.value())?.is_some() {
        let path: Vec<&str> = name.split('.').collect();
        return policy::look_up(vm, &module, &path);
    }
    policy::find(vm, &module, &name)
}

/// `unpickler.memo`
pub struct UnpicklerMemo(Native<Unpickler>);

impl NativeObject for UnpicklerMemo {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0.value());
    }
}
impl NativeType for UnpicklerMemo {
    const NAME: &'static str = "_pickle.UnpicklerMemoProxy";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<UnpicklerMemo>("_pickle", "")
            .is_final()
            .method(
                "clear(self, /)",
                "Remove all items from memo.",
                |vm: &Vm, this: Native<UnpicklerMemo>| {
                    with_unpickler(vm, &this.0, |state| state.memo.clear())
                },
            )
            .method(
                "copy(self, /)",
                "Copy the memo to a new object.",
                |vm: &Vm, this: Native<UnpicklerMemo>| {
                    let pairs = unpickler_memo_of(vm, &this.value())?;
                    let dict = Dict::new();
                    for (number, object) in pairs {
                        dict.set(vm, Value::int(number), object)?;
                    }
                    Ok(dict)
                },
            )
    }
}

fn unpickler_memo_of(vm: &Vm, value: &Value) -> PyResult<Vec<(i64, Value)>> {
    if let Some(proxy) = Native::<UnpicklerMemo>::from_value(value) {
        return with_unpickler(vm, &proxy.0, |state| {
            state.memo.pairs().map(|(n, v)| (n, v.clone())).collect()
        });
    }
    match value.payload() {
        Some(Payload::Dict(data)) => {
            let pairs: Vec<(Value, Value)> = data
                .borrow()
                .iter()
                .map(|e| (e.key.clone(), e.value.clone()))
                .collect();
            pairs
                .into_iter()
                .map(|(key, object)| match key.as_small_int() {
                    Some(number) if number >= 0 => Ok((number, object)),
                    Some(_) => Err(vm.value_error("memo key must be positive integers.")),
                    None => Err(vm.type_error("memo key must be integers")),
                })
                .collect()
        }
        _ => Err(vm.type_error(format!(
            "'memo' attribute must be an UnpicklerMemoProxy object or dict, not {}",
            vm.type_name(value)
        ))),
    }
}
