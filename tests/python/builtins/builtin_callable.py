"""callable() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("callable(len)", lambda: callable(len))
show("callable(int)", lambda: callable(int))
show("callable(lambda: 0)", lambda: callable(lambda: 0))
show("callable(5)", lambda: callable(5))
show('callable("x")', lambda: callable("x"))
show("callable([].append)", lambda: callable([].append))
show('callable(type("A", (), {})())', lambda: callable(type("A", (), {})()))
show('callable(type("A", (), {"__call__": len})())', lambda: callable(type("A", (), {"__call__": len})()))
show("callable()", lambda: callable())
show("callable(1, 2)", lambda: callable(1, 2))
