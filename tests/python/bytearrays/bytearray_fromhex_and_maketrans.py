"""bytearray.fromhex and bytearray.maketrans."""

for text in ("", "00ff", " 0A 0b", "0", "zz", "0\u00e9"):
    try:
        print(repr(text), bytearray.fromhex(text))
    except ValueError as error:
        print(repr(text), error)
table = bytearray.maketrans(b"ab", b"xy")
print(type(table).__name__, len(table), bytearray(b"aabbc").translate(table))
for arguments in ((b"a", b"xy"), ("a", "b"), (b"a",), ()):
    try:
        bytearray.maketrans(*arguments)
    except (TypeError, ValueError) as error:
        print(error)


class Sub(bytearray):
    pass


print(type(Sub.fromhex("00")).__name__)
