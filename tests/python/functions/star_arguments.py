# Collecting and spreading positional arguments.
def count(*args):
    return len(args), args


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


print(count())
print(count(1, 2, 3))
print(count(*[1, 2], 3, *(4, 5)))
print(count(*range(3)))
print(count(*"中文"))
print(count(*{"k": 1, "m": 2}))
print(count(*(n * n for n in range(4))))
print(type(count()[1]).__name__)
outcome(lambda: count(*5))
outcome(lambda: count(*None))
outcome(lambda: count(args=1))
