"""format() of int values: grouping."""

for spec in [",", "_", ",d", "_d", "_x", "_b", ",x", ",f", "_.2f", ",_", "015,d", ",s", ",%"]:
    for value in [0, 7, -7, 1234567, -2**70]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
