//! memoryview: a look into the memory of a bytes or bytearray, without a copy.
//!
//! The memory of an array.array is a bytearray as well; objects of other bytes-like types are
//! looked at as a copy that cannot be written. While a memoryview is not released, its bytearray
//! keeps its size.

use std::cell::Cell;

use super::memory_format::Format;
use super::sequence::{self, Subscript};
use super::slice::SliceRange;
use super::{ByteArray, Class, NativeObject, Payload, PyResult, Str, Tuple, Value, bytearray};
use crate::compile::op::CompareOp;
use crate::native::{Args, Buffer, ClassDef, NativeType};
use crate::object::iterator::IteratorData;
use crate::object::{Native, bytes_methods};
use crate::vm::Vm;

/// The state of a memoryview.
pub struct MemoryView {
    /// A bytes or bytearray.
    memory: Value,
    /// The object that the first memoryview was made of: `obj`.
    object: Value,
    format: Format,
    readonly: bool,
    /// Where the first item is, in bytes.
    offset: isize,
    /// Items along each dimension, and the bytes from one to the next.
    shape: Vec<usize>,
    strides: Vec<isize>,
    released: Cell<bool>,
}

impl NativeObject for MemoryView {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.memory);
        visit(&self.object);
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.let_go();
    }
}

impl NativeType for MemoryView {
    const NAME: &'static str = "memoryview";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<MemoryView>(
            "builtins",
            "Create a new memoryview object which references the given object.",
        )
        .is_final()
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(|vm, this| {
                let view = of(vm, this)?;
                let state = if view.released.get() {
                    "released memory"
                } else {
                    "memory"
                };
                Ok(Str::new(format!("<{state} at {:#x}>", this.id())))
            }));
            s.len.set(Some(|vm, this| {
                of(vm, this)?.checked(vm).map(MemoryView::len)
            }));
            s.get_item.set(Some(get_item));
            s.set_item.set(Some(set_item));
            s.iter.set(Some(|vm, this| {
                of(vm, this)?.checked(vm)?;
                Ok(IteratorData::Sequence {
                    object: this.clone(),
                    at: 0,
                }
                .into_value())
            }));
            s.compare.set(Some(compare));
            s.hash.set(Some(hash));
        });
        attributes(methods(def))
    }
}

fn of(vm: &Vm, value: &Value) -> PyResult<Native<MemoryView>> {
    Native::from_value(value).ok_or_else(|| sequence::wrong_type(vm, "memoryview", value))
}

/// The bytes of a memoryview, copied in order; `None` for other types and released ones.
pub fn bytes_of(_: &Vm, value: &Value) -> Option<Vec<u8>> {
    let view = Native::<MemoryView>::from_value(value)?;
    (!view.released.get()).then(|| view.to_bytes())
}

impl MemoryView {
    fn over(memory: Value, object: Value, readonly: bool, length: usize) -> MemoryView {
        MemoryView {
            memory,
            object,
            format: Format::UNSIGNED_BYTE,
            readonly,
            offset: 0,
            shape: vec![length],
            strides: vec![1],
            released: Cell::new(false),
        }
        .holding()
    }

    /// The same memory, of which a part or another form is to be made.
    fn again(&self) -> MemoryView {
        MemoryView {
            memory: self.memory.clone(),
            object: self.object.clone(),
            format: self.format,
            readonly: self.readonly,
            offset: self.offset,
            shape: self.shape.clone(),
            strides: self.strides.clone(),
            released: Cell::new(false),
        }
        .holding()
    }

    fn holding(self) -> MemoryView {
        if let Some(array) = ByteArray::from_value(&self.memory) {
            bytearray::export(array.obj());
        }
        self
    }

    /// Stops looking at the memory.
    fn let_go(&self) {
        if !self.released.replace(true)
            && let Some(array) = ByteArray::from_value(&self.memory)
        {
            bytearray::release(array.obj());
        }
    }

    /// The view, unless it was released.
    fn checked(&self, vm: &Vm) -> PyResult<&MemoryView> {
        if self.released.get() {
            return Err(vm.value_error("operation forbidden on released memoryview object"));
        }
        Ok(self)
    }

    fn len(&self) -> usize {
        self.shape.first().copied().unwrap_or(1)
    }

    fn nbytes(&self) -> usize {
        self.shape.iter().product::<usize>() * self.format.size()
    }

    /// Whether the items follow each other without gaps, the last dimension's fastest.
    fn is_contiguous(&self) -> bool {
        let mut expected = self.format.size() as isize;
        self.shape
            .iter()
            .zip(&self.strides)
            .rev()
            .all(|(&count, &stride)| {
                let fits = count <= 1 || stride == expected;
                expected *= count as isize;
                fits
            })
    }

    /// Whether they do with the first dimension's fastest.
    fn is_fortran_contiguous(&self) -> bool {
        let mut expected = self.format.size() as isize;
        self.shape
            .iter()
            .zip(&self.strides)
            .all(|(&count, &stride)| {
                let fits = count <= 1 || stride == expected;
                expected *= count as isize;
                fits
            })
    }

    /// Looks at the memory; no program code may run meanwhile.
    fn read<R>(&self, look: impl FnOnce(&[u8]) -> R) -> R {
        match self.memory.payload() {
            Some(Payload::Bytes(bytes)) => look(bytes),
            Some(Payload::ByteArray(bytes)) => look(&bytes.borrow()),
            _ => look(&[]),
        }
    }

    fn write(&self, at: isize, bytes: &[u8]) {
        if let Some(Payload::ByteArray(memory)) = self.memory.payload()
            && let Ok(at) = usize::try_from(at)
            && let Some(place) = memory.borrow_mut().get_mut(at..at + bytes.len())
        {
            place.copy_from_slice(bytes);
        }
    }

    /// The bytes of the item at an offset.
    fn item_bytes(&self, at: isize) -> Vec<u8> {
        let size = self.format.size();
        self.read(|memory| {
            usize::try_from(at)
                .ok()
                .and_then(|at| memory.get(at..at + size))
                .map(<[u8]>::to_vec)
        })
        .unwrap_or_else(|| vec![0; size])
    }

    fn item(&self, at: isize) -> Value {
        self.format.unpack(&self.item_bytes(at))
    }

    /// The offsets of all items, in order.
    fn offsets(&self) -> Vec<isize> {
        let mut all = vec![self.offset];
        for (&count, &stride) in self.shape.iter().zip(&self.strides) {
            all = all
                .into_iter()
                .flat_map(|at| (0..count as isize).map(move |i| at + i * stride))
                .collect();
        }
        all
    }

    /// All bytes, in order.
    pub fn to_bytes(&self) -> Vec<u8> {
        if self.is_contiguous() {
            let start = self.offset.max(0) as usize;
            return self.read(|m| m.get(start..start + self.nbytes()).unwrap_or(&[]).to_vec());
        }
        self.offsets()
            .into_iter()
            .flat_map(|at| self.item_bytes(at))
            .collect()
    }

    /// Nested lists of the items.
    fn to_list(&self, dimension: usize, at: isize) -> Value {
        match (self.shape.get(dimension), self.strides.get(dimension)) {
            (Some(&count), Some(&stride)) => {
                let rows =
                    (0..count as isize).map(|i| self.to_list(dimension + 1, at + i * stride));
                rows.collect::<Vec<_>>().into()
            }
            _ => self.item(at),
        }
    }

    /// The part that a slice of the first dimension selects.
    fn part(&self, range: SliceRange) -> MemoryView {
        let mut part = self.again();
        if let (Some(count), Some(stride)) = (part.shape.first_mut(), part.strides.first_mut()) {
            part.offset += range.start * *stride;
            *count = range.count;
            *stride *= range.step;
        }
        part
    }

    /// The offset of the item that an index or a tuple of indices means.
    fn place(&self, vm: &Vm, index: &Value) -> PyResult<isize> {
        let indices = match Tuple::from_value(index) {
            Some(tuple) => tuple.to_vec(),
            None => vec![index.clone()],
        };
        if indices.len() < self.shape.len() {
            return Err(vm.not_implemented_error("sub-views are not implemented"));
        }
        if indices.len() > self.shape.len() {
            return Err(vm.type_error(format!(
                "cannot index {}-dimension view with {}-element tuple",
                self.shape.len(),
                indices.len()
            )));
        }
        let mut at = self.offset;
        for (dimension, index) in indices.iter().enumerate() {
            let number = sequence::index_number(vm, index)?;
            let Some(i) = sequence::position(number, self.shape[dimension]) else {
                return Err(vm.index_error(format!(
                    "index out of bounds on dimension {}",
                    dimension + 1
                )));
            };
            at += i as isize * self.strides[dimension];
        }
        Ok(at)
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut object = positional.first().cloned();
    for (name, value) in keywords {
        match name.as_str() {
            Some("object") if object.is_none() => object = Some(value),
            _ => {
                return Err(vm.type_error(format!(
                    "memoryview() got an unexpected keyword argument '{name}'"
                )));
            }
        }
    }
    if positional.len() > 1 {
        return Err(vm.type_error(format!(
            "memoryview() takes at most 1 argument ({} given)",
            positional.len()
        )));
    }
    let Some(object) = object else {
        return Err(vm.type_error("memoryview() missing required argument 'object' (pos 1)"));
    };
    Ok(vm.wrap_as(class, look(vm, &object)?))
}

/// A memoryview of a bytes-like object.
fn look(vm: &Vm, object: &Value) -> PyResult<MemoryView> {
    if let Some(view) = Native::<MemoryView>::from_value(object) {
        return Ok(view.checked(vm)?.again());
    }
    Ok(match object.payload() {
        Some(Payload::Bytes(bytes)) => {
            MemoryView::over(object.clone(), object.clone(), true, bytes.len())
        }
        Some(Payload::ByteArray(bytes)) => {
            let length = bytes.borrow().len();
            MemoryView::over(object.clone(), object.clone(), false, length)
        }
        _ => {
            if let Some(view) = look_at_array(object) {
                return Ok(view);
            }
            let Some(buffer) = Buffer::from_value(vm, object) else {
                return Err(vm.type_error(format!(
                    "memoryview: a bytes-like object is required, not '{}'",
                    vm.type_name(object)
                )));
            };
            let copy = Value::bytes(buffer.to_vec());
            MemoryView::over(copy, object.clone(), true, buffer.len())
        }
    })
}

/// A memoryview of an array's own memory.
fn look_at_array(object: &Value) -> Option<MemoryView> {
    let (memory, format) = crate::modules::array::memory_of(object)?;
    let format = Format::of(&format)?;
    let length = memory.borrow().len();
    let mut view = MemoryView::over(memory.value(), object.clone(), false, length);
    view.format = format;
    view.shape = vec![length / format.size()];
    view.strides = vec![format.size() as isize];
    Some(view)
}

/// Whether an index can be one: an int, or a tuple of ints.
fn is_index(vm: &Vm, index: &Value) -> bool {
    let is_int = |v: &Value| vm.class_of(v).slots.index.get().is_some();
    match Tuple::from_value(index) {
        Some(tuple) => tuple.iter().all(is_int),
        None => is_int(index),
    }
}

fn get_item(vm: &Vm, this: &Value, index: &Value) -> PyResult<Value> {
    let view = of(vm, this)?;
    view.checked(vm)?;
    if let Some(Payload::Slice(_)) = index.payload()
        && let Subscript::Slice(bounds) = Subscript::of(vm, index, "memoryview")?
    {
        let range = bounds.on(view.checked(vm)?.len());
        return Ok(vm.wrap(view.part(range)));
    }
    if !is_index(vm, index) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    if view.shape.len() > 1 && Tuple::from_value(index).is_none() {
        return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
    }
    let at = view.place(vm, index)?;
    Ok(view.checked(vm)?.item(at))
}

fn set_item(vm: &Vm, this: &Value, index: &Value, value: Option<Value>) -> PyResult<()> {
    let view = of(vm, this)?;
    view.checked(vm)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else {
        return Err(vm.type_error("cannot delete memory"));
    };
    if let Some(Payload::Slice(_)) = index.payload()
        && let Subscript::Slice(bounds) = Subscript::of(vm, index, "memoryview")?
    {
        if view.shape.len() > 1 {
            return Err(vm.not_implemented_error(
                "memoryview slice assignments are currently restricted to ndim = 1",
            ));
        }
        let part = view.part(bounds.on(view.checked(vm)?.len()));
        let source = match Native::<MemoryView>::from_value(&value) {
            Some(source) => source.checked(vm)?.again(),
            None => {
                let bytes = Buffer::require(vm, &value)?.to_vec();
                let length = bytes.len();
                MemoryView::over(Value::bytes(bytes), Value::NONE, true, length)
            }
        };
        if source.format != part.format || source.shape != part.shape {
            return Err(vm.value_error(
                "memoryview assignment: lvalue and rvalue have different structures",
            ));
        }
        let bytes = source.to_bytes();
        let size = part.format.size();
        for (at, item) in part.offsets().into_iter().zip(bytes.chunks(size)) {
            part.write(at, item);
        }
        return Ok(());
    }
    if !is_index(vm, index) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let at = view.place(vm, index)?;
    let bytes = view.format.pack(vm, &value)?;
    view.checked(vm)?.write(at, &bytes);
    Ok(())
}

/// Whether a value is a memoryview.
pub fn is_view(value: &Value) -> bool {
    value
        .as_obj()
        .is_some_and(|o| o.native::<MemoryView>().is_some())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if a.is(b) {
        return Ok(Value::bool(op == CompareOp::Eq));
    }
    let view = of(vm, a)?;
    if view.released.get() {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let Ok(other) = look(vm, b) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = if view.format == other.format && !view.format.is_float() {
        view.shape == other.shape && view.to_bytes() == other.to_bytes()
    } else if view.shape != other.shape {
        false
    } else {
        let (x, y) = (view.to_list(0, view.offset), other.to_list(0, other.offset));
        vm.equal(&x, &y)?
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    let view = of(vm, this)?;
    view.checked(vm)?;
    if !view.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !view.format.is_byte() {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    Ok(super::str::hash_bytes(&view.to_bytes()))
}

fn cast(vm: &Vm, view: Native<MemoryView>, format: Str, shape: Option<Value>) -> PyResult<Value> {
    view.checked(vm)?;
    let Some(new) = Format::of(&format.to_lossy()) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed \
             with an optional '@'",
        ));
    };
    if !view.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if !view.format.is_byte() && !new.is_byte() {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let total = view.nbytes();
    if !total.is_multiple_of(new.size()) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let mut made = view.again();
    made.format = new;
    made.shape = match shape {
        None => vec![total / new.size()],
        Some(shape) => shape_of(vm, &shape, total, new.size())?,
    };
    let mut stride = new.size() as isize;
    made.strides = vec![0; made.shape.len()];
    for (slot, &count) in made.strides.iter_mut().zip(&made.shape).rev() {
        *slot = stride;
        stride *= count as isize;
    }
    Ok(vm.wrap(made))
}

/// The dimensions that the second argument of `cast` gives.
fn shape_of(vm: &Vm, shape: &Value, total: usize, size: usize) -> PyResult<Vec<usize>> {
    const MAX_DIMENSIONS: usize = 64;
    let is_sequence = matches!(shape.payload(), Some(Payload::List(_) | Payload::Tuple(_)));
    if !is_sequence {
        return Err(vm.type_error("shape must be a list or a tuple"));
    }
    let items = vm.collect(shape)?;
    if items.len() > MAX_DIMENSIONS {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    let mut counts = Vec::with_capacity(items.len());
    for item in &items {
        let Some(count) = vm.big_of(item) else {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        };
        match usize::try_from(&count) {
            Ok(count) if count > 0 => counts.push(count),
            _ => {
                return Err(
                    vm.value_error("memoryview.cast(): elements of shape must be integers > 0")
                );
            }
        }
    }
    let product = counts
        .iter()
        .try_fold(size, |all, &count| all.checked_mul(count));
    if product != Some(total) {
        if total == 0 {
            let message = "memoryview: cannot cast view with zeros in shape or strides";
            return Err(vm.type_error(message));
        }
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(counts)
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "tobytes(self, /, order='C')",
        "Return the data in the buffer as a byte string.",
        |vm: &Vm, view: Native<MemoryView>, order: Option<Str>| {
            view.checked(vm)?;
            let order = order.map_or_else(|| "C".to_owned(), |o| o.to_string());
            match order.as_str() {
                "C" | "A" => Ok(view.to_bytes()),
                "F" if view.shape.len() <= 1 => Ok(view.to_bytes()),
                "F" => Ok(fortran_bytes(&view)),
                _ => Err(vm.value_error("order must be 'C', 'F' or 'A'")),
            }
        },
    )
    .method(
        "tolist(self, /)",
        "Return the data in the buffer as a list of elements.",
        |vm: &Vm, view: Native<MemoryView>| Ok(view.checked(vm)?.to_list(0, view.offset)),
    )
    .method(
        "hex(self, /, sep=<none>, bytes_per_sep=1)",
        "Return the data in the buffer as a str of hexadecimal numbers.",
        |vm: &Vm, view: Native<MemoryView>, separator: Option<Value>, group: i64| {
            let bytes = view.checked(vm)?.to_bytes();
            bytes_methods::hex(vm, &bytes, separator, group)
        },
    )
    .method(
        "cast(self, /, format, shape=<none>)",
        "Cast a memoryview to a new format or shape.",
        cast,
    )
    .method(
        "toreadonly(self, /)",
        "Return a readonly version of the memoryview.",
        |vm: &Vm, view: Native<MemoryView>| {
            let mut made = view.checked(vm)?.again();
            made.readonly = true;
            Ok(vm.wrap(made))
        },
    )
    .method(
        "release(self, /)",
        "Release the underlying buffer exposed by the memoryview object.",
        |_: &Vm, view: Native<MemoryView>| {
            view.let_go();
            Ok(())
        },
    )
    .method(
        "__enter__(self, /)",
        "",
        |vm: &Vm, view: Native<MemoryView>| {
            view.checked(vm)?;
            Ok(view)
        },
    )
    .method(
        "__exit__(self, /, *args)",
        "",
        |_: &Vm, view: Native<MemoryView>, _args: crate::native::VarArgs| {
            view.let_go();
            Ok(())
        },
    )
}

/// The bytes with the first dimension varying fastest.
fn fortran_bytes(view: &MemoryView) -> Vec<u8> {
    let mut turned = vec![view.offset];
    for (&count, &stride) in view.shape.iter().zip(&view.strides).rev() {
        turned = turned
            .into_iter()
            .flat_map(|at| (0..count as isize).map(move |i| at + i * stride))
            .collect();
    }
    turned
        .into_iter()
        .flat_map(|at| view.item_bytes(at))
        .collect()
}

fn attributes(def: ClassDef) -> ClassDef {
    /// A getter that refuses released views.
    fn get<R>(
        look: impl Fn(&MemoryView) -> R + 'static,
    ) -> impl Fn(&Vm, Native<MemoryView>) -> PyResult<R> + 'static {
        move |vm, view| view.checked(vm).map(&look)
    }
    let sizes = |items: &[usize]| Value::tuple(items.iter().map(|&n| Value::size(n)).collect());
    def.getter(
        "obj",
        "The underlying object of the memoryview.",
        get(|v| v.object.clone()),
    )
    .getter(
        "nbytes",
        "The amount of space in bytes.",
        get(MemoryView::nbytes),
    )
    .getter(
        "itemsize",
        "The size in bytes of each element.",
        get(|v| v.format.size()),
    )
    .getter(
        "format",
        "The format (in struct style) of each element.",
        get(|v| v.format.name()),
    )
    .getter(
        "ndim",
        "How many dimensions the memory has.",
        get(|v| v.shape.len()),
    )
    .getter(
        "readonly",
        "Whether the memory is read only.",
        get(|v| v.readonly),
    )
    .getter(
        "shape",
        "The lengths of the dimensions.",
        get(move |v| sizes(&v.shape)),
    )
    .getter(
        "strides",
        "The bytes from one element to the next in each dimension.",
        get(|v| Value::tuple(v.strides.iter().map(|&n| Value::int(n as i64)).collect())),
    )
    .getter(
        "suboffsets",
        "Used internally for PIL-style arrays.",
        get(|_| Value::tuple(Vec::new())),
    )
    .getter(
        "c_contiguous",
        "Whether the memory is C contiguous.",
        get(MemoryView::is_contiguous),
    )
    .getter(
        "f_contiguous",
        "Whether the memory is Fortran contiguous.",
        get(MemoryView::is_fortran_contiguous),
    )
    .getter(
        "contiguous",
        "Whether the memory is contiguous.",
        get(|v| v.is_contiguous() || v.is_fortran_contiguous()),
    )
}
