//! `open`: from a path, a mode and options to a file object.

use super::buffered::{self, BufferedRandom, BufferedReader, BufferedWriter};
use super::raw::{FileIo, make};
use super::text::TextIoWrapper;
use super::{DEFAULT_BUFFER_SIZE, args, text_class};
use crate::object::{Class, Native, PyResult, Str, Value};
use crate::vm::Vm;

/// The signature and the first words of the doc of `open`.
pub const SIGNATURE: &str = "open(file, mode='r', buffering=-1, encoding=None, errors=None, \
                             newline=None, closefd=True, opener=None)";
pub const DOC: &str = "Open file and return a stream.  Raise OSError upon failure.";

/// What a mode means.
struct Mode {
    main: char,
    update: bool,
    text: bool,
    binary: bool,
}

fn parse_mode(vm: &Vm, mode: &str) -> PyResult<Mode> {
    let invalid = || vm.value_error(format!("invalid mode: '{mode}'"));
    let mut seen = String::new();
    for c in mode.chars() {
        if !"axrwb+t".contains(c) || seen.contains(c) {
            return Err(invalid());
        }
        seen.push(c);
    }
    let mains: Vec<char> = seen.chars().filter(|c| "xrwa".contains(*c)).collect();
    let (text, binary) = (seen.contains('t'), seen.contains('b'));
    if text && binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    match mains[..] {
        [] => Err(vm.value_error(
            "Must have exactly one of create/read/write/append mode and at most one plus",
        )),
        [main] => Ok(Mode {
            main,
            update: seen.contains('+'),
            text,
            binary,
        }),
        _ => Err(vm.value_error("must have exactly one of create/read/write/append mode")),
    }
}

/// `open(…)`
#[allow(clippy::too_many_arguments)]
pub fn open(
    vm: &Vm,
    file: Value,
    mode: Value,
    buffering: i64,
    encoding: Value,
    errors: Value,
    newline: Value,
    closefd: bool,
    opener: Value,
) -> PyResult<Value> {
    let Some(mode_text) = Str::from_value(&mode) else {
        return Err(vm.type_error(format!(
            "open() argument 'mode' must be str, not {}",
            vm.type_name(&mode)
        )));
    };
    let encoding = args::text_or_none(vm, "open", "encoding", &encoding)?;
    let errors = args::text_or_none(vm, "open", "errors", &errors)?;
    let newline = args::text_or_none(vm, "open", "newline", &newline)?;
    let file = match vm.big_of(&file) {
        Some(_) => file,
        None => crate::modules::os::path_arg::fspath(vm, &file)?,
    };
    let mode = parse_mode(vm, &mode_text.to_lossy())?;
    if mode.binary {
        for (given, what) in [
            (encoding.is_some(), "an encoding"),
            (errors.is_some(), "an errors"),
            (newline.is_some(), "a newline"),
        ] {
            if given {
                let message = format!("binary mode doesn't take {what} argument");
                return Err(vm.value_error(message));
            }
        }
        if buffering == 1 {
            warn_line_buffering(vm)?;
        }
    }
    let raw = open_raw(vm, &file, &mode, closefd, &opener)?;
    let result = layers(
        vm,
        &raw,
        &mode,
        buffering,
        encoding,
        errors,
        newline.as_ref(),
        &mode_text,
    );
    if result.is_err() {
        // The file is closed at once, not when somebody lets go of the traceback.
        let _ = vm.call_method(&raw.value(), "close", &mut []);
    }
    result
}

fn open_raw(
    vm: &Vm,
    file: &Value,
    mode: &Mode,
    closefd: bool,
    opener: &Value,
) -> PyResult<Native<FileIo>> {
    let plus = if mode.update { "+" } else { "" };
    let raw = make(&vm.class_for::<FileIo>(), FileIo::default());
    let Some(raw) = Native::<FileIo>::from_value(&raw) else {
        return Err(vm.system_error("no FileIO was made"));
    };
    raw.open(vm, file, &format!("{}{plus}", mode.main), closefd, opener)?;
    Ok(raw)
}

#[allow(clippy::too_many_arguments)]
fn layers(
    vm: &Vm,
    raw: &Native<FileIo>,
    mode: &Mode,
    buffering: i64,
    encoding: Option<Str>,
    errors: Option<Str>,
    newline: Option<&Str>,
    mode_text: &Str,
) -> PyResult<Value> {
    let line_buffering = buffering == 1 && !mode.binary || buffering < 0 && raw.is_tty(vm)?;
    let size = if buffering < 0 || buffering == 1 {
        DEFAULT_BUFFER_SIZE as i64
    } else {
        buffering
    };
    if size == 0 {
        if mode.binary {
            return Ok(raw.value());
        }
        return Err(vm.value_error("can't have unbuffered text I/O"));
    }
    let raw = raw.value();
    let buffer = if mode.update {
        buffered::over::<BufferedRandom>(vm, &class::<BufferedRandom>(vm), &raw, size)?
    } else if mode.main == 'r' {
        buffered::over::<BufferedReader>(vm, &class::<BufferedReader>(vm), &raw, size)?
    } else {
        buffered::over::<BufferedWriter>(vm, &class::<BufferedWriter>(vm), &raw, size)?
    };
    if mode.binary {
        return Ok(buffer);
    }
    let _ = mode.text;
    let text_class = class::<TextIoWrapper>(vm);
    let text = text_class::over(
        vm,
        &text_class,
        &buffer,
        encoding,
        errors,
        newline,
        line_buffering,
    )?;
    vm.set_attr(&text, &Str::intern("mode"), mode_text.value())?;
    Ok(text)
}

fn class<T: crate::native::NativeType>(vm: &Vm) -> Class {
    vm.class_for::<T>()
}

fn warn_line_buffering(vm: &Vm) -> PyResult<()> {
    super::warn(
        vm,
        &vm.types.runtime_warning,
        "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
    )
}
