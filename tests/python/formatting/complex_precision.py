"""format() of complex values: precision."""

for spec in [".0", ".1", ".3", ".20", ".", ".-1", "10.3", "3.10", ".3d", ".2s", ".999", ".x"]:
    for value in [1+2j, -0.5j, 1e10+0j]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
