# The qualified name of the class is shown.
class Shop:
    class Error(Exception):
        pass


def make():
    class Local(Exception):
        pass
    return Local


try:
    raise Shop.Error("inner class")
except Shop.Error:
    raise make()("local class")
