# Which class open() gives for which mode.
import io

open("f.bin", "wb").close()
for mode in ["r", "w", "a", "r+", "rb", "wb", "ab", "r+b", "w+b", "a+b"]:
    with open("f.bin", mode) as f:
        kind = type(f)
        print(mode, kind.__name__, [b.__name__ for b in kind.__mro__[1:-1]][-1])
        print(isinstance(f, io.IOBase), isinstance(f, io.TextIOBase), isinstance(f, io.BufferedIOBase))
with open("f.bin", "rb", buffering=0) as f:
    print(type(f).__name__, isinstance(f, io.RawIOBase))
print(io.open is open)
print(io.DEFAULT_BUFFER_SIZE)
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END)
print(io.UnsupportedOperation.__mro__)
