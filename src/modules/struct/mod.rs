//! struct: values as bytes in C's layouts.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the functions, the class Struct |
//! | `layout.rs` | formats |
//! | `pack.rs` | values to bytes and back |

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::native::{Args, Buffer, ClassDef, ModuleDef, NativeType, VarArgs};
use crate::object::{
    ByteArray, Class, Native, NativeObject, Payload, PyResult, Str, Value, slice::SliceData,
};
use crate::vm::Vm;

mod layout;
mod pack;

use layout::{Layout, error};

/// The module `_struct`, where CPython defines the functions.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_struct", "Values as bytes in C's layouts.")
        .function(
            "calcsize(format, /)",
            "The size in bytes of what a format describes.",
            |vm: &Vm, format: Value| Ok(layout::layout(vm, &format)?.size),
        )
        .function(
            "pack(*args)",
            "pack(format, v1, v2, ...)\n\nThe values as bytes, by a format.",
            |vm: &Vm, args: VarArgs| {
                let (layout, values) = with_format(vm, &args.0)?;
                pack_values(vm, &layout, values)
            },
        )
        .function(
            "pack_into(*args)",
            "pack_into(format, buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer.",
            |vm: &Vm, args: VarArgs| {
                let (layout, rest) = with_format(vm, &args.0)?;
                pack_into(vm, &layout, rest)
            },
        )
        .function(
            "unpack(format, buffer, /)",
            "The values in a buffer, by a format.",
            |vm: &Vm, format: Value, buffer: Value| {
                unpack(vm, &*layout::layout(vm, &format)?, &buffer)
            },
        )
        .function(
            "unpack_from(format, /, buffer, offset=0)",
            "The values in a buffer from an offset on, by a format.",
            |vm: &Vm, format: Value, buffer: Value, offset: i64| {
                unpack_from(vm, &*layout::layout(vm, &format)?, &buffer, offset)
            },
        )
        .function(
            "iter_unpack(format, buffer, /)",
            "An iterator over the equal records in a buffer.",
            |vm: &Vm, format: Value, buffer: Value| {
                iter_unpack(vm, &layout::layout(vm, &format)?, &buffer)
            },
        )
        .class::<Struct>(vm)
        .value(
            "error",
            vm.exception_type("struct", "error", &vm.types.exception),
        )
}

/// The module `struct`: the names of `_struct`.
pub fn public_module(vm: &Vm) -> ModuleDef {
    const NAMES: [&str; 8] = [
        "calcsize",
        "pack",
        "pack_into",
        "unpack",
        "unpack_from",
        "iter_unpack",
        "Struct",
        "error",
    ];
    let mut def = ModuleDef::new("struct", "Values as bytes in C's layouts.");
    if let Ok(inner) = vm.import_module("_struct") {
        for name in NAMES {
            if let Ok(value) = vm.get_attr(&inner, &Str::intern(name)) {
                def = def.value(name, value);
            }
        }
    }
    def.value(
        "__all__",
        NAMES.iter().map(|n| Value::str(n)).collect::<Vec<_>>(),
    )
}

// ---- the operations -----------------------------------------------------------------------------------

fn with_format<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<(Rc<Layout>, &'a [Value])> {
    match args {
        [] => Err(vm.type_error("missing format argument")),
        [format, rest @ ..] => Ok((layout::layout(vm, format)?, rest)),
    }
}

fn check_count(vm: &Vm, layout: &Layout, name: &str, given: usize) -> PyResult<()> {
    if given == layout.items {
        return Ok(());
    }
    Err(error(
        vm,
        format!(
            "{name} expected {} items for packing (got {given})",
            layout.items
        ),
    ))
}

fn pack_values(vm: &Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    check_count(vm, layout, "pack", values.len())?;
    pack::pack(vm, layout, values)
}

/// Where a record begins in a buffer; `doing` and the rest are for the messages.
fn position(
    vm: &Vm,
    layout: &Layout,
    offset: i64,
    length: usize,
    words: (&str, &str, &str),
) -> PyResult<usize> {
    let (function, negative, doing) = words;
    let size = layout.size;
    let (wide, length_wide) = (i128::from(offset), length as i128);
    if offset < 0 {
        if wide + size as i128 > 0 {
            return Err(error(
                vm,
                format!("{negative} {size} bytes at offset {offset}"),
            ));
        }
        if wide + length_wide < 0 {
            return Err(error(
                vm,
                format!("offset {offset} out of range for {length}-byte buffer"),
            ));
        }
        return Ok((wide + length_wide) as usize);
    }
    if length_wide - wide < size as i128 {
        return Err(error(
            vm,
            format!(
                "{function} requires a buffer of at least {} bytes for {doing} {size} bytes at offset \
                 {offset} (actual buffer size is {length})",
                wide + size as i128
            ),
        ));
    }
    Ok(offset as usize)
}

fn pack_into(vm: &Vm, layout: &Layout, args: &[Value]) -> PyResult<()> {
    let (buffer, offset, values) = match args {
        [] => return Err(error(vm, "pack_into expected buffer argument")),
        [_] => return Err(error(vm, "pack_into expected offset argument")),
        [buffer, offset, values @ ..] => (buffer, offset, values),
    };
    check_count(vm, layout, "pack_into", values.len())?;
    let target = ByteArray::from_value(buffer)
        .or_else(|| crate::modules::array::memory_of(buffer).map(|(memory, _)| memory));
    let length = match (&target, buffer.payload()) {
        (Some(array), _) => array.borrow().len(),
        (None, Some(Payload::Native(_))) if let Some(b) = Buffer::from_value(vm, buffer) => b.len(),
        _ => {
            return Err(vm.type_error(format!(
                "argument must be read-write bytes-like object, not {}",
                vm.type_name(buffer)
            )));
        }
    };
    let offset = vm.index_big(offset)?;
    let Ok(offset) = i64::try_from(&offset) else {
        return Err(vm.index_error("cannot fit 'int' into an index-sized integer"));
    };
    let words = ("pack_into", "no space to pack", "packing");
    let start = position(vm, layout, offset, length, words)?;
    let bytes = pack::pack(vm, layout, values)?;
    match target {
        Some(array) => {
            // Packing may have run program code, which may have shortened the array.
            if let Some(place) = array.borrow_mut().get_mut(start..start + bytes.len()) {
                place.copy_from_slice(&bytes);
            }
            Ok(())
        }
        None => {
            let (start, stop) = (Value::size(start), Value::size(start + bytes.len()));
            let place = SliceData {
                start,
                stop,
                step: Value::NONE,
            }
            .into_value();
            vm.set_item(buffer, &place, Value::bytes(bytes))
        }
    }
}

fn unpack(vm: &Vm, layout: &Layout, buffer: &Value) -> PyResult<Value> {
    let bytes = layout::buffer(vm, buffer)?;
    if bytes.len() != layout.size {
        return Err(error(
            vm,
            format!("unpack requires a buffer of {} bytes", layout.size),
        ));
    }
    Ok(Value::tuple(pack::unpack(layout, &bytes)))
}

fn unpack_from(vm: &Vm, layout: &Layout, buffer: &Value, offset: i64) -> PyResult<Value> {
    let bytes = layout::buffer(vm, buffer)?;
    let words = ("unpack_from", "not enough data to unpack", "unpacking");
    let start = position(vm, layout, offset, bytes.len(), words)?;
    let record = bytes.get(start..start + layout.size).unwrap_or(&[]);
    Ok(Value::tuple(pack::unpack(layout, record)))
}

fn iter_unpack(vm: &Vm, layout: &Rc<Layout>, buffer: &Value) -> PyResult<Value> {
    if layout.size == 0 {
        return Err(error(
            vm,
            "cannot iteratively unpack with a struct of length 0",
        ));
    }
    let bytes = layout::buffer(vm, buffer)?;
    if bytes.len() % layout.size != 0 {
        return Err(error(
            vm,
            format!(
                "iterative unpacking requires a buffer of a multiple of {} bytes",
                layout.size
            ),
        ));
    }
    Ok(vm.wrap(UnpackIterator {
        layout: layout.clone(),
        bytes,
        at: Cell::new(0),
    }))
}

/// The iterator of `iter_unpack`.
struct UnpackIterator {
    layout: Rc<Layout>,
    bytes: Buffer,
    at: Cell<usize>,
}

impl NativeObject for UnpackIterator {}

impl NativeType for UnpackIterator {
    const NAME: &'static str = "_struct.unpack_iterator";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<UnpackIterator>("_struct", "An iterator over equal records.")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next.set(Some(|_, this| {
                    let Some(this) = Native::<UnpackIterator>::from_value(this) else {
                        return Ok(None);
                    };
                    let start = this.at.get();
                    let record = this.bytes.get(start..start + this.layout.size);
                    this.at.set(start + record.map_or(0, <[u8]>::len));
                    Ok(record.map(|r| Value::tuple(pack::unpack(&this.layout, r))))
                }));
            })
            .method(
                "__length_hint__(self, /)",
                "",
                |_: &Vm, this: Native<UnpackIterator>| {
                    Ok((this.bytes.len() - this.at.get()) / this.layout.size.max(1))
                },
            )
    }
}

// ---- the class Struct -----------------------------------------------------------------------------------

/// A compiled format as an object; `None` before `__init__`.
struct Struct(RefCell<Option<Rc<Layout>>>);

impl Struct {
    fn layout(&self, vm: &Vm) -> PyResult<Rc<Layout>> {
        let layout = self.0.borrow().clone();
        layout.ok_or_else(|| vm.runtime_error("Struct object is not initialized"))
    }
}

impl NativeObject for Struct {}

impl NativeType for Struct {
    const NAME: &'static str = "_struct.Struct";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Struct>("_struct", "Struct(format)\n\nA compiled format.")
            .slots(|s| {
                s.new.set(Some(new));
                s.init.set(Some(init));
                s.repr
                    .set(Some(|vm, this| match Native::<Struct>::from_value(this) {
                        Some(this) => {
                            let name = "Struct";
                            let text = this.layout(vm)?.text.clone();
                            Ok(Str::new(format!(
                                "{name}({})",
                                crate::text::quote::repr_str(&text)
                            )))
                        }
                        None => crate::object::object_type::repr(vm, this),
                    }));
            })
            .getter("format", "the format", |vm: &Vm, this: Native<Struct>| {
                Ok(this.layout(vm)?.text.clone())
            })
            .getter(
                "size",
                "the size in bytes",
                |vm: &Vm, this: Native<Struct>| Ok(this.layout(vm)?.size),
            )
            .method(
                "pack(self, /, *values)",
                "The values as bytes.",
                |vm: &Vm, this: Native<Struct>, values: VarArgs| {
                    pack_values(vm, &*this.layout(vm)?, &values.0)
                },
            )
            .method(
                "pack_into(self, /, *args)",
                "pack_into(buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer.",
                |vm: &Vm, this: Native<Struct>, args: VarArgs| {
                    pack_into(vm, &*this.layout(vm)?, &args.0)
                },
            )
            .method(
                "unpack(self, buffer, /)",
                "The values in a buffer.",
                |vm: &Vm, this: Native<Struct>, buffer: Value| {
                    unpack(vm, &*this.layout(vm)?, &buffer)
                },
            )
            .method(
                "unpack_from(self, /, buffer, offset=0)",
                "The values in a buffer from an offset on.",
                |vm: &Vm, this: Native<Struct>, buffer: Value, offset: i64| {
                    unpack_from(vm, &*this.layout(vm)?, &buffer, offset)
                },
            )
            .method(
                "iter_unpack(self, buffer, /)",
                "An iterator over the equal records in a buffer.",
                |vm: &Vm, this: Native<Struct>, buffer: Value| {
                    iter_unpack(vm, &this.layout(vm)?, &buffer)
                },
            )
    }
}

fn new(vm: &Vm, class: &Class, _: Args) -> PyResult<Value> {
    Ok(vm.wrap_as(class, Struct(RefCell::new(None))))
}

/// `Struct(format)`
fn init(vm: &Vm, this: &Value, args: Args) -> PyResult<()> {
    let Some(this) = Native::<Struct>::from_value(this) else {
        return Err(vm.type_error("Struct.__init__() needs a Struct"));
    };
    let (positional, keywords) = args.into_parts();
    let given = positional.len() + keywords.len();
    if given > 1 {
        return Err(vm.type_error(format!("Struct() takes at most 1 argument ({given} given)")));
    }
    let mut format = positional.into_iter().next();
    for (name, value) in keywords {
        if name.as_str() != Some("format") {
            return Err(vm.type_error(format!(
                "Struct() got an unexpected keyword argument '{name}'"
            )));
        }
        format = Some(value);
    }
    let Some(format) = format else {
        return Err(vm.type_error("Struct() missing required argument 'format' (pos 1)"));
    };
    this.0.replace(Some(layout::layout(vm, &format)?));
    Ok(())
}
