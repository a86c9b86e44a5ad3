"""format() of none values: sign."""

for spec in ["+", "-", " ", "+8", "+,", "++", " d", "-.1f", "z", "z.1f", "+s"]:
    for value in [None, [], (1,), b"x"]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
