"""bytearray.__setitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [b"", b"abc", b"Hello World", b"  x\t", bytes([0, 128, 255]), b"a,b,,c", b"12", b"abcabc"]
ARGUMENTS = [
    (0, 65,),
    (-1, 66,),
    (0, 256,),
    (slice(0, 1), b'XYZ',),
    (slice(None, None, 2), b'Q',),
    (0, 'a',),
    (99, 1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = bytearray(receiver)
        try:
            result = target.__setitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
