"""format() of complex values: integers."""

for spec in ["d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", "n", "08x", "#010x"]:
    for value in [1+2j, -0.5j, 1e10+0j]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
