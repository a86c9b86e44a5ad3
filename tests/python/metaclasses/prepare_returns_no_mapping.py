"""A namespace has to be a mapping, and one for type.__new__ a dict."""


def make(result):
    class Meta(type):
        @classmethod
        def __prepare__(mcs, name, bases):
            return result

    class C(metaclass=Meta):
        x = 1

    return C


class Own(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            print("set", key)
        super().__setitem__(key, value)


print(make(Own()).x)
for wrong in (5, None, []):
    try:
        make(wrong)
    except TypeError as error:
        print(error)
import collections

try:
    make(collections.UserDict())
except TypeError as error:
    print(error)


def function(name, bases, namespace, **keywords):
    return name, bases, namespace["x"], keywords


class D(metaclass=function, k=1):
    x = 2


print(D)
