"""tuple.__getitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [(), (3, 1, 2), ("b", "a"), (1, [2], None), (1, 2, 1, 2, 1)]
ARGUMENTS = [
    (0,),
    (-1,),
    (9,),
    ('x',),
    (slice(1, None),),
    (slice(None, None, -1),),
    (slice(0, 1, 0),),
    (1.0,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__getitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
