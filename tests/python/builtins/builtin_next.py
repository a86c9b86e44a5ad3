"""next() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("next(iter([1]))", lambda: next(iter([1])))
show("next(iter([]))", lambda: next(iter([])))
show("next(iter([]), 5)", lambda: next(iter([]), 5))
show("next([])", lambda: next([]))
show("next(5)", lambda: next(5))
show("next()", lambda: next())
show("next(iter([]), 1, 2)", lambda: next(iter([]), 1, 2))
show("next((x for x in ()), None)", lambda: next((x for x in ()), None))
