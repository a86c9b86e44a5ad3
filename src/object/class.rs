//! Classes: name, bases, MRO, namespace, and the slots: the functions behind the protocols.
//!
//! A slot is what an operation on an instance really calls. Native types fill their slots with
//! Rust functions; a program's class inherits its base's slots, and each dunder method that it (or
//! a base) defines replaces the slot by a function that calls the method (`vm/dunder.rs`). So
//! `len(x)` is one indirect call, whoever defined it, and `super().__len__()` reaches a built-in
//! slot through a wrapper that stands in the built-in class's namespace.

use std::cell::{Cell, RefCell};
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::{Rc, Weak};

use super::dict::DictData;
use super::function::FunctionCore;
use super::shape::Shape;
use super::{Obj, Object, Payload, PyResult, Str, Value, gc};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::Args;
use crate::vm::Vm;

pub type NewFn = fn(&Vm, &Class, Args) -> PyResult<Value>;
pub type InitFn = fn(&Vm, &Value, Args) -> PyResult<()>;
pub type CallFn = fn(&Vm, &Value, Args) -> PyResult<Value>;
pub type TextFn = fn(&Vm, &Value) -> PyResult<Str>;
pub type HashFn = fn(&Vm, &Value) -> PyResult<i64>;
pub type CompareFn = fn(&Vm, &Value, &Value, CompareOp) -> PyResult<Value>;
pub type TruthFn = fn(&Vm, &Value) -> PyResult<bool>;
pub type LenFn = fn(&Vm, &Value) -> PyResult<usize>;
pub type ContainsFn = fn(&Vm, &Value, &Value) -> PyResult<bool>;
pub type GetItemFn = fn(&Vm, &Value, &Value) -> PyResult<Value>;
/// Sets an item, or deletes it for `None`.
pub type SetItemFn = fn(&Vm, &Value, &Value, Option<Value>) -> PyResult<()>;
pub type UnaryFn = fn(&Vm, &Value) -> PyResult<Value>;
/// The next item; `None` at the end.
pub type NextFn = fn(&Vm, &Value) -> PyResult<Option<Value>>;
pub type GetAttrFn = fn(&Vm, &Value, &Str) -> PyResult<Value>;
/// Sets an attribute, or deletes it for `None`.
pub type SetAttrFn = fn(&Vm, &Value, &Str, Option<Value>) -> PyResult<()>;
/// `descriptor.__get__(object or None, class)`
pub type DescrGetFn = fn(&Vm, &Value, Option<&Value>, &Class) -> PyResult<Value>;
/// `descriptor.__set__(object, value)`, or `__delete__` for `None`.
pub type DescrSetFn = fn(&Vm, &Value, &Value, Option<Value>) -> PyResult<()>;
/// An operator: called with the operands in the order written, of which at least one is of the
/// type; answers `NotImplemented` where it does not apply.
pub type BinaryFn = fn(&Vm, &Value, &Value) -> PyResult<Value>;

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// The protocol functions of a type.
        #[derive(Default)]
        pub struct Slots {
            $($(#[$doc])* pub $name: Cell<Option<$type>>,)*
            /// The operators, indexed by [`BinaryOp`].
            pub binary: [Cell<Option<BinaryFn>>; BinaryOp::COUNT],
            /// The in-place forms.
            pub inplace: [Cell<Option<BinaryFn>>; BinaryOp::COUNT],
        }

        impl Slots {
            /// Take over every slot of a base that is still empty here.
            pub fn inherit(&self, base: &Slots) {
                $(if self.$name.get().is_none() { self.$name.set(base.$name.get()); })*
                for i in 0..BinaryOp::COUNT {
                    if self.binary[i].get().is_none() {
                        self.binary[i].set(base.binary[i].get());
                    }
                    if self.inplace[i].get().is_none() {
                        self.inplace[i].set(base.inplace[i].get());
                    }
                }
            }
        }
    };
}

slots! {
    new: NewFn,
    init: InitFn,
    call: CallFn,
    repr: TextFn,
    str: TextFn,
    hash: HashFn,
    compare: CompareFn,
    truth: TruthFn,
    len: LenFn,
    contains: ContainsFn,
    get_item: GetItemFn,
    set_item: SetItemFn,
    iter: UnaryFn,
    next: NextFn,
    get_attr: GetAttrFn,
    set_attr: SetAttrFn,
    descr_get: DescrGetFn,
    descr_set: DescrSetFn,
    neg: UnaryFn,
    pos: UnaryFn,
    invert: UnaryFn,
    abs: UnaryFn,
    int: UnaryFn,
    float: UnaryFn,
    index: UnaryFn,
}

/// Which payload an instance has: what decides whether two bases can be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A plain instance.
    Object,
    Int,
    Float,
    Complex,
    Bool,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Exception,
    Type,
    Module,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    /// A native type, told apart by a number.
    Native(std::any::TypeId),
    /// Any other built-in type: no subclass can be made.
    Final,
}

pub struct TypeData {
    pub name: RefCell<Str>,
    pub qualname: RefCell<Str>,
    /// `__module__`; "builtins" for built-in types.
    pub module: RefCell<Str>,
    pub doc: RefCell<Value>,
    pub bases: RefCell<Vec<Class>>,
    /// The classes searched for attributes, in order. The class itself, which comes first, is left
    /// out here.
    pub ancestors: RefCell<Rc<[Class]>>,
    /// A metaclass's `mro()` does not begin with the class: then `ancestors` is all of it.
    pub is_displaced: Cell<bool>,
    pub dict: RefCell<DictData>,
    pub slots: Slots,
    pub layout: Layout,
    /// Written in Rust: its namespace cannot be changed by programs.
    pub is_native: bool,
    /// A subclass can be made of it.
    pub is_base: bool,
    /// Instances have a `__dict__` (or may take any attribute).
    pub has_dict: bool,
    /// Names of `__slots__`, own and inherited, where instances have no `__dict__`.
    pub slot_names: Vec<Str>,
    /// `__del__` is defined here or by a base.
    pub has_finalizer: Cell<bool>,
    /// `__getattribute__`, `__getattr__` or `__setattr__` are overridden.
    pub plain_get: Cell<bool>,
    pub plain_set: Cell<bool>,
    /// The code of `__init__` as found at an epoch, where a call makes a plain instance and runs
    /// it.
    init: RefCell<(u64, Option<Rc<FunctionCore>>)>,
    root_shape: RefCell<Option<Rc<Shape>>>,
    /// The most attributes that an instance has had so far: so many get room at once.
    pub width: Cell<usize>,
    dict_shape: RefCell<Option<Rc<Shape>>>,
    pub subclasses: RefCell<Vec<Weak<Object>>>,
}

thread_local! {
    /// Grows whenever a class that may be in a cache changes.
    static EPOCH: Cell<u64> = const { Cell::new(1) };
}

/// The present class epoch: caches of methods are valid for one epoch.
#[inline]
pub fn epoch() -> u64 {
    EPOCH.get()
}

/// Forget every cached method.
pub fn bump_epoch() {
    EPOCH.set(EPOCH.get() + 1);
}

/// Where a look-up found a name: remembered for one epoch. It refers to nothing, so it keeps no
/// class and no value alive.
#[derive(Clone, Copy)]
struct Found {
    epoch: u64,
    /// Addresses of the class and of the name; the hash tells a name from another that has come to
    /// stand at its address.
    class: usize,
    name: usize,
    hash: i64,
    place: Place,
}

/// A place in the namespaces of an MRO.
#[derive(Clone, Copy)]
struct Place {
    /// Position in the MRO; [`Place::NOWHERE`]'s is beyond any.
    owner: u32,
    /// Entry of the owner's namespace.
    at: u32,
}

impl Place {
    const NOWHERE: Place = Place {
        owner: u32::MAX,
        at: 0,
    };
}

const FOUND: usize = 1024;

thread_local! {
    static LOOKUPS: [Cell<Found>; FOUND] = const {
        [const {
            Cell::new(Found { epoch: 0, class: 0, name: 0, hash: 0, place: Place::NOWHERE })
        }; FOUND]
    };
}

impl Drop for TypeData {
    fn drop(&mut self) {
        // Another class may come to stand at this one's address.
        bump_epoch();
    }
}

/// A class.
#[derive(Clone)]
pub struct Class(Obj);

impl Deref for Class {
    type Target = TypeData;
    #[inline]
    fn deref(&self) -> &TypeData {
        match self.0.payload() {
            Payload::Type(data) => data,
            _ => unreachable!("a class handle refers to something else"),
        }
    }
}

impl PartialEq for Class {
    #[inline]
    fn eq(&self, other: &Class) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
impl Eq for Class {}

impl Hash for Class {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(Rc::as_ptr(&self.0) as usize);
    }
}

impl std::fmt::Debug for Class {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<class {}>", self.name.borrow())
    }
}

impl From<Class> for Value {
    fn from(class: Class) -> Value {
        Value::heap(class.0)
    }
}

/// The parts that a new class is made of.
pub struct NewClass {
    pub name: Str,
    pub qualname: Str,
    pub module: Str,
    pub bases: Vec<Class>,
    /// The MRO without the class itself.
    pub ancestors: Vec<Class>,
    pub dict: DictData,
    pub layout: Layout,
    pub is_native: bool,
    pub is_base: bool,
    pub has_dict: bool,
    pub slot_names: Vec<Str>,
    pub slots: Slots,
    /// `None` for instances of `type` itself.
    pub metaclass: Option<Class>,
}

impl Class {
    pub fn new(parts: NewClass) -> Class {
        let data = TypeData {
            name: RefCell::new(parts.name),
            qualname: RefCell::new(parts.qualname),
            module: RefCell::new(parts.module),
            doc: RefCell::new(Value::NONE),
            bases: RefCell::new(parts.bases),
            ancestors: RefCell::new(parts.ancestors.into()),
            is_displaced: Cell::new(false),
            dict: RefCell::new(parts.dict),
            slots: parts.slots,
            layout: parts.layout,
            is_native: parts.is_native,
            is_base: parts.is_base,
            has_dict: parts.has_dict,
            slot_names: parts.slot_names,
            has_finalizer: Cell::new(false),
            plain_get: Cell::new(true),
            plain_set: Cell::new(true),
            init: RefCell::new((0, None)),
            root_shape: RefCell::default(),
            width: Cell::new(0),
            dict_shape: RefCell::default(),
            subclasses: RefCell::default(),
        };
        let payload = Payload::Type(Box::new(data));
        let class = match parts.metaclass {
            Some(metaclass) => Class(Object::with_class(metaclass, payload)),
            None if parts.is_native => Class(Object::new(payload)),
            None => Class(Object::tracked(payload)),
        };
        for base in class.bases.borrow().iter() {
            base.subclasses.borrow_mut().push(Rc::downgrade(&class.0));
        }
        class
    }

    pub fn from_value(value: &Value) -> Option<Class> {
        value.as_obj().and_then(Class::from_obj)
    }

    pub fn from_obj(obj: &Obj) -> Option<Class> {
        matches!(obj.payload(), Payload::Type(_)).then(|| Class(obj.clone()))
    }

    #[inline]
    pub fn obj(&self) -> &Obj {
        &self.0
    }

    pub fn value(&self) -> Value {
        Value::heap(self.0.clone())
    }

    /// An address that tells classes apart while this one lives.
    #[inline]
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }

    /// The shape of an instance without attributes.
    pub fn root_shape(&self) -> Rc<Shape> {
        if let Some(shape) = &*self.root_shape.borrow() {
            return shape.clone();
        }
        let shape = Shape::root(self.clone());
        *self.root_shape.borrow_mut() = Some(shape.clone());
        shape
    }

    /// The shape of an instance whose attributes live in a dict.
    pub fn dict_shape(&self) -> Rc<Shape> {
        if let Some(shape) = &*self.dict_shape.borrow() {
            return shape.clone();
        }
        let shape = Shape::dict_mode(self.clone());
        *self.dict_shape.borrow_mut() = Some(shape.clone());
        shape
    }

    /// How many references to the class its own shapes hold.
    pub fn shape_references(&self) -> usize {
        self.root_shape
            .borrow()
            .as_ref()
            .map_or(0, |s| s.tree_size())
            + usize::from(self.dict_shape.borrow().is_some())
    }

    /// Forget the code of `__init__`, which looks as if it ran while something keeps it.
    pub fn forget_init(&self) {
        self.init.take();
    }

    /// Break the cycle between the class and its shapes.
    pub fn forget_shapes(&self) {
        let old = (self.root_shape.take(), self.dict_shape.take());
        drop(old);
    }

    /// The value in this class's own namespace.
    #[inline]
    pub fn own(&self, name: &Str) -> Option<Value> {
        let dict = self.dict.borrow();
        dict.find_str(name)
            .map(|at| dict.entries()[at].value.clone())
    }

    /// The value that the MRO has for a name behind `start`, which is in it; what `super` finds.
    pub fn behind(&self, start: &Class, name: &Str) -> Option<Value> {
        let ancestors = self.ancestors.borrow();
        let after = if self == start && !self.is_displaced.get() {
            0
        } else {
            ancestors.iter().position(|c| c == start)? + 1
        };
        ancestors[after..].iter().find_map(|c| c.own(name))
    }

    /// Where the MRO has a name.
    #[inline]
    fn locate(&self, name: &Str) -> Place {
        let (class, text, hash) = (self.id(), Rc::as_ptr(name.obj()) as usize, name.text_hash());
        let now = epoch();
        let slot = ((class >> 5) ^ (text >> 4) ^ (text >> 12)) % FOUND;
        LOOKUPS.with(|found| {
            let known = found[slot].get();
            if known.class == class
                && known.name == text
                && known.hash == hash
                && known.epoch == now
            {
                return known.place;
            }
            let place = self.search(name);
            found[slot].set(Found {
                epoch: now,
                class,
                name: text,
                hash,
                place,
            });
            place
        })
    }

    #[inline(never)]
    fn search(&self, name: &Str) -> Place {
        if !self.is_displaced.get()
            && let Some(at) = self.dict.borrow().find_str(name)
        {
            return Place {
                owner: 0,
                at: at as u32,
            };
        }
        for (i, class) in self.ancestors.borrow().iter().enumerate() {
            if let Some(at) = class.dict.borrow().find_str(name) {
                return Place {
                    owner: i as u32 + 1,
                    at: at as u32,
                };
            }
        }
        Place::NOWHERE
    }

    fn entry(&self, at: u32) -> Option<Value> {
        let dict = self.dict.borrow();
        dict.entries().get(at as usize).map(|e| e.value.clone())
    }

    /// The value in the namespace of the class or of the first ancestor that has it.
    #[inline]
    pub fn lookup(&self, name: &Str) -> Option<Value> {
        let place = self.locate(name);
        match place.owner {
            0 => self.entry(place.at),
            u32::MAX => None,
            n => self.ancestors.borrow().get(n as usize - 1)?.entry(place.at),
        }
    }

    /// The value and the class in whose namespace it stands.
    pub fn lookup_owner(&self, name: &Str) -> Option<(Class, Value)> {
        let place = self.locate(name);
        let owner = match place.owner {
            0 => self.clone(),
            u32::MAX => return None,
            n => self.ancestors.borrow().get(n as usize - 1)?.clone(),
        };
        let value = owner.entry(place.at)?;
        Some((owner, value))
    }

    /// The MRO, the class itself included.
    pub fn mro(&self) -> Vec<Class> {
        let mut all = Vec::new();
        if !self.is_displaced.get() {
            all.push(self.clone());
        }
        all.extend(self.ancestors.borrow().iter().cloned());
        all
    }

    #[inline]
    pub fn is_subclass_of(&self, other: &Class) -> bool {
        self == other || self.ancestors.borrow().iter().any(|c| c == other)
    }

    /// Put a value in the namespace without touching slots: for building classes.
    pub fn put(&self, name: &Str, value: Value) -> Value {
        let mut dict = self.dict.borrow_mut();
        match dict.find_str(name) {
            Some(at) => dict.replace(at, value),
            None => {
                bump_epoch();
                dict.push(name.text_hash(), name.value(), value);
                Value::UNSET
            }
        }
    }

    /// The classes derived directly from this one that are still alive.
    pub fn living_subclasses(&self) -> Vec<Class> {
        let mut list = self.subclasses.borrow_mut();
        list.retain(|w| w.strong_count() > 0);
        list.iter().filter_map(Weak::upgrade).map(Class).collect()
    }

    /// The code of the `__init__` that a call runs on a fresh plain instance; `None` where a call
    /// is anything else.
    #[inline]
    pub fn plain_init(&self, vm: &Vm) -> Option<Rc<FunctionCore>> {
        let now = epoch();
        let cache = self.init.borrow();
        if cache.0 == now {
            return cache.1.clone();
        }
        drop(cache);
        let found = self.find_plain_init(vm);
        self.init.replace((now, found.clone()));
        found
    }

    #[inline(never)]
    fn find_plain_init(&self, vm: &Vm) -> Option<Rc<FunctionCore>> {
        if !self.is_plain_constructor(vm) {
            return None;
        }
        match self.lookup(&Str::intern("__init__"))?.as_obj()?.raw() {
            Payload::Function(f) => Some(f.core.clone()),
            _ => None,
        }
    }

    /// A call makes a plain instance and calls `__init__`, nothing else.
    fn is_plain_constructor(&self, vm: &Vm) -> bool {
        !self.is_native
            && self.layout == Layout::Object
            && self.obj().own_class().is_none()
            && self.slots.new.get().is_some_and(|new| {
                vm.types
                    .object
                    .slots
                    .new
                    .get()
                    .is_some_and(|o| std::ptr::fn_addr_eq(new, o))
            })
    }

    /// `module.name`, or the name alone for builtins.
    pub fn qualified_name(&self) -> String {
        let module = self.module.borrow();
        match module.as_str() {
            Some("builtins") | None => self.qualname.borrow().to_string(),
            Some(module) => format!("{module}.{}", self.qualname.borrow()),
        }
    }

    /// The name by which CPython's newer messages call a type: that of `__main__` is left out, too.
    pub fn full_name(&self) -> String {
        match self.module.borrow().as_str() {
            Some("__main__") => self.qualname.borrow().to_string(),
            _ => self.qualified_name(),
        }
    }

    /// `__name__`: the last part of a native type's name.
    pub fn short_name(&self) -> Str {
        let name = self.name.borrow();
        match name.as_str().and_then(|n| n.rsplit_once('.')) {
            Some((_, last)) if self.is_native => Str::intern(last),
            _ => name.clone(),
        }
    }

    /// The name that error messages use; of types that CPython has written in C, with the module.
    pub fn display_name(&self) -> Str {
        self.name.borrow().clone()
    }

    /// An instance without attributes. For a subclass of a built-in type, `base` is the built-in
    /// payload.
    pub fn instance(&self, base: Option<Payload>) -> Value {
        let attributes = RefCell::new(super::Attributes::new(self.root_shape()));
        let payload = match base {
            None => Payload::Instance(attributes),
            Some(base) => Payload::Extended(Box::new(super::Extended { base, attributes })),
        };
        let object = Object::new(payload);
        gc::track(&object);
        Value::heap(object)
    }
}

/// The C3 linearisation of `bases` (each an MRO in full): the MRO without the new class itself, or
/// `None` where no consistent order exists. After Barrett et al., "A monotonic superclass
/// linearization for Dylan" (1996).
///
/// # Errors
/// The classes of which each would have to come before another, where there is no order.
pub fn linearize(bases: &[Class]) -> Result<Vec<Class>, Vec<Class>> {
    let mut sequences: Vec<Vec<Class>> = bases.iter().map(Class::mro).collect();
    sequences.push(bases.to_vec());
    for s in &mut sequences {
        s.reverse();
    }
    let mut result = Vec::new();
    loop {
        sequences.retain(|s| !s.is_empty());
        if sequences.is_empty() {
            return Ok(result);
        }
        let heads = || sequences.iter().filter_map(|s| s.last());
        let first = heads().find(|head| sequences.iter().all(|s| !s[..s.len() - 1].contains(head)));
        let Some(candidate) = first.cloned() else {
            let mut stuck: Vec<Class> = Vec::new();
            for head in heads() {
                if !stuck.contains(head) {
                    stuck.push(head.clone());
                }
            }
            return Err(stuck);
        };
        for s in &mut sequences {
            if s.last() == Some(&candidate) {
                s.pop();
            }
        }
        result.push(candidate);
    }
}
