"""frozenset.__or__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [frozenset(x) for x in [[], [1, 2, 3], [3, 4, 50], [-1, 0, 7]]]
ARGUMENTS = [
    ({9},),
    (frozenset([9]),),
    ([9],),
    (5,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__or__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
