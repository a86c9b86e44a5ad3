//! The classes int and bool: constructors, methods, slots.
//!
//! Arithmetic itself is in `int_ops`, text and parsing in `crate::text::int`. The limit on the
//! digits of conversions to and from decimal text ([`max_str_digits`]) is kept per interpreter.

use std::cell::Cell;

use super::class::Layout;
use super::int_ops::{self, int_ref, plain_int};
use super::{ByteArray, Bytes, Class, Exc, PyResult, Str, Value};
use crate::compile::op::{BinaryOp, CompareOp};
use crate::native::{Args, At, Buffer, ClassDef, FromArg};
use crate::text::int::{DEFAULT_MAX_DIGITS, IntRef, IntValue, ParseIntProblem};
use crate::text::{self, arith};
use crate::vm::Vm;
use crate::vm::dunder::scalar_payload;

/// An int, bool or instance of a subclass, as the `self` of a method.
pub struct Int(Value);

impl Int {
    /// The number.
    pub fn get(&self) -> IntRef<'_> {
        int_ref(&self.0).unwrap_or(IntRef::Small(0))
    }

    /// The number as an object of exactly the type int.
    fn plain(&self) -> Value {
        plain_int(&self.0).unwrap_or(Value::int(0))
    }
}

impl FromArg for Int {
    fn from_arg(vm: &Vm, value: Value, at: At) -> PyResult<Int> {
        match int_ref(&value) {
            Some(_) => Ok(Int(value)),
            None => Err(crate::native::bad_argument(vm, at, "int", &value)),
        }
    }
}

// ---- the limit on digits --------------------------------------------------------------------------

struct DigitLimit(Cell<usize>);

impl Default for DigitLimit {
    fn default() -> DigitLimit {
        DigitLimit(Cell::new(DEFAULT_MAX_DIGITS))
    }
}

/// `sys.get_int_max_str_digits()`: the most decimal digits that a conversion may have; 0 is no limit.
pub fn max_str_digits(vm: &Vm) -> usize {
    vm.state::<DigitLimit>().0.get()
}

/// `sys.set_int_max_str_digits(n)`. ValueError for 1 to 639.
pub fn set_max_str_digits(vm: &Vm, digits: i64) -> PyResult<()> {
    match usize::try_from(digits) {
        Ok(n) if n == 0 || n >= 640 => {
            vm.state::<DigitLimit>().0.set(n);
            Ok(())
        }
        _ => Err(vm.value_error("maxdigits must be 0 or larger than 640")),
    }
}

// ---- construction ---------------------------------------------------------------------------------

/// The TypeError of `base.__new__(class)` where the class does not derive from it, or has a layout
/// of its own.
pub fn check_subtype(vm: &Vm, class: &Class, base: &Class) -> PyResult<()> {
    if class == base {
        return Ok(());
    }
    let (name, base_name) = (class.display_name(), base.display_name());
    if !class.is_subclass_of(base) {
        return Err(vm.type_error(format!(
            "{base_name}.__new__({name}): {name} is not a subtype of {base_name}"
        )));
    }
    if class.layout != base.layout {
        return Err(vm.type_error(format!(
            "{base_name}.__new__({name}) is not safe, use {name}.__new__()"
        )));
    }
    Ok(())
}

/// A scalar as an instance of `class`, which is `base` or derives from it.
pub fn scalar_instance(class: &Class, base: &Class, value: Value) -> Value {
    if class == base {
        value
    } else {
        class.instance(Some(scalar_payload(value)))
    }
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    check_subtype(vm, class, &vm.types.int)?;
    let count = args.positional_count();
    if count > 2 {
        return Err(vm.type_error(format!("int expected at most 2 arguments, got {count}")));
    }
    let mut base = None;
    for (name, value) in args.names.iter().zip(&args.values[count..]) {
        if name.as_str() != Some("base") {
            return Err(vm.type_error(format!("int() got an unexpected keyword argument '{name}'")));
        }
        if count == 2 {
            return Err(vm.type_error("argument for int() given by name ('base') and position (2)"));
        }
        base = Some(value);
    }
    let base = base.or(if count == 2 { args.values.get(1) } else { None });
    let value = match (args.values[..count].first(), base) {
        (None, None) => Value::int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(x), None) => from_object(vm, x)?,
        (Some(x), Some(base)) => from_text_in_base(vm, x, base)?,
    };
    Ok(scalar_instance(class, &vm.types.int, value))
}

/// `int(x)`
///
/// Errors: TypeError for objects that are neither numbers nor text; ValueError for malformed text.
pub fn from_object(vm: &Vm, x: &Value) -> PyResult<Value> {
    match x.kind() {
        super::Kind::Int(_) => return Ok(x.clone()),
        super::Kind::Float(f) => return from_float(vm, f),
        _ => {}
    }
    if let Some(super::Payload::Str(_)) = x.as_obj().map(|o| o.raw())
        && let Some(read) = from_text(vm, x, 10)
    {
        return read;
    }
    let class = vm.class_of(x);
    if let Some(int) = class.slots.int.get() {
        let result = int(vm, x)?;
        let Some(plain) = plain_int(&result) else {
            return Err(vm.type_error(format!(
                "__int__ returned non-int (type {})",
                vm.type_name(&result)
            )));
        };
        if vm.class_of(&result) != vm.types.int {
            vm.warn_of_subclass("__int__", "int", &result)?;
        }
        return Ok(plain);
    }
    if class.slots.index.get().is_some() {
        let result = vm.index_value(x)?;
        return Ok(plain_int(&result).unwrap_or(result));
    }
    if let Some(method) = vm.special_method(x, "__trunc__")? {
        let message = "The delegation of int() to __trunc__ is deprecated.";
        vm.warn(&vm.types.deprecation_warning, message)?;
        return from_truncated(vm, &vm.call(&method, &mut [])?);
    }
    from_text(vm, x, 10).unwrap_or_else(|| {
        Err(vm.type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            class.display_name()
        )))
    })
}

fn from_truncated(vm: &Vm, result: &Value) -> PyResult<Value> {
    if let Some(plain) = plain_int(result) {
        return Ok(plain);
    }
    if vm.class_of(result).slots.index.get().is_none() {
        return Err(vm.type_error(format!(
            "__trunc__ returned non-Integral (type {})",
            vm.type_name(result)
        )));
    }
    vm.index_value(result)
}

/// `int(x)` of a float; ValueError and OverflowError for NaN and infinity.
pub fn from_float(vm: &Vm, x: f64) -> PyResult<Value> {
    arith::float_to_int(x)
        .map(int_value)
        .map_err(|e| vm.text_error(e))
}

/// The object for a number of the text room.
pub fn int_value(n: IntValue) -> Value {
    match n {
        IntValue::Small(i) => Value::int(i),
        IntValue::Big(n) => Value::big(n),
    }
}

fn from_text_in_base(vm: &Vm, x: &Value, base: &Value) -> PyResult<Value> {
    let base = vm.index_big(base)?;
    let base = u32::try_from(&base)
        .ok()
        .filter(|b| *b == 0 || (2..=36).contains(b));
    let Some(base) = base else {
        return Err(vm.text_error(ParseIntProblem::Base.error(0, "")));
    };
    let is_text = Str::from_value(x).is_some()
        || Bytes::from_value(x).is_some()
        || ByteArray::from_value(x).is_some();
    if is_text && let Some(result) = from_text(vm, x, base) {
        return result;
    }
    Err(vm.type_error("int() can't convert non-string with explicit base"))
}

/// The int that a str or bytes-like object spells; `None` for other objects.
fn from_text(vm: &Vm, x: &Value, base: u32) -> Option<PyResult<Value>> {
    let limit = max_str_digits(vm);
    let parsed = if let Some(s) = Str::from_value(x) {
        match s.as_str() {
            Some(text) => text::int::parse_int(text, base, limit),
            None => Err(ParseIntProblem::Literal),
        }
    } else {
        text::int::parse_int_bytes(&Buffer::from_value(vm, x)?, base, limit)
    };
    Some(parsed.map(int_value).or_else(|problem| {
        let shown = match Buffer::from_value(vm, x) {
            Some(bytes) => text::quote::repr_bytes(&bytes),
            None => vm.repr(x)?.to_string(),
        };
        Err(vm.text_error(problem.error(base, &shown)))
    }))
}

// ---- slots ------------------------------------------------------------------------------------------

/// The TypeError of a slot wrapper called on an object of another type.
#[cold]
pub fn wrong_self(vm: &Vm, slot: &str, class: &Class, value: &Value) -> Exc {
    vm.type_error(format!(
        "descriptor '{slot}' requires a '{}' object but received a '{}'",
        class.display_name(),
        vm.type_name(value)
    ))
}

/// The number of a slot's operand.
fn operand<'a>(vm: &Vm, slot: &str, value: &'a Value) -> PyResult<IntRef<'a>> {
    int_ref(value).ok_or_else(|| wrong_self(vm, slot, &vm.types.int, value))
}

/// The decimal digits; ValueError beyond the limit.
pub fn to_text(vm: &Vm, n: IntRef<'_>) -> PyResult<String> {
    let mut text = String::new();
    let limit = match n {
        IntRef::Small(_) => 0,
        IntRef::Big(_) => max_str_digits(vm),
    };
    text::int::push_int(&mut text, n, limit).map_err(|e| vm.text_error(e))?;
    Ok(text)
}

fn repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    Ok(Str::new(to_text(vm, operand(vm, "__repr__", value)?)?))
}

fn hash(vm: &Vm, value: &Value) -> PyResult<i64> {
    Ok(match operand(vm, "__hash__", value)? {
        IntRef::Small(i) => text::hash::hash_i64(i),
        IntRef::Big(n) => text::hash::hash_bigint(n),
    })
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    Ok(match (int_ref(a), int_ref(b)) {
        (Some(x), Some(y)) => Value::bool(op.holds(int_ops::order(x, y))),
        _ => Value::NOT_IMPLEMENTED,
    })
}

fn plain(vm: &Vm, slot: &str, value: &Value) -> PyResult<Value> {
    plain_int(value).ok_or_else(|| wrong_self(vm, slot, &vm.types.int, value))
}

fn to_float(vm: &Vm, value: &Value) -> PyResult<Value> {
    match operand(vm, "__float__", value)?.to_f64() {
        Some(x) => Ok(Value::float(x)),
        None => Err(vm.text_error(arith::int_too_large())),
    }
}

fn absolute(vm: &Vm, value: &Value) -> PyResult<Value> {
    let n = operand(vm, "__abs__", value)?;
    if n.is_negative() {
        Ok(int_ops::negate(n))
    } else {
        plain(vm, "__abs__", value)
    }
}

/// `x.__pow__(exponent, modulus)` and `__rpow__`
fn pow_method(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult<Value> {
    let (Some(x), Some(e)) = (int_ref(base), int_ref(exponent)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if modulus.is_none() {
        return int_ops::power(vm, x, e);
    }
    match int_ref(modulus) {
        Some(m) => int_ops::power_modulo(vm, x, e, m),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

macro_rules! operators {
    ($slots:ident: $($op:ident),*) => {
        $($slots.binary[BinaryOp::$op as usize]
            .set(Some(int_ops::slot::<{ BinaryOp::$op as usize }>));)*
    };
}

/// The class.
pub fn class_def() -> ClassDef {
    ClassDef::builtin(
        "int",
        Layout::Int,
        "int(number=0)\nint(text, base=10)\n\nA whole number of any size. A real number is cut off \
         towards zero;\na text is read as a literal in the given base, where base 0 means the one \
         that\nits prefix (0x, 0o, 0b) names.",
    )
    .slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(repr));
        s.hash.set(Some(hash));
        s.compare.set(Some(compare));
        s.truth.set(Some(|vm, v| Ok(!matches!(operand(vm, "__bool__", v)?, IntRef::Small(0)))));
        s.neg.set(Some(|vm, v| Ok(int_ops::negate(operand(vm, "__neg__", v)?))));
        s.invert.set(Some(|vm, v| Ok(int_ops::invert(operand(vm, "__invert__", v)?))));
        s.pos.set(Some(|vm, v| plain(vm, "__pos__", v)));
        s.abs.set(Some(absolute));
        s.int.set(Some(|vm, v| plain(vm, "__int__", v)));
        s.index.set(Some(|vm, v| plain(vm, "__index__", v)));
        s.float.set(Some(to_float));
        operators!(s: Add, Sub, Mul, TrueDiv, FloorDiv, Mod, DivMod, Pow, LShift, RShift, And, Or, Xor);
    })
    .method(
        "__pow__(self, value, mod=None, /)",
        "Return pow(self, value, mod).",
        |vm: &Vm, x: Int, e: Value, m: Value| pow_method(vm, &x.0, &e, &m),
    )
    .method(
        "__rpow__(self, value, mod=None, /)",
        "Return pow(value, self, mod).",
        |vm: &Vm, e: Int, x: Value, m: Value| pow_method(vm, &x, &e.0, &m),
    )
    .getter("real", "the real part of a complex number", |_: &Vm, x: Int| Ok(x.plain()))
    .getter("imag", "the imaginary part of a complex number", |_: &Vm, _: Int| Ok(0i64))
    .getter("numerator", "the numerator of a rational number in lowest terms", |_: &Vm, x: Int| {
        Ok(x.plain())
    })
    .getter("denominator", "the denominator of a rational number in lowest terms", |_: &Vm, _: Int| {
        Ok(1i64)
    })
    .method("conjugate(self, /)", "The complex conjugate: the int itself.", |_: &Vm, x: Int| {
        Ok(x.plain())
    })
    .method("__trunc__(self, /)", "The int itself.", |_: &Vm, x: Int| Ok(x.plain()))
    .method("__floor__(self, /)", "The int itself.", |_: &Vm, x: Int| Ok(x.plain()))
    .method("__ceil__(self, /)", "The int itself.", |_: &Vm, x: Int| Ok(x.plain()))
    .method("__round__(self, ndigits=<none>, /)", "Round to a number of digits, which may be negative.", round)
    .method(
        "as_integer_ratio(self, /)",
        "The int as a pair of numerator and denominator: (self, 1).",
        |_: &Vm, x: Int| Ok((x.plain(), 1i64)),
    )
    .method("is_integer(self, /)", "True; floats have this method too.", |_: &Vm, _: Int| Ok(true))
    .method(
        "bit_length(self, /)",
        "How many bits the int takes in binary, without sign and leading zeros.",
        |_: &Vm, x: Int| {
            Ok(match x.get() {
                IntRef::Small(i) => arith::bit_length_i64(i),
                IntRef::Big(n) => n.bits(),
            })
        },
    )
    .method(
        "bit_count(self, /)",
        "How many ones the absolute value has in binary.",
        |_: &Vm, x: Int| {
            Ok(match x.get() {
                IntRef::Small(i) => u64::from(i.unsigned_abs().count_ones()),
                IntRef::Big(n) => n.magnitude().count_ones(),
            })
        },
    )
    .method(
        "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
        "The int as that many bytes, in two's complement if signed.",
        to_bytes,
    )
    .class_method(
        "from_bytes(type, /, bytes, byteorder='big', *, signed=False)",
        "The int that bytes stand for.",
        from_bytes,
    )
    .method("__format__(self, format_spec, /)", "Format by a format spec.", format)
    .method("__getnewargs__(self, /)", "", |_: &Vm, x: Int| Ok(Value::tuple(vec![x.plain()])))
    .method("__sizeof__(self, /)", "Size in memory, in bytes, as CPython counts it.", |_: &Vm, x: Int| {
        let bits = match x.get() {
            IntRef::Small(i) => arith::bit_length_i64(i),
            IntRef::Big(n) => n.bits(),
        };
        Ok(24 + 4 * bits.div_ceil(30).max(1))
    })
}

fn round(vm: &Vm, x: Int, places: Option<Value>) -> PyResult<Value> {
    match places {
        Some(places) if !places.is_none() => Ok(int_ops::round(x.get(), &vm.index_big(&places)?)),
        _ => Ok(x.plain()),
    }
}

/// Whether the least significant byte comes first.
fn is_little(vm: &Vm, byteorder: &Str) -> PyResult<bool> {
    match byteorder.as_str() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(vm: &Vm, x: Int, length: i64, byteorder: Str, signed: bool) -> PyResult<Vec<u8>> {
    let little = is_little(vm, &byteorder)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    if x.get().is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    text::error::check_field(length).map_err(|e| vm.text_error(e))?;
    let mut bytes = int_ops::to_bytes(x.get(), length, signed)
        .ok_or_else(|| vm.overflow_error("int too big to convert"))?;
    if little {
        bytes.reverse();
    }
    Ok(bytes)
}

fn from_bytes(
    vm: &Vm,
    class: Class,
    bytes: Value,
    byteorder: Str,
    signed: bool,
) -> PyResult<Value> {
    let little = is_little(vm, &byteorder)?;
    let mut bytes = bytes_of(vm, &bytes)?;
    if little {
        bytes.reverse();
    }
    let value = Value::big(int_ops::from_bytes(&bytes, signed));
    if class == vm.types.int {
        return Ok(value);
    }
    vm.call(&class.value(), &mut [value])
}

/// The bytes of an object with `__bytes__`, of a bytes-like object or of an iterable of ints.
fn bytes_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = Buffer::from_value(vm, value) {
        return Ok(bytes.to_vec());
    }
    if let Some(method) = vm.special_method(value, "__bytes__")? {
        let result = vm.call(&method, &mut [])?;
        return match Bytes::from_value(&result) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(vm.type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                vm.type_name(&result)
            ))),
        };
    }
    let slots = &vm.class_of(value).slots;
    let is_text = Str::from_value(value).is_some();
    if is_text || (slots.iter.get().is_none() && slots.get_item.get().is_none()) {
        return Err(vm.type_error(format!(
            "cannot convert '{}' object to bytes",
            vm.type_name(value)
        )));
    }
    let mut bytes = Vec::new();
    vm.iterate(value, |item| {
        let byte = u8::try_from(vm.index(&item)?)
            .map_err(|_| vm.value_error("bytes must be in range(0, 256)"))?;
        bytes.push(byte);
        Ok(())
    })?;
    Ok(bytes)
}

fn format(vm: &Vm, x: Int, spec: Str) -> PyResult<Str> {
    if spec.is_empty() {
        return vm.str(&x.0);
    }
    let name = vm.type_name(&x.0);
    let limit = max_str_digits(vm);
    text::spec_number::format_int(x.get(), vm.utf8(&spec)?, &name.to_lossy(), limit)
        .map(Str::new)
        .map_err(|e| vm.text_error(e))
}

// ---- bool -------------------------------------------------------------------------------------------

/// The class bool.
pub fn bool_class_def(int: &Class) -> ClassDef {
    let mut def = ClassDef::builtin(
        "bool",
        Layout::Bool,
        "bool(object=False)\n\nThe truth of an object: True or False.",
    )
    .base(int)
    .slots(|s| {
        s.new.set(Some(new_bool));
        s.repr.set(Some(|vm, v| match operand(vm, "__repr__", v)? {
            IntRef::Small(0) => Ok(Str::intern("False")),
            _ => Ok(Str::intern("True")),
        }));
        s.invert.set(Some(invert_bool));
        s.binary[BinaryOp::And as usize].set(Some(bool_operator::<{ BinaryOp::And as usize }>));
        s.binary[BinaryOp::Or as usize].set(Some(bool_operator::<{ BinaryOp::Or as usize }>));
        s.binary[BinaryOp::Xor as usize].set(Some(bool_operator::<{ BinaryOp::Xor as usize }>));
    });
    def.is_base = false;
    def
}

fn new_bool(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    check_subtype(vm, class, &vm.types.bool_)?;
    if !args.names.is_empty() {
        return Err(vm.type_error("bool() takes no keyword arguments"));
    }
    match &*args.values {
        [] => Ok(Value::FALSE),
        [x] => vm.is_true(x).map(Value::bool),
        all => Err(vm.type_error(format!(
            "bool expected at most 1 argument, got {}",
            all.len()
        ))),
    }
}

fn invert_bool(vm: &Vm, value: &Value) -> PyResult<Value> {
    vm.warn(
        &vm.types.deprecation_warning,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This \
         returns the bitwise inversion of the underlying int object and is usually not what you \
         expect from the negation of a bool object. Use the 'not' operator for boolean negation or \
         ~int(x) for the bitwise inversion of the underlying int.",
    )?;
    Ok(int_ops::invert(operand(vm, "__invert__", value)?))
}

/// `&`, `|` and `^`: of two bools a bool, otherwise an int.
fn bool_operator<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> PyResult<Value> {
    match (a.as_bool(), b.as_bool()) {
        (Some(x), Some(y)) => Ok(Value::bool(match BinaryOp::ALL[OP] {
            BinaryOp::And => x & y,
            BinaryOp::Or => x | y,
            _ => x ^ y,
        })),
        _ => int_ops::slot::<OP>(vm, a, b),
    }
}
