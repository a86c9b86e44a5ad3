"""len() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('len("abc")', lambda: len("abc"))
show('len("😀é")', lambda: len("😀é"))
show("len([1])", lambda: len([1]))
show("len({1: 2})", lambda: len({1: 2}))
show("len(range(10))", lambda: len(range(10)))
show("len(range(2**70))", lambda: len(range(2**70)))
show("len(5)", lambda: len(5))
show("len(None)", lambda: len(None))
show("len(iter([]))", lambda: len(iter([])))
show("len()", lambda: len())
show("len([], [])", lambda: len([], []))
show('len(type("A", (), {"__len__": lambda self: -1})())', lambda: len(type("A", (), {"__len__": lambda self: -1})()))
show('len(type("A", (), {"__len__": lambda self: "x"})())', lambda: len(type("A", (), {"__len__": lambda self: "x"})()))
show('len(type("A", (), {"__len__": lambda self: 2**70})())', lambda: len(type("A", (), {"__len__": lambda self: 2**70})()))
show('len(type("A", (), {"__len__": lambda self: True})())', lambda: len(type("A", (), {"__len__": lambda self: True})()))
