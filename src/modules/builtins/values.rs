//! Functions of one value: text, length, hash, identity. Those about numbers are in
//! `builtins_numbers`.

use num_traits::ToPrimitive;

use crate::native::ModuleDef;
use crate::object::{Payload, PyResult, Str, Value};
use crate::vm::Vm;

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    text(def)
        .function(
            "len(obj, /)",
            "Return the number of items in a container.",
            |vm: &Vm, obj: Value| vm.len(&obj),
        )
        .function(
            "hash(obj, /)",
            "Return the hash value for the given object.\n\nTwo objects that compare equal must \
             also have the same hash value, but the\nreverse is not necessarily true.",
            |vm: &Vm, obj: Value| vm.hash(&obj),
        )
        .function(
            "id(obj, /)",
            "Return the identity of an object.\n\nThis is guaranteed to be unique among \
             simultaneously existing objects.",
            |_: &Vm, obj: Value| Ok(obj.id()),
        )
        .function(
            "callable(obj, /)",
            "Return whether the object is callable (i.e., some kind of function).",
            |vm: &Vm, obj: Value| Ok(vm.class_of(&obj).slots.call.get().is_some()),
        )
}

fn text(def: ModuleDef) -> ModuleDef {
    def.function(
        "repr(obj, /)",
        "Return the canonical string representation of the object.",
        |vm: &Vm, obj: Value| vm.repr(&obj),
    )
    .function(
        "ascii(obj, /)",
        "Return an ASCII-only representation of an object.",
        |vm: &Vm, obj: Value| vm.ascii(&obj),
    )
    .function(
        "format(value, format_spec='', /)",
        "Return type(value).__format__(value, format_spec).",
        |vm: &Vm, value: Value, spec: Str| vm.format(&value, Some(&spec)),
    )
    .function(
        "chr(i, /)",
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        chr,
    )
    .function(
        "ord(c, /)",
        "Return the Unicode code point for a one-character string.",
        ord,
    )
}

fn chr(vm: &Vm, code: Value) -> PyResult<Str> {
    let code = match code.as_small_int() {
        Some(code) => Some(code),
        None => vm.index_big(&code)?.to_i64(),
    };
    match code
        .and_then(|c| u32::try_from(c).ok())
        .filter(|&c| c < 0x11_0000)
    {
        Some(code) => Ok(Str::from_code_point(code)),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &Vm, character: Value) -> PyResult<u32> {
    let wrong = |length: usize| {
        vm.type_error(format!(
            "ord() expected a character, but string of length {length} found"
        ))
    };
    let one_byte = |bytes: &[u8]| match bytes {
        [byte] => Ok(u32::from(*byte)),
        _ => Err(wrong(bytes.len())),
    };
    match character.payload() {
        Some(Payload::Str(s)) if s.len() == 1 => Ok(s.code_point(0)),
        Some(Payload::Str(s)) => Err(wrong(s.len())),
        Some(Payload::Bytes(b)) => one_byte(b),
        Some(Payload::ByteArray(b)) => one_byte(&b.borrow()),
        _ => Err(vm.type_error(format!(
            "ord() expected string of length 1, but {} found",
            vm.type_name(&character)
        ))),
    }
}
