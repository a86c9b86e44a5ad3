# Flag and IntFlag: combinations, boundaries, checks.
import enum
import pickle
from enum import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(list(Perm), Perm, len(Perm), Perm.__members__)
print(Perm.R | Perm.X, Perm.RW, Perm(0), Perm(7), ~Perm.R, Perm.R & Perm.W, Perm.R ^ Perm.RW, bool(Perm(0)), bool(Perm.R), Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), len(Perm(7)))
print(repr(Perm(0)), repr(Perm(5)), str(Perm(0)), str(Perm(5)), repr(Perm.RW), (Perm.R | Perm.X).name, (Perm.R | Perm.X).value, Perm(0).name)
print(3 in Perm, 8 in Perm, Perm(3) is Perm.RW, pickle.loads(pickle.dumps(Perm(5))) is Perm(5), hash(Perm(5)) == hash(Perm.R | Perm.X), f"{Perm.RW}", f"{Perm(5):>12}")
p = Perm.R
p |= Perm.X
p &= ~Perm.R
print(p)
check(lambda: Perm(8))
check(lambda: Perm(-9))
check(lambda: Perm("a"))
check(lambda: Perm.R | 1)
check(lambda: 1 in Perm.R)
check(lambda: Perm.R < Perm.W)


class IF(IntFlag):
    A = 1
    B = 2
    C = 4


print(IF.A | IF.B, repr(IF.A | IF.B), IF(8), repr(IF(9)), repr(~IF.A), IF.A | 8, IF.A + 1, repr(IF.A | 8), repr(IF(0)), str(IF(3)), IF.A == 1, repr(1 | IF.B), repr(IF(7) - IF.A), list(IF(5)), repr(IF(-1)))
for boundary in FlagBoundary:
    X = Flag("X", "a b", boundary=boundary)
    print(boundary, repr(boundary))
    for value in (2, 6, -1, -8):
        check(lambda: repr(X(value)))
    check(lambda: repr(~X.a))


class Sparse(Flag):
    A = 1
    C = 4
    AC = 5
    Z = 48


print(list(Sparse), repr(Sparse.Z), repr(Sparse(5)), repr(Sparse.AC | Sparse.Z), repr(~Sparse.A), Sparse._flag_mask_)
check(lambda: Sparse(2))
check(lambda: Sparse(16))


class Order(Flag):
    BIG = 4
    SMALL = 1
    MIDDLE = 2


print(list(Order), list(Order(7)), repr(Order(7)))


class Negative(Flag):
    A = 1
    B = 2
    NOT_B = -3


print(list(Negative), repr(Negative.NOT_B), repr(~Negative.B))


class Labelled(Flag):
    NONE = 0
    ONE = 1
    BOTH = 3

    def describe(self):
        return f"{self.name}={self.value}"


print(Labelled.NONE, repr(Labelled.NONE), bool(Labelled.NONE), Labelled.ONE.describe(), list(Labelled), repr(Labelled.BOTH))
for checks, members in (((UNIQUE,), {"A": 1, "B": 1}), ((CONTINUOUS,), {"A": 1, "B": 4}), ((UNIQUE, CONTINUOUS), {"A": 1, "B": 2})):
    check(lambda: verify(*checks)(Enum("V", members)))
for checks, members in (((NAMED_FLAGS,), {"A": 1, "B": 2, "AC": 5, "Z": 48}), ((NAMED_FLAGS,), {"A": 1, "AB": 3}), ((CONTINUOUS,), {"A": 1, "B": 8}), ((NAMED_FLAGS,), {"A": 1, "B": 2, "AB": 3})):
    check(lambda: verify(*checks)(Flag("V", members)))
check(lambda: verify(UNIQUE)(int))
print(enum.show_flag_values(11), enum.bin(10), enum.bin(-3), enum.bin(3, 8), enum.bin(-1, 4), enum.bin(0))
print([str(c) for c in EnumCheck], [c.name for c in EnumCheck])
check(lambda: Flag("Bad", {"A": "x"}))
check(lambda: list(Flag("Fine", "a b c")))
