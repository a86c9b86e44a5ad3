"""getattr() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('getattr("a", "upper")()', lambda: getattr("a", "upper")())
show('getattr(5, "real")', lambda: getattr(5, "real"))
show('getattr(5, "nope")', lambda: getattr(5, "nope"))
show('getattr(5, "nope", "default")', lambda: getattr(5, "nope", "default"))
show('getattr(5, "nope", None)', lambda: getattr(5, "nope", None))
show("getattr(5, 5)", lambda: getattr(5, 5))
show("getattr(5)", lambda: getattr(5))
show('getattr(5, "a", 1, 2)', lambda: getattr(5, "a", 1, 2))
show('getattr(len, "__name__")', lambda: getattr(len, "__name__"))
show('getattr([], "append", 1).__name__', lambda: getattr([], "append", 1).__name__)
show('hasattr(5, "real")', lambda: hasattr(5, "real"))
show('hasattr(5, "nope")', lambda: hasattr(5, "nope"))
show("hasattr(5, 5)", lambda: hasattr(5, 5))
show("hasattr(5)", lambda: hasattr(5))
