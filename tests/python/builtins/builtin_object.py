"""object() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("object() is object()", lambda: object() is object())
show("object(1)", lambda: object(1))
show("object().x", lambda: object().x)
show("type(object()).__name__", lambda: type(object()).__name__)
show("object.__new__(int)", lambda: object.__new__(int))
show("object.__new__()", lambda: object.__new__())
show("object.__new__(5)", lambda: object.__new__(5))
show("object().__eq__(1)", lambda: object().__eq__(1))
show("object().__ne__(1)", lambda: object().__ne__(1))
show("object().__lt__(1)", lambda: object().__lt__(1))
show('object().__format__("x")', lambda: object().__format__("x"))
show("object().__format__(5)", lambda: object().__format__(5))
show("object.__init__()", lambda: object.__init__())
show("object().__reduce__(1)", lambda: object().__reduce__(1))
show("object().__dir__()[:0]", lambda: object().__dir__()[:0])
show("object.__repr__(5)[:14]", lambda: object.__repr__(5)[:14])
show("object.__str__(5)", lambda: object.__str__(5))
show('object.__hash__("a") == hash("a")', lambda: object.__hash__("a") == hash("a"))
