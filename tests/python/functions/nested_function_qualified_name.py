# Qualified names tell where a function was defined.
def outer():
    def inner():
        pass

    class Local:
        def method(self):
            pass

    return inner, Local, lambda: 0


inner, Local, anonymous = outer()
print(outer.__qualname__)
print(inner.__qualname__, inner.__name__)
print(Local.__qualname__, Local.method.__qualname__)
print(anonymous.__qualname__)
try:
    inner(1)
except TypeError as error:
    print(error)
try:
    Local().method(1, 2)
except TypeError as error:
    print(error)
