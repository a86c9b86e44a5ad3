# An exception in __exit__ replaces that of the body.
class Failing:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        raise RuntimeError("exit failed")


try:
    with Failing():
        print("body")
except RuntimeError as error:
    print(error, repr(error.__context__))
try:
    with Failing():
        raise ValueError("body failed")
except RuntimeError as error:
    print(error, repr(error.__context__))


class Reraise:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if value:
            raise OSError("translated") from value


try:
    with Reraise():
        1 / 0
except OSError as error:
    print(error, repr(error.__cause__))
