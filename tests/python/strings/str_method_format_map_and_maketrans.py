"""str.format_map asks a mapping; str.maketrans makes tables of three kinds."""


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("{a} {b}".format_map(Default(a=1)), "{x[0]}".format_map({"x": "yz"}))
for act in (lambda: "{a}".format_map({}), lambda: "{}".format_map([]), lambda: "{0}".format_map({0: 1}), lambda: "{a}".format_map(5),
            lambda: "a".format_map(), lambda: "{a.b}".format_map({"a": 1})):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)
print(str.maketrans({"a": 1, 98: "x", "c": None}), str.maketrans("ab", "xy"), str.maketrans("a", "b", "cd"))
print("abcd".translate(str.maketrans("ab", "xy", "c")), "abc".translate({97: "long", 98: None, 99: 100}))
for arguments in ((5,), ("a", "bc"), ({"ab": 1},), ({1.5: 1},), ("a", "b", 5), ("a",), ()):
    try:
        str.maketrans(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for table in ({97: 2**30}, {97: 1.5}, 5, {97: -1}):
    try:
        print("abc".translate(table))
    except Exception as error:
        print(type(error).__name__, error)
