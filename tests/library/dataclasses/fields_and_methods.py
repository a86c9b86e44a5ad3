# dataclass: fields, defaults, generated methods, options.
import dataclasses
from dataclasses import *
from dataclasses import dataclass, field


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


@dataclass
class Point:
    x: int
    y: int = 0

    def size(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point(3, 4)
print(p, p.size(), p == Point(3, 4), p != Point(3), p == (3, 4), Point.__doc__, Point.__match_args__, vars(p))
print(Point.__init__.__annotations__, Point.__init__.__qualname__, Point.__init__.__defaults__, Point.y)
check(lambda: Point())
check(lambda: Point(1, 2, 3))
check(lambda: Point(z=1))
check(lambda: Point(1, x=2))
check(lambda: hash(p))
check(lambda: p < p)
check(lambda: Point.x)
match p:
    case Point(x, y=4):
        print("matched", x)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    label: str = field(default="", compare=False, repr=False)
    parts: list = field(default_factory=list, hash=False)


v = Version(1)
print(v, v.parts, hash(v) == hash((1,)), Version(1) < Version(2), Version(1) <= Version(1, "x"), sorted([Version(3), Version(1)]), Version.__doc__)


def assign():
    v.major = 3


def delete():
    del v.major


check(assign)
check(delete)
check(lambda: setattr(v, "other", 1))
check(lambda: Version(1) < 3)
check(lambda: Version(1) < Point(1))


@dataclass
class Inventory:
    name: str
    price: float
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="s", repr=False)
    total: float = field(init=False)
    count: InitVar[int] = 1
    kind: dataclasses.KW_ONLY = None
    note: str = "n"

    def __post_init__(self, count):
        self.total = self.price * count


i = Inventory("pen", 1.5, count=4, note="q")
print(i, i.total, i.count, i.secret, Inventory.__doc__)
print([f.name for f in fields(Inventory)])
a, b = Inventory("a", 1), Inventory("b", 2)
a.tags.append("only a")
print(a.tags, b.tags)


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: int = 10
    d: list[int] = field(default_factory=list)


print(Derived(), Derived(1, 2, 3, [4]), [f.name for f in fields(Derived)], Derived(1) == Derived(1), Base(1) == Derived(1))


@dataclass(kw_only=True)
class Keywords:
    a: int
    b: int = 2


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int
    c: str = "x"
    d: int = field(kw_only=False, default=9)


print(Keywords(a=1), Keywords.__doc__, Keywords.__match_args__, Mixed(1, b=2), Mixed.__doc__, Mixed(1, 4, b=2))
check(lambda: Keywords(1))
check(lambda: Keywords())
check(lambda: Mixed(1, 2, 3))


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 3


s = Slotted(1)
print(s, Slotted.__slots__, Slotted.__match_args__)
check(lambda: setattr(s, "q", 1))
check(lambda: s.__dict__)


@dataclass(slots=True, weakref_slot=True, frozen=True)
class Weak:
    a: int


import copy
import pickle
import weakref
w = Weak(1)
print(Weak.__slots__, weakref.ref(w)() is w, pickle.loads(pickle.dumps(w)) == w, copy.deepcopy(w) == w)


@dataclass(repr=False, eq=False, init=False)
class Bare:
    x: int = 1


print(Bare.__eq__ is object.__eq__, Bare().x, Bare.__doc__)


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: int = field(default=0, hash=False)


print(hash(Hashed(1, 5)) == hash((1,)), {Hashed(1): "found"}[Hashed(1)])


@dataclass
class Loop:
    me: object = None


l = Loop()
l.me = l
print(l)


@dataclass
class OwnMethods:
    a: int

    def __repr__(self):
        return "own repr"

    def __eq__(self, other):
        return True

    @property
    def twice(self):
        return self.a * 2


print(OwnMethods(1), OwnMethods(1) == 5, OwnMethods(4).twice)


def local():
    @dataclass
    class Inner:
        q: int
    return Inner(1)


print(local())
print(Point.__dataclass_params__, is_dataclass(Point), is_dataclass(p), is_dataclass(int), sorted(dataclasses.__all__))
