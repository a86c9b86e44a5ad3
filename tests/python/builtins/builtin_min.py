"""min() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("min(1, 2)", lambda: min(1, 2))
show("min([3, 1])", lambda: min([3, 1]))
show('min("hello")', lambda: min("hello"))
show("min([], default=None)", lambda: min([], default=None))
show("min([])", lambda: min([]))
show("min()", lambda: min())
show("min(5)", lambda: min(5))
show('min(1, "a")', lambda: min(1, "a"))
show("min([1, 2], key=lambda x: -x)", lambda: min([1, 2], key=lambda x: -x))
show('min(["bb", "a"], key=len)', lambda: min(["bb", "a"], key=len))
show("min((), ())", lambda: min((), ()))
show('min([], key=len, default="x")', lambda: min([], key=len, default="x"))
show("min(1, 2, default=3)", lambda: min(1, 2, default=3))
