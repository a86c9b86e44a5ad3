"""The rows and blobs of sqlite3."""


class Row:
    """A row whose values have names and places; names are found in any case."""

    __slots__ = ("_names", "_values")

    def __new__(cls, cursor, data, /):
        import sqlite3
        if not isinstance(cursor, sqlite3.Cursor):
            raise TypeError("Row() argument 1 must be sqlite3.Cursor, not "
                            + type(cursor).__name__)
        if not isinstance(data, tuple):
            raise TypeError("Row() argument 2 must be tuple, not " + type(data).__name__)
        self = super().__new__(cls)
        self._names = [column[0] for column in cursor.description or ()]
        self._values = data
        return self

    def keys(self):
        """The names of the columns."""
        return list(self._names)

    def __getitem__(self, key):
        if isinstance(key, int):
            return self._values[key]
        if isinstance(key, str):
            for at, name in enumerate(self._names):
                if name == key or name.lower() == key.lower():
                    return self._values[at]
            raise IndexError("No item with that key")
        if isinstance(key, slice):
            return self._values[key]
        raise IndexError("Index must be int or string")

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __hash__(self):
        return hash(tuple(self._names)) ^ hash(self._values)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._names == other._names and self._values == other._values

    def __repr__(self):
        return object.__repr__(self)


class Blob:
    """A blob of a row, used as a file; its size cannot change."""

    def __init__(self, connection, table, column, row, readonly, name):
        self._connection = connection
        self._place = table, column, row
        self._readonly = readonly
        self._name = name
        self._offset = 0
        self._size = self._ask(0, None)
        self._open = True

    def _ask(self, offset, data):
        return self._connection._handle.blob(*self._place, self._readonly, self._name, offset,
                                             data)

    def _check(self):
        import sqlite3
        self._connection._check()
        if not self._open:
            raise sqlite3.ProgrammingError("Cannot operate on a closed blob.")

    def close(self):
        """Close the blob."""
        self._open = False

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback, /):
        self.close()

    def __len__(self):
        self._check()
        return self._size

    def read(self, length=-1, /):
        """Read bytes from the place."""
        self._check()
        left = self._size - self._offset
        count = left if length < 0 else min(length, left)
        data = self._ask(self._offset, count) if count else b""
        self._offset += count
        return data

    def write(self, data, /):
        """Write bytes at the place."""
        self._check()
        data = bytes(data)
        if len(data) > self._size - self._offset:
            raise ValueError("data longer than blob length")
        self._ask(self._offset, data)
        self._offset += len(data)

    def tell(self):
        """The place."""
        self._check()
        return self._offset

    def seek(self, offset, origin=0, /):
        """Go to a place."""
        self._check()
        if origin not in (0, 1, 2):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        place = offset + (0, self._offset, self._size)[origin]
        if not 0 <= place <= self._size:
            raise ValueError("offset out of blob range")
        self._offset = place

    def _index(self, key):
        if not -self._size <= key < self._size:
            raise IndexError("Blob index out of range")
        return key % self._size

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            start, stop, step = key.indices(self._size)
            if step == 1:
                return self._ask(start, stop - start) if stop > start else b""
            return self._ask(0, self._size)[key]
        if not isinstance(key, int):
            raise TypeError("Blob indices must be integers")
        return self._ask(self._index(key), 1)[0]

    def __setitem__(self, key, value):
        self._check()
        if isinstance(key, slice):
            start, stop, step = key.indices(self._size)
            data = bytes(value)
            if len(data) != len(range(start, stop, step)):
                raise IndexError("Blob slice assignment is wrong size")
            if step == 1:
                if data:
                    self._ask(start, data)
                return
            whole = bytearray(self._ask(0, self._size))
            whole[key] = data
            self._ask(0, bytes(whole))
            return
        if not isinstance(key, int):
            raise TypeError("Blob indices must be integers")
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value <= 255:
            raise ValueError("byte must be in range(0, 256)")
        self._ask(self._index(key), bytes([value]))

    def __delitem__(self, key):
        raise TypeError("Blob doesn't support item deletion")


Row.__module__ = Blob.__module__ = "sqlite3"
