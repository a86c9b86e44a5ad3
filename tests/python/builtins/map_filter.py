# Lazy application.
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [4, 2], [3, 3])), list(map(int, "123")), list(map(None.__class__, [])))
print(list(filter(lambda n: n % 2, range(6))), list(filter(None, [0, 1, "", "a", None, [], [0]])), list(filter(str.isdigit, "a1b2")), "".join(filter(str.isalpha, "a1b2")))
m = map(lambda n: print("map", n) or n, [1, 2])
print("made", type(m).__name__, iter(m) is m)
print(next(m), list(m), list(m))
f = filter(lambda n: print("test", n) or n > 1, [1, 2, 3])
print(next(f))
print(list(f), type(f).__name__)
for action in (lambda: map(str), lambda: list(map(5, [1])), lambda: map(str, 5), lambda: filter(None), lambda: list(map(len, [1])), lambda: filter(str, 5), lambda: list(filter(5, [1])), lambda: map(), lambda: list(map(lambda a: a, [1], [2]))):
    try:
        print(action() is not None)
    except TypeError as error:
        print(error)
print([*map(lambda p: p[0] * p[1], [(2, 3), (4, 5)])], sum(map(len, ["a", "bc"])), dict(map(lambda k: (k, k * 2), "ab")))
