"""list.__setitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [3, 1, 2], ["b", "a"], [1, [2], None], [1, 2, 1, 2, 1]]
ARGUMENTS = [
    (0, 'n',),
    (-1, 'n',),
    (9, 'n',),
    (slice(0, 1), [7, 8],),
    (slice(None, None, 2), [0],),
    (slice(1, 1), 'ab',),
    (0,),
    (slice(0, 1), 5,),
    ('x', 1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = list(receiver)
        try:
            result = target.__setitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
