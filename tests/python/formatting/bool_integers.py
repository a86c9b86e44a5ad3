"""format() of bool values: integers."""

for spec in ["d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", "n", "08x", "#010x"]:
    for value in [True, False]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
