"""bool.__format__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = [True, False]
ARGUMENTS = [
    ('',),
    ('d',),
    ('s',),
    ('>6',),
    ('x',),
    ('.2f',),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__format__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
