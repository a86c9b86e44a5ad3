//! What programs register (search functions, error handlers), and looking up names.

use std::cell::RefCell;
use std::collections::HashMap;

use super::names::{self, Codec, Encoding};
use crate::object::{Bytes, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// An encoding that was found by its name.
#[derive(Clone)]
pub enum Found {
    Native(&'static Encoding),
    /// The CodecInfo that a program's search function returned.
    Program(Value),
}

/// What programs have registered in this interpreter.
#[derive(Default)]
pub struct Registry {
    searches: RefCell<Vec<Value>>,
    found: RefCell<HashMap<String, Value>>,
    handlers: RefCell<HashMap<String, Value>>,
}

/// The encoding of a name: biji's own, or one that a program registered.
///
/// # Errors
/// LookupError "unknown encoding: …"; ValueError for a null character.
pub fn lookup(vm: &Vm, name: &str) -> PyResult<Found> {
    if name.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    if let Some(found) = names::find(name) {
        return Ok(Found::Native(found));
    }
    let registry = vm.state::<Registry>();
    let key = name.to_lowercase().replace(' ', "_");
    if let Some(info) = registry.found.borrow().get(&key) {
        return Ok(Found::Program(info.clone()));
    }
    let searches = registry.searches.borrow().clone();
    for search in searches {
        let info = vm.call(&search, &mut [Value::str(&key.replace('-', "_"))])?;
        if info.is_none() {
            continue;
        }
        if Tuple::from_value(&info).is_none_or(|t| t.len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        registry.found.borrow_mut().insert(key, info.clone());
        return Ok(Found::Program(info));
    }
    Err(vm.lookup_error(format!("unknown encoding: {name}")))
}

/// `codecs.register(search_function)`
pub fn register(vm: &Vm, search: Value) -> PyResult<()> {
    if vm.class_of(&search).slots.call.get().is_none() && !is_callable(vm, &search) {
        return Err(vm.type_error("argument must be callable"));
    }
    vm.state::<Registry>().searches.borrow_mut().push(search);
    Ok(())
}

/// `codecs.unregister(search_function)`
pub fn unregister(vm: &Vm, search: &Value) {
    let registry = vm.state::<Registry>();
    registry.searches.borrow_mut().retain(|s| !s.is(search));
    registry.found.borrow_mut().clear();
}

fn is_callable(vm: &Vm, value: &Value) -> bool {
    use crate::object::Payload;
    matches!(
        value.payload(),
        Some(
            Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::BoundMethod(..)
                | Payload::Type(_)
        )
    ) || vm
        .class_of(value)
        .lookup(&Str::intern("__call__"))
        .is_some()
}

/// `codecs.register_error(name, handler)`
pub fn register_handler(vm: &Vm, name: &str, handler: Value) -> PyResult<()> {
    if !is_callable(vm, &handler) {
        return Err(vm.type_error("handler must be callable"));
    }
    vm.state::<Registry>()
        .handlers
        .borrow_mut()
        .insert(name.to_owned(), handler);
    Ok(())
}

/// The handler that a program registered under a name.
///
/// # Errors
/// LookupError "unknown error handler name 'x'".
pub fn handler(vm: &Vm, name: &str) -> PyResult<Value> {
    let found = vm.state::<Registry>().handlers.borrow().get(name).cloned();
    found.ok_or_else(|| vm.lookup_error(format!("unknown error handler name '{name}'")))
}

/// Refuses a transform where text is wanted; `verb` is what the method does.
pub fn require_text_encoding(vm: &Vm, found: &Encoding, name: &str, verb: &str) -> PyResult<()> {
    match found.codec {
        Codec::Transform(_) => Err(vm.lookup_error(format!(
            "'{name}' is not a text encoding; use codecs.{verb}() to handle arbitrary codecs"
        ))),
        _ => Ok(()),
    }
}

/// Calls one of the functions of a CodecInfo: 0 encodes, 1 decodes.
pub fn call_program(
    vm: &Vm,
    info: &Value,
    which: usize,
    input: Value,
    errors: &str,
) -> PyResult<Value> {
    let role = if which == 0 { "encoder" } else { "decoder" };
    let functions = Tuple::from_value(info);
    let function = functions
        .as_ref()
        .and_then(|t| t.get(which))
        .cloned()
        .unwrap_or_default();
    let answer = vm.call(&function, &mut [input, Value::str(errors)])?;
    match Tuple::from_value(&answer).filter(|t| t.len() == 2) {
        Some(pair) => Ok(pair[0].clone()),
        None => Err(vm.type_error(format!("{role} must return a tuple (object, integer)"))),
    }
}

pub(super) fn encode_by_program(
    vm: &Vm,
    info: &Value,
    name: &str,
    text: &Str,
    errors: &str,
) -> PyResult<Vec<u8>> {
    let result = call_program(vm, info, 0, text.value(), errors)?;
    match Bytes::from_value(&result) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.type_error(format!(
            "'{name}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to \
             arbitrary types",
            vm.type_name(&result)
        ))),
    }
}

pub(super) fn decode_by_program(
    vm: &Vm,
    info: &Value,
    name: &str,
    bytes: &[u8],
    errors: &str,
) -> PyResult<Str> {
    let result = call_program(vm, info, 1, Value::bytes(bytes.to_vec()), errors)?;
    Str::from_value(&result).ok_or_else(|| {
        vm.type_error(format!(
            "'{name}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to \
             arbitrary types",
            vm.type_name(&result)
        ))
    })
}
