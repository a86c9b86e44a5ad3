"""__prepare__ gives the namespace; keywords of the class statement go to the metaclass."""


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **keywords):
        print("prepare", name, [b.__name__ for b in bases], keywords)
        return {"from_prepare": 1}

    def __new__(mcs, name, bases, namespace, **keywords):
        print("new", sorted(k for k in namespace if not k.startswith("__")), keywords)
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        print("init", keywords)
        super().__init__(name, bases, namespace)


class A(metaclass=Meta, flag=True):
    x = from_prepare + 1


class B(A, other=2):
    pass


print(A.x, type(B).__name__, B.from_prepare)
try:

    class C(metaclass=Meta, metaclass=Meta):
        pass

except TypeError as error:
    print(error)
except SyntaxError as error:
    print(error.msg)
