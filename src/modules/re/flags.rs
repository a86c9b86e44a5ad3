//! `re.RegexFlag`: an int that prints as the names of its bits.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::compile::op::BinaryOp;
use crate::native::{ClassDef, NativeType};
use crate::object::class::Layout;
use crate::object::iterator::builtin_iter;
use crate::object::{Class, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

/// The flags in the order in which `repr` names them: number, name, short name.
pub const FLAGS: &[(i64, &str, &str)] = &[
    (256, "ASCII", "A"),
    (2, "IGNORECASE", "I"),
    (4, "LOCALE", "L"),
    (32, "UNICODE", "U"),
    (8, "MULTILINE", "M"),
    (16, "DOTALL", "S"),
    (64, "VERBOSE", "X"),
    (128, "DEBUG", "DEBUG"),
];

/// All bits up to the highest flag: what `~` complements in.
const ALL: i64 = 511;

/// The class RegexFlag.
pub struct RegexFlag;

/// The members made so far: one object per number.
#[derive(Default)]
struct Members(RefCell<HashMap<i64, Value>>);

impl NativeObject for RegexFlag {}
impl NativeType for RegexFlag {
    const NAME: &'static str = "RegexFlag";
    fn class_def(vm: &Vm) -> ClassDef {
        let mut def = ClassDef::builtin(Self::NAME, Layout::Int, "An enumeration of flags.")
            .base(&vm.types.int)
            .is_final();
        def.module = "re";
        def.slots(|s| {
            s.repr.set(Some(|_, this| Ok(Str::new(text(number(this))))));
            s.str.set(Some(|_, this| Ok(Str::new(text(number(this))))));
            s.binary[BinaryOp::And as usize].set(Some(|vm, a, b| combine(vm, a, b, |a, b| a & b)));
            s.binary[BinaryOp::Or as usize].set(Some(|vm, a, b| combine(vm, a, b, |a, b| a | b)));
            s.binary[BinaryOp::Xor as usize].set(Some(|vm, a, b| combine(vm, a, b, |a, b| a ^ b)));
            s.invert
                .set(Some(|vm, this| Ok(flag(vm, ALL & !number(this)))));
            s.contains.set(Some(|_, this, other| {
                Ok(number(this) & number(other) == number(other))
            }));
            s.len.set(Some(|_, this| Ok(bits(number(this)).count())));
            s.iter.set(Some(|vm, this| {
                let members: Vec<Value> =
                    bits(number(this)).map(|(bit, _)| flag(vm, bit)).collect();
                Ok(builtin_iter(&members.into()).map_or(Value::NONE, |i| i.into_value()))
            }));
        })
        .constructor(
            "__new__(type, value, /)",
            "Create and return a new object.",
            new,
        )
        .class_method(
            "__class_getitem__(type, name, /)",
            "The flag of a name.",
            by_name,
        )
        .method(
            "__format__(self, format_spec, /)",
            "Format as the text of the flags.",
            |vm: &Vm, this: Value, spec: Str| {
                vm.format(&Value::str(&text(number(&this))), Some(&spec))
            },
        )
        .method(
            "__reduce__(self, /)",
            "Helper for pickle.",
            |vm: &Vm, this: Value| {
                let args = Value::tuple(vec![Value::int(number(&this))]);
                Ok((vm.class_of(&this), args))
            },
        )
        .getter(
            "name",
            "The name of the Enum member.",
            |_: &Vm, this: Value| Ok(name(&this)),
        )
        .getter("_name_", "", |_: &Vm, this: Value| Ok(name(&this)))
        .getter(
            "value",
            "The value of the Enum member.",
            |_: &Vm, this: Value| Ok(number(&this)),
        )
        .getter("_value_", "", |_: &Vm, this: Value| Ok(number(&this)))
    }
}

fn number(value: &Value) -> i64 {
    match value.payload() {
        Some(Payload::Scalar(inner)) => inner.as_small_int().unwrap_or(0),
        _ => value
            .as_small_int()
            .or(value.as_bool().map(i64::from))
            .unwrap_or(0),
    }
}

/// The known flags in a number.
fn bits(number: i64) -> impl Iterator<Item = (i64, &'static str)> {
    FLAGS
        .iter()
        .filter(move |(bit, ..)| number & bit != 0)
        .map(|(bit, name, _)| (*bit, *name))
}

/// The names joined, and what else the number holds.
fn names(number: i64, prefix: &str) -> Option<String> {
    if number == 0 {
        return Some(format!("{prefix}NOFLAG"));
    }
    let mut parts: Vec<String> = bits(number).map(|(_, n)| format!("{prefix}{n}")).collect();
    let rest = FLAGS.iter().fold(number, |n, (bit, ..)| n & !bit);
    if parts.is_empty() {
        return None;
    }
    if rest != 0 {
        parts.push(format!("{rest:#x}"));
    }
    Some(parts.join("|"))
}

fn name(this: &Value) -> Option<String> {
    names(number(this), "")
}

fn text(number: i64) -> String {
    names(number, "re.").unwrap_or_else(|| format!("re.RegexFlag({number})"))
}

/// The flag of a number.
pub fn flag(vm: &Vm, number: i64) -> Value {
    let members = vm.state::<Members>();
    if let Some(made) = members.0.borrow().get(&number) {
        return made.clone();
    }
    let class = vm.class_for::<RegexFlag>();
    let made = class.instance(Some(Payload::Scalar(Value::int(number))));
    members.0.borrow_mut().insert(number, made.clone());
    made
}

/// The class with its members as attributes, and the members with the names they have in `re`.
pub fn class_and_members(vm: &Vm) -> (Class, Vec<(&'static str, Value)>) {
    let class = vm.class_for::<RegexFlag>();
    let mut members = vec![("NOFLAG", flag(vm, 0))];
    for &(bit, name, short) in FLAGS {
        members.push((name, flag(vm, bit)));
        members.push((short, flag(vm, bit)));
    }
    for (name, member) in &members {
        class.put(&Str::intern(name), member.clone());
    }
    (class, members)
}

fn combine(vm: &Vm, a: &Value, b: &Value, op: fn(i64, i64) -> i64) -> PyResult<Value> {
    let is_int = |v: &Value| vm.is_instance(v, &vm.types.int) && vm.index(v).is_ok();
    if !is_int(a) || !is_int(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(flag(vm, op(vm.index(a)?, vm.index(b)?)))
}

fn new(vm: &Vm, _class: Class, value: Value) -> PyResult<Value> {
    if !vm.is_instance(&value, &vm.types.int) {
        return Err(vm.value_error(format!("{} is not a valid RegexFlag", vm.repr(&value)?)));
    }
    let wide = vm.index(&value)?;
    Ok(flag(vm, if wide < 0 { wide & ALL } else { wide }))
}

fn by_name(vm: &Vm, class: Class, name: Str) -> PyResult<Value> {
    let text = name.to_lossy();
    let known = FLAGS.iter().any(|(_, n, s)| *n == text || *s == text) || text == "NOFLAG";
    match class.own(&name).filter(|_| known) {
        Some(member) => Ok(member),
        None => Err(vm.key_error(&name.value())),
    }
}
