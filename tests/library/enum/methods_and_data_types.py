# Enum: methods, constructors, mixed-in types, _missing_, nested classes, properties.
import enum
from dataclasses import dataclass
from enum import Enum, IntEnum, member, nonmember, property as enum_property


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300E-11 * self.mass / (self.radius * self.radius)

    @classmethod
    def home(cls):
        return cls.EARTH

    @staticmethod
    def count():
        return len(Planet)

    def __str__(self):
        return self.name.title()


print(Planet.EARTH.gravity, Planet.EARTH, repr(Planet.MERCURY), Planet.home(), Planet.count(), Planet((3.303e+23, 2.4397e6)), f"{Planet.EARTH:>8}")


class Coord(bytes, Enum):
    def __new__(cls, value, label, unit):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        obj.unit = unit
        return obj

    PX = (0, "P.X", "km")
    PY = (1, "P.Y", "km")


print(Coord(0), Coord.PY.label, Coord.PX == b"\0", len(Coord), Coord.PY.unit)


class Tenfold(Enum):
    def __new__(cls, value):
        obj = object.__new__(cls)
        obj._value_ = value * 10
        return obj

    A = 1
    B = A + 1


print(list(Tenfold), Tenfold(20))


class Old(int, Enum):
    A = 1


class Ratio(float, Enum):
    HALF = 0.5


class Pair(tuple, Enum):
    A = (1, 2)


print(str(Old.A), repr(Old.A), f"{Old.A}", Old.A + 1, repr(Ratio.HALF), str(Ratio.HALF), Ratio.HALF * 2, repr(Pair.A), Pair.A[1])


@dataclass
class Creature:
    size: str
    legs: int


class Animal(Creature, Enum):
    BEETLE = "small", 6
    DOG = "medium", 4


print(Animal.DOG, repr(Animal.DOG), Animal.DOG.size, Animal.DOG.legs, Animal.DOG.value)


class Finder(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == "a":
            return cls.A
        if value == "wrong":
            return 5
        if value == "error":
            raise KeyError(value)
        return None


print(Finder("a"))
check(lambda: Finder("wrong"))
check(lambda: Finder("error"))
check(lambda: Finder("none"))


class Mixed(Enum):
    @member
    def function(self):
        return "called"

    constant = nonmember(5)

    def method(self):
        return self.name

    class Inner:
        x = 1

    __private = 3
    _ignore_ = ["temporary"]
    temporary = 4
    number = 7


print([m.name for m in Mixed], Mixed.constant, Mixed.number.method(), Mixed.Inner.x, hasattr(Mixed, "temporary"), Mixed._Mixed__private)


class Base(Enum):
    def hello(self):
        return f"hello {self.name}"

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        print("subclass", cls.__name__, [m.name for m in cls])


class Derived(Base):
    A = 1


print(Derived.A.hello())


class Strange(Enum):
    name = "the name"
    value = "the value"


print(Strange.name, Strange.value, Strange.name.name, Strange.value.value)


class Prop(Enum):
    A = 1

    @enum_property
    def twice(self):
        return self.value * 2


print(Prop.A.twice)
check(lambda: Prop.twice)
check(lambda: setattr(Prop.A, "twice", 1))
A = Enum("A", "x y z", module=__name__)
B = Enum("B", ["p", "q"], start=5)
C = Enum("C", {"a": 1, "b": "t"})
D = IntEnum("D", [("m", 3), ("n", 4)], module="elsewhere", qualname="Outer.D")
print(list(A), list(B), list(C), list(D), D.__module__, D.__qualname__, A.__module__, list(Enum("E", ())), A)
check(lambda: Enum("F", [("a",)]))


class Ordered(Enum):
    def __lt__(self, other):
        if self.__class__ is other.__class__:
            return self.value < other.value
        return NotImplemented

    LOW = 1
    HIGH = 2


print(Ordered.LOW < Ordered.HIGH, sorted([Ordered.HIGH, Ordered.LOW]), max(Ordered.LOW, Ordered.HIGH))
check(lambda: Ordered.LOW < 5)


class Number(IntEnum):
    ONE = 1

    def describe(self):
        return self.name, self.value


print(Number.ONE.describe(), Number.ONE.__class__, Number.__doc__, Number.ONE.__doc__)
print(sorted(enum.__all__))
