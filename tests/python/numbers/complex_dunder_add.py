"""complex.__add__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [0j, 1+2j, -1.5-0j, 3+0j, complex("nan"), complex(0, float("inf"))]
ARGUMENTS = [
    (3,),
    (0,),
    (1.5,),
    (2j,),
    (True,),
    ('x',),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__add__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
