//! _sqlite: SQLite databases, through rusqlite with SQLite built in; `stdlib/sqlite3` makes
//! connections, cursors and rows of it.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module's table and the errors |
//! | `handle.rs` | `Handle`: an open database and what runs on it |
//! | `callbacks.rs` | functions, aggregates, collations and hooks of programs |
//!
//! A statement is run to its end and its rows are kept, since a statement that waits between rows
//! would have to borrow its database. So a query without end is not for `fetchone()`: it ends with
//! a MemoryError.

use std::cell::RefCell;

use rusqlite::ffi;

use crate::native::ModuleDef;
use crate::object::{Class, Dict, Exc, PyResult, Str, Value};
use crate::vm::Vm;

pub mod callbacks;
pub mod handle;

use handle::Handle;

/// The exception classes, which `stdlib/sqlite3` defines, by name.
#[derive(Default)]
struct State {
    classes: RefCell<Vec<(String, Class)>>,
}

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_sqlite", "SQLite databases.")
        .class::<Handle>(vm)
        .value("sqlite_version", Value::str(rusqlite::version()))
        .function(
            "_install(classes, /)",
            "Make the exception classes known.",
            |vm: &Vm, classes: Dict| {
                let state = vm.state::<State>();
                let pairs = classes.pairs().into_iter().filter_map(|(name, class)| {
                    Some((
                        Str::from_value(&name)?.to_string(),
                        Class::from_value(&class)?,
                    ))
                });
                *state.classes.borrow_mut() = pairs.collect();
                Ok(())
            },
        )
        .function(
            "complete_statement(statement)",
            "Checks if a string contains a complete SQL statement.",
            |_: &Vm, text: String| Ok(is_complete(&text)),
        )
}

/// An exception of the module sqlite3.
pub fn raise(vm: &Vm, class: &str, message: impl AsRef<str>) -> Exc {
    let state = vm.state::<State>();
    let found = state
        .classes
        .borrow()
        .iter()
        .find(|(name, _)| name == class)
        .cloned();
    match found {
        Some((_, class)) => vm.exception(&class, message),
        None => vm.runtime_error(message),
    }
}

/// The names of result codes, for `sqlite_errorname`.
#[rustfmt::skip]
const NAMES: &[(i32, &str)] = &[
    (1, "SQLITE_ERROR"), (2, "SQLITE_INTERNAL"), (3, "SQLITE_PERM"), (4, "SQLITE_ABORT"),
    (5, "SQLITE_BUSY"), (6, "SQLITE_LOCKED"), (7, "SQLITE_NOMEM"), (8, "SQLITE_READONLY"),
    (9, "SQLITE_INTERRUPT"), (10, "SQLITE_IOERR"), (11, "SQLITE_CORRUPT"), (12, "SQLITE_NOTFOUND"),
    (13, "SQLITE_FULL"), (14, "SQLITE_CANTOPEN"), (15, "SQLITE_PROTOCOL"), (16, "SQLITE_EMPTY"),
    (17, "SQLITE_SCHEMA"), (18, "SQLITE_TOOBIG"), (19, "SQLITE_CONSTRAINT"), (20, "SQLITE_MISMATCH"),
    (21, "SQLITE_MISUSE"), (22, "SQLITE_NOLFS"), (23, "SQLITE_AUTH"), (24, "SQLITE_FORMAT"),
    (25, "SQLITE_RANGE"), (26, "SQLITE_NOTADB"), (261, "SQLITE_BUSY_RECOVERY"),
    (517, "SQLITE_BUSY_SNAPSHOT"), (262, "SQLITE_LOCKED_SHAREDCACHE"),
    (264, "SQLITE_READONLY_RECOVERY"), (520, "SQLITE_READONLY_CANTLOCK"),
    (776, "SQLITE_READONLY_ROLLBACK"), (1032, "SQLITE_READONLY_DBMOVED"),
    (275, "SQLITE_CONSTRAINT_CHECK"), (531, "SQLITE_CONSTRAINT_COMMITHOOK"),
    (787, "SQLITE_CONSTRAINT_FOREIGNKEY"), (1043, "SQLITE_CONSTRAINT_FUNCTION"),
    (1299, "SQLITE_CONSTRAINT_NOTNULL"), (1555, "SQLITE_CONSTRAINT_PRIMARYKEY"),
    (1811, "SQLITE_CONSTRAINT_TRIGGER"), (2067, "SQLITE_CONSTRAINT_UNIQUE"),
    (2323, "SQLITE_CONSTRAINT_VTAB"), (2579, "SQLITE_CONSTRAINT_ROWID"),
    (270, "SQLITE_CANTOPEN_NOTEMPDIR"), (526, "SQLITE_CANTOPEN_ISDIR"),
    (782, "SQLITE_CANTOPEN_FULLPATH"),
];

/// The exception of an error of SQLite.
fn failure(vm: &Vm, error: &ffi::Error, message: &str) -> Exc {
    let class = match error.extended_code & 0xff {
        2 | 12 => "InternalError",
        7 => return vm.exception_with(&vm.types.memory_error, vec![]),
        1 | 3..=6 | 8..=10 | 13..=17 => "OperationalError",
        18 => "DataError",
        19 | 20 => "IntegrityError",
        21 | 25 => "InterfaceError",
        _ => "DatabaseError",
    };
    let exception = raise(vm, class, message);
    let code = error.extended_code;
    let name = NAMES
        .iter()
        .find(|(c, _)| *c == code)
        .or_else(|| NAMES.iter().find(|(c, _)| *c == code & 0xff));
    let name = name.map_or("unknown", |(_, name)| name);
    let attributes = [
        ("sqlite_errorcode", Value::int(i64::from(code))),
        ("sqlite_errorname", Value::str(name)),
    ];
    for (name, value) in attributes {
        // The classes are a program's: their instances take any attribute.
        if let Err(problem) = vm.set_attr(&exception.value(), &Str::intern(name), value) {
            return problem;
        }
    }
    exception
}

/// The exception of an error of rusqlite.
pub fn error(vm: &Vm, error: rusqlite::Error) -> Exc {
    use rusqlite::Error;
    match error {
        Error::SqliteFailure(code, message) => {
            let message =
                message.unwrap_or_else(|| ffi::code_to_str(code.extended_code).to_owned());
            failure(vm, &code, &message)
        }
        Error::SqlInputError { error, msg, .. } => failure(vm, &error, &msg),
        Error::MultipleStatement => raise(
            vm,
            "ProgrammingError",
            "You can only execute one statement at a time.",
        ),
        Error::NulError(_) => raise(
            vm,
            "ProgrammingError",
            "the query contains a null character",
        ),
        Error::InvalidPath(_) => raise(vm, "OperationalError", "unable to open database file"),
        other => raise(vm, "DatabaseError", other.to_string()),
    }
}

/// Whether a text ends with a semicolon that is in no literal, comment or trigger.
fn is_complete(text: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    let mut ended = false;
    let mut chars = text.chars().peekable();
    let (mut in_trigger, mut last_word) = (false, String::new());
    while let Some(c) = chars.next() {
        match c {
            ';' => {
                ended = !in_trigger || last_word == "end";
                if ended {
                    words.clear();
                    in_trigger = false;
                }
                last_word.clear();
            }
            '-' if chars.peek() == Some(&'-') => {
                for c in chars.by_ref() {
                    if c == '\n' {
                        break;
                    }
                }
            }
            '/' if chars.peek() == Some(&'*') => {
                chars.next();
                let mut before = ' ';
                let mut closed = false;
                for c in chars.by_ref() {
                    if before == '*' && c == '/' {
                        closed = true;
                        break;
                    }
                    before = c;
                }
                if !closed {
                    return false;
                }
            }
            '\'' | '"' | '`' | '[' => {
                let end = if c == '[' { ']' } else { c };
                if !chars.by_ref().any(|c| c == end) {
                    return false;
                }
                ended = false;
            }
            c if c.is_whitespace() => {}
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = c.to_lowercase().to_string();
                while let Some(c) = chars
                    .peek()
                    .copied()
                    .filter(|c| c.is_alphanumeric() || *c == '_')
                {
                    word.extend(c.to_lowercase());
                    chars.next();
                }
                let opening: Vec<&str> = words.iter().map(String::as_str).collect();
                if word == "trigger"
                    && matches!(opening[..], ["create"] | ["create", "temp" | "temporary"])
                {
                    in_trigger = true;
                }
                if words.len() < 4 {
                    words.push(word.clone());
                }
                last_word = word;
                ended = false;
            }
            _ => {
                last_word.clear();
                ended = false;
            }
        }
    }
    ended
}

/// A value of a column or of a function's argument.
fn from_sql(vm: &Vm, value: rusqlite::types::ValueRef<'_>) -> Value {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null => Value::NONE,
        ValueRef::Integer(n) => Value::int(n),
        ValueRef::Real(x) => Value::float(x),
        ValueRef::Text(bytes) => Value::str(&String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => {
            let _ = vm;
            Value::bytes(bytes.to_vec())
        }
    }
}

/// A value for SQLite; `Ok(None)` for a type that it does not know.
fn to_sql(vm: &Vm, value: &Value) -> PyResult<Option<rusqlite::types::Value>> {
    use rusqlite::types::Value as Sql;
    if value.is_none() {
        return Ok(Some(Sql::Null));
    }
    if let Some(n) = crate::object::int_ops::int_ref(value) {
        let n = num_traits::ToPrimitive::to_i64(&crate::object::int_ops::to_big(n));
        return match n {
            Some(n) => Ok(Some(Sql::Integer(n))),
            None => Err(vm.overflow_error("Python int too large to convert to SQLite INTEGER")),
        };
    }
    if let Some(x) = crate::object::float::float_ref(value) {
        return Ok(Some(Sql::Real(x)));
    }
    if let Some(text) = Str::from_value(value) {
        return Ok(Some(Sql::Text(vm.utf8(&text)?.to_owned())));
    }
    Ok(crate::native::Buffer::from_value(vm, value).map(|b| Sql::Blob(b.to_vec())))
}
