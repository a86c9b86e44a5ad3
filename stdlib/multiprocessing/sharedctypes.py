"""Numbers in memory that processes share.

The memory is a file without a name; an access reads or writes it. Types are given by their codes
('i', 'd' …). Structures are left out, as ctypes is.
"""

import os
import struct

import _multiprocessing

from . import context, get_context, reduction, util

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

# Codes of types: the name that shows, and the code that struct has for it.
typecode_to_type = {
    "c": ("c_char", "c"), "u": ("c_wchar", "i"), "b": ("c_byte", "b"), "B": ("c_ubyte", "B"),
    "h": ("c_short", "h"), "H": ("c_ushort", "H"), "i": ("c_int", "i"), "I": ("c_uint", "I"),
    "l": ("c_long", "l"), "L": ("c_ulong", "L"), "q": ("c_longlong", "q"),
    "Q": ("c_ulonglong", "Q"), "f": ("c_float", "f"), "d": ("c_double", "d"),
    "?": ("c_bool", "?"),
}
# On this kind of machine a long long is a long to C.
_NAMES = {"c_longlong": "c_long", "c_ulonglong": "c_ulong"}


def _look_up(kind):
    if isinstance(kind, str):
        if kind not in typecode_to_type:
            raise TypeError(f"this type has no size")
        return kind
    code = getattr(kind, "_type_", None)
    if isinstance(code, str) and code in typecode_to_type:
        return code
    raise TypeError("this type has no size")


class _Cells:
    """Some numbers of a type in shared memory."""

    def __init__(self, code, length):
        self._code = code
        self._length = length
        self._open(_multiprocessing.memory(max(1, length * self._size())))

    def _open(self, fd):
        self._fd = fd
        self._finalizer = util.Finalize(self, os.close, (fd,))

    def _size(self):
        return struct.calcsize(typecode_to_type[self._code][1])

    def _check(self, value):
        """The value as it is to be stored."""
        code = self._code
        if code == "c":
            if isinstance(value, int):
                value = bytes([value])
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
            return bytes(value)
        if code == "u":
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError(f"a unicode character expected")
            return ord(value)
        if code in "fd":
            if not isinstance(value, (int, float)):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return float(value)
        if code == "?":
            return bool(value)
        if not isinstance(value, int):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        # As C does it: what does not fit loses its upper bits.
        bits = 8 * self._size()
        value &= (1 << bits) - 1
        if code in "bhilq" and value >> (bits - 1):
            value -= 1 << bits
        return value

    def _read(self, at, count=1):
        size = self._size()
        data = os.pread(self._fd, size * count, at * size)
        values = struct.unpack(f"{count}{typecode_to_type[self._code][1]}", data)
        return [chr(v) for v in values] if self._code == "u" else list(values)

    def _write(self, at, values):
        values = [self._check(v) for v in values]
        data = struct.pack(f"{len(values)}{typecode_to_type[self._code][1]}", *values)
        os.pwrite(self._fd, data, at * self._size())

    def __reduce__(self):
        context.assert_spawning(self)
        return _rebuild, (type(self), self._code, self._length, reduction.DupFd(self._fd))


def _rebuild(cls, code, length, handle):
    cells = cls.__new__(cls)
    cells._code, cells._length = code, length
    cells._open(handle.detach())
    return cells


class _Number(_Cells):
    @property
    def value(self):
        """The number."""
        return self._read(0)[0]

    @value.setter
    def value(self, value):
        self._write(0, [value])

    def __repr__(self):
        name = typecode_to_type[self._code][0]
        return f"{_NAMES.get(name, name)}({self.value!r})"


class _Numbers(_Cells):
    def __len__(self):
        return self._length

    def _place(self, i):
        at = i.__index__()
        if at < 0:
            at += self._length
        if not 0 <= at < self._length:
            raise IndexError("invalid index")
        return at

    def __getitem__(self, i):
        if not isinstance(i, slice):
            return self._read(self._place(i))[0]
        values = self._read(0, self._length)[i] if self._length else []
        if self._code == "c":
            return b"".join(values)
        return "".join(values) if self._code == "u" else values

    def __setitem__(self, i, value):
        if not isinstance(i, slice):
            self._write(self._place(i), [value])
            return
        places = range(self._length)[i]
        if len(value) != len(places):
            raise ValueError("Can only assign sequence of same size")
        for at, item in zip(places, value):
            self._write(at, [item])

    def __iter__(self):
        return iter(self[:]) if self._code != "c" else (self[i] for i in range(self._length))

    @property
    def raw(self):
        """All of the bytes."""
        return os.pread(self._fd, self._length, 0)

    @raw.setter
    def raw(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long")
        os.pwrite(self._fd, value, 0)

    @property
    def value(self):
        """The text, up to the first zero."""
        if self._code == "c":
            return self.raw.split(b"\0", 1)[0]
        if self._code == "u":
            return "".join(self[:]).split("\0", 1)[0]
        raise AttributeError(f"'{self._type_name()}' object has no attribute 'value'")

    @value.setter
    def value(self, value):
        if self._code == "c":
            if len(value) > self._length:
                raise ValueError("byte string too long")
            if len(value) < self._length:
                value = bytes(value) + b"\0"
            os.pwrite(self._fd, value, 0)
            return
        if self._code != "u":
            raise AttributeError(f"'{self._type_name()}' object has no attribute 'value'")
        if len(value) > self._length:
            raise ValueError("string too long")
        self._write(0, value + "\0" * (len(value) < self._length))

    def _type_name(self):
        name = typecode_to_type[self._code][0]
        return f"{_NAMES.get(name, name)}_Array_{self._length}"

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{self._type_name()} object at {id(self):#x}>"


def RawValue(typecode_or_type, *args):
    """A number in shared memory."""
    number = _Number(_look_up(typecode_or_type), 1)
    if len(args) > 1:
        raise TypeError("too many initializers")
    if args:
        number.value = args[0]
    return number


def RawArray(typecode_or_type, size_or_initializer):
    """Numbers in shared memory: so many zeros, or those of a sequence."""
    code = _look_up(typecode_or_type)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError("Array length must be >= 0")
        return _Numbers(code, size_or_initializer)
    initial = list(size_or_initializer)
    numbers = _Numbers(code, len(initial))
    if initial:
        numbers._write(0, initial)
    return numbers


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A number in shared memory, with a lock."""
    obj = RawValue(typecode_or_type, *args)
    return _locked(obj, lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """Numbers in shared memory, with a lock."""
    obj = RawArray(typecode_or_type, size_or_initializer)
    return _locked(obj, lock, ctx)


def _locked(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(obj, lock, ctx=ctx)


def copy(obj):
    """Another such object in memory of its own, with the same values."""
    new = type(obj)(obj._code, obj._length)
    new._write(0, obj._read(0, obj._length))
    return new


def synchronized(obj, lock=None, ctx=None):
    """A wrapper that takes a lock for every access."""
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    if isinstance(obj, _Number):
        return Synchronized(obj, lock, ctx)
    if obj._code in "cu":
        return SynchronizedString(obj, lock, ctx)
    return SynchronizedArray(obj, lock, ctx)


class SynchronizedBase:
    """Something in shared memory, and its lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or get_context(force=True)).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def get_obj(self):
        """What is wrapped."""
        return self._obj

    def get_lock(self):
        """The lock."""
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


class Synchronized(SynchronizedBase):
    """A number in shared memory, and its lock."""

    @property
    def value(self):
        """The number."""
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    """Numbers in shared memory, and their lock."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        with self._lock:
            return self._obj[start:stop]


class SynchronizedString(SynchronizedArray):
    """A text in shared memory, and its lock."""

    @property
    def value(self):
        """The text."""
        with self._lock:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._obj.value = value

    @property
    def raw(self):
        """All of the bytes."""
        with self._lock:
            return self._obj.raw

    @raw.setter
    def raw(self, value):
        with self._lock:
            self._obj.raw = value
