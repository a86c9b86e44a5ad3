//! Bytes to text and back, piece by piece, for text files: [`crate::codec`], with what only files
//! need.

use super::piece::Text;
use crate::codec::{Decoder, Encoder};
use crate::object::{PyResult, Str};
use crate::vm::Vm;

/// A decoder that can also tell which bytes a text came from.
pub struct TextDecoder {
    decoder: Decoder,
    encoding: String,
    errors: String,
    is_utf8: bool,
}

impl TextDecoder {
    /// # Errors
    /// LookupError "unknown encoding: x".
    pub fn new(vm: &Vm, encoding: &str, errors: &Str) -> PyResult<TextDecoder> {
        let errors = errors.to_lossy().into_owned();
        let decoder = Decoder::new(vm, encoding, &errors)?;
        let is_utf8 = Encoder::new(vm, encoding, &errors)?.is_plain_utf8();
        Ok(TextDecoder {
            decoder,
            encoding: encoding.to_owned(),
            errors,
            is_utf8,
        })
    }

    /// Whether every byte of the input can be told from the text: handlers such as `replace` lose
    /// what they replace.
    pub fn is_exact(&self) -> bool {
        matches!(
            self.errors.as_str(),
            "strict" | "surrogateescape" | "surrogatepass"
        )
    }

    /// Forget what was begun, `fully` also what has been learnt of the byte order.
    pub fn reset(&mut self, fully: bool) {
        if fully {
            self.decoder.reset();
        } else {
            self.decoder.drop_pending();
        }
    }

    /// Bytes taken and not decoded yet.
    pub fn pending(&self) -> usize {
        self.decoder.pending_len()
    }

    /// How many bytes of the file a text was decoded from.
    pub fn encoded_len(&self, vm: &Vm, text: Text) -> PyResult<usize> {
        if let (Text::Narrow(text), true) = (&text, self.is_utf8) {
            return Ok(text.len());
        }
        let mut encoder = Encoder::new(vm, &self.encoding, &self.errors)?;
        encoder.set_start(false);
        Ok(encoder.feed(vm, &text.into_str(), false)?.len())
    }

    /// The text of the next bytes.
    pub fn decode(&mut self, vm: &Vm, input: Vec<u8>, last: bool) -> PyResult<Text> {
        Ok(
            match self.decoder.feed_owned(vm, input, last)?.into_parts() {
                Ok(text) => Text::Narrow(text),
                Err(points) => Text::Wide(points),
            },
        )
    }

    /// Where the decoder stands, for a [`Snapshot`].
    pub fn snapshot(&self, vm: &Vm) -> PyResult<Snapshot> {
        let (pending, flag) = self.decoder.state(vm)?;
        Ok(Snapshot {
            pending,
            flag,
            bytes: Vec::new(),
        })
    }

    /// How many of a snapshot's bytes stand for the text that is left of it. `None` where that
    /// cannot be told: in the middle of what an error handler has put in.
    pub fn bytes_left(&self, vm: &Vm, snapshot: &Snapshot, left: usize) -> PyResult<Option<usize>> {
        let restart = || -> PyResult<Decoder> {
            let mut decoder = Decoder::new(vm, &self.encoding, &self.errors)?;
            decoder.set_state(vm, snapshot.pending.clone(), snapshot.flag)?;
            Ok(decoder)
        };
        let total = restart()?.feed(vm, &snapshot.bytes, false)?.len();
        let Some(read) = total.checked_sub(left) else {
            return Ok(None);
        };
        let mut decoder = restart()?;
        let mut made = 0;
        for (at, byte) in snapshot.bytes.iter().enumerate() {
            if made == read && decoder.pending_len() == 0 {
                return Ok(Some(snapshot.bytes.len() - at));
            }
            if made > read {
                return Ok(None);
            }
            made += decoder.feed(vm, &[*byte], false)?.len();
        }
        Ok((made == read).then_some(0))
    }
}

/// What a decoder was fed since its text was last read in full, and how it stood before.
pub struct Snapshot {
    pending: Vec<u8>,
    flag: i64,
    pub bytes: Vec<u8>,
}

/// Text to bytes.
pub struct TextEncoder(Encoder);

impl TextEncoder {
    /// # Errors
    /// LookupError "unknown encoding: x".
    pub fn new(vm: &Vm, encoding: &str, errors: &Str) -> PyResult<TextEncoder> {
        Encoder::new(vm, encoding, &errors.to_lossy()).map(TextEncoder)
    }

    /// The next text stands at the beginning of a file (and may need a byte order mark), or not.
    pub fn set_start(&mut self, at_start: bool) {
        self.0.set_start(at_start);
    }

    /// Whether the bytes are those of the str.
    pub fn is_plain_utf8(&self) -> bool {
        self.0.is_plain_utf8()
    }

    /// The bytes of the next text.
    pub fn encode(&mut self, vm: &Vm, text: &Str) -> PyResult<Vec<u8>> {
        self.0.feed(vm, text, false)
    }
}
