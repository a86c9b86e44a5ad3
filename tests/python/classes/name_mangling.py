# Two leading underscores are mangled inside a class.
class Safe:
    __count = 0

    def __init__(self, value):
        self.__value = value
        Safe.__count += 1

    def __hidden(self):
        return self.__value

    def open(self):
        return self.__hidden()

    def get(self, other):
        return other.__value

    __dunder__ = "not mangled"


class Child(Safe):
    def __init__(self):
        super().__init__("parent's")
        self.__value = "child's"

    def both(self):
        return self.__value, self.open()


s = Safe(5)
print(s.open(), s.__dict__, s.__dunder__)
try:
    s.__value
except AttributeError as error:
    print(error)
print(s._Safe__value, s._Safe__hidden(), Safe._Safe__count)
print(Child().both(), sorted(Child().__dict__))
print(Safe(1).get(s))
