//! Bytes to text and back, piece by piece, for text files: the codecs as text files see them.

use super::piece::Text;
use crate::codec::{Decoder, Encoder};
use crate::object::{PyResult, Str};
use crate::vm::Vm;

/// Bytes to text.
pub struct TextDecoder {
    decoder: Decoder,
    /// The same encoding in the other direction, to measure texts.
    encoding: String,
    errors: String,
    is_utf8: bool,
}

impl TextDecoder {
    /// LookupError "unknown encoding: x".
    pub fn new(vm: &Vm, encoding: &str, errors: &Str) -> PyResult<TextDecoder> {
        let errors = vm.utf8(errors)?.to_owned();
        let is_utf8 = Encoder::new(vm, encoding, &errors)?.is_plain_utf8();
        let decoder = Decoder::new(vm, encoding, &errors)?;
        Ok(TextDecoder {
            decoder,
            encoding: encoding.to_owned(),
            errors,
            is_utf8,
        })
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

    /// How many bytes of the file the text was decoded from.
    pub fn encoded_len(&self, vm: &Vm, text: Text) -> PyResult<usize> {
        let text = match text {
            Text::Narrow(text) if self.is_utf8 => return Ok(text.len()),
            Text::Narrow(text) => Str::new(text),
            Text::Wide(points) => Str::from_code_points(&points),
        };
        let mut encoder = Encoder::new(vm, &self.encoding, &self.errors)?;
        encoder.set_start(false);
        Ok(encoder.feed(vm, &text, true)?.len())
    }

    pub fn decode(&mut self, vm: &Vm, input: Vec<u8>, last: bool) -> PyResult<Text> {
        Ok(
            match self.decoder.feed_owned(vm, input, last)?.into_parts() {
                Ok(text) => Text::Narrow(text),
                Err(points) => Text::Wide(points),
            },
        )
    }
}

/// Text to bytes.
pub struct TextEncoder {
    encoder: Encoder,
}

impl TextEncoder {
    pub fn new(vm: &Vm, encoding: &str, errors: &Str) -> PyResult<TextEncoder> {
        Ok(TextEncoder {
            encoder: Encoder::new(vm, encoding, vm.utf8(errors)?)?,
        })
    }

    /// The next text stands at the beginning of a file (and may need a byte order mark), or not.
    pub fn set_start(&mut self, at_start: bool) {
        self.encoder.set_start(at_start);
    }

    /// Whether the bytes are those of the str.
    pub fn is_plain_utf8(&self) -> bool {
        self.encoder.is_plain_utf8()
    }

    pub fn encode(&mut self, vm: &Vm, text: &Str, out: &mut Vec<u8>) -> PyResult<()> {
        match text.as_str() {
            Some(utf8) if self.encoder.is_plain_utf8() => out.extend_from_slice(utf8.as_bytes()),
            _ => out.extend(self.encoder.feed(vm, text, false)?),
        }
        Ok(())
    }
}
