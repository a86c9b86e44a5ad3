//! The state of a generator, seeding it, and drawing from it.
//!
//! A program's subclass may define `random`, `getrandbits` or `_randbelow`; [`Draw`] then asks the
//! program, as CPython's methods do, and otherwise draws from the Mersenne Twister directly.

use std::cell::{Cell, RefCell};

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};
use sha2::{Digest, Sha512};

use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::int_ops::{int_ref, to_big};
use crate::object::{Native, NativeObject, PyResult, Str, Value};
use crate::text::int::IntRef;
use crate::text::mt19937::Mt19937;
use crate::vm::Vm;

/// The version of saved states.
pub const VERSION: i64 = 3;

/// The state of a `random.Random` or `random.SystemRandom`.
pub struct Random {
    source: RefCell<Source>,
    /// The second of the pair of numbers that `gauss` makes.
    pub gauss_next: Cell<Option<f64>>,
}

enum Source {
    /// Seeded on first use, from the operating system, if nobody has.
    Twister(Option<Box<Mt19937>>),
    /// The operating system.
    System,
}

impl NativeObject for Random {}

impl NativeType for Random {
    const NAME: &'static str = "Random";
    fn class_def(vm: &Vm) -> ClassDef {
        super::class_def(vm)
    }
}

/// Bytes from the operating system's source of randomness.
pub fn system_bytes(vm: &Vm, count: usize) -> PyResult<Vec<u8>> {
    let mut bytes = vec![0; count];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(e) => Err(vm.exception(&vm.types.os_error, e.to_string())),
    }
}

fn from_system(vm: &Vm) -> PyResult<Mt19937> {
    let words: Vec<u32> = system_bytes(vm, 624 * 4)?
        .chunks_exact(4)
        .map(|b| b.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)))
        .collect();
    Ok(Mt19937::from_words(&words))
}

impl Default for Random {
    fn default() -> Self {
        Self::new()
    }
}

impl Random {
    pub fn new() -> Random {
        Random {
            source: RefCell::new(Source::Twister(None)),
            gauss_next: Cell::new(None),
        }
    }

    pub fn system() -> Random {
        Random {
            source: RefCell::new(Source::System),
            gauss_next: Cell::new(None),
        }
    }

    pub fn is_system(&self) -> bool {
        matches!(&*self.source.borrow(), Source::System)
    }

    pub fn set(&self, twister: Mt19937) {
        self.source
            .replace(Source::Twister(Some(Box::new(twister))));
    }

    /// Runs `use_it` on the twister; `None` for the system's source.
    fn with<R>(&self, vm: &Vm, use_it: impl FnOnce(&mut Mt19937) -> R) -> PyResult<Option<R>> {
        match &mut *self.source.borrow_mut() {
            Source::Twister(Some(twister)) => Ok(Some(use_it(twister))),
            Source::Twister(slot) => Ok(Some(use_it(slot.insert(Box::new(from_system(vm)?))))),
            Source::System => Ok(None),
        }
    }

    /// The 624 words and the number of used ones.
    pub fn words(&self, vm: &Vm) -> PyResult<Vec<u32>> {
        Ok(self
            .with(vm, |twister| twister.state().to_vec())?
            .unwrap_or_default())
    }

    /// A float in [0, 1) with 53 random bits.
    pub fn random(&self, vm: &Vm) -> PyResult<f64> {
        match self.with(vm, Mt19937::random)? {
            Some(x) => Ok(x),
            None => Ok((self.system_word(vm)? >> 11) as f64 / (1u64 << 53) as f64),
        }
    }

    fn system_word(&self, vm: &Vm) -> PyResult<u64> {
        Ok(system_bytes(vm, 8)?
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)))
    }

    /// An int of that many random bits.
    pub fn bits(&self, vm: &Vm, bits: usize) -> PyResult<Value> {
        if bits <= 64 {
            let word = match self.with(vm, |twister| twister.bits_u64(bits as u32))? {
                Some(word) => word,
                None if bits == 0 => 0,
                None => self.system_word(vm)? >> (64 - bits),
            };
            return Ok(Value::uint(word));
        }
        match self.with(vm, |twister| twister.bits_big(bits))? {
            Some(big) => big.map(Value::big).map_err(|e| vm.text_error(e)),
            None => {
                crate::text::error::check_field(bits / 8).map_err(|e| vm.text_error(e))?;
                let count = bits.div_ceil(8);
                let big = BigInt::from_bytes_be(Sign::Plus, &system_bytes(vm, count)?);
                Ok(Value::big(big >> (count * 8 - bits)))
            }
        }
    }

    /// An int in [0, bound), drawn as CPython draws it; `bound` is not zero.
    fn below(&self, vm: &Vm, bound: u64) -> PyResult<u64> {
        if let Some(drawn) = self.with(vm, |twister| twister.below(bound))? {
            return Ok(drawn);
        }
        let shift = bound.leading_zeros();
        loop {
            let drawn = self.system_word(vm)? >> shift;
            if drawn < bound {
                return Ok(drawn);
            }
        }
    }
}

// ---- drawing ------------------------------------------------------------------------------------------

/// Which of the methods that numbers come from a program's subclass defines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Native,
    /// `_randbelow` itself.
    Method,
    /// `getrandbits`, or `random` and `getrandbits` in the same class.
    Bits,
    /// `random` only.
    Random,
}

/// A source of numbers for one call of a method.
pub struct Draw<'a> {
    pub vm: &'a Vm,
    pub this: &'a Native<Random>,
    own_random: bool,
    below: Below,
}

impl<'a> Draw<'a> {
    pub fn new(vm: &'a Vm, this: &'a Native<Random>) -> Draw<'a> {
        let class = vm.class_of(&this.value());
        let mut draw = Draw {
            vm,
            this,
            own_random: false,
            below: Below::Native,
        };
        if class.is_native {
            return draw;
        }
        for class in class.mro().iter().take_while(|c| !c.is_native) {
            let defines = |name: &str| class.own(&Str::intern(name)).is_some();
            draw.own_random |= defines("random");
            if draw.below == Below::Native {
                draw.below = if defines("_randbelow") {
                    Below::Method
                } else if defines("getrandbits") {
                    Below::Bits
                } else if defines("random") {
                    Below::Random
                } else {
                    Below::Native
                };
            }
        }
        draw
    }

    fn call(&self, name: &str, args: &mut [Value]) -> PyResult<Value> {
        self.vm.call_method(&self.this.value(), name, args)
    }

    /// A float in [0, 1).
    #[inline]
    pub fn random(&self) -> PyResult<f64> {
        if self.own_random {
            let x = self.call("random", &mut [])?;
            return self.vm.to_f64(&x);
        }
        self.this.random(self.vm)
    }

    /// An index in [0, bound); `bound` is not zero.
    pub fn index(&self, bound: usize) -> PyResult<usize> {
        if self.below == Below::Native {
            return Ok(self.this.below(self.vm, bound as u64)? as usize);
        }
        let drawn = self.below(&Value::size(bound))?;
        Ok(self.vm.index(&drawn)?.max(0) as usize)
    }

    /// An int in [0, bound); `bound` is positive.
    pub fn below(&self, bound: &Value) -> PyResult<Value> {
        match (self.below, bound.as_small_int()) {
            (Below::Native, Some(small)) => self
                .this
                .below(self.vm, small.max(1) as u64)
                .map(Value::uint),
            (Below::Method, _) => self.call("_randbelow", &mut [bound.clone()]),
            (Below::Native | Below::Bits, _) => self.below_by_bits(bound),
            (Below::Random, _) => self.below_by_random(bound),
        }
    }

    /// Draws as many bits as the bound has until the number is below it.
    fn below_by_bits(&self, bound: &Value) -> PyResult<Value> {
        let bits = match int_ref(bound) {
            Some(IntRef::Small(n)) => u64::from(64 - n.max(0).leading_zeros()),
            Some(IntRef::Big(n)) => n.bits(),
            None => 0,
        };
        loop {
            let drawn = if self.below == Below::Native {
                self.this.bits(self.vm, bits as usize)?
            } else {
                self.call("getrandbits", &mut [Value::uint(bits)])?
            };
            if self.vm.less_than(&drawn, bound)? {
                return Ok(drawn);
            }
        }
    }

    /// Scales floats; the last, incomplete row of 2^53 is drawn again so that all are as likely.
    fn below_by_random(&self, bound: &Value) -> PyResult<Value> {
        const MANY: i64 = 1 << 53;
        let vm = self.vm;
        match bound.as_small_int().filter(|n| *n < MANY && *n > 0) {
            None => {
                let scaled = self.random()? * vm.to_f64(bound)?;
                crate::object::int::from_float(vm, scaled.floor())
            }
            Some(n) => {
                let limit = (MANY - MANY % n) as f64 / MANY as f64;
                let mut x = self.random()?;
                while x >= limit {
                    x = self.random()?;
                }
                Ok(Value::int(((x * MANY as f64).floor() as i64).mod_floor(&n)))
            }
        }
    }
}

// ---- seeding --------------------------------------------------------------------------------------------

/// `random.seed(a, version)`
///
/// Errors: TypeError for seeds of other types.
pub fn seed(vm: &Vm, this: &Random, a: &Value, version: i64) -> PyResult<()> {
    if this.is_system() {
        return Ok(());
    }
    let twister = if a.is_none() {
        from_system(vm)?
    } else if let Some(n) = int_ref(a) {
        match n {
            IntRef::Small(n) => Mt19937::from_i64(n),
            IntRef::Big(n) => Mt19937::from_int(n),
        }
    } else if let Some(x) = crate::object::float::float_ref(a) {
        let hash = if x.is_nan() {
            vm.hash(a)?
        } else {
            crate::text::hash::hash_f64(x)
        };
        Mt19937::from_int(&BigInt::from(hash as u64))
    } else {
        from_text(vm, a, version)?
    };
    this.set(twister);
    this.gauss_next.set(None);
    Ok(())
}

/// A seed of str or bytes: version 2 takes all bits of the text and of its SHA-512, version 1 the
/// old hash of strings.
fn from_text(vm: &Vm, a: &Value, version: i64) -> PyResult<Mt19937> {
    let text = Str::from_value(a);
    let bytes = Buffer::from_value(vm, a);
    if text.is_none() && bytes.is_none() {
        return Err(vm.type_error(
            "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
        ));
    }
    match version {
        2 => {
            let mut all = match (&text, &bytes) {
                (Some(text), _) => vm.utf8(text)?.as_bytes().to_vec(),
                (None, Some(bytes)) => bytes.to_vec(),
                (None, None) => Vec::new(),
            };
            let digest = Sha512::digest(&all);
            all.extend_from_slice(&digest);
            Ok(Mt19937::from_int(&BigInt::from_bytes_be(Sign::Plus, &all)))
        }
        1 if crate::object::ByteArray::from_value(a).is_none() => {
            let points: Vec<u32> = match (&text, &bytes) {
                (Some(text), _) => text.code_points(),
                (None, Some(bytes)) => bytes.iter().map(|b| u32::from(*b)).collect(),
                (None, None) => Vec::new(),
            };
            let mut x = u64::from(points.first().copied().unwrap_or(0)) << 7;
            for point in &points {
                x = x.wrapping_mul(1_000_003) ^ u64::from(*point);
            }
            Ok(Mt19937::from_int(&BigInt::from(x ^ points.len() as u64)))
        }
        _ => Ok(Mt19937::from_int(&BigInt::from(vm.hash(a)? as u64))),
    }
}

/// The generator of a saved tuple of words; errors as CPython's.
pub fn from_saved(vm: &Vm, words: &[Value]) -> PyResult<Mt19937> {
    if words.len() != 625 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let number = |value: &Value| {
        int_ref(value)
            .map(to_big)
            .ok_or_else(|| vm.type_error("an integer is required"))
    };
    let mut state = Vec::with_capacity(words.len());
    let (words, used) = words.split_at(624);
    for word in words {
        let n = number(word)?;
        if n.is_negative() {
            return Err(vm.overflow_error("can't convert negative value to unsigned int"));
        }
        if n.bits() > 64 {
            return Err(vm.overflow_error("Python int too large to convert to C unsigned long"));
        }
        state.push((n % (1u64 << 32)).to_u32().unwrap_or(0));
    }
    for used in used {
        // A count that is out of range is refused with the whole state.
        state.push(number(used)?.to_u32().unwrap_or(u32::MAX));
    }
    Mt19937::from_state(&state).map_err(|e| vm.text_error(e))
}
