# Characters by position.
s = "hello 世界"
print(s[0], s[-1], s[6], s[6:], len(s), s[::-1])
for action in (lambda: s[8], lambda: s[-9], lambda: s["a"], lambda: s[1.0], lambda: s[None], lambda: ""[0]):
    try:
        print(action())
    except (IndexError, TypeError) as error:
        print(type(error).__name__, "-", error)
try:
    s[0] = "H"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
print([c for c in "a中😀"], list("ab"), "世" in s, "lo 世" in s, "" in s, "x" not in s)
try:
    5 in s
except TypeError as error:
    print(error)
