# Properties in subclasses.
class Base:
    @property
    def value(self):
        return "base"

    @property
    def both(self):
        return self.value + "!"


class Child(Base):
    @property
    def value(self):
        return "child of " + super().value


class Settable(Base):
    def __init__(self):
        self._v = "start"

    @Base.value.getter
    def value(self):
        return self._v

    @value.setter
    def value(self, new):
        self._v = new


print(Base().both, Child().both)
s = Settable()
s.value = "changed"
print(s.both)


class Plain(Base):
    value = "just a class attribute"


print(Plain().both)
