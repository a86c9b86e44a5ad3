"""Descriptors with __set__ come before instance attributes, others after."""


class NonData:
    def __get__(self, obj, owner=None):
        return "non-data", obj is None, owner.__name__


class Data(NonData):
    def __get__(self, obj, owner=None):
        return "data"

    def __set__(self, obj, value):
        print("set", value)

    def __delete__(self, obj):
        print("delete")


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["only"] = value * 2


class C:
    non = NonData()
    data = Data()
    only = SetOnly()


c = C()
print(c.non, C.non, c.data, C.data)
c.non = 1
c.data = 2
c.__dict__["data"] = 3
print(c.non, c.data)
del c.data, c.non
print(c.non)
print(type(c.only).__name__)
c.only = 5
print(c.only)
try:
    del c.only
except AttributeError as error:
    print(error)
C.data = "replaced"
print(c.data)
