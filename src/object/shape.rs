//! Shapes: where instances keep their attributes.
//!
//! Instances that got the same attributes in the same order share a shape, which maps names to
//! slots; an instance itself holds only its shape and the slots' values. One comparison of shapes
//! therefore tells class and layout at once, which is what the inline caches rely on. Adding an
//! attribute follows (or makes) a transition to the next shape. When a program asks for an
//! instance's `__dict__`, the instance turns into dictionary mode for good: its shape is the
//! class's `dict_shape` and its only slot holds the dict.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Class, Dict, Str, Value};

/// A layout of instances of one class.
pub struct Shape {
    pub class: Class,
    /// Names in slot order.
    keys: Box<[Str]>,
    /// Shapes with one more attribute.
    next: RefCell<Vec<(Str, Rc<Shape>)>>,
    /// Attributes live in the dict in slot 0.
    pub is_dict: bool,
}

impl Shape {
    pub fn root(class: Class) -> Rc<Shape> {
        Rc::new(Shape {
            class,
            keys: Box::default(),
            next: RefCell::default(),
            is_dict: false,
        })
    }

    pub fn dict_mode(class: Class) -> Rc<Shape> {
        Rc::new(Shape {
            class,
            keys: Box::default(),
            next: RefCell::default(),
            is_dict: true,
        })
    }

    /// The slot of an attribute.
    pub fn find(&self, name: &Str) -> Option<usize> {
        self.keys
            .iter()
            .position(|k| k.is(name))
            .or_else(|| self.keys.iter().position(|k| k.same_text(name)))
    }

    pub fn keys(&self) -> &[Str] {
        &self.keys
    }

    /// The shape after adding `name`.
    pub fn with(&self, name: &Str) -> Rc<Shape> {
        if let Some((_, shape)) = self.next.borrow().iter().find(|(k, _)| k.same_text(name)) {
            return shape.clone();
        }
        let mut keys = self.keys.to_vec();
        keys.push(name.clone());
        self.class.width.set(self.class.width.get().max(keys.len()));
        let shape = Rc::new(Shape {
            class: self.class.clone(),
            keys: keys.into_boxed_slice(),
            next: RefCell::default(),
            is_dict: false,
        });
        self.next.borrow_mut().push((name.clone(), shape.clone()));
        shape
    }

    /// How many shapes hang below this one, itself included: each refers to the class once.
    pub fn tree_size(&self) -> usize {
        1 + self
            .next
            .borrow()
            .iter()
            .map(|(_, s)| s.tree_size())
            .sum::<usize>()
    }
}

/// The attributes of one instance.
pub struct Attributes {
    pub shape: Rc<Shape>,
    pub values: Vec<Value>,
    /// `__del__` has been called, or is about to be.
    pub finalized: bool,
}

impl Attributes {
    pub fn new(shape: Rc<Shape>) -> Attributes {
        Attributes {
            shape,
            values: Vec::new(),
            finalized: false,
        }
    }

    /// Attributes as a list, in the order in which they were set; `None` in dictionary mode,
    /// where the dict is the truth.
    pub fn as_dict(&self) -> Option<Dict> {
        if !self.shape.is_dict {
            return None;
        }
        self.values.first().and_then(Dict::from_value)
    }

    pub fn get(&self, name: &Str) -> Option<Value> {
        match self.as_dict() {
            Some(dict) => dict.get_str(name),
            None => self
                .shape
                .find(name)
                .and_then(|slot| self.values.get(slot).cloned())
                .filter(Value::is_set),
        }
    }

    /// Set an attribute; the old value is handed back so that the caller drops it when no borrow
    /// is held any more.
    pub fn set(&mut self, name: &Str, value: Value) -> Value {
        if let Some(dict) = self.as_dict() {
            return dict.set_str(name, value).unwrap_or_default();
        }
        match self.shape.find(name) {
            Some(slot) => std::mem::replace(&mut self.values[slot], value),
            None => {
                self.shape = self.shape.with(name);
                if self.values.is_empty() {
                    self.values.reserve_exact(self.shape.class.width.get());
                }
                self.values.push(value);
                Value::UNSET
            }
        }
    }

    /// Remove an attribute; the old value if there was one.
    pub fn remove(&mut self, name: &Str) -> Option<Value> {
        if let Some(dict) = self.as_dict() {
            return dict.remove_str(name);
        }
        let slot = self.shape.find(name)?;
        let old = self.values.remove(slot);
        let mut shape = self.shape.class.root_shape();
        for (i, key) in self.shape.keys().iter().enumerate() {
            if i != slot {
                shape = shape.with(key);
            }
        }
        self.shape = shape;
        Some(old).filter(Value::is_set)
    }

    /// The instance's `__dict__`: from now on the attributes live in it.
    pub fn make_dict(&mut self) -> Dict {
        if let Some(dict) = self.as_dict() {
            return dict;
        }
        let dict = Dict::new();
        let class = self.shape.class.clone();
        // What stands in slots is no part of the dict: it follows it in the values.
        let mut values = vec![Value::UNSET; class.slot_names.len() + 1];
        for (key, value) in self.shape.keys().iter().zip(self.values.drain(..)) {
            match class.slot_names.iter().position(|s| s.same_text(key)) {
                Some(slot) => values[slot + 1] = value,
                None if value.is_set() => {
                    dict.set_str(key, value);
                }
                None => {}
            }
        }
        self.shape = class.dict_shape();
        values[0] = dict.value();
        self.values = values;
        dict
    }

    /// Let another dict be the `__dict__`; the old values are handed back to be dropped.
    pub fn replace_dict(&mut self, dict: &Dict) -> Value {
        self.make_dict();
        match self.values.first_mut() {
            Some(first) => std::mem::replace(first, dict.value()),
            None => Value::UNSET,
        }
    }

    /// Where a slot of `__slots__` stands in dictionary mode.
    fn slot_in_dict_mode(&mut self, name: &Str) -> Option<&mut Value> {
        let slots = &self.shape.class.slot_names;
        let at = slots.iter().position(|s| s.same_text(name))? + 1;
        if self.values.len() <= at {
            self.values.resize(at + 1, Value::UNSET);
        }
        self.values.get_mut(at)
    }

    /// The value in a slot of `__slots__`.
    pub fn get_slot(&self, name: &Str) -> Option<Value> {
        if !self.shape.is_dict {
            return self.get(name);
        }
        let slots = &self.shape.class.slot_names;
        let at = slots.iter().position(|s| s.same_text(name))? + 1;
        self.values.get(at).cloned().filter(Value::is_set)
    }

    /// Fill a slot of `__slots__`; the old value is handed back.
    pub fn set_slot(&mut self, name: &Str, value: Value) -> Value {
        if !self.shape.is_dict {
            return self.set(name, value);
        }
        match self.slot_in_dict_mode(name) {
            Some(place) => std::mem::replace(place, value),
            None => value,
        }
    }

    /// Empty a slot of `__slots__`; the old value if there was one.
    pub fn remove_slot(&mut self, name: &Str) -> Option<Value> {
        if !self.shape.is_dict {
            return self.remove(name);
        }
        let place = self.slot_in_dict_mode(name)?;
        Some(std::mem::take(place)).filter(Value::is_set)
    }
}
