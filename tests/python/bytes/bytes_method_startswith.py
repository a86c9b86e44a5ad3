"""bytes.startswith() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [b"", b"abc", b"Hello World", b"  x\t", bytes([0, 128, 255]), b"a,b,,c", b"12", b"abcabc"]
ARGUMENTS = [
    (b'a',),
    (b'',),
    ((b'x', b'Hel'),),
    ('a',),
    (b'b', 1,),
    (1,),
    ((b'a', 'b'),),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.startswith(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
