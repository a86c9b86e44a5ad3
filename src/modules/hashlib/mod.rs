//! hashlib: hashes as objects, and keys derived from passwords.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module, the object of most hashes |
//! | `blake_object.rs` | `blake2b` and `blake2s` |
//! | `algorithms.rs` | the algorithms by name |
//! | `keccak.rs`, `blake2.rs` | SHA-3, SHAKE; BLAKE2 |
//! | `derive.rs` | HMAC, PBKDF2, scrypt |
//!
//! Of the names that `new` may know beyond the guaranteed ones, there are sha512_224 and
//! sha512_256; ripemd160, sm3 and md5-sha1 are left out as nobody should begin with them.

use std::cell::RefCell;
use std::rc::Rc;

use crate::native::{
    Buffer, ClassDef, KwArgs, ModuleDef, NativeDef, NativeFunction, NativeKind, NativeType,
};
use crate::object::{ByteArray, Exc, List, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::vm::Vm;

pub mod algorithms;
mod blake2;
mod blake_object;
pub mod derive;
mod keccak;

use algorithms::{ALGORITHMS, Algorithm, NOT_GUARANTEED, State};
use blake_object::Blake;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let names = |all: bool| -> PyResult<Value> {
        let wanted = ALGORITHMS
            .iter()
            .filter(|a| all || !NOT_GUARANTEED.contains(&a.name));
        let list: Value = wanted
            .map(|a| Value::str(a.name))
            .collect::<Vec<_>>()
            .into();
        vm.call(&vm.types.set.value(), &mut [list])
    };
    let mut def = ModuleDef::new("hashlib", "Interface to many hash functions.")
        .value("algorithms_guaranteed", names(false).unwrap_or(Value::NONE))
        .value("algorithms_available", names(true).unwrap_or(Value::NONE))
        .value("blake2b", vm.class_for::<Blake<true>>())
        .value("blake2s", vm.class_for::<Blake<false>>());
    for algorithm in ALGORITHMS.iter().filter(|a| !a.text.is_empty()) {
        def = def.value(algorithm.name, constructor(algorithm));
    }
    let all: Vec<Value> = [
        "new",
        "algorithms_guaranteed",
        "algorithms_available",
        "pbkdf2_hmac",
    ]
    .into_iter()
    .chain(["file_digest", "scrypt"])
    .chain(
        ALGORITHMS
            .iter()
            .map(|a| a.name)
            .filter(|n| !NOT_GUARANTEED.contains(n)),
    )
    .map(Value::str)
    .collect();
    def.value("__all__", List::new(all))
        .value(
            "new",
            function(
                "def __hash_new(name, data=b'', **kwargs)",
                "Return a new hash object using the named algorithm, optionally initialized with a \
             bytes-like object.",
                new,
            ),
        )
        .function(
            "def file_digest(fileobj, digest, /, *, _bufsize=262144)",
            "Hash the contents of a file-like object. Returns a digest object.",
            file_digest,
        )
        .function(
            "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)",
            "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom \
             function.",
            pbkdf2_hmac,
        )
        .function(
            "scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
            "scrypt password-based key derivation function.",
            scrypt,
        )
}

/// A function whose own name is not the one it has in the module.
fn function<A>(
    text: &'static str,
    doc: &'static str,
    body: impl crate::native::NativeImpl<A>,
) -> Value {
    let def = NativeDef::new(NativeKind::Function, text, doc, body);
    def.owner.replace(Str::intern("_hashlib"));
    NativeFunction {
        def: Rc::new(def),
        this: Value::UNSET,
    }
    .into_value()
}

/// `hashlib.md5` and the like.
fn constructor(algorithm: &'static Algorithm) -> Value {
    function(
        algorithm.text,
        "Returns a hash object; optionally initialized with a string.",
        move |vm: &Vm, string: Value, _usedforsecurity: bool| {
            let mut state = algorithm.start();
            state.update(&data_argument(vm, &string)?);
            Ok(wrap(vm, algorithm, state))
        },
    )
}

/// The bytes to hash.
///
/// # Errors
/// TypeError "Strings must be encoded before hashing" and the like.
pub fn data_argument(vm: &Vm, value: &Value) -> PyResult<Buffer> {
    match Buffer::from_value(vm, value) {
        Some(bytes) => Ok(bytes),
        None if matches!(value.payload(), Some(Payload::Str(_))) => {
            Err(vm.type_error("Strings must be encoded before hashing"))
        }
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

#[cold]
fn unsupported(vm: &Vm, name: &str) -> Exc {
    vm.value_error(format!("unsupported hash type {name}"))
}

// ---- the object ------------------------------------------------------------------------------------

/// A hash object; `XOF` for those with results of any length.
pub struct Hash<const XOF: bool> {
    pub algorithm: &'static Algorithm,
    pub state: RefCell<State>,
}

fn wrap(vm: &Vm, algorithm: &'static Algorithm, state: State) -> Value {
    let state = RefCell::new(state);
    match algorithm.is_extendable() {
        true => vm.wrap(Hash::<true> { algorithm, state }),
        false => vm.wrap(Hash::<false> { algorithm, state }),
    }
}

impl<const XOF: bool> NativeObject for Hash<XOF> {}

impl NativeType for Hash<false> {
    const NAME: &'static str = "_hashlib.HASH";
    fn class_def(_: &Vm) -> ClassDef {
        common::<false>(ClassDef::native::<Self>("_hashlib", "A hash of data."))
            .method(
                "digest(self, /)",
                "Return the digest value as a bytes object.",
                |_: &Vm, this: Native<Self>| Ok(this.state.borrow().finish()),
            )
            .method(
                "hexdigest(self, /)",
                "Return the digest value as a string of hexadecimal digits.",
                |_: &Vm, this: Native<Self>| Ok(hex(&this.state.borrow().finish())),
            )
    }
}

impl NativeType for Hash<true> {
    const NAME: &'static str = "_hashlib.HASHXOF";
    fn class_def(_: &Vm) -> ClassDef {
        common::<true>(ClassDef::native::<Self>(
            "_hashlib",
            "A hash of any length.",
        ))
        .method(
            "digest(self, /, length)",
            "Return the digest value as a bytes object.",
            |vm: &Vm, this: Native<Self>, length: i64| squeeze(vm, &this, length),
        )
        .method(
            "hexdigest(self, /, length)",
            "Return the digest value as a string of hexadecimal digits.",
            |vm: &Vm, this: Native<Self>, length: i64| Ok(hex(&squeeze(vm, &this, length)?)),
        )
    }
}

/// The longest result of a SHAKE: a bound on memory, not of the algorithm.
const LONGEST: usize = 1 << 29;

fn squeeze(vm: &Vm, this: &Native<Hash<true>>, length: i64) -> PyResult<Vec<u8>> {
    match usize::try_from(length) {
        Ok(length) if length <= LONGEST => Ok(this.state.borrow().squeeze(length)),
        Ok(_) => Err(vm.memory_error("the digest is too long")),
        Err(_) => Err(vm.value_error("length must be non-negative")),
    }
}

/// What both kinds share.
fn common<const XOF: bool>(def: ClassDef) -> ClassDef
where
    Hash<XOF>: NativeType,
{
    def.is_final()
        .slots(|s| {
            s.new.set(Some(|vm, _, _| {
                Err(vm.type_error(format!("cannot create '{}' instances", Hash::<XOF>::NAME)))
            }));
            s.repr.set(Some(|vm, this| {
                match Native::<Hash<XOF>>::from_value(this) {
                    Some(hash) => Ok(Str::new(format!(
                        "<{} {} object @ {:#x}>",
                        hash.algorithm.name,
                        Hash::<XOF>::NAME,
                        this.id()
                    ))),
                    None => crate::object::object_type::repr(vm, this),
                }
            }));
        })
        .method(
            "update(self, obj, /)",
            "Update this hash object's state with the provided string.",
            |vm: &Vm, this: Native<Hash<XOF>>, data: Value| {
                this.state.borrow_mut().update(&data_argument(vm, &data)?);
                Ok(())
            },
        )
        .method(
            "copy(self, /)",
            "Return a copy of the hash object.",
            |vm: &Vm, this: Native<Hash<XOF>>| {
                let state = this.state.borrow().clone();
                Ok(wrap(vm, this.algorithm, state))
            },
        )
        .getter(
            "name",
            "algorithm name.",
            |_: &Vm, this: Native<Hash<XOF>>| Ok(this.algorithm.name),
        )
        .getter("digest_size", "", |_: &Vm, this: Native<Hash<XOF>>| {
            Ok(this.algorithm.digest_size)
        })
        .getter("block_size", "", |_: &Vm, this: Native<Hash<XOF>>| {
            Ok(this.algorithm.block_size)
        })
}

/// Hexadecimal digits as text.
pub fn hex(bytes: &[u8]) -> String {
    let digits = super::binascii::encode_hex(bytes, None);
    digits.into_iter().map(char::from).collect()
}

// ---- functions -----------------------------------------------------------------------------------

/// `hashlib.new(name, data, **options)`
fn new(vm: &Vm, name: Value, data: Value, options: KwArgs) -> PyResult<Value> {
    let Some(text) = Str::from_value(&name) else {
        return Err(vm.type_error("name must be a string"));
    };
    let text = text.to_string();
    let class = match text.as_str() {
        "blake2b" => Some(vm.class_for::<Blake<true>>()),
        "blake2s" => Some(vm.class_for::<Blake<false>>()),
        _ => None,
    };
    if let Some(class) = class {
        let (names, mut values): (Vec<Str>, Vec<Value>) = options.0.into_iter().unzip();
        values.insert(0, data);
        return vm.call_kw(&class.value(), &mut values, &names);
    }
    if let Some((name, _)) = options
        .0
        .iter()
        .find(|(n, _)| n.as_str() != Some("usedforsecurity"))
    {
        return Err(vm.type_error(format!("new() got an unexpected keyword argument '{name}'")));
    }
    let algorithm = algorithms::find(&text).ok_or_else(|| unsupported(vm, &text))?;
    let mut state = algorithm.start();
    state.update(&data_argument(vm, &data)?);
    Ok(wrap(vm, algorithm, state))
}

/// An empty hash object: by the name of the algorithm, or by calling what makes one.
pub fn start_object(vm: &Vm, digest: &Value) -> PyResult<Value> {
    match Str::from_value(digest) {
        Some(_) => new(
            vm,
            digest.clone(),
            Value::bytes(Vec::new()),
            KwArgs(Vec::new()),
        ),
        None => vm.call(digest, &mut []),
    }
}

fn file_digest(vm: &Vm, file: Value, digest: Value, bufsize: usize) -> PyResult<Value> {
    let hash = start_object(vm, &digest)?;
    if let Some(whole) = vm.attr_opt(&file, "getbuffer")? {
        let bytes = vm.call(&whole, &mut [])?;
        vm.call_method(&hash, "update", &mut [bytes])?;
        return Ok(hash);
    }
    let readinto = vm.attr_opt(&file, "readinto")?;
    let readable = match vm.attr_opt(&file, "readable")? {
        Some(readable) => {
            let answer = vm.call(&readable, &mut [])?;
            vm.is_true(&answer)?
        }
        None => false,
    };
    let (Some(readinto), true) = (readinto, readable) else {
        return Err(vm.value_error(format!(
            "'{}' is not a file-like object in binary reading mode.",
            vm.repr(&file)?
        )));
    };
    let buffer = ByteArray::new(vec![0; bufsize.min(1 << 26)]);
    loop {
        let count = vm.call(&readinto, &mut [buffer.value()])?;
        if count.is_none() {
            return Err(vm.exception(&vm.types.blocking_io_error, "I/O operation would block."));
        }
        let count = usize::try_from(vm.index(&count)?).unwrap_or(0);
        if count == 0 {
            return Ok(hash);
        }
        let bytes = buffer.borrow().iter().take(count).copied().collect();
        vm.call_method(&hash, "update", &mut [Value::bytes(bytes)])?;
    }
}

fn pbkdf2_hmac(
    vm: &Vm,
    hash_name: Str,
    password: Buffer,
    salt: Buffer,
    iterations: Value,
    dklen: Value,
) -> PyResult<Vec<u8>> {
    let name = hash_name.to_lossy();
    let Some(algorithm) = algorithms::find(&name).filter(|a| !a.is_extendable()) else {
        return Err(unsupported(vm, &name));
    };
    let positive = |value: &Value, what: &str| -> PyResult<u32> {
        let number = vm.index(value)?;
        if number < 1 {
            return Err(vm.value_error(format!("{what} must be greater than 0.")));
        }
        i32::try_from(number)
            .map(i32::cast_unsigned)
            .map_err(|_| vm.overflow_error(format!("{what} is too great.")))
    };
    let iterations = positive(&iterations, "iteration value")?;
    let size = match dklen.is_none() {
        true => algorithm.digest_size,
        false => positive(&dklen, "key length")? as usize,
    };
    derive::pbkdf2(vm, algorithm, &password, &salt, iterations, size)
}

/// What scrypt may use unless told otherwise, as in OpenSSL.
const SCRYPT_MEMORY: u64 = 32 << 20;

#[allow(clippy::too_many_arguments)]
fn scrypt(
    vm: &Vm,
    password: Buffer,
    salt: Value,
    n: Value,
    r: Value,
    p: Value,
    maxmem: i64,
    dklen: i64,
) -> PyResult<Vec<u8>> {
    if salt.is_none() {
        return Err(vm.type_error("salt is required"));
    }
    let salt = Buffer::require(vm, &salt)?;
    let number = |value: &Value, name: &str| -> PyResult<u64> {
        if value.is_none() {
            return Err(vm.type_error(format!("{name} is required and must be an unsigned int")));
        }
        if !vm.is_instance(value, &vm.types.int) {
            return Err(vm.type_error(format!(
                "scrypt() argument '{name}' must be int, not {}",
                vm.type_name(value)
            )));
        }
        u64::try_from(vm.index(value)?)
            .map_err(|_| vm.type_error(format!("{name} is required and must be an unsigned int")))
    };
    let n = number(&n, "n")?;
    if n < 2 || !n.is_power_of_two() {
        return Err(vm.value_error("n must be a power of 2."));
    }
    let (r, p) = (number(&r, "r")?, number(&p, "p")?);
    if !(0..=i64::from(i32::MAX)).contains(&maxmem) {
        return Err(vm.value_error("maxmem must be positive and smaller than 2147483647"));
    }
    if !(1..=i64::from(i32::MAX)).contains(&dklen) {
        return Err(vm.value_error("dklen must be greater than 0 and smaller than 2147483647"));
    }
    let too_many = p.checked_mul(r).is_none_or(|product| product >= 1 << 30);
    if r == 0 || p == 0 || too_many || (r < 4 && n >= 1 << (16 * r)) {
        return Err(vm.value_error("Invalid parameter combination for n, r, p, maxmem."));
    }
    let limit = if maxmem == 0 {
        SCRYPT_MEMORY
    } else {
        maxmem.unsigned_abs()
    };
    let needed = u128::from(n + 2) * 128 * u128::from(r) + u128::from(p) * 128 * u128::from(r);
    if needed > u128::from(limit) {
        return Err(vm.value_error("[digital envelope routines] memory limit exceeded"));
    }
    let costs = (n as usize, r as usize, p as usize);
    derive::scrypt(vm, &password, &salt, costs, dklen.unsigned_abs() as usize)
}
