# A true result of __exit__ swallows the exception.
class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self.kinds)


with Suppress(ZeroDivisionError):
    print("before")
    1 / 0
    print("never")
print("went on")
try:
    with Suppress(KeyError):
        [][0]
except IndexError as error:
    print("not suppressed", error)


class Truthy(Suppress):
    def __exit__(self, *info):
        return "non-empty text"


with Truthy():
    raise RuntimeError


def f():
    with Truthy():
        return 1 / 0
    return "suppressed, then here"


print(f())
for i in range(3):
    with Suppress(ValueError):
        if i == 1:
            raise ValueError
        print(i)
