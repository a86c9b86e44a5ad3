# A number class that works with ints on both sides.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Frac:
    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Frac({n}, 0)")
        g = gcd(n, d) * (-1 if d < 0 else 1)
        self.n, self.d = n // g, d // g

    def __repr__(self):
        return f"Frac({self.n}, {self.d})"

    def __str__(self):
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"

    def __add__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __mul__(self, o):
        o = o if isinstance(o, Frac) else Frac(o)
        return Frac(self.n * o.n, self.d * o.d)

    def __eq__(self, o):
        return (self.n, self.d) == ((o.n, o.d) if isinstance(o, Frac) else (o, 1))

    def __lt__(self, o):
        return self.n * o.d < o.n * self.d


print(Frac(1, 2) + Frac(1, 3), Frac(2, -4), 1 + Frac(1, 2), sum([Frac(1, 2)] * 4))
print(repr(Frac(6, 8)), Frac(1, 2) * 4, Frac(4, 2) == 2, sorted([Frac(1, 2), Frac(1, 3)]))
try:
    Frac(1, 0)
except ZeroDivisionError as error:
    print(error)
