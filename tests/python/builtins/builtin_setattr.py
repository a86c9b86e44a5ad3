"""setattr() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('setattr(5, "a", 1)', lambda: setattr(5, "a", 1))
show('setattr(type("A", (), {}), "x", 1)', lambda: setattr(type("A", (), {}), "x", 1))
show('setattr([], "a", 1)', lambda: setattr([], "a", 1))
show('setattr(int, "a", 1)', lambda: setattr(int, "a", 1))
show('setattr(type("A", (), {})(), 5, 1)', lambda: setattr(type("A", (), {})(), 5, 1))
show("setattr(1, 2)", lambda: setattr(1, 2))
show('delattr(5, "real")', lambda: delattr(5, "real"))
show('delattr(type("A", (), {})(), "a")', lambda: delattr(type("A", (), {})(), "a"))
show('delattr(int, "real")', lambda: delattr(int, "real"))
show('setattr(5, "real", 1)', lambda: setattr(5, "real", 1))
