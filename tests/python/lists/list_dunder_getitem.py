"""list.__getitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [[], [3, 1, 2], ["b", "a"], [1, [2], None], [1, 2, 1, 2, 1]]
ARGUMENTS = [
    (0,),
    (-1,),
    (9,),
    ('x',),
    (slice(1, None),),
    (slice(None, None, -1),),
    (slice(0, 9, 2),),
    (slice(0, 1, 0),),
    (1.0,),
    (None,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        target = list(receiver)
        try:
            result = target.__getitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result), repr(target))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
