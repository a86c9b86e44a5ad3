"""__set_name__ is called for each value of a class's namespace, and may fail."""


class Field:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, obj, owner):
        return self if obj is None else getattr(obj, self.name, "unset")

    def __set__(self, obj, value):
        setattr(obj, self.name, value)


class C:
    a = Field()
    b = c = Field()


x = C()
x.a = 1
print(x.a, x.b, x.__dict__, C.a.name)
C.d = Field()
print(hasattr(C.__dict__["d"], "name"))


class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:

    class D:
        field = Bad()

except Exception as error:
    print(type(error).__name__, error, getattr(error, "__notes__", None), repr(error.__cause__))
