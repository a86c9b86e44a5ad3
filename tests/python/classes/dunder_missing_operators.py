# Operators on plain instances.
class Plain:
    pass


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


a, b = Plain(), Plain()
outcome(lambda: a + b)
outcome(lambda: a - 1)
outcome(lambda: "x" * a)
outcome(lambda: a < b)
outcome(lambda: a >= 1)
outcome(lambda: a[0])
outcome(lambda: 1 in a)
outcome(lambda: len(a))
outcome(lambda: iter(a))
outcome(lambda: next(a))
outcome(lambda: int(a))
outcome(lambda: float(a))
outcome(lambda: a ** 2)
outcome(lambda: divmod(a, 2))
outcome(lambda: reversed(a))
print(a == b, a == a, a != b)
try:
    a[0] = 1
except TypeError as error:
    print(error)
try:
    del a[0]
except TypeError as error:
    print(error)
try:
    with a:
        pass
except TypeError as error:
    print(error)
