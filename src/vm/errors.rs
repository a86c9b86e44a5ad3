//! Making exceptions.

use std::io;

use super::Vm;
use crate::object::{Class, Exc, PyResult, Str, Value};

macro_rules! makers {
    ($($name:ident: $class:ident,)*) => {
        impl Vm {
            $(
                /// An exception of the class that the function is named after, with a message.
                #[cold]
                pub fn $name(&self, message: impl AsRef<str>) -> Exc {
                    self.exception(&self.types.$class, message)
                }
            )*
        }
    };
}

makers! {
    type_error: type_error,
    value_error: value_error,
    runtime_error: runtime_error,
    attribute_error_text: attribute_error,
    index_error: index_error,
    lookup_error: lookup_error,
    name_error_text: name_error,
    overflow_error: overflow_error,
    zero_division_error: zero_division_error,
    arithmetic_error: arithmetic_error,
    not_implemented_error: not_implemented_error,
    memory_error: memory_error,
    recursion_error: recursion_error,
    eof_error: eof_error,
    buffer_error: buffer_error,
    system_error: system_error,
    timeout_error: timeout_error,
    assertion_error: assertion_error,
    unicode_error: unicode_error,
}

impl Vm {
    /// An exception of any class with one str argument.
    #[cold]
    pub fn exception(&self, class: &Class, message: impl AsRef<str>) -> Exc {
        Exc::new(class.clone(), vec![Value::str(message.as_ref())])
    }

    /// An exception of any class with any arguments, made without running program code.
    #[cold]
    pub fn exception_with(&self, class: &Class, args: Vec<Value>) -> Exc {
        Exc::new(class.clone(), args)
    }

    /// KeyError with the key as its argument.
    #[cold]
    pub fn key_error(&self, key: &Value) -> Exc {
        Exc::new(self.types.key_error.clone(), vec![key.clone()])
    }

    /// StopIteration with a return value (`None` for none).
    #[cold]
    pub fn stop_iteration(&self, value: Value) -> Exc {
        let args = if value.is_none() {
            vec![]
        } else {
            vec![value.clone()]
        };
        Exc::new(self.types.stop_iteration.clone(), args).with_field("value", value)
    }

    /// "'list' object has no attribute 'x'", with the name and object for suggestions.
    #[cold]
    pub fn no_attribute(&self, object: &Value, name: &Str) -> Exc {
        let message = match Class::from_value(object) {
            Some(class) => {
                format!(
                    "type object '{}' has no attribute '{name}'",
                    class.display_name()
                )
            }
            None => format!(
                "'{}' object has no attribute '{name}'",
                self.type_name(object)
            ),
        };
        self.attribute_error(message, object, name)
    }

    #[cold]
    pub fn attribute_error(&self, message: impl AsRef<str>, object: &Value, name: &Str) -> Exc {
        self.attribute_error_text(message)
            .with_field("name", name.value())
            .with_field("obj", object.clone())
    }

    /// "name 'x' is not defined"
    #[cold]
    pub fn name_error(&self, name: &Str) -> Exc {
        self.name_error_text(format!("name '{name}' is not defined"))
            .with_field("name", name.value())
    }

    /// The OSError (of the right subclass) of a failed system call; `paths` are shown after the
    /// message and kept as `filename` and `filename2`.
    #[cold]
    pub fn os_error(&self, error: &io::Error, paths: &[Value]) -> Exc {
        match error.raw_os_error() {
            Some(errno) => self.os_error_number(errno, paths),
            None => self.exception(&self.types.os_error, error.to_string()),
        }
    }

    #[cold]
    pub fn os_error_number(&self, errno: i32, paths: &[Value]) -> Exc {
        let message = &error_text(errno);
        let class = self.os_error_class(errno);
        let exc = Exc::new(
            class,
            vec![Value::int(i64::from(errno)), Value::str(message)],
        )
        .with_field("errno", Value::int(i64::from(errno)))
        .with_field("strerror", Value::str(message));
        if let Some(path) = paths.first() {
            exc.set_field("filename", path.clone());
        }
        if let Some(path) = paths.get(1) {
            exc.set_field("filename2", path.clone());
        }
        exc
    }

    /// The subclass of OSError for an error number.
    pub fn os_error_class(&self, errno: i32) -> Class {
        use nix::errno::Errno;
        let types = &self.types;
        match Errno::from_raw(errno) {
            Errno::ENOENT => &types.file_not_found_error,
            Errno::EEXIST => &types.file_exists_error,
            Errno::EACCES | Errno::EPERM => &types.permission_error,
            Errno::EISDIR => &types.is_a_directory_error,
            Errno::ENOTDIR => &types.not_a_directory_error,
            Errno::EAGAIN | Errno::EALREADY | Errno::EINPROGRESS => &types.blocking_io_error,
            Errno::ECHILD => &types.child_process_error,
            Errno::EPIPE | Errno::ESHUTDOWN => &types.broken_pipe_error,
            Errno::ECONNABORTED => &types.connection_aborted_error,
            Errno::ECONNREFUSED => &types.connection_refused_error,
            Errno::ECONNRESET => &types.connection_reset_error,
            Errno::EINTR => &types.interrupted_error,
            Errno::ESRCH => &types.process_lookup_error,
            Errno::ETIMEDOUT => &types.timeout_error,
            _ => &types.os_error,
        }
        .clone()
    }

    /// The UTF-8 of a str; UnicodeEncodeError "surrogates not allowed" where it has none.
    pub fn utf8<'a>(&self, text: &'a Str) -> PyResult<&'a str> {
        match text.as_str() {
            Some(s) => Ok(s),
            None => Err(self.surrogate_error(text)),
        }
    }

    #[cold]
    fn surrogate_error(&self, text: &Str) -> Exc {
        let wide = text.as_wide().unwrap_or(&[]);
        let is_surrogate = |p: &u32| (0xd800..0xe000).contains(p);
        let start = wide.iter().position(is_surrogate).unwrap_or(0);
        let run = wide[start.min(wide.len())..]
            .iter()
            .take_while(|p| is_surrogate(p))
            .count();
        self.unicode_encode_error(
            "utf-8",
            text,
            start,
            start + run.max(1),
            "surrogates not allowed",
        )
    }

    /// UnicodeEncodeError for the code points `start..end` of `text`.
    #[cold]
    pub fn unicode_encode_error(
        &self,
        encoding: &str,
        text: &Str,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Exc {
        self.unicode_exception(
            &self.types.unicode_encode_error,
            encoding,
            text.value(),
            start,
            end,
            reason,
        )
    }

    /// UnicodeDecodeError for the bytes `start..end` of `bytes`.
    #[cold]
    pub fn unicode_decode_error(
        &self,
        encoding: &str,
        bytes: &[u8],
        start: usize,
        end: usize,
        reason: &str,
    ) -> Exc {
        self.unicode_exception(
            &self.types.unicode_decode_error,
            encoding,
            Value::bytes(bytes.to_vec()),
            start,
            end,
            reason,
        )
    }

    fn unicode_exception(
        &self,
        class: &Class,
        encoding: &str,
        object: Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Exc {
        let args = vec![
            Value::str(encoding),
            object.clone(),
            Value::size(start),
            Value::size(end),
            Value::str(reason),
        ];
        Exc::new(class.clone(), args)
            .with_field("encoding", Value::str(encoding))
            .with_field("object", object)
            .with_field("start", Value::size(start))
            .with_field("end", Value::size(end))
            .with_field("reason", Value::str(reason))
    }

    /// The SyntaxError (or IndentationError, TabError, …) of a problem in a source text.
    #[cold]
    pub fn syntax_error(&self, problem: &crate::source::SyntaxProblem) -> Exc {
        use crate::source::ProblemKind;
        let class = match problem.kind {
            ProblemKind::Syntax => &self.types.syntax_error,
            ProblemKind::Indentation => &self.types.indentation_error,
            ProblemKind::Tab => &self.types.tab_error,
            ProblemKind::Memory => &self.types.memory_error,
            ProblemKind::Recursion => &self.types.recursion_error,
        };
        if !problem.kind.is_syntax_error() {
            return self.exception(class, &problem.message);
        }
        let number = |n: usize| if n == 0 { Value::NONE } else { Value::size(n) };
        let text = problem.text.as_deref().map_or(Value::NONE, Value::str);
        let members = [
            ("filename", Value::str(&problem.filename)),
            ("lineno", number(problem.line)),
            ("offset", Value::int(problem.column as i64)),
            ("text", text),
            ("end_lineno", number(problem.end_line)),
            ("end_offset", Value::int(problem.end_column as i64)),
        ];
        let details = Value::tuple(members.iter().map(|(_, v)| v.clone()).collect());
        let exc = Exc::new(class.clone(), vec![Value::str(&problem.message), details])
            .with_field("msg", Value::str(&problem.message));
        for (name, value) in members {
            exc.set_field(name, value);
        }
        exc
    }
}

/// What `strerror` says about an error number: the words of the system's C library.
pub fn error_text(errno: i32) -> String {
    let shown = io::Error::from_raw_os_error(errno).to_string();
    // Rust adds the number in brackets.
    match shown.rfind(" (os error ") {
        Some(at) => shown[..at].to_owned(),
        None => shown,
    }
}
