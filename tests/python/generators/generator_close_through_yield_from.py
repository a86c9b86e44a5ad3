# Closing the outer generator closes the inner one first.
def inner():
    try:
        yield 1
    finally:
        print("inner closed")


def outer():
    try:
        yield from inner()
    finally:
        print("outer closed")


o = outer()
next(o)
o.close()


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        return "plain"


def over_plain():
    yield from Iterator()


p = over_plain()
print(next(p))
try:
    p.send("value")
except AttributeError as error:
    print(error)
p = over_plain()
next(p)
try:
    p.throw(ValueError("passes through"))
except ValueError as error:
    print(error)
