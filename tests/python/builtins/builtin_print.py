"""print() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("print()", lambda: print())
show('print(1, 2, sep="-")', lambda: print(1, 2, sep="-"))
show('print("a", end="!\\\\n")', lambda: print("a", end="!\\n"))
show("print(1, sep=5)", lambda: print(1, sep=5))
show("print(1, end=5)", lambda: print(1, end=5))
show("print(1, foo=2)", lambda: print(1, foo=2))
show("print(1, file=5)", lambda: print(1, file=5))
show("print(1, 2, sep=None, end=None)", lambda: print(1, 2, sep=None, end=None))
show('print("x", flush=True)', lambda: print("x", flush=True))
show('print(*[1, 2], **{"sep": "+"})', lambda: print(*[1, 2], **{"sep": "+"}))
