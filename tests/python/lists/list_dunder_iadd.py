"""list.__iadd__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [3, 1, 2], ["b", "a"], [1, [2], None], [1, 2, 1, 2, 1]]
ARGUMENTS = [
    ([9],),
    ((9,),),
    ('xy',),
    (5,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = list(receiver)
        try:
            result = target.__iadd__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
