# min and max with one iterable, several arguments, key and default.
print(min(3, 1, 2), max(3, 1, 2), min([3, 1]), max("hello"), min({5: 1, 2: 9}), max((1, 2), (1, 3)), min("b", "a"), max(1, 2.5, True))
print(max("aa", "b", key=len), min([-3, 2], key=abs), max([], default="none"), min((), default=None), max([1], default=5), max(["ab", "cd"], key=lambda s: s[1]))
print(max([1, 1.0]), max([1.0, 1]), min([0, False]), max([(1, "b"), (1, "a")]), max({"a": 1, "b": 5}.items(), key=lambda p: p[1]), max(range(5), key=lambda n: n % 3))
print(min(n * n for n in (-2, 1)), max(*[4, 7]), min(["x"]), max([[1], [1, 0]]), min(float("inf"), 10 ** 400))
for action in (lambda: min(), lambda: max(5), lambda: min([]), lambda: max(1, "a"), lambda: max(1, 2, default=0), lambda: min([1], key=5), lambda: max([None, None]), lambda: max(x=1), lambda: min([1, 2], key=len), lambda: min(())):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, "-", error)
