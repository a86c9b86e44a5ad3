"""str.__getitem__() of several receivers, with arguments that fit and that do not."""

RECEIVERS = ["", "abc", "Hello World", "  x\t", "ßÄ中", "a,b,,c", "12", "abcabc"]
ARGUMENTS = [
    (0,),
    (-1,),
    (1.0,),
    ('a',),
    (slice(1, None),),
    (slice(None, None, -1),),
    (slice(0, 5, 0),),
    (99,),
]

for receiver in RECEIVERS:
    for arguments in ARGUMENTS:
        try:
            result = receiver.__getitem__(*arguments)
            print(repr(receiver), arguments, "->", repr(result))
        except Exception as error:
            print(repr(receiver), arguments, "->", type(error).__name__, "-", error)
