//! [`Class`]: Rust types as Python types.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::rc::Rc;

use super::function::Maker;
use super::function::{Given, check_count, guarded};
use super::{Context, Error, FromPy, Method, Object, ToPy};
use crate::native::{ClassDef, GetSet, Member, NativeBody, NativeDef, NativeImpl, NativeKind};
use crate::object::class::Layout;
use crate::object::{
    Class as ClassObject, Native, NativeObject, Object as Heap, Payload, Slots, Value,
};
use crate::vm::Vm;

/// The state of an instance: a value of the host's type. Empty while a method has it.
struct State(RefCell<Option<Box<dyn Any>>>);

impl NativeObject for State {}

/// The classes of the host's types.
#[derive(Default)]
struct Classes(RefCell<HashMap<TypeId, ClassObject>>);

/// A Rust type as a Python type. Its methods get the state lent; while one runs, another call of a
/// method of the same object is a RuntimeError.
///
/// ```
/// use biji::{Class, Interpreter, Module};
///
/// struct Account { owner: String, balance: i64 }
///
/// let account = Class::new("Account", "A bank account.")
///     .constructor("Account(owner, balance=0)", |owner: String, balance: i64| {
///         Account { owner, balance }
///     })
///     .getter("owner", "Whose it is.", |a: &mut Account| a.owner.clone())
///     .method("deposit(self, amount)", "Pay in.", |a: &mut Account, amount: i64| {
///         a.balance += amount;
///         a.balance
///     })
///     .method("__repr__(self)", "", |a: &mut Account| format!("<{}: {}>", a.owner, a.balance));
/// let bank = Module::new("bank", "Money.").class(account);
/// let interpreter = Interpreter::builder().module(bank).build()?;
/// interpreter.run("
/// from bank import Account
/// class Savings(Account): pass
/// a = Savings('Bob', balance=10)
/// a.deposit(5)
/// ")?;
/// assert_eq!(interpreter.eval::<String>("repr(a)")?, "<Bob: 15>");
/// assert_eq!(interpreter.eval_rhai::<i64>("a.deposit(1)")?, 16);
/// # Ok::<(), biji::Error>(())
/// ```
pub struct Class<T> {
    name: &'static str,
    doc: &'static str,
    members: Vec<HostMember>,
    errors: Vec<Error>,
    state: PhantomData<T>,
}

enum HostMember {
    Plain(Member),
    /// `__new__`: goes with a slot.
    Constructor(NativeDef),
}

/// A [`Class`] whose type is forgotten.
pub(crate) struct AnyClass {
    name: &'static str,
    doc: &'static str,
    members: Vec<HostMember>,
    errors: Vec<Error>,
    state: TypeId,
}

impl<T: 'static> Class<T> {
    /// A type without a constructor and methods: programs get its objects from the host only.
    ///
    /// ```
    /// let token = biji::Class::<u64>::new("Token", "Something to hand back.");
    /// # let _ = token;
    /// ```
    pub fn new(name: &str, doc: &str) -> Class<T> {
        Class {
            name: super::intern_text(name.to_owned()),
            doc: super::intern_text(doc.to_owned()),
            members: Vec::new(),
            errors: Vec::new(),
            state: PhantomData,
        }
    }

    /// How programs make objects. The signature begins with the type's name:
    /// `"Account(owner, balance=0)"`.
    ///
    /// ```
    /// let point = biji::Class::new("Point", "")
    ///     .constructor("Point(x=0, y=0)", |x: i64, y: i64| (x, y));
    /// # let _ = point;
    /// ```
    pub fn constructor<A: 'static, F>(mut self, signature: &str, make: F) -> Class<T>
    where
        F: Maker<T, A>,
    {
        let inside = signature
            .split_once('(')
            .map_or(")", |(_, parameters)| parameters);
        let comma = if inside.trim() == ")" { "" } else { ", " };
        let text = super::intern_text(format!("__new__(type{comma}{inside}"));
        let def = NativeDef::new(
            NativeKind::StaticMethod,
            text,
            "",
            Constructor(make, PhantomData::<(T, A)>),
        );
        self.errors.extend(check_count(signature, &def).err());
        self.members.push(HostMember::Constructor(def));
        self
    }

    /// A method; its signature begins with `self`. Names with two underscores are Python's special
    /// methods (`__len__`, `__add__`, `__enter__` …).
    ///
    /// ```
    /// let list = biji::Class::new("Names", "")
    ///     .method("__len__(self)", "", |names: &mut Vec<String>| names.len());
    /// # let _ = list;
    /// ```
    pub fn method<A: 'static>(
        mut self,
        signature: &str,
        doc: &str,
        method: impl Method<T, A>,
    ) -> Class<T> {
        let text = super::intern_text(signature.to_owned());
        let doc = super::intern_text(doc.to_owned());
        let def = NativeDef::new(
            NativeKind::Method,
            text,
            doc,
            Lent(method, PhantomData::<(T, A)>),
        );
        self.errors.extend(check_count(text, &def).err());
        self.members
            .push(HostMember::Plain(Member::Native(Rc::new(def))));
        self
    }

    /// An attribute that is computed.
    ///
    /// ```
    /// let temperature = biji::Class::new("Temperature", "")
    ///     .getter("kelvin", "Above absolute zero.", |celsius: &mut f64| *celsius + 273.15);
    /// # let _ = temperature;
    /// ```
    pub fn getter(self, name: &str, doc: &str, get: impl Method<T, ()>) -> Class<T> {
        let get = attribute(doc, get);
        self.add_attribute(name, doc, get, None)
    }

    /// An attribute that can be read and set.
    ///
    /// ```
    /// let temperature = biji::Class::new("Temperature", "").property(
    ///     "celsius",
    ///     "",
    ///     |celsius: &mut f64| *celsius,
    ///     |celsius: &mut f64, new: f64| *celsius = new,
    /// );
    /// # let _ = temperature;
    /// ```
    pub fn property<V: FromPy + 'static>(
        self,
        name: &str,
        doc: &str,
        get: impl Method<T, ()>,
        set: impl Method<T, (V,)>,
    ) -> Class<T> {
        let get = attribute(doc, get);
        let set = NativeDef::new(
            NativeKind::Method,
            "__set__(self, value, /)",
            "",
            Lent(set, PhantomData::<(T, (V,))>),
        );
        self.add_attribute(name, doc, get, Some(Rc::new(set)))
    }

    fn add_attribute(
        mut self,
        name: &str,
        doc: &str,
        get: NativeDef,
        set: Option<Rc<NativeDef>>,
    ) -> Class<T> {
        self.members.push(HostMember::Plain(Member::GetSet(GetSet {
            name: super::intern_text(name.to_owned()),
            doc: super::intern_text(doc.to_owned()),
            get: Rc::new(get),
            set,
            is_field: false,
        })));
        self
    }

    pub(crate) fn erase(self) -> AnyClass {
        AnyClass {
            name: self.name,
            doc: self.doc,
            members: self.members,
            errors: self.errors,
            state: TypeId::of::<T>(),
        }
    }
}

fn attribute<T: 'static>(doc: &str, get: impl Method<T, ()>) -> NativeDef {
    let doc = super::intern_text(doc.to_owned());
    let lent = Lent(get, PhantomData::<(T, ())>);
    NativeDef::new(NativeKind::Method, "__get__(self, /)", doc, lent)
}

impl AnyClass {
    /// The class in an interpreter.
    pub fn make(self, vm: &Vm, module: &'static str) -> Result<(&'static str, ClassObject), Error> {
        if let Some(error) = self.errors.into_iter().next() {
            return Err(error);
        }
        let slots = Slots::default();
        let mut members = Vec::new();
        for member in self.members {
            members.push(match member {
                HostMember::Plain(member) => member,
                HostMember::Constructor(def) => {
                    slots.new.set(Some(crate::vm::dunder::call_new));
                    Member::Native(Rc::new(def))
                }
            });
        }
        let def = ClassDef {
            name: self.name,
            module,
            doc: self.doc,
            base: None,
            layout: Layout::Native(TypeId::of::<State>()),
            is_base: true,
            has_dict: false,
            slots,
            members,
        };
        let class = vm.named_class(&format!("{module}.{}", self.name), || def);
        vm.fill_slots_by_name(&class);
        let classes = vm.state::<Classes>();
        classes.0.borrow_mut().insert(self.state, class.clone());
        Ok((self.name, class))
    }
}

/// An instance of a class, or of a program's subclass of it.
fn instance(class: &ClassObject, state: Box<dyn Any>) -> Value {
    let payload = Payload::Native(Box::new(State(RefCell::new(Some(state)))));
    if class.is_native {
        Value::heap(Heap::with_class(class.clone(), payload))
    } else {
        class.instance(Some(payload))
    }
}

// ---- calls ------------------------------------------------------------------------------------------

/// A constructor as the tables of natives want it: its first argument is the class.
struct Constructor<F, A>(F, PhantomData<A>);

impl<T: 'static, A: 'static, F: Maker<T, A>> NativeImpl<Constructor<(), (T, A)>>
    for Constructor<F, (T, A)>
{
    fn arity(&self) -> usize {
        F::COUNT + 1
    }

    fn into_body(self) -> NativeBody {
        Box::new(move |vm, def, values| {
            let Some((class, values)) = values.split_first_mut() else {
                return Err(vm.type_error("a constructor needs a class"));
            };
            let Some(class) = ClassObject::from_value(class) else {
                return Err(vm.type_error("a constructor needs a class"));
            };
            guarded(vm, |context| {
                let state = self.0.make(Given {
                    context,
                    def,
                    values,
                    skipped: 1,
                })?;
                Ok(context.object(instance(&class, Box::new(state))))
            })
        })
    }
}

/// A method as the tables of natives want it: its first argument is the instance.
struct Lent<F, A>(F, PhantomData<A>);

impl<T: 'static, A: 'static, F: Method<T, A>> NativeImpl<Lent<(), (T, A)>> for Lent<F, (T, A)> {
    fn arity(&self) -> usize {
        F::COUNT + 1
    }

    fn into_body(self) -> NativeBody {
        Box::new(move |vm, def, values| {
            let Some((this, values)) = values.split_first_mut() else {
                return Err(vm.type_error("a method needs an object"));
            };
            let this = this.clone();
            guarded(vm, |context| {
                with_state::<T, _>(vm, &this, |state| {
                    self.0.invoke(
                        state,
                        Given {
                            context,
                            def,
                            values,
                            skipped: 1,
                        },
                    )
                })
            })
        })
    }
}

/// Puts a state back where it was taken from, also after a panic.
struct Borrowed<'a> {
    place: &'a RefCell<Option<Box<dyn Any>>>,
    state: Option<Box<dyn Any>>,
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        self.place.replace(self.state.take());
    }
}

/// Lend the state of an instance.
fn with_state<T: 'static, R>(
    vm: &Vm,
    object: &Value,
    run: impl FnOnce(&mut T) -> Result<R, Error>,
) -> Result<R, Error> {
    let wrong = || {
        let classes = vm.state::<Classes>();
        let classes = classes.0.borrow();
        let expected = classes.get(&TypeId::of::<T>());
        let expected = expected.map_or_else(String::new, |c| c.display_name().to_string());
        super::error::type_error(vm, &expected, object)
    };
    let state = Native::<State>::from_value(object).ok_or_else(wrong)?;
    let place = &state.0;
    // Taken out, so that no borrow is held while the program runs.
    let Some(taken) = place.take() else {
        let text = format!("a method of this {} is running", vm.type_name(object));
        return Err(Error::new("RuntimeError", text));
    };
    let mut borrowed = Borrowed {
        place,
        state: Some(taken),
    };
    match borrowed.state.as_mut().and_then(|s| s.downcast_mut::<T>()) {
        Some(state) => run(state),
        None => Err(wrong()),
    }
}

// ---- values of the host's types ---------------------------------------------------------------------

/// A value of a type for which a [`Class`] is registered, on its way to a program or back (as a
/// copy).
///
/// ```
/// use biji::{Class, Host, Interpreter, Module};
///
/// #[derive(Clone)]
/// struct Token(u64);
///
/// let tokens = Module::new("tokens", "")
///     .class(Class::<Token>::new("Token", ""))
///     .function("make(n)", "", |n: u64| Host(Token(n)))
///     .function("number(token)", "", |token: Host<Token>| token.0.0);
/// let python = Interpreter::builder().module(tokens).build()?;
/// python.run("import tokens; t = tokens.make(7)")?;
/// assert_eq!(python.eval::<u64>("tokens.number(t)")?, 7);
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Host<T>(
    /// The value.
    pub T,
);

impl<T: 'static> ToPy for Host<T> {
    fn to_py(self, context: &Context) -> Result<Object, Error> {
        let classes = context.vm.state::<Classes>();
        let class = classes.0.borrow().get(&TypeId::of::<T>()).cloned();
        let Some(class) = class else {
            let name = std::any::type_name::<T>();
            return Err(Error::new(
                "TypeError",
                format!("no class is registered for {name}"),
            ));
        };
        Ok(context.object(instance(&class, Box::new(self.0))))
    }
}

impl<T: Clone + 'static> FromPy for Host<T> {
    fn from_py(object: &Object) -> Result<Host<T>, Error> {
        with_state::<T, _>(object.vm(), object.value(), |state| Ok(Host(state.clone())))
    }
}
