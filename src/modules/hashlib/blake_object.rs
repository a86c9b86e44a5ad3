//! The classes `blake2b` and `blake2s`.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use num_traits::{Signed, ToPrimitive};

use super::algorithms::State;
use super::blake2::{Blake2b, Blake2s, Params};
use super::{data_argument, hex};
use crate::native::{Args, Buffer, ClassDef, NativeDef, NativeKind, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// A BLAKE2 hash object: `blake2b` if wide, else `blake2s`.
pub struct Blake<const WIDE: bool> {
    state: RefCell<State>,
    digest_size: u8,
}

impl<const WIDE: bool> NativeObject for Blake<WIDE> {}

/// The most bytes of digest and key, and those of salt and person.
const fn sizes(wide: bool) -> (usize, usize) {
    if wide { (64, 16) } else { (32, 8) }
}

impl NativeType for Blake<true> {
    const NAME: &'static str = "_blake2.blake2b";
    fn class_def(_: &Vm) -> ClassDef {
        class::<true>("Return a new BLAKE2b hash object.")
    }
}

impl NativeType for Blake<false> {
    const NAME: &'static str = "_blake2.blake2s";
    fn class_def(_: &Vm) -> ClassDef {
        class::<false>("Return a new BLAKE2s hash object.")
    }
}

fn class<const WIDE: bool>(doc: &'static str) -> ClassDef
where
    Blake<WIDE>: NativeType,
{
    let (size, salt) = sizes(WIDE);
    ClassDef::native::<Blake<WIDE>>("_blake2", doc)
        .slots(|s| s.new.set(Some(construct::<WIDE>)))
        .constant("MAX_DIGEST_SIZE", Value::size(size))
        .constant("MAX_KEY_SIZE", Value::size(size))
        .constant("SALT_SIZE", Value::size(salt))
        .constant("PERSON_SIZE", Value::size(salt))
        .method(
            "update(self, data, /)",
            "Update this hash object's state with the provided bytes-like object.",
            |vm: &Vm, this: Native<Blake<WIDE>>, data: Value| {
                this.state.borrow_mut().update(&data_argument(vm, &data)?);
                Ok(())
            },
        )
        .method(
            "digest(self, /)",
            "Return the digest value as a bytes object.",
            |_: &Vm, this: Native<Blake<WIDE>>| Ok(this.state.borrow().finish()),
        )
        .method(
            "hexdigest(self, /)",
            "Return the digest value as a string of hexadecimal digits.",
            |_: &Vm, this: Native<Blake<WIDE>>| Ok(hex(&this.state.borrow().finish())),
        )
        .method(
            "copy(self, /)",
            "Return a copy of the hash object.",
            |vm: &Vm, this: Native<Blake<WIDE>>| {
                let state = RefCell::new(this.state.borrow().clone());
                Ok(vm.wrap(Blake::<WIDE> {
                    state,
                    digest_size: this.digest_size,
                }))
            },
        )
        .getter("name", "", |_: &Vm, _: Native<Blake<WIDE>>| {
            Ok(if WIDE { "blake2b" } else { "blake2s" })
        })
        .getter("digest_size", "", |_: &Vm, this: Native<Blake<WIDE>>| {
            Ok(usize::from(this.digest_size))
        })
        .getter("block_size", "", |_: &Vm, _: Native<Blake<WIDE>>| {
            Ok(if WIDE { Blake2b::BLOCK } else { Blake2s::BLOCK })
        })
}

/// The constructor's signature, parsed once.
#[derive(Default)]
struct Constructor<const WIDE: bool>(OnceCell<Rc<NativeDef>>);

/// `blake2b.__new__`: the errors name the class, not `__new__`.
fn construct<const WIDE: bool>(vm: &Vm, class: &Class, args: Args) -> PyResult<Value>
where
    Blake<WIDE>: NativeType,
{
    let text = if WIDE {
        "blake2b(type, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, \
         depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
         usedforsecurity=True)"
    } else {
        "blake2s(type, data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, \
         depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
         usedforsecurity=True)"
    };
    let constructor = vm.state::<Constructor<WIDE>>();
    let def = constructor.0.get_or_init(|| {
        Rc::new(NativeDef::new(
            NativeKind::ClassMethod,
            text,
            "",
            new::<WIDE>,
        ))
    });
    let mut values = Vec::with_capacity(args.values.len() + 1);
    values.push(class.value());
    values.extend(args.values.iter_mut().map(Value::take));
    def.call(
        vm,
        Args {
            values: &mut values,
            names: args.names,
        },
    )
}

#[allow(clippy::too_many_arguments)]
fn new<const WIDE: bool>(
    vm: &Vm,
    class: Class,
    data: Value,
    digest_size: i64,
    key: Buffer,
    salt: Buffer,
    person: Buffer,
    fanout: i64,
    depth: i64,
    leaf_size: Value,
    node_offset: Value,
    node_depth: i64,
    inner_size: i64,
    last_node: bool,
    _usedforsecurity: bool,
) -> PyResult<Value>
where
    Blake<WIDE>: NativeType,
{
    let (most, salt_size) = sizes(WIDE);
    let within = |value: i64, least: i64, most: usize, message: String| -> PyResult<u8> {
        u8::try_from(value)
            .ok()
            .filter(|&v| i64::from(v) >= least && usize::from(v) <= most)
            .ok_or_else(|| vm.value_error(message))
    };
    let short = |bytes: &Buffer, most: usize, what: &str| -> PyResult<Vec<u8>> {
        match bytes.len() <= most {
            true => Ok(bytes.to_vec()),
            false => Err(vm.value_error(format!("maximum {what} length is {most} bytes"))),
        }
    };
    let params = Params {
        digest_size: within(
            digest_size,
            1,
            most,
            format!("digest_size must be between 1 and {most} bytes"),
        )?,
        salt: short(&salt, salt_size, "salt")?,
        person: short(&person, salt_size, "person")?,
        fanout: within(fanout, 0, 255, "fanout must be between 0 and 255".into())?,
        depth: within(depth, 1, 255, "depth must be between 1 and 255".into())?,
        leaf_size: leaf(vm, &leaf_size)?,
        node_offset: offset(vm, &node_offset, WIDE)?,
        node_depth: within(
            node_depth,
            0,
            255,
            "node_depth must be between 0 and 255".into(),
        )?,
        inner_size: within(
            inner_size,
            0,
            most,
            format!("inner_size must be between 0 and is {most}"),
        )?,
        key: short(&key, most, "key")?,
        last_node,
    };
    let mut state = match WIDE {
        true => State::Blake2b(Box::new(Blake2b::new(&params))),
        false => State::Blake2s(Box::new(Blake2s::new(&params))),
    };
    state.update(&data_argument(vm, &data)?);
    let object = Blake::<WIDE> {
        state: RefCell::new(state),
        digest_size: params.digest_size,
    };
    Ok(vm.wrap_as(&class, object))
}

fn leaf(vm: &Vm, value: &Value) -> PyResult<u32> {
    let big = vm.index_big(value)?;
    if big.is_negative() {
        return Err(vm.value_error("value must be positive"));
    }
    big.to_u32().ok_or_else(|| {
        vm.overflow_error(match big.to_u64() {
            Some(_) => "leaf_size is too large",
            None => "Python int too large to convert to C unsigned long",
        })
    })
}

fn offset(vm: &Vm, value: &Value, wide: bool) -> PyResult<u64> {
    let big = vm.index_big(value)?;
    if big.is_negative() {
        return Err(vm.value_error("value must be positive"));
    }
    match big.to_u64() {
        None => Err(vm.overflow_error("int too big to convert")),
        Some(offset) if !wide && offset >= 1 << 48 => {
            Err(vm.overflow_error("node_offset is too large"))
        }
        Some(offset) => Ok(offset),
    }
}
