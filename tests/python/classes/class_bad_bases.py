# Things that cannot be base classes.
def attempt(base):
    try:
        class Child(base):
            pass
    except TypeError as error:
        print(type(error).__name__, "-", error)
    else:
        print("made", Child.__mro__[1].__name__)


attempt(object)
attempt(int)
attempt(bool)
attempt(type(None))
attempt(range)
attempt(slice)
attempt(type(lambda: 0))
try:
    class Mixed(int, str):
        pass
except TypeError as error:
    print(error)
