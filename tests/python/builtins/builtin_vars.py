"""vars() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("vars(5)", lambda: vars(5))
show("vars([])", lambda: vars([]))
show("type(vars(int)).__name__", lambda: type(vars(int)).__name__)
show('vars(type("A", (), {"x": 1})())', lambda: vars(type("A", (), {"x": 1})()))
show('sorted(vars(type("A", (), {"x": 1})))[-1]', lambda: sorted(vars(type("A", (), {"x": 1})))[-1])
show("vars(1, 2)", lambda: vars(1, 2))
show("dir(5)[:2]", lambda: dir(5)[:2])
show('"upper" in dir("")', lambda: "upper" in dir(""))
show('dir(type("A", (), {"__dir__": lambda self: ["b", "a"]})())', lambda: dir(type("A", (), {"__dir__": lambda self: ["b", "a"]})()))
show('dir(type("A", (), {"__dir__": lambda self: 5})())', lambda: dir(type("A", (), {"__dir__": lambda self: 5})()))
show("dir(1, 2)", lambda: dir(1, 2))
