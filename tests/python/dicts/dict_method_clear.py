"""dict.clear() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [{}, {"a": 1, "b": 2}, {1: "x", None: "y", (1, 2): []}, {True: 0, 2.0: "f"}]
ARGUMENTS = [
    (),
    (1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = dict(receiver)
        try:
            result = target.clear(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
