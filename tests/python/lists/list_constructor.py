# list() from every kind of iterable.
print(list(), list("abc"), list((1, 2)), list(range(3)), list({"a": 1, "b": 2}), list({5}), list(b"ab"), list(map(str, [1, 2])))
print(list(zip("ab", [1, 2])), list(enumerate("x")), list({"a": 1}.items()), list(reversed([1, 2])), list(n for n in range(2)), list(iter([1])))
a = [1]
print(list(a) is a, list(a) == a, [*a] is a, list([[]]), list(list("ab")))
for action in (lambda: list(5), lambda: list(None), lambda: list(1, 2), lambda: list(int), lambda: list(x=1)):
    try:
        print(action())
    except TypeError as error:
        print(error)
