"""reversed() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("list(reversed([1, 2]))", lambda: list(reversed([1, 2])))
show('"".join(reversed("abc"))', lambda: "".join(reversed("abc")))
show("list(reversed(range(5)))", lambda: list(reversed(range(5))))
show("list(reversed({1: 2, 3: 4}))", lambda: list(reversed({1: 2, 3: 4})))
show("list(reversed({1: 2}.items()))", lambda: list(reversed({1: 2}.items())))
show("reversed({1})", lambda: reversed({1}))
show("reversed(5)", lambda: reversed(5))
show("reversed()", lambda: reversed())
show("reversed(iter([]))", lambda: reversed(iter([])))
show('list(reversed(type("A", (), {"__len__": lambda s: 2, "__getitem__": lambda s, i: i})()))', lambda: list(reversed(type("A", (), {"__len__": lambda s: 2, "__getitem__": lambda s, i: i})())))
show('reversed(type("A", (), {"__reversed__": None})())', lambda: reversed(type("A", (), {"__reversed__": None})()))
show("type(reversed([])).__name__", lambda: type(reversed([])).__name__)
show('type(reversed("")).__name__', lambda: type(reversed("")).__name__)
