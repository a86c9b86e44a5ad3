"""list.remove() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [3, 1, 2], ["b", "a"], [1, [2], None], [1, 2, 1, 2, 1]]
ARGUMENTS = [
    (1,),
    ('a',),
    ([2],),
    (9,),
    (),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = list(receiver)
        try:
            result = target.remove(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
