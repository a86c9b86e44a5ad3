# The order of bases in a diamond.
class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who())
print(B().who())
print([c.__name__ for c in D.__mro__])
print([c.__name__ for c in D.mro()])


class E(C, B):
    pass


print(E().who(), [c.__name__ for c in E.__mro__])
