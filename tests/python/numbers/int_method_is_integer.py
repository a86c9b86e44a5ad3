"""int.is_integer() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [0, 1, -1, 7, -255, 2**31, -2**64, 10**30]
ARGUMENTS = [
    (),
    (1,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.is_integer(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
