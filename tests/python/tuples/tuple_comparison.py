"""Tuples compare item by item; the first difference decides."""

print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), () < (0,), (2,) > (1, 9, 9), (1, "a") == (1, "a"), (1, 2) == [1, 2], (1, 2) != (1, 2))
for a, b in (((1, "x"), (1, 2)), ((1,), [1]), ((None,), (None,)), ((None, 1), (None, 2)), (({},), ({},)), ((1, {}), (2, {}))):
    try:
        print(a, b, a < b)
    except TypeError as error:
        print(a, b, error)
nan = float("nan")
print((nan,) == (nan,), nan == nan, (nan,) < (nan,), (1, nan) < (2, nan))


class Loud:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        print("eq", self.x, other.x)
        return self.x == other.x

    def __lt__(self, other):
        print("lt", self.x, other.x)
        return self.x < other.x


print((Loud(1), Loud(2)) < (Loud(1), Loud(3)))
print((Loud(1), Loud(2)) == (Loud(1),))
same = Loud(5)
print((same,) == (same,), (1, 2, 3).index(2), (1, 2, 2).count(2), max((1, 5), (1, 4)), sorted([(2, "b"), (1, "c"), (2, "a")]))
try:
    (1, 2).index(5)
except ValueError as error:
    print(error)
try:
    (1, 2).index(1, "x")
except TypeError as error:
    print(error)
