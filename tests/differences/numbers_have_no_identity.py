"""Floats with the same bits are one object, nan among them.

In CPython each `float("nan")` is an object of its own, so two of them are two keys of a dict. biji's
floats stand in the value itself, and are told apart by their bits.
"""

a, b = float("nan"), float("nan")
print(a is b, a == b, [a].count(b), len({a: 1, b: 2}))
