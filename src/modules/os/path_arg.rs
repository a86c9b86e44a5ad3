//! Paths as arguments: str, bytes and path-like objects, and file names as str.
//!
//! Linux names are bytes. As str they are UTF-8, with each byte that is no UTF-8 as a lone
//! surrogate U+DC80…U+DCFF (the error handler `surrogateescape`), so that every name survives the
//! way through a program.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use crate::object::{Bytes, PyResult, Str, Value};
use crate::vm::Vm;

/// A path given by a program.
pub struct PathArg {
    pub path: PathBuf,
    /// What was given, for messages: errors show it as `filename`.
    pub given: Value,
    /// It was bytes: results are to be bytes, too.
    pub is_bytes: bool,
}

impl PathArg {
    /// A name as the program wants it: of the same type as the path.
    pub fn name(&self, name: &OsStr) -> Value {
        if self.is_bytes {
            Value::bytes(name.as_bytes().to_vec())
        } else {
            decode(name.as_bytes())
        }
    }
}

/// A name as str: UTF-8 with `surrogateescape`.
pub fn decode(bytes: &[u8]) -> Value {
    decode_str(bytes).value()
}

/// [`decode`] as a handle.
pub fn decode_str(bytes: &[u8]) -> Str {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Str::new(text);
    }
    let mut points = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        points.extend(chunk.valid().chars().map(u32::from));
        points.extend(chunk.invalid().iter().map(|b| 0xdc00 + u32::from(*b)));
    }
    Str::from_code_points(&points)
}

/// A str as a name; UnicodeEncodeError for surrogates that stand for no byte.
pub fn encode(vm: &Vm, text: &Str) -> PyResult<Vec<u8>> {
    let Some(wide) = text.as_wide() else {
        return Ok(text.as_str().unwrap_or_default().as_bytes().to_vec());
    };
    let mut bytes = Vec::with_capacity(wide.len());
    for (at, &point) in wide.iter().enumerate() {
        match (char::from_u32(point), point) {
            (Some(c), _) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            (None, 0xdc80..=0xdcff) => bytes.push((point - 0xdc00) as u8),
            _ => {
                return Err(vm.unicode_encode_error(
                    "utf-8",
                    text,
                    at,
                    at + 1,
                    "surrogates not allowed",
                ));
            }
        }
    }
    Ok(bytes)
}

/// `os.fspath(path)`: str and bytes as they are, others by `__fspath__`.
pub fn fspath(vm: &Vm, value: &Value) -> PyResult<Value> {
    if Str::from_value(value).is_some() || Bytes::from_value(value).is_some() {
        return Ok(value.clone());
    }
    let Some(method) = vm.special_method(value, "__fspath__")? else {
        return Err(vm.type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.type_name(value)
        )));
    };
    let result = vm.call(&method, &mut [])?;
    if Str::from_value(&result).is_some() || Bytes::from_value(&result).is_some() {
        return Ok(result);
    }
    Err(vm.type_error(format!(
        "expected {}.__fspath__() to return str or bytes, not {}",
        vm.type_name(value),
        vm.type_name(&result)
    )))
}

/// A path argument; TypeError "expected str, bytes or os.PathLike object, not int", ValueError
/// "embedded null byte".
pub fn path(vm: &Vm, value: &Value) -> PyResult<PathArg> {
    let plain = fspath(vm, value)?;
    let (bytes, is_bytes) = match (Str::from_value(&plain), Bytes::from_value(&plain)) {
        (Some(text), _) => (encode(vm, &text)?, false),
        (None, Some(bytes)) => (bytes.to_vec(), true),
        (None, None) => (Vec::new(), false),
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(PathArg {
        path: PathBuf::from(OsString::from_vec(bytes)),
        given: plain,
        is_bytes,
    })
}

/// A path argument of a function of `os`, whose errors name function and parameter: "stat: path
/// should be string, bytes, os.PathLike or integer, not float".
pub fn os_path(
    vm: &Vm,
    value: &Value,
    function: &str,
    name: &str,
    expected: &str,
) -> PyResult<PathArg> {
    let known = Str::from_value(value).is_some() || Bytes::from_value(value).is_some();
    if !known && vm.special_method(value, "__fspath__")?.is_none() {
        return Err(vm.type_error(format!(
            "{function}: {name} should be {expected}, not {}",
            vm.type_name(value)
        )));
    }
    path(vm, value).map_err(|e| {
        if e.args.borrow().first().and_then(Value::as_str) == Some("embedded null byte") {
            return vm.value_error(format!("{function}: embedded null character in {name}"));
        }
        e
    })
}

/// A path of the system as str.
pub fn path_value(path: &Path) -> Value {
    decode(path.as_os_str().as_bytes())
}
