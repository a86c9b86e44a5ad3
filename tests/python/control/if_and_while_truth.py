"""The truth of conditions: __bool__, __len__, and results that are wrong."""


class B:
    def __init__(self, result):
        self.result = result

    def __bool__(self):
        return self.result


class L:
    def __init__(self, result):
        self.result = result

    def __len__(self):
        return self.result


for x in (B(True), B(False), L(0), L(3), B(1), B(None), B("x"), L(-1), L("x"), L(1.0), L(2**70), L(True)):
    try:
        if x:
            print(type(x).__name__, x.result, "true")
        else:
            print(type(x).__name__, x.result, "false")
    except (TypeError, ValueError, OverflowError) as error:
        print(type(x).__name__, x.result, type(error).__name__, error)


class Both(L):
    def __bool__(self):
        return True


print(bool(Both(0)), not Both(0), [] or Both(0).result, (1 and "x"), 0 or None, "" and 1)
print(bool(NotImplemented) if False else "not asked")
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try:
        print(bool(NotImplemented))
    except TypeError as error:
        print(error)
    print([w.category.__name__ for w in caught])
