"""str.__ge__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = ["", "abc", "Hello World", "  x\t", "ßÄ中", "a,b,,c", "12", "abcabc"]
ARGUMENTS = [
    ('abc',),
    ('abd',),
    (None,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__ge__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
