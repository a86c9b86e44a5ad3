# Splitting at whitespace, at separators, with limits.
print("  a b  c ".split(), "a,b,,c".split(","), ",".split(","), "".split(), "".split(","), "abc".split("x"))
print("a b c d".split(maxsplit=2), "a b c d".rsplit(maxsplit=2), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1))
print("  a  b ".split(" "), "  a  b  ".split(None, 1), "  a  b  ".rsplit(None, 1), "a--b-c".split("--"))
print("a b".split(maxsplit=0), " a b ".split(maxsplit=0), "a,b".split(",", 0), "a,b".split(",", -1))
print("中 文\u3000字".split(), "a\tb\nc\x0bd".split())
print(",".join(["a", "b"]), "".join("abc"), "-".join([]), "-".join(["x"]), "、".join({"a": 1, "b": 2}), ", ".join(str(n) for n in range(3)))
for action in (lambda: "a".split(""), lambda: "a".split(5), lambda: ",".join([1, 2]), lambda: ",".join(["a", None]),
               lambda: ",".join(5), lambda: "a".split(",", "x")):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
