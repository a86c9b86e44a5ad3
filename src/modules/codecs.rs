//! `_codecs`: the native half of the module codecs, whose classes stand in `stdlib/codecs.py`.
//!
//! Left out: UTF-7, and encoding by a program's own character map (`charmap_encode` and its like);
//! they are not in the namespace.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::codec::{self, Codec, Found, State, handler, names, registry, stream, transform};
use crate::modules::text_builder::TextBuilder;
use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Bytes, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// `codecs.lookup` of biji's own encodings, each made once.
#[derive(Default)]
struct Infos(RefCell<HashMap<&'static str, Value>>);

/// Functions of one encoding: `utf_8_encode(str, errors)`, `utf_8_decode(data, errors, final)`.
macro_rules! encoding_functions {
    ($def:expr; $($module:literal $encoding:literal,)*) => {{
        let mut def = $def;
        $(
            def = def
                .function(
                    concat!($module, "_encode(str, errors=None, /)"),
                    "The bytes of a text, and how many characters it has.",
                    |vm: &Vm, text: Str, errors: Option<String>| {
                        let errors = errors.unwrap_or_else(|| "strict".to_owned());
                        Ok((codec::encode(vm, &text, $encoding, &errors)?, text.len()))
                    },
                )
                .function(
                    concat!($module, "_decode(data, errors=None, final=False, /)"),
                    "The text of bytes, and how many bytes it took.",
                    |vm: &Vm, data: Buffer, errors: Option<String>, last: bool| {
                        decode_part(vm, $encoding, &data, errors, last)
                    },
                );
        )*
        def
    }};
}

pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new("_codecs", "Encodings, error handlers and their registry.")
        .function(
            "lookup(encoding, /)",
            "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.",
            |vm: &Vm, encoding: String| info(vm, &encoding),
        )
        .function(
            "encode(obj, encoding='utf-8', errors='strict')",
            "Encodes obj using the codec registered for encoding.",
            encode,
        )
        .function(
            "decode(obj, encoding='utf-8', errors='strict')",
            "Decodes obj using the codec registered for encoding.",
            decode,
        )
        .function(
            "register(search_function, /)",
            "Register a codec search function.",
            registry::register,
        )
        .function(
            "unregister(search_function, /)",
            "Unregister a codec search function and clear the registry's cache.",
            |vm: &Vm, search: Value| {
                registry::unregister(vm, &search);
                Ok(())
            },
        )
        .function(
            "register_error(errors, handler, /)",
            "Register the specified error handler under the name errors.",
            |vm: &Vm, name: String, handler: Value| registry::register_handler(vm, &name, handler),
        )
        .function(
            "lookup_error(name, /)",
            "lookup_error(errors) -> handler",
            |vm: &Vm, name: String| lookup_error(vm, &name),
        )
        .function(
            "_aliases()",
            "Aliases of encodings, as a dict.",
            |vm: &Vm| {
                let dict = crate::object::Dict::new();
                for (alias, module) in names::aliases() {
                    dict.set(vm, Value::str(alias), Value::str(module))?;
                }
                Ok(dict)
            },
        )
        .function(
            "_normalize(name, /)",
            "The name of an encoding as the table of aliases has it.",
            |_: &Vm, name: String| Ok(names::normalize(&name)),
        )
        .function(
            "_transform(encoding, obj, encode, /)",
            "Applies a codec that is not a text encoding.",
            |vm: &Vm, encoding: String, value: Value, forth: bool| match names::find(&encoding) {
                Some(found) => match found.codec {
                    Codec::Transform(t) => transform::apply(vm, t, &value, forth),
                    _ => Err(vm.lookup_error(format!("'{encoding}' is a text encoding"))),
                },
                None => Err(vm.lookup_error(format!("unknown encoding: {encoding}"))),
            },
        )
        .function(
            "escape_decode(data, errors=None, /)",
            "The bytes that stand in a bytes literal, and the length of the literal.",
            |vm: &Vm, data: Value, errors: Option<String>| {
                let data = match Str::from_value(&data) {
                    Some(text) => vm.utf8(&text)?.as_bytes().to_vec(),
                    None => Buffer::require(vm, &data)?.to_vec(),
                };
                let errors = errors.unwrap_or_else(|| "strict".to_owned());
                Ok((escape_decode(vm, &data, &errors)?, data.len()))
            },
        )
        .function(
            "escape_encode(data, errors=None, /)",
            "Bytes as they stand in a bytes literal, and how many they are.",
            |_: &Vm, data: Bytes, _errors: Option<String>| {
                let shown = crate::text::quote::repr_bytes(&data);
                // Without the quotes; a double quote is never escaped, a single one always.
                let body = shown.get(2..shown.len() - 1).unwrap_or_default();
                let body = match shown.starts_with("b\"") {
                    true => body.replace('\'', "\\'"),
                    false => body.to_owned(),
                };
                Ok((body.into_bytes(), data.len()))
            },
        )
        .function(
            "readbuffer_encode(data, errors=None, /)",
            "The bytes of an object, and how many they are.",
            |vm: &Vm, data: Value, _errors: Option<String>| {
                let bytes = match Str::from_value(&data) {
                    Some(text) => vm.utf8(&text)?.as_bytes().to_vec(),
                    None => Buffer::require(vm, &data)?.to_vec(),
                };
                let length = bytes.len();
                Ok((bytes, length))
            },
        )
        .function(
            "utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)",
            "The text, how many bytes it took, and the byte order: -1 little, 1 big, 0 unknown.",
            |vm: &Vm, data: Buffer, errors: Option<String>, order: i64, last: bool| {
                decode_ordered(
                    vm,
                    ["utf-16-le", "utf-16", "utf-16-be"],
                    &data,
                    errors,
                    order,
                    last,
                )
            },
        )
        .function(
            "utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)",
            "The text, how many bytes it took, and the byte order: -1 little, 1 big, 0 unknown.",
            |vm: &Vm, data: Buffer, errors: Option<String>, order: i64, last: bool| {
                decode_ordered(
                    vm,
                    ["utf-32-le", "utf-32", "utf-32-be"],
                    &data,
                    errors,
                    order,
                    last,
                )
            },
        );
    let def = encoding_functions! { def;
        "utf_8" "utf-8",
        "latin_1" "latin-1",
        "ascii" "ascii",
        "utf_16" "utf-16",
        "utf_16_le" "utf-16-le",
        "utf_16_be" "utf-16-be",
        "utf_32" "utf-32",
        "utf_32_le" "utf-32-le",
        "utf_32_be" "utf-32-be",
        "unicode_escape" "unicode-escape",
        "raw_unicode_escape" "raw-unicode-escape",
    };
    def.class::<Decoder>(vm).class::<Encoder>(vm)
}

/// The CodecInfo of an encoding: a program's own, or one that `codecs` makes of ours.
fn info(vm: &Vm, encoding: &str) -> PyResult<Value> {
    let found = match codec::lookup(vm, encoding)? {
        Found::Program(info) => return Ok(info),
        Found::Native(found) => found,
    };
    let infos = vm.state::<Infos>();
    if let Some(info) = infos.0.borrow().get(found.name) {
        return Ok(info.clone());
    }
    let module = vm.import_module("codecs")?;
    let make = vm.attr(&module, "_make_info")?;
    let is_text = !matches!(found.codec, Codec::Transform(_));
    let info = vm.call(&make, &mut [Value::str(found.name), Value::bool(is_text)])?;
    infos.0.borrow_mut().insert(found.name, info.clone());
    Ok(info)
}

fn encode(vm: &Vm, value: Value, encoding: String, errors: String) -> PyResult<Value> {
    match codec::lookup(vm, &encoding)? {
        Found::Program(info) => registry::call_program(vm, &info, 0, value, &errors),
        Found::Native(found) => match found.codec {
            Codec::Transform(t) => transform::apply(vm, t, &value, true),
            _ => {
                let Some(text) = Str::from_value(&value) else {
                    return Err(vm.type_error(format!(
                        "{}_encode() argument 1 must be str, not {}",
                        found.name.replace('-', "_"),
                        vm.type_name(&value)
                    )));
                };
                Ok(Value::bytes(stream::encode_all(vm, found, &text, &errors)?))
            }
        },
    }
}

fn decode(vm: &Vm, value: Value, encoding: String, errors: String) -> PyResult<Value> {
    match codec::lookup(vm, &encoding)? {
        Found::Program(info) => registry::call_program(vm, &info, 1, value, &errors),
        Found::Native(found) => match found.codec {
            Codec::Transform(t) => transform::apply(vm, t, &value, false),
            Codec::UnicodeEscape | Codec::RawUnicodeEscape if Str::from_value(&value).is_some() => {
                let text = Str::from_value(&value).unwrap_or_default();
                let bytes = vm.utf8(&text)?.as_bytes();
                Ok(stream::decode_all(vm, found, bytes, &errors)?.into())
            }
            _ => {
                let bytes = Buffer::require(vm, &value)?;
                Ok(stream::decode_all(vm, found, &bytes, &errors)?.into())
            }
        },
    }
}

fn decode_part(
    vm: &Vm,
    encoding: &str,
    data: &[u8],
    errors: Option<String>,
    last: bool,
) -> PyResult<(Str, usize)> {
    let errors = errors.unwrap_or_else(|| "strict".to_owned());
    match names::find(encoding) {
        // These two were never made for parts: by default they want the whole.
        Some(found) => stream::decode_counted(vm, found, data, &errors, last),
        None => Err(vm.lookup_error(format!("unknown encoding: {encoding}"))),
    }
}

fn decode_ordered(
    vm: &Vm,
    encodings: [&str; 3],
    data: &[u8],
    errors: Option<String>,
    order: i64,
    last: bool,
) -> PyResult<Value> {
    let [little, marked, big] = encodings;
    let (encoding, known) = match order.signum() {
        -1 => (little, -1),
        1 => (big, 1),
        _ => (marked, 0),
    };
    let mut state = State::default();
    let (text, taken) = decode_part(vm, encoding, data, errors, last)?;
    let mut found = known;
    if known == 0
        && let Some(native) = names::find(marked)
    {
        // The mark tells the order; without one it stays unknown.
        let head = data.get(..4).unwrap_or(data);
        let marked = matches!(
            head,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 0, 0xfe, 0xff]
        );
        if marked {
            let _ = native
                .codec
                .decode_run(head, 0, false, &mut state, &mut TextBuilder::new());
            found = if state.order == Some(codec::Order::Big) {
                1
            } else {
                -1
            };
        }
    }
    Ok(Value::tuple(vec![
        text.into(),
        Value::size(taken),
        Value::int(found),
    ]))
}

/// The handler of a name as a function of an exception.
fn lookup_error(vm: &Vm, name: &str) -> PyResult<Value> {
    if handler::Handler::by_name(name).is_none() {
        return registry::handler(vm, name);
    }
    let module = vm.import_module("_codec_handlers")?;
    vm.attr(&module, &format!("{name}_errors"))
}

/// `_codec_handlers`: Python's own error handlers as functions.
pub fn handlers_module(_: &Vm) -> ModuleDef {
    use handler::{Handler, call_builtin};
    macro_rules! handlers {
        ($($text:literal $handler:ident $doc:literal,)*) => {
            ModuleDef::new("_codec_handlers", "Error handlers of encodings.")
                $(.function($text, $doc, |vm: &Vm, exc: Value| {
                    call_builtin(vm, Handler::$handler, &exc)
                }))*
        };
    }
    handlers! {
        "strict_errors(exc, /)" Strict "Implements the 'strict' error handling.",
        "ignore_errors(exc, /)" Ignore "Implements the 'ignore' error handling.",
        "replace_errors(exc, /)" Replace "Implements the 'replace' error handling.",
        "backslashreplace_errors(exc, /)" BackslashReplace
            "Implements the 'backslashreplace' error handling.",
        "xmlcharrefreplace_errors(exc, /)" XmlCharRefReplace
            "Implements the 'xmlcharrefreplace' error handling.",
        "namereplace_errors(exc, /)" NameReplace "Implements the 'namereplace' error handling.",
        "surrogateescape_errors(exc, /)" SurrogateEscape
            "Implements the 'surrogateescape' error handling.",
        "surrogatepass_errors(exc, /)" SurrogatePass
            "Implements the 'surrogatepass' error handling.",
    }
}

/// Reads the escapes of a bytes literal.
fn escape_decode(vm: &Vm, data: &[u8], errors: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&letter) = data.get(at) else {
            return Err(vm.value_error("Trailing \\ in string"));
        };
        at += 1;
        match letter {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(letter),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b't' => out.push(9),
            b'n' => out.push(10),
            b'v' => out.push(11),
            b'f' => out.push(12),
            b'r' => out.push(13),
            b'0'..=b'7' => {
                let mut value = u32::from(letter - b'0');
                for _ in 0..2 {
                    match data.get(at) {
                        Some(digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    at += 1;
                }
                out.push(value as u8);
            }
            b'x' => {
                let digit = |at: usize| data.get(at).and_then(|&b| char::from(b).to_digit(16));
                match (digit(at), digit(at + 1)) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4 | low) as u8);
                        at += 2;
                    }
                    (first, _) => {
                        match errors {
                            "strict" => {
                                return Err(vm.value_error(format!(
                                    "invalid \\x escape at position {}",
                                    at - 2
                                )));
                            }
                            "replace" => out.push(b'?'),
                            "ignore" => {}
                            _ => {
                                return Err(vm.value_error(format!(
                                    "decoding error; unknown error handling code: {errors}"
                                )));
                            }
                        }
                        at += usize::from(first.is_some());
                    }
                }
            }
            other => out.extend_from_slice(&[b'\\', other]),
        }
    }
    Ok(out)
}

/// A decoder in chunks: what an IncrementalDecoder works with.
struct Decoder(RefCell<codec::Decoder>);
impl NativeObject for Decoder {}

/// An encoder in chunks.
struct Encoder(RefCell<codec::Encoder>);
impl NativeObject for Encoder {}

fn busy(vm: &Vm) -> crate::object::Exc {
    vm.runtime_error("the codec is in use")
}

impl NativeType for Decoder {
    const NAME: &'static str = "_Decoder";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Decoder>("_codecs", "A decoder that keeps unfinished bytes.")
            .slots(|s| {
                s.new.set(Some(|vm, class, args| {
                    let (encoding, errors) = two_names(vm, args)?;
                    let decoder = codec::Decoder::new(vm, &encoding, &errors)?;
                    Ok(vm.wrap_as(class, Decoder(RefCell::new(decoder))))
                }));
            })
            .method(
                "decode(self, input, final=False)",
                "The text of the next bytes.",
                |vm: &Vm, this: Native<Decoder>, input: Buffer, last: bool| {
                    let mut decoder = this.0.try_borrow_mut().map_err(|_| busy(vm))?;
                    decoder.feed(vm, &input, last)
                },
            )
            .method(
                "reset(self)",
                "Forget everything.",
                |vm: &Vm, this: Native<Decoder>| {
                    this.0.try_borrow_mut().map_err(|_| busy(vm))?.reset();
                    Ok(())
                },
            )
            .method(
                "getstate(self)",
                "Bytes and a number.",
                |vm: &Vm, this: Native<Decoder>| {
                    this.0.try_borrow().map_err(|_| busy(vm))?.state(vm)
                },
            )
            .method(
                "setstate(self, state, /)",
                "Go back to a state.",
                |vm: &Vm, this: Native<Decoder>, state: Tuple| match &state[..] {
                    [bytes, flag] => {
                        let bytes = Buffer::require(vm, bytes)?.to_vec();
                        let flag = vm.index(flag)?;
                        let mut decoder = this.0.try_borrow_mut().map_err(|_| busy(vm))?;
                        decoder.set_state(vm, bytes, flag)
                    }
                    _ => Err(vm.type_error("illegal decoder state")),
                },
            )
            .property(
                "errors",
                "The name of the error handler.",
                |vm: &Vm, this: Native<Decoder>| {
                    Ok(this
                        .0
                        .try_borrow()
                        .map_err(|_| busy(vm))?
                        .errors()
                        .to_owned())
                },
                |vm: &Vm, this: Native<Decoder>, value: Option<Value>| {
                    let errors = errors_name(vm, value)?;
                    this.0
                        .try_borrow_mut()
                        .map_err(|_| busy(vm))?
                        .set_errors(&errors);
                    Ok(())
                },
            )
    }
}

impl NativeType for Encoder {
    const NAME: &'static str = "_Encoder";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Encoder>("_codecs", "An encoder that writes one byte order mark.")
            .slots(|s| {
                s.new.set(Some(|vm, class, args| {
                    let (encoding, errors) = two_names(vm, args)?;
                    let encoder = codec::Encoder::new(vm, &encoding, &errors)?;
                    Ok(vm.wrap_as(class, Encoder(RefCell::new(encoder))))
                }));
            })
            .method(
                "encode(self, input, final=False)",
                "The bytes of the next text.",
                |vm: &Vm, this: Native<Encoder>, input: Str, last: bool| {
                    let mut encoder = this.0.try_borrow_mut().map_err(|_| busy(vm))?;
                    encoder.feed(vm, &input, last)
                },
            )
            .method(
                "reset(self)",
                "Forget everything.",
                |vm: &Vm, this: Native<Encoder>| {
                    this.0.try_borrow_mut().map_err(|_| busy(vm))?.reset(vm)
                },
            )
            .method(
                "getstate(self)",
                "A number.",
                |vm: &Vm, this: Native<Encoder>| {
                    Ok(this.0.try_borrow().map_err(|_| busy(vm))?.state())
                },
            )
            .method(
                "setstate(self, state, /)",
                "Go back to a state.",
                |vm: &Vm, this: Native<Encoder>, state: i64| {
                    this.0
                        .try_borrow_mut()
                        .map_err(|_| busy(vm))?
                        .set_state(state);
                    Ok(())
                },
            )
            .property(
                "errors",
                "The name of the error handler.",
                |vm: &Vm, this: Native<Encoder>| {
                    Ok(this
                        .0
                        .try_borrow()
                        .map_err(|_| busy(vm))?
                        .errors()
                        .to_owned())
                },
                |vm: &Vm, this: Native<Encoder>, value: Option<Value>| {
                    let errors = errors_name(vm, value)?;
                    this.0
                        .try_borrow_mut()
                        .map_err(|_| busy(vm))?
                        .set_errors(&errors);
                    Ok(())
                },
            )
    }
}

/// The name of an error handler that is set as an attribute.
fn errors_name(vm: &Vm, value: Option<Value>) -> PyResult<String> {
    match value.as_ref().and_then(Str::from_value) {
        Some(name) => Ok(vm.utf8(&name)?.to_owned()),
        None => Err(vm.type_error("errors must be a string")),
    }
}

/// The arguments `(encoding, errors)` of a constructor.
fn two_names(vm: &Vm, args: crate::native::Args) -> PyResult<(String, String)> {
    let (values, _) = args.into_parts();
    let names: Vec<Str> = values.iter().filter_map(Str::from_value).collect();
    match &names[..] {
        [encoding, errors] if values.len() == 2 => {
            Ok((vm.utf8(encoding)?.to_owned(), vm.utf8(errors)?.to_owned()))
        }
        _ => Err(vm.type_error("an encoding and an error handler are wanted")),
    }
}
