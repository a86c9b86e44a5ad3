//! Objects: what lives on the heap, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `value.rs` | [`Value`]: a scalar or a reference |
//! | `repr.rs` | the two words that a value is |
//! | `shape.rs` | shapes and slots: where an instance keeps its attributes |
//! | `class.rs` | classes: MRO, namespace, slots (the protocol functions) |
//! | `gc.rs` | the cycle collector; deep and prompt destruction |
//! | `weak.rs` | who refers weakly to what |
//! | one file per type | the type's data, its methods, its class definition |
//!
//! An object is a [`Payload`] (what it is) and, only where the payload does not tell, its class.
//! Built-in objects carry no class pointer, so making a str or a list needs no interpreter at
//! hand; instances reach their class through their shape; native types and exceptions carry it.
//! An instance of a program's subclass of a built-in type is [`Payload::Extended`]: the built-in
//! payload plus slots. [`Object::payload`] sees through it, so that a `class MyList(list)` works
//! wherever a list does; who wants exactly a list matches on [`Object::raw`].
//!
//! Contents that change stand in `RefCell`s. The rule of the house: no borrow is held while code
//! of the program can run (`__eq__`, `__hash__`, `__repr__`, key functions, finalisers).

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::compile::code::Code;

pub mod async_generator;
pub mod bytearray;
pub mod bytes;
mod bytes_methods;
pub mod class;
pub mod code;
pub mod complex;
pub mod descriptor;
pub mod dict;
mod dict_index;
pub mod dict_methods;
pub mod dict_views;
pub mod exception;
pub mod float;
pub mod function;
pub mod gc;
pub mod generator;
pub mod int;
pub mod int_ops;
pub mod iterator;
pub mod list;
pub mod list_methods;
pub mod list_sort;
pub mod memory_format;
pub mod memoryview;
pub mod module;
pub mod object_type;
pub mod octets;
pub mod range;
mod repr;
pub mod sequence;
pub mod set;
pub mod set_methods;
pub mod shape;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod str_methods;
pub(crate) mod str_transform;
pub mod tuple;
pub mod tuple_methods;
pub mod type_type;
pub mod value;
pub mod weak;

pub use class::{Class, Slots, TypeData};
pub use dict::{Dict, DictData};
pub use exception::{Exc, ExceptionData, PyResult};
pub use function::{Function, FunctionData};
pub use list::List;
pub use module::{Module, ModuleData};
pub use set::{Set, SetData};
pub use shape::{Attributes, Shape};
pub use str::{Str, StrData};
pub use tuple::Tuple;
pub use value::{Kind, Value};

/// A counted reference to an object.
pub type Obj = Rc<Object>;

/// Anything that is not a scalar.
pub struct Object {
    /// Set for native types, exceptions and metaclass instances; see the module's comment.
    class: Option<Class>,
    mark: gc::Mark,
    payload: Payload,
}

// Every object of a program pays for the largest kind.
const _: () = assert!(std::mem::size_of::<Object>() <= 80);

/// What an object is.
pub enum Payload {
    /// An int outside 64 bits.
    Int(BigInt),
    Complex(f64, f64),
    Str(StrData),
    Bytes(Box<[u8]>),
    ByteArray(RefCell<Vec<u8>>),
    List(RefCell<Vec<Value>>),
    Tuple(Box<[Value]>),
    Dict(RefCell<DictData>),
    DictView(dict::DictView),
    Set(RefCell<SetData>),
    FrozenSet(Box<set::FrozenData>),
    Range(Box<range::RangeData>),
    Slice(Box<slice::SliceData>),
    Iterator(RefCell<iterator::IteratorData>),
    Function(Box<FunctionData>),
    NativeFunction(Box<crate::native::NativeFunction>),
    /// A function (or other callable) with its first argument.
    BoundMethod(Value, Value),
    Type(Box<TypeData>),
    Module(Box<ModuleData>),
    /// An instance of a program's class.
    Instance(RefCell<Attributes>),
    Exception(Box<ExceptionData>),
    Generator(Box<generator::GeneratorData>),
    Code(Rc<Code>),
    /// A variable shared by a function and the functions inside it.
    Cell(RefCell<Value>),
    Property(Box<function::PropertyData>),
    StaticMethod(RefCell<Value>),
    ClassMethod(RefCell<Value>),
    Super(Box<function::SuperData>),
    /// A scalar (int, float, bool…) as the base of an [`Payload::Extended`].
    Scalar(Value),
    /// A type that a module brings along.
    Native(Box<dyn NativeObject>),
    /// An instance of a program's subclass of a built-in or native type.
    Extended(Box<Extended>),
    /// The payload was moved away (a finaliser, the collector, a deep destruction).
    Gone,
}

/// A built-in payload with the attributes of a subclass's instance.
pub struct Extended {
    pub base: Payload,
    pub attributes: RefCell<Attributes>,
}

/// The state of a native type's instance. The type itself is described by `CLASS`-functions of
/// the implementor: see [`crate::native::NativeType`].
pub trait NativeObject: Any {
    /// Report the values held, for the cycle collector.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}
    /// Drop the values held: the object is part of a dead cycle.
    fn clear(&self) {}
}

thread_local! {
    /// An object with a finaliser died and waits in [`gc`]'s queue.
    pub static FINALIZERS_WAIT: Cell<bool> = const { Cell::new(false) };
}

impl Object {
    /// A new object whose class follows from its payload.
    #[inline]
    pub fn new(payload: Payload) -> Obj {
        Rc::new(Object {
            class: None,
            mark: gc::Mark::default(),
            payload,
        })
    }

    /// A new object that can be part of a reference cycle: the collector knows of it.
    #[inline]
    pub fn tracked(payload: Payload) -> Obj {
        let object = Rc::new(Object {
            class: None,
            mark: gc::Mark::default(),
            payload,
        });
        gc::track(&object);
        object
    }

    /// A new object of a class that the payload does not tell; known to the collector.
    pub fn with_class(class: Class, payload: Payload) -> Obj {
        let object = Rc::new(Object {
            class: Some(class),
            mark: gc::Mark::default(),
            payload,
        });
        gc::track(&object);
        object
    }

    /// What the object is, seen through subclassing.
    #[inline(always)]
    pub fn payload(&self) -> &Payload {
        match &self.payload {
            Payload::Extended(e) => &e.base,
            p => p,
        }
    }

    /// What the object is exactly: an instance of a subclass of list is `Extended` here.
    #[inline(always)]
    pub fn raw(&self) -> &Payload {
        &self.payload
    }

    /// For in-place changes to an object that nobody else refers to.
    pub fn raw_mut(&mut self) -> &mut Payload {
        &mut self.payload
    }

    /// The class pointer, where the object carries one.
    #[inline]
    pub fn own_class(&self) -> Option<&Class> {
        self.class.as_ref()
    }

    /// The slots of an instance of a program's class.
    #[inline]
    pub fn attributes(&self) -> Option<&RefCell<Attributes>> {
        match &self.payload {
            Payload::Instance(a) => Some(a),
            Payload::Extended(e) => Some(&e.attributes),
            _ => None,
        }
    }

    /// The state of a native type's instance.
    #[inline]
    pub fn native<T: NativeObject>(&self) -> Option<&T> {
        match self.payload() {
            Payload::Native(n) => {
                let any: &dyn Any = n.as_ref();
                any.downcast_ref::<T>()
            }
            _ => None,
        }
    }
}

/// Defines a handle: a counted reference to an object that is known to have one kind of payload,
/// which it dereferences to.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident, $variant:ident, $data:ty) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(crate::object::Obj);

        impl $name {
            /// The handle, if the value is of this kind (or of a subclass of it).
            #[inline]
            pub fn from_value(value: &crate::object::Value) -> Option<Self> {
                value.as_obj().and_then(Self::from_obj)
            }
            /// The value turned into the handle, if it is of this kind (or of a subclass of it).
            #[inline]
            pub fn take_from(
                value: crate::object::Value,
            ) -> Result<Self, crate::object::Value> {
                match value.into_obj()? {
                    obj if matches!(obj.payload(), crate::object::Payload::$variant(_)) => {
                        Ok($name(obj))
                    }
                    obj => Err(obj.into()),
                }
            }
            /// The handle, if the object is of this kind (or of a subclass of it).
            #[inline]
            pub fn from_obj(obj: &crate::object::Obj) -> Option<Self> {
                match obj.payload() {
                    crate::object::Payload::$variant(_) => Some($name(obj.clone())),
                    _ => None,
                }
            }
            /// The handle, if the value is of exactly this type and no subclass.
            #[inline]
            pub fn exact(value: &crate::object::Value) -> Option<Self> {
                value.as_obj().and_then(|obj| match obj.raw() {
                    crate::object::Payload::$variant(_) => Some($name(obj.clone())),
                    _ => None,
                })
            }
            #[inline]
            pub fn obj(&self) -> &crate::object::Obj {
                &self.0
            }
            #[inline]
            pub fn value(&self) -> crate::object::Value {
                crate::object::Value::heap(self.0.clone())
            }
            /// Whether both refer to the same object.
            #[inline]
            pub fn is(&self, other: &Self) -> bool {
                std::rc::Rc::ptr_eq(&self.0, &other.0)
            }
        }

        impl std::ops::Deref for $name {
            type Target = $data;
            #[inline]
            fn deref(&self) -> &$data {
                match self.0.payload() {
                    crate::object::Payload::$variant(data) => data,
                    // The constructors have checked, and a payload never changes its kind while
                    // a handle is held (`Gone` happens to objects without references only).
                    _ => unreachable!("a handle refers to an object of another kind"),
                }
            }
        }

        impl From<$name> for crate::object::Value {
            #[inline]
            fn from(handle: $name) -> crate::object::Value {
                crate::object::Value::heap(handle.0)
            }
        }
    };
}
pub(crate) use handle;

/// A handle to an instance of the native type `T`.
pub struct Native<T: NativeObject>(Obj, std::marker::PhantomData<T>);

impl<T: NativeObject> Clone for Native<T> {
    fn clone(&self) -> Self {
        Native(self.0.clone(), std::marker::PhantomData)
    }
}

impl<T: NativeObject> Native<T> {
    /// The handle, if the value is an instance of `T` (or of a subclass of it).
    pub fn from_value(value: &Value) -> Option<Self> {
        let obj = value.as_obj()?;
        obj.native::<T>()?;
        Some(Native(obj.clone(), std::marker::PhantomData))
    }
    pub fn value(&self) -> Value {
        Value::heap(self.0.clone())
    }
    pub fn obj(&self) -> &Obj {
        &self.0
    }
}

impl<T: NativeObject> Deref for Native<T> {
    type Target = T;
    fn deref(&self) -> &T {
        match self.0.native::<T>() {
            Some(state) => state,
            None => unreachable!("a native handle refers to an object of another type"),
        }
    }
}

impl<T: NativeObject> From<Native<T>> for Value {
    fn from(handle: Native<T>) -> Value {
        Value::heap(handle.0)
    }
}

handle!(
    /// A bytes object.
    Bytes, Bytes, Box<[u8]>
);
handle!(
    /// A bytearray object.
    ByteArray, ByteArray, RefCell<Vec<u8>>
);
handle!(
    /// A generator, coroutine or async generator.
    Generator, Generator, Box<generator::GeneratorData>
);

impl Bytes {
    pub fn new(bytes: Vec<u8>) -> Bytes {
        Bytes(Object::new(Payload::Bytes(bytes.into_boxed_slice())))
    }
}
impl ByteArray {
    pub fn new(bytes: Vec<u8>) -> ByteArray {
        ByteArray(Object::new(Payload::ByteArray(RefCell::new(bytes))))
    }
}
