# Padding to a width.
print("[" + "ab".ljust(5) + "]", "[" + "ab".rjust(5) + "]", "[" + "ab".center(5) + "]", "[" + "ab".center(7) + "]", "[" + "abc".center(6) + "]")
print("ab".ljust(5, "."), "ab".rjust(5, "中"), "ab".center(6, "*"), "abc".ljust(2), "abc".center(-1))
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(3), "--1".zfill(5), "abc".zfill(2), "中".zfill(3))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "ab\tc\nd\te".expandtabs(3), "\t".expandtabs(0) == "", "a\tb".expandtabs(tabsize=2))
for action in (lambda: "a".ljust(5, "xy"), lambda: "a".center("5"), lambda: "a".rjust(), lambda: "a".zfill(1.5), lambda: "a".ljust(5, "")):
    try:
        print(action())
    except TypeError as error:
        print(error)
