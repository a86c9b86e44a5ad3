"""set.__contains__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [1, 2, 3], [3, 4, 50], [-1, 0, 7]]
ARGUMENTS = [
    (1,),
    ('a',),
    ([],),
    (1.0,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = set(receiver)
        try:
            result = target.__contains__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
