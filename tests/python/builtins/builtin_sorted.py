"""sorted() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("sorted([3, 1, 2])", lambda: sorted([3, 1, 2]))
show('sorted("hello")', lambda: sorted("hello"))
show("sorted([3, 1], reverse=True)", lambda: sorted([3, 1], reverse=True))
show('sorted(["b", "A"], key=str.lower)', lambda: sorted(["b", "A"], key=str.lower))
show('sorted([1, "a"])', lambda: sorted([1, "a"]))
show("sorted(5)", lambda: sorted(5))
show("sorted()", lambda: sorted())
show("sorted([1], [2])", lambda: sorted([1], [2]))
show("sorted([1], key=5)", lambda: sorted([1], key=5))
show("sorted({3: 1, 1: 2})", lambda: sorted({3: 1, 1: 2}))
show("sorted([], key=None, reverse=1)", lambda: sorted([], key=None, reverse=1))
show('sorted([(1, "b"), (1, "a")])', lambda: sorted([(1, "b"), (1, "a")]))
show('sorted([1, 2], reverse="x")', lambda: sorted([1, 2], reverse="x"))
show("sorted([True, 0, 2])", lambda: sorted([True, 0, 2]))
show("sorted([1], foo=1)", lambda: sorted([1], foo=1))
show("sorted([None, None])", lambda: sorted([None, None]))
show("sorted([1j, 2j])", lambda: sorted([1j, 2j]))
show("sorted([[2], [1, 5]])", lambda: sorted([[2], [1, 5]]))
