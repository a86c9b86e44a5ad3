# Beginnings and ends.
s = "report.txt"
print(s.startswith("rep"), s.startswith(("x", "re")), s.startswith(""), s.startswith("port", 2), s.startswith("port", 2, 5))
print(s.endswith(".txt"), s.endswith((".py", ".txt")), s.endswith(""), s.endswith("port", 0, 6), s.endswith(()))
print(s.removeprefix("re"), s.removeprefix("x"), s.removesuffix(".txt"), s.removesuffix(""), "aaa".removeprefix("a"))
for action in (lambda: s.startswith(5), lambda: s.startswith(["a"]), lambda: s.endswith(("a", 5)), lambda: s.removeprefix(1)):
    try:
        print(action())
    except TypeError as error:
        print(error)
