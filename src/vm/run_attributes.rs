//! Items and attributes, beside the loop: the slow forms, and what the inline caches learn.

use std::rc::Rc;

use super::Vm;
use super::fiber::{Window, discard, empty, put};
use super::run_slow::{clear_taken, is_instance};
use crate::compile::code::{AttrHit, AttrSite};
use crate::compile::op::*;
use crate::native::NativeKind;
use crate::object::descriptor::is_slot_member;
use crate::object::function::{FunctionCore, PropertyData, SuperData};
use crate::object::{
    Class, Exc, FINALIZERS_WAIT, Kind, Object, Payload, PyResult, Str, Value, class,
};

impl Vm {
    #[inline(never)]
    pub(super) fn slow_get_item(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        index: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[obj as usize]) {
            let key = |regs: &Window| regs[index as usize].clone();
            let entered = self.method_frame(regs, at, obj, &self.names.get_item, [&key]);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let (container, key) = (&regs[obj as usize], &regs[index as usize]);
        let known = match container.as_obj().map(|o| o.raw()) {
            Some(Payload::Dict(data)) => {
                let data = data.borrow();
                data.quick_find(key).flatten().map(|e| e.value.clone())
            }
            _ => None,
        };
        let result = match known {
            Some(value) => Ok(value),
            None => self.get_item(container, key),
        };
        self.finish(regs, dst, flags, &[(TAKE_A, obj), (TAKE_B, index)], result)?;
        Ok(None)
    }

    #[inline(never)]
    pub(super) fn slow_get_item_imm(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        value: i32,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        let index = Value::int(i64::from(value));
        if is_instance(&regs[obj as usize]) {
            let key = |_: &Window| index.clone();
            let entered = self.method_frame(regs, at, obj, &self.names.get_item, [&key]);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let result = self.get_item(&regs[obj as usize], &index);
        self.finish(regs, dst, flags, &[(TAKE_A, obj)], result)?;
        Ok(None)
    }

    #[inline(never)]
    pub(super) fn slow_set_item(
        &self,
        regs: &mut Window,
        obj: Reg,
        index: Reg,
        val: Reg,
        flags: u8,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[obj as usize]) {
            let key = |regs: &Window| regs[index as usize].clone();
            let value = |regs: &Window| regs[val as usize].clone();
            let name = &self.names.set_item;
            let entered = self.method_frame(regs, at, obj, name, [&key, &value]);
            if entered.is_some() {
                return Ok(entered);
            }
        }
        let value = if flags & TAKE_C != 0 {
            regs[val as usize].take()
        } else {
            regs[val as usize].clone()
        };
        let (container, key) = (&regs[obj as usize], &regs[index as usize]);
        let set = match container.as_obj().map(|o| o.raw()) {
            Some(Payload::Dict(data)) => data.borrow_mut().quick_set(key, value),
            _ => Err(value),
        };
        let result = match set {
            Ok(old) => {
                if old.is_heap() {
                    discard(self, old);
                }
                Ok(())
            }
            Err(value) => self.set_item(container, key, value),
        };
        clear_taken(self, regs, flags, &[(TAKE_A, obj), (TAKE_B, index)]);
        if FINALIZERS_WAIT.get() {
            self.run_finalizers();
        }
        result?;
        Ok(None)
    }

    #[inline(never)]
    pub(super) fn slow_get_attr(
        &self,
        regs: &mut Window,
        dst: Reg,
        obj: Reg,
        flags: u8,
        site: &AttrSite,
    ) -> PyResult<()> {
        let object = &regs[obj as usize];
        let result = match module_hit(object, site) {
            Some(value) => Ok(value),
            None => {
                self.learn_get(object, site);
                self.get_attr(object, &site.name)
            }
        };
        self.finish(regs, dst, flags, &[(TAKE_A, obj)], result)
    }

    /// Remember where an attribute of an instance is, for the next time.
    fn learn_get(&self, object: &Value, site: &AttrSite) {
        let Some(obj) = object.as_obj() else { return };
        match obj.raw() {
            Payload::Instance(attributes) => {
                let attributes = attributes.borrow();
                let class = &attributes.shape.class;
                if !class.plain_get.get() || attributes.shape.is_dict {
                    return;
                }
                let in_class = class.lookup(&site.name);
                let mut found = None;
                let hit = match (&in_class, attributes.shape.find(&site.name)) {
                    (None, Some(slot)) => AttrHit::Slot(slot as u32),
                    (Some(value), slot) => match value.as_obj().map(|o| o.raw()) {
                        Some(Payload::Property(p)) => {
                            let getter = p.get.borrow().clone();
                            match getter.as_obj().map(|o| o.raw()) {
                                Some(Payload::Function(f)) if f.core.simple == 1 => {
                                    found = Some(getter.clone());
                                    AttrHit::Getter
                                }
                                _ => return,
                            }
                        }
                        Some(Payload::Function(_)) => match slot {
                            Some(slot) => AttrHit::Slot(slot as u32),
                            None => return,
                        },
                        Some(Payload::Native(_)) if is_slot_member(value) => match slot {
                            Some(slot) => AttrHit::Slot(slot as u32),
                            None => return,
                        },
                        _ => return,
                    },
                    (None, None) => return,
                };
                site.make_room(Rc::as_ptr(&attributes.shape) as usize);
                // Only now: making room puts what was known of another shape aside.
                if let Some(getter) = found {
                    let old = site.value.replace(getter);
                    discard(self, old);
                }
                site.hit.set(hit);
                site.shape_id.set(Rc::as_ptr(&attributes.shape) as usize);
                site.shape.replace(Some(attributes.shape.clone()));
                site.epoch.set(class::epoch());
            }
            Payload::Module(m) => {
                if let Some(at) = m.dict.borrow().find_str(&site.name)
                    && self.types.module.lookup(&site.name).is_none()
                {
                    site.hit.set(AttrHit::Module(at as u32));
                    site.shape_id.set(0);
                }
            }
            _ => {}
        }
    }

    #[inline(never)]
    pub(super) fn slow_set_attr(
        &self,
        regs: &mut Window,
        obj: Reg,
        val: Reg,
        flags: u8,
        site: &AttrSite,
        at: u8,
    ) -> PyResult<Option<Rc<FunctionCore>>> {
        if is_instance(&regs[obj as usize])
            && let Some(setter) = self.plain_setter(&regs[obj as usize], site)
            && (at as usize) + 2 <= regs.len()
        {
            let (this, value) = (regs[obj as usize].clone(), regs[val as usize].clone());
            put(self, &mut regs[at as usize], this);
            put(self, &mut regs[at as usize + 1], value);
            return Ok(Some(setter));
        }
        let value = if flags & TAKE_C != 0 {
            regs[val as usize].take()
        } else {
            regs[val as usize].clone()
        };
        let object = regs[obj as usize].clone();
        let before = match object.as_obj().map(|o| o.raw()) {
            Some(Payload::Instance(a)) => Some(a.borrow().shape.clone()),
            _ => None,
        };
        let result = self.set_attr(&object, &site.name, value);
        if let (Ok(()), Some(before)) = (&result, before) {
            self.learn_set(&object, site, before);
        }
        clear_taken(self, regs, flags, &[(TAKE_A, obj)]);
        discard(self, object);
        result?;
        Ok(None)
    }

    /// The setter of a property that an attribute is, where it is a plain function.
    fn plain_setter(&self, object: &Value, site: &AttrSite) -> Option<Rc<FunctionCore>> {
        let Some(Payload::Instance(attributes)) = object.as_obj().map(|o| o.raw()) else {
            return None;
        };
        let class = attributes.borrow().shape.class.clone();
        if !class.plain_set.get() {
            return None;
        }
        let found = class.lookup(&site.name)?;
        match found.as_obj().map(|o| o.raw()) {
            Some(Payload::Property(p)) => match p.set.borrow().as_obj().map(|o| o.raw()) {
                Some(Payload::Function(f)) if f.core.simple == 2 => Some(f.core.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    fn learn_set(&self, object: &Value, site: &AttrSite, before: Rc<crate::object::Shape>) {
        let Some(Payload::Instance(attributes)) = object.as_obj().map(|o| o.raw()) else {
            return;
        };
        let attributes = attributes.borrow();
        let class = &attributes.shape.class;
        if before.is_dict
            || attributes.shape.is_dict
            || !class.plain_set.get()
            || class
                .lookup(&site.name)
                .is_some_and(|found| !is_slot_member(&found))
        {
            return;
        }
        let Some(slot) = attributes.shape.find(&site.name) else {
            return;
        };
        site.make_room(Rc::as_ptr(&before) as usize);
        site.shape_id.set(Rc::as_ptr(&before) as usize);
        site.epoch.set(class::epoch());
        if Rc::ptr_eq(&before, &attributes.shape) {
            site.hit.set(AttrHit::Slot(slot as u32));
        } else if slot == before.keys().len() {
            site.hit.set(AttrHit::Transition(slot as u32));
            site.next_shape.replace(Some(attributes.shape.clone()));
        } else {
            site.hit.set(AttrHit::None);
        }
        site.shape.replace(Some(before));
    }

    #[inline(never)]
    pub(super) fn slow_load_method(
        &self,
        regs: &mut Window,
        base: Reg,
        obj: Reg,
        flags: u8,
        site: &AttrSite,
    ) -> PyResult<()> {
        if let Some(value) = module_hit(&regs[obj as usize], site) {
            if flags & TAKE_A != 0 {
                empty(self, &mut regs[obj as usize]);
            }
            put(self, &mut regs[base as usize], value);
            put(self, &mut regs[base as usize + 1], Value::UNSET);
            return Ok(());
        }
        let object = if flags & TAKE_A != 0 {
            regs[obj as usize].take()
        } else {
            regs[obj as usize].clone()
        };
        let base = base as usize;
        if let Some(Payload::Super(data)) = object.as_obj().map(|o| o.raw())
            && let Some(method) = super_method(data, &site.name)
        {
            let this = data.object.clone();
            put(self, &mut regs[base], method);
            put(self, &mut regs[base + 1], this);
            return Ok(());
        }
        match self.find_method(&object, site) {
            Some(method) => {
                put(self, &mut regs[base], method);
                put(self, &mut regs[base + 1], object);
            }
            None => {
                self.learn_get(&object, site);
                let value = self.get_attr(&object, &site.name)?;
                put(self, &mut regs[base], value);
                put(self, &mut regs[base + 1], Value::UNSET);
                discard(self, object);
            }
        }
        Ok(())
    }

    /// `super().name` of a call: without the object that `super()` would make, where the name is a
    /// plain method.
    #[inline(never)]
    pub(super) fn load_super(&self, regs: &mut Window, base: Reg, site: &AttrSite) -> PyResult<()> {
        let at = base as usize;
        if let Some(method) = self.plain_super_method(&regs[at], &regs[at + 1], &regs[at + 2], site)
        {
            let this = regs[at + 2].take();
            put(self, &mut regs[at], method);
            put(self, &mut regs[at + 1], this);
            return Ok(());
        }
        let made = self.call_super(regs, base)?;
        put(self, &mut regs[at], made);
        self.slow_load_method(regs, base, base, TAKE_A, site)
    }

    /// `super()`, with the registers that [`Op::CallSuper`] describes.
    pub(super) fn call_super(&self, regs: &mut Window, base: Reg) -> PyResult<Value> {
        let at = base as usize;
        let (callee, class, this) = (regs[at].take(), regs[at + 1].take(), regs[at + 2].take());
        if !callee.is(&self.types.super_.value()) {
            // What a program itself calls `super` gets no arguments.
            return self.call(&callee, &mut []);
        }
        match plain_super(&class, &this) {
            Some(made) => Ok(made),
            None => self.call(&callee, &mut [class, this]),
        }
    }

    fn plain_super_method(
        &self,
        callee: &Value,
        class: &Value,
        this: &Value,
        site: &AttrSite,
    ) -> Option<Value> {
        if !Rc::ptr_eq(callee.as_obj()?, self.types.super_.obj()) {
            return None;
        }
        let class = Class::from_value(class)?;
        let Payload::Instance(attributes) = this.as_obj()?.raw() else {
            return None;
        };
        let attributes = attributes.borrow();
        let method = attributes.shape.class.behind(&class, &site.name)?;
        matches!(method.as_obj()?.raw(), Payload::Function(_)).then_some(method)
    }

    /// The plain method that an attribute is, if it is one, remembered for the next time.
    fn find_method(&self, object: &Value, site: &AttrSite) -> Option<Value> {
        let obj = object.as_obj()?;
        let is_method = |v: &Value| match v.as_obj().map(|o| o.raw()) {
            Some(Payload::Function(_)) => true,
            Some(Payload::NativeFunction(f)) => {
                matches!(f.def.kind, NativeKind::Method | NativeKind::SlotWrapper)
            }
            _ => false,
        };
        match obj.raw() {
            Payload::Instance(attributes) => {
                let attributes = attributes.borrow();
                let class = attributes.shape.class.clone();
                if !class.plain_get.get() || attributes.get(&site.name).is_some() {
                    return None;
                }
                let method = class.lookup(&site.name).filter(is_method)?;
                if !attributes.shape.is_dict {
                    site.make_room(Rc::as_ptr(&attributes.shape) as usize);
                    site.hit.set(AttrHit::Method);
                    site.shape_id.set(Rc::as_ptr(&attributes.shape) as usize);
                    site.shape.replace(Some(attributes.shape.clone()));
                    site.epoch.set(class::epoch());
                    site.value.replace(method.clone());
                }
                Some(method)
            }
            Payload::Extended(e) => {
                let class = e.attributes.borrow().shape.class.clone();
                if !class.plain_get.get()
                    || matches!(
                        e.base,
                        Payload::Type(_) | Payload::Module(_) | Payload::Super(_)
                    )
                    || e.attributes.borrow().get(&site.name).is_some()
                {
                    return None;
                }
                class.lookup(&site.name).filter(is_method)
            }
            Payload::Type(_)
            | Payload::Module(_)
            | Payload::Super(_)
            | Payload::Function(_)
            | Payload::Exception(_)
            | Payload::BoundMethod(..) => None,
            payload => {
                let class = self.class_of_obj(obj);
                if class.slots.get_attr.get().is_some_and(|f| {
                    !std::ptr::fn_addr_eq(
                        f,
                        Vm::generic_get_attr as crate::object::class::GetAttrFn,
                    )
                }) {
                    return None;
                }
                let method = class.lookup(&site.name).filter(is_method)?;
                if obj.own_class().is_none() {
                    // Iterators and generators share a payload among several classes.
                    if !matches!(
                        payload,
                        Payload::Iterator(_) | Payload::Generator(_) | Payload::DictView(_)
                    ) {
                        site.hit.set(AttrHit::BuiltinMethod);
                        site.kind.set(Some(std::mem::discriminant(payload)));
                        site.value.replace(method.clone());
                    }
                } else if class.is_native && matches!(payload, Payload::Native(_)) {
                    site.hit.set(AttrHit::NativeMethod);
                    site.shape_id.set(class.id());
                    site.value.replace(method.clone());
                }
                Some(method)
            }
        }
    }

    pub(super) fn slow_load_special(
        &self,
        regs: &mut Window,
        base: Reg,
        obj: Reg,
        special: Special,
        flags: u8,
    ) -> PyResult<()> {
        let object = if flags & TAKE_A != 0 {
            regs[obj as usize].take()
        } else {
            regs[obj as usize].clone()
        };
        let name = match special {
            Special::Enter => "__enter__",
            Special::Exit => "__exit__",
            Special::AsyncEnter => "__aenter__",
            Special::AsyncExit => "__aexit__",
        };
        let class = self.class_of(&object);
        let Some(found) = class.lookup(&Str::intern(name)) else {
            return Err(self.no_context_manager(&class, special));
        };
        let base = base as usize;
        if matches!(found.as_obj().map(|o| o.raw()), Some(Payload::Function(_)))
            || matches!(found.payload(), Some(Payload::NativeFunction(f))
                if matches!(f.def.kind, NativeKind::Method | NativeKind::SlotWrapper))
        {
            put(self, &mut regs[base], found);
            put(self, &mut regs[base + 1], object);
        } else {
            let bound = self.bind(found, Some(&object), &class)?;
            put(self, &mut regs[base], bound);
            put(self, &mut regs[base + 1], Value::UNSET);
        }
        Ok(())
    }

    fn no_context_manager(&self, class: &Class, special: Special) -> Exc {
        let has = |name: &str| class.lookup(&Str::intern(name)).is_some();
        let (kind, missing) = match special {
            Special::Enter => ("context manager", "__enter__"),
            Special::Exit => ("context manager", "__exit__"),
            Special::AsyncEnter => ("asynchronous context manager", "__aenter__"),
            Special::AsyncExit => ("asynchronous context manager", "__aexit__"),
        };
        let is_async = matches!(special, Special::AsyncEnter | Special::AsyncExit);
        let (enter, exit) = if is_async {
            ("__aenter__", "__aexit__")
        } else {
            ("__enter__", "__exit__")
        };
        let name = class.display_name();
        // CPython looks for `__enter__` first, whichever is asked for first here.
        let missing = if !has(enter) {
            enter
        } else if !has(exit) {
            exit
        } else {
            missing
        };
        let mut message = format!("'{name}' object does not support the {kind} protocol");
        if missing == exit {
            message.push_str(&format!(" (missed {exit} method)"));
        }
        self.type_error(message)
    }
}

/// The value of a module's name that stands where it last stood.
#[inline]
fn module_hit(object: &Value, site: &AttrSite) -> Option<Value> {
    let AttrHit::Module(at) = site.hit.get() else {
        return None;
    };
    let Payload::Module(m) = object.as_obj()?.raw() else {
        return None;
    };
    let data = m.dict.borrow();
    let entry = data.entries().get(at as usize)?;
    let same = entry
        .key
        .as_obj()
        .is_some_and(|k| Rc::ptr_eq(k, site.name.obj()));
    (same && entry.value.is_set()).then(|| entry.value.clone())
}

/// Whether the inline cache knows the instance's shape after all: then the instruction runs again.
#[inline(never)]
pub(super) fn turn(object: &Value, site: &AttrSite) -> bool {
    match object.as_obj().map(|o| o.raw()) {
        Some(Payload::Instance(attributes)) => {
            site.turn_to(Rc::as_ptr(&attributes.borrow().shape) as usize)
        }
        _ => false,
    }
}

/// `super(class, object)` for an instance of a program's class.
fn plain_super(class: &Value, object: &Value) -> Option<Value> {
    let start = Class::from_value(class)?;
    let object_class = match object.as_obj()?.raw() {
        Payload::Instance(attributes) => attributes.borrow().shape.class.clone(),
        _ => return None,
    };
    if !object_class.is_subclass_of(&start) {
        return None;
    }
    let data = SuperData {
        class: start,
        object: object.clone(),
        object_class,
    };
    Some(Value::heap(Object::tracked(Payload::Super(Box::new(data)))))
}

/// The plain function that `super().name` is, for an instance of a program's class.
fn super_method(data: &SuperData, name: &Str) -> Option<Value> {
    if name.as_str() == Some("__class__")
        || !matches!(data.object.as_obj()?.raw(), Payload::Instance(_))
    {
        return None;
    }
    let method = data.lookup(name)?;
    matches!(method.as_obj()?.raw(), Payload::Function(_)).then_some(method)
}

impl PropertyData {
    /// Whether the property can be set.
    pub fn is_settable(&self) -> bool {
        !matches!(self.set.borrow().kind(), Kind::None)
    }
}
