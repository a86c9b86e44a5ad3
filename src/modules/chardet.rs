//! `_chardet`: the guess of the encoding of bytes, for `stdlib/chardet`.
//!
//! The work is done by the detector that browsers use; what it does not tell, how sure it is, the
//! Python part finds out.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::native::{Buffer, ModuleDef};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_chardet", "A guess at the encoding of bytes.")
        .function(
            "guess(data, /)",
            "The encoding that bytes are most likely in.",
            |_: &Vm, data: Buffer| {
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
                detector.feed(&data, true);
                Ok(detector.guess(None, Utf8Detection::Allow).name())
            },
        )
        .function(
            "errors(data, label, /)",
            "How many sequences of the bytes are not of an encoding; -1 if it is unknown.",
            |_: &Vm, data: Buffer, label: String| {
                let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) else {
                    return Ok(-1);
                };
                let (text, _) = encoding.decode_without_bom_handling(&data);
                Ok(text.chars().filter(|c| *c == '\u{fffd}').count() as i64)
            },
        )
}
