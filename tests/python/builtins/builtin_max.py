"""max() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("max(1, 2)", lambda: max(1, 2))
show("max([3, 1])", lambda: max([3, 1]))
show('max("hello")', lambda: max("hello"))
show("max([], default=0)", lambda: max([], default=0))
show("max([])", lambda: max([]))
show("max()", lambda: max())
show("max(5)", lambda: max(5))
show('max(1, "a")', lambda: max(1, "a"))
show("max([1, 2], key=lambda x: -x)", lambda: max([1, 2], key=lambda x: -x))
show("max(1, 2, key=None)", lambda: max(1, 2, key=None))
show('max("a", "B", key=str.lower)', lambda: max("a", "B", key=str.lower))
show("max([1], [2], default=0)", lambda: max([1], [2], default=0))
show('max({1: "a", 2: "b"})', lambda: max({1: "a", 2: "b"}))
show("max([1, 2], key=5)", lambda: max([1, 2], key=5))
show("max(1, 2, x=3)", lambda: max(1, 2, x=3))
show('max(float("nan"), 1)', lambda: max(float("nan"), 1))
show("max(1, 1.0)", lambda: max(1, 1.0))
show("max(1.0, 1)", lambda: max(1.0, 1))
