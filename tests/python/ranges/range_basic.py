# Making ranges and reading from them.
print(range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), range(0), range(3, 3), list(range(5, 0, -2)), list(range(3, 0)))
r = range(2, 20, 3)
print(list(r), len(r), r[0], r[-1], r[2:4], r[::-1], r.start, r.stop, r.step, 8 in r, 9 in r, 8.0 in r, "a" in r)
print(r.index(8), r.count(8), r.count(9), sum(r), max(r), min(r), list(reversed(r)), bool(range(0)), bool(r))
print(range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 5), range(3) == [0, 1, 2], hash(range(3)) == hash(range(0, 3, 1)), range(True))
for action in (lambda: range(), lambda: range(1.5), lambda: range("3"), lambda: range(1, 2, 0), lambda: range(1, 2, 3, 4), lambda: r[99], lambda: r["a"],
               lambda: r.index(9), lambda: range(3) + range(2), lambda: range(3) < range(4), lambda: range(None)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
try:
    r[0] = 5
except TypeError as error:
    print(error)
