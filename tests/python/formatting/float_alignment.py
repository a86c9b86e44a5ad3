"""format() of float values: alignment."""

for spec in ["<8", ">8", "^8", "*<8", "=8", "*=8", "中>8", "<<8", "<", "08", "-<+8"]:
    for value in [0.0, -1.5, 1234567.891, 1e-10, 1e22, float("inf"), float("nan")]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
