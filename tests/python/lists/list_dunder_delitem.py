"""list.__delitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [3, 1, 2], ["b", "a"], [1, [2], None], [1, 2, 1, 2, 1]]
ARGUMENTS = [
    (0,),
    (-1,),
    (9,),
    (slice(0, 2),),
    (slice(None, None, 2),),
    ('x',),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = list(receiver)
        try:
            result = target.__delitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
