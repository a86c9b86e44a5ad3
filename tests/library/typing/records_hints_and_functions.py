# typing: NamedTuple, TypedDict, NewType, get_type_hints, get_origin, overload and others.
import collections.abc
import pickle
import typing
from typing import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


T = TypeVar("T")


class Employee(NamedTuple):
    "An employee."
    name: str
    id: int = 3

    def greet(self):
        return f"hi {self.name}"

    @property
    def initial(self):
        return self.name[0]


e = Employee("bob")
print(e, e.greet(), e.initial, e._fields, Employee._field_defaults, Employee.__annotations__, Employee.__doc__, Employee.__mro__, e._replace(id=9), e._asdict(), isinstance(e, tuple), e == ("bob", 3), Employee.__orig_bases__ == (NamedTuple,), pickle.loads(pickle.dumps(e)) == e)
Pair = NamedTuple("Pair", [("a", int), ("b", str)])
print(Pair(1, "x"), Pair.__annotations__, NamedTuple("Empty", []))


class Generic2(NamedTuple, Generic[T]):
    x: T
    y: int = 0


print(Generic2(1), Generic2[int], Generic2[int](5), Generic2.__mro__)
check(lambda: Employee())
check(lambda: Employee(1, 2, 3))


def declare(text):
    scope = dict(globals())
    exec(text, scope)
    return scope["Bad"]


check(lambda: declare("class Bad(NamedTuple):\n x: int = 1\n y: str"))
check(lambda: declare("class Bad(NamedTuple):\n x: int\n def _replace(self): pass"))
check(lambda: declare("class Bad(NamedTuple, Employee):\n x: int"))
check(lambda: declare("class Bad(NamedTuple):\n _x: int"))


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Rated(Movie):
    rating: NotRequired[float]
    votes: ReadOnly[int]


m: Movie = {"title": "x"}
print(Movie(title="a", year=1), type(Movie(title="")), Movie.__annotations__, Movie.__total__, sorted(Movie.__required_keys__), sorted(Rated.__required_keys__), sorted(Rated.__optional_keys__), sorted(Rated.__readonly_keys__), sorted(Rated.__mutable_keys__), is_typeddict(Movie), is_typeddict(dict), Rated.__orig_bases__, Movie.__mro__)
Point = TypedDict("Point", {"x": int, "y-axis": int}, total=False)
print(Point.__annotations__, Point.__total__, Point.__name__, Point(x=1))
check(lambda: isinstance({}, Movie))
check(lambda: declare("class Bad(TypedDict, dict): pass"))
UserId = NewType("UserId", int)
print(UserId(5), UserId.__supertype__, UserId.__name__, type(UserId))
check(lambda: declare("class Bad(UserId): pass"))
check(lambda: NewType("X"))
print(get_origin(List[int]), get_args(Dict[int, str]), get_origin(Union[int, str]), get_args(Callable[[int], str]), get_args(Callable[..., int]), get_origin(int), get_args(int), get_origin(list[int]), get_origin(int | str), get_args(int | str))
print(get_origin(Annotated[int, 1]), get_args(Annotated[int, 1, 2]), get_origin(Literal[1]), get_args(Optional[int]), get_origin(Generic[T]), get_origin(Generic), get_origin(Tuple[int]), get_origin(Tuple), get_args(collections.abc.Callable[[int], str]), get_origin(ClassVar[int]), get_args(Tuple[()]), get_origin(5))


def function(a: int, b: "List[Movie]", c: Optional[str] = None, *d: "int", **e: Annotated[int, 5]) -> None: ...


class Base:
    x: "int"
    y: "Optional[Base]"
    z: ClassVar["int"]


class Derived(Base):
    w: Annotated[str, 1]
    v: None


print(get_type_hints(function))
print(get_type_hints(function, include_extras=True))
print(get_type_hints(Derived))
print(get_type_hints(Movie), get_type_hints(Rated, include_extras=True)["rating"])
check(lambda: get_type_hints(5))
check(lambda: get_type_hints(len))


class Missing:
    a: "NotDefined"


class Broken:
    a: "1 +"


check(lambda: get_type_hints(Missing))
check(lambda: get_type_hints(Broken))
print(get_type_hints(Missing, localns={"NotDefined": int}), get_type_hints(Missing, {"NotDefined": str}))
print(ForwardRef("int"), ForwardRef("x") == ForwardRef("x"), ForwardRef("x") == ForwardRef("y"), ForwardRef("a.b", module="m"))
check(lambda: ForwardRef("a b"))
check(lambda: ForwardRef(5))


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
check(lambda: double(1))


def double(x):
    return x * 2


print(double(1), double("a"), len(get_overloads(double)))
clear_overloads()
print(get_overloads(double), cast(int, "x"), assert_type(1, int), TYPE_CHECKING)
check(lambda: assert_never(5))
check(lambda: reveal_type(5))


@final
class Last:
    @override
    def method(self): ...


@no_type_check
class Unchecked:
    a: "not a type"

    def method(self, x: "also not"): ...


print(Last.__final__, Last.method.__override__, get_type_hints(Unchecked), get_type_hints(Unchecked.method))
print(AnyStr, AnyStr.__constraints__, Text, IO[str], TextIO.__mro__, BinaryIO.__mro__[1], issubclass(TextIO, IO))
print([n for n in typing.__all__ if not hasattr(typing, n)], len(typing.__all__))


class Sub(Any):
    pass


print(isinstance(Sub(), Sub), isinstance(5, Sub), NoDefault)
