# Collecting and spreading keyword arguments keeps their order.
def show(**named):
    return named


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


print(show())
print(show(b=1, a=2))
print(show(**{"x": 1}, y=2, **{"z": 3}))
original = {"k": [1]}
copy = show(**original)
print(copy == original, copy is original, copy["k"] is original["k"])
print(show(**{"not a name": 1}))
print(show(self=1, class_=2))
outcome(lambda: show(**[1]))
outcome(lambda: show(**None))
outcome(lambda: show(1))
outcome(lambda: show(**{1: 2}))
