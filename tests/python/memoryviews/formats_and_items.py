"""A memoryview of bytes and of arrays: items by their format, and errors of writing."""

import array

data = bytearray(b"abcdef")
m = memoryview(data)
print(m[0], m[-1], m[1:3].tobytes(), m[::2].tolist(), len(m), m.format, m.itemsize, m.nbytes, m.readonly)
m[0] = 65
m[1:3] = b"BC"
print(data)
for index, value in ((0, 256), (0, "x"), (0, b"x"), (10, 1), ("x", 1), (slice(0, 2), b"abc"), (slice(0, 2), 5)):
    try:
        m[index] = value
        print("set", index, value)
    except Exception as error:
        print(index, value, type(error).__name__, error)
try:
    memoryview(b"x")[0] = 1
except TypeError as error:
    print(error)
try:
    del m[0]
except TypeError as error:
    print(error)
numbers = memoryview(array.array("i", [1, -2, 3]))
print(numbers.tolist(), numbers[1], numbers.format, numbers.itemsize, numbers.shape, numbers.strides, numbers.ndim)
numbers[0] = -7
print(numbers.tolist(), numbers.cast("B").nbytes)
for wrong in (2**40, 1.5, "x"):
    try:
        numbers[0] = wrong
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for wrong in (5, "text", [1]):
    try:
        memoryview(wrong)
    except TypeError as error:
        print(error)
