"""format() of none values: floats."""

for spec in ["e", "E", "f", "F", "g", "G", "%", ".0f", ".3e", "#.0f", "#g", "n", ".10g"]:
    for value in [None, [], (1,), b"x"]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
