"""super().method() in methods of every kind, with names missing, shadowed or changed later."""
import traceback


class Base:
    label = "base"

    def __init__(self):
        self.made = ["Base"]

    def speak(self, *words, end="."):
        return "Base" + "".join(words) + end

    @classmethod
    def kind(cls):
        return "kind of " + cls.__name__

    @staticmethod
    def plain():
        return "plain"

    @property
    def size(self):
        return 1


class Child(Base):
    label = "child"

    def __init__(self):
        super().__init__()
        self.made.append("Child")
        self.speak = lambda: "an instance's own"

    def say(self, *words, **options):
        return super().speak(*words, **options), super().speak("!", end="?"), super().label

    @classmethod
    def kind(cls):
        return super().kind() + "!"

    def others(self):
        return super().plain(), super().size, super().__class__, super().__repr__()[:10]

    def missing(self):
        return super().nothing(1)

    def __eq__(self, other):
        return super().__eq__(other)

    def later(self):
        return [super(Child, self).speak(str(n)) for n in range(2)]


class Left(Base):
    def speak(self):
        return "Left > " + super().speak()


class Right(Base):
    def speak(self):
        return "Right > " + super().speak()


class Both(Left, Right):
    def __new__(cls):
        return super().__new__(cls)

    def speak(self):
        return "Both > " + super().speak()


class Doubling(list):
    def append(self, item):
        super().append(item * 2)

    def __len__(self):
        return super().__len__() + 100


def layer(base):
    class Layer(base):
        def speak(self):
            return "(" + super().speak() + ")"

    return Layer


child = Child()
print(child.made, child.speak(), child.say(" a", end=""), Child.kind(), child.others())
print(child == child, child == Base(), child.later())
try:
    child.missing()
except AttributeError:
    traceback.print_exc()
print(Both().speak(), Left().speak())
numbers = Doubling()
numbers.append(4)
print(numbers, len(numbers))
once = layer(Base)
twice = layer(once)
print(twice().speak(), once().speak(), layer(Right)().speak())
Base.speak = lambda self: "changed"
print(Both().speak(), twice().speak())


class Careless(Base):
    def one(self):
        del self
        return super().speak()

    def two(self):
        del self
        return super()


for method in (Careless.one, Careless.two):
    try:
        method(Careless())
    except RuntimeError as error:
        print(error)


class Shouting(Base):
    def shout(self):
        return super().upper(), super()


def super():
    return "a function of the program"


print(Shouting().shout())
