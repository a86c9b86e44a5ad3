"""Blocks of memory under a name, which any process can open.

They are the files that CPython's are: the two can share one. `buf` reads and writes the file; it
has a memoryview's indexing, slicing and methods, but is none.
"""

import errno
import os
import secrets
import struct

__all__ = ["SharedMemory", "ShareableList"]

_FOLDER = "/dev/shm"


class _View:
    """The bytes of a block."""

    def __init__(self, fd, start, size):
        self._fd, self._start, self._size = fd, start, size

    format = "B"
    itemsize = 1
    ndim = 1
    readonly = False
    contiguous = c_contiguous = f_contiguous = True

    def _check(self):
        if self._fd is None:
            raise ValueError("operation forbidden on released memoryview object")

    @property
    def nbytes(self):
        """How many bytes there are."""
        return self._size

    @property
    def shape(self):
        """How many bytes there are, in a tuple."""
        return (self._size,)

    @property
    def strides(self):
        """1, in a tuple."""
        return (1,)

    def __len__(self):
        self._check()
        return self._size

    def _place(self, i):
        at = i.__index__()
        if at < 0:
            at += self._size
        if not 0 <= at < self._size:
            raise IndexError("index out of bounds on dimension 1")
        return at

    def __getitem__(self, i):
        self._check()
        if not isinstance(i, slice):
            return os.pread(self._fd, 1, self._start + self._place(i))[0]
        start, stop, step = i.indices(self._size)
        if step == 1:
            return _View(self._fd, self._start + start, max(0, stop - start))
        return memoryview(self.tobytes())[i]

    def __setitem__(self, i, value):
        self._check()
        if not isinstance(i, slice):
            if not hasattr(value, "__index__"):
                raise TypeError("memoryview: invalid type for format 'B'")
            value = value.__index__()
            if not 0 <= value < 256:
                raise ValueError("memoryview: invalid value for format 'B'")
            os.pwrite(self._fd, bytes([value]), self._start + self._place(i))
            return
        data = value.tobytes() if isinstance(value, _View) else bytes(value)
        start, stop, step = i.indices(self._size)
        places = range(start, stop, step)
        if len(places) != len(data):
            raise ValueError(
                "memoryview assignment: lvalue and rvalue have different structures"
            )
        if step == 1:
            os.pwrite(self._fd, data, self._start + start)
            return
        for at, byte in zip(places, data):
            os.pwrite(self._fd, bytes([byte]), self._start + at)

    def __iter__(self):
        return iter(self.tobytes())

    def __bytes__(self):
        return self.tobytes()

    def __eq__(self, other):
        return self.tobytes() == (other.tobytes() if isinstance(other, _View) else other)

    def tobytes(self, order="C"):
        """The bytes."""
        self._check()
        return os.pread(self._fd, self._size, self._start)

    def tolist(self):
        """The bytes as numbers."""
        return list(self.tobytes())

    def hex(self, *args):
        """The bytes in hexadecimal."""
        return self.tobytes().hex(*args)

    def toreadonly(self):
        """A copy that cannot be changed."""
        return memoryview(self.tobytes())

    def release(self):
        """Use it no more."""
        self._fd = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        return f"<memory at {id(self):#x}>"


class SharedMemory:
    """A block of memory under a name."""

    def __init__(self, name=None, create=False, size=0, *, track=True):
        self._fd = -1
        self._buf = None
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        flags = os.O_RDWR
        if create:
            flags |= os.O_CREAT | os.O_EXCL
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
        elif name is None:
            raise ValueError("'name' can only be None if create=True")
        given = name
        while True:
            name = "psm_" + secrets.token_hex(4) if given is None else given.lstrip("/")
            try:
                self._fd = os.open(os.path.join(_FOLDER, name), flags, 0o600)
                break
            except FileExistsError:
                if given is not None:
                    raise FileExistsError(errno.EEXIST, "File exists", f"/{name}") from None
            except FileNotFoundError:
                raise FileNotFoundError(
                    errno.ENOENT, "No such file or directory", f"/{name}"
                ) from None
        self._name = name
        try:
            if create:
                os.ftruncate(self._fd, size)
            self._size = os.fstat(self._fd).st_size
            if self._size == 0:
                raise ValueError("cannot mmap an empty file")
        except BaseException:
            self.close()
            raise
        self._buf = _View(self._fd, 0, self._size)

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self._name, False, self._size)

    def __repr__(self):
        return f"{type(self).__name__}({self._name!r}, size={self._size})"

    @property
    def buf(self):
        """The bytes."""
        return self._buf

    @property
    def name(self):
        """The name."""
        return self._name

    @property
    def size(self):
        """How many bytes there are."""
        return self._size

    def close(self):
        """This process uses the block no more."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            os.close(fd)

    def unlink(self):
        """Take the block down: once, by whoever has done with it last."""
        os.unlink(os.path.join(_FOLDER, self._name))


class ShareableList:
    """A list of ints, floats, bools, None, short texts and bytes, in shared memory.

    The layout is CPython's: the length, the places of the values, the values in units of 8 bytes,
    their formats in 8 bytes each, and a byte for what is left of each when it is read.
    """

    def __init__(self, sequence=None, *, name=None):
        if name is None or sequence is not None:
            values = list(sequence or ())
            formats = [self._format(value) for value in values]
            self._list_len = len(values)
            offsets = [0]
            for fmt in formats:
                size = 8 if fmt[-1] != "s" else int(fmt[:-1])
                offsets.append(offsets[-1] + size)
            self._offsets = offsets
            total = 8 * (2 + len(values)) + offsets[-1] + 8 * len(values) + len(values)
            self.shm = SharedMemory(name, create=True, size=max(total, 8))
            head = struct.pack(f"q{len(offsets)}q", self._list_len, *offsets)
            self.shm.buf[: len(head)] = head
            for at, (value, fmt) in enumerate(zip(values, formats)):
                self._store(at, value, fmt)
        else:
            self.shm = SharedMemory(name)
            self._list_len = struct.unpack("q", self.shm.buf[:8].tobytes())[0]
            count = self._list_len + 1
            data = self.shm.buf[8 : 8 + 8 * count].tobytes()
            self._offsets = list(struct.unpack(f"{count}q", data))

    @staticmethod
    def _format(value):
        if isinstance(value, bool):
            return "xxxxxx?"
        if isinstance(value, int):
            return "q"
        if isinstance(value, float):
            return "d"
        if value is None:
            return "xxxxxx?x"
        if isinstance(value, (str, bytes)):
            length = len(value.encode() if isinstance(value, str) else value)
            return f"{8 * (length // 8 + 1)}s"
        raise AssertionError("unsupported type")

    @property
    def _values_at(self):
        return 8 * (2 + self._list_len)

    @property
    def _formats_at(self):
        return self._values_at + self._offsets[-1]

    @property
    def _codes_at(self):
        return self._formats_at + 8 * self._list_len

    def _store(self, at, value, fmt):
        start = self._values_at + self._offsets[at]
        code = 3 if value is None else 1 if isinstance(value, str) else 2 if isinstance(value, bytes) else 0
        raw = value.encode() if isinstance(value, str) else False if value is None else value
        data = struct.pack(fmt, raw)
        self.shm.buf[start : start + len(data)] = data
        place = self._formats_at + 8 * at
        self.shm.buf[place : place + 8] = struct.pack("8s", fmt.encode())
        self.shm.buf[self._codes_at + at] = code

    def _place(self, i):
        at = i + self._list_len if i < 0 else i
        if not 0 <= at < self._list_len:
            raise IndexError("index out of range")
        return at

    def __getitem__(self, position):
        at = self._place(position)
        place = self._formats_at + 8 * at
        fmt = self.shm.buf[place : place + 8].tobytes().rstrip(b"\0").decode()
        start = self._values_at + self._offsets[at]
        data = self.shm.buf[start : start + struct.calcsize(fmt)].tobytes()
        value = struct.unpack(fmt, data)[0]
        code = self.shm.buf[self._codes_at + at]
        if code == 3:
            return None
        if code == 1:
            return value.rstrip(b"\0").decode()
        return value.rstrip(b"\0") if code == 2 else value

    def __setitem__(self, position, value):
        if not -self._list_len <= position < self._list_len:
            raise IndexError("assignment index out of range")
        at = self._place(position)
        room = self._offsets[at + 1] - self._offsets[at]
        fmt = self._format(value)
        if fmt[-1] == "s":
            length = len(value.encode() if isinstance(value, str) else value)
            if length > room:
                raise ValueError("bytes/str item exceeds available storage")
            fmt = f"{room}s"
        self._store(at, value, fmt)

    def __reduce__(self):
        return _open_list, (self.shm.name,)

    def __len__(self):
        return self._list_len

    def __iter__(self):
        return (self[i] for i in range(self._list_len))

    def __repr__(self):
        return f"{type(self).__name__}({list(self)}, name={self.shm.name!r})"

    def count(self, value):
        """How often a value stands in the list."""
        return sum(value == entry for entry in self)

    def index(self, value):
        """Where a value first stands."""
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError("ShareableList.index(x): x not in list")

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


def _open_list(name):
    return ShareableList(name=name)
