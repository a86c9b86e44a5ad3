# Counting and going backwards.
print(list(enumerate("ab")), list(enumerate("ab", 1)), list(enumerate([], 5)), list(enumerate("a", start=-1)), [i * c for i, c in enumerate("abc")], dict(enumerate("xy")))
e = enumerate(["p", "q"])
print(next(e), list(e), list(e), type(e).__name__, iter(e) is e, next(enumerate("x", 10 ** 30)))
print(list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(3))), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1}.items())), list(reversed(b"ab")))
r = reversed([1, 2])
print(next(r), list(r), list(r), type(r).__name__, type(reversed("a")).__name__)
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b, end="; ")
print()
for action in (lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: enumerate(), lambda: reversed({1, 2}), lambda: reversed(n for n in "a"), lambda: reversed(5), lambda: reversed(), lambda: enumerate("a", 1.5), lambda: reversed(iter([1]))):
    try:
        print(action())
    except TypeError as error:
        print(error)


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * 10


print(list(reversed(Seq())))
