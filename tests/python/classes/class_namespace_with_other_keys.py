"""Keys of a class's namespace that are no strings earn a warning."""

import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    A = type("A", (), {1: 2, "x": 3})
    print([str(w.message) for w in caught], caught[0].category.__name__)
print(A.__dict__[1], A.x)
A.__firstlineno__ = 5
A.__module__ = "other"
print("__firstlineno__" in A.__dict__, A.__module__, repr(A))
