"""str.center() of several receivers, with arguments that fit and that do not."""

RECEIVERS = ["", "abc", "Hello World", "  x\t", "ßÄ中", "a,b,,c", "12", "abcabc"]
ARGUMENTS = [
    (10,),
    (10, '*',),
    (3,),
    (-1,),
    (10, 'ab',),
    (10, 1,),
    (),
    ('x',),
    (10, '中',),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.center(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
