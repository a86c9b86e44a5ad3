"""float.__floor__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [0.0, -0.0, 1.5, -2.5, 1e16, 1e-5, 123456.789, float("inf"), float("-inf"), float("nan")]
ARGUMENTS = [
    (),
    (1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__floor__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
