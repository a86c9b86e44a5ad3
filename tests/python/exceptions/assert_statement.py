# assert with and without a message.
def check(value, message=None):
    try:
        if message is None:
            assert value
        else:
            assert value, message
    except AssertionError as error:
        return repr(error)
    return "passed"


print(check(True))
print(check(False))
print(check([]))
print(check(0, "zero is false"))
print(check("", ["a", "list"]))
print(check(1, "unused"))


def message():
    print("message evaluated")
    return "made"


assert True, message()
try:
    assert 1 > 2, message()
except AssertionError as error:
    print(error)
