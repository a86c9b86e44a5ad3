//! The algorithms by name, and a hash being computed with any of them.

use sha2::digest::DynDigest;

use super::blake2::{Blake2b, Blake2s, Params};
use super::keccak::Sponge;

/// An algorithm.
pub struct Algorithm {
    pub name: &'static str,
    /// The signature of its function in `hashlib`; empty for those that only `new` knows.
    pub text: &'static str,
    /// Bytes of the result; 0 where the caller says how many.
    pub digest_size: usize,
    /// Bytes of a block, as HMAC needs it.
    pub block_size: usize,
    start: fn() -> State,
}

impl Algorithm {
    /// A hash of nothing yet.
    pub fn start(&self) -> State {
        (self.start)()
    }

    /// The result may have any length.
    pub fn is_extendable(&self) -> bool {
        self.digest_size == 0
    }
}

macro_rules! algorithm {
    ($name:literal, $size:literal, $block:literal, $start:expr) => {
        Algorithm {
            name: $name,
            text: concat!("openssl_", $name, "(string=b'', *, usedforsecurity=True)"),
            digest_size: $size,
            block_size: $block,
            start: $start,
        }
    };
}

/// BLAKE2 without parameters.
pub fn plain(digest_size: u8) -> Params {
    Params {
        digest_size,
        fanout: 1,
        depth: 1,
        ..Params::default()
    }
}

pub static ALGORITHMS: &[Algorithm] = &[
    algorithm!("md5", 16, 64, || State::Digest(Box::new(
        md5::Md5::default()
    ))),
    algorithm!("sha1", 20, 64, || State::Digest(Box::new(
        sha1::Sha1::default()
    ))),
    algorithm!("sha224", 28, 64, || State::Digest(Box::new(
        sha2::Sha224::default()
    ))),
    algorithm!("sha256", 32, 64, || State::Digest(Box::new(
        sha2::Sha256::default()
    ))),
    algorithm!("sha384", 48, 128, || State::Digest(Box::new(
        sha2::Sha384::default()
    ))),
    algorithm!("sha512", 64, 128, || State::Digest(Box::new(
        sha2::Sha512::default()
    ))),
    algorithm!("sha3_224", 28, 144, || State::Sponge(Sponge::sha3(28), 28)),
    algorithm!("sha3_256", 32, 136, || State::Sponge(Sponge::sha3(32), 32)),
    algorithm!("sha3_384", 48, 104, || State::Sponge(Sponge::sha3(48), 48)),
    algorithm!("sha3_512", 64, 72, || State::Sponge(Sponge::sha3(64), 64)),
    algorithm!("shake_128", 0, 168, || State::Sponge(Sponge::shake(128), 0)),
    algorithm!("shake_256", 0, 136, || State::Sponge(Sponge::shake(256), 0)),
    Algorithm {
        name: "blake2b",
        text: "",
        digest_size: 64,
        block_size: 128,
        start: || State::Blake2b(Box::new(Blake2b::new(&plain(64)))),
    },
    Algorithm {
        name: "blake2s",
        text: "",
        digest_size: 32,
        block_size: 64,
        start: || State::Blake2s(Box::new(Blake2s::new(&plain(32)))),
    },
    Algorithm {
        name: "sha512_224",
        text: "",
        digest_size: 28,
        block_size: 128,
        start: || State::Digest(Box::new(sha2::Sha512_224::default())),
    },
    Algorithm {
        name: "sha512_256",
        text: "",
        digest_size: 32,
        block_size: 128,
        start: || State::Digest(Box::new(sha2::Sha512_256::default())),
    },
];

/// Names that every Python has: all but these.
pub const NOT_GUARANTEED: &[&str] = &["sha512_224", "sha512_256"];

/// The algorithm of a name, capitals allowed.
pub fn find(name: &str) -> Option<&'static Algorithm> {
    let name = name.to_ascii_lowercase();
    ALGORITHMS.iter().find(|a| a.name == name)
}

/// A hash being computed.
#[derive(Clone)]
pub enum State {
    Digest(Box<dyn DynDigest>),
    /// The sponge and the size of its result.
    Sponge(Sponge, usize),
    Blake2b(Box<Blake2b>),
    Blake2s(Box<Blake2s>),
}

impl State {
    pub fn update(&mut self, data: &[u8]) {
        match self {
            State::Digest(d) => d.update(data),
            State::Sponge(s, _) => s.update(data),
            State::Blake2b(b) => b.update(data),
            State::Blake2s(b) => b.update(data),
        }
    }

    /// The hash of the data so far.
    pub fn finish(&self) -> Vec<u8> {
        match self {
            State::Digest(d) => d.clone().finalize().into_vec(),
            State::Sponge(s, size) => s.finish(*size),
            State::Blake2b(b) => b.finish(),
            State::Blake2s(b) => b.finish(),
        }
    }

    /// The first bytes of an extendable hash.
    pub fn squeeze(&self, size: usize) -> Vec<u8> {
        match self {
            State::Sponge(s, _) => s.finish(size),
            _ => self.finish(),
        }
    }
}
