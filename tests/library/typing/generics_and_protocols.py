# typing: Generic classes, type parameters, protocols.
from abc import abstractmethod
from typing import *


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V", default=str)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
print(s.pop(), Stack[int], Stack.__parameters__, Stack[int].__args__, Stack[int].__origin__, s.__orig_class__, Stack.__orig_bases__, Stack[T], Stack[List[T]][int], Stack["Stack"], type(s) is Stack)
check(lambda: Stack[int, str])
check(lambda: Stack[()])
check(lambda: Stack[int][str])


class Sub(Stack[int]):
    pass


class Pair(Generic[K, T]):
    pass


class Half(Pair[int, T]):
    pass


class Defaulted(Generic[K, V]):
    pass


class Table(Dict[K, T]):
    pass


class Both(Stack[T], Pair[K, T], Generic[T, K]):
    pass


print(Sub.__mro__, Sub.__orig_bases__, Sub.__parameters__, Pair[int, str], Half[str], Half.__parameters__, Defaulted[int], Defaulted[int, int], Table[int, str], Table.__parameters__, Both[int, str], Both.__parameters__)
check(lambda: Sub[int])
check(lambda: Pair[int])
check(lambda: Pair[int, str, bool])
check(lambda: Generic[int])
check(lambda: Generic[T, T])
check(lambda: Generic[()])
check(lambda: Generic[T][int])


def declare(text):
    scope = dict(globals())
    exec(text, scope)
    return scope["Bad"]


check(lambda: declare("class Bad(Generic): pass"))
check(lambda: declare("class Bad(Generic[T], Generic[K]): pass"))
check(lambda: declare("class Bad(Dict[T, K], Generic[T]): pass"))
check(lambda: declare("class Bad(Generic[V, T]): pass"))


class New[A, *Ts, **P]:
    def method[B: int](self, b: B) -> A: ...


class Limited[A: (int, str) = int, B: "New" = None]:
    pass


print(New.__type_params__, New.__parameters__, New.method.__type_params__, New.method.__type_params__[0].__bound__, New.__orig_bases__, New[int, str, bool, [int]])
print(Limited[str, New], Limited.__type_params__[0].__constraints__, Limited.__type_params__[0].__default__, Limited.__type_params__[1].__bound__, Limited.__type_params__[0], type(New.__type_params__[1]).__name__)


def identity[X](x: X) -> X:
    return x


print(identity(5), identity.__type_params__, identity.__annotations__, identity.__type_params__[0].__infer_variance__)
type Alias = int | str
type ListOf[Q] = list[Q]
type Tree = dict[str, Tree | None]
print(Alias, Alias.__value__, ListOf, ListOf[int], ListOf[int].__origin__, ListOf.__type_params__, type(Alias), Alias.__name__, ListOf.__value__, Tree.__value__, Alias | None, Alias.__module__)
check(lambda: Alias[int])
check(lambda: setattr(Alias, "__value__", int))
check(lambda: Alias())
print(TypeAliasType("Made", list[T], type_params=(T,))[int])


@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...


class Named(Protocol):
    name: str


@runtime_checkable
class Shape(Protocol):
    name: str

    def area(self) -> float: ...


class Circle:
    name = "circle"

    def area(self):
        return 3.14


class Late:
    def __init__(self):
        self.name = "late"

    def area(self):
        return 0


class NoArea:
    name = "x"
    area = None


print(isinstance([], HasLen), isinstance(5, HasLen), issubclass(list, HasLen), issubclass(int, HasLen), isinstance(Circle(), Shape), isinstance(Late(), Shape), isinstance(5, Shape), isinstance(NoArea(), Shape))
print(HasLen.__mro__, is_protocol(Named), is_protocol(Circle), sorted(get_protocol_members(Shape)), HasLen.__abstractmethods__)
check(lambda: isinstance(Circle(), Named))
check(lambda: issubclass(Circle, Named))
check(lambda: issubclass(Circle, Shape))
check(lambda: HasLen())
check(lambda: issubclass(1, HasLen))
check(lambda: runtime_checkable(Circle))
check(lambda: get_protocol_members(Circle))
check(lambda: declare("class Bad(Protocol, Circle): pass"))


class Explicit(Named):
    def __init__(self, name):
        self.name = name


class WithDefault(Protocol):
    @abstractmethod
    def must(self): ...

    def can(self):
        return "inherited"


class Implements(WithDefault):
    def must(self):
        return "done"


class Fails(WithDefault):
    pass


print(Explicit("e").name, Implements().must(), Implements().can())
check(lambda: Fails())


class Getter(Protocol[T]):
    def get(self) -> T: ...


class Extended(Getter[int], Protocol):
    def put(self, x: int) -> None: ...


print(Getter[int], Getter.__parameters__, Extended.__parameters__, sorted(get_protocol_members(Extended)))
print(isinstance(3, SupportsInt), isinstance("a", SupportsInt), isinstance(3, SupportsIndex), isinstance(3.5, SupportsAbs), isinstance(3.5, SupportsRound), isinstance(1, SupportsFloat), isinstance(b"", SupportsBytes), isinstance(1j, SupportsComplex), SupportsAbs[int])
