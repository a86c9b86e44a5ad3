"""slice.indices() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [slice(None), slice(5), slice(1, 10, 2), slice(-3, None, -1), slice("a", "b")]
ARGUMENTS = [
    (0,),
    (4,),
    (20,),
    (-1,),
    ('x',),
    (2.0,),
    (),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.indices(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
