"""Patterns of numbers, strings, None and bools: equality, but identity for the singletons."""


def kind(x):
    match x:
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case 0:
            return "zero"
        case 1 | -1:
            return "unit"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case "a":
            return "letter"
        case b"a":
            return "byte"
    return "other"


for x in (None, True, False, 0, 1, -1, 1.0, 0.0, -0.0, 1.5, 2 + 3j, "a", b"a", "b", [], 10):
    print(repr(x), kind(x))


class Same:
    def __eq__(self, other):
        print("compared with", other)
        return other == "a"


print(kind(Same()))
