"""Dotted names are values; what a subject's methods raise comes out."""


class Colour:
    RED = "red"
    GREEN = "green"


def name(x):
    match x:
        case Colour.RED:
            return "is red"
        case Colour.GREEN:
            return "is green"
    return "is none"


print(name("red"), name("green"), name("blue"))


class Bad:
    def __eq__(self, other):
        raise RuntimeError("no comparing")


try:
    name(Bad())
except RuntimeError as error:
    print(error)


class BadLength(list):
    def __len__(self):
        raise RuntimeError("no length")


try:
    match BadLength():
        case [x]:
            pass
except RuntimeError as error:
    print(error)
try:
    match 1:
        case Colour.BLUE:
            pass
except AttributeError as error:
    print(error)
try:
    match 1:
        case Unknown():
            pass
except NameError as error:
    print(error)
