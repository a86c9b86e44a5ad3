"""What `with` says of objects that are no context managers, and looks methods up on the class."""


class OnlyEnter:
    def __enter__(self):
        return self


class OnlyExit:
    def __exit__(self, *args):
        pass


class Neither:
    pass


for x in (OnlyEnter(), OnlyExit(), Neither(), 5, None):
    try:
        with x:
            print("body")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
x = Neither()
x.__enter__ = lambda: 1
x.__exit__ = lambda *args: None
try:
    with x:
        pass
except TypeError as error:
    print(error)


class Async:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *args):
        pass


try:
    with Async():
        pass
except TypeError as error:
    print(error)
