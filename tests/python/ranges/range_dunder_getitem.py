"""range.__getitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [range(0), range(5), range(1, 10, 3), range(10, 0, -4), range(2**70, 2**70 + 2)]
ARGUMENTS = [
    (0,),
    (-1,),
    (9,),
    (slice(1, None),),
    (slice(None, None, -1),),
    ('x',),
    (1.0,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__getitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
