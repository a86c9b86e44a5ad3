"""format() of none values: invalid."""

for spec in ["q", "y", "10q", "dd", "{", "s5", "d!", "10 d", "é", "\\n", "5.5.5", "<>5", "#,"]:
    for value in [None, [], (1,), b"x"]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
