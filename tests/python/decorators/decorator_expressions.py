# Any expression may follow the at sign.
class Registry:
    def __init__(self):
        self.names = []

    def add(self, f):
        self.names.append(f.__name__)
        return f

    def under(self, name):
        def decorate(f):
            self.names.append(name)
            return f
        return decorate


registries = {"main": Registry()}


@registries["main"].add
def first():
    return 1


@registries["main"].under("renamed")
def second():
    return 2


@(lambda f: f)
@[str, registries["main"].add][1]
def third():
    return 3


print(first(), second(), third(), registries["main"].names)


@str.upper
@lambda f: f.__name__
def name():
    pass


print(name)
try:
    @5
    def broken():
        pass
except TypeError as error:
    print(error)
try:
    broken
except NameError as error:
    print(error)
