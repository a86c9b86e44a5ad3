# Objects without the protocol.
class OnlyEnter:
    def __enter__(self):
        return self


class OnlyExit:
    def __exit__(self, *info):
        return None


class WrongExit:
    def __enter__(self):
        return self

    def __exit__(self):
        return None


for thing in (5, "x", None, OnlyEnter(), OnlyExit(), WrongExit()):
    try:
        with thing:
            print("body")
    except Exception as error:
        print(type(error).__name__, "-", error)
