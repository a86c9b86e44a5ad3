"""format() of float values: invalid."""

for spec in ["q", "y", "10q", "dd", "{", "s5", "d!", "10 d", "é", "\\n", "5.5.5", "<>5", "#,"]:
    for value in [0.0, -1.5, 1234567.891, 1e-10, 1e22, float("inf"), float("nan")]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
