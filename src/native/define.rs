//! Definitions of classes and modules in Rust.

use std::any::TypeId;
use std::rc::Rc;

use super::{FromArg, IntoValue, NativeDef, NativeImpl, NativeKind};
use crate::object::class::Layout;
use crate::object::{Class, NativeObject, PyResult, Slots, Value};
use crate::vm::Vm;

/// A type whose instances are the state `Self`: see [`Vm::wrap`] and [`crate::object::Native`].
pub trait NativeType: NativeObject + Sized {
    /// The name of the class, without its module.
    const NAME: &'static str;
    /// The definition, read once per interpreter.
    fn class_def(vm: &Vm) -> ClassDef;
}

/// An attribute computed by Rust: getter and perhaps setter.
pub struct GetSet {
    pub name: &'static str,
    pub doc: &'static str,
    pub get: Rc<NativeDef>,
    /// Called with the object and the new value, unset for a deletion.
    pub set: Option<Rc<NativeDef>>,
    /// It shows a field of the object: a member_descriptor rather than a getset_descriptor.
    pub is_field: bool,
}

/// An entry of a class's namespace.
pub enum Member {
    Native(Rc<NativeDef>),
    GetSet(GetSet),
    Value(&'static str, Value),
}

/// The definition of a class.
pub struct ClassDef {
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    pub doc: &'static str,
    /// `object` if `None`.
    pub base: Option<Class>,
    pub layout: Layout,
    /// Programs can derive from it.
    pub is_base: bool,
    /// Instances take any attribute, as those of a program's class do.
    pub has_dict: bool,
    pub slots: Slots,
    pub members: Vec<Member>,
}

impl ClassDef {
    /// A class of the builtins whose instances have a payload of their own.
    pub fn builtin(name: &'static str, layout: Layout, doc: &'static str) -> ClassDef {
        ClassDef {
            name,
            module: "builtins",
            doc,
            base: None,
            layout,
            is_base: layout != Layout::Final,
            has_dict: false,
            slots: Slots::default(),
            members: Vec::new(),
        }
    }

    /// A native type of a module: instances hold a `T`. Programs can derive from it unless
    /// [`ClassDef::is_final`] says otherwise.
    pub fn native<T: NativeType>(module: &'static str, doc: &'static str) -> ClassDef {
        ClassDef {
            module,
            ..ClassDef::builtin(T::NAME, Layout::Native(TypeId::of::<T>()), doc)
        }
    }

    /// Programs cannot derive from it.
    pub fn is_final(mut self) -> ClassDef {
        self.is_base = false;
        self
    }

    /// Instances take any attribute: for [`Layout::Object`], whose instances are nothing but
    /// their attributes.
    pub fn with_dict(mut self) -> ClassDef {
        self.has_dict = true;
        self
    }

    /// `__init__` with a signature; its Rust function starts with the instance.
    pub fn init<A>(
        self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ClassDef {
        self.slots(|s| s.init.set(Some(crate::vm::dunder::call_init)))
            .method(text, doc, function)
    }

    /// `__new__` with a signature; its Rust function starts with the [`Class`] to make an
    /// instance of, which may be a program's subclass.
    pub fn constructor<A>(
        self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ClassDef {
        self.slots(|s| s.new.set(Some(crate::vm::dunder::call_new)))
            .static_method(text, doc, function)
    }

    pub fn base(mut self, base: &Class) -> ClassDef {
        self.base = Some(base.clone());
        self
    }

    /// Fill in protocol functions: `.slots(|s| s.len.set(Some(len)))`.
    pub fn slots(self, fill: impl FnOnce(&Slots)) -> ClassDef {
        fill(&self.slots);
        self
    }

    /// A method; its signature starts with `self`.
    pub fn method<A>(
        mut self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ClassDef {
        let def = NativeDef::new(NativeKind::Method, text, doc, function);
        self.members.push(Member::Native(Rc::new(def)));
        self
    }

    /// A class method; its signature starts with `type`, its Rust function with a [`Class`].
    pub fn class_method<A>(
        mut self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ClassDef {
        let def = NativeDef::new(NativeKind::ClassMethod, text, doc, function);
        self.members.push(Member::Native(Rc::new(def)));
        self
    }

    pub fn static_method<A>(
        mut self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ClassDef {
        let def = NativeDef::new(NativeKind::StaticMethod, text, doc, function);
        self.members.push(Member::Native(Rc::new(def)));
        self
    }

    /// A read-only attribute.
    pub fn getter<T: FromArg, R: IntoValue>(
        mut self,
        name: &'static str,
        doc: &'static str,
        get: impl Fn(&Vm, T) -> PyResult<R> + 'static,
    ) -> ClassDef {
        let get = Rc::new(NativeDef::new(
            NativeKind::Method,
            "__get__(self, /)",
            doc,
            get,
        ));
        self.members.push(Member::GetSet(GetSet {
            name,
            doc,
            get,
            set: None,
            is_field: false,
        }));
        self
    }

    /// A read-only attribute that shows a field of the object, which CPython words differently from
    /// computed ones when a program sets it.
    pub fn member<T: FromArg, R: IntoValue>(
        self,
        name: &'static str,
        doc: &'static str,
        get: impl Fn(&Vm, T) -> PyResult<R> + 'static,
    ) -> ClassDef {
        let mut def = self.property(name, doc, get, |vm: &Vm, _: T, _: Option<Value>| {
            Err(vm.attribute_error_text("readonly attribute"))
        });
        if let Some(Member::GetSet(made)) = def.members.last_mut() {
            made.is_field = true;
        }
        def
    }

    /// An attribute that can be set. The setter gets `None` for `del`.
    pub fn property<T: FromArg, R: IntoValue>(
        mut self,
        name: &'static str,
        doc: &'static str,
        get: impl Fn(&Vm, T) -> PyResult<R> + 'static,
        set: impl Fn(&Vm, T, Option<Value>) -> PyResult<()> + 'static,
    ) -> ClassDef {
        let get = Rc::new(NativeDef::new(
            NativeKind::Method,
            "__get__(self, /)",
            doc,
            get,
        ));
        let text = "__set__(self, value=<none>, /)";
        let set = Rc::new(NativeDef::new(NativeKind::Method, text, doc, set));
        self.members.push(Member::GetSet(GetSet {
            name,
            doc,
            get,
            set: Some(set),
            is_field: false,
        }));
        self
    }

    /// A plain class attribute.
    pub fn constant(mut self, name: &'static str, value: Value) -> ClassDef {
        self.members.push(Member::Value(name, value));
        self
    }
}

/// An entry of a module.
pub enum ModuleEntry {
    Function(Rc<NativeDef>),
    Value(&'static str, Value),
}

/// The definition of a module.
pub struct ModuleDef {
    pub name: &'static str,
    pub doc: &'static str,
    pub entries: Vec<ModuleEntry>,
}

impl ModuleDef {
    pub fn new(name: &'static str, doc: &'static str) -> ModuleDef {
        ModuleDef {
            name,
            doc,
            entries: Vec::new(),
        }
    }

    /// A function; see the room's comment for the signature text.
    pub fn function<A>(
        mut self,
        text: &'static str,
        doc: &'static str,
        function: impl NativeImpl<A>,
    ) -> ModuleDef {
        let def = NativeDef::new(NativeKind::Function, text, doc, function);
        self.entries.push(ModuleEntry::Function(Rc::new(def)));
        self
    }

    /// A constant, a class or any other value.
    pub fn value(mut self, name: &'static str, value: impl Into<Value>) -> ModuleDef {
        self.entries.push(ModuleEntry::Value(name, value.into()));
        self
    }

    pub fn int(self, name: &'static str, value: i64) -> ModuleDef {
        self.value(name, Value::int(value))
    }

    pub fn float(self, name: &'static str, value: f64) -> ModuleDef {
        self.value(name, Value::float(value))
    }

    /// The class of a native type, under its own name.
    pub fn class<T: NativeType>(self, vm: &Vm) -> ModuleDef {
        let short = T::NAME.rsplit('.').next().unwrap_or(T::NAME);
        self.value(short, vm.class_for::<T>())
    }
}
