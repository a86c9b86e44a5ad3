# Enum: members, aliases, lookup, what is refused.
import copy
import enum
import pickle
from enum import Enum, IntEnum, StrEnum, auto, unique


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1


print(Color.RED, repr(Color.RED), Color(1), Color["BLUE"], Color.CRIMSON is Color.RED, Color.CRIMSON.name)
print(list(Color), len(Color), list(reversed(Color)), dict(Color.__members__))
print(Color, type(Color), isinstance(Color.RED, Color), Color.RED in Color, 1 in Color, 9 in Color, bool(Color))
print(f"{Color.RED}", f"{Color.RED:>12}|", "%s" % Color.RED, Color.RED.name, Color.RED.value, hash(Color.RED) == hash("RED"))
print({Color.RED: "stop"}[Color(1)], Color.RED == 1, Color.RED != Color.BLUE, Color.RED is Color.RED, Color.RED.BLUE)
print(dir(Color), dir(Color.RED))
print(pickle.loads(pickle.dumps(Color.RED)) is Color.RED, copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
check(lambda: Color(7))
check(lambda: Color["X"])
check(lambda: Color.PURPLE)
check(lambda: setattr(Color, "RED", 5))
check(lambda: delattr(Color, "RED"))
check(lambda: Color.RED < Color.BLUE)
check(lambda: setattr(Color.RED, "value", 2))
check(lambda: setattr(Color.RED, "name", 2))
check(lambda: Color())
check(lambda: Color([1]))
check(lambda: Color.RED.foo)
check(lambda: Enum("X"))
check(lambda: type("Sub", (Color,), {}))


def body(text):
    scope = {"enum": enum, "Enum": Enum, "IntEnum": IntEnum, "StrEnum": StrEnum, "auto": auto, "Color": Color}
    exec(text, scope)
    return list(scope["E"])


check(lambda: body("class E(Color):\n X = 1"))
check(lambda: body("class E(Enum):\n A = 1\n A = 2"))
check(lambda: body("class E(Enum):\n _foo_ = 1"))
check(lambda: body("class E(Enum):\n mro = 1"))
check(lambda: body("class E(Enum):\n A = 's'\n B = auto()"))
check(lambda: body("class E(StrEnum):\n A = 1"))
check(lambda: body("class E(IntEnum):\n A = 'x'"))
check(lambda: body("class E(Enum):\n A = auto()\n def _generate_next_value_(name, *a): return name"))
check(lambda: body("class E(Enum, int):\n A = 1"))
check(lambda: body("class E(Enum):\n _ignore_ = 'A'\n A = 1\n B = 2"))
check(lambda: body("class E(Enum):\n A = 1\n _ignore_ = 'A'"))
check(lambda: body("class E(Enum):\n _order_ = 'B A'\n A = 1\n B = 2"))
check(lambda: body("class E(Enum):\n _order_ = 'A B'\n A = 1\n B = 2"))


class Num(IntEnum):
    ONE = 1
    TWO = 2


print(Num.ONE + 1, Num.ONE < Num.TWO, repr(Num.ONE), str(Num.ONE), f"{Num.ONE:03}", [10, 20, 30][Num.TWO], sorted([Num.TWO, Num.ONE]), Num(2), Num.ONE == 1, isinstance(Num.ONE, int), Num.TWO.real)


class Word(StrEnum):
    ALPHA = auto()
    BETA_GAMMA = auto()
    DELTA = "dd"


print(Word.ALPHA, repr(Word.BETA_GAMMA), Word.DELTA + "x", Word("dd"), list(Word), "-".join(Word), Word.ALPHA == "alpha", Word.DELTA.upper())


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()
    E = (auto(), "pair")


print(list(Auto), repr(auto()), auto(3))


class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name, start, count, list(last_values)

    A = auto()
    B = auto()


print([m.value for m in Named])


class Unhashable(Enum):
    A = [1]
    B = [2]
    C = [1]


print(list(Unhashable), Unhashable([2]), [1] in Unhashable, Unhashable.C)


def twice():
    @unique
    class Dup(Enum):
        A = 1
        B = 1
        C = 2
        D = 2


check(twice)
Color.RED._add_alias_("ROT")
Color.RED._add_value_alias_("one")
print(Color.ROT, Color("one"))
check(lambda: Color.BLUE._add_alias_("RED"))
check(lambda: Color.BLUE._add_value_alias_(1))
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
