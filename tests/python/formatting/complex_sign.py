"""format() of complex values: sign."""

for spec in ["+", "-", " ", "+8", "+,", "++", " d", "-.1f", "z", "z.1f", "+s"]:
    for value in [1+2j, -0.5j, 1e10+0j]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
