"""slice objects: attributes, comparison, indices, hash, and what cannot be done."""

s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), s.indices(100), slice(5).indices(3), slice(None, None, -1).indices(4))
print(slice(1) == slice(1), slice(1) == slice(None, 1), slice(1, 2) < slice(1, 3), slice(1) != slice(2), hash(slice(1, 2)) == hash(slice(1, 2)))
for act in (lambda: s.indices(-1), lambda: s.indices("x"), lambda: setattr(s, "start", 2), lambda: slice(), lambda: slice(1, 2, 3, 4),
            lambda: slice(1) < slice("x"), lambda: hash(slice([])), lambda: slice(start=1), lambda: slice(None, None, 0).indices(3),
            lambda: iter(s), lambda: s[0], lambda: slice("a", [1]).start):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)


class Shows:
    def __getitem__(self, key):
        return key


x = Shows()
print(x[1:2], x[::], x[1:2, 3], x[...], x[()], x[1,], x[:, 1:], x[1:2:3, ...])
print(slice(0, 3).__reduce__(), eval(repr(slice(None, 5))))
