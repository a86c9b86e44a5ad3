"""int.__radd__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [0, 1, -1, 7, -255, 2**31, -2**64, 10**30]
ARGUMENTS = [
    (3,),
    (-2,),
    (0,),
    (2**70,),
    (1.5,),
    (True,),
    ('x',),
    (None,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__radd__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
