# Unknown names, with and without a close match.
def f():
    return undefined_thing


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(f)
outcome(lambda: prnt)
outcome(lambda: 变量)
numbers = [1]
outcome(lambda: number)
try:
    missing += 1
except NameError as error:
    print(error, error.name)
try:
    del missing
except NameError as error:
    print(error)
