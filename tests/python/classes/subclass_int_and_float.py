# Numbers with extra behaviour.
class Celsius(float):
    def __repr__(self):
        return super().__repr__() + "C"

    def __add__(self, other):
        return Celsius(float(self) + other)


c = Celsius(20.5)
print(c, [c], str(c), c + 1, c - 1, type(c - 1).__name__)


class Mod7(int):
    def __new__(cls, n):
        return super().__new__(cls, n % 7)

    def __add__(self, other):
        return Mod7(int(self) + int(other))

    __radd__ = __add__

    def __str__(self):
        return f"{int(self)} (mod 7)"


m = Mod7(12)
print(m, repr(m), m + 4, 4 + m, m * 2, type(m * 2).__name__)
print(sum([Mod7(5), Mod7(6)]), f"{m}", f"{m:03d}")
print([10, 20, 30, 40, 50, 60][m], m == 5, hash(m), isinstance(m, int), {5: "five"}[m])
