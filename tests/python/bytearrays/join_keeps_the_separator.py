"""A bytearray does not change its size while it joins; other changes are allowed."""

sep = bytearray(b", ")


def clears():
    sep.clear()
    yield b"a"


try:
    sep.join(clears())
except BufferError as error:
    print(error)
print(sep)


def changes():
    sep[0] = ord(";")
    yield b"a"
    yield b"b"


print(sep.join(changes()), sep)
sep.append(33)
print(sep.join([b"x", bytearray(b"y"), memoryview(b"z")]))
try:
    sep.join([b"x", 5])
except TypeError as error:
    print(error)
try:
    sep.join(5)
except TypeError as error:
    print(error)
