//! The bases of a class: which of them decides what instances are made of, an MRO of the metaclass's
//! own making, and bases that change afterwards.

use std::collections::HashSet;
use std::rc::Rc;

use super::Vm;
use crate::object::class::{Layout, bump_epoch, linearize};
use crate::object::{Class, PyResult, Str, Tuple, Value};

/// The class in whose instances a class's instances are embedded: the nearest one that adds a
/// payload or slots.
fn solid(class: &Class) -> Option<Class> {
    class.mro().into_iter().find(|c| {
        if c.is_native {
            let base_layout = c.bases.borrow().first().map(|b| b.layout);
            return c.layout != Layout::Object && base_layout != Some(c.layout);
        }
        let bases = c.bases.borrow();
        c.slot_names
            .iter()
            .any(|name| !bases.iter().any(|b| b.slot_names.contains(name)))
    })
}

/// Whether CPython's collector would know instances of the class: such classes and others cannot
/// take each other's place.
fn is_tracked(class: &Class) -> bool {
    match class.layout {
        Layout::Object => !class.is_native && (class.has_dict || !class.slot_names.is_empty()),
        Layout::Int
        | Layout::Float
        | Layout::Complex
        | Layout::Bool
        | Layout::Str
        | Layout::Bytes
        | Layout::ByteArray => !class.is_native,
        _ => true,
    }
}

/// Whether a class stands among the bases of another, or theirs, whatever the MRO says.
fn descends_from(class: &Class, other: &Class) -> bool {
    let mut seen: HashSet<usize> = HashSet::new();
    let mut waiting = vec![class.clone()];
    while let Some(next) = waiting.pop() {
        if next == *other {
            return true;
        }
        if seen.insert(next.id()) {
            waiting.extend(next.bases.borrow().iter().cloned());
        }
    }
    false
}

impl Vm {
    /// The base that decides what instances consist of, which CPython shows as `__base__`; `None`
    /// where the bases cannot be combined, or there are none.
    pub fn solid_base(&self, bases: &[Class]) -> Option<Class> {
        let mut winner: Option<(Class, Option<Class>)> = None;
        for base in bases {
            let candidate = solid(base);
            match (&winner, &candidate) {
                (None, _) => winner = Some((base.clone(), candidate)),
                (_, None) => {}
                (Some((_, None)), Some(_)) => winner = Some((base.clone(), candidate)),
                (Some((_, Some(best))), Some(new)) => {
                    if best.is_subclass_of(new) {
                        continue;
                    }
                    if !new.is_subclass_of(best) {
                        return None;
                    }
                    winner = Some((base.clone(), candidate));
                }
            }
        }
        winner.map(|(base, _)| base)
    }

    /// ValueError or UnicodeEncodeError for a text that cannot be a class's name.
    pub(crate) fn check_class_name(&self, name: &Str) -> PyResult<()> {
        if self.utf8(name)?.contains('\0') {
            return Err(self.value_error("type name must not contain null characters"));
        }
        Ok(())
    }

    /// The MRO that a metaclass's own `mro()` gives, without the class itself where that comes
    /// first; `None` where the metaclass has none.
    pub(super) fn custom_ancestors(&self, class: &Class) -> PyResult<Option<Vec<Class>>> {
        let meta = self.class_of(&class.value());
        let name = Str::intern("mro");
        let own = meta
            .lookup_owner(&name)
            .filter(|(owner, _)| !owner.is_native);
        if own.is_none() {
            return Ok(None);
        }
        let Some(method) = self.special_method(&class.value(), "mro")? else {
            return Ok(None);
        };
        let given = self.call(&method, &mut [])?;
        let mut order = Vec::new();
        let layout = solid(class);
        for item in self.collect(&given)? {
            let Some(entry) = Class::from_value(&item) else {
                return Err(self.type_error(format!(
                    "mro() returned a non-class ('{}')",
                    self.type_name(&item)
                )));
            };
            let fits = match (&layout, solid(&entry)) {
                (_, None) => true,
                (Some(own), Some(other)) => own.is_subclass_of(&other),
                (None, Some(_)) => false,
            };
            if !fits {
                return Err(self.type_error(format!(
                    "mro() returned base with unsuitable layout ('{}')",
                    entry.display_name()
                )));
            }
            order.push(entry);
        }
        let begins = order.first() == Some(class);
        class.is_displaced.set(!begins);
        if begins {
            order.remove(0);
        }
        Ok(Some(order))
    }

    /// `class.__bases__ = bases`
    pub fn set_bases(&self, class: &Class, value: &Value) -> PyResult<()> {
        let name = class.display_name();
        let Some(given) = Tuple::from_value(value) else {
            return Err(self.type_error(format!(
                "can only assign tuple to {name}.__bases__, not {}",
                self.type_name(value)
            )));
        };
        if given.is_empty() {
            return Err(self.type_error(format!(
                "can only assign non-empty tuple to {name}.__bases__, not ()"
            )));
        }
        let mut bases = Vec::new();
        for item in given.iter() {
            let Some(base) = Class::from_value(item) else {
                return Err(self.type_error(format!(
                    "{name}.__bases__ must be tuple of classes, not '{}'",
                    self.type_name(item)
                )));
            };
            if base.is_subclass_of(class) || descends_from(&base, class) {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
            if !base.is_base {
                return Err(self.type_error(format!(
                    "type '{}' is not an acceptable base type",
                    base.display_name()
                )));
            }
            bases.push(base);
        }
        self.check_new_base(class, &bases)?;
        let old = class.bases.replace(bases.clone());
        let mut saved = Vec::new();
        if let Err(e) = self.relinearize(class, &mut saved) {
            for (class, ancestors) in saved.into_iter().rev() {
                class.ancestors.replace(ancestors);
            }
            class.bases.replace(old);
            bump_epoch();
            return Err(e);
        }
        if !class.bases.borrow().iter().eq(&bases) {
            // A metaclass's `mro()` has set other bases meanwhile: those stay.
            return Ok(());
        }
        for base in &old {
            let own = |weak: &std::rc::Weak<crate::object::Object>| {
                std::ptr::eq(weak.as_ptr(), Rc::as_ptr(class.obj()))
            };
            base.subclasses.borrow_mut().retain(|weak| !own(weak));
        }
        for base in &bases {
            base.subclasses
                .borrow_mut()
                .push(Rc::downgrade(class.obj()));
        }
        bump_epoch();
        self.update_slots(class);
        Ok(())
    }

    /// Instances stay what they are, so new bases must make the same of them.
    fn check_new_base(&self, class: &Class, bases: &[Class]) -> PyResult<()> {
        let old = self.solid_base(&class.bases.borrow());
        let (Some(old), Some(new)) = (old, self.solid_base(bases)) else {
            return Err(self.type_error("multiple bases have instance lay-out conflict"));
        };
        let difference = if is_tracked(&old) != is_tracked(&new) {
            "deallocator"
        } else if old.layout != new.layout
            || old.has_dict != new.has_dict
            || old.slot_names != new.slot_names
        {
            "object layout"
        } else {
            return Ok(());
        };
        Err(self.type_error(format!(
            "__bases__ assignment: '{}' {difference} differs from '{}'",
            new.display_name(),
            old.display_name()
        )))
    }

    /// Order the ancestors of a class and of its subclasses anew; what they were is `saved`.
    fn relinearize(&self, class: &Class, saved: &mut Vec<(Class, Rc<[Class]>)>) -> PyResult<()> {
        let ancestors = self.linear_ancestors(&class.bases.borrow())?;
        saved.push((class.clone(), class.ancestors.replace(ancestors.into())));
        bump_epoch();
        if let Some(custom) = self.custom_ancestors(class)? {
            class.ancestors.replace(custom.into());
        }
        for subclass in class.living_subclasses() {
            self.nested(|| self.relinearize(&subclass, saved), "")?;
        }
        Ok(())
    }

    /// The C3 order of the ancestors that these bases give.
    pub(super) fn linear_ancestors(&self, bases: &[Class]) -> PyResult<Vec<Class>> {
        linearize(bases).map_err(|heads| {
            let names: Vec<String> = heads.iter().map(|c| c.display_name().to_string()).collect();
            self.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            ))
        })
    }
}
