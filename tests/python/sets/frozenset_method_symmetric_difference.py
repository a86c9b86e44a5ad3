"""frozenset.symmetric_difference() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [frozenset(x) for x in [[], [1, 2, 3], [3, 4, 50], [-1, 0, 7]]]
ARGUMENTS = [
    ([2, 9],),
    ({1},),
    (5,),
    (),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.symmetric_difference(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
