# Number helpers.
print(hex(255), hex(-1), hex(0), bin(10), bin(-5), bin(0), oct(8), oct(-64), hex(10 ** 20), bin(True), oct(0))
print(abs(-5), abs(5.5), abs(-0.0), abs(True), abs(-10 ** 30), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(10 ** 20, 7), divmod(True, True), pow(2, 3), pow(2, -1), pow(0, 0), pow(base=2, exp=5, mod=7))
for action in (lambda: hex(1.5), lambda: bin("1"), lambda: oct(None), lambda: abs("a"), lambda: abs(), lambda: divmod(1, 0), lambda: divmod("a", 1), lambda: divmod(1), lambda: hex(), lambda: pow(1), lambda: abs([1]), lambda: abs(-1, 2)):
    try:
        print(action())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, "-", error)


class I:
    def __index__(self):
        return 31

    def __abs__(self):
        return "absolute"


print(hex(I()), bin(I()), oct(I()), abs(I()), range(I())[-1], "a" * I() == "a" * 31)
