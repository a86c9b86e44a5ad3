"""memoryview.cast() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [b"", b"abc", b"Hello World", b"  x\t", bytes([0, 128, 255]), b"a,b,,c", b"12", b"abcabc"]
ARGUMENTS = [
    ('b',),
    ('c',),
    ('h',),
    ('B', [1, 1],),
    ('q',),
    ('zz',),
    (),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = memoryview(receiver)
        try:
            result = target.cast(*arguments)
            print(repr(receiver), arguments, "->", result.tolist() if isinstance(result, memoryview) else result)
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
