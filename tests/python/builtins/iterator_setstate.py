"""Iterators of sequences go on from a position that is set."""

for make in (lambda: iter([10, 11, 12]), lambda: iter((10, 11, 12)), lambda: iter("abc"), lambda: iter("aßc"),
             lambda: iter(b"abc"), lambda: iter(range(10, 13)), lambda: reversed([10, 11, 12]),
             lambda: reversed((10, 11, 12)), lambda: iter(range(2**70, 2**70 + 3))):
    for position in (0, 1, 2, 3, 7, -1, -5):
        it = make()
        try:
            it.__setstate__(position)
            print(type(it).__name__, position, list(it))
        except Exception as error:
            print(type(it).__name__, position, type(error).__name__, error)
    try:
        make().__setstate__("x")
    except TypeError as error:
        print(error)
for it in (iter({1: 2}), iter({1}), iter(int, 1)):
    print(type(it).__name__, hasattr(it, "__setstate__"))
