# fields, asdict, astuple, replace, make_dataclass, InitVar, ClassVar, string annotations.
import copy
import pickle
from collections import OrderedDict, defaultdict, namedtuple
from dataclasses import *
from typing import ClassVar


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


NT = namedtuple("NT", "a b")


@dataclass
class P:
    x: int
    y: int


@dataclass
class Nest:
    p: P
    many: list
    table: dict
    pair: tuple
    named: object = None
    extra: object = None


n = Nest(P(1, 2), [P(3, 4)], {"a": P(5, 6)}, (P(7, 8), 1), NT(P(9, 9), 0), defaultdict(list, k=[P(0, 0)]))
print(asdict(n))
print(astuple(n))
print(asdict(P(1, 2), dict_factory=OrderedDict), astuple(P(1, 2), tuple_factory=list), asdict(P(1, 2), dict_factory=lambda pairs: sorted(pairs)))
print(copy.deepcopy(n) == n, pickle.loads(pickle.dumps(P(1, 2))) == P(1, 2), replace(n, many=[]).many, copy.replace(P(1, 2), y=5))
d = asdict(n)
d["many"][0]["x"] = 99
print(n.many)
f = fields(P)[0]
print(f.name, f.type, f.default is MISSING, f.default_factory is MISSING, f.init, f.repr, f.hash, f.compare, dict(f.metadata), f.kw_only)
check(lambda: fields(5))
check(lambda: asdict(5))
check(lambda: asdict(P))
check(lambda: astuple(P))
check(lambda: replace(5))
check(lambda: replace(P(1, 2), z=1))
check(lambda: P(1, 2).__replace__(q=1))


@dataclass
class B:
    i: int
    base: InitVar[int]
    n: str = field(init=False)

    def __post_init__(self, base):
        self.n = f"{self.i}-{base}"


b = B(1, 5)
print(b, replace(b, i=2, base=7))
check(lambda: replace(b, i=2))
check(lambda: replace(b, n="x", base=1))
check(lambda: b.base)


@dataclass
class Annotated:
    total: ClassVar[int] = 0
    text: "ClassVar[int]" = 1
    a: "int" = 2
    b: "InitVar[int]" = 3
    c: "list[P]" = field(default_factory=list, metadata={"unit": "m"})

    def __post_init__(self, b):
        Annotated.total += b


print(Annotated(), Annotated.total, [f.name for f in fields(Annotated)], fields(Annotated)[1].metadata["unit"], Annotated.__doc__)
M = make_dataclass("M", ["a", ("b", int), ("c", int, field(default=5))], namespace={"add": lambda self: self.a + self.b}, frozen=True)
print(M(1, 2), M(1, 2).add(), M.__doc__, M.__name__, issubclass(make_dataclass("S", [("z", int)], bases=(P,)), P))
check(lambda: setattr(M(1, 2), "a", 5))
check(lambda: make_dataclass("M", ["a", "a"]))
check(lambda: make_dataclass("M", ["1"]))
check(lambda: make_dataclass("M", ["for"]))
check(lambda: make_dataclass("M", [("a",)]))
check(lambda: make_dataclass("M", [5]))


def make(annotations, body=None, bases=(), **options):
    return dataclass(**options)(type("Q", bases, {"__annotations__": annotations, **(body or {})}))


check(lambda: make({"x": list}, {"x": []}))
check(lambda: make({"x": dict}, {"x": {}}))
check(lambda: make({"x": set}, {"x": set()}))
check(lambda: make({"x": int, "y": int}, {"x": 1}))
check(lambda: make({}, order=True, eq=False))
check(lambda: field(default=1, default_factory=int))
check(lambda: make({}, {"x": field()}))
check(lambda: make({"x": ClassVar[list]}, {"x": field(default_factory=list)}))
check(lambda: make({"x": ClassVar[int]}, {"x": field(kw_only=True)}))
check(lambda: make({"x": InitVar[list]}, {"x": field(default_factory=list)}))
check(lambda: make({}, bases=(P,), frozen=True))
check(lambda: make({}, bases=(M,)))
check(lambda: make({}, {"__hash__": lambda self: 1}, unsafe_hash=True))
check(lambda: make({}, {"__lt__": lambda self, other: 1}, order=True))
check(lambda: make({}, {"__setattr__": lambda self, name, value: 1}, frozen=True))
check(lambda: make({}, {"__delattr__": lambda self, name: 1}, frozen=True))
check(lambda: make({}, {"__slots__": ()}, slots=True))
check(lambda: make({}, weakref_slot=True))
check(lambda: make({"a": KW_ONLY, "b": KW_ONLY}))
print(InitVar[int], InitVar["x"], InitVar[list[int]], MISSING.__class__.__name__, KW_ONLY.__class__.__name__)


@dataclass
class Failing:
    a: int

    def __post_init__(self):
        raise ValueError(f"bad {self.a}")


check(lambda: Failing(1))
try:
    Failing(1)
except ValueError as e:
    frame = e.__traceback__.tb_next
    print(frame.tb_frame.f_code.co_filename, frame.tb_lineno, frame.tb_frame.f_code.co_name)


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        return 7 if obj is None else getattr(obj, self.name, 7)

    def __set__(self, obj, value):
        setattr(obj, self.name, int(value))


@dataclass
class Checked:
    count: Descriptor = Descriptor()


print(Checked(), Checked("12").count)
