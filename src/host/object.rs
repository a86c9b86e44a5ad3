//! [`Object`]: a Python object in Rust's hands.

use std::fmt;
use std::rc::Rc;

use super::convert::keyword_values;
use super::{Arguments, Context, Error, FromPy, ToPy};
use crate::object::{Str, Value};
use crate::vm::Vm;

/// A Python object. Clones are the same object.
///
/// ```
/// use biji::{Interpreter, Object};
///
/// let python = Interpreter::new();
/// let list: Object = python.eval("[3, 1, 2]")?;
/// list.call_method::<()>("sort", ())?;
/// assert_eq!(list.to::<Vec<i64>>()?, [1, 2, 3]);
/// assert_eq!(list.to_string(), "[1, 2, 3]");
/// # Ok::<(), biji::Error>(())
/// ```
#[derive(Clone)]
pub struct Object {
    context: Context,
    value: Value,
}

impl Object {
    pub(crate) fn new(vm: Rc<Vm>, value: Value) -> Object {
        // An argument that was not given is None to Rust.
        let value = if value.is_unset() { Value::NONE } else { value };
        Object {
            context: Context { vm },
            value,
        }
    }

    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    pub(crate) fn into_value(self) -> Value {
        self.value
    }

    pub(crate) fn vm(&self) -> &Vm {
        &self.context.vm
    }

    /// The interpreter that the object belongs to.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let one: biji::Object = python.eval("1")?;
    /// assert!(one.context().none().is_none());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The name of its type.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert_eq!(python.eval::<biji::Object>("{}")?.type_name(), "dict");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn type_name(&self) -> String {
        self.vm().type_name(&self.value).to_string()
    }

    /// Whether it is None.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert!(python.eval::<biji::Object>("None")?.is_none());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn is_none(&self) -> bool {
        self.value.is_none()
    }

    /// Whether both are the same object.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let list: biji::Object = python.eval("[]")?;
    /// assert!(list.is(&list.clone()));
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn is(&self, other: &Object) -> bool {
        self.value.is(&other.value)
    }

    /// Whether it can be called.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert!(python.eval::<biji::Object>("len")?.is_callable());
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn is_callable(&self) -> bool {
        self.vm().class_of(&self.value).slots.call.get().is_some()
    }

    /// What `repr` gives.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert_eq!(python.eval::<biji::Object>("'a'")?.repr()?, "'a'");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn repr(&self) -> Result<String, Error> {
        let text = self.context.enter(|vm| vm.repr(&self.value))?;
        Ok(text.to_string())
    }

    /// As a value of a Rust type.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let object: biji::Object = python.eval("{'a': 1}")?;
    /// let map: std::collections::HashMap<String, i64> = object.to()?;
    /// assert_eq!(map["a"], 1);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn to<T: FromPy>(&self) -> Result<T, Error> {
        T::from_py(self)
    }

    /// As a value of a type that serde can deserialize: dicts and objects with attributes become
    /// structs.
    ///
    /// ```
    /// #[derive(serde::Deserialize)]
    /// struct Point { x: i64, y: i64 }
    ///
    /// let python = biji::Interpreter::new();
    /// let point: Point = python.eval::<biji::Object>("{'x': 1, 'y': 2}")?.deserialize()?;
    /// assert_eq!(point.x + point.y, 3);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn deserialize<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(super::deserialize::Deserializer {
            context: &self.context,
            value: self.value.clone(),
            depth: 0,
        })
    }

    /// An attribute.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let number: biji::Object = python.eval("3+4j")?;
    /// assert_eq!(number.attribute::<f64>("imag")?, 4.0);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn attribute<T: FromPy>(&self, name: &str) -> Result<T, Error> {
        let name = Str::intern(name);
        let value = self.context.enter(|vm| vm.get_attr(&self.value, &name))?;
        self.context.object(value).to()
    }

    /// Set an attribute.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// python.run("class Cup: pass")?;
    /// let cup: biji::Object = python.call("Cup", ())?;
    /// cup.set_attribute("full", true)?;
    /// assert!(cup.attribute::<bool>("full")?);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn set_attribute(&self, name: &str, value: impl ToPy) -> Result<(), Error> {
        let value = value.to_py(&self.context)?.into_value();
        let name = Str::intern(name);
        self.context
            .enter(|vm| vm.set_attr(&self.value, &name, value))
    }

    /// An item: `object[key]`.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let list: biji::Object = python.eval("['a', 'b']")?;
    /// assert_eq!(list.item::<String>(-1)?, "b");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn item<T: FromPy>(&self, key: impl ToPy) -> Result<T, Error> {
        let key = key.to_py(&self.context)?;
        let value = self
            .context
            .enter(|vm| vm.get_item(&self.value, &key.value))?;
        self.context.object(value).to()
    }

    /// Set an item: `object[key] = value`.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let dict: biji::Object = python.eval("{}")?;
    /// dict.set_item("k", 1)?;
    /// assert_eq!(dict.repr()?, "{'k': 1}");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn set_item(&self, key: impl ToPy, value: impl ToPy) -> Result<(), Error> {
        let key = key.to_py(&self.context)?;
        let value = value.to_py(&self.context)?.into_value();
        self.context
            .enter(|vm| vm.set_item(&self.value, &key.value, value))
    }

    /// How many items it has.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert_eq!(python.eval::<biji::Object>("'abc'")?.len()?, 3);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn len(&self) -> Result<usize, Error> {
        self.context.enter(|vm| vm.len(&self.value))
    }

    /// Whether it has no items.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// assert!(python.eval::<biji::Object>("''")?.is_empty()?);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// Call it.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let max: biji::Object = python.eval("max")?;
    /// assert_eq!(max.call::<i64>((3, 5))?, 5);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn call<T: FromPy>(&self, arguments: impl Arguments) -> Result<T, Error> {
        self.call_with(arguments, [] as [(&str, Object); 0])
    }

    /// Call it with keyword arguments too.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let sorted: biji::Object = python.eval("sorted")?;
    /// let down: Vec<i64> = sorted.call_with((vec![1, 3, 2],), [("reverse", true)])?;
    /// assert_eq!(down, [3, 2, 1]);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn call_with<'k, T: FromPy, V: ToPy>(
        &self,
        arguments: impl Arguments,
        keywords: impl IntoIterator<Item = (&'k str, V)>,
    ) -> Result<T, Error> {
        let mut values = arguments.to_values(&self.context)?;
        let names = keyword_values(&self.context, keywords, &mut values)?;
        let result = self
            .context
            .enter(|vm| vm.call_kw(&self.value, &mut values, &names))?;
        self.context.object(result).to()
    }

    /// Call a method.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let text: biji::Object = python.eval("'a-b'")?;
    /// assert_eq!(text.call_method::<Vec<String>>("split", ("-",))?, ["a", "b"]);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn call_method<T: FromPy>(
        &self,
        name: &str,
        arguments: impl Arguments,
    ) -> Result<T, Error> {
        self.attribute::<Object>(name)?.call(arguments)
    }

    /// Iterate over it, as `for` does.
    ///
    /// ```
    /// let python = biji::Interpreter::new();
    /// let squares: biji::Object = python.eval("(n * n for n in range(4))")?;
    /// let mut sum = 0;
    /// for item in squares.items()? {
    ///     sum += item?.to::<i64>()?;
    /// }
    /// assert_eq!(sum, 14);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn items(&self) -> Result<Items, Error> {
        let iterator = self.context.enter(|vm| vm.iter(&self.value))?;
        Ok(Items {
            context: self.context.clone(),
            iterator: Some(iterator),
        })
    }
}

/// What Python's `str` gives; where that fails, a text that says so.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.context.enter(|vm| vm.display(&self.value)) {
            Ok(text) => f.write_str(&text),
            Err(error) => write!(f, "<str failed: {error}>"),
        }
    }
}

/// What Python's `repr` gives.
impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repr() {
            Ok(text) => f.write_str(&text),
            Err(error) => write!(f, "<repr failed: {error}>"),
        }
    }
}

/// An iteration over an [`Object`]; it ends with the first error.
///
/// ```
/// let python = biji::Interpreter::new();
/// let text: biji::Object = python.eval("'ab'")?;
/// let letters: Result<Vec<_>, _> = text.items()?.collect();
/// assert_eq!(letters?.len(), 2);
/// # Ok::<(), biji::Error>(())
/// ```
pub struct Items {
    context: Context,
    /// Gone at the end.
    iterator: Option<Value>,
}

impl Iterator for Items {
    type Item = Result<Object, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let iterator = self.iterator.clone()?;
        match self.context.enter(|vm| vm.next(&iterator)) {
            Ok(Some(item)) => Some(Ok(self.context.object(item))),
            Ok(None) => {
                self.iterator = None;
                None
            }
            Err(error) => {
                self.iterator = None;
                Some(Err(error))
            }
        }
    }
}
