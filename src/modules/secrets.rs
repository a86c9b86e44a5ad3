//! secrets: random numbers for passwords and tokens, from the operating system.

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use super::binascii::{encode_base64, encode_hex};
use crate::native::ModuleDef;
use crate::object::{Exc, PyResult, Value};
use crate::vm::Vm;

/// Bytes of a token unless the caller says how many.
const DEFAULT_ENTROPY: usize = 32;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    let all = [
        "choice",
        "randbelow",
        "randbits",
        "SystemRandom",
        "token_bytes",
        "token_hex",
        "token_urlsafe",
        "compare_digest",
    ];
    let all: Vec<Value> = all.into_iter().map(Value::str).collect();
    let mut def = ModuleDef::new(
        "secrets",
        "Generate cryptographically strong pseudo-random numbers suitable for managing secrets \
         such as account authentication, tokens, and similar.",
    )
    .value("__all__", all)
    .value("DEFAULT_ENTROPY", Value::size(DEFAULT_ENTROPY))
    .function(
        "def randbelow(exclusive_upper_bound)",
        "Return a random int in the range [0, n).",
        randbelow,
    )
    .function(
        "def randbits(k)",
        "Return an int with k random bits.",
        randbits,
    )
    .function(
        "def choice(seq)",
        "Choose a random element from a non-empty sequence.",
        choice,
    )
    .function(
        "def token_bytes(nbytes=None)",
        "Return a random byte string containing nbytes bytes.",
        |vm: &Vm, nbytes: Value| token(vm, &nbytes),
    )
    .function(
        "def token_hex(nbytes=None)",
        "Return a random text string, in hexadecimal.",
        |vm: &Vm, nbytes: Value| Ok(text(encode_hex(&token(vm, &nbytes)?, None))),
    )
    .function(
        "def token_urlsafe(nbytes=None)",
        "Return a random URL-safe text string, in Base64 encoding.",
        |vm: &Vm, nbytes: Value| {
            let code = text(encode_base64(&token(vm, &nbytes)?));
            Ok(code
                .trim_end_matches('=')
                .replace('+', "-")
                .replace('/', "_"))
        },
    )
    .function(
        "compare_digest(a, b, /)",
        "Return 'a == b'.",
        super::hmac::compare_digest,
    );
    if let Ok(random) = vm.import_module("random")
        && let Ok(Some(class)) = vm.attr_opt(&random, "SystemRandom")
    {
        def = def.value("SystemRandom", class);
    }
    def
}

fn text(ascii: Vec<u8>) -> String {
    ascii.into_iter().map(char::from).collect()
}

#[cold]
fn no_entropy(vm: &Vm, error: getrandom::Error) -> Exc {
    vm.exception(
        &vm.types.os_error,
        format!("no random bytes from the system: {error}"),
    )
}

fn random_bytes(vm: &Vm, count: usize) -> PyResult<Vec<u8>> {
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|e| no_entropy(vm, e))?;
    Ok(bytes)
}

/// The most bytes of a token, and an eighth of the most bits of a number: a bound on memory.
const LONGEST: i64 = 1 << 29;

fn token(vm: &Vm, nbytes: &Value) -> PyResult<Vec<u8>> {
    if nbytes.is_none() {
        return random_bytes(vm, DEFAULT_ENTROPY);
    }
    match vm.index(nbytes)? {
        count if count < 0 => Err(vm.value_error("negative argument not allowed")),
        count if count > LONGEST => Err(vm.memory_error("the token is too long")),
        count => random_bytes(vm, usize::try_from(count).unwrap_or(0)),
    }
}

/// A number of `bits` random bits.
fn random_bits(vm: &Vm, bits: u64) -> PyResult<BigInt> {
    let bytes = random_bytes(vm, usize::try_from(bits.div_ceil(8)).unwrap_or(0))?;
    let surplus = bits.div_ceil(8) * 8 - bits;
    Ok(BigInt::from_bytes_le(Sign::Plus, &bytes) >> surplus)
}

fn randbits(vm: &Vm, k: Value) -> PyResult<BigInt> {
    match vm.index(&k)? {
        k if k < 0 => Err(vm.value_error("number of bits must be non-negative")),
        k if k > LONGEST * 8 => Err(vm.memory_error("the number is too long")),
        k => random_bits(vm, k.unsigned_abs()),
    }
}

/// A random number below a positive bound: draws until one is below it.
fn below(vm: &Vm, bound: &BigInt) -> PyResult<BigInt> {
    loop {
        let drawn = random_bits(vm, bound.bits())?;
        if drawn < *bound {
            return Ok(drawn);
        }
    }
}

fn randbelow(vm: &Vm, bound: Value) -> PyResult<BigInt> {
    let bound = vm.index_big(&bound)?;
    if !bound.is_positive() {
        return Err(vm.value_error("Upper bound must be positive."));
    }
    below(vm, &bound)
}

fn choice(vm: &Vm, seq: Value) -> PyResult<Value> {
    let count = vm.len(&seq)?;
    if count == 0 {
        return Err(vm.index_error("Cannot choose from an empty sequence"));
    }
    let at = below(vm, &BigInt::from(count))?;
    vm.get_item(&seq, &Value::big(at))
}
