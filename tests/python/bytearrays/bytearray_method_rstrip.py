"""bytearray.rstrip() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [b"", b"abc", b"Hello World", b"  x\t", bytes([0, 128, 255]), b"a,b,,c", b"12", b"abcabc"]
ARGUMENTS = [
    (),
    (b'c',),
    (None,),
    ('c',),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = bytearray(receiver)
        try:
            result = target.rstrip(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
