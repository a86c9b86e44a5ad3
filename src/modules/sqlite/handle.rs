//! `_sqlite.Handle`: an open database and what runs on it.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Statement};

use super::{callbacks, error, from_sql, raise, to_sql};
use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::{Class, Dict, List, Native, NativeObject, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// The most bytes of rows that a statement may give.
const MOST_BYTES: usize = 1 << 30;

/// A database; `None` when it has been closed.
pub struct Handle {
    connection: RefCell<Option<Connection>>,
    /// `adapt(value)`: turns an object that SQLite does not know into one that it knows.
    adapt: Value,
    /// The objects of callbacks in the table.
    kept: RefCell<Vec<u64>>,
    trace: Cell<Option<u64>>,
}

impl NativeObject for Handle {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.adapt);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        drop(self.connection.take());
        for number in self.kept.take() {
            drop(callbacks::forget(number));
        }
    }
}

type This = Native<Handle>;

impl NativeType for Handle {
    const NAME: &'static str = "_sqlite.Handle";

    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Handle>("_sqlite", "An open SQLite database.")
            .is_final()
            .constructor(
                "__new__(type, path, uri, timeout, adapt, /)",
                "Open a database.",
                open,
            )
            .getter("autocommit", "", |vm: &Vm, this: This| {
                this.with(vm, |c| Ok(c.is_autocommit()))
            })
            .getter("total_changes", "", |vm: &Vm, this: This| {
                this.with(vm, |c| Ok(c.total_changes()))
            })
            .getter("is_open", "", |_: &Vm, this: This| {
                Ok(this.connection.try_borrow().map_or(true, |c| c.is_some()))
            })
            .method(
                "close(self, /)",
                "Close the database.",
                |vm: &Vm, this: This| {
                    let Ok(mut slot) = this.connection.try_borrow_mut() else {
                        return Err(raise(
                            vm,
                            "OperationalError",
                            "the database cannot be closed while a statement runs",
                        ));
                    };
                    drop(slot.take());
                    Ok(())
                },
            )
            .method(
                "interrupt(self, /)",
                "End what runs.",
                |vm: &Vm, this: This| {
                    this.with(vm, |c| {
                        c.get_interrupt_handle().interrupt();
                        Ok(())
                    })
                },
            );
        extended(running(def))
    }
}

fn open(
    vm: &Vm,
    class: Class,
    path: String,
    uri: bool,
    timeout: f64,
    adapt: Value,
) -> PyResult<Value> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if uri {
        flags |= OpenFlags::SQLITE_OPEN_URI;
    }
    let connection = Connection::open_with_flags(path, flags).map_err(|e| match e {
        rusqlite::Error::SqliteFailure(code, _) if code.extended_code & 0xff == 14 => error(
            vm,
            rusqlite::Error::SqliteFailure(code, Some("unable to open database file".into())),
        ),
        e => error(vm, e),
    })?;
    // SQLite is built with foreign keys on; the module's connections begin without.
    connection
        .execute_batch("PRAGMA foreign_keys = OFF")
        .map_err(|e| error(vm, e))?;
    let wait = Duration::try_from_secs_f64(timeout.clamp(0.0, 1e6)).unwrap_or_default();
    connection.busy_timeout(wait).map_err(|e| error(vm, e))?;
    let handle = Handle {
        connection: RefCell::new(Some(connection)),
        adapt,
        kept: RefCell::default(),
        trace: Cell::new(None),
    };
    Ok(vm.wrap_as(&class, handle))
}

/// What a statement has given.
struct Outcome {
    columns: Option<Vec<Value>>,
    types: Vec<Value>,
    rows: Vec<Value>,
}

impl Handle {
    fn with<T>(&self, vm: &Vm, run: impl FnOnce(&Connection) -> PyResult<T>) -> PyResult<T> {
        let slot = self.connection.borrow();
        match &*slot {
            Some(connection) => run(connection),
            None => Err(raise(
                vm,
                "ProgrammingError",
                "Cannot operate on a closed database.",
            )),
        }
    }

    fn with_mut<T>(
        &self,
        vm: &Vm,
        run: impl FnOnce(&mut Connection) -> PyResult<T>,
    ) -> PyResult<T> {
        let Ok(mut slot) = self.connection.try_borrow_mut() else {
            return Err(raise(
                vm,
                "OperationalError",
                "a statement of the database is running",
            ));
        };
        match &mut *slot {
            Some(connection) => run(connection),
            None => Err(raise(
                vm,
                "ProgrammingError",
                "Cannot operate on a closed database.",
            )),
        }
    }

    /// The exception of an error: what a callback has raised, if it has to go on.
    fn error(&self, vm: &Vm, e: rusqlite::Error) -> crate::object::Exc {
        callbacks::take_raised().unwrap_or_else(|| error(vm, e))
    }

    fn prepare<'c>(
        &self,
        vm: &Vm,
        connection: &'c Connection,
        sql: &str,
    ) -> PyResult<Option<Statement<'c>>> {
        match connection.prepare(sql) {
            Ok(statement) => Ok(Some(statement)),
            Err(rusqlite::Error::Empty) => Ok(None),
            Err(e) => Err(self.error(vm, e)),
        }
    }

    /// Bind the parameters of a statement, from a sequence or from a mapping.
    fn bind(&self, vm: &Vm, statement: &mut Statement, params: &Value) -> PyResult<()> {
        let count = statement.parameter_count();
        let listed = match Tuple::from_value(params) {
            Some(tuple) => Some(tuple.to_vec()),
            None => match List::from_value(params) {
                Some(list) => Some(list.borrow().clone()),
                None => match Dict::from_value(params) {
                    Some(_) => None,
                    None => sequence(vm, params)?,
                },
            },
        };
        if let Some(values) = &listed
            && values.len() != count
        {
            return Err(raise(
                vm,
                "ProgrammingError",
                format!(
                    "Incorrect number of bindings supplied. The current statement uses {count}, \
                     and there are {} supplied.",
                    values.len()
                ),
            ));
        }
        for at in 1..=count {
            let name = statement.parameter_name(at).map(str::to_owned);
            let value = match (&listed, &name) {
                (Some(values), _) => values.get(at - 1).cloned().unwrap_or(Value::NONE),
                (None, Some(name)) => named(vm, params, name)?,
                (None, None) => {
                    return Err(raise(
                        vm,
                        "ProgrammingError",
                        format!(
                            "Binding {at} has no name, but you supplied a dictionary (which has \
                             only names)."
                        ),
                    ));
                }
            };
            let sql = self.to_parameter(vm, &value, at)?;
            statement
                .raw_bind_parameter(at, sql)
                .map_err(|e| self.error(vm, e))?;
        }
        Ok(())
    }

    fn to_parameter(
        &self,
        vm: &Vm,
        value: &Value,
        place: usize,
    ) -> PyResult<rusqlite::types::Value> {
        // A subclass of a built-in type may have an adapter of its own.
        let class = vm.class_of(value);
        let types = &vm.types;
        let is_plain = [
            &types.int,
            &types.float,
            &types.str_,
            &types.bytearray,
            &types.none_type,
        ]
        .into_iter()
        .any(|plain| *plain == class);
        let adapted = match is_plain {
            true => value.clone(),
            false => vm.call(&self.adapt, &mut [value.clone()])?,
        };
        let problem = match to_sql(vm, &adapted)? {
            Some(sql) => return Ok(sql),
            None => vm.type_name(&adapted),
        };
        Err(raise(
            vm,
            "ProgrammingError",
            format!("Error binding parameter {place}: type '{problem}' is not supported"),
        ))
    }

    fn trace(&self, statement: &Statement) {
        if let Some(number) = self.trace.get()
            && let Some(text) = statement.expanded_sql()
        {
            callbacks::traced(number, &text);
        }
    }

    /// Run a statement to its end.
    fn step(&self, vm: &Vm, statement: &mut Statement, as_bytes: bool) -> PyResult<Outcome> {
        self.trace(statement);
        let columns: Option<Vec<Value>> = match statement.column_count() {
            0 => None,
            _ => Some(
                statement
                    .column_names()
                    .into_iter()
                    .map(Value::str)
                    .collect(),
            ),
        };
        let types = statement
            .columns()
            .map(|c| c.decl_type().map_or(Value::NONE, Value::str))
            .collect();
        let width = statement.column_count();
        let names: Vec<String> = statement
            .column_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut rows = Vec::new();
        let mut bytes = 0usize;
        let mut cursor = statement.raw_query();
        loop {
            let row = match cursor.next() {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(e) => return Err(self.error(vm, e)),
            };
            let mut values = Vec::with_capacity(width);
            for (at, name) in names.iter().enumerate() {
                let value = row.get_ref(at).map_err(|e| self.error(vm, e))?;
                bytes += 16;
                if let ValueRef::Text(text) | ValueRef::Blob(text) = value {
                    bytes += text.len();
                }
                values.push(match value {
                    ValueRef::Text(text) if as_bytes => {
                        // Marked, so that a blob is not taken for a text.
                        Value::tuple(vec![Value::bytes(text.to_vec())])
                    }
                    ValueRef::Text(text) if std::str::from_utf8(text).is_err() => {
                        let shown = String::from_utf8_lossy(text);
                        return Err(raise(
                            vm,
                            "OperationalError",
                            format!(
                                "Could not decode to UTF-8 column '{name}' with text '{shown}'"
                            ),
                        ));
                    }
                    value => from_sql(vm, value),
                });
            }
            if bytes > MOST_BYTES {
                return Err(vm.memory_error("the rows of the statement are too many to keep"));
            }
            rows.push(Value::tuple(values));
        }
        Ok(Outcome {
            columns,
            types,
            rows,
        })
    }
}

/// The items of a sequence that is no list, tuple or dict; `None` for a mapping.
fn sequence(vm: &Vm, params: &Value) -> PyResult<Option<Vec<Value>>> {
    let has = |name| vm.attr_opt(params, name).map(|found| found.is_some());
    if has("keys")? {
        return Ok(None);
    }
    if !has("__getitem__")? || !has("__len__")? {
        return Err(raise(
            vm,
            "ProgrammingError",
            "parameters are of unsupported type",
        ));
    }
    let count = vm.len(params)? as i64;
    let items: PyResult<Vec<Value>> = (0..count)
        .map(|at| vm.get_item(params, &Value::int(at)))
        .collect();
    items.map(Some)
}

fn named(vm: &Vm, params: &Value, name: &str) -> PyResult<Value> {
    let bare = name.get(1..).unwrap_or("");
    match vm.get_item(params, &Value::str(bare)) {
        Ok(value) => Ok(value),
        Err(e) if vm.is_instance_of(&e, &vm.types.lookup_error) => Err(raise(
            vm,
            "ProgrammingError",
            format!("You did not supply a value for binding parameter :{bare}."),
        )),
        Err(e) => Err(e),
    }
}

/// Statements.
fn running(def: ClassDef) -> ClassDef {
    def.method(
        "run(self, sql, params, as_bytes, /)",
        "Run one statement: columns, declared types, rows, changes, last row id, read only.",
        |vm: &Vm, this: This, sql: String, params: Value, as_bytes: bool| {
            this.with(vm, |connection| {
                let Some(mut statement) = this.prepare(vm, connection, &sql)? else {
                    return Ok(Value::NONE);
                };
                this.bind(vm, &mut statement, &params)?;
                let outcome = this.step(vm, &mut statement, as_bytes)?;
                let read_only = statement.readonly();
                Ok(Value::tuple(vec![
                    outcome.columns.map_or(Value::NONE, Value::tuple),
                    outcome.types.into(),
                    outcome.rows.into(),
                    Value::uint(connection.changes()),
                    Value::int(connection.last_insert_rowid()),
                    Value::bool(read_only),
                ]))
            })
        },
    )
    .method(
        "run_many(self, sql, sets, /)",
        "Run one statement with each set of parameters: changes in all.",
        |vm: &Vm, this: This, sql: String, sets: Value| {
            this.with(vm, |connection| {
                let Some(mut statement) = this.prepare(vm, connection, &sql)? else {
                    return Ok(0);
                };
                if statement.readonly() && statement.column_count() > 0 {
                    return Err(raise(
                        vm,
                        "ProgrammingError",
                        "executemany() can only execute DML statements.",
                    ));
                }
                let before = connection.total_changes();
                vm.iterate(&sets, |params| {
                    this.bind(vm, &mut statement, &params)?;
                    this.step(vm, &mut statement, false)?;
                    statement.clear_bindings();
                    Ok(())
                })?;
                Ok((connection.total_changes() - before) as i64)
            })
        },
    )
    .method(
        "script(self, sql, /)",
        "Run several statements.",
        |vm: &Vm, this: This, sql: String| {
            this.with(vm, |c| c.execute_batch(&sql).map_err(|e| this.error(vm, e)))
        },
    )
    .method(
        "last_row_id(self, /)",
        "The row id of the last insertion.",
        |vm: &Vm, this: This| this.with(vm, |c| Ok(c.last_insert_rowid())),
    )
}

/// What programs add to SQL, and whole databases.
fn extended(def: ClassDef) -> ClassDef {
    whole_databases(
        def.method(
            "create(self, kind, name, narg, deterministic, object, /)",
            "Add a function, aggregate, window or collation; None takes it away.",
            create,
        )
        .method(
            "set_progress(self, handler, n, /)",
            "Call something while statements run.",
            |vm: &Vm, this: This, handler: Value, n: i32| {
                let number = kept(vm, &this, handler)?;
                this.with_mut(vm, |c| {
                    c.progress_handler(n, number.map(callbacks::progress))
                        .map_err(|e| error(vm, e))
                })
            },
        )
        .method(
            "set_trace(self, handler, /)",
            "Call something with the text of each statement.",
            |vm: &Vm, this: This, handler: Value| {
                this.trace.set(kept(vm, &this, handler)?);
                Ok(())
            },
        ),
    )
}

fn kept(vm: &Vm, this: &This, object: Value) -> PyResult<Option<u64>> {
    if object.is_none() {
        return Ok(None);
    }
    let number = callbacks::keep(vm, object)
        .ok_or_else(|| vm.runtime_error("the interpreter cannot be called back"))?;
    this.kept.borrow_mut().push(number);
    Ok(Some(number))
}

fn create(
    vm: &Vm,
    this: This,
    kind: Str,
    name: String,
    count: i32,
    deterministic: bool,
    object: Value,
) -> PyResult<()> {
    let number = kept(vm, &this, object)?;
    let mut flags = FunctionFlags::SQLITE_UTF8;
    if deterministic {
        flags |= FunctionFlags::SQLITE_DETERMINISTIC;
    }
    let name = name.as_str();
    this.with(vm, |c| {
        let made = match (kind.as_str().unwrap_or(""), number) {
            ("collation", Some(n)) => c.create_collation(name, callbacks::collation(n)),
            ("collation", None) => c.remove_collation(name),
            (_, None) => c.remove_function(name, count),
            ("function", Some(n)) => {
                c.create_scalar_function(name, count, flags, callbacks::function(n))
            }
            ("window", Some(n)) => {
                c.create_window_function(name, count, flags, callbacks::Collector(n))
            }
            (_, Some(n)) => {
                c.create_aggregate_function(name, count, flags, callbacks::Collector(n))
            }
        };
        made.map_err(|e| error(vm, e))
    })
}

fn whole_databases(def: ClassDef) -> ClassDef {
    def.method(
        "backup(self, target, pages, progress, name, pause, /)",
        "Copy the database to another.",
        backup,
    )
    .method(
        "serialize(self, name, /)",
        "The bytes of the database.",
        |vm: &Vm, this: This, name: String| {
            this.with_mut(vm, |c| {
                let data = c.serialize(name.as_str()).map_err(|e| error(vm, e))?;
                Ok(data.to_vec())
            })
        },
    )
    .method(
        "deserialize(self, data, name, /)",
        "Take bytes for the database.",
        |vm: &Vm, this: This, data: Buffer, name: String| {
            this.with_mut(vm, |c| {
                let size = data.len();
                c.deserialize_read_exact(name.as_str(), &data[..], size, false)
                    .map_err(|e| error(vm, e))
            })
        },
    )
    .method(
        "blob(self, table, column, row, readonly, name, offset, data, /)",
        "Read a blob (its size, and bytes from an offset) or write to it.",
        blob,
    )
}

fn backup(
    vm: &Vm,
    this: This,
    target: This,
    pages: i32,
    progress: Value,
    name: String,
    pause: f64,
) -> PyResult<()> {
    use rusqlite::backup::{Backup, StepResult};
    let pages = if pages == 0 { -1 } else { pages };
    this.with(vm, |from| {
        target.with_mut(vm, |to| {
            let copy = Backup::new_with_names(from, name.as_str(), to, "main")
                .map_err(|e| error(vm, e))?;
            loop {
                let step = copy.step(pages).map_err(|e| error(vm, e))?;
                if !progress.is_none() {
                    let state = copy.progress();
                    let code = if step == StepResult::Done { 101 } else { 0 };
                    let args = [code, state.remaining, state.pagecount];
                    vm.call(&progress, &mut args.map(|n| Value::int(i64::from(n))))?;
                }
                match step {
                    StepResult::Done => return Ok(()),
                    StepResult::Busy | StepResult::Locked => {
                        std::thread::sleep(Duration::from_secs_f64(pause.clamp(0.0, 10.0)));
                    }
                    _ => {}
                }
            }
        })
    })
}

#[allow(clippy::too_many_arguments)]
fn blob(
    vm: &Vm,
    this: This,
    table: String,
    column: String,
    row: i64,
    readonly: bool,
    name: String,
    offset: usize,
    data: Value,
) -> PyResult<Value> {
    this.with(vm, |c| {
        let mut blob = c
            .blob_open(
                name.as_str(),
                table.as_str(),
                column.as_str(),
                row,
                readonly,
            )
            .map_err(|e| error(vm, e))?;
        if data.is_none() {
            return Ok(Value::size(blob.len()));
        }
        if let Some(count) = data.as_small_int() {
            let count = usize::try_from(count)
                .unwrap_or(0)
                .min(blob.len().saturating_sub(offset));
            let mut bytes = vec![0; count];
            blob.read_at_exact(&mut bytes, offset)
                .map_err(|e| error(vm, e))?;
            return Ok(Value::bytes(bytes));
        }
        let data = Buffer::require(vm, &data)?;
        blob.write_all_at(&data, offset).map_err(|e| error(vm, e))?;
        Ok(Value::NONE)
    })
}
