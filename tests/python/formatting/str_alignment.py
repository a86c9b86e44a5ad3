"""format() of str values: alignment."""

for spec in ["<8", ">8", "^8", "*<8", "=8", "*=8", "中>8", "<<8", "<", "08", "-<+8"]:
    for value in ["", "ab", "中文", "long text"]:
        try:
            print(repr(spec), repr(value), "->", repr(format(value, spec)))
        except Exception as error:
            print(repr(spec), repr(value), "->", type(error).__name__, "-", error)
