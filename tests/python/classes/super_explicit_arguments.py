# super with a class and an object, and its error cases.
class A:
    def f(self):
        return "A.f"

    @classmethod
    def make(cls):
        return "A.make for " + cls.__name__


class B(A):
    def f(self):
        return "B.f"

    @classmethod
    def make(cls):
        return super().make() + "!"


class C(B):
    def f(self):
        return super(B, self).f(), super().f()


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


c = C()
print(c.f())
print(super(C, c).f(), super(B, c).f())
print(C.make(), B.make(), super(B, C).make())
outcome(lambda: super(B, 5))
outcome(lambda: super().f())
outcome(lambda: super(A, c).f())


def outside(self):
    return super().f()


outcome(lambda: outside(c))
