# What a bare object can do.
o = object()
print(type(o), isinstance(o, object), o == o, o == object(), bool(o), callable(o), isinstance(object, type), object.__bases__, object.__name__, hash(o) == hash(o))
print(repr(o).startswith("<object object at "), str(o) == repr(o), o.__class__ is object, o.__doc__ is not None)
for action in (lambda: setattr(o, "x", 1), lambda: o.x, lambda: o < o, lambda: o + o, lambda: o(), lambda: len(o), lambda: o[0], lambda: iter(o), lambda: int(o), lambda: object(1), lambda: o.__dict__):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
sentinel = object()
print({}.get("k", sentinel) is sentinel, {"k": None}.get("k", sentinel) is sentinel)


class A:
    pass


print(A().__eq__(5), A().__eq__(A()), (5).__eq__("x"), (5).__add__("x"), "a".__lt__(1), A.__init__ is object.__init__, A.__str__(5) == "5")
