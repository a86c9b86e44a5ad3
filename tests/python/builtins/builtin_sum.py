"""sum() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("sum([1, 2])", lambda: sum([1, 2]))
show("sum([], 5)", lambda: sum([], 5))
show("sum([1.5, 2])", lambda: sum([1.5, 2]))
show("sum([[1], [2]], [])", lambda: sum([[1], [2]], []))
show('sum(["a"], "")', lambda: sum(["a"], ""))
show('sum([b"a"], b"")', lambda: sum([b"a"], b""))
show("sum([bytearray()], bytearray())", lambda: sum([bytearray()], bytearray()))
show('sum(["a"])', lambda: sum(["a"]))
show("sum(5)", lambda: sum(5))
show("sum()", lambda: sum())
show("sum([1], start=10)", lambda: sum([1], start=10))
show("sum([0.1] * 10)", lambda: sum([0.1] * 10))
show("sum(range(101))", lambda: sum(range(101)))
show("sum([True, True])", lambda: sum([True, True]))
show("sum({1: 2, 3: 4})", lambda: sum({1: 2, 3: 4}))
show("sum([1, 2j])", lambda: sum([1, 2j]))
show("sum([1], None)", lambda: sum([1], None))
show("sum([(1,)], ())", lambda: sum([(1,)], ()))
