//! The protocols that every object takes part in: repr, hash, truth, length, items, iteration.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::Vm;
use crate::compile::op::CompareOp;
use crate::object::iterator::{self, builtin_iter};
use crate::object::{Class, Exc, Kind, Obj, Payload, PyResult, Str, Value};
use crate::text;

/// Items of an iterable between two looks at Ctrl-C and limits: as many as the loop has ticks.
const ITEMS_BETWEEN_GLANCES: u32 = 1000;

impl Vm {
    // ---- classes ---------------------------------------------------------------------------

    /// The class of a value: what `type()` gives.
    pub fn class_of(&self, value: &Value) -> Class {
        match value.kind() {
            Kind::Heap(obj) => self.class_of_obj(obj),
            Kind::Int(_) => self.types.int.clone(),
            Kind::Float(_) => self.types.float.clone(),
            Kind::Bool(_) => self.types.bool_.clone(),
            Kind::None | Kind::Unset => self.types.none_type.clone(),
            Kind::NotImplemented => self.types.not_implemented_type.clone(),
            Kind::Ellipsis => self.types.ellipsis.clone(),
        }
    }

    pub fn class_of_obj(&self, obj: &Obj) -> Class {
        use crate::compile::code::CodeKind;
        use crate::native::NativeKind;
        use crate::object::dict::ViewKind;
        if let Some(class) = obj.own_class() {
            return class.clone();
        }
        if let Some(attributes) = obj.attributes() {
            return attributes.borrow().shape.class.clone();
        }
        let t = &self.types;
        match obj.raw() {
            Payload::Int(_) => &t.int,
            Payload::Complex(..) => &t.complex,
            Payload::Str(_) => &t.str_,
            Payload::Bytes(_) => &t.bytes,
            Payload::ByteArray(_) => &t.bytearray,
            Payload::List(_) => &t.list,
            Payload::Tuple(_) => &t.tuple,
            Payload::Dict(_) => &t.dict,
            Payload::DictView(v) => match v.kind {
                ViewKind::Keys if v.ordered => &t.odict_keys,
                ViewKind::Values if v.ordered => &t.odict_values,
                ViewKind::Items if v.ordered => &t.odict_items,
                ViewKind::Keys => &t.dict_keys,
                ViewKind::Values => &t.dict_values,
                ViewKind::Items => &t.dict_items,
            },
            Payload::Set(_) => &t.set,
            Payload::FrozenSet(_) => &t.frozenset,
            Payload::Range(_) => &t.range,
            Payload::Slice(_) => &t.slice,
            Payload::Iterator(i) => return self.iterator_class(&i.borrow()),
            Payload::Function(_) => &t.function,
            Payload::NativeFunction(f) => match f.def.kind {
                NativeKind::Function | NativeKind::StaticMethod => &t.builtin_function,
                NativeKind::Method | NativeKind::ClassMethod => &t.method_descriptor,
                NativeKind::SlotWrapper => &t.wrapper_descriptor,
            },
            Payload::BoundMethod(f, _) => match f.payload() {
                Some(Payload::NativeFunction(f)) if f.def.kind == NativeKind::SlotWrapper => {
                    &t.method_wrapper
                }
                Some(Payload::NativeFunction(_)) => &t.builtin_function,
                _ => &t.method,
            },
            Payload::Type(_) => &t.type_,
            Payload::Module(_) => &t.module,
            Payload::Generator(g) => {
                let kind = g.frame.borrow().as_ref().map(|f| f.core.code.kind);
                match kind.or(g.kind.get()) {
                    Some(CodeKind::Coroutine) => &t.coroutine,
                    Some(CodeKind::AsyncGenerator) => &t.async_generator,
                    _ => &t.generator,
                }
            }
            Payload::Code(_) => &t.code,
            Payload::Cell(_) => &t.cell,
            Payload::Property(_) => &t.property,
            Payload::StaticMethod(_) => &t.staticmethod,
            Payload::ClassMethod(_) => &t.classmethod,
            Payload::Super(_) => &t.super_,
            // Other native objects carry their class.
            Payload::Native(n) if crate::object::descriptor::is_field(n.as_ref()) => {
                &t.member_descriptor
            }
            Payload::Native(_) => &t.getset,
            Payload::Exception(_)
            | Payload::Instance(_)
            | Payload::Extended(_)
            | Payload::Scalar(_)
            | Payload::Gone => &t.object,
        }
        .clone()
    }

    fn iterator_class(&self, data: &iterator::IteratorData) -> Class {
        use crate::object::dict::ViewKind;
        use iterator::IteratorKind as I;
        let t = &self.types;
        match data.kind() {
            I::Range => &t.range_iterator,
            I::BigRange => &t.longrange_iterator,
            I::List => &t.list_iterator,
            I::ListReversed => &t.list_reverseiterator,
            I::Tuple => &t.tuple_iterator,
            I::AsciiStr => &t.str_ascii_iterator,
            I::Str => &t.str_iterator,
            I::Bytes => &t.bytes_iterator,
            I::Dict(ViewKind::Keys) => &t.dict_keyiterator,
            I::Dict(ViewKind::Values) => &t.dict_valueiterator,
            I::Dict(ViewKind::Items) => &t.dict_itemiterator,
            I::DictReversed(ViewKind::Keys) => &t.dict_reversekeyiterator,
            I::DictReversed(ViewKind::Values) => &t.dict_reversevalueiterator,
            I::DictReversed(ViewKind::Items) => &t.dict_reverseitemiterator,
            I::Set => &t.set_iterator,
            I::Sequence => &t.iterator,
            I::SequenceReversed => &t.reversed,
            I::Call => &t.callable_iterator,
        }
        .clone()
    }

    /// The name of a value's class, for messages.
    pub fn type_name(&self, value: &Value) -> Str {
        self.class_of(value).display_name()
    }

    /// Whether a value is an instance of a class, by its real class alone.
    pub fn is_instance(&self, value: &Value, class: &Class) -> bool {
        self.class_of(value).is_subclass_of(class)
    }

    /// Whether an exception is an instance of a class.
    pub fn is_instance_of(&self, exc: &Exc, class: &Class) -> bool {
        self.class_of_obj(exc.obj()).is_subclass_of(class)
    }

    // ---- text --------------------------------------------------------------------------------

    /// `repr(value)`
    pub fn repr(&self, value: &Value) -> PyResult<Str> {
        match value.kind() {
            Kind::Int(i) => {
                let mut s = String::new();
                text::int::push_i64(&mut s, i);
                return Ok(Str::new(s));
            }
            Kind::Float(x) => return Ok(Str::new(text::float::repr_float(x))),
            Kind::None => return Ok(Str::intern("None")),
            Kind::Bool(b) => return Ok(Str::intern(if b { "True" } else { "False" })),
            _ => {}
        }
        match self.class_of(value).slots.repr.get() {
            Some(repr) => self.nested(|| repr(self, value), " while getting the repr of an object"),
            None => Err(self.type_error("the object has no repr")),
        }
    }

    /// `str(value)`
    pub fn str(&self, value: &Value) -> PyResult<Str> {
        if let Some(s) = Str::exact(value) {
            return Ok(s);
        }
        if !value.is_heap() {
            return self.repr(value);
        }
        match self.class_of(value).slots.str.get() {
            Some(str) => self.nested(|| str(self, value), " while getting the str of an object"),
            None => self.repr(value),
        }
    }

    /// `str(value)` as Rust text, lone surrogates replaced: for messages.
    pub fn display(&self, value: &Value) -> PyResult<String> {
        Ok(self.str(value)?.to_string())
    }

    // ---- hash, truth, length -----------------------------------------------------------------

    /// `hash(value)`; TypeError for unhashable values.
    #[inline]
    pub fn hash(&self, value: &Value) -> PyResult<i64> {
        match value.kind() {
            Kind::Int(i) => return Ok(text::hash::hash_i64(i)),
            Kind::Heap(obj) => {
                if let Payload::Str(s) = obj.raw() {
                    return Ok(s.text_hash());
                }
            }
            _ => {}
        }
        self.hash_slow(value)
    }

    fn hash_slow(&self, value: &Value) -> PyResult<i64> {
        match value.kind() {
            Kind::Float(x) => Ok(if x.is_nan() {
                value.id()
            } else {
                text::hash::hash_f64(x)
            }),
            Kind::Bool(b) => Ok(i64::from(b)),
            Kind::None => Ok(0xFCA8_6420),
            _ => match self.class_of(value).slots.hash.get() {
                Some(hash) => hash(self, value),
                None => {
                    Err(self.type_error(format!("unhashable type: '{}'", self.type_name(value))))
                }
            },
        }
    }

    /// The truth of a value.
    #[inline]
    pub fn is_true(&self, value: &Value) -> PyResult<bool> {
        match value.kind() {
            Kind::Bool(b) => Ok(b),
            Kind::None | Kind::Unset => Ok(false),
            Kind::Int(i) => Ok(i != 0),
            Kind::Float(x) => Ok(x != 0.0),
            Kind::NotImplemented => {
                self.warn(
                    &self.types.deprecation_warning,
                    "NotImplemented should not be used in a boolean context",
                )?;
                Ok(true)
            }
            Kind::Ellipsis => Ok(true),
            Kind::Heap(obj) => match obj.raw() {
                Payload::Str(s) => Ok(!s.is_empty()),
                Payload::List(l) => Ok(!l.borrow().is_empty()),
                Payload::Tuple(t) => Ok(!t.is_empty()),
                Payload::Dict(d) => Ok(!d.borrow().is_empty()),
                Payload::Int(_) | Payload::Function(_) => Ok(true),
                _ => self.is_true_slow(value),
            },
        }
    }

    fn is_true_slow(&self, value: &Value) -> PyResult<bool> {
        let class = self.class_of(value);
        if let Some(truth) = class.slots.truth.get() {
            return truth(self, value);
        }
        match class.slots.len.get() {
            Some(len) => Ok(len(self, value)? != 0),
            None => Ok(true),
        }
    }

    /// `len(value)`
    pub fn len(&self, value: &Value) -> PyResult<usize> {
        match value.as_obj().map(|o| o.raw()) {
            Some(Payload::List(l)) => return Ok(l.borrow().len()),
            Some(Payload::Str(s)) => return Ok(s.len()),
            Some(Payload::Tuple(t)) => return Ok(t.len()),
            Some(Payload::Dict(d)) => return Ok(d.borrow().len()),
            _ => {}
        }
        match self.class_of(value).slots.len.get() {
            Some(len) => len(self, value),
            None => Err(self.type_error(format!(
                "object of type '{}' has no len()",
                self.type_name(value)
            ))),
        }
    }

    // ---- items ---------------------------------------------------------------------------------

    /// `container[index]`
    pub fn get_item(&self, container: &Value, index: &Value) -> PyResult<Value> {
        match self.class_of(container).slots.get_item.get() {
            Some(get) => get(self, container, index),
            None => match Class::from_value(container) {
                Some(class) => self.class_get_item(&class, index),
                None => Err(self
                    .type_error(format!(
                        "'{}' object is not subscriptable",
                        self.type_name(container)
                    ))
                    .with_field("container", container.clone())),
            },
        }
    }

    /// `class[index]`: `__class_getitem__`
    fn class_get_item(&self, class: &Class, index: &Value) -> PyResult<Value> {
        let name = Str::intern("__class_getitem__");
        if *class == self.types.type_ {
            return crate::modules::types::generic_alias(self, class.value(), index.clone());
        }
        match class.lookup(&name) {
            Some(_) => {
                let method = self.get_attr(&class.value(), &name)?;
                self.call(&method, &mut [index.clone()])
            }
            None => Err(self.type_error(format!(
                "type '{}' is not subscriptable",
                class.display_name()
            ))),
        }
    }

    /// `container[index] = value`
    pub fn set_item(&self, container: &Value, index: &Value, value: Value) -> PyResult<()> {
        match self.class_of(container).slots.set_item.get() {
            Some(set) => set(self, container, index, Some(value)),
            None => Err(self.type_error(format!(
                "'{}' object does not support item assignment",
                self.type_name(container)
            ))),
        }
    }

    /// `del container[index]`
    pub fn delete_item(&self, container: &Value, index: &Value) -> PyResult<()> {
        match self.class_of(container).slots.set_item.get() {
            Some(set) => set(self, container, index, None),
            None => {
                // CPython words it differently where it has tried the sequence protocol.
                let class = self.class_of(container);
                let is_sequence = !class.is_native
                    || class.slots.len.get().is_some()
                    || class.slots.contains.get().is_some();
                let by_index = self.class_of(index).slots.index.get().is_some();
                let does = if is_sequence && by_index {
                    "doesn't"
                } else {
                    "does not"
                };
                Err(self.type_error(format!(
                    "'{}' object {does} support item deletion",
                    class.display_name()
                )))
            }
        }
    }

    /// `item in container`
    pub fn contains(&self, container: &Value, item: &Value) -> PyResult<bool> {
        let class = self.class_of(container);
        if let Some(contains) = class.slots.contains.get() {
            return contains(self, container, item);
        }
        if class.slots.iter.get().is_none() && class.slots.get_item.get().is_none() {
            return Err(self.type_error(format!(
                "argument of type '{}' is not iterable",
                class.display_name()
            )));
        }
        let iterator = self.iter(container).map_err(|error| {
            // CPython words every TypeError anew here.
            match self.is_instance_of(&error, &self.types.type_error) {
                true => self.type_error(format!(
                    "argument of type '{}' is not iterable",
                    class.display_name()
                )),
                false => error,
            }
        })?;
        while let Some(candidate) = self.next(&iterator)? {
            if candidate.is(item) || self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    // ---- iteration -------------------------------------------------------------------------

    /// `iter(value)`
    pub fn iter(&self, value: &Value) -> PyResult<Value> {
        if let Some(data) = builtin_iter(value) {
            return Ok(data.into_value());
        }
        let class = self.class_of(value);
        if let Some(iter) = class.slots.iter.get() {
            let iterator = iter(self, value)?;
            if self.class_of(&iterator).slots.next.get().is_none() {
                return Err(self.type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    self.type_name(&iterator)
                )));
            }
            return Ok(iterator);
        }
        if class.slots.get_item.get().is_some()
            && class.layout != crate::object::class::Layout::Dict
        {
            return Ok(iterator::IteratorData::Sequence {
                object: value.clone(),
                at: 0,
            }
            .into_value());
        }
        Err(self.type_error(format!("'{}' object is not iterable", class.display_name())))
    }

    /// `next(iterator)`; `None` at the end.
    #[inline]
    pub fn next(&self, iterator: &Value) -> PyResult<Option<Value>> {
        if let Some(obj) = iterator.as_obj()
            && let Payload::Iterator(_) = obj.raw()
        {
            return iterator::next(self, obj);
        }
        match self.class_of(iterator).slots.next.get() {
            Some(next) => next(self, iterator),
            None => Err(self.type_error(format!(
                "'{}' object is not an iterator",
                self.type_name(iterator)
            ))),
        }
    }

    /// Call `each` with every item of an iterable.
    pub fn iterate(
        &self,
        iterable: &Value,
        mut each: impl FnMut(Value) -> PyResult<()>,
    ) -> PyResult<()> {
        let iterator = self.iter(iterable)?;
        let mut count = 0u32;
        while let Some(item) = self.next(&iterator)? {
            each(item)?;
            count = count.wrapping_add(1);
            // Native iterators may go on for ever.
            if count.is_multiple_of(ITEMS_BETWEEN_GLANCES) {
                self.glance()?;
            }
        }
        Ok(())
    }

    /// The items of an iterable, copied.
    pub fn collect(&self, iterable: &Value) -> PyResult<Vec<Value>> {
        match iterable.as_obj().map(|o| o.raw()) {
            Some(Payload::List(l)) => return Ok(l.borrow().clone()),
            Some(Payload::Tuple(t)) => return Ok(t.to_vec()),
            _ => {}
        }
        let mut items = Vec::with_capacity(self.length_hint(iterable));
        self.iterate(iterable, |item| {
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    /// A guess of how many items an iterable has, bounded.
    fn length_hint(&self, iterable: &Value) -> usize {
        let hint = match iterable.payload() {
            Some(Payload::Range(r)) => r.small.map_or(0, |(_, n, _)| n as usize),
            Some(Payload::Dict(d)) => d.borrow().len(),
            _ => 0,
        };
        hint.min(1 << 20)
    }

    // ---- numbers -----------------------------------------------------------------------------

    /// The int of an int-like value (`__index__`) in 64 bits. TypeError "'str' object cannot be
    /// interpreted as an integer"; OverflowError beyond 64 bits.
    pub fn index(&self, value: &Value) -> PyResult<i64> {
        match value.kind() {
            Kind::Int(i) => Ok(i),
            Kind::Bool(b) => Ok(i64::from(b)),
            _ => {
                let big = self.index_big(value)?;
                big.to_i64().ok_or_else(|| {
                    self.overflow_error("Python int too large to convert to C ssize_t")
                })
            }
        }
    }

    /// The int of an int-like value (`__index__`), of any size.
    pub fn index_big(&self, value: &Value) -> PyResult<BigInt> {
        let int = self.index_value(value)?;
        self.big_of(&int)
            .ok_or_else(|| self.type_error("__index__ returned something that is not an int"))
    }

    /// `operator.index(value)`: an int object.
    pub fn index_value(&self, value: &Value) -> PyResult<Value> {
        match value.kind() {
            Kind::Int(_) => return Ok(value.clone()),
            Kind::Bool(b) => return Ok(Value::int(i64::from(b))),
            Kind::Heap(obj) => match obj.payload() {
                Payload::Int(_) => return Ok(value.clone()),
                Payload::Scalar(inner) if inner.as_small_int().is_some() => {
                    return Ok(inner.clone());
                }
                _ => {}
            },
            _ => {}
        }
        match self.class_of(value).slots.index.get() {
            Some(index) => {
                let int = index(self, value)?;
                if self.big_of(&int).is_none() {
                    return Err(self.type_error(format!(
                        "__index__ returned non-int (type {})",
                        self.type_name(&int)
                    )));
                }
                if self.class_of(&int) != self.types.int {
                    self.warn_of_subclass("__index__", "int", &int)?;
                    return Ok(Value::big(self.big_of(&int).unwrap_or_default()));
                }
                Ok(int)
            }
            None => Err(self.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                self.type_name(value)
            ))),
        }
    }

    /// The number of an int, bool or instance of a subclass; no conversion.
    pub fn big_of(&self, value: &Value) -> Option<BigInt> {
        match value.kind() {
            Kind::Int(i) => Some(BigInt::from(i)),
            Kind::Bool(b) => Some(BigInt::from(u8::from(b))),
            Kind::Heap(obj) => match obj.payload() {
                Payload::Int(n) => Some(n.clone()),
                Payload::Scalar(v) => self.big_of(&v.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The float of a real number (`__float__`, `__index__`). TypeError "must be real number, not
    /// str"; OverflowError for ints beyond floats.
    pub fn to_f64(&self, value: &Value) -> PyResult<f64> {
        match value.kind() {
            Kind::Float(x) => return Ok(x),
            Kind::Int(i) => return Ok(i as f64),
            Kind::Bool(b) => return Ok(f64::from(u8::from(b))),
            Kind::Heap(obj) => match obj.payload() {
                Payload::Int(n) => {
                    return text::arith::bigint_to_f64(n)
                        .ok_or_else(|| self.overflow_error("int too large to convert to float"));
                }
                Payload::Scalar(v) if v.as_float().is_some() || v.as_small_int().is_some() => {
                    return self.to_f64(&v.clone());
                }
                _ => {}
            },
            _ => {}
        }
        let class = self.class_of(value);
        if let Some(float) = class.slots.float.get() {
            let result = float(self, value)?;
            return match result.as_float() {
                Some(x) => Ok(x),
                None => match result.payload() {
                    Some(Payload::Scalar(v)) if v.as_float().is_some() => {
                        let method = format!("{}.__float__", class.display_name());
                        self.warn_of_subclass(&method, "float", &result)?;
                        self.to_f64(&v.clone())
                    }
                    _ => Err(self.type_error(format!(
                        "{}.__float__ returned non-float (type {})",
                        class.display_name(),
                        self.type_name(&result)
                    ))),
                },
            };
        }
        if class.slots.index.get().is_some() {
            let int = self.index_value(value)?;
            return self.to_f64(&int);
        }
        Err(self.type_error(format!("must be real number, not {}", class.display_name())))
    }

    /// A slice bound: `None` for None, ints of any size clipped to the word.
    pub fn slice_index(&self, value: &Value) -> PyResult<Option<isize>> {
        if value.is_none() {
            return Ok(None);
        }
        if let Some(i) = value.as_small_int() {
            return Ok(Some(i as isize));
        }
        if self.class_of(value).slots.index.get().is_none() {
            return Err(self
                .type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let big = self.index_big(value)?;
        let limit = if big.sign() == num_bigint::Sign::Minus {
            isize::MIN
        } else {
            isize::MAX
        };
        Ok(Some(big.to_isize().unwrap_or(limit)))
    }

    // ---- comparison shorthands ---------------------------------------------------------------

    /// `a == b` as a bool.
    #[inline]
    pub fn equal(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(known) = crate::object::dict::quick_eq(a, b)
            && !(known && a.as_float().is_some_and(f64::is_nan))
        {
            return Ok(known);
        }
        self.compare_bool(a, b, CompareOp::Eq)
    }

    /// Equality as containers see it: identical objects are equal.
    #[inline]
    pub fn same_or_equal(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.equal(a, b)
    }

    /// `a < b` as a bool.
    pub fn less_than(&self, a: &Value, b: &Value) -> PyResult<bool> {
        self.compare_bool(a, b, CompareOp::Lt)
    }
}
