# abc: abstract methods, registration, __subclasshook__, the old decorators.
import abc
from abc import ABC, ABCMeta, abstractmethod


def check(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


class Shape(ABC):
    @abstractmethod
    def area(self):
        "The area."

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    @staticmethod
    @abstractmethod
    def unit(): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Half(Shape):
    def area(self):
        return super().area()

    name = "half"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    @property
    def name(self):
        return "square"

    @classmethod
    def make(cls):
        return cls(2)

    @staticmethod
    def unit():
        return "cm"


print(Square(3).describe(), Square.make().area(), Square.unit(), sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Square.__abstractmethods__)
check(lambda: Shape())
check(lambda: Half())
print(Shape.area.__isabstractmethod__, isinstance(Square(1), Shape), issubclass(Square, Shape), type(Shape), Shape.__doc__)


class One(ABC):
    @abstractmethod
    def only(self): ...


check(lambda: One())
check(lambda: One(1, 2))


class Drawable(ABC):
    pass


@Drawable.register
class Picture:
    pass


class Poster(Picture):
    pass


print(isinstance(Picture(), Drawable), issubclass(Poster, Drawable), issubclass(int, Drawable), Drawable.register(int) is int, isinstance(5, Drawable), issubclass(bool, Drawable), Drawable.__subclasses__())
check(lambda: Drawable.register(5))
check(lambda: Picture.register(int))


class Base(ABC):
    pass


class Child(Base):
    pass


check(lambda: Child.register(Base))
check(lambda: issubclass(5, Base))
token = abc.get_cache_token()
Base.register(str)
print(abc.get_cache_token() != token, isinstance("x", Base))


class Quacks(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Quacks:
            return any("quack" in b.__dict__ for b in other.__mro__)
        return NotImplemented


class Duck:
    def quack(self):
        return "quack"


class Strange(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 5


print(isinstance(Duck(), Quacks), isinstance(5, Quacks), issubclass(Duck, Quacks))
check(lambda: issubclass(int, Strange))


class Old(metaclass=ABCMeta):
    @abc.abstractproperty
    def prop(self): ...

    @abc.abstractclassmethod
    def cm(cls): ...

    @abc.abstractstaticmethod
    def sm(): ...


check(lambda: Old())


class Later:
    __metaclass__ = ABCMeta


@abc.update_abstractmethods
class Updated(Shape):
    pass


for name in ("area", "name", "make", "unit"):
    setattr(Updated, name, lambda self=None: name)
check(lambda: Updated())
abc.update_abstractmethods(Updated)
print(type(Updated()).__name__, abc.update_abstractmethods(Later) is Later)


class Mixin(ABC):
    @abstractmethod
    def go(self):
        return "mixin"


class Impl:
    def go(self):
        return "impl"


class Both(Impl, Mixin):
    pass


class Wrong(Mixin, Impl):
    pass


print(Both().go())
check(lambda: Wrong())


class Setter(ABC):
    @property
    def x(self):
        return 1

    @x.setter
    @abstractmethod
    def x(self, value): ...


check(lambda: Setter())
