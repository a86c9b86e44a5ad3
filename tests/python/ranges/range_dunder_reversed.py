"""range.__reversed__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [range(0), range(5), range(1, 10, 3), range(10, 0, -4), range(2**70, 2**70 + 2)]
ARGUMENTS = [
    (1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__reversed__(*arguments)
            print(repr(receiver), arguments, "->", list(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
