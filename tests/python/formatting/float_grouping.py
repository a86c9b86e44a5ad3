"""format() of float values: grouping."""

for spec in [",", "_", ",d", "_d", "_x", "_b", ",x", ",f", "_.2f", ",_", "015,d", ",s", ",%"]:
    for value in [0.0, -1.5, 1234567.891, 1e-10, 1e22, float("inf"), float("nan")]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
