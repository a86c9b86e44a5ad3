# A generator cannot be resumed from inside itself.
def selfish():
    try:
        next(g)
    except ValueError as error:
        print(error)
    yield 1


g = selfish()
print(next(g))
print(list(g))


def raises():
    yield 1
    raise KeyError("inside")


r = raises()
print(next(r))
try:
    next(r)
except KeyError as error:
    print("KeyError", error)
print(next(r, "finished"))
