# Data descriptor, then instance, then non-data descriptor.
class Data:
    def __get__(self, instance, owner):
        return "data descriptor"

    def __set__(self, instance, value):
        print("set", value)


class NonData:
    def __get__(self, instance, owner):
        return "non-data descriptor"


class Holder:
    a = Data()
    b = NonData()
    c = "class value"


h = Holder()
h.__dict__.update(a="instance", b="instance", c="instance")
print(h.a, "|", h.b, "|", h.c)
h.a = 1
h.b = 2
print(h.a, h.b)
print(Holder.a, Holder.b)
Holder.a = "replaced"
print(h.a)


class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["d"] = value * 2


Holder.d = SetOnly()
h.d = 21
print(h.d)
try:
    del h.d
except AttributeError as error:
    print(error)
