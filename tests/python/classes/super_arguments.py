"""What super() takes, and what it says of the rest."""


class A:
    def f(self):
        return "A.f"


class B(A):
    def f(self):
        return "B.f"

    def deleted(self):
        del self
        return super()

    def plain(this):
        return super().f()


print(B().plain(), super(B, B()).f(), super(B, B).f(None))
for call in (lambda: super(), lambda: super(1, 2), lambda: super(B, A()), lambda: super(B, kw=1), lambda: super(A, 1, 2),
             lambda: B().deleted()):
    try:
        print(call())
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
unbound = super(B)
print(unbound, unbound.__thisclass__, unbound.__self__, unbound.__get__(B()).f())
try:
    unbound.__get__(A())
except TypeError as error:
    print(error)
