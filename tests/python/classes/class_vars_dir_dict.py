# Looking into classes and instances.
class Base:
    inherited = 1

    def method(self):
        pass


class Child(Base):
    own = 2

    def __init__(self):
        self.attribute = 3


c = Child()
print(vars(c), c.__dict__ is vars(c))
print([n for n in dir(c) if not n.startswith("__")])
print([n for n in dir(Base) if not n.startswith("__")])
print("own" in Child.__dict__, "inherited" in Child.__dict__, "own" in vars(Base))
c.__dict__["planted"] = 4
print(c.planted)
c.__dict__ = {"replaced": True}
print(c.replaced, hasattr(c, "attribute"))
try:
    vars(5)
except TypeError as error:
    print(error)
try:
    Child.__dict__["x"] = 1
except TypeError as error:
    print(error)
try:
    c.__dict__ = 5
except TypeError as error:
    print(error)
