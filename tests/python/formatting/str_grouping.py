"""format() of str values: grouping."""

for spec in [",", "_", ",d", "_d", "_x", "_b", ",x", ",f", "_.2f", ",_", "015,d", ",s", ",%"]:
    for value in ["", "ab", "中文", "long text"]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
