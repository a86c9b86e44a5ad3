"""bool.__repr__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [True, False]
ARGUMENTS = [
    (),
    (1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__repr__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
