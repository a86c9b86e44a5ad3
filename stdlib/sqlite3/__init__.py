"""sqlite3: SQLite databases.

Connections, cursors, rows and blobs over the native module _sqlite. A statement is run to its end
when it is executed, so that a cursor hands out rows that are there already. Left out, with an
error that says so: set_authorizer, enable_load_extension, load_extension, setlimit, getlimit,
setconfig, getconfig.
"""

import _sqlite
from _sqlite import complete_statement, sqlite_version

from sqlite3._codes import *
from sqlite3._rows import Blob, Row

apilevel = "2.0"
paramstyle = "qmark"
threadsafety = 3
version = "2.6.0"
version_info = (2, 6, 0)
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))

PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2
LEGACY_TRANSACTION_CONTROL = -1

adapters = {}
converters = {}


class Warning(Exception):
    """Something important that is no error."""


class Error(Exception):
    """The base of the errors of databases."""


class InterfaceError(Error):
    """An error of the module's use."""


class DatabaseError(Error):
    """An error of a database."""


class InternalError(DatabaseError):
    """SQLite is in trouble."""


class OperationalError(DatabaseError):
    """What was asked for cannot be done: no such table, a locked database, bad SQL."""


class ProgrammingError(DatabaseError):
    """The module was used in a wrong way."""


class IntegrityError(DatabaseError):
    """A constraint does not hold."""


class DataError(DatabaseError):
    """A value is too large or otherwise wrong."""


class NotSupportedError(DatabaseError):
    """SQLite does not support something."""


_sqlite._install({
    each.__name__: each for each in (
        Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError,
        ProgrammingError, IntegrityError, DataError, NotSupportedError)
})


class PrepareProtocol:
    """What __conform__ is asked for."""


def register_adapter(type, adapter, /):
    """Register a function that turns objects of a type into ones that SQLite knows."""
    adapters[type, PrepareProtocol] = adapter


def register_converter(typename, converter, /):
    """Register a function that makes an object of the bytes of a declared type."""
    converters[typename.upper()] = converter


def adapt(obj, proto=PrepareProtocol, /, *alternative):
    """An object turned into one that SQLite knows."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    conform = getattr(type(obj), "__conform__", None)
    if conform is not None:
        adapted = conform(obj, proto)
        if adapted is not None:
            return adapted
    if alternative:
        return alternative[0]
    raise ProgrammingError("can't adapt")


def _adapted(obj):
    """The same for a parameter: what has no adapter stays as it is."""
    return adapt(obj, PrepareProtocol, obj)


def enable_callback_tracebacks(enable, /):
    """Accepted; errors in callbacks always show as the error of the statement only."""
    if enable:
        raise NotSupportedError("tracebacks of callbacks are not supported")


def connect(database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True,
            factory=None, cached_statements=128, uri=False, *,
            autocommit=LEGACY_TRANSACTION_CONTROL):
    """Open a database: a Connection."""
    factory = Connection if factory is None else factory
    return factory(database, timeout, detect_types, isolation_level, check_same_thread,
                   factory, cached_statements, uri, autocommit=autocommit)


def _first_word(sql):
    """The first word of a statement, in capitals."""
    import re
    match = re.match(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*([A-Za-z]*)", sql, re.DOTALL)
    return match[1].upper() if match else ""


_CHANGING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Connection:
    """A connection to a database."""

    Warning = Warning
    Error = Error
    InterfaceError = InterfaceError
    DatabaseError = DatabaseError
    InternalError = InternalError
    OperationalError = OperationalError
    ProgrammingError = ProgrammingError
    IntegrityError = IntegrityError
    DataError = DataError
    NotSupportedError = NotSupportedError

    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level="",
                 check_same_thread=True, factory=None, cached_statements=128, uri=False, *,
                 autocommit=LEGACY_TRANSACTION_CONTROL):
        import os
        path = os.fspath(database)
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        self.row_factory = None
        self.text_factory = str
        self._detect = detect_types
        self._set_level(isolation_level)
        self._set_autocommit(autocommit)
        import threading
        self._thread = threading.get_ident() if check_same_thread else None
        if path.startswith("file:") and not uri:
            # SQLite would take it for a URI.
            path = "./" + path
        self._handle = _sqlite.Handle(path, uri, timeout, _adapted)
        if autocommit is False:
            self._run("BEGIN")

    def _set_level(self, level):
        if level is not None:
            if not isinstance(level, str):
                raise TypeError("isolation_level must be str or None")
            if level.upper() not in ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"):
                raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', "
                                 "or 'EXCLUSIVE'")
        self._level = level

    def _set_autocommit(self, value):
        if value is not True and value is not False and value != LEGACY_TRANSACTION_CONTROL:
            raise ValueError("autocommit must be True, False, or "
                             "sqlite3.LEGACY_TRANSACTION_CONTROL")
        self._autocommit = value if isinstance(value, bool) else LEGACY_TRANSACTION_CONTROL

    def _is_legacy(self):
        """Whether isolation_level tells how transactions begin."""
        return not isinstance(self._autocommit, bool)

    def _check(self):
        """Raise an error if the connection is closed or another thread's."""
        handle = getattr(self, "_handle", None)
        if handle is None:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._thread is not None:
            import _thread
            here = _thread.get_ident()
            if here != self._thread:
                raise ProgrammingError(
                    "SQLite objects created in a thread can only be used in that same thread. "
                    f"The object was created in thread id {self._thread} and this is thread id "
                    f"{here}.")
        if not handle.is_open:
            raise ProgrammingError("Cannot operate on a closed database.")

    def _run(self, sql):
        return self._handle.run(sql, (), False)

    @property
    def isolation_level(self):
        """How transactions begin by themselves; None for not at all."""
        return self._level

    @isolation_level.setter
    def isolation_level(self, level):
        self._check()
        if level is None:
            self._level = None
            if not self._handle.autocommit:
                self._run("COMMIT")
            return
        self._set_level(level)

    @property
    def autocommit(self):
        """Whether changes hold at once, as PEP 249 has it, or by isolation_level."""
        self._check()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self._check()
        self._set_autocommit(value)
        if value is True and not self._handle.autocommit:
            self._run("COMMIT")
        elif value is False and self._handle.autocommit:
            self._run("BEGIN")

    @property
    def in_transaction(self):
        """Whether changes wait to be committed."""
        self._check()
        return not self._handle.autocommit

    @property
    def total_changes(self):
        """How many rows have been changed."""
        self._check()
        return self._handle.total_changes

    def cursor(self, factory=None):
        """A new cursor."""
        self._check()
        made = (Cursor if factory is None else factory)(self)
        if not isinstance(made, Cursor):
            raise TypeError("factory must return a cursor, not " + type(made).__name__)
        if self.row_factory is not None:
            made.row_factory = self.row_factory
        return made

    def execute(self, sql, parameters=(), /):
        """Run a statement with a new cursor."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Run a statement with many sets of parameters."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Run several statements."""
        return self.cursor().executescript(sql_script)

    def __call__(self, sql, /):
        raise NotSupportedError("statements as objects are not supported")

    def commit(self):
        """Make the changes hold."""
        self._check()
        if self._is_legacy():
            if not self._handle.autocommit:
                self._run("COMMIT")
        elif self._autocommit is False:
            self._run("COMMIT")
            self._run("BEGIN")

    def rollback(self):
        """Take the changes back."""
        self._check()
        if self._is_legacy():
            if not self._handle.autocommit:
                self._run("ROLLBACK")
        elif self._autocommit is False:
            self._run("ROLLBACK")
            self._run("BEGIN")

    def close(self):
        """Close the database; changes that were not committed are lost."""
        handle = getattr(self, "_handle", None)
        if handle is None:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if handle.is_open:
            self._check()
            if self._autocommit is False and not handle.autocommit:
                self._run("ROLLBACK")
            handle.close()

    def interrupt(self):
        """End what runs."""
        self._check()
        self._handle.interrupt()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback, /):
        if self.in_transaction:
            if kind is None:
                try:
                    self.commit()
                except BaseException:
                    self.rollback()
                    raise
            else:
                self.rollback()
        return False

    def create_function(self, name, narg, func, *, deterministic=False):
        """Make a function known to SQL."""
        self._check()
        self._handle.create("function", name, narg, deterministic, func)

    def create_aggregate(self, name, n_arg, aggregate_class):
        """Make an aggregate known to SQL: a class with step() and finalize()."""
        self._check()
        self._handle.create("aggregate", name, n_arg, False, aggregate_class)

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Make a window function known to SQL."""
        self._check()
        self._handle.create("window", name, num_params, False, aggregate_class)

    def create_collation(self, name, callback, /):
        """Make an order of texts known to SQL."""
        self._check()
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        self._handle.create("collation", name, 2, False, callback)

    def set_progress_handler(self, progress_handler, n):
        """Call something every n steps of SQLite; a true answer ends the statement."""
        self._check()
        self._handle.set_progress(progress_handler, n)

    def set_trace_callback(self, trace_callback):
        """Call something with the text of each statement."""
        self._check()
        self._handle.set_trace(trace_callback)

    def _unsupported(self, *args, **kwargs):
        """Raise the error of what SQLite can and this module cannot."""
        raise NotSupportedError("authorizers, extensions, limits and configuration of a "
                                "connection are not supported")

    set_authorizer = enable_load_extension = load_extension = _unsupported
    setlimit = getlimit = setconfig = getconfig = _unsupported

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.250):
        """Copy the database to another connection."""
        self._check()
        if not isinstance(target, Connection):
            raise TypeError("backup() argument 'target' must be sqlite3.Connection, not "
                            + type(target).__name__)
        target._check()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        callback = None if progress is None else lambda code, left, all: progress(code, left, all)
        self._handle.backup(target._handle, pages, callback, name, sleep)

    def iterdump(self, *, filter=None):
        """The SQL that makes the database, statement by statement."""
        self._check()
        from sqlite3.dump import _iterdump
        return _iterdump(self, filter=filter)

    def blobopen(self, table, column, rowid, /, *, readonly=False, name="main"):
        """Open a blob as a file."""
        self._check()
        return Blob(self, table, column, rowid, readonly, name)

    def serialize(self, *, name="main"):
        """The bytes of the database."""
        self._check()
        return self._handle.serialize(name)

    def deserialize(self, data, /, *, name="main"):
        """Take bytes for the database."""
        self._check()
        self._handle.deserialize(data, name)


class Cursor:
    """Runs statements and hands out their rows."""

    def __init__(self, connection, /):
        if not isinstance(connection, Connection):
            raise TypeError("Cursor() argument 1 must be sqlite3.Connection, not "
                            + type(connection).__name__)
        self.connection = connection
        self.description = None
        self.lastrowid = None
        self.rowcount = -1
        self.arraysize = 1
        self.row_factory = None
        self._rows = None
        self._converters = None
        self._closed = False

    def _check(self):
        """Raise an error if the cursor cannot be used."""
        if not hasattr(self, "_closed"):
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self.connection._check()

    def _begin(self, word):
        """Begin a transaction before a change, if that is the connection's way."""
        connection = self.connection
        if (connection._is_legacy() and connection._level is not None and word in _CHANGING and connection._handle.autocommit):
            connection._run(f"BEGIN {connection._level}".rstrip())

    def execute(self, sql, parameters=(), /):
        """Run a statement; the cursor itself comes back."""
        self._check()
        if not isinstance(sql, str):
            raise TypeError("execute() argument 1 must be str, not " + type(sql).__name__)
        self._rows = None
        self.description = None
        word = _first_word(sql)
        self._begin(word)
        connection = self.connection
        plain = connection.text_factory is str and not connection._detect
        outcome = connection._handle.run(sql, parameters, not plain)
        self.rowcount = -1
        if outcome is None:
            return self
        columns, types, rows, changes, last, read_only = outcome
        if word in _CHANGING:
            self.rowcount = changes
        if not read_only and word in ("INSERT", "REPLACE"):
            self.lastrowid = last
        elif self.lastrowid is None and not read_only:
            self.lastrowid = connection._handle.last_row_id()
        if columns is not None:
            self._describe(columns, types)
            self._rows = iter(rows)
        return self

    def _describe(self, columns, types):
        """The description of columns, and how their values are converted."""
        detect = self.connection._detect
        names = []
        made = []
        for name, declared in zip(columns, types):
            converter = None
            if detect & PARSE_COLNAMES and "[" in name:
                start = name.index("[")
                end = name.find("]", start)
                if end > 0:
                    converter = converters.get(name[start + 1:end].upper())
                name = name[:start].rstrip(" ") if start and name[start - 1] == " " else name
            if converter is None and detect & PARSE_DECLTYPES and declared:
                word = declared.split("(")[0].split(" ")[0]
                converter = converters.get(word.upper())
            names.append((name, None, None, None, None, None, None))
            made.append(converter)
        self.description = tuple(names)
        plain = self.connection.text_factory is str and not detect
        self._converters = None if plain else made

    def executemany(self, sql, seq_of_parameters, /):
        """Run a statement with each set of parameters."""
        self._check()
        if not isinstance(sql, str):
            raise TypeError("executemany() argument 1 must be str, not " + type(sql).__name__)
        self._rows = None
        self.description = None
        word = _first_word(sql)
        if word in ("SELECT", "VALUES"):
            raise ProgrammingError("executemany() can only execute DML statements.")
        self._begin(word)
        changes = self.connection._handle.run_many(sql, iter(seq_of_parameters))
        self.rowcount = changes if word in _CHANGING else -1
        return self

    def executescript(self, sql_script, /):
        """Run several statements, after a commit."""
        self._check()
        if not isinstance(sql_script, str):
            raise TypeError("executescript() argument must be str, not "
                            + type(sql_script).__name__)
        if "\0" in sql_script:
            raise ValueError("embedded null character")
        connection = self.connection
        if connection._is_legacy() and not connection._handle.autocommit:
            connection._run("COMMIT")
        connection._handle.script(sql_script)
        return self

    def _value(self, value, converter):
        """A value of a column, converted or made by the text factory."""
        if isinstance(value, tuple):
            value, = value
            if converter is not None:
                return converter(value)
            factory = self.connection.text_factory
            if factory is str:
                return value.decode()
            return value if factory is bytes else factory(value)
        if converter is not None and value is not None:
            raw = value if isinstance(value, bytes) else str(value).encode()
            return converter(raw)
        return value

    def _row(self, values):
        """A row as the row factory makes it."""
        if self._converters is not None:
            values = tuple(self._value(value, converter)
                           for value, converter in zip(values, self._converters))
        if self.row_factory is None:
            return values
        return self.row_factory(self, values)

    def __iter__(self):
        return self

    def __next__(self):
        self._check()
        if self._rows is None:
            raise StopIteration
        for values in self._rows:
            return self._row(values)
        self._rows = None
        raise StopIteration

    def fetchone(self):
        """The next row, None after the last."""
        self._check()
        return next(self, None)

    def fetchmany(self, size=None):
        """The next rows, as many as asked for."""
        self._check()
        size = self.arraysize if size is None else size
        rows = []
        for row in self:
            rows.append(row)
            if len(rows) == size:
                break
        return rows

    def fetchall(self):
        """All rows that are left."""
        self._check()
        return list(self)

    def close(self):
        """Close the cursor."""
        if not hasattr(self, "_closed"):
            raise ProgrammingError("Base Cursor.__init__ not called.")
        self.connection._check()
        self._rows = None
        self._closed = True

    def setinputsizes(self, sizes, /):
        """Does nothing, as PEP 249 allows."""

    def setoutputsize(self, size, column=None, /):
        """Does nothing, as PEP 249 allows."""


def Binary(data):
    """Bytes for a blob."""
    return memoryview(data)


def Date(year, month, day):
    """A date."""
    import datetime
    return datetime.date(year, month, day)


def Time(hour, minute, second=0):
    """A time of day."""
    import datetime
    return datetime.time(hour, minute, second)


def Timestamp(year, month, day, hour=0, minute=0, second=0):
    """A moment."""
    import datetime
    return datetime.datetime(year, month, day, hour, minute, second)


def DateFromTicks(ticks):
    """The date of a moment in seconds."""
    import time
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    """The time of day of a moment in seconds."""
    import time
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    """A moment in seconds."""
    import time
    return Timestamp(*time.localtime(ticks)[:6])


def _register_defaults():
    """The adapters and converters of dates, which are deprecated since Python 3.12."""
    import datetime

    def old(what):
        from warnings import warn
        warn(f"The default {what} is deprecated as of Python 3.12; see the sqlite3 documentation "
             "for suggested replacement recipes", DeprecationWarning, stacklevel=3)

    def adapt_date(value):
        old("date adapter")
        return value.isoformat()

    def adapt_datetime(value):
        old("datetime adapter")
        return value.isoformat(" ")

    def convert_date(value):
        old("date converter")
        return datetime.date(*map(int, value.split(b"-")))

    def convert_timestamp(value):
        old("timestamp converter")
        day, clock = value.split(b" ")
        year, month, day = map(int, day.split(b"-"))
        parts = clock.split(b".")
        hour, minute, second = map(int, parts[0].split(b":"))
        micro = int("{:0<6.6}".format(parts[1].decode())) if len(parts) == 2 else 0
        return datetime.datetime(year, month, day, hour, minute, second, micro)

    register_adapter(datetime.date, adapt_date)
    register_adapter(datetime.datetime, adapt_datetime)
    register_converter("date", convert_date)
    register_converter("timestamp", convert_timestamp)


_register_defaults()
