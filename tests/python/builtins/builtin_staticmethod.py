"""staticmethod() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('staticmethod(len)("abc")', lambda: staticmethod(len)("abc"))
show("staticmethod(5).__func__", lambda: staticmethod(5).__func__)
show("staticmethod()", lambda: staticmethod())
show("staticmethod(1, 2)", lambda: staticmethod(1, 2))
show("staticmethod(len).__name__", lambda: staticmethod(len).__name__)
show("staticmethod(len).__wrapped__", lambda: staticmethod(len).__wrapped__)
show("repr(staticmethod(len))", lambda: repr(staticmethod(len)))
show("classmethod(len).__func__", lambda: classmethod(len).__func__)
show("classmethod()", lambda: classmethod())
show("classmethod(len)(5)", lambda: classmethod(len)(5))
show("repr(classmethod(len))", lambda: repr(classmethod(len)))
show("classmethod(lambda cls: cls).__get__(5)()", lambda: classmethod(lambda cls: cls).__get__(5)())
show("staticmethod(lambda: 3).__get__(5)()", lambda: staticmethod(lambda: 3).__get__(5)())
