"""Slices take objects with __index__, and say what they do not take."""


class I:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n)
        return self.n


items = list(range(10))
print(items[I(2):I(8):I(3)], "abcdef"[I(1):], (1, 2, 3)[: I(-1)], b"abc"[I(0) : I(2)], items[I(3)])
items[I(0) : I(3)] = "xy"
print(items)
del items[I(0) : I(2)]
print(items)


class Bad:
    def __index__(self):
        return "x"


class Raises:
    def __index__(self):
        raise ValueError("no index")


for s in (slice(1.5, None), slice("a", None), slice(Bad(), None), slice(Raises(), None), slice(None, None, 0), slice(None, None, 1.5)):
    for seq in (items, "abc", (1,), b"x"):
        try:
            print(seq[s])
        except Exception as error:
            print(type(error).__name__, error)
            break
print(items[None:None:None], items[True:], items[-(2**100) : 2**100], items[2**100 :], items[:: 2**70])
