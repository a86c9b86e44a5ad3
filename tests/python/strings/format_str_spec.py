# Format specifications for strings and other objects.
for spec in ("", "s", "5", "<5", ">5", "^5", "*^5", ".1", "5.1", ">5.2s", "05", "<05", "中>4"):
    print(spec.ljust(6), "[" + format("ab", spec) + "]", "[" + format("中文字", spec) + "]")
for value, spec in (("a", "d"), ("a", "=5"), ("a", "+"), ("a", ","), ("a", "#"), ("a", "x"), ("a", ".s"), (None, "5"), ([1], ">5"),
                    ((1,), "s"), ({}, "x"), ("a", "5d"), ("a", "=")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
print(format(None), format([1]), format(None, ""), format(range(3)))
try:
    format("a", 5)
except TypeError as error:
    print(error)
