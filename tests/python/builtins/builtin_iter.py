"""iter() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("list(iter([1, 2]))", lambda: list(iter([1, 2])))
show('next(iter("ab"))', lambda: next(iter("ab")))
show("iter(5)", lambda: iter(5))
show("iter()", lambda: iter())
show("iter(5, 6)", lambda: iter(5, 6))
show("list(iter(iter([1]).__next__, 1))", lambda: list(iter(iter([1]).__next__, 1)))
show("list(iter(lambda it=iter([1, 2, 3]): next(it), 3))", lambda: list(iter(lambda it=iter([1, 2, 3]): next(it), 3)))
show("type(iter({})).__name__", lambda: type(iter({})).__name__)
show("type(iter({}.items())).__name__", lambda: type(iter({}.items())).__name__)
show("type(iter(set())).__name__", lambda: type(iter(set())).__name__)
show("type(iter(range(3))).__name__", lambda: type(iter(range(3))).__name__)
show('type(iter(b"")).__name__', lambda: type(iter(b"")).__name__)
show("type(iter(())).__name__", lambda: type(iter(())).__name__)
show('type(iter("é")).__name__', lambda: type(iter("é")).__name__)
show("type(iter(int, 1)).__name__", lambda: type(iter(int, 1)).__name__)
show("iter(None)", lambda: iter(None))
show("iter([], 1, 2)", lambda: iter([], 1, 2))
