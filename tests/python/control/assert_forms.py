"""assert with and without a text; the text is evaluated only on failure."""

log = []


def text():
    log.append("asked")
    return "the text"


assert True, text()
print(log)
for value in (0, "", None, [], False):
    try:
        assert value, text()
    except AssertionError as error:
        print(repr(value), error.args)
try:
    assert 1 == 2
except AssertionError as error:
    print(error.args, repr(str(error)))
try:
    assert False, (1, 2)
except AssertionError as error:
    print(error.args)


class NoTruth:
    def __bool__(self):
        raise ValueError("no truth")


try:
    assert NoTruth(), text()
except ValueError as error:
    print(error)
print(log)
AssertionError = KeyError
try:
    assert False
except KeyError:
    print("by name")
except BaseException as error:
    print("by class", type(error).__name__)
