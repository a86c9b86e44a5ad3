"""Arguments of range, huge ranges, and what cannot be set."""

for args in ((), (1, 2, 3, 4), (1.0,), ("1",), (1, 2, 0), (None,), (1, "x")):
    try:
        print(range(*args))
    except (TypeError, ValueError) as error:
        print(args, type(error).__name__, error)
try:
    range(stop=5)
except TypeError as error:
    print(error)
big = range(2**100, 2**100 + 10, 3)
print(big, list(big)[-1] - 2**100, len(big), big[1] - 2**100, 2**100 + 6 in big, 2**100 + 5 in big, big.index(2**100 + 9))
print(len(range(-(2**62), 2**62)) == 2**63 if False else "", range(2**63)[-1])
try:
    len(range(2**63))
except OverflowError as error:
    print(error)
r = range(10)
for act in (lambda: r[10], lambda: r["x"], lambda: r.index(50), lambda: r.__setitem__, lambda: setattr(r, "start", 1), lambda: hash(r) == hash(range(0, 10)),
            lambda: r < range(5), lambda: r + range(2), lambda: r[2**100], lambda: del_(r)):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    def __index__(self):
        return 3


print(range(Index()), range(10)[Index()], range(True), range(10)[1:Index()], range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2))
