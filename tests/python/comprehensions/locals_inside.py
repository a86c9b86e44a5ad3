"""The variables of a comprehension are in locals() inside of it, and not outside."""

import sys

outside = 5
print([sorted(k for k in locals() if not k.startswith("__"))[-1] for item in "a"][0])
print("item" in globals())


def f(param):
    a = [sorted(locals()) for x in [1]]
    b = [sys._getframe().f_locals["y"] for y in [2]]
    c = {k: eval("k + v", None, locals()) for k, v in [(1, 2)]}
    return a, b, c, sorted(locals())


print(f(0))


class C:
    attribute = [("z" in locals()) for z in [1]]


print(C.attribute)
