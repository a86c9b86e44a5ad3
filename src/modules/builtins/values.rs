//! Functions of one value or two: text, numbers, length, hash, identity.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::compile::op::BinaryOp;
use crate::native::ModuleDef;
use crate::object::{Kind, Payload, PyResult, Str, Value};
use crate::text::int::{IntRef, int_to_prefixed};
use crate::vm::Vm;

pub(super) fn functions(def: ModuleDef) -> ModuleDef {
    numbers(text(def))
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
    .function("ord(c, /)", "Return the Unicode code point for a one-character string.", ord)
}

fn chr(vm: &Vm, code: Value) -> PyResult<Str> {
    let code = match code.as_small_int() {
        Some(code) => Some(code),
        None => vm.index_big(&code)?.to_i64(),
    };
    match code.and_then(|c| u32::try_from(c).ok()).filter(|&c| c < 0x11_0000) {
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

fn numbers(def: ModuleDef) -> ModuleDef {
    def.function(
        "bin(number, /)",
        "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   \
         '0b1010101010101010101010'",
        |vm: &Vm, number: Value| prefixed(vm, &number, 2),
    )
    .function(
        "oct(number, /)",
        "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
        |vm: &Vm, number: Value| prefixed(vm, &number, 8),
    )
    .function(
        "hex(number, /)",
        "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   \
         '0xc0ffee'",
        |vm: &Vm, number: Value| prefixed(vm, &number, 16),
    )
    .function("abs(x, /)", "Return the absolute value of the argument.", |vm: &Vm, x: Value| {
        match x.kind() {
            Kind::Int(i) => {
                return Ok(i.checked_abs().map_or_else(
                    || Value::big(-BigInt::from(i)),
                    Value::int,
                ));
            }
            Kind::Float(f) => return Ok(Value::float(f.abs())),
            _ => {}
        }
        match vm.class_of(&x).slots.abs.get() {
            Some(abs) => abs(vm, &x),
            None => Err(vm.type_error(format!(
                "bad operand type for abs(): '{}'",
                vm.type_name(&x)
            ))),
        }
    })
    .function(
        "divmod(x, y, /)",
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
        |vm: &Vm, x: Value, y: Value| vm.binary(BinaryOp::DivMod, &x, &y),
    )
    .function(
        "pow(base, exp, mod=None)",
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome \
         types, such as ints, are able to use a more efficient algorithm when\ninvoked using the \
         three argument form.",
        pow,
    )
    .function(
        "round(number, ndigits=None)",
        "Round a number to a given precision in decimal digits.\n\nThe return value is an integer \
         if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the \
         number.  ndigits may be negative.",
        round,
    )
}

fn prefixed(vm: &Vm, number: &Value, radix: u32) -> PyResult<String> {
    let int = vm.index_value(number)?;
    Ok(match int.as_small_int() {
        Some(small) => int_to_prefixed(IntRef::Small(small), radix),
        None => int_to_prefixed(IntRef::Big(&vm.index_big(&int)?), radix),
    })
}

fn pow(vm: &Vm, base: Value, exp: Value, modulus: Value) -> PyResult<Value> {
    if modulus.is_none() {
        let result = vm.binary(BinaryOp::Pow, &base, &exp);
        return result.map_err(|e| power_words(vm, e, &base, &exp));
    }
    if let (Some(b), Some(e), Some(m)) = (vm.big_of(&base), vm.big_of(&exp), vm.big_of(&modulus)) {
        return crate::text::arith::pow_mod(&b, &e, &m)
            .map(Value::big)
            .map_err(|e| vm.text_error(e));
    }
    let is_number = |v: &Value| vm.big_of(v).is_some() || vm.is_instance(v, &vm.types.float);
    if is_number(&base) && is_number(&exp) && is_number(&modulus) {
        return Err(vm.type_error(
            "pow() 3rd argument not allowed unless all arguments are integers",
        ));
    }
    if !vm.class_of(&base).is_native
        && let Some(method) = vm.special_method(&base, "__pow__")?
    {
        let result = vm.call(&method, &mut [exp.clone(), modulus.clone()])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.type_name(&base),
        vm.type_name(&exp),
        vm.type_name(&modulus)
    )))
}

/// `pow()` names the operator differently from `**` alone.
fn power_words(
    vm: &Vm,
    error: crate::object::Exc,
    base: &Value,
    exp: &Value,
) -> crate::object::Exc {
    let operator = format!(
        "unsupported operand type(s) for **: '{}' and '{}'",
        vm.type_name(base),
        vm.type_name(exp)
    );
    let message = error.args.borrow().first().and_then(|m| m.as_str().map(str::to_owned));
    if message.as_deref() == Some(operator.as_str()) {
        return vm.type_error(operator.replace("**:", "** or pow():"));
    }
    error
}

fn round(vm: &Vm, number: Value, digits: Value) -> PyResult<Value> {
    let Some(method) = vm.special_method(&number, "__round__")? else {
        return Err(vm.type_error(format!(
            "type {} doesn't define __round__ method",
            vm.type_name(&number)
        )));
    };
    if digits.is_none() {
        return vm.call(&method, &mut []);
    }
    vm.call(&method, &mut [digits])
}
