"""tuple.__ge__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [(), (3, 1, 2), ("b", "a"), (1, [2], None), (1, 2, 1, 2, 1)]
ARGUMENTS = [
    ((1,),),
    ((3, 1, 2),),
    ((),),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__ge__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
