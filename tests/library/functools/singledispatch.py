# singledispatch and singledispatchmethod.
from collections.abc import Mapping, Sequence, Sized
from functools import singledispatch, singledispatchmethod
from typing import Union


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


@singledispatch
def kind(x, prefix=""):
    "What x is."
    return prefix + "object"


@kind.register
def _(x: int, prefix=""):
    return prefix + "int"


@kind.register(list)
def of_list(x, prefix=""):
    return prefix + "list of " + ", ".join(kind(i) for i in x)


@kind.register(float)
@kind.register(complex)
def of_real(x, prefix=""):
    return prefix + "inexact"


kind.register(type(None), lambda x, prefix="": "nothing")


@kind.register
def of_text(x: str | bytes, prefix=""):
    return "text"


@kind.register
def of_union(x: Union[set, frozenset], prefix=""):
    return "set"


print(kind(1), kind(True), kind("a"), kind(b""), kind([1, 2.5, None]), kind(2j), kind(set()), kind(()), kind(1, prefix=">"))
print(kind.__name__, kind.__doc__, kind.dispatch(bool) is kind.dispatch(int), len(kind.registry), kind.registry[list] is of_list)
print(kind.dispatch(dict).__name__, sorted(c.__name__ for c in kind.registry))


@singledispatch
def shape(x):
    return "?"


@shape.register(Sized)
def _(x):
    return "sized"


@shape.register(Mapping)
def _(x):
    return "mapping"


@shape.register(Sequence)
def _(x):
    return "sequence"


class Base:
    pass


class Derived(Base):
    def __len__(self):
        return 0


print(shape({}), shape([]), shape(set()), shape(5), shape("s"), shape(Derived()), shape(Base()))
shape.register(Base, lambda x: "base")
print(shape(Derived()), shape(Base()))


@singledispatch
def ambiguous(x):
    pass


from collections.abc import Iterable, Container
ambiguous.register(Iterable, lambda x: "iterable")
ambiguous.register(Container, lambda x: "container")


class Both:
    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False


check(lambda: ambiguous(Both()))
check(lambda: kind())
check(lambda: kind.register(5))
check(lambda: kind.register(int, 5) and None)


def bad(x: 5):
    pass


check(lambda: kind.register(bad))


class Negator:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("Cannot negate a " + type(arg).__name__)

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @singledispatchmethod
    @classmethod
    def make(cls, arg):
        return cls.__name__, "other"

    @make.register
    @classmethod
    def _(cls, arg: str):
        return cls.__name__, "str"


n = Negator()
print(n.neg(5), n.neg(True), Negator.make("x"), Negator.make(1), n.make("q"))
check(lambda: n.neg("x"))
check(lambda: n.neg())
check(lambda: singledispatchmethod(5))
