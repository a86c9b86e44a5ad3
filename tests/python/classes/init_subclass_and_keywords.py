"""__init_subclass__ is called with the keywords of the class statement."""


class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **keywords):
        super().__init_subclass__(**keywords)
        cls.registry.append((cls.__name__, tag))


class A(Base, tag="first"):
    pass


class B(A):
    pass


print(Base.registry)
try:

    class C(Base, other=1):
        pass

except TypeError as error:
    print(error)
try:

    class D(int, x=1):
        pass

except TypeError as error:
    print(error)
print(type("E", (Base,), {}, tag="by type").__name__, Base.registry[-1])


class Odd:
    def __init_subclass__(cls):
        raise ValueError(f"no {cls.__name__}")


try:

    class F(Odd):
        pass

except ValueError as error:
    print(error)
try:
    Base.__init_subclass__(1)
except TypeError as error:
    print(error)
